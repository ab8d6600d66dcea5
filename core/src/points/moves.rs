//! Moving points: spend, return, earn, activate, take back. RULES §13.
//!
//! In the ledger what a member holds is a debit of theirs (`points_held`: the wallet's lots less its debt) and what is
//! outstanding is a credit of the issuer (`points_issued`).
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::records::{Earning, Lot, LotUse, Origin, Wallet};
use super::rules::{Place, PointsMoved, earned_by};
use crate::engine::{Context, Event, Lookup};
use crate::kernel::{Day, Error, Id, MemberId, NodeId, OrderId, Points, Result, TradeId};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{AccountPurpose, Entry, Party, PostingPurpose, Unit};
use crate::level::moves::points_percent;
use crate::member::Member;
use crate::order::Order;

/// Takes points for a trade from the member's lots that are valid in the mall: narrowest kind first, then earliest
/// expiry. Errors: `insufficient` naming `points`.
pub(crate) fn spend(
    ctx: &mut Context<'_>,
    member: MemberId,
    points: Points,
    trade: TradeId,
) -> Result<Vec<LotUse>> {
    let of = Cause::trade(PostingPurpose::PointsSpent, trade);
    spend_at(ctx, member, points, Place::Mall, &of)
}

/// Takes points from the member's lots that are valid at a place. Errors: `insufficient` naming `points`.
pub(super) fn spend_at(
    ctx: &mut Context<'_>,
    member: MemberId,
    points: Points,
    place: Place,
    of: &Cause,
) -> Result<Vec<LotUse>> {
    if points.is_negative() {
        return Err(Error::invalid("points", "zero or more points are expected"));
    }
    if points.is_zero() {
        return Ok(Vec::new());
    }
    let mut wallet = wallet(ctx, member)?;
    let today = today(ctx)?;
    let uses = wallet.spend(points, place, today)?;
    keep(ctx, wallet)?;
    let moved = uses
        .iter()
        .map(|taken| (taken.issuer.clone(), taken.points.negated().units()))
        .collect();
    book(ctx, member, of, moved)?;
    Ok(uses)
}

/// Returns so many of the points that `uses` took, to their lots with their old expiry (an expired lot gets 7 days), and
/// notes it in `uses`. RULES §11.
pub(crate) fn give_back(
    ctx: &mut Context<'_>,
    member: MemberId,
    uses: &mut [LotUse],
    points: Points,
    trade: TradeId,
) -> Result<()> {
    let of = Cause::trade(PostingPurpose::PointsReturned, trade);
    give_back_of(ctx, member, uses, points, &of)
}

/// Returns points to their lots, whatever they were spent on.
pub(super) fn give_back_of(
    ctx: &mut Context<'_>,
    member: MemberId,
    uses: &mut [LotUse],
    points: Points,
    of: &Cause,
) -> Result<()> {
    if points.is_zero() {
        return Ok(());
    }
    let mut wallet = wallet(ctx, member)?;
    let today = today(ctx)?;
    let moved = wallet.give_back(uses, points, today)?;
    keep(ctx, wallet)?;
    book(ctx, member, of, moved)
}

/// At payment: what the order's lines that earn points will bring (`order.points_earned`), pending, or active at once if
/// the setting says so. From the money paid for goods, fees not counted. What is pending stands in the order alone: paying
/// changes no row of the member.
pub(crate) fn expect(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let settings = ctx.settings(order.community)?;
    let decimals = ctx.tenant_record()?.currency.decimals();
    let mut earning = Earning {
        points: settings.points_earned_per_unit,
        per: 10_i64.saturating_pow(u32::from(decimals)),
        active: settings.points_active_at_once,
    };
    let percent = points_percent(ctx, order.member)?;
    if percent != 100 {
        earning.points = earning.points.saturating_mul(percent);
        earning.per = earning.per.saturating_mul(100);
    }
    let points = kept_points(order, earning)?;
    order.points_earned = points;
    if points.is_zero() {
        return Ok(());
    }
    order.earning = Some(earning);
    if earning.active {
        return credit(ctx, order, points);
    }
    Ok(())
}

