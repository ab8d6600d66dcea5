//! From paid orders to goods in the buyers' hands.

use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use linli::kernel::{Actor, StationId};
use linli::order::PlacedTrade;
use linli::pickup::{ConfirmPickup, PickupDigits, PickupOutcome};
use linli::station::{AcceptDelivery, Arrived};

use super::Result;
use super::figures::{Times, per_second};
use super::setup::Town;

/// A code and where it opens an order.
pub(super) struct Ticket {
    station: StationId,
    digits: PickupDigits,
}

/// Everything that happens until these paid orders can be collected: the days close, the goods are sent and accepted.
pub(super) fn deliver(town: &Town, trades: &[PlacedTrade]) -> Result<Vec<Ticket>> {
    let orders = || trades.iter().flat_map(|trade| &trade.orders);
    let mut days = BTreeSet::new();
    let mut buyers = Vec::new();
    for order in orders() {
        let order = town.engine.order(&town.platform, *order)?;
        days.extend(order.station.zip(order.delivery_day));
        buyers.push((Actor::user(town.tenant, order.member), order.id));
    }
    town.clock.move_days(2);
    loop {
        let report = town.engine.run_due(&town.system, 1_000)?;
        if let Some(failed) = report.failed.into_iter().next() {
            return Err(failed.error.into());
        }
        if report.done == 0 {
            break;
        }
    }
    for (station, day) in days {
        let arrived = AcceptDelivery {
            station,
            day,
            arrived: Arrived::AsSent,
        };
        let leader = town.leader(station);
        town.engine.accept_delivery(&leader, town.id()?, arrived)?;
    }
    let mut tickets = Vec::new();
    for (buyer, order) in buyers {
        let code = town.engine.my_pickup_code(&buyer, order)?;
        let station = code.station;
        let digits = code.digits.ok_or("a code does not open its order")?;
        tickets.push(Ticket { station, digits });
    }
    Ok(tickets)
}

/// What confirming took.
#[derive(Default)]
pub(super) struct Collected {
    pub(super) confirming: Times,
    pub(super) elapsed: Duration,
}

impl Collected {
    /// Orders handed over per second.
    pub(super) fn rate(&self) -> f64 {
        per_second(self.confirming.len(), self.elapsed)
    }
}

/// Hands orders over; so many operators on threads of their own share the tickets.
pub(super) fn collect(town: &Town, tickets: &[Ticket], operators: usize) -> Result<Collected> {
    let start = Barrier::new(operators + 1);
    let share = tickets.len().div_ceil(operators).max(1);
    let mut shares: Vec<&[Ticket]> = tickets.chunks(share).collect();
    shares.resize(operators, &[]);
    thread::scope(|scope| {
        let threads: Vec<_> = shares
            .into_iter()
            .map(|share| {
                let start = &start;
                scope.spawn(move || {
                    let mut confirming = Times::default();
                    start.wait();
                    for ticket in share {
                        let (id, command) = (town.id()?, confirm(ticket));
                        let leader = town.leader(ticket.station);
                        let outcome =
                            confirming.time(|| town.engine.confirm_pickup(&leader, id, command))?;
                        picked_up(&outcome)?;
                    }
                    Ok::<_, super::Failure>(confirming)
                })
            })
            .collect();
        start.wait();
        let began = Instant::now();
        let mut collected = Collected::default();
        for thread in threads {
            let times = thread.join().map_err(|_| "an operator panicked")??;
            collected.confirming.join(&times);
        }
        collected.elapsed = began.elapsed();
        Ok(collected)
    })
}

/// Hands orders over, all in one call.
pub(super) fn collect_all(town: &Town, tickets: &[Ticket]) -> Result<()> {
    let commands = tickets
        .iter()
        .map(|ticket| Ok((town.leader(ticket.station), town.id()?, confirm(ticket))))
        .collect::<Result<Vec<_>>>()?;
    for outcome in town.engine.execute_each(commands)? {
        picked_up(&outcome?)?;
    }
    Ok(())
}

fn confirm(ticket: &Ticket) -> ConfirmPickup {
    ConfirmPickup {
        station: ticket.station,
        code: ticket.digits.clone(),
    }
}

fn picked_up(outcome: &PickupOutcome) -> Result<()> {
    match outcome {
        PickupOutcome::PickedUp { .. } => Ok(()),
        PickupOutcome::Refused(_) => Err("a valid code was refused".into()),
    }
}
