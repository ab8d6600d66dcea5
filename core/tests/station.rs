//! Stations, delivery days, manifests, acceptance and sheets. RULES §5, §7.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use common::damage;
use common::shop::{Shop, grant, station_data};
use common::{World, text};
use linli::engine::Event;
use linli::kernel::{Actor, Day, Error, Id, MemberId, OrderId, Role, StationId};
use linli::order::{CancelOrder, OrderState, SwitchStation};
use linli::org::{GrantScope, SettingsPatch};
use linli::payment::RefundReason;
use linli::pickup::PickupStatus;
use linli::station::{
    AcceptDelivery, Acceptance, Arrived, ArrivedItem, ChangeStation, CloseStationDay, Collection,
    CreateStation, DispatchManifest, Opening, Position, PurchaseScope, PurchaseSource,
    SetStationOpening, StationDay, StationDayState,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn monday() -> Day {
    day("2026-11-23")
}

fn place(world: &World, code: &str, latitude: i32, longitude: i32) -> StationId {
    let data = CreateStation {
        position: Position::new(latitude, longitude).unwrap(),
        ..station_data(world, code)
    };
    world
        .engine
        .create_station(&world.platform, world.id(), data)
        .unwrap()
}

fn close(shop: &Shop, day: Day) -> Result<(), Error> {
    let station = shop.station;
    let world = &shop.world;
    let command = CloseStationDay { station, day };
    world
        .engine
        .close_station_day(&world.system, world.id(), command)
}

fn dispatch(shop: &Shop, day: Day) -> Result<u32, Error> {
    let station = shop.station;
    let world = &shop.world;
    let command = DispatchManifest { station, day };
    world
        .engine
        .dispatch_manifest(&world.system, world.id(), command)
}

fn accept(shop: &Shop, arrived: Arrived) -> Result<Acceptance, Error> {
    let command = AcceptDelivery {
        station: shop.station,
        day: monday(),
        arrived,
    };
    shop.world
        .engine
        .accept_delivery(&shop.leader, shop.world.id(), command)
}

/// After the cut-off: closed and dispatched.
fn sent(shop: &Shop) {
    shop.set_clock("2026-11-22T23:00:00+08:00");
    close(shop, monday()).unwrap();
    dispatch(shop, monday()).unwrap();
    shop.set_clock("2026-11-23T08:00:00+08:00");
}

fn events(shop: &Shop) -> Vec<Event> {
    let page = shop
        .world
        .engine
        .events(&shop.world.platform, 0, 1000)
        .unwrap();
    page.events.into_iter().map(|event| event.event).collect()
}

fn state(shop: &Shop, order: OrderId) -> OrderState {
    shop.world
        .engine
        .order(&shop.world.platform, order)
        .unwrap()
        .state
}

#[test]
fn stations_within_two_kilometres_come_nearest_first() {
    let world = World::new();
    let far = place(&world, "FAR", 30_296_000, 120_120_000);
    let near = place(&world, "NEAR", 30_281_000, 120_120_000);
    place(&world, "BEYOND", 30_298_100, 120_120_000);
    let closed = place(&world, "CLOSED", 30_280_000, 120_120_000);
    let command = SetStationOpening {
        station: closed,
        opening: Opening::Closed,
    };
    world
        .engine
        .set_station_opening(&world.platform, world.id(), command)
        .unwrap();
    let here = Position::new(30_280_000, 120_120_000).unwrap();
    let found = world
        .engine
        .stations_near(&world.platform, here, None)
        .unwrap();
    let found: Vec<_> = found
        .iter()
        .map(|near| (near.station.id, near.metres))
        .collect();
    assert_eq!(found, [(near, 111), (far, 1_779)]);
}

#[test]
fn the_radius_is_a_setting_and_the_community_a_filter() {
    let world = World::new();
    let distant = place(&world, "DISTANT", 31_000_000, 120_120_000);
    world.set(
        world.community,
        SettingsPatch {
            station_radius_metres: Some(100_000),
            ..SettingsPatch::default()
        },
    );
    let here = Position::new(30_280_000, 120_120_000).unwrap();
    let near = |community| {
        world
            .engine
            .stations_near(&world.platform, here, community)
            .unwrap()
    };
    assert!(near(None).is_empty(), "the tenant's radius is 2 km");
    let found = near(Some(world.community));
    assert_eq!((found.len(), found[0].station.id), (1, distant));
    assert_eq!(found[0].metres, 80_060);
    world.set(
        world.group,
        SettingsPatch {
            station_radius_metres: Some(100_000),
            ..SettingsPatch::default()
        },
    );
    assert_eq!(near(None).len(), 1);
    assert!(near(Some(world.city)).is_empty(), "no station of that node");
}

#[test]
fn stations_are_found_across_the_antimeridian_and_at_the_pole() {
    let world = World::new();
    let east = place(&world, "EAST", 0, 179_995_000);
    let pole = place(&world, "POLE", 90_000_000, 0);
    let near = |latitude, longitude| {
        let position = Position::new(latitude, longitude).unwrap();
        let found = world
            .engine
            .stations_near(&world.platform, position, None)
            .unwrap();
        found.iter().map(|near| near.station.id).collect::<Vec<_>>()
    };
    assert_eq!(near(0, -179_995_000), [east]);
    assert_eq!(near(89_995_000, 180_000_000), [pole]);
}

#[test]
fn a_search_finds_name_code_and_address_in_pages() {
    let world = World::new();
    let all: Vec<StationId> = ["XIHU-1", "XIHU-2", "XIHU-3"]
        .iter()
        .map(|code| place(&world, code, 0, 0))
        .collect();
    let search = |text: &str, after, limit| {
        world
            .engine
            .search_stations(&world.platform, text, after, limit)
            .map(|found| found.iter().map(|station| station.id).collect::<Vec<_>>())
    };
    assert_eq!(search("xihu 翠苑路", None, 2).unwrap(), all[..2]);
    assert_eq!(search("xihu 翠苑路", Some(all[1]), 2).unwrap(), all[2..]);
    assert_eq!(search("2驿站", None, 500).unwrap(), [all[1]]);
    assert_eq!(search("西溪", None, 500).unwrap(), []);
    assert_eq!(search(" ", None, 5).unwrap_err().field(), Some("text"));
    for limit in [0, 501] {
        assert_eq!(search("x", None, limit).unwrap_err().field(), Some("limit"));
    }
}

#[test]
fn a_community_lists_its_stations_and_a_code_names_one() {
    let shop = Shop::new();
    let world = &shop.world;
    let of = |after| {
        let stations = world
            .engine
            .stations_of(&shop.leader, world.community, after, 1)
            .unwrap();
        stations
            .iter()
            .map(|station| station.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(None), [shop.station]);
    assert_eq!(of(Some(shop.station)), [shop.other_station]);
    assert_eq!(of(Some(shop.other_station)), []);
    let by_code = |code| world.engine.station_by_code(&world.platform, code);
    assert_eq!(by_code("S2").unwrap().id, shop.other_station);
    assert_eq!(by_code("S9").unwrap_err().code(), "not_found");
}

#[test]
fn a_station_is_refused_field_by_field_and_leaves_no_trace() {
    let world = World::new();
    let good = || station_data(&world, "S1");
    let wrong = [
        (
            "code",
            CreateStation {
                code: text(" "),
                ..good()
            },
        ),
        (
            "name",
            CreateStation {
                name: text(""),
                ..good()
            },
        ),
        (
            "leader_name",
            CreateStation {
                leader_name: text(""),
                ..good()
            },
        ),
        (
            "leader_phone",
            CreateStation {
                leader_phone: text("call me"),
                ..good()
            },
        ),
        (
            "address.detail",
            CreateStation {
                address: linli::member::Address::default(),
                ..good()
            },
        ),
    ];
    for (field, command) in wrong {
        let error = world
            .engine
            .create_station(&world.platform, world.id(), command)
            .unwrap_err();
        assert_eq!(
            (error.code(), error.field()),
            ("invalid_field", Some(field))
        );
    }
    let stations = world
        .engine
        .stations_of(&world.platform, world.community, None, 10)
        .unwrap();
    assert!(stations.is_empty());
    let create = |command| {
        world
            .engine
            .create_station(&world.platform, world.id(), command)
    };
    create(good()).unwrap();
    assert_eq!(create(good()).unwrap_err().code(), "already_exists");
    assert_eq!(
        Position::new(90_000_001, 0).unwrap_err().field(),
        Some("position")
    );
}

#[test]
fn a_station_changes_what_is_named_and_keeps_the_rest() {
    let shop = Shop::new();
    let world = &shop.world;
    let command = ChangeStation {
        station: shop.station,
        name: Some(text("新驿站")),
        leader_name: None,
        leader_phone: None,
        address: None,
        position: None,
        route: Some(text("R9")),
        region: None,
        hours: None,
    };
    world
        .engine
        .change_station(&world.platform, world.id(), command.clone())
        .unwrap();
    let station = world.engine.station(&shop.leader, shop.station).unwrap();
    assert_eq!(
        (
            station.name.as_str(),
            station.route.as_str(),
            station.region.as_str()
        ),
        ("新驿站", "R9", "城西")
    );
    let error = world
        .engine
        .change_station(&shop.leader, world.id(), command)
        .unwrap_err();
    assert_eq!(error.code(), "denied", "leaders do not change stations");
}

#[test]
fn the_cut_off_is_eleven_at_night_of_the_day_before() {
    let shop = Shop::new();
    let member = shop.member("王小明");
    let day_of = |order| {
        let order = shop
            .world
            .engine
            .order(&shop.world.platform, order)
            .unwrap();
        order.delivery_day.unwrap()
    };
    shop.set_clock("2026-11-22T22:59:59.999999+08:00");
    let before = shop.buy(member, &[(shop.rice, 1)]);
    shop.set_clock("2026-11-22T23:00:00+08:00");
    let after = shop.buy(member, &[(shop.rice, 1)]);
    assert_eq!(day_of(before), monday());
    assert_eq!(day_of(after), day("2026-11-24"));
}

#[test]
fn a_late_payment_joins_the_first_day_that_is_not_closed() {
    let shop = Shop::new();
    let member = shop.member("王小明");
    shop.buy(member, &[(shop.rice, 1)]);
    shop.set_clock("2026-11-22T23:00:00+08:00");
    close(&shop, monday()).unwrap();
    // The clock was wrong and is put back: the closed day stays closed.
    shop.set_clock("2026-11-22T20:00:00+08:00");
    let late = shop.buy(member, &[(shop.rice, 1)]);
    let late = shop.world.engine.order(&shop.world.platform, late).unwrap();
    assert_eq!(late.delivery_day, Some(day("2026-11-24")));
}

/// Otherwise a manifest could grow until it cannot be made, and everything paid for would wait behind it.
#[test]
fn a_day_that_is_full_takes_no_more_orders_and_the_next_one_does() {
    let shop = Shop::new();
    let engine = &shop.world.engine;
    let member = shop.member("王小明");
    let day_of = |order| {
        let order = engine.order(&shop.world.platform, order).unwrap();
        order.delivery_day.unwrap()
    };
    assert_eq!(day_of(shop.buy(member, &[(shop.rice, 1)])), monday());
    // Other processes took in nearly all that a manifest holds; this one has 31 of its numbers left.
    let others = i64::from(StationDay::MAX_ORDERS) - 32 - 8;
    damage::count::<StationDay>(&shop, |_| true, 0, others);
    for _ in 0..31 + 8 {
        assert_eq!(day_of(shop.buy(member, &[(shop.rice, 1)])), monday());
    }
    let late = shop.buy(member, &[(shop.rice, 1)]);
    assert_eq!(day_of(late), day("2026-11-24"));
    let code = shop.code(member, late);
    shop.set_clock("2026-11-22T23:00:00+08:00");
    close(&shop, monday()).unwrap();
    assert_eq!(dispatch(&shop, monday()).unwrap(), 40);
    shop.set_clock("2026-11-23T23:00:00+08:00");
    close(&shop, day("2026-11-24")).unwrap();
    assert_eq!(dispatch(&shop, day("2026-11-24")).unwrap(), 1);
    shop.accept_all("2026-11-24");
    assert_eq!(shop.code(member, late), code);
    assert_eq!(state(&shop, late), OrderState::PendingReceipt);
}

#[test]
fn a_day_closes_at_its_cut_off_once_and_is_dispatched_only_then() {
    let shop = Shop::new();
    let member = shop.member("王小明");
    assert_eq!(close(&shop, monday()).unwrap_err().code(), "not_found");
    shop.buy(member, &[(shop.rice, 1)]);
    assert_eq!(close(&shop, monday()).unwrap_err().code(), "wrong_state");
    shop.set_clock("2026-11-22T23:00:00+08:00");
    assert_eq!(dispatch(&shop, monday()).unwrap_err().code(), "wrong_state");
    close(&shop, monday()).unwrap();
    assert_eq!(close(&shop, monday()).unwrap_err().code(), "wrong_state");
    assert_eq!(
        accept(&shop, Arrived::AsSent).unwrap_err().code(),
        "wrong_state"
    );
    assert_eq!(dispatch(&shop, monday()).unwrap(), 1);
    assert_eq!(dispatch(&shop, monday()).unwrap_err().code(), "wrong_state");
}

#[test]
fn the_timer_closes_and_dispatches_what_its_cut_off_has_passed() {
    let shop = Shop::new();
    let member = shop.member("王小明");
    let order = shop.buy(member, &[(shop.rice, 1)]);
    shop.run_due();
    assert_eq!(state(&shop, order), OrderState::PendingShipment);
    shop.set_clock("2026-11-22T23:00:00+08:00");
    shop.run_due();
    assert_eq!(state(&shop, order), OrderState::PendingReceipt);
    let manifest = shop
        .world
        .engine
        .manifest(&shop.leader, shop.station, monday())
        .unwrap();
    assert_eq!(manifest.state, StationDayState::Dispatched);
    assert_eq!(manifest.orders, [order]);
}

#[test]
fn close_and_dispatch_in_one_batch_still_see_every_order() {
    let shop = Shop::new();
    let member = shop.member("王小明");
    let orders = [
        shop.buy(member, &[(shop.rice, 1)]),
        shop.buy(member, &[(shop.rice, 1)]),
    ];
    shop.set_clock("2026-11-22T23:00:00+08:00");
    let world = &shop.world;
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let _ = close(&shop, monday());
                let _ = dispatch(&shop, monday());
            });
        }
    });
    let manifest = world
        .engine
        .manifest(&shop.leader, shop.station, monday())
        .unwrap();
    assert_eq!(manifest.state, StationDayState::Dispatched);
    assert_eq!(manifest.orders, orders);
    let dispatched = events(&shop)
        .iter()
        .filter(|event| matches!(event, Event::ManifestDispatched { .. }))
        .count();
    assert_eq!(dispatched, 1);
}

