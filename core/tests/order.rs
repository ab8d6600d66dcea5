//! From the cart to the collected parcel and back: checkout, payment, cancelling, time.

mod common;

use common::market::{Market, code_of, nobody, register};
use common::text;
use linli::Error;
use linli::catalog::Fulfilment;
use linli::kernel::{Actor, Money, Points, TenantId, Timestamp};
use linli::order::{
    CancelLine, CancelOrder, CancelTrade, CartUse, ConfirmReceipt, OrderEvent, OrderNote,
    OrderState, PlaceOrder, ShipOrder, SwitchStation, TRANSITIONS, TradeState, WantedLine,
};
use linli::org::SettingsPatch;
use linli::payment::{
    PaymentOutcome, RefundReason, RefundResult, RefundState, ReportRefund, RetryRefund,
};

fn cancel(
    market: &Market,
    order: linli::kernel::OrderId,
    lines: &[(u32, u32)],
) -> linli::Result<linli::kernel::RefundId> {
    let lines = lines
        .iter()
        .map(|(line, quantity)| CancelLine {
            line: *line,
            quantity: *quantity,
        })
        .collect();
    let command = CancelOrder {
        order,
        lines,
        reason: None,
    };
    market
        .world
        .engine
        .cancel_order(&market.member(market.wang), market.world.id(), command)
}

#[test]
fn one_payment_makes_an_order_per_merchant_and_way_of_fulfilment() {
    let market = Market::new();
    let mut wanted = market.wanted(market.wang, &[("F1-5", 2), ("G1-5", 1), ("F2-3", 1)]);
    wanted.lines.push(WantedLine {
        sku: market.sku("F1-10"),
        quantity: 1,
        fulfilment: Fulfilment::Express,
        sale: None,
    });
    let quote = market
        .world
        .engine
        .quote(&market.member(market.wang), &wanted)
        .unwrap();
    let placed = market.place_wanted(wanted).unwrap();
    assert_eq!(placed.total.units(), 2 * 3990 + 4500 + 2999 + 7280);
    assert_eq!((placed.total, placed.orders.len()), (quote.total, 3));
    let totals: Vec<(Fulfilment, i64)> = placed
        .orders
        .iter()
        .map(|order| {
            market
                .world
                .engine
                .order(&market.member(market.wang), *order)
                .unwrap()
        })
        .map(|order| (order.fulfilment, order.cash.units()))
        .collect();
    let mut sorted = totals.clone();
    sorted.sort_unstable();
    assert_eq!(
        sorted,
        [
            (Fulfilment::Pickup, 4500),
            (Fulfilment::Pickup, 10_979),
            (Fulfilment::Express, 7280)
        ]
    );
    market
        .report(placed.trade, "1", placed.total.units())
        .unwrap();
    for order in placed.orders {
        let order = market
            .world
            .engine
            .order(&market.member(market.wang), order)
            .unwrap();
        assert_eq!(order.state, OrderState::PendingShipment);
        assert_eq!(
            order.pickup.is_some(),
            order.fulfilment == Fulfilment::Pickup
        );
        assert_eq!(
            order.ship_to.is_some(),
            order.fulfilment == Fulfilment::Express
        );
    }
}

#[test]
fn stock_is_reserved_by_ordering_sold_by_paying_and_released_by_time() {
    let market = Market::new();
    let level = |market: &Market| {
        let stock = market.stock("F2-3");
        (stock.available, stock.reserved, stock.sold)
    };
    let paid = market.place(market.wang, &[("F2-3", 2)]).unwrap();
    let unpaid = market.place(market.wang, &[("F2-3", 3)]).unwrap();
    assert_eq!(level(&market), (4, 5, 0));
    assert_eq!(
        code_of(market.place(market.li, &[("F2-3", 5)])),
        "out_of_stock"
    );
    market.report(paid.trade, "1", paid.total.units()).unwrap();
    assert_eq!(level(&market), (4, 3, 2));
    market.world.clock.advance_seconds(30 * 60);
    market.run_due();
    assert_eq!(level(&market), (7, 0, 2));
    let trade = market
        .world
        .engine
        .trade(&market.member(market.wang), unpaid.trade)
        .unwrap();
    assert_eq!(trade.state, TradeState::Closed);
    market.run_due();
    assert_eq!(level(&market), (7, 0, 2), "released once");
}

