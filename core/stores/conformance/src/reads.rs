//! Reading by key.

use std::fmt::Write as _;

use linli::kernel::Id;
use linli::store::{Insert, Value};

use crate::Factory;
use crate::world::{Changing, GOODS, JOURNAL, PLAIN, World, body, change, id, key, tenant};

/// One answer per key, in their order, `None` for what is not there; a key may be asked for twice.
pub fn get_answers_in_the_order_of_the_keys(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(
        &change()
            .plain(1, "one")
            .plain(2, "two")
            .stocked(1, 5)
            .journal(7),
    );
    let keys = [
        key(PLAIN, 2),
        key(GOODS, 1),
        key(PLAIN, 3),
        key(PLAIN, 1),
        key(JOURNAL, 7),
        key(PLAIN, 2),
    ];
    let rows = world.store().get(tenant(1), &keys).expect("get works");
    let bodies: Vec<Option<String>> = (rows.iter())
        .map(|row| row.as_ref().map(|row| row.body.clone()))
        .collect();
    let expected = ["two", "stock", "", "one", "entry", "two"];
    let expected: Vec<Option<String>> = (expected.iter())
        .map(|text| (!text.is_empty()).then(|| body(text)))
        .collect();
    assert_eq!(bodies, expected);
    let stock = rows[1].clone().expect("the row is there");
    assert_eq!(
        (stock.id, stock.version, stock.counters, stock.position),
        (id(1), 1, vec![5, 0], None)
    );
    let entry = rows[4].clone().expect("the row is there");
    assert_eq!(
        (entry.id, entry.version, entry.position),
        (id(7), 1, Some(1))
    );
    assert!(
        world
            .store()
            .get(tenant(1), &[])
            .expect("get works")
            .is_empty()
    );
}

/// The same key is another row in another tenant.
pub fn tenants_see_only_their_own_rows(factory: Factory<'_>) {
    let world = World::new(factory);
    world.accept(&change().plain(1, "first").stocked(1, 3));
    assert_eq!(world.row_of(tenant(2), key(PLAIN, 1)), None);
    world.accept(&change().of(2).plain(1, "second").stocked(1, 8));
    world.accept(&change().of(2).adjusted(1, 0, -1));
    assert_eq!(world.present(key(PLAIN, 1)).body, body("first"));
    assert_eq!(world.present(key(GOODS, 1)).counters, [3, 0]);
    let other = world
        .row_of(tenant(2), key(GOODS, 1))
        .expect("the row is there");
    assert_eq!(other.counters, [7, 0]);
    let refusal = world.refuse(&change().of(3).deleted(key(PLAIN, 1), 1));
    assert_eq!(refusal.code(), "store_conflict");
}

/// Every character and number that the port allows, in bodies, columns and counters.
pub fn stored_text_and_numbers_come_back_unchanged(factory: Factory<'_>) {
    let world = World::new(factory);
    let texts = [
        "",
        " ",
        "'; DROP TABLE goods; --",
        "\"\\/%_?1$1:a@b",
        "邻里社区团购",
        "e\u{301} \u{e9} \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{10ffff}",
        "line\nline\r\n\ttab\u{1}\u{7f}\u{85}\u{2028}\u{feff}",
    ];
    for (number, text) in (1..).zip(texts) {
        let quoted = json(text);
        let mut insert = change();
        insert.inserts.push(Insert {
            table: GOODS,
            id: id(number),
            columns: vec![
                text.into(),
                i64::MIN.into(),
                Value::Time(i64::MAX),
                Value::Null,
                Value::Id(Id::MAX),
            ],
            counters: vec![i64::MIN, i64::MAX],
            body: format!("[{quoted},{quoted}]"),
        });
        insert.inserts[0].columns[1] = number.cast_signed().into();
        world.accept(&insert);
        let row = world.present(key(GOODS, number));
        assert_eq!(row.body, format!("[{quoted},{quoted}]"));
        assert_eq!(row.counters, [i64::MIN, i64::MAX]);
        let scan = linli::store::Scan::index(GOODS, crate::world::BY_NAME, vec![text.into()], 10);
        assert_eq!(world.ids(&scan), [id(number)], "{text:?}");
    }
    // The body is kept as it was written, not as somebody understands it.
    let written = "{ \"b\" : 1.50 , \"a\":10000000000000000000000, \"a\": null }";
    let mut insert = change();
    insert.inserts.push(Insert {
        table: PLAIN,
        id: Id::MIN,
        columns: vec![],
        counters: vec![],
        body: written.to_owned(),
    });
    world.accept(&insert);
    assert_eq!(world.present(key(PLAIN, 0)).body, written);
}

/// A text as JSON writes it, characters beyond ASCII as they are.
fn json(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\u{0}'..='\u{1f}' => drop(write!(quoted, "\\u{:04x}", u32::from(character))),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// A body of a mebibyte, inserted and updated.
pub fn long_bodies_come_back_unchanged(factory: Factory<'_>) {
    let world = World::new(factory);
    let long = "里".repeat((1 << 20) / 3);
    world.accept(&change().plain(1, &long));
    assert!(world.present(key(PLAIN, 1)).body == body(&long));
    let longer = "邻里".repeat((1 << 20) / 3);
    world.accept(&change().updated(key(PLAIN, 1), 1, vec![], &longer));
    assert!(world.present(key(PLAIN, 1)).body == body(&longer));
}
