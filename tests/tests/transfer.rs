//! A tenant moves to another store, in the middle of its life, and lives on there as if nothing had happened.
#![allow(clippy::unwrap_used)]

use std::io::{self, Cursor, Write};
use std::sync::Arc;

use linli::Engine;
use linli::engine::LogEntry;
use linli::kernel::TenantId;
use linli::ledger::Party;
use linli::schema::tables;
use linli::search::ProductSearch;
use linli::store::{MemoryStore, Order, Scan, Store};
use linli::transfer::{export, import};
use linli::verify::verify;
use linli_tests::faults::{Fault, FaultyStore};
use linli_tests::shop::{Shop, ShopOptions};
use linli_tests::snapshot::{rows_of, scan_all};
use linli_tests::stores::{self, Kind};

/// A shop with everything on its way: unpaid, paid, ready to be collected, collected, cancelled, settled in part.
fn busy() -> Shop {
    let options = ShopOptions {
        points: 5_000,
        ..ShopOptions::default()
    };
    let shop = Shop::with(Arc::new(MemoryStore::default()), &options);
    let placed = shop.buy(0, &[(0, 2), (1, 1)]).unwrap();
    shop.buy(1, &[(0, 1)]).unwrap();
    let cancelled = shop.buy(2, &[(1, 3)]).unwrap();
    shop.cancel_order(2, cancelled.orders[0]).unwrap();
    shop.close_day();
    shop.deliver();
    for order in placed.orders {
        if let Ok(Some(code)) = shop.code(0, order) {
            shop.confirm(0, &code).unwrap();
        }
    }
    shop.set_time(shop.today().next(), 9, 0);
    shop.run_due();
    shop.buy(3, &[(0, 1)]).unwrap();
    shop.place(4, &[(1, 1)]).unwrap();
    shop
}

fn exported(shop: &Shop) -> Vec<u8> {
    let mut lines = Vec::new();
    let done = export(&*shop.store, shop.tenant, &mut lines).unwrap();
    assert!(done.rows > 100 && done.commands > 20, "{done:?}");
    lines
}

/// Everything that anybody can ask, as bytes: every row of every table, but for the versions, and the log's positions.
fn content(store: &dyn Store, tenant: TenantId) -> Vec<String> {
    let mut text = Vec::new();
    for (place, table) in (0_u16..).zip(linli::schema::SCHEMA.tables) {
        let id = linli::store::TableId(place);
        for row in rows_of(store, tenant, id).unwrap() {
            let (id, body) = (row.id, row.body);
            text.push(format!(
                "{} {id} {:?} {:?} {body}",
                table.name, row.counters, row.position
            ));
        }
        for index in 0..table.indexes.len() {
            let order = Order::Index(u8::try_from(index).unwrap());
            let scan = Scan {
                order,
                ..Scan::all(id, Scan::MAX_ROWS)
            };
            for row in scan_all(store, tenant, scan).unwrap() {
                text.push(format!("{} {index} {}", table.name, row.id));
            }
        }
    }
    text
}

#[test]
fn a_tenant_comes_over_whole_and_goes_on_as_if_nothing_had_happened() {
    let shop = busy();
    let lines = exported(&shop);
    let asked = answers(&shop.engine, &shop);
    assert!(asked.len() > 100 && asked.iter().all(|(_, answer)| !answer.is_empty()));
    stores::on_every_store(|store| {
        let done = import(&*store, &mut Cursor::new(&lines)).unwrap();
        assert_eq!((done.tenant, done.found), (shop.tenant, 0));
        assert_eq!(
            content(&*store, shop.tenant),
            content(&*shop.store, shop.tenant)
        );
        let report = verify(&*store, shop.tenant).unwrap();
        assert_eq!(report.findings, []);
        let moved = shop.engine_over(Arc::clone(&store));
        for (before, after) in asked.iter().zip(answers(&moved, &shop)) {
            assert_eq!(*before, after);
        }
        // And back again it is the same file.
        let mut again = Vec::new();
        export(&*store, shop.tenant, &mut again).unwrap();
        assert!(again == lines, "the second export differs from the first");
    });
}

/// From a file to a server and back, by way of the memory of neither.
#[test]
fn a_tenant_moves_from_sqlite_to_postgresql_and_back() {
    let (Some(sqlite), Some(postgres)) = (Kind::Sqlite.open(), Kind::Postgres.open()) else {
        return;
    };
    let first = busy();
    let lines = exported(&first);
    import(&*sqlite.store, &mut Cursor::new(&lines)).unwrap();
    let mut away = Vec::new();
    export(&*sqlite.store, first.tenant, &mut away).unwrap();
    import(&*postgres.store, &mut Cursor::new(&away)).unwrap();
    // It lives on there before it comes back.
    let there = first.engine_over(Arc::clone(&postgres.store));
    let actor = first.members[0].actor;
    let place = linli::order::PlaceOrder {
        wanted: first.wanted(0, &[(0, 1)]),
        expected_total: None,
        notes: Vec::new(),
        cart: linli::order::CartUse::Keep,
    };
    there.place_order(&actor, first.id(), place).unwrap();
    let mut home = Vec::new();
    export(&*postgres.store, first.tenant, &mut home).unwrap();
    assert!(home.len() > away.len());
    let back = Kind::Sqlite.open().unwrap();
    import(&*back.store, &mut Cursor::new(&home)).unwrap();
    assert_eq!(verify(&*back.store, first.tenant).unwrap().findings, []);
    let here = first.engine_over(Arc::clone(&back.store));
    assert_eq!(answers(&there, &first), answers(&here, &first));
}

