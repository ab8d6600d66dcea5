//! Moving points: spend, return, earn, activate, take back. RULES §13.
//!
//! In the ledger what a member holds is a debit of theirs (`points_held`: the wallet's lots less its debt) and what is
//! outstanding is a credit of the issuer (`points_issued`).
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::records::{Earning, Lot, LotUse, PointsKind, Wallet};
use super::rules::{Moved, earned_by};
use crate::engine::{Context, Lookup};
use crate::kernel::{Day, Error, Id, LotId, MemberId, OrderId, Points, Result, TradeId};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{AccountPurpose, Entry, Party, PostingPurpose, Unit};
use crate::order::Order;

/// Takes points for a trade from the member's lots that are valid in the mall: narrowest kind first, then earliest
/// expiry. Errors: `insufficient` naming `points`.
pub(crate) fn spend(
    ctx: &mut Context<'_>,
    member: MemberId,
    points: Points,
    trade: TradeId,
) -> Result<Vec<LotUse>> {
    if points.is_negative() {
        return Err(Error::invalid("points", "zero or more points are expected"));
    }
    if points.is_zero() {
        return Ok(Vec::new());
    }
    let mut wallet = wallet(ctx, member)?;
    let today = today(ctx)?;
    let uses = wallet.spend(points, today)?;
    ctx.put(wallet)?;
    let moved = uses
        .iter()
        .map(|taken| (taken.issuer.clone(), taken.points.negated().units()))
        .collect();
    let of = Cause::trade(PostingPurpose::PointsSpent, trade);
    book(ctx, member, &of, moved)?;
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
    if points.is_zero() {
        return Ok(());
    }
    let mut wallet = wallet(ctx, member)?;
    let today = today(ctx)?;
    let moved = wallet.give_back(uses, points, today, || ctx.new_id::<LotId>())?;
    ctx.put(wallet)?;
    let of = Cause::trade(PostingPurpose::PointsReturned, trade);
    book(ctx, member, &of, moved)
}

/// At payment: what the order's lines that earn points will bring (`order.points_earned`), pending, or active at once if
/// the setting says so. From the money paid for goods, fees not counted. What is pending stands in the order alone: paying
/// changes no row of the member.
pub(crate) fn expect(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let settings = ctx.settings(order.community)?;
    let decimals = ctx.tenant_record()?.currency.decimals();
    let earning = Earning {
        points: settings.points_earned_per_unit,
        per: 10_i64.saturating_pow(u32::from(decimals)),
        active: settings.points_active_at_once,
    };
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
    let moved = wallet.take_back(order.id, &issuer, back, today)?;
    ctx.put(wallet)?;
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
    let months = ctx.settings(order.community)?.points_valid_months;
    let expires = today(ctx)?.end_of_month_after(months);
    let lot = Lot {
        id: ctx.new_id()?,
        kind: PointsKind::Universal,
        issuer: Party::Node(order.community),
        order: Some(order.id),
        amount: points,
        left: points,
        expires,
    };
    let of = Cause::order(PostingPurpose::PointsEarned, order);
    grant(ctx, order.member, lot, &of)
}

/// Puts a new lot into a wallet, debts paid first, and posts it.
pub(super) fn grant(ctx: &mut Context<'_>, member: MemberId, lot: Lot, of: &Cause) -> Result<()> {
    let mut wallet = wallet(ctx, member)?;
    let today = today(ctx)?;
    let moved = wallet.earn(lot, today)?;
    ctx.put(wallet)?;
    book(ctx, member, of, moved)
}

/// Why points moved.
pub(super) struct Cause {
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

    /// A grant, by the id of the lot.
    pub(super) const fn granted(lot: LotId) -> Self {
        Self {
            purpose: PostingPurpose::PointsEarned,
            order: None,
            trade: None,
            reference: Some(lot.0),
        }
    }
}

fn wallet(ctx: &mut Context<'_>, member: MemberId) -> Result<Wallet> {
    Ok(ctx
        .find::<Wallet>(member)?
        .map_or_else(|| Wallet::empty(member), |wallet| (*wallet).clone()))
}

pub(super) fn today(ctx: &mut Context<'_>) -> Result<Day> {
    Ok(ctx.tenant_record()?.zone.day_of(ctx.now()))
}

/// Posts points that moved: above zero to the member.
fn book(ctx: &mut Context<'_>, member: MemberId, of: &Cause, moved: Moved) -> Result<()> {
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
