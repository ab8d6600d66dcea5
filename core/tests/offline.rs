//! Pickup without a network: tokens, uploads, conflicts. RULES §6.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use common::damage::damage;
use common::shop::{Shop, grant, station_data};
use linli::engine::Event;
use linli::kernel::{Actor, Clock, MemberId, OrderId, Role, StationId, Timestamp};
use linli::org::{GrantScope, SettingsPatch};
use linli::pickup::{
    BuyersToken, CodeRefusal, ConfirmPickup, NoShowPolicy, OfflineRelease, PickupOutcome, Release,
    ReleaseConflict, ReleaseOutcome, TokenCheck, TokenRefusal, UploadReleases, check_pickup_token,
};
use linli::verify::verify;

/// A shop on the morning of the delivery, and an order that lies at its station.
fn ready() -> (Shop, MemberId, OrderId) {
    let shop = Shop::new();
    let member = shop.member("王小明");
    let order = shop.buy(member, &[(shop.rice, 2)]);
    shop.set_clock("2026-11-22T23:00:00+08:00");
    shop.run_due();
    shop.set_clock("2026-11-23T09:00:00+08:00");
    shop.accept_all("2026-11-23");
    (shop, member, order)
}

fn token(shop: &Shop, member: MemberId, order: OrderId) -> BuyersToken {
    let engine = &shop.world.engine;
    engine.my_pickup_token(&shop.buyer(member), order).unwrap()
}

fn release(token: &BuyersToken, at: &str) -> OfflineRelease {
    OfflineRelease {
        token: token.token.clone(),
        at: Timestamp::parse(at).unwrap(),
    }
}

fn upload(
    shop: &Shop,
    operator: &Actor,
    station: StationId,
    releases: Vec<OfflineRelease>,
) -> linli::Result<Vec<ReleaseOutcome>> {
    let command = UploadReleases { station, releases };
    let world = &shop.world;
    world.engine.upload_releases(operator, world.id(), command)
}

fn assert_sound(shop: &Shop) {
    let report = verify(&*shop.world.store, shop.world.tenant).unwrap();
    assert!(report.is_clean(), "{:#?}", report.findings);
}

/// Somebody else who works at the station.
fn second_operator(shop: &Shop) -> Actor {
    let scope = GrantScope::Station(shop.station);
    grant(&shop.world, "second leader", Role::Leader, scope)
}

#[test]
fn a_station_without_a_network_hands_over_and_uploads_later() {
    let (shop, member, order) = ready();
    let engine = &shop.world.engine;
    let key = engine.pickup_token_key(&shop.leader, shop.station).unwrap();
    let shown = token(&shop, member, order);
    assert_eq!(shown.station, shop.station);
    let until = Timestamp::parse("2026-11-25T09:00:00+08:00").unwrap();
    assert_eq!(shown.until, until);
    // On the device: the token, the key, the clock, nothing else.
    let at = Timestamp::parse("2026-11-23T18:00:00+08:00").unwrap();
    let check = check_pickup_token(&shown.token, &key, shop.station, at).unwrap();
    assert_eq!(check, TokenCheck::Valid { order, until });
    // The network is back.
    shop.set_clock("2026-11-23T20:00:00+08:00");
    let handed_over = release(&shown, "2026-11-23T18:00:00+08:00");
    let outcome = upload(&shop, &shop.leader, shop.station, vec![handed_over.clone()]).unwrap();
    assert_eq!(outcome, [ReleaseOutcome::PickedUp { order }]);
    let seen = engine.order(&shop.world.platform, order).unwrap();
    assert!(seen.received_at.is_some());
    assert!(engine.my_pickup_token(&shop.buyer(member), order).is_err());
    // The answer was lost and it is uploaded again, with another command.
    let again = upload(&shop, &shop.leader, shop.station, vec![handed_over]).unwrap();
    assert_eq!(again, [ReleaseOutcome::PickedUp { order }]);
    let conflicts = engine.release_conflicts(&shop.leader, shop.station, None, 10);
    assert_eq!(conflicts.unwrap().0, []);
    assert_sound(&shop);
}

