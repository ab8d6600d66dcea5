//! Linli's store in PostgreSQL 15 and later: for many processes on one database ([`PostgresStore`]), inside transactions
//! of a host that uses PostgreSQL itself ([`HostedPostgres`]), and on replicas for queries ([`PostgresReplica`]).
//!
//! ```no_run
//! use std::sync::Arc;
//!
//! use linli::Engine;
//! use linli::kernel::FixedKeys;
//! use linli_postgres::{PostgresReplica, PostgresStore};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let store = PostgresStore::connect("postgres://shop_app@db.example.com/shop?sslmode=require")?;
//! let engine = Engine::open(Arc::new(store), Arc::new(FixedKeys::new([7; 32])))?;
//! // Lists and reports that may be some moments old:
//! let replica = PostgresReplica::connect("postgres://shop_app@replica.example.com/shop?sslmode=require")?;
//! let reports = engine.reading_from(Arc::new(replica))?;
//! # Ok(())
//! # }
//! ```
//!
//! `core/docs/postgres.md` tells how to set it up: roles, row-level security, connections, replicas, distributed SQL.
//!
//! # How a commit goes
//! Two messages. The first holds everything: `BEGIN`, per table one statement for what is deleted, changed and inserted,
//! with the rows as arrays; then the tenant's head; then the rows of the log and the checks. The second is `COMMIT`.
//! The head is one row per tenant that is locked last: it gives positions without gaps and makes every commit
//! serializable without locking what was only read. See ADR 7.
//!
//! Calls block the thread that makes them, which may belong to an asynchronous runtime. It polls the driver itself, so
//! that parameters and rows are encoded and decoded there; one thread per store moves the bytes.

mod failure;
mod hosted;
mod layout;
mod options;
mod pool;
mod prepare;
mod reactor;
mod read;
mod replica;
mod session;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod tls;
mod values;
mod wait;
mod write;

pub use hosted::HostedPostgres;
pub use layout::BodyType;
pub use options::{PostgresOptions, Prepare};
pub use prepare::SchemaOptions;
pub use replica::PostgresReplica;
pub use store::PostgresStore;
/// The version of tokio-postgres that [`HostedPostgres`] takes its connection from.
pub use tokio_postgres;

use linli::store::{Schema, StoreResult};

/// The SQL that creates the tables of a schema in an empty database, for administrators who want to read and run it
/// themselves. `name` is the name space that [`PostgresOptions::schema`] says.
pub fn schema_script(schema: &Schema, name: &str, options: &SchemaOptions) -> StoreResult<String> {
    prepare::script(schema, name, options)
}
