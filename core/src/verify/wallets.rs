//! Wallets: invariant 17.

use std::collections::BTreeMap;

use super::report::Walk;
use crate::engine::Record;
use crate::kernel::{MemberId, Result};
use crate::points::Wallet;

pub(super) fn verify(walk: &mut Walk<'_>, mut held: BTreeMap<MemberId, i128>) -> Result<()> {
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
        let ledger = held.remove(&member).unwrap_or(0);
        wrong(
            wallet
                .held()
                .is_ok_and(|points| i128::from(points.units()) == ledger),
            "the lots less the debt are not what the ledger says",
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
