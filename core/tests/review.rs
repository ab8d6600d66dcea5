//! Reviews, ratings and the rating rule. RULES §2, §16.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use common::market::{Market, code_of};
use common::shop::grant;
use common::text;
use linli::catalog::{Fulfilment, Product};
use linli::engine::Event;
use linli::kernel::{Actor, MemberId, OrderId, ReviewId, Role};
use linli::merchant::{MerchantState, ResumeMerchant, SuspendMerchant};
use linli::order::{CancelTrade, ConfirmReceipt, OrderState, ShipOrder};
use linli::org::{GrantScope, SettingsPatch};
use linli::review::{AnswerReview, ModerateReview, Moderation, Stars, WriteReview};
use linli::search::ProductSearch;
use linli::verify::verify;
use linli::{Error, Result};

struct Stage {
    market: Market,
    staff: Actor,
}

impl Stage {
    /// A small window: 4 reviews are enough, 10 days, 5 to do better.
    fn new() -> Self {
        let market = Market::new();
        let world = &market.world;
        world.set(
            world.group,
            SettingsPatch {
                rating_least_reviews: Some(4),
                rating_window_days: Some(10),
                rectify_days: Some(5),
                ..SettingsPatch::default()
            },
        );
        let scope = GrantScope::Merchant(market.fruit);
        let staff = grant(world, "fruit staff", Role::MerchantStaff, scope);
        Self { market, staff }
    }

    fn received(&self, member: MemberId, lines: &[(&str, u32)]) -> OrderId {
        let market = &self.market;
        let mut wanted = market.wanted(member, lines);
        for line in &mut wanted.lines {
            line.fulfilment = Fulfilment::Express;
        }
        wanted.station = None;
        let placed = market.place_wanted(wanted).unwrap();
        let number = placed.trade.to_string();
        market
            .report(placed.trade, &number, placed.total.units())
            .unwrap();
        let order = placed.orders[0];
        let world = &market.world;
        let ship = ShipOrder {
            order,
            carrier: text("顺丰"),
            number: text("SF"),
        };
        world
            .engine
            .ship_order(&self.staff, world.id(), ship)
            .unwrap();
        world
            .engine
            .confirm_receipt(&market.member(member), world.id(), ConfirmReceipt { order })
            .unwrap();
        order
    }

    fn write(&self, member: MemberId, order: OrderId, line: u32, stars: u8) -> Result<ReviewId> {
        let world = &self.market.world;
        let command = WriteReview {
            order,
            line,
            stars: Stars::new(stars)?,
            text: text("很新鲜"),
            pictures: vec![text("pic/1.jpg")],
        };
        let member = self.market.member(member);
        world.engine.write_review(&member, world.id(), command)
    }

    /// One more order of one apple box, reviewed.
    fn rate(&self, stars: u8) -> ReviewId {
        let member = self.market.wang;
        // Stock is made for it: these tests are about reviews.
        let stock = linli::catalog::ReceiveStock {
            merchant: self.market.fruit,
            lines: vec![linli::catalog::StockLine {
                sku: self.market.sku("F1-5"),
                units: 1,
            }],
        };
        let world = &self.market.world;
        world
            .engine
            .receive_stock(&self.staff, world.id(), stock)
            .unwrap();
        let order = self.received(member, &[("F1-5", 1)]);
        self.write(member, order, 0, stars).unwrap()
    }

    fn moderate(&self, review: ReviewId, outcome: Moderation) -> Result<()> {
        let world = &self.market.world;
        let command = ModerateReview { review, outcome };
        world
            .engine
            .moderate_review(&world.platform, world.id(), command)
    }

    fn state(&self) -> MerchantState {
        let world = &self.market.world;
        let fruit = self.market.fruit;
        world.engine.merchant(&world.platform, fruit).unwrap().state
    }

    fn days_pass(&self, days: u32) {
        for _ in 0..days {
            self.market.world.clock.advance_seconds(86_400);
            self.market.run_due();
        }
    }

    fn holds(&self) {
        let report = verify(&*self.market.world.store, self.market.world.tenant).unwrap();
        assert!(report.is_clean(), "{:#?}", report.findings);
    }
}

fn hide() -> Moderation {
    Moderation::Hide {
        reason: text("广告"),
    }
}

