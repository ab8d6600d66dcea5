//! From a cart to a trade: what may be bought, what it costs, what is stored. RULES §4, §5.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::machine::OrderState;
use super::paying::pay_trade;
use super::records::{Order, OrderLine, Trade, TradeState};
use crate::campaign;
use crate::cart::Cart;
use crate::catalog::{Category, Fulfilment, NotSold, Product, Sku, Stock, why_not_sold};
use crate::coupon;
use crate::engine::{Command, Context, Event, Lookup, Operation, Prefetch, Target};
use crate::kernel::{
    Day, Error, KeyPurpose, MemberId, MerchantId, Money, OrderId, Points, Result, Role, SkuId,
    StationId, Text, Timestamp, TradeId, UserId,
};
use crate::ledger::Party;
use crate::level::moves::benefits;
use crate::member::Member;
use crate::merchant::Merchant;
use crate::org::{Grant, GrantScope, Node, Settings, UserGrants};
use crate::points::{Lot, Place, Wallet, moves};
use crate::pricing::{
    CouponChoice, CouponOffer, FeeRule, PointsOffer, Quote, QuoteInput, QuoteLine, QuotedOrder,
    quote,
};
use crate::sale::choosing::{Choosing, choose, terms_of};
use crate::sale::units::{self, Ordered};
use crate::sale::{Group, LineTerms, Sale, SaleChoice, joining};
use crate::station::Station;

/// One line of what a member wants to buy.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WantedLine {
    /// What.
    pub sku: SkuId,
    /// How many, 1 to 1,000,000.
    pub quantity: u32,
    /// How it is to reach the buyer.
    pub fulfilment: Fulfilment,
    /// The flash sale or group in which it is bought. RULES §15.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale: Option<SaleChoice>,
}

impl WantedLine {
    /// So many units at the catalogue's price.
    pub const fn new(sku: SkuId, quantity: u32, fulfilment: Fulfilment) -> Self {
        Self {
            sku,
            quantity,
            fulfilment,
            sale: None,
        }
    }
}

/// What a member wants to buy, to be priced.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Wanted {
    /// Who buys.
    pub member: MemberId,
    /// What; 1 to 2,000 lines.
    pub lines: Vec<WantedLine>,
    /// Where it is collected; needed for pickup lines. RULES §5.
    #[serde(default)]
    pub station: Option<StationId>,
    /// Points that the member wants to use; less are used where a bound says so.
    #[serde(default)]
    pub points: Points,
    /// Coupons that the member wants to use. RULES §4 step 3.
    #[serde(default)]
    pub coupons: CouponChoice,
}

/// What the buyer says to one of the orders.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OrderNote {
    /// The order's merchant …
    pub merchant: MerchantId,
    /// … and way of fulfilment.
    pub fulfilment: Fulfilment,
    /// Remark.
    #[serde(default)]
    pub remark: Option<Text<200>>,
    /// Title on the invoice, if one is wanted.
    #[serde(default)]
    pub invoice: Option<Text<100>>,
}

/// What happens to the member's cart.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CartUse {
    /// It stays as it is.
    #[default]
    Keep,
    /// What was bought leaves it.
    RemoveBought,
}

/// Turns a cart into a trade with one order per merchant × way of fulfilment; stock and points are taken at once.
///
/// Errors: `not_sold`, `out_of_stock`, `insufficient`, `limit_exceeded` and `invalid_field` name the line;
/// `price_moved` carries the new quote when the total is not what the client expected. RULES §5.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlaceOrder {
    /// What is bought.
    #[serde(flatten)]
    pub wanted: Wanted,
    /// The total that the client showed; `None`: whatever it is now.
    #[serde(default)]
    pub expected_total: Option<Money>,
    /// Remarks and invoices, at most one per order.
    #[serde(default)]
    pub notes: Vec<OrderNote>,
    /// What happens to the member's cart.
    #[serde(default)]
    pub cart: CartUse,
}

