//! Payouts and their batches: invariant 18.

use std::collections::{BTreeMap, BTreeSet};

use super::report::Walk;
use crate::engine::Record;
use crate::kernel::{Id, PayoutBatchId, PayoutId, Result};
use crate::payout::{BatchState, Payout, PayoutBatch, PayoutState};

/// What the payouts of one source come to.
#[derive(Default)]
pub(super) struct OfSource {
    pub(super) all: i128,
    pub(super) paid: i128,
    pub(super) failed: i128,
    pub(super) ids: Vec<PayoutId>,
}

/// The payouts of a batch, as they say.
#[derive(Default)]
struct OfBatch {
    total: i128,
    ids: BTreeSet<PayoutId>,
    handed_over: u32,
    ended_before: u32,
}

/// Checks every payout and batch; answers what the payouts of each source come to.
pub(super) fn sums(walk: &mut Walk<'_>) -> Result<BTreeMap<Id, OfSource>> {
    let mut sources = BTreeMap::<Id, OfSource>::new();
    let mut batches = BTreeMap::<PayoutBatchId, OfBatch>::new();
    walk.each::<Payout>(|report, payout, _| {
        let amount = i128::from(payout.amount.units());
        let source = sources.entry(payout.source.reference()).or_default();
        source.all += amount;
        match payout.state {
            PayoutState::Done => source.paid += amount,
            PayoutState::Failed => source.failed += amount,
            _ => {}
        }
        source.ids.push(payout.id);
        let batch = batches.entry(payout.batch).or_default();
        batch.total += amount;
        batch.ids.insert(payout.id);
        batch.handed_over += u32::from(payout.attempts > 0);
        batch.ended_before += u32::from(payout.attempts == 0 && payout.state.is_final());
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 18, Payout::WHAT, || {
                format!("{}: {detail}", payout.id)
            });
        };
        wrong(amount > 0, "it is not above zero");
        wrong(
            (payout.attempts > 0) == payout.instructed_at.is_some(),
            "it was instructed and was not",
        );
        wrong(
            match payout.state {
                PayoutState::Waiting => payout.attempts == 0,
                PayoutState::Failed => true,
                _ => payout.attempts > 0,
            },
            "its state does not fit how often it was instructed",
        );
        let chased = matches!(
            payout.state,
            PayoutState::Instructed | PayoutState::Accepted | PayoutState::Unknown
        );
        wrong(
            chased == payout.due_at.is_some(),
            "nobody asks for its outcome, or somebody asks though it is known",
        );
        Ok(())
    })?;
    walk.each::<PayoutBatch>(|report, batch, _| {
        let of = batches.remove(&batch.id).unwrap_or_default();
        let count = u32::try_from(of.ids.len()).unwrap_or(u32::MAX);
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 18, PayoutBatch::WHAT, || {
                format!("{}: {detail}", batch.id)
            });
        };
        let listed: BTreeSet<PayoutId> = batch.payouts.iter().copied().collect();
        wrong(
            listed == of.ids && listed.len() == batch.payouts.len(),
            "its payouts are not those that say so",
        );
        wrong(
            of.total == i128::from(batch.total.units()),
            "its payouts do not come to its total",
        );
        let people: BTreeSet<_> = batch.approvals.iter().collect();
        wrong(
            people.len() == batch.approvals.len(),
            "one person approved it twice",
        );
        wrong(
            match batch.state {
                BatchState::Waiting => of.handed_over == 0 && of.ended_before == 0,
                BatchState::Released => of.handed_over == count && batch.is_approved(),
                BatchState::Rejected => of.handed_over == 0 && of.ended_before == count,
            },
            "its payouts were handed over without being released",
        );
        Ok(())
    })?;
    for batch in batches.keys() {
        walk.report.find(18, Payout::WHAT, || {
            format!("payouts are of the batch {batch}, which is not there")
        });
    }
    Ok(sources)
}
