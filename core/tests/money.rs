//! Split, ledger, points and settlement over the whole life of orders. RULES §12, §13.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use std::collections::BTreeMap;

use common::shop::Shop;
use common::text;
use linli::engine::Event;
use linli::kernel::{
    Day, Id, MemberId, MerchantId, Money, NodeId, OrderId, Points, Rate, Role, Timestamp,
};
use linli::ledger::{Account, AccountPurpose, Party, PostingPurpose, Unit};
use linli::order::{CancelLine, CancelOrder, ConfirmReceipt};
use linli::org::{GrantScope, SettingsPatch};
use linli::payment::{RefundResult, ReportPayment, ReportRefund};
use linli::payout::{PayoutResult, ReportPayout};
use linli::points::{GrantPoints, PointsKind};
use linli::settlement::{CloseDay, GatherDay, SettlementState};
use linli::split::{
    PartState, RemoveSplitRule, SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule,
    SplitLayer, SplitScope,
};
use linli::verify::verify;

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

fn at(moment: &str) -> Timestamp {
    Timestamp::parse(moment).unwrap()
}

fn points(units: i64) -> Points {
    Points::new(units).unwrap()
}

fn percent(percent: &str, receivers: &[(ShareReceiver, u32)]) -> ShareRule {
    ShareRule {
        basis: ShareBasis::OrderAmount,
        amount: ShareAmount::Percent(Rate::parse("rate", percent).unwrap()),
        floor: None,
        cap: None,
        receivers: receivers.to_vec(),
    }
}

/// 5 % shared by property and platform, 10 % to the leader.
fn rule() -> SetSplitRule {
    SetSplitRule {
        layer: SplitLayer::Base,
        scope: SplitScope::EVERYTHING,
        name: text("默认分润"),
        shares: vec![
            percent(
                "0.05",
                &[(ShareReceiver::Property, 1), (ShareReceiver::Platform, 1)],
            ),
            percent("0.10", &[(ShareReceiver::Leader, 1)]),
        ],
    }
}

fn shop() -> Shop {
    let shop = Shop::new();
    let world = &shop.world;
    world
        .engine
        .set_split_rule(&world.platform, world.id(), rule())
        .unwrap();
    shop
}

fn grant(shop: &Shop, member: MemberId, amount: i64) {
    shop.grant_points(member, points(amount));
}

/// A paid order that points pay a part of.
fn buy_with_points(shop: &Shop, member: MemberId, units: u32, used: i64) -> OrderId {
    let lines = [(shop.rice, units)];
    let placed = shop.place_with_points(member, shop.station, &lines, points(used));
    shop.pay(&placed);
    shop.world.clock.advance_seconds(1);
    placed.orders[0]
}

fn cancel(shop: &Shop, order: OrderId, units: u32) {
    let world = &shop.world;
    let command = CancelOrder {
        order,
        lines: vec![CancelLine {
            line: 0,
            quantity: units,
        }],
        reason: None,
    };
    let bought = world.engine.order(&world.platform, order).unwrap();
    let buyer = shop.buyer(bought.member);
    let refund = world
        .engine
        .cancel_order(&buyer, world.id(), command)
        .unwrap();
    let done = ReportRefund {
        refund,
        result: RefundResult::Done,
        message: None,
        attempt: None,
    };
    let cash = world.engine.refund(&world.platform, refund).unwrap().cash;
    if cash.is_positive() {
        world
            .engine
            .report_refund(&world.system, world.id(), done)
            .unwrap();
    }
}

fn balance(shop: &Shop, party: &Party, purpose: AccountPurpose) -> i64 {
    let account = Account {
        party: party.clone(),
        purpose,
    };
    shop.world
        .engine
        .account_balance(&shop.world.platform, &account)
        .unwrap()
}

fn assert_sound(shop: &Shop) {
    let report = verify(&*shop.world.store, shop.world.tenant).unwrap();
    assert_eq!(report.findings, []);
    let lines = shop
        .world
        .engine
        .trial_balance(&shop.world.platform)
        .unwrap();
    for unit in [Unit::Money, Unit::Points] {
        let sum: i128 = lines
            .iter()
            .filter(|line| line.unit == unit)
            .map(|line| line.balance)
            .sum();
        assert_eq!(sum, 0, "{unit:?}");
    }
}

