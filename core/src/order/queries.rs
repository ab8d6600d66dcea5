//! What can be asked of trades and orders.

use super::checkout::{Wanted, assemble};
use super::records::{Order, Trade};
use crate::engine::{Engine, Lookup, Operation, Record, Target};
use crate::kernel::{
    Actor, Day, Error, KeyPurpose, MemberId, MerchantId, OrderId, Result, StationId, TradeId,
};
use crate::member::{Member, Profile};
use crate::pricing::Quote;
use crate::store::{Place, Scan, Value};

/// One page of orders and where the next one begins.
pub type OrderPage = (Vec<Order>, Option<Place>);

/// Rows of a page of orders.
const PAGE: u32 = 100;

impl Order {
    /// A member's orders, newest first.
    pub(crate) fn of_member(member: MemberId, limit: u32) -> Scan {
        Scan {
            descending: true,
            ..Scan::index(Self::TABLE, Self::BY_MEMBER, vec![member.into()], limit)
        }
    }
}

impl Engine {
    /// Prices what a member wants to buy; nothing is saved. Errors as in [`PlaceOrder`](super::PlaceOrder). RULES §4.
    pub fn quote(&self, actor: &Actor, wanted: &Wanted) -> Result<Quote> {
        let mut reader = self.reader(actor, Operation::QuoteCart, Target::Member(wanted.member))?;
        Ok(assemble(&mut reader, wanted, self.ports().clock.now())?.quote)
    }

    /// A trade.
    pub fn trade(&self, actor: &Actor, trade: TradeId) -> Result<Trade> {
        let mut reader = self.reader(actor, Operation::TradeView, Target::Trade(trade))?;
        Ok((*reader.require::<Trade>(trade)?).clone())
    }

    /// An order.
    pub fn order(&self, actor: &Actor, order: OrderId) -> Result<Order> {
        let mut reader = self.reader(actor, Operation::OrderView, Target::Order(order))?;
        Ok((*reader.require::<Order>(order)?).clone())
    }

    /// To whom and where an order is sent, in clear. Errors: `not_found` for collected orders and erased members.
    pub fn order_address(&self, actor: &Actor, order: OrderId) -> Result<Profile> {
        let mut reader = self.reader(actor, Operation::OrderAddress, Target::Order(order))?;
        let order = reader.require::<Order>(order)?;
        let sealed = order
            .ship_to
            .as_ref()
            .ok_or_else(|| Error::not_found("address of order", order.id))?;
        let key = self
            .ports()
            .keys
            .key(actor.tenant(), KeyPurpose::PersonalData)?;
        let plain = reader.require::<Member>(order.member)?.open(&key, sealed)?;
        serde_json::from_slice(&plain)
            .map_err(|_| Error::internal("an order's address could not be read"))
    }

    /// A member's orders, newest first, 100 a page.
    pub fn orders_of_member(
        &self,
        actor: &Actor,
        member: MemberId,
        after: Option<Place>,
    ) -> Result<OrderPage> {
        let reader = self.reader(actor, Operation::OrdersOfMember, Target::Member(member))?;
        reader.page(&Scan {
            after,
            ..Order::of_member(member, PAGE)
        })
    }

    /// A merchant's orders, newest first, 100 a page.
    pub fn orders_of_merchant(
        &self,
        actor: &Actor,
        merchant: MerchantId,
        after: Option<Place>,
    ) -> Result<OrderPage> {
        let reader = self.reader(
            actor,
            Operation::OrdersOfMerchant,
            Target::Merchant(merchant),
        )?;
        let scan = Scan::index(
            Order::TABLE,
            Order::BY_MERCHANT,
            vec![Value::from(merchant)],
            PAGE,
        );
        reader.page(&Scan {
            descending: true,
            after,
            ..scan
        })
    }

    /// The orders of a station's delivery day, about in the order in which they were paid, 100 a page.
    pub fn orders_of_station(
        &self,
        actor: &Actor,
        station: StationId,
        day: Day,
        after: Option<Place>,
    ) -> Result<OrderPage> {
        let reader = self.reader(actor, Operation::OrdersOfStation, Target::Station(station))?;
        let prefix = vec![Value::from(station), Value::from(day)];
        reader.page(&Scan {
            after,
            ..Scan::index(Order::TABLE, Order::BY_STATION_DAY, prefix, PAGE)
        })
    }
}
