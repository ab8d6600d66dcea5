//! What can never be right is refused with a typed error that names the cause, and changes nothing.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use linli::Error;
use linli::catalog::{
    ChangeSkuPrices, CorrectStock, CsvFile, ExistingStock, ImportMode, ImportProducts, ImportScope,
    Publish, ReceiveStock, SetStock, SkuPrices, StockLine,
};
use linli::engine::AnyCommand;
use linli::kernel::{
    Actor, Currency, Day, Id, OrderId, SkuId, StationId, TenantId, Timestamp, TradeId,
};
use linli::ledger::Party;
use linli::order::{
    CancelLine, CancelOrder, CartUse, OrderNote, PlaceOrder, ShipOrder, SwitchStation,
};
use linli::payment::{RefundResult, ReportPayment, ReportRefund};
use linli::pickup::{ConfirmPickup, PickupDigits};
use linli::points::{GrantPoints, PointsKind};
use linli::settlement::CloseDay;
use linli::split::{
    SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitLayer, SplitScope,
};
use linli::station::{AcceptDelivery, Arrived, ArrivedItem};
use linli::store::{MemoryStore, Store, StoreError};
use linli_sqlite::SqliteStore;
use linli_tests::shop::{Shop, fen, points, text};
use linli_tests::snapshot::snapshot;

fn shop() -> Shop {
    Shop::open(Arc::new(MemoryStore::default()))
}

fn stored(shop: &Shop) -> String {
    snapshot(&*shop.store, shop.tenant).unwrap()
}

/// Refused with this code about this field (`""`: about none), and nothing is changed.
#[track_caller]
fn refused(shop: &Shop, actor: &Actor, command: AnyCommand, code: &str, field: &str) {
    let before = stored(shop);
    let error = shop.run(actor, command).unwrap_err();
    assert_eq!(
        (error.code(), error.field().unwrap_or("")),
        (code, field),
        "{error}"
    );
    assert_eq!(stored(shop), before, "{error}");
}

fn place(shop: &Shop, change: impl FnOnce(&mut PlaceOrder)) -> AnyCommand {
    let mut place = PlaceOrder {
        wanted: shop.wanted(0, &[(0, 1), (1, 2)]),
        expected_total: None,
        notes: Vec::new(),
        cart: CartUse::Keep,
    };
    change(&mut place);
    AnyCommand::PlaceOrder(place)
}

#[test]
fn orders_with_impossible_quantities_or_skus_are_refused() {
    let shop = shop();
    let actor = shop.members[0].actor;
    let sku = |place: &mut PlaceOrder, id| place.wanted.lines[1].sku = SkuId(id);
    let quantity = |units| place(&shop, |place| place.wanted.lines[1].quantity = units);
    refused(
        &shop,
        &actor,
        quantity(0),
        "invalid_field",
        "lines[1].quantity",
    );
    refused(
        &shop,
        &actor,
        quantity(1_000_001),
        "limit_exceeded",
        "lines[1].quantity",
    );
    refused(
        &shop,
        &actor,
        quantity(u32::MAX),
        "limit_exceeded",
        "lines[1].quantity",
    );
    refused(
        &shop,
        &actor,
        quantity(1_000_000),
        "out_of_stock",
        "lines[1].quantity",
    );
    let unknown = place(&shop, |place| sku(place, Id::MAX));
    refused(&shop, &actor, unknown, "not_sold", "lines[1].sku");
    let no_lines = place(&shop, |place| place.wanted.lines.clear());
    refused(&shop, &actor, no_lines, "invalid_field", "lines");
    let many = place(&shop, |place| {
        let line = place.wanted.lines[0];
        place.wanted.lines = vec![line; 2_001];
    });
    refused(&shop, &actor, many, "limit_exceeded", "lines");
    let notes = place(&shop, |place| {
        let note = OrderNote {
            merchant: shop.merchants[0],
            fulfilment: place.wanted.lines[0].fulfilment,
            remark: None,
            invoice: None,
        };
        place.notes = vec![note; 3];
    });
    refused(&shop, &actor, notes, "limit_exceeded", "notes");
    let negative = place(&shop, |place| place.wanted.points = points(-1));
    refused(&shop, &actor, negative, "invalid_field", "points");
    let nowhere = place(&shop, |place| place.wanted.station = None);
    refused(&shop, &actor, nowhere, "invalid_field", "station");
    let elsewhere = place(&shop, |place| {
        place.wanted.station = Some(StationId(Id::MAX));
    });
    refused(&shop, &actor, elsewhere, "not_found", "");
    let moved = place(&shop, |place| place.expected_total = Some(fen(1)));
    refused(&shop, &actor, moved, "price_moved", "");
    let somebody_else = shop.members[1].actor;
    refused(&shop, &somebody_else, place(&shop, |_| ()), "denied", "");
}

