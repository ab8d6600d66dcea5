//! What callers tell of products and SKUs, and what it must be. Pure. RULES §3.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::records::{Axis, ComboPart, Fulfilment, Product, ProductFlags, ProductKind, Sku, Stock};
use crate::kernel::{
    CategoryId, Day, Error, LevelId, MerchantId, Money, Points, ProductId, Result, SkuId,
    SupplierId, Text,
};
use crate::merchant::rules::check_code;

/// What can be changed of a product. It is told whole, so that nothing is left to guess.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ProductDetails {
    /// Where it is listed.
    pub category: CategoryId,
    /// Its name.
    pub name: Text<120>,
    /// What holds for every SKU. A combo earns no points.
    pub flags: ProductFlags,
    /// Days after receipt in which it can be returned, 0–365.
    pub return_days: u32,
    /// Most units that a member may buy over time, 1–9,999; `None`: no limit. What members bought while there was no limit
    /// does not count.
    pub purchase_limit: Option<u32>,
    /// Allowed ways of fulfilment; at least one.
    pub fulfilment: BTreeSet<Fulfilment>,
    /// The merchant's qualification without which it does not sell.
    pub qualification: Option<Text<60>>,
    /// Who supplies it to the merchant.
    pub supplier: Option<SupplierId>,
    /// Links to pictures; at most 20.
    pub pictures: Vec<Text<300>>,
    /// The day from which its SKUs can be bought, if later than now.
    pub available_from: Option<Day>,
    /// Words that it is found by besides its name; at most 20.
    #[serde(default)]
    pub tags: BTreeSet<Text<20>>,
}

impl ProductDetails {
    /// Goods with the defaults of RULES §3: 7 days for returns, no limit, no pictures.
    pub fn new(
        category: CategoryId,
        name: Text<120>,
        fulfilment: impl IntoIterator<Item = Fulfilment>,
    ) -> Self {
        Self {
            category,
            name,
            flags: ProductFlags::default(),
            return_days: Product::RETURN_DAYS,
            purchase_limit: None,
            fulfilment: fulfilment.into_iter().collect(),
            qualification: None,
            supplier: None,
            pictures: Vec::new(),
            available_from: None,
            tags: BTreeSet::new(),
        }
    }

    /// The details of a product, to change some of them.
    pub fn of(product: &Product) -> Self {
        Self {
            category: product.category,
            name: product.name.clone(),
            flags: product.flags,
            return_days: product.return_days,
            purchase_limit: product.purchase_limit,
            fulfilment: product.fulfilment.clone(),
            qualification: product.qualification.clone(),
            supplier: product.supplier,
            pictures: product.pictures.clone(),
            available_from: product.available_from,
            tags: product.tags.clone(),
        }
    }

    /// Puts the details into a product.
    pub(crate) fn apply_to(&self, product: &mut Product) {
        product.category = self.category;
        product.name.clone_from(&self.name);
        product.flags = self.flags;
        product.return_days = self.return_days;
        product.purchase_limit = self.purchase_limit;
        product.fulfilment.clone_from(&self.fulfilment);
        product.qualification.clone_from(&self.qualification);
        product.supplier = self.supplier;
        product.pictures.clone_from(&self.pictures);
        product.available_from = self.available_from;
        product.tags.clone_from(&self.tags);
    }

    pub(crate) fn check(&self, kind: ProductKind) -> Result<()> {
        self.name.require("name")?;
        if kind == ProductKind::Combo && self.flags.earns_points {
            return Err(Error::invalid(
                "flags.earns_points",
                "a combo earns no points",
            ));
        }
        if self.return_days > Product::MAX_RETURN_DAYS {
            return Err(Error::invalid("return_days", "0 to 365 days are possible"));
        }
        if self
            .purchase_limit
            .is_some_and(|limit| !(1..=Sku::MAX_QUANTITY).contains(&limit))
        {
            return Err(Error::invalid(
                "purchase_limit",
                "1 to 9999 units are possible",
            ));
        }
        if self.fulfilment.is_empty() {
            return Err(Error::invalid(
                "fulfilment",
                "at least one way of fulfilment is expected",
            ));
        }
        if let Some(qualification) = &self.qualification {
            qualification.require("qualification")?;
        }
        at_most("tags", self.tags.len(), Product::MAX_TAGS)?;
        for (place, tag) in self.tags.iter().enumerate() {
            tag.require("tag")
                .map_err(|error| error.under(&format!("tags[{place}]")))?;
        }
        at_most("pictures", self.pictures.len(), Product::MAX_PICTURES)?;
        for (place, picture) in self.pictures.iter().enumerate() {
            picture
                .require("link")
                .map_err(|error| error.under(&format!("pictures[{place}]")))?;
        }
        Ok(())
    }
}

