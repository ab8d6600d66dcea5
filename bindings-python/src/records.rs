//! Records that were given as an Arrow table. Python says what each column is, from the annotations of the records, and gives
//! each record as the list of its cells.

use std::sync::Arc;

use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int64Array, ListArray, RecordBatch,
    StringArray, StructArray, TimestampMicrosecondArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, TimeUnit};
use linli::kernel::{Error, Result};
use serde::Deserialize;
use serde_json::Value;

/// Decimals of a rate.
const RATE: i8 = 6;

/// A column, or a part of one.
#[derive(Deserialize)]
pub(crate) struct Shape {
    name: String,
    optional: bool,
    kind: Kind,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Text,
    /// Text of which there are few.
    Word,
    Int,
    Bool,
    /// Smallest units of money.
    Money,
    /// Millionths.
    Rate,
    /// Microseconds since 1970.
    Time,
    /// Days since 1970.
    Day,
    List(Box<Shape>),
    Struct(Vec<Shape>),
}

impl Shape {
    fn field(&self, decimals: i8) -> Field {
        let kind = match &self.kind {
            Kind::Text => DataType::Utf8,
            Kind::Word => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
            Kind::Int => DataType::Int64,
            Kind::Bool => DataType::Boolean,
            Kind::Money => DataType::Decimal128(18, decimals),
            Kind::Rate => DataType::Decimal128(18, RATE),
            Kind::Time => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Kind::Day => DataType::Date32,
            Kind::List(of) => DataType::List(Arc::new(of.field(decimals))),
            Kind::Struct(parts) => DataType::Struct(fields(parts, decimals)),
        };
        Field::new(&self.name, kind, self.optional)
    }

    /// The cells of a column, `None` where there is nothing.
    fn array(
        &self,
        cells: &[Option<&Value>],
        decimals: i8,
    ) -> std::result::Result<ArrayRef, ArrowError> {
        let whole = || cells.iter().map(|cell| cell.and_then(Value::as_i64));
        let text = || cells.iter().map(|cell| cell.and_then(Value::as_str));
        Ok(match &self.kind {
            Kind::Text => Arc::new(text().collect::<StringArray>()),
            Kind::Word => {
                let mut words = StringDictionaryBuilder::<Int32Type>::new();
                for word in text() {
                    words.append_option(word);
                }
                Arc::new(words.finish())
            }
            Kind::Int => Arc::new(whole().collect::<Int64Array>()),
            Kind::Bool => Arc::new(
                cells
                    .iter()
                    .map(|cell| cell.and_then(Value::as_bool))
                    .collect::<BooleanArray>(),
            ),
            Kind::Money => Arc::new(exact(whole(), decimals)?),
            Kind::Rate => Arc::new(exact(whole(), RATE)?),
            Kind::Time => Arc::new(
                whole()
                    .collect::<TimestampMicrosecondArray>()
                    .with_timezone("UTC"),
            ),
            Kind::Day => Arc::new(
                whole()
                    .map(|day| day.and_then(|day| i32::try_from(day).ok()))
                    .collect::<Date32Array>(),
            ),
            Kind::List(of) => {
                let lists: Vec<Option<&Vec<Value>>> = cells
                    .iter()
                    .map(|cell| cell.and_then(Value::as_array))
                    .collect();
                let lengths = lists.iter().map(|list| list.map_or(0, Vec::len));
                let offsets = OffsetBuffer::from_lengths(lengths);
                let inner: Vec<Option<&Value>> = lists
                    .iter()
                    .flatten()
                    .copied()
                    .flatten()
                    .map(present)
                    .collect();
                let nulls: NullBuffer = lists.iter().map(Option::is_some).collect();
                Arc::new(ListArray::try_new(
                    Arc::new(of.field(decimals)),
                    offsets,
                    of.array(&inner, decimals)?,
                    Some(nulls),
                )?)
            }
            Kind::Struct(parts) => {
                let records: Vec<Option<&Vec<Value>>> = cells
                    .iter()
                    .map(|cell| cell.and_then(Value::as_array))
                    .collect();
                let nulls: NullBuffer = records.iter().map(Option::is_some).collect();
                Arc::new(StructArray::try_new_with_length(
                    fields(parts, decimals),
                    columns(parts, &records, decimals)?,
                    Some(nulls),
                    records.len(),
                )?)
            }
        })
    }
}

fn exact(
    units: impl Iterator<Item = Option<i64>>,
    decimals: i8,
) -> std::result::Result<Decimal128Array, ArrowError> {
    units
        .map(|units| units.map(i128::from))
        .collect::<Decimal128Array>()
        .with_precision_and_scale(18, decimals)
}

fn present(cell: &Value) -> Option<&Value> {
    (!cell.is_null()).then_some(cell)
}

/// A part that must be there is missing only inside of a record that is missing itself; Arrow wants it to be nothing then.
fn fields(parts: &[Shape], decimals: i8) -> Fields {
    parts.iter().map(|part| part.field(decimals)).collect()
}

fn columns(
    parts: &[Shape],
    records: &[Option<&Vec<Value>>],
    decimals: i8,
) -> std::result::Result<Vec<ArrayRef>, ArrowError> {
    let column = |(place, part): (usize, &Shape)| {
        let cells: Vec<Option<&Value>> = records
            .iter()
            .map(|record| record.and_then(|cells| cells.get(place)).and_then(present))
            .collect();
        part.array(&cells, decimals)
    };
    parts.iter().enumerate().map(column).collect()
}

/// The records as one batch.
pub(crate) fn batch(shapes: &str, records: &str, decimals: i8) -> Result<RecordBatch> {
    let broken =
        |error: &dyn std::fmt::Display| Error::internal(format!("records as a table: {error}"));
    let shapes: Vec<Shape> = serde_json::from_str(shapes).map_err(|error| broken(&error))?;
    let records: Vec<Vec<Value>> = serde_json::from_str(records).map_err(|error| broken(&error))?;
    let records: Vec<Option<&Vec<Value>>> = records.iter().map(Some).collect();
    let arrays = columns(&shapes, &records, decimals).map_err(|error| broken(&error))?;
    let schema = Arc::new(Schema::new(fields(&shapes, decimals)));
    let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(records.len()));
    RecordBatch::try_new_with_options(schema, arrays, &options).map_err(|error| broken(&error))
}
