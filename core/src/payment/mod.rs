//! Payment reports and refunds. RULES §5, §11.

mod records;
pub(crate) mod refunds;

pub use records::{Payment, PaymentOutcome, Refund, RefundLine, RefundReason, RefundState};

pub(crate) use records::{PAYMENT, REFUND};
