//! Handing out the calls of a plan, taking in what the channel says, and the end of the freeze. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::hold::{Call, CallKind, Hold};
use super::machine::{PayoutEvent, PayoutState};
use super::plan::{book, overdraft, pay, release};
use super::results::ReportOutcome;
use crate::engine::{
    AnyCommand, Command, Context, DueSource, Engine, Event, Lookup, Operation, Target, page_limit,
};
use crate::kernel::{Actor, Error, HoldId, Money, Result, Text, Timestamp};
use crate::ledger::{AccountPurpose, Entry, Party, PostingPurpose};
use crate::schema::tables;
use crate::store::{Scan, Value};

fn wrong_state(hold: HoldId, call: &Call, event: &'static str) -> Error {
    Error::WrongState {
        what: "call",
        id: super::call_number(hold, call.number).to_string(),
        state: call.state.name(),
        event,
    }
}

/// Hands a call out: the host now calls the channel under [`call_number`](super::call_number). One that was handed out
/// and is not known yet is answered again, to be made under the same number. Errors: `wrong_state` when another call
/// comes first or it is known already, `invalid_field` before its time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TakeCall {
    /// The held payment.
    pub hold: HoldId,
    /// Which call of its plan.
    pub call: u32,
}

impl Command for TakeCall {
    type Answer = Call;
    const OPERATION: Operation = Operation::TakeCall;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<Call> {
        let mut hold = (*ctx.require::<Hold>(self.hold)?).clone();
        let next = hold.next_call().map(|call| call.number);
        let now = ctx.now();
        let (id, closed) = (hold.id, hold.closed);
        let call = hold
            .calls
            .iter_mut()
            .find(|call| call.number == self.call)
            .ok_or_else(|| Error::invalid("call", "the plan has no such call"))?;
        if next != Some(self.call) {
            return Err(wrong_state(
                id,
                call,
                "take before the calls before it are known",
            ));
        }
        if now < call.not_before {
            return Err(Error::invalid(
                "call",
                format!("not before {}", call.not_before),
            ));
        }
        let divides = matches!(call.kind, CallKind::Split { .. } | CallKind::Unfreeze);
        if closed && divides && call.attempts == 0 {
            return Err(wrong_state(id, call, "take after the freeze is over"));
        }
        if matches!(call.state, PayoutState::Waiting | PayoutState::Unknown) {
            call.advance(id, PayoutEvent::Instruct)?;
            call.attempts = call.attempts.saturating_add(1);
        }
        let call = call.clone();
        ctx.update(hold)?;
        Ok(call)
    }
}

/// What a channel says about a call.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "result")]
pub enum CallResult {
    /// It took the call.
    Accepted,
    /// No usable answer came.
    Unknown,
    /// It was done, for all receivers but these.
    Done {
        /// Receivers of a split who did not get their piece: they are owed again.
        #[serde(default)]
        failed: Vec<Party>,
    },
    /// It was refused.
    Failed {
        /// What the channel said.
        reason: Text<200>,
    },
}

/// The channel's word on a call. The same word again, and "accepted" or "unknown" after a final word, change nothing.
/// Errors: `wrong_state` for a call that was never handed out, or the other final word; `invalid_field` for a refund (it
/// has its own report), for a moment more than a day ahead, for a receiver who is not in the split.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportCall {
    /// The held payment.
    pub hold: HoldId,
    /// Which call of its plan.
    pub call: u32,
    /// When the channel said so, by its own clock.
    pub at: Timestamp,
    /// What it said.
    #[serde(flatten)]
    pub result: CallResult,
}

