//! The long examples, as a library so that tests can run them too.
//!
//! Begin with [`community_day`]: two trading days and a day of promotions of a property group from import to settlement, in six steps. [`replay`] brings a year of a real
//! shop through the engine.

pub mod community_day;
pub mod replay;
pub mod store;
pub mod table;
pub mod verify;
