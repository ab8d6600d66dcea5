//! Leaders' months with their tiers, promoters and their teams, statements and withdrawals. RULES §12.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use common::damage::{self, count, damage, remove};
use common::shop::{Shop, grant};
use common::{text, user};
use linli::commission::{
    AppointPromoter, BindReferral, Binding, CommissionPayout, CommissionStatement, Earner,
    EndPromoter, LeaderMonth, LeaderMonthView, LeaderSales, MonthState, Promoter, Referral,
    ReferralLevels, ReferralPolicy, ReferralVia, ReportWithdrawal, RequestWithdrawal,
    ResendWithdrawal, ReviewWithdrawal, SetPromoterKind, SettleLeaderMonth, Tier, TierMode,
    TierTable, Withdrawal, WithdrawalResult, WithdrawalReview, WithdrawalState,
};
use linli::engine::Event;
use linli::kernel::{Actor, Id, MemberId, MerchantId, Money, OrderId, Rate, Role, WithdrawalId};
use linli::ledger::{Account, AccountPurpose, Party};
use linli::order::{CancelLine, CancelOrder, ConfirmReceipt};
use linli::org::{GrantScope, SettingsPatch};
use linli::split::{
    SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitLayer, SplitRuleBook,
    SplitScope,
};
use linli::verify::verify;
use linli::{Error, Result};
use proptest::prelude::*;

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

fn rate(rate: &str) -> Rate {
    Rate::parse("rate", rate).unwrap()
}

fn share(amount: ShareAmount, receiver: ShareReceiver) -> ShareRule {
    ShareRule {
        basis: ShareBasis::OrderAmount,
        amount,
        floor: None,
        cap: None,
        receivers: vec![(receiver, 1)],
    }
}

fn settings(shop: &Shop, set: SettingsPatch) {
    shop.world.set(shop.world.community, set);
}

fn commission(shop: &Shop, shares: Vec<ShareRule>) {
    let world = &shop.world;
    let command = SetSplitRule {
        layer: SplitLayer::Commission,
        scope: SplitScope::EVERYTHING,
        name: text("佣金"),
        shares,
    };
    world
        .engine
        .set_split_rule(&world.platform, world.id(), command)
        .unwrap();
}

/// Below 100.00 8 %, below 500.00 9 %, above 10 %.
fn tiers() -> TierTable {
    let tier = |below: Option<i64>, percent: &str| Tier {
        below: below.map(money),
        rate: rate(percent),
    };
    TierTable::new(vec![
        tier(Some(10_000), "0.08"),
        tier(Some(50_000), "0.09"),
        tier(None, "0.10"),
    ])
    .unwrap()
}

/// A shop whose leader earns by tiers; half an hour before December, after the cut-off of its first day.
fn tiered(mode: TierMode) -> Shop {
    let shop = Shop::new();
    shop.set_clock("2026-11-30T23:10:00+08:00");
    settings(
        &shop,
        SettingsPatch {
            leader_tiers: Some(tiers()),
            leader_tier_mode: Some(mode),
            ..SettingsPatch::default()
        },
    );
    commission(
        &shop,
        vec![share(ShareAmount::Tiers, ShareReceiver::Leader)],
    );
    shop
}

fn cancel(shop: &Shop, order: OrderId, quantity: u32) {
    let world = &shop.world;
    let bought = world.engine.order(&world.platform, order).unwrap();
    let command = CancelOrder {
        order,
        lines: vec![CancelLine { line: 0, quantity }],
        reason: None,
    };
    world
        .engine
        .cancel_order(&shop.buyer(bought.member), world.id(), command)
        .unwrap();
}

fn balance(shop: &Shop, party: &Party, purpose: AccountPurpose) -> i64 {
    let account = Account {
        party: party.clone(),
        purpose,
    };
    let world = &shop.world;
    -world
        .engine
        .account_balance(&world.platform, &account)
        .unwrap()
}

/// What the leader has, pending and payable together.
fn leader(shop: &Shop) -> i64 {
    let leader = Party::Leader(shop.station);
    balance(shop, &leader, AccountPurpose::Pending)
        + balance(shop, &leader, AccountPurpose::Payable)
}

fn merchant(shop: &Shop) -> i64 {
    let merchant = Party::Merchant(shop.merchant);
    balance(shop, &merchant, AccountPurpose::Pending)
        + balance(shop, &merchant, AccountPurpose::Payable)
}

fn months(shop: &Shop) -> Vec<LeaderMonthView> {
    let world = &shop.world;
    world
        .engine
        .leader_months(&shop.leader, shop.station, None, 10)
        .unwrap()
}

fn assert_sound(shop: &Shop) {
    let report = verify(&*shop.world.store, shop.world.tenant).unwrap();
    assert_eq!(report.findings, []);
}

fn december(shop: &Shop) {
    shop.set_clock("2026-12-01T00:10:00+08:00");
    shop.run_due();
}

