//! A small market in the world: two merchants, a handful of products, two stations, two residents.
#![allow(dead_code)] // each test binary uses a part of it

use linli::catalog::{
    CreateCategory, CsvFile, ExistingStock, Fulfilment, ImportMode, ImportProducts, ImportScope,
    Publish, Sku, StockLevel,
};
use linli::kernel::{
    Actor, Id, MemberId, MerchantId, Money, NodeId, Points, Role, SkuId, StationId, TradeId,
};
use linli::ledger::Party;
use linli::member::{Address, Profile, RegisterMember};
use linli::merchant::{
    ActivateMerchant, MerchantDetails, MerchantKind, RecordMerchant, ReviewMerchant,
    SetServedNodes, SubmitMerchant, Verdict,
};
use linli::order::{CartUse, PlaceOrder, PlacedTrade, Wanted, WantedLine};
use linli::org::{Grant, GrantRole, GrantScope};
use linli::payment::{PaymentReport, ReportPayment};
use linli::points::{GrantPoints, PointsKind};
use linli::station::{CreateStation, Position};
use linli::{Error, Result};

use super::{World, text, user};

pub struct Market {
    pub world: World,
    pub fruit: MerchantId,
    pub grain: MerchantId,
    pub station: StationId,
    pub other_station: StationId,
    pub wang: MemberId,
    pub li: MemberId,
    pub leader: Actor,
}

const PRODUCTS: &str = "\
merchant,product_code,product_name,category,kind,spec,sku_code,price,list_price,supply_price,weight_grams,barcode,stock,fulfilment,supplier,flags,parts
fruit,F1,烟台红富士苹果,food,goods,规格=5斤,F1-5,39.90,,,2500,,20,pickup;express,,,
fruit,F1,烟台红富士苹果,food,goods,规格=10斤,F1-10,72.80,,,5000,,10,pickup;express,,,
fruit,F2,爱媛果冻橙,food,goods,规格=3斤,F2-3,29.99,,,1500,,9,pickup,,no_reason_return,
fruit,F3,水果套餐,food,combo,规格=1套,F3-1,65.00,,,,,,pickup,,,F1-5*1;F2-3*2
grain,G1,东北五常大米,food,goods,规格=5斤,G1-5,45.00,,,2500,,100,pickup;express,,,
grain,G2,赠品贴纸,food,goods,规格=1张,G2-1,0.00,,,1,,100,pickup,,,
";

impl Market {
    pub fn new() -> Self {
        Self::over(World::new())
    }

    pub fn over(world: World) -> Self {
        let merchant = |code: &str, name: &str| {
            let details = MerchantDetails {
                name: text(name),
                contact: text("张老板"),
                phone: text("057188880000"),
                kind: MerchantKind::Mall,
            };
            let record = RecordMerchant {
                node: world.group,
                code: text(code),
                details,
            };
            let merchant = world
                .engine
                .record_merchant(&world.platform, world.id(), record)
                .unwrap();
            let serve = SetServedNodes {
                merchant,
                nodes: vec![world.city],
            };
            world
                .engine
                .set_served_nodes(&world.platform, world.id(), serve)
                .unwrap();
            world
                .engine
                .submit_merchant(&world.platform, world.id(), SubmitMerchant { merchant })
                .unwrap();
            let approve = ReviewMerchant {
                merchant,
                outcome: Verdict::Approve,
            };
            world
                .engine
                .review_merchant(&world.platform, world.id(), approve)
                .unwrap();
            world
                .engine
                .activate_merchant(&world.platform, world.id(), ActivateMerchant { merchant })
                .unwrap();
            merchant
        };
        let (fruit, grain) = (merchant("fruit", "鲜果优选"), merchant("grain", "五谷粮仓"));
        let food = CreateCategory {
            parent: None,
            code: text("food"),
            name: text("生鲜"),
        };
        world
            .engine
            .create_category(&world.platform, world.id(), food)
            .unwrap();
        let import = ImportProducts {
            scope: ImportScope::Node(world.group),
            csv: CsvFile::new(PRODUCTS).unwrap(),
            mode: ImportMode::AllOrNothing,
            publish: Publish::OnSale,
            existing_stock: ExistingStock::Set,
        };
        let report = world
            .engine
            .import_products(&world.platform, world.id(), import)
            .unwrap();
        assert_eq!(report.refused, []);
        let station = |code: &str| {
            let create = CreateStation {
                community: world.community,
                code: text(code),
                name: text(code),
                leader_name: text("赵团长"),
                leader_phone: text("13800000001"),
                address: Address {
                    detail: text("1栋架空层"),
                    ..Address::default()
                },
                position: Position::new(30_287_400, 120_120_500).unwrap(),
                route: text("A"),
                region: text(""),
                hours: text(""),
            };
            world
                .engine
                .create_station(&world.platform, world.id(), create)
                .unwrap()
        };
        let (one, two) = (station("S1"), station("S2"));
        let grant = Grant {
            role: Role::Leader,
            scope: GrantScope::Station(one),
        };
        let leader = GrantRole {
            user: user("leader"),
            grant,
        };
        world
            .engine
            .grant_role(&world.platform, world.id(), leader)
            .unwrap();
        let leader = Actor::user(world.tenant, user("leader"));
        let member = |reference: &str| register(&world, world.community, reference);
        let (wang, li) = (member("R-1"), member("R-2"));
        Self {
            fruit,
            grain,
            station: one,
            other_station: two,
            wang,
            li,
            leader,
            world,
        }
    }

