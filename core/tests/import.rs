//! Import of products from CSV on the engine. RULES §3.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/goods.rs"]
mod goods;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use common::{World, text, user};
use goods::{Goods, register_member};
use linli::catalog::{
    COLUMNS, CreateCategory, CsvFile, ExistingStock, ImportMode, ImportProducts, ImportReport,
    ImportScope, Product, ProductKind, ProductState, Publish, Sku,
};
use linli::kernel::{Actor, CategoryId, Error, MerchantId, Result};
use linli::merchant::{CreateSupplier, MerchantDetails, MerchantKind, RecordMerchant, Verdict};
use linli::org::SettingsPatch;

fn file(lines: &[&str]) -> CsvFile {
    CsvFile::new(format!("{}\n{}\n", COLUMNS.join(","), lines.join("\n"))).unwrap()
}

fn import(goods: &Goods, csv: CsvFile) -> ImportProducts {
    ImportProducts {
        scope: ImportScope::Merchant(goods.merchant),
        csv,
        mode: ImportMode::ValidLines,
        publish: Publish::Draft,
        existing_stock: ExistingStock::Keep,
    }
}

fn run(goods: &Goods, actor: &Actor, command: ImportProducts) -> Result<ImportReport> {
    goods
        .world
        .engine
        .import_products(actor, goods.world.id(), command)
}

/// Line, column and reason of what was refused, the reasons left out.
fn refused(report: &ImportReport) -> Vec<(u32, &str)> {
    report
        .refused
        .iter()
        .map(|line| (line.line, line.column.as_deref().unwrap_or("")))
        .collect()
}

const SMALL: &str = "m-grain,GR01,五常大米,grain-rice,goods,规格=5斤,GR01-1,39.90,45.00,,2500,,70,pickup;express,s-grain,no_points,";
const LARGE: &str = "m-grain,GR01,五常大米,grain-rice,goods,规格=10斤,GR01-2,75.00,,,5000,,40,pickup;express,s-grain,no_points,";
const COMBO: &str =
    "m-grain,CO01,大米套餐,grain-rice,combo,规格=1套,CO01-1,110.00,,,,,,pickup,,,GR01-1*1;GR01-2*1";

/// The tenant of the example: its merchants, categories and suppliers.
fn example_world() -> (World, BTreeMap<String, MerchantId>) {
    let world = World::new();
    let rows = |text: &'static str| -> Vec<Vec<String>> {
        let records = csv::Reader::from_reader(text.as_bytes()).into_records();
        records
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    };
    let mut categories: BTreeMap<String, CategoryId> = BTreeMap::new();
    for row in rows(include_str!(
        "../../examples/data/community_day/categories.csv"
    )) {
        let command = CreateCategory {
            parent: categories.get(&row[1]).copied(),
            code: text(&row[0]),
            name: text(&row[2]),
        };
        let id = world
            .engine
            .create_category(&world.platform, world.id(), command)
            .unwrap();
        categories.insert(row[0].clone(), id);
    }
    for row in rows(include_str!(
        "../../examples/data/community_day/suppliers.csv"
    )) {
        let command = CreateSupplier {
            code: text(&row[0]),
            name: text(&row[1]),
        };
        world
            .engine
            .create_supplier(&world.platform, world.id(), command)
            .unwrap();
    }
    let mut merchants = BTreeMap::new();
    for row in rows(include_str!(
        "../../examples/data/community_day/merchants.csv"
    )) {
        let command = RecordMerchant {
            node: world.group,
            code: text(&row[0]),
            details: MerchantDetails {
                name: text(&row[1]),
                contact: text(&row[2]),
                phone: text(&row[3]),
                kind: MerchantKind::Mall,
            },
        };
        let id = world
            .engine
            .record_merchant(&world.platform, world.id(), command)
            .unwrap();
        merchants.insert(row[0].clone(), id);
    }
    (world, merchants)
}

fn import_example(world: &World, bytes: &[u8], mode: ImportMode) -> ImportReport {
    let command = ImportProducts {
        scope: ImportScope::Node(world.group),
        csv: CsvFile::from_bytes(bytes).unwrap(),
        mode,
        publish: Publish::OnSale,
        existing_stock: ExistingStock::Keep,
    };
    world
        .engine
        .import_products(&world.platform, world.id(), command)
        .unwrap()
}

