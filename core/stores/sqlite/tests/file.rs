//! The file: who owns it, what is refused, backup, checkpoints, a full disk, a killed process.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use linli::kernel::{Id, TenantId};
use linli::store::{
    ChangeSet, Check, Column, Index, Insert, Order, RowKey, Scan, Schema, Store, StoreError, Table,
    TableId, Update,
};
use linli_sqlite::rusqlite::Connection;
use linli_sqlite::{Durability, SqliteOptions, SqliteStore};

const PAIRS: TableId = TableId(0);
const LOG: TableId = TableId(1);

const SCHEMA: Schema = Schema {
    version: 1,
    tables: &[
        Table {
            name: "pairs",
            columns: &[Column::int("number")],
            counters: &[],
            indexes: &[Index {
                name: "by_number",
                columns: &["number"],
                unique: true,
            }],
            sequenced: false,
        },
        Table {
            name: "log",
            columns: &[],
            counters: &[],
            indexes: &[],
            sequenced: true,
        },
    ],
};

fn tenant() -> TenantId {
    TenantId::new(1).unwrap()
}

fn id(number: u64) -> Id {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    Id::from_bytes(bytes)
}

/// Two rows and a log entry that belong together.
fn pair(number: u64, bytes: usize) -> ChangeSet {
    let mut change = ChangeSet::new(tenant());
    let body = format!("\"{}\"", "x".repeat(bytes));
    for row in [number * 2, number * 2 + 1] {
        change.inserts.push(Insert {
            table: PAIRS,
            id: id(row),
            columns: vec![row.cast_signed().into()],
            counters: vec![],
            body: body.clone(),
        });
    }
    change.inserts.push(Insert {
        table: LOG,
        id: id(number),
        columns: vec![],
        counters: vec![],
        body: "{}".to_owned(),
    });
    change
}

fn open(path: &Path) -> SqliteStore {
    let store = SqliteStore::open(path).unwrap();
    store.prepare(&SCHEMA).unwrap();
    store
}

fn count(store: &SqliteStore, table: TableId) -> usize {
    let mut scan = Scan::all(table, 10_000);
    let mut rows = 0;
    loop {
        let page = store.scan(tenant(), &scan).unwrap();
        rows += page.rows.len();
        scan.after = page.next;
        if scan.after.is_none() {
            return rows;
        }
    }
}

fn code(answer: Result<SqliteStore, StoreError>) -> &'static str {
    answer.map_or_else(|error| error.code(), |_| "opened")
}

#[test]
fn what_was_committed_is_there_after_opening_again() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shop.linli");
    open(&path).commit(&pair(1, 100)).unwrap();
    assert!(
        !directory.path().join("shop.linli-wal").exists(),
        "the log was folded in"
    );
    let store = open(&path);
    assert_eq!((count(&store, PAIRS), count(&store, LOG)), (2, 1));
    store.commit(&pair(2, 100)).unwrap();
    let rows = store
        .get(
            tenant(),
            &[RowKey {
                table: LOG,
                id: id(2),
            }],
        )
        .unwrap();
    assert_eq!(rows[0].as_ref().unwrap().position, Some(2));
    store.integrity_check().unwrap();
}

#[test]
fn a_second_owner_in_the_same_process_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shop.linli");
    let store = open(&path);
    let refusal = SqliteStore::open(&path).unwrap_err();
    assert!(
        matches!(&refusal, StoreError::Owned { reason } if reason.contains("this process")),
        "{refusal:?}"
    );
    let other_way = directory.path().join(".").join("shop.linli");
    assert_eq!(code(SqliteStore::open(other_way)), "store_owned");
    #[cfg(unix)]
    {
        let link = directory.path().join("link.linli");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert_eq!(code(SqliteStore::open(link)), "store_owned");
    }
    drop(store);
    assert_eq!(code(SqliteStore::open(&path)), "opened");
}

