//! What can happen, and what must come of it.

use std::collections::BTreeMap;

use linli::Error;
use linli::catalog::{
    ChangeSkuPrices, CorrectStock, Fulfilment, ReceiveStock, SetStock, SkuPrices, StockLine,
};
use linli::engine::{AnyCommand, SealLog};
use linli::kernel::{
    Actor, Id, OrderId, PayoutId, Points, RefundId, SkuId, StationId, Timestamp, TradeId,
};
use linli::ledger::Party;
use linli::level::GrantGrowth;
use linli::order::{
    CancelLine, CancelOrder, CancelTrade, CartUse, ConfirmReceipt, Order, OrderState, PlaceOrder,
    PlacedTrade, ShipOrder, SwitchStation, Wanted, WantedLine,
};
use linli::payment::{
    PaymentOutcome, PaymentReport, RefundResult, ReportPayment, ReportRefund, RetryRefund,
};
use linli::payout::{
    ApprovePayoutBatch, BatchState, Payout, PayoutBatch, PayoutResult, PayoutState,
    RejectPayoutBatch, RepeatPayout, ReportPayout,
};
use linli::pickup::{
    CodeLookUp, CodeRefusal, ConfirmPickup, LookUpPickupCode, PickupDigits, PickupOutcome,
};
use linli::points::{
    GrantPoints, PointsKind, RecordLogin, ReportBillPaid, ReturnBillPoints, SpendPointsOnBill,
    WithdrawBillPaid,
};
use linli::schema::tables;
use linli::station::{
    AcceptDelivery, Acceptance, Arrived, ArrivedItem, StationDay, StationDayState,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Channel, Known, KnownTrade, Sim, Step};
use crate::shop::{fen, points, stock_of, text};
use crate::snapshot::rows_of;

pub(super) fn read<T: DeserializeOwned>(answer: Value) -> T {
    serde_json::from_value(answer).unwrap()
}

/// Whether the goods lie at the station.
pub(super) fn is_ready(order: &Order) -> bool {
    let pickup = order.pickup.as_ref();
    pickup.is_some_and(|pickup| pickup.ready_at.is_some())
}

/// What a channel says about a payout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Word {
    Accepted,
    Unknown,
    Failed,
    Done,
}

/// What a fault of the caller may answer.
pub(super) fn is_refusal(error: &Error, codes: &[&str]) -> bool {
    codes.contains(&error.code())
}

impl Sim {
    /// Lives all days.
    pub(super) fn live(&mut self) -> Step {
        for _ in 0..self.config.days {
            let day = self.shop.today();
            let mut steps = 0;
            while self.shop.today() == day && steps < self.config.steps * 3 {
                steps += 1;
                self.pass_time();
                self.something()?;
            }
            if self.shop.today() == day {
                self.shop.set_time(day, 23, 40);
            }
            self.due()?;
            self.check_everything()?;
            if self.shop.today() <= day {
                self.shop.set_time(day.next(), 7, 0);
            }
            self.due()?;
        }
        // Everybody comes home: no more faults, everything ends.
        self.faulty.set_rate(0);
        for _ in 0..25 {
            self.shop.advance_minutes(24 * 60);
            self.due()?;
            self.accept_all()?;
            self.answer_channels()?;
            // What is earned can be withdrawn only now that return windows end.
            for _ in 0..4 {
                self.withdraw()?;
            }
        }
        self.check_holds_ended()?;
        self.check_everything()
    }

    fn pass_time(&mut self) {
        let average = 24 * 60 / self.config.steps.max(1);
        match self.rng.between(0, 999) {
            0..=599 => self.shop.advance_minutes(self.rng.between(0, 3)),
            600..=984 => self
                .shop
                .advance_minutes(self.rng.between(1, average.max(1) * 4)),
            985..=994 => self.jump(-i64::from(self.rng.clone().between(1, 180))),
            _ => self.jump(i64::from(self.rng.clone().between(60, 2_000))),
        }
    }

    fn jump(&mut self, minutes: i64) {
        let _ = self.rng.number();
        let now = self.shop.clock.now().plus_seconds(minutes * 60);
        self.shop.manual.as_ref().unwrap().set(now);
    }

    fn something(&mut self) -> Step {
        match self.rng.between(0, 111) {
            0..=21 => self.place(),
            22 => self.bind(),
            23..=24 => self.claim_coupon(),
            25..=44 => self.pay(),
            45..=48 => self.pay_oddly(),
            49..=50 => self.cancel_trade(),
            51..=52 => self.switch_station(),
            53..=57 => self.cancel_order(),
            58..=62 => self.ship(),
            63..=65 => self.confirm_receipt(),
            66..=69 => self.refund_callback(),
            70 => {
                self.due()?;
                self.call_back()
            }
            73..=77 => self.accept_all(),
            78..=82 => self.collect(),
            83..=85 => self.collect_offline(),
            71..=72 | 86..=88 => self.after_sale(),
            89 => self.guess(),
            90..=91 => self.move_stock(),
            92 => self.change_price(),
            93 => {
                self.payout_callback()?;
                self.call_back()?;
                self.look_at_batch()
            }
            94 => self.points(),
            95..=96 => self.send_again(),
            97 => self.trespass(),
            98 => self.nonsense(),
            99 => self.poll(),
            _ => self.sales(),
        }
    }

    fn some_trade(&mut self, state: Known) -> Option<TradeId> {
        let trades = self.model.trades.iter().rev();
        let of: Vec<TradeId> = trades
            .filter(|(_, trade)| trade.state == state)
            .map(|(id, _)| *id)
            .take(40)
            .collect();
        (!of.is_empty()).then(|| self.rng.pick(&of))
    }

    pub(super) fn stored<T: DeserializeOwned>(
        &self,
        table: linli::store::TableId,
        id: Id,
    ) -> Option<T> {
        let key = linli::store::RowKey { table, id };
        let row = self.raw.get(self.shop.tenant, &[key]).unwrap().remove(0)?;
        Some(serde_json::from_str(&row.body).unwrap())
    }

    pub(super) fn stored_order(&self, id: OrderId) -> Order {
        self.stored(tables::ORDER, id.0).unwrap()
    }

