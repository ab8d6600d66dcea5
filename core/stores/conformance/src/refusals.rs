//! Refused as a whole, and misuse.

use linli::kernel::Id;
use linli::store::{Adjust, Insert, Order, RowKey, Scan, StoreError, TableId, Value};

use crate::Factory;
use crate::world::{
    BY_RANK_AND_DUE, Changing, GOODS, JOURNAL, PLAIN, SCHEMA, STOCK, World, assert_code,
    assert_conflict, change, coded, columns, id, key, no_columns, place, tenant,
};

/// Whatever is wrong with one part of a change set, none of the others happens: no row, index entry, counter or position.
pub fn a_refusal_of_any_kind_leaves_nothing_behind(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(
        &change()
            .good(1, coded("A"))
            .good(2, columns("b", 1, 1))
            .plain(1, "one")
            .plain(2, "two")
            .journal(1),
    );
    let valid = || {
        change()
            .good(10, coded("NEW"))
            .plain(10, "new")
            .journal(10)
            .updated(key(GOODS, 2), 1, columns("moved", 2, 2), "moved")
            .deleted(key(PLAIN, 2), 1)
            .adjusted(1, STOCK, 7)
            .adjusted(10, STOCK, 7)
    };
    let refused = [
        valid().plain(1, "again"),
        valid().updated(key(PLAIN, 1), 9, vec![], "wrong"),
        valid().deleted(key(PLAIN, 1), 9),
        valid().checked(key(PLAIN, 1), None),
        valid().good(11, coded("A")),
        valid().good(11, coded("NEW")),
        valid().bounded(2, STOCK, -1, Some(0), None),
        valid().adjusted(99, STOCK, 1),
        valid().journal(1),
        valid().plain(10, "twice"),
    ];
    for change in refused {
        world.refuse(&change);
    }
    world.accept(&valid());
    assert_eq!(world.present(key(JOURNAL, 10)).position, Some(2));
}

/// At least one of them, and no other.
pub fn a_refusal_names_the_rows_that_conflict(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(&change().plain(1, "one").plain(2, "two").plain(3, "three"));
    let refusal = world.refuse(
        &change()
            .checked(key(PLAIN, 1), Some(2))
            .updated(key(PLAIN, 2), 2, vec![], "wrong")
            .plain(3, "again")
            .deleted(key(PLAIN, 4), 1)
            .plain(5, "new"),
    );
    assert_conflict(&refusal, &[1, 2, 3, 4].map(|number| key(PLAIN, number)));
}

