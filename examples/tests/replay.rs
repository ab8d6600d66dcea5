//! The first lines of the real file go through the engine and every one is accounted for.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use linli_examples::replay::file::Reason;
use linli_examples::replay::{self, Options};

/// `LINLI_REAL_DATA` or the place beside the project; `None`, said aloud, where it is not there.
fn real_file() -> Option<PathBuf> {
    let beside =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/online-retail.csv.gz");
    let path = std::env::var_os("LINLI_REAL_DATA").map_or(beside, PathBuf::from);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not there", path.display());
    None
}

fn replay(file: &Path, limit: u64) -> replay::report::Report {
    let folder = tempfile::tempdir().unwrap();
    replay::run(Options {
        file,
        store: &folder.path().join("replay.db"),
        limit,
        progress: &mut |_, _| {},
    })
    .unwrap()
}

#[test]
fn the_first_lines_of_the_real_file_are_all_accounted_for() {
    let Some(file) = real_file() else { return };
    let report = replay(&file, 2_000);
    assert_eq!(report.problems(), Vec::<String>::new());
    assert_eq!(report.lines, 2_000);
    assert!(
        report.tally.trades > 80 && report.collected > 80,
        "{report}"
    );
    assert!(report.tally.refunds > 0, "{report}");
}

#[test]
fn every_kind_of_dirty_line_is_refused_with_its_reason_and_number() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dirty.csv");
    let lines = [
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
        "1,A,SOAP,5,2010-12-01T08:26:00,2.55,17850,United Kingdom",
        "1,B,,1,2010-12-01T08:26:00,0.001,17850,United Kingdom",
        "1,A,SOAP,2,2010-12-01T08:26:00,2.55,17850,United Kingdom",
        "2,A,SOAP,3,2010-12-01T09:00:00,2.10,,France",
        "C3,A,SOAP,-6,2010-12-01T10:00:00,2.55,17850,United Kingdom",
        "C3,A,SOAP,-2,2010-12-01T10:00:00,2.55,17850,United Kingdom",
        "C3,B,,-1,2010-12-01T10:00:00,0.002,17850,United Kingdom",
        "C3,C,BOWL,-1,2010-12-01T10:00:00,9.95,17850,United Kingdom",
        "C4,A,SOAP,-1,2010-12-01T10:05:00,2.10,,France",
        "A5,B,Adjust bad debt,1,2010-12-01T11:00:00,-11062.06,,United Kingdom",
        "6,A,SOAP,1,2010-12-01T11:00:00,0.00,17850,United Kingdom",
        "7,A,damaged,-9,2010-12-01T11:00:00,0.00,,United Kingdom",
        "8,A,SOAP,many,2010-12-01T11:00:00,1.00,17850,United Kingdom",
        "9,A,SOAP,1,2010-12-01T11:00:00,1.00005,17850,United Kingdom",
        "D,A,SOAP,1,2010-12-01T11:00:00,1.00,17850,United Kingdom",
        "10,A",
    ];
    std::fs::write(&file, lines.join("\n")).unwrap();
    let report = replay(&file, u64::MAX);
    let tally = &report.tally;
    assert_eq!(report.problems(), Vec::<String>::new());
    assert_eq!((tally.trades, tally.lines_sold, tally.refunds), (2, 4, 1));
    assert_eq!(tally.trades_total, 7 * 2_550 + 1 + 3 * 2_100);
    // Six of seven units came back; one B at another price than was paid.
    assert_eq!(tally.refunds_total, 6 * 2_550 + 1);
    assert_eq!((tally.repriced.lines, tally.repriced.sum), (1, 1));
    let refused: Vec<(Reason, Vec<u64>)> = tally
        .refused
        .iter()
        .map(|(reason, count)| (*reason, count.first.clone()))
        .collect();
    assert_eq!(
        refused,
        [
            (Reason::Unreadable, vec![14, 15, 17]),
            (Reason::BadDebt, vec![11]),
            (Reason::NoPrice, vec![12]),
            (Reason::StockCorrection, vec![13]),
            (Reason::Unknown, vec![16]),
            (Reason::NobodysReturn, vec![10]),
            (Reason::NotBought, vec![9]),
            (Reason::MoreThanBought, vec![7]),
        ]
    );
    assert_eq!(report.collected, 2);
}
