//! Campaigns and coupons from the shop window to the ledger. RULES §4, §11, §12, §15.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::market::{Market, code_of, register};
use common::{text, user};
use linli::campaign::{
    CampaignOffer, CampaignTerms, ChangeCampaign, CreateCampaign, EndCampaign, Owner,
};
use linli::catalog::{
    COLUMNS, ChangeSkuPrices, CsvFile, ExistingStock, ImportMode, ImportProducts, ImportScope,
    MEMBER_PRICES, Product, Publish, Sku, SkuPrices,
};
use linli::coupon::{
    ClaimCoupon, CloseCouponTemplate, Coupon, CouponSource, CouponState, CouponTemplate,
    CouponTerms, CouponTrigger, CouponWallet, CreateCouponTemplate, GiveCoupons, Validity,
};
use linli::engine::{Event, Record};
use linli::kernel::{
    Actor, CampaignId, Clock, CouponId, CouponTemplateId, LevelId, MemberId, Money, OrderId, Rate,
    Role,
};
use linli::ledger::{AccountPurpose, Party};
use linli::order::{CancelLine, CancelOrder, CancelTrade, Order, PlacedTrade, Trade};
use linli::org::{Grant, GrantRole, GrantScope, SettingsPatch};
use linli::payment::{RefundResult, ReportRefund};
use linli::pricing::{
    Basis, CouponBenefit, CouponChoice, FullBenefit, Funder, Gift, Scope, ScopeOf, Threshold, Tier,
    TimedOffer, WhyNot, Window,
};
use linli::store::{ChangeSet, Row, Scan, Update};
use linli::verify::verify;
use serde_json::{Value, json};

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

fn rate(text: &str) -> Rate {
    Rate::parse("rate", text).unwrap()
}

fn this_week(market: &Market) -> Window {
    let now = market.world.clock.now();
    Window {
        from: now,
        until: now.plus_days(7),
    }
}

fn spend(market: &Market, from: i64, off: i64, funder: Funder) -> CampaignTerms {
    CampaignTerms {
        name: text("满减"),
        window: this_week(market),
        scope: Scope::ALL,
        funder,
        segment: None,
        offer: CampaignOffer::Full {
            lane: 0,
            basis: Basis::Running,
            benefit: FullBenefit::AmountOff {
                tiers: vec![Tier {
                    from: Threshold::Amount(money(from)),
                    off: money(off),
                }],
            },
        },
    }
}

fn create(market: &Market, owner: Owner, terms: CampaignTerms) -> linli::Result<CampaignId> {
    create_as(market, &market.world.platform, owner, terms)
}

fn create_as(
    market: &Market,
    actor: &Actor,
    owner: Owner,
    terms: CampaignTerms,
) -> linli::Result<CampaignId> {
    let world = &market.world;
    world
        .engine
        .create_campaign(actor, world.id(), CreateCampaign { owner, terms })
}

fn root(market: &Market) -> Owner {
    Owner::Node(market.world.group)
}

fn voucher(off: i64, threshold: i64) -> CouponTerms {
    CouponTerms {
        name: text("优惠券"),
        benefit: CouponBenefit::Amount(money(off)),
        threshold: money(threshold),
        scope: Scope::ALL,
        funder: Funder::Platform,
        validity: Validity::Days(10),
        source: CouponSource::Claimed,
        total: None,
        per_member: None,
    }
}

fn template(market: &Market, terms: CouponTerms) -> CouponTemplateId {
    let world = &market.world;
    let owner = root(market);
    world
        .engine
        .create_coupon_template(
            &world.platform,
            world.id(),
            CreateCouponTemplate { owner, terms },
        )
        .unwrap()
}

fn claim(market: &Market, member: MemberId, template: CouponTemplateId) -> linli::Result<CouponId> {
    let world = &market.world;
    let command = ClaimCoupon { member, template };
    world
        .engine
        .claim_coupon(&market.member(member), world.id(), command)
}

fn state(market: &Market, member: MemberId, coupon: CouponId) -> CouponState {
    let (coupons, _) = market
        .world
        .engine
        .coupons_of(&market.member(member), member, 100, None)
        .unwrap();
    let found = coupons.iter().find(|view| view.coupon.id == coupon);
    found.unwrap().coupon.state
}

fn place_with(
    market: &Market,
    lines: &[(&str, u32)],
    coupons: CouponChoice,
) -> linli::Result<PlacedTrade> {
    let mut wanted = market.wanted(market.wang, lines);
    wanted.coupons = coupons;
    market.place_wanted(wanted)
}

