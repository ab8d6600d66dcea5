//! A leader's commission by tiers of the month's sales. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use crate::kernel::{Error, Money, Rate, Result, Rounding, percentage};

/// Sales below `below` (and above the tier before) earn `rate`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tier {
    /// Where the tier ends: the first sale that is no longer in it; `None`: it is the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Money>,
    /// What is earned.
    pub rate: Rate,
}

/// The tiers of a leader's month, lowest first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "Vec<Tier>", into = "Vec<Tier>")]
pub struct TierTable(Vec<Tier>);

/// How the tiers of a month are read. RULES §12.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TierMode {
    /// Each part of the month's sales earns its own tier's rate.
    #[default]
    Marginal,
    /// All of the month's sales earn the rate of the tier that they reached; the difference is posted at month end.
    WholeMonth,
}

impl TierTable {
    /// Most tiers.
    pub const MAX: usize = 20;
    /// The highest rate of a tier, in percent. Fixed: the channels let no more go to others than the merchant.
    pub const MOST: u8 = 30;

    /// That rate.
    pub(crate) fn most() -> Rate {
        Rate::percent(Self::MOST).expect("it lies between 0 and 100")
    }

    /// Checks the tiers: 1 to 20, each ending above the one before, only the last one open, rates of at most 30 %. Errors:
    /// `invalid_field` naming the tier, `limit_exceeded`.
    pub fn new(tiers: Vec<Tier>) -> Result<Self> {
        if tiers.len() > Self::MAX {
            return Err(Error::Limit {
                field: "leader_tiers".into(),
                limit: Self::MAX as u64,
            });
        }
        let last = tiers
            .len()
            .checked_sub(1)
            .ok_or_else(|| Error::invalid("leader_tiers", "at least one tier is expected"))?;
        let mut from = Money::ZERO;
        for (place, tier) in tiers.iter().enumerate() {
            let wrong = |field: &str, reason: &'static str| {
                Error::invalid(format!("leader_tiers[{place}].{field}"), reason)
            };
            match tier.below {
                Some(below) if place < last && below > from => from = below,
                None if place == last => {}
                _ => {
                    return Err(wrong(
                        "below",
                        "each tier ends above the one before, and the last one is open",
                    ));
                }
            }
            if tier.rate > Self::most() {
                return Err(wrong("rate", "at most 0.30"));
            }
        }
        Ok(Self(tiers))
    }

    /// The tiers.
    pub fn tiers(&self) -> &[Tier] {
        &self.0
    }

    /// What the sales of a month up to `sales` earn when each part earns its own tier's rate. Each tier's part is rounded
    /// once, so commissions of consecutive sales add up to that of all of them.
    pub fn marginal(&self, sales: Money, rounding: Rounding) -> Result<Money> {
        let mut from = Money::ZERO;
        let mut earned = Money::ZERO;
        for tier in &self.0 {
            let to = tier.below.map_or(sales, |below| below.min(sales));
            if to <= from {
                break;
            }
            earned = earned.plus(percentage(to.minus(from)?, tier.rate, rounding)?)?;
            from = to;
        }
        Ok(earned)
    }

    /// The rate of the tier that sales of a month reach.
    pub fn reached(&self, sales: Money) -> Rate {
        let reached = self
            .0
            .iter()
            .find(|tier| tier.below.is_none_or(|below| sales < below));
        reached.map_or(Rate::ZERO, |tier| tier.rate)
    }

    /// What a whole month's sales earn.
    pub fn month(&self, sales: Money, mode: TierMode, rounding: Rounding) -> Result<Money> {
        match mode {
            TierMode::Marginal => self.marginal(sales, rounding),
            TierMode::WholeMonth => percentage(sales, self.reached(sales), rounding),
        }
    }
}

