//! Linli's store in one SQLite file.

mod failure;
mod file;
mod hosted;
mod layout;
mod migrate;
mod options;
mod owner;
mod read;
mod store;
mod transaction;
mod values;
mod write;

pub use hosted::HostedSqlite;
pub use options::{Durability, SqliteOptions};
pub use rusqlite;
pub use store::{SqliteStats, SqliteStore};
