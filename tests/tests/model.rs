//! Random commands against a naive oracle: plain maps, no engine, no records. Every answer and every final figure agrees,
//! and they leave the same rows on every store; what fails is shrunk.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Arc;

use linli::Error;
use linli::kernel::{OrderId, Points};
use linli::order::{
    CancelLine, CancelOrder, CartUse, OrderState, PlaceOrder, PlacedTrade, TradeState,
};
use linli::payment::PaymentOutcome;
use linli::schema::tables;
use linli::store::{MemoryStore, Store};
use linli_tests::shop::{Shop, ShopOptions, fen, points, text};
use linli_tests::sim::findings;
use linli_tests::snapshot::{rows_of, snapshot};
use linli_tests::stores::Kind;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const STOCK: i64 = 12;
const POINTS: i64 = 400;

#[derive(Clone, Debug)]
enum Op {
    Place {
        member: usize,
        lines: Vec<(usize, u32)>,
        points: i64,
    },
    Pay {
        trade: usize,
        more: i64,
        number: u8,
    },
    CancelTrade {
        trade: usize,
    },
    CancelOrder {
        order: usize,
        line: usize,
        units: u32,
    },
    Receive {
        sku: usize,
        units: i64,
    },
    Pass {
        minutes: u32,
    },
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        6 => (0..3_usize, prop::collection::vec((0..5_usize, 1..5_u32), 1..5), prop_oneof![Just(0), 1..600_i64])
            .prop_map(|(member, lines, points)| Op::Place { member, lines, points }),
        5 => (0..12_usize, prop_oneof![4 => Just(0), 1 => 1..3_i64], 0..3_u8)
            .prop_map(|(trade, more, number)| Op::Pay { trade, more, number }),
        1 => (0..12_usize).prop_map(|trade| Op::CancelTrade { trade }),
        3 => (0..16_usize, 0..4_usize, 0..4_u32).prop_map(|(order, line, units)| Op::CancelOrder { order, line, units }),
        1 => (0..5_usize, 1..9_i64).prop_map(|(sku, units)| Op::Receive { sku, units }),
        2 => (1..25_u32).prop_map(|minutes| Op::Pass { minutes }),
    ]
}

/// Largest remainder, written down as RULES §4 says it, one unit after another.
fn divide(amount: i64, weights: &[i64]) -> Vec<i64> {
    let total: i64 = weights.iter().sum();
    if amount == 0 {
        return vec![0; weights.len()];
    }
    let mut shares: Vec<i64> = weights
        .iter()
        .map(|weight| amount * weight / total)
        .collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|place| (-(amount * weights[*place] % total), *place));
    let left = amount - shares.iter().sum::<i64>();
    for place in order.iter().take(usize::try_from(left).unwrap()) {
        shares[*place] += 1;
    }
    shares
}

#[derive(Clone, Debug)]
struct Line {
    sku: usize,
    units: i64,
    cash: i64,
    points: i64,
    back_units: i64,
    back_cash: i64,
    back_points: i64,
}

#[derive(Clone, Debug)]
struct OracleOrder {
    trade: usize,
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct OracleTrade {
    member: usize,
    total: i64,
    orders: Vec<usize>,
    state: TradeState,
    due: i64,
    reports: BTreeMap<u8, (i64, PaymentOutcome)>,
}

/// What should be, in plain figures.
#[derive(Default)]
struct Oracle {
    now: i64,
    available: Vec<i64>,
    reserved: Vec<i64>,
    sold: Vec<i64>,
    price: Vec<i64>,
    merchant: Vec<usize>,
    wallet: Vec<i64>,
    trades: Vec<OracleTrade>,
    orders: Vec<OracleOrder>,
    /// Money that has to go back, refund by refund.
    refunds: Vec<i64>,
}

impl Oracle {
    fn place(
        &mut self,
        member: usize,
        lines: &[(usize, u32)],
        wanted: i64,
    ) -> Result<i64, &'static str> {
        let gross: Vec<i64> = lines
            .iter()
            .map(|(sku, units)| self.price[*sku] * i64::from(*units))
            .collect();
        let goods: i64 = gross.iter().sum();
        let used = wanted.min(self.wallet[member]).min(goods / 2);
        let shares = divide(used, &gross);
        let mut left = self.available.clone();
        for (sku, units) in lines {
            left[*sku] -= i64::from(*units);
            if left[*sku] < 0 {
                return Err("out_of_stock");
            }
        }
        self.available = left;
        self.wallet[member] -= used;
        let trade = self.trades.len();
        let mut merchants: Vec<usize> = lines.iter().map(|(sku, _)| self.merchant[*sku]).collect();
        merchants.sort_unstable();
        merchants.dedup();
        let mut orders = Vec::new();
        for merchant in merchants {
            let mut of = Vec::new();
            for (place, (sku, units)) in lines.iter().enumerate() {
                if self.merchant[*sku] == merchant {
                    self.reserved[*sku] += i64::from(*units);
                    of.push(Line {
                        sku: *sku,
                        units: i64::from(*units),
                        cash: gross[place] - shares[place],
                        points: shares[place],
                        back_units: 0,
                        back_cash: 0,
                        back_points: 0,
                    });
                }
            }
            orders.push(self.orders.len());
            self.orders.push(OracleOrder { trade, lines: of });
        }
        self.trades.push(OracleTrade {
            member,
            total: goods - used,
            orders,
            state: TradeState::Pending,
            due: self.now + 30,
            reports: BTreeMap::new(),
        });
        Ok(goods - used)
    }

