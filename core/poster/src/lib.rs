//! Posters for what members share: a title, a few lines, a price and the QR of a link, as SVG or PNG. RULES §15.
//!
//! The font is the host's: its bytes are given with every poster, so that the host decides about its licence and its size.
//! Text is drawn as outlines, in the SVG too; whoever looks at it needs no font. The same poster with the same font gives
//! the same bytes.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use linli_poster::{Font, Poster};
//!
//! let bytes = std::fs::read("NotoSansSC-Regular.otf")?;
//! let font = Font::parse(&bytes)?;
//! let poster = Poster {
//!     title: "东北五常大米 5斤".to_owned(),
//!     lines: vec!["三人成团，四小时内有效".to_owned()],
//!     price: Some("¥29.90".to_owned()),
//!     note: Some("长按识别二维码".to_owned()),
//!     link: "https://m.example.com/s/0123456789ab".to_owned(),
//! };
//! std::fs::write("poster.png", poster.png(&font)?)?;
//! std::fs::write("poster.svg", poster.svg(&font)?)?;
//! # Ok(())
//! # }
//! ```

mod font;
mod layout;
mod png;
mod qr;
mod svg;

pub use font::Font;
pub use qr::Qr;

/// What a poster shows. Everything is text of the host's; nothing is fetched.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Poster {
    /// What is offered, 1 to 60 characters; two lines at most, then an ellipsis.
    pub title: String,
    /// What else is to be said: at most 6 lines of at most 60 characters, each one line, then an ellipsis.
    pub lines: Vec<String>,
    /// What it costs, at most 20 characters.
    pub price: Option<String>,
    /// What stands below the QR, at most 30 characters.
    pub note: Option<String>,
    /// Where the QR leads, 1 to 300 bytes.
    pub link: String,
}

/// Why there is no poster.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PosterError {
    /// The bytes are no font that can be read.
    #[error("the font cannot be read: {reason}")]
    Font {
        /// What the reader of fonts says.
        reason: String,
    },
    /// The font has no picture of a character.
    #[error("{field}: the font does not have {character:?}")]
    MissingCharacter {
        /// Where it stands.
        field: String,
        /// Which one it is.
        character: char,
    },
    /// A text is empty or too long.
    #[error("{field}: {expected}")]
    InvalidField {
        /// Which one.
        field: String,
        /// What would be right.
        expected: &'static str,
    },
    /// The picture could not be made.
    #[error("the picture could not be made: {reason}")]
    Picture {
        /// Why.
        reason: String,
    },
}

impl PosterError {
    /// A stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Font { .. } => "font",
            Self::MissingCharacter { .. } => "missing_character",
            Self::InvalidField { .. } => "invalid_field",
            Self::Picture { .. } => "picture",
        }
    }

    /// Which text is wrong.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::MissingCharacter { field, .. } | Self::InvalidField { field, .. } => Some(field),
            Self::Font { .. } | Self::Picture { .. } => None,
        }
    }
}

/// What this package answers.
pub type Result<T> = std::result::Result<T, PosterError>;

impl Poster {
    /// Width in pixels.
    pub const WIDTH: u32 = 750;

    /// As SVG. Errors: `invalid_field` and `missing_character` naming the text.
    pub fn svg(&self, font: &Font<'_>) -> Result<String> {
        Ok(svg::write(&layout::lay_out(self, font)?))
    }

    /// As PNG. Errors: as [`Poster::svg`], `picture`.
    pub fn png(&self, font: &Font<'_>) -> Result<Vec<u8>> {
        png::write(&layout::lay_out(self, font)?)
    }

    fn check(&self) -> Result<()> {
        let length = |field: &str, text: &str, range: std::ops::RangeInclusive<usize>, expected| {
            if range.contains(&text.chars().count()) {
                return Ok(());
            }
            Err(PosterError::InvalidField {
                field: field.to_owned(),
                expected,
            })
        };
        length("title", &self.title, 1..=60, "1 to 60 characters")?;
        if self.lines.len() > 6 {
            return Err(PosterError::InvalidField {
                field: "lines".to_owned(),
                expected: "at most 6 lines",
            });
        }
        for (place, line) in self.lines.iter().enumerate() {
            let field = format!("lines[{place}]");
            length(&field, line, 0..=60, "at most 60 characters")?;
        }
        let price = self.price.as_deref().unwrap_or_default();
        length("price", price, 0..=20, "at most 20 characters")?;
        let note = self.note.as_deref().unwrap_or_default();
        length("note", note, 0..=30, "at most 30 characters")
    }
}
