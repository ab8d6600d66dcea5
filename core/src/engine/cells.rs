//! The rows that commands see: what was read, what they changed, and how to take a command's changes back.
//!
//! Cells outlive a group: what was read or written serves later commands without reading again. Nothing is trusted for
//! that: each commit checks the version of every row that a decision relied on.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::hashing::Seeded;
use super::record::{AnyRecord, Decode, Encode, Record, decode, encode, typed};
use crate::kernel::{Error, IdGenerator, Result, TenantId};
use crate::schema::SCHEMA;
use crate::store::{Adjust, ChangeSet, Check, Delete, Insert, Row, RowKey, Store, TableId, Update};

/// What may not be passed by adding to a counter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Bounds {
    pub(crate) floor: Option<i64>,
    pub(crate) ceiling: Option<i64>,
}

impl Bounds {
    pub(crate) const NOT_NEGATIVE: Self = Self {
        floor: Some(0),
        ceiling: None,
    };

    /// Exactly this value and no other.
    pub(crate) const fn exactly(value: i64) -> Self {
        Self {
            floor: Some(value),
            ceiling: Some(value),
        }
    }

    fn allow(self, value: i64) -> bool {
        self.floor.is_none_or(|floor| value >= floor)
            && self.ceiling.is_none_or(|ceiling| value <= ceiling)
    }

    /// What must hold after adding `by` more, so that these bounds held before that and `other` do then.
    fn and_then(self, by: i64, other: Self) -> Self {
        let moved = |bound: Option<i64>| bound.map(|bound| bound.saturating_add(by));
        Self {
            floor: moved(self.floor).max(other.floor),
            ceiling: min_some(moved(self.ceiling), other.ceiling),
        }
    }
}

