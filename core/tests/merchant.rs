//! Merchants on the engine: both entries, review, selling, places, qualifications. RULES §2.
#![allow(clippy::unwrap_used)]

mod common;

use common::{World, text, user};
use linli::engine::Event;
use linli::kernel::{Actor, Error, Id, MerchantId, NodeId, Result, Role};
use linli::merchant::{
    ActivateMerchant, ChangeMerchant, CreateSupplier, MerchantDetails, MerchantKind, MerchantState,
    Qualification, RecordMerchant, RegisterMerchant, ResumeMerchant, ReviewMerchant,
    SetQualifications, SetServedNodes, SubmitMerchant, SuspendMerchant, Verdict,
};
use linli::org::{CreateNode, Grant, GrantRole, GrantScope};

fn details() -> MerchantDetails {
    MerchantDetails {
        name: text("鲜果时光"),
        contact: text("苏晓禾"),
        phone: text("13800000101"),
        kind: MerchantKind::Mall,
    }
}

fn record(world: &World, actor: &Actor, code: &str, node: NodeId) -> Result<MerchantId> {
    let command = RecordMerchant {
        node,
        code: text(code),
        details: details(),
    };
    world.engine.record_merchant(actor, world.id(), command)
}

fn register(world: &World, code: &str, applicant: &str) -> MerchantId {
    let command = RegisterMerchant {
        applicant: user(applicant),
        node: world.city,
        code: text(code),
        details: details(),
    };
    world
        .engine
        .register_merchant(&world.system, world.id(), command)
        .unwrap()
}

fn submit(world: &World, actor: &Actor, merchant: MerchantId) -> Result<()> {
    world
        .engine
        .submit_merchant(actor, world.id(), SubmitMerchant { merchant })
}

fn review(world: &World, actor: &Actor, merchant: MerchantId, outcome: Verdict) -> Result<()> {
    let command = ReviewMerchant { merchant, outcome };
    world.engine.review_merchant(actor, world.id(), command)
}

fn activate(world: &World, merchant: MerchantId) -> Result<()> {
    let command = ActivateMerchant { merchant };
    world
        .engine
        .activate_merchant(&world.platform, world.id(), command)
}

fn active(world: &World, code: &str) -> MerchantId {
    let merchant = record(world, &world.platform, code, world.city).unwrap();
    submit(world, &world.platform, merchant).unwrap();
    review(world, &world.platform, merchant, Verdict::Approve).unwrap();
    activate(world, merchant).unwrap();
    merchant
}

fn state(world: &World, merchant: MerchantId) -> MerchantState {
    let read = world.engine.merchant(&world.platform, merchant);
    read.unwrap().state
}

fn grant(world: &World, name: &str, role: Role, scope: GrantScope) -> Actor {
    let command = GrantRole {
        user: user(name),
        grant: Grant { role, scope },
    };
    world
        .engine
        .grant_role(&world.platform, world.id(), command)
        .unwrap();
    Actor::user(world.tenant, user(name))
}

fn field(error: &Error) -> Option<&str> {
    assert!(
        matches!(error.code(), "invalid_field" | "limit_exceeded"),
        "{error:?}"
    );
    error.field()
}

#[test]
fn a_merchant_registers_itself_is_rejected_mends_and_sells() {
    let world = World::new();
    let merchant = register(&world, "m-1", "owner");
    let owner = Actor::user(world.tenant, user("owner"));
    submit(&world, &owner, merchant).unwrap();
    let reason = text("执照看不清");
    review(
        &world,
        &world.platform,
        merchant,
        Verdict::Reject { reason },
    )
    .unwrap();
    let seen = world.engine.merchant(&owner, merchant).unwrap();
    assert_eq!(seen.state, MerchantState::Rejected);
    assert_eq!(seen.reason.as_deref(), Some("执照看不清"));
    submit(&world, &owner, merchant).unwrap();
    review(&world, &world.platform, merchant, Verdict::Approve).unwrap();
    activate(&world, merchant).unwrap();
    let seen = world.engine.merchant(&owner, merchant).unwrap();
    assert_eq!((seen.state, seen.reason), (MerchantState::Active, None));
    assert!(world.engine.merchant_card(&owner, merchant).unwrap().sells);
}

#[test]
fn each_step_leaves_an_event_with_both_states() {
    let world = World::new();
    let merchant = active(&world, "m-1");
    let events = world.engine.events(&world.system, 0, 1000).unwrap().events;
    let moves: Vec<_> = events
        .iter()
        .filter_map(|recorded| match &recorded.event {
            Event::MerchantMoved {
                merchant: moved,
                from,
                to,
            } if *moved == merchant => Some((*from, *to)),
            _ => None,
        })
        .collect();
    assert_eq!(
        moves,
        [
            (MerchantState::Draft, MerchantState::Submitted),
            (MerchantState::Submitted, MerchantState::Approved),
            (MerchantState::Approved, MerchantState::Active),
        ]
    );
}

