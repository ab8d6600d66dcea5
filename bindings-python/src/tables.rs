//! What is stored as Arrow tables: the columns of each, and how a stored row becomes rows of it.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, StringBuilder,
    StringDictionaryBuilder, TimestampMicrosecondBuilder,
};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};
use linli::kernel::{Error, Result, TenantId};
use linli::schema::tables;
use linli::store::{Row, Store, TableId};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::pages::Pages;

/// What a column holds.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    /// Text of which there are few.
    Word,
    Int,
    Bool,
    Money,
    Time,
    Day,
}

type Column = (&'static str, Kind, bool);

const fn needed(name: &'static str, kind: Kind) -> Column {
    (name, kind, false)
}

const fn optional(name: &'static str, kind: Kind) -> Column {
    (name, kind, true)
}

/// How stored rows become rows of a table.
enum Reading {
    /// Each by itself.
    Each(fn(&Row, &mut Rows) -> serde_json::Result<()>),
    /// A page together, with what it speaks of.
    Page(fn(&dyn Store, TenantId, &[Row], &mut Rows) -> Result<()>),
}

/// A table: where its rows lie, its columns, and how a row becomes rows of it.
pub(crate) struct Layout {
    pub(crate) name: &'static str,
    pub(crate) from: TableId,
    columns: &'static [Column],
    rows: Reading,
}

pub(crate) const LAYOUTS: &[Layout] = &[
    Layout {
        name: "orders",
        from: tables::ORDER,
        columns: &[
            needed("id", Kind::Text),
            needed("trade", Kind::Text),
            needed("member", Kind::Text),
            needed("merchant", Kind::Text),
            needed("community", Kind::Text),
            needed("fulfilment", Kind::Word),
            optional("station", Kind::Text),
            optional("delivery_day", Kind::Day),
            needed("state", Kind::Word),
            needed("lines", Kind::Int),
            needed("units", Kind::Int),
            needed("cash", Kind::Money),
            needed("fee", Kind::Money),
            needed("refunded", Kind::Money),
            needed("placed_at", Kind::Time),
            optional("paid_at", Kind::Time),
            optional("received_at", Kind::Time),
        ],
        rows: Reading::Each(orders),
    },
    Layout {
        name: "order_lines",
        from: tables::ORDER,
        columns: &[
            needed("order", Kind::Text),
            needed("line", Kind::Int),
            needed("merchant", Kind::Text),
            needed("product", Kind::Text),
            needed("sku", Kind::Text),
            needed("name", Kind::Text),
            needed("quantity", Kind::Int),
            needed("unit_price", Kind::Money),
            needed("cash", Kind::Money),
            needed("points", Kind::Int),
            needed("points_value", Kind::Money),
            needed("is_gift", Kind::Bool),
            needed("refunded", Kind::Int),
            needed("refunded_cash", Kind::Money),
            needed("state", Kind::Word),
            needed("placed_at", Kind::Time),
        ],
        rows: Reading::Each(lines),
    },
    Layout {
        name: "ledger_entries",
        from: tables::POSTING,
        columns: &[
            needed("posting", Kind::Text),
            needed("at", Kind::Time),
            needed("day", Kind::Day),
            needed("purpose", Kind::Word),
            needed("party", Kind::Text),
            needed("account", Kind::Word),
            optional("money", Kind::Money),
            optional("points", Kind::Int),
            optional("order", Kind::Text),
            optional("trade", Kind::Text),
            optional("reference", Kind::Text),
        ],
        rows: Reading::Each(entries),
    },
    Layout {
        name: "points_movements",
        from: tables::POSTING,
        columns: &[
            needed("posting", Kind::Text),
            needed("at", Kind::Time),
            needed("day", Kind::Day),
            needed("purpose", Kind::Word),
            needed("party", Kind::Text),
            needed("account", Kind::Word),
            needed("points", Kind::Int),
            optional("order", Kind::Text),
        ],
        rows: Reading::Each(points),
    },
    Layout {
        name: "events",
        from: tables::LOG,
        columns: &[
            needed("position", Kind::Int),
            needed("index", Kind::Int),
            needed("at", Kind::Time),
            needed("command", Kind::Text),
            optional("user", Kind::Text),
            needed("kind", Kind::Word),
            needed("data", Kind::Text),
        ],
        rows: Reading::Each(events),
    },
    Layout {
        name: "stock_movements",
        from: tables::LOG,
        columns: &[
            needed("position", Kind::Int),
            needed("index", Kind::Int),
            needed("at", Kind::Time),
            optional("user", Kind::Text),
            needed("kind", Kind::Word),
            needed("sku", Kind::Text),
            optional("change", Kind::Int),
            optional("set_to", Kind::Int),
            optional("order", Kind::Text),
        ],
        rows: Reading::Page(crate::stock::stock),
    },
    Layout {
        name: "stock",
        from: tables::STOCK,
        columns: &[
            needed("sku", Kind::Text),
            needed("available", Kind::Int),
            needed("reserved", Kind::Int),
            needed("sold", Kind::Int),
        ],
        rows: Reading::Each(levels),
    },
    Layout {
        name: "settlements",
        from: tables::SETTLEMENT,
        columns: &[
            needed("id", Kind::Text),
            needed("day", Kind::Day),
            needed("party", Kind::Text),
            needed("amount", Kind::Money),
            needed("carried", Kind::Money),
            needed("pay_on", Kind::Day),
            needed("made_at", Kind::Time),
            needed("state", Kind::Word),
            needed("paid", Kind::Money),
            needed("failed", Kind::Money),
        ],
        rows: Reading::Each(settlements),
    },
];

#[derive(Deserialize)]
struct OrderRow<'a> {
    id: &'a str,
    trade: &'a str,
    member: &'a str,
    merchant: &'a str,
    community: &'a str,
    fulfilment: &'a str,
    station: Option<&'a str>,
    delivery_day: Option<&'a str>,
    state: &'a str,
    #[serde(borrow)]
    lines: Vec<LineRow<'a>>,
    #[serde(default)]
    fee: i64,
    #[serde(default)]
    refunded_fee: i64,
    cash: i64,
    placed_at: i64,
    paid_at: Option<i64>,
    received_at: Option<i64>,
}

