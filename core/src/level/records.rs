//! What is stored of levels. RULES §14.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{
    CouponId, CouponTemplateId, Day, Id, MemberId, NodeId, Points, Rate, Text, Timestamp,
};
use crate::pricing::Funder;
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// The short name of a level by which rows refer to it, e.g. `silver`.
pub type LevelCode = Text<20>;

/// A level of the tenant: what it takes to get and to keep it, and what it brings. RULES §14.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Level {
    /// Its short name; unique.
    pub code: LevelCode,
    /// What members call it: 银牌.
    pub name: Text<40>,
    /// The growth value that it takes; zero for the first level, then rising.
    pub growth: u32,
    /// The growth that its period must bring to keep it, at most [`growth`](Self::growth).
    #[serde(default)]
    pub retention: u32,
    /// What is taken off prices, e.g. `0.05` for 5 % off.
    #[serde(default = "no_rate")]
    pub discount: Rate,
    /// Who bears the discount.
    #[serde(default)]
    pub funder: Funder,
    /// Points earned by buying in percent of the usual: 150 is one and a half times; 100 to 1,000.
    #[serde(default = "hundred")]
    pub points_percent: u32,
    /// Points given at the start of every month.
    #[serde(default)]
    pub monthly_gift: Points,
    /// Points given once, when the level is first reached.
    #[serde(default)]
    pub welcome_gift: Points,
    /// Templates of coupons of which one each is given at the start of every month; at most [`Level::MAX_COUPONS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub monthly_coupons: Vec<CouponTemplateId>,
    /// Templates of coupons of which one each is given when the level is first reached; at most [`Level::MAX_COUPONS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub welcome_coupons: Vec<CouponTemplateId>,
    /// Whether its members pay no delivery fee.
    #[serde(default)]
    pub free_delivery: bool,
    /// The first month whose gifts are given, by its first day; set by the engine when gifts are introduced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift_since: Option<Day>,
}

impl Level {
    /// Most templates of coupons for a month, and for reaching the level.
    pub const MAX_COUPONS: usize = 5;

    /// Whether a month brings something.
    pub(super) const fn gives_monthly(&self) -> bool {
        self.monthly_gift.is_positive() || !self.monthly_coupons.is_empty()
    }
}

const fn no_rate() -> Rate {
    Rate::ZERO
}

const fn hundred() -> u32 {
    100
}

/// The levels of the tenant, lowest first; without this record there are none and nobody grows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Levels {
    /// Lowest first; at least one.
    pub levels: Vec<Level>,
    /// After a change every member is looked at again: the last one that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked_at: Option<MemberId>,
    /// When looking goes on; `None`: all were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

impl Levels {
    /// Every tenant has at most one such record.
    pub const ID: Id = Id::from_bytes([0, 0, 0, 0, 0, 0, 0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 4]);
    /// Most levels of a tenant.
    pub const MAX: usize = 20;
    /// Index: when members are to be looked at.
    pub(crate) const DUE: u8 = 0;
}

pub(crate) const LEVELS: Table = Table {
    name: "levels",
    columns: &[Column::time("due_at")],
    counters: &[],
    indexes: &[Index {
        name: "due",
        columns: &["due_at"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Levels {
    const TABLE: TableId = tables::LEVELS;
    const WHAT: &'static str = "levels of the tenant";

    fn id(&self) -> Id {
        Self::ID
    }

    fn columns(&self) -> Vec<Value> {
        vec![Value::or_null(self.due_at)]
    }
}

/// The time for which a level was given, and what was grown in it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Period {
    /// Its first day.
    pub from: Day,
    /// The first day that no longer belongs to it.
    pub until: Day,
    /// Growth in it so far; below zero when more was taken back.
    pub growth: i64,
}

/// A period that an upgrade cut short; it goes on if what brought the upgrade is refunded.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CutPeriod {
    /// The level that it was for.
    pub level: LevelCode,
    /// The period up to the upgrade, the growth that brought it included.
    pub period: Period,
}

/// Where a member stands. RULES §14.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Standing {
    /// Whose.
    pub member: MemberId,
    /// Where they live: who gives the gifts, and where they are counted.
    pub community: NodeId,
    /// Their level.
    pub level: LevelCode,
    /// The growth value that decides it, zero or more. At the end of a period without renewal it falls.
    pub growth: i64,
    /// Growth that orders have brought in all, less what was taken back.
    #[serde(default)]
    pub bought: i64,
    /// Growth from other sources in all.
    #[serde(default)]
    pub granted: i64,
    /// The time for which they have the level.
    pub period: Period,
    /// The periods that the upgrades of the running one cut short, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cut: Vec<CutPeriod>,
    /// The last month whose gift is settled, by its first day.
    pub gifted: Day,
    /// Levels whose welcome gift they have.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub welcomed: BTreeSet<LevelCode>,
    /// The coupons that reaching a level brought, as long as a refund can take them back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub coupons: BTreeMap<LevelCode, Vec<CouponId>>,
    /// When the next gift or the end of the period is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

impl Standing {
    /// Index: when something is due.
    pub(crate) const DUE: u8 = 0;
}

pub(crate) const STANDING: Table = Table {
    name: "standings",
    columns: &[Column::text("level"), Column::time("due_at")],
    counters: &[],
    indexes: &[Index {
        name: "due",
        columns: &["due_at"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Standing {
    const TABLE: TableId = tables::STANDING;
    const WHAT: &'static str = "standing of a member";

    fn id(&self) -> Id {
        self.member.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.level.as_str().into(), Value::or_null(self.due_at)]
    }
}

/// How many members of a community have a level.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LevelCount {
    /// The community.
    pub node: NodeId,
    /// The level.
    pub level: LevelCode,
}

impl LevelCount {
    /// Counter: members.
    pub const MEMBERS: u8 = 0;

    /// The id of a level's count in a community.
    pub fn id_of(node: NodeId, level: &str) -> Id {
        Id::derived("level count", &[node.0.bytes(), level.as_bytes()])
    }
}

pub(crate) const LEVEL_COUNT: Table = Table {
    name: "level_counts",
    columns: &[Column::id("node"), Column::text("level")],
    counters: &["members"],
    indexes: &[Index {
        name: "by_node",
        columns: &["node"],
        unique: false,
    }],
    sequenced: false,
};

impl LevelCount {
    /// Index: by community.
    pub(crate) const BY_NODE: u8 = 0;
}

impl Record for LevelCount {
    const TABLE: TableId = tables::LEVEL_COUNT;
    const WHAT: &'static str = "count of a level";

    fn id(&self) -> Id {
        Self::id_of(self.node, &self.level)
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.node.into(), self.level.as_str().into()]
    }
}