#[test]
fn amounts_beyond_the_bounds_or_with_too_many_decimals_cannot_even_be_said() {
    for (written, code) in [
        ("12.345", "invalid_field"),
        ("0.001", "invalid_field"),
        ("1e3", "invalid_field"),
        ("", "invalid_field"),
        ("NaN", "invalid_field"),
        ("１２", "invalid_field"),
        ("10000000000000.01", "overflow"),
        ("99999999999999999999", "overflow"),
    ] {
        let error = Currency::CNY.parse("price", written).unwrap_err();
        assert_eq!(
            (error.code(), error.field()),
            (code, Some("price")),
            "{written}"
        );
    }
    let shop = shop();
    for amount in ["9223372036854775807", "1000000000000001", "1.5", "\"1\""] {
        let json = format!(
            "{{\"command\":\"place_order\",\"member\":\"{}\",\"lines\":[],\"expected_total\":{amount}}}",
            shop.members[0].id
        );
        assert!(
            serde_json::from_str::<AnyCommand>(&json).is_err(),
            "{amount}"
        );
    }
}

fn report(shop: &Shop, change: impl FnOnce(&mut ReportPayment)) -> AnyCommand {
    let placed = shop.place(0, &[(0, 1)]).unwrap();
    let mut report = shop.payment_of(&placed);
    change(&mut report);
    AnyCommand::ReportPayment(report)
}

type Change = Box<dyn FnOnce(&mut ReportPayment)>;

#[test]
fn payment_reports_that_cannot_be_right_are_refused() {
    let shop = shop();
    let far = Timestamp::parse("2199-12-31T00:00:00Z").unwrap();
    let cases: Vec<(&str, Change)> = vec![
        ("amount", Box::new(|report| report.amount = fen(0))),
        ("amount", Box::new(|report| report.amount = fen(-1))),
        (
            "currency",
            Box::new(|report| report.currency = "yuan".to_owned()),
        ),
        (
            "currency",
            Box::new(|report| report.currency = "cny".to_owned()),
        ),
        ("provider", Box::new(|report| report.provider = text(" "))),
        ("number", Box::new(|report| report.number = text(""))),
        ("evidence", Box::new(|report| report.evidence = text("abc"))),
        (
            "evidence",
            Box::new(|report| report.evidence = text(&"zz".repeat(32))),
        ),
        (
            "paid_at",
            Box::new(|report| report.paid_at = Timestamp::MIN),
        ),
        ("paid_at", Box::new(move |report| report.paid_at = far)),
        (
            "paid_at",
            Box::new(|report| report.paid_at = Timestamp::MAX),
        ),
    ];
    for (field, change) in cases {
        let command = report(&shop, change);
        refused(&shop, &shop.system.clone(), command, "invalid_field", field);
    }
    let unknown = report(&shop, |report| report.trade = TradeId(Id::MAX));
    refused(&shop, &shop.system.clone(), unknown, "not_found", "");
    let by_a_member = report(&shop, |_| ());
    refused(
        &shop,
        &shop.members[0].actor.clone(),
        by_a_member,
        "denied",
        "",
    );
}

#[test]
fn one_payment_number_for_two_trades_or_two_amounts_is_refused() {
    let shop = shop();
    let first = shop.place(0, &[(0, 1)]).unwrap();
    let second = shop.place(0, &[(0, 1)]).unwrap();
    shop.pay(&first).unwrap();
    let mut report = shop.payment_of(&second);
    report.number = shop.payment_of(&first).number;
    let command = AnyCommand::ReportPayment(report.clone());
    refused(&shop, &shop.system.clone(), command, "already_exists", "");
    report.trade = first.trade;
    report.amount = fen(1);
    let command = AnyCommand::ReportPayment(report);
    refused(&shop, &shop.system.clone(), command, "already_exists", "");
}

