//! Books what happens to an order: who gets what, who gives back. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::planning::{draw_up, given_back_by};
use super::records::{PartState, SplitPart, SplitPlan, SplitSection};
use super::rules::given_back;
use crate::commission::{earner, month};
use crate::engine::{Context, Lookup};
use crate::kernel::{Error, Id, Money, Result, Text, divide};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{AccountPurpose, Entry, Party, PostingPurpose, Unit};
use crate::order::Order;
use crate::payment::{Payment, Refund};
use crate::payout::plan::{set_aside, take_back};
use crate::points::LotUse;
use crate::settlement::SettleTrigger;

impl PartState {
    /// The account in which a part lies.
    const fn purpose(self) -> AccountPurpose {
        match self {
            Self::Pending => AccountPurpose::Pending,
            Self::Payable => AccountPurpose::Payable,
            Self::Withdrawable => AccountPurpose::Commission,
        }
    }
}

/// Fixes the order's split plan and who funds its points (`order.split`, `order.funding`; `points` are the lot uses of the
/// whole trade), and posts: debit the channel's clearing for the money, the issuers' funding for the points and the
/// funders' for reductions that the merchant does not bear, credit every party's pending share. RULES §12.
pub(crate) fn book_paid(
    ctx: &mut Context<'_>,
    order: &mut Order,
    points: &[LotUse],
    provider: Option<&Text<40>>,
) -> Result<()> {
    let settings = ctx.settings(order.community)?;
    let mut split = draw_up(ctx, order, &settings)?;
    for part in &mut split.parts {
        let on = SettleTrigger::of(&settings, &part.party);
        part.on = Some(on).filter(|on| *on != SettleTrigger::usual(&part.party));
    }
    let at_once = split
        .parts
        .iter()
        .any(|part| part.trigger() == SettleTrigger::Paid);
    let points_value = Money::total(order.lines.iter().map(|line| line.points_value))?;
    order.funding = funding(points, points_value)?;
    let mut entries = Vec::with_capacity(split.parts.len().saturating_add(4));
    if !order.cash.is_zero() {
        let provider = provider
            .ok_or_else(|| Error::internal("an order was paid in money without a channel"))?;
        let channel = Party::Channel(provider.clone());
        entries.push(Entry::debit(channel, AccountPurpose::Clearing, order.cash));
    }
    for (issuer, amount) in &order.funding {
        entries.push(Entry::debit(
            issuer.clone(),
            AccountPurpose::PointsFunding,
            *amount,
        ));
    }
    for (funder, amount) in order.funders()? {
        entries.push(Entry::debit(funder, AccountPurpose::Funding, amount));
    }
    for part in &split.parts {
        entries.push(Entry::credit(
            part.party.clone(),
            AccountPurpose::Pending,
            part.amount,
        ));
    }
    order.split = Some(split);
    book(ctx, PostingPurpose::OrderPaid, order, None, entries)?;
    if at_once {
        book_earned(ctx, order, SettleTrigger::Paid)?;
    }
    Ok(())
}

/// Who pays for points of this value: their issuers, in proportion to the points that the trade took from each.
pub(crate) fn funding(uses: &[LotUse], value: Money) -> Result<Vec<(Party, Money)>> {
    if value.is_zero() {
        return Ok(Vec::new());
    }
    let mut issuers: Vec<(Party, Money)> = Vec::new();
    for taken in uses {
        let weight = Money::new(taken.points.units())?;
        match issuers
            .iter_mut()
            .find(|(issuer, _)| *issuer == taken.issuer)
        {
            Some((_, sum)) => *sum = sum.plus(weight)?,
            None => issuers.push((taken.issuer.clone(), weight)),
        }
    }
    let weights: Vec<Money> = issuers.iter().map(|(_, weight)| *weight).collect();
    if Money::total(weights.iter().copied())?.is_zero() {
        return Err(Error::internal(
            "points paid a part but were taken from no lot",
        ));
    }
    let shares = divide(value, &weights)?;
    Ok(issuers
        .into_iter()
        .zip(shares)
        .map(|((issuer, _), share)| (issuer, share))
        .filter(|(_, share)| share.is_positive())
        .collect())
}

