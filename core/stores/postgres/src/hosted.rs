//! The store inside transactions that the host owns.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use linli::kernel::TenantId;
use linli::store::{
    ChangeSet, Committed, Page, Row, RowKey, Scan, Schema, Store, StoreError, StoreResult,
};
use tokio_postgres::Client;

use crate::failure::Failure;
use crate::options::{PostgresOptions, Prepare, validate_name};
use crate::pool::{Access, Connector};
use crate::prepare::{SchemaOptions, prepare};
use crate::read::{self, Scope};
use crate::session::Session;
use crate::store::Prepared;
use crate::wait::wait;
use crate::write;

/// A store over one connection of the host, so that the host's own rows and the engine's change commit or vanish together.
///
/// The host begins a transaction, writes its rows, lets the engine run its command, and then commits or rolls back.
/// `commit` writes into that transaction and leaves its end to the host; outside of one it is refused with
/// [`Misuse`](linli::store::StoreError::Misuse). A refused change set leaves the host's transaction as it was. Reads see
/// what the open transaction wrote.
///
/// From its first commit on, the transaction holds the tenant's head: nobody else commits for that tenant until the host
/// ends it. So it should be short. `READ COMMITTED` (the default) is best; above that the server may refuse a commit
/// because of others, which is answered as [`Unavailable`](linli::store::StoreError::Unavailable): roll back, begin anew.
///
/// Calls block their thread until the connection's task has moved the bytes. A host with a runtime of one thread must
/// therefore not call them on that thread (`spawn_blocking` is the way), unless the connection was made by
/// [`connect`](Self::connect).
pub struct HostedPostgres {
    client: Arc<Client>,
    session: Mutex<Session>,
    space: String,
    who: Prepare,
    layout: Prepared,
    patience: Duration,
    /// Moves the bytes of a connection that was made here.
    _connector: Option<Connector>,
}

impl HostedPostgres {
    /// A store over a connection that the host made, with its tables in the schema `linli`.
    pub fn new(client: Arc<Client>) -> StoreResult<Self> {
        Self::with_options(client, &PostgresOptions::default())
    }

    /// A store over a connection that the host made. Of the options the schema, who prepares and the statement timeout
    /// count: so long it waits for the server.
    pub fn with_options(client: Arc<Client>, options: &PostgresOptions) -> StoreResult<Self> {
        validate_name(&options.schema)?;
        let session = Session::new(
            Arc::clone(&client),
            options.statement_timeout.saturating_mul(2),
        );
        Ok(Self::over(client, session, options, None))
    }

    /// Makes a connection for a host without a runtime. What the host sends itself goes through
    /// [`execute`](Self::execute) or [`client`](Self::client).
    pub fn connect(url: &str, options: &PostgresOptions) -> StoreResult<Self> {
        let connector = Connector::new(url, options, Access::Write)?;
        let deadline = Instant::now() + options.connect_timeout + connector.patience();
        let client = wait(connector.connect(), deadline).unwrap_or_else(|| {
            Err(Failure::Lost("the server does not answer".to_owned()).into_answer())
        })?;
        let session = connector.session(Arc::clone(&client));
        Ok(Self::over(client, session, options, Some(connector)))
    }

    fn over(
        client: Arc<Client>,
        session: Session,
        options: &PostgresOptions,
        connector: Option<Connector>,
    ) -> Self {
        Self {
            client,
            session: Mutex::new(session),
            space: options.schema.clone(),
            who: options.prepare,
            layout: Prepared::default(),
            patience: options.statement_timeout.saturating_mul(2),
            _connector: connector,
        }
    }

    /// The connection, for the host's own statements.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Waits on this thread for a statement that was sent through [`client`](Self::client), as long as the options allow.
    pub fn wait<F: Future>(&self, statement: F) -> StoreResult<F::Output> {
        let deadline = Instant::now() + self.patience;
        wait(statement, deadline).ok_or_else(|| StoreError::Unavailable {
            reason: format!("the server did not answer within {:?}", self.patience),
        })
    }

    /// Runs statements of the host, e.g. `BEGIN`, and waits for them.
    pub fn execute(&self, sql: &str) -> StoreResult<()> {
        self.lock().script(sql).map_err(Failure::into_answer)
    }

    /// One call at a time: it is one transaction.
    fn lock(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for HostedPostgres {
    /// Outside of the host's transactions. On tables that are right it changes nothing.
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        let options = SchemaOptions::default();
        let layout = prepare(&mut self.lock(), schema, &self.space, self.who, &options)
            .map_err(Failure::into_answer)?;
        self.layout.set(layout);
        Ok(())
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        let layout = self.layout.get()?;
        read::get(&mut self.lock(), &layout, Scope::Host, tenant, keys)
            .map_err(Failure::into_answer)
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        let layout = self.layout.get()?;
        read::scan(&mut self.lock(), &layout, Scope::Host, tenant, scan)
            .map_err(Failure::into_answer)
    }

    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        let layout = self.layout.get()?;
        layout.schema.validate_change(change)?;
        write::commit(&mut self.lock(), &layout, change, Scope::Host).map_err(Failure::into_answer)
    }

    fn name(&self) -> &'static str {
        "postgres (hosted)"
    }
}

impl std::fmt::Debug for HostedPostgres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HostedPostgres")
            .field("schema", &self.space)
            .finish_non_exhaustive()
    }
}