    /// An order of a trade in some state, as stored.
    pub(super) fn some_order(&mut self, wanted: impl Fn(&Order) -> bool) -> Option<Order> {
        let all: Vec<OrderId> = self
            .model
            .order_of
            .keys()
            .rev()
            .copied()
            .take(200)
            .collect();
        if all.is_empty() {
            return None;
        }
        let start = self.rng.place(all.len());
        let turned = all[start..].iter().chain(&all[..start]);
        turned
            .map(|id| self.stored_order(*id))
            .find(|order| wanted(order))
    }

    fn a_cart(&mut self, member: usize) -> Wanted {
        let mut lines = Vec::new();
        for _ in 0..self.rng.between(1, 4) {
            let sku = self.rng.place(self.shop.skus.len());
            let sku = self.shop.skus[sku].clone();
            let quantity = if self.rng.happens(60) {
                self.rng.between(10, 45)
            } else {
                self.rng.between(1, 3)
            };
            lines.push(WantedLine {
                sku: sku.id,
                quantity,
                fulfilment: self.rng.pick(&sku.ways),
                sale: None,
            });
        }
        let community = self.shop.members[member].community;
        let station = self.rng.between(0, 1) as usize;
        let wanted = if self.rng.happens(300) {
            self.rng.between(1, 3_000)
        } else {
            0
        };
        Wanted {
            member: self.shop.members[member].id,
            lines,
            station: Some(self.shop.stations[community * 2 + station].id),
            points: points(wanted.into()),
            coupons: self.some_coupons(),
        }
    }

    fn place(&mut self) -> Step {
        let member = self.rng.place(self.shop.members.len());
        let wanted = self.a_cart(member);
        match self.place_wanted(member, wanted)? {
            Ok(_) => Ok(()),
            Err(error) => {
                let fine = ["out_of_stock", "not_sold", "insufficient", "price_moved"];
                self.expect(is_refusal(&error, &fine), || {
                    format!("place_order: {error}")
                })
            }
        }
    }

    /// Quotes and orders, and remembers the trade.
    pub(super) fn place_wanted(
        &mut self,
        member: usize,
        wanted: Wanted,
    ) -> Step<Result<TradeId, Error>> {
        let actor = self.shop.members[member].actor;
        let quoted = self.ask(|engine| engine.quote(&actor, &wanted)).ok();
        let place = PlaceOrder {
            expected_total: quoted.as_ref().map(|quote| quote.total),
            wanted,
            notes: Vec::new(),
            cart: CartUse::Keep,
        };
        let placed: PlacedTrade = match self.send(&actor, &AnyCommand::PlaceOrder(place))? {
            Ok(answer) => read(answer),
            Err(error) => return Ok(Err(error)),
        };
        let total = quoted.map(|quote| quote.total);
        self.expect(total == Some(placed.total), || {
            format!("quoted {total:?}, placed at {:?}", placed.total)
        })?;
        for order in &placed.orders {
            self.model.order_of.insert(*order, placed.trade);
        }
        let state = if placed.total.is_zero() {
            Known::Paid
        } else {
            Known::Pending
        };
        let known = KnownTrade {
            member,
            total: placed.total,
            orders: placed.orders,
            state,
            reports: Vec::new(),
        };
        self.model.trades.insert(placed.trade, known);
        if state == Known::Paid {
            self.learn_codes(placed.trade)?;
        }
        Ok(Ok(placed.trade))
    }

    pub(super) fn report_of(&self, trade: TradeId, number: &str) -> ReportPayment {
        ReportPayment {
            trade,
            provider: super::holding::provider_of(trade),
            number: text(number),
            amount: self.model.trades[&trade].total,
            currency: "CNY".to_owned(),
            paid_at: self.shop.clock.now(),
            evidence: text(&"ab".repeat(32)),
        }
    }

    /// Reports a payment and checks the answer against what is known of the trade.
    pub(super) fn report(&mut self, report: &ReportPayment) -> Step {
        let system = self.shop.system;
        let finds_a_seat = self.finds_a_seat(report.trade);
        let outcome = self.send(&system, &AnyCommand::ReportPayment(report.clone()))?;
        let stored: linli::order::Trade = self.stored(tables::TRADE, report.trade.0).unwrap();
        let known = self.model.trades.get_mut(&report.trade).unwrap();
        let before = known
            .reports
            .iter()
            .find(|(number, ..)| *number == report.number);
        let answer = match outcome {
            Ok(answer) => read::<PaymentReport>(answer),
            Err(error) => {
                let changed = before
                    .is_some_and(|(_, paid, ..)| *paid != (report.amount, report.currency.clone()));
                let early = stored.placed_at > report.paid_at.plus_days(1);
                let fine = changed && error.code() == "already_exists"
                    || early && error.field() == Some("paid_at")
                    || stored.reports.len() >= 20 && error.code() == "limit_exceeded";
                return self.expect(fine, || format!("report_payment: {error}"));
            }
        };
        if let Some((_, _, payment, outcome)) = before {
            let same = (*payment, *outcome) == (answer.payment, answer.outcome);
            let text = format!("the same report again: {answer:?}, first it was {outcome:?}");
            return self.expect(same && answer.refund.is_none(), || text);
        }
        let fits = report.amount == known.total && report.currency == "CNY";
        let expected = match known.state {
            Known::Pending if fits && finds_a_seat => PaymentOutcome::Accepted,
            // The seat is gone: the trade closes, and the money goes back.
            Known::Pending if fits => PaymentOutcome::Late,
            _ if report.currency != "CNY" => PaymentOutcome::WrongAmount,
            Known::Pending => PaymentOutcome::WrongAmount,
            Known::Paid => PaymentOutcome::Double,
            Known::Closed => PaymentOutcome::Late,
        };
        known.reports.push((
            report.number.clone(),
            (report.amount, report.currency.clone()),
            answer.payment,
            answer.outcome,
        ));
        let state = known.state;
        self.expect(answer.outcome == expected, || {
            format!("a payment of a trade {state:?} was {:?}", answer.outcome)
        })?;
        let back = matches!(expected, PaymentOutcome::Double | PaymentOutcome::Late);
        self.expect(answer.refund.is_some() == back, || {
            format!(
                "a payment that was {expected:?} has the refund {:?}",
                answer.refund
            )
        })?;
        if expected == PaymentOutcome::Accepted {
            self.model.trades.get_mut(&report.trade).unwrap().state = Known::Paid;
            self.learn_codes(report.trade)?;
            self.learn_group_codes()?;
        }
        if expected == PaymentOutcome::Late {
            self.model.trades.get_mut(&report.trade).unwrap().state = Known::Closed;
        }
        Ok(())
    }

