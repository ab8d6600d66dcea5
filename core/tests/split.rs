//! Which split rule holds, lines under several rules, shares of the tree, of pieces, of what brings no commission. RULES §12.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use std::collections::BTreeMap;

use common::shop::{Shop, seed};
use common::text;
use linli::catalog::{Category, Product, Sku, Stock};
use linli::engine::Record;
use linli::kernel::{
    CategoryId, Id, MemberId, Money, OrderId, ProductId, Rate, Role, SkuId, StationId, UserId,
};
use linli::ledger::Party;
use linli::order::{CancelLine, CancelOrder};
use linli::org::{Grant, GrantRole, GrantScope, SettingsPatch};
use linli::split::{
    RemoveSplitRule, SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitLayer,
    SplitScope,
};
use linli::verify::verify;

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

fn share(amount: ShareAmount, receivers: &[(ShareReceiver, u32)]) -> ShareRule {
    ShareRule {
        basis: ShareBasis::OrderAmount,
        amount,
        floor: None,
        cap: None,
        receivers: receivers.to_vec(),
    }
}

fn percent(percent: &str) -> ShareAmount {
    ShareAmount::Percent(Rate::parse("rate", percent).unwrap())
}

fn rule(layer: SplitLayer, scope: SplitScope, name: &str, shares: &[ShareRule]) -> SetSplitRule {
    SetSplitRule {
        layer,
        scope,
        name: text(name),
        shares: shares.to_vec(),
    }
}

fn set(shop: &Shop, layer: SplitLayer, scope: SplitScope, name: &str, shares: &[ShareRule]) {
    let world = &shop.world;
    world
        .engine
        .set_split_rule(
            &world.platform,
            world.id(),
            rule(layer, scope, name, shares),
        )
        .unwrap();
}

/// The platform takes so much of what falls under a scope.
fn fee(shop: &Shop, scope: SplitScope, name: &str, rate: &str) {
    let shares = [share(percent(rate), &[(ShareReceiver::Platform, 1)])];
    set(shop, SplitLayer::Base, scope, name, &shares);
}

fn category(shop: &Shop, name: &str, above: &[CategoryId]) -> CategoryId {
    let id = CategoryId(Id::derived("category", &[name.as_bytes()]));
    let record = Category {
        id,
        parent: above.last().copied(),
        path: above.iter().copied().chain([id]).collect(),
        code: text(name),
        name: text(name),
    };
    seed(&shop.world, &record, 0);
    id
}

/// Another product of the shop, like its rice but for these.
fn goods(shop: &Shop, name: &str, category: CategoryId, price: i64, distribution: bool) -> SkuId {
    let world = &shop.world;
    let like = world
        .engine
        .product_record(
            &world.platform,
            ProductId(Id::derived("product", &["东北大米".as_bytes()])),
        )
        .unwrap();
    let sku = SkuId(Id::derived("sku", &[name.as_bytes()]));
    let mut product: Product = like.product;
    product.id = ProductId(Id::derived("product", &[name.as_bytes()]));
    product.code = text(name);
    product.name = text(name);
    product.category = category;
    product.skus = vec![sku];
    product.flags.distribution = distribution;
    product.supplier = None;
    seed(world, &product, 0);
    let mut record: Sku = like.skus[0].clone();
    record.id = sku;
    record.product = product.id;
    record.code = text(name);
    record.price = money(price);
    seed(world, &record, 0);
    seed(world, &Stock { sku }, 1_000);
    sku
}

fn product_of(name: &str) -> ProductId {
    ProductId(Id::derived("product", &[name.as_bytes()]))
}

fn names(shop: &Shop, product: ProductId) -> Vec<String> {
    let world = &shop.world;
    world
        .engine
        .split_rules_for(&world.platform, product, world.community)
        .unwrap()
        .into_iter()
        .map(|rule| rule.name.to_string())
        .collect()
}

