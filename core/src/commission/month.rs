//! A leader's month: sales as they come, the exact commission when it is over. RULES §12.
//!
//! The position of a sale inside the month is a counter. Adding to it makes no conflicts, and the commission of a sale is
//! the tiers' value up to behind it less that up to before it, so that all sales together earn what the month earns. The
//! counter's value is only as fresh as this process knows, and refunds take away from it out of order: when the month is
//! over it is closed (nobody can sell for it any more), and what its sales earn exactly, less what was earned sale by
//! sale, is posted. A refund after that gives back its part of this difference too. See ADR 8.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::earner;
use super::records::{Difference, LeaderMonth, LeaderSales, MonthResult, MonthState};
use super::tiers::TierMode;
use crate::engine::{
    AnyCommand, Bounds, Command, Context, DueSource, Event, Lookup, Operation, Record, Target,
    decode_row,
};
use crate::kernel::{Error, MerchantId, Money, Month, Result, StationId, divide, portion};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{AccountPurpose, Entry, Party, PostingPurpose, Unit};
use crate::schema::tables;
use crate::split::TierShare;
use crate::station::Station;
use crate::store::{Scan, Value};

/// Counts a sale for the leader's month and says what the tiers give for it.
pub(crate) fn sell(
    ctx: &mut Context<'_>,
    station: StationId,
    merchant: MerchantId,
    sales: Money,
) -> Result<TierShare> {
    let month = open_month(ctx, station)?;
    let id = month.id();
    let after = add::<LeaderMonth>(ctx, id, LeaderMonth::SALES, sales)?;
    // Another process may have sold or refunded meanwhile; the month's end puts that right.
    let before = after.minus(sales)?.max(Money::ZERO);
    let rounding = ctx.settings(month.community)?.rounding;
    let commission = (month.tiers.marginal(before.plus(sales)?, rounding)?)
        .minus(month.tiers.marginal(before, rounding)?)?;
    let share = LeaderSales::id_of(station, month.month, merchant);
    if ctx.find::<LeaderSales>(share)?.is_none() {
        ctx.insert(LeaderSales {
            station,
            month: month.month,
            merchant,
            difference: None,
        })?;
    }
    add::<LeaderSales>(ctx, share, LeaderSales::SALES, sales)?;
    add::<LeaderSales>(ctx, share, LeaderSales::ACCRUED, commission)?;
    Ok(TierShare {
        month: month.month,
        before,
        sales,
        commission,
    })
}

/// The month for which a sale made now counts: the running one of the tenant's zone, or the first one after it that is
/// not closed (the clock went back).
fn open_month(ctx: &mut Context<'_>, station: StationId) -> Result<LeaderMonth> {
    let zone = ctx.tenant_record()?.zone;
    let mut month = Month::of(zone.day_of(ctx.now()));
    while let Some(found) = ctx.find::<LeaderMonth>(LeaderMonth::id_of(station, month))? {
        if found.state == MonthState::Open {
            return Ok((*found).clone());
        }
        month = month.next();
    }
    let community = ctx.require::<Station>(station)?.community;
    let settings = ctx.settings(community)?;
    let opened = LeaderMonth {
        station,
        community,
        month,
        tiers: settings.leader_tiers,
        mode: settings.leader_tier_mode,
        state: MonthState::Open,
        due_at: Some(zone.start_of(month.next().first_day())),
        result: None,
    };
    ctx.insert(opened.clone())?;
    Ok(opened)
}

fn add<T: Record>(
    ctx: &mut Context<'_>,
    id: impl Into<crate::kernel::Id>,
    counter: u8,
    by: Money,
) -> Result<Money> {
    let value = ctx
        .adjust::<T>(id, counter, by.units(), Bounds::default())?
        .map_err(|_| Error::Overflow { field: "sales" })?;
    Money::new(value)
}

/// A refund takes from a sale: `before` and `now` are what was refunded of it earlier and what is refunded now. Until
/// the month is settled its counters go down; afterwards the leader gives back in proportion what the month's end
/// brought for it.
pub(crate) fn take_back(
    ctx: &mut Context<'_>,
    station: StationId,
    merchant: MerchantId,
    tier: &TierShare,
    before: Money,
    now: Money,
) -> Result<()> {
    if now.is_zero() {
        return Ok(());
    }
    let id = LeaderSales::id_of(station, tier.month, merchant);
    let month = ctx.require::<LeaderMonth>(LeaderMonth::id_of(station, tier.month))?;
    let record = ctx.require::<LeaderSales>(id)?;
    let Some(difference) = record.difference else {
        let commission = portion(
            tier.commission.units(),
            before.units(),
            now.units(),
            tier.sales.units(),
        )?;
        add::<LeaderMonth>(ctx, month.id(), LeaderMonth::SALES, now.negated())?;
        add::<LeaderSales>(ctx, id, LeaderSales::SALES, now.negated())?;
        let commission = Money::new(commission)?.negated();
        add::<LeaderSales>(ctx, id, LeaderSales::ACCRUED, commission)?;
        return Ok(());
    };
    let back = Money::new(portion(
        difference.amount.units(),
        difference.refunded.units(),
        now.units(),
        difference.sales.units(),
    )?)?;
    let mut record = (*record).clone();
    record.difference = Some(Difference {
        refunded: difference.refunded.plus(now)?,
        ..difference
    });
    ctx.update(record)?;
    pay_difference(
        ctx,
        station,
        &[(merchant, back.negated())],
        difference.withdrawable,
        id,
    )
}

