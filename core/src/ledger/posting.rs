//! Making postings.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::records::{AccountPurpose, Books, Entry, Gathering, Posting, PostingPurpose, Unit};
use crate::engine::{Context, Lookup};
use crate::kernel::{Day, Error, Id, Money, OrderId, PostingId, Result, TradeId};

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
pub(crate) fn post(ctx: &mut Context<'_>, draft: Draft) -> Result<Option<PostingId>> {
    let entries = balanced(draft.unit, draft.entries)?;
    if entries.is_empty() {
        return Ok(None);
    }
    let day = open_day(ctx)?;
    let id: PostingId = ctx.new_id()?;
    let at = ctx.now();
    ctx.create(Posting {
        id,
        at,
        day,
        purpose: draft.purpose,
        unit: draft.unit,
        order: draft.order,
        trade: draft.trade,
        reference: draft.reference,
        entries,
    })?;
    Ok(Some(id))
}

/// The entries of a posting: one per account, in the order of the accounts, none zero, zero in all. An error here is a
/// defect of the caller, never bad input.
fn balanced(unit: Unit, mut entries: Vec<Entry>) -> Result<Vec<Entry>> {
    entries.sort_by(|a, b| a.account.cmp(&b.account));
    let mut overflow = false;
    entries.dedup_by(|later, first| {
        let same = later.account == first.account;
        if same {
            overflow |= first.amount.checked_add(later.amount).is_none();
            first.amount = first.amount.saturating_add(later.amount);
        }
        same
    });
    entries.retain(|entry| entry.amount != 0);
    let mut sum = 0_i128;
    for entry in &entries {
        Money::new(entry.amount)?;
        if entry.account.purpose.unit() != unit {
            return Err(Error::internal("a posting mixes money and points"));
        }
        sum = sum.saturating_add(i128::from(entry.amount));
    }
    if overflow || sum != 0 {
        return Err(Error::internal("a posting does not sum to zero"));
    }
    Ok(entries)
}

/// The business day for which a posting made now counts: today in the tenant's zone, or the first day whose books are
/// open if that is later (the clock went back). The first posting opens the books.
fn open_day(ctx: &mut Context<'_>) -> Result<Day> {
    let today = ctx.tenant_record()?.zone.day_of(ctx.now());
    if let Some(books) = ctx.find::<Books>(Books::ID)? {
        return Ok(today.max(books.open_from));
    }
    let zone = ctx.tenant_record()?.zone;
    ctx.insert(Books { open_from: today })?;
    ctx.insert(Gathering::begin(today, zone.start_of(today.next())))?;
    Ok(today)
}

impl AccountPurpose {
    /// What its accounts are counted in.
    pub const fn unit(self) -> Unit {
        match self {
            Self::PointsIssued | Self::PointsHeld => Unit::Points,
            _ => Unit::Money,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::records::{Account, Party};
    use super::*;

    fn entry(purpose: AccountPurpose, amount: i64) -> Entry {
        Entry {
            account: Account {
                party: Party::Platform,
                purpose,
            },
            amount,
        }
    }

    #[test]
    fn entries_of_one_account_are_joined_and_zeros_dropped() {
        use AccountPurpose::{Funding, Payable, Pending};
        let entries = vec![
            entry(Payable, -3),
            entry(Pending, 5),
            entry(Funding, 0),
            entry(Pending, -2),
        ];
        assert_eq!(
            balanced(Unit::Money, entries).unwrap(),
            [entry(Pending, 3), entry(Payable, -3)]
        );
        assert_eq!(
            balanced(Unit::Money, vec![entry(Pending, 5), entry(Pending, -5)]).unwrap(),
            []
        );
    }

    #[test]
    fn what_does_not_sum_to_zero_or_mixes_units_is_refused() {
        use AccountPurpose::{Payable, Pending, PointsHeld};
        for wrong in [
            vec![entry(Pending, 5)],
            vec![entry(Pending, 5), entry(Payable, -4)],
            vec![entry(Pending, 5), entry(PointsHeld, -5)],
            vec![entry(Pending, i64::MAX), entry(Pending, i64::MAX)],
        ] {
            assert!(balanced(Unit::Money, wrong).is_err());
        }
        let beyond = 2_000_000_000_000_000;
        let error = balanced(
            Unit::Money,
            vec![entry(Pending, beyond), entry(Payable, -beyond)],
        );
        assert_eq!(error.unwrap_err().code(), "overflow");
    }
}
