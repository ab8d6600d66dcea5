//! A simulated month in the life of several communities: one seed, one month, the same again bit for bit.
//!
//! Residents order, pay, pay wrongly, twice and late, cancel and collect; leaders accept short deliveries; codes are
//! guessed; days are cut off, settled and paid out; two engines share the store as two processes would, the store fails,
//! goes away and loses answers, the clock jumps. What must hold is checked after every command as far as it is cheap, and
//! in full at each day's end. DESIGN §6, §7.
#![allow(clippy::unwrap_used)] // a test harness: a panic is a finding

mod aftersale;
mod checks;
mod earning;
mod holding;
mod mutation;
mod offline;
mod promotion;
mod sales;
mod steps;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use linli::engine::AnyCommand;
use linli::kernel::{
    Actor, AfterSaleId, CommandId, CouponTemplateId, MemberId, Money, OrderId, PaymentId, RefundId,
    ReviewId, Role, SkuId, StationId, TenantId, Text, Timestamp, TradeId, digest,
};
use linli::level::{Level, SetLevels};
use linli::org::GrantScope;
use linli::payment::PaymentOutcome;
use linli::pickup::{PickupDigits, ReleaseOutcome};
use linli::store::{RowKey, Store};
use linli::{Engine, Error};
use linli_sqlite::SqliteStore;
use serde_json::Value;

use crate::faults::{Fault, FaultyStore};
use crate::proxy::{Behind, Proxy};
use crate::rng::Rng;
use crate::sabotage::{Canary, Saboteur};
use crate::shop::{Shop, ShopOptions, is_logged};
use crate::snapshot::snapshot;
use crate::stores::{Kind, Space};

pub use checks::findings;
pub use mutation::run_mutated;

/// Which month is lived.
#[derive(Clone, Debug)]
pub struct Config {
    /// Everything follows from it.
    pub seed: u64,
    /// How many days.
    pub days: u32,
    /// About how many things happen in a day.
    pub steps: u32,
    /// So many commits in a thousand fail.
    pub faults: u32,
    /// A fault that must be noticed.
    pub canary: Option<Canary>,
}

impl Config {
    /// A week with faults.
    pub const fn week(seed: u64) -> Self {
        Self {
            seed,
            days: 7,
            steps: 60,
            faults: 30,
            canary: None,
        }
    }

    /// What reproduces it.
    pub fn command_line(&self, kind: Kind) -> String {
        let store = kind.name();
        let canary = self.canary.map_or(String::new(), |canary| {
            format!(" --canary {}", canary.name())
        });
        format!(
            "cargo run --release -p linli-tests --bin simulate -- --seed {} --days {} --steps {} --faults {} --store {store}{canary}",
            self.seed, self.days, self.steps, self.faults
        )
    }
}

/// Something that must not be.
#[derive(Clone, Debug)]
pub struct Finding {
    /// How many commands had been sent.
    pub step: u64,
    /// What was found.
    pub what: String,
    /// How often the planted fault had struck.
    pub struck: u64,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "after {} commands: {}", self.step, self.what)
    }
}

/// How often a command was accepted, and refused with which codes.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Tally {
    /// Accepted.
    pub accepted: u64,
    /// Refused, by code.
    pub refused: BTreeMap<&'static str, u64>,
}

/// What happened.
#[derive(Clone, Debug)]
pub struct Summary {
    /// By the command's name.
    pub commands: BTreeMap<&'static str, Tally>,
    /// Faults of the store.
    pub faults: Vec<(Fault, u64)>,
    /// Engines that were dropped and opened anew.
    pub crashes: u64,
    /// Command ids sent again.
    pub resent: u64,
    /// Full checks.
    pub checks: u64,
    /// Times that the planted fault struck.
    pub struck: u64,
    /// Connections that were cut.
    pub cuts: u64,
    /// Commits whose outcome nobody knew because of that.
    pub unknown: u64,
    /// SHA-256 over every answer and every refusal, in order.
    pub answers: String,
    /// SHA-256 over everything that is stored in the end.
    pub digest: String,
}