    fn pay(&mut self, trade: usize, more: i64, number: u8) -> Result<PaymentOutcome, &'static str> {
        let amount = self.trades[trade].total + more;
        if let Some((paid, outcome)) = self.trades[trade].reports.get(&number) {
            return if *paid == amount {
                Ok(*outcome)
            } else {
                Err("already_exists")
            };
        }
        let outcome = match self.trades[trade].state {
            TradeState::Pending if more == 0 => PaymentOutcome::Accepted,
            TradeState::Pending => PaymentOutcome::WrongAmount,
            TradeState::Paid => PaymentOutcome::Double,
            TradeState::Closed => PaymentOutcome::Late,
        };
        match outcome {
            PaymentOutcome::Accepted => {
                self.trades[trade].state = TradeState::Paid;
                for order in self.trades[trade].orders.clone() {
                    for line in self.orders[order].lines.clone() {
                        self.reserved[line.sku] -= line.units;
                        self.sold[line.sku] += line.units;
                    }
                }
            }
            PaymentOutcome::WrongAmount => {}
            PaymentOutcome::Late | PaymentOutcome::Double => self.refunds.push(amount),
        }
        self.trades[trade].reports.insert(number, (amount, outcome));
        Ok(outcome)
    }

    fn close(&mut self, trade: usize) -> Result<(), &'static str> {
        if self.trades[trade].state != TradeState::Pending {
            return Err("wrong_state");
        }
        self.trades[trade].state = TradeState::Closed;
        for order in self.trades[trade].orders.clone() {
            for line in self.orders[order].lines.clone() {
                self.reserved[line.sku] -= line.units;
                self.available[line.sku] += line.units;
                self.wallet[self.trades[trade].member] += line.points;
            }
        }
        Ok(())
    }

    /// Units of one line, or with 0 units everything that is left.
    fn cancel(&mut self, order: usize, line: usize, units: i64) -> Result<(), &'static str> {
        let trade = self.orders[order].trade;
        let whole = |lines: &[Line]| lines.iter().all(|line| line.units == line.back_units);
        if self.trades[trade].state != TradeState::Paid || whole(&self.orders[order].lines) {
            return Err("wrong_state");
        }
        let parts: Vec<(usize, i64)> = if units == 0 {
            let lines = self.orders[order].lines.iter().enumerate();
            lines
                .map(|(place, line)| (place, line.units - line.back_units))
                .filter(|(_, units)| *units > 0)
                .collect()
        } else {
            vec![(line, units)]
        };
        let mut refund = 0;
        for (place, units) in parts {
            let Some(line) = self.orders[order].lines.get_mut(place) else {
                return Err("invalid_field");
            };
            if line.back_units + units > line.units {
                return Err("invalid_field");
            }
            line.back_units += units;
            // What k of n units are worth, money before points.
            let worth = (line.cash + line.points) * line.back_units / line.units;
            let cash = worth.min(line.cash);
            refund += cash - line.back_cash;
            let returned = worth - cash - line.back_points;
            line.back_cash = cash;
            line.back_points += returned;
            let sku = line.sku;
            self.sold[sku] -= units;
            self.available[sku] += units;
            self.wallet[self.trades[trade].member] += returned;
        }
        self.refunds.push(refund);
        Ok(())
    }

    fn pass(&mut self, minutes: u32) {
        self.now += i64::from(minutes);
        for trade in 0..self.trades.len() {
            if self.trades[trade].due <= self.now {
                let _ = self.close(trade);
            }
        }
    }

    /// 1 point per 1.00 kept, per order, as long as it is not active.
    fn pending(&self, member: usize) -> i64 {
        let paid = self.orders.iter().filter(|order| {
            let trade = &self.trades[order.trade];
            trade.member == member && trade.state == TradeState::Paid
        });
        paid.map(|order| {
            order
                .lines
                .iter()
                .map(|line| line.cash - line.back_cash)
                .sum::<i64>()
                / 100
        })
        .sum()
    }
}

