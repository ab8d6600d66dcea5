//! Points: lots with issuer and expiry, spending, take-back, debts. RULES §13.

pub(crate) mod moves;
mod records;

pub use records::{Lot, LotUse, PointsKind, Wallet};

pub(crate) use records::WALLET;