    /// The buyer looks at the codes of the orders that were just paid.
    fn learn_codes(&mut self, trade: TradeId) -> Step {
        for order in self.model.trades[&trade].orders.clone() {
            self.learn_code(order)?;
        }
        Ok(())
    }

    pub(super) fn learn_code(&mut self, order: OrderId) -> Step {
        let stored = self.stored_order(order);
        let actor = self.member_of(&stored);
        match self.ask(|engine| engine.my_pickup_code(&actor, order)) {
            Ok(code) => {
                let Some(digits) = code.digits else {
                    return self.finding("a paid order whose code opens nothing");
                };
                self.model.codes.insert(order, (code.station, digits));
                Ok(())
            }
            Err(error) => {
                let none = stored.fulfilment != Fulfilment::Pickup || stored.waits_for_group();
                self.expect(none && error.code() == "not_found", || {
                    format!("my_pickup_code: {error}")
                })
            }
        }
    }

    fn pay(&mut self) -> Step {
        let Some(trade) = self.some_trade(Known::Pending) else {
            return self.place();
        };
        let report = self.report_of(trade, &format!("WX-{trade}-1"));
        self.report(&report)?;
        if self.rng.happens(100) {
            self.report(&report)?;
        }
        Ok(())
    }

    fn pay_oddly(&mut self) -> Step {
        let state = self.rng.pick(&[
            Known::Pending,
            Known::Paid,
            Known::Paid,
            Known::Closed,
            Known::Closed,
        ]);
        let Some(trade) = self.some_trade(state) else {
            return Ok(());
        };
        if self.model.trades[&trade].total.is_zero() {
            return Ok(());
        }
        let number = format!("WX-{trade}-{}", self.rng.between(1, 4));
        let mut report = self.report_of(trade, &number);
        match self.rng.between(0, 3) {
            0 => report.amount = fen(report.amount.units() + 1),
            1 => "USD".clone_into(&mut report.currency),
            _ => {}
        }
        self.report(&report)
    }

    fn cancel_trade(&mut self) -> Step {
        let state = self
            .rng
            .pick(&[Known::Pending, Known::Pending, Known::Paid, Known::Closed]);
        let Some(trade) = self.some_trade(state) else {
            return Ok(());
        };
        let actor = self.shop.members[self.model.trades[&trade].member].actor;
        let cancel = AnyCommand::CancelTrade(CancelTrade { trade });
        match self.send(&actor, &cancel)? {
            Ok(_) => {
                self.expect(state == Known::Pending, || {
                    format!("a trade that is {state:?} was cancelled")
                })?;
                self.model.trades.get_mut(&trade).unwrap().state = Known::Closed;
                Ok(())
            }
            Err(error) => self.expect(
                state != Known::Pending && error.code() == "wrong_state",
                || format!("cancel_trade of a trade {state:?}: {error}"),
            ),
        }
    }

    fn switch_station(&mut self) -> Step {
        let state = self
            .rng
            .pick(&[Known::Pending, Known::Pending, Known::Paid]);
        let Some(trade) = self.some_trade(state) else {
            return Ok(());
        };
        let known = &self.model.trades[&trade];
        let actor = self.shop.members[known.member].actor;
        let community = self.shop.members[known.member].community;
        let station = self.shop.stations[community * 2 + self.rng.place(2)].id;
        let switch = AnyCommand::SwitchStation(SwitchStation { trade, station });
        match self.send(&actor, &switch)? {
            Ok(_) => self.expect(state == Known::Pending, || {
                "the station of a paid trade was switched".to_owned()
            }),
            Err(error) => self.expect(
                state != Known::Pending && error.code() == "wrong_state",
                || format!("switch_station of a trade {state:?}: {error}"),
            ),
        }
    }

    pub(super) fn member_of(&self, order: &Order) -> Actor {
        Actor::user(self.shop.tenant, order.member)
    }

    fn cancel_order(&mut self) -> Step {
        let whole = self.rng.happens(400);
        let any = self.rng.happens(150);
        let Some(order) =
            self.some_order(|order| any || order.state == OrderState::PendingShipment)
        else {
            return Ok(());
        };
        let place = self.rng.place(order.lines.len());
        let kept = order.lines[place].kept();
        let lines = if whole || kept == 0 {
            Vec::new()
        } else {
            vec![CancelLine {
                line: u32::try_from(place).unwrap(),
                quantity: self.rng.between(1, kept),
            }]
        };
        let actor = self.member_of(&order);
        let cancel = CancelOrder {
            order: order.id,
            lines,
            reason: None,
        };
        let right = order.state == OrderState::PendingShipment && !order.waits_for_group();
        match self.send(&actor, &AnyCommand::CancelOrder(cancel))? {
            Ok(answer) => {
                let refund: RefundId = read(answer);
                self.expect(right, || {
                    format!("an order {:?} was cancelled", order.state)
                })?;
                self.learn_refund(refund)
            }
            Err(error) => self.expect(!right && error.code() == "wrong_state", || {
                format!("cancel_order of an order {:?}: {error}", order.state)
            }),
        }
    }

    pub(super) fn learn_refund(&mut self, refund: RefundId) -> Step {
        let system = self.shop.system;
        match self.ask(|engine| engine.refund(&system, refund)) {
            Ok(found) => {
                if found.cash.is_positive() {
                    self.model
                        .refunds
                        .entry(refund)
                        .or_insert(Channel::Instructed);
                }
                Ok(())
            }
            Err(error) => self.finding(format!("a refund that was instructed: {error}")),
        }
    }

