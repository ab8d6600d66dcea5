//! What the tests of Linli share: a shop to test with, stores that fail or lie, a simulation of a month in the life of
//! several communities, and a naive oracle. Not published.
#![allow(clippy::unwrap_used)] // a test harness: a panic is a finding

pub mod faults;
pub mod rng;
pub mod snapshot;