#[test]
fn a_combo_takes_its_parts_from_stock_and_brings_them_back() {
    let market = Market::new();
    let placed = market.buy(market.wang, &[("F3-1", 4)]);
    assert_eq!(
        (
            market.stock("F1-5").available,
            market.stock("F2-3").available
        ),
        (16, 1)
    );
    let error = market.place(market.li, &[("F3-1", 1)]).unwrap_err();
    assert_eq!(
        (error.code(), error.field()),
        ("out_of_stock", Some("lines[0].quantity"))
    );
    cancel(&market, placed.orders[0], &[(0, 1)]).unwrap();
    assert_eq!(
        (
            market.stock("F1-5").available,
            market.stock("F2-3").available
        ),
        (17, 3)
    );
}

#[test]
fn the_same_payment_report_again_changes_nothing() {
    let market = Market::new();
    let placed = market.place(market.wang, &[("F1-5", 1)]).unwrap();
    let first = market.report(placed.trade, "1", 3990).unwrap();
    assert_eq!(first.outcome, PaymentOutcome::Accepted);
    // Under another command id, as a provider's second callback comes.
    assert_eq!(market.report(placed.trade, "1", 3990).unwrap(), first);
    assert_eq!(
        market
            .world
            .engine
            .refunds_of_trade(&market.member(market.wang), placed.trade)
            .unwrap()
            .len(),
        0
    );
    assert_eq!(
        code_of(market.report(placed.trade, "1", 3989)),
        "already_exists"
    );
}

#[test]
fn a_wrong_amount_or_currency_is_recorded_and_pays_nothing() {
    let market = Market::new();
    let placed = market.place(market.wang, &[("F1-5", 1)]).unwrap();
    assert_eq!(
        market.report(placed.trade, "1", 3989).unwrap().outcome,
        PaymentOutcome::WrongAmount
    );
    let mut pounds = market.payment(placed.trade, "2", 3990);
    pounds.currency = "GBP".to_owned();
    let report = market
        .world
        .engine
        .report_payment(&market.world.system, market.world.id(), pounds)
        .unwrap();
    assert_eq!(report.outcome, PaymentOutcome::WrongAmount);
    let trade = market
        .world
        .engine
        .trade(&market.member(market.wang), placed.trade)
        .unwrap();
    assert_eq!((trade.state, trade.reports.len()), (TradeState::Pending, 2));
    assert_eq!(
        market.report(placed.trade, "3", 3990).unwrap().outcome,
        PaymentOutcome::Accepted
    );
}

#[test]
fn a_second_payment_and_a_late_one_go_back_by_themselves() {
    let market = Market::new();
    let double = market.buy(market.wang, &[("F1-5", 1)]);
    let second = market.report(double.trade, "again", 3990).unwrap();
    assert_eq!(second.outcome, PaymentOutcome::Double);
    let refund = market
        .world
        .engine
        .refund(&market.world.system, second.refund.unwrap())
        .unwrap();
    assert_eq!(
        (refund.cash.units(), refund.reason, refund.state),
        (3990, RefundReason::DoublePayment, RefundState::Instructed)
    );

    let late = market.place(market.wang, &[("F1-5", 1)]).unwrap();
    market.world.clock.advance_seconds(31 * 60);
    market.run_due();
    let report = market.report(late.trade, "late", 3990).unwrap();
    assert_eq!(report.outcome, PaymentOutcome::Late);
    let waiting = market
        .world
        .engine
        .refunds_waiting(&market.world.system, RefundState::Instructed, None)
        .unwrap()
        .0;
    assert_eq!(waiting.len(), 2);
}

#[test]
fn one_number_of_a_provider_pays_one_trade() {
    let market = Market::new();
    let (first, second) = (
        market.place(market.wang, &[("F1-5", 1)]).unwrap(),
        market.place(market.li, &[("F1-5", 1)]).unwrap(),
    );
    market.report(first.trade, "1", 3990).unwrap();
    assert_eq!(
        code_of(market.report(second.trade, "1", 3990)),
        "already_exists"
    );
    let trade = market
        .world
        .engine
        .trade(&market.member(market.li), second.trade)
        .unwrap();
    assert_eq!(trade.state, TradeState::Pending);
}

