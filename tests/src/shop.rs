//! A shop to test with: one tenant on any store, with communities, merchants, products in stock, stations with leaders,
//! and members with points; and short words for what happens in it.
#![allow(clippy::unwrap_used)] // a test harness: a panic is a finding

use std::sync::Arc;

use linli::catalog::{
    Axis, ComboPart, CreateCategory, CreateProduct, Fulfilment, NewSku, ProductDetails,
    ProductKind, ReceiveStock, ReviewProduct, StockLine, SubmitProduct,
};
use linli::engine::AnyCommand;
use linli::kernel::{
    Actor, Clock, CommandId, Currency, Day, Entropy, FixedKeys, Id, Keys, ManualClock, MemberId,
    MerchantId, Money, NodeId, OrderId, OsEntropy, Points, ProductId, Rate, Result, Role,
    SeededEntropy, SkuId, StationId, SupplierId, TenantId, Text, TimeOfDay, Timestamp, UserId,
    Zone,
};
use linli::ledger::Party;
use linli::member::{Address, Profile, RegisterMember};
use linli::merchant::{
    ActivateMerchant, CreateSupplier, MerchantDetails, MerchantKind, RecordMerchant,
    ReviewMerchant, SetServedNodes, SubmitMerchant, Verdict,
};
use linli::order::{
    CancelOrder, CancelTrade, CartUse, Order, PlaceOrder, PlacedTrade, Wanted, WantedLine,
};
use linli::org::{
    ChangeSettings, CreateNode, CreateTenant, Grant, GrantRole, GrantScope, SettingsPatch,
};
use linli::payment::{PaymentReport, ReportPayment};
use linli::pickup::{CodeLookUp, ConfirmPickup, LookUpPickupCode, PickupDigits, PickupOutcome};
use linli::points::{GrantPoints, PointsKind};
use linli::split::{
    SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitLayer, SplitScope,
};
use linli::station::{AcceptDelivery, Acceptance, Arrived, CreateStation, Position};
use linli::store::{RowKey, Store};
use linli::{Engine, Options};

/// Text within a bound.
pub fn text<const N: usize>(text: &str) -> Text<N> {
    Text::new(text).unwrap()
}

/// A person by name.
pub fn user(name: &str) -> UserId {
    UserId(Id::derived("user", &[name.as_bytes()]))
}

/// An amount in fen.
pub fn fen(units: i64) -> Money {
    Money::new(units).unwrap()
}

/// So many points.
pub fn points(units: i64) -> Points {
    Points::new(units).unwrap()
}

/// The phone number of a member by community and place in it.
pub fn phone(community: usize, number: usize) -> String {
    // Not like anything in a moment of whole minutes.
    format!("139{:04}8642", (community * 5_000 + number) % 10_000)
}

/// The command that places what is wanted.
pub fn order_of(wanted: Wanted) -> PlaceOrder {
    PlaceOrder {
        wanted,
        expected_total: None,
        notes: Vec::new(),
        cart: CartUse::Keep,
    }
}

/// Whether a command was accepted, as the store has it.
pub fn is_logged(store: &dyn Store, tenant: TenantId, id: CommandId) -> bool {
    let key = RowKey {
        table: linli::schema::tables::LOG,
        id: id.0,
    };
    store.get(tenant, &[key]).unwrap()[0].is_some()
}

/// What a shop is made of; [`ShopOptions::default`] is right for most tests.
#[derive(Clone, Debug)]
pub struct ShopOptions {
    /// The tenant's number.
    pub tenant: i64,
    /// Members in each of the two communities.
    pub members: usize,
    /// Points that each member begins with.
    pub points: i64,
    /// Units of every SKU that is not a combo.
    pub stock: i64,
    /// What the engine holds in memory.
    pub engine: Options,
    /// Where entropy begins.
    pub seed: u64,
}

