//! Searching: whatever was changed a moment ago, by this process or another one, the answer is that of a walk over the
//! whole catalogue. RULES §3.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::sync::Arc;

use linli::Engine;
use linli::catalog::{
    ChangeCategory, ChangeProduct, ChangeSkuPrices, Product, ProductDetails, ProductState,
    PutOnSale, SetStock, Sku, SkuPrices, StockLine, TakeOffSale,
};
use linli::kernel::{Money, ProductId};
use linli::merchant::{Merchant, ResumeMerchant, SetServedNodes, SuspendMerchant};
use linli::schema::tables;
use linli::search::{ProductSearch, SearchPage, SortBy};
use linli::store::{MemoryStore, Store};
use linli_tests::rng::Rng;
use linli_tests::shop::{Shop, fen, text};
use linli_tests::snapshot::rows_of;
use linli_tests::stores;
use proptest::prelude::*;

const NAMES: [&str; 8] = [
    "五常大米",
    "东北大米 5KG",
    "鲜牛奶",
    "Fresh Milk 鲜奶",
    "红富士苹果",
    "ＡＢＣ牛轧糖",
    "米酒",
    "Rice Noodle 米粉",
];
const WORDS: [&str; 12] = [
    "米",
    "大米",
    "大米 5kg",
    "奶",
    "MILK",
    "abc",
    "fresh 鲜",
    "ce no",
    "规格",
    "小",
    "新品",
    "分类",
];

fn records<T: serde::de::DeserializeOwned>(shop: &Shop, table: linli::store::TableId) -> Vec<T> {
    let rows = rows_of(&*shop.store, shop.tenant, table).unwrap();
    rows.iter()
        .map(|row| serde_json::from_str(&row.body).unwrap())
        .collect()
}

fn skus(shop: &Shop, product: &Product) -> Vec<Sku> {
    skus_among(&records(shop, tables::SKU), product)
}

fn skus_among(all: &[Sku], product: &Product) -> Vec<Sku> {
    product
        .skus
        .iter()
        .map(|id| all.iter().find(|sku| sku.id == *id).unwrap().clone())
        .collect()
}

/// What a walk over everything finds.
fn walked(shop: &Shop, search: &ProductSearch) -> BTreeSet<ProductId> {
    let merchants: Vec<Merchant> = records(shop, tables::MERCHANT);
    let categories: Vec<linli::catalog::Category> = records(shop, tables::CATEGORY);
    let products: Vec<Product> = records(shop, tables::PRODUCT);
    let all: Vec<Sku> = records(shop, tables::SKU);
    let path = search.community.map(|community| {
        let nodes: Vec<linli::org::Node> = records(shop, tables::NODE);
        let node = nodes.into_iter().find(|node| node.id == community);
        node.unwrap().path
    });
    let plain = |text: &str| -> String {
        let half = |c: char| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap(),
            c => c,
        };
        text.chars().map(half).collect::<String>().to_lowercase()
    };
    let fits = |product: &&Product| {
        let merchant = merchants
            .iter()
            .find(|one| one.id == product.merchant)
            .unwrap();
        let category = categories
            .iter()
            .find(|one| one.id == product.category)
            .unwrap();
        let above = |id| categories.iter().find(|one| one.id == id).unwrap();
        let mut texts = vec![plain(&product.name)];
        let options = product.axes.iter().flat_map(|axis| &axis.options);
        texts.extend(options.map(|option| plain(option)));
        texts.extend(product.tags.iter().map(|tag| plain(tag)));
        texts.extend(category.path.iter().map(|id| plain(&above(*id).name)));
        let words = plain(&search.text);
        let prices = skus_among(&all, product);
        product.state == ProductState::OnSale
            && linli::catalog::why_not_sold(product, merchant, shop.today(), path.as_deref())
                .is_none()
            && search.category.is_none_or(|id| category.path.contains(&id))
            && search
                .tag
                .as_ref()
                .is_none_or(|tag| product.tags.contains(tag))
            && words
                .split_whitespace()
                .all(|word| texts.iter().any(|text| text.contains(word)))
            && prices.iter().any(|sku| {
                search.lowest_price.is_none_or(|from| sku.price >= from)
                    && search.highest_price.is_none_or(|to| sku.price <= to)
            })
            && (!search.in_stock || stocked(shop, &prices))
    };
    products
        .iter()
        .filter(fits)
        .map(|product| product.id)
        .collect()
}

