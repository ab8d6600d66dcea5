//! What members do is learned from the log, a step at a time, and used for tags, warnings and recommendations. RULES §15.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::sync::Arc;

use linli::Error;
use linli::catalog::{Product, SetStock, StockLine};
use linli::engine::Event;
use linli::insight::{
    Because, Condition, Expression, FoldInsights, Recommendation, RecommendationRule,
    SetRecommendationRules, SetSegment, SetTagRules, TagMember, TagRule, TopicOfRule, UntagMember,
};
use linli::kernel::{Actor, MemberId, ProductId, SegmentId, Text};
use linli::merchant::SuspendMerchant;
use linli::schema::tables;
use linli::store::MemoryStore;
use linli_tests::shop::{Shop, fen, text, user};
use linli_tests::snapshot::{rows_of, snapshot};
use linli_tests::stores;

fn on_every_store(test: impl Fn(&Shop)) {
    stores::on_every_store(|store| test(&Shop::open(store)));
}

fn fold(shop: &Shop) -> (u32, u32) {
    let mut all = (0, 0);
    loop {
        let step = shop
            .engine
            .fold_insights(&shop.system, shop.id(), FoldInsights {})
            .unwrap();
        all = (all.0 + step.orders, all.1 + step.lines);
        if !step.more {
            return all;
        }
    }
}

/// SKUs of different products that this member can buy, none of them a combo.
fn goods(shop: &Shop) -> Vec<usize> {
    let mut products: BTreeSet<ProductId> = BTreeSet::new();
    (0..shop.skus.len())
        .filter(|at| shop.skus[*at].parts.is_empty() && products.insert(shop.skus[*at].product))
        .collect()
}

fn recommended(shop: &Shop, member: usize, limit: u32) -> Vec<Recommendation> {
    let member = &shop.members[member];
    shop.engine
        .recommendations(&member.actor, member.id, limit)
        .unwrap()
}

fn tag_rules(shop: &Shop, rules: Vec<(&str, Condition)>) -> Result<(), Error> {
    let rules = rules.into_iter().map(|(tag, condition)| TagRule {
        tag: text(tag),
        condition,
    });
    let rules = rules.collect();
    shop.engine
        .set_tag_rules(&shop.platform, shop.id(), SetTagRules { rules })
}

fn tags(shop: &Shop, member: usize) -> Vec<String> {
    let insight = shop
        .engine
        .member_insight(&shop.platform, shop.members[member].id)
        .unwrap();
    let all = insight.tags.iter().chain(&insight.tags_by_rule);
    all.map(|tag| tag.as_str().to_owned()).collect()
}

