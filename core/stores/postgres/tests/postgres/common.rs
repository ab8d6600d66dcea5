//! Notes with a code, and a log: the smallest shop of rows.

use std::time::Duration;

use linli::kernel::{Id, TenantId};
use linli::store::{
    ChangeSet, Column, Index, Insert, RowKey, Schema, Store, Table, TableId, Update,
};

use linli_postgres::testing::{self, Cluster};
use linli_postgres::{PostgresOptions, PostgresStore};

/// A schema of its own on the private server that all tests share.
pub(crate) struct Place {
    pub(crate) cluster: &'static Cluster,
    pub(crate) options: PostgresOptions,
}

impl Place {
    /// `None` where there is no private server.
    pub(crate) fn new() -> Option<Self> {
        let server = testing::server()?;
        let mut options = PostgresOptions {
            connections: 4,
            connect_timeout: Duration::from_secs(2),
            retries: 3,
            ..server.options()
        };
        options.application_name.clone_from(&options.schema);
        Some(Self {
            cluster: server.cluster()?,
            options,
        })
    }

    pub(crate) fn store(&self) -> PostgresStore {
        PostgresStore::connect_with(&self.cluster.url(), &self.options).unwrap()
    }

    /// Runs SQL in which `here` stands for the schema.
    pub(crate) fn sql(&self, text: &str) -> String {
        (self
            .cluster
            .sql(&text.replace("here", &self.options.schema)))
        .unwrap()
    }
}

pub(crate) const NOTES: TableId = TableId(0);
pub(crate) const LOG: TableId = TableId(1);

pub(crate) const SCHEMA: Schema = Schema {
    version: 2,
    tables: &[
        Table {
            name: "notes",
            columns: &[Column::text("code")],
            counters: &["uses"],
            indexes: &[Index {
                name: "by_code",
                columns: &["code"],
                unique: true,
            }],
            sequenced: false,
        },
        Table {
            name: "log",
            columns: &[],
            counters: &[],
            indexes: &[],
            sequenced: true,
        },
    ],
};

pub(crate) fn tenant(number: i64) -> TenantId {
    TenantId::new(number).unwrap()
}

pub(crate) fn id(number: u16) -> Id {
    let mut bytes = [0; 16];
    bytes[14..].copy_from_slice(&number.to_be_bytes());
    Id::from_bytes(bytes)
}

pub(crate) fn key(number: u16) -> RowKey {
    RowKey {
        table: NOTES,
        id: id(number),
    }
}

/// A note with a code and an entry in the log.
pub(crate) fn note(number: u16, code: &str) -> ChangeSet {
    long_note(number, code, "{}")
}

pub(crate) fn long_note(number: u16, code: &str, body: &str) -> ChangeSet {
    let mut change = ChangeSet::new(tenant(1));
    for (table, columns, counters) in [(NOTES, vec![code.into()], vec![0]), (LOG, vec![], vec![])] {
        change.inserts.push(Insert {
            table,
            id: id(number),
            columns,
            counters,
            body: body.to_owned(),
        });
    }
    change
}

/// Another record for a note, which keeps its code.
pub(crate) fn renewed(number: u16, version: u64, code: &str) -> Update {
    Update {
        table: NOTES,
        id: id(number),
        version,
        columns: vec![code.into()],
        body: format!("{{\"version\":{version}}}"),
    }
}

pub(crate) fn is_there(store: &dyn Store, number: u16) -> bool {
    store.get(tenant(1), &[key(number)]).unwrap()[0].is_some()
}
