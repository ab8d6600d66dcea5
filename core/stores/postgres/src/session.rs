//! One connection with its prepared statements.

use std::collections::{HashMap, HashSet};
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::TryStreamExt;
use linli::kernel::TenantId;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Error, Row, Statement};

use crate::failure::Failure;
use crate::wait::{in_order, wait};

/// Prepared statements kept per connection; beyond that it begins anew.
const STATEMENTS: usize = 1024;

/// A statement with its parameters.
pub(crate) struct Request<'a> {
    sql: Arc<str>,
    parameters: Vec<Box<dyn ToSql + Sync + 'a>>,
}

impl<'a> Request<'a> {
    pub(crate) fn new(sql: impl Into<Arc<str>>) -> Self {
        Self {
            sql: sql.into(),
            parameters: Vec::new(),
        }
    }

    /// A statement on the rows of one tenant.
    pub(crate) fn of(tenant: TenantId, sql: &Arc<str>) -> Self {
        Self::new(Arc::clone(sql)).with(tenant.number())
    }

    pub(crate) fn with(mut self, parameter: impl ToSql + Sync + 'a) -> Self {
        self.parameters.push(Box::new(parameter));
        self
    }

    /// Makes the rows of a tenant visible until the transaction ends.
    pub(crate) fn entering(tenant: TenantId) -> Self {
        Self::new("SELECT set_config('linli.tenant', $1, true)").with(tenant.number().to_string())
    }
}

/// What a statement answered.
pub(crate) struct Answer {
    pub(crate) rows: Vec<Row>,
    pub(crate) affected: u64,
}

/// A connection.
pub(crate) struct Session {
    client: Arc<Client>,
    statements: HashMap<Arc<str>, Statement>,
    /// How long the server may take for everything that is sent at once.
    patience: Duration,
    broken: bool,
}

impl Session {
    pub(crate) fn new(client: Arc<Client>, patience: Duration) -> Self {
        Self {
            client,
            statements: HashMap::new(),
            patience,
            broken: false,
        }
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.broken || self.client.is_closed()
    }

    /// Whoever holds it next must not get it.
    pub(crate) fn break_off(&mut self) {
        self.broken = true;
    }

    pub(crate) fn set_patience(&mut self, patience: Duration) {
        self.patience = patience;
    }

    /// Sends all statements at once and waits for all answers. The first failure counts: what comes after it only
    /// follows from it.
    pub(crate) fn run(&mut self, requests: &[Request<'_>]) -> Result<Vec<Answer>, Failure> {
        self.answered(requests)?.map_err(Failure::from)
    }

    pub(crate) fn run_one(&mut self, request: Request<'_>) -> Result<Answer, Failure> {
        let mut answers = self.run(&[request])?;
        Ok(answers.pop().expect("one statement has one answer"))
    }

    /// The inner error is what the server or the driver said to these statements.
    pub(crate) fn answered(
        &mut self,
        requests: &[Request<'_>],
    ) -> Result<Result<Vec<Answer>, Error>, Failure> {
        let deadline = Instant::now() + self.patience;
        self.prepare(requests, deadline)?;
        let answers = {
            let sent = requests.iter().map(|request| {
                let statement = &self.statements[&request.sql];
                Box::pin(answer(&self.client, statement, request)) as _
            });
            wait(in_order(sent.collect()), deadline)
        };
        let Some(answers) = answers else {
            return Err(self.give_up());
        };
        let answers: Result<Vec<Answer>, Error> = answers.into_iter().collect();
        if answers
            .as_ref()
            .is_err_and(|error| error.as_db_error().is_none())
        {
            self.broken = true;
        }
        Ok(answers)
    }

    /// Statements of no parameters, one after another as the text says.
    pub(crate) fn script(&mut self, sql: &str) -> Result<(), Failure> {
        let deadline = Instant::now() + self.patience;
        match wait(self.client.batch_execute(sql), deadline) {
            Some(done) => done.map_err(Failure::from),
            None => Err(self.give_up()),
        }
    }

    /// Prepares what was not prepared before, all at once.
    fn prepare(&mut self, requests: &[Request<'_>], deadline: Instant) -> Result<(), Failure> {
        let missing: HashSet<&Arc<str>> = (requests.iter().map(|request| &request.sql))
            .filter(|sql| !self.statements.contains_key(*sql))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        if self.statements.len() + missing.len() > STATEMENTS {
            self.statements.clear();
            return self.prepare(requests, deadline);
        }
        let missing: Vec<&Arc<str>> = missing.into_iter().collect();
        let prepared = {
            let sent = missing
                .iter()
                .map(|sql| Box::pin(self.client.prepare(sql)) as _);
            wait(in_order(sent.collect()), deadline)
        };
        let Some(prepared) = prepared else {
            return Err(self.give_up());
        };
        for (sql, statement) in missing.into_iter().zip(prepared) {
            self.statements.insert(Arc::clone(sql), statement?);
        }
        Ok(())
    }

    fn give_up(&mut self) -> Failure {
        self.broken = true;
        Failure::Lost(format!(
            "the server did not answer within {:?}",
            self.patience
        ))
    }
}

async fn answer(
    client: &Client,
    statement: &Statement,
    request: &Request<'_>,
) -> Result<Answer, Error> {
    let parameters = request.parameters.iter().map(|parameter| &**parameter);
    let mut stream = pin!(
        client
            .query_raw::<_, &(dyn ToSql + Sync), _>(statement, parameters)
            .await?
    );
    let mut rows = Vec::new();
    while let Some(row) = stream.try_next().await? {
        rows.push(row);
    }
    let affected = stream.rows_affected().unwrap_or(0);
    Ok(Answer { rows, affected })
}
