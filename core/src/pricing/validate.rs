//! What an offer must be to be priced at all. Commands that store offers call the same checks.

use super::offers::{
    CouponBenefit, CouponOffer, FullBenefit, FullReduction, Gift, Threshold, Tier, TimedDiscount,
    TimedOffer,
};
use crate::catalog::Sku;
use crate::kernel::{Error, Money, Rate, Result};

fn positive(field: &'static str, amount: Money) -> Result<()> {
    if amount.is_positive() {
        return Ok(());
    }
    Err(Error::invalid(field, "an amount above zero is expected"))
}

fn some_part(field: &'static str, part: Rate) -> Result<()> {
    if part.is_zero() {
        return Err(Error::invalid(field, "a part above zero is expected"));
    }
    Ok(())
}

fn cap(cap: Option<Money>) -> Result<()> {
    cap.map_or(Ok(()), |cap| positive("cap", cap))
}

impl Threshold {
    fn validate(self) -> Result<()> {
        if matches!(self, Self::Amount(from) if from.is_negative()) {
            return Err(Error::invalid("from", "a threshold is zero or more"));
        }
        Ok(())
    }
}

impl TimedDiscount {
    /// Errors: `invalid_field`, `limit_exceeded`.
    pub(crate) fn validate(&self) -> Result<()> {
        self.window.validate()?;
        self.scope.validate()?;
        self.offer.validate().map_err(|error| error.under("offer"))
    }
}

impl TimedOffer {
    pub(crate) fn validate(&self) -> Result<()> {
        match self {
            Self::Percent(part) => some_part("percent", *part),
            Self::Price(price) if price.is_negative() => {
                Err(Error::invalid("price", "a price is zero or more"))
            }
            Self::Price(_) => Ok(()),
        }
    }
}

impl FullReduction {
    /// Errors: `invalid_field`, `limit_exceeded`.
    pub(crate) fn validate(&self) -> Result<()> {
        self.window.validate()?;
        self.scope.validate()?;
        self.benefit
            .validate()
            .map_err(|error| error.under("benefit"))
    }
}

impl FullBenefit {
    pub(crate) fn validate(&self) -> Result<()> {
        match self {
            Self::AmountOff { tiers } => {
                validate_tiers(tiers)?;
                (tiers.iter().enumerate()).try_for_each(|(place, tier)| {
                    positive("off", tier.off)
                        .map_err(|error| error.under(&format!("tiers[{place}]")))
                })
            }
            Self::EveryOff {
                every,
                off,
                cap: most,
            } => {
                positive("every", *every)?;
                positive("off", *off)?;
                if off > every {
                    return Err(Error::invalid("off", "it is at most the step"));
                }
                cap(*most)
            }
            Self::PercentOff { tiers, cap: most } => {
                validate_tiers(tiers)?;
                for (place, tier) in tiers.iter().enumerate() {
                    some_part("off", tier.off)
                        .map_err(|error| error.under(&format!("tiers[{place}]")))?;
                }
                cap(*most)
            }
            Self::Gifts { from, gifts } => {
                from.validate()?;
                validate_gifts(gifts)
            }
        }
    }
}

fn validate_tiers<T>(tiers: &[Tier<T>]) -> Result<()> {
    if tiers.is_empty() {
        return Err(Error::invalid("tiers", "at least one is expected"));
    }
    if tiers.len() > FullReduction::MAX_TIERS {
        return Err(Error::Limit {
            field: "tiers".into(),
            limit: FullReduction::MAX_TIERS as u64,
        });
    }
    for (place, tier) in tiers.iter().enumerate() {
        tier.from
            .validate()
            .map_err(|error| error.under(&format!("tiers[{place}]")))?;
    }
    Ok(())
}

fn validate_gifts(gifts: &[Gift]) -> Result<()> {
    if gifts.is_empty() {
        return Err(Error::invalid("gifts", "at least one is expected"));
    }
    if gifts.len() > FullReduction::MAX_GIFTS {
        return Err(Error::Limit {
            field: "gifts".into(),
            limit: FullReduction::MAX_GIFTS as u64,
        });
    }
    for (place, gift) in gifts.iter().enumerate() {
        let under = |error: Error| error.under(&format!("gifts[{place}]"));
        if gift.quantity == 0 || gift.quantity > Sku::MAX_QUANTITY {
            return Err(under(Error::invalid(
                "quantity",
                "1 to 9,999 units are expected",
            )));
        }
    }
    Ok(())
}

impl CouponOffer {
    /// Errors: `invalid_field`, `limit_exceeded`.
    pub(crate) fn validate(&self) -> Result<()> {
        self.window.validate()?;
        self.scope.validate()?;
        if self.threshold.is_negative() {
            return Err(Error::invalid("threshold", "a threshold is zero or more"));
        }
        self.benefit
            .validate()
            .map_err(|error| error.under("benefit"))
    }
}

impl CouponBenefit {
    pub(crate) fn validate(&self) -> Result<()> {
        match self {
            Self::Amount(amount) => positive("amount", *amount),
            Self::Percent { off, cap: most } => {
                some_part("off", *off)?;
                cap(*most)
            }
        }
    }
}
