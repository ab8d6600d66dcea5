//! Python: frozen dataclasses, enums, one method per operation, one exception per code.

use std::fmt::Write;

use crate::model::{Data, ErrorKind, Fallback, Field, Shape, Surface, Tagging, Ty, Type};
use crate::names::{snake, upper_camel, without_links};

const KEYWORDS: &[&str] = &[
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// A name that Python lets a field have.
fn name(name: &str) -> String {
    if KEYWORDS.contains(&name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

fn ty(ty: &Ty) -> String {
    match ty {
        Ty::Unit => "None".into(),
        Ty::Bool => "bool".into(),
        Ty::Int(_) => "int".into(),
        Ty::Text => "str".into(),
        Ty::Json => "Any".into(),
        Ty::Bytes => "bytes".into(),
        Ty::Value(value) => match value.as_str() {
            "Rate" | "Decimal" => "decimal.Decimal".into(),
            "Timestamp" => "datetime.datetime".into(),
            "Day" => "datetime.date".into(),
            "TimeOfDay" => "datetime.time".into(),
            "Zone" => "zoneinfo.ZoneInfo".into(),
            "AnyCommand" => "Command".into(),
            "Error" => "LinliError".into(),
            other => other.into(),
        },
        Ty::Named(name) => name.clone(),
        Ty::Optional(inner) => format!("{} | None", self::ty(inner)),
        Ty::List(inner) => format!("list[{}]", self::ty(inner)),
        Ty::Set(inner) => format!("set[{}]", self::ty(inner)),
        Ty::Map(key, value) => format!("dict[{}, {}]", self::ty(key), self::ty(value)),
        Ty::Tuple(parts) => {
            let parts: Vec<_> = parts.iter().map(self::ty).collect();
            format!("tuple[{}]", parts.join(", "))
        }
    }
}

/// A docstring.
fn docstring(out: &mut String, indent: &str, doc: &str) {
    if doc.is_empty() {
        return;
    }
    let doc = without_links(doc)
        .replace('\\', "\\\\")
        .replace("\"\"\"", "'''");
    let mut lines = doc.lines();
    let _ = write!(out, "{indent}\"\"\"{}", lines.next().unwrap_or_default());
    let mut more = false;
    for line in lines {
        more = true;
        if line.is_empty() {
            out.push('\n');
        } else {
            let _ = write!(out, "\n{indent}{line}");
        }
    }
    if more {
        let _ = write!(out, "\n{indent}");
    } else if doc.ends_with('"') {
        out.push(' ');
    }
    out.push_str("\"\"\"\n");
}

fn default(surface: &Surface, field: &Field) -> Option<String> {
    Some(match field.fallback.as_ref()? {
        Fallback::Nothing => "None".into(),
        Fallback::Flag(flag) => if *flag { "True" } else { "False" }.into(),
        Fallback::Number(number) => number.to_string(),
        Fallback::Zero => match &field.ty {
            Ty::Value(value) if value == "Rate" => "decimal.Decimal(0)".into(),
            other => format!("{}.ZERO", ty(other)),
        },
        Fallback::Empty => match &field.ty {
            Ty::Text => "\"\"".into(),
            Ty::List(_) => "field(default_factory=list)".into(),
            Ty::Set(_) => "field(default_factory=set)".into(),
            _ => "field(default_factory=dict)".into(),
        },
        Fallback::Variant(variant) => {
            let Ty::Named(kind) = &field.ty else {
                return None;
            };
            match surface.types.get(kind).map(|found| &found.shape) {
                Some(Shape::Choice(_)) => format!(
                    "field(default_factory=lambda: {kind}.{})",
                    snake(variant).to_uppercase()
                ),
                _ => format!("field(default_factory=lambda: {kind}{variant}())"),
            }
        }
        Fallback::Record => format!("field(default_factory=lambda: {}())", ty(&field.ty)),
    })
}

fn fields(out: &mut String, surface: &Surface, fields: &[Field]) {
    let flat: Vec<_> = fields
        .iter()
        .filter(|field| field.flat)
        .map(|field| format!("\"{}\",", name(&field.name)))
        .collect();
    if !flat.is_empty() {
        let _ = writeln!(
            out,
            "    _flat: ClassVar[tuple[str, ...]] = ({})",
            flat.join(" ")
        );
    }
    for field in fields {
        let _ = write!(out, "    {}: {}", name(&field.name), ty(&field.ty));
        if field.secret {
            let nothing = if field.fallback.is_some() {
                "default=None, "
            } else {
                ""
            };
            let _ = write!(out, " = field({nothing}repr=False)");
        } else if let Some(default) = default(surface, field) {
            let _ = write!(out, " = {default}");
        }
        out.push('\n');
        docstring(out, "    ", &field.doc);
    }
}

const SECRET: &str = "@dataclass(frozen=True, slots=True, kw_only=True, repr=False)\n";
const DATACLASS: &str = "@dataclass(frozen=True, slots=True, kw_only=True)\n";

fn record(out: &mut String, surface: &Surface, found: &Type, command: Option<&str>) {
    let Shape::Record(list) = &found.shape else {
        return;
    };
    let base = if command.is_some() {
        "Command"
    } else {
        "Record"
    };
    let decorator = if found.secret { SECRET } else { DATACLASS };
    let _ = writeln!(out, "\n\n{decorator}class {}({base}):", found.name);
    docstring(out, "    ", &found.doc);
    if let Some(method) = command {
        let _ = writeln!(out, "    _command: ClassVar[str] = \"{method}\"");
    }
    if list.is_empty() && found.doc.is_empty() && command.is_none() {
        out.push_str("    pass\n");
    }
    fields(out, surface, list);
}

fn shape(out: &mut String, surface: &Surface, found: &Type) {
    match &found.shape {
        Shape::Record(_) => {
            let command = surface
                .commands
                .iter()
                .find(|command| command.ty == Ty::Named(found.name.clone()));
            record(
                out,
                surface,
                found,
                command.map(|command| command.method.as_str()),
            );
        }
        Shape::Choice(variants) => {
            let _ = writeln!(out, "\n\nclass {}(enum.Enum):", found.name);
            docstring(out, "    ", &found.doc);
            for variant in variants {
                let _ = writeln!(
                    out,
                    "    {} = \"{}\"",
                    snake(&variant.name).to_uppercase(),
                    variant.wire
                );
                docstring(out, "    ", &variant.doc);
            }
        }
        Shape::Union(tagging, variants) => {
            let _ = writeln!(out, "\n\nclass {}(Case):", found.name);
            docstring(out, "    ", &found.doc);
            let optional =
                |tag: Option<&String>| tag.map_or("None".to_owned(), |tag| format!("\"{tag}\""));
            let (tag, content) = match tagging {
                Tagging::External => (None, None),
                Tagging::Internal(tag) => (Some(tag), None),
                Tagging::Adjacent(tag, content) => (Some(tag), Some(content)),
            };
            let _ = writeln!(
                out,
                "    __slots__ = ()\n    _tag: ClassVar[str | None] = {}\n    _content: ClassVar[str | None] = {}",
                optional(tag),
                optional(content)
            );
            for variant in variants {
                let one = matches!(variant.data, Data::One(_));
                let decorator = if one {
                    "@dataclass(frozen=True, slots=True)\n"
                } else {
                    DATACLASS
                };
                let _ = writeln!(
                    out,
                    "\n\n{decorator}class {}{}({}):",
                    found.name, variant.name, found.name
                );
                docstring(out, "    ", &variant.doc);
                let _ = writeln!(out, "    _case: ClassVar[str] = \"{}\"", variant.wire);
                match &variant.data {
                    Data::None => {}
                    Data::One(inner) => {
                        let _ = writeln!(out, "    value: {}", ty(inner));
                    }
                    Data::Fields(list) => fields(out, surface, list),
                }
            }
        }
    }
}

/// `records.py`
pub(crate) fn records(surface: &Surface) -> String {
    let mut out = String::from(
        "\"\"\"Every command, record, enum and id of the engine. Written by `linli-bindgen`; do not edit.\"\"\"\n\n\
         from __future__ import annotations\n\nimport datetime\nimport decimal\nimport enum\nimport zoneinfo\n\
         from dataclasses import dataclass, field\nfrom typing import Any, ClassVar\n\n\
         from ._codec import Case, Command, Record\nfrom .errors import LinliError\n\
         from .values import DayRange, Id, Money, Month, Party, Points, TenantId\n",
    );
    let mut all: Vec<&str> = surface.ids.iter().map(|(name, _)| name.as_str()).collect();
    let mut variants = Vec::new();
    for found in surface.types.values() {
        all.push(&found.name);
        if let Shape::Union(_, cases) = &found.shape {
            variants.extend(
                cases
                    .iter()
                    .map(|case| format!("{}{}", found.name, case.name)),
            );
        }
    }
    all.extend(variants.iter().map(String::as_str));
    all.sort_unstable();
    out.push_str("\n__all__ = [\n");
    for name in all {
        let _ = writeln!(out, "    \"{name}\",");
    }
    out.push_str("]\n");
    for (id, doc) in &surface.ids {
        let _ = writeln!(out, "\n\nclass {id}(Id):");
        docstring(&mut out, "    ", doc);
        out.push_str("    __slots__ = ()\n");
    }
    for found in surface.types.values() {
        shape(&mut out, surface, found);
    }
    out
}

/// `_calls.py`
pub(crate) fn calls(surface: &Surface) -> String {
    let mut out = String::from(
        "\"\"\"A method per command and query. Written by `linli-bindgen`; do not edit.\"\"\"\n\n\
         from __future__ import annotations\n\nimport datetime\nfrom abc import ABC, abstractmethod\nfrom typing import Any\n\n\
         from .records import *\nfrom .values import DayRange, Id, Money, Month, Party, Points\n\n\
         #: What each operation answers.\nANSWERS: dict[str, Any] = {\n",
    );
    let operations = surface
        .commands
        .iter()
        .map(|command| (&command.method, &command.answer))
        .chain(
            surface
                .queries
                .iter()
                .map(|query| (&query.method, &query.answer)),
        );
    for (method, answer) in operations {
        let _ = writeln!(out, "    \"{method}\": {},", ty(answer));
    }
    out.push_str("}\n\n#: What each query takes.\nARGUMENTS: dict[str, dict[str, Any]] = {\n");
    for query in &surface.queries {
        let _ = write!(out, "    \"{}\": {{", query.method);
        for (place, field) in query.taken().iter().enumerate() {
            let comma = if place > 0 { ", " } else { "" };
            let _ = write!(out, "{comma}\"{}\": {}", field.name, ty(&field.ty));
        }
        out.push_str("},\n");
    }
    out.push_str("}\n");
    for (class, begin, wait) in [("Calls", "def", ""), ("AsyncCalls", "async def", "await ")] {
        let _ = write!(
            out,
            "\n\nclass {class}(ABC):\n    \"\"\"What the engine can do{}.\"\"\"\n\n    __slots__ = ()\n\n    \
             @abstractmethod\n    {begin} _command(self, actor: Actor, id: CommandId, name: str, command: Any) -> Any: ...\n\n    \
             @abstractmethod\n    {begin} _query(self, actor: Actor, name: str, arguments: dict[str, Any]) -> Any: ...\n",
            if wait.is_empty() { "" } else { ", awaited" }
        );
        for command in &surface.commands {
            let _ = writeln!(
                out,
                "\n    {begin} {}(self, actor: Actor, id: CommandId, command: {}) -> {}:",
                command.method,
                ty(&command.ty),
                ty(&command.answer)
            );
            docstring(&mut out, "        ", &command.doc);
            let _ = writeln!(
                out,
                "        {}{wait}self._command(actor, id, \"{}\", command)",
                if command.answer == Ty::Unit {
                    ""
                } else {
                    "answer: "
                },
                command.method,
            );
            fix_answer(&mut out, &ty(&command.answer), command.answer == Ty::Unit);
        }
        for query in &surface.queries {
            let fields = query.taken();
            let _ = write!(out, "\n    {begin} {}(self, actor: Actor", query.method);
            let first_default = fields
                .iter()
                .rposition(|field| field.fallback.is_none())
                .map_or(0, |last| last + 1);
            for (place, field) in fields.iter().enumerate() {
                // An option before a needed argument: from there on, arguments are given by name.
                if field.fallback.is_some()
                    && place < first_default
                    && !out.ends_with('*')
                    && !said_star(&out)
                {
                    out.push_str(", *");
                }
                let _ = write!(out, ", {}: {}", name(&field.name), ty(&field.ty));
                if field.fallback.is_some() {
                    out.push_str(" = None");
                }
            }
            let _ = writeln!(out, ") -> {}:", ty(&query.answer));
            docstring(&mut out, "        ", &query.doc);
            let pairs: Vec<_> = fields
                .iter()
                .map(|field| format!("\"{}\": {}", field.name, name(&field.name)))
                .collect();
            let _ = writeln!(
                out,
                "        answer: {wait}self._query(actor, \"{}\", {{{}}})",
                query.method,
                pairs.join(", ")
            );
            fix_answer(&mut out, &ty(&query.answer), query.answer == Ty::Unit);
        }
    }
    out
}

/// `rules.py`
pub(crate) fn rules(surface: &Surface) -> String {
    let mut out = String::from(
        "\"\"\"Rules of the engine on values, without an engine. Written by `linli-bindgen`; do not edit.\"\"\"\n\n\
         from __future__ import annotations\n\nimport datetime\nimport decimal\n\nfrom ._rules import apply\n\
         from .records import *\nfrom .values import Money, Party, Points\n\n__all__ = [",
    );
    let names: Vec<_> = surface
        .rules
        .iter()
        .map(|(_, rule)| format!("\"{}\"", rule.method))
        .collect();
    let _ = writeln!(out, "{}]", names.join(", "));
    for (_, rule) in &surface.rules {
        let fields = rule.taken();
        let arguments: Vec<_> = fields
            .iter()
            .map(|field| format!("{}: {}", name(&field.name), ty(&field.ty)))
            .collect();
        let answer = ty(&rule.answer);
        let _ = writeln!(
            out,
            "\n\ndef {}({}) -> {answer}:",
            rule.method,
            arguments.join(", ")
        );
        docstring(&mut out, "    ", &rule.doc);
        let kinds: Vec<_> = fields
            .iter()
            .map(|field| {
                format!(
                    "\"{}\": ({}, {})",
                    field.name,
                    ty(&field.ty),
                    name(&field.name)
                )
            })
            .collect();
        let _ = writeln!(
            out,
            "    answer: {answer} = apply(\"{}\", {{{}}}, {answer})\n    return answer",
            rule.method,
            kinds.join(", ")
        );
    }
    out
}

/// Whether the signature that is being written has its star already.
fn said_star(out: &str) -> bool {
    out.rsplit("def ")
        .next()
        .is_some_and(|signature| signature.contains(", *"))
}

/// Turns the last line's `answer: call` into a typed assignment and gives it.
fn fix_answer(out: &mut String, kind: &str, unit: bool) {
    let begin = out.trim_end().rfind('\n').map_or(0, |at| at + 1);
    let line = out.split_off(begin);
    if unit {
        out.push_str(&line);
        return;
    }
    out.push_str(&line.replacen("answer: ", &format!("answer: {kind} = "), 1));
    out.push_str("        return answer\n");
}

/// `errors.py`
pub(crate) fn errors(surface: &Surface) -> String {
    let mut out = String::from(
        "\"\"\"Everything that can go wrong: one tree, one class per stable code. Written by `linli-bindgen`; do not edit.\"\"\"\n\n\
         from __future__ import annotations\n\nfrom typing import ClassVar\n\nfrom ._errors import ClosedError, LinliError\n\n\
         __all__ = [\n    \"CODES\",\n    \"ClosedError\",\n    \"LinliError\",\n    \"StoreError\",\n",
    );
    for error in &surface.errors {
        let _ = writeln!(out, "    \"{}\",", class(error));
    }
    out.push_str(
        "]\n\n\nclass StoreError(LinliError):\n    \"\"\"The store refused or failed.\"\"\"\n",
    );
    for error in &surface.errors {
        let base = match error.code.as_str() {
            code if code.starts_with("store_") => "StoreError",
            "invalid_field" => "LinliError, ValueError",
            _ => "LinliError",
        };
        let _ = writeln!(out, "\n\nclass {}({base}):", class(error));
        docstring(&mut out, "    ", &error.doc);
        let _ = writeln!(out, "\n    code: ClassVar[str] = \"{}\"", error.code);
    }
    out.push_str("\n\n#: The class of each code.\nCODES: dict[str, type[LinliError]] = {\n");
    for error in &surface.errors {
        let _ = writeln!(out, "    \"{}\": {},", error.code, class(error));
    }
    out.push_str("}\n");
    out
}

fn class(error: &ErrorKind) -> String {
    if error.code == "overflow" {
        // Python has an OverflowError of its own.
        return "AmountOverflowError".into();
    }
    format!("{}Error", upper_camel(&error.code))
}
