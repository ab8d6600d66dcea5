//! Walking in order.

use linli::kernel::Id;
use linli::store::{Order, Scan, Value};

use crate::Factory;
use crate::world::{
    BY_CODE, BY_DUE, BY_NAME, BY_OWNER_AND_RANK, BY_RANK_AND_DUE, Changing, GOODS, JOURNAL, PLAIN,
    Random, World, change, coded, columns, id, key, no_columns, place, tenant, walk,
};

/// Thirty rows: five names, ten times, four owners; every seventh without a rank.
fn thirty(world: &World) {
    let mut set = change();
    for number in 0..30_u64 {
        // Inserted in another order than any walk has.
        let number = number * 7 % 30;
        let name = ["d", "b", "e", "a", "c"][usize::try_from(number % 5).expect("small")];
        let signed = number.cast_signed();
        let mut columns = columns(name, signed, signed % 10);
        if number % 7 == 0 {
            columns[1] = Value::Null;
        }
        columns[3] = format!("C{:02}", 29 - number).as_str().into();
        columns[4] = Value::Id(id(number % 4 + 1));
        set = set.good(number, columns).journal(number);
    }
    world.accept(&set);
}

/// With every page size, through every order: each row once, in order, and backwards the same backwards.
pub fn paging_meets_every_row_once_in_both_directions(factory: Factory<'_>) {
    let world = World::new(factory);
    thirty(&world);
    let by_index = |at, prefix| Scan::index(GOODS, at, prefix, 1000);
    let positions = Scan {
        order: Order::Position,
        ..Scan::all(JOURNAL, 1000)
    };
    let scans = [
        Scan::all(GOODS, 1000),
        Scan::all(JOURNAL, 1000),
        positions.clone(),
        Scan {
            from: Some(4.into()),
            to: Some(17.into()),
            ..positions
        },
        Scan::index(JOURNAL, 0, vec![], 1000),
        Scan::index(JOURNAL, 0, vec![Value::Id(id(1))], 1000),
        by_index(BY_NAME, vec![]),
        by_index(BY_NAME, vec!["b".into()]),
        by_index(BY_RANK_AND_DUE, vec![]),
        by_index(BY_DUE, vec![]),
        by_index(BY_CODE, vec![]),
        by_index(BY_CODE, vec!["C07".into()]),
        by_index(BY_OWNER_AND_RANK, vec![]),
        by_index(BY_OWNER_AND_RANK, vec![Value::Id(id(2))]),
        Scan {
            from: Some(Value::Time(2)),
            to: Some(Value::Time(6)),
            ..by_index(BY_DUE, vec![])
        },
        Scan {
            from: Some(Value::Id(id(5))),
            to: Some(Value::Id(id(25))),
            ..by_index(BY_NAME, vec!["a".into()])
        },
    ];
    for scan in scans {
        let whole = world.ids(&scan);
        assert!(!whole.is_empty(), "{scan:?} meets nothing");
        let mut reversed = whole.clone();
        reversed.reverse();
        for limit in [1, 2, 3, 7, 29, 30, 31] {
            let paged = Scan {
                limit,
                ..scan.clone()
            };
            assert_eq!(world.ids(&paged), whole, "{paged:?}");
            let descending = Scan {
                descending: true,
                ..paged
            };
            assert_eq!(world.ids(&descending), reversed, "{descending:?}");
        }
        let mut once = whole.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), whole.len(), "{scan:?} met a row twice");
    }
    let all = world.ids(&Scan::all(GOODS, 4));
    assert_eq!(all, (0..30).map(id).collect::<Vec<_>>());
    assert_eq!(
        world.ids(&by_index(BY_NAME, vec!["a".into()])),
        [3, 8, 13, 18, 23, 28].map(id)
    );
    assert_eq!(
        world.ids(&by_index(BY_CODE, vec![])),
        (0..30).rev().map(id).collect::<Vec<_>>()
    );
}

