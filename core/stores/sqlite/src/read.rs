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

#[cfg(test)]
mod tests {
    use linli::kernel::Id;
    use linli::store::{Column, Index, Schema, Table, TableId};
    use rusqlite::ToSql;

    use super::*;
    use crate::migrate::{create_meta, migrate};

    const SCHEMA: Schema = Schema {
        version: 1,
        tables: &[Table {
            name: "things",
            columns: &[
                Column::text("name"),
                Column::int("rank"),
                Column::time("due"),
                Column::id("owner"),
            ],
            counters: &["left"],
            indexes: &[
                Index {
                    name: "by_name",
                    columns: &["name"],
                    unique: false,
                },
                Index {
                    name: "by_rank_due_owner",
                    columns: &["rank", "due", "owner"],
                    unique: false,
                },
                Index {
                    name: "one_name",
                    columns: &["name"],
                    unique: true,
                },
                Index {
                    name: "one_owner_and_rank",
                    columns: &["owner", "rank"],
                    unique: true,
                },
            ],
            sequenced: true,
        }],
    };

    fn value(kind: ColumnType) -> Value {
        match kind {
            ColumnType::Int => Value::Int(1),
            ColumnType::Time => Value::Time(1),
            ColumnType::Text => Value::from("a"),
            ColumnType::Id => Value::Id(Id::MIN),
        }
    }

    fn plan(connection: &Connection, walk: &Walk) -> String {
        let sql = format!("EXPLAIN QUERY PLAN {}", walk.sql);
        let mut statement = connection.prepare(&sql).unwrap();
        let none: Vec<&dyn ToSql> = vec![&None::<i64>; statement.parameter_count()];
        let steps = statement
            .query_map(&none[..], |row| row.get::<_, String>(3))
            .unwrap();
        steps.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    }

    /// Every order with every prefix, bound, place and direction: one search in the right index, as deep as the scan
    /// says, and no sorting.
    #[test]
    fn every_shape_of_a_scan_is_one_search_in_its_index() {
        let connection = Connection::open_in_memory().unwrap();
        create_meta(&connection, "").unwrap();
        migrate(&connection, &SCHEMA, "").unwrap();
        let layout = Layout::new(&SCHEMA, "");
        let table = &SCHEMA.tables[0];
        let orders = [Order::Id, Order::Position]
            .into_iter()
            .chain((0..4).map(Order::Index));
        for order in orders {
            let columns = table.ordered_by(order).unwrap();
            let index = match order {
                Order::Id => "sqlite_autoindex_things_2".to_owned(),
                Order::Position => "sqlite_autoindex_things_1".to_owned(),
                Order::Index(at) => format!("things__{}", table.indexes[usize::from(at)].name),
            };
            let prefixes = match order {
                Order::Index(_) => columns.len(),
                Order::Id | Order::Position => 0,
            };
            for (prefix, shape) in
                (0..=prefixes).flat_map(|prefix| (0..16).map(move |s| (prefix, s)))
            {
                let next = columns
                    .get(prefix)
                    .map_or(ColumnType::Id, |column| column.kind);
                let bound = |bit: u32| (shape & bit != 0).then(|| value(next));
                let scan = Scan {
                    order,
                    prefix: columns[..prefix].iter().map(|c| value(c.kind)).collect(),
                    from: bound(1),
                    to: bound(2),
                    after: (shape & 4 != 0).then(|| Place {
                        values: columns.iter().map(|c| value(c.kind)).collect(),
                        id: Id::MIN,
                    }),
                    descending: shape & 8 != 0,
                    ..Scan::all(TableId(0), 10)
                };
                SCHEMA.validate_scan(&scan).unwrap();
                let walk = Walk::new(&layout.tables[0], "", &scan).unwrap();
                let plan = plan(&connection, &walk);
                assert!(
                    plan.starts_with(&format!("SEARCH things USING INDEX {index} (tenant=?")),
                    "{plan} for {}",
                    walk.sql
                );
                assert!(!plan.contains("TEMP B-TREE"), "{plan} for {}", walk.sql);
                assert_eq!(
                    plan.matches("=?").count(),
                    prefix + 1,
                    "{plan} for {}",
                    walk.sql
                );
                let start = scan.after.is_some() || bound(1).is_some() || bound(2).is_some();
                // A unique index ends with its columns, so a whole prefix leaves nothing to start from.
                let unique =
                    matches!(order, Order::Index(at) if table.indexes[usize::from(at)].unique);
                let ranged = plan.contains(">?")
                    || plan.contains("<?")
                    || plan.contains(">(")
                    || plan.contains("<(");
                // "Not null" is a range too, so only a missing one tells something.
                if start && !(unique && prefix == columns.len()) {
                    assert!(ranged, "{plan} for {}", walk.sql);
                }
            }
        }
    }

    /// With thousands of rows before and behind it, a page in the middle takes a few dozen steps of SQLite's machine
    /// per row on it.
    #[test]
    fn a_page_in_the_middle_costs_what_is_on_it() {
        let connection = Connection::open_in_memory().unwrap();
        create_meta(&connection, "").unwrap();
        migrate(&connection, &SCHEMA, "").unwrap();
        let layout = Layout::new(&SCHEMA, "");
        connection
            .execute_batch(
                "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 3999) \
                 INSERT INTO things (tenant, id, version, name, rank, due, owner, \"left\", body, position) \
                 SELECT 1, unhex(printf('%032x', i)), 1, printf('%06d', i), 7, i, unhex(printf('%032x', i)), 0, '{}', i + 1 \
                 FROM n",
            )
            .unwrap();
        let mut middle = [0; 16];
        middle[14..].copy_from_slice(&2000_u16.to_be_bytes());
        let middle = Id::from_bytes(middle);
        let (name, due, owner) = (Value::from("002000"), Value::Time(2000), Value::Id(middle));
        let rank = Value::Int(7);
        let walks = [
            (Order::Id, vec![], vec![], owner.clone()),
            (
                Order::Position,
                vec![],
                vec![Value::Int(2001)],
                Value::Int(2001),
            ),
            (Order::Index(0), vec![], vec![name.clone()], name.clone()),
            (
                Order::Index(1),
                vec![rank.clone()],
                vec![rank.clone(), due.clone(), owner.clone()],
                due,
            ),
            (Order::Index(2), vec![], vec![name.clone()], name),
            (Order::Index(3), vec![], vec![owner.clone(), rank], owner),
        ];
        for (order, prefix, values, bound) in walks {
            for shape in 1..4 {
                for descending in [false, true] {
                    let bounded = |bit: u32| (shape & bit != 0).then(|| bound.clone());
                    let scan = Scan {
                        order,
                        prefix: prefix.clone(),
                        from: bounded(1).filter(|_| !descending),
                        to: bounded(1).filter(|_| descending),
                        after: (shape & 2 != 0).then(|| Place {
                            values: values.clone(),
                            id: middle,
                        }),
                        descending,
                        ..Scan::all(TableId(0), 5)
                    };
                    let walk = Walk::new(&layout.tables[0], "", &scan).unwrap();
                    let tenant = TenantId::new(1).unwrap();
                    let page = super::scan(&connection, &layout, "", tenant, &scan).unwrap();
                    assert_eq!(page.rows.len(), 5, "{}", walk.sql);
                    let statement = connection.prepare_cached(&walk.sql).unwrap();
                    let steps = statement.get_status(rusqlite::StatementStatus::VmStep);
                    assert!(steps < 500, "{steps} steps for {}", walk.sql);
                }
            }
        }
    }
}
