//! Idempotency, refusals, group commit, faults of the store, events.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Barrier, Mutex};

use common::{World, engine_over, engine_with, text, user};
use linli::engine::{AnyCommand, Event, Operation, SealLog};
use linli::kernel::{Actor, CommandId, Id, Role, TenantId};
use linli::org::{
    ChangeSettings, CreateNode, Grant, GrantRole, GrantScope, RevokeRole, SettingsPatch,
};
use linli::store::{
    ChangeSet, Committed, MemoryStore, Page, Row, RowKey, Scan, Schema, Store, StoreError,
    StoreResult,
};
use linli::{Error, Options};

fn node(world: &World, name: &str) -> CreateNode {
    CreateNode {
        parent: world.community,
        kind: text("楼栋"),
        name: text(name),
    }
}

fn everything(store: &dyn Store, tenant: TenantId) -> Vec<Row> {
    let tables = 0..u16::try_from(linli::schema::SCHEMA.tables.len()).unwrap();
    tables
        .flat_map(|table| {
            store
                .scan(tenant, &Scan::all(linli::store::TableId(table), 10_000))
                .unwrap()
                .rows
        })
        .collect()
}

#[test]
fn the_same_command_id_gives_the_first_answer_and_changes_nothing_more() {
    let world = World::new();
    let id = world.id();
    let first = world
        .engine
        .create_node(&world.platform, id, node(&world, "1栋"))
        .unwrap();
    let before = everything(&*world.store, world.tenant);
    assert_eq!(
        world
            .engine
            .create_node(&world.platform, id, node(&world, "1栋"))
            .unwrap(),
        first
    );
    assert_eq!(everything(&*world.store, world.tenant), before);
}

#[test]
fn the_same_command_id_with_other_content_or_another_actor_is_an_error() {
    let world = World::new();
    let id = world.id();
    world
        .engine
        .create_node(&world.platform, id, node(&world, "1栋"))
        .unwrap();
    let other = world
        .engine
        .create_node(&world.platform, id, node(&world, "2栋"))
        .unwrap_err();
    assert_eq!(other.code(), "command_reused");
    let revoke = RevokeRole {
        user: user("x"),
        grant: Grant {
            role: Role::Finance,
            scope: GrantScope::Node(world.group),
        },
    };
    assert_eq!(
        world
            .engine
            .revoke_role(&world.platform, id, revoke)
            .unwrap_err()
            .code(),
        "command_reused"
    );
    let system = world
        .engine
        .create_node(&world.system, id, node(&world, "1栋"))
        .unwrap_err();
    assert_eq!(system.code(), "command_reused");
}

#[test]
fn a_refused_command_leaves_the_store_byte_identical_and_its_id_free() {
    let world = World::new();
    let before = everything(&*world.store, world.tenant);
    let id = world.id();
    let wrong = CreateNode {
        name: text("  "),
        ..node(&world, "1栋")
    };
    let error = world
        .engine
        .create_node(&world.platform, id, wrong)
        .unwrap_err();
    assert_eq!(
        (error.code(), error.field()),
        ("invalid_field", Some("name"))
    );
    assert_eq!(everything(&*world.store, world.tenant), before);
    world
        .engine
        .create_node(&world.platform, id, node(&world, "1栋"))
        .unwrap();
}

#[test]
fn other_tenants_ids_are_unknown() {
    let world = World::new();
    let stranger = Actor::user(TenantId::new(2).unwrap(), user("platform"));
    let error = world
        .engine
        .create_node(&stranger, world.id(), node(&world, "1栋"))
        .unwrap_err();
    assert_eq!(error.code(), "denied");
    let system = Actor::system(TenantId::new(2).unwrap());
    assert_eq!(
        world
            .engine
            .node(&system, world.community)
            .unwrap_err()
            .code(),
        "not_found"
    );
}

