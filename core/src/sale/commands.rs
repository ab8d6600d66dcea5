//! What may be done to flash sales, group buys, groups and presales. RULES §3, §15.

use serde::{Deserialize, Serialize};

use super::groups::Group;
use super::joining;
use super::machine::GroupState;
use super::records::{GroupTerms, Presale, Sale, SaleKind, SaleState, SkuPresale};
use super::units::{move_sale, own_stock_of};
use crate::catalog::{Sku, stock};
use crate::engine::{
    AnyCommand, Bounds, Command, Context, DueSource, Event, Lookup, Operation, Record, Target,
};
use crate::kernel::{
    CampaignId, Day, Error, GroupId, MerchantId, Money, NodeId, PresaleId, Result, SkuId, Text,
    Timestamp,
};
use crate::merchant::Merchant;
use crate::org::Node;
use crate::pricing::Excludes;
use crate::schema::tables;

/// Makes a flash sale or a group buy of one SKU. A flash sale takes its quota out of the SKU's stock at once; a combo's out
/// of its parts'. RULES §15.
///
/// Errors: `invalid_field` naming the field (another merchant's SKU, a window that is over, backwards or longer than 366
/// days, a price below zero or above the SKU's, a size, hours or limit out of bounds), `out_of_stock` naming `quota`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CreateSale {
    /// Whose SKU.
    pub merchant: MerchantId,
    /// For whom: members of communities at or below this node.
    pub node: NodeId,
    /// What.
    pub sku: SkuId,
    /// Flash sale, or group buy with what makes a group.
    #[serde(flatten)]
    pub kind: SaleKind,
    /// It sells from this moment on …
    pub starts_at: Timestamp,
    /// … until just before this one; later than now.
    pub ends_at: Timestamp,
    /// What one costs: zero or more, at most the SKU's price.
    pub price: Money,
    /// Units that it sells in all, 1 to 1,000,000.
    pub quota: u32,
    /// Most units that one member may buy in it, 1 to 9,999; `None`: no limit.
    #[serde(default)]
    pub per_member: Option<u32>,
    /// What does not go together with its price; by default neither coupons nor points, nor commission. A flash sale never
    /// brings commission.
    #[serde(default)]
    pub excludes: Excludes,
}

impl CreateSale {
    /// Most units of a sale.
    pub const MAX_QUOTA: u32 = 1_000_000;

    fn check(&self, now: Timestamp) -> Result<()> {
        if self.ends_at <= now || self.ends_at <= self.starts_at {
            return Err(Error::invalid(
                "ends_at",
                "it lies in the future and behind the start",
            ));
        }
        if self.starts_at.plus_days(Sale::MAX_DAYS) < self.ends_at {
            return Err(Error::invalid("ends_at", "at most 366 days are possible"));
        }
        if self.price.is_negative() {
            return Err(Error::invalid("price", "a price is zero or more"));
        }
        if !(1..=Self::MAX_QUOTA).contains(&self.quota) {
            return Err(Error::invalid("quota", "1 to 1000000 units are possible"));
        }
        if self
            .per_member
            .is_some_and(|limit| !(1..=Sku::MAX_QUANTITY).contains(&limit))
        {
            return Err(Error::invalid("per_member", "1 to 9999 units are possible"));
        }
        match self.kind {
            SaleKind::Flash => Ok(()),
            SaleKind::Group(terms) => check_terms(terms),
        }
    }
}

fn check_terms(terms: GroupTerms) -> Result<()> {
    if !GroupTerms::SIZES.contains(&terms.size) {
        return Err(Error::invalid("size", "2 to 100 seats are possible"));
    }
    if !(1..=GroupTerms::MAX_HOURS).contains(&terms.hours) {
        return Err(Error::invalid("hours", "1 to 720 hours are possible"));
    }
    if terms
        .virtual_from
        .is_some_and(|least| !(1..terms.size).contains(&least))
    {
        return Err(Error::invalid(
            "virtual_from",
            "at least 1 and fewer than the seats of a group are expected",
        ));
    }
    Ok(())
}

