//! Trades and orders: checkout, states, cancelling, receipt. RULES §5.

mod machine;
mod records;
pub(crate) mod steps;

pub use machine::{OrderEvent, OrderState, TRANSITIONS};
pub use records::{Order, OrderLine, PickupState, Shipment, Trade, TradeState};

pub(crate) use records::{ORDER, TRADE};