#[test]
fn a_node_manager_acts_in_the_subtree_and_nowhere_else_and_no_longer_after_revocation() {
    let world = World::new();
    let manager = Actor::user(world.tenant, user("manager"));
    let grant = Grant {
        role: Role::NodeManager,
        scope: GrantScope::Node(world.city),
    };
    let give = GrantRole {
        user: user("manager"),
        grant,
    };
    world
        .engine
        .grant_role(&world.platform, world.id(), give)
        .unwrap();
    world
        .engine
        .create_node(&manager, world.id(), node(&world, "1栋"))
        .unwrap();
    let above = CreateNode {
        parent: world.group,
        ..node(&world, "苏州公司")
    };
    assert_eq!(
        world
            .engine
            .create_node(&manager, world.id(), above)
            .unwrap_err()
            .code(),
        "denied"
    );
    let up = GrantRole {
        user: user("manager"),
        grant: Grant {
            role: Role::NodeManager,
            scope: GrantScope::Node(world.group),
        },
    };
    assert_eq!(
        world
            .engine
            .grant_role(&manager, world.id(), up)
            .unwrap_err()
            .code(),
        "denied"
    );
    world
        .engine
        .revoke_role(
            &world.platform,
            world.id(),
            RevokeRole {
                user: user("manager"),
                grant,
            },
        )
        .unwrap();
    assert_eq!(
        world
            .engine
            .create_node(&manager, world.id(), node(&world, "2栋"))
            .unwrap_err()
            .code(),
        "denied"
    );
}

#[test]
fn settings_are_inherited_from_the_nearest_ancestor_that_sets_them() {
    let world = World::new();
    let set = |node, minutes| ChangeSettings {
        node,
        set: SettingsPatch {
            payment_minutes: Some(minutes),
            ..SettingsPatch::default()
        },
        inherit: Vec::new(),
    };
    let minutes = || {
        world
            .engine
            .node(&world.platform, world.community)
            .unwrap()
            .settings
            .payment_minutes
    };
    assert_eq!(minutes(), 30);
    world
        .engine
        .change_settings(&world.platform, world.id(), set(world.group, 20))
        .unwrap();
    assert_eq!(minutes(), 20);
    world
        .engine
        .change_settings(&world.platform, world.id(), set(world.community, 10))
        .unwrap();
    assert_eq!(minutes(), 10);
    let inherit = ChangeSettings {
        node: world.community,
        set: SettingsPatch::default(),
        inherit: vec!["payment_minutes".to_owned()],
    };
    world
        .engine
        .change_settings(&world.platform, world.id(), inherit)
        .unwrap();
    assert_eq!(minutes(), 20);
    let error = world
        .engine
        .change_settings(&world.platform, world.id(), set(world.group, 0))
        .unwrap_err();
    assert_eq!(error.field(), Some("settings.payment_minutes"));
}

#[test]
fn sixty_four_callers_share_commits_and_every_event_is_polled_once_in_order() {
    let world = Arc::new(World::new());
    let barrier = Arc::new(Barrier::new(64));
    let threads: Vec<_> = (0..64)
        .map(|caller| {
            let (world, barrier) = (Arc::clone(&world), Arc::clone(&barrier));
            std::thread::spawn(move || {
                barrier.wait();
                for turn in 0..20 {
                    let command = node(&world, &format!("{caller}-{turn}"));
                    world
                        .engine
                        .create_node(&world.platform, world.id(), command)
                        .unwrap();
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let mut cursor = 0;
    let mut created = BTreeSet::new();
    loop {
        let page = world.engine.events(&world.system, cursor, 100).unwrap();
        if page.cursor == cursor {
            break;
        }
        for event in page.events {
            assert!(event.position > cursor && event.position <= page.cursor);
            if let Event::NodeCreated { node, .. } = event.event {
                assert!(created.insert(node), "no event comes twice");
            }
        }
        cursor = page.cursor;
    }
    assert_eq!(created.len(), 64 * 20 + 2);
    assert_eq!(cursor, 64 * 20 + 4, "positions have no gaps");
}

/// A store that fails as it is told to.
#[derive(Default)]
struct Faulty {
    inner: MemoryStore,
    /// What the next commits answer: before or after they happened.
    plan: Mutex<Vec<(StoreError, Happened)>>,
    commits: AtomicU32,
}

#[derive(Clone, Copy, PartialEq)]
enum Happened {
    Yes,
    No,
}

impl Store for Faulty {
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        self.inner.prepare(schema)
    }
    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        self.inner.get(tenant, keys)
    }
    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        self.inner.scan(tenant, scan)
    }
    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        self.commits.fetch_add(1, Ordering::Relaxed);
        let planned = self.plan.lock().unwrap().pop();
        match planned {
            None => self.inner.commit(change),
            Some((error, happened)) => {
                if happened == Happened::Yes {
                    self.inner.commit(change).unwrap();
                }
                Err(error)
            }
        }
    }
    fn name(&self) -> &'static str {
        "faulty"
    }
}

