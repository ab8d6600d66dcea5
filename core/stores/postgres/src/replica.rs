//! A copy of the database that lags behind, for queries.

use linli::kernel::TenantId;
use linli::store::{
    ChangeSet, Committed, Page, Row, RowKey, Scan, Schema, Store, StoreError, StoreResult,
};

use crate::options::{PostgresOptions, Prepare};
use crate::pool::Access;
use crate::store::PostgresStore;

/// A read-only replica: what [`Engine::reading_from`](linli::Engine::reading_from) takes for queries.
///
/// It never serves a decision. A [`PostgresStore`] knows only the server that it writes to, so commands read there and
/// their commits are verified there; this type refuses to commit, and its connections are read-only for the server too.
#[derive(Debug)]
pub struct PostgresReplica {
    store: PostgresStore,
}

impl PostgresReplica {
    /// A replica at an address, with default options.
    pub fn connect(url: &str) -> StoreResult<Self> {
        Self::connect_with(url, &PostgresOptions::default())
    }

    /// A replica at an address. It is never prepared: that happens where it is copied from.
    pub fn connect_with(url: &str, options: &PostgresOptions) -> StoreResult<Self> {
        let options = PostgresOptions {
            prepare: Prepare::Check,
            ..options.clone()
        };
        Ok(Self {
            store: PostgresStore::open(url, &options, Access::Read)?,
        })
    }
}

impl Store for PostgresReplica {
    /// Only looks: [`Schema`](StoreError::Schema) when the tables have not arrived yet.
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        self.store.prepare(schema)
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        self.store.get(tenant, keys)
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        self.store.scan(tenant, scan)
    }

    fn commit(&self, _: &ChangeSet) -> StoreResult<Committed> {
        Err(StoreError::misuse("a replica takes no commits"))
    }

    fn name(&self) -> &'static str {
        "postgres (replica)"
    }
}
