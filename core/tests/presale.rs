//! Purchase limits over time, and presales. RULES §3.
#![allow(clippy::unwrap_used)]

mod common;

use common::fair::{Fair, refused};
use linli::Result;
use linli::catalog::{Product, ReceiveStock, Sku, StockLine};
use linli::engine::Record;
use linli::kernel::{Clock, Day, SkuId};
use linli::sale::{EndPresale, OpenPresale};
use linli::schema::tables;
use linli::store::{ChangeSet, RowKey, Update};

// Limits

#[test]
fn a_purchase_limit_counts_over_orders_and_is_given_back() {
    let fair = Fair::new();
    let [a, b] = fair.members();
    limit(&fair, fair.rice, Some(3));
    let buy = |member, quantity| fair.place_wanted(fair.wanted(member, fair.rice, quantity));
    let first = buy(a, 2).unwrap();
    let over = ("limit_exceeded", "lines[0].quantity".to_owned());
    assert_eq!(refused(buy(a, 2)), over);
    buy(b, 3).unwrap();
    fair.report(&first);
    assert_eq!(refused(buy(a, 2)), over);
    let unpaid = buy(a, 1).unwrap();
    fair.cancel_trade(a, unpaid.trade);
    fair.cancel_order(a, first.orders[0]).unwrap();
    buy(a, 3).unwrap();
    assert_eq!(refused(buy(a, 1)), over);
    fair.sound();
}

#[test]
fn what_was_bought_without_a_limit_does_not_count_and_is_not_given_back() {
    let fair = Fair::new();
    let [a] = fair.members();
    let buy = |quantity| fair.place_wanted(fair.wanted(a, fair.rice, quantity));
    let free = buy(5).unwrap();
    limit(&fair, fair.rice, Some(1));
    buy(1).unwrap();
    fair.cancel_trade(a, free.trade);
    assert_eq!(refused(buy(1)).0, "limit_exceeded");
    limit(&fair, fair.rice, None);
    buy(9).unwrap();
    fair.sound();
}

/// Sets a product's limit.
fn limit(fair: &Fair, sku: SkuId, limit: Option<u32>) {
    let world = fair.world();
    let row = |table, id| {
        let row = world.store.get(world.tenant, &[RowKey { table, id }]);
        row.unwrap().remove(0).unwrap()
    };
    let sku: Sku = serde_json::from_str(&row(tables::SKU, sku.0).body).unwrap();
    let product = row(tables::PRODUCT, sku.product.0);
    let record = Product {
        purchase_limit: limit,
        ..serde_json::from_str(&product.body).unwrap()
    };
    let mut change = ChangeSet::new(world.tenant);
    change.updates.push(Update {
        table: tables::PRODUCT,
        id: product.id,
        version: product.version,
        columns: record.columns(),
        body: serde_json::to_string(&record).unwrap(),
    });
    world.store.commit(&change).unwrap();
}

// Presale

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn open_presale(fair: &Fair, promised: &str, ceiling: u32) -> Result<linli::kernel::PresaleId> {
    let command = OpenPresale {
        merchant: fair.merchant,
        sku: fair.rice,
        promised: day(promised),
        ceiling,
    };
    let world = fair.world();
    world.engine.open_presale(&fair.staff, world.id(), command)
}

fn receive(fair: &Fair, units: i64) {
    let command = ReceiveStock {
        merchant: fair.merchant,
        lines: vec![StockLine {
            sku: fair.rice,
            units,
        }],
    };
    let world = fair.world();
    world
        .engine
        .receive_stock(&fair.staff, world.id(), command)
        .unwrap();
}

