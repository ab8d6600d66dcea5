//! A store that keeps a copy of every change set, so that the same row changes can be made without the engine.

use std::sync::{Arc, Mutex, PoisonError};

use linli::kernel::TenantId;
use linli::store::{ChangeSet, Committed, Page, Row, RowKey, Scan, Schema, Store, StoreResult};

/// Passes everything on, and remembers what was committed.
pub(super) struct Recording {
    inner: Arc<dyn Store>,
    committed: Mutex<Vec<ChangeSet>>,
}

impl Recording {
    pub(super) fn of(inner: Arc<dyn Store>) -> Arc<Self> {
        Arc::new(Self {
            inner,
            committed: Mutex::default(),
        })
    }

    /// What was committed since the last call.
    pub(super) fn take(&self) -> Vec<ChangeSet> {
        std::mem::take(
            &mut self
                .committed
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }
}

impl Store for Recording {
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        self.inner.prepare(schema)
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        self.inner.get(tenant, keys)
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        self.inner.scan(tenant, scan)
    }

    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        let committed = self.inner.commit(change)?;
        self.committed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(change.clone());
        Ok(committed)
    }

    fn name(&self) -> &'static str {
        self.inner.name()
    }
}
