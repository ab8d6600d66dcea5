//! Every kind of call on the file may fail once, or from some moment on: a write, half a write, a sync, a truncation. The
//! caller is told; what was acknowledged is there afterwards, what was refused for sure is not, and everything holds.
//! DESIGN §6 (20, 21), §7. The failures come from a small library that is loaded before the C library.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use linli::kernel::CommandId;
use linli::store::{MemoryStore, Store};
use linli_sqlite::{SqliteOptions, SqliteStore};
use linli_tests::shop::{Shop, ShopOptions, is_logged, order_of};
use linli_tests::sim::findings;

const FILE: &str = "LINLI_FAILING_FILE";
const ORDERS: usize = 25;

fn options() -> ShopOptions {
    ShopOptions {
        stock: 1_000_000,
        ..ShopOptions::default()
    }
}

/// The library, or why there is none.
fn library(directory: &Path) -> Result<PathBuf, String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("outside/failing_disk.c");
    let library = directory.join("failing_disk.so");
    let cc = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let compiled = Command::new(&cc)
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
        .args([&library, &source])
        .arg("-ldl")
        .output();
    match compiled {
        Ok(output) if output.status.success() => Ok(library),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(error) => Err(format!("{cc}: {error}")),
    }
}

/// Not a test by itself: the process whose disk fails. It asks for each command until it knows what became of it, and says so.
#[test]
#[ignore = "run by the test that lets its disk fail"]
fn the_child_whose_disk_fails() {
    let Ok(file) = std::env::var(FILE) else {
        return;
    };
    let shop = Shop::with(Arc::new(MemoryStore::default()), &options());
    let opened = SqliteOptions {
        // The file itself is written to as well, not only its log.
        wal_bytes: 64 << 10,
        ..SqliteOptions::default()
    };
    let open = || SqliteStore::open_with(&file, opened.clone());
    let store: Arc<dyn Store> = match open().or_else(|_| open()) {
        Ok(store) => Arc::new(store),
        Err(error) => return println!("not opened: {error}"),
    };
    let engine = shop.engine_of_another_process(store);
    for turn in 0..ORDERS {
        let id = engine.new_command_id().unwrap();
        let actor = shop.members[turn % 4].actor;
        let mut unknown = false;
        for _ in 0..3 {
            let wanted = shop.wanted(turn % 4, &[(turn % 10, 1), (turn % 10 + 1, 2)]);
            match engine.place_order(&actor, id, order_of(wanted)) {
                Ok(_) => {
                    println!("ack {id}");
                    break;
                }
                Err(error) => {
                    let code = error.code();
                    assert!(
                        matches!(
                            code,
                            "store_full" | "store_unavailable" | "store_unknown_outcome"
                        ),
                        "{code}: {error}"
                    );
                    unknown |= code == "store_unknown_outcome";
                    println!("{} {id}", if unknown { "unknown" } else { "refused" });
                }
            }
        }
    }
}

/// What a child said of its commands, and how often it called.
struct Said {
    lines: Vec<String>,
    calls: u64,
}

impl Said {
    fn of(&self, word: &str) -> Vec<CommandId> {
        let ids = (self.lines.iter())
            .filter_map(|line| line.split_once(' '))
            .filter(|(said, _)| said.ends_with(word))
            .filter_map(|(_, id)| id.parse().ok());
        ids.collect()
    }
}

fn child(library: &Path, file: &Path, at: u64, calls: u64, with: &str) -> Said {
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "the_child_whose_disk_fails",
            "--ignored",
            "--nocapture",
        ])
        .env("LD_PRELOAD", library)
        .env(FILE, file)
        .env("LINLI_FAIL_AT", at.to_string())
        .env("LINLI_FAIL_CALLS", calls.to_string())
        .env("LINLI_FAIL_WITH", with)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{with} at {at}: {}\n{errors}",
        String::from_utf8_lossy(&output.stdout)
    );
    let calls = errors
        .lines()
        .find_map(|line| line.strip_prefix("calls ")?.parse().ok());
    let lines = String::from_utf8_lossy(&output.stdout);
    Said {
        lines: lines.lines().map(str::to_owned).collect(),
        calls: calls.unwrap(),
    }
}

#[test]
fn whatever_call_fails_the_caller_is_told_and_nothing_acknowledged_is_lost() {
    let directory = tempfile::tempdir().unwrap();
    let library = match library(directory.path()) {
        Ok(library) => library,
        Err(why) => {
            println!("SKIPPED: no C compiler for the failing disk: {why}");
            return;
        }
    };
    let first = directory.path().join("first.db");
    drop(Shop::with(
        Arc::new(SqliteStore::open(&first).unwrap()),
        &options(),
    ));
    let shop = Shop::with(Arc::new(MemoryStore::default()), &options());
    let file = directory.path().join("linli.db");
    let fresh = || {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", file.display()));
        }
        std::fs::copy(&first, &file).unwrap();
    };
    fresh();
    let sound = child(&library, &file, 0, 0, "eio");
    assert_eq!(sound.of("ack").len(), ORDERS);
    assert!(sound.calls > 50, "only {} calls", sound.calls);

    let rounds = std::env::var("LINLI_FAILURES").map_or(12, |rounds| rounds.parse().unwrap());
    let (mut told, mut acknowledged) = (0, 0);
    for with in ["eio", "enospc", "half"] {
        for round in 0..rounds {
            let at = 1 + round * sound.calls / rounds;
            // A passing trouble, and one that stays for a while.
            let calls = if round % 2 == 0 { 1 } else { 9 };
            fresh();
            let said = child(&library, &file, at, calls, with);
            let store = SqliteStore::open(&file).unwrap();
            store.integrity_check().unwrap();
            store.prepare(&linli::schema::SCHEMA).unwrap();
            let acks = said.of("ack");
            let unknown = said.of("unknown");
            for id in &acks {
                assert!(
                    is_logged(&store, shop.tenant, *id),
                    "{with} at {at}: {id} is gone"
                );
            }
            for id in said.of("refused") {
                let maybe = acks.contains(&id) || unknown.contains(&id);
                assert!(
                    maybe || !is_logged(&store, shop.tenant, id),
                    "{with} at {at}: {id} was refused and is there"
                );
            }
            let report = linli::verify::verify(&store, shop.tenant).unwrap();
            assert_eq!(report.findings, [], "{with} at {at}");
            assert_eq!(
                findings(&store, shop.tenant),
                Vec::<String>::new(),
                "{with} at {at}"
            );
            told += usize::from(!unknown.is_empty() || !said.of("refused").is_empty());
            acknowledged += acks.len();
        }
    }
    assert!(told > 6, "only {told} of the failures were felt");
    assert!(acknowledged > 100, "only {acknowledged} orders");
}
