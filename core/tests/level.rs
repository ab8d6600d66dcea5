//! Levels: growth by buying, benefits at checkout, gifts, the end of periods. RULES §14.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use common::market::{Market, code_of, nobody, register};
use common::text;
use linli::campaign::Owner;
use linli::catalog::Fulfilment;
use linli::coupon::{
    CloseCouponTemplate, CouponOrigin, CouponSource, CouponState, CouponTerms,
    CreateCouponTemplate, Validity,
};
use linli::engine::{Event, Record};
use linli::kernel::{
    Actor, CouponTemplateId, Id, MemberId, Money, Points, PostingId, Rate, Result, Timestamp,
};
use linli::ledger::{Posting, PostingPurpose};
use linli::level::{GrantGrowth, Level, MemberLevel, ReviewLevels, SetLevels, Standing};
use linli::order::{CancelLine, CancelOrder};
use linli::org::{CreateNode, SettingsPatch};
use linli::points::Origin;
use linli::pricing::{CouponBenefit, CouponChoice, Funder, Scope};
use linli::store::{ChangeSet, Insert, RowKey, Scan, Update};

fn at(market: &Market, moment: &str) {
    market.world.clock.set(Timestamp::parse(moment).unwrap());
}

/// 普通, 银牌 from 100 kept with 60: 5 % off, double points, 50 a month, 10 welcome; 金牌 from 500: free delivery as well.
fn levels() -> Vec<Level> {
    let points = |units| Points::new(units).unwrap();
    let mut silver = Level::new("silver", "银牌", 100, 60).unwrap();
    silver.discount = Rate::percent(5).unwrap();
    silver.points_percent = 200;
    silver.monthly_gift = points(50);
    silver.welcome_gift = points(10);
    let mut gold = Level {
        monthly_gift: points(100),
        welcome_gift: points(300),
        free_delivery: true,
        ..silver.clone()
    };
    (gold.code, gold.name) = (text("gold"), text("金牌"));
    (gold.growth, gold.retention) = (500, 500);
    vec![Level::new("plain", "普通", 0, 0).unwrap(), silver, gold]
}

fn set_levels(market: &Market, levels: Vec<Level>) -> Result<()> {
    let world = &market.world;
    world
        .engine
        .set_levels(&world.platform, world.id(), SetLevels { levels })
}

fn with_levels() -> Market {
    let market = Market::new();
    set_levels(&market, levels()).unwrap();
    market.run_due();
    market
}

fn level(market: &Market, member: MemberId) -> MemberLevel {
    let world = &market.world;
    world
        .engine
        .member_level(&market.member(member), member)
        .unwrap()
        .unwrap()
}

fn code(market: &Market, member: MemberId) -> String {
    level(market, member).level.code.to_string()
}

fn grant(market: &Market, member: MemberId, growth: i64) -> Result<()> {
    let world = &market.world;
    let grant = GrantGrowth {
        member,
        growth,
        reason: text("活动"),
    };
    world
        .engine
        .grant_growth(&world.platform, world.id(), grant)
}

fn shares(market: &Market) -> Vec<(String, i64)> {
    let world = &market.world;
    let shares = world
        .engine
        .level_distribution(&world.platform, world.group)
        .unwrap();
    shares
        .into_iter()
        .map(|share| (share.level.to_string(), share.members))
        .collect()
}

fn events(market: &Market) -> Vec<Event> {
    let mut all = Vec::new();
    let mut cursor = 0;
    loop {
        let world = &market.world;
        let page = world.engine.events(&world.system, cursor, 500).unwrap();
        if page.cursor == cursor {
            return all;
        }
        cursor = page.cursor;
        all.extend(page.events.into_iter().map(|recorded| recorded.event));
    }
}

fn changes(market: &Market) -> Vec<String> {
    events(market)
        .iter()
        .filter_map(|event| match event {
            Event::LevelChanged {
                from, to, reason, ..
            } => Some(format!("{from} {to} {reason:?}")),
            Event::LevelRenewed { .. } => Some("renewed".to_owned()),
            Event::PointsEarned {
                points,
                from: Origin::Level,
                ..
            } => Some(format!("gift {}", points.units())),
            _ => None,
        })
        .collect()
}

fn assert_sound(market: &Market) {
    let world = &market.world;
    let report = linli::verify::verify(&*world.store, world.tenant).unwrap();
    assert_eq!(report.findings, []);
}