/// A placed trade.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlacedTrade {
    /// Its id; payments name it.
    pub trade: TradeId,
    /// Its orders, sorted by merchant and way of fulfilment.
    pub orders: Vec<OrderId>,
    /// What is to be paid in money; zero: it is paid already.
    pub total: Money,
    /// When it closes unless paid.
    pub due_at: Timestamp,
}

/// A line with what the catalogue says of it.
struct Item {
    sku: Arc<Sku>,
    product: Arc<Product>,
    sale: Option<Arc<Sale>>,
    terms: Option<Box<LineTerms>>,
}

/// A cart that may be bought, and its price.
pub(super) struct Assembled {
    items: Vec<Item>,
    member: Arc<Member>,
    settings: Settings,
    pub(super) quote: Quote,
}

/// Checks that everything may be bought by this member there and then, and prices it.
pub(super) fn assemble(
    reader: &mut impl Lookup,
    wanted: &Wanted,
    now: Timestamp,
) -> Result<Assembled> {
    if wanted.lines.is_empty() {
        return Err(Error::invalid("lines", "at least one line is expected"));
    }
    if wanted.lines.len() > QuoteInput::MAX_LINES {
        return Err(Error::Limit {
            field: "lines".into(),
            limit: QuoteInput::MAX_LINES as u64,
        });
    }
    let member = reader.require::<Member>(wanted.member)?;
    if member.is_erased() {
        return Err(Error::not_found(
            <Member as crate::engine::Record>::WHAT,
            member.id,
        ));
    }
    let community = reader.require::<Node>(member.community)?;
    let settings = reader.settings(member.community)?;
    let tenant = reader.tenant_record()?;
    check_station(reader, wanted)?;
    let today = tenant.zone.day_of(now);
    let mut items = Vec::with_capacity(wanted.lines.len());
    let mut lines = Vec::with_capacity(wanted.lines.len());
    let mut per_product: BTreeMap<crate::kernel::ProductId, u64> = BTreeMap::new();
    for (place, line) in wanted.lines.iter().enumerate() {
        let item = item(reader, wanted, line, &community, now, today)
            .map_err(|error| error.under(&format!("lines[{place}]")))?;
        let bought = per_product.entry(item.product.id).or_default();
        *bought += u64::from(line.quantity);
        if let Some(limit) = item.product.purchase_limit
            && *bought > u64::from(limit)
        {
            return Err(Error::Limit {
                field: format!("lines[{place}].quantity").into(),
                limit: u64::from(limit),
            });
        }
        lines.push(QuoteLine {
            special: item.sale.as_deref().map(Sale::special_price),
            promised: item.terms.as_ref().and_then(|terms| terms.promised_day()),
            kind: item.product.kind,
            list_price: item.sku.list_price,
            member_prices: item.sku.member_prices.clone(),
            points_price: item.sku.points_price,
            ..QuoteLine::new(
                line.sku,
                item.product.id,
                item.sku.merchant,
                line.fulfilment,
                line.quantity,
                item.sku.price,
            )
        });
        items.push(item);
    }
    let merchants: BTreeSet<MerchantId> = lines.iter().map(|line| line.merchant).collect();
    let audience = campaign::Audience::Member(member.id, today);
    let offers = campaign::in_force(reader, &community.path, &merchants, audience)?;
    let coupons = coupon::moves::offers(reader, wanted.member, &wanted.coupons)?;
    let by_category = |offer: &CouponOffer| campaign::needs_categories(&offer.scope);
    if offers.needs_categories() || coupons.iter().any(by_category) {
        for (line, item) in lines.iter_mut().zip(&items) {
            let category = reader.require::<Category>(item.product.category)?;
            line.categories.clone_from(&category.path);
        }
    }
    let gifts = offers.gift_goods(reader, |sku| taken_by_combos(&items, wanted, sku))?;
    let points = points_offer(reader, wanted, &lines, &settings, today)?;
    let input = QuoteInput {
        minor_per_unit: 10_i64.pow(u32::from(tenant.currency.decimals())),
        rounding: settings.rounding,
        points,
        fees: fee_rules(&settings),
        timed: offers.timed,
        full: offers.full,
        gifts,
        coupons,
        choice: wanted.coupons.clone(),
        level: benefits(reader, member.id, today)?,
        ..QuoteInput::new(now, lines)
    };
    let quote = quote(&input)?;
    for gift in quote.lines.iter().filter(|line| line.gift.is_some()) {
        items.push(Item {
            sku: reader.require::<Sku>(gift.sku)?,
            product: reader.require::<Product>(gift.product)?,
            sale: None,
            terms: None,
        });
    }
    Ok(Assembled {
        items,
        member,
        settings,
        quote,
    })
}