    fn ship(&mut self) -> Step {
        let any = self.rng.happens(100);
        let Some(order) = self.some_order(|order| {
            any || order.fulfilment != Fulfilment::Pickup
                && order.state == OrderState::PendingShipment
        }) else {
            return Ok(());
        };
        let merchant = self
            .shop
            .merchants
            .iter()
            .position(|id| *id == order.merchant);
        let staff = self.shop.staff[merchant.unwrap()];
        let ship = ShipOrder {
            order: order.id,
            carrier: text("顺丰"),
            number: text("SF1"),
        };
        let right = order.fulfilment != Fulfilment::Pickup
            && order.state == OrderState::PendingShipment
            && !order.waits_for_group();
        match self.send(&staff, &AnyCommand::ShipOrder(ship))? {
            Ok(_) => self.expect(right, || format!("an order {:?} was shipped", order.state)),
            Err(error) => self.expect(
                !right && is_refusal(&error, &["wrong_state", "invalid_field"]),
                || format!("ship_order of an order {:?}: {error}", order.state),
            ),
        }
    }

    fn confirm_receipt(&mut self) -> Step {
        let any = self.rng.happens(100);
        let Some(order) = self.some_order(|order| {
            any || order.state == OrderState::PendingReceipt
                && order.fulfilment != Fulfilment::Pickup
        }) else {
            return Ok(());
        };
        let actor = self.member_of(&order);
        let confirm = ConfirmReceipt { order: order.id };
        let there = order.fulfilment != Fulfilment::Pickup || is_ready(&order);
        let right = order.state == OrderState::PendingReceipt && there;
        match self.send(&actor, &AnyCommand::ConfirmReceipt(confirm))? {
            Ok(_) => {
                if order.fulfilment == Fulfilment::Pickup {
                    self.model.handed_over.insert(order.id);
                }
                self.expect(right, || {
                    format!(
                        "an order {:?} was received, at the station: {there}",
                        order.state
                    )
                })
            }
            Err(error) => self.expect(!right && error.code() == "wrong_state", || {
                format!("confirm_receipt of an order {:?}: {error}", order.state)
            }),
        }
    }

    /// The channel answers about a refund: once, again, or otherwise than before.
    fn refund_callback(&mut self) -> Step {
        let refunds: Vec<RefundId> = self.model.refunds.keys().rev().copied().take(60).collect();
        if refunds.is_empty() {
            return Ok(());
        }
        let refund = self.rng.pick(&refunds);
        let result = if self.rng.happens(750) {
            RefundResult::Done
        } else {
            RefundResult::Failed
        };
        self.report_refund(refund, result)?;
        if self.rng.happens(300) {
            self.report_refund(refund, result)?;
        }
        if self.model.refunds[&refund] == Channel::Refused && self.rng.happens(600) {
            let system = self.shop.system;
            let retry = AnyCommand::RetryRefund(RetryRefund { refund });
            match self.send(&system, &retry)? {
                Ok(_) => {
                    self.model.refunds.insert(refund, Channel::Instructed);
                }
                Err(error) => return self.finding(format!("retry_refund: {error}")),
            }
        }
        Ok(())
    }

    fn report_refund(&mut self, refund: RefundId, result: RefundResult) -> Step {
        let report = ReportRefund {
            refund,
            result,
            message: Some(text("channel")),
            attempt: None,
        };
        let system = self.shop.system;
        let before = self.model.refunds[&refund];
        let outcome = self.send(&system, &AnyCommand::ReportRefund(report))?;
        let now = match result {
            RefundResult::Done => Channel::Paid,
            RefundResult::Failed => Channel::Refused,
        };
        match outcome {
            Ok(_) => {
                self.expect(before != Channel::Paid || now == Channel::Paid, || {
                    "a refund that was paid has failed".to_owned()
                })?;
                self.model.refunds.insert(refund, now);
                Ok(())
            }
            Err(error) => self.expect(
                before == Channel::Paid && now == Channel::Refused && error.code() == "wrong_state",
                || format!("report_refund {result:?} of a refund {before:?}: {error}"),
            ),
        }
    }

    /// Does what is due until nothing is, through faults; nobody's decision depends on how often.
    pub(super) fn due(&mut self) -> Step {
        let system = self.shop.system;
        for _ in 0..2_000 {
            self.recover();
            let engine = self.rng.place(2);
            let limit = self.rng.between(1, 50);
            self.sent += 1;
            match self.engines[engine].run_due(&system, limit) {
                Ok(report) => {
                    let tally = self.commands.entry("(due work)").or_default();
                    tally.accepted += u64::from(report.done);
                    let mut failed = false;
                    for failure in report.failed {
                        *tally.refused.entry(failure.error.code()).or_default() += 1;
                        failed = true;
                        if !matches!(failure.error, Error::Store(_)) {
                            let (command, error) = (failure.command, failure.error);
                            return self.finding(format!("due {command}: {error}"));
                        }
                    }
                    if report.done == 0 && !failed {
                        return self.after_due();
                    }
                }
                Err(Error::Store(_)) => {}
                Err(error) => return self.finding(format!("run_due: {error}")),
            }
        }
        self.finding("due work does not come to an end")
    }

    /// Trades may have closed.
    fn after_due(&mut self) -> Step {
        self.learn_case_refunds()?;
        self.learn_group_refunds()?;
        self.learn_group_codes()?;
        self.nothing_overstays()?;
        let now = self.shop.clock.now();
        let pending: Vec<TradeId> = self
            .model
            .trades
            .iter()
            .filter(|(_, trade)| trade.state == Known::Pending)
            .map(|(id, _)| *id)
            .collect();
        for id in pending {
            let trade: linli::order::Trade = self.stored(tables::TRADE, id.0).unwrap();
            let closed = trade.state == linli::order::TradeState::Closed;
            self.expect(closed || trade.due_at > now, || {
                format!("the trade {id} was not closed in time")
            })?;
            if closed {
                self.model.trades.get_mut(&id).unwrap().state = Known::Closed;
            }
        }
        Ok(())
    }

    /// Leaders accept what is on its way, some of it short.
    pub(super) fn accept_all(&mut self) -> Step {
        let rows = rows_of(&*self.raw, self.shop.tenant, tables::STATION_DAY).unwrap();
        let days = rows
            .iter()
            .map(|row| serde_json::from_str::<StationDay>(&row.body).unwrap());
        let waiting: Vec<StationDay> = days
            .filter(|day| day.state == StationDayState::Dispatched)
            .collect();
        for day in waiting {
            if self.config.faults > 0 && self.rng.happens(300) {
                continue;
            }
            self.accept(&day)?;
        }
        Ok(())
    }