/// What breaks the contract is refused as such, whatever else the change set holds.
pub fn misuse_is_refused_before_anything_is_written(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(&change().plain(1, "one").stocked(1, 5).journal(1));
    let insert = |table, columns: Vec<Value>, counters: Vec<i64>| {
        let mut change = change().plain(7, "beside");
        change.inserts.push(Insert {
            table,
            id: id(8),
            columns,
            counters,
            body: "{}".to_owned(),
        });
        change
    };
    let adjust = |table, counter| {
        let mut change = change().plain(7, "beside");
        change.adjustments.push(Adjust {
            key: key(table, 1),
            counter,
            by: 1,
            floor: None,
            ceiling: None,
        });
        change
    };
    let column = |at: usize, value: Value| {
        let mut columns = no_columns();
        columns[at] = value;
        insert(GOODS, columns, vec![0, 0])
    };
    let unknown = TableId(99);
    let nowhere = RowKey {
        table: unknown,
        id: Id::MIN,
    };
    let wrong = [
        insert(unknown, vec![], vec![]),
        insert(PLAIN, vec![Value::Null], vec![]),
        insert(PLAIN, vec![], vec![1]),
        insert(GOODS, vec![], vec![0, 0]),
        insert(GOODS, no_columns(), vec![0]),
        column(0, Value::Int(1)),
        column(1, "text".into()),
        column(2, Value::Int(1)),
        column(3, Value::Id(Id::MIN)),
        column(4, "text".into()),
        column(0, "x".repeat(Value::MAX_TEXT_BYTES + 1).as_str().into()),
        column(0, "a\0b".into()),
        change().plain(7, "x").updated(nowhere, 1, vec![], "x"),
        change()
            .plain(7, "x")
            .updated(key(GOODS, 1), 1, vec![], "x"),
        change().plain(7, "x").deleted(nowhere, 1),
        change().plain(7, "x").checked(nowhere, None),
        adjust(unknown, 0),
        adjust(PLAIN, 0),
        adjust(GOODS, 2),
        change().adjusted(1, STOCK, 1).adjusted(1, STOCK, 1),
        change().plain(7, "x").plain(7, "x"),
        change()
            .checked(key(PLAIN, 1), Some(1))
            .updated(key(PLAIN, 1), 1, vec![], "x"),
        change().deleted(key(PLAIN, 1), 1).plain(1, "x"),
        change()
            .updated(key(PLAIN, 1), 1, vec![], "x")
            .updated(key(PLAIN, 1), 1, vec![], "x"),
        change()
            .plain(7, "x")
            .updated(key(JOURNAL, 1), 1, vec![Value::Null], "x"),
        change().plain(7, "x").deleted(key(JOURNAL, 1), 1),
    ];
    for change in wrong {
        let refusal = world.refuse(&change);
        assert!(
            matches!(refusal, StoreError::Misuse { .. }),
            "{refusal:?} for {change:?}"
        );
    }
    assert_code(
        world.store().get(tenant(1), &[key(PLAIN, 1), nowhere]),
        "store_misuse",
    );
}

/// Unknown orders, values of other types, pages of no or too many rows.
pub fn scans_beyond_the_contract_are_refused(factory: Factory<'_>) {
    let world = World::new(factory);
    let all = |table| Scan::all(table, 10);
    let index = |at, prefix| Scan::index(GOODS, at, prefix, 10);
    let wrong = [
        all(TableId(99)),
        Scan::all(PLAIN, 0),
        Scan::all(PLAIN, Scan::MAX_ROWS + 1),
        Scan {
            order: Order::Position,
            ..all(PLAIN)
        },
        Scan {
            prefix: vec![Value::Id(Id::MIN)],
            ..all(PLAIN)
        },
        Scan {
            from: Some(Value::Int(1)),
            ..all(PLAIN)
        },
        Scan {
            order: Order::Position,
            to: Some(Value::Id(Id::MAX)),
            ..all(JOURNAL)
        },
        index(99, vec![]),
        index(BY_RANK_AND_DUE, vec!["text".into()]),
        index(BY_RANK_AND_DUE, vec![Value::Null]),
        index(
            BY_RANK_AND_DUE,
            vec![1.into(), Value::Time(1), Value::Id(Id::MIN)],
        ),
        Scan {
            from: Some(Value::Int(1)),
            ..index(BY_RANK_AND_DUE, vec![1.into()])
        },
        Scan {
            after: Some(place(vec![1.into()], 1)),
            ..index(BY_RANK_AND_DUE, vec![])
        },
    ];
    for scan in wrong {
        assert_code(world.store().scan(tenant(1), &scan), "store_misuse");
    }
    world.scan(&Scan::all(PLAIN, Scan::MAX_ROWS));
}

/// Nothing works before `prepare`, and everything after it.
pub fn an_unprepared_store_refuses_calls(factory: Factory<'_>) {
    let fixture = factory();
    let store = fixture.store();
    assert_code(store.get(tenant(1), &[key(PLAIN, 1)]), "store_misuse");
    assert_code(store.scan(tenant(1), &Scan::all(PLAIN, 1)), "store_misuse");
    assert_code(store.commit(&change().plain(1, "x")), "store_misuse");
    store
        .prepare(&SCHEMA)
        .expect("an empty store takes any schema");
    store
        .commit(&change().plain(1, "x"))
        .expect("the change set is valid");
    assert!(!store.name().is_empty());
}
