//! The double-entry ledger: integer amounts, immutable postings that sum to zero. RULES §12.

mod balances;
mod chart;
mod journal;
pub(crate) mod posting;
mod queries;
mod records;
pub(crate) mod watch;

pub use balances::{AccountDay, ClearingAge, PeriodBalance};
pub use chart::{AccountClass, ChartLine};
pub use journal::{JournalReport, journal_account};
pub use queries::{StatementLine, StatementPage, StatementPlace, TrialLine};
pub use records::{
    Account, AccountBalance, AccountPurpose, Books, DayClose, Entry, Gathering, Party, Posting,
    PostingPurpose, Unit,
};

pub use watch::{ClearingWatch, WatchClearing};

pub(crate) use balances::ACCOUNT_DAY;
pub(crate) use queries::balances_of;
pub(crate) use records::{ACCOUNT_BALANCE, BOOKS, DAY_CLOSE, GATHERING, POSTING};
pub(crate) use watch::{CLEARING_DUE, CLEARING_WATCH};
