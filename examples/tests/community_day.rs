//! The main example runs, its figures are those of its input files, and it prints the same every time.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::sync::Arc;

use linli::kernel::{Money, Points};
use linli_examples::community_day::{self, summary::Summary};
use linli_examples::store;
use linli_examples::verify::verify_file;
use linli_postgres::{PostgresStore, testing};
use linli_sqlite::{Durability, rusqlite};

fn run(folder: &tempfile::TempDir, name: &str) -> (PathBuf, Summary) {
    let path = folder.path().join(name);
    let store = store::new_file(&path, Durability::Process).unwrap();
    let summary = community_day::run(store).unwrap();
    (path, summary)
}

fn yuan(fen: i64) -> Money {
    Money::new(fen).unwrap()
}

/// Without the sheets: the last digits of codes are drawn at random.
fn without_sheets(summary: &Summary) -> String {
    let text = summary.to_string();
    let (before, rest) = text.split_once("  交接单 ").unwrap();
    let (_, after) = rest.split_once("■ ").unwrap();
    format!("{before}■ {after}")
}

#[test]
fn three_days_of_a_property_group_add_up_and_are_printed_the_same_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let (path, first) = run(&folder, "first.db");
    let facts = &first.facts;

    assert_eq!(facts.verified.findings, []);
    let [monday, tuesday, wednesday] = &facts.days;
    // The README of the input files: 29,952.60 and 18,952.10 are listed; on Monday 1,526.90 of it is not sold.
    assert_eq!((monday.placed, monday.sold_out, monday.unpaid), (157, 3, 7));
    assert_eq!(
        (tuesday.placed, tuesday.sold_out, tuesday.unpaid),
        (110, 0, 0)
    );
    // Ten of sixteen get a bag of rice, one does not pay and a latecomer does; three people make a group and two do not.
    let placed = 10 + 12 + 1 + 5;
    assert_eq!(
        (wednesday.placed, wednesday.sold_out, wednesday.unpaid),
        (placed, 6, 1)
    );
    assert_eq!(wednesday.reduced, yuan(4_000 + 5_000 + 10_000 + 2_500));
    assert_eq!(
        facts.borne().unwrap(),
        yuan(4_000),
        "the campaign is the platform's"
    );
    let failed = facts.refunds["GroupFailed"];
    assert_eq!((failed.units, failed.cash), (2, yuan(2 * 1_490)));
    assert_eq!(facts.refunds["AfterSale"].units, 3);
    assert_eq!(tuesday.goods, yuan(1_895_210));
    assert_eq!(monday.goods, yuan(2_842_570));
    let shortage = facts.refunds["Shortage"];
    assert_eq!((shortage.units, shortage.cash), (3, yuan(5_670)));
    assert_eq!(facts.returned_payments["DoublePayment"].count, 2);
    assert_eq!(facts.returned_payments["LatePayment"].count, 1);
    assert_eq!(facts.points_returned, Points::new(500 + 260).unwrap());
    assert_eq!(facts.shares().unwrap(), yuan(4_665_260));
    let unpaid = facts.parties.values();
    assert!(
        unpaid
            .clone()
            .all(|party| { party.due().unwrap() == party.paid_out })
    );

    insta::assert_snapshot!(without_sheets(&first));
    let (_, second) = run(&folder, "second.db");
    assert!(first.to_string() == second.to_string(), "two runs differ");

    // The file can be verified later; a fen more on one order is found.
    assert_eq!(verify_file(&path, 1).unwrap().findings, []);
    let damaged = rusqlite::Connection::open(&path).unwrap();
    let more = "UPDATE orders SET body = json_set(body, '$.cash', json_extract(body, '$.cash') + 1)
        WHERE rowid = (SELECT min(rowid) FROM orders)";
    assert_eq!(damaged.execute(more, []).unwrap(), 1);
    drop(damaged);
    assert!(!verify_file(&path, 1).unwrap().is_clean());

    // A file that is there is never overwritten.
    let before = std::fs::metadata(&path).unwrap().len();
    assert!(store::new_file(&path, Durability::Power).is_err());
    assert_eq!(std::fs::metadata(&path).unwrap().len(), before);
}

#[test]
fn the_day_is_printed_byte_for_byte_the_same_on_postgresql() {
    let Some(server) = testing::server() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (_, on_sqlite) = run(&folder, "day.db");
    let store = PostgresStore::connect_with(server.url(), &server.options()).unwrap();
    let store = Arc::new(store);
    let on_postgres = community_day::run(Arc::<PostgresStore>::clone(&store)).unwrap();
    assert!(on_postgres.is_sound());
    assert!(on_postgres.to_string() == on_sqlite.to_string());

    // The tenant is there now: it is not lived over.
    let error = community_day::run(store).unwrap_err();
    assert!(error.to_string().contains("租户 1 已存在"), "{error}");
}
