//! Payments at channels that split: the plan of calls, its limits, and what the channel says. RULES §12.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use common::damage::{any, damage, remove};
use common::shop::Shop;
use common::text;
use linli::engine::Event;
use linli::kernel::{Clock, HoldId, Money, OrderId, Points, Rate, RefundId, Timestamp};
use linli::ledger::{Account, AccountPurpose, Party};
use linli::order::{CancelLine, CancelOrder, ConfirmReceipt, PlacedTrade};
use linli::org::SettingsPatch;
use linli::payment::{RefundResult, ReportRefund};
use linli::payout::PayoutState::{Done, Waiting};
use linli::payout::{
    AdvanceHold, Call, CallKind, CallResult, ChannelProfile, Collector, Hold, PayoutState,
    ReportCall, ReportOutcome, ReturnsFrom, SetChannel, TakeCall, call_number,
};
use linli::settlement::SettleTrigger;
use linli::split::{SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule};
use linli::verify::verify;
use serde_json::{Value, json};

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

fn percent(rate: &str, receiver: ShareReceiver) -> ShareRule {
    ShareRule {
        basis: ShareBasis::OrderAmount,
        amount: ShareAmount::Percent(Rate::parse("rate", rate).unwrap()),
        floor: None,
        cap: None,
        receivers: vec![(receiver, 1)],
    }
}

/// The platform gets 5 %, the property company `property`; everything is payable when it is paid for.
fn shop(property: &str) -> Shop {
    let shop = Shop::new();
    let world = &shop.world;
    let rule = SetSplitRule {
        layer: linli::split::SplitLayer::Base,
        scope: linli::split::SplitScope::EVERYTHING,
        name: text("默认"),
        shares: vec![
            percent("0.05", ShareReceiver::Platform),
            percent(property, ShareReceiver::Property),
        ],
    };
    world
        .engine
        .set_split_rule(&world.platform, world.id(), rule)
        .unwrap();
    shop.set(SettingsPatch {
        settle_merchants: Some(SettleTrigger::Paid),
        settle_platform: Some(SettleTrigger::Paid),
        settle_property: Some(SettleTrigger::Paid),
        ..SettingsPatch::default()
    });
    shop
}

fn set_channel(shop: &Shop, profile: ChannelProfile) -> linli::Result<()> {
    let world = &shop.world;
    world
        .engine
        .set_channel(&world.platform, world.id(), SetChannel { profile })
}

fn wechat() -> ChannelProfile {
    ChannelProfile::wechat_platform(&text("wechat"))
}

/// A paid order of 100.00.
fn buy(shop: &Shop) -> PlacedTrade {
    let wang = shop.member("王小明");
    let placed = shop.place(wang, shop.station, &[(shop.eggs, 10)]);
    shop.pay(&placed);
    placed
}

fn hold(shop: &Shop, id: HoldId) -> Hold {
    let world = &shop.world;
    world.engine.hold(&world.platform, id).unwrap()
}

fn of_order(placed: &PlacedTrade) -> HoldId {
    HoldId(placed.orders[0].0)
}

fn take(shop: &Shop, hold: HoldId, call: u32) -> linli::Result<Call> {
    let world = &shop.world;
    world
        .engine
        .take_call(&world.system, world.id(), TakeCall { hold, call })
}

fn say(shop: &Shop, hold: HoldId, call: u32, result: CallResult) -> linli::Result<ReportOutcome> {
    let world = &shop.world;
    let command = ReportCall {
        hold,
        call,
        at: world.clock.now(),
        result,
    };
    world.engine.report_call(&world.system, world.id(), command)
}

fn done() -> CallResult {
    CallResult::Done { failed: Vec::new() }
}

fn refused() -> CallResult {
    CallResult::Failed {
        reason: text("余额不足"),
    }
}

fn make(shop: &Shop, hold: HoldId, call: u32) {
    take(shop, hold, call).unwrap();
    assert_eq!(
        say(shop, hold, call, done()).unwrap(),
        ReportOutcome::Changed
    );
}

