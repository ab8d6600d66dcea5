//! Trades, orders and their refunds: invariants 6, 7, 8 and 12, and of 17 what orders earn.

use std::collections::{BTreeMap, BTreeSet};

use super::commission::TierSums;
use super::coupons::Claimed;
use super::report::{VerifyReport, Walk};
use super::wallets::was_valid;
use crate::commission::LeaderSales;
use crate::engine::Record;
use crate::kernel::{
    AfterSaleId, CampaignId, CouponId, GroupId, Id, MemberId, Money, OrderId, PaymentId, PresaleId,
    Result, SkuId, Text, portion,
};
use crate::ledger::Party;
use crate::level::moves::growth_kept;
use crate::order::{Order, OrderLine, OrderState, Trade, TradeState};
use crate::payment::{Payment, PaymentOutcome, Refund, RefundState};
use crate::points::moves::kept_points;
use crate::pricing::Lane;
use crate::sale::Limited;
use crate::schema::tables;
use crate::settlement::SettleTrigger;
use crate::split::{PartState, given_back, given_back_by};
use crate::store::{Scan, Value};

/// What the orders say of everything else.
#[derive(Default)]
pub(super) struct OrderSums {
    /// Per order and party: what of its part is pending.
    pub(super) pending: BTreeMap<(OrderId, Party), i128>,
    /// Per party: what of its parts was released and not given back.
    pub(super) payable: BTreeMap<Party, i128>,
    /// Per leader or promoter: what of their parts can be withdrawn.
    pub(super) withdrawable: BTreeMap<Party, i128>,
    /// Per merchant's part of a leader's month: what its orders sold and earned by tiers.
    pub(super) tiers: BTreeMap<Id, TierSums>,
    /// Per party: what it bears of points and reductions, less what came back.
    pub(super) funding: BTreeMap<Party, i128>,
    /// Per channel: what it took in for orders.
    pub(super) captured: BTreeMap<Text<40>, i128>,
    /// Per channel: refunds that are not done.
    pub(super) refunding: BTreeMap<Text<40>, i128>,
    /// Per coupon: which trade holds or used it.
    pub(super) coupons: BTreeMap<CouponId, Claimed>,
    /// Per SKU: units that unpaid orders hold, and units that paid orders keep.
    pub(super) reserved: BTreeMap<SkuId, i64>,
    pub(super) sold: BTreeMap<SkuId, i64>,
    /// Per flash sale or group buy: units that unpaid orders hold, and units that paid orders keep.
    pub(super) sales: BTreeMap<CampaignId, [i64; 2]>,
    /// Per presale: units that orders have.
    pub(super) presales: BTreeMap<PresaleId, i64>,
    /// Per member and limit: units that orders have.
    pub(super) limited: BTreeMap<(MemberId, Limited), i64>,
    /// Per group: its orders that were paid.
    pub(super) in_groups: BTreeMap<GroupId, BTreeMap<OrderId, InGroup>>,
    /// Lines that are reviewed.
    pub(super) reviewed: u64,
    /// After-sale cases that orders say are open, with the lines and units that they hold.
    pub(super) open_cases: BTreeMap<AfterSaleId, (OrderId, Vec<(u32, u32)>)>,
    /// Per member: the growth that their orders gave and kept.
    pub(super) growth: BTreeMap<MemberId, i64>,
}

pub(super) fn verify(walk: &mut Walk<'_>) -> Result<OrderSums> {
    let mut sums = OrderSums::default();
    // Trades and orders are walked apart: an order without a trade, or in the wrong one, is found either way.
    let scan = Scan::all(Trade::TABLE, 200);
    walk.pages_of::<Trade>(scan, |walk, trades| {
        let ids = trades.iter().flat_map(|(trade, _)| trade.orders.clone());
        let mut orders = walk.get::<Order>(ids)?.into_iter();
        let ids = trades.iter().filter_map(|(trade, _)| trade.payment);
        let mut payments = walk.get::<Payment>(ids)?.into_iter();
        for (trade, _) in &trades {
            let own: Vec<Option<Order>> = orders.by_ref().take(trade.orders.len()).collect();
            let payment = trade.payment.and_then(|_| payments.next()).flatten();
            verify_trade(walk, &mut sums, trade, &own, payment.as_ref())?;
        }
        Ok(())
    })?;
    walk.pages_of::<Order>(Scan::all(Order::TABLE, 500), |walk, orders| {
        let trades = walk.get::<Trade>(orders.iter().map(|(order, _)| order.trade))?;
        for ((order, _), trade) in orders.iter().zip(trades) {
            let decimals = walk.decimals;
            let report = &mut walk.report;
            report.check(
                trade.is_some_and(|trade| trade.orders.contains(&order.id)),
                6,
                Order::WHAT,
                || format!("{} is not in its trade {}", order.id, order.trade),
            );
            for (place, line) in order.lines.iter().enumerate() {
                verify_line(report, order, place, line);
            }
            verify_order(report, &mut sums, order, decimals);
        }
        Ok(())
    })?;
    verify_refunds(walk, &mut sums)?;
    Ok(sums)
}

