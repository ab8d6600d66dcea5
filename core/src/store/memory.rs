//! The reference store: everything in memory. For tests, previews and as the model that other stores are compared with.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound;
use std::sync::{PoisonError, RwLock};

use super::{
    ChangeSet, Committed, Index, Order, Page, Place, Row, RowKey, Scan, Schema, Store, StoreError,
    StoreResult, Table, TableId, Value,
};
use crate::kernel::{Id, TenantId};

/// Keeps everything in memory and forgets it when dropped.
#[derive(Default)]
pub struct MemoryStore {
    state: RwLock<State>,
}

#[derive(Default)]
struct State {
    schema: Option<Schema>,
    tables: Vec<TableState>,
}

#[derive(Default)]
struct TableState {
    rows: BTreeMap<(TenantId, Id), Stored>,
    indexes: Vec<BTreeSet<Entry>>,
    positions: BTreeMap<(TenantId, u64), Id>,
}

/// An index's entry: the tenant, the values, the row's id.
type Entry = (TenantId, Vec<Value>, Id);

struct Stored {
    version: u64,
    columns: Vec<Value>,
    counters: Vec<i64>,
    body: String,
    position: Option<u64>,
}

impl Stored {
    fn row(&self, id: Id) -> Row {
        Row {
            id,
            version: self.version,
            body: self.body.clone(),
            counters: self.counters.clone(),
            position: self.position,
        }
    }
}

fn index_values(table: &Table, index: &Index, columns: &[Value]) -> Option<Vec<Value>> {
    let values: Vec<Value> = index
        .columns
        .iter()
        .filter_map(|name| table.column(name))
        .map(|at| columns[at].clone())
        .collect();
    (!values.iter().any(Value::is_null)).then_some(values)
}

fn appends(old: &Table, new: &Table) -> bool {
    old.name == new.name
        && old.sequenced == new.sequenced
        && new.columns.starts_with(old.columns)
        && new.counters.starts_with(old.counters)
        && new.indexes.starts_with(old.indexes)
}

impl State {
    fn schema(&self) -> StoreResult<Schema> {
        self.schema
            .ok_or_else(|| StoreError::misuse("prepare was not called"))
    }

    fn table(&self, id: TableId) -> StoreResult<(&'static Table, &TableState)> {
        let table = self.schema()?.declared(id)?;
        Ok((table, &self.tables[usize::from(id.0)]))
    }

    fn current(&self, tenant: TenantId, key: RowKey) -> StoreResult<Option<&Stored>> {
        Ok(self.table(key.table)?.1.rows.get(&(tenant, key.id)))
    }

    /// Takes over a schema that appends to the one before.
    fn grow(&mut self, schema: &Schema) -> StoreResult<()> {
        let before = self.schema.map_or(&[][..], |schema| schema.tables);
        for (at, old) in before.iter().enumerate() {
            if !schema.tables.get(at).is_some_and(|new| appends(old, new)) {
                return Err(StoreError::Schema {
                    reason: format!("{} was changed otherwise than by appending", old.name),
                });
            }
        }
        let mut tables = Vec::new();
        for (at, table) in schema.tables.iter().enumerate() {
            let rows = self.tables.get(at).map(|state| &state.rows);
            let rows = rows.into_iter().flatten();
            let mut indexes = vec![BTreeSet::new(); table.indexes.len()];
            for ((tenant, id), stored) in rows {
                let mut columns = stored.columns.clone();
                columns.resize(table.columns.len(), Value::Null);
                for (index, entries) in table.indexes.iter().zip(&mut indexes) {
                    if let Some(values) = index_values(table, index, &columns) {
                        entries.insert((*tenant, values, *id));
                    }
                }
            }
            for (index, entries) in table.indexes.iter().zip(&indexes) {
                let mut keys = entries.iter().zip(entries.iter().skip(1));
                if index.unique && keys.any(|(a, b)| (a.0, &a.1) == (b.0, &b.1)) {
                    return Err(StoreError::Schema {
                        reason: format!("{}.{} would hold duplicates", table.name, index.name),
                    });
                }
            }
            tables.push(indexes);
        }
        for (at, (table, indexes)) in schema.tables.iter().zip(tables).enumerate() {
            if self.tables.len() <= at {
                self.tables.push(TableState::default());
            }
            let state = &mut self.tables[at];
            state.indexes = indexes;
            for stored in state.rows.values_mut() {
                stored.columns.resize(table.columns.len(), Value::Null);
                stored.counters.resize(table.counters.len(), 0);
            }
        }
        self.schema = Some(*schema);
        Ok(())
    }

