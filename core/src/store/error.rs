//! Why a store refused or failed.

use super::RowKey;

/// Why a store refused or failed. Except for [`UnknownOutcome`](Self::UnknownOutcome), nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Rows were changed by somebody else since they were read. The engine reads again and runs again.
    #[error("{} rows were changed meanwhile", keys.len())]
    Conflict {
        /// At least one of the rows; all of them where the store can tell.
        keys: Vec<RowKey>,
    },
    /// A counter would leave its bounds.
    #[error("a counter would leave its bounds")]
    Bound {
        /// The row.
        key: RowKey,
        /// The counter's place.
        counter: u8,
    },
    /// A unique index has these values already.
    #[error("{table}.{index} has these values already")]
    Duplicate {
        /// The table's name.
        table: &'static str,
        /// The index's name.
        index: &'static str,
    },
    /// The store cannot be reached or is busy; the same call may work later.
    #[error("the store is unavailable: {reason}")]
    Unavailable {
        /// What it said.
        reason: String,
    },
    /// The store knows who asks and lets him not: a wrong password, a missing permission.
    #[error("the store does not allow it: {reason}")]
    Denied {
        /// What it said.
        reason: String,
    },
    /// No room is left on the store's disk.
    #[error("the store's disk is full")]
    Full,
    /// The connection was lost during a commit: it may have happened or not.
    #[error("nobody knows whether the commit happened: {reason}")]
    UnknownOutcome {
        /// What was seen.
        reason: String,
    },
    /// Another process owns the store.
    #[error("another process has the store open: {reason}")]
    Owned {
        /// Which one, where it can be told.
        reason: String,
    },
    /// What is stored is damaged or is not a Linli store.
    #[error("the store is damaged or not a Linli store: {reason}")]
    Corrupt {
        /// What was found.
        reason: String,
    },
    /// The stored schema does not fit this version of the engine.
    #[error("the stored schema does not fit: {reason}")]
    Schema {
        /// What was found and what would fit.
        reason: String,
    },
    /// The caller broke the port's contract, e.g. an unknown table or a page beyond the limit.
    #[error("the call is not valid: {reason}")]
    Misuse {
        /// What was wrong.
        reason: String,
    },
    /// Anything else that the database said.
    #[error("the store failed: {reason}")]
    Backend {
        /// What it said.
        reason: String,
    },
}

/// Writes the code of every kind down once, for [`StoreError::code`] and [`StoreError::CODES`].
macro_rules! codes {
    ($($kind:ident = $code:literal;)*) => {
        impl StoreError {
            /// Every code. `core/docs/errors.md` says what to do about each.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The stable snake_case name of the kind.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$kind { .. } => $code,)*
                }
            }
        }
    };
}

codes! {
    Conflict = "store_conflict";
    Bound = "store_bound";
    Duplicate = "store_duplicate";
    Unavailable = "store_unavailable";
    Denied = "store_denied";
    Full = "store_full";
    UnknownOutcome = "store_unknown_outcome";
    Owned = "store_owned";
    Corrupt = "store_corrupt";
    Schema = "store_schema";
    Misuse = "store_misuse";
    Backend = "store_failed";
}

impl StoreError {
    /// A breach of the port's contract.
    pub fn misuse(reason: impl Into<String>) -> Self {
        Self::Misuse {
            reason: reason.into(),
        }
    }
}