fn pay(market: &Market, placed: &PlacedTrade) {
    let number = placed.trade.to_string();
    market
        .report(placed.trade, &number, placed.total.units())
        .unwrap();
}

fn refund(market: &Market, order: OrderId, line: u32, quantity: u32) {
    let world = &market.world;
    let cancel = CancelOrder {
        order,
        lines: vec![CancelLine { line, quantity }],
        reason: None,
    };
    let refund = world
        .engine
        .cancel_order(&market.member(market.wang), world.id(), cancel)
        .unwrap();
    let record = world.engine.refund(&world.platform, refund).unwrap();
    if record.cash.is_positive() {
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
    }
}

fn clean(market: &Market) {
    let world = &market.world;
    let report = verify(&*world.store, world.tenant).unwrap();
    assert_eq!(report.findings, []);
}

/// What every party stands at for orders, per account.
fn standing(market: &Market, order: OrderId) -> BTreeMap<(Party, AccountPurpose), i64> {
    let postings = market
        .world
        .engine
        .order_postings(&market.world.platform, order, None, 500)
        .unwrap();
    let mut sums = BTreeMap::new();
    for entry in postings.iter().flat_map(|posting| &posting.entries) {
        let key = (entry.account.party.clone(), entry.account.purpose);
        *sums.entry(key).or_insert(0) += entry.amount;
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

#[test]
fn who_funds_a_reduction_bears_it_and_has_it_back_exactly_after_refunds_in_any_sequence() {
    let market = Market::new();
    create(
        &market,
        root(&market),
        spend(&market, 8_000, 1_000, Funder::Platform),
    )
    .unwrap();
    // 2 × 39.90 + 1 × 29.99 = 109.79, 10.00 off.
    let placed = market.buy(market.wang, &[("F1-5", 2), ("F2-3", 1)]);
    assert_eq!(placed.total, money(9_979));
    let order = placed.orders[0];
    let fruit = Party::Merchant(market.fruit);
    let books = standing(&market, order);
    assert_eq!(books[&(fruit.clone(), AccountPurpose::Pending)], -10_979);
    assert_eq!(books[&(Party::Platform, AccountPurpose::Funding)], 1_000);
    clean(&market);
    let mut borne = vec![1_000];
    for (line, units) in [(0, 1), (1, 1), (0, 1)] {
        refund(&market, order, line, units);
        clean(&market);
        let books = standing(&market, order);
        borne.push(
            *books
                .get(&(Party::Platform, AccountPurpose::Funding))
                .unwrap_or(&0),
        );
    }
    // 7.27 over two units and 2.73: 3.63, then 2.73, then 3.64.
    assert_eq!(borne, [1_000, 637, 364, 0]);
    assert!(!standing(&market, order).contains_key(&(fruit, AccountPurpose::Pending)));
}

#[test]
fn a_reduction_that_the_merchant_funds_lowers_the_merchants_share() {
    let market = Market::new();
    let own = Owner::Merchant(market.fruit);
    create(&market, own, spend(&market, 3_000, 500, Funder::Merchant)).unwrap();
    let placed = market.buy(market.wang, &[("F1-5", 1), ("G1-5", 1)]);
    assert_eq!(
        placed.total,
        money(3_990 + 4_500 - 500),
        "not off the grain"
    );
    let fruit = Party::Merchant(market.fruit);
    let books: Vec<_> = placed
        .orders
        .iter()
        .map(|order| standing(&market, *order))
        .collect();
    let share = books
        .iter()
        .find_map(|books| books.get(&(fruit.clone(), AccountPurpose::Pending)));
    assert_eq!(share, Some(&-3_490));
    clean(&market);
}

#[test]
fn a_campaign_holds_in_its_window_and_leaves_the_list_when_its_time_is_over() {
    let market = Market::new();
    let world = &market.world;
    let mut terms = spend(&market, 100, 50, Funder::Platform);
    terms.window.from = terms.window.from.plus_days(1);
    let campaign = create(&market, root(&market), terms.clone()).unwrap();
    let quote = |reason: Option<WhyNot>, total: i64| {
        let wanted = market.wanted(market.wang, &[("F1-5", 1)]);
        let quote = world
            .engine
            .quote(&market.member(market.wang), &wanted)
            .unwrap();
        let found = quote.not_applied.first().map(|not| not.reason);
        assert_eq!((found, quote.total), (reason, money(total)));
    };
    quote(Some(WhyNot::NotYetBegun), 3_990);
    world.clock.advance_seconds(86_400);
    quote(None, 3_940);
    terms.offer = CampaignOffer::Timed {
        price: TimedOffer::Percent(rate("0.2")),
    };
    let change = ChangeCampaign { campaign, terms };
    world
        .engine
        .change_campaign(&world.platform, world.id(), change.clone())
        .unwrap();
    quote(None, 3_990 - 798);
    world.clock.advance_seconds(7 * 86_400);
    quote(Some(WhyNot::Over), 3_990);
    market.run_due();
    quote(None, 3_990);
    assert!(
        world
            .engine
            .campaign(&world.platform, campaign)
            .unwrap()
            .ended
    );
    let late = world
        .engine
        .change_campaign(&world.platform, world.id(), change);
    assert_eq!(code_of(late), "wrong_state");
    world
        .engine
        .end_campaign(&world.platform, world.id(), EndCampaign { campaign })
        .unwrap();
    clean(&market);
}

#[test]
fn a_gift_is_reserved_sold_and_given_back_like_any_goods() {
    let market = Market::new();
    let mut terms = spend(&market, 0, 1, Funder::Merchant);
    terms.offer = CampaignOffer::Full {
        lane: 0,
        basis: Basis::Original,
        benefit: FullBenefit::Gifts {
            from: Threshold::Amount(money(8_000)),
            gifts: vec![Gift {
                sku: market.sku("F2-3"),
                quantity: 4,
            }],
        },
    };
    create(&market, Owner::Merchant(market.fruit), terms).unwrap();
    let placed = market.place(market.wang, &[("F1-5", 3)]).unwrap();
    assert_eq!(placed.total, money(11_970));
    let level = market.stock("F2-3");
    assert_eq!((level.available, level.reserved), (5, 4));
    pay(&market, &placed);
    let order = market
        .world
        .engine
        .order(&market.world.platform, placed.orders[0])
        .unwrap();
    assert_eq!((order.lines.len(), order.lines[1].cash), (2, Money::ZERO));
    // 5 are left: with 2 bought another 4 cannot be given.
    let wanted = market.wanted(market.wang, &[("F1-5", 2), ("F2-3", 2)]);
    let quote = market
        .world
        .engine
        .quote(&market.member(market.wang), &wanted)
        .unwrap();
    assert_eq!(quote.not_applied[0].reason, WhyNot::GiftOutOfStock);
    clean(&market);
    // With the last of what was bought the gift goes back.
    refund(&market, placed.orders[0], 0, 2);
    assert_eq!(market.stock("F2-3").available, 5);
    refund(&market, placed.orders[0], 0, 1);
    assert_eq!(market.stock("F2-3").available, 9);
    clean(&market);
}

#[test]
fn a_campaign_for_a_segment_is_for_who_is_in_it_on_the_day_and_nobody_else_sees_it() {
    use linli::insight::{Expression, SetSegment, TagMember, UntagMember};
    let market = Market::new();
    let world = &market.world;
    let nowhere = linli::insight::Segment::id_of("没有");
    let mut terms = spend(&market, 1_000, 300, Funder::Platform);
    terms.segment = Some(nowhere);
    let error = create(&market, root(&market), terms.clone()).unwrap_err();
    assert_eq!(
        (error.code(), error.field()),
        ("invalid_field", Some("segment"))
    );
    let set = SetSegment {
        name: text("关怀"),
        members: Expression::Tag(text("独居")),
    };
    let segment = world
        .engine
        .set_segment(&world.platform, world.id(), set)
        .unwrap();
    terms.segment = Some(segment);
    // A merchant's own staff cannot find out who is in it.
    let give = GrantRole {
        user: user("fruit staff"),
        grant: Grant {
            role: Role::MerchantStaff,
            scope: GrantScope::Merchant(market.fruit),
        },
    };
    world
        .engine
        .grant_role(&world.platform, world.id(), give)
        .unwrap();
    let staff = Actor::user(world.tenant, user("fruit staff"));
    let own = CampaignTerms {
        funder: Funder::Merchant,
        ..terms.clone()
    };
    let refused = create_as(&market, &staff, Owner::Merchant(market.fruit), own);
    assert_eq!(code_of(refused), "denied");
    create(&market, root(&market), terms).unwrap();
    let total = |member| {
        let wanted = market.wanted(member, &[("F1-5", 1)]);
        let quote = world.engine.quote(&market.member(member), &wanted).unwrap();
        quote.total.units()
    };
    assert_eq!((total(market.wang), total(market.li)), (3_990, 3_990));
    let tag = TagMember {
        member: market.wang,
        tag: text("独居"),
    };
    world
        .engine
        .tag_member(&world.platform, world.id(), tag)
        .unwrap();
    assert_eq!((total(market.wang), total(market.li)), (3_690, 3_990));
    let placed = market.place(market.wang, &[("F1-5", 1)]).unwrap();
    assert_eq!(placed.total, money(3_690));
    // What a phone downloads is for everybody.
    let fruit = std::collections::BTreeSet::from([market.fruit]);
    let offers = world
        .engine
        .offers(&market.member(market.wang), world.community, &fruit)
        .unwrap();
    assert!(offers.full.is_empty());
    let untag = UntagMember {
        member: market.wang,
        tag: text("独居"),
    };
    world
        .engine
        .untag_member(&world.platform, world.id(), untag)
        .unwrap();
    assert_eq!(total(market.wang), 3_990);
    pay(&market, &placed);
    clean(&market);
}

#[test]
fn a_scope_of_categories_covers_what_lies_below_them() {
    let market = Market::new();
    let mut terms = spend(&market, 0, 100, Funder::Platform);
    let food = market
        .world
        .engine
        .category_tree(&market.world.platform)
        .unwrap()[0]
        .category
        .id;
    terms.scope = Scope {
        of: ScopeOf::Categories([food].into()),
        kinds: Vec::new(),
    };
    create(&market, root(&market), terms).unwrap();
    assert_eq!(
        market.place(market.wang, &[("F1-5", 1)]).unwrap().total,
        money(3_890)
    );
}

#[test]
fn a_coupon_is_locked_by_its_order_used_by_payment_and_comes_back_when_nothing_is_left() {
    let market = Market::new();
    let template = template(&market, voucher(500, 3_000));
    let coupon = claim(&market, market.wang, template).unwrap();
    let named = || CouponChoice::Named(vec![coupon]);
    let first = place_with(&market, &[("F1-5", 1)], CouponChoice::Best).unwrap();
    assert_eq!(first.total, money(3_490));
    assert_eq!(
        state(&market, market.wang, coupon),
        CouponState::Locked(first.trade)
    );
    let second = place_with(&market, &[("F1-5", 1)], named()).unwrap();
    assert_eq!(
        second.total,
        money(3_990),
        "what is locked cannot be used twice"
    );
    clean(&market);
    let world = &market.world;
    let give_up = CancelTrade { trade: first.trade };
    world
        .engine
        .cancel_trade(&market.member(market.wang), world.id(), give_up)
        .unwrap();
    assert_eq!(state(&market, market.wang, coupon), CouponState::Held);
    let third = place_with(&market, &[("F1-5", 2), ("G1-5", 1)], named()).unwrap();
    assert_eq!(third.total, money(2 * 3_990 + 4_500 - 500));
    pay(&market, &third);
    assert_eq!(
        state(&market, market.wang, coupon),
        CouponState::Used(third.trade)
    );
    clean(&market);
    let orders: Vec<_> = third
        .orders
        .iter()
        .map(|order| world.engine.order(&world.platform, *order).unwrap())
        .collect();
    for (order, units) in [
        (&orders[0], orders[0].lines[0].quantity),
        (&orders[1], orders[1].lines[0].quantity),
    ] {
        assert_eq!(
            state(&market, market.wang, coupon),
            CouponState::Used(third.trade)
        );
        refund(&market, order.id, 0, units);
        clean(&market);
    }
    assert_eq!(state(&market, market.wang, coupon), CouponState::Held);
    assert_eq!(
        place_with(&market, &[("F1-5", 1)], named()).unwrap().total,
        money(3_490)
    );
    clean(&market);
}

#[test]
fn a_setting_keeps_coupons_used_after_a_whole_refund() {
    let market = Market::new();
    let world = &market.world;
    let settings = SettingsPatch {
        coupons_come_back: Some(false),
        ..SettingsPatch::default()
    };
    world.set(world.group, settings);
    let coupon = claim(&market, market.wang, template(&market, voucher(500, 0))).unwrap();
    let placed = place_with(&market, &[("F1-5", 1)], CouponChoice::Best).unwrap();
    pay(&market, &placed);
    refund(&market, placed.orders[0], 0, 1);
    assert_eq!(
        state(&market, market.wang, coupon),
        CouponState::Used(placed.trade)
    );
    clean(&market);
}

#[test]
fn of_64_who_claim_the_last_coupon_at_once_one_gets_it() {
    let market = Market::new();
    let world = &market.world;
    let template = template(
        &market,
        CouponTerms {
            total: Some(3),
            per_member: Some(1),
            ..voucher(100, 0)
        },
    );
    claim(&market, market.wang, template).unwrap();
    assert_eq!(
        code_of(claim(&market, market.wang, template)),
        "limit_exceeded"
    );
    claim(&market, market.li, template).unwrap();
    let members: Vec<MemberId> = (0..64)
        .map(|number| register(world, world.community, &format!("T-{number}")))
        .collect();
    let won = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for member in &members {
            scope.spawn(|| match claim(&market, *member, template) {
                Ok(_) => {
                    won.fetch_add(1, Ordering::Relaxed);
                }
                Err(error) => assert_eq!(
                    (error.code(), error.field()),
                    ("limit_exceeded", Some("total"))
                ),
            });
        }
    });
    assert_eq!(won.into_inner(), 1);
    let (_, issued) = world
        .engine
        .coupon_template(&world.platform, template)
        .unwrap();
    assert_eq!(issued, 3);
    clean(&market);
}

