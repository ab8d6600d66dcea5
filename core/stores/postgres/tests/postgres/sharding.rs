//! Ready to be distributed by tenant: every key begins with the tenant, and every statement is about one.

use std::collections::HashMap;

use linli::schema;
use linli::store::Store;
use linli_postgres::{PostgresOptions, PostgresStore, Prepare, SchemaOptions, schema_script};
use linli_store_conformance::{Fixture, PROPERTIES};

use crate::common::{Place, SCHEMA, note};
use crate::failures::own_server;

#[test]
fn every_key_and_index_begins_with_the_tenant() {
    let Some(place) = Place::new() else { return };
    place.store().prepare(&schema::SCHEMA).unwrap();
    let others = place.sql(
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] \
         WHERE c.relnamespace = 'here'::regnamespace AND a.attname <> 'tenant'",
    );
    // The one table that belongs to no tenant says which schema is stored; no command or query reads it.
    assert_eq!(others, "store_meta_pkey");
    let owned = place.sql(
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'here'::regnamespace AND relkind = 'S' \
         OR relnamespace = 'here'::regnamespace AND relhastriggers",
    );
    assert_eq!(owned, "0", "no sequences, no foreign keys");
}

#[test]
fn distributed_tables_are_all_at_the_place_of_the_head() {
    let Some(place) = Place::new() else { return };
    // What Citus would do is only written down.
    place.sql(
        "CREATE TABLE public.calls (at serial, call text); \
         CREATE FUNCTION public.create_distributed_table(t regclass, by text, colocate_with text) \
         RETURNS void LANGUAGE sql AS $$ INSERT INTO calls (call) VALUES (t || ' ' || by || ' ' || colocate_with) $$",
    );
    let store = place.store();
    let citus = SchemaOptions {
        citus: true,
        ..SchemaOptions::default()
    };
    let first = linli::store::Schema {
        version: 1,
        tables: &SCHEMA.tables[..1],
    };
    store.prepare_with(&first, &citus).unwrap();
    // It is remembered: a table that comes later is distributed as well.
    store.prepare(&SCHEMA).unwrap();
    let calls = place.sql("SELECT call FROM calls ORDER BY at");
    let space = &place.options.schema;
    let expected = format!(
        "{space}.store_head tenant none\n\
         {space}.notes tenant \"{space}\".\"store_head\"\n\
         {space}.log tenant \"{space}\".\"store_head\""
    );
    assert_eq!(calls, expected);
    store.commit(&note(1, "A")).unwrap();
    let script = schema_script(&schema::SCHEMA, "linli", &citus).unwrap();
    let distributed = script.matches("SELECT create_distributed_table(").count();
    assert_eq!(distributed, 1 + schema::SCHEMA.tables.len());
}

/// The script that is printed makes the same as the store makes itself.
#[test]
fn the_script_leaves_nothing_to_do() {
    for row_security in [false, true] {
        let Some(place) = Place::new() else { return };
        let options = SchemaOptions {
            row_security,
            ..SchemaOptions::default()
        };
        let space = &place.options.schema;
        let script = schema_script(&schema::SCHEMA, space, &options).unwrap();
        place.cluster.sql(&script).unwrap();
        let checking = PostgresOptions {
            prepare: Prepare::Check,
            ..place.options.clone()
        };
        let store = PostgresStore::connect_with(&place.cluster.url(), &checking).unwrap();
        store.prepare(&schema::SCHEMA).unwrap();
    }
}

/// Random change sets and every shape of scan for two tenants, as the server saw them.
#[test]
fn every_statement_is_about_the_one_tenant_of_its_transaction() {
    let Some(cluster) = own_server(&[
        ("fsync", "off"),
        ("log_statement", "all"),
        ("log_line_prefix", "[%p] "),
        ("log_parameter_max_length", "20"),
    ]) else {
        return;
    };
    let url = cluster.url();
    for (number, name) in [
        "random_commits_get_the_answers_of_the_reference_store",
        "unique_values_move_between_rows_of_one_change_set",
        "get_answers_in_the_order_of_the_keys",
    ]
    .iter()
    .enumerate()
    {
        let (_, property) = (PROPERTIES.iter().find(|(known, _)| known == name)).unwrap();
        let count = std::cell::Cell::new(0);
        property(&|| {
            count.set(count.get() + 1);
            let options = PostgresOptions {
                schema: format!("shop_{number}_{}", count.get()),
                ..PostgresOptions::default()
            };
            Fixture::new(PostgresStore::connect_with(&url, &options).unwrap())
        });
    }
    let seen = assert_one_tenant_each(&cluster.log().unwrap());
    for kind in ["SELECT", "INSERT", "DELETE"] {
        assert!(seen.get(kind).is_some_and(|count| *count > 50), "{seen:?}");
    }
}

/// Goes through a server's log; answers how many statements of each kind it met.
fn assert_one_tenant_each(log: &str) -> HashMap<String, u32> {
    let mut seen = HashMap::new();
    // Per session whether it is in a transaction, and whose that is; and the statement whose parameters come next.
    let mut sessions: HashMap<&str, (bool, Option<String>)> = HashMap::new();
    let mut waiting: HashMap<&str, &str> = HashMap::new();
    for line in log.lines().filter(|line| line.starts_with('[')) {
        let (session, said) = line.split_once("] ").unwrap();
        let (open, tenant) = sessions.entry(session).or_default();
        if let Some(parameters) = said.strip_prefix("DETAIL:  parameters: ") {
            let Some(statement) = waiting.remove(session) else {
                continue;
            };
            let first = parameters.split('\'').nth(1).unwrap();
            let whose = tenant.get_or_insert_with(|| first.to_owned());
            assert_eq!(whose, first, "another tenant's: {statement}");
            if !*open {
                *tenant = None;
            }
            continue;
        }
        let Some((how, statement)) = (said.strip_prefix("LOG:  ")).and_then(|s| s.split_once(": "))
        else {
            continue;
        };
        if !how.starts_with("execute ") && how != "statement" {
            continue;
        }
        match statement.split(' ').next().unwrap() {
            "BEGIN" => (*open, *tenant) = (true, None),
            "COMMIT" | "ROLLBACK" => (*open, *tenant) = (false, None),
            kind @ ("SELECT" | "INSERT" | "UPDATE" | "DELETE")
                if statement.contains("\"shop_") && !statement.contains("store_meta") =>
            {
                let tables = statement.matches("\"shop_").count();
                let filters = statement.matches("$1::int8").count();
                // Rows of a sequenced table get their tenant from the head that the statement reads.
                let given = statement.matches("SELECT h.tenant").count();
                assert!(
                    filters + given >= tables,
                    "not about one tenant: {statement}"
                );
                *seen.entry(kind.to_owned()).or_insert(0) += 1;
                waiting.insert(session, statement);
            }
            _ => {}
        }
    }
    seen
}
