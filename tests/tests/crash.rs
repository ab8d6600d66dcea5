//! A writing process is killed at any moment: what it acknowledged is there, and everything holds. The disk is full in the
//! middle: the caller is told, and nothing that was acknowledged is lost. DESIGN §6 (21), §7.
#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use linli::engine::AnyCommand;
use linli::kernel::CommandId;
use linli::order::PlaceOrder;
use linli::store::{MemoryStore, Store};
use linli_sqlite::{SqliteOptions, SqliteStore};
use linli_tests::rng::Rng;
use linli_tests::shop::{Shop, ShopOptions, is_logged, order_of};
use linli_tests::sim::findings;

const FILE: &str = "LINLI_CRASH_FILE";

fn options() -> ShopOptions {
    ShopOptions {
        stock: 1_000_000,
        ..ShopOptions::default()
    }
}

/// The shop that lives in the file, seen from any process: it was built with the same seed.
fn twin() -> Shop {
    Shop::with(Arc::new(MemoryStore::default()), &options())
}

fn place(shop: &Shop, member: usize, sku: usize) -> PlaceOrder {
    order_of(shop.wanted(member, &[(sku, 1), (sku + 1, 2)]))
}

/// Not a test by itself: the process that gets killed. Says every id after it was acknowledged.
#[test]
#[ignore = "run by the test that kills it"]
fn the_child_that_is_killed() {
    let Ok(file) = std::env::var(FILE) else {
        return;
    };
    let shop = twin();
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(file).unwrap());
    let engine = shop.engine_of_another_process(store);
    let say = |id: CommandId| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "ack {id}").unwrap();
        out.flush().unwrap();
    };
    std::thread::scope(|scope| {
        for member in 0..4 {
            let (shop, engine) = (&shop, &engine);
            scope.spawn(move || {
                let actor = shop.members[member].actor;
                for turn in 0.. {
                    let id = engine.new_command_id().unwrap();
                    let command = AnyCommand::PlaceOrder(place(shop, member, turn % 10));
                    let placed = engine.execute_any(&actor, id, command).unwrap();
                    say(id);
                    let placed: linli::order::PlacedTrade = serde_json::from_value(placed).unwrap();
                    let id = engine.new_command_id().unwrap();
                    engine
                        .report_payment(&shop.system, id, shop.payment_of(&placed))
                        .unwrap();
                    say(id);
                }
            });
        }
    });
}

/// Lets a child write for a while, kills it, and answers the ids that it acknowledged.
fn killed_after(file: &Path, pause: Duration) -> Vec<CommandId> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "the_child_that_is_killed",
            "--ignored",
            "--nocapture",
        ])
        .env(FILE, file)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap());
    let reader = std::thread::spawn(move || {
        let lines = lines.lines().map_while(Result::ok);
        let ids = lines.filter_map(|line| line.split("ack ").nth(1)?.parse().ok());
        ids.collect::<Vec<CommandId>>()
    });
    std::thread::sleep(pause);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn what_a_killed_process_acknowledged_is_there_and_everything_holds() {
    let rounds: u32 = std::env::var("LINLI_KILLS").map_or(8, |rounds| rounds.parse().unwrap());
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("linli.db");
    let shop = Shop::with(Arc::new(SqliteStore::open(&file).unwrap()), &options());
    let seen = twin();
    assert_eq!(
        seen.skus.iter().map(|sku| sku.id).collect::<Vec<_>>(),
        shop.skus.iter().map(|sku| sku.id).collect::<Vec<_>>()
    );
    assert_eq!(seen.members[0].id, shop.members[0].id);
    drop(shop);
    let mut rng = Rng::new(9);
    let mut acknowledged = Vec::new();
    for round in 0..rounds {
        let pause = Duration::from_millis(u64::from(rng.between(250, 900)));
        acknowledged.extend(killed_after(&file, pause));
        let store = SqliteStore::open(&file).unwrap();
        store.integrity_check().unwrap();
        store.prepare(&linli::schema::SCHEMA).unwrap();
        let lost = acknowledged
            .iter()
            .filter(|id| !is_logged(&store, seen.tenant, **id));
        assert_eq!(lost.count(), 0, "round {round}");
        let report = linli::verify::verify(&store, seen.tenant).unwrap();
        assert_eq!(report.findings, [], "round {round}");
        assert_eq!(
            findings(&store, seen.tenant),
            Vec::<String>::new(),
            "round {round}"
        );
    }
    assert!(
        acknowledged.len() > 20,
        "only {} commands",
        acknowledged.len()
    );
}

#[test]
fn on_a_full_disk_the_caller_is_told_and_nothing_acknowledged_is_lost() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("linli.db");
    let store = Arc::new(SqliteStore::open(&file).unwrap());
    let shop = Shop::with(Arc::<SqliteStore>::clone(&store), &options());
    store.checkpoint().unwrap();
    let pages = store.stats().unwrap().file_bytes / u64::from(SqliteStore::PAGE_BYTES);
    drop((shop, store));

    let shop = twin();
    let small = SqliteOptions {
        max_pages: Some(u32::try_from(pages).unwrap() + 60),
        ..SqliteOptions::default()
    };
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open_with(&file, small).unwrap());
    let narrow = shop.engine_of_another_process(Arc::clone(&store));
    let actor = shop.members[0].actor;
    let mut acknowledged = Vec::new();
    let refused = loop {
        let id = narrow.new_command_id().unwrap();
        match narrow.place_order(&actor, id, place(&shop, 0, 0)) {
            Ok(_) => acknowledged.push(id),
            Err(error) => {
                assert_eq!(error.code(), "store_full", "{error}");
                break id;
            }
        }
        assert!(acknowledged.len() < 10_000, "the disk never gets full");
    };
    assert!(!is_logged(&*store, shop.tenant, refused));
    // What is stored can be read, and a command that needs no room is answered.
    narrow.member(&shop.system, shop.members[0].id).unwrap();
    drop((narrow, store));

    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&file).unwrap());
    let wide = shop.engine_of_another_process(Arc::clone(&store));
    assert!(
        acknowledged
            .iter()
            .all(|id| is_logged(&*store, shop.tenant, *id))
    );
    wide.place_order(&actor, refused, place(&shop, 0, 0))
        .unwrap();
    assert_eq!(findings(&*store, shop.tenant), Vec::<String>::new());
    assert_eq!(
        linli::verify::verify(&*store, shop.tenant)
            .unwrap()
            .findings,
        []
    );
}
