//! Who has a tag, who is in a segment, what goes together. Pure. RULES §15.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::{BTreeMap, BTreeSet};

use super::records::{Affinity, Behaviour, Condition, Expression, Segment, TagRule, Together};
use crate::kernel::{CategoryId, Day, Error, Money, ProductId, Result, Text};

/// Paths from the top category down to each category that purchases name.
pub type Figures = BTreeMap<CategoryId, Vec<CategoryId>>;

/// The tags that rules give a member on a day. `paths` holds the path of every category among the member's purchases.
pub fn tags_by_rule(
    rules: &[TagRule],
    behaviour: &Behaviour,
    paths: &Figures,
    today: Day,
) -> BTreeSet<Text<20>> {
    rules
        .iter()
        .filter(|rule| holds(rule.condition, behaviour, paths, today))
        .map(|rule| rule.tag.clone())
        .collect()
}

fn holds(condition: Condition, of: &Behaviour, paths: &Figures, today: Day) -> bool {
    match condition {
        Condition::BoughtCategory {
            category,
            times,
            days,
        } => {
            let counts = of.purchases.iter().filter(|purchase| {
                is_within(purchase.day, days, today)
                    && paths
                        .get(&purchase.category)
                        .is_some_and(|path| path.contains(&category))
            });
            let orders = counts.map(|purchase| purchase.orders);
            orders.fold(0, u32::saturating_add) >= times
        }
        Condition::Spent { at_least } => of.spent >= at_least,
        Condition::Ordered { at_least } => of.orders >= at_least,
        Condition::NoOrderFor { days } => of
            .last_order
            .is_some_and(|last| last.plus_days(days) <= today),
        Condition::NewWithin { days } => of
            .first_order
            .is_some_and(|first| is_within(first, days, today)),
    }
}

/// Whether a day is one of the last `days`, today counted.
fn is_within(day: Day, days: u32, today: Day) -> bool {
    day.plus_days(days) > today
}

/// Whether tags fulfil an expression.
pub fn matches(expression: &Expression, tags: &BTreeSet<Text<20>>) -> bool {
    match expression {
        Expression::Tag(tag) => tags.contains(tag),
        Expression::And(parts) => parts.iter().all(|part| matches(part, tags)),
        Expression::Or(parts) => parts.iter().any(|part| matches(part, tags)),
    }
}

/// Refuses an expression that is empty somewhere, too deep or too large.
pub(super) fn check_expression(expression: &Expression) -> Result<()> {
    fn walk(expression: &Expression, depth: usize, tags: &mut usize) -> Result<()> {
        if depth > Segment::MAX_DEPTH {
            return Err(Error::Limit {
                field: "members.depth".into(),
                limit: Segment::MAX_DEPTH as u64,
            });
        }
        match expression {
            Expression::Tag(tag) => {
                *tags = tags.saturating_add(1);
                if *tags > Segment::MAX_TAGS {
                    return Err(Error::Limit {
                        field: "members.tags".into(),
                        limit: Segment::MAX_TAGS as u64,
                    });
                }
                tag.require("members.tag")
            }
            Expression::And(parts) | Expression::Or(parts) => {
                if parts.is_empty() {
                    return Err(Error::invalid("members", "and/or join at least one part"));
                }
                let deeper = depth.saturating_add(1);
                parts.iter().try_for_each(|part| walk(part, deeper, tags))
            }
        }
    }
    walk(expression, 1, &mut 0)
}

pub(super) fn check_tag_rules(rules: &[TagRule]) -> Result<()> {
    let between = |field: &'static str, value: u32, most: u32| {
        if (1..=most).contains(&value) {
            return Ok(());
        }
        Err(Error::invalid(
            field,
            format!("it lies between 1 and {most}"),
        ))
    };
    for (place, rule) in rules.iter().enumerate() {
        let checked = rule.tag.require("tag").and_then(|()| match rule.condition {
            Condition::BoughtCategory { times, days, .. } => {
                between("times", times, 1_000)?;
                between("days", days, 365)
            }
            Condition::Spent { at_least } if at_least <= Money::ZERO => {
                Err(Error::invalid("at_least", "more than zero is expected"))
            }
            Condition::Spent { .. } => Ok(()),
            Condition::Ordered { at_least } => between("at_least", at_least, 1_000_000),
            Condition::NoOrderFor { days } => between("days", days, 3_650),
            Condition::NewWithin { days } => between("days", days, 365),
        });
        checked.map_err(|error| error.under(&format!("rules[{place}]")))?;
    }
    Ok(())
}

