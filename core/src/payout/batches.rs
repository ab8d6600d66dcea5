//! Making, approving, releasing and rejecting batches. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::machine::{PayoutEvent, PayoutState};
use super::records::{BatchState, Payout, PayoutBatch, PayoutSource};
use super::results::book_result;
use crate::engine::{AnyCommand, Command, Context, DueSource, Event, Lookup, Operation, Target};
use crate::kernel::{Day, Error, Id, Money, PayoutBatchId, Result, Text};
use crate::ledger::Party;
use crate::schema::tables;

/// A payout that is to be made. The amount is in transit already: the caller has debited whatever it was owed from and
/// credited the party's account `PayoutInTransit`, with the source's id as the posting's reference.
pub(crate) struct NewPayout {
    pub(crate) source: PayoutSource,
    pub(crate) party: Party,
    pub(crate) account: Option<Text<64>>,
    pub(crate) amount: Money,
}

/// Makes a batch of at most [`PayoutBatch::MAX`] payouts through one channel; releases it at once if its day has come and
/// nobody has to approve it. The batch's id is that of its first payout's source and the channel.
pub(crate) fn open_batch(
    ctx: &mut Context<'_>,
    channel: &Text<40>,
    pay_on: Day,
    payouts: Vec<NewPayout>,
) -> Result<Option<PayoutBatchId>> {
    let Some(first) = payouts.first() else {
        return Ok(None);
    };
    if payouts.len() > PayoutBatch::MAX {
        return Err(Error::internal("a batch has too many payouts"));
    }
    let first = Payout::id_of(first.source, channel.as_str());
    let id = PayoutBatchId(Id::derived("payout_batch", &[first.0.bytes()]));
    let total = Money::total(payouts.iter().map(|payout| payout.amount))?;
    let tenant = ctx.tenant_record()?;
    let settings = ctx.settings(tenant.root)?;
    let needed = if total > settings.payout_approval_above {
        settings.payout_approvals
    } else {
        0
    };
    let mut batch = PayoutBatch {
        id,
        channel: channel.clone(),
        pay_on,
        payouts: Vec::with_capacity(payouts.len()),
        total,
        needed,
        approvals: Vec::new(),
        state: BatchState::Waiting,
        reason: None,
        made_at: ctx.now(),
        due_at: Some(tenant.zone.start_of(pay_on)),
    };
    for new in payouts {
        if !new.amount.is_positive() {
            return Err(Error::internal("a payout is above zero"));
        }
        let payout = Payout {
            id: Payout::id_of(new.source, channel.as_str()),
            source: new.source,
            party: new.party,
            channel: channel.clone(),
            account: new.account,
            amount: new.amount,
            batch: id,
            state: PayoutState::Waiting,
            attempts: 0,
            instructed_at: None,
            word_at: None,
            word: None,
            returned: false,
            due_at: None,
        };
        batch.payouts.push(payout.id);
        ctx.insert(payout)?;
    }
    ctx.emit(Event::PayoutBatchMade {
        batch: id,
        channel: channel.clone(),
        pay_on,
        payouts: u32::try_from(batch.payouts.len()).unwrap_or(u32::MAX),
        total,
        needed,
    });
    release_if_ready(ctx, &mut batch)?;
    ctx.insert(batch)?;
    Ok(Some(id))
}

/// Hands the batch's payouts to the host if its day has come and enough people approved it.
fn release_if_ready(ctx: &mut Context<'_>, batch: &mut PayoutBatch) -> Result<()> {
    let start = ctx.tenant_record()?.zone.start_of(batch.pay_on);
    if !batch.is_approved() || ctx.now() < start {
        return Ok(());
    }
    batch.state = BatchState::Released;
    batch.due_at = None;
    for id in &batch.payouts {
        let mut payout = (*ctx.require::<Payout>(*id)?).clone();
        instruct(ctx, &mut payout)?;
        ctx.update(payout)?;
    }
    Ok(())
}

/// Tells the host to pay, the first time or once more under the same number. The caller stores the payout.
pub(super) fn instruct(ctx: &mut Context<'_>, payout: &mut Payout) -> Result<()> {
    payout.advance(PayoutEvent::Instruct)?;
    let root = ctx.tenant_record()?.root;
    let hours = ctx.settings(root)?.payout_answer_hours;
    payout.attempts = payout.attempts.saturating_add(1);
    payout.instructed_at = Some(ctx.now());
    payout.due_at = Some(ctx.now().plus_minutes(hours.saturating_mul(60)));
    ctx.emit(Event::PayoutInstructed {
        payout: payout.id,
        batch: payout.batch,
        party: payout.party.clone(),
        channel: payout.channel.clone(),
        amount: payout.amount,
        attempt: payout.attempts,
    });
    Ok(())
}