impl Command for CreateSale {
    type Answer = CampaignId;
    const OPERATION: Operation = Operation::CreateSale;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<CampaignId> {
        self.check(ctx.now())?;
        let sku = own_sku(ctx, self.merchant, self.sku)?;
        if sku.points_price.is_positive() {
            return Err(Error::invalid("sku", "points goods have one price"));
        }
        if self.price > sku.price {
            return Err(Error::invalid(
                "price",
                "it must not be above the SKU's price",
            ));
        }
        let node = ctx
            .find::<Node>(self.node)?
            .ok_or_else(|| Error::invalid("node", "there is no such node"))?;
        let merchant = ctx.require::<Merchant>(self.merchant)?;
        let below = |served: &NodeId| {
            ctx.find::<Node>(*served)
                .map(|served| served.is_some_and(|served| served.path.contains(&node.id)))
        };
        let mut offered = merchant.serves(&node.path);
        if !offered {
            // A place above those that it serves is fine: only members of communities that it serves can buy.
            offered = merchant
                .serves
                .iter()
                .map(below)
                .collect::<Result<Vec<bool>>>()?
                .contains(&true);
        }
        if !offered {
            return Err(Error::invalid(
                "node",
                "the merchant serves no community there",
            ));
        }
        let mut sale = Sale {
            id: ctx.new_id()?,
            kind: self.kind,
            merchant: self.merchant,
            node: self.node,
            product: sku.product,
            sku: self.sku,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            price: self.price,
            quota: self.quota,
            per_member: self.per_member,
            excludes: Excludes {
                distribution: self.excludes.distribution || self.kind == SaleKind::Flash,
                ..self.excludes
            },
            state: SaleState::Open,
            own_stock: Vec::new(),
        };
        if sale.has_own_stock() {
            sale.own_stock = sku.stock_needed(1);
            for (sku, units) in own_stock_of(&sale, i64::from(self.quota))? {
                if let Err(available) = stock::take_available(ctx, sku, units)? {
                    return Err(Error::OutOfStock {
                        field: "quota".into(),
                        available,
                    });
                }
            }
        }
        let id = sale.id;
        ctx.create(sale)?;
        move_sale(ctx, id, Sale::LEFT, i64::from(self.quota))?;
        ctx.emit(Event::SaleCreated {
            sale: id,
            merchant: self.merchant,
            sku: self.sku,
            price: self.price,
            quota: self.quota,
        });
        Ok(id)
    }
}

/// The merchant's SKU. Errors: `invalid_field` naming `sku`.
fn own_sku(ctx: &mut Context<'_>, merchant: MerchantId, sku: SkuId) -> Result<std::sync::Arc<Sku>> {
    ctx.find::<Sku>(sku)?
        .filter(|sku| sku.merchant == merchant)
        .ok_or_else(|| Error::invalid("sku", "a SKU of the merchant is expected"))
}

/// Ends a sale: nothing more is ordered in it, and what a stock of its own has left goes back to the SKU's. Orders in it, and
/// groups that are running, go on.
fn end_sale(ctx: &mut Context<'_>, sale: &Sale) -> Result<()> {
    let left = ctx.counter::<Sale>(sale.id, Sale::LEFT)?;
    if sale.has_own_stock() {
        // The store checks that it is all: an order that took a unit meanwhile makes this run again.
        ctx.adjust::<Sale>(sale.id, Sale::LEFT, -left, Bounds::exactly(0))?
            .map_err(|value| Error::internal(format!("{value} units of a sale are left")))?;
        for (sku, units) in own_stock_of(sale, left)? {
            stock::add_available(ctx, sku, units)?;
        }
    }
    ctx.update(Sale {
        state: SaleState::Ended,
        ..sale.clone()
    })?;
    ctx.emit(Event::SaleEnded {
        sale: sale.id,
        left,
    });
    Ok(())
}