#[test]
fn nobody_reviews_or_activates_their_own_shop() {
    let world = World::new();
    let merchant = register(&world, "m-1", "owner");
    let owner = Actor::user(world.tenant, user("owner"));
    submit(&world, &owner, merchant).unwrap();
    let refused = review(&world, &owner, merchant, Verdict::Approve).unwrap_err();
    assert_eq!(refused.code(), "denied");
    assert_eq!(state(&world, merchant), MerchantState::Submitted);
}

#[test]
fn staff_see_and_change_their_own_merchant_only() {
    let world = World::new();
    let mine = register(&world, "m-1", "owner");
    let other = register(&world, "m-2", "other");
    let owner = Actor::user(world.tenant, user("owner"));
    assert!(world.engine.merchant(&owner, mine).is_ok());
    let refused = world.engine.merchant(&owner, other).unwrap_err();
    assert_eq!(refused.code(), "denied");
    assert_eq!(submit(&world, &owner, other).unwrap_err().code(), "denied");
}

#[test]
fn a_node_manager_records_merchants_below_their_node_only() {
    let world = World::new();
    let command = CreateNode {
        parent: world.group,
        kind: text("城市公司"),
        name: text("苏州公司"),
    };
    let elsewhere = world
        .engine
        .create_node(&world.platform, world.id(), command)
        .unwrap();
    let manager = grant(
        &world,
        "manager",
        Role::NodeManager,
        GrantScope::Node(world.city),
    );
    let merchant = record(&world, &manager, "m-1", world.community).unwrap();
    let refused = record(&world, &manager, "m-2", elsewhere).unwrap_err();
    assert_eq!(refused.code(), "denied");
    let listed = world
        .engine
        .merchants_of_node(&manager, world.community, None, 10)
        .unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].id, merchant);
}

#[test]
fn a_code_is_used_once_in_a_tenant() {
    let world = World::new();
    record(&world, &world.platform, "m-1", world.city).unwrap();
    let refused = record(&world, &world.platform, "m-1", world.community).unwrap_err();
    assert_eq!(refused.code(), "already_exists");
    let supplier = || CreateSupplier {
        code: text("s-1"),
        name: text("青禾"),
    };
    let create = |supplier| {
        world
            .engine
            .create_supplier(&world.platform, world.id(), supplier)
    };
    create(supplier()).unwrap();
    assert_eq!(create(supplier()).unwrap_err().code(), "already_exists");
    let listed = world.engine.suppliers(&world.platform, None, 10).unwrap();
    assert_eq!(listed.len(), 1);
}

#[test]
fn wrong_data_is_refused_by_field_and_stores_nothing() {
    type Spoil = fn(&mut RecordMerchant);
    let world = World::new();
    let wrong: [(&str, Spoil); 5] = [
        ("code", |command| command.code = text(" ")),
        ("code", |command| command.code = text("a,b")),
        ("details.name", |command| command.details.name = text("")),
        ("details.contact", |command| {
            command.details.contact = text("");
        }),
        ("details.phone", |command| {
            command.details.phone = text("call me");
        }),
    ];
    for (expected, spoil) in wrong {
        let mut command = RecordMerchant {
            node: world.city,
            code: text("m-1"),
            details: details(),
        };
        spoil(&mut command);
        let error = world
            .engine
            .record_merchant(&world.platform, world.id(), command)
            .unwrap_err();
        assert_eq!(field(&error), Some(expected));
    }
    let missing = NodeId(Id::MAX);
    let error = record(&world, &world.platform, "m-1", missing).unwrap_err();
    assert_eq!(error.code(), "not_found");
    let listed = world
        .engine
        .merchants_of_node(&world.platform, world.city, None, 10)
        .unwrap();
    assert!(listed.is_empty());
}

#[test]
fn suspending_and_resuming_need_a_reason_and_the_right_state() {
    let world = World::new();
    let merchant = active(&world, "m-1");
    let suspend = |reason: &str| {
        let command = SuspendMerchant {
            merchant,
            reason: text(reason),
        };
        world
            .engine
            .suspend_merchant(&world.platform, world.id(), command)
    };
    let resume = |reason: &str| {
        let command = ResumeMerchant {
            merchant,
            reason: text(reason),
        };
        world
            .engine
            .resume_merchant(&world.platform, world.id(), command)
    };
    assert_eq!(field(&suspend("").unwrap_err()), Some("reason"));
    assert_eq!(resume("x").unwrap_err().code(), "wrong_state");
    suspend("食品安全抽检").unwrap();
    assert!(!state(&world, merchant).sells());
    assert_eq!(suspend("x").unwrap_err().code(), "wrong_state");
    resume("已整改").unwrap();
    assert_eq!(state(&world, merchant), MerchantState::Active);
}

