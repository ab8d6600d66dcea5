//! The steps of an order that several commands share.

use crate::engine::Context;
use crate::kernel::{Error, Result};
use crate::order::Order;

/// The buyer has it: state, dates, shares earned, next due work. The caller stores the order afterwards.
pub(crate) fn receive(_ctx: &mut Context<'_>, _order: &mut Order) -> Result<()> {
    Err(Error::internal("BUILD: order::receive"))
}

/// It left for the station or the buyer: state and automatic receipt. The caller stores the order afterwards.
pub(crate) fn ship(_ctx: &mut Context<'_>, _order: &mut Order) -> Result<()> {
    Err(Error::internal("BUILD: order::ship"))
}