fn total(amounts: impl IntoIterator<Item = Money>) -> i128 {
    amounts
        .into_iter()
        .map(|amount| i128::from(amount.units()))
        .sum()
}

fn verify_line(report: &mut VerifyReport, order: &Order, place: usize, line: &OrderLine) {
    let mut wrong = |invariant, holds: bool, detail: &str| {
        report.check(holds, invariant, Order::WHAT, || {
            format!("{} line {place}: {detail}", order.id)
        });
    };
    let gross = i128::from(line.unit_price.units()) * i128::from(line.quantity);
    let reduced = total(line.reductions.iter().map(|reduction| reduction.amount));
    let by_points = line
        .reductions
        .iter()
        .filter(|reduction| reduction.lane == Lane::Points)
        .map(|reduction| reduction.amount);
    wrong(
        6,
        gross - reduced == i128::from(line.cash.units()),
        "the price less the reductions is not what was paid in money",
    );
    wrong(
        6,
        total(by_points) == i128::from(line.points_value.units()),
        "the points' value is not the reduction by points",
    );
    let amounts = [line.cash, line.points_value, line.unit_price];
    wrong(
        6,
        amounts.iter().all(|amount| !amount.is_negative())
            && line.reductions.iter().all(|part| part.amount.is_positive()),
        "an amount is below zero",
    );
    wrong(
        8,
        line.refunded <= line.quantity
            && line.refunded_cash <= line.cash
            && line.refunded_points <= line.points
            && line.refunded_points_value <= line.points_value,
        "more was refunded than was paid",
    );
    wrong(
        8,
        line.refunded < line.quantity
            || line.refunded_cash == line.cash && line.refunded_points == line.points,
        "all units but not all of the payment went back",
    );
}

