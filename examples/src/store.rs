//! The store that an argument of the command line names: a SQLite file or a database of PostgreSQL.

use std::path::Path;
use std::sync::Arc;

use linli::schema::SCHEMA;
use linli::store::Store;
use linli_postgres::PostgresStore;
use linli_sqlite::{Durability, SqliteOptions, SqliteStore};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Whether this is the address of a PostgreSQL server, in one of its two forms, and not the name of a file.
pub fn is_postgres(name: &str) -> bool {
    let is_url = name.starts_with("postgres://") || name.starts_with("postgresql://");
    is_url || name.split(' ').any(|word| word.starts_with("host="))
}

/// A store on a new file. Error: there is one of this name; it is never overwritten.
pub fn new_file(path: &Path, durability: Durability) -> Outcome<Arc<SqliteStore>> {
    if path.exists() {
        return Err(format!("{}: 文件已存在，请换一个新文件名", path.display()).into());
    }
    let options = SqliteOptions {
        durability,
        ..SqliteOptions::default()
    };
    Ok(Arc::new(SqliteStore::open_with(path, options)?))
}

/// Opens the store of this name, prepared. Creates the file or the tables if there are none.
pub fn open(name: &str) -> Outcome<Arc<dyn Store>> {
    let store: Arc<dyn Store> = if is_postgres(name) {
        Arc::new(PostgresStore::connect(name)?)
    } else {
        Arc::new(SqliteStore::open(name)?)
    };
    store.prepare(&SCHEMA)?;
    Ok(store)
}

/// Opens the store of this name. Error: it is a file that is not there.
pub fn open_existing(name: &str) -> Outcome<Arc<dyn Store>> {
    if !is_postgres(name) && !Path::new(name).exists() {
        return Err(format!("there is no file {name}").into());
    }
    open(name)
}

#[cfg(test)]
mod tests {
    use super::is_postgres;

    #[test]
    fn addresses_are_told_from_files() {
        for address in [
            "postgres://shop@db.example.com/shop",
            "postgresql://localhost",
            "host=/run/postgresql user=shop",
            "user=shop host=localhost",
        ] {
            assert!(is_postgres(address), "{address}");
        }
        for file in ["day.db", "/data/postgres/day.db", "our host.db", ""] {
            assert!(!is_postgres(file), "{file}");
        }
    }
}
