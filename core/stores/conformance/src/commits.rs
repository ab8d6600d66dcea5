//! What a change set does, and when it is refused.

use linli::store::{Committed, StoreError, Value};

use crate::Factory;
use crate::world::{
    Changing, EVENTS, GOODS, JOURNAL, PLAIN, SOLD, STOCK, World, assert_code, assert_conflict,
    body, change, coded, columns, id, key, no_columns, tenant,
};

/// A key that is there cannot be inserted.
pub fn an_insert_of_a_present_key_conflicts(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(&change().plain(1, "first"));
    let refusal = world.refuse(&change().plain(2, "other").plain(1, "again"));
    assert_conflict(&refusal, &[key(PLAIN, 1)]);
    assert_eq!(world.row(key(PLAIN, 2)), None);
}

/// Any other version than the stored one conflicts, and so does an absent row.
pub fn updates_and_deletes_need_the_version_that_was_read(factory: Factory<'_>) {
    let world = World::new(factory);
    let row = key(GOODS, 1);
    world.accept(&change().stocked(1, 0));
    world.accept(&change().updated(row, 1, no_columns(), "second"));
    for version in [0, 1, 3, u64::MAX] {
        let refusal = world.refuse(&change().updated(row, version, no_columns(), "wrong"));
        assert_conflict(&refusal, &[row]);
        let refusal = world.refuse(&change().deleted(row, version));
        assert_conflict(&refusal, &[row]);
    }
    let absent = key(GOODS, 9);
    let refusal = world.refuse(&change().updated(absent, 1, no_columns(), "wrong"));
    assert_conflict(&refusal, &[absent]);
    let refusal = world.refuse(&change().deleted(absent, 1));
    assert_conflict(&refusal, &[absent]);
    world.accept(&change().deleted(row, 2));
    assert_eq!(world.row(row), None);
}

/// 1 when inserted, one more with each update, the same after adjustments and checks; updates keep the counters.
pub fn versions_count_updates_and_nothing_else(factory: Factory<'_>) {
    let world = World::new(factory);
    let row = key(GOODS, 1);
    world.accept(&change().stocked(1, 5));
    for version in 1..=4 {
        let text = format!("update {version}");
        world.accept(&change().updated(row, version, no_columns(), &text));
        world.accept(
            &change()
                .adjusted(1, STOCK, 2)
                .checked(row, Some(version + 1)),
        );
        let stored = world.present(row);
        assert_eq!((stored.version, stored.body), (version + 1, body(&text)));
    }
    assert_eq!(world.present(row).counters, [13, 0]);
}

/// Inserted again it begins at version 1 with its own counters.
pub fn a_deleted_key_is_free_again(factory: Factory<'_>) {
    let world = World::new(factory);
    let row = key(GOODS, 1);
    world.accept(&change().stocked(1, 5));
    world.accept(&change().updated(row, 1, coded("A"), "second"));
    world.accept(&change().deleted(row, 2));
    world.accept(&change().good(1, coded("A")));
    let stored = world.present(row);
    assert_eq!((stored.version, stored.counters), (1, vec![0, 0]));
}

/// A check of a version and a check of absence, alone and beside writes.
pub fn checks_hold_or_conflict(factory: Factory<'_>) {
    let world = World::new(factory);
    let (here, absent) = (key(PLAIN, 1), key(PLAIN, 2));
    world.accept(&change().plain(1, "here"));
    world.accept(&change().checked(here, Some(1)).checked(absent, None));
    world.accept(&change().checked(here, Some(1)).plain(3, "beside"));
    for (row, version) in [(here, None), (here, Some(2)), (absent, Some(1))] {
        assert_conflict(&world.refuse(&change().checked(row, version)), &[row]);
        let beside = change()
            .checked(row, version)
            .plain(4, "beside")
            .stocked(4, 1);
        assert_conflict(&world.refuse(&beside), &[row]);
    }
    // What the change set itself does comes after its checks.
    let beside = change()
        .checked(absent, None)
        .updated(here, 1, vec![], "second");
    world.accept(&beside);
    assert_conflict(&world.refuse(&change().checked(here, Some(1))), &[here]);
}

