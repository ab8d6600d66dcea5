//! What is stored of pickup codes. The code itself never is, but for a sealed copy in the order.

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{Id, OrderId, StationId, Timestamp, UserId};
use crate::schema::tables;
use crate::store::{Table, TableId};

/// Where a code stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PickupCodeState {
    /// Opens its order.
    Live,
    /// Has opened it.
    Used,
    /// Its order was cancelled or refunded whole.
    Void,
}

/// A code of one station. Its id is the keyed hash of station and digits, so looking it up is one read. RULES §6.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PickupCode {
    /// The keyed hash, cut to 128 bits.
    pub id: Id,
    /// Its order.
    pub order: OrderId,
    /// Where it stands.
    pub state: PickupCodeState,
    /// When it was used or voided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

pub(crate) const PICKUP_CODE: Table = Table {
    name: "pickup_codes",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for PickupCode {
    const TABLE: TableId = tables::PICKUP_CODE;
    const WHAT: &'static str = "pickup code";

    fn id(&self) -> Id {
        self.id
    }
}

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
