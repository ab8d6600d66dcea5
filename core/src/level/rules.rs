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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LevelTerms {
    /// How long a level lasts, in months.
    pub months: u32,
    /// What happens when it was not kept.
    pub downgrade: Downgrade,
}

/// Something that time did to a standing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passed {
    /// A month began: the gift of the level that the member had then.
    Gift {
        /// The first day of the month.
        month: Day,
        /// How many points, above zero.
        points: Points,
    },
    /// A month began: the coupons of the level that the member had then.
    Coupons {
        /// The first day of the month.
        month: Day,
        /// The place of the level.
        level: usize,
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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
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

/// Refuses terms that cannot be: a level lasts 1 to 120 months. RULES §14.
pub fn check_terms(terms: &LevelTerms) -> Result<()> {
    if (1..=120).contains(&terms.months) {
        Ok(())
    } else {
        Err(Error::invalid(
            "terms.months",
            "1 to 120 months are possible",
        ))
    }
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
    if let Some((_, field, reason)) = rules.iter().find(|(holds, ..)| !holds) {
        return Err(Error::invalid(*field, *reason));
    }
    for (field, coupons) in [
        ("monthly_coupons", &level.monthly_coupons),
        ("welcome_coupons", &level.welcome_coupons),
    ] {
        if coupons.len() > Level::MAX_COUPONS {
            return Err(Error::Limit {
                field: field.into(),
                limit: Level::MAX_COUPONS as u64,
            });
        }
        let distinct: std::collections::BTreeSet<_> = coupons.iter().collect();
        if distinct.len() < coupons.len() {
            return Err(Error::invalid(field, "each template at most once"));
        }
    }
    Ok(())
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
            coupons: std::collections::BTreeMap::new(),
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
                let place = self.place(levels);
                let level = &levels[place];
                let since = level.gift_since.is_some_and(|since| since <= month);
                if since && level.monthly_gift.is_positive() {
                    let points = level.monthly_gift;
                    passed.push(Passed::Gift { month, points });
                }
                if since && !level.monthly_coupons.is_empty() {
                    let level = place;
                    passed.push(Passed::Coupons { month, level });
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
        let gift = level.gift_since.filter(|_| level.gives_monthly());
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::Id;

    const TERMS: LevelTerms = LevelTerms {
        months: 12,
        downgrade: Downgrade::OneLevel,
    };
    const TO_EARNED: LevelTerms = LevelTerms {
        months: 12,
        downgrade: Downgrade::ToEarned,
    };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// 普通, 银牌 from 1,000 kept with 600, 金牌 from 5,000 kept with 3,000, 钻石 from 20,000 kept with 20,000.
    fn levels() -> Vec<Level> {
        let mut levels = vec![
            Level::new("plain", "普通", 0, 0).unwrap(),
            Level::new("silver", "银牌", 1_000, 600).unwrap(),
            Level::new("gold", "金牌", 5_000, 3_000).unwrap(),
            Level::new("diamond", "钻石", 20_000, 20_000).unwrap(),
        ];
        for (level, gift) in levels.iter_mut().zip([0, 50, 200, 1_000]) {
            level.monthly_gift = Points::new(gift).unwrap();
            level.gift_since = (gift > 0).then(|| day("2020-01-01"));
        }
        levels
    }

    fn member(on: &str) -> Standing {
        let (member, community) = (MemberId(Id::MIN), NodeId(Id::MAX));
        Standing::begin(member, community, &levels(), day(on), TERMS)
    }

    /// What happened, in words.
    fn said(passed: &[Passed]) -> Vec<String> {
        passed
            .iter()
            .map(|passed| match passed {
                Passed::Gift { month, points } => format!("{month} gift {}", points.units()),
                Passed::Coupons { month, level } => format!("{month} coupons {level}"),
                Passed::Renewed { on } => format!("{on} renewed"),
                Passed::Down { on, from, to } => format!("{on} down {from} {to}"),
            })
            .collect()
    }

    fn pass(standing: &mut Standing, on: &str) -> Vec<String> {
        said(&standing.pass(&levels(), day(on), TERMS))
    }

    fn grow(standing: &mut Standing, growth: i64, on: &str) -> Option<Moved> {
        standing.pass(&levels(), day(on), TERMS);
        standing.grow(&levels(), growth, day(on), TERMS)
    }

    #[test]
    fn growth_lifts_at_once_and_over_several_levels() {
        let mut wang = member("2026-11-25");
        assert_eq!(grow(&mut wang, 999, "2026-11-25"), None);
        assert_eq!(
            grow(&mut wang, 1, "2026-11-26"),
            Some(Moved { from: 0, to: 1 })
        );
        assert_eq!(
            grow(&mut wang, 30_000, "2026-11-27"),
            Some(Moved { from: 1, to: 3 })
        );
        assert_eq!((wang.level.as_str(), wang.period.growth), ("diamond", 0));
        assert_eq!(
            (wang.period.from, wang.period.until),
            (day("2026-11-27"), day("2027-11-27"))
        );
    }

    #[test]
    fn a_level_that_is_kept_is_renewed_and_one_that_is_not_goes_down_by_one() {
        let mut wang = member("2026-01-15");
        grow(&mut wang, 5_200, "2026-01-15");
        wang.gifted = day("2029-12-01"); // gifts have tests of their own
        grow(&mut wang, 3_000, "2026-12-31");
        assert_eq!(pass(&mut wang, "2027-01-14"), [""; 0]);
        assert_eq!(pass(&mut wang, "2027-01-15"), ["2027-01-15 renewed"]);
        grow(&mut wang, 2_999, "2027-12-31");
        assert_eq!(pass(&mut wang, "2028-01-15"), ["2028-01-15 down 2 1"]);
        assert_eq!(
            wang.growth, 2_999,
            "what the period brought is more than the lower level takes"
        );
        assert_eq!(pass(&mut wang, "2029-01-15"), ["2029-01-15 down 1 0"]);
        assert_eq!((wang.growth, wang.place(&levels())), (0, 0));
        assert_eq!(pass(&mut wang, "2029-12-31"), [""; 0]);
    }

    #[test]
    fn down_to_the_level_earned_is_a_setting() {
        let mut wang = member("2026-01-15");
        grow(&mut wang, 25_000, "2026-01-15");
        grow(&mut wang, 1_500, "2026-06-01");
        let mut strict = wang.clone();
        let passed = strict.pass(&levels(), day("2027-01-15"), TO_EARNED);
        assert_eq!(said(&passed).last().unwrap(), "2027-01-15 down 3 1");
        assert_eq!(strict.growth, 1_500);
        let passed = wang.pass(&levels(), day("2027-01-15"), TERMS);
        assert_eq!(said(&passed).last().unwrap(), "2027-01-15 down 3 2");
        assert_eq!(wang.growth, 5_000, "enough for gold, no more");
    }

    #[test]
    fn a_month_brings_the_gift_of_the_level_that_the_member_has_when_it_begins() {
        let mut wang = member("2026-01-31");
        grow(&mut wang, 1_000, "2026-01-31");
        assert_eq!(
            pass(&mut wang, "2026-01-31"),
            [""; 0],
            "not for the running month"
        );
        assert_eq!(pass(&mut wang, "2026-02-01"), ["2026-02-01 gift 50"]);
        assert_eq!(pass(&mut wang, "2026-02-28"), [""; 0]);
        wang.pass(&levels(), day("2026-04-10"), TERMS);
        wang.grow(&levels(), 4_000, day("2026-04-10"), TERMS);
        assert_eq!(
            pass(&mut wang, "2026-04-30"),
            [""; 0],
            "the gift of April was silver's"
        );
        assert_eq!(
            pass(&mut wang, "2026-06-30"),
            ["2026-05-01 gift 200", "2026-06-01 gift 200"]
        );
    }

    #[test]
    fn missed_months_are_caught_up_in_their_order_with_the_end_of_the_period_between_them() {
        let mut wang = member("2026-01-15");
        grow(&mut wang, 5_000, "2026-01-15");
        wang.gifted = day("2026-11-01");
        assert_eq!(
            pass(&mut wang, "2027-03-31"),
            [
                "2026-12-01 gift 200",
                "2027-01-01 gift 200",
                "2027-01-15 down 2 1",
                "2027-02-01 gift 50",
                "2027-03-01 gift 50"
            ]
        );
        // Years later: of the months the last twelve, the periods one after the other.
        let said = pass(&mut wang, "2031-07-02");
        assert_eq!(said, ["2028-01-15 down 1 0"]);
        assert_eq!(wang.gifted, day("2031-07-01"));
        let mut li = member("2026-01-15");
        grow(&mut li, 1_000, "2026-01-15");
        li.period.until = day("2099-01-01");
        assert_eq!(pass(&mut li, "2031-07-02").len(), 12);
    }

    #[test]
    fn a_period_that_ends_on_the_first_of_a_month_ends_before_its_gift() {
        let mut wang = member("2026-02-01");
        grow(&mut wang, 1_000, "2026-02-01");
        wang.gifted = day("2027-01-01");
        assert_eq!(pass(&mut wang, "2027-02-01"), ["2027-02-01 down 1 0"]);
    }

    #[test]
    fn a_level_reached_on_a_leap_day_lasts_to_the_end_of_february() {
        let mut wang = member("2028-02-29");
        grow(&mut wang, 1_000, "2028-02-29");
        wang.gifted = day("2029-12-01");
        assert_eq!(pass(&mut wang, "2029-02-28"), [""; 0]);
        assert_eq!(pass(&mut wang, "2029-03-01"), ["2029-03-01 down 1 0"]);
    }

    #[test]
    fn a_clock_that_goes_back_takes_nothing_and_gives_nothing_twice() {
        let mut wang = member("2026-03-10");
        grow(&mut wang, 1_000, "2026-03-10");
        assert_eq!(pass(&mut wang, "2026-05-01").len(), 2);
        let before = wang.clone();
        assert_eq!(pass(&mut wang, "2026-04-01"), [""; 0]);
        assert_eq!(pass(&mut wang, "2026-05-31"), [""; 0]);
        assert_eq!(wang, before);
    }

    #[test]
    fn what_is_refunded_takes_the_level_back_and_the_old_period_goes_on() {
        let mut wang = member("2026-01-01");
        grow(&mut wang, 1_200, "2026-02-10");
        let before = wang.clone();
        grow(&mut wang, 4_000, "2026-12-20");
        grow(&mut wang, 100, "2026-12-21");
        let moved = wang.shrink(&levels(), 4_000, day("2026-12-20"));
        assert_eq!(moved, Some(Moved { from: 2, to: 1 }));
        assert_eq!(
            (wang.period.from, wang.period.until, wang.period.growth),
            (day("2026-02-10"), day("2027-02-10"), 100),
            "buying and sending back does not prolong silver"
        );
        wang.shrink(&levels(), 100, day("2026-12-21"));
        wang.gifted = before.gifted;
        assert_eq!(wang, before);
    }

    #[test]
    fn growth_of_an_earlier_period_is_not_taken_from_this_one() {
        let mut wang = member("2026-01-01");
        grow(&mut wang, 1_200, "2026-02-10");
        grow(&mut wang, 700, "2026-06-01");
        grow(&mut wang, 50, "2027-03-01");
        assert_eq!(wang.period.from, day("2027-02-10"));
        assert_eq!(wang.shrink(&levels(), 700, day("2026-06-01")), None);
        assert_eq!((wang.growth, wang.period.growth), (1_250, 50));
        assert_eq!(
            wang.shrink(&levels(), 1_200, day("2026-02-10")),
            Some(Moved { from: 1, to: 0 })
        );
        assert_eq!(wang.growth, 50);
    }

    #[test]
    fn levels_that_cannot_be_are_refused_by_place() {
        let refused = |change: &dyn Fn(&mut Vec<Level>)| {
            let mut levels = levels();
            change(&mut levels);
            let error = check_levels(&levels).unwrap_err();
            (error.code(), error.field().map(str::to_owned))
        };
        let field = |field: &str| ("invalid_field", Some(field.to_owned()));
        assert_eq!(check_levels(&levels()), Ok(()));
        assert_eq!(refused(&|levels| levels.clear()), field("levels"));
        assert_eq!(refused(&|l| l[0].growth = 1), field("levels[0].growth"));
        assert_eq!(refused(&|l| l[2].growth = 1_000), field("levels[2].growth"));
        assert_eq!(
            refused(&|l| l[1].retention = 1_001),
            field("levels[1].retention")
        );
        assert_eq!(
            refused(&|l| l[1].points_percent = 99),
            field("levels[1].points_percent")
        );
        assert_eq!(
            refused(&|l| l[1].points_percent = 1_001),
            field("levels[1].points_percent")
        );
        assert_eq!(
            refused(&|l| l[3].monthly_gift = Points::new(-1).unwrap()),
            field("levels[3].monthly_gift")
        );
        assert_eq!(
            refused(&|l| l[3].welcome_gift = Points::new(1_000_001).unwrap()),
            field("levels[3].welcome_gift")
        );
        assert_eq!(
            refused(&|l| l[2].code = l[1].code.clone()),
            field("levels[2].code")
        );
        assert_eq!(
            refused(&|l| l[2].name = crate::kernel::Text::default()),
            field("levels[2].name")
        );
        let many = |levels: &mut Vec<Level>| {
            *levels = (0..21)
                .map(|n| Level::new(&format!("l{n}"), "级", n, 0).unwrap())
                .collect();
        };
        assert_eq!(refused(&many).0, "limit_exceeded");
    }

    proptest! {
        #[test]
        fn however_often_time_is_looked_at_the_same_has_happened(
            growth in prop::collection::vec((0_i64..6_000, 1_u32..400), 1..8), looks in prop::collection::vec(1_u32..120, 0..40),
        ) {
            let start = day("2026-01-31");
            let mut seldom = member("2026-01-31");
            let mut often = seldom.clone();
            let (mut rare, mut many) = (Vec::new(), Vec::new());
            let mut looks = looks.into_iter();
            let mut today = start;
            for (amount, days) in growth {
                let next = today.plus_days(days);
                let mut look = today;
                for step in looks.by_ref().take(5) {
                    look = look.plus_days(step).min(next);
                    many.extend(often.pass(&levels(), look, TERMS));
                }
                today = next;
                rare.extend(seldom.pass(&levels(), today, TERMS));
                many.extend(often.pass(&levels(), today, TERMS));
                seldom.grow(&levels(), amount, today, TERMS);
                often.grow(&levels(), amount, today, TERMS);
            }
            // More than twelve missed months are not caught up, so both look at least once in 400 days.
            rare.retain(|passed| !matches!(passed, Passed::Gift { .. }));
            many.retain(|passed| !matches!(passed, Passed::Gift { .. }));
            prop_assert_eq!(rare, many);
            prop_assert_eq!(seldom, often);
        }

        #[test]
        fn a_month_has_one_gift_and_the_level_never_lags_behind_the_growth(
            steps in prop::collection::vec((0_u8..4, 0_i64..4_000, 0_u32..70), 1..60),
        ) {
            let levels = levels();
            let mut wang = member("2026-01-31");
            let mut today = day("2026-01-31");
            let mut months = std::collections::BTreeSet::new();
            let mut given: Vec<(i64, Day)> = Vec::new();
            for (what, amount, days) in steps {
                // Sometimes the clock goes back.
                today = if what == 3 { today.minus_days(days.min(20)) } else { today.plus_days(days) };
                for passed in wang.pass(&levels, today, TERMS) {
                    if let Passed::Gift { month, .. } = passed {
                        prop_assert!(months.insert(month), "{} was given before", month);
                        prop_assert!(month <= today);
                    }
                }
                if what == 2 && let Some((growth, on)) = given.pop() {
                    let place = wang.place(&levels);
                    let moved = wang.shrink(&levels, growth, on);
                    prop_assert!(moved.is_none_or(|moved| moved.to < place));
                } else {
                    let before = wang.place(&levels);
                    let moved = wang.grow(&levels, amount, today, TERMS);
                    prop_assert_eq!(moved.map_or(before, |moved| moved.to), wang.place(&levels));
                    given.push((amount, today));
                }
                prop_assert!(wang.growth >= 0);
                prop_assert_eq!(wang.place(&levels), level_of(&levels, wang.growth));
                prop_assert!(wang.cut.len() < levels.len());
            }
        }

        #[test]
        fn buying_and_sending_everything_back_leaves_the_standing_as_it_was(
            first in 0_i64..6_000, steps in prop::collection::vec((1_i64..9_000, 0_u32..20), 1..8), order in any::<prop::sample::Index>(),
        ) {
            let levels = levels();
            let mut wang = member("2026-03-01");
            grow(&mut wang, first, "2026-03-02");
            let before = wang.clone();
            let mut today = day("2026-03-02");
            let mut bought = Vec::new();
            for (amount, days) in steps {
                today = today.plus_days(days);
                wang.pass(&levels, today, TERMS);
                wang.grow(&levels, amount, today, TERMS);
                bought.push((amount, today));
            }
            let turn = order.index(bought.len());
            bought.rotate_left(turn);
            for (amount, on) in bought {
                wang.shrink(&levels, amount, on);
            }
            wang.gifted = before.gifted;
            prop_assert_eq!(wang, before);
        }
    }
}
