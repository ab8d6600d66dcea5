//! The same random commits on this store and on the reference store.

use linli::kernel::TenantId;
use linli::store::{
    Adjust, ChangeSet, Check, Delete, Insert, MemoryStore, Order, RowKey, Scan, Store, TableId,
    Update, Value,
};

use crate::Factory;
use crate::world::{GOODS, Random, SCHEMA, World, everything, id, key, no_columns, place, tenant};

/// Hundreds of random change sets, most of them valid, and random scans between them. A change set with one fault must
/// be refused with the reference's code; with several faults a store may find another one first.
pub fn random_commits_get_the_answers_of_the_reference_store(factory: Factory<'_>) {
    for seed in 1..=3 {
        let world = World::new(factory);
        let reference = MemoryStore::default();
        reference
            .prepare(&SCHEMA)
            .expect("an empty store takes any schema");
        let mut random = Random(seed);
        for step in 0..250 {
            let change = random_change(&mut random, &reference);
            let expected = reference.commit(&change);
            let answer = world.commit(&change);
            match (&answer, &expected) {
                (Ok(answer), Ok(expected)) => {
                    let mut sorted = answer.first_positions.clone();
                    sorted.sort_unstable();
                    let mut expected = expected.first_positions.clone();
                    expected.sort_unstable();
                    assert_eq!(sorted, expected, "seed {seed}, step {step}: {change:?}");
                }
                (Err(answer), Err(expected)) => assert!(
                    parts(&change) > 1 || answer.code() == expected.code(),
                    "seed {seed}, step {step}: {answer:?} instead of {expected:?} to {change:?}"
                ),
                _ => panic!(
                    "seed {seed}, step {step}: {answer:?} instead of {expected:?} to {change:?}"
                ),
            }
            for _ in 0..4 {
                let (tenant, scan) = random_scan(&mut random);
                let page = world
                    .store()
                    .scan(tenant, &scan)
                    .expect("the scan is valid");
                let expected = reference.scan(tenant, &scan).expect("the scan is valid");
                assert_eq!(page, expected, "seed {seed}, step {step}: {scan:?}");
            }
            if step % 25 == 0 {
                assert!(
                    everything(world.store()) == everything(&reference),
                    "seed {seed}, step {step}"
                );
            }
        }
        assert!(
            everything(world.store()) == everything(&reference),
            "seed {seed}"
        );
    }
}

fn parts(change: &ChangeSet) -> usize {
    change.inserts.len()
        + change.updates.len()
        + change.deletes.len()
        + change.checks.len()
        + change.adjustments.len()
}

fn random_tenant(random: &mut Random) -> TenantId {
    tenant(random.number(2) + 1)
}

fn random_columns(random: &mut Random, table: TableId) -> Vec<Value> {
    if table != GOODS {
        return match SCHEMA.tables[usize::from(table.0)].columns.len() {
            0 => vec![],
            _ => vec![Value::Id(id(random.below(3)))],
        };
    }
    let mut columns = no_columns();
    let names = ["", "a", "ab", "中", "里"];
    for (at, column) in columns.iter_mut().enumerate() {
        if random.chance(30) {
            continue;
        }
        *column = match at {
            0 => names[usize::try_from(random.below(5)).expect("small")].into(),
            1 => (random.number(5) - 2).into(),
            2 => Value::Time(random.number(4)),
            3 => format!("{}", random.below(40)).as_str().into(),
            _ => Value::Id(id(random.below(4))),
        };
    }
    columns
}

fn random_change(random: &mut Random, reference: &MemoryStore) -> ChangeSet {
    let tenant = random_tenant(random);
    let mut change = ChangeSet::new(tenant);
    let mut used: Vec<RowKey> = Vec::new();
    let mut adjusted: Vec<(RowKey, u8)> = Vec::new();
    for _ in 0..=random.below(5) {
        let table = TableId(u16::try_from(random.below(4)).expect("small"));
        let sequenced = SCHEMA.tables[usize::from(table.0)].sequenced;
        let numbers = if sequenced { 300 } else { 12 };
        let row = key(table, random.below(numbers));
        if used.contains(&row) {
            continue;
        }
        let found = reference.get(tenant, &[row]).expect("get works").remove(0);
        let mut version = found.as_ref().map(|row| row.version);
        if random.chance(5) {
            version = Some(random.below(4));
        }
        let body = format!("{{\"n\":{}}}", random.below(1000));
        let columns = random_columns(random, table);
        let dice = random.below(10);
        used.push(row);
        match version {
            _ if dice == 0 => change.checks.push(Check { key: row, version }),
            Some(version) if dice < 3 && !sequenced => change.deletes.push(Delete {
                table,
                id: row.id,
                version,
            }),
            Some(version) if dice < 9 && !sequenced => change.updates.push(Update {
                table,
                id: row.id,
                version,
                columns,
                body,
            }),
            _ => change.inserts.push(Insert {
                table,
                id: row.id,
                columns,
                counters: if table == GOODS { vec![5, 0] } else { vec![] },
                body,
            }),
        }
    }
    if random.chance(50) {
        for _ in 0..=random.below(2) {
            let counter = (key(GOODS, random.below(12)), u8::from(random.chance(50)));
            if adjusted.contains(&counter) {
                continue;
            }
            adjusted.push(counter);
            change.adjustments.push(Adjust {
                key: counter.0,
                counter: counter.1,
                by: random.number(7) - 3,
                floor: random.chance(60).then_some(0),
                ceiling: random.chance(30).then_some(8),
            });
        }
    }
    change
}

fn random_scan(random: &mut Random) -> (TenantId, Scan) {
    let table = TableId(u16::try_from(random.below(4)).expect("small"));
    let declared = &SCHEMA.tables[usize::from(table.0)];
    let orders = declared.indexes.len() as u64;
    let order = match random.below(orders + 2) {
        at if at < orders => Order::Index(u8::try_from(at).expect("small")),
        at if at == orders && declared.sequenced => Order::Position,
        _ => Order::Id,
    };
    let columns = declared.ordered_by(order).expect("the order is declared");
    let mut values: Vec<Value> = (columns.iter())
        .map(|column| random_value(random, column.name))
        .collect();
    let after = random
        .chance(30)
        .then(|| place(values.clone(), random.below(12)));
    let prefix = match order {
        Order::Index(_) => usize::try_from(random.below(columns.len() as u64 + 1)).expect("small"),
        Order::Id | Order::Position => 0,
    };
    let bound = |random: &mut Random| {
        random.chance(30).then(|| match columns.get(prefix) {
            Some(column) => random_value(random, column.name),
            None => Value::Id(id(random.below(12))),
        })
    };
    let (from, to) = (bound(random), bound(random));
    values.truncate(prefix);
    let scan = Scan {
        table,
        order,
        prefix: values,
        from,
        to,
        after,
        limit: u32::try_from(random.below(9)).expect("small") + 1,
        descending: random.chance(50),
    };
    (random_tenant(random), scan)
}

fn random_value(random: &mut Random, column: &str) -> Value {
    match column {
        "name" => {
            ["", "a", "ab", "中", "里"][usize::try_from(random.below(5)).expect("small")].into()
        }
        "rank" => (random.number(5) - 2).into(),
        "due" => Value::Time(random.number(4)),
        "code" => format!("{}", random.below(40)).as_str().into(),
        "position" => random.number(60).into(),
        _ => Value::Id(id(random.below(4))),
    }
}
