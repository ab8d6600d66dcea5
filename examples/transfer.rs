//! Moves a tenant from one store to another, by way of a file:
//!
//! ```text
//! cargo run --release --example community_day -- day.db
//! cargo run --release --example transfer -- export day.db day.jsonl
//! cargo run --release --example transfer -- import day.jsonl moved.db
//! cargo run --release --example verify -- moved.db
//! ```
//!
//! A store is a SQLite file or the address of a PostgreSQL database (`"host=/run/postgresql dbname=shop"`), in either place.
//! The tenant's number comes last where it is not 1. The file holds personal data sealed and everything else in clear: keep
//! it as you keep the database.

use std::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::process::ExitCode;

use linli::kernel::TenantId;
use linli::transfer::{export, import};
use linli_examples::store;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("transfer: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (done, what) = match words[..] {
        ["export", from, file] => (exported(from, file, 1)?, "exported"),
        ["export", from, file, tenant] => (exported(from, file, tenant.parse()?)?, "exported"),
        ["import", file, to] => {
            let store = store::open(to)?;
            let mut source = BufReader::new(File::open(file)?);
            (import(&*store, &mut source)?, "imported")
        }
        _ => {
            return Err(
                "transfer export STORE FILE [TENANT], or transfer import FILE STORE".into(),
            );
        }
    };
    println!(
        "{what} tenant {}: {} rows, {} of them commands",
        done.tenant, done.rows, done.commands
    );
    Ok(())
}

fn exported(
    from: &str,
    file: &str,
    tenant: i64,
) -> Result<linli::transfer::Transferred, Box<dyn Error>> {
    let store = store::open_existing(from)?;
    let sink = File::create_new(file)?;
    let done = export(&*store, TenantId::new(tenant)?, &mut BufWriter::new(&sink))?;
    sink.sync_all()?;
    Ok(done)
}
