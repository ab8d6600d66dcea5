//! Payments that a channel holds until they are divided: calls are taken early, twice and out of turn, the channel's words
//! come doubled, late, contradicting each other, or not at all; freezes end while calls are on their way.

use std::collections::BTreeMap;

use linli::engine::AnyCommand;
use linli::kernel::{HoldId, Id, Money, Text, TradeId};
use linli::ledger::Party;
use linli::payout::{
    Call, CallKind, CallResult, ChannelProfile, Hold, PayoutEvent, PayoutState, ReportCall,
    ReturnsFrom, SetChannel, TakeCall,
};
use linli::schema::tables;

use super::{Sim, Step};
use crate::shop::text;
use crate::snapshot::rows_of;

/// What becomes of a word: the state afterwards, or the code of its refusal.
type Expected = Result<PayoutState, &'static str>;

/// Which channel a trade is paid through: every third one through the channel that holds.
pub(super) fn provider_of(trade: TradeId) -> Text<40> {
    let last = trade.0.bytes()[15];
    text(if last.is_multiple_of(3) {
        "alipay"
    } else {
        "wechat"
    })
}

impl Sim {
    /// A channel with limits so narrow that a week meets them.
    pub(super) fn set_up_holding(&self) {
        let profile = ChannelProfile {
            requests: 3,
            receivers: 2,
            freeze_days: 4,
            return_days: 3,
            returns: ReturnsFrom::Merchants,
            warn_days: 1,
            ..ChannelProfile::wechat_platform(&text("alipay"))
        };
        let shop = &self.shop;
        shop.engine
            .set_channel(&shop.platform, shop.id(), SetChannel { profile })
            .unwrap();
    }

    fn holds(&self) -> Vec<Hold> {
        let rows = rows_of(&*self.raw, self.shop.tenant, tables::HOLD).unwrap();
        rows.iter()
            .map(|row| serde_json::from_str(&row.body).unwrap())
            .collect()
    }

    fn hold(&self, id: HoldId) -> Hold {
        self.stored(tables::HOLD, Id::from(id)).unwrap()
    }

    /// The host takes a call, or the channel says something about one.
    pub(super) fn call_back(&mut self) -> Step {
        let holds: Vec<Hold> = self.holds();
        let holds: Vec<Hold> = holds
            .into_iter()
            .filter(|hold| !hold.calls.is_empty())
            .collect();
        if holds.is_empty() {
            return Ok(());
        }
        for _ in 0..3 {
            let place = self.rng.place(holds.len());
            let hold = self.hold(holds[place].id);
            let next = hold.next_call().map(|call| call.number);
            let any = self
                .rng
                .between(1, u32::try_from(hold.calls.len()).unwrap());
            let number = if self.rng.happens(800) {
                next.unwrap_or(any)
            } else {
                any
            };
            if self.rng.happens(500) {
                self.take_call(hold.id, number)?;
                if self.rng.happens(200) {
                    self.take_call(hold.id, number)?;
                }
            }
            let result = self.some_word(&hold, number);
            self.report_call(hold.id, number, &result)?;
            if self.rng.happens(300) {
                self.report_call(hold.id, number, &result)?;
            }
        }
        Ok(())
    }

    /// Done for all, done for some, refused, or nothing that helps.
    fn some_word(&mut self, hold: &Hold, number: u32) -> CallResult {
        let call = hold.calls.iter().find(|call| call.number == number);
        match self.rng.between(0, 19) {
            0..=2 => CallResult::Accepted,
            3..=5 => CallResult::Unknown,
            6..=8 => CallResult::Failed {
                reason: text("余额不足"),
            },
            9..=11 => {
                let mut failed: Vec<Party> = Vec::new();
                if let Some(CallKind::Split { pieces }) = call.map(|call| &call.kind) {
                    failed.extend(pieces.first().map(|piece| piece.party.clone()));
                }
                CallResult::Done { failed }
            }
            _ => CallResult::Done { failed: Vec::new() },
        }
    }

    fn take_call(&mut self, id: HoldId, number: u32) -> Step {
        let hold = self.hold(id);
        let before = call_of(&hold, number);
        let now = linli::kernel::Clock::now(&*self.shop.clock);
        let divides = matches!(before.kind, CallKind::Split { .. } | CallKind::Unfreeze);
        let first = hold.calls.iter().find(|call| !call.state.is_final());
        let expected = if first.map(|call| call.number) != Some(number) {
            Err("wrong_state")
        } else if now < before.not_before {
            Err("invalid_field")
        } else if hold.closed && divides && before.attempts == 0 {
            Err("wrong_state")
        } else if matches!(before.state, PayoutState::Waiting | PayoutState::Unknown) {
            Ok((PayoutState::Instructed, before.attempts + 1))
        } else {
            Ok((before.state, before.attempts))
        };
        let system = self.shop.system;
        let take = AnyCommand::TakeCall(TakeCall {
            hold: id,
            call: number,
        });
        match (self.send(&system, &take)?, expected) {
            (Ok(_), Ok(right)) => {
                let after = call_of(&self.hold(id), number);
                self.expect((after.state, after.attempts) == right, || {
                    format!(
                        "a call {:?} is {:?} after it was taken",
                        before.state, after.state
                    )
                })
            }
            (Err(error), Err(code)) => self.expect(error.code() == code, || {
                format!("take_call of a call {:?}: {error}", before.state)
            }),
            (answer, expected) => self.finding(format!(
                "take_call of a call {:?}: {answer:?}, expected {expected:?}",
                before.state
            )),
        }
    }

