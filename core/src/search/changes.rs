//! What changed last in the catalogue, so that searches need not look at all of it.

use std::any::Any;
use std::collections::{BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::catalog::{Category, Product, Sku};
use crate::engine::{Context, Lookup, Record};
use crate::kernel::{CategoryId, Id, MerchantId, ProductId, Result};
use crate::merchant::Merchant;
use crate::schema::tables;
use crate::store::{Table, TableId};

/// Something of the catalogue that was written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CatalogChange {
    /// A product or one of its SKUs.
    Product(ProductId),
    /// A merchant.
    Merchant(MerchantId),
    /// A category; its name is part of what its products are found by.
    Category(CategoryId),
}

/// The newest changes of a tenant's catalogue. One row, written by every command that changes the catalogue.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct CatalogChanges {
    /// How many changes there were in all.
    pub(crate) count: u64,
    /// The last of them, oldest first, at most [`CatalogChanges::KEPT`]. Who saw fewer than `count` less their number
    /// reads the catalogue anew.
    pub(crate) last: VecDeque<CatalogChange>,
}

impl CatalogChanges {
    /// Changes that are kept: some 3 KiB.
    const KEPT: usize = 64;

    /// Its only id.
    pub(crate) const ID: Id =
        Id::from_bytes([0, 0, 0, 0, 0, 0, 0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 2]);

    /// Adds changes; the oldest ones go.
    fn add(&mut self, changes: &BTreeSet<CatalogChange>) {
        self.count = self
            .count
            .saturating_add(u64::try_from(changes.len()).unwrap_or(u64::MAX));
        // Of many changes only the last ones would stay.
        let skipped = changes.len().saturating_sub(Self::KEPT);
        self.last.extend(changes.iter().skip(skipped).copied());
        while self.last.len() > Self::KEPT {
            self.last.pop_front();
        }
    }

    /// What changed since `seen` changes; `None`: more than is kept.
    pub(crate) fn since(&self, seen: u64) -> Option<BTreeSet<CatalogChange>> {
        let behind = usize::try_from(self.count.checked_sub(seen)?).ok()?;
        let from = self.last.len().checked_sub(behind)?;
        Some(self.last.range(from..).copied().collect())
    }
}

pub(crate) const CATALOG_CHANGES: Table = Table {
    name: "catalog_changes",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for CatalogChanges {
    const TABLE: TableId = tables::CATALOG_CHANGES;
    const WHAT: &'static str = "list of changes of the catalogue";

    fn id(&self) -> Id {
        Self::ID
    }
}

/// What writing this record changes in the catalogue.
pub(crate) fn change_of<T: Record>(record: &T) -> Option<CatalogChange> {
    let any: &dyn Any = record;
    match T::TABLE {
        tables::PRODUCT => any
            .downcast_ref::<Product>()
            .map(|product| CatalogChange::Product(product.id)),
        tables::SKU => any
            .downcast_ref::<Sku>()
            .map(|sku| CatalogChange::Product(sku.product)),
        tables::MERCHANT => any
            .downcast_ref::<Merchant>()
            .map(|merchant| CatalogChange::Merchant(merchant.id)),
        tables::CATEGORY => any
            .downcast_ref::<Category>()
            .map(|category| CatalogChange::Category(category.id)),
        _ => None,
    }
}

/// Writes down what a command changed, at its end.
pub(crate) fn note(ctx: &mut Context<'_>, changes: &BTreeSet<CatalogChange>) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut all = ctx
        .find::<CatalogChanges>(CatalogChanges::ID)?
        .map_or_else(CatalogChanges::default, |all| (*all).clone());
    all.add(changes);
    ctx.put(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn products(numbers: std::ops::Range<u8>) -> BTreeSet<CatalogChange> {
        numbers
            .map(|number| CatalogChange::Product(ProductId(Id::from_bytes([number; 16]))))
            .collect()
    }

    #[test]
    fn who_saw_enough_gets_what_is_new_and_everybody_else_reads_all() {
        let mut changes = CatalogChanges::default();
        changes.add(&products(0..3));
        assert_eq!(changes.since(3), Some(BTreeSet::new()));
        assert_eq!(changes.since(0), Some(products(0..3)));
        changes.add(&products(3..5));
        assert_eq!(changes.since(3), Some(products(3..5)));
        changes.add(&products(5..105));
        assert_eq!(changes.count, 105);
        assert_eq!(changes.since(5), None, "100 changes are more than are kept");
        assert_eq!(changes.since(41), Some(products(41..105)));
        assert_eq!(changes.since(40), None);
        assert_eq!(changes.since(106), None, "of another store");
    }
}
