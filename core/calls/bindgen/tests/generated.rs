//! What is generated is what is committed, so that no language lags behind the engine.
#![allow(clippy::unwrap_used)]

use std::path::Path;

#[test]
fn generated_files_are_those_of_the_engine_as_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let surface = linli_bindgen::surface(&root.join("core/src")).unwrap();
    assert!(
        surface.commands.len() > 100 && surface.queries.len() > 100 && surface.types.len() > 400
    );
    for (path, text) in linli_bindgen::files(&surface) {
        let found = std::fs::read_to_string(root.join(path)).unwrap_or_default();
        assert!(
            found == text,
            "{path} is stale: run `cargo run -p linli-bindgen`"
        );
    }
}