/// The leader gets these amounts from these merchants, or gives them back where they are below zero.
fn pay_difference(
    ctx: &mut Context<'_>,
    station: StationId,
    amounts: &[(MerchantId, Money)],
    withdrawable: bool,
    reference: crate::kernel::Id,
) -> Result<()> {
    let leader = Party::Leader(station);
    let total = Money::total(amounts.iter().map(|(_, amount)| *amount))?;
    let account = if withdrawable {
        earner::add_available(ctx, &leader, total)?;
        AccountPurpose::Commission
    } else {
        AccountPurpose::Payable
    };
    let mut entries = vec![Entry::credit(leader, account, total)];
    for (merchant, amount) in amounts {
        let merchant = Party::Merchant(*merchant);
        entries.push(Entry::debit(merchant, AccountPurpose::Payable, *amount));
    }
    let draft = Draft {
        purpose: PostingPurpose::CommissionAdjusted,
        unit: Unit::Money,
        order: None,
        trade: None,
        reference: Some(reference),
        entries,
    };
    post(ctx, draft).map(|_| ())
}

/// Brings a leader's month that is over one step further, by due work: first it is closed, so that no sale counts for it
/// any more, then what its tiers give beyond what was earned sale by sale is posted. Settling it again changes nothing.
/// Errors: `wrong_state` before its end, `not_found`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SettleLeaderMonth {
    /// The leader's station.
    pub station: StationId,
    /// The month.
    pub month: Month,
}

impl Command for SettleLeaderMonth {
    type Answer = MonthState;
    const OPERATION: Operation = Operation::SettleLeaderMonth;

