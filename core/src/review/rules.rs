//! What reviews add up to. Pure. RULES §2, §16.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::records::{DayStars, Stars};
use crate::kernel::{Day, Timestamp, Zone};
use crate::org::Settings;

/// How many reviews gave 1, 2, 3, 4 and 5 stars.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StarCounts(pub [i64; 5]);

impl StarCounts {
    /// Reviews in all.
    pub fn count(&self) -> i64 {
        self.0
            .iter()
            .fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Their stars in all.
    pub fn stars(&self) -> i64 {
        (1..)
            .zip(self.0)
            .fold(0, |sum, (stars, count): (i64, i64)| {
                sum.saturating_add(count.saturating_mul(stars))
            })
    }
}

/// A mean of stars in thousandths: 4.235 is 4235.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MeanStars(u32);

impl MeanStars {
    /// Thousandths of a star.
    pub const fn thousandths(self) -> u32 {
        self.0
    }
}

impl fmt::Display for MeanStars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1000, self.0 % 1000)
    }
}

/// What is assumed of something before it is reviewed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Prior {
    /// The assumed mean in hundredths of a star.
    pub hundredths: u32,
    /// As many reviews as the assumption is worth, at least 1.
    pub weight: u32,
}

impl Prior {
    /// That of a node.
    pub fn of(settings: &Settings) -> Self {
        Self {
            hundredths: settings.review_prior_hundredths,
            weight: settings.review_prior_weight,
        }
    }
}

/// The Bayesian mean: (weight × prior + stars) / (weight + reviews), half up to a thousandth. Few reviews stay near the
/// prior, many leave it. RULES §16.
pub fn bayesian_mean(counts: &StarCounts, prior: Prior) -> MeanStars {
    let weight = i128::from(prior.weight.max(1));
    // In hundredths; reviews are fewer than 2⁶³, so all of it fits an i128.
    let sum = weight
        .saturating_mul(prior.hundredths.into())
        .saturating_add(i128::from(counts.stars()).saturating_mul(100));
    let of = weight.saturating_add(counts.count().into());
    let thousandths = sum
        .saturating_mul(20)
        .saturating_add(of)
        .div_euclid(of.saturating_mul(2));
    MeanStars(u32::try_from(thousandths).unwrap_or(u32::MAX))
}

/// Whether at least `least` reviews have a plain mean below a bound in hundredths. RULES §2.
pub fn is_below(count: u64, stars: u64, least: u32, hundredths: u32) -> bool {
    let sum = u128::from(stars).saturating_mul(100);
    count > 0
        && count >= u64::from(least)
        && sum < u128::from(count).saturating_mul(hundredths.into())
}

/// Adds a review to its day, or takes it out. A day without reviews leaves.
pub(super) fn count_day(window: &mut Vec<DayStars>, day: Day, stars: Stars, shown: bool) {
    let stars = u32::from(stars.number());
    let place = window.partition_point(|other| other.day < day);
    if window.get(place).is_none_or(|other| other.day != day) {
        if !shown {
            return;
        }
        window.insert(
            place,
            DayStars {
                day,
                count: 0,
                stars: 0,
            },
        );
    }
    let of = &mut window[place];
    if shown {
        of.count = of.count.saturating_add(1);
        of.stars = of.stars.saturating_add(stars);
    } else {
        of.count = of.count.saturating_sub(1);
        of.stars = of.stars.saturating_sub(stars);
    }
    if of.count == 0 {
        window.remove(place);
    }
}

/// Drops the days that have left the window of so many days that ends today.
pub(super) fn prune(window: &mut Vec<DayStars>, today: Day, days: u32) {
    window.retain(|of| of.day.plus_days(days) > today);
}

/// When the oldest day leaves the window.
pub(super) fn leaves_at(window: &[DayStars], days: u32, zone: Zone) -> Option<Timestamp> {
    window
        .first()
        .map(|oldest| zone.start_of(oldest.day.plus_days(days)))
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "figures of tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PRIOR: Prior = Prior {
        hundredths: 400,
        weight: 10,
    };

    #[test]
    fn a_bayesian_mean_begins_at_the_prior_and_goes_to_the_plain_mean() {
        let mean = |counts| bayesian_mean(&StarCounts(counts), PRIOR).to_string();
        assert_eq!(mean([0; 5]), "4.000");
        assert_eq!(mean([0, 0, 0, 0, 1]), "4.091"); // 45/11
        assert_eq!(mean([1, 0, 0, 0, 0]), "3.727"); // 41/11
        assert_eq!(mean([0, 0, 0, 0, 1_000_000]), "5.000");
        assert_eq!(mean([0, 0, 0, 0, 190]), "4.950"); // 990/200
    }

    #[test]
    fn twenty_reviews_below_three_and_a_half_are_below_and_nineteen_are_not() {
        assert!(is_below(20, 69, 20, 350));
        assert!(!is_below(20, 70, 20, 350));
        assert!(!is_below(19, 19, 20, 350));
        assert!(!is_below(0, 0, 0, 350));
    }

    #[test]
    fn a_day_counts_for_the_days_of_the_window_and_then_leaves() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let mut window = Vec::new();
        let five = Stars::new(5).unwrap();
        count_day(&mut window, day("2026-11-22"), five, true);
        count_day(&mut window, day("2026-11-20"), Stars::new(1).unwrap(), true);
        assert_eq!(window[0].day, day("2026-11-20"));
        let last = day("2026-11-20").plus_days(89);
        prune(&mut window, last, 90);
        assert_eq!(window.len(), 2);
        let leaves = leaves_at(&window, 90, Zone::SHANGHAI).unwrap();
        assert_eq!(leaves, Zone::SHANGHAI.start_of(last.next()));
        prune(&mut window, last.next(), 90);
        assert_eq!(window.len(), 1);
        count_day(&mut window, day("2026-11-22"), five, false);
        count_day(&mut window, day("2026-11-22"), five, false);
        assert_eq!(window, []);
    }

    proptest! {
        #[test]
        fn a_mean_lies_between_one_and_five_and_more_stars_never_lower_it(
            counts in prop::array::uniform5(0_i64..1_000_000), weight in 1_u32..10_000, hundredths in 100_u32..=500,
        ) {
            let prior = Prior { hundredths, weight };
            let mean = bayesian_mean(&StarCounts(counts), prior);
            prop_assert!((1000..=5000).contains(&mean.thousandths()));
            let mut better = counts;
            better[4] += 1;
            prop_assert!(bayesian_mean(&StarCounts(better), prior) >= mean);
            let mut worse = counts;
            worse[0] += 1;
            prop_assert!(bayesian_mean(&StarCounts(worse), prior) <= mean);
        }

        #[test]
        fn taking_out_what_was_added_leaves_the_window_as_it_was(
            days in prop::collection::vec((0_u32..40, 1_u8..=5), 0..60), day in 0_u32..40, stars in 1_u8..=5,
        ) {
            let first: Day = "2026-11-01".parse().unwrap();
            let mut window = Vec::new();
            for (day, stars) in days {
                count_day(&mut window, first.plus_days(day), Stars::new(stars).unwrap(), true);
            }
            let before = window.clone();
            let stars = Stars::new(stars).unwrap();
            count_day(&mut window, first.plus_days(day), stars, true);
            count_day(&mut window, first.plus_days(day), stars, false);
            prop_assert_eq!(window, before);
        }
    }
}
