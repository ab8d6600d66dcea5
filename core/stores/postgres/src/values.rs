//! Values on their way into parameters and rows on their way out.

use bytes::{BufMut, BytesMut};
use linli::kernel::Id;
use linli::store::{ColumnType, Row, StoreError, StoreResult, Table, Value};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

type Unfit = Box<dyn std::error::Error + Sync + Send>;

/// An id as a `uuid`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key(pub(crate) Id);

impl ToSql for Key {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
        out.put_slice(self.0.bytes());
        Ok(IsNull::No)
    }

    fn accepts(kind: &Type) -> bool {
        *kind == Type::UUID
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Key {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Unfit> {
        Ok(Self(Id::from_bytes(raw.try_into()?)))
    }

    fn accepts(kind: &Type) -> bool {
        *kind == Type::UUID
    }
}

/// A column's value in its declared type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wire<'v>(pub(crate) &'v Value);

impl ToSql for Wire<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) | Value::Time(number) => number.to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
            Value::Id(id) => Key(*id).to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        [Type::INT8, Type::TEXT, Type::UUID].contains(kind)
    }

    to_sql_checked!();
}

/// A record as it was written.
struct Body(String);

impl<'a> FromSql<'a> for Body {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Unfit> {
        Ok(Self(std::str::from_utf8(raw)?.to_owned()))
    }

    fn accepts(kind: &Type) -> bool {
        [Type::JSON, Type::TEXT].contains(kind)
    }
}

/// Reads the columns of an answer one after another.
pub(crate) struct Reader<'r> {
    row: &'r tokio_postgres::Row,
    at: usize,
}

impl<'r> Reader<'r> {
    pub(crate) fn new(row: &'r tokio_postgres::Row) -> Self {
        Self { row, at: 0 }
    }

    pub(crate) fn field<T: FromSql<'r>>(&mut self) -> StoreResult<T> {
        let field = self.row.try_get(self.at);
        self.at += 1;
        field.map_err(|error| StoreError::Corrupt {
            reason: format!("a stored value cannot be read: {error}"),
        })
    }

    pub(crate) fn id(&mut self) -> StoreResult<Id> {
        self.field::<Key>().map(|key| key.0)
    }

    pub(crate) fn natural(&mut self) -> StoreResult<u64> {
        let number: i64 = self.field()?;
        u64::try_from(number).map_err(|_| StoreError::Corrupt {
            reason: format!("a version or position is {number}"),
        })
    }

    pub(crate) fn counters(&mut self, table: &Table) -> StoreResult<Vec<i64>> {
        table.counters.iter().map(|_| self.field()).collect()
    }

    /// id, version, body, counters…, position if there is one.
    pub(crate) fn row(&mut self, table: &Table) -> StoreResult<Row> {
        Ok(Row {
            id: self.id()?,
            version: self.natural()?,
            body: self.field::<Body>()?.0,
            counters: self.counters(table)?,
            position: if table.sequenced {
                Some(self.natural()?)
            } else {
                None
            },
        })
    }

    pub(crate) fn value(&mut self, kind: ColumnType) -> StoreResult<Value> {
        Ok(match kind {
            ColumnType::Int => Value::Int(self.field()?),
            ColumnType::Time => Value::Time(self.field()?),
            ColumnType::Text => Value::Text(self.field()?),
            ColumnType::Id => Value::Id(self.id()?),
        })
    }
}
