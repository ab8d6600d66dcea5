//! Orders and ids to test with.

use serde_json::json;

use crate::kernel::{Id, MerchantId, SkuId, Timestamp};
use crate::order::{Order, OrderLine};

pub(crate) fn id(kind: &str, at: u8) -> Id {
    Id::derived(kind, &[&[at]])
}

pub(crate) fn sku(at: u8) -> SkuId {
    SkuId(id("sku", at))
}

pub(crate) fn line(at: u8, quantity: u32) -> OrderLine {
    serde_json::from_value(json!({
        "sku": sku(at),
        "product": id("product", at),
        "name": format!("商品{at}"),
        "quantity": quantity,
        "unit_price": 0,
        "cash": 0,
        "earns_points": false,
    }))
    .unwrap()
}

/// A paid pickup order on its way to its station; a greater number was paid later.
pub(crate) fn order(at: u8, lines: Vec<OrderLine>) -> Order {
    let paid_at = Timestamp::parse("2026-11-22T10:00:00+08:00")
        .unwrap()
        .plus_minutes(u32::from(at));
    let order: Order = serde_json::from_value(json!({
        "id": id("order", at),
        "trade": id("trade", at),
        "member": id("member", at),
        "merchant": MerchantId(id("merchant", 1)),
        "community": id("community", 1),
        "fulfilment": "pickup",
        "state": "pending_receipt",
        "lines": [],
        "cash": 0,
        "placed_at": paid_at,
        "paid_at": paid_at,
        "return_days": 7,
    }))
    .unwrap();
    Order { lines, ..order }
}
