//! The sheets of a delivery day: manifests, purchase sheets, product summary, hand-over, collected or not. RULES §7.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::days::manifest_items;
use super::records::{ManifestItem, StationDay, StationDayState};
use super::rules::needs;
use crate::engine::{Engine, Lookup, Operation, Reader, Record, Target, page_limit};
use crate::kernel::{
    Actor, Day, Error, MemberId, MerchantId, NodeId, OrderId, Result, SkuId, StationId, SupplierId,
    Timestamp,
};
use crate::order::{Order, OrderLine, OrderState};
use crate::org::Node;
use crate::pickup::{self, PickupBuyer, PickupItem, PickupStatus, Unsealer};
use crate::store::{Place, Scan, Value};

/// Rows read at a time.
const PAGE: u32 = 500;

/// A station's delivery day in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ManifestSummary {
    /// The station.
    pub station: StationId,
    /// The delivery day.
    pub day: Day,
    /// The station's community.
    pub community: NodeId,
    /// 物流路线.
    pub route: String,
    /// Where it stands; `Open` and `Closed` have no manifest yet.
    pub state: StationDayState,
    /// When it closes or closed.
    pub cutoff_at: Timestamp,
    /// Orders on the manifest.
    pub orders: u32,
    /// SKUs on the manifest.
    pub skus: u32,
    /// Units on the manifest.
    pub units: u64,
}

/// Which part of the day's purchases a sheet shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PurchaseScope {
    /// Everything that stations of a node and its subtree get.
    Node(NodeId),
    /// Everything that a merchant sends to stations.
    Merchant(MerchantId),
}

/// From whom goods are bought for a delivery day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PurchaseSource {
    /// A supplier behind a merchant.
    Supplier(SupplierId),
    /// The merchant itself.
    Merchant(MerchantId),
}

/// One SKU of a purchase sheet 以销定采, over all stations. RULES §7.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PurchaseItem {
    /// From whom.
    pub source: PurchaseSource,
    /// Who sells it.
    pub merchant: MerchantId,
    /// What.
    pub sku: SkuId,
    /// Its name and spec as sold.
    pub name: String,
    /// How many in all.
    pub ordered: u64,
    /// To how many stations.
    pub stations: u32,
}

impl PurchaseItem {
    fn place(&self) -> (PurchaseSource, &str, SkuId) {
        (self.source, &self.name, self.sku)
    }
}

/// One SKU of a station's daily product summary.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ProductSummary {
    /// What, who sells it, and how many are sent and arrived; before the manifest is made: how many are ordered so far.
    pub item: ManifestItem,
    /// Units that were collected.
    pub collected: u32,
    /// Units that lie at the station.
    pub waiting: u32,
}

/// Which orders of a delivery day a list shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Collection {
    /// Handed over.
    Collected,
    /// Not handed over yet: on the way, or waiting at the station.
    NotCollected,
}

/// One order as the station's staff sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PickupOrder {
    /// The order.
    pub order: OrderId,
    /// What is in it.
    pub items: Vec<PickupItem>,
    /// The last two digits of its code; `None` when it has none.
    pub code_tail: Option<String>,
    /// Where its pickup stands.
    pub status: PickupStatus,
}

/// A member's part of the hand-over sheet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HandOver {
    /// Who, masked.
    pub buyer: PickupBuyer,
    /// Their orders, in the order of payment.
    pub orders: Vec<PickupOrder>,
}

/// One order of the collected or not collected list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CollectionEntry {
    /// Who, masked.
    pub buyer: PickupBuyer,
    /// The order.
    pub order: PickupOrder,
}

impl Engine {
    /// A station's delivery day with its manifest 配送清单. Errors: `not_found` while no paid order joined it. RULES §7.
    pub fn manifest(&self, actor: &Actor, station: StationId, day: Day) -> Result<StationDay> {
        let mut reader = self.reader(actor, Operation::ManifestView, Target::Station(station))?;
        let id = StationDay::id_of(station, day);
        Ok((*reader.require::<StationDay>(id)?).clone())
    }

    /// The stations' delivery days below a node, sorted by route; `limit` 1–500. Answers where the next page begins.
    /// RULES §7.
    pub fn manifests(
        &self,
        actor: &Actor,
        node: NodeId,
        day: Day,
        after: Option<Place>,
        limit: u32,
    ) -> Result<(Vec<ManifestSummary>, Option<Place>)> {
        let mut reader = self.reader(actor, Operation::ManifestsOfDay, Target::Node(node))?;
        let limit = page_limit(limit)? as usize;
        let mut scan = of_day(day);
        scan.after = after;
        let mut below = Below::new(node);
        let mut found = Vec::new();
        loop {
            let (days, next) = reader.page::<StationDay>(&scan)?;
            for manifest in days {
                if !below.has(&mut reader, manifest.community)? {
                    continue;
                }
                let place = Place {
                    values: vec![manifest.day.into(), manifest.route.as_str().into()],
                    id: manifest.id(),
                };
                found.push(summary(&manifest));
                if found.len() == limit {
                    return Ok((found, Some(place)));
                }
            }
            match next {
                Some(place) => scan.after = Some(place),
                None => return Ok((found, None)),
            }
        }
    }