impl Default for ShopOptions {
    fn default() -> Self {
        Self {
            tenant: 1,
            members: 5,
            points: 500,
            stock: 1_000,
            engine: Options::default(),
            seed: 1,
        }
    }
}

/// One SKU on sale.
#[derive(Clone, Debug)]
pub struct ShopSku {
    /// Its id.
    pub id: SkuId,
    /// Its product.
    pub product: ProductId,
    /// Place of its merchant in [`Shop::merchants`].
    pub merchant: usize,
    /// What one costs.
    pub price: Money,
    /// How it can reach the buyer; the first one is used when nothing else is said.
    pub ways: Vec<Fulfilment>,
    /// What a combo is made of.
    pub parts: Vec<ComboPart>,
}

/// A station and who runs it.
#[derive(Clone, Copy, Debug)]
pub struct ShopStation {
    /// Its id.
    pub id: StationId,
    /// Place of its community in [`Shop::communities`].
    pub community: usize,
    /// Its leader.
    pub leader: Actor,
}

/// A resident.
#[derive(Clone, Copy, Debug)]
pub struct ShopMember {
    /// Who.
    pub id: MemberId,
    /// The same person as an actor.
    pub actor: Actor,
    /// Place of their community in [`Shop::communities`].
    pub community: usize,
}

/// The running shop.
pub struct Shop {
    /// The engine.
    pub engine: Engine,
    /// What it stores in.
    pub store: Arc<dyn Store>,
    /// What it takes the time from.
    pub clock: Arc<dyn Clock>,
    /// The same clock when it can be put.
    pub manual: Option<Arc<ManualClock>>,
    entropy: Arc<dyn Entropy>,
    options: ShopOptions,
    /// The tenant.
    pub tenant: TenantId,
    /// The host itself.
    pub system: Actor,
    /// The platform's user.
    pub platform: Actor,
    /// The root node.
    pub group: NodeId,
    /// The node below it.
    pub city: NodeId,
    /// Two communities below that.
    pub communities: Vec<NodeId>,
    /// An operator (客服) of each community.
    pub operators: Vec<Actor>,
    /// Merchants that sell; the last one sells for a supplier, split by price difference.
    pub merchants: Vec<MerchantId>,
    /// Staff of each merchant.
    pub staff: Vec<Actor>,
    /// The last merchant's supplier.
    pub supplier: SupplierId,
    /// All SKUs.
    pub skus: Vec<ShopSku>,
    /// Two stations in each community.
    pub stations: Vec<ShopStation>,
    /// The residents of the first community, then those of the second one.
    pub members: Vec<ShopMember>,
}

/// 10:00 in Shanghai on a Sunday.
pub fn sunday_morning() -> Timestamp {
    Timestamp::parse("2026-11-22T10:00:00+08:00").unwrap()
}

/// The keys of every shop.
pub fn keys() -> Arc<dyn Keys> {
    Arc::new(FixedKeys::new([7; 32]))
}

impl Shop {
    /// A shop with a clock that stands and reproducible entropy, on a store that may be empty.
    pub fn open(store: Arc<dyn Store>) -> Self {
        Self::with(store, &ShopOptions::default())
    }

    /// The same, made otherwise.
    pub fn with(store: Arc<dyn Store>, options: &ShopOptions) -> Self {
        let clock = Arc::new(ManualClock::new(sunday_morning()));
        let entropy = Arc::new(SeededEntropy::new(options.seed));
        let as_clock: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
        let mut shop = Self::on(store, as_clock, entropy, options);
        shop.manual = Some(clock);
        shop
    }

