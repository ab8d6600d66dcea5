//! Verify finds what is wrong: each test damages one row behind the engine's back and names the invariant that must be
//! reported. DESIGN §6.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use common::damage::{any, damage, remove, row};

use common::shop::{Shop, seed};
use common::text;
use linli::catalog::Stock;
use linli::engine::{LogEntry, Record};
use linli::kernel::{Day, Id, Points, TenantId};
use linli::ledger::{AccountBalance, AccountPurpose, DayClose, Gathering, Posting};
use linli::member::Member;
use linli::order::{ConfirmReceipt, Order, Trade};
use linli::payment::{Payment, Refund};
use linli::payout::{PayoutResult, ReportPayout};
use linli::points::Wallet;
use linli::settlement::Settlement;
use linli::split::{
    SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitLayer, SplitScope,
};
use linli::store::{Adjust, ChangeSet, Row, Scan, Store, Update};
use linli::verify::{VerifyReport, verify};
use serde_json::{Value, json};

/// Orders in every state, refunds, points, a settled day with payouts done and in transit, and a day in progress.
fn busy() -> Shop {
    let shop = Shop::new();
    let world = &shop.world;
    let rule = SetSplitRule {
        layer: SplitLayer::Base,
        scope: SplitScope::EVERYTHING,
        name: text("默认"),
        shares: vec![ShareRule {
            basis: ShareBasis::OrderAmount,
            amount: ShareAmount::Percent(linli::kernel::Rate::percent(10).unwrap()),
            floor: None,
            cap: None,
            receivers: vec![(ShareReceiver::Platform, 1), (ShareReceiver::Leader, 1)],
        }],
    };
    world
        .engine
        .set_split_rule(&world.platform, world.id(), rule)
        .unwrap();
    let wang = shop.member("王小明");
    let li = shop.member("李丽");
    shop.grant_points(wang, Points::new(2_000).unwrap());
    let received = shop.buy(li, &[(shop.rice, 2)]);
    let points = Points::new(700).unwrap();
    let placed = shop.place_with_points(wang, shop.station, &[(shop.eggs, 5)], points);
    shop.pay(&placed);
    let cancel = linli::order::CancelOrder {
        order: placed.orders[0],
        lines: vec![linli::order::CancelLine {
            line: 0,
            quantity: 2,
        }],
        reason: None,
    };
    world
        .engine
        .cancel_order(&shop.buyer(wang), world.id(), cancel)
        .unwrap();
    shop.set_clock("2026-11-22T23:00:00+08:00");
    shop.run_due();
    shop.set_clock("2026-11-23T09:00:00+08:00");
    shop.accept_all("2026-11-23");
    world
        .engine
        .confirm_receipt(
            &shop.buyer(li),
            world.id(),
            ConfirmReceipt { order: received },
        )
        .unwrap();
    shop.set_clock("2026-11-24T09:00:00+08:00");
    let report = world.engine.settle(&world.system, 100).unwrap();
    assert_eq!(report.settlements.len(), 2);
    let done = ReportPayout {
        payout: report.settlements[0].payouts[0],
        at: linli::kernel::Clock::now(&*world.clock),
        result: PayoutResult::Done {
            channel: Some(text("wechat")),
            number: text("P-1"),
        },
    };
    world
        .engine
        .report_payout(&world.system, world.id(), done)
        .unwrap();
    shop.place(li, shop.station, &[(shop.eggs, 3)]);
    shop
}

fn report(shop: &Shop) -> VerifyReport {
    verify(&*shop.world.store, shop.world.tenant).unwrap()
}

/// Whether something is found of an invariant.
fn finds(shop: &Shop, invariant: u8) -> bool {
    report(shop)
        .findings
        .iter()
        .any(|finding| finding.invariant == invariant)
}

/// Adds to a number.
fn more(value: &mut Value, by: i64) {
    *value = json!(value.as_i64().unwrap_or(0) + by);
}

