//! What can be asked of a member's points.

use serde::{Deserialize, Serialize};

use super::records::{Lot, PointsKind, Wallet};
use super::rules::Place;
use crate::engine::{Engine, Lookup, Operation, Reader, Target};
use crate::kernel::{Actor, MemberId, Points, Result};
use crate::order::Order;
use crate::store::Scan;

/// What a member has. RULES §13.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PointsBalance {
    /// Property only, not expired.
    pub property: Points,
    /// Mall only, not expired.
    pub mall: Points,
    /// For everything, not expired.
    pub universal: Points,
    /// What can be spent at checkout: mall and universal.
    pub spendable_in_mall: Points,
    /// What can be spent on property bills: property and universal.
    pub spendable_on_bills: Points,
    /// Earned, but active only when their orders can no longer be returned.
    pub pending: Points,
    /// Taken back but not found; the next earnings pay it first.
    pub debt: Points,
    /// The lots that have not expired, in the order in which they are spent; about 32 at most.
    pub lots: Vec<Lot>,
}

impl Engine {
    /// A member's points today. What is pending is summed over the member's orders.
    pub fn points_balance(&self, actor: &Actor, member: MemberId) -> Result<PointsBalance> {
        let mut reader = self.reader(actor, Operation::PointsBalance, Target::Member(member))?;
        let today = reader
            .tenant_record()?
            .zone
            .day_of(self.ports().clock.now());
        let pending = pending(&reader, member)?;
        let Some(wallet) = reader.find::<Wallet>(member)? else {
            return Ok(PointsBalance {
                pending,
                ..PointsBalance::default()
            });
        };
        let lots: Vec<Lot> = wallet
            .lots
            .iter()
            .filter(|lot| lot.expires >= today)
            .cloned()
            .collect();
        let of = |kind| {
            Points::total(
                lots.iter()
                    .filter(|lot| lot.kind == kind)
                    .map(|lot| lot.left),
            )
        };
        Ok(PointsBalance {
            property: of(PointsKind::Property)?,
            mall: of(PointsKind::Mall)?,
            universal: of(PointsKind::Universal)?,
            spendable_in_mall: wallet.spendable(Place::Mall, today)?,
            spendable_on_bills: wallet.spendable(Place::Bill, today)?,
            pending,
            debt: wallet.debt,
            lots,
        })
    }
}

/// What a member's orders will bring when they can no longer be returned.
fn pending(reader: &Reader<'_>, member: MemberId) -> Result<Points> {
    let mut pending = Points::ZERO;
    reader.each::<Order>(Order::of_member(member, Scan::MAX_ROWS), |order| {
        if order.earning.is_some_and(|earning| !earning.active) {
            pending = pending.plus(order.points_earned)?;
        }
        Ok(())
    })?;
    Ok(pending)
}
