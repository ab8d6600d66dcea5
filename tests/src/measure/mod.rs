//! What Linli costs on this machine, each figure beside the one that it is compared with, measured in the same run.
//!
//! `cargo run --release -p linli-tests --bin measure -- --store sqlite` prints one JSON object per line. A bench, never
//! a timed test: the goals are in the lines, nothing fails when one is missed.

mod bindings;
mod collecting;
mod crash;
mod disk;
mod figures;
mod growth;
mod learning;
mod membership;
mod memory;
mod money;
mod orders;
mod pickups;
mod postgres;
mod quotes;
mod raw;
mod raw_postgres;
mod recording;
mod row_locks;
mod searching;
mod settlements;
mod setup;
mod traffic;

use std::error::Error;
use std::path::PathBuf;
use std::time::Duration;

use linli_sqlite::SqliteOptions;
use serde::Serialize;

/// What ends a run.
pub type Failure = Box<dyn Error + Send + Sync>;

type Result<T> = std::result::Result<T, Failure>;

/// One figure, and the one that it is compared with.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Line {
    /// What was measured.
    pub name: String,
    /// How much.
    pub value: f64,
    /// Of what.
    pub unit: &'static str,
    /// What it is compared with, in the same unit.
    pub beside: String,
    /// How much that is.
    pub beside_value: f64,
    /// `value / beside_value`.
    pub ratio: f64,
    /// What the ratio should be, if there is a goal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<&'static str>,
    /// How the figure came about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Line {
    fn new(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self {
            name: name.into(),
            value,
            unit,
            beside: "itself".to_owned(),
            beside_value: value,
            ratio: 1.0,
            goal: None,
            note: None,
        }
    }

    fn beside(mut self, what: impl Into<String>, value: f64) -> Self {
        self.beside = what.into();
        self.beside_value = value;
        self.ratio = self.value / value;
        self
    }

    fn goal(mut self, goal: &'static str) -> Self {
        self.goal = Some(goal);
        self
    }

    fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// Which store is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Memory,
    Sqlite,
    Postgres,
}

/// What a measurement may use.
struct Setting {
    kind: Kind,
    /// How long each timed part runs.
    time: Duration,
    /// Where files are made; a directory of its own per measurement.
    directory: PathBuf,
    /// How the SQLite store uses its file.
    options: SqliteOptions,
    /// Whether the long version of the growth line is wanted.
    long: bool,
}

impl Setting {
    /// How often what is compared takes turns.
    fn rounds(&self) -> usize {
        if self.time < Duration::from_secs(1) {
            1
        } else {
            3
        }
    }

    /// A directory that goes with the value.
    fn scratch(&self) -> Result<tempfile::TempDir> {
        Ok(tempfile::Builder::new()
            .prefix("linli-measure-")
            .tempdir_in(&self.directory)?)
    }
}

/// A measurement: its name for `--only`, the stores that it is made of, and what it does.
struct Measurement {
    name: &'static str,
    of: &'static [Kind],
    run: fn(&Setting) -> Result<Vec<Line>>,
}

const fn of_any(name: &'static str, run: fn(&Setting) -> Result<Vec<Line>>) -> Measurement {
    Measurement {
        name,
        of: &[Kind::Memory, Kind::Sqlite],
        run,
    }
}

const fn of_files(name: &'static str, run: fn(&Setting) -> Result<Vec<Line>>) -> Measurement {
    Measurement {
        name,
        of: &[Kind::Sqlite],
        run,
    }
}

const fn of_postgres(name: &'static str, run: fn(&Setting) -> Result<Vec<Line>>) -> Measurement {
    Measurement {
        name,
        of: &[Kind::Postgres],
        run,
    }
}

const MEASUREMENTS: &[Measurement] = &[
    of_files("fdatasync", disk::fdatasync),
    of_any("one_order", orders::one_order),
    of_any("callers", orders::callers),
    of_files("bytes", orders::bytes),
    of_any("quote", quotes::quotes),
    of_any("search", searching::search),
    of_any("insight", learning::insight),
    of_any("pickup", pickups::pickups),
    of_any("growth", growth::growth),
    of_any("settlement", settlements::settlement),
    of_any("membership", membership::membership),
    of_any("commission", money::commission),
    of_any("tier_run", money::tier_run),
    of_any("books", money::books),
    of_files("crash", crash::opening),
    of_any("memory", memory::idle),
    of_postgres("postgres_hot", postgres::hot),
    of_postgres("postgres_cold", postgres::cold),
    of_postgres("postgres_raw", postgres::raw),
    of_postgres("postgres_processes", postgres::processes),
    of_postgres("postgres_inserts", postgres::inserts),
];

const USAGE: &str = "usage: measure [--store sqlite|memory|postgres] [--seconds N] [--only NAME] [--dir DIRECTORY] \
                     [--wal-mib N] [--long] [--bindings]";

/// Runs what the arguments ask for and prints a line of JSON per figure.
pub fn main(arguments: impl IntoIterator<Item = String>) -> Result<()> {
    let mut arguments = arguments.into_iter();
    let mut only = None;
    let mut setting = Setting {
        kind: Kind::Sqlite,
        time: Duration::from_secs(5),
        directory: std::env::temp_dir(),
        options: SqliteOptions::default(),
        long: false,
    };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(USAGE);
        match argument.as_str() {
            "--store" => {
                setting.kind = match value()?.as_str() {
                    "memory" => Kind::Memory,
                    "sqlite" => Kind::Sqlite,
                    "postgres" => Kind::Postgres,
                    _ => return Err(USAGE.into()),
                }
            }
            "--seconds" => setting.time = Duration::from_secs_f64(value()?.parse()?),
            "--only" => only = Some(value()?),
            "--dir" => setting.directory = value()?.into(),
            "--wal-mib" => setting.options.wal_bytes = value()?.parse::<u64>()? << 20,
            "--long" => setting.long = true,
            // Nothing but what the packages for other languages cost.
            "--bindings" => return print(&bindings::bindings()?),
            // What this program asks of a copy of itself.
            crash::CHILD => return crash::write_until_killed(&value()?),
            memory::CHILD => return memory::stand_idle(&value()?),
            postgres::CHILD => return postgres::shop_beside_others(&value()?),
            _ => return Err(USAGE.into()),
        }
    }
    let kind = setting.kind;
    let wanted = |measurement: &&Measurement| match &only {
        Some(name) => name == measurement.name,
        None => measurement.of.contains(&kind),
    };
    let mut chosen = MEASUREMENTS.iter().filter(wanted).peekable();
    if chosen.peek().is_none() {
        let names: Vec<&str> = MEASUREMENTS.iter().map(|known| known.name).collect();
        return Err(format!("{USAGE}; NAME is one of {}", names.join(", ")).into());
    }
    for measurement in chosen {
        // One that is chosen by its name is of the store that it can be made of.
        if !measurement.of.contains(&kind) {
            setting.kind = measurement.of[0];
        }
        print(&(measurement.run)(&setting)?)?;
    }
    Ok(())
}

fn print(lines: &[Line]) -> Result<()> {
    for line in lines {
        println!("{}", serde_json::to_string(line)?);
    }
    Ok(())
}
