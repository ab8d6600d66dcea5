//! Categories, products, stock and search on the engine. RULES §3.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/goods.rs"]
mod goods;

use std::collections::BTreeSet;

use common::{World, text, user};
use goods::Goods as Shop;
use linli::catalog::{
    AddSkus, ChangeCategory, ChangeProduct, ChangeSkuPrices, ComboPart, CorrectStock,
    CreateCategory, CreateProduct, Fulfilment, NewSku, NotSold, Product, ProductKind, ProductState,
    PutOnSale, ReceiveStock, ReviewProduct, SetStock, Sku, SkuPrices, StockLine, SubmitProduct,
    TakeOffSale,
};
use linli::kernel::{Actor, CategoryId, Error, Id, MerchantId, Money, ProductId, Result, SkuId};
use linli::merchant::Verdict;
use linli::org::SettingsPatch;
use linli::search::ProductSearch;

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

fn field(error: &Error) -> Option<&str> {
    assert!(
        matches!(
            error.code(),
            "invalid_field" | "limit_exceeded" | "out_of_stock"
        ),
        "{error:?}"
    );
    error.field()
}

fn create(shop: &Shop, actor: &Actor, command: CreateProduct) -> Result<ProductId> {
    shop.world
        .engine
        .create_product(actor, shop.world.id(), command)
}

fn submit(shop: &Shop, actor: &Actor, product: ProductId) -> Result<()> {
    let command = SubmitProduct { product };
    shop.world
        .engine
        .submit_product(actor, shop.world.id(), command)
}

fn review(shop: &Shop, actor: &Actor, product: ProductId, outcome: Verdict) -> Result<()> {
    let command = ReviewProduct { product, outcome };
    shop.world
        .engine
        .review_product(actor, shop.world.id(), command)
}

fn state(shop: &Shop, product: ProductId) -> ProductState {
    let read = shop
        .world
        .engine
        .product_record(&shop.world.platform, product);
    read.unwrap().product.state
}

fn review_changes(shop: &Shop) {
    shop.world.set(
        shop.world.group,
        SettingsPatch {
            review_changes: Some(true),
            ..SettingsPatch::default()
        },
    );
}

fn available(shop: &Shop, product: ProductId) -> Vec<i64> {
    let read = shop.world.engine.stock(&shop.owner, product).unwrap();
    read.iter().map(|level| level.available).collect()
}

#[test]
fn categories_form_a_tree_of_at_most_five_levels() {
    let world = World::new();
    let create = |parent, code: &str| {
        let command = CreateCategory {
            parent,
            code: text(code),
            name: text(code),
        };
        world
            .engine
            .create_category(&world.platform, world.id(), command)
    };
    let mut parent = None;
    for level in ["a", "b", "c", "d", "e"] {
        parent = Some(create(parent, level).unwrap());
    }
    assert_eq!(field(&create(parent, "f").unwrap_err()), Some("parent"));
    assert_eq!(create(None, "a").unwrap_err().code(), "already_exists");
    assert_eq!(
        create(Some(CategoryId(Id::MAX)), "g").unwrap_err().code(),
        "not_found"
    );
    assert_eq!(field(&create(None, "").unwrap_err()), Some("code"));
    let rename = ChangeCategory {
        category: parent.unwrap(),
        name: text("水果"),
    };
    world
        .engine
        .change_category(&world.platform, world.id(), rename)
        .unwrap();
    let mut tree = world.engine.category_tree(&world.platform).unwrap();
    for _ in 0..4 {
        assert_eq!(tree.len(), 1);
        tree = tree.remove(0).children;
    }
    assert_eq!(tree[0].category.name.as_str(), "水果");
    let flat = world.engine.categories(&world.platform, None, 2).unwrap();
    let rest = world
        .engine
        .categories(&world.platform, Some(flat[1].id), 500)
        .unwrap();
    assert_eq!((flat.len(), rest.len()), (2, 3));
}

