//! What a call costs through the packages for other languages, beside the same work in Rust.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{Line, Result, quotes};

/// Each package has a script that prints lines of language, what, and a figure, with tabs between them, the figure in
/// nanoseconds unless `what` ends in "per second".
const PACKAGES: [&str; 3] = ["bindings-kotlin", "bindings-swift", "bindings-python"];
/// How a script says that its toolchain is not there.
const ABSENT: i32 = 77;
const RECORD: &str = "20-field record there and back";

/// Prices a cart of one line in Rust, as the packages do with their record, then asks each package.
pub(super) fn bindings() -> Result<Vec<Line>> {
    let record = quotes::of_one_line()? * 1e3;
    let mut lines = Vec::new();
    for package in PACKAGES {
        let script = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .join(package)
            .join("bench.sh");
        let run = Command::new("bash")
            .arg(&script)
            .stderr(Stdio::inherit())
            .output()?;
        match run.status.code() {
            Some(0) => {}
            Some(ABSENT) => {
                eprintln!("{package}: skipped, what it needs is not on this machine");
                continue;
            }
            _ => return Err(format!("{} failed", script.display()).into()),
        }
        let said = String::from_utf8(run.stdout)?;
        let before = lines.len();
        for said in said.lines() {
            let &[language, what, figure] = &*said.split('\t').collect::<Vec<_>>() else {
                continue;
            };
            let unit = if what.ends_with("per second") {
                "/s"
            } else {
                "ns"
            };
            let line = Line::new(format!("{language}: {what}"), figure.parse()?, unit);
            lines.push(if what == RECORD {
                line.beside("the same in Rust", record)
            } else {
                line
            });
        }
        if lines.len() == before {
            return Err(format!("{} measured nothing", script.display()).into());
        }
    }
    Ok(lines)
}