fn balance(shop: &Shop, party: &Party, purpose: AccountPurpose) -> i64 {
    let world = &shop.world;
    let account = Account {
        party: party.clone(),
        purpose,
    };
    world
        .engine
        .account_balance(&world.platform, &account)
        .unwrap()
}

fn cancel(shop: &Shop, order: OrderId, units: u32) -> RefundId {
    let world = &shop.world;
    let member = world.engine.order(&world.platform, order).unwrap().member;
    let command = CancelOrder {
        order,
        lines: vec![CancelLine {
            line: 0,
            quantity: units,
        }],
        reason: None,
    };
    world
        .engine
        .cancel_order(&shop.buyer(member), world.id(), command)
        .unwrap()
}

fn refund_done(shop: &Shop, refund: RefundId) {
    let world = &shop.world;
    let command = ReportRefund {
        refund,
        result: RefundResult::Done,
        message: None,
        attempt: None,
    };
    world
        .engine
        .report_refund(&world.system, world.id(), command)
        .unwrap();
}

fn assert_sound(shop: &Shop) {
    let world = &shop.world;
    let report = verify(&*world.store, world.tenant).unwrap();
    assert!(report.is_clean(), "{:#?}", report.findings);
}

fn names(hold: &Hold) -> Vec<(&'static str, PayoutState)> {
    hold.calls
        .iter()
        .map(|call| {
            let name = match call.kind {
                CallKind::Split { .. } => "split",
                CallKind::Return { .. } => "return",
                CallKind::Refund { .. } => "refund",
                CallKind::Unfreeze => "unfreeze",
            };
            (name, call.state)
        })
        .collect()
}

const MONDAY: &str = "2026-11-23T09:00:00+08:00";

#[test]
fn a_payment_is_split_the_next_working_day_and_the_rest_is_unfrozen_for_the_merchant() {
    let shop = shop("0.10");
    set_channel(&shop, wechat()).unwrap();
    let placed = buy(&shop);
    let id = of_order(&placed);
    let plan = hold(&shop, id);
    assert_eq!(plan.collecting, money(8_500));
    assert_eq!(names(&plan), [("split", Waiting), ("unfreeze", Waiting)]);
    let (merchant, property) = (
        Party::Merchant(shop.merchant),
        Party::Node(shop.world.community),
    );
    for (party, amount) in [
        (&merchant, -8_500),
        (&property, -1_000),
        (&Party::Platform, -500),
    ] {
        assert_eq!(balance(&shop, party, AccountPurpose::Payable), 0);
        assert_eq!(
            balance(&shop, party, AccountPurpose::PayoutInTransit),
            amount
        );
    }
    assert_sound(&shop);
    // Sunday: T+1 is Monday.
    let early = take(&shop, id, 1).unwrap_err();
    assert_eq!(
        (early.code(), early.field()),
        ("invalid_field", Some("call"))
    );
    let world = &shop.world;
    let ready = |limit| {
        world
            .engine
            .calls_ready(&world.platform, "wechat", limit)
            .unwrap()
    };
    assert!(ready(10).is_empty());
    shop.set_clock(MONDAY);
    assert_eq!(ready(10).len(), 1);
    assert_eq!(
        take(&shop, id, 2).unwrap_err().code(),
        "wrong_state",
        "not its turn"
    );
    let never = say(&shop, id, 1, done()).unwrap_err();
    assert_eq!(never.code(), "wrong_state", "nobody called the channel");
    make(&shop, id, 1);
    assert_eq!(say(&shop, id, 1, done()).unwrap(), ReportOutcome::Known);
    assert_eq!(
        say(&shop, id, 1, CallResult::Accepted).unwrap(),
        ReportOutcome::Outdated
    );
    assert_eq!(
        say(&shop, id, 1, refused()).unwrap_err().code(),
        "wrong_state"
    );
    make(&shop, id, 2);
    let plan = hold(&shop, id);
    assert_eq!(names(&plan), [("split", Done), ("unfreeze", Done)]);
    assert!(plan.closed && plan.released == money(8_500));
    let channel = Party::Channel(text("wechat"));
    assert_eq!(balance(&shop, &channel, AccountPurpose::Clearing), 0);
    assert_sound(&shop);
    // Nothing of it is settled a second time.
    shop.set_clock("2026-11-25T01:00:00+08:00");
    let report = world.engine.settle(&world.system, 100).unwrap();
    assert!(report.settlements.is_empty(), "{:?}", report.settlements);
    assert_sound(&shop);
}

