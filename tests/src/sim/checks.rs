//! What must hold whatever happened, from the stored rows alone and by another road than the engine's. DESIGN §6.

use std::collections::{BTreeMap, BTreeSet};

use linli::aftersale::AfterSale;
use linli::catalog::Fulfilment;
use linli::commission::{Withdrawal, WithdrawalState};
use linli::coupon::{Coupon, CouponTemplate};
use linli::engine::{Event, LogEntry, Record};
use linli::kernel::{
    MemberId, Money, OrderId, PaymentId, Points, RefundId, SkuId, TenantId, TradeId,
};
use linli::ledger::{AccountPurpose, Party, Posting, PostingPurpose, Unit};
use linli::order::{CodeUse, Order, OrderLine, OrderState, Trade, TradeState};
use linli::payment::{Payment, PaymentOutcome, Refund, RefundReason, RefundState};
use linli::payout::{Hold, Payout, PayoutState};
use linli::points::Wallet;
use linli::pricing::Lane;
use linli::schema::tables;
use linli::settlement::Settlement;
use linli::station::{StationDay, StationDayState};
use linli::store::{Order as Walk, Row, Scan, Store};

use super::holding::{paid_by_calls, set_aside};
use super::{Channel, Known, Sim, Step};
use crate::shop::phone;
use crate::snapshot::{rows_of, scan_all};

/// Everything of a tenant, decoded.
struct All {
    trades: BTreeMap<TradeId, Trade>,
    orders: BTreeMap<OrderId, Order>,
    payments: BTreeMap<PaymentId, Payment>,
    refunds: BTreeMap<RefundId, Refund>,
    cases: Vec<AfterSale>,
    postings: Vec<Posting>,
    stock: BTreeMap<SkuId, [i64; 3]>,
    wallets: BTreeMap<MemberId, Wallet>,
    days: Vec<StationDay>,
    settlements: Vec<Settlement>,
    payouts: Vec<Payout>,
    holds: Vec<Hold>,
    withdrawals: Vec<Withdrawal>,
    log: Vec<(u64, LogEntry)>,
}

fn decode<T: Record>(row: &Row) -> T {
    serde_json::from_str(&row.body).unwrap()
}

fn all<T: Record>(store: &dyn Store, tenant: TenantId) -> Vec<T> {
    let rows = rows_of(store, tenant, T::TABLE).unwrap();
    rows.iter().map(decode).collect()
}

impl All {
    fn of(store: &dyn Store, tenant: TenantId) -> Self {
        let stock = rows_of(store, tenant, tables::STOCK).unwrap();
        let stock = stock.iter().map(|row| {
            (
                SkuId(row.id),
                [row.counters[0], row.counters[1], row.counters[2]],
            )
        });
        let by_position = Scan {
            order: Walk::Position,
            ..Scan::all(tables::LOG, Scan::MAX_ROWS)
        };
        let log = scan_all(store, tenant, by_position).unwrap();
        Self {
            trades: all(store, tenant)
                .into_iter()
                .map(|t: Trade| (t.id, t))
                .collect(),
            orders: all(store, tenant)
                .into_iter()
                .map(|o: Order| (o.id, o))
                .collect(),
            payments: all(store, tenant)
                .into_iter()
                .map(|p: Payment| (p.id, p))
                .collect(),
            cases: all(store, tenant),
            refunds: all(store, tenant)
                .into_iter()
                .map(|r: Refund| (r.id, r))
                .collect(),
            postings: all(store, tenant),
            stock: stock.collect(),
            withdrawals: all(store, tenant),
            holds: all(store, tenant),
            wallets: all(store, tenant)
                .into_iter()
                .map(|w: Wallet| (w.member, w))
                .collect(),
            days: all(store, tenant),
            settlements: all(store, tenant),
            payouts: all(store, tenant),
            log: log
                .iter()
                .map(|row| (row.position.unwrap_or(0), decode(row)))
                .collect(),
        }
    }
}

/// Collects what does not hold.
#[derive(Default)]
struct Found(Vec<String>);

impl Found {
    fn check(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds && self.0.len() < 20 {
            self.0.push(what());
        }
    }

    fn equal<T: PartialEq + std::fmt::Debug + ?Sized>(
        &mut self,
        found: &T,
        right: &T,
        what: impl FnOnce() -> String,
    ) {
        self.check(found == right, || {
            format!("{}: {found:?}, not {right:?}", what())
        });
    }
}

/// What does not hold in a tenant's rows, whoever wrote them.
pub fn findings(store: &dyn Store, tenant: TenantId) -> Vec<String> {
    let all = All::of(store, tenant);
    let mut found = Found::default();
    trades(&all, &mut found);
    orders(&all, &mut found);
    splits(&all, &mut found);
    refunds(&all, &mut found);
    ledger(&all, &mut found);
    points(&all, &mut found);
    pickup(&all, &mut found);
    deliveries(&all, &mut found);
    settlements(&all, &mut found);
    log(&all, &mut found);
    let trades: Vec<&Trade> = all.trades.values().collect();
    let orders: Vec<&Order> = all.orders.values().collect();
    let coupons = self::all::<Coupon>(store, tenant);
    let templates = self::all::<CouponTemplate>(store, tenant);
    found.0.extend(super::sales::findings(store, tenant));
    found.0.extend(super::promotion::findings(
        &coupons, &templates, &trades, &orders,
    ));
    found.0
}

