//! What is stored of after-sale cases.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::machine::{CaseEvent, CaseState};
use crate::engine::Record;
use crate::kernel::{
    AfterSaleId, Error, Id, MemberId, MerchantId, NodeId, OrderId, RefundId, Result, Sealed, Text,
    Timestamp, UserId,
};
use crate::order::Shipment;
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// What a member asks for. RULES §11.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// 退货退款: the goods come back, then the money.
    Return,
    /// 仅退款: the money comes back; nothing has to be sent.
    RefundOnly,
}

/// Why. RULES §11.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseReason {
    /// 七天无理由: only inside the return window, and only what supports it.
    NoReason,
    /// Damaged, spoilt or not working.
    Quality,
    /// Another thing, or fewer, than was bought.
    WrongGoods,
    /// It never came.
    NotReceived,
}

impl CaseReason {
    /// Whether the buyer is not the reason.
    pub const fn is_sellers_fault(self) -> bool {
        !matches!(self, Self::NoReason)
    }
}

/// When the delivery fee goes back together with the last unit of an order that was shipped. Before shipping it always
/// does. RULES §11.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeAfterShipping {
    /// Always.
    Always,
    /// Unless it is returned without a reason.
    AtFault,
    /// Never by a case.
    Never,
}

/// What the member says, with name and phone. Stored sealed with the member's own key; never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Whom to ask.
    pub name: Text<60>,
    /// Digits, may begin with +.
    pub phone: Text<20>,
    /// What is wrong.
    pub description: Text<1000>,
}

impl fmt::Debug for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Claim(…)")
    }
}

/// Units of an order line that a case is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseLine {
    /// The line's place in the order, from 0.
    pub line: u32,
    /// How many.
    pub quantity: u32,
    /// How many of them came back in good order and are sold again; `None` until they are back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sellable: Option<u32>,
}

/// One step of a case, so that its progress can be followed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseStep {
    /// What happened.
    pub event: CaseEvent,
    /// When.
    pub at: Timestamp,
    /// Who did it; `None`: the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<UserId>,
}

/// An after-sale case 售后单: units of one order that a member wants to give back. RULES §11.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AfterSale {
    /// Its id.
    pub id: AfterSaleId,
    /// The order.
    pub order: OrderId,
    /// Who bought it.
    pub member: MemberId,
    /// Who sold it.
    pub merchant: MerchantId,
    /// Where the member lives.
    pub community: NodeId,
    /// What is asked for.
    pub kind: CaseKind,
    /// Why.
    pub reason: CaseReason,
    /// What it is about.
    pub lines: Vec<CaseLine>,
    /// The [`Claim`], sealed for the member.
    pub claim: Sealed,
    /// Pictures as the host names them; 2 to 9.
    pub pictures: Vec<Text<200>>,
    /// Where it stands.
    pub state: CaseState,
    /// What happened so far, oldest first.
    pub history: Vec<CaseStep>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Text<300>>,
    /// How the goods come back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parcel: Option<Shipment>,
    /// What is paid back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<RefundId>,
    /// When the system agrees if the merchant has not answered.
    pub answer_by: Timestamp,
}

impl AfterSale {
    /// Fewest pictures: the product, the order. RULES §11.
    pub const MIN_PICTURES: usize = 2;
    /// Most pictures.
    pub const MAX_PICTURES: usize = 9;
    /// Most cases of one order over its life.
    pub const MAX_PER_ORDER: u32 = 50;
    /// Index: by order.
    pub(crate) const BY_ORDER: u8 = 0;
    /// Index: by member.
    pub(crate) const BY_MEMBER: u8 = 1;
    /// Index: by merchant and state.
    pub(crate) const BY_MERCHANT: u8 = 2;
    /// Index: by community and state.
    pub(crate) const BY_COMMUNITY: u8 = 3;
    /// Index: when the system agrees.
    pub(crate) const DUE: u8 = 4;

    /// Moves along the machine and notes it, or says why not.
    pub(crate) fn advance(
        &mut self,
        event: CaseEvent,
        at: Timestamp,
        by: Option<UserId>,
    ) -> Result<()> {
        self.state = self.state.after(event).ok_or_else(|| Error::WrongState {
            what: "after-sale case",
            id: self.id.to_string(),
            state: self.state.name(),
            event: event.name(),
        })?;
        self.history.push(CaseStep { event, at, by });
        Ok(())
    }
}

pub(crate) const AFTER_SALE: Table = Table {
    name: "after_sales",
    columns: &[
        Column::id("order_id"),
        Column::id("member"),
        Column::id("merchant"),
        Column::id("community"),
        Column::text("state"),
        Column::time("due_at"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_order",
            columns: &["order_id"],
            unique: false,
        },
        Index {
            name: "by_member",
            columns: &["member"],
            unique: false,
        },
        Index {
            name: "by_merchant",
            columns: &["merchant", "state"],
            unique: false,
        },
        Index {
            name: "by_community",
            columns: &["community", "state"],
            unique: false,
        },
        Index {
            name: "due",
            columns: &["due_at"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for AfterSale {
    const TABLE: TableId = tables::AFTER_SALE;
    const WHAT: &'static str = "after-sale case";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        let due = (self.state == CaseState::Applied).then_some(self.answer_by);
        vec![
            self.order.into(),
            self.member.into(),
            self.merchant.into(),
            self.community.into(),
            self.state.name().into(),
            Value::or_null(due),
        ]
    }
}
