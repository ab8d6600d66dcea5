//! What a replay tells: every line accounted for, the figures of the file's README, speed and size.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Instant;

use linli::kernel::{Money, Timestamp};
use linli::ledger::{TrialLine, Unit};
use linli::verify::VerifyReport;

use super::Outcome;
use super::file::{Kind, Line, Reason, pounds};
use super::shop::london;
use crate::table::Table;

/// Lines and their sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many lines.
    pub lines: u64,
    /// Quantity × price in thousandths of a pound.
    pub sum: i64,
    /// The numbers of the first ones.
    pub first: Vec<u64>,
}

impl Count {
    fn add(&mut self, number: u64, amount: i64) {
        self.lines += 1;
        self.sum += amount;
        if self.first.len() < 4 {
            self.first.push(number);
        }
    }
}

/// What became of the lines, counted while they are read.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Every line.
    pub all: Count,
    /// Sale lines of the file.
    pub sales: Count,
    /// Return lines of the file.
    pub returns: Count,
    /// Lines not taken, by reason.
    pub refused: BTreeMap<Reason, Count>,
    /// Sale lines that became lines of trades.
    pub lines_sold: u64,
    /// Trades.
    pub trades: u64,
    /// What the engine says the trades cost.
    pub trades_total: i64,
    /// Return lines that became refunds.
    pub returned: Count,
    /// Of those the lines at another price than was paid …
    pub repriced: Count,
    /// … and what the refunds of all return lines should be, by the prices paid.
    pub returned_at_paid_price: i64,
    /// Refunds.
    pub refunds: u64,
    /// What the engine says was refunded.
    pub refunds_total: i64,
    /// The first few words of the engine about invoices that it refused.
    pub engine_said: Vec<String>,
    /// The time of the first sale.
    pub first_sale: Option<Timestamp>,
}

impl Tally {
    pub(super) fn seen(&mut self, line: &Line) -> Outcome<()> {
        let amount = line.amount()?;
        self.all.add(line.number, amount);
        match line.kind {
            Kind::Sale => {
                self.sales.add(line.number, amount);
                if self.first_sale.is_none() {
                    self.first_sale = Some(line.time(london()?)?);
                }
            }
            Kind::Return => self.returns.add(line.number, amount),
            Kind::Refused(_) => {}
        }
        Ok(())
    }

    pub(super) fn refuse(&mut self, reason: Reason, number: u64, amount: i64) {
        self.refused.entry(reason).or_default().add(number, amount);
    }

    pub(super) fn sold(&mut self, lines: usize, total: Option<Money>) {
        if let Some(total) = total {
            self.trades += 1;
            self.lines_sold += lines as u64;
            self.trades_total += total.units();
        }
    }

    /// A return line was matched; `value` is what was paid for its units, below zero.
    pub(super) fn returned(&mut self, number: u64, amount: i64, value: i64) {
        self.returned.add(number, amount);
        self.returned_at_paid_price += value;
        if value != amount {
            self.repriced.add(number, value - amount);
        }
    }

    pub(super) fn refunded(&mut self, cash: Money) {
        self.refunds += 1;
        self.refunds_total += cash.units();
    }

    pub(super) fn engine_said(&mut self, invoice: &str, error: &linli::Error) {
        if self.engine_said.len() < 10 {
            self.engine_said.push(format!("invoice {invoice}: {error}"));
        }
    }

    fn refused_of(&self, reasons: &[Reason]) -> Count {
        let mut sum = Count::default();
        for reason in reasons {
            if let Some(count) = self.refused.get(reason) {
                sum.lines += count.lines;
                sum.sum += count.sum;
            }
        }
        sum
    }
}

/// How long something took.
#[derive(Clone, Debug)]
pub struct Stage {
    /// What.
    pub name: &'static str,
    /// How long.
    pub seconds: f64,
    /// How many things were done.
    pub things: u64,
    /// The most memory that the process had until then, in bytes, where the system tells.
    pub peak_memory: Option<u64>,
}

