//! Values on their way into statements and rows on their way out.

use linli::kernel::{Id, TenantId};
use linli::store::{ColumnType, Row, StoreError, StoreResult, Value};
use rusqlite::types::{Null, ValueRef};
use rusqlite::{CachedStatement, Statement};

use crate::failure::store_error;

/// Binds the parameters of a statement one after another.
pub(crate) struct Binder<'s, 'c> {
    statement: &'s mut Statement<'c>,
    at: usize,
}

impl<'s, 'c> Binder<'s, 'c> {
    /// Parameter 1 is the tenant.
    pub(crate) fn tenant(
        statement: &'s mut CachedStatement<'c>,
        tenant: TenantId,
    ) -> rusqlite::Result<Self> {
        Self { statement, at: 1 }.int(tenant.number())
    }

    /// Parameter 1 is the tenant, parameter 2 the id.
    pub(crate) fn key(
        statement: &'s mut CachedStatement<'c>,
        tenant: TenantId,
        id: Id,
    ) -> rusqlite::Result<Self> {
        Self::tenant(statement, tenant)?.id(id)
    }

    pub(crate) fn int(self, number: i64) -> rusqlite::Result<Self> {
        self.statement.raw_bind_parameter(self.at, number)?;
        Ok(self.next())
    }

    pub(crate) fn id(self, id: Id) -> rusqlite::Result<Self> {
        self.statement
            .raw_bind_parameter(self.at, &id.bytes()[..])?;
        Ok(self.next())
    }

    pub(crate) fn text(self, text: &str) -> rusqlite::Result<Self> {
        self.statement.raw_bind_parameter(self.at, text)?;
        Ok(self.next())
    }

    /// Leaves a parameter out that the statement does not have.
    pub(crate) fn skip(self) -> Self {
        self.next()
    }

    pub(crate) fn value(self, value: &Value) -> rusqlite::Result<Self> {
        match value {
            Value::Int(number) | Value::Time(number) => self.int(*number),
            Value::Text(text) => self.text(text),
            Value::Id(id) => self.id(*id),
            Value::Null => {
                self.statement.raw_bind_parameter(self.at, Null)?;
                Ok(self.next())
            }
        }
    }

    pub(crate) fn values<'v>(
        self,
        values: impl IntoIterator<Item = &'v Value>,
    ) -> rusqlite::Result<Self> {
        values.into_iter().try_fold(self, Self::value)
    }

    /// Runs it; answers how many rows it changed.
    pub(crate) fn execute(self) -> rusqlite::Result<usize> {
        self.statement.raw_execute()
    }

    /// Runs it; answers the number in the first column of its first row.
    pub(crate) fn number(self) -> rusqlite::Result<Option<i64>> {
        let mut rows = self.statement.raw_query();
        rows.next()?.map(|row| row.get(0)).transpose()
    }

    pub(crate) fn rows(self) -> rusqlite::Rows<'s> {
        self.statement.raw_query()
    }

    fn next(self) -> Self {
        Self {
            at: self.at + 1,
            ..self
        }
    }
}

/// Reads the columns of an answer one after another.
pub(crate) struct Reader<'r, 's> {
    row: &'r rusqlite::Row<'s>,
    at: usize,
}

impl<'r, 's> Reader<'r, 's> {
    pub(crate) fn new(row: &'r rusqlite::Row<'s>) -> Self {
        Self { row, at: 0 }
    }

    fn field<T: rusqlite::types::FromSql>(&mut self) -> StoreResult<T> {
        let field = self.row.get(self.at).map_err(store_error)?;
        self.at += 1;
        Ok(field)
    }

    pub(crate) fn id(&mut self) -> StoreResult<Id> {
        self.field().map(Id::from_bytes)
    }

    pub(crate) fn natural(&mut self) -> StoreResult<u64> {
        let number: i64 = self.field()?;
        u64::try_from(number).map_err(|_| StoreError::Corrupt {
            reason: format!("a version or position is {number}"),
        })
    }

    /// version, body, counters…, position if there is one.
    pub(crate) fn rest(&mut self, id: Id, table: &linli::store::Table) -> StoreResult<Row> {
        Ok(Row {
            id,
            version: self.natural()?,
            body: self.field()?,
            counters: (table.counters.iter())
                .map(|_| self.field())
                .collect::<StoreResult<_>>()?,
            position: if table.sequenced {
                Some(self.natural()?)
            } else {
                None
            },
        })
    }

    /// Whether the next column holds this value.
    pub(crate) fn holds(&mut self, value: &Value) -> StoreResult<bool> {
        let stored = self.row.get_ref(self.at).map_err(store_error)?;
        self.at += 1;
        Ok(match value {
            Value::Null => stored == ValueRef::Null,
            Value::Int(number) | Value::Time(number) => stored == ValueRef::Integer(*number),
            Value::Text(text) => stored == ValueRef::Text(text.as_bytes()),
            Value::Id(id) => stored == ValueRef::Blob(id.bytes()),
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
