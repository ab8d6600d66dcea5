//! What is stored of settlements.

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{Day, Id, Money, PayoutId, Result, SettlementId, Timestamp};
use crate::ledger::Party;
use crate::org::Settings;
use crate::payout::PayoutState;
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// Where a settlement stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettlementState {
    /// Its payouts are on their way: waiting in a batch, or instructed; the result is not known yet.
    Instructed,
    /// Paid.
    Done,
    /// Nothing of it was paid; the amount is owed again.
    Failed,
    /// It is paid in parts, of which some were paid and some failed.
    Partly,
    /// Nothing, less, or less than the smallest payout was owed: the amount stays in the party's account and is netted
    /// against later days.
    Carried,
}

/// When a party's share of an order becomes payable. RULES §12.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettleTrigger {
    /// When the order is paid.
    Paid,
    /// When the buyer has it.
    Received,
    /// When nothing of it can be returned any more.
    ReturnWindowOver,
}

impl SettleTrigger {
    /// What holds for a party where no setting says otherwise: leaders and promoters wait for the return window.
    pub const fn usual(party: &Party) -> Self {
        match party {
            Party::Leader(_) | Party::Promoter(_) | Party::Member(_) => Self::ReturnWindowOver,
            _ => Self::Received,
        }
    }

    /// What the settings of an order's community say for a party.
    pub(crate) const fn of(settings: &Settings, party: &Party) -> Self {
        match party {
            Party::Merchant(_) | Party::Channel(_) => settings.settle_merchants,
            Party::Supplier(_) => settings.settle_suppliers,
            Party::Node(_) => settings.settle_property,
            Party::Platform => settings.settle_platform,
            Party::Leader(_) | Party::Promoter(_) | Party::Member(_) => settings.settle_leaders,
        }
    }
}

impl SettlementState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Instructed => "instructed",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Partly => "partly",
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
    /// What was carried over from earlier days: below zero a debt, above zero less than the smallest payout.
    pub carried: Money,
    /// The working day on which it is to be paid.
    pub pay_on: Day,
    /// When it was made.
    pub made_at: Timestamp,
    /// Where it stands.
    pub state: SettlementState,
    /// Its payouts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payouts: Vec<PayoutId>,
    /// What of it was paid.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub paid: Money,
    /// What of it failed and is owed again.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub failed: Money,
}

impl Settlement {
    /// Index: by day.
    pub(crate) const BY_DAY: u8 = 0;
    /// Index: by party, then day.
    pub(crate) const BY_PARTY: u8 = 1;

    /// What is to be paid: the day's net and what was carried over; zero when it is carried on.
    pub fn payout(&self) -> Result<Money> {
        match self.state {
            SettlementState::Carried => Ok(Money::ZERO),
            _ => self.amount.plus(self.carried),
        }
    }

    /// Takes in that one of its payouts changed its state.
    pub(crate) fn payout_ended(
        &mut self,
        amount: Money,
        from: PayoutState,
        to: PayoutState,
    ) -> Result<()> {
        match from {
            PayoutState::Done => self.paid = self.paid.minus(amount)?,
            PayoutState::Failed => self.failed = self.failed.minus(amount)?,
            _ => {}
        }
        match to {
            PayoutState::Done => self.paid = self.paid.plus(amount)?,
            PayoutState::Failed => self.failed = self.failed.plus(amount)?,
            _ => {}
        }
        let all = self.payout()?;
        self.state = if self.paid.plus(self.failed)? < all {
            SettlementState::Instructed
        } else if self.failed.is_zero() {
            SettlementState::Done
        } else if self.paid.is_zero() {
            SettlementState::Failed
        } else {
            SettlementState::Partly
        };
        Ok(())
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
