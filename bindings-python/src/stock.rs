//! What moved stock, from the log: what people did stands in its events; of what orders did the events say which orders, and
//! the orders say which SKUs.

use std::collections::{BTreeMap, BTreeSet};

use linli::kernel::{Error, Id, Result, TenantId};
use linli::order::{Order, OrderLine};
use linli::schema::tables;
use linli::store::{Row, RowKey, Store, TableId};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::tables::{LogRow, Rows};

/// Rows that are looked up at once.
const TOGETHER: usize = 1_000;

/// The events that tell of stock.
#[derive(Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Moved {
    StockSet {
        sku: Id,
        available: i64,
    },
    StockReceived {
        sku: Id,
        quantity: i64,
    },
    StockCorrected {
        sku: Id,
        by: i64,
    },
    TradePlaced {
        orders: Vec<Id>,
    },
    TradeClosed {
        trade: Id,
    },
    RefundInstructed {
        refund: Id,
        order: Option<Id>,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct TradeRow {
    orders: Vec<Id>,
}

#[derive(Deserialize)]
struct RefundRow {
    reason: String,
    lines: Vec<RefundLineRow>,
}

#[derive(Deserialize)]
struct RefundLineRow {
    line: usize,
    units: u32,
}

/// What the events of a page speak of.
#[derive(Default)]
struct Known {
    trades: BTreeMap<Id, TradeRow>,
    refunds: BTreeMap<Id, RefundRow>,
    orders: BTreeMap<Id, Order>,
}

fn found<T: DeserializeOwned>(
    store: &dyn Store,
    tenant: TenantId,
    table: TableId,
    ids: BTreeSet<Id>,
) -> Result<BTreeMap<Id, T>> {
    let ids: Vec<Id> = ids.into_iter().collect();
    let mut all = BTreeMap::new();
    for some in ids.chunks(TOGETHER) {
        let keys: Vec<RowKey> = some.iter().map(|id| RowKey { table, id: *id }).collect();
        for row in store.get(tenant, &keys)?.into_iter().flatten() {
            all.insert(row.id, serde_json::from_str(&row.body).map_err(unread)?);
        }
    }
    Ok(all)
}

fn unread(error: serde_json::Error) -> Error {
    Error::internal(format!("a row could not be read: {error}"))
}

impl Known {
    fn of(store: &dyn Store, tenant: TenantId, moved: &[Moved]) -> Result<Self> {
        let (mut trades, mut refunds, mut orders) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for moved in moved {
            match moved {
                Moved::TradePlaced { orders: placed } => orders.extend(placed),
                Moved::TradeClosed { trade } => {
                    trades.insert(*trade);
                }
                Moved::RefundInstructed {
                    refund,
                    order: Some(order),
                } => {
                    refunds.insert(*refund);
                    orders.insert(*order);
                }
                _ => {}
            }
        }
        let trades: BTreeMap<Id, TradeRow> = found(store, tenant, tables::TRADE, trades)?;
        orders.extend(trades.values().flat_map(|trade| &trade.orders));
        Ok(Self {
            refunds: found(store, tenant, tables::REFUND, refunds)?,
            orders: found(store, tenant, tables::ORDER, orders)?,
            trades,
        })
    }
}

/// The SKUs whose own stock a line takes: not what a sale set aside, nor what is sold ahead of stock.
fn taken(line: &OrderLine, units: u32) -> Vec<(linli::kernel::SkuId, i64)> {
    let own = line
        .terms
        .as_ref()
        .is_none_or(|terms| terms.reserves_stock());
    if own {
        line.stock_needed(units)
    } else {
        Vec::new()
    }
}

/// A row: what happened, to which SKU, by how much what can be sold moved or to what it was set, for which order.
type Movement = (&'static str, Id, Option<i64>, Option<i64>, Option<Id>);

fn movements(moved: &Moved, known: &Known) -> Vec<Movement> {
    let of_orders = |orders: &[Id], kind: &'static str, sign: i64| {
        let orders = orders.iter().filter_map(|id| known.orders.get(id));
        let lines = orders.flat_map(|order| order.lines.iter().map(move |line| (order.id.0, line)));
        lines
            .flat_map(|(order, line)| {
                taken(line, line.quantity)
                    .into_iter()
                    .map(move |(sku, units)| (kind, sku.0, Some(sign * units), None, Some(order)))
            })
            .collect()
    };
    match moved {
        Moved::StockSet { sku, available } => {
            vec![("stock_set", *sku, None, Some(*available), None)]
        }
        Moved::StockReceived { sku, quantity } => {
            vec![("stock_received", *sku, Some(*quantity), None, None)]
        }
        Moved::StockCorrected { sku, by } => vec![("stock_corrected", *sku, Some(*by), None, None)],
        Moved::TradePlaced { orders } => of_orders(orders, "order_reserved", -1),
        Moved::TradeClosed { trade } => known.trades.get(trade).map_or_else(Vec::new, |trade| {
            of_orders(&trade.orders, "order_released", 1)
        }),
        Moved::RefundInstructed {
            refund,
            order: Some(order),
        } => match (known.refunds.get(refund), known.orders.get(order)) {
            (Some(refund), Some(order)) => refunded(refund, order),
            _ => Vec::new(),
        },
        Moved::RefundInstructed { order: None, .. } | Moved::Other => Vec::new(),
    }
}

/// What a refund gives back: all of what never left, nothing of what never came or was not collected. Of what members sent
/// back, a person said what can be sold again, and the refund does not say it.
fn refunded(refund: &RefundRow, order: &Order) -> Vec<Movement> {
    let part = match refund.reason.as_str() {
        "cancelled" | "group_failed" => Some(1),
        "shortage" | "no_show" => Some(0),
        "after_sale" => None,
        _ => return Vec::new(),
    };
    let lines = refund
        .lines
        .iter()
        .filter_map(|of| Some((order.lines.get(of.line)?, of.units)));
    lines
        .flat_map(|(line, units)| taken(line, units))
        .map(|(sku, units)| {
            let back = part.map(|part: i64| part * units);
            ("order_refunded", sku.0, back, None, Some(order.id.0))
        })
        .collect()
}

/// A page of the log as rows of the table.
pub(crate) fn stock(
    store: &dyn Store,
    tenant: TenantId,
    page: &[Row],
    rows: &mut Rows,
) -> Result<()> {
    let mut entries = Vec::with_capacity(page.len());
    let mut events = Vec::new();
    for row in page {
        let entry: LogRow<'_> = serde_json::from_str(&row.body).map_err(unread)?;
        for event in &entry.events {
            events.push(serde_json::from_str::<Moved>(event.get()).map_err(unread)?);
        }
        entries.push((row, entry));
    }
    let known = Known::of(store, tenant, &events)?;
    let mut events = events.iter();
    for (row, entry) in &entries {
        for (index, event) in (0..).zip(events.by_ref().take(entry.events.len())) {
            for (kind, sku, change, set_to, order) in movements(event, &known) {
                rows.int(
                    row.position
                        .and_then(|position| i64::try_from(position).ok()),
                );
                rows.int(Some(index));
                rows.int(Some(entry.at));
                rows.text(entry.actor.user);
                rows.text(Some(kind));
                rows.text(Some(&sku.to_string()));
                rows.int(change);
                rows.int(set_to);
                rows.text(order.map(|order| order.to_string()).as_deref());
                rows.end();
            }
        }
    }
    Ok(())
}
