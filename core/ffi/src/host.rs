//! The storage port for stores that are written in Kotlin or Swift.

use std::sync::{Arc, Mutex, PoisonError};

use linli::kernel::{Id, TenantId};
use linli::store::{
    ChangeSet, ColumnType, Committed, Order, Page, Place, Row, RowKey, Scan, Schema, Store,
    StoreError, StoreResult, TableId, Value,
};

/// A value of a column.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum HostValue {
    /// Nothing. The row is in no index that has this column.
    Null,
    /// A whole number.
    Int {
        /// It.
        value: i64,
    },
    /// Microseconds since 1970, UTC.
    Time {
        /// They.
        value: i64,
    },
    /// Text, ordered by its bytes in UTF-8.
    Text {
        /// It.
        value: String,
    },
    /// An id, as its 36 characters: they order as its bytes do.
    Id {
        /// They.
        value: String,
    },
}

/// The type of a column.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum HostColumnType {
    /// Whole numbers.
    Int,
    /// Moments.
    Time,
    /// Text.
    Text,
    /// Ids.
    Id,
}

/// A column.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostColumn {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: HostColumnType,
}

/// An index over columns. A row with a null in any of them is not in it.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostIndex {
    /// Its name.
    pub name: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Whether no two rows of a tenant have the same values.
    pub unique: bool,
}

/// A table. Every key, index and uniqueness begins with the tenant.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostTable {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<HostColumn>,
    /// The names of its counters.
    pub counters: Vec<String>,
    /// Its indexes.
    pub indexes: Vec<HostIndex>,
    /// Whether its rows have positions: per tenant, in commit order, from 1 without gaps.
    pub sequenced: bool,
}

/// What the engine asks a store to keep. A table's number is its place.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostSchema {
    /// Its version.
    pub version: u32,
    /// Its tables; later versions only append.
    pub tables: Vec<HostTable>,
}

/// Names one row inside a tenant.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HostKey {
    /// The table's number.
    pub table: u16,
    /// The row's id.
    pub id: String,
}

/// One stored row.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostRow {
    /// Its id.
    pub id: String,
    /// 1 when inserted, one more with each update.
    pub version: u64,
    /// The record as JSON.
    pub body: String,
    /// Its counters.
    pub counters: Vec<i64>,
    /// Its position, in a sequenced table.
    pub position: Option<u64>,
}

/// By what a scan walks.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum HostOrder {
    /// By id.
    Id,
    /// By position.
    Position,
    /// By an index, then by id.
    Index {
        /// Its place among the table's.
        place: u8,
    },
}

/// Where a page ended.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostPlace {
    /// All values of the index, or the position as a number, or nothing.
    pub values: Vec<HostValue>,
    /// The id.
    pub id: String,
}

/// One step of a walk over a table of a tenant.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostScan {
    /// The table's number.
    pub table: u16,
    /// The order of the walk.
    pub order: HostOrder,
    /// Only rows whose first index columns equal these.
    pub prefix: Vec<HostValue>,
    /// Only rows whose next index column (or id, or position as a number) is at least this …
    pub from: Option<HostValue>,
    /// … and at most this.
    pub to: Option<HostValue>,
    /// Continues behind this place.
    pub after: Option<HostPlace>,
    /// At most so many rows.
    pub limit: u32,
    /// From the end to the start.
    pub descending: bool,
}

/// One page of a scan.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostPage {
    /// The rows.
    pub rows: Vec<HostRow>,
    /// Where the next page begins; nothing when there was no more.
    pub next: Option<HostPlace>,
}

/// A row that must be new.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostInsert {
    /// The row.
    pub key: HostKey,
    /// Its columns.
    pub columns: Vec<HostValue>,
    /// Its counters.
    pub counters: Vec<i64>,
    /// Its record.
    pub body: String,
}

/// A row that is written anew.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostUpdate {
    /// The row.
    pub key: HostKey,
    /// The version that was read.
    pub version: u64,
    /// Its columns.
    pub columns: Vec<HostValue>,
    /// Its record. Its counters stay.
    pub body: String,
}

/// A row that goes.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostDelete {
    /// The row.
    pub key: HostKey,
    /// The version that was read.
    pub version: u64,
}

/// What must still hold.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostCheck {
    /// The row.
    pub key: HostKey,
    /// Its version; nothing: it is absent.
    pub version: Option<u64>,
}

/// A number that is added to a counter.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostAdjust {
    /// The row, which may be inserted by the same change.
    pub key: HostKey,
    /// The counter's place.
    pub counter: u8,
    /// What is added.
    pub by: i64,
    /// The counter does not go below this …
    pub floor: Option<i64>,
    /// … nor above this.
    pub ceiling: Option<i64>,
}

