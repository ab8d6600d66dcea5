//! Amounts: integers of the smallest unit, bounded, checked; decimals only at the edges.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::fmt;
use std::iter::Sum;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::error::{Error, Result};

/// Largest magnitude of any amount: 10¹⁵ smallest units (ten trillion yuan). Small enough that the sum of
/// nine thousand such amounts still fits an `i64`, large enough for any group's year.
const LIMIT: i64 = 1_000_000_000_000_000;

macro_rules! amount {
    ($(#[$doc:meta])* $name:ident, $field:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $name(i64);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0);
            /// The largest amount that can be represented.
            pub const MAX: Self = Self(LIMIT);

            /// An amount of that many smallest units; `overflow` beyond ±10¹⁵.
            pub const fn new(units: i64) -> Result<Self> {
                if units > LIMIT || units < -LIMIT {
                    return Err(Error::Overflow { field: $field });
                }
                Ok(Self(units))
            }

            /// The number of smallest units.
            pub const fn units(self) -> i64 {
                self.0
            }

            /// Sum, or `overflow`.
            pub fn plus(self, other: Self) -> Result<Self> {
                // Both are within ±10¹⁵, so the machine addition cannot overflow.
                Self::new(self.0.saturating_add(other.0))
            }

            /// Difference, or `overflow`.
            pub fn minus(self, other: Self) -> Result<Self> {
                Self::new(self.0.saturating_sub(other.0))
            }

            /// Product with a count, or `overflow`.
            pub fn times(self, count: i64) -> Result<Self> {
                Self::new(self.0.checked_mul(count).ok_or(Error::Overflow { field: $field })?)
            }

            /// The same amount with the other sign.
            #[must_use]
            pub const fn negated(self) -> Self {
                Self(self.0.wrapping_neg()) // within ±10¹⁵: cannot wrap
            }

            /// Sum of many, or `overflow`.
            pub fn total(amounts: impl IntoIterator<Item = Self>) -> Result<Self> {
                amounts.into_iter().try_fold(Self::ZERO, Self::plus)
            }

            /// Whether it is exactly nothing.
            pub const fn is_zero(&self) -> bool {
                self.0 == 0
            }

            /// Whether it is below nothing.
            pub const fn is_negative(&self) -> bool {
                self.0 < 0
            }

            /// Whether it is above nothing.
            pub const fn is_positive(&self) -> bool {
                self.0 > 0
            }
        }

        impl TryFrom<i64> for $name {
            type Error = Error;
            fn try_from(units: i64) -> Result<Self> {
                Self::new(units)
            }
        }

        impl From<$name> for i64 {
            fn from(amount: $name) -> i64 {
                amount.0
            }
        }

        /// Sum of a view's figures, saturating at the bounds. Decisions use [`total`](Self::total).
        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
                amounts.fold(Self::ZERO, |a, b| Self(a.0.saturating_add(b.0).clamp(-LIMIT, LIMIT)))
            }
        }
    };
}

amount!(
    /// Money in the smallest unit of the tenant's currency (fen for CNY). RULES §1.
    Money,
    "money"
);
amount!(
    /// Loyalty points. Never mixes with [`Money`]; the setting `points_per_unit` converts. RULES §13.
    Points,
    "points"
);

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Money({})", self.0)
    }
}

impl fmt::Debug for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Points({})", self.0)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A tenant's currency: ISO 4217 code and 0–3 decimals. RULES §1.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "CurrencyParts", into = "CurrencyParts")]
pub struct Currency {
    code: [u8; 3],
    decimals: u8,
}

#[derive(Serialize, Deserialize)]
struct CurrencyParts {
    code: String,
    decimals: u8,
}

impl TryFrom<CurrencyParts> for Currency {
    type Error = Error;
    fn try_from(parts: CurrencyParts) -> Result<Self> {
        Self::new(&parts.code, parts.decimals)
    }
}

impl From<Currency> for CurrencyParts {
    fn from(currency: Currency) -> Self {
        Self {
            code: currency.code().to_owned(),
            decimals: currency.decimals,
        }
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self::CNY
    }
}

