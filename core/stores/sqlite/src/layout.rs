//! How declared tables lie in SQLite, and the text of every statement on one row.

use linli::store::{ColumnType, Index, Schema, Table, TableId};

const KEY: &str = "WHERE tenant = ?1 AND id = ?2";

/// A schema with its statements.
pub(crate) struct Layout {
    pub(crate) schema: Schema,
    pub(crate) tables: Vec<TableSql>,
}

/// A table's statements. Parameter 1 is the tenant, parameter 2 the id.
pub(crate) struct TableSql {
    pub(crate) table: &'static Table,
    /// The name in the database, quoted.
    pub(crate) name: String,
    /// → version, body, counters…, position if there is one.
    pub(crate) get: String,
    /// → version.
    pub(crate) version: String,
    /// 3…: columns, counters, body, position if there is one.
    pub(crate) insert: String,
    /// → version, indexed columns….
    pub(crate) current: String,
    /// The places of the columns that are in an index.
    pub(crate) indexed: Vec<usize>,
    /// 3: the version that was read.
    pub(crate) delete: String,
    /// Per counter; 3: what to add, 4 and 5: the least and the largest value before.
    pub(crate) adjust: Vec<String>,
    /// Only the tenant → the last position.
    pub(crate) last_position: String,
    /// Takes the row out of the unique indexes; empty if there are none.
    pub(crate) release: String,
}

impl Layout {
    pub(crate) fn new(schema: &Schema, prefix: &str) -> Self {
        Self {
            schema: *schema,
            tables: (schema.tables.iter())
                .map(|table| TableSql::new(table, prefix))
                .collect(),
        }
    }
}

impl Layout {
    pub(crate) fn of(&self, table: TableId) -> &TableSql {
        &self.tables[usize::from(table.0)]
    }
}

impl TableSql {
    fn new(table: &'static Table, prefix: &str) -> Self {
        let name = quoted(&format!("{prefix}{}", table.name));
        let columns: Vec<String> = (table.columns.iter().map(|column| quoted(column.name)))
            .chain(table.counters.iter().map(|counter| quoted(counter)))
            .collect();
        let position = if table.sequenced { ", position" } else { "" };
        let written = concat(columns.iter().map(|name| format!("{name}, ")));
        let last = columns.len() + 1 + usize::from(table.sequenced);
        let parameters = concat((0..last).map(|at| format!(", ?{}", at + 3)));
        let counters = concat(
            columns[table.columns.len()..]
                .iter()
                .map(|name| format!(", {name}")),
        );
        let indexed: Vec<usize> = (0..table.columns.len())
            .filter(|at| {
                let name = &table.columns[*at].name;
                table
                    .indexes
                    .iter()
                    .any(|index| index.columns.contains(name))
            })
            .collect();
        let current = concat(indexed.iter().map(|at| format!(", {}", columns[*at])));
        let unique: Vec<String> = (table.indexes.iter().filter(|index| index.unique))
            .filter_map(|index| index.columns.first())
            .map(|column| format!("{} = NULL", quoted(column)))
            .collect();
        Self {
            table,
            get: format!("SELECT version, body{counters}{position} FROM {name} {KEY}"),
            version: format!("SELECT version FROM {name} {KEY}"),
            insert: format!(
                "INSERT INTO {name} (tenant, id, version, {written}body{position}) \
                 VALUES (?1, ?2, 1{parameters})"
            ),
            current: format!("SELECT version{current} FROM {name} {KEY}"),
            indexed,
            delete: format!("DELETE FROM {name} {KEY} AND version = ?3"),
            adjust: (table.counters.iter().map(|counter| quoted(counter)))
                .map(|counter| {
                    format!(
                        "UPDATE {name} SET {counter} = {counter} + ?3 {KEY} \
                         AND {counter} BETWEEN ?4 AND ?5"
                    )
                })
                .collect(),
            last_position: format!(
                "SELECT position FROM {name} WHERE tenant = ?1 ORDER BY position DESC LIMIT 1"
            ),
            release: if unique.is_empty() {
                String::new()
            } else {
                format!("UPDATE {name} SET {} {KEY}", unique.join(", "))
            },
            name,
        }
    }

    /// The statement that writes a row's body (3) and those columns that are in no index or are said to have changed
    /// (4 and their place). SQLite rewrites the entries of every index whose columns an UPDATE names, whether their
    /// values change or not, and entries in random order cost a page each.
    pub(crate) fn update(&self, changed: &[bool]) -> String {
        let assigned = concat(
            (self.table.columns.iter().zip(changed).enumerate())
                .filter(|(_, (_, changed))| **changed)
                .map(|(at, (column, _))| format!(", {} = ?{}", quoted(column.name), at + 4)),
        );
        format!(
            "UPDATE {} SET version = version + 1, body = ?3{assigned} {KEY}",
            self.name
        )
    }

    /// The statement that asks whether another row than parameter 2 has these values in a unique index (3…).
    pub(crate) fn taken(&self, index: &Index) -> String {
        let equal = concat(
            (index.columns.iter().enumerate())
                .map(|(at, column)| format!(" AND {} = ?{}", quoted(column), at + 3)),
        );
        format!(
            "SELECT 1 FROM {} WHERE tenant = ?1 AND id <> ?2{equal}",
            self.name
        )
    }
}

/// The table with its keys; its indexes are statements of their own.
pub(crate) fn create_table(table: &Table, prefix: &str) -> String {
    let columns = concat(
        (table.columns.iter())
            .map(|column| format!(", {} {}", quoted(column.name), sql_type(column.kind)))
            .chain((table.counters.iter()).map(|name| format!(", {} {COUNTER}", quoted(name)))),
    );
    let position = if table.sequenced {
        ", position INTEGER NOT NULL, UNIQUE (tenant, position)"
    } else {
        ""
    };
    format!(
        "CREATE TABLE {} (tenant INTEGER NOT NULL, id BLOB NOT NULL, version INTEGER NOT NULL{columns}, \
         body TEXT NOT NULL{position}, PRIMARY KEY (tenant, id)) STRICT",
        quoted(&format!("{prefix}{}", table.name))
    )
}

/// The type of a counter.
pub(crate) const COUNTER: &str = "INTEGER NOT NULL DEFAULT 0";

pub(crate) fn sql_type(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Int | ColumnType::Time => "INTEGER",
        ColumnType::Text => "TEXT",
        ColumnType::Id => "BLOB",
    }
}

/// An index's name in the database, quoted.
pub(crate) fn index_name(table: &Table, index: &Index, prefix: &str) -> String {
    quoted(&format!("{prefix}{}__{}", table.name, index.name))
}

/// A sparse index. The id makes the order of a walk complete; a unique index needs it not.
pub(crate) fn create_index(table: &Table, index: &Index, prefix: &str) -> String {
    let columns: Vec<String> = index.columns.iter().map(|column| quoted(column)).collect();
    let present: Vec<String> = (columns.iter())
        .map(|column| format!("{column} IS NOT NULL"))
        .collect();
    let (unique, id) = if index.unique {
        ("UNIQUE ", "")
    } else {
        ("", ", id")
    };
    format!(
        "CREATE {unique}INDEX IF NOT EXISTS {} ON {} (tenant, {}{id}) WHERE {}",
        index_name(table, index, prefix),
        quoted(&format!("{prefix}{}", table.name)),
        columns.join(", "),
        present.join(" AND ")
    )
}

pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

pub(crate) fn concat(parts: impl Iterator<Item = String>) -> String {
    parts.collect()
}
