//! Pickup stations, delivery days, manifests, acceptance. RULES §5, §7.

pub(crate) mod days;
mod records;

pub use records::{ManifestItem, Position, Station, StationDay, StationDayState};

pub(crate) use records::{STATION, STATION_DAY};
