//! Closing days and taking in the results of payouts. RULES §12.

use serde::{Deserialize, Serialize};

use super::gather::GatherDay;
use super::records::{Settlement, SettlementState};
use crate::engine::{AnyCommand, Command, Context, DueSource, Event, Lookup, Operation, Target};
use crate::kernel::{Day, Error, Result, SettlementId, Text};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{
    AccountPurpose, Books, DayClose, Entry, Gathering, Party, PostingPurpose, Unit,
};
use crate::schema::tables;

/// Closes the books of a business day that is over; days are closed in their order. A day that is closed already, or a
/// tenant to which nothing was ever posted, is left as it is. Errors: `invalid_field` for a day that is not over, or
/// before which another one is open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CloseDay {
    /// The day.
    pub day: Day,
}

impl Command for CloseDay {
    type Answer = ();
    const OPERATION: Operation = Operation::CloseDay;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let today = ctx.tenant_record()?.zone.day_of(ctx.now());
        if self.day >= today {
            return Err(Error::invalid("day", "only days that are over are closed"));
        }
        let Some(books) = ctx.find::<Books>(Books::ID)? else {
            return Ok(());
        };
        if self.day < books.open_from {
            return Ok(());
        }
        if self.day > books.open_from {
            return Err(Error::invalid(
                "day",
                format!(
                    "days are closed in their order, {} is next",
                    books.open_from
                ),
            ));
        }
        ctx.update(Books {
            open_from: self.day.next(),
        })?;
        ctx.insert(DayClose {
            day: self.day,
            closed_at: ctx.now(),
            postings: 0,
            settled_at: None,
        })?;
        let gathering = ctx.require::<Gathering>(Gathering::ID)?;
        if gathering.day == self.day {
            ctx.update(Gathering {
                closed: true,
                ..(*gathering).clone()
            })?;
        }
        ctx.emit(Event::DayClosed { day: self.day });
        Ok(())
    }
}

/// What a step of [`GatherDay`] did.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Gathered {
    /// Whether the day is settled now.
    pub settled: bool,
    /// The settlements that this step made, at most 200.
    pub settlements: Vec<SettlementId>,
}

/// The day after the settled ones is due when it is over: to be closed, then to be gathered.
pub(crate) const DAYS_DUE: DueSource = DueSource {
    table: tables::GATHERING,
    index: Gathering::DUE,
    command: |row| {
        let gathering = crate::engine::decode_row::<Gathering>(row)?;
        let day = gathering.day;
        Ok(if gathering.closed {
            AnyCommand::GatherDay(GatherDay { day })
        } else {
            AnyCommand::CloseDay(CloseDay { day })
        })
    },
};

/// What became of a payout.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "result")]
pub enum PayoutResult {
    /// It was paid.
    Done {
        /// The channel that it was paid from.
        channel: Text<40>,
        /// The channel's number.
        number: Text<200>,
    },
    /// It was refused; nothing was paid.
    Failed {
        /// What the channel said.
        reason: Text<200>,
    },
}

/// The host's answer to a payout instruction. The same answer again changes nothing. A payout that failed is owed again
/// and enters the party's next settlement. Errors: `wrong_state` when the other answer was given before, or when there
/// was nothing to pay.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportPayout {
    /// Which one.
    pub settlement: SettlementId,
    /// What became of it.
    #[serde(flatten)]
    pub result: PayoutResult,
}

impl Command for ReportPayout {
    type Answer = ();
    const OPERATION: Operation = Operation::ReportPayout;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut settlement = (*ctx.require::<Settlement>(self.settlement)?).clone();
        let (state, result) = match &self.result {
            PayoutResult::Done { channel, number } => {
                channel.require("channel")?;
                (SettlementState::Done, number)
            }
            PayoutResult::Failed { reason } => (SettlementState::Failed, reason),
        };
        if settlement.state == state {
            return Ok(());
        }
        if settlement.state != SettlementState::Instructed {
            return Err(Error::WrongState {
                what: "settlement",
                id: settlement.id.to_string(),
                state: settlement.state.name(),
                event: state.name(),
            });
        }
        let owed = settlement.payout()?;
        let party = settlement.party.clone();
        let in_transit = Entry::debit(party.clone(), AccountPurpose::PayoutInTransit, owed);
        let (purpose, other) = match &self.result {
            PayoutResult::Done { channel, .. } => (
                PostingPurpose::PayoutDone,
                Entry::credit(
                    Party::Channel(channel.clone()),
                    AccountPurpose::Clearing,
                    owed,
                ),
            ),
            PayoutResult::Failed { .. } => (
                PostingPurpose::PayoutFailed,
                Entry::credit(party, AccountPurpose::Payable, owed),
            ),
        };
        post(
            ctx,
            Draft {
                purpose,
                unit: Unit::Money,
                order: None,
                trade: None,
                reference: Some(settlement.id.0),
                entries: vec![in_transit, other],
            },
        )?;
        settlement.state = state;
        settlement.result = Some(result.clone());
        ctx.emit(Event::PayoutChanged {
            settlement: settlement.id,
            state,
        });
        ctx.update(settlement)
    }
}
