//! Refunds race with everything else that happens to an order: every sequence of a few steps, callbacks sent twice and out
//! of order among them, ends in one consistent result. RULES §11, DESIGN §6 invariants 8, 9, 12, 13.

#![allow(clippy::unwrap_used)] // helpers of tests

#[path = "../../core/tests/common/mod.rs"]
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use common::market::Market;
use common::shop::grant;
use common::{engine_over, text};
use linli::aftersale::{
    AfterSale, AnswerAfterSale, ApplyAfterSale, CaseKind, CaseReason, CaseState, Claim,
    ClaimedLine, ConfirmGoodsBack, GoodsBack, Verdict, WithdrawAfterSale,
};
use linli::catalog::Fulfilment;
use linli::engine::{Event, Record};
use linli::kernel::{
    Actor, Clock, ManualClock, Money, OrderId, Role, StationId, TenantId, Timestamp, TradeId,
};
use linli::order::{
    CancelLine, CancelOrder, CancelTrade, ConfirmReceipt, Order, OrderState, ShipOrder, Trade,
};
use linli::org::{ChangeSettings, GrantScope, SettingsPatch};
use linli::payment::{
    Refund, RefundReason, RefundResult, RefundState, ReportPayment, ReportRefund, RetryRefund,
};
use linli::pickup::{ConfirmPickup, NoShowPolicy, PickupDigits};
use linli::schema::SCHEMA;
use linli::store::{MemoryStore, Scan, Store};
use linli::transfer::{export, import};
use linli::verify::verify;
use linli::{Engine, Error, Result};

/// One step of a race. Steps about a case or refund do what they can with what is there: sent too early they are refused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Act {
    Pay,
    PayAgainOtherwise,
    CancelTrade,
    CancelOne,
    CancelAll,
    Due,
    Settle,
    Ship,
    Receive,
    PickUp,
    Apply,
    ApplyReturn,
    Agree,
    Withdraw,
    GoodsBack,
    Paid,
    Failed,
    Retry,
}

/// A store as it stands, with what the steps need to know.
struct Stage {
    /// The tenant as it stands, exported.
    copy: Vec<u8>,
    now: Timestamp,
    tenant: TenantId,
    system: Actor,
    platform: Actor,
    staff: Actor,
    leader: Actor,
    member: Actor,
    station: StationId,
    trade: TradeId,
    order: OrderId,
    total: Money,
    digits: Option<PickupDigits>,
}

/// One run over a copy of the stage.
struct Run<'a> {
    stage: &'a Stage,
    store: Arc<MemoryStore>,
    engine: Engine,
}

fn settings(market: &Market) {
    let world = &market.world;
    let change = ChangeSettings {
        node: world.group,
        set: SettingsPatch {
            no_show_policy: Some(NoShowPolicy::Close),
            no_show_fee: Some(Money::new(300).unwrap()),
            express_fee: Some(Money::new(800).unwrap()),
            ..SettingsPatch::default()
        },
        inherit: Vec::new(),
    };
    world
        .engine
        .change_settings(&world.platform, world.id(), change)
        .unwrap();
}

impl Stage {
    /// A member's trade of two oranges (29.99 each), partly paid with points; `set` brings it to where the race begins.
    fn new(fulfilment: Fulfilment, set: impl FnOnce(&Market, &Self)) -> Self {
        let market = Market::new();
        settings(&market);
        market.give_points(market.wang, 700);
        let world = &market.world;
        let staff = grant(
            world,
            "staff",
            Role::MerchantStaff,
            GrantScope::Merchant(market.fruit),
        );
        let sku = if fulfilment == Fulfilment::Pickup {
            "F2-3"
        } else {
            "F1-5"
        };
        let mut wanted = market.wanted(market.wang, &[(sku, 2)]);
        wanted.lines[0].fulfilment = fulfilment;
        wanted.station = (fulfilment == Fulfilment::Pickup).then_some(market.station);
        wanted.points = linli::kernel::Points::new(700).unwrap();
        let placed = market.place_wanted(wanted).unwrap();
        let mut stage = Self {
            copy: Vec::new(),
            now: world.clock.now(),
            tenant: world.tenant,
            system: world.system,
            platform: world.platform,
            staff,
            leader: market.leader,
            member: market.member(market.wang),
            station: market.station,
            trade: placed.trade,
            order: placed.orders[0],
            total: placed.total,
            digits: None,
        };
        set(&market, &stage);
        stage.now = world.clock.now();
        stage.digits = world
            .engine
            .my_pickup_code(&stage.member, stage.order)
            .ok()
            .and_then(|code| code.digits);
        export(&*world.store, world.tenant, &mut stage.copy).unwrap();
        stage
    }

