//! What is on sale, in memory, found by words and numbers. A data structure: it reads nothing by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::text::{Gram, folded, grams, grams_of_word};
use crate::catalog::{Category, Product, ProductState, Sku, why_not_offered};
use crate::kernel::{
    CategoryId, Day, MerchantId, Money, NodeId, ProductId, SkuId, Text, Timestamp,
};
use crate::merchant::Merchant;

/// A product on sale as far as it matters for finding it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) product: ProductId,
    /// Place of its merchant.
    merchant: usize,
    category: CategoryId,
    qualification: Option<Text<60>>,
    available_from: Option<Day>,
    /// Folded name.
    name: String,
    /// Folded name, options and tags, divided by line breaks, which no word holds.
    text: String,
    tags: BTreeSet<String>,
    prices: Vec<Money>,
    pub(super) lowest: Money,
    pub(super) skus: Vec<SkuId>,
    /// When it was first on sale, microseconds.
    pub(super) listed_at: i64,
    /// Units sold, all SKUs together, as far as was read.
    pub(super) sold: i64,
    /// The Bayesian mean of its reviews in thousandths, as far as was read.
    pub(super) rating: u32,
    /// Whether a newer entry took its place.
    gone: bool,
}

#[derive(Debug)]
struct Shelf {
    /// Folded.
    name: String,
    path: Vec<CategoryId>,
    entries: Vec<u32>,
}

/// What is on sale in a tenant.
#[derive(Debug, Default)]
pub(super) struct Index {
    entries: Vec<Entry>,
    places: BTreeMap<ProductId, u32>,
    grams: BTreeMap<Gram, Vec<u32>>,
    shelves: BTreeMap<CategoryId, Shelf>,
    merchants: Vec<Merchant>,
    merchant_places: BTreeMap<MerchantId, usize>,
    gone: usize,
}

/// Which entries are looked for; everything that is told must hold.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub(super) words: Vec<String>,
    pub(super) category: Option<CategoryId>,
    pub(super) tag: Option<String>,
    pub(super) lowest_price: Option<Money>,
    pub(super) highest_price: Option<Money>,
    pub(super) community: Option<Vec<NodeId>>,
}

/// How well an entry fits the words, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Fit {
    /// Its name is what was asked for.
    Name,
    /// Its name begins with it.
    Beginning,
    /// Its name holds every word.
    InName,
    /// Its options and tags hold what the name does not.
    InText,
    /// A category above it does.
    InCategory,
}

impl Index {
    /// Whether so many entries are out of date that beginning anew is better.
    pub(super) fn is_worn(&self) -> bool {
        self.gone > 1_000 && self.gone > self.entries.len() / 2
    }

    pub(super) fn knows_merchant(&self, merchant: MerchantId) -> bool {
        self.merchant_places.contains_key(&merchant)
    }

    pub(super) fn knows_category(&self, category: CategoryId) -> bool {
        self.shelves.contains_key(&category)
    }

    pub(super) fn entry(&self, place: u32) -> &Entry {
        &self.entries[place as usize]
    }

    pub(super) fn put_merchant(&mut self, merchant: Merchant) {
        if let Some(place) = self.merchant_places.get(&merchant.id) {
            self.merchants[*place] = merchant;
        } else {
            self.merchant_places
                .insert(merchant.id, self.merchants.len());
            self.merchants.push(merchant);
        }
    }

    pub(super) fn put_category(&mut self, category: &Category) {
        let entries = self
            .shelves
            .remove(&category.id)
            .map_or_else(Vec::new, |known| known.entries);
        self.shelves.insert(
            category.id,
            Shelf {
                name: folded(&category.name),
                path: category.path.clone(),
                entries,
            },
        );
    }

    /// Takes a product out.
    pub(super) fn remove(&mut self, product: ProductId) {
        if let Some(place) = self.places.remove(&product) {
            self.entries[place as usize].gone = true;
            self.gone = self.gone.saturating_add(1);
        }
    }

    /// Puts a product in as it is now; its merchant and category must be known. Answers its place, `None` if it is not on
    /// sale.
    pub(super) fn put(&mut self, product: &Product, skus: &[Sku]) -> Option<u32> {
        let before = self.places.get(&product.id);
        let before = before.map(|place| self.entry(*place));
        let (sold, rating) = before.map_or((0, 0), |before| (before.sold, before.rating));
        self.remove(product.id);
        let merchant = *self.merchant_places.get(&product.merchant)?;
        let lowest = skus.iter().map(|sku| sku.price).min()?;
        if product.state != ProductState::OnSale {
            return None;
        }
        let place = u32::try_from(self.entries.len()).ok()?;
        let name = folded(&product.name);
        let tags: BTreeSet<String> = product.tags.iter().map(|tag| folded(tag)).collect();
        let options = product.axes.iter().flat_map(|axis| &axis.options);
        let mut text = name.clone();
        for part in options
            .map(|option| folded(option))
            .chain(tags.iter().cloned())
        {
            text.push('\n');
            text.push_str(&part);
        }
        for gram in grams(&text) {
            self.grams.entry(gram).or_default().push(place);
        }
        if let Some(shelf) = self.shelves.get_mut(&product.category) {
            shelf.entries.push(place);
        }
        self.places.insert(product.id, place);
        self.entries.push(Entry {
            product: product.id,
            merchant,
            category: product.category,
            qualification: product.qualification.clone(),
            available_from: product.available_from,
            name,
            text,
            tags,
            prices: skus.iter().map(|sku| sku.price).collect(),
            lowest,
            skus: product.skus.clone(),
            listed_at: product.listed_at.map_or(0, Timestamp::micros),
            sold,
            rating,
            gone: false,
        });
        Some(place)
    }

