//! Balances of past days: what each account moved per day, and what periods and trial balances are made of. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::queries::walk;
use super::records::{
    Account, AccountBalance, AccountPurpose, DayClose, Gathering, Party, Posting, Unit,
};
use crate::engine::{Engine, Lookup, Operation, Reader, Record, Target, decode_row, page_limit};
use crate::kernel::{Actor, Day, Error, Id, Result};
use crate::schema::tables;
use crate::store::{Column, Index, Place, Scan, Table, TableId, Value};

/// What one account moved on one business day: written when the day is gathered, never changed afterwards. Members'
/// points have none.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AccountDay {
    /// Whose account, for what.
    #[serde(flatten)]
    pub account: Account,
    /// The day.
    pub day: Day,
    /// Its balance when the day began: debits above zero, credits below.
    pub opening: i64,
    /// The sum of the day's debits, zero or more …
    pub debit: i64,
    /// … and of its credits, zero or more.
    pub credit: i64,
}

impl AccountDay {
    /// Index: an account's days.
    pub(crate) const BY_ACCOUNT: u8 = 0;

    /// The id of an account's day.
    pub fn id_of(party: &str, purpose: AccountPurpose, day: Day) -> Id {
        Id::derived(
            "account_day",
            &[
                AccountBalance::id_of(party, purpose).bytes(),
                &day.number().to_be_bytes(),
            ],
        )
    }

    /// The balance when the day was over.
    pub fn closing(&self) -> Result<i64> {
        self.opening
            .checked_add(self.debit)
            .and_then(|sum| sum.checked_sub(self.credit))
            .ok_or(Error::Overflow { field: "closing" })
    }
}

pub(crate) const ACCOUNT_DAY: Table = Table {
    name: "account_days",
    columns: &[
        Column::id("account"),
        Column::int("day"),
        Column::int("debit"),
        Column::int("credit"),
    ],
    counters: &[],
    indexes: &[Index {
        name: "by_account",
        columns: &["account", "day"],
        unique: true,
    }],
    sequenced: false,
};

impl Record for AccountDay {
    const TABLE: TableId = tables::ACCOUNT_DAY;
    const WHAT: &'static str = "day of an account";

    fn id(&self) -> Id {
        Self::id_of(
            &self.account.party.to_string(),
            self.account.purpose,
            self.day,
        )
    }

    fn columns(&self) -> Vec<Value> {
        let party = self.account.party.to_string();
        vec![
            AccountBalance::id_of(&party, self.account.purpose).into(),
            self.day.into(),
            self.debit.into(),
            self.credit.into(),
        ]
    }
}

/// What an account moved in a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PeriodBalance {
    /// Which account of the party.
    pub purpose: AccountPurpose,
    /// Money or points.
    pub unit: Unit,
    /// Its balance when the period began: debits above zero, credits below.
    pub opening: i64,
    /// The sum of the period's debits, zero or more …
    pub debit: i64,
    /// … and of its credits, zero or more.
    pub credit: i64,
    /// Its balance when the period was over: opening + debit − credit.
    pub closing: i64,
}

/// Money that lies at a channel, and since when.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClearingAge {
    /// What lies there; below zero more was paid out than came in.
    pub balance: i64,
    /// The day on which the oldest part of it came in (below zero: went out), first in first out; `None` at zero.
    pub since: Option<Day>,
    /// Whether it is as old as can be seen: older than 400 days that moved.
    pub older: bool,
}

/// Most days of a period.
const MAX_DAYS: i64 = 366;
/// Days looked at for the age of a clearing balance.
pub(super) const AGE_DAYS: u32 = 400;

fn add(a: i64, b: i64) -> Result<i64> {
    a.checked_add(b).ok_or(Error::Overflow { field: "balance" })
}

impl Engine {
    /// What a party's accounts moved in a range of days (at most 366): one line per purpose that stood or moved.
    /// Of days that are not gathered yet the postings are read one by one. Members' points are not among them: their
    /// wallet says them.
    pub fn period_balances(
        &self,
        actor: &Actor,
        party: &Party,
        days: std::ops::RangeInclusive<Day>,
    ) -> Result<Vec<PeriodBalance>> {
        let mut reader = self.reader(actor, Operation::PeriodBalances, party.target())?;
        let (from, to) = (*days.start(), *days.end());
        if to.number().saturating_sub(from.number()) >= MAX_DAYS {
            return Err(Error::Limit {
                field: "days".into(),
                limit: 366,
            });
        }
        let Some(gathering) = reader.find::<Gathering>(Gathering::ID)? else {
            return Ok(Vec::new());
        };
        let name = party.to_string();
        let mut lines = Vec::new();
        for purpose in AccountPurpose::ALL {
            if *purpose == AccountPurpose::PointsHeld {
                continue;
            }
            lines.push(settled_part(
                &reader, &name, *purpose, from, to, &gathering,
            )?);
        }
        // What is not gathered yet moves the opening balance or the period.
        let mut scan = walk(gathering.day, Some(to));
        loop {
            let page = reader.store.scan(reader.tenant, &scan)?;
            for row in &page.rows {
                if !row.body.contains(&name) {
                    continue;
                }
                let posting = decode_row::<Posting>(row)?;
                let entries = posting.entries.iter();
                for entry in entries.filter(|entry| entry.account.party == *party) {
                    let purpose = entry.account.purpose;
                    let line = lines.iter_mut().find(|line| line.purpose == purpose);
                    let Some(line) = line else { continue };
                    if posting.day < from {
                        line.opening = add(line.opening, entry.amount)?;
                    } else if entry.amount > 0 {
                        line.debit = add(line.debit, entry.amount)?;
                    } else {
                        line.credit = add(line.credit, entry.amount.saturating_neg())?;
                    }
                }
            }
            match page.next {
                Some(next) => scan.after = Some(next),
                None => break,
            }
        }
        lines.retain(|line| (line.opening, line.debit, line.credit) != (0, 0, 0));
        for line in &mut lines {
            let sum = add(line.opening, line.debit)?;
            line.closing = add(sum, line.credit.saturating_neg())?;
        }
        Ok(lines)
    }

