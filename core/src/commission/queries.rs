//! What leaders and promoters can ask: statements, months, teams, withdrawals. RULES §7, §12.

use serde::{Deserialize, Serialize};

use super::earner::Earner;
use super::records::{LeaderMonth, LeaderSales};
use super::referral::{Promoter, Referral};
use super::withdrawal::{Withdrawal, WithdrawalState};
use crate::engine::{Engine, Lookup, Operation, Reader, Record, Target, page_limit};
use crate::kernel::{
    Actor, Error, MemberId, Money, Month, Result, StationId, Timestamp, WithdrawalId,
};
use crate::ledger::{AccountPurpose, Party, balances_of};
use crate::schema::tables;
use crate::settlement::Settlement;
use crate::store::{Place, Scan, Value};

/// What a leader or promoter has earned, in total. The detail is [`Engine::statement`]. RULES §7.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CommissionStatement {
    /// Of orders that may still come back.
    pub pending: Money,
    /// Earned and not paid yet, at least zero: what can be withdrawn, or is settled next.
    pub unpaid: Money,
    /// In withdrawals and payouts whose result is not known.
    pub frozen: Money,
    /// Paid.
    pub paid: Money,
    /// What was paid although it came back later: later income pays it first.
    pub debt: Money,
    /// All of it: pending, unpaid, frozen and paid, less the debt.
    pub total: Money,
}

/// A leader's month as it stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LeaderMonthView {
    /// The month.
    pub record: LeaderMonth,
    /// Its sales by tiers, less what of them was refunded until it was settled.
    pub sales: Money,
    /// What the tiers give for them as of now.
    pub earned: Money,
}

/// A promoter and to whom they are bound.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PromoterView {
    /// The promoter.
    pub promoter: Promoter,
    /// Their kind's name.
    pub kind_name: String,
}

/// Somebody whom a promoter brought.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TeamMember {
    /// Who.
    pub member: MemberId,
    /// Since when they are bound.
    pub since: Timestamp,
    /// Until when; `None`: for good.
    pub until: Option<Timestamp>,
    /// Whether they promote themselves.
    pub promotes: bool,
}

impl Engine {
    /// What a leader or promoter has earned: pending, unpaid, frozen, paid, debt. Exact at one moment as far as the ledger
    /// goes. Errors: `invalid_field` for other parties.
    pub fn commission_statement(
        &self,
        actor: &Actor,
        party: &Party,
    ) -> Result<CommissionStatement> {
        earns(party)?;
        let mut reader = self.reader(actor, Operation::CommissionStatement, party.target())?;
        let accounts = [
            AccountPurpose::Pending,
            AccountPurpose::Payable,
            AccountPurpose::Commission,
            AccountPurpose::CommissionFrozen,
            AccountPurpose::PayoutInTransit,
        ];
        let balances = balances_of(&reader, party, &accounts)?;
        // Credits are below zero: what is owed to the party.
        let mut owed = balances
            .into_iter()
            .map(|balance| Money::new(balance).map(Money::negated));
        let mut next = || owed.next().unwrap_or(Ok(Money::ZERO));
        let (pending, payable, commission) = (next()?, next()?, next()?);
        let frozen = next()?.plus(next()?)?;
        let paid = settled(&reader, party)?.plus(withdrawn(&mut reader, party)?)?;
        let positive = |amount: Money| amount.max(Money::ZERO);
        let unpaid = positive(payable).plus(positive(commission))?;
        let debt = positive(payable.negated()).plus(positive(commission.negated()))?;
        let total = Money::total([pending, unpaid, frozen, paid])?.minus(debt)?;
        Ok(CommissionStatement {
            pending,
            unpaid,
            frozen,
            paid,
            debt,
            total,
        })
    }

