//! Applying a change set. The caller holds a transaction or a savepoint and undoes it when this refuses.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use linli::kernel::{Id, TenantId};
use linli::store::{
    Adjust, ChangeSet, Committed, Insert, RowKey, StoreError, StoreResult, TableId, Update, Value,
};
use rusqlite::{CachedStatement, Connection, ErrorCode};

use crate::failure::store_error;
use crate::known::{Known, KnownRow};
use crate::layout::{Layout, TableSql};
use crate::values::{Binder, Reader};

/// Applies a validated change set. `known` is what the owner of a file remembers of its rows.
pub(crate) fn apply(
    connection: &Connection,
    layout: &Layout,
    change: &ChangeSet,
    known: Option<&mut Known>,
) -> StoreResult<Committed> {
    let mut applying = Applying {
        connection,
        layout,
        known,
        tenant: change.tenant,
        conflicts: Vec::new(),
        duplicate: None,
    };
    applying.check(change)?;
    applying.delete(change)?;
    applying.update(change)?;
    let committed = applying.insert(change)?;
    if !applying.conflicts.is_empty() {
        return Err(StoreError::Conflict {
            keys: applying.conflicts,
        });
    }
    if let Some(duplicate) = applying.duplicate {
        return Err(duplicate);
    }
    for adjust in &change.adjustments {
        applying.adjust(adjust)?;
    }
    Ok(committed)
}

struct Applying<'a> {
    connection: &'a Connection,
    layout: &'a Layout,
    known: Option<&'a mut Known>,
    tenant: TenantId,
    conflicts: Vec<RowKey>,
    duplicate: Option<StoreError>,
}

