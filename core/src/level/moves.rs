//! What payment, refunds and time do to a member's standing. Nothing of it reads or writes a row while the tenant has no
//! levels but the one that says so. RULES §14.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::sync::Arc;

use super::records::{Level, LevelCount, Levels, Standing};
use super::rules::{LevelTerms, Moved, Passed, growth_of};
use super::{Growth, LevelReason};
use crate::coupon::moves as coupons;
use crate::engine::{Bounds, Context, Event, Lookup};
use crate::kernel::{Day, Error, Id, LevelId, MemberId, NodeId, Points, Result};
use crate::ledger::{Party, PostingPurpose};
use crate::member::Member;
use crate::order::Order;
use crate::org::Settings;
use crate::points::moves::{self as points, Cause, today};
use crate::points::{Lot, Origin};
use crate::pricing::{LevelBenefits, LevelDelivery};

/// What the settings of a node say of levels.
pub(super) const fn terms(settings: &Settings) -> LevelTerms {
    LevelTerms {
        months: settings.level_months,
        downgrade: settings.level_downgrade,
    }
}

/// The level that a member has on a day; `None` while the tenant has none. Time is taken into account whether or not its
/// due work was done.
pub(crate) fn level_on(
    lookup: &mut impl Lookup,
    member: MemberId,
    today: Day,
) -> Result<Option<Level>> {
    let Some(levels) = lookup.find::<Levels>(Levels::ID)? else {
        return Ok(None);
    };
    let place = match lookup.find::<Standing>(member)? {
        None => 0,
        Some(standing) if standing.period.until > today => standing.place(&levels.levels),
        Some(standing) => {
            let terms = terms(&lookup.settings(standing.community)?);
            let mut standing = (*standing).clone();
            standing.pass(&levels.levels, today, terms);
            standing.place(&levels.levels)
        }
    };
    Ok(levels.levels.get(place).cloned())
}

/// What the quote takes from a member's level. RULES §4 step 1.
pub(crate) fn benefits(
    lookup: &mut impl Lookup,
    member: MemberId,
    today: Day,
) -> Result<Option<LevelBenefits>> {
    let level = level_on(lookup, member, today)?;
    Ok(level.map(|level| LevelBenefits {
        level: LevelId::of_code(&level.code),
        off: level.discount,
        funder: level.funder,
        delivery: if level.free_delivery {
            LevelDelivery::Free
        } else {
            LevelDelivery::Charged
        },
    }))
}

/// What buying earns a member in percent of the usual points.
pub(crate) fn points_percent(ctx: &mut Context<'_>, member: MemberId) -> Result<u32> {
    let today = today(ctx)?;
    let level = level_on(ctx, member, today)?;
    Ok(level.map_or(100, |level| level.points_percent))
}

/// At payment: what an order gives (`order.growth`), from everything that is paid for it in money. The caller adds it with
/// [`grow`] when all orders of the trade are known.
pub(crate) fn expect(ctx: &mut Context<'_>, order: &mut Order) -> Result<i64> {
    if ctx.find::<Levels>(Levels::ID)?.is_none() {
        return Ok(0);
    }
    let rate = ctx.settings(order.community)?.growth_per_unit;
    let given = kept_growth(ctx, order, rate)?;
    if given > 0 {
        order.growth = Some(Growth { given, rate });
    }
    Ok(given)
}

fn kept_growth(ctx: &mut Context<'_>, order: &Order, rate: u32) -> Result<i64> {
    let decimals = ctx.tenant_record()?.currency.decimals();
    growth_kept(order, rate, decimals)
}

/// What the kept part of an order gives.
pub(crate) fn growth_kept(order: &Order, rate: u32, decimals: u8) -> Result<i64> {
    let kept = order.cash.minus(order.refunded_cash()?)?;
    growth_of(kept.units(), rate, 10_i64.saturating_pow(decimals.into()))
}

/// Adds the growth of a paid trade; lifts at once.
pub(crate) fn grow(
    ctx: &mut Context<'_>,
    member: MemberId,
    community: NodeId,
    growth: i64,
) -> Result<()> {
    if growth == 0 {
        return Ok(());
    }
    change(
        ctx,
        (member, community),
        LevelReason::Grown,
        |standing, levels, today, terms| {
            standing.bought = standing.bought.saturating_add(growth);
            standing.grow(levels, growth, today, terms)
        },
    )
}

