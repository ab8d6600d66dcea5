//! The raw probe on PostgreSQL: the row changes that the engine committed, made again by set-based statements alone.
//!
//! No engine, no reads, no checks of versions or bounds, no head: per transaction one statement for each table's new rows,
//! its changed rows and each of its counters, with the rows as arrays, all sent at once.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use bytes::{BufMut, BytesMut};
use futures_util::future::join_all;
use linli::kernel::{Id, TenantId};
use linli::schema::SCHEMA;
use linli::store::{ChangeSet, ColumnType, Table, TableId, Value};
use linli_postgres::HostedPostgres;
use linli_postgres::tokio_postgres::Statement;
use linli_postgres::tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::Result;

type Unfit = Box<dyn std::error::Error + Sync + Send>;

/// A value in its declared type.
#[derive(Clone, Debug)]
struct Wire(Value);

impl ToSql for Wire {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> std::result::Result<IsNull, Unfit> {
        match &self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) | Value::Time(number) => number.to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
            Value::Id(id) => {
                out.put_slice(id.bytes());
                Ok(IsNull::No)
            }
        }
    }

    fn accepts(kind: &Type) -> bool {
        [Type::INT8, Type::TEXT, Type::UUID].contains(kind)
    }

    to_sql_checked!();
}

/// A statement with an array for each of its columns.
struct Step {
    text: String,
    columns: Vec<Vec<Wire>>,
}

/// Transactions of ready-made statements.
#[derive(Default)]
pub(super) struct Program {
    positions: HashMap<TableId, i64>,
    transactions: Vec<Vec<Step>>,
}

/// Statements that are committed together.
pub(super) struct Transaction(Vec<Step>);

impl Program {
    /// Adds one transaction on the tables of a schema.
    pub(super) fn add(&mut self, change: &ChangeSet, space: &str) {
        let mut steps = Vec::new();
        let mut deletes: BTreeMap<TableId, Vec<Wire>> = BTreeMap::new();
        for delete in &change.deletes {
            let ids = deletes.entry(delete.table).or_default();
            ids.push(id(delete.id));
        }
        for (table, ids) in deletes {
            let text = format!(
                "DELETE FROM {} WHERE tenant = $1::int8 AND id = ANY($2::uuid[])",
                name(table, space)
            );
            steps.push(Step {
                text,
                columns: vec![ids],
            });
        }
        Self::updates(change, space, &mut steps);
        self.inserts(change, space, &mut steps);
        adjustments(change, space, &mut steps);
        self.transactions.push(steps);
    }

    fn updates(change: &ChangeSet, space: &str, steps: &mut Vec<Step>) {
        let mut tables: BTreeMap<TableId, Vec<Vec<Wire>>> = BTreeMap::new();
        for update in &change.updates {
            let declared = table(update.table);
            let columns = (tables.entry(update.table))
                .or_insert_with(|| vec![Vec::new(); declared.columns.len() + 2]);
            columns[0].push(id(update.id));
            columns[1].push(Wire(Value::Text(update.body.clone())));
            for (column, value) in columns[2..].iter_mut().zip(&update.columns) {
                column.push(Wire(value.clone()));
            }
        }
        for (at, columns) in tables {
            let declared = table(at);
            let mut text = format!(
                "UPDATE {} t SET version = version + 1, body = u.body::json",
                name(at, space)
            );
            let mut arrays = "$2::uuid[], $3::text[]".to_owned();
            let mut names = "id, body".to_owned();
            for (place, column) in declared.columns.iter().enumerate() {
                let _ = write!(text, ", \"{}\" = u.c{place}", column.name);
                let _ = write!(arrays, ", ${}::{}[]", place + 4, sql_type(column.kind));
                let _ = write!(names, ", c{place}");
            }
            let _ = write!(
                text,
                " FROM unnest({arrays}) AS u({names}) WHERE t.tenant = $1::int8 AND t.id = u.id"
            );
            steps.push(Step { text, columns });
        }
    }

