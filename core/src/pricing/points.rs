//! Step 4: points pay a part. RULES §4.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::quote::{Cart, Source};
use super::records::{Lane, NotApplied, PointsOffer, QuoteLine, WhyNot};
use super::unit::points_worth;
use crate::kernel::{Error, Money, Points, Result, Rounding, divide, percentage};
use crate::points::{points_within, value_of};

/// Points goods take the points that they cost; then points pay a part of the rest. Answers the points and what they are
/// worth.
pub(super) fn pay(cart: &mut Cart<'_>) -> Result<(Points, Money)> {
    if cart.input.points.wanted.is_negative() {
        return Err(Error::invalid("points", "zero or more points are expected"));
    }
    let (taken, worth) = pay_for_points_goods(cart)?;
    let left = cart.input.points.available.minus(taken)?;
    let (points, value) = pay_a_part(cart, left)?;
    Ok((taken.plus(points)?, worth.plus(value)?))
}

/// Errors: `insufficient` naming `points`.
fn pay_for_points_goods(cart: &mut Cart<'_>) -> Result<(Points, Money)> {
    let (input, offer) = (cart.input, &cart.input.points);
    let (mut taken, mut worth) = (Points::ZERO, Money::ZERO);
    let lines = input.lines.iter().zip(&mut cart.lines);
    for (line, quoted) in lines.filter(|(line, _)| line.points_price.is_positive()) {
        let quantity = i64::from(line.quantity);
        let overflow = Error::Overflow { field: "points" };
        let points = line.points_price.units().checked_mul(quantity);
        quoted.points = Points::new(points.ok_or(overflow)?)?;
        taken = taken.plus(quoted.points)?;
        let value = points_worth(input, line)?.times(quantity)?;
        worth = worth.plus(value)?;
        let funder = offer.funder.clone().filter(|_| taken <= offer.available);
        let funder = funder.ok_or(Error::Insufficient {
            field: "points".into(),
            available: offer.available.units(),
        })?;
        quoted.take_off(Source::step(Lane::Points), funder, value, quoted.net)?;
    }
    Ok((taken, worth))
}

/// At most what the member wants and has, the cap, and the running amount of the lines that points may pay.
fn pay_a_part(cart: &mut Cart<'_>, available: Points) -> Result<(Points, Money)> {
    let (input, offer) = (cart.input, &cart.input.points);
    if offer.wanted.is_zero() {
        return Ok((Points::ZERO, Money::ZERO));
    }
    let payable = |line: &QuoteLine| {
        let special = line.special.as_ref();
        line.points_price.is_zero() && special.is_none_or(|special| !special.excludes.points)
    };
    let mut goods = Money::ZERO;
    let mut weights = Vec::with_capacity(input.lines.len());
    for (line, quoted) in input.lines.iter().zip(&cart.lines) {
        if payable(line) {
            goods = goods.plus(quoted.priced)?;
            weights.push(quoted.net);
        } else {
            weights.push(Money::ZERO);
        }
    }
    let mut explain = |reason: WhyNot| {
        let step = NotApplied::step(Lane::Points, reason);
        cart.not_applied.push(step);
    };
    if !input.lines.iter().any(payable) {
        explain(WhyNot::ExcludedBySpecialPrice);
        return Ok((Points::ZERO, Money::ZERO));
    }
    let running = Money::total(weights.iter().copied())?;
    // The cap never rounds up: points may pay at most half, not half a fen more.
    let cap = percentage(goods, offer.cap, Rounding::HalfDown)?;
    let cap = if exceeds(cap, goods, offer) {
        cap.minus(Money::new(1)?)?
    } else {
        cap
    };
    let (minor, per_unit) = (input.minor_per_unit, offer.per_unit);
    let affordable = value_of(offer.wanted.min(available), minor, per_unit)?;
    let bound = affordable.min(cap).min(running).max(Money::ZERO);
    let (points, value) = points_within(bound, minor, per_unit)?;
    if available < offer.wanted {
        explain(WhyNot::FewerPointsThanWanted);
    }
    if bound < affordable {
        explain(if cap < running {
            WhyNot::CappedByGoodsAmount
        } else {
            WhyNot::CappedByRunningAmount
        });
    }
    let Some(funder) = offer.funder.clone().filter(|_| value.is_positive()) else {
        return Ok((Points::ZERO, Money::ZERO));
    };
    let shares = divide(value, &weights)?;
    let counts = divide(Money::new(points.units())?, &shares)?;
    for ((line, share), count) in cart.lines.iter_mut().zip(shares).zip(counts) {
        if share.is_positive() {
            line.points = Points::new(count.units())?;
            line.take_off(Source::step(Lane::Points), funder.clone(), share, line.net)?;
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