fn faulty() -> (Arc<Faulty>, World) {
    let store = Arc::new(Faulty::default());
    let world = World::over(Arc::clone(&store) as Arc<dyn Store>);
    (store, world)
}

#[test]
fn an_unknown_outcome_is_resolved_by_the_command_id() {
    for happened in [Happened::Yes, Happened::No] {
        let (store, world) = faulty();
        let unknown = StoreError::UnknownOutcome {
            reason: "the line went dead".into(),
        };
        store.plan.lock().unwrap().push((unknown, happened));
        let created = world
            .engine
            .create_node(&world.platform, world.id(), node(&world, "1栋"))
            .unwrap();
        let children = world
            .engine
            .node(&world.platform, world.community)
            .unwrap()
            .children;
        assert_eq!(
            children.iter().map(|child| child.id).collect::<Vec<_>>(),
            [created],
            "exactly once"
        );
    }
}

#[test]
fn an_unavailable_store_fails_the_call_and_works_again_afterwards() {
    let (store, world) = faulty();
    let before = everything(&*world.store, world.tenant);
    store.plan.lock().unwrap().push((
        StoreError::Unavailable {
            reason: "gone".into(),
        },
        Happened::No,
    ));
    let id = world.id();
    let error = world
        .engine
        .create_node(&world.platform, id, node(&world, "1栋"))
        .unwrap_err();
    assert_eq!(error.code(), "store_unavailable");
    assert_eq!(everything(&*world.store, world.tenant), before);
    world
        .engine
        .create_node(&world.platform, id, node(&world, "1栋"))
        .unwrap();
}

#[test]
fn conflicts_are_run_again_until_they_pass_and_given_up_after_a_bounded_number_of_tries() {
    let (store, world) = faulty();
    let conflict = || (StoreError::Conflict { keys: Vec::new() }, Happened::No);
    store
        .plan
        .lock()
        .unwrap()
        .extend([conflict(), conflict(), conflict()]);
    world
        .engine
        .create_node(&world.platform, world.id(), node(&world, "1栋"))
        .unwrap();
    store
        .plan
        .lock()
        .unwrap()
        .extend((0..100).map(|_| conflict()));
    let error = world
        .engine
        .create_node(&world.platform, world.id(), node(&world, "2栋"))
        .unwrap_err();
    assert_eq!(error.code(), "store_conflict");
    assert!(store.plan.lock().unwrap().len() > 80, "it gave up early");
}

/// Two engines over one store, each with rows cached: neither acts on what the other has changed.
#[test]
fn what_another_process_changed_is_noticed_at_commit_and_before_a_refusal() {
    let world = World::new();
    let other = engine_over(Arc::clone(&world.store), Arc::clone(&world.clock), 2);
    let manager = Actor::user(world.tenant, user("manager"));
    let grant = Grant {
        role: Role::NodeManager,
        scope: GrantScope::Node(world.city),
    };
    // The other engine caches that the manager has no grant …
    assert_eq!(
        other
            .create_node(&manager, world.id(), node(&world, "1栋"))
            .unwrap_err()
            .code(),
        "denied"
    );
    world
        .engine
        .grant_role(
            &world.platform,
            world.id(),
            GrantRole {
                user: user("manager"),
                grant,
            },
        )
        .unwrap();
    // … and does not refuse for what is no longer so,
    other
        .create_node(&manager, world.id(), node(&world, "1栋"))
        .unwrap();
    world
        .engine
        .revoke_role(
            &world.platform,
            world.id(),
            RevokeRole {
                user: user("manager"),
                grant,
            },
        )
        .unwrap();
    // nor allow for it.
    assert_eq!(
        other
            .create_node(&manager, world.id(), node(&world, "2栋"))
            .unwrap_err()
            .code(),
        "denied"
    );
}

