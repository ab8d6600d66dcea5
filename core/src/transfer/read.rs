//! From lines to a store.

use std::io::{BufRead, Read};

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::{FORMAT, Header, Line, MAX_LINE, Trailer, Transferred, failed};
use crate::kernel::{Error, Result, TenantId, hexadecimal};
use crate::schema::{COLUMNS, SCHEMA, tables::LOG, tables::TENANT};
use crate::store::{ChangeSet, Insert, Row, RowKey, Store, StoreError, TableId};

/// Rows and bytes of one commit.
const ROWS: usize = 1_000;
const BYTES: usize = 4 << 20;

/// Puts an exported tenant into a store in which it is not there. The tenant appears last, when everything else has come
/// over and the sum at the end of the lines is right; until then the engine does not know it. An import that was cut off
/// goes on when the same lines are imported again.
///
/// Errors: `already_exists` (the tenant is there, or a row of it with other content), `invalid_field` naming `line n`
/// (not an export, damaged, cut off, or of another version of the schema), `port_failed` (the source's own), and what the
/// store says.
pub fn import(store: &dyn Store, source: &mut dyn BufRead) -> Result<Transferred> {
    store.prepare(&SCHEMA)?;
    let mut lines = Lines {
        source,
        hash: Sha256::new(),
        number: 0,
        text: Vec::new(),
    };
    let header: Header = lines.next()?;
    if header.linli != "tenant" || header.format != FORMAT || header.schema != SCHEMA.version {
        return Err(lines.wrong(format!(
            "an export of format {FORMAT} and schema {} is expected",
            SCHEMA.version
        )));
    }
    let tenant = header.tenant;
    if present(store, tenant)? {
        return Err(Error::AlreadyExists {
            what: format!("tenant {tenant}").into(),
        });
    }
    let mut batch = Batch::new(store, tenant);
    let mut own = Vec::new();
    loop {
        let before = lines.hash.clone();
        lines.read()?;
        if lines.text.starts_with(b"{\"rows\"") {
            let trailer: Trailer = lines.parse()?;
            let found = batch.done.rows.saturating_add(own.len() as u64);
            if trailer.rows != found || trailer.sha256 != hexadecimal(&before.finalize()) {
                return Err(lines.wrong("the rows before are not those that were exported"));
            }
            break;
        }
        let line: Line = lines.parse()?;
        let (table, insert) = lines.row(line)?;
        if table == TENANT {
            own.push(insert);
        } else {
            batch.add(insert)?;
        }
    }
    if own.is_empty() {
        return Err(lines.wrong("the tenant's own row is missing"));
    }
    batch.flush()?;
    for insert in own {
        batch.add(insert)?;
    }
    batch.flush()?;
    Ok(batch.done)
}

fn present(store: &dyn Store, tenant: TenantId) -> Result<bool> {
    let key = RowKey {
        table: TENANT,
        id: crate::org::Tenant::ID,
    };
    Ok(store.get(tenant, &[key])?.iter().any(Option::is_some))
}

/// Reads lines and hashes what it read.
struct Lines<'a> {
    source: &'a mut dyn BufRead,
    hash: Sha256,
    number: u64,
    text: Vec<u8>,
}

impl Lines<'_> {
    fn read(&mut self) -> Result<()> {
        self.number = self.number.saturating_add(1);
        self.text.clear();
        let mut limited = Read::take(&mut *self.source, MAX_LINE);
        limited
            .read_until(b'\n', &mut self.text)
            .map_err(|error| failed("source", error))?;
        if self.text.last() != Some(&b'\n') {
            return Err(self.wrong("the export is cut off here"));
        }
        self.hash.update(&self.text);
        Ok(())
    }

    fn parse<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_slice(&self.text).map_err(|error| {
            // The error's own text could quote what is stored.
            self.wrong(format!(
                "not a line of an export: {:?} error at column {}",
                error.classify(),
                error.column()
            ))
        })
    }

    fn next<T: DeserializeOwned>(&mut self) -> Result<T> {
        self.read()?;
        self.parse()
    }

    fn wrong(&self, reason: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        Error::invalid(format!("line {}", self.number), reason)
    }

    /// The row of a line, its columns read from the record itself.
    fn row(&self, line: Line) -> Result<(TableId, Insert)> {
        let place = SCHEMA
            .tables
            .iter()
            .position(|table| table.name == line.table)
            .ok_or_else(|| self.wrong("there is no such table"))?;
        if line.counters.len() != SCHEMA.tables[place].counters.len() {
            return Err(self.wrong("the table has another number of counters"));
        }
        let table = TableId(u16::try_from(place).unwrap_or(u16::MAX));
        let row = Row {
            id: line.id,
            version: 1,
            body: Box::<str>::from(line.body).into_string(),
            counters: line.counters,
            position: None,
        };
        let columns = COLUMNS[place](&row)
            .map_err(|_| self.wrong("the body is not a record of its table and id"))?;
        let insert = Insert {
            table,
            id: row.id,
            columns,
            counters: row.counters,
            body: row.body,
        };
        Ok((table, insert))
    }
}

/// Rows that wait for a commit.
struct Batch<'a> {
    store: &'a dyn Store,
    inserts: Vec<Insert>,
    bytes: usize,
    done: Transferred,
}

impl<'a> Batch<'a> {
    fn new(store: &'a dyn Store, tenant: TenantId) -> Self {
        Self {
            store,
            inserts: Vec::new(),
            bytes: 0,
            done: Transferred {
                tenant,
                rows: 0,
                commands: 0,
                found: 0,
            },
        }
    }

    fn add(&mut self, insert: Insert) -> Result<()> {
        self.done.rows = self.done.rows.saturating_add(1);
        if insert.table == LOG {
            self.done.commands = self.done.commands.saturating_add(1);
        }
        self.bytes = self.bytes.saturating_add(insert.body.len());
        self.inserts.push(insert);
        if self.inserts.len() >= ROWS || self.bytes >= BYTES {
            self.flush()?;
        }
        Ok(())
    }

    /// Commits what waits, less what is there already.
    fn flush(&mut self) -> Result<()> {
        self.bytes = 0;
        let inserts = std::mem::take(&mut self.inserts);
        if inserts.is_empty() {
            return Ok(());
        }
        let tenant = self.done.tenant;
        let mut change = ChangeSet::new(tenant);
        let keys: Vec<RowKey> = inserts
            .iter()
            .map(|insert| RowKey {
                table: insert.table,
                id: insert.id,
            })
            .collect();
        let there = self.store.get(tenant, &keys)?;
        for (insert, row) in inserts.into_iter().zip(there) {
            match row {
                None => change.inserts.push(insert),
                Some(row) if row.body == insert.body && row.counters == insert.counters => {
                    self.done.found = self.done.found.saturating_add(1);
                }
                Some(_) => return Err(taken(insert.table, insert.id)),
            }
        }
        if change.inserts.is_empty() {
            return Ok(());
        }
        match self.store.commit(&change) {
            Ok(_) => Ok(()),
            Err(StoreError::Conflict { keys }) => Err(keys.first().map_or_else(
                || Error::internal("an import met a conflict without a key"),
                |key| taken(key.table, key.id),
            )),
            Err(error) => Err(error.into()),
        }
    }
}

fn taken(table: TableId, id: crate::kernel::Id) -> Error {
    let name = SCHEMA.table(table).map_or("", |table| table.name);
    Error::AlreadyExists {
        what: format!("row {id} of {name}, with other content,").into(),
    }
}
