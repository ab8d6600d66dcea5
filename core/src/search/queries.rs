//! The search itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

use serde::{Deserialize, Serialize};

use super::changes::{CatalogChange, CatalogChanges};
use super::figures::Figures;
use super::index::{Fit, Index, Wanted};
use super::text::{folded, words};
use crate::catalog::{Category, Product, ProductState, ProductView, Sku, available, views};
use crate::engine::{Engine, Lookup, Operation, Reader, Record, Target, page_limit};
use crate::kernel::{
    Actor, CategoryId, Day, MerchantId, Money, NodeId, ProductId, Result, TenantId, Text, Timestamp,
};
use crate::merchant::Merchant;
use crate::org::Node;
use crate::store::Scan;

/// In which order products are listed. RULES §3.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    /// How well the words fit: the name itself, its beginning, the name, options and tags, the categories above; then what
    /// sells best.
    #[default]
    Relevance,
    /// Most units sold first. The figures are up to ten minutes old.
    Sales,
    /// Lowest price of its SKUs, cheapest first.
    PriceRising,
    /// Lowest price of its SKUs, dearest first.
    PriceFalling,
    /// What was put on sale last first.
    Newest,
    /// Best rated first, by the Bayesian mean of its reviews; then what sells best. The figures are up to ten minutes old.
    Rating,
}

/// What to search for among products that can be bought. Everything that is told must hold. RULES §3.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ProductSearch {
    /// Words divided by blanks; each must be part of the name, an option, a tag or the name of a category above, whatever
    /// the case and the width of its letters.
    #[serde(default)]
    pub text: Text<100>,
    /// Listed in this category or below.
    #[serde(default)]
    pub category: Option<CategoryId>,
    /// Has this tag.
    #[serde(default)]
    pub tag: Option<Text<20>>,
    /// Has a SKU that costs at least this …
    #[serde(default)]
    pub lowest_price: Option<Money>,
    /// … and at most this.
    #[serde(default)]
    pub highest_price: Option<Money>,
    /// Sold by a merchant who is approved for this community.
    #[serde(default)]
    pub community: Option<NodeId>,
    /// Only products with a SKU that is in stock.
    #[serde(default)]
    pub in_stock: bool,
    /// The order of the list.
    #[serde(default)]
    pub sort: SortBy,
    /// Goes on behind this place, as answered by the page before; the rest of the search must be the same.
    #[serde(default)]
    pub after: Option<SearchPlace>,
    /// At most so many, 1–500.
    pub limit: u32,
}

/// A place in a sorted list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct SearchPlace {
    /// What the list is sorted by.
    rank: [i64; 2],
    /// Then by product.
    product: ProductId,
}

/// One page of what was found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SearchPage {
    /// In the order that was asked for.
    pub products: Vec<ProductView>,
    /// How many fit in all, stock not looked at.
    pub found: u32,
    /// Where the next page begins; `None`: there are no more.
    pub next: Option<SearchPlace>,
}

/// The index of a tenant, and how recent it is.
#[derive(Default)]
struct Searchable {
    index: Index,
    /// So many changes of the catalogue are in it; `None`: it was never read.
    seen: Option<u64>,
    figures: Figures,
}

/// The indexes of an engine, by tenant.
#[derive(Default)]
pub(crate) struct Searches(Mutex<BTreeMap<TenantId, Arc<RwLock<Searchable>>>>);

impl Searches {
    fn of(&self, tenant: TenantId) -> Arc<RwLock<Searchable>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(tenant).or_default())
    }
}

impl Searchable {
    fn is_fresh(&self, changes: &CatalogChanges, now: Timestamp) -> bool {
        self.seen == Some(changes.count) && self.figures.are_fresh(now)
    }

    /// Brings the index up to what the store holds. The changes were read before the records, so nothing is missed.
    fn refresh(
        &mut self,
        reader: &mut Reader<'_>,
        changes: &CatalogChanges,
        now: Timestamp,
    ) -> Result<()> {
        let new = self.seen.and_then(|seen| changes.since(seen));
        if let Some(new) = new.filter(|_| !self.index.is_worn()) {
            // Whatever fails on the way, the next search begins anew.
            self.seen = None;
            for change in new {
                self.apply(reader, change)?;
            }
        } else {
            *self = Self::default();
            self.read_all(reader)?;
        }
        if !self.figures.are_fresh(now) {
            self.figures.read(reader, &mut self.index, now)?;
        }
        self.seen = Some(changes.count);
        Ok(())
    }