#[test]
fn what_is_beyond_the_channels_limit_stays_payable_and_is_settled_by_the_bank() {
    let shop = shop("0.40");
    set_channel(&shop, wechat()).unwrap();
    let placed = buy(&shop);
    let property = Party::Node(shop.world.community);
    // 30 % of 100.00 less the platform's 5.00.
    assert_eq!(
        balance(&shop, &property, AccountPurpose::PayoutInTransit),
        -2_500
    );
    assert_eq!(balance(&shop, &property, AccountPurpose::Payable), -1_500);
    assert_sound(&shop);
    shop.set_clock("2026-11-23T01:00:00+08:00");
    let world = &shop.world;
    let report = world.engine.settle(&world.system, 100).unwrap();
    let made: Vec<_> = report
        .settlements
        .iter()
        .map(|one| (one.party.clone(), one.payout().unwrap().units()))
        .collect();
    assert_eq!(made, [(property, 1_500)]);
    assert_sound(&shop);
    let id = of_order(&placed);
    shop.set_clock(MONDAY);
    make(&shop, id, 1);
    make(&shop, id, 2);
    assert_sound(&shop);
}

#[test]
fn a_receiver_who_fails_is_owed_again_and_an_unknown_call_keeps_its_number() {
    let shop = shop("0.10");
    set_channel(&shop, wechat()).unwrap();
    let placed = buy(&shop);
    let id = of_order(&placed);
    shop.set_clock(MONDAY);
    let first = take(&shop, id, 1).unwrap();
    say(&shop, id, 1, CallResult::Unknown).unwrap();
    let again = take(&shop, id, 1).unwrap();
    assert_eq!((again.number, again.attempts), (first.number, 2));
    assert_eq!(call_number(id, 1).len(), 34);
    let stranger = CallResult::Done {
        failed: vec![Party::Merchant(shop.merchant)],
    };
    let wrong = say(&shop, id, 1, stranger).unwrap_err();
    assert_eq!(wrong.field(), Some("failed[0]"));
    let partly = CallResult::Done {
        failed: vec![Party::Platform],
    };
    say(&shop, id, 1, partly).unwrap();
    assert_eq!(
        balance(&shop, &Party::Platform, AccountPurpose::Payable),
        -500
    );
    let channel = Party::Channel(text("wechat"));
    assert_eq!(balance(&shop, &channel, AccountPurpose::Clearing), 9_000);
    assert_sound(&shop);
}

#[test]
fn a_refund_sets_free_what_was_not_split_and_is_paid_before_the_rest_is_unfrozen() {
    let shop = shop("0.10");
    set_channel(&shop, wechat()).unwrap();
    let placed = buy(&shop);
    let id = of_order(&placed);
    let refund = cancel(&shop, placed.orders[0], 4);
    let plan = hold(&shop, id);
    assert_eq!(
        names(&plan),
        [
            ("split", Waiting),
            ("refund", Waiting),
            ("unfreeze", Waiting)
        ]
    );
    assert_eq!(plan.collecting, money(5_100));
    assert_eq!(plan.to_others().unwrap(), money(900));
    assert_sound(&shop);
    shop.set_clock(MONDAY);
    make(&shop, id, 1);
    take(&shop, id, 2).unwrap();
    let own = say(&shop, id, 2, done()).unwrap_err();
    assert_eq!(own.field(), Some("call"), "a refund has its own report");
    refund_done(&shop, refund);
    make(&shop, id, 3);
    let channel = Party::Channel(text("wechat"));
    assert_eq!(balance(&shop, &channel, AccountPurpose::Clearing), 0);
    assert_sound(&shop);
}

