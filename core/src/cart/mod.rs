//! Carts and favourites, one of each per member. RULES §3.

mod records;

pub use records::{Cart, CartLine, Favourites};

pub(crate) use records::{CART, FAVOURITES};
