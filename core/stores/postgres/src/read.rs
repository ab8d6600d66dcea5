//! Reading by key and in order.

use std::collections::HashMap;
use std::sync::Arc;

use linli::kernel::{Id, TenantId};
use linli::store::{
    ColumnType, Order, Page, Place, Row, RowKey, Scan, Schema, StoreResult, TableId, Value,
};

use crate::failure::Failure;
use crate::layout::{Layout, TableSql, list, quoted};
use crate::session::{Answer, Request, Session};
use crate::values::{Key, Reader, Wire};

/// Who began the transaction that a read or a commit belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Nobody yet.
    Own,
    /// The host, who will end it as well.
    Host,
}

/// Sends reads so that they see one snapshot; answers what they answer.
pub(crate) fn snapshot(
    session: &mut Session,
    layout: &Layout,
    scope: Scope,
    tenant: TenantId,
    reads: Vec<Request<'_>>,
) -> Result<Vec<Answer>, Failure> {
    let alone = reads.len() == 1 && !layout.row_security;
    if scope == Scope::Own && alone {
        return session.run(&reads);
    }
    let count = reads.len();
    let mut requests = Vec::with_capacity(count + 3);
    if scope == Scope::Own {
        requests.push(Request::new(
            "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        ));
    }
    if layout.row_security {
        requests.push(Request::entering(tenant));
    }
    let first = requests.len();
    requests.extend(reads);
    if scope == Scope::Own {
        requests.push(Request::new("COMMIT"));
    }
    let answers = session.run(&requests);
    if answers.is_err() && scope == Scope::Own && session.script("ROLLBACK").is_err() {
        session.break_off();
    }
    let answers = answers?;
    Ok(answers.into_iter().skip(first).take(count).collect())
}

/// The places of keys by table, tables in their order, ids in theirs.
fn by_table(schema: &Schema, keys: &[RowKey]) -> StoreResult<Vec<(TableId, Vec<Id>)>> {
    let mut sorted = keys.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted
        .chunk_by(|a, b| a.table == b.table)
        .map(|run| {
            schema.declared(run[0].table)?;
            Ok((run[0].table, run.iter().map(|key| key.id).collect()))
        })
        .collect()
}

/// Asks each table once for the rows of these keys with one of its statements.
fn ask(
    session: &mut Session,
    layout: &Layout,
    scope: Scope,
    tenant: TenantId,
    keys: &[RowKey],
    statement: impl Fn(&TableSql) -> &Arc<str>,
) -> Result<Vec<(TableId, Answer)>, Failure> {
    let tables = by_table(&layout.schema, keys)?;
    if tables.is_empty() {
        return Ok(Vec::new());
    }
    let reads = (tables.iter())
        .map(|(table, ids)| {
            let ids: Vec<Key> = ids.iter().map(|id| Key(*id)).collect();
            let sql = statement(&layout.tables[usize::from(table.0)]);
            Request::of(tenant, sql).with(ids)
        })
        .collect();
    let answers = snapshot(session, layout, scope, tenant, reads)?;
    Ok(tables
        .into_iter()
        .map(|(table, _)| table)
        .zip(answers)
        .collect())
}

/// The rows of these keys.
pub(crate) fn get(
    session: &mut Session,
    layout: &Layout,
    scope: Scope,
    tenant: TenantId,
    keys: &[RowKey],
) -> Result<Vec<Option<Row>>, Failure> {
    let answers = ask(session, layout, scope, tenant, keys, |table| &table.get)?;
    if let ([_], [(table, answer)]) = (keys, answers.as_slice()) {
        let table = layout.tables[usize::from(table.0)].table;
        let row = (answer.rows.first()).map(|row| Reader::new(row).row(table));
        return Ok(vec![row.transpose()?]);
    }
    let mut found = HashMap::with_capacity(keys.len());
    for (id, answer) in answers {
        let table = layout.tables[usize::from(id.0)].table;
        for row in &answer.rows {
            let row = Reader::new(row).row(table)?;
            found.insert(
                RowKey {
                    table: id,
                    id: row.id,
                },
                row,
            );
        }
    }
    Ok(keys.iter().map(|key| found.get(key).cloned()).collect())
}

/// The versions and counters of those rows of these keys that are there.
pub(crate) fn versions(
    session: &mut Session,
    layout: &Layout,
    scope: Scope,
    tenant: TenantId,
    keys: &[RowKey],
) -> Result<HashMap<RowKey, (u64, Vec<i64>)>, Failure> {
    let answers = ask(session, layout, scope, tenant, keys, |table| {
        &table.versions
    })?;
    let mut found = HashMap::with_capacity(keys.len());
    for (table, answer) in answers {
        let declared = layout.tables[usize::from(table.0)].table;
        for row in &answer.rows {
            let mut reader = Reader::new(row);
            let id = reader.id()?;
            let version = reader.natural()?;
            found.insert(RowKey { table, id }, (version, reader.counters(declared)?));
        }
    }
    Ok(found)
}

/// One page of rows.
pub(crate) fn scan(
    session: &mut Session,
    layout: &Layout,
    scope: Scope,
    tenant: TenantId,
    scan: &Scan,
) -> Result<Page, Failure> {
    layout.schema.validate_scan(scan)?;
    let sql = &layout.tables[usize::from(scan.table.0)];
    let walk = Walk::new(sql, scan)?;
    let mut request = Request::new(walk.sql).with(tenant.number());
    for value in &walk.parameters {
        request = request.with(Wire(value));
    }
    let request = request.with(i64::from(scan.limit) + 1);
    let mut answers = snapshot(session, layout, scope, tenant, vec![request])?;
    let rows = answers.pop().map(|answer| answer.rows).unwrap_or_default();
    let mut page = Page::default();
    for row in rows.iter().take(scan.limit as usize) {
        let mut reader = Reader::new(row);
        page.rows.push(reader.row(sql.table)?);
        if page.rows.len() == scan.limit as usize && rows.len() > page.rows.len() {
            let values = (walk.kinds.iter())
                .map(|kind| reader.value(*kind))
                .collect::<StoreResult<_>>()?;
            let id = page.rows[page.rows.len() - 1].id;
            page.next = Some(Place { values, id });
        }
    }
    Ok(page)
}

/// A scan as a statement: parameter 1 is the tenant, the last one the limit.
pub(crate) struct Walk {
    pub(crate) sql: String,
    parameters: Vec<Value>,
    kinds: Vec<ColumnType>,
}

impl Walk {
    pub(crate) fn new(sql: &TableSql, scan: &Scan) -> StoreResult<Self> {
        let columns = sql.table.ordered_by(scan.order)?;
        let names: Vec<String> = columns.iter().map(|column| quoted(column.name)).collect();
        // A walk by position or over a unique index is in order without the id.
        let (present, complete) = match scan.order {
            Order::Id => (&[][..], false),
            Order::Position => (&[][..], true),
            Order::Index(at) => (&names[..], sql.table.indexes[usize::from(at)].unique),
        };
        let fixed = scan.prefix.len();
        let mut sorted: Vec<&str> = names[fixed..].iter().map(String::as_str).collect();
        if !complete || sorted.is_empty() {
            sorted.push("id");
        }
        let mut conditions = Conditions::default();
        conditions.texts.push("tenant = $1::int8".to_owned());
        for name in present {
            conditions.texts.push(format!("{name} IS NOT NULL"));
        }
        for (name, value) in names.iter().zip(&scan.prefix) {
            conditions.compare(name, "=", value);
        }
        if let Some(place) = &scan.after {
            let behind = if scan.descending { "<" } else { ">" };
            let mut compared = sorted.clone();
            if complete && scan.order != Order::Position && compared.last() != Some(&"id") {
                compared.push("id");
            }
            let id = Value::Id(place.id);
            let values = place.values[fixed..].iter().chain([&id]);
            conditions.compare_all(&compared, behind, values);
        }
        for (value, compare) in [(&scan.from, ">="), (&scan.to, "<=")] {
            if let Some(value) = value {
                conditions.compare(sorted[0], compare, value);
            }
        }
        let direction = if scan.descending { " DESC" } else { "" };
        let counters = list(sql.table.counters, |name| format!(", {}", quoted(name)));
        let position = if sql.table.sequenced {
            ", position"
        } else {
            ""
        };
        let values = list(&names, |name| format!(", {name}"));
        let text = format!(
            "SELECT id, version, body{counters}{position}{values} FROM {} WHERE {} \
             ORDER BY {}{direction} LIMIT ${}::int8",
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
        format!("${}", self.parameters.len() + 1)
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
