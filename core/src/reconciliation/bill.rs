//! Reading a channel's bill line by line. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::BTreeMap;
use std::io::Read;

use serde::{Deserialize, Serialize};

use super::profile::{BillProfile, KindRule};
use crate::kernel::{Currency, Error, Money, Result};

/// What a line of a bill is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillKind {
    /// A member's payment came in.
    Payment,
    /// A refund went out.
    Refund,
    /// A payout went out.
    Payout,
    /// A payout came back.
    PayoutReturned,
    /// The channel kept a fee.
    Fee,
    /// Money came in from another channel.
    TransferIn,
    /// Money was passed on to another channel.
    TransferOut,
}

impl BillKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Payment,
        Self::Refund,
        Self::Payout,
        Self::PayoutReturned,
        Self::Fee,
        Self::TransferIn,
        Self::TransferOut,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Refund => "refund",
            Self::Payout => "payout",
            Self::PayoutReturned => "payout_returned",
            Self::Fee => "fee",
            Self::TransferIn => "transfer_in",
            Self::TransferOut => "transfer_out",
        }
    }
}

/// A readable line of a bill.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BillLine {
    /// Its number in the file, from 1.
    pub line: u64,
    /// What it is.
    pub kind: BillKind,
    /// The channel's number.
    pub channel_number: String,
    /// Our number.
    pub our_number: String,
    /// How much, zero or more.
    pub amount: Money,
}

/// Where the figures of a kind stand.
struct Columns<'a> {
    rule: &'a KindRule,
    channel_number: usize,
    our_number: usize,
    amount: usize,
}

/// Longest field that is read; longer ones make their line unreadable.
const MAX_FIELD: usize = 200;

/// Reads a bill, a line at a time.
pub(super) struct Bill<'a, R> {
    profile: &'a BillProfile,
    currency: Currency,
    reader: csv::Reader<R>,
    kind: usize,
    kinds: BTreeMap<&'a str, Columns<'a>>,
    record: csv::ByteRecord,
    ended: bool,
}

/// A line that could not be read: its number and why.
pub(super) type Unreadable = (u64, Error);

impl<'a, R: Read> Bill<'a, R> {
    /// Looks for the line that names the columns: the first one in which all of them are. Errors: `invalid_field` naming
    /// `profile` when there is none among the first 100 lines.
    pub(super) fn open(profile: &'a BillProfile, currency: Currency, file: R) -> Result<Self> {
        profile.validate()?;
        let separator = u8::try_from(u32::from(profile.separator))
            .map_err(|_| Error::invalid("profile.separator", "one ASCII character is expected"))?;
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(file);
        let mut bill = Self {
            profile,
            currency,
            reader,
            kind: 0,
            kinds: BTreeMap::new(),
            record: csv::ByteRecord::new(),
            ended: false,
        };
        for _ in 0..100 {
            if !bill.advance()? {
                break;
            }
            if bill.take_columns() {
                return Ok(bill);
            }
        }
        Err(Error::invalid(
            "profile",
            "none of the first 100 lines names all of its columns",
        ))
    }

    fn advance(&mut self) -> Result<bool> {
        self.reader
            .read_byte_record(&mut self.record)
            .map_err(|error| Error::Port {
                port: "bill",
                reason: error.to_string(),
            })
    }

    fn field(&self, place: usize) -> Result<&str> {
        let bytes = self.record.get(place).unwrap_or_default();
        if bytes.len() > MAX_FIELD {
            return Err(Error::invalid("field", "it is too long"));
        }
        let text =
            std::str::from_utf8(bytes).map_err(|_| Error::invalid("field", "UTF-8 is expected"))?;
        let text = text.trim_start_matches('\u{feff}').trim();
        let text = text.strip_prefix(&self.profile.cut).unwrap_or(text);
        Ok(text.trim())
    }

    /// Whether this line names all columns.
    fn take_columns(&mut self) -> bool {
        let mut places = BTreeMap::new();
        for place in 0..self.record.len() {
            if let Ok(name) = self.field(place) {
                places.entry(name.to_owned()).or_insert(place);
            }
        }
        if !self.profile.columns().all(|name| places.contains_key(name)) {
            return false;
        }
        let place = |name: &str| places.get(name).copied().unwrap_or(0);
        self.kind = place(&self.profile.kind);
        self.kinds = self
            .profile
            .kinds
            .iter()
            .map(|rule| {
                let columns = Columns {
                    rule,
                    channel_number: place(&rule.channel_number),
                    our_number: place(&rule.our_number),
                    amount: place(&rule.amount),
                };
                (rule.word.as_str(), columns)
            })
            .collect();
        true
    }

    /// The next line of the table; `None`: there are no more.
    pub(super) fn next_line(&mut self) -> Result<Option<Result<BillLine, Unreadable>>> {
        while !self.ended && self.advance()? {
            let line = self.line();
            let first = self.record.get(0).unwrap_or_default();
            let begins = |with: &Option<String>| {
                with.as_ref()
                    .is_some_and(|with| first.starts_with(with.as_bytes()))
            };
            if begins(&self.profile.ends_with) {
                self.ended = true;
                return Ok(None);
            }
            let blank = self.record.iter().all(<[u8]>::is_empty);
            if blank || begins(&self.profile.comment) {
                continue;
            }
            return Ok(Some(self.read(line).map_err(|error| (line, error))));
        }
        Ok(None)
    }

    /// The line at which the record begins: the reader skips blank lines before it without a word.
    fn line(&self) -> u64 {
        let begun = self.record.position().map_or(0, csv::Position::line);
        let after = self.reader.position().line();
        let inside = self.record.as_slice().iter().filter(|byte| **byte == b'\n');
        let lines = (inside.count() as u64).saturating_add(1);
        begun.max(after.saturating_sub(lines))
    }