    /// Refuses what cannot be applied; afterwards nothing can fail.
    fn validate(&self, change: &ChangeSet) -> StoreResult<()> {
        self.schema()?.validate_change(change)?;
        let expected = (change.checks.iter().map(|check| (check.key, check.version)))
            .chain(change.deletes.iter().map(|delete| {
                let key = RowKey {
                    table: delete.table,
                    id: delete.id,
                };
                (key, Some(delete.version))
            }))
            .chain(change.updates.iter().map(|update| {
                let key = RowKey {
                    table: update.table,
                    id: update.id,
                };
                (key, Some(update.version))
            }))
            .chain(change.inserts.iter().map(|insert| {
                let key = RowKey {
                    table: insert.table,
                    id: insert.id,
                };
                (key, None)
            }));
        let mut conflicts = Vec::new();
        for (key, version) in expected {
            if self.current(change.tenant, key)?.map(|row| row.version) != version {
                conflicts.push(key);
            }
        }
        if !conflicts.is_empty() {
            return Err(StoreError::Conflict { keys: conflicts });
        }
        self.validate_unique(change)?;
        self.validate_adjustments(change)
    }

    fn validate_unique(&self, change: &ChangeSet) -> StoreResult<()> {
        let leaving: HashSet<(TableId, Id)> = (change
            .updates
            .iter()
            .map(|update| (update.table, update.id)))
        .chain(
            change
                .deletes
                .iter()
                .map(|delete| (delete.table, delete.id)),
        )
        .collect();
        let mut coming: HashSet<(TableId, usize, Vec<Value>)> = HashSet::new();
        let written = (change
            .inserts
            .iter()
            .map(|insert| (insert.table, &insert.columns)))
        .chain(
            change
                .updates
                .iter()
                .map(|update| (update.table, &update.columns)),
        );
        for (table_id, columns) in written {
            let (table, state) = self.table(table_id)?;
            for (at, index) in table
                .indexes
                .iter()
                .enumerate()
                .filter(|(_, index)| index.unique)
            {
                let Some(values) = index_values(table, index, columns) else {
                    continue;
                };
                let range = (change.tenant, values.clone(), Id::MIN)
                    ..=(change.tenant, values.clone(), Id::MAX);
                let taken = state.indexes[at]
                    .range(range)
                    .any(|(_, _, id)| !leaving.contains(&(table_id, *id)));
                if taken || !coming.insert((table_id, at, values)) {
                    return Err(StoreError::Duplicate {
                        table: table.name,
                        index: index.name,
                    });
                }
            }
        }
        Ok(())
    }

    fn validate_adjustments(&self, change: &ChangeSet) -> StoreResult<()> {
        let inserted: HashMap<RowKey, &Vec<i64>> = change
            .inserts
            .iter()
            .map(|insert| {
                (
                    RowKey {
                        table: insert.table,
                        id: insert.id,
                    },
                    &insert.counters,
                )
            })
            .collect();
        let deleted: HashSet<RowKey> = change
            .deletes
            .iter()
            .map(|delete| RowKey {
                table: delete.table,
                id: delete.id,
            })
            .collect();
        for adjust in &change.adjustments {
            let counters = match inserted.get(&adjust.key) {
                Some(counters) => Some(*counters),
                None if deleted.contains(&adjust.key) => None,
                None => self
                    .current(change.tenant, adjust.key)?
                    .map(|row| &row.counters),
            };
            let Some(counters) = counters else {
                return Err(StoreError::Conflict {
                    keys: vec![adjust.key],
                });
            };
            let value = counters
                .get(usize::from(adjust.counter))
                .ok_or_else(|| StoreError::misuse("there is no such counter"))?
                .checked_add(adjust.by)
                .filter(|value| adjust.floor.is_none_or(|floor| *value >= floor))
                .filter(|value| adjust.ceiling.is_none_or(|ceiling| *value <= ceiling));
            if value.is_none() {
                return Err(StoreError::Bound {
                    key: adjust.key,
                    counter: adjust.counter,
                });
            }
        }
        Ok(())
    }