/// The simulation found it: money goes back before points, so that a part of an order that was paid with both can take all
/// of the money, while the shares of the other part stand. The channel has nothing left to split then.
#[test]
fn a_refund_that_takes_all_the_money_sets_free_the_shares_of_what_points_paid() {
    let shop = shop("0.10");
    set_channel(&shop, wechat()).unwrap();
    let wang = shop.member("王小明");
    let points = Points::new(4_000).unwrap();
    shop.grant_points(wang, points);
    let placed = shop.place_with_points(wang, shop.station, &[(shop.eggs, 10)], points);
    assert_eq!(placed.total, money(6_000));
    shop.pay(&placed);
    let id = of_order(&placed);
    let planned = hold(&shop, id);
    assert_eq!(planned.to_others().unwrap(), money(1_500));
    assert_eq!(planned.collecting, money(4_500));

    let refund = cancel(&shop, placed.orders[0], 6);
    let plan = hold(&shop, id);
    assert_eq!(plan.refunded, money(6_000));
    assert_eq!(plan.to_others().unwrap(), money(0));
    assert_eq!(plan.collecting, money(0));
    assert_eq!(names(&plan)[0], ("split", PayoutState::Failed));
    // Owed as before, and paid in another way.
    let owed = |party: &Party| balance(&shop, party, AccountPurpose::Payable);
    assert_eq!(owed(&Party::Platform), -200);
    assert_eq!(owed(&Party::Node(shop.world.community)), -400);
    assert_sound(&shop);
    shop.set_clock(MONDAY);
    refund_done(&shop, refund);
    make(&shop, id, 3);
    assert_sound(&shop);
}

#[test]
fn after_a_split_the_receivers_give_back_first_and_who_cannot_owes_it() {
    for (returns, debt) in [(ReturnsFrom::Everybody, 0), (ReturnsFrom::Nobody, 600)] {
        let shop = shop("0.10");
        set_channel(
            &shop,
            ChannelProfile {
                returns,
                ..wechat()
            },
        )
        .unwrap();
        let placed = buy(&shop);
        let id = of_order(&placed);
        shop.set_clock(MONDAY);
        make(&shop, id, 1);
        let refund = cancel(&shop, placed.orders[0], 4);
        let plan = hold(&shop, id);
        let calls: Vec<&str> = names(&plan).into_iter().map(|(name, _)| name).collect();
        if returns == ReturnsFrom::Everybody {
            assert_eq!(calls, ["split", "return", "return", "refund", "unfreeze"]);
            make(&shop, id, 2);
            make(&shop, id, 3);
        } else {
            assert_eq!(calls, ["split", "refund", "unfreeze"]);
        }
        refund_done(&shop, refund);
        let last = u32::try_from(plan.calls.len()).unwrap();
        make(&shop, id, last);
        let owes = [Party::Platform, Party::Node(shop.world.community)]
            .iter()
            .map(|party| balance(&shop, party, AccountPurpose::Payable))
            .sum::<i64>();
        assert_eq!(owes, debt);
        assert_sound(&shop);
    }
}

#[test]
fn refunds_after_unfreezing_are_paid_by_the_collector_who_is_owed_the_others_parts() {
    let shop = shop("0.10");
    set_channel(
        &shop,
        ChannelProfile {
            returns: ReturnsFrom::Nobody,
            ..wechat()
        },
    )
    .unwrap();
    let placed = buy(&shop);
    let id = of_order(&placed);
    shop.set_clock(MONDAY);
    make(&shop, id, 1);
    make(&shop, id, 2);
    let refund = cancel(&shop, placed.orders[0], 10);
    refund_done(&shop, refund);
    let merchant = Party::Merchant(shop.merchant);
    // It gave back its 85.00 and advanced the 15.00 of the others.
    assert_eq!(balance(&shop, &merchant, AccountPurpose::Payable), -1_500);
    assert_eq!(
        balance(&shop, &Party::Platform, AccountPurpose::Payable),
        500
    );
    let channel = Party::Channel(text("wechat"));
    assert_eq!(balance(&shop, &channel, AccountPurpose::Clearing), 0);
    assert_eq!(balance(&shop, &channel, AccountPurpose::Refunding), 0);
    assert_sound(&shop);
}

