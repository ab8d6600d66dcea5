//! Payouts: batches and their approvals, what channels say in whatever order, minimum amounts, triggers. RULES §12.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use common::damage::{any, damage, remove};
use common::shop::{Shop, grant};
use common::text;
use linli::engine::Event;
use linli::kernel::{
    Actor, Clock, Id, Money, PayoutBatchId, PayoutId, Rate, Role, SettlementId, Timestamp,
};
use linli::ledger::{Account, AccountPurpose, Party};
use linli::order::ConfirmReceipt;
use linli::org::{GrantScope, SettingsPatch};
use linli::payout::ReportOutcome::{Changed, Known, Outdated};
use linli::payout::{
    AdvancePayoutBatch, ApprovePayoutBatch, BatchState, ChasePayout, Payout, PayoutBatch,
    PayoutResult, PayoutState, RejectPayoutBatch, RepeatPayout, ReportOutcome, ReportPayout,
    SetPayee,
};
use linli::settlement::{SettleTrigger, Settlement, SettlementState};
use linli::split::{SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule};
use linli::verify::verify;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use serde_json::{Value, json};

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

fn percent(rate: &str, receiver: ShareReceiver) -> ShareRule {
    ShareRule {
        basis: ShareBasis::OrderAmount,
        amount: ShareAmount::Percent(Rate::parse("rate", rate).unwrap()),
        floor: None,
        cap: None,
        receivers: vec![(receiver, 1)],
    }
}

/// A shop in which the platform gets 5 % and the leader 10 %.
fn shop() -> Shop {
    let shop = Shop::new();
    let world = &shop.world;
    let rule = SetSplitRule {
        layer: linli::split::SplitLayer::Base,
        scope: linli::split::SplitScope::EVERYTHING,
        name: text("默认"),
        shares: vec![
            percent("0.05", ShareReceiver::Platform),
            percent("0.10", ShareReceiver::Leader),
        ],
    };
    world
        .engine
        .set_split_rule(&world.platform, world.id(), rule)
        .unwrap();
    shop
}

/// An order of 30.00 that is received on Monday.
fn sell(shop: &Shop) {
    let world = &shop.world;
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(shop.rice, 1)]);
    shop.set_clock("2026-11-22T23:00:00+08:00");
    shop.run_due();
    shop.set_clock("2026-11-23T08:00:00+08:00");
    shop.accept_all("2026-11-23");
    world
        .engine
        .confirm_receipt(&shop.buyer(wang), world.id(), ConfirmReceipt { order })
        .unwrap();
}

/// Settles up to a moment; answers the merchant's settlement.
fn settle(shop: &Shop, at: &str) -> Settlement {
    shop.set_clock(at);
    let world = &shop.world;
    let report = world.engine.settle(&world.system, 100).unwrap();
    let merchant = Party::Merchant(shop.merchant);
    report
        .settlements
        .into_iter()
        .rfind(|settlement| settlement.party == merchant)
        .unwrap()
}

fn balance(shop: &Shop, party: &Party, purpose: AccountPurpose) -> i64 {
    let world = &shop.world;
    let account = Account {
        party: party.clone(),
        purpose,
    };
    world
        .engine
        .account_balance(&world.platform, &account)
        .unwrap()
}

fn at(moment: &str) -> Timestamp {
    Timestamp::parse(moment).unwrap()
}

fn done() -> PayoutResult {
    PayoutResult::Done {
        number: text("W1"),
        channel: None,
    }
}

fn failed() -> PayoutResult {
    PayoutResult::Failed {
        reason: text("账户不存在"),
    }
}

fn report(
    shop: &Shop,
    payout: PayoutId,
    moment: &str,
    result: PayoutResult,
) -> linli::Result<ReportOutcome> {
    let world = &shop.world;
    let command = ReportPayout {
        payout,
        at: at(moment),
        result,
    };
    world
        .engine
        .report_payout(&world.system, world.id(), command)
}

