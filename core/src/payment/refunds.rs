//! Refunding a part of an order: every consequence in one place. RULES §11.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use crate::catalog::stock;
use crate::coupon;
use crate::engine::{Context, Event, Lookup};
use crate::kernel::{Error, Money, Points, RefundId, Result, Text, portion};
use crate::level;
use crate::order::{Order, OrderEvent, OrderLine, Trade};
use crate::payment::{Payment, Refund, RefundLine, RefundReason, RefundState};
use crate::points::moves;
use crate::split::booking;

/// Units of a line that go back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Units {
    /// The line's place in the order.
    pub(crate) line: u32,
    /// How many; with those refunded before at most the line's quantity.
    pub(crate) units: u32,
}

/// What `units` more units of a line are worth when they go back: ⌊A·(r+k)/n⌋ − ⌊A·r/n⌋ of what was paid for the line,
/// tenders in reverse: money first, then points. Any sequence of refunds adds up to what was paid. RULES §4, §11.
pub(crate) fn refund_of_line(place: u32, line: &OrderLine, units: u32) -> Result<RefundLine> {
    if units == 0 || units > line.kept() {
        return Err(Error::invalid(
            "quantity",
            format!("1 to {} units of this line can go back", line.kept()),
        ));
    }
    let paid = line.cash.plus(line.points_value)?;
    let now = portion(
        paid.units(),
        line.refunded.into(),
        units.into(),
        line.quantity.into(),
    )?;
    let value = Money::new(now)?;
    let cash = value.min(line.cash.minus(line.refunded_cash)?);
    let points_value = value.minus(cash)?;
    let points = if points_value.is_positive() {
        portion(
            line.points.units(),
            line.refunded_points_value.units(),
            points_value.units(),
            line.points_value.units(),
        )?
    } else {
        0
    };
    Ok(RefundLine {
        line: place,
        units,
        cash,
        points: Points::new(points)?,
        points_value,
    })
}

/// Refunds units of a paid order: money and points of the lines, the fee when nothing is left, stock (put back when not
/// shipped, written off on a shortage), split, points earned, pickup code, state. Changes `order`; the caller stores it
/// afterwards. Answers the refund that the host is to pay.
pub(crate) fn refund_units(
    ctx: &mut Context<'_>,
    order: &mut Order,
    units: &[Units],
    reason: RefundReason,
) -> Result<RefundId> {
    if units.is_empty() {
        return Err(Error::invalid("lines", "at least one line is expected"));
    }
    let mut lines = Vec::with_capacity(units.len());
    for (place, part) in units.iter().enumerate() {
        let path = format!("lines[{place}]");
        let line = order
            .lines
            .get_mut(part.line as usize)
            .ok_or_else(|| Error::invalid(format!("{path}.line"), "the order has no such line"))?;
        let refund =
            refund_of_line(part.line, line, part.units).map_err(|error| error.under(&path))?;
        line.refunded = line.refunded.saturating_add(part.units); // within the quantity, checked above
        line.refunded_cash = line.refunded_cash.plus(refund.cash)?;
        line.refunded_points = line.refunded_points.plus(refund.points)?;
        line.refunded_points_value = line.refunded_points_value.plus(refund.points_value)?;
        let needed = line.stock_needed(part.units);
        match reason {
            RefundReason::Shortage => stock::write_off(ctx, &needed)?,
            _ => stock::put_back(ctx, &needed)?,
        }
        lines.push(refund);
    }
    let whole = order.is_refunded_whole();
    let fee = if whole {
        order.fee.minus(order.refunded_fee)?
    } else {
        Money::ZERO
    };
    order.refunded_fee = order.refunded_fee.plus(fee)?;
    let cash = Money::total(lines.iter().map(|line| line.cash))?.plus(fee)?;
    let points = Points::total(lines.iter().map(|line| line.points))?;
    let points_value = Money::total(lines.iter().map(|line| line.points_value))?;
    assert!(
        order.refunded_cash()? <= order.cash,
        "no more goes back than was captured"
    );

    let mut trade = (*ctx.require::<Trade>(order.trade)?).clone();
    let refund = Refund {
        id: ctx.new_id()?,
        trade: order.trade,
        order: Some(order.id),
        payment: trade.payment.filter(|_| cash.is_positive()),
        provider: trade
            .provider
            .clone()
            .filter(|_| cash.is_positive())
            .unwrap_or_default(),
        reason,
        lines,
        fee,
        cash,
        points,
        instructed_at: ctx.now(),
        state: if cash.is_positive() {
            RefundState::Instructed
        } else {
            RefundState::Done
        },
        result: None,
    };
    if whole {
        coupon::moves::after_whole_refund(ctx, order, &trade)?;
    }
    if points.is_positive() {
        moves::give_back(ctx, order.member, &mut trade.points, points, trade.id)?;
        ctx.update(trade)?;
    }
    moves::take_back(ctx, order)?;
    coupon::moves::recall(ctx, order)?;
    level::moves::take_back(ctx, order)?;
    booking::book_refunded(ctx, order, &refund, cash, points_value)?;
    if whole {
        crate::pickup::codes::void(ctx, order);
        order.advance(OrderEvent::RefundWhole)?;
        order.due_at = None;
    }
    instruct(ctx, refund)
}