/// A SKU to come.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct NewSku {
    /// The merchant's own code for it; unique per merchant.
    pub code: Text<40>,
    /// One option per axis of the product, in their order.
    pub spec: Vec<Text<40>>,
    /// What one costs; zero or more.
    pub price: Money,
    /// The price that is struck through.
    pub list_price: Option<Money>,
    /// What the supplier gets for one; at most the price.
    pub supply_price: Option<Money>,
    /// What one costs for members of a level, at most the price; at most 20.
    #[serde(default)]
    pub member_prices: BTreeMap<LevelId, Money>,
    /// How many points one costs besides: 1 to 100,000,000 for points goods, zero for everything else. RULES §13.
    #[serde(default)]
    pub points_price: Points,
    /// Grams, at most a tonne.
    pub weight_grams: Option<u32>,
    /// Letters, digits and hyphens.
    pub barcode: Option<Text<40>>,
    /// Units in stock, 0 to 1,000,000,000; 0 for a combo, which has none of its own.
    pub stock: i64,
    /// What a combo is made of: 1 to 20 SKUs of the same merchant, none of them a combo. Empty for goods.
    pub parts: Vec<ComboPart>,
}

impl NewSku {
    pub(crate) fn check(&self, kind: ProductKind) -> Result<()> {
        check_code("code", &self.code)?;
        check_prices(self.price, self.list_price, self.supply_price)?;
        check_member_prices(self.price, &self.member_prices)?;
        check_points_price(kind, self.points_price, &self.member_prices)?;
        if self
            .weight_grams
            .is_some_and(|grams| grams > Sku::MAX_GRAMS)
        {
            return Err(Error::invalid(
                "weight_grams",
                "at most 1000000 grams are possible",
            ));
        }
        if let Some(barcode) = &self.barcode {
            check_barcode(barcode)?;
        }
        if !(0..=Stock::MAX_UNITS).contains(&self.stock) {
            return Err(Error::invalid(
                "stock",
                "0 to 1000000000 units are possible",
            ));
        }
        check_parts(kind, &self.parts)?;
        if kind == ProductKind::Combo && self.stock != 0 {
            return Err(Error::invalid(
                "stock",
                "a combo has no stock of its own, only its parts have",
            ));
        }
        Ok(())
    }

    pub(crate) fn into_sku(self, merchant: MerchantId, product: ProductId) -> Sku {
        Sku {
            id: Sku::id_of(merchant, &self.code),
            product,
            merchant,
            code: self.code,
            spec: self.spec,
            price: self.price,
            list_price: self.list_price,
            supply_price: self.supply_price,
            member_prices: self.member_prices,
            points_price: self.points_price,
            weight_grams: self.weight_grams,
            barcode: self.barcode,
            parts: self.parts,
            presale: None,
        }
    }
}

/// New prices of a SKU, all of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SkuPrices {
    /// Which.
    pub sku: SkuId,
    /// What one costs; zero or more.
    pub price: Money,
    /// The price that is struck through.
    pub list_price: Option<Money>,
    /// What the supplier gets for one; at most the price.
    pub supply_price: Option<Money>,
    /// What one costs for members of a level, at most the price; at most 20.
    #[serde(default)]
    pub member_prices: BTreeMap<LevelId, Money>,
    /// How many points one costs besides; zero for all but points goods. RULES §13.
    #[serde(default)]
    pub points_price: Points,
}

/// Points goods cost points and have one price for everybody; nothing else costs points. RULES §13.
pub(crate) fn check_points_price(
    kind: ProductKind,
    points: Points,
    member_prices: &BTreeMap<LevelId, Money>,
) -> Result<()> {
    if kind != ProductKind::PointsGoods {
        if points.is_zero() {
            return Ok(());
        }
        return Err(Error::invalid(
            "points_price",
            "only points goods cost points",
        ));
    }
    if !(1..=Sku::MAX_POINTS_PRICE).contains(&points.units()) {
        return Err(Error::invalid(
            "points_price",
            "points goods cost 1 to 100000000 points",
        ));
    }
    if !member_prices.is_empty() {
        return Err(Error::invalid(
            "member_prices",
            "points goods have one price for everybody",
        ));
    }
    Ok(())
}

/// Member prices lie between zero and the price. RULES §4 step 1.
pub(crate) fn check_member_prices(price: Money, prices: &BTreeMap<LevelId, Money>) -> Result<()> {
    at_most("member_prices", prices.len(), Sku::MAX_MEMBER_PRICES)?;
    if prices
        .values()
        .any(|lower| lower.is_negative() || *lower > price)
    {
        return Err(Error::invalid(
            "member_prices",
            "a member price lies between zero and the price",
        ));
    }
    Ok(())
}

pub(crate) fn at_most(field: &'static str, count: usize, limit: usize) -> Result<()> {
    if count > limit {
        return Err(Error::Limit {
            field: field.into(),
            limit: limit as u64,
        });
    }
    Ok(())
}

