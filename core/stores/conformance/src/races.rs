//! Many threads at once.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use linli::store::{Order, RowKey, Scan, Store, StoreError};

use crate::Factory;
use crate::world::{
    Changing, EVENTS, GOODS, JOURNAL, PLAIN, SOLD, STOCK, World, body, change, coded, id, key,
    tenant,
};

const THREADS: u64 = 8;

/// Both read the same version and write: one is accepted, the other conflicts, round after round.
pub fn of_two_contenders_one_wins(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(&change().plain(1, "start"));
    let store = world.store();
    for round in 1..=30 {
        let start = Barrier::new(2);
        let won = AtomicU64::new(0);
        thread::scope(|scope| {
            for contender in 0..2_u64 {
                let (start, won) = (&start, &won);
                scope.spawn(move || {
                    let set =
                        change().updated(key(PLAIN, 1), round, vec![], &format!("{contender}"));
                    start.wait();
                    match store.commit(&set.plain(round * 10 + contender, "mine")) {
                        Ok(_) => drop(won.fetch_add(1, Ordering::SeqCst)),
                        Err(StoreError::Conflict { .. }) => {}
                        Err(other) => panic!("a conflict was expected, not {other:?}"),
                    }
                });
            }
        });
        assert_eq!(won.load(Ordering::SeqCst), 1, "round {round}");
        assert_eq!(world.present(key(PLAIN, 1)).version, round + 1);
    }
    assert_eq!(world.ids(&Scan::all(PLAIN, 100)).len(), 31);
}

/// Eight threads take from a counter with a floor: as many succeed as there were units.
pub fn the_last_unit_is_never_sold_twice(factory: Factory<'_>) {
    let world = World::new(factory);
    let store = world.store();
    for round in 0..8 {
        let units = i64::try_from(round % 5 + 1).expect("small");
        world.accept(&change().stocked(round, units));
        let start = Barrier::new(8);
        let sold = AtomicU64::new(0);
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    start.wait();
                    let take = change()
                        .bounded(round, STOCK, -1, Some(0), None)
                        .adjusted(round, SOLD, 1);
                    match store.commit(&take) {
                        Ok(_) => drop(sold.fetch_add(1, Ordering::SeqCst)),
                        Err(StoreError::Bound { counter: STOCK, .. }) => {}
                        Err(other) => panic!("the bound was expected, not {other:?}"),
                    }
                });
            }
        });
        assert_eq!(sold.load(Ordering::SeqCst), units.unsigned_abs());
        assert_eq!(world.present(key(GOODS, round)).counters, [0, units]);
    }
}

/// Eight threads insert the same code under keys of their own: one is accepted.
pub fn a_unique_value_is_given_once(factory: Factory<'_>) {
    let world = World::new(factory);
    let store = world.store();
    for round in 0..8 {
        let code = format!("CODE{round}");
        let start = Barrier::new(8);
        let given = AtomicU64::new(0);
        thread::scope(|scope| {
            for thread in 0..THREADS {
                let (start, given, code) = (&start, &given, &code);
                scope.spawn(move || {
                    start.wait();
                    match store.commit(&change().good(round * 100 + thread, coded(code))) {
                        Ok(_) => drop(given.fetch_add(1, Ordering::SeqCst)),
                        Err(StoreError::Duplicate {
                            index: "by_code", ..
                        }) => {}
                        Err(other) => panic!("a duplicate was expected, not {other:?}"),
                    }
                });
            }
        });
        assert_eq!(given.load(Ordering::SeqCst), 1);
    }
}

/// Unbounded additions of many threads never conflict and none is lost.
pub fn commuting_adjustments_are_all_counted(factory: Factory<'_>) {
    let world = World::new(factory);
    let store = world.store();
    world.accept(&change().stocked(1, 0).stocked(2, 0));
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for step in 0..25 {
                    // Half of them name the rows the other way round, so that a store that locks rows has to sort.
                    let set = if step % 2 == 0 {
                        change().adjusted(1, STOCK, 3).adjusted(2, STOCK, -1)
                    } else {
                        change().adjusted(2, STOCK, -1).adjusted(1, STOCK, 3)
                    };
                    store.commit(&set).expect("adjustments commute");
                }
            });
        }
    });
    assert_eq!(world.present(key(GOODS, 1)).counters, [600, 0]);
    assert_eq!(world.present(key(GOODS, 2)).counters, [-200, 0]);
}