#[test]
fn each_part_of_the_months_sales_earns_its_tier_and_the_next_month_begins_anew() {
    let shop = tiered(TierMode::Marginal);
    let wang = shop.member("王小明");
    shop.buy(wang, &[(shop.rice, 2)]); // 0 to 60.00: 8 %
    assert_eq!(leader(&shop), 480);
    shop.buy(wang, &[(shop.rice, 3)]); // 60.00 to 150.00: 40.00 at 8 %, 50.00 at 9 %
    assert_eq!(leader(&shop), 480 + 770);
    shop.buy(wang, &[(shop.rice, 15)]); // 150.00 to 600.00: 350.00 at 9 %, 100.00 at 10 %
    assert_eq!(leader(&shop), 1_250 + 3_150 + 1_000);
    assert_sound(&shop);
    december(&shop);
    let november = &months(&shop)[0];
    assert_eq!(november.record.state, MonthState::Settled);
    let result = november.record.result.unwrap();
    assert_eq!(
        [result.sales, result.earned, result.accrued],
        [money(60_000), money(5_400), money(5_400)]
    );
    shop.buy(wang, &[(shop.rice, 2)]);
    assert_eq!(leader(&shop), 5_400 + 480);
    let now = months(&shop);
    assert_eq!(now.len(), 2);
    assert_eq!((now[0].sales, now[0].earned), (money(6_000), money(480)));
    assert_sound(&shop);
}

#[test]
fn what_is_refunded_inside_the_month_counts_no_more_at_its_end() {
    let shop = tiered(TierMode::Marginal);
    let wang = shop.member("王小明");
    let first = shop.buy(wang, &[(shop.rice, 2)]); // 4.80
    shop.buy(wang, &[(shop.rice, 3)]); // 7.70
    cancel(&shop, first, 2);
    assert_eq!((leader(&shop), months(&shop)[0].sales), (770, money(9_000)));
    let before = merchant(&shop);
    assert_sound(&shop);
    december(&shop);
    // 90.00 earn 7.20: the merchant gets 0.50 back.
    assert_eq!((leader(&shop), merchant(&shop)), (720, before + 50));
    assert_sound(&shop);
}

#[test]
fn a_whole_month_at_the_reached_tier_posts_the_difference_and_late_refunds_take_it_back() {
    let shop = tiered(TierMode::WholeMonth);
    let wang = shop.member("王小明");
    let first = shop.buy(wang, &[(shop.rice, 2)]);
    let second = shop.buy(wang, &[(shop.rice, 3)]);
    assert_eq!(leader(&shop), 1_250);
    december(&shop);
    assert_eq!(leader(&shop), 1_350, "150.00 at 9 %");
    assert_sound(&shop);
    // In December: of the first order one of two units, then the rest, then the second order.
    cancel(&shop, first, 1);
    assert_eq!(leader(&shop), 1_350 - 240 - 20);
    assert_sound(&shop);
    cancel(&shop, first, 1);
    cancel(&shop, second, 2);
    assert_sound(&shop);
    cancel(&shop, second, 1);
    assert_eq!((leader(&shop), merchant(&shop)), (0, 0));
    let sales = shop
        .world
        .engine
        .leader_month_sales(
            &shop.leader,
            shop.station,
            "2026-11".parse().unwrap(),
            None,
            10,
        )
        .unwrap();
    let difference = sales[0].difference.unwrap();
    assert_eq!(
        (difference.amount, difference.refunded),
        (money(100), money(15_000))
    );
    assert_sound(&shop);
}

#[test]
fn a_leaders_month_is_settled_once_and_not_before_its_end() {
    let shop = tiered(TierMode::WholeMonth);
    let world = &shop.world;
    shop.buy(shop.member("王小明"), &[(shop.rice, 5)]);
    let settle = |actor: &Actor| {
        let command = SettleLeaderMonth {
            station: shop.station,
            month: "2026-11".parse().unwrap(),
        };
        world.engine.settle_leader_month(actor, world.id(), command)
    };
    assert_eq!(settle(&world.system).unwrap_err().code(), "wrong_state");
    assert_eq!(settle(&shop.leader).unwrap_err().code(), "denied");
    shop.set_clock("2026-12-01T00:00:00+08:00");
    assert_eq!(settle(&world.system).unwrap(), MonthState::Closed);
    // What is sold from now on counts for December, also when the clock goes back.
    shop.set_clock("2026-11-30T23:50:00+08:00");
    shop.buy(shop.member("李丽"), &[(shop.rice, 1)]);
    shop.set_clock("2026-12-01T00:05:00+08:00");
    assert_eq!(settle(&world.system).unwrap(), MonthState::Settled);
    let earned = leader(&shop);
    assert_eq!(settle(&world.system).unwrap(), MonthState::Settled);
    assert_eq!(leader(&shop), earned);
    assert_eq!(earned, 1_350 + 240);
    let unknown = SettleLeaderMonth {
        station: shop.other_station,
        month: "2026-11".parse().unwrap(),
    };
    let error = world
        .engine
        .settle_leader_month(&world.system, world.id(), unknown);
    assert_eq!(error.unwrap_err().code(), "not_found");
    assert_sound(&shop);
}

