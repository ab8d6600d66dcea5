//! The audit trail is tamper-evident: a hash chain over the log, sealed in batches. RULES §18.
//!
//! Each seal hashes the seal before it and its entries in commit order, so that nobody changes, drops, adds or reorders
//! an entry without breaking every seal from there on. Keep the newest seal's hash outside of the store (print it, send
//! it, publish it), and even the owner of the database cannot rewrite history unseen.

use serde::{Deserialize, Serialize};
use sha2::Digest;

use super::command::Command;
use super::context::{Context, Lookup};
use super::log::LogEntry;
use super::record::{Record, columns_of, decode_row};
use super::{Engine, Event, Operation, Reader, Target};
use crate::kernel::{Actor, Error, Id, Result, Timestamp, hexadecimal};
use crate::schema::tables;
use crate::store::{Column, Index, Order, Row, Scan, Table, TableId, Value};

/// Most log entries under one seal.
const BATCH: u32 = 1_000;

/// A seal over consecutive log entries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LogSeal {
    /// From 1 without gaps.
    pub number: u64,
    /// Position of its first entry.
    pub first: u64,
    /// Position of its last entry.
    pub last: u64,
    /// SHA-256 over the hash before and the entries, hexadecimal.
    pub hash: String,
    /// When it was made.
    pub sealed_at: Timestamp,
}

impl LogSeal {
    /// The newest seal, kept a second time under an id of its own.
    const NEWEST: u64 = 0;
    const BY_NUMBER: u8 = 0;

    fn id_of(number: u64) -> Id {
        Id::derived("log_seal", &[&number.to_be_bytes()])
    }
}

/// The newest seal, where [`SealLog`] goes on.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct NewestSeal(LogSeal);

pub(crate) const LOG_SEAL: Table = Table {
    name: "log_seals",
    columns: &[Column::int("number")],
    counters: &[],
    indexes: &[Index {
        name: "by_number",
        columns: &["number"],
        unique: true,
    }],
    sequenced: false,
};

impl Record for LogSeal {
    const TABLE: TableId = tables::LOG_SEAL;
    const WHAT: &'static str = "seal of the log";

    fn id(&self) -> Id {
        Self::id_of(self.number)
    }

    fn columns(&self) -> Vec<Value> {
        vec![Value::Int(i64::try_from(self.number).unwrap_or(i64::MAX))]
    }
}

impl Record for NewestSeal {
    const TABLE: TableId = tables::LOG_SEAL;
    const WHAT: &'static str = "newest seal of the log";

    fn id(&self) -> Id {
        LogSeal::id_of(LogSeal::NEWEST)
    }

    fn columns(&self) -> Vec<Value> {
        vec![Value::Null]
    }
}

/// The columns of a row of this table, which holds two kinds of records.
pub(crate) fn seal_columns(row: &Row) -> Result<Vec<Value>> {
    if row.id == LogSeal::id_of(LogSeal::NEWEST) {
        columns_of::<NewestSeal>(row)
    } else {
        columns_of::<LogSeal>(row)
    }
}

/// The hash of a batch: of the hash before it and of each entry's position and canonical JSON (keys sorted, so that a
/// database that stores JSON in another order changes nothing).
fn chain(before: &str, rows: &[Row]) -> Result<String> {
    let mut hash = sha2::Sha256::new();
    hash.update(before.as_bytes());
    for row in rows {
        let entry = decode_row::<LogEntry>(row)?;
        // By way of text: a second form of every event for `to_value` is much code for little speed.
        let canonical = serde_json::to_string(&entry)
            .and_then(|text| serde_json::from_str::<serde_json::Value>(&text))
            .map_err(|error| Error::internal(format!("a log entry could not be written: {error}")))?
            .to_string();
        hash.update(row.position.unwrap_or(0).to_be_bytes());
        hash.update(
            u64::try_from(canonical.len())
                .unwrap_or(u64::MAX)
                .to_be_bytes(),
        );
        hash.update(canonical.as_bytes());
    }
    Ok(hexadecimal(&hash.finalize()))
}

fn scan_from(position: u64, limit: u32) -> Scan {
    let from = i64::try_from(position).unwrap_or(i64::MAX);
    Scan {
        order: Order::Position,
        from: Some(Value::Int(from)),
        ..Scan::all(LogEntry::TABLE, limit)
    }
}

/// Seals the log entries behind the newest seal, at most 1,000; call again while the answer is a full batch. Committed
/// log entries never change and never come between others, so the batch is the same for everybody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SealLog {}

impl Command for SealLog {
    /// The new seal; `None` when there was nothing to seal.
    type Answer = Option<LogSeal>;
    const OPERATION: Operation = Operation::SealLog;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<Option<LogSeal>> {
        let newest = ctx
            .find::<NewestSeal>(LogSeal::id_of(LogSeal::NEWEST))?
            .map(|newest| newest.0.clone());
        let first = newest
            .as_ref()
            .map_or(0, |seal| seal.last)
            .saturating_add(1);
        let rows = ctx.store.scan(ctx.tenant(), &scan_from(first, BATCH))?.rows;
        let Some(last) = rows.last().and_then(|row| row.position) else {
            return Ok(None);
        };
        let seal = LogSeal {
            number: newest
                .as_ref()
                .map_or(0, |seal| seal.number)
                .saturating_add(1),
            first,
            last,
            hash: chain(newest.as_ref().map_or("", |seal| &seal.hash), &rows)?,
            sealed_at: ctx.now(),
        };
        ctx.insert(seal.clone())?;
        ctx.put(NewestSeal(seal.clone()))?;
        ctx.emit(Event::LogSealed {
            number: seal.number,
            last: seal.last,
            hash: seal.hash.clone(),
        });
        Ok(Some(seal))
    }
}

/// What walking the sealed log found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SealReport {
    /// The newest seal, whose hash is to be compared with the one kept outside.
    pub newest: Option<LogSeal>,
    /// Numbers of seals that do not fit their entries or the seal before.
    pub broken: Vec<u64>,
}

impl Engine {
    /// Walks the sealed log and recomputes every seal. Takes as long as reading the log takes.
    pub fn verify_log(&self, actor: &Actor) -> Result<SealReport> {
        verify_seals(&self.reader(actor, Operation::VerifyLog, Target::Tenant)?)
    }
}

/// Walks the sealed log of a tenant.
pub(crate) fn verify_seals(reader: &Reader<'_>) -> Result<SealReport> {
    let mut report = SealReport {
        newest: None,
        broken: Vec::new(),
    };
    let seals = Scan::index(LogSeal::TABLE, LogSeal::BY_NUMBER, Vec::new(), 100);
    reader.each::<LogSeal>(seals, |seal| {
        let (number, last, hash) = report.newest.as_ref().map_or((0, 0, ""), |before| {
            (before.number, before.last, before.hash.as_str())
        });
        let count = seal.last.saturating_sub(seal.first).saturating_add(1);
        let rows = match u32::try_from(count) {
            Ok(count @ 1..=BATCH) => {
                reader
                    .store
                    .scan(reader.tenant, &scan_from(seal.first, count))?
                    .rows
            }
            _ => Vec::new(),
        };
        let complete = rows.last().and_then(|row| row.position) == Some(seal.last)
            && rows.len() as u64 == count;
        let follows = seal.number == number + 1 && seal.first == last + 1;
        if !complete || !follows || chain(hash, &rows)? != seal.hash {
            report.broken.push(seal.number);
        }
        report.newest = Some(seal);
        Ok(())
    })?;
    Ok(report)
}
