//! A TrueType font of boxes, made for the characters that a test needs: no real font has to lie in the repository.

/// A font in which every character of `characters` is a box of its own height, a thousand units wide.
pub(crate) fn small_font(characters: &str) -> Vec<u8> {
    let mut characters: Vec<char> = characters.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    let glyphs = u16::try_from(characters.len() + 1).unwrap();
    let mut glyf = Vec::new();
    let mut loca = vec![0_u8; 4];
    // Glyph 0 is for what is not there, and empty.
    loca.extend(0_u32.to_be_bytes());
    for number in 1..glyphs {
        glyf.extend(box_of(i16::try_from(200 + number * 37 % 600).unwrap()));
        loca.extend(u32::try_from(glyf.len()).unwrap().to_be_bytes());
    }
    let mut hmtx = Vec::new();
    for _ in 0..glyphs {
        hmtx.extend(1000_u16.to_be_bytes());
        hmtx.extend(50_i16.to_be_bytes());
    }
    let tables: [(&[u8; 4], Vec<u8>); 7] = [
        (b"cmap", cmap(&characters)),
        (b"glyf", glyf),
        (b"head", head()),
        (b"hhea", hhea(glyphs)),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp(glyphs)),
    ];
    let mut font = vec![0, 1, 0, 0];
    for word in [7_u16, 64, 2, 48] {
        font.extend(word.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    for (tag, table) in &tables {
        font.extend(*tag);
        for word in [0, at, table.len()] {
            font.extend(u32::try_from(word).unwrap().to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    for (_, mut table) in tables {
        table.resize(table.len().next_multiple_of(4), 0);
        font.extend(table);
    }
    font
}

fn words(words: &[i16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

/// One contour of four points.
fn box_of(height: i16) -> Vec<u8> {
    let mut glyph = words(&[1, 50, 0, 950, height, 3, 0]);
    glyph.extend([1; 4]);
    glyph.extend(words(&[50, 0, 900, 0]));
    glyph.extend(words(&[0, height, 0, -height]));
    glyph.resize(glyph.len().next_multiple_of(4), 0);
    glyph
}

/// One group of one character each.
fn cmap(characters: &[char]) -> Vec<u8> {
    let groups = u32::try_from(characters.len()).unwrap();
    let mut cmap = words(&[0, 1, 3, 10]);
    cmap.extend(12_u32.to_be_bytes());
    cmap.extend(words(&[12, 0]));
    for word in [16 + 12 * groups, 0, groups] {
        cmap.extend(word.to_be_bytes());
    }
    for (glyph, character) in (1_u32..).zip(characters) {
        for word in [u32::from(*character), u32::from(*character), glyph] {
            cmap.extend(word.to_be_bytes());
        }
    }
    cmap
}

fn head() -> Vec<u8> {
    let mut head = words(&[1, 0, 1, 0, 0, 0]);
    head.extend(0x5f0f_3cf5_u32.to_be_bytes());
    head.extend(words(&[0, 1000]));
    head.extend([0; 16]);
    // The box of all glyphs, style, smallest size, direction, long offsets, format.
    head.extend(words(&[0, 0, 1000, 1000, 0, 8, 2, 1, 0]));
    head
}

fn hhea(glyphs: u16) -> Vec<u8> {
    let mut hhea = words(&[1, 0, 880, -120, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0]);
    hhea.extend(glyphs.to_be_bytes());
    hhea
}

fn maxp(glyphs: u16) -> Vec<u8> {
    let mut maxp = vec![0, 0, 0x50, 0];
    maxp.extend(glyphs.to_be_bytes());
    maxp
}
