//! Wrong addresses, wrong passwords, servers that go away and come back, disks that are full: typed errors, nothing that
//! was acknowledged is lost, and the same store goes on afterwards.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::thread;
use std::time::{Duration, Instant};

use linli::store::{Order, Scan, Store, StoreError, StoreResult};
use linli_postgres::testing::{Cluster, skip};
use linli_postgres::{PostgresOptions, PostgresStore, Prepare};

use crate::common::{LOG, Place, SCHEMA, is_there, long_note, note, tenant};

/// A server of its own, or a line that says why not.
pub(crate) fn own_server(settings: &[(&str, &str)]) -> Option<Cluster> {
    match Cluster::start(settings) {
        Ok(cluster) => Some(cluster),
        Err(error) => {
            skip(&error);
            None
        }
    }
}

/// A store that does not wait long.
pub(crate) fn hasty() -> PostgresOptions {
    PostgresOptions {
        connections: 4,
        connect_timeout: Duration::from_secs(2),
        retries: 3,
        ..PostgresOptions::default()
    }
}

pub(crate) fn open(url: &str) -> PostgresStore {
    PostgresStore::connect_with(url, &hasty()).unwrap()
}

fn code<T>(answer: StoreResult<T>) -> &'static str {
    answer.map(drop).unwrap_err().code()
}

#[test]
fn an_address_that_is_none_is_misuse() {
    for wrong in [
        "",
        "shop.db",
        "mysql://localhost/shop",
        "postgres://host:port/shop",
        "user=nobody",
    ] {
        assert_eq!(
            code(PostgresStore::connect(wrong)),
            "store_misuse",
            "{wrong}"
        );
    }
    let wrong = PostgresOptions {
        schema: "a\"b".to_owned(),
        ..hasty()
    };
    let url = "host=localhost";
    assert_eq!(
        code(PostgresStore::connect_with(url, &wrong)),
        "store_misuse"
    );
    let none = PostgresOptions {
        connections: 0,
        ..hasty()
    };
    assert_eq!(
        code(PostgresStore::connect_with(url, &none)),
        "store_misuse"
    );
    let not_pem = PostgresOptions {
        tls_roots: vec!["no certificate".to_owned()],
        ..hasty()
    };
    assert_eq!(
        code(PostgresStore::connect_with(url, &not_pem)),
        "store_misuse"
    );
}

#[test]
fn a_server_that_is_not_there_is_unavailable_within_seconds() {
    let began = Instant::now();
    // Nobody listens on port 1, and the name is reserved for never being one.
    for url in ["host=127.0.0.1 port=1 user=a", "host=nobody.invalid user=a"] {
        assert_eq!(
            code(open(url).prepare(&SCHEMA)),
            "store_unavailable",
            "{url}"
        );
    }
    assert!(began.elapsed() < Duration::from_secs(60));
}

#[test]
fn passwords_databases_and_schemas_that_do_not_fit_have_errors_of_their_own() {
    let Some(place) = Place::new() else { return };
    // The server's settings let nobody of this name in without a password.
    place.sql(
        "CREATE ROLE guarded LOGIN PASSWORD 'right'; GRANT CREATE ON DATABASE postgres TO guarded",
    );
    let port = place.cluster.port();
    let of = |password: &str, database: &str| {
        let url = format!("postgres://guarded{password}@127.0.0.1:{port}/{database}");
        PostgresStore::connect_with(&url, &place.options).unwrap()
    };
    assert_eq!(
        code(of(":wrong", "postgres").prepare(&SCHEMA)),
        "store_denied"
    );
    assert_eq!(code(of("", "postgres").prepare(&SCHEMA)), "store_denied");
    assert_eq!(
        code(of(":right", "nowhere").prepare(&SCHEMA)),
        "store_schema"
    );
    let secret = of(":wrong", "postgres").prepare(&SCHEMA).unwrap_err();
    assert!(
        !format!("{secret} {secret:?}").contains("wrong"),
        "{secret}"
    );

    // Missing, older and newer than the engine needs.
    let checking = PostgresOptions {
        prepare: Prepare::Check,
        ..place.options.clone()
    };
    let url = format!("postgres://guarded:right@127.0.0.1:{port}/postgres");
    let store = PostgresStore::connect_with(&url, &checking).unwrap();
    let told = store.prepare(&SCHEMA).unwrap_err();
    assert_eq!(told.code(), "store_schema");
    assert!(
        told.to_string().contains("linli-postgres-prepare"),
        "{told}"
    );
    let maker = of(":right", "postgres");
    let older = linli::store::Schema {
        version: 1,
        tables: &SCHEMA.tables[..1],
    };
    maker.prepare(&older).unwrap();
    let told = store.prepare(&SCHEMA).unwrap_err();
    assert!(told.to_string().contains("version 1 is stored"), "{told}");
    maker.prepare(&SCHEMA).unwrap();
    store.prepare(&SCHEMA).unwrap();
    assert_eq!(code(store.prepare(&older)), "store_schema");
    assert_eq!(code(maker.prepare(&older)), "store_schema");
    store.commit(&note(1, "A")).unwrap();

    // Tables that go while the store runs, and columns that somebody changed.
    place.sql("DROP TABLE here.notes");
    assert_eq!(code(store.commit(&note(2, "B"))), "store_schema");
    maker.prepare(&SCHEMA).unwrap();
    store.commit(&note(2, "B")).unwrap();
    place.sql("ALTER TABLE here.notes ALTER uses TYPE int4");
    assert_eq!(code(maker.prepare(&SCHEMA)), "store_schema");
}

