//! The store is made, called and dropped inside and outside of asynchronous runtimes.

use std::sync::Arc;

use linli::store::Store;
use linli_postgres::{HostedPostgres, PostgresStore, testing, tokio_postgres};

use crate::common::{SCHEMA, is_there, note};

fn from_making_to_dropping() {
    let Some(server) = testing::server() else {
        return;
    };
    let store = PostgresStore::connect_with(server.url(), &server.options()).unwrap();
    store.prepare(&SCHEMA).unwrap();
    store.commit(&note(1, "A")).unwrap();
    assert!(is_there(&store, 1));
}

#[test]
fn on_a_plain_thread() {
    from_making_to_dropping();
}

#[test]
fn on_the_only_thread_of_a_runtime() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime
        .unwrap()
        .block_on(async { from_making_to_dropping() });
}

#[test]
fn on_a_thread_of_a_runtime_with_many() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let runtime = runtime.unwrap();
    let tasks: Vec<_> = (0..4)
        .map(|_| runtime.spawn(async { from_making_to_dropping() }))
        .collect();
    for task in tasks {
        runtime.block_on(task).unwrap();
    }
}

#[test]
fn a_store_outlives_the_runtime_that_it_was_made_in() {
    let Some(server) = testing::server() else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .build()
        .unwrap();
    let store = runtime.block_on(async {
        let store = PostgresStore::connect_with(server.url(), &server.options()).unwrap();
        store.prepare(&SCHEMA).unwrap();
        store
    });
    drop(runtime);
    store.commit(&note(1, "A")).unwrap();
}

#[test]
fn a_connection_of_the_hosts_own_runtime_carries_the_engines_rows() {
    let Some(server) = testing::server() else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let runtime = runtime.unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(server.url(), tokio_postgres::NoTls)
            .await
            .unwrap();
        tokio::spawn(connection);
        let client = Arc::new(client);
        let store = HostedPostgres::with_options(Arc::clone(&client), &server.options()).unwrap();
        let store = Arc::new(store);
        let engine = Arc::clone(&store);
        let on_another_thread = tokio::task::spawn_blocking(move || engine.prepare(&SCHEMA));
        on_another_thread.await.unwrap().unwrap();
        client.batch_execute("BEGIN").await.unwrap();
        let engine = Arc::clone(&store);
        let on_another_thread = tokio::task::spawn_blocking(move || engine.commit(&note(1, "A")));
        on_another_thread.await.unwrap().unwrap();
        client.batch_execute("COMMIT").await.unwrap();
        let found = tokio::task::spawn_blocking(move || is_there(&*store, 1))
            .await
            .unwrap();
        assert!(found);
    });
}
