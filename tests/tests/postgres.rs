//! The engine on PostgreSQL: inside the host's transactions, beside other engines, with queries on a replica, and as the
//! server's log saw it. What every store must do is tested with the store itself.
#![allow(clippy::unwrap_used)] // a test: a panic is a finding

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use linli::Engine;
use linli::kernel::TenantId;
use linli::order::{CancelOrder, OrderState};
use linli::schema::SCHEMA;
use linli::store::{Order, Scan, Store, TableId};
use linli::transfer::export;
use linli_postgres::testing::{Cluster, server, skip};
use linli_postgres::{HostedPostgres, PostgresOptions, PostgresReplica, PostgresStore};
use linli_sqlite::SqliteStore;
use linli_tests::shop::{Shop, keys};
use linli_tests::sim::{Config, findings};

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

/// A server of its own, or a line that says why not.
fn own_server(settings: &[(&str, &str)]) -> Option<Cluster> {
    match Cluster::start(settings) {
        Ok(cluster) => Some(cluster),
        Err(error) => {
            skip(&error);
            None
        }
    }
}

/// Commands, due work and queries as the server's log saw them: each statement on a table of the engine is about one
/// tenant. A simulated day is what sends every kind of command and asks most questions; `verify` and an export walk the rest.
#[test]
fn every_statement_of_commands_and_queries_is_about_one_tenant() {
    let Some(cluster) = own_server(&[
        ("fsync", "off"),
        ("log_statement", "all"),
        ("log_parameter_max_length", "20"),
    ]) else {
        return;
    };
    let store = Arc::new(PostgresStore::connect(&cluster.url()).unwrap());
    let config = Config {
        days: 2,
        steps: 150,
        faults: 0,
        ..Config::week(31)
    };
    let lived = linli_tests::sim::run(&config, Arc::<PostgresStore>::clone(&store));
    let summary = lived.unwrap_or_else(|finding| panic!("{finding}"));
    assert!(summary.commands.len() > 25, "{summary}");
    let tenant = TenantId::new(1).unwrap();
    export(&*store, tenant, &mut std::io::sink()).unwrap();

    let log = cluster.log().unwrap();
    let mut seen = 0;
    let mut tables = BTreeSet::new();
    let mut lines = log.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((_, how)) = line.split_once("LOG:  execute ") else {
            continue;
        };
        let (_, text) = how.split_once(": ").unwrap();
        let kind = text.split(' ').next().unwrap();
        if !["SELECT", "INSERT", "UPDATE", "DELETE"].contains(&kind) || text.contains("store_meta")
        {
            continue;
        }
        let named: Vec<&str> = text.split("\"linli\".\"").skip(1).collect();
        let filters = text.matches("$1::int8").count() + text.matches("SELECT h.tenant").count();
        assert!(filters >= named.len(), "not about one tenant: {text}");
        if named.is_empty() {
            continue;
        }
        seen += 1;
        tables.extend(named.iter().map(|rest| rest.split('"').next().unwrap()));
        // The tenant is the first parameter: this one, or the one whose rows the simulation tries to see.
        let next = lines.peek().copied().unwrap_or_default();
        let (_, values) = next.split_once("DETAIL:  parameters: $1 = ").unwrap();
        let whose = ["'1'", "'2'"].iter().any(|whose| values.starts_with(whose));
        assert!(whose, "{text}: {values}");
    }
    assert!(seen > 5_000, "{seen}");
    let declared: BTreeSet<&str> = SCHEMA.tables.iter().map(|table| table.name).collect();
    let missing: Vec<_> = declared.difference(&tables).collect();
    assert!(missing.is_empty(), "never touched: {missing:?}");
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

