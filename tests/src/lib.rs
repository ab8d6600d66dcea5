//! What the tests of Linli share: a shop to test with, stores that fail or lie, a simulation of a month in the life of
//! several communities, and the harness that measures. Not published.

pub mod faults;
pub mod measure;
pub mod proxy;
pub mod rng;
pub mod sabotage;
pub mod shop;
pub mod sim;
pub mod snapshot;
pub mod stores;
