//! Writes the generated files of the repository anew, or with `--check` says which of them are not as they would be.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let check = std::env::args().any(|argument| argument == "--check");
    match run(&root, check) {
        Ok(stale) if stale.is_empty() => ExitCode::SUCCESS,
        Ok(stale) => {
            for path in stale {
                eprintln!("{} is not what linli-bindgen writes", path.display());
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(root: &Path, check: bool) -> Result<Vec<PathBuf>, String> {
    let surface = linli_bindgen::surface(&root.join("core/src"))?;
    let mut stale = Vec::new();
    for (path, text) in linli_bindgen::files(&surface) {
        let full = root.join(path);
        if std::fs::read_to_string(&full).is_ok_and(|found| found == text) {
            continue;
        }
        if check {
            stale.push(PathBuf::from(path));
        } else {
            std::fs::write(&full, text).map_err(|error| format!("{path}: {error}"))?;
            println!("{path}");
        }
    }
    Ok(stale)
}