/// `from` and `to` belong to the range, on the first column, behind a prefix, on ids and on positions; a range may be
/// empty or the wrong way round.
pub fn ranges_include_both_ends(factory: Factory<'_>) {
    let world = World::new(factory);
    let mut set = change();
    for number in 1..=9_u64 {
        let signed = number.cast_signed();
        set = set
            .good(number, columns("x", signed % 2, signed * 10))
            .journal(number)
            .plain(number, "x");
    }
    world.accept(&set);
    let ranged = |scan: Scan, from: Option<Value>, to: Option<Value>| {
        let scan = Scan { from, to, ..scan };
        let forward = world.ids(&scan);
        let mut backward = world.ids(&Scan {
            descending: true,
            limit: 2,
            ..scan
        });
        backward.reverse();
        assert_eq!(forward, backward);
        forward
    };
    let time = |at| Some(Value::Time(at));
    let due = || Scan::index(GOODS, BY_DUE, vec![], 4);
    assert_eq!(ranged(due(), time(30), time(50)), [3, 4, 5].map(id));
    assert_eq!(ranged(due(), time(31), time(49)), [id(4)]);
    assert_eq!(ranged(due(), time(80), None), [8, 9].map(id));
    assert_eq!(ranged(due(), None, time(20)), [1, 2].map(id));
    assert_eq!(ranged(due(), time(50), time(30)), []);
    assert_eq!(ranged(due(), time(91), None), []);
    assert_eq!(ranged(due(), time(i64::MIN), time(i64::MAX)).len(), 9);
    let odd = || Scan::index(GOODS, BY_RANK_AND_DUE, vec![1.into()], 4);
    assert_eq!(ranged(odd(), time(30), time(70)), [3, 5, 7].map(id));
    let all = || Scan::all(PLAIN, 4);
    let some = |number| Some(Value::Id(id(number)));
    assert_eq!(ranged(all(), some(4), some(6)), [4, 5, 6].map(id));
    assert_eq!(ranged(all(), some(9), None), [id(9)]);
    assert_eq!(ranged(all(), None, some(0)), []);
    let positions = || Scan {
        order: Order::Position,
        ..Scan::all(JOURNAL, 4)
    };
    assert_eq!(
        ranged(positions(), Some(7.into()), Some(8.into())),
        [7, 8].map(id)
    );
    assert_eq!(ranged(positions(), Some((-5).into()), Some(0.into())), []);
    // A place outside of the range does not widen it.
    let outside = Scan {
        from: time(30),
        to: time(50),
        after: Some(place(vec![Value::Time(10)], 1)),
        ..due()
    };
    assert_eq!(world.ids(&outside), [3, 4, 5].map(id));
    let behind = Scan {
        after: Some(place(vec![Value::Time(70)], 7)),
        ..outside
    };
    assert_eq!(world.ids(&behind), []);
}

/// Only rows whose first columns equal the prefix, not those that begin like it.
pub fn prefixes_select_equal_columns(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(
        &change()
            .good(1, columns("ab", 1, 5))
            .good(2, columns("a", 1, 4))
            .good(3, columns("abc", 2, 3))
            .good(4, columns("a", 1, 4))
            .good(5, columns("", -1, 4)),
    );
    let ids = |at, prefix| world.ids(&Scan::index(GOODS, at, prefix, 2));
    assert_eq!(ids(BY_NAME, vec!["a".into()]), [2, 4].map(id));
    assert_eq!(ids(BY_NAME, vec!["".into()]), [id(5)]);
    assert_eq!(ids(BY_NAME, vec!["A".into()]), []);
    assert_eq!(ids(BY_RANK_AND_DUE, vec![1.into()]), [2, 4, 1].map(id));
    assert_eq!(
        ids(BY_RANK_AND_DUE, vec![1.into(), Value::Time(4)]),
        [2, 4].map(id)
    );
    assert_eq!(ids(BY_RANK_AND_DUE, vec![2.into(), Value::Time(4)]), []);
}

