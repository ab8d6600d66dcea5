//! Pickup codes: look, then confirm, once. RULES §6.

pub(crate) mod codes;
mod commands;
pub(crate) mod no_show;
mod permutation;
mod queries;
mod records;
mod releases;
mod rules;
mod token;

pub use codes::PickupDigits;
pub use commands::{
    CodeLookUp, CodeRefusal, ConfirmPickup, LookUpPickupCode, PickupItem, PickupOutcome,
};
pub use no_show::NoShowPolicy;
pub use queries::{BuyersCode, PickupBuyer, PickupStatus};
pub use records::Throttle;
pub use releases::{
    BuyersToken, OfflineRelease, Release, ReleaseConflict, ReleaseOutcome, UploadReleases,
};
pub use token::{PickupToken, TokenCheck, TokenRefusal, check_pickup_token};

pub(crate) use commands::items;
pub(crate) use queries::{Unsealer, status};
pub(crate) use records::THROTTLE;
pub(crate) use releases::RELEASE;
