//! Delivery days: which day a paid order joins. RULES §7.

use crate::engine::Context;
use crate::kernel::{Day, Error, Result, StationId};

/// The delivery day of an order paid now at a station: the first day whose cut-off has not passed and whose list is still
/// open; opens the day's list if it is the first order.
pub(crate) fn join(_ctx: &mut Context<'_>, _station: StationId) -> Result<Day> {
    Err(Error::internal("BUILD: station::join"))
}