    fn target(&self) -> Target {
        Target::Station(self.station)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<MonthState> {
        let id = LeaderMonth::id_of(self.station, self.month);
        let mut month = (*ctx.require::<LeaderMonth>(id)?).clone();
        let Some(due) = month.due_at else {
            return Ok(month.state);
        };
        if ctx.now() < due {
            return Err(Error::WrongState {
                what: LeaderMonth::WHAT,
                id: format!("{} of {}", self.month, self.station),
                state: month.state.name(),
                event: "settle before its end",
            });
        }
        if month.state == MonthState::Open {
            month.state = MonthState::Closed;
            ctx.update(month)?;
            return Ok(MonthState::Closed);
        }
        // The list of its merchants is frozen: every sale relies on the month being open, and that it is not is stored.
        ctx.require_committed::<LeaderMonth>(id)?;
        settle(ctx, &mut month)?;
        month.state = MonthState::Settled;
        month.due_at = None;
        if let Some(result) = month.result {
            ctx.emit(Event::LeaderMonthSettled {
                station: self.station,
                month: self.month,
                sales: result.sales,
                earned: result.earned,
                difference: result.earned.minus(result.accrued)?,
            });
        }
        ctx.update(month)?;
        Ok(MonthState::Settled)
    }
}

/// What of the month a merchant brought.
struct Part {
    merchant: MerchantId,
    sales: Money,
    accrued: Money,
}

fn settle(ctx: &mut Context<'_>, month: &mut LeaderMonth) -> Result<()> {
    let parts = parts(ctx, month)?;
    let settings = ctx.settings(month.community)?;
    let sales = Money::total(parts.iter().map(|part| part.sales))?;
    let accrued = Money::total(parts.iter().map(|part| part.accrued))?;
    let earned = month.tiers.month(sales, month.mode, settings.rounding)?;
    month.result = Some(MonthResult {
        sales,
        earned,
        accrued,
    });
    let differences = differences(&parts, month.mode, earned, accrued)?;
    let withdrawable = settings.commission_payout.is_withdrawal();
    let mut amounts = Vec::with_capacity(parts.len());
    for (part, amount) in parts.iter().zip(differences) {
        let id = LeaderSales::id_of(month.station, month.month, part.merchant);
        let mut record = (*ctx.require::<LeaderSales>(id)?).clone();
        record.difference = Some(Difference {
            sales: part.sales,
            amount,
            refunded: Money::ZERO,
            withdrawable,
        });
        ctx.update(record)?;
        amounts.push((part.merchant, amount));
    }
    pay_difference(ctx, month.station, &amounts, withdrawable, month.id())
}

/// The merchants of a closed month with their counters; that these still stand so is checked at the commit.
fn parts(ctx: &mut Context<'_>, month: &LeaderMonth) -> Result<Vec<Part>> {
    let mut scan = Scan::index(
        tables::LEADER_SALES,
        LeaderSales::BY_MONTH,
        vec![Value::from(month.id())],
        500,
    );
    let mut parts = Vec::new();
    loop {
        let (records, next) = ctx.frozen::<LeaderSales>(&scan)?;
        for record in records {
            let mut exactly = |counter| {
                let value = ctx.counter::<LeaderSales>(record.id(), counter)?;
                let bounds = Bounds::exactly(value);
                ctx.adjust::<LeaderSales>(record.id(), counter, 0, bounds)?
                    .map_err(|_| Error::internal("a counter is not what it was"))
                    .and_then(Money::new)
            };
            parts.push(Part {
                merchant: record.merchant,
                sales: exactly(LeaderSales::SALES)?,
                accrued: exactly(LeaderSales::ACCRUED)?,
            });
        }
        match next {
            Some(place) => scan.after = Some(place),
            None => return Ok(parts),
        }
    }
}

/// What each merchant's sales earned beyond what was earned sale by sale; they sum to `earned` less `accrued`. When the
/// whole month earns one rate every merchant ends up at that rate; tiers by part keep what was earned sale by sale, and
/// what refunds moved is divided over the sales.
fn differences(
    parts: &[Part],
    mode: TierMode,
    earned: Money,
    accrued: Money,
) -> Result<Vec<Money>> {
    let weights: Vec<Money> = parts.iter().map(|part| part.sales).collect();
    if Money::total(weights.iter().copied())?.is_zero() {
        // Everything was refunded, so everything was given back.
        return parts
            .iter()
            .map(|part| Ok(part.accrued.negated()))
            .collect();
    }
    match mode {
        TierMode::WholeMonth => divide(earned, &weights)?
            .into_iter()
            .zip(parts)
            .map(|(share, part)| share.minus(part.accrued))
            .collect(),
        TierMode::Marginal => {
            let difference = earned.minus(accrued)?;
            let shares = divide(difference.max(difference.negated()), &weights)?;
            Ok(shares
                .into_iter()
                .map(|share| {
                    if difference.is_negative() {
                        share.negated()
                    } else {
                        share
                    }
                })
                .collect())
        }
    }
}

/// Leaders' months that are over.
pub(crate) const LEADER_MONTHS_DUE: DueSource = DueSource {
    table: tables::LEADER_MONTH,
    index: LeaderMonth::DUE,
    command: |row| {
        let month = decode_row::<LeaderMonth>(row)?;
        Ok(AnyCommand::SettleLeaderMonth(SettleLeaderMonth {
            station: month.station,
            month: month.month,
        }))
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Id;

    fn part(name: &str, sales: i64, accrued: i64) -> Part {
        Part {
            merchant: MerchantId(Id::derived("test", &[name.as_bytes()])),
            sales: Money::new(sales).unwrap(),
            accrued: Money::new(accrued).unwrap(),
        }
    }

    fn units(parts: &[Part], mode: TierMode, earned: i64) -> Vec<i64> {
        let accrued = Money::total(parts.iter().map(|part| part.accrued)).unwrap();
        differences(parts, mode, Money::new(earned).unwrap(), accrued)
            .unwrap()
            .iter()
            .map(|amount| amount.units())
            .collect()
    }

    #[test]
    fn when_the_whole_month_earns_one_rate_every_merchant_ends_up_at_it() {
        // The first merchant sold below 10,000.00, the second above: 8 % and 9 % so far, 9 % for all.
        let parts = [part("a", 1_000_000, 80_000), part("b", 1_000_000, 90_000)];
        assert_eq!(units(&parts, TierMode::WholeMonth, 180_000), [10_000, 0]);
    }

    #[test]
    fn what_refunds_moved_is_divided_over_the_sales() {
        let parts = [part("a", 300, 27), part("b", 100, 8)];
        assert_eq!(units(&parts, TierMode::Marginal, 32), [-2, -1]);
        assert_eq!(units(&parts, TierMode::Marginal, 35), [0, 0]);
        let gone = [part("a", 0, 0), part("b", 0, 1)];
        assert_eq!(units(&gone, TierMode::Marginal, 0), [0, -1]);
    }
}