impl Summary {
    /// Commands sent.
    pub fn sent(&self) -> u64 {
        let tallies = self.commands.values();
        tallies
            .map(|tally| tally.accepted + tally.refused.values().sum::<u64>())
            .sum()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, tally) in &self.commands {
            write!(f, "{name:24} {:6} accepted", tally.accepted)?;
            for (code, count) in &tally.refused {
                write!(f, ", {count} {code}")?;
            }
            writeln!(f)?;
        }
        for (fault, count) in &self.faults {
            write!(f, "{fault:?} {count}  ")?;
        }
        writeln!(
            f,
            "\n{} crashes, {} connections cut and {} commits of unknown outcome, {} ids sent again, {} full checks",
            self.crashes, self.cuts, self.unknown, self.resent, self.checks
        )?;
        write!(f, "digest {}", self.digest)
    }
}

/// What the residents know of a trade.
#[derive(Clone, Debug)]
struct KnownTrade {
    member: usize,
    total: Money,
    orders: Vec<OrderId>,
    /// Whether it waits for its payment, as far as anybody told.
    state: Known,
    /// Numbers reported so far, and what was answered.
    reports: Vec<(Text<64>, (Money, String), PaymentId, PaymentOutcome)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Known {
    Pending,
    Paid,
    Closed,
}

/// Everything that the simulation expects.
#[derive(Default)]
struct Model {
    trades: BTreeMap<TradeId, KnownTrade>,
    order_of: BTreeMap<OrderId, TradeId>,
    /// Units that came in, per SKU, corrections included.
    offered: BTreeMap<SkuId, i64>,
    /// Codes that buyers saw, with the station and the order.
    codes: BTreeMap<OrderId, (StationId, PickupDigits)>,
    /// Tokens that buyers fetched, oldest first.
    tokens: Vec<offline::Shown>,
    /// What stations uploaded, and what was answered.
    releases: BTreeMap<(OrderId, StationId, Timestamp), ReleaseOutcome>,
    /// Orders handed over, against a code, a token or the buyer's word.
    handed_over: BTreeSet<OrderId>,
    /// What the channel was told of refunds: how often it paid each.
    refunds: BTreeMap<RefundId, Channel>,
    /// After-sale cases and reviews, oldest first.
    cases: Vec<AfterSaleId>,
    reviews: Vec<ReviewId>,
    /// Templates whose coupons can be claimed.
    templates: Vec<CouponTemplateId>,
    /// Points given by hand, per member.
    granted: BTreeMap<MemberId, i64>,
}

/// What the payment channel knows of a refund.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Channel {
    Instructed,
    Paid,
    Refused,
}

/// An acknowledged command.
struct Acknowledged {
    id: CommandId,
    actor: Actor,
    command: AnyCommand,
    answer: Value,
}

/// The running simulation.
pub struct Sim {
    config: Config,
    rng: Rng,
    shop: Shop,
    /// What is stored, read behind the back of every fault.
    raw: Arc<dyn Store>,
    faulty: Arc<FaultyStore>,
    saboteur: Option<Arc<Saboteur>>,
    engines: Vec<Engine>,
    /// Who approves payouts.
    clerks: Vec<Actor>,
    model: Model,
    acknowledged: Vec<Acknowledged>,
    commands: BTreeMap<&'static str, Tally>,
    cursor: u64,
    replay: checks::Replay,
    sent: u64,
    crashes: u64,
    resent: u64,
    checks: u64,
    answers: [u8; 32],
}

type Step<T = ()> = Result<T, Finding>;

/// Lives a month on a new store of this kind; `None`, said aloud, where there is no server for it.
pub fn run_on(config: &Config, kind: Kind) -> Option<Result<Summary, Finding>> {
    if kind != Kind::Sqlite {
        let opened = kind.open()?;
        return Some(run(config, Arc::clone(&opened.store)));
    }
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("linli.db");
    let lived = run(config, Arc::new(SqliteStore::open(&file).unwrap()));
    Some(lived.and_then(|summary| {
        let store = SqliteStore::open(&file).unwrap();
        store.integrity_check().map_err(|error| Finding {
            step: summary.sent(),
            what: error.to_string(),
            struck: 0,
        })?;
        Ok(summary)
    }))
}

/// Lives a month on PostgreSQL over connections that are cut at random bytes. When that happens depends on the machine as
/// well as on the seed, so a month like this is not the same again. `None`, said aloud, where there is no server.
pub fn run_through_cuts(config: &Config) -> Option<Result<Summary, Finding>> {
    let space = Space::new()?;
    let raw = Arc::new(space.connect());
    let proxy = Arc::new(Proxy::start(&space.url, config.seed ^ 0xc075).unwrap());
    let behind = Arc::new(Behind::new(&proxy, &space.options));
    let lived = run_through(config, raw, Arc::<Behind>::clone(&behind), || {
        proxy.set_cutting(true);
    });
    Some(lived.map(|summary| Summary {
        cuts: proxy.counts().1,
        unknown: behind.unknown_outcomes(),
        ..summary
    }))
}

