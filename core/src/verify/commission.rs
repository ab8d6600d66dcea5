//! Leaders' months, promoters, withdrawals and the book of split rules: invariants 5, 7, 8, 11 and 18.

use std::collections::BTreeMap;

use super::orders::OrderSums;
use super::report::Walk;
use crate::commission::{
    Earner, LeaderMonth, LeaderSales, MonthState, Promoter, Referral, Withdrawal, WithdrawalState,
};
use crate::engine::Record;
use crate::kernel::{Id, MemberId, Money, Result, Rounding, Timestamp, portion};
use crate::ledger::{AccountPurpose, Party, Posting, PostingPurpose};
use crate::split::{SplitLayer, SplitRule, SplitRuleBook};

/// What the postings say of commissions.
#[derive(Default)]
pub(super) struct CommissionSums {
    /// Per leader or promoter: what can be withdrawn, and what of that orders brought.
    available: BTreeMap<Party, i128>,
    earned: BTreeMap<Party, i128>,
    frozen: BTreeMap<Party, i128>,
    /// Per withdrawal: what of it is frozen, and what left by a channel.
    frozen_by: BTreeMap<Id, i128>,
    paid_by: BTreeMap<Id, i128>,
    /// Per leader's month, or merchant's part of it, and merchant: what the month's end moved.
    adjusted: BTreeMap<(Id, Party), i128>,
}

impl CommissionSums {
    pub(super) fn add(&mut self, posting: &Posting) {
        for entry in &posting.entries {
            let amount = i128::from(entry.amount);
            let party = || entry.account.party.clone();
            match entry.account.purpose {
                AccountPurpose::Commission => {
                    *self.available.entry(party()).or_default() += amount;
                    if posting.order.is_some() {
                        *self.earned.entry(party()).or_default() += amount;
                    }
                }
                AccountPurpose::CommissionFrozen => {
                    *self.frozen.entry(party()).or_default() += amount;
                    if let Some(id) = posting.reference {
                        *self.frozen_by.entry(id).or_default() += amount;
                    }
                }
                AccountPurpose::Clearing if posting.purpose == PostingPurpose::WithdrawalDone => {
                    if let Some(id) = posting.reference {
                        *self.paid_by.entry(id).or_default() += amount;
                    }
                }
                AccountPurpose::Payable
                    if posting.purpose == PostingPurpose::CommissionAdjusted =>
                {
                    if let (Party::Merchant(_), Some(id)) =
                        (&entry.account.party, posting.reference)
                    {
                        *self.adjusted.entry((id, party())).or_default() += amount;
                    }
                }
                _ => {}
            }
        }
    }
}

/// What paid orders say of a merchant's part of a leader's month: sales and commission, less what was refunded.
#[derive(Clone, Copy, Default)]
pub(super) struct TierSums {
    pub(super) sales: i128,
    pub(super) commission: i128,
}

pub(super) fn verify(
    walk: &mut Walk<'_>,
    sums: &mut CommissionSums,
    orders: &OrderSums,
) -> Result<()> {
    months(walk, sums, orders)?;
    withdrawals(walk, sums, orders)?;
    promoters(walk)?;
    rules(walk)
}

