//! What can be asked of reviews and ratings.

use serde::Serialize;

use super::records::{Rated, Rating, Review, ReviewAnswer, Stars};
use super::rules::{MeanStars, Prior, StarCounts, bayesian_mean};
use crate::catalog::Product;
use crate::engine::{Engine, Lookup, Operation, Reader, Record, Target, page_limit};
use crate::kernel::{
    Actor, Error, MerchantId, OrderId, ProductId, Result, ReviewId, SkuId, Text, Timestamp,
};
use crate::merchant::Merchant;
use crate::store::{Place, Scan, Value};

/// A review as everybody may see it: not who wrote it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ReviewView {
    /// Its id.
    pub id: ReviewId,
    /// Of which product.
    pub product: ProductId,
    /// In which choice.
    pub sku: SkuId,
    /// Name and spec as they were.
    pub name: String,
    /// How good.
    pub stars: Stars,
    /// In words.
    pub text: Text<1000>,
    /// Pictures as the host names them.
    pub pictures: Vec<Text<200>>,
    /// When.
    pub at: Timestamp,
    /// What the merchant answered.
    pub answer: Option<ReviewAnswer>,
}

impl From<Review> for ReviewView {
    fn from(review: Review) -> Self {
        Self {
            id: review.id,
            product: review.product,
            sku: review.sku,
            name: review.name,
            stars: review.stars,
            text: review.text,
            pictures: review.pictures,
            at: review.at,
            answer: review.answer,
        }
    }
}

/// What the reviews of a product or merchant add up to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct RatingView {
    /// How many gave 1 to 5 stars.
    pub counts: StarCounts,
    /// The Bayesian mean, by which products rank and merchants are known.
    pub mean: MeanStars,
}

/// One page of shown reviews and where the next one begins.
type ReviewPage = (Vec<ReviewView>, Option<Place>);

impl Engine {
    /// The review of a line of an order, if there is one.
    pub fn review_of_line(
        &self,
        actor: &Actor,
        order: OrderId,
        line: u32,
    ) -> Result<Option<Review>> {
        let target = Target::Order(order);
        let mut reader = self.reader(actor, Operation::ReviewOfLine, target)?;
        let review = reader.find::<Review>(Review::id_of(order, line))?;
        Ok(review.map(|review| (*review).clone()))
    }

    /// A product's shown reviews, newest first, at most `limit` (1–500).
    pub fn reviews_of_product(
        &self,
        actor: &Actor,
        product: ProductId,
        after: Option<Place>,
        limit: u32,
    ) -> Result<ReviewPage> {
        let reader = self.reader(actor, Operation::ReviewsOfProduct, Target::Public)?;
        shown(&reader, Review::BY_PRODUCT, product.into(), after, limit)
    }

    /// The shown reviews of everything that a merchant sells, newest first, at most `limit` (1–500).
    pub fn reviews_of_merchant(
        &self,
        actor: &Actor,
        merchant: MerchantId,
        after: Option<Place>,
        limit: u32,
    ) -> Result<ReviewPage> {
        let reader = self.reader(actor, Operation::ReviewsOfMerchant, Target::Public)?;
        shown(&reader, Review::BY_MERCHANT, merchant.into(), after, limit)
    }

    /// A merchant's reviews with those that are hidden, newest first, at most `limit` (1–500).
    pub fn all_reviews_of_merchant(
        &self,
        actor: &Actor,
        merchant: MerchantId,
        after: Option<Place>,
        limit: u32,
    ) -> Result<(Vec<Review>, Option<Place>)> {
        let limit = page_limit(limit)?;
        let target = Target::Merchant(merchant);
        let reader = self.reader(actor, Operation::AllReviewsOfMerchant, target)?;
        let prefix = vec![Value::from(merchant)];
        reader.page(&Scan {
            descending: true,
            after,
            ..Scan::index(Review::TABLE, Review::ALL_OF_MERCHANT, prefix, limit)
        })
    }

    /// What a product's reviews add up to. Errors: `not_found`.
    pub fn product_rating(&self, actor: &Actor, product: ProductId) -> Result<RatingView> {
        let mut reader = self.reader(actor, Operation::ProductRating, Target::Public)?;
        let record = reader.require::<Product>(product)?;
        if !record.state.is_reviewed() {
            return Err(Error::not_found(Product::WHAT, product));
        }
        rating(&mut reader, Rated::Product(product), record.merchant)
    }

    /// What the reviews of everything that a merchant sells add up to. Errors: `not_found`.
    pub fn merchant_rating(&self, actor: &Actor, merchant: MerchantId) -> Result<RatingView> {
        let mut reader = self.reader(actor, Operation::MerchantRating, Target::Public)?;
        rating(&mut reader, Rated::Merchant(merchant), merchant)
    }

    /// How a merchant stands by the rating rule: the days of its window, and the deadline of a rectification.
    pub fn merchant_standing(&self, actor: &Actor, merchant: MerchantId) -> Result<Rating> {
        let target = Target::Merchant(merchant);
        let mut reader = self.reader(actor, Operation::MerchantStanding, target)?;
        let of = Rated::Merchant(merchant);
        let rating = reader.find::<Rating>(Rating::id_of(of))?;
        Ok(rating.map_or_else(|| Rating::of(of), |rating| (*rating).clone()))
    }
}

fn shown(
    reader: &Reader<'_>,
    index: u8,
    of: Value,
    after: Option<Place>,
    limit: u32,
) -> Result<ReviewPage> {
    let limit = page_limit(limit)?;
    let (reviews, next) = reader.page::<Review>(&Scan {
        descending: true,
        after,
        ..Scan::index(Review::TABLE, index, vec![of], limit)
    })?;
    Ok((reviews.into_iter().map(ReviewView::from).collect(), next))
}

fn rating(reader: &mut Reader<'_>, of: Rated, merchant: MerchantId) -> Result<RatingView> {
    let node = reader.require::<Merchant>(merchant)?.node;
    let prior = Prior::of(&reader.settings(node)?);
    let counters = reader.counters_all::<Rating, 5>([Rating::id_of(of)])?;
    let counts = Rating::counts(counters.first().copied().unwrap_or_default());
    Ok(RatingView {
        counts,
        mean: bayesian_mean(&counts, prior),
    })
}
