//! One property group, two trading days and a day of promotions:
//! `cargo run --release --example community_day [-- FILE | -- --postgres ADDRESS]`.
//!
//! Reads `examples/data/community_day`, sells, pays, closes the day, sends manifests, accepts, verifies codes, settles T+1,
//! verifies every invariant and prints what a property manager wants to know: the same on every store. With FILE the SQLite
//! file is kept; look into it with `sqlite3`, or run `cargo run --release --example verify -- FILE`. With `--postgres` the
//! day is lived in a PostgreSQL database, in the schema `linli`, as tenant 1, which must not be there yet.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use linli::store::Store;
use linli_examples::{community_day, store};
use linli_postgres::PostgresStore;
use linli_sqlite::Durability;

const USAGE: &str = "用法：community_day [FILE | --postgres ADDRESS]";

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
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let folder = tempfile::tempdir()?;
    let (store, file, kept): (Arc<dyn Store>, _, _) = match words[..] {
        ["--postgres", address] => (Arc::new(PostgresStore::connect(address)?), None, true),
        [flag, ..] if flag.starts_with("--") => return Err(USAGE.into()),
        [file] => (
            store::new_file(file.as_ref(), Durability::Power)?,
            Some(PathBuf::from(file)),
            true,
        ),
        // A file that nobody keeps need not survive the loss of power; one that is kept is as durable as in production.
        [] => {
            let file = folder.path().join("community_day.db");
            (
                store::new_file(&file, Durability::Process)?,
                Some(file),
                false,
            )
        }
        _ => return Err(USAGE.into()),
    };

    let summary = community_day::run(store)?;

    println!("{summary}");
    eprintln!("用时 {} 毫秒", begun.elapsed().as_millis());
    if let Some(file) = file {
        let kilobytes = std::fs::metadata(&file)?.len() / 1024;
        let where_it_is = if kept {
            file.display().to_string()
        } else {
            "临时文件".to_owned()
        };
        eprintln!("数据库 {kilobytes} KiB：{where_it_is}");
    }
    if summary.is_sound() {
        Ok(())
    } else {
        Err("校验发现问题，见上".into())
    }
}
