//! The quote: what a cart costs, with every reduction explained. Pure functions over values. RULES §4.

mod quote;
mod records;

pub use quote::quote;
pub use records::{
    FeeRule, Lane, NotApplied, PointsOffer, Quote, QuoteInput, QuoteLine, QuotedLine, QuotedOrder,
    Reduction,
};