#[test]
fn refund_results_come_once_fail_and_are_tried_again() {
    let market = Market::new();
    let placed = market.buy(market.wang, &[("F1-5", 1)]);
    let refund = cancel(&market, placed.orders[0], &[]).unwrap();
    let result = |result| {
        let report = ReportRefund {
            refund,
            result,
            message: Some(text("渠道")),
            attempt: None,
        };
        market
            .world
            .engine
            .report_refund(&market.world.system, market.world.id(), report)
    };
    result(RefundResult::Failed).unwrap();
    result(RefundResult::Failed).unwrap();
    market
        .world
        .engine
        .retry_refund(
            &market.world.system,
            market.world.id(),
            RetryRefund { refund },
        )
        .unwrap();
    result(RefundResult::Done).unwrap();
    result(RefundResult::Done).unwrap();
    assert_eq!(code_of(result(RefundResult::Failed)), "wrong_state");
    let retry = market.world.engine.retry_refund(
        &market.world.system,
        market.world.id(),
        RetryRefund { refund },
    );
    assert_eq!(code_of(retry), "wrong_state");
}

#[test]
fn cancelling_unit_by_unit_pays_back_exactly_what_was_paid() {
    let market = Market::new();
    market.give_points(market.wang, 5_000);
    let mut wanted = market.wanted(market.wang, &[("F2-3", 3), ("F1-5", 2)]);
    wanted.points = Points::new(1_234).unwrap();
    let placed = market.place_wanted(wanted).unwrap();
    assert_eq!(placed.total.units(), 3 * 2999 + 2 * 3990 - 1234);
    assert_eq!(market.spendable(market.wang), 5_000 - 1_234);
    market
        .report(placed.trade, "1", placed.total.units())
        .unwrap();
    let order = placed.orders[0];
    let mut cash = 0;
    for line in [0, 1, 0, 1, 0] {
        let refund = cancel(&market, order, &[(line, 1)]).unwrap();
        cash += market
            .world
            .engine
            .refund(&market.world.system, refund)
            .unwrap()
            .cash
            .units();
    }
    assert_eq!(cash, placed.total.units());
    assert_eq!(market.spendable(market.wang), 5_000);
    let order = market
        .world
        .engine
        .order(&market.member(market.wang), order)
        .unwrap();
    assert_eq!(
        (order.state, order.points_earned),
        (OrderState::Closed, Points::ZERO)
    );
    assert_eq!(market.stock("F2-3").available, 9);
    assert_eq!(code_of(cancel(&market, order.id, &[])), "wrong_state");
}

#[test]
fn more_than_was_bought_or_a_line_that_is_not_there_cannot_be_cancelled() {
    let market = Market::new();
    let placed = market.buy(market.wang, &[("F2-3", 3)]);
    let field = |lines: &[(u32, u32)]| {
        cancel(&market, placed.orders[0], lines)
            .unwrap_err()
            .field()
            .map(str::to_owned)
    };
    assert_eq!(field(&[(0, 4)]).as_deref(), Some("lines[0].quantity"));
    assert_eq!(field(&[(0, 0)]).as_deref(), Some("lines[0].quantity"));
    assert_eq!(
        field(&[(0, 2), (0, 2)]).as_deref(),
        Some("lines[1].quantity")
    );
    assert_eq!(field(&[(7, 1)]).as_deref(), Some("lines[0].line"));
    assert_eq!(market.stock("F2-3").available, 6);
}

#[test]
fn an_unpaid_trade_that_its_member_gives_up_returns_points_and_stock() {
    let market = Market::new();
    market.give_points(market.wang, 1_000);
    let mut wanted = market.wanted(market.wang, &[("F1-5", 1)]);
    wanted.points = Points::new(1_000).unwrap();
    let placed = market.place_wanted(wanted).unwrap();
    assert_eq!(market.spendable(market.wang), 0);
    let give_up = || {
        let command = CancelTrade {
            trade: placed.trade,
        };
        market
            .world
            .engine
            .cancel_trade(&market.member(market.wang), market.world.id(), command)
    };
    give_up().unwrap();
    assert_eq!(
        (
            market.spendable(market.wang),
            market.stock("F1-5").available
        ),
        (1_000, 20)
    );
    assert_eq!(code_of(give_up()), "wrong_state");
}

