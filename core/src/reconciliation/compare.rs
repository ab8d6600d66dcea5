//! Comparing a bill with the ledger. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::bill::{Bill, BillKind, BillLine};
use super::profile::BillProfile;
use crate::engine::{Engine, Lookup, Operation, Reader, Record, Target, decode_row};
use crate::income::{Document, DocumentKind};
use crate::kernel::{Actor, Day, Error, Id, Money, PaymentId, Result, Text, TradeId};
use crate::ledger::{AccountPurpose, Party, Posting, PostingPurpose};
use crate::order::Trade;
use crate::payment::{Payment, PaymentOutcome, Refund, RefundState};
use crate::payout::{Payout, PayoutState};
use crate::schema::tables;
use crate::settlement::Settlement;
use crate::store::{Scan, Value};

/// Lines compared at once.
const CHUNK: usize = 1_000;
/// Postings read at once.
const PAGE: u32 = 2_000;

/// In what a line differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mismatch {
    /// Our amount is another.
    Amount,
    /// We know it, but the ledger does not have it: a payment of a wrong amount, a refund or payout that is not done,
    /// a document that was reversed.
    NotBooked,
}

/// What comparing came to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    /// Both say the same.
    Matched,
    /// The bill has it, we do not.
    MissingHere,
    /// The ledger has it, the bill does not.
    MissingThere,
    /// Both have it and differ.
    Differing {
        /// In what.
        why: Mismatch,
    },
    /// The bill has it a second time.
    Doubled,
    /// The line cannot be read.
    Unreadable {
        /// The column.
        column: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// One row of a reconciliation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReconciledRow {
    /// The line of the file; `None`: it is in the ledger only.
    pub line: Option<u64>,
    /// What it is; `None` when the line cannot be read.
    pub kind: Option<BillKind>,
    /// The channel's number, as the bill or our payment says.
    pub channel_number: String,
    /// Our number: trade, refund, payout or document.
    pub our_number: String,
    /// What the bill says.
    pub theirs: Option<Money>,
    /// What we say.
    pub ours: Option<Money>,
    /// What it came to.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// How many rows there were of each verdict.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ReconciliationSums {
    /// Lines of the bill's table.
    pub lines: u64,
    /// Matched.
    pub matched: u64,
    /// What the matched ones come to.
    pub matched_amount: i64,
    /// In the bill only.
    pub missing_here: u64,
    /// In the ledger only.
    pub missing_there: u64,
    /// In both, but not the same.
    pub differing: u64,
    /// In the bill again.
    pub doubled: u64,
    /// Unreadable.
    pub unreadable: u64,
}

impl ReconciliationSums {
    /// Most lines of a bill: what was seen is remembered, about 40 bytes a line.
    pub const MAX_LINES: u64 = 2_000_000;

    fn count(&mut self, row: &ReconciledRow) {
        let counter = match row.verdict {
            Verdict::Matched => {
                let amount = row.theirs.unwrap_or(Money::ZERO).units();
                self.matched_amount = self.matched_amount.saturating_add(amount);
                &mut self.matched
            }
            Verdict::MissingHere => &mut self.missing_here,
            Verdict::MissingThere => &mut self.missing_there,
            Verdict::Differing { .. } => &mut self.differing,
            Verdict::Doubled => &mut self.doubled,
            Verdict::Unreadable { .. } => &mut self.unreadable,
        };
        *counter = counter.saturating_add(1);
    }
}

/// What we have under a line's numbers.
struct Ours {
    id: Id,
    amount: Money,
    booked: bool,
}

struct Comparison<'a> {
    reader: Reader<'a>,
    channel: Text<40>,
    seen: BTreeSet<(BillKind, Id)>,
    sums: ReconciliationSums,
    sink: &'a mut dyn FnMut(&ReconciledRow) -> Result<()>,
}

