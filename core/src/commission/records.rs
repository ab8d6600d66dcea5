//! What is stored of a leader's months. RULES §12.

use serde::{Deserialize, Serialize};

use super::tiers::{TierMode, TierTable};
use crate::engine::Record;
use crate::kernel::{Id, MerchantId, Money, Month, NodeId, StationId, Timestamp};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// Where a leader's month stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonthState {
    /// Sales count for it.
    Open,
    /// It is over: no sale counts for it any more.
    Closed,
    /// The difference to what the whole month earns was posted.
    Settled,
}

impl MonthState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Settled => "settled",
        }
    }
}

/// A leader's calendar month: the tiers that hold for all of it, and its sales as a counter. RULES §12.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LeaderMonth {
    /// The leader's station.
    pub station: StationId,
    /// The place whose settings hold: the station's community.
    pub community: NodeId,
    /// The month of the tenant's zone.
    pub month: Month,
    /// The tiers in force when its first sale was made; they hold to its end.
    pub tiers: TierTable,
    /// How they are read.
    pub mode: TierMode,
    /// Where it stands.
    pub state: MonthState,
    /// When something is to be done next: closing, then settling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// What it earned and what had been earned sale by sale; known when it is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<MonthResult>,
}

/// What a leader's month came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MonthResult {
    /// Its sales less what of them was refunded until then.
    pub sales: Money,
    /// What the tiers give for that.
    pub earned: Money,
    /// What had been earned sale by sale, less what was given back.
    pub accrued: Money,
}

impl LeaderMonth {
    /// Counter: its sales less what of them was refunded.
    pub(crate) const SALES: u8 = 0;
    /// Index: when something is due.
    pub(crate) const DUE: u8 = 0;
    /// Index: by station, then month.
    pub(crate) const BY_STATION: u8 = 1;

    /// The id of a station's month.
    pub fn id_of(station: StationId, month: Month) -> Id {
        Id::derived(
            "leader_month",
            &[station.0.bytes(), month.to_string().as_bytes()],
        )
    }
}

pub(crate) const LEADER_MONTH: Table = Table {
    name: "leader_months",
    columns: &[
        Column::id("station"),
        Column::int("month"),
        Column::text("state"),
        Column::time("due_at"),
    ],
    counters: &["sales"],
    indexes: &[
        Index {
            name: "due",
            columns: &["due_at"],
            unique: false,
        },
        Index {
            name: "by_station",
            columns: &["station", "month"],
            unique: true,
        },
    ],
    sequenced: false,
};

impl Record for LeaderMonth {
    const TABLE: TableId = tables::LEADER_MONTH;
    const WHAT: &'static str = "leader's month";

    fn id(&self) -> Id {
        Self::id_of(self.station, self.month)
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.station.into(),
            self.month.number().into(),
            self.state.name().into(),
            Value::or_null(self.due_at),
        ]
    }
}

/// What of a leader's month was sold for one merchant, who bears its commission.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LeaderSales {
    /// The leader's station.
    pub station: StationId,
    /// The month.
    pub month: Month,
    /// The merchant.
    pub merchant: MerchantId,
    /// What was posted at the month's end, and what of that came back since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
}

/// The merchant's part of what a month's tiers give beyond what was earned sale by sale.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Difference {
    /// What the merchant's sales of the month came to when it was settled.
    pub sales: Money,
    /// What the leader got for them at that time; below zero: gave back.
    pub amount: Money,
    /// What of those sales was refunded since; the difference comes back in proportion.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub refunded: Money,
    /// Whether the leader withdraws it; otherwise it is settled by itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawable: bool,
}

impl LeaderSales {
    /// Counter: the merchant's sales of the month less what was refunded until the month was settled.
    pub(crate) const SALES: u8 = 0;
    /// Counter: what was earned by them sale by sale, less what was given back until then.
    pub(crate) const ACCRUED: u8 = 1;
    /// Index: by the leader's month.
    pub(crate) const BY_MONTH: u8 = 0;

    /// The id of a merchant's part of a station's month.
    pub fn id_of(station: StationId, month: Month, merchant: MerchantId) -> Id {
        Id::derived(
            "leader_sales",
            &[
                station.0.bytes(),
                month.to_string().as_bytes(),
                merchant.0.bytes(),
            ],
        )
    }
}

pub(crate) const LEADER_SALES: Table = Table {
    name: "leader_sales",
    columns: &[Column::id("leader_month"), Column::id("merchant")],
    counters: &["sales", "accrued"],
    indexes: &[Index {
        name: "by_month",
        columns: &["leader_month"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for LeaderSales {
    const TABLE: TableId = tables::LEADER_SALES;
    const WHAT: &'static str = "sales of a leader's month";

    fn id(&self) -> Id {
        Self::id_of(self.station, self.month, self.merchant)
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            LeaderMonth::id_of(self.station, self.month).into(),
            self.merchant.into(),
        ]
    }
}
