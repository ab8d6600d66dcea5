//! From a store to lines.

use std::io::Write;

use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::{FORMAT, Header, Line, Trailer, Transferred, commands, failed, tables};
use crate::kernel::{Error, Result, TenantId, hexadecimal};
use crate::schema::{SCHEMA, tables::LOG, tables::TENANT};
use crate::store::{Order, Scan, Store};

/// Rows per page: few enough to keep memory small.
const PAGE: u32 = 500;

/// Writes everything that is stored of a tenant to a sink, in bounded memory. Nobody may write to the tenant meanwhile.
///
/// Errors: `not_found` (no such tenant), `wrong_state` (a command ran meanwhile: what was written is of no use),
/// `port_failed` (the sink's own), and what the store says.
pub fn export(store: &dyn Store, tenant: TenantId, sink: &mut dyn Write) -> Result<Transferred> {
    let before = commands(store, tenant)?;
    let mut lines = Lines {
        sink,
        hash: Sha256::new(),
    };
    lines.write(&Header {
        linli: "tenant".to_owned(),
        format: FORMAT,
        schema: SCHEMA.version,
        tenant,
    })?;
    let mut done = Transferred {
        tenant,
        rows: 0,
        commands: 0,
        found: 0,
    };
    for (id, table) in tables() {
        let order = if table.sequenced {
            Order::Position
        } else {
            Order::Id
        };
        let mut scan = Scan {
            order,
            ..Scan::all(id, PAGE)
        };
        let mut rows = 0_u64;
        loop {
            let page = store.scan(tenant, &scan)?;
            for row in page.rows {
                rows = rows.saturating_add(1);
                lines.write(&Line {
                    table: table.name.to_owned(),
                    id: row.id,
                    counters: row.counters,
                    body: RawValue::from_string(row.body).map_err(|error| {
                        Error::internal(format!("row {} of {}: {error}", row.id, table.name))
                    })?,
                })?;
            }
            match page.next {
                Some(place) => scan.after = Some(place),
                None => break,
            }
        }
        if id == TENANT && rows == 0 {
            return Err(Error::not_found("tenant", tenant));
        }
        if id == LOG {
            done.commands = rows;
        }
        done.rows = done.rows.saturating_add(rows);
    }
    let after = commands(store, tenant)?;
    if after != before || done.commands != before {
        return Err(Error::WrongState {
            what: "tenant",
            id: tenant.to_string(),
            state: "in use",
            event: "export",
        });
    }
    let sha256 = hexadecimal(&lines.hash.clone().finalize());
    lines.write(&Trailer {
        rows: done.rows,
        sha256,
    })?;
    lines
        .sink
        .flush()
        .map_err(|error| failed("sink", error))
        .map(|()| done)
}

/// Writes lines and hashes what it wrote.
struct Lines<'a> {
    sink: &'a mut dyn Write,
    hash: Sha256,
}

impl Lines<'_> {
    fn write(&mut self, line: &impl Serialize) -> Result<()> {
        let mut text = serde_json::to_vec(line)
            .map_err(|error| Error::internal(format!("a line could not be written: {error}")))?;
        text.push(b'\n');
        self.hash.update(&text);
        self.sink
            .write_all(&text)
            .map_err(|error| failed("sink", error))
    }
}