/// Cancels so many units of the only line of a trade's only order.
fn cancel(market: &Market, member: MemberId, trade: &linli::order::PlacedTrade, units: u32) {
    let world = &market.world;
    let cancel = CancelOrder {
        order: trade.orders[0],
        lines: vec![CancelLine {
            line: 0,
            quantity: units,
        }],
        reason: None,
    };
    world
        .engine
        .cancel_order(&market.member(member), world.id(), cancel)
        .unwrap();
}

#[test]
fn without_levels_nobody_grows_and_nothing_is_kept() {
    let market = Market::new();
    market.buy(market.wang, &[("G1-5", 3)]);
    let world = &market.world;
    let view = world
        .engine
        .member_level(&market.member(market.wang), market.wang);
    assert_eq!(view.unwrap(), None);
    assert_eq!(world.engine.levels(&world.platform).unwrap(), []);
    let error = grant(&market, market.wang, 5).unwrap_err();
    assert_eq!(error.field(), Some("growth"));
    let stored = common::snapshot(&*world.store, world.tenant);
    assert!(!stored.contains("growth"), "no byte for what is not used");
}

#[test]
fn buying_lifts_at_once_and_the_next_quote_has_the_benefits() {
    let market = with_levels();
    let (wang, world) = (market.wang, &market.world);
    let fresh = level(&market, wang);
    assert_eq!((fresh.level.code.as_str(), fresh.missing), ("plain", 100));
    assert_eq!((fresh.until, fresh.missing_to_keep), (None, 0));
    market.buy(wang, &[("F1-10", 1)]); // 72.80
    assert_eq!(level(&market, wang).missing, 28);
    market.buy(wang, &[("F2-3", 1)]); // 29.99
    let silver = level(&market, wang);
    assert_eq!(
        (silver.level.code.as_str(), silver.growth, silver.missing),
        ("silver", 72 + 29, 399)
    );
    assert_eq!(silver.until.unwrap().to_string(), "2027-11-22");
    assert_eq!((silver.period_growth, silver.missing_to_keep), (0, 60));
    assert_eq!(changes(&market), ["plain silver Grown", "gift 10"]);
    let mut wanted = market.wanted(wang, &[("G1-5", 2)]);
    wanted.lines[0].fulfilment = Fulfilment::Express;
    let quote = world.engine.quote(&market.member(wang), &wanted).unwrap();
    assert_eq!(
        quote.goods.minus(quote.reductions).unwrap().units(),
        8_550,
        "5 % off 90.00"
    );
    let trade = market.buy(wang, &[("G1-5", 2)]);
    let order = world
        .engine
        .order(&market.member(wang), trade.orders[0])
        .unwrap();
    assert_eq!(
        order.points_earned.units(),
        171,
        "85.50 brings 85.5 doubled"
    );
    assert_eq!(order.growth.unwrap().given, 85);
    assert_sound(&market);
}

#[test]
fn gold_has_its_parcels_for_nothing() {
    let market = with_levels();
    let (wang, world) = (market.wang, &market.world);
    world.set(
        world.community,
        SettingsPatch {
            express_fee: Some(Money::new(800).unwrap()),
            ..SettingsPatch::default()
        },
    );
    let fee = || {
        let mut wanted = market.wanted(wang, &[("G1-5", 2)]);
        wanted.lines[0].fulfilment = Fulfilment::Express;
        let quote = world.engine.quote(&market.member(wang), &wanted).unwrap();
        quote.orders[0].fee.units()
    };
    assert_eq!(fee(), 800);
    grant(&market, wang, 500).unwrap();
    assert_eq!(code(&market, wang), "gold");
    let charged: i64 = fee();
    assert_eq!(charged, 0);
}

#[test]
fn a_refund_takes_growth_level_and_welcome_gift_back() {
    let market = with_levels();
    let wang = market.wang;
    let trade = market.buy(wang, &[("G1-5", 3)]); // 135.00
    assert_eq!(code(&market, wang), "silver");
    assert_eq!(market.spendable(wang), 10);
    cancel(&market, wang, &trade, 1);
    assert_eq!(
        (code(&market, wang), level(&market, wang).growth),
        ("plain".to_owned(), 90)
    );
    assert_eq!(market.spendable(wang), 0);
    assert_eq!(
        changes(&market),
        ["plain silver Grown", "gift 10", "silver plain TakenBack"]
    );
    assert_sound(&market);
    cancel(&market, wang, &trade, 2);
    assert_eq!(level(&market, wang).growth, 0);
    assert_eq!(shares(&market)[0], ("plain".to_owned(), 2));
    assert_sound(&market);
}

