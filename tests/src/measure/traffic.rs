//! Members who place orders and pay them.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use linli::catalog::Fulfilment;
use linli::kernel::{Actor, Points, Text};
use linli::order::{CartUse, PlaceOrder, PlacedTrade, Wanted, WantedLine};
use linli::payment::ReportPayment;

use super::Result;
use super::figures::{Times, per_second};
use super::setup::{MERCHANTS, Town};

/// Places orders for a share of a town's members, one after another: the same ones in every run.
pub(super) struct Shopper {
    number: usize,
    of: usize,
    dice: u64,
    goods: Goods,
}

/// What is bought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Goods {
    /// One to three SKUs of all.
    All,
    /// One unit of one and the same SKU.
    One,
}

impl Shopper {
    /// The `number`th of `of` shoppers; no two share a member.
    pub(super) fn new(number: usize, of: usize) -> Self {
        Self::of(number, of, Goods::All)
    }

    /// The same, for these goods.
    pub(super) fn of(number: usize, of: usize, goods: Goods) -> Self {
        Self {
            goods,
            number,
            of,
            dice: (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15),
        }
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        usize::try_from(self.dice >> 33).unwrap_or(0) % sides
    }

    /// Some member's order: one to three SKUs, to be collected.
    pub(super) fn order(&mut self, town: &Town) -> (Actor, PlaceOrder) {
        // Neighbours in time are no neighbours in the store.
        let who = self.roll(town.members.len() / self.of) * self.of + self.number;
        let member = town.members[who];
        let station = town.stations[self.roll(town.stations.len())];
        // All lines from one merchant, so that a trade has one order.
        let (first, more) = match self.goods {
            Goods::All => (self.roll(town.skus.len()), self.roll(3)),
            Goods::One => (0, 0),
        };
        let lines = (0..=more)
            .map(|line| WantedLine {
                sku: town.skus[(first + MERCHANTS * line) % town.skus.len()],
                quantity: 1 + u32::try_from(line).unwrap_or(0),
                fulfilment: Fulfilment::Pickup,
                sale: None,
            })
            .collect();
        let wanted = Wanted {
            member,
            lines,
            station: Some(station),
            points: Points::ZERO,
            coupons: linli::pricing::CouponChoice::None,
        };
        let order = PlaceOrder {
            wanted,
            expected_total: None,
            notes: Vec::new(),
            cart: CartUse::Keep,
        };
        (Actor::user(town.tenant, member), order)
    }
}

/// The provider's report of a trade's payment.
pub(super) fn payment(town: &Town, placed: &PlacedTrade) -> Result<ReportPayment> {
    Ok(ReportPayment {
        trade: placed.trade,
        provider: Text::new("wechat")?,
        number: Text::new(format!("4200{}", placed.trade))?,
        amount: placed.total,
        currency: "CNY".to_owned(),
        paid_at: linli::kernel::Clock::now(&*town.clock),
        evidence: Text::new("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")?,
    })
}

/// What callers on threads of their own got done.
#[derive(Default)]
pub(super) struct Traffic {
    pub(super) placing: Times,
    pub(super) paying: Times,
    pub(super) both: Times,
    pub(super) trades: Vec<PlacedTrade>,
    pub(super) elapsed: Duration,
}

impl Traffic {
    /// Orders placed and paid per second.
    pub(super) fn rate(&self) -> f64 {
        per_second(self.both.len(), self.elapsed)
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.placing.join(&other.placing);
        self.paying.join(&other.paying);
        self.both.join(&other.both);
        self.trades.extend_from_slice(&other.trades);
    }
}

/// When callers stop.
#[derive(Clone, Copy)]
pub(super) enum Until {
    /// So much time has passed.
    Time(Duration),
    /// Each has so many orders.
    Orders(usize),
}

impl Until {
    fn goes_on(self, began: Instant, orders: usize) -> bool {
        match self {
            Self::Time(time) => began.elapsed() < time,
            Self::Orders(count) => orders < count,
        }
    }
}

/// So many callers place and pay one order after another, each with members of its own.
pub(super) fn run(town: &Town, callers: usize, until: Until) -> Result<Traffic> {
    let shoppers = (0..callers).map(|number| Shopper::new(number, callers));
    run_as(town, shoppers.collect(), until)
}

/// So many callers as there are shoppers.
pub(super) fn run_as(town: &Town, shoppers: Vec<Shopper>, until: Until) -> Result<Traffic> {
    let start = Barrier::new(shoppers.len() + 1);
    let (mut all, elapsed) = thread::scope(|scope| {
        let threads: Vec<_> = (shoppers.into_iter())
            .map(|mut shopper| {
                let start = &start;
                scope.spawn(move || {
                    start.wait();
                    let began = Instant::now();
                    let mut traffic = Traffic::default();
                    while until.goes_on(began, traffic.trades.len()) {
                        shop(town, &mut shopper, &mut traffic)?;
                    }
                    Ok(traffic)
                })
            })
            .collect();
        start.wait();
        let began = Instant::now();
        let mut all = Traffic::default();
        for thread in threads {
            let traffic: Result<Traffic> = thread.join().map_err(|_| "a caller panicked")?;
            all.join(&traffic?);
        }
        Ok::<_, super::Failure>((all, began.elapsed()))
    })?;
    all.elapsed = elapsed;
    Ok(all)
}

/// Places one order and pays it.
pub(super) fn shop(town: &Town, shopper: &mut Shopper, traffic: &mut Traffic) -> Result<()> {
    let (actor, order) = shopper.order(town);
    let id = town.id()?;
    let mut placing = Times::default();
    let mut paying = Times::default();
    let placed = traffic.both.time(|| {
        let placed = placing.time(|| town.engine.place_order(&actor, id, order))?;
        let (id, report) = (town.id()?, payment(town, &placed)?);
        paying.time(|| town.engine.report_payment(&town.system, id, report))?;
        Ok::<_, super::Failure>(placed)
    })?;
    traffic.trades.push(placed);
    traffic.placing.join(&placing);
    traffic.paying.join(&paying);
    Ok(())
}

/// Places so many orders in one call, each by its own member.
pub(super) fn place_group(
    town: &Town,
    shopper: &mut Shopper,
    count: usize,
) -> Result<Vec<PlacedTrade>> {
    let mut commands = Vec::with_capacity(count);
    for _ in 0..count {
        let (member, order) = shopper.order(town);
        commands.push((member, town.id()?, order));
    }
    let answers = town.engine.execute_each(commands)?;
    Ok(answers.into_iter().collect::<linli::Result<_>>()?)
}

/// Reports the payments of trades in one call.
pub(super) fn pay_group(town: &Town, trades: &[PlacedTrade]) -> Result<()> {
    let commands = trades
        .iter()
        .map(|placed| Ok((town.id()?, payment(town, placed)?)))
        .collect::<Result<Vec<_>>>()?;
    for answer in town.engine.execute_all(&town.system, commands)? {
        answer?;
    }
    Ok(())
}

/// Places and pays so many orders as fast as one call can.
pub(super) fn paid_orders(
    town: &Town,
    shopper: &mut Shopper,
    count: usize,
) -> Result<Vec<PlacedTrade>> {
    const AT_ONCE: usize = 512;
    let mut trades = Vec::with_capacity(count);
    while trades.len() < count {
        let placed = place_group(town, shopper, AT_ONCE.min(count - trades.len()))?;
        pay_group(town, &placed)?;
        trades.extend(placed);
    }
    Ok(trades)
}
