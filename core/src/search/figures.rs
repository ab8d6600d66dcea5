//! Figures that products are sorted by and that change with every order: read together from time to time.

use std::collections::BTreeMap;

use super::index::Index;
use crate::catalog::Stock;
use crate::engine::{Lookup, Reader, Record};
use crate::kernel::{Id, MerchantId, Result, Timestamp};
use crate::review::{Prior, Rated, Rating, bayesian_mean};
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
        reader: &mut Reader<'_>,
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
        read_ratings(reader, index)?;
        self.read_at = Some(now);
        Ok(())
    }
}

/// What nobody has reviewed stands at what its merchant's node assumes. RULES §16.
fn read_ratings(reader: &mut Reader<'_>, index: &mut Index) -> Result<()> {
    let mut priors: BTreeMap<MerchantId, Prior> = BTreeMap::new();
    for merchant in index.merchants() {
        let prior = Prior::of(&reader.settings(merchant.node)?);
        priors.insert(merchant.id, prior);
    }
    let mut counted: BTreeMap<Id, [i64; 5]> = BTreeMap::new();
    let mut scan = Scan::all(Rating::TABLE, Scan::MAX_ROWS);
    loop {
        let page = reader.store.scan(reader.tenant, &scan)?;
        for row in page.rows {
            let counters = row.counters.try_into().unwrap_or_default();
            counted.insert(row.id, counters);
        }
        match page.next {
            Some(place) => scan.after = Some(place),
            None => break,
        }
    }
    index.set_ratings(|product, merchant| {
        let counters = counted.get(&Rating::id_of(Rated::Product(product)));
        let counts = Rating::counts(counters.copied().unwrap_or_default());
        let prior = priors.get(&merchant).copied().unwrap_or(Prior {
            hundredths: 0,
            weight: 1,
        });
        bayesian_mean(&counts, prior).thousandths()
    });
    Ok(())
}