#[test]
fn a_busy_shop_is_clean_and_everything_in_it_was_looked_at() {
    let shop = busy();
    let report = report(&shop);
    assert_eq!(report.findings, []);
    assert!(report.is_clean());
    for table in ["orders", "trades", "postings", "settlements", "command_log"] {
        assert!(report.checked[table] > 0, "{table}");
    }
    assert_eq!(report.checked["orders"], 3);
    let other = verify(&*shop.world.store, TenantId::new(2).unwrap()).unwrap();
    assert!(other.is_clean());
    assert_eq!(other.checked["orders"], 0);
}

#[test]
fn trades_that_wait_beyond_their_time_are_counted_but_not_found() {
    let shop = busy();
    assert_eq!(report(&shop).overdue_trades, 0);
    shop.world.clock.advance_seconds(40 * 60);
    shop.member("赵六");
    let report = report(&shop);
    assert_eq!((report.overdue_trades, report.found), (1, 0));
}

#[test]
fn a_row_that_cannot_be_read_is_a_finding_and_not_an_error() {
    let shop = busy();
    damage::<Member>(&shop, any, |member| member["community"] = json!("nowhere"));
    assert!(finds(&shop, 0));
    let shop = busy();
    damage::<Stock>(&shop, any, |stock| stock["sku"] = json!(Id::MAX));
    assert!(finds(&shop, 0), "a record under another id");
}

#[test]
fn a_posting_that_does_not_sum_to_zero_is_found() {
    let shop = busy();
    damage::<Posting>(&shop, any, |posting| {
        more(&mut posting["entries"][0]["amount"], 1);
    });
    assert!(finds(&shop, 1));
}

#[test]
fn a_posting_that_is_gone_is_found_by_its_roll_up() {
    let shop = busy();
    remove::<Posting>(&shop, any);
    assert!(finds(&shop, 2));
}

#[test]
fn a_roll_up_that_is_not_its_postings_is_found() {
    let shop = busy();
    damage::<AccountBalance>(&shop, any, |account| more(&mut account["balance"], 1));
    assert!(finds(&shop, 2));
    let shop = busy();
    remove::<AccountBalance>(&shop, any);
    assert!(finds(&shop, 2));
    let shop = busy();
    damage::<Gathering>(&shop, any, |gathering| {
        more(&mut gathering["points_held"], 1);
    });
    assert!(finds(&shop, 2));
}

#[test]
fn money_and_points_in_one_posting_are_found() {
    let shop = busy();
    damage::<Posting>(&shop, any, |posting| posting["unit"] = json!("money"));
    assert!(finds(&shop, 3), "the first posting grants points");
}

#[test]
fn a_pending_share_that_an_order_does_not_know_is_found() {
    let shop = busy();
    damage::<Posting>(
        &shop,
        |posting| {
            posting
                .entries
                .iter()
                .any(|entry| entry.account.purpose == AccountPurpose::Pending)
        },
        |posting| posting["order"] = json!(Id::MAX),
    );
    assert!(finds(&shop, 5));
}

#[test]
fn lines_orders_and_trades_that_do_not_add_up_are_found() {
    let shop = busy();
    damage::<Order>(&shop, any, |order| more(&mut order["lines"][0]["cash"], -1));
    assert!(finds(&shop, 6));
    let shop = busy();
    damage::<Order>(&shop, any, |order| more(&mut order["cash"], 1));
    assert!(finds(&shop, 6));
    let shop = busy();
    damage::<Trade>(&shop, any, |trade| more(&mut trade["total"], 1));
    assert!(finds(&shop, 6));
    let shop = busy();
    damage::<Trade>(&shop, any, |trade| trade["orders"] = json!([]));
    assert!(finds(&shop, 6), "an order without its trade");
    let shop = busy();
    remove::<Order>(&shop, any);
    assert!(finds(&shop, 6), "a trade without its order");
}

