//! Kotlin: data classes, sealed interfaces, enums, a method per operation, an exception per code.

use std::fmt::Write;

use crate::model::{Data, Fallback, Field, Shape, Surface, Tagging, Ty, Type, Variant};
use crate::names::{camel, snake, upper_camel};

const KEYWORDS: &[&str] = &[
    "as",
    "break",
    "class",
    "continue",
    "do",
    "else",
    "false",
    "for",
    "fun",
    "if",
    "in",
    "interface",
    "is",
    "null",
    "object",
    "package",
    "return",
    "super",
    "this",
    "throw",
    "true",
    "try",
    "typealias",
    "typeof",
    "val",
    "var",
    "when",
    "while",
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

fn int(kind: &str) -> &'static str {
    match kind {
        "u8" | "u16" | "i32" => "Int",
        "i128" => "java.math.BigInteger",
        _ => "Long",
    }
}

fn ty(ty: &Ty) -> String {
    match ty {
        Ty::Unit => "kotlin.Unit".into(),
        Ty::Bool => "Boolean".into(),
        Ty::Int(kind) => int(kind).into(),
        Ty::Text => "String".into(),
        Ty::Json => "Any?".into(),
        Ty::Bytes => "ByteArray".into(),
        Ty::Value(value) => match value.as_str() {
            "Rate" | "Decimal" => "java.math.BigDecimal".into(),
            "Timestamp" => "java.time.Instant".into(),
            "Day" => "java.time.LocalDate".into(),
            "Month" => "java.time.YearMonth".into(),
            "TimeOfDay" => "java.time.LocalTime".into(),
            "Zone" => "java.time.ZoneId".into(),
            "AnyCommand" => "linli.Command".into(),
            "Error" => "linli.LinliException".into(),
            other => format!("linli.{other}"),
        },
        Ty::Named(name) => format!("linli.{name}"),
        Ty::Optional(inner) => format!("{}?", self::ty(inner)),
        Ty::List(inner) => format!("List<{}>", self::ty(inner)),
        Ty::Set(inner) => format!("Set<{}>", self::ty(inner)),
        Ty::Map(key, value) => format!("Map<{}, {}>", self::ty(key), self::ty(value)),
        Ty::Tuple(parts) => {
            let kind = if parts.len() == 2 { "Pair" } else { "Triple" };
            let parts: Vec<_> = parts.iter().map(self::ty).collect();
            format!("{kind}<{}>", parts.join(", "))
        }
    }
}

/// An expression that writes a value as JSON's types.
fn encode(ty: &Ty, value: &str) -> String {
    match ty {
        Ty::Unit => "null".into(),
        Ty::Bool | Ty::Text | Ty::Json => value.into(),
        Ty::Int(kind) => match kind.as_str() {
            "u8" => format!("Wire.upTo({value}, 0xff)"),
            "u16" => format!("Wire.upTo({value}, 0xffff)"),
            "u32" => format!("Wire.upTo({value}, 0xffff_ffff)"),
            "u64" | "usize" => format!("Wire.upTo({value}, Long.MAX_VALUE)"),
            _ => value.into(),
        },
        Ty::Bytes => format!("Wire.hexadecimal({value})"),
        Ty::Value(kind) => match kind.as_str() {
            "Money" | "Points" => format!("{value}.units"),
            "Rate" | "Decimal" => format!("{value}.toPlainString()"),
            "Timestamp" => format!("Wire.micros({value})"),
            "Day" | "Month" | "TimeOfDay" => format!("{value}.toString()"),
            "Zone" => format!("{value}.id"),
            "TenantId" => format!("{value}.number"),
            "DayRange" => format!("Wire.days({value})"),
            "AnyCommand" => format!("Codec.command({value})"),
            "Error" => "null".into(),
            _ => format!("{value}.text"),
        },
        Ty::Named(name) => format!("Codec.write{name}({value})"),
        Ty::Optional(inner) => format!("{value}?.let {{ {} }}", encode(inner, "it")),
        Ty::List(inner) | Ty::Set(inner) if may_refuse(inner) => {
            format!("Wire.each({value}) {{ {} }}", encode(inner, "it"))
        }
        Ty::List(inner) | Ty::Set(inner) => format!("{value}.map {{ {} }}", encode(inner, "it")),
        Ty::Map(key, inner) => format!(
            "{value}.entries.associate {{ ({}).toString() to {} }}",
            encode(key, "it.key"),
            encode(inner, "it.value")
        ),
        Ty::Tuple(parts) => {
            let parts: Vec<_> = parts
                .iter()
                .zip(["first", "second", "third"])
                .map(|(part, place)| encode(part, &format!("{value}.{place}")))
                .collect();
            format!("listOf({})", parts.join(", "))
        }
    }
}

