//! The quote: what a cart costs, with every reduction explained. Pure functions over values. RULES §4.

mod coupons;
mod fees;
mod full;
mod offers;
mod points;
#[cfg(test)]
mod properties;
mod quote;
mod records;
#[cfg(test)]
mod tests;
mod unit;
mod validate;

pub use offers::{
    Basis, CouponBenefit, CouponChoice, CouponOffer, Excludes, FullBenefit, FullReduction, Funder,
    Gift, GiftGoods, Issuer, LevelBenefits, LevelDelivery, Scope, ScopeOf, SpecialKind,
    SpecialPrice, Threshold, Tier, TimedDiscount, TimedOffer, Window,
};
pub use quote::quote;
pub use records::{
    FeeRule, Lane, NotApplied, PointsOffer, Quote, QuoteInput, QuoteLine, QuotedLine, QuotedOrder,
    Reduction, ReductionReason, WhyNot,
};
