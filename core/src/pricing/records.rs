//! What goes into a quote and what comes out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::offers::{
    CouponChoice, CouponOffer, FullReduction, GiftGoods, LevelBenefits, SpecialPrice, TimedDiscount,
};
use crate::catalog::{Fulfilment, ProductKind};
use crate::kernel::{
    CampaignId, CategoryId, CouponId, Day, LevelId, MerchantId, Money, Points, ProductId, Rate,
    Result, Rounding, SkuId, Timestamp,
};
use crate::ledger::Party;

/// Everything that the price depends on, as values. RULES §4.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct QuoteInput {
    /// When: decides which campaigns and coupons hold.
    pub at: Timestamp,
    /// Smallest units in one unit of the currency: 100 for CNY.
    pub minor_per_unit: i64,
    /// How percentages meet the smallest unit.
    pub rounding: Rounding,
    /// The cart, at most [`QuoteInput::MAX_LINES`] lines.
    pub lines: Vec<QuoteLine>,
    /// What the member's level brings.
    #[serde(default)]
    pub level: Option<LevelBenefits>,
    /// Timed discounts, at most [`QuoteInput::MAX_CAMPAIGNS`].
    #[serde(default)]
    pub timed: Vec<TimedDiscount>,
    /// Full reductions, at most [`QuoteInput::MAX_CAMPAIGNS`].
    #[serde(default)]
    pub full: Vec<FullReduction>,
    /// What may be given by them; a gift of which nothing is said here is not there.
    #[serde(default)]
    pub gifts: Vec<GiftGoods>,
    /// The coupons that the member holds, at most [`QuoteInput::MAX_COUPONS`].
    #[serde(default)]
    pub coupons: Vec<CouponOffer>,
    /// Which of them to use.
    #[serde(default)]
    pub choice: CouponChoice,
    /// The points that may pay a part.
    #[serde(default)]
    pub points: PointsOffer,
    /// Fees per way of fulfilment; a way without rule is free.
    #[serde(default)]
    pub fees: Vec<FeeRule>,
    /// What ordering for the member costs, for the whole trade. RULES §10.
    #[serde(default)]
    pub proxy_fee: Money,
}

impl QuoteInput {
    /// Most lines of a cart.
    pub const MAX_LINES: usize = 2_000;
    /// Most units of a line.
    pub const MAX_QUANTITY: u32 = 1_000_000;
    /// Most timed discounts, and most full reductions.
    pub const MAX_CAMPAIGNS: usize = 2_000;
    /// Most coupons.
    pub const MAX_COUPONS: usize = 200;

    /// A cart without anything that lowers its price, in a currency of two decimals.
    pub fn new(at: Timestamp, lines: Vec<QuoteLine>) -> Self {
        Self {
            at,
            minor_per_unit: 100,
            rounding: Rounding::HalfUp,
            lines,
            level: None,
            timed: Vec::new(),
            full: Vec::new(),
            gifts: Vec::new(),
            coupons: Vec::new(),
            choice: CouponChoice::None,
            points: PointsOffer::default(),
            fees: Vec::new(),
            proxy_fee: Money::ZERO,
        }
    }
}

/// One line of the cart with what the catalogue says of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct QuoteLine {
    /// What.
    pub sku: SkuId,
    /// Of which product.
    pub product: ProductId,
    /// Of which kind of product.
    pub kind: ProductKind,
    /// The product's category and those above it.
    #[serde(default)]
    pub categories: Vec<CategoryId>,
    /// From whom.
    pub merchant: MerchantId,
    /// How it reaches the buyer.
    pub fulfilment: Fulfilment,
    /// How many.
    pub quantity: u32,
    /// What one costs in the catalogue.
    pub price: Money,
    /// The price that is struck through; it decides nothing.
    #[serde(default)]
    pub list_price: Option<Money>,
    /// What one costs for members of a level.
    #[serde(default)]
    pub member_prices: BTreeMap<LevelId, Money>,
    /// How many points one costs besides, for points goods: they take no other reduction. RULES §13.
    #[serde(default, skip_serializing_if = "Points::is_zero")]
    pub points_price: Points,
    /// A flash-sale or group-buy price instead.
    #[serde(default)]
    pub special: Option<SpecialPrice>,
    /// The day that is promised, when it is sold ahead of its stock; it decides nothing. RULES §3.
    #[serde(default)]
    pub promised: Option<Day>,
}

