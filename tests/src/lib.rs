//! What the tests of Linli share: a shop to test with, stores that fail or lie, and a simulation of a month in the life of
//! several communities. Not published.
#![allow(clippy::unwrap_used)] // a test harness: a panic is a finding

pub mod faults;
pub mod rng;
pub mod sabotage;
pub mod shop;
pub mod sim;
pub mod snapshot;
