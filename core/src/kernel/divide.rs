//! The one place that divides amounts and the one place that rounds. RULES §4.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::error::{Error, Result};
use super::money::{Money, Rate};

/// How a percentage meets the smallest unit. RULES §4: half up unless the setting says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// 0.5 goes away from zero.
    #[default]
    HalfUp,
    /// 0.5 goes to the even neighbour.
    HalfEven,
    /// 0.5 goes toward zero.
    HalfDown,
}

/// Divides `amount` over `weights` exactly: largest remainder on whole units, ties by position, nothing to a zero
/// weight. When `amount` is at most the sum of the weights no share exceeds its weight. RULES §4.
///
/// Errors: a negative amount or weight, or a positive amount over weights that are all zero (`invalid_field`).
pub fn divide(amount: Money, weights: &[Money]) -> Result<Vec<Money>> {
    if amount.is_negative() || weights.iter().any(Money::is_negative) {
        return Err(Error::invalid(
            "amount",
            "only amounts of zero or more can be divided",
        ));
    }
    let total: i128 = weights
        .iter()
        .map(|weight| i128::from(weight.units()))
        .sum();
    if amount.is_zero() {
        return Ok(vec![Money::ZERO; weights.len()]);
    }
    if total == 0 {
        return Err(Error::invalid(
            "weights",
            "there is no line to put the amount on",
        ));
    }
    let mut shares = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut left = amount.units();
    for (position, weight) in weights.iter().enumerate() {
        let (share, remainder) = share_of(amount.units(), weight.units(), total)?;
        left = left.saturating_sub(share);
        shares.push(share);
        remainders.push((remainder, position));
    }
    // The largest remainders first, of equal ones the first; all of them differ by position.
    let order = |a: &(i128, usize), b: &(i128, usize)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
    let more = usize::try_from(left).unwrap_or(usize::MAX);
    assert!(more <= remainders.len(), "the shares sum to the amount");
    if let Some(last) = more.checked_sub(1) {
        remainders.select_nth_unstable_by(last, order);
    }
    for (remainder, position) in &remainders[..more] {
        assert!(
            *remainder > 0,
            "as many units are left as there are non-zero remainders, or fewer"
        );
        shares[*position] = shares[*position].saturating_add(1);
    }
    shares.into_iter().map(Money::new).collect()
}

/// ⌊amount·weight/total⌋ and what is left over; total > 0, the others are not below zero.
fn share_of(amount: i64, weight: i64, total: i128) -> Result<(i64, i128)> {
    // Nearly always it fits an i64, which divides many times faster.
    if let (Some(product), Ok(total)) = (amount.checked_mul(weight), i64::try_from(total)) {
        let remainder = product.rem_euclid(total);
        return Ok((product.div_euclid(total), remainder.into()));
    }
    // |amount|, |weight| ≤ 10¹⁵, so the product is below 10³⁰ and fits an i128.
    let product = i128::from(amount).saturating_mul(i128::from(weight));
    let share = i64::try_from(product.div_euclid(total))
        .map_err(|_| Error::Overflow { field: "amount" })?;
    Ok((share, product.rem_euclid(total)))
}

/// `amount × rate`, rounded once to the smallest unit. RULES §4.
pub fn percentage(amount: Money, rate: Rate, rounding: Rounding) -> Result<Money> {
    let decimal = rate.decimal();
    let product = i128::from(amount.units()).saturating_mul(decimal.mantissa());
    let divisor = 10_i64.saturating_pow(decimal.scale()); // scale ≤ 6
    let (whole, rest) = quotient(product, divisor).ok_or(Error::Overflow { field: "amount" })?;
    let twice = rest.unsigned_abs().saturating_mul(2);
    let away = match twice.cmp(&u128::from(divisor.unsigned_abs())) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => match rounding {
            Rounding::HalfUp => true,
            Rounding::HalfEven => whole.rem_euclid(2) == 1,
            Rounding::HalfDown => false,
        },
    };
    let step = if away { product.signum() } else { 0 };
    let rounded = i64::try_from(whole.saturating_add(step))
        .map_err(|_| Error::Overflow { field: "amount" })?;
    Money::new(rounded)
}

/// Quotient and remainder, truncated.
fn quotient(product: i128, divisor: i64) -> Option<(i128, i128)> {
    // Nearly always it fits an i64, which divides many times faster.
    if let Ok(product) = i64::try_from(product) {
        let (whole, rest) = (product.checked_div(divisor)?, product.checked_rem(divisor)?);
        return Some((whole.into(), rest.into()));
    }
    let divisor = i128::from(divisor);
    Some((product.checked_div(divisor)?, product.checked_rem(divisor)?))
}