    fn read_all(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        reader.each(Scan::all(Category::TABLE, PAGE), |category: Category| {
            self.index.put_category(&category);
            Ok(())
        })?;
        reader.each(Scan::all(Merchant::TABLE, PAGE), |merchant: Merchant| {
            self.index.put_merchant(merchant);
            Ok(())
        })?;
        let mut scan = Scan::all(Product::TABLE, PAGE);
        loop {
            let (products, next) = reader.page::<Product>(&scan)?;
            let on_sale = products
                .iter()
                .filter(|product| product.state == ProductState::OnSale);
            let on_sale: Vec<&Product> = on_sale.collect();
            let ids = on_sale.iter().flat_map(|product| &product.skus).copied();
            let mut skus = reader.find_all::<Sku>(ids)?.into_iter();
            for product in on_sale {
                let of_product = skus.by_ref().take(product.skus.len());
                let of_product: Vec<Sku> = of_product.flatten().collect();
                self.index.put(product, &of_product);
            }
            match next {
                Some(place) => scan.after = Some(place),
                None => return Ok(()),
            }
        }
    }

    fn apply(&mut self, reader: &mut Reader<'_>, change: CatalogChange) -> Result<()> {
        match change {
            CatalogChange::Merchant(merchant) => self.merchant(reader, merchant),
            CatalogChange::Category(category) => self.category(reader, category),
            CatalogChange::Product(product) => {
                let Some(record) = reader.find::<Product>(product)? else {
                    self.index.remove(product);
                    return Ok(());
                };
                if !self.index.knows_merchant(record.merchant) {
                    self.merchant(reader, record.merchant)?;
                }
                if !self.index.knows_category(record.category) {
                    self.category(reader, record.category)?;
                }
                let skus = reader.find_all::<Sku>(record.skus.iter().copied())?;
                let skus: Vec<Sku> = skus.into_iter().flatten().collect();
                self.index.put(&record, &skus);
                Ok(())
            }
        }
    }

    fn merchant(&mut self, reader: &mut Reader<'_>, id: MerchantId) -> Result<()> {
        if let Some(merchant) = reader.find::<Merchant>(id)? {
            self.index.put_merchant((*merchant).clone());
        }
        Ok(())
    }

    fn category(&mut self, reader: &mut Reader<'_>, id: CategoryId) -> Result<()> {
        let Some(category) = reader.find::<Category>(id)? else {
            return Ok(());
        };
        for above in &category.path {
            if *above != id && !self.index.knows_category(*above) {
                self.category(reader, *above)?;
            }
        }
        self.index.put_category(&category);
        Ok(())
    }
}

/// Rows that building an index reads at once.
const PAGE: u32 = 500;
/// Products whose stock is looked at together.
const CHUNK: usize = 64;

impl Engine {
    /// Products that can be bought and fit, sorted, a page at a time. The first search of a process reads the catalogue;
    /// later ones read what changed since. Errors: `limit_exceeded`, `not_found` category or community.
    pub fn search_products(&self, actor: &Actor, search: &ProductSearch) -> Result<SearchPage> {
        page_limit(search.limit)?;
        let mut reader = self.reader(actor, Operation::SearchProducts, Target::Public)?;
        let page = self.found(&mut reader, search)?;
        let products = reader.find_all::<Product>(page.products)?;
        let mut products: Vec<Product> = products.into_iter().flatten().collect();
        // Taken off sale a moment ago.
        products.retain(|product| product.state == ProductState::OnSale);
        let today = self.today(&mut reader)?;
        Ok(SearchPage {
            products: views(&mut reader, products, today)?,
            found: page.found,
            next: page.next,
        })
    }

    /// The ids of a page.
    pub(crate) fn found(
        &self,
        reader: &mut Reader<'_>,
        search: &ProductSearch,
    ) -> Result<FoundIds> {
        if let Some(category) = search.category {
            reader.require::<Category>(category)?;
        }
        let community = search
            .community
            .map(|node| reader.require::<Node>(node).map(|node| node.path.clone()))
            .transpose()?;
        let wanted = Wanted {
            words: words(&search.text),
            category: search.category,
            tag: search.tag.as_ref().map(|tag| folded(tag)),
            lowest_price: search.lowest_price,
            highest_price: search.highest_price,
            community,
        };
        let today = self.today(reader)?;
        let tenant = self.searches().of(reader.tenant);
        let searchable = fresh(&tenant, reader, self.ports().clock.now())?;
        let (ranked, found) = ranked(&searchable.index, &wanted, search, today);
        let mut page = first_page(reader, &searchable.index, ranked, search)?;
        page.found = found;
        Ok(page)
    }
}

