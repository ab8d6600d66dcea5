//! Flash sales, group buys and presales in the simulated weeks: bought in crowds, paid late, ended, expired, refunded. What
//! must come of an order or a payment is computed from the stored orders and seats, not asked of the engine. RULES §3, §15.

use std::collections::{BTreeMap, BTreeSet};

use linli::engine::{AnyCommand, Record};
use linli::kernel::{CampaignId, GroupId, MemberId, OrderId, SkuId, TenantId, Timestamp, TradeId};
use linli::order::{Order, OrderState, Wanted, WantedLine};
use linli::org::SettingsPatch;
use linli::payment::{Refund, RefundReason};
use linli::pricing::{CouponChoice, Excludes};
use linli::sale::{
    CancelGroup, CreateSale, EndPresale, EndSale, FullGroup, Group, GroupState, GroupTerms,
    OpenPresale, Presale, Sale, SaleChoice, SaleKind, SaleState, Seat, SeatState,
};
use linli::schema::tables;
use linli::store::{Row, Store};

use super::{Known, Sim, Step};
use crate::shop::{fen, points, stock_of, text};
use crate::snapshot::rows_of;

/// Most sales that sell at a time.
const SALES: usize = 4;

fn stored_all<T: Record>(store: &dyn Store, tenant: TenantId) -> Vec<(T, Row)> {
    let rows = rows_of(store, tenant, T::TABLE).unwrap();
    let decoded = rows.into_iter();
    decoded
        .map(|row| (serde_json::from_str(&row.body).unwrap(), row))
        .collect()
}

/// Units of an order's line that count: all while it is unpaid, what is kept once it is paid, none when it was closed unpaid.
fn counting(order: &Order, line: &linli::order::OrderLine) -> i64 {
    match (order.state, order.paid_at) {
        (OrderState::PendingPayment, _) => line.quantity.into(),
        (_, Some(_)) => line.kept().into(),
        _ => 0,
    }
}

/// Seats that nobody has, or holds any longer.
fn free_seats(group: &Group, now: Timestamp) -> usize {
    let taken = |seat: &&Seat| seat.state != SeatState::Reserved || seat.held_until > now;
    (group.terms.size as usize).saturating_sub(group.seats.iter().filter(taken).count())
}

fn is_open_for_members(group: &Group, now: Timestamp) -> bool {
    group.state == GroupState::Running && group.expires_at.is_some_and(|end| end > now)
}

impl Sim {
    /// In the second community a payment for a full group goes back instead of opening a new one.
    pub(super) fn set_up_sales(&mut self) {
        let set = SettingsPatch {
            group_full: Some(FullGroup::Refunds),
            ..SettingsPatch::default()
        };
        self.change_settings(self.shop.communities[1], set);
    }

    /// Something happens around sales.
    pub(super) fn sales(&mut self) -> Step {
        match self.rng.between(0, 19) {
            0..=3 => self.create_sale(),
            4..=5 => self.presale(),
            6 => self.end_sale(),
            7 => self.cancel_group(),
            8..=11 => self.crowd(),
            12..=14 => self.open_group(),
            _ => self.join_group(),
        }
    }

    fn selling(&self, wanted: impl Fn(&Sale) -> bool) -> Vec<(Sale, Row)> {
        let mut sales = stored_all::<Sale>(&*self.raw, self.shop.tenant);
        sales.retain(|(sale, _)| sale.state == SaleState::Open && wanted(sale));
        sales
    }