/// Takes every party's share of a refund back. Called after the refunded figures of `order` were raised: `cash` (fee
/// included) and `points_value` are what goes back now. Posts: debit the parties (pending or payable, wherever the share
/// is), credit the channel's refunding account for the money and the issuers' funding for the points.
pub(crate) fn book_refunded(
    ctx: &mut Context<'_>,
    order: &mut Order,
    refund: &Refund,
    cash: Money,
    points_value: Money,
) -> Result<()> {
    let points = Money::total(order.lines.iter().map(|line| line.points_value))?;
    let points_refunded = Money::total(order.lines.iter().map(|line| line.refunded_points_value))?;
    let mut split = (order.split.take())
        .ok_or_else(|| Error::internal("an order without split plan is refunded"))?;
    let mut entries = Vec::with_capacity(split.parts.len().saturating_add(2));
    let mut taken = Vec::new();
    let withheld = withheld_by(order, &mut split, refund)?;
    let given = given_back_by(order, &split)?;
    for (part, given) in split.parts.iter_mut().zip(given) {
        let now = given.minus(part.taken_back)?;
        part.taken_back = given;
        entries.push(Entry::debit(part.party.clone(), part.state.purpose(), now));
        if part.state == PartState::Withdrawable {
            earner::add_available(ctx, &part.party, now.negated())?;
        }
        if part.state == PartState::Payable && now.is_positive() {
            taken.push((part.party.clone(), now));
        }
    }
    let sections = split.sections(order.lines.len()).into_iter();
    for (section, withheld) in sections.zip(withheld) {
        let (Some(tier), Some(station)) = (&section.tier, order.station) else {
            continue;
        };
        let now = section_refund(order, &section, refund)?.minus(withheld)?;
        let before = section.refunded_value(order)?.minus(now)?;
        month::take_back(ctx, station, order.merchant, tier, before, now)?;
    }
    order.split = Some(split);
    if !cash.is_zero() {
        let channel = Party::Channel(refund.provider.clone());
        entries.push(Entry::credit(channel, AccountPurpose::Refunding, cash));
    }
    let shares: Vec<Money> = order.funding.iter().map(|(_, share)| *share).collect();
    let before = given_back(&shares, points, points_refunded.minus(points_value)?)?;
    let after = given_back(&shares, points, points_refunded)?;
    for (((issuer, _), before), after) in order.funding.iter().zip(before).zip(after) {
        let now = after.minus(before)?;
        entries.push(Entry::credit(
            issuer.clone(),
            AccountPurpose::PointsFunding,
            now,
        ));
    }
    take_funding_back(order, refund, &mut entries)?;
    let reference = Some(refund.id.0);
    book(
        ctx,
        PostingPurpose::OrderRefunded,
        order,
        reference,
        entries,
    )?;
    take_back(ctx, order, refund, &taken)
}

/// What the refund keeps back of each section, in proportion to what it refunds there; noted in the plan's sections.
fn withheld_by(order: &Order, split: &mut SplitPlan, refund: &Refund) -> Result<Vec<Money>> {
    let sections = split.sections(order.lines.len());
    if refund.withheld.is_zero() {
        return Ok(vec![Money::ZERO; sections.len()]);
    }
    let of_section = |section| section_refund(order, section, refund);
    let weights: Vec<Money> = sections.iter().map(of_section).collect::<Result<_>>()?;
    let shares = divide(refund.withheld, &weights)?;
    for (section, share) in split.sections.iter_mut().zip(&shares) {
        section.withheld = section.withheld.plus(*share)?;
    }
    Ok(shares)
}

/// What of a refund belongs to a section of its order, what is kept back counted in.
fn section_refund(order: &Order, section: &SplitSection, refund: &Refund) -> Result<Money> {
    let mut sum = if section.fee { refund.fee } else { Money::ZERO };
    for (place, line) in (0_u32..).zip(&order.lines) {
        if !section.lines.contains(&place) {
            continue;
        }
        let mut units = 0_u32;
        for part in refund.lines.iter().filter(|part| part.line == place) {
            sum = sum.plus(part.cash)?.plus(part.points_value)?;
            units = units.saturating_add(part.units);
        }
        let before = line.refunded_funding(line.refunded.saturating_sub(units))?;
        sum = sum
            .plus(line.refunded_funding(line.refunded)?)?
            .minus(before)?;
    }
    Ok(sum)
}

/// Credits the funders of reductions with what the refunded units give back of them.
fn take_funding_back(order: &Order, refund: &Refund, entries: &mut Vec<Entry>) -> Result<()> {
    let funders = order.funders()?;
    if funders.is_empty() {
        return Ok(());
    }
    let mut whole = Money::ZERO;
    let mut before = Money::ZERO;
    let mut after = Money::ZERO;
    for (place, line) in (0_u32..).zip(&order.lines) {
        let now = (refund.lines.iter().filter(|part| part.line == place))
            .fold(0_u32, |units, part| units.saturating_add(part.units));
        whole = whole.plus(line.funded()?)?;
        after = after.plus(line.refunded_funding(line.refunded)?)?;
        before = before.plus(line.refunded_funding(line.refunded.saturating_sub(now))?)?;
    }
    let shares: Vec<Money> = funders.values().copied().collect();
    let before = given_back(&shares, whole, before)?;
    let after = given_back(&shares, whole, after)?;
    for ((funder, before), after) in funders.into_keys().zip(before).zip(after) {
        let now = after.minus(before)?;
        entries.push(Entry::credit(funder, AccountPurpose::Funding, now));
    }
    Ok(())
}