#[test]
fn split_parts_that_are_not_the_order_are_found() {
    let paid = |order: &Order| order.split.is_some();
    let shop = busy();
    damage::<Order>(&shop, paid, |order| {
        more(&mut order["split"]["parts"][0]["amount"], 1);
    });
    assert!(finds(&shop, 7));
    let shop = busy();
    damage::<Order>(&shop, paid, |order| {
        more(&mut order["split"]["parts"][0]["taken_back"], 1);
    });
    assert!(finds(&shop, 7));
    let shop = busy();
    damage::<Order>(&shop, paid, |order| order["split"] = Value::Null);
    assert!(finds(&shop, 7));
    let shop = busy();
    damage::<Order>(
        &shop,
        |order| !order.funding.is_empty(),
        |order| more(&mut order["funding"][0][1], 1),
    );
    assert!(finds(&shop, 7));
    let shop = busy();
    damage::<Order>(
        &shop,
        |order| order.received_at.is_some(),
        |order| order["split"]["parts"][0]["state"] = json!("pending"),
    );
    assert!(finds(&shop, 7), "a part that should be owed");
}

#[test]
fn refunds_that_are_not_what_the_lines_say_are_found() {
    let shop = busy();
    damage::<Refund>(&shop, any, |refund| {
        more(&mut refund["lines"][0]["cash"], 1);
        more(&mut refund["cash"], 1);
    });
    assert!(finds(&shop, 8));
    let shop = busy();
    remove::<Refund>(&shop, any);
    assert!(finds(&shop, 8));
    let shop = busy();
    damage::<Refund>(&shop, any, |refund| refund["state"] = json!("done"));
    assert!(finds(&shop, 8), "the ledger waits for its result");
    let shop = busy();
    damage::<Refund>(&shop, any, |refund| refund["payment"] = Value::Null);
    assert!(finds(&shop, 8), "it pays back nothing");
    let shop = busy();
    damage::<Order>(
        &shop,
        |order| order.refunded_cash().unwrap().is_positive(),
        |order| order["lines"][0]["refunded"] = json!(5),
    );
    assert!(finds(&shop, 8), "all units but not all of the payment");
}

#[test]
fn stock_that_is_not_what_the_orders_say_is_found() {
    for counter in [1, 2] {
        let shop = busy();
        let (row, _) = row::<Stock>(&shop, |stock| stock.sku == shop.eggs);
        let mut set = ChangeSet::new(shop.world.tenant);
        set.adjustments.push(Adjust {
            key: linli::store::RowKey {
                table: Stock::TABLE,
                id: row.id,
            },
            counter,
            by: 1,
            floor: None,
            ceiling: None,
        });
        shop.world.store.commit(&set).unwrap();
        assert!(finds(&shop, 10), "counter {counter}");
    }
    let shop = busy();
    let (row, _) = row::<Stock>(&shop, |stock| stock.sku == shop.eggs);
    let mut set = ChangeSet::new(shop.world.tenant);
    set.adjustments.push(Adjust {
        key: linli::store::RowKey {
            table: Stock::TABLE,
            id: row.id,
        },
        counter: 0,
        by: -2_000,
        floor: None,
        ceiling: None,
    });
    shop.world.store.commit(&set).unwrap();
    assert!(finds(&shop, 10), "below zero");
    let shop = busy();
    remove::<Stock>(&shop, |stock| stock.sku == shop.eggs);
    assert!(finds(&shop, 10), "gone");
}

#[test]
fn a_state_without_its_evidence_is_found() {
    let shop = busy();
    damage::<Order>(
        &shop,
        |order| order.paid_at.is_none(),
        |order| order["state"] = json!("pending_shipment"),
    );
    assert!(finds(&shop, 12));
    let shop = busy();
    remove::<Payment>(&shop, any);
    assert!(finds(&shop, 12), "a paid trade without its payment");
    let shop = busy();
    damage::<Payment>(&shop, any, |payment| more(&mut payment["amount"], -1));
    assert!(finds(&shop, 12), "paid with another amount");
}

