//! Of the chain as a whole.

use proptest::prelude::*;

use crate::catalog::Fulfilment;
use crate::kernel::{
    CampaignId, CouponId, Id, LevelId, MerchantId, Money, Points, ProductId, Rate, SkuId, Timestamp,
};
use crate::ledger::Party;
use crate::pricing::*;

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_micros(1_800_000_000_000_000).unwrap()
}

fn line(merchant: u8, fulfilment: Fulfilment, quantity: u32, price: i64) -> QuoteLine {
    QuoteLine::new(
        SkuId(Id::MIN),
        ProductId(Id::MIN),
        MerchantId(Id::from_bytes([merchant; 16])),
        fulfilment,
        quantity,
        money(price),
    )
}

fn offer(wanted: i64, available: i64) -> PointsOffer {
    PointsOffer {
        wanted: Points::new(wanted).unwrap(),
        available: Points::new(available).unwrap(),
        per_unit: 100,
        cap: Rate::percent(50).unwrap(),
        funder: Some(Party::Platform),
    }
}

fn input(lines: Vec<QuoteLine>, points: PointsOffer) -> QuoteInput {
    QuoteInput {
        points,
        ..QuoteInput::new(now(), lines)
    }
}

fn reasons(quote: &Quote) -> Vec<&str> {
    quote
        .not_applied
        .iter()
        .map(|not| not.reason.as_str())
        .collect()
}

#[test]
fn points_pay_at_most_half_of_the_goods_and_say_so() {
    let quote = quote(&input(
        vec![line(1, Fulfilment::Pickup, 1, 1001)],
        offer(900, 2000),
    ))
    .unwrap();
    assert_eq!(
        (
            quote.points.units(),
            quote.points_value.units(),
            quote.total.units()
        ),
        (500, 500, 501)
    );
    assert_eq!(reasons(&quote), ["capped_by_goods_amount"]);
}

#[test]
fn points_that_the_member_does_not_have_are_not_used() {
    let quote = quote(&input(
        vec![line(1, Fulfilment::Pickup, 1, 10_000)],
        offer(300, 120),
    ))
    .unwrap();
    assert_eq!((quote.points.units(), quote.total.units()), (120, 9_880));
    assert_eq!(reasons(&quote), ["fewer_points_than_wanted"]);
}

#[test]
fn free_delivery_is_decided_per_order_before_points() {
    let mut cart = input(
        vec![
            line(1, Fulfilment::Express, 1, 9_900),
            line(2, Fulfilment::Express, 1, 3_000),
            line(1, Fulfilment::Pickup, 1, 500),
        ],
        offer(5_000, 5_000),
    );
    cart.fees = vec![FeeRule {
        fulfilment: Fulfilment::Express,
        fee: money(800),
        free_from: money(9_900),
    }];
    let quote = quote(&cart).unwrap();
    let fees: Vec<i64> = quote.orders.iter().map(|order| order.fee.units()).collect();
    assert_eq!(fees, [0, 0, 800], "pickup of 1, express of 1, express of 2");
    assert_eq!(quote.total.units(), 9_900 + 3_000 + 500 - 5_000 + 800);
}

#[test]
fn a_total_of_zero_is_possible_and_nothing_is_below_it() {
    let mut free = offer(1_000, 1_000);
    free.cap = Rate::ONE;
    let quote = quote(&input(
        vec![
            line(1, Fulfilment::Pickup, 2, 450),
            line(1, Fulfilment::Pickup, 1, 0),
        ],
        free,
    ))
    .unwrap();
    assert_eq!((quote.points.units(), quote.total.units()), (900, 0));
    assert!(
        quote.lines[1].reductions.is_empty(),
        "a line of zero gets nothing"
    );
}

