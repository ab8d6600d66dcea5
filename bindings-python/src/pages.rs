//! Stored rows page by page, while the consumer reads batch by batch: memory stays flat. A thread reads the store ahead, so
//! that the next page is read while this one becomes columns.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use linli::kernel::{Error, Result, TenantId};
use linli::schema::tables;
use linli::store::{Order, Row, Scan, Store};

use crate::tables::{Layout, finished};

/// Pages that are read ahead of the consumer.
const AHEAD: usize = 1;

/// A table's rows in pages, each a snapshot of its own.
pub(crate) struct Pages {
    store: Arc<dyn Store>,
    tenant: TenantId,
    layout: &'static Layout,
    schema: SchemaRef,
    reading: Reading,
}

enum Reading {
    NotYet,
    Ahead {
        pages: Receiver<Result<Vec<Row>>>,
        thread: JoinHandle<()>,
    },
    Over,
}

impl Pages {
    pub(crate) fn new(
        store: Arc<dyn Store>,
        tenant: TenantId,
        layout: &'static Layout,
        schema: SchemaRef,
    ) -> Self {
        Self {
            store,
            tenant,
            layout,
            schema,
            reading: Reading::NotYet,
        }
    }

    /// The next page; `None` behind the last one.
    fn page(&mut self) -> Result<Option<Vec<Row>>> {
        if matches!(self.reading, Reading::NotYet) {
            let (sender, pages) = sync_channel(AHEAD);
            let (store, tenant, layout) = (Arc::clone(&self.store), self.tenant, self.layout);
            let thread = std::thread::Builder::new()
                .name("linli table".to_owned())
                .spawn(move || {
                    read(&*store, tenant, layout, &mut |page| {
                        sender.send(page).is_ok()
                    });
                })
                .map_err(|error| Error::internal(format!("no thread to read with: {error}")))?;
            self.reading = Reading::Ahead { pages, thread };
        }
        let Reading::Ahead { pages, .. } = &self.reading else {
            return Ok(None);
        };
        match pages.recv() {
            Ok(page) => page.map(Some),
            Err(_) => self.stop().map(|()| None),
        }
    }

    /// Ends the thread, so that nobody has the store any more who does not show it.
    fn stop(&mut self) -> Result<()> {
        match std::mem::replace(&mut self.reading, Reading::Over) {
            Reading::Ahead { pages, thread } => {
                drop(pages);
                thread
                    .join()
                    .map_err(|_| Error::internal("a panic while a table was read"))
            }
            Reading::NotYet | Reading::Over => Ok(()),
        }
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        // Who drops it wants no more of it.
        let _ = self.stop();
    }
}

/// Reads pages to the end, or until nobody takes them.
fn read(
    store: &dyn Store,
    tenant: TenantId,
    layout: &Layout,
    take: &mut dyn FnMut(Result<Vec<Row>>) -> bool,
) {
    let mut after = None;
    loop {
        let order = if layout.from == tables::LOG {
            Order::Position
        } else {
            Order::Id
        };
        let scan = Scan {
            order,
            after,
            ..Scan::all(layout.from, Scan::MAX_ROWS)
        };
        match store.scan(tenant, &scan) {
            Ok(page) => {
                after = page.next;
                if !take(Ok(page.rows)) || after.is_none() {
                    return;
                }
            }
            Err(error) => {
                take(Err(error.into()));
                return;
            }
        }
    }
}

impl Iterator for Pages {
    type Item = std::result::Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rows = match self.page() {
                Ok(None) => return None,
                Ok(Some(page)) => self.layout.read(&*self.store, self.tenant, &page),
                Err(error) => Err(error),
            };
            match rows {
                // A page may hold nothing of the table; an empty batch would say that it is over.
                Ok(rows) if rows.count == 0 => {}
                Ok(rows) => return Some(finished(rows, &self.schema)),
                Err(error) => {
                    let _ = self.stop();
                    return Some(Err(ArrowError::ExternalError(Box::new(error))));
                }
            }
        }
    }
}

impl RecordBatchReader for Pages {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
