//! Points: earning, expiry, property bills. RULES §13.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use std::sync::{Arc, Barrier};

use common::market::{Market, code_of, nobody, register};
use common::text;
use linli::catalog::{
    ChangeSkuPrices, CreateProduct, Fulfilment, NewSku, Product, ProductDetails, ProductKind,
    ReviewProduct, SkuPrices, SubmitProduct,
};
use linli::engine::{Event, EventPage};
use linli::kernel::{
    Actor, Error, LevelId, MemberId, Money, NodeId, Points, ProductId, Result, Role, Timestamp,
};
use linli::ledger::{Account, AccountPurpose, Party};
use linli::merchant::Verdict;
use linli::order::PlacedTrade;
use linli::org::{ChangeSettings, CreateNode, Grant, GrantRole, GrantScope, SettingsPatch};
use linli::points::{
    BillAnswer, GrantPoints, Origin, PointsBalance, PointsKind, RecordLogin, ReportBillPaid,
    ReturnBillPoints, SettlePoints, SpendPointsOnBill, StatementSide, WithdrawBillPaid,
};

fn points(units: i64) -> Points {
    Points::new(units).unwrap()
}

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

fn at(market: &Market, moment: &str) {
    let moment = Timestamp::parse(moment).unwrap();
    market.world.clock.set(moment);
}

fn set(market: &Market, node: NodeId, set: SettingsPatch) {
    let change = ChangeSettings {
        node,
        set,
        inherit: Vec::new(),
    };
    let world = &market.world;
    world
        .engine
        .change_settings(&world.platform, world.id(), change)
        .unwrap();
}

fn balance(market: &Market, member: MemberId) -> PointsBalance {
    market
        .world
        .engine
        .points_balance(&market.world.system, member)
        .unwrap()
}

fn login(market: &Market, member: MemberId) -> Result<Points> {
    let world = &market.world;
    world
        .engine
        .record_login(&world.system, world.id(), RecordLogin { member })
}

fn grant(market: &Market, member: MemberId, units: i64, kind: PointsKind, expires: &str) {
    let world = &market.world;
    let grant = GrantPoints {
        member,
        points: points(units),
        kind,
        issuer: Party::Node(world.community),
        expires: Some(expires.parse().unwrap()),
        reason: text("活动"),
    };
    world
        .engine
        .grant_points(&world.platform, world.id(), grant)
        .unwrap();
}

fn spend(
    market: &Market,
    member: MemberId,
    number: &str,
    amount: i64,
    units: i64,
) -> Result<BillAnswer> {
    let world = &market.world;
    let spend = SpendPointsOnBill {
        node: world.community,
        member,
        number: text(number),
        amount: money(amount),
        points: points(units),
    };
    world
        .engine
        .spend_points_on_bill(&world.system, world.id(), spend)
}

fn give_back(market: &Market, number: &str) -> Result<BillAnswer> {
    let world = &market.world;
    let back = ReturnBillPoints {
        node: world.community,
        number: text(number),
    };
    world
        .engine
        .return_bill_points(&world.system, world.id(), back)
}

fn paid(market: &Market, member: MemberId, number: &str, amount: i64) -> Result<BillAnswer> {
    let world = &market.world;
    let report = ReportBillPaid {
        node: world.community,
        member,
        number: text(number),
        amount: money(amount),
    };
    world
        .engine
        .report_bill_paid(&world.system, world.id(), report)
}

fn withdraw(market: &Market, number: &str) -> Result<BillAnswer> {
    let world = &market.world;
    let withdraw = WithdrawBillPaid {
        node: world.community,
        number: text(number),
    };
    world
        .engine
        .withdraw_bill_paid(&world.system, world.id(), withdraw)
}

fn stands(market: &Market, party: Party, purpose: AccountPurpose) -> i64 {
    let account = Account { party, purpose };
    let world = &market.world;
    world
        .engine
        .account_balance(&world.system, &account)
        .unwrap()
}

fn events(market: &Market) -> Vec<Event> {
    let world = &market.world;
    let mut all = Vec::new();
    let mut cursor = 0;
    loop {
        let EventPage {
            events,
            cursor: next,
        } = world.engine.events(&world.system, cursor, 500).unwrap();
        if next == cursor {
            return all;
        }
        cursor = next;
        all.extend(events.into_iter().map(|recorded| recorded.event));
    }
}

fn assert_sound(market: &Market) {
    let world = &market.world;
    let report = linli::verify::verify(&*world.store, world.tenant).unwrap();
    assert_eq!(report.findings, []);
}