/// What part `before..before+now` of `whole` is worth when the whole is worth `amount`:
/// ⌊amount·(before+now)/whole⌋ − ⌊amount·before/whole⌋, so that any sequence of parts adds up to the amount. RULES §4, §12.
///
/// Errors: parts that do not fit into the whole (`invalid_field`).
pub fn portion(amount: i64, before: i64, now: i64, whole: i64) -> Result<i64> {
    let after = before
        .checked_add(now)
        .ok_or(Error::Overflow { field: "portion" })?;
    if whole <= 0 || before < 0 || now < 0 || after > whole {
        return Err(Error::invalid(
            "portion",
            "the parts taken exceed the whole",
        ));
    }
    let up_to = |part: i64| match amount.checked_mul(part) {
        Some(product) => i128::from(product.div_euclid(whole)),
        None => i128::from(amount)
            .saturating_mul(i128::from(part))
            .div_euclid(i128::from(whole)),
    };
    i64::try_from(up_to(after).saturating_sub(up_to(before)))
        .map_err(|_| Error::Overflow { field: "portion" })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(units: &[i64]) -> Vec<Money> {
        units
            .iter()
            .map(|units| Money::new(*units).unwrap())
            .collect()
    }

    #[test]
    fn the_worked_examples_of_the_rules_divide_exactly() {
        let cases: [(i64, Vec<i64>, Vec<i64>); 5] = [
            (1200, vec![1000, 2000, 5000, 3000], vec![109, 218, 546, 327]),
            (100, vec![100; 200], [vec![1; 100], vec![0; 100]].concat()),
            (3, vec![0, 100, 100], vec![0, 2, 1]),
            (1000, vec![3333; 3], vec![334, 333, 333]),
            (300, vec![4300, 1400, 2300], vec![161, 53, 86]),
        ];
        for (amount, weights, expected) in cases {
            assert_eq!(
                divide(Money::new(amount).unwrap(), &money(&weights)).unwrap(),
                money(&expected)
            );
        }
    }

    #[test]
    fn three_units_for_8999_refund_as_2999_3000_3000() {
        let parts: Vec<i64> = (0..3)
            .map(|before| portion(8999, before, 1, 3).unwrap())
            .collect();
        assert_eq!(parts, [2999, 3000, 3000]);
        assert!(portion(8999, 3, 1, 3).is_err());
        assert!(portion(8999, 0, 0, 0).is_err());
    }

    #[test]
    fn the_three_roundings_differ_only_at_the_half() {
        let half = Rate::parse("rate", "0.5").unwrap();
        let of = |units, rounding| {
            percentage(Money::new(units).unwrap(), half, rounding)
                .unwrap()
                .units()
        };
        assert_eq!(
            [
                of(5, Rounding::HalfUp),
                of(5, Rounding::HalfEven),
                of(5, Rounding::HalfDown)
            ],
            [3, 2, 2]
        );
        assert_eq!(
            [
                of(7, Rounding::HalfUp),
                of(7, Rounding::HalfEven),
                of(7, Rounding::HalfDown)
            ],
            [4, 4, 3]
        );
        assert_eq!(
            [
                of(-5, Rounding::HalfUp),
                of(-5, Rounding::HalfEven),
                of(-5, Rounding::HalfDown)
            ],
            [-3, -2, -2]
        );
    }

    #[test]
    fn nothing_to_divide_over_is_an_error() {
        assert!(divide(Money::new(1).unwrap(), &[]).is_err());
        assert!(divide(Money::new(1).unwrap(), &money(&[0, 0])).is_err());
        assert!(divide(Money::new(-1).unwrap(), &money(&[5])).is_err());
        assert_eq!(
            divide(Money::ZERO, &money(&[0, 0])).unwrap(),
            money(&[0, 0])
        );
    }

    proptest! {
        #[test]
        fn shares_sum_to_the_amount_and_stay_within_their_weights(
            weights in prop::collection::vec(0_i64..5_000_000, 1..60), part in 0_u32..=1000,
        ) {
            let total: i64 = weights.iter().sum();
            let amount = total * i64::from(part) / 1000;
            prop_assume!(total > 0);
            let shares = divide(Money::new(amount).unwrap(), &money(&weights)).unwrap();
            prop_assert_eq!(shares.iter().map(|share| share.units()).sum::<i64>(), amount);
            for (share, weight) in shares.iter().zip(&weights) {
                prop_assert!((0..=*weight).contains(&share.units()));
            }
        }

        #[test]
        fn portions_in_any_sequence_add_up(amount in 0_i64..10_000_000, steps in prop::collection::vec(1_i64..9, 1..20)) {
            let whole = steps.iter().sum();
            let mut before = 0;
            let mut sum = 0;
            for step in steps {
                sum += portion(amount, before, step, whole).unwrap();
                before += step;
            }
            prop_assert_eq!(sum, amount);
        }
    }
}