    fn inserts(&mut self, change: &ChangeSet, space: &str, steps: &mut Vec<Step>) {
        let mut tables: BTreeMap<TableId, Vec<Vec<Wire>>> = BTreeMap::new();
        for insert in &change.inserts {
            let declared = table(insert.table);
            let more = declared.columns.len() + declared.counters.len();
            let width = 2 + more + usize::from(declared.sequenced);
            let columns = (tables.entry(insert.table)).or_insert_with(|| vec![Vec::new(); width]);
            columns[0].push(id(insert.id));
            columns[1].push(Wire(Value::Text(insert.body.clone())));
            let counters = insert.counters.iter().map(|count| Value::Int(*count));
            let mut values: Vec<Value> = insert.columns.iter().cloned().chain(counters).collect();
            if declared.sequenced {
                let position = self.positions.entry(insert.table).or_default();
                *position += 1;
                values.push(Value::Int(*position));
            }
            for (column, value) in columns[2..].iter_mut().zip(values) {
                column.push(Wire(value));
            }
        }
        for (at, columns) in tables {
            let declared = table(at);
            let mut kinds: Vec<(&str, &str)> = (declared.columns.iter())
                .map(|column| (column.name, sql_type(column.kind)))
                .chain(declared.counters.iter().map(|name| (*name, "int8")))
                .collect();
            if declared.sequenced {
                kinds.push(("position", "int8"));
            }
            let mut arrays = "$2::uuid[], $3::text[]".to_owned();
            let (mut names, mut values) = (String::new(), String::new());
            for (place, (name, kind)) in kinds.iter().enumerate() {
                let _ = write!(arrays, ", ${}::{kind}[]", place + 4);
                let _ = write!(names, ", \"{name}\"");
                let _ = write!(values, ", c{place}");
            }
            let text = format!(
                "INSERT INTO {} (tenant, id, version, body{names}) \
                 SELECT $1::int8, id, 1, body::json{values} FROM unnest({arrays}) AS u(id, body{values})",
                name(at, space)
            );
            steps.push(Step { text, columns });
        }
    }

    /// Forgets the transactions so far; positions stay known.
    pub(super) fn next_part(&mut self) -> Vec<Transaction> {
        let taken = std::mem::take(&mut self.transactions);
        taken.into_iter().map(Transaction).collect()
    }
}

fn adjustments(change: &ChangeSet, space: &str, steps: &mut Vec<Step>) {
    let mut counters: BTreeMap<(TableId, u8), Vec<Vec<Wire>>> = BTreeMap::new();
    for adjust in &change.adjustments {
        let place = (adjust.key.table, adjust.counter);
        let columns = counters.entry(place).or_insert_with(|| vec![Vec::new(); 2]);
        columns[0].push(id(adjust.key.id));
        columns[1].push(Wire(Value::Int(adjust.by)));
    }
    for ((at, counter), columns) in counters {
        let counter = table(at).counters[usize::from(counter)];
        let text = format!(
            "UPDATE {} t SET \"{counter}\" = \"{counter}\" + u.added \
             FROM unnest($2::uuid[], $3::int8[]) AS u(id, added) WHERE t.tenant = $1::int8 AND t.id = u.id",
            name(at, space)
        );
        steps.push(Step { text, columns });
    }
}

/// Runs transactions on one connection and tells how long that took.
pub(super) fn run(
    session: &HostedPostgres,
    tenant: TenantId,
    transactions: &[Transaction],
) -> Result<Duration> {
    let client = session.client();
    let mut statements: HashMap<&str, Statement> = HashMap::new();
    for Transaction(steps) in transactions {
        for step in steps {
            if !statements.contains_key(step.text.as_str()) {
                let prepared = session.wait(client.prepare(&step.text))??;
                statements.insert(&step.text, prepared);
            }
        }
    }
    let begin = session.wait(client.prepare("BEGIN"))??;
    let commit = session.wait(client.prepare("COMMIT"))??;
    let tenant = tenant.number();
    let start = Instant::now();
    for Transaction(steps) in transactions {
        let parameters: Vec<Vec<&(dyn ToSql + Sync)>> = (steps.iter())
            .map(|step| {
                let arrays = step
                    .columns
                    .iter()
                    .map(|array| array as &(dyn ToSql + Sync));
                std::iter::once(&tenant as &(dyn ToSql + Sync))
                    .chain(arrays)
                    .collect()
            })
            .collect();
        let mut sent = Vec::with_capacity(steps.len() + 2);
        sent.push(client.execute_raw(&begin, Vec::<&(dyn ToSql + Sync)>::new()));
        for (step, parameters) in steps.iter().zip(parameters) {
            sent.push(client.execute_raw(&statements[step.text.as_str()], parameters));
        }
        sent.push(client.execute_raw(&commit, Vec::new()));
        for answer in session.wait(join_all(sent))? {
            answer?;
        }
    }
    Ok(start.elapsed())
}

fn table(id: TableId) -> &'static Table {
    SCHEMA.table(id).expect("the engine names declared tables")
}

fn name(id: TableId, space: &str) -> String {
    format!("\"{space}\".\"{}\"", table(id).name)
}

fn id(id: Id) -> Wire {
    Wire(Value::Id(id))
}

const fn sql_type(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Int | ColumnType::Time => "int8",
        ColumnType::Text => "text",
        ColumnType::Id => "uuid",
    }
}