#[test]
fn lines_that_cannot_be_are_refused_by_place() {
    let cart = |quantity, price: i64| {
        let mut bad = line(1, Fulfilment::Pickup, quantity, 1);
        bad.price = Money::new(price).unwrap();
        quote(&input(
            vec![line(1, Fulfilment::Pickup, 1, 1), bad],
            PointsOffer::default(),
        ))
        .unwrap_err()
    };
    assert_eq!(cart(0, 1).field(), Some("lines[1].quantity"));
    assert_eq!(cart(1_000_001, 1).code(), "limit_exceeded");
    assert_eq!(cart(1, -1).field(), Some("lines[1].price"));
    assert_eq!(
        cart(1_000_000, Money::MAX.units()).field(),
        Some("lines[1].money")
    );
    let many = input(
        vec![line(1, Fulfilment::Pickup, 1, 1); 2_001],
        PointsOffer::default(),
    );
    assert_eq!(quote(&many).unwrap_err().code(), "limit_exceeded");
    let negative = input(vec![line(1, Fulfilment::Pickup, 1, 1)], offer(-1, 5));
    assert_eq!(quote(&negative).unwrap_err().field(), Some("points"));
}

fn fulfilments() -> impl Strategy<Value = Fulfilment> {
    prop_oneof![
        Just(Fulfilment::Pickup),
        Just(Fulfilment::Express),
        Just(Fulfilment::Instant)
    ]
}

prop_compose! {
    fn carts()(
        lines in prop::collection::vec((1_u8..5, fulfilments(), 1_u32..20, 0_i64..20_000), 1..30),
        wanted in 0_i64..100_000, available in 0_i64..100_000, per_unit in 1_u32..500, cap in 0_u8..=100,
        fee in 0_i64..2_000, free_from in 0_i64..30_000,
    ) -> QuoteInput {
        QuoteInput {
            points: PointsOffer { per_unit, cap: Rate::percent(cap).unwrap(), ..offer(wanted, available) },
            fees: vec![FeeRule { fulfilment: Fulfilment::Express, fee: money(fee), free_from: money(free_from) }],
            ..QuoteInput::new(now(), lines.into_iter().map(|(m, f, q, p)| line(m, f, q, p)).collect())
        }
    }
}

proptest! {
    #[test]
    fn everything_adds_up_and_nothing_is_negative(cart in carts()) {
        let quote = quote(&cart).unwrap();
        let sum = |amounts: Vec<Money>| amounts.iter().map(|amount| amount.units()).sum::<i64>();
        prop_assert_eq!(sum(quote.lines.iter().map(|line| line.gross).collect()), quote.goods.units());
        prop_assert_eq!(
            quote.goods.units() - quote.reductions.units() - quote.points_value.units() + quote.fees.units(),
            quote.total.units()
        );
        prop_assert_eq!(sum(quote.orders.iter().map(|order| order.total).collect()), quote.total.units());
        prop_assert_eq!(quote.lines.iter().map(|line| line.points.units()).sum::<i64>(), quote.points.units());
        for line in &quote.lines {
            prop_assert!(!line.net.is_negative());
            let reduced = sum(line.reductions.iter().map(|reduction| reduction.amount).collect());
            prop_assert_eq!(line.gross.units() - reduced, line.net.units());
            prop_assert!(line.reductions.iter().all(|reduction| reduction.amount.is_positive()));
        }
        prop_assert!(quote.points <= cart.points.available && quote.points <= cart.points.wanted);
        let cap = cart.points.cap.decimal() * rust_decimal::Decimal::from(quote.goods.units());
        prop_assert!(rust_decimal::Decimal::from(quote.points_value.units()) <= cap);
    }

    #[test]
    fn more_points_never_raise_the_total(cart in carts(), more in 1_i64..10_000) {
        let fewer = quote(&cart).unwrap();
        let mut richer = cart;
        richer.points.wanted = Points::new(richer.points.wanted.units() + more).unwrap();
        richer.points.available = Points::new(richer.points.available.units() + more).unwrap();
        prop_assert!(quote(&richer).unwrap().total <= fewer.total);
    }

    #[test]
    fn the_order_of_the_lines_does_not_change_the_total(cart in carts()) {
        let forward = quote(&cart).unwrap();
        let mut backward = cart;
        backward.lines.reverse();
        prop_assert_eq!(quote(&backward).unwrap().total, forward.total);
    }
}

