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
mod swift;

use std::path::Path;

use model::Surface;

/// A file: its path in the folder of its language, and what stands in it.
pub type File = (&'static str, String);

/// From an operation's name to its types, for `linli-calls`.
pub fn rust(surface: &Surface) -> String {
    rust::calls(surface)
}

/// The modules of Python's package.
pub fn python(surface: &Surface) -> Vec<File> {
    vec![
        ("records.py", python::records(surface)),
        ("_calls.py", python::calls(surface)),
        ("rules.py", python::rules(surface)),
        ("errors.py", python::errors(surface)),
    ]
}

/// The sources of Kotlin's package `linli`.
pub fn kotlin(surface: &Surface) -> Vec<File> {
    vec![
        ("Records.kt", kotlin::records(surface)),
        ("Codec.kt", kotlin::codec(surface)),
        ("Calls.kt", kotlin::calls(surface)),
        ("Errors.kt", kotlin::errors(surface)),
        ("Rules.kt", kotlin::rules(surface)),
    ]
}

/// The sources of Swift's module `Linli`.
pub fn swift(surface: &Surface) -> Vec<File> {
    let (records, codec) = swift::records(surface);
    vec![
        ("Records.swift", records),
        ("Codec.swift", codec),
        ("Calls.swift", swift::calls(surface)),
        ("Errors.swift", swift::errors(surface)),
        ("Rules.swift", swift::rules(surface)),
    ]
}

/// Writes files into a folder, which is made if it is not there. A file that is as it should be is left alone, so that
/// nothing is built again for it.
pub fn write(folder: &Path, files: &[File]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (name, text) in files {
        let path = folder.join(name);
        if !std::fs::read_to_string(&path).is_ok_and(|found| found == *text) {
            std::fs::write(path, text)?;
        }
    }
    Ok(())
}
