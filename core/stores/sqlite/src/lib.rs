//! Linli's store in one SQLite file, or inside transactions of a host that uses SQLite itself.
//!
//! ```
//! use linli::kernel::{Id, TenantId};
//! use linli::store::{ChangeSet, Insert, RowKey, Schema, Store, Table, TableId};
//! use linli_sqlite::SqliteStore;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let directory = tempfile::tempdir()?;
//! # let directory = directory.path();
//! let store = SqliteStore::open(directory.join("community.linli"))?;
//! // The engine prepares its own schema and writes its own rows; this is what it does with any store.
//! store.prepare(&Schema {
//!     version: 1,
//!     tables: &[Table { name: "notes", columns: &[], counters: &[], indexes: &[], sequenced: false }],
//! })?;
//! let (tenant, table, id) = (TenantId::new(1)?, TableId(0), Id::MIN);
//! let mut change = ChangeSet::new(tenant);
//! change.inserts.push(Insert { table, id, columns: vec![], counters: vec![], body: "{}".to_owned() });
//! store.commit(&change)?;
//! assert!(store.get(tenant, &[RowKey { table, id }])?[0].is_some());
//!
//! // While the shop is open:
//! store.backup_to(directory.join("tonight.linli"))?;
//! store.integrity_check()?;
//! # Ok(())
//! # }
//! ```
//!
//! # The file
//! A [`SqliteStore`] owns its file: a second one on the same file, in this process or another, is refused. The lock
//! lies on a file beside it (`.lock`), which stays; it ends with the process, however that ends. Commits go to a
//! write-ahead log and are flushed before they are acknowledged; see [`Durability`] for the other choice. The log is
//! folded into the file between commits and when the store is dropped. A DBA may read the file with SQLite's shell
//! meanwhile, but a program that writes to it is asking for trouble.
//!
//! Tables are named as the engine names them and are `STRICT`: `tenant`, `id` (16 bytes), `version`, the declared
//! columns and counters, `body` (the record as JSON) and in sequenced tables `position`. Money is in smallest units,
//! moments are microseconds since 1970, ids are blobs. `store_meta` says which schema is stored.
//!
//! # Why it lies like that
//! Measured with orders of three commits and 14 row changes (11 kB of rows), groups of 64, on a machine that flushes in
//! 0.2 to 0.3 ms; bytes are everything that was written, log and file:
//!
//! | tables | page | bytes per order | CPU per order | bytes per order alone |
//! |---|---|---|---|---|
//! | rowid and unique (tenant, id) | 4096 | 30.0 KiB | 69 µs | 160 KiB |
//! | without rowid | 4096 | 44.8 KiB | 120 µs | 188 KiB |
//! | rowid and unique (tenant, id) | 2048 | 26.4 KiB | 88 µs | 91 KiB |
//! | without rowid | 2048 | 45.1 KiB | 145 µs | 113 KiB |
//! | rowid and unique (tenant, id) | 8192 | 34.4 KiB | 91 µs | 297 KiB |
//! | without rowid | 8192 | 38.5 KiB | 86 µs | 262 KiB |
//!
//! Rows of one to two kilobytes do not fit SQLite's index pages, which is what a table without rowid is made of, so they
//! spill; small rows under random ids gain nothing either. Pages of 4096 bytes cost the least time in groups. Half the
//! size writes fewer bytes for orders alone; it is not worth the time.
//!
//! Updates compare the indexed columns with what is stored and name only those that changed, because SQLite rewrites the
//! entries of every index whose columns an `UPDATE` names. With one index in random order that took 30.0 KiB down to
//! 25.0 KiB. Groups cost about 4.4 µs of CPU per row, a commit of 5 rows alone about 85 µs, nearly all of it the
//! writing of some 12 pages to the log; a read of one row 1 µs among others. `get` uses the connection that writes when no commit runs: its pages stay warm, which makes a read of one
//! row 1.7 times as fast as on a connection of its own; while a commit flushes, a small pool of such connections serves.

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
/// The version of rusqlite that [`HostedSqlite`] takes its connection from.
pub use rusqlite;
pub use store::{SqliteStats, SqliteStore};
