//! What time does to members: points that expire, gifts of a month.

use linli::kernel::Points;
use linli::level::{Level, SetLevels};

use super::figures::per_second;
use super::memory::{Cost, costing};
use super::setup::{Size, Town};
use super::{Line, Result, Setting};

/// Steps per call.
const STEPS: u32 = 1_000;

/// Every member's points of registering expire, and in another town every member gets the gift of a month: 1,000,000
/// members with `--long`, 20,000 without.
pub(super) fn membership(setting: &Setting) -> Result<Vec<Line>> {
    let members = if setting.long { 1_000_000 } else { 20_000 };
    let size = Size {
        members,
        stations: 1,
        products: 1,
    };
    Ok(vec![expiry(setting, size)?, gifts(setting, size)?])
}

fn line(name: &str, members: usize, cost: &Cost) -> Line {
    Line::new(
        format!("{name}_of_{members}_members"),
        per_second(members, cost.time),
        "members/s",
    )
    .note(format!(
        "{:.1} s for all, peak of resident memory grew by {:.0} MiB",
        cost.time.as_secs_f64(),
        cost.memory
    ))
}

/// Does what is due until nothing is: at least so many steps. Answers how many.
pub(super) fn run_due(town: &Town, least: usize) -> Result<(usize, Cost)> {
    let (done, cost) = costing(|| {
        let mut done = 0;
        loop {
            let report = town.engine.run_due(&town.system, STEPS)?;
            if let Some(failure) = report.failed.first() {
                return Err(format!("{}: {}", failure.command, failure.error).into());
            }
            if report.done == 0 {
                return Ok(done);
            }
            done += report.done as usize;
        }
    })?;
    if done < least {
        return Err(format!("{done} steps, and not {least}").into());
    }
    Ok((done, cost))
}

fn expiry(setting: &Setting, size: Size) -> Result<Line> {
    let opened = setting.open()?;
    let town = Town::build(opened.port.clone(), size)?;
    // The books of two years are closed first: that is another line's work.
    town.clock.move_days(366 * 2 + 40);
    town.engine.settle(&town.system, 100_000)?;
    let (_, cost) = run_due(&town, size.members)?;
    let member = town.members[0];
    let left = town.engine.points_balance(&town.system, member)?;
    if !left.lots.is_empty() {
        return Err("points are left".into());
    }
    Ok(line("points_expiry", size.members, &cost))
}

fn gifts(setting: &Setting, size: Size) -> Result<Line> {
    let opened = setting.open()?;
    let town = Town::build_after(opened.port.clone(), size, |town| {
        let mut plain = Level::new("plain", "普通", 0, 0)?;
        plain.monthly_gift = Points::new(10)?;
        let set = SetLevels {
            levels: vec![plain],
        };
        town.engine.set_levels(&town.platform, town.id()?, set)?;
        Ok(())
    })?;
    town.engine.run_due(&town.system, STEPS)?;
    town.clock.move_days(32);
    town.engine.settle(&town.system, 100_000)?;
    let (_, cost) = run_due(&town, size.members)?;
    let member = town.members[0];
    let has = town.engine.points_balance(&town.system, member)?;
    if has.universal.units() < 110 {
        return Err("a member has no gift".into());
    }
    Ok(line("monthly_gifts", size.members, &cost))
}
