//! The store with connections of its own.

use std::sync::{Arc, PoisonError, RwLock};

use linli::kernel::TenantId;
use linli::store::{
    ChangeSet, Committed, Page, Row, RowKey, Scan, Schema, Store, StoreError, StoreResult,
};

use crate::layout::Layout;
use crate::options::{PostgresOptions, Prepare};
use crate::pool::{Access, Pool};
use crate::prepare::{self, SchemaOptions};
use crate::read::{self, Scope};
use crate::write;

/// A Linli store in a PostgreSQL database. As many processes as one likes may have stores on the same database and write
/// for the same tenants.
///
/// `commit` is one transaction of two messages; what it means is written at [the package](crate). It can be made, called
/// and dropped on any thread, inside and outside of an asynchronous runtime; it blocks the thread that calls it.
pub struct PostgresStore {
    pool: Pool,
    space: String,
    who: Prepare,
    layout: Prepared,
}

impl PostgresStore {
    /// A store on the database of an address such as `postgres://user:password@host:5432/database?sslmode=require`, or in
    /// the form `host=… user=… dbname=…`. Connections are made when they are needed.
    ///
    /// [`Misuse`](StoreError::Misuse) if that is no address.
    pub fn connect(url: &str) -> StoreResult<Self> {
        Self::connect_with(url, &PostgresOptions::default())
    }

    /// A store on the database of an address, with these options.
    pub fn connect_with(url: &str, options: &PostgresOptions) -> StoreResult<Self> {
        Self::open(url, options, Access::Write)
    }

    pub(crate) fn open(url: &str, options: &PostgresOptions, access: Access) -> StoreResult<Self> {
        Ok(Self {
            pool: Pool::new(url, options, access)?,
            space: options.schema.clone(),
            who: options.prepare,
            layout: Prepared::default(),
        })
    }

    /// Creates or extends the tables of a schema, once, with a role that may; the roles that the engine runs with need
    /// that right no more. See [`schema_script`](crate::schema_script) for doing it by hand.
    pub fn prepare_with(&self, schema: &Schema, options: &SchemaOptions) -> StoreResult<()> {
        options.validate()?;
        self.make(schema, Prepare::Create, options)
    }

    /// The SQL that [`prepare_with`](Self::prepare_with) would run now; empty when there is nothing to do.
    pub fn missing(&self, schema: &Schema, options: &SchemaOptions) -> StoreResult<String> {
        options.validate()?;
        (self.pool).run(|session| prepare::missing(session, schema, &self.space, options))
    }

    fn make(&self, schema: &Schema, who: Prepare, options: &SchemaOptions) -> StoreResult<()> {
        let layout = (self.pool)
            .run(|session| prepare::prepare(session, schema, &self.space, who, options))?;
        self.layout.set(layout);
        Ok(())
    }
}

impl Store for PostgresStore {
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        self.make(schema, self.who, &SchemaOptions::default())
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        let layout = self.layout.get()?;
        (self.pool).run(|session| read::get(session, &layout, Scope::Own, tenant, keys))
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        let layout = self.layout.get()?;
        (self.pool).run(|session| read::scan(session, &layout, Scope::Own, tenant, scan))
    }

    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        let layout = self.layout.get()?;
        layout.schema.validate_change(change)?;
        (self.pool).run(|session| write::commit(session, &layout, change, Scope::Own))
    }

    fn name(&self) -> &'static str {
        "postgres"
    }
}

impl std::fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PostgresStore")
            .field("schema", &self.space)
            .finish_non_exhaustive()
    }
}

/// The layout since `prepare` was called.
#[derive(Default)]
pub(crate) struct Prepared(RwLock<Option<Arc<Layout>>>);

impl Prepared {
    pub(crate) fn set(&self, layout: Layout) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(layout));
    }

    pub(crate) fn get(&self) -> StoreResult<Arc<Layout>> {
        let layout = self.0.read().unwrap_or_else(PoisonError::into_inner);
        (layout.clone()).ok_or_else(|| StoreError::misuse("prepare was not called"))
    }
}