    /// Sets how many units of each product were sold.
    pub(super) fn set_sold(&mut self, of: impl Fn(SkuId) -> i64) {
        for entry in &mut self.entries {
            let units = entry.skus.iter().map(|sku| of(*sku));
            entry.sold = units.fold(0, i64::saturating_add);
        }
    }

    /// The merchants whose products are in it.
    pub(super) fn merchants(&self) -> &[Merchant] {
        &self.merchants
    }

    /// Sets how each product is rated.
    pub(super) fn set_ratings(&mut self, of: impl Fn(ProductId, MerchantId) -> u32) {
        for entry in &mut self.entries {
            let merchant = self.merchants[entry.merchant].id;
            entry.rating = of(entry.product, merchant);
        }
    }

    /// The places of everything that fits and can be bought that day, with how well it fits; in no order.
    pub(super) fn find(&self, wanted: &Wanted, day: Day) -> Vec<(u32, Fit)> {
        let named: Vec<BTreeSet<CategoryId>> = wanted
            .words
            .iter()
            .map(|word| self.categories_named(word))
            .collect();
        let open = self.open_merchants(wanted.community.as_deref());
        let whole = wanted.words.join(" ");
        let fits = |place: u32| {
            let entry = self.entry(place);
            let merchant = &self.merchants[entry.merchant];
            let is_there = !entry.gone
                && open[entry.merchant]
                && why_not_offered(
                    entry.qualification.as_deref(),
                    entry.available_from,
                    merchant,
                    day,
                )
                .is_none()
                && self.is_listed(entry, wanted)
                && entry.costs(wanted);
            if !is_there {
                return None;
            }
            entry.fit(&wanted.words, &whole, &named)
        };
        let candidates = self.candidates(wanted, &named);
        let found = candidates
            .into_iter()
            .map(|place| Some((place, fits(place)?)));
        found.flatten().collect()
    }

    /// Which merchants sell, there.
    fn open_merchants(&self, community: Option<&[NodeId]>) -> Vec<bool> {
        let sells = |merchant: &Merchant| {
            merchant.is_open() && community.is_none_or(|path| merchant.serves(path))
        };
        self.merchants.iter().map(sells).collect()
    }

    fn is_listed(&self, entry: &Entry, wanted: &Wanted) -> bool {
        let below = |category: CategoryId| {
            self.shelves
                .get(&entry.category)
                .is_some_and(|shelf| shelf.path.contains(&category))
        };
        wanted.category.is_none_or(below)
            && wanted
                .tag
                .as_ref()
                .is_none_or(|tag| entry.tags.contains(tag))
    }

    /// Categories that have the word in their name or in the name of one above.
    fn categories_named(&self, word: &str) -> BTreeSet<CategoryId> {
        let has = |category: &CategoryId| {
            self.shelves
                .get(category)
                .is_some_and(|shelf| shelf.name.contains(word))
        };
        let shelves = self.shelves.iter();
        let named = shelves.filter(|(_, shelf)| shelf.path.iter().any(has));
        named.map(|(category, _)| *category).collect()
    }

    /// Places among which everything that fits is: those of the rarest word, of the category, or all.
    fn candidates(&self, wanted: &Wanted, named: &[BTreeSet<CategoryId>]) -> Vec<u32> {
        let on = |shelves: &mut dyn Iterator<Item = &Shelf>| -> Vec<u32> {
            shelves
                .flat_map(|shelf| shelf.entries.iter().copied())
                .collect()
        };
        let mut best: Option<Vec<u32>> = None;
        let mut offer = |places: Vec<u32>| {
            if best.as_ref().is_none_or(|best| places.len() < best.len()) {
                best = Some(places);
            }
        };
        for (word, categories) in wanted.words.iter().zip(named) {
            let mut places = self.rarest(word).to_vec();
            let mut shelves = categories.iter().filter_map(|id| self.shelves.get(id));
            places.extend(on(&mut shelves));
            offer(places);
        }
        if let Some(category) = wanted.category {
            let shelves = self.shelves.values();
            offer(on(
                &mut shelves.filter(|shelf| shelf.path.contains(&category))
            ));
        }
        let Some(mut places) = best else {
            return self.places.values().copied().collect();
        };
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The shortest list among those of a word's grams.
    fn rarest(&self, word: &str) -> &[u32] {
        let lists = grams_of_word(word)
            .into_iter()
            .map(|gram| self.grams.get(&gram).map_or(&[][..], Vec::as_slice));
        lists.min_by_key(|list| list.len()).unwrap_or(&[])
    }
}

impl Entry {
    fn costs(&self, wanted: &Wanted) -> bool {
        if wanted.lowest_price.is_none() && wanted.highest_price.is_none() {
            return true;
        }
        self.prices.iter().any(|price| {
            wanted.lowest_price.is_none_or(|from| *price >= from)
                && wanted.highest_price.is_none_or(|to| *price <= to)
        })
    }

    /// How well it fits; `None`: it lacks a word.
    fn fit(&self, words: &[String], whole: &str, named: &[BTreeSet<CategoryId>]) -> Option<Fit> {
        let mut fit = if self.name == whole {
            Fit::Name
        } else if self.name.starts_with(whole) {
            Fit::Beginning
        } else {
            Fit::InName
        };
        for (word, categories) in words.iter().zip(named) {
            let here = if self.name.contains(word.as_str()) {
                Fit::Name
            } else if self.text.contains(word.as_str()) {
                Fit::InText
            } else if categories.contains(&self.category) {
                Fit::InCategory
            } else {
                return None;
            };
            fit = fit.max(here);
        }
        Some(fit)
    }
}