impl QuoteLine {
    /// A line of goods at the catalogue's price.
    pub const fn new(
        sku: SkuId,
        product: ProductId,
        merchant: MerchantId,
        fulfilment: Fulfilment,
        quantity: u32,
        price: Money,
    ) -> Self {
        Self {
            sku,
            product,
            kind: ProductKind::Goods,
            categories: Vec::new(),
            merchant,
            fulfilment,
            quantity,
            price,
            list_price: None,
            member_prices: BTreeMap::new(),
            points_price: Points::ZERO,
            special: None,
            promised: None,
        }
    }
}

/// Points that the member wants to use, besides those that points goods cost. RULES §4 step 4, §13.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PointsOffer {
    /// How many the member wants to use; zero: none.
    pub wanted: Points,
    /// How many the member has.
    pub available: Points,
    /// How many are worth one unit of the currency.
    pub per_unit: u32,
    /// What part of the goods amount they may pay.
    pub cap: Rate,
    /// Who pays for them: their issuer.
    pub funder: Option<Party>,
}

/// The fee of one way of fulfilment, per order. RULES §4 step 5.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FeeRule {
    /// Which way.
    pub fulfilment: Fulfilment,
    /// What it costs.
    pub fee: Money,
    /// Free from this goods amount of the order on, after reductions but before points; zero: never free.
    pub free_from: Money,
}

/// The steps of the chain that reduce, in their order. RULES §4.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Lane {
    /// A flash-sale price replaces the SKU price (step 1).
    FlashSale,
    /// A group-buy price replaces the SKU price (step 1).
    GroupBuy,
    /// The SKU's price for the member's level (step 1).
    MemberPrice,
    /// The discount of the member's level (step 1).
    LevelDiscount,
    /// A timed discount (step 1).
    TimedDiscount,
    /// A full reduction (step 2).
    FullReduction,
    /// A merchant's coupon (step 3).
    MerchantCoupon,
    /// A coupon of the platform or a property company (step 3).
    PlatformCoupon,
    /// Points pay a part (step 4).
    Points,
}

impl Lane {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FlashSale => "flash_sale",
            Self::GroupBuy => "group_buy",
            Self::MemberPrice => "member_price",
            Self::LevelDiscount => "level_discount",
            Self::TimedDiscount => "timed_discount",
            Self::FullReduction => "full_reduction",
            Self::MerchantCoupon => "merchant_coupon",
            Self::PlatformCoupon => "platform_coupon",
            Self::Points => "points",
        }
    }
}

/// How a campaign or coupon reduced, where its lane does not say it all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReductionReason {
    /// 满减, or a coupon of an amount.
    AmountOff,
    /// 每满减.
    EveryOff,
    /// 满折, or a coupon of a part.
    PercentOff,
    /// 满赠.
    Gift,
    /// One costs a fixed price for a while.
    FixedPrice,
}

/// One reduction of one line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reduction {
    /// Which step of the chain gave it.
    pub lane: Lane,
    /// The campaign that gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<CampaignId>,
    /// The coupon that gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coupon: Option<CouponId>,
    /// How, where the lane does not say it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ReductionReason>,
    /// Who bears it. RULES §12.
    pub funder: Party,
    /// How much, above zero.
    pub amount: Money,
    /// The amount of this line that it was computed on.
    pub basis: Money,
}

/// A line with its price explained.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct QuotedLine {
    /// What.
    pub sku: SkuId,
    /// Of which product.
    pub product: ProductId,
    /// The campaign that gives it; `None` for what was bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift: Option<CampaignId>,
    /// How many.
    pub quantity: u32,
    /// What one costs before reductions: the SKU price, or a special price above it.
    pub unit_price: Money,
    /// Unit price × quantity.
    pub gross: Money,
    /// What it costs after step 1: the original amount of the steps after it.
    pub priced: Money,
    /// In the order of the chain.
    pub reductions: Vec<Reduction>,
    /// The day that is promised, when it is sold ahead of its stock. RULES §3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Day>,
    /// How many points pay a part of it.
    pub points: Points,
    /// Gross less reductions: what remains to be paid in money.
    pub net: Money,
}

impl QuotedLine {
    /// What points pay of it.
    pub fn paid_by_points(&self) -> Result<Money> {
        let by_points = |reduction: &&Reduction| reduction.lane == Lane::Points;
        Money::total((self.reductions.iter().filter(by_points)).map(|reduction| reduction.amount))
    }
}

/// What will become one order: one merchant × one way of fulfilment. RULES §5.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct QuotedOrder {
    /// Who sells.
    pub merchant: MerchantId,
    /// How it reaches the buyer.
    pub fulfilment: Fulfilment,
    /// Places of its lines in [`Quote::lines`].
    pub lines: Vec<u32>,
    /// Sum of the lines' gross amounts.
    pub goods: Money,
    /// Delivery fee.
    pub fee: Money,
    /// How much more it must cost to be delivered free; zero: it is, or never is.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub missing_to_free: Money,
    /// Its share of the proxy-order fee.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub proxy_fee: Money,
    /// Sum of the lines' net amounts and the fees.
    pub total: Money,
}