    pub fn member(&self, member: MemberId) -> Actor {
        Actor::user(self.world.tenant, member)
    }

    pub fn sku(&self, code: &str) -> SkuId {
        let merchant = if code.starts_with('F') {
            self.fruit
        } else {
            self.grain
        };
        Sku::id_of(merchant, code)
    }

    pub fn wanted(&self, member: MemberId, lines: &[(&str, u32)]) -> Wanted {
        let line = |(code, quantity): &(&str, u32)| WantedLine {
            sku: self.sku(code),
            quantity: *quantity,
            fulfilment: Fulfilment::Pickup,
            sale: None,
        };
        Wanted {
            member,
            lines: lines.iter().map(line).collect(),
            station: Some(self.station),
            points: Points::ZERO,
            coupons: linli::pricing::CouponChoice::None,
        }
    }

    pub fn place_wanted(&self, wanted: Wanted) -> Result<PlacedTrade> {
        let actor = self.member(wanted.member);
        let place = PlaceOrder {
            wanted,
            expected_total: None,
            notes: Vec::new(),
            cart: CartUse::Keep,
        };
        self.world
            .engine
            .place_order(&actor, self.world.id(), place)
    }

    pub fn place(&self, member: MemberId, lines: &[(&str, u32)]) -> Result<PlacedTrade> {
        self.place_wanted(self.wanted(member, lines))
    }

    pub fn report(&self, trade: TradeId, number: &str, fen: i64) -> Result<PaymentReport> {
        let report = self.payment(trade, number, fen);
        self.world
            .engine
            .report_payment(&self.world.system, self.world.id(), report)
    }

    pub fn payment(&self, trade: TradeId, number: &str, fen: i64) -> ReportPayment {
        use linli::kernel::Clock;
        ReportPayment {
            trade,
            provider: text("wechat"),
            number: text(number),
            amount: Money::new(fen).unwrap(),
            currency: "CNY".to_owned(),
            paid_at: self.world.clock.now(),
            evidence: text(&"ab".repeat(32)),
        }
    }

    /// Places and pays.
    pub fn buy(&self, member: MemberId, lines: &[(&str, u32)]) -> PlacedTrade {
        let placed = self.place(member, lines).unwrap();
        if placed.total.is_positive() {
            let number = placed.trade.to_string();
            self.report(placed.trade, &number, placed.total.units())
                .unwrap();
        }
        placed
    }

    pub fn stock(&self, code: &str) -> StockLevel {
        let sku = self.sku(code);
        let product = code.split('-').next().unwrap();
        let merchant = if code.starts_with('F') {
            self.fruit
        } else {
            self.grain
        };
        let product = linli::catalog::Product::id_of(merchant, product);
        let levels = self
            .world
            .engine
            .stock(&self.world.platform, product)
            .unwrap();
        levels.into_iter().find(|level| level.sku == sku).unwrap()
    }

    pub fn give_points(&self, member: MemberId, points: i64) {
        let grant = GrantPoints {
            member,
            points: Points::new(points).unwrap(),
            kind: PointsKind::Universal,
            issuer: Party::Node(self.world.community),
            expires: None,
            reason: text("开业赠送"),
        };
        self.world
            .engine
            .grant_points(&self.world.platform, self.world.id(), grant)
            .unwrap();
    }

    pub fn spendable(&self, member: MemberId) -> i64 {
        self.world
            .engine
            .points_balance(&self.member(member), member)
            .unwrap()
            .spendable_in_mall
            .units()
    }

    /// Does what is due until nothing is.
    pub fn run_due(&self) {
        for _ in 0..2_000 {
            let report = self.world.engine.run_due(&self.world.system, 1000).unwrap();
            assert_eq!(report.failed, []);
            if report.done == 0 {
                return;
            }
        }
        panic!("due work does not end");
    }
}

pub fn register(world: &World, community: NodeId, reference: &str) -> MemberId {
    let profile = Profile {
        name: text("王小明"),
        phone: text("13800001234"),
        address: Address {
            detail: text("3栋2单元501"),
            ..Address::default()
        },
    };
    let register = RegisterMember {
        community,
        external_ref: text(reference),
        profile,
        station: None,
    };
    world
        .engine
        .register_member(&world.platform, world.id(), register)
        .unwrap()
}

pub fn code_of<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    result.map_err(|error: Error| error.code()).unwrap_err()
}

/// An id that nothing has.
pub fn nobody<I: From<Id>>() -> I {
    I::from(Id::derived("nobody", &[]))
}
