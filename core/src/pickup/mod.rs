//! Pickup codes: look, then confirm, once. RULES §6.

pub(crate) mod codes;
mod records;

pub use records::{PickupCode, PickupCodeState, Throttle};

pub(crate) use records::{PICKUP_CODE, THROTTLE};
