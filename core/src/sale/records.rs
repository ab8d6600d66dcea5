//! What is stored of flash sales, group buys, presales and purchase limits. RULES §3, §15.

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{
    CampaignId, Day, Id, MemberId, MerchantId, Money, NodeId, PresaleId, ProductId, SkuId,
    Timestamp,
};
use crate::pricing::{Excludes, Funder, SpecialKind, SpecialPrice};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// What kind of sale it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SaleKind {
    /// 限时限购: its units are taken out of the SKU's stock when it is made, and sold one by one.
    Flash,
    /// 拼团: the price holds for whoever buys in a group that becomes full.
    Group(GroupTerms),
}

/// What makes a group. RULES §15.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GroupTerms {
    /// Seats, 2 to 100.
    pub size: u32,
    /// Hours in which a group must become full after its opener paid, 1 to 720.
    pub hours: u32,
    /// A group with at least so many firm seats counts as full when its time is over; `None`, the default: it fails. The
    /// seats of nobody are marked in the group's data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub virtual_from: Option<u32>,
}

impl GroupTerms {
    /// Fewest and most seats of a group.
    pub const SIZES: std::ops::RangeInclusive<u32> = 2..=100;
    /// Longest life of a group in hours: 30 days.
    pub const MAX_HOURS: u32 = 720;
}

/// Where a sale stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaleState {
    /// It sells inside its window.
    Open,
    /// Its window is over, or it was ended by hand.
    Ended,
}

impl SaleState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ended => "ended",
        }
    }
}

/// A flash sale or group buy of one SKU. RULES §15. Beside the record are counters: what is left of the quota, what unpaid
/// orders hold, what paid orders keep, what was lost.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sale {
    /// Its id.
    pub id: CampaignId,
    /// What kind it is.
    #[serde(flatten)]
    pub kind: SaleKind,
    /// Who sells.
    pub merchant: MerchantId,
    /// For whom: members of communities at or below this node.
    pub node: NodeId,
    /// Of which product.
    pub product: ProductId,
    /// What.
    pub sku: SkuId,
    /// It sells from this moment on …
    pub starts_at: Timestamp,
    /// … until just before this one.
    pub ends_at: Timestamp,
    /// What one costs.
    pub price: Money,
    /// Units that it sells in all.
    pub quota: u32,
    /// Most units that one member may buy in it; `None`: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_member: Option<u32>,
    /// What does not go together with its price.
    pub excludes: Excludes,
    /// Where it stands.
    pub state: SaleState,
    /// What every unit takes from stock, where it has a stock of its own: the parts of a combo, the SKU itself otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_stock: Vec<(SkuId, i64)>,
}

impl Sale {
    /// Longest window of a sale in days.
    pub const MAX_DAYS: u32 = 366;

    /// Counter: units that can still be ordered.
    pub(crate) const LEFT: u8 = 0;
    /// Counter: units that unpaid orders hold.
    pub(crate) const RESERVED: u8 = 1;
    /// Counter: units that paid orders keep.
    pub(crate) const SOLD: u8 = 2;
    /// Counter: units that were sold and then lost: they never arrived, or came back unsellable.
    pub(crate) const LOST: u8 = 3;

    /// Index: when it ends.
    pub(crate) const DUE: u8 = 0;
    /// Index: open sales by node.
    pub(crate) const BY_NODE: u8 = 1;
    /// Index: by merchant.
    pub(crate) const BY_MERCHANT: u8 = 2;

    /// Whether its units come out of a stock of its own.
    pub const fn has_own_stock(&self) -> bool {
        matches!(self.kind, SaleKind::Flash)
    }

    /// What makes its groups, for a group buy.
    pub const fn group_terms(&self) -> Option<GroupTerms> {
        match self.kind {
            SaleKind::Flash => None,
            SaleKind::Group(terms) => Some(terms),
        }
    }

    /// Its price for the quote: the merchant bears the difference to the SKU's.
    pub fn special_price(&self) -> SpecialPrice {
        SpecialPrice {
            campaign: self.id,
            kind: match self.kind {
                SaleKind::Flash => SpecialKind::FlashSale,
                SaleKind::Group(_) => SpecialKind::GroupBuy,
            },
            price: self.price,
            excludes: self.excludes,
            funder: Funder::Merchant,
        }
    }

    /// Whether something can be ordered in it now.
    pub fn sells_at(&self, now: Timestamp) -> bool {
        self.state == SaleState::Open && self.starts_at <= now && now < self.ends_at
    }
}

