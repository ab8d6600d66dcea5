//! The engine inside a transaction that the host owns, on SQLite; the same on PostgreSQL is in `postgres.rs`.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use linli_sqlite::HostedSqlite;
use linli_sqlite::rusqlite::Connection;
use linli_tests::shop::Shop;
use linli_tests::sim::findings;
use linli_tests::snapshot::snapshot;

#[test]
fn a_rollback_of_the_host_takes_change_events_and_idempotency_with_it() {
    let connection = Arc::new(Mutex::new(Connection::open_in_memory().unwrap()));
    let host = |sql: &str| connection.lock().unwrap().execute_batch(sql).unwrap();
    let invoices = || -> i64 {
        let count = "SELECT count(*) FROM invoices";
        let connection = connection.lock().unwrap();
        connection.query_row(count, [], |row| row.get(0)).unwrap()
    };
    let hosted = Arc::new(HostedSqlite::new(Arc::clone(&connection)).unwrap());
    host("CREATE TABLE invoices (text TEXT); BEGIN");
    let shop = Shop::open(hosted);
    let placed = shop.place(0, &[(0, 1)]).unwrap();
    host("COMMIT");
    let rows = || snapshot(&*shop.store, shop.tenant).unwrap();
    let events = || {
        let page = shop.engine.events(&shop.platform, 0, 1000).unwrap();
        page.events.len()
    };
    let (rows_unpaid, unpaid) = (rows(), events());
    let report = shop.payment_of(&placed);
    let id = shop.id();
    let pay = || shop.engine.report_payment(&shop.system, id, report.clone());

    host("BEGIN; INSERT INTO invoices VALUES ('of the host')");
    pay().unwrap();
    assert!(events() > unpaid, "seen inside of the transaction");
    host("ROLLBACK");
    assert_eq!((events(), invoices()), (unpaid, 0));
    assert_eq!(rows(), rows_unpaid);

    // The same id is as good as new, for the engine that remembers the rows too, and this time it stays.
    host("BEGIN; INSERT INTO invoices VALUES ('of the host')");
    let paid = pay().unwrap();
    host("COMMIT");
    assert!(events() > unpaid);
    assert_eq!(invoices(), 1);
    let (rows_paid, paid_events) = (rows(), events());
    // From now on it is known.
    host("BEGIN");
    assert_eq!(pay().unwrap().payment, paid.payment);
    host("COMMIT");
    assert_eq!((rows(), events()), (rows_paid, paid_events));
    assert_eq!(findings(&*shop.store, shop.tenant), Vec::<String>::new());
}
