//! Step 3: at most one coupon per merchant, then at most one of the platform or property. RULES §4.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::{BTreeMap, BTreeSet};

use super::full::capped;
use super::offers::{CouponBenefit, CouponChoice, CouponOffer, Issuer};
use super::quote::{Cart, Source};
use super::records::{Lane, NotApplied, ReductionReason, WhyNot};
use super::unit::over_or_not_begun;
use crate::kernel::{CouponId, MerchantId, Money, Result, percentage};

/// Beyond so many combinations of coupons the best merchant coupons are taken without trying whether others would leave
/// more to a platform coupon.
const MAX_COMBINATIONS: usize = 256;

/// What a coupon would take off, or why nothing and how much is missing.
type Evaluation = std::result::Result<Money, (WhyNot, Money)>;

impl CouponOffer {
    const fn lane(&self) -> Lane {
        match self.issuer {
            Issuer::Merchant(_) => Lane::MerchantCoupon,
            Issuer::Platform => Lane::PlatformCoupon,
        }
    }
}

/// Uses the coupons that were chosen; answers which.
pub(super) fn reduce(cart: &mut Cart<'_>) -> Result<Vec<CouponId>> {
    match &cart.input.choice {
        CouponChoice::None => Ok(Vec::new()),
        CouponChoice::Named(named) => use_named(cart, named),
        CouponChoice::Best => use_best(cart),
    }
}

fn explain(cart: &mut Cart<'_>, offer: &CouponOffer, why: WhyNot, missing: Money) {
    cart.not_applied.push(NotApplied {
        missing,
        ..NotApplied::coupon(offer.lane(), offer.coupon, why)
    });
}

/// Uses coupons in the order in which they are named, merchants' coupons first.
fn use_named(cart: &mut Cart<'_>, named: &[CouponId]) -> Result<Vec<CouponId>> {
    let mut used = Vec::new();
    let mut merchants: BTreeSet<MerchantId> = BTreeSet::new();
    let mut platform = false;
    let mut offers = Vec::with_capacity(named.len());
    let mut seen = BTreeSet::new();
    for coupon in named.iter().filter(|coupon| seen.insert(**coupon)) {
        match (cart.input.coupons.iter()).find(|offer| offer.coupon == *coupon) {
            Some(offer) => offers.push(offer),
            None => cart.not_applied.push(NotApplied::coupon(
                Lane::PlatformCoupon,
                *coupon,
                WhyNot::CouponNotHeld,
            )),
        }
    }
    offers.sort_by_key(|offer| offer.lane());
    let mut scratch = Vec::new();
    for offer in offers {
        let taken = match offer.issuer {
            Issuer::Merchant(merchant) => merchants.contains(&merchant),
            Issuer::Platform => platform,
        };
        if taken {
            let why = match offer.issuer {
                Issuer::Merchant(_) => WhyNot::OneCouponPerMerchant,
                Issuer::Platform => WhyNot::OnePlatformCoupon,
            };
            explain(cart, offer, why, Money::ZERO);
            continue;
        }
        let nets = nets(cart);
        if let Err((why, missing)) = evaluate(cart, offer, &nets, &mut scratch)? {
            explain(cart, offer, why, missing);
            continue;
        }
        apply(cart, offer, &mut scratch)?;
        used.push(offer.coupon);
        match offer.issuer {
            Issuer::Merchant(merchant) => {
                merchants.insert(merchant);
            }
            Issuer::Platform => platform = true,
        }
    }
    Ok(used)
}

fn nets(cart: &Cart<'_>) -> Vec<Money> {
    let bought = cart.lines.iter().take(cart.input.lines.len());
    bought.map(|line| line.net).collect()
}

/// The places of the lines that a coupon is about, and why there are none.
fn places(cart: &Cart<'_>, offer: &CouponOffer, places: &mut Vec<usize>) -> Option<WhyNot> {
    let mut excluded = false;
    let lines = cart.input.lines.iter().enumerate();
    places.clear();
    for (place, line) in lines {
        if !offer.issuer.sells(line) || !offer.scope.covers(line) {
            continue;
        }
        let special = line.special.as_ref();
        if line.points_price.is_positive()
            || special.is_some_and(|special| special.excludes.coupons)
        {
            excluded = true;
        } else {
            places.push(place);
        }
    }
    match (places.is_empty(), excluded) {
        (false, _) => None,
        (true, true) => Some(WhyNot::ExcludedBySpecialPrice),
        (true, false) => Some(WhyNot::NothingInScope),
    }
}

