//! The chain of RULES §4.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::BTreeMap;

use super::records::{
    Lane, NotApplied, PointsOffer, Quote, QuoteInput, QuoteLine, QuotedLine, QuotedOrder, Reduction,
};
use crate::catalog::Fulfilment;
use crate::kernel::{Error, MerchantId, Money, Points, Result, Rounding, divide, percentage};

/// Prices a cart. Pure: nothing is read or stored, so a phone can call it with downloaded prices and the engine's own
/// quote is this very function. RULES §4.
///
/// Errors: `limit_exceeded` beyond 2,000 lines or 1,000,000 units, `invalid_field` for zero quantities or negative prices,
/// `overflow`.
pub fn quote(input: &QuoteInput) -> Result<Quote> {
    if input.lines.len() > QuoteInput::MAX_LINES {
        return Err(Error::Limit {
            field: "lines".into(),
            limit: QuoteInput::MAX_LINES as u64,
        });
    }
    let mut lines = Vec::with_capacity(input.lines.len());
    for (place, line) in input.lines.iter().enumerate() {
        lines.push(unit_price(line).map_err(|error| error.under(&format!("lines[{place}]")))?);
    }
    let goods = Money::total(lines.iter().map(|line| line.gross))?;
    let mut not_applied = Vec::new();
    // Free delivery is decided on what the goods cost after reductions; points are a way of paying.
    let reduced: Vec<Money> = lines.iter().map(|line| line.net).collect();
    let (points, points_value) =
        use_points(&input.points, input, goods, &mut lines, &mut not_applied)?;
    let orders = divide_into_orders(input, &lines, &reduced)?;
    let fees = Money::total(orders.iter().map(|order| order.fee))?;
    let total = Money::total(orders.iter().map(|order| order.total))?;
    let reductions = goods.minus(points_value)?.plus(fees)?.minus(total)?;
    assert!(
        !total.is_negative(),
        "no line goes below zero, so no total does"
    );
    Ok(Quote {
        lines,
        orders,
        goods,
        reductions,
        points,
        points_value,
        fees,
        total,
        not_applied,
    })
}

/// Step 1. Today the catalogue's price; member prices and campaign prices enter here.
fn unit_price(line: &QuoteLine) -> Result<QuotedLine> {
    if line.quantity == 0 {
        return Err(Error::invalid("quantity", "at least 1 is expected"));
    }
    if line.quantity > QuoteInput::MAX_QUANTITY {
        return Err(Error::Limit {
            field: "quantity".into(),
            limit: u64::from(QuoteInput::MAX_QUANTITY),
        });
    }
    if line.price.is_negative() {
        return Err(Error::invalid("price", "a price is zero or more"));
    }
    let gross = line.price.times(i64::from(line.quantity))?;
    Ok(QuotedLine {
        sku: line.sku,
        quantity: line.quantity,
        unit_price: line.price,
        gross,
        reductions: Vec::new(),
        points: Points::ZERO,
        net: gross,
    })
}

/// What so many points are worth, rounded down to the smallest unit.
fn value_of_points(points: Points, offer: &PointsOffer, minor_per_unit: i64) -> Result<Money> {
    if points.is_zero() || offer.per_unit == 0 {
        return Ok(Money::ZERO);
    }
    let value = i128::from(points.units()).saturating_mul(i128::from(minor_per_unit));
    let value = value.checked_div(i128::from(offer.per_unit)).unwrap_or(0);
    Money::new(i64::try_from(value).map_err(|_| Error::Overflow { field: "points" })?)
}

/// So many points as may pay `bound` without exceeding it, and what they are worth. Points that would be worth a part of
/// the smallest unit are left with the member.
fn points_within(
    bound: Money,
    offer: &PointsOffer,
    minor_per_unit: i64,
) -> Result<(Points, Money)> {
    let minor = i128::from(minor_per_unit.max(1));
    let whole = |numerator: i128| {
        let points = numerator
            .checked_div(minor)
            .and_then(|points| i64::try_from(points).ok());
        Points::new(points.ok_or(Error::Overflow { field: "points" })?)
    };
    let numerator =
        |value: Money| i128::from(value.units()).saturating_mul(i128::from(offer.per_unit));
    let value = value_of_points(whole(numerator(bound))?, offer, minor_per_unit)?;
    let fewest = whole(numerator(value).saturating_add(minor).saturating_sub(1))?;
    Ok((fewest, value))
}

