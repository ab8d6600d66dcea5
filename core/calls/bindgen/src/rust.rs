//! Rust's side: from an operation's name to its types.

use std::fmt::Write;

use crate::model::{Passing, Query, Surface, Ty};

/// `core/calls/src/generated.rs`.
pub(crate) fn calls(surface: &Surface) -> String {
    let mut out = String::from(
        "//! From an operation's name to its types. Written by `linli-bindgen`; do not edit.\n\n\
         use linli::Engine;\nuse linli::kernel::{Actor, CommandId, Result};\n\n\
         use super::{read, run_all, unknown, write};\n\n",
    );
    names(
        &mut out,
        "COMMANDS",
        "Every command's name.",
        surface.commands.iter().map(|c| &c.method),
    );
    names(
        &mut out,
        "QUERIES",
        "Every query's name.",
        surface.queries.iter().map(|q| &q.method),
    );
    out.push_str(
        "pub(crate) fn command(engine: &Engine, actor: &Actor, id: CommandId, name: &str, body: &str) -> Result<String> {\n    match name {\n",
    );
    for command in &surface.commands {
        let _ = writeln!(
            out,
            "        \"{0}\" => write(&engine.execute(actor, id, read::<linli::{1}>(body)?)?),",
            command.method, command.path
        );
    }
    out.push_str("        _ => Err(unknown(name)),\n    }\n}\n\n");
    out.push_str(
        "pub(crate) fn commands(engine: &Engine, actor: &Actor, name: &str, bodies: &str) -> Result<String> {\n    match name {\n",
    );
    for command in &surface.commands {
        let _ = writeln!(
            out,
            "        \"{0}\" => run_all::<linli::{1}>(engine, actor, bodies),",
            command.method, command.path
        );
    }
    out.push_str("        _ => Err(unknown(name)),\n    }\n}\n\n");
    out.push_str(
        "pub(crate) fn query(engine: &Engine, actor: &Actor, name: &str, arguments: &str) -> Result<String> {\n    match name {\n",
    );
    for query in &surface.queries {
        let _ = writeln!(out, "        \"{}\" => {{", query.method);
        arm(&mut out, query, &format!("engine.{}(actor, ", query.method));
        out.push_str("        }\n");
    }
    out.push_str("        _ => Err(unknown(name)),\n    }\n}\n\n");
    out.push_str(
        "pub(crate) fn rule(name: &str, arguments: &str) -> Result<String> {\n    match name {\n",
    );
    for (domain, rule) in &surface.rules {
        let _ = writeln!(out, "        \"{}\" => {{", rule.method);
        arm(
            &mut out,
            rule,
            &format!("linli::{domain}::{}(", rule.method),
        );
        out.push_str("        }\n");
    }
    out.push_str("        _ => Err(unknown(name)),\n    }\n}\n");
    out
}

fn names<'a>(out: &mut String, constant: &str, doc: &str, names: impl Iterator<Item = &'a String>) {
    let _ = writeln!(out, "/// {doc}\npub const {constant}: &[&str] = &[");
    for name in names {
        let _ = writeln!(out, "    \"{name}\",");
    }
    out.push_str("];\n\n");
}

fn arm(out: &mut String, query: &Query, called: &str) {
    let read: Vec<_> = query
        .arguments
        .iter()
        .filter(|argument| argument.passing != Passing::Sink)
        .collect();
    let has_sink = read.len() < query.arguments.len();
    out.push_str("            #[derive(serde::Deserialize)]\n            #[serde(deny_unknown_fields)]\n            struct Arguments {");
    for argument in &read {
        let _ = write!(out, " {}: {},", argument.field.name, argument.rust);
    }
    out.push_str(" }\n");
    if read.is_empty() {
        out.push_str("            let Arguments {} = read(arguments)?;\n");
    } else {
        out.push_str("            let arguments: Arguments = read(arguments)?;\n");
    }
    let mut passed = Vec::new();
    for argument in &query.arguments {
        let name = &argument.field.name;
        passed.push(match argument.passing {
            Passing::Owned => format!("arguments.{name}"),
            Passing::Borrowed => format!("&arguments.{name}"),
            Passing::OptionBorrowed => format!("arguments.{name}.as_ref()"),
            Passing::Reader => format!("&mut arguments.{name}.reader()"),
            Passing::Sink if argument.field.ty == Ty::Text => {
                "&mut |piece: &str| { gathered.push_str(piece); Ok(()) }".to_owned()
            }
            Passing::Sink => "&mut |piece| { gathered.push(piece.clone()); Ok(()) }".to_owned(),
        });
    }
    let call = format!("{called}{})?", passed.join(", "));
    if has_sink {
        let text = query
            .arguments
            .iter()
            .any(|argument| argument.passing == Passing::Sink && argument.field.ty == Ty::Text);
        let kind = if text { "String::new()" } else { "Vec::new()" };
        let _ = writeln!(
            out,
            "            let mut gathered = {kind};\n            let answer = {call};\n            write(&(gathered, answer))"
        );
    } else {
        let _ = writeln!(out, "            write(&{call})");
    }
}