#[test]
fn cancelling_what_is_not_there_is_refused() {
    let shop = shop();
    let order = shop.buy(0, &[(0, 3)]).unwrap().orders[0];
    let actor = shop.members[0].actor;
    let cancel = |lines: &[(u32, u32)]| {
        let line = |(line, quantity): &(u32, u32)| CancelLine {
            line: *line,
            quantity: *quantity,
        };
        AnyCommand::CancelOrder(CancelOrder {
            order,
            lines: lines.iter().map(line).collect(),
            reason: None,
        })
    };
    refused(
        &shop,
        &actor,
        cancel(&[(0, 0)]),
        "invalid_field",
        "lines[0].quantity",
    );
    refused(
        &shop,
        &actor,
        cancel(&[(0, 4)]),
        "invalid_field",
        "lines[0].quantity",
    );
    refused(
        &shop,
        &actor,
        cancel(&[(0, 2), (0, 2)]),
        "invalid_field",
        "lines[1].quantity",
    );
    refused(
        &shop,
        &actor,
        cancel(&[(7, 1)]),
        "invalid_field",
        "lines[0].line",
    );
    refused(
        &shop,
        &actor,
        cancel(&[(0, 1), (u32::MAX, 1)]),
        "invalid_field",
        "lines[1].line",
    );
    let shipping = AnyCommand::ShipOrder(ShipOrder {
        order,
        carrier: text("顺丰"),
        number: text("SF1"),
    });
    refused(
        &shop,
        &shop.staff[0].clone(),
        shipping,
        "invalid_field",
        "order",
    );
    let unknown = AnyCommand::CancelOrder(CancelOrder {
        order: OrderId(Id::MAX),
        lines: Vec::new(),
        reason: None,
    });
    refused(&shop, &actor, unknown, "not_found", "");
}

#[test]
fn stock_and_prices_out_of_bounds_are_refused() {
    let shop = shop();
    let staff = shop.staff[0];
    let merchant = shop.merchants[0];
    let sku = shop.skus[0].clone();
    let lines = |units| vec![StockLine { sku: sku.id, units }];
    let set = |units| {
        AnyCommand::SetStock(SetStock {
            merchant,
            lines: lines(units),
        })
    };
    let receive = |units| {
        AnyCommand::ReceiveStock(ReceiveStock {
            merchant,
            lines: lines(units),
        })
    };
    let correct = |units| {
        AnyCommand::CorrectStock(CorrectStock {
            merchant,
            lines: lines(units),
            reason: text("盘点"),
        })
    };
    for units in [-1, i64::MIN, i64::MAX, 1_000_000_001] {
        refused(&shop, &staff, set(units), "invalid_field", "lines[0].units");
        refused(
            &shop,
            &staff,
            receive(units),
            "invalid_field",
            "lines[0].units",
        );
    }
    refused(&shop, &staff, receive(0), "invalid_field", "lines[0].units");
    refused(&shop, &staff, correct(0), "invalid_field", "lines[0].units");
    refused(
        &shop,
        &staff,
        correct(-1_001),
        "out_of_stock",
        "lines[0].units",
    );
    refused(
        &shop,
        &staff,
        receive(1_000_000_000),
        "limit_exceeded",
        "lines[0].units",
    );
    let other = AnyCommand::SetStock(SetStock {
        merchant,
        lines: vec![StockLine {
            sku: SkuId(Id::MAX),
            units: 1,
        }],
    });
    refused(&shop, &staff, other, "invalid_field", "lines[0].sku");
    refused(&shop, &shop.staff[1].clone(), set(1), "denied", "");
    let price = |price| {
        AnyCommand::ChangeSkuPrices(ChangeSkuPrices {
            product: sku.product,
            prices: vec![SkuPrices {
                sku: sku.id,
                price,
                list_price: None,
                supply_price: None,
                member_prices: std::collections::BTreeMap::new(),
                points_price: linli::kernel::Points::ZERO,
            }],
        })
    };
    refused(
        &shop,
        &staff,
        price(fen(-1)),
        "invalid_field",
        "prices[0].price",
    );
    refused(
        &shop,
        &staff,
        price(fen(1_000_000_000_000_000)),
        "invalid_field",
        "prices[0].price",
    );
}

