//! Everything that happens by time. RULES §18.
//!
//! A record that waits for a time has it in a column with a sparse index; each such index is a [`DueSource`]. The host
//! calls [`Engine::run_due`] as often as it likes: each step is a command whose id is computed from the row as it stands,
//! so doing it twice, or from two processes at once, changes nothing more. A missed day is caught up.

use serde::{Deserialize, Serialize};

use super::registry::AnyCommand;
use super::{Engine, Operation, Target};
use crate::kernel::{Actor, CommandId, Error, Id, Result, Timestamp};
use crate::schema::DUE_SOURCES;
use crate::store::{Row, Scan, TableId, Value};

/// An index over the moments at which something is due, and what is then to be done.
pub(crate) struct DueSource {
    pub(crate) table: TableId,
    /// An index whose first and only column is a moment.
    pub(crate) index: u8,
    pub(crate) command: fn(&Row) -> Result<AnyCommand>,
}

/// One thing that is due.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DueWork {
    /// The id under which it will be done.
    pub command_id: CommandId,
    /// What will be done.
    pub command: AnyCommand,
}

/// Something due that was refused; it stays due.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DueFailure {
    /// The operation's name.
    pub command: &'static str,
    /// Why.
    pub error: Error,
}

/// What a call of [`Engine::run_due`] did.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DueReport {
    /// Steps done.
    pub done: u32,
    /// Steps refused.
    pub failed: Vec<DueFailure>,
    /// Whether the limit was reached, so that more may be due now.
    pub more: bool,
}

impl Engine {
    /// What is due now, earliest first per kind, at most `limit` (1–1000) of each kind.
    pub fn due(&self, actor: &Actor, limit: u32) -> Result<Vec<DueWork>> {
        if !(1..=1000).contains(&limit) {
            return Err(Error::Limit {
                field: "limit".into(),
                limit: 1000,
            });
        }
        let reader = self.current_reader(actor, Operation::Due, Target::Tenant)?;
        let now = self.ports().clock.now();
        let mut work = Vec::new();
        for source in DUE_SOURCES {
            let scan = Scan {
                from: Some(Value::from(Timestamp::MIN)),
                to: Some(Value::from(now)),
                ..Scan::index(source.table, source.index, Vec::new(), limit)
            };
            for row in reader.store.scan(reader.tenant, &scan)?.rows {
                // A tenant that came from another store brings its log along, but versions begin anew there: the record
                // itself keeps a step that is due now apart from one that was done before.
                let parts: [&[u8]; 4] = [
                    &source.table.0.to_be_bytes(),
                    row.id.bytes(),
                    &row.version.to_be_bytes(),
                    row.body.as_bytes(),
                ];
                work.push(DueWork {
                    command_id: CommandId(Id::derived("due", &parts)),
                    command: (source.command)(&row)?,
                });
            }
        }
        Ok(work)
    }

    /// Does what is due, at most `limit` (1–1000) steps of each kind; call again while `more`.
    pub fn run_due(&self, actor: &Actor, limit: u32) -> Result<DueReport> {
        let work = self.due(actor, limit)?;
        let mut report = DueReport::default();
        let mut per_command = std::collections::BTreeMap::<&'static str, u32>::new();
        let names: Vec<&'static str> = work
            .iter()
            .map(|work| work.command.operation().name())
            .collect();
        for name in &names {
            *per_command.entry(name).or_default() += 1;
        }
        report.more = per_command.values().any(|count| *count >= limit);
        let jobs = work
            .into_iter()
            .map(|work| (work.command_id, work.command.into()))
            .collect();
        for (command, outcome) in names.into_iter().zip(self.submit(actor, jobs)?) {
            match outcome {
                Ok(_) => report.done += 1,
                Err(error) => report.failed.push(DueFailure { command, error }),
            }
        }
        Ok(report)
    }
}
