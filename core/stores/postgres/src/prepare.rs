//! Creating and extending what a schema declares, and finding that nothing is to be done.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use linli::store::{ColumnType, Schema, StoreError, StoreResult, Table};

use crate::failure::Failure;
use crate::layout::{
    BodyType, HEAD, Layout, META, declared, index_name, list, qualified, quoted, sql_type,
};
use crate::options::{Prepare, validate_name};
use crate::session::{Request, Session};

/// The layout that this code reads and writes.
const LAYOUT: &str = "1";

/// How often two processes that prepare the same new database may get in each other's way.
const TRIES: usize = 10;

/// Indexes over much data take their time.
const PATIENCE: Duration = Duration::from_secs(6 * 3600);

/// How new tables are made. What is there already stays as it is.
#[derive(Clone, Debug, Default)]
pub struct SchemaOptions {
    /// The second wall: a session that has not said which tenant it serves sees no row. The store finds it out by itself
    /// when it is prepared, and says it in every transaction.
    pub row_security: bool,
    /// Distributes the tables by tenant with Citus.
    pub citus: bool,
    /// In which type records are kept.
    pub body: BodyType,
    /// A role that may read and write rows and nothing else.
    pub grant_to: Option<String>,
}

impl SchemaOptions {
    pub(crate) fn validate(&self) -> StoreResult<()> {
        self.grant_to.as_deref().map_or(Ok(()), validate_name)
    }
}

/// What is stored.
#[derive(Default)]
pub(crate) struct Stored {
    meta: HashMap<String, String>,
    tables: HashMap<String, HashMap<String, String>>,
    indexes: HashSet<String>,
}

impl Stored {
    /// Reads names and types from the catalogue.
    pub(crate) fn read(session: &mut Session, space: &str) -> Result<Self, Failure> {
        const COLUMNS: &str = "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod) \
             FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname = $1::text AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped";
        const INDEXES: &str = "SELECT c.relname::text FROM pg_catalog.pg_index i \
             JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname = $1::text AND i.indisvalid";
        let answers = session.run(&[
            Request::new(COLUMNS).with(space),
            Request::new(INDEXES).with(space),
        ])?;
        let mut stored = Self::default();
        for row in &answers[0].rows {
            let columns: &mut HashMap<_, _> = stored.tables.entry(row.get(0)).or_default();
            columns.insert(row.get(1), row.get(2));
        }
        stored.indexes = answers[1].rows.iter().map(|row| row.get(0)).collect();
        if stored.tables.contains_key(META) {
            let sql = format!("SELECT name, value FROM {}", qualified(space, META));
            let answer = session.run_one(Request::new(sql))?;
            stored.meta = (answer.rows.iter())
                .map(|row| (row.get(0), row.get(1)))
                .collect();
        }
        Ok(stored)
    }

    fn flag(&self, name: &str) -> bool {
        self.meta.get(name).is_some_and(|value| value == "on")
    }

    fn body(&self, options: &SchemaOptions) -> BodyType {
        match self.meta.get("body").map(String::as_str) {
            Some("json") => BodyType::Json,
            Some(_) => BodyType::Text,
            None => options.body,
        }
    }

    fn row_security(&self, options: &SchemaOptions) -> bool {
        options.row_security || self.flag("row_security")
    }

    pub(crate) fn layout(&self, schema: &Schema, space: &str) -> Layout {
        let options = SchemaOptions::default();
        Layout::new(
            schema,
            space,
            self.body(&options),
            self.row_security(&options),
        )
    }
}

/// The statements that make what is stored into what is declared; none if it is that already.
pub(crate) struct Plan {
    /// Name space and the table of names and values.
    pub(crate) ground: Vec<String>,
    pub(crate) tables: Vec<String>,
}

impl Plan {
    pub(crate) fn is_empty(&self) -> bool {
        self.ground.is_empty() && self.tables.is_empty()
    }

