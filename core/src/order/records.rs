//! What is stored of trades and orders.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::machine::{OrderEvent, OrderState};
use crate::catalog::Fulfilment;
use crate::engine::Record;
use crate::kernel::{
    AfterSaleId, CampaignId, CouponId, Day, Error, GroupId, Id, MemberId, MerchantId, Money,
    NodeId, OrderId, PaymentId, Points, ProductId, Result, Sealed, SkuId, StationId, SupplierId,
    Text, Timestamp, TradeId, portion,
};
use crate::ledger::Party;
use crate::points::LotUse;
use crate::pricing::{Lane, Reduction};
use crate::sale::LineTerms;
use crate::schema::tables;
use crate::split::SplitPlan;
use crate::store::{Column, Index, Table, TableId, Value};

/// Where a trade stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TradeState {
    /// Waiting for its payment.
    Pending,
    /// Paid.
    Paid,
    /// Never paid.
    Closed,
}

impl TradeState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Paid => "paid",
            Self::Closed => "closed",
        }
    }
}

/// One payment, one or more orders. RULES §5.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Trade {
    /// Its id.
    pub id: TradeId,
    /// Who buys.
    pub member: MemberId,
    /// Where the member lives.
    pub community: NodeId,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Where it stands.
    pub state: TradeState,
    /// Its orders.
    pub orders: Vec<OrderId>,
    /// What is to be paid in money.
    pub total: Money,
    /// Points that pay a part, by lot. Taken when placed, returned when closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<LotUse>,
    /// Coupons that it uses. Locked when placed, used when paid, given back when closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<CouponId>,
    /// When it closes if unpaid.
    pub due_at: Timestamp,
    /// The payment that was accepted; `None` when nothing was to be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentId>,
    /// The channel of that payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<Text<40>>,
    /// Provider and number of every report so far, at most 20, so that a repeated one is recognised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<(Text<40>, Text<64>, PaymentId)>,
}

impl Trade {
    /// Index: when it closes.
    pub(crate) const DUE: u8 = 0;
}

pub(crate) const TRADE: Table = Table {
    name: "trades",
    columns: &[
        Column::id("member"),
        Column::text("state"),
        Column::int("total"),
        Column::time("due_at"),
    ],
    counters: &[],
    indexes: &[Index {
        name: "due",
        columns: &["due_at"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Trade {
    const TABLE: TableId = tables::TRADE;
    const WHAT: &'static str = "trade";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        let due = (self.state == TradeState::Pending).then_some(self.due_at);
        vec![
            self.member.into(),
            self.state.name().into(),
            self.total.into(),
            Value::or_null(due),
        ]
    }
}

/// One SKU × quantity inside an order. RULES §4.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrderLine {
    /// What.
    pub sku: SkuId,
    /// Of which product.
    pub product: ProductId,
    /// The campaign that gives it; `None` for what was bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift: Option<CampaignId>,
    /// Name and spec as they were when it was bought.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// What one cost.
    pub unit_price: Money,
    /// What its supplier gets for one, when it is split by price difference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supply_price: Option<Money>,
    /// Who supplies it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<SupplierId>,
    /// What was taken off, by whom it is borne.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reductions: Vec<Reduction>,
    /// What was paid in money.
    pub cash: Money,
    /// Points that paid a part …
    #[serde(default, skip_serializing_if = "Points::is_zero")]
    pub points: Points,
    /// … and what they were worth.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub points_value: Money,
    /// What a combo is made of, per unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<crate::catalog::ComboPart>,
    /// Whether paying for it earns points.
    pub earns_points: bool,
    /// Whether leaders and promoters earn nothing by it: the product takes no part in distribution, or the campaign that
    /// made its price excludes it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_commission: bool,
    /// What holds for it beyond the catalogue: limits, a presale, a flash sale or group buy. `None` for most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Box<LineTerms>>,
    /// Days after receipt in which it can be returned without a reason, where that is not the order's `return_days`; zero:
    /// not at all. RULES §11.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_return_days: Option<u32>,
    /// Whether the buyer reviewed it. RULES §16.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reviewed: bool,
    /// Units refunded so far, and what went back for them.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub refunded: u32,
    /// Money refunded so far.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub refunded_cash: Money,
    /// Points refunded so far.
    #[serde(default, skip_serializing_if = "Points::is_zero")]
    pub refunded_points: Points,
    /// What the refunded points were worth.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub refunded_points_value: Money,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl OrderLine {
    /// What must be in stock for so many units: the parts of a combo, itself otherwise.
    pub fn stock_needed(&self, units: u32) -> Vec<(SkuId, i64)> {
        if self.parts.is_empty() {
            return vec![(self.sku, i64::from(units))];
        }
        self.parts
            .iter()
            .map(|part| (part.sku, i64::from(units) * i64::from(part.quantity)))
            .collect()
    }

    /// What it brings: money, what points were worth, and reductions that others than the merchant bear.
    pub fn value(&self) -> Result<Money> {
        self.cash.plus(self.points_value)?.plus(self.funded()?)
    }

    /// What of that was refunded so far.
    pub fn refunded_value(&self) -> Result<Money> {
        (self.refunded_cash.plus(self.refunded_points_value)?)
            .plus(self.refunded_funding(self.refunded)?)
    }

    /// Whether its units were reserved from the SKU's stock: neither a sale's own nor sold ahead of stock.
    pub fn reserves_stock(&self) -> bool {
        self.terms
            .as_ref()
            .is_none_or(|terms| terms.reserves_stock())
    }

    /// The day that was promised, where it was sold ahead of stock. RULES §3.
    pub fn promised_day(&self) -> Option<Day> {
        self.terms.as_ref()?.promised_day()
    }

    /// Reductions that others than the merchant bear; points are paid by their issuers in another way.
    fn borne_by_others(&self) -> impl Iterator<Item = &Reduction> {
        (self.reductions.iter()).filter(|reduction| {
            reduction.lane != Lane::Points && !matches!(reduction.funder, Party::Merchant(_))
        })
    }

    /// What others than the merchant bear of its reductions. RULES §12.
    pub fn funded(&self) -> Result<Money> {
        Money::total(self.borne_by_others().map(|reduction| reduction.amount))
    }

    /// What of that goes back for the first `units` units. RULES §4.
    pub(crate) fn refunded_funding(&self, units: u32) -> Result<Money> {
        let funded = self.funded()?;
        if funded.is_zero() {
            return Ok(Money::ZERO);
        }
        let back = portion(funded.units(), 0, units.into(), self.quantity.into())?;
        Money::new(back)
    }

    /// Units that were not refunded.
    pub const fn kept(&self) -> u32 {
        self.quantity.saturating_sub(self.refunded)
    }
}

/// The pickup of an order. RULES §6.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PickupState {
    /// The order's number among those of its station's delivery day. With the tenant's key it makes the code; without it
    /// nobody gets from one to the other.
    pub number: u32,
    /// When the station had it ready.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_at: Option<Timestamp>,
    /// How the code ended; `None` while it is live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<CodeEnd>,
    /// Reminders sent to a buyer who does not collect; one more when the no-show policy was applied. RULES §6.
    #[serde(default, skip_serializing_if = "is_none_sent")]
    pub reminded: u8,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
const fn is_none_sent(count: &u8) -> bool {
    *count == 0
}

/// The end of a pickup code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CodeEnd {
    /// How.
    pub how: CodeUse,
    /// When.
    pub at: Timestamp,
}

/// How a pickup code ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeUse {
    /// It opened its order, or the buyer said that they have it.
    Used,
    /// Its order was cancelled or refunded whole.
    Void,
}

