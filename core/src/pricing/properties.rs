//! What must hold for every cart and every set of offers.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::catalog::{Fulfilment, ProductKind};
use crate::kernel::{
    CampaignId, CategoryId, CouponId, Id, LevelId, MerchantId, Money, Points, ProductId, Rate,
    Rounding, SkuId, Timestamp,
};
use crate::ledger::Party;
use crate::pricing::*;

fn id<T: From<Id>>(number: u8) -> T {
    T::from(Id::from_bytes([number; 16]))
}

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_micros(1_800_000_000_000_000).unwrap()
}

fn gold() -> LevelId {
    LevelId::of_code("gold")
}

prop_compose! {
    fn rates()(millionths in 1_i64..1_000_000) -> Rate {
        Rate::new(rust_decimal::Decimal::new(millionths, 6)).unwrap()
    }
}

fn funders() -> impl Strategy<Value = Funder> {
    prop_oneof![
        Just(Funder::Merchant),
        Just(Funder::Platform),
        Just(Funder::Node(id(90)))
    ]
}

fn issuers() -> impl Strategy<Value = Issuer> {
    prop_oneof![
        2 => Just(Issuer::Platform),
        1 => (1_u8..4).prop_map(|merchant| Issuer::Merchant(id(merchant)))
    ]
}

fn scopes() -> impl Strategy<Value = Scope> {
    let some = |first: u8| prop::collection::btree_set(first..first + 4, 1..3);
    prop_oneof![
        3 => Just(ScopeOf::All),
        1 => some(40).prop_map(|ids| ScopeOf::Categories(ids.into_iter().map(id).collect())),
        1 => some(20).prop_map(|ids| ScopeOf::Products(ids.into_iter().map(id).collect())),
        1 => some(1).prop_map(|ids| ScopeOf::Merchants(ids.into_iter().map(id).collect())),
    ]
    .prop_map(|of| Scope {
        of,
        kinds: Vec::new(),
    })
}

fn windows() -> impl Strategy<Value = Window> {
    prop_oneof![
        8 => Just((now(), now().plus_days(1))),
        1 => Just((now().plus_days(1), now().plus_days(2))),
        1 => Just((now().minus_days(1), now()))
    ]
    .prop_map(|(from, until)| Window { from, until })
}

fn thresholds() -> impl Strategy<Value = Threshold> {
    prop_oneof![
        (0_i64..40_000).prop_map(|from| Threshold::Amount(money(from))),
        (1_u32..20).prop_map(Threshold::Units)
    ]
}

fn caps() -> impl Strategy<Value = Option<Money>> {
    prop::option::of((1_i64..5_000).prop_map(money))
}

fn benefits() -> impl Strategy<Value = FullBenefit> {
    let amounts = (thresholds(), 1_i64..9_000).prop_map(|(from, off)| Tier {
        from,
        off: money(off),
    });
    let parts = (thresholds(), rates()).prop_map(|(from, off)| Tier { from, off });
    prop_oneof![
        prop::collection::vec(amounts, 1..3).prop_map(|tiers| FullBenefit::AmountOff { tiers }),
        (100_i64..9_000, 1_i64..100, caps()).prop_map(|(every, off, cap)| FullBenefit::EveryOff {
            every: money(every),
            off: money(off),
            cap
        }),
        (prop::collection::vec(parts, 1..3), caps())
            .prop_map(|(tiers, cap)| FullBenefit::PercentOff { tiers, cap }),
        (thresholds(), 1_u32..4).prop_map(|(from, quantity)| FullBenefit::Gifts {
            from,
            gifts: vec![Gift {
                sku: id(30),
                quantity
            }],
        }),
    ]
}

prop_compose! {
    fn fulls(number: u8)(
        issuer in issuers(), lane in 0_u8..3, original in any::<bool>(), window in windows(), scope in scopes(),
        benefit in benefits(), funder in funders(),
    ) -> FullReduction {
        let basis = if original { Basis::Original } else { Basis::Running };
        FullReduction { campaign: id(number), issuer, lane, basis, window, scope, benefit, funder }
    }
}

prop_compose! {
    fn timeds(number: u8)(
        issuer in issuers(), window in windows(), scope in scopes(), part in rates(), price in 0_i64..9_000,
        fixed in any::<bool>(), funder in funders(),
    ) -> TimedDiscount {
        let offer = if fixed { TimedOffer::Price(money(price)) } else { TimedOffer::Percent(part) };
        TimedDiscount { campaign: id(number), issuer, window, scope, offer, funder }
    }
}