#[test]
fn a_product_goes_from_draft_by_review_on_sale_and_off() {
    let shop = Shop::new();
    let product = create(&shop, &shop.owner, shop.rice()).unwrap();
    assert_eq!(state(&shop, product), ProductState::Draft);
    let hidden = shop.world.engine.product(&shop.member, product);
    assert_eq!(hidden.unwrap_err().code(), "not_found");
    submit(&shop, &shop.owner, product).unwrap();
    let own = review(&shop, &shop.owner, product, Verdict::Approve).unwrap_err();
    assert_eq!(own.code(), "denied");
    let reason = text("图片模糊");
    let reject = Verdict::Reject { reason };
    review(&shop, &shop.world.platform, product, reject).unwrap();
    assert_eq!(state(&shop, product), ProductState::Rejected);
    submit(&shop, &shop.owner, product).unwrap();
    review(&shop, &shop.world.platform, product, Verdict::Approve).unwrap();
    let seen = shop.world.engine.product(&shop.member, product).unwrap();
    assert_eq!(seen.not_sold, None);
    assert_eq!(seen.skus[0].available, 70);
    let off = TakeOffSale { product };
    let engine = &shop.world.engine;
    engine
        .take_off_sale(&shop.owner, shop.world.id(), off.clone())
        .unwrap();
    let again = engine
        .take_off_sale(&shop.owner, shop.world.id(), off)
        .unwrap_err();
    assert_eq!(again.code(), "wrong_state");
    let seen = engine.product(&shop.member, product).unwrap();
    assert_eq!(seen.not_sold, Some(NotSold::OffSale));
    let on = PutOnSale { product };
    engine
        .put_on_sale(&shop.owner, shop.world.id(), on)
        .unwrap();
    assert_eq!(state(&shop, product), ProductState::OnSale);
}

#[test]
fn each_wrong_field_of_a_product_is_named_and_nothing_is_stored() {
    type Spoil = Box<dyn Fn(&mut CreateProduct)>;
    let shop = Shop::new();
    let other = shop.another_merchants_sku();
    let wrong: Vec<(&str, Spoil)> = vec![
        ("code", Box::new(|it| it.code = text(""))),
        ("details.name", Box::new(|it| it.details.name = text(" "))),
        (
            "details.return_days",
            Box::new(|it| it.details.return_days = 366),
        ),
        (
            "details.purchase_limit",
            Box::new(|it| it.details.purchase_limit = Some(0)),
        ),
        (
            "details.fulfilment",
            Box::new(|it| it.details.fulfilment = BTreeSet::new()),
        ),
        (
            "details.pictures",
            Box::new(|it| it.details.pictures = vec![text("p"); 21]),
        ),
        (
            "details.pictures[0].link",
            Box::new(|it| it.details.pictures = vec![text("")]),
        ),
        ("axes[0].options", Box::new(|it| it.axes[0].options.clear())),
        ("skus", Box::new(|it| it.skus.clear())),
        (
            "skus",
            Box::new(|it| it.skus = vec![it.skus[0].clone(); 201]),
        ),
        ("skus[1].spec", Box::new(|it| it.skus[1].spec.clear())),
        (
            "skus[1].spec",
            Box::new(|it| it.skus[1].spec = it.skus[0].spec.clone()),
        ),
        ("skus[0].code", Box::new(|it| it.skus[0].code = text(""))),
        (
            "skus[1].code",
            Box::new(|it| it.skus[1].code = it.skus[0].code.clone()),
        ),
        ("skus[0].price", Box::new(|it| it.skus[0].price = money(-1))),
        (
            "skus[0].supply_price",
            Box::new(|it| it.skus[0].supply_price = Some(money(3991))),
        ),
        (
            "skus[0].weight_grams",
            Box::new(|it| it.skus[0].weight_grams = Some(1_000_001)),
        ),
        (
            "skus[0].barcode",
            Box::new(|it| it.skus[0].barcode = Some(text("条码"))),
        ),
        ("skus[0].stock", Box::new(|it| it.skus[0].stock = -1)),
        (
            "skus[0].parts",
            Box::new(move |it| {
                it.skus[0].parts = vec![ComboPart {
                    sku: other,
                    quantity: 1,
                }];
            }),
        ),
        (
            "details.flags.earns_points",
            Box::new(|it| it.kind = ProductKind::Combo),
        ),
    ];
    for (expected, spoil) in wrong {
        let mut command = shop.rice();
        spoil(&mut command);
        let error = create(&shop, &shop.owner, command).unwrap_err();
        assert_eq!(field(&error), Some(expected));
    }
    let mut command = shop.rice();
    command.details.category = CategoryId(Id::MAX);
    let error = create(&shop, &shop.owner, command).unwrap_err();
    assert_eq!(error.code(), "not_found");
    let stored = shop
        .world
        .engine
        .products_of_merchant(&shop.owner, shop.merchant, None, 10)
        .unwrap();
    assert!(stored.is_empty());
    let sku = Sku::id_of(shop.merchant, "GR01-1");
    let change = shop.set_stock(&[(sku, 1)]).unwrap_err();
    assert_eq!(field(&change), Some("lines[0].sku"));
}

