//! Names from one case into another.

/// `PlaceOrder` → `place_order`, as serde does it.
pub fn snake(name: &str) -> String {
    let mut out = String::new();
    for (place, letter) in name.chars().enumerate() {
        if letter.is_uppercase() {
            if place > 0 {
                out.push('_');
            }
            out.extend(letter.to_lowercase());
        } else {
            out.push(letter);
        }
    }
    out
}

/// `place_order` → `PlaceOrder`.
pub fn upper_camel(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            })
        })
        .collect()
}

/// `place_order` → `placeOrder`.
pub fn camel(name: &str) -> String {
    let name = upper_camel(name);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// Rust's documentation without its links: only what they show stays.
pub fn without_links(doc: &str) -> String {
    let mut out = String::new();
    let mut rest = doc;
    while let Some(begin) = rest.find('[') {
        let (before, from) = rest.split_at(begin);
        out.push_str(before);
        let Some(end) = from.find(']') else {
            rest = from;
            break;
        };
        let inside = &from[1..end];
        let mut after = &from[end + 1..];
        if after.starts_with('(')
            && let Some(close) = after.find(')')
        {
            out.push_str(inside);
            after = &after[close + 1..];
        } else if inside.starts_with('`') {
            out.push_str(inside);
        } else {
            out.push_str(&from[..=end]);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}