#[test]
fn a_server_that_stops_and_comes_back_is_used_again_and_has_kept_everything() {
    let Some(cluster) = own_server(&[]) else {
        return;
    };
    let store = open(&cluster.url());
    store.prepare(&SCHEMA).unwrap();
    for number in 1..=20 {
        store.commit(&note(number, &number.to_string())).unwrap();
    }
    cluster.stop().unwrap();
    let began = Instant::now();
    assert_eq!(code(store.commit(&note(21, "21"))), "store_unavailable");
    assert_eq!(
        code(store.scan(tenant(1), &Scan::all(LOG, 1))),
        "store_unavailable"
    );
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "it gives up soon"
    );
    cluster.resume().unwrap();
    store.commit(&note(21, "21")).unwrap();
    assert_eq!(positions(&store), (1..=21).collect::<Vec<u64>>());
}

/// Writers go on while the server crashes again and again: what was acknowledged is there, the rest is not or is, and
/// nobody has to open the store anew.
#[test]
fn what_was_acknowledged_survives_crashes_of_the_server_under_load() {
    let Some(cluster) = own_server(&[]) else {
        return;
    };
    let store = open(&cluster.url());
    store.prepare(&SCHEMA).unwrap();
    let acknowledged: Vec<u16> = thread::scope(|scope| {
        let writers: Vec<_> = (0..4_u16)
            .map(|writer| {
                let store = &store;
                scope.spawn(move || {
                    let mut kept = Vec::new();
                    for number in (writer * 1000 + 1)..(writer * 1000 + 121) {
                        match store.commit(&note(number, &number.to_string())) {
                            Ok(_) => kept.push(number),
                            Err(
                                StoreError::Unavailable { .. } | StoreError::UnknownOutcome { .. },
                            ) => {
                                thread::sleep(Duration::from_millis(50));
                            }
                            Err(other) => panic!("{other:?}"),
                        }
                    }
                    kept
                })
            })
            .collect();
        for _ in 0..2 {
            thread::sleep(Duration::from_millis(150));
            cluster.stop().unwrap();
            cluster.resume().unwrap();
        }
        (writers.into_iter())
            .flat_map(|writer| writer.join().unwrap())
            .collect()
    });
    assert!(acknowledged.len() > 50, "{}", acknowledged.len());
    for number in acknowledged {
        assert!(is_there(&store, number), "{number} was acknowledged");
    }
    let positions = positions(&store);
    assert_eq!(
        positions,
        (1..=positions.len() as u64).collect::<Vec<u64>>()
    );
}

fn positions(store: &dyn Store) -> Vec<u64> {
    let mut scan = Scan::all(LOG, 1000);
    scan.order = Order::Position;
    let rows = store.scan(tenant(1), &scan).unwrap().rows;
    rows.iter().map(|row| row.position.unwrap()).collect()
}

/// A disk of 24 MiB that only the server sees, almost full with the data of somebody else.
#[test]
fn a_full_disk_refuses_commits_and_loses_none() {
    let Some(cluster) = own_server(&[("fsync", "off")]) else {
        return;
    };
    cluster.stop().unwrap();
    match cluster.resume_with_small_disk(24 << 20) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return skip(&error),
        Err(error) => panic!("{error}"),
    }
    let disk = cluster.directory().join("small");
    cluster
        .sql("CREATE ROLE tight LOGIN; GRANT CREATE ON DATABASE postgres TO tight")
        .unwrap();
    cluster
        .sql(&format!(
            "CREATE TABLESPACE small LOCATION '{}'",
            disk.display()
        ))
        .unwrap();
    cluster
        .sql(
            "GRANT CREATE ON TABLESPACE small TO tight; ALTER ROLE tight SET default_tablespace = small; \
             CREATE TABLE filler (f text) TABLESPACE small; ALTER TABLE filler ALTER f SET STORAGE EXTERNAL; \
             INSERT INTO filler SELECT repeat('x', 1000000) FROM generate_series(1, 15)",
        )
        .unwrap();
    let store = open(&cluster.url_of("tight"));
    store.prepare(&SCHEMA).unwrap();
    let mut kept = 0;
    let refusal = loop {
        let number = kept + 1;
        // Not to be compressed.
        let mut body = String::new();
        for at in 0..20_000_u64 {
            let mixed = (at + u64::from(number) * 1_000_003).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let _ = write!(body, "{mixed:016x}");
        }
        match store.commit(&long_note(
            number,
            &number.to_string(),
            &format!("\"{body}\""),
        )) {
            Ok(_) => kept = number,
            Err(refusal) => break refusal,
        }
        assert!(kept < 200, "the disk should be full by now");
    };
    assert_eq!(refusal, StoreError::Full);
    assert!(kept > 0);
    assert_eq!(
        positions(&store),
        (1..=u64::from(kept)).collect::<Vec<u64>>()
    );
    cluster.sql("DROP TABLE filler").unwrap();
    cluster.sql("CHECKPOINT").unwrap();
    store.commit(&note(kept + 1, "with room again")).unwrap();
    assert_eq!(positions(&store).len(), usize::from(kept) + 1);
}
