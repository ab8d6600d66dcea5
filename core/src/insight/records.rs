//! What is stored of members' and products' habits.

use std::collections::{BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{
    CategoryId, Day, Id, MemberId, Money, NodeId, ProductId, Result, SegmentId, Text, Timestamp,
};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// What a member bought of one category on one day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Purchase {
    /// When.
    pub day: Day,
    /// The product's own category.
    pub category: CategoryId,
    /// In so many orders.
    pub orders: u32,
}

/// A product that a member bought, and when last.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Bought {
    /// Which.
    pub product: ProductId,
    /// When last.
    pub day: Day,
}

/// What a member did, as far as tags and recommendations need it. RULES §15.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Behaviour {
    /// Whose.
    pub member: MemberId,
    /// Where they live.
    pub community: NodeId,
    /// Tags given by hand; at most [`Behaviour::MAX_TAGS`].
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<Text<20>>,
    /// Orders paid.
    pub orders: u32,
    /// Money paid, less what was refunded.
    pub spent: Money,
    /// The day of the first paid order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_order: Option<Day>,
    /// The day of the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_order: Option<Day>,
    /// What was bought when, oldest first, at most [`Behaviour::MAX_PURCHASES`]: the oldest go.
    #[serde(default, skip_serializing_if = "VecDeque::is_empty")]
    pub purchases: VecDeque<Purchase>,
    /// The products bought last, oldest first, each once, at most [`Behaviour::MAX_PRODUCTS`].
    #[serde(default, skip_serializing_if = "VecDeque::is_empty")]
    pub products: VecDeque<Bought>,
    /// When a churn warning is due; `None`: it was given, or nothing was bought yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub churn_at: Option<Timestamp>,
}

impl Behaviour {
    /// Most tags by hand.
    pub const MAX_TAGS: usize = 50;
    /// Most purchases that are remembered.
    pub const MAX_PURCHASES: usize = 100;
    /// Most products that are remembered.
    pub const MAX_PRODUCTS: usize = 20;
    /// The index by community.
    pub(crate) const BY_COMMUNITY: u8 = 0;
    /// The index of warnings that are due.
    pub(crate) const CHURN: u8 = 1;

    /// Somebody who did nothing yet.
    pub(crate) const fn of(member: MemberId, community: NodeId) -> Self {
        Self {
            member,
            community,
            tags: BTreeSet::new(),
            orders: 0,
            spent: Money::ZERO,
            first_order: None,
            last_order: None,
            purchases: VecDeque::new(),
            products: VecDeque::new(),
            churn_at: None,
        }
    }

    /// Adds a paid order: its categories, each once, and its products.
    pub(crate) fn bought(
        &mut self,
        day: Day,
        cash: Money,
        categories: &BTreeSet<CategoryId>,
        products: &[ProductId],
    ) -> Result<()> {
        self.orders = self.orders.saturating_add(1);
        self.spent = self.spent.plus(cash)?;
        self.first_order = Some(self.first_order.map_or(day, |first| first.min(day)));
        self.last_order = Some(self.last_order.map_or(day, |last| last.max(day)));
        for category in categories {
            let same = |one: &&mut Purchase| one.day == day && one.category == *category;
            match self.purchases.iter_mut().rev().find(same) {
                Some(purchase) => purchase.orders = purchase.orders.saturating_add(1),
                None => self.purchases.push_back(Purchase {
                    day,
                    category: *category,
                    orders: 1,
                }),
            }
        }
        for product in products {
            self.products.retain(|known| known.product != *product);
            self.products.push_back(Bought {
                product: *product,
                day,
            });
        }
        while self.purchases.len() > Self::MAX_PURCHASES {
            self.purchases.pop_front();
        }
        while self.products.len() > Self::MAX_PRODUCTS {
            self.products.pop_front();
        }
        Ok(())
    }
}