/// Why something did not reduce the price, or not fully.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WhyNot {
    /// It has not begun.
    NotYetBegun,
    /// It is over.
    Over,
    /// No line is what it is about.
    NothingInScope,
    /// What it is about has a special price that excludes it.
    ExcludedBySpecialPrice,
    /// The lines in scope do not reach its threshold.
    BelowThreshold,
    /// Another price is as good or better on every line in scope.
    BetterPriceApplies,
    /// Another campaign of its lane takes more off.
    BetterInLane,
    /// What it is about costs nothing any more.
    NothingLeftToReduce,
    /// A gift is not there any more.
    GiftOutOfStock,
    /// No line of the gift's merchant is bought that it could travel with.
    GiftCannotTravel,
    /// Another coupon of this merchant is used.
    OneCouponPerMerchant,
    /// Another coupon of the platform or property is used.
    OnePlatformCoupon,
    /// Other coupons take more off together.
    BetterCouponApplies,
    /// The member does not hold such a coupon, or cannot use it now.
    CouponNotHeld,
    /// The member has fewer points than wanted.
    FewerPointsThanWanted,
    /// Points pay no larger part of the goods amount.
    CappedByGoodsAmount,
    /// There is no more to pay.
    CappedByRunningAmount,
}

impl WhyNot {
    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotYetBegun => "not_yet_begun",
            Self::Over => "over",
            Self::NothingInScope => "nothing_in_scope",
            Self::ExcludedBySpecialPrice => "excluded_by_special_price",
            Self::BelowThreshold => "below_threshold",
            Self::BetterPriceApplies => "better_price_applies",
            Self::BetterInLane => "better_in_lane",
            Self::NothingLeftToReduce => "nothing_left_to_reduce",
            Self::GiftOutOfStock => "gift_out_of_stock",
            Self::GiftCannotTravel => "gift_cannot_travel",
            Self::OneCouponPerMerchant => "one_coupon_per_merchant",
            Self::OnePlatformCoupon => "one_platform_coupon",
            Self::BetterCouponApplies => "better_coupon_applies",
            Self::CouponNotHeld => "coupon_not_held",
            Self::FewerPointsThanWanted => "fewer_points_than_wanted",
            Self::CappedByGoodsAmount => "capped_by_goods_amount",
            Self::CappedByRunningAmount => "capped_by_running_amount",
        }
    }
}

/// Something that could have reduced the price but did not, or not fully, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NotApplied {
    /// Which step.
    pub lane: Lane,
    /// Which campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<CampaignId>,
    /// Which coupon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coupon: Option<CouponId>,
    /// Why.
    pub reason: WhyNot,
    /// How much is missing to its threshold, if it is one of money.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub missing: Money,
}

impl NotApplied {
    /// Why a step as a whole did not apply, or not fully.
    pub(super) const fn step(lane: Lane, reason: WhyNot) -> Self {
        Self {
            lane,
            campaign: None,
            coupon: None,
            reason,
            missing: Money::ZERO,
        }
    }

    /// Why a campaign did not apply.
    pub(super) const fn campaign(lane: Lane, campaign: CampaignId, reason: WhyNot) -> Self {
        Self {
            campaign: Some(campaign),
            ..Self::step(lane, reason)
        }
    }

    /// Why a coupon did not apply.
    pub(super) const fn coupon(lane: Lane, coupon: CouponId, reason: WhyNot) -> Self {
        Self {
            coupon: Some(coupon),
            ..Self::step(lane, reason)
        }
    }
}

/// The priced cart. The same input gives the same quote, byte for byte, on every platform. RULES §4.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Quote {
    /// In the order of the cart, then gifts.
    pub lines: Vec<QuotedLine>,
    /// Sorted by merchant and way of fulfilment.
    pub orders: Vec<QuotedOrder>,
    /// Sum of gross amounts.
    pub goods: Money,
    /// Sum of reductions other than points.
    pub reductions: Money,
    /// The coupons that are used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<CouponId>,
    /// Points that pay a part …
    pub points: Points,
    /// … and what they are worth.
    pub points_value: Money,
    /// Sum of fees.
    pub fees: Money,
    /// What is to be paid in money: goods − reductions − points + fees.
    pub total: Money,
    /// What did not apply, in the order of the chain.
    pub not_applied: Vec<NotApplied>,
}