    /// A shop with any clock and entropy, e.g. the operating system's.
    pub fn on(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        options: &ShopOptions,
    ) -> Self {
        let engine = Engine::new(
            Arc::clone(&store),
            Arc::clone(&clock),
            Arc::clone(&entropy),
            keys(),
            options.engine,
        )
        .unwrap();
        let tenant = TenantId::new(options.tenant).unwrap();
        let system = Actor::system(tenant);
        let create = CreateTenant {
            name: text("绿城"),
            root_kind: text("集团"),
            currency: Currency::CNY,
            zone: Zone::SHANGHAI,
            platform: user("platform"),
        };
        let id = engine.new_command_id().unwrap();
        let group = engine.create_tenant(&system, id, create).unwrap();
        // Members have the points that the options say.
        let set = SettingsPatch {
            points_for_registering: Some(0),
            ..SettingsPatch::default()
        };
        let change = ChangeSettings {
            node: group,
            set,
            inherit: Vec::new(),
        };
        let id = engine.new_command_id().unwrap();
        let platform = Actor::user(tenant, user("platform"));
        engine.change_settings(&platform, id, change).unwrap();
        let mut shop = Self {
            engine,
            store,
            clock,
            manual: None,
            entropy,
            options: options.clone(),
            tenant,
            system,
            platform: Actor::user(tenant, user("platform")),
            group,
            city: group,
            communities: Vec::new(),
            operators: Vec::new(),
            merchants: Vec::new(),
            staff: Vec::new(),
            supplier: SupplierId(Id::MIN),
            skus: Vec::new(),
            stations: Vec::new(),
            members: Vec::new(),
        };
        shop.build_tree();
        shop.build_merchants();
        shop.build_products();
        shop.build_stations();
        shop.build_members();
        shop
    }

    /// A second engine over the same store, as another process would have it.
    pub fn another_engine(&self) -> Engine {
        self.engine_over(Arc::clone(&self.store))
    }

    /// An engine with the shop's clock, entropy and keys over another view of the store.
    pub fn engine_over(&self, store: Arc<dyn Store>) -> Engine {
        Engine::new(
            store,
            Arc::clone(&self.clock),
            Arc::clone(&self.entropy),
            keys(),
            self.options.engine,
        )
        .unwrap()
    }

    /// An engine over a store whose ids are never those of another process.
    pub fn engine_of_another_process(&self, store: Arc<dyn Store>) -> Engine {
        Engine::new(
            store,
            Arc::clone(&self.clock),
            Arc::new(OsEntropy),
            keys(),
            Options::default(),
        )
        .unwrap()
    }

    /// A new command id.
    pub fn id(&self) -> CommandId {
        self.engine.new_command_id().unwrap()
    }

    /// Makes a person something somewhere.
    pub fn grant(&self, name: &str, role: Role, scope: GrantScope) -> Actor {
        let give = GrantRole {
            user: user(name),
            grant: Grant { role, scope },
        };
        self.engine
            .grant_role(&self.platform, self.id(), give)
            .unwrap();
        Actor::user(self.tenant, user(name))
    }

    fn node(&self, parent: NodeId, kind: &str, name: &str) -> NodeId {
        let create = CreateNode {
            parent,
            kind: text(kind),
            name: text(name),
        };
        self.engine
            .create_node(&self.platform, self.id(), create)
            .unwrap()
    }

    fn build_tree(&mut self) {
        self.city = self.node(self.group, "城市公司", "杭州公司");
        for name in ["翠苑小区", "文一小区"] {
            let community = self.node(self.city, "项目", name);
            self.communities.push(community);
            let operator = self.grant(
                &format!("operator {name}"),
                Role::NodeOperator,
                GrantScope::Node(community),
            );
            self.operators.push(operator);
        }
    }

