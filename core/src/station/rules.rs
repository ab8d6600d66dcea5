//! What is sent to a station, and who goes without when less arrives. Pure. RULES §7.

use std::collections::BTreeMap;

use crate::kernel::{Error, MerchantId, ProductId, Result, SkuId};
use crate::order::{Order, OrderLine};
use crate::payment::refunds::Units;

/// One SKU that orders need: what is physically sent, so the parts of a combo and never the combo.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Need {
    /// Who sells it.
    pub(crate) merchant: MerchantId,
    /// How many units.
    pub(crate) units: u32,
    /// Its product and its name as sold, where a line names the SKU itself.
    pub(crate) sold_as: Option<(ProductId, String)>,
}

/// What orders need in all, per SKU; `units` says how many units of a line count.
pub(crate) fn needs<'a>(
    orders: impl IntoIterator<Item = &'a Order>,
    units: impl Fn(&OrderLine) -> u32,
) -> Result<BTreeMap<SkuId, Need>> {
    let mut needs = BTreeMap::<SkuId, Need>::new();
    for order in orders {
        for line in &order.lines {
            for (sku, count) in line.stock_needed(units(line)) {
                let need = needs.entry(sku).or_insert_with(|| Need {
                    merchant: order.merchant,
                    units: 0,
                    sold_as: None,
                });
                need.units = u32::try_from(count)
                    .ok()
                    .and_then(|count| need.units.checked_add(count))
                    .ok_or(Error::Overflow { field: "ordered" })?;
                if need.sold_as.is_none() && line.parts.is_empty() {
                    need.sold_as = Some((line.product, line.name.clone()));
                }
            }
        }
    }
    needs.retain(|_, need| need.units > 0);
    Ok(needs)
}

/// Deals what did not arrive to orders, the first one first (so the caller brings the latest order first), and inside an
/// order to plain lines before combos. A combo goes short whole when one of its parts does, and its other parts serve the
/// others. Answers the units to refund per order; orders that lose nothing are not named. RULES §7.
pub(crate) fn deal_shortage(
    orders: &[&Order],
    arrived: &BTreeMap<SkuId, u32>,
) -> Result<Vec<(usize, Vec<Units>)>> {
    let mut short: BTreeMap<SkuId, i64> = needs(orders.iter().copied(), OrderLine::kept)?
        .into_iter()
        .map(|(sku, need)| {
            let here = arrived.get(&sku).copied().unwrap_or(0);
            (sku, i64::from(need.units) - i64::from(here))
        })
        .collect();
    let mut dealt = Vec::new();
    for (place, order) in orders.iter().enumerate() {
        if short.values().all(|units| *units <= 0) {
            break;
        }
        let lines = || (0u32..).zip(&order.lines);
        let plain_first = lines()
            .filter(|(_, line)| line.parts.is_empty())
            .chain(lines().filter(|(_, line)| !line.parts.is_empty()));
        let mut units = Vec::new();
        for (at, line) in plain_first {
            let per_unit = per_unit(line);
            let lacking = per_unit
                .iter()
                .map(|(sku, count)| {
                    let units = short.get(sku).copied().unwrap_or(0).max(0);
                    (units + count - 1) / count
                })
                .max()
                .unwrap_or(0)
                .min(i64::from(line.kept()));
            if lacking == 0 {
                continue;
            }
            for (sku, count) in per_unit {
                *short.entry(sku).or_default() -= lacking * count;
            }
            let lacking = u32::try_from(lacking).expect("at most the units that the line kept");
            units.push(Units::lost(at, lacking));
        }
        if !units.is_empty() {
            units.sort_unstable_by_key(|units| units.line);
            dealt.push((place, units));
        }
    }
    Ok(dealt)
}

