//! T+1: what is due is gathered per party and handed to the host to be paid. RULES §12.
//!
//! A business day that is over is closed ([`CloseDay`]): nothing is posted to it any more. Its postings are then folded in
//! bounded steps ([`GatherDay`]) into the roll-ups of the accounts, and in the end every party with something payable
//! gets one [`Settlement`]. Days are closed and gathered one after another, so each entry enters exactly one settlement.
//! All of it is due work; [`Engine::settle`](crate::Engine::settle) does it in one call.

mod commands;
mod gather;
mod queries;
mod records;

pub use commands::{CloseDay, Gathered};
pub use gather::GatherDay;
pub use queries::{SettleReport, Settling};
pub use records::{SettleTrigger, Settlement, SettlementState};

pub(crate) use commands::DAYS_DUE;
pub(crate) use gather::{LeanPosting, counts};
pub(crate) use records::SETTLEMENT;