#[test]
fn fresh_food_for_100_brings_a_cleaning_coupon_which_is_taken_back_with_a_refund() {
    let market = Market::new();
    let food = market
        .world
        .engine
        .category_tree(&market.world.platform)
        .unwrap()[0]
        .category
        .id;
    let scope = Scope {
        of: ScopeOf::Categories([food].into()),
        kinds: Vec::new(),
    };
    let trigger = CouponTrigger::Spends {
        scope,
        from: money(10_000),
    };
    template(
        &market,
        CouponTerms {
            benefit: CouponBenefit::Percent {
                off: rate("0.2"),
                cap: None,
            },
            source: CouponSource::Triggered(trigger),
            ..voucher(1, 0)
        },
    );
    market.buy(market.wang, &[("F1-5", 2)]);
    let placed = market.buy(market.wang, &[("F1-5", 3)]);
    let world = &market.world;
    let order = world
        .engine
        .order(&world.platform, placed.orders[0])
        .unwrap();
    let [coupon] = order.coupons[..] else {
        panic!("one coupon is expected: {:?}", order.coupons)
    };
    assert_eq!(state(&market, market.wang, coupon), CouponState::Held);
    clean(&market);
    // While an unpaid order holds it, it is taken back only when that order closes.
    let holder = place_with(&market, &[("G1-5", 1)], CouponChoice::Best).unwrap();
    assert_eq!(holder.total, money(3_600));
    refund(&market, order.id, 0, 1);
    assert_eq!(
        state(&market, market.wang, coupon),
        CouponState::Locked(holder.trade)
    );
    clean(&market);
    world.clock.advance_seconds(31 * 60);
    market.run_due();
    assert_eq!(state(&market, market.wang, coupon), CouponState::TakenBack);
    clean(&market);
}

