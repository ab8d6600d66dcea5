//! What is stored of payouts and their batches.

use serde::{Deserialize, Serialize};

use super::machine::{PayoutEvent, PayoutState};
use crate::engine::Record;
use crate::kernel::{
    Day, Error, Id, Money, PayoutBatchId, PayoutId, Result, SettlementId, Text, Timestamp, UserId,
};
use crate::ledger::Party;
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// What a payout pays. Whatever else pays money out (withdrawals) adds its kind here and its consequence in
/// `results.rs`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum PayoutSource {
    /// What a day's settlement came to.
    Settlement(SettlementId),
}

impl PayoutSource {
    /// The record that it pays, as postings refer to it.
    pub const fn reference(self) -> Id {
        match self {
            Self::Settlement(id) => id.0,
        }
    }
}

/// Money that leaves for a party, and what the channel says about it. Its id is the number under which the host instructs
/// the channel, the first time and every other time. RULES §12.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Payout {
    /// Its id, computed from what it pays.
    pub id: PayoutId,
    /// What it pays.
    pub source: PayoutSource,
    /// To whom.
    pub party: Party,
    /// Through which channel.
    pub channel: Text<40>,
    /// The host's reference to the receiver's account there; never an account number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Text<64>>,
    /// How much, above zero.
    pub amount: Money,
    /// Its batch.
    pub batch: PayoutBatchId,
    /// Where it stands.
    pub state: PayoutState,
    /// How often it was instructed, always under the same number.
    #[serde(default)]
    pub attempts: u32,
    /// When it was instructed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructed_at: Option<Timestamp>,
    /// The moment of the channel's latest word, by the channel's own clock; older words are ignored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word_at: Option<Timestamp>,
    /// The channel's number or message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word: Option<Text<200>>,
    /// It was paid and the money came back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub returned: bool,
    /// When somebody must ask the channel; `None` when its outcome is known or it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

impl Payout {
    /// Index: when the channel is to be asked.
    pub(crate) const DUE: u8 = 0;
    /// Index: by state, those whose outcome is not known.
    pub(crate) const OPEN: u8 = 1;

    /// The id of the payout of a source through a channel: there is never another.
    pub fn id_of(source: PayoutSource, channel: &str) -> PayoutId {
        PayoutId(Id::derived(
            "payout",
            &[source.reference().bytes(), channel.as_bytes()],
        ))
    }

    /// Moves along the machine, or says why not.
    pub(crate) fn advance(&mut self, event: PayoutEvent) -> Result<()> {
        self.state = self.state.after(event).ok_or_else(|| Error::WrongState {
            what: "payout",
            id: self.id.to_string(),
            state: self.state.name(),
            event: event.name(),
        })?;
        Ok(())
    }
}

pub(crate) const PAYOUT: Table = Table {
    name: "payouts",
    columns: &[
        Column::id("batch"),
        Column::text("party"),
        Column::int("amount"),
        Column::text("state"),
        Column::time("due_at"),
        Column::text("open"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "due",
            columns: &["due_at"],
            unique: false,
        },
        Index {
            name: "open",
            columns: &["open"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Payout {
    const TABLE: TableId = tables::PAYOUT;
    const WHAT: &'static str = "payout";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        let open = (!self.state.is_final()).then_some(self.state.name());
        vec![
            self.batch.into(),
            self.party.to_string().as_str().into(),
            self.amount.into(),
            self.state.name().into(),
            Value::or_null(self.due_at),
            Value::or_null(open),
        ]
    }
}

/// Where a batch stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchState {
    /// For its day, for its approvals, or for both.
    Waiting,
    /// Its payouts were handed to the host.
    Released,
    /// A person refused it; its payouts are owed again.
    Rejected,
}

impl BatchState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Released => "released",
            Self::Rejected => "rejected",
        }
    }
}

/// Payouts of one channel and day that are looked at, approved and handed over together. RULES §12.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PayoutBatch {
    /// Its id.
    pub id: PayoutBatchId,
    /// Through which channel.
    pub channel: Text<40>,
    /// The first day on which it may be paid.
    pub pay_on: Day,
    /// Its payouts, at most [`PayoutBatch::MAX`].
    pub payouts: Vec<PayoutId>,
    /// What they come to.
    pub total: Money,
    /// How many people must approve it; fixed when it was made.
    pub needed: u32,
    /// Who did, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<UserId>,
    /// Where it stands.
    pub state: BatchState,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<200>>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it is to be released, or people are to be reminded; `None` when it waits no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

impl PayoutBatch {
    /// Most payouts of one batch.
    pub const MAX: usize = 200;
    /// Index: when something is due.
    pub(crate) const DUE: u8 = 0;
    /// Index: by day.
    pub(crate) const BY_DAY: u8 = 1;

    /// Whether enough people approved it.
    pub fn is_approved(&self) -> bool {
        self.approvals.len() >= self.needed as usize
    }
}

pub(crate) const PAYOUT_BATCH: Table = Table {
    name: "payout_batches",
    columns: &[
        Column::int("pay_on"),
        Column::text("channel"),
        Column::int("total"),
        Column::text("state"),
        Column::time("due_at"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "due",
            columns: &["due_at"],
            unique: false,
        },
        Index {
            name: "by_day",
            columns: &["pay_on"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for PayoutBatch {
    const TABLE: TableId = tables::PAYOUT_BATCH;
    const WHAT: &'static str = "payout batch";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.pay_on.into(),
            self.channel.as_str().into(),
            self.total.into(),
            self.state.name().into(),
            Value::or_null(self.due_at),
        ]
    }
}