/// What a coupon takes off when the lines still cost `nets`; leaves its lines in `scratch`.
fn evaluate(
    cart: &Cart<'_>,
    offer: &CouponOffer,
    nets: &[Money],
    scratch: &mut Vec<usize>,
) -> Result<Evaluation> {
    let at = cart.input.at;
    if !offer.window.holds(at) {
        return Ok(Err((
            over_or_not_begun(offer.window.from > at),
            Money::ZERO,
        )));
    }
    if let Some(why) = places(cart, offer, scratch) {
        return Ok(Err((why, Money::ZERO)));
    }
    takes(cart, offer, nets, scratch)
}

/// The same for lines that are known.
fn takes(
    cart: &Cart<'_>,
    offer: &CouponOffer,
    nets: &[Money],
    places: &[usize],
) -> Result<Evaluation> {
    let running = Money::total(places.iter().map(|place| nets[*place]))?;
    if running < offer.threshold {
        let missing = offer.threshold.minus(running)?;
        return Ok(Err((WhyNot::BelowThreshold, missing)));
    }
    let off = match offer.benefit {
        CouponBenefit::Amount(amount) => amount.min(running),
        CouponBenefit::Percent { off, cap } => {
            let mut sum = Money::ZERO;
            for place in places {
                sum = sum.plus(percentage(nets[*place], off, cart.input.rounding)?)?;
            }
            sum.min(cap.unwrap_or(sum))
        }
    };
    Ok(if off.is_zero() {
        Err((WhyNot::NothingLeftToReduce, Money::ZERO))
    } else {
        Ok(off)
    })
}

/// What each of `places` loses when the lines still cost `nets`.
fn shares(
    cart: &Cart<'_>,
    offer: &CouponOffer,
    nets: &[Money],
    places: &[usize],
) -> Result<Vec<Money>> {
    let weights = || places.iter().map(|place| nets[*place]);
    match offer.benefit {
        CouponBenefit::Amount(amount) => {
            let weights: Vec<Money> = weights().collect();
            let running = Money::total(weights.iter().copied())?;
            crate::kernel::divide(amount.min(running), &weights)
        }
        CouponBenefit::Percent { off, cap } => {
            let parts: Vec<Money> = weights()
                .map(|net| percentage(net, off, cart.input.rounding))
                .collect::<Result<_>>()?;
            capped(parts, cap, weights())
        }
    }
}

fn apply(cart: &mut Cart<'_>, offer: &CouponOffer, scratch: &mut Vec<usize>) -> Result<()> {
    places(cart, offer, scratch);
    let shares = shares(cart, offer, &nets(cart), scratch)?;
    let reason = match offer.benefit {
        CouponBenefit::Amount(_) => ReductionReason::AmountOff,
        CouponBenefit::Percent { .. } => ReductionReason::PercentOff,
    };
    let source = Source {
        lane: offer.lane(),
        campaign: None,
        coupon: Some(offer.coupon),
        reason: Some(reason),
    };
    for (place, share) in scratch.iter().zip(shares) {
        let funder = offer.funder.party(cart.input.lines[*place].merchant);
        let line = &mut cart.lines[*place];
        line.take_off(source, funder, share, line.net)?;
    }
    Ok(())
}

/// A coupon with its lines.
struct Candidate<'a> {
    offer: &'a CouponOffer,
    places: Vec<usize>,
    /// What it takes off before any other coupon.
    alone: Money,
}

/// Uses the coupons that take most off together. Of equal ones the one that is over first, then the older one.
fn use_best(cart: &mut Cart<'_>) -> Result<Vec<CouponId>> {
    let untouched = nets(cart);
    let mut scratch = Vec::new();
    let mut merchants: BTreeMap<MerchantId, Vec<Candidate<'_>>> = BTreeMap::new();
    let mut platform: Vec<Candidate<'_>> = Vec::new();
    let mut refused: Vec<(&CouponOffer, (WhyNot, Money))> = Vec::new();
    for offer in &cart.input.coupons {
        match evaluate(cart, offer, &untouched, &mut scratch)? {
            Err(why) => refused.push((offer, why)),
            Ok(alone) => {
                let candidate = Candidate {
                    offer,
                    places: scratch.clone(),
                    alone,
                };
                match offer.issuer {
                    Issuer::Merchant(merchant) => {
                        merchants.entry(merchant).or_default().push(candidate);
                    }
                    Issuer::Platform => platform.push(candidate),
                }
            }
        }
    }
    let order = |candidate: &Candidate<'_>| {
        let offer = candidate.offer;
        (
            std::cmp::Reverse(candidate.alone),
            offer.window.until,
            offer.coupon,
        )
    };
    for candidates in merchants.values_mut().chain([&mut platform]) {
        candidates.sort_unstable_by_key(order);
    }
    let groups: Vec<Vec<Candidate<'_>>> = merchants.into_values().collect();
    let chosen = search(cart, &groups, &platform, &untouched)?;
    let mut used = Vec::new();
    let mut beaten: Vec<&CouponOffer> = Vec::new();
    for (group, choice) in groups.iter().zip(&chosen.merchants) {
        for (place, candidate) in group.iter().enumerate() {
            if *choice == Some(place) {
                apply(cart, candidate.offer, &mut scratch)?;
                used.push(candidate.offer.coupon);
            } else {
                beaten.push(candidate.offer);
            }
        }
    }
    let after_merchants = nets(cart);
    for (place, candidate) in platform.iter().enumerate() {
        if chosen.platform == Some(place) {
            apply(cart, candidate.offer, &mut scratch)?;
            used.push(candidate.offer.coupon);
        } else if let Err(why) = takes(cart, candidate.offer, &after_merchants, &candidate.places)?
        {
            refused.push((candidate.offer, why));
        } else {
            beaten.push(candidate.offer);
        }
    }
    refused.sort_unstable_by_key(|(offer, _)| (offer.lane(), offer.coupon));
    beaten.sort_unstable_by_key(|offer| (offer.lane(), offer.coupon));
    for (offer, (why, missing)) in refused {
        explain(cart, offer, why, missing);
    }
    for offer in beaten {
        explain(cart, offer, WhyNot::BetterCouponApplies, Money::ZERO);
    }
    Ok(used)
}