fn min_some(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The net addition to one counter in the running group.
#[derive(Clone, Copy)]
struct Added {
    counter: u8,
    by: i64,
    bounds: Bounds,
}

impl Added {
    /// Adding nothing changes nothing, but "exactly this value" is a promise that the store has to check.
    fn must_be_sent(&self) -> bool {
        let exact = self.bounds.ceiling.is_some() && self.bounds.floor == self.bounds.ceiling;
        self.by != 0 || exact
    }
}

/// How many counters each row of a table has.
fn counters_of(table: TableId) -> usize {
    SCHEMA.table(table).map_or(0, |table| table.counters.len())
}

struct Cell {
    /// Version in the store, 0 when absent there.
    base: u64,
    current: Option<AnyRecord>,
    encode: Option<Encode>,
    /// `current` is not what the store has.
    written: bool,
    /// A command of this group relied on presence, absence or content.
    observed: bool,
    /// Counters as the store had them, and what this group adds.
    counters: Vec<i64>,
    added: Vec<Added>,
    /// The group that used it last, and the snapshot of the store that it was read from.
    used: u64,
    snapshot: u64,
}

impl Cell {
    fn is_dirty(&self) -> bool {
        self.written || self.added.iter().any(|added| added.by != 0)
    }

    /// What was written is what the store has, with as many counters as its table has, also where nobody added to a row
    /// that was inserted. Once is as good as twice.
    fn settle(&mut self, counters: usize) {
        if self.written {
            self.base = if self.current.is_some() {
                self.base + 1
            } else {
                0
            };
            self.written = false;
            let counters = if self.current.is_some() { counters } else { 0 };
            self.counters.resize(counters, 0);
        }
        for added in self.added.drain(..) {
            if let Some(counter) = self.counters.get_mut(usize::from(added.counter)) {
                *counter += added.by;
            }
        }
    }

    fn counter(&self, counter: u8) -> Option<i64> {
        let added = self
            .added
            .iter()
            .find(|added| added.counter == counter)
            .map_or(0, |added| added.by);
        let base = self.counters.get(usize::from(counter)).copied();
        // An inserted row's counters start at zero.
        let base = if self.base == 0 && self.current.is_some() {
            Some(base.unwrap_or(0))
        } else {
            base
        };
        base.and_then(|base| base.checked_add(added))
    }
}

/// What a cell was before a command changed it.
struct Undo {
    key: RowKey,
    current: Option<AnyRecord>,
    encode: Option<Encode>,
    written: bool,
    added: Vec<Added>,
    /// The cell came into being with this change.
    created: bool,
}

/// All cells of one tenant.
pub(crate) struct Cells {
    tenant: TenantId,
    rows: HashMap<RowKey, Cell, Seeded>,
    limit: usize,
    group: u64,
    /// Keys used in this group.
    touched: Vec<RowKey>,
    /// Keys that this group wrote or added to, some more than once.
    changed: Vec<RowKey>,
    undo: Vec<Undo>,
    /// Keys that the running command relied on.
    reads: Vec<RowKey>,
    /// Snapshots of the store are numbered; those of the running group are above `group_began`.
    snapshot: u64,
    group_began: u64,
    pub(crate) ids: IdGenerator,
    /// Numbers that counters gave out ahead and nobody took yet, and what the running command took.
    numbers: HashMap<RowKey, Range<i64>, Seeded>,
    taken: Vec<(RowKey, Range<i64>)>,
    /// Counters that gave numbers out in this group.
    drawn: Vec<RowKey>,
}

/// How many numbers a counter gives out at once: one row is written for so many, and as many are lost at most when a
/// process ends.
const NUMBERS: i64 = 32;

impl Cells {
    pub(crate) fn new(tenant: TenantId, limit: usize) -> Self {
        Self {
            tenant,
            rows: HashMap::default(),
            limit,
            group: 0,
            touched: Vec::new(),
            changed: Vec::new(),
            undo: Vec::new(),
            reads: Vec::new(),
            snapshot: 0,
            group_began: 0,
            ids: IdGenerator::default(),
            numbers: HashMap::default(),
            taken: Vec::new(),
            drawn: Vec::new(),
        }
    }

    pub(crate) fn begin_group(&mut self) {
        self.group += 1;
        self.group_began = self.snapshot;
        self.touched.clear();
        self.changed.clear();
        self.drawn.clear();
        self.begin_command();
        if self.numbers.len() > self.limit {
            self.numbers.clear();
        }
        if self.rows.len() > self.limit {
            let mut ages: Vec<u64> = self.rows.values().map(|cell| cell.used).collect();
            let middle = ages.len() / 2;
            let (_, median, _) = ages.select_nth_unstable(middle);
            let median = *median;
            self.rows.retain(|_, cell| cell.used > median);
        }
    }

    pub(crate) fn begin_command(&mut self) {
        self.undo.clear();
        self.reads.clear();
        self.taken.clear();
    }

    /// How many rows this group has changed so far; one that several commands changed counts for each.
    pub(crate) fn changes(&self) -> usize {
        self.changed.len()
    }

    /// Takes back what the running command changed.
    pub(crate) fn roll_back(&mut self) {
        while let Some((key, before)) = self.taken.pop() {
            self.numbers.insert(key, before);
        }
        while let Some(undo) = self.undo.pop() {
            if undo.created {
                self.rows.remove(&undo.key);
            } else if let Some(cell) = self.rows.get_mut(&undo.key) {
                cell.current = undo.current;
                cell.encode = undo.encode;
                cell.written = undo.written;
                cell.added = undo.added;
            }
        }
    }

    /// Reads rows that are not here yet, in one snapshot.
    pub(crate) fn load(&mut self, store: &dyn Store, wanted: &[(RowKey, Decode)]) -> Result<()> {
        let mut missing: Vec<(RowKey, Decode)> = wanted
            .iter()
            .filter(|(key, _)| !self.rows.contains_key(key))
            .copied()
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        missing.sort_unstable_by_key(|(key, _)| *key);
        missing.dedup_by_key(|(key, _)| *key);
        let keys: Vec<RowKey> = missing.iter().map(|(key, _)| *key).collect();
        self.snapshot += 1;
        for ((key, decode), row) in missing.iter().zip(store.get(self.tenant, &keys)?) {
            self.fill(*key, *decode, row)?;
        }
        Ok(())
    }

    /// Takes a row that a scan brought, unless it is here already.
    pub(crate) fn accept<T: Record>(&mut self, row: Row) -> Result<()> {
        let key = RowKey {
            table: T::TABLE,
            id: row.id,
        };
        if self.rows.contains_key(&key) {
            return Ok(());
        }
        self.snapshot += 1;
        self.fill(key, decode::<T>, Some(row))
    }

    fn fill(&mut self, key: RowKey, decode: Decode, row: Option<Row>) -> Result<()> {
        let (base, current, counters) = match row {
            Some(row) => (row.version, Some(decode(&row.body)?), row.counters),
            None => (0, None, Vec::new()),
        };
        let cell = Cell {
            base,
            current,
            encode: None,
            written: false,
            observed: false,
            counters,
            added: Vec::new(),
            used: 0,
            snapshot: self.snapshot,
        };
        self.rows.insert(key, cell);
        Ok(())
    }

    /// The cell of a key, loaded if need be and marked as used in this group.
    fn touch<T: Record>(&mut self, store: &dyn Store, key: RowKey) -> Result<&mut Cell> {
        if !self.rows.contains_key(&key) {
            self.load(store, &[(key, decode::<T>)])?;
        }
        let group = self.group;
        let cell = self.rows.get_mut(&key).expect("it was loaded above");
        if cell.used != group {
            cell.used = group;
            cell.observed = false;
            self.touched.push(key);
        }
        self.reads.push(key);
        Ok(cell)
    }

    pub(crate) fn find<T: Record>(
        &mut self,
        store: &dyn Store,
        key: RowKey,
    ) -> Result<Option<Arc<T>>> {
        let cell = self.touch::<T>(store, key)?;
        cell.observed = true;
        cell.current.as_ref().map(typed::<T>).transpose()
    }

    /// Whether the row stands as the store has it: nothing of it is changed by the running group.
    pub(crate) fn is_committed<T: Record>(
        &mut self,
        store: &dyn Store,
        key: RowKey,
    ) -> Result<bool> {
        Ok(!self.touch::<T>(store, key)?.is_dirty())
    }

    /// Replaces the record of a key; `None` removes it.
    pub(crate) fn write<T: Record>(
        &mut self,
        store: &dyn Store,
        key: RowKey,
        record: Option<T>,
    ) -> Result<()> {
        let cell = self.touch::<T>(store, key)?;
        cell.observed = true;
        let undo = Undo {
            key,
            current: cell.current.take(),
            encode: cell.encode,
            written: cell.written,
            added: cell.added.clone(),
            created: false,
        };
        cell.current = record.map(|record| Arc::new(record) as AnyRecord);
        cell.encode = Some(encode::<T>);
        cell.written = true;
        self.undo.push(undo);
        self.changed.push(key);
        Ok(())
    }

    /// Stores a record under an id that was made just now, without asking the store first; the commit is refused if the
    /// id is taken after all.
    pub(crate) fn create<T: Record>(&mut self, key: RowKey, record: T) -> Result<()> {
        if self.rows.contains_key(&key) {
            return Err(Error::internal(format!(
                "a new {} has the id of another one",
                T::WHAT
            )));
        }
        let cell = Cell {
            base: 0,
            current: Some(Arc::new(record)),
            encode: Some(encode::<T>),
            written: true,
            observed: true,
            counters: Vec::new(),
            added: Vec::new(),
            used: self.group,
            snapshot: self.snapshot,
        };
        self.rows.insert(key, cell);
        self.touched.push(key);
        self.changed.push(key);
        self.undo.push(Undo {
            key,
            current: None,
            encode: None,
            written: false,
            added: Vec::new(),
            created: true,
        });
        Ok(())
    }

    /// The value of a counter including what this group adds; `None` when the row is absent.
    pub(crate) fn counter<T: Record>(
        &mut self,
        store: &dyn Store,
        key: RowKey,
        counter: u8,
    ) -> Result<Option<i64>> {
        Ok(self.touch::<T>(store, key)?.counter(counter))
    }

    /// Adds to a counter. `Ok(None)`: the row is absent. `Ok(Some(Err(value)))`: a bound forbids it at this value.
    pub(crate) fn adjust<T: Record>(
        &mut self,
        store: &dyn Store,
        key: RowKey,
        counter: u8,
        by: i64,
        bounds: Bounds,
    ) -> Result<Option<Result<i64, i64>>> {
        let cell = self.touch::<T>(store, key)?;
        let Some(value) = cell.counter(counter) else {
            return Ok(None);
        };
        let Some(result) = value.checked_add(by).filter(|result| bounds.allow(*result)) else {
            return Ok(Some(Err(value)));
        };
        let undo = Undo {
            key,
            current: cell.current.clone(),
            encode: cell.encode,
            written: cell.written,
            added: cell.added.clone(),
            created: false,
        };
        match cell.added.iter_mut().find(|added| added.counter == counter) {
            Some(added) => {
                added.by = added
                    .by
                    .checked_add(by)
                    .ok_or(Error::Overflow { field: "counter" })?;
                added.bounds = added.bounds.and_then(by, bounds);
            }
            None => cell.added.push(Added {
                counter,
                by,
                bounds,
            }),
        }
        self.undo.push(undo);
        self.changed.push(key);
        Ok(Some(Ok(result)))
    }

    /// A number that no other process gets from this counter: they grow inside one process and may leave gaps. Several are
    /// drawn from the counter at once, so that its row is not written for each. `Ok(None)`: the row is absent.
    pub(crate) fn number<T: Record>(
        &mut self,
        store: &dyn Store,
        key: RowKey,
        counter: u8,
    ) -> Result<Option<i64>> {
        let before = self.numbers.get(&key).cloned().unwrap_or_default();
        let mut left = before.clone();
        let number = if let Some(number) = left.next() {
            number
        } else {
            let Some(begin) = self.counter::<T>(store, key, counter)? else {
                return Ok(None);
            };
            let end = begin.saturating_add(NUMBERS);
            self.adjust::<T>(store, key, counter, NUMBERS, Bounds::exactly(end))?;
            self.drawn.push(key);
            left = begin.saturating_add(1)..end;
            begin
        };
        self.taken.push((key, before));
        self.numbers.insert(key, left);
        Ok(Some(number))
    }

    /// Makes sure that a refusal is never based on what is no longer so, nor on rows that were never there together: unless
    /// all that the command relied on was read in one snapshot of this group, it is read again in one. `true` if any of
    /// it had changed: then the group must run again.
    pub(crate) fn refresh(&mut self, store: &dyn Store) -> Result<bool> {
        let mut keys = std::mem::take(&mut self.reads);
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|key| self.rows.contains_key(key));
        let mut snapshots = keys.iter().map(|key| self.rows[key].snapshot);
        let first = snapshots.next().unwrap_or(u64::MAX);
        if first > self.group_began && snapshots.all(|snapshot| snapshot == first) {
            return Ok(false);
        }
        self.snapshot += 1;
        let mut changed = false;
        for (key, row) in keys.iter().zip(store.get(self.tenant, &keys)?) {
            let Some(cell) = self.rows.get_mut(key) else {
                continue;
            };
            if row.as_ref().map_or(cell.base == 0, |row| {
                row.version == cell.base && row.counters == cell.counters
            }) {
                cell.snapshot = self.snapshot;
            } else {
                changed = true;
                self.rows.remove(key);
            }
        }
        Ok(changed)
    }

    /// The net effect of the group, in key order.
    pub(crate) fn change_set(&mut self) -> Result<ChangeSet> {
        let mut change = ChangeSet::new(self.tenant);
        self.touched.sort_unstable();
        self.touched.dedup();
        for key in &self.touched {
            let Some(cell) = self.rows.get(key) else {
                continue;
            };
            if cell.written {
                let encoded = match (&cell.current, cell.encode) {
                    (Some(record), Some(encode)) => Some(encode(record)?),
                    _ => None,
                };
                match (cell.base, encoded) {
                    (0, Some(encoded)) => {
                        let mut counters = vec![0; counters_of(key.table)];
                        for added in &cell.added {
                            counters[usize::from(added.counter)] += added.by;
                        }
                        change.inserts.push(Insert {
                            table: key.table,
                            id: key.id,
                            columns: encoded.columns,
                            counters,
                            body: encoded.body,
                        });
                        continue;
                    }
                    (0, None) => {
                        change.checks.push(Check {
                            key: *key,
                            version: None,
                        });
                        continue;
                    }
                    (version, Some(encoded)) => change.updates.push(Update {
                        table: key.table,
                        id: key.id,
                        version,
                        columns: encoded.columns,
                        body: encoded.body,
                    }),
                    (version, None) => {
                        change.deletes.push(Delete {
                            table: key.table,
                            id: key.id,
                            version,
                        });
                        continue;
                    }
                }
            } else if cell.observed {
                change.checks.push(Check {
                    key: *key,
                    version: (cell.base > 0).then_some(cell.base),
                });
            }
            for added in cell.added.iter().filter(|added| added.must_be_sent()) {
                change.adjustments.push(Adjust {
                    key: *key,
                    counter: added.counter,
                    by: added.by,
                    floor: added.bounds.floor,
                    ceiling: added.bounds.ceiling,
                });
            }
        }
        Ok(change)
    }

    /// After a commit: what was written is what the store has. Rows that nobody is likely to read again go; they are answered,
    /// so that the caller can let go of them when nobody waits any more.
    pub(crate) fn settle(&mut self, is_read_again: impl Fn(RowKey) -> bool) -> Vec<AnyRecord> {
        let mut gone = Vec::new();
        for key in self.touched.iter().filter(|key| !is_read_again(**key)) {
            gone.extend(self.rows.remove(key).and_then(|cell| cell.current));
        }
        for key in &self.changed {
            if let Some(cell) = self.rows.get_mut(key) {
                cell.settle(counters_of(key.table));
            }
        }
        gone
    }

    /// After a refused commit: forgets what was changed or is known to be out of date.
    pub(crate) fn forget(&mut self, outdated: &[RowKey]) {
        for key in self.drawn.drain(..) {
            self.numbers.remove(&key);
        }
        for key in self.touched.iter().chain(outdated) {
            let drop = outdated.contains(key) || self.rows.get(key).is_some_and(Cell::is_dirty);
            if drop {
                self.rows.remove(key);
            } else if let Some(cell) = self.rows.get_mut(key) {
                cell.added.clear();
                cell.observed = false;
            }
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.touched.clear();
        self.numbers.clear();
    }

    /// Whether this group drew numbers from a counter.
    pub(crate) fn has_drawn(&self) -> bool {
        !self.drawn.is_empty()
    }

    pub(crate) fn is_cached(&self, key: RowKey) -> bool {
        self.rows.contains_key(&key)
    }
}