    fn accept(&mut self, day: &StationDay) -> Step {
        let mut short = Vec::new();
        for item in &day.items {
            if self.rng.happens(120) {
                short.push(ArrivedItem {
                    sku: item.sku,
                    units: self.rng.between(0, item.ordered.saturating_sub(1)),
                });
            }
        }
        let arrived = if short.is_empty() {
            Arrived::AsSent
        } else {
            Arrived::Except(short.clone())
        };
        let accept = AcceptDelivery {
            station: day.station,
            day: day.day,
            arrived,
        };
        // What was refunded since it was sent off is owed to nobody.
        let mut owed: BTreeMap<SkuId, i64> = BTreeMap::new();
        for order in &day.orders {
            let order = self.stored_order(*order);
            if order.state == OrderState::PendingReceipt {
                for line in &order.lines {
                    for (sku, units) in line.stock_needed(line.quantity - line.refunded) {
                        *owed.entry(sku).or_default() += units;
                    }
                }
            }
        }
        let lacks = short
            .iter()
            .any(|item| i64::from(item.units) < owed.get(&item.sku).copied().unwrap_or(0));
        let leader = self.leader_of(day.station);
        match self.send(&leader, &AnyCommand::AcceptDelivery(accept))? {
            Ok(answer) => {
                let acceptance: Acceptance = read(answer);
                self.expect(acceptance.short.is_empty() != lacks, || {
                    format!(
                        "{short:?} were missing, refunds were {:?}",
                        acceptance.short
                    )
                })?;
                for (_, refund) in acceptance.short {
                    self.learn_refund(refund)?;
                }
                Ok(())
            }
            Err(error) => self.finding(format!("accept_delivery: {error}")),
        }
    }

    pub(super) fn leader_of(&self, station: StationId) -> Actor {
        let station = self.shop.stations.iter().find(|one| one.id == station);
        station.unwrap().leader
    }

    /// Somebody comes with a code: to the right station or to another one, for the first time or again.
    fn collect(&mut self) -> Step {
        let known: Vec<OrderId> = self.model.codes.keys().rev().copied().take(120).collect();
        if known.is_empty() {
            return Ok(());
        }
        let id = self.rng.pick(&known);
        let (station, digits) = self.model.codes[&id].clone();
        let order = self.stored_order(id);
        if self.rng.happens(80) {
            let others: Vec<StationId> = self
                .shop
                .stations
                .iter()
                .map(|other| other.id)
                .filter(|other| *other != station)
                .collect();
            let other = self.rng.pick(&others);
            let outcome = self.confirm(other, &digits)?;
            // Unless the other station happens to have the same digits.
            return self.expect(
                matches!(
                    outcome,
                    PickupOutcome::Refused(CodeRefusal::Invalid | CodeRefusal::Blocked { .. })
                ),
                || format!("a code at another station: {outcome:?}"),
            );
        }
        let ready = is_ready(&order);
        let gone = order.state == OrderState::Closed;
        let before = self.model.handed_over.contains(&id);
        let fits = |refusal: &CodeRefusal| match refusal {
            CodeRefusal::Blocked { .. } => true,
            CodeRefusal::AlreadyUsed { .. } => before,
            CodeRefusal::Expired => gone,
            CodeRefusal::NotYetArrived => !ready && !gone,
            CodeRefusal::Invalid => false,
        };
        if self.rng.happens(500) {
            let look = LookUpPickupCode {
                station,
                code: digits.clone(),
            };
            let leader = self.leader_of(station);
            let answer = self.send(&leader, &AnyCommand::LookUpPickupCode(look))?;
            let looked: CodeLookUp = match answer {
                Ok(answer) => read(answer),
                Err(error) => return self.finding(format!("look_up_pickup_code: {error}")),
            };
            let fine = match &looked {
                CodeLookUp::Valid { order, .. } => *order == id && ready && !gone && !before,
                CodeLookUp::Refused(refusal) => fits(refusal),
            };
            self.expect(fine, || {
                format!(
                    "a code of an order {:?}, collected before: {before}: {looked:?}",
                    order.state
                )
            })?;
        }
        let outcome = self.confirm(station, &digits)?;
        let fine = match &outcome {
            PickupOutcome::PickedUp { order } => *order == id && ready && !gone && !before,
            PickupOutcome::Refused(refusal) => fits(refusal),
        };
        self.expect(fine, || {
            format!(
                "a code of an order {:?}, collected before: {before}: {outcome:?}",
                order.state
            )
        })?;
        if matches!(outcome, PickupOutcome::PickedUp { .. }) {
            self.model.handed_over.insert(id);
        }
        Ok(())
    }

    fn confirm(&mut self, station: StationId, digits: &PickupDigits) -> Step<PickupOutcome> {
        let confirm = ConfirmPickup {
            station,
            code: digits.clone(),
        };
        let leader = self.leader_of(station);
        match self.send(&leader, &AnyCommand::ConfirmPickup(confirm))? {
            Ok(answer) => Ok(read(answer)),
            Err(error) => self.finding(format!("confirm_pickup: {error}")),
        }
    }

    /// Somebody tries codes until the station is blocked for them.
    fn guess(&mut self) -> Step {
        let station = self.rng.place(self.shop.stations.len());
        let station = self.shop.stations[station].id;
        let own: Vec<PickupDigits> = self
            .model
            .codes
            .values()
            .filter(|(at, _)| *at == station)
            .map(|(_, digits)| digits.clone())
            .collect();
        for number in 0..12 {
            let digits =
                PickupDigits::new(&format!("{:07}", self.rng.between(0, 9_999_999))).unwrap();
            if own.contains(&digits) {
                continue;
            }
            let outcome = self.confirm(station, &digits)?;
            let fine = match outcome {
                PickupOutcome::Refused(CodeRefusal::Blocked { .. }) => true,
                PickupOutcome::Refused(CodeRefusal::Invalid) => number < 10,
                _ => false,
            };
            self.expect(fine, || format!("guess number {}: {outcome:?}", number + 1))?;
        }
        Ok(())
    }

