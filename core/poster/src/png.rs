//! A sheet as PNG.

use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};

use crate::font::{Outline, Step};
use crate::layout::{BLACK, Colour, PAPER, Sheet};
use crate::{PosterError, Result};

fn failed(reason: impl ToString) -> PosterError {
    PosterError::Picture {
        reason: reason.to_string(),
    }
}

fn paint([red, green, blue]: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 0xff);
    paint
}

pub(crate) fn write(sheet: &Sheet) -> Result<Vec<u8>> {
    let mut pixels =
        Pixmap::new(sheet.width, sheet.height).ok_or_else(|| failed("it is too large"))?;
    let [red, green, blue] = PAPER;
    pixels.fill(Color::from_rgba8(red, green, blue, 0xff));
    for (colour, outline) in &sheet.text {
        let Some(path) = path(outline) else { continue };
        let rule = FillRule::Winding;
        pixels.fill_path(&path, &paint(*colour), rule, Transform::identity(), None);
    }
    let mut black = paint(BLACK);
    black.anti_alias = false;
    for module in &sheet.modules {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand pixels")]
        let [x, y, width, height] = module.map(|length| length as f32);
        let rect = Rect::from_xywh(x, y, width, height).ok_or_else(|| failed("a module"))?;
        pixels.fill_rect(rect, &black, Transform::identity(), None);
    }
    pixels.encode_png().map_err(failed)
}

fn path(outline: &Outline) -> Option<tiny_skia::Path> {
    let mut path = PathBuilder::new();
    for step in &outline.0 {
        match *step {
            Step::Move(x, y) => path.move_to(x, y),
            Step::Line(x, y) => path.line_to(x, y),
            Step::Quad(x1, y1, x, y) => path.quad_to(x1, y1, x, y),
            Step::Curve(x1, y1, x2, y2, x, y) => path.cubic_to(x1, y1, x2, y2, x, y),
            Step::Close => path.close(),
        }
    }
    path.finish()
}
