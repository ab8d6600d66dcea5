//! How queries read: from the store, one record or page at a time, nothing cached.

use std::sync::Arc;

use super::context::Lookup;
use super::record::{Record, decode_row};
use crate::kernel::{Error, Id, Result, TenantId};
use crate::store::{Place, Row, RowKey, Scan, Store};

/// The size of a page that a caller asked for, 1 to 500. Errors: `limit_exceeded` naming `limit`.
pub(crate) fn page_limit(limit: u32) -> Result<u32> {
    if (1..=500).contains(&limit) {
        return Ok(limit);
    }
    Err(Error::Limit {
        field: "limit".into(),
        limit: 500,
    })
}

/// Reads committed records of one tenant.
pub(crate) struct Reader<'a> {
    pub(crate) store: &'a dyn Store,
    pub(crate) tenant: TenantId,
}

impl Lookup for Reader<'_> {
    fn find<T: Record>(&mut self, id: impl Into<Id>) -> Result<Option<Arc<T>>> {
        let key = RowKey {
            table: T::TABLE,
            id: id.into(),
        };
        self.row(key)?
            .map(|row| decode_row::<T>(&row).map(Arc::new))
            .transpose()
    }
    fn peek<T: Record>(&mut self, id: impl Into<Id>, counter: u8) -> Result<i64> {
        let key = RowKey {
            table: T::TABLE,
            id: id.into(),
        };
        let counters = self.row(key)?.map(|row| row.counters).unwrap_or_default();
        Ok(counters.get(usize::from(counter)).copied().unwrap_or(0))
    }
}

impl Reader<'_> {
    fn row(&self, key: RowKey) -> Result<Option<Row>> {
        let mut rows = self.store.get(self.tenant, &[key])?;
        rows.pop()
            .ok_or_else(|| Error::internal("the store answered fewer rows than it was asked for"))
    }

    /// Many records in one snapshot, in the order of the ids.
    pub(crate) fn find_all<T: Record>(
        &mut self,
        ids: impl IntoIterator<Item = impl Into<Id>>,
    ) -> Result<Vec<Option<T>>> {
        let keys: Vec<RowKey> = ids
            .into_iter()
            .map(|id| RowKey {
                table: T::TABLE,
                id: id.into(),
            })
            .collect();
        let rows = self.store.get(self.tenant, &keys)?;
        rows.iter()
            .map(|row| row.as_ref().map(decode_row::<T>).transpose())
            .collect()
    }

    /// The counters of many rows in one snapshot, in the order of the ids; zeros where a row is absent.
    pub(crate) fn counters_all<T: Record, const N: usize>(
        &mut self,
        ids: impl IntoIterator<Item = impl Into<Id>>,
    ) -> Result<Vec<[i64; N]>> {
        let keys: Vec<RowKey> = ids
            .into_iter()
            .map(|id| RowKey {
                table: T::TABLE,
                id: id.into(),
            })
            .collect();
        let rows = self.store.get(self.tenant, &keys)?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let counters = row.map(|row| row.counters).unwrap_or_default();
                std::array::from_fn(|at| counters.get(at).copied().unwrap_or(0))
            })
            .collect())
    }

    /// One page.
    pub(crate) fn page<T: Record>(&self, scan: &Scan) -> Result<(Vec<T>, Option<Place>)> {
        let page = self.store.scan(self.tenant, scan)?;
        let records = page
            .rows
            .iter()
            .map(decode_row::<T>)
            .collect::<Result<Vec<T>>>()?;
        Ok((records, page.next))
    }

    /// Every record of a scan, page by page; the scan's limit is the page size.
    pub(crate) fn each<T: Record>(
        &self,
        mut scan: Scan,
        mut visit: impl FnMut(T) -> Result<()>,
    ) -> Result<()> {
        loop {
            let (records, next) = self.page::<T>(&scan)?;
            records.into_iter().try_for_each(&mut visit)?;
            match next {
                Some(place) => scan.after = Some(place),
                None => return Ok(()),
            }
        }
    }
}
