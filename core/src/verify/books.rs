//! What the days say of accounts, and the documents and third-party sales that moved them: invariant 2.

use std::collections::BTreeMap;

use super::report::{VerifyReport, Walk};
use crate::engine::Record;
use crate::income::{Document, ThirdPartySale};
use crate::kernel::{Day, Id, Result};
use crate::ledger::{AccountDay, AccountPurpose, DayClose, Entry, Party, Posting, PostingPurpose};

/// What postings say about days, documents and third-party sales.
#[derive(Default)]
pub(super) struct BooksSums {
    /// Per account the debits and credits of the running day.
    day: BTreeMap<(AccountPurpose, Party), (i128, i128)>,
    totals: BTreeMap<AccountPurpose, i128>,
    /// The totals at the end of each day with postings.
    closing: BTreeMap<Day, BTreeMap<AccountPurpose, i128>>,
    /// Days of accounts that must be there.
    expected: u64,
    /// Per document or sale what its postings moved.
    moved: BTreeMap<Id, i128>,
}

impl BooksSums {
    /// An entry of an account other than a member's points.
    pub(super) fn add(&mut self, posting: &Posting, entry: &Entry) {
        use PostingPurpose as Why;
        let amount = i128::from(entry.amount);
        let purpose = entry.account.purpose;
        *self.totals.entry(purpose).or_default() += amount;
        let day = self
            .day
            .entry((purpose, entry.account.party.clone()))
            .or_default();
        if amount > 0 {
            day.0 += amount;
        } else {
            day.1 -= amount;
        }
        let sign = match posting.purpose {
            Why::UsageFee
            | Why::Advertising
            | Why::OtherIncome
            | Why::DebtPaid
            | Why::ChannelTransfer
            | Why::ChannelFee
            | Why::ThirdPartyCommission => 1,
            Why::DocumentReversed | Why::ThirdPartyCommissionReturned => -1,
            _ => return,
        };
        if let Some(reference) = posting.reference.filter(|_| amount > 0) {
            *self.moved.entry(reference).or_default() += sign * amount;
        }
    }

    /// Compares what the accounts moved with what their days say, when the day is settled.
    pub(super) fn end_of_day(
        &mut self,
        walk: &mut Walk<'_>,
        day: Day,
        settled: bool,
        balances: &BTreeMap<(AccountPurpose, Party), i128>,
    ) -> Result<()> {
        let moved = std::mem::take(&mut self.day);
        if !settled {
            return Ok(());
        }
        self.closing.insert(day, self.totals.clone());
        let ids = moved
            .keys()
            .map(|(purpose, party)| AccountDay::id_of(&party.to_string(), *purpose, day));
        let days = walk.get::<AccountDay>(ids)?;
        self.expected += moved.len() as u64;
        for ((account, (debit, credit)), found) in moved.into_iter().zip(days) {
            let closing = balances.get(&account).copied().unwrap_or(0);
            let holds = found.is_some_and(|found| {
                i128::from(found.debit) == debit
                    && i128::from(found.credit) == credit
                    && i128::from(found.opening) + debit - credit == closing
            });
            walk.report.check(holds, 2, AccountDay::WHAT, || {
                format!(
                    "{} of {} on {day} is not what the postings moved",
                    account.0.name(),
                    account.1
                )
            });
        }
        Ok(())
    }

    /// A settled day's trial balance.
    pub(super) fn trial(&self, report: &mut VerifyReport, close: &DayClose) {
        let mut expected = self
            .closing
            .range(..=close.day)
            .next_back()
            .map(|(_, totals)| totals.clone())
            .unwrap_or_default();
        let mut found: BTreeMap<AccountPurpose, i128> = close
            .totals
            .iter()
            .map(|(purpose, total)| (*purpose, i128::from(*total)))
            .collect();
        // Members' points are summed elsewhere.
        expected.remove(&AccountPurpose::PointsHeld);
        found.remove(&AccountPurpose::PointsHeld);
        expected.retain(|_, total| *total != 0);
        report.check(found == expected, 2, DayClose::WHAT, || {
            format!(
                "the trial balance of {} is not what its postings say",
                close.day
            )
        });
    }

    /// Documents and sales moved what they say; no day of an account is there that moved nothing.
    pub(super) fn compare(&mut self, walk: &mut Walk<'_>, reached: Option<Day>) -> Result<()> {
        let moved = &mut self.moved;
        walk.each::<Document>(|report, document, _| {
            let expected = match document.reversed {
                Some(_) => 0,
                None => i128::from(document.amount.units()),
            };
            let found = moved.remove(&document.id.0).unwrap_or(0);
            report.check(found == expected, 2, Document::WHAT, || {
                format!("{} moved {found}, not {expected}", document.id)
            });
            Ok(())
        })?;
        walk.each::<ThirdPartySale>(|report, sale, _| {
            let expected: i128 = sale
                .shares
                .iter()
                .map(|share| {
                    i128::from(share.amount.units()) - i128::from(share.taken_back.units())
                })
                .sum();
            let found = moved.remove(&sale.id.0).unwrap_or(0);
            let refunds: i128 = sale
                .refunds
                .iter()
                .map(|(_, amount)| i128::from(amount.units()))
                .sum();
            report.check(
                found == expected && refunds == i128::from(sale.refunded.units()),
                2,
                ThirdPartySale::WHAT,
                || format!("{} brought {found}, not {expected}", sale.id),
            );
            Ok(())
        })?;
        for (reference, amount) in moved.iter().filter(|(_, amount)| **amount != 0) {
            walk.report.find(2, Posting::WHAT, || {
                format!("{amount} were moved by {reference}, which is not there")
            });
        }
        let mut days = 0;
        walk.each::<AccountDay>(|_, day, _| {
            days += u64::from(reached.is_some_and(|reached| day.day < reached));
            Ok(())
        })?;
        let expected = self.expected;
        walk.report
            .check(days == expected, 2, AccountDay::WHAT, || {
                format!("{days} days of accounts are there, {expected} moved")
            });
        Ok(())
    }
}
