//! Step 1: the best of SKU price, member price, level discount and timed discount, or a special price instead. RULES §4.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::offers::{Funder, SpecialKind, SpecialPrice, TimedDiscount, TimedOffer};
use super::quote::{Cart, Source};
use super::records::{
    Lane, NotApplied, QuoteInput, QuoteLine, QuotedLine, ReductionReason, WhyNot,
};
use crate::kernel::{Error, Money, Points, Result, percentage};
use crate::points::value_of;

/// What became of an offer over all lines.
#[derive(Clone, Copy, Default)]
struct Seen {
    in_scope: bool,
    excluded: bool,
    won: bool,
}

impl Seen {
    /// Why it reduced nothing, if it did not.
    const fn why_not(self) -> Option<WhyNot> {
        match self {
            Self { won: true, .. } => None,
            Self { in_scope: true, .. } => Some(WhyNot::BetterPriceApplies),
            Self { excluded: true, .. } => Some(WhyNot::ExcludedBySpecialPrice),
            Self { .. } => Some(WhyNot::NothingInScope),
        }
    }
}

/// The best price found so far for a line.
struct Best {
    off: Money,
    source: Source,
    funder: Funder,
    /// Which timed discount it is.
    timed: Option<usize>,
}

/// Prices every line of the input.
pub(super) fn price(cart: &mut Cart<'_>) -> Result<()> {
    let input = cart.input;
    let mut timed: Vec<(&TimedDiscount, Seen)> = input
        .timed
        .iter()
        .filter(|discount| {
            let held = discount.window.holds(input.at);
            if !held {
                let why = over_or_not_begun(discount.window.from > input.at);
                (cart.not_applied).push(NotApplied::campaign(
                    Lane::TimedDiscount,
                    discount.campaign,
                    why,
                ));
            }
            held
        })
        .map(|discount| (discount, Seen::default()))
        .collect();
    // Of equal discounts the older campaign counts, whatever the order of the list.
    timed.sort_unstable_by_key(|(discount, _)| discount.campaign);
    let mut member_price = Seen::default();
    let mut level_discount = Seen::default();
    for (place, line) in input.lines.iter().enumerate() {
        let within = |error: Error| error.under(&format!("lines[{place}]"));
        let mut quoted = unreduced(input, line).map_err(within)?;
        if line.points_price.is_positive() {
            for (discount, seen) in &mut timed {
                seen.excluded |= covers(discount, line);
            }
        } else if let Some(special) = &line.special {
            take_special(line, special, &mut quoted).map_err(within)?;
            for (discount, seen) in &mut timed {
                seen.excluded |= covers(discount, line);
            }
            member_price.excluded |= has_member_price(input, line);
            level_discount.excluded = true;
        } else if let Some(best) = best(
            input,
            line,
            &quoted,
            &mut timed,
            [&mut member_price, &mut level_discount],
        )
        .map_err(within)?
        {
            match (best.timed, best.source.lane) {
                (Some(winner), _) => timed[winner].1.won = true,
                (None, Lane::MemberPrice) => member_price.won = true,
                (None, _) => level_discount.won = true,
            }
            let funder = best.funder.party(line.merchant);
            quoted.take_off(best.source, funder, best.off, quoted.gross)?;
        }
        quoted.priced = quoted.net;
        cart.lines.push(quoted);
    }
    let steps = [
        (Lane::MemberPrice, member_price),
        (Lane::LevelDiscount, level_discount),
    ];
    let has_level = |lane| match (&input.level, lane) {
        (None, _) => false,
        (Some(level), Lane::LevelDiscount) => !level.off.is_zero(),
        (Some(_), _) => true,
    };
    for (lane, seen) in steps {
        let why = seen.why_not().filter(|why| *why != WhyNot::NothingInScope);
        if let Some(why) = why.filter(|_| has_level(lane)) {
            cart.not_applied.push(NotApplied::step(lane, why));
        }
    }
    for (discount, seen) in timed {
        if let Some(why) = seen.why_not() {
            (cart.not_applied).push(NotApplied::campaign(
                Lane::TimedDiscount,
                discount.campaign,
                why,
            ));
        }
    }
    Ok(())
}

/// Why something does not hold now.
pub(super) const fn over_or_not_begun(not_begun: bool) -> WhyNot {
    if not_begun {
        WhyNot::NotYetBegun
    } else {
        WhyNot::Over
    }
}

