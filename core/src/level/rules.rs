//! Who has which level: growing, taking back, the end of a period, the gifts of the months. Pure. RULES §14.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::records::{CutPeriod, Level, Period, Standing};
use crate::kernel::{Day, Error, MemberId, NodeId, Points, Result, Timestamp, Zone};

/// Months whose gifts are caught up at most.
const MISSED_MONTHS: u32 = 12;

/// What happens at the end of a period that brought less than the level's retention. RULES §14.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Downgrade {
    /// Down one level.
    #[default]
    OneLevel,
    /// Down to the level that the growth of the period earned.
    ToEarned,
}

/// The numbers that a node sets for levels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LevelTerms {
    /// How long a level lasts, in months.
    pub months: u32,
    /// What happens when it was not kept.
    pub downgrade: Downgrade,
}

/// Something that time did to a standing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Passed {
    /// A month began: the gift of the level that the member had then.
    Gift {
        /// The first day of the month.
        month: Day,
        /// How many points, above zero.
        points: Points,
    },
    /// The period ended and the level was kept.
    Renewed {
        /// When the new period began.
        on: Day,
    },
    /// The period ended and the level was not kept.
    Down {
        /// When the new period began.
        on: Day,
        /// The place of the level before …
        from: usize,
        /// … and after.
        to: usize,
    },
}

/// A step from one level to another, by their places.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moved {
    /// Before.
    pub from: usize,
    /// After.
    pub to: usize,
}

/// The place of the highest level that a growth value is enough for.
pub fn level_of(levels: &[Level], growth: i64) -> usize {
    levels
        .iter()
        .rposition(|level| i64::from(level.growth) <= growth)
        .unwrap_or(0)
}

/// Refuses levels that cannot be: none or more than 20, codes that are empty or there twice, a first level that takes
/// growth, growth that does not rise, retention above the level's growth, figures out of bounds. RULES §14.
pub fn check_levels(levels: &[Level]) -> Result<()> {
    if levels.is_empty() {
        return Err(Error::invalid("levels", "at least one level is expected"));
    }
    if levels.len() > super::records::Levels::MAX {
        return Err(Error::Limit {
            field: "levels".into(),
            limit: super::records::Levels::MAX as u64,
        });
    }
    for (place, level) in levels.iter().enumerate() {
        let below = place.checked_sub(1).map(|below| &levels[below]);
        check_level(level, below).map_err(|error| error.under(&format!("levels[{place}]")))?;
        if levels[..place].iter().any(|other| other.code == level.code) {
            return Err(Error::invalid(
                format!("levels[{place}].code"),
                "each level has a code of its own",
            ));
        }
    }
    Ok(())
}

fn check_level(level: &Level, below: Option<&Level>) -> Result<()> {
    level.code.require("code")?;
    level.name.require("name")?;
    let rises = match below {
        None => level.growth == 0,
        Some(below) => level.growth > below.growth,
    };
    let gift = |points: Points| (0..=1_000_000).contains(&points.units());
    let rules = [
        (
            rises,
            "growth",
            "zero for the first level, more than the level before for the others",
        ),
        (
            level.retention <= level.growth,
            "retention",
            "at most the level's growth",
        ),
        (
            (100..=1_000).contains(&level.points_percent),
            "points_percent",
            "100 to 1,000 percent",
        ),
        (
            gift(level.monthly_gift),
            "monthly_gift",
            "0 to 1,000,000 points",
        ),
        (
            gift(level.welcome_gift),
            "welcome_gift",
            "0 to 1,000,000 points",
        ),
    ];
    match rules.iter().find(|(holds, ..)| !holds) {
        Some((_, field, reason)) => Err(Error::invalid(*field, *reason)),
        None => Ok(()),
    }
}

impl Period {
    /// So many months from a day on, nothing grown yet.
    fn begin(from: Day, months: u32) -> Self {
        Self {
            from,
            until: from.after_months(months),
            growth: 0,
        }
    }
}

impl Standing {
    /// Somebody at the first level who has not grown.
    pub fn begin(
        member: MemberId,
        community: NodeId,
        levels: &[Level],
        today: Day,
        terms: LevelTerms,
    ) -> Self {
        Self {
            member,
            community,
            level: levels[0].code.clone(),
            growth: 0,
            bought: 0,
            granted: 0,
            period: Period::begin(today, terms.months),
            cut: Vec::new(),
            gifted: today.first_of_month(),
            welcomed: std::collections::BTreeSet::new(),
            due_at: None,
        }
    }

    /// The place of their level; of a level that is no longer there, what their growth is enough for.
    pub fn place(&self, levels: &[Level]) -> usize {
        levels
            .iter()
            .position(|level| level.code == self.level)
            .unwrap_or_else(|| level_of(levels, self.growth))
    }