    pub(super) fn goods(&mut self) -> (usize, SkuId) {
        let goods: Vec<(usize, SkuId)> = self
            .shop
            .skus
            .iter()
            .filter(|sku| sku.parts.is_empty())
            .map(|sku| (sku.merchant, sku.id))
            .collect();
        self.rng.pick(&goods)
    }

    fn move_stock(&mut self) -> Step {
        let (merchant, sku) = self.goods();
        let staff = self.shop.staff[merchant];
        let merchant = self.shop.merchants[merchant];
        let available = stock_of(&*self.raw, self.shop.tenant, sku)[0];
        let (command, by) = match self.rng.between(0, 3) {
            0 => {
                let units = i64::from(self.rng.between(0, 60));
                let lines = vec![StockLine { sku, units }];
                let set = SetStock { merchant, lines };
                (AnyCommand::SetStock(set), units - available)
            }
            1 => {
                let units = i64::from(self.rng.between(1, 30)) - 20;
                let lines = vec![StockLine { sku, units }];
                let reason = text("盘点");
                let correct = CorrectStock {
                    merchant,
                    lines,
                    reason,
                };
                (AnyCommand::CorrectStock(correct), units)
            }
            _ => {
                let units = i64::from(self.rng.between(1, 60));
                let lines = vec![StockLine { sku, units }];
                let receive = ReceiveStock { merchant, lines };
                (AnyCommand::ReceiveStock(receive), units)
            }
        };
        match self.send(&staff, &command)? {
            Ok(_) => {
                *self.model.offered.get_mut(&sku).unwrap() += by;
                Ok(())
            }
            Err(error) => {
                let fine = available + by < 0 && error.code() == "out_of_stock"
                    || by == 0 && error.code() == "invalid_field"
                    || is_refusal(&error, &["insufficient"]) && available + by < 0;
                self.expect(fine, || {
                    format!(
                        "{} by {by} of {available}: {error}",
                        command.operation().name()
                    )
                })
            }
        }
    }

    fn change_price(&mut self) -> Step {
        let place = self.rng.place(self.shop.skus.len());
        let sku = self.shop.skus[place].clone();
        let price = fen(self.rng.between(100, 5_000).into());
        let supplied = sku.merchant == 2 && sku.parts.is_empty();
        let change = ChangeSkuPrices {
            product: sku.product,
            prices: vec![SkuPrices {
                sku: sku.id,
                price,
                list_price: None,
                supply_price: supplied.then(|| fen(price.units() * 3 / 4)),
                member_prices: BTreeMap::new(),
                points_price: linli::kernel::Points::ZERO,
            }],
        };
        let staff = self.shop.staff[sku.merchant];
        match self.send(&staff, &AnyCommand::ChangeSkuPrices(change))? {
            Ok(_) => {
                self.shop.skus[place].price = price;
                Ok(())
            }
            Err(error) => self.finding(format!("change_sku_prices: {error}")),
        }
    }

    fn payouts(&self) -> Vec<Payout> {
        let rows = rows_of(&*self.raw, self.shop.tenant, tables::PAYOUT).unwrap();
        rows.iter()
            .map(|row| serde_json::from_str(&row.body).unwrap())
            .collect()
    }

    /// The channel says something about a payout: what is true, twice, late, out of order, or that nobody knows.
    fn payout_callback(&mut self) -> Step {
        let payouts = self.payouts();
        if payouts.is_empty() {
            return Ok(());
        }
        let payout = payouts[self.rng.place(payouts.len())].id;
        let word = match self.rng.between(0, 19) {
            0..=2 => Word::Accepted,
            3..=4 => Word::Unknown,
            5..=8 => Word::Failed,
            _ => Word::Done,
        };
        let now = linli::kernel::Clock::now(&*self.shop.clock);
        // The channel's clock: now, some time ago (the word was delayed), or too far ahead.
        let at = match self.rng.between(0, 19) {
            0..=3 => now.plus_seconds(-i64::from(self.rng.between(1, 100_000))),
            4 => now.plus_days(3),
            _ => now,
        };
        self.report_payout(payout, at, word)?;
        if self.rng.happens(300) {
            self.report_payout(payout, at, word)?;
        }
        if self.rng.happens(200) {
            self.repeat_payout(payout)?;
        }
        Ok(())
    }

    /// Sends a word and compares what became of it with what must become of it.
    fn report_payout(&mut self, payout: PayoutId, at: Timestamp, word: Word) -> Step {
        use PayoutState::{Accepted, Done, Failed, Unknown};
        let before: Payout = self.stored(tables::PAYOUT, payout.0).unwrap();
        let now = linli::kernel::Clock::now(&*self.shop.clock);
        let (result, says) = match word {
            Word::Accepted => (PayoutResult::Accepted, Accepted),
            Word::Unknown => (PayoutResult::Unknown, Unknown),
            Word::Failed => {
                let reason = text("账户不存在");
                (PayoutResult::Failed { reason }, Failed)
            }
            Word::Done => {
                let number = text("P1");
                let channel = Some(text("wechat"));
                (PayoutResult::Done { number, channel }, Done)
            }
        };
        let final_before = matches!(before.state, Done | Failed);
        let final_now = matches!(says, Done | Failed);
        let older = before.word_at.is_some_and(|last| at < last) && final_before == final_now;
        let expected = if at > now.plus_days(1) {
            Err("invalid_field")
        } else if before.attempts == 0 {
            Err("wrong_state")
        } else if before.state == says || final_before && !final_now || older {
            Ok(before.state)
        } else if final_before && before.word_at == Some(at) {
            Err("wrong_state")
        } else {
            // Also: what was paid came back, or what was refused was paid after all.
            Ok(says)
        };
        let system = self.shop.system;
        let report = AnyCommand::ReportPayout(ReportPayout { payout, at, result });
        let answer = self.send(&system, &report)?;
        let after: Payout = self.stored(tables::PAYOUT, payout.0).unwrap();
        match (answer, expected) {
            (Ok(_), Ok(state)) => self.expect(after.state == state, || {
                format!(
                    "a payout {:?} is {:?} after {word:?} and should be {state:?}",
                    before.state, after.state
                )
            }),
            (Err(error), Err(code)) => self.expect(error.code() == code, || {
                format!("report_payout of a payout {:?}: {error}", before.state)
            }),
            (answer, expected) => self.expect(false, || {
                format!(
                    "report_payout {word:?} of a payout {:?}: {answer:?}, expected {expected:?}",
                    before.state
                )
            }),
        }
    }

