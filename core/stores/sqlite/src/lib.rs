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
//! Measured with orders of three commits and 14 row changes (8.4 kB of bodies, one index in random order). Bytes are
//! everything written to log and file, in groups of 64 orders and for orders alone; they repeat exactly. First the
//! tables, when updates still named every column:
//!
//! | tables | page | groups | alone |
//! |---|---|---|---|
//! | rowid and unique (tenant, id) | 2048 | 26.4 KiB | 91 KiB |
//! | rowid and unique (tenant, id) | 4096 | 30.0 KiB | 160 KiB |
//! | rowid and unique (tenant, id) | 8192 | 34.4 KiB | 297 KiB |
//! | without rowid | 2048 | 45.1 KiB | 113 KiB |
//! | without rowid | 4096 | 44.8 KiB | 188 KiB |
//! | without rowid | 8192 | 38.5 KiB | 262 KiB |
//!
//! Rows of one to two kilobytes do not fit SQLite's index pages, which is what a table without rowid is made of, so they
//! spill.
//!
//! Updates compare the indexed columns with what is stored and name only those that changed, because SQLite rewrites the
//! entries of every index whose columns an `UPDATE` names: 25.0 KiB instead of 30.0 KiB in groups. With that, pages of
//! 2048 bytes write 23.2 KiB in groups and 87 KiB alone, pages of 4096 bytes 25.0 KiB and 152 KiB; but in groups they
//! took more CPU in seven of eight runs in turn (median 89 µs against 79 µs per order, on a busy machine). Groups are
//! what a busy shop does, so pages have 4096 bytes.
//!
//! `get` uses the connection that writes when no commit runs: its pages stay warm, which made a read of one row alone
//! 1.8 times and in groups 1.6 times as fast as on a connection of its own. While a commit flushes, a small pool of such
//! connections serves.

mod failure;
mod file;
mod hosted;
mod known;
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

/// The programs in the READMEs are compiled and run.
#[cfg(doctest)]
mod readmes {
    #[doc = include_str!("../../../../README.md")]
    struct English;
    #[doc = include_str!("../../../../README.zh-CN.md")]
    struct Chinese;
}