    pub(crate) fn new(
        schema: &Schema,
        space: &str,
        stored: &Stored,
        options: &SchemaOptions,
    ) -> StoreResult<Self> {
        if let Some(layout) = stored.meta.get("layout")
            && layout != LAYOUT
        {
            return Err(misfit(format!(
                "the database has layout {layout}, this version knows {LAYOUT}"
            )));
        }
        let version = match stored.meta.get("schema") {
            Some(text) => text
                .parse::<u32>()
                .map_err(|_| misfit(format!("version {text} is stored, which is no number")))?,
            None => 0,
        };
        if version > schema.version {
            return Err(misfit(format!(
                "version {version} is stored, this engine knows {}",
                schema.version
            )));
        }
        let mut planning = Planning {
            space,
            stored,
            body: stored.body(options),
            row_security: stored.row_security(options),
            citus: options.citus || stored.flag("citus"),
            grant_to: options.grant_to.as_deref(),
            made: Vec::new(),
            statements: Vec::new(),
        };
        planning.head(schema);
        for table in schema.tables {
            planning.table(table)?;
        }
        planning.indexes(schema);
        planning.distribute();
        planning.protect(schema);
        planning.grant();
        let mut meta = vec![
            ("layout", LAYOUT.to_owned()),
            ("body", planning.body.sql().to_owned()),
        ];
        if planning.row_security {
            meta.push(("row_security", "on".to_owned()));
        }
        if planning.citus {
            meta.push(("citus", "on".to_owned()));
        }
        meta.push(("schema", schema.version.to_string()));
        let remember = |name: &str, value: &str| {
            format!(
                "INSERT INTO {} (name, value) VALUES ('{name}', '{value}') \
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                qualified(space, META)
            )
        };
        let differs = |name: &str, value: &String| stored.meta.get(name) != Some(value);
        let mut tables = planning.statements;
        let mut ground = Vec::new();
        if !stored.tables.contains_key(META) {
            ground.push(format!("CREATE SCHEMA IF NOT EXISTS {}", quoted(space)));
            ground.push(format!(
                "CREATE TABLE IF NOT EXISTS {} (name text PRIMARY KEY, value text NOT NULL)",
                qualified(space, META)
            ));
            ground.push(format!(
                "INSERT INTO {} (name, value) VALUES ('layout', '{LAYOUT}') ON CONFLICT DO NOTHING",
                qualified(space, META)
            ));
        }
        tables.extend(
            (meta.iter().filter(|(name, value)| differs(name, value)))
                .map(|(name, value)| remember(name, value)),
        );
        Ok(Self { ground, tables })
    }
}

struct Planning<'a> {
    space: &'a str,
    stored: &'a Stored,
    body: BodyType,
    row_security: bool,
    citus: bool,
    grant_to: Option<&'a str>,
    /// Tables that are new.
    made: Vec<&'static str>,
    statements: Vec<String>,
}

