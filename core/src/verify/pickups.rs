//! Pickup codes: invariants 14 and 15.
//!
//! The digits of a code are a number under a permutation of its station and delivery day, so two codes of one station are
//! different when the numbers of each day are.

use std::collections::BTreeSet;

use super::report::Walk;
use crate::engine::Record;
use crate::kernel::Result;
use crate::order::{CodeUse, Order, OrderState};
use crate::pickup::Release;
use crate::store::{Order as By, Scan};

pub(super) fn verify(walk: &mut Walk<'_>) -> Result<()> {
    // Every paid order that is collected, and waits for no group, has a code, which lives as long as there is something to collect.
    each(walk, Scan::all(Order::TABLE, Walk::PAGE), |walk, order| {
        let goes_on = order.paid_at.is_some() && !order.waits_for_group();
        let paid = order.station.is_some() && goes_on;
        let has = order.pickup.is_some();
        walk.report.check(paid == has, 14, Order::WHAT, || {
            format!(
                "{}: it has a pickup code and is not paid, or the other way round",
                order.id
            )
        });
        let Some(pickup) = &order.pickup else {
            return;
        };
        let fits = match pickup.ended.map(|end| end.how) {
            None => order.state != OrderState::Closed,
            Some(CodeUse::Used) => order.received_at.is_some(),
            // What was received without its code and completed stays so when it is refunded whole.
            Some(CodeUse::Void) => {
                let nothing_left = order.lines.iter().all(|line| line.kept() == 0);
                order.state == OrderState::Closed
                    || order.state == OrderState::Completed && nothing_left
            }
        };
        walk.report.check(fits, 14, Order::WHAT, || {
            format!(
                "{}: its pickup code is live or ended though the order is not",
                order.id
            )
        });
    })?;
    // By station, day and number: the same place twice would be the same code twice.
    let mut before = None;
    let scan = Scan {
        order: By::Index(Order::BY_STATION_DAY),
        ..Scan::all(Order::TABLE, Walk::PAGE)
    };
    each(walk, scan, |walk, order| {
        let number = order.pickup.as_ref().map(|pickup| pickup.number);
        let place = (order.station, order.delivery_day, number);
        walk.report.check(
            before.is_none_or(|before| before < place),
            15,
            Order::WHAT,
            || {
                format!(
                    "{}: another order of its station has its pickup code",
                    order.id
                )
            },
        );
        before = Some(place);
    })?;
    releases(walk)
}

/// What was handed over without a network is received, once per order; whatever else was handed over is a conflict.
fn releases(walk: &mut Walk<'_>) -> Result<()> {
    let mut seen = BTreeSet::new();
    walk.pages_of::<Release>(Scan::all(Release::TABLE, Walk::PAGE), |walk, rows| {
        let orders = walk.get::<Order>(rows.iter().map(|(release, _)| release.order))?;
        for ((release, _), order) in rows.iter().zip(orders) {
            let used = order.is_some_and(|order| {
                let end = order.pickup.and_then(|pickup| pickup.ended);
                order.station == Some(release.station)
                    && end.is_some_and(|end| end.how == CodeUse::Used)
            });
            let fits = release.conflict.is_some() || used && seen.insert(release.order);
            walk.report.check(fits, 14, Release::WHAT, || {
                format!(
                    "{} at {}: its order was not handed over by it",
                    release.order, release.at
                )
            });
        }
        Ok(())
    })
}

/// The orders themselves were counted before.
fn each(
    walk: &mut Walk<'_>,
    mut scan: Scan,
    mut look: impl FnMut(&mut Walk<'_>, &Order),
) -> Result<()> {
    loop {
        let (orders, next) = walk.page::<Order>(&scan)?;
        for order in &orders {
            look(walk, order);
        }
        match next {
            Some(place) => scan.after = Some(place),
            None => return Ok(()),
        }
    }
}
