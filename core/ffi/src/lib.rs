//! Linli for Kotlin and Swift: text in and text out, by uniffi. Everything that is typed is written in those languages by
//! `linli-bindgen`. ARCHITECTURE §9.
#![allow(
    clippy::needless_pass_by_value,
    reason = "what crosses from another language is owned"
)]

uniffi::setup_scaffolding!("linli");

mod host;

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use linli::kernel::{
    Actor, Clock, CommandId, Error, FixedKeys, Id, ManualClock, OsEntropy, Result, SystemClock,
    TenantId, Timestamp, UserId,
};
use linli::store::{MemoryStore, Store};
use linli::{Engine, Options};
use linli_sqlite::{Durability, SqliteOptions, SqliteStore};

pub use host::check_store;
pub use host::{
    HostAdjust, HostChange, HostCheck, HostColumn, HostColumnType, HostDelete, HostFailure,
    HostIndex, HostInsert, HostKey, HostOrder, HostPage, HostPlace, HostPosition, HostRow,
    HostScan, HostSchema, HostStore, HostStoreFactory, HostTable, HostUpdate, HostValue,
};

/// What was refused or failed, as JSON.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum Refused {
    /// `code`, `reason` and what the kind has.
    #[error("{json}")]
    Because {
        /// See `linli_calls::error`.
        json: String,
    },
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Because {
            json: linli_calls::error(&error),
        }
    }
}

type Answer<T> = std::result::Result<T, Refused>;

struct Open {
    engine: Engine,
    store: Arc<dyn Store>,
    sqlite: Option<Arc<SqliteStore>>,
    clock: Option<Arc<ManualClock>>,
}

/// An engine, until it is closed.
#[derive(uniffi::Object)]
pub struct NativeEngine {
    open: RwLock<Option<Open>>,
}

fn actor(tenant: i64, user: Option<String>) -> Result<Actor> {
    let tenant = TenantId::new(tenant)?;
    match user {
        None => Ok(Actor::system(tenant)),
        Some(user) => Ok(Actor::user(tenant, user.parse::<UserId>()?)),
    }
}

fn opened(
    store: Arc<dyn Store>,
    sqlite: Option<Arc<SqliteStore>>,
    key: Vec<u8>,
    now: Option<i64>,
) -> Answer<Arc<NativeEngine>> {
    let key: [u8; 32] = key
        .try_into()
        .map_err(|_| Error::invalid("key", "32 secret bytes are expected"))?;
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
    Ok(Arc::new(NativeEngine {
        open: RwLock::new(Some(Open {
            engine,
            store,
            sqlite,
            clock: manual,
        })),
    }))
}

impl NativeEngine {
    /// Calls share the engine; closing waits for them.
    fn with<T>(&self, call: impl FnOnce(&Open) -> Result<T>) -> Answer<T> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        match &*open {
            Some(open) => Ok(linli_calls::guarded(|| call(open))?),
            None => Err(Refused::Because {
                json: r#"{"code":"closed","reason":"the engine was closed"}"#.to_owned(),
            }),
        }
    }
}

#[uniffi::export]
impl NativeEngine {
    /// An engine whose store is gone when it is closed.
    #[uniffi::constructor]
    pub fn memory(key: Vec<u8>, now: Option<i64>) -> Answer<Arc<Self>> {
        opened(Arc::new(MemoryStore::default()), None, key, now)
    }

    /// An engine on one SQLite file.
    #[uniffi::constructor]
    pub fn sqlite(
        path: String,
        key: Vec<u8>,
        now: Option<i64>,
        survives_power_loss: bool,
    ) -> Answer<Arc<Self>> {
        let options = SqliteOptions {
            durability: if survives_power_loss {
                Durability::Power
            } else {
                Durability::Process
            },
            ..SqliteOptions::default()
        };
        let store = SqliteStore::open_with(PathBuf::from(path), options).map_err(Error::from)?;
        let store = Arc::new(store);
        opened(Arc::clone(&store) as Arc<dyn Store>, Some(store), key, now)
    }

