//! Calls by name: nothing is missing, and what is wrong is refused with the path of its field.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use linli::Engine;
use linli::engine::Operation;
use linli::kernel::{Actor, Error, FixedKeys, TenantId};
use linli::store::MemoryStore;
use linli_calls::{COMMANDS, QUERIES, RULES, command, commands, guarded, query, rule};
use serde_json::{Value, json};

const MANAGER: &str = "0190b5a0-7c1e-7000-8000-00000000abcd";

struct Bench {
    engine: Engine,
    host: Actor,
}

fn bench() -> Bench {
    let store = Arc::new(MemoryStore::default());
    let engine = Engine::open(store, Arc::new(FixedKeys::new([7; 32]))).unwrap();
    let host = Actor::system(TenantId::new(1).unwrap());
    Bench { engine, host }
}

impl Bench {
    fn run(&self, name: &str, body: &Value) -> Result<Value, Error> {
        let id = self.engine.new_command_id()?;
        let answer = command(&self.engine, &self.host, id, name, &body.to_string())?;
        Ok(serde_json::from_str(&answer).unwrap())
    }

    fn tenant(&self) -> Value {
        self.run("create_tenant", &tenant()).unwrap()
    }
}

fn tenant() -> Value {
    json!({"name": "绿苑物业", "root_kind": "集团", "currency": {"code": "CNY", "decimals": 2},
        "zone": "Asia/Shanghai", "platform": MANAGER})
}

#[test]
fn every_operation_of_the_table_can_be_called() {
    let names = |commands: bool| {
        let rows = Operation::ALL.iter();
        let mut names: Vec<&str> = rows
            .filter(|row| row.is_command() == commands)
            .map(|row| row.name())
            .collect();
        names.sort_unstable();
        names
    };
    let mut found = COMMANDS.to_vec();
    found.sort_unstable();
    assert_eq!(found, names(true));
    for name in names(false) {
        assert!(QUERIES.contains(&name), "{name}");
    }
}

#[test]
fn commands_and_queries_answer_in_json() {
    let bench = bench();
    let root = bench.tenant();
    let asked = json!({ "node": root }).to_string();
    let node = query(&bench.engine, &bench.host, "node", &asked).unwrap();
    let node: Value = serde_json::from_str(&node).unwrap();
    assert_eq!(node["node"]["name"], "绿苑物业");
    assert_eq!(node["settings"]["payment_minutes"], 30);
}