prop_compose! {
    fn coupons(number: u8)(
        issuer in issuers(), window in windows(), scope in scopes(), threshold in 0_i64..30_000, off in 1_i64..9_000,
        part in rates(), cap in caps(), percent in any::<bool>(), funder in funders(),
    ) -> CouponOffer {
        let benefit = if percent { CouponBenefit::Percent { off: part, cap } } else { CouponBenefit::Amount(money(off)) };
        CouponOffer { coupon: id(number), issuer, window, scope, threshold: money(threshold), benefit, funder }
    }
}

prop_compose! {
    fn lines()(
        merchant in 1_u8..4, product in 20_u8..24, category in 40_u8..44, express in any::<bool>(), quantity in 1_u32..9,
        price in 0_i64..9_000, member in prop::option::of(0_i64..9_000), special in prop::option::weighted(0.2, 0_i64..9_000),
        coupons in any::<bool>(), points in any::<bool>(), funder in funders(),
    ) -> QuoteLine {
        let way = if express { Fulfilment::Express } else { Fulfilment::Pickup };
        QuoteLine {
            kind: ProductKind::Goods,
            categories: vec![CategoryId(id(category))],
            member_prices: member.map(|price| (gold(), money(price))).into_iter().collect(),
            special: special.map(|price| SpecialPrice {
                campaign: id(99),
                kind: SpecialKind::FlashSale,
                price: money(price),
                excludes: Excludes { coupons, points, distribution: true },
                funder,
            }),
            ..QuoteLine::new(SkuId(id(product)), ProductId(id(product)), id(merchant), way, quantity, money(price))
        }
    }
}

fn listed<T: Strategy>(
    make: fn(u8) -> T,
    first: u8,
    most: usize,
) -> impl Strategy<Value = Vec<T::Value>>
where
    T::Value: Clone,
{
    let all: Vec<T> = (0..most)
        .map(|place| make(first + u8::try_from(place).unwrap()))
        .collect();
    (all, 0..=most).prop_map(|(mut all, count)| {
        all.truncate(count);
        all
    })
}

prop_compose! {
    fn carts()(
        lines in prop::collection::vec(lines(), 1..8), timed in listed(timeds, 100, 3), full in listed(fulls, 110, 5),
        coupons in listed(coupons, 120, 5), best in any::<bool>(), level in prop::option::of((rates(), funders(), any::<bool>())),
        wanted in 0_i64..30_000, available in 0_i64..30_000, fee in 0_i64..2_000, free_from in 0_i64..9_000,
        rounding in prop_oneof![Just(Rounding::HalfUp), Just(Rounding::HalfEven), Just(Rounding::HalfDown)],
        proxy in 0_i64..500, gifts in 0_i64..9, gift_price in 0_i64..900,
    ) -> QuoteInput {
        let named = coupons.iter().map(|coupon| coupon.coupon).collect();
        QuoteInput {
            rounding,
            level: level.map(|(off, funder, free)| LevelBenefits {
                level: gold(),
                off,
                funder,
                delivery: if free { LevelDelivery::Free } else { LevelDelivery::Charged },
            }),
            timed,
            full,
            gifts: vec![GiftGoods {
                sku: id(30), product: id(30), merchant: id(1), price: money(gift_price), available: gifts,
            }],
            choice: if best { CouponChoice::Best } else { CouponChoice::Named(named) },
            coupons,
            points: PointsOffer {
                wanted: Points::new(wanted).unwrap(),
                available: Points::new(available).unwrap(),
                per_unit: 100,
                cap: Rate::percent(50).unwrap(),
                funder: Some(Party::Platform),
            },
            fees: vec![FeeRule { fulfilment: Fulfilment::Express, fee: money(fee), free_from: money(free_from) }],
            proxy_fee: money(proxy),
            ..QuoteInput::new(now(), lines)
        }
    }
}

fn total(amounts: impl Iterator<Item = Money>) -> i64 {
    amounts.map(Money::units).sum()
}

/// Quotes that differ only in what is said of offers that did not apply, in which order.
fn sorted(mut quote: Quote) -> Quote {
    quote
        .not_applied
        .sort_by_key(|not| (not.lane, not.campaign, not.coupon, not.reason));
    quote
}