/// What a commit does: all of it or nothing.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostChange {
    /// The tenant.
    pub tenant: i64,
    /// Rows that must be new.
    pub inserts: Vec<HostInsert>,
    /// Rows that are written anew.
    pub updates: Vec<HostUpdate>,
    /// Rows that go.
    pub deletes: Vec<HostDelete>,
    /// What must still hold.
    pub checks: Vec<HostCheck>,
    /// What is added to counters, after all else.
    pub adjustments: Vec<HostAdjust>,
}

/// The first position that a commit gave in a sequenced table.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HostPosition {
    /// The table's number.
    pub table: u16,
    /// The position of the first row that was inserted.
    pub first: u64,
}

/// Why a store refused or failed. Except for `UnknownOutcome`, nothing was written.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum HostFailure {
    /// Rows were changed since they were read.
    #[error("{} rows were changed meanwhile", keys.len())]
    Conflict {
        /// All of them, where the store can tell.
        keys: Vec<HostKey>,
    },
    /// A counter would leave its bounds.
    #[error("a counter would leave its bounds")]
    Bound {
        /// The row.
        key: HostKey,
        /// The counter's place.
        counter: u8,
    },
    /// A unique index has these values already.
    #[error("{table}.{index} has these values already")]
    Duplicate {
        /// The table's name.
        table: String,
        /// The index's name.
        index: String,
    },
    /// The store cannot be reached; the same call may work later.
    #[error("{reason}")]
    Unavailable {
        /// What it said.
        reason: String,
    },
    /// The connection was lost during a commit: it may have happened or not.
    #[error("{reason}")]
    UnknownOutcome {
        /// What was seen.
        reason: String,
    },
    /// The stored schema does not fit.
    #[error("{reason}")]
    Schema {
        /// What would fit.
        reason: String,
    },
    /// The caller broke the port's contract.
    #[error("{reason}")]
    Misuse {
        /// What was wrong.
        reason: String,
    },
    /// Anything else.
    #[error("{reason}")]
    Backend {
        /// What it said.
        reason: String,
    },
}

/// What a host's store throws without having said so.
impl From<uniffi::UnexpectedUniFFICallbackError> for HostFailure {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        // The text holds the host's stack trace, which may show anything.
        Self::Backend {
            reason: "the host's store threw something that is no HostFailure".to_owned(),
        }
    }
}

type Answer<T> = Result<T, HostFailure>;

/// A store of the host: four methods, called from many threads. What is asked was checked against the schema. Ids are 36
/// characters, which order as their bytes do. `linli::store::Store` says what each method must do, and `checkStore` runs
/// the conformance suite over it.
#[uniffi::export(rust, foreign)]
pub trait HostStore: Send + Sync {
    /// Creates or extends what the schema declares.
    fn prepare(&self, schema: HostSchema) -> Answer<()>;
    /// The rows of these keys in their order, nothing where there is none. One snapshot.
    fn get(&self, tenant: i64, keys: Vec<HostKey>) -> Answer<Vec<Option<HostRow>>>;
    /// One page of rows. One snapshot.
    fn scan(&self, tenant: i64, scan: HostScan) -> Answer<HostPage>;
    /// Applies the whole change durably, or nothing of it.
    fn commit(&self, change: HostChange) -> Answer<Vec<HostPosition>>;
}

/// Makes fresh, empty stores that are not prepared.
#[uniffi::export(rust, foreign)]
pub trait HostStoreFactory: Send + Sync {
    /// A store of its own.
    fn make(&self) -> Answer<Arc<dyn HostStore>>;
}

/// The names of the properties of the conformance suite that a store breaks, with what was found; none when it is one. A
/// library without the suite says so in their place: what the packages call is there in every library.
#[uniffi::export]
pub fn check_store(factory: Arc<dyn HostStoreFactory>) -> Vec<String> {
    #[cfg(not(feature = "conformance"))]
    {
        drop(factory);
        vec!["this library was built without the conformance suite".to_owned()]
    }
    #[cfg(feature = "conformance")]
    broken_properties(&*factory)
}

#[cfg(feature = "conformance")]
fn broken_properties(factory: &dyn HostStoreFactory) -> Vec<String> {
    use linli_store_conformance::{Fixture, PROPERTIES};
    use std::panic::{AssertUnwindSafe, catch_unwind};
    let make = || {
        let store = factory.make();
        Fixture::new(Hosted::new(store.expect("the factory makes a store")))
    };
    let broken = PROPERTIES.iter().filter_map(|(name, property)| {
        let panic = catch_unwind(AssertUnwindSafe(|| property(&make))).err()?;
        let said = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Some(format!("{name}: {}", said.unwrap_or_default()))
    });
    broken.collect()
}