    fn create_sale(&mut self) -> Step {
        if self.selling(|_| true).len() >= SALES {
            return self.crowd();
        }
        let place = self.rng.place(self.shop.skus.len());
        let sku = self.shop.skus[place].clone();
        let stored: linli::catalog::Sku = self.stored(tables::SKU, sku.id.0).unwrap();
        let group = self.rng.happens(600);
        let quota = self.rng.between(2, 9);
        let per_member = self.rng.happens(500).then(|| self.rng.between(1, 2));
        let now = self.shop.clock.now();
        let allows = self.rng.happens(300);
        let size = self.rng.between(2, 4);
        let kind = if group {
            SaleKind::Group(GroupTerms {
                size,
                hours: self.rng.between(1, 8),
                virtual_from: self.rng.happens(200).then_some(size - 1),
            })
        } else {
            SaleKind::Flash
        };
        let later = if self.rng.happens(150) {
            i64::from(self.rng.between(1, 60))
        } else {
            0
        };
        let starts_at = now.plus_seconds(later * 60);
        let create = CreateSale {
            merchant: self.shop.merchants[sku.merchant],
            node: self.shop.city,
            sku: sku.id,
            kind,
            starts_at,
            ends_at: now.plus_minutes(self.rng.between(60, 2_000)),
            // Above what a supplier is paid, whatever the price becomes.
            price: fen(stored.price.units() * i64::from(self.rng.between(80, 100)) / 100),
            quota,
            per_member,
            excludes: if allows {
                Excludes {
                    coupons: false,
                    points: false,
                    distribution: false,
                }
            } else {
                Excludes::default()
            },
        };
        let stocked = self.has_stock(&stored, i64::from(quota));
        let staff = self.shop.staff[sku.merchant];
        match self.send(&staff, &AnyCommand::CreateSale(create))? {
            Ok(_) => self.expect(group || stocked, || {
                format!("a flash sale of {quota} units that are not there")
            }),
            Err(error) => self.expect(!group && !stocked && error.code() == "out_of_stock", || {
                format!("create_sale: {error}")
            }),
        }
    }

    /// Whether so many of a SKU are available, in all its parts.
    fn has_stock(&self, sku: &linli::catalog::Sku, units: i64) -> bool {
        let parts: Vec<(SkuId, i64)> = if sku.parts.is_empty() {
            vec![(sku.id, 1)]
        } else {
            let parts = sku.parts.iter();
            parts
                .map(|part| (part.sku, i64::from(part.quantity)))
                .collect()
        };
        let mut parts = parts.into_iter();
        parts.all(|(sku, each)| stock_of(&*self.raw, self.shop.tenant, sku)[0] >= each * units)
    }

    /// A SKU is sold ahead of its stock, or is so no longer.
    fn presale(&mut self) -> Step {
        let presales = stored_all::<Presale>(&*self.raw, self.shop.tenant);
        let today = self.shop.today();
        if self.rng.happens(250) && !presales.is_empty() {
            let presale = presales[self.rng.place(presales.len())].0.clone();
            let sku: linli::catalog::Sku = self.stored(tables::SKU, presale.sku.0).unwrap();
            let current = presale.ended_at.is_none()
                && sku.presale.is_some_and(|own| own.presale == presale.id);
            let staff = self.staff_of(presale.merchant);
            let end = EndPresale {
                merchant: presale.merchant,
                presale: presale.id,
            };
            return match self.send(&staff, &AnyCommand::EndPresale(end))? {
                Ok(_) => self.expect(current, || "a presale was ended twice".to_owned()),
                Err(error) => self.expect(!current && error.code() == "wrong_state", || {
                    format!("end_presale: {error}")
                }),
            };
        }
        let (merchant, sku) = self.goods();
        let of_sku = presales.iter().filter(|(presale, _)| presale.sku == sku);
        let mut of_sku = of_sku.map(|(presale, row)| {
            presale.ended_at.is_none() && today < presale.promised || row.counters[1] > 0
        });
        let busy = of_sku.any(|busy| busy);
        let open = OpenPresale {
            merchant: self.shop.merchants[merchant],
            sku,
            promised: today.plus_days(self.rng.between(1, 4)),
            ceiling: self.rng.between(2, 8),
        };
        let staff = self.shop.staff[merchant];
        match self.send(&staff, &AnyCommand::OpenPresale(open))? {
            Ok(_) => self.expect(!busy, || {
                format!("two presales of {sku} at a time: {presales:?}")
            }),
            Err(error) => self.expect(busy && error.code() == "wrong_state", || {
                format!("open_presale: {error}")
            }),
        }
    }

