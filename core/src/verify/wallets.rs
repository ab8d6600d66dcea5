//! Wallets: invariant 17.

use std::collections::BTreeMap;

use super::orders::OrderSums;
use super::report::Walk;
use crate::engine::Record;
use crate::kernel::{MemberId, Result};
use crate::points::Wallet;

pub(super) fn verify(
    walk: &mut Walk<'_>,
    mut held: BTreeMap<MemberId, i128>,
    orders: &OrderSums,
) -> Result<()> {
    let mut pending = orders.pending_points.clone();
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
        wrong(
            !wallet.debt.is_negative() && !wallet.pending.is_negative(),
            "debt or pending points are below zero",
        );
        let ledger = held.remove(&member).unwrap_or(0);
        wrong(
            wallet
                .held()
                .is_ok_and(|points| i128::from(points.units()) == ledger),
            "the lots less the debt are not what the ledger says",
        );
        wrong(
            pending.remove(&member).unwrap_or(0) == wallet.pending.units(),
            "the pending points are not what the orders will bring",
        );
        Ok(())
    })?;
    let without = held.into_iter().chain(
        pending
            .into_iter()
            .map(|(member, points)| (member, i128::from(points))),
    );
    for (member, points) in without.filter(|(_, points)| *points != 0) {
        walk.report.find(17, Wallet::WHAT, || {
            format!("{member} has none but {points} points")
        });
    }
    Ok(())
}