/// Prices lie between zero and a billion yuan; the supplier never gets more than the buyer pays. RULES §12.
pub(crate) fn check_prices(
    price: Money,
    list_price: Option<Money>,
    supply_price: Option<Money>,
) -> Result<()> {
    let named = [
        ("price", Some(price)),
        ("list_price", list_price),
        ("supply_price", supply_price),
    ];
    for (field, amount) in named {
        let Some(amount) = amount else { continue };
        if amount.is_negative() {
            return Err(Error::invalid(field, "a price is zero or more"));
        }
        if amount.units() > Sku::MAX_PRICE {
            return Err(Error::invalid(
                field,
                "a price is at most 100000000000 smallest units",
            ));
        }
    }
    if supply_price.is_some_and(|supply| supply > price) {
        return Err(Error::invalid(
            "supply_price",
            "it must not be above the price",
        ));
    }
    Ok(())
}

pub(crate) fn check_barcode(barcode: &Text<40>) -> Result<()> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if barcode.is_empty() || !barcode.chars().all(plain) {
        return Err(Error::invalid(
            "barcode",
            "letters, digits and hyphens are expected",
        ));
    }
    Ok(())
}

/// Goods have no parts; a combo has 1 to 20, none twice, 1 to 9,999 of each.
pub(crate) fn check_parts(kind: ProductKind, parts: &[ComboPart]) -> Result<()> {
    match (kind, parts.is_empty()) {
        (ProductKind::Goods | ProductKind::PointsGoods, false) => {
            return Err(Error::invalid("parts", "only a combo has parts"));
        }
        (ProductKind::Combo, true) => {
            return Err(Error::invalid("parts", "a combo has at least one part"));
        }
        _ => {}
    }
    at_most("parts", parts.len(), Sku::MAX_PARTS)?;
    let mut seen = BTreeSet::new();
    for (place, part) in parts.iter().enumerate() {
        if !(1..=Sku::MAX_QUANTITY).contains(&part.quantity) {
            return Err(Error::invalid(
                format!("parts[{place}].quantity"),
                "1 to 9999 are possible",
            ));
        }
        if !seen.insert(part.sku) {
            return Err(Error::invalid(
                format!("parts[{place}].sku"),
                "the same SKU stands here twice",
            ));
        }
    }
    Ok(())
}

/// At most 5 axes with different names, each with 1 to 50 different options.
pub(crate) fn check_axes(axes: &[Axis]) -> Result<()> {
    at_most("axes", axes.len(), Product::MAX_AXES)?;
    let mut names = BTreeSet::new();
    for (place, axis) in axes.iter().enumerate() {
        let under = |error: Error| error.under(&format!("axes[{place}]"));
        axis.name.require("name").map_err(under)?;
        if !names.insert(axis.name.as_str()) {
            return Err(under(Error::invalid(
                "name",
                "the same axis stands here twice",
            )));
        }
        at_most("options", axis.options.len(), Product::MAX_OPTIONS).map_err(under)?;
        if axis.options.is_empty() {
            return Err(under(Error::invalid(
                "options",
                "at least one option is expected",
            )));
        }
        let mut options = BTreeSet::new();
        for option in &axis.options {
            option.require("options").map_err(under)?;
            if !options.insert(option.as_str()) {
                return Err(under(Error::invalid(
                    "options",
                    "the same option stands here twice",
                )));
            }
        }
    }
    Ok(())
}

/// Each SKU has one option of each axis, and no two SKUs of a product have the same. `specs` are those of the SKUs to
/// come, `taken` those that are there.
pub(crate) fn check_specs<'a>(
    axes: &[Axis],
    taken: impl IntoIterator<Item = &'a [Text<40>]>,
    specs: impl IntoIterator<Item = &'a [Text<40>]>,
) -> Result<()> {
    let mut seen: BTreeSet<&[Text<40>]> = taken.into_iter().collect();
    for (place, spec) in specs.into_iter().enumerate() {
        let field = || format!("skus[{place}].spec");
        let fits = spec.len() == axes.len()
            && spec
                .iter()
                .zip(axes)
                .all(|(option, axis)| axis.options.contains(option));
        if !fits {
            return Err(Error::invalid(
                field(),
                "one option of each axis is expected, in the order of the axes",
            ));
        }
        if !seen.insert(spec) {
            return Err(Error::invalid(
                field(),
                "another SKU of the product has the same options",
            ));
        }
    }
    Ok(())
}