/// The order leaves, arrives and is collected.
fn receive(shop: &Shop, orders: &[(MemberId, OrderId)]) {
    shop.set_clock("2026-11-22T23:00:00+08:00");
    shop.run_due();
    shop.set_clock("2026-11-23T08:00:00+08:00");
    shop.accept_all("2026-11-23");
    let world = &shop.world;
    for (member, order) in orders {
        let command = ConfirmReceipt { order: *order };
        world
            .engine
            .confirm_receipt(&shop.buyer(*member), world.id(), command)
            .unwrap();
    }
}

#[test]
fn an_order_is_split_earned_settled_and_paid_out() {
    let shop = shop();
    let world = &shop.world;
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(shop.rice, 2), (shop.eggs, 4)]);
    let merchant = Party::Merchant(shop.merchant);
    let leader = Party::Leader(shop.station);
    let property = Party::Node(world.community);
    assert_eq!(balance(&shop, &merchant, AccountPurpose::Pending), -8_500);
    assert_eq!(balance(&shop, &leader, AccountPurpose::Pending), -1_000);
    receive(&shop, &[(wang, order)]);
    assert_sound(&shop);
    assert_eq!(balance(&shop, &merchant, AccountPurpose::Payable), -8_500);
    assert_eq!(
        balance(&shop, &leader, AccountPurpose::Pending),
        -1_000,
        "the leader waits for the return window"
    );

    shop.set_clock("2026-11-24T00:10:00+08:00");
    let report = world.engine.settle(&world.system, 100).unwrap();
    assert!(!report.more);
    let days: Vec<String> = report.days.iter().map(Day::to_string).collect();
    assert_eq!(days, ["2026-11-22", "2026-11-23"]);
    let paid: BTreeMap<Party, (i64, String)> = report
        .settlements
        .iter()
        .map(|settlement| {
            let payout = settlement.payout().unwrap().units();
            (
                settlement.party.clone(),
                (payout, settlement.pay_on.to_string()),
            )
        })
        .collect();
    let on = |units| (units, "2026-11-24".to_owned());
    assert_eq!(
        paid,
        BTreeMap::from([
            (merchant.clone(), on(8_500)),
            (property.clone(), on(250)),
            (Party::Platform, on(250)),
        ])
    );
    assert_eq!(balance(&shop, &merchant, AccountPurpose::Payable), 0);
    assert_eq!(
        balance(&shop, &merchant, AccountPurpose::PayoutInTransit),
        -8_500
    );
    assert_sound(&shop);

    let again = world.engine.settle(&world.system, 100).unwrap();
    assert_eq!((again.days.len(), again.settlements.len()), (0, 0));

    for settlement in &report.settlements {
        let command = ReportPayout {
            payout: settlement.payouts[0],
            at: at("2026-11-24T08:00:00+08:00"),
            result: PayoutResult::Done {
                channel: Some(text("wechat")),
                number: text("P-1"),
            },
        };
        for _ in 0..2 {
            world
                .engine
                .report_payout(&world.system, world.id(), command.clone())
                .unwrap();
        }
    }
    let channel = Party::Channel(text("wechat"));
    assert_eq!(balance(&shop, &channel, AccountPurpose::Clearing), 1_000);
    assert_sound(&shop);

    // Seven days after receipt the return window is over: the leader is owed, the points are active.
    shop.set_clock("2026-11-30T09:00:00+08:00");
    shop.run_due();
    shop.set_clock("2026-12-01T09:00:00+08:00");
    let report = world.engine.settle(&world.system, 100).unwrap();
    assert_eq!(report.settlements.len(), 1);
    assert_eq!(report.settlements[0].party, leader);
    assert_eq!(report.settlements[0].payout().unwrap(), money(1_000));
    assert_eq!(balance(&shop, &leader, AccountPurpose::Pending), 0);
    let has = world
        .engine
        .points_balance(&shop.buyer(wang), wang)
        .unwrap();
    assert_eq!((has.universal, has.pending), (points(100), Points::ZERO));
    assert_eq!(
        balance(&shop, &Party::Member(wang), AccountPurpose::PointsHeld),
        100
    );
    assert_sound(&shop);
}