    fn apply(&mut self, change: &ChangeSet) -> Committed {
        let tenant = change.tenant;
        let schema = self.schema.expect("validated: prepare was called");
        for delete in &change.deletes {
            self.remove(schema, tenant, delete.table, delete.id);
        }
        for update in &change.updates {
            let old = self
                .remove(schema, tenant, update.table, update.id)
                .expect("validated: the row is there");
            let stored = Stored {
                version: update.version + 1,
                columns: update.columns.clone(),
                counters: old.counters,
                body: update.body.clone(),
                position: None,
            };
            self.put(schema, tenant, update.table, update.id, stored);
        }
        let mut first_positions: Vec<(TableId, u64)> = Vec::new();
        for insert in &change.inserts {
            let mut position = None;
            if schema.tables[usize::from(insert.table.0)].sequenced {
                let positions = &self.tables[usize::from(insert.table.0)].positions;
                let last = positions
                    .range((tenant, 0)..=(tenant, u64::MAX))
                    .next_back()
                    .map_or(0, |((_, last), _)| *last);
                position = Some(last + 1);
                if !first_positions
                    .iter()
                    .any(|(table, _)| *table == insert.table)
                {
                    first_positions.push((insert.table, last + 1));
                }
            }
            let stored = Stored {
                version: 1,
                columns: insert.columns.clone(),
                counters: insert.counters.clone(),
                body: insert.body.clone(),
                position,
            };
            self.put(schema, tenant, insert.table, insert.id, stored);
        }
        for adjust in &change.adjustments {
            let rows = &mut self.tables[usize::from(adjust.key.table.0)].rows;
            let row = rows
                .get_mut(&(tenant, adjust.key.id))
                .expect("validated: the row is there");
            row.counters[usize::from(adjust.counter)] += adjust.by;
        }
        Committed { first_positions }
    }

    fn remove(
        &mut self,
        schema: Schema,
        tenant: TenantId,
        table: TableId,
        id: Id,
    ) -> Option<Stored> {
        let declared = &schema.tables[usize::from(table.0)];
        let state = &mut self.tables[usize::from(table.0)];
        let stored = state.rows.remove(&(tenant, id))?;
        for (at, index) in declared.indexes.iter().enumerate() {
            if let Some(values) = index_values(declared, index, &stored.columns) {
                state.indexes[at].remove(&(tenant, values, id));
            }
        }
        Some(stored)
    }

    fn put(&mut self, schema: Schema, tenant: TenantId, table: TableId, id: Id, stored: Stored) {
        let declared = &schema.tables[usize::from(table.0)];
        let state = &mut self.tables[usize::from(table.0)];
        for (at, index) in declared.indexes.iter().enumerate() {
            if let Some(values) = index_values(declared, index, &stored.columns) {
                state.indexes[at].insert((tenant, values, id));
            }
        }
        if let Some(position) = stored.position {
            state.positions.insert((tenant, position), id);
        }
        state.rows.insert((tenant, id), stored);
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        self.schema()?.validate_scan(scan)?;
        let (table, state) = self.table(scan.table)?;
        let after = scan.after.clone();
        let page = match scan.order {
            Order::Id => {
                let id = |bound: &Option<Value>| match bound {
                    Some(Value::Id(id)) => Some(*id),
                    _ => None,
                };
                let low = (tenant, id(&scan.from).unwrap_or(Id::MIN));
                let high = (tenant, id(&scan.to).unwrap_or(Id::MAX));
                let after = after.map(|place| (tenant, place.id));
                let walk = state.rows.range(window(low, high, after, scan.descending));
                state.page(tenant, scan, walk.map(|((_, id), _)| (Vec::new(), *id)))
            }
            Order::Position => {
                let position = |value: &Value| match value {
                    Value::Int(number) => u64::try_from(*number).unwrap_or(0),
                    _ => 0,
                };
                let low = (tenant, scan.from.as_ref().map_or(0, position));
                let high = (tenant, scan.to.as_ref().map_or(u64::MAX, position));
                let after = after.map(|place| (tenant, position(&place.values[0])));
                let walk = state
                    .positions
                    .range(window(low, high, after, scan.descending));
                let places = walk.map(|((_, position), id)| {
                    let position = i64::try_from(*position).unwrap_or(i64::MAX);
                    (vec![Value::Int(position)], *id)
                });
                state.page(tenant, scan, places)
            }
            Order::Index(at) => {
                let at = usize::from(at);
                let width = table.indexes[at].columns.len();
                let low = index_bound(tenant, scan, scan.from.as_ref(), width, Id::MIN);
                let high = index_bound(tenant, scan, scan.to.as_ref(), width, Id::MAX);
                let after = after.map(|place| (tenant, place.values, place.id));
                let walk = state.indexes[at].range(window(low, high, after, scan.descending));
                let places = walk.map(|(_, values, id)| (values.clone(), *id));
                state.page(tenant, scan, places)
            }
        };
        Ok(page)
    }
}