#[test]
fn a_merchants_codes_are_its_own_and_used_once() {
    let shop = Shop::new();
    create(&shop, &shop.owner, shop.rice()).unwrap();
    let again = create(&shop, &shop.owner, shop.rice()).unwrap_err();
    assert_eq!(again.code(), "already_exists");
    let mut command = shop.rice();
    command.code = text("GR02");
    let same_sku = create(&shop, &shop.owner, command).unwrap_err();
    assert_eq!(same_sku.code(), "already_exists");
    let mut command = shop.rice();
    command.merchant = shop.other_merchant;
    assert_eq!(
        create(&shop, &shop.owner, command.clone())
            .unwrap_err()
            .code(),
        "denied"
    );
    create(&shop, &shop.world.platform, command).unwrap();
}

#[test]
fn a_combo_is_made_of_the_merchants_own_goods_and_sells_what_its_scarcest_part_allows() {
    let shop = Shop::new();
    create(&shop, &shop.owner, shop.rice()).unwrap();
    let combo = |code: &str, parts: &[(SkuId, u32)]| {
        let mut command = shop.rice();
        command.code = text(code);
        command.kind = ProductKind::Combo;
        command.details.flags.earns_points = false;
        command.axes = Vec::new();
        command.skus = vec![NewSku {
            code: text(&format!("{code}-1")),
            price: money(10_000),
            parts: parts
                .iter()
                .map(|(sku, quantity)| ComboPart {
                    sku: *sku,
                    quantity: *quantity,
                })
                .collect(),
            ..NewSku::default()
        }];
        command
    };
    let (small, large) = (shop.sku("GR01-1"), shop.sku("GR01-2"));
    let made = create(&shop, &shop.owner, combo("C1", &[(small, 3), (large, 1)])).unwrap();
    shop.put_on_sale(made);
    let seen = shop.world.engine.product(&shop.member, made).unwrap();
    // 70 small ones make 23 combos, 40 large ones 40.
    assert_eq!(seen.skus[0].available, 23);
    assert!(available(&shop, made).is_empty());
    let refused = |parts: &[(SkuId, u32)], expected: &str| {
        let error = create(&shop, &shop.owner, combo("C2", parts)).unwrap_err();
        assert_eq!(field(&error), Some(expected));
    };
    refused(&[(small, 0)], "skus[0].parts[0].quantity");
    refused(&[(small, 1), (small, 1)], "skus[0].parts[1].sku");
    refused(&[(shop.sku("C1-1"), 1)], "skus[0].parts[0].sku");
    refused(&[(shop.another_merchants_sku(), 1)], "skus[0].parts[0].sku");
    refused(&[(SkuId(Id::MAX), 1)], "skus[0].parts[0].sku");
    refused(&[], "skus[0].parts");
    let mut stocked = combo("C2", &[(small, 1)]);
    stocked.skus[0].stock = 5;
    let error = create(&shop, &shop.owner, stocked).unwrap_err();
    assert_eq!(field(&error), Some("skus[0].stock"));
}