fn in_segment(shop: &Shop, segment: SegmentId) -> Vec<MemberId> {
    let mut members = Vec::new();
    for community in &shop.communities {
        let mut after = None;
        loop {
            let page = shop
                .engine
                .segment_members(&shop.platform, segment, *community, after)
                .unwrap();
            members.extend(page.members);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    members.sort();
    members
}

#[test]
fn tags_follow_what_a_member_does_and_segments_follow_tags() {
    on_every_store(|shop| {
        let sku = goods(shop)[0];
        let category = {
            let rows = rows_of(&*shop.store, shop.tenant, tables::PRODUCT).unwrap();
            let mut products = rows
                .iter()
                .map(|row| serde_json::from_str::<Product>(&row.body).unwrap());
            products
                .find(|product| product.id == shop.skus[sku].product)
                .unwrap()
                .category
        };
        let bought = Condition::BoughtCategory {
            category,
            times: 2,
            days: 30,
        };
        let rules = vec![
            ("常客", bought),
            (
                "大户",
                Condition::Spent {
                    at_least: fen(500_000),
                },
            ),
            ("新客", Condition::NewWithin { days: 7 }),
            ("流失预警", Condition::NoOrderFor { days: 60 }),
        ];
        tag_rules(shop, rules).unwrap();
        shop.buy(0, &[(sku, 1)]).unwrap();
        fold(shop);
        assert_eq!(tags(shop, 0), ["新客"]);
        let second = shop.buy(0, &[(sku, 2)]).unwrap();
        fold(shop);
        assert_eq!(tags(shop, 0), ["常客", "新客"]);

        let tag = TagMember {
            member: shop.members[1].id,
            tag: text("关怀"),
        };
        shop.engine
            .tag_member(&shop.operators[shop.members[1].community], shop.id(), tag)
            .unwrap();
        let of = |tag: &str| Expression::Tag(text(tag));
        let members = Expression::Or(vec![
            of("关怀"),
            Expression::And(vec![of("常客"), of("新客")]),
        ]);
        let segment = SetSegment {
            name: text("重点"),
            members,
        };
        let segment = shop
            .engine
            .set_segment(&shop.platform, shop.id(), segment)
            .unwrap();
        let mut both = vec![shop.members[0].id, shop.members[1].id];
        both.sort();
        assert_eq!(in_segment(shop, segment), both);
        let untag = UntagMember {
            member: shop.members[1].id,
            tag: text("关怀"),
        };
        shop.engine
            .untag_member(&shop.platform, shop.id(), untag)
            .unwrap();
        assert_eq!(in_segment(shop, segment), [shop.members[0].id]);
        let member = shop.members[0].id;
        assert!(
            shop.engine
                .is_in_segment(&shop.platform, member, segment)
                .unwrap()
        );

        let insight = |shop: &Shop| shop.engine.member_insight(&shop.platform, member).unwrap();
        let before = insight(shop).spent;
        shop.cancel_order(0, second.orders[0]).unwrap();
        fold(shop);
        assert_eq!(before.minus(insight(shop).spent).unwrap(), second.total);
        shop.advance_minutes(60 * 24 * 61);
        assert_eq!(tags(shop, 0), ["流失预警"]);
    });
}

#[test]
fn folding_takes_each_order_once_whatever_the_steps() {
    let shop = Shop::open(Arc::new(MemoryStore::default()));
    let skus = goods(&shop);
    for round in 0..30 {
        shop.buy(
            round % 3,
            &[(skus[round % 4], 1), (skus[(round + 1) % 4], 1)],
        )
        .unwrap();
    }
    let (orders, lines) = fold(&shop);
    assert!(orders >= 30, "{orders}");
    assert_eq!(lines, 60);
    assert_eq!(fold(&shop), (0, 0), "nothing is taken twice");
    let habits = |shop: &Shop| -> Vec<String> {
        let both = [tables::BEHAVIOUR, tables::AFFINITY];
        let rows = both.map(|table| rows_of(&*shop.store, shop.tenant, table).unwrap());
        rows.into_iter().flatten().map(|row| row.body).collect()
    };
    // The same purchases, taken in one by one.
    let other = Shop::open(Arc::new(MemoryStore::default()));
    for round in 0..30 {
        other
            .buy(
                round % 3,
                &[(skus[round % 4], 1), (skus[(round + 1) % 4], 1)],
            )
            .unwrap();
        fold(&other);
    }
    assert_eq!(habits(&shop), habits(&other));
}

#[test]
fn once_begun_folding_is_due_by_itself_every_hour() {
    let shop = Shop::open(Arc::new(MemoryStore::default()));
    let sku = goods(&shop)[0];
    shop.buy(0, &[(sku, 1)]).unwrap();
    let orders = |shop: &Shop| {
        let insight = shop
            .engine
            .member_insight(&shop.platform, shop.members[0].id);
        insight.unwrap().orders
    };
    shop.advance_minutes(120);
    shop.run_due();
    assert_eq!(orders(&shop), 0, "nobody asked for it");
    fold(&shop);
    assert_eq!(orders(&shop), 1);
    shop.buy(0, &[(sku, 1)]).unwrap();
    shop.advance_minutes(59);
    shop.run_due();
    assert_eq!(orders(&shop), 1);
    shop.advance_minutes(1);
    shop.run_due();
    assert_eq!(orders(&shop), 2);
}

#[test]
fn who_stays_away_is_warned_of_once() {
    let shop = Shop::open(Arc::new(MemoryStore::default()));
    let sku = goods(&shop)[0];
    let warnings = |shop: &Shop| {
        let mut count = 0;
        let mut cursor = 0;
        loop {
            let page = shop.engine.events(&shop.system, cursor, 1000).unwrap();
            if page.cursor == cursor {
                return count;
            }
            cursor = page.cursor;
            let warned = |event: &&linli::engine::RecordedEvent| {
                matches!(event.event, Event::ChurnWarned { .. })
            };
            count += page.events.iter().filter(warned).count();
        }
    };
    shop.buy(0, &[(sku, 1)]).unwrap();
    fold(&shop);
    for _ in 0..59 {
        shop.advance_minutes(24 * 60);
        shop.run_due();
    }
    assert_eq!(warnings(&shop), 0);
    for _ in 0..5 {
        shop.advance_minutes(24 * 60);
        shop.run_due();
    }
    assert_eq!(warnings(&shop), 1);
    shop.buy(0, &[(sku, 1)]).unwrap();
    for _ in 0..70 {
        shop.advance_minutes(24 * 60);
        shop.run_due();
    }
    assert_eq!(warnings(&shop), 2);
}

#[test]
fn a_recommendation_says_why_and_can_always_be_bought() {
    on_every_store(|shop| {
        let skus = goods(shop);
        let product = |at: usize| shop.skus[skus[at]].product;
        // Others buy 0 with 1 often, 0 with 2 once.
        for _ in 0..3 {
            shop.buy(1, &[(skus[0], 1), (skus[1], 1)]).unwrap();
        }
        shop.buy(2, &[(skus[0], 1), (skus[2], 1)]).unwrap();
        shop.buy(0, &[(skus[0], 1)]).unwrap();
        fold(shop);
        let list = recommended(shop, 0, 2);
        let ids: Vec<ProductId> = list.iter().map(|one| one.product.id).collect();
        assert_eq!(ids, [product(1), product(2)]);
        assert_eq!(list[0].because, Because::BoughtTogether(product(0)));
        assert!(list.iter().all(|one| one.product.not_sold.is_none()));

        // What is sold out is not recommended.
        let sold_out: Vec<StockLine> = shop
            .skus
            .iter()
            .filter(|sku| sku.product == product(1))
            .map(|sku| StockLine {
                sku: sku.id,
                units: 0,
            })
            .collect();
        let merchant = shop.skus[skus[1]].merchant;
        let empty = SetStock {
            merchant: shop.merchants[merchant],
            lines: sold_out,
        };
        shop.engine
            .set_stock(&shop.staff[merchant], shop.id(), empty)
            .unwrap();
        assert_eq!(recommended(shop, 0, 1)[0].product.id, product(2));

        // A rule comes first.
        let reason: Text<60> = text("买了它的邻居都订了这个");
        let rules = vec![RecommendationRule {
            bought: TopicOfRule::Product(product(0)),
            recommend: TopicOfRule::Product(product(3)),
            reason: reason.clone(),
        }];
        shop.engine
            .set_recommendation_rules(&shop.platform, shop.id(), SetRecommendationRules { rules })
            .unwrap();
        let first = &recommended(shop, 0, 3)[0];
        assert_eq!(first.product.id, product(3));
        assert_eq!(
            first.because,
            Because::Rule {
                bought: product(0),
                reason
            }
        );

        // Who bought nothing gets what sells well; nothing of a merchant who was stopped.
        let stopped = shop.merchants[shop.skus[skus[0]].merchant];
        let suspend = SuspendMerchant {
            merchant: stopped,
            reason: text("检查"),
        };
        shop.engine
            .suspend_merchant(&shop.platform, shop.id(), suspend)
            .unwrap();
        for one in recommended(shop, 3, 50) {
            assert_eq!(one.because, Because::SellsWell);
            assert_ne!(one.product.merchant, stopped);
            assert_eq!(one.product.not_sold, None);
        }
    });
}

#[test]
fn habits_are_for_the_property_company_and_recommendations_for_the_member() {
    let shop = Shop::open(Arc::new(MemoryStore::default()));
    let (own, other) = (shop.members[0].actor, shop.members[1].id);
    let code = |error: Error| error.code();
    assert_eq!(
        code(
            shop.engine
                .member_insight(&own, shop.members[0].id)
                .unwrap_err()
        ),
        "denied"
    );
    assert_eq!(
        code(shop.engine.recommendations(&own, other, 5).unwrap_err()),
        "denied"
    );
    let stranger = Actor::user(shop.tenant, user("stranger"));
    assert_eq!(
        code(shop.engine.segments(&stranger, None, 5).unwrap_err()),
        "denied"
    );
    let wrong_place = shop.operators.iter().position(|_| true).unwrap();
    let elsewhere = shop
        .members
        .iter()
        .find(|member| member.community != wrong_place)
        .unwrap();
    let tag = TagMember {
        member: elsewhere.id,
        tag: text("x"),
    };
    let refused = shop
        .engine
        .tag_member(&shop.operators[wrong_place], shop.id(), tag);
    assert_eq!(code(refused.unwrap_err()), "denied");
}

#[test]
fn what_cannot_be_is_refused_with_its_field_and_leaves_no_trace() {
    let shop = Shop::open(Arc::new(MemoryStore::default()));
    let before = snapshot(&*shop.store, shop.tenant).unwrap();
    let field = |error: Error| (error.code(), error.field().unwrap_or("").to_owned());
    let rule = |condition| {
        field(
            tag_rules(
                &shop,
                vec![("好", Condition::Ordered { at_least: 1 }), ("x", condition)],
            )
            .unwrap_err(),
        )
    };
    assert_eq!(
        rule(Condition::NoOrderFor { days: 0 }),
        ("invalid_field", "rules[1].days".to_owned())
    );
    assert_eq!(
        rule(Condition::Spent { at_least: fen(0) }),
        ("invalid_field", "rules[1].at_least".to_owned())
    );
    let category = linli::kernel::CategoryId(shop.id().0);
    assert_eq!(
        rule(Condition::BoughtCategory {
            category,
            times: 1,
            days: 1
        })
        .0,
        "not_found"
    );
    assert_eq!(
        field(tag_rules(&shop, vec![(" ", Condition::Ordered { at_least: 1 })]).unwrap_err()).1,
        "rules[0].tag"
    );
    let many = vec![("x", Condition::Ordered { at_least: 1 }); 101];
    assert_eq!(
        field(tag_rules(&shop, many).unwrap_err()),
        ("limit_exceeded", "rules".to_owned())
    );
    let tag = TagMember {
        member: shop.members[0].id,
        tag: text(""),
    };
    assert_eq!(
        field(
            shop.engine
                .tag_member(&shop.platform, shop.id(), tag)
                .unwrap_err()
        )
        .1,
        "tag"
    );
    let nobody = TagMember {
        member: MemberId(shop.id().0),
        tag: text("x"),
    };
    assert_eq!(
        shop.engine
            .tag_member(&shop.platform, shop.id(), nobody)
            .unwrap_err()
            .code(),
        "not_found"
    );
    let empty = SetSegment {
        name: text("空"),
        members: Expression::And(Vec::new()),
    };
    assert_eq!(
        field(
            shop.engine
                .set_segment(&shop.platform, shop.id(), empty)
                .unwrap_err()
        )
        .1,
        "members"
    );
    let product = shop.skus[0].product;
    let same = RecommendationRule {
        bought: TopicOfRule::Product(product),
        recommend: TopicOfRule::Product(product),
        reason: text("x"),
    };
    let rules = SetRecommendationRules { rules: vec![same] };
    let refused = shop
        .engine
        .set_recommendation_rules(&shop.platform, shop.id(), rules);
    assert_eq!(field(refused.unwrap_err()).1, "rules[0].recommend");
    assert_eq!(snapshot(&*shop.store, shop.tenant).unwrap(), before);
}
