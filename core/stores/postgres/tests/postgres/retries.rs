//! What is tried again, and what is not known.

use std::thread;
use std::time::{Duration, Instant};

use linli::store::{ChangeSet, Store, StoreError};

use crate::common::{Place, SCHEMA, is_there, note, renewed, tenant};

/// A function that runs for each row that is written to the notes.
fn on_each_note(place: &Place, body: &str, deferred: bool) {
    let kind = if deferred {
        "CONSTRAINT TRIGGER probe AFTER INSERT ON here.notes DEFERRABLE INITIALLY DEFERRED"
    } else {
        "TRIGGER probe AFTER INSERT ON here.notes"
    };
    place.sql(&format!(
        "DROP TRIGGER IF EXISTS probe ON here.notes; \
         CREATE OR REPLACE FUNCTION here.probe() RETURNS trigger LANGUAGE plpgsql AS $$ \
         BEGIN {body} RETURN NULL; END $$; \
         CREATE {kind} FOR EACH ROW EXECUTE FUNCTION here.probe()"
    ));
}

/// Ends the server's side of the connection that runs a statement of this kind.
fn end_session(place: &Place, statement: &str) {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let ended = place.sql(&format!(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
             WHERE application_name = 'here' AND state = 'active' AND wait_event = 'PgSleep' \
             AND query LIKE '{statement}%'"
        ));
        if ended != "0" {
            return;
        }
        assert!(Instant::now() < deadline, "nobody runs {statement}");
    }
}

#[test]
fn serialization_failures_are_tried_again_and_not_for_ever() {
    let Some(place) = Place::new() else { return };
    let store = place.store();
    store.prepare(&SCHEMA).unwrap();
    place.sql("CREATE SEQUENCE here.tries");
    let refuse = "IF nextval('here.tries') < 3 THEN RAISE EXCEPTION 'not now' USING ERRCODE = '40001'; END IF;";
    for deferred in [false, true] {
        place.sql("SELECT setval('here.tries', 1, false)");
        on_each_note(&place, refuse, deferred);
        let number = 1 + u16::from(deferred);
        store.commit(&note(number, &number.to_string())).unwrap();
        assert_eq!(place.sql("SELECT last_value FROM here.tries"), "3");
    }
    let never = "RAISE EXCEPTION 'never' USING ERRCODE = '40001';";
    on_each_note(&place, never, false);
    let refusal = store.commit(&note(3, "C")).unwrap_err();
    assert_eq!(refusal.code(), "store_unavailable", "{refusal:?}");
    assert!(!is_there(&store, 3));
}

#[test]
fn a_deadlock_with_a_stranger_is_tried_again() {
    let Some(place) = Place::new() else { return };
    let store = place.store();
    store.prepare(&SCHEMA).unwrap();
    store.commit(&note(1, "A")).unwrap();
    store.commit(&note(2, "B")).unwrap();
    let mut change = ChangeSet::new(tenant(1));
    change.updates = vec![renewed(1, 1, "A"), renewed(2, 1, "B")];
    thread::scope(|scope| {
        let stranger = scope.spawn(|| {
            // It takes the rows the other way round, and looks for deadlocks later than the store does.
            place.sql(
                "SET deadlock_timeout = '20s'; BEGIN; \
                 UPDATE here.notes SET code = code WHERE code = 'B'; SELECT pg_sleep(0.8); \
                 UPDATE here.notes SET code = code WHERE code = 'A'; COMMIT",
            )
        });
        thread::sleep(Duration::from_millis(400));
        store.commit(&change).unwrap();
        stranger.join().unwrap();
    });
    assert!(place.cluster.log().unwrap().contains("deadlock detected"));
}

#[test]
fn a_connection_lost_before_the_commit_was_sent_is_replaced() {
    let Some(place) = Place::new() else { return };
    let store = place.store();
    store.prepare(&SCHEMA).unwrap();
    place.sql("CREATE SEQUENCE here.tries");
    let once = "IF nextval('here.tries') = 1 THEN PERFORM pg_sleep(60); END IF;";
    on_each_note(&place, once, false);
    thread::scope(|scope| {
        let commit = scope.spawn(|| store.commit(&note(1, "A")));
        end_session(&place, "INSERT");
        commit.join().unwrap().unwrap();
    });
    assert!(is_there(&store, 1));
}

#[test]
fn a_connection_lost_during_the_commit_leaves_its_outcome_unknown() {
    let Some(place) = Place::new() else { return };
    let store = place.store();
    store.prepare(&SCHEMA).unwrap();
    on_each_note(&place, "PERFORM pg_sleep(60);", true);
    let answer = thread::scope(|scope| {
        let commit = scope.spawn(|| store.commit(&note(1, "A")));
        end_session(&place, "COMMIT");
        commit.join().unwrap()
    });
    assert!(
        matches!(answer, Err(StoreError::UnknownOutcome { .. })),
        "{answer:?}"
    );
    place.sql("DROP TRIGGER probe ON here.notes");
    // This time it had not happened; the engine finds that out by the command's id.
    assert!(!is_there(&store, 1));
    store.commit(&note(1, "A")).unwrap();
}

#[test]
fn a_statement_that_takes_too_long_is_given_up() {
    let Some(place) = Place::new() else { return };
    let options = linli_postgres::PostgresOptions {
        statement_timeout: Duration::from_millis(300),
        lock_timeout: Duration::from_millis(100),
        ..place.options.clone()
    };
    let store =
        linli_postgres::PostgresStore::connect_with(&place.cluster.url(), &options).unwrap();
    store.prepare(&SCHEMA).unwrap();
    store.commit(&note(1, "A")).unwrap();
    thread::scope(|scope| {
        let stranger = scope.spawn(|| {
            place.sql("BEGIN; UPDATE here.notes SET code = code; SELECT pg_sleep(1.5); COMMIT")
        });
        thread::sleep(Duration::from_millis(500));
        let mut change = ChangeSet::new(tenant(1));
        change.updates = vec![renewed(1, 1, "A")];
        let refusal = store.commit(&change).unwrap_err();
        assert_eq!(refusal.code(), "store_unavailable", "{refusal:?}");
        stranger.join().unwrap();
        store.commit(&change).unwrap();
    });
    on_each_note(&place, "PERFORM pg_sleep(5);", false);
    let refusal = store.commit(&note(2, "B")).unwrap_err();
    assert_eq!(refusal.code(), "store_unavailable", "{refusal:?}");
    assert!(!is_there(&store, 2));
}
