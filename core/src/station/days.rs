//! Delivery days: paid orders join one, it closes, its manifest is dispatched, the station accepts it. RULES §7.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::records::{ManifestItem, Station, StationDay, StationDayState};
use super::rules::{Need, deal_shortage, needs};
use crate::catalog::{Product, Sku};
use crate::engine::{
    AnyCommand, Command, Context, DueSource, Event, Lookup, Operation, Record, Target, decode_row,
};
use crate::kernel::{Day, Error, OrderId, RefundId, Result, SkuId, StationId};
use crate::order::{Order, OrderLine, OrderState, steps};
use crate::payment::RefundReason;
use crate::payment::refunds::{Terms, refund_units};
use crate::pickup::codes;
use crate::schema::tables;
use crate::store::{Scan, Value};

/// How many days ahead of today an order looks for an open list. Only a clock that was set back by weeks gets this far.
const DAYS_AHEAD: u32 = 400;

/// The delivery day of an order paid now at a station: the first day whose cut-off has not passed and whose list is still
/// open; opens the day's list if it is the first order. That the list is absent or open is verified at commit, so no order
/// joins a day behind the back of its closing. `promised`: not before this day.
pub(crate) fn join(
    ctx: &mut Context<'_>,
    station: StationId,
    promised: Option<Day>,
) -> Result<Day> {
    let record = ctx.require::<Station>(station)?;
    let zone = ctx.tenant_record()?.zone;
    let cutoff = ctx.settings(record.community)?.cutoff;
    let now = ctx.now();
    let today = zone.day_of(now);
    let mut day = promised.map_or(today, |promised| promised.previous().max(today));
    for _ in 0..DAYS_AHEAD {
        day = day.next();
        if let Some(list) = ctx.find::<StationDay>(StationDay::id_of(station, day))? {
            // A day keeps the cut-off that it was opened with.
            if list.state == StationDayState::Open && now < list.cutoff_at {
                return Ok(day);
            }
            continue;
        }
        let cutoff_at = zone.at(day.previous(), cutoff);
        if now < cutoff_at {
            let before = StationDay::id_of(station, codes::same_part_before(day));
            let codes_again = ctx.find::<StationDay>(before)?.is_some();
            let seed = codes::seed(ctx)?;
            ctx.insert(StationDay {
                station,
                day,
                community: record.community,
                route: record.route.clone(),
                cutoff_at,
                state: StationDayState::Open,
                orders: Vec::new(),
                items: Vec::new(),
                accepted_at: None,
                seed,
                codes_again,
            })?;
            return Ok(day);
        }
    }
    Err(Error::internal(format!(
        "no open delivery day within {DAYS_AHEAD} days"
    )))
}

impl StationDay {
    /// Refuses a day in another state, naming what was attempted.
    fn require_state(&self, state: StationDayState, event: &'static str) -> Result<()> {
        if self.state == state {
            return Ok(());
        }
        Err(self.wrong_state(event))
    }

    fn wrong_state(&self, event: &'static str) -> Error {
        Error::WrongState {
            what: Self::WHAT,
            id: format!("{} of {}", self.day, self.station),
            state: self.state.name(),
            event,
        }
    }
}

/// Closes a station's delivery day when its cut-off has passed: no order joins it any more. Due work. Errors:
/// `not_found` without a paid order, `wrong_state` before the cut-off or when it is closed already. RULES §7.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CloseStationDay {
    /// The station.
    pub station: StationId,
    /// The delivery day.
    pub day: Day,
}

impl Command for CloseStationDay {
    type Answer = ();
    const OPERATION: Operation = Operation::CloseStationDay;

    fn target(&self) -> Target {
        Target::Station(self.station)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let id = StationDay::id_of(self.station, self.day);
        let mut day = (*ctx.require::<StationDay>(id)?).clone();
        day.require_state(StationDayState::Open, "closing")?;
        if ctx.now() < day.cutoff_at {
            return Err(day.wrong_state("closing before its cut-off"));
        }
        day.state = StationDayState::Closed;
        ctx.update(day)?;
        ctx.emit(Event::StationDayClosed {
            station: self.station,
            day: self.day,
        });
        Ok(())
    }
}