#[test]
fn another_tenants_ids_are_unknown_everywhere() {
    let shop = shop();
    let bought = shop.buy(0, &[(0, 1)]).unwrap();
    let order = bought.orders[0];
    let elsewhere = TenantId::new(2).unwrap();
    let options = linli_tests::shop::ShopOptions {
        tenant: 2,
        seed: 2,
        ..Default::default()
    };
    let other = Shop::with(Arc::clone(&shop.store), &options);
    let before = stored(&shop);
    for actor in [Actor::system(elsewhere), other.platform] {
        let unknown =
            |error: Error| assert!(matches!(error.code(), "not_found" | "denied"), "{error}");
        unknown(shop.engine.order(&actor, order).unwrap_err());
        unknown(shop.engine.trade(&actor, bought.trade).unwrap_err());
        unknown(shop.engine.member(&actor, shop.members[0].id).unwrap_err());
        unknown(shop.engine.node(&actor, shop.communities[0]).unwrap_err());
        let cancel = AnyCommand::CancelOrder(CancelOrder {
            order,
            lines: Vec::new(),
            reason: None,
        });
        unknown(shop.run(&actor, cancel).unwrap_err());
        let report = AnyCommand::ReportPayment(shop.payment_of(&bought));
        unknown(shop.run(&actor, report).unwrap_err());
    }
    // A member of the other tenant puts this tenant's goods and station into a cart.
    let member = other.members[0];
    let mut wanted = shop.wanted(0, &[(0, 1)]);
    wanted.member = member.id;
    let foreign_station = other.engine.quote(&member.actor, &wanted).unwrap_err();
    assert_eq!(foreign_station.code(), "not_found");
    wanted.station = Some(other.stations[0].id);
    let foreign_goods = other.engine.quote(&member.actor, &wanted).unwrap_err();
    assert_eq!(
        (foreign_goods.code(), foreign_goods.field()),
        ("not_sold", Some("lines[0].sku"))
    );
    assert_eq!(stored(&shop), before);
}

#[test]
fn deliveries_and_codes_that_cannot_be_right_are_refused() {
    let shop = shop();
    shop.buy(0, &[(0, 2)]).unwrap();
    shop.close_day();
    let (station, leader) = (shop.stations[0].id, shop.stations[0].leader);
    let day = shop.today().next();
    let accept = |day, units: &[u32], sku| {
        let item = |units: &u32| ArrivedItem { sku, units: *units };
        AnyCommand::AcceptDelivery(AcceptDelivery {
            station,
            day,
            arrived: Arrived::Except(units.iter().map(item).collect()),
        })
    };
    let sku = shop.skus[0].id;
    refused(
        &shop,
        &leader,
        accept(day, &[3], sku),
        "invalid_field",
        "arrived[0].units",
    );
    refused(
        &shop,
        &leader,
        accept(day, &[1, 1], sku),
        "invalid_field",
        "arrived[1].sku",
    );
    refused(
        &shop,
        &leader,
        accept(day, &[1], SkuId(Id::MAX)),
        "invalid_field",
        "arrived[0].sku",
    );
    for far in ["1970-01-01", "2199-12-31"] {
        let far: Day = far.parse().unwrap();
        refused(&shop, &leader, accept(far, &[], sku), "not_found", "");
    }
    refused(
        &shop,
        &shop.stations[1].leader.clone(),
        accept(day, &[], sku),
        "denied",
        "",
    );
    for wrong in ["", "123456", "12345678", "１２３４５６７", "12a4567"] {
        let error = PickupDigits::new(wrong).unwrap_err();
        assert_eq!(
            (error.code(), error.field()),
            ("invalid_field", Some("code"))
        );
    }
    let confirm = AnyCommand::ConfirmPickup(ConfirmPickup {
        station: StationId(Id::MAX),
        code: PickupDigits::new("0000000").unwrap(),
    });
    refused(&shop, &leader, confirm, "not_found", "");
}