    fn run(&self) -> Run<'_> {
        let store = Arc::new(MemoryStore::default());
        store.prepare(&SCHEMA).unwrap();
        import(&*store, &mut self.copy.as_slice()).unwrap();
        let clock = Arc::new(ManualClock::new(self.now));
        let shared: Arc<dyn Store> = Arc::<MemoryStore>::clone(&store);
        Run {
            stage: self,
            engine: engine_over(shared, clock, 9),
            store,
        }
    }
}

fn pay(market: &Market, stage: &Stage) {
    market
        .report(stage.trade, "P-1", stage.total.units())
        .unwrap();
}

fn ship_and_receive(market: &Market, stage: &Stage) {
    pay(market, stage);
    let world = &market.world;
    let ship = ShipOrder {
        order: stage.order,
        carrier: text("顺丰"),
        number: text("SF"),
    };
    world
        .engine
        .ship_order(&stage.staff, world.id(), ship)
        .unwrap();
    let receipt = ConfirmReceipt { order: stage.order };
    world
        .engine
        .confirm_receipt(&stage.member, world.id(), receipt)
        .unwrap();
}

/// At the station, ready for five days less a moment.
fn long_ready(market: &Market, stage: &Stage) {
    pay(market, stage);
    let world = &market.world;
    world.clock.advance_seconds(86_400);
    market.run_due();
    let order = world.engine.order(&world.platform, stage.order).unwrap();
    let accept = linli::station::AcceptDelivery {
        station: stage.station,
        day: order.delivery_day.unwrap(),
        arrived: linli::station::Arrived::AsSent,
    };
    world
        .engine
        .accept_delivery(&stage.leader, world.id(), accept)
        .unwrap();
    for _ in 0..4 {
        world.clock.advance_seconds(86_400);
        market.run_due();
    }
    world.clock.advance_seconds(86_400);
}

