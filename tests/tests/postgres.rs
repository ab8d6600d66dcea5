//! The engine on PostgreSQL: inside the host's transactions, beside other engines, with queries on a replica, and as the
//! server's log saw it. What every store must do is tested with the store itself.
#![allow(clippy::unwrap_used)] // a test: a panic is a finding

use std::sync::Arc;

use linli::schema::SCHEMA;
use linli::store::{Order, Scan, TableId};
use linli_postgres::testing::{Cluster, server, skip};
use linli_postgres::{HostedPostgres, PostgresOptions, PostgresReplica, PostgresStore};
use linli_sqlite::SqliteStore;
use linli_tests::shop::Shop;
use linli_tests::sim::findings;

/// A shop on the shared server.
fn shop() -> Option<(Shop, PostgresOptions, &'static str)> {
    let server = server()?;
    let options = server.options();
    let store = PostgresStore::connect_with(server.url(), &options).unwrap();
    Some((Shop::open(Arc::new(store)), options, server.url()))
}

/// A day of the shop: bought, paid, cancelled, delivered, collected, settled.
fn a_day(shop: &Shop) {
    let first = shop.buy(0, &[(0, 2), (1, 1)]).unwrap();
    let second = shop.buy(1, &[(1, 3)]).unwrap();
    let third = shop.place(2, &[(0, 1)]).unwrap();
    shop.cancel_trade(2, &third).unwrap();
    shop.deliver();
    for (member, placed) in [(0, first), (1, second)] {
        let code = shop.code(member, placed.orders[0]).unwrap().unwrap();
        shop.look(0, &code).unwrap();
        shop.confirm(0, &code).unwrap();
    }
    shop.close_day();
    shop.run_due();
}

/// All rows of all tables of a shop, as they are stored.
fn rows(shop: &Shop) -> Vec<String> {
    let mut all = Vec::new();
    for (at, table) in (0..).zip(SCHEMA.tables) {
        let mut scan = Scan::all(TableId(at), 10_000);
        if table.sequenced {
            scan.order = Order::Position;
        }
        let page = shop.store.scan(shop.tenant, &scan).unwrap();
        assert_eq!(page.next, None);
        let found = page.rows.iter();
        all.extend(found.map(|row| format!("{} {row:?}", table.name)));
    }
    all
}

#[test]
fn a_day_leaves_the_same_rows_on_postgresql_as_on_sqlite() {
    let Some((on_postgres, ..)) = shop() else {
        return;
    };
    a_day(&on_postgres);
    let directory = tempfile::tempdir().unwrap();
    let sqlite = SqliteStore::open(directory.path().join("shop.linli")).unwrap();
    let on_sqlite = Shop::open(Arc::new(sqlite));
    a_day(&on_sqlite);
    assert!(rows(&on_postgres).len() > 100);
    for (postgres, sqlite) in rows(&on_postgres).iter().zip(rows(&on_sqlite)) {
        assert_eq!(*postgres, sqlite);
    }
    assert_eq!(
        findings(&*on_postgres.store, on_postgres.tenant),
        Vec::<String>::new()
    );
}

#[test]
fn a_rollback_of_the_host_takes_change_events_and_idempotency_with_it() {
    let Some((shop, options, url)) = shop() else {
        return;
    };
    let hosted = Arc::new(HostedPostgres::connect(url, &options).unwrap());
    let engine = shop.engine_over(Arc::<HostedPostgres>::clone(&hosted));
    let space = &options.schema;
    hosted
        .execute(&format!("CREATE TABLE {space}.invoices (text text)"))
        .unwrap();
    let invoices = || -> i64 {
        let sql = format!("SELECT count(*) FROM {space}.invoices");
        let row = hosted.wait(hosted.client().query_one(&sql, &[]));
        row.unwrap().unwrap().get(0)
    };
    let events = || {
        shop.engine
            .events(&shop.platform, 0, 1000)
            .unwrap()
            .events
            .len()
    };
    let (before, rows_before) = (events(), rows(&shop));

    let placed = shop.place(0, &[(0, 1)]).unwrap();
    let report = shop.payment_of(&placed);
    let (rows_unpaid, unpaid) = (rows(&shop), events());
    assert!(unpaid > before && rows_unpaid != rows_before);
    let id = shop.id();
    let begin = || {
        hosted.execute("BEGIN").unwrap();
        let sql = format!("INSERT INTO {space}.invoices VALUES ('of the host')");
        hosted.execute(&sql).unwrap();
    };
    begin();
    engine
        .report_payment(&shop.system, id, report.clone())
        .unwrap();
    assert_eq!(events(), unpaid, "nobody sees it yet");
    hosted.execute("ROLLBACK").unwrap();
    assert_eq!((events(), invoices()), (unpaid, 0));
    assert_eq!(rows(&shop), rows_unpaid);

    // The same id is as good as new, and this time it stays.
    begin();
    let again = engine
        .report_payment(&shop.system, id, report.clone())
        .unwrap();
    hosted.execute("COMMIT").unwrap();
    assert!(events() > unpaid);
    assert_eq!(invoices(), 1);
    let paid = events();
    // From now on it is known, whoever asks.
    let known = shop
        .engine
        .report_payment(&shop.system, id, report)
        .unwrap();
    assert_eq!(known.payment, again.payment);
    assert_eq!(events(), paid);
    assert_eq!(findings(&*shop.store, shop.tenant), Vec::<String>::new());
}

