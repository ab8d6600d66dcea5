//! Which rule holds for a line: the most specific one, found by key. RULES §12.
//!
//! What is sold decides before where: a rule for the product, for a category of the merchant (the nearest category
//! first), for the merchant, for a category (the nearest first), for everything. Among rules for the same goods the one
//! for the nearest place holds, from the community up to the root, before the one for every place.
//!
//! Nothing is scanned. [`SplitRuleBook`] counts the rules of each shape (a merchant's category of the second level in a
//! city …), so only shapes that are in use are looked up, each by the id computed from the scope.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::records::SplitRule;
use crate::catalog::{Category, Product};
use crate::engine::{Lookup, Record};
use crate::kernel::{CategoryId, Error, Id, MerchantId, NodeId, ProductId, Rate, Result};
use crate::merchant::Merchant;
use crate::org::Node;
use crate::schema::tables;
use crate::store::{Table, TableId};

/// What a rule is about. An order is dealt out by one rule of each layer; both are matched by themselves, so that a
/// product can have its own commission without repeating the fees.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum SplitLayer {
    /// Fees and shares of property, platform and leader; dealt first.
    #[default]
    Base,
    /// What leaders and promoters earn by selling; dealt after the base.
    Commission,
}

impl SplitLayer {
    /// Both, in the order in which they are dealt.
    pub const ALL: [Self; 2] = [Self::Base, Self::Commission];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Commission => "commission",
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde's skip_serializing_if passes a reference"
    )]
    pub(crate) fn is_base(&self) -> bool {
        *self == Self::Base
    }
}

/// Whose and which goods a rule is for, and where. Nothing set: everything, everywhere.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub struct SplitScope {
    /// Only this merchant's goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant: Option<MerchantId>,
    /// Only goods listed in this category or below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// Only this product; then neither merchant nor category is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// Only orders of this place and what lies below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<NodeId>,
}

impl SplitScope {
    /// Everything, everywhere.
    pub const EVERYTHING: Self = Self {
        merchant: None,
        category: None,
        product: None,
        place: None,
    };

    /// All of a merchant's goods.
    pub const fn merchant(merchant: MerchantId) -> Self {
        Self {
            merchant: Some(merchant),
            ..Self::EVERYTHING
        }
    }

    /// One product.
    pub const fn product(product: ProductId) -> Self {
        Self {
            product: Some(product),
            ..Self::EVERYTHING
        }
    }

    /// A category and what lies below it.
    pub const fn category(category: CategoryId) -> Self {
        Self {
            category: Some(category),
            ..Self::EVERYTHING
        }
    }

    /// The same goods in one place.
    #[must_use]
    pub const fn at(self, place: NodeId) -> Self {
        Self {
            place: Some(place),
            ..self
        }
    }

    /// What is not there cannot have a rule. Errors: `invalid_field`, `not_found`.
    pub(crate) fn shape(&self, lookup: &mut impl Lookup) -> Result<Shape> {
        let goods = match (self.product, self.merchant, self.category) {
            (Some(_), None, None) => GoodsShape::Product,
            (Some(_), _, _) => {
                return Err(Error::invalid(
                    "scope.product",
                    "a product says its merchant and category by itself",
                ));
            }
            (None, Some(_), Some(_)) => GoodsShape::MerchantsCategory,
            (None, Some(_), None) => GoodsShape::Merchant,
            (None, None, Some(_)) => GoodsShape::Category,
            (None, None, None) => GoodsShape::Everything,
        };
        if let Some(product) = self.product {
            lookup.require::<Product>(product)?;
        }
        if let Some(merchant) = self.merchant {
            lookup.require::<Merchant>(merchant)?;
        }
        let depth = |length: usize| u8::try_from(length).unwrap_or(u8::MAX);
        let category = match self.category {
            Some(category) => depth(lookup.require::<Category>(category)?.path.len()),
            None => 0,
        };
        let place = match self.place {
            Some(place) => depth(lookup.require::<Node>(place)?.path.len()),
            None => 0,
        };
        Ok(Shape {
            goods,
            category,
            place,
        })
    }

