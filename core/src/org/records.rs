//! What is stored of the organisation.

use serde::{Deserialize, Serialize};

use super::settings::SettingsPatch;
use crate::engine::Record;
use crate::kernel::{
    BusinessCalendar, Currency, Id, MerchantId, NodeId, Role, StationId, Text, UserId, Zone,
};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// One property group. RULES §1.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tenant {
    /// What people call it.
    pub name: Text<100>,
    /// The root of its tree.
    pub root: NodeId,
    /// The one currency of all its money.
    pub currency: Currency,
    /// Where its days begin.
    pub zone: Zone,
    /// Its working days.
    pub calendar: BusinessCalendar,
}

impl Tenant {
    /// Every tenant has one such record.
    pub const ID: Id = Id::from_bytes([0, 0, 0, 0, 0, 0, 0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 1]);
}

pub(crate) const TENANT: Table = Table {
    name: "tenants",
    columns: &[Column::text("name")],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for Tenant {
    const TABLE: TableId = tables::TENANT;
    const WHAT: &'static str = "tenant";

    fn id(&self) -> Id {
        Self::ID
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.name.as_str().into()]
    }
}

/// A place in the tree: group 集团, city 城市公司, community 项目 or whatever the group calls its levels.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Node {
    /// Its id.
    pub id: NodeId,
    /// The place above; `None` for the root.
    pub parent: Option<NodeId>,
    /// From the root down to itself.
    pub path: Vec<NodeId>,
    /// What its level is called.
    pub kind: Text<20>,
    /// Its name.
    pub name: Text<100>,
    /// What it sets; everything else comes from above.
    #[serde(default)]
    pub settings: SettingsPatch,
}

impl Node {
    /// Deepest tree that is possible.
    pub const MAX_DEPTH: usize = 10;
    /// Index: by the node above.
    pub(crate) const BY_PARENT: u8 = 0;
}

pub(crate) const NODE: Table = Table {
    name: "nodes",
    columns: &[Column::id("parent"), Column::text("name")],
    counters: &[],
    indexes: &[Index {
        name: "by_parent",
        columns: &["parent"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Node {
    const TABLE: TableId = tables::NODE;
    const WHAT: &'static str = "node";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![Value::or_null(self.parent), self.name.as_str().into()]
    }
}

/// Where a grant holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "at", content = "id")]
pub enum GrantScope {
    /// Everywhere in the tenant; for the platform.
    Tenant,
    /// A node and its subtree.
    Node(NodeId),
    /// One merchant.
    Merchant(MerchantId),
    /// One station.
    Station(StationId),
}

/// One role in one place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Grant {
    /// What the person may be …
    pub role: Role,
    /// … and where.
    pub scope: GrantScope,
}

/// All grants of a person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UserGrants {
    /// The person.
    pub user: UserId,
    /// Sorted, without doubles, at most [`UserGrants::MAX`].
    pub grants: Vec<Grant>,
}

impl UserGrants {
    /// Most grants that one person may have.
    pub const MAX: usize = 100;
}

pub(crate) const GRANTS: Table = Table {
    name: "user_grants",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for UserGrants {
    const TABLE: TableId = tables::GRANTS;
    const WHAT: &'static str = "list of grants";

    fn id(&self) -> Id {
        self.user.0
    }
}