    fn end_sale(&mut self) -> Step {
        let sales = stored_all::<Sale>(&*self.raw, self.shop.tenant);
        if sales.is_empty() {
            return Ok(());
        }
        let sale = sales[self.rng.place(sales.len())].0.clone();
        let staff = self.staff_of(sale.merchant);
        let open = sale.state == SaleState::Open;
        match self.send(&staff, &AnyCommand::EndSale(EndSale { sale: sale.id }))? {
            Ok(_) => self.expect(open, || "a sale was ended twice".to_owned()),
            Err(error) => self.expect(!open && error.code() == "wrong_state", || {
                format!("end_sale: {error}")
            }),
        }
    }

    fn groups(&self) -> Vec<Group> {
        let groups = stored_all::<Group>(&*self.raw, self.shop.tenant);
        groups.into_iter().map(|(group, _)| group).collect()
    }

    fn cancel_group(&mut self) -> Step {
        let groups = self.groups();
        if groups.is_empty() {
            return Ok(());
        }
        let running = groups
            .iter()
            .filter(|group| group.state == GroupState::Running);
        let running: Vec<&Group> = running.collect();
        let group = if running.is_empty() || self.rng.happens(200) {
            groups[self.rng.place(groups.len())].clone()
        } else {
            running[self.rng.place(running.len())].clone()
        };
        let cancel = CancelGroup {
            group: group.id,
            reason: text("缺货"),
        };
        let platform = self.shop.platform;
        match self.send(&platform, &AnyCommand::CancelGroup(cancel))? {
            Ok(_) => {
                self.expect(group.state == GroupState::Running, || {
                    format!("a group {:?} was cancelled", group.state)
                })?;
                self.learn_group_refunds()
            }
            Err(error) => self.expect(
                group.state != GroupState::Running && error.code() == "wrong_state",
                || format!("cancel_group of a group {:?}: {error}", group.state),
            ),
        }
    }

    /// Everybody wants the last units of a flash sale.
    fn crowd(&mut self) -> Step {
        let sales = self.selling(|sale| sale.kind == SaleKind::Flash);
        if sales.is_empty() {
            return Ok(());
        }
        let sale = sales[self.rng.place(sales.len())].0.id;
        for _ in 0..self.rng.between(1, 5) {
            let member = self.rng.place(self.shop.members.len());
            let quantity = self.rng.between(1, 3);
            self.buy(member, SaleChoice::Flash(sale), quantity)?;
        }
        Ok(())
    }

    fn open_group(&mut self) -> Step {
        let sales = self.selling(|sale| sale.kind != SaleKind::Flash);
        if sales.is_empty() {
            return self.create_sale();
        }
        let sale = sales[self.rng.place(sales.len())].0.id;
        let member = self.rng.place(self.shop.members.len());
        self.buy(member, SaleChoice::Open(sale), 1)
    }

    /// Several members want a seat in a group; some of them are too late, or in it already.
    fn join_group(&mut self) -> Step {
        let recent = self.groups();
        let running = |group: &&Group| group.state == GroupState::Running;
        let running: Vec<GroupId> = recent
            .iter()
            .filter(running)
            .map(|group| group.id)
            .collect();
        let group = if running.is_empty() || self.rng.happens(100) {
            let Some(group) = recent.last() else {
                return self.open_group();
            };
            group.id
        } else {
            self.rng.pick(&running)
        };
        for _ in 0..self.rng.between(1, 4) {
            let member = self.rng.place(self.shop.members.len());
            self.buy(member, SaleChoice::Join(group), 1)?;
        }
        Ok(())
    }