#[test]
fn a_line_is_reviewed_once_after_receipt_and_the_last_review_completes_the_order() {
    let stage = Stage::new();
    let market = &stage.market;
    let paid = market.buy(market.wang, &[("F1-5", 1)]).orders[0];
    assert_eq!(code_of(stage.write(market.wang, paid, 0, 5)), "wrong_state");
    let order = stage.received(market.wang, &[("F1-5", 1), ("F1-10", 1)]);
    assert_eq!(
        code_of(stage.write(market.wang, order, 2, 5)),
        "invalid_field"
    );
    assert_eq!(code_of(stage.write(market.li, order, 0, 5)), "denied");
    let review = stage.write(market.wang, order, 0, 5).unwrap();
    assert_eq!(
        code_of(stage.write(market.wang, order, 0, 1)),
        "already_exists"
    );
    let world = &market.world;
    let stands = |order| world.engine.order(&world.platform, order).unwrap().state;
    assert_eq!(stands(order), OrderState::PendingReview);
    stage.write(market.wang, order, 1, 4).unwrap();
    assert_eq!(stands(order), OrderState::Completed);
    let found = world
        .engine
        .review_of_line(&market.member(market.wang), order, 0)
        .unwrap();
    assert_eq!(found.unwrap().id, review);
    stage.holds();
}

#[test]
fn reviewing_closes_after_fifteen_days() {
    let stage = Stage::new();
    let wang = stage.market.wang;
    let order = stage.received(wang, &[("F1-5", 1)]);
    stage.market.world.clock.advance_seconds(15 * 86_400 - 1);
    let other = stage.received(wang, &[("F1-5", 1)]);
    stage.write(wang, order, 0, 3).unwrap();
    stage.market.world.clock.advance_seconds(15 * 86_400);
    // Also before the timer has completed it.
    assert_eq!(code_of(stage.write(wang, other, 0, 3)), "wrong_state");
    stage.market.run_due();
    assert_eq!(code_of(stage.write(wang, other, 0, 3)), "wrong_state");
    stage.holds();
}

#[test]
fn a_merchant_answers_once_and_everybody_sees_review_and_answer_but_not_who_wrote_it() {
    let stage = Stage::new();
    let market = &stage.market;
    let world = &market.world;
    let review = stage.rate(4);
    let answer = |actor: &Actor, words: &str| {
        let command = AnswerReview {
            review,
            text: text(words),
        };
        world.engine.answer_review(actor, world.id(), command)
    };
    assert_eq!(
        code_of(answer(&market.member(market.wang), "谢谢")),
        "denied"
    );
    assert_eq!(answer(&stage.staff, " ").unwrap_err().field(), Some("text"));
    answer(&stage.staff, "谢谢").unwrap();
    assert_eq!(code_of(answer(&stage.staff, "再谢谢")), "already_exists");
    let li = market.member(market.li);
    let product = Product::id_of(market.fruit, "F1");
    let (seen, next) = world
        .engine
        .reviews_of_product(&li, product, None, 10)
        .unwrap();
    assert_eq!((seen.len(), next), (1, None));
    assert_eq!(seen[0].answer.as_ref().unwrap().text.as_str(), "谢谢");
    let (of_merchant, _) = world
        .engine
        .reviews_of_merchant(&li, market.fruit, None, 10)
        .unwrap();
    assert_eq!(of_merchant, seen);
}

#[test]
fn reviews_come_newest_first_and_page_by_page() {
    let stage = Stage::new();
    let market = &stage.market;
    let written: Vec<ReviewId> = (1..=5)
        .map(|stars| {
            market.world.clock.advance_seconds(60);
            stage.rate(stars)
        })
        .collect();
    let li = market.member(market.li);
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let (page, next) = market
            .world
            .engine
            .reviews_of_merchant(&li, market.fruit, after, 2)
            .unwrap();
        assert!(page.len() <= 2);
        seen.extend(page.into_iter().map(|review| review.id));
        after = next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, written.into_iter().rev().collect::<Vec<_>>());
    let beyond = market
        .world
        .engine
        .reviews_of_merchant(&li, market.fruit, None, 501);
    assert_eq!(code_of(beyond), "limit_exceeded");
}