    /// A finance clerk looks at a batch: approves what may be approved, once; seldom refuses it.
    fn look_at_batch(&mut self) -> Step {
        let rows = rows_of(&*self.raw, self.shop.tenant, tables::PAYOUT_BATCH).unwrap();
        let batches: Vec<PayoutBatch> = rows
            .iter()
            .map(|row| serde_json::from_str(&row.body).unwrap())
            .filter(|batch: &PayoutBatch| {
                batch.state == BatchState::Waiting || self.rng.clone().happens(100)
            })
            .collect();
        if batches.is_empty() {
            return Ok(());
        }
        let batch = batches[self.rng.place(batches.len())].clone();
        let clerk = self.clerks[self.rng.place(self.clerks.len())];
        let waits = batch.state == BatchState::Waiting;
        if self.rng.happens(100) {
            let reject = AnyCommand::RejectPayoutBatch(RejectPayoutBatch {
                batch: batch.id,
                reason: text("金额不对"),
            });
            return match self.send(&clerk, &reject)? {
                Ok(_) => self.expect(waits, || "a batch was refused that waits no more".into()),
                Err(error) => self.expect(!waits && error.code() == "wrong_state", || {
                    format!("reject_payout_batch: {error}")
                }),
            };
        }
        let twice = batch
            .approvals
            .iter()
            .any(|who| clerk.user_id() == Some(*who));
        let fits = waits && !twice && !batch.is_approved();
        let approve = AnyCommand::ApprovePayoutBatch(ApprovePayoutBatch {
            batch: batch.id,
            total: batch.total,
        });
        match self.send(&clerk, &approve)? {
            Ok(_) => self.expect(fits, || {
                "a batch was approved twice by one person, or without need".into()
            }),
            Err(error) => self.expect(
                !fits && is_refusal(&error, &["wrong_state", "already_exists"]),
                || format!("approve_payout_batch: {error}"),
            ),
        }
    }

    /// The host instructs an unknown payout again; only an unknown one, only under its own number.
    fn repeat_payout(&mut self, payout: PayoutId) -> Step {
        let before: Payout = self.stored(tables::PAYOUT, payout.0).unwrap();
        let system = self.shop.system;
        let repeat = AnyCommand::RepeatPayout(RepeatPayout { payout });
        let unknown = before.state == PayoutState::Unknown;
        match self.send(&system, &repeat)? {
            Ok(_) => self.expect(unknown, || {
                format!("a payout {:?} was instructed again", before.state)
            }),
            Err(error) => self.expect(!unknown && error.code() == "wrong_state", || {
                format!("repeat_payout of a payout {:?}: {error}", before.state)
            }),
        }
    }

    /// The channel answers everything that it was asked.
    pub(super) fn answer_channels(&mut self) -> Step {
        let refunds: Vec<RefundId> = self.model.refunds.keys().copied().collect();
        for refund in refunds {
            if self.model.refunds[&refund] != Channel::Paid {
                self.report_refund(refund, RefundResult::Done)?;
            }
        }
        let now = linli::kernel::Clock::now(&*self.shop.clock);
        for payout in self.payouts() {
            if payout.attempts > 0 && !payout.state.is_final() {
                self.report_payout(payout.id, now, Word::Done)?;
            }
        }
        self.answer_calls()
    }

    /// Points come and go otherwise than by buying.
    fn points(&mut self) -> Step {
        match self.rng.between(0, 5) {
            0..=1 => self.grant_points(),
            2 => self.log_in(),
            3 => self.grant_growth(),
            4 => self.pay_bill_in_points(),
            _ => self.pay_bill(),
        }
    }

    fn log_in(&mut self) -> Step {
        let member = self.rng.place(self.shop.members.len());
        let member = self.shop.members[member];
        let login = AnyCommand::RecordLogin(RecordLogin { member: member.id });
        match self.send(&member.actor, &login)? {
            Ok(answer) => {
                let points = answer.as_i64().unwrap();
                *self.model.granted.entry(member.id).or_default() += points;
                self.expect(points == 0 || points == 5, || {
                    format!("a login brought {points} points")
                })
            }
            Err(error) => self.finding(format!("record_login: {error}")),
        }
    }

    fn grant_growth(&mut self) -> Step {
        let member = self.rng.place(self.shop.members.len());
        let grant = GrantGrowth {
            member: self.shop.members[member].id,
            growth: self.rng.pick(&[-40, 30, 90]),
            reason: text("活动"),
        };
        let system = self.shop.system;
        match self.send(&system, &AnyCommand::GrantGrowth(grant))? {
            Ok(_) => Ok(()),
            Err(error) => self.finding(format!("grant_growth: {error}")),
        }
    }

    /// A bill of few numbers, so that some come again.
    fn some_bill(
        &mut self,
    ) -> (
        linli::kernel::NodeId,
        linli::kernel::MemberId,
        linli::kernel::Text<64>,
    ) {
        let member = self.rng.place(self.shop.members.len());
        let number = text(&format!("{member}-{}", self.rng.between(0, 9)));
        let member = self.shop.members[member];
        (self.shop.communities[member.community], member.id, number)
    }

    fn pay_bill_in_points(&mut self) -> Step {
        let (node, member, number) = self.some_bill();
        let system = self.shop.system;
        if self.rng.happens(300) {
            let back = AnyCommand::ReturnBillPoints(ReturnBillPoints { node, number });
            return match self.send(&system, &back)? {
                Err(error) if error.code() != "not_found" => {
                    self.finding(format!("return_bill_points: {error}"))
                }
                _ => Ok(()),
            };
        }
        let spend = SpendPointsOnBill {
            node,
            member,
            number,
            amount: fen(i64::from(self.rng.between(1, 500))),
            points: points(self.rng.between(1, 300).into()),
        };
        match self.send(&system, &AnyCommand::SpendPointsOnBill(spend))? {
            Err(error)
                if !["insufficient", "already_exists"].contains(&error.code())
                    && error.field() != Some("points") =>
            {
                self.finding(format!("spend_points_on_bill: {error}"))
            }
            _ => Ok(()),
        }
    }