#[test]
fn a_manifest_lists_physical_skus_and_skips_cancelled_orders() {
    let shop = Shop::new();
    let world = &shop.world;
    let (wang, li) = (shop.member("王小明"), shop.member("李丽"));
    let first = shop.buy(wang, &[(shop.rice, 3), (shop.combo, 2)]);
    let cancelled = shop.buy(li, &[(shop.eggs, 5)]);
    let command = CancelOrder {
        order: cancelled,
        lines: Vec::new(),
        reason: None,
    };
    world
        .engine
        .cancel_order(&shop.buyer(li), world.id(), command)
        .unwrap();
    sent(&shop);
    let manifest = world
        .engine
        .manifest(&shop.leader, shop.station, monday())
        .unwrap();
    let items: Vec<_> = manifest
        .items
        .iter()
        .map(|item| (item.name.as_str(), item.ordered, item.supplier))
        .collect();
    assert_eq!(
        items,
        [("东北大米", 7, Some(shop.supplier)), ("土鸡蛋", 2, None)]
    );
    assert_eq!(manifest.orders, [first]);
    assert_eq!(state(&shop, cancelled), OrderState::Closed);
}

#[test]
fn a_day_whose_orders_were_all_cancelled_is_done_at_once() {
    let shop = Shop::new();
    let world = &shop.world;
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(shop.eggs, 1)]);
    let command = CancelOrder {
        order,
        lines: Vec::new(),
        reason: None,
    };
    world
        .engine
        .cancel_order(&shop.buyer(wang), world.id(), command)
        .unwrap();
    sent(&shop);
    let manifest = world
        .engine
        .manifest(&shop.leader, shop.station, monday())
        .unwrap();
    assert_eq!(manifest.state, StationDayState::Accepted);
    assert!(manifest.items.is_empty() && manifest.orders.is_empty());
}

