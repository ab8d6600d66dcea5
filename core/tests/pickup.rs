//! Pickup codes: look, confirm, misses, secrecy. RULES §6.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use std::fmt::Write;
use std::sync::atomic::{AtomicU32, Ordering};

use common::shop::{Shop, grant};
use linli::engine::{AnyCommand, Event};
use linli::kernel::{Actor, CommandId, OrderId, Role, Timestamp};
use linli::order::{ConfirmReceipt, OrderState};
use linli::org::GrantScope;
use linli::pickup::{
    CodeLookUp, CodeRefusal, ConfirmPickup, LookUpPickupCode, PickupDigits, PickupOutcome,
    PickupStatus,
};
use linli::station::{AcceptDelivery, Arrived, ArrivedItem, Collection};

fn digits(text: &str) -> PickupDigits {
    PickupDigits::new(text).unwrap()
}

/// A code of seven digits that is not this one.
fn another(code: &PickupDigits) -> PickupDigits {
    let number: u32 = code.reveal().parse().unwrap();
    digits(&format!("{:07}", (number + 1) % 10_000_000))
}

fn look(shop: &Shop, actor: &Actor, code: &PickupDigits) -> CodeLookUp {
    let command = LookUpPickupCode {
        station: shop.station,
        code: code.clone(),
    };
    shop.world
        .engine
        .look_up_pickup_code(actor, shop.world.id(), command)
        .unwrap()
}

fn confirm(shop: &Shop, actor: &Actor, code: &PickupDigits) -> PickupOutcome {
    let command = ConfirmPickup {
        station: shop.station,
        code: code.clone(),
    };
    shop.world
        .engine
        .confirm_pickup(actor, shop.world.id(), command)
        .unwrap()
}

fn sent(shop: &Shop) {
    shop.set_clock("2026-11-22T23:00:00+08:00");
    shop.run_due();
    shop.set_clock("2026-11-23T08:00:00+08:00");
}

fn accept(shop: &Shop, arrived: Arrived) {
    let command = AcceptDelivery {
        station: shop.station,
        day: "2026-11-23".parse().unwrap(),
        arrived,
    };
    shop.world
        .engine
        .accept_delivery(&shop.leader, shop.world.id(), command)
        .unwrap();
}

/// An order that lies at the station, and its code.
fn ready(shop: &Shop) -> (OrderId, PickupDigits) {
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(shop.rice, 2)]);
    let code = shop.code(wang, order);
    sent(shop);
    accept(shop, Arrived::AsSent);
    (order, code)
}

fn state(shop: &Shop, order: OrderId) -> OrderState {
    shop.world
        .engine
        .order(&shop.world.platform, order)
        .unwrap()
        .state
}

const INVALID: CodeLookUp = CodeLookUp::Refused(CodeRefusal::Invalid);

#[test]
fn from_cart_to_hand_over() {
    let shop = Shop::new();
    let world = &shop.world;
    let (wang, li) = (shop.member("王小明"), shop.member("李丽"));
    let kept = shop.buy(wang, &[(shop.rice, 2), (shop.combo, 1)]);
    let short = shop.buy(li, &[(shop.rice, 1)]);
    let code = shop.code(wang, kept);
    let gone = shop.code(li, short);
    let later = CodeLookUp::Refused(CodeRefusal::NotYetArrived);
    assert_eq!(look(&shop, &shop.leader, &code), later);
    sent(&shop);
    assert_eq!(look(&shop, &shop.leader, &code), later);
    let missing = ArrivedItem {
        sku: shop.rice,
        units: 4,
    };
    accept(&shop, Arrived::Except(vec![missing]));

    let CodeLookUp::Valid { order, items } = look(&shop, &shop.leader, &code) else {
        panic!("the code is valid");
    };
    assert_eq!(order, kept);
    let items: Vec<_> = items
        .iter()
        .map(|item| (item.name.as_str(), item.quantity))
        .collect();
    assert_eq!(items, [("东北大米", 2), ("早餐组合", 1)]);
    let buyer = world.engine.pickup_buyer(&shop.leader, order).unwrap();
    assert_eq!(buyer.name.as_deref(), Some("王**"));
    let stranger = world.engine.pickup_buyer(&shop.other_leader, order);
    assert_eq!(stranger.unwrap_err().code(), "denied");

    assert_eq!(
        look(&shop, &shop.leader, &gone),
        CodeLookUp::Refused(CodeRefusal::Expired),
        "its order was refunded whole"
    );
    let picked = PickupOutcome::PickedUp { order: kept };
    assert_eq!(confirm(&shop, &shop.leader, &code), picked);
    assert_eq!(state(&shop, kept), OrderState::PendingReview);
    let at = Timestamp::parse("2026-11-23T08:00:00+08:00").unwrap();
    world.clock.advance_seconds(60);
    let used = CodeRefusal::AlreadyUsed { at };
    assert_eq!(
        confirm(&shop, &shop.leader, &code),
        PickupOutcome::Refused(used)
    );
    assert_eq!(look(&shop, &shop.leader, &code), CodeLookUp::Refused(used));
    let own = world
        .engine
        .my_pickup_code(&shop.buyer(wang), kept)
        .unwrap();
    assert_eq!(
        (own.status, own.digits),
        (PickupStatus::PickedUp { at }, None)
    );
}

