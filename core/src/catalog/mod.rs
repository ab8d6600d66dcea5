//! Categories, products, SKUs, combos, import. RULES §3.

mod records;
pub(crate) mod stock;

pub use records::{
    Axis, Category, ComboPart, Fulfilment, Product, ProductFlags, ProductKind, ProductState, Sku,
    Stock,
};

pub(crate) use records::{CATEGORY, PRODUCT, SKU, STOCK};
