//! Settling a day beside reading it.

use std::time::Instant;

use linli::kernel::Day;
use linli::schema::tables;
use linli::station::StationDay;
use linli::store::{Scan, Store, Value};
use serde::Deserialize;

use super::memory::costing;
use super::setup::{Size, Town};
use super::traffic::Shopper;
use super::{Line, Result, Setting, collecting, traffic};

/// Rows of a page.
const PAGE: u32 = 10_000;

/// Orders paid and received on one day are settled on the next: 1,000,000 with `--long`, 10,000 and 40,000 without.
pub(super) fn settlement(setting: &Setting) -> Result<Vec<Line>> {
    let sizes: &[usize] = if setting.long {
        &[20_000, 1_000_000]
    } else {
        &[10_000, 40_000]
    };
    let mut lines = Vec::new();
    let mut memory = Vec::new();
    for orders in sizes {
        let day = settle(setting, *orders)?;
        lines.push(
            Line::new(format!("settlement_of_{orders}_orders"), day.settling, "s")
                .beside("one scan of the same rows", day.reading)
                .goal("<= 3")
                .note(format!("{} postings", day.postings)),
        );
        memory.push((*orders, day.memory));
    }
    if let [(few, before), (many, after)] = memory[..] {
        lines.push(
            Line::new(format!("settlement_of_{many}_orders_memory"), after, "MiB")
                .beside(format!("settlement_of_{few}_orders_memory"), before)
                .note("growth of the peak of resident memory while settling, at least 1"),
        );
    }
    Ok(lines)
}

struct Settled {
    settling: f64,
    reading: f64,
    postings: usize,
    memory: f64,
}

fn settle(setting: &Setting, orders: usize) -> Result<Settled> {
    let opened = setting.open()?;
    // So many that no station's day is full, although buyers are spread by chance.
    let stations = orders
        .div_ceil(StationDay::MAX_ORDERS as usize / 2)
        .max(100);
    let size = Size {
        stations,
        ..Size::CITY
    };
    let town = Town::build(opened.port.clone(), size)?;
    let mut shopper = Shopper::new(0, 1);
    let paid = traffic::paid_orders(&town, &mut shopper, orders)?;
    let tickets = collecting::deliver(&town, &paid)?;
    collecting::collect_all(&town, &tickets)?;
    town.clock.move_days(1);
    let unsettled = town
        .engine
        .settling(&town.system)?
        .ok_or("nothing was posted")?;
    let (reading, postings) = read(&town, &*opened.port, unsettled.unsettled)?;
    let (report, cost) = costing(|| Ok(town.engine.settle(&town.system, 100_000)?))?;
    if report.settlements.is_empty() {
        return Err("nothing was settled".into());
    }
    // At least a page of rows, so that there is something to compare with.
    let memory = cost.memory.max(1.0);
    Ok(Settled {
        settling: cost.time.as_secs_f64(),
        reading,
        postings,
        memory,
    })
}

/// Reads a day's postings as gathering reads them: by the index of days, a page at a time, entries borrowed.
fn read(town: &Town, store: &dyn Store, day: Day) -> Result<(f64, usize)> {
    const BY_DAY: u8 = 0;
    #[derive(Deserialize)]
    struct Lean<'a> {
        #[serde(borrow)]
        entries: Vec<LeanEntry<'a>>,
    }
    #[derive(Deserialize)]
    struct LeanEntry<'a> {
        party: &'a str,
        amount: i64,
    }
    let mut scan = Scan::index(tables::POSTING, BY_DAY, vec![Value::from(day)], PAGE);
    let (mut postings, mut sum, mut letters) = (0, 0, 0);
    let start = Instant::now();
    loop {
        let page = store.scan(town.tenant, &scan)?;
        for row in &page.rows {
            let posting: Lean<'_> = serde_json::from_str(&row.body)?;
            for entry in posting.entries {
                sum += entry.amount;
                letters += entry.party.len();
            }
        }
        postings += page.rows.len();
        match page.next {
            Some(place) => scan.after = Some(place),
            None => break,
        }
    }
    let reading = start.elapsed().as_secs_f64();
    if sum != 0 || letters == 0 {
        return Err("the postings of a day sum to zero".into());
    }
    Ok((reading, postings))
}