fn state(shop: &Shop, payout: PayoutId) -> PayoutState {
    let world = &shop.world;
    world.engine.payout(&world.platform, payout).unwrap().state
}

fn settlement(shop: &Shop, id: SettlementId) -> Settlement {
    let world = &shop.world;
    let merchant = Party::Merchant(shop.merchant);
    let all = world
        .engine
        .settlements_of(&world.platform, &merchant, None, 100)
        .unwrap();
    all.into_iter()
        .find(|settlement| settlement.id == id)
        .unwrap()
}

fn clerk(shop: &Shop, name: &str) -> Actor {
    grant(&shop.world, name, Role::Finance, GrantScope::Tenant)
}

fn approve(shop: &Shop, clerk: &Actor, batch: PayoutBatchId, total: i64) -> linli::Result<()> {
    let world = &shop.world;
    let command = ApprovePayoutBatch {
        batch,
        total: money(total),
    };
    world
        .engine
        .approve_payout_batch(clerk, world.id(), command)
}

fn assert_sound(shop: &Shop) {
    let world = &shop.world;
    let report = verify(&*world.store, world.tenant).unwrap();
    assert!(report.is_clean(), "{:#?}", report.findings);
}

/// The only batch of the settlement's day.
fn batch_of(shop: &Shop, settlement: &Settlement) -> PayoutBatchId {
    let world = &shop.world;
    let payout = settlement.payouts[0];
    world.engine.payout(&world.platform, payout).unwrap().batch
}

#[test]
fn a_batch_above_the_limit_waits_for_two_different_people() {
    let shop = shop();
    shop.set(SettingsPatch {
        payout_approval_above: Some(money(2_000)),
        ..SettingsPatch::default()
    });
    sell(&shop);
    let made = settle(&shop, "2026-11-24T01:00:00+08:00");
    let payout = made.payouts[0];
    let batch = batch_of(&shop, &made);
    assert_eq!(state(&shop, payout), PayoutState::Waiting);
    let total = 2_550 + 150;
    let (li, he) = (clerk(&shop, "李会计"), clerk(&shop, "何会计"));

    let wrong = approve(&shop, &li, batch, total - 1).unwrap_err();
    assert_eq!(
        (wrong.code(), wrong.field()),
        ("invalid_field", Some("total"))
    );
    approve(&shop, &li, batch, total).unwrap();
    assert_eq!(state(&shop, payout), PayoutState::Waiting);
    let twice = approve(&shop, &li, batch, total).unwrap_err();
    assert_eq!(twice.code(), "already_exists");
    // Nobody can report on what was never handed over.
    let early = report(&shop, payout, "2026-11-24T01:00:00+08:00", done()).unwrap_err();
    assert_eq!(early.code(), "wrong_state");
    assert_sound(&shop);

    approve(&shop, &he, batch, total).unwrap();
    assert_eq!(state(&shop, payout), PayoutState::Instructed);
    assert_eq!(
        approve(&shop, &he, batch, total).unwrap_err().code(),
        "wrong_state"
    );
    let (record, payouts) = shop
        .world
        .engine
        .payout_batch(&shop.world.platform, batch)
        .unwrap();
    assert_eq!((record.state, payouts.len()), (BatchState::Released, 2));
    assert_sound(&shop);
}

#[test]
fn a_batch_that_lacks_approvals_on_its_day_is_told_of_every_day() {
    let shop = shop();
    shop.set(SettingsPatch {
        payout_approval_above: Some(Money::ZERO),
        payout_approvals: Some(1),
        ..SettingsPatch::default()
    });
    sell(&shop);
    let made = settle(&shop, "2026-11-24T01:00:00+08:00");
    for day in ["2026-11-24", "2026-11-25"] {
        shop.set_clock(&format!("{day}T09:00:00+08:00"));
        shop.run_due();
    }
    let world = &shop.world;
    let events = world.engine.events(&world.platform, 0, 1000).unwrap();
    let waits = events
        .events
        .iter()
        .filter(|event| matches!(event.event, Event::PayoutBatchWaits { .. }));
    assert_eq!(waits.count(), 2);
    let li = clerk(&shop, "李会计");
    approve(&shop, &li, batch_of(&shop, &made), 2_700).unwrap();
    assert_eq!(state(&shop, made.payouts[0]), PayoutState::Instructed);
    assert_sound(&shop);
}

