//! What can be asked of a pickup.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::codes::{self, PickupDigits};
use crate::engine::{Engine, Lookup, Operation, Reader, Target};
use crate::kernel::{
    Actor, Day, Error, KeyPurpose, MemberId, OrderId, Result, SecretKey, StationId, Timestamp,
};
use crate::member::{Member, Profile};
use crate::order::{CodeUse, Order};
use crate::station::StationDay;

/// Where the pickup of an order stands. RULES §6.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PickupStatus {
    /// Not at the station yet.
    Coming,
    /// Can be collected.
    Ready {
        /// Since when.
        at: Timestamp,
    },
    /// Collected.
    PickedUp {
        /// When.
        at: Timestamp,
    },
    /// Cancelled or refunded whole.
    Ended,
}

/// A buyer's pickup code. Its `Debug` does not show the digits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct BuyersCode {
    /// Where it opens the order.
    pub station: StationId,
    /// The digits while they open something or will.
    pub digits: Option<PickupDigits>,
    /// Where the pickup stands.
    pub status: PickupStatus,
}

/// Who collects, masked. RULES §18.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PickupBuyer {
    /// Who.
    pub member: MemberId,
    /// 王**; `None` after erasure.
    pub name: Option<String>,
    /// 138****1234; `None` after erasure.
    pub phone: Option<String>,
}

/// Where a pickup stands.
pub(crate) fn status(order: &Order) -> PickupStatus {
    let Some(pickup) = &order.pickup else {
        return PickupStatus::Ended;
    };
    match (pickup.ended.map(|end| (end.how, end.at)), pickup.ready_at) {
        (None, Some(at)) => PickupStatus::Ready { at },
        (None, None) => PickupStatus::Coming,
        (Some((CodeUse::Used, at)), _) => PickupStatus::PickedUp { at },
        (Some((CodeUse::Void, _)), _) => PickupStatus::Ended,
    }
}

/// Names members and opens codes for a page of a query.
pub(crate) struct Unsealer {
    personal: SecretKey,
    codes: SecretKey,
    buyers: BTreeMap<MemberId, PickupBuyer>,
    days: BTreeMap<(StationId, Day), Arc<StationDay>>,
}

impl Unsealer {
    pub(crate) fn new(engine: &Engine, actor: &Actor) -> Result<Self> {
        let key = |purpose| engine.ports().keys.key(actor.tenant(), purpose);
        Ok(Self {
            personal: key(KeyPurpose::PersonalData)?,
            codes: key(KeyPurpose::PickupCode)?,
            buyers: BTreeMap::new(),
            days: BTreeMap::new(),
        })
    }

    /// A member, masked.
    pub(crate) fn buyer(
        &mut self,
        reader: &mut Reader<'_>,
        member: MemberId,
    ) -> Result<PickupBuyer> {
        if let Some(buyer) = self.buyers.get(&member) {
            return Ok(buyer.clone());
        }
        let record = reader.require::<Member>(member)?;
        let profile = (!record.is_erased())
            .then(|| record.profile(&self.personal))
            .transpose()?;
        let buyer = PickupBuyer {
            member,
            name: profile.as_ref().map(Profile::masked_name),
            phone: profile.as_ref().map(Profile::masked_phone),
        };
        self.buyers.insert(member, buyer.clone());
        Ok(buyer)
    }

    /// The digits of an order's code, if it has one.
    pub(crate) fn digits(
        &mut self,
        reader: &mut Reader<'_>,
        order: &Order,
    ) -> Result<Option<PickupDigits>> {
        let (Some(pickup), Some(day)) = (&order.pickup, order.station.zip(order.delivery_day))
        else {
            return Ok(None);
        };
        let list = match self.days.entry(day) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let (station, day) = day;
                new.insert(reader.require::<StationDay>(StationDay::id_of(station, day))?)
            }
        };
        Ok(Some(codes::digits(&self.codes, list, pickup.number)))
    }
}

impl Engine {
    /// The buyer's own pickup code, for their screen. Errors: `not_found` for orders that have none (not paid, not
    /// collected at a station), `denied` for everybody but the buyer. RULES §6.
    pub fn my_pickup_code(&self, actor: &Actor, order: OrderId) -> Result<BuyersCode> {
        let mut reader = self.reader(actor, Operation::MyPickupCode, Target::Order(order))?;
        let order = reader.require::<Order>(order)?;
        let (Some(_), Some(station)) = (&order.pickup, order.station) else {
            return Err(Error::not_found("pickup code of order", order.id));
        };
        let status = status(&order);
        let live = matches!(status, PickupStatus::Coming | PickupStatus::Ready { .. });
        let digits = if live {
            Unsealer::new(self, actor)?.digits(&mut reader, &order)?
        } else {
            None
        };
        Ok(BuyersCode {
            station,
            digits,
            status,
        })
    }

    /// Who collects an order, masked: for the station, after looking a code up. RULES §6.
    pub fn pickup_buyer(&self, actor: &Actor, order: OrderId) -> Result<PickupBuyer> {
        let mut reader = self.reader(actor, Operation::PickupBuyer, Target::Order(order))?;
        let member = reader.require::<Order>(order)?.member;
        Unsealer::new(self, actor)?.buyer(&mut reader, member)
    }
}