#[test]
fn a_month_brings_one_gift_however_often_the_timer_runs_and_missed_months_are_caught_up() {
    let market = with_levels();
    let wang = market.wang;
    grant(&market, wang, 100).unwrap();
    at(&market, "2026-11-30T23:59:59+08:00");
    market.run_due();
    assert_eq!(market.spendable(wang), 10, "only the welcome");
    at(&market, "2026-12-01T00:00:00+08:00");
    market.run_due();
    market.run_due();
    assert_eq!(market.spendable(wang), 60);
    at(&market, "2026-11-30T23:00:00+08:00");
    market.run_due();
    at(&market, "2026-12-20T00:00:00+08:00");
    market.run_due();
    assert_eq!(market.spendable(wang), 60);
    // January and February were missed; in between the member rises, which the gifts that were due come before.
    at(&market, "2027-02-03T10:00:00+08:00");
    grant(&market, wang, 400).unwrap();
    assert_eq!(market.spendable(wang), 60 + 50 + 50 + 300);
    market.run_due();
    assert_eq!(market.spendable(wang), 460);
    at(&market, "2027-03-01T00:00:00+08:00");
    market.run_due();
    assert_eq!(market.spendable(wang), 560);
    let world = &market.world;
    let balance = world.engine.points_balance(&world.system, wang).unwrap();
    let lots: Vec<(String, i64)> = balance
        .lots
        .iter()
        .map(|lot| (lot.expires.to_string(), lot.left.units()))
        .collect();
    let expected = [
        ("2028-11-30", 10),
        ("2028-12-31", 50),
        ("2029-01-31", 50),
        ("2029-02-28", 350),
        ("2029-03-31", 100),
    ];
    assert_eq!(
        lots,
        expected.map(|(day, left)| (day.to_owned(), left)),
        "a late gift expires with its month"
    );
    assert_sound(&market);
}

#[test]
fn a_period_ends_by_itself_and_the_benefits_end_whether_or_not_the_timer_ran() {
    let market = with_levels();
    let (wang, li) = (market.wang, market.li);
    grant(&market, wang, 500).unwrap();
    grant(&market, li, 100).unwrap();
    grant(&market, li, 60).unwrap();
    let books: Vec<(String, i64)> = shares(&market);
    let expected = [("plain", 0), ("silver", 1), ("gold", 1)];
    assert_eq!(
        books,
        expected.map(|(code, count)| (code.to_owned(), count))
    );
    at(&market, "2027-11-21T23:59:59+08:00");
    assert_eq!(
        (code(&market, wang), code(&market, li)),
        ("gold".into(), "silver".into())
    );
    at(&market, "2027-11-22T00:00:00+08:00");
    assert_eq!(
        (code(&market, wang), code(&market, li)),
        ("silver".into(), "silver".into())
    );
    let wanted = market.wanted(wang, &[("G1-5", 2)]);
    let world = &market.world;
    let quote = world.engine.quote(&market.member(wang), &wanted).unwrap();
    assert_eq!(quote.total.units(), 8_550, "silver's five percent");
    for _ in 0..1_000 {
        if world.engine.run_due(&world.system, 1_000).unwrap().done == 0 {
            break;
        }
    }
    let said = changes(&market);
    assert!(said.contains(&"gold silver PeriodOver".to_owned()));
    assert_eq!(said.iter().filter(|said| *said == "renewed").count(), 1);
    let expected = [("plain", 0), ("silver", 2), ("gold", 0)];
    assert_eq!(
        shares(&market),
        expected.map(|(code, count)| (code.to_owned(), count))
    );
    assert_sound(&market);
}

#[test]
fn members_are_looked_at_again_when_the_levels_change() {
    let market = with_levels();
    let (wang, world) = (market.wang, &market.world);
    grant(&market, wang, 90).unwrap();
    let mut lower = levels();
    lower[1].growth = 80;
    lower[1].retention = 0;
    set_levels(&market, lower.clone()).unwrap();
    market.run_due();
    assert_eq!(code(&market, wang), "silver");
    let late = register(world, world.community, "R-3");
    assert_eq!(code(&market, late), "plain");
    // Silver goes: its members get what their growth is enough for.
    lower.remove(1);
    set_levels(&market, lower).unwrap();
    market.run_due();
    assert_eq!(code(&market, wang), "plain");
    let expected = [("plain", 3), ("gold", 0)];
    assert_eq!(
        shares(&market),
        expected.map(|(code, count)| (code.to_owned(), count))
    );
    let error = code_of(
        world
            .engine
            .review_levels(&world.platform, world.id(), ReviewLevels {}),
    );
    assert_eq!(error, "denied");
    assert_sound(&market);
}