pub(crate) const BEHAVIOUR: Table = Table {
    name: "member_behaviours",
    columns: &[
        Column::id("community"),
        Column::time("churn_at"),
        Column::int("orders"),
        Column::int("spent"),
        Column::int("last_order"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_community",
            columns: &["community"],
            unique: false,
        },
        Index {
            name: "churn",
            columns: &["churn_at"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Behaviour {
    const TABLE: TableId = tables::BEHAVIOUR;
    const WHAT: &'static str = "behaviour of member";

    fn id(&self) -> Id {
        self.member.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.community.into(),
            Value::or_null(self.churn_at),
            i64::from(self.orders).into(),
            self.spent.into(),
            Value::or_null(self.last_order.map(Day::number)),
        ]
    }
}

/// How often another product was bought together with one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Together {
    /// The other one.
    pub product: ProductId,
    /// How often, newer ones counting more; [`Affinity::ONE`] is once, just now.
    pub weight: i64,
}

/// What members buy together with a product. Weights halve every 30 days.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Affinity {
    /// Which product.
    pub product: ProductId,
    /// The 30 days since 1970 at which the weights were halved last.
    pub period: i64,
    /// How often it was bought, weighted in the same way.
    pub bought: i64,
    /// What with, by product, at most [`Affinity::MAX_OTHERS`].
    pub others: Vec<Together>,
}

impl Affinity {
    /// The weight of one purchase today.
    pub const ONE: i64 = 1 << 20;
    /// Most other products: the least weighty go.
    pub const MAX_OTHERS: usize = 50;
    /// Days in which a weight halves.
    pub const HALF_LIFE: i64 = 30;

    pub(crate) const fn of(product: ProductId) -> Self {
        Self {
            product,
            period: 0,
            bought: 0,
            others: Vec::new(),
        }
    }
}

pub(crate) const AFFINITY: Table = Table {
    name: "product_affinities",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for Affinity {
    const TABLE: TableId = tables::AFFINITY;
    const WHAT: &'static str = "affinity of product";

    fn id(&self) -> Id {
        self.product.0
    }
}

/// How far the log was folded in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct InsightCursor {
    /// The last entry that is in.
    pub(crate) position: u64,
    /// When the next step is due.
    pub(crate) next_at: Timestamp,
}

impl InsightCursor {
    /// Its only id.
    pub(crate) const ID: Id =
        Id::from_bytes([0, 0, 0, 0, 0, 0, 0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 3]);
    pub(crate) const DUE: u8 = 0;
}

pub(crate) const INSIGHT_CURSOR: Table = Table {
    name: "insight_cursors",
    columns: &[Column::time("next_at")],
    counters: &[],
    indexes: &[Index {
        name: "due",
        columns: &["next_at"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for InsightCursor {
    const TABLE: TableId = tables::INSIGHT_CURSOR;
    const WHAT: &'static str = "cursor of insights";

    fn id(&self) -> Id {
        Self::ID
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.next_at.into()]
    }
}

/// What must be so of a member. RULES §15.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "if")]
pub enum Condition {
    /// Bought goods of a category, or of one below it, in at least so many orders of the last days. Of a member's last 100
    /// purchases (a category on a day is one).
    BoughtCategory {
        /// Which.
        category: CategoryId,
        /// In how many orders, 1–1,000.
        times: u32,
        /// In how many days, today counted, 1–365.
        days: u32,
    },
    /// Paid at least so much in all, refunds taken off.
    Spent {
        /// How much.
        at_least: Money,
    },
    /// Has at least so many paid orders.
    Ordered {
        /// How many.
        at_least: u32,
    },
    /// Bought once, but nothing for so many days.
    NoOrderFor {
        /// How many, 1–3,650.
        days: u32,
    },
    /// The first order was in the last days.
    NewWithin {
        /// How many, today counted, 1–365.
        days: u32,
    },
}

/// A tag that members have as long as a condition holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TagRule {
    /// The tag.
    pub tag: Text<20>,
    /// When.
    pub condition: Condition,
}

/// All tag rules of a tenant.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct TagRules {
    pub(crate) rules: Vec<TagRule>,
}

impl TagRules {
    pub(crate) const MAX: usize = 100;
    /// Its only id.
    pub(crate) const ID: Id =
        Id::from_bytes([0, 0, 0, 0, 0, 0, 0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 4]);
}

pub(crate) const TAG_RULES: Table = Table {
    name: "tag_rules",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for TagRules {
    const TABLE: TableId = tables::TAG_RULES;
    const WHAT: &'static str = "tag rules";

    fn id(&self) -> Id {
        Self::ID
    }
}

/// Tags joined by and/or.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expression {
    /// Has the tag, by hand or by rule.
    Tag(Text<20>),
    /// All of these; at least one.
    And(Vec<Expression>),
    /// Any of these; at least one.
    Or(Vec<Expression>),
}

/// Members who belong together by their tags. RULES §15.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Segment {
    /// Its id, computed from the name.
    pub id: SegmentId,
    /// Its name; unique in the tenant.
    pub name: Text<40>,
    /// Who is in it.
    pub members: Expression,
}

impl Segment {
    /// Most tags in an expression.
    pub const MAX_TAGS: usize = 50;
    /// Most levels of an expression.
    pub const MAX_DEPTH: usize = 5;

    /// The id of a segment's name.
    pub fn id_of(name: &str) -> SegmentId {
        SegmentId(Id::derived("segment", &[name.as_bytes()]))
    }
}

pub(crate) const SEGMENT: Table = Table {
    name: "segments",
    columns: &[Column::text("name")],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for Segment {
    const TABLE: TableId = tables::SEGMENT;
    const WHAT: &'static str = "segment";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.name.as_str().into()]
    }
}

/// A product, or every product of a category and those below.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopicOfRule {
    /// One product.
    Product(ProductId),
    /// A category.
    Category(CategoryId),
}

/// Who bought this may like that: infant formula → early-learning classes. RULES §15.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RecommendationRule {
    /// What was bought.
    pub bought: TopicOfRule,
    /// What is recommended.
    pub recommend: TopicOfRule,
    /// What to tell the member.
    pub reason: Text<60>,
}

/// All such rules of a tenant.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct RecommendationRules {
    pub(crate) rules: Vec<RecommendationRule>,
}

impl RecommendationRules {
    pub(crate) const MAX: usize = 100;
    /// Its only id.
    pub(crate) const ID: Id =
        Id::from_bytes([0, 0, 0, 0, 0, 0, 0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 5]);
}

pub(crate) const RECOMMENDATION_RULES: Table = Table {
    name: "recommendation_rules",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for RecommendationRules {
    const TABLE: TableId = tables::RECOMMENDATION_RULES;
    const WHAT: &'static str = "recommendation rules";

    fn id(&self) -> Id {
        Self::ID
    }
}