/// What people ask, and what they are told, refusals included.
fn answers(engine: &Engine, shop: &Shop) -> Vec<(String, String)> {
    let mut told = Vec::new();
    macro_rules! ask {
        ($query:ident($actor:expr $(, $of:expr)*)) => {
            let asked = format!("{} {}", told.len(), stringify!($query($($of),*)));
            told.push((asked, format!("{:?}", engine.$query(&$actor $(, $of)*))));
        };
    }
    let (office, system) = (shop.platform, shop.system);
    for member in &shop.members {
        ask!(member(system, member.id));
        ask!(member_profile(member.actor, member.id));
        ask!(member_level(member.actor, member.id));
        ask!(points_balance(member.actor, member.id));
        ask!(cart(member.actor, member.id));
        let orders = engine.orders_of_member(&member.actor, member.id, None);
        for order in orders.unwrap().0 {
            ask!(order(member.actor, order.id));
            ask!(order_address(member.actor, order.id));
            ask!(order_split(office, order.id));
            ask!(order_postings(office, order.id, None, 100));
            ask!(my_pickup_code(member.actor, order.id));
            ask!(after_sales_of_order(member.actor, order.id));
            ask!(trade(member.actor, order.trade));
            ask!(refunds_of_trade(system, order.trade));
        }
        ask!(orders_of_member(member.actor, member.id, None));
        ask!(recommendations(member.actor, member.id, 10));
    }
    for sku in &shop.skus {
        ask!(product(shop.members[0].actor, sku.product));
        ask!(stock(office, sku.product));
        ask!(product_rating(shop.members[0].actor, sku.product));
    }
    for (staff, merchant) in shop.staff.iter().zip(&shop.merchants) {
        ask!(merchant(*staff, *merchant));
        ask!(orders_of_merchant(*staff, *merchant, None));
        ask!(products_of_merchant(*staff, *merchant, None, 500));
        ask!(settlements_of(
            office,
            &Party::Merchant(*merchant),
            None,
            100
        ));
    }
    for station in &shop.stations {
        ask!(station(station.leader, station.id));
        for day in [shop.today(), shop.today().next()] {
            ask!(orders_of_station(station.leader, station.id, day, None));
            ask!(settlements_of_day(office, day, None, 500));
        }
    }
    for community in &shop.communities {
        ask!(node(office, *community));
        ask!(stations_of(office, *community, None, 100));
    }
    ask!(search_products(
        shop.members[0].actor,
        &ProductSearch::default()
    ));
    ask!(trial_balance(office));
    ask!(account_balances(office, None, 500));
    ask!(events(office, 0, 1000));
    ask!(verify_log(system));
    told
}

/// The id of a step of due work was computed from its row's id and version. An imported row begins at version 1 again, and
/// the imported log knew the step of the row's first version: the engine took the step for done and never did it.
#[test]
fn what_is_due_after_the_move_is_done_although_versions_begin_anew() {
    let shop = busy();
    let lines = exported(&shop);
    let store = Arc::new(MemoryStore::default());
    import(&*store, &mut Cursor::new(&lines)).unwrap();
    let moved = shop.engine_over(Arc::<MemoryStore>::clone(&store) as Arc<dyn Store>);
    for _ in 0..20 {
        shop.advance_minutes(24 * 60);
        for engine in [&shop.engine, &moved] {
            loop {
                let report = engine.run_due(&shop.system, 1000).unwrap();
                assert_eq!(report.failed, []);
                if report.done == 0 {
                    break;
                }
            }
        }
    }
    let events = |store: &dyn Store| -> Vec<String> {
        let scan = Scan {
            order: Order::Position,
            ..Scan::all(tables::LOG, Scan::MAX_ROWS)
        };
        let entries = scan_all(store, shop.tenant, scan).unwrap().into_iter();
        let entries = entries.map(|row| serde_json::from_str::<LogEntry>(&row.body).unwrap());
        let mut kinds: Vec<String> = entries
            .flat_map(|entry| entry.events)
            .map(|event| serde_json::to_value(event).unwrap()["event"].to_string())
            .collect();
        kinds.sort();
        kinds
    };
    assert_eq!(events(&*store), events(&*shop.store));
    assert_eq!(verify(&*store, shop.tenant).unwrap().findings, []);
}