impl<'a> Applying<'a> {
    fn sql(&self, table: TableId) -> &'a TableSql {
        self.layout.of(table)
    }

    fn prepared(&self, sql: &str) -> StoreResult<CachedStatement<'a>> {
        self.connection.prepare_cached(sql).map_err(store_error)
    }

    fn version(&self, key: RowKey) -> StoreResult<Option<u64>> {
        let mut statement = self.prepared(&self.sql(key.table).version)?;
        self.version_of(&mut statement, key.id)
    }

    fn version_of(&self, statement: &mut CachedStatement<'_>, id: Id) -> StoreResult<Option<u64>> {
        let version = Binder::key(statement, self.tenant, id)
            .and_then(Binder::number)
            .map_err(store_error)?;
        Ok(version.map(i64::cast_unsigned))
    }

    fn check(&mut self, change: &ChangeSet) -> StoreResult<()> {
        for (table, checks) in by_table(&change.checks, |check| check.key.table) {
            let mut statement = self.prepared(&self.sql(table).version)?;
            for check in checks {
                let version = if let Some(row) = self.known(check.key) {
                    row.version
                } else {
                    let version = self.version_of(&mut statement, check.key.id)?;
                    self.learn(check.key, version);
                    version
                };
                if version != check.version {
                    self.conflicts.push(check.key);
                }
            }
        }
        Ok(())
    }

    fn known(&mut self, key: RowKey) -> Option<&KnownRow> {
        let tenant = self.tenant;
        self.known.as_mut()?.row(tenant, key)
    }

    /// Remembers a version that was read before anything was written.
    fn learn(&mut self, key: RowKey, version: Option<u64>) {
        let tenant = self.tenant;
        if let Some(known) = &mut self.known {
            let indexed = None;
            known.learn(tenant, key, KnownRow { version, indexed });
        }
    }

    fn delete(&mut self, change: &ChangeSet) -> StoreResult<()> {
        for (table, deletes) in by_table(&change.deletes, |delete| delete.table) {
            let mut statement = self.prepared(&self.sql(table).delete)?;
            for delete in deletes {
                let changed = Binder::key(&mut statement, self.tenant, delete.id)
                    .and_then(|binder| binder.int(delete.version.cast_signed())?.execute())
                    .map_err(store_error)?;
                if changed == 0 {
                    let id = delete.id;
                    self.conflicts.push(RowKey { table, id });
                }
            }
        }
        Ok(())
    }

    fn update(&mut self, change: &ChangeSet) -> StoreResult<()> {
        for (table, updates) in by_table(&change.updates, |update| update.table) {
            let sql = self.sql(table);
            let mut current = self.prepared(&sql.current)?;
            let mut statements = HashMap::new();
            for (at, update) in updates.iter().enumerate() {
                let key = RowKey {
                    table,
                    id: update.id,
                };
                let known = self.known(key).map(|row| row.changed(sql, update));
                let changed = match known {
                    Some(Some(changed)) => changed,
                    _ => changed_columns(&mut current, sql, self.tenant, update)?,
                };
                let Some(changed) = changed else {
                    self.conflicts.push(key);
                    continue;
                };
                let statement = match statements.entry(changed) {
                    Entry::Occupied(entry) => entry.into_mut(),
                    Entry::Vacant(entry) => {
                        let statement = self.prepared(&sql.update(entry.key()))?;
                        let changed = entry.key().clone();
                        entry.insert((statement, changed))
                    }
                };
                let mut written = update_row(statement, self.tenant, update);
                if written.as_ref().is_err_and(is_constraint) && !sql.release.is_empty() {
                    // The values may belong to a row that gives them up further down.
                    for later in &updates[at + 1..] {
                        self.release(sql, later.id)?;
                    }
                    written = update_row(statement, self.tenant, update);
                }
                match written {
                    Ok(()) => {}
                    Err(error) if is_constraint(&error) => {
                        self.duplicate(sql, update.id, &update.columns, error)?;
                    }
                    Err(error) => return Err(store_error(error)),
                }
            }
        }
        Ok(())
    }

    fn release(&self, sql: &TableSql, id: Id) -> StoreResult<()> {
        let mut statement = self.prepared(&sql.release)?;
        Binder::key(&mut statement, self.tenant, id)
            .and_then(Binder::execute)
            .map_err(store_error)?;
        Ok(())
    }

    fn insert(&mut self, change: &ChangeSet) -> StoreResult<Committed> {
        let mut committed = Committed::default();
        for (table, inserts) in by_table(&change.inserts, |insert| insert.table) {
            let sql = self.sql(table);
            let mut position = None;
            if sql.table.sequenced {
                let first = self.last_position(sql)? + 1;
                (committed.first_positions).push((table, first.cast_unsigned()));
                position = Some(first);
            }
            let mut statement = self.prepared(&sql.insert)?;
            for insert in inserts {
                match insert_row(&mut statement, self.tenant, insert, position) {
                    Ok(()) => {}
                    Err(error) if is_constraint(&error) => {
                        let id = insert.id;
                        let key = RowKey { table, id };
                        if self.version(key)?.is_some() {
                            self.conflicts.push(key);
                        } else {
                            self.duplicate(sql, id, &insert.columns, error)?;
                        }
                    }
                    Err(error) => return Err(store_error(error)),
                }
                position = position.map(|position| position + 1);
            }
        }
        Ok(committed)
    }

    /// The last row of the index knows it: rows of a sequenced table never go, and there is one writer.
    fn last_position(&self, sql: &TableSql) -> StoreResult<i64> {
        let mut statement = self.prepared(&sql.last_position)?;
        let last = Binder::tenant(&mut statement, self.tenant)
            .and_then(Binder::number)
            .map_err(store_error)?;
        Ok(last.unwrap_or(0))
    }

    /// Finds out which unique index refused a row. Conflicts are worse, so the search for them goes on.
    fn duplicate(
        &mut self,
        sql: &TableSql,
        id: Id,
        columns: &[Value],
        error: rusqlite::Error,
    ) -> StoreResult<()> {
        for index in sql.table.indexes.iter().filter(|index| index.unique) {
            let values: Vec<&Value> = (index.columns.iter())
                .filter_map(|name| sql.table.column(name).map(|at| &columns[at]))
                .collect();
            if values.iter().any(|value| value.is_null()) {
                continue;
            }
            let mut statement = self.prepared(&sql.taken(index))?;
            let taken = Binder::key(&mut statement, self.tenant, id)
                .and_then(|binder| binder.values(values)?.number())
                .map_err(store_error)?;
            if taken.is_some() {
                self.duplicate.get_or_insert(StoreError::Duplicate {
                    table: sql.table.name,
                    index: index.name,
                });
                return Ok(());
            }
        }
        Err(store_error(error))
    }

    fn adjust(&self, adjust: &Adjust) -> StoreResult<()> {
        let sql = self.sql(adjust.key.table);
        if let Some((least, most)) = before(adjust) {
            let mut statement = self.prepared(&sql.adjust[usize::from(adjust.counter)])?;
            let changed = Binder::key(&mut statement, self.tenant, adjust.key.id)
                .and_then(|binder| binder.int(adjust.by)?.int(least)?.int(most)?.execute())
                .map_err(store_error)?;
            if changed > 0 {
                return Ok(());
            }
        }
        if self.version(adjust.key)?.is_none() {
            return Err(StoreError::Conflict {
                keys: vec![adjust.key],
            });
        }
        Err(StoreError::Bound {
            key: adjust.key,
            counter: adjust.counter,
        })
    }
}

