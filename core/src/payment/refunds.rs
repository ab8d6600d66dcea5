//! Refunding a part of an order: every consequence in one place, and the life of a refund instruction. RULES §11.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use crate::aftersale;
use crate::coupon;
use crate::engine::{Context, Event, Lookup};
use crate::kernel::{AfterSaleId, Error, Money, Points, RefundId, Result, Text, portion};
use crate::level;
use crate::order::{Order, OrderEvent, OrderLine, OrderState, Trade};
use crate::payment::{Payment, Refund, RefundLine, RefundReason, RefundState};
use crate::points::moves;
use crate::sale::units;
use crate::settlement::SettleTrigger;
use crate::split::booking;

/// Units of a line that go back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(clippy::struct_field_names, reason = "how many units is what it says")]
pub(crate) struct Units {
    /// The line's place in the order.
    pub(crate) line: u32,
    /// How many; with those refunded before at most the line's quantity.
    pub(crate) units: u32,
    /// How many of them can be sold again: never shipped, or back in good order. The others are written off.
    pub(crate) sellable: u32,
}

impl Units {
    /// Units that never left: all of them can be sold again.
    pub(crate) const fn unshipped(line: u32, units: u32) -> Self {
        Self {
            line,
            units,
            sellable: units,
        }
    }

    /// Units that nobody can sell any more.
    pub(crate) const fn lost(line: u32, units: u32) -> Self {
        Self {
            line,
            units,
            sellable: 0,
        }
    }
}

/// What becomes of the delivery fee when nothing of the order is left. RULES §11.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FeeBack {
    /// It goes back as well.
    Whole,
    /// The delivery was made: it stays.
    Kept,
}

/// Why units go back, and on which terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Terms {
    pub(crate) reason: RefundReason,
    pub(crate) fee: FeeBack,
    /// What is kept of the money, as far as money goes back.
    pub(crate) withheld: Money,
    /// The case that is ended by it.
    pub(crate) case: Option<AfterSaleId>,
}

impl Terms {
    /// Everything goes back: the buyer is not the reason.
    pub(crate) const fn full(reason: RefundReason) -> Self {
        Self {
            reason,
            fee: FeeBack::Whole,
            withheld: Money::ZERO,
            case: None,
        }
    }
}