pub(crate) const SALE: Table = Table {
    name: "sales",
    columns: &[
        Column::id("merchant"),
        Column::id("open_at"),
        Column::id("sku"),
        Column::text("state"),
        Column::int("price"),
        Column::time("starts_at"),
        Column::time("due_at"),
    ],
    counters: &["left", "reserved", "sold", "lost"],
    indexes: &[
        Index {
            name: "due",
            columns: &["due_at"],
            unique: false,
        },
        Index {
            name: "open_at",
            columns: &["open_at", "due_at"],
            unique: false,
        },
        Index {
            name: "by_merchant",
            columns: &["merchant"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Sale {
    const TABLE: TableId = tables::SALE;
    const WHAT: &'static str = "sale";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        let open = self.state == SaleState::Open;
        vec![
            self.merchant.into(),
            Value::or_null(open.then_some(self.node)),
            self.sku.into(),
            self.state.name().into(),
            self.price.into(),
            self.starts_at.into(),
            Value::or_null(open.then_some(self.ends_at)),
        ]
    }
}

/// A SKU sells ahead of its stock, up to a ceiling, with a promised day. RULES §3. Beside the record are counters: units
/// that orders have, and how many of these no stock has arrived for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Presale {
    /// Its id.
    pub id: PresaleId,
    /// Who sells.
    pub merchant: MerchantId,
    /// What; not a combo.
    pub sku: SkuId,
    /// The day from which the buyer has it at the earliest; it is what was promised.
    pub promised: Day,
    /// Most units that it sells.
    pub ceiling: u32,
    /// When it began.
    pub opened_at: Timestamp,
    /// When it was ended by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

impl Presale {
    /// Furthest promised day, in days from now.
    pub const MAX_DAYS: u32 = 365;

    /// Counter: units that orders have, unpaid or kept; never above the ceiling.
    pub(crate) const ORDERED: u8 = 0;
    /// Counter: those of them for which no stock has arrived.
    pub(crate) const WAITING: u8 = 1;
}

pub(crate) const PRESALE: Table = Table {
    name: "presales",
    columns: &[
        Column::id("merchant"),
        Column::id("sku"),
        Column::int("promised"),
    ],
    counters: &["ordered", "waiting"],
    indexes: &[],
    sequenced: false,
};

impl Record for Presale {
    const TABLE: TableId = tables::PRESALE;
    const WHAT: &'static str = "presale";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.merchant.into(), self.sku.into(), self.promised.into()]
    }
}

/// What a SKU says of its presale, so that whoever does not sell ahead reads nothing more.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SkuPresale {
    /// Which.
    pub presale: PresaleId,
    /// The promised day.
    pub promised: Day,
    /// Whether it was ended by hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
}

impl SkuPresale {
    /// Whether units are sold ahead of stock on a day: until the day before the promised one.
    pub fn sells_on(&self, today: Day) -> bool {
        !self.ended && today < self.promised
    }
}

/// What is limited per member.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limited {
    /// A product with a purchase limit, over all time.
    Product(ProductId),
    /// A flash sale or group buy with a limit per member.
    Sale(CampaignId),
}

impl Limited {
    const fn parts(self) -> (&'static [u8], Id) {
        match self {
            Self::Product(product) => (b"product", product.0),
            Self::Sale(sale) => (b"sale", sale.0),
        }
    }
}

/// How many units a member has of something that is limited per member. Only there for members who bought it. The figure
/// is a counter beside the record. RULES §3, §15.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PurchaseCount {
    /// Whose.
    pub member: MemberId,
    /// Of what.
    pub of: Limited,
}

impl PurchaseCount {
    /// Counter: units in orders that were neither closed nor refunded.
    pub(crate) const UNITS: u8 = 0;

    /// The key of a member's count.
    pub(crate) fn id_of(member: MemberId, of: Limited) -> Id {
        let (kind, id) = of.parts();
        Id::derived("purchase_count", &[member.0.bytes(), kind, id.bytes()])
    }
}

pub(crate) const PURCHASE_COUNT: Table = Table {
    name: "purchase_counts",
    columns: &[],
    counters: &["units"],
    indexes: &[],
    sequenced: false,
};

impl Record for PurchaseCount {
    const TABLE: TableId = tables::PURCHASE_COUNT;
    const WHAT: &'static str = "purchase count";

    fn id(&self) -> Id {
        Self::id_of(self.member, self.of)
    }
}

/// What holds for a line of an order beyond the catalogue: few lines have any of it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LineTerms {
    /// Its units count towards the product's purchase limit.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub limited: bool,
    /// It was sold ahead of stock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub presale: Option<PromisedDay>,
    /// It was sold in a flash sale or group buy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sale: Option<SaleTerms>,
}

impl LineTerms {
    /// Whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        !self.limited && self.presale.is_none() && self.sale.is_none()
    }

    /// The day that was promised, where it was sold ahead of stock.
    pub fn promised_day(&self) -> Option<Day> {
        self.presale.map(|promised| promised.day)
    }

    /// Whether its units were reserved from the SKU's stock when it was ordered.
    pub fn reserves_stock(&self) -> bool {
        self.presale.is_none() && !self.sale.is_some_and(|sale| sale.own_stock)
    }
}

/// What was promised when units were sold ahead of stock.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PromisedDay {
    /// In which presale.
    pub presale: PresaleId,
    /// For when.
    pub day: Day,
}

/// In which sale a line was bought.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SaleTerms {
    /// Which.
    pub sale: CampaignId,
    /// Whether its units come out of the sale's own stock.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_stock: bool,
    /// Whether its units count towards the sale's limit per member.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub limited: bool,
    /// Whether leaders and promoters earn nothing on it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_distribution: bool,
}