#[test]
fn any_sequence_of_refunds_ends_at_nothing_for_everybody() {
    // 7 units in different steps, some with points; the last sequence is one refund of all.
    for steps in [vec![1, 2, 4], vec![4, 2, 1], vec![1; 7], vec![7]] {
        for used in [0, 3_333] {
            let shop = shop();
            let wang = shop.member("王小明");
            grant(&shop, wang, 5_000);
            let order = buy_with_points(&shop, wang, 7, used);
            assert_sound(&shop);
            for units in &steps {
                cancel(&shop, order, *units);
                assert_sound(&shop);
            }
            for party in [
                Party::Merchant(shop.merchant),
                Party::Leader(shop.station),
                Party::Node(shop.world.community),
                Party::Platform,
            ] {
                assert_eq!(balance(&shop, &party, AccountPurpose::Pending), 0);
            }
            let group = Party::Node(shop.world.group);
            assert_eq!(balance(&shop, &group, AccountPurpose::PointsFunding), 0);
            let channel = Party::Channel(text("wechat"));
            assert_eq!(balance(&shop, &channel, AccountPurpose::Clearing), 0);
            let has = shop
                .world
                .engine
                .points_balance(&shop.buyer(wang), wang)
                .unwrap();
            assert_eq!(
                (has.universal, has.pending, has.debt),
                (points(5_000), Points::ZERO, Points::ZERO)
            );
        }
    }
}

#[test]
fn points_are_borne_by_their_issuer_not_by_the_merchant() {
    let shop = shop();
    let wang = shop.member("王小明");
    grant(&shop, wang, 1_000);
    let order = buy_with_points(&shop, wang, 1, 1_000);
    let explained = shop
        .world
        .engine
        .order_split(&shop.world.platform, order)
        .unwrap()
        .unwrap();
    assert_eq!(explained.value, money(3_000));
    let merchant = explained.parts.last().unwrap();
    assert_eq!(
        (merchant.amount, merchant.state),
        (money(2_550), PartState::Pending)
    );
    let group = Party::Node(shop.world.group);
    assert_eq!(balance(&shop, &group, AccountPurpose::PointsFunding), 1_000);
    assert_eq!(
        balance(&shop, &group, AccountPurpose::PointsIssued),
        0,
        "what was issued was spent"
    );
    let has = shop
        .world
        .engine
        .points_balance(&shop.buyer(wang), wang)
        .unwrap();
    assert_eq!(
        has.pending,
        points(20),
        "of the 20.00 that were paid in money"
    );
}

#[test]
fn a_failed_payout_enters_the_next_settlement_once() {
    let shop = shop();
    let world = &shop.world;
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(shop.rice, 1)]);
    receive(&shop, &[(wang, order)]);
    shop.set_clock("2026-11-24T01:00:00+08:00");
    let report = world.engine.settle(&world.system, 100).unwrap();
    let merchant = Party::Merchant(shop.merchant);
    let first = report
        .settlements
        .iter()
        .find(|settlement| settlement.party == merchant)
        .unwrap();
    let failed = |id| ReportPayout {
        payout: id,
        at: at("2026-11-24T08:00:00+08:00"),
        result: PayoutResult::Failed {
            reason: text("账户不存在"),
        },
    };
    for _ in 0..2 {
        world
            .engine
            .report_payout(&world.system, world.id(), failed(first.payouts[0]))
            .unwrap();
    }
    let done = ReportPayout {
        payout: first.payouts[0],
        at: at("2026-11-24T08:00:00+08:00"),
        result: PayoutResult::Done {
            channel: Some(text("wechat")),
            number: text(""),
        },
    };
    let error = world
        .engine
        .report_payout(&world.system, world.id(), done)
        .unwrap_err();
    assert_eq!(error.code(), "wrong_state");
    assert_eq!(balance(&shop, &merchant, AccountPurpose::Payable), -2_550);
    assert_sound(&shop);

    shop.set_clock("2026-11-26T01:00:00+08:00");
    let report = world.engine.settle(&world.system, 100).unwrap();
    let again: Vec<_> = report
        .settlements
        .iter()
        .filter(|settlement| settlement.party == merchant)
        .collect();
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].payout().unwrap(), money(2_550));
    assert_sound(&shop);

    let all = world
        .engine
        .settlements_of(&world.platform, &merchant, None, 10)
        .unwrap();
    let states: Vec<_> = all
        .iter()
        .map(|settlement| (settlement.day.to_string(), settlement.state))
        .collect();
    assert_eq!(
        states,
        [
            ("2026-11-24".to_owned(), SettlementState::Instructed),
            ("2026-11-23".to_owned(), SettlementState::Failed)
        ]
    );
    let of_day = world
        .engine
        .settlements_of_day(&world.platform, "2026-11-23".parse().unwrap(), None, 2)
        .unwrap();
    let rest = world
        .engine
        .settlements_of_day(
            &world.platform,
            "2026-11-23".parse().unwrap(),
            Some(of_day[1].id),
            2,
        )
        .unwrap();
    assert_eq!((of_day.len(), rest.len()), (2, 1));
}