#[test]
fn the_first_takeaway_order_brings_a_fruit_coupon_and_the_second_does_not() {
    let market = Market::new();
    let trigger = CouponTrigger::FirstOrder {
        scope: Scope {
            of: ScopeOf::Merchants([market.grain].into()),
            kinds: Vec::new(),
        },
    };
    let terms = CouponTerms {
        scope: Scope {
            of: ScopeOf::Merchants([market.fruit].into()),
            kinds: Vec::new(),
        },
        source: CouponSource::Triggered(trigger),
        ..voucher(1_000, 0)
    };
    template(&market, terms);
    let brought = |placed: &PlacedTrade| {
        let order = market
            .world
            .engine
            .order(&market.world.platform, placed.orders[0])
            .unwrap();
        order.coupons
    };
    assert!(brought(&market.buy(market.wang, &[("F1-5", 1)])).is_empty());
    let first = market.buy(market.wang, &[("G1-5", 1)]);
    let coupons = brought(&first);
    assert_eq!(coupons.len(), 1);
    assert!(brought(&market.buy(market.wang, &[("G1-5", 1)])).is_empty());
    let used = place_with(&market, &[("F1-5", 1)], CouponChoice::Best).unwrap();
    assert_eq!(used.total, money(2_990));
    pay(&market, &used);
    refund(&market, first.orders[0], 0, 1);
    assert_eq!(
        state(&market, market.wang, coupons[0]),
        CouponState::Used(used.trade)
    );
    clean(&market);
}

