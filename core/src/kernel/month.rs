//! Calendar months of a tenant's zone.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::error::{Error, Result};
use super::time::Day;

/// A calendar month, written `2026-11`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    /// Its first day.
    first: Day,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Day) -> Self {
        let date = day.date();
        let first = date.with_day(1).unwrap_or(date);
        Self {
            first: Day::new(first).unwrap_or(day),
        }
    }

    /// Its first day.
    pub const fn first_day(self) -> Day {
        self.first
    }

    /// The month after it.
    #[must_use]
    pub fn next(self) -> Self {
        // Every month has at most 31 days, so 31 days on is in the next one.
        Self::of(self.first.plus_days(31))
    }

    /// Days since an epoch up to its first day; for columns, which sort as the months do.
    pub fn number(self) -> i64 {
        self.first.number()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.first.date();
        write!(f, "{:04}-{:02}", date.year(), date.month())
    }
}

impl FromStr for Month {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = || Error::invalid("month", "a month is written as 2026-11");
        let (year, month) = text.split_once('-').ok_or_else(wrong)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return Err(wrong());
        }
        let year = year.parse().map_err(|_| wrong())?;
        let month = month.parse().map_err(|_| wrong())?;
        let date = NaiveDate::from_ymd_opt(year, month, 1).ok_or_else(wrong)?;
        Ok(Self {
            first: Day::new(date).map_err(|_| wrong())?,
        })
    }
}

impl TryFrom<String> for Month {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_each_other_and_are_read_as_they_are_written() {
        let december = Month::of("2026-12-31".parse().unwrap());
        assert_eq!(december.to_string(), "2026-12");
        assert_eq!(december.next().to_string(), "2027-01");
        assert_eq!("2026-12".parse::<Month>().unwrap(), december);
        assert_eq!(december.next().next().first_day().to_string(), "2027-02-01");
        for wrong in [
            "2026-13", "2026-1", "26-01", "2026", "2026-00", "+026-01", "1969-12", "2200-01",
        ] {
            assert_eq!(wrong.parse::<Month>().unwrap_err().field(), Some("month"));
        }
    }
}