/// A refusal with its code and field; nothing changed.
fn refused<T: std::fmt::Debug>(
    market: &Market,
    run: impl FnOnce() -> Result<T>,
) -> (&'static str, Option<String>) {
    let before = common::snapshot(&*market.world.store, market.world.tenant);
    let error: Error = run().unwrap_err();
    let after = common::snapshot(&*market.world.store, market.world.tenant);
    assert!(before == after, "a refusal changes nothing");
    (error.code(), error.field().map(str::to_owned))
}

#[test]
fn registering_brings_a_hundred_points_unless_the_node_says_otherwise() {
    let market = Market::new();
    let inherit = ChangeSettings {
        node: market.world.group,
        set: SettingsPatch::default(),
        inherit: vec!["points_for_registering".to_owned()],
    };
    let world = &market.world;
    world
        .engine
        .change_settings(&world.platform, world.id(), inherit)
        .unwrap();
    let member = register(world, world.community, "R-100");
    let has = balance(&market, member);
    assert_eq!((has.universal, has.lots.len()), (points(100), 1));
    assert_eq!(has.lots[0].from, Origin::Registering);
    assert_eq!(has.lots[0].issuer, Party::Node(world.community));
    let patch = SettingsPatch {
        points_for_registering: Some(7),
        points_kind_registering: Some(PointsKind::Property),
        ..SettingsPatch::default()
    };
    set(&market, market.world.community, patch);
    let member = register(world, world.community, "R-101");
    let has = balance(&market, member);
    assert_eq!((has.property, has.universal), (points(7), Points::ZERO));
    assert_eq!(has.spendable_on_bills, points(7));
    assert_eq!(has.spendable_in_mall, Points::ZERO);
    assert_sound(&market);
}

#[test]
fn the_first_login_of_a_day_brings_five_points_and_a_day_begins_in_the_tenants_zone() {
    let market = Market::new();
    let wang = market.wang;
    at(&market, "2026-11-30T23:59:59+08:00");
    assert_eq!(login(&market, wang).unwrap(), points(5));
    assert_eq!(login(&market, wang).unwrap(), Points::ZERO);
    at(&market, "2026-12-01T00:00:00+08:00");
    assert_eq!(login(&market, wang).unwrap(), points(5));
    // A clock that went back finds a day that was rewarded already, or an earlier one.
    at(&market, "2026-11-30T10:00:00+08:00");
    assert_eq!(login(&market, wang).unwrap(), Points::ZERO);
    at(&market, "2026-12-31T10:00:00+08:00");
    assert_eq!(login(&market, wang).unwrap(), points(5));
    let has = balance(&market, wang);
    let lots: Vec<(String, i64)> = has
        .lots
        .iter()
        .map(|lot| (lot.expires.to_string(), lot.left.units()))
        .collect();
    let expected =
        [("2028-11-30", 5), ("2028-12-31", 10)].map(|(day, left)| (day.to_owned(), left));
    assert_eq!(lots, expected, "the logins of a month are one lot");
    assert_eq!(
        refused(&market, || login(&market, nobody())),
        ("not_found", None)
    );
    assert_sound(&market);
}

#[test]
fn sixty_four_logins_at_once_bring_five_points() {
    let market = Arc::new(Market::new());
    let wang = market.wang;
    let barrier = Arc::new(Barrier::new(64));
    let threads: Vec<_> = (0..64)
        .map(|_| {
            let (market, barrier) = (Arc::clone(&market), Arc::clone(&barrier));
            std::thread::spawn(move || {
                barrier.wait();
                login(&market, wang).unwrap().units()
            })
        })
        .collect();
    let got: Vec<i64> = threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect();
    assert_eq!(got.iter().sum::<i64>(), 5);
    assert_eq!(got.iter().filter(|points| **points > 0).count(), 1);
    assert_eq!(balance(&market, wang).universal, points(5));
    assert_sound(&market);
}

#[test]
fn members_log_in_for_themselves_only() {
    let market = Market::new();
    let world = &market.world;
    let (wang, li) = (market.wang, market.li);
    let own = Actor::user(world.tenant, wang);
    let run = |member| {
        world
            .engine
            .record_login(&own, world.id(), RecordLogin { member })
    };
    assert_eq!(run(wang).unwrap(), points(5));
    assert_eq!(code_of(run(li)), "denied");
}