    fn pay_bill(&mut self) -> Step {
        let (node, member, number) = self.some_bill();
        let system = self.shop.system;
        if self.rng.happens(300) {
            let undo = AnyCommand::WithdrawBillPaid(WithdrawBillPaid { node, number });
            return match self.send(&system, &undo)? {
                Err(error) if error.code() != "not_found" => {
                    self.finding(format!("withdraw_bill_paid: {error}"))
                }
                _ => Ok(()),
            };
        }
        let amount = i64::from(self.rng.between(1, 9_999));
        let paid = ReportBillPaid {
            node,
            member,
            number,
            amount: fen(amount),
        };
        match self.send(&system, &AnyCommand::ReportBillPaid(paid))? {
            Ok(_) => {
                *self.model.granted.entry(member).or_default() += amount / 100;
                Ok(())
            }
            Err(error) if error.code() == "already_exists" => Ok(()),
            Err(error) => self.finding(format!("report_bill_paid: {error}")),
        }
    }

    fn grant_points(&mut self) -> Step {
        let member = self.rng.place(self.shop.members.len());
        let member = self.shop.members[member];
        let units = i64::from(self.rng.between(1, 800));
        let issuers = [self.shop.communities[member.community], self.shop.group];
        let kinds = [
            PointsKind::Property,
            PointsKind::Mall,
            PointsKind::Universal,
        ];
        let soon = self.shop.today().plus_days(self.rng.between(0, 5));
        let expires = self.rng.happens(300).then_some(soon);
        let grant = GrantPoints {
            member: member.id,
            points: points(units),
            kind: self.rng.pick(&kinds),
            issuer: Party::Node(self.rng.pick(&issuers)),
            expires,
            reason: text("活动"),
        };
        let system = self.shop.system;
        match self.send(&system, &AnyCommand::GrantPoints(grant))? {
            Ok(_) => {
                *self.model.granted.entry(member.id).or_default() += units;
                Ok(())
            }
            Err(error) => self.finding(format!("grant_points: {error}")),
        }
    }

    /// Somebody else's trades, orders and codes; another tenant's everything.
    fn trespass(&mut self) -> Step {
        let Some(order) = self.some_order(|_| true) else {
            return Ok(());
        };
        let stranger = self
            .shop
            .members
            .iter()
            .find(|member| member.id != order.member)
            .unwrap()
            .actor;
        let elsewhere = self.stranger();
        let cancel = AnyCommand::CancelOrder(CancelOrder {
            order: order.id,
            lines: Vec::new(),
            reason: None,
        });
        let merchants = self.shop.merchants.iter().zip(&self.shop.staff);
        let other_staff = merchants.filter(|(id, _)| **id != order.merchant);
        let other_staff = *other_staff.map(|(_, staff)| staff).next().unwrap();
        for actor in [stranger, other_staff] {
            let outcome = self.send(&actor, &cancel)?;
            self.expect(
                outcome
                    .as_ref()
                    .is_err_and(|error| error.code() == "denied"),
                || format!("cancel_order by somebody else: {outcome:?}"),
            )?;
            let seen = self.ask(|engine| engine.order(&actor, order.id));
            self.expect(seen.is_err_and(|error| error.code() == "denied"), || {
                "an order was seen by somebody else".to_owned()
            })?;
        }
        let id = order.id;
        let code = self.ask(|engine| engine.my_pickup_code(&stranger, id));
        self.expect(code.is_err_and(|error| error.code() == "denied"), || {
            "somebody else's code was shown".to_owned()
        })?;
        for actor in [
            Actor::system(elsewhere),
            Actor::user(elsewhere, order.member),
            Actor::user(elsewhere, crate::shop::user("platform")),
        ] {
            let trade = order.trade;
            let seen = self.ask(|engine| engine.order(&actor, id));
            let trade = self.ask(|engine| engine.trade(&actor, trade));
            let fine = |code: &str| matches!(code, "not_found" | "denied");
            self.expect(
                seen.is_err_and(|error| fine(error.code()))
                    && trade.is_err_and(|error| fine(error.code())),
                || "another tenant's order was seen".to_owned(),
            )?;
        }
        Ok(())
    }

    /// What can never be right.
    fn nonsense(&mut self) -> Step {
        let member = self.rng.place(self.shop.members.len());
        let actor = self.shop.members[member].actor;
        let mut wanted = self.a_cart(member);
        let (code, field) = match self.rng.between(0, 6) {
            0 => {
                wanted.lines[0].quantity = 0;
                ("invalid_field", "lines[0].quantity")
            }
            1 => {
                wanted.lines[0].sku = SkuId(Id::derived("no", &[b"sku"]));
                ("not_sold", "lines[0].sku")
            }
            2 => {
                wanted.lines.clear();
                ("invalid_field", "lines")
            }
            3 => {
                wanted.points = Points::new(-1).unwrap();
                ("invalid_field", "points")
            }
            4 => {
                wanted.lines[0].quantity = u32::MAX;
                ("limit_exceeded", "lines[0].quantity")
            }
            5 => {
                wanted.lines[0].fulfilment = Fulfilment::Pickup;
                wanted.lines.truncate(1);
                wanted.station = None;
                ("invalid_field", "station")
            }
            _ => {
                let line = wanted.lines[0];
                wanted.lines = vec![line; 2_001];
                ("limit_exceeded", "lines")
            }
        };
        let place = PlaceOrder {
            wanted,
            expected_total: None,
            notes: Vec::new(),
            cart: CartUse::Keep,
        };
        let outcome = self.send(&actor, &AnyCommand::PlaceOrder(place))?;
        let found = outcome
            .as_ref()
            .map_err(|error| (error.code(), error.field().unwrap_or("")));
        self.expect(found == Err((code, field)), || {
            format!("nonsense: {code} {field} was expected, not {outcome:?}")
        })
    }

    /// The hash chain grows; a reader polls the events.
    fn poll(&mut self) -> Step {
        if self.rng.happens(300) {
            let system = self.shop.system;
            let _ = self.send(&system, &AnyCommand::SealLog(SealLog {}))?;
        }
        self.read_events()
    }
}
