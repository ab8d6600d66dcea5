//! Defects that the simulation found, each with its story.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::sync::Arc;

use linli::order::{CancelTrade, CartUse, ConfirmReceipt, PlaceOrder};
use linli::store::{MemoryStore, Store};
use linli_tests::faults::{Fault, FaultyStore};
use linli_tests::shop::Shop;

fn shop() -> Shop {
    Shop::open(Arc::new(MemoryStore::default()))
}

/// The connection was lost during the commit, which happened, and the store was still away when the engine wanted to look
/// into the log. The caller was told `store_unavailable`, which says that nothing was written: whoever believed it
/// ordered twice.
#[test]
fn who_could_not_look_into_the_log_is_not_told_that_nothing_happened() {
    let shop = shop();
    let faulty = Arc::new(FaultyStore::new(Arc::clone(&shop.store), 1, 0));
    let engine = shop.engine_over(Arc::<FaultyStore>::clone(&faulty) as Arc<dyn Store>);
    let actor = shop.members[0].actor;
    let place = PlaceOrder {
        wanted: shop.wanted(0, &[(0, 1)]),
        expected_total: None,
        notes: Vec::new(),
        cart: CartUse::Keep,
    };
    for (fault, sold) in [(Fault::DiedAfter, 1), (Fault::DiedBefore, 1)] {
        let id = shop.id();
        faulty.plan(fault);
        let error = engine.place_order(&actor, id, place.clone()).unwrap_err();
        assert_eq!(error.code(), "store_unknown_outcome", "{fault:?}: {error}");
        faulty.revive();
        let reserved = shop.stock(0)[1];
        engine.place_order(&actor, id, place.clone()).unwrap();
        let again = shop.stock(0)[1] - reserved;
        assert_eq!(again, if fault == Fault::DiedAfter { 0 } else { sold });
    }
}

/// One process had a SKU's stock in memory, another one sold from it. In the first process two trades of the other one
/// were given up in one group: the first release brought the reserved units, as remembered, to zero, and the second one was
/// refused as `internal`, because what a counter began with was only looked up again for rows that the group had not
/// changed.
#[test]
fn a_refusal_rests_on_fresh_counters_also_when_the_group_has_changed_the_row() {
    let shop = shop();
    let other = shop.another_engine();
    shop.place(0, &[(0, 1)]).unwrap();
    let trades: Vec<_> = (0..2)
        .map(|_| {
            let place = PlaceOrder {
                wanted: shop.wanted(0, &[(0, 1)]),
                expected_total: None,
                notes: Vec::new(),
                cart: CartUse::Keep,
            };
            let actor = &shop.members[0].actor;
            other.place_order(actor, shop.id(), place).unwrap().trade
        })
        .collect();
    let cancel = trades
        .iter()
        .map(|trade| (shop.id(), CancelTrade { trade: *trade }));
    let outcomes = shop
        .engine
        .execute_all(&shop.members[0].actor, cancel.collect())
        .unwrap();
    for outcome in outcomes {
        outcome.unwrap();
    }
    assert_eq!(shop.stock(0), [999, 1, 0]);
}

/// A member said that an order had arrived which was still on its way to the station. It took no part in the station's
/// acceptance any more: what was missing was dealt to the others only.
#[test]
fn what_is_collected_is_not_received_before_the_station_has_it() {
    let shop = shop();
    let order = shop.buy(0, &[(0, 1)]).unwrap().orders[0];
    shop.close_day();
    let actor = shop.members[0].actor;
    let confirm = ConfirmReceipt { order };
    let error = shop
        .engine
        .confirm_receipt(&actor, shop.id(), confirm.clone())
        .unwrap_err();
    assert_eq!(error.code(), "wrong_state");
    let tomorrow = shop.today().next();
    shop.set_time(tomorrow, 8, 0);
    shop.accept(0, tomorrow).unwrap();
    shop.engine
        .confirm_receipt(&actor, shop.id(), confirm)
        .unwrap();
}

/// Pickup numbers are drawn 32 at a time. A process whose memory of the counter was outdated drew those of another process;
/// the store told of the index that refused the number, not of the counter's bound, and the payment was refused with
/// `already_exists`.
#[test]
fn processes_that_share_a_station_never_give_a_number_twice() {
    let shop = shop();
    let other = shop.another_engine();
    let mut numbers = BTreeSet::new();
    for payment in 0..80 {
        let placed = shop.place(0, &[(0, 1)]).unwrap();
        let engine = if payment % 40 == 1 {
            &other
        } else {
            &shop.engine
        };
        let report = shop.payment_of(&placed);
        let id = shop.id();
        engine.report_payment(&shop.system, id, report).unwrap();
        let pickup = shop.order(placed.orders[0]).pickup.unwrap();
        assert!(numbers.insert(pickup.number), "number {}", pickup.number);
    }
}
