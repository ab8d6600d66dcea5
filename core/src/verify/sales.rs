//! Flash sales, group buys, groups, presales and limits per member: invariants 11, 12 and 13.

use std::collections::{BTreeMap, BTreeSet};

use super::orders::{InGroup, OrderSums};
use super::report::{VerifyReport, Walk};
use crate::engine::Record;
use crate::kernel::{CampaignId, OrderId, Result};
use crate::sale::{
    Group, GroupState, Limited, Presale, PurchaseCount, Sale, SaleState, Seat, SeatState,
};
use crate::store::Row;

pub(super) fn verify(walk: &mut Walk<'_>, orders: &OrderSums) -> Result<()> {
    let limits = sales(walk, orders)?;
    presales(walk, orders)?;
    counts(walk, orders, &limits)?;
    groups(walk, orders)
}

fn counters<const N: usize>(row: &Row) -> [i64; N] {
    std::array::from_fn(|at| row.counters.get(at).copied().unwrap_or(-1))
}

/// Answers the limits per member.
fn sales(walk: &mut Walk<'_>, orders: &OrderSums) -> Result<BTreeMap<CampaignId, i64>> {
    let mut limits = BTreeMap::new();
    let mut expected = orders.sales.clone();
    walk.each::<Sale>(|report, sale, row| {
        let [left, reserved, sold, lost] = counters(row);
        let [held, kept] = expected.remove(&sale.id).unwrap_or_default();
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 11, Sale::WHAT, || {
                let id = sale.id;
                format!(
                    "{id}: {detail} ({left} left, {reserved} reserved, {sold} sold, {lost} lost)"
                )
            });
        };
        let quota = i64::from(sale.quota);
        let units = left + reserved + sold + lost;
        // What an ended sale with a stock of its own gets back goes to the SKU's.
        let gives_away = sale.has_own_stock() && sale.state == SaleState::Ended;
        wrong(
            left >= 0 && lost >= 0 && (units == quota || gives_away && units <= quota),
            "its units are not its quota",
        );
        wrong(
            reserved == held,
            "unpaid orders do not hold what is reserved",
        );
        wrong(sold == kept, "paid orders do not keep what is sold");
        wrong(
            left == 0 || sale.state == SaleState::Open || !sale.has_own_stock(),
            "it has ended and kept stock",
        );
        if let Some(limit) = sale.per_member {
            limits.insert(sale.id, i64::from(limit));
        }
        Ok(())
    })?;
    for (sale, _) in expected {
        walk.report
            .find(11, Sale::WHAT, || format!("{sale} is only in orders"));
    }
    Ok(limits)
}

fn presales(walk: &mut Walk<'_>, orders: &OrderSums) -> Result<()> {
    let mut expected = orders.presales.clone();
    walk.each::<Presale>(|report, presale, row| {
        let [ordered, waiting] = counters(row);
        let held = expected.remove(&presale.id).unwrap_or(0);
        let holds = ordered == held
            && (0..=ordered).contains(&waiting)
            && ordered <= i64::from(presale.ceiling);
        report.check(holds, 11, Presale::WHAT, || {
            format!(
                "{}: {ordered} ordered, {waiting} waiting, orders have {held}, at most {}",
                presale.id, presale.ceiling
            )
        });
        Ok(())
    })?;
    for (presale, _) in expected {
        walk.report
            .find(11, Presale::WHAT, || format!("{presale} is only in orders"));
    }
    Ok(())
}

fn counts(
    walk: &mut Walk<'_>,
    orders: &OrderSums,
    limits: &BTreeMap<CampaignId, i64>,
) -> Result<()> {
    let mut expected = orders.limited.clone();
    walk.each::<PurchaseCount>(|report, count, row| {
        let [units] = counters(row);
        let held = expected.remove(&(count.member, count.of)).unwrap_or(0);
        // The limit of a product can be changed; that of a sale cannot.
        let limit = match count.of {
            Limited::Product(_) => None,
            Limited::Sale(sale) => limits.get(&sale),
        };
        let holds = units == held && limit.is_none_or(|limit| units <= *limit);
        report.check(holds, 11, PurchaseCount::WHAT, || {
            format!(
                "{} of {:?}: {units} counted, orders have {held}",
                count.member, count.of
            )
        });
        Ok(())
    })?;
    for ((member, of), units) in expected {
        walk.report.check(units == 0, 11, PurchaseCount::WHAT, || {
            format!("{member} of {of:?} is only in orders")
        });
    }
    Ok(())
}

fn groups(walk: &mut Walk<'_>, orders: &OrderSums) -> Result<()> {
    let mut paid = orders.in_groups.clone();
    walk.each::<Group>(|report, group, _| {
        verify_group(report, &group, &paid.remove(&group.id).unwrap_or_default());
        Ok(())
    })?;
    for (group, _) in paid {
        walk.report
            .find(12, Group::WHAT, || format!("{group} is only in orders"));
    }
    Ok(())
}

/// `paid`: its paid orders.
fn verify_group(report: &mut VerifyReport, group: &Group, paid: &BTreeMap<OrderId, InGroup>) {
    let mut wrong = |invariant, holds: bool, detail: &str| {
        report.check(holds, invariant, Group::WHAT, || {
            format!("{}: {detail}", group.id)
        });
    };
    let seats = &group.seats;
    let taken = seats.len() + group.virtual_seats as usize;
    let size = group.terms.size as usize;
    let members: BTreeSet<_> = seats.iter().map(|seat| seat.member).collect();
    wrong(
        11,
        taken <= size && members.len() == seats.len(),
        "it has more seats than its size, or a member twice",
    );
    let is_paid = |seat: &&Seat| seat.state != SeatState::Reserved;
    let with_seat: BTreeSet<_> = seats
        .iter()
        .filter(is_paid)
        .map(|seat| seat.order)
        .collect();
    wrong(
        12,
        with_seat.iter().eq(paid.keys()),
        "who paid and who has a seat are not the same",
    );
    let all_firm = seats.iter().all(|seat| seat.state == SeatState::Firm);
    wrong(
        12,
        match group.state {
            GroupState::Opening => paid.is_empty(),
            GroupState::Running => group.firm() < group.terms.size,
            GroupState::Succeeded => all_firm && taken == size,
            GroupState::Failing => group.firm() > 0,
            GroupState::Failed => group.firm() == 0,
        },
        "its seats do not fit its state",
    );
    let goes_on = group.state == GroupState::Succeeded;
    wrong(
        12,
        paid.values().all(|order| order.waits != goes_on),
        "an order waits for it that should go on, or the other way round",
    );
    let mut refunded = seats
        .iter()
        .filter(|seat| seat.state == SeatState::Refunded);
    wrong(
        13,
        refunded.all(|seat| paid.get(&seat.order).is_some_and(|order| order.refunded))
            && (group.state != GroupState::Failed || paid.values().all(|order| order.refunded)),
        "it did not come about and somebody who paid was not refunded",
    );
}
