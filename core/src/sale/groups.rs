//! A group of a group buy: its seats, and what every event does to them. Pure. RULES §15.
//!
//! All of a group is one record, so that two payments for its last seat, its expiry and its cancelling meet at one row: one
//! of them is first, and the others see what it did.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::machine::{GroupEvent, GroupState};
use super::records::GroupTerms;
use crate::engine::Record;
use crate::kernel::{
    CampaignId, Error, GroupId, Id, MemberId, MerchantId, NodeId, OrderId, Result, Timestamp,
    TradeId,
};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// What becomes of a payment for a group that is full already. RULES §15.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FullGroup {
    /// It opens a new group, if the group buy still sells; otherwise the money goes back.
    OpensNew,
    /// The money goes back.
    Refunds,
}

/// How firm a seat is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatState {
    /// Held for an unpaid order.
    Reserved,
    /// Paid.
    Firm,
    /// Paid, and refunded because the group did not come about.
    Refunded,
}

/// A seat that somebody has.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Seat {
    /// Whose.
    pub member: MemberId,
    /// The trade that pays for it.
    pub trade: TradeId,
    /// The trade's order.
    pub order: OrderId,
    /// How firm it is.
    pub state: SeatState,
    /// While it is not paid, nobody else gets it before this moment.
    pub held_until: Timestamp,
}

/// A group. RULES §15.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Of which group buy.
    pub sale: CampaignId,
    /// Who sells.
    pub merchant: MerchantId,
    /// Where the group buy is offered.
    pub node: NodeId,
    /// What makes it, as it was when it was opened.
    pub terms: GroupTerms,
    /// Where it stands.
    pub state: GroupState,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When its time is over; known once its opener paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// Its seats, first come first.
    pub seats: Vec<Seat>,
    /// Seats that were filled by nobody, when it was completed virtually.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub virtual_seats: u32,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// What a payment for a seat finds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Admission {
    /// Its seat, or a free one.
    Seat,
    /// No seat: the group is full.
    Full,
    /// The group did not come about, or its time is over.
    TooLate,
}

impl Group {
    /// Index: when something is due.
    pub(crate) const DUE: u8 = 0;
    /// Index: running groups of a sale.
    pub(crate) const JOINABLE: u8 = 1;

    /// A group of which nobody has paid yet.
    pub(crate) fn open(
        id: GroupId,
        sale: &super::Sale,
        terms: GroupTerms,
        now: Timestamp,
        opener: Seat,
    ) -> Self {
        Self {
            id,
            sale: sale.id,
            merchant: sale.merchant,
            node: sale.node,
            terms,
            state: GroupState::Opening,
            opened_at: now,
            expires_at: None,
            seats: vec![opener],
            virtual_seats: 0,
        }
    }

    /// Seats that are paid.
    pub fn firm(&self) -> u32 {
        let firm = self
            .seats
            .iter()
            .filter(|seat| seat.state == SeatState::Firm);
        u32::try_from(firm.count()).unwrap_or(u32::MAX)
    }

    /// Seats that nobody has or holds.
    pub fn free(&self, now: Timestamp) -> u32 {
        let held = self
            .seats
            .iter()
            .filter(|seat| seat.state != SeatState::Reserved || now < seat.held_until);
        let held = u32::try_from(held.count()).unwrap_or(u32::MAX);
        self.terms.size.saturating_sub(held)
    }

