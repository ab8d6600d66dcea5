//! Linli's commands and queries by name, with JSON in and out: what the packages for Kotlin, Swift and Python stand on,
//! and a host that speaks another language can too.
//!
//! ```
//! use std::sync::Arc;
//! use linli::kernel::{Actor, FixedKeys, TenantId};
//! use linli::store::MemoryStore;
//!
//! # fn main() -> linli::Result<()> {
//! let engine = linli::Engine::open(Arc::new(MemoryStore::default()), Arc::new(FixedKeys::new([7; 32])))?;
//! let system = Actor::system(TenantId::new(1)?);
//! let root = linli_calls::command(&engine, &system, engine.new_command_id()?, "create_tenant", r#"{"name": "锦园物业"}"#);
//! # let _ = root;
//! let refused = linli_calls::query(&engine, &system, "node", r#"{"node": 5}"#).unwrap_err();
//! assert_eq!((refused.code(), refused.field()), ("invalid_field", Some("node")));
//! # Ok(())
//! # }
//! ```
//!
//! Commands and records look as they are stored: amounts in smallest units, moments in microseconds since 1970, ids as
//! UUIDs, an absent option left out. The functions that match a name to its type are written by `linli-bindgen`.

mod generated {
    include!(concat!(env!("OUT_DIR"), "/generated.rs"));
}
mod read;

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};

use linli::Engine;
use linli::engine::{BoxedCommand, Command};
use linli::kernel::{Actor, CommandId, Error, Result, from_hexadecimal};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub use generated::{COMMANDS, QUERIES, RULES};
use read::{Given, read_at};

/// Runs the command of this name, written as JSON, and gives its answer. Errors: what the command refuses;
/// `invalid_field` with the path of what cannot be read; `not_found` for an unknown name. A panic is `internal`.
pub fn command(
    engine: &Engine,
    actor: &Actor,
    id: CommandId,
    name: &str,
    body: &str,
) -> Result<String> {
    guarded(|| {
        let command = generated::reader(name)?(body, "")?;
        let answer = engine.execute_boxed(actor, id, command)?;
        Ok(Box::<str>::from(answer).into_string())
    })
}

/// Runs many commands of one kind in their order, sharing commits: `[[id, command], …]` gives
/// `[{"answer": …} or {"error": …}, …]`. Each succeeds or fails alone; but when one of them cannot be read, none runs.
pub fn commands(engine: &Engine, actor: &Actor, name: &str, bodies: &str) -> Result<String> {
    guarded(|| {
        let reader = generated::reader(name)?;
        let bodies: Vec<(CommandId, Box<RawValue>)> = read_at(bodies, "")?;
        let commands: Result<Vec<_>> = (0..)
            .zip(bodies)
            .map(|(place, (id, body)): (usize, _)| {
                Ok((id, reader(body.get(), &format!("[{place}][1]"))?))
            })
            .collect();
        let outcomes = engine.execute_all_boxed(actor, commands?)?;
        let outcomes: Vec<_> = outcomes
            .into_iter()
            .map(|outcome| outcome.map_or_else(Outcome::Error, Outcome::Answer))
            .collect();
        write(&outcomes)
    })
}

/// Asks the query of this name; its arguments are the fields of a JSON object.
pub fn query(engine: &Engine, actor: &Actor, name: &str, arguments: &str) -> Result<String> {
    guarded(|| generated::query(engine, actor, name, arguments))
}

/// Applies a rule: a pure function on values, such as `divide`. Its arguments are the fields of a JSON object.
pub fn rule(name: &str, arguments: &str) -> Result<String> {
    guarded(|| generated::rule(name, arguments))
}

/// An error as JSON: `code`, `reason`, and what else the kind has.
pub fn error(error: &Error) -> String {
    serde_json::to_string(error).unwrap_or_else(|_| r#"{"code":"internal","reason":""}"#.to_owned())
}

/// A panic of the engine is a defect, but never the end of the program around it: it becomes `internal`. All calls of this
/// crate are guarded; a host guards with it what else it calls.
pub fn guarded<T>(call: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|panic| {
        let said = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Err(Error::internal(format!(
            "a panic: {}",
            said.unwrap_or("without a word")
        )))
    })
}

/// Reads the command of a name from JSON that stands under a path.
type CommandReader = fn(&str, &str) -> Result<BoxedCommand>;

fn boxed<C: Command>(json: &str, path: &str) -> Result<BoxedCommand> {
    read_at::<C>(json, path).map(BoxedCommand::new)
}

fn write(answer: &impl Serialize) -> Result<String> {
    serde_json::to_string(answer)
        .map_err(|error| Error::internal(format!("an answer could not be written: {error}")))
}

fn unknown(name: &str) -> Error {
    let known: String = name.chars().take(60).collect();
    Error::not_found("operation", known)
}

/// What became of one of many commands.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Answer(Box<RawValue>),
    Error(Error),
}

/// Bytes in JSON.
struct Hexadecimal(Vec<u8>);

impl Hexadecimal {
    fn reader(&self) -> impl Read + '_ {
        self.0.as_slice()
    }
}

impl<'de> Deserialize<'de> for Hexadecimal {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        let text = String::deserialize(deserializer)?;
        from_hexadecimal(&text)
            .map(Self)
            .ok_or_else(|| D::Error::custom("bytes are written as hexadecimal digits"))
    }
}