proptest! {
    #[test]
    fn every_fen_is_somewhere_and_no_line_is_below_zero(cart in carts()) {
        let quote = quote(&cart).unwrap();
        for line in &quote.lines {
            let reduced = total(line.reductions.iter().map(|reduction| reduction.amount));
            prop_assert_eq!(line.gross.units() - reduced, line.net.units());
            prop_assert!(!line.net.is_negative() && !line.priced.is_negative());
            prop_assert!(line.reductions.iter().all(|reduction| reduction.amount.is_positive()));
            prop_assert!(line.gift.is_none() || line.net.is_zero());
            let steps: Vec<Lane> = line.reductions.iter().map(|reduction| reduction.lane).collect();
            prop_assert!(steps.is_sorted(), "the chain has an order: {steps:?}");
        }
        let net = total(quote.lines.iter().map(|line| line.net));
        prop_assert_eq!(net + quote.fees.units(), quote.total.units());
        prop_assert_eq!(total(quote.orders.iter().map(|order| order.total)), quote.total.units());
        prop_assert_eq!(
            quote.goods.units() - quote.reductions.units() - quote.points_value.units() + quote.fees.units(),
            quote.total.units()
        );
        let in_orders: Vec<u32> = quote.orders.iter().flat_map(|order| order.lines.clone()).collect();
        prop_assert_eq!(in_orders.iter().collect::<BTreeSet<_>>().len(), quote.lines.len());
        prop_assert_eq!(in_orders.len(), quote.lines.len());
        prop_assert_eq!(
            total(quote.orders.iter().map(|order| order.proxy_fee)),
            cart.proxy_fee.units()
        );
    }

    #[test]
    fn each_campaign_and_coupon_applies_or_says_why_not(cart in carts()) {
        let quote = quote(&cart).unwrap();
        let reductions = || quote.lines.iter().flat_map(|line| &line.reductions);
        let campaigns = cart.timed.iter().map(|offer| offer.campaign).chain(cart.full.iter().map(|offer| offer.campaign));
        for campaign in campaigns {
            let applied = reductions().any(|reduction| reduction.campaign == Some(campaign))
                || quote.lines.iter().any(|line| line.gift == Some(campaign));
            let told = quote.not_applied.iter().filter(|not| not.campaign == Some(campaign)).count();
            prop_assert_eq!(usize::from(applied) + told, 1, "{}", campaign);
        }
        for coupon in cart.coupons.iter().map(|offer| offer.coupon) {
            let applied = reductions().any(|reduction| reduction.coupon == Some(coupon));
            prop_assert_eq!(applied, quote.coupons.contains(&coupon));
            let told = quote.not_applied.iter().filter(|not| not.coupon == Some(coupon)).count();
            prop_assert_eq!(usize::from(applied) + told, 1, "{}", coupon);
        }
    }

    #[test]
    fn at_most_one_coupon_per_merchant_and_one_of_the_platform(cart in carts()) {
        let quote = quote(&cart).unwrap();
        let issuers: Vec<Issuer> = quote.coupons.iter().map(|used| {
            cart.coupons.iter().find(|offer| offer.coupon == *used).unwrap().issuer
        }).collect();
        prop_assert_eq!(issuers.iter().collect::<BTreeSet<_>>().len(), issuers.len());
    }

    #[test]
    fn the_order_in_which_offers_are_listed_decides_nothing(cart in carts()) {
        let forward = quote(&cart).unwrap();
        let mut backward = cart;
        backward.timed.reverse();
        backward.full.reverse();
        backward.coupons.reverse();
        prop_assert_eq!(sorted(quote(&backward).unwrap()), sorted(forward));
    }

    /// Only the fen that a division cannot share out fairly goes by the order of the lines, and with it what later
    /// percentages round: without percentages behind a division the totals are the same.
    #[test]
    fn the_order_of_the_lines_does_not_change_the_total(mut cart in carts()) {
        cart.full.retain(|offer| !matches!(offer.benefit, FullBenefit::PercentOff { .. } | FullBenefit::Gifts { .. }));
        for offer in &mut cart.full {
            offer.scope = Scope::ALL;
            offer.issuer = Issuer::Platform;
        }
        cart.choice = CouponChoice::None;
        cart.points.wanted = Points::ZERO;
        cart.fees.clear();
        let forward = quote(&cart).unwrap();
        cart.lines.reverse();
        let backward = quote(&cart).unwrap();
        prop_assert_eq!(backward.total, forward.total);
        let priced = |quote: &Quote| quote.lines.iter().map(|line| line.priced).collect::<Vec<_>>();
        let mut turned = priced(&backward);
        turned.reverse();
        prop_assert_eq!(turned, priced(&forward));
    }

    #[test]
    fn another_unit_price_never_raises_what_a_line_costs_after_step_1(cart in carts(), more in timeds(200)) {
        let before = quote(&cart).unwrap();
        let mut richer = cart;
        richer.timed.push(more);
        let after = quote(&richer).unwrap();
        for (after, before) in after.lines.iter().zip(&before.lines) {
            prop_assert!(after.priced <= before.priced);
        }
    }

    #[test]
    fn another_full_reduction_never_raises_the_total_when_no_later_step_has_a_threshold(
        mut cart in carts(), mut more in fulls(200),
    ) {
        more.lane = 3;
        for offer in &mut cart.full {
            offer.lane = offer.lane.min(2);
        }
        cart.choice = CouponChoice::None;
        cart.points.wanted = Points::ZERO;
        cart.fees.clear();
        let before = quote(&cart).unwrap();
        cart.full.push(more.clone());
        prop_assert!(quote(&cart).unwrap().total <= before.total);
        // The same beside others in its lane: the best one wins.
        more.campaign = CampaignId(id(201));
        more.benefit = FullBenefit::AmountOff { tiers: vec![Tier { from: Threshold::Units(1), off: money(77) }] };
        let before = quote(&cart).unwrap();
        cart.full.push(more);
        prop_assert!(quote(&cart).unwrap().total <= before.total);
    }

    #[test]
    fn another_coupon_never_raises_the_total_when_the_best_are_used(mut cart in carts(), more in coupons(200)) {
        cart.choice = CouponChoice::Best;
        cart.points.wanted = Points::ZERO;
        cart.fees.clear();
        let before = quote(&cart).unwrap();
        cart.coupons.push(more);
        prop_assert!(quote(&cart).unwrap().total <= before.total);
    }

    #[test]
    fn the_best_coupons_are_at_least_as_good_as_any_that_are_named(mut cart in carts(), turn in 0_usize..5) {
        cart.points.wanted = Points::ZERO;
        cart.fees.clear();
        let mut named: Vec<CouponId> = cart.coupons.iter().map(|offer| offer.coupon).collect();
        let turn = turn.min(named.len());
        named.rotate_left(turn);
        cart.choice = CouponChoice::Named(named);
        let by_hand = quote(&cart).unwrap();
        cart.choice = CouponChoice::Best;
        prop_assert!(quote(&cart).unwrap().total <= by_hand.total);
    }

    #[test]
    fn what_goes_into_a_quote_and_what_comes_out_travel_as_json(cart in carts()) {
        let wire = serde_json::to_string(&cart).unwrap();
        let there: QuoteInput = serde_json::from_str(&wire).unwrap();
        let answer = quote(&there).unwrap();
        prop_assert_eq!(&answer, &quote(&cart).unwrap());
        let back: Quote = serde_json::from_str(&serde_json::to_string(&answer).unwrap()).unwrap();
        prop_assert_eq!(back, answer);
    }
}

