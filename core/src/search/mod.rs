//! Finding products by words, category, tag, price, community and stock. RULES §3.
//!
//! The catalogue says in one small row what changed last (`changes`); each process keeps an index of what is on sale
//! in memory (`index`) and brings it up to date before it answers. So a search is as fresh as the store, a change costs
//! one row, and orders cost nothing.

mod changes;
mod figures;
mod index;
mod queries;
mod text;

pub use queries::{ProductSearch, SearchPage, SearchPlace, SortBy};

pub(crate) use changes::{CATALOG_CHANGES, CatalogChange, CatalogChanges, change_of, note};
pub(crate) use queries::Searches;