#[test]
fn money_rules_and_points_that_cannot_be_right_are_refused() {
    let shop = shop();
    let platform = shop.platform;
    let share = |percent| ShareRule {
        basis: ShareBasis::OrderAmount,
        amount: ShareAmount::Percent(linli::kernel::Rate::percent(percent).unwrap()),
        floor: None,
        cap: None,
        receivers: vec![(ShareReceiver::Platform, 1)],
    };
    let rule = |shares| {
        AnyCommand::SetSplitRule(SetSplitRule {
            layer: SplitLayer::Base,
            scope: SplitScope::EVERYTHING,
            name: text("规则"),
            shares,
        })
    };
    let too_much = rule(vec![share(60), share(41)]);
    refused(
        &shop,
        &platform,
        too_much,
        "invalid_field",
        "shares[1].amount",
    );
    refused(
        &shop,
        &platform,
        rule(vec![share(1); 21]),
        "limit_exceeded",
        "shares",
    );
    let nobody = ShareRule {
        receivers: Vec::new(),
        ..share(5)
    };
    refused(
        &shop,
        &platform,
        rule(vec![nobody]),
        "invalid_field",
        "shares[0].receivers",
    );
    assert!(serde_json::from_str::<linli::kernel::Rate>("\"1.01\"").is_err());
    assert!(serde_json::from_str::<linli::kernel::Rate>("\"-0.1\"").is_err());
    let grant = |units| {
        AnyCommand::GrantPoints(GrantPoints {
            member: shop.members[0].id,
            points: points(units),
            kind: PointsKind::Mall,
            issuer: Party::Node(shop.group),
            expires: None,
            reason: text("活动"),
        })
    };
    for units in [0, -1, 10_000_001] {
        refused(&shop, &platform, grant(units), "invalid_field", "points");
    }
    for day in [
        shop.today(),
        shop.today().next(),
        "2199-12-31".parse().unwrap(),
    ] {
        let close = AnyCommand::CloseDay(CloseDay { day });
        refused(&shop, &shop.system.clone(), close, "invalid_field", "day");
    }
    let refund = AnyCommand::ReportRefund(ReportRefund {
        refund: linli::kernel::RefundId(Id::MAX),
        result: RefundResult::Done,
        message: None,
        attempt: None,
    });
    refused(&shop, &shop.system.clone(), refund, "not_found", "");
    let placed = shop.place(0, &[(0, 1)]).unwrap();
    let switch = AnyCommand::SwitchStation(SwitchStation {
        trade: placed.trade,
        station: StationId(Id::MAX),
    });
    refused(
        &shop,
        &shop.members[0].actor.clone(),
        switch,
        "not_found",
        "",
    );
}

fn import(shop: &Shop, csv: CsvFile) -> AnyCommand {
    AnyCommand::ImportProducts(ImportProducts {
        scope: ImportScope::Merchant(shop.merchants[0]),
        csv,
        mode: ImportMode::AllOrNothing,
        publish: Publish::Draft,
        existing_stock: ExistingStock::Keep,
    })
}

#[test]
fn files_that_are_not_text_or_too_long_are_refused_and_ten_megabytes_in_a_field_do_no_harm() {
    let shop = shop();
    let staff = shop.staff[0];
    let invalid = CsvFile::from_bytes(b"merchant,\xff\xfe").unwrap_err();
    assert_eq!(invalid.code(), "invalid_field", "{invalid}");
    let long = CsvFile::new("x".repeat(CsvFile::MAX_BYTES + 1)).unwrap_err();
    assert_eq!(
        (long.code(), long.field()),
        ("limit_exceeded", Some("csv.bytes"))
    );
    let header = linli::catalog::COLUMNS.join(",");
    let huge = "米".repeat(3_400_000);
    let line = format!("M0,X1,{huge},FRESH,goods,,X1-0,1.00,,,,,1,pickup,,,");
    let file = CsvFile::new(format!("{header}\n{line}\n")).unwrap();
    let before = stored(&shop);
    let answer = shop.run(&staff, import(&shop, file)).unwrap();
    assert_eq!(answer["refused"][0]["line"], 2);
    assert_eq!(answer["refused"][0]["column"], "product_name");
    assert_eq!(answer["products_created"], 0);
    let catalogue = |shop: &Shop| {
        linli_tests::snapshot::rows_of(&*shop.store, shop.tenant, linli::schema::tables::PRODUCT)
            .unwrap()
    };
    assert_eq!(catalogue(&shop).len(), 20);
    assert_ne!(stored(&shop), before, "what was asked is in the log");
    let wrong = CsvFile::new("a,b,c\n1,2,3\n").unwrap();
    let before = stored(&shop);
    let error = shop.run(&staff, import(&shop, wrong)).unwrap_err();
    assert_eq!(error.code(), "invalid_field", "{error}");
    assert_eq!(stored(&shop), before);
    let many = CsvFile::new(format!("{header}\n{}", "x\n".repeat(20_001))).unwrap();
    let error = shop.run(&staff, import(&shop, many)).unwrap_err();
    assert_eq!(error.code(), "limit_exceeded", "{error}");
    assert_eq!(stored(&shop), before);
}