#[test]
fn when_all_is_well_all_orders_become_ready_and_buyers_are_told() {
    let shop = Shop::new();
    let (wang, li) = (shop.member("王小明"), shop.member("李丽"));
    let orders = [
        shop.buy(wang, &[(shop.rice, 1)]),
        shop.buy(li, &[(shop.combo, 1)]),
    ];
    sent(&shop);
    let acceptance = accept(&shop, Arrived::AsSent).unwrap();
    assert_eq!((acceptance.ready, acceptance.short.len()), (2, 0));
    let told: Vec<(OrderId, MemberId)> = events(&shop)
        .iter()
        .filter_map(|event| match event {
            Event::OrderReady { order, member, .. } => Some((*order, *member)),
            _ => None,
        })
        .collect();
    assert_eq!(told.len(), 2);
    assert!(told.contains(&(orders[0], wang)) && told.contains(&(orders[1], li)));
    assert_eq!(
        accept(&shop, Arrived::AsSent).unwrap_err().code(),
        "wrong_state"
    );
}

#[test]
fn a_shortage_refunds_the_latest_orders_and_the_rest_become_ready() {
    let shop = Shop::new();
    let world = &shop.world;
    let wang = shop.member("王小明");
    let first = shop.buy(wang, &[(shop.rice, 2)]);
    let second = shop.buy(wang, &[(shop.rice, 3), (shop.eggs, 1)]);
    let third = shop.buy(wang, &[(shop.rice, 1)]);
    sent(&shop);
    let acceptance = accept(
        &shop,
        Arrived::Except(vec![ArrivedItem {
            sku: shop.rice,
            units: 4,
        }]),
    )
    .unwrap();
    assert_eq!(acceptance.ready, 2);
    let short: Vec<OrderId> = acceptance.short.iter().map(|(order, _)| *order).collect();
    assert_eq!(short, [third, second]);
    assert_eq!(state(&shop, third), OrderState::Closed);
    let refunds: Vec<_> = acceptance
        .short
        .iter()
        .map(|(_, refund)| {
            let refund = world.engine.refund(&world.platform, *refund).unwrap();
            (refund.reason, refund.cash.units())
        })
        .collect();
    assert_eq!(
        refunds,
        [
            (RefundReason::Shortage, 3_000),
            (RefundReason::Shortage, 3_000)
        ]
    );
    let kept = |order| world.engine.order(&world.platform, order).unwrap();
    assert_eq!(kept(second).lines[0].kept(), 2);
    assert_eq!(kept(first).lines[0].kept(), 2);
    assert!(kept(first).pickup.unwrap().ready_at.is_some());
    let manifest = world
        .engine
        .manifest(&shop.leader, shop.station, monday())
        .unwrap();
    let rice = &manifest.items[0];
    assert_eq!((rice.ordered, rice.arrived), (6, Some(4)));
}

