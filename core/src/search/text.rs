//! How words are compared: Chinese and Latin script, whatever the case and the width.

use std::collections::BTreeSet;

/// Text as it is compared: lower case, full-width letters and digits as ordinary ones, blanks as one blank.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        let character = match character {
            // Full-width forms stand in the same order as ASCII.
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(u32::from(character).saturating_sub(0xfee0)).unwrap_or(character)
            }
            character if character.is_whitespace() => ' ',
            character => character,
        };
        if character == ' ' && folded.ends_with(' ') {
            continue;
        }
        folded.extend(character.to_lowercase());
    }
    folded
}

/// The words of a query, each once.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in folded(text).split(' ').filter(|word| !word.is_empty()) {
        if !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

/// A character, or two that stand together.
pub(super) type Gram = u64;

const NONE: u32 = u32::MAX;

fn gram(first: char, second: Option<char>) -> Gram {
    (u64::from(u32::from(first)) << 32) | u64::from(second.map_or(NONE, u32::from))
}

/// Every character and every pair of a text.
pub(super) fn grams(text: &str) -> BTreeSet<Gram> {
    let mut found = BTreeSet::new();
    let mut before = None;
    for character in text.chars() {
        found.insert(gram(character, None));
        if let Some(before) = before {
            found.insert(gram(before, Some(character)));
        }
        before = Some(character);
    }
    found
}

/// What a text must have to hold a word: its pairs, or its only character.
pub(super) fn grams_of_word(word: &str) -> Vec<Gram> {
    let characters: Vec<char> = word.chars().collect();
    match characters[..] {
        [] => Vec::new(),
        [only] => vec![gram(only, None)],
        _ => characters
            .windows(2)
            .map(|pair| gram(pair[0], Some(pair[1])))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_width_and_blanks_do_not_matter() {
        assert_eq!(folded("Ｆｒｅｓｈ　 Milk\t２５０ml"), "fresh milk 250ml");
        assert_eq!(words("  大米 RICE 大米 "), ["大米", "rice"]);
        assert!(words(" 　 ").is_empty());
    }

    #[test]
    fn a_text_that_holds_a_word_has_all_grams_of_the_word() {
        let text = grams(&folded("五常大米 Rice 5斤"));
        for word in ["大米", "米", "rice", "ic", "5斤", "米 r"] {
            assert!(
                grams_of_word(word).iter().all(|gram| text.contains(gram)),
                "{word}"
            );
        }
        assert!(!grams_of_word("米大").iter().all(|gram| text.contains(gram)));
    }
}