fn sum(amounts: impl IntoIterator<Item = Money>) -> i64 {
    amounts.into_iter().map(Money::units).sum()
}

fn units(amounts: impl IntoIterator<Item = Points>) -> i64 {
    amounts.into_iter().map(Points::units).sum()
}

/// Totals add up; paid means that there is evidence, and closed that there is none. Invariants 6, 12, 13.
fn trades(all: &All, found: &mut Found) {
    for trade in all.trades.values() {
        let id = trade.id;
        let orders: Vec<&Order> = trade
            .orders
            .iter()
            .filter_map(|id| all.orders.get(id))
            .collect();
        found.equal(&orders.len(), &trade.orders.len(), || {
            format!("orders of trade {id}")
        });
        found.equal(
            &sum(orders.iter().map(|order| order.cash)),
            &trade.total.units(),
            || format!("cash of the orders of trade {id}"),
        );
        let accepted: Vec<&Payment> = all
            .payments
            .values()
            .filter(|payment| payment.trade == id && payment.outcome == PaymentOutcome::Accepted)
            .collect();
        let needed = usize::from(trade.state == TradeState::Paid && !trade.total.is_zero());
        found.equal(&accepted.len(), &needed, || {
            format!(
                "accepted payments of trade {id}, which is {}",
                trade.state.name()
            )
        });
        for payment in accepted {
            found.check(
                payment.amount == trade.total
                    && payment.currency == "CNY"
                    && trade.payment == Some(payment.id),
                || format!("trade {id} was paid with {payment:?}"),
            );
        }
        let used = units(trade.points.iter().map(|taken| taken.points));
        let returned = units(trade.points.iter().map(|taken| taken.returned));
        let asked = units(
            orders
                .iter()
                .flat_map(|order| order.lines.iter().map(|line| line.points)),
        );
        found.equal(&used, &asked, || format!("points taken for trade {id}"));
        let back = match trade.state {
            TradeState::Closed => used,
            _ => units(
                orders
                    .iter()
                    .flat_map(|order| order.lines.iter().map(|line| line.refunded_points)),
            ),
        };
        found.equal(&returned, &back, || {
            format!("points returned of trade {id}")
        });
        for order in orders {
            let unpaid = matches!(order.state, OrderState::PendingPayment);
            let fits = match trade.state {
                TradeState::Pending => unpaid,
                TradeState::Paid => !unpaid && order.paid_at.is_some(),
                TradeState::Closed => order.state == OrderState::Closed && order.paid_at.is_none(),
            };
            found.check(fits, || {
                format!(
                    "order {} is {:?} in a trade {}",
                    order.id,
                    order.state,
                    trade.state.name()
                )
            });
        }
    }
}

/// Lines add up, nothing is below zero, states have what they need. Invariants 6, 8, 12.
fn orders(all: &All, found: &mut Found) {
    for order in all.orders.values() {
        let id = order.id;
        found.equal(
            &(sum(order.lines.iter().map(|line| line.cash)) + order.fee.units()),
            &order.cash.units(),
            || format!("cash of order {id}"),
        );
        for (place, line) in order.lines.iter().enumerate() {
            let gross = line.unit_price.units() * i64::from(line.quantity);
            let reduced = sum(line.reductions.iter().map(|reduction| reduction.amount));
            found.equal(&(line.cash.units() + reduced), &gross, || {
                format!("line {place} of order {id}")
            });
            found.check(
                !line.cash.is_negative()
                    && line.refunded <= line.quantity
                    && line.refunded_cash <= line.cash
                    && line.refunded_points <= line.points
                    && line.refunded_points_value <= line.points_value,
                || format!("line {place} of order {id}: {line:?}"),
            );
            // What k of n units give back does not depend on the steps.
            let paid = line.cash.units() + line.points_value.units();
            let back = line.refunded_cash.units() + line.refunded_points_value.units();
            let right = paid * i64::from(line.refunded) / i64::from(line.quantity);
            found.equal(&back, &right, || {
                format!(
                    "given back for {} of line {place} of order {id}",
                    line.refunded
                )
            });
        }
        let received = matches!(
            order.state,
            OrderState::PendingReview | OrderState::Completed
        );
        found.check(!received || order.received_at.is_some(), || {
            format!("order {id} is {:?} and was never received", order.state)
        });
        let whole = order.lines.iter().all(|line| line.kept() == 0);
        found.check(
            match order.state {
                OrderState::Closed => order.paid_at.is_none() || whole,
                // A case of a completed order leaves it completed. RULES §5.
                OrderState::Completed => true,
                _ => !whole,
            },
            || format!("order {id} is {:?}, refunded whole: {whole}", order.state),
        );
    }
}