    fn report_call(&mut self, id: HoldId, number: u32, result: &CallResult) -> Step {
        let hold = self.hold(id);
        let before = call_of(&hold, number);
        let expected = expected(&before, result);
        let system = self.shop.system;
        let report = AnyCommand::ReportCall(ReportCall {
            hold: id,
            call: number,
            at: linli::kernel::Clock::now(&*self.shop.clock),
            result: result.clone(),
        });
        let answer = self.send(&system, &report)?;
        let after = call_of(&self.hold(id), number);
        match (answer, expected) {
            (Ok(_), Ok(state)) => self.expect(after.state == state, || {
                format!(
                    "a call {:?} is {:?} after {result:?} and should be {state:?}",
                    before.state, after.state
                )
            }),
            (Err(error), Err(code)) => self.expect(error.code() == code, || {
                format!("report_call of a call {:?}: {error}", before.state)
            }),
            (answer, expected) => self.finding(format!(
                "report_call {result:?} of a call {:?}: {answer:?}, expected {expected:?}",
                before.state
            )),
        }
    }

    /// The channel answers every call whose turn has come.
    pub(super) fn answer_calls(&mut self) -> Step {
        let now = linli::kernel::Clock::now(&*self.shop.clock);
        for hold in self.holds() {
            for _ in 0..hold.calls.len() {
                let hold = self.hold(hold.id);
                let Some(call) = hold.next_call() else { break };
                // A refund is answered as such.
                if matches!(call.kind, CallKind::Refund { .. }) || call.not_before > now {
                    break;
                }
                let number = call.number;
                self.take_call(hold.id, number)?;
                let done = CallResult::Done { failed: Vec::new() };
                self.report_call(hold.id, number, &done)?;
            }
        }
        Ok(())
    }

    /// When everybody is home every freeze is over, nothing waits for a word, and nothing is left for nobody.
    pub(super) fn check_holds_ended(&self) -> Step {
        for hold in self.holds() {
            let waits = hold.next_call().map(|call| call.number);
            self.expect(hold.closed && waits.is_none(), || {
                format!("the hold {} still waits for its call {waits:?}", hold.id)
            })?;
            self.expect(hold.collecting.is_zero(), || {
                format!("the hold {} still collects", hold.id)
            })?;
        }
        Ok(())
    }
}

fn call_of(hold: &Hold, number: u32) -> Call {
    let call = hold.calls.iter().find(|call| call.number == number);
    call.expect("calls never leave a plan once they were handed out or said")
        .clone()
}

fn expected(before: &Call, result: &CallResult) -> Expected {
    let (event, says) = match result {
        CallResult::Accepted => (PayoutEvent::Accept, PayoutState::Accepted),
        CallResult::Unknown => (PayoutEvent::Lose, PayoutState::Unknown),
        CallResult::Done { .. } => (PayoutEvent::Complete, PayoutState::Done),
        CallResult::Failed { .. } => (PayoutEvent::Fail, PayoutState::Failed),
    };
    if matches!(before.kind, CallKind::Refund { .. }) {
        return Err("invalid_field");
    }
    if before.attempts == 0 {
        return Err("wrong_state");
    }
    if before.state == says {
        return Ok(says);
    }
    if before.state.is_final() {
        return if says.is_final() {
            Err("wrong_state")
        } else {
            Ok(before.state)
        };
    }
    let stranger = match (&before.kind, result) {
        (CallKind::Split { pieces }, CallResult::Done { failed }) => failed
            .iter()
            .any(|party| !pieces.iter().any(|piece| piece.party == *party)),
        _ => false,
    };
    if stranger {
        return Err("invalid_field");
    }
    before.state.after(event).ok_or("wrong_state")
}

/// What left the channel by calls, as the plans say: pieces that were done, less what came back of them, and what the
/// collectors have.
pub(super) fn paid_by_calls(holds: &[Hold]) -> i64 {
    let units = |amount: Money| amount.units();
    holds
        .iter()
        .map(|hold| {
            let calls = hold.calls.iter().map(|call| match &call.kind {
                CallKind::Split { pieces } => pieces
                    .iter()
                    .filter(|piece| piece.state == PayoutState::Done)
                    .map(|piece| units(piece.amount))
                    .sum(),
                CallKind::Return { amount, .. } if call.state == PayoutState::Done => {
                    -units(*amount)
                }
                _ => 0,
            });
            calls.sum::<i64>() + units(hold.released)
        })
        .sum()
}

/// What plans set aside per party and nobody has yet.
pub(super) fn set_aside(holds: &[Hold]) -> BTreeMap<Party, i64> {
    let mut aside: BTreeMap<Party, i64> = BTreeMap::new();
    for hold in holds {
        *aside.entry(hold.collector.clone()).or_default() += hold.collecting.units();
        for call in &hold.calls {
            if let CallKind::Split { pieces } = &call.kind {
                for piece in pieces {
                    if piece.state == PayoutState::Waiting {
                        *aside.entry(piece.party.clone()).or_default() += piece.amount.units();
                    }
                }
            }
        }
    }
    aside
}
