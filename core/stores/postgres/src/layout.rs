//! How declared tables lie in PostgreSQL, and the text of every statement on their rows.

use std::fmt::Write as _;
use std::sync::Arc;

use linli::store::{Column, ColumnType, Index, Schema, Table};

/// The table with one row per tenant, which orders the commits of a tenant.
pub(crate) const HEAD: &str = "store_head";
/// The table that says which schema and which layout are stored.
pub(crate) const META: &str = "store_meta";

/// The type in which records are kept. Both keep them byte for byte as the engine wrote them; `jsonb` does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum BodyType {
    /// `json`: the server refuses what is not JSON, and `body ->> 'name'` works without a cast.
    #[default]
    Json,
    /// `text`, for servers whose `json` is really `jsonb` (CockroachDB).
    Text,
}

impl BodyType {
    /// The name of the type.
    pub(crate) const fn sql(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Text => "text",
        }
    }
}

/// A schema with its statements.
pub(crate) struct Layout {
    pub(crate) schema: Schema,
    pub(crate) tables: Vec<TableSql>,
    /// Takes the place of the tenant's next commit. 1: the tenant, 2…: rows per sequenced table; → the last positions.
    pub(crate) head: Arc<str>,
    /// The places of the sequenced tables, in the order of the head's parameters.
    pub(crate) sequenced: Vec<usize>,
    /// Rows are visible only while `linli.tenant` says whose they are.
    pub(crate) row_security: bool,
}

/// A table's statements. Parameter 1 is the tenant; arrays of one statement are of one length.
pub(crate) struct TableSql {
    pub(crate) table: &'static Table,
    /// The name in the database, qualified and quoted.
    pub(crate) name: String,
    body: BodyType,
    /// 2: ids → id, version, body, counters…, position if there is one.
    pub(crate) get: Arc<str>,
    /// 2: ids → id, version, counters….
    pub(crate) versions: Arc<str>,
    /// 2: ids, 3…: columns, counters, body; in sequenced tables at last their number.
    pub(crate) insert: Arc<str>,
    /// 2: an id, 3: its version.
    pub(crate) delete: Arc<str>,
    /// 2: ids; rows that are both deleted and changed by one change set are locked in one order.
    pub(crate) lock: Arc<str>,
    /// 2: ids; takes rows out of the unique indexes. `None` if there are none.
    pub(crate) release: Option<Arc<str>>,
    /// 2: ids, 3: versions or null → the ids whose version is another one.
    pub(crate) check: Arc<str>,
}

impl Layout {
    pub(crate) fn new(schema: &Schema, space: &str, body: BodyType, row_security: bool) -> Self {
        let tables: Vec<TableSql> = (schema.tables.iter())
            .map(|table| TableSql::new(table, space, body))
            .collect();
        let sequenced: Vec<usize> = (0..tables.len())
            .filter(|at| tables[*at].table.sequenced)
            .collect();
        let names: Vec<String> = (sequenced.iter())
            .map(|at| quoted(tables[*at].table.name))
            .collect();
        let numbers = list(0..names.len(), |at| format!(", ${}::int8", at + 2));
        let added = list(names.iter().enumerate(), |(at, name)| {
            format!(", {name} = h.{name} + ${}::int8", at + 2)
        });
        let head = format!(
            "INSERT INTO {} AS h (tenant, commits{}) VALUES ($1::int8, 1{numbers}) \
             ON CONFLICT (tenant) DO UPDATE SET commits = h.commits + 1{added} \
             RETURNING {}",
            qualified(space, HEAD),
            list(&names, |name| format!(", {name}")),
            if names.is_empty() {
                "h.commits".to_owned()
            } else {
                names
                    .iter()
                    .map(|name| format!("h.{name}"))
                    .collect::<Vec<_>>()
                    .join(", ")
            },
        );
        Self {
            schema: *schema,
            tables,
            head: head.into(),
            sequenced,
            row_security,
        }
    }
}

