//! Everything that a store holds of a tenant: to compare before and after, and to compare runs.
#![allow(clippy::unwrap_used)] // a test harness: a panic is a finding

use linli::kernel::{TenantId, digest};
use linli::schema::SCHEMA;
use linli::store::{Order, Row, Scan, Store, StoreResult, TableId};

/// Every row of a scan, page by page.
pub fn scan_all(store: &dyn Store, tenant: TenantId, mut scan: Scan) -> StoreResult<Vec<Row>> {
    let mut rows = Vec::new();
    loop {
        let page = store.scan(tenant, &scan)?;
        rows.extend(page.rows);
        match page.next {
            Some(place) => scan.after = Some(place),
            None => return Ok(rows),
        }
    }
}

/// Every row of a table by id.
pub fn rows_of(store: &dyn Store, tenant: TenantId, table: TableId) -> StoreResult<Vec<Row>> {
    scan_all(store, tenant, Scan::all(table, Scan::MAX_ROWS))
}

/// SHA-256 over every row of every table with its version, counters and position, and over the order of every index.
/// Two stores with the same figure answer every question alike.
pub fn snapshot(store: &dyn Store, tenant: TenantId) -> StoreResult<String> {
    let mut bytes = Vec::new();
    for (number, table) in (0_u16..).zip(SCHEMA.tables) {
        let id = TableId(number);
        for row in rows_of(store, tenant, id)? {
            add_row(&mut bytes, &row);
        }
        for index in 0..table.indexes.len() {
            let order = Order::Index(u8::try_from(index).unwrap());
            let scan = Scan {
                order,
                ..Scan::all(id, Scan::MAX_ROWS)
            };
            bytes.push(0xff);
            for row in scan_all(store, tenant, scan)? {
                bytes.extend_from_slice(row.id.bytes());
            }
        }
        bytes.push(0xfe);
    }
    Ok(hex(&digest(&bytes)))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap());
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap());
    }
    text
}

fn add_row(bytes: &mut Vec<u8>, row: &Row) {
    bytes.extend_from_slice(row.id.bytes());
    bytes.extend_from_slice(&row.version.to_be_bytes());
    bytes.extend_from_slice(row.body.as_bytes());
    bytes.push(0);
    for counter in &row.counters {
        bytes.extend_from_slice(&counter.to_be_bytes());
    }
    bytes.extend_from_slice(&row.position.unwrap_or(0).to_be_bytes());
}
