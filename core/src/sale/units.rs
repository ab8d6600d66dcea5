//! Where the units of an order line come from and go back to: stock, a sale's own stock and quota, a presale, limits per
//! member. Every step of an order comes through here; a line without [`LineTerms`] only moves stock. RULES §3, §15.
//!
//! What is reserved once is given back once: each step below is called by exactly one transition of the order machine.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::sync::Arc;

use super::records::{
    Limited, LineTerms, Presale, PromisedDay, PurchaseCount, Sale, SaleState, SaleTerms,
};
use crate::catalog::{Product, Sku, Stock, stock};
use crate::engine::{Bounds, Context, Lookup};
use crate::kernel::{CampaignId, Error, MemberId, PresaleId, ProductId, Result, SkuId};
use crate::order::OrderLine;

/// A line that is being ordered.
pub(crate) struct Ordered<'a> {
    /// Its place in the command.
    pub(crate) place: usize,
    /// Who buys.
    pub(crate) member: MemberId,
    pub(crate) product: &'a Product,
    pub(crate) sku: &'a Sku,
    pub(crate) quantity: u32,
    pub(crate) terms: Option<&'a LineTerms>,
    /// The sale that the terms name.
    pub(crate) sale: Option<&'a Arc<Sale>>,
}

impl Ordered<'_> {
    fn field(&self) -> String {
        format!("lines[{}].quantity", self.place)
    }
}

/// Holds the units of a line for an unpaid order. Errors: `limit_exceeded` and `out_of_stock`, naming the line.
pub(crate) fn reserve(ctx: &mut Context<'_>, line: &Ordered<'_>) -> Result<()> {
    let needed = || line.sku.stock_needed(line.quantity);
    let Some(terms) = line.terms else {
        return stock::reserve(ctx, line.place, &needed());
    };
    let units = i64::from(line.quantity);
    if terms.limited
        && let Some(limit) = line.product.purchase_limit
    {
        count(ctx, line, Limited::Product(line.product.id), limit)?;
    }
    if let Some(sale) = line.sale {
        if let Some(limit) = sale.per_member {
            count(ctx, line, Limited::Sale(sale.id), limit)?;
        }
        let left = ctx.adjust::<Sale>(
            sale.id,
            Sale::LEFT,
            units.saturating_neg(),
            Bounds::NOT_NEGATIVE,
        )?;
        if let Err(available) = left {
            return Err(Error::OutOfStock {
                field: line.field().into(),
                available,
            });
        }
        move_sale(ctx, sale.id, Sale::RESERVED, units)?;
        if sale.has_own_stock() {
            return Ok(());
        }
    }
    let Some(promised) = &terms.presale else {
        return stock::reserve(ctx, line.place, &needed());
    };
    let ceiling = i64::from(ctx.require::<Presale>(promised.presale)?.ceiling);
    let bounds = Bounds {
        floor: None,
        ceiling: Some(ceiling),
    };
    if let Err(ordered) =
        ctx.adjust::<Presale>(promised.presale, Presale::ORDERED, units, bounds)?
    {
        return Err(Error::OutOfStock {
            field: line.field().into(),
            available: ceiling.saturating_sub(ordered).max(0),
        });
    }
    move_presale(ctx, promised.presale, Presale::WAITING, units)
}

/// Counts units of something that is limited per member. Errors: `limit_exceeded` naming the line.
fn count(ctx: &mut Context<'_>, line: &Ordered<'_>, of: Limited, limit: u32) -> Result<()> {
    let record = PurchaseCount {
        member: line.member,
        of,
    };
    let id = PurchaseCount::id_of(line.member, of);
    if ctx.find::<PurchaseCount>(id)?.is_none() {
        ctx.insert(record)?;
    }
    let bounds = Bounds {
        floor: None,
        ceiling: Some(i64::from(limit)),
    };
    ctx.adjust::<PurchaseCount>(id, PurchaseCount::UNITS, i64::from(line.quantity), bounds)?
        .map(|_| ())
        .map_err(|_| Error::Limit {
            field: line.field().into(),
            limit: u64::from(limit),
        })
}

/// What an order line has, and how many of its units move.
struct Part<'a> {
    member: MemberId,
    product: ProductId,
    units: i64,
    needed: Vec<(SkuId, i64)>,
    terms: &'a LineTerms,
}

