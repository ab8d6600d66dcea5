//! What is stored of stations and their delivery days.

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{
    Day, Error, Id, ManifestId, MerchantId, NodeId, OrderId, ProductId, Result, SkuId, StationId,
    SupplierId, Text, Timestamp,
};
use crate::member::Address;
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// A place on earth in millionths of a degree (WGS 84 or GCJ-02, as long as all are of one kind).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "(i32, i32)", into = "(i32, i32)")]
pub struct Position {
    latitude: i32,
    longitude: i32,
}

impl Position {
    /// Millionths of a degree north and east.
    pub fn new(latitude: i32, longitude: i32) -> Result<Self> {
        if !(-90_000_000..=90_000_000).contains(&latitude)
            || !(-180_000_000..=180_000_000).contains(&longitude)
        {
            return Err(Error::invalid(
                "position",
                "latitude lies within ±90 and longitude within ±180 degrees",
            ));
        }
        Ok(Self {
            latitude,
            longitude,
        })
    }

    /// Millionths of a degree north.
    pub const fn latitude(self) -> i32 {
        self.latitude
    }

    /// Millionths of a degree east.
    pub const fn longitude(self) -> i32 {
        self.longitude
    }
}

impl TryFrom<(i32, i32)> for Position {
    type Error = Error;
    fn try_from((latitude, longitude): (i32, i32)) -> Result<Self> {
        Self::new(latitude, longitude)
    }
}

impl From<Position> for (i32, i32) {
    fn from(position: Position) -> Self {
        (position.latitude, position.longitude)
    }
}

/// Where residents collect. RULES §7.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Station {
    /// Its id.
    pub id: StationId,
    /// The community that it belongs to.
    pub community: NodeId,
    /// Its short code; unique in the tenant.
    pub code: Text<40>,
    /// Its name.
    pub name: Text<100>,
    /// Who runs it.
    pub leader_name: Text<60>,
    /// The leader's business phone.
    pub leader_phone: Text<20>,
    /// Where it is, in words …
    pub address: Address,
    /// … and on the map.
    pub position: Position,
    /// 物流路线: manifests are sorted by it.
    pub route: Text<40>,
    /// Its region.
    pub region: Text<40>,
    /// Opening hours in words.
    pub hours: Text<60>,
    /// Whether it takes new orders.
    pub open: bool,
}

impl Station {
    /// Index: by code.
    pub(crate) const BY_CODE: u8 = 0;
    /// Index: by cell of the map.
    pub(crate) const BY_CELL: u8 = 1;
    /// Index: by community.
    pub(crate) const BY_COMMUNITY: u8 = 2;

    /// Cells are 0.05 degrees wide and high (at most 5.6 km).
    pub(crate) const CELL: i32 = 50_000;

    /// The number of the cell at these cell coordinates.
    pub(crate) fn cell_number(row: i32, column: i32) -> i64 {
        i64::from(row) * 100_000 + i64::from(column)
    }
}

pub(crate) const STATION: Table = Table {
    name: "stations",
    columns: &[
        Column::id("community"),
        Column::text("code"),
        Column::text("name"),
        Column::int("cell"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_code",
            columns: &["code"],
            unique: true,
        },
        Index {
            name: "by_cell",
            columns: &["cell"],
            unique: false,
        },
        Index {
            name: "by_community",
            columns: &["community"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Station {
    const TABLE: TableId = tables::STATION;
    const WHAT: &'static str = "station";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        let row = self.position.latitude().div_euclid(Self::CELL);
        let column = self.position.longitude().div_euclid(Self::CELL);
        vec![
            self.community.into(),
            self.code.as_str().into(),
            self.name.as_str().into(),
            Self::cell_number(row, column).into(),
        ]
    }
}

/// Where a station's delivery day stands. RULES §7.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StationDayState {
    /// Paid orders join it.
    Open,
    /// The cut-off has passed: no order joins any more, so its list can be made.
    Closed,
    /// The manifest is made and the goods are on their way.
    Dispatched,
    /// The station has entered what arrived.
    Accepted,
}

impl StationDayState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Dispatched => "dispatched",
            Self::Accepted => "accepted",
        }
    }
}

/// One SKU of a manifest.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ManifestItem {
    /// What.
    pub sku: SkuId,
    /// Of which product.
    pub product: ProductId,
    /// Its name and spec as sold.
    pub name: String,
    /// Who sells it.
    pub merchant: MerchantId,
    /// Who supplies it; `None`: the merchant itself.
    pub supplier: Option<SupplierId>,
    /// How many were ordered.
    pub ordered: u32,
    /// How many arrived, once accepted.
    pub arrived: Option<u32>,
}

/// One station's delivery day: first the list that paid orders join, then its manifest 配送清单. RULES §7.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StationDay {
    /// The station.
    pub station: StationId,
    /// The delivery day.
    pub day: Day,
    /// The station's community.
    pub community: NodeId,
    /// The station's route when the day was opened.
    pub route: Text<40>,
    /// When it closes.
    pub cutoff_at: Timestamp,
    /// Where it stands.
    pub state: StationDayState,
    /// The orders of the manifest in the order of payment; at most 5,000.
    pub orders: Vec<OrderId>,
    /// What is sent, sorted by merchant and product name.
    pub items: Vec<ManifestItem>,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// From the secure generator when the day was opened: with the tenant's key it makes the pickup codes of the day.
    pub seed: String,
    /// Whether the station had orders on the day before it that has the same codes: then each is looked up before it is
    /// given again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub codes_again: bool,
}

impl StationDay {
    /// Counter: numbers given to orders, for their pickup codes.
    pub(crate) const NUMBERED: u8 = 0;

    /// Most orders of a manifest: a day that has got so many takes no more, and further orders join the next one.
    pub const MAX_ORDERS: u32 = 5_000;

    /// Index: when something is due.
    pub(crate) const DUE: u8 = 0;
    /// Index: by delivery day and route.
    pub(crate) const BY_DAY: u8 = 1;

    /// The id of a station's delivery day.
    pub fn id_of(station: StationId, day: Day) -> ManifestId {
        ManifestId(Id::derived(
            "station_day",
            &[station.0.bytes(), &day.number().to_be_bytes()],
        ))
    }
}

pub(crate) const STATION_DAY: Table = Table {
    name: "station_days",
    columns: &[
        Column::id("station"),
        Column::int("day"),
        Column::text("route"),
        Column::text("state"),
        Column::time("due_at"),
    ],
    counters: &["numbered"],
    indexes: &[
        Index {
            name: "due",
            columns: &["due_at"],
            unique: false,
        },
        Index {
            name: "by_day",
            columns: &["day", "route"],
            unique: false,
        },
        Index {
            name: "by_station",
            columns: &["station", "day"],
            unique: true,
        },
    ],
    sequenced: false,
};

impl Record for StationDay {
    const TABLE: TableId = tables::STATION_DAY;
    const WHAT: &'static str = "delivery day of station";

    fn id(&self) -> Id {
        Self::id_of(self.station, self.day).0
    }

    fn columns(&self) -> Vec<Value> {
        let waits = matches!(self.state, StationDayState::Open | StationDayState::Closed);
        vec![
            self.station.into(),
            self.day.into(),
            self.route.as_str().into(),
            self.state.name().into(),
            Value::or_null(waits.then_some(self.cutoff_at)),
        ]
    }
}