fn campaign(number: u8) -> CampaignId {
    CampaignId(Id::from_bytes([number; 16]))
}

fn coupon(number: u8) -> CouponId {
    CouponId(Id::from_bytes([number; 16]))
}

fn always() -> Window {
    Window {
        from: now(),
        until: now().plus_days(1),
    }
}

fn seller(merchant: u8) -> MerchantId {
    MerchantId(Id::from_bytes([merchant; 16]))
}

fn rate(text: &str) -> Rate {
    Rate::parse("rate", text).unwrap()
}

fn spend(number: u8, from: i64, off: i64) -> FullReduction {
    FullReduction {
        campaign: campaign(number),
        issuer: Issuer::Platform,
        lane: 0,
        basis: Basis::Running,
        window: always(),
        scope: Scope::ALL,
        benefit: FullBenefit::AmountOff {
            tiers: vec![Tier {
                from: Threshold::Amount(money(from)),
                off: money(off),
            }],
        },
        funder: Funder::Platform,
    }
}

fn voucher(number: u8, threshold: i64, off: i64) -> CouponOffer {
    CouponOffer {
        coupon: coupon(number),
        issuer: Issuer::Platform,
        window: always(),
        scope: Scope::ALL,
        threshold: money(threshold),
        benefit: CouponBenefit::Amount(money(off)),
        funder: Funder::Platform,
    }
}

fn cart(prices: &[i64]) -> QuoteInput {
    let lines = prices
        .iter()
        .map(|price| line(1, Fulfilment::Pickup, 1, *price));
    QuoteInput::new(now(), lines.collect())
}

fn nets(quote: &Quote) -> Vec<i64> {
    quote.lines.iter().map(|line| line.net.units()).collect()
}

#[test]
fn the_best_of_sku_price_member_price_level_discount_and_timed_discount_counts() {
    let gold = LevelId::of_code("gold");
    let mut cart = cart(&[10_000, 10_000, 10_000]);
    cart.level = Some(LevelBenefits {
        level: gold,
        off: rate("0.05"),
        funder: Funder::Platform,
        delivery: LevelDelivery::Charged,
    });
    cart.lines[0].member_prices.insert(gold, money(9_000));
    cart.lines[1].product = ProductId(Id::MAX);
    cart.timed = vec![TimedDiscount {
        campaign: campaign(7),
        issuer: Issuer::Platform,
        window: always(),
        scope: Scope {
            of: ScopeOf::Products([ProductId(Id::MAX)].into()),
            kinds: Vec::new(),
        },
        offer: TimedOffer::Percent(rate("0.2")),
        funder: Funder::Merchant,
    }];
    let quote = quote(&cart).unwrap();
    assert_eq!(nets(&quote), [9_000, 8_000, 9_500]);
    let lanes: Vec<Lane> = quote
        .lines
        .iter()
        .map(|line| line.reductions[0].lane)
        .collect();
    assert_eq!(
        lanes,
        [Lane::MemberPrice, Lane::TimedDiscount, Lane::LevelDiscount]
    );
    assert_eq!(quote.lines[2].reductions[0].funder, Party::Platform);
    assert_eq!(
        quote.lines[1].reductions[0].funder,
        Party::Merchant(seller(1))
    );
    assert!(quote.not_applied.is_empty());
}

