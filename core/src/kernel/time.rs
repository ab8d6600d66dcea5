//! Instants in UTC, days, times of day, and a calendar of working days. RULES §1.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Timelike, Utc, Weekday};
use serde::{Deserialize, Serialize};

use super::error::{Error, Result};

/// A moment: microseconds since 1970-01-01T00:00:00Z, between the years 1970 and 2199. Stored as the integer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Timestamp(i64);

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const MIN: Self = Self(0);
    /// The last microsecond of the year 2199.
    pub const MAX: Self = Self(7_258_118_399_999_999);

    /// From microseconds since 1970; years before 1970 and from 2200 on are refused.
    pub fn from_micros(micros: i64) -> Result<Self> {
        if !(Self::MIN.0..=Self::MAX.0).contains(&micros) {
            return Err(Error::invalid(
                "time",
                "times lie between the years 1970 and 2199",
            ));
        }
        Ok(Self(micros))
    }

    /// Microseconds since 1970.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339, any offset.
    pub fn parse(text: &str) -> Result<Self> {
        let parsed = DateTime::parse_from_rfc3339(text).map_err(|_| {
            Error::invalid("time", "a time is written like 2026-11-22T23:00:00+08:00")
        })?;
        Self::from_micros(parsed.timestamp_micros())
    }

    /// The same moment for chrono.
    pub fn to_chrono(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0)
            .expect("the years 1970 to 2199 are inside chrono's range")
    }

    /// Later by so many seconds; stays at the end of the range.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        let micros = self.0.saturating_add(seconds.saturating_mul(1_000_000));
        if micros > Self::MAX.0 {
            Self::MAX
        } else if micros < 0 {
            Self::MIN
        } else {
            Self(micros)
        }
    }

    /// Later by so many minutes.
    #[must_use]
    pub const fn plus_minutes(self, minutes: u32) -> Self {
        self.plus_seconds(minutes as i64 * 60)
    }

    /// Earlier by so many times 24 hours.
    #[must_use]
    pub const fn minus_days(self, days: u32) -> Self {
        self.plus_seconds(-(days as i64 * 86_400))
    }

    /// Later by so many times 24 hours.
    #[must_use]
    pub const fn plus_days(self, days: u32) -> Self {
        self.plus_seconds(days as i64 * 86_400)
    }
}

impl TryFrom<i64> for Timestamp {
    type Error = Error;
    fn try_from(micros: i64) -> Result<Self> {
        Self::from_micros(micros)
    }
}

impl From<Timestamp> for i64 {
    fn from(timestamp: Timestamp) -> i64 {
        timestamp.0
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time.timestamp_micros().clamp(Self::MIN.0, Self::MAX.0))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}",
            self.to_chrono()
                .to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
        )
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A calendar day in the tenant's zone, between 1970 and 2199. Written 2026-11-22.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(NaiveDate);

impl Day {
    /// From a chrono date.
    pub fn new(date: NaiveDate) -> Result<Self> {
        if !(1970..2200).contains(&date.year()) {
            return Err(Error::invalid(
                "day",
                "days lie between the years 1970 and 2199",
            ));
        }
        Ok(Self(date))
    }

    /// The date for chrono.
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// Days since 1970-01-01, as stored in columns.
    pub fn number(self) -> i64 {
        i64::from(self.0.to_epoch_days())
    }

    /// The day after; stays at the end of the range.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus_days(1)
    }

    /// The day before; stays at the start of the range.
    #[must_use]
    pub fn previous(self) -> Self {
        self.0
            .checked_sub_days(Days::new(1))
            .and_then(|date| Self::new(date).ok())
            .unwrap_or(self)
    }

    /// So many days later; stays at the end of the range.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        self.0
            .checked_add_days(Days::new(u64::from(days)))
            .and_then(|date| Self::new(date).ok())
            .unwrap_or(self)
    }

    /// So many days earlier; stays at the start of the range.
    #[must_use]
    pub fn minus_days(self, days: u32) -> Self {
        self.0
            .checked_sub_days(Days::new(u64::from(days)))
            .and_then(|date| Self::new(date).ok())
            .unwrap_or(self)
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        self.0.with_day(1).map_or(self, Self)
    }

    /// The first day of the month that lies `months` months later; stays at the end of the range.
    #[must_use]
    pub fn month_after(self, months: u32) -> Self {
        self.0
            .with_day(1)
            .and_then(|first| first.checked_add_months(chrono::Months::new(months)))
            .and_then(|first| Self::new(first).ok())
            .unwrap_or(self)
    }

    /// The first day that no longer belongs to a period of so many months that begins on this day: the same day of a
    /// later month, or where that month has no such day the first of the month after it.
    #[must_use]
    pub fn after_months(self, months: u32) -> Self {
        self.0
            .checked_add_months(chrono::Months::new(months))
            .and_then(|date| Self::new(date).ok())
            .map_or(self, |day| {
                if day.0.day() == self.0.day() {
                    day
                } else {
                    day.next()
                }
            })
    }

    /// The last day of the month that lies `months` months later.
    #[must_use]
    pub fn end_of_month_after(self, months: u32) -> Self {
        self.0
            .with_day(1)
            .and_then(|first| {
                first.checked_add_months(chrono::Months::new(months.saturating_add(1)))
            })
            .and_then(|first| first.pred_opt())
            .and_then(|last| Self::new(last).ok())
            .unwrap_or(self)
    }
}

