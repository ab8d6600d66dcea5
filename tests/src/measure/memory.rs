//! What an engine takes while it stands idle, and what work takes.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use linli::store::{MemoryStore, Store};
use linli_sqlite::SqliteStore;

use super::figures::number;
use super::setup::{MovedClock, engine_over, file_in};
use super::{Kind, Line, Result, Setting};

/// How this program is told to open an engine and to do nothing.
pub(super) const CHILD: &str = "--stand-idle";

/// Resident memory of a fresh process with an open engine.
pub(super) fn idle(setting: &Setting) -> Result<Vec<Line>> {
    const GOAL: f64 = 16.0;
    let directory = setting.scratch()?;
    let place = match setting.kind {
        Kind::Memory | Kind::Postgres => Path::new("memory"),
        Kind::Sqlite => directory.path(),
    };
    let mut child = Command::new(std::env::current_exe()?)
        .arg(CHILD)
        .arg(place)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let answer = child.stdout.take().ok_or("the child has no output")?;
    BufReader::new(answer).read_line(&mut String::new())?;
    let resident = kibibytes(&child.id().to_string(), "VmRSS:")?;
    drop(child.stdin.take());
    child.wait()?;
    Ok(vec![
        Line::new("idle_engine", resident / 1024.0, "MiB")
            .beside("goal", GOAL)
            .goal("<= 1")
            .note("resident memory of the whole process"),
    ])
}

/// The child: opens an engine, says so, and waits for the end of its input.
pub(super) fn stand_idle(place: &str) -> Result<()> {
    let store: Arc<dyn Store> = if place == "memory" {
        Arc::new(MemoryStore::default())
    } else {
        Arc::new(SqliteStore::open(file_in(Path::new(place)))?)
    };
    let engine = engine_over(store, Arc::new(MovedClock::default()))?;
    println!("ready");
    std::io::stdout().flush()?;
    std::io::stdin().lock().read_line(&mut String::new())?;
    drop(engine);
    Ok(())
}

/// What a piece of work took of this process.
pub(super) struct Cost {
    pub(super) time: Duration,
    /// How much the peak of resident memory grew, in MiB.
    pub(super) memory: f64,
}

/// Does a piece of work and says what it took.
pub(super) fn costing<T>(work: impl FnOnce() -> Result<T>) -> Result<(T, Cost)> {
    // Forget earlier peaks.
    std::fs::write("/proc/self/clear_refs", "5").ok();
    let before = kibibytes("self", "VmRSS:")?;
    let start = Instant::now();
    let done = work()?;
    let time = start.elapsed();
    let memory = (kibibytes("self", "VmHWM:")? - before) / 1024.0;
    Ok((done, Cost { time, memory }))
}

/// A figure of a process's status, in KiB.
pub(super) fn kibibytes(process: &str, field: &str) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let text = line.and_then(|line| line.split_whitespace().next());
    Ok(number(text.ok_or("no such figure")?.parse()?))
}
