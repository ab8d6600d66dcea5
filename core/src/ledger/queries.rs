//! What can be asked of the ledger.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::records::{
    Account, AccountBalance, AccountPurpose, Gathering, Party, Posting, PostingPurpose, Unit,
};
use crate::engine::{Engine, Lookup, Operation, Reader, Record, Target, decode_row, page_limit};
use crate::kernel::{Actor, Day, Error, Id, OrderId, Points, PostingId, Result, Timestamp};
use crate::member::Member;
use crate::merchant::{Merchant, Supplier};
use crate::org::Node;
use crate::points::Wallet;
use crate::schema::tables;
use crate::settlement::LeanPosting;
use crate::station::Station;
use crate::store::{Place, Row, RowKey, Scan, Value};

/// Rows read per page of a walk.
const PAGE: u32 = 2_000;
/// Postings looked at per call of [`Engine::statement`].
const LOOKED_AT: u32 = 10_000;

impl Party {
    /// Refuses a party that is not there, and a channel, which nobody is paid at. Errors: `not_found`, `invalid_field`.
    pub(crate) fn require(&self, lookup: &mut impl Lookup) -> Result<()> {
        match self {
            Self::Platform => Ok(()),
            Self::Node(id) => lookup.require::<Node>(*id).map(drop),
            Self::Merchant(id) => lookup.require::<Merchant>(*id).map(drop),
            Self::Supplier(id) => lookup.require::<Supplier>(*id).map(drop),
            Self::Leader(id) => lookup.require::<Station>(*id).map(drop),
            Self::Member(id) | Self::Promoter(id) => lookup.require::<Member>(*id).map(drop),
            Self::Channel(_) => Err(Error::invalid(
                "party",
                "a channel is not a party that is owed anything",
            )),
        }
    }

    /// Whose grant covers what is this party's.
    pub(crate) const fn target(&self) -> Target {
        match self {
            Self::Node(node) => Target::Node(*node),
            Self::Merchant(merchant) => Target::Merchant(*merchant),
            Self::Leader(station) => Target::Station(*station),
            Self::Member(member) | Self::Promoter(member) => Target::Member(*member),
            Self::Platform | Self::Supplier(_) | Self::Channel(_) => Target::Tenant,
        }
    }
}

/// The totals of all accounts of one purpose.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct TrialLine {
    /// The purpose.
    pub purpose: AccountPurpose,
    /// What they are counted in.
    pub unit: Unit,
    /// The sum of their balances, debits above zero.
    pub balance: i128,
}

/// One movement of an account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StatementLine {
    /// The posting.
    pub posting: PostingId,
    /// When.
    pub at: Timestamp,
    /// The business day.
    pub day: Day,
    /// Why.
    pub why: PostingPurpose,
    /// The order that it belongs to.
    pub order: Option<OrderId>,
    /// What caused it: a payment, refund or settlement.
    pub reference: Option<Id>,
    /// Which account of the party.
    pub purpose: AccountPurpose,
    /// Money or points.
    pub unit: Unit,
    /// How much: debits above zero, credits below.
    pub amount: i64,
}

/// Where a statement goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct StatementPlace {
    day: Day,
    posting: PostingId,
}

/// A page of a statement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StatementPage {
    /// In the order of days and postings; may be empty though there is more.
    pub lines: Vec<StatementLine>,
    /// Ask with this next; `None`: that was all.
    pub next: Option<StatementPlace>,
}

impl Engine {
    /// What an account stands at: debits above zero, credits below. Exact at one moment: the roll-up and the tail of
    /// postings behind it; for a member's points their wallet.
    pub fn account_balance(&self, actor: &Actor, account: &Account) -> Result<i64> {
        let mut reader = self.reader(actor, Operation::AccountBalance, account.party.target())?;
        if let Party::Member(member) = account.party {
            let wallet = reader.find::<Wallet>(member)?;
            let held = |wallet: &Wallet| wallet.held().map(Points::units);
            return match account.purpose {
                AccountPurpose::PointsHeld => wallet.map_or(Ok(0), |wallet| held(&wallet)),
                _ => Ok(0),
            };
        }
        let balances = balances_of(&reader, &account.party, &[account.purpose])?;
        Ok(balances.into_iter().sum())
    }