impl Run<'_> {
    fn id(&self) -> linli::kernel::CommandId {
        self.engine.new_command_id().unwrap()
    }

    fn all<T: Record>(&self) -> Vec<T> {
        let scan = Scan::all(T::TABLE, 10_000);
        let page = self.store.scan(self.stage.tenant, &scan).unwrap();
        let rows = page.rows.iter();
        rows.map(|row| serde_json::from_str(&row.body).unwrap())
            .collect()
    }

    fn case(&self) -> Option<AfterSale> {
        self.all::<AfterSale>().pop()
    }

    fn order(&self) -> Order {
        let orders = self.all::<Order>();
        orders
            .into_iter()
            .find(|order| order.id == self.stage.order)
            .unwrap()
    }

    fn pay(&self, number: &str) -> Result<()> {
        let report = ReportPayment {
            trade: self.stage.trade,
            provider: text("wechat"),
            number: text(number),
            amount: self.stage.total,
            currency: "CNY".to_owned(),
            paid_at: self.stage.now,
            evidence: text(&"ab".repeat(32)),
        };
        self.engine
            .report_payment(&self.stage.system, self.id(), report)
            .map(|_| ())
    }

    fn cancel(&self, lines: Vec<CancelLine>) -> Result<()> {
        let cancel = CancelOrder {
            order: self.stage.order,
            lines,
            reason: None,
        };
        self.engine
            .cancel_order(&self.stage.member, self.id(), cancel)
            .map(|_| ())
    }

    fn apply(&self, kind: CaseKind) -> Result<()> {
        let apply = ApplyAfterSale {
            order: self.stage.order,
            kind,
            reason: CaseReason::Quality,
            lines: vec![ClaimedLine {
                line: 0,
                quantity: 1,
            }],
            claim: Claim {
                name: text("王小明"),
                phone: text("13800001234"),
                description: text("坏了"),
            },
            pictures: vec![text("a"), text("b")],
        };
        self.engine
            .apply_after_sale(&self.stage.member, self.id(), apply)
            .map(|_| ())
    }

    fn report(&self, refund: &Refund, result: RefundResult) -> Result<()> {
        let report = ReportRefund {
            refund: refund.id,
            result,
            message: None,
            attempt: None,
        };
        self.engine
            .report_refund(&self.stage.system, self.id(), report)
            .map(|_| ())
    }

    fn with_case(&self, act: impl FnOnce(AfterSale) -> Result<()>) -> Result<()> {
        self.case().map_or(Ok(()), act)
    }

    fn with_refunds(&self, act: impl Fn(&Refund) -> Result<()>) -> Result<()> {
        self.all::<Refund>().iter().try_for_each(act)
    }

    fn step(&self, act: Act) -> Result<()> {
        let stage = self.stage;
        match act {
            Act::Pay => self.pay("P-1"),
            Act::PayAgainOtherwise => self.pay("P-2"),
            Act::CancelTrade => {
                let cancel = CancelTrade { trade: stage.trade };
                self.engine.cancel_trade(&stage.member, self.id(), cancel)
            }
            Act::CancelOne => self.cancel(vec![CancelLine {
                line: 0,
                quantity: 1,
            }]),
            Act::CancelAll => self.cancel(Vec::new()),
            Act::Due => {
                let report = self.engine.run_due(&stage.system, 1000)?;
                assert_eq!(report.failed, []);
                Ok(())
            }
            Act::Settle => self.engine.settle(&stage.system, 100).map(|_| ()),
            Act::Ship => {
                let ship = ShipOrder {
                    order: stage.order,
                    carrier: text("顺丰"),
                    number: text("SF"),
                };
                self.engine.ship_order(&stage.staff, self.id(), ship)
            }
            Act::Receive => {
                let receipt = ConfirmReceipt { order: stage.order };
                self.engine
                    .confirm_receipt(&stage.member, self.id(), receipt)
            }
            Act::PickUp => {
                let confirm = ConfirmPickup {
                    station: stage.station,
                    code: stage.digits.clone().unwrap(),
                };
                self.engine
                    .confirm_pickup(&stage.leader, self.id(), confirm)
                    .map(|_| ())
            }
            Act::Apply => self.apply(CaseKind::RefundOnly),
            Act::ApplyReturn => self.apply(CaseKind::Return),
            Act::Agree => self.with_case(|case| {
                let answer = AnswerAfterSale {
                    case: case.id,
                    verdict: Verdict::Agree,
                };
                self.engine
                    .answer_after_sale(&stage.staff, self.id(), answer)
            }),
            Act::Withdraw => self.with_case(|case| {
                let withdraw = WithdrawAfterSale { case: case.id };
                self.engine
                    .withdraw_after_sale(&stage.member, self.id(), withdraw)
            }),
            Act::GoodsBack => self.with_case(|case| {
                let back = ConfirmGoodsBack {
                    case: case.id,
                    lines: vec![GoodsBack {
                        line: 0,
                        sellable: 1,
                    }],
                    kept_gifts: Vec::new(),
                };
                self.engine
                    .confirm_goods_back(&stage.staff, self.id(), back)
            }),
            Act::Paid => self.with_refunds(|refund| self.report(refund, RefundResult::Done)),
            Act::Failed => self.with_refunds(|refund| self.report(refund, RefundResult::Failed)),
            Act::Retry => self.with_refunds(|refund| {
                let retry = RetryRefund { refund: refund.id };
                self.engine.retry_refund(&stage.platform, self.id(), retry)
            }),
        }
    }

    /// What must hold at any moment; answers what has gone back or will.
    fn check(&self, way: &[Act]) {
        let report = verify(&*self.store, self.stage.tenant).unwrap();
        assert!(report.is_clean(), "{way:?}: {:#?}", report.findings);
        let mut back: BTreeMap<Option<OrderId>, i64> = BTreeMap::new();
        for refund in self.all::<Refund>() {
            *back.entry(refund.order).or_default() += refund.cash.units();
        }
        let order = self.order();
        let of_order = back.get(&Some(order.id)).copied().unwrap_or(0);
        assert_eq!(of_order, order.refunded_cash().unwrap().units(), "{way:?}");
        assert!(of_order <= order.cash.units(), "{way:?}");
        // Told of each refund's end once.
        let mut ends = BTreeSet::new();
        let page = self.engine.events(&self.stage.platform, 0, 1000).unwrap();
        for recorded in page.events {
            if let Event::RefundChanged {
                refund,
                state: RefundState::Done,
            } = recorded.event
            {
                assert!(ends.insert(refund), "{way:?}: {refund} ended twice");
            }
        }
    }

    /// Everybody comes home: what is open ends, what is instructed is paid. Then nothing is left over.
    fn finish(&self, way: &[Act]) -> String {
        for act in [
            Act::Withdraw,
            Act::Retry,
            Act::Paid,
            Act::Due,
            Act::Retry,
            Act::Paid,
        ] {
            match self.step(act) {
                Ok(()) => {}
                Err(error) => assert_eq!(error.code(), "wrong_state", "{way:?} {act:?}"),
            }
        }
        self.check(way);
        let order = self.order();
        assert_eq!(order.open_cases, [], "{way:?}");
        let refunds = self.all::<Refund>();
        let undone = refunds
            .iter()
            .filter(|refund| refund.state != RefundState::Done);
        assert_eq!(undone.count(), 0, "{way:?}");
        let cases: Vec<CaseState> = self
            .all::<AfterSale>()
            .iter()
            .map(|case| case.state)
            .collect();
        assert!(cases.iter().all(|state| !state.is_open()), "{way:?}");
        let trade = self.all::<Trade>().pop().unwrap();
        format!(
            "{} {}, {} of 2 back for {}, unapplied {}",
            trade.state.name(),
            order.state.name(),
            order.lines[0].refunded,
            order.refunded_cash().unwrap().units(),
            refunds
                .iter()
                .filter(|refund| refund.order.is_none())
                .map(|refund| refund.cash.units())
                .sum::<i64>(),
        )
    }
}