/// Money that paid no trade goes back by itself. RULES §5.
pub(crate) fn refund_payment(
    ctx: &mut Context<'_>,
    payment: &Payment,
    reason: RefundReason,
) -> Result<RefundId> {
    booking::book_unapplied(ctx, payment)?;
    let refund = Refund {
        id: ctx.new_id()?,
        trade: payment.trade,
        order: None,
        payment: Some(payment.id),
        provider: payment.provider.clone(),
        reason,
        lines: Vec::new(),
        fee: Money::ZERO,
        cash: payment.amount,
        points: Points::ZERO,
        instructed_at: ctx.now(),
        state: RefundState::Instructed,
        result: None,
    };
    booking::book_unapplied_refund(ctx, &refund)?;
    instruct(ctx, refund)
}

fn instruct(ctx: &mut Context<'_>, refund: Refund) -> Result<RefundId> {
    let id = refund.id;
    ctx.emit(Event::RefundInstructed {
        refund: id,
        trade: refund.trade,
        order: refund.order,
        payment: refund.payment,
        cash: refund.cash,
        points: refund.points,
        reason: refund.reason,
    });
    ctx.create(refund)?;
    Ok(id)
}

/// What the channel answered to a refund instruction, or that it was instructed again.
pub(crate) fn set_state(
    ctx: &mut Context<'_>,
    id: RefundId,
    state: RefundState,
    result: Option<&Text<200>>,
) -> Result<()> {
    let mut refund = (*ctx.require::<Refund>(id)?).clone();
    if refund.state == state {
        return Ok(());
    }
    let allowed = matches!(
        (refund.state, state),
        (
            RefundState::Instructed,
            RefundState::Done | RefundState::Failed
        ) | (
            RefundState::Failed,
            RefundState::Done | RefundState::Instructed
        )
    );
    if !allowed {
        return Err(Error::WrongState {
            what: "refund",
            id: id.to_string(),
            state: refund.state.name(),
            event: state.name(),
        });
    }
    refund.state = state;
    refund.result = result.cloned().or(refund.result);
    if state == RefundState::Done {
        booking::book_refund_done(ctx, &refund)?;
    }
    ctx.emit(Event::RefundChanged { refund: id, state });
    ctx.update(refund)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::{Id, ProductId, SkuId};

    fn line(quantity: u32, cash: i64, points: i64, points_value: i64) -> OrderLine {
        OrderLine {
            sku: SkuId(Id::MIN),
            product: ProductId(Id::MIN),
            gift: None,
            name: String::new(),
            quantity,
            unit_price: Money::ZERO,
            supply_price: None,
            supplier: None,
            reductions: Vec::new(),
            cash: Money::new(cash).unwrap(),
            points: Points::new(points).unwrap(),
            points_value: Money::new(points_value).unwrap(),
            parts: Vec::new(),
            earns_points: true,
            no_commission: false,
            refunded: 0,
            refunded_cash: Money::ZERO,
            refunded_points: Points::ZERO,
            refunded_points_value: Money::ZERO,
        }
    }

    fn apply(line: &mut OrderLine, units: u32) -> RefundLine {
        let refund = refund_of_line(0, line, units).unwrap();
        line.refunded += units;
        line.refunded_cash = line.refunded_cash.plus(refund.cash).unwrap();
        line.refunded_points = line.refunded_points.plus(refund.points).unwrap();
        line.refunded_points_value = line
            .refunded_points_value
            .plus(refund.points_value)
            .unwrap();
        refund
    }

    #[test]
    fn three_units_for_8999_go_back_as_2999_3000_3000() {
        let mut line = line(3, 8999, 0, 0);
        let parts: Vec<i64> = (0..3).map(|_| apply(&mut line, 1).cash.units()).collect();
        assert_eq!(parts, [2999, 3000, 3000]);
        assert_eq!(
            refund_of_line(0, &line, 1).unwrap_err().field(),
            Some("quantity")
        );
    }

    #[test]
    fn money_goes_back_before_points() {
        let mut line = line(2, 600, 400, 400);
        let first = apply(&mut line, 1);
        assert_eq!((first.cash.units(), first.points.units()), (500, 0));
        let second = apply(&mut line, 1);
        assert_eq!((second.cash.units(), second.points.units()), (100, 400));
    }

    proptest! {
        #[test]
        fn any_sequence_of_refunds_adds_up_to_what_was_paid(
            steps in prop::collection::vec(1_u32..5, 1..12), cash in 0_i64..100_000, value in 0_i64..50_000, per_unit in 1_i64..300,
        ) {
            let points = value * per_unit / 100;
            prop_assume!(value == 0 || points > 0);
            let mut line = line(steps.iter().sum(), cash, points, value);
            for step in steps {
                apply(&mut line, step);
            }
            prop_assert_eq!(line.refunded_cash.units(), cash);
            prop_assert_eq!(line.refunded_points_value.units(), value);
            prop_assert_eq!(line.refunded_points.units(), points);
        }
    }
}
