//! What can be asked of flash sales, group buys, groups and presales.

use serde::Serialize;

use super::groups::Group;
use super::machine::GroupState;
use super::records::{Presale, Sale};
use crate::engine::{Engine, Lookup, Operation, Reader, Record, Target, page_limit};
use crate::kernel::{
    Actor, CampaignId, GroupId, MemberId, MerchantId, NodeId, OrderId, PresaleId, Result, Timestamp,
};
use crate::order::Order;
use crate::org::Node;
use crate::store::{Place, Scan, Value};

/// A sale and how far it has come.
#[derive(Clone, Debug, Serialize)]
pub struct SaleView {
    /// The sale.
    pub sale: Sale,
    /// Units that can still be ordered.
    pub left: i64,
    /// Units that unpaid orders hold.
    pub reserved: i64,
    /// Units that paid orders keep.
    pub sold: i64,
    /// Units that were sold and then lost: they never arrived, or came back unsellable.
    pub lost: i64,
}

impl SaleView {
    fn new(sale: Sale, [left, reserved, sold, lost]: [i64; 4]) -> Self {
        Self {
            sale,
            left,
            reserved,
            sold,
            lost,
        }
    }
}

/// A group as everybody may see it: no member is named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct GroupView {
    /// Its id.
    pub id: GroupId,
    /// Of which group buy.
    pub sale: CampaignId,
    /// Where it stands.
    pub state: GroupState,
    /// Its seats.
    pub size: u32,
    /// Seats that are paid.
    pub firm: u32,
    /// Seats that can be taken now.
    pub free: u32,
    /// Seats that were filled by nobody.
    pub virtual_seats: u32,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When its time is over; known once its opener paid.
    pub expires_at: Option<Timestamp>,
}

impl GroupView {
    fn of(group: &Group, now: Timestamp) -> Self {
        let joinable = group.takes_members(now);
        Self {
            id: group.id,
            sale: group.sale,
            state: group.state,
            size: group.terms.size,
            firm: group.firm(),
            free: if joinable { group.free(now) } else { 0 },
            virtual_seats: group.virtual_seats,
            opened_at: group.opened_at,
            expires_at: group.expires_at,
        }
    }
}

/// A member's order in a group.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MyGroup {
    /// The order.
    pub order: OrderId,
    /// Its group.
    pub group: GroupView,
}

/// A presale and how far it has come.
#[derive(Clone, Debug, Serialize)]
pub struct PresaleView {
    /// The presale.
    pub presale: Presale,
    /// Units that orders have.
    pub ordered: i64,
    /// Those of them for which no stock has arrived.
    pub waiting: i64,
}

impl Engine {
    /// The sales that members at a node can buy in now, or that begin later: those of the node and of its ancestors, from the
    /// root down, each node's by their end; at most `limit` (1–500) per node.
    pub fn sales_at(&self, actor: &Actor, node: NodeId, limit: u32) -> Result<Vec<SaleView>> {
        let limit = page_limit(limit)?;
        let mut reader = self.reader(actor, Operation::SalesAt, Target::Public)?;
        let now = self.ports().clock.now();
        let path = reader.require::<Node>(node)?.path.clone();
        let mut sales = Vec::new();
        for node in path {
            let scan = Scan {
                from: Some(Value::from(now)),
                ..Scan::index(Sale::TABLE, Sale::BY_NODE, vec![Value::from(node)], limit)
            };
            sales.extend(reader.page::<Sale>(&scan)?.0);
        }
        // What is over and was not ended yet cannot be bought.
        sales.retain(|sale| now < sale.ends_at);
        with_counters(&mut reader, sales)
    }

    /// A sale.
    pub fn sale(&self, actor: &Actor, sale: CampaignId) -> Result<SaleView> {
        let mut reader = self.reader(actor, Operation::SaleView, Target::Public)?;
        let record = (*reader.require::<Sale>(sale)?).clone();
        let counters = reader.counters_all::<Sale, 4>([sale])?;
        Ok(SaleView::new(
            record,
            counters.first().copied().unwrap_or_default(),
        ))
    }

