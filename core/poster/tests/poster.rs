//! A poster says what it should and its QR can be read, by another program than the one that wrote it.
#![allow(clippy::unwrap_used)]

mod small_font;

use linli_poster::{Font, Poster, Qr};
use small_font::small_font;
use tiny_skia::Pixmap;

const LINK: &str = "https://m.example.com/s/0123456789ab";
const CHARACTERS: &str = "东北五常大米斤三人成团小时内有效长按识别二维码袋装¥.0123456789…，";

fn poster() -> Poster {
    Poster {
        title: "东北五常大米5斤袋装".to_owned(),
        lines: vec!["三人成团，4小时内有效".to_owned()],
        price: Some("¥29.90".to_owned()),
        note: Some("长按识别二维码".to_owned()),
        link: LINK.to_owned(),
    }
}

/// What an independent reader finds in a picture.
fn read(width: usize, height: usize, grey: impl FnMut(usize, usize) -> u8) -> Vec<String> {
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let grids = image.detect_grids();
    grids.iter().map(|grid| grid.decode().unwrap().1).collect()
}

fn read_png(png: &[u8]) -> Vec<String> {
    let pixels = Pixmap::decode_png(png).unwrap();
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    read(width, height, |x, y| pixels.pixels()[y * width + x].green())
}

/// Coloured pixels between two lines.
fn inked(png: &[u8], from: u32, to: u32) -> Vec<[u8; 3]> {
    let pixels = Pixmap::decode_png(png).unwrap();
    let width = pixels.width() as usize;
    let rows = pixels.pixels()[from as usize * width..to as usize * width].iter();
    let colours = rows.map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
    colours.filter(|colour| *colour != [255; 3]).collect()
}

#[test]
fn the_qr_of_a_png_and_of_an_svg_is_read_by_another_program() {
    let bytes = small_font(CHARACTERS);
    let font = Font::parse(&bytes).unwrap();
    assert_eq!(read_png(&poster().png(&font).unwrap()), [LINK]);
    // Of the SVG the path of the modules is drawn here.
    let svg = poster().svg(&font).unwrap();
    let path = svg.split_once("id=\"qr\"").unwrap().1;
    let path = path
        .split_once(" d=\"")
        .unwrap()
        .1
        .split_once('"')
        .unwrap()
        .0;
    let height: usize = between(&svg, "height=\"", "\"").parse().unwrap();
    let mut dark = vec![false; 750 * height];
    for run in path.split_terminator('z') {
        let x: usize = between(run, "M", " ").parse().unwrap();
        let y: usize = between(run, " ", "h").parse().unwrap();
        let width: usize = between(run, "h", "v").parse().unwrap();
        let tall: usize = between(run, "v", "h").parse().unwrap();
        for row in y..y + tall {
            dark[row * 750 + x..row * 750 + x + width].fill(true);
        }
    }
    let grey = |x: usize, y: usize| if dark[y * 750 + x] { 0 } else { 255 };
    assert_eq!(read(750, height, grey), [LINK]);
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).unwrap().1;
    rest.split_once(after).unwrap().0
}

#[test]
fn links_of_every_length_are_read_and_too_long_ones_are_refused() {
    let bytes = small_font(CHARACTERS);
    let font = Font::parse(&bytes).unwrap();
    for length in [1, 20, 90, 180, 300] {
        let link: String = "https://m.example.com/?share="
            .chars()
            .cycle()
            .take(length)
            .collect();
        let poster = Poster {
            link: link.clone(),
            ..poster()
        };
        assert_eq!(read_png(&poster.png(&font).unwrap()), [link]);
    }
    for link in [String::new(), "a".repeat(301)] {
        assert_eq!(Qr::of(&link).unwrap_err().field(), Some("link"));
    }
}

