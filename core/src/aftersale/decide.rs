//! What moves a case, wherever it comes from: the parties, the timer, the refund's result, another refund. RULES §11.

use std::collections::BTreeSet;

use super::commands::KeptGift;
use super::machine::{CaseEvent, CaseState};
use super::records::{AfterSale, CaseKind};
use crate::catalog::Sku;
use crate::engine::{Context, Event, Lookup};
use crate::kernel::{AfterSaleId, Error, Money, Result};
use crate::order::{Order, steps, with_gifts};
use crate::payment::refunds::{Terms, Units, refund_units};
use crate::payment::{Refund, RefundReason, RefundState};

/// Moves a case, notes who and when, and tells. The caller stores it.
pub(super) fn advance(ctx: &mut Context<'_>, case: &mut AfterSale, event: CaseEvent) -> Result<()> {
    let by = ctx.actor().user_id();
    case.advance(event, ctx.now(), by)?;
    ctx.emit(Event::AfterSaleMoved {
        case: case.id,
        order: case.order,
        by: event,
        state: case.state,
    });
    Ok(())
}

/// Ends a case without a refund: its units are free again, and the order goes on.
pub(super) fn give_up(ctx: &mut Context<'_>, mut case: AfterSale, event: CaseEvent) -> Result<()> {
    advance(ctx, &mut case, event)?;
    let mut order = (*ctx.require::<Order>(case.order)?).clone();
    order.open_cases.retain(|open| open.case != case.id);
    steps::complete_if_reviewed(ctx, &mut order)?;
    ctx.update(order)?;
    ctx.update(case)
}

/// The merchant or the timer agrees; what needs nothing back is refunded at once.
pub(super) fn agree(ctx: &mut Context<'_>, mut case: AfterSale) -> Result<()> {
    advance(ctx, &mut case, CaseEvent::Agree)?;
    match case.kind {
        CaseKind::Return => ctx.update(case),
        CaseKind::RefundOnly => refund(ctx, case, CaseEvent::Refund, &[]),
    }
}

/// Instructs the refund of an agreed case. What came back sellable goes back into stock; what is kept of gifts is charged.
pub(super) fn refund(
    ctx: &mut Context<'_>,
    mut case: AfterSale,
    event: CaseEvent,
    kept: &[KeptGift],
) -> Result<()> {
    advance(ctx, &mut case, event)?;
    let mut order = (*ctx.require::<Order>(case.order)?).clone();
    order.open_cases.retain(|open| open.case != case.id);
    let units: Vec<Units> = case
        .lines
        .iter()
        .map(|line| Units {
            line: line.line,
            units: line.quantity,
            sellable: line.sellable.unwrap_or(0),
        })
        .collect();
    let units = with_gifts(&order, units, Units::lost);
    let withheld = charge(ctx, &order, &units, kept)?;
    let policy = ctx.settings(order.community)?.fee_after_shipping;
    let terms = Terms {
        fee: policy.of(case.reason),
        case: Some(case.id),
        withheld,
        ..Terms::full(RefundReason::AfterSale)
    };
    let refund = refund_units(ctx, &mut order, &units, terms)?;
    steps::complete_if_reviewed(ctx, &mut order)?;
    ctx.update(order)?;
    case.refund = Some(refund);
    // Where only points went back there is nothing to wait for.
    if ctx.require::<Refund>(refund)?.state == RefundState::Done {
        advance(ctx, &mut case, CaseEvent::Finish)?;
    }
    ctx.update(case)
}

/// What kept gifts cost: each is named once, and goes back by this refund. Errors: `invalid_field` naming it.
fn charge(
    ctx: &mut Context<'_>,
    order: &Order,
    units: &[Units],
    kept: &[KeptGift],
) -> Result<Money> {
    let mut sum = Money::ZERO;
    let mut named = BTreeSet::new();
    for (place, gift) in kept.iter().enumerate() {
        let at = |field| format!("kept_gifts[{place}].{field}");
        let line = order.lines.get(gift.line as usize);
        let line = line.filter(|line| line.gift.is_some() && named.insert(gift.line));
        let back = units.iter().find(|part| part.line == gift.line);
        let (Some(line), Some(back)) = (line, back) else {
            return Err(Error::invalid(
                at("line"),
                "a gift that goes back with this case is expected, each at most once",
            ));
        };
        if !(1..=back.units).contains(&gift.quantity) {
            return Err(Error::invalid(
                at("quantity"),
                format!("1 to {} units are expected", back.units),
            ));
        }
        // What the merchant gave at its own cost stands in the order without a price.
        let price = if line.unit_price.is_zero() {
            ctx.require::<Sku>(line.sku)?.price
        } else {
            line.unit_price
        };
        sum = sum.plus(price.times(gift.quantity.into())?)?;
    }
    Ok(sum)
}

/// The refund of a case was paid.
pub(crate) fn finish(ctx: &mut Context<'_>, case: AfterSaleId) -> Result<()> {
    let mut case = (*ctx.require::<AfterSale>(case)?).clone();
    advance(ctx, &mut case, CaseEvent::Finish)?;
    ctx.update(case)
}

/// Units of `order` were refunded otherwise: its open cases, the oldest first, keep what is left of what they are about;
/// a case of which nothing is left ends. The caller stores the order.
pub(crate) fn overtaken(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let mut left: Vec<u32> = order
        .lines
        .iter()
        .map(crate::order::OrderLine::kept)
        .collect();
    for open in &mut order.open_cases {
        let mut changed = false;
        for (line, units) in &mut open.lines {
            let Some(free) = left.get_mut(*line as usize) else {
                continue;
            };
            let fits = (*units).min(*free);
            *free = free.saturating_sub(fits);
            changed |= fits < *units;
            *units = fits;
        }
        if !changed {
            continue;
        }
        open.lines.retain(|(_, units)| *units > 0);
        let mut case = (*ctx.require::<AfterSale>(open.case)?).clone();
        if open.lines.is_empty() {
            advance(ctx, &mut case, CaseEvent::Overtake)?;
        } else {
            case.lines.retain_mut(|line| {
                let fits = open.lines.iter().find(|(place, _)| *place == line.line);
                line.quantity = fits.map_or(0, |(_, units)| *units);
                line.quantity > 0
            });
        }
        ctx.update(case)?;
    }
    order.open_cases.retain(|open| !open.lines.is_empty());
    Ok(())
}

impl AfterSale {
    /// Whether it waits for the goods.
    pub(super) fn awaits_goods(&self) -> bool {
        self.state == CaseState::Agreed && self.kind == CaseKind::Return
    }
}
