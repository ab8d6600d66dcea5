//! Who gets what of an order. RULES §12.

pub(crate) mod booking;
mod commands;
mod queries;
mod records;
mod rules;

pub use commands::{RemoveSplitRule, SetSplitRule};
pub use queries::SplitExplained;
pub use records::{
    PartState, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitPart, SplitPlan,
    SplitRevision, SplitRule,
};

pub use rules::{SplitCause, SplitFacts, SplitStep, SuppliedLine, given_back, plan, steps};

pub(crate) use records::{SPLIT_REVISION, SPLIT_RULE};