/// Lives a month on an empty store. A panic anywhere is a finding.
pub fn run(config: &Config, store: Arc<dyn Store>) -> Result<Summary, Finding> {
    run_through(config, Arc::clone(&store), store, || ())
}

/// Lives a month on an empty store that the engines reach by another road than the checks. `begun` is called when
/// everything is set up.
fn run_through(
    config: &Config,
    raw: Arc<dyn Store>,
    through: Arc<dyn Store>,
    begun: impl FnOnce(),
) -> Result<Summary, Finding> {
    let lived = catch_unwind(AssertUnwindSafe(|| {
        let mut sim = Sim::new(config, raw, through);
        begun();
        match sim.live() {
            Ok(()) => Ok(sim.summary()),
            Err(finding) => Err(Finding {
                struck: sim.saboteur.map_or(0, |saboteur| saboteur.struck()),
                ..finding
            }),
        }
    }));
    lived.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Err(Finding {
            step: 0,
            what: format!("a panic: {}", text.unwrap_or_default()),
            struck: 0,
        })
    })
}

impl Sim {
    fn new(config: &Config, raw: Arc<dyn Store>, through: Arc<dyn Store>) -> Self {
        let options = ShopOptions {
            members: 6,
            points: 0,
            stock: 40,
            seed: config.seed,
            engine: linli::Options {
                cached_rows: 300,
                // Groups that end early, in every third run after nearly every command.
                group_rows: [40, 400, 50_000][usize::try_from(config.seed % 3).unwrap_or(0)],
                ..linli::Options::default()
            },
            ..ShopOptions::default()
        };
        let shop = Shop::with(Arc::clone(&raw), &options);
        let saboteur = config
            .canary
            .map(|canary| Arc::new(Saboteur::new(Arc::clone(&through), canary)));
        let lower: Arc<dyn Store> = match &saboteur {
            Some(saboteur) => Arc::<Saboteur>::clone(saboteur),
            None => through,
        };
        let faulty = Arc::new(FaultyStore::new(lower, config.seed ^ 0xfa17, config.faults));
        let goods = shop.skus.iter().filter(|sku| sku.parts.is_empty());
        let model = Model {
            offered: goods.map(|sku| (sku.id, options.stock)).collect(),
            ..Model::default()
        };
        let mut sim = Self {
            config: config.clone(),
            rng: Rng::new(config.seed),
            raw,
            faulty,
            saboteur,
            engines: Vec::new(),
            clerks: Vec::new(),
            model,
            acknowledged: Vec::new(),
            commands: BTreeMap::new(),
            cursor: 0,
            replay: checks::Replay::default(),
            sent: 0,
            crashes: 0,
            resent: 0,
            checks: 0,
            answers: [0; 32],
            shop,
        };
        sim.engines = (0..2).map(|_| sim.engine()).collect();
        sim.set_up();
        sim.set_up_earning();
        sim.set_up_promotions();
        sim.set_up_sales();
        sim.set_up_holding();
        sim
    }

    /// Payouts have a smallest amount and need two clerks early; the second community does some things differently.
    fn set_up(&mut self) {
        self.clerks = ["会计一", "会计二", "会计三"]
            .map(|name| self.shop.grant(name, Role::Finance, GrantScope::Tenant))
            .to_vec();
        let set = linli::org::SettingsPatch {
            payout_approval_above: Some(crate::shop::fen(5_000)),
            payout_minimum: Some(crate::shop::fen(1_500)),
            payout_minimum_leaders: Some(crate::shop::fen(300)),
            payout_answer_hours: Some(20),
            ..linli::org::SettingsPatch::default()
        };
        self.change_settings(self.shop.group, set);
        let set = linli::org::SettingsPatch {
            points_active_at_once: Some(true),
            points_per_unit: Some(30),
            payment_minutes: Some(90),
            express_fee: Some(crate::shop::fen(800)),
            express_free_from: Some(crate::shop::fen(9_900)),
            rounding: Some(linli::kernel::Rounding::HalfEven),
            settle_platform: Some(linli::settlement::SettleTrigger::Paid),
            settle_merchants: Some(linli::settlement::SettleTrigger::ReturnWindowOver),
            settle_leaders: Some(linli::settlement::SettleTrigger::Received),
            ..linli::org::SettingsPatch::default()
        };
        self.change_settings(self.shop.communities[1], set);
    }

