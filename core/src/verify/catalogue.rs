//! Stock: invariant 10.

use super::orders::OrderSums;
use super::report::Walk;
use crate::catalog::Stock;
use crate::engine::Record;
use crate::kernel::Result;

pub(super) fn verify(walk: &mut Walk<'_>, orders: &OrderSums) -> Result<()> {
    let mut reserved = orders.reserved.clone();
    let mut sold = orders.sold.clone();
    walk.each::<Stock>(|report, record, row| {
        let sku = record.sku;
        let figure = |at: u8| row.counters.get(usize::from(at)).copied().unwrap_or(-1);
        report.check(
            row.counters.iter().all(|counter| *counter >= 0),
            10,
            Stock::WHAT,
            || format!("{sku}: a counter is below zero"),
        );
        let held = reserved.remove(&sku).unwrap_or(0);
        let counted = figure(Stock::RESERVED);
        report.check(counted == held, 10, Stock::WHAT, || {
            format!("{sku}: {counted} are reserved, unpaid orders hold {held}")
        });
        let kept = sold.remove(&sku).unwrap_or(0);
        let counted = figure(Stock::SOLD);
        report.check(counted == kept, 10, Stock::WHAT, || {
            format!("{sku}: {counted} are sold, paid orders keep {kept}")
        });
        Ok(())
    })?;
    for (sku, units) in reserved
        .into_iter()
        .chain(sold)
        .filter(|(_, units)| *units != 0)
    {
        walk.report.find(10, Stock::WHAT, || {
            format!("{sku} has no stock but orders of {units}")
        });
    }
    Ok(())
}
