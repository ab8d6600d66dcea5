//! What can be asked of categories, products and stock. RULES §3.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::records::{
    Axis, Category, ComboPart, Fulfilment, Product, ProductFlags, ProductKind, Sku, Stock,
};
use super::rules::{NotSold, why_not_sold};
use crate::engine::{Engine, Lookup, Operation, Reader, Record, Target, page_limit};
use crate::kernel::{
    Actor, CategoryId, Day, Error, MerchantId, Money, Points, ProductId, Result, SkuId, Text,
};
use crate::merchant::Merchant;
use crate::store::{Place, Scan, Value};

/// A category with those below it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CategoryTree {
    /// The category.
    pub category: Category,
    /// Those directly below, by id.
    pub children: Vec<CategoryTree>,
}

/// A SKU as buyers see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SkuView {
    /// Its id.
    pub id: SkuId,
    /// The merchant's own code for it.
    pub code: Text<40>,
    /// One option per axis of the product.
    pub spec: Vec<Text<40>>,
    /// What one costs.
    pub price: Money,
    /// The price that is struck through.
    pub list_price: Option<Money>,
    /// How many points one costs besides; zero for all but points goods.
    pub points_price: Points,
    /// Grams.
    pub weight_grams: Option<u32>,
    /// EAN or other.
    pub barcode: Option<Text<40>>,
    /// What a combo is made of.
    pub parts: Vec<ComboPart>,
    /// Units that can be ordered now; of a combo what its scarcest part allows.
    pub available: i64,
    /// Units sold less those that came back; `None` for a combo, whose parts are counted.
    pub sold: Option<i64>,
}

/// A product as buyers see it: without supplier and supply prices.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ProductView {
    /// Its id.
    pub id: ProductId,
    /// Who sells it.
    pub merchant: MerchantId,
    /// Where it is listed.
    pub category: CategoryId,
    /// What it is.
    pub kind: ProductKind,
    /// Its name.
    pub name: Text<120>,
    /// Its spec axes.
    pub axes: Vec<Axis>,
    /// Words that it is found by besides its name.
    pub tags: BTreeSet<Text<20>>,
    /// What holds for every SKU.
    pub flags: ProductFlags,
    /// Days after receipt in which it can be returned.
    pub return_days: u32,
    /// Most units a member may buy in one order.
    pub purchase_limit: Option<u32>,
    /// Allowed ways of fulfilment.
    pub fulfilment: BTreeSet<Fulfilment>,
    /// Links to pictures.
    pub pictures: Vec<Text<300>>,
    /// The day from which it can be bought.
    pub available_from: Option<Day>,
    /// Why it cannot be bought today, wherever the buyer lives; `None`: it can.
    pub not_sold: Option<NotSold>,
    /// Its SKUs.
    pub skus: Vec<SkuView>,
}

/// The stock of a SKU.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct StockLevel {
    /// Whose.
    pub sku: SkuId,
    /// Units that can be ordered.
    pub available: i64,
    /// Units that unpaid orders hold.
    pub reserved: i64,
    /// Available and reserved together.
    pub on_hand: i64,
    /// Units sold less those that came back.
    pub sold: i64,
}

/// A product with everything that is stored of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ProductRecord {
    /// The product.
    pub product: Product,
    /// Its SKUs.
    pub skus: Vec<Sku>,
    /// The stock of the SKUs that are not combos.
    pub stock: Vec<StockLevel>,
}

/// The stored SKUs of a product, in its order.
fn skus_of(reader: &mut Reader<'_>, product: &Product) -> Result<Vec<Sku>> {
    let skus = reader.find_all::<Sku>(product.skus.iter().copied())?;
    Ok(skus.into_iter().flatten().collect())
}

/// How many units of each SKU can be ordered now: of a combo what its scarcest part allows.
pub(crate) fn available(reader: &mut Reader<'_>, skus: &[&Sku]) -> Result<Vec<i64>> {
    let needed: Vec<Vec<(SkuId, i64)>> = skus.iter().map(|sku| sku.stock_needed(1)).collect();
    let ids: BTreeSet<SkuId> = needed.iter().flatten().map(|(sku, _)| *sku).collect();
    let counters = reader.counters_all::<Stock, 3>(ids.iter().copied())?;
    let there: BTreeMap<SkuId, i64> = ids
        .into_iter()
        .zip(counters)
        .map(|(sku, counters)| (sku, counters[usize::from(Stock::AVAILABLE)]))
        .collect();
    let possible = |(sku, units): &(SkuId, i64)| {
        there
            .get(sku)
            .and_then(|there| there.checked_div(*units))
            .unwrap_or(0)
    };
    Ok(needed
        .iter()
        .map(|parts| parts.iter().map(possible).min().unwrap_or(0))
        .collect())
}