/// The parts of a plan are what the order brings; so is what was taken back. Invariants 7, 9.
fn splits(all: &All, found: &mut Found) {
    for order in all.orders.values() {
        let Some(split) = &order.split else {
            found.check(order.paid_at.is_none(), || {
                format!("the paid order {} has no split", order.id)
            });
            continue;
        };
        let value = order.value().map_or(-1, Money::units);
        let refunded = order.refunded_value().map_or(-1, Money::units);
        found.equal(
            &sum(split.parts.iter().map(|part| part.amount)),
            &value,
            || format!("parts of order {}", order.id),
        );
        found.equal(
            &sum(split.parts.iter().map(|part| part.taken_back)),
            &refunded,
            || format!("taken back of order {}", order.id),
        );
        let funded = sum(order.funding.iter().map(|(_, amount)| *amount));
        let by_points = sum(order.lines.iter().map(|line| line.points_value));
        found.equal(&funded, &by_points, || {
            format!("funding of order {}", order.id)
        });
        for part in &split.parts {
            // The others' parts are rounded down; until everything is refunded the merchant gives that.
            let rounded = match part.party {
                Party::Merchant(_) => split.parts.len(),
                _ => 0,
            };
            let most = part.amount.units() + i64::try_from(rounded).unwrap();
            found.check(
                !part.amount.is_negative()
                    && part.taken_back.units() <= most
                    && !part.taken_back.is_negative(),
                || format!("a part of order {}: {part:?}", order.id),
            );
        }
    }
}

/// Refund instructions are what orders and unapplied payments gave back. Invariant 8.
fn refunds(all: &All, found: &mut Found) {
    for order in all.orders.values() {
        let of: Vec<&Refund> = all
            .refunds
            .values()
            .filter(|refund| refund.order == Some(order.id))
            .collect();
        let cash = sum(of.iter().map(|refund| refund.cash));
        let back = order.refunded_cash().map_or(-1, Money::units);
        found.equal(&cash, &back, || format!("refunds of order {}", order.id));
        found.check(cash <= order.cash.units(), || {
            format!("order {} is refunded beyond", order.id)
        });
        for (place, line) in (0_u32..).zip(&order.lines) {
            let parts = of.iter().flat_map(|refund| &refund.lines);
            let units: u32 = parts
                .filter(|part| part.line == place)
                .map(|part| part.units)
                .sum();
            found.equal(&units, &line.refunded, || {
                format!("refunded units of line {place} of order {}", order.id)
            });
        }
    }
    for refund in all.refunds.values() {
        let lines = sum(refund.lines.iter().map(|line| line.cash)) + refund.fee.units();
        found.check(
            refund.order.is_none() || lines == refund.cash.units(),
            || format!("lines of refund {}", refund.id),
        );
    }
    for payment in all.payments.values() {
        let back: Vec<&Refund> = all
            .refunds
            .values()
            .filter(|refund| refund.order.is_none() && refund.payment == Some(payment.id))
            .collect();
        let needed = usize::from(matches!(
            payment.outcome,
            PaymentOutcome::Late | PaymentOutcome::Double
        ));
        found.equal(&back.len(), &needed, || {
            format!("refunds of payment {}", payment.id)
        });
        found.check(
            back.iter().all(|refund| refund.cash == payment.amount),
            || format!("the refund of payment {}", payment.id),
        );
    }
    let numbers: BTreeSet<(&str, &str)> = all
        .payments
        .values()
        .map(|payment| (payment.provider.as_str(), payment.number.as_str()))
        .collect();
    found.equal(&numbers.len(), &all.payments.len(), || {
        "payments with numbers of their own".to_owned()
    });
}