fn parts(shop: &Shop, order: OrderId) -> Vec<(String, i64, i64)> {
    let world = &shop.world;
    let explained = world
        .engine
        .order_split(&world.platform, order)
        .unwrap()
        .unwrap();
    for section in &explained.sections {
        let steps: i64 = section.steps.iter().map(|step| step.amount.units()).sum();
        assert_eq!(
            steps,
            section.value.units(),
            "the steps explain the section"
        );
    }
    let name = |party: &Party| match party {
        Party::Platform => "platform",
        Party::Node(_) => "property",
        Party::Merchant(_) => "merchant",
        Party::Supplier(_) => "supplier",
        Party::Leader(_) => "leader",
        Party::Promoter(_) => "promoter",
        _ => "other",
    };
    let part = |part: &linli::split::SplitPart| {
        (
            name(&part.party).to_owned(),
            part.amount.units(),
            part.taken_back.units(),
        )
    };
    explained.parts.iter().map(part).collect()
}

fn amounts(shop: &Shop, order: OrderId) -> Vec<(String, i64)> {
    let part = |(name, amount, _)| (name, amount);
    parts(shop, order).into_iter().map(part).collect()
}

fn expected(parts: &[(&str, i64)]) -> Vec<(String, i64)> {
    parts
        .iter()
        .map(|(name, amount)| ((*name).to_owned(), *amount))
        .collect()
}

fn assert_sound(shop: &Shop) {
    let report = verify(&*shop.world.store, shop.world.tenant).unwrap();
    assert_eq!(report.findings, []);
}

fn cancel(shop: &Shop, member: MemberId, order: OrderId, line: u32, quantity: u32) {
    let command = CancelOrder {
        order,
        lines: vec![CancelLine { line, quantity }],
        reason: None,
    };
    let world = &shop.world;
    world
        .engine
        .cancel_order(&shop.buyer(member), world.id(), command)
        .unwrap();
}

#[test]
fn the_most_specific_rule_holds_and_the_next_one_when_it_is_removed() {
    let shop = Shop::new();
    let world = &shop.world;
    let food = category(&shop, "food", &[]);
    let fruit = category(&shop, "fruit", &[food]);
    let apple = product_of("苹果");
    goods(&shop, "苹果", fruit, 1_000, true);
    let everything = SplitScope::EVERYTHING;
    let merchant = SplitScope::merchant(shop.merchant);
    let of_merchant = |category| SplitScope {
        category: Some(category),
        ..merchant
    };
    // From the least to the most specific: each new one takes over.
    let order = [
        (everything, "everything"),
        (everything.at(world.group), "everything in the group"),
        (
            everything.at(world.community),
            "everything in the community",
        ),
        (SplitScope::category(food), "food"),
        (SplitScope::category(fruit), "fruit"),
        (
            SplitScope::category(fruit).at(world.city),
            "fruit in the city",
        ),
        (merchant, "merchant"),
        (merchant.at(world.community), "merchant in the community"),
        (of_merchant(food), "the merchant's food"),
        (
            of_merchant(food).at(world.community),
            "the merchant's food in the community",
        ),
        (of_merchant(fruit), "the merchant's fruit"),
        (SplitScope::product(apple), "apple"),
        (
            SplitScope::product(apple).at(world.group),
            "apple in the group",
        ),
    ];
    for (scope, name) in order {
        fee(&shop, scope, name, "0.01");
        assert_eq!(names(&shop, apple), [name]);
    }
    for place in (0..order.len()).rev() {
        assert_eq!(names(&shop, apple), [order[place].1]);
        let remove = RemoveSplitRule {
            layer: SplitLayer::Base,
            scope: order[place].0,
        };
        world
            .engine
            .remove_split_rule(&world.platform, world.id(), remove)
            .unwrap();
    }
    assert!(names(&shop, apple).is_empty());
    let kept = world
        .engine
        .split_rules(&world.platform, None, 500)
        .unwrap();
    assert!(kept.is_empty());
    assert_sound(&shop);
}

#[test]
fn rules_of_other_goods_and_places_do_not_hold() {
    let shop = Shop::new();
    let (food, tools) = (category(&shop, "food", &[]), category(&shop, "tools", &[]));
    let apple = product_of("苹果");
    goods(&shop, "苹果", food, 1_000, true);
    goods(&shop, "锤子", tools, 1_000, true);
    let elsewhere = shop
        .world
        .engine
        .create_node(
            &shop.world.platform,
            shop.world.id(),
            linli::org::CreateNode {
                parent: shop.world.city,
                kind: text("项目"),
                name: text("别处"),
            },
        )
        .unwrap();
    fee(&shop, SplitScope::category(tools), "tools", "0.01");
    fee(
        &shop,
        SplitScope::product(product_of("锤子")),
        "hammer",
        "0.01",
    );
    fee(
        &shop,
        SplitScope::EVERYTHING.at(elsewhere),
        "elsewhere",
        "0.01",
    );
    assert!(names(&shop, apple).is_empty());
    assert_eq!(names(&shop, product_of("锤子")), ["hammer"]);
}