/// Whether writing a value can refuse it, or what is inside of it.
fn may_refuse(ty: &Ty) -> bool {
    match ty {
        Ty::Int(kind) => matches!(kind.as_str(), "u8" | "u16" | "u32" | "u64" | "usize"),
        Ty::Value(kind) => matches!(kind.as_str(), "Timestamp" | "AnyCommand"),
        Ty::Named(_) => true,
        Ty::Optional(inner) | Ty::List(inner) | Ty::Set(inner) => may_refuse(inner),
        Ty::Map(key, inner) => may_refuse(key) || may_refuse(inner),
        Ty::Tuple(parts) => parts.iter().any(may_refuse),
        Ty::Unit | Ty::Bool | Ty::Text | Ty::Json | Ty::Bytes => false,
    }
}

/// An expression that writes the value of a field; a refusal names the field.
fn encode_field(field: &Field, value: &str) -> String {
    let written = encode(&field.ty, value);
    if may_refuse(&field.ty) {
        format!("Wire.at(\"{}\") {{ {written} }}", field.name)
    } else {
        written
    }
}

/// An expression that reads a value from JSON's types.
fn decode(ty: &Ty, wire: &str) -> String {
    match ty {
        Ty::Unit => "kotlin.Unit".into(),
        Ty::Bool => format!("({wire} as Boolean)"),
        Ty::Int(kind) => match int(kind) {
            "Int" => format!("({wire} as Number).toInt()"),
            "Long" => format!("({wire} as Number).toLong()"),
            _ => format!("Wire.big({wire})"),
        },
        Ty::Text => format!("({wire} as String)"),
        Ty::Json => wire.into(),
        Ty::Bytes => format!("Wire.bytes({wire})"),
        Ty::Value(kind) => match kind.as_str() {
            "Money" | "Points" => format!("linli.{kind}.ofUnits(({wire} as Number).toLong())"),
            "Rate" | "Decimal" => format!("java.math.BigDecimal({wire} as String)"),
            "Timestamp" => format!("Wire.instant({wire})"),
            "Day" => format!("java.time.LocalDate.parse({wire} as String)"),
            "Month" => format!("java.time.YearMonth.parse({wire} as String)"),
            "TimeOfDay" => format!("java.time.LocalTime.parse({wire} as String)"),
            "Zone" => format!("java.time.ZoneId.of({wire} as String)"),
            "TenantId" => format!("linli.TenantId(({wire} as Number).toLong())"),
            "DayRange" => format!("Wire.dayRange({wire})"),
            "AnyCommand" => format!("Codec.readCommand({wire})"),
            "Error" => format!("LinliException.of({wire})"),
            other => format!("linli.{other}({wire} as String)"),
        },
        Ty::Named(name) => format!("Codec.read{name}({wire})"),
        Ty::Optional(inner) => format!("{wire}?.let {{ {} }}", decode(inner, "it")),
        Ty::List(inner) => format!("({wire} as List<*>).map {{ {} }}", decode(inner, "it")),
        Ty::Set(inner) => format!(
            "({wire} as List<*>).map {{ {} }}.toSet()",
            decode(inner, "it")
        ),
        Ty::Map(key, inner) => {
            let numbers = matches!(&**key, Ty::Int(_))
                || matches!(&**key, Ty::Value(kind) if matches!(kind.as_str(), "Money" | "Points" | "TenantId" | "Timestamp"));
            let key_wire = if numbers {
                "(it.key as String).toLong()"
            } else {
                "it.key"
            };
            format!(
                "({wire} as Map<*, *>).entries.associate {{ {} to {} }}",
                decode(key, key_wire),
                decode(inner, "it.value")
            )
        }
        Ty::Tuple(parts) => {
            let kind = if parts.len() == 2 { "Pair" } else { "Triple" };
            let parts: Vec<_> = parts
                .iter()
                .enumerate()
                .map(|(place, part)| decode(part, &format!("({wire} as List<*>)[{place}]")))
                .collect();
            format!("{kind}({})", parts.join(", "))
        }
    }
}

