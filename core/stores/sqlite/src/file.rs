//! The file before and beside SQLite: what may be opened, how a new one comes to be.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use linli::store::{StoreError, StoreResult};
use rusqlite::Connection;

use crate::SqliteStore;
use crate::failure::{file_error, store_error};
use crate::migrate::create_meta;
use crate::owner::beside;
use crate::transaction::Transaction;

/// Says in the file's header that it is a Linli store: `LINL`.
const APPLICATION: i32 = 0x4c49_4e4c;

/// The path with its directory resolved, so that one file has one lock.
pub(crate) fn resolve(path: &Path) -> StoreResult<PathBuf> {
    if let Ok(path) = fs::canonicalize(path) {
        return Ok(path);
    }
    let name = path
        .file_name()
        .ok_or_else(|| StoreError::misuse("the path does not name a file"))?;
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let directory = fs::canonicalize(directory)
        .map_err(|error| file_error("the directory of the store cannot be found", &error))?;
    Ok(directory.join(name))
}

/// Refuses what is not an undamaged store as far as its size and header tell; creates one where there is nothing.
/// The caller owns the path.
pub(crate) fn create_or_check(path: &Path) -> StoreResult<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => check(path, found.len()),
        Ok(_) => Err(StoreError::Unavailable {
            reason: "the path is not a file".to_owned(),
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => create(path),
        Err(error) => Err(file_error("the store cannot be opened", &error)),
    }
}

fn check(path: &Path, bytes: u64) -> StoreResult<()> {
    let corrupt = |reason: &str| {
        Err(StoreError::Corrupt {
            reason: reason.to_owned(),
        })
    };
    let mut header = [0; 100];
    let mut file =
        File::open(path).map_err(|error| file_error("the store cannot be opened", &error))?;
    match file.read_exact(&mut header) {
        Err(_) if bytes == 0 => return corrupt("the file is empty"),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
            return corrupt("the file is too short");
        }
        Err(error) => return Err(file_error("the store cannot be read", &error)),
        Ok(()) => {}
    }
    let number = |at: usize| {
        u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    if !header.starts_with(b"SQLite format 3\0") {
        return corrupt("the file is not a SQLite database");
    }
    if number(68) != APPLICATION.cast_unsigned() {
        return corrupt("the SQLite database is not a Linli store");
    }
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        bytes => u64::from(bytes),
    };
    // With a log beside it the file may be behind it.
    let logged = fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    if !logged && bytes < u64::from(number(28)) * page {
        return corrupt("the file is shorter than its header says");
    }
    Ok(())
}

/// A new store appears under its name complete or not at all.
fn create(path: &Path) -> StoreResult<()> {
    if beside(path, "-wal").exists() {
        return Err(StoreError::Corrupt {
            reason: "the store is missing, but its write-ahead log is there".to_owned(),
        });
    }
    let fresh = beside(path, ".new");
    discard(&fresh)?;
    let connection = Connection::open(&fresh).map_err(store_error)?;
    connection
        .execute_batch(&format!(
            "PRAGMA page_size = {}; PRAGMA application_id = {APPLICATION}; PRAGMA synchronous = FULL;",
            SqliteStore::PAGE_BYTES
        ))
        .map_err(store_error)?;
    let transaction = Transaction::write(&connection)?;
    create_meta(&connection, "")?;
    transaction.keep()?;
    pragma(&connection, "journal_mode", "WAL")?;
    connection
        .close()
        .map_err(|(_, error)| store_error(error))?;
    publish(&fresh, path)
}

/// Gives a complete file its name, durably.
pub(crate) fn publish(fresh: &Path, path: &Path) -> StoreResult<()> {
    let kept = File::open(fresh)
        .and_then(|file| file.sync_all())
        .and_then(|()| fs::rename(fresh, path))
        .and_then(|()| sync_directory(path));
    kept.map_err(|error| file_error("the new file cannot be put in place", &error))
}

/// Removes what an interrupted attempt left.
pub(crate) fn discard(fresh: &Path) -> StoreResult<()> {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        match fs::remove_file(beside(fresh, suffix)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(file_error("an unfinished file cannot be removed", &error));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(unix)]
fn sync_directory(path: &Path) -> std::io::Result<()> {
    File::open(path.parent().unwrap_or(Path::new("/")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_directory(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Sets a pragma, whether it answers or not.
pub(crate) fn pragma(
    connection: &Connection,
    name: &str,
    value: impl rusqlite::ToSql,
) -> StoreResult<()> {
    connection
        .pragma_update_and_check(None, name, value, |_| Ok(()))
        .or_else(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => Ok(()),
            error => Err(error),
        })
        .map_err(store_error)
}