#[derive(Deserialize)]
struct LineRow<'a> {
    sku: &'a str,
    product: &'a str,
    gift: Option<&'a str>,
    #[serde(borrow)]
    name: Cow<'a, str>,
    quantity: i64,
    unit_price: i64,
    cash: i64,
    #[serde(default)]
    points: i64,
    #[serde(default)]
    points_value: i64,
    #[serde(default)]
    refunded: i64,
    #[serde(default)]
    refunded_cash: i64,
}

fn orders(row: &Row, rows: &mut Rows) -> serde_json::Result<()> {
    let order: OrderRow<'_> = serde_json::from_str(&row.body)?;
    let back: i64 = order.lines.iter().map(|line| line.refunded_cash).sum();
    rows.text(Some(order.id));
    rows.text(Some(order.trade));
    rows.text(Some(order.member));
    rows.text(Some(order.merchant));
    rows.text(Some(order.community));
    rows.text(Some(order.fulfilment));
    rows.text(order.station);
    rows.day(order.delivery_day);
    rows.text(Some(order.state));
    rows.int(Some(i64::try_from(order.lines.len()).unwrap_or(i64::MAX)));
    rows.int(Some(order.lines.iter().map(|line| line.quantity).sum()));
    rows.int(Some(order.cash));
    rows.int(Some(order.fee));
    rows.int(Some(back.saturating_add(order.refunded_fee)));
    rows.int(Some(order.placed_at));
    rows.int(order.paid_at);
    rows.int(order.received_at);
    rows.end();
    Ok(())
}

