//! What can happen around the last seat of a group, in every order: two payments, closing, cancelling, expiry. RULES §15.
//!
//! Commands run one after another inside a tenant, whoever sends them; so every interleaving is an order of commands, and
//! all orders of a few are tried. However it went, in the end everybody has a seat in a full group or their money back.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::fair::{Fair, fen};
use common::text;
use linli::kernel::{GroupId, MemberId, Money, OrderId};
use linli::order::{CancelTrade, OrderState, PlacedTrade};
use linli::org::SettingsPatch;
use linli::payment::PaymentOutcome;
use linli::sale::{
    CancelGroup, CreateSale, FullGroup, GroupState, GroupTerms, SaleChoice, SaleKind,
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Happens {
    /// The one whose reservation lapsed pays.
    SlowPays,
    /// The one who took the last seat then pays.
    QuickPays,
    /// The member gives up the trade of the last seat.
    QuickGivesUp,
    /// An operator ends the group.
    Cancelled,
    /// The reservation of the last seat lapses.
    Lapses,
    /// The group's time runs out, unnoticed.
    TimePasses,
    /// Due work is done.
    Due,
}

/// A group of two: the opener paid, the slow one's reservation lapsed, the quick one took the seat.
struct Stage {
    fair: Fair,
    group: GroupId,
    first: (MemberId, OrderId),
    slow: (MemberId, PlacedTrade),
    quick: (MemberId, PlacedTrade),
    /// What was reported as paid, per trade.
    paid: BTreeMap<linli::kernel::TradeId, Money>,
}

impl Stage {
    fn new(full: FullGroup, virtual_from: Option<u32>) -> Self {
        let fair = Fair::new();
        fair.set(SettingsPatch {
            group_full: Some(full),
            payment_minutes: Some(600),
            ..SettingsPatch::default()
        });
        let [a, b, c] = fair.members();
        let sale = CreateSale {
            kind: SaleKind::Group(GroupTerms {
                size: 2,
                hours: 1,
                virtual_from,
            }),
            ..fair.group_buy()
        };
        let sale = fair.create(sale).unwrap();
        let first = fair.buys_in(a, SaleChoice::Open(sale));
        let group = fair.group_of(first);
        let slow = fair.order_in(b, 1, SaleChoice::Join(group)).unwrap();
        fair.minutes(15);
        let quick = fair.order_in(c, 1, SaleChoice::Join(group)).unwrap();
        let trade = fair.order(first).trade;
        Self {
            group,
            first: (a, first),
            slow: (b, slow),
            quick: (c, quick),
            paid: BTreeMap::from([(trade, fen(2_500))]),
            fair,
        }
    }

    fn pay(&mut self, placed: &PlacedTrade) {
        self.fair.report(placed);
        self.paid.insert(placed.trade, placed.total);
    }

    fn happens(&mut self, what: Happens) {
        let world = self.fair.world();
        match what {
            Happens::SlowPays => {
                let placed = self.slow.1.clone();
                self.pay(&placed);
            }
            Happens::QuickPays => {
                let placed = self.quick.1.clone();
                self.pay(&placed);
            }
            Happens::QuickGivesUp => {
                let trade = self.quick.1.trade;
                let buyer = self.fair.buyer(self.quick.0);
                // Refused once it is paid or closed.
                let _ = world
                    .engine
                    .cancel_trade(&buyer, world.id(), CancelTrade { trade });
            }
            Happens::Cancelled => {
                let command = CancelGroup {
                    group: self.group,
                    reason: text("货源取消"),
                };
                // Refused unless it is running.
                let _ = world
                    .engine
                    .cancel_group(&world.platform, world.id(), command);
            }
            Happens::Lapses => self.fair.minutes(15),
            Happens::TimePasses => self.fair.minutes(60),
            Happens::Due => self.fair.due(),
        }
    }

    /// Everything comes to its end; answers how the first group ended.
    fn ends(self) -> GroupState {
        self.fair.minutes(180);
        self.fair.due();
        self.fair.sound();
        let mut sold = 0;
        let orders = [
            (self.first.0, self.first.1),
            (self.slow.0, self.slow.1.orders[0]),
            (self.quick.0, self.quick.1.orders[0]),
        ];
        for (member, order) in orders {
            let order = self.fair.order(order);
            let group = order.group.unwrap();
            let state = self.fair.state(group.group);
            let back: i64 = self
                .fair
                .refunds(order.trade)
                .iter()
                .map(|refund| refund.cash.units())
                .sum();
            let paid = self.paid.get(&order.trade).map_or(0, |paid| paid.units());
            if order.state == OrderState::Closed {
                assert_eq!(back, paid, "money back, all of it, once");
                assert!(order.pickup.is_none_or(|pickup| pickup.ready_at.is_none()));
                continue;
            }
            assert_eq!(state, GroupState::Succeeded, "{member} has goods to come");
            assert_eq!((paid, back), (2_500, 0));
            assert!(!group.waits && order.pickup.is_some() && order.delivery_day.is_some());
            sold += 1;
        }
        let view = self.fair.world().engine.group(&self.fair.staff, self.group);
        let view = view.unwrap();
        let figures = self.fair.figures(view.sale);
        assert_eq!(figures, [20 - sold, 0, sold]);
        assert_eq!(self.fair.stock(self.fair.rice), [1_000 - sold, 0, sold]);
        view.state
    }
}

fn orders_of(events: &[Happens]) -> Vec<Vec<Happens>> {
    if events.is_empty() {
        return vec![Vec::new()];
    }
    let mut orders = Vec::new();
    for (place, first) in events.iter().enumerate() {
        let mut rest = events.to_vec();
        rest.remove(place);
        for mut order in orders_of(&rest) {
            order.insert(0, *first);
            orders.push(order);
        }
    }
    orders
}

/// Lives every order of some events under both settings; `succeeds` says of an order whether the group comes about.
fn every_order_of(
    events: &[Happens],
    virtual_from: Option<u32>,
    succeeds: impl Fn(&dyn Fn(Happens, Happens) -> bool) -> bool,
) {
    let mut ends = BTreeMap::<&str, u32>::new();
    for full in [FullGroup::OpensNew, FullGroup::Refunds] {
        for order in orders_of(events) {
            let mut stage = Stage::new(full, virtual_from);
            for what in &order {
                stage.happens(*what);
            }
            let place = |what| order.iter().position(|happens| *happens == what);
            let before = |one, other| match (place(one), place(other)) {
                (Some(one), Some(other)) => one < other,
                (one, _) => one.is_some(),
            };
            let right = if succeeds(&before) {
                GroupState::Succeeded
            } else {
                GroupState::Failed
            };
            assert_eq!(stage.ends(), right, "{order:?} {full:?}");
            *ends.entry(right.name()).or_default() += 1;
        }
    }
    assert!(ends.contains_key("succeeded"), "{ends:?}");
}

#[test]
fn of_two_payments_for_the_last_seat_one_gets_it_in_every_order_with_expiry() {
    use Happens::{Due, Lapses, QuickPays, SlowPays, TimePasses};
    // The seat is the quick one's until it lapses; then it is whoever pays first.
    every_order_of(
        &[SlowPays, QuickPays, Lapses, TimePasses, Due],
        None,
        |before| {
            before(QuickPays, TimePasses)
                || before(Lapses, SlowPays) && before(SlowPays, TimePasses)
        },
    );
}

#[test]
fn cancelling_and_success_exclude_each_other_in_every_order() {
    use Happens::{Cancelled, Lapses, QuickPays, SlowPays};
    every_order_of(&[SlowPays, QuickPays, Cancelled, Lapses], None, |before| {
        before(QuickPays, Cancelled) || before(Lapses, SlowPays) && before(SlowPays, Cancelled)
    });
}

#[test]
fn giving_up_the_last_seat_leaves_it_to_the_other_in_every_order() {
    use Happens::{Due, QuickGivesUp, QuickPays, SlowPays};
    every_order_of(&[SlowPays, QuickPays, QuickGivesUp, Due], None, |before| {
        before(QuickPays, QuickGivesUp) || before(QuickGivesUp, SlowPays)
    });
}

#[test]
fn who_pays_a_group_that_was_completed_by_nobody_opens_another_or_is_refunded() {
    use Happens::{Due, QuickPays, SlowPays, TimePasses};
    every_order_of(&[SlowPays, QuickPays, TimePasses, Due], Some(1), |_| true);
}

#[test]
fn a_payment_that_is_told_twice_counts_once_in_a_group() {
    let mut stage = Stage::new(FullGroup::OpensNew, None);
    let placed = stage.quick.1.clone();
    stage.pay(&placed);
    assert_eq!(stage.fair.report(&placed).outcome, PaymentOutcome::Accepted);
    assert_eq!(stage.ends(), GroupState::Succeeded);
}