    /// The purchase sheet of a delivery day 以销定采: what is bought from each supplier (from the merchant itself where it
    /// has none) for all stations whose manifest is made, sorted by source and name; `limit` 1–500. The next page begins
    /// behind the last item of this one. RULES §7.
    pub fn purchase_sheet(
        &self,
        actor: &Actor,
        scope: PurchaseScope,
        day: Day,
        after: Option<&PurchaseItem>,
        limit: u32,
    ) -> Result<Vec<PurchaseItem>> {
        let target = match scope {
            PurchaseScope::Node(node) => Target::Node(node),
            PurchaseScope::Merchant(merchant) => Target::Merchant(merchant),
        };
        let mut reader = self.reader(actor, Operation::PurchaseSheet, target)?;
        let limit = page_limit(limit)? as usize;
        let (mut below, merchant) = match scope {
            PurchaseScope::Node(node) => (Some(Below::new(node)), None),
            PurchaseScope::Merchant(merchant) => (None, Some(merchant)),
        };
        let mut sheet = BTreeMap::<(PurchaseSource, SkuId), PurchaseItem>::new();
        let mut scan = of_day(day);
        loop {
            let (days, next) = reader.page::<StationDay>(&scan)?;
            for manifest in days {
                if let Some(below) = &mut below
                    && !below.has(&mut reader, manifest.community)?
                {
                    continue;
                }
                for item in manifest.items {
                    if merchant.is_none_or(|merchant| item.merchant == merchant) {
                        add(&mut sheet, item);
                    }
                }
            }
            match next {
                Some(place) => scan.after = Some(place),
                None => break,
            }
        }
        let mut items: Vec<PurchaseItem> = sheet.into_values().collect();
        items.sort_unstable_by(|a, b| a.place().cmp(&b.place()));
        items.retain(|item| after.is_none_or(|after| item.place() > after.place()));
        items.truncate(limit);
        Ok(items)
    }

    /// What a station gets on a delivery day, per SKU, and how much of it was collected; sorted by merchant and name.
    /// Before the manifest is made: what is ordered so far. RULES §7.
    pub fn station_day_summary(
        &self,
        actor: &Actor,
        station: StationId,
        day: Day,
    ) -> Result<Vec<ProductSummary>> {
        let mut reader = self.reader(
            actor,
            Operation::StationDaySummary,
            Target::Station(station),
        )?;
        let orders = orders_of(&mut reader, station, day)?;
        let manifest = reader.find::<StationDay>(StationDay::id_of(station, day))?;
        let items = match manifest {
            Some(manifest) if !manifest.items.is_empty() => manifest.items.clone(),
            _ => {
                let waiting: Vec<Order> = orders
                    .iter()
                    .map(|(order, _)| order)
                    .filter(|order| order.state == OrderState::PendingShipment)
                    .cloned()
                    .collect();
                manifest_items(&mut reader, &waiting)?
            }
        };
        let count = |wanted: fn(PickupStatus) -> bool| {
            let those = orders.iter().filter(|(_, status)| wanted(*status));
            needs(those.map(|(order, _)| order), OrderLine::kept)
        };
        let collected = count(|status| matches!(status, PickupStatus::PickedUp { .. }))?;
        let waiting = count(|status| matches!(status, PickupStatus::Ready { .. }))?;
        let units = |of: &BTreeMap<SkuId, super::rules::Need>, sku| {
            of.get(&sku).map_or(0, |need| need.units)
        };
        Ok(items
            .into_iter()
            .map(|item| ProductSummary {
                collected: units(&collected, item.sku),
                waiting: units(&waiting, item.sku),
                item,
            })
            .collect())
    }

    /// The hand-over sheet of a station's delivery day, per member with masked name and phone, in the order of their
    /// registration; `limit` members, 1–500. The next page begins behind the last member of this one. RULES §7.
    pub fn hand_over_sheet(
        &self,
        actor: &Actor,
        station: StationId,
        day: Day,
        after: Option<MemberId>,
        limit: u32,
    ) -> Result<Vec<HandOver>> {
        let mut reader = self.reader(actor, Operation::HandOverSheet, Target::Station(station))?;
        let limit = page_limit(limit)? as usize;
        let mut per_member = BTreeMap::<MemberId, Vec<(Order, PickupStatus)>>::new();
        for (order, status) in orders_of(&mut reader, station, day)? {
            if status != PickupStatus::Ended && after.is_none_or(|after| order.member > after) {
                per_member
                    .entry(order.member)
                    .or_default()
                    .push((order, status));
            }
        }
        let mut unsealer = Unsealer::new(self, actor)?;
        per_member
            .into_iter()
            .take(limit)
            .map(|(member, orders)| {
                Ok(HandOver {
                    buyer: unsealer.buyer(&mut reader, member)?,
                    orders: orders
                        .iter()
                        .map(|(order, status)| {
                            pickup_order(&mut unsealer, &mut reader, order, *status)
                        })
                        .collect::<Result<_>>()?,
                })
            })
            .collect()
    }