#[test]
fn a_coupon_warns_before_it_expires_and_expires_once() {
    let market = Market::new();
    let world = &market.world;
    let coupon = claim(&market, market.wang, template(&market, voucher(100, 0))).unwrap();
    let told = |what: fn(&Event) -> bool| {
        let mut cursor = 0;
        let mut found = 0;
        loop {
            let page = world.engine.events(&world.platform, cursor, 500).unwrap();
            found += page
                .events
                .iter()
                .filter(|event| what(&event.event))
                .count();
            if page.events.is_empty() {
                return found;
            }
            cursor = page.cursor;
        }
    };
    market.run_due();
    assert_eq!(
        told(|event| matches!(event, Event::CouponExpiring { .. })),
        0
    );
    world.clock.advance_seconds(7 * 86_400);
    market.run_due();
    assert_eq!(
        told(|event| matches!(event, Event::CouponExpiring { .. })),
        1
    );
    assert_eq!(state(&market, market.wang, coupon), CouponState::Held);
    world.clock.advance_seconds(3 * 86_400);
    assert_eq!(
        place_with(&market, &[("F1-5", 1)], CouponChoice::Best)
            .unwrap()
            .total,
        money(3_990)
    );
    market.run_due();
    assert_eq!(
        told(|event| matches!(event, Event::CouponExpired { .. })),
        1
    );
    assert_eq!(state(&market, market.wang, coupon), CouponState::Expired);
    clean(&market);
}