/// Makes the manifest 配送清单 of a closed delivery day and sends its orders off; a day of which every order was cancelled
/// counts as accepted at once. Due work. Errors: `wrong_state` unless closed. RULES §7.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DispatchManifest {
    /// The station.
    pub station: StationId,
    /// The delivery day.
    pub day: Day,
}

impl Command for DispatchManifest {
    /// How many orders are on their way.
    type Answer = u32;
    const OPERATION: Operation = Operation::DispatchManifest;

    fn target(&self) -> Target {
        Target::Station(self.station)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<u32> {
        let id = StationDay::id_of(self.station, self.day);
        let mut day = (*ctx.require::<StationDay>(id)?).clone();
        day.require_state(StationDayState::Closed, "dispatching")?;
        // Whoever joined did so before the closing was committed, so the scan below sees them all.
        ctx.require_committed::<StationDay>(id)?;
        let mut orders = waiting_orders(ctx, self.station, self.day)?;
        orders.sort_unstable_by_key(|order| (order.paid_at, order.id));
        day.items = manifest_items(ctx, &orders)?;
        day.orders = orders.iter().map(|order| order.id).collect();
        for mut order in orders {
            steps::ship(ctx, &mut order)?;
            ctx.update(order)?;
        }
        let sent = u32::try_from(day.orders.len()).unwrap_or(u32::MAX);
        day.state = if sent == 0 {
            day.accepted_at = Some(ctx.now());
            StationDayState::Accepted
        } else {
            StationDayState::Dispatched
        };
        ctx.update(day)?;
        ctx.emit(Event::ManifestDispatched {
            manifest: id,
            station: self.station,
            day: self.day,
            orders: sent,
        });
        Ok(sent)
    }
}

/// The paid orders of a closed day that were not cancelled, as the running group sees them.
fn waiting_orders(ctx: &mut Context<'_>, station: StationId, day: Day) -> Result<Vec<Order>> {
    let prefix = vec![Value::from(station), Value::from(day)];
    let mut scan = Scan::index(Order::TABLE, Order::BY_STATION_DAY, prefix, 1000);
    let mut orders = Vec::new();
    loop {
        let (page, next) = ctx.frozen::<Order>(&scan)?;
        // The scan tells which orders there are; what becomes of them rests on the rows read by key.
        for order in ctx.require_all::<Order>(page.iter().map(|order| order.id))? {
            if order.state == OrderState::PendingShipment {
                orders.push((*order).clone());
            }
        }
        match next {
            Some(place) => scan.after = Some(place),
            None => return Ok(orders),
        }
    }
}

/// What orders need in all, per SKU that is physically sent, sorted by merchant and name.
pub(super) fn manifest_items(
    lookup: &mut impl Lookup,
    orders: &[Order],
) -> Result<Vec<ManifestItem>> {
    let needs = needs(orders, OrderLine::kept)?;
    let mut items = needs
        .into_iter()
        .map(|(sku, need)| manifest_item(lookup, sku, need))
        .collect::<Result<Vec<_>>>()?;
    items.sort_unstable_by(|a, b| (a.merchant, &a.name, a.sku).cmp(&(b.merchant, &b.name, b.sku)));
    Ok(items)
}

/// A part of a combo that nobody bought by itself goes under its product's name and spec.
fn manifest_item(lookup: &mut impl Lookup, sku: SkuId, need: Need) -> Result<ManifestItem> {
    let (product, name) = if let Some((product, name)) = need.sold_as {
        (lookup.require::<Product>(product)?, name)
    } else {
        let part = lookup.require::<Sku>(sku)?;
        let product = lookup.require::<Product>(part.product)?;
        let mut name = product.name.as_str().to_owned();
        for option in &part.spec {
            name.push(' ');
            name.push_str(option);
        }
        (product, name)
    };
    Ok(ManifestItem {
        sku,
        product: product.id,
        name,
        merchant: need.merchant,
        supplier: product.supplier,
        ordered: need.units,
        arrived: None,
    })
}

/// The stations' delivery days at their cut-off: first they close, then their manifests are made.
pub(crate) const STATION_DAYS_DUE: DueSource = DueSource {
    table: tables::STATION_DAY,
    index: StationDay::DUE,
    command: |row| {
        let StationDay {
            station,
            day,
            state,
            ..
        } = decode_row::<StationDay>(row)?;
        Ok(if state == StationDayState::Open {
            AnyCommand::CloseStationDay(CloseStationDay { station, day })
        } else {
            AnyCommand::DispatchManifest(DispatchManifest { station, day })
        })
    },
};

/// How many units of one SKU arrived in good order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ArrivedItem {
    /// Which SKU of the manifest.
    pub sku: SkuId,
    /// How many; at most as many as were sent.
    pub units: u32,
}

