//! What is stored of what members share.

use serde::{Deserialize, Serialize};

use super::code::ShareCode;
use crate::engine::Record;
use crate::kernel::{CampaignId, GroupId, Id, MemberId, ProductId, Timestamp};
use crate::order::Order;
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// What a code leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "to", content = "id")]
pub enum ShareSubject {
    /// The member's own card.
    Card,
    /// A product.
    Product(ProductId),
    /// A campaign.
    Campaign(CampaignId),
    /// A flash sale or group buy.
    Sale(CampaignId),
    /// A group that wants more members.
    Group(GroupId),
}

impl ShareSubject {
    fn parts(&self) -> (&'static [u8], Option<Id>) {
        match self {
            Self::Card => (b"card", None),
            Self::Product(id) => (b"product", Some(id.0)),
            Self::Campaign(id) => (b"campaign", Some(id.0)),
            Self::Sale(id) => (b"sale", Some(id.0)),
            Self::Group(id) => (b"group", Some(id.0)),
        }
    }

    /// Whether an order is about it. A card and a campaign are about everything.
    pub fn is_about(&self, order: &Order) -> bool {
        let mut lines = order.lines.iter();
        match self {
            Self::Card | Self::Campaign(_) => true,
            Self::Product(product) => lines.any(|line| line.product == *product),
            Self::Sale(sale) => lines.any(|line| {
                let terms = line.terms.as_ref().and_then(|terms| terms.sale);
                terms.is_some_and(|terms| terms.sale == *sale)
            }),
            Self::Group(group) => order.group.is_some_and(|of| of.group == *group),
        }
    }
}

/// Something that a member shares. Beside the record are counters: visits, bindings, orders.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Share {
    /// Its code.
    pub code: ShareCode,
    /// Who shares.
    pub member: MemberId,
    /// What.
    pub subject: ShareSubject,
    /// Since when.
    pub created_at: Timestamp,
}

impl Share {
    /// Days after a visit in which the visitor's orders count.
    pub const ORDER_DAYS: u32 = 7;

    /// Counter: visits by others than the member.
    pub(crate) const VISITS: u8 = 0;
    /// Counter: visits that bound the visitor to the member.
    pub(crate) const BINDINGS: u8 = 1;
    /// Counter: orders that followed.
    pub(crate) const ORDERS: u8 = 2;
    /// Index: by member.
    pub(crate) const BY_MEMBER: u8 = 0;

    /// Where the row of a code is.
    pub(crate) fn id_of(code: &ShareCode) -> Id {
        Id::derived("share", &[code.as_str().as_bytes()])
    }

    /// The code of who shares what; another `attempt` gives another one, should it be somebody else's.
    pub(super) fn code_of(member: MemberId, subject: &ShareSubject, attempt: u8) -> ShareCode {
        let (kind, id) = subject.parts();
        let id = id.as_ref().map_or(&[][..], |id| &id.bytes()[..]);
        let parts = [member.0.bytes(), kind, id, &[attempt]];
        ShareCode::of(Id::derived("share_code", &parts))
    }
}

pub(crate) const SHARE: Table = Table {
    name: "shares",
    columns: &[Column::id("member"), Column::text("code")],
    counters: &["visits", "bindings", "orders"],
    indexes: &[Index {
        name: "by_member",
        columns: &["member"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Share {
    const TABLE: TableId = tables::SHARE;
    const WHAT: &'static str = "share code";

    fn id(&self) -> Id {
        Self::id_of(&self.code)
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.member.into(), self.code.as_str().into()]
    }
}

/// By which share a member came last.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ShareVisit {
    /// Who came.
    pub member: MemberId,
    /// By which code.
    pub code: ShareCode,
    /// When.
    pub at: Timestamp,
}

pub(crate) const SHARE_VISIT: Table = Table {
    name: "share_visits",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for ShareVisit {
    const TABLE: TableId = tables::SHARE_VISIT;
    const WHAT: &'static str = "visit by a share code";

    fn id(&self) -> Id {
        self.member.0
    }
}