/// What the kept part of an order earns.
pub(crate) fn kept_points(order: &Order, earning: Earning) -> Result<Points> {
    let lines = order.lines.iter().filter(|line| line.earns_points);
    let kept = lines.map(|line| line.cash.units().saturating_sub(line.refunded_cash.units()));
    let cash = kept.fold(0, i64::saturating_add);
    earned_by(cash, earning.points, earning.per)
}

/// After a refund: takes back what the refunded part had earned, from pending or from lots; what is not found becomes a
/// debt. Afterwards `order.points_earned` is what the kept part earns. Any sequence of refunds ends at the same figure.
pub(crate) fn take_back(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let Some(earning) = order.earning else {
        return Ok(());
    };
    let kept = kept_points(order, earning)?.min(order.points_earned);
    let back = order.points_earned.minus(kept)?;
    order.points_earned = kept;
    if back.is_zero() || !earning.active {
        return Ok(());
    }
    let mut wallet = wallet(ctx, order.member)?;
    let today = today(ctx)?;
    let issuer = Party::Node(order.community);
    let moved = wallet.take_back(&issuer, Origin::Purchase, back, today)?;
    keep_in(ctx, wallet, order.community)?;
    let of = Cause::order(PostingPurpose::PointsTakenBack, order);
    book(ctx, order.member, &of, moved)
}

/// When the order can no longer be returned: what is pending becomes a lot, debts paid first. Calling it again changes
/// nothing.
pub(crate) fn activate(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let Some(earning) = order.earning.as_mut().filter(|earning| !earning.active) else {
        return Ok(());
    };
    earning.active = true;
    let points = order.points_earned;
    if points.is_zero() {
        return Ok(());
    }
    credit(ctx, order, points)
}

/// Puts the points of an order into a lot issued by its community.
fn credit(ctx: &mut Context<'_>, order: &Order, points: Points) -> Result<()> {
    let settings = ctx.settings(order.community)?;
    let lot = Lot::new(
        settings.points_kind_buying,
        Party::Node(order.community),
        Origin::Purchase,
        points,
        today(ctx)?.end_of_month_after(settings.points_valid_months),
    );
    let of = Cause::order(PostingPurpose::PointsEarned, order);
    grant(ctx, order.member, order.community, lot, &of)
}

/// Puts new points into a wallet, debts paid first, and posts them.
pub(crate) fn grant(
    ctx: &mut Context<'_>,
    member: MemberId,
    community: NodeId,
    lot: Lot,
    of: &Cause,
) -> Result<()> {
    let mut wallet = wallet(ctx, member)?;
    let today = today(ctx)?;
    let moved = wallet.earn(lot, today)?;
    keep_in(ctx, wallet, community)?;
    book(ctx, member, of, moved)
}

/// Takes back points that were given for anything but an order: from lots, then as a debt.
pub(crate) fn take_back_given(
    ctx: &mut Context<'_>,
    member: MemberId,
    (issuer, from): (&Party, Origin),
    points: Points,
    of: &Cause,
) -> Result<()> {
    if points.is_zero() {
        return Ok(());
    }
    let mut wallet = wallet(ctx, member)?;
    let today = today(ctx)?;
    let moved = wallet.take_back(issuer, from, points, today)?;
    keep(ctx, wallet)?;
    book(ctx, member, of, moved)
}

/// Points that a resident gets from their community for something that they did: registering, logging in, paying a bill.
/// Nothing for none.
pub(crate) fn reward(
    ctx: &mut Context<'_>,
    member: MemberId,
    community: NodeId,
    (points, from): (Points, Origin),
    reference: Id,
) -> Result<()> {
    if !points.is_positive() {
        return Ok(());
    }
    let settings = ctx.settings(community)?;
    let kind = match from {
        Origin::Registering => settings.points_kind_registering,
        Origin::Login => settings.points_kind_login,
        Origin::Bill => settings.points_kind_bill,
        _ => settings.points_kind_buying,
    };
    let expires = today(ctx)?.end_of_month_after(settings.points_valid_months);
    let issuer = Party::Node(community);
    let lot = Lot::new(kind, issuer, from, points, expires);
    grant(ctx, member, community, lot, &Cause::given(reference))?;
    ctx.emit(Event::PointsEarned {
        member,
        points,
        from,
    });
    Ok(())
}

