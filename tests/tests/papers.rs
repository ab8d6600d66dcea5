//! The papers say what the code does: generated ones are compared, lists are complete, links lead somewhere.
//!
//! `LINLI_UPDATE=1 cargo test -p linli-tests --test papers` writes the generated ones anew.
#![allow(clippy::unwrap_used)] // a broken paper fails the test

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use linli::Error;
use linli::aftersale::{CASE_TRANSITIONS, CaseEvent, CaseState};
use linli::engine::Operation;
use linli::kernel::Role;
use linli::ledger::{AccountPurpose, PostingPurpose};
use linli::order::{OrderEvent, OrderState, TRANSITIONS};
use linli::payout::{PayoutEvent, PayoutState};
use linli::sale::{GROUP_TRANSITIONS, GroupEvent, GroupState};
use linli::store::StoreError;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn paper(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Compares a generated paper with what the code says, or writes it.
fn generated(name: &str, text: &str) {
    if std::env::var_os("LINLI_UPDATE").is_some() {
        fs::write(root().join(name), text).unwrap();
    }
    assert!(
        paper(name) == text,
        "{name} is not what the code says; LINLI_UPDATE=1 cargo test -p linli-tests --test papers writes it anew"
    );
}

const GENERATED: &str = "<!-- Generated from the code by `LINLI_UPDATE=1 cargo test -p linli-tests --test papers`. -->\n";

/// The serialised name, e.g. `node_manager`.
fn name_of(role: Role) -> String {
    serde_json::to_value(role)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

fn permission_table(text: &mut String, commands: bool) {
    text.push_str("| |");
    for role in Role::ALL {
        write!(text, " {} |", name_of(role)).unwrap();
    }
    text.push_str("\n|---|");
    text.push_str(&":-:|".repeat(Role::ALL.len()));
    text.push('\n');
    for operation in Operation::ALL {
        if operation.is_command() != commands {
            continue;
        }
        write!(text, "| `{}` |", operation.name()).unwrap();
        for role in Role::ALL {
            let mark = if operation.roles().contains(&role) {
                "●"
            } else {
                ""
            };
            write!(text, " {mark} |").unwrap();
        }
        text.push('\n');
    }
}

#[test]
fn permissions_md_is_the_table_that_the_engine_enforces() {
    let mut text = String::from("# Who may do what\n\n");
    text.push_str(GENERATED);
    text.push_str(
        "\nA grant is (person, role, place). A row says with which roles an operation may be run; one of the person's \
         grants must have such a\nrole and cover what the operation touches: a node covers its whole subtree, a \
         merchant or a station only what is its own. A member\nmay do what is marked for `member` to what is their \
         own. `platform` covers the tenant. `system` is the host itself: timers,\ncallbacks, payment reports. \
         Everything else is refused with the code `denied`.\n",
    );
    text.push_str("\n## Commands\n\n");
    permission_table(&mut text, true);
    text.push_str("\n## Queries\n\n");
    permission_table(&mut text, false);
    generated("core/docs/permissions.md", &text);
}

/// A machine as a table and a diagram. `states` and `events` by name, states with their Chinese names.
fn machine(
    title: &str,
    what: &str,
    states: &[(&str, &str)],
    events: &[&str],
    transitions: &[(&str, &str, &str)],
) -> String {
    let mut text = format!("# {title}\n\n{GENERATED}\n| state | 中文 |");
    for event in events {
        write!(text, " {event} |").unwrap();
    }
    text.push_str("\n|---|---|");
    text.push_str(&"---|".repeat(events.len()));
    text.push('\n');
    for (state, chinese) in states {
        write!(text, "| `{state}` | {chinese} |").unwrap();
        for event in events {
            let row = transitions
                .iter()
                .find(|(from, by, _)| from == state && by == event);
            let next = row.map_or(String::new(), |(_, _, to)| format!("`{to}`"));
            write!(text, " {next} |").unwrap();
        }
        text.push('\n');
    }
    write!(
        text,
        "\nA column is what happens to the {what}, a cell the state after it; what has no cell is refused with the \
         code `wrong_state`.\n\n```mermaid\nstateDiagram-v2\n",
    )
    .unwrap();
    for (state, chinese) in states {
        writeln!(text, "    {state}: {chinese}").unwrap();
    }
    for (from, event, to) in transitions {
        writeln!(text, "    {from} --> {to}: {event}").unwrap();
    }
    text.push_str("```\n");
    text
}

#[test]
fn order_states_md_is_the_machine_that_moves_orders() {
    let text = machine(
        "The states of an order",
        "order",
        &OrderState::ALL.map(|state| (state.name(), state.chinese())),
        &OrderEvent::ALL.map(OrderEvent::name),
        &TRANSITIONS
            .iter()
            .map(|(from, by, to)| (from.name(), by.name(), to.name()))
            .collect::<Vec<_>>(),
    );
    generated("core/docs/order-states.md", &text);
}

#[test]
fn payout_states_md_is_the_machine_that_moves_payouts() {
    let mut text = String::from("# The states of a payout\n\n");
    text.push_str(GENERATED);
    text.push_str("\n| state |");
    for event in PayoutEvent::ALL {
        write!(text, " {} |", event.name()).unwrap();
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(PayoutEvent::ALL.len()));
    text.push('\n');
    for state in PayoutState::ALL {
        write!(text, "| `{}` |", state.name()).unwrap();
        for event in PayoutEvent::ALL {
            let next = state.after(*event);
            let next = next.map_or(String::new(), |next| format!("`{}`", next.name()));
            write!(text, " {next} |").unwrap();
        }
        text.push('\n');
    }
    text.push_str(
        "\nA column is what happens to the payout. What the channel says later counts more than what it said earlier, by \
         the channel's own\nclock; the same word again, an older word, and \"accepted\" or \"unknown\" after a final word \
         change nothing. `done` → `failed` is money\nthat came back, `failed` → `done` a refusal that was paid after all: \
         both are booked. An `unknown` payout is asked for, or instructed\nagain, under its own number only.\n",
    );
    generated("core/docs/payout-states.md", &text);
}

#[test]
fn chart_of_accounts_md_is_what_the_ledger_posts_to() {
    let mut text = String::from("# Chart of accounts\n\n");
    text.push_str(GENERATED);
    text.push_str(
        "\nAn account is a party and a purpose. Debits are above zero, credits below; every posting sums to zero. There \
         are no balances\ninline: a balance is the roll-up of the gathered days and the postings behind it, a day's \
         movement is kept per account\n([decision](adr/0005-ledger-balances-by-roll-up.md)).\n\n\
         | number | purpose | 中文 | class | whose | its balance |\n|---|---|---|---|---|---|\n",
    );
    let mut purposes: Vec<_> = AccountPurpose::ALL.iter().collect();
    purposes.sort_by_key(|purpose| purpose.chart().number);
    for purpose in purposes {
        let line = purpose.chart();
        writeln!(
            text,
            "| {} | `{}` | {} | {} | {} | {} |",
            line.number,
            purpose.name(),
            line.chinese,
            line.class.name(),
            line.parties,
            line.meaning
        )
        .unwrap();
    }
    text.push_str("\n## Purpose codes of postings\n\n| code | debits, to credits |\n|---|---|\n");
    for purpose in PostingPurpose::ALL {
        writeln!(text, "| `{}` | {} |", purpose.name(), purpose.accounts()).unwrap();
    }
    generated("core/docs/chart-of-accounts.md", &text);
}

#[test]
fn group_states_md_is_the_machine_that_moves_groups() {
    let text = machine(
        "The states of a group of a group buy",
        "group",
        &GroupState::ALL.map(|state| (state.name(), state.chinese())),
        &GroupEvent::ALL.map(GroupEvent::name),
        &GROUP_TRANSITIONS
            .iter()
            .map(|(from, by, to)| (from.name(), by.name(), to.name()))
            .collect::<Vec<_>>(),
    );
    generated("core/docs/group-states.md", &text);
}

#[test]
fn after_sale_states_md_is_the_machine_that_moves_cases() {
    let events: Vec<&str> = CaseEvent::ALL
        .into_iter()
        .filter(|event| *event != CaseEvent::Apply) // it makes the case
        .map(CaseEvent::name)
        .collect();
    let text = machine(
        "The states of an after-sale case",
        "case",
        &CaseState::ALL.map(|state| (state.name(), state.chinese())),
        &events,
        &CASE_TRANSITIONS
            .iter()
            .map(|(from, by, to)| (from.name(), by.name(), to.name()))
            .collect::<Vec<_>>(),
    );
    generated("core/docs/after-sale-states.md", &text);
}

/// The first cells of a paper's table rows that are written as code.
fn first_cells(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(cell, _)| cell)
        .collect()
}

#[test]
fn errors_md_explains_every_code_and_no_other() {
    let text = paper("core/docs/errors.md");
    let mut explained = first_cells(&text);
    explained.sort_unstable();
    let mut codes: Vec<&str> = [Error::CODES, StoreError::CODES].concat();
    codes.sort_unstable();
    assert_eq!(explained, codes);
}

#[test]
fn features_md_tells_the_state_of_every_feature() {
    let text = paper("core/docs/features.md");
    let mut families = BTreeMap::<&str, Vec<u32>>::new();
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let Some((family, number)) = cells[0].split_once('-') else {
            continue;
        };
        let Ok(number) = number.parse() else { continue };
        families.entry(family).or_default().push(number);
        assert_eq!(cells.len(), 4, "{line}");
        assert!(["works", "in part", "later"].contains(&cells[2]), "{line}");
        assert_eq!(cells[2] == "works", cells[3].starts_with('`'), "{line}");
    }
    let asked = [
        ("AFT", 5),
        ("BUY", 10),
        ("CAT", 10),
        ("ENG", 7),
        ("MEM", 7),
        ("MKT", 11),
        ("MON", 10),
        ("ORG", 10),
        ("PICK", 11),
        ("REP", 8),
        ("SVC", 6),
    ];
    let asked: BTreeMap<&str, Vec<u32>> = asked
        .map(|(family, last)| (family, (1..=last).collect()))
        .into();
    assert_eq!(families, asked);
}

fn papers(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && name != "target" && !name.starts_with('.') {
            papers(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}

#[test]
fn every_link_between_papers_leads_to_a_file() {
    let mut found = Vec::new();
    papers(&root(), &mut found);
    assert!(
        found.len() >= 10,
        "papers were looked for in the wrong place"
    );
    for paper in found {
        let text = fs::read_to_string(&paper).unwrap();
        for link in text.split("](").skip(1) {
            let link = link.split([')', '#']).next().unwrap();
            if link.is_empty() || link.contains("://") {
                continue;
            }
            let target = paper.parent().unwrap().join(link);
            assert!(target.exists(), "{} links to {link}", paper.display());
        }
    }
}

#[test]
fn the_readmes_show_the_same_commands_in_both_languages() {
    let commands = |name: &str| {
        let text = paper(name);
        let blocks: Vec<String> = text
            .split("\n```")
            .filter_map(|block| block.strip_prefix("bash\n"))
            .map(str::to_owned)
            .collect();
        assert!(!blocks.is_empty(), "{name} shows no command");
        blocks
    };
    assert_eq!(commands("README.md"), commands("README.zh-CN.md"));
}
