//! What payment and the lack of it do to a trade. RULES §5.

use serde::{Deserialize, Serialize};

use super::machine::OrderEvent;
use super::records::{Order, Trade, TradeState};
use super::steps;
use crate::coupon;
use crate::engine::{Command, Context, DueSource, Event, Lookup, Operation, Target};
use crate::kernel::{Error, Points, Result, TradeId};
use crate::level;
use crate::payment::Payment;
use crate::points::moves;
use crate::sale::{joining, units};
use crate::schema::tables;
use crate::split::booking;

impl Trade {
    /// Refuses a trade that is no longer waiting for its payment.
    pub(super) fn require_pending(&self, event: &'static str) -> Result<()> {
        if self.state == TradeState::Pending {
            return Ok(());
        }
        Err(Error::WrongState {
            what: "trade",
            id: self.id.to_string(),
            state: self.state.name(),
            event,
        })
    }
}

/// Everything that a payment sets in motion; stores the trade and its orders.
pub(crate) fn pay_trade(
    ctx: &mut Context<'_>,
    mut trade: Trade,
    payment: Option<&Payment>,
) -> Result<()> {
    trade.require_pending(OrderEvent::Pay.name())?;
    trade.state = TradeState::Paid;
    trade.payment = payment.map(|payment| payment.id);
    trade.provider = payment.map(|payment| payment.provider.clone());
    if let Some(payment) = payment {
        crate::payout::plan::open(ctx, &trade, payment)?;
    }
    let mut growth = 0_i64;
    for id in &trade.orders {
        let mut order = (*ctx.require::<Order>(*id)?).clone();
        order.advance(OrderEvent::Pay)?;
        order.paid_at = Some(ctx.now());
        for line in &order.lines {
            units::sell(ctx, order.member, line)?;
        }
        if order.group.is_some() {
            joining::paid(ctx, &mut order)?;
        } else {
            steps::prepare(ctx, &mut order)?;
        }
        moves::expect(ctx, &mut order)?;
        coupon::moves::trigger(ctx, &mut order)?;
        growth = growth.saturating_add(level::moves::expect(ctx, &mut order)?);
        booking::book_paid(ctx, &mut order, &trade.points, trade.provider.as_ref())?;
        ctx.emit(Event::OrderPaid {
            order: order.id,
            merchant: order.merchant,
            cash: order.cash,
            station: order.station,
            delivery_day: order.delivery_day,
        });
        ctx.update(order)?;
    }
    coupon::moves::consume(ctx, &trade)?;
    level::moves::grow(ctx, trade.member, trade.community, growth)?;
    ctx.emit(Event::TradePaid {
        trade: trade.id,
        member: trade.member,
        total: trade.total,
    });
    ctx.update(trade)
}

/// Gives back what an unpaid trade held: stock and points, once. RULES §5.
pub(crate) fn close_trade(ctx: &mut Context<'_>, id: TradeId) -> Result<()> {
    let mut trade = (*ctx.require::<Trade>(id)?).clone();
    trade.require_pending(OrderEvent::Expire.name())?;
    trade.state = TradeState::Closed;
    for id in &trade.orders {
        let mut order = (*ctx.require::<Order>(*id)?).clone();
        order.advance(OrderEvent::Expire)?;
        for line in &order.lines {
            units::release(ctx, order.member, line)?;
        }
        joining::closed(ctx, &order)?;
        ctx.update(order)?;
    }
    let used = Points::total(trade.points.iter().map(|used| used.points))?;
    if used.is_positive() {
        moves::give_back(ctx, trade.member, &mut trade.points, used, trade.id)?;
    }
    coupon::moves::give_back(ctx, &trade)?;
    ctx.emit(Event::TradeClosed {
        trade: trade.id,
        member: trade.member,
    });
    ctx.update(trade)
}

/// The member no longer wants an unpaid trade. Errors: `wrong_state` once it is paid or closed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CancelTrade {
    /// The trade.
    pub trade: TradeId,
}

impl Command for CancelTrade {
    type Answer = ();
    const OPERATION: Operation = Operation::CancelTrade;

    fn target(&self) -> Target {
        Target::Trade(self.trade)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        close_trade(ctx, self.trade)
    }
}

/// Closes a trade that was not paid in time: due work. Before its time it is refused; when it was paid or closed
/// meanwhile nothing happens. RULES §5.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExpireTrade {
    /// The trade.
    pub trade: TradeId,
}

impl Command for ExpireTrade {
    type Answer = ();
    const OPERATION: Operation = Operation::ExpireTrade;

    fn target(&self) -> Target {
        Target::Trade(self.trade)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let trade = ctx.require::<Trade>(self.trade)?;
        if trade.state != TradeState::Pending {
            return Ok(());
        }
        if ctx.now() < trade.due_at {
            return Err(Error::WrongState {
                what: "trade",
                id: trade.id.to_string(),
                state: trade.state.name(),
                event: "expire before its time",
            });
        }
        close_trade(ctx, self.trade)
    }
}

/// Unpaid trades whose time is over.
pub(crate) const TRADES_DUE: DueSource = DueSource {
    table: tables::TRADE,
    index: Trade::DUE,
    command: |row| {
        Ok(crate::engine::AnyCommand::ExpireTrade(ExpireTrade {
            trade: TradeId(row.id),
        }))
    },
};
