//! The store inside the host's transactions.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::common::{LOG, SCHEMA, id, is_there, note, tenant};
use linli::kernel::TenantId;
use linli::store::{
    ChangeSet, Committed, MemoryStore, Order, Page, Row, RowKey, Scan, Schema, Store, StoreError,
    StoreResult,
};
use linli_postgres::{HostedPostgres, testing};
use linli_store_conformance::{Fixture, conformance};

/// The simplest host: one transaction around every commit, and nobody reads meanwhile.
struct Host {
    store: HostedPostgres,
    busy: Mutex<()>,
}

impl Host {
    fn turn(&self) -> MutexGuard<'_, ()> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
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
        self.store.execute("BEGIN")?;
        let answer = self.store.commit(change);
        self.store
            .execute(if answer.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        answer
    }

    fn name(&self) -> &'static str {
        self.store.name()
    }
}

fn empty_store() -> Fixture {
    let Some(server) = testing::server() else {
        return Fixture::new(MemoryStore::default());
    };
    Fixture::new(Host {
        store: HostedPostgres::connect(server.url(), &server.options()).unwrap(),
        busy: Mutex::default(),
    })
}

conformance!(empty_store());

struct Shop {
    store: HostedPostgres,
    /// Another connection, which sees what is committed.
    outside: HostedPostgres,
    space: String,
}

impl Shop {
    fn new() -> Option<Self> {
        let server = testing::server()?;
        let options = server.options();
        let store = HostedPostgres::connect(server.url(), &options).unwrap();
        store.prepare(&SCHEMA).unwrap();
        let outside = HostedPostgres::connect(server.url(), &options).unwrap();
        outside.prepare(&SCHEMA).unwrap();
        let space = options.schema;
        store
            .execute(&format!("CREATE TABLE {space}.host_rows (mine text)"))
            .unwrap();
        Some(Self {
            store,
            outside,
            space,
        })
    }

    fn host(&self, sql: &str) {
        self.store.execute(sql).unwrap();
    }

    fn host_row(&self, text: &str) {
        self.host(&format!(
            "INSERT INTO {}.host_rows VALUES ('{text}')",
            self.space
        ));
    }

    fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {}.{table}", self.space);
        let row = self
            .outside
            .wait(self.outside.client().query_one(&sql, &[]));
        row.unwrap().unwrap().get(0)
    }

    fn counts(&self) -> [i64; 3] {
        ["host_rows", "notes", "log"].map(|table| self.count(table))
    }
}

#[test]
fn a_commit_of_the_host_keeps_its_rows_and_the_engines() {
    let Some(shop) = Shop::new() else { return };
    shop.host("BEGIN");
    shop.host_row("host");
    shop.store.commit(&note(1, "A")).unwrap();
    assert!(is_there(&shop.store, 1), "reads see the open transaction");
    assert!(!is_there(&shop.outside, 1), "nobody else does");
    shop.host("COMMIT");
    assert_eq!(shop.counts(), [1, 1, 1]);
}

#[test]
fn a_rollback_of_the_host_takes_rows_and_positions_with_it() {
    let Some(shop) = Shop::new() else { return };
    shop.host("BEGIN");
    shop.host_row("host");
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
    let Some(shop) = Shop::new() else { return };
    shop.host("BEGIN");
    shop.host_row("before");
    shop.store.commit(&note(1, "A")).unwrap();
    let refusal = shop.store.commit(&note(2, "A")).unwrap_err();
    assert_eq!(refusal.code(), "store_duplicate");
    shop.host_row("after");
    shop.store.commit(&note(3, "C")).unwrap();
    shop.host("COMMIT");
    assert_eq!(shop.counts(), [2, 2, 2]);
    let mut scan = Scan::all(LOG, 10);
    scan.order = Order::Position;
    let positions: Vec<_> = (shop.store.scan(tenant(1), &scan).unwrap().rows.iter())
        .map(|row| (row.id, row.position))
        .collect();
    assert_eq!(positions, [(id(1), Some(1)), (id(3), Some(2))]);
}

#[test]
fn a_commit_outside_of_a_transaction_is_refused() {
    let Some(shop) = Shop::new() else { return };
    let refusal = shop.store.commit(&note(1, "A")).unwrap_err();
    assert!(matches!(refusal, StoreError::Misuse { .. }), "{refusal:?}");
    assert_eq!(shop.counts(), [0, 0, 0]);
    shop.host("BEGIN");
    shop.store.commit(&note(1, "A")).unwrap();
    shop.host("COMMIT");
}

#[test]
fn tables_of_the_host_are_not_taken_over() {
    let Some(server) = testing::server() else {
        return;
    };
    let options = server.options();
    let store = HostedPostgres::connect(server.url(), &options).unwrap();
    let space = &options.schema;
    store
        .execute(&format!(
            "CREATE SCHEMA {space}; CREATE TABLE {space}.notes (mine text)"
        ))
        .unwrap();
    let refusal = store.prepare(&SCHEMA).unwrap_err();
    assert!(matches!(refusal, StoreError::Schema { .. }), "{refusal:?}");
}
