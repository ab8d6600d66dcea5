//! Pickup codes: invariants 14 and 15.
//!
//! A code's row is found by the keyed hash of station and digits, so two live codes of one station with the same digits
//! would be one row: what is left to check is that each order that can be collected has a live row of its own.

use super::report::Walk;
use crate::engine::Record;
use crate::kernel::Result;
use crate::order::{Order, OrderState};
use crate::pickup::{PickupCode, PickupCodeState};
use crate::store::Scan;

pub(super) fn verify(walk: &mut Walk<'_>) -> Result<()> {
    let scan = Scan::all(PickupCode::TABLE, Walk::PAGE);
    walk.pages_of::<PickupCode>(scan, |walk, codes| {
        let orders = walk.get::<Order>(codes.iter().map(|(code, _)| code.order))?;
        for ((code, _), order) in codes.iter().zip(orders) {
            let wrong = |detail: &str| format!("of order {}: {detail}", code.order);
            let own = order
                .as_ref()
                .is_some_and(|order| order.pickup.as_ref().is_some_and(|own| own.code == code.id));
            let paid = order.as_ref().is_some_and(|order| {
                !matches!(order.state, OrderState::PendingPayment | OrderState::Closed)
            });
            walk.report.check(own, 15, PickupCode::WHAT, || {
                wrong("the order has another code or none")
            });
            let live = code.state == PickupCodeState::Live;
            walk.report.check(!live || paid, 14, PickupCode::WHAT, || {
                wrong("it is live though the order was not paid or is closed")
            });
            walk.report.check(
                live == code.ended_at.is_none(),
                14,
                PickupCode::WHAT,
                || wrong("it is live and ended, or neither"),
            );
        }
        Ok(())
    })?;
    // The other way round; the orders themselves were counted before.
    let mut scan = Scan::all(Order::TABLE, Walk::PAGE);
    loop {
        let (orders, next) = walk.page::<Order>(&scan)?;
        let collected = |order: &&Order| order.pickup.is_some();
        let pickups = orders.iter().filter(collected);
        let codes = pickups.clone().filter_map(|order| order.pickup.as_ref());
        let codes = walk.get::<PickupCode>(codes.map(|pickup| pickup.code))?;
        for (order, code) in pickups.zip(codes) {
            let open = matches!(
                order.state,
                OrderState::PendingShipment | OrderState::PendingReceipt
            );
            let live = code
                .as_ref()
                .is_some_and(|code| code.order == order.id && code.state == PickupCodeState::Live);
            walk.report.check(live || !open, 14, Order::WHAT, || {
                format!("{}: it waits to be collected without a live code", order.id)
            });
        }
        match next {
            Some(place) => scan.after = Some(place),
            None => return Ok(()),
        }
    }
}