impl Affinity {
    /// Halves the weights for the time that went by. An older day counts as the newest one that was seen.
    fn age(&mut self, day: Day) {
        let period = day.number().div_euclid(Self::HALF_LIFE);
        let halvings = period.saturating_sub(self.period);
        if halvings <= 0 {
            return;
        }
        self.period = period;
        let halvings = u32::try_from(halvings).unwrap_or(u32::MAX);
        let halved = |weight: i64| weight.checked_shr(halvings).unwrap_or(0);
        self.bought = halved(self.bought);
        for other in &mut self.others {
            other.weight = halved(other.weight);
        }
        self.others.retain(|other| other.weight > 0);
    }

    /// Adds a purchase of the product together with others.
    pub(crate) fn add(&mut self, day: Day, others: impl IntoIterator<Item = ProductId>) {
        self.age(day);
        self.bought = self.bought.saturating_add(Self::ONE);
        for product in others {
            if product == self.product {
                continue;
            }
            match self
                .others
                .binary_search_by_key(&product, |one| one.product)
            {
                Ok(place) => {
                    let weight = &mut self.others[place].weight;
                    *weight = weight.saturating_add(Self::ONE);
                }
                Err(place) => self.others.insert(
                    place,
                    Together {
                        product,
                        weight: Self::ONE,
                    },
                ),
            }
        }
        while self.others.len() > Self::MAX_OTHERS {
            let lightest = (0..self.others.len()).min_by_key(|place| self.others[*place].weight);
            self.others.remove(lightest.unwrap_or(0));
        }
    }
}

