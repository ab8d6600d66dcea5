//! Searching among ten thousand products.

use std::hint::black_box;

use linli::catalog::{ChangeSkuPrices, SkuPrices};
use linli::engine::Record;
use linli::kernel::{Actor, Money, SkuId, Text};
use linli::search::{ProductSearch, SortBy};
use linli::store::{RowKey, Store};

use super::figures::Times;
use super::setup::{Size, Town};
use super::{Line, Result, Setting};

const PRODUCTS: usize = 10_000;
const CALLS: usize = 200;
/// What the issue asks for, in microseconds.
const GOAL: f64 = 1_000.0;

/// A page of 20 with everything that a buyer sees of it: by words that few, many and all products have, and right after a
/// price was changed.
pub(super) fn search(setting: &Setting) -> Result<Vec<Line>> {
    let opened = setting.open()?;
    let size = Size {
        members: 16,
        stations: 1,
        products: PRODUCTS,
    };
    let town = Town::build(std::sync::Arc::clone(&opened.port), size)?;
    let buyer = Actor::user(town.tenant, town.members[0]);
    let ask = |text: &str, sort: SortBy, in_stock: bool| -> Result<u32> {
        let search = ProductSearch {
            text: Text::new(text)?,
            sort,
            in_stock,
            limit: 20,
            ..ProductSearch::default()
        };
        Ok(black_box(town.engine.search_products(&buyer, &search)?).found)
    };
    let mut first = Times::default();
    first.time(|| ask("", SortBy::Relevance, false))?;
    let mut lines = vec![
        Line::new("search_first", first.percentile(50) / 1e3, "ms")
            .note("reads the catalogue of 10,000 products into the index"),
    ];
    for (name, text, sort, in_stock) in [
        ("one_word", "苹果", SortBy::Relevance, false),
        ("two_words", "有机 大米", SortBy::Relevance, true),
        ("rare", "9998", SortBy::Relevance, false),
        ("one_character", "果", SortBy::PriceRising, false),
        ("everything_by_sales", "", SortBy::Sales, true),
    ] {
        let mut times = Times::default();
        let mut found = 0;
        for _ in 0..CALLS {
            found = times.time(|| ask(text, sort, in_stock))?;
        }
        lines.push(
            Line::new(format!("search_{name}_p50"), times.percentile(50), "us")
                .beside("goal", GOAL)
                .goal("<= 1")
                .note(format!(
                    "{found} of {PRODUCTS} products found, a page of 20 read"
                )),
        );
    }
    let mut times = Times::default();
    for number in 0..CALLS {
        change_price(&*opened.port, &town, town.skus[number], number)?;
        times.time(|| ask("苹果", SortBy::Relevance, false))?;
    }
    lines.push(
        Line::new("search_after_a_change_p50", times.percentile(50), "us")
            .beside("goal", GOAL)
            .goal("<= 1"),
    );
    Ok(lines)
}

fn change_price(store: &dyn Store, town: &Town, sku: SkuId, number: usize) -> Result<()> {
    let key = RowKey {
        table: linli::catalog::Sku::TABLE,
        id: sku.0,
    };
    let row = store
        .get(town.tenant, &[key])?
        .remove(0)
        .ok_or("a SKU of the town")?;
    let product = serde_json::from_str::<linli::catalog::Sku>(&row.body)?.product;
    let change = ChangeSkuPrices {
        product,
        prices: vec![SkuPrices {
            sku,
            price: Money::new(500 + i64::try_from(number)?)?,
            list_price: None,
            supply_price: None,
            member_prices: std::collections::BTreeMap::new(),
            points_price: linli::kernel::Points::ZERO,
        }],
    };
    Ok(town
        .engine
        .change_sku_prices(&town.platform, town.id()?, change)?)
}
