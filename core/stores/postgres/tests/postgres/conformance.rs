//! The store does what every store must do. What it does behind the second wall is beside the roles.

use linli::store::MemoryStore;
use linli_postgres::{PostgresStore, testing};
use linli_store_conformance::{Fixture, conformance};

fn empty_store() -> Fixture {
    // Where there is no server a line says that this is skipped.
    let Some(server) = testing::server() else {
        return Fixture::new(MemoryStore::default());
    };
    let store = PostgresStore::connect_with(server.url(), &server.options());
    Fixture::new(store.expect("the address is sound"))
}

conformance!(empty_store());
