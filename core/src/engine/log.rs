//! Idempotency, audit and outbox in one: a row per accepted command. DESIGN §3, RULES §18.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::events::Event;
use super::record::Record;
use crate::kernel::{Actor, CommandId, Id, Timestamp};
use crate::schema::tables;
use crate::store::{Column, Table, TableId, Value};

/// One accepted command: who did what when, with which answer and which events. Never changed, never deleted. The
/// command's content is kept only as a hash, so neither codes nor personal data get here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LogEntry {
    /// The command's id.
    pub id: CommandId,
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
    /// What: the operation's name.
    pub command: String,
    /// SHA-256 over operation, actor and content, hexadecimal.
    pub content: String,
    /// What the caller got.
    pub answer: Box<RawValue>,
    /// What happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
}

pub(crate) const LOG: Table = Table {
    name: "command_log",
    columns: &[
        Column::time("at"),
        Column::text("command"),
        Column::id("user_id"),
    ],
    counters: &[],
    indexes: &[],
    sequenced: true,
};

impl Record for LogEntry {
    const TABLE: TableId = tables::LOG;
    const WHAT: &'static str = "log entry";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.at.into(),
            self.command.as_str().into(),
            Value::or_null(self.actor.user_id()),
        ]
    }
}

/// An event as readers get it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordedEvent {
    /// Place of its command in the tenant's log, from 1 without gaps.
    pub position: u64,
    /// Place among the events of that command, from 0.
    pub index: u32,
    /// The command that caused it.
    pub command: CommandId,
    /// Who ran that command.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub event: Event,
}

/// A page of events, and the cursor to ask with next time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EventPage {
    /// In the order in which the commands were committed.
    pub events: Vec<RecordedEvent>,
    /// Ask with this next. It grows even over commands without events.
    pub cursor: u64,
}
