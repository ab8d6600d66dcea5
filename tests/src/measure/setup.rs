//! A town to shop in: the same one in every run, but for ids and times.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use linli::catalog::{Fulfilment, Product, ProductFlags, ProductKind, ProductState, Sku, Stock};
use linli::engine::Record;
use linli::kernel::{
    Actor, CategoryId, Clock, CommandId, Currency, FixedKeys, Id, MemberId, MerchantId, Money,
    NodeId, OsEntropy, ProductId, Role, SkuId, StationId, SystemClock, TenantId, Text, Timestamp,
    UserId, Zone,
};
use linli::member::{Address, Member, Profile, RegisterMember};
use linli::merchant::{Merchant, MerchantKind, MerchantState};
use linli::org::{CreateNode, CreateTenant, Grant, GrantScope, UserGrants};
use linli::station::{Position, Station};
use linli::store::{ChangeSet, Insert, MemoryStore, Store};
use linli::{Engine, Options};
use linli_sqlite::SqliteStore;
use tempfile::TempDir;

use super::{Kind, Result, Setting};
use crate::snapshot::rows_of;

/// A store to measure, and its file if it has one.
pub(super) struct Opened {
    pub(super) port: Arc<dyn Store>,
    pub(super) sqlite: Option<Arc<SqliteStore>>,
    pub(super) directory: TempDir,
}

impl Opened {
    /// Commits that wrote so far, where the store counts them.
    pub(super) fn commits(&self) -> Result<u64> {
        Ok(match &self.sqlite {
            Some(sqlite) => sqlite.stats()?.commits,
            None => 0,
        })
    }
}

impl Setting {
    pub(super) fn open(&self) -> Result<Opened> {
        let directory = self.scratch()?;
        Ok(match self.kind {
            Kind::Postgres => return Err("a server is opened by its own measurements".into()),
            Kind::Memory => Opened {
                port: Arc::new(MemoryStore::default()),
                sqlite: None,
                directory,
            },
            Kind::Sqlite => {
                let sqlite = Arc::new(SqliteStore::open_with(
                    file_in(directory.path()),
                    self.options.clone(),
                )?);
                Opened {
                    port: Arc::clone(&sqlite) as Arc<dyn Store>,
                    sqlite: Some(sqlite),
                    directory,
                }
            }
        })
    }
}

/// The store's file in a directory.
pub(super) fn file_in(directory: &Path) -> std::path::PathBuf {
    directory.join("linli.db")
}

/// The system's clock, some days on.
#[derive(Default)]
pub(super) struct MovedClock(AtomicI64);

impl MovedClock {
    pub(super) fn move_days(&self, days: u32) {
        let micros = i64::from(days) * 86_400_000_000;
        self.0.fetch_add(micros, Ordering::Relaxed);
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        let now = SystemClock.now().micros() + self.0.load(Ordering::Relaxed);
        Timestamp::from_micros(now).unwrap_or(Timestamp::MAX)
    }
}

/// How large a town is.
#[derive(Clone, Copy)]
pub(super) struct Size {
    pub(super) members: usize,
    pub(super) stations: usize,
    pub(super) products: usize,
}

impl Size {
    pub(super) const TOWN: Self = Self {
        members: 2_048,
        stations: 16,
        products: 200,
    };
    pub(super) const CITY: Self = Self {
        members: 10_000,
        stations: 100,
        products: 1_000,
    };
}

pub(super) const MERCHANTS: usize = 5;

/// An engine with members, stations and something to buy.
pub(super) struct Town {
    pub(super) engine: Engine,
    pub(super) clock: Arc<MovedClock>,
    pub(super) tenant: TenantId,
    pub(super) system: Actor,
    pub(super) platform: Actor,
    pub(super) members: Vec<MemberId>,
    pub(super) stations: Vec<StationId>,
    pub(super) skus: Vec<SkuId>,
    /// The tree's root and its only community.
    nodes: Option<(NodeId, NodeId)>,
}

/// An engine over a store with the clock of a town.
pub(super) fn engine_over(store: Arc<dyn Store>, clock: Arc<MovedClock>) -> Result<Engine> {
    Ok(Engine::new(
        store,
        clock,
        Arc::new(OsEntropy),
        Arc::new(FixedKeys::new([7; 32])),
        Options::default(),
    )?)
}

impl Town {
    /// Builds it in an empty store.
    pub(super) fn build(store: Arc<dyn Store>, size: Size) -> Result<Self> {
        Self::build_after(store, size, |_| Ok(()))
    }