#[test]
fn points_expire_the_night_after_their_last_day_and_the_member_is_warned_once() {
    let market = Market::new();
    let wang = market.wang;
    at(&market, "2028-02-01T10:00:00+08:00");
    grant(&market, wang, 30, PointsKind::Universal, "2028-02-29");
    grant(&market, wang, 20, PointsKind::Property, "2028-03-01");
    let said = |market: &Market| -> Vec<String> {
        events(market)
            .iter()
            .filter_map(|event| match event {
                Event::PointsExpireSoon { points, day, .. } => {
                    Some(format!("{} on {day}", points.units()))
                }
                Event::PointsExpired { points, .. } => Some(format!("{} gone", points.units())),
                _ => None,
            })
            .collect()
    };
    at(&market, "2028-02-21T23:59:59+08:00");
    market.run_due();
    assert_eq!(said(&market), Vec::<String>::new());
    at(&market, "2028-02-22T00:00:00+08:00");
    market.run_due();
    market.run_due();
    assert_eq!(said(&market), ["30 on 2028-02-29"]);
    at(&market, "2028-02-29T23:59:59+08:00");
    market.run_due();
    assert_eq!(said(&market)[1..], ["20 on 2028-03-01"]);
    assert_eq!(balance(&market, wang).universal, points(30));
    at(&market, "2028-03-01T00:00:00+08:00");
    assert_eq!(
        balance(&market, wang).universal,
        Points::ZERO,
        "gone whether or not the timer ran"
    );
    market.run_due();
    assert_eq!(said(&market)[2..], ["30 gone"]);
    at(&market, "2028-03-20T00:00:00+08:00");
    market.run_due();
    assert_eq!(said(&market)[3..], ["20 gone"], "missed days are caught up");
    let issued = Party::Node(market.world.community);
    assert_eq!(stands(&market, issued, AccountPurpose::PointsIssued), 0);
    assert_sound(&market);
}

#[test]
fn a_bill_takes_property_points_first_and_no_mall_points() {
    let market = Market::new();
    let wang = market.wang;
    grant(&market, wang, 300, PointsKind::Mall, "2027-12-31");
    grant(&market, wang, 200, PointsKind::Universal, "2026-12-31");
    grant(&market, wang, 100, PointsKind::Property, "2027-12-31");
    let error = spend(&market, wang, "B-1", 10_000, 301).unwrap_err();
    assert_eq!(
        error,
        Error::Insufficient {
            field: "points".into(),
            available: 300
        }
    );
    let answer = spend(&market, wang, "B-1", 10_000, 150).unwrap();
    assert_eq!((answer.points, answer.value), (points(150), money(150)));
    let has = balance(&market, wang);
    assert_eq!(
        (has.property, has.universal, has.mall),
        (Points::ZERO, points(150), points(300))
    );
    let node = Party::Node(market.world.community);
    assert_eq!(
        stands(&market, node.clone(), AccountPurpose::PointsDue),
        -150
    );
    assert_eq!(
        stands(&market, node.clone(), AccountPurpose::PointsFunding),
        150
    );
    assert_eq!(
        refused(&market, || spend(&market, wang, "B-1", 10_000, 10)),
        ("already_exists", None),
        "a bill takes points once"
    );
    assert_sound(&market);
    let back = give_back(&market, "B-1").unwrap();
    assert_eq!(back, answer);
    assert_eq!(balance(&market, wang).property, points(100));
    assert_eq!(balance(&market, wang).universal, points(200));
    assert_eq!(stands(&market, node.clone(), AccountPurpose::PointsDue), 0);
    assert_eq!(stands(&market, node, AccountPurpose::PointsFunding), 0);
    assert_eq!(
        refused(&market, || give_back(&market, "B-1")).0,
        "not_found"
    );
    assert_eq!(
        spend(&market, wang, "B-1", 10_000, 10).unwrap().points,
        points(10)
    );
    assert_sound(&market);
}