#[test]
fn a_merchants_change_of_what_was_reviewed_goes_to_review_again_if_the_node_says_so() {
    let shop = Shop::new();
    let product = create(&shop, &shop.owner, shop.rice()).unwrap();
    shop.put_on_sale(product);
    let price = |actor: &Actor, units: i64| {
        let command = ChangeSkuPrices {
            product,
            prices: vec![SkuPrices {
                sku: shop.sku("GR01-1"),
                price: money(units),
                list_price: None,
                supply_price: None,
                member_prices: std::collections::BTreeMap::new(),
                points_price: linli::kernel::Points::ZERO,
            }],
        };
        shop.world
            .engine
            .change_sku_prices(actor, shop.world.id(), command)
    };
    let details = |actor: &Actor, name: &str, return_days: u32| {
        let mut details = shop.rice().details;
        details.name = text(name);
        details.return_days = return_days;
        let command = ChangeProduct { product, details };
        shop.world
            .engine
            .change_product(actor, shop.world.id(), command)
    };
    price(&shop.owner, 3900).unwrap();
    assert_eq!(state(&shop, product), ProductState::OnSale);
    review_changes(&shop);
    price(&shop.world.platform, 3800).unwrap();
    price(&shop.owner, 3800).unwrap();
    details(&shop.owner, "东北五常大米", 3).unwrap();
    assert_eq!(state(&shop, product), ProductState::OnSale);
    price(&shop.owner, 3700).unwrap();
    assert_eq!(state(&shop, product), ProductState::Submitted);
    assert_eq!(price(&shop.owner, 3600).unwrap_err().code(), "wrong_state");
    review(&shop, &shop.world.platform, product, Verdict::Approve).unwrap();
    details(&shop.owner, "五常大米新米", 3).unwrap();
    assert_eq!(state(&shop, product), ProductState::Submitted);
    let read = shop.world.engine.product_record(&shop.owner, product);
    assert_eq!(read.unwrap().skus[0].price, money(3700));
}

#[test]
fn prices_are_changed_for_the_products_own_skus_only() {
    let shop = Shop::new();
    let product = create(&shop, &shop.owner, shop.rice()).unwrap();
    let prices = |lines: Vec<(SkuId, i64)>| {
        let prices = lines.into_iter().map(|(sku, units)| SkuPrices {
            sku,
            price: money(units),
            list_price: None,
            supply_price: None,
            member_prices: std::collections::BTreeMap::new(),
            points_price: linli::kernel::Points::ZERO,
        });
        let command = ChangeSkuPrices {
            product,
            prices: prices.collect(),
        };
        shop.world
            .engine
            .change_sku_prices(&shop.owner, shop.world.id(), command)
    };
    let sku = shop.sku("GR01-1");
    let error = prices(vec![(sku, 1), (sku, 2)]).unwrap_err();
    assert_eq!(field(&error), Some("prices[1].sku"));
    let error = prices(vec![(shop.another_merchants_sku(), 1)]).unwrap_err();
    assert_eq!(field(&error), Some("prices[0].sku"));
    let error = prices(vec![(sku, 5), (shop.sku("GR01-2"), -5)]).unwrap_err();
    assert_eq!(field(&error), Some("prices[1].price"));
    let error = prices(vec![(sku, 1); 201]).unwrap_err();
    assert_eq!(field(&error), Some("prices"));
    let read = shop.world.engine.product_record(&shop.owner, product);
    assert_eq!(read.unwrap().skus[0].price, money(3990));
}

