//! Running commands and queries: idempotency, authorisation, group commit, events, due work. DESIGN §3.

mod authorise;
mod cells;
mod command;
mod context;
mod due;
mod events;
mod hashing;
mod lane;
mod log;
mod reader;
mod record;
mod registry;
mod seal;
#[cfg(test)]
pub(crate) mod testing;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

pub use authorise::Target;
pub use command::{BoxedCommand, Command, Prefetch};
pub use context::Context;
pub use due::{DueFailure, DueReport, DueWork};
pub use events::Event;
pub use log::{EventPage, LogEntry, RecordedEvent};
pub use record::Record;
pub use registry::{AnyCommand, Operation};
pub use seal::{LogSeal, SealLog, SealReport};

pub(crate) use authorise::{authorise, place_exists};
pub(crate) use cells::Bounds;
pub(crate) use context::Lookup;
pub(crate) use due::DueSource;
pub(crate) use log::LOG;
pub(crate) use reader::{Reader, page_limit};
pub(crate) use record::{columns_of, decode_row};
pub(crate) use seal::{LOG_SEAL, seal_columns};

use command::Answer;
use lane::{Job, Lane};
use serde_json::value::RawValue;

use crate::kernel::{Actor, Clock, CommandId, Entropy, Error, IdGenerator, Keys, Result, TenantId};
use crate::schema::SCHEMA;
use crate::search::Searches;
use crate::store::{Order, Scan, Store, Value};

/// Bounds on what the engine holds in memory.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Callers that may wait per tenant; one more gets `busy`.
    pub queue_limit: usize,
    /// Rows kept per tenant between commands; about 1–2 KiB each.
    pub cached_rows: usize,
    /// A group that has changed so many rows is committed before more commands join it: a manifest of thousands of orders
    /// does not wait in memory for five hundred others.
    pub group_rows: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            queue_limit: 10_000,
            cached_rows: 20_000,
            group_rows: 50_000,
        }
    }
}

/// The engine's surroundings.
pub(crate) struct Ports {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) keys: Arc<dyn Keys>,
    pub(crate) options: Options,
}

/// The commerce engine. Cheap to clone; every clone shares the same queue. Calls block until they are durable; call from
/// as many threads as you like, they share commits.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
    /// Where queries read, if not where commands do.
    copy: Option<Arc<dyn Store>>,
}

struct Inner {
    ports: Ports,
    lanes: RwLock<HashMap<TenantId, Arc<Lane>>>,
    command_ids: Mutex<IdGenerator>,
    searches: Searches,
}