    /// A member orders in a sale; whether that can be is known before. Most pay at once.
    fn buy(&mut self, member: usize, choice: SaleChoice, quantity: u32) -> Step {
        let sale = match choice {
            SaleChoice::Flash(sale) | SaleChoice::Open(sale) => sale,
            SaleChoice::Join(group) => {
                let group: Group = self.stored(tables::GROUP, group.0).unwrap();
                group.sale
            }
        };
        let sale: Sale = self.stored(tables::SALE, sale.0).unwrap();
        let sku = self.shop.skus.iter().find(|sku| sku.id == sale.sku);
        let ways = sku.unwrap().ways.clone();
        let refusals = self.refusals(&sale, self.shop.members[member].id, choice, quantity);
        let community = self.shop.members[member].community;
        let spends = if self.rng.happens(300) { 500 } else { 0 };
        let wanted = Wanted {
            member: self.shop.members[member].id,
            lines: vec![WantedLine {
                sku: sale.sku,
                quantity,
                fulfilment: self.rng.pick(&ways),
                sale: Some(choice),
            }],
            station: Some(self.shop.stations[community * 2 + self.rng.place(2)].id),
            points: points(spends),
            coupons: if self.rng.happens(300) {
                CouponChoice::Best
            } else {
                CouponChoice::None
            },
        };
        match self.place_wanted(member, wanted)? {
            Ok(trade) => {
                self.expect(refusals.is_empty(), || {
                    format!("{choice:?} was ordered, though {refusals:?}")
                })?;
                if self.rng.happens(650) {
                    self.pay_for(trade)?;
                }
                Ok(())
            }
            Err(error) => self.expect(refusals.contains(&error.code()), || {
                format!("{choice:?} of {quantity}: {error}; expected {refusals:?}")
            }),
        }
    }

