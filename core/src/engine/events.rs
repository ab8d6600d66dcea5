//! What happened, for readers of the event log. RULES §18.

use serde::{Deserialize, Serialize};

use crate::kernel::{
    Day, ManifestId, MemberId, MerchantId, Money, NodeId, OrderId, PaymentId, Points, RefundId,
    Role, StationId, Timestamp, TradeId, UserId,
};
use crate::payment::{PaymentOutcome, RefundReason, RefundState};
use crate::station::Opening;

/// Something that happened, written in the same transaction as the change itself. Events hold ids and amounts, never
/// personal data or codes. New kinds may be added; readers skip kinds that they do not know.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[non_exhaustive]
#[expect(
    missing_docs,
    reason = "the variants say it; their fields are ids and amounts under the names of the records"
)]
pub enum Event {
    // Engine
    LogSealed {
        number: u64,
        last: u64,
        hash: String,
    },

    // Organisation
    TenantCreated {
        root: NodeId,
    },
    NodeCreated {
        node: NodeId,
        parent: NodeId,
    },
    SettingsChanged {
        node: NodeId,
    },
    CalendarChanged,
    RoleGranted {
        user: UserId,
        role: Role,
    },
    RoleRevoked {
        user: UserId,
        role: Role,
    },

    // Members
    MemberRegistered {
        member: MemberId,
        community: NodeId,
    },
    MemberChanged {
        member: MemberId,
    },
    MemberErased {
        member: MemberId,
    },
    // Merchants

    // Catalogue

    // Stock

    // Carts and favourites

    // Orders and payment
    TradePlaced {
        trade: TradeId,
        member: MemberId,
        orders: Vec<OrderId>,
        total: Money,
    },
    TradePaid {
        trade: TradeId,
        member: MemberId,
        total: Money,
    },
    TradeClosed {
        trade: TradeId,
        member: MemberId,
    },
    StationSwitched {
        trade: TradeId,
        station: StationId,
    },
    OrderPaid {
        order: OrderId,
        merchant: MerchantId,
        cash: Money,
        #[serde(skip_serializing_if = "Option::is_none")]
        station: Option<StationId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        delivery_day: Option<Day>,
    },
    OrderShipped {
        order: OrderId,
    },
    OrderReady {
        order: OrderId,
        member: MemberId,
        station: StationId,
    },
    OrderReceived {
        order: OrderId,
        member: MemberId,
    },
    ReturnWindowOver {
        order: OrderId,
    },
    OrderCompleted {
        order: OrderId,
    },
    OrderCancelled {
        order: OrderId,
        whole: bool,
    },
    PaymentReported {
        payment: PaymentId,
        trade: TradeId,
        amount: Money,
        outcome: PaymentOutcome,
    },
    RefundInstructed {
        refund: RefundId,
        trade: TradeId,
        order: Option<OrderId>,
        payment: Option<PaymentId>,
        cash: Money,
        points: Points,
        reason: RefundReason,
    },
    RefundChanged {
        refund: RefundId,
        state: RefundState,
    },
    // Stations and logistics
    StationCreated {
        station: StationId,
        community: NodeId,
    },
    StationChanged {
        station: StationId,
    },
    StationOpeningSet {
        station: StationId,
        opening: Opening,
    },
    StationDayClosed {
        station: StationId,
        day: Day,
    },
    ManifestDispatched {
        manifest: ManifestId,
        station: StationId,
        day: Day,
        orders: u32,
    },
    DeliveryAccepted {
        manifest: ManifestId,
        station: StationId,
        day: Day,
        ready: u32,
        short: u32,
    },

    // Pickup
    PickupCodeMissed {
        station: StationId,
        operator: UserId,
    },
    PickupBlocked {
        station: StationId,
        operator: UserId,
        until: Timestamp,
    },
    OrderPickedUp {
        order: OrderId,
        station: StationId,
    },
    // Ledger, split, settlement

    // Points
}
