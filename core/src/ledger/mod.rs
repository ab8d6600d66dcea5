//! The double-entry ledger: integer amounts, immutable postings that sum to zero. RULES §12.

pub(crate) mod posting;
mod records;

pub use records::{Account, AccountPurpose, DayClose, Entry, Party, Posting, PostingPurpose, Unit};

pub(crate) use records::{DAY_CLOSE, POSTING};