    fn change_settings(&self, node: linli::kernel::NodeId, set: linli::org::SettingsPatch) {
        let change = linli::org::ChangeSettings {
            node,
            set,
            inherit: Vec::new(),
        };
        let platform = &self.shop.platform;
        self.shop
            .engine
            .change_settings(platform, self.shop.id(), change)
            .unwrap();
        // Levels that a few orders reach and a refund loses; they change no price.
        let mut levels = vec![
            Level::new("plain", "普通", 0, 0).unwrap(),
            Level::new("silver", "银牌", 60, 20).unwrap(),
            Level::new("gold", "金牌", 250, 200).unwrap(),
        ];
        for (level, gift) in levels.iter_mut().zip([1, 7, 30]) {
            level.monthly_gift = crate::shop::points(gift);
            level.welcome_gift = crate::shop::points(gift * 2);
            level.points_percent = 100 + u32::try_from(gift).unwrap();
        }
        self.shop
            .engine
            .set_levels(platform, self.shop.id(), SetLevels { levels })
            .unwrap();
    }

    fn engine(&self) -> Engine {
        let faulty: Arc<dyn Store> = Arc::<FaultyStore>::clone(&self.faulty);
        self.shop.engine_over(faulty)
    }

    fn summary(self) -> Summary {
        Summary {
            commands: self.commands,
            faults: self.faulty.happened(),
            crashes: self.crashes,
            resent: self.resent,
            checks: self.checks,
            cuts: 0,
            unknown: 0,
            answers: crate::snapshot::hex(&self.answers),
            struck: self.saboteur.map_or(0, |saboteur| saboteur.struck()),
            digest: snapshot(&*self.raw, self.shop.tenant).unwrap(),
        }
    }

    fn finding<T>(&self, what: impl Into<String>) -> Step<T> {
        Err(Finding {
            step: self.sent,
            what: what.into(),
            struck: 0,
        })
    }

    fn expect(&self, holds: bool, what: impl FnOnce() -> String) -> Step {
        if holds { Ok(()) } else { self.finding(what()) }
    }

    fn digest(&self) -> String {
        snapshot(&*self.raw, self.shop.tenant).unwrap()
    }

    fn is_logged(&self, id: CommandId) -> bool {
        is_logged(&*self.raw, self.shop.tenant, id)
    }

    /// The log row of a command, read behind every fault.
    fn logged_answer(&self, id: CommandId) -> Option<Value> {
        let key = RowKey {
            table: linli::schema::tables::LOG,
            id: id.0,
        };
        let row = self.raw.get(self.shop.tenant, &[key]).unwrap().remove(0)?;
        let entry: Value = serde_json::from_str(&row.body).unwrap();
        Some(entry["answer"].clone())
    }

    /// After the store went away: it comes back, and one process or both begin anew.
    fn recover(&mut self) {
        if !self.faulty.is_dead() {
            return;
        }
        self.faulty.revive();
        self.crashes += 1;
        let both = self.rng.happens(500);
        let first = self.rng.place(2);
        for place in 0..2 {
            if both || place == first {
                self.engines[place] = self.engine();
            }
        }
    }

    /// Sends a command until the store has an answer, and checks what every command must do.
    fn send(&mut self, actor: &Actor, command: &AnyCommand) -> Step<Result<Value, Error>> {
        let id = self.shop.id();
        let watched = self.rng.happens(60);
        let before = watched.then(|| self.digest());
        let outcome = self.send_as(actor, id, command)?;
        let name = command.operation().name();
        let told = match &outcome {
            Ok(answer) => format!("{name} {answer}"),
            Err(error) => format!("{name} {} {:?} {error}", error.code(), error.field()),
        };
        self.answers = digest(&[&self.answers, told.as_bytes()].concat());
        let tally = self.commands.entry(name).or_default();
        match &outcome {
            Ok(_) => tally.accepted += 1,
            Err(error) => *tally.refused.entry(error.code()).or_default() += 1,
        }
        match &outcome {
            Ok(answer) => self.check_accepted(actor, id, command, answer)?,
            Err(error) => {
                let logged = self.is_logged(id);
                self.expect(!logged, || {
                    format!("{name} was refused ({error}) and logged")
                })?;
                if let Some(before) = before {
                    let after = self.digest();
                    self.expect(before == after, || {
                        format!("{name} was refused ({error}) and left a trace")
                    })?;
                }
            }
        }
        Ok(outcome)
    }