/// Adds options that are not there yet. Errors: `limit_exceeded` beyond 50 an axis, `invalid_field` when the number of
/// options is not the number of axes.
pub(crate) fn extend_axes(axes: &mut [Axis], spec: &[Text<40>]) -> Result<()> {
    if spec.len() != axes.len() {
        return Err(Error::invalid(
            "spec",
            "one option of each axis is expected, in the order of the axes",
        ));
    }
    for (axis, option) in axes.iter_mut().zip(spec) {
        option.require("spec")?;
        if !axis.options.contains(option) {
            at_most(
                "spec",
                axis.options.len().saturating_add(1),
                Product::MAX_OPTIONS,
            )?;
            axis.options.push(option.clone());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Id;

    fn text<const N: usize>(text: &str) -> Text<N> {
        Text::new(text).unwrap()
    }

    fn axis(name: &str, options: &[&str]) -> Axis {
        Axis {
            name: text(name),
            options: options.iter().map(|option| text(option)).collect(),
        }
    }

    fn money(units: i64) -> Money {
        Money::new(units).unwrap()
    }

    fn part(number: u8, quantity: u32) -> ComboPart {
        ComboPart {
            sku: SkuId(Id::derived("test", &[&[number]])),
            quantity,
        }
    }

    #[test]
    fn specs_match_the_axes_one_to_one() {
        let axes = [
            axis("规格", &["5斤", "10斤"]),
            axis("包装", &["袋装", "礼盒"]),
        ];
        let spec = |options: &[&str]| -> Vec<Text<40>> {
            options.iter().map(|option| text(option)).collect()
        };
        let check = |specs: &[Vec<Text<40>>]| {
            check_specs(&axes, [], specs.iter().map(Vec::as_slice))
                .map_err(|error| error.field().unwrap_or_default().to_owned())
        };
        let right = [spec(&["5斤", "袋装"]), spec(&["10斤", "袋装"])];
        assert_eq!(check(&right), Ok(()));
        for wrong in [
            spec(&["5斤"]),
            spec(&["5斤", "袋装", "袋装"]),
            spec(&["袋装", "5斤"]),
            spec(&["7斤", "袋装"]),
            spec(&["10斤", "袋装"]),
        ] {
            let specs = [right[0].clone(), right[1].clone(), wrong];
            assert_eq!(check(&specs), Err("skus[2].spec".to_owned()));
        }
    }

    #[test]
    fn the_supplier_never_gets_more_than_the_buyer_pays() {
        assert!(check_prices(money(8000), None, Some(money(8000))).is_ok());
        let field = |price, list: Option<i64>, supply: Option<i64>| {
            check_prices(money(price), list.map(money), supply.map(money))
                .unwrap_err()
                .field()
                .map(str::to_owned)
        };
        assert_eq!(
            field(8000, None, Some(8001)).as_deref(),
            Some("supply_price")
        );
        assert_eq!(field(-1, None, None).as_deref(), Some("price"));
        assert_eq!(field(1, Some(-1), None).as_deref(), Some("list_price"));
        assert_eq!(
            field(Sku::MAX_PRICE + 1, None, None).as_deref(),
            Some("price")
        );
    }

    #[test]
    fn a_combo_has_one_to_twenty_different_parts_and_goods_have_none() {
        let parts: Vec<ComboPart> = (0..21).map(|number| part(number, 1)).collect();
        assert!(check_parts(ProductKind::Combo, &parts[..20]).is_ok());
        let code = |kind, parts: &[ComboPart]| check_parts(kind, parts).unwrap_err().code();
        assert_eq!(code(ProductKind::Combo, &parts), "limit_exceeded");
        assert_eq!(code(ProductKind::Combo, &[]), "invalid_field");
        assert_eq!(code(ProductKind::Goods, &parts[..1]), "invalid_field");
        assert_eq!(code(ProductKind::Combo, &[part(1, 0)]), "invalid_field");
        assert_eq!(
            code(ProductKind::Combo, &[part(1, 10_000)]),
            "invalid_field"
        );
        assert_eq!(
            code(ProductKind::Combo, &[part(1, 1), part(1, 2)]),
            "invalid_field"
        );
    }

    #[test]
    fn axes_and_their_options_are_bounded_and_different() {
        let options: Vec<String> = (0..51).map(|number| number.to_string()).collect();
        let many: Vec<&str> = options.iter().map(String::as_str).collect();
        assert!(check_axes(&[axis("a", &many[..50])]).is_ok());
        for (wrong, field) in [
            (vec![axis("a", &many)], "axes[0].options"),
            (vec![axis("a", &[])], "axes[0].options"),
            (vec![axis("a", &["x", "x"])], "axes[0].options"),
            (vec![axis("", &["x"])], "axes[0].name"),
            (vec![axis("a", &["x"]), axis("a", &["x"])], "axes[1].name"),
            (
                many[..6].iter().map(|name| axis(name, &["x"])).collect(),
                "axes",
            ),
        ] {
            assert_eq!(check_axes(&wrong).unwrap_err().field(), Some(field));
        }
    }
}