    /// A leader's months before `before` (`None`: all), latest first, at most `limit` (1–500).
    pub fn leader_months(
        &self,
        actor: &Actor,
        station: StationId,
        before: Option<Month>,
        limit: u32,
    ) -> Result<Vec<LeaderMonthView>> {
        let mut reader = self.reader(actor, Operation::LeaderMonths, Target::Station(station))?;
        let scan = Scan {
            to: before.map(|month| Value::Int(month.number().saturating_sub(1))),
            descending: true,
            ..Scan::index(
                tables::LEADER_MONTH,
                LeaderMonth::BY_STATION,
                vec![Value::from(station)],
                page_limit(limit)?,
            )
        };
        let (months, _) = reader.page::<LeaderMonth>(&scan)?;
        let sales = reader.counters_all::<LeaderMonth, 1>(months.iter().map(Record::id))?;
        months
            .into_iter()
            .zip(sales)
            .map(|(record, [sales])| {
                let sales = Money::new(sales)?;
                let rounding = reader.settings(record.community)?.rounding;
                let earned = match record.result {
                    Some(result) => result.earned,
                    None => record.tiers.month(sales, record.mode, rounding)?,
                };
                Ok(LeaderMonthView {
                    record,
                    sales,
                    earned,
                })
            })
            .collect()
    }

    /// What of a leader's month was sold for which merchant, behind `after`, at most `limit` (1–500).
    pub fn leader_month_sales(
        &self,
        actor: &Actor,
        station: StationId,
        month: Month,
        after: Option<crate::kernel::MerchantId>,
        limit: u32,
    ) -> Result<Vec<LeaderSales>> {
        let reader = self.reader(actor, Operation::LeaderMonthSales, Target::Station(station))?;
        let id = Value::from(LeaderMonth::id_of(station, month));
        let scan = Scan {
            after: after.map(|merchant| Place {
                values: vec![id.clone()],
                id: LeaderSales::id_of(station, month, merchant),
            }),
            ..Scan::index(
                tables::LEADER_SALES,
                LeaderSales::BY_MONTH,
                vec![id.clone()],
                page_limit(limit)?,
            )
        };
        Ok(reader.page(&scan)?.0)
    }

    /// A promoter.
    pub fn promoter(&self, actor: &Actor, member: MemberId) -> Result<PromoterView> {
        let mut reader = self.reader(actor, Operation::PromoterRecord, Target::Member(member))?;
        let promoter = (*reader.require::<Promoter>(member)?).clone();
        let kind = super::referral::PromoterKind::id_of(&promoter.kind);
        let kind = reader.require::<super::referral::PromoterKind>(kind)?;
        Ok(PromoterView {
            promoter,
            kind_name: kind.name.to_string(),
        })
    }

    /// To whom a member is bound, if the binding was ever made; it may have lapsed.
    pub fn referral(&self, actor: &Actor, member: MemberId) -> Result<Option<Referral>> {
        let mut reader = self.reader(actor, Operation::ReferralView, Target::Member(member))?;
        let referral = reader.find::<Referral>(member)?;
        Ok(referral.map(|referral| (*referral).clone()))
    }

    /// Whom a promoter brought, behind `after`, by member id, at most `limit` (1–500). Ask again with one of them who
    /// promotes for the second level.
    pub fn promoter_team(
        &self,
        actor: &Actor,
        promoter: MemberId,
        after: Option<MemberId>,
        limit: u32,
    ) -> Result<Vec<TeamMember>> {
        let mut reader = self.reader(actor, Operation::PromoterTeam, Target::Member(promoter))?;
        team(&mut reader, promoter, after, limit)
    }

    /// The second level of a promoter's team: whom a promoter brought whom they brought. Errors: `not_found` unless
    /// `below` is one whom they brought.
    pub fn promoter_team_below(
        &self,
        actor: &Actor,
        promoter: MemberId,
        below: MemberId,
        after: Option<MemberId>,
        limit: u32,
    ) -> Result<Vec<TeamMember>> {
        let mut reader = self.reader(
            actor,
            Operation::PromoterTeamBelow,
            Target::Member(promoter),
        )?;
        let found = reader.find::<Promoter>(below)?;
        if found.is_none_or(|found| found.above != Some(promoter)) {
            return Err(Error::not_found(Promoter::WHAT, below));
        }
        team(&mut reader, below, after, limit)
    }

    /// The promoters whom a promoter brought, behind `after`, by id, at most `limit` (1–500).
    pub fn promoters_below(
        &self,
        actor: &Actor,
        promoter: MemberId,
        after: Option<MemberId>,
        limit: u32,
    ) -> Result<Vec<Promoter>> {
        let reader = self.reader(actor, Operation::PromotersBelow, Target::Member(promoter))?;
        let scan = below(
            tables::PROMOTER,
            Promoter::BY_ABOVE,
            promoter,
            after,
            page_limit(limit)?,
        );
        Ok(reader.page(&scan)?.0)
    }