#[test]
fn skus_are_added_with_new_options() {
    let shop = Shop::new();
    let product = create(&shop, &shop.owner, shop.rice()).unwrap();
    let add = |code: &str, spec: &[&str]| {
        let command = AddSkus {
            product,
            skus: vec![NewSku {
                code: text(code),
                spec: spec.iter().map(|option| text(option)).collect(),
                price: money(14_800),
                stock: 5,
                ..NewSku::default()
            }],
        };
        shop.world
            .engine
            .add_skus(&shop.owner, shop.world.id(), command)
    };
    let added = add("GR01-3", &["20斤"]).unwrap();
    assert_eq!(added, [shop.sku("GR01-3")]);
    assert_eq!(available(&shop, product), [70, 40, 5]);
    assert_eq!(
        field(&add("GR01-4", &["20斤"]).unwrap_err()),
        Some("skus[0].spec")
    );
    assert_eq!(
        field(&add("GR01-4", &[]).unwrap_err()),
        Some("skus[0].spec")
    );
    assert_eq!(
        add("GR01-3", &["50斤"]).unwrap_err().code(),
        "already_exists"
    );
    let read = shop.world.engine.product_record(&shop.owner, product);
    assert_eq!(read.unwrap().product.axes[0].options.len(), 3);
}

/// Rows that the process itself had just inserted were cached with fewer counters than they have: each of them made the
/// group run again, and more than eight made the command fail with `conflict`.
#[test]
fn stock_of_many_skus_is_moved_right_after_they_were_created() {
    let shop = Shop::new();
    let mut rice = shop.rice();
    let options: Vec<String> = (0..20).map(|number| format!("{number}斤")).collect();
    rice.axes[0].options = options.iter().map(|option| text(option)).collect();
    rice.skus = options
        .iter()
        .map(|option| NewSku {
            code: text(&format!("GR01-{option}")),
            spec: vec![text(option)],
            ..NewSku::default()
        })
        .collect();
    let skus: Vec<SkuId> = rice.skus.iter().map(|sku| shop.sku(&sku.code)).collect();
    let product = create(&shop, &shop.owner, rice).unwrap();
    let lines = skus.iter().map(|sku| StockLine {
        sku: *sku,
        units: 7,
    });
    let receive = ReceiveStock {
        merchant: shop.merchant,
        lines: lines.collect(),
    };
    let engine = &shop.world.engine;
    engine
        .receive_stock(&shop.owner, shop.world.id(), receive)
        .unwrap();
    assert_eq!(available(&shop, product), [7; 20]);
}