#[test]
fn what_cannot_be_read_is_refused_under_its_path_without_its_value() {
    let bench = bench();
    let mut body = tenant();
    body["currency"]["decimals"] = json!("13800000001");
    let refused = bench.run("create_tenant", &body).unwrap_err();
    assert_eq!(
        (refused.code(), refused.field()),
        ("invalid_field", Some("currency.decimals"))
    );
    assert!(!refused.to_string().contains("1380000"), "{refused}");
    for (body, field) in [
        ("{}", "name"),
        ("[", "json"),
        ("7", "json"),
        (&format!("{} {{}}", tenant()), "json"),
        (
            r#"{"name": "甲", "currency": {"code": "CNY"}}"#,
            "currency.decimals",
        ),
    ] {
        let id = bench.engine.new_command_id().unwrap();
        let refused = command(&bench.engine, &bench.host, id, "create_tenant", body).unwrap_err();
        assert_eq!(
            (refused.code(), refused.field()),
            ("invalid_field", Some(field)),
            "{body}"
        );
    }
    for (arguments, field) in [
        (r#"{"limit": 5, "other": 1}"#, "other"),
        (r#"{"limit": 5, "limit": 6}"#, "json"),
        (r#"{"limit": "5"}"#, "limit"),
        ("{}", "limit"),
        ("[5]", "json"),
    ] {
        let refused = query(&bench.engine, &bench.host, "segments", arguments).unwrap_err();
        assert_eq!(
            (refused.code(), refused.field()),
            ("invalid_field", Some(field)),
            "{arguments}"
        );
    }
    let refused = bench.run("no_such_command", &json!({})).unwrap_err();
    assert_eq!(refused.code(), "not_found");
    bench.tenant();
}

#[test]
fn many_commands_succeed_or_fail_each_alone() {
    let bench = bench();
    bench.tenant();
    let office = Actor::user(
        bench.host.tenant(),
        MANAGER.parse::<linli::kernel::UserId>().unwrap(),
    );
    let ids: Vec<_> = (0..3)
        .map(|_| bench.engine.new_command_id().unwrap())
        .collect();
    let bodies = json!([
        [ids[0], {"code": "a", "name": "甲"}],
        [ids[1], {"code": "a", "name": "乙"}],
        [ids[2], {"code": "b", "name": "丙"}],
    ]);
    let outcomes = commands(
        &bench.engine,
        &office,
        "create_supplier",
        &bodies.to_string(),
    )
    .unwrap();
    let outcomes: Vec<Value> = serde_json::from_str(&outcomes).unwrap();
    assert!(outcomes[0]["answer"].is_string() && outcomes[2]["answer"].is_string());
    assert_eq!(outcomes[1]["error"]["code"], "already_exists");
}

#[test]
fn one_of_many_commands_that_cannot_be_read_is_named_and_none_runs() {
    let bench = bench();
    bench.tenant();
    let id = bench.engine.new_command_id().unwrap();
    let fine = json!({"code": "a", "name": "甲"});
    for (bodies, field) in [
        (
            json!([[id, fine], [id, {"code": 5, "name": "乙"}]]),
            "[1][1].code",
        ),
        (json!([[id, fine], [id, {"code": "b"}]]), "[1][1].name"),
        (json!([[id, fine], ["x", fine]]), "[1][0]"),
        (json!({}), "json"),
    ] {
        let bodies = bodies.to_string();
        let refused = commands(&bench.engine, &bench.host, "create_supplier", &bodies).unwrap_err();
        assert_eq!(
            (refused.code(), refused.field()),
            ("invalid_field", Some(field)),
            "{bodies}"
        );
    }
    let log = bench.engine.audit(&bench.host, 0, 10).unwrap();
    assert_eq!(log.len(), 1, "only the tenant's own command");
}

#[test]
fn rules_are_applied_to_values() {
    let shares = rule("divide", r#"{"amount": 100, "weights": [1, 1, 1]}"#).unwrap();
    assert_eq!(shares, "[34,33,33]");
    let refused = rule("divide", r#"{"amount": 1.5, "weights": []}"#).unwrap_err();
    assert_eq!(
        (refused.code(), refused.field()),
        ("invalid_field", Some("amount"))
    );
}

#[test]
fn what_a_rule_changes_comes_back_before_its_answer() {
    let wallet = json!({"member": MANAGER, "debt": 0, "lots": [
        {"kind": "mall", "issuer": "platform", "from": "grant", "amount": 50, "left": 50, "expires": "2026-12-31"},
    ]});
    let arguments = json!({"wallet": wallet, "points": 20, "place": "mall", "today": "2026-11-22"});
    let answer = rule("spend_points", &arguments.to_string()).unwrap();
    let (wallet, uses): (Value, Value) = serde_json::from_str(&answer).unwrap();
    assert_eq!(wallet["lots"][0]["left"], 30);
    assert_eq!(uses[0]["points"], 20);
    let arguments = json!({"wallet": wallet, "points": 31, "place": "mall", "today": "2026-11-22"});
    let refused = rule("spend_points", &arguments.to_string()).unwrap_err();
    assert_eq!(refused.code(), "insufficient");
}

#[test]
fn rules_refuse_what_an_engine_would_never_store() {
    let refused = |levels: &Value, months: u32| {
        let arguments = json!({"member": MANAGER, "community": MANAGER, "levels": levels, "today": "2026-11-22",
            "terms": {"months": months, "downgrade": "one_level"}});
        let refused = rule("begin_standing", &arguments.to_string()).unwrap_err();
        (refused.code(), refused.field().unwrap().to_owned())
    };
    assert_eq!(refused(&json!([]), 12), ("invalid_field", "levels".into()));
    let first = json!([{"code": "a", "name": "级", "growth": 0}]);
    assert_eq!(refused(&first, 0), ("invalid_field", "terms.months".into()));
}

#[test]
fn each_rule_has_a_name_of_its_own_and_none_panics_on_nothing() {
    let mut names = RULES.to_vec();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
    for name in RULES {
        assert_eq!(
            rule(name, "{}").unwrap_err().code(),
            "invalid_field",
            "{name}"
        );
    }
}

#[test]
fn a_panic_becomes_an_error() {
    let error = guarded::<()>(|| panic!("the invariant {} does not hold", 5)).unwrap_err();
    assert_eq!(error.code(), "internal");
    assert!(error.to_string().contains("the invariant 5"), "{error}");
}

#[test]
fn an_error_in_json_has_code_reason_and_what_its_kind_has() {
    let error = Error::OutOfStock {
        field: "lines[0].quantity".into(),
        available: 2,
    };
    let wire: Value = serde_json::from_str(&linli_calls::error(&error)).unwrap();
    assert_eq!(
        wire,
        json!({"code": "out_of_stock", "reason": "lines[0].quantity: only 2 left", "field": "lines[0].quantity",
            "available": 2})
    );
}