fn verify_order(report: &mut VerifyReport, sums: &mut OrderSums, order: &Order, decimals: u8) {
    let id = order.id;
    let mut wrong = |invariant, holds: bool, detail: &str| {
        report.check(holds, invariant, Order::WHAT, || format!("{id}: {detail}"));
    };
    let lines = total(order.lines.iter().map(|line| line.cash));
    wrong(
        6,
        lines + i128::from(order.fee.units()) == i128::from(order.cash.units())
            && !order.fee.is_negative(),
        "lines and fee are not its amount",
    );
    wrong(
        8,
        order.refunded_fee <= order.fee && !order.refunded_fee.is_negative(),
        "more of the fee was refunded than was paid",
    );
    wrong(
        8,
        !order.withheld.is_negative()
            && i128::from(order.withheld.units())
                <= total(order.lines.iter().map(|line| line.refunded_cash)),
        "more was withheld than went back",
    );
    let reviewed = order.lines.iter().filter(|line| line.reviewed).count();
    sums.reviewed += reviewed as u64;
    for open in &order.open_cases {
        sums.open_cases.insert(open.case, (id, open.lines.clone()));
    }
    let held = |place: u32| {
        let lines = order.open_cases.iter().flat_map(|open| &open.lines);
        lines
            .filter(|(line, _)| *line == place)
            .map(|(_, units)| u64::from(*units))
            .sum::<u64>()
    };
    wrong(
        8,
        (0_u32..)
            .zip(&order.lines)
            .all(|(place, line)| held(place) <= u64::from(line.kept())),
        "open cases are about more units than are left",
    );
    let paid = order.paid_at.is_some();
    let whole = order.is_refunded_whole();
    wrong(
        12,
        match order.state {
            OrderState::PendingPayment => !paid && order.received_at.is_none(),
            OrderState::PendingShipment | OrderState::PendingReceipt => {
                paid && !whole && order.received_at.is_none()
            }
            OrderState::PendingReview => paid && !whole && order.received_at.is_some(),
            // What was completed before stays so when it is refunded whole.
            OrderState::Completed => paid && order.received_at.is_some(),
            OrderState::Closed => paid == whole,
        },
        "its state does not fit its dates and refunds",
    );
    let goes_on = order.delivery_day.is_some()
        || order.pickup.is_some()
        || order.shipment.is_some()
        || !matches!(
            order.state,
            OrderState::PendingPayment | OrderState::PendingShipment | OrderState::Closed
        );
    wrong(
        12,
        !(order.waits_for_group() && goes_on),
        "it goes on while its group is running",
    );
    wrong(
        7,
        paid == order.split.is_some(),
        "it is paid without a split plan, or the other way round",
    );
    if let Some(earning) = order.earning {
        wrong(
            17,
            kept_points(order, earning).is_ok_and(|points| points == order.points_earned),
            "the points that it earns are not what its kept part brings",
        );
    }
    if let Some(growth) = order.growth {
        wrong(
            26,
            growth_kept(order, growth.rate, decimals).is_ok_and(|kept| kept == growth.given),
            "the growth that it gave is not what its kept part brings",
        );
        *sums.growth.entry(order.member).or_default() += growth.given;
    }
    verify_split(report, sums, order);
    let units = |sums: &mut BTreeMap<SkuId, i64>, units: fn(&OrderLine) -> u32| {
        for line in &order.lines {
            for (sku, needed) in line.stock_needed(units(line)) {
                let sum = sums.entry(sku).or_default();
                *sum = sum.saturating_add(needed);
            }
        }
    };
    if order.state == OrderState::PendingPayment {
        units(&mut sums.reserved, |line| {
            if line.reserves_stock() {
                line.quantity
            } else {
                0
            }
        });
    }
    if paid {
        units(&mut sums.sold, OrderLine::kept);
    }
    sum_terms(sums, order);
}

/// A paid order of a group.
#[derive(Clone, Copy)]
pub(super) struct InGroup {
    /// Whether it was refunded whole.
    pub(super) refunded: bool,
    /// Whether it waits for the group to come about.
    pub(super) waits: bool,
}

/// What the orders of flash sales, group buys, presales and limited products have.
fn sum_terms(sums: &mut OrderSums, order: &Order) {
    let paid = order.paid_at.is_some();
    if let (Some(of), true) = (order.group, paid) {
        let orders = sums.in_groups.entry(of.group).or_default();
        let of = InGroup {
            refunded: order.is_refunded_whole(),
            waits: of.waits,
        };
        orders.insert(order.id, of);
    }
    if !paid && order.state != OrderState::PendingPayment {
        return;
    }
    for line in &order.lines {
        let Some(terms) = &line.terms else { continue };
        let units = i64::from(line.kept());
        if let Some(sale) = terms.sale {
            sums.sales.entry(sale.sale).or_default()[usize::from(paid)] += units;
            if sale.limited {
                let limit = (order.member, Limited::Sale(sale.sale));
                *sums.limited.entry(limit).or_default() += units;
            }
        }
        if terms.limited {
            let limit = (order.member, Limited::Product(line.product));
            *sums.limited.entry(limit).or_default() += units;
        }
        if let Some(promised) = terms.presale {
            *sums.presales.entry(promised.presale).or_default() += units;
        }
    }
}