/// What a station enters about a delivery. RULES §7.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrived {
    /// Everything, in good order.
    AsSent,
    /// Everything but these.
    Except(Vec<ArrivedItem>),
    /// Counted in full: every SKU of the manifest is named.
    Counted(Vec<ArrivedItem>),
}

/// The station confirms what arrived 验收. What is missing or damaged is dealt to the latest orders first, which are
/// refunded for the missing units; a combo is refunded whole when one of its parts is missing. Every order that keeps
/// something becomes ready, and its buyer is told.
///
/// Errors: `not_found`, `wrong_state` unless dispatched (so never twice), and for `arrived[n]` `invalid_field` when the
/// SKU is not of the manifest, is named twice, or more arrived than was sent; `invalid_field` `arrived` when a full count
/// leaves a SKU out. RULES §7.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AcceptDelivery {
    /// The station.
    pub station: StationId,
    /// The delivery day.
    pub day: Day,
    /// What arrived.
    pub arrived: Arrived,
}

/// What an acceptance did.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Acceptance {
    /// Orders that can be collected now.
    pub ready: u32,
    /// Orders that went short, the latest first, with their refunds.
    pub short: Vec<(OrderId, RefundId)>,
}

impl Command for AcceptDelivery {
    type Answer = Acceptance;
    const OPERATION: Operation = Operation::AcceptDelivery;