#[test]
fn a_rejected_batch_is_owed_again_and_nobody_can_report_on_it() {
    let shop = shop();
    shop.set(SettingsPatch {
        payout_approval_above: Some(Money::ZERO),
        ..SettingsPatch::default()
    });
    sell(&shop);
    let made = settle(&shop, "2026-11-24T01:00:00+08:00");
    let world = &shop.world;
    let li = clerk(&shop, "李会计");
    let reject = |reason: &str| {
        let command = RejectPayoutBatch {
            batch: batch_of(&shop, &made),
            reason: text(reason),
        };
        world.engine.reject_payout_batch(&li, world.id(), command)
    };
    assert_eq!(reject(" ").unwrap_err().field(), Some("reason"));
    reject("金额不对").unwrap();
    assert_eq!(reject("金额不对").unwrap_err().code(), "wrong_state");
    let merchant = Party::Merchant(shop.merchant);
    assert_eq!(balance(&shop, &merchant, AccountPurpose::Payable), -2_550);
    assert_eq!(settlement(&shop, made.id).state, SettlementState::Failed);
    let late = report(&shop, made.payouts[0], "2026-11-24T02:00:00+08:00", done());
    assert_eq!(late.unwrap_err().code(), "wrong_state");
    let again = settle(&shop, "2026-11-25T01:00:00+08:00");
    assert_eq!(again.payout().unwrap(), money(2_550));
    assert_ne!(again.payouts, made.payouts);
    assert_sound(&shop);
}

#[test]
fn words_of_the_channel_may_come_late_twice_and_out_of_order() {
    let shop = shop();
    sell(&shop);
    let made = settle(&shop, "2026-11-24T01:00:00+08:00");
    let payout = made.payouts[0];
    let channel = Party::Channel(text("bank"));
    let say = |moment: &str, result| report(&shop, payout, moment, result).unwrap();
    assert_eq!(
        say("2026-11-24T01:01:00+08:00", PayoutResult::Accepted),
        Changed
    );
    assert_eq!(
        say("2026-11-24T01:01:00+08:00", PayoutResult::Accepted),
        Known
    );
    assert_eq!(say("2026-11-24T01:03:00+08:00", done()), Changed);
    assert_eq!(say("2026-11-24T01:03:00+08:00", done()), Known);
    // Late: said before it was done.
    assert_eq!(say("2026-11-24T01:02:00+08:00", failed()), Outdated);
    assert_eq!(
        say("2026-11-24T01:04:00+08:00", PayoutResult::Accepted),
        Outdated
    );
    assert_eq!(
        say("2026-11-24T01:04:00+08:00", PayoutResult::Unknown),
        Outdated
    );
    assert_eq!(state(&shop, payout), PayoutState::Done);
    assert_eq!(balance(&shop, &channel, AccountPurpose::Clearing), -2_550);
    let same = report(&shop, payout, "2026-11-24T01:03:00+08:00", failed()).unwrap_err();
    assert_eq!(same.code(), "wrong_state");
    let ahead = report(&shop, payout, "2026-11-26T01:03:00+08:00", failed()).unwrap_err();
    assert_eq!((ahead.code(), ahead.field()), ("invalid_field", Some("at")));
    assert_sound(&shop);

    // The bank sends the money back, and in the end it was paid after all.
    assert_eq!(say("2026-11-24T15:00:00+08:00", failed()), Changed);
    let merchant = Party::Merchant(shop.merchant);
    assert_eq!(balance(&shop, &channel, AccountPurpose::Clearing), 0);
    assert_eq!(balance(&shop, &merchant, AccountPurpose::Payable), -2_550);
    assert_eq!(settlement(&shop, made.id).state, SettlementState::Failed);
    assert_sound(&shop);
    let second = settle(&shop, "2026-11-25T01:00:00+08:00");
    assert_eq!(second.payout().unwrap(), money(2_550));
    assert_eq!(say("2026-11-25T02:00:00+08:00", done()), Changed);
    assert_eq!(
        balance(&shop, &merchant, AccountPurpose::Payable),
        2_550,
        "paid under one number and on its way under another: the party owes it"
    );
    assert_sound(&shop);
}

