//! The steps of an order after payment: shipping, receipt, the end of its windows. RULES §5.

use serde::{Deserialize, Serialize};

use super::machine::{OrderEvent, OrderState};
use super::records::{Order, Shipment};
use crate::catalog::Fulfilment;
use crate::engine::{Command, Context, DueSource, Event, Lookup, Operation, Target};
use crate::kernel::{Error, OrderId, Result, Text, Timestamp};
use crate::org::Settings;
use crate::pickup::no_show;
use crate::points::moves;
use crate::schema::tables;
use crate::settlement::SettleTrigger;
use crate::split::booking;

/// A paid order goes on to be shipped: what is collected joins its station's delivery day, at the earliest on the day that
/// was promised and one later if that is full, and gets its code. The caller stores the order afterwards.
pub(crate) fn prepare(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    if order.fulfilment != Fulfilment::Pickup {
        return Ok(());
    }
    let station = order
        .station
        .ok_or_else(|| Error::internal("a pickup order without station"))?;
    let mut earliest = order.promised_day();
    loop {
        let day = crate::station::days::join(ctx, station, earliest)?;
        order.delivery_day = Some(day);
        if crate::pickup::codes::issue(ctx, order)? {
            return Ok(());
        }
        earliest = Some(day.next());
    }
}

/// It left for the station or the buyer: state, and automatic receipt of what is sent to the buyer. What is collected
/// waits until it is [`ready`]. The caller stores the order afterwards.
pub(crate) fn ship(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    order.require_no_running_group(OrderEvent::Ship.name())?;
    order.advance(OrderEvent::Ship)?;
    let settings = ctx.settings(order.community)?;
    order.due_at = match order.fulfilment {
        Fulfilment::Pickup => None,
        Fulfilment::Express => Some(ctx.now().plus_days(settings.auto_receipt_days_express)),
        Fulfilment::Instant => Some(ctx.now().plus_days(settings.auto_receipt_days_service)),
    };
    ctx.emit(Event::OrderShipped { order: order.id });
    Ok(())
}

/// The station has it ready for the buyer, who is told. The caller stores the order afterwards.
pub(crate) fn ready(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let now = ctx.now();
    let settings = ctx.settings(order.community)?;
    let Some(pickup) = order.pickup.as_mut() else {
        return Err(Error::internal(
            "an order without pickup cannot be ready at a station",
        ));
    };
    pickup.ready_at = Some(now);
    order.due_at = next_moment(order, &settings);
    if let Some(station) = order.station {
        ctx.emit(Event::OrderReady {
            order: order.id,
            member: order.member,
            station,
        });
    }
    Ok(())
}

/// The buyer has it: state, dates, shares earned, next due work. The caller stores the order afterwards.
pub(crate) fn receive(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    order.advance(OrderEvent::Receive)?;
    order.received_at = Some(ctx.now());
    booking::book_earned(ctx, order, SettleTrigger::Received)?;
    schedule(ctx, order)?;
    ctx.emit(Event::OrderReceived {
        order: order.id,
        member: order.member,
    });
    Ok(())
}

/// When a shipped order counts as received by itself. What is sent to the buyer has it fixed when it is sent; what is
/// collected has its time from when it is ready.
fn automatic_receipt(order: &Order, settings: &Settings) -> Option<Timestamp> {
    match (order.state, &order.pickup) {
        (OrderState::PendingReceipt, Some(pickup)) => pickup
            .ready_at
            .map(|ready| ready.plus_days(settings.auto_receipt_days_pickup)),
        (OrderState::PendingReceipt, None) => order.due_at,
        _ => None,
    }
}

/// When something happens by itself next: receipt, a reminder to collect, the end of the return window, the end of
/// reviewing. Reviewing does not end while an after-sale case is open.
fn next_moment(order: &Order, settings: &Settings) -> Option<Timestamp> {
    let receipt = automatic_receipt(order, settings);
    let collect = no_show::next(order, settings);
    let received = order.received_at;
    let window = received
        .filter(|_| !order.window_over && order.state != OrderState::Closed)
        .map(|received| received.plus_days(order.return_days));
    let review = received
        .filter(|_| order.state == OrderState::PendingReview && order.open_cases.is_empty())
        .map(|received| received.plus_days(settings.review_days));
    [receipt, collect, window, review]
        .into_iter()
        .flatten()
        .min()
}

/// Notes when something happens by itself next. The caller stores the order afterwards.
pub(crate) fn schedule(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let settings = ctx.settings(order.community)?;
    order.due_at = next_moment(order, &settings);
    Ok(())
}

/// Ends reviewing early when nothing is left to review. The caller stores the order afterwards.
pub(crate) fn complete_if_reviewed(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let all = order
        .lines
        .iter()
        .all(|line| line.reviewed || line.kept() == 0);
    if all && order.state == OrderState::PendingReview && order.open_cases.is_empty() {
        complete(ctx, order)?;
    }
    schedule(ctx, order)
}

fn complete(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    order.advance(OrderEvent::Complete)?;
    ctx.emit(Event::OrderCompleted { order: order.id });
    Ok(())
}