    /// The balances of all accounts of one purpose as far as postings were gathered, by id behind `after`, at most
    /// `limit` (1–500). [`Engine::settling`](crate::Engine::settling) says how far that is.
    pub fn account_balances(
        &self,
        actor: &Actor,
        after: Option<Id>,
        limit: u32,
    ) -> Result<Vec<(Id, AccountBalance)>> {
        let reader = self.reader(actor, Operation::AccountBalances, Target::Tenant)?;
        let scan = Scan {
            after: after.map(|id| Place {
                values: Vec::new(),
                id,
            }),
            ..Scan::all(tables::ACCOUNT_BALANCE, page_limit(limit)?)
        };
        let (accounts, _) = reader.page::<AccountBalance>(&scan)?;
        Ok(accounts
            .into_iter()
            .map(|account| (account.id(), account))
            .collect())
    }

    /// The totals of all accounts per purpose when a day was over; they sum to zero per unit. Errors: `not_found` for a
    /// day that was never closed, `wrong_state` for one that is not settled yet.
    pub fn trial_balance_of(&self, actor: &Actor, day: Day) -> Result<Vec<super::TrialLine>> {
        let mut reader = self.reader(actor, Operation::TrialBalanceOf, Target::Tenant)?;
        let close = reader.require::<DayClose>(DayClose::id_of(day))?;
        if close.settled_at.is_none() {
            return Err(Error::WrongState {
                what: "business day",
                id: day.to_string(),
                state: "closed",
                event: "read its trial balance before it is settled",
            });
        }
        Ok(close
            .totals
            .iter()
            .filter(|(_, balance)| **balance != 0)
            .map(|(purpose, balance)| super::TrialLine {
                purpose: *purpose,
                unit: purpose.unit(),
                balance: i128::from(*balance),
            })
            .collect())
    }

    /// What lies at a channel as far as postings were gathered, and how old the oldest part of it is.
    pub fn clearing_age(&self, actor: &Actor, channel: &str) -> Result<ClearingAge> {
        let mut reader = self.reader(actor, Operation::ClearingAgeView, Target::Tenant)?;
        let party = Party::Channel(crate::kernel::Text::new(channel)?).to_string();
        let account = AccountBalance::id_of(&party, AccountPurpose::Clearing);
        let balance = reader
            .find::<AccountBalance>(account)?
            .map_or(0, |account| account.balance);
        let mut age = ClearingAge {
            balance,
            since: None,
            older: false,
        };
        if balance == 0 {
            return Ok(age);
        }
        let scan = Scan {
            descending: true,
            ..Scan::index(
                tables::ACCOUNT_DAY,
                AccountDay::BY_ACCOUNT,
                vec![account.into()],
                AGE_DAYS,
            )
        };
        let (days, next) = reader.page::<AccountDay>(&scan)?;
        let (since, left) = oldest(balance, &days);
        age.since = since;
        age.older = left && next.is_some();
        Ok(age)
    }
}

/// The day on which the oldest part of a balance came in, first in first out, by an account's days from the latest on, and
/// whether these do not reach so far. What is below zero came in by credits.
pub(super) fn oldest<'a>(
    balance: i64,
    days: impl IntoIterator<Item = &'a AccountDay>,
) -> (Option<Day>, bool) {
    let mut left = balance.unsigned_abs();
    let mut since = None;
    for day in days {
        let came = if balance > 0 { day.debit } else { day.credit };
        if came > 0 {
            since = Some(day.day);
            left = left.saturating_sub(came.unsigned_abs());
        }
        if left == 0 {
            return (since, false);
        }
    }
    (since, true)
}

/// The part of a period that is gathered whole: days before `gathering.day`.
fn settled_part(
    reader: &Reader<'_>,
    party: &str,
    purpose: AccountPurpose,
    from: Day,
    to: Day,
    gathering: &Gathering,
) -> Result<PeriodBalance> {
    let mut line = PeriodBalance {
        purpose,
        unit: purpose.unit(),
        opening: 0,
        debit: 0,
        credit: 0,
        closing: 0,
    };
    let account = Value::from(AccountBalance::id_of(party, purpose));
    let settled = gathering.day.previous();
    let of = |from: Option<Day>, to: Day, descending, limit| Scan {
        from: from.map(Value::from),
        to: Some(Value::from(to)),
        descending,
        ..Scan::index(
            tables::ACCOUNT_DAY,
            AccountDay::BY_ACCOUNT,
            vec![account.clone()],
            limit,
        )
    };
    let before = of(None, from.previous().min(settled), true, 1);
    if let Some(last) = reader.page::<AccountDay>(&before)?.0.first() {
        line.opening = last.closing()?;
    }
    let last = to.min(settled);
    if from <= last {
        let (days, _) = reader.page::<AccountDay>(&of(Some(from), last, false, 400))?;
        for day in days {
            line.debit = add(line.debit, day.debit)?;
            line.credit = add(line.credit, day.credit)?;
        }
    }
    Ok(line)
}
