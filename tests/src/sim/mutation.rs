//! Commands that a broken or hostile client could send: those of a simulated week, each changed in one or a few places. They
//! may be refused or taken; nothing panics, a refusal leaves no trace, and afterwards everything holds. DESIGN §7.

use std::collections::BTreeMap;
use std::sync::Arc;

use linli::Error;
use linli::engine::AnyCommand;
use linli::kernel::Actor;
use linli::store::Store;
use serde_json::{Number, Value};

use super::{Config, Finding, Sim, Step, Tally, findings};
use crate::rng::Rng;

/// Sends so many changed commands after a week without faults. Answers per command how many were taken, and refused with
/// which code; `unreadable`: not even a command.
pub fn run_mutated(
    config: &Config,
    store: Arc<dyn Store>,
    commands: u32,
) -> Result<BTreeMap<&'static str, Tally>, Finding> {
    let mut sim = Sim::new(config, Arc::clone(&store), store);
    sim.live()?;
    sim.mutate(commands)
}

impl Sim {
    fn mutate(&mut self, commands: u32) -> Step<BTreeMap<&'static str, Tally>> {
        let mut by_name: BTreeMap<&'static str, Vec<(Actor, Value)>> = BTreeMap::new();
        for one in &self.acknowledged {
            let command = serde_json::to_value(&one.command).unwrap();
            let name = one.command.operation().name();
            by_name.entry(name).or_default().push((one.actor, command));
        }
        let names: Vec<&'static str> = by_name.keys().copied().collect();
        let mut rng = Rng::new(self.config.seed);
        let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
        for turn in 0..commands {
            let name = rng.pick(&names);
            let known = &by_name[name];
            let (actor, command) = &known[rng.place(known.len())];
            let other = &known[rng.place(known.len())].1;
            let mut changed = command.clone();
            for _ in 0..rng.between(1, 3) {
                mutate(&mut rng, &mut changed, other);
            }
            let tally = tallies.entry(name).or_default();
            let Ok(parsed) = serde_json::from_value::<AnyCommand>(changed.clone()) else {
                *tally.refused.entry("unreadable").or_default() += 1;
                continue;
            };
            let before = (turn % 10 == 0).then(|| self.digest());
            let id = self.shop.id();
            match self.engines[0].execute_any(actor, id, parsed) {
                Ok(_) => tally.accepted += 1,
                Err(error @ (Error::Internal { .. } | Error::Store(_) | Error::Port { .. })) => {
                    return self.finding(format!("{name}: {error}: {changed}"));
                }
                Err(error) => {
                    *tally.refused.entry(error.code()).or_default() += 1;
                    let unchanged = before.is_none_or(|before| before == self.digest());
                    self.expect(unchanged, || {
                        format!("{name} was refused ({error}) and left a trace: {changed}")
                    })?;
                }
            }
        }
        let found = findings(&*self.raw, self.shop.tenant);
        self.expect(found.is_empty(), || format!("{found:?}"))?;
        let report = linli::verify::verify(&*self.raw, self.shop.tenant).unwrap();
        self.expect(report.findings.is_empty(), || {
            format!("{:?}", report.findings)
        })?;
        Ok(tallies)
    }
}

/// Changes one place. `other` is a command of the same name, to take values from.
fn mutate(rng: &mut Rng, command: &mut Value, other: &Value) {
    let mut places = Vec::new();
    collect(command, "", &mut places);
    // The tag stays, so that it remains a command of its name.
    places.retain(|place| place != "/command" && !place.is_empty());
    if places.is_empty() {
        return;
    }
    let place = places[rng.place(places.len())].clone();
    let from_other = other.pointer(&place).cloned();
    if rng.happens(100)
        && let Some((parent, name)) = place.rsplit_once('/')
        && let Some(Value::Object(fields)) = command.pointer_mut(parent)
    {
        fields.remove(name);
        return;
    }
    let value = command.pointer_mut(&place).unwrap();
    *value = match (value.take(), rng.between(0, 5)) {
        (_, 0) if from_other.is_some() => from_other.unwrap_or_default(),
        (_, 1) | (Value::Null, _) => odd(rng),
        (Value::Number(number), _) => odd_number(rng, &number),
        (Value::String(text), _) => odd_text(rng, text),
        (Value::Array(mut items), kind) => {
            match kind {
                2 => items.clear(),
                3 if !items.is_empty() => {
                    items.swap_remove(rng.place(items.len()));
                }
                _ if !items.is_empty() => {
                    let again = items[rng.place(items.len())].clone();
                    let times = rng.pick(&[1, 1, 1, 2_000]);
                    items.extend(std::iter::repeat_n(again, times));
                }
                _ => items.push(odd(rng)),
            }
            Value::Array(items)
        }
        (Value::Bool(truth), _) => Value::Bool(!truth),
        (value, _) => value,
    };
}

/// The pointers to everything inside.
fn collect(value: &Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                collect(inner, &format!("{at}/{name}"), into);
            }
        }
        Value::Array(items) => {
            for (place, inner) in items.iter().enumerate() {
                collect(inner, &format!("{at}/{place}"), into);
            }
        }
        _ => {}
    }
}

fn odd(rng: &mut Rng) -> Value {
    match rng.between(0, 6) {
        0 => Value::Null,
        1 => Value::Bool(true),
        2 => Value::Array(Vec::new()),
        3 => Value::Object(serde_json::Map::new()),
        4 => odd_number(rng, &Number::from(1)),
        _ => odd_text(rng, "x".to_owned()),
    }
}

fn odd_number(rng: &mut Rng, number: &Number) -> Value {
    let number = number.as_i64().unwrap_or(0);
    let choices = [
        0,
        1,
        -1,
        2,
        number.wrapping_neg(),
        number.wrapping_add(1),
        number.wrapping_sub(1),
        number.wrapping_mul(1_000),
        i64::from(u32::MAX),
        i64::from(i32::MIN),
        999_999_999_999,
        i64::MAX,
        i64::MIN,
    ];
    Value::from(rng.pick(&choices))
}

fn odd_text(rng: &mut Rng, text: String) -> Value {
    Value::String(match rng.between(0, 11) {
        0 => String::new(),
        1 => "\u{0}\u{202e}邻里🏮".to_owned(),
        2 => "米".repeat(100_000),
        3 => "-1".to_owned(),
        4 => "0.001".to_owned(),
        5 => "99999999999999999999".to_owned(),
        6 => "00000000-0000-0000-0000-000000000000".to_owned(),
        7 => "0001-01-01".to_owned(),
        8 => "9999-12-31T23:59:59Z".to_owned(),
        9 => text.repeat(2),
        // One character changed, which keeps most texts readable.
        _ => {
            let mut characters: Vec<char> = text.chars().collect();
            if characters.is_empty() {
                return Value::String(text);
            }
            let at = rng.place(characters.len());
            characters[at] = rng.pick(&['0', '1', '9', 'a', 'f', '-', ' ']);
            characters.into_iter().collect()
        }
    })
}