    fn build_merchants(&mut self) {
        let supplier = CreateSupplier {
            code: text("SUP1"),
            name: text("五常米业"),
        };
        self.supplier = self
            .engine
            .create_supplier(&self.platform, self.id(), supplier)
            .unwrap();
        for (place, name) in ["鲜果园", "老张面馆", "粮油铺"].iter().enumerate() {
            let merchant = self.build_merchant(place, name);
            self.merchants.push(merchant);
        }
        let fee = ShareRule {
            basis: ShareBasis::OrderAmount,
            amount: ShareAmount::Percent(Rate::percent(5).unwrap()),
            floor: None,
            cap: None,
            receivers: vec![(ShareReceiver::Property, 1), (ShareReceiver::Platform, 1)],
        };
        let share = |percent, receiver| ShareRule {
            basis: ShareBasis::PriceDifference,
            amount: ShareAmount::Percent(Rate::percent(percent).unwrap()),
            floor: None,
            cap: None,
            receivers: vec![(receiver, 1)],
        };
        let commission = ShareRule {
            basis: ShareBasis::OrderAmount,
            receivers: vec![(ShareReceiver::Leader, 1)],
            ..share(8, ShareReceiver::Leader)
        };
        self.set_split(None, vec![fee, commission]);
        self.set_split(
            self.merchants.last().copied(),
            vec![
                share(40, ShareReceiver::Property),
                share(10, ShareReceiver::Platform),
                share(30, ShareReceiver::Leader),
            ],
        );
    }

    fn set_split(&self, merchant: Option<MerchantId>, shares: Vec<ShareRule>) {
        let rule = SetSplitRule {
            layer: SplitLayer::Base,
            scope: merchant.map_or(SplitScope::EVERYTHING, SplitScope::merchant),
            name: text("规则"),
            shares,
        };
        self.engine
            .set_split_rule(&self.platform, self.id(), rule)
            .unwrap();
    }

    fn build_merchant(&mut self, place: usize, name: &str) -> MerchantId {
        let (engine, platform) = (&self.engine, &self.platform);
        let record = RecordMerchant {
            node: self.group,
            code: text(&format!("M{place}")),
            details: MerchantDetails {
                name: text(name),
                contact: text("老板"),
                phone: text("13800000000"),
                kind: MerchantKind::Mall,
            },
        };
        let merchant = engine.record_merchant(platform, self.id(), record).unwrap();
        engine
            .submit_merchant(platform, self.id(), SubmitMerchant { merchant })
            .unwrap();
        let approve = ReviewMerchant {
            merchant,
            outcome: Verdict::Approve,
        };
        engine
            .review_merchant(platform, self.id(), approve)
            .unwrap();
        engine
            .activate_merchant(platform, self.id(), ActivateMerchant { merchant })
            .unwrap();
        let serve = SetServedNodes {
            merchant,
            nodes: vec![self.city],
        };
        engine.set_served_nodes(platform, self.id(), serve).unwrap();
        let staff = self.grant(
            &format!("staff {place}"),
            Role::MerchantStaff,
            GrantScope::Merchant(merchant),
        );
        self.staff.push(staff);
        merchant
    }

    /// Twenty products: goods with one SKU or two, collected or sent, and combos of two of them.
    fn build_products(&mut self) {
        let category = CreateCategory {
            parent: None,
            code: text("FRESH"),
            name: text("生鲜"),
        };
        let category = self
            .engine
            .create_category(&self.platform, self.id(), category)
            .unwrap();
        for number in 0..20_usize {
            let merchant = number % 3;
            let combo = number >= 18;
            let two = !combo && number % 2 == 0;
            let ways = match number % 5 {
                3 => vec![Fulfilment::Express, Fulfilment::Pickup],
                4 => vec![Fulfilment::Instant],
                _ => vec![Fulfilment::Pickup],
            };
            let ways = if combo {
                vec![Fulfilment::Pickup]
            } else {
                ways
            };
            let name = format!("商品{number}");
            let mut details = ProductDetails::new(category, text(&name), ways.iter().copied());
            details.supplier = (merchant == 2).then_some(self.supplier);
            details.flags.earns_points = !combo;
            let axes = if two {
                let options = vec![text("小"), text("大")];
                vec![Axis {
                    name: text("规格"),
                    options,
                }]
            } else {
                Vec::new()
            };
            let parts = if combo {
                self.parts_of_combo(merchant)
            } else {
                Vec::new()
            };
            let sku = |at: usize, spec: &[&str]| {
                let price = 199 + i64::try_from(number * 137 + at * 801).unwrap();
                NewSku {
                    code: text(&format!("P{number}-{at}")),
                    spec: spec.iter().map(|option| text(option)).collect(),
                    price: fen(price),
                    supply_price: (merchant == 2 && !combo).then(|| fen(price * 8 / 10)),
                    stock: if combo { 0 } else { self.options.stock },
                    parts: parts.clone(),
                    ..NewSku::default()
                }
            };
            let skus = if two {
                vec![sku(0, &["小"]), sku(1, &["大"])]
            } else {
                vec![sku(0, &[])]
            };
            let create = CreateProduct {
                merchant: self.merchants[merchant],
                code: text(&format!("P{number}")),
                kind: if combo {
                    ProductKind::Combo
                } else {
                    ProductKind::Goods
                },
                details,
                axes,
                skus: skus.clone(),
            };
            let product = self.publish(merchant, create);
            for sku in skus {
                self.skus.push(ShopSku {
                    id: linli::catalog::Sku::id_of(self.merchants[merchant], &sku.code),
                    product,
                    merchant,
                    price: sku.price,
                    ways: ways.clone(),
                    parts: sku.parts,
                });
            }
        }
    }