/// Postings sum to zero, and accounts to what the records say. Invariants 1–3, 5, 8.
fn ledger(all: &All, found: &mut Found) {
    let mut accounts: BTreeMap<(Party, AccountPurpose), i64> = BTreeMap::new();
    let mut pending: BTreeMap<OrderId, i64> = BTreeMap::new();
    let mut parties: BTreeMap<OrderId, BTreeMap<Party, i64>> = BTreeMap::new();
    for posting in &all.postings {
        let zero: i64 = posting.entries.iter().map(|entry| entry.amount).sum();
        found.equal(&zero, &0, || format!("posting {}", posting.id));
        for entry in &posting.entries {
            let account = (entry.account.party.clone(), entry.account.purpose);
            let is_points = matches!(
                account.1,
                AccountPurpose::PointsHeld | AccountPurpose::PointsIssued
            );
            found.check(is_points == (posting.unit == Unit::Points), || {
                format!("posting {} mixes units", posting.id)
            });
            *accounts.entry(account).or_default() += entry.amount;
            if let Some(order) = posting.order.filter(|_| posting.unit == Unit::Money) {
                if entry.account.purpose == AccountPurpose::Pending {
                    *pending.entry(order).or_default() += entry.amount;
                }
                if !matches!(entry.account.party, Party::Channel(_)) {
                    let of = parties.entry(order).or_default();
                    *of.entry(entry.account.party.clone()).or_default() += entry.amount;
                }
            }
        }
    }
    let balance = |purpose| {
        let channels = accounts
            .iter()
            .filter(|((party, of), _)| matches!(party, Party::Channel(_)) && *of == purpose);
        channels.map(|(_, balance)| balance).sum::<i64>()
    };
    let arrived = all
        .payments
        .values()
        .filter(|payment| payment.outcome != PaymentOutcome::WrongAmount);
    let arrived = sum(arrived.map(|payment| payment.amount));
    let of = |state: fn(RefundState) -> bool| {
        sum(all
            .refunds
            .values()
            .filter(|refund| state(refund.state))
            .map(|refund| refund.cash))
    };
    let paid_back = of(|state| state == RefundState::Done);
    let waiting = of(|state| state != RefundState::Done);
    // What the channel's last word says was paid: money that came back later is not.
    let paid_out = all
        .payouts
        .iter()
        .filter(|payout| payout.state == PayoutState::Done);
    let paid_out = sum(paid_out.map(|payout| payout.amount));
    let withdrawn = all
        .withdrawals
        .iter()
        .filter(|withdrawal| withdrawal.state == WithdrawalState::Done)
        .map(|one| one.amount.units() - one.fee.units() - one.tax.units());
    let withdrawn: i64 = withdrawn.sum();
    found.equal(
        &balance(AccountPurpose::Clearing),
        &(arrived - paid_back - paid_out - withdrawn - paid_by_calls(&all.holds)),
        || "money at the channel".to_owned(),
    );
    found.equal(&-balance(AccountPurpose::Refunding), &waiting, || {
        "refunds on their way".to_owned()
    });
    found.equal(&balance(AccountPurpose::Unapplied), &0, || {
        "unapplied money".to_owned()
    });
    for order in all.orders.values() {
        let left = pending.get(&order.id).copied().unwrap_or(0);
        let ended = order.window_over || order.state == OrderState::Closed;
        found.check(!ended || left == 0, || {
            format!("the ended order {} has {left} pending", order.id)
        });
        let Some(split) = order.split.as_ref() else {
            continue;
        };
        let none = BTreeMap::new();
        let of = parties.get(&order.id).unwrap_or(&none);
        let refunded = order.lines.iter().any(|line| line.refunded > 0);
        if refunded && !order.funding.is_empty() {
            continue;
        }
        let mut right = borne(order);
        for part in &split.parts {
            *right.entry(part.party.clone()).or_default() +=
                part.taken_back.units() - part.amount.units();
        }
        for (issuer, amount) in &order.funding {
            *right.entry(issuer.clone()).or_default() += amount.units();
        }
        for (party, right) in right {
            found.equal(&of.get(&party).copied().unwrap_or(0), &right, || {
                format!("what {party} has of order {}", order.id)
            });
        }
    }
}

/// What others than the merchant bear of an order's reductions after its refunds: each funder gives back
/// ⌊share × R / T⌋, the last one the rest. RULES §12.
fn borne(order: &Order) -> BTreeMap<Party, i64> {
    let mut shares: BTreeMap<Party, i64> = BTreeMap::new();
    let (mut whole, mut refunded) = (0, 0);
    for line in &order.lines {
        let mut of_line = 0;
        for reduction in &line.reductions {
            let merchant = Party::Merchant(order.merchant);
            if reduction.lane != Lane::Points && reduction.funder != merchant {
                *shares.entry(reduction.funder.clone()).or_default() += reduction.amount.units();
                of_line += reduction.amount.units();
            }
        }
        whole += of_line;
        refunded += of_line * i64::from(line.refunded) / i64::from(line.quantity);
    }
    let mut left = refunded;
    let count = shares.len();
    for (place, share) in shares.values_mut().enumerate() {
        let back = if place + 1 == count {
            left
        } else {
            *share * refunded / whole
        };
        left -= back;
        *share -= back;
    }
    shares
}

/// Wallets are what the ledger says, never below zero. Invariant 17.
fn points(all: &All, found: &mut Found) {
    let mut held: BTreeMap<MemberId, i64> = BTreeMap::new();
    for posting in &all.postings {
        for entry in &posting.entries {
            if let (Party::Member(member), AccountPurpose::PointsHeld) =
                (&entry.account.party, entry.account.purpose)
            {
                *held.entry(*member).or_default() += entry.amount;
            }
        }
    }
    for order in all.orders.values() {
        if let Some(earning) = order.earning {
            let kept = order.lines.iter().filter(|line| line.earns_points);
            let kept: i64 = kept
                .map(|line| line.cash.units() - line.refunded_cash.units())
                .sum();
            let right = kept * i64::from(earning.points) / earning.per;
            found.equal(&order.points_earned.units(), &right, || {
                format!("points earned by order {}", order.id)
            });
        }
    }
    for wallet in all.wallets.values() {
        let lots = units(wallet.lots.iter().map(|lot| lot.left));
        let balance = held.get(&wallet.member).copied().unwrap_or(0);
        found.equal(&(lots - wallet.debt.units()), &balance, || {
            format!("points of {}", wallet.member)
        });
        found.check(
            wallet
                .lots
                .iter()
                .all(|lot| !lot.left.is_negative() && lot.left <= lot.amount),
            || format!("lots of {}", wallet.member),
        );
        found.check(!wallet.debt.is_negative(), || {
            format!("debt of {}", wallet.member)
        });
    }
    for (member, balance) in &held {
        found.check(*balance == 0 || all.wallets.contains_key(member), || {
            format!("{member} has points and no wallet")
        });
    }
}

