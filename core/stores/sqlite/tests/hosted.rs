//! The store inside the host's transactions.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use linli::kernel::{Id, TenantId};
use linli::store::{
    ChangeSet, Column, Committed, Index, Insert, Page, Row, RowKey, Scan, Schema, Store,
    StoreError, StoreResult, Table, TableId,
};
use linli_sqlite::HostedSqlite;
use linli_sqlite::rusqlite::Connection;
use linli_store_conformance::{Fixture, conformance};

/// The simplest host: one transaction around every commit, and nobody reads meanwhile.
struct Host {
    store: HostedSqlite,
    connection: Arc<Mutex<Connection>>,
    busy: Mutex<()>,
}

impl Host {
    fn turn(&self) -> MutexGuard<'_, ()> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, sql: &str) {
        let connection = self.connection.lock().unwrap();
        connection.execute_batch(sql).expect("the host's SQL works");
    }
}

impl Store for Host {
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        let _turn = self.turn();
        self.store.prepare(schema)
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        let _turn = self.turn();
        self.store.get(tenant, keys)
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        let _turn = self.turn();
        self.store.scan(tenant, scan)
    }

    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        let _turn = self.turn();
        self.run("BEGIN");
        let answer = self.store.commit(change);
        self.run(if answer.is_ok() { "COMMIT" } else { "ROLLBACK" });
        answer
    }

    fn name(&self) -> &'static str {
        self.store.name()
    }
}

fn empty_store() -> Fixture {
    let connection = Arc::new(Mutex::new(Connection::open_in_memory().unwrap()));
    Fixture::new(Host {
        store: HostedSqlite::new(Arc::clone(&connection)).unwrap(),
        connection,
        busy: Mutex::default(),
    })
}

conformance!(empty_store());

const NOTES: TableId = TableId(0);
const LOG: TableId = TableId(1);

