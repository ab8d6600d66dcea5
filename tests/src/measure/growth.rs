//! Whether a store with many orders is as fast as one with few.

use std::time::Duration;

use super::figures::{median, micros, number, per_second, processor_time};
use super::setup::{Size, Town};
use super::traffic::{Shopper, Until};
use super::{Line, Result, Setting, collecting, traffic};

const CALLERS: usize = 64;
const ROUNDS: usize = 3;
/// Orders stored when the first speed is taken.
const FEW: usize = 10_000;
/// A day's orders while the store is filled.
const A_DAY: usize = 100_000;

/// Place, pay and pick up with 10,000 orders stored and with many: 1,000,000 with `--long`, 50,000 without.
pub(super) fn growth(setting: &Setting) -> Result<Vec<Line>> {
    let many = if setting.long { 1_000_000 } else { 50_000 };
    let opened = setting.open()?;
    let town = Town::build(opened.port.clone(), Size::CITY)?;
    let mut shopper = Shopper::new(0, 1);
    let mut stored = 0;
    let mut speeds = Vec::new();
    for size in [FEW, many] {
        while stored < size {
            let today = (size - stored).min(A_DAY);
            stored += traffic::paid_orders(&town, &mut shopper, today)?.len();
            town.clock.move_days(1);
            while town.engine.run_due(&town.system, 1_000)?.done > 0 {}
        }
        let (mut rounds, mut processor) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let round = speed(&town, setting.time / 3)?;
            rounds.push(round.per_second);
            processor.push(round.processor);
            stored += round.orders;
        }
        speeds.push((size, median(rounds), median(processor)));
    }
    let [(few, before, little), (many, after, much)] = speeds[..] else {
        return Err("two sizes have two speeds".into());
    };
    let mut lines = vec![
        Line::new(format!("orders_with_{many}_stored"), after, "orders/s")
            .beside(format!("orders_with_{few}_stored"), before)
            .goal(">= 0.9")
            .note("placed, paid and picked up by 64 callers"),
        Line::new(format!("processor_with_{many}_stored"), much, "us/order")
            .beside(format!("processor_with_{few}_stored"), little)
            .note("processor time, in which others on the machine have no part"),
    ];
    if let Some(sqlite) = &opened.sqlite {
        let bytes = number(sqlite.stats()?.file_bytes);
        lines.push(Line::new(
            "file_bytes_per_order",
            bytes / number(stored as u64),
            "bytes",
        ));
    }
    Ok(lines)
}

/// What placing, paying and picking up came to.
struct Round {
    per_second: f64,
    /// Microseconds of processor time per order.
    processor: f64,
    orders: usize,
}

fn speed(town: &Town, time: Duration) -> Result<Round> {
    let clock = || processor_time().map_or(0.0, micros);
    let start = clock();
    let traffic = traffic::run(town, CALLERS, Until::Time(time))?;
    let bought = clock() - start;
    let orders = traffic.trades.len();
    let tickets = collecting::deliver(town, &traffic.trades)?;
    let start = clock();
    let collected = collecting::collect(town, &tickets, CALLERS)?;
    let spent = bought + (clock() - start);
    let elapsed = traffic.elapsed + collected.elapsed;
    Ok(Round {
        per_second: per_second(orders, elapsed),
        processor: spent / number(orders as u64),
        orders,
    })
}
