//! From JSON to values, and from what serde says to the path of what could not be read.
//!
//! Types are read by the same instances of serde's code with which the engine reads its rows: a library for phones has no
//! room for a second set that keeps paths. So the path is found afterwards, from where in the text the reading ended.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use linli::kernel::{Error, Result};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

/// The value of JSON that stands under a path.
pub(crate) fn read_at<T: DeserializeOwned>(json: &str, path: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|error| {
        let again = |changed: &str| serde_json::from_str::<T>(changed).err();
        refusal(json, path, &error, &again)
    })
}

/// The fields of a JSON object, taken one by one: a reader per type serves the arguments of all queries.
pub(crate) struct Given<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Given<'a> {
    pub(crate) fn read(json: &'a str) -> Result<Self> {
        serde_json::from_str(json).map_err(|error| refusal(json, "", &error, &|_| None))
    }

    /// Takes the field of this name. An option may be absent.
    pub(crate) fn take<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T> {
        match self.find(name) {
            Some(json) => read_at(json, name),
            None => serde_json::from_str("null").map_err(|_| missing(name)),
        }
    }

    fn find(&mut self, name: &str) -> Option<&'a str> {
        let place = self.0.iter().position(|(field, _)| field == name)?;
        Some(self.0.swap_remove(place).1.get())
    }

    /// Refuses what nobody took.
    pub(crate) fn end(self) -> Result<()> {
        match self.0.into_iter().next() {
            None => Ok(()),
            Some((field, _)) => Err(Error::invalid(
                shortened(&field),
                "there is no field of this name",
            )),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Given<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with the arguments")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Self::Value::new();
                while let Some(Text(field)) = map.next_key()? {
                    if fields.iter().any(|(known, _)| *known == field) {
                        return Err(A::Error::custom("a field is there twice"));
                    }
                    fields.push((field, map.next_value()?));
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_map(Fields).map(Self)
    }
}

/// Text that is borrowed where JSON escapes nothing in it.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

fn missing(field: impl Into<String>) -> Error {
    Error::invalid(field.into(), "a value is expected")
}

/// What could not be read, and where. `again` reads another text as the same type.
fn refusal(
    json: &str,
    under: &str,
    error: &serde_json::Error,
    again: &dyn Fn(&str) -> Option<serde_json::Error>,
) -> Error {
    let said = error.to_string();
    let at = offset(json, error);
    if error.classify() != Category::Data {
        return match path_of(json, at).text {
            path if path.is_empty() => Error::invalid(field(under, ""), said),
            path => Error::invalid(field(under, &path), without_position(&said).to_owned()),
        };
    }
    let said = without_position(&said);
    if let Some(name) = named(said, "missing field `") {
        let path = path_of(json, at).text;
        return missing(field(under, &joined(&path, name)));
    }
    if let Some(name) = named(said, "unknown field `") {
        let path = path_of(json, at).text;
        let expected = said.rsplit_once(", expected ");
        let reason = expected.map_or("there is no field of this name".to_owned(), |(_, names)| {
            format!("there is no field of this name; expected is {names}")
        });
        return Error::invalid(field(under, &joined(&path, &shortened(name))), reason);
    }
    let mut found = path_of(json, at);
    if let Some(doubt) = found.doubt.take() {
        let (before, behind) = json.split_at(doubt.place);
        let longer = format!("{before}{}{behind}", doubt.more);
        if let Some(other) = again(&longer)
            && without_position(&other.to_string()) == said
            && offset(&longer, &other) == doubt.seen
        {
            found.text = doubt.path;
        }
    }
    Error::invalid(field(under, &found.text), reason(said))
}

/// `json` where there is no path to name.
fn field(under: &str, path: &str) -> String {
    match (under, path) {
        ("", "") => "json".to_owned(),
        ("", path) => path.to_owned(),
        (under, path) if path.is_empty() || path.starts_with('[') => format!("{under}{path}"),
        (under, path) => format!("{under}.{path}"),
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn named<'a>(said: &'a str, begin: &str) -> Option<&'a str> {
    said.strip_prefix(begin)?.split('`').next()
}

/// A name that somebody made up, as far as an error shows it.
fn shortened(name: &str) -> String {
    name.chars().take(60).collect()
}

fn without_position(said: &str) -> &str {
    said.rsplit_once(" at line ").map_or(said, |(said, _)| said)
}

/// What serde says, without the value that was there: it may be somebody's name or a code.
fn reason(said: &str) -> String {
    let hides = [
        "invalid type",
        "invalid value",
        "invalid length",
        "unknown variant",
    ];
    if hides.iter().any(|begin| said.starts_with(begin))
        && let Some((_, expected)) = said.rsplit_once(", expected ")
    {
        return format!("expected is {expected}");
    }
    said.to_owned()
}

/// How many bytes had been read.
fn offset(json: &str, error: &serde_json::Error) -> usize {
    let lines = json
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    lines.map(str::len).sum::<usize>() + error.column()
}

/// What lies at a place in a text.
struct Found {
    /// `lines[0].sku`; empty for the whole.
    text: String,
    /// Whether it may be another value.
    doubt: Option<Doubt>,
}

/// serde finds out that a conversion refused an element only from what stands behind it, at the end of the list or object
/// or at the next element. That it was the element is known from whether one more behind it changes the place.
struct Doubt {
    /// Where one more is put, and its text.
    place: usize,
    more: &'static str,
    /// Where the reading of the longer text ends if it was the element.
    seen: usize,
    /// Of the element.
    path: String,
}

/// A list or object that the scanner is in.
struct Open {
    is_object: bool,
    /// Length of the path outside it.
    outside: usize,
    /// Elements before the one that is read.
    index: usize,
    /// Whether the next text is a key.
    wants_key: bool,
    /// Path and end of the last element.
    last: Option<(String, usize)>,
}

/// The path of the value in whose text the place is, or which ends there. The text is JSON up to the place.
fn path_of(json: &str, at: usize) -> Found {
    let bytes = json.as_bytes();
    let mut path = String::new();
    let mut open: Vec<Open> = Vec::new();
    let mut i = 0;
    let found = |text: &str| Found {
        text: text.to_owned(),
        doubt: None,
    };
    while i < bytes.len() && i <= at {
        match bytes[i] {
            b'{' | b'[' => {
                if i == at {
                    let doubt = before(&open, i);
                    return Found { text: path, doubt };
                }
                let is_object = bytes[i] == b'{';
                open.push(Open {
                    is_object,
                    outside: path.len(),
                    index: 0,
                    wants_key: is_object,
                    last: None,
                });
                if !is_object {
                    path.push_str("[0]");
                }
                i += 1;
            }
            b'}' | b']' => {
                let Some(inner) = open.pop() else { break };
                path.truncate(inner.outside);
                if at <= i + 1 {
                    let doubt = inner.last.map(|(path, end)| Doubt {
                        place: end,
                        more: if inner.is_object {
                            ",\"\":null"
                        } else {
                            ",null"
                        },
                        seen: if inner.is_object { end } else { end + 1 },
                        path,
                    });
                    return Found { text: path, doubt };
                }
                i += 1;
                value_ended(&mut open, &path, i);
            }
            b',' => {
                if let Some(inner) = open.last_mut() {
                    path.truncate(inner.outside);
                    inner.index += 1;
                    inner.wants_key = inner.is_object;
                    if !inner.is_object {
                        let _ = write!(path, "[{}]", inner.index);
                    }
                }
                i += 1;
            }
            byte if byte.is_ascii_whitespace() || byte == b':' => i += 1,
            byte => {
                let end = scalar_end(bytes, i);
                match open.last_mut() {
                    Some(inner) if inner.wants_key && byte == b'"' => {
                        if at <= end {
                            return found(&path);
                        }
                        inner.wants_key = false;
                        let key: String = serde_json::from_str(&json[i..end]).unwrap_or_default();
                        path = joined(&path, &shortened(&key));
                    }
                    _ => {
                        if at <= end {
                            let doubt = if at == i { before(&open, i) } else { None };
                            return Found { text: path, doubt };
                        }
                        value_ended(&mut open, &path, end);
                    }
                }
                i = end;
            }
        }
    }
    // Behind the value: it is the whole that was refused.
    found("")
}

/// The element before the one that begins here.
fn before(open: &[Open], begin: usize) -> Option<Doubt> {
    let inner = open.last().filter(|inner| !inner.is_object)?;
    let (path, _) = inner.last.clone()?;
    Some(Doubt {
        place: begin,
        more: "null,",
        seen: begin,
        path,
    })
}

fn value_ended(open: &mut [Open], path: &str, end: usize) {
    if let Some(inner) = open.last_mut() {
        inner.last = Some((path.to_owned(), end));
    }
}

/// Where a text, number or word ends.
fn scalar_end(bytes: &[u8], begin: usize) -> usize {
    let mut i = begin + 1;
    if bytes[begin] == b'"' {
        while i < bytes.len() && bytes[i] != b'"' {
            i += if bytes[i] == b'\\' { 2 } else { 1 };
        }
        return (i + 1).min(bytes.len());
    }
    while i < bytes.len() && !b",:]}[{\" \t\r\n".contains(&bytes[i]) {
        i += 1;
    }
    i
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use linli::kernel::{Rate, Timestamp};
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::{field, path_of, read_at, reason};

    #[derive(Deserialize)]
    #[allow(dead_code, reason = "only read")]
    struct Line {
        quantity: u32,
        at: Timestamp,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    #[allow(dead_code, reason = "only read")]
    enum Way {
        None,
        By(Rate),
        To { line: Line },
    }

    #[derive(Deserialize)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    #[allow(dead_code, reason = "only read")]
    enum Tagged {
        One { at: Timestamp, last: u8 },
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only read")]
    struct Cart {
        lines: Vec<Line>,
        rates: Option<Vec<Rate>>,
        way: Way,
        tagged: Option<Tagged>,
        days: BTreeMap<String, Timestamp>,
        until: Timestamp,
    }

    fn cart() -> Value {
        json!({
            "lines": [{"quantity": 1, "at": 1}, {"quantity": 2, "at": 2}],
            "rates": ["0.1", "0.2"], "way": {"by": "0.5"}, "tagged": {"kind": "one", "at": 1, "last": 2},
            "days": {"a \\\"{[": 1, "b": 2}, "until": 5,
        })
    }

    /// A changed cart, as one line and as many.
    fn refused(change: impl FnOnce(&mut Value)) -> (String, String) {
        let mut cart = cart();
        change(&mut cart);
        let refused = |text: &str| {
            let error = read_at::<Cart>(text, "").err().expect("it is refused");
            (error.field().unwrap().to_owned(), error.to_string())
        };
        let short = refused(&cart.to_string());
        assert_eq!(
            refused(&serde_json::to_string_pretty(&cart).unwrap()),
            short
        );
        short
    }

    #[test]
    fn what_is_of_another_type_is_named_wherever_it_is() {
        assert!(read_at::<Cart>(&cart().to_string(), "").is_ok());
        for (pointer, field) in [
            ("/lines/0/quantity", "lines[0].quantity"),
            ("/lines/1/quantity", "lines[1].quantity"),
            ("/lines/1/at", "lines[1].at"),
            ("/lines/1", "lines[1]"),
            ("/rates/0", "rates[0]"),
            ("/rates/1", "rates[1]"),
            ("/way/by", "way.by"),
            ("/tagged/kind", "tagged.kind"),
            ("/days/b", "days.b"),
            ("/until", "until"),
        ] {
            for wrong in [
                json!("13800000001"),
                json!([13_800_000_001_u64]),
                json!({"13800000001": 1}),
            ] {
                let (found, said) =
                    refused(|cart| *cart.pointer_mut(pointer).unwrap() = wrong.clone());
                // A list or an object is a line, but for what is in it.
                let expected = match &wrong {
                    Value::Array(_) if pointer == "/lines/1" => "lines[1][0]",
                    Value::Object(_) if pointer == "/lines/1" => "lines[1].quantity",
                    _ => field,
                };
                assert_eq!(found, expected, "{wrong}");
                assert!(!said.contains("13800000001"), "{said}");
            }
        }
    }

    #[test]
    fn what_a_conversion_refuses_is_named_at_the_end_of_its_object_or_list_too() {
        // Before 1970: a number that is no time. serde says so only where the object or list ends.
        for (pointer, field) in [
            ("/lines/0/at", "lines[0].at"),
            ("/lines/1/at", "lines[1].at"),
            ("/days/a \\\"{[", "days.a \\\"{["),
            ("/days/b", "days.b"),
            ("/until", "until"),
        ] {
            let (found, said) = refused(|cart| *cart.pointer_mut(pointer).unwrap() = json!(-1));
            assert_eq!(found, field);
            assert!(said.contains("1970"), "{said}");
        }
        for place in ["/rates/0", "/rates/1", "/way/by"] {
            let (found, _) = refused(|cart| *cart.pointer_mut(place).unwrap() = json!("7"));
            let path = place[1..]
                .replace("/0", "[0]")
                .replace("/1", "[1]")
                .replace('/', ".");
            assert_eq!(found, path);
        }
        // A case that is told by a field among the others is put aside and read afterwards: which of its fields was wrong
        // is not known, and none is named.
        assert_eq!(refused(|cart| cart["tagged"]["at"] = json!(-1)).0, "tagged");
        assert_eq!(
            refused(|cart| cart["tagged"]["last"] = json!(900)).0,
            "tagged"
        );
    }

    #[test]
    fn what_is_missing_or_unknown_is_named() {
        let without = |pointer: &'static str, name: &'static str| {
            refused(move |cart| {
                let object = cart.pointer_mut(pointer).unwrap();
                object.as_object_mut().unwrap().remove(name).unwrap();
            })
        };
        assert_eq!(without("/lines/1", "at").0, "lines[1].at");
        assert_eq!(without("", "until").0, "until");
        assert_eq!(without("/tagged", "last").0, "tagged.last");
        let (found, said) = refused(|cart| cart["zuviel"] = json!(1));
        assert_eq!(found, "zuviel");
        assert!(said.contains("`until`"), "{said}");
        let (found, said) = refused(|cart| cart["way"] = json!("13800000001"));
        assert_eq!(found, "way");
        assert!(
            said.contains("`by`") && !said.contains("13800000001"),
            "{said}"
        );
        assert_eq!(
            refused(|cart| cart["way"] = json!({"to": {"line": {"quantity": 1}}})).0,
            "way.to.line.at"
        );
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_place() {
        for text in ["", "[", "{\"lines\": [1,}", "\"", "nul"] {
            let error = read_at::<Cart>(text, "").err().unwrap();
            assert!(
                ["json", "lines[0]"].contains(&error.field().unwrap()),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn half_a_character_is_refused_in_its_field() {
        let text = cart().to_string();
        for (key, path) in [("\"until\":5", "until"), ("\"by\":\"0.5\"", "way.by")] {
            let (name, _) = key.split_once(':').unwrap();
            let broken = text.replace(key, &format!(r#"{name}:"绿\ud800""#));
            assert_ne!(broken, text);
            let error = read_at::<Cart>(&broken, "").err().unwrap();
            assert_eq!(error.field(), Some(path), "{error}");
        }
    }

    #[test]
    fn a_path_is_found_in_any_text_at_any_place() {
        let text = r#" {"a": [10, {"b\\\"": "x,]"}], "c": true } "#;
        let paths: Vec<String> = (0..=text.len() + 2)
            .map(|at| path_of(text, at).text)
            .collect();
        assert_eq!(paths[text.find("10").unwrap()], "a[0]");
        assert_eq!(paths[text.find("x,").unwrap()], "a[1].b\\\"");
        assert_eq!(paths[text.find("true").unwrap() + 2], "c");
        assert_eq!(paths[text.find("\"c").unwrap() + 1], "");
        for broken in ["}}]", "[[[", "{\"a", "\"\\", ",,:", "邻里", "{\"邻\": \"里"] {
            for at in 0..=broken.len() + 2 {
                path_of(broken, at);
            }
        }
    }

    #[test]
    fn a_value_that_looks_like_a_position_is_hidden_too() {
        let mut body = cart();
        body["until"] = json!("13800000001 at line 7 column 5, expected nothing");
        let (found, said) = refused(|cart| *cart = body);
        assert_eq!(found, "until");
        assert!(!said.contains("138"), "{said}");
        assert_eq!(
            reason("invalid type: string \"138\", expected u8"),
            "expected is u8"
        );
        assert_eq!(field("[3][1]", "code"), "[3][1].code");
        assert_eq!(field("ids", "[2]"), "ids[2]");
    }
}
