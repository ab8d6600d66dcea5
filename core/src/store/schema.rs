//! What the engine asks a store to keep: tables, typed columns, counters and indexes.

/// A table's place in [`Schema::tables`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TableId(pub u16);

/// The type of a declared column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColumnType {
    /// [`Value::Int`](super::Value::Int).
    Int,
    /// [`Value::Time`](super::Value::Time).
    Time,
    /// [`Value::Text`](super::Value::Text), compared bytewise.
    Text,
    /// [`Value::Id`](super::Value::Id).
    Id,
}

/// A column lifted out of the record, because somebody filters, sorts, joins or sums by it. Every column may be null.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name: snake_case, not a reserved word of SQL, not `tenant`, `id`, `version`, `position` or `body`.
    pub name: &'static str,
    /// Its type.
    pub kind: ColumnType,
}

impl Column {
    /// A column of whole numbers.
    pub const fn int(name: &'static str) -> Self {
        Self {
            name,
            kind: ColumnType::Int,
        }
    }

    /// A column of moments.
    pub const fn time(name: &'static str) -> Self {
        Self {
            name,
            kind: ColumnType::Time,
        }
    }

    /// A column of text.
    pub const fn text(name: &'static str) -> Self {
        Self {
            name,
            kind: ColumnType::Text,
        }
    }

    /// A column of ids.
    pub const fn id(name: &'static str) -> Self {
        Self {
            name,
            kind: ColumnType::Id,
        }
    }
}

/// An index: (tenant, columns…, id). A row with a null in any of the columns is not in it, which keeps indexes of
/// passing states (what is due, what is live) small.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Index {
    /// Its name inside the table.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// Whether (tenant, columns…) may be there only once.
    pub unique: bool,
}

/// A table: key (tenant, id), version, columns, counters, and the record as JSON.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Table {
    /// Its name: snake_case, not a reserved word of SQL.
    pub name: &'static str,
    /// Typed columns.
    pub columns: &'static [Column],
    /// Counters: integers beside the record that only adjustments change.
    pub counters: &'static [&'static str],
    /// Indexes.
    pub indexes: &'static [Index],
    /// Whether the store numbers inserted rows from 1 without gaps in commit order, per tenant. Rows of such a table
    /// are never updated or deleted. A reader who polls behind the last number that it saw misses nothing.
    pub sequenced: bool,
}

impl Table {
    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// All tables, with a version that grows whenever the declaration changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Schema {
    /// Grows with every released change.
    pub version: u32,
    /// The tables; [`TableId`] is the place in here. Tables, columns, counters and indexes are only ever appended.
    pub tables: &'static [Table],
}

impl Schema {
    /// The table of an id.
    pub fn table(&self, id: TableId) -> Option<&'static Table> {
        self.tables.get(usize::from(id.0))
    }
}