/// Units of a SKU that the combos of a cart take.
fn taken_by_combos(items: &[Item], wanted: &Wanted, sku: SkuId) -> i64 {
    let combos = items
        .iter()
        .zip(&wanted.lines)
        .filter(|(item, _)| !item.sku.parts.is_empty());
    combos
        .flat_map(|(item, line)| item.sku.stock_needed(line.quantity))
        .filter(|(part, _)| *part == sku)
        .fold(0, |sum, (_, units)| sum.saturating_add(units))
}

fn fee_rules(settings: &Settings) -> Vec<FeeRule> {
    vec![
        FeeRule {
            fulfilment: Fulfilment::Express,
            fee: settings.express_fee,
            free_from: settings.express_free_from,
        },
        FeeRule {
            fulfilment: Fulfilment::Instant,
            fee: settings.instant_fee,
            free_from: settings.instant_free_from,
        },
    ]
}

/// Nothing that is collected without a station that is open. RULES §5.
fn check_station(reader: &mut impl Lookup, wanted: &Wanted) -> Result<()> {
    if !wanted
        .lines
        .iter()
        .any(|line| line.fulfilment == Fulfilment::Pickup)
    {
        return Ok(());
    }
    let station = wanted
        .station
        .ok_or_else(|| Error::invalid("station", "pickup lines need a station"))?;
    let station = reader.require::<Station>(station)?;
    if !station.open {
        return Err(Error::NotSold {
            field: "station".into(),
            reason: "the station takes no new orders".into(),
        });
    }
    Ok(())
}

/// What the catalogue says of a line, and what holds for it besides.
fn item(
    reader: &mut impl Lookup,
    wanted: &Wanted,
    line: &WantedLine,
    community: &Node,
    now: Timestamp,
    today: Day,
) -> Result<Item> {
    let (sku, product) = sellable(reader, line, community, today)?;
    let sale = match line.sale {
        None => None,
        Some(choice) => {
            let by = Choosing {
                member: wanted.member,
                community,
                sku: &sku,
                lines: wanted.lines.len(),
                now,
            };
            Some(choose(reader, choice, &by)?)
        }
    };
    let terms = terms_of(&product, &sku, sale.as_deref(), today).map(Box::new);
    Ok(Item {
        sku,
        product,
        sale,
        terms,
    })
}

fn sellable(
    reader: &mut impl Lookup,
    line: &WantedLine,
    community: &Node,
    today: Day,
) -> Result<(Arc<Sku>, Arc<Product>)> {
    let not_sold = |field: &'static str, why: NotSold| Error::NotSold {
        field: field.into(),
        reason: why.reason().into(),
    };
    let sku = reader
        .find::<Sku>(line.sku)?
        .ok_or_else(|| not_sold("sku", NotSold::Unknown))?;
    let product = reader.require::<Product>(sku.product)?;
    let merchant = reader.require::<Merchant>(sku.merchant)?;
    if let Some(why) = why_not_sold(&product, &merchant, today, Some(&community.path)) {
        return Err(not_sold("sku", why));
    }
    if !product.fulfilment.contains(&line.fulfilment) {
        return Err(not_sold("fulfilment", NotSold::NotThisWay));
    }
    Ok((sku, product))
}

