//! The ledger as a journal that an outside bookkeeping program reads: Beancount. RULES §12.
//!
//! Every posting becomes a transaction, every account an `open` directive, and in the end the engine's own balances become
//! balance assertions: the program adds the postings up by itself and refuses the file if it comes to something else.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::queries::tail;
use super::records::{Account, AccountBalance, AccountPurpose, Gathering, Party, Posting, Unit};
use crate::engine::{Engine, Lookup, Operation, Reader, Record, Target, decode_row};
use crate::kernel::{Actor, Currency, Day, Error, Money, PostingId, Result};
use crate::schema::tables;
use crate::store::{Scan, Value};

/// Postings read at once.
const PAGE: u32 = 2_000;

/// What an export held.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct JournalReport {
    /// Transactions.
    pub postings: u64,
    /// Accounts.
    pub accounts: u64,
    /// Balance assertions at the end.
    pub balances: u64,
}

/// The name of an account in the journal: `Liabilities:Payable:Merchant-0190b5a0…`. A channel's name is written as it is
/// as far as letters and digits go, everything else as the hexadecimal of its bytes, so that no two channels share one.
pub fn journal_account(account: &Account) -> String {
    let mut name = String::with_capacity(80);
    name.push_str(account.purpose.chart().class.name());
    name.push(':');
    for word in account.purpose.name().split('_') {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name.push(':');
    match &account.party {
        Party::Platform => name.push_str("Platform"),
        Party::Channel(channel) => {
            name.push_str("Channel-");
            for byte in channel.as_str().bytes() {
                if byte.is_ascii_alphanumeric() {
                    name.push(char::from(byte));
                } else {
                    write!(name, "-{byte:02x}").expect("text takes everything");
                }
            }
        }
        party => {
            let text = party.to_string();
            let (kind, id) = text.split_once(':').unwrap_or((&text, ""));
            let mut letters = kind.chars();
            name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            name.push_str(letters.as_str());
            name.push('-');
            name.push_str(id);
        }
    }
    name
}

struct Journal<'a> {
    currency: &'a Currency,
    sink: &'a mut dyn FnMut(&str) -> Result<()>,
    opened: BTreeSet<Account>,
    sums: BTreeMap<Account, i64>,
    text: String,
    report: JournalReport,
}

impl Journal<'_> {
    fn amount(&self, unit: Unit, amount: i64) -> Result<String> {
        Ok(match unit {
            Unit::Money => format!(
                "{} {}",
                self.currency.format(Money::new(amount)?),
                self.currency.code()
            ),
            Unit::Points => format!("{amount} POINTS"),
        })
    }

    fn write(&mut self) -> Result<()> {
        (self.sink)(&self.text)?;
        self.text.clear();
        Ok(())
    }

    fn open(&mut self, account: &Account) {
        if self.opened.insert(account.clone()) {
            let commodity = match account.purpose.unit() {
                Unit::Money => self.currency.code(),
                Unit::Points => "POINTS",
            };
            writeln!(
                self.text,
                "1970-01-01 open {} {commodity}",
                journal_account(account)
            )
            .expect("text takes everything");
            self.report.accounts = self.report.accounts.saturating_add(1);
        }
    }

    fn posting(&mut self, posting: &Posting) -> Result<()> {
        for entry in &posting.entries {
            self.open(&entry.account);
            let sum = self.sums.entry(entry.account.clone()).or_default();
            *sum = sum
                .checked_add(entry.amount)
                .ok_or(Error::Overflow { field: "balance" })?;
        }
        let mut text = std::mem::take(&mut self.text);
        write!(
            text,
            "{} * \"{}\" \"{}\"",
            posting.day,
            posting.purpose.name(),
            posting.id
        )
        .expect("text takes everything");
        if let Some(order) = posting.order {
            write!(text, " ^order-{order}").expect("text takes everything");
        }
        text.push('\n');
        if let Some(reference) = posting.reference {
            writeln!(text, "  reference: \"{reference}\"").expect("text takes everything");
        }
        for entry in &posting.entries {
            writeln!(
                text,
                "  {}  {}",
                journal_account(&entry.account),
                self.amount(posting.unit, entry.amount)?
            )
            .expect("text takes everything");
        }
        text.push('\n');
        self.text = text;
        self.report.postings = self.report.postings.saturating_add(1);
        Ok(())
    }

    /// Without a tolerance: the program's own would let a fen pass.
    fn assert_balance(&mut self, day: Day, account: &Account, balance: i64) -> Result<()> {
        self.open(account);
        let amount = self.amount(account.purpose.unit(), balance)?;
        let (number, commodity) = amount.split_once(' ').unwrap_or((&amount, ""));
        writeln!(
            self.text,
            "{day} balance {}  {number} ~ 0 {commodity}",
            journal_account(account)
        )
        .expect("text takes everything");
        self.report.balances = self.report.balances.saturating_add(1);
        Ok(())
    }
}

