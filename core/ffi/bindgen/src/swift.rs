//! The native calls for Swift: `uniffi-bindgen-swift LIBRARY FOLDER --swift-sources --headers`.

fn main() {
    uniffi::uniffi_bindgen_swift();
}
