//! What a running command sees and may do.

use std::sync::Arc;

use super::cells::{Bounds, Cells};
use super::command::Prefetch;
use super::events::Event;
use super::record::{Decode, Record, decode, decode_row};
use crate::kernel::NodeId;
use crate::kernel::{
    Actor, Entropy, Error, Id, KeyPurpose, Keys, Result, SecretKey, TenantId, Timestamp, UserId,
};
use crate::org::{Node, Settings, Tenant};
use crate::store::{Page, Place, Row, RowKey, Scan, Store, StoreError, Value};

/// The surroundings of a running command: its actor, the time, the rows of its tenant, and the events that it causes.
pub struct Context<'a> {
    pub(crate) actor: Actor,
    pub(crate) now: Timestamp,
    pub(crate) cells: &'a mut Cells,
    pub(crate) store: &'a dyn Store,
    pub(crate) entropy: &'a dyn Entropy,
    pub(crate) keys: &'a dyn Keys,
    pub(crate) events: Vec<Event>,
}

/// Finds records by key: a running command, or a query's reader.
pub(crate) trait Lookup {
    fn find<T: Record>(&mut self, id: impl Into<Id>) -> Result<Option<Arc<T>>>;

    /// A counter of a row as far as this reader knows; zero if there is none. For views: decisions go through
    /// [`Context::adjust`], whose bounds the store checks.
    fn peek<T: Record>(&mut self, id: impl Into<Id>, counter: u8) -> Result<i64>;

    /// The record, or `not_found`.
    fn require<T: Record>(&mut self, id: impl Into<Id>) -> Result<Arc<T>> {
        let id = id.into();
        self.find::<T>(id)?
            .ok_or_else(|| Error::not_found(T::WHAT, id))
    }

    /// The tenant's own record.
    fn tenant_record(&mut self) -> Result<Arc<Tenant>> {
        self.require::<Tenant>(Tenant::ID)
    }

    /// The settings in force at a node: its own, else its nearest ancestor's, else the defaults. RULES §1.
    fn settings(&mut self, node: NodeId) -> Result<Settings> {
        let node = self.require::<Node>(node)?;
        let mut settings = Settings::default();
        for ancestor in &node.path {
            if *ancestor != node.id {
                self.require::<Node>(*ancestor)?
                    .settings
                    .apply_to(&mut settings);
            }
        }
        node.settings.apply_to(&mut settings);
        Ok(settings)
    }
}

impl Lookup for Context<'_> {
    fn find<T: Record>(&mut self, id: impl Into<Id>) -> Result<Option<Arc<T>>> {
        self.cells.find(
            self.store,
            RowKey {
                table: T::TABLE,
                id: id.into(),
            },
        )
    }
    fn peek<T: Record>(&mut self, id: impl Into<Id>, counter: u8) -> Result<i64> {
        let key = RowKey {
            table: T::TABLE,
            id: id.into(),
        };
        Ok(self
            .cells
            .counter::<T>(self.store, key, counter)?
            .unwrap_or(0))
    }
}

