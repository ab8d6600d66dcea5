//! What a host may choose.

use std::time::Duration;

use linli::store::{StoreError, StoreResult};

/// Who creates and extends tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Prepare {
    /// The store, when it is prepared. On a database whose tables are right it changes nothing, so a role without the
    /// right to create tables will do then.
    #[default]
    Create,
    /// Somebody else, with [`schema_script`](crate::schema_script) or the program `linli-postgres-prepare`. The store only
    /// looks, and refuses with [`StoreError::Schema`] when something is missing.
    Check,
}

/// How a store uses its server.
#[derive(Clone, Debug)]
pub struct PostgresOptions {
    /// The schema (name space) of the tables.
    pub schema: String,
    /// Most connections of this store. A tenant's commands need one at a time, each query in progress needs one.
    pub connections: usize,
    /// How long a call waits for a free connection.
    pub connection_wait: Duration,
    /// How long a connection may take to be made.
    pub connect_timeout: Duration,
    /// How long one statement may take on the server; the network gets five seconds more.
    pub statement_timeout: Duration,
    /// How long a statement waits for rows that other transactions hold.
    pub lock_timeout: Duration,
    /// How often a change set or a read is tried again after a deadlock, a serialization failure, or a connection that was
    /// lost before the commit was sent. Each try waits longer than the one before, by chance.
    pub retries: u32,
    /// Who creates and extends tables.
    pub prepare: Prepare,
    /// Certificates of authorities that are trusted besides those of the operating system, PEM.
    pub tls_roots: Vec<String>,
    /// How the connections call themselves in the server's views and log.
    pub application_name: String,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self {
            schema: "linli".to_owned(),
            connections: 8,
            connection_wait: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(30),
            lock_timeout: Duration::from_secs(10),
            retries: 6,
            prepare: Prepare::Create,
            tls_roots: Vec::new(),
            application_name: "linli".to_owned(),
        }
    }
}

impl PostgresOptions {
    /// Refuses with [`Misuse`](StoreError::Misuse) what cannot work.
    pub(crate) fn validate(&self) -> StoreResult<()> {
        if self.connections == 0 {
            return Err(StoreError::misuse("a store needs at least 1 connection"));
        }
        validate_name(&self.schema)
    }
}

/// Names of schemas and roles are quoted, but they also stand in messages and scripts that people read.
pub(crate) fn validate_name(name: &str) -> StoreResult<()> {
    let fits = (1..=63).contains(&name.len())
        && !name.starts_with("pg_")
        && (name.bytes()).all(|c| c.is_ascii_alphanumeric() || c == b'_' || c == b'-');
    if fits {
        return Ok(());
    }
    Err(StoreError::misuse(
        "a schema or role has a name of 1 to 63 letters, digits, underscores and hyphens, not beginning with pg_",
    ))
}
