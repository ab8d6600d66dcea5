//! Categories, products, SKUs, combos, import. RULES §3.

mod commands;
mod details;
mod import;
mod layout;
mod machine;
mod queries;
mod records;
mod rules;
pub(crate) mod stock;
mod stock_commands;

pub use commands::{
    AddSkus, ChangeCategory, ChangeProduct, ChangeSkuPrices, CreateCategory, CreateProduct,
    PutOnSale, ReviewProduct, SubmitProduct, TakeOffSale,
};
pub use details::{NewSku, ProductDetails, SkuPrices};
pub use import::{
    ExistingStock, ImportMode, ImportProducts, ImportReport, ImportScope, Publish, RefusedLine,
};
pub use layout::{COLUMNS, CsvFile, MEMBER_PRICES, POINTS_PRICE};
pub use machine::{PRODUCT_TRANSITIONS, ProductEvent};
pub use queries::{CategoryTree, ProductRecord, ProductView, SkuView, StockLevel};
pub use records::{
    Axis, Category, ComboPart, Fulfilment, Product, ProductFlags, ProductKind, ProductState, Sku,
    Stock,
};
pub use rules::{NotSold, why_not_sold};
pub use stock_commands::{CorrectStock, ReceiveStock, SetStock, StockLine};

pub(crate) use queries::{available, views};
pub(crate) use records::{CATEGORY, PRODUCT, SKU, STOCK};
pub(crate) use rules::why_not_offered;
