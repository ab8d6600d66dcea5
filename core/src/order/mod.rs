//! Trades and orders: checkout, states, cancelling, receipt. RULES §5.

mod cancel;
mod checkout;
mod machine;
pub(crate) mod paying;
mod queries;
mod records;
pub(crate) mod steps;

pub use cancel::{CancelLine, CancelOrder};
pub use checkout::{
    CartUse, OrderNote, PlaceOrder, PlacedTrade, SwitchStation, Wanted, WantedLine,
};
pub use machine::{OrderEvent, OrderState, TRANSITIONS};
pub use paying::{CancelTrade, ExpireTrade};
pub use queries::OrderPage;
pub use records::{
    CodeEnd, CodeUse, OpenCase, Order, OrderGroup, OrderLine, PickupState, Shipment, Trade,
    TradeState,
};
pub use steps::{AdvanceOrder, ConfirmReceipt, ReportCompletion, ShipOrder};

pub(crate) use cancel::with_gifts;
pub(crate) use records::{ORDER, TRADE};
