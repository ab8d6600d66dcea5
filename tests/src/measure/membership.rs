//! What time does to members: points that expire, gifts of a month.

use std::time::Instant;

use linli::kernel::Points;
use linli::level::{Level, SetLevels};

use super::memory::kibibytes;
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

fn line(name: &str, members: usize, run: &Run) -> Line {
    #[expect(clippy::cast_precision_loss, reason = "a count of members")]
    let per_second = members as f64 / run.seconds;
    Line::new(
        format!("{name}_of_{members}_members"),
        per_second,
        "members/s",
    )
    .note(format!(
        "{:.1} s for all, peak of resident memory grew by {:.0} MiB",
        run.seconds, run.memory
    ))
}

struct Run {
    seconds: f64,
    memory: f64,
}

/// Does what is due until nothing is; refuses other than `members` steps.
fn run_due(town: &Town, members: usize) -> Result<Run> {
    // Forget earlier peaks.
    std::fs::write("/proc/self/clear_refs", "5").ok();
    let before = kibibytes("self", "VmRSS:")?;
    let start = Instant::now();
    let mut done = 0;
    loop {
        let report = town.engine.run_due(&town.system, STEPS)?;
        if let Some(failure) = report.failed.first() {
            return Err(format!("{}: {}", failure.command, failure.error).into());
        }
        if report.done == 0 {
            break;
        }
        done += report.done as usize;
    }
    if done < members {
        return Err(format!("{done} steps for {members} members").into());
    }
    Ok(Run {
        seconds: start.elapsed().as_secs_f64(),
        memory: (kibibytes("self", "VmHWM:")? - before) / 1024.0,
    })
}

fn expiry(setting: &Setting, size: Size) -> Result<Line> {
    let opened = setting.open()?;
    let town = Town::build(opened.port.clone(), size)?;
    // The books of two years are closed first: that is another line's work.
    town.clock.move_days(366 * 2 + 40);
    town.engine.settle(&town.system, 100_000)?;
    let run = run_due(&town, size.members)?;
    let member = town.members[0];
    let left = town.engine.points_balance(&town.system, member)?;
    if !left.lots.is_empty() {
        return Err("points are left".into());
    }
    Ok(line("points_expiry", size.members, &run))
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
    let run = run_due(&town, size.members)?;
    let member = town.members[0];
    let has = town.engine.points_balance(&town.system, member)?;
    if has.universal.units() < 110 {
        return Err("a member has no gift".into());
    }
    Ok(line("monthly_gifts", size.members, &run))
}