impl Context<'_> {
    /// Who runs the command.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The tenant of every row that it sees.
    pub fn tenant(&self) -> TenantId {
        self.actor.tenant()
    }

    /// The person who runs it, or `denied` for the host itself.
    pub(crate) fn user(&self, operation: &'static str) -> Result<UserId> {
        self.actor.user_id().ok_or(Error::Denied { operation })
    }

    /// The time at which it runs.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A new time-ordered id.
    pub(crate) fn new_id<I: From<Id>>(&mut self) -> Result<I> {
        self.cells.ids.next(self.now, self.entropy).map(I::from)
    }

    /// Secure random bytes.
    pub(crate) fn entropy(&self) -> &dyn Entropy {
        self.entropy
    }

    /// The tenant's key for a purpose.
    pub(crate) fn key(&self, purpose: KeyPurpose) -> Result<SecretKey> {
        self.keys.key(self.tenant(), purpose)
    }

    /// Reads many rows in one go, so that finding them one by one afterwards asks the store no more.
    pub(crate) fn prefetch(&mut self, wanted: &Prefetch) -> Result<()> {
        self.cells.load(self.store, &wanted.wanted)
    }

    /// Stores a new record; `already_exists` if its id is taken.
    pub(crate) fn insert<T: Record>(&mut self, record: T) -> Result<()> {
        let key = record.key();
        if self.cells.find::<T>(self.store, key)?.is_some() {
            return Err(Error::AlreadyExists {
                what: format!("{} {}", T::WHAT, key.id).into(),
            });
        }
        self.cells.write(self.store, key, Some(record))
    }

    /// Stores a record under an id from [`new_id`](Self::new_id), without looking whether it is taken.
    pub(crate) fn create<T: Record>(&mut self, record: T) -> Result<()> {
        self.cells.create(record.key(), record)
    }

    /// Replaces a record that is there.
    pub(crate) fn update<T: Record>(&mut self, record: T) -> Result<()> {
        let key = record.key();
        if self.cells.find::<T>(self.store, key)?.is_none() {
            return Err(Error::not_found(T::WHAT, key.id));
        }
        self.cells.write(self.store, key, Some(record))
    }

    /// Stores a record whether or not there was one.
    pub(crate) fn put<T: Record>(&mut self, record: T) -> Result<()> {
        let key = record.key();
        self.cells.write(self.store, key, Some(record))
    }

    /// A counter of a row as far as this process knows. For views and messages: decisions go through
    /// [`adjust`](Self::adjust), whose bounds the store checks.
    pub(crate) fn counter<T: Record>(&mut self, id: impl Into<Id>, counter: u8) -> Result<i64> {
        let id = id.into();
        self.cells
            .counter::<T>(
                self.store,
                RowKey {
                    table: T::TABLE,
                    id,
                },
                counter,
            )?
            .ok_or_else(|| Error::not_found(T::WHAT, id))
    }

    /// Adds to a counter within bounds. `Err(value)` inside: the bounds forbid it while the counter stands at `value`.
    pub(crate) fn adjust<T: Record>(
        &mut self,
        id: impl Into<Id>,
        counter: u8,
        by: i64,
        bounds: Bounds,
    ) -> Result<Result<i64, i64>> {
        let id = id.into();
        self.cells
            .adjust::<T>(
                self.store,
                RowKey {
                    table: T::TABLE,
                    id,
                },
                counter,
                by,
                bounds,
            )?
            .ok_or_else(|| Error::not_found(T::WHAT, id))
    }

    /// A number from a counter of a row: no two commands get the same one, in whatever process; they may leave gaps.
    /// Nothing but such numbers may be drawn from that counter.
    pub(crate) fn number<T: Record>(&mut self, id: impl Into<Id>, counter: u8) -> Result<i64> {
        let id = id.into();
        let key = RowKey {
            table: T::TABLE,
            id,
        };
        self.cells
            .number::<T>(self.store, key, counter)?
            .ok_or_else(|| Error::not_found(T::WHAT, id))
    }

    /// The record with these values in a unique index. It sees what is committed and, of what this group changed, only
    /// records that were there before; two inserts in one group are kept apart by the index itself.
    pub(crate) fn lookup<T: Record>(
        &mut self,
        index: u8,
        values: Vec<Value>,
    ) -> Result<Option<Arc<T>>> {
        let page = self
            .store
            .scan(self.tenant(), &Scan::index(T::TABLE, index, values, 1))?;
        let Some(row) = page.rows.into_iter().next() else {
            return Ok(None);
        };
        let id = row.id;
        self.cells.accept::<T>(row)?;
        self.find::<T>(id)
    }

    /// One page of committed rows that nobody changes any more (a closed day, a frozen list), as this group sees them.
    /// A decision may rest on it only because the rows are frozen: a key whose absence every writer checks says so.
    pub(crate) fn frozen<T: Record>(
        &mut self,
        scan: &Scan,
    ) -> Result<(Vec<Arc<T>>, Option<Place>)> {
        let page = self.store.scan(self.tenant(), scan)?;
        let mut records = Vec::with_capacity(page.rows.len());
        for row in &page.rows {
            let key = RowKey {
                table: T::TABLE,
                id: row.id,
            };
            if self.cells.is_cached(key) {
                records.extend(self.find::<T>(row.id)?);
            } else {
                records.push(Arc::new(decode_row::<T>(row)?));
            }
        }
        Ok((records, page.next))
    }

    /// One page of committed rows that are never changed once they are there (postings of a closed day), undecoded.
    pub(crate) fn frozen_rows(&self, scan: &Scan) -> Result<Page> {
        Ok(self.store.scan(self.tenant(), scan)?)
    }

    /// Committed rows by key of which only what never changes is used, undecoded; absent ones are left out.
    pub(crate) fn fixed_rows<T: Record>(
        &self,
        ids: impl IntoIterator<Item = Id>,
    ) -> Result<Vec<Row>> {
        let keys: Vec<RowKey> = ids
            .into_iter()
            .map(|id| RowKey {
                table: T::TABLE,
                id,
            })
            .collect();
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.store.get(self.tenant(), &keys)?;
        Ok(rows.into_iter().flatten().collect())
    }

    /// Refuses to go on while the running group itself has changed this row: the group runs again, at last command by
    /// command, and then the row is in the store. A barrier before [`frozen`](Self::frozen), which sees only what is there.
    pub(crate) fn require_committed<T: Record>(&mut self, id: impl Into<Id>) -> Result<()> {
        let key = RowKey {
            table: T::TABLE,
            id: id.into(),
        };
        if self.cells.is_committed::<T>(self.store, key)? {
            return Ok(());
        }
        Err(StoreError::Conflict { keys: Vec::new() }.into())
    }

    /// Reads many records in one go, so that finding them later does not.
    pub(crate) fn preload<T: Record>(&mut self, ids: impl IntoIterator<Item = Id>) -> Result<()> {
        let wanted: Vec<(RowKey, Decode)> = ids
            .into_iter()
            .map(|id| {
                let key = RowKey {
                    table: T::TABLE,
                    id,
                };
                (key, decode::<T> as Decode)
            })
            .collect();
        self.cells.load(self.store, &wanted)
    }

    /// Many records by key, read in one go, as this group sees them. Errors: `not_found`.
    pub(crate) fn require_all<T: Record>(
        &mut self,
        ids: impl IntoIterator<Item = impl Into<Id>>,
    ) -> Result<Vec<Arc<T>>> {
        let ids: Vec<Id> = ids.into_iter().map(Into::into).collect();
        self.preload::<T>(ids.iter().copied())?;
        ids.into_iter().map(|id| self.require::<T>(id)).collect()
    }

    /// Tells the world, in the same transaction.
    pub(crate) fn emit(&mut self, event: Event) {
        self.events.push(event);
    }
}