/// What `units` more units of a line are worth when they go back: ⌊A·(r+k)/n⌋ − ⌊A·r/n⌋ of what was paid for the line,
/// tenders in reverse: money first, then points. Any sequence of refunds adds up to what was paid. `place` is the line's in its
/// order. Errors: `invalid_field` naming `quantity`. RULES §4, §11.
pub fn refund_of_line(place: u32, line: &OrderLine, units: u32) -> Result<RefundLine> {
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

/// All that is left of an order that was not shipped.
pub(crate) fn all_units(order: &Order) -> Vec<Units> {
    let all = (0_u32..)
        .zip(&order.lines)
        .map(|(line, record)| Units::unshipped(line, record.kept()));
    all.filter(|units| units.units > 0).collect()
}

/// Refunds units of a paid order: money and points of the lines, the fee when nothing is left, stock (put back as far as it
/// can be sold again), split, points earned, pickup code, state, open after-sale cases. An order that was completed stays
/// so. Changes `order`; the caller stores it afterwards. Answers the refund that the host is to pay.
pub(crate) fn refund_units(
    ctx: &mut Context<'_>,
    order: &mut Order,
    parts: &[Units],
    terms: Terms,
) -> Result<RefundId> {
    if parts.is_empty() {
        return Err(Error::invalid("lines", "at least one line is expected"));
    }
    let mut lines = Vec::with_capacity(parts.len());
    for (place, part) in parts.iter().enumerate() {
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
        let sellable = part.sellable.min(part.units);
        let lost = part.units.saturating_sub(sellable);
        if sellable > 0 {
            units::put_back(ctx, order.member, line, sellable)?;
        }
        if lost > 0 {
            units::write_off(ctx, order.member, line, lost)?;
        }
        lines.push(refund);
    }
    let whole = order.is_refunded_whole();
    let fee = if whole && terms.fee == FeeBack::Whole {
        order.fee.minus(order.refunded_fee)?
    } else {
        Money::ZERO
    };
    order.refunded_fee = order.refunded_fee.plus(fee)?;
    let of_lines = Money::total(lines.iter().map(|line| line.cash))?;
    let withheld = terms.withheld.min(of_lines);
    order.withheld = order.withheld.plus(withheld)?;
    let cash = of_lines.minus(withheld)?.plus(fee)?;
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
        reason: terms.reason,
        lines,
        fee,
        withheld,
        cash,
        points,
        instructed_at: ctx.now(),
        attempt: 1,
        case: terms.case,
        state: if cash.is_positive() {
            RefundState::Instructed
        } else {
            RefundState::Done
        },
        result: None,
        by_hand: None,
        paid_twice: false,
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
    if !order.open_cases.is_empty() {
        aftersale::overtaken(ctx, order)?;
    }
    if whole {
        end(ctx, order)?;
    }
    instruct(ctx, refund)
}

/// Nothing of an order is left: its code opens nothing any more, it closes unless it was completed, and what was kept of
/// its money is nobody's to give back.
fn end(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    crate::pickup::codes::void(ctx, order);
    if order.state == OrderState::Completed {
        return Ok(());
    }
    order.advance(OrderEvent::RefundWhole)?;
    order.due_at = None;
    if order.refunded_value()? < order.value()? {
        booking::book_earned(ctx, order, SettleTrigger::ReturnWindowOver)?;
    }
    Ok(())
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
        withheld: Money::ZERO,
        cash: payment.amount,
        points: Points::ZERO,
        instructed_at: ctx.now(),
        attempt: 1,
        case: None,
        state: RefundState::Instructed,
        result: None,
        by_hand: None,
        paid_twice: false,
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

/// What the channel answered to an instruction. Once paid a refund stays so; what an earlier attempt says too late is not
/// about this one, unless it was paid after all. Answers where the refund stands then.
pub(crate) fn report(
    ctx: &mut Context<'_>,
    id: RefundId,
    paid: bool,
    attempt: Option<u32>,
    message: Option<&Text<200>>,
) -> Result<RefundState> {
    let mut refund = (*ctx.require::<Refund>(id)?).clone();
    if attempt.is_some_and(|attempt| attempt == 0 || attempt > refund.attempt) {
        return Err(Error::invalid(
            "attempt",
            format!("it was instructed {} times", refund.attempt),
        ));
    }
    let late = attempt.is_some_and(|attempt| attempt < refund.attempt);
    let state = match (refund.state, paid) {
        (RefundState::Done, true) if refund.by_hand.is_some() && !refund.paid_twice => {
            refund.paid_twice = true;
            ctx.emit(Event::RefundPaidTwice { refund: id });
            ctx.update(refund)?;
            return Ok(RefundState::Done);
        }
        (RefundState::Instructed | RefundState::Failed, true) => RefundState::Done,
        (RefundState::Instructed, false) if !late => RefundState::Failed,
        (RefundState::Done, false) if !late && refund.by_hand.is_none() => {
            return Err(wrong_state(&refund, RefundState::Failed.name()));
        }
        (state, _) => return Ok(state),
    };
    refund.result = message.cloned().or(refund.result);
    move_to(ctx, refund, state)?;
    Ok(state)
}

/// Instructs a failed refund again; nothing happens while one is under way.
pub(crate) fn retry(ctx: &mut Context<'_>, id: RefundId) -> Result<()> {
    let mut refund = (*ctx.require::<Refund>(id)?).clone();
    match refund.state {
        RefundState::Instructed => Ok(()),
        RefundState::Done => Err(wrong_state(&refund, RefundState::Instructed.name())),
        RefundState::Failed => {
            refund.attempt = refund.attempt.saturating_add(1);
            move_to(ctx, refund, RefundState::Instructed)
        }
    }
}

/// A failed refund was paid by hand through another channel.
pub(crate) fn paid_by_hand(
    ctx: &mut Context<'_>,
    id: RefundId,
    channel: Text<40>,
    reference: Text<200>,
) -> Result<()> {
    let mut refund = (*ctx.require::<Refund>(id)?).clone();
    if refund.state != RefundState::Failed {
        return Err(wrong_state(&refund, "paid by hand"));
    }
    refund.by_hand = Some(channel);
    refund.result = Some(reference);
    move_to(ctx, refund, RefundState::Done)
}

fn move_to(ctx: &mut Context<'_>, mut refund: Refund, state: RefundState) -> Result<()> {
    refund.state = state;
    if state == RefundState::Done {
        booking::book_refund_done(ctx, &refund)?;
        crate::payout::plan::refund_ended(ctx, &refund)?;
        if let Some(case) = refund.case {
            aftersale::finish(ctx, case)?;
        }
    }
    ctx.emit(Event::RefundChanged {
        refund: refund.id,
        state,
    });
    ctx.update(refund)
}

fn wrong_state(refund: &Refund, event: &'static str) -> Error {
    Error::WrongState {
        what: "refund",
        id: refund.id.to_string(),
        state: refund.state.name(),
        event,
    }
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
            terms: None,
            own_return_days: None,
            reviewed: false,
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
