//! Where everything stands: what both kinds of pictures are drawn from.

use crate::font::{Font, Outline, Step};
use crate::qr::Qr;
use crate::{Poster, PosterError, Result};

const MARGIN: f32 = 60.0;
const TITLE: f32 = 52.0;
const LINE: f32 = 32.0;
const PRICE: f32 = 76.0;
const NOTE: f32 = 28.0;
/// Most pixels of the QR with its quiet zone.
const QR: usize = 460;

/// Red, green, blue.
pub(crate) type Colour = [u8; 3];

const INK: Colour = [0x22, 0x22, 0x22];
const GREY: Colour = [0x66, 0x66, 0x66];
const RED: Colour = [0xd9, 0x2b, 0x1c];
pub(crate) const PAPER: Colour = [0xff, 0xff, 0xff];
pub(crate) const BLACK: Colour = [0, 0, 0];

/// Everything that is drawn on white paper, in this order.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Sheet {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) text: Vec<(Colour, Outline)>,
    /// Dark rectangles: x, y, width, height in whole pixels.
    pub(crate) modules: Vec<[u32; 4]>,
}

/// Puts texts below each other, then the QR.
struct Column<'a, 'bytes> {
    font: &'a Font<'bytes>,
    y: f32,
    text: Vec<(Colour, Outline)>,
}

pub(crate) fn lay_out(poster: &Poster, font: &Font<'_>) -> Result<Sheet> {
    poster.check()?;
    let qr = Qr::of(&poster.link)?;
    let mut column = Column {
        font,
        y: MARGIN,
        text: Vec::new(),
    };
    for line in column.wrap("title", &poster.title, TITLE, 2)? {
        column.left(&line, TITLE, INK);
    }
    column.y += 12.0;
    for (place, line) in poster.lines.iter().enumerate() {
        for line in column.wrap(&format!("lines[{place}]"), line, LINE, 1)? {
            column.left(&line, LINE, GREY);
        }
    }
    if let Some(price) = &poster.price {
        column.y += 12.0;
        for line in column.wrap("price", price, PRICE, 1)? {
            column.left(&line, PRICE, RED);
        }
    }
    column.y += 24.0;
    let modules = place_qr(&qr, &mut column.y);
    if let Some(note) = &poster.note {
        for line in column.wrap("note", note, NOTE, 1)? {
            column.centred(&line, NOTE, GREY);
        }
    }
    Ok(Sheet {
        width: Poster::WIDTH,
        height: whole(column.y + MARGIN),
        text: column.text,
        modules,
    })
}

/// A length in whole pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a poster is a few thousand pixels high"
)]
fn whole(length: f32) -> u32 {
    length.ceil().clamp(1.0, 10_000.0) as u32
}

/// The modules in the middle, each as many whole pixels wide as there is room for, so that their edges are sharp.
fn place_qr(qr: &Qr, y: &mut f32) -> Vec<[u32; 4]> {
    let across = qr.width() + 2 * Qr::QUIET;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let module = number(QR / across).max(1);
    let side = module * number(across);
    let left = Poster::WIDTH.saturating_sub(side) / 2 + module * number(Qr::QUIET);
    let top = whole(*y) + module * number(Qr::QUIET);
    let runs = qr.runs().into_iter();
    let modules = runs.map(|(row, from, count)| {
        [
            left + module * number(from),
            top + module * number(row),
            module * number(count),
            module,
        ]
    });
    let modules = modules.collect();
    #[expect(clippy::cast_precision_loss, reason = "a few hundred pixels")]
    let height = side as f32;
    *y += height;
    modules
}

impl Column<'_, '_> {
    /// Breaks a text into at most so many lines, between words of Latin letters and between any two characters else; what
    /// is left over becomes an ellipsis. Every character must be in the font.
    fn wrap(&self, field: &str, text: &str, size: f32, most: usize) -> Result<Vec<String>> {
        #[expect(clippy::cast_precision_loss, reason = "a constant")]
        let room = Poster::WIDTH as f32 - 2.0 * MARGIN;
        let text: String = text
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .collect();
        let missing = |character: &char| *character != ' ' && !self.font.has(*character);
        if let Some(character) = text.chars().find(missing) {
            return Err(PosterError::MissingCharacter {
                field: field.to_owned(),
                character,
            });
        }
        let mut lines = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() && lines.len() < most {
            let fits = self.fitting(rest, size, room);
            let last = lines.len() + 1 == most;
            if fits == rest.len() {
                lines.push(rest.to_owned());
                break;
            }
            if last {
                let dots = if self.font.has('…') { "…" } else { "..." };
                let fits = self.fitting(rest, size, room - self.width(dots, size));
                lines.push(format!("{}{dots}", rest[..fits].trim_end()));
                break;
            }
            let cut = break_before(rest, fits);
            lines.push(rest[..cut].trim_end().to_owned());
            rest = rest[cut..].trim_start();
        }
        Ok(lines)
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        text.chars()
            .map(|character| self.font.width(character, size))
            .sum()
    }

    /// How many bytes of a text there is room for; at least one character.
    fn fitting(&self, text: &str, size: f32, room: f32) -> usize {
        let mut width = 0.0;
        for (at, character) in text.char_indices() {
            width += self.font.width(character, size);
            if width > room && at > 0 {
                return at;
            }
        }
        text.len()
    }

    fn left(&mut self, text: &str, size: f32, colour: Colour) {
        self.draw(text, size, colour, MARGIN);
    }

    fn centred(&mut self, text: &str, size: f32, colour: Colour) {
        #[expect(clippy::cast_precision_loss, reason = "a constant")]
        let middle = Poster::WIDTH as f32 / 2.0;
        self.draw(text, size, colour, middle - self.width(text, size) / 2.0);
    }

    fn draw(&mut self, text: &str, size: f32, colour: Colour, mut x: f32) {
        let mut outline = Outline::default();
        let baseline = self.y + self.font.ascent(size);
        for character in text.chars() {
            self.font
                .outline(character, size, (x, baseline), &mut outline);
            x += self.font.width(character, size);
        }
        if outline.0.iter().any(|step| *step != Step::Close) {
            self.text.push((colour, outline));
        }
        self.y += size * 1.4;
    }
}

/// Where a line ends: before a Latin word that would be cut, if it does not begin the line.
fn break_before(text: &str, fits: usize) -> usize {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let cuts = text[fits..].starts_with(is_word) && text[..fits].ends_with(is_word);
    if !cuts {
        return fits;
    }
    let kept = text[..fits].trim_end_matches(is_word).len();
    if kept == 0 { fits } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_word_is_not_cut_unless_it_fills_the_line() {
        assert_eq!(break_before("NFC juice", 6), 4);
        assert_eq!(break_before("warehouse", 5), 5);
        assert_eq!(break_before("东北大米", 6), 6);
        assert_eq!(break_before("大米5kg装", 8), 6);
    }
}