fn verify_split(report: &mut VerifyReport, sums: &mut OrderSums, order: &Order) {
    let Some(split) = &order.split else {
        return;
    };
    let mut wrong = |holds: bool, detail: &str| {
        report.check(holds, 7, Order::WHAT, || format!("{}: {detail}", order.id));
    };
    let amounts: Vec<Money> = split.parts.iter().map(|part| part.amount).collect();
    let value = order.value().ok();
    wrong(
        value.is_some_and(|value| total(amounts.iter().copied()) == i128::from(value.units())),
        "its split parts do not sum to what it brings",
    );
    let sections = split.sections(order.lines.len());
    let mut last = 0_usize;
    for section in &sections {
        last = last.saturating_add(section.parts as usize);
        wrong(
            last.checked_sub(1)
                .and_then(|last| split.parts.get(last))
                .is_some_and(|part| part.party == Party::Merchant(order.merchant)),
            "the merchant's part is not the last",
        );
    }
    for section in &sections {
        let Some(tier) = &section.tier else { continue };
        let (value, back) = (section.value(order), section.refunded_value(order));
        wrong(
            value.is_ok_and(|value| value == tier.sales),
            "what counts for the leader's month is not what its lines brought",
        );
        if let (Some(station), Ok(back)) = (order.station, back) {
            let id = LeaderSales::id_of(station, tier.month, order.merchant);
            let given = portion(tier.commission.units(), 0, back.units(), tier.sales.units());
            let sum = sums.tiers.entry(id).or_default();
            sum.sales += total([tier.sales]) - total([back]);
            sum.commission += total([tier.commission]) - i128::from(given.unwrap_or(0));
        }
    }
    let mut lines: Vec<u32> = sections
        .iter()
        .flat_map(|section| section.lines.clone())
        .collect();
    lines.sort_unstable();
    wrong(
        last == split.parts.len()
            && lines.into_iter().eq((0..).take(order.lines.len()))
            && (sections.iter().filter(|section| section.fee).count() == 1 || order.fee.is_zero()),
        "its sections are not its lines and fee, each once",
    );
    wrong(
        amounts.iter().all(|amount| !amount.is_negative()),
        "a split part is below zero",
    );
    let expected = given_back_by(order, split).ok();
    let given: Vec<Money> = split.parts.iter().map(|part| part.taken_back).collect();
    wrong(
        expected == Some(given),
        "what the parties gave back is not what the refunds take",
    );
    let points = total(order.lines.iter().map(|line| line.points_value));
    wrong(
        total(order.funding.iter().map(|(_, share)| *share)) == points,
        "the funding does not sum to the points' value",
    );
    let funding = funding_left(order);
    wrong(
        funding.is_ok(),
        "what is borne by others cannot be added up",
    );
    for (party, left) in funding.unwrap_or_default() {
        *sums.funding.entry(party).or_default() += left;
    }
    let closed = order.state == OrderState::Closed;
    let received = order.received_at.is_some();
    for part in &split.parts {
        let left = total([part.amount]) - total([part.taken_back]);
        let due = match part.trigger() {
            SettleTrigger::Paid => true,
            SettleTrigger::Received => received,
            SettleTrigger::ReturnWindowOver => received && order.window_over,
        };
        // What a closed order kept is owed at once.
        let fits = if closed {
            left == 0 || part.state != PartState::Pending
        } else {
            due == (part.state != PartState::Pending)
        };
        wrong(fits, "a part is owed too early or too late");
        match part.state {
            PartState::Pending if left != 0 => {
                *sums
                    .pending
                    .entry((order.id, part.party.clone()))
                    .or_default() -= left;
            }
            PartState::Pending => {}
            PartState::Payable => {
                *sums.payable.entry(part.party.clone()).or_default() -= left;
            }
            PartState::Withdrawable => {
                *sums.withdrawable.entry(part.party.clone()).or_default() -= left;
            }
        }
    }
}

/// What every funder bears of an order's points and reductions after its refunds.
fn funding_left(order: &Order) -> Result<Vec<(Party, i128)>> {
    let mut left = Vec::new();
    let mut count = |shares: &[(Party, Money)], refunded: Money| -> Result<()> {
        let amounts: Vec<Money> = shares.iter().map(|(_, share)| *share).collect();
        let whole = Money::total(amounts.iter().copied())?;
        let back = given_back(&amounts, whole, refunded)?;
        for ((party, share), back) in shares.iter().zip(back) {
            left.push((party.clone(), total([*share]) - total([back])));
        }
        Ok(())
    };
    let points = order.lines.iter().map(|line| line.refunded_points_value);
    if !order.funding.is_empty() {
        count(&order.funding, Money::total(points)?)?;
    }
    let funders: Vec<(Party, Money)> = order.funders()?.into_iter().collect();
    if !funders.is_empty() {
        let mut refunded = Money::ZERO;
        for line in &order.lines {
            refunded = refunded.plus(line.refunded_funding(line.refunded)?)?;
        }
        count(&funders, refunded)?;
    }
    Ok(left)
}

