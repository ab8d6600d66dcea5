//! Step 2: full reductions, lane after lane, the best one in each. RULES §4.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::offers::{
    Basis, FullBenefit, FullReduction, Funder, Gift, GiftGoods, Issuer, Threshold, Tier,
};
use super::quote::{Cart, Source};
use super::records::{Lane, NotApplied, QuoteLine, QuotedLine, ReductionReason, WhyNot};
use super::unit::over_or_not_begun;
use crate::kernel::{Error, Money, Points, Rate, Result, Rounding, divide, percentage};

/// What the lines in scope come to.
struct Reach {
    basis: Money,
    running: Money,
    units: u64,
}

/// Why a campaign does not apply, and how much is missing to it.
struct Obstacle {
    why: WhyNot,
    missing: Money,
}

impl From<WhyNot> for Obstacle {
    fn from(why: WhyNot) -> Self {
        Self {
            why,
            missing: Money::ZERO,
        }
    }
}

/// What a campaign would give.
#[derive(Clone, Copy)]
enum Gives<'a> {
    /// This amount in all.
    Amount(Money, ReductionReason),
    /// A part of every line, at most the cap in all.
    Part(Rate, Option<Money>),
    /// Gifts.
    Gifts(&'a [Gift]),
}

/// Applies the full reductions of the input.
pub(super) fn reduce(cart: &mut Cart<'_>) -> Result<()> {
    let input = cart.input;
    if input.full.is_empty() {
        return Ok(());
    }
    let mut campaigns: Vec<&FullReduction> = Vec::with_capacity(input.full.len());
    for campaign in &input.full {
        if campaign.window.holds(input.at) {
            campaigns.push(campaign);
        } else {
            let why = over_or_not_begun(campaign.window.from > input.at);
            explain(cart, campaign, why.into());
        }
    }
    let lane = |campaign: &FullReduction| (campaign.lane, campaign.issuer);
    campaigns.sort_unstable_by_key(|campaign| (lane(campaign), campaign.campaign));
    let mut places = Vec::with_capacity(input.lines.len());
    for rivals in campaigns.chunk_by(|one, other| lane(one) == lane(other)) {
        let mut best: Option<(&FullReduction, Gives<'_>, Money)> = None;
        for campaign in rivals {
            match evaluate(cart, campaign, &mut places)? {
                Err(obstacle) => explain(cart, campaign, obstacle),
                Ok((gives, worth)) => {
                    let lower = match &best {
                        Some((_, _, most)) if worth <= *most => Some(*campaign),
                        _ => best
                            .replace((campaign, gives, worth))
                            .map(|beaten| beaten.0),
                    };
                    if let Some(lower) = lower {
                        explain(cart, lower, WhyNot::BetterInLane.into());
                    }
                }
            }
        }
        if let Some((campaign, gives, _)) = best {
            apply(cart, campaign, gives, &mut places)?;
        }
    }
    Ok(())
}

fn explain(cart: &mut Cart<'_>, campaign: &FullReduction, obstacle: Obstacle) {
    cart.not_applied.push(NotApplied {
        missing: obstacle.missing,
        ..NotApplied::campaign(Lane::FullReduction, campaign.campaign, obstacle.why)
    });
}

const fn basis_of(campaign: &FullReduction, line: &QuotedLine) -> Money {
    match campaign.basis {
        Basis::Original => line.priced,
        Basis::Running => line.net,
    }
}

/// What a campaign would give and what that is worth, or why it does not apply.
fn evaluate<'a>(
    cart: &Cart<'_>,
    campaign: &'a FullReduction,
    places: &mut Vec<usize>,
) -> Result<std::result::Result<(Gives<'a>, Money), Obstacle>> {
    cart.places(campaign.issuer, places, |line| campaign.scope.covers(line));
    if places.is_empty() {
        return Ok(Err(WhyNot::NothingInScope.into()));
    }
    let lines = || places.iter().map(|place| &cart.lines[*place]);
    let reach = Reach {
        basis: Money::total(lines().map(|line| basis_of(campaign, line)))?,
        running: Money::total(lines().map(|line| line.net))?,
        units: lines().fold(0, |units, line| units.saturating_add(line.quantity.into())),
    };
    let gives = match gives(campaign, &reach)? {
        Ok(gives) => gives,
        Err(obstacle) => return Ok(Err(obstacle)),
    };
    let worth = match gives {
        Gives::Amount(amount, _) => amount,
        Gives::Part(part, cap) => {
            let mut sum = Money::ZERO;
            for line in lines() {
                sum = sum.plus(part_of(campaign, line, part, cart.input.rounding)?)?;
            }
            sum.min(cap.unwrap_or(sum))
        }
        Gives::Gifts(gifts) => {
            let mut worth = Money::ZERO;
            for gift in gifts {
                match gift_goods(cart, gift, gifts) {
                    Err(why) => return Ok(Err(why.into())),
                    Ok((goods, _)) => {
                        worth = worth.plus(goods.price.times(i64::from(gift.quantity))?)?;
                    }
                }
            }
            return Ok(Ok((gives, worth)));
        }
    };
    if worth.is_zero() {
        return Ok(Err(WhyNot::NothingLeftToReduce.into()));
    }
    Ok(Ok((gives, worth)))
}

