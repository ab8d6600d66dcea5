//! The native half of Linli for Python: text in, text out, without Python's lock. Everything that is typed lies in
//! Python, written by `linli-bindgen`. ARCHITECTURE §9.

mod pages;
mod records;
mod stock;
mod tables;

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use linli::kernel::{
    Actor, Clock, CommandId, Error, FixedKeys, ManualClock, OsEntropy, Result, SystemClock,
    TenantId, Timestamp, UserId,
};
use linli::store::{MemoryStore, Store};
use linli::{Engine, Options};
use linli_postgres::PostgresStore;
use linli_sqlite::{Durability, SqliteOptions, SqliteStore};
use pyo3::prelude::*;
use tables::{LAYOUTS, NativeTable, Source};

/// What a call gives: whether it went well, and the answer or the error as JSON.
type Outcome = (bool, String);

/// What opening gives: an engine, or the error as JSON.
type Opened = (Option<NativeEngine>, String);

/// An engine, until it is closed.
#[pyclass(frozen, name = "Engine", module = "linli._native")]
struct NativeEngine {
    open: RwLock<Option<Open>>,
}

struct Open {
    engine: Engine,
    store: Arc<dyn Store>,
    sqlite: Option<Arc<SqliteStore>>,
    clock: Option<Arc<ManualClock>>,
}

fn outcome(result: Result<String>) -> Outcome {
    match result {
        Ok(answer) => (true, answer),
        Err(error) => (false, linli_calls::error(&error)),
    }
}

fn actor(tenant: i64, user: Option<&str>) -> Result<Actor> {
    let tenant = TenantId::new(tenant)?;
    match user {
        None => Ok(Actor::system(tenant)),
        Some(user) => Ok(Actor::user(tenant, user.parse::<UserId>()?)),
    }
}

impl NativeEngine {
    /// Runs a call without Python's lock. Calls share the engine; closing waits for them.
    fn with(&self, py: Python<'_>, call: impl FnOnce(&Open) -> Result<String> + Send) -> Outcome {
        py.detach(|| {
            let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
            match &*open {
                Some(open) => outcome(linli_calls::guarded(|| call(open))),
                None => (
                    false,
                    r#"{"code":"closed","reason":"the engine was closed"}"#.to_owned(),
                ),
            }
        })
    }
}

#[pymethods]
impl NativeEngine {
    fn command(
        &self,
        py: Python<'_>,
        tenant: i64,
        user: Option<&str>,
        id: &str,
        name: &str,
        body: &str,
    ) -> Outcome {
        self.with(py, |open| {
            let actor = actor(tenant, user)?;
            linli_calls::command(&open.engine, &actor, id.parse::<CommandId>()?, name, body)
        })
    }

    fn commands(
        &self,
        py: Python<'_>,
        tenant: i64,
        user: Option<&str>,
        name: &str,
        bodies: &str,
    ) -> Outcome {
        self.with(py, |open| {
            linli_calls::commands(&open.engine, &actor(tenant, user)?, name, bodies)
        })
    }

    fn query(
        &self,
        py: Python<'_>,
        tenant: i64,
        user: Option<&str>,
        name: &str,
        arguments: &str,
    ) -> Outcome {
        self.with(py, |open| {
            linli_calls::query(&open.engine, &actor(tenant, user)?, name, arguments)
        })
    }

    fn new_command_id(&self, py: Python<'_>) -> Outcome {
        self.with(py, |open| {
            open.engine.new_command_id().map(|id| id.to_string())
        })
    }

    fn set_clock(&self, py: Python<'_>, micros: i64) -> Outcome {
        self.with(py, |open| {
            let clock = open.clock.as_ref().ok_or_else(|| {
                Error::invalid("now", "the engine follows the clock of the system")
            })?;
            clock.set(Timestamp::from_micros(micros)?);
            Ok(String::new())
        })
    }

    fn verify(&self, py: Python<'_>, tenant: i64) -> Outcome {
        self.with(py, |open| {
            let report = linli::verify::verify(&*open.store, TenantId::new(tenant)?)?;
            serde_json::to_string(&report).map_err(|error| Error::internal(error.to_string()))
        })
    }

    /// A table for Arrow: to who may read the audit trail, because it shows the whole tenant.
    fn table(
        &self,
        py: Python<'_>,
        tenant: i64,
        user: Option<&str>,
        name: &str,
        decimals: u8,
    ) -> (Option<NativeTable>, String) {
        let mut table = None;
        let (_, error) = self.with(py, |open| {
            let actor = actor(tenant, user)?;
            let layout = LAYOUTS.iter().find(|layout| layout.name == name);
            let layout = layout.ok_or_else(|| Error::not_found("table", name))?;
            let decimals = scale(decimals)?;
            open.engine.audit(&actor, 0, 1)?;
            table = Some(NativeTable {
                schema: layout.schema(decimals),
                source: Source::Stored {
                    store: Arc::clone(&open.store),
                    tenant: actor.tenant(),
                    layout,
                },
            });
            Ok(String::new())
        });
        (table, error)
    }