const SCHEMA: Schema = Schema {
    version: 1,
    tables: &[
        Table {
            name: "notes",
            columns: &[Column::text("code")],
            counters: &["uses"],
            indexes: &[Index {
                name: "by_code",
                columns: &["code"],
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

fn id(number: u8) -> Id {
    Id::from_bytes([number; 16])
}

fn note(number: u8, code: &str) -> ChangeSet {
    let mut change = ChangeSet::new(tenant());
    change.inserts.push(Insert {
        table: NOTES,
        id: id(number),
        columns: vec![code.into()],
        counters: vec![0],
        body: "{}".to_owned(),
    });
    change.inserts.push(Insert {
        table: LOG,
        id: id(number),
        columns: vec![],
        counters: vec![],
        body: "{}".to_owned(),
    });
    change
}

struct Shop {
    connection: Arc<Mutex<Connection>>,
    store: HostedSqlite,
}

impl Shop {
    fn new() -> Self {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE TABLE notes (mine TEXT)")
            .unwrap();
        let connection = Arc::new(Mutex::new(connection));
        let store = HostedSqlite::new(Arc::clone(&connection)).unwrap();
        store.prepare(&SCHEMA).unwrap();
        Self { connection, store }
    }

    fn host(&self, sql: &str) {
        self.connection.lock().unwrap().execute_batch(sql).unwrap();
    }

    fn count(&self, table: &str) -> i64 {
        let connection = self.connection.lock().unwrap();
        let sql = format!("SELECT count(*) FROM {table}");
        connection.query_row(&sql, [], |row| row.get(0)).unwrap()
    }

    fn counts(&self) -> [i64; 3] {
        ["notes", "linli_notes", "linli_log"].map(|table| self.count(table))
    }
}

#[test]
fn a_commit_of_the_host_keeps_its_rows_and_the_engines() {
    let shop = Shop::new();
    shop.host("BEGIN; INSERT INTO notes VALUES ('host')");
    shop.store.commit(&note(1, "A")).unwrap();
    let seen = shop.store.get(
        tenant(),
        &[RowKey {
            table: NOTES,
            id: id(1),
        }],
    );
    assert!(seen.unwrap()[0].is_some(), "reads see the open transaction");
    shop.host("COMMIT");
    assert_eq!(shop.counts(), [1, 1, 1]);
}

#[test]
fn a_rollback_of_the_host_takes_rows_and_positions_with_it() {
    let shop = Shop::new();
    shop.host("BEGIN; INSERT INTO notes VALUES ('host')");
    let committed = shop.store.commit(&note(1, "A")).unwrap();
    assert_eq!(committed.first_positions, [(LOG, 1)]);
    shop.host("ROLLBACK");
    assert_eq!(shop.counts(), [0, 0, 0]);
    shop.host("BEGIN");
    let committed = shop.store.commit(&note(2, "A")).unwrap();
    assert_eq!(committed.first_positions, [(LOG, 1)]);
    shop.host("COMMIT");
    assert_eq!(shop.counts(), [0, 1, 1]);
}

#[test]
fn a_refused_change_set_leaves_the_hosts_rows_and_its_transaction() {
    let shop = Shop::new();
    shop.host("BEGIN; INSERT INTO notes VALUES ('before')");
    shop.store.commit(&note(1, "A")).unwrap();
    let refusal = shop.store.commit(&note(2, "A")).unwrap_err();
    assert_eq!(refusal.code(), "store_duplicate");
    shop.host("INSERT INTO notes VALUES ('after')");
    shop.store.commit(&note(3, "C")).unwrap();
    shop.host("COMMIT");
    assert_eq!(shop.counts(), [2, 2, 2]);
    let mut scan = Scan::all(LOG, 10);
    scan.order = linli::store::Order::Position;
    let positions: Vec<_> = (shop.store.scan(tenant(), &scan).unwrap().rows.iter())
        .map(|row| (row.id, row.position))
        .collect();
    assert_eq!(positions, [(id(1), Some(1)), (id(3), Some(2))]);
}

#[test]
fn a_commit_outside_of_a_transaction_is_refused() {
    let shop = Shop::new();
    let refusal = shop.store.commit(&note(1, "A")).unwrap_err();
    assert!(matches!(refusal, StoreError::Misuse { .. }), "{refusal:?}");
    assert_eq!(shop.counts(), [0, 0, 0]);
}

#[test]
fn prepare_inside_a_transaction_goes_with_it() {
    let connection = Arc::new(Mutex::new(Connection::open_in_memory().unwrap()));
    let store = HostedSqlite::with_prefix(Arc::clone(&connection), "shop_").unwrap();
    connection.lock().unwrap().execute_batch("BEGIN").unwrap();
    store.prepare(&SCHEMA).unwrap();
    connection
        .lock()
        .unwrap()
        .execute_batch("ROLLBACK")
        .unwrap();
    store.prepare(&SCHEMA).unwrap();
    connection.lock().unwrap().execute_batch("BEGIN").unwrap();
    store.commit(&note(1, "A")).unwrap();
    connection.lock().unwrap().execute_batch("COMMIT").unwrap();
    let sql = "SELECT count(*) FROM shop_notes";
    let count: i64 = (connection.lock().unwrap())
        .query_row(sql, [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 1);
}

#[test]
fn tables_of_the_host_are_not_taken_over() {
    let shop = Shop::new();
    let taken = HostedSqlite::with_prefix(Arc::clone(&shop.connection), "").unwrap();
    let refusal = taken.prepare(&SCHEMA).unwrap_err();
    assert!(matches!(refusal, StoreError::Schema { .. }), "{refusal:?}");
    assert_eq!(shop.count("sqlite_schema WHERE name = 'log'"), 0);
    let wrong = HostedSqlite::with_prefix(Arc::clone(&shop.connection), "a\"b");
    assert!(matches!(wrong, Err(StoreError::Misuse { .. })));
}
