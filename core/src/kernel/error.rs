//! The one error that callers see.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::store::StoreError;

/// What the engine answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can go wrong, with a stable [`code`](Error::code). The text names what was wrong and what would be
/// right; it never holds personal data, pickup codes or keys.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A value that cannot be right, whatever the state.
    #[error("{field}: {reason}")]
    Invalid {
        /// Path of the field inside the command, e.g. `lines[3].quantity`.
        field: Cow<'static, str>,
        /// What would be right.
        reason: Cow<'static, str>,
    },
    /// An amount beyond ±10¹⁵ smallest units.
    #[error("{field}: the amount is beyond what can be represented")]
    Overflow {
        /// The amount's name.
        field: &'static str,
    },
    /// More than the engine allows of something that callers can make long.
    #[error("{field}: at most {limit} are allowed")]
    Limit {
        /// What there is too much of.
        field: Cow<'static, str>,
        /// How many are allowed.
        limit: u64,
    },
    /// The actor has no grant that allows the operation there. RULES §1: deny unless granted.
    #[error("this actor may not run {operation} there")]
    Denied {
        /// The command or query.
        operation: &'static str,
    },
    /// There is no such record in this tenant.
    #[error("there is no {what} {id}")]
    NotFound {
        /// Kind of record.
        what: &'static str,
        /// The id that was asked for.
        id: String,
    },
    /// A record with the same natural key is there already.
    #[error("{what} is there already")]
    AlreadyExists {
        /// What is there already.
        what: Cow<'static, str>,
    },
    /// The record's state does not allow the step.
    #[error("{what} {id} is {state}, which does not allow {event}")]
    WrongState {
        /// Kind of record.
        what: &'static str,
        /// Its id.
        id: String,
        /// Its state.
        state: &'static str,
        /// What was attempted.
        event: &'static str,
    },
    /// Not enough stock. RULES §3: never oversold.
    #[error("{field}: only {available} left")]
    OutOfStock {
        /// Path of the line.
        field: Cow<'static, str>,
        /// What is still available.
        available: i64,
    },
    /// What is asked for is not sold, or not to this member, here, or in this way.
    #[error("{field}: {reason}")]
    NotSold {
        /// Path of the line.
        field: Cow<'static, str>,
        /// Why.
        reason: Cow<'static, str>,
    },
    /// The total that the client saw is no longer the total; the new quote comes with it. RULES §5.
    #[error("the total is {}, not what the client expected", quote.total.units())]
    PriceMoved {
        /// The quote as it is now.
        quote: Box<crate::pricing::Quote>,
    },
    /// A balance that is too small, e.g. points. RULES §13.
    #[error("{field}: only {available} there")]
    Insufficient {
        /// What there is too little of.
        field: Cow<'static, str>,
        /// How much there is.
        available: i64,
    },
    /// The command id was used for another command. RULES §18.
    #[error("the command id was used before with other content")]
    CommandReused,
    /// Too many wrong pickup codes; try again later. RULES §6.
    #[error("blocked after too many wrong codes")]
    Blocked {
        /// When it opens again.
        until: crate::kernel::Timestamp,
    },
    /// More callers wait than the engine's queue holds; nothing was done.
    #[error("the engine is busy: more than {limit} callers are waiting")]
    Busy {
        /// Length of the queue.
        limit: usize,
    },
    /// A port of the host (keys, entropy) failed.
    #[error("{port}: {reason}")]
    Port {
        /// Which port.
        port: &'static str,
        /// What it said.
        reason: String,
    },
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A stored record could not be read, or an invariant did not hold: nothing was written. Please report it.
    #[error("internal: {reason}")]
    Internal {
        /// What did not hold.
        reason: String,
    },
}

/// Writes the code of every kind down once, for [`Error::code`] and [`Error::CODES`].
macro_rules! codes {
    ($($kind:ident = $code:literal;)*) => {
        impl Error {
            /// Every code, less those of [`StoreError::CODES`]. `core/docs/errors.md` says what to do about each.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The stable snake_case name of the kind, the same in every language and version.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$kind { .. } => $code,)*
                    Self::Store(error) => error.code(),
                }
            }
        }
    };
}

codes! {
    Invalid = "invalid_field";
    Overflow = "overflow";
    Limit = "limit_exceeded";
    Denied = "denied";
    NotFound = "not_found";
    AlreadyExists = "already_exists";
    WrongState = "wrong_state";
    OutOfStock = "out_of_stock";
    NotSold = "not_sold";
    PriceMoved = "price_moved";
    Insufficient = "insufficient";
    CommandReused = "command_reused";
    Blocked = "blocked";
    Busy = "busy";
    Port = "port_failed";
    Internal = "internal";
}

/// For hosts in other languages: `code` and `reason` (the text), and what else the kind has: `field`, `limit`, `what`,
/// `id`, `state`, `available`, `quote`, `until`.
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_map(None)?;
        fields.serialize_entry("code", self.code())?;
        fields.serialize_entry("reason", &self.to_string())?;
        if let Some(field) = self.field() {
            fields.serialize_entry("field", field)?;
        }
        match self {
            Self::Limit { limit, .. } => fields.serialize_entry("limit", limit)?,
            Self::Busy { limit } => fields.serialize_entry("limit", limit)?,
            Self::NotFound { what, id } => {
                fields.serialize_entry("what", what)?;
                fields.serialize_entry("id", id)?;
            }
            Self::AlreadyExists { what } => fields.serialize_entry("what", what)?,
            Self::WrongState {
                what, id, state, ..
            } => {
                fields.serialize_entry("what", what)?;
                fields.serialize_entry("id", id)?;
                fields.serialize_entry("state", state)?;
            }
            Self::OutOfStock { available, .. } | Self::Insufficient { available, .. } => {
                fields.serialize_entry("available", available)?;
            }
            Self::PriceMoved { quote } => fields.serialize_entry("quote", quote)?,
            Self::Blocked { until } => fields.serialize_entry("until", until)?,
            _ => {}
        }
        fields.end()
    }
}

impl Error {
    /// An [`Invalid`](Self::Invalid) field.
    pub fn invalid(
        field: impl Into<Cow<'static, str>>,
        reason: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::Invalid {
            field: field.into(),
            reason: reason.into(),
        }
    }

    /// A [`NotFound`](Self::NotFound) record.
    pub fn not_found(what: &'static str, id: impl ToString) -> Self {
        Self::NotFound {
            what,
            id: id.to_string(),
        }
    }

    /// An [`Internal`](Self::Internal) failure.
    pub fn internal(reason: impl Into<String>) -> Self {
        Self::Internal {
            reason: reason.into(),
        }
    }

    /// Puts the error's field under a path: `quantity` becomes `lines[3].quantity`.
    #[must_use]
    pub fn under(mut self, path: &str) -> Self {
        match &mut self {
            Self::Invalid { field, .. }
            | Self::Limit { field, .. }
            | Self::OutOfStock { field, .. }
            | Self::NotSold { field, .. }
            | Self::Insufficient { field, .. } => *field = format!("{path}.{field}").into(),
            Self::Overflow { field } => {
                return Self::invalid(
                    format!("{path}.{field}"),
                    "the amount is beyond what can be represented",
                );
            }
            _ => {}
        }
        self
    }

    /// The field that is wrong, where the error is about one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Invalid { field, .. }
            | Self::Limit { field, .. }
            | Self::OutOfStock { field, .. }
            | Self::NotSold { field, .. }
            | Self::Insufficient { field, .. } => Some(field),
            Self::Overflow { field } => Some(field),
            _ => None,
        }
    }
}
