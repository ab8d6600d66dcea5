//! A community's two days on the embedded store.
fn main() {}