impl Engine {
    /// An engine over a store, which is prepared (created or extended) first.
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        keys: Arc<dyn Keys>,
        options: Options,
    ) -> Result<Self> {
        store.prepare(&SCHEMA)?;
        let ports = Ports {
            store,
            clock,
            entropy,
            keys,
            options,
        };
        Ok(Self {
            inner: Arc::new(Inner {
                ports,
                lanes: RwLock::default(),
                command_ids: Mutex::default(),
                searches: Searches::default(),
            }),
            copy: None,
        })
    }

    /// An engine over a store with the operating system's clock and entropy.
    #[cfg(feature = "system")]
    pub fn open(store: Arc<dyn Store>, keys: Arc<dyn Keys>) -> Result<Self> {
        use crate::kernel::{OsEntropy, SystemClock};
        Self::new(
            store,
            Arc::new(SystemClock),
            Arc::new(OsEntropy),
            keys,
            Options::default(),
        )
    }

    /// The same engine with its queries reading from a copy of its store that may lag behind, e.g. a replica of a database:
    /// for lists and reports that may be some moments old. Keep the engine itself for what must be as it is now, such as
    /// a page after one's own command. Commands, due work and the question who may ask stay with the engine's store: a
    /// decision never rests on the copy. Errors: those of preparing the copy, which is asked whether it has all tables.
    pub fn reading_from(&self, copy: Arc<dyn Store>) -> Result<Self> {
        copy.prepare(&SCHEMA)?;
        Ok(Self {
            inner: Arc::clone(&self.inner),
            copy: Some(copy),
        })
    }

    /// A new time-ordered command id, from the engine's clock and entropy.
    pub fn new_command_id(&self) -> Result<CommandId> {
        let ports = &self.inner.ports;
        let mut ids = self
            .inner
            .command_ids
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        ids.next(ports.clock.now(), &*ports.entropy).map(CommandId)
    }

    /// Runs a command durably. The same id and content again gives the first answer; the same id with other content
    /// is `command_reused`; a refusal changes nothing. RULES §18.
    pub fn execute<C: Command>(
        &self,
        actor: &Actor,
        id: CommandId,
        command: C,
    ) -> Result<C::Answer> {
        self.submit_one(actor, id, BoxedCommand::new(command))?
            .of::<C>()
    }

    /// Like [`execute`](Self::execute), for a command whose type is not known here; the answer is JSON.
    pub fn execute_boxed(
        &self,
        actor: &Actor,
        id: CommandId,
        command: BoxedCommand,
    ) -> Result<Box<RawValue>> {
        Ok(self.submit_one(actor, id, command)?.json)
    }

    /// Runs many commands of one kind in their order, sharing commits: each succeeds or fails alone, each is durable when
    /// this returns.
    pub fn execute_all<C: Command>(
        &self,
        actor: &Actor,
        commands: Vec<(CommandId, C)>,
    ) -> Result<Vec<Result<C::Answer>>> {
        let commands = commands.into_iter();
        self.execute_each(
            commands
                .map(|(id, command)| (*actor, id, command))
                .collect(),
        )
    }

    /// Like [`execute_all`](Self::execute_all), each command by its own actor: for hosts that collect what many people
    /// want and bring it in together. Errors: `invalid_field` when the actors are not all of one tenant; then nothing ran.
    pub fn execute_each<C: Command>(
        &self,
        commands: Vec<(Actor, CommandId, C)>,
    ) -> Result<Vec<Result<C::Answer>>> {
        let Some(tenant) = commands.first().map(|(actor, ..)| actor.tenant()) else {
            return Ok(Vec::new());
        };
        let mut jobs = Vec::with_capacity(commands.len());
        for (place, (actor, id, command)) in commands.into_iter().enumerate() {
            if actor.tenant() != tenant {
                return Err(Error::invalid(
                    format!("commands[{place}].actor"),
                    "all actors of a batch are of one tenant",
                ));
            }
            let command = BoxedCommand::new(command);
            jobs.push(Job::new(self.ports(), actor, id, command));
        }
        let outcomes = self.lane(tenant).run(&self.inner.ports, jobs)?;
        Ok(outcomes
            .into_iter()
            .map(|outcome| outcome?.of::<C>())
            .collect())
    }

    /// Like [`execute_all`](Self::execute_all), for commands whose types are not known here, of one kind or of many; the
    /// answers are JSON.
    pub fn execute_all_boxed(
        &self,
        actor: &Actor,
        commands: Vec<(CommandId, BoxedCommand)>,
    ) -> Result<Vec<Result<Box<RawValue>>>> {
        let outcomes = self.submit(actor, commands)?.into_iter();
        Ok(outcomes.map(|outcome| Ok(outcome?.json)).collect())
    }

    fn submit_one(&self, actor: &Actor, id: CommandId, command: BoxedCommand) -> Result<Answer> {
        let mut outcomes = self.submit(actor, vec![(id, command)])?;
        outcomes
            .pop()
            .ok_or_else(|| Error::internal("a command without outcome"))?
    }

    pub(crate) fn submit(
        &self,
        actor: &Actor,
        commands: Vec<(CommandId, BoxedCommand)>,
    ) -> Result<Vec<Result<Answer>>> {
        let jobs = commands
            .into_iter()
            .map(|(id, command)| Job::new(self.ports(), *actor, id, command))
            .collect();
        self.lane(actor.tenant()).run(&self.inner.ports, jobs)
    }

    fn lane(&self, tenant: TenantId) -> Arc<Lane> {
        let lanes = self
            .inner
            .lanes
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(lane) = lanes.get(&tenant) {
            return Arc::clone(lane);
        }
        drop(lanes);
        let mut lanes = self
            .inner
            .lanes
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let new = || Arc::new(Lane::new(tenant, self.inner.ports.options.cached_rows));
        Arc::clone(lanes.entry(tenant).or_insert_with(new))
    }

    pub(crate) fn searches(&self) -> &Searches {
        &self.inner.searches
    }

    pub(crate) fn ports(&self) -> &Ports {
        &self.inner.ports
    }

    /// A reader of the actor's tenant, after the actor was found to be allowed to run the query there.
    pub(crate) fn reader(
        &self,
        actor: &Actor,
        operation: Operation,
        target: Target,
    ) -> Result<Reader<'_>> {
        let mut reader = self.current_reader(actor, operation, target)?;
        if let Some(copy) = &self.copy {
            reader.store = &**copy;
        }
        Ok(reader)
    }

    /// The same for what leads to commands: it never reads from a copy.
    pub(crate) fn current_reader(
        &self,
        actor: &Actor,
        operation: Operation,
        target: Target,
    ) -> Result<Reader<'_>> {
        let mut reader = Reader {
            store: &*self.inner.ports.store,
            tenant: actor.tenant(),
        };
        authorise(&mut reader, actor, operation, &target)?;
        Ok(reader)
    }

    /// Events of commands committed behind `cursor` (0 to begin with), in commit order, of at most `commands` commands
    /// (1–1000). A reader who asks with the answer's cursor misses none. RULES §18.
    pub fn events(&self, actor: &Actor, cursor: u64, commands: u32) -> Result<EventPage> {
        let reader = self.reader(actor, Operation::Events, Target::Tenant)?;
        let entries = Self::log_page(&reader, cursor, commands)?;
        let cursor = entries.last().map_or(cursor, |(position, _)| *position);
        let mut events = Vec::new();
        for (position, entry) in entries {
            for (index, event) in (0..).zip(entry.events) {
                events.push(RecordedEvent {
                    position,
                    index,
                    command: entry.id,
                    actor: entry.actor,
                    at: entry.at,
                    event,
                });
            }
        }
        Ok(EventPage { events, cursor })
    }

    /// The audit trail: accepted commands behind `cursor` in commit order with their positions, at most `limit` (1–1000).
    pub fn audit(&self, actor: &Actor, cursor: u64, limit: u32) -> Result<Vec<(u64, LogEntry)>> {
        let reader = self.reader(actor, Operation::Audit, Target::Tenant)?;
        Self::log_page(&reader, cursor, limit)
    }

    fn log_page(reader: &Reader<'_>, cursor: u64, limit: u32) -> Result<Vec<(u64, LogEntry)>> {
        if !(1..=1000).contains(&limit) {
            return Err(Error::Limit {
                field: "limit".into(),
                limit: 1000,
            });
        }
        let from = i64::try_from(cursor.saturating_add(1)).unwrap_or(i64::MAX);
        let scan = Scan {
            order: Order::Position,
            from: Some(Value::Int(from)),
            ..Scan::all(LogEntry::TABLE, limit)
        };
        let page = reader.store.scan(reader.tenant, &scan)?;
        page.rows
            .iter()
            .map(|row| {
                Ok((
                    row.position.unwrap_or(0),
                    record::decode_row::<LogEntry>(row)?,
                ))
            })
            .collect()
    }
}