    /// The id of the rule of a layer for this scope.
    pub fn rule_id(&self, layer: SplitLayer) -> Id {
        let bytes = |id: Option<Id>| id.map(|id| *id.bytes());
        let parts = [
            bytes(self.merchant.map(Id::from)),
            bytes(self.category.map(Id::from)),
            bytes(self.product.map(Id::from)),
            bytes(self.place.map(Id::from)),
        ];
        let part = |at: usize| parts[at].as_ref().map_or(&[][..], |bytes| &bytes[..]);
        Id::derived(
            "split_rule",
            &[layer.name().as_bytes(), part(0), part(1), part(2), part(3)],
        )
    }
}

/// Which goods a scope names, the most specific first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GoodsShape {
    Product,
    MerchantsCategory,
    Merchant,
    Category,
    Everything,
}

/// What a scope names and how deep it lies, without saying which one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Shape {
    pub(crate) goods: GoodsShape,
    /// Levels down to the category; 0: none is named.
    pub(crate) category: u8,
    /// Levels down to the place; 0: everywhere.
    pub(crate) place: u8,
}

impl Shape {
    /// Sorts the most specific first.
    fn rank(self) -> (GoodsShape, u8, u8) {
        (
            self.goods,
            u8::MAX.saturating_sub(self.category),
            u8::MAX.saturating_sub(self.place),
        )
    }

    const fn asks_for_goods(self) -> bool {
        !matches!(self.goods, GoodsShape::Merchant | GoodsShape::Everything)
    }
}

/// Which shapes of rules there are, and what the rules of each layer can take at most. One record per tenant.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SplitRuleBook {
    /// Sorted by layer, the most specific first; with the number of rules in force.
    shapes: Vec<(SplitLayer, Shape, u32)>,
    /// What percents the rules in force come to, and how many of them do.
    percents: Vec<(SplitLayer, Rate, u32)>,
}

impl SplitRuleBook {
    /// Every tenant has one such record.
    pub const ID: Id = Id::from_bytes([0, 0, 0, 0, 0, 0, 0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 4]);

    /// Enters a rule that comes into force.
    pub(crate) fn enter(&mut self, layer: SplitLayer, shape: Shape, percent: Rate) {
        match (self.shapes.iter_mut()).find(|(other, known, _)| (*other, *known) == (layer, shape))
        {
            Some((_, _, rules)) => *rules = rules.saturating_add(1),
            None => self.shapes.push((layer, shape, 1)),
        }
        self.shapes
            .sort_by_key(|(layer, shape, _)| (*layer, shape.rank()));
        match (self.percents.iter_mut())
            .find(|(other, known, _)| (*other, *known) == (layer, percent))
        {
            Some((_, _, rules)) => *rules = rules.saturating_add(1),
            None => self.percents.push((layer, percent, 1)),
        }
        self.percents
            .sort_by_key(|(layer, percent, _)| (*layer, percent.decimal()));
    }

    /// Strikes out a rule that is in force no more.
    pub(crate) fn strike(&mut self, layer: SplitLayer, shape: Shape, percent: Rate) {
        for (other, known, rules) in &mut self.shapes {
            if (*other, *known) == (layer, shape) {
                *rules = rules.saturating_sub(1);
            }
        }
        self.shapes.retain(|(_, _, rules)| *rules > 0);
        for (other, known, rules) in &mut self.percents {
            if (*other, *known) == (layer, percent) {
                *rules = rules.saturating_sub(1);
            }
        }
        self.percents.retain(|(_, _, rules)| *rules > 0);
    }

    /// The most that a rule of a layer takes of an order, in percents of its amount or of its price difference.
    pub(crate) fn most(&self, layer: SplitLayer) -> Rate {
        self.percents
            .iter()
            .rfind(|(other, _, _)| *other == layer)
            .map_or(Rate::ZERO, |(_, percent, _)| *percent)
    }

    /// Most different shapes and sums of percents, together.
    pub(crate) const MAX_KINDS: usize = 1_000;

    pub(crate) fn kinds(&self) -> usize {
        self.shapes.len().saturating_add(self.percents.len())
    }