#[test]
fn a_bill_takes_no_more_points_than_it_may_be_paid_with() {
    let market = Market::new();
    let wang = market.wang;
    grant(&market, wang, 10_000, PointsKind::Universal, "2027-12-31");
    let answer = spend(&market, wang, "B-1", 1_234, 5_000).unwrap();
    assert_eq!((answer.points, answer.value), (points(1_234), money(1_234)));
    let patch = SettingsPatch {
        points_bill_cap: Some(linli::kernel::Rate::percent(33).unwrap()),
        points_per_unit: Some(1_000),
        ..SettingsPatch::default()
    };
    set(&market, market.world.community, patch);
    // 33 % of 1.01 is 0.3333: at most 0.33, which ten points a fen pay.
    let answer = spend(&market, wang, "B-2", 101, 5_000).unwrap();
    assert_eq!((answer.points, answer.value), (points(330), money(33)));
    // 19 points are worth one fen; the ten that pay it are taken.
    let answer = spend(&market, wang, "B-3", 10_000, 19).unwrap();
    assert_eq!((answer.points, answer.value), (points(10), money(1)));
    let wrong = |amount, units| refused(&market, || spend(&market, wang, "B-4", amount, units)).1;
    assert_eq!(wrong(10_000, 9).as_deref(), Some("points"), "worth nothing");
    assert_eq!(wrong(10_000, 0).as_deref(), Some("points"));
    assert_eq!(wrong(10_000, -5).as_deref(), Some("points"));
    assert_eq!(wrong(0, 10).as_deref(), Some("amount"));
    assert_eq!(wrong(-1, 10).as_deref(), Some("amount"));
    assert_sound(&market);
}

#[test]
fn bills_of_other_places_and_other_people_are_refused() {
    let market = Market::new();
    let world = &market.world;
    let wang = market.wang;
    let li = market.li;
    grant(&market, wang, 100, PointsKind::Universal, "2027-12-31");
    grant(&market, li, 100, PointsKind::Universal, "2027-12-31");
    let elsewhere = CreateNode {
        parent: world.city,
        kind: text("项目"),
        name: text("另一小区"),
    };
    let elsewhere = world
        .engine
        .create_node(&world.platform, world.id(), elsewhere)
        .unwrap();
    let good = SpendPointsOnBill {
        node: world.community,
        member: wang,
        number: text("B-1"),
        amount: money(100),
        points: points(50),
    };
    let run = |actor: &Actor, command: SpendPointsOnBill| {
        refused(&market, || {
            world
                .engine
                .spend_points_on_bill(actor, world.id(), command)
        })
    };
    let wrong = SpendPointsOnBill {
        node: elsewhere,
        ..good.clone()
    };
    assert_eq!(run(&world.system, wrong).1.as_deref(), Some("node"));
    let wrong = SpendPointsOnBill {
        number: text(""),
        ..good.clone()
    };
    assert_eq!(run(&world.system, wrong).1.as_deref(), Some("number"));
    let wrong = SpendPointsOnBill {
        member: nobody(),
        ..good.clone()
    };
    assert_eq!(run(&world.system, wrong).0, "not_found");
    let own = Actor::user(world.tenant, wang);
    assert_eq!(
        run(&own, good.clone()).0,
        "denied",
        "the host reports bills"
    );
    world
        .engine
        .spend_points_on_bill(&world.system, world.id(), good.clone())
        .unwrap();
    assert_eq!(
        refused(&market, || paid(&market, li, "B-1", 50))
            .1
            .as_deref(),
        Some("member")
    );
    let view = world
        .engine
        .bill(&world.system, world.community, &text("B-1"))
        .unwrap()
        .unwrap();
    assert_eq!(view.member, wang);
    assert!(
        world
            .engine
            .bill(&world.system, world.community, &text("B-2"))
            .unwrap()
            .is_none()
    );
}

#[test]
fn paying_a_bill_earns_a_point_per_yuan_once_and_undoing_it_takes_them_back() {
    let market = Market::new();
    let wang = market.wang;
    let earned = paid(&market, wang, "B-1", 35_199).unwrap();
    assert_eq!(earned.points, points(351), "rounded down");
    assert_eq!(
        refused(&market, || paid(&market, wang, "B-1", 100)).0,
        "already_exists"
    );
    assert_eq!(
        refused(&market, || paid(&market, wang, "B-2", 0))
            .1
            .as_deref(),
        Some("amount")
    );
    spend(&market, wang, "B-9", 100_000, 300).unwrap();
    assert_eq!(withdraw(&market, "B-1").unwrap().points, points(351));
    let has = balance(&market, wang);
    assert_eq!((has.universal, has.debt), (Points::ZERO, points(300)));
    assert_eq!(refused(&market, || withdraw(&market, "B-1")).0, "not_found");
    paid(&market, wang, "B-2", 40_000).unwrap();
    let has = balance(&market, wang);
    assert_eq!(
        (has.universal, has.debt),
        (points(100), Points::ZERO),
        "the next earnings pay the debt first"
    );
    assert_sound(&market);
}