#[test]
fn merchants_make_offers_for_their_own_goods_with_their_own_money() {
    let market = Market::new();
    let world = &market.world;
    let grant = Grant {
        role: Role::MerchantStaff,
        scope: GrantScope::Merchant(market.fruit),
    };
    let staff = GrantRole {
        user: user("fruit staff"),
        grant,
    };
    world
        .engine
        .grant_role(&world.platform, world.id(), staff)
        .unwrap();
    let staff = Actor::user(world.tenant, user("fruit staff"));
    let own = Owner::Merchant(market.fruit);
    let terms = |funder| spend(&market, 100, 10, funder);
    create_as(&market, &staff, own, terms(Funder::Merchant)).unwrap();
    let denied = |owner, terms| code_of(create_as(&market, &staff, owner, terms));
    assert_eq!(denied(own, terms(Funder::Platform)), "denied");
    assert_eq!(
        denied(Owner::Merchant(market.grain), terms(Funder::Merchant)),
        "denied"
    );
    assert_eq!(denied(root(&market), terms(Funder::Merchant)), "denied");
    let mut foreign = terms(Funder::Merchant);
    foreign.scope.of = ScopeOf::Products([Product::id_of(market.grain, "G1")].into());
    assert_eq!(denied(own, foreign), "invalid_field");
    let member = market.member(market.wang);
    assert_eq!(
        code_of(create_as(&market, &member, own, terms(Funder::Merchant))),
        "denied"
    );
    // What a member holds is not a merchant's business.
    assert_eq!(
        code_of(world.engine.coupons_of(&staff, market.wang, 10, None)),
        "denied"
    );
    assert_eq!(
        code_of(
            world
                .engine
                .coupons_of(&market.member(market.li), market.wang, 10, None)
        ),
        "denied"
    );
    let given = template(
        &market,
        CouponTerms {
            source: CouponSource::Given,
            ..voucher(10, 0)
        },
    );
    assert_eq!(code_of(claim(&market, market.wang, given)), "wrong_state");
    let give = GiveCoupons {
        template: given,
        members: vec![market.wang, market.li],
    };
    assert_eq!(
        code_of(world.engine.give_coupons(&staff, world.id(), give.clone())),
        "denied"
    );
    assert_eq!(
        world
            .engine
            .give_coupons(&world.platform, world.id(), give.clone())
            .unwrap()
            .len(),
        2
    );
    let close = CloseCouponTemplate { template: given };
    world
        .engine
        .close_coupon_template(&world.platform, world.id(), close)
        .unwrap();
    assert_eq!(
        code_of(world.engine.give_coupons(&world.platform, world.id(), give)),
        "wrong_state"
    );
    clean(&market);
}