    fn parts_of_combo(&self, merchant: usize) -> Vec<ComboPart> {
        let own = self.skus.iter().filter(|sku| sku.merchant == merchant);
        let parts = own.take(2).zip(1..);
        parts
            .map(|(sku, quantity)| ComboPart {
                sku: sku.id,
                quantity,
            })
            .collect()
    }

    fn publish(&self, merchant: usize, create: CreateProduct) -> ProductId {
        let (engine, staff) = (&self.engine, &self.staff[merchant]);
        let product = engine.create_product(staff, self.id(), create).unwrap();
        engine
            .submit_product(staff, self.id(), SubmitProduct { product })
            .unwrap();
        let approve = ReviewProduct {
            product,
            outcome: Verdict::Approve,
        };
        engine
            .review_product(&self.platform, self.id(), approve)
            .unwrap();
        product
    }

    fn build_stations(&mut self) {
        for number in 0..4_usize {
            let community = number / 2;
            let create = CreateStation {
                community: self.communities[community],
                code: text(&format!("S{number}")),
                name: text(&format!("驿站{number}")),
                leader_name: text("团长"),
                leader_phone: text("13900000000"),
                address: Address {
                    detail: text("文一西路 1 号"),
                    ..Address::default()
                },
                position: Position::new(30_280_000, 120_120_000).unwrap(),
                route: text(&format!("R{}", number % 2)),
                region: text("西湖"),
                hours: text("08:00-20:00"),
            };
            let id = self
                .engine
                .create_station(&self.platform, self.id(), create)
                .unwrap();
            let leader = self.grant(
                &format!("leader {number}"),
                Role::Leader,
                GrantScope::Station(id),
            );
            self.stations.push(ShopStation {
                id,
                community,
                leader,
            });
        }
    }

    fn build_members(&mut self) {
        for community in 0..2 {
            for number in 0..self.options.members {
                let register = RegisterMember {
                    community: self.communities[community],
                    external_ref: text(&format!("{community}-{number}")),
                    profile: Profile {
                        name: text("王小明"),
                        phone: text(&phone(community, number)),
                        address: Address {
                            detail: text(&format!("{}幢{number}室", community + 1)),
                            ..Address::default()
                        },
                    },
                    station: None,
                };
                let id = self
                    .engine
                    .register_member(&self.system, self.id(), register)
                    .unwrap();
                self.members.push(ShopMember {
                    id,
                    actor: Actor::user(self.tenant, id),
                    community,
                });
                if self.options.points > 0 {
                    self.grant_points(self.members.len() - 1, self.options.points);
                }
            }
        }
    }

