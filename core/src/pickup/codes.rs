//! Making and ending pickup codes. RULES §6.

use crate::engine::Context;
use crate::kernel::{Error, Result};
use crate::order::Order;

/// Gives a paid pickup order its code: 7 random digits, unique among the station's live and resting codes, kept as a
/// keyed hash, with a sealed copy in `order.pickup`.
pub(crate) fn issue(_ctx: &mut Context<'_>, _order: &mut Order) -> Result<()> {
    Err(Error::internal("BUILD: pickup::issue"))
}

/// Ends the code of an order that is cancelled or refunded whole.
pub(crate) fn void(_ctx: &mut Context<'_>, _order: &Order) -> Result<()> {
    Err(Error::internal("BUILD: pickup::void"))
}