#[test]
fn the_examples_products_are_imported_whole() {
    let (world, merchants) = example_world();
    let products = include_bytes!("../../examples/data/community_day/products.csv");
    let report = import_example(&world, products, ImportMode::AllOrNothing);
    let expected = ImportReport {
        lines: 132,
        products_created: 85,
        skus_created: 132,
        ..ImportReport::default()
    };
    assert_eq!(report, expected);
    let record = |merchant: &str, code: &str| {
        let product = Product::id_of(merchants[merchant], code);
        world.engine.product_record(&world.platform, product)
    };
    let cherries = record("m-fruit", "FR07").unwrap();
    assert_eq!(cherries.product.state, ProductState::OnSale);
    assert_eq!(cherries.product.axes.len(), 2);
    assert_eq!(cherries.product.axes[0].options.len(), 2);
    assert_eq!(cherries.skus[2].price.units(), 26_800);
    assert_eq!(cherries.stock[2].available, 20);
    let combo = record("m-fruit", "FR14").unwrap();
    assert_eq!(combo.product.kind, ProductKind::Combo);
    assert_eq!(combo.skus[0].parts.len(), 4);
    assert!(combo.stock.is_empty() && !combo.product.flags.earns_points);
    let again = import_example(&world, products, ImportMode::AllOrNothing);
    let expected = ImportReport {
        lines: 132,
        skus_unchanged: 132,
        ..ImportReport::default()
    };
    assert_eq!(again, expected);
}

#[test]
fn each_wrong_line_of_the_example_is_reported_by_number_and_column() {
    let (world, _) = example_world();
    let bad = include_bytes!("../../examples/data/community_day/bad_products.csv");
    let nothing = import_example(&world, bad, ImportMode::AllOrNothing);
    assert_eq!((nothing.products_created, nothing.skus_created), (0, 0));
    let report = import_example(&world, bad, ImportMode::ValidLines);
    let expected = [
        (3, "price"),
        (5, "price"),
        (6, "category"),
        (7, "product_name"),
        (9, "sku_code"),
        (10, "merchant"),
        (11, "price"),
        (13, "stock"),
        (14, "price"),
        (15, "fulfilment"),
        (16, "spec"),
    ];
    assert_eq!(refused(&report), expected);
    assert_eq!(refused(&nothing), expected);
    assert_eq!(report.refused[4].reason, "the same code stands on line 2");
    assert_eq!(
        (report.lines, report.products_created, report.skus_created),
        (16, 5, 5)
    );
}

#[test]
fn codes_that_are_there_change_what_the_line_says_and_keep_their_stock() {
    let goods = Goods::new();
    let first = run(&goods, &goods.owner, import(&goods, file(&[SMALL, LARGE])));
    assert_eq!(first.unwrap().skus_created, 2);
    goods.set_stock(&[(goods.sku("GR01-1"), 11)]).unwrap();
    let cheaper = SMALL.replace("39.90", "38.90").replace("五常大米", "新米");
    let mut command = import(
        &goods,
        file(&[&cheaper, &LARGE.replace("五常大米", "新米")]),
    );
    let report = run(&goods, &goods.owner, command.clone()).unwrap();
    let expected = ImportReport {
        lines: 2,
        products_changed: 1,
        skus_changed: 1,
        skus_unchanged: 1,
        ..ImportReport::default()
    };
    assert_eq!(report, expected);
    let product = Product::id_of(goods.merchant, "GR01");
    let read = || {
        goods
            .world
            .engine
            .product_record(&goods.owner, product)
            .unwrap()
    };
    assert_eq!(read().product.name.as_str(), "新米");
    assert_eq!(read().skus[0].price.units(), 3890);
    assert_eq!(read().stock[0].available, 11);
    command.existing_stock = ExistingStock::Set;
    let report = run(&goods, &goods.owner, command).unwrap();
    assert_eq!((report.stocks_set, report.skus_unchanged), (2, 2));
    assert_eq!(read().stock[0].available, 70);
}