#[test]
fn a_missed_week_is_caught_up_by_due_work() {
    let shop = shop();
    let world = &shop.world;
    let wang = shop.member("王小明");
    shop.buy(wang, &[(shop.rice, 1)]);
    shop.set_clock("2026-11-29T12:00:00+08:00");
    // Seven days of closing, gathering and settling each, one step per call.
    for _ in 0..25 {
        let report = world.engine.run_due(&world.system, 1000).unwrap();
        assert_eq!(report.failed, []);
    }
    let settling = world.engine.settling(&world.platform).unwrap().unwrap();
    assert_eq!(settling.open_from.to_string(), "2026-11-29");
    assert_eq!(settling.unsettled, settling.open_from);
    assert_eq!(world.engine.run_due(&world.system, 1000).unwrap().done, 0);
    assert_sound(&shop);
}

#[test]
fn what_is_posted_after_a_day_was_closed_counts_for_the_next_day() {
    let shop = shop();
    let world = &shop.world;
    let wang = shop.member("王小明");
    shop.buy(wang, &[(shop.rice, 1)]);
    shop.set_clock("2026-11-23T00:30:00+08:00");
    world.engine.settle(&world.system, 10).unwrap();
    // The clock of the machine was wrong.
    shop.set_clock("2026-11-22T23:59:00+08:00");
    let late = shop.buy(wang, &[(shop.rice, 1)]);
    let postings = world
        .engine
        .order_postings(&world.platform, late, None, 10)
        .unwrap();
    assert_eq!(postings[0].day.to_string(), "2026-11-23");
    assert_sound(&shop);
}

#[test]
fn postings_and_statements_come_in_pages() {
    let shop = shop();
    let world = &shop.world;
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(shop.rice, 3)]);
    cancel(&shop, order, 1);
    let purposes = |after, limit| -> Vec<(Id, PostingPurpose)> {
        world
            .engine
            .order_postings(&world.platform, order, after, limit)
            .unwrap()
            .iter()
            .map(|posting| (posting.id.0, posting.purpose))
            .collect()
    };
    let all = purposes(None, 500);
    assert_eq!(
        all.iter().map(|(_, purpose)| *purpose).collect::<Vec<_>>(),
        [
            PostingPurpose::OrderPaid,
            PostingPurpose::OrderRefunded,
            PostingPurpose::RefundDone
        ]
    );
    assert_eq!(purposes(Some(all[0].0.into()), 1), all[1..2]);
    let day: Day = "2026-11-22".parse().unwrap();
    let leader = Party::Leader(shop.station);
    let mut amounts = Vec::new();
    let mut after = None;
    loop {
        let page = world
            .engine
            .statement(&shop.leader, &leader, day..=day, after, 1)
            .unwrap();
        amounts.extend(page.lines.iter().map(|line| line.amount));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(amounts, [-900, 300]);
    let stranger = world
        .engine
        .statement(&shop.other_leader, &leader, day..=day, None, 1);
    assert_eq!(stranger.unwrap_err().code(), "denied");
    for limit in [0, 501] {
        let error = world
            .engine
            .order_postings(&world.platform, order, None, limit)
            .unwrap_err();
        assert_eq!(error.field(), Some("limit"));
    }
    let far = "2028-01-01".parse().unwrap();
    let error = world
        .engine
        .statement(&shop.leader, &leader, day..=far, None, 1);
    assert_eq!(error.unwrap_err().field(), Some("days"));
}

