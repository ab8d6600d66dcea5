//! What happens to coupons: issued, locked, used, given back, taken back. Called by commands and by orders. RULES §15.

use std::collections::BTreeSet;

use super::records::{
    Coupon, CouponOrigin, CouponSource, CouponState, CouponTemplate, CouponTrigger, CouponWallet,
    Validity,
};
use crate::campaign::{CampaignList, Owner};
use crate::catalog::{Category, Product};
use crate::engine::{Bounds, Context, Event, Lookup};
use crate::kernel::{
    CouponId, CouponTemplateId, Error, Id, MemberId, Money, OrderId, Result, TradeId,
};
use crate::member::Member;
use crate::merchant::Merchant;
use crate::order::{Order, OrderLine, Trade};
use crate::org::Node;
use crate::pricing::{CouponChoice, CouponOffer, QuoteLine, Scope, ScopeOf, Window};

fn wallet(reader: &mut impl Lookup, member: MemberId) -> Result<CouponWallet> {
    Ok(reader
        .find::<CouponWallet>(member)?
        .map_or_else(|| CouponWallet::empty(member), |wallet| (*wallet).clone()))
}

/// Why a coupon is not issued.
pub(super) enum Refused {
    /// The template's limit is reached.
    Total(u32),
    /// The member has had as many as one may have.
    PerMember(u32),
    /// The member holds too many coupons.
    Wallet,
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        let (field, limit) = match refused {
            Refused::Total(limit) => ("total", u64::from(limit)),
            Refused::PerMember(limit) => ("per_member", u64::from(limit)),
            Refused::Wallet => ("coupons", CouponWallet::MAX_LIVE as u64),
        };
        Self::Limit {
            field: field.into(),
            limit,
        }
    }
}

/// Puts a coupon of a template into a member's hands, within the limits.
pub(super) fn issue(
    ctx: &mut Context<'_>,
    template: &CouponTemplate,
    member: MemberId,
    origin: CouponOrigin,
) -> Result<std::result::Result<CouponId, Refused>> {
    let id: CouponId = ctx.new_id()?;
    issue_as(ctx, id, template, member, origin)
}

fn issue_as(
    ctx: &mut Context<'_>,
    id: CouponId,
    template: &CouponTemplate,
    member: MemberId,
    origin: CouponOrigin,
) -> Result<std::result::Result<CouponId, Refused>> {
    let terms = &template.terms;
    let mut wallet = wallet(ctx, member)?;
    if wallet.live.len() >= CouponWallet::MAX_LIVE {
        return Ok(Err(Refused::Wallet));
    }
    let first = matches!(
        terms.source,
        CouponSource::Triggered(CouponTrigger::FirstOrder { .. })
    );
    if terms.per_member.is_some() || first {
        let had = wallet.had.entry(template.id).or_default();
        if let Some(limit) = terms.per_member.filter(|limit| *had >= *limit) {
            return Ok(Err(Refused::PerMember(limit)));
        }
        *had = had.saturating_add(1);
    }
    let bounds = Bounds {
        floor: None,
        ceiling: terms.total.map(i64::from),
    };
    let counted = ctx.adjust::<CouponTemplate>(template.id, CouponTemplate::ISSUED, 1, bounds)?;
    if counted.is_err() {
        return Ok(Err(Refused::Total(terms.total.unwrap_or(0))));
    }
    let now = ctx.now();
    let window = match terms.validity {
        Validity::Dates(window) => window,
        Validity::Days(days) => Window {
            from: now,
            until: now.plus_days(days),
        },
    };
    let community = ctx.require::<crate::member::Member>(member)?.community;
    let warn_days = ctx.settings(community)?.coupon_warning_days;
    wallet.live.push(id);
    ctx.put(wallet)?;
    let coupon = Coupon {
        id,
        template: template.id,
        member,
        window,
        issued_at: now,
        origin,
        state: CouponState::Held,
        warn_at: Some(window.until.minus_days(warn_days)).filter(|at| *at > now),
        recalled: false,
    };
    match origin {
        // Its id was looked up.
        CouponOrigin::Level => ctx.insert(coupon)?,
        CouponOrigin::Claimed | CouponOrigin::Given | CouponOrigin::Triggered(_) => {
            ctx.create(coupon)?;
        }
    }
    ctx.emit(Event::CouponIssued {
        coupon: id,
        template: template.id,
        member,
    });
    Ok(Ok(id))
}

/// Whether a template's coupons are meant for a member: below its node, or where its merchant sells.
pub(super) fn is_meant_for(
    ctx: &mut Context<'_>,
    template: &CouponTemplate,
    member: MemberId,
) -> Result<bool> {
    let member = ctx.require::<Member>(member)?;
    let path = ctx.require::<Node>(member.community)?.path.clone();
    let meant = match template.owner {
        Owner::Node(node) => path.contains(&node),
        Owner::Merchant(merchant) => ctx.require::<Merchant>(merchant)?.serves(&path),
    };
    Ok(meant && !member.is_erased())
}

