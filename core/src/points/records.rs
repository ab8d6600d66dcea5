//! What is stored of points.

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{Day, Id, MemberId, Money, NodeId, Points, Text, Timestamp};
use crate::ledger::Party;
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// Where points can be spent, narrowest first. RULES §13.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointsKind {
    /// On property bills only.
    Property,
    /// In the mall only.
    Mall,
    /// Everywhere.
    Universal,
}

/// What points were given for. RULES §13.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Buying.
    Purchase,
    /// Registering.
    Registering,
    /// The first login of a day.
    Login,
    /// Paying a property bill.
    Bill,
    /// A gift of the member's level.
    Level,
    /// Given by hand, by the host or by a campaign.
    Grant,
    /// Came back after their lot had expired.
    Returned,
    /// Lots of several origins that were merged.
    Several,
}

/// Points of one kind, issuer, origin and expiry: those that have all of this in common are one lot. RULES §13.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lot {
    /// Where they can be spent.
    pub kind: PointsKind,
    /// Who issued them and pays for them when they are spent: a node or a merchant.
    pub issuer: Party,
    /// What they were given for.
    pub from: Origin,
    /// How many were put in.
    pub amount: Points,
    /// How many are left, zero or more.
    pub left: Points,
    /// Their last day.
    pub expires: Day,
}

/// Points taken from one lot, kept by whoever took them so that they can return. RULES §11.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LotUse {
    /// The lot's kind, …
    pub kind: PointsKind,
    /// … issuer, …
    pub issuer: Party,
    /// … origin …
    pub from: Origin,
    /// … and last day.
    pub expires: Day,
    /// How many were taken.
    pub points: Points,
    /// How many of them came back.
    #[serde(default, skip_serializing_if = "Points::is_zero")]
    pub returned: Points,
}

/// How an order earns points: the settings as they were when it was paid, so that any sequence of refunds ends at the
/// same figure. RULES §13.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Earning {
    /// So many points …
    pub points: u32,
    /// … per so many smallest units of money.
    pub per: i64,
    /// Whether they are in the member's lots already.
    pub active: bool,
}

/// A member's points. RULES §13.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Wallet {
    /// Whose.
    pub member: MemberId,
    /// Lots with something left, narrowest kind and earliest expiry first; beyond [`Wallet::MAX_LOTS`] they are merged.
    pub lots: Vec<Lot>,
    /// Taken back but not found; the next earnings pay it first.
    pub debt: Points,
    /// The last day whose first login was rewarded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<Day>,
    /// The member was warned of everything that expires up to this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warned: Option<Day>,
    /// When the next points expire, or the next warning is due; `None` while there are no lots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

impl Wallet {
    /// Index: when something expires or is warned of.
    pub(crate) const DUE: u8 = 0;
}

pub(crate) const WALLET: Table = Table {
    name: "points_wallets",
    columns: &[Column::int("balance"), Column::time("due_at")],
    counters: &[],
    indexes: &[Index {
        name: "due",
        columns: &["due_at"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Wallet {
    const TABLE: TableId = tables::WALLET;
    const WHAT: &'static str = "points wallet";

    fn id(&self) -> Id {
        self.member.0
    }

    fn columns(&self) -> Vec<Value> {
        let balance = self.lots.iter().map(|lot| lot.left).sum::<Points>();
        vec![balance.into(), Value::or_null(self.due_at)]
    }
}

/// What a property bill has to do with points: those that paid a part of it, and those that paying it earned. One per
/// node and bill number. RULES §13.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bill {
    /// The node whose bill it is: the member's community or a node above it.
    pub node: NodeId,
    /// The host's number of the bill.
    pub number: Text<64>,
    /// Whose.
    pub member: MemberId,
    /// Points that pay a part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spent: Option<BillSpending>,
    /// Points that paying it earned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<BillPaid>,
}

/// Points that pay a part of a bill.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BillSpending {
    /// When.
    pub at: Timestamp,
    /// What the bill was about.
    pub amount: Money,
    /// What the points are worth.
    pub value: Money,
    /// The points, by lot.
    pub uses: Vec<LotUse>,
    /// Who pays for them.
    pub funding: Vec<(Party, Money)>,
}

/// A bill that was paid in money.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BillPaid {
    /// When it was reported.
    pub at: Timestamp,
    /// How much was paid.
    pub amount: Money,
    /// The points that it earned.
    pub points: Points,
}

impl Bill {
    /// The id of a bill of a node.
    pub fn id_of(node: NodeId, number: &str) -> Id {
        Id::derived("bill", &[node.0.bytes(), number.as_bytes()])
    }
}

pub(crate) const BILL: Table = Table {
    name: "bills",
    columns: &[
        Column::id("node"),
        Column::id("member"),
        Column::text("number"),
    ],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for Bill {
    const TABLE: TableId = tables::BILL;
    const WHAT: &'static str = "property bill";

    fn id(&self) -> Id {
        Self::id_of(self.node, &self.number)
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.node.into(),
            self.member.into(),
            self.number.as_str().into(),
        ]
    }
}