#[test]
fn a_second_release_is_a_conflict_that_stays_on_record() {
    let (shop, member, order) = ready();
    let engine = &shop.world.engine;
    let shown = token(&shop, member, order);
    let other = second_operator(&shop);
    shop.set_clock("2026-11-23T20:00:00+08:00");
    let first = release(&shown, "2026-11-23T18:00:00+08:00");
    let second = release(&shown, "2026-11-23T18:30:00+08:00");
    let outcomes = upload(
        &shop,
        &shop.leader,
        shop.station,
        vec![first.clone(), second],
    )
    .unwrap();
    let uploaded = shop.world.clock.now();
    let conflict = ReleaseConflict::AlreadyPickedUp { at: uploaded };
    let twice = ReleaseOutcome::Conflict { order, conflict };
    assert_eq!(outcomes, [ReleaseOutcome::PickedUp { order }, twice]);
    // Another device handed it over at the very same moment.
    assert_eq!(
        upload(&shop, &other, shop.station, vec![first]).unwrap(),
        [twice]
    );
    let (conflicts, next) = engine
        .release_conflicts(&shop.leader, shop.station, None, 10)
        .unwrap();
    assert_eq!((conflicts.len(), next), (2, None));
    assert!(conflicts.iter().all(|one| one.conflict == Some(conflict)));
    let events = engine.events(&shop.world.platform, 0, 1000).unwrap().events;
    let told = events
        .iter()
        .filter(|one| matches!(one.event, Event::PickupConflict { .. }));
    assert_eq!(told.count(), 2);
    assert_sound(&shop);
}

#[test]
fn what_its_code_opened_or_a_refund_closed_is_a_conflict_too() {
    let (shop, member, order) = ready();
    let engine = &shop.world.engine;
    let shown = token(&shop, member, order);
    let confirm = ConfirmPickup {
        station: shop.station,
        code: shop.code(member, order),
    };
    let at = shop.world.clock.now();
    let outcome = engine.confirm_pickup(&shop.leader, shop.world.id(), confirm);
    assert_eq!(outcome.unwrap(), PickupOutcome::PickedUp { order });
    let late = release(&shown, "2026-11-23T09:05:00+08:00");
    let outcome = upload(&shop, &shop.leader, shop.station, vec![late]).unwrap();
    let conflict = ReleaseConflict::AlreadyPickedUp { at };
    assert_eq!(outcome, [ReleaseOutcome::Conflict { order, conflict }]);

    // And the other way round: the code of what a token opened is used up.
    let (shop, member, order) = ready();
    let engine = &shop.world.engine;
    let shown = token(&shop, member, order);
    let confirm = ConfirmPickup {
        station: shop.station,
        code: shop.code(member, order),
    };
    let handed_over = release(&shown, "2026-11-23T09:05:00+08:00");
    upload(&shop, &shop.leader, shop.station, vec![handed_over]).unwrap();
    let code = engine.confirm_pickup(&shop.leader, shop.world.id(), confirm);
    let refusal = CodeRefusal::AlreadyUsed { at };
    assert_eq!(code.unwrap(), PickupOutcome::Refused(refusal));
    assert_sound(&shop);
}

#[test]
fn a_token_is_only_for_what_lies_there_and_only_for_its_buyer() {
    let shop = Shop::new();
    let engine = &shop.world.engine;
    let member = shop.member("王小明");
    let order = shop.buy(member, &[(shop.rice, 1)]);
    let coming = engine.my_pickup_token(&shop.buyer(member), order);
    assert_eq!(coming.unwrap_err().code(), "wrong_state");
    let (shop, member, order) = ready();
    let engine = &shop.world.engine;
    for actor in [
        &shop.leader,
        &shop.world.platform,
        &shop.buyer(shop.member("别人")),
    ] {
        let refused = engine.my_pickup_token(actor, order).unwrap_err();
        assert!(
            ["denied", "not_found"].contains(&refused.code()),
            "{refused}"
        );
    }
    let key = engine.pickup_token_key(&shop.buyer(member), shop.station);
    assert_eq!(key.unwrap_err().code(), "denied");
    let shown = token(&shop, member, order);
    let upload = upload(
        &shop,
        &shop.buyer(member),
        shop.station,
        vec![release(&shown, "2026-11-23T09:01:00+08:00")],
    );
    assert_eq!(upload.unwrap_err().code(), "denied");
}

