//! Withdrawals by leaders and promoters: minimum, fee, review, frozen while pending, result by callback. RULES §12.

use serde::{Deserialize, Serialize};

use super::earner::{self, Earner};
use crate::engine::{Command, Context, Event, Lookup, Operation, Record, Target};
use crate::kernel::{
    Error, Id, Money, NodeId, Result, Text, Timestamp, UserId, WithdrawalId, percentage,
};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{AccountPurpose, Entry, Party, PostingPurpose, Unit};
use crate::member::Member;
use crate::org::Settings;
use crate::schema::tables;
use crate::station::Station;
use crate::store::{Column, Index, Table, TableId, Value};

/// Where a withdrawal stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawalState {
    /// Waits for its review; the amount is frozen.
    Requested,
    /// Refused; the amount can be withdrawn again.
    Rejected,
    /// The host was told to pay.
    Instructed,
    /// The channel has taken it; the result is not known yet.
    Accepted,
    /// Nobody knows whether it was paid. It stays frozen, and may only be sent again under its own number.
    Unknown,
    /// Paid.
    Done,
    /// The channel refused; the amount can be withdrawn again.
    Failed,
}

/// What can happen to a withdrawal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WithdrawalEvent {
    /// A reviewer lets it be paid.
    Approve,
    /// A reviewer refuses it.
    Reject,
    /// The channel has taken it.
    Accept,
    /// The channel has paid.
    Pay,
    /// The channel refused.
    Fail,
    /// Nobody knows.
    Lose,
    /// The host is told again, under the same number.
    Resend,
}

impl WithdrawalState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Rejected => "rejected",
            Self::Instructed => "instructed",
            Self::Accepted => "accepted",
            Self::Unknown => "unknown",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// The state after an event; `None` where it cannot happen.
    pub const fn after(self, event: WithdrawalEvent) -> Option<Self> {
        use WithdrawalEvent::{Accept, Approve, Fail, Lose, Pay, Reject, Resend};
        match (self, event) {
            (Self::Requested, Approve) | (Self::Unknown, Resend) => Some(Self::Instructed),
            (Self::Requested, Reject) => Some(Self::Rejected),
            (Self::Instructed | Self::Unknown, Accept) => Some(Self::Accepted),
            (Self::Instructed | Self::Accepted | Self::Unknown, Pay) => Some(Self::Done),
            (Self::Instructed | Self::Accepted | Self::Unknown, Fail) => Some(Self::Failed),
            (Self::Instructed | Self::Accepted, Lose) => Some(Self::Unknown),
            _ => None,
        }
    }

    /// Whether its amount is frozen.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Requested | Self::Instructed | Self::Accepted | Self::Unknown
        )
    }
}

impl WithdrawalEvent {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Accept => "accept",
            Self::Pay => "pay",
            Self::Fail => "fail",
            Self::Lose => "lose",
            Self::Resend => "resend",
        }
    }
}

/// What a leader or promoter wants to be paid.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Its number, under which the host pays it, once.
    pub id: WithdrawalId,
    /// Who: a leader or promoter.
    pub party: Party,
    /// What is taken from what they can withdraw.
    pub amount: Money,
    /// What of it the platform keeps.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub fee: Money,
    /// What of it is withheld as tax; said at its approval.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub tax: Money,
    /// Where it stands.
    pub state: WithdrawalState,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// Who asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_by: Option<UserId>,
    /// Why it was rejected, or the channel's number or message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Text<200>>,
}

impl Withdrawal {
    /// Index: by party.
    pub(crate) const BY_PARTY: u8 = 0;
    /// Index: those that wait for a review or a result, by state.
    pub(crate) const OPEN: u8 = 1;

    /// What is paid: the amount less fee and tax.
    pub fn net(&self) -> Result<Money> {
        self.amount.minus(self.fee)?.minus(self.tax)
    }

    fn advance(&mut self, event: WithdrawalEvent) -> Result<()> {
        self.state = self.state.after(event).ok_or_else(|| Error::WrongState {
            what: Self::WHAT,
            id: self.id.to_string(),
            state: self.state.name(),
            event: event.name(),
        })?;
        Ok(())
    }
}

