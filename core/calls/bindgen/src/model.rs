//! What a language needs to know of the engine's surface: operations, records and how they look in JSON.

use std::collections::BTreeMap;

/// A type as it crosses.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Ty {
    /// Nothing: `null`.
    Unit,
    /// `true` or `false`.
    Bool,
    /// A whole number of this Rust type.
    Int(String),
    /// Text.
    Text,
    /// Any JSON.
    Json,
    /// Bytes as hexadecimal text.
    Bytes,
    /// A type that every language writes by hand: an id, `Money`, `Rate`, `Timestamp`, …
    Value(String),
    /// A record or an enum of [`Surface::types`].
    Named(String),
    /// May be absent.
    Optional(Box<Ty>),
    /// In order.
    List(Box<Ty>),
    /// Each once.
    Set(Box<Ty>),
    /// By key.
    Map(Box<Ty>, Box<Ty>),
    /// A JSON array of fixed length.
    Tuple(Vec<Ty>),
}

/// What a field is when JSON does not name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fallback {
    /// An absent option.
    Nothing,
    /// `false` or `true`
    Flag(bool),
    /// A number.
    Number(i64),
    /// No amount, no share.
    Zero,
    /// An empty text, list, set or map.
    Empty,
    /// A variant without data of the field's enum.
    Variant(String),
    /// A record of which every field is at its default.
    Record,
}

/// A field of a record, a variant or a query's arguments.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name in Rust, in JSON and, in the case of the language, everywhere.
    pub name: String,
    /// What it holds.
    pub ty: Ty,
    /// Documentation.
    pub doc: String,
    /// Whether JSON may leave it out, and what it is then.
    pub fallback: Option<Fallback>,
    /// Whether its fields lie among those of the record around it.
    pub flat: bool,
    /// Whether it is a code that no log may show.
    pub secret: bool,
}

/// One of the cases of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Name in Rust.
    pub name: String,
    /// Name in JSON.
    pub wire: String,
    /// Documentation.
    pub doc: String,
    /// What it holds.
    pub data: Data,
}

/// What a case holds.
#[derive(Clone, Debug)]
pub enum Data {
    /// Nothing.
    None,
    /// One value without a name.
    One(Ty),
    /// Named fields.
    Fields(Vec<Field>),
}

/// How a case is told from the others in JSON.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tagging {
    /// `{"case": data}`, or only `"case"` where there is no data.
    External,
    /// A field of this name among the others.
    Internal(String),
    /// A field for the case's name, one for its data.
    Adjacent(String, String),
}

/// What a named type is.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Named fields.
    Record(Vec<Field>),
    /// Cases without data, in JSON their names.
    Choice(Vec<Variant>),
    /// Cases, some with data.
    Union(Tagging, Vec<Variant>),
}

/// A record or an enum.
#[derive(Clone, Debug)]
pub struct Type {
    /// Name in the bindings: that of Rust, with its domain before it where two domains use it.
    pub name: String,
    /// `order`, `ledger`, …
    pub domain: String,
    /// Documentation.
    pub doc: String,
    /// Fields or cases.
    pub shape: Shape,
    /// Whether it is personal data: its text for debugging does not show it, in Rust and elsewhere.
    pub secret: bool,
}

/// A command.
#[derive(Clone, Debug)]
pub struct Command {
    /// Of the method: `place_order`.
    pub method: String,
    /// Domain and type in Rust: `order::PlaceOrder`.
    pub path: String,
    /// The type in the bindings.
    pub ty: Ty,
    /// What it gives.
    pub answer: Ty,
    /// Documentation.
    pub doc: String,
}

/// How Rust takes an argument of a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Passing {
    /// By value.
    Owned,
    /// `&T`
    Borrowed,
    /// `Option<&T>`
    OptionBorrowed,
    /// `&mut dyn Read` of the bytes.
    Reader,
    /// `&[&T]`
    BorrowedEach,
    /// `&mut T`; its new value comes before the answer proper.
    Changed,
    /// `&mut dyn FnMut(&T)` that gathers what comes before the answer proper.
    Sink,
}

/// An argument of a query.
#[derive(Clone, Debug)]
pub struct Argument {
    /// As a field.
    pub field: Field,
    /// Its type in Rust, as far as JSON is read into it.
    pub rust: String,
    /// How it is passed.
    pub passing: Passing,
    /// The function that refuses values that Rust's side never has.
    pub check: Option<&'static str>,
}

/// A query, or another method of the engine that takes an actor.
#[derive(Clone, Debug)]
pub struct Query {
    /// Of the method.
    pub method: String,
    /// After the actor.
    pub arguments: Vec<Argument>,
    /// What it gives.
    pub answer: Ty,
    /// Whether it can refuse.
    pub fallible: bool,
    /// Documentation.
    pub doc: String,
}

impl Query {
    /// What a caller gives: all but what only gathers an answer.
    pub fn taken(&self) -> Vec<&Field> {
        self.arguments
            .iter()
            .filter(|argument| argument.passing != Passing::Sink)
            .map(|argument| &argument.field)
            .collect()
    }
}

/// An error's stable name.
#[derive(Clone, Debug)]
pub struct ErrorKind {
    /// `NotFound`
    pub name: String,
    /// `not_found`
    pub code: String,
    /// Documentation.
    pub doc: String,
}

/// Everything that is public through the bindings.
#[derive(Debug, Default)]
pub struct Surface {
    /// In the order of the table of operations.
    pub commands: Vec<Command>,
    /// By name.
    pub queries: Vec<Query>,
    /// Pure functions on values, with their paths in Rust: `points::Wallet::spend`.
    pub rules: Vec<(String, Query)>,
    /// Reached from these, by name.
    pub types: BTreeMap<String, Type>,
    /// Types of ids with their documentation.
    pub ids: Vec<(String, String)>,
    /// Of the engine, then of stores.
    pub errors: Vec<ErrorKind>,
}
