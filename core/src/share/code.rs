//! The code itself, and the link that holds it. Pure.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::kernel::{Error, Id, Result};

/// The characters of a code: digits and small letters without i, l, o and u, which are read wrongly.
const CHARACTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A code of 12 characters that stands for what a member shares. It is no secret and opens nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ShareCode(String);

impl ShareCode {
    /// Characters of a code.
    pub const LENGTH: usize = 12;

    /// Reads a code; capital letters are taken for small ones. Errors: `invalid_field` `code`.
    pub fn new(text: &str) -> Result<Self> {
        let code = text.to_ascii_lowercase();
        let right = code.len() == Self::LENGTH
            && code
                .bytes()
                .all(|character| CHARACTERS.contains(&character));
        if right {
            return Ok(Self(code));
        }
        Err(Error::invalid(
            "code",
            "12 digits and letters without i, l, o and u are expected",
        ))
    }

    /// Sixty bits of a computed id.
    pub(super) fn of(id: Id) -> Self {
        let bytes = id.bytes();
        // Left out are the bytes that say which kind of id it is.
        let bits = bytes[..6].iter().chain(&bytes[9..11]);
        let mut left = bits.fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        let mut code = String::with_capacity(Self::LENGTH);
        for _ in 0..Self::LENGTH {
            let place = usize::try_from(left & 31).unwrap_or_default();
            code.push(char::from(CHARACTERS[place]));
            left >>= 5;
        }
        Self(code)
    }

    /// Its characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ShareCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ShareCode {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        Self::new(&text)
    }
}

impl From<ShareCode> for String {
    fn from(code: ShareCode) -> Self {
        code.0
    }
}

/// The host's link with a code in it: `{code}` in the pattern is replaced, as in `https://m.example.com/s/{code}` or
/// `pages/goods?share={code}`. Errors: `invalid_field` `pattern` unless it is 1 to 300 visible ASCII characters with
/// `{code}` in it once.
pub fn link(pattern: &str, code: &ShareCode) -> Result<String> {
    const PLACE: &str = "{code}";
    let right = pattern.len() <= 300
        && pattern.bytes().all(|byte| byte.is_ascii_graphic())
        && pattern.matches(PLACE).count() == 1;
    if !right {
        return Err(Error::invalid(
            "pattern",
            "at most 300 visible ASCII characters with {code} in it once are expected",
        ));
    }
    Ok(pattern.replace(PLACE, code.as_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_written_by_hand_and_nothing_else_is() {
        let code = ShareCode::of(Id::derived("share", &[b"a"]));
        assert_eq!(ShareCode::new(&code.as_str().to_uppercase()), Ok(code));
        for wrong in [
            "",
            "0123456789a",
            "0123456789abc",
            "0123456789ai",
            "码码码码",
        ] {
            let error = ShareCode::new(wrong).unwrap_err();
            assert_eq!(error.field(), Some("code"), "{wrong}");
        }
        assert!(serde_json::from_str::<ShareCode>("\"0123456789a!\"").is_err());
    }

    #[test]
    fn a_link_holds_the_code_where_the_pattern_says() {
        let code = ShareCode::new("0123456789ab").unwrap();
        let made = link("https://m.example.com/s/{code}?from=qr", &code).unwrap();
        assert_eq!(made, "https://m.example.com/s/0123456789ab?from=qr");
        let long = format!("https://{{code}}/{}", "a".repeat(300));
        for wrong in [
            "https://m.example.com/",
            "{code}{code}",
            "a b{code}",
            "店{code}",
            &long,
        ] {
            assert_eq!(link(wrong, &code).unwrap_err().field(), Some("pattern"));
        }
    }

    proptest! {
        #[test]
        fn a_computed_code_is_a_code(key in any::<[u8; 8]>()) {
            let code = ShareCode::of(Id::derived("share", &[&key]));
            prop_assert_eq!(ShareCode::new(code.as_str()), Ok(code));
        }
    }
}
