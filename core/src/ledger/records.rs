//! What is stored of the ledger.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{
    Day, Error, Id, MemberId, MerchantId, NodeId, OrderId, PostingId, Result, StationId,
    SupplierId, Text, Timestamp, TradeId,
};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// Who has an account. Written `merchant:<id>`, `platform`, `channel:wechat`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Party {
    /// The operator of the platform.
    Platform,
    /// A property company at its place in the tree.
    Node(NodeId),
    /// A merchant.
    Merchant(MerchantId),
    /// A supplier.
    Supplier(SupplierId),
    /// The leader of a station.
    Leader(StationId),
    /// A resident.
    Member(MemberId),
    /// A payment channel, by the provider's name as the host reports it.
    Channel(Text<40>),
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform => f.write_str("platform"),
            Self::Node(id) => write!(f, "node:{id}"),
            Self::Merchant(id) => write!(f, "merchant:{id}"),
            Self::Supplier(id) => write!(f, "supplier:{id}"),
            Self::Leader(id) => write!(f, "leader:{id}"),
            Self::Member(id) => write!(f, "member:{id}"),
            Self::Channel(name) => write!(f, "channel:{name}"),
        }
    }
}

impl FromStr for Party {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        if text == "platform" {
            return Ok(Self::Platform);
        }
        match text.split_once(':') {
            Some(("node", id)) => Ok(Self::Node(id.parse()?)),
            Some(("merchant", id)) => Ok(Self::Merchant(id.parse()?)),
            Some(("supplier", id)) => Ok(Self::Supplier(id.parse()?)),
            Some(("leader", id)) => Ok(Self::Leader(id.parse()?)),
            Some(("member", id)) => Ok(Self::Member(id.parse()?)),
            Some(("channel", name)) => Ok(Self::Channel(Text::new(name)?)),
            _ => Err(Error::invalid("party", "platform or kind:id is expected")),
        }
    }
}

impl TryFrom<String> for Party {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<Party> for String {
    fn from(party: Party) -> Self {
        party.to_string()
    }
}

/// What an account is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountPurpose {
    /// Money that lies at a payment channel.
    Clearing,
    /// A party's share of orders that may still come back. Zero for a finished order.
    Pending,
    /// What a party is owed.
    Payable,
    /// Handed to the host to be paid, result not known yet.
    PayoutInTransit,
    /// Refunds handed to the host, result not known yet.
    Refunding,
    /// Money that arrived without a trade to pay.
    Unapplied,
    /// What a party bears of reductions and points.
    Funding,
    /// Points that a party has issued (in points).
    PointsIssued,
    /// Points that a member holds (in points).
    PointsHeld,
}

impl AccountPurpose {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clearing => "clearing",
            Self::Pending => "pending",
            Self::Payable => "payable",
            Self::PayoutInTransit => "payout_in_transit",
            Self::Refunding => "refunding",
            Self::Unapplied => "unapplied",
            Self::Funding => "funding",
            Self::PointsIssued => "points_issued",
            Self::PointsHeld => "points_held",
        }
    }
}

/// A party's account for one purpose.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Whose.
    pub party: Party,
    /// What for.
    pub purpose: AccountPurpose,
}

/// What an amount is counted in. The two never mix in a posting.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Smallest units of the tenant's currency.
    Money,
    /// Points.
    Points,
}

/// One side of a posting.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// The account.
    #[serde(flatten)]
    pub account: Account,
    /// Above zero: debit (what is had); below zero: credit (what is owed). Never zero.
    pub amount: i64,
}

/// Why a posting was made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostingPurpose {
    /// An order was paid.
    OrderPaid,
    /// Shares of an order became payable.
    OrderEarned,
    /// A part of an order is refunded.
    OrderRefunded,
    /// Money arrived that pays no trade.
    UnappliedReceived,
    /// Money that paid no trade is refunded.
    UnappliedRefunded,
    /// The channel paid a refund out.
    RefundDone,
    /// A party's payables were gathered to be paid out.
    Settled,
    /// A payout was done.
    PayoutDone,
    /// Points were given.
    PointsEarned,
    /// Points were used.
    PointsSpent,
    /// Used points came back.
    PointsReturned,
    /// Given points were taken back.
    PointsTakenBack,
}

/// A movement between accounts: sums to zero, never changed, corrected only by another. RULES §12.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Posting {
    /// Its id.
    pub id: PostingId,
    /// When.
    pub at: Timestamp,
    /// The business day that it counts for.
    pub day: Day,
    /// Why.
    pub purpose: PostingPurpose,
    /// Money or points.
    pub unit: Unit,
    /// The order that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// The trade that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trade: Option<TradeId>,
    /// The record that caused it: a payment, refund or settlement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Id>,
    /// At least two; they sum to zero.
    pub entries: Vec<Entry>,
}

impl Posting {
    /// Index: by business day.
    pub(crate) const BY_DAY: u8 = 0;
}

pub(crate) const POSTING: Table = Table {
    name: "postings",
    columns: &[Column::int("day"), Column::id("order_id")],
    counters: &[],
    indexes: &[Index {
        name: "by_day",
        columns: &["day"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Posting {
    const TABLE: TableId = tables::POSTING;
    const WHAT: &'static str = "posting";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.day.into(), Value::or_null(self.order)]
    }
}

/// The books of one business day are closed: no posting is added to it any more (every posting checks that its day has
/// no such record). What it gathered is settled from it in bounded steps. RULES §12, §17.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DayClose {
    /// The day.
    pub day: Day,
    /// When it was closed.
    pub closed_at: Timestamp,
    /// The last posting that was gathered so far.
    pub gathered_to: Option<PostingId>,
    /// Postings gathered so far.
    pub gathered: u64,
    /// Net payables gathered so far per party: what the party is owed, above zero.
    pub payable: BTreeMap<Party, i64>,
    /// When all was gathered and the settlements were made.
    pub settled_at: Option<Timestamp>,
}

impl DayClose {
    /// The id of a day's record.
    pub fn id_of(day: Day) -> Id {
        Id::derived("day_close", &[&day.number().to_be_bytes()])
    }
}

pub(crate) const DAY_CLOSE: Table = Table {
    name: "day_closes",
    columns: &[Column::int("day"), Column::time("settled_at")],
    counters: &[],
    indexes: &[Index {
        name: "by_day",
        columns: &["day"],
        unique: true,
    }],
    sequenced: false,
};

impl Record for DayClose {
    const TABLE: TableId = tables::DAY_CLOSE;
    const WHAT: &'static str = "closed day";

    fn id(&self) -> Id {
        Self::id_of(self.day)
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.day.into(), Value::or_null(self.settled_at)]
    }
}
