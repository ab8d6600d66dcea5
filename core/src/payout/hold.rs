//! The frozen money of one transaction at a channel that splits, and the plan of calls that divides it. RULES §12.
//!
//! When a share of an order becomes payable and its payment lies at such a channel, the share is set aside for a split as
//! far as the channel's limits allow; what is beyond them stays payable and is settled like everything else. The plan is a
//! list of calls, to be made one after another: splits, returns, refunds, and the unfreezing of what is left for the
//! collector, last. Each call has a number that never changes; the next one is handed out when the one before is known.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::machine::{PayoutEvent, PayoutState};
use super::profile::ChannelProfile;
use crate::engine::Record;
use crate::kernel::{
    Error, HoldId, Id, Money, OrderId, PaymentId, RefundId, Result, Text, Timestamp, TradeId,
};
use crate::ledger::Party;
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// What one receiver gets by a split.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Piece {
    /// Who.
    pub party: Party,
    /// How much.
    pub amount: Money,
    /// Whether they got it: `waiting` until the call is known, then `done` or `failed`.
    pub state: PayoutState,
    /// What of it is taken back or being taken back.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub returned: Money,
}

/// What a call does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "call")]
pub enum CallKind {
    /// Divides a part of the frozen money.
    Split {
        /// Over whom; at most the channel's number of receivers.
        pieces: Vec<Piece>,
    },
    /// Takes back from one receiver what was split to them.
    Return {
        /// From whom.
        party: Party,
        /// How much.
        amount: Money,
        /// By which call they got it.
        of: u32,
    },
    /// Pays back to the buyer. Its result is reported as that of the refund.
    Refund {
        /// Which one.
        refund: RefundId,
        /// How much.
        amount: Money,
    },
    /// Releases what is left to the collector; nothing can be split afterwards.
    Unfreeze,
}

/// One call of the plan.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Call {
    /// Its number in the plan, from 1; with the hold's id the number under which the channel is called.
    pub number: u32,
    /// What it does.
    #[serde(flatten)]
    pub kind: CallKind,
    /// Where it stands.
    pub state: PayoutState,
    /// Not before this moment.
    pub not_before: Timestamp,
    /// How often it was handed out, always under the same number.
    #[serde(default)]
    pub attempts: u32,
    /// When it was done, by the channel's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word_at: Option<Timestamp>,
}

impl Call {
    pub(super) fn advance(&mut self, hold: HoldId, event: PayoutEvent) -> Result<()> {
        self.state = self.state.after(event).ok_or_else(|| Error::WrongState {
            what: "call",
            id: format!("{hold}-{}", self.number),
            state: self.state.name(),
            event: event.name(),
        })?;
        Ok(())
    }
}

/// The frozen money of one transaction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hold {
    /// That of the payment, or of the order where each order is a transaction.
    pub id: HoldId,
    /// The payment.
    pub payment: PaymentId,
    /// The trade.
    pub trade: TradeId,
    /// The order, where each order is a transaction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// What the channel allows, fixed at payment.
    pub profile: ChannelProfile,
    /// Who collects.
    pub collector: Party,
    /// What was paid.
    pub amount: Money,
    /// What of it the plan pays back to the buyer.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub refunded: Money,
    /// What the collector is owed of it, until it is unfrozen.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub collecting: Money,
    /// What the collector has of it: unfrozen, less what refunds took from the collector afterwards.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub released: Money,
    /// When it was paid.
    pub paid_at: Timestamp,
    /// The orders that may still have something to divide.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<OrderId>,
    /// The plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Call>,
    /// Whether nothing can be split any more: unfrozen, or the freeze is over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// Whether people were warned of the end of the freeze.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub warned: bool,
}

impl Hold {
    /// Most calls of a plan.
    pub const MAX_CALLS: usize = 200;
    /// Index: when somebody must be warned, or the freeze ends.
    pub(crate) const DUE: u8 = 0;
    /// Index: by channel, when its next call may be made.
    pub(crate) const READY: u8 = 1;

    /// When the channel unfreezes by itself.
    pub const fn freeze_until(&self) -> Timestamp {
        self.paid_at.plus_days(self.profile.freeze_days)
    }

    /// The next moment at which something is due.
    pub(crate) fn due_at(&self) -> Option<Timestamp> {
        if self.closed {
            return None;
        }
        let early = i64::from(self.profile.warn_days).saturating_mul(-86_400);
        Some(if self.warned {
            self.freeze_until()
        } else {
            self.freeze_until().plus_seconds(early)
        })
    }

