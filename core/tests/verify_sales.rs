//! Faults planted into the rows of sales, groups, presales and limits per member: `verify` finds each of them. Invariants
//! 11, 12 and 13.
#![allow(clippy::unwrap_used)]

mod common;

use common::damage::{count, damage, remove};
use common::fair::Fair;
use linli::kernel::Zone;
use linli::sale::{
    Group, GroupState, OpenPresale, Presale, PurchaseCount, Sale, SaleChoice, SaleKind,
};
use linli::verify::verify;
use serde_json::{Value, json};

/// A flash sale with a paid and an unpaid order, a group of each end and a running one, and a presale with an order.
fn fair() -> Fair {
    let fair = Fair::new();
    let [a, b, c] = fair.members();
    let group_buy = fair.create(fair.group_buy()).unwrap();
    // Its two hours pass before the flash sale begins.
    fair.buys_in(c, SaleChoice::Open(group_buy));
    fair.minutes(120);
    fair.due();
    let flash = fair.create(fair.flash()).unwrap();
    fair.buys_in(a, SaleChoice::Flash(flash));
    fair.order_in(b, 2, SaleChoice::Flash(flash)).unwrap();
    let first = fair.buys_in(a, SaleChoice::Open(group_buy));
    let group = fair.group_of(first);
    fair.buys_in(b, SaleChoice::Join(group));
    fair.buys_in(c, SaleChoice::Join(group));
    fair.buys_in(b, SaleChoice::Open(group_buy));
    let world = fair.world();
    let today = Zone::SHANGHAI.day_of(linli::kernel::Clock::now(&*world.clock));
    let open = OpenPresale {
        merchant: fair.merchant,
        sku: fair.eggs,
        promised: today.plus_days(3),
        ceiling: 5,
    };
    world
        .engine
        .open_presale(&fair.staff, world.id(), open)
        .unwrap();
    let placed = fair.place_wanted(fair.wanted(a, fair.eggs, 2)).unwrap();
    fair.report(&placed);
    fair.sound();
    fair
}

#[track_caller]
fn finds(invariant: u8, plant: impl FnOnce(&Fair)) {
    let fair = fair();
    plant(&fair);
    let report = verify(&*fair.world().store, fair.world().tenant).unwrap();
    let mut found = report.findings.iter();
    assert!(
        found.any(|finding| finding.invariant == invariant),
        "{:#?}",
        report.findings
    );
}

fn is_flash(sale: &Sale) -> bool {
    sale.kind == SaleKind::Flash
}

fn stands(state: GroupState) -> impl Fn(&Group) -> bool {
    move |group| group.state == state
}

#[test]
fn counters_that_are_not_what_the_orders_say_are_found() {
    for counter in 0..4 {
        for by in [-1, 1] {
            finds(11, |fair| count::<Sale>(fair, is_flash, counter, by));
            finds(11, |fair| {
                count::<Sale>(fair, |sale| !is_flash(sale), counter, by);
            });
        }
    }
    for (counter, by) in [(0, 1), (0, -1), (1, -3), (1, 3)] {
        finds(11, |fair| count::<Presale>(fair, |_| true, counter, by));
    }
    for by in [-1, 1] {
        finds(11, |fair| count::<PurchaseCount>(fair, |_| true, 0, by));
    }
}

#[test]
fn a_sale_that_ended_and_kept_its_stock_is_found_and_so_is_a_quota_that_was_changed() {
    finds(11, |fair| {
        damage::<Sale>(fair, is_flash, |sale| sale["state"] = json!("ended"));
    });
    finds(11, |fair| {
        damage::<Sale>(fair, is_flash, |sale| sale["quota"] = json!(9));
    });
    finds(11, |fair| {
        damage::<Presale>(fair, |_| true, |presale| presale["ceiling"] = json!(1));
    });
    finds(11, |fair| {
        damage::<Sale>(fair, is_flash, |sale| sale["per_member"] = json!(0));
    });
}

#[test]
fn rows_that_only_orders_know_are_found() {
    finds(11, |fair| remove::<Sale>(fair, is_flash));
    finds(11, |fair| remove::<Presale>(fair, |_| true));
    finds(11, |fair| remove::<PurchaseCount>(fair, |_| true));
    finds(12, |fair| {
        remove::<Group>(fair, stands(GroupState::Succeeded));
    });
}

fn seats(group: &mut Value) -> &mut Vec<Value> {
    group["seats"].as_array_mut().unwrap()
}

#[test]
fn a_group_that_its_seats_and_orders_contradict_is_found() {
    // A seat that was sold twice, and one that was forgotten.
    finds(11, |fair| {
        damage::<Group>(fair, stands(GroupState::Succeeded), |group| {
            let again = seats(group)[0].clone();
            seats(group).push(again);
        });
    });
    for state in [GroupState::Succeeded, GroupState::Running] {
        finds(12, |fair| {
            damage::<Group>(fair, stands(state), |group| {
                seats(group).pop();
            });
        });
        // A running group whose time is over is failing next.
        let others = match state {
            GroupState::Running => &["opening", "failed", "succeeded"][..],
            _ => &["opening", "failed", "running", "failing"],
        };
        for other in others {
            finds(12, |fair| {
                damage::<Group>(fair, stands(state), |group| group["state"] = json!(other));
            });
        }
    }
    finds(12, |fair| {
        damage::<Group>(fair, stands(GroupState::Failed), |group| {
            seats(group)[0]["state"] = json!("firm");
        });
    });
    // It is said to have failed, and nobody got anything back.
    finds(13, |fair| {
        damage::<Group>(fair, stands(GroupState::Running), |group| {
            group["state"] = json!("failed");
            seats(group)[0]["state"] = json!("refunded");
        });
    });
}

#[test]
fn an_order_that_goes_on_while_its_group_runs_is_found() {
    let waits = |order: &linli::order::Order| {
        order.waits_for_group() && order.state == linli::order::OrderState::PendingShipment
    };
    finds(12, |fair| {
        damage::<linli::order::Order>(fair, waits, |order| {
            order["group"]["waits"] = json!(false);
        });
    });
    finds(12, |fair| {
        damage::<linli::order::Order>(fair, waits, |order| {
            order["delivery_day"] = json!("2026-11-30");
        });
    });
}
