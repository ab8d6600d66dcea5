//! What each customer has bought and not returned, to find the sales behind a return.

use std::collections::HashMap;

use super::file::Reason;

/// Units of one line of one trade.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bought {
    /// The trade's place in the replay.
    pub trade: u32,
    /// The line's place in the trade.
    pub line: u32,
    /// What one cost.
    pub price: i64,
    /// How many are not returned.
    pub units: u32,
}

/// Every sale by customer and stock code.
#[derive(Default)]
pub struct Sales {
    by_customer: HashMap<(u32, u32), Vec<Bought>>,
}

impl Sales {
    /// A line was sold.
    pub fn add(&mut self, customer: u32, code: u32, bought: Bought) {
        let sales = self.by_customer.entry((customer, code));
        sales.or_default().push(bought);
    }

    /// The sales whose units come back: those at the very price first, among them the latest first; more than one when the
    /// latest has too few. All units are found, or none is taken.
    pub fn take_back(
        &mut self,
        customer: u32,
        code: u32,
        price: i64,
        units: u32,
    ) -> Result<Vec<Bought>, Reason> {
        let sales = self.by_customer.get_mut(&(customer, code));
        let sales = sales.ok_or(Reason::NotBought)?;
        let left: u64 = sales.iter().map(|sale| u64::from(sale.units)).sum();
        if left < u64::from(units) {
            return Err(Reason::MoreThanBought);
        }
        let mut wanted = units;
        let mut taken = Vec::new();
        for same_price in [true, false] {
            for sale in sales.iter_mut().rev() {
                let now = sale.units.min(wanted);
                if now > 0 && (sale.price == price) == same_price {
                    sale.units -= now;
                    wanted -= now;
                    taken.push(Bought {
                        units: now,
                        ..*sale
                    });
                }
            }
        }
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bought(trade: u32, price: i64, units: u32) -> Bought {
        Bought {
            trade,
            line: 0,
            price,
            units,
        }
    }

    #[test]
    fn a_return_takes_the_latest_sales_at_its_price_first() {
        let mut sales = Sales::default();
        for sale in [bought(0, 200, 5), bought(1, 100, 3), bought(2, 100, 1)] {
            sales.add(7, 9, sale);
        }
        let taken = sales.take_back(7, 9, 100, 5).unwrap();
        assert_eq!(
            taken,
            [bought(2, 100, 1), bought(1, 100, 3), bought(0, 200, 1)]
        );
        assert_eq!(sales.take_back(7, 9, 100, 5), Err(Reason::MoreThanBought));
        assert_eq!(sales.take_back(7, 8, 100, 1), Err(Reason::NotBought));
        assert_eq!(sales.take_back(7, 9, 200, 4).unwrap().len(), 1);
    }
}