#[test]
fn lines_under_several_rules_are_split_and_taken_back_each_as_an_order_of_its_own() {
    let shop = Shop::new();
    let (food, tools) = (category(&shop, "food", &[]), category(&shop, "tools", &[]));
    let apple = goods(&shop, "苹果", food, 3_333, true);
    let hammer = goods(&shop, "锤子", tools, 9_999, true);
    fee(&shop, SplitScope::EVERYTHING, "默认", "0.05");
    fee(&shop, SplitScope::category(food), "生鲜", "0.10");
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(apple, 1), (hammer, 1), (apple, 2)]);
    assert_eq!(
        amounts(&shop, order),
        expected(&[
            ("platform", 1_000), // 10 % of 99.99
            ("merchant", 8_999),
            ("platform", 500), // 5 % of 99.99
            ("merchant", 9_499),
        ])
    );
    let world = &shop.world;
    let explained = world
        .engine
        .order_split(&world.platform, order)
        .unwrap()
        .unwrap();
    let lines: Vec<_> = explained
        .sections
        .iter()
        .map(|section| section.section.lines.clone())
        .collect();
    assert_eq!(lines, [vec![0, 2], vec![1]]);
    // The hammer goes back: its own section gives everything back, the food nothing.
    cancel(&shop, wang, order, 1, 1);
    let back: Vec<i64> = parts(&shop, order)
        .into_iter()
        .map(|(_, _, back)| back)
        .collect();
    assert_eq!(back, [0, 0, 500, 9_499]);
    assert_sound(&shop);
    cancel(&shop, wang, order, 2, 1);
    let back: Vec<i64> = parts(&shop, order)
        .into_iter()
        .map(|(_, _, back)| back)
        .collect();
    assert_eq!(back, [333, 3_000, 500, 9_499]); // ⌊1000 × 3333 / 9999⌋
    assert_sound(&shop);
    cancel(&shop, wang, order, 2, 1);
    cancel(&shop, wang, order, 0, 1);
    let parts = parts(&shop, order);
    assert!(parts.iter().all(|(_, amount, back)| amount == back));
    assert_sound(&shop);
}

#[test]
fn the_property_companys_share_is_divided_over_the_tree() {
    let shop = Shop::new();
    let world = &shop.world;
    let receivers = [
        (ShareReceiver::Property, 2),
        (ShareReceiver::PropertyAt(1), 1),
        (ShareReceiver::PropertyAt(0), 1),
        (ShareReceiver::PropertyAt(5), 1), // no such level: the community
    ];
    let shares = [share(percent("0.10"), &receivers)];
    set(
        &shop,
        SplitLayer::Base,
        SplitScope::EVERYTHING,
        "默认",
        &shares,
    );
    let order = shop.buy(shop.member("王小明"), &[(shop.rice, 1)]);
    let explained = world
        .engine
        .order_split(&world.platform, order)
        .unwrap()
        .unwrap();
    let parts: Vec<(Party, i64)> = explained
        .parts
        .iter()
        .map(|part| (part.party.clone(), part.amount.units()))
        .collect();
    assert_eq!(
        parts,
        [
            (Party::Node(world.community), 180),
            (Party::Node(world.city), 60),
            (Party::Node(world.group), 60),
            (Party::Merchant(shop.merchant), 2_700),
        ]
    );
    assert_sound(&shop);
}