#[test]
fn a_combo_with_a_missing_part_is_refunded_whole() {
    let shop = Shop::new();
    let world = &shop.world;
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(shop.combo, 2)]);
    sent(&shop);
    // Of four bags of rice one is torn.
    let arrived = vec![
        ArrivedItem {
            sku: shop.rice,
            units: 3,
        },
        ArrivedItem {
            sku: shop.eggs,
            units: 2,
        },
    ];
    let acceptance = accept(&shop, Arrived::Counted(arrived)).unwrap();
    let refund = world
        .engine
        .refund(&world.platform, acceptance.short[0].1)
        .unwrap();
    assert_eq!(refund.cash.units(), 6_500);
    let order = world.engine.order(&world.platform, order).unwrap();
    assert_eq!(order.lines[0].kept(), 1);
    assert_eq!(acceptance.ready, 1);
}

#[test]
fn a_wrong_count_is_refused_naming_the_line_and_changes_nothing() {
    let shop = Shop::new();
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(shop.rice, 2), (shop.eggs, 1)]);
    sent(&shop);
    let item = |sku, units| ArrivedItem { sku, units };
    let wrong = [
        (
            Arrived::Except(vec![item(shop.rice, 3)]),
            "arrived[0].units",
        ),
        (
            Arrived::Except(vec![item(shop.rice, 1), item(shop.combo, 1)]),
            "arrived[1].sku",
        ),
        (
            Arrived::Except(vec![item(shop.rice, 1), item(shop.rice, 1)]),
            "arrived[1].sku",
        ),
        (Arrived::Counted(vec![item(shop.rice, 2)]), "arrived"),
    ];
    for (arrived, field) in wrong {
        assert_eq!(accept(&shop, arrived).unwrap_err().field(), Some(field));
    }
    let manifest = shop
        .world
        .engine
        .manifest(&shop.leader, shop.station, monday())
        .unwrap();
    assert_eq!(manifest.state, StationDayState::Dispatched);
    assert_eq!(state(&shop, order), OrderState::PendingReceipt);
    let pickup = shop
        .world
        .engine
        .my_pickup_code(&shop.buyer(wang), order)
        .unwrap();
    assert_eq!(pickup.status, PickupStatus::Coming);
}