    /// An engine on a PostgreSQL database.
    #[uniffi::constructor]
    pub fn postgres(url: String, key: Vec<u8>, now: Option<i64>) -> Answer<Arc<Self>> {
        #[cfg(feature = "postgres")]
        {
            let store = linli_postgres::PostgresStore::connect(&url).map_err(Error::from)?;
            opened(Arc::new(store), None, key, now)
        }
        #[cfg(not(feature = "postgres"))]
        {
            let _ = (url, key, now);
            let error = Error::invalid("url", "this library was built without PostgreSQL");
            Err(error.into())
        }
    }

    /// An engine on a store of the host.
    #[uniffi::constructor]
    pub fn hosted(store: Arc<dyn HostStore>, key: Vec<u8>, now: Option<i64>) -> Answer<Arc<Self>> {
        opened(Arc::new(host::Hosted::new(store)), None, key, now)
    }

    /// Runs a command.
    pub fn command(
        &self,
        tenant: i64,
        user: Option<String>,
        id: String,
        name: String,
        body: String,
    ) -> Answer<String> {
        self.with(|open| {
            let actor = actor(tenant, user)?;
            linli_calls::command(&open.engine, &actor, id.parse::<CommandId>()?, &name, &body)
        })
    }

    /// Runs many commands of one kind.
    pub fn commands(
        &self,
        tenant: i64,
        user: Option<String>,
        name: String,
        bodies: String,
    ) -> Answer<String> {
        self.with(|open| linli_calls::commands(&open.engine, &actor(tenant, user)?, &name, &bodies))
    }

    /// Asks a query.
    pub fn query(
        &self,
        tenant: i64,
        user: Option<String>,
        name: String,
        arguments: String,
    ) -> Answer<String> {
        self.with(|open| linli_calls::query(&open.engine, &actor(tenant, user)?, &name, &arguments))
    }

    /// A new command id.
    pub fn new_command_id(&self) -> Answer<String> {
        self.with(|open| open.engine.new_command_id().map(|id| id.to_string()))
    }

    /// Puts the clock of an engine that was opened with one.
    pub fn set_clock(&self, micros: i64) -> Answer<()> {
        self.with(|open| {
            let clock = open.clock.as_ref().ok_or_else(|| {
                Error::invalid("now", "the engine follows the clock of the system")
            })?;
            clock.set(Timestamp::from_micros(micros)?);
            Ok(())
        })
    }

    /// Checks every invariant over what is stored of a tenant.
    pub fn verify(&self, tenant: i64) -> Answer<String> {
        self.with(|open| {
            let report = linli::verify::verify(&*open.store, TenantId::new(tenant)?)?;
            serde_json::to_string(&report).map_err(|error| Error::internal(error.to_string()))
        })
    }

    /// Copies the SQLite file while it is open.
    pub fn backup(&self, path: String) -> Answer<()> {
        self.with(|open| {
            let store = open.sqlite.as_ref().ok_or_else(|| {
                Error::invalid("path", "only an engine on a SQLite file copies it")
            })?;
            Ok(store.backup_to(path)?)
        })
    }

    /// Whether it was closed.
    pub fn is_shut(&self) -> bool {
        self.open
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .is_none()
    }

    /// Closes the store; again it does nothing. It gives an `Answer` so that a panic is one in every language.
    pub fn shut(&self) -> Answer<()> {
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}

/// An engine with a defect: whatever it reads or writes panics. For the tests of the packages.
#[uniffi::export]
pub fn panicking_engine(key: Vec<u8>) -> Answer<Arc<NativeEngine>> {
    opened(Arc::new(host::Panicking), None, key, None)
}

/// Applies a rule to values.
#[uniffi::export]
pub fn native_rule(name: String, arguments: String) -> Answer<String> {
    Ok(linli_calls::rule(&name, &arguments)?)
}

/// The id that the engine computes from a natural key, such as `product` or `sku` with a merchant's bytes and a code.
#[uniffi::export]
pub fn native_derived_id(namespace: String, parts: Vec<Vec<u8>>) -> String {
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    Id::derived(&namespace, &parts).to_string()
}

/// Every command's name, then every query's, then every rule's.
#[uniffi::export]
pub fn native_operations() -> Vec<Vec<String>> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    vec![
        owned(linli_calls::COMMANDS),
        owned(linli_calls::QUERIES),
        owned(linli_calls::RULES),
    ]
}
