//! One API, four languages: what each generator wrote is read again, as text, and compared with the engine and with the
//! others, so that no language lags behind by a method, a record, a field, a case or an error.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use linli_bindgen::File;
use linli_bindgen::model::{Data, Shape, Surface};

/// What a language has. Names in lower case and without underscores, so that `place_order` is `placeOrder`.
#[derive(Default, PartialEq, Debug)]
struct Seen {
    blocking: BTreeSet<String>,
    awaited: BTreeSet<String>,
    rules: BTreeSet<String>,
    errors: BTreeSet<String>,
    ids: BTreeSet<String>,
    /// Fields of records, cases of enums.
    types: BTreeMap<String, BTreeSet<String>>,
}

/// The type that members are put into, and what is before their names: nothing, or the case.
type Place = (String, String);

impl Seen {
    /// A type begins: an id, which has no members to compare, or another.
    fn begin(&mut self, name: String, is_id: bool) -> Place {
        if is_id {
            self.ids.insert(name);
            return Place::default();
        }
        self.types.insert(name.clone(), BTreeSet::new());
        (name, String::new())
    }
}

fn plain(name: &str) -> String {
    name.trim_matches('`').replace('_', "").to_lowercase()
}

/// The name at the beginning of a text.
fn name(text: &str) -> String {
    let end = text
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '`')
        .unwrap_or(text.len());
    plain(&text[..end])
}

/// The name that follows one of these words at the beginning of a line.
fn after(line: &str, words: &[&str]) -> Option<String> {
    words
        .iter()
        .find_map(|word| line.strip_prefix(word))
        .map(name)
}

fn file<'a>(files: &'a [File], name: &str) -> &'a str {
    &files.iter().find(|(found, _)| *found == name).unwrap().1
}

/// The texts between quotes that look like codes of errors, among those of the engine.
fn codes(text: &str, surface: &Surface) -> BTreeSet<String> {
    surface
        .errors
        .iter()
        .filter(|error| text.contains(&format!("\"{}\"", error.code)))
        .map(|error| error.code.clone())
        .collect()
}

fn engine(surface: &Surface) -> Seen {
    let methods: BTreeSet<String> = (surface.commands.iter().map(|command| &command.method))
        .chain(surface.queries.iter().map(|query| &query.method))
        .map(|method| plain(method))
        .collect();
    let types = surface.types.values().map(|ty| {
        let members = match &ty.shape {
            Shape::Record(fields) => fields.iter().map(|field| plain(&field.name)).collect(),
            Shape::Choice(cases) => cases.iter().map(|case| plain(&case.name)).collect(),
            Shape::Union(_, cases) => cases
                .iter()
                .flat_map(|case| {
                    let fields = match &case.data {
                        Data::Fields(fields) => fields.as_slice(),
                        Data::None | Data::One(_) => &[],
                    };
                    let of_case = plain(&case.name);
                    let fields: Vec<_> = fields
                        .iter()
                        .map(|field| format!("{of_case}.{}", plain(&field.name)))
                        .collect();
                    [of_case].into_iter().chain(fields)
                })
                .collect(),
        };
        (plain(&ty.name), members)
    });
    Seen {
        awaited: methods.clone(),
        blocking: methods,
        rules: (surface.rules.iter().map(|(_, rule)| plain(&rule.method))).collect(),
        errors: (surface.errors.iter().map(|error| error.code.clone())).collect(),
        ids: surface.ids.iter().map(|(id, _)| plain(id)).collect(),
        types: types.collect(),
    }
}

fn python(surface: &Surface) -> Seen {
    let files = linli_bindgen::python(surface);
    let mut seen = Seen {
        errors: codes(file(&files, "errors.py"), surface),
        ..Seen::default()
    };
    for line in file(&files, "_calls.py").lines() {
        if !line.contains("(self, actor: Actor") {
            continue;
        }
        seen.blocking.extend(after(line, &["    def "]));
        seen.awaited.extend(after(line, &["    async def "]));
    }
    for own in ["_command", "_query"] {
        seen.blocking.remove(&plain(own));
        seen.awaited.remove(&plain(own));
    }
    for line in file(&files, "rules.py").lines() {
        seen.rules.extend(after(line, &["def "]));
    }
    let mut place = Place::default();
    let mut documentation = false;
    // Whether its fields have names: the one value of a case has none.
    let mut named = true;
    for line in file(&files, "records.py").lines() {
        let quotes = line.matches("\"\"\"").count();
        if documentation || quotes > 0 {
            documentation ^= quotes % 2 == 1;
            continue;
        }
        if line.starts_with("@dataclass") {
            named = line.contains("kw_only=True");
        } else if let Some(class) = after(line, &["class "]) {
            let base = line.split_once('(').map_or("", |(_, rest)| rest);
            let base = base.split([')', ',']).next().unwrap();
            place = if let Some(cases) = seen.types.get_mut(&plain(base)) {
                let case = class.strip_prefix(&plain(base)).unwrap().to_owned();
                cases.insert(case.clone());
                (plain(base), case + ".")
            } else {
                seen.begin(class, base == "Id")
            };
        } else if let Some(member) = line.strip_prefix("    ")
            && member.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && (member.contains(": ") || member.contains(" = \""))
            && member
                .split([':', ' '])
                .next()
                .is_some_and(|word| !word.contains('('))
            && let Some(members) = seen.types.get_mut(&place.0)
            && (named || place.1.is_empty())
        {
            members.insert(format!("{}{}", place.1, name(member)));
        }
    }
    seen
}

