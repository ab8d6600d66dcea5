//! A tenant to test with: group → city → community, a platform user, a clock that stands, reproducible entropy.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)] // each test binary uses a part of it

pub mod damage;
pub mod fair;
pub mod market;
pub mod shop;

use std::fmt::Write;
use std::sync::Arc;

use linli::kernel::{
    Actor, Clock, CommandId, Currency, FixedKeys, Id, ManualClock, NodeId, SeededEntropy, TenantId,
    Text, Timestamp, UserId, Zone,
};
use linli::org::{ChangeSettings, CreateNode, CreateTenant, SettingsPatch};
use linli::schema::SCHEMA;
use linli::store::{MemoryStore, Scan, Store, TableId};
use linli::{Engine, Options};

pub struct World {
    pub engine: Engine,
    pub store: Arc<dyn Store>,
    pub clock: Arc<ManualClock>,
    pub tenant: TenantId,
    pub platform: Actor,
    pub system: Actor,
    pub group: NodeId,
    pub city: NodeId,
    pub community: NodeId,
}

pub fn text<const N: usize>(text: &str) -> Text<N> {
    Text::new(text).unwrap()
}

pub fn user(name: &str) -> UserId {
    UserId(Id::derived("user", &[name.as_bytes()]))
}

/// An engine like the one of [`World`] over any store.
pub fn engine_over(store: Arc<dyn Store>, clock: Arc<ManualClock>, seed: u64) -> Engine {
    engine_with(store, clock, seed, Options::default())
}

/// The same with other bounds.
pub fn engine_with(
    store: Arc<dyn Store>,
    clock: Arc<ManualClock>,
    seed: u64,
    options: Options,
) -> Engine {
    let clock: Arc<dyn Clock> = clock;
    let keys = Arc::new(FixedKeys::new([7; 32]));
    Engine::new(
        store,
        clock,
        Arc::new(SeededEntropy::new(seed)),
        keys,
        options,
    )
    .unwrap()
}

impl World {
    pub fn new() -> Self {
        Self::over(Arc::new(MemoryStore::default()))
    }

    pub fn over(store: Arc<dyn Store>) -> Self {
        // 10:00 in Shanghai on a Sunday.
        let clock = Arc::new(ManualClock::new(
            Timestamp::parse("2026-11-22T10:00:00+08:00").unwrap(),
        ));
        let engine = engine_over(Arc::clone(&store), Arc::clone(&clock), 1);
        let tenant = TenantId::new(1).unwrap();
        let system = Actor::system(tenant);
        let platform = Actor::user(tenant, user("platform"));
        let create = CreateTenant {
            name: text("绿城"),
            root_kind: text("集团"),
            currency: Currency::CNY,
            zone: Zone::SHANGHAI,
            platform: user("platform"),
        };
        let group = engine
            .create_tenant(&system, engine.new_command_id().unwrap(), create)
            .unwrap();
        // Figures of tests begin at nothing.
        let set = SettingsPatch {
            points_for_registering: Some(0),
            ..SettingsPatch::default()
        };
        let change = ChangeSettings {
            node: group,
            set,
            inherit: Vec::new(),
        };
        engine
            .change_settings(&platform, engine.new_command_id().unwrap(), change)
            .unwrap();
        let node = |parent, kind: &str, name: &str| {
            let command = CreateNode {
                parent,
                kind: text(kind),
                name: text(name),
            };
            engine
                .create_node(&platform, engine.new_command_id().unwrap(), command)
                .unwrap()
        };
        let city = node(group, "城市公司", "杭州公司");
        let community = node(city, "项目", "翠苑小区");
        Self {
            engine,
            store,
            clock,
            tenant,
            platform,
            system,
            group,
            city,
            community,
        }
    }

    /// Settings of a node.
    pub fn set(&self, node: NodeId, set: SettingsPatch) {
        let change = ChangeSettings {
            node,
            set,
            inherit: Vec::new(),
        };
        self.engine
            .change_settings(&self.platform, self.id(), change)
            .unwrap();
    }

    /// A new command id.
    pub fn id(&self) -> CommandId {
        self.engine.new_command_id().unwrap()
    }
}

/// Everything that is stored of a tenant, to see that nothing changed.
pub fn snapshot(store: &dyn Store, tenant: TenantId) -> String {
    let mut all = String::new();
    for table in 0..SCHEMA.tables.len() {
        let table = TableId(u16::try_from(table).unwrap());
        let mut scan = Scan::all(table, 1_000);
        loop {
            let page = store.scan(tenant, &scan).unwrap();
            for row in &page.rows {
                writeln!(all, "{table:?} {row:?}").unwrap();
            }
            match page.next {
                Some(place) => scan.after = Some(place),
                None => break,
            }
        }
    }
    all
}