impl Engine {
    /// Writes the whole ledger as a Beancount journal into `sink`, page by page: one transaction per posting, in the
    /// order of days, and at the end a balance assertion per account with what [`account_balance`](Engine::account_balance)
    /// says of it (roll-ups and the postings behind them; a member's points as the ledger has them). `bean-check` then
    /// compares them with its own sums. What is posted while it runs may be missing at the end; the assertions are those of
    /// the moment at which it began. Errors: what the sink says.
    ///
    /// Memory: the accounts.
    pub fn export_journal(
        &self,
        actor: &Actor,
        sink: &mut dyn FnMut(&str) -> Result<()>,
    ) -> Result<JournalReport> {
        let mut reader = self.reader(actor, Operation::ExportJournal, Target::Tenant)?;
        let tenant = reader.tenant_record()?;
        let (balances, last) = balances(&mut reader)?;
        let mut journal = Journal {
            currency: &tenant.currency,
            sink,
            opened: BTreeSet::new(),
            sums: BTreeMap::new(),
            text: format!(
                ";; The ledger of {}. Debits are above zero.\n\
                 option \"operating_currency\" \"{}\"\n\n",
                tenant.name.as_str().replace('\n', " "),
                tenant.currency.code()
            ),
            report: JournalReport::default(),
        };
        let mut day = None;
        let mut scan = Scan {
            to: last.map(|(day, _)| Value::from(day)),
            ..Scan::index(tables::POSTING, Posting::BY_DAY, Vec::new(), PAGE)
        };
        'pages: loop {
            let page = reader.store.scan(reader.tenant, &scan)?;
            for row in &page.rows {
                let posting = decode_row::<Posting>(row)?;
                if last.is_none_or(|last| (posting.day, posting.id) > last) {
                    break 'pages;
                }
                day = Some(posting.day);
                journal.posting(&posting)?;
            }
            journal.write()?;
            match page.next {
                Some(next) => scan.after = Some(next),
                None => break,
            }
        }
        // An assertion holds at the beginning of its day.
        if let Some(day) = day {
            // Members' points are not rolled up: the ledger itself says them.
            let held = |account: &Account| account.purpose == AccountPurpose::PointsHeld;
            let sums = std::mem::take(&mut journal.sums);
            let members = sums.iter().filter(|(account, _)| held(account));
            let mut all: BTreeMap<&Account, i64> =
                members.map(|(account, sum)| (account, *sum)).collect();
            all.extend(balances.iter().map(|(account, sum)| (account, *sum)));
            for (account, balance) in all {
                journal.assert_balance(day.next(), account, balance)?;
            }
        }
        journal.write()?;
        Ok(journal.report)
    }
}

/// What every account stands at, and the last posting that this covers.
#[expect(clippy::type_complexity, reason = "used once")]
fn balances(reader: &mut Reader<'_>) -> Result<(BTreeMap<Account, i64>, Option<(Day, PostingId)>)> {
    let mut balances = BTreeMap::new();
    let Some(gathering) = reader.find::<Gathering>(Gathering::ID)? else {
        return Ok((balances, None));
    };
    reader.each::<AccountBalance>(Scan::all(AccountBalance::TABLE, PAGE), |account| {
        balances.insert(account.account, account.balance);
        Ok(())
    })?;
    let mut last = gathering.to.map(|to| (gathering.day, to));
    tail(reader, &gathering, |row| {
        let posting = decode_row::<Posting>(row)?;
        last = last.max(Some((posting.day, posting.id)));
        for entry in posting.entries {
            if entry.account.purpose != AccountPurpose::PointsHeld {
                let sum = balances.entry(entry.account).or_default();
                *sum = sum
                    .checked_add(entry.amount)
                    .ok_or(Error::Overflow { field: "balance" })?;
            }
        }
        Ok(())
    })?;
    // Nothing behind the roll-ups: everything of earlier days is covered.
    let last = last.or_else(|| Some((gathering.day.previous(), PostingId(crate::kernel::Id::MAX))));
    if reader
        .find::<Gathering>(Gathering::ID)?
        .map(|now| (now.day, now.to))
        != Some((gathering.day, gathering.to))
    {
        return Err(Error::Busy { limit: 1 });
    }
    Ok((balances, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Text;

    #[test]
    fn channels_with_any_name_keep_names_of_their_own() {
        let name = |channel: &str| {
            journal_account(&Account {
                party: Party::Channel(Text::new(channel).unwrap()),
                purpose: AccountPurpose::PayoutInTransit,
            })
        };
        assert_eq!(name("wechat"), "Liabilities:PayoutInTransit:Channel-wechat");
        assert_eq!(name("a b"), "Liabilities:PayoutInTransit:Channel-a-20b");
        assert_ne!(name("a-b"), name("a b"));
        assert_ne!(name("微信"), name("支付宝"));
    }
}