impl TableSql {
    fn new(table: &'static Table, space: &str, body: BodyType) -> Self {
        let name = qualified(space, table.name);
        let counters = list(table.counters, |counter| format!(", {}", quoted(counter)));
        let position = if table.sequenced { ", position" } else { "" };
        let unique = (table.indexes.iter().filter(|index| index.unique))
            .filter_map(|index| index.columns.first())
            .map(|column| format!("{} = NULL", quoted(column)))
            .collect::<Vec<_>>();
        let these = "WHERE tenant = $1::int8 AND id = ANY($2::uuid[])";
        // One look-up by primary key per id, whatever the planner believes of a table without statistics: it cannot
        // change the order of a join with a limited subquery.
        let each = |source: &str, columns: &str| {
            format!(
                "(SELECT {columns} FROM {name} WHERE tenant = $1::int8 AND id = {source}.id LIMIT 1) t"
            )
        };
        Self {
            table,
            body,
            get: format!(
                "SELECT t.* FROM unnest($2::uuid[]) AS u(id) CROSS JOIN LATERAL {}",
                each("u", &format!("id, version, body{counters}{position}"))
            )
            .into(),
            versions: format!(
                "SELECT t.* FROM unnest($2::uuid[]) AS u(id) CROSS JOIN LATERAL {}",
                each("u", &format!("id, version{counters}"))
            )
            .into(),
            insert: insert(table, &name, space, body).into(),
            delete: format!(
                "DELETE FROM {name} WHERE tenant = $1::int8 AND id = $2::uuid AND version = $3::int8"
            )
            .into(),
            lock: format!("SELECT FROM {name} {these} ORDER BY id FOR UPDATE").into(),
            release: (!unique.is_empty())
                .then(|| format!("UPDATE {name} SET {} {these}", unique.join(", ")).into()),
            check: format!(
                "SELECT u.id FROM unnest($2::uuid[], $3::int8[]) AS u(id, version) \
                 LEFT JOIN LATERAL {} ON true WHERE t.version IS DISTINCT FROM u.version",
                each("u", "version")
            )
            .into(),
            name,
        }
    }

    /// Changes rows: with `updates` their records (2: ids, 3: versions, then columns and body; rows that are only added to
    /// have the version 0), and adds to some counters (per counter: what to add, the least and the largest value before).
    /// → the new versions, negative where there was no row.
    ///
    /// It is written as an insert that meets the rows that are there, because that finds them by primary key and in the
    /// order of the arrays, whatever the planner believes. The version of what would be inserted is the place in the arrays,
    /// negative, so that it is known from a version that is stored; a transaction in which one was inserted is undone.
    pub(crate) fn change(&self, updates: bool, counters: &[u8]) -> Arc<str> {
        let mut parameters = 2;
        let mut parameter = |kind: &str| {
            parameters += 1;
            format!("${parameters}::{kind}[]")
        };
        let at = "[-excluded.version]";
        let mut arrays = vec!["$2::uuid[]".to_owned()];
        let (mut names, mut written, mut values) = (String::new(), String::new(), String::new());
        let mut set = Vec::new();
        let mut conditions = Vec::new();
        if updates {
            let version = format!("({}){at}", parameter("int8"));
            // Without counters every row is updated.
            let kept = |name: &str, value: &str| {
                if counters.is_empty() {
                    format!("{name} = {value}")
                } else {
                    format!("{name} = CASE WHEN {version} = 0 THEN t.{name} ELSE {value} END")
                }
            };
            set.push(if counters.is_empty() {
                "version = t.version + 1".to_owned()
            } else {
                format!("version = t.version + CASE WHEN {version} = 0 THEN 0 ELSE 1 END")
            });
            for (place, column) in self.table.columns.iter().enumerate() {
                let name = quoted(column.name);
                arrays.push(parameter(sql_type(column.kind)));
                let _ = write!(names, ", c{place}");
                let _ = write!(values, ", u.c{place}");
                let _ = write!(written, ", {name}");
                set.push(kept(&name, &format!("excluded.{name}")));
            }
            arrays.push(parameter("text"));
            set.push(kept("body", "excluded.body"));
            conditions.push(if counters.is_empty() {
                format!("t.version = {version}")
            } else {
                format!("{version} IN (0, t.version)")
            });
        }
        for counter in counters {
            let name = quoted(self.table.counters[usize::from(*counter)]);
            let [by, least, most] = [(); 3].map(|()| format!("({}){at}", parameter("int8")));
            set.push(format!("{name} = t.{name} + {by}"));
            conditions.push(format!("t.{name} BETWEEN {least} AND {most}"));
        }
        let (body, record) = if updates {
            (", body", self.body_of("u.body"))
        } else {
            ("", self.body_of("'null'"))
        };
        format!(
            "INSERT INTO {} AS t (tenant, id, version{written}, body) \
             SELECT $1::int8, u.id, -u.place{values}, {record} \
             FROM unnest({}) WITH ORDINALITY AS u(id{names}{body}, place) \
             ON CONFLICT (tenant, id) DO UPDATE SET {} WHERE {} RETURNING version",
            self.name,
            arrays.join(", "),
            set.join(", "),
            conditions.join(" AND "),
        )
        .into()
    }

