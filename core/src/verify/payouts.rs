//! Payouts and their batches: invariant 18.

use std::collections::{BTreeMap, BTreeSet};

use super::report::Walk;
use crate::engine::Record;
use crate::kernel::{Id, PayoutBatchId, PayoutId, Result};
use crate::payout::{BatchState, CallKind, Hold, Payout, PayoutBatch, PayoutState};

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

/// Held payments: nothing beyond what was paid or what the channel allows, and what is set aside is in transit. What of
/// `in_transit` belongs to a hold leaves.
pub(super) fn holds(walk: &mut Walk<'_>, in_transit: &mut BTreeMap<Id, i128>) -> Result<()> {
    walk.each::<Hold>(|report, hold, _| {
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 18, Hold::WHAT, || format!("{}: {detail}", hold.id));
        };
        let units = |amount: crate::kernel::Money| i128::from(amount.units());
        // What is not handed out yet; what waits for a word; what others have or will have.
        let (mut planned, mut open, mut to_others) = (units(hold.collecting), 0, 0);
        for (place, call) in (1_u32..).zip(&hold.calls) {
            wrong(
                call.number == place,
                "its calls are not numbered one by one",
            );
            wrong(
                call.attempts > 0
                    || matches!(call.state, PayoutState::Waiting)
                    || call.state.is_final(),
                "a call that was never handed out is under way",
            );
            let CallKind::Split { pieces } = &call.kind else {
                continue;
            };
            wrong(
                pieces.len() <= hold.profile.receivers as usize,
                "a split has more receivers than the channel takes",
            );
            for piece in pieces {
                if piece.state == PayoutState::Waiting {
                    open += units(piece.amount);
                    planned += if call.attempts == 0 {
                        units(piece.amount)
                    } else {
                        0
                    };
                }
                if piece.state != PayoutState::Failed {
                    to_others += units(piece.amount) - units(piece.returned);
                }
                wrong(
                    piece.amount.is_positive() && piece.returned <= piece.amount,
                    "more of a piece was taken back than it was",
                );
                wrong(piece.party != hold.collector, "the collector is split to");
            }
        }
        wrong(
            hold.profile
                .others_of(hold.amount)
                .is_ok_and(|most| to_others <= units(most)),
            "more goes to others than the channel allows",
        );
        wrong(
            // What was handed out before a refund may be more than is left: then nothing more is planned.
            hold.closed
                || planned == 0
                || to_others + units(hold.collecting) + units(hold.refunded) <= units(hold.amount),
            "its plan gives out more than was paid",
        );
        wrong(hold.refunded <= hold.amount, "more goes back than was paid");
        let found = in_transit.remove(&hold.id.0).unwrap_or(0);
        wrong(
            found == -(open + units(hold.collecting)),
            "what was set aside is not what is in transit",
        );
        Ok(())
    })
}