#[test]
fn a_wrong_station_is_answered_like_an_unknown_code() {
    let shop = Shop::new();
    let (order, code) = ready(&shop);
    let elsewhere = LookUpPickupCode {
        station: shop.other_station,
        code: code.clone(),
    };
    let answer = shop
        .world
        .engine
        .look_up_pickup_code(&shop.other_leader, shop.world.id(), elsewhere)
        .unwrap();
    assert_eq!(answer, INVALID);
    assert_eq!(look(&shop, &shop.leader, &another(&code)), INVALID);
    let elsewhere = ConfirmPickup {
        station: shop.other_station,
        code,
    };
    let answer = shop
        .world
        .engine
        .confirm_pickup(&shop.other_leader, shop.world.id(), elsewhere)
        .unwrap();
    assert_eq!(answer, PickupOutcome::Refused(CodeRefusal::Invalid));
    assert_eq!(state(&shop, order), OrderState::PendingReceipt);
}

#[test]
fn sixty_four_threads_confirm_one_code_once() {
    let shop = Shop::new();
    let (order, code) = ready(&shop);
    let (picked, used) = (AtomicU32::new(0), AtomicU32::new(0));
    std::thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| match confirm(&shop, &shop.leader, &code) {
                PickupOutcome::PickedUp { .. } => picked.fetch_add(1, Ordering::SeqCst),
                PickupOutcome::Refused(CodeRefusal::AlreadyUsed { .. }) => {
                    used.fetch_add(1, Ordering::SeqCst)
                }
                PickupOutcome::Refused(other) => panic!("{other:?}"),
            });
        }
    });
    assert_eq!((picked.into_inner(), used.into_inner()), (1, 63));
    assert_eq!(state(&shop, order), OrderState::PendingReview);
}

#[test]
fn ten_misses_block_the_operator_at_the_station_even_for_right_codes() {
    let shop = Shop::new();
    let world = &shop.world;
    let (order, code) = ready(&shop);
    let wrong = another(&code);
    let helper = grant(
        world,
        "helper",
        Role::Leader,
        GrantScope::Station(shop.station),
    );
    for attempt in 0..10 {
        let refused = if attempt % 2 == 0 {
            look(&shop, &shop.leader, &wrong) == INVALID
        } else {
            confirm(&shop, &shop.leader, &wrong) == PickupOutcome::Refused(CodeRefusal::Invalid)
        };
        assert!(refused, "attempt {attempt}");
        world.clock.advance_seconds(30);
    }
    let until = Timestamp::parse("2026-11-23T08:04:30+08:00")
        .unwrap()
        .plus_minutes(15);
    let blocked = CodeRefusal::Blocked { until };
    assert_eq!(
        look(&shop, &shop.leader, &code),
        CodeLookUp::Refused(blocked)
    );
    assert_eq!(
        confirm(&shop, &shop.leader, &code),
        PickupOutcome::Refused(blocked)
    );
    assert!(
        matches!(look(&shop, &helper, &code), CodeLookUp::Valid { .. }),
        "another operator is not blocked"
    );
    world.clock.set(until);
    assert_eq!(
        confirm(&shop, &shop.leader, &code),
        PickupOutcome::PickedUp { order }
    );
    let events = world
        .engine
        .events(&world.platform, 0, 1000)
        .unwrap()
        .events;
    let misses = events
        .iter()
        .filter(|event| matches!(event.event, Event::PickupCodeMissed { .. }));
    assert_eq!(misses.count(), 10);
    let blocks = events
        .iter()
        .filter(|event| matches!(event.event, Event::PickupBlocked { .. }));
    assert_eq!(blocks.count(), 1);
}

