//! Reviews of what was bought, the rank of products and the reputation of merchants, and the rating rule. RULES §2, §16.

mod commands;
mod queries;
mod rating;
mod records;
mod rules;

pub use commands::{AdvanceRating, AnswerReview, ModerateReview, Moderation, WriteReview};
pub use queries::{RatingView, ReviewView};
pub use records::{DayStars, Rated, Rating, Review, ReviewAnswer, Stars};
pub use rules::{MeanStars, Prior, StarCounts, bayesian_mean, is_below};

pub(crate) use commands::RATINGS_DUE;
pub(crate) use records::{RATING, REVIEW};
