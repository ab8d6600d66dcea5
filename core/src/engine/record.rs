//! How a record becomes a row.

use std::any::Any;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::kernel::{Error, Id, Result};
use crate::store::{Row, RowKey, TableId, Value};

/// Something that is stored: the columns that the table declares, and itself as JSON.
pub trait Record: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its table.
    const TABLE: TableId;
    /// What it is called in messages.
    const WHAT: &'static str;

    /// Its key inside the tenant.
    fn id(&self) -> Id;

    /// The values of the declared columns, in their order.
    fn columns(&self) -> Vec<Value> {
        Vec::new()
    }

    /// The row's key.
    fn key(&self) -> RowKey {
        RowKey {
            table: Self::TABLE,
            id: self.id(),
        }
    }
}

/// A record of any kind, shared.
pub(crate) type AnyRecord = Arc<dyn Any + Send + Sync>;

/// A record ready for the store.
pub(crate) struct Encoded {
    pub(crate) columns: Vec<Value>,
    pub(crate) body: String,
}

pub(crate) type Encode = fn(&AnyRecord) -> Result<Encoded>;
pub(crate) type Decode = fn(&str) -> Result<AnyRecord>;

pub(crate) fn encode<T: Record>(record: &AnyRecord) -> Result<Encoded> {
    let record = typed::<T>(record)?;
    // Most records fit, so that the text does not grow step by step.
    let mut body = Vec::with_capacity(1024);
    serde_json::to_writer(&mut body, &*record)
        .map_err(|error| Error::internal(format!("a {} could not be written: {error}", T::WHAT)))?;
    let body = String::from_utf8(body).expect("JSON is UTF-8");
    Ok(Encoded {
        columns: record.columns(),
        body,
    })
}

pub(crate) fn decode<T: Record>(body: &str) -> Result<AnyRecord> {
    Ok(Arc::new(decode_typed::<T>(body)?))
}

pub(crate) fn decode_typed<T: Record>(body: &str) -> Result<T> {
    serde_json::from_str(body).map_err(|error| {
        Error::internal(format!("a stored {} could not be read: {error}", T::WHAT))
    })
}

pub(crate) fn decode_row<T: Record>(row: &Row) -> Result<T> {
    decode_typed(&row.body)
}

/// The declared columns of a stored row, read from its record anew.
pub(crate) fn columns_of<T: Record>(row: &Row) -> Result<Vec<Value>> {
    let record = decode_row::<T>(row)?;
    if record.id() != row.id {
        return Err(Error::internal(format!(
            "a stored {} is not under its own id",
            T::WHAT
        )));
    }
    Ok(record.columns())
}

pub(crate) fn typed<T: Record>(record: &AnyRecord) -> Result<Arc<T>> {
    Arc::clone(record)
        .downcast()
        .map_err(|_| Error::internal(format!("a cached row is not a {}", T::WHAT)))
}