#[test]
fn the_same_miss_sent_again_counts_once() {
    let shop = Shop::new();
    let (_, code) = ready(&shop);
    let id = shop.world.id();
    for _ in 0..20 {
        let command = LookUpPickupCode {
            station: shop.station,
            code: another(&code),
        };
        let answer = shop
            .world
            .engine
            .look_up_pickup_code(&shop.leader, id, command)
            .unwrap();
        assert_eq!(answer, INVALID);
    }
    assert!(matches!(
        look(&shop, &shop.leader, &code),
        CodeLookUp::Valid { .. }
    ));
}

#[test]
fn what_its_time_made_received_is_still_handed_over_against_its_code_once() {
    let shop = Shop::new();
    let world = &shop.world;
    let (order, code) = ready(&shop);
    world.clock.advance_seconds(2 * 86_400);
    shop.run_due();
    assert_eq!(state(&shop, order), OrderState::PendingReview);
    let list = |which| {
        let day = "2026-11-23".parse().unwrap();
        let list = world
            .engine
            .collection_list(&shop.leader, shop.station, day, which, None, 10);
        list.unwrap().len()
    };
    assert_eq!(list(Collection::NotCollected), 1);
    assert_eq!(
        confirm(&shop, &shop.leader, &code),
        PickupOutcome::PickedUp { order }
    );
    assert!(matches!(
        confirm(&shop, &shop.leader, &code),
        PickupOutcome::Refused(CodeRefusal::AlreadyUsed { .. })
    ));
    assert_eq!(list(Collection::Collected), 1);
}

#[test]
fn a_member_who_confirmed_receipt_cannot_collect_again() {
    let shop = Shop::new();
    let wang = shop.member("李丽");
    let order = shop.buy(wang, &[(shop.rice, 1)]);
    let code = shop.code(wang, order);
    sent(&shop);
    accept(&shop, Arrived::AsSent);
    let command = ConfirmReceipt { order };
    shop.world
        .engine
        .confirm_receipt(&shop.buyer(wang), shop.world.id(), command)
        .unwrap();
    assert!(matches!(
        confirm(&shop, &shop.leader, &code),
        PickupOutcome::Refused(CodeRefusal::AlreadyUsed { .. })
    ));
}

#[test]
fn only_the_buyer_sees_the_code_and_only_the_station_uses_it() {
    let shop = Shop::new();
    let world = &shop.world;
    let (wang, li) = (shop.member("王小明"), shop.member("李丽"));
    let order = shop.buy(wang, &[(shop.rice, 1)]);
    for actor in [shop.buyer(li), shop.leader, world.platform, world.system] {
        let error = world.engine.my_pickup_code(&actor, order).unwrap_err();
        assert_eq!(error.code(), "denied");
    }
    for actor in [shop.buyer(wang), shop.other_leader, world.system] {
        let command = LookUpPickupCode {
            station: shop.station,
            code: digits("0000000"),
        };
        let error = world
            .engine
            .look_up_pickup_code(&actor, world.id(), command)
            .unwrap_err();
        assert_eq!(error.code(), "denied");
    }
    let unpaid = shop.place(wang, shop.station, &[(shop.rice, 1)]);
    let error = world
        .engine
        .my_pickup_code(&shop.buyer(wang), unpaid.orders[0])
        .unwrap_err();
    assert_eq!(error.code(), "not_found");
}

