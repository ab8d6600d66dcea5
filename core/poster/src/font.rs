//! The host's font: widths and outlines of characters.

use std::fmt;

use ttf_parser::{Face, OutlineBuilder};

use crate::{PosterError, Result};

/// A TrueType or OpenType font; of a collection the first one.
#[derive(Clone)]
pub struct Font<'bytes>(Face<'bytes>);

impl fmt::Debug for Font<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Font of {} glyphs", self.0.number_of_glyphs())
    }
}

impl<'bytes> Font<'bytes> {
    /// Reads a font. Errors: `font`.
    pub fn parse(bytes: &'bytes [u8]) -> Result<Self> {
        let face = Face::parse(bytes, 0).map_err(|error| PosterError::Font {
            reason: error.to_string(),
        })?;
        Ok(Self(face))
    }

    /// Whether it has a picture of a character.
    pub fn has(&self, character: char) -> bool {
        self.0.glyph_index(character).is_some()
    }

    fn scale(&self, size: f32) -> f32 {
        size / f32::from(self.0.units_per_em().max(1))
    }

    /// How wide a character is.
    pub(crate) fn width(&self, character: char, size: f32) -> f32 {
        let glyph = self.0.glyph_index(character);
        let advance = glyph.and_then(|glyph| self.0.glyph_hor_advance(glyph));
        f32::from(advance.unwrap_or(0)) * self.scale(size)
    }

    /// How far above the baseline characters reach.
    pub(crate) fn ascent(&self, size: f32) -> f32 {
        f32::from(self.0.ascender()) * self.scale(size)
    }

    /// Adds the outline of a character whose baseline begins at a point.
    pub(crate) fn outline(&self, character: char, size: f32, at: (f32, f32), to: &mut Outline) {
        if let Some(glyph) = self.0.glyph_index(character) {
            let mut pen = Pen {
                scale: self.scale(size),
                at,
                to,
            };
            // A space has none.
            let _ = self.0.outline_glyph(glyph, &mut pen);
        }
    }
}

/// One step of an outline, in pixels from the top left corner.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Step {
    Move(f32, f32),
    Line(f32, f32),
    Quad(f32, f32, f32, f32),
    Curve(f32, f32, f32, f32, f32, f32),
    Close,
}

/// What is filled, by the rule of non-zero winding.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Outline(pub(crate) Vec<Step>);

struct Pen<'a> {
    scale: f32,
    at: (f32, f32),
    to: &'a mut Outline,
}

impl Pen<'_> {
    /// A font's y points upwards.
    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        (self.at.0 + x * self.scale, self.at.1 - y * self.scale)
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.point(x, y);
        self.to.0.push(Step::Move(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.point(x, y);
        self.to.0.push(Step::Line(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.point(x1, y1), self.point(x, y));
        self.to.0.push(Step::Quad(x1, y1, x, y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (first, second) = (self.point(x1, y1), self.point(x2, y2));
        let end = self.point(x, y);
        let step = Step::Curve(first.0, first.1, second.0, second.1, end.0, end.1);
        self.to.0.push(step);
    }

    fn close(&mut self) {
        self.to.0.push(Step::Close);
    }
}