fn stock_levels(reader: &mut Reader<'_>, skus: &[Sku]) -> Result<Vec<StockLevel>> {
    let ids: Vec<SkuId> = skus
        .iter()
        .filter(|sku| sku.parts.is_empty())
        .map(|sku| sku.id)
        .collect();
    let counters = reader.counters_all::<Stock, 3>(ids.iter().copied())?;
    Ok(ids
        .into_iter()
        .zip(counters)
        .map(|(sku, [available, reserved, sold])| StockLevel {
            sku,
            available,
            reserved,
            on_hand: available.saturating_add(reserved),
            sold,
        })
        .collect())
}

/// Products as buyers see them, in few reads however many they are.
pub(crate) fn views(
    reader: &mut Reader<'_>,
    products: Vec<Product>,
    today: Day,
) -> Result<Vec<ProductView>> {
    let ids = products.iter().flat_map(|product| &product.skus).copied();
    let skus = reader.find_all::<Sku>(ids)?;
    let known: Vec<&Sku> = skus.iter().flatten().collect();
    let mut units = available(reader, &known)?.into_iter();
    let own = known.iter().filter(|sku| sku.parts.is_empty());
    let own: Vec<SkuId> = own.map(|sku| sku.id).collect();
    let counters = reader.counters_all::<Stock, 3>(own.iter().copied())?;
    let sold: BTreeMap<SkuId, i64> = own
        .into_iter()
        .zip(counters)
        .map(|(sku, counters)| (sku, counters[usize::from(Stock::SOLD)]))
        .collect();
    let merchants: BTreeSet<MerchantId> = products.iter().map(|one| one.merchant).collect();
    let merchants: BTreeMap<MerchantId, Merchant> = reader
        .find_all::<Merchant>(merchants)?
        .into_iter()
        .flatten()
        .map(|merchant| (merchant.id, merchant))
        .collect();
    let mut skus = skus.into_iter();
    let mut all = Vec::with_capacity(products.len());
    for product in products {
        let merchant = merchants
            .get(&product.merchant)
            .ok_or_else(|| Error::not_found(Merchant::WHAT, product.merchant))?;
        let of_product = skus.by_ref().take(product.skus.len()).flatten();
        let of_product: Vec<SkuView> = of_product
            .map(|sku| SkuView {
                sold: sold.get(&sku.id).copied(),
                id: sku.id,
                code: sku.code,
                spec: sku.spec,
                price: sku.price,
                list_price: sku.list_price,
                points_price: sku.points_price,
                weight_grams: sku.weight_grams,
                barcode: sku.barcode,
                parts: sku.parts,
                available: units.next().unwrap_or(0),
            })
            .collect();
        let nothing_left = !of_product.iter().any(|sku| sku.available > 0);
        let not_sold = why_not_sold(&product, merchant, today, None)
            .or_else(|| nothing_left.then_some(NotSold::OutOfStock));
        all.push(ProductView {
            skus: of_product,
            id: product.id,
            merchant: product.merchant,
            category: product.category,
            kind: product.kind,
            name: product.name,
            axes: product.axes,
            tags: product.tags,
            flags: product.flags,
            return_days: product.return_days,
            purchase_limit: product.purchase_limit,
            fulfilment: product.fulfilment,
            pictures: product.pictures,
            available_from: product.available_from,
            not_sold,
        });
    }
    Ok(all)
}

/// Walks a scan until `limit` products that can be bought were kept or none are left.
fn on_sale(
    reader: &mut Reader<'_>,
    mut scan: Scan,
    limit: u32,
    today: Day,
) -> Result<Vec<Product>> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut merchants: BTreeMap<MerchantId, Merchant> = BTreeMap::new();
    let mut kept = Vec::new();
    loop {
        let (products, next) = reader.page::<Product>(&scan)?;
        for product in products {
            if let Entry::Vacant(entry) = merchants.entry(product.merchant) {
                entry.insert((*reader.require::<Merchant>(product.merchant)?).clone());
            }
            if why_not_sold(&product, &merchants[&product.merchant], today, None).is_none() {
                kept.push(product);
            }
            if kept.len() == limit {
                return Ok(kept);
            }
        }
        match next {
            Some(place) => scan.after = Some(place),
            None => return Ok(kept),
        }
    }
}

/// What is behind a row of an index or, without values, of a table by id.
fn behind(values: &[Value], after: Option<impl Into<crate::kernel::Id>>) -> Option<Place> {
    after.map(|after| Place {
        values: values.to_vec(),
        id: after.into(),
    })
}

/// Rows that a filtering walk reads at once.
const PAGE: u32 = 500;

impl Engine {
    pub(crate) fn today(&self, reader: &mut Reader<'_>) -> Result<Day> {
        let zone = reader.tenant_record()?.zone;
        Ok(zone.day_of(self.ports().clock.now()))
    }

