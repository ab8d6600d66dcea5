//! Merchants: registration, review, selling. RULES §2.

mod records;

pub use records::{Merchant, MerchantKind, MerchantState, Qualification, Supplier};

pub(crate) use records::{MERCHANT, SUPPLIER};
