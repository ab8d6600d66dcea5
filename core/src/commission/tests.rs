//! Commissions taken back at every stage, in any sequence: pending, earned, withdrawn. RULES §12.

use proptest::prelude::*;
use serde_json::json;

use super::earner::Earner;
use super::{
    CommissionPayout, ReportWithdrawal, RequestWithdrawal, ReviewWithdrawal, WithdrawalResult,
    WithdrawalReview,
};
use crate::engine::testing::Bench;
use crate::engine::{Command, Lookup};
use crate::kernel::{
    BusinessCalendar, Currency, Id, Money, NodeId, OrderId, Rate, StationId, Text, Timestamp, Zone,
    portion,
};
use crate::ledger::{Account, AccountPurpose, Party};
use crate::order::Order;
use crate::org::{Node, SettingsPatch, Tenant};
use crate::payment::Refund;
use crate::settlement::SettleTrigger;
use crate::split::booking::{book_earned, book_paid, book_refunded};
use crate::split::{
    SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitLayer, SplitScope,
};
use crate::station::Station;

fn id<T: From<Id>>(name: &str) -> T {
    T::from(Id::derived("test", &[name.as_bytes()]))
}

fn leader() -> Party {
    Party::Leader(id("station"))
}

/// A tenant of one node whose leaders earn 10 % of the order amount.
fn bench(payout: CommissionPayout) -> Bench {
    let mut bench = Bench::at("2026-11-22T10:00:00+08:00");
    let node: NodeId = id("node");
    let share = ShareRule {
        basis: ShareBasis::OrderAmount,
        amount: ShareAmount::Percent(Rate::percent(10).unwrap()),
        floor: None,
        cap: None,
        receivers: vec![(ShareReceiver::Leader, 1)],
    };
    let rule = SetSplitRule {
        layer: SplitLayer::Commission,
        scope: SplitScope::EVERYTHING,
        name: Text::new("佣金").unwrap(),
        shares: vec![share],
    };
    let station: Station = serde_json::from_value(json!({
        "id": id::<StationId>("station"), "community": node, "code": "S", "name": "S", "leader_name": "S",
        "leader_phone": "1", "address": {"detail": "1"}, "position": [0, 0], "route": "", "region": "", "hours": "",
        "open": true,
    }))
    .unwrap();
    bench
        .run(|ctx| {
            ctx.insert(Tenant {
                name: Text::new("绿城").unwrap(),
                root: node,
                currency: Currency::CNY,
                zone: Zone::SHANGHAI,
                calendar: BusinessCalendar::default(),
            })?;
            ctx.insert(Node {
                id: node,
                parent: None,
                path: vec![node],
                kind: Text::new("集团").unwrap(),
                name: Text::new("绿城").unwrap(),
                settings: SettingsPatch {
                    commission_payout: Some(payout),
                    ..SettingsPatch::default()
                },
            })?;
            ctx.insert(station)?;
            rule.run(ctx)
        })
        .unwrap();
    bench
}

/// An order of so many units for so much.
fn order(name: &str, units: u32, cash: i64) -> Order {
    serde_json::from_value(json!({
        "id": id::<OrderId>(name), "trade": Id::MIN, "member": Id::MIN, "merchant": Id::MAX,
        "community": id::<NodeId>("node"), "station": id::<StationId>("station"), "fulfilment": "pickup",
        "state": "pending_shipment",
        "lines": [{
            "sku": Id::MIN, "product": Id::MIN, "name": "米", "quantity": units, "unit_price": cash, "cash": cash,
            "earns_points": false,
        }],
        "cash": cash, "placed_at": Timestamp::MIN, "return_days": 7,
    }))
    .unwrap()
}

fn pay(bench: &mut Bench, order: &mut Order) {
    let provider = Text::new("wechat").unwrap();
    bench
        .run(|ctx| book_paid(ctx, order, &[], Some(&provider)))
        .unwrap();
}

