//! Encrypted connections: the server's certificate and its name are verified.

use linli::store::Store;
use linli_postgres::{PostgresOptions, PostgresStore};

use crate::common::{SCHEMA, note};
use crate::failures::{hasty, own_server};

// Made for these tests and good for a hundred years: an authority, and a server that is called localhost.
const AUTHORITY: &str = include_str!("../certificates/authority.pem");
const SERVER: &[u8] = include_bytes!("../certificates/server.pem");
const KEY: &[u8] = include_bytes!("../certificates/server.key");

#[test]
fn a_required_encryption_is_verified_down_to_the_servers_name() {
    let Some(cluster) = own_server(&[("fsync", "off")]) else {
        return;
    };
    let port = cluster.port();
    let of = |host: &str, roots: &[&str]| {
        let options = PostgresOptions {
            tls_roots: roots.iter().map(|root| (*root).to_owned()).collect(),
            retries: 0,
            ..hasty()
        };
        let url = format!("postgres://postgres@{host}:{port}/postgres?sslmode=require");
        let store = PostgresStore::connect_with(&url, &options).unwrap();
        store.prepare(&SCHEMA).map(|()| store)
    };
    let refusal = of("localhost", &[AUTHORITY]).unwrap_err();
    assert!(
        refusal.to_string().contains("does not support TLS"),
        "{refusal}"
    );

    cluster.keep("server.pem", SERVER).unwrap();
    cluster.keep("server.key", KEY).unwrap();
    let place = cluster.directory().display().to_string();
    for setting in [
        format!("ssl_cert_file = '{place}/server.pem'"),
        format!("ssl_key_file = '{place}/server.key'"),
        "ssl = on".to_owned(),
    ] {
        cluster.sql(&format!("ALTER SYSTEM SET {setting}")).unwrap();
    }
    cluster.sql("SELECT pg_reload_conf()").unwrap();

    let store = loop {
        // The server takes its new settings in a moment.
        match of("localhost", &[AUTHORITY]) {
            Err(error) if error.to_string().contains("does not support TLS") => {}
            other => break other.unwrap(),
        }
    };
    store.commit(&note(1, "A")).unwrap();
    let encrypted = "SELECT count(*) > 0 AND bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
                     WHERE application_name = 'linli'";
    assert_eq!(cluster.sql(encrypted).unwrap(), "t");
    // Nobody here knows the authority, or the server is called otherwise.
    for (host, roots) in [("localhost", &[][..]), ("127.0.0.1", &[AUTHORITY][..])] {
        let refusal = of(host, roots).unwrap_err();
        assert_eq!(refusal.code(), "store_unavailable");
        assert!(refusal.to_string().contains("certificate"), "{refusal}");
    }
}