/// The least and the largest value that a counter may have before, so that it is inside its bounds and inside 64 bits
/// afterwards; `None` when no value will do.
fn before(adjust: &Adjust) -> Option<(i64, i64)> {
    let by = i128::from(adjust.by);
    let least = i128::from(adjust.floor.unwrap_or(i64::MIN)) - by;
    let most = i128::from(adjust.ceiling.unwrap_or(i64::MAX)) - by;
    let least = i64::try_from(least.max(i128::from(i64::MIN))).ok()?;
    let most = i64::try_from(most.min(i128::from(i64::MAX))).ok()?;
    (least <= most).then_some((least, most))
}

/// The items of each table, tables in their declared order, items of one table in theirs.
fn by_table<T>(items: &[T], table: impl Fn(&T) -> TableId) -> Vec<(TableId, Vec<&T>)> {
    let mut sorted: Vec<&T> = items.iter().collect();
    sorted.sort_by_key(|item| table(item));
    (sorted.chunk_by(|a, b| table(a) == table(b)))
        .map(|run| (table(run[0]), run.to_vec()))
        .collect()
}

/// Per column whether an update has to write it; `None` if the row has not the version that was read.
fn changed_columns(
    current: &mut CachedStatement<'_>,
    sql: &TableSql,
    tenant: TenantId,
    update: &Update,
) -> StoreResult<Option<Vec<bool>>> {
    let mut rows = Binder::key(current, tenant, update.id)
        .map_err(store_error)?
        .rows();
    let Some(row) = rows.next().map_err(store_error)? else {
        return Ok(None);
    };
    let mut reader = Reader::new(row);
    if reader.natural()? != update.version {
        return Ok(None);
    }
    let mut changed = vec![true; update.columns.len()];
    for at in &sql.indexed {
        changed[*at] = !reader.holds(&update.columns[*at])?;
    }
    Ok(Some(changed))
}

fn update_row(
    (statement, changed): &mut (CachedStatement<'_>, Vec<bool>),
    tenant: TenantId,
    update: &Update,
) -> rusqlite::Result<()> {
    let mut binder = Binder::key(statement, tenant, update.id)?.text(&update.body)?;
    for (value, changed) in update.columns.iter().zip(changed) {
        binder = if *changed {
            binder.value(value)?
        } else {
            binder.skip()
        };
    }
    binder.execute().map(drop)
}

fn insert_row(
    statement: &mut CachedStatement<'_>,
    tenant: TenantId,
    insert: &Insert,
    position: Option<i64>,
) -> rusqlite::Result<()> {
    let mut binder = Binder::key(statement, tenant, insert.id)?.values(&insert.columns)?;
    for counter in &insert.counters {
        binder = binder.int(*counter)?;
    }
    binder = binder.text(&insert.body)?;
    if let Some(position) = position {
        binder = binder.int(position)?;
    }
    binder.execute().map(drop)
}

fn is_constraint(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_before_an_adjustment_stay_inside_64_bits() {
        let adjust = |by, floor, ceiling| Adjust {
            key: RowKey {
                table: TableId(0),
                id: Id::MIN,
            },
            counter: 0,
            by,
            floor,
            ceiling,
        };
        assert_eq!(before(&adjust(-3, Some(0), None)), Some((3, i64::MAX)));
        assert_eq!(before(&adjust(5, None, Some(9))), Some((i64::MIN, 4)));
        assert_eq!(
            before(&adjust(5, None, None)),
            Some((i64::MIN, i64::MAX - 5))
        );
        assert_eq!(before(&adjust(i64::MIN, None, None)), Some((0, i64::MAX)));
        assert_eq!(before(&adjust(i64::MIN, Some(1), None)), None);
        assert_eq!(before(&adjust(1, Some(9), Some(8))), None);
    }
}
