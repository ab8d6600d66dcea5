//! A small shop on top of [`World`]: one merchant with goods and a combo, two stations with leaders, members who buy.
//! Catalogue rows are put into the store directly, so that these tests depend on nothing but what they test.

use std::collections::BTreeSet;

use linli::catalog::{
    ComboPart, Fulfilment, Product, ProductFlags, ProductKind, ProductState, Sku, Stock,
};
use linli::engine::Record;
use linli::kernel::{
    Actor, CategoryId, Id, MemberId, MerchantId, Money, OrderId, Points, ProductId, Role, SkuId,
    StationId, SupplierId, Timestamp,
};
use linli::ledger::Party;
use linli::member::{Address, Profile, RegisterMember};
use linli::merchant::{Merchant, MerchantKind, MerchantState};
use linli::order::{PlaceOrder, Wanted, WantedLine};
use linli::org::{Grant, GrantRole, GrantScope, SettingsPatch};
use linli::payment::ReportPayment;
use linli::pickup::PickupDigits;
use linli::points::{GrantPoints, PointsKind};
use linli::schema::SCHEMA;
use linli::station::{CreateStation, Position};
use linli::store::{ChangeSet, Insert};

use super::{World, text, user};

/// Puts a record into the store as a command would have left it, its counters at zero but for the first.
pub fn seed<T: Record>(world: &World, record: &T, first_counter: i64) {
    let counters = SCHEMA.table(T::TABLE).unwrap().counters.len();
    let mut counters = vec![0; counters];
    if let Some(first) = counters.first_mut() {
        *first = first_counter;
    }
    let mut change = ChangeSet::new(world.tenant);
    change.inserts.push(Insert {
        table: T::TABLE,
        id: record.id(),
        columns: record.columns(),
        counters,
        body: serde_json::to_string(record).unwrap(),
    });
    world.store.commit(&change).unwrap();
}

pub fn address(detail: &str) -> Address {
    Address {
        detail: text(detail),
        ..Address::default()
    }
}

/// A station's data; codes in tests are also names.
pub fn station_data(world: &World, code: &str) -> CreateStation {
    CreateStation {
        community: world.community,
        code: text(code),
        name: text(&format!("{code}驿站")),
        leader_name: text("李团长"),
        leader_phone: text("13900000001"),
        address: address("翠苑路1号"),
        position: Position::new(30_280_000, 120_120_000).unwrap(),
        route: text("R1"),
        region: text("城西"),
        hours: text("09:00–21:00"),
    }
}

pub fn grant(world: &World, name: &str, role: Role, scope: GrantScope) -> Actor {
    let command = GrantRole {
        user: user(name),
        grant: Grant { role, scope },
    };
    world
        .engine
        .grant_role(&world.platform, world.id(), command)
        .unwrap();
    Actor::user(world.tenant, user(name))
}

pub struct Shop {
    pub world: World,
    pub merchant: MerchantId,
    pub supplier: SupplierId,
    pub station: StationId,
    pub other_station: StationId,
    pub leader: Actor,
    pub other_leader: Actor,
    pub rice: SkuId,
    pub eggs: SkuId,
    /// Two of rice and one of eggs.
    pub combo: SkuId,
}

impl Shop {
    pub fn new() -> Self {
        let world = World::new();
        let merchant = MerchantId(Id::derived("merchant", &[b"m"]));
        seed(
            &world,
            &Merchant {
                id: merchant,
                node: world.group,
                code: text("M"),
                name: text("鲜生"),
                contact: text("赵"),
                phone: text("0571000000"),
                kind: MerchantKind::Mall,
                state: MerchantState::Active,
                reason: None,
                qualifications: Vec::new(),
                serves: vec![world.group],
            },
            0,
        );
        let supplier = SupplierId(Id::derived("supplier", &[b"s"]));
        let rice = product(&world, merchant, "东北大米", 3_000, Some(supplier), &[]);
        let eggs = product(&world, merchant, "土鸡蛋", 1_000, None, &[]);
        let parts = [(rice, 2), (eggs, 1)];
        let combo = product(&world, merchant, "早餐组合", 6_500, None, &parts);
        let create = |code: &str| {
            world
                .engine
                .create_station(&world.platform, world.id(), station_data(&world, code))
                .unwrap()
        };
        let (station, other_station) = (create("S1"), create("S2"));
        let lead = |name, station| grant(&world, name, Role::Leader, GrantScope::Station(station));
        Self {
            leader: lead("leader", station),
            other_leader: lead("other leader", other_station),
            world,
            merchant,
            supplier,
            station,
            other_station,
            rice,
            eggs,
            combo,
        }
    }

    pub fn member(&self, name: &str) -> MemberId {
        let command = RegisterMember {
            community: self.world.community,
            external_ref: text(name),
            profile: Profile {
                name: text(name),
                phone: text("13800001234"),
                address: address("3栋501"),
            },
            station: Some(self.station),
        };
        let world = &self.world;
        world
            .engine
            .register_member(&world.platform, world.id(), command)
            .unwrap()
    }

    pub fn buyer(&self, member: MemberId) -> Actor {
        Actor::user(self.world.tenant, member)
    }