#[test]
fn money_without_a_trade_that_does_not_go_back_is_found() {
    let shop = busy();
    let (_, mut late) = row::<Payment>(&shop, any);
    late.id = Id::MAX.into();
    late.number = text("late");
    late.outcome = linli::payment::PaymentOutcome::Late;
    seed(&shop.world, &late, 0);
    assert!(finds(&shop, 13));
}

#[test]
fn an_order_that_waits_without_a_live_code_of_its_own_is_found() {
    let coming = |order: &Order| {
        let pickup = order.pickup.as_ref();
        order.received_at.is_none() && pickup.is_some_and(|pickup| pickup.ended.is_none())
    };
    let shop = busy();
    damage::<Order>(&shop, coming, |order| order["pickup"] = json!(null));
    assert!(finds(&shop, 14));
    let shop = busy();
    damage::<Order>(&shop, coming, |order| {
        order["pickup"]["ended"] = json!({ "how": "used", "at": 0 });
    });
    assert!(finds(&shop, 14), "it was used and nobody has the goods");
    let shop = busy();
    let unpaid = |order: &Order| order.paid_at.is_none();
    damage::<Order>(&shop, unpaid, |order| {
        order["pickup"] = json!({ "number": 9 });
    });
    assert!(finds(&shop, 14), "it opens an order that was not paid");
    // The index of a store refuses it, so only somebody who writes into the record alone gets there.
    let shop = busy();
    let (_, first) = row::<Order>(&shop, coming);
    let place = |order: &Order| (order.station, order.delivery_day);
    let beside = |order: &Order| {
        order.id != first.id && order.pickup.is_some() && place(order) == place(&first)
    };
    let (row, mut second) = row::<Order>(&shop, beside);
    let columns = second.columns();
    second.pickup.as_mut().unwrap().number = first.pickup.unwrap().number;
    let mut set = ChangeSet::new(shop.world.tenant);
    set.updates.push(Update {
        table: Order::TABLE,
        id: row.id,
        version: row.version,
        columns,
        body: serde_json::to_string(&second).unwrap(),
    });
    shop.world.store.commit(&set).unwrap();
    assert!(finds(&shop, 15), "two orders with the same code");
}

#[test]
fn points_that_do_not_come_from_anywhere_are_found() {
    let lots = |wallet: &Wallet| !wallet.lots.is_empty();
    let shop = busy();
    damage::<Wallet>(&shop, lots, |wallet| {
        more(&mut wallet["lots"][0]["left"], -1);
    });
    assert!(finds(&shop, 17));
    let shop = busy();
    damage::<Wallet>(&shop, lots, |wallet| {
        wallet["lots"][0]["amount"] = json!(1);
    });
    assert!(finds(&shop, 17), "more left than it began with");
    let shop = busy();
    damage::<Order>(
        &shop,
        |order| order.earning.is_some(),
        |order| more(&mut order["points_earned"], 1),
    );
    assert!(finds(&shop, 17), "an order earns more than its kept part");
    let shop = busy();
    damage::<Wallet>(&shop, any, |wallet| more(&mut wallet["debt"], 1));
    assert!(finds(&shop, 17));
    let shop = busy();
    remove::<Wallet>(&shop, lots);
    assert!(finds(&shop, 17));
    let shop = busy();
    damage::<Trade>(
        &shop,
        |trade| !trade.points.is_empty(),
        |trade| more(&mut trade["points"][0]["points"], 1),
    );
    assert!(finds(&shop, 17));
}

