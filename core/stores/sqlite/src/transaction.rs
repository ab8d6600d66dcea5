//! Transactions and savepoints that end with the value that holds them.

use linli::store::{StoreError, StoreResult};
use rusqlite::Connection;

use crate::failure::{commit_error, store_error};

/// What is undone unless it is kept.
pub(crate) struct Transaction<'c> {
    connection: &'c Connection,
    kind: Kind,
    ended: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Reads see one state.
    Read,
    /// The only writer.
    Write,
    /// A part of a transaction that somebody else began.
    Savepoint,
}

impl<'c> Transaction<'c> {
    pub(crate) fn read(connection: &'c Connection) -> StoreResult<Self> {
        Self::begin(connection, Kind::Read, "BEGIN DEFERRED")
    }

    pub(crate) fn write(connection: &'c Connection) -> StoreResult<Self> {
        Self::begin(connection, Kind::Write, "BEGIN IMMEDIATE")
    }

    pub(crate) fn savepoint(connection: &'c Connection) -> StoreResult<Self> {
        Self::begin(connection, Kind::Savepoint, "SAVEPOINT linli")
    }

    fn begin(connection: &'c Connection, kind: Kind, sql: &str) -> StoreResult<Self> {
        run(connection, sql).map_err(store_error)?;
        Ok(Self {
            connection,
            kind,
            ended: false,
        })
    }

    /// Keeps what was done.
    pub(crate) fn keep(mut self) -> StoreResult<()> {
        match self.kind {
            Kind::Savepoint => run(self.connection, "RELEASE linli").map_err(store_error)?,
            Kind::Read => run(self.connection, "COMMIT").map_err(store_error)?,
            Kind::Write => run(self.connection, "COMMIT").map_err(commit_error)?,
        }
        self.ended = true;
        Ok(())
    }

    fn undo(&self) -> rusqlite::Result<()> {
        // Some errors (no room, no memory) end the whole transaction inside SQLite.
        if self.connection.is_autocommit() {
            return Ok(());
        }
        if self.kind == Kind::Savepoint {
            run(self.connection, "ROLLBACK TO linli")?;
            return run(self.connection, "RELEASE linli");
        }
        run(self.connection, "ROLLBACK")
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if !self.ended {
            // A rollback needs no room; if it fails, the next BEGIN on this connection says so.
            let _ = self.undo();
        }
    }
}

fn run(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.raw_execute().map(drop)
}

/// Refuses versions of SQLite that can lose acknowledged commits when the WAL is reset while a checkpoint runs on
/// another connection (fixed in 3.51.3 and 3.53.0).
pub(crate) fn refuse_unsound_sqlite() -> StoreResult<()> {
    if is_sound(rusqlite::version_number()) {
        return Ok(());
    }
    Err(StoreError::Backend {
        reason: format!(
            "SQLite {} can lose commits when its WAL is reset; use 3.51.3, or 3.53.0 and later",
            rusqlite::version()
        ),
    })
}

fn is_sound(version: i32) -> bool {
    (3_051_003..3_052_000).contains(&version) || version >= 3_053_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_with_the_wal_reset_bug_are_refused() {
        for sound in [3_051_003, 3_051_999, 3_053_000, 3_054_001] {
            assert!(is_sound(sound), "{sound}");
        }
        for unsound in [3_040_000, 3_051_002, 3_052_000, 3_052_999] {
            assert!(!is_sound(unsound), "{unsound}");
        }
        refuse_unsound_sqlite().unwrap();
    }
}