    /// Places an order to be collected at a station; answers it unpaid with its total.
    pub fn place(
        &self,
        member: MemberId,
        station: StationId,
        lines: &[(SkuId, u32)],
    ) -> linli::order::PlacedTrade {
        self.place_with_points(member, station, lines, Points::ZERO)
    }

    /// The same, of which points pay a part.
    pub fn place_with_points(
        &self,
        member: MemberId,
        station: StationId,
        lines: &[(SkuId, u32)],
        points: Points,
    ) -> linli::order::PlacedTrade {
        let lines = lines.iter().map(|(sku, quantity)| WantedLine {
            sku: *sku,
            quantity: *quantity,
            fulfilment: Fulfilment::Pickup,
            sale: None,
        });
        let command = serde_json::from_value::<PlaceOrder>(
            serde_json::to_value(Wanted {
                member,
                lines: lines.collect(),
                station: Some(station),
                points,
                coupons: linli::pricing::CouponChoice::None,
            })
            .unwrap(),
        )
        .unwrap();
        self.world
            .engine
            .place_order(&self.buyer(member), self.world.id(), command)
            .unwrap()
    }

    /// Gives a member points of the group.
    pub fn grant_points(&self, member: MemberId, points: Points) {
        let world = &self.world;
        let grant = GrantPoints {
            member,
            points,
            kind: PointsKind::Universal,
            issuer: Party::Node(world.group),
            expires: None,
            reason: text("期初"),
        };
        world
            .engine
            .grant_points(&world.platform, world.id(), grant)
            .unwrap();
    }

    pub fn pay(&self, placed: &linli::order::PlacedTrade) {
        let world = &self.world;
        let now = linli::kernel::Clock::now(&*world.clock);
        let report = ReportPayment {
            trade: placed.trade,
            provider: text("wechat"),
            number: text(&placed.trade.to_string()),
            amount: placed.total,
            currency: "CNY".into(),
            paid_at: now,
            evidence: text(&"0".repeat(64)),
        };
        world
            .engine
            .report_payment(&world.system, world.id(), report)
            .unwrap();
    }

    /// A member's paid order; a minute passes.
    pub fn buy(&self, member: MemberId, lines: &[(SkuId, u32)]) -> OrderId {
        let placed = self.place(member, self.station, lines);
        self.pay(&placed);
        self.world.clock.advance_seconds(60);
        placed.orders[0]
    }

    pub fn code(&self, member: MemberId, order: OrderId) -> PickupDigits {
        self.world
            .engine
            .my_pickup_code(&self.buyer(member), order)
            .unwrap()
            .digits
            .unwrap()
    }

    /// Settings of the group.
    pub fn set(&self, set: SettingsPatch) {
        self.world.set(self.world.group, set);
    }

    pub fn set_clock(&self, at: &str) {
        self.world.clock.set(Timestamp::parse(at).unwrap());
    }

    /// The leader says that everything sent to the first station for a day arrived.
    pub fn accept_all(&self, day: &str) {
        let command = linli::station::AcceptDelivery {
            station: self.station,
            day: day.parse().unwrap(),
            arrived: linli::station::Arrived::AsSent,
        };
        self.world
            .engine
            .accept_delivery(&self.leader, self.world.id(), command)
            .unwrap();
    }

    /// Does everything that is due.
    pub fn run_due(&self) {
        for _ in 0..5 {
            let report = self.world.engine.run_due(&self.world.system, 1000).unwrap();
            assert_eq!(report.failed, []);
        }
    }
}

/// A product with one SKU and 1,000 in stock.
fn product(
    world: &World,
    merchant: MerchantId,
    name: &str,
    price: i64,
    supplier: Option<SupplierId>,
    parts: &[(SkuId, u32)],
) -> SkuId {
    let id = ProductId(Id::derived("product", &[name.as_bytes()]));
    let sku = SkuId(Id::derived("sku", &[name.as_bytes()]));
    seed(
        world,
        &Product {
            id,
            merchant,
            code: text(name),
            category: CategoryId(Id::derived("category", &[b"c"])),
            kind: if parts.is_empty() {
                ProductKind::Goods
            } else {
                ProductKind::Combo
            },
            name: text(name),
            axes: Vec::new(),
            skus: vec![sku],
            flags: ProductFlags {
                no_reason_return: true,
                earns_points: true,
                distribution: true,
                perishable: false,
            },
            return_days: 7,
            purchase_limit: None,
            fulfilment: BTreeSet::from([Fulfilment::Pickup]),
            qualification: None,
            supplier,
            pictures: Vec::new(),
            state: ProductState::OnSale,
            reason: None,
            available_from: None,
            tags: BTreeSet::new(),
            listed_at: None,
        },
        0,
    );
    let parts = parts.iter().map(|(sku, quantity)| ComboPart {
        sku: *sku,
        quantity: *quantity,
    });
    let record = Sku {
        id: sku,
        product: id,
        merchant,
        code: text(name),
        spec: Vec::new(),
        price: Money::new(price).unwrap(),
        list_price: None,
        supply_price: None,
        member_prices: std::collections::BTreeMap::new(),
        points_price: linli::kernel::Points::ZERO,
        weight_grams: None,
        barcode: None,
        parts: parts.collect(),
        presale: None,
    };
    seed(world, &record, 0);
    if record.parts.is_empty() {
        seed(world, &Stock { sku }, 1_000);
    }
    sku
}