#[test]
fn what_was_reviewed_does_not_change_afterwards() {
    let world = World::new();
    let merchant = register(&world, "m-1", "owner");
    let owner = Actor::user(world.tenant, user("owner"));
    let change = |name: Option<&str>, phone: Option<&str>| {
        let command = ChangeMerchant {
            merchant,
            name: name.map(text),
            contact: None,
            phone: phone.map(text),
            kind: None,
        };
        world.engine.change_merchant(&owner, world.id(), command)
    };
    change(Some("鲜果时光二店"), None).unwrap();
    submit(&world, &owner, merchant).unwrap();
    let refused = change(None, Some("13800000102")).unwrap_err();
    assert_eq!(refused.code(), "wrong_state");
    review(&world, &world.platform, merchant, Verdict::Approve).unwrap();
    change(None, Some("13800000102")).unwrap();
    assert_eq!(
        change(Some("别的名字"), None).unwrap_err().code(),
        "wrong_state"
    );
    let seen = world.engine.merchant(&owner, merchant).unwrap();
    assert_eq!(seen.name.as_str(), "鲜果时光二店");
    assert_eq!(seen.phone.as_str(), "13800000102");
}

#[test]
fn a_merchant_serves_only_places_below_the_node_that_looks_after_it() {
    let world = World::new();
    let merchant = active(&world, "m-1");
    let set = |nodes: Vec<NodeId>| {
        let command = SetServedNodes { merchant, nodes };
        world
            .engine
            .set_served_nodes(&world.platform, world.id(), command)
    };
    set(vec![world.community]).unwrap();
    let seen = world.engine.merchant(&world.platform, merchant).unwrap();
    assert!(seen.serves(&[world.group, world.city, world.community]));
    assert!(!seen.serves(&[world.group, world.city]));
    let above = set(vec![world.community, world.group]).unwrap_err();
    assert_eq!(field(&above), Some("nodes[1]"));
    let twice = set(vec![world.community, world.community]).unwrap_err();
    assert_eq!(field(&twice), Some("nodes[1]"));
    let many = (0..201_u8).map(|number| NodeId(Id::derived("node", &[&[number]])));
    assert_eq!(field(&set(many.collect()).unwrap_err()), Some("nodes"));
    assert_eq!(set(vec![NodeId(Id::MAX)]).unwrap_err().code(), "not_found");
    assert_eq!(
        world
            .engine
            .merchant(&world.platform, merchant)
            .unwrap()
            .serves,
        [world.community]
    );
}

#[test]
fn qualifications_are_the_merchants_before_review_and_the_property_companys_afterwards() {
    let world = World::new();
    let merchant = register(&world, "m-1", "owner");
    let owner = Actor::user(world.tenant, user("owner"));
    let set = |actor: &Actor, qualifications: Vec<Qualification>| {
        let command = SetQualifications {
            merchant,
            qualifications,
        };
        world.engine.set_qualifications(actor, world.id(), command)
    };
    let licence = |number: &str| Qualification {
        kind: text("食品经营许可证"),
        number: text(number),
        expires: Some("2027-01-31".parse().unwrap()),
    };
    set(&owner, vec![licence("JY1")]).unwrap();
    let twice = set(&owner, vec![licence("JY1"), licence("JY1")]).unwrap_err();
    assert_eq!(field(&twice), Some("qualifications[1].number"));
    let empty = set(&owner, vec![licence("")]).unwrap_err();
    assert_eq!(field(&empty), Some("qualifications[0].number"));
    let many = (0..51).map(|number: i32| licence(&number.to_string()));
    let many = set(&owner, many.collect()).unwrap_err();
    assert_eq!(field(&many), Some("qualifications"));
    submit(&world, &owner, merchant).unwrap();
    let refused = set(&owner, vec![licence("JY2")]).unwrap_err();
    assert_eq!(refused.code(), "wrong_state");
    set(&world.platform, vec![licence("JY3")]).unwrap();
    let seen = world.engine.merchant(&owner, merchant).unwrap();
    assert!(seen.is_qualified("食品经营许可证", "2027-01-31".parse().unwrap()));
    assert!(!seen.is_qualified("食品经营许可证", "2027-02-01".parse().unwrap()));
}