impl Currency {
    /// Renminbi, two decimals: the default.
    pub const CNY: Self = Self {
        code: *b"CNY",
        decimals: 2,
    };

    /// A currency by its three capital letters and its number of decimals (0–3).
    pub fn new(code: &str, decimals: u8) -> Result<Self> {
        let bytes: [u8; 3] = code
            .as_bytes()
            .try_into()
            .ok()
            .filter(|letters: &[u8; 3]| letters.iter().all(u8::is_ascii_uppercase))
            .ok_or_else(|| {
                Error::invalid("currency", "three capital letters such as CNY are expected")
            })?;
        if decimals > 3 {
            return Err(Error::invalid(
                "currency.decimals",
                "0 to 3 decimals are supported",
            ));
        }
        Ok(Self {
            code: bytes,
            decimals,
        })
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).expect("three ASCII capitals were checked when it was made")
    }

    /// Digits after the point.
    pub const fn decimals(&self) -> u8 {
        self.decimals
    }

    /// Reads a decimal such as `"12.30"` exactly. Too many decimals are an error, not a rounding; so are exponents,
    /// blanks, group separators and anything beyond ±10¹⁵ smallest units. `field` is named in the error.
    pub fn parse(&self, field: &'static str, text: &str) -> Result<Money> {
        let decimal = exact_decimal(field, text)?;
        self.from_decimal(field, decimal)
    }

    /// Takes a decimal exactly; more decimals than the currency has are an error unless they are zeros.
    pub fn from_decimal(&self, field: &'static str, decimal: Decimal) -> Result<Money> {
        let decimal = decimal.normalize();
        if decimal.scale() > u32::from(self.decimals) {
            return Err(Error::invalid(
                field,
                format!(
                    "at most {} decimals are possible in {}",
                    self.decimals,
                    self.code()
                ),
            ));
        }
        let missing = u32::from(self.decimals).saturating_sub(decimal.scale());
        let units = 10_i128
            .checked_pow(missing)
            .and_then(|factor| decimal.mantissa().checked_mul(factor))
            .and_then(|units| i64::try_from(units).ok())
            .ok_or(Error::Overflow { field })?;
        Money::new(units).map_err(|_| Error::Overflow { field })
    }

    /// The amount as an exact decimal with the currency's scale.
    pub fn to_decimal(&self, money: Money) -> Decimal {
        Decimal::new(money.units(), u32::from(self.decimals))
    }

    /// The amount as people write it: `12.30`.
    pub fn format(&self, money: Money) -> String {
        self.to_decimal(money).to_string()
    }
}

/// Reads a plain decimal of at most 28 significant digits, exactly.
fn exact_decimal(field: &'static str, text: &str) -> Result<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty()
        && digits.len() <= 32
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.bytes().next().is_some_and(|b| b.is_ascii_digit())
        && digits
            .bytes()
            .next_back()
            .is_some_and(|b| b.is_ascii_digit());
    if !plain {
        return Err(Error::invalid(
            field,
            "a plain decimal such as 12.30 is expected",
        ));
    }
    Decimal::from_str_exact(text)
        .map_err(|_| Error::invalid(field, "a plain decimal such as 12.30 is expected"))
}

/// A share between 0 and 1 with at most six decimals, e.g. 0.05 for five percent. Exact, never a float. RULES §12.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "Decimal")]
pub struct Rate(Decimal);

impl Rate {
    /// Nothing of it.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// All of it.
    pub const ONE: Self = Self(Decimal::ONE);
    const DECIMALS: u32 = 6;

    /// A rate from a decimal between 0 and 1.
    pub fn new(decimal: Decimal) -> Result<Self> {
        let decimal = decimal.normalize();
        if decimal.is_sign_negative() && !decimal.is_zero()
            || decimal > Decimal::ONE
            || decimal.scale() > Self::DECIMALS
        {
            return Err(Error::invalid(
                "rate",
                "a rate lies between 0 and 1 and has at most 6 decimals",
            ));
        }
        Ok(Self(decimal))
    }

    /// A rate from whole percents, 0–100.
    pub fn percent(percent: u8) -> Result<Self> {
        Self::new(Decimal::new(i64::from(percent), 2))
    }

