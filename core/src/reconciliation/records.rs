//! What is kept of a reconciliation.

use serde::{Deserialize, Serialize};

use super::compare::ReconciliationSums;
use crate::engine::{Command, Context, Engine, Event, Operation, Record, Target, page_limit};
use crate::kernel::{Actor, Day, Error, Id, Result, Text, Timestamp, UserId};
use crate::schema::tables;
use crate::store::{Column, Index, Place, Scan, Table, TableId, Value};

/// That a channel's bill was compared, and how it came out. The latest comparison of a file stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reconciliation {
    /// The channel.
    pub channel: Text<40>,
    /// The first day of the bill …
    pub from: Day,
    /// … and the last one.
    pub to: Day,
    /// SHA-256 of the file, hexadecimal: which file it was.
    pub file: Text<64>,
    /// How it came out.
    pub sums: ReconciliationSums,
    /// What a person says about what did not match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<200>>,
    /// When.
    pub at: Timestamp,
    /// Who; `None`: the host itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<UserId>,
}

impl Reconciliation {
    /// Index: by channel, then the bill's first day.
    pub(crate) const BY_CHANNEL: u8 = 0;

    /// The id of a channel's file.
    pub fn id_of(channel: &str, file: &str) -> Id {
        Id::derived("reconciliation", &[channel.as_bytes(), file.as_bytes()])
    }
}

pub(crate) const RECONCILIATION: Table = Table {
    name: "reconciliations",
    columns: &[Column::text("channel"), Column::int("first_day")],
    counters: &[],
    indexes: &[Index {
        name: "by_channel",
        columns: &["channel", "first_day"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Reconciliation {
    const TABLE: TableId = tables::RECONCILIATION;
    const WHAT: &'static str = "reconciliation";

    fn id(&self) -> Id {
        Self::id_of(self.channel.as_str(), self.file.as_str())
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.channel.as_str().into(), self.from.into()]
    }
}

/// Keeps how comparing a bill came out, so that auditors see what was compared and when. Errors: `invalid_field`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RecordReconciliation {
    /// The channel.
    pub channel: Text<40>,
    /// The first day of the bill …
    pub from: Day,
    /// … and the last one.
    pub to: Day,
    /// SHA-256 of the file, hexadecimal.
    pub file: Text<64>,
    /// What [`Engine::reconcile`](crate::Engine::reconcile) answered.
    pub sums: ReconciliationSums,
    /// What a person says about what did not match.
    #[serde(default)]
    pub note: Option<Text<200>>,
}

impl Command for RecordReconciliation {
    type Answer = ();
    const OPERATION: Operation = Operation::RecordReconciliation;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.channel.require("channel")?;
        if self.to < self.from {
            return Err(Error::invalid("to", "it lies before the first day"));
        }
        if self.file.len() != 64 || !self.file.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(Error::invalid("file", "64 hexadecimal digits are expected"));
        }
        ctx.emit(Event::Reconciled {
            channel: self.channel.clone(),
            from: self.from,
            to: self.to,
            matched: self.sums.matched,
            open: self
                .sums
                .lines
                .saturating_sub(self.sums.matched)
                .saturating_add(self.sums.missing_there),
        });
        let by = ctx.actor().user_id();
        let at = ctx.now();
        ctx.put(Reconciliation {
            channel: self.channel.clone(),
            from: self.from,
            to: self.to,
            file: self.file.clone(),
            sums: self.sums,
            note: self.note.clone(),
            at,
            by,
        })
    }
}

impl Engine {
    /// The bills of a channel that were compared, latest first day first, behind one (its first day and id) that was
    /// seen, at most `limit` (1–500).
    pub fn reconciliations(
        &self,
        actor: &Actor,
        channel: &str,
        after: Option<(Day, Id)>,
        limit: u32,
    ) -> Result<Vec<Reconciliation>> {
        let reader = self.reader(actor, Operation::Reconciliations, Target::Tenant)?;
        let scan = Scan {
            after: after.map(|(day, id)| Place {
                values: vec![channel.into(), day.into()],
                id,
            }),
            descending: true,
            ..Scan::index(
                tables::RECONCILIATION,
                Reconciliation::BY_CHANNEL,
                vec![channel.into()],
                page_limit(limit)?,
            )
        };
        Ok(reader.page(&scan)?.0)
    }
}
