//! Reads the engine's source and writes what the language packages need: every command, query, record, enum and error of
//! the public surface, in JSON for Rust's side and typed for each language's. Nothing is declared twice, and nothing can
//! be forgotten: a type or signature that it does not understand is an error, not a gap. ARCHITECTURE §9.

pub mod model;
pub mod names;
mod read;
mod source;

pub use read::surface;
mod kotlin;
mod python;
mod rust;

use model::Surface;

/// Every generated file: its path from the root of the repository, and what stands in it.
pub fn files(surface: &Surface) -> Vec<(&'static str, String)> {
    vec![
        ("core/calls/src/generated.rs", rust::calls(surface)),
        (
            "bindings-python/python/linli/records.py",
            python::records(surface),
        ),
        (
            "bindings-python/python/linli/_calls.py",
            python::calls(surface),
        ),
        (
            "bindings-python/python/linli/rules.py",
            python::rules(surface),
        ),
        (
            "bindings-python/python/linli/errors.py",
            python::errors(surface),
        ),
        (
            "bindings-kotlin/src/main/kotlin/linli/Records.kt",
            kotlin::records(surface),
        ),
        (
            "bindings-kotlin/src/main/kotlin/linli/Codec.kt",
            kotlin::codec(surface),
        ),
        (
            "bindings-kotlin/src/main/kotlin/linli/Calls.kt",
            kotlin::calls(surface),
        ),
        (
            "bindings-kotlin/src/main/kotlin/linli/Rules.kt",
            kotlin::rules(surface),
        ),
        (
            "bindings-kotlin/src/main/kotlin/linli/Errors.kt",
            kotlin::errors(surface),
        ),
    ]
}
