//! The shop of [`shop`](super::shop) with flash sales, group buys and presales in it.

use linli::Result;
use linli::catalog::{Fulfilment, Sku};
use linli::kernel::{
    Actor, CampaignId, Clock, GroupId, MemberId, Money, OrderId, RefundId, Role, SkuId, TradeId,
};
use linli::order::{
    CancelOrder, CancelTrade, CartUse, Order, PlaceOrder, PlacedTrade, Wanted, WantedLine,
};
use linli::org::{GrantScope, SettingsPatch};
use linli::payment::{PaymentOutcome, PaymentReport, Refund, ReportPayment};
use linli::pricing::Excludes;
use linli::sale::{CreateSale, GroupState, GroupTerms, SaleChoice, SaleKind};
use linli::schema::tables;
use linli::store::RowKey;
use linli::verify::verify;

use super::shop::{Shop, grant};
use super::{World, text};

/// The shop of the other tests with sales in it.
pub struct Fair {
    pub shop: Shop,
    pub staff: Actor,
}

impl std::ops::Deref for Fair {
    type Target = Shop;
    fn deref(&self) -> &Shop {
        &self.shop
    }
}

pub fn fen(units: i64) -> Money {
    Money::new(units).unwrap()
}

impl Fair {
    pub fn new() -> Self {
        let shop = Shop::new();
        let scope = GrantScope::Merchant(shop.merchant);
        let staff = grant(&shop.world, "staff", Role::MerchantStaff, scope);
        Self { shop, staff }
    }

    pub fn world(&self) -> &World {
        &self.shop.world
    }

    /// A flash sale of rice: 10 units at 20.00 for an hour, at most 2 per member.
    pub fn flash(&self) -> CreateSale {
        let now = self.world().clock.now();
        CreateSale {
            merchant: self.merchant,
            node: self.world().community,
            sku: self.rice,
            kind: SaleKind::Flash,
            starts_at: now,
            ends_at: now.plus_minutes(60),
            price: fen(2_000),
            quota: 10,
            per_member: Some(2),
            excludes: Excludes::default(),
        }
    }

    /// A group buy of rice: three at 25.00 within two hours, 20 units in two days.
    pub fn group_buy(&self) -> CreateSale {
        let now = self.world().clock.now();
        CreateSale {
            kind: SaleKind::Group(GroupTerms {
                size: 3,
                hours: 2,
                virtual_from: None,
            }),
            ends_at: now.plus_days(2),
            price: fen(2_500),
            quota: 20,
            per_member: None,
            ..self.flash()
        }
    }

    pub fn create(&self, command: CreateSale) -> Result<CampaignId> {
        let world = self.world();
        world.engine.create_sale(&self.staff, world.id(), command)
    }

    pub fn wanted(&self, member: MemberId, sku: SkuId, quantity: u32) -> Wanted {
        Wanted {
            member,
            lines: vec![WantedLine::new(sku, quantity, Fulfilment::Pickup)],
            station: Some(self.station),
            points: linli::kernel::Points::ZERO,
            coupons: linli::pricing::CouponChoice::default(),
        }
    }

    pub fn place_wanted(&self, wanted: Wanted) -> Result<PlacedTrade> {
        let place = PlaceOrder {
            wanted,
            expected_total: None,
            notes: Vec::new(),
            cart: CartUse::Keep,
        };
        let world = self.world();
        let buyer = self.buyer(place.wanted.member);
        world.engine.place_order(&buyer, world.id(), place)
    }

    pub fn order_in(
        &self,
        member: MemberId,
        quantity: u32,
        sale: SaleChoice,
    ) -> Result<PlacedTrade> {
        let mut wanted = self.wanted(member, self.rice, quantity);
        wanted.lines[0].sale = Some(sale);
        self.place_wanted(wanted)
    }

    pub fn report(&self, placed: &PlacedTrade) -> PaymentReport {
        let world = self.world();
        let report = ReportPayment {
            trade: placed.trade,
            provider: text("wechat"),
            number: text(&placed.trade.to_string()),
            amount: placed.total,
            currency: "CNY".into(),
            paid_at: world.clock.now(),
            evidence: text(&"0".repeat(64)),
        };
        world
            .engine
            .report_payment(&world.system, world.id(), report)
            .unwrap()
    }

    pub fn buys_in(&self, member: MemberId, sale: SaleChoice) -> OrderId {
        let placed = self.order_in(member, 1, sale).unwrap();
        assert_eq!(self.report(&placed).outcome, PaymentOutcome::Accepted);
        placed.orders[0]
    }

    pub fn order(&self, order: OrderId) -> Order {
        self.world()
            .engine
            .order(&self.world().system, order)
            .unwrap()
    }

    pub fn group_of(&self, order: OrderId) -> GroupId {
        self.order(order).group.unwrap().group
    }

    pub fn state(&self, group: GroupId) -> GroupState {
        let world = self.world();
        world.engine.group(&world.platform, group).unwrap().state
    }

    pub fn refunds(&self, trade: TradeId) -> Vec<Refund> {
        let world = self.world();
        world.engine.refunds_of_trade(&world.system, trade).unwrap()
    }

    /// Left, reserved, sold of a sale.
    pub fn figures(&self, sale: CampaignId) -> [i64; 3] {
        let world = self.world();
        let view = world.engine.sale(&world.platform, sale).unwrap();
        [view.left, view.reserved, view.sold]
    }

    /// Available, reserved, sold of a SKU.
    pub fn stock(&self, sku: SkuId) -> [i64; 3] {
        let world = self.world();
        let key = RowKey {
            table: tables::SKU,
            id: sku.0,
        };
        let row = world.store.get(world.tenant, &[key]).unwrap().remove(0);
        let product = serde_json::from_str::<Sku>(&row.unwrap().body)
            .unwrap()
            .product;
        let levels = world.engine.stock(&world.platform, product).unwrap();
        let level = levels.iter().find(|level| level.sku == sku).unwrap();
        [level.available, level.reserved, level.sold]
    }

    pub fn cancel_trade(&self, member: MemberId, trade: TradeId) {
        let world = self.world();
        world
            .engine
            .cancel_trade(&self.buyer(member), world.id(), CancelTrade { trade })
            .unwrap();
    }

    pub fn cancel_order(&self, member: MemberId, order: OrderId) -> Result<RefundId> {
        let world = self.world();
        let cancel = CancelOrder {
            order,
            lines: Vec::new(),
            reason: None,
        };
        world
            .engine
            .cancel_order(&self.buyer(member), world.id(), cancel)
    }

    pub fn set(&self, set: SettingsPatch) {
        self.world().set(self.world().community, set);
    }

    pub fn minutes(&self, minutes: u32) {
        self.world().clock.advance_seconds(minutes * 60);
    }

    /// Due work until nothing is due.
    pub fn due(&self) {
        for _ in 0..50 {
            let report = self
                .world()
                .engine
                .run_due(&self.world().system, 100)
                .unwrap();
            assert_eq!(report.failed, []);
            if report.done == 0 {
                return;
            }
        }
        panic!("due work does not end");
    }

    pub fn sound(&self) {
        let report = verify(&*self.world().store, self.world().tenant).unwrap();
        assert_eq!(report.findings, [], "{:?}", report.findings);
    }

    pub fn members<const N: usize>(&self) -> [MemberId; N] {
        std::array::from_fn(|at| self.member(&format!("{at} {}", self.world().id())))
    }
}

pub fn refused<T: std::fmt::Debug>(answer: Result<T>) -> (&'static str, String) {
    let error = answer.unwrap_err();
    (error.code(), error.field().unwrap_or_default().to_owned())
}