#[test]
fn stock_is_counted_received_and_corrected_but_never_negative() {
    let shop = Shop::new();
    let product = create(&shop, &shop.owner, shop.rice()).unwrap();
    let (small, large) = (shop.sku("GR01-1"), shop.sku("GR01-2"));
    let engine = &shop.world.engine;
    let lines = |lines: &[(SkuId, i64)]| -> Vec<StockLine> {
        let line = |(sku, units): &(SkuId, i64)| StockLine {
            sku: *sku,
            units: *units,
        };
        lines.iter().map(line).collect()
    };
    let receive = |moved: &[(SkuId, i64)]| {
        let command = ReceiveStock {
            merchant: shop.merchant,
            lines: lines(moved),
        };
        engine.receive_stock(&shop.owner, shop.world.id(), command)
    };
    let correct = |moved: &[(SkuId, i64)], reason: &str| {
        let command = CorrectStock {
            merchant: shop.merchant,
            lines: lines(moved),
            reason: text(reason),
        };
        engine.correct_stock(&shop.owner, shop.world.id(), command)
    };
    shop.set_stock(&[(small, 10), (large, 0)]).unwrap();
    receive(&[(small, 5)]).unwrap();
    correct(&[(small, -3), (large, 2)], "盘点").unwrap();
    assert_eq!(available(&shop, product), [12, 2]);
    let error = correct(&[(small, 1), (large, -3)], "破损").unwrap_err();
    assert_eq!(field(&error), Some("lines[1].units"));
    assert!(matches!(error, Error::OutOfStock { available: 2, .. }));
    assert_eq!(
        field(&correct(&[(small, 1)], "").unwrap_err()),
        Some("reason")
    );
    assert_eq!(
        field(&correct(&[(small, 0)], "x").unwrap_err()),
        Some("lines[0].units")
    );
    assert_eq!(
        field(&receive(&[(small, -1)]).unwrap_err()),
        Some("lines[0].units")
    );
    assert_eq!(
        field(&receive(&[(small, 1_000_000_000)]).unwrap_err()),
        Some("lines[0].units")
    );
    assert_eq!(
        field(&receive(&[(small, 1), (small, 1)]).unwrap_err()),
        Some("lines[1].sku")
    );
    let theirs = shop.another_merchants_sku();
    assert_eq!(
        field(&receive(&[(theirs, 1)]).unwrap_err()),
        Some("lines[0].sku")
    );
    assert_eq!(field(&receive(&[]).unwrap_err()), Some("lines"));
    assert_eq!(
        field(&receive(&vec![(small, 1); 1001]).unwrap_err()),
        Some("lines")
    );
    assert_eq!(available(&shop, product), [12, 2]);
    let level = engine.stock(&shop.owner, product).unwrap()[0];
    assert_eq!((level.reserved, level.on_hand, level.sold), (0, 12, 0));
}

/// Two engines over one store: the second one's cached figure is old when it counts.
#[test]
fn counting_sets_what_it_says_though_another_process_moved_the_stock() {
    let shop = Shop::new();
    let product = create(&shop, &shop.owner, shop.rice()).unwrap();
    let small = shop.sku("GR01-1");
    let other = common::engine_over(
        std::sync::Arc::clone(&shop.world.store),
        std::sync::Arc::clone(&shop.world.clock),
        2,
    );
    let set = |engine: &linli::Engine, units: i64| {
        let command = SetStock {
            merchant: shop.merchant,
            lines: vec![StockLine { sku: small, units }],
        };
        let id = engine.new_command_id().unwrap();
        engine.set_stock(&shop.owner, id, command).unwrap();
    };
    set(&shop.world.engine, 50);
    set(&other, 33);
    // The first engine still believes in 50, so nothing seems to be left to do.
    set(&shop.world.engine, 50);
    assert_eq!(available(&shop, product)[0], 50);
    set(&other, 20);
    assert_eq!(available(&shop, product)[0], 20);
}

#[test]
fn search_finds_words_of_names_options_and_categories_in_both_scripts() {
    let shop = Shop::new();
    let rice = create(&shop, &shop.owner, shop.rice()).unwrap();
    let mut milk = shop.rice();
    milk.code = text("DA01");
    milk.details.name = text("Fresh Milk 鲜牛奶");
    milk.details.category = shop.dairy;
    for (sku, code) in milk.skus.iter_mut().zip(["DA01-1", "DA01-2"]) {
        sku.code = text(code);
        sku.stock = 0;
    }
    let milk = create(&shop, &shop.owner, milk).unwrap();
    shop.put_on_sale(rice);
    shop.put_on_sale(milk);
    let find = |change: &dyn Fn(&mut ProductSearch)| {
        let mut search = ProductSearch {
            limit: 10,
            ..ProductSearch::default()
        };
        change(&mut search);
        let found = shop.world.engine.search_products(&shop.member, &search);
        let found = found.unwrap().products;
        found
            .iter()
            .map(|view| view.id)
            .collect::<BTreeSet<ProductId>>()
    };
    let words = |words: &'static str| find(&move |search| search.text = text(words));
    let both = BTreeSet::from([rice, milk]);
    assert_eq!(words(""), both);
    assert_eq!(words("大米"), BTreeSet::from([rice]));
    assert_eq!(words("fRESH 牛奶"), BTreeSet::from([milk]));
    assert_eq!(words("大米 牛奶"), BTreeSet::new());
    assert_eq!(words("10斤"), both);
    assert_eq!(words("粮油"), BTreeSet::from([rice]));
    assert_eq!(
        find(&|search| search.category = Some(shop.grain)),
        BTreeSet::from([rice])
    );
    assert_eq!(
        find(&|search| search.in_stock = true),
        BTreeSet::from([rice])
    );
    assert_eq!(
        find(&|search| search.community = Some(shop.world.community)),
        both
    );
    assert_eq!(
        find(&|search| search.community = Some(shop.world.group)),
        BTreeSet::new()
    );
    for limit in [0, 501] {
        let search = ProductSearch {
            limit,
            ..ProductSearch::default()
        };
        let error = shop.world.engine.search_products(&shop.member, &search);
        assert_eq!(field(&error.unwrap_err()), Some("limit"));
    }
}