#[test]
fn only_the_stations_own_leader_accepts_its_delivery() {
    let shop = Shop::new();
    let wang = shop.member("王小明");
    shop.buy(wang, &[(shop.rice, 1)]);
    sent(&shop);
    for actor in [&shop.other_leader, &shop.buyer(wang)] {
        let command = AcceptDelivery {
            station: shop.station,
            day: monday(),
            arrived: Arrived::AsSent,
        };
        let error = shop
            .world
            .engine
            .accept_delivery(actor, shop.world.id(), command)
            .unwrap_err();
        assert_eq!(error.code(), "denied");
        let error = shop
            .world
            .engine
            .hand_over_sheet(actor, shop.station, monday(), None, 10)
            .unwrap_err();
        assert_eq!(error.code(), "denied");
    }
}

#[test]
fn the_purchase_sheet_adds_up_all_stations_per_supplier() {
    let shop = Shop::new();
    let world = &shop.world;
    let wang = shop.member("王小明");
    shop.buy(wang, &[(shop.rice, 2), (shop.eggs, 1)]);
    let elsewhere = shop.place(wang, shop.other_station, &[(shop.combo, 3)]);
    shop.pay(&elsewhere);
    shop.set_clock("2026-11-22T23:00:00+08:00");
    shop.run_due();
    let staff = grant(
        world,
        "staff",
        Role::MerchantStaff,
        GrantScope::Merchant(shop.merchant),
    );
    let sheet = |actor: &Actor, scope, after, limit| {
        world
            .engine
            .purchase_sheet(actor, scope, monday(), after, limit)
    };
    let whole = sheet(&world.platform, PurchaseScope::Node(world.group), None, 500).unwrap();
    let rows: Vec<_> = whole
        .iter()
        .map(|row| (row.source, row.name.as_str(), row.ordered, row.stations))
        .collect();
    assert_eq!(
        rows,
        [
            (PurchaseSource::Supplier(shop.supplier), "东北大米", 8, 2),
            (PurchaseSource::Merchant(shop.merchant), "土鸡蛋", 4, 2),
        ]
    );
    let own = PurchaseScope::Merchant(shop.merchant);
    assert_eq!(sheet(&staff, own, None, 1).unwrap(), whole[..1]);
    assert_eq!(sheet(&staff, own, Some(&whole[0]), 1).unwrap(), whole[1..]);
    let error = sheet(&staff, PurchaseScope::Node(world.community), None, 1).unwrap_err();
    assert_eq!(error.code(), "denied");
    assert_eq!(
        sheet(&world.platform, own, None, 501).unwrap_err().field(),
        Some("limit")
    );
}