/// The coupons that a level brings a member: of those that can be had now, one each, within the limits; what is beyond a
/// limit, closed, over or meant for others brings none. `of` is the month for which they are, or what else keeps them
/// apart: the same is never given twice. RULES §14.
pub(crate) fn give_for_level(
    ctx: &mut Context<'_>,
    templates: &[CouponTemplateId],
    member: MemberId,
    of: &[u8],
) -> Result<Vec<CouponId>> {
    let mut given = Vec::new();
    for template in templates {
        let template = ctx.require::<CouponTemplate>(*template)?;
        let parts: [&[u8]; 3] = [template.id.0.bytes(), member.0.bytes(), of];
        let id = CouponId(Id::derived("coupon of a level", &parts));
        if template.is_over(ctx.now())
            || !is_meant_for(ctx, &template, member)?
            || ctx.find::<Coupon>(id)?.is_some()
        {
            continue;
        }
        given.extend(issue_as(ctx, id, &template, member, CouponOrigin::Level)?.ok());
    }
    Ok(given)
}

/// A refund took the level away that brought these coupons: what was not used is taken back, what an unpaid trade holds
/// when that closes.
pub(crate) fn take_back_given(ctx: &mut Context<'_>, coupons: &[CouponId]) -> Result<()> {
    for id in coupons {
        let coupon = (*ctx.require::<Coupon>(*id)?).clone();
        if coupon.state.is_live() {
            take_back(ctx, coupon, None)?;
        }
    }
    Ok(())
}

/// Takes a live coupon back, at once or when the trade that holds it closes.
fn take_back(ctx: &mut Context<'_>, mut coupon: Coupon, order: Option<OrderId>) -> Result<()> {
    coupon.recalled = true;
    if coupon.state == CouponState::Held {
        coupon.state = CouponState::TakenBack;
        drop_live(ctx, &coupon)?;
        uncount(ctx, coupon.template)?;
        ctx.emit(Event::CouponTakenBack {
            coupon: coupon.id,
            order,
        });
    }
    ctx.update(coupon)
}

/// The coupons that a member's choice is about, as values for the quote. What the member does not hold is left out.
pub(crate) fn offers(
    reader: &mut impl Lookup,
    member: MemberId,
    choice: &CouponChoice,
) -> Result<Vec<CouponOffer>> {
    let ids = match choice {
        CouponChoice::None => return Ok(Vec::new()),
        CouponChoice::Named(named) => {
            let distinct: BTreeSet<CouponId> = named.iter().copied().collect();
            distinct.into_iter().collect()
        }
        CouponChoice::Best => wallet(reader, member)?.live,
    };
    let mut offers = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(coupon) = reader.find::<Coupon>(id)? else {
            continue;
        };
        if coupon.member == member && coupon.state == CouponState::Held {
            let template = reader.require::<CouponTemplate>(coupon.template)?;
            offers.push(coupon.offer(&template));
        }
    }
    Ok(offers)
}

/// An unpaid trade takes a coupon: nobody else can use it.
pub(crate) fn lock(ctx: &mut Context<'_>, coupons: &[CouponId], trade: TradeId) -> Result<()> {
    for id in coupons {
        let mut coupon = (*ctx.require::<Coupon>(*id)?).clone();
        if coupon.state != CouponState::Held {
            return Err(wrong_state(&coupon, "lock"));
        }
        coupon.state = CouponState::Locked(trade);
        ctx.update(coupon)?;
    }
    Ok(())
}

fn wrong_state(coupon: &Coupon, event: &'static str) -> Error {
    Error::WrongState {
        what: "coupon",
        id: coupon.id.to_string(),
        state: coupon.state.name(),
        event,
    }
}

/// The trade is paid: its coupons are used.
pub(crate) fn consume(ctx: &mut Context<'_>, trade: &Trade) -> Result<()> {
    for id in &trade.coupons {
        let mut coupon = (*ctx.require::<Coupon>(*id)?).clone();
        if coupon.state != CouponState::Locked(trade.id) {
            return Err(wrong_state(&coupon, "use"));
        }
        coupon.state = CouponState::Used(trade.id);
        drop_live(ctx, &coupon)?;
        ctx.emit(Event::CouponUsed {
            coupon: *id,
            trade: trade.id,
        });
        ctx.update(coupon)?;
    }
    Ok(())
}

/// The trade was not paid, or is refunded whole: its coupons come back, as far as they can still be used. RULES §11.
pub(crate) fn give_back(ctx: &mut Context<'_>, trade: &Trade) -> Result<()> {
    for id in &trade.coupons {
        let mut coupon = (*ctx.require::<Coupon>(*id)?).clone();
        let was_used = match coupon.state {
            CouponState::Locked(holder) if holder == trade.id => false,
            CouponState::Used(user) if user == trade.id => true,
            _ => return Err(wrong_state(&coupon, "give back")),
        };
        coupon.state = if coupon.recalled {
            CouponState::TakenBack
        } else if coupon.window.until <= ctx.now() {
            CouponState::Expired
        } else {
            CouponState::Held
        };
        match (was_used, coupon.state.is_live()) {
            (true, true) => {
                let mut wallet = wallet(ctx, coupon.member)?;
                wallet.live.push(*id);
                ctx.put(wallet)?;
            }
            (false, false) => drop_live(ctx, &coupon)?,
            _ => {}
        }
        if coupon.recalled {
            uncount(ctx, coupon.template)?;
        }
        ctx.emit(Event::CouponReturned {
            coupon: *id,
            trade: trade.id,
        });
        ctx.update(coupon)?;
    }
    Ok(())
}

