//! Swift: structs, enums with what they hold, a method per operation, blocking and awaited, a code per error.

use std::fmt::Write;

use crate::model::{Data, Fallback, Field, Query, Shape, Surface, Tagging, Ty, Type, Variant};
use crate::names::camel;

const KEYWORDS: &[&str] = &[
    "as",
    "associatedtype",
    "break",
    "case",
    "catch",
    "class",
    "continue",
    "default",
    "defer",
    "deinit",
    "do",
    "else",
    "enum",
    "extension",
    "fallthrough",
    "false",
    "fileprivate",
    "for",
    "func",
    "guard",
    "if",
    "import",
    "in",
    "init",
    "inout",
    "internal",
    "is",
    "let",
    "nil",
    "operator",
    "precedencegroup",
    "private",
    "protocol",
    "public",
    "repeat",
    "rethrows",
    "return",
    "self",
    "static",
    "struct",
    "subscript",
    "super",
    "switch",
    "throw",
    "throws",
    "true",
    "try",
    "typealias",
    "var",
    "where",
    "while",
];

/// Types that would hide one of Swift's, Foundation's or `SwiftUI`'s that everybody uses have their domain before them.
const RENAMED: &[(&str, &str)] = &[
    ("Binding", "CommissionBinding"),
    ("Collection", "StationCollection"),
    ("Group", "SaleGroup"),
    ("Unit", "LedgerUnit"),
    ("Window", "PricingWindow"),
];

const HEADER: &str = "// Written by `linli-bindgen`; do not edit.\n\n";

fn name(name: &str) -> String {
    let name = camel(name);
    if KEYWORDS.contains(&name.as_str()) {
        format!("`{name}`")
    } else {
        name
    }
}

/// A case: `PendingShipment` → `pendingShipment`.
fn case_name(variant: &str) -> String {
    let mut letters = variant.chars();
    let lower = letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    });
    name(&lower)
}

fn named(name: &str) -> &str {
    RENAMED
        .iter()
        .find(|(engine, _)| *engine == name)
        .map_or(name, |(_, swift)| swift)
}

/// A type inside of a record. With its module where a case of the same name would hide it.
fn ty(ty: &Ty, module: &str) -> String {
    let inner = |ty: &Ty| self::ty(ty, module);
    match ty {
        Ty::Unit => "Void".into(),
        Ty::Bool => "Bool".into(),
        Ty::Int(kind) if kind == "i128" => "Decimal".into(),
        Ty::Int(_) => "Int".into(),
        Ty::Text => "String".into(),
        Ty::Json => format!("{module}JSON"),
        Ty::Bytes => "Data".into(),
        Ty::Value(value) => match value.as_str() {
            "Decimal" => "Decimal".into(),
            "Id" => format!("{module}AnyId"),
            "Error" => format!("{module}LinliError"),
            other => format!("{module}{other}"),
        },
        Ty::Named(name) => format!("{module}{}", named(name)),
        Ty::Optional(held) => format!("{}?", inner(held)),
        Ty::List(held) => format!("[{}]", inner(held)),
        Ty::Set(held) => format!("Set<{}>", inner(held)),
        Ty::Map(key, value) => format!("[{}: {}]", inner(key), inner(value)),
        Ty::Tuple(parts) => {
            let kind = if parts.len() == 2 { "Pair" } else { "Triple" };
            let parts: Vec<_> = parts.iter().map(inner).collect();
            format!("{module}{kind}<{}>", parts.join(", "))
        }
    }
}

/// A type that a method gives: pairs are tuples there.
fn answer_ty(kind: &Ty) -> String {
    match kind {
        Ty::Tuple(parts) => {
            let parts: Vec<_> = parts.iter().map(answer_ty).collect();
            format!("({})", parts.join(", "))
        }
        Ty::List(held) => format!("[{}]", answer_ty(held)),
        Ty::Optional(held) => format!("{}?", answer_ty(held)),
        other => ty(other, ""),
    }
}

fn has_tuple(kind: &Ty) -> bool {
    match kind {
        Ty::Tuple(_) => true,
        Ty::List(held) | Ty::Optional(held) => has_tuple(held),
        _ => false,
    }
}

