//! What happens to an order, done to the plan of its held payment. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::hold::{Call, CallKind, Hold};
use super::machine::PayoutState;
use super::profile::{Channels, Collector};
use crate::engine::{Context, Event, Lookup};
use crate::kernel::{HoldId, Money, Result, Timestamp};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{AccountBalance, AccountPurpose, Entry, Party, PostingPurpose, Unit};
use crate::order::{Order, Trade};
use crate::payment::{Payment, Refund, RefundState};
use crate::split::PartState;

/// The hold that an order's money lies in; `None` when its channel does not split. Costs one read where no channel does.
fn hold_of(ctx: &mut Context<'_>, order: &Order) -> Result<Option<Hold>> {
    if ctx.find::<Channels>(Channels::ID)?.is_none() {
        return Ok(None);
    }
    if let Some(hold) = ctx.find::<Hold>(HoldId(order.id.0))? {
        return Ok(Some((*hold).clone()));
    }
    let Some(payment) = ctx.require::<Trade>(order.trade)?.payment else {
        return Ok(None);
    };
    let hold = ctx.find::<Hold>(HoldId(payment.0))?;
    Ok(hold.map(|hold| (*hold).clone()))
}

/// A trade was paid: its money is held if the channel splits.
pub(crate) fn open(ctx: &mut Context<'_>, trade: &Trade, payment: &Payment) -> Result<()> {
    let Some(channels) = ctx.find::<Channels>(Channels::ID)? else {
        return Ok(());
    };
    let Some(profile) = channels.of(&payment.provider) else {
        return Ok(());
    };
    let hold = |id, order, collector, amount, open| Hold {
        id,
        payment: payment.id,
        trade: trade.id,
        order,
        profile: profile.clone(),
        collector,
        amount,
        refunded: Money::ZERO,
        collecting: Money::ZERO,
        released: Money::ZERO,
        paid_at: payment.paid_at,
        open,
        calls: Vec::new(),
        closed: false,
        warned: false,
    };
    // Shares that are payable at once look for their hold through the trade.
    ctx.update(trade.clone())?;
    match &profile.collector {
        Collector::One(party) => ctx.insert(hold(
            HoldId(payment.id.0),
            None,
            party.clone(),
            payment.amount,
            trade.orders.clone(),
        )),
        Collector::MerchantOfOrder => {
            for id in &trade.orders {
                let order = ctx.require::<Order>(*id)?;
                if order.cash.is_positive() {
                    ctx.insert(hold(
                        HoldId(order.id.0),
                        Some(order.id),
                        Party::Merchant(order.merchant),
                        order.cash,
                        vec![order.id],
                    ))?;
                }
            }
            Ok(())
        }
    }
}

/// Moves between two accounts on account of a hold.
pub(super) fn book(
    ctx: &mut Context<'_>,
    hold: HoldId,
    purpose: PostingPurpose,
    entries: Vec<Entry>,
) -> Result<()> {
    let draft = Draft {
        purpose,
        unit: Unit::Money,
        order: None,
        trade: None,
        reference: Some(hold.0),
        entries,
    };
    post(ctx, draft).map(|_| ())
}

/// Owed again: what was set aside for a party goes back to what it is owed.
pub(super) fn release(
    ctx: &mut Context<'_>,
    hold: HoldId,
    party: &Party,
    amount: Money,
) -> Result<()> {
    book(
        ctx,
        hold,
        PostingPurpose::SetAsideReleased,
        vec![
            Entry::debit(party.clone(), AccountPurpose::PayoutInTransit, amount),
            Entry::credit(party.clone(), AccountPurpose::Payable, amount),
        ],
    )
}

fn aside(ctx: &mut Context<'_>, hold: HoldId, party: &Party, amount: Money) -> Result<()> {
    book(
        ctx,
        hold,
        PostingPurpose::SetAside,
        vec![
            Entry::debit(party.clone(), AccountPurpose::Payable, amount),
            Entry::credit(party.clone(), AccountPurpose::PayoutInTransit, amount),
        ],
    )
}

/// A receiver got a piece.
pub(super) fn pay(ctx: &mut Context<'_>, hold: &Hold, party: &Party, amount: Money) -> Result<()> {
    let channel = Party::Channel(hold.profile.channel.clone());
    book(
        ctx,
        hold.id,
        PostingPurpose::SplitDone,
        vec![
            Entry::debit(party.clone(), AccountPurpose::PayoutInTransit, amount),
            Entry::credit(channel, AccountPurpose::Clearing, amount),
        ],
    )
}