#[test]
fn an_unknown_payout_keeps_its_number_and_is_asked_for_until_it_is_known() {
    let shop = shop();
    sell(&shop);
    let made = settle(&shop, "2026-11-24T01:00:00+08:00");
    let payout = made.payouts[0];
    let world = &shop.world;
    let repeat = || {
        world
            .engine
            .repeat_payout(&world.system, world.id(), RepeatPayout { payout })
    };
    assert_eq!(repeat().unwrap_err().code(), "wrong_state");
    // A day passes without an answer.
    let early = world
        .engine
        .chase_payout(&world.system, world.id(), ChasePayout { payout });
    assert_eq!(early.unwrap_err().code(), "wrong_state");
    shop.set_clock("2026-11-25T02:00:00+08:00");
    shop.run_due();
    assert_eq!(state(&shop, payout), PayoutState::Unknown);
    let merchant = Party::Merchant(shop.merchant);
    assert_eq!(
        balance(&shop, &merchant, AccountPurpose::PayoutInTransit),
        -2_550,
        "it is not owed again"
    );
    repeat().unwrap();
    let record = world.engine.payout(&world.platform, payout).unwrap();
    assert_eq!(
        (record.id, record.state, record.attempts),
        (payout, PayoutState::Instructed, 2)
    );
    assert_sound(&shop);
    let open = |state| {
        let payouts = world
            .engine
            .payouts_open(&world.platform, state, None, 500)
            .unwrap();
        payouts.iter().any(|one| one.id == payout)
    };
    assert!(open(PayoutState::Instructed) && !open(PayoutState::Unknown));
    report(&shop, payout, "2026-11-25T02:30:00+08:00", done()).unwrap();
    assert!(!open(PayoutState::Instructed));
    let wrong = world
        .engine
        .payouts_open(&world.platform, PayoutState::Done, None, 500)
        .unwrap_err();
    assert_eq!(wrong.field(), Some("state"));
    assert_sound(&shop);
}

#[test]
fn less_than_the_smallest_payout_is_carried_over_until_it_is_enough() {
    let shop = shop();
    shop.set(SettingsPatch {
        payout_minimum: Some(money(5_000)),
        ..SettingsPatch::default()
    });
    sell(&shop);
    let first = settle(&shop, "2026-11-24T01:00:00+08:00");
    assert_eq!(first.state, SettlementState::Carried);
    assert_eq!(first.payout().unwrap(), Money::ZERO);
    assert_sound(&shop);
    let world = &shop.world;
    let li = shop.member("李四");
    let order = shop.buy(li, &[(shop.rice, 1)]);
    shop.set_clock("2026-11-24T23:00:00+08:00");
    shop.run_due();
    shop.set_clock("2026-11-25T08:00:00+08:00");
    shop.accept_all("2026-11-25");
    world
        .engine
        .confirm_receipt(&shop.buyer(li), world.id(), ConfirmReceipt { order })
        .unwrap();
    let second = settle(&shop, "2026-11-26T01:00:00+08:00");
    assert_eq!(
        (second.amount, second.carried, second.payout().unwrap()),
        (money(2_550), money(2_550), money(5_100))
    );
    assert_sound(&shop);
}