/// The plain stock of a line without terms, or what its terms say of some of its units.
fn part(member: MemberId, line: &OrderLine, units: u32) -> Result<Part<'_>, Vec<(SkuId, i64)>> {
    let needed = line.stock_needed(units);
    match &line.terms {
        None => Err(needed),
        Some(terms) => Ok(Part {
            member,
            product: line.product,
            units: i64::from(units),
            needed,
            terms,
        }),
    }
}

impl Part<'_> {
    /// The member may buy as many again.
    fn uncount(&self, ctx: &mut Context<'_>) -> Result<()> {
        let product = self.terms.limited.then_some(Limited::Product(self.product));
        let sale = self.terms.sale.filter(|sale| sale.limited);
        let sale = sale.map(|sale| Limited::Sale(sale.sale));
        for of in product.into_iter().chain(sale) {
            let id = PurchaseCount::id_of(self.member, of);
            let by = self.units.saturating_neg();
            ctx.adjust::<PurchaseCount>(id, PurchaseCount::UNITS, by, Bounds::NOT_NEGATIVE)?
                .map_err(|value| Error::internal(format!("a purchase count stands at {value}")))?;
        }
        Ok(())
    }

    /// Units leave a counter of the sale and can be ordered again: in the sale, or, once a sale with a stock of its own has
    /// ended, from the SKU's stock.
    fn return_to_sale(&self, ctx: &mut Context<'_>, terms: SaleTerms, from: u8) -> Result<()> {
        move_sale(ctx, terms.sale, from, self.units.saturating_neg())?;
        let sale = ctx.require::<Sale>(terms.sale)?;
        if !sale.has_own_stock() || sale.state == SaleState::Open {
            return move_sale(ctx, terms.sale, Sale::LEFT, self.units);
        }
        for (sku, units) in own_stock_of(&sale, self.units)? {
            stock::add_available(ctx, sku, units)?;
        }
        Ok(())
    }

    /// Units of a presale are no longer wanted; those for which stock had arrived can be sold.
    fn return_to_presale(&self, ctx: &mut Context<'_>, promised: PromisedDay) -> Result<()> {
        let covered = self.leave_presale(ctx, promised)?;
        if covered == 0 {
            return Ok(());
        }
        let presale = ctx.require::<Presale>(promised.presale)?;
        stock::add_available(ctx, presale.sku, covered)
    }

    /// Takes units out of a presale, first those that wait for stock; answers for how many stock had arrived. Both ways out
    /// are checked by the store: that enough wait, or how many did.
    fn leave_presale(&self, ctx: &mut Context<'_>, promised: PromisedDay) -> Result<i64> {
        let id = promised.presale;
        move_presale(ctx, id, Presale::ORDERED, self.units.saturating_neg())?;
        let by = self.units.saturating_neg();
        match ctx.adjust::<Presale>(id, Presale::WAITING, by, Bounds::NOT_NEGATIVE)? {
            Ok(_) => Ok(0),
            Err(waiting) => {
                let by = waiting.saturating_neg();
                ctx.adjust::<Presale>(id, Presale::WAITING, by, Bounds::exactly(0))?
                    .map_err(|value| Error::internal(format!("{value} units wait for stock")))?;
                Ok(self.units.saturating_sub(waiting))
            }
        }
    }

    /// What is neither the sale's own nor sold ahead came from the SKU's stock.
    fn has_stock(&self) -> bool {
        self.terms.reserves_stock()
    }
}

/// Ends a reservation by payment.
pub(crate) fn sell(ctx: &mut Context<'_>, member: MemberId, line: &OrderLine) -> Result<()> {
    let part = match part(member, line, line.quantity) {
        Err(needed) => return stock::sell(ctx, &needed),
        Ok(part) => part,
    };
    if let Some(terms) = part.terms.sale {
        move_sale(ctx, terms.sale, Sale::RESERVED, part.units.saturating_neg())?;
        move_sale(ctx, terms.sale, Sale::SOLD, part.units)?;
    }
    if part.has_stock() {
        return stock::sell(ctx, &part.needed);
    }
    for (sku, units) in &part.needed {
        stock::move_counter(ctx, *sku, Stock::SOLD, *units)?;
    }
    Ok(())
}