/// One reader polls behind the last position it saw while eight writers commit: it sees every position once, without a
/// gap, and every accepted row.
pub fn a_polling_reader_misses_nothing(factory: Factory<'_>) {
    const COMMITS: u64 = 25;
    let world = World::new(factory);
    let store = world.store();
    let writing = AtomicBool::new(true);
    let (mut seen, rows) = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = Vec::new();
            let mut last = 0_u64;
            loop {
                // Asked before the page, so that the last page is read after the last commit.
                let more = writing.load(Ordering::SeqCst);
                let scan = Scan {
                    order: Order::Position,
                    from: Some((last + 1).cast_signed().into()),
                    ..Scan::all(JOURNAL, 7)
                };
                let page = store.scan(tenant(1), &scan).expect("the scan is valid");
                for row in &page.rows {
                    last += 1;
                    assert_eq!(row.position, Some(last), "the reader met a gap");
                    seen.push(row.id);
                }
                if page.rows.is_empty() && !more {
                    return seen;
                }
            }
        });
        let writers: Vec<_> = (0..THREADS)
            .map(|writer| {
                scope.spawn(move || {
                    let mut rows = Vec::new();
                    for commit in 0..COMMITS {
                        let number = (writer * COMMITS + commit) * 2;
                        let mut set = change().journal(number).event(number);
                        rows.push(number);
                        if commit % 2 == 0 {
                            set = set.journal(number + 1);
                            rows.push(number + 1);
                        }
                        let committed = store.commit(&set).expect("the keys are new");
                        let of = |table| {
                            committed
                                .first_positions
                                .iter()
                                .find(|(of, _)| *of == table)
                        };
                        assert!(of(JOURNAL).is_some() && of(EVENTS).is_some());
                        // One in eight is refused and must leave no gap.
                        if commit % 8 == 0 {
                            assert!(
                                store
                                    .commit(&change().journal(1 << 40).journal(number))
                                    .is_err()
                            );
                        }
                    }
                    rows
                })
            })
            .collect();
        let mut rows = Vec::new();
        for writer in writers {
            rows.extend(writer.join().expect("the writer finished"));
        }
        writing.store(false, Ordering::SeqCst);
        (reader.join().expect("the reader finished"), rows)
    });
    seen.sort_unstable();
    let mut expected: Vec<_> = rows.into_iter().map(id).collect();
    expected.sort_unstable();
    assert_eq!(seen, expected);
}

/// Two rows and a counter that always change together are never seen apart, by key or in a page.
pub fn readers_see_whole_change_sets(factory: Factory<'_>) {
    let world = World::new(factory);
    let store = world.store();
    let (left, right) = (key(PLAIN, 1), key(PLAIN, 2));
    world.accept(&change().plain(1, "1").plain(2, "1").stocked(3, 1));
    let writing = AtomicBool::new(true);
    let reads = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while writing.load(Ordering::SeqCst) {
                    assert_whole(store, left, right);
                    reads.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        let mut version = 0;
        // At least 200 commits, and as many as it takes to be read often; readers that failed do not count on.
        while version < 200 || (reads.load(Ordering::SeqCst) < 60 && version < 5000) {
            version += 1;
            let text = (version + 1).to_string();
            let set = change().updated(left, version, vec![], &text);
            let set = set
                .updated(right, version, vec![], &text)
                .adjusted(3, STOCK, 1);
            let accepted = store.commit(&set);
            if accepted.is_err() {
                writing.store(false, Ordering::SeqCst);
            }
            accepted.expect("there is one writer");
        }
        writing.store(false, Ordering::SeqCst);
    });
    let last = world.present(left);
    assert_eq!(last.body, body(&last.version.to_string()));
}

fn assert_whole(store: &dyn Store, left: RowKey, right: RowKey) {
    let keys = [left, key(GOODS, 3), right];
    let rows = store.get(tenant(1), &keys).expect("get works");
    let [Some(first), Some(counted), Some(second)] = rows.as_slice() else {
        panic!("the rows are there");
    };
    assert_eq!((first.version, &first.body), (second.version, &second.body));
    assert_eq!(counted.counters[0], first.version.cast_signed());
    let page = (store.scan(tenant(1), &Scan::all(PLAIN, 10))).expect("the scan is valid");
    assert_eq!(page.rows[0].body, page.rows[1].body);
}
