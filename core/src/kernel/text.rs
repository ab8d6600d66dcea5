//! Text with a bound.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::error::{Error, Result};

/// Text of at most `MAX` characters without control characters other than line breaks and tabs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    /// Checks length and characters.
    pub fn new(text: impl Into<String>) -> Result<Self> {
        let text = text.into();
        // No character takes more than four bytes: very long texts are refused without counting.
        if text.len() > MAX * 4 || text.chars().count() > MAX {
            return Err(Error::invalid(
                "text",
                format!("at most {MAX} characters are allowed"),
            ));
        }
        if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
        {
            return Err(Error::invalid("text", "control characters are not allowed"));
        }
        Ok(Self(text))
    }

    /// Like [`new`](Self::new), and at least one character that is not a blank; `field` is named in the error.
    pub fn required(field: &'static str, text: impl Into<String>) -> Result<Self> {
        let text = Self::new(text).map_err(|error| match error {
            Error::Invalid { reason, .. } => Error::Invalid {
                field: field.into(),
                reason,
            },
            other => other,
        })?;
        text.require(field)?;
        Ok(text)
    }

    /// Refuses blank text, naming the field.
    pub fn require(&self, field: &'static str) -> Result<()> {
        if self.0.trim().is_empty() {
            return Err(Error::invalid(field, "it must not be empty"));
        }
        Ok(())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> TryFrom<String> for Text<MAX> {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::new(text)
    }
}

impl<const MAX: usize> TryFrom<&str> for Text<MAX> {
    type Error = Error;
    fn try_from(text: &str) -> Result<Self> {
        Self::new(text)
    }
}

impl<const MAX: usize> From<Text<MAX>> for String {
    fn from(text: Text<MAX>) -> String {
        text.0
    }
}

impl<const MAX: usize> Deref for Text<MAX> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: usize> fmt::Debug for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_bounded_in_characters_not_bytes() {
        assert!(Text::<4>::new("东北大米").is_ok());
        assert!(Text::<3>::new("东北大米").is_err());
        assert!(Text::<4>::new("x".repeat(10_000_000)).is_err());
        assert!(Text::<9>::new("a\u{0}b").is_err());
        assert_eq!(
            Text::<9>::required("name", "  ").unwrap_err().field(),
            Some("name")
        );
    }
}