/// A store with a defect: what a host sees of a panic can be tested with it.
pub(crate) struct Panicking;

impl Store for Panicking {
    fn prepare(&self, _: &Schema) -> StoreResult<()> {
        Ok(())
    }

    fn get(&self, _: TenantId, _: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        panic!("a defect on purpose")
    }

    fn scan(&self, _: TenantId, _: &Scan) -> StoreResult<Page> {
        panic!("a defect on purpose")
    }

    fn commit(&self, _: &ChangeSet) -> StoreResult<Committed> {
        panic!("a defect on purpose")
    }

    fn name(&self) -> &'static str {
        "panicking"
    }
}

/// A host's store as one of the engine.
pub(crate) struct Hosted {
    store: Arc<dyn HostStore>,
    /// To find the names again that the engine knows.
    schema: Mutex<Option<Schema>>,
}

impl Hosted {
    pub(crate) fn new(store: Arc<dyn HostStore>) -> Self {
        Self {
            store,
            schema: Mutex::default(),
        }
    }

    /// What was prepared. The engine's side checks what is asked against it, so that the host's need not.
    fn prepared(&self) -> StoreResult<Schema> {
        let schema = *self.schema.lock().unwrap_or_else(PoisonError::into_inner);
        schema.ok_or_else(|| StoreError::misuse("prepare was not called"))
    }

    fn failed(&self, failure: HostFailure) -> StoreError {
        match failure {
            HostFailure::Conflict { keys } => match keys.iter().map(row_key).collect() {
                Ok(keys) => StoreError::Conflict { keys },
                Err(error) => error,
            },
            HostFailure::Bound { key, counter } => match row_key(&key) {
                Ok(key) => StoreError::Bound { key, counter },
                Err(error) => error,
            },
            HostFailure::Duplicate { table, index } => self.duplicate(&table, &index),
            HostFailure::Unavailable { reason } => StoreError::Unavailable { reason },
            HostFailure::UnknownOutcome { reason } => StoreError::UnknownOutcome { reason },
            HostFailure::Schema { reason } => StoreError::Schema { reason },
            HostFailure::Misuse { reason } => StoreError::Misuse { reason },
            HostFailure::Backend { reason } => StoreError::Backend { reason },
        }
    }

    fn duplicate(&self, table: &str, index: &str) -> StoreError {
        let schema = *self.schema.lock().unwrap_or_else(PoisonError::into_inner);
        let tables = schema.map_or(&[][..], |schema| schema.tables);
        let found = tables
            .iter()
            .find(|found| found.name == table)
            .and_then(|found| {
                let index = found.indexes.iter().find(|known| known.name == index)?;
                Some((found.name, index.name))
            });
        match found {
            Some((table, index)) => StoreError::Duplicate { table, index },
            None => StoreError::Backend {
                reason: "the host's store named an index that is not there".to_owned(),
            },
        }
    }
}

fn id(text: &str) -> StoreResult<Id> {
    text.parse().map_err(|_| StoreError::Backend {
        reason: "the host's store gave an id that is none".to_owned(),
    })
}

fn row_key(key: &HostKey) -> StoreResult<RowKey> {
    Ok(RowKey {
        table: TableId(key.table),
        id: id(&key.id)?,
    })
}

fn key(table: TableId, id: Id) -> HostKey {
    HostKey {
        table: table.0,
        id: id.to_string(),
    }
}

fn row(row: HostRow) -> StoreResult<Row> {
    Ok(Row {
        id: id(&row.id)?,
        version: row.version,
        body: row.body,
        counters: row.counters,
        position: row.position,
    })
}

fn host_value(value: &Value) -> HostValue {
    match value {
        Value::Null => HostValue::Null,
        Value::Int(value) => HostValue::Int { value: *value },
        Value::Time(value) => HostValue::Time { value: *value },
        Value::Text(value) => HostValue::Text {
            value: value.clone(),
        },
        Value::Id(value) => HostValue::Id {
            value: value.to_string(),
        },
    }
}

fn host_values(values: &[Value]) -> Vec<HostValue> {
    values.iter().map(host_value).collect()
}