/// Ends a sale by hand, before or inside its window. What a flash sale has left goes back to stock; running groups go on.
/// Errors: `wrong_state` when it has ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EndSale {
    /// Which.
    pub sale: CampaignId,
}

impl Command for EndSale {
    type Answer = ();
    const OPERATION: Operation = Operation::EndSale;

    fn target(&self) -> Target {
        Target::Sale(self.sale)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let sale = ctx.require::<Sale>(self.sale)?;
        if sale.state == SaleState::Ended {
            return Err(wrong_state(&sale, "end"));
        }
        end_sale(ctx, &sale)
    }
}

fn wrong_state(sale: &Sale, event: &'static str) -> Error {
    Error::WrongState {
        what: Sale::WHAT,
        id: sale.id.to_string(),
        state: sale.state.name(),
        event,
    }
}

/// Ends a sale whose window is over: due work. Before that it is refused; when it was ended by hand nothing happens.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExpireSale {
    /// Which.
    pub sale: CampaignId,
}

impl Command for ExpireSale {
    type Answer = ();
    const OPERATION: Operation = Operation::ExpireSale;

    fn target(&self) -> Target {
        Target::Sale(self.sale)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let sale = ctx.require::<Sale>(self.sale)?;
        if sale.state == SaleState::Ended {
            return Ok(());
        }
        if ctx.now() < sale.ends_at {
            return Err(wrong_state(&sale, "expire before its time"));
        }
        end_sale(ctx, &sale)
    }
}

/// Sales whose window is over.
pub(crate) const SALES_DUE: DueSource = DueSource {
    table: tables::SALE,
    index: Sale::DUE,
    command: |row| {
        Ok(AnyCommand::ExpireSale(ExpireSale {
            sale: CampaignId(row.id),
        }))
    },
};

/// Ends a running group: its paid orders are refunded. Errors: `wrong_state` unless it is running.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CancelGroup {
    /// Which.
    pub group: GroupId,
    /// Why; not empty. It is kept with the command in the audit trail of the host.
    pub reason: Text<200>,
}

impl Command for CancelGroup {
    type Answer = ();
    const OPERATION: Operation = Operation::CancelGroup;

    fn target(&self) -> Target {
        Target::Group(self.group)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.reason.require("reason")?;
        let group = (*ctx.require::<Group>(self.group)?).clone();
        joining::cancel(ctx, group)
    }
}

/// What happens to a group by itself: it expires, and the paid orders of a group that did not come about are refunded, 20 in
/// a step. Due work; refused before its time, nothing when nothing is due any more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AdvanceGroup {
    /// Which.
    pub group: GroupId,
}

impl Command for AdvanceGroup {
    type Answer = ();
    const OPERATION: Operation = Operation::AdvanceGroup;

    fn target(&self) -> Target {
        Target::Group(self.group)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let group = (*ctx.require::<Group>(self.group)?).clone();
        match group.state {
            GroupState::Opening | GroupState::Succeeded | GroupState::Failed => Ok(()),
            GroupState::Failing => joining::refund_step(ctx, group),
            GroupState::Running if group.takes_members(ctx.now()) => Err(Error::WrongState {
                what: Group::WHAT,
                id: group.id.to_string(),
                state: group.state.name(),
                event: "expire before its time",
            }),
            GroupState::Running => joining::expire(ctx, group),
        }
    }
}

/// Groups whose time is over, and those that still have orders to refund.
pub(crate) const GROUPS_DUE: DueSource = DueSource {
    table: tables::GROUP,
    index: Group::DUE,
    command: |row| {
        Ok(AnyCommand::AdvanceGroup(AdvanceGroup {
            group: GroupId(row.id),
        }))
    },
};