#[test]
fn chinese_text_is_drawn_with_the_hosts_font() {
    let bytes = small_font(CHARACTERS);
    let font = Font::parse(&bytes).unwrap();
    let png = poster().png(&font).unwrap();
    // The title is in ink and one line high; its characters have boxes of their own heights.
    let title = inked(&png, 60, 133);
    assert!(title.contains(&[0x22; 3]));
    let other = Poster {
        title: "米大常五北东5斤袋装".to_owned(),
        ..poster()
    };
    assert_ne!(other.png(&font).unwrap(), png);
    let red = [0xd9, 0x2b, 0x1c];
    assert!(inked(&png, 60, 400).contains(&red), "the price is red");
    let free = Poster {
        price: None,
        ..poster()
    };
    assert!(!inked(&free.png(&font).unwrap(), 60, 400).contains(&red));
    assert_eq!(poster().png(&font).unwrap(), png, "the same bytes again");
    let svg = poster().svg(&font).unwrap();
    assert_eq!(
        svg.matches("<path").count(),
        1 + 4 + 1,
        "paper, four texts, the QR"
    );
    assert!(
        !svg.contains("<text") && !svg.contains('东'),
        "no font is needed"
    );
    assert_eq!(poster().svg(&font).unwrap(), svg);
}

#[test]
fn a_long_title_takes_two_lines_and_ends_in_an_ellipsis() {
    let bytes = small_font(CHARACTERS);
    let font = Font::parse(&bytes).unwrap();
    let of = |title: &str| Poster {
        title: title.to_owned(),
        lines: Vec::new(),
        price: None,
        note: None,
        link: LINK.to_owned(),
    };
    let height = |title: &str| {
        let png = of(title).png(&font).unwrap();
        Pixmap::decode_png(&png).unwrap().height()
    };
    let long = "东北五常大米".repeat(9);
    assert!(height("大米") < height(&long));
    assert_eq!(
        height(&long),
        height(&"大米".repeat(8)),
        "two lines at most"
    );
    // 12 characters of 52 fit into 630 pixels: 12 in the first line, 11 and the dots in the second.
    let shown = "东北五常大米东北五常大米东北五常大米东北五常大…";
    assert_eq!(of(shown).svg(&font).unwrap(), of(&long).svg(&font).unwrap());
}

#[test]
fn what_is_wrong_is_named() {
    let bytes = small_font(CHARACTERS);
    let font = Font::parse(&bytes).unwrap();
    let wrong = |poster: Poster| {
        let error = poster.png(&font).unwrap_err();
        assert_eq!(poster.svg(&font).unwrap_err(), error);
        (error.code(), error.field().unwrap().to_owned())
    };
    let line = |text: &str| vec![String::new(), text.to_owned()];
    let long = "米".repeat(61);
    for (poster, field) in [
        (
            Poster {
                title: String::new(),
                ..poster()
            },
            "title",
        ),
        (
            Poster {
                title: long.clone(),
                ..poster()
            },
            "title",
        ),
        (
            Poster {
                lines: line(&long),
                ..poster()
            },
            "lines[1]",
        ),
        (
            Poster {
                lines: vec![String::new(); 7],
                ..poster()
            },
            "lines",
        ),
        (
            Poster {
                price: Some("9".repeat(21)),
                ..poster()
            },
            "price",
        ),
        (
            Poster {
                note: Some(long.clone()),
                ..poster()
            },
            "note",
        ),
        (
            Poster {
                link: String::new(),
                ..poster()
            },
            "link",
        ),
    ] {
        assert_eq!(wrong(poster), ("invalid_field", field.to_owned()));
    }
    let missing = Poster {
        lines: line("大米😀"),
        ..poster()
    };
    assert_eq!(wrong(missing), ("missing_character", "lines[1]".to_owned()));
    assert_eq!(Font::parse(b"no font").unwrap_err().code(), "font");
}

/// The real thing, where the machine has a font with Chinese characters.
#[test]
fn a_font_of_the_system_works_too() {
    let Some(bytes) = system_font() else {
        println!("skipped: this system has no font with Chinese characters");
        return;
    };
    let font = Font::parse(&bytes).unwrap();
    assert_eq!(read_png(&poster().png(&font).unwrap()), [LINK]);
    assert!(poster().svg(&font).unwrap().len() > 5_000);
}

fn system_font() -> Option<Vec<u8>> {
    let mut folders = vec![std::path::PathBuf::from("/usr/share/fonts")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let suffix = path.extension().and_then(|suffix| suffix.to_str());
            if path.is_dir() {
                folders.push(path);
            } else if matches!(suffix, Some("ttf" | "otf" | "ttc")) {
                let bytes = std::fs::read(path).ok()?;
                let has = |font: &Font<'_>| CHARACTERS.chars().all(|one| font.has(one));
                if Font::parse(&bytes).is_ok_and(|font| has(&font)) {
                    return Some(bytes);
                }
            }
        }
    }
    None
}