#[test]
fn tiers_set_anew_hold_for_the_months_that_begin_later() {
    let shop = tiered(TierMode::Marginal);
    let wang = shop.member("王小明");
    shop.buy(wang, &[(shop.rice, 1)]);
    let flat = TierTable::new(vec![Tier {
        below: None,
        rate: rate("0.01"),
    }]);
    settings(
        &shop,
        SettingsPatch {
            leader_tiers: Some(flat.unwrap()),
            ..SettingsPatch::default()
        },
    );
    shop.buy(wang, &[(shop.rice, 1)]);
    assert_eq!(leader(&shop), 480);
    december(&shop);
    shop.buy(wang, &[(shop.rice, 1)]);
    assert_eq!(leader(&shop), 510);
    assert_sound(&shop);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Sales and refunds in any sequence, before and after the month's end.
    #[test]
    fn a_month_earns_what_its_tiers_give_and_ends_at_nothing_when_all_is_refunded(
        sales in prop::collection::vec((1_u32..12, 0_u32..12), 1..7),
        whole in any::<bool>(),
        order in any::<prop::sample::Index>(),
    ) {
        let mode = if whole { TierMode::WholeMonth } else { TierMode::Marginal };
        let shop = tiered(mode);
        let wang = shop.member("王小明");
        let mut orders = Vec::new();
        for (units, _) in &sales {
            orders.push(shop.buy(wang, &[(shop.eggs, *units)]));
        }
        let mut net = 0;
        let mut left = Vec::new();
        for (order, (units, back)) in orders.iter().zip(&sales) {
            let back = (*back).min(*units);
            if back > 0 {
                cancel(&shop, *order, back);
            }
            net += i64::from(units - back) * 1_000;
            left.push(units - back);
        }
        assert_sound(&shop);
        december(&shop);
        let earned = tiers().month(money(net), mode, linli::kernel::Rounding::HalfUp).unwrap();
        prop_assert_eq!(leader(&shop), earned.units());
        assert_sound(&shop);
        let first = order.index(orders.len());
        for place in (first..orders.len()).chain(0..first) {
            for _ in 0..left[place] {
                cancel(&shop, orders[place], 1);
            }
        }
        prop_assert_eq!(leader(&shop), 0);
        prop_assert_eq!(merchant(&shop), 0);
        assert_sound(&shop);
    }
}

// Promoters

fn kind(shop: &Shop, code: &str, levels: ReferralLevels) {
    let world = &shop.world;
    let command = SetPromoterKind {
        code: text(code),
        name: text("推广员"),
        levels,
    };
    world
        .engine
        .set_promoter_kind(&world.platform, world.id(), command)
        .unwrap();
}

fn appoint(shop: &Shop, member: MemberId, kind: &str) {
    let world = &shop.world;
    let command = AppointPromoter {
        member,
        kind: text(kind),
    };
    world
        .engine
        .appoint_promoter(&world.platform, world.id(), command)
        .unwrap();
}

fn bind(shop: &Shop, member: MemberId, promoter: MemberId) -> Result<Binding> {
    let world = &shop.world;
    let command = BindReferral {
        member,
        promoter,
        via: ReferralVia::Link,
    };
    world
        .engine
        .bind_referral(&shop.buyer(member), world.id(), command)
}

/// The promoter earns 5 %, who brought them 2 %.
fn promoted() -> Shop {
    let shop = Shop::new();
    commission(
        &shop,
        vec![
            share(ShareAmount::Percent(rate("0.05")), ShareReceiver::Promoter),
            share(
                ShareAmount::Percent(rate("0.02")),
                ShareReceiver::PromoterAbove,
            ),
        ],
    );
    kind(&shop, "one", ReferralLevels::One);
    kind(&shop, "two", ReferralLevels::Two);
    shop
}

fn earned(shop: &Shop, order: OrderId) -> Vec<(Party, i64)> {
    let world = &shop.world;
    let split = world
        .engine
        .order(&world.platform, order)
        .unwrap()
        .split
        .unwrap();
    split
        .parts
        .iter()
        .map(|part| (part.party.clone(), part.amount.units()))
        .collect()
}