fn points_offer(
    reader: &mut impl Lookup,
    wanted: &Wanted,
    lines: &[QuoteLine],
    settings: &Settings,
    today: Day,
) -> Result<PointsOffer> {
    let mut offer = PointsOffer {
        wanted: wanted.points,
        available: Points::ZERO,
        per_unit: settings.points_per_unit,
        cap: settings.points_cap,
        funder: None,
    };
    let goods = lines.iter().any(|line| line.points_price.is_positive());
    if wanted.points.is_zero() && !goods {
        return Ok(offer);
    }
    let Some(wallet) = reader.find::<Wallet>(wanted.member)? else {
        return Ok(offer);
    };
    let usable = |lot: &&Lot| lot.spendable(Place::Mall, today);
    offer.available = Points::total(wallet.lots.iter().filter(usable).map(|lot| lot.left))?;
    let issuer: Option<Party> = wallet
        .lots
        .iter()
        .find(usable)
        .map(|lot| lot.issuer.clone());
    offer.funder = issuer;
    Ok(offer)
}

impl Command for PlaceOrder {
    type Answer = PlacedTrade;
    const OPERATION: Operation = Operation::PlaceOrder;

    fn target(&self) -> Target {
        Target::Member(self.wanted.member)
    }

    fn prefetch(&self, rows: &mut Prefetch) {
        rows.want::<Member>(self.wanted.member);
        if let Some(station) = self.wanted.station {
            rows.want::<Station>(station);
        }
        for line in self.wanted.lines.iter().take(QuoteInput::MAX_LINES) {
            rows.want::<Sku>(line.sku);
            rows.want::<Stock>(line.sku);
        }
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<PlacedTrade> {
        let now = ctx.now();
        let assembled = assemble(ctx, &self.wanted, now)?;
        if self
            .expected_total
            .is_some_and(|expected| expected != assembled.quote.total)
        {
            return Err(Error::PriceMoved {
                quote: Box::new(assembled.quote),
            });
        }
        if self.notes.len() > assembled.quote.orders.len() {
            return Err(Error::Limit {
                field: "notes".into(),
                limit: assembled.quote.orders.len() as u64,
            });
        }
        let trade_id: TradeId = ctx.new_id()?;
        let points = if assembled.quote.points.is_zero() {
            Vec::new()
        } else {
            moves::spend(ctx, self.wanted.member, assembled.quote.points, trade_id)?
        };
        let mut orders = Vec::with_capacity(assembled.quote.orders.len());
        for quoted in &assembled.quote.orders {
            orders.push(self.order(ctx, &assembled, quoted, trade_id)?);
        }
        let lines = assembled.items.iter().zip(&assembled.quote.lines);
        for (place, (item, line)) in lines.enumerate() {
            let ordered = Ordered {
                place,
                member: self.wanted.member,
                product: &item.product,
                sku: &item.sku,
                quantity: line.quantity,
                terms: item.terms.as_deref(),
                sale: item.sale.as_ref(),
            };
            units::reserve(ctx, &ordered)?;
        }
        coupon::moves::lock(ctx, &assembled.quote.coupons, trade_id)?;
        let due_at = self.due_at(ctx, &assembled)?;
        self.sit(ctx, &assembled, &mut orders, due_at)?;
        let trade = Trade {
            id: trade_id,
            member: self.wanted.member,
            community: assembled.member.community,
            placed_at: now,
            state: TradeState::Pending,
            orders: orders.iter().map(|order| order.id).collect(),
            total: assembled.quote.total,
            points,
            coupons: assembled.quote.coupons.clone(),
            due_at,
            payment: None,
            provider: None,
            reports: Vec::new(),
        };
        let placed = PlacedTrade {
            trade: trade_id,
            orders: trade.orders.clone(),
            total: trade.total,
            due_at: trade.due_at,
        };
        ctx.emit(Event::TradePlaced {
            trade: trade_id,
            member: trade.member,
            orders: trade.orders.clone(),
            total: trade.total,
        });
        self.tidy_cart(ctx)?;
        for order in orders {
            ctx.create(order)?;
        }
        if trade.total.is_zero() {
            ctx.create(trade.clone())?;
            pay_trade(ctx, trade, None)?;
        } else {
            ctx.create(trade)?;
        }
        Ok(placed)
    }
}

impl PlaceOrder {
    fn order(
        &self,
        ctx: &mut Context<'_>,
        assembled: &Assembled,
        quoted: &QuotedOrder,
        trade: TradeId,
    ) -> Result<Order> {
        let mut lines = Vec::with_capacity(quoted.lines.len());
        let mut return_days = 0;
        for place in &quoted.lines {
            let place = *place as usize;
            let (item, priced) = (&assembled.items[place], &assembled.quote.lines[place]);
            let returns = if item.product.flags.no_reason_return {
                item.product.return_days
            } else {
                0
            };
            return_days = return_days.max(item.product.return_days);
            let points_value = priced.paid_by_points()?;
            lines.push(OrderLine {
                sku: item.sku.id,
                product: item.product.id,
                gift: priced.gift,
                name: sold_name(&item.product, &item.sku),
                quantity: priced.quantity,
                unit_price: priced.unit_price,
                supply_price: item.sku.supply_price,
                supplier: item.product.supplier,
                reductions: priced.reductions.clone(),
                cash: priced.net,
                points: priced.points,
                points_value,
                parts: item.sku.parts.clone(),
                earns_points: item.product.flags.earns_points,
                no_commission: !item.product.flags.distribution
                    || (item.terms.as_ref())
                        .and_then(|terms| terms.sale)
                        .is_some_and(|sale| sale.no_distribution),
                terms: item.terms.clone(),
                own_return_days: Some(returns),
                reviewed: false,
                refunded: 0,
                refunded_cash: Money::ZERO,
                refunded_points: Points::ZERO,
                refunded_points_value: Money::ZERO,
            });
        }
        for line in &mut lines {
            line.own_return_days = line.own_return_days.filter(|days| *days != return_days);
        }
        let note = self
            .notes
            .iter()
            .find(|note| note.merchant == quoted.merchant && note.fulfilment == quoted.fulfilment);
        let collected = quoted.fulfilment == Fulfilment::Pickup;
        let ship_to = if collected {
            None
        } else {
            let key = ctx.key(KeyPurpose::PersonalData)?;
            let profile = assembled.member.profile(&key)?;
            let plain = serde_json::to_vec(&profile)
                .map_err(|_| Error::internal("a profile could not be written"))?;
            Some(assembled.member.seal(&key, &plain, ctx.entropy())?)
        };
        let station = self.wanted.station.filter(|_| collected);
        Ok(Order {
            id: ctx.new_id()?,
            own_station: runs(ctx, self.wanted.member, station)?,
            trade,
            member: self.wanted.member,
            merchant: quoted.merchant,
            community: assembled.member.community,
            fulfilment: quoted.fulfilment,
            station,
            delivery_day: None,
            ship_to,
            remark: note.and_then(|note| note.remark.clone()),
            invoice: note.and_then(|note| note.invoice.clone()),
            state: OrderState::PendingPayment,
            lines,
            fee: quoted.fee,
            refunded_fee: Money::ZERO,
            withheld: Money::ZERO,
            cash: quoted.total,
            placed_at: ctx.now(),
            paid_at: None,
            received_at: None,
            return_days,
            window_over: false,
            open_cases: Vec::new(),
            cases: 0,
            due_at: None,
            split: None,
            funding: Vec::new(),
            coupons: Vec::new(),
            points_earned: Points::ZERO,
            earning: None,
            growth: None,
            pickup: None,
            shipment: None,
            group: None,
        })
    }