    /// A leader's or promoter's withdrawals before `before`, latest first, at most `limit` (1–500).
    pub fn withdrawals_of(
        &self,
        actor: &Actor,
        party: &Party,
        before: Option<WithdrawalId>,
        limit: u32,
    ) -> Result<Vec<Withdrawal>> {
        earns(party)?;
        let reader = self.reader(actor, Operation::WithdrawalsOf, party.target())?;
        let name = Value::from(party.to_string().as_str());
        let scan = Scan {
            after: before.map(|id| Place {
                values: vec![name.clone()],
                id: id.0,
            }),
            descending: true,
            ..Scan::index(
                tables::WITHDRAWAL,
                Withdrawal::BY_PARTY,
                vec![name.clone()],
                page_limit(limit)?,
            )
        };
        Ok(reader.page(&scan)?.0)
    }

    /// Withdrawals that wait for a review or a result, oldest first behind `after`, at most `limit` (1–500). Errors:
    /// `invalid_field` for a state in which nothing waits.
    pub fn withdrawals_waiting(
        &self,
        actor: &Actor,
        state: WithdrawalState,
        after: Option<WithdrawalId>,
        limit: u32,
    ) -> Result<Vec<Withdrawal>> {
        let reader = self.reader(actor, Operation::WithdrawalsWaiting, Target::Tenant)?;
        if !state.is_open() {
            return Err(Error::invalid("state", "nothing waits in this state"));
        }
        let name = Value::from(state.name());
        let scan = Scan {
            after: after.map(|id| Place {
                values: vec![name.clone()],
                id: id.0,
            }),
            ..Scan::index(
                tables::WITHDRAWAL,
                Withdrawal::OPEN,
                vec![name.clone()],
                page_limit(limit)?,
            )
        };
        Ok(reader.page(&scan)?.0)
    }

    /// A withdrawal.
    pub fn withdrawal(&self, actor: &Actor, id: WithdrawalId) -> Result<Withdrawal> {
        let target = Target::Withdrawal(id);
        let mut reader = self.reader(actor, Operation::WithdrawalView, target)?;
        Ok((*reader.require::<Withdrawal>(id)?).clone())
    }
}

fn earns(party: &Party) -> Result<()> {
    match party {
        Party::Leader(_) | Party::Promoter(_) => Ok(()),
        _ => Err(Error::invalid(
            "party",
            "leaders and promoters earn commissions",
        )),
    }
}

/// What settlements have paid a party.
fn settled(reader: &Reader<'_>, party: &Party) -> Result<Money> {
    let scan = Scan::index(
        tables::SETTLEMENT,
        Settlement::BY_PARTY,
        vec![Value::from(party.to_string().as_str())],
        500,
    );
    let mut paid = Money::ZERO;
    reader.each::<Settlement>(scan, |settlement| {
        paid = paid.plus(settlement.paid)?;
        Ok(())
    })?;
    Ok(paid)
}

fn withdrawn(reader: &mut Reader<'_>, party: &Party) -> Result<Money> {
    let counters = reader.counters_all::<Earner, 3>([Earner::id_of(party)])?;
    let paid = counters
        .first()
        .map_or(0, |counters| counters[usize::from(Earner::PAID)]);
    Money::new(paid)
}

fn below(
    table: crate::store::TableId,
    index: u8,
    promoter: MemberId,
    after: Option<MemberId>,
    limit: u32,
) -> Scan {
    Scan {
        after: after.map(|member| Place {
            values: vec![Value::from(promoter)],
            id: member.0,
        }),
        ..Scan::index(table, index, vec![Value::from(promoter)], limit)
    }
}

fn team(
    reader: &mut Reader<'_>,
    promoter: MemberId,
    after: Option<MemberId>,
    limit: u32,
) -> Result<Vec<TeamMember>> {
    let scan = below(
        tables::REFERRAL,
        Referral::BY_PROMOTER,
        promoter,
        after,
        page_limit(limit)?,
    );
    let (referrals, _) = reader.page::<Referral>(&scan)?;
    let promoters = reader.find_all::<Promoter>(referrals.iter().map(|one| one.member))?;
    Ok(referrals
        .into_iter()
        .zip(promoters)
        .map(|(referral, promoter)| TeamMember {
            member: referral.member,
            since: referral.since,
            until: referral.until,
            promotes: promoter.is_some_and(|promoter| promoter.active),
        })
        .collect())
}
