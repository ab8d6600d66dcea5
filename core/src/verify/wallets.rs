//! Wallets: invariant 17.

use std::collections::BTreeMap;

use super::report::Walk;
use crate::engine::Record;
use crate::kernel::{Day, MemberId, Result};
use crate::points::{Bill, LotUse, Wallet};

pub(super) fn verify(walk: &mut Walk<'_>, mut held: BTreeMap<MemberId, i128>) -> Result<()> {
    let zone = walk.zone;
    walk.each::<Wallet>(|report, wallet, _| {
        let member = wallet.member;
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 17, Wallet::WHAT, || format!("{member}: {detail}"));
        };
        wrong(
            wallet
                .lots
                .iter()
                .all(|lot| lot.left.is_positive() && lot.left <= lot.amount),
            "a lot holds nothing, or more than it began with",
        );
        wrong(!wallet.debt.is_negative(), "the debt is below zero");
        let first = wallet.lots.iter().map(|lot| lot.expires).min();
        wrong(
            match (first, wallet.due_at) {
                (Some(first), Some(due)) => due <= zone.start_of(first.next()),
                (first, due) => first.is_none() && due.is_none(),
            },
            "it is not due when its first points have expired",
        );
        let ledger = held.remove(&member).unwrap_or(0);
        wrong(
            wallet
                .held()
                .is_ok_and(|points| i128::from(points.units()) == ledger),
            "the lots less the debt are not what the ledger says",
        );
        Ok(())
    })?;
    walk.each::<Bill>(|report, bill, _| {
        let Some(spent) = &bill.spent else {
            return Ok(());
        };
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 17, Bill::WHAT, || {
                format!("{} of {}: {detail}", bill.number.as_str(), bill.node)
            });
        };
        let day = zone.day_of(spent.at);
        wrong(
            spent.uses.iter().all(|used| was_valid(used, day)),
            "expired points were spent",
        );
        let funded = spent.funding.iter().map(|(_, amount)| amount.units());
        wrong(
            spent.value <= spent.amount && funded.sum::<i64>() == spent.value.units(),
            "the points are worth more than the bill, or are not funded",
        );
        Ok(())
    })?;
    for (member, points) in held.into_iter().filter(|(_, points)| *points != 0) {
        walk.report.find(17, Wallet::WHAT, || {
            format!("{member} has none but {points} points")
        });
    }
    Ok(())
}

/// Whether points could be spent on a day, and no more of them came back than were taken.
pub(super) fn was_valid(used: &LotUse, day: Day) -> bool {
    used.expires >= day && used.returned <= used.points && !used.returned.is_negative()
}
