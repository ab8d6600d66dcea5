//! Placing and paying orders: alone, with 64 callers, and in bytes.

use std::time::Instant;

use super::figures::{Times, median, number, per_second};
use super::raw::Program;
use super::recording::Recording;
use super::setup::{Size, Town};
use super::traffic::{self, Shopper, Traffic, Until};
use super::{Kind, Line, Result, Setting, disk};

const CALLERS: usize = 64;
/// Bytes of a page.
const PAGE: usize = 4096;
/// Each round measures everything that is compared, one after another.
const ROUNDS: usize = 3;
/// Orders of a caller who is alone in a round.
const ALONE: usize = 400;
/// Orders in a commit where groups are made on purpose.
const GROUP: usize = 64;
/// Groups whose bytes are counted and whose changes the raw probe makes again.
const GROUPS: usize = 80;

/// A caller who is alone: what one durable order takes, beside flushes of the disk that are made in between, of one page
/// and of as many bytes as the order's commit.
pub(super) fn one_order(setting: &Setting) -> Result<Vec<Line>> {
    let opened = setting.open()?;
    let town = Town::build(opened.port.clone(), Size::TOWN)?;
    traffic::run(&town, 1, Until::Time(setting.time / 5))?;
    let bytes = match &opened.sqlite {
        Some(sqlite) => {
            let before = sqlite.stats()?;
            traffic::run(&town, 1, Until::Time(setting.time / 5))?;
            let after = sqlite.stats()?;
            let pages = after.pages_logged - before.pages_logged;
            usize::try_from(pages / (after.commits - before.commits).max(1))? * PAGE
        }
        None => PAGE,
    };
    let mut page = disk::Log::begin(opened.directory.path(), PAGE)?;
    let mut commit = disk::Log::begin(opened.directory.path(), bytes)?;
    let (mut pages, mut commits) = (Times::default(), Times::default());
    let mut shopper = Shopper::new(0, 1);
    let mut traffic = Traffic::default();
    let start = Instant::now();
    while start.elapsed() < setting.time {
        traffic::shop(&town, &mut shopper, &mut traffic)?;
        pages.time(|| page.append())?;
        commits.time(|| commit.append())?;
    }
    let flush = pages.percentile(50);
    let p50 = traffic.placing.percentile(50);
    Ok(vec![
        Line::new("one_order_p50", p50, "us")
            .beside("fdatasync_append_p50", flush)
            .goal("<= 1.5")
            .note("one call of place_order; flushes of one page made in between"),
        Line::new("one_order_p50_of_bytes", p50, "us")
            .beside(
                "append and fdatasync of as many bytes",
                commits.percentile(50),
            )
            .note(format!("{} KiB in a commit", bytes >> 10)),
        Line::new("one_order_p99", traffic.placing.percentile(99), "us")
            .beside("one_order_p50", p50),
        Line::new("one_order_paid_p50", traffic.paying.percentile(50), "us")
            .beside("fdatasync_append_p50", flush)
            .note("one call of report_payment"),
        Line::new("one_order_both_p50", traffic.both.percentile(50), "us")
            .beside("two flushes", 2.0 * flush)
            .goal("<= 1.5")
            .note("place_order, then report_payment"),
    ])
}

/// 64 callers beside one caller and beside the raw probe. Each round begins with an empty store for each of them and makes
/// the same number of orders, so that all write into files of the same size.
pub(super) fn callers(setting: &Setting) -> Result<Vec<Line>> {
    let probe = (setting.kind == Kind::Sqlite)
        .then(|| Probe::record(setting))
        .transpose()?;
    let mut alone = Vec::new();
    let mut together = Vec::new();
    let mut grouped = Vec::new();
    let mut raw = Vec::new();
    let mut raw_single = Vec::new();
    let mut all = Traffic::default();
    let mut commits = 0;
    let mut rounds = 0;
    let start = Instant::now();
    while rounds < ROUNDS || start.elapsed() < setting.time {
        rounds += 1;
        let opened = setting.open()?;
        let town = Town::build(opened.port.clone(), Size::TOWN)?;
        let before = opened.commits()?;
        let traffic = traffic::run(&town, CALLERS, Until::Orders(GROUPS * GROUP / CALLERS))?;
        commits += opened.commits()? - before;
        together.push(traffic.rate());
        all.join(&traffic);
        alone.push(traffic::run(&town, 1, Until::Orders(ALONE))?.rate());
        grouped.push(in_groups(setting)?);
        if let Some(probe) = &probe {
            raw.push(probe.groups(setting)?);
            raw_single.push(probe.single(setting)?);
        }
    }
    let (alone, together) = (median(alone), median(together));
    let mut lines = vec![
        Line::new("one_caller", alone, "orders/s").note("place_order and report_payment"),
        Line::new("callers_64", together, "orders/s")
            .beside("one_caller", alone)
            .goal(">= 6"),
    ];
    if probe.is_some() {
        let (raw, raw_single) = (median(raw), median(raw_single));
        lines.push(
            Line::new("callers_64_of_raw", together, "orders/s")
                .beside("raw_groups_of_64", raw)
                .goal(">= 0.6")
                .note("the same row changes by prepared statements alone, 64 orders per commit"),
        );
        lines.push(
            Line::new("groups_of_64_of_raw", median(grouped), "orders/s")
                .beside("raw_groups_of_64", raw)
                .note("the engine without threads: execute_all with 64 commands"),
        );
        lines.push(
            Line::new("one_caller_of_raw", alone, "orders/s")
                .beside("raw_one_per_commit", raw_single),
        );
        lines.push(
            Line::new(
                "callers_64_group",
                number(2 * all.both.len() as u64) / number(commits),
                "commands/commit",
            )
            .beside("callers", number(CALLERS as u64)),
        );
    }
    let p50 = all.both.percentile(50);
    lines.push(Line::new("callers_64_both_p50", p50, "us"));
    lines.push(
        Line::new("callers_64_both_p99", all.both.percentile(99), "us")
            .beside("callers_64_both_p50", p50),
    );
    for (name, times) in [("place", &all.placing), ("pay", &all.paying)] {
        lines.push(
            Line::new(format!("callers_64_{name}_p99"), times.percentile(99), "us")
                .beside(format!("callers_64_{name}_p50"), times.percentile(50)),
        );
    }
    Ok(lines)
}