#[test]
fn a_commission_per_piece_and_one_per_product_stand_beside_the_fees() {
    let shop = Shop::new();
    let food = category(&shop, "food", &[]);
    let apple = goods(&shop, "苹果", food, 1_000, true);
    let pear = goods(&shop, "梨", food, 2_000, true);
    fee(&shop, SplitScope::EVERYTHING, "默认", "0.05");
    let per_piece = [share(
        ShareAmount::PerPiece(money(150)),
        &[(ShareReceiver::Leader, 1)],
    )];
    set(
        &shop,
        SplitLayer::Commission,
        SplitScope::EVERYTHING,
        "每件",
        &per_piece,
    );
    let of_pear = [share(percent("0.20"), &[(ShareReceiver::Leader, 1)])];
    let pears = SplitScope::product(product_of("梨"));
    set(&shop, SplitLayer::Commission, pears, "梨", &of_pear);
    let order = shop.buy(shop.member("王小明"), &[(apple, 3), (pear, 2)]);
    assert_eq!(
        amounts(&shop, order),
        expected(&[
            ("platform", 150),
            ("leader", 450),
            ("merchant", 2_400),
            ("platform", 200),
            ("leader", 800),
            ("merchant", 3_000),
        ])
    );
    assert_sound(&shop);
}

#[test]
fn what_takes_no_part_in_distribution_brings_no_commission() {
    let shop = Shop::new();
    let food = category(&shop, "food", &[]);
    let apple = goods(&shop, "苹果", food, 1_000, true);
    let special = goods(&shop, "特价米", food, 2_000, false);
    let shares = [
        share(percent("0.05"), &[(ShareReceiver::Platform, 1)]),
        share(percent("0.10"), &[(ShareReceiver::Leader, 1)]),
    ];
    set(
        &shop,
        SplitLayer::Base,
        SplitScope::EVERYTHING,
        "默认",
        &shares,
    );
    let order = shop.buy(shop.member("王小明"), &[(apple, 1), (special, 1)]);
    assert_eq!(
        amounts(&shop, order),
        expected(&[
            ("platform", 50),
            ("leader", 100),
            ("merchant", 850),
            ("platform", 100),
            ("merchant", 1_900),
        ])
    );
    assert_sound(&shop);
}

#[test]
fn a_leader_earns_on_own_orders_only_where_the_setting_says_so() {
    let shop = Shop::new();
    let world = &shop.world;
    let shares = [share(percent("0.10"), &[(ShareReceiver::Leader, 1)])];
    set(
        &shop,
        SplitLayer::Base,
        SplitScope::EVERYTHING,
        "默认",
        &shares,
    );
    let wang = shop.member("王小明");
    let leads = |station: StationId| {
        let command = GrantRole {
            user: UserId::from(wang),
            grant: Grant {
                role: Role::Leader,
                scope: GrantScope::Station(station),
            },
        };
        world
            .engine
            .grant_role(&world.platform, world.id(), command)
            .unwrap();
    };
    leads(shop.other_station);
    let elsewhere = shop.buy(wang, &[(shop.eggs, 1)]);
    assert_eq!(
        amounts(&shop, elsewhere),
        expected(&[("leader", 100), ("merchant", 900)])
    );
    leads(shop.station);
    let own = shop.buy(wang, &[(shop.eggs, 1)]);
    assert_eq!(amounts(&shop, own), expected(&[("merchant", 1_000)]));
    world.set(
        world.city,
        SettingsPatch {
            commission_on_own_orders: Some(true),
            ..SettingsPatch::default()
        },
    );
    let allowed = shop.buy(wang, &[(shop.eggs, 1)]);
    assert_eq!(
        amounts(&shop, allowed),
        expected(&[("leader", 100), ("merchant", 900)])
    );
    assert_sound(&shop);
}