    /// The call whose turn it is: the first one that is not known.
    pub fn next_call(&self) -> Option<&Call> {
        self.calls.iter().find(|call| !call.state.is_final())
    }

    /// What others have or will have of it: every piece that did not fail, less what was taken back.
    pub fn to_others(&self) -> Result<Money> {
        let mut sum = Money::ZERO;
        for call in &self.calls {
            if let CallKind::Split { pieces } = &call.kind {
                for piece in pieces.iter().filter(|one| one.state != PayoutState::Failed) {
                    sum = sum.plus(piece.amount.minus(piece.returned)?)?;
                }
            }
        }
        Ok(sum)
    }

    /// What of it lies at the channel and is meant for nobody yet; below zero when refunds took more than there was.
    pub(crate) fn lies(&self) -> Result<Money> {
        self.amount
            .minus(self.refunded)?
            .minus(self.to_others()?)?
            .minus(self.collecting)?
            .minus(self.released)
    }

    /// How much may still be set aside for a party: within what lies there, and for others within their part of it.
    pub(crate) fn room_for(&self, party: &Party) -> Result<Money> {
        if self.closed {
            return Ok(Money::ZERO);
        }
        let others = self.to_others()?;
        let lies = self.lies()?;
        let room = if *party == self.collector {
            lies
        } else {
            lies.min(self.profile.others_of(self.amount)?.minus(others)?)
        };
        Ok(room.max(Money::ZERO))
    }

    /// Puts a piece into a split that was not handed out yet, or into a new one; `false`: the channel takes no more.
    pub(crate) fn add_piece(
        &mut self,
        party: &Party,
        amount: Money,
        not_before: Timestamp,
    ) -> Result<bool> {
        let most = self.profile.receivers as usize;
        let mut splits: u32 = 0;
        for call in &mut self.calls {
            let CallKind::Split { pieces } = &mut call.kind else {
                continue;
            };
            splits = splits.saturating_add(1);
            if call.attempts > 0 || call.state.is_final() {
                continue;
            }
            // A channel names each receiver once per request.
            if let Some(piece) = pieces.iter_mut().find(|piece| piece.party == *party) {
                piece.amount = piece.amount.plus(amount)?;
                call.not_before = call.not_before.max(not_before);
                return Ok(true);
            }
            if pieces.len() < most {
                pieces.push(Piece::waiting(party, amount));
                call.not_before = call.not_before.max(not_before);
                return Ok(true);
            }
        }
        if splits >= self.profile.requests || self.calls.len() >= Self::MAX_CALLS {
            return Ok(false);
        }
        let pieces = vec![Piece::waiting(party, amount)];
        self.push(CallKind::Split { pieces }, not_before);
        Ok(true)
    }

    pub(crate) fn push(&mut self, kind: CallKind, not_before: Timestamp) {
        let number = u32::try_from(self.calls.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        self.calls.push(Call {
            number,
            kind,
            state: PayoutState::Waiting,
            not_before,
            attempts: 0,
            word_at: None,
        });
    }
}

impl Piece {
    fn waiting(party: &Party, amount: Money) -> Self {
        Self {
            party: party.clone(),
            amount,
            state: PayoutState::Waiting,
            returned: Money::ZERO,
        }
    }
}

pub(crate) const HOLD: Table = Table {
    name: "holds",
    columns: &[
        Column::id("trade"),
        Column::int("amount"),
        Column::time("due_at"),
        Column::text("channel"),
        Column::time("ready_at"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "due",
            columns: &["due_at"],
            unique: false,
        },
        Index {
            name: "ready",
            columns: &["channel", "ready_at"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Hold {
    const TABLE: TableId = tables::HOLD;
    const WHAT: &'static str = "held payment";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        let ready = self.next_call().map(|call| call.not_before);
        vec![
            self.trade.into(),
            self.amount.into(),
            Value::or_null(self.due_at()),
            self.profile.channel.as_str().into(),
            Value::or_null(ready),
        ]
    }
}

/// The number under which a channel is called: 32 characters of the hold and the call's number.
pub fn call_number(hold: HoldId, call: u32) -> Text<64> {
    let id = hold.to_string().replace('-', "");
    Text::new(format!("{id}-{call}")).expect("43 characters at most")
}