impl Command for ReportCall {
    type Answer = ReportOutcome;
    const OPERATION: Operation = Operation::ReportCall;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<ReportOutcome> {
        if self.at > ctx.now().plus_days(1) {
            return Err(Error::invalid("at", "it lies more than a day ahead"));
        }
        let mut hold = (*ctx.require::<Hold>(self.hold)?).clone();
        let id = hold.id;
        let place = hold
            .calls
            .iter()
            .position(|call| call.number == self.call)
            .ok_or_else(|| Error::invalid("call", "the plan has no such call"))?;
        let mut call = hold.calls[place].clone();
        if matches!(call.kind, CallKind::Refund { .. }) {
            return Err(Error::invalid(
                "call",
                "a refund's result is reported as that of the refund",
            ));
        }
        let (event, says) = match &self.result {
            CallResult::Accepted => (PayoutEvent::Accept, PayoutState::Accepted),
            CallResult::Unknown => (PayoutEvent::Lose, PayoutState::Unknown),
            CallResult::Done { .. } => (PayoutEvent::Complete, PayoutState::Done),
            CallResult::Failed { .. } => (PayoutEvent::Fail, PayoutState::Failed),
        };
        if call.attempts == 0 {
            return Err(wrong_state(id, &call, event.name()));
        }
        if call.state == says {
            return Ok(ReportOutcome::Known);
        }
        if call.state.is_final() {
            return if says.is_final() {
                Err(wrong_state(id, &call, event.name()))
            } else {
                Ok(ReportOutcome::Outdated)
            };
        }
        call.advance(id, event)?;
        if says.is_final() {
            call.word_at = Some(self.at);
            self.end(ctx, &mut hold, &mut call)?;
        }
        ctx.emit(Event::CallChanged {
            hold: id,
            call: call.number,
            state: call.state,
        });
        hold.calls[place] = call;
        ctx.update(hold)?;
        Ok(ReportOutcome::Changed)
    }
}

impl ReportCall {
    /// Books what a final word means.
    fn end(&self, ctx: &mut Context<'_>, hold: &mut Hold, call: &mut Call) -> Result<()> {
        let none = Vec::new();
        let failed = match &self.result {
            CallResult::Done { failed } => failed,
            _ => &none,
        };
        let done = call.state == PayoutState::Done;
        match &mut call.kind {
            CallKind::Split { pieces } => {
                let known = |party: &Party| pieces.iter().any(|piece| piece.party == *party);
                if let Some(place) = failed.iter().position(|party| !known(party)) {
                    return Err(Error::invalid(
                        format!("failed[{place}]"),
                        "the split has no such receiver",
                    ));
                }
                for piece in pieces {
                    if done && !failed.contains(&piece.party) {
                        piece.state = PayoutState::Done;
                        pay(ctx, hold, &piece.party, piece.amount)?;
                    } else {
                        piece.state = PayoutState::Failed;
                        release(ctx, hold.id, &piece.party, piece.amount)?;
                    }
                }
            }
            CallKind::Return { party, amount, of } => {
                if done {
                    let channel = Party::Channel(hold.profile.channel.clone());
                    book(
                        ctx,
                        hold.id,
                        PostingPurpose::SplitReturned,
                        vec![
                            Entry::debit(channel, AccountPurpose::Clearing, *amount),
                            Entry::credit(party.clone(), AccountPurpose::Payable, *amount),
                        ],
                    )?;
                } else {
                    // It stays what the party owes.
                    for call in hold.calls.iter_mut().filter(|call| call.number == *of) {
                        if let CallKind::Split { pieces } = &mut call.kind {
                            for piece in pieces.iter_mut().filter(|piece| piece.party == *party) {
                                piece.returned = piece.returned.minus(*amount)?;
                            }
                        }
                    }
                    overdraft(ctx, hold)?;
                }
            }
            CallKind::Unfreeze => unfrozen(ctx, hold, done)?,
            CallKind::Refund { .. } => {}
        }
        Ok(())
    }
}

