//! The states of an order and what moves it: one table, used by the code, the docs and the tests. RULES §5.

use serde::{Deserialize, Serialize};

/// The six states of an order. RULES §5.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// 待付款.
    PendingPayment,
    /// 待发货.
    PendingShipment,
    /// 待收货.
    PendingReceipt,
    /// 待评价.
    PendingReview,
    /// 已完成.
    Completed,
    /// 已失效: unpaid, cancelled or refunded whole.
    Closed,
}

impl OrderState {
    /// Every state.
    pub const ALL: [Self; 6] = [
        Self::PendingPayment,
        Self::PendingShipment,
        Self::PendingReceipt,
        Self::PendingReview,
        Self::Completed,
        Self::Closed,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PendingPayment => "pending_payment",
            Self::PendingShipment => "pending_shipment",
            Self::PendingReceipt => "pending_receipt",
            Self::PendingReview => "pending_review",
            Self::Completed => "completed",
            Self::Closed => "closed",
        }
    }

    /// Its Chinese name, as residents see it.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::PendingPayment => "待付款",
            Self::PendingShipment => "待发货",
            Self::PendingReceipt => "待收货",
            Self::PendingReview => "待评价",
            Self::Completed => "已完成",
            Self::Closed => "已失效",
        }
    }

    /// The state after an event, if the machine allows it.
    pub fn after(self, event: OrderEvent) -> Option<Self> {
        TRANSITIONS
            .iter()
            .find(|(from, by, _)| *from == self && *by == event)
            .map(|(_, _, to)| *to)
    }
}

/// What moves an order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderEvent {
    /// Its trade was paid.
    Pay,
    /// Its trade was not paid in time, or the member closed it.
    Expire,
    /// It left for the station or the buyer.
    Ship,
    /// The buyer has it.
    Receive,
    /// Reviewing closed, or everything was reviewed.
    Complete,
    /// Everything of it was cancelled or refunded.
    RefundWhole,
}

impl OrderEvent {
    /// Every event.
    pub const ALL: [Self; 6] = [
        Self::Pay,
        Self::Expire,
        Self::Ship,
        Self::Receive,
        Self::Complete,
        Self::RefundWhole,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pay => "pay",
            Self::Expire => "expire",
            Self::Ship => "ship",
            Self::Receive => "receive",
            Self::Complete => "complete",
            Self::RefundWhole => "refund_whole",
        }
    }
}

/// (state, event, next state); everything else is refused.
pub const TRANSITIONS: &[(OrderState, OrderEvent, OrderState)] = &[
    (
        OrderState::PendingPayment,
        OrderEvent::Pay,
        OrderState::PendingShipment,
    ),
    (
        OrderState::PendingPayment,
        OrderEvent::Expire,
        OrderState::Closed,
    ),
    (
        OrderState::PendingShipment,
        OrderEvent::Ship,
        OrderState::PendingReceipt,
    ),
    (
        OrderState::PendingShipment,
        OrderEvent::RefundWhole,
        OrderState::Closed,
    ),
    (
        OrderState::PendingReceipt,
        OrderEvent::Receive,
        OrderState::PendingReview,
    ),
    (
        OrderState::PendingReceipt,
        OrderEvent::RefundWhole,
        OrderState::Closed,
    ),
    (
        OrderState::PendingReview,
        OrderEvent::Complete,
        OrderState::Completed,
    ),
    (
        OrderState::PendingReview,
        OrderEvent::RefundWhole,
        OrderState::Closed,
    ),
];