fn default(surface: &Surface, field: &Field) -> Option<String> {
    Some(match field.fallback.as_ref()? {
        Fallback::Nothing => "null".into(),
        Fallback::Flag(flag) => flag.to_string(),
        Fallback::Number(number) => match &field.ty {
            Ty::Int(kind) if int(kind) == "Long" => format!("{number}L"),
            _ => number.to_string(),
        },
        Fallback::Zero => match &field.ty {
            Ty::Value(value) if value == "Rate" => "java.math.BigDecimal.ZERO".into(),
            other => format!("{}.ZERO", ty(other)),
        },
        Fallback::Empty => match &field.ty {
            Ty::Text => "\"\"".into(),
            Ty::List(_) => "emptyList()".into(),
            Ty::Set(_) => "emptySet()".into(),
            _ => "emptyMap()".into(),
        },
        Fallback::Variant(variant) => {
            let Ty::Named(kind) = &field.ty else {
                return None;
            };
            match surface.types.get(kind).map(|found| &found.shape) {
                Some(Shape::Choice(_)) => format!("linli.{kind}.{}", snake(variant).to_uppercase()),
                _ => format!("linli.{kind}.{variant}"),
            }
        }
        Fallback::Record => format!("{}()", ty(&field.ty)),
    })
}

/// Documentation; Rust's links become plain names.
fn doc(out: &mut String, indent: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    let text = crate::names::without_links(text)
        .replace("*/", "* /")
        .replace("/*", "/ *");
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let rest: Vec<_> = lines.collect();
    if rest.is_empty() {
        let _ = writeln!(out, "{indent}/** {first} */");
        return;
    }
    let _ = writeln!(out, "{indent}/**\n{indent} * {first}");
    for line in rest {
        let _ = writeln!(out, "{}", format!("{indent} * {line}").trim_end());
    }
    let _ = writeln!(out, "{indent} */");
}

fn constructor(out: &mut String, surface: &Surface, indent: &str, fields: &[Field]) {
    out.push_str("(\n");
    for field in fields {
        doc(out, &format!("{indent}    "), &field.doc);
        let _ = write!(
            out,
            "{indent}    val {}: {}",
            name(&field.name),
            ty(&field.ty)
        );
        if let Some(default) = default(surface, field) {
            let _ = write!(out, " = {default}");
        }
        out.push_str(",\n");
    }
    let _ = write!(out, "{indent})");
}

fn class(out: &mut String, surface: &Surface, found: &Type, fields: &[Field]) {
    let is_command = surface
        .commands
        .iter()
        .any(|command| command.ty == Ty::Named(found.name.clone()));
    let base = if is_command { " : Command" } else { "" };
    if fields.is_empty() {
        let _ = writeln!(out, "data object {}{base}", found.name);
        return;
    }
    let overloads = if (2..=24).contains(&fields.len())
        && fields.iter().any(|field| field.fallback.is_some())
    {
        " @JvmOverloads constructor"
    } else {
        ""
    };
    let _ = write!(out, "data class {}{overloads}", found.name);
    constructor(out, surface, "", fields);
    out.push_str(base);
    hide(out, "", &found.name, found.secret, fields);
    out.push('\n');
}