/// Orders per second that one thread places and pays, 64 in a call.
fn in_groups(setting: &Setting) -> Result<f64> {
    let opened = setting.open()?;
    let town = Town::build(opened.port.clone(), Size::TOWN)?;
    let mut shopper = Shopper::new(0, 1);
    let start = Instant::now();
    for _ in 0..GROUPS {
        let placed = traffic::place_group(&town, &mut shopper, GROUP)?;
        traffic::pay_group(&town, &placed)?;
    }
    Ok(per_second(GROUPS * GROUP, start.elapsed()))
}

/// What a number of orders makes the engine commit, as statements.
struct Probe {
    program: Program,
    before: Vec<super::raw::Transaction>,
    /// 64 orders placed, then the same 64 paid, and so on.
    groups: Vec<super::raw::Transaction>,
    /// One order placed, then paid.
    single: Vec<super::raw::Transaction>,
}

impl Probe {
    fn record(setting: &Setting) -> Result<Self> {
        let opened = setting.open()?;
        let recording = Recording::of(opened.port.clone());
        let town = Town::build(recording.clone(), Size::TOWN)?;
        let mut program = Program::default();
        let part = |program: &mut Program| {
            recording
                .take()
                .iter()
                .for_each(|change| program.add(change));
            program.next_part()
        };
        let before = part(&mut program);
        let mut shopper = Shopper::new(0, 1);
        for _ in 0..GROUPS {
            let placed = traffic::place_group(&town, &mut shopper, GROUP)?;
            traffic::pay_group(&town, &placed)?;
        }
        let groups = part(&mut program);
        for _ in 0..ALONE {
            let placed = traffic::place_group(&town, &mut shopper, 1)?;
            traffic::pay_group(&town, &placed)?;
        }
        let single = part(&mut program);
        Ok(Self {
            program,
            before,
            groups,
            single,
        })
    }

    /// Orders per second in groups of 64.
    fn groups(&self, setting: &Setting) -> Result<f64> {
        let directory = setting.scratch()?;
        let connection = Program::open(&super::setup::file_in(directory.path()))?;
        self.program.run(&connection, &self.before)?;
        let time = self.program.run(&connection, &self.groups)?;
        Ok(per_second(GROUPS * GROUP, time))
    }

    /// Orders per second, each placed and paid in commits of its own.
    fn single(&self, setting: &Setting) -> Result<f64> {
        let directory = setting.scratch()?;
        let connection = Program::open(&super::setup::file_in(directory.path()))?;
        self.program.run(&connection, &self.before)?;
        self.program.run(&connection, &self.groups)?;
        let time = self.program.run(&connection, &self.single)?;
        Ok(per_second(ALONE, time))
    }
}

/// Bytes written per order in groups of exactly 64.
pub(super) fn bytes(setting: &Setting) -> Result<Vec<Line>> {
    const GOAL: f64 = 10_240.0;
    let opened = setting.open()?;
    let sqlite = opened.sqlite.clone().ok_or("only a file has bytes")?;
    let town = Town::build(opened.port.clone(), Size::TOWN)?;
    let mut shopper = Shopper::new(0, 1);
    let logged = || -> Result<u64> {
        let frame = u64::from(linli_sqlite::SqliteStore::PAGE_BYTES) + 24;
        Ok(sqlite.stats()?.pages_logged * frame)
    };
    let (mut placing, mut paying) = (0, 0);
    let written = bytes_written();
    for _ in 0..GROUPS {
        let start = logged()?;
        let placed = traffic::place_group(&town, &mut shopper, GROUP)?;
        let middle = logged()?;
        traffic::pay_group(&town, &placed)?;
        placing += middle - start;
        paying += logged()? - middle;
    }
    let per_order = |bytes: u64| number(bytes) / number((GROUPS * GROUP) as u64);
    let mut lines = vec![
        Line::new("bytes_per_order", per_order(placing + paying), "bytes")
            .beside("goal", GOAL)
            .goal("<= 1")
            .note("write-ahead log, placed and paid, groups of 64"),
        Line::new("bytes_per_order_placed", per_order(placing), "bytes").beside("goal", GOAL),
        Line::new("bytes_per_order_paid", per_order(paying), "bytes").beside("goal", GOAL),
    ];
    if let (Some(before), Some(after)) = (written, bytes_written()) {
        lines.push(
            Line::new(
                "bytes_per_order_with_checkpoints",
                per_order(after - before),
                "bytes",
            )
            .beside("bytes_per_order", per_order(placing + paying))
            .note("everything that this process wrote to the disk"),
        );
    }
    Ok(lines)
}

/// What the system says that this process sent to the disk.
fn bytes_written() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/io").ok()?;
    let line = text.lines().find(|line| line.starts_with("write_bytes:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
