//! Handing orders over against their codes.

use super::figures::median;
use super::setup::{Size, Town};
use super::traffic::Shopper;
use super::{Line, Result, Setting, collecting, disk, traffic};

const OPERATORS: usize = 64;
const ROUNDS: usize = 3;
/// Orders that one operator, and that 64 operators hand over in a round.
const ALONE: usize = 500;
const TOGETHER: usize = 3_000;

/// One operator beside one flush, 64 operators beside one.
pub(super) fn pickups(setting: &Setting) -> Result<Vec<Line>> {
    let opened = setting.open()?;
    let town = Town::build(opened.port.clone(), Size::TOWN)?;
    let mut shopper = Shopper::new(0, 1);
    let mut tickets = Vec::new();
    let paid = traffic::paid_orders(&town, &mut shopper, ROUNDS * (ALONE + TOGETHER))?;
    tickets.extend(collecting::deliver(&town, &paid)?);
    let (mut alone, mut together) = (Vec::new(), Vec::new());
    let mut p50 = Vec::new();
    let mut flushes = Vec::new();
    let mut all = collecting::Collected::default();
    for round in tickets.chunks(ALONE + TOGETHER) {
        let (first, rest) = round.split_at(ALONE.min(round.len()));
        let (flush, _) = disk::flushes(opened.directory.path())?;
        flushes.push(flush.percentile(50));
        let one = collecting::collect(&town, first, 1)?;
        alone.push(one.rate());
        p50.push(one.confirming.percentile(50));
        let many = collecting::collect(&town, rest, OPERATORS)?;
        together.push(many.rate());
        all.confirming.join(&many.confirming);
    }
    let alone = median(alone);
    let many = all.confirming.percentile(50);
    Ok(vec![
        Line::new("pickup_confirm_p50", median(p50), "us")
            .beside("fdatasync_append_p50", median(flushes))
            .goal("<= 1.5")
            .note("one operator, one call of confirm_pickup"),
        Line::new("pickup_one_operator", alone, "orders/s"),
        Line::new("pickup_64_operators", median(together), "orders/s")
            .beside("pickup_one_operator", alone)
            .goal(">= 6"),
        Line::new(
            "pickup_64_operators_p99",
            all.confirming.percentile(99),
            "us",
        )
        .beside("pickup_64_operators_p50", many),
    ])
}
