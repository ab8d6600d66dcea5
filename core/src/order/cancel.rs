//! Cancelling before shipping. RULES §11.

use serde::{Deserialize, Serialize};

use super::machine::{OrderEvent, OrderState};
use super::records::Order;
use crate::engine::{Command, Context, Event, Lookup, Operation, Target};
use crate::kernel::{Error, OrderId, RefundId, Result, Text};
use crate::payment::RefundReason;
use crate::payment::refunds::{Terms, Units, all_units, refund_units};

/// Units of a line that are no longer wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CancelLine {
    /// The line's place in the order, from 0.
    pub line: u32,
    /// How many, 1 up to what is left of the line.
    pub quantity: u32,
}

/// Cancels a paid order that was not shipped, whole or in part; the refund is automatic. Errors: `wrong_state` once it is
/// shipped, `invalid_field` naming the line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CancelOrder {
    /// The order.
    pub order: OrderId,
    /// What of it; empty: all that is left.
    #[serde(default)]
    pub lines: Vec<CancelLine>,
    /// Why.
    #[serde(default)]
    pub reason: Option<Text<200>>,
}

/// When nothing that was bought is left, what was given goes back too, `as_units` says in which condition. RULES §11.
pub(crate) fn with_gifts(
    order: &Order,
    mut units: Vec<Units>,
    as_units: fn(u32, u32) -> Units,
) -> Vec<Units> {
    let given_up = |line: u32| {
        let of_line = units.iter().filter(|part| part.line == line);
        of_line.fold(0_u32, |sum, part| sum.saturating_add(part.units))
    };
    let lines = || (0_u32..).zip(&order.lines);
    let mut bought = lines().filter(|(_, line)| line.gift.is_none());
    if bought.all(|(place, line)| given_up(place) >= line.kept()) {
        let gifts: Vec<Units> = lines()
            .filter(|(place, line)| line.gift.is_some() && line.kept() > 0 && given_up(*place) == 0)
            .map(|(line, record)| as_units(line, record.kept()))
            .collect();
        units.extend(gifts);
    }
    units
}

impl Command for CancelOrder {
    type Answer = RefundId;
    const OPERATION: Operation = Operation::CancelOrder;

    fn target(&self) -> Target {
        Target::Order(self.order)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<RefundId> {
        let mut order = (*ctx.require::<Order>(self.order)?).clone();
        if order.state != OrderState::PendingShipment {
            return Err(Error::WrongState {
                what: "order",
                id: order.id.to_string(),
                state: order.state.name(),
                event: OrderEvent::RefundWhole.name(),
            });
        }
        order.require_no_running_group(OrderEvent::RefundWhole.name())?;
        let units: Vec<Units> = if self.lines.is_empty() {
            all_units(&order)
        } else {
            self.lines
                .iter()
                .map(|line| Units::unshipped(line.line, line.quantity))
                .collect()
        };
        let units = with_gifts(&order, units, Units::unshipped);
        let refund = refund_units(
            ctx,
            &mut order,
            &units,
            Terms::full(RefundReason::Cancelled),
        )?;
        ctx.emit(Event::OrderCancelled {
            order: order.id,
            whole: order.state == OrderState::Closed,
        });
        ctx.update(order)?;
        Ok(refund)
    }
}
