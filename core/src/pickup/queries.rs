//! What can be asked of a pickup.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::codes::PickupDigits;
use super::records::{PickupCode, PickupCodeState};
use crate::engine::{Engine, Lookup, Operation, Reader, Target};
use crate::kernel::{
    Actor, Error, KeyPurpose, MemberId, OrderId, Result, SecretKey, StationId, Timestamp,
};
use crate::member::{Member, Profile};
use crate::order::Order;

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
#[derive(Clone, PartialEq, Eq, Debug)]
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

/// Where a pickup stands, from its order and its code's row.
pub(crate) fn status(order: &Order, code: Option<&PickupCode>) -> PickupStatus {
    let ready = order.pickup.as_ref().and_then(|pickup| pickup.ready_at);
    // The row of a code that rested may belong to a later order: then this order's pickup ended long ago.
    let own = code.filter(|code| code.order == order.id);
    match (own.map(|code| code.state), ready, order.received_at) {
        (Some(PickupCodeState::Live), Some(at), _) => PickupStatus::Ready { at },
        (Some(PickupCodeState::Live), None, _) => PickupStatus::Coming,
        (Some(PickupCodeState::Used), ready, received) => PickupStatus::PickedUp {
            at: own
                .and_then(|code| code.ended_at)
                .or(received)
                .or(ready)
                .unwrap_or(Timestamp::MIN),
        },
        (None, _, Some(at)) => PickupStatus::PickedUp { at },
        (Some(PickupCodeState::Void) | None, _, _) => PickupStatus::Ended,
    }
}

/// Names members and opens codes for a page of a query.
pub(crate) struct Unsealer {
    personal: SecretKey,
    codes: SecretKey,
    buyers: BTreeMap<MemberId, PickupBuyer>,
}

impl Unsealer {
    pub(crate) fn new(engine: &Engine, actor: &Actor) -> Result<Self> {
        let key = |purpose| engine.ports().keys.key(actor.tenant(), purpose);
        Ok(Self {
            personal: key(KeyPurpose::PersonalData)?,
            codes: key(KeyPurpose::PickupSeal)?,
            buyers: BTreeMap::new(),
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
    pub(crate) fn digits(&self, order: &Order) -> Result<Option<PickupDigits>> {
        order
            .pickup
            .as_ref()
            .map(|pickup| PickupDigits::open(&self.codes, order.id, &pickup.sealed))
            .transpose()
    }
}

impl Engine {
    /// The buyer's own pickup code, for their screen. Errors: `not_found` for orders that have none (not paid, not
    /// collected at a station), `denied` for everybody but the buyer. RULES §6.
    pub fn my_pickup_code(&self, actor: &Actor, order: OrderId) -> Result<BuyersCode> {
        let mut reader = self.reader(actor, Operation::MyPickupCode, Target::Order(order))?;
        let order = reader.require::<Order>(order)?;
        let (Some(pickup), Some(station)) = (&order.pickup, order.station) else {
            return Err(Error::not_found("pickup code of order", order.id));
        };
        let code = reader.find::<PickupCode>(pickup.code)?;
        let status = status(&order, code.as_deref());
        let live = matches!(status, PickupStatus::Coming | PickupStatus::Ready { .. });
        let digits = if live {
            Unsealer::new(self, actor)?.digits(&order)?
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