/// A null in any column keeps a row out, in it or moves it there by an update.
pub fn sparse_indexes_leave_out_rows_with_a_null(factory: Factory<'_>) {
    let world = World::new(factory);
    let mut ranked = no_columns();
    ranked[1] = 1.into();
    let mut due = no_columns();
    due[2] = Value::Time(1);
    world.accept(
        &change()
            .good(1, ranked)
            .good(2, due)
            .good(3, columns("x", 1, 1))
            .good(4, no_columns()),
    );
    let ids = |at| world.ids(&Scan::index(GOODS, at, vec![], 10));
    assert_eq!(ids(BY_RANK_AND_DUE), [id(3)]);
    assert_eq!(ids(BY_DUE), [2, 3].map(id));
    assert_eq!(
        world.ids(&Scan::index(GOODS, BY_RANK_AND_DUE, vec![1.into()], 10)),
        [id(3)]
    );
    world.accept(
        &change()
            .updated(key(GOODS, 1), 1, columns("x", 1, 0), "in")
            .updated(key(GOODS, 3), 1, no_columns(), "out"),
    );
    assert_eq!(ids(BY_RANK_AND_DUE), [id(1)]);
    assert_eq!(world.ids(&Scan::all(GOODS, 10)).len(), 4);
}

/// A changed row is found under its new values only, a deleted one nowhere.
pub fn indexes_follow_updates_and_deletes(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(
        &change()
            .good(1, columns("a", 1, 1))
            .good(2, columns("b", 2, 2)),
    );
    world.accept(
        &change()
            .updated(key(GOODS, 1), 1, columns("c", 3, 3), "moved")
            .deleted(key(GOODS, 2), 1),
    );
    let ids = |name: &str| world.ids(&Scan::index(GOODS, BY_NAME, vec![name.into()], 10));
    assert_eq!(
        (ids("a"), ids("b"), ids("c")),
        (vec![], vec![], vec![id(1)])
    );
    let page = world.scan(&Scan::index(GOODS, BY_DUE, vec![], 10));
    assert_eq!(page.rows, [world.present(key(GOODS, 1))]);
}

/// Not by a language, a case or a country.
pub fn text_is_ordered_by_bytes(factory: Factory<'_>) {
    let world = World::new(factory);
    let mut names = vec![
        "",
        " ",
        "!",
        "0",
        "10",
        "9",
        "A",
        "Z",
        "_",
        "a",
        "a ",
        "aa",
        "ab",
        "b",
        "z",
        "é",
        "e\u{301}",
        "中",
        "中国",
        "一",
        "丁",
        "阿",
        "邻里",
        "\u{ffff}",
        "\u{10000}",
        "\u{10ffff}",
        "ａ",
        "ÿ",
        "\u{7f}",
        "\u{80}",
    ];
    let mut set = change();
    for (number, name) in (0..).zip(&names) {
        set = set.good(number, columns(name, 0, 0));
    }
    world.accept(&set);
    let numbered = names.clone();
    names.sort_unstable_by_key(|name| name.as_bytes());
    let walked: Vec<&str> = (world.ids(&Scan::index(GOODS, BY_NAME, vec![], 7)).iter())
        .map(|met| numbered[usize::from(met.bytes()[15])])
        .collect();
    assert_eq!(walked, names);
    let chinese = Scan {
        from: Some("一".into()),
        to: Some("阿".into()),
        ..Scan::index(GOODS, BY_NAME, vec![], 3)
    };
    assert_eq!(world.ids(&chinese).len(), 6);
}

/// Negative before positive, to the ends of 64 bits.
pub fn numbers_and_times_are_ordered_by_size(factory: Factory<'_>) {
    let world = World::new(factory);
    let mut numbers = vec![
        i64::MAX,
        i64::MIN,
        0,
        -1,
        1,
        255,
        256,
        -256,
        1 << 53,
        (1 << 53) + 1,
        -(1 << 53) - 1,
        i64::MAX - 1,
        i64::MIN + 1,
        10,
        9,
    ];
    let mut set = change();
    for (at, number) in (0..).zip(&numbers) {
        set = set.good(at, columns("x", *number, *number));
    }
    world.accept(&set);
    let original = numbers.clone();
    numbers.sort_unstable();
    for at in [BY_RANK_AND_DUE, BY_DUE] {
        let walked: Vec<i64> = (world.ids(&Scan::index(GOODS, at, vec![], 4)).iter())
            .map(|met| original[usize::from(met.bytes()[15])])
            .collect();
        assert_eq!(walked, numbers);
    }
    for number in numbers {
        assert_eq!(
            world
                .ids(&Scan::index(GOODS, BY_RANK_AND_DUE, vec![number.into()], 4))
                .len(),
            1
        );
    }
}

