//! `linli-bindgen LANGUAGE FOLDER` writes the typed surface of a language package, `python`, `kotlin` or `swift`, into a folder.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), String> {
    let [language, folder] = arguments else {
        return Err("usage: linli-bindgen python|kotlin|swift FOLDER".to_owned());
    };
    let engine = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src");
    let surface = linli_bindgen::surface(&engine)?;
    let files = match language.as_str() {
        "python" => linli_bindgen::python(&surface),
        "kotlin" => linli_bindgen::kotlin(&surface),
        "swift" => linli_bindgen::swift(&surface),
        other => return Err(format!("{other} is not a language that it knows")),
    };
    linli_bindgen::write(Path::new(folder), &files).map_err(|error| format!("{folder}: {error}"))
}
