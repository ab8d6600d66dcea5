//! The QR of a link.

use qrcode::{Color, EcLevel, QrCode};

use crate::{PosterError, Result};

/// A QR code as modules, without its quiet zone. Fifteen percent of it may be dirty (level M).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Qr {
    width: usize,
    dark: Vec<bool>,
}

impl Qr {
    /// Modules that have to stay light around it.
    pub const QUIET: usize = 4;

    /// The QR of a text of 1 to 300 bytes. Errors: `invalid_field` `link`.
    pub fn of(link: &str) -> Result<Self> {
        let wrong = || PosterError::InvalidField {
            field: "link".to_owned(),
            expected: "1 to 300 bytes",
        };
        if !(1..=300).contains(&link.len()) {
            return Err(wrong());
        }
        let code = QrCode::with_error_correction_level(link, EcLevel::M).map_err(|_| wrong())?;
        Ok(Self {
            width: code.width(),
            dark: code
                .to_colors()
                .into_iter()
                .map(|color| color == Color::Dark)
                .collect(),
        })
    }

    /// Modules in a row.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Whether a module is dark; outside of it none is.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width && self.dark.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// Dark runs: row, first column, how many.
    pub(crate) fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs: Vec<(usize, usize, usize)> = Vec::new();
        for y in 0..self.width {
            for x in (0..self.width).filter(|x| self.is_dark(*x, y)) {
                match runs.last_mut() {
                    Some((row, from, count)) if *row == y && *from + *count == x => *count += 1,
                    _ => runs.push((y, x, 1)),
                }
            }
        }
        runs
    }
}
