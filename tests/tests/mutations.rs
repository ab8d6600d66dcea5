//! Commands and files that somebody or something has changed: no panic, a typed error, no trace of what was refused. More of
//! them: `LINLI_MUTATIONS=100000`.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::sync::Arc;

use linli::catalog::{CsvFile, ExistingStock, ImportMode, ImportProducts, ImportScope, Publish};
use linli::engine::AnyCommand;
use linli::reconciliation::BillProfile;
use linli::store::{MemoryStore, Store};
use linli_sqlite::SqliteStore;
use linli_tests::rng::Rng;
use linli_tests::shop::Shop;
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

/// Some bytes changed, lost, doubled or moved.
fn damage(rng: &mut Rng, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..rng.between(1, 4) {
        let at = rng.place(bytes.len().max(1)).min(bytes.len());
        let to = (at + rng.place(40)).min(bytes.len());
        match rng.between(0, 5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << rng.between(0, 7),
            1 => drop(bytes.drain(at..to)),
            2 => {
                let again = bytes[at..to].to_vec();
                bytes.splice(at..at, again);
            }
            3 => bytes.truncate(at),
            4 => {
                let odd: [&[u8]; 8] = [
                    b"\"",
                    b",",
                    b"\n",
                    b"\r",
                    b"\0",
                    b"-",
                    b"99999999999999999999",
                    b"\xff\xfe",
                ];
                bytes.splice(at..at, rng.pick(&odd).iter().copied());
            }
            _ => bytes.rotate_left(at),
        }
    }
    bytes
}

fn rounds() -> u32 {
    std::env::var("LINLI_MUTATIONS").map_or(400, |wish| wish.parse().unwrap())
}

#[test]
fn damaged_product_files_are_refused_or_taken_line_by_line() {
    let shop = Shop::open(Arc::new(MemoryStore::default()));
    let mut file = linli::catalog::COLUMNS.join(",");
    for number in 0..6 {
        let line = format!(
            "\nM0,X{number},\"山 \"\"泉\"\"水 {number}\",FRESH,goods,规格=大|小,X{number}-0,1.0{number},,,,,1,pickup;express,,,"
        );
        file.push_str(&line);
    }
    let mut rng = Rng::new(11);
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..rounds() {
        let Ok(csv) = CsvFile::from_bytes(&damage(&mut rng, file.as_bytes())) else {
            refused += 1;
            continue;
        };
        let import = ImportProducts {
            scope: ImportScope::Merchant(shop.merchants[0]),
            csv,
            mode: if rng.happens(500) {
                ImportMode::AllOrNothing
            } else {
                ImportMode::ValidLines
            },
            publish: Publish::Draft,
            existing_stock: ExistingStock::Keep,
        };
        match shop.run(&shop.staff[0], AnyCommand::ImportProducts(import)) {
            Ok(_) => taken += 1,
            Err(error) => {
                assert!(
                    matches!(error.code(), "invalid_field" | "limit_exceeded"),
                    "{error}"
                );
                refused += 1;
            }
        }
    }
    assert!(
        taken > 20 && refused > 20,
        "{taken} taken, {refused} refused"
    );
    let found = linli_tests::sim::findings(&*shop.store, shop.tenant);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn damaged_bills_of_a_channel_are_compared_or_refused() {
    let shop = Shop::open(Arc::new(MemoryStore::default()));
    for member in 0..4 {
        shop.buy(member, &[(0, 1), (1, 2)]).unwrap();
    }
    let today = shop.today();
    let mut bill = String::from("kind,channel_number,our_number,amount\n");
    for trade in 0..6 {
        writeln!(bill, "payment,WX{trade},{trade:032x},12.30").unwrap();
    }
    let profiles = [
        BillProfile::wechat(),
        BillProfile::alipay(),
        BillProfile::plain(),
    ];
    let mut rng = Rng::new(12);
    let mut compared = 0;
    for _ in 0..rounds() {
        let damaged = damage(&mut rng, bill.as_bytes());
        let profile = &profiles[rng.place(profiles.len())];
        let mut rows = 0;
        let outcome = shop.engine.reconcile(
            &shop.system,
            "wechat",
            profile,
            today..=today,
            &mut damaged.as_slice(),
            &mut |_| {
                rows += 1;
                Ok(())
            },
        );
        match outcome {
            Ok(sums) => {
                compared += 1;
                assert!(rows >= sums.lines);
            }
            Err(error) => assert_eq!(error.code(), "invalid_field", "{error}"),
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn damaged_exports_are_refused_and_the_tenant_does_not_appear() {
    let shop = Shop::open(Arc::new(MemoryStore::default()));
    shop.buy(0, &[(0, 1), (1, 2)]).unwrap();
    let mut export = Vec::new();
    linli::transfer::export(&*shop.store, shop.tenant, &mut export).unwrap();
    let mut rng = Rng::new(13);
    for _ in 0..rounds() / 4 {
        let damaged = damage(&mut rng, &export);
        if damaged == export {
            continue;
        }
        let store = MemoryStore::default();
        let error = linli::transfer::import(&store, &mut damaged.as_slice()).unwrap_err();
        assert_eq!(error.code(), "invalid_field", "{error}");
        let tenant = linli::schema::tables::TENANT;
        let rows = linli_tests::snapshot::rows_of(&store, shop.tenant, tenant).unwrap();
        assert_eq!(rows.len(), 0);
    }
}