#[test]
fn lists_show_a_merchant_everything_and_buyers_what_is_on_sale() {
    let shop = Shop::new();
    let rice = create(&shop, &shop.owner, shop.rice()).unwrap();
    let of_category = |category| {
        let found = shop
            .world
            .engine
            .products_of_category(&shop.member, category, None, 10);
        found.unwrap().len()
    };
    assert_eq!(of_category(shop.rice_category), 0);
    let own = shop
        .world
        .engine
        .products_of_merchant(&shop.owner, shop.merchant, None, 10)
        .unwrap();
    assert_eq!(own.len(), 1);
    shop.put_on_sale(rice);
    assert_eq!(of_category(shop.rice_category), 1);
    assert_eq!(of_category(shop.grain), 0);
    let denied = shop
        .world
        .engine
        .products_of_merchant(&shop.member, shop.merchant, None, 10);
    assert_eq!(denied.unwrap_err().code(), "denied");
    let stranger = Actor::user(shop.world.tenant, user("stranger"));
    let denied = shop.world.engine.product(&stranger, rice);
    assert_eq!(denied.unwrap_err().code(), "denied");
}

#[test]
fn buyers_are_told_why_something_is_not_sold() {
    let shop = Shop::new();
    let mut command = shop.rice();
    command.details.qualification = Some(text("食品经营许可证"));
    let product = create(&shop, &shop.owner, command).unwrap();
    shop.put_on_sale(product);
    let why = || {
        let seen = shop.world.engine.product(&shop.member, product);
        seen.unwrap().not_sold
    };
    assert_eq!(why(), Some(NotSold::Unqualified));
    let details = |change: &dyn Fn(&mut linli::catalog::ProductDetails)| {
        let mut details = shop.rice().details;
        change(&mut details);
        let command = ChangeProduct { product, details };
        shop.world
            .engine
            .change_product(&shop.owner, shop.world.id(), command)
            .unwrap();
    };
    details(&|details| details.available_from = Some("2026-11-23".parse().unwrap()));
    assert_eq!(why(), Some(NotSold::NotYet));
    details(&|details| details.fulfilment = BTreeSet::from([Fulfilment::Instant]));
    assert_eq!(why(), None);
    shop.set_stock(&[(shop.sku("GR01-1"), 0), (shop.sku("GR01-2"), 0)])
        .unwrap();
    assert_eq!(why(), Some(NotSold::OutOfStock));
    shop.suspend();
    assert_eq!(why(), Some(NotSold::MerchantClosed));
}

#[test]
fn ids_follow_from_merchant_and_code() {
    let (one, two) = (MerchantId(Id::MIN), MerchantId(Id::MAX));
    assert_eq!(Product::id_of(one, "A"), Product::id_of(one, "A"));
    assert_ne!(Product::id_of(one, "A"), Product::id_of(two, "A"));
    assert_ne!(Sku::id_of(one, "A").0, Product::id_of(one, "A").0);
}
