//! The pure quote.

use std::hint::black_box;
use std::time::Instant;

use linli::catalog::Fulfilment;
use linli::kernel::{Id, LevelId, Money, Points, Rate, Timestamp};
use linli::ledger::Party;
use linli::pricing::{
    Basis, CouponBenefit, CouponChoice, CouponOffer, FeeRule, FullBenefit, FullReduction, Funder,
    Issuer, LevelBenefits, LevelDelivery, PointsOffer, QuoteInput, QuoteLine, Scope, ScopeOf,
    Threshold, Tier, TimedDiscount, TimedOffer, Window, quote,
};

use super::figures::{median, micros};
use super::{Line, Result, Setting};

const ROUNDS: usize = 21;
const CALLS: u32 = 500;

/// Carts of four merchants, collected and sent, priced with 4 timed discounts, 8 full reductions in three lanes, 8 coupons
/// of which the best are looked for, level, points and fees; one call, the median of some rounds. RULES §4.
pub(super) fn quotes(_: &Setting) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (count, goal) in [(10, 10.0), (50, 50.0), (200, 1_000.0)] {
        let input = cart(count)?;
        let used = quote(&input)?;
        let applied: std::collections::BTreeSet<_> = (used.lines.iter())
            .flat_map(|line| &line.reductions)
            .map(|reduction| (reduction.campaign, reduction.coupon))
            .collect();
        let taken = time(&input)?;
        lines.push(
            Line::new(format!("quote_{count}_lines"), taken, "us")
                .beside("goal", goal)
                .goal("<= 1")
                .note(format!(
                    "12 campaigns and 8 coupons, the best looked for; {} kinds of reduction apply",
                    applied.len()
                )),
        );
    }
    Ok(lines)
}

/// Microseconds of one call, the median of some rounds.
fn time(input: &QuoteInput) -> Result<f64> {
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..CALLS {
            black_box(quote(black_box(input))?);
        }
        rounds.push(micros(start.elapsed()) / f64::from(CALLS));
    }
    Ok(median(rounds))
}

/// Microseconds for a cart of one line without any offer.
pub(super) fn of_one_line() -> Result<f64> {
    let line = QuoteLine {
        list_price: Some(Money::new(2_500)?),
        ..QuoteLine::new(
            id("sku", 0),
            id("product", 0),
            id("merchant", 0),
            Fulfilment::Pickup,
            2,
            Money::new(1_990)?,
        )
    };
    time(&QuoteInput::new(at()?, vec![line]))
}

fn cart(count: u8) -> Result<QuoteInput> {
    let lines = (0..count)
        .map(|number| {
            let line = QuoteLine::new(
                id("sku", number),
                id("product", number / 2),
                id("merchant", number % 4),
                if number % 3 == 0 {
                    Fulfilment::Express
                } else {
                    Fulfilment::Pickup
                },
                1 + u32::from(number % 3),
                Money::new(399 + 100 * i64::from(number))?,
            );
            let categories = vec![id("category", 9), id("category", number % 3)];
            Ok(QuoteLine { categories, ..line })
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
        level: Some(LevelBenefits {
            level: LevelId::of_code("gold"),
            off: Rate::percent(2)?,
            funder: Funder::Platform,
            delivery: LevelDelivery::Charged,
        }),
        timed: (0..4).map(timed).collect::<Result<_>>()?,
        full: (0..8).map(full).collect::<Result<_>>()?,
        coupons: (0..8).map(coupon).collect::<Result<_>>()?,
        choice: CouponChoice::Best,
        ..QuoteInput::new(at()?, lines)
    })
}

fn at() -> Result<Timestamp> {
    Ok(Timestamp::from_micros(1_800_000_000_000_000)?)
}

fn window() -> Result<Window> {
    let from = at()?;
    Ok(Window {
        from,
        until: from.plus_days(1),
    })
}

fn id<T: From<Id>>(kind: &str, number: u8) -> T {
    T::from(Id::derived(kind, &[&[number]]))
}

/// Offers are of the platform and of merchants by turns, for everything, categories and products.
fn issuer(number: u8) -> Issuer {
    match number % 2 {
        0 => Issuer::Platform,
        _ => Issuer::Merchant(id("merchant", number % 4)),
    }
}

fn scope(number: u8) -> Scope {
    let of = match number % 3 {
        0 => ScopeOf::All,
        1 => ScopeOf::Categories([id("category", 0), id("category", 2)].into()),
        _ => ScopeOf::Products((0..5).map(|product| id("product", product)).collect()),
    };
    Scope {
        of,
        kinds: Vec::new(),
    }
}

fn timed(number: u8) -> Result<TimedDiscount> {
    Ok(TimedDiscount {
        campaign: id("timed", number),
        issuer: issuer(number),
        window: window()?,
        scope: scope(number),
        offer: TimedOffer::Percent(Rate::percent(1 + number)?),
        funder: Funder::Platform,
    })
}

fn full(number: u8) -> Result<FullReduction> {
    let tier = |from, off| -> Result<Tier<Money>> {
        Ok(Tier {
            from: Threshold::Amount(Money::new(from)?),
            off: Money::new(off)?,
        })
    };
    let benefit = match number % 3 {
        0 => FullBenefit::PercentOff {
            tiers: vec![Tier {
                from: Threshold::Units(2),
                off: Rate::percent(3)?,
            }],
            cap: Some(Money::new(2_000)?),
        },
        _ => FullBenefit::AmountOff {
            tiers: vec![tier(2_000, 100)?, tier(5_000, 300)?, tier(90_000, 9_000)?],
        },
    };
    Ok(FullReduction {
        campaign: id("full", number),
        issuer: issuer(number),
        lane: number % 3,
        basis: Basis::Running,
        window: window()?,
        scope: scope(number),
        benefit,
        funder: Funder::Platform,
    })
}

fn coupon(number: u8) -> Result<CouponOffer> {
    let benefit = match number % 3 {
        0 => CouponBenefit::Percent {
            off: Rate::percent(4)?,
            cap: Some(Money::new(900)?),
        },
        _ => CouponBenefit::Amount(Money::new(150 + 10 * i64::from(number))?),
    };
    Ok(CouponOffer {
        coupon: id("coupon", number),
        issuer: issuer(number),
        window: window()?,
        scope: scope(number),
        threshold: Money::new(1_000)?,
        benefit,
        funder: Funder::Platform,
    })
}
