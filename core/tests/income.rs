//! Income beside orders, documents, period balances, the chart's balances and the journal. RULES §2, §12.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use std::collections::BTreeMap;

use common::damage::{any, damage, remove, row};
use common::shop::{Shop, grant, seed};
use common::text;
use linli::engine::Event;
use linli::income::{
    BookDocument, Document, DocumentKind, ReportThirdPartyRefund, ReportThirdPartySale,
    ReverseDocument, SetThirdPartyContract, ThirdPartySale,
};
use linli::kernel::{Actor, Clock, Day, Id, MerchantId, Money, Rate, Role};
use linli::ledger::{Account, AccountDay, AccountPurpose, DayClose, Party};
use linli::merchant::{Merchant, MerchantKind, MerchantState};
use linli::order::ConfirmReceipt;
use linli::org::GrantScope;
use linli::verify::verify;
use serde_json::{Value, json};

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A merchant whose services the host reports.
fn third_party(shop: &Shop) -> MerchantId {
    let id = MerchantId(Id::derived("merchant", &[b"third"]));
    let record = Merchant {
        id,
        node: shop.world.group,
        code: text("H5"),
        name: text("家政平台"),
        contact: text("孙"),
        phone: text("0571000001"),
        kind: MerchantKind::ThirdParty,
        state: MerchantState::Active,
        reason: None,
        qualifications: Vec::new(),
        serves: vec![shop.world.group],
    };
    seed(&shop.world, &record, 0);
    id
}

/// 8 %, three quarters to the community's property company, one quarter to the platform.
fn contract(shop: &Shop, merchant: MerchantId) -> SetThirdPartyContract {
    SetThirdPartyContract {
        merchant,
        rate: Rate::parse("rate", "0.08").unwrap(),
        receivers: vec![(Party::Node(shop.world.community), 3), (Party::Platform, 1)],
    }
}

fn agree(shop: &Shop, command: SetThirdPartyContract) -> linli::Result<()> {
    let world = &shop.world;
    world
        .engine
        .set_third_party_contract(&world.platform, world.id(), command)
}

fn sale(shop: &Shop, merchant: MerchantId, number: &str, amount: i64) -> ReportThirdPartySale {
    ReportThirdPartySale {
        merchant,
        number: text(number),
        member: None,
        amount: money(amount),
        at: shop.world.clock.now(),
    }
}

fn report(shop: &Shop, command: ReportThirdPartySale) -> linli::Result<()> {
    let world = &shop.world;
    world
        .engine
        .report_third_party_sale(&world.system, world.id(), command)
        .map(|_| ())
}

fn refund(
    shop: &Shop,
    merchant: MerchantId,
    number: &str,
    refund: &str,
    amount: i64,
) -> linli::Result<()> {
    let world = &shop.world;
    let command = ReportThirdPartyRefund {
        merchant,
        number: text(number),
        refund: text(refund),
        amount: money(amount),
    };
    world
        .engine
        .report_third_party_refund(&world.system, world.id(), command)
}