/// The index, as recent as the store.
fn fresh<'a>(
    tenant: &'a RwLock<Searchable>,
    reader: &mut Reader<'_>,
    now: Timestamp,
) -> Result<RwLockReadGuard<'a, Searchable>> {
    loop {
        let changes = reader.find::<CatalogChanges>(CatalogChanges::ID)?;
        let changes = changes.map_or_else(CatalogChanges::default, |all| (*all).clone());
        let searchable = tenant.read().unwrap_or_else(PoisonError::into_inner);
        if searchable.is_fresh(&changes, now) {
            return Ok(searchable);
        }
        drop(searchable);
        let mut searchable = tenant.write().unwrap_or_else(PoisonError::into_inner);
        // Another caller may have done it, and seen more than this one.
        let seen = searchable.seen.unwrap_or(0);
        if !searchable.is_fresh(&changes, now) && seen <= changes.count {
            searchable.refresh(reader, &changes, now)?;
        }
    }
}

/// A product that was found.
struct Ranked {
    place: SearchPlace,
    entry: u32,
}

/// Everything that fits and lies behind the page before, unsorted, and how many fit in all.
fn ranked(
    index: &Index,
    wanted: &Wanted,
    search: &ProductSearch,
    today: Day,
) -> (Vec<Ranked>, u32) {
    let found = index.find(wanted, today);
    let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let rank = |(place, fit): (u32, Fit)| {
        let entry = index.entry(place);
        let sold = entry.sold.saturating_neg();
        let lowest = entry.lowest.units();
        let rank = match search.sort {
            SortBy::Relevance => [fit as i64, sold],
            SortBy::Sales => [sold, 0],
            SortBy::PriceRising => [lowest, sold],
            SortBy::PriceFalling => [lowest.saturating_neg(), sold],
            SortBy::Newest => [entry.listed_at.saturating_neg(), 0],
            SortBy::Rating => [i64::from(entry.rating).saturating_neg(), sold],
        };
        Ranked {
            place: SearchPlace {
                rank,
                product: entry.product,
            },
            entry: place,
        }
    };
    let ranked = found.into_iter().map(rank);
    let behind = ranked.filter(|one| search.after.is_none_or(|after| one.place > after));
    (behind.collect(), count)
}

/// The ids of a page.
#[derive(Default)]
pub(crate) struct FoundIds {
    /// In their order.
    pub(crate) products: Vec<ProductId>,
    /// How many fit in all, stock not looked at.
    found: u32,
    next: Option<SearchPlace>,
}

/// The first ones, only those in stock if that is asked for.
fn first_page(
    reader: &mut Reader<'_>,
    index: &Index,
    mut ranked: Vec<Ranked>,
    search: &ProductSearch,
) -> Result<FoundIds> {
    let limit = search.limit as usize;
    let mut page = FoundIds::default();
    let mut rest = &mut ranked[..];
    while !rest.is_empty() {
        // Only as many are sorted as are looked at.
        let chunk = limit.max(CHUNK).min(rest.len());
        if chunk < rest.len() {
            rest.select_nth_unstable_by_key(chunk, |one| one.place);
        }
        let (first, others) = rest.split_at_mut(chunk);
        first.sort_unstable_by_key(|one| one.place);
        let there = if search.in_stock {
            in_stock(reader, index, first)?
        } else {
            vec![true; first.len()]
        };
        for (place, one) in first.iter().enumerate() {
            if there[place] {
                page.products.push(one.place.product);
            }
            if page.products.len() == limit {
                let more = place + 1 < first.len() || !others.is_empty();
                page.next = more.then_some(one.place);
                return Ok(page);
            }
        }
        rest = others;
    }
    Ok(page)
}

/// Which of them have a SKU that can be ordered now.
fn in_stock(reader: &mut Reader<'_>, index: &Index, ranked: &[Ranked]) -> Result<Vec<bool>> {
    let skus_of = |one: &Ranked| &index.entry(one.entry).skus;
    let ids = ranked.iter().flat_map(skus_of).copied();
    let skus = reader.find_all::<Sku>(ids)?;
    let known: Vec<&Sku> = skus.iter().flatten().collect();
    let mut units = available(reader, &known)?.into_iter();
    let mut skus = skus.iter();
    let mut answers = Vec::with_capacity(ranked.len());
    for one in ranked {
        let mut any = false;
        for sku in skus.by_ref().take(skus_of(one).len()) {
            any |= sku.is_some() && units.next().is_some_and(|units| units > 0);
        }
        answers.push(any);
    }
    Ok(answers)
}