#[test]
fn a_split_is_explained_by_the_rule_that_was_in_force_when_it_was_paid() {
    let shop = shop();
    let world = &shop.world;
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(shop.rice, 1)]);
    let own = SetSplitRule {
        layer: SplitLayer::Base,
        scope: SplitScope::merchant(shop.merchant),
        name: text("鲜生分润"),
        shares: vec![percent("0.20", &[(ShareReceiver::Platform, 1)])],
    };
    world
        .engine
        .set_split_rule(&world.platform, world.id(), own)
        .unwrap();
    let explain = |order| {
        world
            .engine
            .order_split(&world.platform, order)
            .unwrap()
            .unwrap()
    };
    let before = explain(order);
    assert_eq!(before.sections[0].rule.as_deref(), Some("默认分润"));
    let steps: Vec<i64> = before.sections[0]
        .steps
        .iter()
        .map(|step| step.amount.units())
        .collect();
    assert_eq!(steps, [75, 75, 300, 2_550]);
    let after = explain(shop.buy(wang, &[(shop.rice, 1)]));
    assert_eq!(after.sections[0].rule.as_deref(), Some("鲜生分润"));
    let amounts: Vec<i64> = after.parts.iter().map(|part| part.amount.units()).collect();
    assert_eq!(amounts, [600, 2_400]);

    let in_force = || {
        world
            .engine
            .split_rule(&world.platform, Some(shop.merchant))
            .unwrap()
            .map(|rule| rule.name.to_string())
    };
    let remove = |merchant: Option<MerchantId>| {
        let command = RemoveSplitRule {
            layer: SplitLayer::Base,
            scope: merchant.map_or(SplitScope::EVERYTHING, SplitScope::merchant),
        };
        world
            .engine
            .remove_split_rule(&world.platform, world.id(), command)
    };
    assert_eq!(in_force().as_deref(), Some("鲜生分润"));
    remove(Some(shop.merchant)).unwrap();
    assert_eq!(in_force().as_deref(), Some("默认分润"));
    assert_eq!(remove(Some(shop.merchant)).unwrap_err().code(), "not_found");
    remove(None).unwrap();
    assert_eq!(in_force(), None);
    let alone = explain(shop.buy(wang, &[(shop.rice, 1)]));
    assert_eq!((&alone.sections[0].rule, alone.parts.len()), (&None, 1));
    assert_sound(&shop);
}

#[test]
fn a_split_rule_with_a_wrong_field_changes_nothing() {
    let shop = shop();
    let world = &shop.world;
    let cases: Vec<(SetSplitRule, &str, Option<&str>)> = vec![
        (
            SetSplitRule {
                name: text(" "),
                ..rule()
            },
            "invalid_field",
            Some("name"),
        ),
        (
            SetSplitRule {
                shares: vec![percent("1", &[(ShareReceiver::Platform, 1)]); 2],
                ..rule()
            },
            "invalid_field",
            Some("shares[1].amount"),
        ),
        (
            SetSplitRule {
                shares: vec![percent("0.01", &[(ShareReceiver::Platform, 1)]); 21],
                ..rule()
            },
            "limit_exceeded",
            Some("shares"),
        ),
        (
            SetSplitRule {
                scope: SplitScope::merchant(Id::MAX.into()),
                ..rule()
            },
            "not_found",
            None,
        ),
    ];
    for (command, code, field) in cases {
        let error = world
            .engine
            .set_split_rule(&world.platform, world.id(), command)
            .unwrap_err();
        assert_eq!((error.code(), error.field()), (code, field));
    }
    let kept = world.engine.split_rule(&world.platform, None).unwrap();
    assert_eq!(kept.unwrap().revision, 1);
    let finance = common::shop::grant(
        world,
        "finance",
        Role::Finance,
        GrantScope::Node(world.group),
    );
    let error = world.engine.set_split_rule(&finance, world.id(), rule());
    assert_eq!(error.unwrap_err().code(), "denied");
}