/// What one unit of a line takes, per SKU, at least 1 each.
fn per_unit(line: &OrderLine) -> BTreeMap<SkuId, i64> {
    let mut per_unit = BTreeMap::new();
    for (sku, count) in line.stock_needed(1) {
        *per_unit.entry(sku).or_default() += count;
    }
    per_unit.retain(|_, count| *count > 0);
    per_unit
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample::{line, order, sku};
    use super::*;
    use crate::catalog::ComboPart;

    fn combo(parts: &[(u8, u32)], quantity: u32) -> OrderLine {
        let parts = parts.iter().map(|(part, quantity)| ComboPart {
            sku: sku(*part),
            quantity: *quantity,
        });
        OrderLine {
            parts: parts.collect(),
            ..line(200, quantity)
        }
    }

    fn arrived(counts: &[(u8, u32)]) -> BTreeMap<SkuId, u32> {
        counts
            .iter()
            .map(|(at, units)| (sku(*at), *units))
            .collect()
    }

    fn dealt(orders: &[Order], counts: &[(u8, u32)]) -> Vec<(usize, Vec<(u32, u32)>)> {
        let latest_first: Vec<&Order> = orders.iter().rev().collect();
        deal_shortage(&latest_first, &arrived(counts))
            .unwrap()
            .into_iter()
            .map(|(place, units)| {
                let units = units.iter().map(|units| (units.line, units.units));
                (orders.len() - 1 - place, units.collect())
            })
            .collect()
    }

    #[test]
    fn a_shortage_is_dealt_to_the_latest_orders_first() {
        let orders = [
            order(1, vec![line(1, 3)]),
            order(2, vec![line(1, 2), line(2, 1)]),
            order(3, vec![line(1, 2)]),
        ];
        assert_eq!(
            dealt(&orders, &[(1, 4), (2, 1)]),
            [(2, vec![(0, 2)]), (1, vec![(0, 1)])]
        );
        assert_eq!(dealt(&orders, &[(1, 7), (2, 1)]), []);
        assert_eq!(
            dealt(&orders, &[(1, 0), (2, 0)]),
            [
                (2, vec![(0, 2)]),
                (1, vec![(0, 2), (1, 1)]),
                (0, vec![(0, 3)])
            ]
        );
    }

    #[test]
    fn units_refunded_before_do_not_go_short_again() {
        let mut earlier = order(2, vec![line(1, 3)]);
        earlier.lines[0].refunded = 2;
        let orders = [order(1, vec![line(1, 2)]), earlier];
        assert_eq!(dealt(&orders, &[(1, 3)]), []);
        assert_eq!(dealt(&orders, &[(1, 2)]), [(1, vec![(0, 1)])]);
    }

    #[test]
    fn a_combo_goes_short_whole_and_its_other_parts_serve_the_others() {
        let orders = [
            order(1, vec![line(2, 1)]),
            order(2, vec![combo(&[(1, 2), (2, 1)], 2)]),
        ];
        // One of SKU 1 is missing: one combo falls, and its SKU 2 covers the missing unit of SKU 2.
        assert_eq!(dealt(&orders, &[(1, 3), (2, 2)]), [(1, vec![(0, 1)])]);
        assert_eq!(
            dealt(&orders, &[(1, 0), (2, 0)]),
            [(1, vec![(0, 2)]), (0, vec![(0, 1)])]
        );
    }

    #[test]
    fn a_plain_line_goes_short_before_a_combo_of_the_same_order() {
        let orders = [order(1, vec![combo(&[(1, 1), (2, 1)], 1), line(1, 1)])];
        assert_eq!(dealt(&orders, &[(1, 1), (2, 1)]), [(0, vec![(1, 1)])]);
    }

    #[test]
    fn the_parts_of_a_combo_are_what_is_sent() {
        let orders = [order(1, vec![combo(&[(1, 2), (2, 1)], 3), line(1, 1)])];
        let needs = needs(&orders, OrderLine::kept).unwrap();
        let units: Vec<_> = needs.iter().map(|(sku, need)| (*sku, need.units)).collect();
        let mut expected = [(sku(1), 7), (sku(2), 3)];
        expected.sort_unstable();
        assert_eq!(units, expected);
        assert!(needs[&sku(1)].sold_as.is_some() && needs[&sku(2)].sold_as.is_none());
    }

    proptest! {
        #[test]
        fn after_the_deal_what_arrived_covers_what_is_kept(
            quantities in proptest::collection::vec((1u32..5, 1u32..5, 0u32..3), 1..12),
            here in (0u32..60, 0u32..60),
        ) {
            let mut orders: Vec<Order> = (1u8..)
                .zip(&quantities)
                .map(|(at, (one, two, combos))| {
                    let mut lines = vec![line(1, *one), line(2, *two)];
                    if *combos > 0 {
                        lines.push(combo(&[(1, 2), (2, 1)], *combos));
                    }
                    order(at, lines)
                })
                .collect();
            orders.reverse();
            let latest_first: Vec<&Order> = orders.iter().collect();
            let here = arrived(&[(1, here.0), (2, here.1)]);
            let dealt = deal_shortage(&latest_first, &here).unwrap();
            let mut after = orders.clone();
            for (place, units) in dealt {
                for Units { line, units, .. } in units {
                    let line = &mut after[place].lines[line as usize];
                    prop_assert!(units > 0 && units <= line.kept());
                    line.refunded += units;
                }
            }
            for (sku, need) in needs(&after, OrderLine::kept).unwrap() {
                prop_assert!(need.units <= here.get(&sku).copied().unwrap_or(0));
            }
        }
    }
}
