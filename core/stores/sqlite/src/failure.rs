//! What SQLite's errors mean to the port.

use linli::store::StoreError;
use rusqlite::ErrorCode;

/// The port's word for an error of SQLite.
pub(crate) fn store_error(error: rusqlite::Error) -> StoreError {
    let reason = error.to_string();
    match error {
        rusqlite::Error::SqliteFailure(failure, _)
        | rusqlite::Error::SqlInputError { error: failure, .. } => match failure.code {
            ErrorCode::DiskFull => StoreError::Full,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::Corrupt { reason },
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied
            | ErrorCode::SystemIoFailure
            | ErrorCode::OutOfMemory => StoreError::Unavailable { reason },
            _ => StoreError::Backend { reason },
        },
        rusqlite::Error::Utf8Error(..)
        | rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::IntegralValueOutOfRange(..) => StoreError::Corrupt { reason },
        _ => StoreError::Backend { reason },
    }
}

/// What a failed COMMIT means: when the disk failed, the last pages may or may not have reached it, and a crash before
/// the next commit could bring them back.
pub(crate) fn commit_error(error: rusqlite::Error) -> StoreError {
    if error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure) {
        return StoreError::UnknownOutcome {
            reason: error.to_string(),
        };
    }
    store_error(error)
}

/// The port's word for a failed call of the operating system on the store's files.
pub(crate) fn file_error(what: &str, error: &std::io::Error) -> StoreError {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::Unavailable {
            reason: format!("{what}: {error}"),
        },
    }
}