    /// When the trade closes unless paid: sooner with something from a flash sale, and no later than a group that it joins.
    fn due_at(&self, ctx: &mut Context<'_>, assembled: &Assembled) -> Result<Timestamp> {
        let settings = &assembled.settings;
        let now = ctx.now();
        let mut due = now.plus_minutes(settings.payment_minutes);
        for line in &self.wanted.lines {
            match line.sale {
                None | Some(SaleChoice::Open(_)) => {}
                Some(SaleChoice::Flash(_)) => {
                    due = due.min(now.plus_minutes(settings.flash_payment_minutes));
                }
                Some(SaleChoice::Join(group)) => {
                    due = due.min(ctx.require::<Group>(group)?.expires_at.unwrap_or(due));
                }
            }
        }
        Ok(due)
    }

    /// Takes the seat in a group that the trade is for: a group is bought by itself, so there is one order at most.
    fn sit(
        &self,
        ctx: &mut Context<'_>,
        assembled: &Assembled,
        orders: &mut [Order],
        due_at: Timestamp,
    ) -> Result<()> {
        let (Some(line), Some(item)) = (self.wanted.lines.first(), assembled.items.first()) else {
            return Ok(());
        };
        let (Some(choice), Some(sale)) = (line.sale, &item.sale) else {
            return Ok(());
        };
        // Gifts may have made more orders.
        let mut orders = orders.iter_mut();
        let Some(order) = orders.find(|order| order.lines.iter().any(|own| own.terms.is_some()))
        else {
            return Err(Error::internal("a line of a sale is in no order"));
        };
        let held = ctx
            .now()
            .plus_minutes(assembled.settings.group_seat_minutes);
        joining::sit(ctx, order, choice, sale, held.min(due_at))
    }

