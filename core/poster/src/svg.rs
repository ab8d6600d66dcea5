//! A sheet as SVG.

use std::fmt::Write;

use crate::font::Step;
use crate::layout::{BLACK, Colour, PAPER, Sheet};

fn colour([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

pub(crate) fn write(sheet: &Sheet) -> String {
    let (width, height) = (sheet.width, sheet.height);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">\n<path fill=\"{}\" d=\"M0 0h{width}v{height}H0z\"/>\n",
        colour(PAPER)
    );
    for (of, outline) in &sheet.text {
        let mut path = String::new();
        for step in &outline.0 {
            add(&mut path, *step);
        }
        let _ = writeln!(svg, "<path fill=\"{}\" d=\"{path}\"/>", colour(*of));
    }
    let mut path = String::new();
    for [x, y, width, height] in &sheet.modules {
        let _ = write!(path, "M{x} {y}h{width}v{height}h-{width}z");
    }
    let _ = writeln!(
        svg,
        "<path id=\"qr\" fill=\"{}\" shape-rendering=\"crispEdges\" d=\"{path}\"/>\n</svg>",
        colour(BLACK)
    );
    svg
}

/// Two decimals are finer than any screen.
fn add(path: &mut String, step: Step) {
    // Writing into a string cannot fail.
    let _ = match step {
        Step::Move(x, y) => write!(path, "M{x:.2} {y:.2}"),
        Step::Line(x, y) => write!(path, "L{x:.2} {y:.2}"),
        Step::Quad(x1, y1, x, y) => write!(path, "Q{x1:.2} {y1:.2} {x:.2} {y:.2}"),
        Step::Curve(x1, y1, x2, y2, x, y) => {
            write!(path, "C{x1:.2} {y1:.2} {x2:.2} {y2:.2} {x:.2} {y:.2}")
        }
        Step::Close => write!(path, "Z"),
    };
}
