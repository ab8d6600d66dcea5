//! What the owner of a file knows of its rows, so that checking and updating them reads nothing.

use std::collections::HashMap;

use linli::kernel::{Id, TenantId};
use linli::store::{ChangeSet, RowKey, Update, Value};

use crate::layout::{Layout, TableSql};

/// Rows that were used lately, and as many that were used before; about 200 bytes each.
const ROWS: usize = 16_384;

/// Versions and indexed values of rows that were checked or written.
#[derive(Default)]
pub(crate) struct Known {
    lately: HashMap<(TenantId, RowKey), KnownRow>,
    before: HashMap<(TenantId, RowKey), KnownRow>,
    /// SQLite's figure that changes when another connection commits.
    data_version: Option<i64>,
}

/// A row as it is in the file.
pub(crate) struct KnownRow {
    /// `None`: there is none.
    pub(crate) version: Option<u64>,
    /// The values of the columns that are in an index, if they are known.
    pub(crate) indexed: Option<Box<[Value]>>,
}

impl KnownRow {
    /// Per column whether an update has to write it, or `None` inside if the row has another version; `None` if the row has to
    /// be read for that.
    #[expect(clippy::option_option, reason = "unknown is not refused")]
    pub(crate) fn changed(&self, sql: &TableSql, update: &Update) -> Option<Option<Vec<bool>>> {
        if self.version != Some(update.version) {
            return Some(None);
        }
        let mut changed = vec![true; update.columns.len()];
        if !sql.indexed.is_empty() {
            let before = self.indexed.as_ref()?;
            for (at, before) in sql.indexed.iter().zip(before) {
                changed[*at] = update.columns[*at] != *before;
            }
        }
        Some(Some(changed))
    }
}

impl Known {
    /// At the start of a transaction that writes: what another program wrote meanwhile is not known.
    pub(crate) fn begin(&mut self, data_version: i64) {
        if self.data_version.replace(data_version) != Some(data_version) {
            self.clear();
        }
    }

    pub(crate) fn clear(&mut self) {
        self.lately.clear();
        self.before.clear();
    }

    pub(crate) fn row(&mut self, tenant: TenantId, key: RowKey) -> Option<&KnownRow> {
        if let Some(row) = self.before.remove(&(tenant, key)) {
            self.learn(tenant, key, row);
        }
        self.lately.get(&(tenant, key))
    }

    /// Remembers what was read before anything was written, or what was committed. Nothing that was known of the row is left:
    /// neither in `before`, nor in `lately` to become `before` in this very moment.
    pub(crate) fn learn(&mut self, tenant: TenantId, key: RowKey, row: KnownRow) {
        self.before.remove(&(tenant, key));
        if let Some(known) = self.lately.get_mut(&(tenant, key)) {
            *known = row;
            return;
        }
        if self.lately.len() >= ROWS {
            self.before = std::mem::take(&mut self.lately);
        }
        self.lately.insert((tenant, key), row);
    }

    /// A change set was committed.
    pub(crate) fn committed(&mut self, layout: &Layout, change: &ChangeSet) {
        let tenant = change.tenant;
        let mut learn = |key: RowKey, version, indexed| {
            self.learn(tenant, key, KnownRow { version, indexed });
        };
        let key = |table, id: Id| RowKey { table, id };
        for insert in &change.inserts {
            let sql = layout.of(insert.table);
            // Rows of a sequenced table are never changed.
            if !sql.table.sequenced {
                let indexed = Some(indexed(sql, &insert.columns));
                learn(key(insert.table, insert.id), Some(1), indexed);
            }
        }
        for update in &change.updates {
            let indexed = Some(indexed(layout.of(update.table), &update.columns));
            let version = update.version.checked_add(1);
            learn(key(update.table, update.id), version, indexed);
        }
        for delete in &change.deletes {
            learn(key(delete.table, delete.id), None, None);
        }
    }
}

fn indexed(sql: &TableSql, columns: &[Value]) -> Box<[Value]> {
    sql.indexed.iter().map(|at| columns[*at].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli::store::TableId;

    fn key(number: usize) -> RowKey {
        let mut bytes = [0; 16];
        bytes[8..].copy_from_slice(&(number as u64).to_be_bytes());
        RowKey {
            table: TableId(0),
            id: Id::from_bytes(bytes),
        }
    }

    fn version(version: u64) -> KnownRow {
        KnownRow {
            version: Some(version),
            indexed: None,
        }
    }

    /// A replay of a year stood still: a row that was written in the moment in which the younger half became the older one
    /// was known twice, and the older version was taken for the right one. Each commit of the row was then refused as a
    /// conflict, for as long as the process lived.
    #[test]
    fn a_row_written_when_the_halves_change_is_known_by_its_last_version() {
        let tenant = TenantId::new(1).unwrap();
        for at in [0, ROWS / 2, ROWS - 1] {
            let mut known = Known::default();
            for number in 0..ROWS {
                known.learn(tenant, key(number), version(1));
            }
            known.learn(tenant, key(at), version(2));
            for number in ROWS..ROWS + ROWS / 2 {
                known.learn(tenant, key(number), version(1));
            }
            known.learn(tenant, key(at), version(3));
            assert_eq!(known.row(tenant, key(at)).unwrap().version, Some(3));
            assert_eq!(known.row(tenant, key(at)).unwrap().version, Some(3));
        }
    }
}