/// Reads an id with or without its dashes: channels allow 32 characters at most.
fn id_of(number: &str) -> Option<Id> {
    if number.len() == 32 && number.is_ascii() {
        let mut dashed = String::with_capacity(36);
        for (place, digit) in number.chars().enumerate() {
            if matches!(place, 8 | 12 | 16 | 20) {
                dashed.push('-');
            }
            dashed.push(digit);
        }
        return dashed.parse().ok();
    }
    number.parse().ok()
}

impl Engine {
    /// Compares a channel's bill of some days (at most 366) with the channel's clearing account in the ledger. Every line
    /// of the bill and every movement of these days that the bill lacks is handed to `sink` once, lines first, in their
    /// order; a movement booked on another day than the bill says still matches. Nothing is changed. Memory: what was
    /// seen, about 40 bytes a line.
    ///
    /// Errors: `invalid_field` for a profile that does not fit the file, `limit_exceeded` beyond
    /// [`ReconciliationSums::MAX_LINES`] lines, `port_failed` when the file cannot be read, and what the sink says.
    pub fn reconcile(
        &self,
        actor: &Actor,
        channel: &str,
        profile: &BillProfile,
        days: RangeInclusive<Day>,
        bill: &mut dyn Read,
        sink: &mut dyn FnMut(&ReconciledRow) -> Result<()>,
    ) -> Result<ReconciliationSums> {
        let mut reader = self.reader(actor, Operation::Reconcile, Target::Tenant)?;
        let (from, to) = (*days.start(), *days.end());
        if to.number().saturating_sub(from.number()) >= 366 {
            return Err(Error::Limit {
                field: "days".into(),
                limit: 366,
            });
        }
        let currency = reader.tenant_record()?.currency;
        let mut comparison = Comparison {
            reader,
            channel: Text::required("channel", channel)?,
            seen: BTreeSet::new(),
            sums: ReconciliationSums::default(),
            sink,
        };
        let mut bill = Bill::open(profile, currency, bill)?;
        let mut chunk = Vec::with_capacity(CHUNK);
        loop {
            let line = bill.next_line()?;
            if let Some(line) = &line {
                let lines = comparison.sums.lines.saturating_add(1);
                comparison.sums.lines = lines;
                if lines > ReconciliationSums::MAX_LINES {
                    return Err(Error::Limit {
                        field: "bill".into(),
                        limit: ReconciliationSums::MAX_LINES,
                    });
                }
                chunk.push(line.clone());
            }
            if chunk.len() == CHUNK || line.is_none() {
                comparison.compare(std::mem::take(&mut chunk))?;
            }
            if line.is_none() {
                break;
            }
        }
        comparison.missing_there(from, to)?;
        Ok(comparison.sums)
    }
}