#[test]
fn a_promoter_earns_on_real_sales_and_who_brought_them_where_their_kind_has_two_levels() {
    let shop = promoted();
    let [ann, bob, wang, li] = ["安", "宝", "王", "李"].map(|name| shop.member(name));
    appoint(&shop, ann, "two");
    assert_eq!(bind(&shop, bob, ann).unwrap(), Binding::Bound);
    appoint(&shop, bob, "two");
    bind(&shop, wang, bob).unwrap();
    let merchant = Party::Merchant(shop.merchant);
    let order = shop.buy(wang, &[(shop.rice, 1)]);
    assert_eq!(
        earned(&shop, order),
        [
            (Party::Promoter(bob), 150),
            (Party::Promoter(ann), 60),
            (merchant.clone(), 2_790)
        ]
    );
    // Nobody brought Ann, and nothing was earned by bringing Bob.
    bind(&shop, li, ann).unwrap();
    let order = shop.buy(li, &[(shop.rice, 1)]);
    assert_eq!(
        earned(&shop, order),
        [(Party::Promoter(ann), 150), (merchant.clone(), 2_850)]
    );
    // A kind of one level: who brought them earns nothing.
    let world = &shop.world;
    let end = EndPromoter { member: bob };
    world
        .engine
        .end_promoter(&world.platform, world.id(), end)
        .unwrap();
    let order = shop.buy(wang, &[(shop.rice, 1)]);
    assert_eq!(earned(&shop, order), [(merchant.clone(), 3_000)]);
    appoint(&shop, bob, "one");
    let order = shop.buy(wang, &[(shop.rice, 1)]);
    assert_eq!(
        earned(&shop, order),
        [(Party::Promoter(bob), 150), (merchant, 2_850)]
    );
    let team = world
        .engine
        .promoter_team(&shop.buyer(ann), ann, None, 10)
        .unwrap();
    let team: Vec<_> = team.iter().map(|one| (one.member, one.promotes)).collect();
    let mut expected = [(bob, true), (li, false)];
    expected.sort_unstable();
    assert_eq!(team, expected);
    let below = world
        .engine
        .promoter_team_below(&shop.buyer(ann), ann, bob, None, 10)
        .unwrap();
    assert_eq!(
        below.iter().map(|one| one.member).collect::<Vec<_>>(),
        [wang]
    );
    let promoters = world
        .engine
        .promoters_below(&shop.buyer(ann), ann, None, 10)
        .unwrap();
    assert_eq!(
        promoters.iter().map(|one| one.member).collect::<Vec<_>>(),
        [bob]
    );
    let not_hers = world
        .engine
        .promoter_team_below(&shop.buyer(ann), ann, li, None, 10);
    assert_eq!(not_hers.unwrap_err().code(), "not_found");
    let not_his = world.engine.promoter_team(&shop.buyer(bob), ann, None, 10);
    assert_eq!(not_his.unwrap_err().code(), "denied");
    assert_sound(&shop);
}

#[test]
fn bindings_follow_the_policy_and_nobody_is_bound_in_a_circle() {
    let shop = promoted();
    let [ann, bob, wang] = ["安", "宝", "王"].map(|name| shop.member(name));
    appoint(&shop, ann, "two");
    appoint(&shop, bob, "two");
    let bound_to = |member| {
        let world = &shop.world;
        let referral = world.engine.referral(&world.platform, member).unwrap();
        referral.map(|referral| referral.promoter)
    };
    // The first one wins.
    assert_eq!(bind(&shop, wang, ann).unwrap(), Binding::Bound);
    assert_eq!(bind(&shop, wang, bob).unwrap(), Binding::Kept);
    assert_eq!(bound_to(wang), Some(ann));
    let policy = |policy| {
        settings(
            &shop,
            SettingsPatch {
                referral_policy: Some(policy),
                referral_days: Some(10),
                ..SettingsPatch::default()
            },
        );
    };
    policy(ReferralPolicy::LastWins);
    assert_eq!(bind(&shop, wang, bob).unwrap(), Binding::Bound);
    assert_eq!(bind(&shop, wang, bob).unwrap(), Binding::Kept);
    assert_eq!(bound_to(wang), Some(bob));
    policy(ReferralPolicy::WithinDays);
    let li = shop.member("李");
    assert_eq!(bind(&shop, li, ann).unwrap(), Binding::Bound);
    shop.world.clock.advance_seconds(9 * 86_400);
    assert_eq!(bind(&shop, li, bob).unwrap(), Binding::Kept);
    shop.world.clock.advance_seconds(86_400);
    let lapsed = shop.buy(li, &[(shop.rice, 1)]);
    assert_eq!(
        earned(&shop, lapsed).len(),
        1,
        "nobody earns when a binding has lapsed"
    );
    assert_eq!(bind(&shop, li, bob).unwrap(), Binding::Bound);
    // Oneself, and whoever promotes already, are never bound.
    let own = bind(&shop, ann, ann).unwrap_err();
    assert_eq!(
        (own.code(), own.field()),
        ("invalid_field", Some("promoter"))
    );
    assert_eq!(bind(&shop, ann, bob).unwrap(), Binding::Fixed);
    appoint(&shop, li, "two");
    assert_eq!(bind(&shop, bob, li).unwrap(), Binding::Fixed);
    assert_eq!(
        bind(&shop, wang, MemberId(Id::MAX)).unwrap_err().code(),
        "not_found"
    );
    let own = shop.buy(li, &[(shop.rice, 1)]);
    assert_eq!(
        earned(&shop, own)[0].0,
        Party::Promoter(bob),
        "never the buyer"
    );
    assert_sound(&shop);
}

