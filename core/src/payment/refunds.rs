//! Refunding a part of an order: every consequence in one place. RULES §11.

use crate::engine::Context;
use crate::kernel::{Error, RefundId, Result};
use crate::order::Order;
use crate::payment::RefundReason;

/// Units of a line that go back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Units {
    /// The line's place in the order.
    pub(crate) line: u32,
    /// How many; with those refunded before at most the line's quantity.
    pub(crate) units: u32,
}

/// Refunds units of a paid order: money and points of the lines, the fee when nothing is left, stock (put back when not
/// shipped, written off on a shortage), split, points earned, pickup code, state. Changes `order`; the caller stores it
/// afterwards. Answers the refund that the host is to pay.
pub(crate) fn refund_units(
    _ctx: &mut Context<'_>,
    _order: &mut Order,
    _units: &[Units],
    _reason: RefundReason,
) -> Result<RefundId> {
    Err(Error::internal("BUILD: payment::refund_units"))
}
