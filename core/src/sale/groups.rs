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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(kind: &str, at: u8) -> Id {
        Id::derived(kind, &[&[at]])
    }

    fn minute(at: u32) -> Timestamp {
        Timestamp::parse("2026-11-22T10:00:00+08:00")
            .unwrap()
            .plus_minutes(at)
    }

    fn seat(at: u8, held_until: u32) -> Seat {
        Seat {
            member: MemberId(id("member", at)),
            trade: TradeId(id("trade", at)),
            order: OrderId(id("order", at)),
            state: SeatState::Reserved,
            held_until: minute(held_until),
        }
    }

    /// Opened by member 0, not paid.
    fn group(size: u32, virtual_from: Option<u32>) -> Group {
        Group {
            id: GroupId(id("group", 1)),
            sale: crate::kernel::CampaignId(id("sale", 1)),
            merchant: MerchantId(id("merchant", 1)),
            node: NodeId(id("node", 1)),
            terms: GroupTerms {
                size,
                hours: 1,
                virtual_from,
            },
            state: GroupState::Opening,
            opened_at: minute(0),
            expires_at: None,
            seats: vec![seat(0, 15)],
            virtual_seats: 0,
        }
    }

    #[test]
    fn its_hours_begin_when_its_opener_pays() {
        let mut group = group(2, None);
        assert!(!group.takes_members(minute(1)));
        group.pay(seat(0, 15), minute(10)).unwrap();
        assert_eq!(group.state, GroupState::Running);
        assert_eq!(group.expires_at, Some(minute(70)));
        assert!(group.takes_members(minute(69)) && !group.takes_members(minute(70)));
    }

    #[test]
    fn a_held_seat_is_nobody_elses_and_a_lapsed_one_goes_to_who_comes() {
        let mut group = group(2, None);
        group.pay(seat(0, 15), minute(0)).unwrap();
        assert!(group.reserve(seat(1, 20), minute(5)).unwrap());
        assert!(!group.reserve(seat(2, 34), minute(19)).unwrap());
        assert!(group.reserve(seat(2, 35), minute(20)).unwrap());
        let (one, two) = (seat(1, 0), seat(2, 0));
        assert_eq!(
            group.admits(one.trade, one.member, minute(21)),
            Admission::Full
        );
        assert_eq!(
            group.admits(two.trade, two.member, minute(21)),
            Admission::Seat
        );
        // The seat of the second one has lapsed as well: the first to pay gets it.
        assert_eq!(
            group.admits(one.trade, one.member, minute(35)),
            Admission::Seat
        );
        group.pay(one, minute(35)).unwrap();
        assert_eq!(group.state, GroupState::Succeeded);
        assert_eq!(
            group.admits(two.trade, two.member, minute(36)),
            Admission::Full
        );
    }

    #[test]
    fn who_lost_a_seat_and_took_another_does_not_get_two() {
        let mut group = group(3, None);
        group.pay(seat(0, 15), minute(0)).unwrap();
        group.reserve(seat(1, 5), minute(0)).unwrap();
        group.reserve(seat(2, 15), minute(0)).unwrap();
        group.reserve(seat(3, 20), minute(5)).unwrap();
        // Member 1 comes again with another trade once member 2 has lapsed.
        let again = Seat {
            trade: TradeId(id("trade", 9)),
            ..seat(1, 30)
        };
        assert!(group.reserve(again.clone(), minute(16)).unwrap());
        let first = seat(1, 0);
        assert_eq!(
            group.admits(first.trade, first.member, minute(25)),
            Admission::Full
        );
        assert_eq!(
            group.admits(again.trade, again.member, minute(25)),
            Admission::Seat
        );
    }

    /// What can happen to a group.
    #[derive(Clone, Copy, Debug)]
    enum Happens {
        Reserve(u8),
        Pay(u8),
        Close(u8),
        Expire,
        Cancel,
        Refund(usize),
        Wait(u32),
    }

    fn anything() -> impl Strategy<Value = Happens> {
        prop_oneof![
            4 => (1_u8..8).prop_map(Happens::Reserve),
            4 => (0_u8..8).prop_map(Happens::Pay),
            2 => (0_u8..8).prop_map(Happens::Close),
            1 => Just(Happens::Expire),
            1 => Just(Happens::Cancel),
            2 => (1_usize..4).prop_map(Happens::Refund),
            3 => (1_u32..20).prop_map(Happens::Wait),
        ]
    }

    proptest! {
        #[test]
        fn whatever_happens_no_seat_is_sold_twice_and_whoever_paid_has_a_seat_until_refunded(
            size in 2_u32..5,
            virtual_from in proptest::option::of(1_u32..2),
            steps in proptest::collection::vec(anything(), 1..60),
        ) {
            let mut group = group(size, virtual_from);
            let mut now = 0;
            // Trades: pending, closed or paid.
            let mut pending = std::collections::BTreeSet::from([0_u8]);
            let mut placed = pending.clone();
            let mut paid = std::collections::BTreeSet::new();
            let mut refunded = std::collections::BTreeSet::new();
            for step in steps {
                let before = group.clone();
                let at = minute(now);
                match step {
                    Happens::Wait(minutes) => now += minutes,
                    Happens::Reserve(who) if !placed.contains(&who) => {
                        if group.reserve(seat(who, now + 15), at) == Ok(true) {
                            pending.insert(who);
                            placed.insert(who);
                        } else {
                            group = before;
                        }
                    }
                    Happens::Pay(who) if pending.contains(&who) => {
                        let seat = seat(who, now);
                        if group.admits(seat.trade, seat.member, at) == Admission::Seat {
                            group.pay(seat, at).unwrap();
                            paid.insert(who);
                            pending.remove(&who);
                        }
                    }
                    Happens::Close(who) if pending.remove(&who) => {
                        group.release(seat(who, now).trade).unwrap();
                    }
                    Happens::Expire if group.is_over(at) && group.expire().is_err() => {
                        group = before;
                    }
                    Happens::Cancel if group.cancel(at).is_err() => group = before,
                    Happens::Refund(limit) => match group.refund_next(limit) {
                        Ok(orders) => {
                            prop_assert!(orders.len() <= limit);
                            for order in orders {
                                let who = (0..8).find(|who| seat(*who, 0).order == order);
                                prop_assert!(refunded.insert(who.unwrap()), "refunded twice");
                            }
                        }
                        Err(_) => group = before,
                    },
                    _ => {}
                }
                let with = |state: SeatState| -> std::collections::BTreeSet<u8> {
                    let seats = group.seats.iter().filter(|seat| seat.state == state);
                    let trades: Vec<TradeId> = seats.map(|seat| seat.trade).collect();
                    (0..8).filter(|who| trades.contains(&seat(*who, 0).trade)).collect()
                };
                prop_assert!(group.seats.len() + group.virtual_seats as usize <= size as usize);
                let firm = with(SeatState::Firm);
                prop_assert_eq!(&with(SeatState::Refunded), &refunded);
                prop_assert_eq!(firm.union(&refunded).copied().collect::<std::collections::BTreeSet<_>>(), paid.clone());
                prop_assert!(with(SeatState::Reserved).is_subset(&pending));
                match group.state {
                    GroupState::Opening => prop_assert!(paid.is_empty()),
                    GroupState::Running => prop_assert!(group.firm() > 0 && group.firm() < size),
                    GroupState::Succeeded => {
                        prop_assert_eq!(group.firm() + group.virtual_seats, size);
                        prop_assert!(refunded.is_empty());
                    }
                    GroupState::Failing => prop_assert!(!firm.is_empty()),
                    GroupState::Failed => prop_assert!(firm.is_empty()),
                }
            }
        }
    }
}
