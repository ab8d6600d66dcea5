//! The store in a file does what every store must do.

use linli_sqlite::SqliteStore;
use linli_store_conformance::{Fixture, conformance};

fn empty_store() -> Fixture {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let store = SqliteStore::open(directory.path().join("shop.linli")).expect("a new store");
    Fixture::keeping(store, directory)
}

conformance!(empty_store());