#[test]
fn the_manifests_of_a_day_are_sorted_by_route() {
    let shop = Shop::new();
    let world = &shop.world;
    let command = ChangeStation {
        station: shop.station,
        name: None,
        leader_name: None,
        leader_phone: None,
        address: None,
        position: None,
        route: Some(text("R7")),
        region: None,
        hours: None,
    };
    world
        .engine
        .change_station(&world.platform, world.id(), command)
        .unwrap();
    let wang = shop.member("王小明");
    shop.buy(wang, &[(shop.rice, 2)]);
    let elsewhere = shop.place(wang, shop.other_station, &[(shop.combo, 3)]);
    shop.pay(&elsewhere);
    shop.set_clock("2026-11-22T23:00:00+08:00");
    shop.run_due();
    let page = |after| {
        world
            .engine
            .manifests(&world.platform, world.city, monday(), after, 1)
            .unwrap()
    };
    let (first, next) = page(None);
    let (second, next) = page(next);
    let (rest, _) = page(next);
    assert_eq!(
        (first[0].station, first[0].route.as_str(), first[0].units),
        (shop.other_station, "R1", 9)
    );
    assert_eq!(
        (
            second[0].station,
            second[0].route.as_str(),
            second[0].orders
        ),
        (shop.station, "R7", 1)
    );
    assert!(rest.is_empty());
}

