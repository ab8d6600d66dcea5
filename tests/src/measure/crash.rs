//! Opening after a crash.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use linli::schema::SCHEMA;
use linli::store::Store;
use linli_sqlite::{SqliteOptions, SqliteStore};

use super::setup::{Size, Town, file_in};
use super::traffic::{self, Shopper};
use super::{Line, Result, Setting};

/// How this program is told to write until it is killed.
pub(super) const CHILD: &str = "--write-until-killed";

/// Length of the write-ahead log at the crash.
const LOG: u64 = 64 << 20;

/// A child writes orders until its write-ahead log is 64 MiB long and is killed; the store is opened and prepared.
pub(super) fn opening(setting: &Setting) -> Result<Vec<Line>> {
    const GOAL: f64 = 1_000.0;
    let directory = setting.scratch()?;
    let mut child = Command::new(std::env::current_exe()?)
        .arg(CHILD)
        .arg(directory.path())
        .stdout(Stdio::piped())
        .spawn()?;
    let answer = child.stdout.take().ok_or("the child has no output")?;
    let mut acknowledged = String::new();
    BufReader::new(answer).read_line(&mut acknowledged)?;
    child.kill()?;
    child.wait()?;
    let log = std::fs::metadata(directory.path().join("linli.db-wal"))?.len();
    let start = Instant::now();
    let store = SqliteStore::open(file_in(directory.path()))?;
    store.prepare(&SCHEMA)?;
    let opened = start.elapsed().as_secs_f64() * 1e3;
    drop(store);
    Ok(vec![
        Line::new("open_after_crash", opened, "ms")
            .beside("goal", GOAL)
            .goal("<= 1")
            .note(format!(
                "write-ahead log of {} MiB; {} orders acknowledged",
                log >> 20,
                acknowledged.trim()
            )),
    ])
}

/// The child: says how many orders it has written once its log is long enough, and writes on.
pub(super) fn write_until_killed(directory: &str) -> Result<()> {
    let path = file_in(Path::new(directory));
    let options = SqliteOptions {
        wal_bytes: 2 * LOG,
        ..SqliteOptions::default()
    };
    let store = Arc::new(SqliteStore::open_with(path, options)?);
    let town = Town::build(store.clone(), Size::TOWN)?;
    let mut shopper = Shopper::new(0, 1);
    let mut orders = 0;
    let mut told = false;
    loop {
        let placed = traffic::place_group(&town, &mut shopper, 64)?;
        traffic::pay_group(&town, &placed)?;
        orders += placed.len();
        if !told && store.stats()?.wal_bytes >= LOG {
            println!("{orders}");
            told = true;
        }
    }
}