/// Which candidate of each group is used.
#[derive(Clone)]
struct Chosen {
    merchants: Vec<Option<usize>>,
    platform: Option<usize>,
}

/// The combination that takes most off. The best coupon of every merchant, then the best of the platform is the answer
/// whenever no platform coupon could take more off from the untouched lines; else combinations are tried one by one.
fn search(
    cart: &Cart<'_>,
    groups: &[Vec<Candidate<'_>>],
    platform: &[Candidate<'_>],
    untouched: &[Money],
) -> Result<Chosen> {
    let greedy: Vec<Option<usize>> = vec![Some(0); groups.len()];
    let (first, platform_off, total) = complete(cart, groups, platform, untouched, greedy)?;
    let bound = platform.first().map_or(Money::ZERO, |best| best.alone);
    let combinations = groups.iter().try_fold(1_usize, |product, group| {
        product.checked_mul(group.len().saturating_add(1))
    });
    let few = combinations.is_some_and(|count| count <= MAX_COMBINATIONS);
    if platform_off >= bound || !few {
        return Ok(first);
    }
    let (mut best, mut most) = (first, total);
    let mut choice: Vec<Option<usize>> = vec![Some(0); groups.len()];
    while next_choice(&mut choice, groups) {
        let (found, _, total) = complete(cart, groups, platform, untouched, choice.clone())?;
        if total > most {
            (best, most) = (found, total);
        }
    }
    Ok(best)
}

/// The next combination in a fixed order; false after the last one.
fn next_choice(choice: &mut [Option<usize>], groups: &[Vec<Candidate<'_>>]) -> bool {
    for (place, group) in choice.iter_mut().zip(groups) {
        match *place {
            Some(number) if number.saturating_add(1) < group.len() => {
                *place = Some(number.saturating_add(1));
                return true;
            }
            Some(_) => {
                *place = None;
                return true;
            }
            None => *place = Some(0),
        }
    }
    false
}

/// Adds the best platform coupon to a choice of merchants' coupons: the choice, what the platform coupon takes off, and
/// what all of them do.
fn complete(
    cart: &Cart<'_>,
    groups: &[Vec<Candidate<'_>>],
    platform: &[Candidate<'_>],
    untouched: &[Money],
    merchants: Vec<Option<usize>>,
) -> Result<(Chosen, Money, Money)> {
    let mut nets = untouched.to_vec();
    let mut total = Money::ZERO;
    for (group, choice) in groups.iter().zip(&merchants) {
        let Some(candidate) = choice.map(|place| &group[place]) else {
            continue;
        };
        let shares = shares(cart, candidate.offer, &nets, &candidate.places)?;
        for (place, share) in candidate.places.iter().zip(shares) {
            nets[*place] = nets[*place].minus(share)?;
            total = total.plus(share)?;
        }
    }
    let mut best: (Option<usize>, Money) = (None, Money::ZERO);
    for (place, candidate) in platform.iter().enumerate() {
        if candidate.alone <= best.1 {
            break; // sorted: no later one takes more off
        }
        if let Ok(off) = takes(cart, candidate.offer, &nets, &candidate.places)?
            && off > best.1
        {
            best = (Some(place), off);
        }
    }
    let chosen = Chosen {
        merchants,
        platform: best.0,
    };
    Ok((chosen, best.1, total.plus(best.1)?))
}
