//! What a merchant's data must be. Pure.

use std::collections::BTreeSet;

use super::records::{Merchant, Qualification};
use crate::kernel::{Error, NodeId, Result, Text};

/// A code that imports and people use: no blanks around or inside, no separators of lists.
pub(crate) fn check_code(field: &'static str, code: &Text<40>) -> Result<()> {
    code.require(field)?;
    if code
        .chars()
        .any(|c| c.is_whitespace() || matches!(c, ',' | ';' | '*' | '"'))
    {
        return Err(Error::invalid(
            field,
            "a code has no blanks, commas, semicolons, asterisks or quotes",
        ));
    }
    Ok(())
}

/// A business phone: 5 to 15 digits, with `+`, `-`, blanks and brackets as people write them.
pub(crate) fn check_phone(field: &'static str, phone: &Text<20>) -> Result<()> {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let plain = phone
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')'));
    if !plain || !(5..=15).contains(&digits) {
        return Err(Error::invalid(field, "a phone number has 5 to 15 digits"));
    }
    Ok(())
}

/// At most 50, each with kind and number, none twice.
pub(crate) fn check_qualifications(qualifications: &[Qualification]) -> Result<()> {
    if qualifications.len() > Merchant::MAX_QUALIFICATIONS {
        return Err(Error::Limit {
            field: "qualifications".into(),
            limit: Merchant::MAX_QUALIFICATIONS as u64,
        });
    }
    let mut seen = BTreeSet::new();
    for (place, held) in qualifications.iter().enumerate() {
        let path = format!("qualifications[{place}]");
        held.kind
            .require("kind")
            .and_then(|()| held.number.require("number"))
            .map_err(|error| error.under(&path))?;
        if !seen.insert((held.kind.as_str(), held.number.as_str())) {
            return Err(Error::invalid(
                format!("{path}.number"),
                "the same qualification stands here twice",
            ));
        }
    }
    Ok(())
}

/// At most 200 nodes, none twice.
pub(crate) fn check_served(nodes: &[NodeId]) -> Result<()> {
    if nodes.len() > Merchant::MAX_SERVED {
        return Err(Error::Limit {
            field: "nodes".into(),
            limit: Merchant::MAX_SERVED as u64,
        });
    }
    let mut seen = BTreeSet::new();
    match nodes.iter().position(|node| !seen.insert(*node)) {
        Some(place) => Err(Error::invalid(
            format!("nodes[{place}]"),
            "the same node stands here twice",
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_is_written_as_people_write_it() {
        for right in ["13800000101", "0571-88880000", "+86 571 8888", "(021)55555"] {
            assert!(
                check_phone("phone", &Text::new(right).unwrap()).is_ok(),
                "{right}"
            );
        }
        for wrong in [
            "",
            "1234",
            "１３８００００１２３",
            "12345x",
            "1234567890123456",
        ] {
            let error = check_phone("phone", &Text::new(wrong).unwrap()).unwrap_err();
            assert_eq!(error.field(), Some("phone"), "{wrong}");
        }
    }

    #[test]
    fn a_code_cannot_be_mistaken_for_a_list() {
        for wrong in ["", " ", "a b", "a;b", "a,b", "a*1", "\"a\""] {
            assert!(check_code("code", &Text::new(wrong).unwrap()).is_err());
        }
        assert!(check_code("code", &Text::new("m-果园_1").unwrap()).is_ok());
    }
}