#[test]
fn days_are_closed_and_gathered_in_their_order() {
    let shop = shop();
    let world = &shop.world;
    let close = |day: &str| {
        let day = day.parse().unwrap();
        world
            .engine
            .close_day(&world.system, world.id(), CloseDay { day })
    };
    let gather = |day: &str| {
        let day = day.parse().unwrap();
        world
            .engine
            .gather_day(&world.system, world.id(), GatherDay { day })
    };
    close("2026-11-20").unwrap(); // nothing was ever posted
    let wang = shop.member("王小明");
    shop.buy(wang, &[(shop.rice, 1)]);
    assert_eq!(close("2026-11-22").unwrap_err().field(), Some("day"));
    shop.set_clock("2026-11-25T08:00:00+08:00");
    assert_eq!(gather("2026-11-22").unwrap_err().code(), "wrong_state");
    assert_eq!(close("2026-11-23").unwrap_err().field(), Some("day"));
    close("2026-11-22").unwrap();
    close("2026-11-22").unwrap(); // again: nothing
    close("2026-11-23").unwrap();
    assert_eq!(gather("2026-11-23").unwrap_err().code(), "wrong_state");
    assert!(!gather("2026-11-22").unwrap().settled);
    assert!(gather("2026-11-22").unwrap().settled);
    assert!(gather("2026-11-22").unwrap().settled); // again: nothing
    assert!(gather("2026-11-21").unwrap().settled);
    let settling = world.engine.settling(&world.platform).unwrap().unwrap();
    assert_eq!(
        (
            settling.open_from.to_string(),
            settling.unsettled.to_string()
        ),
        ("2026-11-24".to_owned(), "2026-11-23".to_owned())
    );
    for steps in [0, 100_001] {
        let error = world.engine.settle(&world.system, steps).unwrap_err();
        assert_eq!(error.field(), Some("steps"));
    }
    let one = world.engine.settle(&world.system, 1).unwrap();
    assert!(one.more);
    let error = world.engine.settle(&shop.leader, 1).unwrap_err();
    assert_eq!(error.code(), "denied");
    assert_sound(&shop);
}

#[test]
fn points_that_cannot_be_granted_are_refused() {
    let shop = shop();
    let world = &shop.world;
    let wang = shop.member("王小明");
    let good = GrantPoints {
        member: wang,
        points: points(10),
        kind: PointsKind::Mall,
        issuer: Party::Node(world.community),
        expires: None,
        reason: text("注册"),
    };
    let elsewhere: NodeId = {
        let command = linli::org::CreateNode {
            parent: world.city,
            kind: text("项目"),
            name: text("另一小区"),
        };
        world
            .engine
            .create_node(&world.platform, world.id(), command)
            .unwrap()
    };
    let cases = [
        (
            GrantPoints {
                points: Points::ZERO,
                ..good.clone()
            },
            "points",
        ),
        (
            GrantPoints {
                points: points(GrantPoints::MAX + 1),
                ..good.clone()
            },
            "points",
        ),
        (
            GrantPoints {
                reason: text(""),
                ..good.clone()
            },
            "reason",
        ),
        (
            GrantPoints {
                issuer: Party::Node(elsewhere),
                ..good.clone()
            },
            "issuer",
        ),
        (
            GrantPoints {
                expires: Some("2026-11-21".parse().unwrap()),
                ..good.clone()
            },
            "expires",
        ),
    ];
    for (command, field) in cases {
        let error = world
            .engine
            .grant_points(&world.platform, world.id(), command)
            .unwrap_err();
        assert_eq!(
            (error.code(), error.field()),
            ("invalid_field", Some(field))
        );
    }
    let manager = common::shop::grant(
        world,
        "manager",
        Role::NodeManager,
        GrantScope::Node(elsewhere),
    );
    let error = world
        .engine
        .grant_points(&manager, world.id(), good.clone())
        .unwrap_err();
    assert_eq!(error.code(), "denied");
    let last = GrantPoints {
        expires: Some("2026-11-22".parse().unwrap()),
        ..good
    };
    world
        .engine
        .grant_points(&world.platform, world.id(), last)
        .unwrap();
    let has = || {
        world
            .engine
            .points_balance(&shop.buyer(wang), wang)
            .unwrap()
            .spendable_in_mall
    };
    assert_eq!(has(), points(10));
    shop.set_clock("2026-11-23T00:00:00+08:00");
    assert_eq!(has(), Points::ZERO, "their last day is over");
    assert_sound(&shop);
}

