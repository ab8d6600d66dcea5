//! Flash sales, group buys, presales, and limits per member: everything that sells less than everybody wants. RULES §3, §15.

pub(crate) mod choosing;
mod commands;
mod groups;
pub(crate) mod joining;
mod machine;
mod queries;
mod records;
pub(crate) mod units;

pub use commands::{
    AdvanceGroup, CancelGroup, CreateSale, EndPresale, EndSale, ExpireSale, OpenPresale,
};
pub use groups::{FullGroup, Group, Seat, SeatState};
pub use joining::SaleChoice;
pub use machine::{GROUP_TRANSITIONS, GroupEvent, GroupState};
pub use queries::{GroupView, MyGroup, PresaleView, SaleView};
pub use records::{
    GroupTerms, Limited, LineTerms, Presale, PromisedDay, PurchaseCount, Sale, SaleKind, SaleState,
    SaleTerms, SkuPresale,
};

pub(crate) use commands::{GROUPS_DUE, SALES_DUE};
pub(crate) use groups::GROUP;
pub(crate) use records::{PRESALE, PURCHASE_COUNT, SALE};