/// A body whose text shows nothing of the data, where something of it is personal or secret.
fn hide(out: &mut String, indent: &str, class: &str, secret: bool, fields: &[Field]) {
    if secret || fields.iter().any(|field| field.secret) {
        let _ = write!(
            out,
            " {{\n{indent}    override fun toString(): String = \"{class}(…)\"\n{indent}}}"
        );
    }
}

/// `Records.kt`
pub(crate) fn records(surface: &Surface) -> String {
    let mut out = String::from(HEADER);
    out.push_str(
        "package linli\n\n/** A change of state as a value. */\nsealed interface Command\n",
    );
    for (id, text) in &surface.ids {
        out.push('\n');
        doc(&mut out, "", text);
        let _ = writeln!(
            out,
            "data class {id}(override val text: String) : Id {{\n    init {{ Id.check(text) }}\n\n    override fun toString(): String = text\n}}"
        );
    }
    for found in surface.types.values() {
        out.push('\n');
        doc(&mut out, "", &found.doc);
        match &found.shape {
            Shape::Record(fields) => class(&mut out, surface, found, fields),
            Shape::Choice(variants) => {
                let _ = writeln!(
                    out,
                    "enum class {}(\n    /** Its name in JSON. */\n    val wire: String,\n) {{",
                    found.name
                );
                for variant in variants {
                    doc(&mut out, "    ", &variant.doc);
                    let _ = writeln!(
                        out,
                        "    {}(\"{}\"),",
                        snake(&variant.name).to_uppercase(),
                        variant.wire
                    );
                }
                let _ = writeln!(
                    out,
                    "    ;\n\n    internal companion object {{\n        private val byWire = entries.associateBy {{ it.wire }}\n\n        \
                     fun of(wire: Any?): {0} = byWire[wire] ?: throw UnknownException(\"a {0} of a newer engine\")\n    }}\n}}",
                    found.name
                );
            }
            Shape::Union(_, variants) => {
                let _ = writeln!(out, "sealed interface {} {{", found.name);
                for variant in variants {
                    case(&mut out, surface, found, variant);
                }
                out.push_str("}\n");
            }
        }
    }
    out
}

fn case(out: &mut String, surface: &Surface, found: &Type, variant: &Variant) {
    doc(out, "    ", &variant.doc);
    match &variant.data {
        Data::None => {
            let _ = writeln!(
                out,
                "    data object {} : linli.{}",
                variant.name, found.name
            );
        }
        Data::One(inner) => {
            let _ = write!(
                out,
                "    data class {}(val value: {}) : linli.{}",
                variant.name,
                ty(inner),
                found.name
            );
            hide(out, "    ", &variant.name, found.secret, &[]);
            out.push('\n');
        }
        Data::Fields(fields) if fields.is_empty() => {
            let _ = writeln!(
                out,
                "    data object {} : linli.{}",
                variant.name, found.name
            );
        }
        Data::Fields(fields) => {
            let _ = write!(out, "    data class {}", variant.name);
            constructor(out, surface, "    ", fields);
            let _ = write!(out, " : linli.{}", found.name);
            hide(out, "    ", &variant.name, found.secret, fields);
            out.push('\n');
        }
    }
}

/// Statements that put fields into `into`.
fn write_fields(out: &mut String, indent: &str, fields: &[Field], from: &str) {
    for field in fields {
        let value = format!("{from}.{}", name(&field.name));
        if field.flat {
            let _ = writeln!(
                out,
                "{indent}into.putAll({} as Map<String, Any?>)",
                encode(&field.ty, &value)
            );
        } else if matches!(field.ty, Ty::Optional(_)) {
            let _ = writeln!(
                out,
                "{indent}{}?.let {{ into[\"{}\"] = it }}",
                encode_field(field, &value),
                field.name
            );
        } else {
            let _ = writeln!(
                out,
                "{indent}into[\"{}\"] = {}",
                field.name,
                encode_field(field, &value)
            );
        }
    }
}

