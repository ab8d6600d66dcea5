//! Verifying a code at the station: look, then confirm. RULES §6.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::codes::{self, PickupDigits};
use super::records::Throttle;
use super::rules::{Opens, opens};
use crate::engine::{Command, Context, Event, Lookup, Operation, Prefetch, Target};
use crate::kernel::{KeyPurpose, OrderId, Result, StationId, Timestamp};
use crate::order::{CodeUse, Order, OrderState, steps};
use crate::station::Station;

/// Why a code opens nothing now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeRefusal {
    /// The station has not accepted the delivery yet.
    NotYetArrived,
    /// It has opened its order before.
    AlreadyUsed {
        /// When.
        at: Timestamp,
    },
    /// Its order was cancelled or refunded whole.
    Expired,
    /// This station has no such code; a code of another station is answered in the same way. Counted as a miss.
    Invalid,
    /// Too many misses by this operator at this station; right codes are refused too.
    Blocked {
        /// When the operator may try again.
        until: Timestamp,
    },
}

/// One thing to hand over.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PickupItem {
    /// Name and spec as sold.
    pub name: String,
    /// How many.
    pub quantity: u32,
}

/// What a code is found to be. The answer is kept in the log, so it names the order and no person:
/// [`pickup_buyer`](crate::Engine::pickup_buyer) tells who collects.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeLookUp {
    /// It opens this order.
    Valid {
        /// The order.
        order: OrderId,
        /// What is to be handed over.
        items: Vec<PickupItem>,
    },
    /// It opens nothing.
    Refused(CodeRefusal),
}

/// What became of a confirmation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PickupOutcome {
    /// The order is handed over, and the code used up.
    PickedUp {
        /// The order.
        order: OrderId,
    },
    /// Nothing was handed over.
    Refused(CodeRefusal),
}

/// Looks a code up without using it. A command, because misses are counted also when it finds nothing: 10 in 15 minutes
/// (settings) block this operator at this station for 15. Errors: only for what is not a code at all. RULES §6.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LookUpPickupCode {
    /// The operator's station.
    pub station: StationId,
    /// What the resident says.
    pub code: PickupDigits,
}

impl Command for LookUpPickupCode {
    type Answer = CodeLookUp;
    const OPERATION: Operation = Operation::LookUpPickupCode;
    const CONTENT_KEY: Option<KeyPurpose> = Some(KeyPurpose::PickupCode);

    fn target(&self) -> Target {
        Target::Station(self.station)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Station>(self.station);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<CodeLookUp> {
        Ok(
            match examine(ctx, self.station, &self.code, Self::OPERATION)? {
                Examined::Opens(order) => CodeLookUp::Valid {
                    order: order.id,
                    items: items(&order),
                },
                Examined::Refused(refusal) => CodeLookUp::Refused(refusal),
            },
        )
    }
}

/// What is left of an order to hand over.
pub(crate) fn items(order: &Order) -> Vec<PickupItem> {
    let lines = order.lines.iter().filter(|line| line.kept() > 0);
    lines
        .map(|line| PickupItem {
            name: line.name.clone(),
            quantity: line.kept(),
        })
        .collect()
}

/// Hands an order over against its code: everything is examined again, the code is used up and the order received, once,
/// however many try at the same time. Misses count as in [`LookUpPickupCode`]. RULES §6.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConfirmPickup {
    /// The operator's station.
    pub station: StationId,
    /// What the resident says.
    pub code: PickupDigits,
}

impl Command for ConfirmPickup {
    type Answer = PickupOutcome;
    const OPERATION: Operation = Operation::ConfirmPickup;
    const CONTENT_KEY: Option<KeyPurpose> = Some(KeyPurpose::PickupCode);

    fn target(&self) -> Target {
        Target::Station(self.station)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Station>(self.station);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<PickupOutcome> {
        let order = match examine(ctx, self.station, &self.code, Self::OPERATION)? {
            Examined::Opens(order) => order,
            Examined::Refused(refusal) => return Ok(PickupOutcome::Refused(refusal)),
        };
        let id = order.id;
        hand_over(ctx, (*order).clone(), self.station)?;
        Ok(PickupOutcome::PickedUp { order: id })
    }
}

/// The goods are the buyer's: the code is used up and the order received.
pub(super) fn hand_over(ctx: &mut Context<'_>, mut order: Order, station: StationId) -> Result<()> {
    let id = order.id;
    codes::use_up(ctx, &mut order);
    if order.state == OrderState::PendingReceipt {
        steps::receive(ctx, &mut order)?;
    } else {
        steps::schedule(ctx, &mut order)?;
    }
    ctx.update(order)?;
    ctx.emit(Event::OrderPickedUp { order: id, station });
    Ok(())
}

/// What a code turned out to be.
enum Examined {
    Opens(Arc<Order>),
    Refused(CodeRefusal),
}

/// Finds what a code opens for this operator at this station, and counts a miss.
fn examine(
    ctx: &mut Context<'_>,
    station: StationId,
    digits: &PickupDigits,
    operation: Operation,
) -> Result<Examined> {
    let operator = ctx.user(operation.name())?;
    let community = ctx.require::<Station>(station)?.community;
    let throttle = ctx.find::<Throttle>(Throttle::id_of(station, operator))?;
    let blocked = throttle
        .as_ref()
        .and_then(|throttle| throttle.blocked(ctx.now()));
    if let Some(until) = blocked {
        return Ok(Examined::Refused(CodeRefusal::Blocked { until }));
    }
    let Some(order) = codes::find(ctx, station, digits)? else {
        let mut throttle = throttle.map_or_else(
            || Throttle {
                station,
                operator,
                misses: Vec::new(),
                blocked_until: None,
            },
            |throttle| (*throttle).clone(),
        );
        let settings = ctx.settings(community)?;
        let until = throttle.miss(ctx.now(), settings.code_misses, settings.code_block_minutes);
        ctx.put(throttle)?;
        ctx.emit(Event::PickupCodeMissed { station, operator });
        if let Some(until) = until {
            ctx.emit(Event::PickupBlocked {
                station,
                operator,
                until,
            });
        }
        return Ok(Examined::Refused(CodeRefusal::Invalid));
    };
    Ok(match refusal_of(&order) {
        None => Examined::Opens(order),
        Some(refusal) => Examined::Refused(refusal),
    })
}

/// Why an order is not handed over now; `None`: it is, against its code or a token.
pub(super) fn refusal_of(order: &Order) -> Option<CodeRefusal> {
    let ended = order.pickup.as_ref().and_then(|pickup| pickup.ended);
    match ended.map(|end| (end.how, end.at)) {
        Some((CodeUse::Used, at)) => Some(CodeRefusal::AlreadyUsed { at }),
        Some((CodeUse::Void, _)) => Some(CodeRefusal::Expired),
        None => match opens(order) {
            Opens::Goods => None,
            Opens::Later => Some(CodeRefusal::NotYetArrived),
            Opens::Nothing => Some(CodeRefusal::Expired),
        },
    }
}
