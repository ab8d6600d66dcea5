//! What channels say about payouts, and what follows from it. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::batches::instruct;
use super::machine::{PayoutEvent, PayoutState};
use super::records::{Payout, PayoutSource};
use crate::engine::{AnyCommand, Command, Context, DueSource, Event, Lookup, Operation, Target};
use crate::kernel::{Error, PayoutId, Result, Text, Timestamp};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{AccountPurpose, Entry, Party, PostingPurpose, Unit};
use crate::schema::tables;
use crate::settlement::Settlement;

/// What a channel says about a payout.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "result")]
pub enum PayoutResult {
    /// It took the instruction.
    Accepted,
    /// It was paid.
    Done {
        /// The channel's number.
        number: Text<200>,
        /// The channel that the host paid it from, if another than was planned.
        #[serde(default)]
        channel: Option<Text<40>>,
    },
    /// It was refused, or the money came back: nothing was paid.
    Failed {
        /// What the channel said.
        reason: Text<200>,
    },
    /// The host got no usable answer. Never instruct it under another number.
    Unknown,
}

impl PayoutResult {
    const fn event(&self) -> PayoutEvent {
        match self {
            Self::Accepted => PayoutEvent::Accept,
            Self::Done { .. } => PayoutEvent::Complete,
            Self::Failed { .. } => PayoutEvent::Fail,
            Self::Unknown => PayoutEvent::Lose,
        }
    }

    const fn state(&self) -> PayoutState {
        match self {
            Self::Accepted => PayoutState::Accepted,
            Self::Done { .. } => PayoutState::Done,
            Self::Failed { .. } => PayoutState::Failed,
            Self::Unknown => PayoutState::Unknown,
        }
    }
}

/// The channel's word on a payout, as often and in whatever order it arrives: the same word again changes nothing, a word
/// older than the last one of its kind changes nothing, and "accepted" or "unknown" after a final word change nothing; a
/// final word counts though somebody said later that nobody knows yet. What failed is
/// owed again and enters the party's next settlement; money that came back after "done", or was paid after "failed", is
/// booked as it is. Errors: `wrong_state` for a payout that was never instructed, and for two different final words of the
/// same moment; `invalid_field` for a moment that lies more than a day ahead.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportPayout {
    /// Which one.
    pub payout: PayoutId,
    /// When the channel said so, by its own clock: the later word counts.
    pub at: Timestamp,
    /// What it said.
    #[serde(flatten)]
    pub result: PayoutResult,
}

/// What a report did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportOutcome {
    /// The payout's state is another now.
    Changed,
    /// It was known already.
    Known,
    /// A later word is there.
    Outdated,
}

impl Command for ReportPayout {
    type Answer = ReportOutcome;
    const OPERATION: Operation = Operation::ReportPayout;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<ReportOutcome> {
        if self.at > ctx.now().plus_days(1) {
            return Err(Error::invalid("at", "it lies more than a day ahead"));
        }
        if let PayoutResult::Done {
            channel: Some(channel),
            ..
        } = &self.result
        {
            channel.require("channel")?;
        }
        let mut payout = (*ctx.require::<Payout>(self.payout)?).clone();
        let from = payout.state;
        let wrong = || Error::WrongState {
            what: "payout",
            id: self.payout.to_string(),
            state: from.name(),
            event: self.result.event().name(),
        };
        // A payout that was never handed over has no channel to speak about it.
        if payout.attempts == 0 {
            return Err(wrong());
        }
        let says = self.result.state();
        if from == says {
            if payout.word_at.is_none_or(|last| last < self.at) {
                // What the channel said in between and comes later is outdated.
                payout.word_at = Some(self.at);
                ctx.update(payout)?;
            }
            return Ok(ReportOutcome::Known);
        }
        if from.is_final() && !says.is_final() {
            return Ok(ReportOutcome::Outdated);
        }
        match payout.word_at {
            // That nobody knew yet does not outdate what the channel knew before.
            Some(last) if self.at < last && from.is_final() == says.is_final() => {
                return Ok(ReportOutcome::Outdated);
            }
            Some(last) if self.at == last && from.is_final() => return Err(wrong()),
            _ => {}
        }
        payout.advance(self.result.event())?;
        payout.word_at = Some(self.at);
        payout.returned = from == PayoutState::Done;
        let mut channel = payout.channel.clone();
        match &self.result {
            PayoutResult::Done {
                number,
                channel: other,
            } => {
                payout.word = Some(number.clone());
                if let Some(other) = other {
                    channel = other.clone();
                    // If the money comes back it comes back there.
                    payout.channel = other.clone();
                }
            }
            PayoutResult::Failed { reason } => payout.word = Some(reason.clone()),
            PayoutResult::Accepted | PayoutResult::Unknown => {}
        }
        if payout.state.is_final() {
            payout.due_at = None;
        }
        book_result(ctx, &payout, from, &channel)?;
        ctx.update(payout)?;
        Ok(ReportOutcome::Changed)
    }
}