#[test]
fn a_column_of_its_own_brings_points_goods() {
    const MUG: &str =
        "m-grain,PT01,马克杯,grain-rice,points_goods,颜色=白,PT01-1,5.00,,,,,20,pickup,,,";
    let goods = Goods::new();
    let with = |columns: &str, lines: &[&str]| {
        let text = format!("{},{columns}\n{}\n", COLUMNS.join(","), lines.join("\n"));
        import(&goods, CsvFile::new(text).unwrap())
    };
    let sku = Sku::id_of(goods.merchant, "PT01-1");
    let points = || {
        let product = Product::id_of(goods.merchant, "PT01");
        let engine = &goods.world.engine;
        let read = engine.product_record(&goods.owner, product).unwrap();
        assert_eq!(read.product.kind, ProductKind::PointsGoods);
        assert_eq!(read.skus[0].id, sku);
        read.skus[0].points_price.units()
    };
    // Without the column, without points, with points on what costs none, with member prices: each is told where it is wrong.
    let report = run(&goods, &goods.owner, import(&goods, file(&[MUG]))).unwrap();
    assert_eq!(refused(&report), [(2, "points_price")]);
    let other = |code: &str| {
        MUG.replace("PT01-1", code)
            .replace("颜色=白", &format!("颜色={code}"))
    };
    let lines = [
        format!("{MUG},,"),
        format!("{},,0", other("PT01-2")),
        format!("{},,100000001", other("PT01-3")),
        format!("{},,1.5", other("PT01-4")),
        format!("{},,-5", other("PT01-5")),
        format!("{},gold=4.00,300", other("PT01-6")),
        format!("{SMALL},,300"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let report = run(
        &goods,
        &goods.owner,
        with("member_prices,points_price", &lines),
    )
    .unwrap();
    let wrong: Vec<&str> = refused(&report).into_iter().map(|line| line.1).collect();
    let expected = [
        "points_price",
        "points_price",
        "points_price",
        "points_price",
        "points_price",
        "member_prices",
        "points_price",
    ];
    assert_eq!(wrong, expected);
    assert_eq!(report.skus_created, 0);
    // In either order, and goods leave it empty.
    let (mug, rice) = (format!("{MUG},300,"), format!("{SMALL},,"));
    let report = run(
        &goods,
        &goods.owner,
        with("points_price,member_prices", &[&mug, &rice]),
    )
    .unwrap();
    assert_eq!((report.skus_created, refused(&report)), (2, Vec::new()));
    assert_eq!(points(), 300);
    // Another price, and a file that says nothing of points.
    run(
        &goods,
        &goods.owner,
        with("points_price", &[&format!("{MUG},280")]),
    )
    .unwrap();
    assert_eq!(points(), 280);
    let report = run(&goods, &goods.owner, import(&goods, file(&[MUG]))).unwrap();
    assert_eq!(report.skus_unchanged, 1);
    assert_eq!(points(), 280);
    for columns in ["points_price,points_price", "points", "points_price,parts"] {
        let refused = run(&goods, &goods.owner, with(columns, &[MUG])).unwrap_err();
        assert_eq!(refused.field(), Some("csv.header"), "{columns}");
    }
}

#[test]
fn what_belongs_to_a_product_is_the_same_on_all_its_lines() {
    let goods = Goods::new();
    let other_name = LARGE.replace("五常大米", "别的米");
    let other_axis = LARGE.replace("规格=", "重量=");
    let other_kind = COMBO.replace("CO01,", "GR01,");
    let same_spec = LARGE.replace("10斤", "5斤");
    let lines = [SMALL, &other_name, &other_axis, &other_kind, &same_spec];
    let lines: Vec<String> = (2..)
        .zip(lines)
        .map(|(number, line)| line.replace("GR01-2", &format!("GR01-{number}")))
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let report = run(&goods, &goods.owner, import(&goods, file(&lines))).unwrap();
    assert_eq!(
        refused(&report),
        [(3, "product_name"), (4, "spec"), (5, "kind"), (6, "spec")]
    );
    assert_eq!((report.products_created, report.skus_created), (1, 1));
}

#[test]
fn a_sku_keeps_its_product_and_its_spec() {
    let goods = Goods::new();
    run(&goods, &goods.owner, import(&goods, file(&[SMALL]))).unwrap();
    let moved = SMALL.replace("GR01,", "GR09,");
    let other = SMALL.replace("5斤", "6斤");
    let report = run(&goods, &goods.owner, import(&goods, file(&[&moved]))).unwrap();
    assert_eq!(refused(&report), [(2, "sku_code")]);
    let report = run(&goods, &goods.owner, import(&goods, file(&[&other]))).unwrap();
    assert_eq!(refused(&report), [(2, "spec")]);
    let listed = goods
        .world
        .engine
        .products_of_merchant(&goods.owner, goods.merchant, None, 10)
        .unwrap();
    assert_eq!(listed.len(), 1);
}

#[test]
fn a_combo_may_stand_before_its_parts_but_not_without_them() {
    let goods = Goods::new();
    let bad = LARGE.replace("75.00", "-1");
    let report = run(
        &goods,
        &goods.owner,
        import(&goods, file(&[COMBO, SMALL, &bad])),
    );
    assert_eq!(refused(&report.unwrap()), [(2, "parts"), (4, "price")]);
    let report = run(
        &goods,
        &goods.owner,
        import(&goods, file(&[COMBO, SMALL, LARGE])),
    );
    let report = report.unwrap();
    assert_eq!((report.skus_created, report.skus_unchanged), (2, 1));
    let nested = COMBO
        .replace("CO01", "CO02")
        .replace("GR01-1*1", "CO01-1*1");
    let report = run(&goods, &goods.owner, import(&goods, file(&[&nested])));
    assert_eq!(refused(&report.unwrap()), [(2, "parts")]);
}

#[test]
fn a_merchants_staff_imports_for_its_own_merchant_and_not_around_the_review() {
    let goods = Goods::new();
    let theirs = SMALL.replace("m-grain", "m-other");
    let blank = LARGE.replace("m-grain", "");
    let report = run(
        &goods,
        &goods.owner,
        import(&goods, file(&[&theirs, &blank])),
    );
    let report = report.unwrap();
    assert_eq!(refused(&report), [(2, "merchant")]);
    assert_eq!(report.skus_created, 1);
    let scoped = |scope, publish| ImportProducts {
        scope,
        publish,
        ..import(&goods, file(&[SMALL]))
    };
    for (scope, publish) in [
        (ImportScope::Merchant(goods.other_merchant), Publish::Draft),
        (ImportScope::Node(goods.world.city), Publish::Draft),
        (ImportScope::Merchant(goods.merchant), Publish::OnSale),
    ] {
        let denied = run(&goods, &goods.owner, scoped(scope, publish)).unwrap_err();
        assert_eq!(denied.code(), "denied", "{scope:?} {publish:?}");
    }
    let submitted = scoped(ImportScope::Merchant(goods.merchant), Publish::Submit);
    let submitted = ImportProducts {
        csv: file(&[&SMALL.replace("GR01", "GR05")]),
        ..submitted
    };
    run(&goods, &goods.owner, submitted).unwrap();
    let read = goods
        .world
        .engine
        .product_record(&goods.owner, Product::id_of(goods.merchant, "GR05"));
    assert_eq!(read.unwrap().product.state, ProductState::Submitted);
}

#[test]
fn an_imported_price_goes_to_review_again_if_the_node_says_so() {
    let goods = Goods::new();
    let command = ImportProducts {
        publish: Publish::OnSale,
        ..import(&goods, file(&[SMALL]))
    };
    run(&goods, &goods.world.platform, command).unwrap();
    goods.world.set(
        goods.world.group,
        SettingsPatch {
            review_changes: Some(true),
            ..SettingsPatch::default()
        },
    );
    let product = Product::id_of(goods.merchant, "GR01");
    let state = || {
        let read = goods.world.engine.product_record(&goods.owner, product);
        read.unwrap().product.state
    };
    let unchanged = import(&goods, file(&[SMALL]));
    run(&goods, &goods.owner, unchanged).unwrap();
    assert_eq!(state(), ProductState::OnSale);
    let cheaper = SMALL.replace("39.90", "29.90");
    let cheaper = import(&goods, file(&[&cheaper]));
    run(&goods, &goods.owner, cheaper.clone()).unwrap();
    assert_eq!(state(), ProductState::Submitted);
    let report = run(&goods, &goods.owner, cheaper).unwrap();
    assert_eq!(refused(&report), [(2, "product_code")]);
    let approve = linli::catalog::ReviewProduct {
        product,
        outcome: Verdict::Approve,
    };
    goods
        .world
        .engine
        .review_product(&goods.world.platform, goods.world.id(), approve)
        .unwrap();
    assert_eq!(state(), ProductState::OnSale);
}

#[test]
fn whole_files_are_refused_with_a_code() {
    let goods = Goods::new();
    let code = |text: &str| {
        let csv = CsvFile::new(text).unwrap();
        let outcome = run(&goods, &goods.owner, import(&goods, csv));
        let error: Error = outcome.unwrap_err();
        (error.code(), error.field().unwrap_or_default().to_owned())
    };
    assert_eq!(code(""), ("invalid_field", "csv.header".to_owned()));
    assert_eq!(
        code("sku,price\n1,2"),
        ("invalid_field", "csv.header".to_owned())
    );
    let long = format!("{}\n{}", COLUMNS.join(","), "x\n".repeat(20_001));
    assert_eq!(code(&long), ("limit_exceeded", "csv.lines".to_owned()));
    let json = serde_json::to_string(&file(&[SMALL])).unwrap();
    assert_eq!(
        serde_json::from_str::<CsvFile>(&json).unwrap(),
        file(&[SMALL])
    );
    // Nobody but staff may try.
    let member = register_member(&goods.world, "r002");
    let member = Actor::user(goods.world.tenant, member);
    let denied = run(&goods, &member, import(&goods, file(&[SMALL])));
    assert_eq!(denied.unwrap_err().code(), "denied");
    let stranger = Actor::user(goods.world.tenant, user("stranger"));
    let denied = run(&goods, &stranger, import(&goods, file(&[SMALL])));
    assert_eq!(denied.unwrap_err().code(), "denied");
}

#[test]
fn a_product_takes_no_more_than_two_hundred_skus_and_fifty_options() {
    let goods = Goods::new();
    let mut lines = Vec::new();
    for number in 0..201 {
        let spec = format!("规格={};色={}", number % 50, number / 50);
        let sku = format!("GR01-{number}");
        lines.push(SMALL.replace("规格=5斤", &spec).replace("GR01-1", &sku));
    }
    lines.push(SMALL.replace("GR01", "GR02"));
    let options = (0..51).map(|number| {
        SMALL
            .replace("GR01-1", &format!("GR03-{number}"))
            .replace("GR01", "GR03")
            .replace("5斤", &format!("{number}斤"))
    });
    lines.extend(options);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let report = run(&goods, &goods.owner, import(&goods, file(&lines))).unwrap();
    assert_eq!(refused(&report), [(202, "sku_code"), (254, "spec")]);
    assert_eq!(report.skus_created, 251);
}

#[test]
fn ten_thousand_lines_go_in_one_call() {
    let goods = Goods::new();
    let mut csv = format!("{}\n", COLUMNS.join(","));
    for number in 0..10_000 {
        let (product, option) = (number / 2, number % 2);
        writeln!(
            csv,
            "m-grain,P{product},五常大米{product},grain-rice,goods,规格={option}斤,P{product}-{option},39.90,45.00,,2500,,70,pickup;express,s-grain,no_points,"
        )
        .unwrap();
    }
    let command = ImportProducts {
        mode: ImportMode::AllOrNothing,
        publish: Publish::OnSale,
        ..import(&goods, CsvFile::new(csv).unwrap())
    };
    let report = run(&goods, &goods.world.platform, command.clone()).unwrap();
    assert_eq!(
        (report.products_created, report.skus_created),
        (5_000, 10_000)
    );
    let report = run(&goods, &goods.world.platform, command).unwrap();
    assert_eq!(report.skus_unchanged, 10_000);
    let last = Product::id_of(goods.merchant, "P4999");
    let seen = goods.world.engine.product(&goods.member, last).unwrap();
    assert_eq!(seen.skus[1].available, 70);
    assert_eq!(seen.skus[1].id, Sku::id_of(goods.merchant, "P4999-1"));
}