fn verify_trade(
    walk: &mut Walk<'_>,
    sums: &mut OrderSums,
    trade: &Trade,
    orders: &[Option<Order>],
    payment: Option<&Payment>,
) -> Result<()> {
    let id = trade.id;
    let placed = walk.zone.day_of(trade.placed_at);
    let report = &mut walk.report;
    let mut wrong = |invariant, holds: bool, detail: &str| {
        report.check(holds, invariant, Trade::WHAT, || format!("{id}: {detail}"));
    };
    let found: Vec<&Order> = orders.iter().flatten().collect();
    wrong(6, found.len() == orders.len(), "an order of it is missing");
    wrong(
        17,
        trade.points.iter().all(|used| was_valid(used, placed)),
        "points were spent that had expired, or more came back than were spent",
    );
    wrong(
        6,
        found
            .iter()
            .all(|order| order.trade == id && order.member == trade.member)
            && total(found.iter().map(|order| order.cash)) == total([trade.total]),
        "its orders are not its own or do not sum to its total",
    );
    let fits = |order: &&&Order| match trade.state {
        TradeState::Pending => order.state == OrderState::PendingPayment,
        TradeState::Closed => order.state == OrderState::Closed && order.paid_at.is_none(),
        TradeState::Paid => order.paid_at.is_some(),
    };
    wrong(
        12,
        found.iter().filter(fits).count() == found.len(),
        "an order's state does not fit the trade's",
    );
    let evidence = payment.is_some_and(|payment| {
        payment.trade == id
            && payment.outcome == PaymentOutcome::Accepted
            && payment.amount == trade.total
            && Some(&payment.provider) == trade.provider.as_ref()
    });
    wrong(
        12,
        match trade.state {
            TradeState::Paid => evidence || trade.payment.is_none() && trade.total.is_zero(),
            TradeState::Pending | TradeState::Closed => trade.payment.is_none(),
        },
        "it is paid without its payment, or the other way round",
    );
    let lines = || found.iter().flat_map(|order| &order.lines);
    let mut by_coupon = lines()
        .flat_map(|line| &line.reductions)
        .filter_map(|reduction| reduction.coupon);
    wrong(
        11,
        by_coupon.all(|coupon| trade.coupons.contains(&coupon)),
        "a coupon that it did not take reduced it",
    );
    let claim = match trade.state {
        TradeState::Pending => Some(Claimed::Locked(id)),
        TradeState::Paid if found.iter().all(|order| order.is_refunded_whole()) => None,
        TradeState::Paid => Some(Claimed::Used(id)),
        TradeState::Closed => None,
    };
    if let Some(claim) = claim {
        for coupon in &trade.coupons {
            let before = sums.coupons.insert(*coupon, claim);
            wrong(11, before.is_none(), "another trade has its coupon too");
        }
    }
    let used: i128 = trade
        .points
        .iter()
        .map(|used| i128::from(used.points.units()))
        .sum();
    let back: i128 = trade
        .points
        .iter()
        .map(|used| i128::from(used.returned.units()))
        .sum();
    let paid_with: i128 = lines().map(|line| i128::from(line.points.units())).sum();
    let refunded: i128 = lines()
        .map(|line| i128::from(line.refunded_points.units()))
        .sum();
    wrong(
        17,
        used == paid_with
            && back
                == if trade.state == TradeState::Closed {
                    used
                } else {
                    refunded
                },
        "the points that it took or gave back are not those of its orders",
    );
    if trade.state == TradeState::Paid
        && let Some(provider) = &trade.provider
    {
        *sums.captured.entry(provider.clone()).or_default() += total([trade.total]);
    }
    if trade.state == TradeState::Pending {
        let overdue = trade.due_at < walk.latest;
        walk.report.overdue_trades += u64::from(overdue);
    }
    let refunded_any = lines().any(|line| line.refunded > 0) || trade.reports.len() > 1;
    if refunded_any || trade.state == TradeState::Closed && !trade.reports.is_empty() {
        verify_refunds_of(walk, trade, &found)?;
    }
    Ok(())
}

