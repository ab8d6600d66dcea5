//! Payouts: what is owed to a party leaves through a channel, and the channel's word on it comes back. RULES §12.
//!
//! What is due (a settlement) becomes a [`Payout`] in a [`PayoutBatch`] of one channel and day. A batch above a limit
//! waits until two people approved it; on its day it is released, which hands its payouts to the host. The host instructs
//! the channel under the payout's id and reports what the channel says ([`ReportPayout`]): accepted, done, failed or
//! unknown, as often and in whatever order it comes. A payout whose outcome is unknown keeps its number until it is known,
//! so nothing is ever paid under two numbers.
//!
//! A channel that splits (WeChat, Alipay) keeps each payment frozen until it is divided. Its limits are data
//! ([`ChannelProfile`]); each payment there is a [`Hold`] with a plan of calls, handed out one by one.

mod batches;
mod calls;
pub(crate) mod channel;
mod hold;
mod machine;
pub(crate) mod plan;
mod profile;
mod queries;
mod records;
mod results;

pub use batches::{AdvancePayoutBatch, ApprovePayoutBatch, RejectPayoutBatch};
pub use calls::{AdvanceHold, CallResult, ReportCall, TakeCall};
pub use channel::{Payee, SetPayee};
pub use hold::{Call, CallKind, Hold, Piece, call_number};
pub use machine::{PAYOUT_TRANSITIONS, PayoutEvent, PayoutState};
pub use profile::{ChannelProfile, Channels, Collector, ReturnsFrom, SetChannel};
pub use records::{BatchState, Payout, PayoutBatch, PayoutSource};
pub use results::{ChasePayout, PayoutResult, RepeatPayout, ReportOutcome, ReportPayout};

pub(crate) use batches::{BATCHES_DUE, NewPayout, open_batch};
pub(crate) use calls::HOLDS_DUE;
pub(crate) use channel::PAYEE;
pub(crate) use hold::HOLD;
pub(crate) use profile::CHANNELS;
pub(crate) use records::{PAYOUT, PAYOUT_BATCH};
pub(crate) use results::PAYOUTS_DUE;