/// The next sequence in lexicographic order; equal steps are not told apart.
fn next(way: &mut [Act]) -> bool {
    let Some(turn) = way.windows(2).rposition(|pair| pair[0] < pair[1]) else {
        return false;
    };
    let swap = way.iter().rposition(|act| *act > way[turn]).unwrap();
    way.swap(turn, swap);
    way[turn + 1..].reverse();
    true
}

/// Runs every sequence of the steps; answers every outcome with how often it came out. With `LINLI_WAYS=all` the last
/// step takes part too: seven times as many ways.
fn every_way(stage: &Stage, acts: &[Act]) -> BTreeMap<String, u32> {
    let all = std::env::var_os("LINLI_WAYS").is_some();
    let mut way = acts[..acts.len() - usize::from(!all)].to_vec();
    way.sort_unstable();
    let mut outcomes = BTreeMap::new();
    loop {
        let run = stage.run();
        for act in &way {
            match run.step(*act) {
                Ok(()) => {}
                Err(error) => {
                    let code = error.code();
                    let typed = matches!(code, "wrong_state" | "invalid_field" | "limit_exceeded");
                    assert!(typed, "{way:?} {act:?}: {error}");
                }
            }
        }
        run.check(&way);
        *outcomes.entry(run.finish(&way)).or_default() += 1;
        if !next(&mut way) {
            return outcomes;
        }
    }
}

