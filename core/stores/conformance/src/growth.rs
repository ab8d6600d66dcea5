//! Preparing a schema, and one that grew.

use linli::store::{Adjust, Insert, Scan, StoreError, TableId, Value};

use crate::Factory;
use crate::world::{
    BY_CODE, Changing, GOODS, GROWN, JOURNAL, SCHEMA, STRICTER, World, assert_code, change, coded,
    columns, everything, id, key, no_columns, tenant,
};

/// As often as one likes, with data in it.
pub fn preparing_again_changes_nothing(factory: Factory<'_>) {
    let world = World::new(factory);
    world
        .store()
        .prepare(&SCHEMA)
        .expect("prepare is idempotent");
    world.accept(&change().good(1, coded("A")).journal(1).plain(1, "x"));
    let before = everything(world.store());
    world
        .store()
        .prepare(&SCHEMA)
        .expect("prepare is idempotent");
    assert!(everything(world.store()) == before);
    world.accept(&change().journal(2));
    assert_eq!(world.present(key(JOURNAL, 2)).position, Some(2));
}

/// New columns are null, new counters zero, new indexes hold the rows that were there, new tables are empty.
pub fn a_schema_that_grew_keeps_the_data(factory: Factory<'_>) {
    let world = World::new(factory);
    let store = world.store();
    world.accept(
        &change()
            .good(1, columns("a", 7, 1))
            .good(2, no_columns())
            .stocked(3, 5)
            .journal(1),
    );
    let before = world.present(key(GOODS, 1));
    store.prepare(&GROWN).expect("appending is allowed");
    store.prepare(&GROWN).expect("prepare is idempotent");
    let after = world.present(key(GOODS, 1));
    assert_eq!((after.version, &after.body), (before.version, &before.body));
    assert_eq!(world.present(key(GOODS, 3)).counters, [5, 0, 0]);
    let by_rank = Scan::index(GOODS, 5, vec![7.into()], 10);
    assert_eq!(world.ids(&by_rank), [id(1)]);
    assert_eq!(world.ids(&Scan::index(GOODS, 6, vec![], 10)), []);
    let mut tagged = columns("a", 8, 2);
    tagged.push("T".into());
    let mut set = change()
        .updated(key(GOODS, 1), 1, tagged.clone(), "tagged")
        .journal(2);
    set.inserts.push(Insert {
        table: TableId(4),
        id: id(1),
        columns: vec![Value::Int(3)],
        counters: vec![0],
        body: "{}".to_owned(),
    });
    for (table, number, counter) in [(GOODS, 3, 2), (TableId(4), 1, 0)] {
        set.adjustments.push(Adjust {
            key: key(table, number),
            counter,
            by: 1,
            floor: Some(0),
            ceiling: Some(1),
        });
    }
    world.accept(&set);
    assert_eq!(
        world.ids(&Scan::index(GOODS, 6, vec!["T".into()], 10)),
        [id(1)]
    );
    assert_eq!(world.ids(&Scan::index(TableId(4), 0, vec![], 10)), [id(1)]);
    assert_eq!(world.present(key(GOODS, 3)).counters, [5, 0, 1]);
    assert_eq!(world.present(key(JOURNAL, 2)).position, Some(2));
    let mut again = change();
    again.inserts.push(Insert {
        table: GOODS,
        id: id(9),
        columns: tagged,
        counters: vec![0, 0, 0],
        body: "{}".to_owned(),
    });
    let duplicate = StoreError::Duplicate {
        table: "goods",
        index: "by_tag",
    };
    assert_eq!(world.commit(&again), Err(duplicate));
    // The old columns alone are not enough any more.
    assert_code(
        world.commit(&change().good(8, no_columns())),
        "store_misuse",
    );
}

/// What a newer engine wrote is not for an older one, and the refusal changes nothing.
pub fn an_older_schema_is_refused(factory: Factory<'_>) {
    let world = World::new(factory);
    let store = world.store();
    store.prepare(&GROWN).expect("appending is allowed");
    assert_code(store.prepare(&SCHEMA), "store_schema");
    store.prepare(&GROWN).expect("prepare is idempotent");
    assert!(store.get(tenant(1), &[key(TableId(4), 1)]).is_ok());
}

/// A new unique index that the stored rows break is refused, and the old schema goes on working.
pub fn a_unique_index_over_duplicates_is_refused(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(
        &change()
            .good(1, columns("a", 1, 1))
            .good(2, columns("a", 2, 2)),
    );
    let before = everything(world.store());
    assert_code(world.store().prepare(&STRICTER), "store_schema");
    assert!(everything(world.store()) == before);
    world
        .store()
        .prepare(&SCHEMA)
        .expect("the old schema is still stored");
    world.accept(&change().good(3, coded("A")));
    assert_eq!(world.ids(&Scan::index(GOODS, BY_CODE, vec![], 10)), [id(3)]);
}
