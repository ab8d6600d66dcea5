//! After-sale cases against their orders and refunds: invariants 8 and 12.

use std::collections::BTreeMap;

use super::orders::OrderSums;
use super::report::Walk;
use crate::aftersale::{AfterSale, CaseEvent, CaseState};
use crate::engine::Record;
use crate::kernel::{RefundId, Result};
use crate::order::Order;
use crate::payment::{Refund, RefundState};
use crate::store::Scan;

pub(super) fn verify(walk: &mut Walk<'_>, orders: &OrderSums) -> Result<()> {
    let mut open = orders.open_cases.clone();
    walk.pages_of::<AfterSale>(Scan::all(AfterSale::TABLE, 500), |walk, cases| {
        let ids: Vec<RefundId> = cases.iter().filter_map(|(case, _)| case.refund).collect();
        let mut refunds = walk.get::<Refund>(ids)?.into_iter();
        let ids: Vec<_> = cases.iter().map(|(case, _)| case.order).collect();
        let of = walk.get::<Order>(ids)?;
        for ((case, _), order) in cases.iter().zip(of) {
            let refund = case.refund.and_then(|_| refunds.next()).flatten();
            let held = open.remove(&case.id);
            let mut wrong = |invariant, holds: bool, detail: &str| {
                walk.report.check(holds, invariant, AfterSale::WHAT, || {
                    format!("{}: {detail}", case.id)
                });
            };
            wrong(
                12,
                replayed(case) == Some(case.state),
                "its history does not lead to its state",
            );
            let lines: Vec<(u32, u32)> = case
                .lines
                .iter()
                .map(|line| (line.line, line.quantity))
                .collect();
            wrong(
                8,
                held == case.state.is_open().then(|| (case.order, lines.clone())),
                "what its order holds for it is not what it is about",
            );
            wrong(
                12,
                order.is_some_and(|order| {
                    order.member == case.member && order.merchant == case.merchant
                }),
                "it is not of its order",
            );
            wrong(
                8,
                refund_fits(case, refund.as_ref()),
                "its refund does not fit it",
            );
        }
        Ok(())
    })?;
    for (case, (order, _)) in open {
        walk.report.find(8, AfterSale::WHAT, || {
            format!("{case}: the order {order} says that it is open, and it is not there")
        });
    }
    Ok(())
}

/// Where the history leads.
fn replayed(case: &AfterSale) -> Option<CaseState> {
    let (first, later) = case.history.split_first()?;
    if first.event != CaseEvent::Apply {
        return None;
    }
    later
        .iter()
        .try_fold(CaseState::Applied, |state, step| state.after(step.event))
}

/// One refund, of the case's units (and gifts) and for it, once it is agreed to and nothing more is awaited; done when that is paid.
fn refund_fits(case: &AfterSale, refund: Option<&Refund>) -> bool {
    let refunded = matches!(case.state, CaseState::Refunding | CaseState::Done);
    let Some(refund) = refund else {
        return case.refund.is_none() && !refunded;
    };
    let units: BTreeMap<u32, u32> = refund
        .lines
        .iter()
        .map(|line| (line.line, line.units))
        .collect();
    let own: BTreeMap<u32, u32> = case
        .lines
        .iter()
        .map(|line| (line.line, line.quantity))
        .collect();
    refunded
        && refund.case == Some(case.id)
        && refund.order == Some(case.order)
        && own
            .iter()
            .all(|(line, quantity)| units.get(line) == Some(quantity))
        && refund
            .lines
            .iter()
            .all(|part| own.contains_key(&part.line) || part.cash.is_zero())
        && (refund.state == RefundState::Done) == (case.state == CaseState::Done)
}