/// Moves what is left of the shares whose trigger has come from pending to payable, or to what leaders and promoters
/// withdraw. Calling it again for the same stage moves nothing.
pub(crate) fn book_earned(
    ctx: &mut Context<'_>,
    order: &mut Order,
    stage: SettleTrigger,
) -> Result<()> {
    let mut split = (order.split.take())
        .ok_or_else(|| Error::internal("an order without split plan is earned"))?;
    let comes = |part: &SplitPart| {
        part.state == PartState::Pending && part.trigger() <= stage && part.party.earns_commission()
    };
    let withdrawn = split.parts.iter().any(comes)
        && ctx
            .settings(order.community)?
            .commission_payout
            .is_withdrawal();
    let mut entries = Vec::with_capacity(split.parts.len().saturating_mul(2));
    let mut earned = Vec::new();
    for part in &mut split.parts {
        if part.state != PartState::Pending || part.trigger() > stage {
            continue;
        }
        let left = part.amount.minus(part.taken_back)?;
        part.state = PartState::Payable;
        if withdrawn && part.party.earns_commission() {
            part.state = PartState::Withdrawable;
            earner::add_available(ctx, &part.party, left)?;
        }
        entries.push(Entry::debit(
            part.party.clone(),
            AccountPurpose::Pending,
            left,
        ));
        entries.push(Entry::credit(
            part.party.clone(),
            part.state.purpose(),
            left,
        ));
        if part.state == PartState::Payable {
            earned.push((part.party.clone(), left));
        }
    }
    order.split = Some(split);
    book(ctx, PostingPurpose::OrderEarned, order, None, entries)?;
    set_aside(ctx, order, &earned)
}

fn book(
    ctx: &mut Context<'_>,
    purpose: PostingPurpose,
    order: &Order,
    reference: Option<Id>,
    entries: Vec<Entry>,
) -> Result<()> {
    let draft = Draft {
        purpose,
        unit: Unit::Money,
        order: Some(order.id),
        trade: Some(order.trade),
        reference,
        entries,
    };
    post(ctx, draft).map(|_| ())
}

/// Money arrived that pays no trade: debit clearing, credit unapplied of the channel.
pub(crate) fn book_unapplied(ctx: &mut Context<'_>, payment: &Payment) -> Result<()> {
    let draft = Draft {
        purpose: PostingPurpose::UnappliedReceived,
        unit: Unit::Money,
        order: None,
        trade: Some(payment.trade),
        reference: Some(payment.id.0),
        entries: move_inside(
            &payment.provider,
            AccountPurpose::Unapplied,
            AccountPurpose::Clearing,
            payment.amount,
        ),
    };
    post(ctx, draft).map(|_| ())
}

/// … and goes back: debit unapplied, credit refunding.
pub(crate) fn book_unapplied_refund(ctx: &mut Context<'_>, refund: &Refund) -> Result<()> {
    let draft = Draft {
        purpose: PostingPurpose::UnappliedRefunded,
        unit: Unit::Money,
        order: refund.order,
        trade: Some(refund.trade),
        reference: Some(refund.id.0),
        entries: move_inside(
            &refund.provider,
            AccountPurpose::Refunding,
            AccountPurpose::Unapplied,
            refund.cash,
        ),
    };
    post(ctx, draft).map(|_| ())
}

/// A refund was paid out: debit refunding of the channel, credit clearing of whichever channel paid.
pub(crate) fn book_refund_done(ctx: &mut Context<'_>, refund: &Refund) -> Result<()> {
    let payer = refund.by_hand.as_ref().unwrap_or(&refund.provider);
    let draft = Draft {
        purpose: PostingPurpose::RefundDone,
        unit: Unit::Money,
        order: refund.order,
        trade: Some(refund.trade),
        reference: Some(refund.id.0),
        entries: vec![
            Entry::credit(
                Party::Channel(payer.clone()),
                AccountPurpose::Clearing,
                refund.cash,
            ),
            Entry::debit(
                Party::Channel(refund.provider.clone()),
                AccountPurpose::Refunding,
                refund.cash,
            ),
        ],
    };
    post(ctx, draft).map(|_| ())
}

/// Two accounts of one channel: credit the first, debit the second.
fn move_inside(
    provider: &Text<40>,
    credit: AccountPurpose,
    debit: AccountPurpose,
    amount: Money,
) -> Vec<Entry> {
    let channel = Party::Channel(provider.clone());
    vec![
        Entry::credit(channel.clone(), credit, amount),
        Entry::debit(channel, debit, amount),
    ]
}