/// Not a test of its own: what [`in_another_process`] runs.
#[test]
fn child() {
    let Ok(path) = std::env::var("LINLI_TEST_STORE") else {
        return;
    };
    match SqliteStore::open(path) {
        Err(refusal) => println!("refused {}", refusal.code()),
        Ok(store) => {
            store.prepare(&SCHEMA).unwrap();
            println!("opened");
            let mut number = count(&store, LOG) as u64;
            loop {
                number += 1;
                store.commit(&pair(number, 700)).unwrap();
                println!("committed {number}");
            }
        }
    }
}

fn in_another_process(path: &Path) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["child", "--exact", "--nocapture", "--test-threads=1"])
        .env("LINLI_TEST_STORE", path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn answers(child: &mut std::process::Child) -> impl Iterator<Item = String> + use<> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // The harness may write on the same line before.
    lines.map_while(Result::ok).filter_map(|line| {
        let words = ["refused", "opened", "committed"];
        let at = words.iter().find_map(|word| line.find(word))?;
        Some(line[at..].to_owned())
    })
}

#[test]
fn a_second_owner_in_another_process_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shop.linli");
    let store = open(&path);
    let mut child = in_another_process(&path);
    let first = answers(&mut child).next();
    child.wait().unwrap();
    assert_eq!(first.as_deref(), Some("refused store_owned"));
    store.commit(&pair(1, 10)).unwrap();
}

/// A child is killed while it writes, round after round: whatever it acknowledged is there, nothing is there by half,
/// and its lock does not keep the next owner out.
#[test]
fn a_killed_process_loses_nothing_that_it_acknowledged() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shop.linli");
    for round in 0..12_u64 {
        let mut child = in_another_process(&path);
        let mut lines = answers(&mut child);
        assert_eq!(lines.next().as_deref(), Some("opened"));
        let mut acknowledged = None;
        for line in lines
            .by_ref()
            .take(usize::try_from(round * 37 % 100).unwrap() + 1)
        {
            acknowledged = Some(line);
        }
        thread::sleep(Duration::from_micros(round * 731 % 1500));
        child.kill().unwrap();
        child.wait().unwrap();
        let acknowledged: usize = (lines.last().or(acknowledged).unwrap())
            .trim_start_matches("committed ")
            .parse()
            .unwrap();
        let store = open(&path);
        let entries = count(&store, LOG);
        assert!(
            entries == acknowledged || entries == acknowledged + 1,
            "{entries}, {acknowledged}"
        );
        assert_eq!(count(&store, PAIRS), entries * 2);
        let scan = Scan {
            order: Order::Position,
            descending: true,
            ..Scan::all(LOG, 1)
        };
        let last = store.scan(tenant(), &scan).unwrap().rows.remove(0);
        assert_eq!(
            (last.id, last.position),
            (id(entries as u64), Some(entries as u64))
        );
        store.integrity_check().unwrap();
    }
}

#[test]
fn what_is_not_a_sound_store_is_refused_and_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    fs::write(at("empty"), b"").unwrap();
    fs::write(at("short"), b"SQLite format 3\0").unwrap();
    fs::write(at("garbage"), "邻里".repeat(5000)).unwrap();
    Connection::open(at("foreign"))
        .unwrap()
        .execute_batch("CREATE TABLE t (a)")
        .unwrap();
    let store = open(&at("shop"));
    for number in 0..100 {
        store.commit(&pair(number, 500)).unwrap();
    }
    drop(store);
    let whole = fs::read(at("shop")).unwrap();
    fs::write(at("half"), &whole[..whole.len() / 2]).unwrap();
    fs::write(at("one byte less"), &whole[..whole.len() - 1]).unwrap();
    for name in [
        "empty",
        "short",
        "garbage",
        "foreign",
        "half",
        "one byte less",
    ] {
        let before = fs::read(at(name)).unwrap();
        assert_eq!(code(SqliteStore::open(at(name))), "store_corrupt", "{name}");
        assert_eq!(fs::read(at(name)).unwrap(), before, "{name}");
    }
    fs::create_dir(at("directory")).unwrap();
    assert_eq!(
        code(SqliteStore::open(at("directory"))),
        "store_unavailable"
    );
    assert_eq!(
        code(SqliteStore::open(at("missing/shop"))),
        "store_unavailable"
    );
    assert_eq!(code(SqliteStore::open("")), "store_misuse");
    #[cfg(target_os = "linux")]
    assert_eq!(
        code(SqliteStore::open("/proc/shop.linli")),
        "store_unavailable"
    );
    fs::write(at("orphan-wal"), b"x").unwrap();
    assert_eq!(code(SqliteStore::open(at("orphan"))), "store_corrupt");
}

