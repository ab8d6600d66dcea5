//! Coupons: made from templates, claimed, given or issued by an order; locked at order, used at payment. RULES §4, §15.

mod commands;
pub(crate) mod moves;
mod queries;
mod records;

pub use commands::{
    ClaimCoupon, CloseCouponTemplate, CreateCouponTemplate, ExpireCoupon, GiveCoupons,
};
pub use queries::CouponView;
pub use records::{
    Coupon, CouponOrigin, CouponSource, CouponState, CouponTemplate, CouponTerms, CouponTrigger,
    CouponWallet, Validity,
};

pub(crate) use commands::COUPONS_DUE;
pub(crate) use records::{COUPON, COUPON_TEMPLATE, COUPON_WALLET};
