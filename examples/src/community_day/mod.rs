//! Two trading days and a day of promotions of a property group, from empty store to settled books. The steps in their order:
//!
//! 1. [`import`](import::import): the organisation, merchants, catalogue, stations and residents from CSV files.
//! 2. [`first_day`](trading::first_day): residents order and pay; some cancel, pay late, pay twice or not at all.
//! 3. [`night`](night::night): the cut-off at 23:00 makes manifests and purchase sheets; merchants send parcels.
//! 4. [`second_day`](trading::second_day): stations accept the goods (one delivery is short), residents collect with
//!    their codes, and order again.
//! 5. [`settle`](settle::settle): the days go by; what everybody earned is settled T+1 and paid out. On Wednesday there is a
//!    [`promotion_day`](promotion::promotion_day): coupons, a flash sale, group buys, and after-sale cases.
//!    On the first of the next month the finance department compares the channel's bill with the ledger
//!    ([`month_end`]).
//! 6. [`summary`](summary::summary): what a property manager wants to know, then every invariant is verified.
//!
//! Every step uses public API only, with the actor who would do it: the office, a resident, a leader, a merchant's
//! staff, or the host itself (timers and payment callbacks).

pub mod import;
pub mod input;
pub mod month_end;
pub mod night;
pub mod promotion;
pub mod settle;
pub mod summary;
pub mod trading;

use std::collections::BTreeMap;
use std::sync::Arc;

use linli::catalog::ImportReport;
use linli::kernel::{
    Actor, Clock, CommandId, Currency, Day, FixedKeys, Id, ManualClock, MemberId, MerchantId,
    Money, NodeId, SeededEntropy, StationId, SupplierId, TenantId, TimeOfDay, Timestamp, UserId,
    Zone,
};
use linli::order::PlacedTrade;
use linli::payment::PaymentOutcome;
use linli::pickup::CodeRefusal;
use linli::reconciliation::BillKind;
use linli::schema::tables;
use linli::store::{Scan, Store};
use linli::{Engine, Options};

use input::Input;

/// What a step answers.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The Monday on which it begins; the next day is a working day too, so T+1 is the next day.
pub const FIRST_DAY: &str = "2026-11-23";

/// A trade that was placed.
#[derive(Clone, Debug)]
pub struct Sold {
    /// How the input files call it.
    pub code: String,
    /// The trading day, 0 or 1; 2 is the day of promotions.
    pub day: usize,
    /// Who bought.
    pub member: MemberId,
    /// What the engine answered.
    pub placed: PlacedTrade,
}

/// A property group with its engine, and what its host remembers.
pub struct Community {
    /// The engine.
    pub engine: Engine,
    /// Its store, for `verify`.
    pub store: Arc<dyn Store>,
    /// The clock that the steps move. A real host has `SystemClock`.
    pub clock: Arc<ManualClock>,
    /// The input files.
    pub input: Input,
    /// The group's number.
    pub tenant: TenantId,
    /// The host's own timers and callbacks.
    pub host: Actor,
    /// Somebody in the group's office with the platform role.
    pub office: Actor,
    /// Ids by the codes of the input files.
    pub nodes: BTreeMap<String, NodeId>,
    /// …
    pub merchants: BTreeMap<String, MerchantId>,
    /// …
    pub suppliers: BTreeMap<String, SupplierId>,
    /// …
    pub stations: BTreeMap<String, StationId>,
    /// …
    pub residents: BTreeMap<String, MemberId>,
    /// The merchant of every SKU code.
    pub skus: BTreeMap<String, String>,
    /// What the product imports reported, by file.
    pub imports: Vec<(String, ImportReport)>,
    /// What was sold, in the order of time.
    pub sold: Vec<Sold>,
    /// What could not be ordered: trade and reason.
    pub refused: Vec<(String, linli::Error)>,
    /// Payments that did not pay their trade.
    pub odd_payments: Vec<(String, PaymentOutcome)>,
    /// Codes that were refused at a station, and the story.
    pub refused_codes: Vec<(String, CodeRefusal)>,
    /// What the payment channel has in its own books.
    pub channel: Vec<month_end::ChannelLine>,
    /// What the end of the month brought to light.
    pub month_end: month_end::MonthEnd,
    /// What was offered on the day of promotions, and what became of it.
    pub promotions: promotion::Promotions,
}