/// A code opens one order, once. Invariants 14, 15.
fn pickup(all: &All, found: &mut Found) {
    let mut places = BTreeSet::new();
    for order in all.orders.values() {
        let Some(pickup) = &order.pickup else {
            continue;
        };
        let fits = match pickup.ended.map(|end| end.how) {
            None => order.state != OrderState::Closed,
            Some(CodeUse::Used) => order.received_at.is_some(),
            Some(CodeUse::Void) => {
                let whole = order.lines.iter().all(|line| line.kept() == 0);
                order.state == OrderState::Closed || whole && order.state == OrderState::Completed
            }
        };
        found.check(fits, || {
            format!(
                "the code of the order {} {:?} ended {:?}",
                order.id, order.state, pickup.ended
            )
        });
        let place = (order.station, order.delivery_day, pickup.number);
        found.check(places.insert(place), || {
            format!("the order {} has the code of another one", order.id)
        });
    }
    for order in all.orders.values() {
        let goes_on = order.paid_at.is_some() && !order.waits_for_group();
        let needed = order.fulfilment == Fulfilment::Pickup && goes_on;
        found.equal(&order.pickup.is_some(), &needed, || {
            format!("pickup of order {}", order.id)
        });
    }
}

/// A manifest has every order of its day, with what was ordered. RULES §7.
fn deliveries(all: &All, found: &mut Found) {
    let mut cancelled: BTreeMap<(OrderId, u32), u32> = BTreeMap::new();
    for refund in all.refunds.values() {
        let Some(order) = refund
            .order
            .filter(|_| refund.reason == RefundReason::Cancelled)
        else {
            continue;
        };
        for line in &refund.lines {
            *cancelled.entry((order, line.line)).or_default() += line.units;
        }
    }
    for day in &all.days {
        let name = || format!("manifest of {} {}", day.station, day.day);
        let orders = all.orders.values();
        let of: Vec<&Order> = orders
            .filter(|order| {
                order.station == Some(day.station) && order.delivery_day == Some(day.day)
            })
            .collect();
        if matches!(day.state, StationDayState::Open | StationDayState::Closed) {
            found.check(
                of.iter().all(|order| {
                    matches!(
                        order.state,
                        OrderState::PendingShipment | OrderState::Closed
                    )
                }),
                || format!("{}: an order has left before it", name()),
            );
            continue;
        }
        let ordered = |order: &Order| -> BTreeMap<SkuId, u32> {
            let mut sums: BTreeMap<SkuId, u32> = BTreeMap::new();
            for (place, line) in (0_u32..).zip(&order.lines) {
                let gone = cancelled.get(&(order.id, place)).copied().unwrap_or(0);
                for (sku, units) in line.stock_needed(line.quantity - gone) {
                    *sums.entry(sku).or_default() += u32::try_from(units).unwrap();
                }
            }
            sums.retain(|_, units| *units > 0);
            sums
        };
        let sent: Vec<&&Order> = of
            .iter()
            .filter(|order| !ordered(order).is_empty())
            .collect();
        let listed: BTreeSet<OrderId> = day.orders.iter().copied().collect();
        let right: BTreeSet<OrderId> = sent.iter().map(|order| order.id).collect();
        found.check(listed == right && listed.len() == day.orders.len(), || {
            format!(
                "{}: {} orders, not {}",
                name(),
                day.orders.len(),
                right.len()
            )
        });
        let mut sums: BTreeMap<SkuId, u32> = BTreeMap::new();
        for order in &sent {
            for (sku, units) in ordered(order) {
                *sums.entry(sku).or_default() += units;
            }
        }
        let items: BTreeMap<SkuId, u32> = day
            .items
            .iter()
            .map(|item| (item.sku, item.ordered))
            .collect();
        found.equal(&items, &sums, name);
        found.check(
            sent.iter()
                .all(|order| order.state != OrderState::PendingShipment),
            || format!("{}: an order was left behind", name()),
        );
        if day.state != StationDayState::Accepted {
            continue;
        }
        let mut kept: BTreeMap<SkuId, i64> = BTreeMap::new();
        for order in &sent {
            for line in &order.lines {
                for (sku, units) in line.stock_needed(line.kept()) {
                    *kept.entry(sku).or_default() += units;
                }
            }
        }
        for item in &day.items {
            let arrived = i64::from(item.arrived.unwrap_or(0));
            let kept = kept.get(&item.sku).copied().unwrap_or(0);
            found.check(kept <= arrived, || {
                format!(
                    "{}: {kept} of {} are kept, {arrived} arrived",
                    name(),
                    item.name
                )
            });
        }
    }
}

