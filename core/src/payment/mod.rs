//! Payment reports and refunds. RULES §5, §11.

mod commands;
mod queries;
mod records;
pub(crate) mod refunds;

pub use commands::{
    PayRefundByHand, PaymentReport, RefundResult, ReportPayment, ReportRefund, RetryRefund,
};
pub use refunds::refund_of_line;

pub use records::{Payment, PaymentOutcome, Refund, RefundLine, RefundReason, RefundState};

pub(crate) use records::{PAYMENT, REFUND};
