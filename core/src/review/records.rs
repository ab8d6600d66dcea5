//! What is stored of reviews and ratings.

use serde::{Deserialize, Serialize};

use super::rules::StarCounts;
use crate::engine::Record;
use crate::kernel::{
    Day, Error, Id, MemberId, MerchantId, OrderId, ProductId, Result, ReviewId, SkuId, Text,
    Timestamp,
};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// 1 to 5 stars. RULES §16.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Stars(u8);

impl Stars {
    /// 1 to 5. Errors: `invalid_field` naming `stars`.
    pub fn new(stars: u8) -> Result<Self> {
        if (1..=5).contains(&stars) {
            return Ok(Self(stars));
        }
        Err(Error::invalid("stars", "1 to 5 stars can be given"))
    }

    /// How many.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Their counter.
    pub(super) const fn place(self) -> u8 {
        self.0.saturating_sub(1)
    }
}

impl TryFrom<u8> for Stars {
    type Error = Error;
    fn try_from(stars: u8) -> Result<Self> {
        Self::new(stars)
    }
}

impl From<Stars> for u8 {
    fn from(stars: Stars) -> u8 {
        stars.0
    }
}

/// What a merchant answered to a review.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReviewAnswer {
    /// What.
    pub text: Text<500>,
    /// When.
    pub at: Timestamp,
}

/// What a buyer says of one line of an order. RULES §16.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Review {
    /// Computed from order and line: a line is reviewed once.
    pub id: ReviewId,
    /// The order.
    pub order: OrderId,
    /// The line's place in it.
    pub line: u32,
    /// What was bought.
    pub product: ProductId,
    /// In which choice.
    pub sku: SkuId,
    /// Name and spec as they were.
    pub name: String,
    /// Who sold it.
    pub merchant: MerchantId,
    /// Who bought it.
    pub member: MemberId,
    /// How good.
    pub stars: Stars,
    /// In words; may be empty.
    #[serde(default)]
    pub text: Text<1000>,
    /// Pictures as the host names them; at most 9.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Text<200>>,
    /// When.
    pub at: Timestamp,
    /// The day for which it counts, in the tenant's zone.
    pub day: Day,
    /// What the merchant answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<ReviewAnswer>,
    /// Why it is hidden; a hidden review counts for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden: Option<Text<300>>,
}

impl Review {
    /// Most pictures.
    pub const MAX_PICTURES: usize = 9;
    /// Index: shown ones by product and time.
    pub(crate) const BY_PRODUCT: u8 = 0;
    /// Index: shown ones by merchant and time.
    pub(crate) const BY_MERCHANT: u8 = 1;
    /// Index: all by merchant and time.
    pub(crate) const ALL_OF_MERCHANT: u8 = 2;

    /// The id of the review of an order's line.
    pub fn id_of(order: OrderId, line: u32) -> ReviewId {
        ReviewId(Id::derived(
            "review",
            &[order.0.bytes(), &line.to_be_bytes()],
        ))
    }
}

pub(crate) const REVIEW: Table = Table {
    name: "reviews",
    columns: &[
        Column::id("product"),
        Column::id("merchant"),
        Column::id("member"),
        Column::int("stars"),
        Column::time("written_at"),
        Column::id("shown_product"),
        Column::id("shown_merchant"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_product",
            columns: &["shown_product", "written_at"],
            unique: false,
        },
        Index {
            name: "by_merchant",
            columns: &["shown_merchant", "written_at"],
            unique: false,
        },
        Index {
            name: "all_of_merchant",
            columns: &["merchant", "written_at"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Review {
    const TABLE: TableId = tables::REVIEW;
    const WHAT: &'static str = "review";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        let shown = self.hidden.is_none();
        vec![
            self.product.into(),
            self.merchant.into(),
            self.member.into(),
            i64::from(self.stars.number()).into(),
            self.at.into(),
            Value::or_null(shown.then_some(self.product)),
            Value::or_null(shown.then_some(self.merchant)),
        ]
    }
}

/// What is rated.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rated {
    /// A product.
    Product(ProductId),
    /// A merchant, by the reviews of everything it sells.
    Merchant(MerchantId),
}

/// The reviews of one day that are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DayStars {
    /// Which day.
    pub day: Day,
    /// How many.
    pub count: u32,
    /// Their stars in all.
    pub stars: u32,
}

/// The shown reviews of a product or merchant, counted: five counters, and for a merchant the days of the rating rule's
/// window. Kept with every review, so that nothing is ever counted anew. RULES §2, §16.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rating {
    /// Of what.
    pub of: Rated,
    /// Merchants: the days in the window that have reviews, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub window: Vec<DayStars>,
    /// Merchants: until when a rectifying one has to do better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// When the rule is looked at next: the deadline, or when the oldest day leaves the window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

impl Rating {
    /// Index: when the rule is looked at.
    pub(crate) const DUE: u8 = 0;

    pub(super) const fn of(of: Rated) -> Self {
        Self {
            of,
            window: Vec::new(),
            deadline: None,
            due_at: None,
        }
    }

    /// The id of the rating of a product or merchant.
    pub fn id_of(of: Rated) -> Id {
        match of {
            Rated::Product(product) => Id::derived("product rating", &[product.0.bytes()]),
            Rated::Merchant(merchant) => Id::derived("merchant rating", &[merchant.0.bytes()]),
        }
    }

    /// Reviews and their stars in the window.
    pub fn in_window(&self) -> (u64, u64) {
        self.window.iter().fold((0, 0), |(count, stars), day| {
            (
                count.saturating_add(day.count.into()),
                stars.saturating_add(day.stars.into()),
            )
        })
    }

    /// The counts in the order of the counters.
    pub(crate) const fn counts(counters: [i64; 5]) -> StarCounts {
        StarCounts(counters)
    }
}

pub(crate) const RATING: Table = Table {
    name: "ratings",
    columns: &[Column::time("due_at")],
    counters: &["one", "two", "three", "four", "five"],
    indexes: &[Index {
        name: "due",
        columns: &["due_at"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Rating {
    const TABLE: TableId = tables::RATING;
    const WHAT: &'static str = "rating";

    fn id(&self) -> Id {
        Self::id_of(self.of)
    }

    fn columns(&self) -> Vec<Value> {
        vec![Value::or_null(self.due_at)]
    }
}