/// The result may reach its floor and its ceiling; one beyond is refused with the row and the counter.
pub fn adjustments_add_and_keep_their_bounds(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(&change().stocked(1, 5));
    world.accept(
        &change()
            .bounded(1, STOCK, -5, Some(0), None)
            .bounded(1, SOLD, 5, None, Some(5)),
    );
    assert_eq!(world.present(key(GOODS, 1)).counters, [0, 5]);
    let stock = StoreError::Bound {
        key: key(GOODS, 1),
        counter: STOCK,
    };
    let sold = StoreError::Bound {
        key: key(GOODS, 1),
        counter: SOLD,
    };
    assert_eq!(
        world.refuse(&change().bounded(1, STOCK, -1, Some(0), None)),
        stock
    );
    assert_eq!(
        world.refuse(&change().bounded(1, SOLD, 1, None, Some(5))),
        sold
    );
    // The bound is on the result, whichever way it went.
    assert_eq!(
        world.refuse(&change().bounded(1, STOCK, 1, Some(2), None)),
        stock
    );
    assert_eq!(
        world.refuse(&change().bounded(1, SOLD, -1, None, Some(3))),
        sold
    );
    assert_eq!(
        world.refuse(&change().bounded(1, STOCK, 0, Some(2), Some(1))),
        stock
    );
    let beside = change()
        .adjusted(1, SOLD, 1)
        .bounded(1, STOCK, -1, Some(0), None)
        .plain(1, "x");
    assert_eq!(world.refuse(&beside), stock);
    // Without bounds a counter may go below zero.
    world.accept(
        &change()
            .adjusted(1, STOCK, -3)
            .bounded(1, SOLD, 0, Some(5), Some(5)),
    );
    assert_eq!(world.present(key(GOODS, 1)).counters, [-3, 5]);
}

/// A counter is not part of the version: who read the row before may still update it, in one change set too.
pub fn adjustments_do_not_conflict_with_updates(factory: Factory<'_>) {
    let world = World::new(factory);
    let row = key(GOODS, 1);
    world.accept(&change().stocked(1, 5));
    world.accept(&change().adjusted(1, STOCK, -1));
    world.accept(
        &change()
            .updated(row, 1, columns("a", 1, 1), "second")
            .adjusted(1, STOCK, -1),
    );
    let stored = world.present(row);
    assert_eq!((stored.version, stored.counters), (2, vec![3, 0]));
}

/// A row that is absent, or deleted in the same change set.
pub fn an_adjustment_of_an_absent_row_conflicts(factory: Factory<'_>) {
    let world = World::new(factory);
    let row = key(GOODS, 1);
    let refusal = world.refuse(
        &change()
            .bounded(1, STOCK, 1, Some(0), Some(9))
            .plain(1, "x"),
    );
    assert_conflict(&refusal, &[row]);
    world.accept(&change().of(2).stocked(1, 5));
    assert_conflict(&world.refuse(&change().adjusted(1, STOCK, 1)), &[row]);
    world.accept(&change().stocked(1, 5));
    let gone = change().deleted(row, 1).adjusted(1, STOCK, 1);
    assert_conflict(&world.refuse(&gone), &[row]);
}

/// Adjustments come after inserts, bounds included.
pub fn an_adjustment_meets_the_row_inserted_with_it(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(&change().stocked(1, 5).bounded(1, STOCK, -5, Some(0), None));
    assert_eq!(world.present(key(GOODS, 1)).counters, [0, 0]);
    let refusal = world.refuse(&change().stocked(2, 5).bounded(2, STOCK, -6, Some(0), None));
    assert_eq!(refusal.code(), "store_bound");
    assert_eq!(world.row(key(GOODS, 2)), None);
}

/// A sum that 64 bits do not hold is out of bounds.
pub fn counters_reach_the_ends_of_64_bits_and_not_beyond(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(&change().stocked(1, i64::MAX).stocked(2, i64::MIN));
    for (row, by) in [(1, 1), (1, i64::MAX), (2, -1), (2, i64::MIN)] {
        assert_eq!(
            world.refuse(&change().adjusted(row, STOCK, by)).code(),
            "store_bound"
        );
    }
    world.accept(
        &change()
            .adjusted(1, STOCK, i64::MIN)
            .adjusted(2, STOCK, i64::MAX),
    );
    assert_eq!(world.present(key(GOODS, 1)).counters, [-1, 0]);
    assert_eq!(world.present(key(GOODS, 2)).counters, [-1, 0]);
    world.accept(&change().bounded(1, STOCK, i64::MIN + 1, Some(i64::MIN), Some(i64::MAX)));
    assert_eq!(world.present(key(GOODS, 1)).counters, [i64::MIN, 0]);
}

fn owned(owner: u64, rank: i64) -> Vec<Value> {
    let mut columns = no_columns();
    columns[1] = rank.into();
    columns[4] = Value::Id(id(owner));
    columns
}

/// By insert, by update and by two inserts of one change set; the refusal names the index.
pub fn a_unique_index_refuses_a_second_row(factory: Factory<'_>) {
    let world = World::new(factory);
    let by_code = StoreError::Duplicate {
        table: "goods",
        index: "by_code",
    };
    let by_owner = StoreError::Duplicate {
        table: "goods",
        index: "by_owner_and_rank",
    };
    world.accept(
        &change()
            .good(1, coded("A"))
            .good(2, coded("B"))
            .good(3, owned(7, 1)),
    );
    assert_eq!(world.refuse(&change().good(9, coded("A"))), by_code);
    assert_eq!(
        world.refuse(&change().good(8, coded("C")).good(9, coded("C"))),
        by_code
    );
    let moved = change().updated(key(GOODS, 2), 1, coded("A"), "moved");
    assert_eq!(world.refuse(&moved), by_code);
    assert_eq!(world.refuse(&change().good(9, owned(7, 1))), by_owner);
    // One of several columns may be the same, another case is another text.
    world.accept(
        &change()
            .good(4, owned(7, 2))
            .good(5, owned(8, 1))
            .good(6, coded("a")),
    );
    // A row does not stand in its own way.
    world.accept(&change().updated(key(GOODS, 1), 1, coded("A"), "same"));
}