    /// Gives a member points that every mall takes.
    pub fn grant_points(&self, member: usize, units: i64) {
        let member = self.members[member];
        let grant = GrantPoints {
            member: member.id,
            points: points(units),
            kind: PointsKind::Universal,
            issuer: Party::Node(self.communities[member.community]),
            expires: None,
            reason: text("开户"),
        };
        self.engine
            .grant_points(&self.system, self.id(), grant)
            .unwrap();
    }

    // What happens in it.

    /// What a member wants: SKUs by their places in [`Shop::skus`], collected at the first station of their community.
    pub fn wanted(&self, member: usize, lines: &[(usize, u32)]) -> Wanted {
        let member = self.members[member];
        let line = |(sku, quantity): &(usize, u32)| WantedLine {
            sku: self.skus[*sku].id,
            quantity: *quantity,
            fulfilment: self.skus[*sku].ways[0],
            sale: None,
        };
        Wanted {
            member: member.id,
            lines: lines.iter().map(line).collect(),
            station: Some(self.stations[member.community * 2].id),
            points: Points::ZERO,
            coupons: linli::pricing::CouponChoice::None,
        }
    }

    /// Places what a member wants.
    pub fn place_wanted(&self, member: usize, wanted: Wanted) -> Result<PlacedTrade> {
        let actor = &self.members[member].actor;
        self.engine.place_order(actor, self.id(), order_of(wanted))
    }

    /// Places an order over SKUs by their places.
    pub fn place(&self, member: usize, lines: &[(usize, u32)]) -> Result<PlacedTrade> {
        self.place_wanted(member, self.wanted(member, lines))
    }

    /// The report of a payment of a trade's whole total.
    pub fn payment_of(&self, placed: &PlacedTrade) -> ReportPayment {
        ReportPayment {
            trade: placed.trade,
            provider: text("wechat"),
            number: text(&format!("WX-{}", placed.trade)),
            amount: placed.total,
            currency: "CNY".to_owned(),
            paid_at: self.clock.now(),
            evidence: text(&"ab".repeat(32)),
        }
    }

    /// Reports that a trade was paid.
    pub fn pay(&self, placed: &PlacedTrade) -> Result<PaymentReport> {
        let report = self.payment_of(placed);
        self.engine.report_payment(&self.system, self.id(), report)
    }

    /// Places and pays.
    pub fn buy(&self, member: usize, lines: &[(usize, u32)]) -> Result<PlacedTrade> {
        let placed = self.place(member, lines)?;
        if placed.total.is_positive() {
            self.pay(&placed)?;
        }
        Ok(placed)
    }

    /// Gives up an unpaid trade.
    pub fn cancel_trade(&self, member: usize, placed: &PlacedTrade) -> Result<()> {
        let actor = &self.members[member].actor;
        let trade = placed.trade;
        self.engine
            .cancel_trade(actor, self.id(), CancelTrade { trade })
    }

    /// Cancels a whole paid order.
    pub fn cancel_order(&self, member: usize, order: OrderId) -> Result<linli::kernel::RefundId> {
        let actor = &self.members[member].actor;
        let cancel = CancelOrder {
            order,
            lines: Vec::new(),
            reason: None,
        };
        self.engine.cancel_order(actor, self.id(), cancel)
    }

    /// An order as it stands.
    pub fn order(&self, order: OrderId) -> Order {
        self.engine.order(&self.system, order).unwrap()
    }

    /// Puts the clock forward. Only with a clock that can be put.
    pub fn advance_minutes(&self, minutes: u32) {
        self.manual.as_ref().unwrap().advance_seconds(minutes * 60);
    }

    /// Today in the tenant's zone.
    pub fn today(&self) -> Day {
        Zone::SHANGHAI.day_of(self.clock.now())
    }

    /// Puts the clock to a time of a day.
    pub fn set_time(&self, day: Day, hour: u8, minute: u8) {
        let time = TimeOfDay::new(hour, minute).unwrap();
        self.manual
            .as_ref()
            .unwrap()
            .set(Zone::SHANGHAI.at(day, time));
    }