#[test]
fn no_log_entry_and_no_error_holds_a_code() {
    let shop = Shop::new();
    let world = &shop.world;
    let (order, code) = ready(&shop);
    look(&shop, &shop.leader, &code);
    confirm(&shop, &shop.leader, &code);
    let mut entries = world.engine.audit(&world.platform, 0, 1000).unwrap();
    let command = LookUpPickupCode {
        station: shop.station,
        code: code.clone(),
    };
    let id = world.id();
    world
        .engine
        .look_up_pickup_code(&shop.leader, id, command)
        .unwrap();
    entries.extend(world.engine.audit(&world.platform, 0, 1000).unwrap());
    let log = serde_json::to_string(&entries).unwrap();
    assert!(log.contains("confirm_pickup") && !log.contains(code.reveal()));
    let stored = world.engine.order(&world.platform, order).unwrap();
    let stored = format!("{stored:?}{}", serde_json::to_string(&stored).unwrap());
    assert!(!stored.contains(code.reveal()));
    let reused = LookUpPickupCode {
        station: shop.station,
        code: another(&code),
    };
    let error = world
        .engine
        .look_up_pickup_code(&shop.leader, id, reused)
        .unwrap_err();
    assert_eq!(error.code(), "command_reused");
    assert!(!format!("{error:?} {error}").contains(code.reveal()));
}

#[test]
fn the_log_gives_no_plain_hash_by_which_a_code_could_be_guessed() {
    let shop = Shop::new();
    let world = &shop.world;
    let (_, code) = ready(&shop);
    let command = LookUpPickupCode {
        station: shop.station,
        code: code.clone(),
    };
    let id: CommandId = world.id();
    world
        .engine
        .look_up_pickup_code(&shop.leader, id, command.clone())
        .unwrap();
    let entries = world.engine.audit(&world.platform, 0, 1000).unwrap();
    let (_, entry) = entries.iter().find(|(_, entry)| entry.id == id).unwrap();
    // What a reader of the log could compute for each of ten million codes.
    let mut content = b"look_up_pickup_code\0".to_vec();
    content.extend_from_slice(shop.leader.user_id().unwrap().0.bytes());
    content.push(0);
    content.extend_from_slice(&serde_json::to_vec(&command).unwrap());
    let mut plain = String::new();
    for byte in linli::kernel::digest(&content) {
        write!(plain, "{byte:02x}").unwrap();
    }
    assert_ne!(entry.content, plain);
}

#[test]
fn what_is_no_code_is_refused_without_counting() {
    let shop = Shop::new();
    let (_, code) = ready(&shop);
    let station = shop.station.to_string();
    for wrong in ["\"12345\"", "1234567", "\"abcdefg\"", "null"] {
        let json =
            format!(r#"{{"command":"look_up_pickup_code","station":"{station}","code":{wrong}}}"#);
        let error = serde_json::from_str::<AnyCommand>(&json).unwrap_err();
        assert!(!error.to_string().contains("1234567"), "{error}");
    }
    let json = format!(
        r#"{{"command":"look_up_pickup_code","station":"{station}","code":"{}"}}"#,
        code.reveal()
    );
    let command: AnyCommand = serde_json::from_str(&json).unwrap();
    assert!(!format!("{command:?}").contains(code.reveal()));
    let answer = shop
        .world
        .engine
        .execute_any(&shop.leader, shop.world.id(), command)
        .unwrap();
    assert!(answer.get("valid").is_some());
}

#[test]
fn live_codes_of_a_station_are_unique() {
    let shop = Shop::new();
    let wang = shop.member("王小明");
    let codes: std::collections::BTreeSet<String> = (0..200)
        .map(|_| {
            let order = shop.buy(wang, &[(shop.eggs, 1)]);
            shop.code(wang, order).reveal().to_owned()
        })
        .collect();
    assert_eq!(codes.len(), 200);
    assert!(codes.iter().all(|code| code.len() == 7));
}
