//! What members do, learned from the log: tags, segments, churn warnings, and what to recommend with a reason. RULES §15.
//!
//! Nothing here is read by an order. [`FoldInsights`] takes the log entries behind its cursor, a bounded number at a time,
//! and adds them to one row per member and one row per product, both of bounded size; it never begins anew.

mod commands;
mod fold;
mod queries;
mod records;
mod rules;

pub use commands::{
    RecommendationRuleSet, SetRecommendationRules, SetSegment, SetTagRules, TagMember, UntagMember,
    WarnChurn,
};
pub use fold::{FoldInsights, Folded};
pub use queries::{Because, MemberInsight, Recommendation, SegmentPage};
pub use records::{
    Affinity, Behaviour, Bought, Condition, Expression, Purchase, RecommendationRule, Segment,
    TagRule, Together, TopicOfRule,
};
pub use rules::{Figures, matches, tags_by_rule};

pub(crate) use commands::CHURN_DUE;
pub(crate) use fold::FOLD_DUE;
pub(crate) use queries::is_in_segment;
pub(crate) use records::{
    AFFINITY, BEHAVIOUR, INSIGHT_CURSOR, InsightCursor, RECOMMENDATION_RULES, RecommendationRules,
    SEGMENT, TAG_RULES, TagRules,
};