#[test]
fn a_hidden_review_counts_for_nothing_until_it_is_shown_again() {
    let stage = Stage::new();
    let market = &stage.market;
    let world = &market.world;
    let li = market.member(market.li);
    let product = Product::id_of(market.fruit, "F1");
    let mean = || {
        let of_product = world.engine.product_rating(&li, product).unwrap();
        let of_merchant = world.engine.merchant_rating(&li, market.fruit).unwrap();
        assert_eq!(of_product, of_merchant);
        of_product.mean.to_string()
    };
    assert_eq!(mean(), "4.000");
    let bad = stage.rate(1);
    assert_eq!(mean(), "3.727");
    let no_reason = Moderation::Hide { reason: text("") };
    let refused = stage.moderate(bad, no_reason).unwrap_err();
    assert_eq!(refused.field(), Some("outcome.reason"));
    assert_eq!(
        code_of(stage.moderate(bad, Moderation::Show)),
        "wrong_state"
    );
    stage.moderate(bad, hide()).unwrap();
    assert_eq!(code_of(stage.moderate(bad, hide())), "wrong_state");
    assert_eq!(mean(), "4.000");
    stage.holds();
    let shown = |actor: &Actor| {
        let page = world
            .engine
            .reviews_of_product(actor, product, None, 10)
            .unwrap();
        page.0.len()
    };
    assert_eq!(shown(&li), 0);
    let (all, _) = world
        .engine
        .all_reviews_of_merchant(&stage.staff, market.fruit, None, 10)
        .unwrap();
    assert_eq!(all[0].hidden.as_ref().unwrap().as_str(), "广告");
    let denied = world
        .engine
        .all_reviews_of_merchant(&li, market.fruit, None, 10);
    assert_eq!(code_of(denied), "denied");
    stage.moderate(bad, Moderation::Show).unwrap();
    assert_eq!((mean().as_str(), shown(&li)), ("3.727", 1));
    stage.holds();
    let staff = world.engine.moderate_review(
        &stage.staff,
        world.id(),
        ModerateReview {
            review: bad,
            outcome: hide(),
        },
    );
    assert_eq!(code_of(staff), "denied");
}

#[test]
fn a_badly_reviewed_merchant_rectifies_and_is_delisted_when_it_is_still_bad_at_the_deadline() {
    let stage = Stage::new();
    let market = &stage.market;
    for _ in 0..3 {
        stage.rate(1);
    }
    assert_eq!(stage.state(), MerchantState::Active);
    let open = stage.received(market.wang, &[("F1-5", 1)]);
    stage.rate(5);
    assert_eq!(stage.state(), MerchantState::Rectifying);
    let world = &market.world;
    let standing = world
        .engine
        .merchant_standing(&stage.staff, market.fruit)
        .unwrap();
    assert_eq!(standing.in_window(), (4, 8));
    assert!(standing.deadline.is_some());
    // It sells meanwhile.
    let trade = market.place(market.wang, &[("F1-5", 1)]).unwrap().trade;
    let cancel = CancelTrade { trade };
    let wang = market.member(market.wang);
    world
        .engine
        .cancel_trade(&wang, world.id(), cancel)
        .unwrap();
    stage.days_pass(4);
    assert_eq!(stage.state(), MerchantState::Rectifying);
    stage.days_pass(1);
    assert_eq!(stage.state(), MerchantState::Delisted);
    let refused: Error = market.place(market.wang, &[("F1-5", 1)]).unwrap_err();
    assert_eq!(refused.code(), "not_sold");
    let search = ProductSearch {
        text: text("苹果"),
        limit: 10,
        ..ProductSearch::default()
    };
    let found = world.engine.search_products(&wang, &search).unwrap();
    assert!(found.products.is_empty());
    // What was bought before goes on to its end.
    stage.write(market.wang, open, 0, 5).unwrap();
    stage.days_pass(20);
    stage.holds();
    let moved = |event: &linli::engine::RecordedEvent| {
        matches!(
            event.event,
            Event::MerchantMoved {
                to: MerchantState::Delisted,
                ..
            }
        )
    };
    let events = world
        .engine
        .events(&world.platform, 0, 1000)
        .unwrap()
        .events;
    assert_eq!(events.iter().filter(|event| moved(event)).count(), 1);
}

#[test]
fn a_merchant_that_does_better_until_the_deadline_goes_on() {
    let stage = Stage::new();
    for _ in 0..4 {
        stage.rate(2);
    }
    assert_eq!(stage.state(), MerchantState::Rectifying);
    for _ in 0..4 {
        stage.rate(5);
    }
    stage.days_pass(5);
    assert_eq!(stage.state(), MerchantState::Active);
    // The good ones leave the window later than the bad ones, so nothing happens then.
    stage.days_pass(10);
    assert_eq!(stage.state(), MerchantState::Active);
    stage.holds();
}

