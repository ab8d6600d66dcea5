//! A merchant with an owner, categories and a member, and a product to vary.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)] // each test binary uses a part of it

use linli::catalog::{
    Axis, CreateCategory, CreateProduct, Fulfilment, NewSku, ProductDetails, ProductKind,
    ReviewProduct, SetStock, Sku, StockLine, SubmitProduct,
};
use linli::kernel::{Actor, CategoryId, MemberId, MerchantId, Money, ProductId, Result, SkuId};
use linli::member::{Address, Profile, RegisterMember};
use linli::merchant::{
    ActivateMerchant, CreateSupplier, MerchantDetails, MerchantKind, RegisterMerchant,
    ReviewMerchant, SetServedNodes, SubmitMerchant, SuspendMerchant, Verdict,
};

use crate::common::{World, text, user};

pub struct Goods {
    pub world: World,
    /// Active, serves the community.
    pub merchant: MerchantId,
    /// Works for the merchant.
    pub owner: Actor,
    /// Active too, serves nobody.
    pub other_merchant: MerchantId,
    /// Lives in the community.
    pub member: Actor,
    pub member_id: MemberId,
    /// 粮油 › 米面, and 乳品.
    pub grain: CategoryId,
    pub rice_category: CategoryId,
    pub dairy: CategoryId,
}

impl Goods {
    pub fn new() -> Self {
        let world = World::new();
        let merchant = active_merchant(&world, "m-grain", "owner");
        let serve = SetServedNodes {
            merchant,
            nodes: vec![world.community],
        };
        world
            .engine
            .set_served_nodes(&world.platform, world.id(), serve)
            .unwrap();
        let other_merchant = active_merchant(&world, "m-other", "other");
        let category = |parent, code: &str, name: &str| {
            let command = CreateCategory {
                parent,
                code: text(code),
                name: text(name),
            };
            world
                .engine
                .create_category(&world.platform, world.id(), command)
                .unwrap()
        };
        let grain = category(None, "grain", "粮油调味");
        let rice_category = category(Some(grain), "grain-rice", "米面杂粮");
        let dairy = category(None, "dairy", "乳品");
        let supplier = CreateSupplier {
            code: text("s-grain"),
            name: text("北仓粮油供应链"),
        };
        world
            .engine
            .create_supplier(&world.platform, world.id(), supplier)
            .unwrap();
        let member_id = register_member(&world, "r001");
        Self {
            merchant,
            owner: Actor::user(world.tenant, user("owner")),
            other_merchant,
            member: Actor::user(world.tenant, member_id),
            member_id,
            grain,
            rice_category,
            dairy,
            world,
        }
    }

    /// Rice in bags of 5 (70 in stock) and 10 jin (40).
    pub fn rice(&self) -> CreateProduct {
        let sku = |code: &str, option: &str, price: i64, stock: i64| NewSku {
            code: text(code),
            spec: vec![text(option)],
            price: Money::new(price).unwrap(),
            stock,
            ..NewSku::default()
        };
        CreateProduct {
            merchant: self.merchant,
            code: text("GR01"),
            kind: ProductKind::Goods,
            details: ProductDetails::new(
                self.rice_category,
                text("东北五常大米"),
                [Fulfilment::Pickup, Fulfilment::Express],
            ),
            axes: vec![Axis {
                name: text("规格"),
                options: vec![text("5斤"), text("10斤")],
            }],
            skus: vec![
                sku("GR01-1", "5斤", 3990, 70),
                sku("GR01-2", "10斤", 7500, 40),
            ],
        }
    }

    pub fn sku(&self, code: &str) -> SkuId {
        Sku::id_of(self.merchant, code)
    }

    /// A SKU of the other merchant, made at the first call.
    pub fn another_merchants_sku(&self) -> SkuId {
        let mut command = self.rice();
        command.merchant = self.other_merchant;
        let platform = &self.world.platform;
        let made = self
            .world
            .engine
            .create_product(platform, self.world.id(), command);
        if let Err(error) = made {
            assert_eq!(error.code(), "already_exists");
        }
        Sku::id_of(self.other_merchant, "GR01-1")
    }

    /// Submitted and approved.
    pub fn put_on_sale(&self, product: ProductId) {
        let (engine, platform) = (&self.world.engine, &self.world.platform);
        engine
            .submit_product(platform, self.world.id(), SubmitProduct { product })
            .unwrap();
        let approve = ReviewProduct {
            product,
            outcome: Verdict::Approve,
        };
        engine
            .review_product(platform, self.world.id(), approve)
            .unwrap();
    }

    pub fn set_stock(&self, lines: &[(SkuId, i64)]) -> Result<()> {
        let line = |(sku, units): &(SkuId, i64)| StockLine {
            sku: *sku,
            units: *units,
        };
        let command = SetStock {
            merchant: self.merchant,
            lines: lines.iter().map(line).collect(),
        };
        self.world
            .engine
            .set_stock(&self.owner, self.world.id(), command)
    }

    pub fn suspend(&self) {
        let command = SuspendMerchant {
            merchant: self.merchant,
            reason: text("停业整顿"),
        };
        self.world
            .engine
            .suspend_merchant(&self.world.platform, self.world.id(), command)
            .unwrap();
    }
}

pub fn register_member(world: &World, reference: &str) -> MemberId {
    let address = Address {
        detail: text("3栋2单元501"),
        ..Address::default()
    };
    let command = RegisterMember {
        community: world.community,
        external_ref: text(reference),
        profile: Profile {
            name: text("王小明"),
            phone: text("13800001234"),
            address,
        },
        station: None,
    };
    world
        .engine
        .register_member(&world.system, world.id(), command)
        .unwrap()
}

fn active_merchant(world: &World, code: &str, owner: &str) -> MerchantId {
    let (engine, platform) = (&world.engine, &world.platform);
    let register = RegisterMerchant {
        applicant: user(owner),
        node: world.city,
        code: text(code),
        details: MerchantDetails {
            name: text("五谷丰仓粮油铺"),
            contact: text("田广源"),
            phone: text("13800000102"),
            kind: MerchantKind::Mall,
        },
    };
    let merchant = engine
        .register_merchant(&world.system, world.id(), register)
        .unwrap();
    engine
        .submit_merchant(platform, world.id(), SubmitMerchant { merchant })
        .unwrap();
    let approve = ReviewMerchant {
        merchant,
        outcome: Verdict::Approve,
    };
    engine
        .review_merchant(platform, world.id(), approve)
        .unwrap();
    engine
        .activate_merchant(platform, world.id(), ActivateMerchant { merchant })
        .unwrap();
    merchant
}
