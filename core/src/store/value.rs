//! Values of typed columns.

use serde::{Deserialize, Serialize};

use crate::kernel::{Day, Id, Money, Points, Timestamp};

/// The value of a declared column. Values of one column are of its type or null; they order as SQL orders them
/// (integers by size, text and ids by bytes).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Value {
    /// Nothing. The row is in no index that has this column.
    Null,
    /// A whole number: counts, money in smallest units, days since 1970, booleans as 0 and 1.
    Int(i64),
    /// Microseconds since 1970, UTC.
    Time(i64),
    /// Text, at most 300 bytes.
    Text(String),
    /// An id.
    Id(Id),
}

impl Value {
    /// The beginning of a text, as much as a column holds: for columns that people read and nobody looks up.
    pub fn beginning(text: &str) -> Self {
        let mut end = text.len().min(Self::TEXT_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Self::Text(text[..end].to_owned())
    }

    /// Most bytes of a text.
    pub const TEXT_BYTES: usize = 300;

    /// Whether it is nothing.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Int(i64::from(flag))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Timestamp> for Value {
    fn from(time: Timestamp) -> Self {
        Self::Time(time.micros())
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Self {
        Self::Int(day.number())
    }
}

impl From<Money> for Value {
    fn from(money: Money) -> Self {
        Self::Int(money.units())
    }
}

impl From<Points> for Value {
    fn from(points: Points) -> Self {
        Self::Int(points.units())
    }
}

impl<T: Into<Id>> From<T> for Value {
    fn from(id: T) -> Self {
        Self::Id(id.into())
    }
}

impl Value {
    /// The value, or null.
    pub fn or_null(value: Option<impl Into<Self>>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