/// The part of one line, rounded once and at most what is left of it.
fn part_of(
    campaign: &FullReduction,
    line: &QuotedLine,
    part: Rate,
    rounding: Rounding,
) -> Result<Money> {
    Ok(percentage(basis_of(campaign, line), part, rounding)?.min(line.net))
}

fn gives<'a>(
    campaign: &'a FullReduction,
    reach: &Reach,
) -> Result<std::result::Result<Gives<'a>, Obstacle>> {
    Ok(match &campaign.benefit {
        FullBenefit::AmountOff { tiers } => best_tier(tiers, reach)
            .map(|off| Gives::Amount(off.min(reach.running), ReductionReason::AmountOff)),
        FullBenefit::EveryOff { every, off, cap } => {
            let steps = reach.basis.units().checked_div(every.units()).unwrap_or(0);
            if steps == 0 {
                Err(below(Threshold::Amount(*every), reach))
            } else {
                // A step costs more than it brings off only by mistake; what is left bounds it in any case.
                let amount = off.times(steps)?;
                let amount = amount.min(cap.unwrap_or(amount)).min(reach.running);
                Ok(Gives::Amount(amount, ReductionReason::EveryOff))
            }
        }
        FullBenefit::PercentOff { tiers, cap } => {
            best_tier(tiers, reach).map(|part| Gives::Part(part, *cap))
        }
        FullBenefit::Gifts { from, gifts } => {
            if from.reached(reach.basis, reach.units) {
                Ok(Gives::Gifts(gifts))
            } else {
                Err(below(*from, reach))
            }
        }
    })
}

/// The most that a tier which is reached gives, else what is missing to the nearest.
fn best_tier<T: Copy + Ord>(tiers: &[Tier<T>], reach: &Reach) -> std::result::Result<T, Obstacle> {
    let reached = tiers
        .iter()
        .filter(|tier| tier.from.reached(reach.basis, reach.units))
        .map(|tier| tier.off)
        .max();
    reached.ok_or_else(|| {
        let missing = tiers.iter().map(|tier| below(tier.from, reach));
        missing
            .min_by_key(|obstacle| obstacle.missing)
            .unwrap_or_else(|| WhyNot::BelowThreshold.into())
    })
}

fn below(from: Threshold, reach: &Reach) -> Obstacle {
    let missing = match from {
        Threshold::Amount(from) => from.minus(reach.basis).unwrap_or_default(),
        Threshold::Units(_) => Money::ZERO,
    };
    Obstacle {
        why: WhyNot::BelowThreshold,
        missing,
    }
}