    /// Whether its time is over.
    fn is_over(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// Whether somebody can take a seat now, if there is one.
    pub fn takes_members(&self, now: Timestamp) -> bool {
        self.state == GroupState::Running && !self.is_over(now)
    }

    /// Whether a member has a seat.
    pub fn has_member(&self, member: MemberId) -> bool {
        self.seats.iter().any(|seat| seat.member == member)
    }

    fn place_of(&self, trade: TradeId) -> Option<usize> {
        self.seats.iter().position(|seat| seat.trade == trade)
    }

    /// Moves along the machine, or says why not.
    pub(crate) fn advance(&mut self, event: GroupEvent) -> Result<()> {
        self.state = self.state.after(event).ok_or_else(|| Error::WrongState {
            what: Self::WHAT,
            id: self.id.to_string(),
            state: self.state.name(),
            event: event.name(),
        })?;
        Ok(())
    }

    /// Puts a seat where there is room; if need be where one is held no longer: the one that lapsed first goes.
    fn sit(&mut self, seat: Seat, now: Timestamp) -> bool {
        if self.seats.len() >= self.terms.size as usize {
            let lapsed = (0..self.seats.len())
                .filter(|place| {
                    let seat = &self.seats[*place];
                    seat.state == SeatState::Reserved && seat.held_until <= now
                })
                .min_by_key(|place| self.seats[*place].held_until);
            let Some(place) = lapsed else {
                return false;
            };
            self.seats.remove(place);
        }
        self.seats.push(seat);
        true
    }

    /// Takes a seat for an order. `false`: there is none. Errors: `wrong_state` unless it is running, `already_exists`
    /// when the member has a seat in it.
    pub(crate) fn reserve(&mut self, seat: Seat, now: Timestamp) -> Result<bool> {
        if self.has_member(seat.member) {
            return Err(Error::AlreadyExists {
                what: "a seat of this member in the group".into(),
            });
        }
        if self.is_over(now) {
            return Err(Error::WrongState {
                what: Self::WHAT,
                id: self.id.to_string(),
                state: self.state.name(),
                event: "joining after its time",
            });
        }
        if !self.sit(seat, now) {
            return Ok(false);
        }
        self.advance(GroupEvent::Seat)?;
        Ok(true)
    }

    /// What a payment of a member's trade finds now. A member has at most one seat, also when the seat of an earlier trade
    /// lapsed and went to others.
    pub(crate) fn admits(&self, trade: TradeId, member: MemberId, now: Timestamp) -> Admission {
        let has_seat = self.place_of(trade).is_some();
        let can_sit = || self.free(now) > 0 && !self.has_member(member);
        match self.state {
            GroupState::Opening => Admission::Seat,
            GroupState::Running if self.is_over(now) => Admission::TooLate,
            GroupState::Running if has_seat || can_sit() => Admission::Seat,
            GroupState::Running | GroupState::Succeeded => Admission::Full,
            GroupState::Failing | GroupState::Failed => Admission::TooLate,
        }
    }

    /// A seat is paid; only after [`admits`](Self::admits) said that there is one. The first one starts the group's hours, the last
    /// one makes it full.
    pub(crate) fn pay(&mut self, seat: Seat, now: Timestamp) -> Result<()> {
        if let Some(place) = self.place_of(seat.trade) {
            self.seats[place].state = SeatState::Firm;
        } else {
            let firm = Seat {
                state: SeatState::Firm,
                ..seat
            };
            if !self.sit(firm, now) {
                return Err(Error::internal("a seat was paid that is not there"));
            }
        }
        if self.state == GroupState::Opening {
            self.expires_at = Some(now.plus_minutes(self.terms.hours.saturating_mul(60)));
            return self.advance(GroupEvent::Open);
        }
        self.advance(if self.firm() == self.terms.size {
            GroupEvent::Fill
        } else {
            GroupEvent::Seat
        })
    }

    /// An unpaid trade was closed: its seat, if it still has one, is free. `true`: something changed.
    pub(crate) fn release(&mut self, trade: TradeId) -> Result<bool> {
        let Some(place) = self.place_of(trade) else {
            return Ok(false);
        };
        if self.seats[place].state != SeatState::Reserved {
            return Err(Error::internal("an unpaid trade has a firm seat"));
        }
        self.seats.remove(place);
        match self.state {
            GroupState::Opening => self.advance(GroupEvent::Abandon)?,
            GroupState::Running => self.advance(GroupEvent::Seat)?,
            // What was over had let go of it.
            GroupState::Succeeded | GroupState::Failing | GroupState::Failed => {}
        }
        Ok(true)
    }

    /// Its time is over: it fails, or is completed by nobody where its terms say so. Seats that are not paid are let go.
    pub(crate) fn expire(&mut self) -> Result<()> {
        let firm = self.firm();
        let virtually = self.terms.virtual_from.is_some_and(|least| firm >= least);
        self.advance(if virtually {
            GroupEvent::CompleteVirtually
        } else {
            GroupEvent::Expire
        })?;
        if virtually {
            self.virtual_seats = self.terms.size.saturating_sub(firm);
        }
        self.seats.retain(|seat| seat.state == SeatState::Firm);
        Ok(())
    }

    /// An operator ends it.
    pub(crate) fn cancel(&mut self, now: Timestamp) -> Result<()> {
        self.advance(GroupEvent::Cancel)?;
        self.expires_at = Some(now);
        self.seats.retain(|seat| seat.state == SeatState::Firm);
        Ok(())
    }

    /// The next orders to refund, at most so many; their seats are marked. The last ones settle the group.
    pub(crate) fn refund_next(&mut self, limit: usize) -> Result<Vec<OrderId>> {
        let mut orders = Vec::new();
        for seat in &mut self.seats {
            if orders.len() == limit {
                break;
            }
            if seat.state == SeatState::Firm {
                seat.state = SeatState::Refunded;
                orders.push(seat.order);
            }
        }
        self.advance(if self.firm() == 0 {
            GroupEvent::Settle
        } else {
            GroupEvent::Refund
        })?;
        Ok(orders)
    }
}

pub(crate) const GROUP: Table = Table {
    name: "groups",
    columns: &[
        Column::id("sale"),
        Column::id("joinable"),
        Column::text("state"),
        Column::time("expires_at"),
        Column::time("due_at"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "due",
            columns: &["due_at"],
            unique: false,
        },
        Index {
            name: "joinable",
            columns: &["joinable", "expires_at"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Group {
    const TABLE: TableId = tables::GROUP;
    const WHAT: &'static str = "group";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        let running = self.state == GroupState::Running;
        let waits = running || self.state == GroupState::Failing;
        vec![
            self.sale.into(),
            Value::or_null(running.then_some(self.sale)),
            self.state.name().into(),
            Value::or_null(self.expires_at),
            Value::or_null(self.expires_at.filter(|_| waits)),
        ]
    }
}