#[test]
fn merchants_issue_points_of_their_own_only() {
    let market = Market::new();
    let world = &market.world;
    let staff = {
        let grant = GrantRole {
            user: common::user("clerk"),
            grant: Grant {
                role: Role::MerchantStaff,
                scope: GrantScope::Merchant(market.fruit),
            },
        };
        world
            .engine
            .grant_role(&world.platform, world.id(), grant)
            .unwrap();
        Actor::user(world.tenant, common::user("clerk"))
    };
    let grant = |issuer: Party| GrantPoints {
        member: market.wang,
        points: points(10),
        kind: PointsKind::Mall,
        issuer,
        expires: None,
        reason: text("满赠"),
    };
    let run = |issuer| {
        world
            .engine
            .grant_points(&staff, world.id(), grant(issuer))
            .map_err(|error| error.code())
    };
    assert_eq!(run(Party::Merchant(market.fruit)), Ok(()));
    assert_eq!(run(Party::Merchant(market.grain)), Err("denied"));
    assert_eq!(run(Party::Node(world.community)), Err("denied"));
    assert_eq!(run(Party::Merchant(nobody())), Err("not_found"));
    let wrong = refused(&market, || {
        world
            .engine
            .grant_points(&world.platform, world.id(), grant(Party::Platform))
    });
    assert_eq!(wrong, ("invalid_field", Some("issuer".to_owned())));
    let issued = Party::Merchant(market.fruit);
    assert_eq!(stands(&market, issued, AccountPurpose::PointsIssued), -10);
    assert_sound(&market);
}

fn run_all(market: &Market) {
    let world = &market.world;
    for _ in 0..2_000 {
        let report = world.engine.run_due(&world.system, 1_000).unwrap();
        assert_eq!(report.failed, []);
        if report.done == 0 {
            return;
        }
    }
    panic!("due work does not end");
}

fn statements(market: &Market, party: Party, side: StatementSide) -> Vec<(String, i64, i64, bool)> {
    let world = &market.world;
    let (page, _) = world
        .engine
        .points_statements(&world.system, &party, side, None, 500)
        .unwrap();
    page.into_iter()
        .map(|one| {
            (
                one.month.to_string(),
                one.spent.units(),
                one.returned.units(),
                one.settled_at.is_some(),
            )
        })
        .collect()
}

/// Buys with points; the trade.
fn buy_with_points(
    market: &Market,
    member: MemberId,
    lines: &[(&str, u32)],
    units: i64,
) -> PlacedTrade {
    let mut wanted = market.wanted(member, lines);
    wanted.points = points(units);
    // Parcels wait for their merchant, so they can be cancelled whenever.
    for line in &mut wanted.lines {
        line.fulfilment = Fulfilment::Express;
    }
    let placed = market.place_wanted(wanted).unwrap();
    let number = placed.trade.to_string();
    market
        .report(placed.trade, &number, placed.total.units())
        .unwrap();
    placed
}