/// Books what a change of state means in money, tells the payout's source and the world. `from` is the state before.
pub(super) fn book_result(
    ctx: &mut Context<'_>,
    payout: &Payout,
    from: PayoutState,
    channel: &Text<40>,
) -> Result<()> {
    let amount = payout.amount;
    let party = || payout.party.clone();
    let paid_by = || Party::Channel(channel.clone());
    // Where the amount is, and where it goes.
    let (purpose, debit, credit) = match (from, payout.state) {
        (PayoutState::Done, PayoutState::Failed) => (
            PostingPurpose::PayoutFailed,
            Entry::debit(paid_by(), AccountPurpose::Clearing, amount),
            Entry::credit(party(), AccountPurpose::Payable, amount),
        ),
        (PayoutState::Failed, PayoutState::Done) => (
            PostingPurpose::PayoutPaidLate,
            Entry::debit(party(), AccountPurpose::Payable, amount),
            Entry::credit(paid_by(), AccountPurpose::Clearing, amount),
        ),
        (_, PayoutState::Done) => (
            PostingPurpose::PayoutDone,
            Entry::debit(party(), AccountPurpose::PayoutInTransit, amount),
            Entry::credit(paid_by(), AccountPurpose::Clearing, amount),
        ),
        (_, PayoutState::Failed) => (
            PostingPurpose::PayoutFailed,
            Entry::debit(party(), AccountPurpose::PayoutInTransit, amount),
            Entry::credit(party(), AccountPurpose::Payable, amount),
        ),
        _ => {
            ctx.emit(Event::PayoutChanged {
                payout: payout.id,
                state: payout.state,
            });
            return Ok(());
        }
    };
    post(
        ctx,
        Draft {
            purpose,
            unit: Unit::Money,
            order: None,
            trade: None,
            reference: Some(payout.source.reference()),
            entries: vec![debit, credit],
        },
    )?;
    ctx.emit(Event::PayoutChanged {
        payout: payout.id,
        state: payout.state,
    });
    match payout.source {
        PayoutSource::Settlement(id) => {
            let mut settlement = (*ctx.require::<Settlement>(id)?).clone();
            settlement.payout_ended(payout.amount, from, payout.state)?;
            ctx.update(settlement)
        }
    }
}

/// Instructs a payout whose outcome is unknown once more, under the same number: a channel that has it already says so.
/// Errors: `wrong_state` unless it is unknown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RepeatPayout {
    /// Which one.
    pub payout: PayoutId,
}

impl Command for RepeatPayout {
    type Answer = ();
    const OPERATION: Operation = Operation::RepeatPayout;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut payout = (*ctx.require::<Payout>(self.payout)?).clone();
        if payout.state != PayoutState::Unknown {
            return Err(Error::WrongState {
                what: "payout",
                id: self.payout.to_string(),
                state: payout.state.name(),
                event: "repeat",
            });
        }
        instruct(ctx, &mut payout)?;
        ctx.update(payout)
    }
}

/// A payout about which the channel said nothing final in time becomes unknown, and people are told, again and again,
/// until it is known. Due work.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ChasePayout {
    /// Which one.
    pub payout: PayoutId,
}

impl Command for ChasePayout {
    type Answer = ();
    const OPERATION: Operation = Operation::ChasePayout;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut payout = (*ctx.require::<Payout>(self.payout)?).clone();
        let Some(due) = payout.due_at else {
            return Ok(());
        };
        if ctx.now() < due {
            return Err(Error::WrongState {
                what: "payout",
                id: self.payout.to_string(),
                state: payout.state.name(),
                event: "chase before its time",
            });
        }
        if payout.state != PayoutState::Unknown {
            payout.advance(PayoutEvent::Lose)?;
        }
        let root = ctx.tenant_record()?.root;
        let hours = ctx.settings(root)?.payout_answer_hours;
        payout.due_at = Some(ctx.now().plus_minutes(hours.saturating_mul(60)));
        ctx.emit(Event::PayoutUnanswered {
            payout: payout.id,
            channel: payout.channel.clone(),
            amount: payout.amount,
            attempts: payout.attempts,
        });
        ctx.update(payout)
    }
}

/// Payouts about which the channel must be asked.
pub(crate) const PAYOUTS_DUE: DueSource = DueSource {
    table: tables::PAYOUT,
    index: Payout::DUE,
    command: |row| {
        Ok(AnyCommand::ChasePayout(ChasePayout {
            payout: PayoutId(row.id),
        }))
    },
};
