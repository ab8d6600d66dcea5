//! Moving points: spend, return, earn, activate, take back. RULES §13.

use super::records::LotUse;
use crate::engine::Context;
use crate::kernel::{Error, MemberId, Points, Result, TradeId};
use crate::order::Order;

/// Takes points for a trade from the member's lots that are valid in the mall: narrowest kind first, then earliest
/// expiry. Errors: `insufficient` naming `points`.
pub(crate) fn spend(
    _ctx: &mut Context<'_>,
    _member: MemberId,
    _points: Points,
    _trade: TradeId,
) -> Result<Vec<LotUse>> {
    Err(Error::internal("BUILD: points::spend"))
}

/// Returns so many of the points that `uses` took, to their lots with their old expiry (an expired lot gets 7 days), and
/// notes it in `uses`. RULES §11.
pub(crate) fn give_back(
    _ctx: &mut Context<'_>,
    _member: MemberId,
    _uses: &mut [LotUse],
    _points: Points,
    _trade: TradeId,
) -> Result<()> {
    Err(Error::internal("BUILD: points::give_back"))
}

/// At payment: what the order's lines that earn points will bring (`order.points_earned`), pending, or active at once if
/// the setting says so. From the money paid for goods, fees not counted.
pub(crate) fn expect(_ctx: &mut Context<'_>, _order: &mut Order) -> Result<()> {
    Err(Error::internal("BUILD: points::expect"))
}

/// After a refund: takes back what the refunded part had earned, from pending or from lots; what is not found becomes a
/// debt. Afterwards `order.points_earned` is what the kept part earns. Any sequence of refunds ends at the same figure.
pub(crate) fn take_back(_ctx: &mut Context<'_>, _order: &mut Order) -> Result<()> {
    Err(Error::internal("BUILD: points::take_back"))
}

/// When the order can no longer be returned: what is pending becomes a lot, debts paid first.
pub(crate) fn activate(_ctx: &mut Context<'_>, _order: &Order) -> Result<()> {
    Err(Error::internal("BUILD: points::activate"))
}
