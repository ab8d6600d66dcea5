//! Creating and extending what a schema declares.

use std::collections::HashMap;

use linli::store::{ColumnType, Schema, StoreError, StoreResult, Table};
use rusqlite::{Connection, OptionalExtension};

use crate::failure::store_error;
use crate::layout::{COUNTER, create_index, create_table, quoted, sql_type};

/// The table that says which schema and which layout are stored.
pub(crate) const META: &str = "store_meta";

/// The layout that this code reads and writes.
const LAYOUT: i64 = 1;

/// Creates the table that names the stored schema. Inside the caller's transaction.
pub(crate) fn create_meta(connection: &Connection, prefix: &str) -> StoreResult<()> {
    let meta = quoted(&format!("{prefix}{META}"));
    connection
        .execute_batch(&format!(
            "CREATE TABLE IF NOT EXISTS {meta} (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID; \
             INSERT OR IGNORE INTO {meta} (name, value) VALUES ('layout', {LAYOUT});"
        ))
        .map_err(store_error)
}

fn meta(connection: &Connection, prefix: &str, name: &str) -> StoreResult<Option<i64>> {
    let meta = quoted(&format!("{prefix}{META}"));
    connection
        .query_row(
            &format!("SELECT value FROM {meta} WHERE name = ?1"),
            [name],
            |row| row.get(0),
        )
        .optional()
        .map_err(store_error)
}

/// Creates or extends every table. Inside the caller's transaction.
pub(crate) fn migrate(connection: &Connection, schema: &Schema, prefix: &str) -> StoreResult<()> {
    let layout = meta(connection, prefix, "layout")?;
    if layout != Some(LAYOUT) {
        return Err(StoreError::Schema {
            reason: format!("the file has layout {layout:?}, this version knows {LAYOUT}"),
        });
    }
    let stored = meta(connection, prefix, "schema")?;
    if let Some(stored) = stored
        && stored > i64::from(schema.version)
    {
        return Err(StoreError::Schema {
            reason: format!(
                "version {stored} is stored, this engine knows {}",
                schema.version
            ),
        });
    }
    for table in schema.tables {
        migrate_table(connection, table, prefix)?;
    }
    if stored != Some(i64::from(schema.version)) {
        let meta = quoted(&format!("{prefix}{META}"));
        connection
            .execute(
                &format!("INSERT OR REPLACE INTO {meta} (name, value) VALUES ('schema', ?1)"),
                [schema.version],
            )
            .map_err(store_error)?;
    }
    Ok(())
}

fn migrate_table(connection: &Connection, table: &Table, prefix: &str) -> StoreResult<()> {
    let run = |sql: String| connection.execute_batch(&sql).map_err(store_error);
    let stored = stored_columns(connection, &format!("{prefix}{}", table.name))?;
    if stored.is_empty() {
        run(create_table(table, prefix))?;
    } else {
        let name = quoted(&format!("{prefix}{}", table.name));
        require(table, &stored, "tenant", ColumnType::Int)?;
        require(table, &stored, "id", ColumnType::Id)?;
        require(table, &stored, "body", ColumnType::Text)?;
        if table.sequenced != stored.contains_key("position") {
            return Err(misfit(table, "position"));
        }
        for column in table.columns {
            if stored.contains_key(column.name) {
                require(table, &stored, column.name, column.kind)?;
            } else {
                let column = format!("{} {}", quoted(column.name), sql_type(column.kind));
                run(format!("ALTER TABLE {name} ADD COLUMN {column}"))?;
            }
        }
        for counter in table.counters {
            if stored.contains_key(*counter) {
                require(table, &stored, counter, ColumnType::Int)?;
            } else {
                let counter = quoted(counter);
                run(format!("ALTER TABLE {name} ADD COLUMN {counter} {COUNTER}"))?;
            }
        }
    }
    for index in table.indexes {
        connection
            .execute_batch(&create_index(table, index, prefix))
            .map_err(|error| match store_error(error) {
                StoreError::Backend { reason } => StoreError::Schema { reason },
                other => other,
            })?;
    }
    Ok(())
}

fn stored_columns(connection: &Connection, table: &str) -> StoreResult<HashMap<String, String>> {
    let mut statement = connection
        .prepare_cached("SELECT name, type FROM pragma_table_info(?1)")
        .map_err(store_error)?;
    let columns = statement
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))
        .map_err(store_error)?;
    columns.collect::<Result<_, _>>().map_err(store_error)
}

fn require(
    table: &Table,
    stored: &HashMap<String, String>,
    column: &str,
    kind: ColumnType,
) -> StoreResult<()> {
    if stored
        .get(column)
        .is_some_and(|stored| stored == sql_type(kind))
    {
        return Ok(());
    }
    Err(misfit(table, column))
}

fn misfit(table: &Table, column: &str) -> StoreError {
    StoreError::Schema {
        reason: format!("the stored {}.{column} is not what is declared", table.name),
    }
}
