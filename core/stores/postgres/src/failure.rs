//! What the driver and the server say, as what the port knows.

use std::error::Error as _;
use std::fmt::Write as _;

use linli::store::{RowKey, StoreError};
use tokio_postgres::Error;
use tokio_postgres::error::{DbError, Severity};

/// Why a step failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An answer for the caller.
    Final(StoreError),
    /// The server undid everything because others were in the way; the same again may work.
    Again(String),
    /// The connection is gone or of no more use; nothing was committed through it.
    Lost(String),
    /// A unique index refused a row. The name of the index.
    Unique(String),
    /// A savepoint was wanted outside of a transaction.
    NoTransaction,
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Final(error)
    }
}

impl Failure {
    pub(crate) fn conflict(keys: Vec<RowKey>) -> Self {
        Self::Final(StoreError::Conflict { keys })
    }

    /// The answer when trying again is over.
    pub(crate) fn into_answer(self) -> StoreError {
        match self {
            Self::Final(error) => error,
            Self::Again(reason) | Self::Lost(reason) => StoreError::Unavailable { reason },
            Self::Unique(index) => StoreError::Corrupt {
                reason: format!("{index} refused a row that it should take"),
            },
            Self::NoTransaction => StoreError::misuse(
                "the host has not begun the transaction that this commit belongs to",
            ),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if let Some(said) = error.as_db_error() {
            return said_by_server(said);
        }
        let reason = reason(&error);
        // The driver does not tell its kinds apart otherwise.
        if reason.starts_with("authentication error") || reason.starts_with("invalid configuration")
        {
            return Self::Final(StoreError::Denied { reason });
        }
        let broken = error.is_closed() || cause_is::<std::io::Error>(&error);
        if broken || reason.starts_with("error performing TLS") || reason.starts_with("timeout") {
            return Self::Lost(reason);
        }
        Self::Final(StoreError::Backend { reason })
    }
}

fn cause_is<T: std::error::Error + 'static>(error: &Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.is::<T>() {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The error with its causes. No detail: that is where the server repeats values.
fn reason(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, ": {error}");
        cause = error.source();
    }
    text
}

fn said_by_server(said: &DbError) -> Failure {
    let code = said.code().code();
    let reason = format!("{} ({code})", said.message());
    let answer = match code {
        "40001" | "40P01" => return Failure::Again(reason),
        "23505" => return Failure::Unique(said.constraint().unwrap_or_default().to_owned()),
        "25P01" => return Failure::NoTransaction,
        // The server goes down, comes up, is not the one that writes any more, or forgot a statement.
        "57P01" | "57P02" | "57P03" | "57P05" | "25P03" | "25P04" | "25006" | "26000" => {
            return Failure::Lost(reason);
        }
        _ if code.starts_with("08") || reason.starts_with("cached plan must not change") => {
            return Failure::Lost(reason);
        }
        "53100" => StoreError::Full,
        "53300" | "53200" | "55P03" | "57014" => StoreError::Unavailable { reason },
        "42501" | "28000" | "28P01" => StoreError::Denied { reason },
        "42P01" | "42703" | "3F000" | "3D000" => StoreError::Schema { reason },
        "XX001" | "XX002" => StoreError::Corrupt { reason },
        _ => StoreError::Backend { reason },
    };
    Failure::Final(answer)
}

/// What a failed COMMIT means. Only where the server says that it undid everything nothing happened; a connection that
/// broke, or a session that was ended, may have committed before.
pub(crate) fn of_commit(error: Error) -> Failure {
    let undone = error.as_db_error().is_some_and(|said| {
        let code = said.code().code();
        let ended = matches!(
            said.parsed_severity(),
            Some(Severity::Fatal | Severity::Panic)
        );
        !ended && (code.starts_with("40") && code != "40003" || code.starts_with("23"))
    });
    if undone {
        return error.into();
    }
    Failure::Final(StoreError::UnknownOutcome {
        reason: reason(&error),
    })
}
