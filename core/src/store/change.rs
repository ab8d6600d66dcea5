//! What a commit does.

use super::RowKey;
use super::schema::TableId;
use super::value::Value;
use crate::kernel::{Id, TenantId};

/// One atomic step in one tenant. A row is named at most once among inserts, updates, deletes and checks, and a
/// counter at most once among adjustments. Applied as: checks, deletes, updates, inserts, adjustments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangeSet {
    /// The tenant of every row in here.
    pub tenant: TenantId,
    /// Rows that must be new. In a sequenced table they get consecutive positions in this order.
    pub inserts: Vec<Insert>,
    /// Rows that must have the version that was read.
    pub updates: Vec<Update>,
    /// Rows that must have the version that was read.
    pub deletes: Vec<Delete>,
    /// Rows that must still be as they were read.
    pub checks: Vec<Check>,
    /// Additions to counters; they commute, so they never conflict with each other.
    pub adjustments: Vec<Adjust>,
}

impl ChangeSet {
    /// A change set that changes nothing yet.
    pub const fn new(tenant: TenantId) -> Self {
        Self {
            tenant,
            inserts: Vec::new(),
            updates: Vec::new(),
            deletes: Vec::new(),
            checks: Vec::new(),
            adjustments: Vec::new(),
        }
    }

    /// Whether it writes nothing (it may still check).
    pub fn writes_nothing(&self) -> bool {
        self.inserts.is_empty()
            && self.updates.is_empty()
            && self.deletes.is_empty()
            && self.adjustments.is_empty()
    }
}

/// A new row. [`Conflict`](super::StoreError::Conflict) if the key is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Insert {
    /// The table.
    pub table: TableId,
    /// The row's id.
    pub id: Id,
    /// One value per declared column.
    pub columns: Vec<Value>,
    /// One start value per declared counter.
    pub counters: Vec<i64>,
    /// The record as JSON.
    pub body: String,
}

/// A row's new record. [`Conflict`](super::StoreError::Conflict) if the version is another one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Update {
    /// The table.
    pub table: TableId,
    /// The row's id.
    pub id: Id,
    /// The version that was read; it becomes one more.
    pub version: u64,
    /// One value per declared column.
    pub columns: Vec<Value>,
    /// The record as JSON.
    pub body: String,
}

/// A row that goes. [`Conflict`](super::StoreError::Conflict) if the version is another one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delete {
    /// The table.
    pub table: TableId,
    /// The row's id.
    pub id: Id,
    /// The version that was read.
    pub version: u64,
}

/// Something that must still hold. [`Conflict`](super::StoreError::Conflict) if it does not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Check {
    /// The row.
    pub key: RowKey,
    /// Its version; `None`: the row must be absent.
    pub version: Option<u64>,
}

/// Adds to a counter of a row that is there (or inserted in the same change set).
/// [`Bound`](super::StoreError::Bound) if the result would leave the bounds,
/// [`Conflict`](super::StoreError::Conflict) if the row is absent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Adjust {
    /// The row.
    pub key: RowKey,
    /// The counter's place in [`Table::counters`](super::Table::counters).
    pub counter: u8,
    /// What to add.
    pub by: i64,
    /// The result must be at least this.
    pub floor: Option<i64>,
    /// The result must be at most this.
    pub ceiling: Option<i64>,
}

/// What a commit answers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Committed {
    /// For each sequenced table with inserts: the position of the first one.
    pub first_positions: Vec<(TableId, u64)>,
}
