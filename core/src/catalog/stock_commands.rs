//! What may be done to stock by hand: counting, receiving, correcting. Orders move it through `stock`. RULES §3.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::details::at_most;
use super::records::{Sku, Stock};
use super::stock::set_available;
use crate::engine::{Bounds, Command, Context, Event, Lookup, Operation, Prefetch, Target};
use crate::kernel::{Error, MerchantId, Result, SkuId, Text};
use crate::sale::units::arrive;

/// Most lines of one command.
const MAX_LINES: usize = 1_000;

/// So many units of a SKU.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StockLine {
    /// Which; of the merchant that the command names, and not a combo.
    pub sku: SkuId,
    /// How many.
    pub units: i64,
}

fn want(wanted: &mut Prefetch, lines: &[StockLine]) {
    for line in lines.iter().take(MAX_LINES) {
        wanted.want::<Sku>(line.sku);
        wanted.want::<Stock>(line.sku);
    }
}

/// At least one line, at most 1,000, no SKU twice, each the merchant's own and with a stock of its own, units within the
/// bounds.
fn check(
    ctx: &mut Context<'_>,
    merchant: MerchantId,
    lines: &[StockLine],
    is_possible: impl Fn(i64) -> bool,
) -> Result<()> {
    if lines.is_empty() {
        return Err(Error::invalid("lines", "at least one line is expected"));
    }
    at_most("lines", lines.len(), MAX_LINES)?;
    let mut seen = BTreeSet::new();
    for (place, line) in lines.iter().enumerate() {
        if !is_possible(line.units) {
            return Err(Error::invalid(
                format!("lines[{place}].units"),
                "it is out of bounds",
            ));
        }
        let sku = ctx.find::<Sku>(line.sku)?;
        let fits = sku.is_some_and(|sku| sku.merchant == merchant && sku.parts.is_empty());
        if !fits || !seen.insert(line.sku) {
            return Err(Error::invalid(
                format!("lines[{place}].sku"),
                "a SKU of the merchant that is not a combo is expected, each at most once",
            ));
        }
    }
    Ok(())
}

/// Adds to what is available, never below zero and never above what can be kept.
fn add(ctx: &mut Context<'_>, place: usize, line: StockLine) -> Result<()> {
    let bounds = Bounds {
        floor: Some(0),
        ceiling: (line.units > 0).then_some(Stock::MAX_UNITS),
    };
    let moved = ctx.adjust::<Stock>(line.sku, Stock::AVAILABLE, line.units, bounds)?;
    match moved {
        Ok(_) => Ok(()),
        Err(available) if line.units < 0 => Err(Error::OutOfStock {
            field: format!("lines[{place}].units").into(),
            available,
        }),
        Err(_) => Err(Error::Limit {
            field: format!("lines[{place}].units").into(),
            limit: Stock::MAX_UNITS.unsigned_abs(),
        }),
    }
}

/// Sets what is available of SKUs, after counting; what orders hold is not touched. All lines or none. Errors:
/// `invalid_field` naming the line, `limit_exceeded`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetStock {
    /// Whose SKUs.
    pub merchant: MerchantId,
    /// 1 to 1,000 lines; units from 0 to 1,000,000,000.
    pub lines: Vec<StockLine>,
}

impl Command for SetStock {
    type Answer = ();
    const OPERATION: Operation = Operation::SetStock;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        want(wanted, &self.lines);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        check(ctx, self.merchant, &self.lines, |units| {
            (0..=Stock::MAX_UNITS).contains(&units)
        })?;
        for line in &self.lines {
            set_available(ctx, line.sku, line.units)?;
            ctx.emit(Event::StockSet {
                sku: line.sku,
                available: line.units,
            });
        }
        Ok(())
    }
}

/// Adds what came in; what a presale waits for is taken out of it first. All lines or none. Errors: `invalid_field` naming the line, `limit_exceeded`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReceiveStock {
    /// Whose SKUs.
    pub merchant: MerchantId,
    /// 1 to 1,000 lines; units from 1 on, at most 1,000,000,000 with what is there.
    pub lines: Vec<StockLine>,
}

impl Command for ReceiveStock {
    type Answer = ();
    const OPERATION: Operation = Operation::ReceiveStock;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        want(wanted, &self.lines);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        check(ctx, self.merchant, &self.lines, |units| {
            (1..=Stock::MAX_UNITS).contains(&units)
        })?;
        for (place, line) in self.lines.iter().enumerate() {
            let sku = ctx.require::<Sku>(line.sku)?;
            let units = arrive(ctx, &sku, line.units)?;
            add(ctx, place, StockLine { units, ..*line })?;
            ctx.emit(Event::StockReceived {
                sku: line.sku,
                quantity: line.units,
            });
        }
        Ok(())
    }
}

/// Adds what was found, or takes off what is broken or missing. All lines or none. Errors: `out_of_stock` when less is
/// available than is to be taken off, `invalid_field`, `limit_exceeded`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CorrectStock {
    /// Whose SKUs.
    pub merchant: MerchantId,
    /// 1 to 1,000 lines; units above or below zero.
    pub lines: Vec<StockLine>,
    /// Why; not empty.
    pub reason: Text<300>,
}

impl Command for CorrectStock {
    type Answer = ();
    const OPERATION: Operation = Operation::CorrectStock;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        want(wanted, &self.lines);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.reason.require("reason")?;
        check(ctx, self.merchant, &self.lines, |units| {
            units != 0 && (-Stock::MAX_UNITS..=Stock::MAX_UNITS).contains(&units)
        })?;
        for (place, line) in self.lines.iter().enumerate() {
            add(ctx, place, *line)?;
            ctx.emit(Event::StockCorrected {
                sku: line.sku,
                by: line.units,
            });
        }
        Ok(())
    }
}