/// How strongly each product goes together with those that were bought: the sum of the parts of their purchases in which
/// it was there, in millionths; and which of them says so most.
pub(super) fn scores(
    affinities: &[Affinity],
    known: &BTreeSet<ProductId>,
) -> BTreeMap<ProductId, (i64, ProductId)> {
    let mut scores: BTreeMap<ProductId, (i64, i64, ProductId)> = BTreeMap::new();
    for affinity in affinities {
        for other in &affinity.others {
            if known.contains(&other.product) {
                continue;
            }
            let part = i128::from(other.weight)
                .saturating_mul(1_000_000)
                .checked_div(i128::from(affinity.bought))
                .unwrap_or(0);
            let part = i64::try_from(part).unwrap_or(i64::MAX);
            let score = scores
                .entry(other.product)
                .or_insert((0, 0, affinity.product));
            score.0 = score.0.saturating_add(part);
            if part > score.1 {
                (score.1, score.2) = (part, affinity.product);
            }
        }
    }
    scores
        .into_iter()
        .map(|(product, (score, _, because))| (product, (score, because)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::{Id, MemberId, NodeId};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn tag(text: &str) -> Text<20> {
        Text::new(text).unwrap()
    }

    fn product(number: u8) -> ProductId {
        ProductId(Id::from_bytes([number; 16]))
    }

    fn category(number: u8) -> CategoryId {
        CategoryId(Id::from_bytes([number; 16]))
    }

    fn nobody() -> Behaviour {
        Behaviour::of(MemberId(Id::MIN), NodeId(Id::MIN))
    }

    fn has(condition: Condition, of: &Behaviour, today: &str) -> bool {
        let rules = [TagRule {
            tag: tag("x"),
            condition,
        }];
        let paths = Figures::from([(category(2), vec![category(1), category(2)])]);
        !tags_by_rule(&rules, of, &paths, day(today)).is_empty()
    }

    #[test]
    fn a_category_counts_with_those_below_it_and_inside_its_days_only() {
        let mut member = nobody();
        for at in ["2026-11-01", "2026-11-10", "2026-11-10", "2026-11-20"] {
            let cash = Money::new(1_000).unwrap();
            member
                .bought(day(at), cash, &BTreeSet::from([category(2)]), &[])
                .unwrap();
        }
        let bought = |times, days| Condition::BoughtCategory {
            category: category(1),
            times,
            days,
        };
        assert!(has(bought(4, 20), &member, "2026-11-20"));
        assert!(
            !has(bought(4, 19), &member, "2026-11-20"),
            "the first one is 20 days old"
        );
        assert!(has(bought(3, 19), &member, "2026-11-20"));
        assert!(!has(bought(5, 365), &member, "2026-11-20"));
        let other = Condition::BoughtCategory {
            category: category(9),
            times: 1,
            days: 365,
        };
        assert!(!has(other, &member, "2026-11-20"));
    }

    #[test]
    fn churn_begins_sixty_days_after_the_last_order_and_not_without_one() {
        let gone = Condition::NoOrderFor { days: 60 };
        let mut member = nobody();
        assert!(!has(gone, &member, "2026-11-20"));
        let cash = Money::new(5_000).unwrap();
        member
            .bought(day("2026-09-01"), cash, &BTreeSet::new(), &[])
            .unwrap();
        assert!(!has(gone, &member, "2026-10-30"));
        assert!(has(gone, &member, "2026-10-31"));
        let at_least = Money::new(5_000).unwrap();
        assert!(has(Condition::Spent { at_least }, &member, "2026-10-31"));
        assert!(!has(
            Condition::Ordered { at_least: 2 },
            &member,
            "2026-10-31"
        ));
        assert!(has(Condition::NewWithin { days: 1 }, &member, "2026-09-01"));
        assert!(!has(
            Condition::NewWithin { days: 1 },
            &member,
            "2026-09-02"
        ));
    }

    #[test]
    fn segments_join_tags_by_and_and_or() {
        let tags = BTreeSet::from([tag("新客"), tag("生鲜")]);
        let of = |text: &str| Expression::Tag(tag(text));
        let both = Expression::And(vec![of("新客"), of("生鲜")]);
        let mixed = Expression::And(vec![
            of("新客"),
            Expression::Or(vec![of("家政"), of("生鲜")]),
        ]);
        assert!(matches(&both, &tags) && matches(&mixed, &tags));
        assert!(!matches(&Expression::And(vec![both, of("家政")]), &tags));
        let mut deep = of("新客");
        for _ in 0..Segment::MAX_DEPTH {
            deep = Expression::Or(vec![deep]);
        }
        assert_eq!(
            check_expression(&deep).unwrap_err().field(),
            Some("members.depth")
        );
        let empty = Expression::And(Vec::new());
        assert_eq!(
            check_expression(&empty).unwrap_err().field(),
            Some("members")
        );
        let many = Expression::Or(vec![of("a"); Segment::MAX_TAGS + 1]);
        assert_eq!(
            check_expression(&many).unwrap_err().field(),
            Some("members.tags")
        );
    }

    #[test]
    fn what_was_bought_together_lately_weighs_more_than_long_ago() {
        let mut rice = Affinity::of(product(1));
        rice.add(day("2026-01-01"), [product(2)]);
        rice.add(day("2026-01-01"), [product(2)]);
        rice.add(day("2026-07-01"), [product(3)]);
        let scores = scores(&[rice], &BTreeSet::from([product(1)]));
        assert!(scores[&product(3)].0 > scores[&product(2)].0);
        assert_eq!(scores[&product(3)].1, product(1));
    }

    proptest! {
        #[test]
        fn an_affinity_stays_small_sorted_and_never_claims_more_than_was_bought(
            steps in prop::collection::vec((0_u32..900, prop::collection::btree_set(0_u8..120, 0..8)), 1..150)
        ) {
            let mut affinity = Affinity::of(product(0));
            for (days, others) in steps {
                affinity.add(day("2026-01-01").plus_days(days), others.into_iter().map(product));
                prop_assert!(affinity.others.len() <= Affinity::MAX_OTHERS);
                prop_assert!(affinity.others.is_sorted_by_key(|other| other.product));
                for other in &affinity.others {
                    prop_assert!(other.product != product(0));
                    prop_assert!(0 < other.weight && other.weight <= affinity.bought);
                }
            }
        }
    }
}