#[test]
fn a_total_of_zero_is_paid_at_once() {
    let market = Market::new();
    let placed = market.place(market.wang, &[("G2-1", 2)]).unwrap();
    assert!(placed.total.is_zero());
    let trade = market
        .world
        .engine
        .trade(&market.member(market.wang), placed.trade)
        .unwrap();
    assert_eq!((trade.state, trade.payment), (TradeState::Paid, None));
    assert_eq!(market.stock("G2-1").sold, 2);
    assert_eq!(
        market.report(placed.trade, "1", 1).unwrap().outcome,
        PaymentOutcome::Double
    );
}

#[test]
fn the_client_that_saw_another_total_gets_the_new_quote() {
    let market = Market::new();
    let place = PlaceOrder {
        wanted: market.wanted(market.wang, &[("F1-5", 1)]),
        expected_total: Some(Money::new(3_000).unwrap()),
        notes: Vec::new(),
        cart: CartUse::Keep,
    };
    let error = market
        .world
        .engine
        .place_order(&market.member(market.wang), market.world.id(), place)
        .unwrap_err();
    let Error::PriceMoved { quote } = error else {
        panic!("{error}")
    };
    assert_eq!(quote.total.units(), 3990);
    assert_eq!(market.stock("F1-5").available, 20);
}

#[test]
fn delivery_fees_remarks_and_addresses_follow_the_order() {
    let market = Market::new();
    let settings = SettingsPatch {
        express_fee: Some(Money::new(800).unwrap()),
        ..SettingsPatch::default()
    };
    market.world.set(market.world.city, settings);
    let mut wanted = market.wanted(market.wang, &[]);
    wanted.station = None;
    wanted.lines = vec![WantedLine {
        sku: market.sku("F1-5"),
        quantity: 1,
        fulfilment: Fulfilment::Express,
        sale: None,
    }];
    let note = OrderNote {
        merchant: market.fruit,
        fulfilment: Fulfilment::Express,
        remark: Some(text("放门口")),
        invoice: Some(text("个人")),
    };
    let place = PlaceOrder {
        wanted,
        expected_total: None,
        notes: vec![note],
        cart: CartUse::Keep,
    };
    let placed = market
        .world
        .engine
        .place_order(&market.member(market.wang), market.world.id(), place)
        .unwrap();
    assert_eq!(placed.total.units(), 3990 + 800);
    let address = market
        .world
        .engine
        .order_address(&market.member(market.wang), placed.orders[0])
        .unwrap();
    assert_eq!(
        (address.phone.as_str(), address.address.detail.as_str()),
        ("13800001234", "3栋2单元501")
    );
    market.report(placed.trade, "1", 4790).unwrap();
    cancel(&market, placed.orders[0], &[]).unwrap();
    let refund = &market
        .world
        .engine
        .refunds_of_trade(&market.member(market.wang), placed.trade)
        .unwrap()[0];
    assert_eq!(
        (refund.cash.units(), refund.fee.units()),
        (4790, 800),
        "the fee goes back with the last unit"
    );
}

#[test]
fn express_is_shipped_received_by_time_and_completed_after_the_review_window() {
    let market = Market::new();
    let mut wanted = market.wanted(market.wang, &[]);
    wanted.lines = vec![WantedLine {
        sku: market.sku("F1-5"),
        quantity: 1,
        fulfilment: Fulfilment::Express,
        sale: None,
    }];
    let placed = market.place_wanted(wanted).unwrap();
    market.report(placed.trade, "1", 3990).unwrap();
    let order = placed.orders[0];
    let state = || {
        market
            .world
            .engine
            .order(&market.member(market.wang), order)
            .unwrap()
            .state
    };
    let ship = ShipOrder {
        order,
        carrier: text("顺丰"),
        number: text("SF1"),
    };
    assert_eq!(
        code_of(market.world.engine.ship_order(
            &market.member(market.wang),
            market.world.id(),
            ship.clone()
        )),
        "denied"
    );
    let operator = common::user("operator");
    let grant = linli::org::Grant {
        role: linli::kernel::Role::NodeOperator,
        scope: linli::org::GrantScope::Node(market.world.city),
    };
    let give = linli::org::GrantRole {
        user: operator,
        grant,
    };
    market
        .world
        .engine
        .grant_role(&market.world.platform, market.world.id(), give)
        .unwrap();
    let operator = Actor::user(market.world.tenant, operator);
    market
        .world
        .engine
        .ship_order(&operator, market.world.id(), ship)
        .unwrap();
    assert_eq!(
        (state(), code_of(cancel(&market, order, &[]))),
        (OrderState::PendingReceipt, "wrong_state")
    );
    let days = |days: u32| {
        market.world.clock.advance_seconds(days * 86_400);
        market.run_due();
    };
    days(9);
    assert_eq!(state(), OrderState::PendingReceipt);
    days(1);
    assert_eq!(state(), OrderState::PendingReview);
    let pending = || {
        market
            .world
            .engine
            .points_balance(&market.member(market.wang), market.wang)
            .unwrap()
            .pending
            .units()
    };
    assert_eq!((pending(), market.spendable(market.wang)), (39, 0));
    days(7);
    assert_eq!((pending(), market.spendable(market.wang)), (0, 39));
    days(8);
    assert_eq!(state(), OrderState::Completed);
}