/// After a refund: takes back what the refunded part had given. Afterwards `order.growth` is what the kept part gives.
pub(crate) fn take_back(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let Some(growth) = order.growth else {
        return Ok(());
    };
    let kept = kept_growth(ctx, order, growth.rate)?.min(growth.given);
    let back = growth.given.saturating_sub(kept);
    order.growth = (kept > 0).then_some(Growth {
        given: kept,
        ..growth
    });
    if back == 0 {
        return Ok(());
    }
    let paid = order.paid_at.unwrap_or(order.placed_at);
    let given = ctx.tenant_record()?.zone.day_of(paid);
    change(
        ctx,
        (order.member, order.community),
        LevelReason::TakenBack,
        |standing, levels, _, _| {
            standing.bought = standing.bought.saturating_sub(back);
            standing.shrink(levels, back, given)
        },
    )
}

/// A new resident begins at the first level, if there are levels.
pub(crate) fn enrol(ctx: &mut Context<'_>, member: MemberId, community: NodeId) -> Result<()> {
    let Some(levels) = ctx.find::<Levels>(Levels::ID)? else {
        return Ok(());
    };
    let terms = terms(&ctx.settings(community)?);
    let today = today(ctx)?;
    let mut standing = Standing::begin(member, community, &levels.levels, today, terms);
    standing.schedule(&levels.levels, ctx.tenant_record()?.zone);
    count(ctx, community, &standing.level, 1)?;
    ctx.create(standing)
}

/// Does what time has done to a standing, then `what` is to be done, and stores it with all that follows: gifts, counts,
/// events, the next due moment. Nothing when there are no levels.
pub(super) fn change(
    ctx: &mut Context<'_>,
    (member, community): (MemberId, NodeId),
    reason: LevelReason,
    what: impl FnOnce(&mut Standing, &[Level], Day, LevelTerms) -> Option<Moved>,
) -> Result<()> {
    let Some(found) = ctx.find::<Levels>(Levels::ID)? else {
        return Ok(());
    };
    let levels = &found.levels;
    let settings = ctx.settings(community)?;
    let terms = terms(&settings);
    let today = today(ctx)?;
    let before: Option<Arc<Standing>> = ctx.find::<Standing>(member)?;
    let mut standing = match &before {
        Some(standing) => (**standing).clone(),
        None => Standing::begin(member, community, levels, today, terms),
    };
    for passed in standing.pass(levels, today, terms) {
        follow_time(ctx, &standing, levels, &settings, passed)?;
    }
    if let Some(moved) = what(&mut standing, levels, today, terms) {
        changed(ctx, &standing, levels, moved, reason);
        if moved.to > moved.from {
            welcome(ctx, &mut standing, levels, moved)?;
        } else {
            take_welcome_back(ctx, &mut standing, levels, moved)?;
        }
    }
    if before.as_ref().map(|before| &before.level) != Some(&standing.level) {
        if let Some(before) = &before {
            count(ctx, community, &before.level, -1)?;
        }
        count(ctx, community, &standing.level, 1)?;
    }
    standing.schedule(levels, ctx.tenant_record()?.zone);
    if before.is_some_and(|before| *before == standing) {
        return Ok(());
    }
    ctx.put(standing)
}

fn changed(
    ctx: &mut Context<'_>,
    standing: &Standing,
    levels: &[Level],
    moved: Moved,
    reason: LevelReason,
) {
    ctx.emit(Event::LevelChanged {
        member: standing.member,
        from: levels[moved.from].code.clone(),
        to: levels[moved.to].code.clone(),
        reason,
    });
}

