//! Runs steps of commands on a real context over a store in memory, for unit tests of what no command calls alone.

use std::sync::Arc;

use super::cells::Cells;
use super::context::Context;
use super::events::Event;
use super::{Engine, Options};
use crate::kernel::{
    Actor, Clock, Entropy, FixedKeys, ManualClock, Result, SeededEntropy, TenantId, Timestamp,
};
use crate::schema::SCHEMA;
use crate::store::{MemoryStore, Store};

/// An engine's surroundings without the engine.
pub(crate) struct Bench {
    pub(crate) clock: ManualClock,
    pub(crate) entropy: Box<dyn Entropy>,
    pub(crate) keys: FixedKeys,
    pub(crate) store: Arc<MemoryStore>,
    pub(crate) actor: Actor,
    cells: Cells,
}

impl Bench {
    /// At a moment in RFC 3339.
    pub(crate) fn at(now: &str) -> Self {
        let tenant = TenantId::new(1).unwrap();
        let store = Arc::new(MemoryStore::default());
        store.prepare(&SCHEMA).unwrap();
        Self {
            clock: ManualClock::new(Timestamp::parse(now).unwrap()),
            entropy: Box::new(SeededEntropy::new(1)),
            keys: FixedKeys::new([7; 32]),
            store,
            actor: Actor::system(tenant),
            cells: Cells::new(tenant, 10_000),
        }
    }

    /// An engine over the same store, with a clock of its own that stands at the same moment.
    pub(crate) fn engine(&self) -> Engine {
        let store: Arc<dyn Store> = Arc::<MemoryStore>::clone(&self.store);
        Engine::new(
            store,
            Arc::new(ManualClock::new(self.clock.now())),
            Arc::new(SeededEntropy::new(2)),
            Arc::new(FixedKeys::new([7; 32])),
            Options::default(),
        )
        .unwrap()
    }

    /// One group of one step: commits what it did, or nothing.
    pub(crate) fn run<T>(&mut self, step: impl FnOnce(&mut Context<'_>) -> Result<T>) -> Result<T> {
        self.run_with_events(step).map(|(answer, _)| answer)
    }

    /// Like [`run`](Self::run), with the events.
    pub(crate) fn run_with_events<T>(
        &mut self,
        step: impl FnOnce(&mut Context<'_>) -> Result<T>,
    ) -> Result<(T, Vec<Event>)> {
        self.cells.begin_group();
        let mut ctx = Context {
            actor: self.actor,
            now: self.clock.now(),
            cells: &mut self.cells,
            store: &*self.store,
            entropy: &*self.entropy,
            keys: &self.keys,
            events: Vec::new(),
            catalog_changes: std::collections::BTreeSet::new(),
        };
        let outcome = step(&mut ctx).map(|answer| (answer, std::mem::take(&mut ctx.events)));
        if outcome.is_err() {
            self.cells.clear();
            return outcome;
        }
        let change = self.cells.change_set()?;
        self.store.commit(&change)?;
        self.cells.settle(|_| true);
        outcome
    }
}