#[test]
fn settlements_that_are_not_what_the_postings_say_are_found() {
    let shop = busy();
    damage::<Settlement>(&shop, any, |settlement| {
        more(&mut settlement["amount"], 1);
    });
    assert!(finds(&shop, 18));
    let shop = busy();
    remove::<Settlement>(&shop, any);
    assert!(finds(&shop, 18));
    let instructed = |settlement: &Settlement| settlement.state.name() == "instructed";
    let shop = busy();
    damage::<Settlement>(&shop, instructed, |settlement| {
        settlement["state"] = json!("done");
    });
    assert!(finds(&shop, 18), "it is still in transit");
    let shop = busy();
    damage::<Settlement>(&shop, any, |settlement| {
        more(&mut settlement["carried"], -1);
    });
    assert!(finds(&shop, 18));
    let shop = busy();
    let (_, mut second) = row::<Settlement>(&shop, any);
    second.day = second.day.plus_days(7);
    second.id = Settlement::id_of(second.day, &second.party);
    seed(&shop.world, &second, 0);
    assert!(finds(&shop, 18), "a second settlement of the same entries");
    let shop = busy();
    damage::<DayClose>(&shop, any, |day| day["settled_at"] = Value::Null);
    assert!(finds(&shop, 18));
    let shop = busy();
    let party = |account: &AccountBalance| account.account.purpose == AccountPurpose::Payable;
    damage::<AccountBalance>(&shop, party, |account| more(&mut account["carried"], -5));
    assert!(finds(&shop, 18));
    let day: Day = "2026-11-24".parse().unwrap();
    assert_eq!(row::<Gathering>(&shop, any).1.day, day);
}

/// The log behind a store that leaves one position out, as a bad restore would.
struct Gap<'a>(&'a dyn Store);

impl Store for Gap<'_> {
    fn prepare(&self, schema: &linli::store::Schema) -> linli::store::StoreResult<()> {
        self.0.prepare(schema)
    }
    fn get(
        &self,
        tenant: TenantId,
        keys: &[linli::store::RowKey],
    ) -> linli::store::StoreResult<Vec<Option<Row>>> {
        self.0.get(tenant, keys)
    }
    fn scan(&self, tenant: TenantId, scan: &Scan) -> linli::store::StoreResult<linli::store::Page> {
        let mut page = self.0.scan(tenant, scan)?;
        if scan.table == LogEntry::TABLE {
            page.rows.retain(|row| row.position != Some(5));
        }
        Ok(page)
    }
    fn commit(&self, change: &ChangeSet) -> linli::store::StoreResult<linli::store::Committed> {
        self.0.commit(change)
    }
    fn name(&self) -> &'static str {
        "gap"
    }
}

#[test]
fn a_gap_in_the_log_is_found() {
    let shop = busy();
    let report = verify(&Gap(&*shop.world.store), shop.world.tenant).unwrap();
    assert_eq!(report.found, 1);
    assert_eq!(report.findings[0].invariant, 22);
}

#[test]
fn beyond_a_thousand_findings_are_only_counted() {
    let shop = busy();
    for number in 0..1_100_u32 {
        let (_, mut wallet) = row::<Wallet>(&shop, any);
        wallet.member = Id::derived("member", &[&number.to_be_bytes()]).into();
        wallet.lots.clear();
        wallet.due_at = None;
        wallet.debt = Points::new(1).unwrap();
        seed(&shop.world, &wallet, 0);
    }
    let report = report(&shop);
    assert_eq!(report.findings.len(), VerifyReport::MAX_FINDINGS);
    assert_eq!(report.found, 1_100);
}