impl Planning<'_> {
    fn name(&self, table: &str) -> String {
        qualified(self.space, table)
    }

    fn head(&mut self, schema: &Schema) {
        let columns = self.stored.tables.get(HEAD);
        if columns.is_none() {
            // Updated by every commit: room on its page spares an index entry each time.
            self.statements.push(format!(
                "CREATE TABLE {} (tenant int8 PRIMARY KEY, commits int8 NOT NULL) WITH (fillfactor = 50)",
                self.name(HEAD)
            ));
            self.made.push(HEAD);
        }
        for table in schema.tables.iter().filter(|table| table.sequenced) {
            if columns.is_none_or(|columns| !columns.contains_key(table.name)) {
                self.statements.push(format!(
                    "ALTER TABLE {} ADD COLUMN {} int8 NOT NULL DEFAULT 0",
                    self.name(HEAD),
                    quoted(table.name)
                ));
            }
        }
    }

    fn table(&mut self, table: &'static Table) -> StoreResult<()> {
        let name = self.name(table.name);
        let counter = |name: &str| format!("{} int8 NOT NULL DEFAULT 0", quoted(name));
        let Some(columns) = self.stored.tables.get(table.name) else {
            let mut parts = vec![
                "tenant int8 NOT NULL".to_owned(),
                "id uuid NOT NULL".to_owned(),
            ];
            if table.sequenced {
                parts.push("position int8 NOT NULL".to_owned());
            }
            parts.push("version int8 NOT NULL".to_owned());
            parts.extend(table.counters.iter().map(|name| counter(name)));
            parts.extend(table.columns.iter().map(declared));
            parts.push(format!("body {} NOT NULL", self.body.sql()));
            parts.push("PRIMARY KEY (tenant, id)".to_owned());
            if table.sequenced {
                parts.push("UNIQUE (tenant, position)".to_owned());
            }
            self.statements
                .push(format!("CREATE TABLE {name} ({})", parts.join(", ")));
            self.made.push(table.name);
            return Ok(());
        };
        let require = |column: &str, kind: ColumnType| {
            let wanted = match sql_type(kind) {
                "int8" => "bigint",
                other => other,
            };
            match columns.get(column) {
                Some(kind) if kind == wanted => Ok(true),
                Some(_) => Err(misfit(format!(
                    "the stored {}.{column} is not what is declared",
                    table.name
                ))),
                None => Ok(false),
            }
        };
        let required = require("tenant", ColumnType::Int)? && require("id", ColumnType::Id)?;
        if !required || columns.get("body").map(String::as_str) != Some(self.body.sql()) {
            return Err(misfit(format!("{} is not a table of Linli", table.name)));
        }
        if table.sequenced != columns.contains_key("position") {
            return Err(misfit(format!(
                "the stored {}.position is not what is declared",
                table.name
            )));
        }
        for column in table.columns {
            if !require(column.name, column.kind)? {
                let column = declared(column);
                self.statements
                    .push(format!("ALTER TABLE {name} ADD COLUMN {column}"));
            }
        }
        for name_of in table.counters {
            if !require(name_of, ColumnType::Int)? {
                let counter = counter(name_of);
                self.statements
                    .push(format!("ALTER TABLE {name} ADD COLUMN {counter}"));
            }
        }
        Ok(())
    }

    /// Sparse indexes. The id makes the order of a walk complete; a unique index needs it not.
    fn indexes(&mut self, schema: &Schema) {
        for table in schema.tables {
            for index in table.indexes {
                let name = index_name(table, index);
                if self.stored.indexes.contains(&name) {
                    continue;
                }
                let columns: Vec<String> = index.columns.iter().map(|name| quoted(name)).collect();
                let present: Vec<String> = (columns.iter())
                    .map(|column| format!("{column} IS NOT NULL"))
                    .collect();
                let (unique, id) = if index.unique {
                    ("UNIQUE ", "")
                } else {
                    ("", ", id")
                };
                self.statements.push(format!(
                    "CREATE {unique}INDEX {} ON {} (tenant, {}{id}) WHERE {}",
                    quoted(&name),
                    self.name(table.name),
                    columns.join(", "),
                    present.join(" AND ")
                ));
            }
        }
    }

    fn distribute(&mut self) {
        if !self.citus {
            return;
        }
        for table in std::mem::take(&mut self.made) {
            let with = if table == HEAD {
                "none".to_owned()
            } else {
                self.name(HEAD)
            };
            self.statements.push(format!(
                "SELECT create_distributed_table('{}', 'tenant', colocate_with => '{with}')",
                self.name(table)
            ));
            self.made.push(table);
        }
    }

    fn protect(&mut self, schema: &Schema) {
        let known = self.stored.flag("row_security");
        let tables = std::iter::once(HEAD).chain(schema.tables.iter().map(|table| table.name));
        for table in tables.filter(|table| !known || self.made.contains(table)) {
            if !self.row_security {
                return;
            }
            let name = self.name(table);
            self.statements.extend([
                format!("ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"),
                format!("ALTER TABLE {name} FORCE ROW LEVEL SECURITY"),
                format!(
                    "CREATE POLICY linli_tenant ON {name} \
                     USING (tenant = nullif(current_setting('linli.tenant', true), '')::int8)"
                ),
            ]);
        }
    }

    fn grant(&mut self) {
        let Some(role) = self.grant_to.map(quoted) else {
            return;
        };
        let space = quoted(self.space);
        self.statements.extend([
            format!("GRANT USAGE ON SCHEMA {space} TO {role}"),
            format!(
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {space} TO {role}"
            ),
        ]);
    }
}

fn misfit(reason: String) -> StoreError {
    StoreError::Schema { reason }
}

