//! Carts and favourites, one of each per member. RULES §3.

mod commands;
mod queries;
mod records;

pub use commands::{AddFavourite, ClearCart, PutInCart, Quantity, RemoveFavourite, RemoveFromCart};
pub use queries::{CartItem, CartLineView, FavouriteView};
pub use records::{Cart, CartLine, Favourites};

pub(crate) use records::{CART, FAVOURITES};