#[test]
fn a_share_becomes_payable_when_its_setting_says_so_and_the_order_keeps_that() {
    let shop = shop();
    shop.set(SettingsPatch {
        settle_platform: Some(SettleTrigger::Paid),
        settle_merchants: Some(SettleTrigger::ReturnWindowOver),
        settle_leaders: Some(SettleTrigger::Received),
        ..SettingsPatch::default()
    });
    let payable = |party: &Party| balance(&shop, party, AccountPurpose::Payable);
    let (platform, leader) = (Party::Platform, Party::Leader(shop.station));
    let merchant = Party::Merchant(shop.merchant);
    let wang = shop.member("王小明");
    let order = shop.buy(wang, &[(shop.rice, 1)]);
    assert_eq!(
        (payable(&platform), payable(&leader), payable(&merchant)),
        (-150, 0, 0)
    );
    assert_sound(&shop);
    // Later settings do not change what was fixed at payment.
    shop.set(SettingsPatch {
        settle_merchants: Some(SettleTrigger::Paid),
        settle_leaders: Some(SettleTrigger::ReturnWindowOver),
        ..SettingsPatch::default()
    });
    shop.set_clock("2026-11-22T23:00:00+08:00");
    shop.run_due();
    shop.set_clock("2026-11-23T08:00:00+08:00");
    shop.accept_all("2026-11-23");
    let world = &shop.world;
    world
        .engine
        .confirm_receipt(&shop.buyer(wang), world.id(), ConfirmReceipt { order })
        .unwrap();
    assert_eq!(
        (payable(&platform), payable(&leader), payable(&merchant)),
        (-150, -300, 0)
    );
    assert_sound(&shop);
    shop.set_clock("2026-11-30T09:00:00+08:00");
    shop.run_due();
    assert_eq!(
        balance(&shop, &merchant, AccountPurpose::Pending),
        0,
        "the return window is over"
    );
    assert_sound(&shop);
}

#[test]
fn payees_are_paid_through_their_own_channel_each_in_its_own_batch() {
    let shop = shop();
    let world = &shop.world;
    let set = |party: Party, channel: &str| {
        let command = SetPayee {
            party,
            channel: text(channel),
            account: Some(text("acct-7")),
        };
        world.engine.set_payee(&world.platform, world.id(), command)
    };
    let merchant = Party::Merchant(shop.merchant);
    let wrong = set(Party::Channel(text("bank")), "wechat").unwrap_err();
    assert_eq!(
        (wrong.code(), wrong.field()),
        ("invalid_field", Some("party"))
    );
    assert_eq!(
        set(merchant.clone(), "").unwrap_err().field(),
        Some("channel")
    );
    let nobody = Party::Merchant(linli::kernel::MerchantId(Id::MIN));
    assert_eq!(set(nobody, "wechat").unwrap_err().code(), "not_found");
    set(merchant.clone(), "wechat").unwrap();
    sell(&shop);
    settle(&shop, "2026-11-24T01:00:00+08:00");
    let batches = world
        .engine
        .payout_batches(&world.platform, "2026-11-24".parse().unwrap(), None, 10)
        .unwrap();
    let channels: std::collections::BTreeSet<_> = batches
        .iter()
        .map(|batch| (batch.channel.as_str(), batch.total.units()))
        .collect();
    assert_eq!(
        channels.into_iter().collect::<Vec<_>>(),
        [("bank", 150), ("wechat", 2_550)]
    );
    let payee = world.engine.payee(&world.platform, &merchant).unwrap();
    assert_eq!(payee.unwrap().account, Some(text("acct-7")));
    assert_sound(&shop);
}

