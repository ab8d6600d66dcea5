//! Linli's store in PostgreSQL 15 and later.

mod failure;
mod hosted;
mod layout;
mod options;
mod pool;
mod prepare;
mod reactor;
mod read;
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
pub use store::PostgresStore;
/// The version of tokio-postgres that [`HostedPostgres`] takes its connection from.
pub use tokio_postgres;

use linli::store::{Schema, StoreResult};

/// The SQL that creates the tables of a schema in an empty database, for administrators who want to read and run it
/// themselves. `name` is the name space that [`PostgresOptions::schema`] says.
pub fn schema_script(schema: &Schema, name: &str, options: &SchemaOptions) -> StoreResult<String> {
    prepare::script(schema, name, options)
}