#[test]
fn a_month_is_settled_between_issuers_and_the_places_where_their_points_were_spent() {
    let market = Market::new();
    let world = &market.world;
    let (wang, li) = (market.wang, market.li);
    let (fruit, grain) = (Party::Merchant(market.fruit), Party::Merchant(market.grain));
    let (community, group) = (Party::Node(world.community), Party::Node(world.group));
    let give = |member, issuer: &Party, units| {
        let grant = GrantPoints {
            member,
            points: points(units),
            kind: PointsKind::Universal,
            issuer: issuer.clone(),
            expires: Some("2027-12-31".parse().unwrap()),
            reason: text("活动"),
        };
        world
            .engine
            .grant_points(&world.platform, world.id(), grant)
            .unwrap();
    };
    give(wang, &group, 3_000);
    give(li, &fruit, 2_000);
    // November: wang's points of the group at both merchants and on a bill, li's of the fruit shop there and on a bill.
    let apples = buy_with_points(&market, wang, &[("F1-10", 1), ("G1-5", 1)], 1_178);
    buy_with_points(&market, li, &[("F1-5", 1)], 700);
    spend(&market, wang, "B-1", 50_000, 400).unwrap();
    spend(&market, li, "B-2", 50_000, 300).unwrap();
    spend(&market, li, "B-3", 50_000, 100).unwrap();
    give_back(&market, "B-3").unwrap();
    at(&market, "2026-11-30T23:59:59+08:00");
    run_all(&market);
    let settle = |month: &str| {
        let settle = SettlePoints {
            month: month.parse().unwrap(),
        };
        world
            .engine
            .settle_points(&world.system, world.id(), settle)
    };
    assert_eq!(
        refused(&market, || settle("2026-11-01")).0,
        "wrong_state",
        "the month is not over"
    );
    assert_eq!(refused(&market, || settle("2026-10-01")).0, "not_found");
    let november = |spent, returned| ("2026-11-01".to_owned(), spent, returned, true);
    at(&market, "2026-12-01T00:00:00+08:00");
    run_all(&market);
    // 11.78 divided by 72.80 and 45.00: 7.28 and 4.50.
    assert_eq!(
        statements(&market, group.clone(), StatementSide::Issuer)
            .iter()
            .map(|one| one.1)
            .sum::<i64>(),
        1_178 + 400
    );
    assert_eq!(
        statements(&market, grain.clone(), StatementSide::SpentAt),
        [november(450, 0)]
    );
    let mut of_fruit = statements(&market, fruit.clone(), StatementSide::Issuer);
    of_fruit.sort();
    assert_eq!(of_fruit, [november(400, 100), november(700, 0)]);
    for issuer in [&group, &fruit] {
        assert_eq!(
            stands(&market, issuer.clone(), AccountPurpose::PointsFunding),
            0
        );
    }
    assert_eq!(
        stands(&market, community.clone(), AccountPurpose::PointsDue),
        0
    );
    assert_eq!(
        stands(&market, community.clone(), AccountPurpose::Payable),
        -700,
        "what its bills brought in points"
    );
    assert_eq!(
        stands(&market, group.clone(), AccountPurpose::Payable),
        1_578,
        "what its points cost"
    );
    assert_eq!(settle("2026-11-01").unwrap(), 0, "twice is once");
    assert_sound(&market);
    // A refund of December belongs to December.
    let cancel = linli::order::CancelOrder {
        order: apples.orders[0],
        lines: Vec::new(),
        reason: None,
    };
    world
        .engine
        .cancel_order(&market.member(wang), world.id(), cancel)
        .unwrap();
    at(&market, "2027-01-01T00:00:00+08:00");
    run_all(&market);
    let sides = statements(&market, group.clone(), StatementSide::Issuer);
    let december: Vec<_> = sides.iter().filter(|one| one.0 == "2026-12-01").collect();
    assert_eq!(december.len(), 1);
    assert!(december[0].1 == 0 && [728, 450].contains(&december[0].2) && december[0].3);
    assert_eq!(stands(&market, group, AccountPurpose::PointsFunding), 0);
    assert_sound(&market);
    let clerk = market.member(wang);
    let denied = world
        .engine
        .points_statements(&clerk, &fruit, StatementSide::Issuer, None, 10);
    assert_eq!(code_of(denied), "denied");
}

/// A thermos of the grain shop for 2,000 points and 9.90, on sale.
fn thermos(market: &Market) -> ProductId {
    let world = &market.world;
    let product = market_product(market, ProductKind::PointsGoods, thermos_sku()).unwrap();
    let submit = SubmitProduct { product };
    world
        .engine
        .submit_product(&world.platform, world.id(), submit)
        .unwrap();
    let review = ReviewProduct {
        product,
        outcome: Verdict::Approve,
    };
    world
        .engine
        .review_product(&world.platform, world.id(), review)
        .unwrap();
    product
}

fn thermos_sku() -> NewSku {
    NewSku {
        code: text("G9-1"),
        price: money(990),
        points_price: points(2_000),
        stock: 10,
        ..NewSku::default()
    }
}

fn market_product(market: &Market, kind: ProductKind, sku: NewSku) -> Result<ProductId> {
    let world = &market.world;
    let rice = world
        .engine
        .product_record(&world.platform, Product::id_of(market.grain, "G1"))
        .unwrap();
    let mut details = ProductDetails::of(&rice.product);
    details.name = text("保温杯");
    let create = CreateProduct {
        merchant: market.grain,
        code: text("G9"),
        kind,
        details,
        axes: Vec::new(),
        skus: vec![sku],
    };
    world
        .engine
        .create_product(&world.platform, world.id(), create)
}