/// Once the collector has what was left, refunds are paid from the collector's own account there: what they took beyond
/// what still lay there is owed to the collector, whoever's share it was.
pub(super) fn overdraft(ctx: &mut Context<'_>, hold: &mut Hold) -> Result<()> {
    let over = hold.lies()?.negated();
    if !hold.closed || !over.is_positive() {
        return Ok(());
    }
    hold.released = hold.released.minus(over)?;
    let channel = Party::Channel(hold.profile.channel.clone());
    book(
        ctx,
        hold.id,
        PostingPurpose::SplitReturned,
        vec![
            Entry::debit(channel, AccountPurpose::Clearing, over),
            Entry::credit(hold.collector.clone(), AccountPurpose::Payable, over),
        ],
    )
}

/// Not before the next working day, and not before the channel allows it.
fn earliest(ctx: &mut Context<'_>, hold: &Hold) -> Result<Timestamp> {
    let tenant = ctx.tenant_record()?;
    let today = tenant.zone.day_of(ctx.now());
    let next = tenant
        .zone
        .start_of(tenant.calendar.next_working_day(today));
    let allowed = hold
        .paid_at
        .plus_seconds(i64::from(hold.profile.after_seconds));
    Ok(next.max(allowed))
}

/// Shares became payable: what the channel can divide of them is set aside for a call of the next working day; the rest
/// stays payable. A party with a debt from earlier days gets nothing this way, so that the debt is netted first.
pub(crate) fn set_aside(
    ctx: &mut Context<'_>,
    order: &Order,
    earned: &[(Party, Money)],
) -> Result<()> {
    let Some(mut hold) = hold_of(ctx, order)? else {
        return Ok(());
    };
    let not_before = earliest(ctx, &hold)?;
    for (party, left) in earned {
        let roll_up = AccountBalance::id_of(&party.to_string(), AccountPurpose::Payable);
        let in_debt = ctx
            .find::<AccountBalance>(roll_up)?
            .is_some_and(|account| account.carried < 0);
        if hold.closed && *party == hold.collector {
            // The channel has released it already: it is paid, not owed.
            let amount = (*left).min(hold.lies()?);
            if amount.is_positive() {
                hold.released = hold.released.plus(amount)?;
                aside(ctx, hold.id, party, amount)?;
                pay(ctx, &hold, party, amount)?;
            }
            continue;
        }
        let amount = (*left).min(hold.room_for(party)?);
        if in_debt || !amount.is_positive() {
            continue;
        }
        if *party == hold.collector {
            hold.collecting = hold.collecting.plus(amount)?;
        } else if !hold.add_piece(party, amount, not_before)? {
            continue;
        }
        aside(ctx, hold.id, party, amount)?;
    }
    let parts = order.split.iter().flat_map(|split| &split.parts);
    if parts
        .into_iter()
        .all(|part| part.state != PartState::Pending)
    {
        finish(&mut hold, order, not_before);
    }
    ctx.update(hold)
}

/// An order has nothing more to divide; when no order of the hold has, what is left is unfrozen.
fn finish(hold: &mut Hold, order: &Order, not_before: Timestamp) {
    hold.open.retain(|one| *one != order.id);
    let unfreezes = hold
        .calls
        .iter()
        .any(|call| call.kind == CallKind::Unfreeze);
    if hold.open.is_empty() && !hold.closed && !unfreezes {
        hold.push(CallKind::Unfreeze, not_before);
    }
}

