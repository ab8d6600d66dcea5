//! Who gets what of an order. RULES §12.

pub(crate) mod booking;
mod records;

pub use records::{
    ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitPart, SplitPlan, SplitRule,
};

pub(crate) use records::SPLIT_RULE;
