//! The pure quote.

use std::hint::black_box;
use std::time::Instant;

use linli::catalog::Fulfilment;
use linli::kernel::{Id, MerchantId, Money, Points, ProductId, Rate, SkuId, Timestamp};
use linli::ledger::Party;
use linli::pricing::{FeeRule, PointsOffer, QuoteInput, QuoteLine, quote};

use super::figures::{median, micros};
use super::{Line, Result, Setting};

const ROUNDS: usize = 21;
const CALLS: u32 = 500;

/// Carts of 10 and of 50 lines of four merchants, collected and sent, with points; one call, the median of some rounds.
pub(super) fn quotes(_: &Setting) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (count, goal) in [(10, 10.0), (50, 50.0)] {
        let input = cart(count)?;
        let mut rounds = Vec::new();
        for _ in 0..ROUNDS {
            let start = Instant::now();
            for _ in 0..CALLS {
                black_box(quote(black_box(&input))?);
            }
            rounds.push(micros(start.elapsed() / CALLS));
        }
        lines.push(
            Line::new(format!("quote_{count}_lines"), median(rounds), "us")
                .beside("goal", goal)
                .goal("<= 1")
                .note("campaigns and coupons are not built yet; points and fees are in"),
        );
    }
    Ok(lines)
}

fn cart(count: u8) -> Result<QuoteInput> {
    let id = |kind: &str, number: u8| Id::derived(kind, &[&[number]]);
    let lines = (0..count)
        .map(|number| {
            Ok(QuoteLine::new(
                SkuId(id("sku", number)),
                ProductId(id("product", number / 2)),
                MerchantId(id("merchant", number % 4)),
                if number % 3 == 0 {
                    Fulfilment::Express
                } else {
                    Fulfilment::Pickup
                },
                1 + u32::from(number % 3),
                Money::new(399 + 100 * i64::from(number))?,
            ))
        })
        .collect::<Result<_>>()?;
    Ok(QuoteInput {
        points: PointsOffer {
            wanted: Points::new(1_234)?,
            available: Points::new(5_000)?,
            per_unit: 100,
            cap: Rate::percent(50)?,
            funder: Some(Party::Platform),
        },
        fees: vec![FeeRule {
            fulfilment: Fulfilment::Express,
            fee: Money::new(800)?,
            free_from: Money::new(9_900)?,
        }],
        ..QuoteInput::new(Timestamp::from_micros(1_800_000_000_000_000)?, lines)
    })
}