/// Named arguments that read fields of `from`.
fn read_fields(out: &mut String, surface: &Surface, indent: &str, fields: &[Field]) {
    for field in fields {
        let _ = write!(out, "{indent}{} = ", name(&field.name));
        if field.flat {
            out.push_str(&decode(&field.ty, "from"));
        } else {
            let wire = format!("from[\"{}\"]", field.name);
            match (&field.ty, default(surface, field)) {
                (Ty::Optional(_), _) | (_, None) => out.push_str(&decode(&field.ty, &wire)),
                (_, Some(default)) => {
                    let _ = write!(
                        out,
                        "{wire}?.let {{ {} }} ?: {default}",
                        decode(&field.ty, "it")
                    );
                }
            }
        }
        out.push_str(",\n");
    }
}

/// `Codec.kt`
pub(crate) fn codec(surface: &Surface) -> String {
    let mut out = String::from(HEADER);
    out.push_str("@file:Suppress(\"UNCHECKED_CAST\", \"UNUSED_PARAMETER\", \"USELESS_CAST\")\n\npackage linli\n\n/** Between records and JSON's types. */\ninternal object Codec {\n");
    out.push_str("    fun command(value: Command): Map<String, Any?> = when (value) {\n");
    for command in &surface.commands {
        let Ty::Named(kind) = &command.ty else {
            continue;
        };
        let _ = writeln!(
            out,
            "        is linli.{kind} -> mapOf(\"command\" to \"{}\") + write{kind}(value)",
            command.method
        );
    }
    out.push_str("    }\n\n    fun nameOf(value: Command): String = when (value) {\n");
    for command in &surface.commands {
        let Ty::Named(kind) = &command.ty else {
            continue;
        };
        let _ = writeln!(out, "        is linli.{kind} -> \"{}\"", command.method);
    }
    out.push_str("    }\n\n    fun write(value: Command): Map<String, Any?> = when (value) {\n");
    for command in &surface.commands {
        let Ty::Named(kind) = &command.ty else {
            continue;
        };
        let _ = writeln!(out, "        is linli.{kind} -> write{kind}(value)");
    }
    out.push_str("    }\n\n    fun answer(command: String, wire: Any?): Any? = when (command) {\n");
    for command in &surface.commands {
        let _ = writeln!(
            out,
            "        \"{}\" -> {}",
            command.method,
            decode(&command.answer, "wire")
        );
    }
    out.push_str("        else -> throw UnknownException(\"a command of a newer engine\")\n    }\n\n    fun readCommand(wire: Any?): Command = when ((wire as Map<*, *>)[\"command\"]) {\n");
    for command in &surface.commands {
        let Ty::Named(kind) = &command.ty else {
            continue;
        };
        let _ = writeln!(out, "        \"{}\" -> read{kind}(wire)", command.method);
    }
    out.push_str(
        "        else -> throw UnknownException(\"a command of a newer engine\")\n    }\n",
    );
    for found in surface.types.values() {
        let kind = &found.name;
        match &found.shape {
            Shape::Record(fields) if fields.is_empty() => {
                let _ = writeln!(
                    out,
                    "\n    fun write{kind}(value: linli.{kind}): Map<String, Any?> = emptyMap()\n\n    fun read{kind}(wire: Any?): linli.{kind} = linli.{kind}"
                );
            }
            Shape::Record(fields) => {
                let _ = writeln!(
                    out,
                    "\n    fun write{kind}(value: linli.{kind}): Map<String, Any?> {{\n        val into = LinkedHashMap<String, Any?>()"
                );
                write_fields(&mut out, "        ", fields, "value");
                let _ = writeln!(
                    out,
                    "        return into\n    }}\n\n    fun read{kind}(wire: Any?): linli.{kind} {{\n        val from = wire as Map<*, *>\n        return linli.{kind}("
                );
                read_fields(&mut out, surface, "            ", fields);
                out.push_str("        )\n    }\n");
            }
            Shape::Choice(_) => {
                let _ = writeln!(
                    out,
                    "\n    fun write{kind}(value: linli.{kind}): String = value.wire\n\n    fun read{kind}(wire: Any?): linli.{kind} = linli.{kind}.of(wire)"
                );
            }
            Shape::Union(tagging, variants) => union(&mut out, surface, kind, tagging, variants),
        }
    }
    out.push_str("}\n");
    out
}