/// An expression that makes tuples of the pairs in a value.
fn tuples(kind: &Ty, value: &str) -> String {
    match kind {
        Ty::Tuple(parts) => {
            let parts: Vec<_> = parts
                .iter()
                .zip(["first", "second", "third"])
                .map(|(part, place)| tuples(part, &format!("{value}.{place}")))
                .collect();
            format!("({})", parts.join(", "))
        }
        Ty::List(held) | Ty::Optional(held) if has_tuple(held) => {
            format!("{value}.map {{ {} }}", tuples(held, "$0"))
        }
        _ => value.to_owned(),
    }
}

/// Statements that give an answer that was read.
fn give(kind: &Ty, indent: &str) -> String {
    match kind {
        Ty::Unit => String::new(),
        Ty::Int(int) if int == "i128" => format!("{indent}return try Big(wire: wire).value\n"),
        kind if has_tuple(kind) => format!(
            "{indent}let answer = try {}(wire: wire)\n{indent}return {}\n",
            ty(kind, ""),
            tuples(kind, "answer")
        ),
        Ty::Optional(held) => {
            format!(
                "{indent}return try Optional<{}>(wire: wire)\n",
                ty(held, "")
            )
        }
        kind => format!("{indent}return try {}(wire: wire)\n", ty(kind, "")),
    }
}

fn default(field: &Field, module: &str) -> Option<String> {
    Some(match field.fallback.as_ref()? {
        Fallback::Nothing => "nil".into(),
        Fallback::Flag(flag) => flag.to_string(),
        Fallback::Number(number) => number.to_string(),
        Fallback::Zero => ".zero".into(),
        Fallback::Empty => match &field.ty {
            Ty::Text => "\"\"".into(),
            Ty::Map(..) => "[:]".into(),
            _ => "[]".into(),
        },
        Fallback::Variant(variant) => format!(".{}", case_name(variant).replace('`', "")),
        Fallback::Record => format!("{}()", ty(&field.ty, module)),
    })
}

/// Documentation; Rust's links become plain names.
fn doc(out: &mut String, indent: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    for line in crate::names::without_links(text).lines() {
        let _ = writeln!(out, "{}", format!("{indent}/// {line}").trim_end());
    }
}

fn parameter(field: &Field, module: &str) -> String {
    let kind = ty(&field.ty, module);
    let default = default(field, module).map_or(String::new(), |default| format!(" = {default}"));
    format!("{}: {kind}{default}", name(&field.name))
}

/// A struct of these fields, and what carries it over.
fn record(out: &mut String, codec: &mut String, path: &str, fields: &[Field], nested: bool) {
    let (indent, module) = if nested {
        ("        ", "Linli.")
    } else {
        ("    ", "")
    };
    for field in fields {
        doc(out, indent, &field.doc);
        let _ = writeln!(
            out,
            "{indent}public var {}: {}",
            name(&field.name),
            ty(&field.ty, module)
        );
    }
    let parameters: Vec<_> = fields
        .iter()
        .map(|field| parameter(field, module))
        .collect();
    let gap = if fields.is_empty() { "" } else { "\n" };
    let one = format!("{indent}public init({}) {{", parameters.join(", "));
    if one.chars().count() <= 120 {
        let _ = writeln!(out, "{gap}{one}");
    } else {
        let inside = format!(",\n{indent}    ");
        let _ = writeln!(
            out,
            "{gap}{indent}public init(\n{indent}    {}\n{indent}) {{",
            parameters.join(&inside)
        );
    }
    for field in fields {
        let name = name(&field.name);
        let _ = writeln!(out, "{indent}    self.{name} = {name}");
    }
    let _ = writeln!(out, "{indent}}}");

    let _ = writeln!(
        codec,
        "\nextension {path}: WireRecord {{\n    init(fields: inout Fields) throws {{"
    );
    for field in fields {
        let _ = writeln!(
            codec,
            "        self.{} = {}",
            name(&field.name),
            read(field, "fields")
        );
    }
    codec.push_str("    }\n\n    func writeFields(to writer: inout Writer) {\n");
    for field in fields {
        let _ = writeln!(
            codec,
            "        {}",
            write(field, &format!("self.{}", name(&field.name)))
        );
    }
    codec.push_str("    }\n}\n");
}

/// An expression that reads a field.
fn read(field: &Field, from: &str) -> String {
    if field.flat {
        return format!("try {}(fields: &{from})", ty(&field.ty, "Linli."));
    }
    if field.ty == Ty::Int("i128".into()) {
        return format!("(try {from}.read(\"{}\") as Big).value", field.name);
    }
    match (&field.ty, default(field, "Linli.")) {
        (Ty::Optional(_), _) => format!("try {from}.optional(\"{}\")", field.name),
        (_, Some(default)) => {
            format!("try {from}.read(\"{}\", otherwise: {default})", field.name)
        }
        (_, None) => format!("try {from}.read(\"{}\")", field.name),
    }
}