    /// Why an order in a sale must be refused; empty: it must not.
    fn refusals(
        &self,
        sale: &Sale,
        member: MemberId,
        choice: SaleChoice,
        quantity: u32,
    ) -> BTreeSet<&'static str> {
        let now = self.shop.clock.now();
        let mut why = BTreeSet::new();
        let sells = sale.state == SaleState::Open && sale.starts_at <= now && now < sale.ends_at;
        let admitted = match choice {
            SaleChoice::Flash(_) | SaleChoice::Open(_) => sells,
            SaleChoice::Join(group) => {
                let group: Group = self.stored(tables::GROUP, group.0).unwrap();
                is_open_for_members(&group, now)
                    && group.seats.iter().all(|seat| seat.member != member)
                    && free_seats(&group, now) > 0
            }
        };
        if !admitted {
            why.insert("not_sold");
        }
        let quantity = i64::from(quantity);
        let orders = stored_all::<Order>(&*self.raw, self.shop.tenant);
        let in_sale = |of: Option<MemberId>| -> i64 {
            let orders = orders
                .iter()
                .map(|(order, _)| order)
                .filter(|order| of.is_none_or(|of| order.member == of));
            orders
                .flat_map(|order| order.lines.iter().map(move |line| (order, line)))
                .filter(|(_, line)| sale_of(line) == Some(sale.id))
                .map(|(order, line)| counting(order, line))
                .sum()
        };
        let own = in_sale(Some(member));
        if (sale.per_member).is_some_and(|limit| own + quantity > i64::from(limit)) {
            why.insert("limit_exceeded");
        }
        let lost = lost_in_sales(&*self.raw, self.shop.tenant);
        let lost = lost.get(&sale.id).copied().unwrap_or(0);
        if in_sale(None) + lost + quantity > i64::from(sale.quota) {
            why.insert("out_of_stock");
        }
        if sale.kind != SaleKind::Flash && !self.can_take(sale.sku, quantity) {
            why.insert("out_of_stock");
        }
        why
    }

    /// Whether units can be ordered from a SKU's stock, or ahead of it.
    fn can_take(&self, sku: SkuId, quantity: i64) -> bool {
        let sku: linli::catalog::Sku = self.stored(tables::SKU, sku.0).unwrap();
        let Some(ahead) = sku.presale.filter(|own| own.sells_on(self.shop.today())) else {
            return self.has_stock(&sku, quantity);
        };
        let presales = stored_all::<Presale>(&*self.raw, self.shop.tenant);
        let own = presales
            .iter()
            .find(|(presale, _)| presale.id == ahead.presale);
        let (presale, row) = own.unwrap();
        row.counters[0] + quantity <= i64::from(presale.ceiling)
    }

    fn pay_for(&mut self, trade: TradeId) -> Step {
        if self.model.trades[&trade].state != Known::Pending {
            return Ok(());
        }
        let report = self.report_of(trade, &format!("WX-{trade}-1"));
        self.report(&report)
    }

    /// Whether a payment for a pending trade still finds what it is for.
    pub(super) fn finds_a_seat(&self, trade: TradeId) -> bool {
        let orders = self.model.trades[&trade].orders.iter();
        let mut orders = orders.map(|order| self.stored::<Order>(tables::ORDER, order.0).unwrap());
        let Some((order, of)) = orders.find_map(|order| order.group.map(|of| (order, of))) else {
            return true;
        };
        let now = self.shop.clock.now();
        let group: Group = self.stored(tables::GROUP, of.group.0).unwrap();
        let over = group.expires_at.is_some_and(|end| end <= now);
        let own = group.seats.iter().any(|seat| seat.trade == trade);
        let other = group.seats.iter().any(|seat| seat.member == order.member);
        match group.state {
            GroupState::Opening => return true,
            GroupState::Failing | GroupState::Failed => return false,
            GroupState::Running if over => return false,
            GroupState::Running if own || !other && free_seats(&group, now) > 0 => return true,
            GroupState::Running | GroupState::Succeeded => {}
        }
        let sale: Sale = self.stored(tables::SALE, group.sale.0).unwrap();
        let sells = sale.state == SaleState::Open && sale.starts_at <= now && now < sale.ends_at;
        order.community != self.shop.communities[1] && sells
    }

    /// Orders of groups that came about have codes from then on.
    pub(super) fn learn_group_codes(&mut self) -> Step {
        let succeeded = self.groups().into_iter();
        let succeeded = succeeded.filter(|group| group.state == GroupState::Succeeded);
        let trades: BTreeSet<TradeId> = succeeded
            .flat_map(|group| group.seats)
            .filter(|seat| !self.model.codes.contains_key(&seat.order))
            .map(|seat| seat.trade)
            .collect();
        for trade in trades {
            let orders = self.model.trades[&trade].orders.clone();
            for order in orders {
                if !self.model.codes.contains_key(&order) {
                    self.learn_code(order)?;
                }
            }
        }
        Ok(())
    }

    /// Refunds of groups that did not come about.
    pub(super) fn learn_group_refunds(&mut self) -> Step {
        let refunds = stored_all::<Refund>(&*self.raw, self.shop.tenant);
        for (refund, _) in refunds {
            let known = self.model.refunds.contains_key(&refund.id);
            if refund.reason == RefundReason::GroupFailed && !known {
                self.learn_refund(refund.id)?;
            }
        }
        Ok(())
    }

    /// When nothing is due any more, no sale and no group is past its time.
    pub(super) fn nothing_overstays(&mut self) -> Step {
        let now = self.shop.clock.now();
        for group in self.groups() {
            let over = group.expires_at.is_some_and(|end| end <= now);
            let overstays =
                group.state == GroupState::Failing || group.state == GroupState::Running && over;
            self.expect(!overstays, || {
                format!("the group {} is over and still {:?}", group.id, group.state)
            })?;
        }
        let over = self.selling(|sale| sale.ends_at <= now);
        self.expect(over.is_empty(), || {
            format!("sales are over and sell: {over:?}")
        })
    }
}

