//! What the tests of Linli share.

pub mod measure;
