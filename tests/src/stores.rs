//! The stores that a test runs on.
#![allow(clippy::unwrap_used)] // a test harness: a panic is a finding

use std::sync::Arc;

use linli::store::{MemoryStore, Store};
use linli_postgres::{HostedPostgres, PostgresOptions, PostgresStore, testing};
use linli_sqlite::SqliteStore;

/// Which store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The reference in memory.
    Memory,
    /// A SQLite file.
    Sqlite,
    /// A schema on a PostgreSQL server.
    Postgres,
}

impl Kind {
    /// All of them, the reference first.
    pub const ALL: [Self; 3] = [Self::Memory, Self::Sqlite, Self::Postgres];

    /// How the command line calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// An empty store of this kind; `None`, said aloud, where there is no server.
    pub fn open(self) -> Option<Opened> {
        match self {
            Self::Memory => Some(Opened::keeping(Arc::new(MemoryStore::default()), ())),
            Self::Sqlite => {
                let directory = tempfile::tempdir().unwrap();
                let store = SqliteStore::open(directory.path().join("linli.db")).unwrap();
                Some(Opened::keeping(Arc::new(store), directory))
            }
            Self::Postgres => {
                let space = Space::new()?;
                Some(Opened::keeping(Arc::new(space.connect()), space))
            }
        }
    }
}

/// An empty store, and what has to live as long.
pub struct Opened {
    /// The store.
    pub store: Arc<dyn Store>,
    _kept: Box<dyn std::any::Any>,
}

impl Opened {
    fn keeping(store: Arc<dyn Store>, kept: impl std::any::Any) -> Self {
        Self {
            store,
            _kept: Box::new(kept),
        }
    }
}

/// Runs a test on every store.
pub fn on_every_store(test: impl Fn(Arc<dyn Store>)) {
    for opened in Kind::ALL.into_iter().filter_map(Kind::open) {
        test(Arc::clone(&opened.store));
    }
}

/// A schema of its own on the server that the tests of this process share; removed with this value.
pub struct Space {
    /// Where the server is.
    pub url: String,
    /// Options that name the schema.
    pub options: PostgresOptions,
}

impl Space {
    /// `None`, said aloud, where there is no server.
    pub fn new() -> Option<Self> {
        let server = testing::server()?;
        Some(Self {
            url: server.url().to_owned(),
            options: server.options(),
        })
    }

    /// A store in it.
    pub fn connect(&self) -> PostgresStore {
        PostgresStore::connect_with(&self.url, &self.options).unwrap()
    }
}

impl Drop for Space {
    fn drop(&mut self) {
        // Only tidiness: a server that is gone keeps nothing.
        if let Ok(session) = HostedPostgres::connect(&self.url, &self.options) {
            let _ = session.execute(&format!(
                "DROP SCHEMA IF EXISTS \"{}\" CASCADE",
                self.options.schema
            ));
        }
    }
}
