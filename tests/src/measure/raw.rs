//! The raw probe: the row changes that the engine committed, made again by prepared statements alone.
//!
//! No engine, no reads, no checks of versions or bounds: what is left is what SQLite itself takes for these bytes in
//! transactions of this size.

use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

use linli::kernel::{Id, TenantId};
use linli::schema::SCHEMA;
use linli::store::{ChangeSet, Table, TableId, Value};
use linli_sqlite::SqliteStore;
use linli_sqlite::rusqlite::types::Value as Sql;
use linli_sqlite::rusqlite::{Connection, params_from_iter};

use super::Result;

/// One statement with its parameters.
struct Step {
    statement: usize,
    parameters: Vec<Sql>,
}

/// Transactions of ready-made statements.
#[derive(Default)]
pub(super) struct Program {
    texts: Vec<String>,
    known: HashMap<String, usize>,
    /// The last columns of each row: an update names only those that change.
    columns: HashMap<(TableId, Id), Vec<Value>>,
    positions: HashMap<TableId, i64>,
    transactions: Vec<Vec<Step>>,
}

impl Program {
    /// Adds one transaction.
    pub(super) fn add(&mut self, change: &ChangeSet) {
        let tenant = change.tenant;
        let mut steps = Vec::new();
        for delete in &change.deletes {
            let text = format!("DELETE FROM {} {KEY}", table(delete.table).name);
            steps.push(self.step(text, key(tenant, delete.id)));
        }
        for update in &change.updates {
            let declared = table(update.table);
            let row = (update.table, update.id);
            let before = self.columns.insert(row, update.columns.clone());
            let mut parameters = key(tenant, update.id);
            parameters.push(Sql::Text(update.body.clone()));
            let mut assigned = vec!["version = version + 1, body = ?3".to_owned()];
            for (at, value) in update.columns.iter().enumerate() {
                if before.as_ref().is_none_or(|before| before[at] != *value) {
                    parameters.push(sql(value));
                    let name = declared.columns[at].name;
                    assigned.push(format!("\"{name}\" = ?{}", parameters.len()));
                }
            }
            let text = format!("UPDATE {} SET {} {KEY}", declared.name, assigned.join(", "));
            steps.push(self.step(text, parameters));
        }
        let mut inserts: Vec<_> = change.inserts.iter().collect();
        inserts.sort_by_key(|insert| insert.table);
        for insert in inserts {
            let declared = table(insert.table);
            let row = (insert.table, insert.id);
            self.columns.insert(row, insert.columns.clone());
            let mut parameters = key(tenant, insert.id);
            parameters.push(Sql::Text(insert.body.clone()));
            parameters.extend(insert.columns.iter().map(sql));
            parameters.extend(insert.counters.iter().copied().map(Sql::Integer));
            let mut names = vec!["tenant", "id", "body"];
            names.extend(declared.columns.iter().map(|column| column.name));
            names.extend(declared.counters);
            if declared.sequenced {
                let position = self.positions.entry(insert.table).or_default();
                *position += 1;
                parameters.push(Sql::Integer(*position));
                names.push("position");
            }
            let places: Vec<String> = (1..=names.len()).map(|at| format!("?{at}")).collect();
            let text = format!(
                "INSERT INTO {} (version, \"{}\") VALUES (1, {})",
                declared.name,
                names.join("\", \""),
                places.join(", ")
            );
            steps.push(self.step(text, parameters));
        }
        for adjust in &change.adjustments {
            let declared = table(adjust.key.table);
            let counter = declared.counters[usize::from(adjust.counter)];
            let text = format!(
                "UPDATE {} SET \"{counter}\" = \"{counter}\" + ?3 {KEY}",
                declared.name
            );
            let mut parameters = key(tenant, adjust.key.id);
            parameters.push(Sql::Integer(adjust.by));
            steps.push(self.step(text, parameters));
        }
        self.transactions.push(steps);
    }

    fn step(&mut self, text: String, parameters: Vec<Sql>) -> Step {
        let next = self.texts.len();
        let statement = *self.known.entry(text).or_insert_with_key(|text| {
            self.texts.push(text.clone());
            next
        });
        Step {
            statement,
            parameters,
        }
    }

    /// Forgets the transactions so far; rows and positions stay known.
    pub(super) fn next_part(&mut self) -> Vec<Transaction> {
        std::mem::take(&mut self.transactions)
            .into_iter()
            .map(Transaction)
            .collect()
    }

    /// A new file with the engine's schema and the store's pragmas.
    pub(super) fn open(path: &Path) -> Result<Connection> {
        use linli::store::Store;
        let store = SqliteStore::open(path)?;
        store.prepare(&SCHEMA)?;
        drop(store);
        let connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096; \
             PRAGMA cache_size = -6144; PRAGMA locking_mode = NORMAL;",
        )?;
        Ok(connection)
    }

    /// Runs transactions and tells how long that took.
    pub(super) fn run(
        &self,
        connection: &Connection,
        transactions: &[Transaction],
    ) -> Result<Duration> {
        let mut statements = self
            .texts
            .iter()
            .map(|text| connection.prepare(text))
            .collect::<std::result::Result<Vec<_>, _>>()?;
        let mut begin = connection.prepare("BEGIN IMMEDIATE")?;
        let mut commit = connection.prepare("COMMIT")?;
        let start = Instant::now();
        for Transaction(steps) in transactions {
            begin.execute([])?;
            for step in steps {
                statements[step.statement].execute(params_from_iter(&step.parameters))?;
            }
            commit.execute([])?;
        }
        Ok(start.elapsed())
    }
}

/// Statements that are committed together.
pub(super) struct Transaction(Vec<Step>);

const KEY: &str = "WHERE tenant = ?1 AND id = ?2";

fn table(id: TableId) -> &'static Table {
    SCHEMA.table(id).expect("the engine names declared tables")
}

fn key(tenant: TenantId, id: Id) -> Vec<Sql> {
    vec![
        Sql::Integer(tenant.number()),
        Sql::Blob(id.bytes().to_vec()),
    ]
}

fn sql(value: &Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Int(number) | Value::Time(number) => Sql::Integer(*number),
        Value::Text(text) => Sql::Text(text.clone()),
        Value::Id(id) => Sql::Blob(id.bytes().to_vec()),
    }
}