#[test]
fn the_station_can_be_switched_until_payment() {
    let market = Market::new();
    let placed = market.place(market.wang, &[("F1-5", 1)]).unwrap();
    let switch = || {
        let command = SwitchStation {
            trade: placed.trade,
            station: market.other_station,
        };
        market
            .world
            .engine
            .switch_station(&market.member(market.wang), market.world.id(), command)
    };
    switch().unwrap();
    let order = market
        .world
        .engine
        .order(&market.member(market.wang), placed.orders[0])
        .unwrap();
    assert_eq!(order.station, Some(market.other_station));
    market.report(placed.trade, "1", 3990).unwrap();
    assert_eq!(code_of(switch()), "wrong_state");
}

#[test]
fn nobody_sees_or_touches_what_is_not_theirs() {
    let market = Market::new();
    let placed = market.buy(market.wang, &[("F1-5", 1)]);
    let (engine, order, trade) = (&market.world.engine, placed.orders[0], placed.trade);
    let stranger = market.member(market.li);
    assert_eq!(code_of(engine.order(&stranger, order)), "denied");
    assert_eq!(code_of(engine.trade(&stranger, trade)), "denied");
    assert_eq!(
        code_of(engine.orders_of_member(&stranger, market.wang, None)),
        "denied"
    );
    let confirm = ConfirmReceipt { order };
    assert_eq!(
        code_of(engine.confirm_receipt(&stranger, market.world.id(), confirm)),
        "denied"
    );
    let report = market.payment(trade, "9", 1);
    assert_eq!(
        code_of(engine.report_payment(&market.member(market.wang), market.world.id(), report)),
        "denied"
    );
    let elsewhere = Actor::system(TenantId::new(2).unwrap());
    assert_eq!(code_of(engine.order(&elsewhere, order)), "not_found");
    assert!(
        engine.order(&market.leader, order).is_ok(),
        "the leader sees the station's orders"
    );
    assert_eq!(
        code_of(engine.trade(&market.leader, trade)),
        "denied",
        "but not what else was paid with them"
    );
}

#[test]
fn what_cannot_be_bought_is_refused_by_line_and_reason_and_nothing_is_stored() {
    let market = Market::new();
    let refused = |change: &dyn Fn(&mut linli::order::Wanted)| {
        let mut wanted = market.wanted(market.wang, &[("G1-5", 1), ("F1-5", 1)]);
        change(&mut wanted);
        let error = market.place_wanted(wanted).unwrap_err();
        (error.code(), error.field().unwrap_or_default().to_owned())
    };
    let is = |code: &'static str, field: &str| (code, field.to_owned());
    assert_eq!(
        refused(&|wanted| wanted.lines.clear()),
        is("invalid_field", "lines")
    );
    assert_eq!(
        refused(&|wanted| wanted.lines = vec![wanted.lines[0]; 2_001]),
        is("limit_exceeded", "lines")
    );
    assert_eq!(
        refused(&|wanted| wanted.lines[1].quantity = 0),
        is("invalid_field", "lines[1].quantity")
    );
    assert_eq!(
        refused(&|wanted| wanted.lines[1].quantity = u32::MAX),
        is("limit_exceeded", "lines[1].quantity")
    );
    assert_eq!(
        refused(&|wanted| wanted.lines[1].sku = nobody()),
        is("not_sold", "lines[1].sku")
    );
    assert_eq!(
        refused(&|wanted| wanted.lines[1].fulfilment = Fulfilment::Instant),
        is("not_sold", "lines[1].fulfilment")
    );
    assert_eq!(
        refused(&|wanted| wanted.station = None),
        is("invalid_field", "station")
    );
    assert_eq!(
        refused(&|wanted| wanted.station = Some(nobody())).0,
        "not_found"
    );
    assert_eq!(
        refused(&|wanted| wanted.points = Points::new(-1).unwrap()),
        is("invalid_field", "points")
    );
    assert_eq!(
        (market.stock("G1-5").reserved, market.stock("F1-5").reserved),
        (0, 0)
    );
    assert_eq!(code_of(market.place(nobody(), &[("F1-5", 1)])), "not_found");
}