    /// Builds it in an empty store, and does something before its members register.
    pub(super) fn build_after(
        store: Arc<dyn Store>,
        size: Size,
        before: impl FnOnce(&Self) -> Result<()>,
    ) -> Result<Self> {
        let clock = Arc::new(MovedClock::default());
        let engine = engine_over(Arc::clone(&store), Arc::clone(&clock))?;
        let tenant = TenantId::new(1)?;
        let user = UserId(Id::derived("user", &[b"platform"]));
        let mut town = Self {
            system: Actor::system(tenant),
            platform: Actor::user(tenant, user),
            engine,
            clock,
            tenant,
            members: Vec::new(),
            stations: Vec::new(),
            skus: Vec::new(),
            nodes: None,
        };
        let root = town.open_tenant(user)?;
        let community = town.add_nodes(root)?;
        town.nodes = Some((root, community));
        town.fill(&*store, root, community, size)?;
        before(&town)?;
        town.register(community, size)?;
        Ok(town)
    }

    /// The town of this size that another process has built in the store.
    pub(super) fn join(store: Arc<dyn Store>, size: Size) -> Result<Self> {
        let clock = Arc::new(MovedClock::default());
        let tenant = TenantId::new(1)?;
        let members = rows_of(&*store, tenant, Member::TABLE)?;
        Ok(Self {
            engine: engine_over(store, Arc::clone(&clock))?,
            clock,
            tenant,
            system: Actor::system(tenant),
            platform: Actor::user(tenant, UserId(Id::derived("user", &[b"platform"]))),
            members: members.iter().map(|row| MemberId(row.id)).collect(),
            stations: (0..size.stations).map(station_id).collect(),
            skus: (0..size.products)
                .map(|number| Ok(goods(number)?.1.id))
                .collect::<Result<_>>()?,
            nodes: None,
        })
    }

    pub(super) fn id(&self) -> Result<CommandId> {
        Ok(self.engine.new_command_id()?)
    }

    /// The tree's root.
    pub(super) fn root(&self) -> Result<NodeId> {
        Ok(self.nodes.ok_or("a town is built first")?.0)
    }

    /// Where everybody lives.
    pub(super) fn community(&self) -> Result<NodeId> {
        Ok(self.nodes.ok_or("a town is built first")?.1)
    }

    /// Who runs a station.
    pub(super) fn leader(&self, station: StationId) -> Actor {
        Actor::user(self.tenant, UserId(station.0))
    }

    fn open_tenant(&self, platform: UserId) -> Result<NodeId> {
        let create = CreateTenant {
            name: Text::new("绿城")?,
            root_kind: Text::new("集团")?,
            currency: Currency::CNY,
            zone: Zone::SHANGHAI,
            platform,
        };
        Ok(self
            .engine
            .create_tenant(&self.system, self.id()?, create)?)
    }

    fn add_nodes(&self, root: NodeId) -> Result<NodeId> {
        let mut parent = root;
        for (kind, name) in [("城市公司", "杭州公司"), ("项目", "翠苑小区")] {
            let create = CreateNode {
                parent,
                kind: Text::new(kind)?,
                name: Text::new(name)?,
            };
            parent = self
                .engine
                .create_node(&self.platform, self.id()?, create)?;
        }
        Ok(parent)
    }

    /// Merchants, stations and goods as rows: what they cost to enter is not measured here.
    fn fill(
        &mut self,
        store: &dyn Store,
        root: NodeId,
        community: NodeId,
        size: Size,
    ) -> Result<()> {
        let mut change = ChangeSet::new(self.tenant);
        for number in 0..MERCHANTS {
            insert(&mut change, &merchant(number, root)?, &[])?;
        }
        for number in 0..size.stations {
            let station = station(number, community)?;
            self.stations.push(station.id);
            insert(
                &mut change,
                &leads(self.leader(station.id), station.id)?,
                &[],
            )?;
            insert(&mut change, &station, &[])?;
        }
        for number in 0..size.products {
            let (product, sku) = goods(number)?;
            self.skus.push(sku.id);
            insert(&mut change, &product, &[])?;
            insert(&mut change, &sku, &[])?;
            insert(&mut change, &Stock { sku: sku.id }, &[1 << 40, 0, 0])?;
        }
        store.commit(&change)?;
        Ok(())
    }

    fn register(&mut self, community: NodeId, size: Size) -> Result<()> {
        let mut commands = Vec::with_capacity(size.members);
        for number in 0..size.members {
            let profile = Profile {
                name: Text::new("王小明")?,
                phone: Text::new(format!("138{number:08}"))?,
                address: Address {
                    detail: Text::new(format!("3栋2单元{number}"))?,
                    ..Address::default()
                },
            };
            let command = RegisterMember {
                community,
                external_ref: Text::new(format!("R-{number}"))?,
                profile,
                station: None,
            };
            commands.push((self.id()?, command));
        }
        for answer in self.engine.execute_all(&self.system, commands)? {
            self.members.push(answer?);
        }
        Ok(())
    }
}