#[test]
fn the_same_command_id_with_other_content_is_refused() {
    let shop = shop();
    let actor = shop.members[0].actor;
    let id = shop.id();
    let answer = shop
        .engine
        .execute_any(&actor, id, place(&shop, |_| ()))
        .unwrap();
    let before = stored(&shop);
    let more = place(&shop, |place| place.wanted.lines[0].quantity = 2);
    let error = shop.engine.execute_any(&actor, id, more).unwrap_err();
    assert_eq!(error.code(), "command_reused");
    let by_another = shop
        .engine
        .execute_any(&shop.system, id, place(&shop, |_| ()));
    assert_eq!(by_another.unwrap_err().code(), "command_reused");
    assert_eq!(
        shop.engine
            .execute_any(&actor, id, place(&shop, |_| ()))
            .unwrap(),
        answer
    );
    assert_eq!(stored(&shop), before);
}

#[test]
fn a_second_owner_of_the_file_is_refused_and_the_first_one_works_on() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("linli.db");
    let shop = Shop::open(Arc::new(SqliteStore::open(&file).unwrap()));
    let error = SqliteStore::open(&file).unwrap_err();
    assert!(matches!(error, StoreError::Owned { .. }), "{error}");
    shop.buy(0, &[(0, 1)]).unwrap();
}

#[test]
fn a_truncated_file_is_refused_as_damaged() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("linli.db");
    let store = Arc::new(SqliteStore::open(&file).unwrap());
    let shop = Shop::open(Arc::<SqliteStore>::clone(&store));
    shop.buy(0, &[(0, 1)]).unwrap();
    store.checkpoint().unwrap();
    drop((shop, store));
    let bytes = std::fs::read(&file).unwrap();
    for keep in [0, 50, 4_096, bytes.len() / 2, bytes.len() - 4_096] {
        std::fs::write(&file, &bytes[..keep]).unwrap();
        let opened = SqliteStore::open(&file).map(|store| store.prepare(&linli::schema::SCHEMA));
        let error = match opened {
            Ok(prepared) => prepared.unwrap_err(),
            Err(error) => error,
        };
        assert!(
            matches!(error, StoreError::Corrupt { .. }),
            "{keep} bytes: {error}"
        );
        assert_eq!(
            std::fs::read(&file).unwrap(),
            &bytes[..keep],
            "it is left as it was found"
        );
    }
    std::fs::write(&file, &bytes).unwrap();
    SqliteStore::open(&file).unwrap().integrity_check().unwrap();
}

#[test]
fn a_clock_at_the_ends_of_time_makes_no_panic() {
    for end in [Timestamp::MIN, Timestamp::MAX] {
        let shop = shop();
        shop.manual.as_ref().unwrap().set(end);
        let placed = shop.place(0, &[(0, 1)]).unwrap();
        let paid = shop.pay(&placed);
        if let Err(error) = &paid {
            assert!(!matches!(error, Error::Store(_)), "{error}");
        }
        let _ = shop.engine.run_due(&shop.system, 100).unwrap();
    }
}

