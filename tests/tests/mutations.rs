//! Changed commands on every store that needs no server. More of them: `LINLI_MUTATIONS=100000`.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use linli::store::{MemoryStore, Store};
use linli_sqlite::SqliteStore;
use linli_tests::sim::{Config, run_mutated};

fn send(seed: u64, store: Arc<dyn Store>) {
    let commands = std::env::var("LINLI_MUTATIONS").map_or(4_000, |wish| wish.parse().unwrap());
    let config = Config {
        days: 4,
        faults: 0,
        ..Config::week(seed)
    };
    let tallies = run_mutated(&config, store, commands)
        .unwrap_or_else(|finding| panic!("seed {seed}: {finding}"));
    let accepted: u64 = tallies.values().map(|tally| tally.accepted).sum();
    let refused = |code: &str| {
        let counts = tallies.values().filter_map(|tally| tally.refused.get(code));
        counts.sum::<u64>()
    };
    // Otherwise the changes are too wild or too tame to prove anything.
    assert!(tallies.len() > 15, "{tallies:#?}");
    assert!(accepted > 100, "{tallies:#?}");
    assert!(refused("unreadable") > 100, "{tallies:#?}");
    assert!(refused("invalid_field") > 100, "{tallies:#?}");
}

#[test]
fn changed_commands_make_no_panic_leave_no_trace_and_break_nothing() {
    send(5, Arc::new(MemoryStore::default()));
}

#[test]
fn the_same_holds_on_sqlite() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path().join("linli.db")).unwrap();
    send(6, Arc::new(store));
}
