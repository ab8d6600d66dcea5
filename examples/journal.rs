//! Writes a store's ledger as a Beancount journal: `cargo run --release --example journal -- FILE JOURNAL [TENANT]`.
//!
//! Beside the journal it leaves `JOURNAL.balances.csv` with what the engine says of every account, so that a bookkeeping
//! program can be asked whether it comes to the same:
//!
//! ```text
//! cargo run --release --example community_day -- day.db
//! cargo run --release --example journal -- day.db day.beancount
//! python3 tests/outside/check_journal.py day.beancount day.beancount.balances.csv
//! ```

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use linli::kernel::{Actor, FixedKeys, TenantId};
use linli::ledger::{JournalReport, journal_account};
use linli::{Engine, Error};
use linli_examples::store;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(report) => {
            println!(
                "{} postings, {} accounts, {} balances asserted",
                report.postings, report.accounts, report.balances
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("journal: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<JournalReport> {
    let mut arguments = std::env::args().skip(1);
    let (Some(name), Some(journal)) = (arguments.next(), arguments.next()) else {
        return Err("which files? cargo run --release --example journal -- STORE JOURNAL".into());
    };
    let tenant = match arguments.next() {
        Some(number) => number.parse()?,
        None => 1,
    };
    let journal = PathBuf::from(journal);
    // The ledger holds nothing that is sealed, so any keys do.
    let keys = Arc::new(FixedKeys::new([0; 32]));
    let engine = Engine::open(store::open_existing(&name)?, keys)?;
    let actor = Actor::system(TenantId::new(tenant)?);

    let mut out = BufWriter::new(File::create(&journal)?);
    let mut sink = |text: &str| {
        out.write_all(text.as_bytes()).map_err(|error| Error::Port {
            port: "journal",
            reason: error.to_string(),
        })
    };
    let report = engine.export_journal(&actor, &mut sink)?;
    out.flush()?;
    let mut name = journal.into_os_string();
    name.push(".balances.csv");
    balances(&engine, &actor, Path::new(&name))?;
    Ok(report)
}

/// What the engine says of every account that was ever gathered, postings behind the roll-ups included.
fn balances(engine: &Engine, actor: &Actor, file: &Path) -> Outcome<()> {
    let mut out = csv::Writer::from_path(file)?;
    out.write_record(["account", "smallest_units"])?;
    let mut after = None;
    loop {
        let page = engine.account_balances(actor, after, 500)?;
        let Some((last, _)) = page.last() else {
            break;
        };
        after = Some(*last);
        for (_, account) in page {
            let balance = engine.account_balance(actor, &account.account)?;
            out.write_record([journal_account(&account.account), balance.to_string()])?;
        }
    }
    out.flush()?;
    Ok(())
}