/// A statement that writes a field.
fn write(field: &Field, value: &str) -> String {
    if field.flat {
        format!("{value}.writeFields(to: &writer)")
    } else if field.ty == Ty::Int("i128".into()) {
        format!("writer.field(\"{}\", Big({value}))", field.name)
    } else {
        format!("writer.field(\"{}\", {value})", field.name)
    }
}

/// A text for debugging without what is inside: also what a text is made of where there is no other.
fn hidden(out: &mut String, path: &str) {
    let _ = writeln!(
        out,
        "\nextension {path}: CustomDebugStringConvertible, CustomReflectable {{\n    \
         /// Without what is personal or secret.\n    public var debugDescription: String {{ \"{path}(…)\" }}\n    \
         public var customMirror: Mirror {{ Mirror(self, children: EmptyCollection()) }}\n}}"
    );
}

/// `Records.swift` and `Codec.swift`.
pub(crate) fn records(surface: &Surface) -> (String, String) {
    let mut out = format!("{HEADER}import Foundation\n");
    let mut codec = format!("{HEADER}import Foundation\n");
    for (id, text) in &surface.ids {
        out.push('\n');
        doc(&mut out, "", text);
        let _ = writeln!(
            out,
            "public struct {id}: Id {{\n    public let uuid: UUID\n\n    public init(_ uuid: UUID) {{ self.uuid = uuid }}\n}}"
        );
        let _ = writeln!(codec, "\nextension {id}: WireId {{}}");
    }
    for found in surface.types.values() {
        out.push('\n');
        doc(&mut out, "", &found.doc);
        let kind = named(&found.name);
        match &found.shape {
            Shape::Record(fields) => {
                let _ = writeln!(out, "public struct {kind}: Hashable, Sendable {{");
                record(&mut out, &mut codec, kind, fields, false);
                out.push_str("}\n");
                if found.secret || fields.iter().any(|field| field.secret) {
                    hidden(&mut out, kind);
                }
            }
            Shape::Choice(variants) => {
                let _ = writeln!(
                    out,
                    "public enum {kind}: String, Hashable, Sendable, CaseIterable {{"
                );
                for variant in variants {
                    doc(&mut out, "    ", &variant.doc);
                    let _ = writeln!(
                        out,
                        "    case {} = \"{}\"",
                        case_name(&variant.name),
                        variant.wire
                    );
                }
                out.push_str("}\n");
                let _ = writeln!(codec, "\nextension {kind}: WireChoice {{}}");
            }
            Shape::Union(tagging, variants) => {
                union(&mut out, &mut codec, found, tagging, variants);
            }
        }
    }
    any_command(&mut out, &mut codec, surface);
    (out, codec)
}

/// Whether the cases of an enum hold so much that each has a struct of its own.
fn has_structs(variants: &[Variant]) -> bool {
    variants
        .iter()
        .any(|variant| matches!(&variant.data, Data::Fields(fields) if fields.len() > 3))
}

fn union(
    out: &mut String,
    codec: &mut String,
    found: &Type,
    tagging: &Tagging,
    variants: &[Variant],
) {
    let kind = named(&found.name);
    let structs = has_structs(variants);
    let module = if structs { "Linli." } else { "" };
    let _ = writeln!(out, "public indirect enum {kind}: Hashable, Sendable {{");
    for variant in variants {
        doc(out, "    ", &variant.doc);
        let case = case_name(&variant.name);
        let _ = match &variant.data {
            Data::One(held) => writeln!(out, "    case {case}({})", ty(held, module)),
            Data::Fields(fields) if !fields.is_empty() && structs => {
                writeln!(out, "    case {case}({})", variant.name)
            }
            Data::Fields(fields) if !fields.is_empty() => {
                let parameters: Vec<_> = fields.iter().map(|f| parameter(f, module)).collect();
                writeln!(out, "    case {case}({})", parameters.join(", "))
            }
            _ => writeln!(out, "    case {case}"),
        };
    }
    for variant in variants {
        if let Data::Fields(fields) = &variant.data
            && !fields.is_empty()
            && structs
        {
            out.push('\n');
            doc(out, "    ", &variant.doc);
            let _ = writeln!(
                out,
                "    public struct {}: Hashable, Sendable {{",
                variant.name
            );
            record(
                out,
                codec,
                &format!("{kind}.{}", variant.name),
                fields,
                true,
            );
            out.push_str("    }\n");
        }
    }
    out.push_str("}\n");
    let secret = variants.iter().any(|variant| {
        matches!(&variant.data, Data::Fields(fields) if fields.iter().any(|field| field.secret))
    });
    if found.secret || secret {
        hidden(out, kind);
    }
    read_union(codec, kind, tagging, variants, structs);
    write_union(codec, tagging, variants, structs);
}