/// The group in which an order was bought. RULES §15.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OrderGroup {
    /// Which.
    pub group: GroupId,
    /// The group has not come about: nothing ships, no delivery day is joined, there is no pickup code, and nothing is
    /// cancelled or returned but by the group's own end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
}

/// How an express order was sent. RULES §9.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Shipment {
    /// The carrier.
    pub carrier: Text<40>,
    /// Its number.
    pub number: Text<64>,
}

/// An after-sale case of an order that is not decided. RULES §11.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OpenCase {
    /// The case.
    pub case: AfterSaleId,
    /// Units of lines that it is about, by the lines' places.
    pub lines: Vec<(u32, u32)>,
}

/// One merchant × one way of fulfilment. RULES §5.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Its trade.
    pub trade: TradeId,
    /// Who buys.
    pub member: MemberId,
    /// Who sells.
    pub merchant: MerchantId,
    /// Where the member lives.
    pub community: NodeId,
    /// How it reaches the buyer.
    pub fulfilment: Fulfilment,
    /// Where it is collected; pickup only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<StationId>,
    /// The day on which it is brought to the station; pickup only, fixed when paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_day: Option<Day>,
    /// Where to and to whom, sealed for the member; express and instant only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ship_to: Option<Sealed>,
    /// Whether the buyer runs that station.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_station: bool,
    /// The buyer's remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Text<200>>,
    /// The title on the invoice, if one is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice: Option<Text<100>>,
    /// Where it stands.
    pub state: OrderState,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// Delivery fee.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub fee: Money,
    /// Delivery fee refunded so far.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub refunded_fee: Money,
    /// What was kept of the money of refunded lines, e.g. the fee for not collecting. RULES §6.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub withheld: Money,
    /// What was or is to be paid in money: the lines' cash and the fee.
    pub cash: Money,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// When it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Timestamp>,
    /// When the buyer had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Timestamp>,
    /// Days after receipt in which something of it can be returned.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub return_days: u32,
    /// Whether the return window has passed and what waited for it was released.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub window_over: bool,
    /// After-sale cases that are not decided; they hold the units that they are about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open_cases: Vec<OpenCase>,
    /// After-sale cases so far.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub cases: u32,
    /// When something happens by itself next: receipt, reminders to collect, end of the return window, end of reviewing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// Who gets what; fixed when paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<SplitPlan>,
    /// Who pays for the points that were used, per issuer; fixed when paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<(Party, Money)>,
    /// Coupons that it brought when it was paid. RULES §15.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<CouponId>,
    /// Points that the purchase earns, less what was taken back.
    #[serde(default, skip_serializing_if = "Points::is_zero")]
    pub points_earned: Points,
    /// How they are computed and whether they are active; fixed when paid, `None` when nothing earns points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earning: Option<crate::points::Earning>,
    /// Growth that it has given; `None` for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub growth: Option<crate::level::Growth>,
    /// Pickup orders, once paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pickup: Option<PickupState>,
    /// Express orders, once sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment: Option<Shipment>,
    /// The group in which it was bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<OrderGroup>,
}