impl Community {
    /// An engine over a store that has no such tenant yet.
    pub fn open(store: Arc<dyn Store>) -> Outcome<Self> {
        let tenant = TenantId::new(1)?;
        let clock = Arc::new(ManualClock::new(Timestamp::parse(
            "2026-11-22T10:00:00+08:00",
        )?));
        // A real host calls `Engine::open`, which takes the system's clock and entropy, and gets its keys from a key
        // management service. Here everything is fixed, so that every run prints the same.
        let engine = Engine::new(
            Arc::clone(&store),
            Arc::<ManualClock>::clone(&clock),
            Arc::new(SeededEntropy::new(20_261_123)),
            Arc::new(FixedKeys::new([23; 32])),
            Options::default(),
        )?;
        // The ids of this day's commands are the same in every run: on a day that was lived already they would be repetitions.
        let there = store.scan(tenant, &Scan::all(tables::TENANT, 1))?;
        if !there.rows.is_empty() {
            return Err(format!("租户 {} 已存在，请换一个空的数据库", tenant.number()).into());
        }
        let input = Input::read(&Input::folder())?;
        let skus = input.merchants_of_skus()?;
        Ok(Self {
            engine,
            store,
            clock,
            input,
            tenant,
            skus,
            host: Actor::system(tenant),
            office: Actor::user(tenant, Self::user_id("office")),
            nodes: BTreeMap::new(),
            merchants: BTreeMap::new(),
            suppliers: BTreeMap::new(),
            stations: BTreeMap::new(),
            residents: BTreeMap::new(),
            imports: Vec::new(),
            sold: Vec::new(),
            refused: Vec::new(),
            odd_payments: Vec::new(),
            refused_codes: Vec::new(),
            channel: Vec::new(),
            month_end: month_end::MonthEnd::default(),
            promotions: promotion::Promotions::default(),
        })
    }

    /// A new id for a command. A host makes it before it sends the command and sends the same one again when it does
    /// not hear the answer: the command then takes effect once.
    pub fn id(&self) -> Outcome<CommandId> {
        Ok(self.engine.new_command_id()?)
    }

    /// The id under which the host knows one of its users.
    pub fn user_id(name: &str) -> UserId {
        UserId(Id::derived("user", &[name.as_bytes()]))
    }

    /// The day that it is.
    pub fn today(&self) -> Day {
        Zone::SHANGHAI.day_of(self.now())
    }

    /// One of the host's users.
    pub fn user(&self, name: &str) -> Actor {
        Actor::user(self.tenant, Self::user_id(name))
    }

    /// A resident, acting for themselves.
    pub fn resident(&self, member: MemberId) -> Actor {
        Actor::user(self.tenant, member)
    }

    /// The trading day, 0 or 1, or any later day.
    pub fn day(&self, number: u32) -> Outcome<Day> {
        Ok(FIRST_DAY.parse::<Day>()?.plus_days(number))
    }

    /// A time of a day.
    pub fn time(&self, number: u32, time: &str) -> Outcome<Timestamp> {
        Ok(Zone::SHANGHAI.at(self.day(number)?, time.parse::<TimeOfDay>()?))
    }

    /// Lets the time pass until then. The host has a timer that asks the engine every minute to do what is due: here it
    /// is asked when the clock arrives, which does the same.
    pub fn wait_until(&self, time: Timestamp) -> Outcome<()> {
        self.clock.set(time);
        loop {
            let report = self.engine.run_due(&self.host, 500)?;
            if let Some(failure) = report.failed.first() {
                return Err(format!("{}: {}", failure.command, failure.error).into());
            }
            if report.done == 0 {
                return Ok(());
            }
        }
    }

    /// Money moved at the payment channel, which writes it into its own books.
    pub(crate) fn at_channel(
        &mut self,
        kind: BillKind,
        number: impl Into<String>,
        ours: impl ToString,
        amount: Money,
    ) {
        self.channel.push(month_end::ChannelLine {
            day: self.today(),
            kind,
            number: number.into(),
            ours: ours.to_string(),
            amount,
        });
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// How the input files call a station; its leader is the host's user of the same name.
    pub fn code_of(&self, station: StationId) -> String {
        let mut stations = self.stations.iter();
        let found = stations.find(|(_, id)| **id == station);
        found.map(|(code, _)| code.clone()).unwrap_or_default()
    }
}

/// An amount as people write it.
pub fn yuan(money: Money) -> String {
    let text = Currency::CNY.format(money);
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{rest}")
}

/// All six steps on an empty store; answers the summary, which ends with what `verify` found.
pub fn run(store: Arc<dyn Store>) -> Outcome<summary::Summary> {
    let mut community = Community::open(store)?;
    import::import(&mut community)?;
    trading::first_day(&mut community)?;
    night::night(&mut community)?;
    trading::second_day(&mut community)?;
    settle::settle(&mut community)?;
    summary::summary(&community)
}