#[test]
fn an_import_that_was_cut_off_is_not_visible_and_goes_on() {
    let shop = busy();
    let lines = exported(&shop);
    let store = Arc::new(MemoryStore::default());
    let half = lines.len() / 2;
    let error = import(&*store, &mut Cursor::new(&lines[..half])).unwrap_err();
    assert_eq!(error.code(), "invalid_field");
    assert!(error.field().unwrap().starts_with("line "), "{error}");
    let faulty = FaultyStore::new(Arc::<MemoryStore>::clone(&store) as Arc<dyn Store>, 1, 0);
    faulty.plan(Fault::DiedAfter);
    let error = import(&faulty, &mut Cursor::new(&lines)).unwrap_err();
    assert!(error.code().starts_with("store_"), "{error}");
    let engine = shop.engine_over(Arc::<MemoryStore>::clone(&store) as Arc<dyn Store>);
    let asked = engine.order(&shop.members[3].actor, linli::kernel::OrderId(shop.id().0));
    assert!(asked.is_err());
    let done = import(&*store, &mut Cursor::new(&lines)).unwrap();
    assert!(done.found > 0, "{done:?}");
    assert_eq!(
        content(&*store, shop.tenant),
        content(&*shop.store, shop.tenant)
    );
    let again = import(&*store, &mut Cursor::new(&lines)).unwrap_err();
    assert_eq!(again.code(), "already_exists");
}

#[test]
fn lines_that_are_not_the_export_are_refused_and_the_tenant_does_not_appear() {
    let shop = busy();
    let lines = String::from_utf8(exported(&shop)).unwrap();
    let all: Vec<&str> = lines.lines().collect();
    let with = |place: usize, line: &str| {
        let mut copy = all.clone();
        copy[place] = line;
        copy.join("\n") + "\n"
    };
    let place = all
        .iter()
        .position(|line| line.contains("\"table\":\"members\""))
        .unwrap();
    let changed = all[place].replacen("\"community\":\"0", "\"community\":\"1", 1);
    assert_ne!(changed, all[place]);
    let dropped = [&all[..place], &all[place + 1..]].concat().join("\n") + "\n";
    let unreadable = [&b"\xff\xfe\n"[..], lines.as_bytes()].concat();
    let last = all.len() - 1;
    let cases: Vec<(&str, Vec<u8>, String)> = vec![
        ("nothing", Vec::new(), "line 1".to_owned()),
        ("not JSON", b"hello\n".to_vec(), "line 1".to_owned()),
        ("not UTF-8", unreadable, "line 1".to_owned()),
        (
            "another schema",
            with(0, &all[0].replace("\"schema\":1", "\"schema\":99")).into_bytes(),
            "line 1".to_owned(),
        ),
        (
            "unknown table",
            with(place, &all[place].replace("members", "membres")).into_bytes(),
            format!("line {}", place + 1),
        ),
        (
            "a body of another kind",
            with(place, &all[place].replace("members", "trades")).into_bytes(),
            format!("line {}", place + 1),
        ),
        (
            "a changed row",
            with(place, &changed).into_bytes(),
            format!("line {}", last + 1),
        ),
        (
            "a dropped row",
            dropped.into_bytes(),
            format!("line {last}"),
        ),
        (
            "no end",
            (all[..last].join("\n") + "\n").into_bytes(),
            format!("line {}", last + 1),
        ),
    ];
    for (what, bytes, field) in cases {
        let store = MemoryStore::default();
        let error = import(&store, &mut Cursor::new(bytes)).unwrap_err();
        assert_eq!(
            (error.code(), error.field()),
            ("invalid_field", Some(&*field)),
            "{what}: {error}"
        );
        assert!(
            rows_of(&store, shop.tenant, tables::TENANT)
                .unwrap()
                .is_empty(),
            "{what}"
        );
    }
}

/// A sink in whose middle somebody orders.
struct Meanwhile<'a>(&'a Shop, bool);
impl Write for Meanwhile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !std::mem::replace(&mut self.1, true) {
            self.0.buy(5, &[(0, 1)]).unwrap();
        }
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
/// A sink that is full.
struct Full;
impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::from(io::ErrorKind::StorageFull))
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
#[test]
fn a_tenant_that_is_not_there_or_in_use_is_not_exported() {
    let shop = busy();
    let nobody = TenantId::new(99).unwrap();
    let error = export(&*shop.store, nobody, &mut Vec::new()).unwrap_err();
    assert_eq!(error.code(), "not_found");

    let error = export(&*shop.store, shop.tenant, &mut Meanwhile(&shop, false)).unwrap_err();
    assert_eq!(error.code(), "wrong_state");

    let error = export(&*shop.store, shop.tenant, &mut Full).unwrap_err();
    assert_eq!(error.code(), "port_failed");
}
