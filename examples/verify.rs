//! Checks every invariant of a store: `cargo run --release --example verify -- STORE [TENANT]`, where STORE is a SQLite file
//! or the address of a PostgreSQL database.
//!
//! What users run after a restore. Try it on a file of the other examples:
//!
//! ```text
//! cargo run --release --example community_day -- day.db
//! cargo run --release --example verify -- day.db
//! ```
//!
//! Ends with failure when something is found.

use std::process::ExitCode;

use linli::verify::VerifyReport;
use linli_examples::table::Table;
use linli_examples::verify::verify_store;

fn main() -> ExitCode {
    match run() {
        Ok(report) if report.is_clean() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("verify: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<VerifyReport, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next();
    let name = name.ok_or("which store? cargo run --release --example verify -- STORE [TENANT]")?;
    let tenant = match arguments.next() {
        Some(number) => number.parse()?,
        None => 1,
    };
    let report = verify_store(&name, tenant)?;

    let mut table = Table::new(["table", ">rows"]);
    for (name, rows) in &report.checked {
        table.row([name.clone(), rows.to_string()]);
    }
    let rows: u64 = report.checked.values().sum();
    table.total(["all".to_owned(), rows.to_string()]);
    println!("{table}");
    for finding in &report.findings {
        let (number, what, detail) = (finding.invariant, &finding.what, &finding.detail);
        println!("invariant {number}, {what}: {detail}");
    }
    println!(
        "{} findings, {} trades overdue",
        report.found, report.overdue_trades
    );
    Ok(report)
}
