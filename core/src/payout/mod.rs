//! Payouts: what is owed to a party leaves through a channel, and the channel's word on it comes back. RULES §12.
//!
//! What is due (a settlement) becomes a [`Payout`] in a [`PayoutBatch`] of one channel and day. A batch above a limit
//! waits until two people approved it; on its day it is released, which hands its payouts to the host. The host instructs
//! the channel under the payout's id and reports what the channel says ([`ReportPayout`]): accepted, done, failed or
//! unknown, as often and in whatever order it comes. A payout whose outcome is unknown keeps its number until it is known,
//! so nothing is ever paid under two numbers.

mod batches;
pub(crate) mod channel;
mod machine;
mod queries;
mod records;
mod results;

pub use batches::{AdvancePayoutBatch, ApprovePayoutBatch, RejectPayoutBatch};
pub use channel::{Payee, SetPayee};
pub use machine::{PAYOUT_TRANSITIONS, PayoutEvent, PayoutState};
pub use records::{BatchState, Payout, PayoutBatch, PayoutSource};
pub use results::{ChasePayout, PayoutResult, RepeatPayout, ReportOutcome, ReportPayout};

pub(crate) use batches::{BATCHES_DUE, NewPayout, open_batch};
pub(crate) use channel::PAYEE;
pub(crate) use records::{PAYOUT, PAYOUT_BATCH};
pub(crate) use results::PAYOUTS_DUE;
