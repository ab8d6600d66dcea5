//! Reading by key and in order.

use linli::kernel::TenantId;
use linli::store::{ColumnType, Order, Page, Place, Row, RowKey, Scan, StoreResult, Value};
use rusqlite::Connection;

use crate::failure::store_error;
use crate::layout::{Layout, TableSql, concat, index_name, quoted};
use crate::transaction::Transaction;
use crate::values::{Binder, Reader};

/// The rows of these keys. With more than one key the caller's transaction, or one of its own, makes it one snapshot.
pub(crate) fn get(
    connection: &Connection,
    layout: &Layout,
    tenant: TenantId,
    keys: &[RowKey],
) -> StoreResult<Vec<Option<Row>>> {
    for key in keys {
        layout.schema.declared(key.table)?;
    }
    let alone = keys.len() < 2 || !connection.is_autocommit();
    let snapshot = (!alone)
        .then(|| Transaction::read(connection))
        .transpose()?;
    let mut rows = vec![None; keys.len()];
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|at| keys[*at]);
    for run in order.chunk_by(|a, b| keys[*a].table == keys[*b].table) {
        let sql = &layout.tables[usize::from(keys[run[0]].table.0)];
        let mut statement = connection.prepare_cached(&sql.get).map_err(store_error)?;
        for at in run {
            let id = keys[*at].id;
            let mut found = Binder::key(&mut statement, tenant, id)
                .map_err(store_error)?
                .rows();
            if let Some(row) = found.next().map_err(store_error)? {
                rows[*at] = Some(Reader::new(row).rest(id, sql.table)?);
            }
        }
    }
    if let Some(snapshot) = snapshot {
        snapshot.keep()?;
    }
    Ok(rows)
}

/// One page of rows.
pub(crate) fn scan(
    connection: &Connection,
    layout: &Layout,
    prefix: &str,
    tenant: TenantId,
    scan: &Scan,
) -> StoreResult<Page> {
    layout.schema.validate_scan(scan)?;
    let sql = &layout.tables[usize::from(scan.table.0)];
    let walk = Walk::new(sql, prefix, scan)?;
    let mut statement = connection.prepare_cached(&walk.sql).map_err(store_error)?;
    let mut found = Binder::tenant(&mut statement, tenant)
        .and_then(|binder| binder.values(&walk.parameters))
        .and_then(|binder| binder.int(i64::from(scan.limit) + 1))
        .map_err(store_error)?
        .rows();
    let mut page = Page::default();
    while let Some(row) = found.next().map_err(store_error)? {
        if page.rows.len() == scan.limit as usize {
            return Ok(page);
        }
        let mut reader = Reader::new(row);
        let id = reader.id()?;
        page.rows.push(reader.rest(id, sql.table)?);
        let values = (walk.kinds.iter())
            .map(|kind| reader.value(*kind))
            .collect::<StoreResult<_>>()?;
        page.next = Some(Place { values, id });
    }
    page.next = None;
    Ok(page)
}

/// A scan as a statement: parameter 1 is the tenant, the last one the limit.
pub(crate) struct Walk {
    pub(crate) sql: String,
    parameters: Vec<Value>,
    kinds: Vec<ColumnType>,
}

impl Walk {
    pub(crate) fn new(sql: &TableSql, prefix: &str, scan: &Scan) -> StoreResult<Self> {
        let columns = sql.table.ordered_by(scan.order)?;
        let names: Vec<String> = columns.iter().map(|column| quoted(column.name)).collect();
        // A walk by position or over a unique index is in order without the id.
        let (source, present, complete) = match scan.order {
            Order::Id => (String::new(), &[][..], false),
            Order::Position => (String::new(), &[][..], true),
            Order::Index(at) => {
                let index = &sql.table.indexes[usize::from(at)];
                let name = index_name(sql.table, index, prefix);
                (format!(" INDEXED BY {name}"), &names[..], index.unique)
            }
        };
        let fixed = scan.prefix.len();
        let mut sorted: Vec<&str> = names[fixed..].iter().map(String::as_str).collect();
        if !complete || sorted.is_empty() {
            sorted.push("id");
        }
        let mut conditions = Conditions::default();
        conditions.texts.push("tenant = ?1".to_owned());
        for name in present {
            conditions.texts.push(format!("{name} IS NOT NULL"));
        }
        for (name, value) in names.iter().zip(&scan.prefix) {
            conditions.compare(name, "=", value);
        }
        if let Some(place) = &scan.after {
            let id = Value::Id(place.id);
            let values = place.values[fixed..].iter().chain([&id]);
            let behind = if scan.descending { "<" } else { ">" };
            let mut compared = sorted.clone();
            if matches!(scan.order, Order::Index(_)) && complete && compared.last() != Some(&"id") {
                compared.push("id");
            }
            conditions.compare_all(&compared, behind, values);
        }
        // With a place the place is the tighter start; the plus keeps the planner from starting at the bound.
        for (value, compare, is_start) in [
            (&scan.from, ">=", !scan.descending),
            (&scan.to, "<=", scan.descending),
        ] {
            let plus = if is_start && scan.after.is_some() {
                "+"
            } else {
                ""
            };
            if let Some(value) = value {
                conditions.compare(&format!("{plus}{}", sorted[0]), compare, value);
            }
        }
        let direction = if scan.descending { " DESC" } else { "" };
        let counters =
            concat((sql.table.counters.iter()).map(|name| format!(", {}", quoted(name))));
        let position = if sql.table.sequenced {
            ", position"
        } else {
            ""
        };
        let values = concat(names.iter().map(|name| format!(", {name}")));
        let text = format!(
            "SELECT id, version, body{counters}{position}{values} FROM {}{source} WHERE {} \
             ORDER BY {}{direction} LIMIT ?{}",
            sql.name,
            conditions.texts.join(" AND "),
            sorted.join(&format!("{direction}, ")),
            conditions.parameters.len() + 2
        );
        Ok(Self {
            sql: text,
            parameters: conditions.parameters,
            kinds: columns.iter().map(|column| column.kind).collect(),
        })
    }
}

#[derive(Default)]
struct Conditions {
    texts: Vec<String>,
    parameters: Vec<Value>,
}

impl Conditions {
    fn parameter(&mut self, value: &Value) -> String {
        self.parameters.push(value.clone());
        format!("?{}", self.parameters.len() + 1)
    }

    fn compare(&mut self, name: &str, compare: &str, value: &Value) {
        let parameter = self.parameter(value);
        self.texts.push(format!("{name} {compare} {parameter}"));
    }

    fn compare_all<'v>(
        &mut self,
        names: &[&str],
        compare: &str,
        values: impl Iterator<Item = &'v Value>,
    ) {
        let parameters: Vec<String> = (values.take(names.len()))
            .map(|value| self.parameter(value))
            .collect();
        self.texts.push(format!(
            "({}) {compare} ({})",
            names.join(", "),
            parameters.join(", ")
        ));
    }
}