fn kotlin(surface: &Surface) -> Seen {
    let files = linli_bindgen::kotlin(surface);
    let mut seen = Seen {
        errors: codes(file(&files, "Errors.kt"), surface),
        ..Seen::default()
    };
    for line in file(&files, "Calls.kt").lines() {
        seen.blocking
            .extend(after(line, &["    fun ", "    @JvmOverloads fun "]));
        seen.awaited.extend(after(line, &["    suspend fun "]));
    }
    for line in file(&files, "Rules.kt").lines() {
        seen.rules.extend(after(line, &["    fun "]));
    }
    let mut place = Place::default();
    for line in file(&files, "Records.kt").lines() {
        if let Some(class) = after(line, &["data class ", "enum class ", "sealed interface "]) {
            place = seen.begin(class, line.contains(") : Id {"));
        } else if let Some(members) = seen.types.get_mut(&place.0) {
            if let Some(case) = after(line, &["    data class ", "    data object "]) {
                members.insert(case.clone());
                place.1 = case + ".";
            } else if let Some(field) = after(line, &["    val "]) {
                members.insert(field);
            } else if let Some(field) = after(line, &["        val "]) {
                members.insert(format!("{}{field}", place.1));
            } else if let Some(case) = line.strip_prefix("    ")
                && case.starts_with(|letter: char| letter.is_ascii_uppercase())
                && case.contains("(\"")
            {
                members.insert(name(case));
            }
        }
    }
    // An enum's name in JSON is a field only in Kotlin.
    for ty in surface.types.values() {
        if matches!(ty.shape, Shape::Choice(_)) {
            seen.types.get_mut(&plain(&ty.name)).unwrap().remove("wire");
        }
    }
    seen
}

fn swift(surface: &Surface) -> Seen {
    let files = linli_bindgen::swift(surface);
    let mut seen = Seen {
        errors: codes(file(&files, "Errors.swift"), surface),
        ..Seen::default()
    };
    for line in file(&files, "Calls.swift").lines() {
        if let Some(method) = after(line, &["    public func "]) {
            if line.contains(" async throws") {
                seen.awaited.insert(method);
            } else {
                seen.blocking.insert(method);
            }
        }
    }
    for line in file(&files, "Rules.swift").lines() {
        seen.rules.extend(after(line, &["    public static func "]));
    }
    let mut place = Place::default();
    // What is computed is no field.
    let stored = |line: &&str| !(line.contains(" var ") && line.contains(" { "));
    for line in file(&files, "Records.swift").lines().filter(stored) {
        if let Some(class) = after(
            line,
            &["public struct ", "public enum ", "public indirect enum "],
        ) {
            place = seen.begin(class, line.contains(": Id {"));
        } else if let Some(members) = seen.types.get_mut(&place.0) {
            if let Some(field) = after(line, &["    public var "]) {
                members.insert(field);
            } else if let Some(case) = after(line, &["    case "]) {
                members.insert(case.clone());
                // With labels these are fields, without one it is a value.
                let inside = line.split_once('(').map_or("", |(_, rest)| rest);
                let labelled = inside.split(", ").filter_map(|one| one.split_once(": "));
                members.extend(labelled.map(|(label, _)| format!("{case}.{}", plain(label))));
            } else if let Some(case) = after(line, &["    public struct "]) {
                place.1 = case + ".";
            } else if let Some(field) = after(line, &["        public var "]) {
                members.insert(format!("{}{field}", place.1));
            }
        }
    }
    for (engines, swifts) in RENAMED_IN_SWIFT {
        let members = seen.types.remove(swifts).unwrap();
        seen.types.insert(engines.to_owned(), members);
    }
    seen
}

/// Swift or its libraries have types of these names, which everybody uses.
const RENAMED_IN_SWIFT: [(&str, &str); 5] = [
    ("binding", "commissionbinding"),
    ("collection", "stationcollection"),
    ("group", "salegroup"),
    ("unit", "ledgerunit"),
    ("window", "pricingwindow"),
];

/// What the commands of a language have in common.
const OF_THE_LANGUAGE: [&str; 2] = ["anycommand", "command"];

fn compare(language: &str, found: &Seen, expected: &Seen) {
    let sets = [
        ("method", &found.blocking, &expected.blocking),
        ("awaited method", &found.awaited, &expected.awaited),
        ("rule", &found.rules, &expected.rules),
        ("error", &found.errors, &expected.errors),
        ("id", &found.ids, &expected.ids),
    ];
    for (what, found, expected) in sets {
        let missing: Vec<_> = expected.difference(found).collect();
        let more: Vec<_> = found.difference(expected).collect();
        assert!(
            missing.is_empty() && more.is_empty(),
            "{language}: {what} missing: {missing:?}, beyond the engine's: {more:?}"
        );
    }
    for (ty, expected) in &expected.types {
        let found = found.types.get(ty).cloned().unwrap_or_default();
        let differing: Vec<_> = found.symmetric_difference(expected).collect();
        assert!(
            differing.is_empty(),
            "{language}: {ty} differs in {differing:?}"
        );
    }
    let more: Vec<_> = (found.types.keys())
        .filter(|ty| !expected.types.contains_key(*ty) && !OF_THE_LANGUAGE.contains(&ty.as_str()))
        .collect();
    assert!(more.is_empty(), "{language} has types of its own: {more:?}");
}

#[test]
fn every_language_has_what_the_engine_has_and_nothing_else() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src");
    let surface = linli_bindgen::surface(&source).unwrap();
    let engine = engine(&surface);
    assert!(engine.blocking.len() > 200 && engine.types.len() > 400 && engine.rules.len() > 10);
    compare("Python", &python(&surface), &engine);
    compare("Kotlin", &kotlin(&surface), &engine);
    compare("Swift", &swift(&surface), &engine);
}
