//! The shop that sells: one tenant, one merchant, its catalogue, its stations.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use linli::catalog::{
    CreateCategory, CsvFile, ExistingStock, ImportMode, ImportProducts, ImportScope, Publish, Sku,
};
use linli::kernel::{
    Actor, Clock, CommandId, FixedKeys, Id, ManualClock, MerchantId, Money, NodeId, OsEntropy,
    Rate, Role, SkuId, StationId, TenantId, Text, Timestamp, UserId, Zone,
};
use linli::member::Address;
use linli::merchant::{
    ActivateMerchant, MerchantDetails, MerchantKind, RecordMerchant, ReviewMerchant,
    SetServedNodes, SubmitMerchant, Verdict,
};
use linli::org::{ChangeSettings, CreateTenant, Grant, GrantRole, GrantScope, SettingsPatch};
use linli::split::{
    SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitLayer, SplitScope,
};
use linli::station::{CreateStation, Position};
use linli::{Engine, Options};
use linli_sqlite::{SqliteOptions, SqliteStore};

use super::Outcome;
use super::file::{Kind, Lines, pounds};

/// Pickup stations; a customer's is found from their number.
pub const STATIONS: usize = 50;
/// Most options of an axis, so most prices of one product.
const PRICES_PER_PRODUCT: usize = 50;

/// What the first reading of the file found.
#[derive(Default)]
pub struct Survey {
    /// Lines behind the header.
    pub lines: u64,
    /// Lines per invoice, so that an invoice is known to be complete.
    pub invoices: HashMap<String, u32>,
    /// Units sold per stock code and price.
    pub prices: BTreeMap<(String, i64), i64>,
    /// The first description of each stock code.
    names: BTreeMap<String, String>,
}

impl Survey {
    /// Reads the file once.
    pub fn read(file: &Path, limit: u64) -> Outcome<Self> {
        let mut survey = Self::default();
        for line in Lines::open(file, limit)? {
            let line = line?;
            survey.lines += 1;
            *survey.invoices.entry(line.invoice).or_default() += 1;
            if line.kind == Kind::Sale {
                if !survey.names.contains_key(&line.code) {
                    survey.names.insert(line.code.clone(), line.description);
                }
                let price = (line.code, line.price.units());
                *survey.prices.entry(price).or_default() += line.quantity;
            }
        }
        Ok(survey)
    }

    /// The catalogue in the layout of the engine's import: a product per stock code, an SKU per price at which it was
    /// sold, with as much stock as will be sold. A code with more prices than an axis has options becomes several products.
    fn catalogue(&self) -> Outcome<String> {
        let currency = pounds()?;
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(linli::catalog::COLUMNS)?;
        let mut last = String::new();
        let mut nth = 0;
        for ((code, price), units) in &self.prices {
            nth = if *code == last { nth + 1 } else { 0 };
            last.clone_from(code);
            let part = nth / PRICES_PER_PRODUCT;
            let product = if part == 0 {
                code.replace(' ', "_")
            } else {
                format!("{}~{part}", code.replace(' ', "_"))
            };
            let name = self.names.get(code).filter(|name| !name.trim().is_empty());
            let price_text = currency.format(linli::kernel::Money::new(*price)?);
            let spec = format!("price={price_text}");
            let sku = sku_code(code, *price);
            let stock = units.to_string();
            let name = name.unwrap_or(code);
            csv.write_record([
                "shop",
                &product,
                name,
                "all",
                "goods",
                &spec,
                &sku,
                &price_text,
                "",
                "",
                "",
                "",
                &stock,
                "pickup",
                "",
                "",
                "",
            ])?;
        }
        Ok(String::from_utf8(csv.into_inner()?)?)
    }
}

/// The code of the SKU of a stock code at a price.
fn sku_code(code: &str, price: i64) -> String {
    format!("{}@{price}", code.replace(' ', "_"))
}

/// The engine and who is who.
pub struct Shop {
    /// The engine.
    pub engine: Engine,
    /// Its store.
    pub store: Arc<SqliteStore>,
    /// The clock, which stands at the time of the invoices.
    pub clock: Arc<ManualClock>,
    /// The tenant.
    pub tenant: TenantId,
    /// The host itself.
    pub host: Actor,
    /// The shop's office.
    pub office: Actor,
    /// The one place of the tree.
    pub root: NodeId,
    /// The one merchant.
    pub merchant: MerchantId,
    /// The stations.
    pub stations: Vec<StationId>,
}

