//! Making postings.

use super::records::{Entry, PostingPurpose, Unit};
use crate::engine::Context;
use crate::kernel::{Error, Id, OrderId, PostingId, Result, TradeId};

/// What a posting says, before it gets its id and day.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) purpose: PostingPurpose,
    pub(crate) unit: Unit,
    pub(crate) order: Option<OrderId>,
    pub(crate) trade: Option<TradeId>,
    pub(crate) reference: Option<Id>,
    pub(crate) entries: Vec<Entry>,
}

/// Posts: drops zero entries, joins entries of one account, refuses what does not sum to zero, finds the open business
/// day. `None` when nothing is left to post.
pub(crate) fn post(_ctx: &mut Context<'_>, _draft: Draft) -> Result<Option<PostingId>> {
    Err(Error::internal("BUILD: ledger::post"))
}
