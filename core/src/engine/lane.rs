//! Group commit: the only way to write. DESIGN §3.
//!
//! Callers of one tenant meet in a bounded queue. The first one there leads: it takes all that waits, runs the commands
//! one after another against the rows in memory, commits the net result once, hands the lead to the next one in the
//! queue and gives everybody their own answer. A caller who is alone is a group of one.

use std::collections::{BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::Ports;
use super::authorise::authorise;
use super::cells::Cells;
use super::command::{Answer, BoxedCommand, Prefetch};
use super::context::{Context, Lookup};
use super::log::LogEntry;
use super::record::{AnyRecord, Record};
use crate::kernel::{Actor, CommandId, Error, Result, TenantId, hexadecimal};
use crate::org::UserGrants;
use crate::schema::tables;
use crate::store::{ChangeSet, RowKey, StoreError};

/// Commands in one group.
const GROUP: usize = 512;
/// How often a group is run again after conflicts before its commands are run one by one, and each of those again.
const MORE: usize = 7;

type Outcome = Result<Answer>;

/// A command in the queue.
pub(crate) struct Job {
    actor: Actor,
    id: CommandId,
    command: BoxedCommand,
    /// The hash of its content, made by the caller's own thread.
    content: Result<String>,
    slot: Arc<Slot>,
}

impl Job {
    pub(crate) fn new(ports: &Ports, actor: Actor, id: CommandId, command: BoxedCommand) -> Self {
        let content = command.0.content_hash(&actor, &*ports.keys);
        Self {
            actor,
            id,
            command,
            content: content.map(|hash| hexadecimal(&hash)),
            slot: Slot::new(),
        }
    }
}

enum SlotState {
    Waiting,
    Lead,
    Done(Outcome),
    Taken,
}

/// Where a caller waits for its answer.
struct Slot {
    state: Mutex<SlotState>,
    changed: Condvar,
}

impl Slot {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(SlotState::Waiting),
            changed: Condvar::new(),
        })
    }

    fn set(&self, state: SlotState) {
        *lock(&self.state) = state;
        self.changed.notify_one();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    leading: bool,
    /// How many commands may come together: the size of the last groups, fading.
    crowd: usize,
}

/// How often a leader lets others run that bring no further command, before it goes on without them.
const PATIENCE: u32 = 3;

/// The queue and the cached rows of one tenant.
pub(crate) struct Lane {
    queue: Mutex<Queue>,
    cells: Mutex<Cells>,
}

impl Lane {
    pub(crate) fn new(tenant: TenantId, cached_rows: usize) -> Self {
        Self {
            queue: Mutex::default(),
            cells: Mutex::new(Cells::new(tenant, cached_rows)),
        }
    }

    /// Runs jobs and waits for all their outcomes, in their order.
    pub(crate) fn run(&self, ports: &Ports, jobs: Vec<Job>) -> Result<Vec<Outcome>> {
        let slots: Vec<Arc<Slot>> = jobs.iter().map(|job| Arc::clone(&job.slot)).collect();
        let lead = {
            let mut queue = lock(&self.queue);
            let waiting = queue.jobs.len() + jobs.len();
            // A single caller's batch may be longer than the queue when nobody else waits.
            if waiting > ports.options.queue_limit && !queue.jobs.is_empty() {
                return Err(Error::Busy {
                    limit: ports.options.queue_limit,
                });
            }
            queue.jobs.extend(jobs);
            !std::mem::replace(&mut queue.leading, true)
        };
        if lead {
            self.lead(ports);
        }
        slots.iter().map(|slot| self.wait(ports, slot)).collect()
    }