#[test]
fn on_a_day_without_work_nothing_is_handed_over_and_the_next_working_day_everything_is() {
    let shop = shop();
    let world = &shop.world;
    let calendar = linli::kernel::BusinessCalendar {
        holidays: ["2026-11-24".parse().unwrap()].into(),
        ..linli::kernel::BusinessCalendar::default()
    };
    world
        .engine
        .set_calendar(
            &world.platform,
            world.id(),
            linli::org::SetCalendar { calendar },
        )
        .unwrap();
    sell(&shop);
    let made = settle(&shop, "2026-11-24T01:00:00+08:00");
    assert_eq!(made.pay_on.to_string(), "2026-11-25");
    let payout = made.payouts[0];
    assert_eq!(state(&shop, payout), PayoutState::Waiting);
    let command = AdvancePayoutBatch {
        batch: batch_of(&shop, &made),
    };
    let early = world
        .engine
        .advance_payout_batch(&world.system, world.id(), command);
    assert_eq!(early.unwrap_err().code(), "wrong_state");
    shop.set_clock("2026-11-25T00:00:00+08:00");
    shop.run_due();
    assert_eq!(state(&shop, payout), PayoutState::Instructed);
    assert_eq!(
        world
            .engine
            .payout(&world.platform, payout)
            .unwrap()
            .instructed_at,
        Some(world.clock.now())
    );
}

#[test]
fn payouts_and_batches_that_contradict_each_other_are_found() {
    // One batch is released after two people approved it, of one of its payouts the channel said that it is done.
    let paid = || {
        let shop = shop();
        let set = SettingsPatch {
            payout_approval_above: Some(money(2_000)),
            ..SettingsPatch::default()
        };
        shop.set(set);
        sell(&shop);
        let made = settle(&shop, "2026-11-24T01:00:00+08:00");
        let batch = batch_of(&shop, &made);
        for name in ["李会计", "何会计"] {
            approve(&shop, &clerk(&shop, name), batch, 2_700).unwrap();
        }
        report(&shop, made.payouts[0], "2026-11-24T01:00:00+08:00", done()).unwrap();
        assert_sound(&shop);
        shop
    };
    let finds = |what: &str, plant: &dyn Fn(&Shop)| {
        let shop = paid();
        plant(&shop);
        let found = verify(&*shop.world.store, shop.world.tenant).unwrap();
        let mut found = found.findings.iter();
        assert!(found.any(|one| one.invariant == 18), "{what}");
    };
    let is_done = |payout: &Payout| payout.state == PayoutState::Done;
    let waits = |payout: &Payout| payout.state == PayoutState::Instructed;
    let more = |value: &mut Value, by: i64| *value = json!(value.as_i64().unwrap() + by);
    finds("a payout of a fen more", &|shop| {
        damage::<Payout>(shop, is_done, |payout| more(&mut payout["amount"], 1));
    });
    finds("a payout that was done is not", &|shop| {
        damage::<Payout>(shop, is_done, |payout| payout["state"] = json!("failed"));
    });
    finds("a payout is done that waits", &|shop| {
        damage::<Payout>(shop, waits, |payout| payout["state"] = json!("done"));
    });
    finds("a payout was never handed over", &|shop| {
        damage::<Payout>(shop, waits, |payout| payout["attempts"] = json!(0));
    });
    finds("nobody asks for a payout's outcome", &|shop| {
        damage::<Payout>(shop, waits, |payout| {
            payout.as_object_mut().unwrap().remove("due_at");
        });
    });
    finds("a payout is gone", &|shop| remove::<Payout>(shop, waits));
    finds("a batch comes to another total", &|shop| {
        damage::<PayoutBatch>(shop, any, |batch| more(&mut batch["total"], 1));
    });
    finds("a batch was approved by one person twice", &|shop| {
        damage::<PayoutBatch>(shop, any, |batch| {
            batch["approvals"][1] = batch["approvals"][0].clone();
        });
    });
    finds("a batch was released with one approval", &|shop| {
        damage::<PayoutBatch>(shop, any, |batch| {
            batch["approvals"].as_array_mut().unwrap().pop();
        });
    });
    finds("a batch waits whose payouts were handed over", &|shop| {
        damage::<PayoutBatch>(shop, any, |batch| batch["state"] = json!("waiting"));
    });
    finds("a batch does not list a payout", &|shop| {
        damage::<PayoutBatch>(shop, any, |batch| {
            batch["payouts"].as_array_mut().unwrap().pop();
        });
    });
    finds("a batch is gone", &|shop| remove::<PayoutBatch>(shop, any));
}