    fn target(&self) -> Target {
        Target::Station(self.station)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<Acceptance> {
        let id = StationDay::id_of(self.station, self.day);
        let mut day = (*ctx.require::<StationDay>(id)?).clone();
        day.require_state(StationDayState::Dispatched, "accepting")?;
        let arrived = self.arrived.per_sku(&day.items)?;
        // Orders that were refunded whole meanwhile take no part.
        let mut orders: Vec<Arc<Order>> = ctx
            .require_all::<Order>(day.orders.iter().copied())?
            .into_iter()
            .filter(|order| order.state == OrderState::PendingReceipt)
            .collect();
        orders.reverse();
        let latest_first: Vec<&Order> = orders.iter().map(|order| &**order).collect();
        let mut shortages: BTreeMap<usize, _> = deal_shortage(&latest_first, &arrived)?
            .into_iter()
            .collect();
        let mut acceptance = Acceptance {
            ready: 0,
            short: Vec::new(),
        };
        for (place, order) in orders.iter().enumerate() {
            let mut order = (**order).clone();
            if let Some(units) = shortages.remove(&place) {
                let refund =
                    refund_units(ctx, &mut order, &units, Terms::full(RefundReason::Shortage))?;
                acceptance.short.push((order.id, refund));
            }
            if order.state == OrderState::PendingReceipt {
                steps::ready(ctx, &mut order)?;
                acceptance.ready += 1;
            }
            ctx.update(order)?;
        }
        for item in &mut day.items {
            item.arrived = arrived.get(&item.sku).copied();
        }
        day.state = StationDayState::Accepted;
        day.accepted_at = Some(ctx.now());
        ctx.update(day)?;
        ctx.emit(Event::DeliveryAccepted {
            manifest: id,
            station: self.station,
            day: self.day,
            ready: acceptance.ready,
            short: u32::try_from(acceptance.short.len()).unwrap_or(u32::MAX),
        });
        Ok(acceptance)
    }
}

impl Arrived {
    /// How many of each SKU of the manifest arrived.
    fn per_sku(&self, items: &[ManifestItem]) -> Result<BTreeMap<SkuId, u32>> {
        let sent: BTreeMap<SkuId, u32> =
            items.iter().map(|item| (item.sku, item.ordered)).collect();
        let (named, rest) = match self {
            Self::AsSent => (&[][..], sent.clone()),
            Self::Except(named) => (&named[..], sent.clone()),
            Self::Counted(named) => (&named[..], BTreeMap::new()),
        };
        let mut seen = BTreeMap::new();
        for (place, item) in named.iter().enumerate() {
            let at = |field| format!("arrived[{place}].{field}");
            let Some(sent) = sent.get(&item.sku) else {
                return Err(Error::invalid(
                    at("sku"),
                    "the manifest does not have this SKU",
                ));
            };
            if item.units > *sent {
                return Err(Error::invalid(
                    at("units"),
                    format!("at most the {sent} that were sent"),
                ));
            }
            if seen.insert(item.sku, item.units).is_some() {
                return Err(Error::invalid(at("sku"), "the SKU is named twice"));
            }
        }
        let mut arrived = rest;
        arrived.append(&mut seen);
        if arrived.len() < sent.len() {
            return Err(Error::invalid(
                "arrived",
                "a full count names every SKU of the manifest",
            ));
        }
        Ok(arrived)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::engine::testing::Bench;
    use crate::kernel::{NodeId, Text, Timestamp};
    use crate::store::StoreError;

    fn past(state: StationDayState) -> StationDay {
        StationDay {
            station: StationId(sample::id("station", 1)),
            day: "2026-11-22".parse().unwrap(),
            community: NodeId(sample::id("community", 1)),
            route: Text::default(),
            cutoff_at: Timestamp::parse("2026-11-21T23:00:00+08:00").unwrap(),
            state,
            orders: Vec::new(),
            items: Vec::new(),
            accepted_at: None,
            seed: String::new(),
            codes_again: false,
        }
    }

    #[test]
    fn a_day_closed_by_the_running_group_is_not_dispatched_by_it() {
        let mut bench = Bench::at("2026-11-22T10:00:00+08:00");
        bench
            .run(|ctx| ctx.insert(past(StationDayState::Open)))
            .unwrap();
        let StationDay { station, day, .. } = past(StationDayState::Open);
        let close = CloseStationDay { station, day };
        let dispatch = DispatchManifest { station, day };
        let together = bench.run(|ctx| {
            close.run(ctx)?;
            dispatch.run(ctx)
        });
        let again = Error::Store(StoreError::Conflict { keys: Vec::new() });
        assert_eq!(together, Err(again));
        bench.run(|ctx| close.run(ctx)).unwrap();
        assert_eq!(bench.run(|ctx| dispatch.run(ctx)), Ok(0));
    }

    #[test]
    fn closing_and_dispatching_submitted_together_are_taken_apart_and_both_done() {
        let mut bench = Bench::at("2026-11-22T10:00:00+08:00");
        bench
            .run(|ctx| ctx.insert(past(StationDayState::Open)))
            .unwrap();
        let StationDay { station, day, .. } = past(StationDayState::Open);
        let engine = bench.engine();
        let id = || engine.new_command_id().unwrap();
        let close = AnyCommand::CloseStationDay(CloseStationDay { station, day });
        let dispatch = AnyCommand::DispatchManifest(DispatchManifest { station, day });
        let outcomes = engine
            .submit(
                &bench.actor,
                vec![(id(), close.into()), (id(), dispatch.into())],
            )
            .unwrap();
        assert!(outcomes.iter().all(Result::is_ok));
        let manifest = engine.manifest(&bench.actor, station, day).unwrap();
        assert_eq!(manifest.state, StationDayState::Accepted);
    }
}
