//! The reference store does what every store must do.

use linli::store::MemoryStore;
use linli_store_conformance::{Fixture, conformance};

conformance!(Fixture::new(MemoryStore::default()));
