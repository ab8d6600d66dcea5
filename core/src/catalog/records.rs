//! What is stored of the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{
    CategoryId, Day, Id, LevelId, MerchantId, Money, Points, ProductId, SkuId, SupplierId, Text,
    Timestamp,
};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// How an order reaches its buyer. RULES §5, §9.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fulfilment {
    /// Collected at a station with a code.
    Pickup,
    /// Sent by a carrier.
    Express,
    /// Brought within the hour.
    Instant,
}

impl Fulfilment {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pickup => "pickup",
            Self::Express => "express",
            Self::Instant => "instant",
        }
    }

    /// By its stable name.
    pub fn by_name(name: &str) -> Option<Self> {
        [Self::Pickup, Self::Express, Self::Instant]
            .into_iter()
            .find(|one| one.name() == name)
    }
}

/// A category; the tree has at most 5 levels. RULES §3.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// The category above.
    pub parent: Option<CategoryId>,
    /// From the top down to itself.
    pub path: Vec<CategoryId>,
    /// Its short code; unique in the tenant. Used by imports.
    pub code: Text<40>,
    /// Its name.
    pub name: Text<60>,
}

impl Category {
    /// Most levels. RULES §3.
    pub const MAX_DEPTH: usize = 5;
    /// The unique index by code.
    pub(crate) const BY_CODE: u8 = 0;
}

pub(crate) const CATEGORY: Table = Table {
    name: "categories",
    columns: &[
        Column::id("parent"),
        Column::text("code"),
        Column::text("name"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_code",
            columns: &["code"],
            unique: true,
        },
        Index {
            name: "by_parent",
            columns: &["parent"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Category {
    const TABLE: TableId = tables::CATEGORY;
    const WHAT: &'static str = "category";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            Value::or_null(self.parent),
            self.code.as_str().into(),
            Value::beginning(&self.name),
        ]
    }
}

/// What a product is. RULES §3.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductKind {
    /// Something to carry home.
    Goods,
    /// Made of other SKUs.
    Combo,
    /// Bought with points, or points and money. RULES §13.
    PointsGoods,
}

impl ProductKind {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Combo => "combo",
            Self::PointsGoods => "points_goods",
        }
    }
}

/// Where a product stands. RULES §3.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductState {
    /// Being filled in.
    Draft,
    /// Waiting for review.
    Submitted,
    /// Refused, with a reason.
    Rejected,
    /// Can be bought.
    OnSale,
    /// Taken off by the merchant.
    OffSale,
}

impl ProductState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Rejected => "rejected",
            Self::OnSale => "on_sale",
            Self::OffSale => "off_sale",
        }
    }
}

/// One axis of a product's specs, e.g. 规格: 5斤 | 10斤.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Axis {
    /// Its name.
    pub name: Text<20>,
    /// Its options; at most 50.
    pub options: Vec<Text<40>>,
}

/// What holds for every SKU of a product. RULES §3.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent flags of the catalogue, named at every use"
)]
pub struct ProductFlags {
    /// Can be returned without a reason inside the window.
    pub no_reason_return: bool,
    /// Paying for it earns points.
    pub earns_points: bool,
    /// Leaders and promoters earn on it.
    pub distribution: bool,
    /// Does not keep.
    pub perishable: bool,
}

impl Default for ProductFlags {
    /// Earns points and commission, keeps, and is returned for quality reasons only.
    fn default() -> Self {
        Self {
            no_reason_return: false,
            earns_points: true,
            distribution: true,
            perishable: false,
        }
    }
}

/// What is offered. RULES §3.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Product {
    /// Its id, computed from merchant and code.
    pub id: ProductId,
    /// Who sells it.
    pub merchant: MerchantId,
    /// The merchant's own code for it; unique per merchant.
    pub code: Text<40>,
    /// Where it is listed.
    pub category: CategoryId,
    /// What it is.
    pub kind: ProductKind,
    /// Its name.
    pub name: Text<120>,
    /// Its spec axes; at most 5.
    pub axes: Vec<Axis>,
    /// Its SKUs; at most 200.
    pub skus: Vec<SkuId>,
    /// What holds for every SKU.
    pub flags: ProductFlags,
    /// Days after receipt in which it can be returned.
    pub return_days: u32,
    /// Most units that a member may buy, counted over all orders that were neither closed nor refunded; `None`: no limit.
    pub purchase_limit: Option<u32>,
    /// Allowed ways of fulfilment.
    pub fulfilment: BTreeSet<Fulfilment>,
    /// The merchant's qualification without which it does not sell.
    pub qualification: Option<Text<60>>,
    /// Who supplies it to the merchant.
    pub supplier: Option<SupplierId>,
    /// Links to pictures; at most 20.
    pub pictures: Vec<Text<300>>,
    /// Where it stands.
    pub state: ProductState,
    /// Why it was rejected.
    pub reason: Option<Text<300>>,
    /// The day from which its SKUs can be bought, if later than now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_from: Option<Day>,
    /// Words that it is found by besides its name; at most 20.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<Text<20>>,
    /// When it was first on sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed_at: Option<Timestamp>,
}

impl Product {
    /// Most spec axes.
    pub const MAX_AXES: usize = 5;
    /// Most options of an axis.
    pub const MAX_OPTIONS: usize = 50;
    /// Most SKUs.
    pub const MAX_SKUS: usize = 200;
    /// Most pictures.
    pub const MAX_PICTURES: usize = 20;
    /// Most tags.
    pub const MAX_TAGS: usize = 20;
    /// Longest window for returns, in days.
    pub const MAX_RETURN_DAYS: u32 = 365;
    /// Days in which it can be returned, unless told otherwise. RULES §3.
    pub const RETURN_DAYS: u32 = 7;
    /// The index by merchant.
    pub(crate) const BY_MERCHANT: u8 = 0;
    /// The index by category.
    pub(crate) const BY_CATEGORY: u8 = 1;