    /// Does what is due until nothing more is; how many steps that took. Panics when something due is refused.
    pub fn run_due(&self) -> u32 {
        let mut done = 0;
        for _ in 0..10_000 {
            let report = self.engine.run_due(&self.system, 500).unwrap();
            assert_eq!(report.failed, [], "what is due can be done");
            if report.done == 0 {
                return done;
            }
            done += report.done;
        }
        panic!("due work does not come to an end");
    }

    /// Goes to half past eleven at night and does what is due: days are cut off and manifests dispatched.
    pub fn close_day(&self) {
        self.set_time(self.today(), 23, 30);
        self.run_due();
    }

    /// The leader says that everything of a delivery day arrived.
    pub fn accept(&self, station: usize, day: Day) -> Result<Acceptance> {
        self.accept_arrived(station, day, Arrived::AsSent)
    }

    /// The leader says what of a delivery day arrived.
    pub fn accept_arrived(&self, station: usize, day: Day, arrived: Arrived) -> Result<Acceptance> {
        let station = self.stations[station];
        let accept = AcceptDelivery {
            station: station.id,
            day,
            arrived,
        };
        self.engine
            .accept_delivery(&station.leader, self.id(), accept)
    }

    /// Cuts the day off, and accepts at every station what was sent, at eight the next morning.
    pub fn deliver(&self) {
        self.close_day();
        let tomorrow = self.today().next();
        self.set_time(tomorrow, 8, 0);
        for station in 0..self.stations.len() {
            if let Err(error) = self.accept(station, tomorrow) {
                assert!(
                    matches!(error.code(), "not_found" | "wrong_state"),
                    "{error}"
                );
            }
        }
    }

    /// The code that the buyer sees.
    pub fn code(&self, member: usize, order: OrderId) -> Result<Option<PickupDigits>> {
        let actor = &self.members[member].actor;
        Ok(self.engine.my_pickup_code(actor, order)?.digits)
    }

    /// The leader of a station looks a code up.
    pub fn look(&self, station: usize, code: &PickupDigits) -> Result<CodeLookUp> {
        let station = self.stations[station];
        let look = LookUpPickupCode {
            station: station.id,
            code: code.clone(),
        };
        self.engine
            .look_up_pickup_code(&station.leader, self.id(), look)
    }

    /// The leader of a station hands over against a code.
    pub fn confirm(&self, station: usize, code: &PickupDigits) -> Result<PickupOutcome> {
        let station = self.stations[station];
        let confirm = ConfirmPickup {
            station: station.id,
            code: code.clone(),
        };
        self.engine
            .confirm_pickup(&station.leader, self.id(), confirm)
    }

    /// More units come in.
    pub fn receive_stock(&self, sku: usize, units: i64) -> Result<()> {
        let sku = &self.skus[sku];
        let receive = ReceiveStock {
            merchant: self.merchants[sku.merchant],
            lines: vec![StockLine { sku: sku.id, units }],
        };
        self.engine
            .receive_stock(&self.staff[sku.merchant], self.id(), receive)
    }

    /// Available, reserved and sold units of a SKU, as stored.
    pub fn stock(&self, sku: usize) -> [i64; 3] {
        stock_of(&*self.store, self.tenant, self.skus[sku].id)
    }

    /// Runs any command; the answer as JSON.
    pub fn run(&self, actor: &Actor, command: AnyCommand) -> Result<serde_json::Value> {
        self.engine.execute_any(actor, self.id(), command)
    }
}

/// Available, reserved and sold units of a SKU, as stored.
pub fn stock_of(store: &dyn Store, tenant: TenantId, sku: SkuId) -> [i64; 3] {
    let key = linli::store::RowKey {
        table: linli::schema::tables::STOCK,
        id: sku.0,
    };
    let row = store.get(tenant, &[key]).unwrap().remove(0).unwrap();
    [row.counters[0], row.counters[1], row.counters[2]]
}
