//! Moves a whole tenant from one store to another: a bigger server, another kind of store, a copy to look at.
//!
//! [`export`] writes everything that is stored of a tenant as lines of JSON, [`import`] puts it into a store in which the
//! tenant is not there. Afterwards the engine gives the same answers there, runs on where it was, and
//! [`verify`](crate::verify::verify) finds what it found before. Rows come over byte for byte; only their versions
//! begin anew, which nobody sees.
//!
//! What the lines are:
//!
//! ```json
//! {"linli":"tenant","format":1,"schema":1,"tenant":1}
//! {"table":"members","id":"…","counters":[],"body":{…}}
//! {"rows":12345,"sha256":"…"}
//! ```
//!
//! The file holds everything, personal data and pickup codes only sealed: whoever has the keys can read them, so keep it
//! as you keep the database. The engine over the other store needs the same keys.

mod read;
mod write;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::kernel::{Error, Id, Result, TenantId};
use crate::schema::SCHEMA;
use crate::store::{Order, Scan, Store, Table, TableId};

pub use read::import;
pub use write::export;

/// What came over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Transferred {
    /// Whose rows.
    pub tenant: TenantId,
    /// How many rows of all tables.
    pub rows: u64,
    /// How many of them are entries of the command log.
    pub commands: u64,
    /// How many rows were there already, from an import that was cut off. Zero for an export.
    pub found: u64,
}

/// The format of the lines.
const FORMAT: u32 = 1;
/// Most bytes of a line; the largest record is far below.
const MAX_LINE: u64 = 64 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    linli: String,
    format: u32,
    schema: u32,
    tenant: TenantId,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    table: String,
    id: Id,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    counters: Vec<i64>,
    body: Box<RawValue>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Trailer {
    rows: u64,
    sha256: String,
}

/// Every table with its place, the tenant's own last: while it is missing the tenant is not there.
fn tables() -> impl Iterator<Item = (TableId, &'static Table)> {
    let all = || (0_u16..).map(TableId).zip(SCHEMA.tables);
    let own = crate::schema::tables::TENANT;
    all()
        .filter(move |(id, _)| *id != own)
        .chain(all().filter(move |(id, _)| *id == own))
}

/// How many commands a tenant's log holds.
fn commands(store: &dyn Store, tenant: TenantId) -> Result<u64> {
    let newest = Scan {
        order: Order::Position,
        descending: true,
        ..Scan::all(crate::schema::tables::LOG, 1)
    };
    let page = store.scan(tenant, &newest)?;
    Ok(page.rows.first().and_then(|row| row.position).unwrap_or(0))
}

fn failed(port: &'static str, error: impl ToString) -> Error {
    Error::Port {
        port,
        reason: error.to_string(),
    }
}
