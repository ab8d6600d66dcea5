//! Who gets what of an order. RULES §12.

pub(crate) mod booking;
mod records;
mod rules;

pub use records::{
    PartState, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitPart, SplitPlan, SplitRule,
};

pub use rules::{SplitCause, SplitFacts, SplitStep, SuppliedLine, given_back, plan, steps};

pub(crate) use records::SPLIT_RULE;