fn union(out: &mut String, surface: &Surface, kind: &str, tagging: &Tagging, variants: &[Variant]) {
    let _ = writeln!(
        out,
        "\n    fun write{kind}(value: linli.{kind}): Any = when (value) {{"
    );
    for variant in variants {
        let (case, wire) = (&variant.name, &variant.wire);
        let bare = matches!(&variant.data, Data::None)
            || matches!(&variant.data, Data::Fields(fields) if fields.is_empty());
        let _ = write!(out, "        is linli.{kind}.{case} -> ");
        let data = match &variant.data {
            Data::One(inner) => encode(inner, "value.value"),
            Data::Fields(fields) if !bare => {
                let mut body = String::from("LinkedHashMap<String, Any?>().also { into ->\n");
                write_fields(&mut body, "            ", fields, "value");
                body.push_str("        }");
                body
            }
            _ => String::new(),
        };
        let _ = match (tagging, bare) {
            (Tagging::External, true) => writeln!(out, "\"{wire}\""),
            (Tagging::External, false) => writeln!(out, "mapOf(\"{wire}\" to {data})"),
            (Tagging::Internal(tag) | Tagging::Adjacent(tag, _), true) => {
                writeln!(out, "mapOf(\"{tag}\" to \"{wire}\")")
            }
            (Tagging::Internal(tag), false) => {
                writeln!(
                    out,
                    "mapOf(\"{tag}\" to \"{wire}\") + ({data} as Map<String, Any?>)"
                )
            }
            (Tagging::Adjacent(tag, content), false) => {
                writeln!(
                    out,
                    "mapOf(\"{tag}\" to \"{wire}\", \"{content}\" to {data})"
                )
            }
        };
    }
    out.push_str("    }\n");
    let _ = writeln!(out, "\n    fun read{kind}(wire: Any?): linli.{kind} {{");
    let _ = match tagging {
        Tagging::External => writeln!(out, "        val (case, data) = Wire.external(wire)"),
        Tagging::Internal(tag) => writeln!(
            out,
            "        val case = (wire as Map<*, *>)[\"{tag}\"]\n        val data: Any? = wire"
        ),
        Tagging::Adjacent(tag, content) => writeln!(
            out,
            "        val case = (wire as Map<*, *>)[\"{tag}\"]\n        val data = wire[\"{content}\"]"
        ),
    };
    out.push_str("        return when (case) {\n");
    for variant in variants {
        let case = format!("linli.{kind}.{}", variant.name);
        let _ = write!(out, "            \"{}\" -> ", variant.wire);
        match &variant.data {
            Data::One(inner) => {
                let _ = writeln!(out, "{case}({})", decode(inner, "data"));
            }
            Data::Fields(fields) if !fields.is_empty() => {
                let _ = writeln!(
                    out,
                    "(data as Map<*, *>).let {{ from ->\n                {case}("
                );
                read_fields(out, surface, "                    ", fields);
                out.push_str("                )\n            }\n");
            }
            _ => {
                let _ = writeln!(out, "{case}");
            }
        }
    }
    let _ = writeln!(
        out,
        "            else -> throw UnknownException(\"a {kind} of a newer engine\")\n        }}\n    }}"
    );
}