/// The replica is another server here, which follows by streaming and can be held up.
#[test]
fn a_streaming_standby_answers_queries_and_decides_nothing() {
    let Some(primary) = own_server(&[]) else {
        return;
    };
    let store = PostgresStore::connect(&primary.url()).unwrap();
    let shop = Shop::open(Arc::new(store));
    let standby = primary.standby().unwrap();
    let replica = PostgresReplica::connect(&standby.url()).unwrap();
    let reports = shop.engine.reading_from(Arc::new(replica)).unwrap();
    let cursor = |engine: &Engine| engine.events(&shop.platform, 0, 1000).unwrap().cursor;
    let caught_up = || {
        let began = Instant::now();
        while cursor(&reports) != cursor(&shop.engine) {
            assert!(
                began.elapsed() < Duration::from_secs(20),
                "it never follows"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    let first = shop.buy(0, &[(0, 1)]).unwrap();
    caught_up();
    let actor = shop.members[0].actor;
    let order = |engine: &Engine, id| engine.order(&actor, id).map(|order| order.state);
    let here = order(&shop.engine, first.orders[0]).unwrap();
    assert_eq!(order(&reports, first.orders[0]).unwrap(), here);

    standby.sql("SELECT pg_wal_replay_pause()").unwrap();
    let second = shop.buy(0, &[(0, 1)]).unwrap();
    assert!(cursor(&reports) < cursor(&shop.engine));
    assert_eq!(
        order(&reports, second.orders[0]).unwrap_err().code(),
        "not_found"
    );
    // A command is decided where rows are written, though the standby knows nothing of the order.
    let cancel = CancelOrder {
        order: second.orders[0],
        lines: Vec::new(),
        reason: None,
    };
    reports.cancel_order(&actor, shop.id(), cancel).unwrap();
    assert_eq!(
        order(&shop.engine, second.orders[0]).unwrap(),
        OrderState::Closed
    );
    standby.sql("SELECT pg_wal_replay_resume()").unwrap();
    caught_up();
    assert_eq!(
        order(&reports, second.orders[0]).unwrap(),
        OrderState::Closed
    );

    // The server itself takes no commit, whatever a store would like.
    let misled = PostgresStore::connect(&standby.url()).unwrap();
    let misled = shop.engine_over(Arc::new(misled));
    let refusal = misled.report_payment(&shop.system, shop.id(), shop.payment_of(&first));
    assert_eq!(refusal.unwrap_err().code(), "store_unavailable");

    // The standby goes: questions to it are answered with an error, everything else goes on.
    drop(standby);
    assert_eq!(
        order(&reports, first.orders[0]).unwrap_err().code(),
        "store_unavailable"
    );
    shop.buy(1, &[(0, 1)]).unwrap();
}

#[test]
fn a_server_that_stops_in_the_middle_is_told_and_the_same_engine_goes_on_when_it_is_back() {
    let Some(cluster) = own_server(&[]) else {
        return;
    };
    let options = PostgresOptions {
        connect_timeout: Duration::from_secs(2),
        retries: 2,
        ..PostgresOptions::default()
    };
    let store = PostgresStore::connect_with(&cluster.url(), &options).unwrap();
    let shop = Shop::open(Arc::new(store));
    let bought = shop.buy(0, &[(0, 1)]).unwrap();
    let placed = shop.place(1, &[(0, 2)]).unwrap();
    cluster.stop().unwrap();
    let id = shop.id();
    let report = shop.payment_of(&placed);
    let pay = || shop.engine.report_payment(&shop.system, id, report.clone());
    assert_eq!(pay().unwrap_err().code(), "store_unavailable");
    let asked = shop.engine.order(&shop.members[0].actor, bought.orders[0]);
    assert_eq!(asked.unwrap_err().code(), "store_unavailable");
    cluster.resume().unwrap();
    // The caller sends the same command again.
    let paid = pay().unwrap();
    assert_eq!(pay().unwrap().payment, paid.payment);
    shop.order(bought.orders[0]);
    assert_eq!(findings(&*shop.store, shop.tenant), Vec::<String>::new());
}

#[test]
fn an_engine_does_not_open_on_a_schema_that_is_missing_older_or_newer() {
    let Some(server) = server() else { return };
    let options = PostgresOptions {
        prepare: linli_postgres::Prepare::Check,
        ..server.options()
    };
    let open = || {
        let store = PostgresStore::connect_with(server.url(), &options).unwrap();
        Engine::open(Arc::new(store), keys()).map(drop)
    };
    assert_eq!(open().unwrap_err().code(), "store_schema");
    let maker = PostgresOptions {
        prepare: linli_postgres::Prepare::Create,
        ..options.clone()
    };
    let maker = PostgresStore::connect_with(server.url(), &maker).unwrap();
    let older = linli::store::Schema {
        version: SCHEMA.version,
        tables: &SCHEMA.tables[..SCHEMA.tables.len() - 1],
    };
    maker.prepare(&older).unwrap();
    assert_eq!(open().unwrap_err().code(), "store_schema");
    maker.prepare(&SCHEMA).unwrap();
    open().unwrap();
    let newer = linli::store::Schema {
        version: SCHEMA.version + 1,
        tables: SCHEMA.tables,
    };
    maker.prepare(&newer).unwrap();
    let told = open().unwrap_err();
    assert_eq!(told.code(), "store_schema", "{told}");
}
