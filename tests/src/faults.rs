//! A store that fails as it is told to, never wrongly: what it says about a commit is true.
#![allow(clippy::unwrap_used)] // a test harness: a panic is a finding

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use linli::kernel::TenantId;
use linli::store::{
    ChangeSet, Committed, Page, Row, RowKey, Scan, Schema, Store, StoreError, StoreResult,
};

use crate::rng::Rng;

/// What happens to a commit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fault {
    /// Refused: the database is busy.
    Unavailable,
    /// Refused: somebody else was faster (and nobody was).
    Conflict,
    /// Refused: no room.
    Full,
    /// It happened, but the connection was lost before the answer.
    AnswerLost,
    /// The connection was lost before it happened.
    RequestLost,
    /// It happened, then the store went away until it is [revived](FaultyStore::revive).
    DiedAfter,
    /// The store went away before it happened.
    DiedBefore,
}

impl Fault {
    const ALL: [Self; 7] = [
        Self::Unavailable,
        Self::Conflict,
        Self::Full,
        Self::AnswerLost,
        Self::RequestLost,
        Self::DiedAfter,
        Self::DiedBefore,
    ];
}

struct State {
    rng: Rng,
    /// So many commits in a thousand fail.
    per_mille: u32,
    /// What happens to the next commits for sure.
    planned: Vec<Fault>,
    dead: bool,
    happened: Vec<(Fault, u64)>,
}

/// A store that fails at random commits.
pub struct FaultyStore {
    inner: Arc<dyn Store>,
    state: Mutex<State>,
}

impl FaultyStore {
    /// So many commits in a thousand fail, reproducibly.
    pub fn new(inner: Arc<dyn Store>, seed: u64, per_mille: u32) -> Self {
        let happened = Fault::ALL.iter().map(|fault| (*fault, 0)).collect();
        let state = State {
            rng: Rng::new(seed),
            per_mille,
            planned: Vec::new(),
            dead: false,
            happened,
        };
        Self {
            inner,
            state: Mutex::new(state),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes how many commits in a thousand fail.
    pub fn set_rate(&self, per_mille: u32) {
        self.state().per_mille = per_mille;
    }

    /// This happens to the next commit.
    pub fn plan(&self, fault: Fault) {
        self.state().planned.push(fault);
    }

    /// Whether it went away.
    pub fn is_dead(&self) -> bool {
        self.state().dead
    }

    /// Brings it back.
    pub fn revive(&self) {
        self.state().dead = false;
    }

    /// How often each fault happened.
    pub fn happened(&self) -> Vec<(Fault, u64)> {
        self.state().happened.clone()
    }

    fn alive(&self) -> StoreResult<()> {
        if self.is_dead() {
            return Err(StoreError::Unavailable {
                reason: "the store went away".to_owned(),
            });
        }
        Ok(())
    }

    fn next_fault(&self) -> Option<Fault> {
        let mut state = self.state();
        let rate = state.per_mille;
        let place = match state.planned.pop() {
            Some(planned) => Fault::ALL.iter().position(|fault| *fault == planned)?,
            None if state.rng.happens(rate) => state.rng.place(Fault::ALL.len()),
            None => return None,
        };
        state.happened[place].1 += 1;
        let fault = Fault::ALL[place];
        state.dead = matches!(fault, Fault::DiedAfter | Fault::DiedBefore);
        Some(fault)
    }
}

impl Store for FaultyStore {
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        self.alive()?;
        self.inner.prepare(schema)
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        self.alive()?;
        self.inner.get(tenant, keys)
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        self.alive()?;
        self.inner.scan(tenant, scan)
    }

    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        self.alive()?;
        let unknown = || {
            Err(StoreError::UnknownOutcome {
                reason: "the connection was lost".to_owned(),
            })
        };
        match self.next_fault() {
            None => self.inner.commit(change),
            Some(Fault::Unavailable) => Err(StoreError::Unavailable {
                reason: "the database is busy".to_owned(),
            }),
            Some(Fault::Conflict) => {
                let updates = change.updates.iter().map(|update| RowKey {
                    table: update.table,
                    id: update.id,
                });
                let inserts = change.inserts.iter().map(|insert| RowKey {
                    table: insert.table,
                    id: insert.id,
                });
                Err(StoreError::Conflict {
                    keys: updates.chain(inserts).collect(),
                })
            }
            Some(Fault::Full) => Err(StoreError::Full),
            Some(Fault::AnswerLost | Fault::DiedAfter) => {
                self.inner.commit(change)?;
                unknown()
            }
            Some(Fault::RequestLost | Fault::DiedBefore) => unknown(),
        }
    }

    fn name(&self) -> &'static str {
        "faulty"
    }
}