/// What a replay tells.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Lines behind the header.
    pub lines: u64,
    /// Members, those of invoices without CustomerID included.
    pub customers: u64,
    /// What became of the lines.
    pub tally: Tally,
    /// Orders that were collected at their stations.
    pub collected: u64,
    /// The ledger at the end.
    pub ledger: Vec<TrialLine>,
    /// What `verify` found at the end.
    pub verified: VerifyReport,
    /// How long each stage took.
    pub stages: Vec<Stage>,
    /// How long all of it took.
    pub seconds: f64,
    /// Size of the SQLite file.
    pub file_bytes: u64,
}

/// The figures of the README beside the file: lines, sale lines and their sum, return lines and theirs, trades, all.
const FULL_FILE: [(&str, i64); 8] = [
    ("lines", 541_909),
    ("sale lines", 530_103),
    ("sale lines, sum", 10_655_622_484),
    ("sale invoices", 19_959),
    ("return lines", 9_288),
    ("return lines, sum", -896_812_490),
    ("sum over all lines", 9_747_747_934),
    ("trades, sum", 10_655_622_484),
];

impl Report {
    pub(super) fn stage(&mut self, name: &'static str, begun: Instant, things: u64) {
        self.stages.push(Stage {
            name,
            seconds: begun.elapsed().as_secs_f64(),
            things,
            peak_memory: peak_memory(),
        });
    }

    fn figures(&self) -> [i64; 8] {
        let tally = &self.tally;
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        [
            count(self.lines),
            count(tally.sales.lines),
            tally.sales.sum,
            count(tally.trades),
            count(tally.returns.lines),
            tally.returns.sum,
            tally.all.sum,
            tally.trades_total,
        ]
    }

    /// Everything that does not add up; nothing: all is well.
    pub fn problems(&self) -> Vec<String> {
        let tally = &self.tally;
        let mut problems = Vec::new();
        let mut claim = |what: &str, left: i64, right: i64| {
            if left != right {
                problems.push(format!("{what}: {left} is not {right}"));
            }
        };
        let by_engine = tally.refused_of(&[Reason::RefusedByEngine]);
        claim(
            "sale lines = lines of trades + refused by the engine",
            count(tally.sales.lines),
            count(tally.lines_sold + by_engine.lines),
        );
        claim(
            "sum of sale lines = sum of trades + refused by the engine",
            tally.sales.sum,
            tally.trades_total + by_engine.sum,
        );
        let unmatched = tally.refused_of(&UNMATCHED);
        claim(
            "return lines = refunded + refused",
            count(tally.returns.lines),
            count(tally.returned.lines + unmatched.lines),
        );
        claim(
            "sum of return lines = refunds − repriced + refused",
            tally.returns.sum,
            -tally.refunds_total - tally.repriced.sum + unmatched.sum,
        );
        claim(
            "refunds = units that came back at the prices paid",
            tally.refunds_total,
            -tally.returned_at_paid_price,
        );
        let refused: u64 = tally.refused.values().map(|count| count.lines).sum();
        claim(
            "lines = taken + refused",
            count(self.lines),
            count(tally.lines_sold + tally.returned.lines + refused),
        );
        let refused: i64 = tally.refused.values().map(|count| count.sum).sum();
        claim(
            "sum over all lines = trades + returned + refused",
            tally.all.sum,
            tally.trades_total + tally.returned.sum + refused,
        );
        for unit in [Unit::Money, Unit::Points] {
            let lines = self.ledger.iter().filter(|line| line.unit == unit);
            let sum: i128 = lines.map(|line| line.balance).sum();
            claim(
                "the ledger's sum",
                i64::try_from(sum).unwrap_or(i64::MAX),
                0,
            );
        }
        if count(self.lines) == FULL_FILE[0].1 {
            for ((what, expected), figure) in FULL_FILE.iter().zip(self.figures()) {
                claim(what, figure, *expected);
            }
        }
        if !self.verified.is_clean() {
            problems.push(format!("verify found {} problems", self.verified.found));
        }
        for finding in self.verified.findings.iter().take(20) {
            problems.push(format!("{finding:?}"));
        }
        problems
    }
}