#[test]
fn before_the_freeze_ends_people_are_warned_and_when_it_ends_nothing_is_left_hanging() {
    let shop = shop("0.10");
    let world = &shop.world;
    set_channel(
        &shop,
        ChannelProfile::wechat_ordinary(&text("wechat"), Party::Merchant(shop.merchant)),
    )
    .unwrap();
    let placed = buy(&shop);
    let trade = world.engine.trade(&world.platform, placed.trade).unwrap();
    let id = HoldId(trade.payment.unwrap().0);
    let events = |wanted: fn(&Event) -> bool| {
        let page = world.engine.events(&world.platform, 0, 1000).unwrap();
        page.events.iter().filter(|one| wanted(&one.event)).count()
    };
    let until = hold(&shop, id).freeze_until();
    assert_eq!(
        until,
        Timestamp::parse("2026-12-22T10:00:00+08:00").unwrap()
    );
    shop.set_clock("2026-12-19T10:00:00+08:00");
    shop.run_due();
    assert_eq!(
        events(|event| matches!(event, Event::HoldEndsSoon { .. })),
        1
    );
    assert!(!hold(&shop, id).closed);
    shop.set_clock("2026-12-22T10:00:00+08:00");
    shop.run_due();
    assert_eq!(events(|event| matches!(event, Event::HoldEnded { .. })), 1);
    let plan = hold(&shop, id);
    assert!(plan.closed);
    assert_eq!(
        balance(&shop, &Party::Platform, AccountPurpose::Payable),
        -500
    );
    let merchant = Party::Merchant(shop.merchant);
    assert_eq!(
        balance(&shop, &merchant, AccountPurpose::PayoutInTransit),
        0
    );
    assert_sound(&shop);
    assert!(take(&shop, id, 1).is_err());
}

/// The simulation found it: the unfreezing that the end of the freeze had done was planned again behind the refund, and waited for ever.
#[test]
fn a_refund_after_the_end_of_a_freeze_finds_its_unfreezing_done() {
    let shop = shop("0.10");
    let profile = ChannelProfile {
        freeze_days: 1,
        warn_days: 1,
        ..wechat()
    };
    set_channel(&shop, profile).unwrap();
    let placed = buy(&shop);
    let id = of_order(&placed);
    shop.set_clock("2026-11-23T11:00:00+08:00");
    // Only this: the day's other work would send the order to its station, where nothing is cancelled any more.
    let world = &shop.world;
    let command = AdvanceHold { hold: id };
    world
        .engine
        .advance_hold(&world.system, world.id(), command)
        .unwrap();
    let before = names(&hold(&shop, id));
    let done: Vec<_> = before.iter().filter(|call| call.0 == "unfreeze").collect();
    assert_eq!(done.len(), 1);
    assert!(done[0].1.is_final() && hold(&shop, id).closed);
    let refund = cancel(&shop, placed.orders[0], 4);
    refund_done(&shop, refund);
    let plan = hold(&shop, id);
    assert_eq!(names(&plan)[..before.len()], before);
    let unfreezing = names(&plan).into_iter().filter(|call| call.0 == "unfreeze");
    assert_eq!(unfreezing.count(), 1, "{plan:?}");
    assert_sound(&shop);
}

