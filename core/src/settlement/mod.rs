//! T+1: what is due is gathered per party and handed to the host to be paid. RULES §12.

mod records;

pub use records::{Settlement, SettlementState};

pub(crate) use records::SETTLEMENT;