pub(crate) const WITHDRAWAL: Table = Table {
    name: "withdrawals",
    columns: &[
        Column::text("party"),
        Column::text("open_state"),
        Column::int("amount"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_party",
            columns: &["party"],
            unique: false,
        },
        Index {
            name: "open",
            columns: &["open_state"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Withdrawal {
    const TABLE: TableId = tables::WITHDRAWAL;
    const WHAT: &'static str = "withdrawal";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        let open = self.state.is_open().then(|| self.state.name());
        vec![
            self.party.to_string().as_str().into(),
            Value::or_null(open),
            self.amount.into(),
        ]
    }
}

/// A leader or promoter wants to be paid; the amount is frozen until it is rejected, paid or refused by the channel.
/// Answers its number. Errors: `invalid_field` below the minimum or where the fee leaves nothing, `insufficient` naming
/// `amount`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RequestWithdrawal {
    /// Who: `leader:…` or `promoter:…`.
    pub party: Party,
    /// How much.
    pub amount: Money,
}

impl Command for RequestWithdrawal {
    type Answer = WithdrawalId;
    const OPERATION: Operation = Operation::RequestWithdrawal;

    fn target(&self) -> Target {
        self.party.target()
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<WithdrawalId> {
        let settings = settings_of(ctx, &self.party)?;
        if !self.amount.is_positive() || self.amount < settings.withdrawal_minimum {
            return Err(Error::invalid(
                "amount",
                format!(
                    "at least {} smallest units, and more than nothing, can be withdrawn",
                    settings.withdrawal_minimum.units()
                ),
            ));
        }
        let fee = percentage(self.amount, settings.withdrawal_fee_rate, settings.rounding)?
            .plus(settings.withdrawal_fee.max(Money::ZERO))?;
        if fee >= self.amount {
            return Err(Error::invalid("amount", "the fee would leave nothing"));
        }
        earner::freeze(ctx, &self.party, self.amount)?;
        let withdrawal = Withdrawal {
            id: ctx.new_id()?,
            party: self.party.clone(),
            amount: self.amount,
            fee,
            tax: Money::ZERO,
            state: WithdrawalState::Requested,
            requested_at: ctx.now(),
            requested_by: ctx.actor().user_id(),
            result: None,
        };
        let id = withdrawal.id;
        let (from, to) = (AccountPurpose::Commission, AccountPurpose::CommissionFrozen);
        book(
            ctx,
            &withdrawal,
            PostingPurpose::WithdrawalRequested,
            vec![
                Entry::debit(self.party.clone(), from, self.amount),
                Entry::credit(self.party.clone(), to, self.amount),
            ],
        )?;
        ctx.emit(Event::WithdrawalRequested {
            withdrawal: id,
            party: self.party.clone(),
            amount: self.amount,
        });
        ctx.create(withdrawal)?;
        Ok(id)
    }
}

/// The settings that hold for a leader or promoter: those of the community of their station, or where they live.
fn settings_of(ctx: &mut Context<'_>, party: &Party) -> Result<Settings> {
    let node: NodeId = match party {
        Party::Leader(station) => ctx.require::<Station>(*station)?.community,
        Party::Promoter(member) => ctx.require::<Member>(*member)?.community,
        _ => {
            return Err(Error::invalid(
                "party",
                "leaders and promoters withdraw; others are settled",
            ));
        }
    };
    ctx.settings(node)
}

/// What a reviewer decides.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum WithdrawalReview {
    /// It is paid.
    Approve {
        /// What of it is withheld as tax.
        #[serde(default)]
        tax: Money,
    },
    /// It is not paid.
    Reject {
        /// Why.
        reason: Text<200>,
    },
}

/// Decides on a withdrawal; when it is approved the host is told to pay what is left after fee and tax. Nobody decides on
/// what they asked for themself. Errors: `wrong_state`, `denied`, `invalid_field` naming tax or reason.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReviewWithdrawal {
    /// Which one.
    pub withdrawal: WithdrawalId,
    /// What is decided.
    #[serde(flatten)]
    pub review: WithdrawalReview,
}

impl Command for ReviewWithdrawal {
    type Answer = ();
    const OPERATION: Operation = Operation::ReviewWithdrawal;

    fn target(&self) -> Target {
        Target::Withdrawal(self.withdrawal)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut withdrawal = (*ctx.require::<Withdrawal>(self.withdrawal)?).clone();
        let reviewer = ctx.actor().user_id();
        if reviewer.is_some() && reviewer == withdrawal.requested_by {
            return Err(Error::Denied {
                operation: Operation::ReviewWithdrawal.name(),
            });
        }
        match &self.review {
            WithdrawalReview::Approve { tax } => {
                withdrawal.advance(WithdrawalEvent::Approve)?;
                withdrawal.tax = *tax;
                if tax.is_negative() || !withdrawal.net()?.is_positive() {
                    return Err(Error::invalid(
                        "tax",
                        "zero or more is expected, less than what the fee leaves",
                    ));
                }
                instruct(ctx, &withdrawal)?;
            }
            WithdrawalReview::Reject { reason } => {
                reason.require("reason")?;
                withdrawal.advance(WithdrawalEvent::Reject)?;
                withdrawal.result = Some(reason.clone());
                give_back(ctx, &withdrawal)?;
            }
        }
        change(ctx, withdrawal)
    }
}

fn instruct(ctx: &mut Context<'_>, withdrawal: &Withdrawal) -> Result<()> {
    ctx.emit(Event::WithdrawalInstructed {
        withdrawal: withdrawal.id,
        party: withdrawal.party.clone(),
        amount: withdrawal.net()?,
    });
    Ok(())
}

/// The amount can be withdrawn again.
fn give_back(ctx: &mut Context<'_>, withdrawal: &Withdrawal) -> Result<()> {
    let party = &withdrawal.party;
    earner::add(ctx, party, Earner::FROZEN, withdrawal.amount.negated())?;
    earner::add(ctx, party, Earner::AVAILABLE, withdrawal.amount)?;
    let (from, to) = (AccountPurpose::CommissionFrozen, AccountPurpose::Commission);
    book(
        ctx,
        withdrawal,
        PostingPurpose::WithdrawalReturned,
        vec![
            Entry::debit(party.clone(), from, withdrawal.amount),
            Entry::credit(party.clone(), to, withdrawal.amount),
        ],
    )
}

fn change(ctx: &mut Context<'_>, withdrawal: Withdrawal) -> Result<()> {
    ctx.emit(Event::WithdrawalChanged {
        withdrawal: withdrawal.id,
        state: withdrawal.state,
    });
    ctx.update(withdrawal)
}

fn book(
    ctx: &mut Context<'_>,
    withdrawal: &Withdrawal,
    purpose: PostingPurpose,
    entries: Vec<Entry>,
) -> Result<()> {
    let draft = Draft {
        purpose,
        unit: Unit::Money,
        order: None,
        trade: None,
        reference: Some(withdrawal.id.0),
        entries,
    };
    post(ctx, draft).map(|_| ())
}

/// What the channel says of a withdrawal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "result")]
pub enum WithdrawalResult {
    /// It has taken it.
    Accepted,
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
    /// Nobody knows: it stays frozen, and is never sent under a new number.
    Unknown,
}

/// The host's answer to a withdrawal instruction. The same answer again changes nothing; one that comes after the result
/// is known and says less (`accepted`, `unknown`) neither. Errors: `wrong_state` when the other result was given before,
/// or before it was approved.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportWithdrawal {
    /// Which one.
    pub withdrawal: WithdrawalId,
    /// What became of it.
    #[serde(flatten)]
    pub result: WithdrawalResult,
}