#[test]
fn two_processes_changing_one_record_lose_nothing() {
    let world = Arc::new(World::new());
    let threads: Vec<_> = (0_u64..4)
        .map(|process| {
            let world = Arc::clone(&world);
            let engine = engine_over(
                Arc::clone(&world.store),
                Arc::clone(&world.clock),
                10 + process,
            );
            std::thread::spawn(move || {
                for turn in 0..20 {
                    let grant = Grant {
                        role: Role::Finance,
                        scope: GrantScope::Node(world.city),
                    };
                    let who = user(&format!("{process}-{turn}"));
                    engine
                        .grant_role(
                            &world.platform,
                            engine.new_command_id().unwrap(),
                            GrantRole { user: who, grant },
                        )
                        .unwrap();
                    let name = format!("{process}-{turn}");
                    let id = engine.new_command_id().unwrap();
                    engine
                        .create_node(&world.platform, id, node(&world, &name))
                        .unwrap();
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(
        world
            .engine
            .node(&world.platform, world.community)
            .unwrap()
            .children
            .len(),
        80
    );
}

#[test]
fn a_command_as_a_value_does_the_same_as_its_method() {
    let world = World::new();
    let json = serde_json::json!({
        "command": "create_node", "parent": world.community, "kind": "楼栋", "name": "1栋",
    });
    let command: AnyCommand = serde_json::from_value(json).unwrap();
    assert_eq!(command.operation(), Operation::CreateNode);
    let id = world.id();
    let answer = world
        .engine
        .execute_any(&world.platform, id, command)
        .unwrap();
    let again = world
        .engine
        .create_node(&world.platform, id, node(&world, "1栋"))
        .unwrap();
    assert_eq!(serde_json::to_value(again).unwrap(), answer);
}

#[test]
fn every_operation_has_its_own_name_and_somebody_who_may_run_it() {
    let names: BTreeSet<&str> = Operation::ALL
        .iter()
        .map(|operation| operation.name())
        .collect();
    assert_eq!(names.len(), Operation::ALL.len());
    for operation in Operation::ALL {
        assert!(!operation.roles().is_empty(), "{}", operation.name());
    }
}

/// The table of operations cell by cell, as far as roles decide it: a person whose only grant is one role at the top of
/// the tree is refused exactly where the table says so.
#[test]
fn a_role_that_the_table_does_not_name_is_refused_whatever_the_target() {
    let world = World::new();
    for role in Role::ALL {
        let who = user(&format!("{role:?}"));
        let grant = Grant {
            role,
            scope: GrantScope::Node(world.group),
        };
        let granted =
            world
                .engine
                .grant_role(&world.platform, world.id(), GrantRole { user: who, grant });
        let actor = Actor::user(world.tenant, who);
        let answer =
            world
                .engine
                .create_node(&actor, world.id(), node(&world, &format!("{role:?}")));
        let allowed = granted.is_ok() && Operation::CreateNode.roles().contains(&role);
        assert_eq!(answer.is_ok(), allowed, "{role:?}");
        if !allowed {
            assert!(matches!(
                answer.unwrap_err(),
                Error::Denied {
                    operation: "create_node"
                }
            ));
        }
    }
}

/// A store that shows one log entry otherwise than it was written.
struct Forged {
    inner: Arc<dyn Store>,
    position: u64,
}

impl Store for Forged {
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        self.inner.prepare(schema)
    }
    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        self.inner.get(tenant, keys)
    }
    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        let mut page = self.inner.scan(tenant, scan)?;
        for row in page
            .rows
            .iter_mut()
            .filter(|row| row.position == Some(self.position))
        {
            row.body = row.body.replace("create_node", "create_nude");
        }
        Ok(page)
    }
    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        self.inner.commit(change)
    }
    fn name(&self) -> &'static str {
        "forged"
    }
}