fn parameters(fields: &[&Field]) -> String {
    fields
        .iter()
        .map(|field| {
            let default = if field.fallback.is_some() {
                " = null"
            } else {
                ""
            };
            format!("{}: {}{default}", name(&field.name), ty(&field.ty))
        })
        .collect::<Vec<_>>()
        .join(", ")
}

fn arguments(fields: &[&Field]) -> String {
    fields
        .iter()
        .map(|field| {
            format!(
                "\"{}\" to {}",
                field.name,
                encode_field(field, &name(&field.name))
            )
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// `Calls.kt`
pub(crate) fn calls(surface: &Surface) -> String {
    let mut out = String::from(HEADER);
    out.push_str(
        "package linli\n\nimport kotlinx.coroutines.Dispatchers\nimport kotlinx.coroutines.withContext\n\n\
         /** What the engine can do. Every call blocks until it is durable. */\nabstract class Calls internal constructor() {\n    \
         internal abstract fun command(actor: Actor, id: CommandId, name: String, body: Map<String, Any?>): Any?\n\n    \
         internal abstract fun query(actor: Actor, name: String, arguments: Map<String, Any?>): Any?\n",
    );
    for command in &surface.commands {
        let Ty::Named(kind) = &command.ty else {
            continue;
        };
        out.push('\n');
        doc(&mut out, "    ", &command.doc);
        let call = format!(
            "command(actor, id, \"{}\", Codec.write{kind}(command))",
            command.method
        );
        let _ = write!(
            out,
            "    fun {}(actor: Actor, id: CommandId, command: linli.{kind})",
            camel(&command.method)
        );
        answer(&mut out, &command.answer, &call);
    }
    for query in &surface.queries {
        let fields = query.taken();
        out.push('\n');
        doc(&mut out, "    ", &query.doc);
        let overloads = if fields.iter().any(|field| field.fallback.is_some()) {
            "@JvmOverloads "
        } else {
            ""
        };
        let _ = write!(
            out,
            "    {overloads}fun {}(actor: Actor",
            camel(&query.method)
        );
        if !fields.is_empty() {
            let _ = write!(out, ", {}", parameters(&fields));
        }
        out.push(')');
        let call = format!(
            "query(actor, \"{}\", mapOf({}))",
            query.method,
            arguments(&fields)
        );
        answer(&mut out, &query.answer, &call);
    }
    out.push_str(
        "}\n\n/** The engine for coroutines: every call runs on `Dispatchers.IO`. A call that was begun is finished also when \
         the coroutine is cancelled; its command id tells whether it happened. */\nclass SuspendingEngine(\n    \
         /** The engine itself. */\n    val engine: Engine,\n) {\n",
    );
    for command in &surface.commands {
        let Ty::Named(kind) = &command.ty else {
            continue;
        };
        let method = camel(&command.method);
        doc(&mut out, "    ", &command.doc);
        let _ = writeln!(
            out,
            "    suspend fun {method}(actor: Actor, id: CommandId, command: linli.{kind}): {} =\n        withContext(Dispatchers.IO) {{ engine.{method}(actor, id, command) }}\n",
            ty(&command.answer)
        );
    }
    for query in &surface.queries {
        let fields = query.taken();
        let method = camel(&query.method);
        doc(&mut out, "    ", &query.doc);
        let passed: String = fields.iter().fold(String::new(), |mut passed, field| {
            let _ = write!(passed, ", {}", name(&field.name));
            passed
        });
        let parameters = parameters(&fields);
        let comma = if fields.is_empty() { "" } else { ", " };
        let _ = writeln!(
            out,
            "    suspend fun {method}(actor: Actor{comma}{parameters}): {} =\n        withContext(Dispatchers.IO) {{ engine.{method}(actor{passed}) }}\n",
            ty(&query.answer)
        );
    }
    out.push_str("}\n");
    out
}

fn answer(out: &mut String, kind: &Ty, call: &str) {
    if *kind == Ty::Unit {
        let _ = writeln!(out, " {{\n        {call}\n    }}");
    } else {
        let _ = writeln!(
            out,
            ": {} =\n        {call}.let {{ {} }}",
            ty(kind),
            decode(kind, "it")
        );
    }
}

/// `Rules.kt`
pub(crate) fn rules(surface: &Surface) -> String {
    let mut out = String::from(HEADER);
    out.push_str("package linli\n\n/** Rules of the engine on values, without an engine. */\nobject Rules {\n");
    for (_, rule) in &surface.rules {
        let fields = rule.taken();
        out.push('\n');
        doc(&mut out, "    ", &rule.doc);
        let _ = write!(
            out,
            "    @JvmStatic\n    fun {}({})",
            camel(&rule.method),
            parameters(&fields)
        );
        let call = format!(
            "Wire.rule(\"{}\", mapOf({}))",
            rule.method,
            arguments(&fields)
        );
        answer(&mut out, &rule.answer, &call);
    }
    out.push_str("}\n");
    out
}

/// `Errors.kt`
pub(crate) fn errors(surface: &Surface) -> String {
    let mut out = String::from(HEADER);
    out.push_str(
        "package linli\n\n/** What the engine refuses or cannot do. `code` is stable, the same in every language and version. */\n\
         sealed class LinliException(\n    /** The stable name of the kind. */\n    val code: String,\n    \
         /** What was wrong and what would be right, in English. */\n    val reason: String,\n    \
         /** The path of the field that is wrong, e.g. `lines[3].quantity`, where the error is about one. */\n    val field: String?,\n    \
         /** What else is known, by name: `limit`, `what`, `id`, `state`, `available`, `until`, `quote`. */\n    val details: Map<String, Any?>,\n\
         ) : RuntimeException(reason) {\n    internal companion object {\n        fun of(wire: Any?): LinliException {\n            \
         val from = wire as Map<*, *>\n            val reason = from[\"reason\"] as String\n            val field = from[\"field\"] as String?\n            \
         val details = Wire.details(from)\n            return when (val code = from[\"code\"] as String) {\n                \
         \"closed\" -> ClosedException()\n",
    );
    let class = |code: &str| match code {
        "overflow" => "AmountOverflowException".to_owned(),
        other => format!("{}Exception", upper_camel(other)),
    };
    for error in &surface.errors {
        let _ = writeln!(
            out,
            "                \"{}\" -> {}(reason, field, details)",
            error.code,
            class(&error.code)
        );
    }
    out.push_str(
        "                else -> UnknownException(reason, code, field, details)\n            }\n        }\n    }\n}\n\n\
         /** The engine was closed. */\nclass ClosedException : LinliException(\"closed\", \"the engine was closed\", null, emptyMap())\n\n\
         /** A kind that this package does not know: the library is newer. */\nclass UnknownException(\n    reason: String,\n    \
         code: String = \"unknown\",\n    field: String? = null,\n    details: Map<String, Any?> = emptyMap(),\n) : LinliException(code, reason, field, details)\n\n\
         /** The store refused or failed. */\nsealed class StoreException(\n    code: String,\n    reason: String,\n    field: String?,\n    \
         details: Map<String, Any?>,\n) : LinliException(code, reason, field, details)\n",
    );
    for error in &surface.errors {
        let base = if error.code.starts_with("store_") {
            "StoreException"
        } else {
            "LinliException"
        };
        out.push('\n');
        doc(&mut out, "", &error.doc);
        let _ = writeln!(
            out,
            "class {}(\n    reason: String,\n    field: String? = null,\n    details: Map<String, Any?> = emptyMap(),\n) : {base}(\"{}\", reason, field, details)",
            class(&error.code),
            error.code
        );
    }
    out
}
