//! The modules of the package that follow the engine's surface are written from its source, beside those written by hand:
//! maturin packs the folder after this.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let engine = here.join("../core/src");
    println!("cargo::rerun-if-changed={}", engine.display());
    let surface = linli_bindgen::surface(&engine)?;
    let files = linli_bindgen::python(&surface);
    for (name, _) in &files {
        println!("cargo::rerun-if-changed=python/linli/{name}");
    }
    linli_bindgen::write(&here.join("python/linli"), &files)?;
    Ok(())
}