fn months(walk: &mut Walk<'_>, sums: &mut CommissionSums, orders: &OrderSums) -> Result<()> {
    let mut by_month: BTreeMap<Id, i128> = BTreeMap::new();
    let mut tiers = orders.tiers.clone();
    walk.each::<LeaderSales>(|report, record, row| {
        let id = record.id();
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 7, LeaderSales::WHAT, || {
                format!("{} of {}: {detail}", record.month, record.merchant)
            });
        };
        let counter = |at: u8| {
            let value = row.counters.get(usize::from(at)).copied();
            i128::from(value.unwrap_or(0))
        };
        let (sales, accrued) = (counter(LeaderSales::SALES), counter(LeaderSales::ACCRUED));
        let month = LeaderMonth::id_of(record.station, record.month);
        *by_month.entry(month).or_default() += sales;
        let sold = tiers.remove(&id).unwrap_or_default();
        let moved: i128 = [id, month]
            .into_iter()
            .filter_map(|at| {
                sums.adjusted
                    .remove(&(at, Party::Merchant(record.merchant)))
            })
            .sum();
        match record.difference {
            None => {
                wrong(sales == sold.sales, "its sales are not those of its orders");
                wrong(
                    accrued == sold.commission,
                    "what was earned is not what its orders earned",
                );
                wrong(moved == 0, "something was posted before it was settled");
            }
            Some(difference) => {
                let units = |amount: Money| i128::from(amount.units());
                wrong(
                    sales == units(difference.sales)
                        && sold.sales == sales - units(difference.refunded),
                    "its sales are not those of its orders",
                );
                let back = if difference.sales.is_zero() {
                    Some(0)
                } else {
                    portion(
                        difference.amount.units(),
                        0,
                        difference.refunded.units(),
                        difference.sales.units(),
                    )
                    .ok()
                };
                let left = back.map(|back| units(difference.amount) - i128::from(back));
                wrong(
                    left == Some(moved),
                    "what was posted is not the difference less what came back",
                );
            }
        }
        Ok(())
    })?;
    for id in tiers.keys() {
        walk.report.find(7, LeaderSales::WHAT, || {
            format!("{id} is missing, orders count for it")
        });
    }
    for ((id, party), amount) in &sums.adjusted {
        walk.report.find(7, LeaderSales::WHAT, || {
            format!("{amount} was posted to {party} for {id}, which is not there")
        });
    }
    walk.each::<LeaderMonth>(|report, month, row| {
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 7, LeaderMonth::WHAT, || {
                format!("{} of {}: {detail}", month.month, month.station)
            });
        };
        let sales = i128::from(row.counters.first().copied().unwrap_or(0));
        let parts = by_month.remove(&month.id()).unwrap_or(0);
        wrong(sales == parts, "its sales are not those of its merchants");
        wrong(
            (month.state == MonthState::Settled) == month.result.is_some()
                && month.due_at.is_none() == month.result.is_some(),
            "its state does not fit its result",
        );
        if let Some(result) = month.result {
            let earns = |rounding| {
                let earned = month.tiers.month(result.sales, month.mode, rounding);
                earned.is_ok_and(|earned| earned == result.earned)
            };
            wrong(
                i128::from(result.sales.units()) == sales
                    && [Rounding::HalfUp, Rounding::HalfEven, Rounding::HalfDown]
                        .into_iter()
                        .any(earns),
                "what it earned is not what its tiers give",
            );
        }
        Ok(())
    })
}

