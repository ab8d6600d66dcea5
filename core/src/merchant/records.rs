//! What is stored of merchants and suppliers.

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{Day, Id, MerchantId, NodeId, SupplierId, Text};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// How a merchant takes part. RULES §2.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MerchantKind {
    /// Sells through orders.
    Mall,
    /// A listing with place and phone that leads to the shop.
    Nearby,
    /// A service on the merchant's own pages; the host reports each transaction.
    ThirdParty,
}

/// Where a merchant stands. RULES §2.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MerchantState {
    /// Being filled in.
    Draft,
    /// Waiting for review.
    Submitted,
    /// Reviewed and accepted, not yet selling.
    Approved,
    /// Reviewed and refused, with a reason; may be changed and submitted again.
    Rejected,
    /// Sells.
    Active,
    /// 整改: has to mend something before a deadline; sells meanwhile.
    Rectifying,
    /// Left sale for good; open orders finish.
    Delisted,
    /// Stopped by hand.
    Suspended,
}

impl MerchantState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Active => "active",
            Self::Rectifying => "rectifying",
            Self::Delisted => "delisted",
            Self::Suspended => "suspended",
        }
    }

    /// Whether its products may be bought.
    pub const fn sells(self) -> bool {
        matches!(self, Self::Active | Self::Rectifying)
    }
}

/// A licence or certificate. RULES §2.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Qualification {
    /// What it is, e.g. 食品经营许可证. Products name the kind that they need.
    pub kind: Text<60>,
    /// Its number.
    pub number: Text<60>,
    /// Its last day; `None`: without end.
    pub expires: Option<Day>,
}

/// Who sells. RULES §2.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Merchant {
    /// Its id.
    pub id: MerchantId,
    /// The node that looks after it.
    pub node: NodeId,
    /// Its short code; unique in the tenant. Used by imports.
    pub code: Text<40>,
    /// Its name.
    pub name: Text<100>,
    /// Whom to call there.
    pub contact: Text<60>,
    /// The business's phone number.
    pub phone: Text<20>,
    /// How it takes part.
    pub kind: MerchantKind,
    /// Where it stands.
    pub state: MerchantState,
    /// Why it was rejected, suspended or resumed last.
    pub reason: Option<Text<300>>,
    /// Licences; at most 50.
    pub qualifications: Vec<Qualification>,
    /// The nodes it is approved for, with everything below them; at most 200. RULES §2.
    pub serves: Vec<NodeId>,
}

impl Merchant {
    /// Most qualifications.
    pub const MAX_QUALIFICATIONS: usize = 50;
    /// Most nodes that it is approved for.
    pub const MAX_SERVED: usize = 200;
    /// The unique index by code.
    pub(crate) const BY_CODE: u8 = 0;

    /// Whether it sells through orders now.
    pub const fn is_open(&self) -> bool {
        matches!(self.kind, MerchantKind::Mall) && self.state.sells()
    }

    /// Whether it is approved for a community, given that community's path from the root.
    pub fn serves(&self, path: &[NodeId]) -> bool {
        self.serves.iter().any(|node| path.contains(node))
    }

    /// Whether it holds a qualification that is valid on a day.
    pub fn is_qualified(&self, kind: &str, day: Day) -> bool {
        self.qualifications.iter().any(|held| {
            held.kind.as_str() == kind && held.expires.is_none_or(|expires| day <= expires)
        })
    }
}

pub(crate) const MERCHANT: Table = Table {
    name: "merchants",
    columns: &[
        Column::id("node"),
        Column::text("code"),
        Column::text("name"),
        Column::text("state"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_code",
            columns: &["code"],
            unique: true,
        },
        Index {
            name: "by_node",
            columns: &["node"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Merchant {
    const TABLE: TableId = tables::MERCHANT;
    const WHAT: &'static str = "merchant";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.node.into(),
            self.code.as_str().into(),
            Value::beginning(&self.name),
            self.state.name().into(),
        ]
    }
}

/// Who delivers to merchants; appears in purchase sheets and as a party of the split. RULES §7, §12.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Supplier {
    /// Its id.
    pub id: SupplierId,
    /// Its short code; unique in the tenant.
    pub code: Text<40>,
    /// Its name.
    pub name: Text<100>,
}

impl Supplier {
    /// The unique index by code.
    pub(crate) const BY_CODE: u8 = 0;
}

pub(crate) const SUPPLIER: Table = Table {
    name: "suppliers",
    columns: &[Column::text("code"), Column::text("name")],
    counters: &[],
    indexes: &[Index {
        name: "by_code",
        columns: &["code"],
        unique: true,
    }],
    sequenced: false,
};

impl Record for Supplier {
    const TABLE: TableId = tables::SUPPLIER;
    const WHAT: &'static str = "supplier";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.code.as_str().into(), Value::beginning(&self.name)]
    }
}