    /// A merchant's sales in every state, by id, at most `limit` (1–500) behind `after`.
    pub fn sales_of_merchant(
        &self,
        actor: &Actor,
        merchant: MerchantId,
        after: Option<CampaignId>,
        limit: u32,
    ) -> Result<Vec<SaleView>> {
        let limit = page_limit(limit)?;
        let target = Target::Merchant(merchant);
        let mut reader = self.reader(actor, Operation::SalesOfMerchant, target)?;
        let values = vec![Value::from(merchant)];
        let scan = Scan {
            after: after.map(|after| Place {
                values: values.clone(),
                id: after.into(),
            }),
            ..Scan::index(Sale::TABLE, Sale::BY_MERCHANT, values.clone(), limit)
        };
        let sales = reader.page::<Sale>(&scan)?.0;
        with_counters(&mut reader, sales)
    }

    /// A group as everybody may see it.
    pub fn group(&self, actor: &Actor, group: GroupId) -> Result<GroupView> {
        let mut reader = self.reader(actor, Operation::GroupView, Target::Public)?;
        let group = reader.require::<Group>(group)?;
        Ok(GroupView::of(&group, self.ports().clock.now()))
    }

    /// The seats of a group: who has them, with their orders. For the merchant and the property company.
    pub fn group_record(&self, actor: &Actor, group: GroupId) -> Result<Group> {
        let mut reader = self.reader(actor, Operation::GroupRecord, Target::Group(group))?;
        Ok((*reader.require::<Group>(group)?).clone())
    }

    /// The running groups of a group buy, the one that ends first first, at most `limit` (1–500); full ones that wait for a
    /// payment are among them.
    pub fn groups_of_sale(
        &self,
        actor: &Actor,
        sale: CampaignId,
        limit: u32,
    ) -> Result<Vec<GroupView>> {
        let limit = page_limit(limit)?;
        let reader = self.reader(actor, Operation::GroupsOfSale, Target::Public)?;
        let now = self.ports().clock.now();
        let scan = Scan {
            from: Some(Value::from(now)),
            ..Scan::index(
                Group::TABLE,
                Group::JOINABLE,
                vec![Value::from(sale)],
                limit,
            )
        };
        let groups = reader.page::<Group>(&scan)?.0;
        let running = groups.iter().filter(|group| group.takes_members(now));
        Ok(running.map(|group| GroupView::of(group, now)).collect())
    }

    /// The groups of a member's orders, the newest order first: those among the next 100 orders behind `after`. The answer's
    /// second half is where the next page begins.
    pub fn my_groups(
        &self,
        actor: &Actor,
        member: MemberId,
        after: Option<Place>,
    ) -> Result<(Vec<MyGroup>, Option<Place>)> {
        let mut reader = self.reader(actor, Operation::MyGroups, Target::Member(member))?;
        let now = self.ports().clock.now();
        let scan = Scan {
            descending: true,
            after,
            ..Scan::index(
                Order::TABLE,
                Order::BY_MEMBER,
                vec![Value::from(member)],
                100,
            )
        };
        let (orders, next) = reader.page::<Order>(&scan)?;
        let in_groups: Vec<(OrderId, GroupId)> = orders
            .iter()
            .filter_map(|order| order.group.map(|of| (order.id, of.group)))
            .collect();
        let groups = reader.find_all::<Group>(in_groups.iter().map(|(_, group)| *group))?;
        let mine = in_groups
            .iter()
            .zip(groups)
            .filter_map(|((order, _), group)| {
                group.map(|group| MyGroup {
                    order: *order,
                    group: GroupView::of(&group, now),
                })
            });
        Ok((mine.collect(), next))
    }

    /// A presale: what was ordered, and what of it waits for stock.
    pub fn presale(
        &self,
        actor: &Actor,
        merchant: MerchantId,
        presale: PresaleId,
    ) -> Result<PresaleView> {
        let target = Target::Merchant(merchant);
        let mut reader = self.reader(actor, Operation::PresaleView, target)?;
        let record = reader
            .find::<Presale>(presale)?
            .filter(|presale| presale.merchant == merchant)
            .ok_or_else(|| crate::Error::not_found(Presale::WHAT, presale))?;
        let counters = reader.counters_all::<Presale, 2>([presale])?;
        let [ordered, waiting] = counters.first().copied().unwrap_or_default();
        Ok(PresaleView {
            presale: (*record).clone(),
            ordered,
            waiting,
        })
    }
}

fn with_counters(reader: &mut Reader<'_>, sales: Vec<Sale>) -> Result<Vec<SaleView>> {
    let counters = reader.counters_all::<Sale, 4>(sales.iter().map(|sale| sale.id))?;
    Ok(sales
        .into_iter()
        .zip(counters)
        .map(|(sale, counters)| SaleView::new(sale, counters))
        .collect())
}