fn read_union(
    codec: &mut String,
    kind: &str,
    tagging: &Tagging,
    variants: &[Variant],
    structs: bool,
) {
    let _ = match tagging {
        Tagging::External => writeln!(
            codec,
            "\nextension {kind}: Wire {{\n    init(wire: Tree) throws {{\n        let (name, data) = try Fields.only(wire)\n        switch name {{"
        ),
        Tagging::Internal(tag) | Tagging::Adjacent(tag, _) => writeln!(
            codec,
            "\nextension {kind}: WireRecord {{\n    init(fields: inout Fields) throws {{\n        switch try fields.tree(\"{tag}\").string {{"
        ),
    };
    for variant in variants {
        let case = case_name(&variant.name).replace('`', "");
        let _ = writeln!(codec, "        case \"{}\":", variant.wire);
        let data = match tagging {
            Tagging::External => "data".to_owned(),
            Tagging::Adjacent(_, content) => format!("try fields.tree(\"{content}\")"),
            Tagging::Internal(_) => String::new(),
        };
        let _ = match &variant.data {
            Data::One(held) => {
                let held = ty(held, "Linli.");
                if data.is_empty() {
                    writeln!(
                        codec,
                        "            self = .{case}(try {held}(fields: &fields))"
                    )
                } else if let Some(held) = held.strip_suffix('?') {
                    writeln!(
                        codec,
                        "            self = .{case}(try Optional<{held}>(wire: {data}))"
                    )
                } else {
                    writeln!(
                        codec,
                        "            self = .{case}(try {held}(wire: {data}))"
                    )
                }
            }
            Data::Fields(fields) if !fields.is_empty() => {
                let from = if data.is_empty() {
                    "fields"
                } else {
                    let _ = writeln!(codec, "            var inner = try Fields({data})");
                    "inner"
                };
                if structs {
                    writeln!(
                        codec,
                        "            self = .{case}(try {}(fields: &{from}))",
                        variant.name
                    )
                } else {
                    let values: Vec<_> = fields
                        .iter()
                        .map(|field| format!("{}: {}", name(&field.name), read(field, from)))
                        .collect();
                    writeln!(
                        codec,
                        "            self = .{case}(\n                {}\n            )",
                        values.join(",\n                ")
                    )
                }
            }
            _ => writeln!(codec, "            self = .{case}"),
        };
    }
    let _ = writeln!(
        codec,
        "        default: throw LinliError.unknown(\"a {kind} of a newer engine\")\n        }}\n    }}"
    );
}

fn write_union(codec: &mut String, tagging: &Tagging, variants: &[Variant], structs: bool) {
    let method = match tagging {
        Tagging::External => "write",
        _ => "writeFields",
    };
    let _ = writeln!(
        codec,
        "\n    func {method}(to writer: inout Writer) {{\n        switch self {{"
    );
    for variant in variants {
        let case = case_name(&variant.name).replace('`', "");
        let wire = &variant.wire;
        // What is bound, and the statements that write it as a value and as fields.
        let (bound, value, inside) = match &variant.data {
            Data::One(_) => (
                "let value".to_owned(),
                "value.write(to: &writer)".to_owned(),
                "value.writeFields(to: &writer)".to_owned(),
            ),
            Data::Fields(fields) if !fields.is_empty() && structs => (
                "let value".to_owned(),
                "value.write(to: &writer)".to_owned(),
                "value.writeFields(to: &writer)".to_owned(),
            ),
            Data::Fields(fields) if !fields.is_empty() => {
                let bound: Vec<_> = fields
                    .iter()
                    .map(|f| format!("let {}", name(&f.name)))
                    .collect();
                let inside: Vec<_> = fields.iter().map(|f| write(f, &name(&f.name))).collect();
                (
                    bound.join(", "),
                    format!("writer.object {{ writer in {} }}", inside.join("; ")),
                    inside.join("\n            "),
                )
            }
            _ => (String::new(), String::new(), String::new()),
        };
        let pattern = if bound.is_empty() {
            String::new()
        } else {
            format!("({bound})")
        };
        let _ = writeln!(codec, "        case .{case}{pattern}:");
        let _ = match (tagging, bound.is_empty()) {
            (Tagging::External, true) => writeln!(codec, "            writer.text(\"{wire}\")"),
            (Tagging::External, false) => writeln!(
                codec,
                "            writer.object {{ writer in\n                writer.key(\"{wire}\")\n                {value}\n            }}"
            ),
            (Tagging::Internal(tag) | Tagging::Adjacent(tag, _), true) => {
                writeln!(codec, "            writer.field(\"{tag}\", \"{wire}\")")
            }
            (Tagging::Internal(tag), false) => writeln!(
                codec,
                "            writer.field(\"{tag}\", \"{wire}\")\n            {inside}"
            ),
            (Tagging::Adjacent(tag, content), false) => writeln!(
                codec,
                "            writer.field(\"{tag}\", \"{wire}\")\n            writer.key(\"{content}\")\n            {value}"
            ),
        };
    }
    codec.push_str("        }\n    }\n}\n");
}

