//! Levels: growth, upgrades, periods with retention, gifts, and what checkout takes from them. RULES §14.

mod commands;
pub(crate) mod moves;
mod queries;
mod records;
mod rules;

pub use commands::{AdvanceLevel, GrantGrowth, ReviewLevels, SetLevels};
pub use queries::{LevelShare, MemberLevel};
pub use records::{CutPeriod, Level, LevelCode, LevelCount, Levels, Period, Standing};
pub use rules::{
    Downgrade, LevelTerms, Moved, Passed, check_levels, check_terms, growth_of, level_of,
};

pub(crate) use commands::{LEVELS_DUE, STANDINGS_DUE};
pub(crate) use records::{LEVEL_COUNT, LEVELS, STANDING};

use serde::{Deserialize, Serialize};

/// Growth that an order has given, and the rate as it was when it was paid, so that any sequence of refunds ends at the
/// same figure. RULES §14.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Growth {
    /// What it gave, less what was taken back.
    pub given: i64,
    /// Growth per unit of the currency.
    pub rate: u32,
}

/// Why somebody's level changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelReason {
    /// Their growth became enough for it.
    Grown,
    /// Growth was taken back.
    TakenBack,
    /// Their period ended without enough growth.
    PeriodOver,
    /// The levels of the tenant changed.
    LevelsChanged,
}
