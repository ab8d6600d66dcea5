//! What every store refuses before it looks at a single row, so that a careless caller gets the same answer everywhere.

use super::{
    ChangeSet, Column, ColumnType, Order, RowKey, Scan, Schema, StoreError, StoreResult, Table,
    TableId, Value,
};

impl Value {
    /// Most bytes of a [`Text`](Self::Text).
    pub const MAX_TEXT_BYTES: usize = 300;

    fn fits(&self, kind: ColumnType) -> bool {
        matches!(
            (self, kind),
            (Self::Int(_), ColumnType::Int)
                | (Self::Time(_), ColumnType::Time)
                | (Self::Text(_), ColumnType::Text)
                | (Self::Id(_), ColumnType::Id)
        )
    }
}

impl Schema {
    /// The table of an id, or [`Misuse`](StoreError::Misuse).
    pub fn declared(&self, id: TableId) -> StoreResult<&'static Table> {
        self.table(id)
            .ok_or_else(|| StoreError::misuse(format!("there is no table {}", id.0)))
    }

    /// Refuses with [`Misuse`](StoreError::Misuse) a change set that no store could apply: unknown tables or counters,
    /// values that do not fit their columns, a row or a counter named twice, a change of a sequenced row. Stores call
    /// this first.
    pub fn validate_change(&self, change: &ChangeSet) -> StoreResult<()> {
        let mut rows = Vec::new();
        for check in &change.checks {
            self.declared(check.key.table)?;
            rows.push(check.key);
        }
        for delete in &change.deletes {
            refuse_sequenced(self.declared(delete.table)?)?;
            rows.push(RowKey {
                table: delete.table,
                id: delete.id,
            });
        }
        for update in &change.updates {
            let table = self.declared(update.table)?;
            refuse_sequenced(table)?;
            validate_columns(table, &update.columns)?;
            rows.push(RowKey {
                table: update.table,
                id: update.id,
            });
        }
        for insert in &change.inserts {
            let table = self.declared(insert.table)?;
            validate_columns(table, &insert.columns)?;
            if insert.counters.len() != table.counters.len() {
                return Err(StoreError::misuse(format!(
                    "{} has {} counters, not {}",
                    table.name,
                    table.counters.len(),
                    insert.counters.len()
                )));
            }
            rows.push(RowKey {
                table: insert.table,
                id: insert.id,
            });
        }
        if has_doubles(rows) {
            return Err(StoreError::misuse("a row is named twice in one change set"));
        }
        let mut counters = Vec::with_capacity(change.adjustments.len());
        for adjust in &change.adjustments {
            let table = self.declared(adjust.key.table)?;
            if usize::from(adjust.counter) >= table.counters.len() {
                return Err(StoreError::misuse(format!(
                    "{} has no counter {}",
                    table.name, adjust.counter
                )));
            }
            counters.push((adjust.key, adjust.counter));
        }
        if has_doubles(counters) {
            return Err(StoreError::misuse(
                "a counter is adjusted twice in one change set",
            ));
        }
        Ok(())
    }

    /// Refuses with [`Misuse`](StoreError::Misuse) a scan that asks for what is not declared: an unknown table or
    /// index, positions of a table without them, values of another type, a page of no or too many rows. Stores call
    /// this first.
    pub fn validate_scan(&self, scan: &Scan) -> StoreResult<()> {
        let table = self.declared(scan.table)?;
        if scan.limit == 0 || scan.limit > Scan::MAX_ROWS {
            return Err(StoreError::misuse(format!(
                "a page has 1 to {} rows, not {}",
                Scan::MAX_ROWS,
                scan.limit
            )));
        }
        let columns = table.ordered_by(scan.order)?;
        let prefixed = match scan.order {
            Order::Index(_) => columns.len(),
            Order::Id | Order::Position => 0,
        };
        if scan.prefix.len() > prefixed {
            return Err(StoreError::misuse(format!(
                "the prefix of this order of {} has at most {prefixed} values",
                table.name
            )));
        }
        let next = columns
            .get(scan.prefix.len())
            .map_or(ColumnType::Id, |column| column.kind);
        let fits = scan
            .prefix
            .iter()
            .zip(&columns)
            .all(|(v, c)| v.fits(c.kind))
            && scan.from.iter().chain(&scan.to).all(|v| v.fits(next))
            && scan.after.iter().all(|place| {
                place.values.len() == columns.len()
                    && (place.values.iter().zip(&columns)).all(|(v, c)| v.fits(c.kind))
            });
        if !fits {
            return Err(StoreError::misuse(format!(
                "the scan of {} compares values of another type",
                table.name
            )));
        }
        Ok(())
    }
}

impl Table {
    /// The columns that an order sorts by before the id; positions count as one column of whole numbers.
    pub fn ordered_by(&self, order: Order) -> StoreResult<Vec<Column>> {
        match order {
            Order::Id => Ok(Vec::new()),
            Order::Position if self.sequenced => Ok(vec![Column::int("position")]),
            Order::Position => Err(StoreError::misuse(format!(
                "{} is not sequenced",
                self.name
            ))),
            Order::Index(at) => {
                let index = self.indexes.get(usize::from(at)).ok_or_else(|| {
                    StoreError::misuse(format!("{} has no index {at}", self.name))
                })?;
                Ok((index.columns.iter())
                    .filter_map(|name| self.column(name).map(|at| self.columns[at]))
                    .collect())
            }
        }
    }
}

/// Sorting keys that are nearly in order costs less than hashing them.
fn has_doubles<K: Ord>(mut keys: Vec<K>) -> bool {
    keys.sort_unstable();
    keys.windows(2).any(|pair| pair[0] == pair[1])
}

fn refuse_sequenced(table: &Table) -> StoreResult<()> {
    if table.sequenced {
        return Err(StoreError::misuse(format!(
            "rows of {} are never updated or deleted",
            table.name
        )));
    }
    Ok(())
}

fn validate_columns(table: &Table, values: &[Value]) -> StoreResult<()> {
    if values.len() != table.columns.len() {
        return Err(StoreError::misuse(format!(
            "{} has {} columns, not {}",
            table.name,
            table.columns.len(),
            values.len()
        )));
    }
    for (column, value) in table.columns.iter().zip(values) {
        if !value.is_null() && !value.fits(column.kind) {
            return Err(StoreError::misuse(format!(
                "{}.{} is of another type",
                table.name, column.name
            )));
        }
        if let Value::Text(text) = value
            && (text.len() > Value::MAX_TEXT_BYTES || text.contains('\0'))
        {
            return Err(StoreError::misuse(format!(
                "{}.{} holds at most {} bytes of text without NUL",
                table.name,
                column.name,
                Value::MAX_TEXT_BYTES
            )));
        }
    }
    Ok(())
}