fn sale_of(line: &linli::order::OrderLine) -> Option<CampaignId> {
    line.terms
        .as_ref()
        .and_then(|terms| terms.sale)
        .map(|sale| sale.sale)
}

/// Units of each sale that were sold and then lost: missing in a delivery, or not sellable when they came back.
fn lost_in_sales(store: &dyn Store, tenant: TenantId) -> BTreeMap<CampaignId, i64> {
    let orders = stored_all::<Order>(store, tenant);
    let orders: BTreeMap<OrderId, Order> = orders
        .into_iter()
        .map(|(order, _)| (order.id, order))
        .collect();
    let mut lost = BTreeMap::new();
    for (order, line, units) in lost_units(store, tenant) {
        if let Some(sale) = sale_of(&orders[&order].lines[line as usize]) {
            *lost.entry(sale).or_default() += units;
        }
    }
    lost
}

/// Every loss: order, line, units.
fn lost_units(store: &dyn Store, tenant: TenantId) -> Vec<(OrderId, u32, i64)> {
    let refunds = stored_all::<Refund>(store, tenant).into_iter();
    let short = refunds
        .map(|(refund, _)| refund)
        .filter(|refund| refund.reason == RefundReason::Shortage);
    let mut lost: Vec<_> = short
        .filter_map(|refund| refund.order.map(|order| (order, refund)))
        .flat_map(|(order, refund)| {
            let lines = refund.lines.into_iter();
            lines.map(move |part| (order, part.line, i64::from(part.units)))
        })
        .collect();
    let cases = stored_all::<linli::aftersale::AfterSale>(store, tenant).into_iter();
    for (case, _) in cases.filter(|(case, _)| case.refund.is_some()) {
        for part in &case.lines {
            let units = part.quantity - part.sellable.unwrap_or(0);
            lost.push((case.order, part.line, units.into()));
        }
    }
    lost
}

/// What sales keep from a SKU's stock.
#[derive(Default)]
pub(super) struct Withheld {
    /// Units that flash sales have and did not sell.
    pub(super) by_sales: BTreeMap<SkuId, i64>,
    /// Units that arrived and that presales have.
    pub(super) by_presales: BTreeMap<SkuId, i64>,
}

/// From orders, not from the counters of sales; of a presale it is taken from its counter how many units wait.
pub(super) fn withheld(store: &dyn Store, tenant: TenantId) -> Withheld {
    let mut withheld = Withheld::default();
    let orders = stored_all::<Order>(store, tenant);
    let lost = lost_in_sales(store, tenant);
    for (sale, _) in stored_all::<Sale>(store, tenant) {
        let [left, reserved, ..] = figures(&sale, &orders, &lost);
        for (sku, each) in &sale.own_stock {
            *withheld.by_sales.entry(*sku).or_default() += each * (left + reserved);
        }
    }
    for (presale, row) in stored_all::<Presale>(store, tenant) {
        let arrived = row.counters[0] - row.counters[1];
        *withheld.by_presales.entry(presale.sku).or_default() += arrived;
    }
    withheld
}

/// What is left, reserved, sold and lost of a sale as its orders have it.
fn figures(sale: &Sale, orders: &[(Order, Row)], lost: &BTreeMap<CampaignId, i64>) -> [i64; 4] {
    let (mut reserved, mut sold) = (0, 0);
    for (order, _) in orders {
        for line in order
            .lines
            .iter()
            .filter(|line| sale_of(line) == Some(sale.id))
        {
            let units = counting(order, line);
            if order.paid_at.is_some() {
                sold += units;
            } else {
                reserved += units;
            }
        }
    }
    let lost = lost.get(&sale.id).copied().unwrap_or(0);
    let gave_back = sale.kind == SaleKind::Flash && sale.state == SaleState::Ended;
    let left = if gave_back {
        0
    } else {
        i64::from(sale.quota) - reserved - sold - lost
    };
    [left, reserved, sold, lost]
}