#[test]
fn a_special_price_replaces_the_sku_price_and_keeps_coupons_and_points_off() {
    let mut cart = cart(&[10_000, 5_000]);
    cart.lines[0].special = Some(SpecialPrice {
        campaign: campaign(3),
        kind: SpecialKind::FlashSale,
        price: money(6_000),
        excludes: Excludes::default(),
        funder: Funder::Merchant,
    });
    cart.coupons = vec![voucher(1, 5_001, 100), voucher(2, 5_000, 100)];
    cart.choice = CouponChoice::Named(vec![coupon(1), coupon(2)]);
    cart.points = offer(100_000, 100_000);
    let quote = quote(&cart).unwrap();
    assert_eq!(nets(&quote), [6_000, 5_000 - 100 - 2_500]);
    assert_eq!(quote.coupons, [coupon(2)]);
    assert_eq!(quote.not_applied[0].reason, WhyNot::BelowThreshold);
    assert_eq!(quote.not_applied[0].missing, money(1));
}

#[test]
fn in_each_lane_the_best_one_wins_and_lanes_follow_each_other() {
    let mut cart = cart(&[10_000]);
    let mut second = spend(3, 9_500, 500);
    second.lane = 1;
    cart.full = vec![spend(1, 9_000, 300), spend(2, 9_000, 800), second.clone()];
    let running = quote(&cart).unwrap();
    assert_eq!(nets(&running), [9_200]);
    assert_eq!(reasons(&running), ["better_in_lane", "below_threshold"]);
    assert_eq!(running.not_applied[1].missing, money(300));
    second.basis = Basis::Original;
    cart.full[2] = second;
    assert_eq!(nets(&quote(&cart).unwrap()), [8_700]);
}

#[test]
fn at_most_one_coupon_per_merchant_and_one_of_the_platform_are_used() {
    let mut cart = cart(&[10_000, 10_000]);
    cart.lines[1].merchant = seller(2);
    let of = |number, merchant, off| CouponOffer {
        issuer: Issuer::Merchant(seller(merchant)),
        funder: Funder::Merchant,
        ..voucher(number, 0, off)
    };
    cart.coupons = vec![
        of(1, 1, 100),
        of(2, 1, 300),
        of(3, 2, 200),
        voucher(4, 0, 50),
        voucher(5, 19_500, 60),
    ];
    cart.choice = CouponChoice::Best;
    let best = quote(&cart).unwrap();
    assert_eq!(best.coupons, [coupon(2), coupon(3), coupon(5)]);
    assert_eq!(best.total, money(20_000 - 300 - 200 - 60));
    cart.choice = CouponChoice::Named((1..=5).map(coupon).collect());
    let named = quote(&cart).unwrap();
    assert_eq!(named.coupons, [coupon(1), coupon(3), coupon(4)]);
    assert_eq!(
        reasons(&named),
        ["one_coupon_per_merchant", "one_platform_coupon"]
    );
}

#[test]
fn gifts_travel_with_their_merchants_order_while_they_last() {
    let gift = FullReduction {
        benefit: FullBenefit::Gifts {
            from: Threshold::Amount(money(5_000)),
            gifts: vec![Gift {
                sku: SkuId(Id::MAX),
                quantity: 2,
            }],
        },
        ..spend(1, 0, 1)
    };
    let mut cart = cart(&[5_000, 100]);
    cart.lines[1].merchant = seller(2);
    cart.full = vec![gift];
    cart.gifts = vec![GiftGoods {
        sku: SkuId(Id::MAX),
        product: ProductId(Id::MAX),
        merchant: seller(2),
        price: money(150),
        available: 2,
    }];
    let given = quote(&cart).unwrap();
    assert_eq!(given.orders[1].lines, [1, 2]);
    assert_eq!(
        (given.lines[2].gross, given.lines[2].net),
        (money(300), Money::ZERO)
    );
    assert_eq!(given.total, money(5_100));
    cart.gifts[0].available = 1;
    let gone = quote(&cart).unwrap();
    assert_eq!(
        (gone.lines.len(), reasons(&gone)),
        (2, vec!["gift_out_of_stock"])
    );
}