impl Shop {
    /// Opens the shop over a new SQLite file some time before its first invoice.
    pub fn open(path: &Path, survey: &Survey, opening: Timestamp) -> Outcome<Self> {
        let tenant = TenantId::new(1)?;
        let host = Actor::system(tenant);
        let office = Actor::user(tenant, user("office"));
        let clock = Arc::new(ManualClock::new(opening));
        let store = Arc::new(SqliteStore::open_with(path, SqliteOptions::default())?);
        let engine = Engine::new(
            Arc::<SqliteStore>::clone(&store),
            Arc::<ManualClock>::clone(&clock),
            Arc::new(OsEntropy),
            Arc::new(FixedKeys::new([25; 32])),
            Options::default(),
        )?;
        let id = || engine.new_command_id();
        let tenant_itself = CreateTenant {
            name: Text::new("Online Retail")?,
            root_kind: Text::new("shop")?,
            currency: pounds()?,
            zone: london()?,
            platform: user("office"),
        };
        let root = engine.create_tenant(&host, id()?, tenant_itself)?;
        // The shop pays itself: nobody has to approve that.
        let settings = ChangeSettings {
            node: root,
            set: SettingsPatch {
                payout_approval_above: Some(Money::new(100_000_000_000_000)?),
                // The real shop gave none.
                points_for_registering: Some(0),
                ..SettingsPatch::default()
            },
            inherit: Vec::new(),
        };
        engine.change_settings(&office, id()?, settings)?;
        let merchant = merchant(&engine, &office, root)?;
        let mut stations = Vec::new();
        for number in 0..STATIONS {
            stations.push(station(&engine, &office, root, number)?);
        }
        let category = CreateCategory {
            parent: None,
            code: Text::new("all")?,
            name: Text::new("Everything")?,
        };
        engine.create_category(&office, id()?, category)?;
        let import = ImportProducts {
            scope: ImportScope::Merchant(merchant),
            csv: CsvFile::new(survey.catalogue()?)?,
            mode: ImportMode::AllOrNothing,
            publish: Publish::OnSale,
            existing_stock: ExistingStock::Keep,
        };
        let report = engine.import_products(&office, id()?, import)?;
        if let Some(refused) = report.refused.first() {
            return Err(format!("the catalogue was refused: {refused:?}").into());
        }
        Ok(Self {
            engine,
            store,
            clock,
            tenant,
            host,
            office,
            root,
            merchant,
            stations,
        })
    }

    /// A new command id.
    pub fn id(&self) -> Outcome<CommandId> {
        Ok(self.engine.new_command_id()?)
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The SKU of a stock code at a price.
    pub fn sku(&self, code: &str, price: i64) -> SkuId {
        Sku::id_of(self.merchant, &sku_code(code, price))
    }

    /// Where a customer collects.
    pub fn station_of(&self, customer: &str) -> StationId {
        let hash = Id::derived("station of customer", &[customer.as_bytes()]);
        let [first, second, ..] = *hash.bytes();
        let number = usize::from(u16::from_be_bytes([first, second]));
        self.stations[number % self.stations.len()]
    }

    /// The leader of a station, by the station's place in the list.
    pub fn leader(&self, number: usize) -> Actor {
        Actor::user(self.tenant, user(&leader(number)))
    }
}

/// Where the shop's days begin.
pub fn london() -> Outcome<Zone> {
    Ok("Europe/London".parse()?)
}

fn user(name: &str) -> UserId {
    UserId(Id::derived("user", &[name.as_bytes()]))
}

fn leader(number: usize) -> String {
    format!("leader {number}")
}

/// Five percent of each order go half to the property company, half to the platform.
fn merchant(engine: &Engine, office: &Actor, root: NodeId) -> Outcome<MerchantId> {
    let id = || engine.new_command_id();
    let record = RecordMerchant {
        node: root,
        code: Text::new("shop")?,
        details: MerchantDetails {
            name: Text::new("Online Retail")?,
            contact: Text::new("Office")?,
            phone: Text::new("02000000000")?,
            kind: MerchantKind::Mall,
        },
    };
    let merchant = engine.record_merchant(office, id()?, record)?;
    let nodes = vec![root];
    engine.set_served_nodes(office, id()?, SetServedNodes { merchant, nodes })?;
    engine.submit_merchant(office, id()?, SubmitMerchant { merchant })?;
    let outcome = Verdict::Approve;
    engine.review_merchant(office, id()?, ReviewMerchant { merchant, outcome })?;
    engine.activate_merchant(office, id()?, ActivateMerchant { merchant })?;
    let rule = SetSplitRule {
        layer: SplitLayer::Base,
        scope: SplitScope::merchant(merchant),
        name: Text::new("5 % of the order amount")?,
        shares: vec![ShareRule {
            basis: ShareBasis::OrderAmount,
            amount: ShareAmount::Percent(Rate::percent(5)?),
            floor: None,
            cap: None,
            receivers: vec![(ShareReceiver::Property, 1), (ShareReceiver::Platform, 1)],
        }],
    };
    engine.set_split_rule(office, id()?, rule)?;
    Ok(merchant)
}

fn station(engine: &Engine, office: &Actor, root: NodeId, number: usize) -> Outcome<StationId> {
    let create = CreateStation {
        community: root,
        code: Text::new(format!("station-{number:02}"))?,
        name: Text::new(format!("Station {number}"))?,
        leader_name: Text::new(leader(number))?,
        leader_phone: Text::new("02000000000")?,
        address: Address {
            detail: Text::new(format!("{number} High Street"))?,
            ..Address::default()
        },
        position: Position::new(51_500_000, -120_000)?,
        route: Text::new(format!("route {}", number % 5))?,
        region: Text::default(),
        hours: Text::default(),
    };
    let station = engine.create_station(office, engine.new_command_id()?, create)?;
    let grant = GrantRole {
        user: user(&leader(number)),
        grant: Grant {
            role: Role::Leader,
            scope: GrantScope::Station(station),
        },
    };
    engine.grant_role(office, engine.new_command_id()?, grant)?;
    Ok(station)
}