#[test]
fn points_goods_cost_points_and_money_and_nothing_else_lowers_their_price() {
    let market = Market::new();
    thermos(&market);
    market.give_points(market.wang, 9_000);
    // Two of them and a bag of rice of 45.00, of which points may pay half.
    let mut wanted = market.wanted(market.wang, &[("G9-1", 2), ("G1-5", 1)]);
    wanted.points = points(9_000);
    let world = &market.world;
    let actor = market.member(market.wang);
    let quote = world.engine.quote(&actor, &wanted).unwrap();
    let line = &quote.lines[0];
    assert_eq!(
        (line.unit_price.units(), line.gross.units()),
        (2_990, 5_980),
        "its money and what its points are worth"
    );
    assert_eq!((line.points.units(), line.net.units()), (4_000, 1_980));
    assert_eq!(
        quote.lines[1].net.units(),
        2_250,
        "half of the rice in points"
    );
    assert_eq!(
        (quote.points.units(), quote.points_value.units()),
        (6_250, 6_250)
    );
    assert_eq!(quote.total.units(), 1_980 + 2_250);
    let placed = market.place_wanted(wanted).unwrap();
    let number = placed.trade.to_string();
    market
        .report(placed.trade, &number, placed.total.units())
        .unwrap();
    assert_eq!(market.spendable(market.wang), 2_750);
    let funding = AccountPurpose::PointsFunding;
    let community = Party::Node(world.community);
    assert_eq!(
        stands(&market, community, funding),
        6_250,
        "the issuer of the points pays the merchant for them"
    );
    assert_eq!(
        stands(
            &market,
            Party::Merchant(market.grain),
            AccountPurpose::Pending
        ),
        -(5_980 + 4_500)
    );
    assert_sound(&market);
}

#[test]
fn points_goods_are_not_sold_to_who_has_too_few_points_and_come_back_whole() {
    let market = Market::new();
    thermos(&market);
    let (wang, world) = (market.wang, &market.world);
    let buy = || market.place(wang, &[("G9-1", 2)]);
    let no_points = refused(&market, buy);
    assert_eq!(no_points, ("insufficient", Some("points".to_owned())));
    market.give_points(wang, 3_999);
    assert_eq!(refused(&market, buy).0, "insufficient");
    market.give_points(wang, 1);
    let placed = buy().unwrap();
    assert_eq!(placed.total.units(), 1_980);
    assert_eq!(market.spendable(wang), 0, "taken when it is placed");
    let number = placed.trade.to_string();
    market.report(placed.trade, &number, 1_980).unwrap();
    // Money goes back before points, and in all exactly what was paid. RULES §11.
    for (units, left) in [(1, 1_010), (1, 4_000)] {
        let cancel = linli::order::CancelOrder {
            order: placed.orders[0],
            lines: vec![linli::order::CancelLine {
                line: 0,
                quantity: units,
            }],
            reason: None,
        };
        world
            .engine
            .cancel_order(&market.member(wang), world.id(), cancel)
            .unwrap();
        assert_eq!(market.spendable(wang), left);
        assert_sound(&market);
    }
    for purpose in [AccountPurpose::PointsFunding, AccountPurpose::Pending] {
        for party in [Party::Node(world.community), Party::Merchant(market.grain)] {
            assert_eq!(stands(&market, party, purpose), 0);
        }
    }
}

#[test]
fn goods_for_points_alone_need_no_payment() {
    let market = Market::new();
    let world = &market.world;
    let product = thermos(&market);
    let prices = |points_price: i64| ChangeSkuPrices {
        product,
        prices: vec![SkuPrices {
            sku: market.sku("G9-1"),
            price: Money::ZERO,
            list_price: None,
            supply_price: None,
            member_prices: std::collections::BTreeMap::new(),
            points_price: points(points_price),
        }],
    };
    let change = |points_price| {
        world
            .engine
            .change_sku_prices(&world.platform, world.id(), prices(points_price))
    };
    let field = Some("prices[0].points_price".to_owned());
    assert_eq!(refused(&market, || change(0)), ("invalid_field", field));
    change(2_500).unwrap();
    market.give_points(market.wang, 2_500);
    let placed = market.place(market.wang, &[("G9-1", 1)]).unwrap();
    assert_eq!(placed.total, Money::ZERO);
    let order = world
        .engine
        .order(&world.platform, placed.orders[0])
        .unwrap();
    assert!(order.paid_at.is_some(), "a total of 0 is paid at once");
    assert_eq!(order.points_earned, Points::ZERO, "no money, no points");
    assert_sound(&market);
}

