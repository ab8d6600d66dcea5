//! The functions that match a name to its types are written from the engine's source whenever it changes.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let engine = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
    println!("cargo::rerun-if-changed={}", engine.display());
    let written = linli_bindgen::rust(&linli_bindgen::surface(&engine)?);
    let folder = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("generated.rs"), written)?;
    Ok(())
}
