//! The chain of RULES §4.
#![warn(clippy::arithmetic_side_effects)]

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
    let points = use_points(&input.points, input, goods, &mut lines, &mut not_applied)?;
    let points_value = value_of_points(points, &input.points, input.minor_per_unit)?;
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

/// The fewest points that are worth this much, rounded up.
fn points_worth(value: Money, offer: &PointsOffer, minor_per_unit: i64) -> Result<Points> {
    let points = i128::from(value.units()).saturating_mul(i128::from(offer.per_unit));
    let minor = i128::from(minor_per_unit.max(1));
    let rounded_up = points
        .saturating_add(minor)
        .saturating_sub(1)
        .checked_div(minor)
        .unwrap_or(0);
    Points::new(i64::try_from(rounded_up).map_err(|_| Error::Overflow { field: "points" })?)
}

/// Step 4: at most what the member wants and has, the cap, and the running amount.
fn use_points(
    offer: &PointsOffer,
    input: &QuoteInput,
    goods: Money,
    lines: &mut [QuotedLine],
    not_applied: &mut Vec<NotApplied>,
) -> Result<Points> {
    if offer.wanted.is_negative() {
        return Err(Error::invalid("points", "zero or more points are expected"));
    }
    if offer.wanted.is_zero() {
        return Ok(Points::ZERO);
    }
    let running = Money::total(lines.iter().map(|line| line.net))?;
    // The cap never rounds up: points may pay at most half, not half a fen more.
    let cap = percentage(goods, offer.cap, Rounding::HalfDown)?;
    let cap = if exceeds(cap, goods, offer)? {
        cap.minus(Money::new(1)?)?
    } else {
        cap
    };
    let affordable = value_of_points(
        offer.wanted.min(offer.available),
        offer,
        input.minor_per_unit,
    )?;
    let value = affordable.min(cap).min(running).max(Money::ZERO);
    let mut explain = |reason: &str| {
        not_applied.push(NotApplied {
            lane: Lane::Points,
            reason: reason.to_owned(),
        })
    };
    if offer.available < offer.wanted {
        explain("fewer_points_than_wanted");
    }
    if value < affordable {
        explain(if cap < running {
            "capped_by_goods_amount"
        } else {
            "capped_by_running_amount"
        });
    }
    let Some(funder) = offer.funder.clone().filter(|_| value.is_positive()) else {
        return Ok(Points::ZERO);
    };
    let points = points_worth(value, offer, input.minor_per_unit)?;
    let weights: Vec<Money> = lines.iter().map(|line| line.net).collect();
    let shares = divide(value, &weights)?;
    let as_weights: Vec<Money> = shares.clone();
    let counts = divide(Money::new(points.units())?, &as_weights)?;
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
    Ok(points)
}

/// Whether a half-down rounding still went over the exact cap.
fn exceeds(cap: Money, goods: Money, offer: &PointsOffer) -> Result<bool> {
    let exact = offer.cap.decimal();
    let scale = 10_i128.saturating_pow(exact.scale());
    let left = i128::from(cap.units()).saturating_mul(scale);
    let right = i128::from(goods.units()).saturating_mul(exact.mantissa());
    Ok(left > right)
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
