//! The storage port: five methods, synchronous, object-safe, every argument and result a plain value. DESIGN §2.
//!
//! Write a store over your own database by implementing [`Store`], and prove it with the macro of the package
//! `linli-store-conformance`. [`MemoryStore`] is the reference.

mod change;
mod error;
mod memory;
mod schema;
mod validate;
mod value;

pub use change::{Adjust, ChangeSet, Check, Committed, Delete, Insert, Update};
pub use error::StoreError;
pub use memory::MemoryStore;
pub use schema::{Column, ColumnType, Index, Schema, Table, TableId};
pub use value::Value;

use serde::{Deserialize, Serialize};

use crate::kernel::{Id, TenantId};

/// What a store answers.
pub type StoreResult<T> = Result<T, StoreError>;

/// Names one row inside a tenant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RowKey {
    /// The table.
    pub table: TableId,
    /// The row's id inside (tenant, table).
    pub id: Id,
}

/// One stored row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The row's id.
    pub id: Id,
    /// 1 when inserted, one more with each update. Adjusting a counter does not change it.
    pub version: u64,
    /// The record as JSON.
    pub body: String,
    /// The counters in the order of their declaration. They live beside the record, not in it.
    pub counters: Vec<i64>,
    /// In a sequenced table the row's place in commit order, from 1 without gaps per tenant.
    pub position: Option<u64>,
}

/// By what a scan walks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// By id.
    Id,
    /// By position; only in sequenced tables.
    Position,
    /// By a declared index (its place in [`Table::indexes`]), then by id. Rows with a null in any of the index's
    /// columns are not in the index.
    Index(u8),
}

/// One step of a walk over a table of a tenant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scan {
    /// The table.
    pub table: TableId,
    /// The order of the walk.
    pub order: Order,
    /// Only rows whose first index columns equal these. Empty with [`Order::Id`] and [`Order::Position`].
    pub prefix: Vec<Value>,
    /// Only rows whose next index column (or id, or position as [`Value::Int`]) is at least this.
    pub from: Option<Value>,
    /// … and at most this.
    pub to: Option<Value>,
    /// Continues behind this place, as answered by the page before; the rest of the scan must be the same.
    pub after: Option<Place>,
    /// At most this many rows, 1 to [`Scan::MAX_ROWS`].
    pub limit: u32,
    /// From the end to the start.
    pub descending: bool,
}

impl Scan {
    /// Largest page.
    pub const MAX_ROWS: u32 = 10_000;

    /// All rows of a table by id.
    pub const fn all(table: TableId, limit: u32) -> Self {
        Self {
            table,
            order: Order::Id,
            prefix: Vec::new(),
            from: None,
            to: None,
            after: None,
            limit,
            descending: false,
        }
    }

    /// The rows of an index whose first columns equal `prefix`.
    pub fn index(table: TableId, index: u8, prefix: Vec<Value>, limit: u32) -> Self {
        Self {
            order: Order::Index(index),
            prefix,
            ..Self::all(table, limit)
        }
    }
}

/// Where a page ended: the values of the columns it is ordered by, then the id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// The index's column values (all of them), or the position, or nothing.
    pub values: Vec<Value>,
    /// The id.
    pub id: Id,
}

/// One page of a scan.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// Where the next page begins; `None` when there was nothing more.
    pub next: Option<Place>,
}

/// Where the engine keeps its rows. Each call is one snapshot; `commit` is one atomic, durable step or nothing.
///
/// Rules for every store: tenant first in every key, index and uniqueness; no DDL outside [`prepare`](Store::prepare);
/// no reliance on sequence numbers of the database; on an answer other than `Ok` nothing was written, except that
/// [`StoreError::UnknownOutcome`] says that nobody knows.
pub trait Store: Send + Sync {
    /// Creates or extends what the schema declares. Called before anything else; calling it again changes nothing.
    /// A schema older than the stored one is refused with [`StoreError::Schema`].
    fn prepare(&self, schema: &Schema) -> StoreResult<()>;

    /// The rows of these keys in their order, `None` where there is none. One snapshot.
    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>>;

    /// One page of rows. One snapshot per page.
    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page>;

    /// Applies the whole change set durably, or nothing of it.
    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed>;

    /// A short name for messages, e.g. `sqlite`.
    fn name(&self) -> &'static str;
}
