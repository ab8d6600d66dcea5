//! Who gets what of an order. RULES §12.

pub(crate) mod booking;
mod commands;
mod planning;
mod queries;
mod records;
mod rules;
mod scope;

pub use commands::{RemoveSplitRule, SetSplitRule};
pub use queries::{SectionExplained, SplitExplained};
pub use records::{
    PartState, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitPart, SplitPlan,
    SplitRevision, SplitRule, SplitSection, TierShare,
};
pub use rules::{SplitCause, SplitFacts, SplitStep, SuppliedLine, given_back, plan, steps};
pub use scope::{SplitLayer, SplitRuleBook, SplitScope};

pub(crate) use planning::given_back_by;
pub(crate) use records::{SPLIT_REVISION, SPLIT_RULE};
pub(crate) use scope::SPLIT_RULE_BOOK;