fn lines(row: &Row, rows: &mut Rows) -> serde_json::Result<()> {
    let order: OrderRow<'_> = serde_json::from_str(&row.body)?;
    for (place, line) in (0..).zip(&order.lines) {
        rows.text(Some(order.id));
        rows.int(Some(place));
        rows.text(Some(order.merchant));
        rows.text(Some(line.product));
        rows.text(Some(line.sku));
        rows.text(Some(&line.name));
        rows.int(Some(line.quantity));
        rows.int(Some(line.unit_price));
        rows.int(Some(line.cash));
        rows.int(Some(line.points));
        rows.int(Some(line.points_value));
        rows.int(Some(i64::from(line.gift.is_some())));
        rows.int(Some(line.refunded));
        rows.int(Some(line.refunded_cash));
        rows.text(Some(order.state));
        rows.int(Some(order.placed_at));
        rows.end();
    }
    Ok(())
}

#[derive(Deserialize)]
struct PostingRow<'a> {
    id: &'a str,
    at: i64,
    day: &'a str,
    purpose: &'a str,
    unit: Option<&'a str>,
    order: Option<&'a str>,
    trade: Option<&'a str>,
    reference: Option<&'a str>,
    #[serde(borrow)]
    entries: Vec<EntryRow<'a>>,
}

#[derive(Deserialize)]
struct EntryRow<'a> {
    #[serde(borrow)]
    party: Cow<'a, str>,
    purpose: &'a str,
    amount: i64,
}

impl PostingRow<'_> {
    /// Money is the unit that is not written.
    fn is_points(&self) -> bool {
        self.unit == Some("points")
    }

    fn begin(&self, entry: &EntryRow<'_>, rows: &mut Rows) {
        rows.text(Some(self.id));
        rows.int(Some(self.at));
        rows.day(Some(self.day));
        rows.text(Some(self.purpose));
        rows.text(Some(&entry.party));
        rows.text(Some(entry.purpose));
    }
}

fn entries(row: &Row, rows: &mut Rows) -> serde_json::Result<()> {
    let posting: PostingRow<'_> = serde_json::from_str(&row.body)?;
    let points = posting.is_points();
    for entry in &posting.entries {
        posting.begin(entry, rows);
        rows.int((!points).then_some(entry.amount));
        rows.int(points.then_some(entry.amount));
        rows.text(posting.order);
        rows.text(posting.trade);
        rows.text(posting.reference);
        rows.end();
    }
    Ok(())
}

fn points(row: &Row, rows: &mut Rows) -> serde_json::Result<()> {
    let posting: PostingRow<'_> = serde_json::from_str(&row.body)?;
    if posting.is_points() {
        for entry in &posting.entries {
            posting.begin(entry, rows);
            rows.int(Some(entry.amount));
            rows.text(posting.order);
            rows.end();
        }
    }
    Ok(())
}

#[derive(Deserialize)]
pub(crate) struct LogRow<'a> {
    id: &'a str,
    pub(crate) actor: ActorRow<'a>,
    pub(crate) at: i64,
    #[serde(borrow, default)]
    pub(crate) events: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
pub(crate) struct ActorRow<'a> {
    pub(crate) user: Option<&'a str>,
}

#[derive(Deserialize)]
struct EventRow<'a> {
    event: &'a str,
}

fn events(row: &Row, rows: &mut Rows) -> serde_json::Result<()> {
    let entry: LogRow<'_> = serde_json::from_str(&row.body)?;
    for (index, event) in (0..).zip(&entry.events) {
        let kind: EventRow<'_> = serde_json::from_str(event.get())?;
        rows.int(
            row.position
                .and_then(|position| i64::try_from(position).ok()),
        );
        rows.int(Some(index));
        rows.int(Some(entry.at));
        rows.text(Some(entry.id));
        rows.text(entry.actor.user);
        rows.text(Some(kind.event));
        rows.text(Some(event.get()));
        rows.end();
    }
    Ok(())
}

#[derive(Deserialize)]
struct LevelRow<'a> {
    sku: &'a str,
}

