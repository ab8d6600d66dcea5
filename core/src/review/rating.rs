//! Counting reviews, and the rating rule that they feed. RULES §2, §16.

use super::records::{Rated, Rating, Review};
use super::rules;
use crate::engine::{Bounds, Context, Event, Lookup};
use crate::kernel::{Error, MerchantId, Result, Text};
use crate::merchant::{Merchant, MerchantEvent, MerchantState, step};

/// Whether a review comes into the ratings or leaves them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Count {
    In,
    Out,
}

/// Counts a review for its product and its merchant, and looks at the rating rule.
pub(super) fn count(ctx: &mut Context<'_>, review: &Review, count: Count) -> Result<()> {
    let product = find(ctx, Rated::Product(review.product))?;
    adjust(ctx, &product, review, count)?;
    let of_merchant = Rated::Merchant(review.merchant);
    let mut rating = find(ctx, of_merchant)?;
    adjust(ctx, &rating, review, count)?;
    rules::count_day(
        &mut rating.window,
        review.day,
        review.stars,
        count == Count::In,
    );
    look(ctx, rating, review.merchant)
}

/// The rating, made when it is not there.
fn find(ctx: &mut Context<'_>, of: Rated) -> Result<Rating> {
    if let Some(rating) = ctx.find::<Rating>(Rating::id_of(of))? {
        return Ok((*rating).clone());
    }
    ctx.insert(Rating::of(of))?;
    Ok(Rating::of(of))
}

fn adjust(ctx: &mut Context<'_>, rating: &Rating, review: &Review, count: Count) -> Result<()> {
    let by = match count {
        Count::In => 1,
        Count::Out => -1,
    };
    let id = Rating::id_of(rating.of);
    ctx.adjust::<Rating>(id, review.stars.place(), by, Bounds::NOT_NEGATIVE)?
        .map(|_| ())
        .map_err(|value| Error::internal(format!("a rating's counter stands at {value}")))
}

/// The rating rule: a merchant whose reviews of the window are too bad has to do better until a deadline; then it goes on
/// or leaves sale for good. It may sell meanwhile, and its open orders finish. Stores the rating.
pub(super) fn look(ctx: &mut Context<'_>, mut rating: Rating, id: MerchantId) -> Result<()> {
    let merchant = ctx.require::<Merchant>(id)?;
    let settings = ctx.settings(merchant.node)?;
    let zone = ctx.tenant_record()?.zone;
    let now = ctx.now();
    let days = settings.rating_window_days;
    rules::prune(&mut rating.window, zone.day_of(now), days);
    let (count, stars) = rating.in_window();
    let below = rules::is_below(
        count,
        stars,
        settings.rating_least_reviews,
        settings.rating_floor_hundredths,
    );
    match merchant.state {
        MerchantState::Active => {
            rating.deadline = None;
            if below {
                let reason = Text::new("评分低于下限，请在期限内整改")?;
                step(ctx, id, MerchantEvent::Rectify, Some(reason))?;
                let deadline = now.plus_days(settings.rectify_days);
                rating.deadline = Some(deadline);
                ctx.emit(Event::MerchantRectifying {
                    merchant: id,
                    deadline,
                });
            }
        }
        MerchantState::Rectifying if rating.deadline.is_some_and(|at| at <= now) => {
            rating.deadline = None;
            if below {
                let reason = Text::new("整改到期，评分仍低于下限")?;
                step(ctx, id, MerchantEvent::Delist, Some(reason))?;
            } else {
                step(ctx, id, MerchantEvent::Mend, None)?;
            }
        }
        MerchantState::Rectifying => {}
        // A decision by hand ended it.
        _ => rating.deadline = None,
    }
    let leaves = rules::leaves_at(&rating.window, days, zone);
    rating.due_at = match (rating.deadline, leaves) {
        (Some(deadline), Some(leaves)) => Some(deadline.min(leaves)),
        (deadline, leaves) => deadline.or(leaves),
    };
    ctx.update(rating)
}