    fn send_as(
        &mut self,
        actor: &Actor,
        id: CommandId,
        command: &AnyCommand,
    ) -> Step<Result<Value, Error>> {
        let name = command.operation().name();
        // Nobody was told anything about this id yet, unless it was acknowledged before.
        let mut unknown = self.is_logged(id);
        for _ in 0..200 {
            self.sent += 1;
            let engine = self.rng.place(2);
            match self.engines[engine].execute_any(actor, id, command.clone()) {
                Err(Error::Store(error)) => {
                    unknown |= error.code() == "store_unknown_outcome";
                    let logged = self.is_logged(id);
                    self.expect(unknown || !logged, || {
                        format!(
                            "{name}: the caller was told {} and it happened",
                            error.code()
                        )
                    })?;
                    self.recover();
                }
                Err(error @ (Error::Internal { .. } | Error::Port { .. } | Error::Busy { .. })) => {
                    return self.finding(format!("{name}: {error}"));
                }
                outcome => return Ok(outcome),
            }
        }
        self.finding(format!("{name} never gets through"))
    }

    fn check_accepted(
        &mut self,
        actor: &Actor,
        id: CommandId,
        command: &AnyCommand,
        answer: &Value,
    ) -> Step {
        let name = command.operation().name();
        let logged = self.logged_answer(id);
        self.expect(logged.is_some(), || {
            format!("{name} was acknowledged and is not there")
        })?;
        self.expect(logged.as_ref() == Some(answer), || {
            format!("{name} answered {answer} and logged {logged:?}")
        })?;
        if self.rng.happens(100) {
            let again = self.send_as(actor, id, command)?;
            self.resent += 1;
            self.expect(again.as_ref() == Ok(answer), || {
                format!("{name} answered {answer}, and sent again {again:?}")
            })?;
        }
        self.acknowledged.push(Acknowledged {
            id,
            actor: *actor,
            command: command.clone(),
            answer: answer.clone(),
        });
        Ok(())
    }

    /// An old command again: the same answer, and nothing happens. Or its id with other content: an error.
    fn send_again(&mut self) -> Step {
        if self.acknowledged.is_empty() {
            return Ok(());
        }
        let old = &self.acknowledged[self.rng.place(self.acknowledged.len())];
        let (id, actor, command, answer) =
            (old.id, old.actor, old.command.clone(), old.answer.clone());
        let name = command.operation().name();
        let before = self.digest();
        if self.rng.happens(700) {
            let again = self.send_as(&actor, id, &command)?;
            self.expect(again.as_ref() == Ok(&answer), || {
                format!("{name} answered {answer}, and sent again {again:?}")
            })?;
        } else {
            let other = AnyCommand::CreateNode(linli::org::CreateNode {
                parent: self.shop.city,
                kind: crate::shop::text("项目"),
                name: crate::shop::text("另一个"),
            });
            let platform = self.shop.platform;
            let again = self.send_as(&platform, id, &other)?;
            self.expect(again == Err(Error::CommandReused), || {
                format!("the id of {name} with other content: {again:?}")
            })?;
        }
        self.resent += 1;
        let after = self.digest();
        self.expect(before == after, || {
            format!("{name} sent again left a trace")
        })
    }

    /// Reads through whichever engine, without faults.
    fn ask<T>(&mut self, question: impl Fn(&Engine) -> linli::Result<T>) -> linli::Result<T> {
        self.recover();
        let engine = self.rng.place(2);
        // Connections may be cut while somebody reads.
        let answers = (0..20).map(|_| question(&self.engines[engine]));
        let mut answers = answers.skip_while(|answer| {
            matches!(answer, Err(Error::Store(error)) if error.code() == "store_unavailable")
        });
        let answer = answers.next();
        answer.unwrap_or_else(|| question(&self.engines[engine]))
    }

    fn stranger(&self) -> TenantId {
        TenantId::new(self.shop.tenant.number() + 1).unwrap()
    }
}