/// Every payable entry of a settled day is in one settlement, once. Invariant 18.
fn settlements(all: &All, found: &mut Found) {
    let mut moved: BTreeMap<(linli::kernel::Day, Party), i64> = BTreeMap::new();
    let mut in_transit: BTreeMap<Party, i64> = BTreeMap::new();
    for posting in &all.postings {
        for entry in &posting.entries {
            if entry.account.purpose == AccountPurpose::PayoutInTransit {
                *in_transit.entry(entry.account.party.clone()).or_default() -= entry.amount;
            }
            let outside = matches!(
                posting.purpose,
                PostingPurpose::Settled | PostingPurpose::PayoutDone
            );
            if entry.account.purpose == AccountPurpose::Payable && !outside {
                *moved
                    .entry((posting.day, entry.account.party.clone()))
                    .or_default() -= entry.amount;
            }
        }
    }
    let settled = all.settlements.iter().map(|one| one.day).max();
    moved.retain(|(day, _), amount| settled.is_some_and(|settled| *day < settled) && *amount != 0);
    let made: BTreeMap<(linli::kernel::Day, Party), i64> = all
        .settlements
        .iter()
        .map(|one| ((one.day, one.party.clone()), one.amount.units()))
        .collect();
    found.equal(&made.len(), &all.settlements.len(), || {
        "settlements per day and party".to_owned()
    });
    for (key, amount) in &moved {
        found.equal(&made.get(key).copied().unwrap_or(0), amount, || {
            format!("settlement of {} for {}", key.1, key.0)
        });
    }
    let mut waiting: BTreeMap<Party, i64> = BTreeMap::new();
    for settlement in &all.settlements {
        if settlement.state == linli::settlement::SettlementState::Instructed {
            let owed = settlement.amount.units() + settlement.carried.units();
            *waiting.entry(settlement.party.clone()).or_default() += owed;
        }
    }
    for (party, amount) in set_aside(&all.holds) {
        *waiting.entry(party).or_default() += amount;
    }
    in_transit.retain(|_, amount| *amount != 0);
    waiting.retain(|_, amount| *amount != 0);
    found.equal(&in_transit, &waiting, || "payouts in transit".to_owned());
}

/// Positions without gaps; neither phone numbers nor codes. Invariants 19, 22, 25.
fn log(all: &All, found: &mut Found) {
    for (expected, (position, _)) in (1_u64..).zip(&all.log) {
        found.equal(position, &expected, || "position in the log".to_owned());
    }
}

/// What readers of the event log believe.
#[derive(Default)]
pub(super) struct Replay {
    trades: BTreeMap<TradeId, TradeState>,
    orders: BTreeMap<OrderId, OrderState>,
    refunds: BTreeMap<RefundId, (Money, RefundState)>,
    payments: BTreeMap<PaymentId, PaymentOutcome>,
    shortages: BTreeSet<OrderId>,
    handed_over: BTreeSet<OrderId>,
}

impl Replay {
    fn apply(&mut self, event: Event) {
        match event {
            Event::TradePlaced { trade, orders, .. } => {
                self.trades.insert(trade, TradeState::Pending);
                for order in orders {
                    self.orders.insert(order, OrderState::PendingPayment);
                }
            }
            Event::TradePaid { trade, .. } => {
                self.trades.insert(trade, TradeState::Paid);
            }
            Event::TradeClosed { trade, .. } => {
                self.trades.insert(trade, TradeState::Closed);
            }
            Event::OrderPaid { order, .. } => {
                self.orders.insert(order, OrderState::PendingShipment);
            }
            Event::OrderShipped { order } => {
                self.orders.insert(order, OrderState::PendingReceipt);
            }
            Event::OrderReceived { order, .. } => {
                self.orders.insert(order, OrderState::PendingReview);
            }
            Event::OrderCompleted { order } => {
                self.orders.insert(order, OrderState::Completed);
            }
            Event::OrderCancelled { order, whole: true } => {
                self.orders.insert(order, OrderState::Closed);
            }
            Event::OrderPickedUp { order, .. } => {
                self.handed_over.insert(order);
            }
            Event::PaymentReported {
                payment, outcome, ..
            } => {
                self.payments.insert(payment, outcome);
            }
            Event::RefundInstructed {
                refund,
                order,
                cash,
                reason,
                ..
            } => {
                let state = if cash.is_zero() {
                    RefundState::Done
                } else {
                    RefundState::Instructed
                };
                self.refunds.insert(refund, (cash, state));
                if matches!(
                    reason,
                    RefundReason::Shortage | RefundReason::AfterSale | RefundReason::GroupFailed
                ) {
                    self.shortages.extend(order);
                }
            }
            Event::RefundChanged { refund, state } => {
                if let Some(known) = self.refunds.get_mut(&refund) {
                    known.1 = state;
                }
            }
            _ => {}
        }
    }