/// The merchant hands an order to a carrier (express) or a rider (instant). RULES §9.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ShipOrder {
    /// The order.
    pub order: OrderId,
    /// Carrier and its number.
    pub carrier: Text<40>,
    /// The carrier's number.
    pub number: Text<64>,
}

impl Command for ShipOrder {
    type Answer = ();
    const OPERATION: Operation = Operation::ShipOrder;

    fn target(&self) -> Target {
        Target::Order(self.order)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.carrier.require("carrier")?;
        self.number.require("number")?;
        let mut order = (*ctx.require::<Order>(self.order)?).clone();
        if order.fulfilment == Fulfilment::Pickup {
            return Err(Error::invalid(
                "order",
                "what is collected leaves with the station's manifest",
            ));
        }
        ship(ctx, &mut order)?;
        order.shipment = Some(Shipment {
            carrier: self.carrier.clone(),
            number: self.number.clone(),
        });
        ctx.update(order)
    }
}

/// The member says that an order arrived. Errors: `wrong_state`, also for what is collected while the station has not
/// accepted it. RULES §5.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ConfirmReceipt {
    /// The order.
    pub order: OrderId,
}

impl Command for ConfirmReceipt {
    type Answer = ();
    const OPERATION: Operation = Operation::ConfirmReceipt;

    fn target(&self) -> Target {
        Target::Order(self.order)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut order = (*ctx.require::<Order>(self.order)?).clone();
        let on_its_way = order.fulfilment == Fulfilment::Pickup
            && order.state == OrderState::PendingReceipt
            && (order.pickup.as_ref()).is_none_or(|pickup| pickup.ready_at.is_none());
        if on_its_way {
            return Err(Error::WrongState {
                what: "order",
                id: order.id.to_string(),
                state: order.state.name(),
                event: "receive before the station has it",
            });
        }
        // Whoever says that they have it cannot collect it once more, nor be reminded of it.
        crate::pickup::codes::use_up(ctx, &mut order);
        receive(ctx, &mut order)?;
        ctx.update(order)
    }
}

/// A courier or worker has completed an order that is brought to the buyer. The same report again changes nothing. Errors:
/// `wrong_state` before it was sent or once it is closed, `invalid_field` for what is collected. RULES §5.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportCompletion {
    /// The order.
    pub order: OrderId,
}

impl Command for ReportCompletion {
    type Answer = ();
    const OPERATION: Operation = Operation::ReportCompletion;

    fn target(&self) -> Target {
        Target::Order(self.order)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut order = (*ctx.require::<Order>(self.order)?).clone();
        if order.fulfilment == Fulfilment::Pickup {
            return Err(Error::invalid(
                "order",
                "what is collected is received by its code or by the buyer",
            ));
        }
        if matches!(
            order.state,
            OrderState::PendingReview | OrderState::Completed
        ) {
            return Ok(());
        }
        receive(ctx, &mut order)?;
        ctx.update(order)
    }
}

/// What happens to an order by itself when its time has come: automatic receipt, reminders to collect and the no-show
/// policy, end of the return window, end of reviewing. Due work; refused before its time, nothing when nothing is due any more. RULES §5.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AdvanceOrder {
    /// The order.
    pub order: OrderId,
}

impl Command for AdvanceOrder {
    type Answer = ();
    const OPERATION: Operation = Operation::AdvanceOrder;

    fn target(&self) -> Target {
        Target::Order(self.order)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut order = (*ctx.require::<Order>(self.order)?).clone();
        let now = ctx.now();
        let Some(due) = order.due_at else {
            return Ok(());
        };
        if now < due {
            return Err(Error::WrongState {
                what: "order",
                id: order.id.to_string(),
                state: order.state.name(),
                event: "advance before its time",
            });
        }
        let settings = ctx.settings(order.community)?;
        if automatic_receipt(&order, &settings).is_some_and(|at| at <= now) {
            receive(ctx, &mut order)?;
            return ctx.update(order);
        }
        if no_show::next(&order, &settings).is_some_and(|at| at <= now) {
            no_show::advance(ctx, &mut order, &settings)?;
            schedule(ctx, &mut order)?;
            return ctx.update(order);
        }
        let Some(received) = order.received_at else {
            order.due_at = next_moment(&order, &settings);
            return ctx.update(order);
        };
        if !order.window_over && now >= received.plus_days(order.return_days) {
            order.window_over = true;
            booking::book_earned(ctx, &mut order, SettleTrigger::ReturnWindowOver)?;
            moves::activate(ctx, &mut order)?;
            ctx.emit(Event::ReturnWindowOver { order: order.id });
        }
        if order.state == OrderState::PendingReview
            && order.open_cases.is_empty()
            && now >= received.plus_days(settings.review_days)
        {
            complete(ctx, &mut order)?;
        }
        order.due_at = next_moment(&order, &settings);
        ctx.update(order)
    }
}

/// Orders for which something is due.
pub(crate) const ORDERS_DUE: DueSource = DueSource {
    table: tables::ORDER,
    index: Order::DUE,
    command: |row| {
        Ok(crate::engine::AnyCommand::AdvanceOrder(AdvanceOrder {
            order: OrderId(row.id),
        }))
    },
};