/// Commands and queries as the server's log saw them: each statement on a table of the engine is about one tenant.
#[test]
fn every_statement_of_commands_and_queries_is_about_one_tenant() {
    let settings = [
        ("fsync", "off"),
        ("log_statement", "all"),
        ("log_parameter_max_length", "20"),
    ];
    let cluster = match Cluster::start(&settings) {
        Ok(cluster) => cluster,
        Err(error) => return skip(&error),
    };
    let store = PostgresStore::connect(&cluster.url()).unwrap();
    let shop = Shop::open(Arc::new(store));
    a_day(&shop);
    for member in 0..3 {
        shop.code(member, shop.buy(member, &[(0, 1)]).unwrap().orders[0])
            .unwrap();
    }
    let log = cluster.log().unwrap();
    let mut seen = 0;
    for statement in log
        .lines()
        .filter_map(|line| line.split_once("LOG:  execute "))
    {
        let (_, text) = statement.1.split_once(": ").unwrap();
        let kind = text.split(' ').next().unwrap();
        if !["SELECT", "INSERT", "UPDATE", "DELETE"].contains(&kind) || text.contains("store_meta")
        {
            continue;
        }
        let tables = text.matches("\"linli\".\"").count();
        let filters = text.matches("$1::int8").count() + text.matches("SELECT h.tenant").count();
        assert!(filters >= tables, "not about one tenant: {text}");
        seen += tables;
    }
    assert!(seen > 500, "{seen}");
    // The tenant is the first parameter, and there was only one.
    let parameters = log
        .lines()
        .filter_map(|line| line.split_once("DETAIL:  parameters: $1 = "));
    let tenants = parameters.filter(|(_, values)| !values.starts_with("'linli'"));
    let whose = format!("'{}'", shop.tenant.number());
    let mut count = 0;
    for (_, values) in tenants {
        assert!(values.starts_with(&whose), "{values}");
        count += 1;
    }
    assert!(count > 300, "{count}");
}

#[test]
fn queries_on_a_replica_see_what_has_arrived_and_commands_go_where_they_belong() {
    let Some((shop, options, url)) = shop() else {
        return;
    };
    let replica = PostgresReplica::connect_with(url, &options).unwrap();
    let reports = shop.engine.reading_from(Arc::new(replica)).unwrap();
    let placed = shop.buy(0, &[(0, 1)]).unwrap();
    let seen = reports.events(&shop.platform, 0, 1000).unwrap();
    assert_eq!(
        seen.cursor,
        shop.engine.events(&shop.platform, 0, 1000).unwrap().cursor
    );
    let cancel = linli::order::CancelTrade {
        trade: placed.trade,
    };
    assert!(
        reports
            .cancel_trade(&shop.platform, shop.id(), cancel)
            .is_err(),
        "it is paid"
    );
    // An engine that has nothing but the replica cannot write.
    let alone = PostgresReplica::connect_with(url, &options).unwrap();
    let alone = shop.engine_over(Arc::new(alone));
    let refusal = alone.report_payment(&shop.system, shop.id(), shop.payment_of(&placed));
    assert!(refusal.is_err());
}