#[test]
fn a_presale_sells_without_stock_up_to_its_ceiling_and_what_arrives_goes_to_it_first() {
    let fair = Fair::new();
    let [a, b] = fair.members();
    let promised = fair.world().clock.now().plus_days(10);
    let promised = linli::kernel::Zone::SHANGHAI.day_of(promised);
    let presale = open_presale(&fair, &promised.to_string(), 5).unwrap();
    let figures = || {
        let view = fair
            .world()
            .engine
            .presale(&fair.staff, fair.merchant, presale)
            .unwrap();
        [view.ordered, view.waiting]
    };
    let buy = |member, quantity| fair.place_wanted(fair.wanted(member, fair.rice, quantity));
    let world = fair.world();
    let quote = world
        .engine
        .quote(&fair.buyer(a), &fair.wanted(a, fair.rice, 3));
    assert_eq!(quote.unwrap().lines[0].promised, Some(promised));
    let first = buy(a, 3).unwrap();
    assert_eq!(fair.stock(fair.rice), [1000, 0, 0]);
    assert_eq!(
        refused(buy(b, 3)),
        ("out_of_stock", "lines[0].quantity".into())
    );
    let second = buy(b, 2).unwrap();
    assert_eq!(figures(), [5, 5]);
    fair.report(&first);
    let order = fair.order(first.orders[0]);
    assert_eq!(order.promised_day(), Some(promised));
    assert_eq!(
        order.delivery_day,
        Some(promised),
        "not before the promised day"
    );
    receive(&fair, 4);
    assert_eq!(figures(), [5, 1]);
    assert_eq!(fair.stock(fair.rice), [1000, 0, 3]);
    // Of the two units of the second order one waits: the other one can be sold.
    fair.cancel_trade(b, second.trade);
    assert_eq!(figures(), [3, 0]);
    assert_eq!(fair.stock(fair.rice), [1001, 0, 3]);
    fair.cancel_order(a, first.orders[0]).unwrap();
    assert_eq!(figures(), [0, 0]);
    assert_eq!(fair.stock(fair.rice), [1004, 0, 0]);
    fair.sound();
}

#[test]
fn after_its_end_a_presale_sells_from_stock_and_another_one_waits_for_it() {
    let fair = Fair::new();
    let [a] = fair.members();
    let now = fair.world().clock.now();
    let promised = linli::kernel::Zone::SHANGHAI.day_of(now.plus_days(3));
    let presale = open_presale(&fair, &promised.to_string(), 5).unwrap();
    let again = || open_presale(&fair, &promised.plus_days(9).to_string(), 5);
    assert_eq!(refused(again()).0, "wrong_state");
    let buy = || fair.place_wanted(fair.wanted(a, fair.rice, 1)).unwrap();
    buy();
    let end = EndPresale {
        merchant: fair.merchant,
        presale,
    };
    let world = fair.world();
    world
        .engine
        .end_presale(&fair.staff, world.id(), end.clone())
        .unwrap();
    let twice = world.engine.end_presale(&fair.staff, world.id(), end);
    assert_eq!(refused(twice).0, "wrong_state");
    buy();
    assert_eq!(fair.stock(fair.rice), [999, 1, 0]);
    assert_eq!(
        refused(again()).0,
        "wrong_state",
        "one unit waits for stock"
    );
    receive(&fair, 1);
    assert_eq!(fair.stock(fair.rice), [999, 1, 0]);
    again().unwrap();
    fair.sound();
}

#[test]
fn a_presale_that_cannot_be_is_refused_by_field() {
    let fair = Fair::new();
    let today = linli::kernel::Zone::SHANGHAI.day_of(fair.world().clock.now());
    let refusal =
        |promised: Day, ceiling| refused(open_presale(&fair, &promised.to_string(), ceiling));
    for promised in [day("2020-01-01"), today, today.plus_days(366)] {
        assert_eq!(refusal(promised, 1), ("invalid_field", "promised".into()));
    }
    for ceiling in [0, 1_000_001] {
        let found = refusal(today.next(), ceiling);
        assert_eq!(found, ("invalid_field", "ceiling".into()));
    }
    let combo = OpenPresale {
        merchant: fair.merchant,
        sku: fair.combo,
        promised: today.next(),
        ceiling: 1,
    };
    let world = fair.world();
    let combo = world.engine.open_presale(&fair.staff, world.id(), combo);
    assert_eq!(refused(combo), ("invalid_field", "sku".into()));
    fair.sound();
}