/// The collector has what was collected, or it is owed again and settled like everything else.
fn unfrozen(ctx: &mut Context<'_>, hold: &mut Hold, done: bool) -> Result<()> {
    let (party, amount) = (hold.collector.clone(), hold.collecting);
    hold.collecting = Money::ZERO;
    hold.closed = true;
    if done {
        hold.released = hold.released.plus(amount)?;
        pay(ctx, hold, &party, amount)
    } else {
        release(ctx, hold.id, &party, amount)
    }
}

/// Warns before the freeze ends; when it ends, what was not handed out is owed again, and the channel has released the
/// rest to the collector by itself. Due work.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AdvanceHold {
    /// The held payment.
    pub hold: HoldId,
}

impl Command for AdvanceHold {
    type Answer = ();
    const OPERATION: Operation = Operation::AdvanceHold;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut hold = (*ctx.require::<Hold>(self.hold)?).clone();
        let Some(due) = hold.due_at() else {
            return Ok(());
        };
        let now = ctx.now();
        if now < due {
            return Err(Error::WrongState {
                what: "held payment",
                id: self.hold.to_string(),
                state: "held",
                event: "advance before its time",
            });
        }
        if now < hold.freeze_until() {
            hold.warned = true;
            ctx.emit(Event::HoldEndsSoon {
                hold: hold.id,
                until: hold.freeze_until(),
                calls: u32::try_from(
                    hold.calls
                        .iter()
                        .filter(|call| !call.state.is_final())
                        .count(),
                )
                .unwrap_or(u32::MAX),
            });
            return ctx.update(hold);
        }
        let id = hold.id;
        let mut owed = Vec::new();
        let mut in_flight = false;
        for call in &mut hold.calls {
            if call.attempts > 0 {
                in_flight |= call.kind == CallKind::Unfreeze && !call.state.is_final();
                continue;
            }
            match &mut call.kind {
                CallKind::Split { pieces } if !call.state.is_final() => {
                    for piece in pieces {
                        piece.state = PayoutState::Failed;
                        owed.push((piece.party.clone(), piece.amount));
                    }
                    call.state = PayoutState::Failed;
                }
                CallKind::Unfreeze if !call.state.is_final() => call.state = PayoutState::Done,
                _ => {}
            }
        }
        for (party, amount) in owed {
            release(ctx, id, &party, amount)?;
        }
        if !in_flight {
            unfrozen(ctx, &mut hold, true)?;
        }
        hold.closed = true;
        ctx.emit(Event::HoldEnded { hold: id });
        ctx.update(hold)
    }
}

/// Held payments whose freeze ends soon, or has ended.
pub(crate) const HOLDS_DUE: DueSource = DueSource {
    table: tables::HOLD,
    index: Hold::DUE,
    command: |row| {
        Ok(AnyCommand::AdvanceHold(AdvanceHold {
            hold: HoldId(row.id),
        }))
    },
};

impl Engine {
    /// A held payment with its plan.
    pub fn hold(&self, actor: &Actor, hold: HoldId) -> Result<Hold> {
        let mut reader = self.reader(actor, Operation::HoldView, Target::Tenant)?;
        Ok((*reader.require::<Hold>(hold)?).clone())
    }

    /// The calls of a channel whose turn has come, those that wait longest first, at most `limit` (1–500): of each held
    /// payment the one that comes next. Take them with [`take_call`](Engine::take_call).
    pub fn calls_ready(
        &self,
        actor: &Actor,
        channel: &str,
        limit: u32,
    ) -> Result<Vec<(HoldId, Call)>> {
        let reader = self.reader(actor, Operation::CallsReady, Target::Tenant)?;
        let scan = Scan {
            from: Some(Value::from(Timestamp::MIN)),
            to: Some(Value::from(self.ports().clock.now())),
            ..Scan::index(
                tables::HOLD,
                Hold::READY,
                vec![channel.into()],
                page_limit(limit)?,
            )
        };
        let (holds, _) = reader.page::<Hold>(&scan)?;
        Ok(holds
            .iter()
            .filter_map(|hold| Some((hold.id, hold.next_call()?.clone())))
            .collect())
    }
}
