//! Connections that are made when they are needed, and used again while they are sound.

use std::future::Future;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use deadpool::managed::{self, Metrics, Object, PoolError, RecycleError, RecycleResult};
use linli::store::{StoreError, StoreResult};
use tokio_postgres::{Client, Config};

use crate::failure::Failure;
use crate::options::PostgresOptions;
use crate::reactor::Reactor;
use crate::session::Session;
use crate::tls::Tls;
use crate::wait::wait;

/// What the network may take beyond the server's own timeouts.
const NETWORK: Duration = Duration::from_secs(5);

/// What connections are for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Access {
    Write,
    /// The server itself lets them write nothing.
    Read,
}

/// Makes connections.
pub(crate) struct Connector {
    reactor: Arc<Reactor>,
    config: Config,
    tls: Tls,
    settings: Arc<str>,
    patience: Duration,
}

impl Connector {
    pub(crate) fn new(url: &str, options: &PostgresOptions, access: Access) -> StoreResult<Self> {
        options.validate()?;
        let mut config: Config = url.parse().map_err(|error: tokio_postgres::Error| {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            StoreError::misuse(format!(
                "this is not the address of a PostgreSQL server: {}",
                cause.unwrap_or_else(|| error.to_string())
            ))
        })?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(StoreError::misuse(
                "the address of the PostgreSQL server names no host",
            ));
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(options.connect_timeout);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(options.statement_timeout + NETWORK);
        }
        if config.get_application_name().is_none() {
            config.application_name(&options.application_name);
        }
        Ok(Self {
            reactor: Arc::new(Reactor::start()?),
            config,
            tls: Tls::new(&options.tls_roots)?,
            settings: settings(options, access).into(),
            patience: options.statement_timeout + NETWORK,
        })
    }

    /// A connection that is set up, made by the I/O thread.
    pub(crate) fn connect(
        &self,
    ) -> impl Future<Output = Result<Arc<Client>, StoreError>> + Send + use<> {
        let (config, tls) = (self.config.clone(), self.tls.clone());
        let (settings, reactor) = (Arc::clone(&self.settings), Arc::clone(&self.reactor));
        let timeout = self.patience;
        let made = self.reactor.spawn(async move {
            let connected = config.connect(tls).await;
            let (client, connection) = connected.map_err(Failure::from)?;
            // It ends with the client, or with the server's end of it; then the client says that it is closed.
            drop(reactor.spawn(connection));
            let set = tokio::time::timeout(timeout, client.batch_execute(&settings)).await;
            set.map_err(|_| Failure::Lost("the server does not answer".to_owned()))?
                .map_err(Failure::from)?;
            Ok(client)
        });
        async move {
            let client: Result<Client, Failure> = made
                .await
                .map_err(|_| Failure::Lost("the thread for the connections has ended".to_owned()))
                .and_then(|made| made);
            client.map(Arc::new).map_err(Failure::into_answer)
        }
    }

    pub(crate) fn session(&self, client: Arc<Client>) -> Session {
        Session::new(client, self.patience)
    }

    pub(crate) fn patience(&self) -> Duration {
        self.patience
    }
}

/// What every connection is told first. Statements reach rows by key or index only, in the order of keys; without
/// statistics a planner may think otherwise of a table that was empty a moment ago. `synchronous_commit = off` would
/// acknowledge what is not durable. Both are asked for by name, because not every server of this protocol has them.
fn settings(options: &PostgresOptions, access: Access) -> String {
    let read_only = match access {
        Access::Write => "off",
        Access::Read => "on",
    };
    format!(
        "SELECT set_config(name, 'off', false) FROM pg_catalog.pg_settings WHERE name IN \
         ('enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin', 'enable_sort'); \
         SELECT set_config(name, 'on', false) FROM pg_catalog.pg_settings \
         WHERE name = 'synchronous_commit' AND setting = 'off'; \
         SET default_transaction_read_only = {read_only}; SET statement_timeout = {}; SET lock_timeout = {}; \
         SET idle_in_transaction_session_timeout = {}",
        options.statement_timeout.as_millis(),
        options.lock_timeout.as_millis(),
        (options.statement_timeout + NETWORK).as_millis(),
    )
}

impl managed::Manager for Connector {
    type Type = Session;
    type Error = StoreError;

    async fn create(&self) -> Result<Session, StoreError> {
        self.connect().await.map(|client| self.session(client))
    }

    async fn recycle(&self, session: &mut Session, _: &Metrics) -> RecycleResult<StoreError> {
        if session.is_broken() {
            return Err(RecycleError::message("the connection is closed"));
        }
        Ok(())
    }
}

/// The connections of one store.
pub(crate) struct Pool {
    sessions: managed::Pool<Connector>,
    connection_wait: Duration,
    retries: u32,
}

impl Pool {
    pub(crate) fn new(url: &str, options: &PostgresOptions, access: Access) -> StoreResult<Self> {
        let sessions = managed::Pool::builder(Connector::new(url, options, access)?)
            .max_size(options.connections)
            .build()
            .map_err(|error| StoreError::misuse(error.to_string()))?;
        Ok(Self {
            sessions,
            connection_wait: options.connection_wait,
            retries: options.retries,
        })
    }

    fn take(&self) -> Result<Object<Connector>, Failure> {
        let connector = self.sessions.manager();
        let deadline = Instant::now() + self.connection_wait + connector.patience();
        match wait(self.sessions.get(), deadline) {
            Some(Ok(session)) => Ok(session),
            Some(Err(PoolError::Backend(StoreError::Unavailable { reason }))) => {
                Err(Failure::Lost(reason))
            }
            Some(Err(PoolError::Backend(error))) => Err(error.into()),
            Some(Err(other)) => Err(Failure::Lost(other.to_string())),
            None => Err(Failure::Final(StoreError::Unavailable {
                reason: "all connections are busy".to_owned(),
            })),
        }
    }

    /// Runs a job on a connection; runs it again on another one where it is certain that nothing was committed.
    pub(crate) fn run<T>(
        &self,
        mut job: impl FnMut(&mut Session) -> Result<T, Failure>,
    ) -> StoreResult<T> {
        let mut tried = 0;
        loop {
            let failure = match self.take() {
                Ok(mut session) => match job(&mut session) {
                    Ok(done) => return Ok(done),
                    Err(failure) => {
                        if matches!(failure, Failure::Lost(_)) {
                            session.break_off();
                        }
                        failure
                    }
                },
                Err(failure) => failure,
            };
            let again = matches!(failure, Failure::Again(_) | Failure::Lost(_));
            if !again || tried == self.retries {
                return Err(failure.into_answer());
            }
            thread::sleep(pause(tried));
            tried += 1;
        }
    }
}

/// Half to all of 5, 10, 20 … 320 milliseconds, so that those who met do not meet again.
fn pause(tried: u32) -> Duration {
    let most = 5_000_u64 << tried.min(6);
    let chance = getrandom::u32().map_or(0, u64::from);
    Duration::from_micros(most / 2 + chance % (most / 2))
}
