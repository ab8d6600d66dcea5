//! Step 6: what a property manager wants to know, asked from the engine.

mod facts;
mod promotion;
mod text;

pub(super) use text::{kind_of, name_of};

pub use facts::{DayFigures, Facts, PartyFigures, RefundFigures};

use std::fmt;

use super::{Community, Outcome};

/// The printed summary and the figures in it.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The figures.
    pub facts: Facts,
    text: String,
}

impl Summary {
    /// Whether `verify` found nothing.
    pub const fn is_sound(&self) -> bool {
        self.facts.verified.is_clean()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// 6: asks the engine, checks that the totals add up, and writes it down in Chinese.
pub fn summary(community: &Community) -> Outcome<Summary> {
    let facts = Facts::ask(community)?;
    facts.check()?;
    let text = text::write(community, &facts)?;
    Ok(Summary { facts, text })
}
