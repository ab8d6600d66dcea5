//! Booking documents and taking them back. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::records::{Document, DocumentKind, DocumentReversal};
use crate::engine::{Command, Context, Event, Lookup, Operation, Prefetch, Target};
use crate::kernel::{Day, DocumentId, Error, Money, Result, Text};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{Account, Entry, Party, PostingPurpose, Unit};

/// Books a document: it moves its amount between the accounts that its kind names, today. What touches a payable account
/// enters that party's next settlement. The same document again changes nothing. Errors: `already_exists` for a number of
/// the kind with other content, `not_found` for a party that is not there, `invalid_field`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BookDocument {
    /// What it moves.
    #[serde(flatten)]
    pub kind: DocumentKind,
    /// The paper's number; unique per kind.
    pub number: Text<64>,
    /// How much, above zero.
    pub amount: Money,
    /// What it is for.
    #[serde(default)]
    pub note: Text<200>,
    /// The days that it is for.
    #[serde(default)]
    pub period: Option<(Day, Day)>,
}

impl BookDocument {
    fn validate(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.number.require("number")?;
        if !self.amount.is_positive() {
            return Err(Error::invalid("amount", "above zero is expected"));
        }
        if self.period.is_some_and(|(from, to)| to < from) {
            return Err(Error::invalid("period", "it ends before it begins"));
        }
        match &self.kind {
            DocumentKind::UsageFee { payer, receiver } => {
                payer.require(ctx).map_err(|error| named(error, "payer"))?;
                require_own(ctx, receiver)?;
            }
            DocumentKind::Advertising { payer, receiver }
            | DocumentKind::OtherIncome { payer, receiver } => {
                match payer {
                    Party::Channel(channel) => channel.require("payer")?,
                    payer => payer.require(ctx)?,
                }
                require_own(ctx, receiver)?;
            }
            DocumentKind::DebtPaid { party, channel } => {
                channel.require("channel")?;
                party.require(ctx)?;
            }
            DocumentKind::ChannelTransfer { from, to } => {
                from.require("from")?;
                to.require("to")?;
            }
            DocumentKind::ChannelFee { channel, bearer } => {
                channel.require("channel")?;
                bearer
                    .require(ctx)
                    .map_err(|error| named(error, "bearer"))?;
            }
        }
        let (debit, credit) = self.kind.accounts();
        if debit == credit {
            return Err(Error::invalid(
                "kind",
                "it moves nothing: both sides are one account",
            ));
        }
        Ok(())
    }
}

/// The same error about a field of another name.
fn named(error: Error, field: &'static str) -> Error {
    match error {
        Error::Invalid { reason, .. } => Error::Invalid {
            field: field.into(),
            reason,
        },
        other => other,
    }
}

/// Income is the platform's or a property company's.
fn require_own(ctx: &mut Context<'_>, receiver: &Party) -> Result<()> {
    if !matches!(receiver, Party::Platform | Party::Node(_)) {
        return Err(Error::invalid(
            "receiver",
            "the platform or a property company is expected",
        ));
    }
    receiver.require(ctx)
}

fn move_amount(
    ctx: &mut Context<'_>,
    id: DocumentId,
    purpose: PostingPurpose,
    debit: Account,
    credit: Account,
    amount: Money,
) -> Result<()> {
    let draft = Draft {
        purpose,
        unit: Unit::Money,
        order: None,
        trade: None,
        reference: Some(id.0),
        entries: vec![
            Entry::debit(debit.party, debit.purpose, amount),
            Entry::credit(credit.party, credit.purpose, amount),
        ],
    };
    post(ctx, draft).map(|_| ())
}

impl Command for BookDocument {
    type Answer = DocumentId;
    const OPERATION: Operation = Operation::BookDocument;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Document>(Document::id_of(&self.kind, self.number.as_str()));
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<DocumentId> {
        self.validate(ctx)?;
        let id = Document::id_of(&self.kind, self.number.as_str());
        if let Some(known) = ctx.find::<Document>(id)? {
            let same = (&known.kind, known.amount, &known.note, known.period)
                == (&self.kind, self.amount, &self.note, self.period);
            if same {
                return Ok(id);
            }
            return Err(Error::AlreadyExists {
                what: "a document of this kind with this number and other content".into(),
            });
        }
        let (debit, credit) = self.kind.accounts();
        move_amount(ctx, id, self.kind.purpose(), debit, credit, self.amount)?;
        ctx.emit(Event::DocumentBooked {
            document: id,
            kind: self.kind.name().to_owned(),
            amount: self.amount,
        });
        ctx.insert(Document {
            id,
            kind: self.kind.clone(),
            number: self.number.clone(),
            amount: self.amount,
            note: self.note.clone(),
            period: self.period,
            booked_at: ctx.now(),
            booked_by: ctx.actor().user_id(),
            reversed: None,
        })?;
        Ok(id)
    }
}

/// Takes a document back by a posting of today: closed days stay as they are. Errors: `not_found`, `wrong_state` when it
/// was taken back before, `invalid_field` without a reason.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReverseDocument {
    /// Which one.
    pub document: DocumentId,
    /// Why.
    pub reason: Text<200>,
}

impl Command for ReverseDocument {
    type Answer = ();
    const OPERATION: Operation = Operation::ReverseDocument;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.reason.require("reason")?;
        let mut document = (*ctx.require::<Document>(self.document)?).clone();
        if document.reversed.is_some() {
            return Err(Error::WrongState {
                what: "document",
                id: self.document.to_string(),
                state: "reversed",
                event: "reverse",
            });
        }
        let (debit, credit) = document.kind.accounts();
        let purpose = PostingPurpose::DocumentReversed;
        move_amount(ctx, document.id, purpose, credit, debit, document.amount)?;
        document.reversed = Some(DocumentReversal {
            reason: self.reason.clone(),
            at: ctx.now(),
            by: ctx.actor().user_id(),
        });
        ctx.emit(Event::DocumentReversed {
            document: document.id,
        });
        ctx.update(document)
    }
}