impl FromStr for Day {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map_err(|_| Error::invalid("day", "a day is written like 2026-11-22"))?;
        Self::new(date)
    }
}

impl TryFrom<String> for Day {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A time of day to the minute, written 23:00.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    hour: u8,
    minute: u8,
}

impl TimeOfDay {
    /// 0–23 and 0–59.
    pub fn new(hour: u8, minute: u8) -> Result<Self> {
        if hour > 23 || minute > 59 {
            return Err(Error::invalid(
                "time of day",
                "a time of day lies between 00:00 and 23:59",
            ));
        }
        Ok(Self { hour, minute })
    }

    /// 23:00, when orders for the next day close. RULES §7.
    pub const ELEVEN_AT_NIGHT: Self = Self {
        hour: 23,
        minute: 0,
    };

    /// 00:00.
    pub(super) const MIDNIGHT: Self = Self { hour: 0, minute: 0 };

    /// How long after midnight, where no clock is changed.
    pub(super) const fn seconds(self) -> i64 {
        self.hour as i64 * 3_600 + self.minute as i64 * 60
    }
}

impl FromStr for TimeOfDay {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        let time = NaiveTime::parse_from_str(text, "%H:%M")
            .map_err(|_| Error::invalid("time of day", "a time of day is written like 23:00"))?;
        Self::new(
            u8::try_from(time.hour()).unwrap_or(u8::MAX),
            u8::try_from(time.minute()).unwrap_or(u8::MAX),
        )
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> String {
        time.to_string()
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// Which days are working days: Monday to Friday, less `holidays`, plus `extra_working_days` (调休). RULES §1.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct BusinessCalendar {
    /// Weekdays without work.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub holidays: BTreeSet<Day>,
    /// Weekend days with work.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub extra_working_days: BTreeSet<Day>,
}

impl BusinessCalendar {
    /// Whether banks and people work that day.
    pub fn is_working_day(&self, day: Day) -> bool {
        self.extra_working_days.contains(&day)
            || !matches!(day.0.weekday(), Weekday::Sat | Weekday::Sun)
                && !self.holidays.contains(&day)
    }

    /// The first working day after a day.
    pub fn next_working_day(&self, day: Day) -> Day {
        let mut next = day.next();
        // At most 400 days ahead: a calendar in which nobody ever works again must not hang the caller.
        for _ in 0..400 {
            if self.is_working_day(next) {
                break;
            }
            next = next.next();
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_days_follow_the_calendar() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let calendar = BusinessCalendar {
            holidays: [day("2026-10-01"), day("2026-10-02")].into(),
            extra_working_days: [day("2026-10-10")].into(),
        };
        assert_eq!(
            calendar.next_working_day(day("2026-09-30")),
            day("2026-10-05")
        );
        assert_eq!(
            calendar.next_working_day(day("2026-10-09")),
            day("2026-10-10")
        );
        assert_eq!(
            calendar.next_working_day(day("2026-11-20")),
            day("2026-11-23")
        );
    }

    #[test]
    fn a_period_of_months_ends_before_the_same_day_or_with_a_shorter_month() {
        let after = |from: &str, months| {
            from.parse::<Day>()
                .unwrap()
                .after_months(months)
                .to_string()
        };
        assert_eq!(after("2026-11-25", 12), "2027-11-25");
        assert_eq!(after("2028-02-29", 12), "2029-03-01");
        assert_eq!(after("2027-02-28", 12), "2028-02-28");
        assert_eq!(after("2026-01-31", 1), "2026-03-01");
        assert_eq!(after("2026-12-01", 1), "2027-01-01");
        assert_eq!(after("2199-12-31", 1), "2199-12-31");
        let day: Day = "2028-02-29".parse().unwrap();
        assert_eq!(day.first_of_month().to_string(), "2028-02-01");
        assert_eq!(day.month_after(11).to_string(), "2029-01-01");
        assert_eq!(day.minus_days(60).to_string(), "2027-12-31");
    }

    #[test]
    fn far_past_and_far_future_are_refused() {
        assert!(Timestamp::from_micros(-1).is_err());
        assert!(Timestamp::parse("2200-01-01T00:00:00Z").is_err());
        assert!(Timestamp::parse("1969-12-31T23:59:59Z").is_err());
        assert!("1969-12-31".parse::<Day>().is_err());
        assert_eq!(Timestamp::MAX.plus_days(9), Timestamp::MAX);
        assert_eq!(
            "2026-01-31"
                .parse::<Day>()
                .unwrap()
                .end_of_month_after(1)
                .to_string(),
            "2026-02-28"
        );
    }
}