/// It is no longer in the member's hands.
pub(super) fn drop_live(ctx: &mut Context<'_>, coupon: &Coupon) -> Result<()> {
    let mut wallet = wallet(ctx, coupon.member)?;
    wallet.live.retain(|live| *live != coupon.id);
    ctx.put(wallet)
}

/// A coupon that was taken back counts no more against the template's limit.
fn uncount(ctx: &mut Context<'_>, template: CouponTemplateId) -> Result<()> {
    ctx.adjust::<CouponTemplate>(template, CouponTemplate::ISSUED, -1, Bounds::NOT_NEGATIVE)?
        .map(|_| ())
        .map_err(|count| Error::internal(format!("coupon template {template} counts only {count}")))
}

/// A paid order brings the coupons whose triggers it meets (`order.coupons`). Limits that are reached bring none.
pub(crate) fn trigger(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let path = ctx.require::<Node>(order.community)?.path.clone();
    let owners = path.iter().map(|node| node.0).chain([order.merchant.0]);
    let mut templates = Vec::new();
    for owner in owners {
        if let Some(list) = ctx.find::<CampaignList>(owner)? {
            templates.extend(list.triggered.iter().copied());
        }
    }
    for id in templates {
        let template = ctx.require::<CouponTemplate>(id)?;
        let CouponSource::Triggered(trigger) = &template.terms.source else {
            continue;
        };
        if !meets(ctx, order, trigger)? {
            continue;
        }
        if matches!(trigger, CouponTrigger::FirstOrder { .. })
            && wallet(ctx, order.member)?.had.contains_key(&id)
        {
            continue;
        }
        let origin = CouponOrigin::Triggered(order.id);
        if let Ok(coupon) = issue(ctx, &template, order.member, origin)? {
            order.coupons.push(coupon);
        }
    }
    Ok(())
}

/// Whether what is kept of an order meets a trigger.
fn meets(ctx: &mut Context<'_>, order: &Order, trigger: &CouponTrigger) -> Result<bool> {
    let scope = trigger.scope();
    let mut amount = Money::ZERO;
    let mut any = false;
    for line in &order.lines {
        if line.kept() > 0 && in_scope(ctx, order, line, scope)? {
            any = true;
            amount = amount
                .plus(line.cash.minus(line.refunded_cash)?)?
                .plus(line.points_value.minus(line.refunded_points_value)?)?;
        }
    }
    Ok(match trigger {
        CouponTrigger::Spends { from, .. } => any && amount >= *from,
        CouponTrigger::FirstOrder { .. } => any,
    })
}

fn in_scope(ctx: &mut Context<'_>, order: &Order, line: &OrderLine, scope: &Scope) -> Result<bool> {
    let product = ctx.require::<Product>(line.product)?;
    let categories = match scope.of {
        ScopeOf::Categories(_) => ctx.require::<Category>(product.category)?.path.clone(),
        _ => Vec::new(),
    };
    Ok(scope.covers(&QuoteLine {
        kind: product.kind,
        categories,
        ..QuoteLine::new(
            line.sku,
            line.product,
            order.merchant,
            order.fulfilment,
            line.quantity,
            line.unit_price,
        )
    }))
}

/// After a refund: the coupons that the order brought and no longer deserves are taken back, unless they are used; those
/// that a trade holds when it closes. RULES §15.
pub(crate) fn recall(ctx: &mut Context<'_>, order: &Order) -> Result<()> {
    for id in &order.coupons {
        let coupon = (*ctx.require::<Coupon>(*id)?).clone();
        if !coupon.state.is_live() {
            continue;
        }
        let template = ctx.require::<CouponTemplate>(coupon.template)?;
        let CouponSource::Triggered(trigger) = &template.terms.source else {
            continue;
        };
        if meets(ctx, order, trigger)? {
            continue;
        }
        take_back(ctx, coupon, Some(order.id))?;
    }
    Ok(())
}

/// After an order was refunded whole: if nothing of its trade is left its coupons come back. `order` is not stored yet.
pub(crate) fn after_whole_refund(
    ctx: &mut Context<'_>,
    order: &Order,
    trade: &Trade,
) -> Result<()> {
    if trade.coupons.is_empty() || !ctx.settings(order.community)?.coupons_come_back {
        return Ok(());
    }
    for id in trade.orders.iter().filter(|id| **id != order.id) {
        if !ctx.require::<Order>(Id::from(*id))?.is_refunded_whole() {
            return Ok(());
        }
    }
    give_back(ctx, trade)
}