/// Its figures are counters beside the record, in the order of their declaration.
fn levels(row: &Row, rows: &mut Rows) -> serde_json::Result<()> {
    let level: LevelRow<'_> = serde_json::from_str(&row.body)?;
    rows.text(Some(level.sku));
    for counter in 0..3 {
        rows.int(row.counters.get(counter).copied());
    }
    rows.end();
    Ok(())
}

#[derive(Deserialize)]
struct SettlementRow<'a> {
    id: &'a str,
    day: &'a str,
    #[serde(borrow)]
    party: Cow<'a, str>,
    amount: i64,
    carried: i64,
    pay_on: &'a str,
    made_at: i64,
    state: &'a str,
    #[serde(default)]
    paid: i64,
    #[serde(default)]
    failed: i64,
}

fn settlements(row: &Row, rows: &mut Rows) -> serde_json::Result<()> {
    let found: SettlementRow<'_> = serde_json::from_str(&row.body)?;
    rows.text(Some(found.id));
    rows.day(Some(found.day));
    rows.text(Some(&found.party));
    rows.int(Some(found.amount));
    rows.int(Some(found.carried));
    rows.day(Some(found.pay_on));
    rows.int(Some(found.made_at));
    rows.text(Some(found.state));
    rows.int(Some(found.paid));
    rows.int(Some(found.failed));
    rows.end();
    Ok(())
}

enum Cells {
    Text(StringBuilder),
    Word(StringDictionaryBuilder<Int32Type>),
    Int(Int64Builder),
    Bool(BooleanBuilder),
    Money(Decimal128Builder),
    Time(TimestampMicrosecondBuilder),
    Day(Date32Builder),
}

/// A batch that is being filled, cell by cell in the order of the columns.
pub(crate) struct Rows {
    cells: Vec<Cells>,
    at: usize,
    pub(crate) count: usize,
    /// The day that was read last, for rows that lie together are of one day.
    day: (String, Option<i32>),
}

const MISMATCH: &str = "cells are given in the order of the columns";

impl Rows {
    pub(crate) fn text(&mut self, text: Option<&str>) {
        match self.cells.get_mut(self.at).expect(MISMATCH) {
            Cells::Text(cells) => cells.append_option(text),
            Cells::Word(cells) => cells.append_option(text),
            _ => panic!("{MISMATCH}"),
        }
        self.at += 1;
    }

    pub(crate) fn int(&mut self, value: Option<i64>) {
        match self.cells.get_mut(self.at).expect(MISMATCH) {
            Cells::Int(cells) => cells.append_option(value),
            Cells::Bool(cells) => cells.append_option(value.map(|value| value != 0)),
            Cells::Money(cells) => cells.append_option(value.map(i128::from)),
            Cells::Time(cells) => cells.append_option(value),
            _ => panic!("{MISMATCH}"),
        }
        self.at += 1;
    }

    fn day(&mut self, day: Option<&str>) {
        match self.cells.get_mut(self.at).expect(MISMATCH) {
            Cells::Day(cells) => cells.append_option(day.and_then(|day| {
                if self.day.0 != day {
                    let read: Option<linli::kernel::Day> = day.parse().ok();
                    let number = read.and_then(|day| i32::try_from(day.number()).ok());
                    self.day = (day.to_owned(), number);
                }
                self.day.1
            })),
            _ => panic!("{MISMATCH}"),
        }
        self.at += 1;
    }

    pub(crate) fn end(&mut self) {
        assert_eq!(self.at, self.cells.len(), "{MISMATCH}");
        self.at = 0;
        self.count += 1;
    }
}

impl Layout {
    pub(crate) fn schema(&self, decimals: i8) -> SchemaRef {
        let fields = self.columns.iter().map(|(name, kind, nullable)| {
            let kind = match kind {
                Kind::Text => DataType::Utf8,
                Kind::Word => {
                    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
                }
                Kind::Int => DataType::Int64,
                Kind::Bool => DataType::Boolean,
                Kind::Money => DataType::Decimal128(18, decimals),
                Kind::Time => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
                Kind::Day => DataType::Date32,
            };
            Field::new(*name, kind, *nullable)
        });
        Arc::new(Schema::new(fields.collect::<Vec<_>>()))
    }