fn value(value: HostValue) -> StoreResult<Value> {
    Ok(match value {
        HostValue::Null => Value::Null,
        HostValue::Int { value } => Value::Int(value),
        HostValue::Time { value } => Value::Time(value),
        HostValue::Text { value } => Value::Text(value),
        HostValue::Id { value } => Value::Id(id(&value)?),
    })
}

impl Store for Hosted {
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let tables = schema.tables.iter().map(|table| HostTable {
            name: table.name.to_owned(),
            columns: (table.columns.iter())
                .map(|column| HostColumn {
                    name: column.name.to_owned(),
                    kind: match column.kind {
                        ColumnType::Int => HostColumnType::Int,
                        ColumnType::Time => HostColumnType::Time,
                        ColumnType::Text => HostColumnType::Text,
                        ColumnType::Id => HostColumnType::Id,
                    },
                })
                .collect(),
            counters: owned(table.counters),
            indexes: (table.indexes.iter())
                .map(|index| HostIndex {
                    name: index.name.to_owned(),
                    columns: owned(index.columns),
                    unique: index.unique,
                })
                .collect(),
            sequenced: table.sequenced,
        });
        let asked = HostSchema {
            version: schema.version,
            tables: tables.collect(),
        };
        self.store
            .prepare(asked)
            .map_err(|failure| self.failed(failure))?;
        *self.schema.lock().unwrap_or_else(PoisonError::into_inner) = Some(*schema);
        Ok(())
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        let schema = self.prepared()?;
        for asked in keys {
            schema.declared(asked.table)?;
        }
        let asked = keys
            .iter()
            .map(|found| key(found.table, found.id))
            .collect();
        let rows = self
            .store
            .get(tenant.number(), asked)
            .map_err(|failure| self.failed(failure))?;
        if rows.len() != keys.len() {
            return Err(StoreError::Backend {
                reason: "the host's store answered another number of rows".to_owned(),
            });
        }
        rows.into_iter()
            .map(|found| found.map(row).transpose())
            .collect()
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        self.prepared()?.validate_scan(scan)?;
        let asked = HostScan {
            table: scan.table.0,
            order: match scan.order {
                Order::Id => HostOrder::Id,
                Order::Position => HostOrder::Position,
                Order::Index(place) => HostOrder::Index { place },
            },
            prefix: host_values(&scan.prefix),
            from: scan.from.as_ref().map(host_value),
            to: scan.to.as_ref().map(host_value),
            after: scan.after.as_ref().map(|place| HostPlace {
                values: host_values(&place.values),
                id: place.id.to_string(),
            }),
            limit: scan.limit,
            descending: scan.descending,
        };
        let page = self
            .store
            .scan(tenant.number(), asked)
            .map_err(|failure| self.failed(failure))?;
        let next = page.next.map(|place| {
            Ok(Place {
                values: place
                    .values
                    .into_iter()
                    .map(value)
                    .collect::<StoreResult<_>>()?,
                id: id(&place.id)?,
            })
        });
        Ok(Page {
            rows: page.rows.into_iter().map(row).collect::<StoreResult<_>>()?,
            next: next.transpose()?,
        })
    }

    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        self.prepared()?.validate_change(change)?;
        let asked = HostChange {
            tenant: change.tenant.number(),
            inserts: (change.inserts.iter())
                .map(|insert| HostInsert {
                    key: key(insert.table, insert.id),
                    columns: host_values(&insert.columns),
                    counters: insert.counters.clone(),
                    body: insert.body.clone(),
                })
                .collect(),
            updates: (change.updates.iter())
                .map(|update| HostUpdate {
                    key: key(update.table, update.id),
                    version: update.version,
                    columns: host_values(&update.columns),
                    body: update.body.clone(),
                })
                .collect(),
            deletes: (change.deletes.iter())
                .map(|delete| HostDelete {
                    key: key(delete.table, delete.id),
                    version: delete.version,
                })
                .collect(),
            checks: (change.checks.iter())
                .map(|check| HostCheck {
                    key: key(check.key.table, check.key.id),
                    version: check.version,
                })
                .collect(),
            adjustments: (change.adjustments.iter())
                .map(|adjust| HostAdjust {
                    key: key(adjust.key.table, adjust.key.id),
                    counter: adjust.counter,
                    by: adjust.by,
                    floor: adjust.floor,
                    ceiling: adjust.ceiling,
                })
                .collect(),
        };
        let positions = self
            .store
            .commit(asked)
            .map_err(|failure| self.failed(failure))?;
        Ok(Committed {
            first_positions: (positions.iter())
                .map(|position| (TableId(position.table), position.first))
                .collect(),
        })
    }

    fn name(&self) -> &'static str {
        "host"
    }
}