fn book(
    shop: &Shop,
    kind: DocumentKind,
    number: &str,
    amount: i64,
) -> linli::Result<linli::kernel::DocumentId> {
    let world = &shop.world;
    let command = BookDocument {
        kind,
        number: text(number),
        amount: money(amount),
        note: text("十一月"),
        period: Some((day("2026-11-01"), day("2026-11-30"))),
    };
    world
        .engine
        .book_document(&world.platform, world.id(), command)
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

fn payable(shop: &Shop, party: &Party) -> i64 {
    balance(shop, party, AccountPurpose::Payable)
}

fn assert_sound(shop: &Shop) {
    let world = &shop.world;
    let report = verify(&*world.store, world.tenant).unwrap();
    assert!(report.is_clean(), "{:#?}", report.findings);
}

#[test]
fn a_third_party_owes_commission_and_any_sequence_of_refunds_takes_it_back_exactly() {
    let shop = Shop::new();
    let merchant = third_party(&shop);
    agree(&shop, contract(&shop, merchant)).unwrap();
    let (property, third) = (Party::Node(shop.world.community), Party::Merchant(merchant));
    report(&shop, sale(&shop, merchant, "H-1", 19_999)).unwrap();
    // 8 % of 199.99 are 16.00, half up; three to one.
    assert_eq!(
        (
            payable(&shop, &property),
            payable(&shop, &Party::Platform),
            payable(&shop, &third)
        ),
        (-1_200, -400, 1_600)
    );
    report(&shop, sale(&shop, merchant, "H-1", 19_999)).unwrap();
    assert_eq!(payable(&shop, &third), 1_600, "reported again");
    let other = report(&shop, sale(&shop, merchant, "H-1", 19_998)).unwrap_err();
    assert_eq!(other.code(), "already_exists");
    assert_sound(&shop);
    refund(&shop, merchant, "H-1", "R-1", 3_333).unwrap();
    refund(&shop, merchant, "H-1", "R-1", 3_333).unwrap();
    // ⌊12.00 × 33.33 / 199.99⌋ = 1.99, ⌊4.00 × 33.33 / 199.99⌋ = 0.66.
    assert_eq!(
        (payable(&shop, &property), payable(&shop, &Party::Platform)),
        (-1_001, -334)
    );
    assert_sound(&shop);
    let again = refund(&shop, merchant, "H-1", "R-1", 3_334).unwrap_err();
    assert_eq!(again.code(), "already_exists");
    let beyond = refund(&shop, merchant, "H-1", "R-2", 16_667).unwrap_err();
    assert_eq!(beyond.field(), Some("amount"));
    refund(&shop, merchant, "H-1", "R-2", 16_666).unwrap();
    for party in [&property, &Party::Platform, &third] {
        assert_eq!(payable(&shop, party), 0);
    }
    assert_sound(&shop);
    let sales = shop
        .world
        .engine
        .third_party_sales(&shop.world.platform, merchant, None, 10)
        .unwrap();
    assert_eq!(sales.len(), 1);
    assert_eq!(sales[0].refunded, money(19_999));
    let place = Some((sales[0].at, sales[0].id));
    let more = shop
        .world
        .engine
        .third_party_sales(&shop.world.platform, merchant, place, 10)
        .unwrap();
    assert!(more.is_empty());
}

#[test]
fn wrong_contracts_and_sales_are_refused_naming_the_field() {
    let shop = Shop::new();
    let merchant = third_party(&shop);
    let good = contract(&shop, merchant);
    let with = |receivers: Vec<(Party, u32)>| SetThirdPartyContract {
        receivers,
        ..good.clone()
    };
    let cases = [
        (
            SetThirdPartyContract {
                merchant: shop.merchant,
                ..good.clone()
            },
            "merchant",
        ),
        (with(Vec::new()), "receivers"),
        (with(vec![(Party::Platform, 1); 11]), "receivers"),
        (
            with(vec![(Party::Platform, 1), (Party::Platform, 1)]),
            "receivers[1]",
        ),
        (with(vec![(Party::Platform, 0)]), "receivers[0]"),
        (with(vec![(Party::Merchant(merchant), 1)]), "receivers[0]"),
    ];
    for (command, field) in cases {
        assert_eq!(agree(&shop, command).unwrap_err().field(), Some(field));
    }
    let none = report(&shop, sale(&shop, merchant, "H-1", 100)).unwrap_err();
    assert_eq!(none.code(), "not_found", "nothing was agreed");
    agree(&shop, good).unwrap();
    let field = |command| {
        report(&shop, command)
            .unwrap_err()
            .field()
            .map(str::to_owned)
    };
    assert_eq!(
        field(sale(&shop, merchant, " ", 100)).as_deref(),
        Some("number")
    );
    assert_eq!(
        field(sale(&shop, merchant, "H-1", 0)).as_deref(),
        Some("amount")
    );
    let mut ahead = sale(&shop, merchant, "H-1", 100);
    ahead.at = ahead.at.plus_days(2);
    assert_eq!(field(ahead).as_deref(), Some("at"));
    let missing = refund(&shop, merchant, "H-9", "R-1", 100).unwrap_err();
    assert_eq!(missing.code(), "not_found");
    assert_sound(&shop);
}

#[test]
fn documents_move_their_amount_once_and_are_taken_back_by_a_posting_of_their_own() {
    let shop = Shop::new();
    let world = &shop.world;
    let merchant = Party::Merchant(shop.merchant);
    let fee = DocumentKind::UsageFee {
        payer: merchant.clone(),
        receiver: Party::Platform,
    };
    let id = book(&shop, fee.clone(), "F-1", 30_000).unwrap();
    assert_eq!(book(&shop, fee.clone(), "F-1", 30_000).unwrap(), id);
    assert_eq!(
        book(&shop, fee.clone(), "F-1", 30_001).unwrap_err().code(),
        "already_exists"
    );
    assert_eq!(
        (payable(&shop, &merchant), payable(&shop, &Party::Platform)),
        (30_000, -30_000)
    );
    let advertising = DocumentKind::Advertising {
        payer: Party::Channel(text("bank")),
        receiver: Party::Node(world.community),
    };
    book(&shop, advertising, "A-1", 50_000).unwrap();
    let paid = DocumentKind::DebtPaid {
        party: merchant.clone(),
        channel: text("bank"),
    };
    book(&shop, paid, "D-1", 10_000).unwrap();
    let passed_on = DocumentKind::ChannelTransfer {
        from: text("bank"),
        to: text("safe"),
    };
    book(&shop, passed_on, "T-1", 20_000).unwrap();
    let kept = DocumentKind::ChannelFee {
        channel: text("bank"),
        bearer: Party::Platform,
    };
    book(&shop, kept, "C-1", 38).unwrap();
    let bank = Party::Channel(text("bank"));
    assert_eq!(balance(&shop, &bank, AccountPurpose::Clearing), 39_962);
    assert_eq!(payable(&shop, &Party::Platform), -29_962);
    assert_eq!(payable(&shop, &merchant), 20_000);
    assert_sound(&shop);

    let reverse = |reason: &str| {
        let command = ReverseDocument {
            document: id,
            reason: text(reason),
        };
        world
            .engine
            .reverse_document(&world.platform, world.id(), command)
    };
    assert_eq!(reverse("").unwrap_err().field(), Some("reason"));
    reverse("开错了").unwrap();
    assert_eq!(reverse("开错了").unwrap_err().code(), "wrong_state");
    assert_eq!(payable(&shop, &merchant), -10_000);
    assert_sound(&shop);
    let all = world.engine.documents(&world.platform, None, 3).unwrap();
    let last = all.last().map(|one| (one.booked_at, one.id));
    let rest = world.engine.documents(&world.platform, last, 3).unwrap();
    assert_eq!((all.len(), rest.len()), (3, 2));
    let document = world.engine.document(&world.platform, id).unwrap();
    assert!(document.reversed.is_some());
}

#[test]
fn wrong_documents_are_refused_naming_the_field() {
    let shop = Shop::new();
    let merchant = Party::Merchant(shop.merchant);
    let fee = |payer: Party, receiver: Party| DocumentKind::UsageFee { payer, receiver };
    let good = fee(merchant.clone(), Party::Platform);
    let cases = [
        (good.clone(), "", 1, "number"),
        (good.clone(), "F-1", 0, "amount"),
        (good.clone(), "F-1", -1, "amount"),
        (
            fee(merchant.clone(), merchant.clone()),
            "F-1",
            1,
            "receiver",
        ),
        (
            fee(Party::Channel(text("bank")), Party::Platform),
            "F-1",
            1,
            "payer",
        ),
        (fee(Party::Platform, Party::Platform), "F-1", 1, "kind"),
        (
            DocumentKind::ChannelTransfer {
                from: text("bank"),
                to: text("bank"),
            },
            "T-1",
            1,
            "kind",
        ),
        (
            DocumentKind::ChannelFee {
                channel: text(""),
                bearer: Party::Platform,
            },
            "C-1",
            1,
            "channel",
        ),
    ];
    for (kind, number, amount, field) in cases {
        let error = book(&shop, kind, number, amount).unwrap_err();
        assert_eq!(error.field(), Some(field), "{error}");
    }
    let world = &shop.world;
    let command = BookDocument {
        kind: good,
        number: text("F-1"),
        amount: money(1),
        note: text(""),
        period: Some((day("2026-11-30"), day("2026-11-01"))),
    };
    let error = world
        .engine
        .book_document(&world.platform, world.id(), command)
        .unwrap_err();
    assert_eq!(error.field(), Some("period"));
    assert_sound(&shop);
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

#[test]
fn other_income_enters_settlements_and_is_netted() {
    let shop = Shop::new();
    sell(&shop);
    let merchant = Party::Merchant(shop.merchant);
    let fee = DocumentKind::UsageFee {
        payer: merchant.clone(),
        receiver: Party::Platform,
    };
    book(&shop, fee, "F-1", 1_000).unwrap();
    shop.set_clock("2026-11-24T01:00:00+08:00");
    let world = &shop.world;
    let report = world.engine.settle(&world.system, 100).unwrap();
    let amounts: BTreeMap<Party, i64> = report
        .settlements
        .iter()
        .map(|one| (one.party.clone(), one.payout().unwrap().units()))
        .collect();
    assert_eq!(
        amounts,
        BTreeMap::from([(merchant, 2_000), (Party::Platform, 1_000)])
    );
    assert_sound(&shop);
}

#[test]
fn a_period_has_its_opening_debits_credits_and_closing_before_and_after_it_is_gathered() {
    let shop = Shop::new();
    sell(&shop);
    let world = &shop.world;
    let merchant = Party::Merchant(shop.merchant);
    let of = |from: &str, to: &str| {
        let lines = world
            .engine
            .period_balances(&world.platform, &merchant, day(from)..=day(to))
            .unwrap();
        let lines = lines.into_iter().map(|line| {
            let figures = [line.opening, line.debit, line.credit, line.closing];
            (line.purpose.name(), figures)
        });
        lines.collect::<Vec<_>>()
    };
    let sunday = [("pending", [0, 0, 3_000, -3_000])];
    let monday = [
        ("pending", [-3_000, 3_000, 0, 0]),
        ("payable", [0, 0, 3_000, -3_000]),
    ];
    assert_eq!(of("2026-11-22", "2026-11-22"), sunday);
    assert_eq!(of("2026-11-23", "2026-11-23"), monday);
    shop.set_clock("2026-11-24T01:00:00+08:00");
    world.engine.settle(&world.system, 100).unwrap();
    assert_eq!(of("2026-11-22", "2026-11-22"), sunday);
    assert_eq!(of("2026-11-23", "2026-11-23"), monday);
    assert_eq!(
        of("2026-11-24", "2026-12-01"),
        [
            ("payable", [-3_000, 3_000, 0, 0]),
            ("payout_in_transit", [0, 0, 3_000, -3_000]),
        ]
    );
    assert_eq!(of("2026-11-01", "2026-11-21"), []);
    let wide = world.engine.period_balances(
        &world.platform,
        &merchant,
        day("2026-01-01")..=day("2027-01-02"),
    );
    assert_eq!(wide.unwrap_err().code(), "limit_exceeded");
    // Its staff sees it, the staff of another merchant does not.
    let staff = grant(
        world,
        "staff",
        Role::MerchantStaff,
        GrantScope::Merchant(shop.merchant),
    );
    let days = day("2026-11-22")..=day("2026-11-23");
    assert!(
        world
            .engine
            .period_balances(&staff, &merchant, days.clone())
            .is_ok()
    );
    let denied = world
        .engine
        .period_balances(&staff, &Party::Platform, days)
        .unwrap_err();
    assert_eq!(denied.code(), "denied");
}

#[test]
fn a_settled_day_keeps_its_trial_balance_and_a_channel_says_how_old_its_money_is() {
    let shop = Shop::new();
    sell(&shop);
    let world = &shop.world;
    let early = world
        .engine
        .trial_balance_of(&world.platform, day("2026-11-22"))
        .unwrap_err();
    assert_eq!(early.code(), "not_found");
    shop.set_clock("2026-11-24T01:00:00+08:00");
    world.engine.settle(&world.system, 100).unwrap();
    let of = |text: &str| -> Vec<(&str, i128)> {
        let lines = world
            .engine
            .trial_balance_of(&world.platform, day(text))
            .unwrap();
        lines
            .iter()
            .map(|line| (line.purpose.name(), line.balance))
            .collect()
    };
    assert_eq!(of("2026-11-22"), [("clearing", 3_000), ("pending", -3_000)]);
    assert_eq!(of("2026-11-23"), [("clearing", 3_000), ("payable", -3_000)]);
    let age = world
        .engine
        .clearing_age(&world.platform, "wechat")
        .unwrap();
    assert_eq!(
        (age.balance, age.since, age.older),
        (3_000, Some(day("2026-11-22")), false)
    );
    let none = world
        .engine
        .clearing_age(&world.platform, "alipay")
        .unwrap();
    assert_eq!((none.balance, none.since), (0, None));
}

#[test]
fn the_journal_has_every_posting_opens_each_account_once_and_asserts_what_the_engine_says() {
    let shop = Shop::new();
    sell(&shop);
    shop.set_clock("2026-11-24T01:00:00+08:00");
    let world = &shop.world;
    world.engine.settle(&world.system, 100).unwrap();
    let mut text = String::new();
    let report = world
        .engine
        .export_journal(&world.platform, &mut |page| {
            text.push_str(page);
            Ok(())
        })
        .unwrap();
    let count = |wanted: &str| text.lines().filter(|line| line.contains(wanted)).count() as u64;
    assert_eq!(count(" * \""), report.postings);
    assert_eq!(count(" open "), report.accounts);
    assert_eq!(count(" balance "), report.balances);
    assert!(text.contains("Assets:Clearing:Channel-wechat  30.00 CNY"));
    let asserted = format!(
        "2026-11-25 balance Liabilities:PayoutInTransit:Merchant-{}  -30.00 ~ 0 CNY",
        shop.merchant
    );
    assert!(text.contains(&asserted), "{text}");
    let failed = world.engine.export_journal(&world.platform, &mut |_| {
        Err(linli::Error::internal("the disk is full"))
    });
    assert_eq!(failed.unwrap_err().code(), "internal");
    let buyer = Actor::user(world.tenant, common::user("nobody"));
    let denied = world.engine.export_journal(&buyer, &mut |_| Ok(()));
    assert_eq!(denied.unwrap_err().code(), "denied");
}

#[test]
fn events_tell_of_documents_and_third_party_sales_without_personal_data() {
    let shop = Shop::new();
    let merchant = third_party(&shop);
    agree(&shop, contract(&shop, merchant)).unwrap();
    report(&shop, sale(&shop, merchant, "H-1", 10_000)).unwrap();
    let world = &shop.world;
    let events = world.engine.events(&world.platform, 0, 1000).unwrap();
    let commission = events.events.iter().find_map(|event| match event.event {
        Event::ThirdPartySaleReported { commission, .. } => Some(commission),
        _ => None,
    });
    assert_eq!(commission, Some(money(800)));
}

#[test]
fn money_that_stays_at_a_channel_for_too_long_is_told_of_once_per_age() {
    let shop = Shop::new();
    sell(&shop); // 30.00 came in on Sunday, November 22.
    let world = &shop.world;
    let alarms = || -> Vec<(String, &str, i64, Day)> {
        let page = world.engine.events(&world.system, 0, 500).unwrap();
        let events = page.events.into_iter().map(|recorded| recorded.event);
        events
            .filter_map(|event| match event {
                Event::ClearingTooOld {
                    party,
                    purpose,
                    balance,
                    since,
                } => Some((party.to_string(), purpose.name(), balance.units(), since)),
                _ => None,
            })
            .collect()
    };
    let live = |until: &str| {
        shop.set_clock(until);
        while world.engine.run_due(&world.system, 1000).unwrap().done > 0 {}
    };
    live("2026-12-22T23:59:59+08:00");
    assert_eq!(alarms(), [], "thirty days are not more than thirty");
    live("2026-12-23T00:00:00+08:00");
    let first = (
        "channel:wechat".to_owned(),
        "clearing",
        3_000,
        day("2026-11-22"),
    );
    assert_eq!(alarms(), std::slice::from_ref(&first));
    for until in ["2026-12-24T00:00:00+08:00", "2027-01-20T00:00:00+08:00"] {
        live(until);
        assert_eq!(alarms().len(), 1, "nothing moved: nothing new is told");
    }
    // New money comes in, the oldest part is the same: nothing new either.
    let li = shop.member("李雷");
    shop.buy(li, &[(shop.rice, 1)]);
    live("2027-01-22T01:00:00+08:00");
    assert_eq!(alarms().len(), 1);
    // The old part goes to another channel; the new one gets old.
    let transfer = DocumentKind::ChannelTransfer {
        from: text("wechat"),
        to: text("bank"),
    };
    book(&shop, transfer, "T-1", 3_000).unwrap();
    live("2027-02-19T23:00:00+08:00");
    assert_eq!(alarms().len(), 1);
    live("2027-02-20T00:00:00+08:00");
    let second = (
        "channel:wechat".to_owned(),
        "clearing",
        3_000,
        day("2027-01-20"),
    );
    assert_eq!(alarms(), [first, second]);
    // What another party does not like to hear can be turned off.
    let set = linli::org::SettingsPatch {
        clearing_alarm_days: Some(0),
        ..linli::org::SettingsPatch::default()
    };
    world.set(world.group, set);
    live("2027-04-20T00:00:00+08:00");
    assert_eq!(alarms().len(), 2, "the bank's is not told of any more");
    assert_sound(&shop);
}

#[test]
fn more_that_went_out_of_a_channel_than_came_in_ages_as_well() {
    let shop = Shop::new();
    sell(&shop);
    let world = &shop.world;
    shop.set_clock("2026-11-24T10:00:00+08:00");
    shop.run_due();
    let transfer = DocumentKind::ChannelTransfer {
        from: text("wechat"),
        to: text("bank"),
    };
    book(&shop, transfer, "T-2", 5_000).unwrap();
    shop.set_clock("2026-11-25T10:00:00+08:00");
    shop.run_due();
    let age = world
        .engine
        .clearing_age(&world.platform, "wechat")
        .unwrap();
    assert_eq!(
        (age.balance, age.since, age.older),
        (-2_000, Some(day("2026-11-24")), false)
    );
}

/// A settled day with a document, a reversed one, and a sale of a third party of which a part was refunded.
fn books() -> Shop {
    let shop = Shop::new();
    sell(&shop);
    let merchant = third_party(&shop);
    agree(&shop, contract(&shop, merchant)).unwrap();
    report(&shop, sale(&shop, merchant, "H-1", 10_000)).unwrap();
    refund(&shop, merchant, "H-1", "R-1", 2_500).unwrap();
    let fee = || DocumentKind::UsageFee {
        payer: Party::Merchant(shop.merchant),
        receiver: Party::Platform,
    };
    book(&shop, fee(), "F-1", 1_000).unwrap();
    let world = &shop.world;
    let document = book(&shop, fee(), "F-2", 500).unwrap();
    let reverse = ReverseDocument {
        document,
        reason: text("重复"),
    };
    world
        .engine
        .reverse_document(&world.platform, world.id(), reverse)
        .unwrap();
    shop.set_clock("2026-11-24T01:00:00+08:00");
    world.engine.settle(&world.system, 100).unwrap();
    assert_sound(&shop);
    shop
}

#[test]
fn books_that_are_not_what_the_postings_moved_are_found() {
    let more = |value: &mut Value, by: i64| *value = json!(value.as_i64().unwrap() + by);
    let finds = |what: &str, plant: &dyn Fn(&Shop)| {
        let shop = books();
        plant(&shop);
        let found = verify(&*shop.world.store, shop.world.tenant).unwrap();
        let mut found = found.findings.iter();
        assert!(found.any(|one| one.invariant == 2), "{what}");
    };
    finds("an account's day moved a fen more", &|shop| {
        damage::<AccountDay>(shop, any, |day| more(&mut day["debit"], 1));
    });
    finds("it opened with another balance", &|shop| {
        damage::<AccountDay>(shop, any, |day| more(&mut day["opening"], 1));
    });
    finds("an account's day is gone", &|shop| {
        remove::<AccountDay>(shop, any);
    });
    finds("a day of an account moved nothing", &|shop| {
        let (_, mut day) = row::<AccountDay>(shop, any);
        day.day = day.day.minus_days(3);
        seed(&shop.world, &day, 0);
    });
    finds("the trial balance of a day has a fen more", &|shop| {
        let totals = |close: &DayClose| close.totals.contains_key(&AccountPurpose::Payable);
        damage::<DayClose>(shop, totals, |close| {
            more(&mut close["totals"]["payable"], 1);
        });
    });
    let valid = |document: &Document| document.reversed.is_none();
    finds("a document says more than it moved", &|shop| {
        damage::<Document>(shop, valid, |document| more(&mut document["amount"], 1));
    });
    finds("a reversed document is not", &|shop| {
        damage::<Document>(
            shop,
            |document| !valid(document),
            |document| {
                document.as_object_mut().unwrap().remove("reversed");
            },
        );
    });
    finds("a document is gone", &|shop| {
        remove::<Document>(shop, valid);
    });
    finds("a sale brought more", &|shop| {
        damage::<ThirdPartySale>(shop, any, |sale| more(&mut sale["shares"][0]["amount"], 1));
    });
    finds("less of a sale was taken back", &|shop| {
        damage::<ThirdPartySale>(shop, any, |sale| {
            more(&mut sale["shares"][0]["taken_back"], -1);
        });
    });
    finds(
        "more of a sale was refunded than its refunds say",
        &|shop| {
            damage::<ThirdPartySale>(shop, any, |sale| more(&mut sale["refunded"], 1));
        },
    );
    finds("a sale is gone", &|shop| {
        remove::<ThirdPartySale>(shop, any);
    });
}