#[test]
fn a_gift_that_is_new_begins_with_the_next_month() {
    let market = Market::new();
    let mut plain = levels();
    plain[1].monthly_gift = Points::ZERO;
    set_levels(&market, plain).unwrap();
    market.run_due();
    grant(&market, market.wang, 100).unwrap();
    at(&market, "2027-03-15T10:00:00+08:00");
    set_levels(&market, levels()).unwrap();
    market.run_due();
    assert_eq!(market.spendable(market.wang), 10);
    at(&market, "2027-04-01T00:00:00+08:00");
    market.run_due();
    assert_eq!(market.spendable(market.wang), 60);
    assert_sound(&market);
}

#[test]
fn what_cannot_be_is_refused_and_changes_nothing() {
    let market = with_levels();
    let (wang, world) = (market.wang, &market.world);
    let refused = |run: &dyn Fn() -> Result<()>| {
        let before = common::snapshot(&*world.store, world.tenant);
        let error = run().unwrap_err();
        assert!(before == common::snapshot(&*world.store, world.tenant));
        (error.code(), error.field().map(str::to_owned))
    };
    let field = |field: &str| ("invalid_field", Some(field.to_owned()));
    assert_eq!(
        refused(&|| set_levels(&market, Vec::new())),
        field("levels")
    );
    let mut wrong = levels();
    wrong[2].growth = 50;
    assert_eq!(
        refused(&|| set_levels(&market, wrong.clone())),
        field("levels[2].growth")
    );
    assert_eq!(refused(&|| grant(&market, wang, 0)), field("growth"));
    assert_eq!(
        refused(&|| grant(&market, wang, 10_000_001)),
        field("growth")
    );
    assert_eq!(refused(&|| grant(&market, wang, i64::MIN)), field("growth"));
    assert_eq!(refused(&|| grant(&market, nobody(), 5)).0, "not_found");
    let empty = GrantGrowth {
        member: wang,
        growth: 5,
        reason: text(""),
    };
    let run = || {
        world
            .engine
            .grant_growth(&world.platform, world.id(), empty.clone())
    };
    assert_eq!(refused(&run), field("reason"));
    let own = Actor::user(world.tenant, wang);
    let good = GrantGrowth {
        reason: text("自己"),
        ..empty.clone()
    };
    let run = || world.engine.grant_growth(&own, world.id(), good.clone());
    assert_eq!(refused(&run).0, "denied");
    let others = world.engine.member_level(&own, market.li);
    assert_eq!(code_of(others), "denied");
    let elsewhere = CreateNode {
        parent: world.city,
        kind: text("项目"),
        name: text("另一小区"),
    };
    let elsewhere = world
        .engine
        .create_node(&world.platform, world.id(), elsewhere)
        .unwrap();
    let empty = world
        .engine
        .level_distribution(&world.platform, elsewhere)
        .unwrap();
    assert!(empty.iter().all(|share| share.members == 0));
}

#[test]
fn growth_that_comes_from_nowhere_and_a_level_that_is_not_counted_are_found() {
    let found = |change: &dyn Fn(&mut Standing)| {
        let market = with_levels();
        market.buy(market.wang, &[("G1-5", 3)]);
        assert_sound(&market);
        let world = &market.world;
        let key = RowKey {
            table: Standing::TABLE,
            id: market.wang.0,
        };
        let row = world
            .store
            .get(world.tenant, &[key])
            .unwrap()
            .pop()
            .flatten()
            .unwrap();
        let mut standing: Standing = serde_json::from_str(&row.body).unwrap();
        change(&mut standing);
        let mut set = ChangeSet::new(world.tenant);
        set.updates.push(Update {
            table: Standing::TABLE,
            id: row.id,
            version: row.version,
            columns: standing.columns(),
            body: serde_json::to_string(&standing).unwrap(),
        });
        world.store.commit(&set).unwrap();
        let report = linli::verify::verify(&*world.store, world.tenant).unwrap();
        report
            .findings
            .iter()
            .any(|finding| finding.invariant == 26)
    };
    assert!(!found(&|_| {}));
    assert!(found(&|standing| standing.bought += 1));
    assert!(found(&|standing| standing.level = text("gold")));
    assert!(found(&|standing| standing.due_at = None));
}

