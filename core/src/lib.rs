//! Linli (邻里): an embeddable commerce engine for residential communities.

pub mod kernel;
pub mod store;
