//! Step 5 and the division into orders. RULES §4, §5.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::BTreeMap;

use super::offers::LevelDelivery;
use super::quote::Cart;
use super::records::{FeeRule, QuotedOrder};
use crate::catalog::Fulfilment;
use crate::kernel::{MerchantId, Money, Result, divide};

/// One order per merchant × way of fulfilment; `reduced` is what each line costs before points.
pub(super) fn divide_into_orders(cart: &Cart<'_>, reduced: &[Money]) -> Result<Vec<QuotedOrder>> {
    let input = cart.input;
    let delivered_free =
        (input.level.as_ref()).is_some_and(|level| level.delivery == LevelDelivery::Free);
    let mut groups: BTreeMap<(MerchantId, Fulfilment), Vec<u32>> = BTreeMap::new();
    let bought = 0..input.lines.len();
    let carriers = bought.chain(cart.travels_with.iter().copied());
    for (place, carrier) in (0_u32..).zip(carriers) {
        let line = &input.lines[carrier];
        groups
            .entry((line.merchant, line.fulfilment))
            .or_default()
            .push(place);
    }
    let mut orders = Vec::with_capacity(groups.len());
    let mut amounts = Vec::with_capacity(groups.len());
    for ((merchant, fulfilment), places) in groups {
        let of = |amount: &dyn Fn(usize) -> Money| {
            Money::total(places.iter().map(|place| amount(*place as usize)))
        };
        let goods = of(&|place| cart.lines[place].gross)?;
        let after_reductions = of(&|place| reduced[place])?;
        let net = of(&|place| cart.lines[place].net)?;
        let rule = input.fees.iter().find(|rule| rule.fulfilment == fulfilment);
        let rule = rule.filter(|_| !delivered_free);
        let (fee, missing_to_free) = match rule {
            Some(rule) => charge(rule, after_reductions)?,
            None => (Money::ZERO, Money::ZERO),
        };
        amounts.push(after_reductions);
        orders.push(QuotedOrder {
            merchant,
            fulfilment,
            lines: places,
            goods,
            fee,
            missing_to_free,
            proxy_fee: Money::ZERO,
            total: net.plus(fee)?,
        });
    }
    charge_proxy(input.proxy_fee, &mut orders, &amounts)?;
    Ok(orders)
}

/// The fee of an order, and what is missing to free delivery.
fn charge(rule: &FeeRule, amount: Money) -> Result<(Money, Money)> {
    if !rule.free_from.is_positive() {
        return Ok((rule.fee, Money::ZERO));
    }
    if amount >= rule.free_from {
        return Ok((Money::ZERO, Money::ZERO));
    }
    Ok((rule.fee, rule.free_from.minus(amount)?))
}

/// Divides the proxy-order fee over the orders by what their goods cost; when all of them cost nothing the first bears it.
fn charge_proxy(fee: Money, orders: &mut [QuotedOrder], amounts: &[Money]) -> Result<()> {
    if fee.is_zero() {
        return Ok(());
    }
    let shares = if amounts.iter().all(Money::is_zero) {
        let first = std::iter::once(fee);
        first
            .chain(std::iter::repeat(Money::ZERO))
            .take(orders.len())
            .collect()
    } else {
        divide(fee, amounts)?
    };
    for (order, share) in orders.iter_mut().zip(shares) {
        order.proxy_fee = share;
        order.total = order.total.plus(share)?;
    }
    Ok(())
}
