//! The chain of RULES §4, step after step.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::offers::{CouponChoice, Issuer};
use super::records::{
    Lane, NotApplied, Quote, QuoteInput, QuoteLine, QuotedLine, Reduction, ReductionReason,
};
use super::{coupons, fees, full, points, unit};
use crate::kernel::{CampaignId, CouponId, Error, Money, Result};
use crate::ledger::Party;

/// Prices a cart. Pure: nothing is read or stored, so a phone can call it with downloaded prices and the engine's own
/// quote is this very function. RULES §4.
///
/// Errors: `limit_exceeded` beyond 2,000 lines, 1,000,000 units, 2,000 campaigns of a kind or 200 coupons, `invalid_field` for zero
/// quantities, negative prices and offers that cannot be, `overflow`.
pub fn quote(input: &QuoteInput) -> Result<Quote> {
    check_limits(input)?;
    let mut cart = Cart {
        input,
        lines: Vec::with_capacity(input.lines.len()),
        travels_with: Vec::new(),
        not_applied: Vec::new(),
    };
    unit::price(&mut cart)?;
    full::reduce(&mut cart)?;
    let used = coupons::reduce(&mut cart)?;
    // Free delivery is decided on what the goods cost after reductions; points are a way of paying.
    let reduced: Vec<Money> = cart.lines.iter().map(|line| line.net).collect();
    let (points, points_value) = points::pay(&mut cart)?;
    let orders = fees::divide_into_orders(&cart, &reduced)?;
    let goods = Money::total(cart.lines.iter().map(|line| line.gross))?;
    let mut charged = Money::ZERO;
    for order in &orders {
        charged = charged.plus(order.fee)?.plus(order.proxy_fee)?;
    }
    let total = Money::total(orders.iter().map(|order| order.total))?;
    let reductions = goods.minus(points_value)?.plus(charged)?.minus(total)?;
    assert!(
        !total.is_negative(),
        "no line goes below zero, so no total does"
    );
    Ok(Quote {
        lines: cart.lines,
        orders,
        goods,
        reductions,
        coupons: used,
        points,
        points_value,
        fees: charged,
        total,
        not_applied: cart.not_applied,
    })
}

/// A cart on its way through the chain.
pub(super) struct Cart<'a> {
    pub(super) input: &'a QuoteInput,
    /// One per line of the input, then the gifts.
    pub(super) lines: Vec<QuotedLine>,
    /// Per gift the place of the line that it travels with.
    pub(super) travels_with: Vec<usize>,
    pub(super) not_applied: Vec<NotApplied>,
}

/// Where a reduction comes from.
#[derive(Clone, Copy)]
pub(super) struct Source {
    pub(super) lane: Lane,
    pub(super) campaign: Option<CampaignId>,
    pub(super) coupon: Option<CouponId>,
    pub(super) reason: Option<ReductionReason>,
}

impl Source {
    /// A step that is explained by itself.
    pub(super) const fn step(lane: Lane) -> Self {
        Self {
            lane,
            campaign: None,
            coupon: None,
            reason: None,
        }
    }
}

impl<'a> Cart<'a> {
    /// The places of the bought lines of an issuer that `covers` says yes to, into `places`. Points goods are never among
    /// them.
    pub(super) fn places(
        &self,
        issuer: Issuer,
        places: &mut Vec<usize>,
        covers: impl Fn(&'a QuoteLine) -> bool,
    ) {
        places.clear();
        let lines = self.input.lines.iter().enumerate();
        places.extend(
            lines
                .filter(|(_, line)| {
                    line.points_price.is_zero() && issuer.sells(line) && covers(line)
                })
                .map(|(place, _)| place),
        );
    }
}

impl QuotedLine {
    /// Takes `amount` off, computed on `basis`. Nothing is noted for zero.
    pub(super) fn take_off(
        &mut self,
        source: Source,
        funder: Party,
        amount: Money,
        basis: Money,
    ) -> Result<()> {
        if amount.is_zero() {
            return Ok(());
        }
        self.net = self.net.minus(amount)?;
        assert!(
            amount.is_positive() && !self.net.is_negative(),
            "a reduction lies between zero and what is left of its line"
        );
        self.reductions.push(Reduction {
            lane: source.lane,
            campaign: source.campaign,
            coupon: source.coupon,
            reason: source.reason,
            funder,
            amount,
            basis,
        });
        Ok(())
    }
}

fn check_limits(input: &QuoteInput) -> Result<()> {
    let named = match &input.choice {
        CouponChoice::Named(named) => named.len(),
        CouponChoice::None | CouponChoice::Best => 0,
    };
    let lists = [
        ("lines", input.lines.len(), QuoteInput::MAX_LINES),
        ("timed", input.timed.len(), QuoteInput::MAX_CAMPAIGNS),
        ("full", input.full.len(), QuoteInput::MAX_CAMPAIGNS),
        ("coupons", input.coupons.len(), QuoteInput::MAX_COUPONS),
        ("choice.coupons", named, QuoteInput::MAX_COUPONS),
    ];
    for (field, length, limit) in lists {
        if length > limit {
            return Err(Error::Limit {
                field: field.into(),
                limit: limit as u64,
            });
        }
    }
    if input.proxy_fee.is_negative() {
        return Err(Error::invalid("proxy_fee", "a fee is zero or more"));
    }
    for (place, offer) in input.timed.iter().enumerate() {
        offer
            .validate()
            .map_err(|error| error.under(&format!("timed[{place}]")))?;
    }
    for (place, offer) in input.full.iter().enumerate() {
        offer
            .validate()
            .map_err(|error| error.under(&format!("full[{place}]")))?;
    }
    for (place, offer) in input.coupons.iter().enumerate() {
        offer
            .validate()
            .map_err(|error| error.under(&format!("coupons[{place}]")))?;
    }
    Ok(())
}