/// Points goods are priced at their money and what their points are worth; points pay for these in step 4.
fn unreduced(input: &QuoteInput, line: &QuoteLine) -> Result<QuotedLine> {
    if line.quantity == 0 {
        return Err(Error::invalid("quantity", "at least 1 is expected"));
    }
    if line.quantity > QuoteInput::MAX_QUANTITY {
        return Err(Error::Limit {
            field: "quantity".into(),
            limit: u64::from(QuoteInput::MAX_QUANTITY),
        });
    }
    let prices = [Some(line.price), line.list_price];
    let special = line.special.as_ref().map(|special| special.price);
    let names = [
        ("price", prices[0]),
        ("list_price", prices[1]),
        ("special.price", special),
    ];
    for (name, price) in names {
        if price.is_some_and(|price| price.is_negative()) {
            return Err(Error::invalid(name, "a price is zero or more"));
        }
    }
    if line.member_prices.values().any(Money::is_negative) {
        return Err(Error::invalid("member_prices", "a price is zero or more"));
    }
    let unit_price = if line.points_price.is_zero() {
        line.price.max(special.unwrap_or(line.price))
    } else {
        line.price.plus(points_worth(input, line)?)?
    };
    let gross = unit_price.times(i64::from(line.quantity))?;
    Ok(QuotedLine {
        sku: line.sku,
        product: line.product,
        gift: None,
        promised: line.promised,
        quantity: line.quantity,
        unit_price,
        gross,
        priced: gross,
        reductions: Vec::new(),
        points: Points::ZERO,
        net: gross,
    })
}

/// What the points of one of points goods are worth. Errors: `invalid_field` for less than the smallest unit of money, and
/// for a special price of points goods.
pub(super) fn points_worth(input: &QuoteInput, line: &QuoteLine) -> Result<Money> {
    if line.special.is_some() {
        return Err(Error::invalid("special", "points goods have one price"));
    }
    let (minor, per_unit) = (input.minor_per_unit, input.points.per_unit);
    let worth = value_of(line.points_price, minor, per_unit)?;
    if worth.is_positive() {
        return Ok(worth);
    }
    Err(Error::invalid(
        "points_price",
        "points that are worth at least the smallest unit of money are expected",
    ))
}

fn take_special(line: &QuoteLine, special: &SpecialPrice, quoted: &mut QuotedLine) -> Result<()> {
    let source = Source {
        campaign: Some(special.campaign),
        ..Source::step(match special.kind {
            SpecialKind::FlashSale => Lane::FlashSale,
            SpecialKind::GroupBuy => Lane::GroupBuy,
        })
    };
    let off = per_unit(quoted.unit_price, special.price, line.quantity)?;
    let funder = special.funder.party(line.merchant);
    quoted.take_off(source, funder, off, quoted.gross)
}

/// What a lower unit price takes off a line; zero if it is not lower.
fn per_unit(price: Money, lower: Money, quantity: u32) -> Result<Money> {
    price
        .minus(lower)?
        .max(Money::ZERO)
        .times(i64::from(quantity))
}

fn covers(discount: &TimedDiscount, line: &QuoteLine) -> bool {
    discount.issuer.sells(line) && discount.scope.covers(line)
}

fn has_member_price(input: &QuoteInput, line: &QuoteLine) -> bool {
    (input.level.as_ref()).is_some_and(|level| line.member_prices.contains_key(&level.level))
}

/// The offer that takes most off a line without special price; of equal ones the first of: member price, level discount,
/// timed discounts.
fn best(
    input: &QuoteInput,
    line: &QuoteLine,
    quoted: &QuotedLine,
    timed: &mut [(&TimedDiscount, Seen)],
    [member_price, level_discount]: [&mut Seen; 2],
) -> Result<Option<Best>> {
    let mut best: Option<Best> = None;
    let mut offer = |off: Money, source, funder, timed| {
        if off > best.as_ref().map_or(Money::ZERO, |best| best.off) {
            best = Some(Best {
                off,
                source,
                funder,
                timed,
            });
        }
    };
    if let Some(level) = &input.level {
        if let Some(price) = line.member_prices.get(&level.level) {
            member_price.in_scope = true;
            let off = per_unit(line.price, *price, line.quantity)?;
            offer(off, Source::step(Lane::MemberPrice), Funder::Merchant, None);
        }
        if !level.off.is_zero() {
            level_discount.in_scope = true;
            let off = percentage(quoted.gross, level.off, input.rounding)?;
            offer(off, Source::step(Lane::LevelDiscount), level.funder, None);
        }
    }
    for (place, (discount, seen)) in timed.iter_mut().enumerate() {
        if !covers(discount, line) {
            continue;
        }
        seen.in_scope = true;
        let (off, reason) = match discount.offer {
            TimedOffer::Percent(part) => (
                percentage(quoted.gross, part, input.rounding)?,
                ReductionReason::PercentOff,
            ),
            TimedOffer::Price(price) => (
                per_unit(line.price, price, line.quantity)?,
                ReductionReason::FixedPrice,
            ),
        };
        let source = Source {
            campaign: Some(discount.campaign),
            reason: Some(reason),
            ..Source::step(Lane::TimedDiscount)
        };
        offer(off, source, discount.funder, Some(place));
    }
    Ok(best)
}