/// Sells a SKU ahead of its stock from now on, up to a ceiling, with a promised day; until the day before that day, or until
/// it is ended. What is collected is brought on that day at the earliest. RULES §3.
///
/// Errors: `invalid_field` naming the field (another merchant's SKU or a combo, a day that is not 1 to 365 days ahead, a
/// ceiling out of bounds), `wrong_state` while an earlier presale of the SKU sells or waits for stock.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OpenPresale {
    /// Whose SKU.
    pub merchant: MerchantId,
    /// What.
    pub sku: SkuId,
    /// The day that is promised to the buyers.
    pub promised: Day,
    /// Most units that are sold ahead, 1 to 1,000,000.
    pub ceiling: u32,
}

impl Command for OpenPresale {
    type Answer = PresaleId;
    const OPERATION: Operation = Operation::OpenPresale;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<PresaleId> {
        if !(1..=CreateSale::MAX_QUOTA).contains(&self.ceiling) {
            return Err(Error::invalid("ceiling", "1 to 1000000 units are possible"));
        }
        let today = ctx.tenant_record()?.zone.day_of(ctx.now());
        if self.promised <= today || today.plus_days(Presale::MAX_DAYS) < self.promised {
            return Err(Error::invalid(
                "promised",
                "a day 1 to 365 days ahead is expected",
            ));
        }
        let sku = own_sku(ctx, self.merchant, self.sku)?;
        if !sku.parts.is_empty() {
            return Err(Error::invalid(
                "sku",
                "a combo is not sold ahead of its stock",
            ));
        }
        if let Some(earlier) = sku.presale {
            refuse_unless_over(ctx, earlier, today)?;
        }
        let id: PresaleId = ctx.new_id()?;
        ctx.create(Presale {
            id,
            merchant: self.merchant,
            sku: self.sku,
            promised: self.promised,
            ceiling: self.ceiling,
            opened_at: ctx.now(),
            ended_at: None,
        })?;
        ctx.update(Sku {
            presale: Some(SkuPresale {
                presale: id,
                promised: self.promised,
                ended: false,
            }),
            ..(*sku).clone()
        })?;
        ctx.emit(Event::PresaleOpened {
            presale: id,
            sku: self.sku,
            promised: self.promised,
            ceiling: self.ceiling,
        });
        Ok(id)
    }
}

/// One presale of a SKU at a time: what arrives goes to the one that waits for it.
fn refuse_unless_over(ctx: &mut Context<'_>, earlier: SkuPresale, today: Day) -> Result<()> {
    let refused = |state: &'static str| Error::WrongState {
        what: Presale::WHAT,
        id: earlier.presale.to_string(),
        state,
        event: "opening another one",
    };
    if earlier.sells_on(today) {
        return Err(refused("selling"));
    }
    ctx.adjust::<Presale>(earlier.presale, Presale::WAITING, 0, Bounds::exactly(0))?
        .map(|_| ())
        .map_err(|_| refused("waiting for stock"))
}

/// Ends a presale before its promised day: the SKU sells from stock again. What was ordered is still waited for. Errors:
/// `not_found`, `wrong_state` when it has ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EndPresale {
    /// Whose SKU.
    pub merchant: MerchantId,
    /// Which.
    pub presale: PresaleId,
}

impl Command for EndPresale {
    type Answer = ();
    const OPERATION: Operation = Operation::EndPresale;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let presale = ctx
            .find::<Presale>(self.presale)?
            .filter(|presale| presale.merchant == self.merchant)
            .ok_or_else(|| Error::not_found(Presale::WHAT, self.presale))?;
        let sku = ctx.require::<Sku>(presale.sku)?;
        let current = sku
            .presale
            .filter(|own| own.presale == presale.id && !own.ended);
        let Some(current) = current else {
            return Err(Error::WrongState {
                what: Presale::WHAT,
                id: presale.id.to_string(),
                state: "ended",
                event: "end",
            });
        };
        ctx.update(Sku {
            presale: Some(SkuPresale {
                ended: true,
                ..current
            }),
            ..(*sku).clone()
        })?;
        ctx.update(Presale {
            ended_at: Some(ctx.now()),
            ..(*presale).clone()
        })?;
        ctx.emit(Event::PresaleEnded {
            presale: presale.id,
            sku: presale.sku,
        });
        Ok(())
    }
}