#[test]
fn points_goods_that_cannot_be_are_refused_naming_the_field() {
    let market = Market::new();
    let cases = [
        (ProductKind::Goods, 2_000, "skus[0].points_price"),
        (ProductKind::PointsGoods, 0, "skus[0].points_price"),
        (ProductKind::PointsGoods, -1, "skus[0].points_price"),
        (
            ProductKind::PointsGoods,
            100_000_001,
            "skus[0].points_price",
        ),
    ];
    for (kind, points_price, field) in cases {
        let sku = NewSku {
            points_price: points(points_price),
            ..thermos_sku()
        };
        let made = refused(&market, || market_product(&market, kind, sku.clone()));
        assert_eq!(made, ("invalid_field", Some(field.to_owned())));
    }
    let with_member_price = NewSku {
        member_prices: [(LevelId::of_code("gold"), money(500))].into(),
        ..thermos_sku()
    };
    let made = refused(&market, || {
        market_product(&market, ProductKind::PointsGoods, with_member_price.clone())
    });
    assert_eq!(made.1.as_deref(), Some("skus[0].member_prices"));
    // In a sale they would have two prices.
    thermos(&market);
    let world = &market.world;
    let sale = linli::sale::CreateSale {
        merchant: market.grain,
        node: world.city,
        sku: market.sku("G9-1"),
        kind: linli::sale::SaleKind::Flash,
        price: money(100),
        starts_at: Timestamp::parse("2026-11-23T10:00:00+08:00").unwrap(),
        ends_at: Timestamp::parse("2026-11-24T10:00:00+08:00").unwrap(),
        quota: 5,
        per_member: None,
        excludes: linli::pricing::Excludes::default(),
    };
    let made = refused(&market, || {
        world
            .engine
            .create_sale(&world.platform, world.id(), sale.clone())
    });
    assert_eq!(made, ("invalid_field", Some("sku".to_owned())));
}

/// Changes the first stored record that fits, as somebody with a database console would.
fn damage<T: linli::engine::Record>(
    market: &Market,
    which: impl Fn(&T) -> bool,
    change: impl FnOnce(&mut serde_json::Value),
) {
    use linli::store::{ChangeSet, Scan, Update};
    let (tenant, store) = (market.world.tenant, &market.world.store);
    let rows = store
        .scan(tenant, &Scan::all(T::TABLE, 1_000))
        .unwrap()
        .rows;
    let found = rows.into_iter().find_map(|row| {
        let record: T = serde_json::from_str(&row.body).ok()?;
        which(&record).then_some((row, record))
    });
    let (row, record) = found.unwrap();
    let mut value = serde_json::from_str(&row.body).unwrap();
    change(&mut value);
    let body = value.to_string();
    let columns =
        serde_json::from_str::<T>(&body).map_or_else(|_| record.columns(), |one| one.columns());
    let mut set = ChangeSet::new(tenant);
    set.updates.push(Update {
        table: T::TABLE,
        id: row.id,
        version: row.version,
        columns,
        body,
    });
    store.commit(&set).unwrap();
}

#[test]
fn bills_and_statements_that_are_not_what_was_posted_are_found() {
    // Points pay a part of a bill; the month is settled.
    let settled = || {
        let market = Market::new();
        market.give_points(market.wang, 2_000);
        spend(&market, market.wang, "B-1", 50_000, 400).unwrap();
        at(&market, "2026-12-01T00:00:00+08:00");
        run_all(&market);
        assert_sound(&market);
        market
    };
    let finds = |what: &str, invariant: u8, plant: &dyn Fn(&Market)| {
        let market = settled();
        plant(&market);
        let world = &market.world;
        let report = linli::verify::verify(&*world.store, world.tenant).unwrap();
        let mut found = report.findings.iter();
        assert!(found.any(|one| one.invariant == invariant), "{what}");
    };
    let more = |value: &mut serde_json::Value, by: i64| {
        *value = (value.as_i64().unwrap_or(0) + by).into();
    };
    let any = |_: &linli::points::Bill| true;
    finds(
        "points on a bill are worth more than was funded",
        17,
        &|market| {
            damage(market, any, |bill| more(&mut bill["spent"]["value"], 1));
        },
    );
    finds("expired points paid a bill", 17, &|market| {
        damage(market, any, |bill| {
            bill["spent"]["uses"][0]["expires"] = "2026-11-01".into();
        });
    });
    finds("more points came back than were taken", 17, &|market| {
        damage(market, any, |bill| {
            more(&mut bill["spent"]["uses"][0]["returned"], 401);
        });
    });
    let any = |_: &linli::points::PointsStatement| true;
    finds("a statement says more than was spent", 18, &|market| {
        damage(market, any, |statement| more(&mut statement["spent"], 1));
    });
    finds("a settled statement is open", 18, &|market| {
        damage(market, any, |statement| {
            statement.as_object_mut().unwrap().remove("settled_at");
        });
    });
}
