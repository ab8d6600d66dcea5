//! Moving stock: reserve, sell, release, take back. Counters with floors, so no two buyers get the last unit. RULES §3.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::records::Stock;
use crate::engine::{Bounds, Context};
use crate::kernel::{Error, Result, SkuId};

/// Makes exactly so many units available, whoever sells meanwhile: the store checks the outcome. Answers by how many the
/// figure moved.
pub(crate) fn set_available(ctx: &mut Context<'_>, sku: SkuId, units: i64) -> Result<i64> {
    let there = ctx.counter::<Stock>(sku, Stock::AVAILABLE)?;
    let by = units.saturating_sub(there);
    ctx.adjust::<Stock>(sku, Stock::AVAILABLE, by, Bounds::exactly(units))?
        .map(|_| by)
        .map_err(|value| Error::internal(format!("stock of SKU {sku} stands at {value}")))
}

/// Holds units for an unpaid order. Errors: `out_of_stock` with what is left, naming the SKU's line.
pub(crate) fn reserve(ctx: &mut Context<'_>, line: usize, needed: &[(SkuId, i64)]) -> Result<()> {
    for (sku, units) in needed {
        if let Err(available) = ctx.adjust::<Stock>(
            *sku,
            Stock::AVAILABLE,
            units.saturating_neg(),
            Bounds::NOT_NEGATIVE,
        )? {
            return Err(Error::OutOfStock {
                field: format!("lines[{line}].quantity").into(),
                available,
            });
        }
        move_counter(ctx, *sku, Stock::RESERVED, *units)?;
    }
    Ok(())
}

/// Ends a reservation by payment.
pub(crate) fn sell(ctx: &mut Context<'_>, needed: &[(SkuId, i64)]) -> Result<()> {
    for (sku, units) in needed {
        move_counter(ctx, *sku, Stock::RESERVED, units.saturating_neg())?;
        move_counter(ctx, *sku, Stock::SOLD, *units)?;
    }
    Ok(())
}

/// Ends a reservation without payment.
pub(crate) fn release(ctx: &mut Context<'_>, needed: &[(SkuId, i64)]) -> Result<()> {
    for (sku, units) in needed {
        move_counter(ctx, *sku, Stock::RESERVED, units.saturating_neg())?;
        move_counter(ctx, *sku, Stock::AVAILABLE, *units)?;
    }
    Ok(())
}

/// Sold units that were never shipped can be sold again. RULES §11.
pub(crate) fn put_back(ctx: &mut Context<'_>, needed: &[(SkuId, i64)]) -> Result<()> {
    for (sku, units) in needed {
        move_counter(ctx, *sku, Stock::SOLD, units.saturating_neg())?;
        move_counter(ctx, *sku, Stock::AVAILABLE, *units)?;
    }
    Ok(())
}

/// Sold units that never existed (a shortage at the station) are neither sold nor there. RULES §7.
pub(crate) fn write_off(ctx: &mut Context<'_>, needed: &[(SkuId, i64)]) -> Result<()> {
    for (sku, units) in needed {
        move_counter(ctx, *sku, Stock::SOLD, units.saturating_neg())?;
    }
    Ok(())
}

/// Takes units out of what is available, for something that is not an order. `Err` inside: so many are available.
pub(crate) fn take_available(
    ctx: &mut Context<'_>,
    sku: SkuId,
    units: i64,
) -> Result<Result<(), i64>> {
    let by = units.saturating_neg();
    let moved = ctx.adjust::<Stock>(sku, Stock::AVAILABLE, by, Bounds::NOT_NEGATIVE)?;
    Ok(moved.map(|_| ()))
}

/// Makes more units available.
pub(crate) fn add_available(ctx: &mut Context<'_>, sku: SkuId, units: i64) -> Result<()> {
    move_counter(ctx, sku, Stock::AVAILABLE, units)
}

pub(crate) fn move_counter(ctx: &mut Context<'_>, sku: SkuId, counter: u8, by: i64) -> Result<()> {
    ctx.adjust::<Stock>(sku, counter, by, Bounds::NOT_NEGATIVE)?
        .map(|_| ())
        .map_err(|value| {
            Error::internal(format!(
                "a stock counter of SKU {sku} stands at {value} and cannot move by {by}"
            ))
        })
}