    /// Does what time has done up to a day, in its order: periods end, months bring gifts. A gift belongs to the level that
    /// the member has when the month begins; missed months are caught up, at most 12. Doing it again does nothing.
    pub fn pass(&mut self, levels: &[Level], today: Day, terms: LevelTerms) -> Vec<Passed> {
        let mut passed = Vec::new();
        let this_month = today.first_of_month();
        while self.gifted.month_after(MISSED_MONTHS) < this_month {
            self.gifted = self.gifted.month_after(1);
        }
        loop {
            let month = self.gifted.month_after(1);
            let ends = self.place(levels) > 0 && self.period.until <= today;
            if ends && self.period.until <= month {
                passed.push(self.end_period(levels, terms));
            } else if month <= today && month > self.gifted {
                self.gifted = month;
                let level = &levels[self.place(levels)];
                let since = level.gift_since.is_some_and(|since| since <= month);
                if since && level.monthly_gift.is_positive() {
                    let points = level.monthly_gift;
                    passed.push(Passed::Gift { month, points });
                }
            } else {
                return passed;
            }
        }
    }

    /// The period is over: the level is renewed, or it falls, and the growth value with it to what the lower level takes or
    /// what the period brought, whichever is more.
    fn end_period(&mut self, levels: &[Level], terms: LevelTerms) -> Passed {
        let from = self.place(levels);
        let on = self.period.until;
        let grown = self.period.growth.max(0);
        self.period = Period::begin(on, terms.months);
        self.cut.clear();
        if grown >= i64::from(levels[from].retention) {
            return Passed::Renewed { on };
        }
        let to = match terms.downgrade {
            Downgrade::OneLevel => from.saturating_sub(1),
            Downgrade::ToEarned => level_of(levels, grown).min(from.saturating_sub(1)),
        };
        self.level = levels[to].code.clone();
        self.growth = grown.max(i64::from(levels[to].growth)).min(self.growth);
        Passed::Down { on, from, to }
    }

    /// Adds growth; enough of it lifts at once, and a new period begins. Call [`pass`](Self::pass) before.
    pub fn grow(
        &mut self,
        levels: &[Level],
        growth: i64,
        today: Day,
        terms: LevelTerms,
    ) -> Option<Moved> {
        self.growth = self.growth.saturating_add(growth);
        self.period.growth = self.period.growth.saturating_add(growth);
        self.rise(levels, today, terms)
    }

    /// Up to the level that the growth value is enough for, never down.
    pub fn rise(&mut self, levels: &[Level], today: Day, terms: LevelTerms) -> Option<Moved> {
        let from = self.place(levels);
        let to = level_of(levels, self.growth);
        if to <= from {
            self.level = levels[from].code.clone();
            return None;
        }
        let new = Period::begin(today, terms.months);
        let period = std::mem::replace(&mut self.period, new);
        self.cut.push(CutPeriod {
            level: levels[from].code.clone(),
            period,
        });
        self.level = levels[to].code.clone();
        Some(Moved { from, to })
    }

    /// Takes growth back that was given on a day. A level that it no longer suffices for is lost, and the period that the
    /// upgrade had cut short goes on. Call [`pass`](Self::pass) before.
    pub fn shrink(&mut self, levels: &[Level], growth: i64, given: Day) -> Option<Moved> {
        self.growth = self.growth.saturating_sub(growth).max(0);
        let from = self.place(levels);
        let to = level_of(levels, self.growth).min(from);
        if given >= self.period.from {
            self.period.growth = self.period.growth.saturating_sub(growth);
        } else if let Some(cut) = self
            .cut
            .iter_mut()
            .rev()
            .find(|cut| given >= cut.period.from)
        {
            cut.period.growth = cut.period.growth.saturating_sub(growth);
        }
        if to == from {
            return None;
        }
        self.level = levels[to].code.clone();
        self.undo_upgrades(levels, to);
        Some(Moved { from, to })
    }

    /// The oldest period that an upgrade beyond this level cut short goes on, with all that was grown since.
    fn undo_upgrades(&mut self, levels: &[Level], to: usize) {
        let place = |code: &str| levels.iter().position(|level| level.code.as_str() == code);
        let Some(first) = self
            .cut
            .iter()
            .position(|cut| place(&cut.level).is_none_or(|place| place >= to))
        else {
            return;
        };
        let mut undone = self.cut.drain(first..);
        let Some(oldest) = undone.next() else {
            return;
        };
        let since = undone
            .map(|cut| cut.period.growth)
            .fold(self.period.growth, i64::saturating_add);
        self.period = Period {
            growth: oldest.period.growth.saturating_add(since),
            ..oldest.period
        };
    }

    /// Keeps the moment at which something is due next.
    pub fn schedule(&mut self, levels: &[Level], zone: Zone) {
        let place = self.place(levels);
        let ends = (place > 0).then_some(self.period.until);
        let level = &levels[place];
        let gift = level.gift_since.filter(|_| level.monthly_gift.is_positive());
        let gift = gift.map(|since| since.max(self.gifted.month_after(1)));
        let next = match (ends, gift) {
            (Some(ends), Some(gift)) => Some(ends.min(gift)),
            (ends, gift) => ends.or(gift),
        };
        self.due_at = next.map(|day| -> Timestamp { zone.start_of(day) });
    }
}

/// Growth for an amount of money in smallest units at a rate of `growth` per `per` smallest units, rounded down. Errors:
/// `overflow`. RULES §14.
pub fn growth_of(cash: i64, growth: u32, per: i64) -> Result<i64> {
    crate::points::earned_by(cash, growth, per).map(Points::units)
}
