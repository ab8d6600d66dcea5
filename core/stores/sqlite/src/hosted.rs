//! The store inside transactions that the host owns.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use linli::kernel::TenantId;
use linli::store::{
    ChangeSet, Committed, Page, Row, RowKey, Scan, Schema, Store, StoreError, StoreResult,
};
use rusqlite::Connection;

use crate::layout::Layout;
use crate::migrate::{create_meta, migrate};
use crate::transaction::{Transaction, refuse_unsound_sqlite};
use crate::{read, write};

/// A store over a connection of the host, so that the host's own rows and the engine's change commit or vanish together.
///
/// The host begins a transaction, writes its rows, releases the mutex, lets the engine run its command, and then
/// commits or rolls back. `commit` writes into that transaction and leaves its end to the host; outside of one it is
/// refused with [`Misuse`](StoreError::Misuse). A refused change set leaves the host's transaction as it was, except
/// that SQLite itself ends a transaction when the disk is full or fails: then the host finds
/// [`is_autocommit`](Connection::is_autocommit) true. Reads see what the open transaction wrote.
///
/// Tables carry a prefix (`linli_` unless told otherwise). Durability, checkpoints and backup are the host's.
pub struct HostedSqlite {
    connection: Arc<Mutex<Connection>>,
    prefix: String,
    layout: Mutex<Option<Arc<Layout>>>,
}

impl HostedSqlite {
    /// A store in tables whose names begin with `linli_`.
    pub fn new(connection: Arc<Mutex<Connection>>) -> StoreResult<Self> {
        Self::with_prefix(connection, "linli_")
    }

    /// A store in tables whose names begin with a prefix of at most 32 letters, digits and underscores.
    pub fn with_prefix(connection: Arc<Mutex<Connection>>, prefix: &str) -> StoreResult<Self> {
        refuse_unsound_sqlite()?;
        if prefix.len() > 32 || !(prefix.bytes()).all(|c| c.is_ascii_alphanumeric() || c == b'_') {
            return Err(StoreError::misuse(
                "a prefix has at most 32 letters, digits and underscores",
            ));
        }
        let store = Self {
            connection,
            prefix: prefix.to_owned(),
            layout: Mutex::default(),
        };
        store.lock().set_prepared_statement_cache_capacity(512);
        Ok(store)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        // The connection is the host's; whoever panicked left it in a state that SQLite itself keeps sound.
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn layout(&self) -> StoreResult<Arc<Layout>> {
        let layout = self.layout.lock().unwrap_or_else(PoisonError::into_inner);
        (layout.clone()).ok_or_else(|| StoreError::misuse("prepare was not called"))
    }
}

impl Store for HostedSqlite {
    /// Inside the host's transaction if there is one, else in one of its own.
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        let connection = self.lock();
        let transaction = Transaction::savepoint(&connection)?;
        create_meta(&connection, &self.prefix)?;
        migrate(&connection, schema, &self.prefix)?;
        transaction.keep()?;
        let layout = Arc::new(Layout::new(schema, &self.prefix));
        *self.layout.lock().unwrap_or_else(PoisonError::into_inner) = Some(layout);
        Ok(())
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        read::get(&self.lock(), &*self.layout()?, tenant, keys)
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        read::scan(&self.lock(), &*self.layout()?, &self.prefix, tenant, scan)
    }

    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        let layout = self.layout()?;
        layout.schema.validate_change(change)?;
        let connection = self.lock();
        if connection.is_autocommit() {
            return Err(StoreError::misuse(
                "the host has not begun the transaction that this commit belongs to",
            ));
        }
        let savepoint = Transaction::savepoint(&connection)?;
        let committed = write::apply(&connection, &layout, change, None)?;
        savepoint.keep()?;
        Ok(committed)
    }

    fn name(&self) -> &'static str {
        "sqlite (hosted)"
    }
}

impl std::fmt::Debug for HostedSqlite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HostedSqlite")
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}