#[test]
fn rules_that_cannot_be_are_refused_and_change_nothing() {
    let shop = Shop::new();
    let world = &shop.world;
    let food = category(&shop, "food", &[]);
    fee(&shop, SplitScope::EVERYTHING, "默认", "0.75");
    let (base, commission) = (SplitLayer::Base, SplitLayer::Commission);
    let everything = SplitScope::EVERYTHING;
    let leader = [(ShareReceiver::Leader, 1)];
    let tiers = share(ShareAmount::Tiers, &leader);
    let one = |share: ShareRule| vec![share];
    let product = product_of("东北大米");
    let cases: Vec<(SetSplitRule, &str, &str)> = vec![
        (
            rule(commission, everything, "佣金", &one(tiers.clone())),
            "invalid_field",
            "shares",
        ),
        (
            rule(
                commission,
                everything,
                "佣金",
                &one(share(percent("0.26"), &leader)),
            ),
            "invalid_field",
            "shares",
        ),
        (
            rule(base, everything, "佣金", &one(tiers.clone())),
            "invalid_field",
            "shares[0].amount",
        ),
        (
            rule(
                commission,
                everything,
                "佣金",
                &[tiers.clone(), tiers.clone()],
            ),
            "invalid_field",
            "shares",
        ),
        (
            rule(
                commission,
                everything,
                "佣金",
                &one(ShareRule {
                    cap: Some(money(1)),
                    ..tiers.clone()
                }),
            ),
            "invalid_field",
            "shares[0].cap",
        ),
        (
            rule(
                commission,
                everything,
                "佣金",
                &one(ShareRule {
                    basis: ShareBasis::PriceDifference,
                    ..tiers
                }),
            ),
            "invalid_field",
            "shares[0].basis",
        ),
        (
            rule(
                commission,
                everything,
                "佣金",
                &one(share(percent("0.01"), &[(ShareReceiver::Platform, 1)])),
            ),
            "invalid_field",
            "shares[0].receivers[0]",
        ),
        (
            rule(
                base,
                everything,
                "佣金",
                &one(share(percent("0.01"), &[(ShareReceiver::Promoter, 1)])),
            ),
            "invalid_field",
            "shares[0].receivers[0]",
        ),
        (
            rule(
                base,
                everything,
                "佣金",
                &one(share(
                    percent("0.01"),
                    &[(ShareReceiver::PropertyAt(10), 1)],
                )),
            ),
            "invalid_field",
            "shares[0].receivers",
        ),
        (
            rule(
                commission,
                everything,
                "佣金",
                &one(share(ShareAmount::PerPiece(money(-1)), &leader)),
            ),
            "invalid_field",
            "shares[0].amount",
        ),
        (
            rule(
                base,
                SplitScope {
                    category: Some(food),
                    ..SplitScope::product(product)
                },
                "大米",
                &[],
            ),
            "invalid_field",
            "scope.product",
        ),
        (
            rule(base, SplitScope::product(ProductId(Id::MAX)), "无", &[]),
            "not_found",
            "",
        ),
        (
            rule(base, SplitScope::category(CategoryId(Id::MAX)), "无", &[]),
            "not_found",
            "",
        ),
        (
            rule(base, everything.at(Id::MAX.into()), "无", &[]),
            "not_found",
            "",
        ),
    ];
    let before = world
        .engine
        .split_rules(&world.platform, None, 500)
        .unwrap()
        .len();
    for (command, code, field) in cases {
        let text = format!("{command:?}");
        let error = world
            .engine
            .set_split_rule(&world.platform, world.id(), command)
            .unwrap_err();
        assert_eq!(
            (error.code(), error.field().unwrap_or_default()),
            (code, field),
            "{text}"
        );
    }
    let rules = world
        .engine
        .split_rules(&world.platform, None, 500)
        .unwrap();
    assert_eq!(rules.len(), before);
    // 75 % and 25 % are the whole order: that much is allowed.
    let shares = [share(percent("0.25"), &leader)];
    set(&shop, commission, everything, "佣金", &shares);
    // Raising the base now would pay out more than an order brings, whichever rule came first.
    let more = rule(
        base,
        SplitScope::product(product),
        "大米",
        &one(share(percent("0.8"), &leader)),
    );
    let error = world
        .engine
        .set_split_rule(&world.platform, world.id(), more);
    assert_eq!(error.unwrap_err().field(), Some("shares"));
    assert_sound(&shop);
}

#[test]
fn many_rules_are_listed_page_by_page() {
    let shop = Shop::new();
    let world = &shop.world;
    let mut scopes = BTreeMap::new();
    for number in 0..7 {
        let category = category(&shop, &format!("c{number}"), &[]);
        let scope = SplitScope::category(category);
        scopes.insert(scope.rule_id(SplitLayer::Base), scope);
        fee(&shop, scope, "类目", "0.01");
    }
    let mut after = None;
    let mut seen = Vec::new();
    loop {
        let page = world.engine.split_rules(&world.platform, after, 3).unwrap();
        let Some(last) = page.last() else { break };
        after = Some(Record::id(last));
        seen.extend(page.iter().map(|rule| rule.scope));
    }
    assert_eq!(seen, scopes.into_values().collect::<Vec<_>>());
    let refused = world.engine.split_rules(&world.platform, None, 501);
    assert_eq!(refused.unwrap_err().code(), "limit_exceeded");
}
