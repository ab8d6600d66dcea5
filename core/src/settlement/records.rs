//! What is stored of settlements.

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{Day, Id, Money, Result, SettlementId, Timestamp};
use crate::ledger::Party;
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// Where a settlement stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettlementState {
    /// The host was told to pay; the result is not known yet.
    Instructed,
    /// Paid.
    Done,
    /// The channel refused; the amount is owed again.
    Failed,
    /// Nothing or less was owed: the amount stays in the party's account and is netted against later days.
    Carried,
}

impl SettlementState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Instructed => "instructed",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Carried => "carried",
        }
    }
}

/// What a party is owed for one business day. Each ledger entry enters exactly one. RULES §12.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Settlement {
    /// Its id, computed from day and party.
    pub id: SettlementId,
    /// The business day that it settles.
    pub day: Day,
    /// Whose.
    pub party: Party,
    /// The day's net payables.
    pub amount: Money,
    /// What was carried over from earlier days (zero or less).
    pub carried: Money,
    /// The working day on which it is to be paid.
    pub pay_on: Day,
    /// When it was made.
    pub made_at: Timestamp,
    /// Where it stands.
    pub state: SettlementState,
    /// The channel's number or message, as reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<crate::kernel::Text<200>>,
}

impl Settlement {
    /// Index: by day.
    pub(crate) const BY_DAY: u8 = 0;
    /// Index: by party, then day.
    pub(crate) const BY_PARTY: u8 = 1;

    /// What is to be paid: the day's net less what was owed from earlier days; zero when it is carried.
    pub fn payout(&self) -> Result<Money> {
        Ok(self.amount.plus(self.carried)?.max(Money::ZERO))
    }

    /// The id of a party's settlement of a day.
    pub fn id_of(day: Day, party: &Party) -> SettlementId {
        SettlementId(Id::derived(
            "settlement",
            &[&day.number().to_be_bytes(), party.to_string().as_bytes()],
        ))
    }
}

pub(crate) const SETTLEMENT: Table = Table {
    name: "settlements",
    columns: &[
        Column::int("day"),
        Column::text("party"),
        Column::int("amount"),
        Column::text("state"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_day",
            columns: &["day"],
            unique: false,
        },
        Index {
            name: "by_party",
            columns: &["party", "day"],
            unique: true,
        },
    ],
    sequenced: false,
};

impl Record for Settlement {
    const TABLE: TableId = tables::SETTLEMENT;
    const WHAT: &'static str = "settlement";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.day.into(),
            self.party.to_string().as_str().into(),
            self.amount.into(),
            self.state.name().into(),
        ]
    }
}
