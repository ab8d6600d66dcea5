//! What is stored of wrong pickup codes. The codes themselves never are: an order has a number from which the key makes
//! the digits.

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{Id, StationId, Timestamp, UserId};
use crate::schema::tables;
use crate::store::{Table, TableId};

/// Wrong codes of one operator at one station. RULES §6.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Throttle {
    /// Where.
    pub station: StationId,
    /// Who.
    pub operator: UserId,
    /// Moments of the latest misses.
    pub misses: Vec<Timestamp>,
    /// Blocked until then.
    pub blocked_until: Option<Timestamp>,
}

impl Throttle {
    /// The id of an operator's record at a station.
    pub fn id_of(station: StationId, operator: UserId) -> Id {
        Id::derived("throttle", &[station.0.bytes(), operator.0.bytes()])
    }
}

pub(crate) const THROTTLE: Table = Table {
    name: "pickup_throttles",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for Throttle {
    const TABLE: TableId = tables::THROTTLE;
    const WHAT: &'static str = "record of wrong codes";

    fn id(&self) -> Id {
        Self::id_of(self.station, self.operator)
    }
}