/// Rows with a null in an index are not in it, and other tenants have codes of their own.
pub fn nulls_and_other_tenants_are_exempt_from_uniqueness(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(&change().good(1, no_columns()).good(2, no_columns()));
    let mut half = owned(7, 1);
    half[1] = Value::Null;
    world.accept(&change().good(3, half.clone()).good(4, half));
    world.accept(&change().good(5, coded("A")));
    world.accept(&change().of(2).good(5, coded("A")).good(6, coded("B")));
    assert_code(
        world.commit(&change().of(2).good(7, coded("A"))),
        "store_duplicate",
    );
}

/// Only the end of a change set has to be unique: values are freed by deletes and updates, taken over by updates and
/// inserts, handed on in a chain and swapped.
pub fn unique_values_move_between_rows_of_one_change_set(factory: Factory<'_>) {
    let world = World::new(factory);
    let row = |number| key(GOODS, number);
    world.accept(
        &change()
            .good(1, coded("A"))
            .good(2, coded("B"))
            .good(3, coded("C")),
    );
    // Freed by a delete, taken by an insert.
    world.accept(&change().good(4, coded("A")).deleted(row(1), 1));
    // Freed by an update, taken by an insert.
    world.accept(
        &change()
            .good(5, coded("A"))
            .updated(row(4), 1, no_columns(), "free"),
    );
    // Freed by a delete, taken by an update.
    world.accept(
        &change()
            .updated(row(4), 2, coded("B"), "takes B")
            .deleted(row(2), 1),
    );
    // Handed on in a chain, in both orders.
    let chain = change().updated(row(4), 3, coded("C"), "takes C");
    world.accept(&chain.updated(row(3), 1, coded("D"), "takes D"));
    let chain = change().updated(row(3), 2, coded("E"), "takes E");
    world.accept(&chain.updated(row(4), 4, coded("D"), "takes D"));
    // Swapped, and all three handed around.
    let swap = change().updated(row(3), 3, coded("D"), "swaps");
    world.accept(&swap.updated(row(4), 5, coded("E"), "swaps"));
    let around =
        change()
            .updated(row(3), 4, coded("E"), "around")
            .updated(row(4), 6, coded("A"), "around");
    world.accept(&around.updated(row(5), 1, coded("D"), "around"));
    let by_code = |code: &str| {
        world.ids(&linli::store::Scan::index(
            GOODS,
            crate::world::BY_CODE,
            vec![code.into()],
            9,
        ))
    };
    assert_eq!(["A", "D", "E"].map(by_code), [[id(4)], [id(5)], [id(3)]]);
    // A chain that ends on a taken value is refused as a whole.
    let chain = change().updated(row(3), 5, coded("A"), "takes A");
    let refusal = world.refuse(&chain.updated(row(4), 7, coded("D"), "takes D"));
    assert_eq!(refusal.code(), "store_duplicate");
}

/// From 1, in the order of the inserts, independent of refused change sets, other tables and other tenants.
pub fn positions_are_gapless_per_tenant_and_table(factory: Factory<'_>) {
    let world = World::new(factory);
    let committed = world.accept(&change().journal(30).plain(1, "x").journal(10).event(5));
    let first = |committed: &Committed, table| {
        (committed.first_positions.iter())
            .find(|(of, _)| *of == table)
            .map(|(_, position)| *position)
    };
    assert_eq!(
        (first(&committed, JOURNAL), first(&committed, EVENTS)),
        (Some(1), Some(1))
    );
    assert_eq!(committed.first_positions.len(), 2);
    world.refuse(&change().journal(40).journal(30));
    world.refuse(&change().journal(40).plain(1, "again"));
    let committed = world.accept(&change().journal(20));
    assert_eq!(committed.first_positions, [(JOURNAL, 3)]);
    let committed = world.accept(&change().of(2).journal(30).journal(31));
    assert_eq!(committed.first_positions, [(JOURNAL, 1)]);
    assert!(
        world
            .accept(&change().plain(2, "x"))
            .first_positions
            .is_empty()
    );
    for (number, position) in [(30, 1), (10, 2), (20, 3)] {
        assert_eq!(world.present(key(JOURNAL, number)).position, Some(position));
    }
    let other = world
        .row_of(tenant(2), key(JOURNAL, 31))
        .expect("the row is there");
    assert_eq!(other.position, Some(2));
}

/// It changes nothing and is no error.
pub fn an_empty_change_set_is_accepted(factory: Factory<'_>) {
    let world = World::new(factory);
    assert_eq!(world.accept(&change()), Committed::default());
}