impl Order {
    /// Index: by member.
    pub(crate) const BY_MEMBER: u8 = 0;
    /// Index: by merchant.
    pub(crate) const BY_MERCHANT: u8 = 1;
    /// Index: by station and delivery day, there by the number of the pickup code.
    pub(crate) const BY_STATION_DAY: u8 = 2;
    /// Index: when something is due.
    pub(crate) const DUE: u8 = 3;

    /// Moves along the machine, or says why not.
    pub(crate) fn advance(&mut self, event: OrderEvent) -> Result<()> {
        self.state = self.state.after(event).ok_or_else(|| Error::WrongState {
            what: "order",
            id: self.id.to_string(),
            state: self.state.name(),
            event: event.name(),
        })?;
        Ok(())
    }

    /// Whether it waits for its group to come about.
    pub fn waits_for_group(&self) -> bool {
        self.group.is_some_and(|group| group.waits)
    }

    /// Refuses what cannot be done while the order's group is running. RULES §15.
    pub(crate) fn require_no_running_group(&self, event: &'static str) -> Result<()> {
        if !self.waits_for_group() {
            return Ok(());
        }
        Err(Error::WrongState {
            what: "order",
            id: self.id.to_string(),
            state: "waiting_for_group",
            event,
        })
    }

    /// The latest of the days that were promised for its lines.
    pub fn promised_day(&self) -> Option<Day> {
        self.lines.iter().filter_map(OrderLine::promised_day).max()
    }

    /// What the order brings: money, what points were worth, and reductions that others than the merchant bear. The amount
    /// that is split. RULES §12.
    pub fn value(&self) -> Result<Money> {
        (self.lines.iter()).try_fold(self.fee, |sum, line| sum.plus(line.value()?))
    }

    /// What others than the merchant bear of its reductions, per funder; sorted. Points are not among it.
    pub fn funders(&self) -> Result<BTreeMap<Party, Money>> {
        let mut funders = BTreeMap::new();
        for reduction in self.lines.iter().flat_map(OrderLine::borne_by_others) {
            let sum = funders
                .entry(reduction.funder.clone())
                .or_insert(Money::ZERO);
            *sum = sum.plus(reduction.amount)?;
        }
        Ok(funders)
    }

    /// Money refunded so far, fee included, less what was withheld.
    pub fn refunded_cash(&self) -> Result<Money> {
        Money::total(self.lines.iter().map(|line| line.refunded_cash))?
            .plus(self.refunded_fee)?
            .minus(self.withheld)
    }

    /// Days after receipt in which a line can be returned without a reason; zero: not at all. RULES §11.
    pub fn return_days_of(&self, line: &OrderLine) -> u32 {
        line.own_return_days.unwrap_or(self.return_days)
    }

    /// What was refunded so far, less what was kept back: money, what points were worth, and what funders got back.
    pub fn refunded_value(&self) -> Result<Money> {
        (self.lines.iter())
            .try_fold(self.refunded_fee, |sum, line| {
                sum.plus(line.refunded_value()?)
            })?
            .minus(self.withheld)
    }

    /// Whether nothing of it is left.
    pub fn is_refunded_whole(&self) -> bool {
        self.lines.iter().all(|line| line.kept() == 0)
    }
}

pub(crate) const ORDER: Table = Table {
    name: "orders",
    columns: &[
        Column::id("trade"),
        Column::id("member"),
        Column::id("merchant"),
        Column::id("community"),
        Column::id("station"),
        Column::int("delivery_day"),
        Column::text("state"),
        Column::time("placed_at"),
        Column::int("cash"),
        Column::time("due_at"),
        Column::int("pickup_number"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_member",
            columns: &["member"],
            unique: false,
        },
        Index {
            name: "by_merchant",
            columns: &["merchant"],
            unique: false,
        },
        Index {
            name: "by_station_day",
            columns: &["station", "delivery_day", "pickup_number"],
            unique: true,
        },
        Index {
            name: "due",
            columns: &["due_at"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Order {
    const TABLE: TableId = tables::ORDER;
    const WHAT: &'static str = "order";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        let number = (self.pickup.as_ref()).map(|pickup| i64::from(pickup.number));
        vec![
            self.trade.into(),
            self.member.into(),
            self.merchant.into(),
            self.community.into(),
            Value::or_null(self.station),
            Value::or_null(self.delivery_day),
            self.state.name().into(),
            self.placed_at.into(),
            self.cash.into(),
            Value::or_null(self.due_at),
            Value::or_null(number),
        ]
    }
}