    /// A page's rows as rows of the table.
    pub(crate) fn read(&self, store: &dyn Store, tenant: TenantId, page: &[Row]) -> Result<Rows> {
        let mut rows = self.empty();
        match self.rows {
            Reading::Each(read) => {
                for row in page {
                    read(row, &mut rows).map_err(|error| {
                        Error::internal(format!("a row could not be read: {error}"))
                    })?;
                }
            }
            Reading::Page(read) => read(store, tenant, page, &mut rows)?,
        }
        Ok(rows)
    }

    fn empty(&self) -> Rows {
        let cells = self.columns.iter().map(|(_, kind, _)| match kind {
            Kind::Text => Cells::Text(StringBuilder::new()),
            Kind::Word => Cells::Word(StringDictionaryBuilder::new()),
            Kind::Int => Cells::Int(Int64Builder::new()),
            Kind::Bool => Cells::Bool(BooleanBuilder::new()),
            Kind::Money => Cells::Money(Decimal128Builder::new()),
            Kind::Time => Cells::Time(TimestampMicrosecondBuilder::new()),
            Kind::Day => Cells::Day(Date32Builder::new()),
        });
        Rows {
            cells: cells.collect(),
            at: 0,
            count: 0,
            day: (String::new(), None),
        }
    }
}

pub(crate) fn finished(
    rows: Rows,
    schema: &SchemaRef,
) -> std::result::Result<RecordBatch, ArrowError> {
    let arrays = rows
        .cells
        .into_iter()
        .zip(schema.fields())
        .map(|(cells, field)| {
            Ok(match cells {
                Cells::Text(mut cells) => ArrayBuilder::finish(&mut cells),
                Cells::Word(mut cells) => ArrayBuilder::finish(&mut cells),
                Cells::Int(mut cells) => ArrayBuilder::finish(&mut cells),
                Cells::Bool(mut cells) => ArrayBuilder::finish(&mut cells),
                Cells::Money(mut cells) => {
                    Arc::new(cells.finish().with_data_type(field.data_type().clone())) as ArrayRef
                }
                Cells::Time(mut cells) => Arc::new(cells.finish().with_timezone("UTC")),
                Cells::Day(mut cells) => ArrayBuilder::finish(&mut cells),
            })
        });
    let arrays: std::result::Result<Vec<ArrayRef>, ArrowError> = arrays.collect();
    RecordBatch::try_new(Arc::clone(schema), arrays?)
}

/// What a table shows.
pub(crate) enum Source {
    /// What is stored, read anew each time.
    Stored {
        store: Arc<dyn Store>,
        tenant: TenantId,
        layout: &'static Layout,
    },
    /// Records that were given.
    Given(RecordBatch),
}

/// A table that Arrow's consumers read, as often as they like. One of what is stored keeps the store open while it lives.
#[pyclass(frozen, name = "Table", module = "linli._native")]
pub(crate) struct NativeTable {
    pub(crate) source: Source,
    pub(crate) schema: SchemaRef,
}

#[pymethods]
impl NativeTable {
    /// The stream of Arrow's capsule interface.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A wish that a producer need not fulfil.
        let _ = requested_schema;
        let schema = Arc::clone(&self.schema);
        let batches: Box<dyn RecordBatchReader + Send> = match &self.source {
            Source::Stored {
                store,
                tenant,
                layout,
            } => Box::new(Pages::new(Arc::clone(store), *tenant, layout, schema)),
            Source::Given(batch) => Box::new(RecordBatchIterator::new([Ok(batch.clone())], schema)),
        };
        PyCapsule::new_with_value(
            py,
            FFI_ArrowArrayStream::new(batches),
            c"arrow_array_stream",
        )
    }

    /// The schema of Arrow's capsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(&*self.schema)
            .map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn columns(&self) -> Vec<String> {
        let columns = self.schema.fields().iter();
        columns.map(|field| field.name().clone()).collect()
    }
}