/// Whatever the ids are; polling behind the last position finds what came since.
pub fn positions_are_walked_in_commit_order(factory: Factory<'_>) {
    let world = World::new(factory);
    let mut random = Random(7);
    let mut expected = Vec::new();
    let mut numbers: Vec<u64> = (0..40).collect();
    while !numbers.is_empty() {
        let mut set = change();
        for _ in 0..=random.below(3) {
            if numbers.is_empty() {
                break;
            }
            let at = usize::try_from(random.below(numbers.len() as u64)).expect("small");
            let number = numbers.swap_remove(at);
            set = set.journal(number);
            expected.push(id(number));
        }
        world.accept(&set);
    }
    let all = Scan {
        order: Order::Position,
        ..Scan::all(JOURNAL, 6)
    };
    assert_eq!(world.ids(&all), expected);
    let polled = Scan {
        from: Some(31.into()),
        ..all
    };
    let rows = walk(world.store(), tenant(1), &polled);
    let positions: Vec<Option<u64>> = rows.iter().map(|row| row.position).collect();
    assert_eq!(positions, (31..=40).map(Some).collect::<Vec<_>>());
}

/// `next` is there exactly when another page has rows.
pub fn a_page_knows_whether_more_follows(factory: Factory<'_>) {
    let world = World::new(factory);
    let empty = world.scan(&Scan::all(PLAIN, 1));
    assert_eq!((empty.rows.len(), empty.next), (0, None));
    let mut set = change();
    for number in 1..=4_u64 {
        set = set
            .plain(number, "x")
            .good(number, columns("x", number.cast_signed(), 0));
    }
    world.accept(&set);
    for descending in [false, true] {
        for limit in 1..=6 {
            let scan = Scan {
                descending,
                ..Scan::all(PLAIN, limit)
            };
            assert_eq!(world.scan(&scan).next.is_some(), limit < 4, "limit {limit}");
            let ranged = Scan {
                to: Some(2.into()),
                descending,
                ..Scan::index(GOODS, BY_RANK_AND_DUE, vec![], limit)
            };
            assert_eq!(
                world.scan(&ranged).next.is_some(),
                limit < 2,
                "limit {limit}"
            );
        }
    }
    let place = world.scan(&Scan::index(GOODS, BY_RANK_AND_DUE, vec![2.into()], 1));
    assert_eq!(place.next, None);
    let page = world.scan(&Scan::index(GOODS, BY_RANK_AND_DUE, vec![], 2));
    let next = page.next.expect("two more follow");
    assert_eq!(
        (next.values, next.id),
        (vec![2.into(), Value::Time(0)], id(2))
    );
}

/// With neighbours on both sides, in both directions, even at the ends of all ids.
pub fn scans_stay_inside_their_tenant(factory: Factory<'_>) {
    let world = World::new(factory);
    for number in [1, 2, 3] {
        let mut set = change()
            .of(number)
            .good(5, columns("x", 1, 1))
            .journal(5)
            .good(6, coded("A"));
        for id in [Id::MIN, Id::MAX] {
            let mut insert = set.inserts[0].clone();
            insert.id = id;
            insert.columns[4] = Value::Null;
            set.inserts.push(insert);
        }
        world.accept(&set);
    }
    for (order, table, expected) in [
        (Order::Id, GOODS, 4),
        (Order::Id, JOURNAL, 1),
        (Order::Position, JOURNAL, 1),
        (Order::Index(0), JOURNAL, 1),
        (Order::Index(BY_NAME), GOODS, 3),
        (Order::Index(BY_RANK_AND_DUE), GOODS, 3),
        (Order::Index(BY_CODE), GOODS, 1),
    ] {
        for descending in [false, true] {
            let scan = Scan {
                order,
                descending,
                ..Scan::all(table, 2)
            };
            assert_eq!(
                walk(world.store(), tenant(2), &scan).len(),
                expected,
                "{scan:?}"
            );
        }
    }
}