fn withdrawals(walk: &mut Walk<'_>, sums: &mut CommissionSums, orders: &OrderSums) -> Result<()> {
    let mut frozen: BTreeMap<Party, i128> = BTreeMap::new();
    let mut paid: BTreeMap<Party, i128> = BTreeMap::new();
    walk.each::<Withdrawal>(|report, withdrawal, _| {
        let id = withdrawal.id;
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 18, Withdrawal::WHAT, || format!("{id}: {detail}"));
        };
        let amount = i128::from(withdrawal.amount.units());
        let net = withdrawal.net().map_or(0, |net| i128::from(net.units()));
        let open = withdrawal.state.is_open();
        let done = withdrawal.state == WithdrawalState::Done;
        wrong(
            sums.frozen_by.remove(&id.0).unwrap_or(0) == if open { -amount } else { 0 },
            "what is frozen does not fit its state",
        );
        wrong(
            sums.paid_by.remove(&id.0).unwrap_or(0) == if done { -net } else { 0 },
            "it was not paid exactly once",
        );
        wrong(amount > 0 && net > 0, "nothing is left to be paid");
        if open {
            *frozen.entry(withdrawal.party.clone()).or_default() += amount;
        } else if done {
            *paid.entry(withdrawal.party).or_default() += amount;
        }
        Ok(())
    })?;
    for (id, amount) in (sums.frozen_by.iter().chain(&sums.paid_by)).filter(|(_, sum)| **sum != 0) {
        walk.report.find(18, Withdrawal::WHAT, || {
            format!("{amount} was moved for {id}, which is not there")
        });
    }
    walk.each::<Earner>(|report, earner, row| {
        let party = &earner.party;
        let counter = |at: u8| {
            let value = row.counters.get(usize::from(at)).copied();
            i128::from(value.unwrap_or(0))
        };
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 18, Earner::WHAT, || format!("{party}: {detail}"));
        };
        let of = |sums: &mut BTreeMap<Party, i128>| sums.remove(party).unwrap_or(0);
        wrong(
            counter(Earner::AVAILABLE) == -of(&mut sums.available),
            "what it can withdraw is not what the ledger says",
        );
        let lies = counter(Earner::FROZEN);
        wrong(
            lies == -of(&mut sums.frozen) && lies == of(&mut frozen),
            "what is frozen is not what the ledger and the withdrawals say",
        );
        wrong(
            counter(Earner::PAID) == of(&mut paid),
            "what was paid is not what the withdrawals say",
        );
        Ok(())
    })?;
    for (party, sum) in sums.available.iter().chain(&sums.frozen) {
        walk.report.check(*sum == 0, 18, Earner::WHAT, || {
            format!("{party} is missing, the ledger says {sum}")
        });
    }
    let parties: std::collections::BTreeSet<&Party> = sums
        .earned
        .keys()
        .chain(orders.withdrawable.keys())
        .collect();
    for party in parties {
        let sum = |sums: &BTreeMap<Party, i128>| sums.get(party).copied().unwrap_or(0);
        let (ledger, expected) = (sum(&sums.earned), sum(&orders.withdrawable));
        walk.report.check(ledger == expected, 7, "commission", || {
            format!("{party}: the ledger says {ledger}, the records {expected}")
        });
    }
    Ok(())
}

/// Nobody is bound to themself, and who brought a promoter was one before: so there are no cycles.
fn promoters(walk: &mut Walk<'_>) -> Result<()> {
    let mut since: BTreeMap<MemberId, (Timestamp, Option<MemberId>)> = BTreeMap::new();
    walk.each::<Promoter>(|_, promoter, _| {
        since.insert(promoter.member, (promoter.since, promoter.above));
        Ok(())
    })?;
    for (member, (when, above)) in &since {
        let Some(above) = above else { continue };
        let before = since.get(above).is_some_and(|(earlier, _)| earlier <= when);
        walk.report
            .check(before && above != member, 11, Promoter::WHAT, || {
                format!("{member} was brought by somebody who was no promoter before")
            });
    }
    walk.each::<Referral>(|report, referral, _| {
        let known = since.contains_key(&referral.promoter);
        let other = referral.promoter != referral.member;
        report.check(known && other, 11, Referral::WHAT, || {
            format!("{} is bound to no promoter but itself", referral.member)
        });
        Ok(())
    })
}

/// The book of split rules counts the rules in force.
fn rules(walk: &mut Walk<'_>) -> Result<()> {
    let mut in_force: BTreeMap<SplitLayer, u32> = BTreeMap::new();
    walk.each::<SplitRule>(|_, rule, _| {
        if !rule.removed {
            *in_force.entry(rule.layer).or_default() += 1;
        }
        Ok(())
    })?;
    let mut book = SplitRuleBook::default();
    walk.each::<SplitRuleBook>(|_, record, _| {
        book = record;
        Ok(())
    })?;
    for layer in SplitLayer::ALL {
        let rules = in_force.get(&layer).copied().unwrap_or(0);
        walk.report
            .check(book.count(layer) == rules, 7, SplitRuleBook::WHAT, || {
                format!(
                    "it counts {} {} rules, {rules} are in force",
                    book.count(layer),
                    layer.name()
                )
            });
    }
    Ok(())
}