#[test]
fn promoters_that_cannot_be_are_refused() {
    let shop = promoted();
    let world = &shop.world;
    let ann = shop.member("安");
    let appoint_as = |member, kind: &str| {
        let command = AppointPromoter {
            member,
            kind: text(kind),
        };
        world
            .engine
            .appoint_promoter(&world.platform, world.id(), command)
            .map_err(|error| error.code())
    };
    assert_eq!(appoint_as(ann, "three"), Err("not_found"));
    assert_eq!(appoint_as(MemberId(Id::MAX), "two"), Err("not_found"));
    appoint_as(ann, "two").unwrap();
    assert_eq!(appoint_as(ann, "two"), Err("already_exists"));
    let end = |member| {
        let end = EndPromoter { member };
        let ended = world.engine.end_promoter(&world.platform, world.id(), end);
        ended.map_err(|error| error.code())
    };
    assert_eq!(end(shop.member("李")), Err("not_found"));
    end(ann).unwrap();
    assert_eq!(end(ann), Err("not_found"));
    assert_eq!(
        bind(&shop, shop.member("王"), ann).unwrap_err().code(),
        "not_found"
    );
    for (code, name, field) in [(" ", "推广员", "code"), ("c", "", "name")] {
        let command = SetPromoterKind {
            code: text(code),
            name: text(name),
            levels: ReferralLevels::One,
        };
        let error = world
            .engine
            .set_promoter_kind(&world.platform, world.id(), command)
            .unwrap_err();
        assert_eq!(
            (error.code(), error.field()),
            ("invalid_field", Some(field))
        );
    }
}

#[test]
fn a_promoters_commission_is_taken_back_at_every_stage() {
    let shop = promoted();
    let [ann, wang] = ["安", "王"].map(|name| shop.member(name));
    appoint(&shop, ann, "one");
    bind(&shop, wang, ann).unwrap();
    let order = shop.buy(wang, &[(shop.rice, 3)]);
    let of = |purpose| balance(&shop, &Party::Promoter(ann), purpose);
    assert_eq!(of(AccountPurpose::Pending), 450);
    cancel(&shop, order, 1);
    assert_eq!(of(AccountPurpose::Pending), 300);
    cancel(&shop, order, 2);
    assert_eq!(of(AccountPurpose::Pending), 0);
    assert_sound(&shop);
}

// Withdrawals

/// Orders received, the return window over, so that the leader can withdraw 12.50.
fn withdrawable() -> Shop {
    let shop = tiered(TierMode::Marginal);
    settings(
        &shop,
        SettingsPatch {
            commission_payout: Some(CommissionPayout::Withdrawal),
            withdrawal_minimum: Some(money(100)),
            withdrawal_fee: Some(money(10)),
            withdrawal_fee_rate: Some(rate("0.01")),
            ..SettingsPatch::default()
        },
    );
    let wang = shop.member("王小明");
    let orders = [2, 3].map(|units| shop.buy(wang, &[(shop.rice, units)]));
    shop.set_clock("2026-12-01T23:00:00+08:00");
    shop.run_due();
    shop.set_clock("2026-12-02T08:00:00+08:00");
    shop.accept_all("2026-12-02");
    let world = &shop.world;
    for order in orders {
        let command = ConfirmReceipt { order };
        world
            .engine
            .confirm_receipt(&shop.buyer(wang), world.id(), command)
            .unwrap();
    }
    assert_eq!(statement(&shop).pending, money(1_250));
    shop.set_clock("2026-12-09T09:00:00+08:00");
    shop.run_due();
    shop
}

fn statement(shop: &Shop) -> CommissionStatement {
    let world = &shop.world;
    world
        .engine
        .commission_statement(&shop.leader, &Party::Leader(shop.station))
        .unwrap()
}

fn request(shop: &Shop, amount: i64) -> Result<WithdrawalId> {
    let world = &shop.world;
    let command = RequestWithdrawal {
        party: Party::Leader(shop.station),
        amount: money(amount),
    };
    world
        .engine
        .request_withdrawal(&shop.leader, world.id(), command)
}

fn review(shop: &Shop, withdrawal: WithdrawalId, review: WithdrawalReview) -> Result<()> {
    let world = &shop.world;
    let command = ReviewWithdrawal { withdrawal, review };
    world
        .engine
        .review_withdrawal(&world.platform, world.id(), command)
}

fn approve(shop: &Shop, withdrawal: WithdrawalId, tax: i64) -> Result<()> {
    review(
        shop,
        withdrawal,
        WithdrawalReview::Approve { tax: money(tax) },
    )
}

fn report(shop: &Shop, withdrawal: WithdrawalId, result: WithdrawalResult) -> Result<()> {
    let world = &shop.world;
    let command = ReportWithdrawal { withdrawal, result };
    world
        .engine
        .report_withdrawal(&world.system, world.id(), command)
}

