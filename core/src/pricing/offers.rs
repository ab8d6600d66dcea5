//! Everything that may lower a price, as values: campaigns, coupons, benefits of a level. RULES §4, §14, §15.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::records::QuoteLine;
use crate::catalog::ProductKind;
use crate::kernel::{
    CampaignId, CategoryId, CouponId, Error, LevelId, MerchantId, Money, NodeId, ProductId, Rate,
    Result, SkuId, Timestamp,
};
use crate::ledger::Party;

/// From when until when something holds: from `from` on, no longer at `until`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Window {
    /// The first moment.
    pub from: Timestamp,
    /// The first moment at which it is over.
    pub until: Timestamp,
}

impl Window {
    /// Whether it has begun and is not over.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }

    /// Refuses a window that ends before it begins. Errors: `invalid_field` naming `window.until`.
    pub fn validate(&self) -> Result<()> {
        if self.from < self.until {
            return Ok(());
        }
        Err(Error::invalid("window.until", "it must lie after `from`"))
    }
}

/// Who bears a reduction. RULES §12.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by", content = "id")]
pub enum Funder {
    /// Every merchant for their own lines.
    #[default]
    Merchant,
    /// A property company.
    Node(NodeId),
    /// The platform.
    Platform,
}

impl Funder {
    /// Who bears it on a line of this merchant.
    pub const fn party(self, merchant: MerchantId) -> Party {
        match self {
            Self::Merchant => Party::Merchant(merchant),
            Self::Node(node) => Party::Node(node),
            Self::Platform => Party::Platform,
        }
    }
}

/// Who offers a campaign or coupon.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by", content = "id")]
pub enum Issuer {
    /// A merchant, for their own lines only.
    Merchant(MerchantId),
    /// The platform or a property company, for every merchant's lines.
    #[default]
    Platform,
}

/// Which lines something is about. RULES §15.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "of", content = "ids")]
pub enum ScopeOf {
    /// Every line.
    #[default]
    All,
    /// Lines of these categories and of those below them.
    Categories(BTreeSet<CategoryId>),
    /// Lines of these products.
    Products(BTreeSet<ProductId>),
    /// Lines of these merchants.
    Merchants(BTreeSet<MerchantId>),
}

/// Which lines something is about, and of which kinds of product. RULES §15.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Scope {
    /// Which lines.
    #[serde(flatten)]
    pub of: ScopeOf,
    /// Only products of these kinds; empty: all kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<ProductKind>,
}

impl Scope {
    /// Every line.
    pub const ALL: Self = Self {
        of: ScopeOf::All,
        kinds: Vec::new(),
    };
    /// Most ids in a scope.
    pub const MAX_IDS: usize = 500;

    /// Whether a line lies in it.
    pub fn covers(&self, line: &QuoteLine) -> bool {
        let within = match &self.of {
            ScopeOf::All => true,
            ScopeOf::Categories(ids) => line.categories.iter().any(|id| ids.contains(id)),
            ScopeOf::Products(ids) => ids.contains(&line.product),
            ScopeOf::Merchants(ids) => ids.contains(&line.merchant),
        };
        within && (self.kinds.is_empty() || self.kinds.contains(&line.kind))
    }

    /// Refuses a scope of nothing and one that is too long. Errors: `invalid_field`, `limit_exceeded` naming `scope`.
    pub fn validate(&self) -> Result<()> {
        let ids = match &self.of {
            ScopeOf::All => return Ok(()),
            ScopeOf::Categories(ids) => ids.len(),
            ScopeOf::Products(ids) => ids.len(),
            ScopeOf::Merchants(ids) => ids.len(),
        };
        if ids == 0 {
            return Err(Error::invalid("scope.ids", "at least one is expected"));
        }
        if ids > Self::MAX_IDS {
            return Err(Error::Limit {
                field: "scope.ids".into(),
                limit: Self::MAX_IDS as u64,
            });
        }
        Ok(())
    }
}

/// What the member's level brings at checkout. RULES §4 step 1, §14.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LevelBenefits {
    /// Which level; decides on the member price of a line.
    pub level: LevelId,
    /// The part that it takes off the SKU price: 0.05 for 95折.
    #[serde(default)]
    pub off: Rate,
    /// Who bears that.
    #[serde(default)]
    pub funder: Funder,
    /// Whether deliveries are free.
    #[serde(default)]
    pub delivery: LevelDelivery,
}

/// What a level does to delivery fees.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelDelivery {
    /// The fee is charged as for everybody.
    #[default]
    Charged,
    /// No delivery fee.
    Free,
}

/// What kind of campaign names a special price.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpecialKind {
    /// 限时限购.
    FlashSale,
    /// 拼团.
    GroupBuy,
}

/// What does not go together with a special price; by default none of it does. RULES §4 step 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Excludes {
    /// Coupons neither reduce it nor count it.
    pub coupons: bool,
    /// Points do not pay it.
    pub points: bool,
    /// Leaders and promoters earn nothing on it.
    pub distribution: bool,
}

impl Default for Excludes {
    fn default() -> Self {
        Self {
            coupons: true,
            points: true,
            distribution: true,
        }
    }
}

/// A flash-sale or group-buy price: it replaces the SKU price and excludes level price and timed discount. RULES §4 step 1.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SpecialPrice {
    /// The campaign that names it.
    pub campaign: CampaignId,
    /// Of which kind.
    pub kind: SpecialKind,
    /// What one costs.
    pub price: Money,
    /// What does not go together with it.
    #[serde(default)]
    pub excludes: Excludes,
    /// Who bears the difference to the SKU price.
    #[serde(default)]
    pub funder: Funder,
}

