//! What verifying answers, and how it walks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::{Record, decode_row};
use crate::kernel::{Id, Result, TenantId, Timestamp, Zone};
use crate::schema::SCHEMA;
use crate::store::{Place, Row, RowKey, Scan, Store, TableId};

/// Something that must not be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// The invariant's number in DESIGN §6; 0: a row that cannot be read.
    pub invariant: u8,
    /// Where: the kind of record.
    pub what: String,
    /// Which one, and what does not hold. Ids and amounts, never personal data or codes.
    pub detail: String,
}

/// What [`verify`](super::verify) found.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct VerifyReport {
    /// Rows read per table, by the tables' names.
    pub checked: BTreeMap<String, u64>,
    /// Trades that waited for their payment beyond their time when the youngest command ran: not wrong, they close with the
    /// next run of due work.
    pub overdue_trades: u64,
    /// The first [`VerifyReport::MAX_FINDINGS`] findings.
    pub findings: Vec<Finding>,
    /// How many there were in all.
    pub found: u64,
}

impl VerifyReport {
    /// Most findings that are kept.
    pub const MAX_FINDINGS: usize = 1_000;

    /// Whether everything holds.
    pub const fn is_clean(&self) -> bool {
        self.found == 0
    }

    pub(super) fn find(&mut self, invariant: u8, what: &str, detail: impl FnOnce() -> String) {
        self.found += 1;
        if self.findings.len() < Self::MAX_FINDINGS {
            self.findings.push(Finding {
                invariant,
                what: what.to_owned(),
                detail: detail(),
            });
        }
    }

    /// Finds unless it holds.
    pub(super) fn check(
        &mut self,
        holds: bool,
        invariant: u8,
        what: &str,
        detail: impl FnOnce() -> String,
    ) {
        if !holds {
            self.find(invariant, what, detail);
        }
    }
}

/// A walk over a tenant's rows.
pub(super) struct Walk<'a> {
    store: &'a dyn Store,
    tenant: TenantId,
    pub(super) report: VerifyReport,
    /// The moment of the youngest command in the log: there is no clock here.
    pub(super) latest: Timestamp,
    /// Where the tenant's days begin.
    pub(super) zone: Zone,
    /// Decimals of the tenant's currency.
    pub(super) decimals: u8,
}

impl<'a> Walk<'a> {
    /// Rows per page.
    pub(super) const PAGE: u32 = 1_000;

    pub(super) fn new(store: &'a dyn Store, tenant: TenantId) -> Self {
        Self {
            store,
            tenant,
            report: VerifyReport::default(),
            latest: Timestamp::MIN,
            zone: Zone::default(),
            decimals: 2,
        }
    }

    /// Visits every readable row of a table by id.
    pub(super) fn each<T: Record>(
        &mut self,
        visit: impl FnMut(&mut VerifyReport, T, &Row) -> Result<()>,
    ) -> Result<()> {
        self.each_of(Scan::all(T::TABLE, Self::PAGE), visit)
    }

    /// Visits every readable row of a scan.
    pub(super) fn each_of<T: Record>(
        &mut self,
        scan: Scan,
        mut visit: impl FnMut(&mut VerifyReport, T, &Row) -> Result<()>,
    ) -> Result<()> {
        self.pages_of::<T>(scan, |walk, rows| {
            rows.into_iter()
                .try_for_each(|(record, row)| visit(&mut walk.report, record, &row))
        })
    }

    /// Visits the readable rows of a scan page by page.
    pub(super) fn pages_of<T: Record>(
        &mut self,
        mut scan: Scan,
        mut visit: impl FnMut(&mut Self, Vec<(T, Row)>) -> Result<()>,
    ) -> Result<()> {
        loop {
            let page = self.store.scan(self.tenant, &scan)?;
            let next = page.next;
            let mut rows = Vec::with_capacity(page.rows.len());
            for row in page.rows {
                *self.counted(T::TABLE) += 1;
                if let Some(record) = self.read::<T>(&row) {
                    rows.push((record, row));
                }
            }
            visit(self, rows)?;
            match next {
                Some(place) => scan.after = Some(place),
                None => return Ok(()),
            }
        }
    }

    fn read<T: Record>(&mut self, row: &Row) -> Option<T> {
        match decode_row::<T>(row) {
            Ok(record) if record.id() == row.id => Some(record),
            Ok(record) => {
                self.report.find(0, T::WHAT, || {
                    format!("the row {} holds the record of {}", row.id, record.id())
                });
                None
            }
            // The reason could quote what is stored.
            Err(_) => {
                self.report
                    .find(0, T::WHAT, || format!("the row {} cannot be read", row.id));
                None
            }
        }
    }

    fn counted(&mut self, table: TableId) -> &mut u64 {
        let name = SCHEMA.table(table).map_or("unknown", |table| table.name);
        self.report.checked.entry(name.to_owned()).or_default()
    }

    /// Counts the rows of a table that was not walked.
    pub(super) fn count_unvisited(&mut self, table: TableId) -> Result<()> {
        let name = SCHEMA.table(table).map_or("unknown", |table| table.name);
        if self.report.checked.contains_key(name) {
            return Ok(());
        }
        let mut scan = Scan::all(table, Self::PAGE);
        loop {
            let page = self.store.scan(self.tenant, &scan)?;
            *self.counted(table) += page.rows.len() as u64;
            match page.next {
                Some(place) => scan.after = Some(place),
                None => return Ok(()),
            }
        }
    }

    /// Readable records by key, in their order; what cannot be read is `None` and found when its table is walked.
    pub(super) fn get<T: Record>(
        &self,
        ids: impl IntoIterator<Item = impl Into<Id>>,
    ) -> Result<Vec<Option<T>>> {
        let keys: Vec<RowKey> = ids
            .into_iter()
            .map(|id| RowKey {
                table: T::TABLE,
                id: id.into(),
            })
            .collect();
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.store.get(self.tenant, &keys)?;
        Ok(rows
            .iter()
            .map(|row| row.as_ref().and_then(|row| decode_row::<T>(row).ok()))
            .collect())
    }

    /// The readable records of one page, not counted.
    pub(super) fn page<T: Record>(&self, scan: &Scan) -> Result<(Vec<T>, Option<Place>)> {
        let page = self.store.scan(self.tenant, scan)?;
        let records = page.rows.iter().filter_map(|row| decode_row::<T>(row).ok());
        Ok((records.collect(), page.next))
    }

    /// All readable records of a short scan, not counted.
    pub(super) fn list<T: Record>(&self, mut scan: Scan) -> Result<Vec<T>> {
        let mut records = Vec::new();
        loop {
            let (page, next) = self.page::<T>(&scan)?;
            records.extend(page);
            match next {
                Some(place) => scan.after = Some(place),
                None => return Ok(records),
            }
        }
    }
}
