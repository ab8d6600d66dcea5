//! Books what happens to an order: who gets what, who gives back. RULES §12.

use crate::engine::Context;
use crate::kernel::{Error, Money, Result, Text};
use crate::order::Order;
use crate::payment::{Payment, Refund};

/// Which shares become payable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Earned {
    /// The buyer has the goods: merchant, property, platform, supplier.
    Received,
    /// The return window is over: leaders and promoters as well.
    WindowOver,
}

/// Fixes the order's split plan and who funds its points (`order.split`, `order.funding`; `points` are the lot uses of the
/// whole trade), and posts: debit the channel's clearing for the money and the issuers' funding for the points, credit
/// every party's pending share.
pub(crate) fn book_paid(
    _ctx: &mut Context<'_>,
    _order: &mut Order,
    _points: &[crate::points::LotUse],
    _provider: Option<&Text<40>>,
) -> Result<()> {
    Err(Error::internal("BUILD: split::book_paid"))
}

/// Takes every party's share of a refund back. Called after the refunded figures of `order` were raised: `cash` (fee
/// included) and `points_value` are what goes back now. Posts: debit the parties (pending or payable, wherever the share
/// is), credit the channel's refunding account for the money and the issuers' funding for the points.
pub(crate) fn book_refunded(
    _ctx: &mut Context<'_>,
    _order: &mut Order,
    _refund: &Refund,
    _cash: Money,
    _points_value: Money,
) -> Result<()> {
    Err(Error::internal("BUILD: split::book_refunded"))
}

/// Moves what is left of the parties' shares from pending to payable. Calling it again for the same stage moves nothing.
pub(crate) fn book_earned(
    _ctx: &mut Context<'_>,
    _order: &mut Order,
    _stage: Earned,
) -> Result<()> {
    Err(Error::internal("BUILD: split::book_earned"))
}

/// Money arrived that pays no trade: debit clearing, credit unapplied of the channel.
pub(crate) fn book_unapplied(_ctx: &mut Context<'_>, _payment: &Payment) -> Result<()> {
    Err(Error::internal("BUILD: split::book_unapplied"))
}

/// … and goes back: debit unapplied, credit refunding.
pub(crate) fn book_unapplied_refund(_ctx: &mut Context<'_>, _refund: &Refund) -> Result<()> {
    Err(Error::internal("BUILD: split::book_unapplied_refund"))
}

/// The channel has paid a refund out: debit refunding, credit clearing.
pub(crate) fn book_refund_done(_ctx: &mut Context<'_>, _refund: &Refund) -> Result<()> {
    Err(Error::internal("BUILD: split::book_refund_done"))
}