fn follow_time(
    ctx: &mut Context<'_>,
    standing: &Standing,
    levels: &[Level],
    settings: &Settings,
    passed: Passed,
) -> Result<()> {
    match passed {
        Passed::Renewed { .. } => ctx.emit(Event::LevelRenewed {
            member: standing.member,
        }),
        Passed::Down { from, to, .. } => {
            let moved = Moved { from, to };
            changed(ctx, standing, levels, moved, LevelReason::PeriodOver);
        }
        // A coupon of a month that is over is not given: it would be one more of this month's.
        Passed::Coupons { month, level } if month == today(ctx)?.first_of_month() => {
            let of = month.to_string();
            let templates = &levels[level].monthly_coupons;
            coupons::give_for_level(ctx, templates, standing.member, of.as_bytes())?;
        }
        Passed::Coupons { .. } => {}
        Passed::Gift { month, points } => {
            let expires = month.end_of_month_after(settings.points_valid_months);
            // A gift of a missed month that would have expired by now is not worth giving.
            if expires >= today(ctx)? {
                let reference = gift_of(standing.member, month);
                give(ctx, standing, settings, (points, expires), reference)?;
            }
        }
    }
    Ok(())
}

/// The reference of a month's gift, so that there is never a second one.
pub(crate) fn gift_of(member: MemberId, month: Day) -> Id {
    let parts = [member.0.bytes(), month.to_string().as_bytes()].map(<[u8]>::to_vec);
    Id::derived("monthly gift", &[&parts[0], &parts[1]])
}

fn give(
    ctx: &mut Context<'_>,
    standing: &Standing,
    settings: &Settings,
    (amount, expires): (Points, Day),
    reference: Id,
) -> Result<()> {
    let issuer = Party::Node(standing.community);
    let kind = settings.points_kind_level;
    let lot = Lot::new(kind, issuer, Origin::Level, amount, expires);
    let of = Cause::given(reference).of(PostingPurpose::LevelGift);
    points::grant(ctx, standing.member, standing.community, lot, &of)?;
    ctx.emit(Event::PointsEarned {
        member: standing.member,
        points: amount,
        from: Origin::Level,
    });
    Ok(())
}

/// Gifts of the levels that were reached for the first time.
fn welcome(
    ctx: &mut Context<'_>,
    standing: &mut Standing,
    levels: &[Level],
    moved: Moved,
) -> Result<()> {
    let settings = ctx.settings(standing.community)?;
    let expires = today(ctx)?.end_of_month_after(settings.points_valid_months);
    for level in &levels[moved.from.saturating_add(1)..=moved.to] {
        let brings = level.welcome_gift.is_positive() || !level.welcome_coupons.is_empty();
        if !brings || !standing.welcomed.insert(level.code.clone()) {
            continue;
        }
        let reference: Id = ctx.new_id()?;
        if level.welcome_gift.is_positive() {
            let gift = (level.welcome_gift, expires);
            give(ctx, standing, &settings, gift, reference)?;
        }
        let templates = &level.welcome_coupons;
        let given = coupons::give_for_level(ctx, templates, standing.member, reference.bytes())?;
        if !given.is_empty() {
            standing.coupons.insert(level.code.clone(), given);
        }
    }
    Ok(())
}

/// A refund took the level away: its gift goes back, too. RULES §11.
fn take_welcome_back(
    ctx: &mut Context<'_>,
    standing: &mut Standing,
    levels: &[Level],
    moved: Moved,
) -> Result<()> {
    let issuer = Party::Node(standing.community);
    for level in &levels[moved.to.saturating_add(1)..=moved.from] {
        if standing.welcomed.remove(&level.code) {
            let of = Cause::given(standing.member.0).of(PostingPurpose::PointsTakenBack);
            let what = (&issuer, Origin::Level);
            points::take_back_given(ctx, standing.member, what, level.welcome_gift, &of)?;
            let given = standing.coupons.remove(&level.code).unwrap_or_default();
            coupons::take_back_given(ctx, &given)?;
        }
    }
    Ok(())
}

fn count(ctx: &mut Context<'_>, community: NodeId, level: &str, by: i64) -> Result<()> {
    let id = LevelCount::id_of(community, level);
    if ctx.find::<LevelCount>(id)?.is_none() {
        ctx.insert(LevelCount {
            node: community,
            level: super::LevelCode::new(level)?,
        })?;
    }
    ctx.adjust::<LevelCount>(id, LevelCount::MEMBERS, by, Bounds::NOT_NEGATIVE)?
        .map(|_| ())
        .map_err(|_| Error::internal("fewer members have a level than left it"))
}

/// Where a member lives.
pub(super) fn community_of(ctx: &mut Context<'_>, member: MemberId) -> Result<NodeId> {
    Ok(ctx.require::<Member>(member)?.community)
}