#[test]
fn damage_inside_the_file_is_found() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shop.linli");
    let store = open(&path);
    for number in 0..200 {
        store.commit(&pair(number, 500)).unwrap();
    }
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let page = SqliteStore::PAGE_BYTES as usize;
    bytes[page * 20..page * 30].fill(0x5a);
    fs::write(&path, bytes).unwrap();
    let store = SqliteStore::open(&path).unwrap();
    assert_eq!(store.integrity_check().unwrap_err().code(), "store_corrupt");
    store.prepare(&SCHEMA).unwrap();
    let found = (0..400).find_map(|number| {
        let key = RowKey {
            table: PAIRS,
            id: id(number),
        };
        store.get(tenant(), &[key]).err()
    });
    assert_eq!(found.map(|error| error.code()), Some("store_corrupt"));
}

#[test]
fn an_interrupted_creation_is_begun_again() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shop.linli");
    fs::write(directory.path().join("shop.linli.new"), b"half").unwrap();
    open(&path).commit(&pair(1, 10)).unwrap();
    assert!(!directory.path().join("shop.linli.new").exists());
}

#[test]
fn a_newer_schema_is_refused_after_opening_again() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shop.linli");
    let newer = Schema {
        version: 2,
        ..SCHEMA
    };
    SqliteStore::open(&path).unwrap().prepare(&newer).unwrap();
    let store = SqliteStore::open(&path).unwrap();
    assert_eq!(store.prepare(&SCHEMA).unwrap_err().code(), "store_schema");
    store.prepare(&newer).unwrap();
}

/// SQLite's own limit on pages stands in for the disk: it fails where a write to a full disk fails.
#[test]
fn a_full_disk_refuses_the_commit_and_loses_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shop.linli");
    let options = SqliteOptions {
        max_pages: Some(60),
        ..SqliteOptions::default()
    };
    let store = SqliteStore::open_with(&path, options).unwrap();
    store.prepare(&SCHEMA).unwrap();
    let mut accepted = 0;
    let refusal = loop {
        match store.commit(&pair(accepted as u64, 3000)) {
            Ok(_) => accepted += 1,
            Err(refusal) => break refusal,
        }
        assert!(accepted < 100, "the disk never fills");
    };
    assert_eq!(refusal, StoreError::Full);
    assert_eq!(
        (count(&store, PAIRS), count(&store, LOG)),
        (accepted * 2, accepted)
    );
    // What needs no room still works.
    let mut change = ChangeSet::new(tenant());
    change.updates.push(Update {
        table: PAIRS,
        id: id(0),
        version: 1,
        columns: vec![0.into()],
        body: "{}".to_owned(),
    });
    store.commit(&change).unwrap();
    assert_eq!(
        store.commit(&pair(accepted as u64, 9000)).unwrap_err(),
        StoreError::Full
    );
    store.integrity_check().unwrap();
    drop(store);
    let store = open(&path);
    store.commit(&pair(accepted as u64, 9000)).unwrap();
    assert_eq!(count(&store, LOG), accepted + 1);
}

#[test]
fn a_backup_taken_while_others_write_is_one_state() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(&directory.path().join("shop.linli"));
    for number in 0..300 {
        store.commit(&pair(number, 900)).unwrap();
    }
    let writing = AtomicBool::new(true);
    thread::scope(|scope| {
        scope.spawn(|| {
            for number in 300.. {
                if !writing.load(Ordering::SeqCst) {
                    break;
                }
                store.commit(&pair(number, 900)).unwrap();
            }
        });
        for number in 0..5 {
            let target = directory.path().join(format!("backup {number}"));
            store.backup_to(&target).unwrap();
            let backup = open(&target);
            backup.integrity_check().unwrap();
            let entries = count(&backup, LOG);
            assert!(entries >= 300);
            assert_eq!(count(&backup, PAIRS), entries * 2);
            backup.commit(&pair(1_000_000, 10)).unwrap();
        }
        writing.store(false, Ordering::SeqCst);
    });
    let taken = store.backup_to(directory.path().join("backup 0"));
    assert_eq!(taken.unwrap_err().code(), "store_misuse");
    let nowhere = store.backup_to(directory.path().join("missing/backup"));
    assert_eq!(nowhere.unwrap_err().code(), "store_unavailable");
}