/// Expires what has expired and warns of what expires soon; answers whether anything was due.
pub(super) fn fall_due(ctx: &mut Context<'_>, member: MemberId) -> Result<()> {
    let Some(found) = ctx.find::<Wallet>(member)? else {
        return Ok(());
    };
    if found.due_at.is_none_or(|due| due > ctx.now()) {
        return Ok(());
    }
    let mut wallet = (*found).clone();
    let community = ctx.require::<Member>(member)?.community;
    let days = ctx.settings(community)?.points_warning_days;
    let today = today(ctx)?;
    let fallen = wallet.fall_due(today, days)?;
    keep_in(ctx, wallet, community)?;
    let sum = fallen.expired.iter().map(|(_, points)| *points);
    let expired = Points::new(sum.fold(0, i64::saturating_add).saturating_neg())?;
    let of = Cause::given(member.0).of(PostingPurpose::PointsExpired);
    book(ctx, member, &of, fallen.expired)?;
    if expired.is_positive() {
        ctx.emit(Event::PointsExpired {
            member,
            points: expired,
        });
    }
    for (day, points) in fallen.soon {
        ctx.emit(Event::PointsExpireSoon {
            member,
            points,
            day,
        });
    }
    Ok(())
}

/// Why points moved.
pub(crate) struct Cause {
    purpose: PostingPurpose,
    order: Option<OrderId>,
    trade: Option<TradeId>,
    reference: Option<Id>,
}

impl Cause {
    fn trade(purpose: PostingPurpose, trade: TradeId) -> Self {
        Self {
            purpose,
            order: None,
            trade: Some(trade),
            reference: None,
        }
    }

    fn order(purpose: PostingPurpose, order: &Order) -> Self {
        Self {
            order: Some(order.id),
            ..Self::trade(purpose, order.trade)
        }
    }

    /// Points given for something else than an order: the member who registered or logged in, a bill.
    pub(crate) const fn given(reference: Id) -> Self {
        Self {
            purpose: PostingPurpose::PointsEarned,
            order: None,
            trade: None,
            reference: Some(reference),
        }
    }

    /// The same for another purpose.
    pub(crate) const fn of(self, purpose: PostingPurpose) -> Self {
        Self { purpose, ..self }
    }
}

pub(super) fn wallet(ctx: &mut Context<'_>, member: MemberId) -> Result<Wallet> {
    Ok(ctx
        .find::<Wallet>(member)?
        .map_or_else(|| Wallet::empty(member), |wallet| (*wallet).clone()))
}

/// Stores a wallet whose lots have changed, with its next due moment.
pub(super) fn keep(ctx: &mut Context<'_>, wallet: Wallet) -> Result<()> {
    let community = ctx.require::<Member>(wallet.member)?.community;
    keep_in(ctx, wallet, community)
}

fn keep_in(ctx: &mut Context<'_>, mut wallet: Wallet, community: NodeId) -> Result<()> {
    let days = ctx.settings(community)?.points_warning_days;
    let zone = ctx.tenant_record()?.zone;
    wallet.schedule(zone, days);
    ctx.put(wallet)
}

pub(crate) fn today(ctx: &mut Context<'_>) -> Result<Day> {
    Ok(ctx.tenant_record()?.zone.day_of(ctx.now()))
}

/// Posts points that moved: above zero to the member.
fn book(ctx: &mut Context<'_>, member: MemberId, of: &Cause, moved: PointsMoved) -> Result<()> {
    let mut entries = Vec::with_capacity(moved.len().saturating_mul(2));
    for (issuer, points) in moved {
        entries.push(Entry::new(
            Party::Member(member),
            AccountPurpose::PointsHeld,
            points,
        ));
        entries.push(Entry::new(
            issuer,
            AccountPurpose::PointsIssued,
            points.saturating_neg(),
        ));
    }
    let draft = Draft {
        purpose: of.purpose,
        unit: Unit::Points,
        order: of.order,
        trade: of.trade,
        reference: of.reference,
        entries,
    };
    post(ctx, draft).map(|_| ())
}