impl TableState {
    fn page(
        &self,
        tenant: TenantId,
        scan: &Scan,
        places: impl DoubleEndedIterator<Item = (Vec<Value>, Id)>,
    ) -> Page {
        let mut places = Directed {
            places,
            descending: scan.descending,
        };
        let mut page = Page::default();
        for (values, id) in places.by_ref().take(scan.limit as usize) {
            page.rows.push(self.rows[&(tenant, id)].row(id));
            page.next = Some(Place { values, id });
        }
        if places.next().is_none() {
            page.next = None;
        }
        page
    }
}

/// A walk from either end.
struct Directed<I> {
    places: I,
    descending: bool,
}

impl<I: DoubleEndedIterator> Iterator for Directed<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        if self.descending {
            self.places.next_back()
        } else {
            self.places.next()
        }
    }
}

/// The first or last key of an index that a scan may meet. A shorter list of values sorts before its extensions; the
/// largest id sorts behind every value, so filling up with it reaches behind them.
fn index_bound(
    tenant: TenantId,
    scan: &Scan,
    bound: Option<&Value>,
    width: usize,
    end: Id,
) -> (TenantId, Vec<Value>, Id) {
    let mut values = scan.prefix.clone();
    let mut id = end;
    match bound {
        Some(Value::Id(bound)) if values.len() == width => id = *bound,
        Some(bound) => values.push(bound.clone()),
        None => {}
    }
    if end == Id::MAX {
        values.resize(width, Value::Id(Id::MAX));
    }
    (tenant, values, id)
}

/// From `low` to `high`, behind `after` in the direction of the walk. Nothing is between two equal excluded bounds, but
/// a range of that shape panics, so an empty window is written with one bound included.
fn window<K: Ord + Clone>(
    low: K,
    high: K,
    after: Option<K>,
    descending: bool,
) -> (Bound<K>, Bound<K>) {
    let empty = |low: K| (Bound::Included(low.clone()), Bound::Excluded(low));
    match after {
        _ if low > high => empty(low),
        Some(after) if descending && after <= low => empty(low),
        Some(after) if descending && after <= high => {
            (Bound::Included(low), Bound::Excluded(after))
        }
        Some(after) if !descending && after >= high => empty(low),
        Some(after) if !descending && after >= low => {
            (Bound::Excluded(after), Bound::Included(high))
        }
        _ => (Bound::Included(low), Bound::Included(high)),
    }
}

impl Store for MemoryStore {
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(stored) = state.schema
            && stored.version > schema.version
        {
            return Err(StoreError::Schema {
                reason: format!(
                    "version {} is stored, this engine knows {}",
                    stored.version, schema.version
                ),
            });
        }
        state.grow(schema)
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        keys.iter()
            .map(|key| {
                Ok(state
                    .current(tenant, *key)?
                    .map(|stored| stored.row(key.id)))
            })
            .collect()
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        self.state
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .scan(tenant, scan)
    }

    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.validate(change)?;
        Ok(state.apply(change))
    }

    fn name(&self) -> &'static str {
        "memory"
    }
}