    /// The id of a merchant's product code.
    pub fn id_of(merchant: MerchantId, code: &str) -> ProductId {
        ProductId(Id::derived(
            "product",
            &[merchant.0.bytes(), code.as_bytes()],
        ))
    }
}

pub(crate) const PRODUCT: Table = Table {
    name: "products",
    columns: &[
        Column::id("merchant"),
        Column::id("category"),
        Column::text("code"),
        Column::text("name"),
        Column::text("state"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_merchant",
            columns: &["merchant"],
            unique: false,
        },
        Index {
            name: "by_category",
            columns: &["category"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Product {
    const TABLE: TableId = tables::PRODUCT;
    const WHAT: &'static str = "product";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.merchant.into(),
            self.category.into(),
            self.code.as_str().into(),
            Value::beginning(&self.name),
            self.state.name().into(),
        ]
    }
}

/// A part of a combo.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ComboPart {
    /// Which SKU, of the same merchant, itself not a combo.
    pub sku: SkuId,
    /// How many of it in one combo.
    pub quantity: u32,
}

/// One choice of a product's specs, with its price and stock. RULES §3.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sku {
    /// Its id, computed from merchant and code.
    pub id: SkuId,
    /// Its product.
    pub product: ProductId,
    /// Who sells it.
    pub merchant: MerchantId,
    /// The merchant's own code for it; unique per merchant.
    pub code: Text<40>,
    /// One option per axis of the product, in their order.
    pub spec: Vec<Text<40>>,
    /// What one costs.
    pub price: Money,
    /// The price that is struck through.
    pub list_price: Option<Money>,
    /// What the supplier gets for one; for the split by price difference. RULES §12.
    pub supply_price: Option<Money>,
    /// What one costs for members of a level; at most [`Sku::MAX_MEMBER_PRICES`]. RULES §4 step 1.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub member_prices: BTreeMap<LevelId, Money>,
    /// How many points one costs besides; above zero for points goods, zero for everything else. RULES §13.
    #[serde(default, skip_serializing_if = "Points::is_zero")]
    pub points_price: Points,
    /// Grams.
    pub weight_grams: Option<u32>,
    /// EAN or other.
    pub barcode: Option<Text<40>>,
    /// What a combo is made of; empty otherwise; at most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ComboPart>,
    /// The presale in which it is sold ahead of its stock, or was the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presale: Option<crate::sale::SkuPresale>,
}

impl Sku {
    /// Most parts of a combo.
    pub const MAX_PARTS: usize = 20;
    /// Most member prices.
    pub const MAX_MEMBER_PRICES: usize = 20;
    /// Most units of one part, and of one line anywhere.
    pub const MAX_QUANTITY: u32 = 9_999;
    /// Highest price in smallest units, a billion yuan: so that 200 lines of 5 units still add up.
    pub const MAX_PRICE: i64 = 100_000_000_000;
    /// Most points that one of points goods costs.
    pub const MAX_POINTS_PRICE: i64 = 100_000_000;
    /// Highest weight: a tonne.
    pub const MAX_GRAMS: u32 = 1_000_000;

    /// The id of a merchant's SKU code.
    pub fn id_of(merchant: MerchantId, code: &str) -> SkuId {
        SkuId(Id::derived("sku", &[merchant.0.bytes(), code.as_bytes()]))
    }

    /// What must be in stock to sell `quantity` of it: its parts for a combo, itself otherwise.
    pub fn stock_needed(&self, quantity: u32) -> Vec<(SkuId, i64)> {
        if self.parts.is_empty() {
            return vec![(self.id, i64::from(quantity))];
        }
        self.parts
            .iter()
            .map(|part| (part.sku, i64::from(quantity) * i64::from(part.quantity)))
            .collect()
    }
}

pub(crate) const SKU: Table = Table {
    name: "skus",
    columns: &[
        Column::id("product"),
        Column::id("merchant"),
        Column::text("code"),
        Column::int("price"),
    ],
    counters: &[],
    indexes: &[Index {
        name: "by_product",
        columns: &["product"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Sku {
    const TABLE: TableId = tables::SKU;
    const WHAT: &'static str = "SKU";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.product.into(),
            self.merchant.into(),
            self.code.as_str().into(),
            self.price.into(),
        ]
    }
}

/// The stock of a SKU that is not a combo. The figures are counters beside the record: `available` and `reserved`, both
/// with floor 0; on hand = available + reserved. RULES §3.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Stock {
    /// Whose stock.
    pub sku: SkuId,
}

impl Stock {
    /// Most units that can be available.
    pub const MAX_UNITS: i64 = 1_000_000_000;
    /// Counter: what can still be reserved.
    pub(crate) const AVAILABLE: u8 = 0;
    /// Counter: what orders hold.
    pub(crate) const RESERVED: u8 = 1;
    /// Counter: what was sold less what came back; grows with each payment.
    pub(crate) const SOLD: u8 = 2;
}

pub(crate) const STOCK: Table = Table {
    name: "stock",
    columns: &[],
    counters: &["available", "reserved", "sold"],
    indexes: &[],
    sequenced: false,
};

impl Record for Stock {
    const TABLE: TableId = tables::STOCK;
    const WHAT: &'static str = "stock of SKU";

    fn id(&self) -> Id {
        self.sku.0
    }
}
