//! Reconciliation: a channel's bill compared with the ledger, row by row. RULES §12.
//!
//! A bill is CSV in a channel's own shape; a [`BillProfile`] says as data which column means what. Every line of the bill
//! and every movement of the channel's clearing account in the ledger gets exactly one row: matched, missing here, missing
//! there, differing, doubled or unreadable, so nothing gets lost.

mod bill;
mod compare;
mod profile;
mod records;

pub use bill::{BillKind, BillLine};
pub use compare::{Mismatch, ReconciledRow, ReconciliationSums, Verdict};
pub use profile::{BillProfile, KindRule};
pub use records::{Reconciliation, RecordReconciliation};

pub(crate) use records::RECONCILIATION;