fn waiting(ctx: &mut Context<'_>, id: PayoutBatchId, event: &'static str) -> Result<PayoutBatch> {
    let batch = ctx.require::<PayoutBatch>(id)?;
    if batch.state != BatchState::Waiting {
        return Err(Error::WrongState {
            what: "payout batch",
            id: id.to_string(),
            state: batch.state.name(),
            event,
        });
    }
    Ok((*batch).clone())
}

/// A person says that a batch may be paid. When enough did and its day has come it is released. Errors: `already_exists`
/// when the same person approved it before, `denied` for the host itself, `wrong_state` when it waits no longer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ApprovePayoutBatch {
    /// Which one.
    pub batch: PayoutBatchId,
    /// What the person saw: it is refused when the batch comes to something else.
    pub total: Money,
}

impl Command for ApprovePayoutBatch {
    type Answer = ();
    const OPERATION: Operation = Operation::ApprovePayoutBatch;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let person = ctx.user(Self::OPERATION.name())?;
        let mut batch = waiting(ctx, self.batch, "approve")?;
        if batch.total != self.total {
            return Err(Error::invalid("total", "it is not what the batch comes to"));
        }
        if batch.approvals.contains(&person) {
            return Err(Error::AlreadyExists {
                what: "an approval of this batch by this person".into(),
            });
        }
        if batch.is_approved() {
            return Err(Error::WrongState {
                what: "payout batch",
                id: self.batch.to_string(),
                state: "approved",
                event: "approve",
            });
        }
        batch.approvals.push(person);
        ctx.emit(Event::PayoutBatchApproved {
            batch: batch.id,
            approvals: u32::try_from(batch.approvals.len()).unwrap_or(u32::MAX),
            needed: batch.needed,
        });
        release_if_ready(ctx, &mut batch)?;
        ctx.update(batch)
    }
}

/// A person refuses a batch that was not released: its payouts fail without having been instructed, their amounts are owed
/// again and enter the parties' next settlements. Errors: `wrong_state`, `invalid_field` without a reason.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RejectPayoutBatch {
    /// Which one.
    pub batch: PayoutBatchId,
    /// Why.
    pub reason: Text<200>,
}

impl Command for RejectPayoutBatch {
    type Answer = ();
    const OPERATION: Operation = Operation::RejectPayoutBatch;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.reason.require("reason")?;
        let mut batch = waiting(ctx, self.batch, "reject")?;
        batch.state = BatchState::Rejected;
        batch.reason = Some(self.reason.clone());
        batch.due_at = None;
        for id in &batch.payouts {
            let mut payout = (*ctx.require::<Payout>(*id)?).clone();
            let from = payout.state;
            payout.advance(PayoutEvent::Reject)?;
            payout.word = Some(self.reason.clone());
            book_result(ctx, &payout, from, &payout.channel)?;
            ctx.update(payout)?;
        }
        ctx.emit(Event::PayoutBatchRejected { batch: batch.id });
        ctx.update(batch)
    }
}

/// On its day a batch is released; one that still lacks approvals is told of again each day. Due work.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AdvancePayoutBatch {
    /// Which one.
    pub batch: PayoutBatchId,
}

impl Command for AdvancePayoutBatch {
    type Answer = ();
    const OPERATION: Operation = Operation::AdvancePayoutBatch;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut batch = (*ctx.require::<PayoutBatch>(self.batch)?).clone();
        let Some(due) = batch.due_at else {
            return Ok(());
        };
        if ctx.now() < due {
            return Err(Error::WrongState {
                what: "payout batch",
                id: self.batch.to_string(),
                state: batch.state.name(),
                event: "advance before its time",
            });
        }
        release_if_ready(ctx, &mut batch)?;
        if batch.state == BatchState::Waiting {
            batch.due_at = Some(ctx.now().plus_days(1));
            ctx.emit(Event::PayoutBatchWaits {
                batch: batch.id,
                approvals: u32::try_from(batch.approvals.len()).unwrap_or(u32::MAX),
                needed: batch.needed,
            });
        }
        ctx.update(batch)
    }
}

/// Batches whose day has come.
pub(crate) const BATCHES_DUE: DueSource = DueSource {
    table: tables::PAYOUT_BATCH,
    index: PayoutBatch::DUE,
    command: |row| {
        Ok(AnyCommand::AdvancePayoutBatch(AdvancePayoutBatch {
            batch: PayoutBatchId(row.id),
        }))
    },
};