/// The types of commands with their methods and answers.
fn command_types(surface: &Surface) -> impl Iterator<Item = (&str, &crate::model::Command)> {
    surface
        .commands
        .iter()
        .filter_map(|command| match &command.ty {
            Ty::Named(kind) => Some((named(kind), command)),
            _ => None,
        })
}

fn any_command(out: &mut String, codec: &mut String, surface: &Surface) {
    out.push_str(
        "\n/// Any command, e.g. one that is due.\npublic indirect enum AnyCommand: Hashable, Sendable {\n",
    );
    for (kind, command) in command_types(surface) {
        doc(out, "    ", &command.doc);
        let _ = writeln!(out, "    case {}({kind})", name(&command.method));
    }
    out.push_str("\n    /// The command itself.\n    public var command: any Command {\n        switch self {\n");
    for (_, command) in command_types(surface) {
        let _ = writeln!(
            out,
            "        case .{}(let command): command",
            name(&command.method).replace('`', "")
        );
    }
    out.push_str("        }\n    }\n}\n");
    codec.push_str(
        "\nextension AnyCommand: WireRecord {\n    init(fields: inout Fields) throws {\n        switch try fields.tree(\"command\").string {\n",
    );
    for (kind, command) in command_types(surface) {
        let _ = writeln!(
            codec,
            "        case \"{}\": self = .{}(try {kind}(fields: &fields))",
            command.method,
            name(&command.method).replace('`', "")
        );
    }
    codec.push_str(
        "        default: throw LinliError.unknown(\"a command of a newer engine\")\n        }\n    }\n\n    func writeFields(to writer: inout Writer) {\n        switch self {\n",
    );
    for (kind, command) in command_types(surface) {
        let _ = writeln!(
            codec,
            "        case .{}(let command):\n            writer.field(\"command\", {kind}.operation)\n            command.writeFields(to: &writer)",
            name(&command.method).replace('`', "")
        );
    }
    codec.push_str("        }\n    }\n}\n");
    for (kind, command) in command_types(surface) {
        let _ = writeln!(
            codec,
            "\nextension {kind}: WireCommand {{\n    public typealias Answer = {}\n    public static var operation: String {{ \"{}\" }}\n\n    \
             static func answer(_ wire: Tree) throws -> Answer {{\n{}    }}\n}}",
            answer_ty(&command.answer),
            command.method,
            give(&command.answer, "        "),
        );
    }
}

/// Whether the method's name says already what its first argument is: `node(_:)`, `ordersOfMember(_:)`.
fn says(method: &str, argument: &str) -> bool {
    method.replace('_', "").contains(&argument.replace('_', ""))
}

/// Parameters of a method, and how one with the same is called.
fn signature(query: &Query, fields: &[&Field]) -> (String, String) {
    let mut parameters = String::new();
    let mut passed = String::new();
    for (place, field) in fields.iter().enumerate() {
        let label = name(&field.name);
        let quiet = place == 0 && says(&query.method, &field.name);
        let _ = write!(
            parameters,
            "{}{}, ",
            if quiet { "_ " } else { "" },
            parameter(field, "")
        );
        if quiet {
            let _ = write!(passed, "{label}, ");
        } else {
            let _ = write!(passed, "{}: {label}, ", label.replace('`', ""));
        }
    }
    (parameters, passed)
}