#[test]
fn a_forged_log_entry_breaks_its_seal() {
    let world = World::new();
    let seal = || {
        world
            .engine
            .seal_log(&world.system, world.id(), SealLog {})
            .unwrap()
    };
    for name in ["1栋", "2栋", "3栋"] {
        world
            .engine
            .create_node(&world.platform, world.id(), node(&world, name))
            .unwrap();
    }
    let first = seal().unwrap();
    assert_eq!((first.number, first.first, first.last), (1, 1, 7));
    let second = seal().unwrap();
    assert_eq!(
        (second.number, second.first, second.last),
        (2, 8, 8),
        "the seal itself was a command"
    );
    let report = world.engine.verify_log(&world.system).unwrap();
    assert_eq!((report.newest, report.broken), (Some(second), vec![]));
    let forged = Arc::new(Forged {
        inner: Arc::clone(&world.store),
        position: 5,
    });
    let engine = engine_over(forged, Arc::clone(&world.clock), 3);
    assert_eq!(engine.verify_log(&world.system).unwrap().broken, [1]);
}

#[test]
fn a_command_id_may_be_anything() {
    let world = World::new();
    for id in [Id::MIN, Id::MAX] {
        world
            .engine
            .create_node(
                &world.platform,
                CommandId(id),
                node(&world, &id.to_string()),
            )
            .unwrap();
    }
}

#[test]
fn a_batch_runs_each_command_as_its_own_actor_and_of_one_tenant_only() {
    let world = World::new();
    let command = |name: &str| CreateNode {
        parent: world.city,
        kind: text("项目"),
        name: text(name),
    };
    let stranger = Actor::user(world.tenant, user("stranger"));
    let outcomes = world
        .engine
        .execute_each(vec![
            (world.platform, world.id(), command("甲")),
            (stranger, world.id(), command("乙")),
            (world.platform, world.id(), command("丙")),
        ])
        .unwrap();
    let codes: Vec<_> = outcomes
        .iter()
        .map(|outcome| outcome.as_ref().map_err(linli::Error::code).err())
        .collect();
    assert_eq!(codes, [None, Some("denied"), None]);

    let elsewhere = Actor::user(TenantId::new(2).unwrap(), user("platform"));
    let error = world
        .engine
        .execute_each(vec![
            (world.platform, world.id(), command("丁")),
            (elsewhere, world.id(), command("戊")),
        ])
        .unwrap_err();
    assert_eq!(error.field(), Some("commands[1].actor"));
    let view = world.engine.node(&world.platform, world.city).unwrap();
    assert_eq!(view.children.len(), 3);
}

/// Hundreds of manifests of thousands of orders would otherwise be one commit, and all of it in memory.
#[test]
fn a_group_that_changed_many_rows_is_committed_before_more_commands_join_it() {
    let commits = |group_rows: Option<usize>| {
        let (store, world) = faulty();
        let engine = group_rows.map_or_else(Options::default, |group_rows| Options {
            group_rows,
            ..Options::default()
        });
        let engine = engine_with(world.store.clone(), world.clock.clone(), 9, engine);
        let before = store.commits.load(Ordering::Relaxed);
        let command = |number: usize| CreateNode {
            // One of them is refused.
            name: if number == 7 {
                text("")
            } else {
                text(&format!("{number}栋"))
            },
            ..node(&world, "")
        };
        let commands = (0..20).map(|number| (world.platform, world.id(), command(number)));
        let outcomes = engine.execute_each(commands.collect()).unwrap();
        let view = engine.node(&world.platform, world.community).unwrap();
        let created: Vec<_> = outcomes.into_iter().map(Result::ok).collect();
        assert_eq!(created.iter().filter(|node| node.is_none()).count(), 1);
        assert!(created[7].is_none());
        let names: Vec<String> = created
            .iter()
            .flatten()
            .map(|node| {
                engine
                    .node(&world.platform, *node)
                    .unwrap()
                    .node
                    .name
                    .to_string()
            })
            .collect();
        assert_eq!(view.children.len(), 19);
        (store.commits.load(Ordering::Relaxed) - before, names)
    };
    let (one, names) = commits(None);
    let (many, same) = commits(Some(1));
    assert_eq!((one, many), (1, 19));
    assert_eq!(names, same);
}