#[test]
fn what_cannot_be_is_refused_by_field_and_changes_nothing() {
    let market = Market::new();
    let full = |benefit| {
        let mut terms = spend(&market, 1, 1, Funder::Platform);
        terms.offer = CampaignOffer::Full {
            lane: 0,
            basis: Basis::Running,
            benefit,
        };
        terms
    };
    let mut backwards = spend(&market, 1, 1, Funder::Platform);
    backwards.window.until = backwards.window.from;
    let mut nothing = spend(&market, 1, 1, Funder::Platform);
    nothing.scope.of = ScopeOf::Products([].into());
    let mut nameless = spend(&market, 1, 1, Funder::Platform);
    nameless.name = text(" ");
    let combo = Gift {
        sku: Sku::id_of(market.fruit, "F3-1"),
        quantity: 1,
    };
    let none = Gift {
        sku: market.sku("F1-5"),
        quantity: 0,
    };
    let gifts = |gifts| FullBenefit::Gifts {
        from: Threshold::Units(1),
        gifts,
    };
    let cases = [
        ("window.until", backwards),
        ("scope.ids", nothing),
        ("name", nameless),
        (
            "funder",
            spend(&market, 1, 1, Funder::Node(market.world.city)),
        ),
        ("offer.tiers[0].off", spend(&market, 1, 0, Funder::Platform)),
        (
            "offer.tiers[0].from",
            spend(&market, -1, 1, Funder::Platform),
        ),
        (
            "offer.tiers",
            full(FullBenefit::AmountOff { tiers: Vec::new() }),
        ),
        (
            "offer.off",
            full(FullBenefit::EveryOff {
                every: money(1),
                off: money(2),
                cap: None,
            }),
        ),
        ("offer.gifts[0].sku", full(gifts(vec![combo]))),
        ("offer.gifts[0].quantity", full(gifts(vec![none]))),
    ];
    for (field, terms) in cases {
        let error = create(&market, root(&market), terms).unwrap_err();
        assert_eq!(error.field(), Some(field), "{error}");
    }
    let world = &market.world;
    let coupon_cases = [
        (
            "benefit.amount",
            CouponTerms {
                benefit: CouponBenefit::Amount(Money::ZERO),
                ..voucher(1, 0)
            },
        ),
        ("threshold", voucher(1, -1)),
        (
            "validity",
            CouponTerms {
                validity: Validity::Days(0),
                ..voucher(1, 0)
            },
        ),
        (
            "total",
            CouponTerms {
                total: Some(0),
                ..voucher(1, 0)
            },
        ),
        (
            "per_member",
            CouponTerms {
                per_member: Some(0),
                ..voucher(1, 0)
            },
        ),
        (
            "source.from",
            CouponTerms {
                source: CouponSource::Triggered(CouponTrigger::Spends {
                    scope: Scope::ALL,
                    from: Money::ZERO,
                }),
                ..voucher(1, 0)
            },
        ),
    ];
    for (field, terms) in coupon_cases {
        let command = CreateCouponTemplate {
            owner: root(&market),
            terms,
        };
        let error = world
            .engine
            .create_coupon_template(&world.platform, world.id(), command)
            .unwrap_err();
        assert_eq!(error.field(), Some(field), "{error}");
    }
    let (campaigns, _) = world
        .engine
        .campaigns_of(&world.platform, root(&market), 10, None)
        .unwrap();
    assert_eq!(campaigns, []);
    for _ in 0..20 {
        create(
            &market,
            root(&market),
            spend(&market, 1, 1, Funder::Platform),
        )
        .unwrap();
    }
    let more = create(
        &market,
        root(&market),
        spend(&market, 1, 1, Funder::Platform),
    );
    assert_eq!(more.unwrap_err().field(), Some("campaigns"));
    clean(&market);
}

/// Changes the first stored record that fits, as somebody with a database console would.
fn damage<T: Record>(market: &Market, which: impl Fn(&T) -> bool, change: impl FnOnce(&mut Value)) {
    let world = &market.world;
    let scan = Scan::all(T::TABLE, 10_000);
    let rows = world.store.scan(world.tenant, &scan).unwrap().rows;
    let fits = |row: &Row| which(&serde_json::from_str::<T>(&row.body).unwrap());
    let row = rows.into_iter().find(fits).unwrap();
    let mut value: Value = serde_json::from_str(&row.body).unwrap();
    change(&mut value);
    let body = value.to_string();
    let mut set = ChangeSet::new(world.tenant);
    set.updates.push(Update {
        table: T::TABLE,
        id: row.id,
        version: row.version,
        columns: serde_json::from_str::<T>(&body).unwrap().columns(),
        body,
    });
    world.store.commit(&set).unwrap();
}

/// A paid order of 2 with a coupon and a full reduction that the platform bears, an unpaid one with another coupon.
fn used() -> Market {
    let market = Market::new();
    create(
        &market,
        root(&market),
        spend(&market, 100, 50, Funder::Platform),
    )
    .unwrap();
    let terms = CouponTerms {
        total: Some(3),
        per_member: Some(3),
        ..voucher(500, 0)
    };
    let template = template(&market, terms);
    for _ in 0..3 {
        claim(&market, market.wang, template).unwrap();
    }
    let paid = place_with(&market, &[("F1-5", 2)], CouponChoice::Best).unwrap();
    pay(&market, &paid);
    place_with(&market, &[("G1-5", 1)], CouponChoice::Best).unwrap();
    clean(&market);
    market
}

