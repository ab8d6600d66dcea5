//! Damages stored rows, as somebody with a database console would.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)] // each test binary uses a part of it

use linli::engine::Record;
use linli::store::{Adjust, ChangeSet, Delete, Row, RowKey, Scan, Update};
use serde_json::Value;

use super::shop::Shop;

/// Adds to a counter of the first record that fits.
pub fn count<T: Record>(shop: &Shop, which: impl Fn(&T) -> bool, counter: u8, by: i64) {
    let (row, _) = row::<T>(shop, which);
    let mut set = ChangeSet::new(shop.world.tenant);
    set.adjustments.push(Adjust {
        key: RowKey {
            table: T::TABLE,
            id: row.id,
        },
        counter,
        by,
        floor: None,
        ceiling: None,
    });
    shop.world.store.commit(&set).unwrap();
}

pub fn rows<T: Record>(shop: &Shop) -> Vec<(Row, T)> {
    let scan = Scan::all(T::TABLE, 10_000);
    let page = shop.world.store.scan(shop.world.tenant, &scan).unwrap();
    page.rows
        .into_iter()
        .filter_map(|row| {
            let record = serde_json::from_str(&row.body).ok()?;
            Some((row, record))
        })
        .collect()
}

pub fn row<T: Record>(shop: &Shop, which: impl Fn(&T) -> bool) -> (Row, T) {
    rows::<T>(shop)
        .into_iter()
        .find(|(_, record)| which(record))
        .unwrap()
}

/// Changes the first record that fits, as somebody with a database console would.
pub fn damage<T: Record>(shop: &Shop, which: impl Fn(&T) -> bool, change: impl FnOnce(&mut Value)) {
    let (row, record) = row::<T>(shop, which);
    let mut value: Value = serde_json::from_str(&row.body).unwrap();
    change(&mut value);
    let body = value.to_string();
    assert_ne!(body, row.body, "something was changed");
    let columns = serde_json::from_str::<T>(&body)
        .map_or_else(|_| record.columns(), |record| record.columns());
    let mut set = ChangeSet::new(shop.world.tenant);
    set.updates.push(Update {
        table: T::TABLE,
        id: row.id,
        version: row.version,
        columns,
        body,
    });
    shop.world.store.commit(&set).unwrap();
}

pub fn remove<T: Record>(shop: &Shop, which: impl Fn(&T) -> bool) {
    let (row, _) = row::<T>(shop, which);
    let mut set = ChangeSet::new(shop.world.tenant);
    set.deletes.push(Delete {
        table: T::TABLE,
        id: row.id,
        version: row.version,
    });
    shop.world.store.commit(&set).unwrap();
}

pub fn any<T>(_: &T) -> bool {
    true
}