fn names(outcomes: &BTreeMap<String, u32>) -> Vec<&str> {
    for (outcome, ways) in outcomes {
        println!("{ways:6} {outcome}");
    }
    outcomes.keys().map(String::as_str).collect()
}

#[test]
fn payments_twice_and_late_race_with_giving_up() {
    let stage = Stage::new(Fulfilment::Pickup, |market, _| {
        market.world.clock.advance_seconds(31 * 60);
    });
    let acts = [
        Act::Pay,
        Act::Pay,
        Act::PayAgainOtherwise,
        Act::CancelTrade,
        Act::Due,
        Act::Paid,
        Act::Failed,
    ];
    let outcomes = every_way(&stage, &acts);
    // 29.99 × 2 − 7.00 = 52.98: kept once, or given back for each payment.
    assert_eq!(
        names(&outcomes),
        [
            "closed closed, 0 of 2 back for 0, unapplied 10596",
            "paid pending_shipment, 0 of 2 back for 0, unapplied 5298",
        ]
    );
}

#[test]
fn cancelling_in_parts_races_with_shipping_and_the_channel() {
    let stage = Stage::new(Fulfilment::Express, pay);
    let acts = [
        Act::CancelOne,
        Act::CancelOne,
        Act::CancelAll,
        Act::Ship,
        Act::Paid,
        Act::Paid,
        Act::Failed,
    ];
    let outcomes = every_way(&stage, &acts);
    // 39.90 × 2 + 8.00 − 7.00 = 80.80 in money; one unit is 39.90, the fee goes with the last.
    assert_eq!(
        names(&outcomes),
        [
            "paid closed, 2 of 2 back for 8080, unapplied 0",
            "paid pending_receipt, 0 of 2 back for 0, unapplied 0",
            "paid pending_receipt, 1 of 2 back for 3990, unapplied 0",
        ]
    );
}

#[test]
fn a_return_races_with_withdrawal_receipt_and_callbacks_out_of_order() {
    let stage = Stage::new(Fulfilment::Express, |market, stage| {
        pay(market, stage);
        let world = &market.world;
        let ship = ShipOrder {
            order: stage.order,
            carrier: text("顺丰"),
            number: text("SF"),
        };
        world
            .engine
            .ship_order(&stage.staff, world.id(), ship)
            .unwrap();
    });
    let acts = [
        Act::Receive,
        Act::ApplyReturn,
        Act::Agree,
        Act::Withdraw,
        Act::GoodsBack,
        Act::Paid,
        Act::Failed,
    ];
    let outcomes = every_way(&stage, &acts);
    assert_eq!(
        names(&outcomes),
        [
            "paid pending_review, 0 of 2 back for 0, unapplied 0",
            "paid pending_review, 1 of 2 back for 3990, unapplied 0",
        ]
    );
}

#[test]
fn pickup_races_with_the_no_show_policy_and_a_case() {
    let stage = Stage::new(Fulfilment::Pickup, long_ready);
    let acts = [
        Act::PickUp,
        Act::Apply,
        Act::Agree,
        Act::Due,
        Act::Paid,
        Act::Paid,
        Act::Failed,
    ];
    let outcomes = every_way(&stage, &acts);
    // The fee of 3.00 is kept once, of whatever was not refunded before.
    assert_eq!(
        names(&outcomes),
        [
            "paid closed, 2 of 2 back for 4998, unapplied 0",
            "paid pending_review, 0 of 2 back for 0, unapplied 0",
            "paid pending_review, 1 of 2 back for 2999, unapplied 0",
        ]
    );
}