impl Default for TierTable {
    /// The example of the rules: below 10,000.00 8 %, below 50,000.00 9 %, above 10 %.
    fn default() -> Self {
        let tier = |below: Option<i64>, percent| Tier {
            below: below.map(|below| Money::new(below).expect("it is within bounds")),
            rate: Rate::percent(percent).expect("it lies between 0 and 100"),
        };
        Self(vec![
            tier(Some(1_000_000), 8),
            tier(Some(5_000_000), 9),
            tier(None, 10),
        ])
    }
}

impl TryFrom<Vec<Tier>> for TierTable {
    type Error = Error;
    fn try_from(tiers: Vec<Tier>) -> Result<Self> {
        Self::new(tiers)
    }
}

impl From<TierTable> for Vec<Tier> {
    fn from(table: TierTable) -> Self {
        table.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(units: i64) -> Money {
        Money::new(units).unwrap()
    }

    fn marginal(sales: i64) -> i64 {
        let table = TierTable::default();
        table
            .marginal(money(sales), Rounding::HalfUp)
            .unwrap()
            .units()
    }

    #[test]
    fn each_part_of_the_months_sales_earns_its_own_tiers_rate() {
        assert_eq!(marginal(0), 0);
        assert_eq!(marginal(999_999), 80_000);
        assert_eq!(marginal(1_000_000), 80_000);
        assert_eq!(marginal(1_000_100), 80_009);
        assert_eq!(marginal(5_000_000), 80_000 + 360_000);
        assert_eq!(marginal(6_000_000), 80_000 + 360_000 + 100_000);
    }

    #[test]
    fn a_whole_month_earns_the_rate_of_the_tier_that_it_reached() {
        let month = |sales| {
            TierTable::default()
                .month(money(sales), TierMode::WholeMonth, Rounding::HalfUp)
                .unwrap()
                .units()
        };
        assert_eq!(month(999_999), 80_000);
        assert_eq!(month(1_000_000), 90_000);
        assert_eq!(month(4_999_999), 450_000);
        assert_eq!(month(6_000_000), 600_000);
    }

    #[test]
    fn tiers_that_cannot_be_are_refused_naming_the_tier() {
        let tier = |below: Option<i64>, rate: &str| Tier {
            below: below.map(money),
            rate: Rate::parse("rate", rate).unwrap(),
        };
        let field = |tiers: Vec<Tier>| {
            let error = TierTable::new(tiers).unwrap_err();
            (error.code(), error.field().unwrap_or_default().to_owned())
        };
        let invalid = |field: &str| ("invalid_field", field.to_owned());
        assert_eq!(field(vec![]), invalid("leader_tiers"));
        assert_eq!(
            field(vec![tier(Some(5), "0.1")]),
            invalid("leader_tiers[0].below")
        );
        assert_eq!(
            field(vec![
                tier(Some(5), "0.1"),
                tier(Some(5), "0.1"),
                tier(None, "0.1")
            ]),
            invalid("leader_tiers[1].below")
        );
        assert_eq!(
            field(vec![tier(Some(0), "0.1"), tier(None, "0.1")]),
            invalid("leader_tiers[0].below")
        );
        assert_eq!(
            field(vec![tier(None, "0.1"), tier(None, "0.1")]),
            invalid("leader_tiers[0].below")
        );
        assert_eq!(
            field(vec![tier(None, "0.31")]),
            invalid("leader_tiers[0].rate")
        );
        assert_eq!(
            field(vec![tier(None, "0.1"); 21]),
            ("limit_exceeded", "leader_tiers".to_owned())
        );
        TierTable::new(vec![tier(Some(5), "0.1"), tier(None, "0")]).unwrap();
    }

    proptest! {
        #[test]
        fn commissions_of_any_sequence_of_sales_add_up_to_that_of_the_month(
            sales in prop::collection::vec(0_i64..3_000_000, 1..30),
        ) {
            let mut before = 0;
            let mut sum = 0;
            for sale in sales {
                let now = marginal(before + sale) - marginal(before);
                prop_assert!((0..=sale).contains(&now));
                sum += now;
                before += sale;
            }
            prop_assert_eq!(sum, marginal(before));
        }
    }
}