/// How a timed discount lowers the unit price.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimedOffer {
    /// This part of the SKU price is taken off: 0.2 for 8折.
    Percent(Rate),
    /// One costs this much.
    Price(Money),
}

/// 限时折扣: a lower unit price for a while; the best of it, member price and level discount counts. RULES §4 step 1.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TimedDiscount {
    /// The campaign.
    pub campaign: CampaignId,
    /// Whose lines it can be about.
    #[serde(default)]
    pub issuer: Issuer,
    /// When.
    pub window: Window,
    /// Which lines.
    #[serde(default)]
    pub scope: Scope,
    /// How much.
    pub offer: TimedOffer,
    /// Who bears it.
    #[serde(default)]
    pub funder: Funder,
}

/// What a full reduction is computed from. RULES §4 step 2.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// What the lines cost after step 1.
    Original,
    /// What is left of them after the lanes before.
    #[default]
    Running,
}

/// What the lines in scope must reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Threshold {
    /// This amount of the basis.
    Amount(Money),
    /// So many units.
    Units(u32),
}

impl Threshold {
    /// Whether an amount and a number of units reach it.
    pub(crate) fn reached(self, amount: Money, units: u64) -> bool {
        match self {
            Self::Amount(from) => amount >= from,
            Self::Units(from) => units >= u64::from(from),
        }
    }
}

/// From a threshold on, so much.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tier<T> {
    /// From when on.
    pub from: Threshold,
    /// How much.
    pub off: T,
}

/// Something that is given. The campaign applies only while all its gifts are there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Gift {
    /// What.
    pub sku: SkuId,
    /// How many.
    pub quantity: u32,
}

/// What the catalogue says of a SKU that may be given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GiftGoods {
    /// What.
    pub sku: SkuId,
    /// Of which product.
    pub product: ProductId,
    /// Whose goods: it travels with this merchant's lines.
    pub merchant: MerchantId,
    /// What one costs in the shop: what it is worth where the best offer is looked for, and what a funder other than the
    /// merchant pays the merchant for it.
    pub price: Money,
    /// How many are there beside what the cart's combos take; what the cart buys of it as such is not yet deducted.
    pub available: i64,
}

/// What a full reduction gives. RULES §4 step 2.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "give")]
pub enum FullBenefit {
    /// 满减: an amount, by the highest tier that is reached.
    AmountOff {
        /// At most [`FullReduction::MAX_TIERS`].
        tiers: Vec<Tier<Money>>,
    },
    /// 每满减: an amount for every full step.
    EveryOff {
        /// The step.
        every: Money,
        /// What each takes off.
        off: Money,
        /// At most in all; `None`: no cap.
        #[serde(default)]
        cap: Option<Money>,
    },
    /// 满折: a part, by the highest tier that is reached; rounded once per line.
    PercentOff {
        /// At most [`FullReduction::MAX_TIERS`].
        tiers: Vec<Tier<Rate>>,
        /// At most in all; `None`: no cap.
        #[serde(default)]
        cap: Option<Money>,
    },
    /// 满赠: gifts.
    Gifts {
        /// From when on.
        from: Threshold,
        /// At most [`FullReduction::MAX_GIFTS`].
        gifts: Vec<Gift>,
    },
}

/// 满减, 满折, 满赠. In each lane of an issuer the best one wins; lanes apply in their order. RULES §4 step 2.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FullReduction {
    /// The campaign.
    pub campaign: CampaignId,
    /// Whose lines it can be about. Lanes of the platform and of each merchant are different lanes; with the same number
    /// the merchants' come first.
    #[serde(default)]
    pub issuer: Issuer,
    /// Which lane; lower ones come first.
    #[serde(default)]
    pub lane: u8,
    /// What it is computed from.
    #[serde(default)]
    pub basis: Basis,
    /// When.
    pub window: Window,
    /// Which lines.
    #[serde(default)]
    pub scope: Scope,
    /// What it gives.
    pub benefit: FullBenefit,
    /// Who bears it.
    #[serde(default)]
    pub funder: Funder,
}

impl FullReduction {
    /// Most tiers.
    pub const MAX_TIERS: usize = 20;
    /// Most gifts of a campaign.
    pub const MAX_GIFTS: usize = 5;
}

/// What a coupon takes off.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CouponBenefit {
    /// An amount.
    Amount(Money),
    /// A part, rounded once per line.
    Percent {
        /// 0.2 for 8折.
        off: Rate,
        /// At most this much; `None`: no cap.
        #[serde(default)]
        cap: Option<Money>,
    },
}

/// A coupon that the member holds. RULES §4 step 3, §15.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CouponOffer {
    /// Which.
    pub coupon: CouponId,
    /// A merchant's coupon, or one of the platform or a property company.
    #[serde(default)]
    pub issuer: Issuer,
    /// When it can be used.
    pub window: Window,
    /// Which lines.
    #[serde(default)]
    pub scope: Scope,
    /// What the lines in scope must still cost; zero: no threshold.
    #[serde(default)]
    pub threshold: Money,
    /// What it takes off.
    pub benefit: CouponBenefit,
    /// Who bears it.
    #[serde(default)]
    pub funder: Funder,
}

/// Which coupons to use.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "use", content = "coupons")]
pub enum CouponChoice {
    /// None.
    #[default]
    None,
    /// These, as far as they apply; of two that exclude each other the one named first.
    Named(Vec<CouponId>),
    /// Those that take most off together.
    Best,
}