/// The shop beside the oracle. Only collected goods of two merchants, so that orders are per merchant.
struct Beside {
    shop: Shop,
    skus: Vec<usize>,
    oracle: Oracle,
    trades: Vec<PlacedTrade>,
    orders: Vec<OrderId>,
}

impl Beside {
    fn new(store: Arc<dyn Store>) -> Self {
        let options = ShopOptions {
            stock: STOCK,
            points: POINTS,
            members: 3,
            ..ShopOptions::default()
        };
        let shop = Shop::with(store, &options);
        let collected = |place: &usize| {
            let sku = &shop.skus[*place];
            sku.parts.is_empty() && sku.ways[0] == linli::catalog::Fulfilment::Pickup
        };
        let skus: Vec<usize> = (0..shop.skus.len()).filter(collected).take(5).collect();
        // Orders come sorted by the merchants' ids.
        let oracle = Oracle {
            available: vec![STOCK; 5],
            reserved: vec![0; 5],
            sold: vec![0; 5],
            price: skus
                .iter()
                .map(|place| shop.skus[*place].price.units())
                .collect(),
            merchant: skus
                .iter()
                .map(|place| shop.skus[*place].merchant)
                .collect(),
            wallet: vec![POINTS; 3],
            ..Oracle::default()
        };
        assert!(shop.merchants.is_sorted());
        Self {
            shop,
            skus,
            oracle,
            trades: Vec::new(),
            orders: Vec::new(),
        }
    }

    fn run(&mut self, op: &Op) {
        let shop = &self.shop;
        match op {
            Op::Place {
                member,
                lines,
                points: wanted,
            } => {
                let wanted_lines: Vec<(usize, u32)> = lines
                    .iter()
                    .map(|(sku, units)| (self.skus[*sku], *units))
                    .collect();
                let mut cart = shop.wanted(*member, &wanted_lines);
                cart.points = points(*wanted);
                let order = PlaceOrder {
                    wanted: cart,
                    expected_total: None,
                    notes: Vec::new(),
                    cart: CartUse::Keep,
                };
                let placed =
                    shop.engine
                        .place_order(&shop.members[*member].actor, shop.id(), order);
                let right = self.oracle.place(*member, lines, *wanted);
                assert_eq!(
                    code(&placed.as_ref().map(|placed| placed.total.units())),
                    right
                );
                if let Ok(placed) = placed {
                    self.orders.extend(&placed.orders);
                    self.trades.push(placed);
                }
            }
            Op::Pay {
                trade,
                more,
                number,
            } => {
                let Some(placed) = self.trades.get(*trade) else {
                    return;
                };
                let mut report = shop.payment_of(placed);
                report.number = text(&format!("{}-{number}", placed.trade));
                report.amount = fen(placed.total.units() + more);
                let reported = shop.engine.report_payment(&shop.system, shop.id(), report);
                let right = self.oracle.pay(*trade, *more, *number);
                assert_eq!(code(&reported.as_ref().map(|report| report.outcome)), right);
            }
            Op::CancelTrade { trade } => {
                let Some(placed) = self.trades.get(*trade) else {
                    return;
                };
                let member = self.oracle.trades[*trade].member;
                let cancelled = shop.cancel_trade(member, placed);
                assert_eq!(
                    code(&cancelled.as_ref().copied()),
                    self.oracle.close(*trade)
                );
            }
            Op::CancelOrder { order, line, units } => {
                let Some(id) = self.orders.get(*order).copied() else {
                    return;
                };
                let member = self.oracle.trades[self.oracle.orders[*order].trade].member;
                let part = CancelLine {
                    line: u32::try_from(*line).unwrap(),
                    quantity: *units,
                };
                let cancel = CancelOrder {
                    order: id,
                    lines: if *units == 0 { Vec::new() } else { vec![part] },
                    reason: None,
                };
                let cancelled =
                    shop.engine
                        .cancel_order(&shop.members[member].actor, shop.id(), cancel);
                let right = self.oracle.cancel(*order, *line, i64::from(*units));
                assert_eq!(code(&cancelled.as_ref().map(|_| ())), right);
            }
            Op::Receive { sku, units } => {
                shop.receive_stock(self.skus[*sku], *units).unwrap();
                self.oracle.available[*sku] += units;
            }
            Op::Pass { minutes } => {
                shop.advance_minutes(*minutes);
                shop.run_due();
                self.oracle.pass(*minutes);
            }
        }
    }