fn earn(bench: &mut Bench, order: &mut Order, stage: SettleTrigger) {
    bench.run(|ctx| book_earned(ctx, order, stage)).unwrap();
}

fn refund(bench: &mut Bench, order: &mut Order, units: u32) {
    let line = &mut order.lines[0];
    let cash = portion(
        line.cash.units(),
        line.refunded.into(),
        units.into(),
        line.quantity.into(),
    );
    let cash = Money::new(cash.unwrap()).unwrap();
    line.refunded += units;
    line.refunded_cash = line.refunded_cash.plus(cash).unwrap();
    let refund: Refund = serde_json::from_value(json!({
        "id": Id::MIN, "trade": Id::MIN, "order": order.id, "payment": null, "provider": "wechat", "reason": "cancelled",
        "lines": [{"line": 0, "units": units, "cash": cash, "points": 0, "points_value": 0}],
        "cash": cash, "points": 0, "instructed_at": Timestamp::MIN, "state": "instructed",
    }))
    .unwrap();
    bench
        .run(|ctx| book_refunded(ctx, order, &refund, cash, Money::ZERO))
        .unwrap();
}

fn counters(bench: &mut Bench) -> [i64; 3] {
    bench
        .run(|ctx| {
            let id = Earner::id_of(&leader());
            if ctx.find::<Earner>(id)?.is_none() {
                return Ok([0; 3]);
            }
            let mut counters = [0; 3];
            for (at, counter) in (0_u8..).zip(&mut counters) {
                *counter = ctx.counter::<Earner>(id, at)?;
            }
            Ok(counters)
        })
        .unwrap()
}

/// What the leader can withdraw is withdrawn and paid; answers how much.
fn withdraw(bench: &mut Bench) -> i64 {
    let [available, ..] = counters(bench);
    if available <= 0 {
        return 0;
    }
    let request = RequestWithdrawal {
        party: leader(),
        amount: Money::new(available).unwrap(),
    };
    let withdrawal = bench.run(|ctx| request.run(ctx)).unwrap();
    let review = ReviewWithdrawal {
        withdrawal,
        review: WithdrawalReview::Approve { tax: Money::ZERO },
    };
    let report = ReportWithdrawal {
        withdrawal,
        result: WithdrawalResult::Done {
            channel: Text::new("wechat").unwrap(),
            number: Text::new("1").unwrap(),
        },
    };
    bench.run(|ctx| review.run(ctx)).unwrap();
    bench.run(|ctx| report.run(ctx)).unwrap();
    available
}

/// What the leader is owed on an account.
fn owed(bench: &Bench, purpose: AccountPurpose) -> i64 {
    let account = Account {
        party: leader(),
        purpose,
    };
    -bench
        .engine()
        .account_balance(&bench.actor, &account)
        .unwrap()
}

#[test]
fn what_comes_back_after_it_was_withdrawn_is_a_debt_that_later_income_pays_first() {
    let mut bench = bench(CommissionPayout::Withdrawal);
    let mut first = order("first", 3, 30_000);
    pay(&mut bench, &mut first);
    earn(&mut bench, &mut first, SettleTrigger::Received);
    assert_eq!(
        owed(&bench, AccountPurpose::Pending),
        3_000,
        "not before the return window is over"
    );
    earn(&mut bench, &mut first, SettleTrigger::ReturnWindowOver);
    assert_eq!(withdraw(&mut bench), 3_000);
    refund(&mut bench, &mut first, 2);
    let statement = bench
        .engine()
        .commission_statement(&bench.actor, &leader())
        .unwrap();
    let figures = [
        statement.unpaid,
        statement.paid,
        statement.debt,
        statement.total,
    ];
    assert_eq!(figures.map(Money::units), [0, 3_000, 2_000, 1_000]);
    assert_eq!(withdraw(&mut bench), 0);
    // 50.00 more: the debt of 20.00 is paid first.
    let mut second = order("second", 1, 50_000);
    pay(&mut bench, &mut second);
    earn(&mut bench, &mut second, SettleTrigger::ReturnWindowOver);
    assert_eq!(withdraw(&mut bench), 3_000);
    let statement = bench
        .engine()
        .commission_statement(&bench.actor, &leader())
        .unwrap();
    let figures = [
        statement.unpaid,
        statement.paid,
        statement.debt,
        statement.total,
    ];
    assert_eq!(figures.map(Money::units), [0, 6_000, 0, 6_000]);
}