    /// The totals of all accounts per purpose; they sum to zero per unit. Exact at one moment: read again if the
    /// roll-ups moved meanwhile. Errors: `busy` if they do not stop moving.
    pub fn trial_balance(&self, actor: &Actor) -> Result<Vec<TrialLine>> {
        let reader = self.reader(actor, Operation::TrialBalance, Target::Tenant)?;
        for _ in 0..5 {
            if let Some(lines) = trial(&reader)? {
                return Ok(lines);
            }
        }
        Err(Error::Busy { limit: 5 })
    }

    /// The postings of an order behind `after`, oldest first, at most `limit` (1–500).
    pub fn order_postings(
        &self,
        actor: &Actor,
        order: OrderId,
        after: Option<PostingId>,
        limit: u32,
    ) -> Result<Vec<Posting>> {
        let reader = self.reader(actor, Operation::OrderPostings, Target::Order(order))?;
        let scan = Scan {
            after: after.map(|id| Place {
                values: vec![Value::from(order)],
                id: id.0,
            }),
            ..Scan::index(
                tables::POSTING,
                Posting::BY_ORDER,
                vec![Value::from(order)],
                page_limit(limit)?,
            )
        };
        Ok(reader.page(&scan)?.0)
    }

    /// What moved a party's accounts from one day to another (at most 366 days), at most `limit` (1–500) postings per
    /// call. A call looks at 10,000 postings at most, so a page may be empty though there is more.
    pub fn statement(
        &self,
        actor: &Actor,
        party: &Party,
        days: std::ops::RangeInclusive<Day>,
        after: Option<StatementPlace>,
        limit: u32,
    ) -> Result<StatementPage> {
        let reader = self.reader(actor, Operation::Statement, party.target())?;
        let limit = page_limit(limit)? as usize;
        let (from, to) = (*days.start(), *days.end());
        if to.number().saturating_sub(from.number()) > 366 {
            return Err(Error::Limit {
                field: "days".into(),
                limit: 366,
            });
        }
        let mut lines = Vec::new();
        let mut postings = 0;
        let mut last = after;
        let name = party.to_string();
        let mut scan = walk(from, Some(to));
        scan.after = after.map(StatementPlace::place);
        for _ in 0..LOOKED_AT.div_ceil(PAGE) {
            let page = reader.store.scan(reader.tenant, &scan)?;
            for row in &page.rows {
                if postings == limit {
                    return Ok(StatementPage { lines, next: last });
                }
                if !row.body.contains(&name) {
                    continue;
                }
                let posting = decode_row::<Posting>(row)?;
                last = Some(StatementPlace {
                    day: posting.day,
                    posting: posting.id,
                });
                let before = lines.len();
                lines.extend(lines_of(&posting, party));
                postings = postings.saturating_add(usize::from(lines.len() > before));
            }
            let Some(next) = page.next else {
                return Ok(StatementPage { lines, next: None });
            };
            if let Some(row) = page.rows.last() {
                let posting = decode_row::<Posting>(row)?;
                last = Some(StatementPlace {
                    day: posting.day,
                    posting: posting.id,
                });
            }
            scan.after = Some(next);
        }
        Ok(StatementPage { lines, next: last })
    }
}

impl StatementPlace {
    fn place(self) -> Place {
        Place {
            values: vec![Value::from(self.day)],
            id: self.posting.0,
        }
    }
}

/// What accounts of one party other than a member stand at, exact at one moment.
pub(crate) fn balances_of(
    reader: &Reader<'_>,
    party: &Party,
    purposes: &[AccountPurpose],
) -> Result<Vec<i64>> {
    let party = party.to_string();
    // One snapshot of the roll-ups and of how far they reach; the postings behind that are only ever added to.
    let mut keys = vec![RowKey {
        table: tables::GATHERING,
        id: Gathering::ID,
    }];
    keys.extend(purposes.iter().map(|purpose| RowKey {
        table: tables::ACCOUNT_BALANCE,
        id: AccountBalance::id_of(&party, *purpose),
    }));
    let rows = reader.store.get(reader.tenant, &keys)?;
    let row = |place: usize| rows.get(place).and_then(Option::as_ref);
    let Some(gathering) = row(0).map(decode_row::<Gathering>).transpose()? else {
        return Ok(vec![0; purposes.len()]);
    };
    let rolled_up = |place: usize| {
        let account = row(place.saturating_add(1)).map(decode_row::<AccountBalance>);
        Ok(account.transpose()?.map_or(0, |account| account.balance))
    };
    let mut balances: Vec<i64> = (0..purposes.len()).map(rolled_up).collect::<Result<_>>()?;
    tail(reader, &gathering, |row| {
        for entry in &lean(row)?.entries {
            if entry.party != party {
                continue;
            }
            for (purpose, balance) in purposes.iter().zip(&mut balances) {
                if entry.purpose == *purpose {
                    *balance = sum(*balance, entry.amount)?;
                }
            }
        }
        Ok(())
    })?;
    Ok(balances)
}

