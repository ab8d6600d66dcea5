//! Pickup codes: look, then confirm, once. RULES §6.

pub(crate) mod codes;
mod commands;
pub(crate) mod no_show;
mod permutation;
mod queries;
mod records;
mod rules;

pub use codes::PickupDigits;
pub use commands::{
    CodeLookUp, CodeRefusal, ConfirmPickup, LookUpPickupCode, PickupItem, PickupOutcome,
};
pub use no_show::NoShowPolicy;
pub use queries::{BuyersCode, PickupBuyer, PickupStatus};
pub use records::Throttle;

pub(crate) use commands::items;
pub(crate) use queries::{Unsealer, status};
pub(crate) use records::THROTTLE;