fn stocked(shop: &Shop, skus: &[Sku]) -> bool {
    let left = |sku| linli_tests::shop::stock_of(&*shop.store, shop.tenant, sku)[0];
    skus.iter().any(|sku| {
        let needed = sku.stock_needed(1);
        needed.iter().all(|(part, units)| left(*part) >= *units)
    })
}

/// Every page of a search.
fn found(shop: &Shop, engine: &Engine, search: &ProductSearch) -> Vec<SearchPage> {
    let mut search = search.clone();
    let mut pages = Vec::new();
    loop {
        let page = engine
            .search_products(&shop.members[0].actor, &search)
            .unwrap();
        search.after = page.next;
        pages.push(page);
        if search.after.is_none() {
            return pages;
        }
    }
}

/// Changes something of the catalogue through one of two processes.
fn change(shop: &Shop, engine: &Engine, rng: &mut Rng) {
    let products: Vec<Product> = records(shop, tables::PRODUCT);
    let product = products[rng.place(products.len())].clone();
    let at = shop
        .merchants
        .iter()
        .position(|one| *one == product.merchant)
        .unwrap();
    let (merchant, staff) = (product.merchant, shop.staff[at]);
    let (id, office) = (shop.id(), shop.platform);
    match rng.between(0, 7) {
        0 | 1 => {
            let mut details = ProductDetails::of(&product);
            details.name = text(NAMES[rng.place(NAMES.len())]);
            details.tags = if rng.between(0, 1) == 0 {
                BTreeSet::from([text("新品")])
            } else {
                BTreeSet::new()
            };
            let change = ChangeProduct {
                product: product.id,
                details,
            };
            engine.change_product(&office, id, change).unwrap();
        }
        2 => {
            let prices = skus(shop, &product).into_iter().map(|sku| SkuPrices {
                sku: sku.id,
                price: fen(i64::from(rng.between(100, 5_000))),
                list_price: None,
                supply_price: None,
                member_prices: sku.member_prices,
                points_price: sku.points_price,
            });
            let prices = prices.collect();
            let change = ChangeSkuPrices {
                product: product.id,
                prices,
            };
            engine.change_sku_prices(&office, id, change).unwrap();
        }
        3 if product.state == ProductState::OnSale => {
            let off = TakeOffSale {
                product: product.id,
            };
            engine.take_off_sale(&staff, id, off).unwrap();
        }
        3 => drop(engine.put_on_sale(
            &staff,
            id,
            PutOnSale {
                product: product.id,
            },
        )),
        4 => {
            let reason = text("检查");
            let stopped =
                engine.suspend_merchant(&office, id, SuspendMerchant { merchant, reason });
            if stopped.is_err() {
                let resume = ResumeMerchant {
                    merchant,
                    reason: text("好了"),
                };
                engine.resume_merchant(&office, shop.id(), resume).unwrap();
            }
        }
        5 => {
            let nodes = vec![shop.communities[rng.place(2)]];
            engine
                .set_served_nodes(&office, id, SetServedNodes { merchant, nodes })
                .unwrap();
        }
        6 => {
            let name = text(["分类甲", "乳品 Dairy", "米面"][rng.place(3)]);
            let category = product.category;
            engine
                .change_category(&office, id, ChangeCategory { category, name })
                .unwrap();
        }
        _ => {
            let lines = skus(shop, &product)
                .into_iter()
                .filter(|sku| sku.parts.is_empty());
            let lines: Vec<StockLine> = lines
                .map(|sku| StockLine {
                    sku: sku.id,
                    units: i64::from(rng.between(0, 1)),
                })
                .collect();
            if !lines.is_empty() {
                engine
                    .set_stock(&staff, id, SetStock { merchant, lines })
                    .unwrap();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn a_search_finds_what_a_walk_finds_after_every_change_in_every_process(seed in any::<u64>()) {
        let mut rng = Rng::new(seed);
        let shop = Shop::open(Arc::new(MemoryStore::default()));
        let engines = [shop.engine.clone(), shop.another_engine()];
        let categories: Vec<linli::catalog::Category> = records(&shop, tables::CATEGORY);
        for _ in 0..25 {
            for _ in 0..rng.between(0, 3) {
                change(&shop, &engines[rng.place(2)], &mut rng);
            }
            let mut search = ProductSearch { limit: rng.between(1, 7), ..ProductSearch::default() };
            if rng.between(0, 3) > 0 {
                search.text = text(WORDS[rng.place(WORDS.len())]);
            }
            search.category = (rng.between(0, 4) == 0).then(|| categories[rng.place(categories.len())].id);
            search.tag = (rng.between(0, 5) == 0).then(|| text("新品"));
            search.community = (rng.between(0, 2) == 0).then(|| shop.communities[rng.place(2)]);
            search.in_stock = rng.between(0, 2) == 0;
            search.lowest_price = (rng.between(0, 3) == 0).then(|| fen(700));
            search.highest_price = (rng.between(0, 3) == 0).then(|| fen(2_500));
            search.sort = [SortBy::Relevance, SortBy::Sales, SortBy::PriceRising, SortBy::PriceFalling, SortBy::Newest, SortBy::Rating][rng.place(6)];
            let pages = found(&shop, &engines[rng.place(2)], &search);
            let list: Vec<ProductId> = pages.iter().flat_map(|page| &page.products).map(|view| view.id).collect();
            let set: BTreeSet<ProductId> = list.iter().copied().collect();
            prop_assert_eq!(set.len(), list.len(), "nothing twice: {:?}", search);
            prop_assert_eq!(set, walked(&shop, &search), "{:?}", search);
            let lowest: Vec<Money> = pages.iter().flat_map(|page| &page.products)
                .map(|view| view.skus.iter().map(|sku| sku.price).min().unwrap()).collect();
            match search.sort {
                SortBy::PriceRising => prop_assert!(lowest.is_sorted()),
                SortBy::PriceFalling => prop_assert!(lowest.iter().rev().is_sorted()),
                _ => {}
            }
        }
    }
}

#[test]
fn the_name_that_was_asked_for_comes_first_and_what_sells_best_next() {
    stores::on_every_store(comes_first_and_next);
}

fn comes_first_and_next(store: Arc<dyn Store>) {
    let shop = Shop::open(store);
    let products: Vec<Product> = records(&shop, tables::PRODUCT);
    let mut goods = products
        .iter()
        .filter(|one| one.state == ProductState::OnSale && one.name.as_str() != "");
    let names = ["米酒 特惠", "糯米", "米", "米粉"];
    let mut ids = Vec::new();
    for name in names {
        let product = goods.next().unwrap();
        let mut details = ProductDetails::of(product);
        details.name = text(name);
        let change = ChangeProduct {
            product: product.id,
            details,
        };
        shop.engine
            .change_product(&shop.platform, shop.id(), change)
            .unwrap();
        ids.push(product.id);
    }
    let search = |sort| {
        let search = ProductSearch {
            text: text("米"),
            sort,
            limit: 10,
            ..ProductSearch::default()
        };
        let page = shop
            .engine
            .search_products(&shop.members[0].actor, &search)
            .unwrap();
        let list: Vec<ProductId> = page.products.iter().map(|view| view.id).collect();
        list.into_iter()
            .filter(|id| ids.contains(id))
            .collect::<Vec<_>>()
    };
    let order = search(SortBy::Relevance);
    assert_eq!(
        (order[0], order[3]),
        (ids[2], ids[1]),
        "the name itself, …, the name that only holds it"
    );
    let sku = shop
        .skus
        .iter()
        .position(|sku| sku.product == ids[1])
        .unwrap();
    shop.buy(0, &[(sku, 3)]).unwrap();
    shop.advance_minutes(10);
    assert_eq!(search(SortBy::Sales)[0], ids[1]);
}

#[test]
fn what_cannot_be_asked_is_refused_with_the_field() {
    let shop = Shop::open(Arc::new(MemoryStore::default()));
    let ask = |search: ProductSearch| {
        let answer = shop.engine.search_products(&shop.members[0].actor, &search);
        let error = answer.unwrap_err();
        (error.code(), error.field().map(str::to_owned))
    };
    for limit in [0, 501] {
        let search = ProductSearch {
            limit,
            ..ProductSearch::default()
        };
        assert_eq!(ask(search), ("limit_exceeded", Some("limit".to_owned())));
    }
    let category = Some(linli::kernel::CategoryId(shop.id().0));
    let search = ProductSearch {
        category,
        limit: 1,
        ..ProductSearch::default()
    };
    assert_eq!(ask(search).0, "not_found");
    let community = Some(linli::kernel::NodeId(shop.id().0));
    let search = ProductSearch {
        community,
        limit: 1,
        ..ProductSearch::default()
    };
    assert_eq!(ask(search).0, "not_found");
    let long = serde_json::from_value::<ProductSearch>(
        serde_json::json!({"text": "米".repeat(101), "limit": 1}),
    );
    assert!(long.is_err());
}
