//! Figures that products are sorted by and that change with every order: read together from time to time.

use std::collections::BTreeMap;

use super::index::Index;
use crate::catalog::Stock;
use crate::engine::{Reader, Record};
use crate::kernel::{Id, Result, Timestamp};
use crate::store::Scan;

/// They are read again after so many minutes. Sorting by sales needs no more than that.
const MINUTES: u32 = 10;

/// When the figures of an index were read.
#[derive(Debug, Default)]
pub(super) struct Figures {
    read_at: Option<Timestamp>,
}

impl Figures {
    /// Whether they are recent enough.
    pub(super) fn are_fresh(&self, now: Timestamp) -> bool {
        self.read_at
            .is_some_and(|at| at <= now && now < at.plus_minutes(MINUTES))
    }

    /// Reads them for everything in the index.
    pub(super) fn read(
        &mut self,
        reader: &Reader<'_>,
        index: &mut Index,
        now: Timestamp,
    ) -> Result<()> {
        let mut sold: BTreeMap<Id, i64> = BTreeMap::new();
        let mut scan = Scan::all(Stock::TABLE, Scan::MAX_ROWS);
        loop {
            let page = reader.store.scan(reader.tenant, &scan)?;
            for row in page.rows {
                let units = row.counters.get(usize::from(Stock::SOLD)).copied();
                sold.insert(row.id, units.unwrap_or(0));
            }
            match page.next {
                Some(place) => scan.after = Some(place),
                None => break,
            }
        }
        index.set_sold(|sku| sold.get(&sku.0).copied().unwrap_or(0));
        self.read_at = Some(now);
        Ok(())
    }
}