/// A closure that writes the arguments.
fn arguments(fields: &[&Field]) -> String {
    if fields.is_empty() {
        return "{ _ in }".to_owned();
    }
    let lines: Vec<_> = fields
        .iter()
        .map(|field| format!("            {}\n", write(field, &name(&field.name))))
        .collect();
    format!("{{ writer in\n{}        }}", lines.concat())
}

fn arrow(answer: &Ty) -> String {
    match answer {
        Ty::Unit => String::new(),
        other => format!(" -> {}", answer_ty(other)),
    }
}

/// `Calls.swift`
pub(crate) fn calls(surface: &Surface) -> String {
    let mut out = format!("{HEADER}import Foundation\n\nextension Engine {{\n");
    for (kind, command) in command_types(surface) {
        doc(&mut out, "    ", &command.doc);
        let _ = writeln!(
            out,
            "    public func {}(_ command: {kind}, as actor: Actor, id: CommandId) throws{} {{\n        try run(command, as: actor, id: id)\n    }}\n",
            camel(&command.method),
            arrow(&command.answer),
        );
    }
    for query in &surface.queries {
        let fields = query.taken();
        let (parameters, _) = signature(query, &fields);
        doc(&mut out, "    ", &query.doc);
        let wire = if query.answer == Ty::Unit {
            "_"
        } else {
            "wire"
        };
        let _ = writeln!(
            out,
            "    public func {}({parameters}as actor: Actor) throws{} {{\n        let {wire} = try self.query(\"{}\", as: actor) {}\n{}    }}\n",
            camel(&query.method),
            arrow(&query.answer),
            query.method,
            arguments(&fields),
            give(&query.answer, "        "),
        );
    }
    out.push_str("}\n\n// The same where a task can wait.\nextension Engine {\n");
    for (kind, command) in command_types(surface) {
        doc(&mut out, "    ", &command.doc);
        let method = camel(&command.method);
        let _ = writeln!(
            out,
            "    public func {method}(_ command: {kind}, as actor: Actor, id: CommandId) async throws{} {{\n        \
             try await off {{ try self.{method}(command, as: actor, id: id) }}\n    }}\n",
            arrow(&command.answer),
        );
    }
    for query in &surface.queries {
        let fields = query.taken();
        let (parameters, passed) = signature(query, &fields);
        doc(&mut out, "    ", &query.doc);
        let method = camel(&query.method);
        let _ = writeln!(
            out,
            "    public func {method}({parameters}as actor: Actor) async throws{} {{\n        \
             try await off {{ try self.{method}({passed}as: actor) }}\n    }}\n",
            arrow(&query.answer),
        );
    }
    out.push_str("}\n");
    out
}

/// `Rules.swift`
pub(crate) fn rules(surface: &Surface) -> String {
    let mut out = format!(
        "{HEADER}import Foundation\n\n/// Rules of the engine on values, without an engine.\npublic enum Rules {{\n"
    );
    for (_, rule) in &surface.rules {
        let fields = rule.taken();
        let mut parameters: Vec<_> = fields.iter().map(|field| parameter(field, "")).collect();
        if let [only] = parameters.as_mut_slice() {
            only.insert_str(0, "_ ");
        }
        doc(&mut out, "    ", &rule.doc);
        let _ = writeln!(
            out,
            "    public static func {}({}) throws{} {{\n        let wire = try rule(\"{}\") {}\n{}    }}\n",
            camel(&rule.method),
            parameters.join(", "),
            arrow(&rule.answer),
            rule.method,
            arguments(&fields),
            give(&rule.answer, "        "),
        );
    }
    out.push_str("}\n");
    out
}

/// `Errors.swift`
pub(crate) fn errors(surface: &Surface) -> String {
    let mut out = format!("{HEADER}extension LinliError.Code {{\n");
    for error in &surface.errors {
        doc(&mut out, "    ", &error.doc);
        let _ = writeln!(
            out,
            "    public static let {} = Self(rawValue: \"{}\")\n",
            name(&error.code),
            error.code
        );
    }
    out.push_str(
        "    /// Every code that the engine of this version has.\n    public static let all: [Self] = [",
    );
    let all: Vec<_> = surface
        .errors
        .iter()
        .map(|error| format!(".{}", camel(&error.code)))
        .collect();
    let _ = writeln!(out, "{}]\n}}", all.join(", "));
    out
}