#[test]
fn the_sheets_of_a_station_name_members_masked_and_codes_by_two_digits() {
    let shop = Shop::new();
    let world = &shop.world;
    let (wang, li) = (shop.member("王小明"), shop.member("李丽"));
    let first = shop.buy(wang, &[(shop.rice, 2)]);
    let second = shop.buy(li, &[(shop.combo, 1)]);
    let third = shop.buy(wang, &[(shop.eggs, 1)]);
    let so_far = world
        .engine
        .station_day_summary(&shop.leader, shop.station, monday())
        .unwrap();
    let so_far: Vec<_> = so_far
        .iter()
        .map(|row| (row.item.name.as_str(), row.item.ordered, row.waiting))
        .collect();
    assert_eq!(so_far, [("东北大米", 4, 0), ("土鸡蛋", 2, 0)]);
    sent(&shop);
    accept(&shop, Arrived::AsSent).unwrap();
    let code = shop.code(li, second);
    let confirm = linli::pickup::ConfirmPickup {
        station: shop.station,
        code,
    };
    world
        .engine
        .confirm_pickup(&shop.leader, world.id(), confirm)
        .unwrap();

    let summary = world
        .engine
        .station_day_summary(&shop.leader, shop.station, monday())
        .unwrap();
    let summary: Vec<_> = summary
        .iter()
        .map(|row| (row.item.arrived, row.collected, row.waiting))
        .collect();
    assert_eq!(summary, [(Some(4), 2, 2), (Some(2), 1, 1)]);

    let sheet = |after, limit| {
        world
            .engine
            .hand_over_sheet(&shop.leader, shop.station, monday(), after, limit)
            .unwrap()
    };
    let page = sheet(None, 1);
    assert_eq!(page[0].buyer.name.as_deref(), Some("王**"));
    assert_eq!(page[0].buyer.phone.as_deref(), Some("138****1234"));
    let orders: Vec<OrderId> = page[0].orders.iter().map(|order| order.order).collect();
    assert_eq!(orders, [first, third]);
    let tail = shop.code(wang, first).reveal()[5..].to_owned();
    assert_eq!(page[0].orders[0].code_tail, Some(tail));
    assert_eq!(sheet(Some(wang), 500)[0].buyer.member, li);

    let list = |which, after| {
        let entries = world
            .engine
            .collection_list(&shop.leader, shop.station, monday(), which, after, 500)
            .unwrap();
        entries
            .iter()
            .map(|entry| entry.order.order)
            .collect::<Vec<_>>()
    };
    assert_eq!(list(Collection::Collected, None), [second]);
    assert_eq!(list(Collection::NotCollected, None), [first, third]);
    assert_eq!(list(Collection::NotCollected, Some(first)), [third]);
}

#[test]
fn the_station_can_be_switched_until_payment() {
    let shop = Shop::new();
    let world = &shop.world;
    let wang = shop.member("王小明");
    let placed = shop.place(wang, shop.station, &[(shop.rice, 1)]);
    let switch = |station| {
        let command = SwitchStation {
            trade: placed.trade,
            station,
        };
        world
            .engine
            .switch_station(&shop.buyer(wang), world.id(), command)
    };
    switch(shop.other_station).unwrap();
    let nowhere = StationId(Id::derived("station", &[b"nowhere"]));
    assert_eq!(switch(nowhere).unwrap_err().code(), "not_found");
    shop.pay(&placed);
    assert_eq!(switch(shop.station).unwrap_err().code(), "wrong_state");
    let code = world
        .engine
        .my_pickup_code(&shop.buyer(wang), placed.orders[0])
        .unwrap();
    assert_eq!(code.station, shop.other_station);
}
