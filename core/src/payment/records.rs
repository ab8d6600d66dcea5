//! What is stored of payments and refunds.

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{
    AfterSaleId, Id, Money, OrderId, PaymentId, Points, RefundId, Text, Timestamp, TradeId,
};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// What became of a payment report. RULES §5.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentOutcome {
    /// It paid its trade.
    Accepted,
    /// Recorded, but the amount or currency is not the trade's; nothing was paid by it.
    WrongAmount,
    /// Its trade was closed before; refunded automatically.
    Late,
    /// Its trade was paid before; refunded automatically.
    Double,
}

impl PaymentOutcome {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::WrongAmount => "wrong_amount",
            Self::Late => "late",
            Self::Double => "double",
        }
    }
}

/// A payment as the host reported it: the evidence. RULES §5.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Payment {
    /// Its id.
    pub id: PaymentId,
    /// The trade that it is for.
    pub trade: TradeId,
    /// The provider, e.g. `wechat`.
    pub provider: Text<40>,
    /// The provider's number; unique per provider.
    pub number: Text<64>,
    /// How much was paid.
    pub amount: Money,
    /// In which currency (three letters).
    pub currency: String,
    /// When, as the provider says.
    pub paid_at: Timestamp,
    /// SHA-256 of the provider's message, hexadecimal.
    pub evidence: Text<64>,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// What became of it.
    pub outcome: PaymentOutcome,
}

impl Payment {
    /// Index: by provider and number.
    pub(crate) const BY_NUMBER: u8 = 0;
}

pub(crate) const PAYMENT: Table = Table {
    name: "payments",
    columns: &[
        Column::id("trade"),
        Column::text("provider"),
        Column::text("number"),
        Column::int("amount"),
    ],
    counters: &[],
    indexes: &[Index {
        name: "by_number",
        columns: &["provider", "number"],
        unique: true,
    }],
    sequenced: false,
};

impl Record for Payment {
    const TABLE: TableId = tables::PAYMENT;
    const WHAT: &'static str = "payment";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.trade.into(),
            self.provider.as_str().into(),
            self.number.as_str().into(),
            self.amount.into(),
        ]
    }
}

/// Why money goes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundReason {
    /// The member cancelled before shipping.
    Cancelled,
    /// Less arrived at the station than was ordered.
    Shortage,
    /// The payment came when its trade was closed.
    LatePayment,
    /// The trade was paid twice.
    DoublePayment,
    /// An after-sale case was agreed to.
    AfterSale,
    /// It was not collected, and the no-show policy closed it.
    NoShow,
    /// Its group did not come about. RULES §15.
    GroupFailed,
}

/// Where a refund stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    /// The host was told to pay it back; the result is not known yet.
    Instructed,
    /// Paid back.
    Done,
    /// The channel refused; to be instructed again or paid by hand.
    Failed,
}

impl RefundState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Instructed => "instructed",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

/// What of one order line goes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RefundLine {
    /// The line's place in the order.
    pub line: u32,
    /// How many units.
    pub units: u32,
    /// Money.
    pub cash: Money,
    /// Points …
    pub points: Points,
    /// … and what they were worth.
    pub points_value: Money,
}

/// An instruction to the host to pay back, and its result. RULES §11.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Refund {
    /// Its id: the number under which the host instructs the channel.
    pub id: RefundId,
    /// The trade.
    pub trade: TradeId,
    /// The order; `None` for money that paid no trade.
    pub order: Option<OrderId>,
    /// The payment whose money goes back; `None` when only points go back.
    pub payment: Option<PaymentId>,
    /// The channel; empty when only points go back.
    pub provider: Text<40>,
    /// Why.
    pub reason: RefundReason,
    /// What of which line.
    pub lines: Vec<RefundLine>,
    /// Delivery fee that goes back.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub fee: Money,
    /// What was kept of the lines' money, e.g. the fee for not collecting.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub withheld: Money,
    /// Money in all: lines and fee less what was withheld.
    pub cash: Money,
    /// Points in all.
    pub points: Points,
    /// When it was instructed.
    pub instructed_at: Timestamp,
    /// How often it was instructed; a retry counts on.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub attempt: u32,
    /// The after-sale case that it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<AfterSaleId>,
    /// Where it stands.
    pub state: RefundState,
    /// The channel's number or message, as reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Text<200>>,
    /// Through which other channel it was paid by hand after `provider` had refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<Text<40>>,
    /// `provider` reported it paid although it had been paid by hand: the money went out twice, and a person has to get it
    /// back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paid_twice: bool,
}

const fn first() -> u32 {
    1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
const fn is_first(attempt: &u32) -> bool {
    *attempt == 1
}

impl Refund {
    /// Index: by trade.
    pub(crate) const BY_TRADE: u8 = 0;
}

pub(crate) const REFUND: Table = Table {
    name: "refunds",
    columns: &[
        Column::id("trade"),
        Column::id("order_id"),
        Column::int("cash"),
        Column::text("state"),
        Column::text("waiting"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_trade",
            columns: &["trade"],
            unique: false,
        },
        Index {
            name: "waiting",
            columns: &["waiting"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Refund {
    const TABLE: TableId = tables::REFUND;
    const WHAT: &'static str = "refund";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        let waiting = (self.state != RefundState::Done).then_some(self.state.name());
        vec![
            self.trade.into(),
            Value::or_null(self.order),
            self.cash.into(),
            self.state.name().into(),
            Value::or_null(waiting),
        ]
    }
}
