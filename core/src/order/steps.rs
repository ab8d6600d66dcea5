//! The steps of an order after payment: shipping, receipt, the end of its windows. RULES §5.

use serde::{Deserialize, Serialize};

use super::machine::{OrderEvent, OrderState};
use super::records::{Order, Shipment};
use crate::catalog::Fulfilment;
use crate::engine::{Command, Context, DueSource, Event, Lookup, Operation, Target};
use crate::kernel::{Error, OrderId, Result, Text};
use crate::points::moves;
use crate::schema::tables;
use crate::split::booking::{self, Earned};

/// It left for the station or the buyer: state, and automatic receipt of what is sent to the buyer. What is collected
/// waits until it is [`ready`]. The caller stores the order afterwards.
pub(crate) fn ship(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
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
    order.due_at = Some(now.plus_days(settings.auto_receipt_days_pickup));
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
    booking::book_earned(ctx, order, Earned::Received)?;
    schedule(ctx, order)?;
    ctx.emit(Event::OrderReceived {
        order: order.id,
        member: order.member,
    });
    Ok(())
}

/// When something happens by itself next after receipt: the end of the return window, then the end of reviewing.
fn schedule(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let Some(received) = order.received_at else {
        return Ok(());
    };
    let window = (!order.window_over).then(|| received.plus_days(order.return_days));
    let review = if order.state == OrderState::PendingReview {
        Some(received.plus_days(ctx.settings(order.community)?.review_days))
    } else {
        None
    };
    order.due_at = match (window, review) {
        (Some(window), Some(review)) => Some(window.min(review)),
        (window, review) => window.or(review),
    };
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
        receive(ctx, &mut order)?;
        // Whoever says that they have it cannot collect it once more.
        crate::pickup::codes::use_up(ctx, &mut order);
        ctx.update(order)
    }
}

/// What happens to an order by itself when its time has come: automatic receipt, end of the return window, end of
/// reviewing. Due work; refused before its time, nothing when nothing is due any more. RULES §5.
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
        if order.state == OrderState::PendingReceipt {
            receive(ctx, &mut order)?;
            return ctx.update(order);
        }
        let Some(received) = order.received_at else {
            order.due_at = None;
            return ctx.update(order);
        };
        if !order.window_over && now >= received.plus_days(order.return_days) {
            order.window_over = true;
            booking::book_earned(ctx, &mut order, Earned::WindowOver)?;
            moves::activate(ctx, &mut order)?;
            ctx.emit(Event::ReturnWindowOver { order: order.id });
        }
        let review_days = ctx.settings(order.community)?.review_days;
        if order.state == OrderState::PendingReview && now >= received.plus_days(review_days) {
            order.advance(OrderEvent::Complete)?;
            ctx.emit(Event::OrderCompleted { order: order.id });
        }
        schedule(ctx, &mut order)?;
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