    /// Reads `"0.05"`.
    pub fn parse(field: &'static str, text: &str) -> Result<Self> {
        Self::new(exact_decimal(field, text)?).map_err(|_| {
            Error::invalid(
                field,
                "a rate lies between 0 and 1 and has at most 6 decimals",
            )
        })
    }

    /// As an exact decimal.
    pub const fn decimal(self) -> Decimal {
        self.0
    }

    /// Whether it is exactly nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

impl TryFrom<Decimal> for Rate {
    type Error = Error;
    fn try_from(decimal: Decimal) -> Result<Self> {
        Self::new(decimal)
    }
}

/// How JSON has it: text. A number there could have been a float, and more decimals than a rate has would be rounded off
/// unseen.
impl TryFrom<String> for Rate {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::parse("rate", &text)
    }
}

impl From<Rate> for Decimal {
    fn from(rate: Rate) -> Self {
        rate.0
    }
}

impl fmt::Debug for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rate({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_exactly_and_written_back() {
        for text in ["0.00", "12.30", "-0.01", "10000000000000.00"] {
            assert_eq!(
                Currency::CNY.format(Currency::CNY.parse("price", text).unwrap()),
                text
            );
        }
    }

    #[test]
    fn a_rate_is_read_from_text_only_and_never_rounded() {
        let read = serde_json::from_str::<Rate>;
        assert_eq!(read("\"0.05\"").unwrap(), Rate::percent(5).unwrap());
        assert_eq!(serde_json::to_string(&Rate::ONE).unwrap(), "\"1\"");
        for wrong in [
            "0.05",
            "0",
            "1",
            "\"1e-40\"",
            "\"0.0500000000000000000000000000000000000001\"",
            "\"0.0000001\"",
            "\"1.1\"",
            "\"\"",
            "null",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_refused_by_field() {
        for text in [
            "", "-", ".", "1.", ".5", "1e3", "1,000", " 1", "１", "NaN", "+1", "1.234", "--1",
            "1.2.3",
        ] {
            let error = Currency::CNY.parse("price", text).unwrap_err();
            assert_eq!(error.code(), "invalid_field", "{text:?}");
            assert!(error.to_string().contains("price"), "{error}");
        }
        assert_eq!(
            Currency::CNY
                .parse("price", "10000000000000.01")
                .unwrap_err()
                .code(),
            "overflow"
        );
        assert_eq!(
            Currency::CNY
                .parse("price", "99999999999999999999999999")
                .unwrap_err()
                .code(),
            "overflow"
        );
    }

    #[test]
    fn sums_beyond_the_bound_are_errors() {
        assert_eq!(
            Money::MAX.plus(Money::new(1).unwrap()).unwrap_err().code(),
            "overflow"
        );
        assert_eq!(Money::MAX.times(2).unwrap_err().code(), "overflow");
        assert_eq!(Money::new(i64::MIN).unwrap_err().code(), "overflow");
        assert!(serde_json::from_str::<Money>("9000000000000000000").is_err());
    }

    #[test]
    fn rates_are_exact_and_bounded() {
        assert_eq!(
            Rate::percent(5).unwrap(),
            Rate::parse("fee", "0.05").unwrap()
        );
        assert!(Rate::parse("fee", "1.01").is_err());
        assert!(Rate::parse("fee", "-0.01").is_err());
        assert!(Rate::parse("fee", "0.1234567").is_err());
        assert!(Rate::percent(101).is_err());
    }

    #[test]
    fn currencies_have_up_to_three_decimals() {
        let dinar = Currency::new("KWD", 3).unwrap();
        assert_eq!(dinar.parse("price", "1.234").unwrap().units(), 1234);
        let yen = Currency::new("JPY", 0).unwrap();
        assert_eq!(yen.parse("price", "15").unwrap().units(), 15);
        assert_eq!(yen.parse("price", "15.00").unwrap().units(), 15);
        assert!(Currency::new("cny", 2).is_err());
        assert!(Currency::new("CNY", 4).is_err());
    }
}
