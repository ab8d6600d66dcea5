//! What placing, paying and closing a trade do to a group, and what becomes of the orders of a group. RULES §15.

use serde::{Deserialize, Serialize};

use super::groups::{Admission, FullGroup, Group, Seat, SeatState};
use super::machine::GroupState;
use super::records::Sale;
use crate::engine::{Context, Event, Lookup};
use crate::kernel::{CampaignId, Error, GroupId, Result, Timestamp};
use crate::order::{Order, OrderGroup, Trade, steps};
use crate::payment::RefundReason;
use crate::payment::refunds::{Terms, all_units, refund_units};

/// How a line is bought in a sale.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaleChoice {
    /// At the price of this flash sale.
    Flash(CampaignId),
    /// In a new group of this group buy. A group is bought by itself: the trade has no other line.
    Open(CampaignId),
    /// In this group. The trade has no other line.
    Join(GroupId),
}

/// Orders that one step refunds.
const REFUNDS_PER_STEP: usize = 20;

/// Takes a seat for an order that is being placed, in a group that is there or in a new one.
pub(crate) fn sit(
    ctx: &mut Context<'_>,
    order: &mut Order,
    choice: SaleChoice,
    sale: &Sale,
    held_until: Timestamp,
) -> Result<()> {
    let now = ctx.now();
    let seat = Seat {
        member: order.member,
        trade: order.trade,
        order: order.id,
        state: SeatState::Reserved,
        held_until,
    };
    let id = match choice {
        SaleChoice::Flash(_) => return Ok(()),
        SaleChoice::Open(_) => open(ctx, sale, seat)?,
        SaleChoice::Join(id) => {
            let mut group = (*ctx.require::<Group>(id)?).clone();
            if !group.reserve(seat, now)? {
                return Err(Error::NotSold {
                    field: "lines[0].sale".into(),
                    reason: "the group is full".into(),
                });
            }
            ctx.update(group)?;
            ctx.emit(Event::GroupJoined {
                group: id,
                order: order.id,
            });
            id
        }
    };
    order.group = Some(OrderGroup {
        group: id,
        waits: true,
    });
    Ok(())
}

fn open(ctx: &mut Context<'_>, sale: &Sale, opener: Seat) -> Result<GroupId> {
    let terms = sale
        .group_terms()
        .ok_or_else(|| Error::internal("a flash sale has no groups"))?;
    let id: GroupId = ctx.new_id()?;
    ctx.emit(Event::GroupOpened {
        group: id,
        sale: sale.id,
        order: opener.order,
    });
    ctx.create(Group::open(id, sale, terms, ctx.now(), opener))?;
    Ok(id)
}

/// Whether a payment for a pending trade can still have what it is for; otherwise the money goes back.
pub(crate) fn admits_payment(ctx: &mut Context<'_>, trade: &Trade) -> Result<bool> {
    for order in &trade.orders {
        let order = ctx.require::<Order>(*order)?;
        if let Some(of) = order.group {
            return admits(ctx, &order, of.group);
        }
    }
    Ok(true)
}

fn admits(ctx: &mut Context<'_>, order: &Order, group: GroupId) -> Result<bool> {
    let group = ctx.require::<Group>(group)?;
    Ok(match group.admits(order.trade, order.member, ctx.now()) {
        Admission::Seat => true,
        Admission::TooLate => false,
        Admission::Full => {
            let opens_new = ctx.settings(order.community)?.group_full == FullGroup::OpensNew;
            opens_new && ctx.require::<Sale>(group.sale)?.sells_at(ctx.now())
        }
    })
}

/// The order's seat is paid; when it was the last one, the orders of all seats go on. The caller stores the order
/// afterwards.
pub(crate) fn paid(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let Some(of) = order.group else {
        return Ok(());
    };
    let now = ctx.now();
    let seat = Seat {
        member: order.member,
        trade: order.trade,
        order: order.id,
        state: SeatState::Reserved,
        held_until: now,
    };
    let mut group = (*ctx.require::<Group>(of.group)?).clone();
    match group.admits(order.trade, order.member, now) {
        Admission::Seat => {}
        Admission::Full => {
            let sale = ctx.require::<Sale>(group.sale)?;
            let id = open(ctx, &sale, seat.clone())?;
            order.group = Some(OrderGroup { group: id, ..of });
            group = (*ctx.require::<Group>(id)?).clone();
        }
        Admission::TooLate => {
            return Err(Error::internal("a seat was paid in a group that is over"));
        }
    }
    let from = group.state;
    group.pay(seat, now)?;
    moved(ctx, &group, from);
    if group.state == GroupState::Succeeded {
        release_orders(ctx, &group, Some(order))?;
    }
    ctx.update(group)
}

/// The group came about: its orders go on. `paying` is the order that the caller has in hand.
fn release_orders(
    ctx: &mut Context<'_>,
    group: &Group,
    mut paying: Option<&mut Order>,
) -> Result<()> {
    ctx.preload::<Order>(group.seats.iter().map(|seat| seat.order.0))?;
    for seat in &group.seats {
        if let Some(order) = paying.as_deref_mut().filter(|order| order.id == seat.order) {
            release_order(ctx, order)?;
            continue;
        }
        let mut order = (*ctx.require::<Order>(seat.order)?).clone();
        release_order(ctx, &mut order)?;
        ctx.emit(Event::OrderReleased {
            order: order.id,
            merchant: order.merchant,
            station: order.station,
            delivery_day: order.delivery_day,
        });
        ctx.update(order)?;
    }
    Ok(())
}

fn release_order(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    if let Some(group) = &mut order.group {
        group.waits = false;
    }
    steps::prepare(ctx, order)
}

/// An unpaid order was closed: its seat is free.
pub(crate) fn closed(ctx: &mut Context<'_>, order: &Order) -> Result<()> {
    let Some(of) = order.group else {
        return Ok(());
    };
    let mut group = (*ctx.require::<Group>(of.group)?).clone();
    let from = group.state;
    if group.release(order.trade)? {
        moved(ctx, &group, from);
        ctx.update(group)?;
    }
    Ok(())
}

fn moved(ctx: &mut Context<'_>, group: &Group, from: GroupState) {
    if from != group.state {
        ctx.emit(Event::GroupMoved {
            group: group.id,
            sale: group.sale,
            from,
            to: group.state,
            firm: group.firm(),
        });
    }
}

/// A group's time is over.
pub(super) fn expire(ctx: &mut Context<'_>, mut group: Group) -> Result<()> {
    let from = group.state;
    group.expire()?;
    moved(ctx, &group, from);
    if group.state == GroupState::Succeeded {
        release_orders(ctx, &group, None)?;
        return ctx.update(group);
    }
    refund_step(ctx, group)
}

/// An operator ends a group.
pub(super) fn cancel(ctx: &mut Context<'_>, mut group: Group) -> Result<()> {
    let from = group.state;
    group.cancel(ctx.now())?;
    moved(ctx, &group, from);
    refund_step(ctx, group)
}

/// Refunds the next orders of a group that did not come about.
pub(super) fn refund_step(ctx: &mut Context<'_>, mut group: Group) -> Result<()> {
    let from = group.state;
    for order in group.refund_next(REFUNDS_PER_STEP)? {
        let mut order = (*ctx.require::<Order>(order)?).clone();
        let units = all_units(&order);
        refund_units(
            ctx,
            &mut order,
            &units,
            Terms::full(RefundReason::GroupFailed),
        )?;
        ctx.update(order)?;
    }
    moved(ctx, &group, from);
    ctx.update(group)
}
