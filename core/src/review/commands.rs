//! What buyers, merchants and moderators do with reviews. RULES §16.

use serde::{Deserialize, Serialize};

use super::rating::{self, Count};
use super::records::{Rated, Rating, Review, ReviewAnswer, Stars};
use crate::engine::{Command, Context, DueSource, Event, Lookup, Operation, Target, decode_row};
use crate::kernel::{Error, MerchantId, OrderId, Result, ReviewId, Text};
use crate::order::{Order, OrderState, steps};
use crate::schema::tables;

/// A buyer reviews a line of an order that they received. When every line that was kept is reviewed, the order is
/// completed.
///
/// Errors: `wrong_state` before receipt or when reviewing is closed, `invalid_field` for a line that is not there or of
/// which nothing was kept, `already_exists` for a line that was reviewed, `limit_exceeded` pictures. RULES §16.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WriteReview {
    /// The order.
    pub order: OrderId,
    /// The line's place in it, from 0.
    pub line: u32,
    /// How good.
    pub stars: Stars,
    /// In words; may be empty.
    #[serde(default)]
    pub text: Text<1000>,
    /// Pictures as the host names them; at most 9.
    #[serde(default)]
    pub pictures: Vec<Text<200>>,
}

impl Command for WriteReview {
    type Answer = ReviewId;
    const OPERATION: Operation = Operation::WriteReview;

    fn target(&self) -> Target {
        Target::Order(self.order)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<ReviewId> {
        if self.pictures.len() > Review::MAX_PICTURES {
            return Err(Error::Limit {
                field: "pictures".into(),
                limit: Review::MAX_PICTURES as u64,
            });
        }
        for picture in &self.pictures {
            picture.require("pictures")?;
        }
        let mut order = (*ctx.require::<Order>(self.order)?).clone();
        let now = ctx.now();
        let days = ctx.settings(order.community)?.review_days;
        let place = self.line as usize;
        let line = (order.lines.get_mut(place))
            .ok_or_else(|| Error::invalid("line", "the order has no such line"))?;
        if line.reviewed {
            return Err(Error::AlreadyExists {
                what: "a review of this line".into(),
            });
        }
        let closed = (order.received_at).is_none_or(|received| now >= received.plus_days(days));
        if order.state != OrderState::PendingReview || closed {
            return Err(Error::WrongState {
                what: "order",
                id: order.id.to_string(),
                state: order.state.name(),
                event: "review",
            });
        }
        if line.kept() == 0 {
            return Err(Error::invalid("line", "nothing of it was kept"));
        }
        line.reviewed = true;
        let review = Review {
            id: Review::id_of(order.id, self.line),
            order: order.id,
            line: self.line,
            product: line.product,
            sku: line.sku,
            name: line.name.clone(),
            merchant: order.merchant,
            member: order.member,
            stars: self.stars,
            text: self.text.clone(),
            pictures: self.pictures.clone(),
            at: now,
            day: ctx.tenant_record()?.zone.day_of(now),
            answer: None,
            hidden: None,
        };
        let id = review.id;
        ctx.emit(Event::ReviewWritten {
            review: id,
            order: order.id,
            product: review.product,
            merchant: review.merchant,
            stars: review.stars.number(),
        });
        rating::count(ctx, &review, Count::In)?;
        ctx.insert(review)?;
        steps::complete_if_reviewed(ctx, &mut order)?;
        ctx.update(order)?;
        Ok(id)
    }
}

/// The merchant answers a review, once. Errors: `already_exists` for the second answer, `invalid_field` for an empty one.
/// RULES §16.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AnswerReview {
    /// The review.
    pub review: ReviewId,
    /// What is answered.
    pub text: Text<500>,
}

impl Command for AnswerReview {
    type Answer = ();
    const OPERATION: Operation = Operation::AnswerReview;

    fn target(&self) -> Target {
        Target::Review(self.review)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.text.require("text")?;
        let mut review = (*ctx.require::<Review>(self.review)?).clone();
        if review.answer.is_some() {
            return Err(Error::AlreadyExists {
                what: "an answer to this review".into(),
            });
        }
        review.answer = Some(ReviewAnswer {
            text: self.text.clone(),
            at: ctx.now(),
        });
        ctx.emit(Event::ReviewAnswered { review: review.id });
        ctx.update(review)
    }
}

/// What becomes of a review.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moderation {
    /// Nobody but the merchant and the property company sees it, and it counts for nothing.
    Hide {
        /// Why.
        reason: Text<300>,
    },
    /// It is shown and counts again.
    Show,
}

/// Hides a review or shows it again. Errors: `wrong_state` when it is so already, `invalid_field` for no reason. RULES §16.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ModerateReview {
    /// The review.
    pub review: ReviewId,
    /// What becomes of it.
    pub outcome: Moderation,
}

impl Command for ModerateReview {
    type Answer = ();
    const OPERATION: Operation = Operation::ModerateReview;

    fn target(&self) -> Target {
        Target::Review(self.review)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut review = (*ctx.require::<Review>(self.review)?).clone();
        let (hidden, count, event) = match &self.outcome {
            Moderation::Hide { reason } => {
                reason.require("outcome.reason")?;
                (Some(reason.clone()), Count::Out, "hide")
            }
            Moderation::Show => (None, Count::In, "show"),
        };
        if hidden.is_some() == review.hidden.is_some() {
            return Err(Error::WrongState {
                what: "review",
                id: review.id.to_string(),
                state: if hidden.is_some() { "hidden" } else { "shown" },
                event,
            });
        }
        review.hidden = hidden;
        ctx.emit(Event::ReviewModerated {
            review: review.id,
            shown: count == Count::In,
        });
        rating::count(ctx, &review, count)?;
        ctx.update(review)
    }
}

/// Looks at a merchant's rating when a day leaves the window or a deadline is over: due work. Before its time it is
/// refused. RULES §2.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AdvanceRating {
    /// Whose.
    pub merchant: MerchantId,
}

impl Command for AdvanceRating {
    type Answer = ();
    const OPERATION: Operation = Operation::AdvanceRating;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let id = Rating::id_of(Rated::Merchant(self.merchant));
        let rating = ctx.require::<Rating>(id)?;
        let Some(due) = rating.due_at else {
            return Ok(());
        };
        if ctx.now() < due {
            return Err(Error::WrongState {
                what: "rating",
                id: id.to_string(),
                state: "counting",
                event: "advance before its time",
            });
        }
        rating::look(ctx, (*rating).clone(), self.merchant)
    }
}

/// Merchants whose rating has to be looked at.
pub(crate) const RATINGS_DUE: DueSource = DueSource {
    table: tables::RATING,
    index: Rating::DUE,
    command: |row| {
        let Rated::Merchant(merchant) = decode_row::<Rating>(row)?.of else {
            return Err(Error::internal("a product's rating waits for a time"));
        };
        Ok(crate::engine::AnyCommand::AdvanceRating(AdvanceRating {
            merchant,
        }))
    },
};
