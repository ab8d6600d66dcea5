//! Points: lots with issuer and expiry, spending, take-back, debts. RULES §13.

pub(crate) mod moves;
mod records;
mod rules;

pub use records::{Earning, Lot, LotUse, PointsKind, Wallet};

pub(crate) use records::WALLET;