#[test]
fn verify_finds_coupons_and_reductions_that_are_not_what_they_must_be() {
    let finds = |market: &Market, invariant: u8| {
        let world = &market.world;
        let report = verify(&*world.store, world.tenant).unwrap();
        let found = report
            .findings
            .iter()
            .any(|finding| finding.invariant == invariant);
        assert!(found, "{invariant}: {:?}", report.findings);
    };
    let in_state = |name: &'static str| move |coupon: &Coupon| coupon.state.name() == name;
    let free = |coupon: &mut Value| {
        coupon["state"] = json!("held");
        coupon.as_object_mut().unwrap().remove("trade");
    };
    for state in ["used", "locked"] {
        let market = used();
        damage::<Coupon>(&market, in_state(state), free);
        finds(&market, 11);
    }
    let market = used();
    damage::<Trade>(
        &market,
        |trade| !trade.coupons.is_empty(),
        |trade| trade["coupons"] = json!([]),
    );
    finds(&market, 11);
    let market = used();
    damage::<CouponTemplate>(&market, |_| true, |template| template["total"] = json!(2));
    finds(&market, 11);
    let market = used();
    damage::<CouponTemplate>(
        &market,
        |_| true,
        |template| template["per_member"] = json!(2),
    );
    finds(&market, 11);
    let market = used();
    damage::<CouponWallet>(&market, |_| true, |wallet| wallet["live"] = json!([]));
    finds(&market, 11);
    let market = used();
    let by_platform = |order: &Order| order.paid_at.is_some();
    damage::<Order>(&market, by_platform, |order| {
        order["lines"][0]["reductions"][0]["funder"] = json!(Party::Merchant(market.fruit));
    });
    finds(&market, 7);
}

#[test]
fn member_prices_are_imported_changed_and_kept_at_most_the_price() {
    let market = Market::new();
    let world = &market.world;
    let gold = LevelId::of_code("gold");
    let import = |prices: &str| {
        let csv = format!(
            "{},{MEMBER_PRICES}\nfruit,F1,烟台红富士苹果,food,goods,规格=5斤,F1-5,39.90,,,2500,,20,pickup;express,,,,{prices}\n",
            COLUMNS.join(",")
        );
        let command = ImportProducts {
            scope: ImportScope::Node(world.group),
            csv: CsvFile::new(csv).unwrap(),
            mode: ImportMode::AllOrNothing,
            publish: Publish::Draft,
            existing_stock: ExistingStock::Keep,
        };
        let report = world
            .engine
            .import_products(&world.platform, world.id(), command)
            .unwrap();
        report
            .refused
            .first()
            .map(|line| line.column.clone().unwrap())
    };
    let stored = || {
        let product = Product::id_of(market.fruit, "F1");
        let skus = world
            .engine
            .product_record(&world.platform, product)
            .unwrap()
            .skus;
        let sku = skus.into_iter().find(|sku| sku.id == market.sku("F1-5"));
        sku.unwrap().member_prices
    };
    assert_eq!(import("gold=35.00;silver=38.00"), None);
    assert_eq!(stored()[&gold], money(3_500));
    for wrong in [
        "gold",
        "gold=",
        "gold=40.00",
        "gold=-1.00",
        "gold=1;gold=2",
        "=1.00",
    ] {
        assert_eq!(import(wrong).as_deref(), Some("member_prices"), "{wrong}");
    }
    assert_eq!(stored().len(), 2);
    let change = |price| ChangeSkuPrices {
        product: Product::id_of(market.fruit, "F1"),
        prices: vec![SkuPrices {
            sku: market.sku("F1-5"),
            price: money(3_990),
            list_price: None,
            supply_price: None,
            member_prices: [(gold, money(price))].into(),
            points_price: linli::kernel::Points::ZERO,
        }],
    };
    let wrong = world
        .engine
        .change_sku_prices(&world.platform, world.id(), change(3_991));
    assert_eq!(wrong.unwrap_err().field(), Some("prices[0].member_prices"));
    world
        .engine
        .change_sku_prices(&world.platform, world.id(), change(3_000))
        .unwrap();
    assert_eq!((stored().len(), stored()[&gold]), (1, money(3_000)));
    assert_eq!(import(""), None);
    assert!(stored().is_empty());
}