#[test]
fn an_order_that_is_earned_after_the_freeze_is_not_paid_to_its_collector_again() {
    let shop = shop("0.10");
    let world = &shop.world;
    shop.set(SettingsPatch {
        settle_merchants: Some(SettleTrigger::Received),
        ..SettingsPatch::default()
    });
    set_channel(
        &shop,
        ChannelProfile {
            freeze_days: 1,
            warn_days: 1,
            ..wechat()
        },
    )
    .unwrap();
    let placed = buy(&shop);
    let member = world
        .engine
        .order(&world.platform, placed.orders[0])
        .unwrap()
        .member;
    shop.set_clock("2026-11-22T23:00:00+08:00");
    shop.run_due();
    shop.set_clock("2026-11-23T11:00:00+08:00");
    shop.run_due();
    assert!(hold(&shop, of_order(&placed)).closed);
    shop.accept_all("2026-11-23");
    let received = ConfirmReceipt {
        order: placed.orders[0],
    };
    world
        .engine
        .confirm_receipt(&shop.buyer(member), world.id(), received)
        .unwrap();
    let merchant = Party::Merchant(shop.merchant);
    assert_eq!(balance(&shop, &merchant, AccountPurpose::Payable), 0);
    assert_eq!(hold(&shop, of_order(&placed)).released, money(8_500));
    assert_sound(&shop);
}

#[test]
fn wrong_profiles_are_refused_naming_the_limit() {
    type Change = fn(&mut ChannelProfile);
    let shop = shop("0.10");
    let with = |change: fn(&mut ChannelProfile)| {
        let mut profile = wechat();
        change(&mut profile);
        let error = set_channel(&shop, profile).unwrap_err();
        error.field().map(str::to_owned)
    };
    let cases: [(Change, &str); 7] = [
        (|profile| profile.channel = text(" "), "channel"),
        (|profile| profile.requests = 0, "requests"),
        (|profile| profile.receivers = 101, "receivers"),
        (|profile| profile.freeze_days = 0, "freeze_days"),
        (|profile| profile.return_days = 400, "return_days"),
        (|profile| profile.warn_days = 181, "warn_days"),
        (
            |profile| profile.collector = Collector::One(Party::Channel(text("bank"))),
            "party",
        ),
    ];
    for (change, field) in cases {
        assert_eq!(with(change).as_deref(), Some(field));
    }
}

#[test]
fn plans_that_give_out_what_is_not_there_are_found() {
    // A payment of 100.00: 15.00 were split, 85.00 wait to be unfrozen.
    let held = || {
        let shop = shop("0.10");
        set_channel(&shop, wechat()).unwrap();
        let placed = buy(&shop);
        shop.set_clock(MONDAY);
        make(&shop, of_order(&placed), 1);
        assert_sound(&shop);
        shop
    };
    let finds = |what: &str, change: &dyn Fn(&mut Value)| {
        let shop = held();
        damage::<Hold>(&shop, any, change);
        let found = verify(&*shop.world.store, shop.world.tenant).unwrap();
        let mut found = found.findings.iter();
        assert!(found.any(|one| one.invariant == 18), "{what}");
    };
    let more = |value: &mut Value, by: i64| *value = json!(value.as_i64().unwrap_or(0) + by);
    finds("a fen more is collected", &|hold| {
        more(&mut hold["collecting"], 1);
    });
    finds("calls are numbered anew", &|hold| {
        hold["calls"][1]["number"] = json!(5);
    });
    finds("a call is under way that nobody handed out", &|hold| {
        hold["calls"][1]["state"] = json!("accepted");
    });
    finds("a piece waits that was paid", &|hold| {
        hold["calls"][0]["pieces"][0]["state"] = json!("waiting");
    });
    finds("more goes to others than 30 percent", &|hold| {
        more(&mut hold["calls"][0]["pieces"][0]["amount"], 2_000);
    });
    finds("more of a piece came back than it was", &|hold| {
        more(&mut hold["calls"][0]["pieces"][0]["returned"], 1_001);
    });
    finds("the collector is split to", &|hold| {
        hold["calls"][0]["pieces"][0]["party"] = hold["collector"].clone();
    });
    finds("more goes back than was paid", &|hold| {
        hold["refunded"] = json!(10_001);
    });
    finds(
        "a split has more receivers than the channel takes",
        &|hold| {
            hold["profile"]["receivers"] = json!(1);
        },
    );
    let shop = held();
    remove::<Hold>(&shop, any);
    assert!(
        !verify(&*shop.world.store, shop.world.tenant)
            .unwrap()
            .is_clean(),
        "what was set aside is in transit for nobody"
    );
}