fn done() -> WithdrawalResult {
    WithdrawalResult::Done {
        channel: text("wechat"),
        number: text("W-1"),
    }
}

fn state(shop: &Shop, withdrawal: WithdrawalId) -> WithdrawalState {
    let world = &shop.world;
    world
        .engine
        .withdrawal(&shop.leader, withdrawal)
        .unwrap()
        .state
}

fn figures(statement: &CommissionStatement) -> [i64; 6] {
    [
        statement.pending,
        statement.unpaid,
        statement.frozen,
        statement.paid,
        statement.debt,
        statement.total,
    ]
    .map(Money::units)
}

#[test]
fn a_withdrawal_is_frozen_reviewed_paid_and_shown() {
    let shop = withdrawable();
    assert_eq!(figures(&statement(&shop)), [0, 1_250, 0, 0, 0, 1_250]);
    let withdrawal = request(&shop, 1_000).unwrap();
    assert_eq!(figures(&statement(&shop)), [0, 250, 1_000, 0, 0, 1_250]);
    assert_sound(&shop);
    let waiting = |state| {
        let world = &shop.world;
        let waiting = world
            .engine
            .withdrawals_waiting(&world.platform, state, None, 10);
        waiting
            .unwrap()
            .iter()
            .map(|one| one.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(waiting(WithdrawalState::Requested), [withdrawal]);
    approve(&shop, withdrawal, 80).unwrap();
    assert_eq!(waiting(WithdrawalState::Instructed), [withdrawal]);
    let record = shop
        .world
        .engine
        .withdrawal(&shop.leader, withdrawal)
        .unwrap();
    // 1 % and 0.10 of 10.00, 0.80 of tax.
    assert_eq!(
        (record.fee, record.tax, record.net().unwrap()),
        (money(20), money(80), money(900))
    );
    report(&shop, withdrawal, WithdrawalResult::Accepted).unwrap();
    assert_sound(&shop);
    let platform = balance(&shop, &Party::Platform, AccountPurpose::Payable);
    report(&shop, withdrawal, done()).unwrap();
    report(&shop, withdrawal, done()).unwrap();
    report(&shop, withdrawal, WithdrawalResult::Accepted).unwrap();
    assert_eq!(figures(&statement(&shop)), [0, 250, 0, 1_000, 0, 1_250]);
    let now = balance(&shop, &Party::Platform, AccountPurpose::Payable);
    assert_eq!(now - platform, 20);
    assert_eq!(
        balance(&shop, &Party::Platform, AccountPurpose::TaxWithheld),
        80
    );
    let failed = WithdrawalResult::Failed {
        reason: text("余额不足"),
    };
    assert_eq!(
        report(&shop, withdrawal, failed).unwrap_err().code(),
        "wrong_state"
    );
    let own = shop
        .world
        .engine
        .withdrawals_of(&shop.leader, &Party::Leader(shop.station), None, 10)
        .unwrap();
    assert_eq!(own.len(), 1);
    assert_sound(&shop);
}

#[test]
fn a_rejected_or_failed_withdrawal_can_be_withdrawn_again() {
    let shop = withdrawable();
    let first = request(&shop, 1_250).unwrap();
    assert_eq!(request(&shop, 100).unwrap_err().code(), "insufficient");
    let reject = WithdrawalReview::Reject {
        reason: text("资料不全"),
    };
    review(&shop, first, reject.clone()).unwrap();
    assert_eq!(
        review(&shop, first, reject).unwrap_err().code(),
        "wrong_state"
    );
    assert_eq!(figures(&statement(&shop)), [0, 1_250, 0, 0, 0, 1_250]);
    let second = request(&shop, 1_250).unwrap();
    assert_eq!(
        report(&shop, second, done()).unwrap_err().code(),
        "wrong_state"
    );
    approve(&shop, second, 0).unwrap();
    let failed = || WithdrawalResult::Failed {
        reason: text("账户异常"),
    };
    report(&shop, second, failed()).unwrap();
    report(&shop, second, failed()).unwrap();
    assert_eq!(figures(&statement(&shop)), [0, 1_250, 0, 0, 0, 1_250]);
    assert_eq!(
        report(&shop, second, done()).unwrap_err().code(),
        "wrong_state"
    );
    request(&shop, 1_250).unwrap();
    assert_sound(&shop);
}

#[test]
fn a_withdrawal_whose_result_nobody_knows_is_sent_again_under_its_own_number_only() {
    let shop = withdrawable();
    let world = &shop.world;
    let withdrawal = request(&shop, 1_250).unwrap();
    approve(&shop, withdrawal, 0).unwrap();
    let resend = || {
        let command = ResendWithdrawal { withdrawal };
        world
            .engine
            .resend_withdrawal(&world.system, world.id(), command)
    };
    assert_eq!(resend().unwrap_err().code(), "wrong_state");
    report(&shop, withdrawal, WithdrawalResult::Unknown).unwrap();
    assert_eq!(state(&shop, withdrawal), WithdrawalState::Unknown);
    // Still frozen: it cannot be asked for under another number.
    assert_eq!(request(&shop, 100).unwrap_err().code(), "insufficient");
    resend().unwrap();
    let events = world
        .engine
        .events(&world.platform, 0, 1_000)
        .unwrap()
        .events;
    let told: Vec<WithdrawalId> = events
        .iter()
        .filter_map(|recorded| match recorded.event {
            Event::WithdrawalInstructed { withdrawal, .. } => Some(withdrawal),
            _ => None,
        })
        .collect();
    assert_eq!(told, [withdrawal, withdrawal]);
    report(&shop, withdrawal, WithdrawalResult::Unknown).unwrap();
    report(&shop, withdrawal, done()).unwrap();
    report(&shop, withdrawal, WithdrawalResult::Unknown).unwrap();
    assert_eq!(state(&shop, withdrawal), WithdrawalState::Done);
    assert_sound(&shop);
}

#[test]
fn withdrawals_that_cannot_be_are_refused_and_change_nothing() {
    let shop = withdrawable();
    let world = &shop.world;
    let refused = |party: Party, amount: i64, actor: &Actor| {
        let command = RequestWithdrawal {
            party,
            amount: money(amount),
        };
        let error = world
            .engine
            .request_withdrawal(actor, world.id(), command)
            .unwrap_err();
        (error.code(), error.field().unwrap_or_default().to_owned())
    };
    let leader = || Party::Leader(shop.station);
    let code = |code, field: &str| (code, field.to_owned());
    assert_eq!(
        refused(leader(), 99, &shop.leader),
        code("invalid_field", "amount")
    );
    assert_eq!(
        refused(leader(), -5, &shop.leader),
        code("invalid_field", "amount")
    );
    assert_eq!(
        refused(leader(), 1_251, &shop.leader),
        code("insufficient", "amount")
    );
    assert_eq!(
        refused(leader(), 200, &shop.other_leader),
        code("denied", "")
    );
    let other = Party::Leader(shop.other_station);
    assert_eq!(
        refused(other, 200, &shop.other_leader),
        code("insufficient", "amount")
    );
    let wang = shop.member("王");
    let member = Party::Member(wang);
    assert_eq!(
        refused(member, 200, &shop.buyer(wang)),
        code("invalid_field", "party")
    );
    let promoter = Party::Promoter(wang);
    assert_eq!(
        refused(promoter, 200, &shop.buyer(wang)),
        code("insufficient", "amount")
    );
    settings(
        &shop,
        SettingsPatch {
            withdrawal_fee: Some(money(500)),
            ..SettingsPatch::default()
        },
    );
    assert_eq!(
        refused(leader(), 500, &shop.leader),
        code("invalid_field", "amount")
    );
    let withdrawal = request(&shop, 600).unwrap();
    for tax in [-1, 94] {
        let error = approve(&shop, withdrawal, tax).unwrap_err();
        assert_eq!(
            (error.code(), error.field()),
            ("invalid_field", Some("tax"))
        );
    }
    let empty = WithdrawalReview::Reject { reason: text(" ") };
    assert_eq!(
        review(&shop, withdrawal, empty).unwrap_err().field(),
        Some("reason")
    );
    let review_by = |actor: &Actor| {
        let command = ReviewWithdrawal {
            withdrawal,
            review: WithdrawalReview::Approve { tax: Money::ZERO },
        };
        let reviewed = world.engine.review_withdrawal(actor, world.id(), command);
        reviewed.map_err(|error: Error| error.code())
    };
    assert_eq!(review_by(&shop.leader), Err("denied"));
    // A leader who may review does not review what they asked for.
    grant(world, "leader", Role::Finance, GrantScope::Node(world.city));
    assert_eq!(shop.leader.user_id(), Some(user("leader")));
    assert_eq!(review_by(&shop.leader), Err("denied"));
    assert_eq!(state(&shop, withdrawal), WithdrawalState::Requested);
    let finance = grant(
        world,
        "finance",
        Role::Finance,
        GrantScope::Node(world.city),
    );
    review_by(&finance).unwrap();
    let merchant = Party::Merchant(MerchantId(Id::MAX));
    let error = world
        .engine
        .commission_statement(&world.platform, &merchant);
    assert_eq!(error.unwrap_err().field(), Some("party"));
    let error = world
        .engine
        .withdrawals_waiting(&world.platform, WithdrawalState::Done, None, 10);
    assert_eq!(error.unwrap_err().field(), Some("state"));
    assert_sound(&shop);
}

#[test]
fn what_is_settled_by_itself_is_paid_in_the_statement_too() {
    let shop = tiered(TierMode::Marginal);
    shop.buy(shop.member("王小明"), &[(shop.rice, 2)]);
    assert_eq!(figures(&statement(&shop)), [480, 0, 0, 0, 0, 480]);
}

// What verify finds

fn finds(shop: &Shop, invariant: u8, what: &str) -> bool {
    let report = verify(&*shop.world.store, shop.world.tenant).unwrap();
    let found =
        |finding: &linli::verify::Finding| finding.invariant == invariant && finding.what == what;
    report.findings.iter().any(found)
}

/// A settled whole month of which a part came back, and a month that runs.
fn two_months() -> Shop {
    let shop = tiered(TierMode::WholeMonth);
    let wang = shop.member("王小明");
    let first = shop.buy(wang, &[(shop.rice, 2)]);
    shop.buy(wang, &[(shop.rice, 3)]);
    december(&shop);
    cancel(&shop, first, 1);
    shop.buy(wang, &[(shop.rice, 1)]);
    assert_sound(&shop);
    shop
}

#[test]
fn a_leaders_month_that_is_not_its_orders_is_found() {
    let settled = |month: &LeaderMonth| month.state == MonthState::Settled;
    let open = |sales: &LeaderSales| sales.difference.is_none();
    let ended = |sales: &LeaderSales| sales.difference.is_some();
    for counter in [0, 1] {
        let shop = two_months();
        count::<LeaderSales>(&shop, open, counter, 1);
        assert!(finds(&shop, 7, "sales of a leader's month"));
    }
    let shop = two_months();
    count::<LeaderMonth>(&shop, settled, 0, 1);
    assert!(finds(&shop, 7, "leader's month"));
    for field in ["amount", "refunded", "sales"] {
        let shop = two_months();
        damage::<LeaderSales>(&shop, ended, |sales| {
            let value = sales["difference"][field].as_i64().unwrap();
            sales["difference"][field] = (value + 1_000).into();
        });
        assert!(finds(&shop, 7, "sales of a leader's month"), "{field}");
    }
    let shop = two_months();
    damage::<LeaderMonth>(&shop, settled, |month| month["result"]["earned"] = 1.into());
    assert!(finds(&shop, 7, "leader's month"));
    let shop = two_months();
    remove::<LeaderSales>(&shop, ended);
    assert!(finds(&shop, 7, "sales of a leader's month"));
    let shop = two_months();
    let december = "2026-12".parse().unwrap();
    let tier = |order: &linli::order::Order| {
        let tier = order.split.as_ref().and_then(|split| split.tier);
        tier.is_some_and(|tier| tier.month == december)
    };
    damage::<linli::order::Order>(&shop, tier, |order| {
        order["split"]["tier"]["commission"] = 1.into();
    });
    assert!(finds(&shop, 7, "sales of a leader's month"));
}

#[test]
fn withdrawals_that_are_not_what_the_ledger_says_are_found() {
    for counter in [0, 1, 2] {
        let shop = withdrawable();
        request(&shop, 1_000).unwrap();
        count::<Earner>(&shop, damage::any, counter, 1);
        assert!(finds(&shop, 18, "earner of commission"));
    }
    for state in ["rejected", "done", "failed"] {
        let shop = withdrawable();
        request(&shop, 1_000).unwrap();
        damage::<Withdrawal>(&shop, damage::any, |withdrawal| {
            withdrawal["state"] = state.into();
        });
        assert!(finds(&shop, 18, "withdrawal"), "{state}");
    }
    let shop = withdrawable();
    let paid = request(&shop, 1_000).unwrap();
    approve(&shop, paid, 0).unwrap();
    report(&shop, paid, done()).unwrap();
    damage::<Withdrawal>(&shop, damage::any, |withdrawal| {
        withdrawal["state"] = "instructed".into();
    });
    assert!(finds(&shop, 18, "withdrawal"));
    remove::<Withdrawal>(&shop, damage::any);
    assert!(finds(&shop, 18, "withdrawal"));
    remove::<Earner>(&shop, damage::any);
    assert!(finds(&shop, 18, "earner of commission"));
}

#[test]
fn promoters_in_a_circle_and_rules_that_the_book_does_not_count_are_found() {
    let circle = || {
        let shop = promoted();
        let [ann, wang] = ["安", "王"].map(|name| shop.member(name));
        appoint(&shop, ann, "two");
        bind(&shop, wang, ann).unwrap();
        assert_sound(&shop);
        (shop, ann, wang)
    };
    let (shop, ann, _) = circle();
    damage::<Promoter>(&shop, damage::any, |promoter| {
        promoter["above"] = ann.to_string().into();
    });
    assert!(finds(&shop, 11, "promoter"));
    let (shop, _, wang) = circle();
    damage::<Referral>(&shop, damage::any, |referral| {
        referral["promoter"] = wang.to_string().into();
    });
    assert!(finds(&shop, 11, "referral"));
    let (shop, ..) = circle();
    remove::<SplitRuleBook>(&shop, damage::any);
    assert!(finds(&shop, 7, "book of split rules"));
}