/// Step 4: at most what the member wants and has, the cap, and the running amount.
fn use_points(
    offer: &PointsOffer,
    input: &QuoteInput,
    goods: Money,
    lines: &mut [QuotedLine],
    not_applied: &mut Vec<NotApplied>,
) -> Result<(Points, Money)> {
    if offer.wanted.is_negative() {
        return Err(Error::invalid("points", "zero or more points are expected"));
    }
    if offer.wanted.is_zero() {
        return Ok((Points::ZERO, Money::ZERO));
    }
    let running = Money::total(lines.iter().map(|line| line.net))?;
    // The cap never rounds up: points may pay at most half, not half a fen more.
    let cap = percentage(goods, offer.cap, Rounding::HalfDown)?;
    let cap = if exceeds(cap, goods, offer) {
        cap.minus(Money::new(1)?)?
    } else {
        cap
    };
    let affordable = value_of_points(
        offer.wanted.min(offer.available),
        offer,
        input.minor_per_unit,
    )?;
    let bound = affordable.min(cap).min(running).max(Money::ZERO);
    let (points, value) = points_within(bound, offer, input.minor_per_unit)?;
    let mut explain = |reason: &str| {
        not_applied.push(NotApplied {
            lane: Lane::Points,
            reason: reason.to_owned(),
        });
    };
    if offer.available < offer.wanted {
        explain("fewer_points_than_wanted");
    }
    if bound < affordable {
        explain(if cap < running {
            "capped_by_goods_amount"
        } else {
            "capped_by_running_amount"
        });
    }
    let Some(funder) = offer.funder.clone().filter(|_| value.is_positive()) else {
        return Ok((Points::ZERO, Money::ZERO));
    };
    let weights: Vec<Money> = lines.iter().map(|line| line.net).collect();
    let shares = divide(value, &weights)?;
    let counts = divide(Money::new(points.units())?, &shares)?;
    for ((line, share), count) in lines.iter_mut().zip(shares).zip(counts) {
        if share.is_positive() {
            line.reductions.push(Reduction {
                lane: Lane::Points,
                funder: funder.clone(),
                amount: share,
                basis: line.net,
            });
            line.points = Points::new(count.units())?;
            line.net = line.net.minus(share)?;
        }
    }
    Ok((points, value))
}

/// Whether a half-down rounding still went over the exact cap.
fn exceeds(cap: Money, goods: Money, offer: &PointsOffer) -> bool {
    let exact = offer.cap.decimal();
    let scale = 10_i128.saturating_pow(exact.scale());
    let left = i128::from(cap.units()).saturating_mul(scale);
    let right = i128::from(goods.units()).saturating_mul(exact.mantissa());
    left > right
}

/// Step 5 and the division into orders. RULES §5.
fn divide_into_orders(
    input: &QuoteInput,
    lines: &[QuotedLine],
    reduced: &[Money],
) -> Result<Vec<QuotedOrder>> {
    let mut groups: BTreeMap<(MerchantId, Fulfilment), Vec<u32>> = BTreeMap::new();
    for (place, line) in (0_u32..).zip(&input.lines) {
        groups
            .entry((line.merchant, line.fulfilment))
            .or_default()
            .push(place);
    }
    let mut orders = Vec::with_capacity(groups.len());
    for ((merchant, fulfilment), places) in groups {
        let of = |amount: &dyn Fn(usize) -> Money| {
            Money::total(places.iter().map(|place| amount(*place as usize)))
        };
        let goods = of(&|place| lines[place].gross)?;
        let after_reductions = of(&|place| reduced[place])?;
        let net = of(&|place| lines[place].net)?;
        let rule = input.fees.iter().find(|rule| rule.fulfilment == fulfilment);
        let fee = match rule {
            Some(rule) if !rule.free_from.is_positive() || after_reductions < rule.free_from => {
                rule.fee
            }
            _ => Money::ZERO,
        };
        orders.push(QuotedOrder {
            merchant,
            fulfilment,
            lines: places,
            goods,
            fee,
            total: net.plus(fee)?,
        });
    }
    Ok(orders)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::{Id, ProductId, Rate, SkuId};
    use crate::ledger::Party;
    use crate::pricing::FeeRule;

    fn money(units: i64) -> Money {
        Money::new(units).unwrap()
    }

    fn line(merchant: u8, fulfilment: Fulfilment, quantity: u32, price: i64) -> QuoteLine {
        QuoteLine {
            sku: SkuId(Id::MIN),
            product: ProductId(Id::MIN),
            merchant: MerchantId(Id::from_bytes([merchant; 16])),
            fulfilment,
            quantity,
            price: money(price),
        }
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
            minor_per_unit: 100,
            rounding: Rounding::HalfUp,
            lines,
            points,
            fees: Vec::new(),
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
                minor_per_unit: 100,
                rounding: Rounding::HalfUp,
                lines: lines.into_iter().map(|(m, f, q, p)| line(m, f, q, p)).collect(),
                points: PointsOffer { per_unit, cap: Rate::percent(cap).unwrap(), ..offer(wanted, available) },
                fees: vec![FeeRule { fulfilment: Fulfilment::Express, fee: money(fee), free_from: money(free_from) }],
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
}