impl Comparison<'_> {
    fn put(&mut self, row: &ReconciledRow) -> Result<()> {
        self.sums.count(row);
        (self.sink)(row)
    }

    /// Compares lines and hands out their rows.
    fn compare(&mut self, chunk: Vec<Result<BillLine, (u64, Error)>>) -> Result<()> {
        let lines: Vec<&BillLine> = chunk.iter().filter_map(|line| line.as_ref().ok()).collect();
        let mut ours = self.find(&lines)?.into_iter();
        for line in &chunk {
            let row = match line {
                Ok(line) => {
                    let ours = ours.next().flatten();
                    self.judge(line, ours)
                }
                Err((line, error)) => ReconciledRow {
                    line: Some(*line),
                    kind: None,
                    channel_number: String::new(),
                    our_number: String::new(),
                    theirs: None,
                    ours: None,
                    verdict: Verdict::Unreadable {
                        column: error.field().unwrap_or_default().to_owned(),
                        reason: match error {
                            Error::Invalid { reason, .. } => reason.to_string(),
                            other => other.code().to_owned(),
                        },
                    },
                },
            };
            self.put(&row)?;
        }
        Ok(())
    }

    fn judge(&mut self, line: &BillLine, ours: Option<Ours>) -> ReconciledRow {
        let verdict = match &ours {
            None => Verdict::MissingHere,
            Some(ours) if !self.seen.insert((line.kind, ours.id)) => Verdict::Doubled,
            Some(ours) if !ours.booked => Verdict::Differing {
                why: Mismatch::NotBooked,
            },
            Some(ours) if ours.amount != line.amount => Verdict::Differing {
                why: Mismatch::Amount,
            },
            Some(_) => Verdict::Matched,
        };
        ReconciledRow {
            line: Some(line.line),
            kind: Some(line.kind),
            channel_number: line.channel_number.clone(),
            our_number: line.our_number.clone(),
            theirs: Some(line.amount),
            ours: ours.map(|ours| ours.amount),
            verdict,
        }
    }

    /// What we have for each line, in their order; few reads for many lines.
    fn find(&mut self, lines: &[&BillLine]) -> Result<Vec<Option<Ours>>> {
        let of = |kinds: &[BillKind]| -> Vec<Id> {
            let lines = lines.iter().filter(|line| kinds.contains(&line.kind));
            lines.filter_map(|line| id_of(&line.our_number)).collect()
        };
        let trades = self.records::<Trade>(of(&[BillKind::Payment]))?;
        let refunds = self.records::<Refund>(of(&[BillKind::Refund]))?;
        let payouts = self.records::<Payout>(of(&[BillKind::Payout, BillKind::PayoutReturned]))?;
        let reported = |line: &&&BillLine| -> Option<Id> {
            let trade = trades.get(&id_of(&line.our_number)?)?;
            let reports = trade.reports.iter();
            let mut of_channel = reports.filter(|(provider, ..)| *provider == self.channel);
            of_channel
                .find(|(_, number, _)| number.as_str() == line.channel_number)
                .map(|(.., payment)| payment.0)
                .or_else(|| {
                    trade
                        .payment
                        .filter(|_| line.channel_number.is_empty())
                        .map(|payment| payment.0)
                })
        };
        let payment_ids: Vec<Option<Id>> = lines.iter().map(|line| reported(&line)).collect();
        let payments = self.records::<Payment>(payment_ids.iter().flatten().copied().collect())?;
        let mut found = Vec::with_capacity(lines.len());
        for (line, payment) in lines.iter().zip(payment_ids) {
            let id = id_of(&line.our_number);
            found.push(match line.kind {
                BillKind::Payment => match payment.and_then(|id| payments.get(&id)) {
                    Some(payment) => Some(of_payment(payment)),
                    None => self.payment_by_number(line)?,
                },
                BillKind::Refund => id
                    .and_then(|id| refunds.get(&id))
                    .filter(|refund| refund.provider == self.channel)
                    .map(|refund| Ours {
                        id: refund.id.0,
                        amount: refund.cash,
                        booked: refund.state == RefundState::Done,
                    }),
                BillKind::Payout | BillKind::PayoutReturned => id
                    .and_then(|id| payouts.get(&id))
                    .filter(|payout| payout.channel == self.channel)
                    .map(|payout| Ours {
                        id: payout.id.0,
                        amount: payout.amount,
                        booked: match line.kind {
                            BillKind::Payout => {
                                payout.state == PayoutState::Done
                                    || payout.state == PayoutState::Failed && payout.returned
                            }
                            _ => payout.state == PayoutState::Failed && payout.returned,
                        },
                    }),
                BillKind::Fee => self.document(line, &["channel_fee"])?,
                BillKind::TransferIn | BillKind::TransferOut => {
                    self.document(line, &["channel_transfer"])?
                }
            });
        }
        Ok(found)
    }

    fn records<T: Record>(&mut self, ids: Vec<Id>) -> Result<BTreeMap<Id, T>> {
        let ids: BTreeSet<Id> = ids.into_iter().collect();
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let found = self.reader.find_all::<T>(ids.iter().copied())?;
        Ok(ids
            .into_iter()
            .zip(found)
            .filter_map(|(id, record)| Some((id, record?)))
            .collect())
    }

    /// A payment whose trade the line does not name rightly, by the channel's number; or a document paid in by it.
    fn payment_by_number(&mut self, line: &BillLine) -> Result<Option<Ours>> {
        if !line.channel_number.is_empty() {
            let scan = Scan::index(
                tables::PAYMENT,
                Payment::BY_NUMBER,
                vec![
                    self.channel.as_str().into(),
                    line.channel_number.as_str().into(),
                ],
                1,
            );
            if let Some(payment) = self.reader.page::<Payment>(&scan)?.0.first() {
                return Ok(Some(of_payment(payment)));
            }
        }
        self.document(line, &["debt_paid", "advertising", "other_income"])
    }

    fn document(&mut self, line: &BillLine, kinds: &[&str]) -> Result<Option<Ours>> {
        for number in [&line.our_number, &line.channel_number] {
            for kind in kinds {
                let id = Document::id_for(kind, number);
                let Some(document) = self.reader.find::<Document>(id)? else {
                    continue;
                };
                if kind_on(&document, &self.channel) == Some(line.kind) {
                    return Ok(Some(Ours {
                        id: document.id.0,
                        amount: document.amount,
                        booked: document.reversed.is_none(),
                    }));
                }
            }
        }
        Ok(None)
    }

    /// Hands out what the ledger moved on the channel's clearing account in these days and the bill does not have.
    fn missing_there(&mut self, from: Day, to: Day) -> Result<()> {
        let party = Party::Channel(self.channel.clone());
        // As it stands in the rows, quotes and all.
        let written = serde_json::to_string(&party)
            .map_err(|error| Error::internal(format!("a party could not be written: {error}")))?;
        let mut scan = Scan {
            from: Some(Value::from(from)),
            to: Some(Value::from(to)),
            ..Scan::index(tables::POSTING, Posting::BY_DAY, Vec::new(), PAGE)
        };
        loop {
            let page = self.reader.store.scan(self.reader.tenant, &scan)?;
            let mut moved = Vec::new();
            for row in page.rows.iter().filter(|row| row.body.contains(&written)) {
                let posting = decode_row::<Posting>(row)?;
                let amount = posting
                    .entries
                    .iter()
                    .find(|entry| {
                        entry.account.party == party
                            && entry.account.purpose == AccountPurpose::Clearing
                    })
                    .map(|entry| entry.amount);
                if let Some(amount) = amount {
                    moved.push((posting, amount));
                }
            }
            self.unseen(&moved)?;
            match page.next {
                Some(next) => scan.after = Some(next),
                None => return Ok(()),
            }
        }
    }

    fn unseen(&mut self, moved: &[(Posting, i64)]) -> Result<()> {
        use PostingPurpose as Why;
        let references = |wanted: fn(Why) -> bool| -> Vec<Id> {
            let moved = moved.iter().filter(|(posting, _)| wanted(posting.purpose));
            moved.filter_map(|(posting, _)| posting.reference).collect()
        };
        let trades = moved
            .iter()
            .filter(|(posting, _)| posting.purpose == Why::OrderPaid);
        let trades = trades
            .filter_map(|(posting, _)| posting.trade)
            .map(|trade| trade.0);
        let trades = self.records::<Trade>(trades.collect())?;
        let settlements = self.records::<Settlement>(references(|why| {
            matches!(
                why,
                Why::PayoutDone | Why::PayoutFailed | Why::PayoutPaidLate
            )
        }))?;
        let documents = self.records::<Document>(references(|why| {
            matches!(
                why,
                Why::Advertising
                    | Why::OtherIncome
                    | Why::DebtPaid
                    | Why::ChannelFee
                    | Why::ChannelTransfer
                    | Why::DocumentReversed
            )
        }))?;
        for (posting, amount) in moved {
            let reference = posting.reference;
            let (kind, id) = match posting.purpose {
                Why::OrderPaid => {
                    let trade = posting
                        .trade
                        .and_then(|trade: TradeId| trades.get(&trade.0));
                    let payment = trade.and_then(|trade| trade.payment);
                    (
                        BillKind::Payment,
                        payment.map(|payment: PaymentId| payment.0),
                    )
                }
                Why::UnappliedReceived => (BillKind::Payment, reference),
                Why::RefundDone => (BillKind::Refund, reference),
                Why::PayoutDone | Why::PayoutPaidLate | Why::PayoutFailed => {
                    let settlement = reference.and_then(|id| settlements.get(&id));
                    let kind = if *amount > 0 {
                        BillKind::PayoutReturned
                    } else {
                        BillKind::Payout
                    };
                    (kind, self.payout_of(settlement, amount.saturating_abs())?)
                }
                _ => {
                    let document = reference.and_then(|id| documents.get(&id));
                    // What was booked and taken back is no movement at the channel.
                    if document.is_some_and(|document| document.reversed.is_some()) {
                        continue;
                    }
                    let kind = document.and_then(|document| kind_on(document, &self.channel));
                    let by_sign = if *amount > 0 {
                        BillKind::TransferIn
                    } else {
                        BillKind::TransferOut
                    };
                    (
                        kind.unwrap_or(by_sign),
                        document.map(|document| document.id.0),
                    )
                }
            };
            // What cannot be named is told by its posting.
            let id = id.unwrap_or(posting.id.0);
            if self.seen.insert((kind, id)) {
                let row = self.row_of(kind, id, posting, amount.saturating_abs())?;
                self.put(&row)?;
            }
        }
        Ok(())
    }

    /// The payout of a settlement through this channel of this amount.
    fn payout_of(&mut self, settlement: Option<&Settlement>, amount: i64) -> Result<Option<Id>> {
        let Some(settlement) = settlement else {
            return Ok(None);
        };
        let payouts = self
            .reader
            .find_all::<Payout>(settlement.payouts.iter().copied())?;
        let mut through = payouts
            .into_iter()
            .flatten()
            .filter(|payout| payout.channel == self.channel && payout.amount.units() == amount);
        Ok(through.next().map(|payout| payout.id.0))
    }

    fn row_of(
        &mut self,
        kind: BillKind,
        id: Id,
        posting: &Posting,
        amount: i64,
    ) -> Result<ReconciledRow> {
        let mut row = ReconciledRow {
            line: None,
            kind: Some(kind),
            channel_number: String::new(),
            our_number: id.to_string(),
            theirs: None,
            ours: Some(Money::new(amount)?),
            verdict: Verdict::MissingThere,
        };
        // A trade of several orders has several postings and one payment.
        if kind == BillKind::Payment
            && let Some(payment) = self.reader.find::<Payment>(id)?
        {
            row.channel_number = payment.number.to_string();
            row.our_number = payment.trade.to_string();
            row.ours = Some(payment.amount);
        } else if let Some(trade) = posting.trade.filter(|_| kind == BillKind::Payment) {
            row.our_number = trade.to_string();
        }
        Ok(row)
    }
}

fn of_payment(payment: &Payment) -> Ours {
    Ours {
        id: payment.id.0,
        amount: payment.amount,
        booked: payment.outcome != PaymentOutcome::WrongAmount,
    }
}

/// As what a document appears in a channel's bill.
fn kind_on(document: &Document, channel: &Text<40>) -> Option<BillKind> {
    let is = |party: &Party| *party == Party::Channel(channel.clone());
    match &document.kind {
        DocumentKind::Advertising { payer, .. } | DocumentKind::OtherIncome { payer, .. } => {
            is(payer).then_some(BillKind::Payment)
        }
        DocumentKind::DebtPaid { channel: by, .. } => (by == channel).then_some(BillKind::Payment),
        DocumentKind::ChannelFee { channel: by, .. } => (by == channel).then_some(BillKind::Fee),
        DocumentKind::ChannelTransfer { from, to } => {
            if from == channel {
                Some(BillKind::TransferOut)
            } else {
                (to == channel).then_some(BillKind::TransferIn)
            }
        }
        DocumentKind::UsageFee { .. } => None,
    }
}