/// Adds a record to what is committed.
pub(super) fn insert<T: Record>(
    change: &mut ChangeSet,
    record: &T,
    counters: &[i64],
) -> Result<()> {
    change.inserts.push(Insert {
        table: T::TABLE,
        id: record.id(),
        columns: record.columns(),
        counters: counters.to_vec(),
        body: serde_json::to_string(record)?,
    });
    Ok(())
}

fn leads(actor: Actor, station: StationId) -> Result<UserGrants> {
    Ok(UserGrants {
        user: actor.user_id().ok_or("a leader is a person")?,
        grants: vec![Grant {
            role: Role::Leader,
            scope: GrantScope::Station(station),
        }],
    })
}

fn merchant_id(number: usize) -> MerchantId {
    MerchantId(Id::derived("merchant", &[&number.to_be_bytes()]))
}

fn merchant(number: usize, root: NodeId) -> Result<Merchant> {
    Ok(Merchant {
        id: merchant_id(number),
        node: root,
        code: Text::new(format!("M{number}"))?,
        name: Text::new(format!("第{number}号生鲜店"))?,
        contact: Text::new("李店长")?,
        phone: Text::new("057188880000")?,
        kind: MerchantKind::Mall,
        state: MerchantState::Active,
        reason: None,
        qualifications: Vec::new(),
        serves: vec![root],
    })
}

fn station_id(number: usize) -> StationId {
    StationId(Id::derived("station", &[&number.to_be_bytes()]))
}

fn station(number: usize, community: NodeId) -> Result<Station> {
    Ok(Station {
        id: station_id(number),
        community,
        code: Text::new(format!("S{number}"))?,
        name: Text::new(format!("{number}号楼自提点"))?,
        leader_name: Text::new("张阿姨")?,
        leader_phone: Text::new("13900000000")?,
        address: Address::default(),
        position: Position::new(30_290_000 + i32::try_from(number)? * 1_000, 120_120_000)?,
        route: Text::new(format!("R{}", number % 4))?,
        region: Text::new("西湖")?,
        hours: Text::new("8:00-21:00")?,
        open: true,
    })
}

const KINDS: [&str; 5] = ["当季", "有机", "农家", "进口", "特价"];
const GOODS: [&str; 10] = [
    "苹果",
    "大米",
    "牛奶",
    "鸡蛋",
    "白菜",
    "猪肉",
    "面粉",
    "花生油",
    "酸奶",
    "土豆",
];

/// The product of a town's SKU by its place.
pub(super) fn product_of(number: usize) -> ProductId {
    Product::id_of(merchant_id(number % MERCHANTS), &format!("P{number}"))
}

fn goods(number: usize) -> Result<(Product, Sku)> {
    let merchant = merchant_id(number % MERCHANTS);
    let code = format!("P{number}");
    let product = product_of(number);
    let sku = Sku::id_of(merchant, &code);
    let flags = ProductFlags {
        no_reason_return: false,
        earns_points: true,
        distribution: true,
        perishable: true,
    };
    Ok((
        Product {
            id: product,
            merchant,
            code: Text::new(&code)?,
            category: CategoryId(Id::derived("category", &[b"fresh"])),
            kind: ProductKind::Goods,
            name: Text::new(format!(
                "{}{}{number}",
                KINDS[number / 10 % 5],
                GOODS[number % 10]
            ))?,
            axes: Vec::new(),
            skus: vec![sku],
            flags,
            return_days: 0,
            purchase_limit: None,
            fulfilment: BTreeSet::from([Fulfilment::Pickup, Fulfilment::Express]),
            qualification: None,
            supplier: None,
            pictures: Vec::new(),
            state: ProductState::OnSale,
            reason: None,
            available_from: None,
            tags: BTreeSet::new(),
            listed_at: None,
        },
        Sku {
            id: sku,
            product,
            merchant,
            code: Text::new(&code)?,
            spec: Vec::new(),
            price: Money::new(490 + 10 * i64::try_from(number)?)?,
            list_price: None,
            supply_price: None,
            member_prices: std::collections::BTreeMap::new(),
            points_price: linli::kernel::Points::ZERO,
            weight_grams: Some(500),
            barcode: None,
            parts: Vec::new(),
            presale: None,
        },
    ))
}