/// A word of the channel about one of two payouts, by the channel's clock.
#[derive(Clone, Debug)]
struct Said {
    payout: usize,
    word: u8,
    minutes: i64,
    twice: bool,
}

fn said() -> impl Strategy<Value = Said> {
    (0..2_usize, 0..4_u8, 0..600_i64, any_bool()).prop_map(|(payout, word, minutes, twice)| Said {
        payout,
        word,
        minutes,
        twice,
    })
}

fn any_bool() -> impl Strategy<Value = bool> {
    prop_oneof![Just(false), Just(true)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// Lost, doubled, reordered and unknown: whatever the channel says in whatever order, what left it is what the latest
    /// final words say was paid, what is owed again is settled once, and nothing is in transit in the end.
    #[test]
    fn any_sequence_of_words_pays_each_payout_once_or_owes_it_again(
        words in proptest::collection::vec(said(), 0..24),
    ) {
        let shop = shop();
        sell(&shop);
        let made = settle(&shop, "2026-11-24T01:00:00+08:00");
        shop.run_due();
        let batch = batch_of(&shop, &made);
        let engine = &shop.world.engine;
        let (_, payouts) = engine.payout_batch(&shop.world.platform, batch).unwrap();
        prop_assert_eq!(payouts.len(), 2, "the merchant's and the platform's");
        let first = at("2026-11-24T09:00:00+08:00");
        shop.set_clock("2026-11-24T20:00:00+08:00");
        let results = [PayoutResult::Accepted, PayoutResult::Unknown, failed(), done()];
        // Per payout the latest final word by the channel's clock, of equal moments the first.
        let mut latest: [Option<(i64, bool)>; 2] = [None, None];
        for one in &words {
            let result = results[usize::from(one.word)].clone();
            let moment = first.plus_seconds(one.minutes * 60);
            let payout = &payouts[one.payout];
            for _ in 0..=u8::from(one.twice) {
                let said = report(&shop, payout.id, &moment.to_string(), result.clone());
                prop_assert!(
                    said.is_ok() || said.as_ref().is_err_and(|error| error.code() == "wrong_state"),
                    "{:?}", said
                );
            }
            if one.word >= 2 {
                let known = &mut latest[one.payout];
                if known.is_none_or(|(minutes, _)| one.minutes > minutes) {
                    *known = Some((one.minutes, one.word == 3));
                }
            }
            assert_sound(&shop);
        }
        for (payout, known) in payouts.iter().zip(latest) {
            let now = state(&shop, payout.id);
            match known {
                Some((_, true)) => prop_assert_eq!(now, PayoutState::Done),
                Some((_, false)) => prop_assert_eq!(now, PayoutState::Failed),
                None => prop_assert!(!now.is_final(), "{:?}", now),
            }
        }
        // What the channel never told of is asked for; in the end everything is paid, each once.
        shop.set_clock("2026-11-25T01:00:00+08:00");
        for _ in 0..6 {
            shop.run_due();
        }
        let open: Vec<Payout> = [PayoutState::Instructed, PayoutState::Accepted, PayoutState::Unknown]
            .into_iter()
            .flat_map(|state| engine.payouts_open(&shop.world.platform, state, None, 100).unwrap())
            .collect();
        for payout in open {
            report(&shop, payout.id, "2026-11-25T10:00:00+08:00", done()).unwrap();
        }
        assert_sound(&shop);
        let bank = balance(&shop, &Party::Channel(text("bank")), AccountPurpose::Clearing);
        let wechat = balance(&shop, &Party::Channel(text("wechat")), AccountPurpose::Clearing);
        let pending = balance(&shop, &Party::Leader(shop.station), AccountPurpose::Pending);
        prop_assert_eq!(bank + wechat, -pending, "all but the leader's share has left");
    }
}
