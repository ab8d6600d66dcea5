//! What happens when nobody collects: reminders, then the no-show policy. RULES §6.

use serde::{Deserialize, Serialize};

use crate::engine::{Context, Event};
use crate::kernel::{Error, Money, Result, Timestamp};
use crate::order::{Order, OrderState};
use crate::org::Settings;
use crate::payment::RefundReason;
use crate::payment::refunds::{FeeBack, Terms, Units, refund_units};

/// What becomes of an order that nobody collected in time. RULES §6.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoShowPolicy {
    /// The station keeps it for the buyer.
    #[default]
    Keep,
    /// It is closed: the money goes back less the setting `no_show_fee`, the points whole.
    Close,
}

/// Steps before the policy was applied: two reminders.
const REMINDERS: u8 = 2;

/// Whether the goods lie at the station and nothing was decided about them: while an after-sale case is open nothing is.
fn waits(order: &Order) -> bool {
    order.state != OrderState::Closed
        && order.open_cases.is_empty()
        && order
            .pickup
            .as_ref()
            .is_some_and(|pickup| pickup.reminded <= REMINDERS && pickup.ended.is_none())
}

/// When the buyer is reminded next, or the policy is applied.
pub(crate) fn next(order: &Order, settings: &Settings) -> Option<Timestamp> {
    let pickup = order.pickup.as_ref().filter(|_| waits(order))?;
    let days = match pickup.reminded {
        0 => settings.first_reminder_days,
        1 => settings.second_reminder_days,
        _ => settings.no_show_days,
    };
    pickup.ready_at.map(|ready| ready.plus_days(days))
}

/// Reminds the buyer, or applies the policy after the last reminder. The caller stores the order afterwards.
pub(crate) fn advance(ctx: &mut Context<'_>, order: &mut Order, settings: &Settings) -> Result<()> {
    let (Some(pickup), Some(station)) = (order.pickup.as_mut(), order.station) else {
        return Err(Error::internal("only what is collected can be left there"));
    };
    pickup.reminded = pickup.reminded.saturating_add(1);
    if pickup.reminded <= REMINDERS {
        ctx.emit(Event::PickupReminder {
            order: order.id,
            member: order.member,
            station,
            reminder: pickup.reminded,
        });
        return Ok(());
    }
    let refund = match settings.no_show_policy {
        NoShowPolicy::Keep => None,
        NoShowPolicy::Close => {
            let units: Vec<Units> = (0_u32..)
                .zip(&order.lines)
                .filter(|(_, line)| line.kept() > 0)
                .map(|(place, line)| Units::lost(place, line.kept()))
                .collect();
            let terms = Terms {
                fee: FeeBack::Kept,
                withheld: settings.no_show_fee.max(Money::ZERO),
                ..Terms::full(RefundReason::NoShow)
            };
            Some(refund_units(ctx, order, &units, terms)?)
        }
    };
    ctx.emit(Event::OrderNotCollected {
        order: order.id,
        member: order.member,
        refund,
    });
    Ok(())
}