    fn tidy_cart(&self, ctx: &mut Context<'_>) -> Result<()> {
        if self.cart == CartUse::Keep {
            return Ok(());
        }
        let Some(cart) = ctx.find::<Cart>(self.wanted.member)? else {
            return Ok(());
        };
        let mut cart = (*cart).clone();
        cart.lines.retain(|line| {
            !self
                .wanted
                .lines
                .iter()
                .any(|bought| bought.sku == line.sku && bought.fulfilment == line.fulfilment)
        });
        ctx.update(cart)
    }
}

/// Whether a member is the leader of a station. The grants were read when the member was let in.
fn runs(ctx: &mut Context<'_>, member: MemberId, station: Option<StationId>) -> Result<bool> {
    let Some(station) = station else {
        return Ok(false);
    };
    let leads = Grant {
        role: Role::Leader,
        scope: GrantScope::Station(station),
    };
    let grants = ctx.find::<UserGrants>(UserId::from(member))?;
    Ok(grants.is_some_and(|grants| grants.grants.contains(&leads)))
}

/// The product's name and the chosen spec: 五常大米 5斤.
fn sold_name(product: &Product, sku: &Sku) -> String {
    let mut name = product.name.to_string();
    for option in &sku.spec {
        name.push(' ');
        name.push_str(option);
    }
    name
}

/// Chooses another station for the orders that are collected; only until payment. RULES §5.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SwitchStation {
    /// The unpaid trade.
    pub trade: TradeId,
    /// The new station.
    pub station: StationId,
}

impl Command for SwitchStation {
    type Answer = ();
    const OPERATION: Operation = Operation::SwitchStation;

    fn target(&self) -> Target {
        Target::Trade(self.trade)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let trade = ctx.require::<Trade>(self.trade)?;
        trade.require_pending("switch_station")?;
        if !ctx.require::<Station>(self.station)?.open {
            return Err(Error::NotSold {
                field: "station".into(),
                reason: "the station takes no new orders".into(),
            });
        }
        for id in &trade.orders {
            let mut order = (*ctx.require::<Order>(*id)?).clone();
            if order.fulfilment == Fulfilment::Pickup {
                order.station = Some(self.station);
                order.own_station = runs(ctx, order.member, order.station)?;
                ctx.update(order)?;
            }
        }
        ctx.emit(Event::StationSwitched {
            trade: self.trade,
            station: self.station,
        });
        Ok(())
    }
}