fn verify_refunds_of(walk: &mut Walk<'_>, trade: &Trade, orders: &[&Order]) -> Result<()> {
    let scan = Scan::index(
        tables::REFUND,
        Refund::BY_TRADE,
        vec![Value::from(trade.id)],
        Walk::PAGE,
    );
    let refunds: Vec<Refund> = walk.list(scan)?;
    let report = &mut walk.report;
    let mut wrong = |holds: bool, detail: &str| {
        report.check(holds, 8, Trade::WHAT, || format!("{}: {detail}", trade.id));
    };
    for order in orders {
        let own = || {
            refunds
                .iter()
                .filter(|refund| refund.order == Some(order.id))
        };
        for (place, line) in (0_u32..).zip(&order.lines) {
            let parts: Vec<_> = own()
                .flat_map(|refund| &refund.lines)
                .filter(|part| part.line == place)
                .collect();
            let units: u64 = parts.iter().map(|part| u64::from(part.units)).sum();
            let points: i128 = parts
                .iter()
                .map(|part| i128::from(part.points.units()))
                .sum();
            wrong(
                units == u64::from(line.refunded)
                    && total(parts.iter().map(|part| part.cash)) == total([line.refunded_cash])
                    && total(parts.iter().map(|part| part.points_value))
                        == total([line.refunded_points_value])
                    && points == i128::from(line.refunded_points.units()),
                "the refunds of a line are not what the line says",
            );
        }
        wrong(
            total(own().map(|refund| refund.fee)) == total([order.refunded_fee]),
            "the refunds of a fee are not what the order says",
        );
        wrong(
            total(own().map(|refund| refund.withheld)) == total([order.withheld]),
            "what refunds withheld is not what the order says",
        );
    }
    let of_orders = refunds
        .iter()
        .filter(|refund| refund.order.is_some())
        .map(|refund| refund.cash);
    wrong(
        total(of_orders) <= total([trade.total]),
        "more was refunded than was captured",
    );
    Ok(())
}

/// Every refund by itself: it adds up, belongs to something, and no payment pays back more than it brought.
fn verify_refunds(walk: &mut Walk<'_>, sums: &mut OrderSums) -> Result<()> {
    let mut unapplied: BTreeSet<PaymentId> = BTreeSet::new();
    walk.pages_of::<Refund>(Scan::all(Refund::TABLE, 500), |walk, refunds| {
        let trades = walk.get::<Trade>(refunds.iter().map(|(refund, _)| refund.trade))?;
        let payments: Vec<PaymentId> = refunds
            .iter()
            .filter_map(|(refund, _)| refund.payment)
            .collect();
        let mut payments = walk.get::<Payment>(payments)?.into_iter();
        for ((refund, _), trade) in refunds.iter().zip(trades) {
            let payment = refund.payment.and_then(|_| payments.next()).flatten();
            let mut wrong = |holds: bool, detail: &str| {
                walk.report.check(holds, 8, Refund::WHAT, || {
                    format!("{}: {detail}", refund.id)
                });
            };
            let parts = total(refund.lines.iter().map(|part| part.cash)) + total([refund.fee])
                - total([refund.withheld]);
            wrong(
                refund.order.is_none() || parts == total([refund.cash]),
                "its lines and fee are not its amount",
            );
            let belongs = refund.order.is_none_or(|order| {
                trade
                    .as_ref()
                    .is_some_and(|trade| trade.orders.contains(&order))
            });
            wrong(
                trade.is_some() && belongs,
                "it belongs to no order of its trade",
            );
            wrong(
                refund.cash.is_zero()
                    || payment.as_ref().is_some_and(|payment| {
                        payment.trade == refund.trade && refund.cash <= payment.amount
                    }),
                "there is no payment that it could pay back",
            );
            if let (None, Some(payment)) = (refund.order, &payment) {
                wrong(unapplied.insert(payment.id), "its payment goes back twice");
            }
            if refund.state != RefundState::Done {
                *sums.refunding.entry(refund.provider.clone()).or_default() -= total([refund.cash]);
            }
        }
        Ok(())
    })?;
    walk.each::<Payment>(|report, payment, _| {
        let returns = matches!(
            payment.outcome,
            PaymentOutcome::Late | PaymentOutcome::Double
        );
        report.check(
            returns == unapplied.contains(&payment.id),
            13,
            Payment::WHAT,
            || {
                format!(
                    "{}: money without a trade and refund must be one",
                    payment.id
                )
            },
        );
        Ok(())
    })
}
