//! Takes the log in, a bounded number of entries at a time.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::records::{Affinity, Behaviour, InsightCursor};
use crate::catalog::Product;
use crate::engine::{
    AnyCommand, Command, Context, DueSource, Event, LogEntry, Lookup, Operation, Record, Target,
};
use crate::kernel::{CategoryId, Day, Money, OrderId, ProductId, Result, TradeId, Zone};
use crate::order::Order;
use crate::schema::tables;
use crate::share::{self, ShareVisit};
use crate::store::{Order as Sequence, Scan, Value};

/// Adds what was bought and refunded since the last time to the habits of members and products: at most 200 log entries a
/// step; call again while `more`. The first call begins at the start of the log; from then on it is due work by itself.
/// RULES §15.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FoldInsights {}

/// What a step took in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Folded {
    /// The last log entry that is in.
    pub position: u64,
    /// Paid orders.
    pub orders: u32,
    /// Lines of theirs.
    pub lines: u32,
    /// Whether there are more log entries.
    pub more: bool,
}

/// Log entries of one step.
const ENTRIES: u32 = 200;
/// Products of one trade that are compared with each other.
const TOGETHER: usize = 20;
/// Products bought before that are compared with those of a new trade.
const BEFORE: usize = 5;

/// What a page of the log says.
#[derive(Default)]
struct News {
    paid: Vec<OrderId>,
    refunds: Vec<(OrderId, Money)>,
}

impl Command for FoldInsights {
    type Answer = Folded;
    const OPERATION: Operation = Operation::FoldInsights;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<Folded> {
        let cursor = ctx.find::<InsightCursor>(InsightCursor::ID)?;
        let position = cursor.map_or(0, |cursor| cursor.position);
        let mut folded = Folded {
            position,
            orders: 0,
            lines: 0,
            more: false,
        };
        let mut news = News::default();
        // Committed log entries never change and never come between others: the page is the same for everybody.
        let from = i64::try_from(position.saturating_add(1)).unwrap_or(i64::MAX);
        let page = ctx.frozen_rows(&Scan {
            order: Sequence::Position,
            from: Some(Value::Int(from)),
            ..Scan::all(LogEntry::TABLE, ENTRIES)
        })?;
        for row in &page.rows {
            folded.position = row.position.unwrap_or(folded.position);
            for event in crate::engine::decode_row::<LogEntry>(row)?.events {
                match event {
                    Event::OrderPaid { order, .. } => news.paid.push(order),
                    Event::RefundInstructed {
                        order: Some(order),
                        cash,
                        ..
                    } => news.refunds.push((order, cash)),
                    _ => {}
                }
            }
        }
        folded.more = page.rows.len() == ENTRIES as usize;
        let tenant = ctx.tenant_record()?;
        take_in_orders(ctx, &news.paid, tenant.zone, &mut folded)?;
        take_in_refunds(ctx, &news.refunds)?;
        let minutes = ctx.settings(tenant.root)?.insight_minutes;
        let next_at = if folded.more {
            ctx.now()
        } else {
            ctx.now().plus_minutes(minutes)
        };
        ctx.put(InsightCursor {
            position: folded.position,
            next_at,
        })?;
        Ok(folded)
    }
}

fn take_in_orders(
    ctx: &mut Context<'_>,
    paid: &[OrderId],
    zone: Zone,
    folded: &mut Folded,
) -> Result<()> {
    // What is bought together is what is paid together.
    let mut trades: BTreeMap<TradeId, Vec<std::sync::Arc<Order>>> = BTreeMap::new();
    for order in ctx.require_all::<Order>(paid.iter().copied())? {
        folded.orders = folded.orders.saturating_add(1);
        let lines = u32::try_from(order.lines.len()).unwrap_or(u32::MAX);
        folded.lines = folded.lines.saturating_add(lines);
        trades.entry(order.trade).or_default().push(order);
    }
    let all = || trades.values().flatten().flat_map(|order| &order.lines);
    let products: BTreeSet<ProductId> = all().map(|line| line.product).collect();
    ctx.preload::<Product>(products.iter().map(|product| product.0))?;
    ctx.preload::<Affinity>(products.iter().map(|product| product.0))?;
    let members = trades.values().flatten().map(|order| order.member.0);
    let members: BTreeSet<_> = members.collect();
    ctx.preload::<Behaviour>(members.iter().copied())?;
    ctx.preload::<ShareVisit>(members)?;
    for orders in trades.into_values() {
        let mut bought: Vec<ProductId> = Vec::new();
        let mut before: Vec<ProductId> = Vec::new();
        let mut day = None;
        for order in &orders {
            let on = zone.day_of(order.paid_at.unwrap_or(ctx.now()));
            day = Some(on);
            let (of_order, known) = remember(ctx, order, on)?;
            share::count_order(ctx, order)?;
            before = known;
            bought.extend(of_order);
        }
        let Some(day) = day else { continue };
        let bought: BTreeSet<ProductId> = bought.into_iter().take(TOGETHER).collect();
        for product in &bought {
            let mut affinity = ctx
                .find::<Affinity>(*product)?
                .map_or_else(|| Affinity::of(*product), |known| (*known).clone());
            let earlier = before.iter().filter(|one| !bought.contains(one));
            affinity.add(day, bought.iter().chain(earlier).copied());
            ctx.put(affinity)?;
        }
    }
    Ok(())
}

/// Adds an order to its member's habits. Answers its products, and those that the member bought last before.
fn remember(
    ctx: &mut Context<'_>,
    order: &Order,
    day: Day,
) -> Result<(Vec<ProductId>, Vec<ProductId>)> {
    let mut products: Vec<ProductId> = Vec::new();
    let mut categories: BTreeSet<CategoryId> = BTreeSet::new();
    for line in &order.lines {
        if !products.contains(&line.product) && products.len() < Behaviour::MAX_PRODUCTS {
            products.push(line.product);
        }
        categories.insert(ctx.require::<Product>(line.product)?.category);
    }
    let days = ctx.settings(order.community)?.churn_days;
    let mut behaviour = ctx.find::<Behaviour>(order.member)?.map_or_else(
        || Behaviour::of(order.member, order.community),
        |known| (*known).clone(),
    );
    let known = behaviour.products.iter().rev();
    let known = known.map(|bought| bought.product).take(BEFORE).collect();
    behaviour.bought(day, order.cash, &categories, &products)?;
    let last = behaviour.last_order.unwrap_or(day);
    let zone = ctx.tenant_record()?.zone;
    behaviour.churn_at = Some(zone.start_of(last.plus_days(days)));
    ctx.put(behaviour)?;
    Ok((products, known))
}

fn take_in_refunds(ctx: &mut Context<'_>, refunds: &[(OrderId, Money)]) -> Result<()> {
    for (order, cash) in refunds {
        let member = ctx.require::<Order>(*order)?.member;
        if let Some(known) = ctx.find::<Behaviour>(member)? {
            let mut behaviour = (*known).clone();
            behaviour.spent = behaviour.spent.minus(*cash)?;
            ctx.put(behaviour)?;
        }
    }
    Ok(())
}

/// Once it was begun, it goes on by itself.
pub(crate) const FOLD_DUE: DueSource = DueSource {
    table: tables::INSIGHT_CURSOR,
    index: InsightCursor::DUE,
    command: |_| Ok(AnyCommand::FoldInsights(FoldInsights {})),
};
