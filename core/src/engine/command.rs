//! What a command is.

use std::any::Any;
use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::authorise::{Operation, Target};
use super::context::Context;
use super::record::{Decode, Record, decode};
use crate::kernel::{Actor, Error, Id, KeyPurpose, Keys, Result, digest, keyed_hash};
use crate::store::RowKey;

/// A change of state as a plain value that can be stored, sent and replayed. DESIGN §3.
///
/// The engine runs it against rows in memory; it either changes everything that it means to change, or nothing.
pub trait Command: Serialize + DeserializeOwned + Send + 'static {
    /// What the caller gets, and gets again when the command id is sent again.
    type Answer: Serialize + DeserializeOwned + Send + 'static;

    /// Its row in the table of operations.
    const OPERATION: Operation;

    /// The key under which the log's hash of its content is made, where a plain hash would let a reader of the log guess
    /// the content: a pickup code has only ten million values.
    const CONTENT_KEY: Option<KeyPurpose> = None;

    /// What the actor must be allowed to touch.
    fn target(&self) -> Target;

    /// Rows that it will read, so that a group reads them in one go. An aid, not a promise.
    fn prefetch(&self, _wanted: &mut Prefetch) {}

    /// Does it.
    fn run(&self, ctx: &mut Context<'_>) -> Result<Self::Answer>;
}

/// Collects the rows that a group will read.
#[derive(Default)]
pub struct Prefetch {
    pub(crate) wanted: Vec<(RowKey, Decode)>,
}

impl Prefetch {
    /// A row of this type and id will be read.
    pub fn want<T: Record>(&mut self, id: impl Into<Id>) {
        self.wanted.push((
            RowKey {
                table: T::TABLE,
                id: id.into(),
            },
            decode::<T>,
        ));
    }
}

/// An answer on its way to the caller.
pub(crate) struct Answer {
    /// The value; none where an earlier run's answer was found in the log.
    pub(crate) value: Option<Box<dyn Any + Send>>,
    /// The JSON that the log keeps.
    pub(crate) json: Box<RawValue>,
}

impl Answer {
    /// The answer of a command of this type.
    pub(crate) fn of<C: Command>(self) -> Result<C::Answer> {
        match self.value {
            Some(value) => value
                .downcast()
                .map(|answer| *answer)
                .map_err(|_| Error::internal("an answer of another type")),
            None => serde_json::from_str(self.json.get()).map_err(|error| {
                Error::internal(format!("a stored answer could not be read: {error}"))
            }),
        }
    }
}

/// A command whose type is not known any more, for hosts that get commands by name: one way through the engine serves all
/// kinds, and the answer is JSON.
pub struct BoxedCommand(pub(crate) Box<dyn ErasedCommand>);

impl BoxedCommand {
    /// Forgets the type.
    pub fn new<C: Command>(command: C) -> Self {
        Self(Box::new(command))
    }

    /// Its row in the table of operations.
    pub fn operation(&self) -> Operation {
        self.0.operation()
    }
}

impl fmt::Debug for BoxedCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BoxedCommand")
            .field(&self.operation())
            .finish()
    }
}

/// A command of any type.
pub(crate) trait ErasedCommand: Send {
    fn operation(&self) -> Operation;
    fn target(&self) -> Target;
    fn prefetch(&self, wanted: &mut Prefetch);
    fn run(&self, ctx: &mut Context<'_>) -> Result<Answer>;
    /// What makes two commands the same: operation, actor and content.
    fn content_hash(&self, actor: &Actor, keys: &dyn Keys) -> Result<[u8; 32]>;
}

impl<C: Command> ErasedCommand for C {
    fn operation(&self) -> Operation {
        C::OPERATION
    }

    fn target(&self) -> Target {
        Command::target(self)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        Command::prefetch(self, wanted);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<Answer> {
        let value = Command::run(self, ctx)?;
        let json = serde_json::value::to_raw_value(&value)
            .map_err(|error| Error::internal(format!("an answer could not be written: {error}")))?;
        Ok(Answer {
            value: Some(Box::new(value)),
            json,
        })
    }

    fn content_hash(&self, actor: &Actor, keys: &dyn Keys) -> Result<[u8; 32]> {
        let mut content = Vec::with_capacity(512);
        content.extend_from_slice(C::OPERATION.name().as_bytes());
        content.push(0);
        if let Some(user) = actor.user_id() {
            content.extend_from_slice(user.0.bytes());
        }
        content.push(0);
        serde_json::to_writer(&mut content, self)
            .map_err(|error| Error::internal(format!("a command could not be written: {error}")))?;
        match C::CONTENT_KEY {
            None => Ok(digest(&content)),
            Some(purpose) => {
                let key = keys.key(actor.tenant(), purpose)?;
                Ok(keyed_hash(&key, &[b"command", &content]))
            }
        }
    }
}
