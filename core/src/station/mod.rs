//! Pickup stations, delivery days, manifests, acceptance. RULES §5, §7.

mod commands;
pub(crate) mod days;
mod map;
mod queries;
mod records;
mod rules;
#[cfg(test)]
pub(crate) mod sample;
mod sheets;

pub use commands::{ChangeStation, CreateStation, Opening, SetStationOpening};
pub use days::{
    AcceptDelivery, Acceptance, Arrived, ArrivedItem, CloseStationDay, DispatchManifest,
};
pub use queries::NearbyStation;
pub use records::{ManifestItem, Position, Station, StationDay, StationDayState};
pub use sheets::{
    Collection, CollectionEntry, HandOver, ManifestSummary, PickupOrder, ProductSummary,
    PurchaseItem, PurchaseScope, PurchaseSource,
};

pub(crate) use records::{STATION, STATION_DAY};