#[test]
fn a_refund_races_with_the_settlement_of_its_order() {
    let stage = Stage::new(Fulfilment::Express, |market, stage| {
        ship_and_receive(market, stage);
        market.world.clock.advance_seconds(2 * 86_400);
    });
    let acts = [
        Act::Settle,
        Act::Settle,
        Act::Apply,
        Act::Agree,
        Act::Paid,
        Act::Failed,
        Act::Retry,
    ];
    let outcomes = every_way(&stage, &acts);
    assert_eq!(
        names(&outcomes),
        [
            "paid pending_review, 0 of 2 back for 0, unapplied 0",
            "paid pending_review, 1 of 2 back for 3990, unapplied 0",
        ]
    );
}

#[test]
fn of_many_who_decide_a_case_at_once_on_two_engines_one_does() {
    let stage = Stage::new(Fulfilment::Express, ship_and_receive);
    for round in 0..6 {
        let run = stage.run();
        run.step(Act::ApplyReturn).unwrap();
        let shared: Arc<dyn Store> = Arc::<MemoryStore>::clone(&run.store);
        let clock = Arc::new(ManualClock::new(stage.now));
        let other = Run {
            stage: &stage,
            store: Arc::clone(&run.store),
            engine: engine_over(shared, clock, 100 + round),
        };
        let outcomes = at_once(&[&run, &other], &[Act::Agree, Act::Withdraw], 8);
        let decided = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        // Agreed and then withdrawn is a way too.
        assert!((1..=2).contains(&decided), "{decided}");
        run.check(&[Act::Agree, Act::Withdraw]);
    }
}

#[test]
fn goods_that_many_confirm_at_once_are_paid_for_once() {
    let stage = Stage::new(Fulfilment::Express, ship_and_receive);
    let run = stage.run();
    run.step(Act::ApplyReturn).unwrap();
    run.step(Act::Agree).unwrap();
    let acts = [Act::GoodsBack, Act::Paid, Act::Failed, Act::Retry];
    let shared: Arc<dyn Store> = Arc::<MemoryStore>::clone(&run.store);
    let other = Run {
        stage: &stage,
        store: Arc::clone(&run.store),
        engine: engine_over(shared, Arc::new(ManualClock::new(stage.now)), 77),
    };
    at_once(&[&run, &other], &acts, 16);
    run.check(&acts);
    let refunds = run.all::<Refund>();
    assert_eq!(refunds.len(), 1);
    assert_eq!(refunds[0].reason, RefundReason::AfterSale);
    assert_eq!(
        run.finish(&acts),
        "paid pending_review, 1 of 2 back for 3990, unapplied 0"
    );
}

#[test]
fn the_whole_order_is_refunded_once_whoever_cancels_at_the_same_time() {
    let stage = Stage::new(Fulfilment::Express, pay);
    let run = stage.run();
    let acts = [Act::CancelOne, Act::CancelAll, Act::Ship];
    at_once(&[&run], &acts, 12);
    run.check(&acts);
    let order = run.order();
    let closed = order.state == OrderState::Closed && order.refunded_cash().unwrap() == order.cash;
    let shipped = order.state == OrderState::PendingReceipt && order.lines[0].refunded < 2;
    assert!(closed || shipped, "{:?}", order.state);
    run.finish(&acts);
}

/// So many threads do the steps in turn, each its share, on one engine or the other.
fn at_once(runs: &[&Run<'_>], acts: &[Act], threads: usize) -> Vec<std::result::Result<(), Error>> {
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                let run = runs[thread % runs.len()];
                let act = acts[thread / runs.len() % acts.len()];
                scope.spawn(move || run.step(act))
            })
            .collect();
        let done = workers.into_iter().map(|worker| worker.join().unwrap());
        done.collect()
    })
}

#[test]
fn the_enumeration_visits_every_sequence_once() {
    let mut way = [Act::Pay, Act::Pay, Act::Due, Act::Paid];
    way.sort_unstable();
    let mut seen = BTreeSet::new();
    loop {
        assert!(seen.insert(way));
        if !next(&mut way) {
            break;
        }
    }
    assert_eq!(seen.len(), 12);
}