    fn compare(&self, all: &All, found: &mut Found) {
        let trades = all
            .trades
            .values()
            .map(|trade| (trade.id, trade.state))
            .collect();
        found.check(self.trades == trades, || {
            "the events tell of other trades".to_owned()
        });
        let refunds = all
            .refunds
            .values()
            .map(|refund| (refund.id, (refund.cash, refund.state)))
            .collect();
        found.check(self.refunds == refunds, || {
            "the events tell of other refunds".to_owned()
        });
        let payments = all
            .payments
            .values()
            .map(|payment| (payment.id, payment.outcome))
            .collect();
        found.check(self.payments == payments, || {
            "the events tell of other payments".to_owned()
        });
        found.equal(&self.orders.len(), &all.orders.len(), || {
            "orders in the events".to_owned()
        });
        for order in all.orders.values() {
            let told = self.orders.get(&order.id).copied();
            let unpaid = told == Some(OrderState::PendingPayment)
                && self.trades.get(&order.trade) == Some(&TradeState::Closed);
            let short = self.shortages.contains(&order.id);
            let fits =
                told == Some(order.state) || order.state == OrderState::Closed && (unpaid || short);
            found.check(fits, || {
                format!(
                    "order {} is {:?}, the events tell {told:?}",
                    order.id, order.state
                )
            });
        }
    }
}

impl Sim {
    /// A reader polls the events, in pages of any size.
    pub(super) fn read_events(&mut self) -> Step {
        self.recover();
        let system = self.shop.system;
        loop {
            let page = self.rng.between(1, 200);
            let cursor = self.cursor;
            let page = match self.ask(|engine| engine.events(&system, cursor, page)) {
                Ok(page) => page,
                Err(error) => return self.finding(format!("events: {error}")),
            };
            for event in page.events {
                let next = event.position > self.cursor && event.position <= page.cursor;
                self.expect(next, || "an event out of order".to_owned())?;
                self.replay.apply(event.event);
            }
            if page.cursor == self.cursor {
                return Ok(());
            }
            self.cursor = page.cursor;
        }
    }

    /// Everything that must hold at the end of a day.
    pub(super) fn check_everything(&mut self) -> Step {
        self.recover();
        self.checks += 1;
        let system = self.shop.system;
        let mut found = Found(findings(&*self.raw, self.shop.tenant));
        match linli::verify::verify(&*self.raw, self.shop.tenant) {
            Ok(report) => found.0.extend(
                report
                    .findings
                    .iter()
                    .map(|finding| format!("verify: {finding:?}")),
            ),
            Err(error) => return self.finding(format!("verify: {error}")),
        }
        let all = All::of(&*self.raw, self.shop.tenant);
        self.check_stock(&all, &mut found);
        self.check_model(&all, &mut found);
        self.read_events()?;
        self.replay.compare(&all, &mut found);
        if let Some(first) = found.0.first() {
            let more = found.0.len() - 1;
            return self.finding(format!("{first} (and {more} more)"));
        }
        match self.ask(|engine| engine.verify_log(&system)) {
            Ok(_) => {}
            Err(error) => return self.finding(format!("verify_log: {error}")),
        }
        self.check_acknowledged()?;
        self.check_personal_data()
    }

    /// Units are where the orders say. Invariants 4, 10.
    fn check_stock(&self, all: &All, found: &mut Found) {
        let mut reserved: BTreeMap<SkuId, i64> = BTreeMap::new();
        let mut sold: BTreeMap<SkuId, i64> = BTreeMap::new();
        // Sold and lost ahead of stock.
        let mut sold_ahead: BTreeMap<SkuId, i64> = BTreeMap::new();
        let mut lost: BTreeMap<SkuId, i64> = BTreeMap::new();
        let mut lost_ahead: BTreeMap<SkuId, i64> = BTreeMap::new();
        let ahead = |line: &OrderLine| {
            let terms = line.terms.as_ref();
            terms.is_some_and(|terms| terms.presale.is_some())
        };
        let add = |to: &mut BTreeMap<SkuId, i64>, line: &OrderLine, units: u32| {
            for (sku, units) in line.stock_needed(units) {
                *to.entry(sku).or_default() += units;
            }
        };
        for order in all.orders.values() {
            for line in &order.lines {
                let sale = line.terms.as_ref().and_then(|terms| terms.sale);
                let elsewhere = ahead(line) || sale.is_some_and(|sale| sale.own_stock);
                if order.state == OrderState::PendingPayment && !elsewhere {
                    add(&mut reserved, line, line.quantity);
                } else if order.paid_at.is_some() {
                    add(&mut sold, line, line.kept());
                    if ahead(line) {
                        add(&mut sold_ahead, line, line.kept());
                    }
                }
            }
        }
        let mut write_off = |line: &OrderLine, units: u32| {
            add(&mut lost, line, units);
            if ahead(line) {
                add(&mut lost_ahead, line, units);
            }
        };
        for refund in all.refunds.values() {
            let Some(order) = refund
                .order
                .filter(|_| refund.reason == RefundReason::Shortage)
            else {
                continue;
            };
            for part in &refund.lines {
                write_off(&all.orders[&order].lines[part.line as usize], part.units);
            }
        }
        // Gifts that go with the goods of a case: nobody said that they can be sold again.
        for refund in all.refunds.values().filter(|refund| refund.case.is_some()) {
            let Some(order) = refund.order else { continue };
            for part in &refund.lines {
                let line = &all.orders[&order].lines[part.line as usize];
                let named = all.cases.iter().any(|case| {
                    Some(case.id) == refund.case
                        && case.lines.iter().any(|named| named.line == part.line)
                });
                if line.gift.is_some() && !named {
                    write_off(line, part.units);
                }
            }
        }
        // What came back of a case and cannot be sold again, or never came back.
        for case in all.cases.iter().filter(|case| case.refund.is_some()) {
            for part in &case.lines {
                let line = &all.orders[&case.order].lines[part.line as usize];
                write_off(line, part.quantity - part.sellable.unwrap_or(0));
            }
        }
        let withheld = super::sales::withheld(&*self.raw, self.shop.tenant);
        for (sku, offered) in &self.model.offered {
            let of = |map: &BTreeMap<SkuId, i64>| map.get(sku).copied().unwrap_or(0);
            let (reserved, sold) = (of(&reserved), of(&sold));
            let from_stock = sold - of(&sold_ahead) + of(&withheld.by_presales);
            let least = offered - reserved - from_stock - of(&lost) - of(&withheld.by_sales);
            // What was lost ahead of stock had arrived or not.
            let most = least + of(&lost_ahead);
            let stock = all.stock[sku];
            found.check((least..=most).contains(&stock[0]), || {
                format!(
                    "stock of {sku}: {} available, not {least} to {most}",
                    stock[0]
                )
            });
            found.equal(&stock[1..], &[reserved, sold][..], || {
                format!("stock of {sku}, reserved and sold")
            });
            found.check(stock.iter().all(|units| *units >= 0), || {
                format!("stock of {sku} is below zero: {stock:?}")
            });
        }
    }