    fn body_of(&self, text: &str) -> String {
        cast(text, self.body)
    }
}

fn cast(text: &str, body: BodyType) -> String {
    match body {
        BodyType::Json => format!("{text}::json"),
        BodyType::Text => text.to_owned(),
    }
}

/// New rows. Those of a sequenced table read their positions from the head, which the same transaction has moved on.
fn insert(table: &Table, name: &str, space: &str, body: BodyType) -> String {
    let kinds = (table.columns.iter().map(|column| sql_type(column.kind)))
        .chain(table.counters.iter().map(|_| "int8"));
    let arrays = list(kinds.enumerate(), |(at, kind)| {
        format!(", ${}::{kind}[]", at + 3)
    });
    let width = table.columns.len() + table.counters.len();
    let parameters = format!("$2::uuid[]{arrays}, ${}::text[]", width + 3);
    let written = list(
        (table.columns.iter().map(|column| column.name)).chain(table.counters.iter().copied()),
        |name| format!(", {}", quoted(name)),
    );
    let names = list(0..width, |at| format!(", c{at}"));
    let values = list(0..width, |at| format!(", u.c{at}"));
    let record = cast("u.body", body);
    if table.sequenced {
        return format!(
            "INSERT INTO {name} (tenant, id, version{written}, body, position) \
             SELECT h.tenant, u.id, 1{values}, {record}, h.{} - ${}::int8 + u.place \
             FROM {} h, unnest({parameters}) WITH ORDINALITY AS u(id{names}, body, place) \
             WHERE h.tenant = $1::int8",
            quoted(table.name),
            width + 4,
            qualified(space, HEAD),
        );
    }
    format!(
        "INSERT INTO {name} (tenant, id, version{written}, body) \
         SELECT $1::int8, u.id, 1{values}, {record} FROM unnest({parameters}) AS u(id{names}, body)"
    )
}

pub(crate) fn sql_type(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Int | ColumnType::Time => "int8",
        ColumnType::Text => "text",
        ColumnType::Id => "uuid",
    }
}

/// A column as it is declared: text compares by bytes, whatever the database's collation.
pub(crate) fn declared(column: &Column) -> String {
    let collation = if column.kind == ColumnType::Text {
        " COLLATE \"C\""
    } else {
        ""
    };
    format!(
        "{} {}{collation}",
        quoted(column.name),
        sql_type(column.kind)
    )
}

/// An index's name, in at most the 63 bytes that PostgreSQL keeps of one.
pub(crate) fn index_name(table: &Table, index: &Index) -> String {
    const MOST: usize = 63;
    let name = format!("{}__{}", table.name, index.name);
    if name.len() <= MOST {
        return name;
    }
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let start: String = name.chars().take(MOST - 9).collect();
    format!("{start}_{hash:08x}")
}

pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

pub(crate) fn qualified(space: &str, name: &str) -> String {
    format!("{}.{}", quoted(space), quoted(name))
}

pub(crate) fn list<T>(items: impl IntoIterator<Item = T>, text: impl FnMut(T) -> String) -> String {
    items.into_iter().map(text).collect()
}