#[test]
fn a_repeated_command_that_would_now_be_refused_gives_its_first_answer() {
    let world = World::new();
    let (id, create) = (
        world.id(),
        linli::org::GrantRole {
            user: user("auditor"),
            grant: linli::org::Grant {
                role: linli::kernel::Role::Auditor,
                scope: linli::org::GrantScope::Node(world.city),
            },
        },
    );
    world
        .engine
        .grant_role(&world.platform, id, create.clone())
        .unwrap();
    let revoke = linli::org::RevokeRole {
        user: user("auditor"),
        grant: create.grant,
    };
    let ended = world.id();
    for _ in 0..2 {
        // There is nothing to revoke the second time.
        world
            .engine
            .revoke_role(&world.platform, ended, revoke.clone())
            .unwrap();
    }
    let error = world
        .engine
        .revoke_role(&world.platform, world.id(), revoke)
        .unwrap_err();
    assert_eq!(error.code(), "not_found");
    // The grant's id stands for the grant that was made and ended: repeating it makes no new one.
    let before = everything(&*world.store, world.tenant);
    world
        .engine
        .grant_role(&world.platform, id, create)
        .unwrap();
    assert_eq!(everything(&*world.store, world.tenant), before);
}

#[test]
fn a_command_that_is_in_its_group_twice_runs_once_with_one_answer() {
    let world = World::new();
    let (id, other) = (world.id(), world.id());
    let commands = [(id, "甲"), (other, "乙"), (id, "甲"), (id, "丙")];
    let outcomes = world
        .engine
        .execute_all(
            &world.platform,
            commands.map(|(id, name)| (id, node(&world, name))).to_vec(),
        )
        .unwrap();
    assert_eq!(outcomes[0], outcomes[2]);
    assert_ne!(outcomes[0], outcomes[1]);
    assert_eq!(outcomes[3].as_ref().unwrap_err().code(), "command_reused");
}

#[test]
fn queries_read_from_a_copy_that_lags_behind_and_decisions_never_do() {
    let world = World::new();
    // A copy to which nothing has come yet.
    let reports = world
        .engine
        .reading_from(Arc::new(MemoryStore::default()))
        .unwrap();
    let now = |engine: &linli::Engine| engine.events(&world.platform, 0, 1000).unwrap().cursor;
    assert!(now(&world.engine) > 0);
    assert_eq!(now(&reports), 0, "the copy is empty");
    // Commands find the tree, the grants and the first answer where the engine keeps them.
    let before = now(&world.engine);
    let id = world.id();
    let made = reports
        .create_node(&world.platform, id, node(&world, "1栋"))
        .unwrap();
    let again = world
        .engine
        .create_node(&world.platform, id, node(&world, "1栋"))
        .unwrap();
    assert_eq!(made, again);
    assert_eq!(now(&world.engine), before + 1);
    // Who may ask is decided there as well, and due work is found there.
    let stranger = Actor::user(world.tenant, user("stranger"));
    assert!(reports.events(&stranger, 0, 1000).is_err());
    assert!(reports.due(&world.system, 1000).is_ok());
    // A copy with other tables is refused.
    let other = MemoryStore::default();
    let tables = &linli::schema::SCHEMA.tables[1..2];
    other.prepare(&Schema { version: 1, tables }).unwrap();
    assert!(world.engine.reading_from(Arc::new(other)).is_err());
}
