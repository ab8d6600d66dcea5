//! Share codes: a member shows a product, a sale, a group or their card to others. Visits, the bindings that came of them and
//! the orders that followed are counted. RULES §15.
//!
//! A code is computed from who shares what, so that sharing again is the same code. The host makes the link of it
//! ([`link`]) and, with the package `linli-poster`, a picture with a QR.

mod code;
mod commands;
mod queries;
mod records;

pub use code::{ShareCode, link};
pub use commands::{CreateShare, VisitShare, Visited};
pub use queries::ShareView;
pub use records::{Share, ShareSubject, ShareVisit};

pub(crate) use commands::count_order;
pub(crate) use records::{SHARE, SHARE_VISIT};
