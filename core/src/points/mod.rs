//! Points: lots with issuer and expiry, spending, take-back, debts. RULES §13.

mod commands;
pub(crate) mod moves;
mod queries;
mod records;
mod rules;

pub use commands::GrantPoints;
pub use queries::PointsBalance;
pub use records::{Earning, Lot, LotUse, PointsKind, Wallet};

pub use rules::earned_by;

pub(crate) use records::WALLET;
