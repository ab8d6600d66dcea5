//! What a member may ask for. Pure. RULES §11.

use std::collections::BTreeSet;

use super::commands::ClaimedLine;
use super::records::{CaseKind, CaseReason, FeeAfterShipping};
use crate::kernel::{Error, Result, Timestamp};
use crate::order::{Order, OrderState};
use crate::payment::refunds::FeeBack;

impl Order {
    /// Units of a line that neither were refunded nor are held by an open case.
    pub(super) fn units_free(&self, line: u32) -> u32 {
        let held = self
            .open_cases
            .iter()
            .flat_map(|case| &case.lines)
            .filter(|(place, _)| *place == line)
            .fold(0_u32, |sum, (_, units)| sum.saturating_add(*units));
        let kept = self
            .lines
            .get(line as usize)
            .map_or(0, crate::order::OrderLine::kept);
        kept.saturating_sub(held)
    }

    fn open_cases_of(&self, line: u32) -> usize {
        let about = |lines: &[(u32, u32)]| lines.iter().any(|(place, _)| *place == line);
        let cases = self.open_cases.iter();
        cases.filter(|case| about(&case.lines)).count()
    }
}

/// Refuses what cannot be asked for: the order's state, the kind, units that are not there, too many open cases of a line,
/// a return without reason outside its window. Errors name `kind`, `reason` and the line.
pub(super) fn check(
    order: &Order,
    kind: CaseKind,
    reason: CaseReason,
    lines: &[ClaimedLine],
    open_per_line: u32,
    now: Timestamp,
) -> Result<()> {
    if !matches!(
        order.state,
        OrderState::PendingReceipt | OrderState::PendingReview | OrderState::Completed
    ) {
        return Err(Error::WrongState {
            what: "order",
            id: order.id.to_string(),
            state: order.state.name(),
            event: "apply for after-sale",
        });
    }
    let received = order.received_at.is_some();
    match (kind, reason) {
        (CaseKind::RefundOnly, CaseReason::NoReason) if received => {
            return Err(Error::invalid(
                "kind",
                "without a reason the goods have to come back",
            ));
        }
        (CaseKind::Return, CaseReason::NotReceived) => {
            return Err(Error::invalid("kind", "what never came cannot come back"));
        }
        _ => {}
    }
    if lines.is_empty() {
        return Err(Error::invalid("lines", "at least one line is expected"));
    }
    let mut seen = BTreeSet::new();
    for (place, claimed) in lines.iter().enumerate() {
        let at = |field: &str| format!("lines[{place}].{field}");
        let Some(line) = order.lines.get(claimed.line as usize) else {
            return Err(Error::invalid(at("line"), "the order has no such line"));
        };
        if !seen.insert(claimed.line) {
            return Err(Error::invalid(at("line"), "the line is named twice"));
        }
        let free = order.units_free(claimed.line);
        if claimed.quantity == 0 || claimed.quantity > free {
            return Err(Error::invalid(
                at("quantity"),
                format!("1 to {free} units of this line are not refunded or in a case already"),
            ));
        }
        if order.open_cases_of(claimed.line) >= open_per_line as usize {
            return Err(Error::Limit {
                field: at("line").into(),
                limit: open_per_line.into(),
            });
        }
        if reason == CaseReason::NoReason {
            let days = order.return_days_of(line);
            let over = order
                .received_at
                .is_some_and(|received| now >= received.plus_days(days));
            if days == 0 || over {
                return Err(Error::invalid(
                    "reason",
                    "this line cannot, or can no longer, be returned without a reason",
                ));
            }
        }
    }
    Ok(())
}

impl FeeAfterShipping {
    /// What becomes of the delivery fee.
    pub(super) const fn of(self, reason: CaseReason) -> FeeBack {
        match self {
            Self::Always => FeeBack::Whole,
            Self::AtFault if reason.is_sellers_fault() => FeeBack::Whole,
            Self::AtFault | Self::Never => FeeBack::Kept,
        }
    }
}