    /// All categories by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are no more.
    pub fn categories(
        &self,
        actor: &Actor,
        after: Option<CategoryId>,
        limit: u32,
    ) -> Result<Vec<Category>> {
        let limit = page_limit(limit)?;
        let reader = self.reader(actor, Operation::Categories, Target::Public)?;
        let scan = Scan {
            after: behind(&[], after),
            ..Scan::all(Category::TABLE, limit)
        };
        Ok(reader.page(&scan)?.0)
    }

    /// The top categories with everything below them. Errors: `limit_exceeded` beyond 10,000 categories; then
    /// [`categories`](Self::categories) reads them page by page.
    pub fn category_tree(&self, actor: &Actor) -> Result<Vec<CategoryTree>> {
        const MOST: usize = 10_000;
        fn grow(
            of: Option<CategoryId>,
            children: &mut BTreeMap<Option<CategoryId>, Vec<Category>>,
        ) -> Vec<CategoryTree> {
            // Each list is taken once and the tree has at most five levels.
            let here = children.remove(&of).unwrap_or_default();
            here.into_iter()
                .map(|category| CategoryTree {
                    children: grow(Some(category.id), children),
                    category,
                })
                .collect()
        }
        let reader = self.reader(actor, Operation::CategoryTree, Target::Public)?;
        let mut children: BTreeMap<Option<CategoryId>, Vec<Category>> = BTreeMap::new();
        let mut count = 0;
        reader.each(Scan::all(Category::TABLE, PAGE), |category: Category| {
            count += 1;
            if count > MOST {
                return Err(Error::Limit {
                    field: "categories".into(),
                    limit: MOST as u64,
                });
            }
            children.entry(category.parent).or_default().push(category);
            Ok(())
        })?;
        Ok(grow(None, &mut children))
    }

    /// A product as buyers see it, on sale or off. Errors: `not_found`, also for what was never reviewed or is under
    /// review.
    pub fn product(&self, actor: &Actor, product: ProductId) -> Result<ProductView> {
        let mut reader = self.reader(actor, Operation::ProductView, Target::Public)?;
        let record = reader.require::<Product>(product)?;
        if !record.state.is_reviewed() {
            return Err(Error::not_found(Product::WHAT, product));
        }
        let today = self.today(&mut reader)?;
        views(&mut reader, vec![(*record).clone()], today)?
            .pop()
            .ok_or_else(|| Error::not_found(Product::WHAT, product))
    }

    /// A product with everything that is stored of it: for its merchant and the property company.
    pub fn product_record(&self, actor: &Actor, product: ProductId) -> Result<ProductRecord> {
        let target = Target::Product(product);
        let mut reader = self.reader(actor, Operation::ProductRecord, target)?;
        let product = (*reader.require::<Product>(product)?).clone();
        let skus = skus_of(&mut reader, &product)?;
        Ok(ProductRecord {
            stock: stock_levels(&mut reader, &skus)?,
            product,
            skus,
        })
    }

    /// A merchant's products in every state by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are
    /// no more.
    pub fn products_of_merchant(
        &self,
        actor: &Actor,
        merchant: MerchantId,
        after: Option<ProductId>,
        limit: u32,
    ) -> Result<Vec<Product>> {
        let limit = page_limit(limit)?;
        let target = Target::Merchant(merchant);
        let reader = self.reader(actor, Operation::ProductsOfMerchant, target)?;
        let values = vec![Value::from(merchant)];
        let scan = Scan {
            after: behind(&values, after),
            ..Scan::index(Product::TABLE, Product::BY_MERCHANT, values, limit)
        };
        Ok(reader.page(&scan)?.0)
    }

    /// Products on sale that are listed in this very category (searching finds those below it too), by id, at most
    /// `limit` (1–500) behind `after`. Fewer than `limit`: there are no more.
    pub fn products_of_category(
        &self,
        actor: &Actor,
        category: CategoryId,
        after: Option<ProductId>,
        limit: u32,
    ) -> Result<Vec<ProductView>> {
        let limit = page_limit(limit)?;
        let mut reader = self.reader(actor, Operation::ProductsOfCategory, Target::Public)?;
        reader.require::<Category>(category)?;
        let values = vec![Value::from(category)];
        let scan = Scan {
            after: behind(&values, after),
            ..Scan::index(Product::TABLE, Product::BY_CATEGORY, values, PAGE)
        };
        let today = self.today(&mut reader)?;
        let products = on_sale(&mut reader, scan, limit, today)?;
        views(&mut reader, products, today)
    }

    /// The stock of a product's SKUs, combos left out: theirs is that of their parts.
    pub fn stock(&self, actor: &Actor, product: ProductId) -> Result<Vec<StockLevel>> {
        let target = Target::Product(product);
        let mut reader = self.reader(actor, Operation::StockOfProduct, target)?;
        let product = reader.require::<Product>(product)?;
        let skus = skus_of(&mut reader, &product)?;
        stock_levels(&mut reader, &skus)
    }
}