/// What sales, presales and groups are, read apart from the engine's own checks. Invariants 11, 12, 13.
pub(super) fn findings(store: &dyn Store, tenant: TenantId) -> Vec<String> {
    let mut found = Vec::new();
    let orders = stored_all::<Order>(store, tenant);
    let lost = lost_in_sales(store, tenant);
    for (sale, row) in stored_all::<Sale>(store, tenant) {
        let right = figures(&sale, &orders, &lost);
        if row.counters[..] != right || right.iter().any(|units| *units < 0) {
            found.push(format!(
                "sale {}: {:?}, its orders say {right:?}",
                sale.id, row.counters
            ));
        }
        let mut members: BTreeMap<MemberId, i64> = BTreeMap::new();
        for (order, _) in &orders {
            for line in order
                .lines
                .iter()
                .filter(|line| sale_of(line) == Some(sale.id))
            {
                *members.entry(order.member).or_default() += counting(order, line);
            }
        }
        for (member, units) in members {
            if sale
                .per_member
                .is_some_and(|limit| units > i64::from(limit))
            {
                found.push(format!("{member} has {units} units of sale {}", sale.id));
            }
        }
    }
    for (presale, row) in stored_all::<Presale>(store, tenant) {
        let mut ordered = 0;
        for (order, _) in &orders {
            for line in &order.lines {
                let promised = line.terms.as_ref().and_then(|terms| terms.presale);
                if promised.is_none_or(|promised| promised.presale != presale.id) {
                    continue;
                }
                ordered += counting(order, line);
                if order.delivery_day.is_some_and(|day| day < presale.promised) {
                    found.push(format!("order {} is brought before its day", order.id));
                }
            }
        }
        let [has, waiting] = [row.counters[0], row.counters[1]];
        let ceiling = i64::from(presale.ceiling);
        if has != ordered || ordered > ceiling || !(0..=ordered).contains(&waiting) {
            found.push(format!(
                "presale {}: {has} ordered, {waiting} waiting, orders have {ordered}",
                presale.id
            ));
        }
    }
    found.extend(groups(store, tenant, &orders));
    found
}

fn groups(store: &dyn Store, tenant: TenantId, orders: &[(Order, Row)]) -> Vec<String> {
    let mut found = Vec::new();
    let groups: BTreeMap<GroupId, Group> = stored_all::<Group>(store, tenant)
        .into_iter()
        .map(|(group, _)| (group.id, group))
        .collect();
    let mut paid: BTreeMap<GroupId, usize> = BTreeMap::new();
    for (order, _) in orders {
        let Some((of, group)) = order
            .group
            .and_then(|of| groups.get(&of.group).map(|group| (of, group)))
        else {
            continue;
        };
        if order.paid_at.is_none() {
            continue;
        }
        *paid.entry(group.id).or_default() += 1;
        let whole = order.lines.iter().all(|line| line.kept() == 0);
        let right = match group.state {
            GroupState::Opening => false,
            GroupState::Running => of.waits && order.state == OrderState::PendingShipment,
            GroupState::Failing => of.waits,
            GroupState::Succeeded => !of.waits,
            GroupState::Failed => of.waits && whole && order.state == OrderState::Closed,
        };
        if !right || of.waits && (order.delivery_day.is_some() || order.pickup.is_some()) {
            found.push(format!(
                "the paid order {} is {:?}, its group {} is {:?}",
                order.id, order.state, group.id, group.state
            ));
        }
    }
    for (id, count) in paid {
        let group = &groups[&id];
        let seats = count + group.virtual_seats as usize;
        let size = group.terms.size as usize;
        let full = group.state == GroupState::Succeeded;
        if seats > size || full && seats != size {
            found.push(format!("{seats} paid for the {size} seats of group {id}"));
        }
    }
    found
}