/// Ends a reservation without payment.
pub(crate) fn release(ctx: &mut Context<'_>, member: MemberId, line: &OrderLine) -> Result<()> {
    let part = match part(member, line, line.quantity) {
        Err(needed) => return stock::release(ctx, &needed),
        Ok(part) => part,
    };
    part.uncount(ctx)?;
    if let Some(terms) = part.terms.sale {
        part.return_to_sale(ctx, terms, Sale::RESERVED)?;
    }
    if let Some(promised) = part.terms.presale {
        part.return_to_presale(ctx, promised)?;
    }
    if part.has_stock() {
        stock::release(ctx, &part.needed)?;
    }
    Ok(())
}

/// Sold units that can be sold again: they were never shipped, or came back sellable. RULES §11.
pub(crate) fn put_back(
    ctx: &mut Context<'_>,
    member: MemberId,
    line: &OrderLine,
    units: u32,
) -> Result<()> {
    let part = match part(member, line, units) {
        Err(needed) => return stock::put_back(ctx, &needed),
        Ok(part) => part,
    };
    part.uncount(ctx)?;
    if let Some(terms) = part.terms.sale {
        part.return_to_sale(ctx, terms, Sale::SOLD)?;
    }
    if let Some(promised) = part.terms.presale {
        part.return_to_presale(ctx, promised)?;
    }
    if part.has_stock() {
        return stock::put_back(ctx, &part.needed);
    }
    stock::write_off(ctx, &part.needed)
}

/// Sold units that are neither sold nor there any more: they never arrived (RULES §7), or came back unsellable. They cannot
/// be ordered again, but the member may buy as many.
pub(crate) fn write_off(
    ctx: &mut Context<'_>,
    member: MemberId,
    line: &OrderLine,
    units: u32,
) -> Result<()> {
    let part = match part(member, line, units) {
        Err(needed) => return stock::write_off(ctx, &needed),
        Ok(part) => part,
    };
    part.uncount(ctx)?;
    if let Some(terms) = part.terms.sale {
        move_sale(ctx, terms.sale, Sale::SOLD, part.units.saturating_neg())?;
        move_sale(ctx, terms.sale, Sale::LOST, part.units)?;
    }
    if let Some(promised) = part.terms.presale {
        part.leave_presale(ctx, promised)?;
    }
    stock::write_off(ctx, &part.needed)
}

/// Stock of a SKU came in: what its presale waits for is taken first; answers what is left to be sold.
pub(crate) fn arrive(ctx: &mut Context<'_>, sku: &Sku, units: i64) -> Result<i64> {
    let Some(presale) = sku.presale else {
        return Ok(units);
    };
    let waiting = ctx.counter::<Presale>(presale.presale, Presale::WAITING)?;
    let taken = waiting.min(units).max(0);
    let left = waiting.saturating_sub(taken);
    ctx.adjust::<Presale>(
        presale.presale,
        Presale::WAITING,
        taken.saturating_neg(),
        Bounds::exactly(left),
    )?
    .map_err(|value| Error::internal(format!("{value} units wait for stock")))?;
    Ok(units.saturating_sub(taken))
}

/// What so many units of a sale with a stock of its own took from stock.
pub(super) fn own_stock_of(sale: &Sale, units: i64) -> Result<Vec<(SkuId, i64)>> {
    let per_unit = sale.own_stock.iter();
    per_unit
        .map(|(sku, count)| {
            let units = count.checked_mul(units);
            Ok((*sku, units.ok_or(Error::Overflow { field: "quota" })?))
        })
        .collect()
}

pub(super) fn move_sale(
    ctx: &mut Context<'_>,
    sale: CampaignId,
    counter: u8,
    by: i64,
) -> Result<()> {
    ctx.adjust::<Sale>(sale, counter, by, Bounds::NOT_NEGATIVE)?
        .map(|_| ())
        .map_err(|value| {
            Error::internal(format!(
                "a counter of sale {sale} stands at {value} and cannot move by {by}"
            ))
        })
}

fn move_presale(ctx: &mut Context<'_>, id: PresaleId, counter: u8, by: i64) -> Result<()> {
    ctx.adjust::<Presale>(id, counter, by, Bounds::NOT_NEGATIVE)?
        .map(|_| ())
        .map_err(|value| {
            Error::internal(format!(
                "a counter of presale {id} stands at {value} and cannot move by {by}"
            ))
        })
}