    fn read(&self, line: u64) -> Result<BillLine> {
        let under = |name: &str, error: Error| error.under(name);
        let word = self
            .field(self.kind)
            .map_err(|error| under(&self.profile.kind, error))?;
        let columns = self.kinds.get(word).ok_or_else(|| {
            Error::invalid(self.profile.kind.clone(), "a line of an unknown kind")
        })?;
        let rule = columns.rule;
        let text = |place: usize, name: &str| {
            self.field(place)
                .map(str::to_owned)
                .map_err(|error| under(name, error))
        };
        let channel_number = text(columns.channel_number, &rule.channel_number)?;
        let our_number = text(columns.our_number, &rule.our_number)?;
        if channel_number.is_empty() && our_number.is_empty() {
            return Err(Error::invalid(
                rule.our_number.clone(),
                "a line without any number",
            ));
        }
        let written = text(columns.amount, &rule.amount)?;
        let figures = written
            .trim_start_matches(['-', '+', '¥', '￥'])
            .replace(',', "");
        let amount = self
            .currency
            .parse("amount", &figures)
            .map_err(|error| match error {
                Error::Invalid { reason, .. } => Error::Invalid {
                    field: rule.amount.clone().into(),
                    reason,
                },
                other => other,
            })?;
        Ok(BillLine {
            line,
            kind: rule.kind,
            channel_number,
            our_number,
            amount,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(profile: &BillProfile, text: &str) -> Result<Vec<Result<BillLine, Unreadable>>> {
        let mut bill = Bill::open(profile, Currency::CNY, text.as_bytes())?;
        let mut lines = Vec::new();
        while let Some(line) = bill.next_line()? {
            lines.push(line);
        }
        Ok(lines)
    }

    #[test]
    fn wechats_bill_is_read_with_its_accents_and_without_its_totals() {
        let text = "\u{feff}交易时间,微信订单号,商户订单号,交易状态,微信退款单号,商户退款单号,订单金额,申请退款金额\n\
            `2026-11-22 10:00:00,`4200001,`t-1,`SUCCESS,`0,`0,`30.00,`0.00\n\
            `2026-11-22 11:00:00,`4200001,`t-1,`REFUND,`5000001,`r-1,`30.00,`12.50\n\
            总交易单数,应结订单总金额\n`2,`30.00\n";
        let lines = read(&BillProfile::wechat(), text).unwrap();
        let lines: Vec<BillLine> = lines.into_iter().map(Result::unwrap).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(
            (
                lines[0].kind,
                lines[0].our_number.as_str(),
                lines[0].amount.units()
            ),
            (BillKind::Payment, "t-1", 3_000)
        );
        assert_eq!(
            (
                lines[1].kind,
                lines[1].our_number.as_str(),
                lines[1].amount.units()
            ),
            (BillKind::Refund, "r-1", 1_250)
        );
        assert_eq!(lines[1].line, 3);
    }

    #[test]
    fn alipays_bill_begins_with_remarks_and_writes_refunds_below_zero() {
        let text = "#支付宝业务明细查询\n#账号：[2088]\n\
            支付宝交易号,商户订单号,业务类型,订单金额（元）,退款批次号/请求号\n\
            2026112200,t-1\t,交易,30.00,\n2026112200,t-1,退款,-12.50,r-1\n#合计\n";
        let lines = read(&BillProfile::alipay(), text).unwrap();
        let lines: Vec<BillLine> = lines.into_iter().map(Result::unwrap).collect();
        assert_eq!(lines[0].our_number, "t-1");
        assert_eq!(
            (
                lines[1].kind,
                lines[1].our_number.as_str(),
                lines[1].amount.units()
            ),
            (BillKind::Refund, "r-1", 1_250)
        );
    }

    #[test]
    fn each_dirty_line_is_told_with_its_number_and_column_and_the_others_are_read() {
        let text = "kind,channel_number,our_number,amount\n\
            payment,C1,T1,1.00\n\
            payment,C2,T2,1.005\n\
            payment,C3,T3,abc\n\
            gift,C4,T4,1.00\n\
            payment,,,1.00\n\
            payment,C5\n\
            \n\
            \"payment\",\"C,6\",T6,\"1,000.00\"\n\
            payment,C7,T7,99999999999999999999\n";
        let mut lines = Vec::new();
        let mut bytes = text.as_bytes().to_vec();
        bytes.extend_from_slice(b"payment,C\xff8,T8,1.00\n");
        let profile = BillProfile::plain();
        let mut bill = Bill::open(&profile, Currency::CNY, bytes.as_slice()).unwrap();
        while let Some(line) = bill.next_line().unwrap() {
            lines.push(match line {
                Ok(line) => (line.line, line.our_number),
                Err((line, error)) => (line, error.field().unwrap_or("").to_owned()),
            });
        }
        let expected = [
            (2, "T1"),
            (3, "amount"),
            (4, "amount"),
            (5, "kind"),
            (6, "our_number"),
            (7, "amount"),
            (9, "T6"),
            (10, "amount"),
            (11, "channel_number.field"),
        ];
        let expected: Vec<(u64, String)> = expected
            .map(|(line, field)| (line, field.to_owned()))
            .to_vec();
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_file_without_the_columns_is_refused() {
        let error = read(&BillProfile::plain(), "a,b\n1,2\n").unwrap_err();
        assert_eq!(
            (error.code(), error.field()),
            ("invalid_field", Some("profile"))
        );
        let error = read(&BillProfile::plain(), "").unwrap_err();
        assert_eq!(error.field(), Some("profile"));
        let mut profile = BillProfile::plain();
        profile.separator = '；';
        let error = read(&profile, "").unwrap_err();
        assert_eq!(error.field(), Some("profile.separator"));
    }
}
