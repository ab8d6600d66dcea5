//! Rust's side: from an operation's name to its types.

use std::fmt::Write;

use crate::model::{Passing, Query, Surface, Ty};

/// A module of `linli-calls`, included where it is built.
pub(crate) fn calls(surface: &Surface) -> String {
    let mut out = String::from(
        "// From an operation's name to its types. Written by `linli-bindgen`.\n\n\
         use linli::Engine;\nuse linli::kernel::{Actor, Result};\n\n\
         use super::{CommandReader, Given, boxed, unknown, write};\n\n",
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
    names(
        &mut out,
        "RULES",
        "Every rule's name.",
        surface.rules.iter().map(|(_, rule)| &rule.method),
    );
    dispatch(
        &mut out,
        "reader",
        "name: &str",
        "CommandReader",
        surface.commands.iter().map(|command| {
            let reader = format!("Ok(boxed::<linli::{}>)", command.path);
            (command.method.as_str(), reader)
        }),
    );
    out.push('\n');
    dispatch(
        &mut out,
        "query",
        "engine: &Engine, actor: &Actor, name: &str, arguments: &str",
        "String",
        surface.queries.iter().map(|query| {
            let called = format!("engine.{}(actor, ", query.method);
            (query.method.as_str(), arm(query, &called))
        }),
    );
    out.push('\n');
    dispatch(
        &mut out,
        "rule",
        "name: &str, arguments: &str",
        "String",
        surface.rules.iter().map(|(path, rule)| {
            let called = format!("linli::{path}(");
            (rule.method.as_str(), arm(rule, &called))
        }),
    );
    out
}

/// A function that matches a name; each arm is an expression or a block.
fn dispatch<'a>(
    out: &mut String,
    function: &str,
    parameters: &str,
    given: &str,
    arms: impl Iterator<Item = (&'a str, String)>,
) {
    let _ = writeln!(
        out,
        "pub(crate) fn {function}({parameters}) -> Result<{given}> {{\n    match name {{"
    );
    for (name, run) in arms {
        let comma = if run.ends_with('}') { "" } else { "," };
        let _ = writeln!(out, "        \"{name}\" => {run}{comma}");
    }
    out.push_str("        _ => Err(unknown(name)),\n    }\n}\n");
}

fn names<'a>(out: &mut String, constant: &str, doc: &str, names: impl Iterator<Item = &'a String>) {
    let _ = writeln!(out, "/// {doc}\npub const {constant}: &[&str] = &[");
    for name in names {
        let _ = writeln!(out, "    \"{name}\",");
    }
    out.push_str("];\n\n");
}

/// The block that reads a query's arguments, calls it and writes its answer.
fn arm(query: &Query, called: &str) -> String {
    let mut out = String::from("{\n");
    let read: Vec<_> = query
        .arguments
        .iter()
        .filter(|argument| argument.passing != Passing::Sink)
        .collect();
    let has_sink = read.len() < query.arguments.len();
    let changed: Vec<_> = query
        .arguments
        .iter()
        .filter(|argument| argument.passing == Passing::Changed)
        .map(|argument| format!("given_{}", argument.field.name))
        .collect();
    let mutable = if read.is_empty() { "" } else { "mut " };
    let _ = writeln!(
        out,
        "            let {mutable}given = Given::read(arguments)?;"
    );
    for argument in &read {
        let name = &argument.field.name;
        let mutable = if argument.passing == Passing::Changed {
            "mut "
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "            let {mutable}given_{name}: {} = given.take(\"{name}\")?;",
            argument.rust
        );
    }
    out.push_str("            given.end()?;\n");
    for argument in &read {
        if let Some(check) = argument.check {
            let name = &argument.field.name;
            let _ = writeln!(out, "            {check}(&given_{name})?;");
        }
    }
    let mut passed = Vec::new();
    for argument in &query.arguments {
        let name = &argument.field.name;
        passed.push(match argument.passing {
            Passing::Owned => format!("given_{name}"),
            Passing::Borrowed => format!("&given_{name}"),
            Passing::BorrowedEach => format!("&given_{name}.iter().collect::<Vec<_>>()"),
            Passing::Changed => format!("&mut given_{name}"),
            Passing::OptionBorrowed => format!("given_{name}.as_ref()"),
            Passing::Reader => format!("&mut given_{name}.reader()"),
            Passing::Sink if argument.field.ty == Ty::Text => {
                "&mut |piece: &str| { gathered.push_str(piece); Ok(()) }".to_owned()
            }
            Passing::Sink => "&mut |piece| { gathered.push(piece.clone()); Ok(()) }".to_owned(),
        });
    }
    let refusal = if query.fallible { "?" } else { "" };
    let call = format!("{called}{}){refusal}", passed.join(", "));
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
    } else if !changed.is_empty() {
        let _ = writeln!(
            out,
            "            let answer = {call};\n            write(&({}, answer))",
            changed.join(", ")
        );
    } else {
        let _ = writeln!(out, "            write(&{call})");
    }
    out.push_str("        }");
    out
}
