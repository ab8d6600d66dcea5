//! What it costs to learn from order lines, and to recommend something.

use std::hint::black_box;
use std::time::{Duration, Instant};

use linli::engine::{Event, LogEntry, Record};
use linli::insight::{Behaviour, FoldInsights};
use linli::kernel::{Actor, Id};
use linli::order::Order;
use linli::store::{ChangeSet, Order as Walk, Scan};

use super::figures::{Times, number, per_second};
use super::memory::kibibytes;
use super::setup::{Opened, Size, Town, insert};
use super::traffic::{Shopper, paid_orders};
use super::{Line, Result, Setting};

/// Lines of an order, all of different products.
const LINES: usize = 8;
/// Orders that are written at a time.
const BATCH: usize = 2_500;
/// Products that are bought together more often than others.
const CLUSTER: usize = 25;
/// Recommendations that are timed, each for another member.
const CALLS: usize = 500;

/// 100,000 order lines, 1,000,000 with `--long`, are taken in step by step, as due work does. The orders are rows with their
/// log entries, written beforehand: what they cost to place is another line's work. RULES §15.
pub(super) fn insight(setting: &Setting) -> Result<Vec<Line>> {
    let opened = setting.open()?;
    let size = Size {
        members: 10_000,
        stations: 1,
        products: 1_000,
    };
    let town = Town::build(std::sync::Arc::clone(&opened.port), size)?;
    let pattern = Pattern::make(&opened, &town)?;
    fold(&town)?;
    let orders = if setting.long { 125_000 } else { 12_500 };
    let mut time = Duration::ZERO;
    let mut taken_in = 0;
    let mut memory = Vec::new();
    for batch in 0..orders / BATCH {
        pattern.write(&opened, &town, batch * BATCH)?;
        let start = Instant::now();
        taken_in += fold(&town)?;
        time += start.elapsed();
        memory.push(kibibytes("self", "VmRSS:")? / 1024.0);
    }
    let lines = orders * LINES;
    if taken_in != lines {
        return Err(format!("{taken_in} lines were taken in, not {lines}").into());
    }
    let largest = largest(&opened, &town)?;
    let mut times = Times::default();
    let mut found = 0;
    for member in town.members.iter().take(CALLS) {
        let actor = Actor::user(town.tenant, *member);
        let recommended = times.time(|| town.engine.recommendations(&actor, *member, 10))?;
        found += black_box(recommended).len();
    }
    let (first, last) = (memory[0], memory[memory.len() - 1]);
    Ok(vec![
        Line::new("insight_fold", per_second(lines, time), "lines/s").note(format!(
            "{lines} order lines of 10,000 members and 1,000 products in {:.1} s",
            time.as_secs_f64()
        )),
        Line::new("insight_memory", last, "MiB")
            .beside("after the first 20,000 lines", first)
            .note("resident memory of the process, rows of orders in the store aside"),
        Line::new("insight_largest_row", largest, "bytes")
            .note("of a member's or a product's habits; bounded whatever is bought"),
        Line::new("recommendations_p50", times.percentile(50), "us")
            .note(format!("ten at most, {found} in {CALLS} calls")),
        Line::new("recommendations_p99", times.percentile(99), "us"),
    ])
}

/// Folds until there is nothing more; answers how many lines that were.
fn fold(town: &Town) -> Result<usize> {
    let mut lines = 0;
    loop {
        let step = town
            .engine
            .fold_insights(&town.system, town.id()?, FoldInsights {})?;
        lines += step.lines as usize;
        if !step.more {
            return Ok(lines);
        }
    }
}

fn largest(opened: &Opened, town: &Town) -> Result<f64> {
    let mut largest = 0;
    for table in [Behaviour::TABLE, linli::insight::Affinity::TABLE] {
        let mut scan = Scan::all(table, 500);
        loop {
            let page = opened.port.scan(town.tenant, &scan)?;
            let bodies = page.rows.iter().map(|row| row.body.len());
            largest = bodies.max().unwrap_or(0).max(largest);
            match page.next {
                Some(place) => scan.after = Some(place),
                None => break,
            }
        }
    }
    Ok(number(largest as u64))
}

/// A real order and the log entry of its payment, of which others are made.
struct Pattern {
    order: Order,
    entry: LogEntry,
}

impl Pattern {
    fn make(opened: &Opened, town: &Town) -> Result<Self> {
        let placed = paid_orders(town, &mut Shopper::new(0, 1), 1)?;
        let id = placed[0].orders[0];
        let order = town.engine.order(&town.system, id)?;
        let log = Scan {
            order: Walk::Position,
            descending: true,
            ..Scan::all(LogEntry::TABLE, 5)
        };
        let entries = opened.port.scan(town.tenant, &log)?.rows;
        let paid = |entry: &LogEntry| {
            let mut events = entry.events.iter();
            events.any(|event| matches!(event, Event::OrderPaid { order, .. } if *order == id))
        };
        let mut entries = entries.iter().map(|row| serde_json::from_str(&row.body));
        let entry = entries
            .find(|entry| entry.as_ref().is_ok_and(paid))
            .ok_or("no log entry of a payment")??;
        Ok(Self { order, entry })
    }

    /// The next orders: each of another member, its products mostly from one cluster.
    fn write(&self, opened: &Opened, town: &Town, from: usize) -> Result<()> {
        let mut change = ChangeSet::new(town.tenant);
        for at in from..from + BATCH {
            let key = at.to_be_bytes();
            let mut order = self.order.clone();
            order.id = Id::derived("order", &[&key]).into();
            order.trade = Id::derived("trade", &[&key]).into();
            order.member = town.members[at * 7 % town.members.len()];
            order.pickup = None;
            let cluster = at * 13 % (town.skus.len() / CLUSTER) * CLUSTER;
            let line = order.lines[0].clone();
            order.lines = (0..LINES)
                .map(|place| {
                    // Every fourth is of elsewhere.
                    let within = cluster + (at / 3 + place * 3) % CLUSTER;
                    let other = (at * 31 + place * 97) % town.skus.len();
                    let sku = if place % 4 == 3 { other } else { within };
                    let mut line = line.clone();
                    line.sku = town.skus[sku];
                    line.product = super::setup::product_of(sku);
                    line
                })
                .collect();
            let mut entry = self.entry.clone();
            entry.id = Id::derived("entry", &[&key]).into();
            entry.events = self
                .entry
                .events
                .iter()
                .filter_map(|event| match event {
                    Event::OrderPaid { .. } => {
                        let mut paid = event.clone();
                        if let Event::OrderPaid { order: of, .. } = &mut paid {
                            *of = order.id;
                        }
                        Some(paid)
                    }
                    _ => None,
                })
                .collect();
            insert(&mut change, &order, &[])?;
            insert(&mut change, &entry, &[])?;
        }
        opened.port.commit(&change)?;
        Ok(())
    }
}
