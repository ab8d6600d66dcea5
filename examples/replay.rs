//! Replays a year of a real shop: `cargo run --release --example replay -- FILE [STORE]`.
//!
//! FILE is the CSV (plain or gzip) described in `../shared/data/README.md` beside the project. With STORE the SQLite file
//! is kept there. Ends with failure when a sum differs from the file's or `verify` finds something. How lines become
//! trades and refunds: see `linli_examples::replay`.

use std::path::PathBuf;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use linli_examples::replay::{self, Options, Outcome};

fn main() -> ExitCode {
    match run() {
        Ok(problems) if problems.is_empty() => {
            println!("  every figure adds up");
            ExitCode::SUCCESS
        }
        Ok(problems) => {
            for problem in problems {
                eprintln!("replay: {problem}");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("replay: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<Vec<String>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let file = arguments.next();
    let file = file.ok_or("which file? cargo run --release --example replay -- FILE [STORE]")?;
    let folder = tempfile::tempdir()?;
    let store = arguments.next();
    let store = store.unwrap_or_else(|| folder.path().join("replay.db"));
    if store.exists() {
        return Err(format!("{} is there already", store.display()).into());
    }
    // Drawn on a terminal only.
    let bar = ProgressBar::no_length().with_style(ProgressStyle::with_template(
        "{bar:40} {human_pos}/{human_len} lines, {elapsed} gone, {eta} to go",
    )?);
    let report = replay::run(Options {
        file: &file,
        store: &store,
        limit: u64::MAX,
        progress: &mut |done, all| {
            bar.set_length(all);
            bar.set_position(done);
        },
    })?;
    bar.finish_and_clear();
    println!("{report}");
    Ok(report.problems())
}