    fn wait(&self, ports: &Ports, slot: &Slot) -> Result<Outcome> {
        let mut state = lock(&slot.state);
        loop {
            match std::mem::replace(&mut *state, SlotState::Taken) {
                SlotState::Done(outcome) => return Ok(outcome),
                SlotState::Lead => {
                    *state = SlotState::Waiting;
                    drop(state);
                    self.lead(ports);
                    state = lock(&slot.state);
                }
                other => {
                    *state = other;
                    state = slot
                        .changed
                        .wait(state)
                        .unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    /// The next group. Those who got their answers with the last one are likely to come again at once: without a moment for
    /// them every other group would be that of the first one who came, and each group costs a flush. Who is alone does not
    /// wait.
    fn gather(&self) -> Vec<Job> {
        let mut waiting = 0;
        let mut patience = PATIENCE;
        loop {
            let mut queue = lock(&self.queue);
            let came = queue.jobs.len();
            if came > waiting {
                waiting = came;
                patience = PATIENCE;
            }
            if waiting >= queue.crowd.min(GROUP) || patience == 0 {
                let count = waiting.min(GROUP);
                let faded = queue.crowd - queue.crowd.div_ceil(4);
                queue.crowd = count.max(faded);
                return queue.jobs.drain(..count).collect();
            }
            drop(queue);
            patience -= 1;
            std::thread::yield_now();
        }
    }

    /// Processes one group and hands the lead on. The leader's own job is always in its group, because it led from the
    /// head of the queue.
    fn lead(&self, ports: &Ports) {
        let mut jobs = self.gather();
        // Freeing what the group no longer needs takes a while; meanwhile others go on.
        let (outcomes, _freed_last) = {
            let mut cells = lock(&self.cells);
            let outcomes = catch_unwind(AssertUnwindSafe(|| {
                Group {
                    ports,
                    cells: &mut cells,
                    jobs: &jobs,
                    unknown: false,
                    again: None,
                    done_with: None,
                }
                .run()
            }));
            outcomes.unwrap_or_else(|_| {
                cells.clear();
                let reason = "the store panicked".to_owned();
                let error = StoreError::UnknownOutcome { reason };
                let outcomes = jobs.iter().map(|_| Err(error.clone().into())).collect();
                (outcomes, None)
            })
        };
        {
            let mut queue = lock(&self.queue);
            // What the group did not get to comes first in the next one.
            for job in jobs.drain(outcomes.len()..).rev() {
                queue.jobs.push_front(job);
            }
            match queue.jobs.front() {
                Some(next) => next.slot.set(SlotState::Lead),
                None => queue.leading = false,
            }
        }
        for (job, outcome) in jobs.into_iter().zip(outcomes) {
            job.slot.set(SlotState::Done(outcome));
        }
    }
}

/// One group while it is processed.
struct Group<'a> {
    ports: &'a Ports,
    cells: &'a mut Cells,
    jobs: &'a [Job],
    /// The outcome of an earlier try's commit is not known.
    unknown: bool,
    /// What the last try failed with; `None` if a refusal of its own rested on what had changed.
    again: Option<Error>,
    /// What was committed and what it was made of.
    done_with: Option<(ChangeSet, Vec<AnyRecord>)>,
}

/// How a group finds out that a command was run before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Log {
    /// It takes every id for a new one: the commit is refused if one is not, and the group runs again with
    /// [`Read`](Self::Read). Spares a read per command.
    Presumed,
    /// By reading the log.
    Read,
}

/// How one try of a group ended.
enum Tried {
    /// These are done, from the first on; a group that changes very many rows does not get to the others.
    Done(Vec<Outcome>),
    /// Somebody else changed what was read: run again.
    Again,
    /// One command spoils the group, by breaking a uniqueness or by a row that cannot be read: run them one by one, so
    /// that only it fails.
    Apart(Error),
    Failed(Error),
}

impl Group<'_> {
    fn run(mut self) -> (Vec<Outcome>, Option<(ChangeSet, Vec<AnyRecord>)>) {
        (self.outcomes(), self.done_with)
    }

    fn outcomes(&mut self) -> Vec<Outcome> {
        for tried in 0..=MORE {
            let log = if tried == 0 { Log::Presumed } else { Log::Read };
            match self.try_again(self.jobs, log, tried) {
                Tried::Done(outcomes) => return outcomes,
                Tried::Again => {}
                Tried::Apart(_) if self.jobs.len() > 1 => break,
                Tried::Apart(error) | Tried::Failed(error) => return self.all_failed(&error),
            }
        }
        if self.jobs.len() == 1 {
            let error = self.exhausted();
            return self.all_failed(&error);
        }
        self.jobs.iter().map(|job| self.run_alone(job)).collect()
    }

    fn run_alone(&mut self, job: &Job) -> Outcome {
        for tried in 0..=MORE {
            match self.try_again(std::slice::from_ref(job), Log::Read, tried) {
                Tried::Done(mut outcomes) => {
                    return outcomes.pop().expect("one job has one outcome");
                }
                Tried::Again => {}
                Tried::Apart(error) | Tried::Failed(error) => return self.failed(&error),
            }
        }
        let error = self.exhausted();
        self.failed(&error)
    }

    /// Why a command that was tried often enough fails.
    fn exhausted(&mut self) -> Error {
        let conflict = || StoreError::Conflict { keys: Vec::new() }.into();
        self.again.take().unwrap_or_else(conflict)
    }

    /// A refused try names some of the rows that others had changed, maybe one of many. From the third try on nothing
    /// that was cached is used any more, so that only what changes in the very moment can stand in the way.
    fn try_again(&mut self, jobs: &[Job], log: Log, tried: usize) -> Tried {
        if tried >= 2 {
            self.cells.clear();
        }
        self.attempt(jobs, log)
    }

    fn all_failed(&self, error: &Error) -> Vec<Outcome> {
        self.jobs.iter().map(|_| self.failed(error)).collect()
    }

    /// What a caller is told. Other errors of the store say that nothing was written; once the outcome of a commit of this
    /// group is unknown, only the log could tell, and whoever could not look into it must not claim it.
    fn failed(&self, error: &Error) -> Outcome {
        let sure = matches!(
            error,
            Error::Store(StoreError::Duplicate { .. } | StoreError::UnknownOutcome { .. })
        );
        if self.unknown && !sure {
            let reason = format!("a commit got no answer, and then: {error}");
            return Err(StoreError::UnknownOutcome { reason }.into());
        }
        Err(refusal(error.clone()))
    }

    fn attempt(&mut self, jobs: &[Job], log: Log) -> Tried {
        self.cells.begin_group();
        if let Err(error) = self.prefetch(jobs, log) {
            return self.not_committed(error);
        }
        let mut outcomes = Vec::with_capacity(jobs.len());
        for job in jobs {
            self.cells.begin_command();
            let result =
                catch_unwind(AssertUnwindSafe(|| self.run_job(job, log))).unwrap_or_else(|_| {
                    Err(Error::internal(
                        "the command panicked; nothing of it was stored",
                    ))
                });
            let outcome = match result {
                Ok(value) => Ok(value),
                Err(Error::Store(error)) => {
                    self.cells.roll_back();
                    return self.not_committed(error.into());
                }
                Err(refusal) => {
                    self.cells.roll_back();
                    match self.is_outdated(job, log) {
                        Ok(false) => Err(refusal),
                        Ok(true) => {
                            self.cells.forget(&[]);
                            return Tried::Again;
                        }
                        Err(error) => return self.not_committed(error),
                    }
                }
            };
            outcomes.push(outcome);
            if self.cells.changes() >= self.ports.options.group_rows {
                break;
            }
        }
        let change = match self.cells.change_set() {
            Ok(change) => change,
            Err(error) => return self.not_committed(error),
        };
        if change.writes_nothing() && outcomes.iter().all(Result::is_err) {
            // Refusals were checked against fresh rows above; there is nothing to make durable.
            self.cells.settle(is_read_again);
            return Tried::Done(outcomes);
        }
        match self.ports.store.commit(&change) {
            Ok(_) => {
                self.done_with = Some((change, self.cells.settle(is_read_again)));
                Tried::Done(outcomes)
            }
            Err(error) => self.not_committed(error.into()),
        }
    }

    /// Forgets what was not written, and says how to go on.
    fn not_committed(&mut self, error: Error) -> Tried {
        self.again = None;
        match error {
            Error::Store(StoreError::Conflict { keys }) => {
                self.cells.forget(&keys);
                if keys.is_empty() {
                    self.cells.clear();
                }
                self.again = Some(StoreError::Conflict { keys }.into());
                Tried::Again
            }
            Error::Store(StoreError::Bound { key, .. }) => {
                self.cells.forget(&[key]);
                Tried::Again
            }
            // The log tells at the next try what was committed.
            Error::Store(StoreError::UnknownOutcome { .. }) => {
                self.unknown = true;
                self.cells.clear();
                Tried::Again
            }
            // A number that was drawn from an outdated counter is somebody else's. The bound of the counter says so as well,
            // but a store that finds both may tell of this one.
            Error::Store(StoreError::Duplicate { .. }) if self.cells.has_drawn() => {
                self.cells.forget(&[]);
                self.again = Some(error);
                Tried::Again
            }
            Error::Store(StoreError::Duplicate { .. }) => {
                self.cells.forget(&[]);
                Tried::Apart(error)
            }
            Error::Store(_) => {
                self.cells.clear();
                Tried::Failed(error)
            }
            _ => {
                self.cells.clear();
                Tried::Apart(error)
            }
        }
    }

    /// Whether a refusal rests on what is no longer so: on rows that have changed, or on a command being new that is
    /// not.
    fn is_outdated(&mut self, job: &Job, log: Log) -> Result<bool> {
        let store = &*self.ports.store;
        if self.cells.refresh(store)? {
            return Ok(true);
        }
        Ok(log == Log::Presumed && self.cells.find::<LogEntry>(store, log_key(job))?.is_some())
    }

    fn prefetch(&mut self, jobs: &[Job], log: Log) -> Result<()> {
        let mut wanted = Prefetch::default();
        for job in jobs {
            if log == Log::Read {
                wanted.want::<LogEntry>(job.id);
            }
            if let Some(user) = job.actor.user_id() {
                wanted.want::<UserGrants>(user);
            }
            job.command.0.prefetch(&mut wanted);
        }
        self.cells.load(&*self.ports.store, &wanted.wanted)
    }

    fn run_job(&mut self, job: &Job, log: Log) -> Outcome {
        let ports = self.ports;
        let content = job.content.clone()?;
        let is_new = log == Log::Presumed && !self.cells.is_cached(log_key(job));
        let mut ctx = Context {
            actor: job.actor,
            now: ports.clock.now(),
            cells: self.cells,
            store: &*ports.store,
            entropy: &*ports.entropy,
            keys: &*ports.keys,
            events: Vec::new(),
            catalog_changes: BTreeSet::new(),
        };
        let entry = if is_new {
            None
        } else {
            ctx.find::<LogEntry>(job.id)?
        };
        if let Some(entry) = entry {
            if entry.content != content {
                return Err(Error::CommandReused);
            }
            return Ok(Answer {
                value: None,
                json: entry.answer.clone(),
            });
        }
        let operation = job.command.operation();
        authorise(&mut ctx, &job.actor, operation, &job.command.0.target())?;
        let answer = job.command.0.run(&mut ctx)?;
        let changes = std::mem::take(&mut ctx.catalog_changes);
        crate::search::note(&mut ctx, &changes)?;
        let entry = LogEntry {
            id: job.id,
            actor: job.actor,
            at: ctx.now,
            command: operation.name().to_owned(),
            content,
            answer: answer.json.clone(),
            events: std::mem::take(&mut ctx.events),
        };
        if is_new {
            ctx.create(entry)?;
        } else {
            ctx.insert(entry)?;
        }
        Ok(answer)
    }
}

fn log_key(job: &Job) -> RowKey {
    RowKey {
        table: LogEntry::TABLE,
        id: job.id.0,
    }
}

/// Whether later commands are likely to read a row that was written or read just now.
fn is_read_again(key: RowKey) -> bool {
    !matches!(key.table, tables::LOG | tables::POSTING | tables::PAYMENT)
}

/// A uniqueness that a command breaks is the command's fault, everything else the store's.
fn refusal(error: Error) -> Error {
    match error {
        Error::Store(StoreError::Duplicate { table, index }) => Error::AlreadyExists {
            what: format!("{table} with the same {index}").into(),
        },
        other => other,
    }
}
