//! What can be asked of share codes.

use serde::Serialize;

use super::code::ShareCode;
use super::records::{Share, ShareSubject};
use crate::engine::{Engine, Lookup, Operation, Record, Target, page_limit};
use crate::kernel::{Actor, Error, MemberId, Result};
use crate::store::{Place, Scan, Value};

/// A share and what came of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ShareView {
    /// The share.
    pub share: Share,
    /// Visits by others.
    pub visits: i64,
    /// Members who were bound to who shared.
    pub bindings: i64,
    /// Orders that members placed within seven days after they came by it; counted when insights are folded.
    pub orders: i64,
}

impl Engine {
    /// What a code leads to, for whoever has it. Errors: `not_found`.
    pub fn share_subject(&self, actor: &Actor, code: &ShareCode) -> Result<ShareSubject> {
        let mut reader = self.reader(actor, Operation::ShareSubject, Target::Public)?;
        let share = reader
            .find::<Share>(Share::id_of(code))?
            .ok_or_else(|| Error::not_found(Share::WHAT, code.clone()))?;
        Ok(share.subject)
    }

    /// What a member shares, with what came of it; by code's row, at most `limit` (1–500) behind `after`.
    pub fn shares_of(
        &self,
        actor: &Actor,
        member: MemberId,
        after: Option<&ShareCode>,
        limit: u32,
    ) -> Result<Vec<ShareView>> {
        let limit = page_limit(limit)?;
        let mut reader = self.reader(actor, Operation::SharesOf, Target::Member(member))?;
        let values = vec![Value::from(member)];
        let scan = Scan {
            after: after.map(|after| Place {
                values: values.clone(),
                id: Share::id_of(after),
            }),
            ..Scan::index(Share::TABLE, Share::BY_MEMBER, values.clone(), limit)
        };
        let shares = reader.page::<Share>(&scan)?.0;
        let ids = shares.iter().map(|share| Share::id_of(&share.code));
        let counters = reader.counters_all::<Share, 3>(ids)?;
        let all = shares.into_iter().zip(counters);
        Ok(all
            .map(|(share, [visits, bindings, orders])| ShareView {
                share,
                visits,
                bindings,
                orders,
            })
            .collect())
    }
}
