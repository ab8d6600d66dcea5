//! The reference store: everything in memory. For tests, previews and as the model that other stores are compared with.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Bound;
use std::sync::{PoisonError, RwLock};

use super::{
    ChangeSet, Check, Committed, Index, Order, Page, Place, Row, RowKey, Scan, Schema, Store,
    StoreError, StoreResult, Table, TableId, Value,
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
    /// Per index: (tenant, values, id).
    indexes: Vec<BTreeMap<(TenantId, Vec<Value>, Id), ()>>,
    positions: BTreeMap<(TenantId, u64), Id>,
}

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

impl State {
    fn table(&self, id: TableId) -> StoreResult<(&'static Table, &TableState)> {
        let at = usize::from(id.0);
        let table = self.schema.and_then(|schema| schema.tables.get(at));
        table.zip(self.tables.get(at)).ok_or_else(|| {
            StoreError::misuse(format!("there is no table {at}; was prepare called?"))
        })
    }

    fn current(&self, tenant: TenantId, key: RowKey) -> StoreResult<Option<&Stored>> {
        Ok(self.table(key.table)?.1.rows.get(&(tenant, key.id)))
    }

    /// Refuses what cannot be applied; afterwards nothing can fail.
    fn validate(&self, change: &ChangeSet) -> StoreResult<()> {
        let tenant = change.tenant;
        let mut conflicts = Vec::new();
        let mut named = HashSet::new();
        let mut name = |table, id| {
            let key = RowKey { table, id };
            named
                .insert(key)
                .then_some(key)
                .ok_or_else(|| StoreError::misuse("a row is named twice in one change set"))
        };
        for Check { key, version } in &change.checks {
            name(key.table, key.id)?;
            if self.current(tenant, *key)?.map(|row| row.version) != *version {
                conflicts.push(*key);
            }
        }
        let versioned = change
            .updates
            .iter()
            .map(|update| (update.table, update.id, update.version));
        let versioned = versioned.chain(
            change
                .deletes
                .iter()
                .map(|delete| (delete.table, delete.id, delete.version)),
        );
        for (table, id, version) in versioned {
            let key = name(table, id)?;
            if self.table(table)?.0.sequenced {
                return Err(StoreError::misuse(
                    "rows of a sequenced table are never changed",
                ));
            }
            if self.current(tenant, key)?.map(|row| row.version) != Some(version) {
                conflicts.push(key);
            }
        }
        for insert in &change.inserts {
            let key = name(insert.table, insert.id)?;
            let table = self.table(insert.table)?.0;
            if insert.columns.len() != table.columns.len()
                || insert.counters.len() != table.counters.len()
            {
                return Err(StoreError::misuse(format!(
                    "{} has other columns or counters",
                    table.name
                )));
            }
            if self.current(tenant, key)?.is_some() {
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
            if columns.len() != table.columns.len() {
                return Err(StoreError::misuse(format!(
                    "{} has other columns",
                    table.name
                )));
            }
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
                    .any(|((_, _, id), ())| !leaving.contains(&(table_id, *id)));
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
                state.indexes[at].insert((tenant, values, id), ());
            }
        }
        if let Some(position) = stored.position {
            state.positions.insert((tenant, position), id);
        }
        state.rows.insert((tenant, id), stored);
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        let (table, state) = self.table(scan.table)?;
        if scan.limit == 0 || scan.limit > Scan::MAX_ROWS {
            return Err(StoreError::misuse("a page has 1 to 10000 rows"));
        }
        let places: Box<dyn Iterator<Item = (Vec<Value>, Id)> + '_> = match scan.order {
            Order::Id => {
                let all = (
                    Bound::Included((tenant, Id::MIN)),
                    Bound::Included((tenant, Id::MAX)),
                );
                either(
                    scan.descending,
                    state.rows.range(all).map(|((_, id), _)| (Vec::new(), *id)),
                )
            }
            Order::Position if table.sequenced => {
                let all = (tenant, 0)..=(tenant, u64::MAX);
                either(
                    scan.descending,
                    state.positions.range(all).map(|((_, position), id)| {
                        (
                            vec![Value::Int(i64::try_from(*position).unwrap_or(i64::MAX))],
                            *id,
                        )
                    }),
                )
            }
            Order::Position => {
                return Err(StoreError::misuse(format!(
                    "{} is not sequenced",
                    table.name
                )));
            }
            Order::Index(at) => {
                let index = state
                    .indexes
                    .get(usize::from(at))
                    .filter(|_| scan.prefix.len() <= table.indexes[usize::from(at)].columns.len())
                    .ok_or_else(|| {
                        StoreError::misuse(format!("{} has no such index", table.name))
                    })?;
                let from = (tenant, scan.prefix.clone(), Id::MIN);
                // All of the tenant behind the prefix; rows beyond it are cut off below, walking from either side.
                let walk = index
                    .range(from..)
                    .map(|((owner, values, id), ())| (*owner, values.clone(), *id));
                let walk = walk
                    .take_while(move |(owner, values, _)| {
                        *owner == tenant && values.starts_with(&scan.prefix)
                    })
                    .map(|(_, values, id)| (values, id));
                if scan.descending {
                    let all: Vec<_> = walk.collect();
                    Box::new(all.into_iter().rev())
                } else {
                    Box::new(walk)
                }
            }
        };
        let next_value = |values: &[Value], id: Id| match scan.order {
            Order::Id => Value::Id(id),
            Order::Position => values[0].clone(),
            Order::Index(_) => values
                .get(scan.prefix.len())
                .cloned()
                .unwrap_or(Value::Id(id)),
        };
        let mut places = places
            .filter(|(values, id)| {
                let value = next_value(values, *id);
                scan.from.as_ref().is_none_or(|from| value >= *from)
                    && scan.to.as_ref().is_none_or(|to| value <= *to)
            })
            .skip_while(|(values, id)| {
                scan.after.as_ref().is_some_and(|after| {
                    let order = (values, *id).cmp(&(&after.values, after.id));
                    if scan.descending {
                        order.is_ge()
                    } else {
                        order.is_le()
                    }
                })
            });
        let mut page = Page::default();
        for (values, id) in places
            .by_ref()
            .take(usize::try_from(scan.limit).unwrap_or(usize::MAX))
        {
            page.rows.push(state.rows[&(tenant, id)].row(id));
            page.next = Some(Place { values, id });
        }
        if places.next().is_none() {
            page.next = None;
        }
        Ok(page)
    }
}

fn either<'a, T>(
    descending: bool,
    walk: impl DoubleEndedIterator<Item = T> + 'a,
) -> Box<dyn Iterator<Item = T> + 'a> {
    if descending {
        Box::new(walk.rev())
    } else {
        Box::new(walk)
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
        state.schema = Some(*schema);
        for (at, table) in schema.tables.iter().enumerate() {
            if state.tables.len() <= at {
                state.tables.push(TableState::default());
            }
            state.tables[at]
                .indexes
                .resize_with(table.indexes.len(), BTreeMap::new);
        }
        Ok(())
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