/// Why returns are refused.
const UNMATCHED: [Reason; 3] = [
    Reason::NobodysReturn,
    Reason::NotBought,
    Reason::MoreThanBought,
];

fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Digits in groups of three.
fn grouped(number: impl fmt::Display) -> String {
    let text = number.to_string();
    let (sign, text) = text
        .strip_prefix('-')
        .map_or(("", &*text), |rest| ("-", rest));
    let (whole, rest) = text
        .split_once('.')
        .map_or((text, ""), |(whole, _)| (whole, &text[whole.len()..]));
    let mut grouped = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

fn sum(units: i64) -> String {
    let money = Money::new(units).ok().zip(pounds().ok());
    money.map_or_else(String::new, |(money, pounds)| grouped(pounds.format(money)))
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tally = &self.tally;
        let mut table = Table::new(["", ">lines", ">sum, GBP", "first lines"]);
        let line = |what: &str, lines: u64, amount: i64, first: &[u64]| {
            let first: Vec<String> = first.iter().map(ToString::to_string).collect();
            [
                what.to_owned(),
                grouped(lines),
                sum(amount),
                first.join(", "),
            ]
        };
        table.row(line(
            "taken: sold",
            tally.lines_sold,
            tally.trades_total,
            &[],
        ));
        let returned = &tally.returned;
        table.row(line("taken: returned", returned.lines, returned.sum, &[]));
        for (reason, count) in &tally.refused {
            let what = format!("refused: {}", reason.text());
            table.row(line(&what, count.lines, count.sum, &count.first));
        }
        table.total(line(
            "all lines of the file",
            tally.all.lines,
            tally.all.sum,
            &[],
        ));
        writeln!(f, "{table}")?;

        let mut table = Table::new(["", ">number", ">sum, GBP"]);
        let row =
            |what: &str, number: u64, amount: i64| [what.to_owned(), grouped(number), sum(amount)];
        table.row(row(
            "trades, one per sale invoice",
            tally.trades,
            tally.trades_total,
        ));
        table.row(row("refunds", tally.refunds, -tally.refunds_total));
        let difference = tally.repriced.sum;
        table.row(row(
            "  lines returned at another price",
            tally.repriced.lines,
            difference,
        ));
        table.row(row("orders collected with their code", self.collected, 0));
        table.row(row("customers", self.customers, 0));
        writeln!(f, "{table}")?;
        for said in &tally.engine_said {
            writeln!(f, "  {said}")?;
        }

        let mut table = Table::new(["stage", ">seconds", ">done", ">per second", ">peak memory"]);
        for stage in &self.stages {
            #[expect(clippy::cast_precision_loss, reason = "a speed")]
            let speed = stage.things as f64 / stage.seconds;
            table.row([
                stage.name.to_owned(),
                format!("{:.1}", stage.seconds),
                grouped(stage.things),
                grouped(format!("{speed:.0}")),
                stage.peak_memory.map_or_else(String::new, mebibytes),
            ]);
        }
        writeln!(f, "{table}")?;
        if let Some(trading) = self.stages.iter().find(|stage| stage.name == "trading") {
            #[expect(clippy::cast_precision_loss, reason = "a speed")]
            let speed = |things: u64| grouped(format!("{:.0}", things as f64 / trading.seconds));
            writeln!(
                f,
                "  {} orders/s placed and paid, {} lines/s; {:.1} s in all",
                speed(tally.trades),
                speed(tally.all.lines),
                self.seconds
            )?;
        }
        let memory = peak_memory().map_or_else(|| "unknown".to_owned(), mebibytes);
        let file = mebibytes(self.file_bytes);
        writeln!(f, "  file {file}, peak memory {memory}")?;
        let rows: u64 = self.verified.checked.values().sum();
        let found = self.verified.found;
        writeln!(
            f,
            "  verify: {} rows checked, {found} findings",
            grouped(rows)
        )
    }
}

fn mebibytes(bytes: u64) -> String {
    format!("{} MiB", grouped(bytes >> 20))
}

/// The most memory that the process had, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes << 10)
}