#[test]
fn a_merchant_sells_only_to_the_communities_it_is_approved_for() {
    let market = Market::new();
    let node = linli::org::CreateNode {
        parent: market.world.group,
        kind: text("项目"),
        name: text("湖东花园"),
    };
    let elsewhere = market
        .world
        .engine
        .create_node(&market.world.platform, market.world.id(), node)
        .unwrap();
    let member = register(&market.world, elsewhere, "R-9");
    let error = market.place(member, &[("F1-5", 1)]).unwrap_err();
    assert_eq!(
        (error.code(), error.field()),
        ("not_sold", Some("lines[0].sku"))
    );
}

#[test]
fn payments_that_cannot_be_are_refused_by_field() {
    let market = Market::new();
    let placed = market.place(market.wang, &[("F1-5", 1)]).unwrap();
    let field = |change: &dyn Fn(&mut linli::payment::ReportPayment)| {
        let mut report = market.payment(placed.trade, "1", 3990);
        change(&mut report);
        let error = market
            .world
            .engine
            .report_payment(&market.world.system, market.world.id(), report)
            .unwrap_err();
        error.field().map(str::to_owned)
    };
    assert_eq!(
        field(&|report| report.amount = Money::ZERO).as_deref(),
        Some("amount")
    );
    assert_eq!(
        field(&|report| report.amount = Money::new(-1).unwrap()).as_deref(),
        Some("amount")
    );
    assert_eq!(
        field(&|report| report.currency = "cny".to_owned()).as_deref(),
        Some("currency")
    );
    assert_eq!(
        field(&|report| report.evidence = text("no hash")).as_deref(),
        Some("evidence")
    );
    assert_eq!(
        field(&|report| report.provider = text(" ")).as_deref(),
        Some("provider")
    );
    assert_eq!(
        field(&|report| report.paid_at = Timestamp::MIN).as_deref(),
        Some("paid_at")
    );
    assert_eq!(
        field(&|report| report.paid_at = Timestamp::MAX).as_deref(),
        Some("paid_at")
    );
    assert_eq!(code_of(market.report(nobody(), "1", 3990)), "not_found");
    market.report(placed.trade, "1", 3990).unwrap();
}

#[test]
fn the_machine_reaches_every_state_and_leaves_only_what_is_not_final() {
    for state in OrderState::ALL {
        let entered = TRANSITIONS.iter().any(|(_, _, to)| *to == state);
        assert_eq!(
            entered,
            state != OrderState::PendingPayment,
            "{}",
            state.name()
        );
        let left = OrderEvent::ALL
            .iter()
            .any(|event| state.after(*event).is_some());
        assert_eq!(
            left,
            !matches!(state, OrderState::Completed | OrderState::Closed),
            "{}",
            state.name()
        );
    }
}

#[test]
fn a_member_reads_their_orders_newest_first_page_by_page() {
    let market = Market::new();
    let placed: Vec<_> = (0..120)
        .map(|_| {
            market
                .place(market.wang, &[("G2-1", 1)])
                .map(|placed| placed.orders[0])
        })
        .collect();
    let placed: Vec<_> = placed.into_iter().filter_map(Result::ok).collect();
    assert_eq!(placed.len(), 100, "one hundred were in stock");
    market.place(market.li, &[("F1-5", 1)]).unwrap();
    let actor = market.member(market.wang);
    let (first, next) = market
        .world
        .engine
        .orders_of_member(&actor, market.wang, None)
        .unwrap();
    assert_eq!(first.len(), 100);
    assert!(first.iter().rev().map(|order| order.id).eq(placed));
    if let Some(place) = next {
        assert!(
            market
                .world
                .engine
                .orders_of_member(&actor, market.wang, Some(place))
                .unwrap()
                .0
                .is_empty()
        );
    }
}