/// Brings the database to the declared schema, or finds that it is there; answers how to use it.
pub(crate) fn prepare(
    session: &mut Session,
    schema: &Schema,
    space: &str,
    who: Prepare,
    options: &SchemaOptions,
) -> Result<Layout, Failure> {
    let mut options = options.clone();
    for _ in 0..TRIES {
        let stored = Stored::read(session, space)?;
        let plan = Plan::new(schema, space, &stored, &options)?;
        if plan.is_empty() {
            return Ok(stored.layout(schema, space));
        }
        if who == Prepare::Check {
            return Err(misfit(what_is_missing(schema, &stored)).into());
        }
        match apply(session, schema, space, &plan, &options) {
            // Another process makes the same tables just now.
            Err(Failure::Again(_)) => {}
            Err(failure) => return Err(failure),
            // Grants are not looked up; once is enough.
            Ok(()) => options.grant_to = None,
        }
    }
    Err(Failure::Again(
        "other processes keep changing the tables".to_owned(),
    ))
}

fn what_is_missing(schema: &Schema, stored: &Stored) -> String {
    let what = match stored.meta.get("schema") {
        None => "the tables are not there".to_owned(),
        Some(version) if *version == schema.version.to_string() => {
            "something is missing".to_owned()
        }
        Some(version) => format!(
            "version {version} is stored, this engine needs {}",
            schema.version
        ),
    };
    format!("{what}; run linli-postgres-prepare")
}

fn apply(
    session: &mut Session,
    schema: &Schema,
    space: &str,
    plan: &Plan,
    options: &SchemaOptions,
) -> Result<(), Failure> {
    if !plan.ground.is_empty() {
        session
            .script(&plan.ground.join("; "))
            .map_err(of_definition)?;
    }
    session.set_patience(PATIENCE);
    let done = apply_tables(session, schema, space, options);
    session.break_off();
    done
}

/// Under the lock of a row that all who prepare take, what is stored is read again.
fn apply_tables(
    session: &mut Session,
    schema: &Schema,
    space: &str,
    options: &SchemaOptions,
) -> Result<(), Failure> {
    session.script(&format!(
        "BEGIN; SET LOCAL statement_timeout = 0; \
         SELECT value FROM {} WHERE name = 'layout' FOR UPDATE",
        qualified(space, META)
    ))?;
    let done = Stored::read(session, space).and_then(|stored| {
        let plan = Plan::new(schema, space, &stored, options)?;
        let statements = plan.tables.join(";\n");
        session.script(&statements).map_err(of_definition)?;
        session.script("COMMIT")
    });
    if done.is_err() {
        // The failure is what counts, and the connection is not used again.
        let _ = session.script("ROLLBACK");
    }
    done
}

/// Rows that a new unique index does not take are a schema that does not fit; everything else that is there already is
/// another process that does the same.
fn of_definition(failure: Failure) -> Failure {
    match failure {
        Failure::Unique(name) if name.starts_with("pg_") => {
            Failure::Again("another process makes the same tables".to_owned())
        }
        Failure::Unique(name) => Failure::Final(misfit(format!(
            "stored rows do not fit the unique index {name}"
        ))),
        Failure::Final(StoreError::Backend { reason })
            if [
                "(42P06)",
                "(42P07)",
                "(42710)",
                "(42701)",
                "concurrently updated",
            ]
            .iter()
            .any(|sign| reason.contains(sign)) =>
        {
            Failure::Again(reason)
        }
        other => other,
    }
}

/// The script of what is still missing; empty if that is nothing.
pub(crate) fn missing(
    session: &mut Session,
    schema: &Schema,
    space: &str,
    options: &SchemaOptions,
) -> Result<String, Failure> {
    let stored = Stored::read(session, space)?;
    let plan = Plan::new(schema, space, &stored, options)?;
    Ok(if plan.is_empty() {
        String::new()
    } else {
        text(&plan)
    })
}

/// The script of everything that a database without any of it needs.
pub(crate) fn script(schema: &Schema, space: &str, options: &SchemaOptions) -> StoreResult<String> {
    validate_name(space)?;
    options.validate()?;
    Ok(text(&Plan::new(
        schema,
        space,
        &Stored::default(),
        options,
    )?))
}

/// The statements of a plan, each on a line of its own, in one transaction.
pub(crate) fn text(plan: &Plan) -> String {
    let lines = list(plan.ground.iter().chain(&plan.tables), |statement| {
        format!("{statement};\n")
    });
    format!("BEGIN;\n{lines}COMMIT;\n")
}
