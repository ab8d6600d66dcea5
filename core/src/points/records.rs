//! What is stored of points.

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{Day, Id, LotId, MemberId, OrderId, Points};
use crate::ledger::Party;
use crate::schema::tables;
use crate::store::{Column, Table, TableId, Value};

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

/// Points of one origin. RULES §13.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lot {
    /// Its id.
    pub id: LotId,
    /// Where they can be spent.
    pub kind: PointsKind,
    /// Who issued them and pays for them when they are spent.
    pub issuer: Party,
    /// The order that earned them; `None` for other origins or after lots were merged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// What it began with.
    pub amount: Points,
    /// What is left, zero or more.
    pub left: Points,
    /// Their last day.
    pub expires: Day,
}

/// Points taken from one lot, kept by whoever took them so that they can return. RULES §11.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LotUse {
    /// The lot.
    pub lot: LotId,
    /// Its kind, issuer and expiry, in case it is gone when they return.
    pub kind: PointsKind,
    /// Its issuer.
    pub issuer: Party,
    /// Its last day.
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
}

pub(crate) const WALLET: Table = Table {
    name: "points_wallets",
    columns: &[Column::int("balance")],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for Wallet {
    const TABLE: TableId = tables::WALLET;
    const WHAT: &'static str = "points wallet";

    fn id(&self) -> Id {
        self.member.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.lots.iter().map(|lot| lot.left).sum::<Points>().into()]
    }
}