#[test]
fn a_gift_that_was_given_twice_is_found() {
    let market = with_levels();
    grant(&market, market.wang, 100).unwrap();
    assert_sound(&market);
    let world = &market.world;
    let scan = Scan::all(Posting::TABLE, 500);
    let page = world.store.scan(world.tenant, &scan).unwrap();
    let gift = page.rows.iter().find_map(|row| {
        let posting: Posting = serde_json::from_str(&row.body).unwrap();
        (posting.purpose == PostingPurpose::LevelGift).then_some(posting)
    });
    let mut gift = gift.unwrap();
    gift.id = PostingId(Id::MAX);
    let mut set = ChangeSet::new(world.tenant);
    set.inserts.push(Insert {
        table: Posting::TABLE,
        id: gift.id.0,
        columns: gift.columns(),
        counters: Vec::new(),
        body: serde_json::to_string(&gift).unwrap(),
    });
    world.store.commit(&set).unwrap();
    let report = linli::verify::verify(&*world.store, world.tenant).unwrap();
    assert!(
        report
            .findings
            .iter()
            .any(|finding| finding.invariant == 26)
    );
}

/// A template of 5.00 off for ten days.
fn template(market: &Market, owner: Owner, source: CouponSource) -> CouponTemplateId {
    let world = &market.world;
    let terms = CouponTerms {
        name: text("会员券"),
        benefit: CouponBenefit::Amount(Money::new(500).unwrap()),
        threshold: Money::ZERO,
        scope: Scope::ALL,
        funder: Funder::Merchant,
        validity: Validity::Days(10),
        source,
        total: None,
        per_member: None,
    };
    let create = CreateCouponTemplate { owner, terms };
    world
        .engine
        .create_coupon_template(&world.platform, world.id(), create)
        .unwrap()
}

/// The states of a member's coupons, oldest first.
fn coupons(market: &Market, member: MemberId) -> Vec<CouponState> {
    let world = &market.world;
    let (mut views, _) = world
        .engine
        .coupons_of(&market.member(member), member, 100, None)
        .unwrap();
    views.sort_by_key(|view| view.coupon.issued_at);
    let levels = views.iter().map(|view| view.coupon.origin);
    assert!(levels.eq(views.iter().map(|_| CouponOrigin::Level)));
    views.iter().map(|view| view.coupon.state).collect()
}

/// 银牌 brings one coupon when it is reached and one a month.
fn with_coupons() -> (Market, CouponTemplateId, CouponTemplateId) {
    let market = Market::new();
    let root = Owner::Node(market.world.group);
    let monthly = template(&market, root, CouponSource::Given);
    let welcome = template(&market, root, CouponSource::Given);
    let mut levels = levels();
    levels[1].monthly_coupons = vec![monthly];
    levels[1].welcome_coupons = vec![welcome];
    set_levels(&market, levels).unwrap();
    market.run_due();
    (market, monthly, welcome)
}

#[test]
fn a_month_brings_the_coupons_of_the_level_once() {
    use CouponState::{Expired, Held};
    let (market, monthly, _) = with_coupons();
    let wang = market.wang;
    grant(&market, wang, 100).unwrap();
    assert_eq!(coupons(&market, wang), [Held], "the welcome");
    for moment in [
        "2026-12-01T00:00:00+08:00",
        "2026-11-30T23:00:00+08:00",
        "2026-12-03T00:00:00+08:00",
    ] {
        at(&market, moment);
        market.run_due();
        assert_eq!(coupons(&market, wang).len(), 2, "{moment}");
    }
    assert_eq!(coupons(&market, market.li), [], "nothing without the level");
    // The timer stood still over January: February's comes, January's would be one more of February.
    at(&market, "2027-02-03T00:00:00+08:00");
    market.run_due();
    assert_eq!(coupons(&market, wang), [Expired, Expired, Held]);
    // What can no longer be had brings none, and nothing else stops.
    let world = &market.world;
    let close = CloseCouponTemplate { template: monthly };
    world
        .engine
        .close_coupon_template(&world.platform, world.id(), close)
        .unwrap();
    let before = market.spendable(wang);
    at(&market, "2027-03-01T00:00:00+08:00");
    market.run_due();
    assert_eq!(coupons(&market, wang).len(), 3);
    assert_eq!(market.spendable(wang), before + 50, "its points still come");
    assert_sound(&market);
}

