//! One property group, two trading days and a day of promotions: `cargo run --release --example community_day [-- FILE]`.
//!
//! Reads `examples/data/community_day`, sells, pays, closes the day, sends manifests, accepts, verifies codes, settles T+1,
//! verifies every invariant and prints what a property manager wants to know. With FILE the SQLite file is kept; look into
//! it with `sqlite3`, or run `cargo run --release --example verify -- FILE`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use linli_examples::community_day;
use linli_sqlite::{Durability, SqliteOptions};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("community_day: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> community_day::Outcome<()> {
    let begun = Instant::now();
    let folder = tempfile::tempdir()?;
    let kept = std::env::args_os().nth(1).map(PathBuf::from);
    let path = kept.clone();
    let path = path.unwrap_or_else(|| folder.path().join("community_day.db"));
    // A file that nobody keeps need not survive the loss of power; one that is kept is as durable as in production.
    let durability = if kept.is_some() {
        Durability::Power
    } else {
        Durability::Process
    };
    let options = SqliteOptions {
        durability,
        ..SqliteOptions::default()
    };

    let summary = community_day::run(&path, options)?;

    println!("{summary}");
    let kilobytes = std::fs::metadata(&path)?.len() / 1024;
    let elapsed = begun.elapsed().as_millis();
    eprintln!("用时 {elapsed} 毫秒，数据库 {kilobytes} KiB");
    if let Some(path) = kept {
        eprintln!("数据库保存在 {}", path.display());
    }
    if summary.is_sound() {
        Ok(())
    } else {
        Err("校验发现问题，见上".into())
    }
}