#[test]
fn what_is_settled_by_itself_and_comes_back_is_owed_on_the_same_account() {
    let mut bench = bench(CommissionPayout::Settlement);
    let mut order = order("order", 2, 10_000);
    pay(&mut bench, &mut order);
    earn(&mut bench, &mut order, SettleTrigger::ReturnWindowOver);
    assert_eq!(owed(&bench, AccountPurpose::Payable), 1_000);
    refund(&mut bench, &mut order, 1);
    assert_eq!(owed(&bench, AccountPurpose::Payable), 500);
    assert_eq!(counters(&mut bench), [0; 3], "there is nothing to withdraw");
}

#[test]
fn money_that_is_withdrawn_cannot_be_withdrawn_again_while_it_is_frozen() {
    let mut bench = bench(CommissionPayout::Withdrawal);
    let mut order = order("order", 1, 10_000);
    pay(&mut bench, &mut order);
    earn(&mut bench, &mut order, SettleTrigger::ReturnWindowOver);
    let request = RequestWithdrawal {
        party: leader(),
        amount: Money::new(600).unwrap(),
    };
    bench.run(|ctx| request.run(ctx)).unwrap();
    let error = bench.run(|ctx| request.run(ctx)).unwrap_err();
    assert_eq!(
        (error.code(), error.field()),
        ("insufficient", Some("amount"))
    );
    assert_eq!(counters(&mut bench), [400, 600, 0]);
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Receive,
    WindowOver,
    Refund(u32),
    Withdraw,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn in_any_sequence_the_leader_ends_with_nothing_but_a_debt_of_what_was_paid(
        units in 1_u32..7,
        cash in 1_i64..100_000,
        steps in prop::collection::vec(
            prop_oneof![
                Just(Step::Receive),
                Just(Step::WindowOver),
                (1_u32..4).prop_map(Step::Refund),
                Just(Step::Withdraw),
            ],
            0..12,
        ),
    ) {
        let mut bench = bench(CommissionPayout::Withdrawal);
        let mut order = order("order", units, cash);
        pay(&mut bench, &mut order);
        let mut paid = 0;
        for step in steps.into_iter().chain([Step::Refund(units)]) {
            match step {
                Step::Receive => earn(&mut bench, &mut order, SettleTrigger::Received),
                Step::WindowOver => earn(&mut bench, &mut order, SettleTrigger::ReturnWindowOver),
                Step::Refund(wanted) => {
                    let units = wanted.min(order.lines[0].kept());
                    if units > 0 {
                        refund(&mut bench, &mut order, units);
                    }
                }
                Step::Withdraw => paid += withdraw(&mut bench),
            }
            // What the leader has and had is the share less what was given back, whatever the stage.
            let part = order.split.as_ref().unwrap().parts.iter().find(|part| part.party == leader());
            let left = part.map_or(0, |part| part.amount.units() - part.taken_back.units());
            let [available, frozen, withdrawn] = counters(&mut bench);
            prop_assert_eq!((frozen, withdrawn), (0, paid));
            prop_assert_eq!(owed(&bench, AccountPurpose::Commission), available);
            prop_assert_eq!(owed(&bench, AccountPurpose::Pending) + available + paid, left);
        }
        let [available, ..] = counters(&mut bench);
        prop_assert_eq!(available, -paid);
        prop_assert_eq!(owed(&bench, AccountPurpose::Pending), 0);
    }
}