    /// The orders of a station's delivery day that were, or were not, collected, in the order of payment, with the last
    /// two digits of their codes; `limit` 1–500. The next page begins behind the last order of this one. RULES §7.
    pub fn collection_list(
        &self,
        actor: &Actor,
        station: StationId,
        day: Day,
        which: Collection,
        after: Option<OrderId>,
        limit: u32,
    ) -> Result<Vec<CollectionEntry>> {
        let mut reader = self.reader(actor, Operation::CollectionList, Target::Station(station))?;
        let limit = page_limit(limit)? as usize;
        let orders = orders_of(&mut reader, station, day)?;
        let begin = match after {
            None => 0,
            Some(after) => orders
                .iter()
                .position(|(order, _)| order.id == after)
                .map(|at| at + 1)
                .ok_or_else(|| Error::not_found(Order::WHAT, after))?,
        };
        let mut unsealer = Unsealer::new(self, actor)?;
        orders[begin..]
            .iter()
            .filter(|(_, status)| match which {
                Collection::Collected => matches!(status, PickupStatus::PickedUp { .. }),
                Collection::NotCollected => {
                    matches!(status, PickupStatus::Ready { .. } | PickupStatus::Coming)
                }
            })
            .take(limit)
            .map(|(order, status)| {
                Ok(CollectionEntry {
                    buyer: unsealer.buyer(&mut reader, order.member)?,
                    order: pickup_order(&mut unsealer, &mut reader, order, *status)?,
                })
            })
            .collect()
    }
}

/// The delivery days of a day by route.
fn of_day(day: Day) -> Scan {
    Scan::index(
        StationDay::TABLE,
        StationDay::BY_DAY,
        vec![day.into()],
        PAGE,
    )
}

fn summary(manifest: &StationDay) -> ManifestSummary {
    let count = |count| u32::try_from(count).unwrap_or(u32::MAX);
    ManifestSummary {
        station: manifest.station,
        day: manifest.day,
        community: manifest.community,
        route: manifest.route.as_str().to_owned(),
        state: manifest.state,
        cutoff_at: manifest.cutoff_at,
        orders: count(manifest.orders.len()),
        skus: count(manifest.items.len()),
        units: manifest
            .items
            .iter()
            .map(|item| u64::from(item.ordered))
            .sum(),
    }
}

fn add(sheet: &mut BTreeMap<(PurchaseSource, SkuId), PurchaseItem>, item: ManifestItem) {
    let source = item.supplier.map_or(
        PurchaseSource::Merchant(item.merchant),
        PurchaseSource::Supplier,
    );
    let row = sheet
        .entry((source, item.sku))
        .or_insert_with(|| PurchaseItem {
            source,
            merchant: item.merchant,
            sku: item.sku,
            name: item.name,
            ordered: 0,
            stations: 0,
        });
    row.ordered = row.ordered.saturating_add(item.ordered.into());
    row.stations = row.stations.saturating_add(1);
}

/// Tells whether communities lie below a node; each is read once.
struct Below {
    node: NodeId,
    known: BTreeMap<NodeId, bool>,
}

impl Below {
    const fn new(node: NodeId) -> Self {
        Self {
            node,
            known: BTreeMap::new(),
        }
    }

    fn has(&mut self, reader: &mut Reader<'_>, community: NodeId) -> Result<bool> {
        if let Some(known) = self.known.get(&community) {
            return Ok(*known);
        }
        let below = reader.require::<Node>(community)?.path.contains(&self.node);
        self.known.insert(community, below);
        Ok(below)
    }
}

/// The paid orders of a station's delivery day in the order of payment, with where their pickup stands.
fn orders_of(
    reader: &mut Reader<'_>,
    station: StationId,
    day: Day,
) -> Result<Vec<(Order, PickupStatus)>> {
    let prefix = vec![Value::from(station), Value::from(day)];
    let mut scan = Scan::index(Order::TABLE, Order::BY_STATION_DAY, prefix, PAGE);
    let mut found = Vec::new();
    loop {
        let (orders, next) = reader.page::<Order>(&scan)?;
        for order in orders {
            let status = pickup::status(&order);
            found.push((order, status));
        }
        match next {
            Some(place) => scan.after = Some(place),
            None => break,
        }
    }
    found.sort_unstable_by_key(|(order, _)| (order.paid_at, order.id));
    Ok(found)
}

fn pickup_order(
    unsealer: &mut Unsealer,
    reader: &mut Reader<'_>,
    order: &Order,
    status: PickupStatus,
) -> Result<PickupOrder> {
    Ok(PickupOrder {
        order: order.id,
        items: pickup::items(order),
        code_tail: unsealer.digits(reader, order)?.map(|digits| digits.tail()),
        status,
    })
}