    fn backup(&self, py: Python<'_>, path: PathBuf) -> Outcome {
        self.with(py, |open| {
            let store = open.sqlite.as_ref().ok_or_else(|| {
                Error::invalid("path", "only an engine on a SQLite file copies it")
            })?;
            store.backup_to(path)?;
            Ok(String::new())
        })
    }

    /// The kind of store, for people.
    fn store(&self, py: Python<'_>) -> String {
        self.with(py, |open| Ok(open.store.name().to_owned())).1
    }

    fn closed(&self) -> bool {
        self.open
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .is_none()
    }

    /// Waits for calls that are running; again it does nothing.
    fn close(&self, py: Python<'_>) {
        py.detach(|| {
            *self.open.write().unwrap_or_else(PoisonError::into_inner) = None;
        });
    }
}

/// The decimals of a currency.
fn scale(decimals: u8) -> Result<i8> {
    i8::try_from(decimals)
        .ok()
        .filter(|decimals| *decimals <= 3)
        .ok_or_else(|| Error::invalid("decimals", "0 to 3 decimals are supported"))
}

fn open(
    py: Python<'_>,
    key: [u8; 32],
    now: Option<i64>,
    store: impl FnOnce() -> Result<(Arc<dyn Store>, Option<Arc<SqliteStore>>)> + Send,
) -> Opened {
    let opening = || {
        let (store, sqlite) = store()?;
        let manual = now
            .map(Timestamp::from_micros)
            .transpose()?
            .map(|now| Arc::new(ManualClock::new(now)));
        let clock: Arc<dyn Clock> = match &manual {
            Some(manual) => Arc::clone(manual) as Arc<dyn Clock>,
            None => Arc::new(SystemClock),
        };
        let engine = Engine::new(
            Arc::clone(&store),
            clock,
            Arc::new(OsEntropy),
            Arc::new(FixedKeys::new(key)),
            Options::default(),
        )?;
        Ok(Open {
            engine,
            store,
            sqlite,
            clock: manual,
        })
    };
    match py.detach(|| linli_calls::guarded(opening)) {
        Ok(open) => {
            let open = RwLock::new(Some(open));
            (Some(NativeEngine { open }), String::new())
        }
        Err(error) => (None, linli_calls::error(&error)),
    }
}

#[pyfunction]
fn memory(py: Python<'_>, key: [u8; 32], now: Option<i64>) -> Opened {
    open(py, key, now, || {
        Ok((Arc::new(MemoryStore::default()), None))
    })
}

#[pyfunction]
fn sqlite(
    py: Python<'_>,
    path: PathBuf,
    key: [u8; 32],
    now: Option<i64>,
    survives_power_loss: bool,
) -> Opened {
    let options = SqliteOptions {
        durability: if survives_power_loss {
            Durability::Power
        } else {
            Durability::Process
        },
        ..SqliteOptions::default()
    };
    open(py, key, now, move || {
        let store = Arc::new(SqliteStore::open_with(path, options)?);
        Ok((Arc::clone(&store) as Arc<dyn Store>, Some(store)))
    })
}

#[pyfunction]
fn postgres(py: Python<'_>, url: &str, key: [u8; 32], now: Option<i64>) -> Opened {
    open(py, key, now, || {
        Ok((Arc::new(PostgresStore::connect(url)?), None))
    })
}

#[pyfunction]
fn rule(py: Python<'_>, name: &str, arguments: &str) -> Outcome {
    py.detach(|| outcome(linli_calls::rule(name, arguments)))
}

/// Records as a table: what each column is, and the cells of each record, as JSON.
#[pyfunction]
fn given(
    py: Python<'_>,
    shapes: &str,
    records: &str,
    decimals: u8,
) -> (Option<NativeTable>, String) {
    let batch =
        py.detach(|| linli_calls::guarded(|| records::batch(shapes, records, scale(decimals)?)));
    match batch {
        Ok(batch) => {
            let table = NativeTable {
                schema: batch.schema(),
                source: Source::Given(batch),
            };
            (Some(table), String::new())
        }
        Err(error) => (None, linli_calls::error(&error)),
    }
}

/// Every command, query and rule, by name.
#[pyfunction]
fn operations() -> (Vec<&'static str>, Vec<&'static str>, Vec<&'static str>) {
    (
        linli_calls::COMMANDS.to_vec(),
        linli_calls::QUERIES.to_vec(),
        linli_calls::RULES.to_vec(),
    )
}

#[pymodule]
mod _native {
    #[pymodule_export]
    use super::{NativeEngine, NativeTable, given, memory, operations, postgres, rule, sqlite};
}