#[test]
fn good_reviews_that_leave_the_window_can_bring_a_merchant_below() {
    let stage = Stage::new();
    for _ in 0..6 {
        stage.rate(5);
    }
    stage.days_pass(1);
    for _ in 0..4 {
        stage.rate(2);
    }
    assert_eq!(stage.state(), MerchantState::Active);
    stage.days_pass(8);
    assert_eq!(stage.state(), MerchantState::Active);
    stage.days_pass(1);
    assert_eq!(stage.state(), MerchantState::Rectifying);
    stage.holds();
}

#[test]
fn hiding_unfair_reviews_mends_a_merchant_and_a_decision_by_hand_ends_the_deadline() {
    let stage = Stage::new();
    let unfair: Vec<ReviewId> = (0..4).map(|_| stage.rate(1)).collect();
    assert_eq!(stage.state(), MerchantState::Rectifying);
    for review in unfair {
        stage.moderate(review, hide()).unwrap();
    }
    stage.days_pass(5);
    assert_eq!(stage.state(), MerchantState::Active);
    for _ in 0..4 {
        stage.rate(1);
    }
    let world = &stage.market.world;
    let merchant = stage.market.fruit;
    let reason = || text("核实");
    let suspend = SuspendMerchant {
        merchant,
        reason: reason(),
    };
    world
        .engine
        .suspend_merchant(&world.platform, world.id(), suspend)
        .unwrap();
    stage.days_pass(6);
    assert_eq!(stage.state(), MerchantState::Suspended);
    let resume = ResumeMerchant {
        merchant,
        reason: reason(),
    };
    world
        .engine
        .resume_merchant(&world.platform, world.id(), resume)
        .unwrap();
    stage.days_pass(2);
    assert_eq!(stage.state(), MerchantState::Active);
    stage.holds();
}

#[test]
fn each_wrong_field_of_a_review_is_named() {
    let stage = Stage::new();
    let wang = stage.market.wang;
    let order = stage.received(wang, &[("F1-5", 1)]);
    for stars in [0, 6] {
        assert_eq!(Stars::new(stars).unwrap_err().field(), Some("stars"));
        assert!(serde_json::from_value::<Stars>(stars.into()).is_err());
    }
    let world = &stage.market.world;
    let write = |pictures| {
        let command = WriteReview {
            order,
            line: 0,
            stars: Stars::new(5).unwrap(),
            text: text(""),
            pictures,
        };
        let member = stage.market.member(wang);
        world.engine.write_review(&member, world.id(), command)
    };
    let many = write(vec![text("p"); 10]).unwrap_err();
    assert_eq!(
        (many.code(), many.field()),
        ("limit_exceeded", Some("pictures"))
    );
    assert_eq!(
        write(vec![text(" ")]).unwrap_err().field(),
        Some("pictures")
    );
    write(Vec::new()).unwrap();
}

#[test]
fn a_search_by_rating_lists_the_best_mean_first_and_what_nobody_reviewed_at_the_prior() {
    use linli::catalog::Product;
    use linli::kernel::ProductId;
    use linli::search::{ProductSearch, SortBy};
    let stage = Stage::new();
    let market = &stage.market;
    let found = || -> Vec<ProductId> {
        // The figures of a search are up to ten minutes old.
        market.world.clock.advance_seconds(601);
        let search = ProductSearch {
            sort: SortBy::Rating,
            limit: 50,
            ..ProductSearch::default()
        };
        let member = market.member(market.wang);
        let page = market.world.engine.search_products(&member, &search);
        let products = page.unwrap().products.into_iter();
        products.map(|view| view.id).collect()
    };
    let of = |code| Product::id_of(market.fruit, code);
    let all = found().len();
    assert!(all > 2);
    for _ in 0..3 {
        stage.rate(5);
    }
    assert_eq!((found().len(), found()[0]), (all, of("F1")));
    let bad: Vec<ReviewId> = (0..6).map(|_| stage.rate(1)).collect();
    assert_eq!(found()[all - 1], of("F1"));
    for review in bad {
        stage.moderate(review, hide()).unwrap();
    }
    assert_eq!(found()[0], of("F1"), "what is hidden does not count");
    stage.holds();
}