    /// The store is what the callers were told.
    fn check_model(&self, all: &All, found: &mut Found) {
        found.equal(&all.trades.len(), &self.model.trades.len(), || {
            "trades".to_owned()
        });
        for (id, known) in &self.model.trades {
            let Some(trade) = all.trades.get(id) else {
                found.check(false, || format!("the trade {id} is gone"));
                continue;
            };
            let right = match known.state {
                Known::Pending => TradeState::Pending,
                Known::Paid => TradeState::Paid,
                Known::Closed => TradeState::Closed,
            };
            found.equal(&trade.state, &right, || format!("state of trade {id}"));
            found.equal(&trade.total, &known.total, || {
                format!("total of trade {id}")
            });
            found.equal(&trade.reports.len(), &known.reports.len(), || {
                format!("reports of trade {id}")
            });
        }
        for (order, (_, _)) in &self.model.codes {
            let pickup = all.orders.get(order).and_then(|o| o.pickup.as_ref());
            let ended = pickup.and_then(|pickup| pickup.ended);
            let used = ended.is_some_and(|end| end.how == CodeUse::Used);
            let handed = self.model.handed_over.contains(order);
            found.equal(&used, &handed, || {
                format!("whether the code of order {order} was used")
            });
        }
        for refund in all.refunds.values().filter(|refund| refund.order.is_some()) {
            let known = self.model.refunds.get(&refund.id);
            let right = match known {
                Some(Channel::Instructed) => RefundState::Instructed,
                // Without money there is nothing to ask the channel for.
                Some(Channel::Paid) | None => RefundState::Done,
                Some(Channel::Refused) => RefundState::Failed,
            };
            found.equal(&refund.state, &right, || {
                format!("state of refund {}", refund.id)
            });
        }
        let points: i64 = self.model.granted.values().sum();
        let granted: i64 = all
            .postings
            .iter()
            .filter(|posting| {
                posting.purpose == PostingPurpose::PointsEarned && posting.order.is_none()
            })
            .flat_map(|posting| &posting.entries)
            .map(|entry| entry.amount.max(0))
            .sum();
        found.equal(&granted, &points, || "points given by hand".to_owned());
    }

    /// Whatever was acknowledged is there with its answer. Invariant 21.
    fn check_acknowledged(&self) -> Step {
        for one in &self.acknowledged {
            let name = one.command.operation().name();
            let logged = self.logged_answer(one.id);
            self.expect(logged.as_ref() == Some(&one.answer), || {
                format!("{name} answered {}, now {logged:?}", one.answer)
            })?;
        }
        Ok(())
    }

    /// Neither phones nor codes in the log. Invariant 25, DESIGN §5.
    fn check_personal_data(&self) -> Step {
        let mut secrets: Vec<String> = (0..2)
            .flat_map(|community| (0..6).map(move |number| phone(community, number)))
            .collect();
        let codes = self.model.codes.values();
        secrets.extend(codes.map(|(_, digits)| format!("\"{}\"", digits.reveal())));
        for row in rows_of(&*self.raw, self.shop.tenant, tables::LOG).unwrap() {
            let told = secrets.iter().find(|secret| row.body.contains(*secret));
            self.expect(told.is_none(), || {
                format!(
                    "the phone number or code {told:?} is in the log: {}",
                    row.body
                )
            })?;
        }
        Ok(())
    }
}