/// A refund was instructed: what was set aside and not handed out is set free, what was split is taken back where the
/// channel does that, then the buyer is paid. `taken` is what each party whose share was payable gave back. What can
/// neither be set free nor be taken back stays the party's debt.
pub(crate) fn take_back(
    ctx: &mut Context<'_>,
    order: &Order,
    refund: &Refund,
    taken: &[(Party, Money)],
) -> Result<()> {
    if refund.cash.is_zero() {
        return Ok(());
    }
    let Some(mut hold) = hold_of(ctx, order)? else {
        return Ok(());
    };
    let now = ctx.now();
    // What was not handed out yet may still move behind.
    let unfreeze = hold
        .calls
        .pop_if(|call| call.kind == CallKind::Unfreeze && call.attempts == 0);
    for (party, amount) in taken {
        let mut left = *amount;
        if *party == hold.collector {
            let free = left.min(hold.collecting);
            hold.collecting = hold.collecting.minus(free)?;
            release(ctx, hold.id, party, free)?;
            continue;
        }
        let mut returns = Vec::new();
        let id = hold.id;
        let back = hold.profile.takes_back_from(party);
        let days = hold.profile.return_days;
        for call in hold.calls.iter_mut().rev() {
            let handed_out = call.attempts > 0;
            let in_time = call.word_at.is_some_and(|at| now <= at.plus_days(days));
            let CallKind::Split { pieces } = &mut call.kind else {
                continue;
            };
            for piece in pieces.iter_mut().filter(|piece| piece.party == *party) {
                if piece.state == PayoutState::Waiting && !handed_out {
                    let free = left.min(piece.amount);
                    piece.amount = piece.amount.minus(free)?;
                    left = left.minus(free)?;
                    release(ctx, id, party, free)?;
                } else if piece.state == PayoutState::Done && back && in_time {
                    let part = left.min(piece.amount.minus(piece.returned)?);
                    if part.is_positive() {
                        piece.returned = piece.returned.plus(part)?;
                        left = left.minus(part)?;
                        returns.push((part, call.number));
                    }
                }
            }
            if !handed_out {
                drop_empty(call);
            }
        }
        for (amount, of) in returns {
            let party = party.clone();
            hold.push(CallKind::Return { party, amount, of }, now);
        }
    }
    hold.refunded = hold.refunded.plus(refund.cash)?;
    set_free(ctx, &mut hold)?;
    hold.push(
        CallKind::Refund {
            refund: refund.id,
            amount: refund.cash,
        },
        now,
    );
    if let Some(unfreeze) = unfreeze {
        hold.push(CallKind::Unfreeze, unfreeze.not_before);
    }
    if order.is_refunded_whole() {
        finish(&mut hold, order, now);
    }
    ctx.update(hold)
}

/// A refund may take more of the money than its parties gave back: what was paid with points stays shared when the money is
/// gone. What was set aside then and not handed out is owed again, the collector's part first, then the youngest pieces.
fn set_free(ctx: &mut Context<'_>, hold: &mut Hold) -> Result<()> {
    if hold.closed {
        return Ok(());
    }
    let mut short = hold.lies()?.negated().max(Money::ZERO);
    let free = short.min(hold.collecting);
    if free.is_positive() {
        hold.collecting = hold.collecting.minus(free)?;
        short = short.minus(free)?;
        release(ctx, hold.id, &hold.collector.clone(), free)?;
    }
    let id = hold.id;
    for call in hold.calls.iter_mut().rev().filter(|one| one.attempts == 0) {
        let CallKind::Split { pieces } = &mut call.kind else {
            continue;
        };
        for piece in pieces.iter_mut().rev() {
            let free = short.min(piece.amount);
            if piece.state == PayoutState::Waiting && free.is_positive() {
                piece.amount = piece.amount.minus(free)?;
                short = short.minus(free)?;
                release(ctx, id, &piece.party, free)?;
            }
        }
        drop_empty(call);
    }
    Ok(())
}

/// Takes pieces of nothing out of a split that was not handed out; one without pieces needs no call.
fn drop_empty(call: &mut Call) {
    if let CallKind::Split { pieces } = &mut call.kind {
        pieces.retain(|piece| piece.amount.is_positive());
        if pieces.is_empty() && call.state == PayoutState::Waiting {
            call.state = PayoutState::Failed;
        }
    }
}

/// The channel paid a refund, or did not: its call is known when it is done.
pub(crate) fn refund_ended(ctx: &mut Context<'_>, refund: &Refund) -> Result<()> {
    let (Some(order), RefundState::Done) = (refund.order, refund.state) else {
        return Ok(());
    };
    if ctx.find::<Channels>(Channels::ID)?.is_none() {
        return Ok(());
    }
    let order = ctx.require::<Order>(order)?;
    let Some(mut hold) = hold_of(ctx, &order)? else {
        return Ok(());
    };
    let now = ctx.now();
    for call in &mut hold.calls {
        if matches!(&call.kind, CallKind::Refund { refund: id, .. } if *id == refund.id) {
            call.state = PayoutState::Done;
            call.word_at = Some(now);
            ctx.emit(Event::CallChanged {
                hold: hold.id,
                call: call.number,
                state: PayoutState::Done,
            });
        }
    }
    overdraft(ctx, &mut hold)?;
    ctx.update(hold)
}