#[test]
fn offers_that_cannot_be_are_refused_by_place_and_field() {
    let line = QuoteLine::new(
        SkuId(id(1)),
        ProductId(id(1)),
        MerchantId(id(1)),
        Fulfilment::Pickup,
        1,
        money(100),
    );
    let window = Window {
        from: now(),
        until: now().plus_days(1),
    };
    let coupon = CouponOffer {
        coupon: id(1),
        issuer: Issuer::Platform,
        window,
        scope: Scope::ALL,
        threshold: Money::ZERO,
        benefit: CouponBenefit::Amount(money(1)),
        funder: Funder::Platform,
    };
    let field = |change: &dyn Fn(&mut QuoteInput)| {
        let mut input = QuoteInput::new(now(), vec![line.clone()]);
        input.coupons = vec![coupon.clone(), coupon.clone()];
        change(&mut input);
        let error = quote(&input).unwrap_err();
        (error.code(), error.field().unwrap_or_default().to_owned())
    };
    let invalid = |name: &str| ("invalid_field", name.to_owned());
    assert_eq!(
        field(&|input| input.coupons[1].benefit = CouponBenefit::Amount(Money::ZERO)),
        invalid("coupons[1].benefit.amount")
    );
    assert_eq!(
        field(&|input| input.coupons[0].threshold = money(-1)),
        invalid("coupons[0].threshold")
    );
    assert_eq!(
        field(&|input| input.coupons[0].window.until = now()),
        invalid("coupons[0].window.until")
    );
    assert_eq!(
        field(&|input| input.proxy_fee = money(-1)),
        invalid("proxy_fee")
    );
    assert_eq!(
        field(&|input| input.lines[0].list_price = Some(money(-1))),
        invalid("lines[0].list_price")
    );
    assert_eq!(
        field(&|input| input.lines[0].member_prices = [(gold(), money(-1))].into()),
        invalid("lines[0].member_prices")
    );
    let limit = ("limit_exceeded", "coupons".to_owned());
    assert_eq!(
        field(&|input| input.coupons = vec![coupon.clone(); 201]),
        limit
    );
    assert_eq!(
        field(&|input| input.choice = CouponChoice::Named(vec![id(1); 201])).1,
        "choice.coupons"
    );
}