#[test]
fn wrong_uploads_are_refused_by_their_field_and_change_nothing() {
    let (shop, member, order) = ready();
    let engine = &shop.world.engine;
    let shown = token(&shop, member, order);
    let good = release(&shown, "2026-11-23T09:10:00+08:00");
    let ahead = release(&shown, "2026-11-23T09:15:01+08:00");
    let refused = upload(&shop, &shop.leader, shop.station, vec![good.clone(), ahead]).unwrap_err();
    assert_eq!(refused.field(), Some("releases[1].at"));
    let many = vec![good.clone(); 201];
    let refused = upload(&shop, &shop.leader, shop.station, many).unwrap_err();
    assert_eq!(
        (refused.code(), refused.field()),
        ("limit_exceeded", Some("releases"))
    );
    // Too late, and at another station.
    let late = release(&shown, "2026-11-25T09:00:00+08:00");
    shop.set_clock("2026-11-26T09:00:00+08:00");
    let outcome = upload(&shop, &shop.leader, shop.station, vec![late]).unwrap();
    assert_eq!(outcome, [ReleaseOutcome::Refused(TokenRefusal::Expired)]);
    let world = &shop.world;
    let elsewhere = world
        .engine
        .create_station(
            &world.platform,
            world.id(),
            station_data(world, "elsewhere"),
        )
        .unwrap();
    let leader = grant(
        world,
        "leader elsewhere",
        Role::Leader,
        GrantScope::Station(elsewhere),
    );
    let outcome = upload(&shop, &leader, elsewhere, vec![good.clone()]).unwrap();
    assert_eq!(outcome, [ReleaseOutcome::Refused(TokenRefusal::Invalid)]);
    assert!(engine.my_pickup_token(&shop.buyer(member), order).is_ok());
    assert_sound(&shop);
}

#[test]
fn what_was_refunded_before_the_upload_is_a_conflict() {
    let (shop, member, order) = ready();
    shop.set(SettingsPatch {
        no_show_policy: Some(NoShowPolicy::Close),
        ..SettingsPatch::default()
    });
    let shown = token(&shop, member, order);
    // The station's device finds a network only after the order was closed as not collected.
    shop.set_clock("2026-11-29T09:00:00+08:00");
    shop.run_due();
    let handed_over = release(&shown, "2026-11-24T18:00:00+08:00");
    let outcome = upload(&shop, &shop.leader, shop.station, vec![handed_over]).unwrap();
    let conflict = ReleaseConflict::Ended;
    assert_eq!(outcome, [ReleaseOutcome::Conflict { order, conflict }]);
    assert_sound(&shop);
}

#[test]
fn a_release_that_handed_nothing_over_is_found() {
    let (shop, member, order) = ready();
    let shown = token(&shop, member, order);
    let one = release(&shown, "2026-11-23T09:05:00+08:00");
    let two = release(&shown, "2026-11-23T09:06:00+08:00");
    upload(&shop, &shop.leader, shop.station, vec![one, two]).unwrap();
    damage(
        &shop,
        |release: &Release| release.conflict.is_some(),
        |row| row["conflict"] = serde_json::Value::Null,
    );
    let report = verify(&*shop.world.store, shop.world.tenant).unwrap();
    assert!(
        report
            .findings
            .iter()
            .any(|finding| finding.invariant == 14)
    );
}