#[test]
fn points_are_active_at_once_where_the_setting_says_so_and_taken_back_by_refunds() {
    let shop = shop();
    let world = &shop.world;
    let set = |at_once| {
        world.set(
            world.group,
            SettingsPatch {
                points_active_at_once: Some(at_once),
                ..SettingsPatch::default()
            },
        );
    };
    set(true);
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(shop.rice, 4)]);
    let has = || {
        let has = world
            .engine
            .points_balance(&shop.buyer(wang), wang)
            .unwrap();
        (has.universal.units(), has.pending.units(), has.debt.units())
    };
    assert_eq!(has(), (120, 0, 0));
    // 60 of them are spent on something else, then the order is cancelled: 60 are missing.
    buy_with_points(&shop, wang, 1, 60);
    assert_eq!(has(), (60 + 29, 0, 0));
    cancel(&shop, order, 4);
    assert_eq!(has(), (0, 0, 31));
    assert_sound(&shop);
    // What is earned next pays the debt first; the setting of that time does not matter for orders paid before.
    set(false);
    grant(&shop, wang, 100);
    assert_eq!(has(), (69, 0, 0));
    assert_sound(&shop);
}

#[test]
fn money_for_a_closed_trade_passes_through_unapplied_and_goes_back() {
    let shop = shop();
    let world = &shop.world;
    let wang = shop.member("王小明");
    let placed = shop.place(wang, shop.station, &[(shop.rice, 1)]);
    world.clock.advance_seconds(31 * 60);
    shop.run_due();
    let report = ReportPayment {
        trade: placed.trade,
        provider: text("alipay"),
        number: text("A-1"),
        amount: placed.total,
        currency: "CNY".into(),
        paid_at: linli::kernel::Clock::now(&*world.clock),
        evidence: text(&"0".repeat(64)),
    };
    let refund = world
        .engine
        .report_payment(&world.system, world.id(), report)
        .unwrap()
        .refund
        .unwrap();
    let channel = Party::Channel(text("alipay"));
    assert_eq!(balance(&shop, &channel, AccountPurpose::Clearing), 3_000);
    assert_eq!(balance(&shop, &channel, AccountPurpose::Unapplied), 0);
    assert_eq!(balance(&shop, &channel, AccountPurpose::Refunding), -3_000);
    assert_sound(&shop);
    let done = ReportRefund {
        refund,
        result: RefundResult::Done,
        message: None,
        attempt: None,
    };
    world
        .engine
        .report_refund(&world.system, world.id(), done)
        .unwrap();
    assert_eq!(balance(&shop, &channel, AccountPurpose::Clearing), 0);
    assert_eq!(balance(&shop, &channel, AccountPurpose::Refunding), 0);
    assert_sound(&shop);
}

#[test]
fn events_tell_what_settling_did() {
    let shop = shop();
    let world = &shop.world;
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(shop.rice, 1)]);
    receive(&shop, &[(wang, order)]);
    shop.set_clock("2026-11-24T01:00:00+08:00");
    world.engine.settle(&world.system, 100).unwrap();
    let events = world
        .engine
        .events(&world.platform, 0, 1000)
        .unwrap()
        .events;
    let count =
        |wanted: fn(&Event) -> bool| events.iter().filter(|event| wanted(&event.event)).count();
    assert_eq!(count(|event| matches!(event, Event::DayClosed { .. })), 2);
    assert_eq!(count(|event| matches!(event, Event::DaySettled { .. })), 2);
    assert_eq!(
        count(|event| matches!(event, Event::PayoutInstructed { .. })),
        3
    );
}
