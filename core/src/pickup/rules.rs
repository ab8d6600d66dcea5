//! Counting wrong codes, and what a code may open. Pure. RULES §6.

use super::records::Throttle;
use crate::kernel::Timestamp;
use crate::order::{Order, OrderState};

impl Throttle {
    /// Until when the operator is blocked, if they are.
    pub(super) fn blocked(&self, now: Timestamp) -> Option<Timestamp> {
        self.blocked_until.filter(|until| now < *until)
    }

    /// Counts one more miss. The miss that reaches `limit` within `minutes` blocks for as many minutes and begins a new
    /// count; answers until when.
    pub(super) fn miss(&mut self, now: Timestamp, limit: u32, minutes: u32) -> Option<Timestamp> {
        self.misses.retain(|at| now < at.plus_minutes(minutes));
        self.misses.push(now);
        self.blocked_until = None;
        if self.misses.len() >= usize::try_from(limit).unwrap_or(usize::MAX) {
            self.misses.clear();
            self.blocked_until = Some(now.plus_minutes(minutes));
        }
        self.blocked_until
    }
}

/// What a live code stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Opens {
    /// The goods lie at the station.
    Goods,
    /// They are not there yet.
    Later,
    /// Nothing is left to collect.
    Nothing,
}

/// What the live code of an order opens. An order that counts as received because its time ran out still lies at the
/// station: its code opens it, once.
pub(super) fn opens(order: &Order) -> Opens {
    let ready = order
        .pickup
        .as_ref()
        .is_some_and(|pickup| pickup.ready_at.is_some());
    match order.state {
        OrderState::PendingReceipt | OrderState::PendingReview | OrderState::Completed if ready => {
            Opens::Goods
        }
        OrderState::PendingPayment
        | OrderState::PendingShipment
        | OrderState::PendingReceipt
        | OrderState::PendingReview
        | OrderState::Completed => Opens::Later,
        OrderState::Closed => Opens::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Id, StationId, UserId};

    fn throttle() -> Throttle {
        Throttle {
            station: StationId(Id::MIN),
            operator: UserId(Id::MIN),
            misses: Vec::new(),
            blocked_until: None,
        }
    }

    fn minute(minute: u32) -> Timestamp {
        Timestamp::MIN.plus_minutes(1_000_000 + minute)
    }

    #[test]
    fn the_tenth_miss_in_fifteen_minutes_blocks_for_fifteen() {
        let mut throttle = throttle();
        for at in 0..9 {
            assert_eq!(throttle.miss(minute(at), 10, 15), None);
        }
        assert_eq!(throttle.miss(minute(9), 10, 15), Some(minute(24)));
        assert_eq!(throttle.blocked(minute(23)), Some(minute(24)));
        assert_eq!(throttle.blocked(minute(24)), None);
        assert_eq!(
            throttle.miss(minute(24), 10, 15),
            None,
            "a new count begins"
        );
    }

    #[test]
    fn misses_older_than_fifteen_minutes_do_not_count() {
        let mut throttle = throttle();
        for at in 0..100 {
            assert_eq!(throttle.miss(minute(at * 2), 10, 15), None);
        }
        assert!(throttle.misses.len() < 10);
    }
}