/// The busy shop after the sale: a case that is open, one whose refund is instructed, a review.
fn after_the_sale() -> Shop {
    use linli::aftersale::{
        AnswerAfterSale, ApplyAfterSale, CaseKind, CaseReason, Claim, ClaimedLine, Verdict,
    };
    use linli::review::{Stars, WriteReview};
    let shop = busy();
    let world = &shop.world;
    let (_, received) = row::<Order>(&shop, |order| {
        order.state == linli::order::OrderState::PendingReview
    });
    let buyer = shop.buyer(received.member);
    let apply = || ApplyAfterSale {
        order: received.id,
        kind: CaseKind::RefundOnly,
        reason: CaseReason::Quality,
        lines: vec![ClaimedLine {
            line: 0,
            quantity: 1,
        }],
        claim: Claim {
            name: text("李丽"),
            phone: text("13800001234"),
            description: text("碎了"),
        },
        pictures: vec![text("a"), text("b")],
    };
    let case = world
        .engine
        .apply_after_sale(&buyer, world.id(), apply())
        .unwrap();
    let operator = common::shop::grant(
        world,
        "operator",
        linli::kernel::Role::NodeOperator,
        linli::org::GrantScope::Node(world.group),
    );
    let agree = AnswerAfterSale {
        case,
        verdict: Verdict::Agree,
    };
    world
        .engine
        .answer_after_sale(&operator, world.id(), agree)
        .unwrap();
    world
        .engine
        .apply_after_sale(&buyer, world.id(), apply())
        .unwrap();
    let review = WriteReview {
        order: received.id,
        line: 0,
        stars: Stars::new(2).unwrap(),
        text: text(""),
        pictures: Vec::new(),
    };
    world
        .engine
        .write_review(&buyer, world.id(), review)
        .unwrap();
    assert_eq!(report(&shop).findings, []);
    shop
}

#[test]
fn a_case_that_its_history_order_or_refund_contradicts_is_found() {
    use linli::aftersale::{AfterSale, CaseState};
    let open = |case: &AfterSale| case.state == CaseState::Applied;
    let refunding = |case: &AfterSale| case.state == CaseState::Refunding;
    let shop = after_the_sale();
    damage::<AfterSale>(&shop, open, |case| case["state"] = json!("agreed"));
    assert!(finds(&shop, 12), "a step that nobody took");
    let shop = after_the_sale();
    damage::<AfterSale>(&shop, open, |case| {
        more(&mut case["lines"][0]["quantity"], 1);
    });
    assert!(finds(&shop, 8), "more than its order holds for it");
    let shop = after_the_sale();
    remove::<AfterSale>(&shop, open);
    assert!(finds(&shop, 8), "an open case that is gone");
    let shop = after_the_sale();
    damage::<AfterSale>(&shop, refunding, |case| {
        case.as_object_mut().unwrap().remove("refund");
    });
    assert!(finds(&shop, 8), "a case that is refunding without a refund");
    let shop = after_the_sale();
    let with_case = |order: &Order| !order.open_cases.is_empty();
    damage::<Order>(&shop, with_case, |order| order["open_cases"] = json!([]));
    assert!(finds(&shop, 8), "an open case that its order forgot");
    let shop = after_the_sale();
    damage::<Order>(&shop, with_case, |order| order["withheld"] = json!(1));
    assert!(finds(&shop, 8), "a fee that no refund withheld");
}

#[test]
fn a_review_that_is_counted_twice_or_not_at_all_is_found() {
    use linli::review::{Rated, Rating, Review};
    let shop = after_the_sale();
    let (row, _) = row::<Rating>(&shop, any);
    let mut set = ChangeSet::new(shop.world.tenant);
    set.adjustments.push(Adjust {
        key: linli::store::RowKey {
            table: Rating::TABLE,
            id: row.id,
        },
        counter: 1,
        by: 1,
        floor: None,
        ceiling: None,
    });
    shop.world.store.commit(&set).unwrap();
    assert!(finds(&shop, 27), "counted twice");
    let shop = after_the_sale();
    damage::<Review>(&shop, any, |review| review["stars"] = json!(5));
    assert!(finds(&shop, 27), "other stars than were counted");
    let shop = after_the_sale();
    let of_merchant = |rating: &Rating| matches!(rating.of, Rated::Merchant(_));
    damage::<Rating>(&shop, of_merchant, |rating| {
        more(&mut rating["window"][0]["count"], 1);
    });
    assert!(finds(&shop, 27), "a day of the window that is wrong");
    let shop = after_the_sale();
    remove::<Review>(&shop, any);
    assert!(finds(&shop, 27), "a line is reviewed and has no review");
    let shop = after_the_sale();
    remove::<Rating>(&shop, any);
    assert!(finds(&shop, 27), "nothing counts it");
}
