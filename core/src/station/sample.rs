//! Orders and ids to test with.

use crate::catalog::Fulfilment;
use crate::kernel::{
    Id, MemberId, MerchantId, Money, NodeId, OrderId, Points, ProductId, SkuId, Timestamp, TradeId,
};
use crate::order::{Order, OrderLine, OrderState};

pub(crate) fn id(kind: &str, at: u8) -> Id {
    Id::derived(kind, &[&[at]])
}

pub(crate) fn sku(at: u8) -> SkuId {
    SkuId(id("sku", at))
}

pub(crate) fn line(at: u8, quantity: u32) -> OrderLine {
    OrderLine {
        sku: sku(at),
        product: ProductId(id("product", at)),
        name: format!("商品{at}"),
        quantity,
        unit_price: Money::ZERO,
        supply_price: None,
        supplier: None,
        reductions: Vec::new(),
        cash: Money::ZERO,
        points: Points::ZERO,
        points_value: Money::ZERO,
        parts: Vec::new(),
        earns_points: false,
        refunded: 0,
        refunded_cash: Money::ZERO,
        refunded_points: Points::ZERO,
        refunded_points_value: Money::ZERO,
    }
}

/// A paid pickup order; a greater number was paid later.
pub(crate) fn order(at: u8, lines: Vec<OrderLine>) -> Order {
    let paid_at = Timestamp::parse("2026-11-22T10:00:00+08:00")
        .unwrap()
        .plus_minutes(u32::from(at));
    Order {
        id: OrderId(id("order", at)),
        trade: TradeId(id("trade", at)),
        member: MemberId(id("member", at)),
        merchant: MerchantId(id("merchant", 1)),
        community: NodeId(id("community", 1)),
        fulfilment: Fulfilment::Pickup,
        station: None,
        delivery_day: None,
        ship_to: None,
        remark: None,
        invoice: None,
        state: OrderState::PendingReceipt,
        lines,
        fee: Money::ZERO,
        refunded_fee: Money::ZERO,
        cash: Money::ZERO,
        placed_at: paid_at,
        paid_at: Some(paid_at),
        received_at: None,
        return_days: 7,
        window_over: false,
        due_at: None,
        split: None,
        funding: Vec::new(),
        points_earned: Points::ZERO,
        pickup: None,
        shipment: None,
    }
}