impl Command for ReportWithdrawal {
    type Answer = ();
    const OPERATION: Operation = Operation::ReportWithdrawal;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut withdrawal = (*ctx.require::<Withdrawal>(self.withdrawal)?).clone();
        let (event, state) = match &self.result {
            WithdrawalResult::Accepted => (WithdrawalEvent::Accept, WithdrawalState::Accepted),
            WithdrawalResult::Done { .. } => (WithdrawalEvent::Pay, WithdrawalState::Done),
            WithdrawalResult::Failed { .. } => (WithdrawalEvent::Fail, WithdrawalState::Failed),
            WithdrawalResult::Unknown => (WithdrawalEvent::Lose, WithdrawalState::Unknown),
        };
        let known = matches!(
            withdrawal.state,
            WithdrawalState::Done | WithdrawalState::Failed
        );
        let says_less = matches!(state, WithdrawalState::Accepted | WithdrawalState::Unknown);
        if withdrawal.state == state || known && says_less {
            return Ok(());
        }
        withdrawal.advance(event)?;
        match &self.result {
            WithdrawalResult::Done { channel, number } => {
                channel.require("channel")?;
                pay(ctx, &withdrawal, channel)?;
                withdrawal.result = Some(number.clone());
            }
            WithdrawalResult::Failed { reason } => {
                give_back(ctx, &withdrawal)?;
                withdrawal.result = Some(reason.clone());
            }
            WithdrawalResult::Accepted | WithdrawalResult::Unknown => {}
        }
        change(ctx, withdrawal)
    }
}

/// Debit what was frozen, credit the channel for what was paid and the platform for fee and tax.
fn pay(ctx: &mut Context<'_>, withdrawal: &Withdrawal, channel: &Text<40>) -> Result<()> {
    let party = &withdrawal.party;
    earner::add(ctx, party, Earner::FROZEN, withdrawal.amount.negated())?;
    earner::add(ctx, party, Earner::PAID, withdrawal.amount)?;
    let entries = vec![
        Entry::debit(
            party.clone(),
            AccountPurpose::CommissionFrozen,
            withdrawal.amount,
        ),
        Entry::credit(
            Party::Channel(channel.clone()),
            AccountPurpose::Clearing,
            withdrawal.net()?,
        ),
        Entry::credit(Party::Platform, AccountPurpose::Payable, withdrawal.fee),
        Entry::credit(Party::Platform, AccountPurpose::TaxWithheld, withdrawal.tax),
    ];
    book(ctx, withdrawal, PostingPurpose::WithdrawalDone, entries)
}

/// Tells the host once more to pay a withdrawal whose result nobody knows, under the same number: the channel recognises
/// it, so it cannot be paid twice. Errors: `wrong_state` unless it is unknown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ResendWithdrawal {
    /// Which one.
    pub withdrawal: WithdrawalId,
}

impl Command for ResendWithdrawal {
    type Answer = ();
    const OPERATION: Operation = Operation::ResendWithdrawal;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut withdrawal = (*ctx.require::<Withdrawal>(self.withdrawal)?).clone();
        withdrawal.advance(WithdrawalEvent::Resend)?;
        instruct(ctx, &withdrawal)?;
        change(ctx, withdrawal)
    }
}