#[test]
fn the_log_is_folded_in_between_commits_and_does_not_grow_without_end() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shop.linli");
    let options = SqliteOptions {
        durability: Durability::Process,
        wal_bytes: 256 << 10,
        ..SqliteOptions::default()
    };
    let store = SqliteStore::open_with(&path, options).unwrap();
    store.prepare(&SCHEMA).unwrap();
    let reading = AtomicBool::new(true);
    thread::scope(|scope| {
        // Readers without a pause: there is always one that still uses the log.
        for _ in 0..3 {
            scope.spawn(|| {
                while reading.load(Ordering::SeqCst) {
                    store.scan(tenant(), &Scan::all(PAIRS, 500)).unwrap();
                }
            });
        }
        for number in 0..1500 {
            store.commit(&pair(number, 900)).unwrap();
        }
        reading.store(false, Ordering::SeqCst);
    });
    let stats = store.stats().unwrap();
    assert_eq!(stats.commits, 1501);
    assert!(stats.checkpoints > 3, "{stats:?}");
    assert!(stats.pages_logged > 1500, "{stats:?}");
    assert!(stats.wal_bytes < 4 << 20, "{stats:?}");
    store.checkpoint().unwrap();
    let stats = store.stats().unwrap();
    assert_eq!(stats.wal_bytes, 0);
    assert!(stats.file_bytes > 1500 * 1800, "{stats:?}");
    store.commit(&pair(5000, 10)).unwrap();
    store.integrity_check().unwrap();
}

#[test]
fn checks_alone_write_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(&directory.path().join("shop.linli"));
    store.commit(&pair(1, 10)).unwrap();
    let before = store.stats().unwrap();
    let mut change = ChangeSet::new(tenant());
    change.checks.push(linli::store::Check {
        key: RowKey {
            table: PAIRS,
            id: id(2),
        },
        version: Some(1),
    });
    store.commit(&change).unwrap();
    assert_eq!(store.stats().unwrap(), before);
}

/// Versions are remembered, so that checks read nothing; somebody with a database shell changes rows all the same.
#[test]
fn what_another_program_changed_is_not_taken_for_known() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shop.linli");
    let store = open(&path);
    store.commit(&pair(1, 10)).unwrap();
    let check = |version| {
        let mut change = pair(2, 10);
        change.checks.push(Check {
            key: RowKey {
                table: PAIRS,
                id: id(2),
            },
            version: Some(version),
        });
        change
    };
    let update = |version| {
        let mut change = ChangeSet::new(tenant());
        change.updates.push(Update {
            table: PAIRS,
            id: id(2),
            version,
            columns: vec![77.into()],
            body: "{}".to_owned(),
        });
        change
    };
    let shell = Connection::open(&path).unwrap();
    let touch = "UPDATE pairs SET version = version + 1, number = number + 100";
    for known in 1..4 {
        store.commit(&update(known)).unwrap();
        shell.execute_batch(touch).unwrap();
        // A shell's change counts like an update.
        for outdated in [check(known + 1), update(known + 1)] {
            assert_eq!(
                store.commit(&outdated).unwrap_err().code(),
                "store_conflict"
            );
        }
        shell
            .execute_batch("UPDATE pairs SET version = version - 1")
            .unwrap();
    }
    store.commit(&check(4)).unwrap();
    let by_number = Scan {
        order: Order::Index(0),
        ..Scan::all(PAIRS, 10)
    };
    let rows = store.scan(tenant(), &by_number).unwrap().rows;
    assert_eq!(rows.len(), 4, "the index has every row");
    store.integrity_check().unwrap();
}