    fn compare(&self) {
        let (shop, oracle) = (&self.shop, &self.oracle);
        for (place, sku) in self.skus.iter().enumerate() {
            let right = [
                oracle.available[place],
                oracle.reserved[place],
                oracle.sold[place],
            ];
            assert_eq!(shop.stock(*sku), right, "stock {place}");
        }
        for member in 0..3 {
            let id = shop.members[member].id;
            let balance = shop.engine.points_balance(&shop.system, id).unwrap();
            let lots = Points::total(balance.lots.iter().map(|lot| lot.left)).unwrap();
            assert_eq!(lots.units(), oracle.wallet[member], "points of {member}");
            assert_eq!(
                balance.pending.units(),
                oracle.pending(member),
                "pending points of {member}"
            );
        }
        for (placed, right) in self.trades.iter().zip(&oracle.trades) {
            let trade = shop.engine.trade(&shop.system, placed.trade).unwrap();
            assert_eq!(trade.state, right.state);
            assert_eq!(trade.total.units(), right.total);
        }
        for (id, right) in self.orders.iter().zip(&oracle.orders) {
            let order = shop.order(*id);
            for (line, right) in order.lines.iter().zip(&right.lines) {
                let found = (
                    line.cash.units(),
                    line.points.units(),
                    line.refunded_cash.units(),
                    line.refunded_points.units(),
                );
                assert_eq!(
                    found,
                    (right.cash, right.points, right.back_cash, right.back_points)
                );
            }
            let gone = right.lines.iter().all(|line| line.units == line.back_units);
            let closed = gone || oracle.trades[right.trade].state == TradeState::Closed;
            assert_eq!(order.state == OrderState::Closed, closed);
        }
        let rows = rows_of(&*shop.store, shop.tenant, tables::REFUND).unwrap();
        let cash = |row: &linli::store::Row| {
            let refund: linli::payment::Refund = serde_json::from_str(&row.body).unwrap();
            refund.cash.units()
        };
        let mut refunds: Vec<i64> = rows.iter().map(cash).collect();
        let mut right = oracle.refunds.clone();
        refunds.sort_unstable();
        right.sort_unstable();
        assert_eq!(refunds, right);
        assert_eq!(findings(&*shop.store, shop.tenant), Vec::<String>::new());
        let report = linli::verify::verify(&*shop.store, shop.tenant).unwrap();
        assert_eq!(report.findings, []);
    }
}

fn code<T: Copy>(answer: &Result<T, &Error>) -> Result<T, &'static str> {
    answer.map_err(Error::code)
}

/// Lives random lives on stores of these kinds: on each what the oracle says, and the same rows in the end.
fn check(cases: u32, kinds: &[Kind]) {
    let cases = std::env::var("PROPTEST_CASES").map_or(cases, |cases| cases.parse().unwrap());
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    // The same cases in every run; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` choose others.
    let mut runner = match std::env::var("PROPTEST_RNG_SEED") {
        Ok(_) => TestRunner::new(config),
        Err(_) => TestRunner::new_with_rng(
            config,
            proptest::test_runner::TestRng::deterministic_rng(
                proptest::test_runner::RngAlgorithm::ChaCha,
            ),
        ),
    };
    let ops = prop::collection::vec(op(), 1..40);
    let lived = runner.run(&ops, |ops| {
        let mut rows = Vec::new();
        for opened in kinds.iter().filter_map(|kind| kind.open()) {
            let mut beside = Beside::new(Arc::clone(&opened.store));
            for op in &ops {
                beside.run(op);
            }
            beside.compare();
            rows.push(snapshot(&*opened.store, beside.shop.tenant).unwrap());
        }
        assert!(rows.iter().all(|digest| *digest == rows[0]), "{rows:?}");
        Ok(())
    });
    if let Err(error) = lived {
        panic!("{error}");
    }
}

#[test]
fn random_commands_do_what_the_oracle_says() {
    check(40, &[Kind::Memory]);
}

#[test]
fn random_commands_do_the_same_on_every_store() {
    check(5, &Kind::ALL);
}

/// The oracle can fail: a store that sells what is not there is noticed.
#[test]
fn an_oversold_unit_is_noticed_by_the_oracle() {
    use linli_tests::sabotage::{Canary, Saboteur};
    let noticed = std::panic::catch_unwind(|| {
        let lower: Arc<dyn Store> = Arc::new(MemoryStore::default());
        let mut beside = Beside::new(Arc::new(Saboteur::new(lower, Canary::Oversell)));
        beside.shop.engine = beside.shop.another_engine();
        let lines = vec![(0, u32::try_from(STOCK).unwrap() + 1)];
        beside.run(&Op::Place {
            member: 0,
            lines,
            points: 0,
        });
    });
    assert!(noticed.is_err());
}