/// What is known of a gift and the place of the line that it travels with, the first of its merchant, or why it cannot be
/// given.
fn gift_goods<'a>(
    cart: &Cart<'a>,
    gift: &Gift,
    together: &[Gift],
) -> std::result::Result<(&'a GiftGoods, usize), WhyNot> {
    let input = cart.input;
    let Some(goods) = input.gifts.iter().find(|goods| goods.sku == gift.sku) else {
        return Err(WhyNot::GiftOutOfStock);
    };
    let carrier = (input.lines.iter()).position(|line| line.merchant == goods.merchant);
    let carrier = carrier.ok_or(WhyNot::GiftCannotTravel)?;
    let bought = cart.lines.iter().filter(|line| line.sku == gift.sku);
    let given = together.iter().filter(|other| other.sku == gift.sku);
    let needed = bought
        .map(|line| i64::from(line.quantity))
        .chain(given.map(|other| i64::from(other.quantity)))
        .fold(0_i64, i64::saturating_add);
    if needed > goods.available {
        return Err(WhyNot::GiftOutOfStock);
    }
    Ok((goods, carrier))
}

fn apply(
    cart: &mut Cart<'_>,
    campaign: &FullReduction,
    gives: Gives<'_>,
    places: &mut Vec<usize>,
) -> Result<()> {
    cart.places(campaign.issuer, places, |line| campaign.scope.covers(line));
    let (shares, reason) = match gives {
        Gives::Amount(amount, reason) => {
            let nets = places.iter().map(|place| cart.lines[*place].net);
            (divide(amount, &nets.collect::<Vec<_>>())?, reason)
        }
        Gives::Part(part, cap) => {
            let lines = places.iter().map(|place| &cart.lines[*place]);
            let parts: Vec<Money> = lines
                .map(|line| part_of(campaign, line, part, cart.input.rounding))
                .collect::<Result<_>>()?;
            let nets = places.iter().map(|place| cart.lines[*place].net);
            (capped(parts, cap, nets)?, ReductionReason::PercentOff)
        }
        Gives::Gifts(gifts) => return give(cart, campaign, gifts),
    };
    let source = Source {
        lane: Lane::FullReduction,
        campaign: Some(campaign.campaign),
        coupon: None,
        reason: Some(reason),
    };
    for (place, share) in places.iter().zip(shares) {
        let funder = campaign.funder.party(cart.input.lines[*place].merchant);
        let line = &mut cart.lines[*place];
        let basis = basis_of(campaign, line);
        line.take_off(source, funder, share, basis)?;
    }
    Ok(())
}

/// Parts of lines as they are, or the cap divided over the lines when they exceed it together.
pub(super) fn capped(
    parts: Vec<Money>,
    cap: Option<Money>,
    nets: impl Iterator<Item = Money>,
) -> Result<Vec<Money>> {
    match cap {
        Some(cap) if Money::total(parts.iter().copied())? > cap => {
            divide(cap, &nets.collect::<Vec<_>>())
        }
        _ => Ok(parts),
    }
}

/// Adds the gifts as lines that cost nothing. A funder other than the merchant pays the merchant the price.
fn give(cart: &mut Cart<'_>, campaign: &FullReduction, gifts: &[Gift]) -> Result<()> {
    for gift in gifts {
        let (goods, carrier) = gift_goods(cart, gift, &[*gift])
            .map_err(|_| Error::internal("a gift that is not there was applied"))?;
        let funder = campaign.funder.party(goods.merchant);
        let unit_price = match campaign.funder {
            Funder::Merchant => Money::ZERO,
            _ => goods.price,
        };
        let gross = unit_price.times(i64::from(gift.quantity))?;
        let mut line = QuotedLine {
            sku: gift.sku,
            product: goods.product,
            gift: Some(campaign.campaign),
            promised: None,
            quantity: gift.quantity,
            unit_price,
            gross,
            priced: gross,
            reductions: Vec::new(),
            points: Points::ZERO,
            net: gross,
        };
        let source = Source {
            lane: Lane::FullReduction,
            campaign: Some(campaign.campaign),
            coupon: None,
            reason: Some(ReductionReason::Gift),
        };
        line.take_off(source, funder, gross, gross)?;
        line.priced = Money::ZERO;
        cart.lines.push(line);
        cart.travels_with.push(carrier);
    }
    Ok(())
}

impl Issuer {
    /// Whether a line is one of its own.
    pub(super) fn sells(self, line: &QuoteLine) -> bool {
        match self {
            Self::Merchant(merchant) => line.merchant == merchant,
            Self::Platform => true,
        }
    }
}