#[test]
fn a_refund_that_takes_the_level_takes_its_coupons_unless_they_are_used() {
    use CouponState::{Held, Locked, TakenBack, Used};
    let (market, ..) = with_coupons();
    let wang = market.wang;
    let world = &market.world;
    let trade = market.buy(wang, &[("G1-5", 3)]);
    assert_eq!(coupons(&market, wang), [Held]);
    cancel(&market, wang, &trade, 1);
    assert_eq!(coupons(&market, wang), [TakenBack]);
    assert_sound(&market);
    // Reached again: a coupon again; an unpaid trade holds it while the level goes.
    let again = market.buy(wang, &[("G1-5", 1)]);
    let mut wanted = market.wanted(wang, &[("F2-3", 1)]);
    wanted.coupons = CouponChoice::Best;
    let held = market.place_wanted(wanted.clone()).unwrap();
    assert_eq!(held.total.units(), 2_999 - 150 - 500, "5 % and 5.00 off");
    cancel(&market, wang, &again, 1);
    assert_eq!(coupons(&market, wang)[1], Locked(held.trade));
    let close = linli::order::CancelTrade { trade: held.trade };
    world
        .engine
        .cancel_trade(&market.member(wang), world.id(), close)
        .unwrap();
    assert_eq!(coupons(&market, wang), [TakenBack, TakenBack]);
    assert_sound(&market);
    // A used one stays used.
    let third = market.buy(wang, &[("G1-5", 1)]);
    let used = market.place_wanted(wanted).unwrap();
    let number = used.trade.to_string();
    market
        .report(used.trade, &number, used.total.units())
        .unwrap();
    cancel(&market, wang, &third, 1);
    assert_eq!(coupons(&market, wang)[2], Used(used.trade));
    assert_sound(&market);
}

#[test]
fn coupons_that_a_level_cannot_bring_are_refused_naming_the_level() {
    let market = Market::new();
    let root = Owner::Node(market.world.group);
    let claimed = template(&market, root, CouponSource::Claimed);
    let closed = template(&market, root, CouponSource::Given);
    let given = template(&market, root, CouponSource::Given);
    let world = &market.world;
    let close = CloseCouponTemplate { template: closed };
    world
        .engine
        .close_coupon_template(&world.platform, world.id(), close)
        .unwrap();
    let before = common::snapshot(&*world.store, world.tenant);
    let refused = |welcome: Vec<CouponTemplateId>| {
        let mut levels = levels();
        levels[2].welcome_coupons = welcome;
        let error = set_levels(&market, levels).unwrap_err();
        assert_eq!(common::snapshot(&*world.store, world.tenant), before);
        (error.code(), error.field().map(str::to_owned))
    };
    let field = Some("levels[2].welcome_coupons".to_owned());
    assert_eq!(refused(vec![claimed]), ("invalid_field", field.clone()));
    assert_eq!(refused(vec![closed]), ("invalid_field", field.clone()));
    assert_eq!(
        refused(vec![given, given]),
        ("invalid_field", field.clone())
    );
    assert_eq!(refused(vec![given; 6]), ("limit_exceeded", field));
    assert_eq!(refused(vec![nobody()]), ("not_found", None));
    // A merchant's coupons for places where the merchant does not sell bring nothing, and stop nothing.
    let mut levels = levels();
    levels[1].welcome_coupons = vec![template(
        &market,
        Owner::Node(nobody_lives_here(&market)),
        CouponSource::Given,
    )];
    set_levels(&market, levels).unwrap();
    market.run_due();
    grant(&market, market.wang, 100).unwrap();
    assert_eq!(code(&market, market.wang), "silver");
    assert_eq!(coupons(&market, market.wang), []);
}

/// Another community.
fn nobody_lives_here(market: &Market) -> linli::kernel::NodeId {
    let world = &market.world;
    let create = CreateNode {
        parent: world.city,
        kind: text("小区"),
        name: text("空置小区"),
    };
    world
        .engine
        .create_node(&world.platform, world.id(), create)
        .unwrap()
}