#[test]
fn sales_presales_and_shares_that_cannot_be_are_refused() {
    use linli::kernel::{CampaignId, GroupId};
    use linli::sale::{CreateSale, EndSale, GroupTerms, OpenPresale, SaleChoice, SaleKind};
    use linli::share::{CreateShare, ShareCode, ShareSubject, VisitShare};
    type Change = fn(&mut CreateSale);
    let shop = shop();
    let now = shop.clock.now();
    let staff = shop.staff[0];
    let good = CreateSale {
        merchant: shop.merchants[0],
        node: shop.city,
        sku: shop.skus[0].id,
        kind: SaleKind::Flash,
        starts_at: now,
        ends_at: now.plus_minutes(60),
        price: fen(100),
        quota: 5,
        per_member: None,
        excludes: linli::pricing::Excludes::default(),
    };
    let group = |size, hours, virtual_from| {
        SaleKind::Group(GroupTerms {
            size,
            hours,
            virtual_from,
        })
    };
    let wrong: [(&str, &str, Change); 8] = [
        ("invalid_field", "quota", |sale| sale.quota = 0),
        ("out_of_stock", "quota", |sale| sale.quota = 1_000_000),
        ("invalid_field", "per_member", |sale| {
            sale.per_member = Some(0);
        }),
        ("invalid_field", "price", |sale| sale.price = fen(-1)),
        ("invalid_field", "price", |sale| sale.price = fen(1_000_000)),
        ("invalid_field", "ends_at", |sale| {
            sale.ends_at = sale.starts_at;
        }),
        ("invalid_field", "sku", |sale| sale.sku = SkuId(Id::MAX)),
        ("invalid_field", "node", |sale| {
            sale.node = linli::kernel::NodeId(Id::MAX);
        }),
    ];
    for (code, field, change) in wrong {
        let mut sale = good.clone();
        change(&mut sale);
        refused(&shop, &staff, AnyCommand::CreateSale(sale), code, field);
    }
    for (field, kind) in [
        ("size", group(1, 1, None)),
        ("size", group(101, 1, None)),
        ("hours", group(2, 0, None)),
        ("hours", group(2, 721, None)),
        ("virtual_from", group(2, 1, Some(2))),
        ("virtual_from", group(2, 1, Some(0))),
    ] {
        let sale = CreateSale {
            kind,
            ..good.clone()
        };
        let sale = AnyCommand::CreateSale(sale);
        refused(&shop, &staff, sale, "invalid_field", field);
    }
    let other = AnyCommand::CreateSale(good);
    refused(&shop, &shop.staff[1], other, "denied", "");
    let sale = CampaignId(Id::MAX);
    let end = AnyCommand::EndSale(EndSale { sale });
    refused(&shop, &shop.platform, end, "not_found", "");
    let presale = |promised, ceiling| {
        AnyCommand::OpenPresale(OpenPresale {
            merchant: shop.merchants[0],
            sku: shop.skus[0].id,
            promised,
            ceiling,
        })
    };
    let today = shop.today();
    for (field, command) in [
        ("promised", presale(today, 5)),
        ("promised", presale(today.plus_days(366), 5)),
        ("ceiling", presale(today.next(), 0)),
        ("ceiling", presale(today.next(), 1_000_001)),
    ] {
        refused(&shop, &staff, command, "invalid_field", field);
    }
    let buyer = shop.members[0].actor;
    for choice in [
        SaleChoice::Flash(sale),
        SaleChoice::Open(sale),
        SaleChoice::Join(GroupId(Id::MAX)),
    ] {
        let placed = place(&shop, |place| place.wanted.lines[1].sale = Some(choice));
        refused(&shop, &buyer, placed, "not_sold", "lines[1].sale");
    }
    let member = shop.members[0].id;
    let share = |subject| AnyCommand::CreateShare(CreateShare { member, subject });
    let nothing = share(ShareSubject::Sale(sale));
    refused(&shop, &buyer, nothing, "not_found", "");
    let card = share(ShareSubject::Card);
    refused(&shop, &shop.members[1].actor, card, "denied", "");
    let visit = |visitor| {
        let code = ShareCode::new("000000000000").unwrap();
        AnyCommand::VisitShare(VisitShare { code, visitor })
    };
    refused(&shop, &buyer, visit(Some(member)), "not_found", "");
    refused(&shop, &buyer, visit(None), "denied", "");
    let said = r#"{"command":"visit_share","code":"not a code"}"#;
    assert!(serde_json::from_str::<AnyCommand>(said).is_err());
}