    /// How many rules of a layer are in force.
    pub(crate) fn count(&self, layer: SplitLayer) -> u32 {
        self.shapes
            .iter()
            .filter(|(other, _, _)| *other == layer)
            .fold(0, |sum, (_, _, rules)| sum.saturating_add(*rules))
    }

    fn shapes(&self, layer: SplitLayer) -> impl Iterator<Item = Shape> + '_ {
        self.shapes
            .iter()
            .filter(move |(other, _, _)| *other == layer)
            .map(|(_, shape, _)| *shape)
    }
}

pub(crate) const SPLIT_RULE_BOOK: Table = Table {
    name: "split_rule_book",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for SplitRuleBook {
    const TABLE: TableId = tables::SPLIT_RULE_BOOK;
    const WHAT: &'static str = "book of split rules";

    fn id(&self) -> Id {
        Self::ID
    }
}

/// Finds the rules for the lines of one order, each product once.
pub(crate) struct Matcher<'a> {
    book: Option<Arc<SplitRuleBook>>,
    merchant: MerchantId,
    /// From the root down to the order's community.
    path: &'a [NodeId],
    found: BTreeMap<(SplitLayer, Option<ProductId>), Option<Arc<SplitRule>>>,
}

impl<'a> Matcher<'a> {
    pub(crate) fn new(
        lookup: &mut impl Lookup,
        merchant: MerchantId,
        path: &'a [NodeId],
    ) -> Result<Self> {
        Ok(Self {
            book: lookup.find::<SplitRuleBook>(SplitRuleBook::ID)?,
            merchant,
            path,
            found: BTreeMap::new(),
        })
    }

    /// The rule of a layer for a product of the merchant, or with `None` for what is no product: the delivery fee.
    pub(crate) fn rule(
        &mut self,
        lookup: &mut impl Lookup,
        layer: SplitLayer,
        product: Option<ProductId>,
    ) -> Result<Option<Arc<SplitRule>>> {
        let Some(book) = self.book.clone() else {
            return Ok(None);
        };
        let product = product.filter(|_| book.shapes(layer).any(Shape::asks_for_goods));
        if let Some(found) = self.found.get(&(layer, product)) {
            return Ok(found.clone());
        }
        let mut categories = None;
        let mut found = None;
        for shape in book.shapes(layer) {
            let Some(scope) = self.scope(lookup, shape, product, &mut categories)? else {
                continue;
            };
            let rule = lookup.find::<SplitRule>(scope.rule_id(layer))?;
            if let Some(rule) = rule.filter(|rule| !rule.removed) {
                found = Some(rule);
                break;
            }
        }
        self.found.insert((layer, product), found.clone());
        Ok(found)
    }

    /// The scope of a shape that this line falls under, if there is one.
    fn scope(
        &self,
        lookup: &mut impl Lookup,
        shape: Shape,
        product: Option<ProductId>,
        categories: &mut Option<Vec<CategoryId>>,
    ) -> Result<Option<SplitScope>> {
        let mut scope = SplitScope::EVERYTHING;
        let level = |depth: u8| usize::from(depth).checked_sub(1);
        if let Some(at) = level(shape.place) {
            let Some(place) = self.path.get(at) else {
                return Ok(None);
            };
            scope.place = Some(*place);
        }
        if shape.asks_for_goods() {
            let Some(product) = product else {
                return Ok(None);
            };
            if shape.goods == GoodsShape::Product {
                scope.product = Some(product);
                return Ok(Some(scope));
            }
            if categories.is_none() {
                let category = lookup.require::<Product>(product)?.category;
                let found = lookup.find::<Category>(category)?;
                *categories = Some(found.map_or_else(Vec::new, |found| found.path.clone()));
            }
            let category = categories
                .as_deref()
                .unwrap_or_default()
                .get(level(shape.category).unwrap_or(usize::MAX));
            let Some(category) = category else {
                return Ok(None);
            };
            scope.category = Some(*category);
        }
        if matches!(
            shape.goods,
            GoodsShape::Merchant | GoodsShape::MerchantsCategory
        ) {
            scope.merchant = Some(self.merchant);
        }
        Ok(Some(scope))
    }
}
