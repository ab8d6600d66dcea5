//! Reviews against their orders and ratings: invariant 27.

use std::collections::{BTreeMap, BTreeSet};

use super::orders::OrderSums;
use super::report::Walk;
use crate::engine::Record;
use crate::kernel::{Day, MerchantId, Result};
use crate::order::Order;
use crate::review::{DayStars, Rated, Rating, Review};
use crate::store::Scan;

pub(super) fn verify(walk: &mut Walk<'_>, orders: &OrderSums) -> Result<()> {
    let mut counts: BTreeMap<Rated, [i64; 5]> = BTreeMap::new();
    let mut days: BTreeMap<MerchantId, BTreeMap<Day, DayStars>> = BTreeMap::new();
    let mut written = 0_u64;
    walk.pages_of::<Review>(Scan::all(Review::TABLE, 500), |walk, reviews| {
        let of = walk.get::<Order>(reviews.iter().map(|(review, _)| review.order))?;
        for ((review, _), order) in reviews.iter().zip(of) {
            written += 1;
            let line = order.as_ref().and_then(|order| {
                let line = order.lines.get(review.line as usize)?;
                let own = order.merchant == review.merchant && order.member == review.member;
                own.then_some(line)
            });
            let fits = review.id == Review::id_of(review.order, review.line)
                && line.is_some_and(|line| line.reviewed && line.product == review.product);
            walk.report.check(fits, 27, Review::WHAT, || {
                format!("{}: it is not of the line that it names", review.id)
            });
            if review.hidden.is_some() {
                continue;
            }
            let place = usize::from(review.stars.number()).saturating_sub(1);
            for rated in [
                Rated::Product(review.product),
                Rated::Merchant(review.merchant),
            ] {
                let counts = counts.entry(rated).or_default();
                counts[place] = counts[place].saturating_add(1);
            }
            let of = days.entry(review.merchant).or_default();
            let day = of.entry(review.day).or_insert(DayStars {
                day: review.day,
                count: 0,
                stars: 0,
            });
            day.count = day.count.saturating_add(1);
            day.stars = day.stars.saturating_add(review.stars.number().into());
        }
        Ok(())
    })?;
    walk.report
        .check(written == orders.reviewed, 27, Review::WHAT, || {
            format!(
                "there are {written} reviews, and {} lines are reviewed",
                orders.reviewed
            )
        });
    walk.each::<Rating>(|report, rating, row| {
        let expected = counts.remove(&rating.of).unwrap_or_default();
        report.check(row.counters == expected, 27, Rating::WHAT, || {
            format!(
                "{:?}: it counts {:?}, the reviews are {expected:?}",
                rating.of, row.counters
            )
        });
        let Rated::Merchant(merchant) = rating.of else {
            return Ok(());
        };
        let distinct: BTreeSet<Day> = rating.window.iter().map(|of| of.day).collect();
        let first = rating.window.first().map(|of| of.day);
        let own = days.get(&merchant).into_iter().flatten();
        let expected: Vec<DayStars> = own
            .filter(|(day, _)| first.is_some_and(|first| **day >= first))
            .map(|(_, of)| *of)
            .collect();
        report.check(
            distinct.len() == rating.window.len() && rating.window == expected,
            27,
            Rating::WHAT,
            || format!("{merchant}: the days of its window are not those of its reviews"),
        );
        Ok(())
    })?;
    for (rated, counts) in counts {
        walk.report.find(27, Rating::WHAT, || {
            format!("{rated:?}: the reviews are {counts:?}, and nothing counts them")
        });
    }
    Ok(())
}