fn lines_of(posting: &Posting, party: &Party) -> impl Iterator<Item = StatementLine> {
    posting
        .entries
        .iter()
        .filter(move |entry| entry.account.party == *party)
        .map(|entry| StatementLine {
            posting: posting.id,
            at: posting.at,
            day: posting.day,
            why: posting.purpose,
            order: posting.order,
            reference: posting.reference,
            purpose: entry.account.purpose,
            unit: posting.unit,
            amount: entry.amount,
        })
}

fn sum(a: i64, b: i64) -> Result<i64> {
    a.checked_add(b).ok_or(Error::Overflow { field: "balance" })
}

pub(super) fn lean(row: &Row) -> Result<LeanPosting<'_>> {
    serde_json::from_str(&row.body)
        .map_err(|error| Error::internal(format!("a stored posting could not be read: {error}")))
}

/// The postings of a range of days.
pub(super) fn walk(from: Day, to: Option<Day>) -> Scan {
    Scan {
        from: Some(Value::from(from)),
        to: to.map(Value::from),
        ..Scan::index(tables::POSTING, Posting::BY_DAY, Vec::new(), PAGE)
    }
}

/// Visits every posting that is not rolled up yet.
pub(crate) fn tail(
    reader: &Reader<'_>,
    gathering: &Gathering,
    mut visit: impl FnMut(&Row) -> Result<()>,
) -> Result<()> {
    let mut scan = walk(gathering.day, None);
    scan.after = gathering.to.map(|posting| {
        let day = gathering.day;
        StatementPlace { day, posting }.place()
    });
    loop {
        let page = reader.store.scan(reader.tenant, &scan)?;
        page.rows.iter().try_for_each(&mut visit)?;
        match page.next {
            Some(next) => scan.after = Some(next),
            None => return Ok(()),
        }
    }
}

/// The trial balance, or `None` when the roll-ups moved while they were read.
fn trial(reader: &Reader<'_>) -> Result<Option<Vec<TrialLine>>> {
    let key = [RowKey {
        table: tables::GATHERING,
        id: Gathering::ID,
    }];
    let gathering = |reader: &Reader<'_>| -> Result<Option<Row>> {
        Ok(reader.store.get(reader.tenant, &key)?.pop().flatten())
    };
    let Some(before) = gathering(reader)? else {
        return Ok(Some(Vec::new()));
    };
    let reached = decode_row::<Gathering>(&before)?;
    let mut sums = BTreeMap::<AccountPurpose, i128>::new();
    let mut add = |purpose, amount: i64| {
        let sum = sums.entry(purpose).or_default();
        *sum = sum.saturating_add(i128::from(amount));
    };
    add(AccountPurpose::PointsHeld, reached.points_held);
    reader.each::<AccountBalance>(Scan::all(AccountBalance::TABLE, PAGE), |account| {
        add(account.account.purpose, account.balance);
        Ok(())
    })?;
    tail(reader, &reached, |row| {
        for entry in &lean(row)?.entries {
            add(entry.purpose, entry.amount);
        }
        Ok(())
    })?;
    if gathering(reader)?.map(|row| row.version) != Some(before.version) {
        return Ok(None);
    }
    let lines = sums.into_iter().filter(|(_, balance)| *balance != 0);
    Ok(Some(
        lines
            .map(|(purpose, balance)| TrialLine {
                purpose,
                unit: purpose.unit(),
                balance,
            })
            .collect(),
    ))
}
