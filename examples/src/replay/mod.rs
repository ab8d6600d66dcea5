//! A year of a real shop through the engine: every sale invoice is a trade, every return a refund.
//!
//! How the file becomes trades:
//!
//! - *Catalogue*: the file is read twice. The first reading collects at which prices each stock code was sold; each price is
//!   an SKU of its own with as much stock as the year will sell, so that the stock ends at what was returned.
//! - *Customers*: each CustomerID is a member, registered at the first invoice. An invoice without CustomerID is some
//!   unknown customer's: a member is registered for that invoice alone. The pickup station is a hash of the customer.
//! - *Time*: the clock stands at the invoices' time. Up to 64 invoices of a day are ordered together and paid together, so
//!   that they share commits, as in a host with many callers; the clock then stands at the last of them, and each payment
//!   carries its own invoice's time. Every night the books of the day are closed and settled.
//! - *Returns*: a return is matched with the customer's own earlier sales of that stock code: those at its price first,
//!   the latest first, several if one has too few units; all of its units or none. The refund pays back what was paid. Today's
//!   way to refund is cancelling before shipping, so nothing may be shipped while returns can come: the host holds the
//!   manifests back (it does not run that due work) until the file is read. Then it lets everything due happen at once:
//!   every station's delivery days close and are dispatched, accepted and collected with their codes, and the next day
//!   everybody's share is settled and paid out.
//! - *Refused*: every other line is counted under a reason, with its amount and the numbers of the first ones.

pub mod file;
pub mod report;
pub mod sales;
pub mod shop;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Instant;

use linli::catalog::Fulfilment;
use linli::kernel::{Day, Id, MemberId, Money, OrderId, Points, RefundId, Text, Timestamp, Zone};
use linli::member::{Address, Profile, RegisterMember};
use linli::order::{CancelLine, CancelOrder, CartUse, PlaceOrder, Wanted, WantedLine};
use linli::payment::{PaymentOutcome, RefundResult, ReportPayment, ReportRefund};
use linli::payout::{PayoutResult, PayoutState, ReportPayout};
use linli::pickup::{ConfirmPickup, PickupOutcome};
use linli::station::{AcceptDelivery, Arrived, Collection, StationDayState};

use file::{Kind, Line, Lines, Reason};
use report::{Report, Tally};
use sales::{Bought, Sales};
use shop::{Shop, Survey, london};

/// What a step answers.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Invoices that are ordered together.
const BATCH: usize = 64;

/// What to replay.
pub struct Options<'a> {
    /// The file.
    pub file: &'a Path,
    /// Where the SQLite file is to be; it must not be there yet.
    pub store: &'a Path,
    /// Lines to read at most.
    pub limit: u64,
    /// Called with the number of lines done and of all lines.
    pub progress: &'a mut dyn FnMut(u64, u64),
}

/// One line of an invoice that will be a line of its trade.
struct SaleLine {
    number: u64,
    amount: i64,
    wanted: WantedLine,
}

/// An invoice on its way to a trade.
struct Sale {
    number: String,
    customer: u32,
    at: Timestamp,
    lines: Vec<SaleLine>,
}

/// A return line whose sales were found.
struct Return {
    number: u64,
    amount: i64,
    customer: u32,
    taken: Vec<Bought>,
}

/// A customer as the replay knows them.
struct Customer {
    name: String,
    country: String,
    member: Option<MemberId>,
}

/// A running replay.
struct Replay {
    shop: Shop,
    zone: Zone,
    customers: Vec<Customer>,
    by_name: HashMap<String, u32>,
    codes: HashMap<String, u32>,
    sales: Sales,
    /// The order of every trade, in the order of the trades.
    orders: Vec<Option<OrderId>>,
    batch: Vec<Sale>,
    returns: Vec<Return>,
    tally: Tally,
}

/// Replays a file into a new store. Errors: the file cannot be read, or the engine did what it should not.
pub fn run(options: Options<'_>) -> Outcome<Report> {
    let mut report = Report::default();
    let begun = Instant::now();
    let survey = Survey::read(options.file, options.limit)?;
    let zone = london()?;
    let first = Lines::open(options.file, options.limit)?.next();
    let first = first.ok_or("the file has no lines")??.time(zone)?;
    let shop = Shop::open(options.store, &survey, first.plus_seconds(-86_400))?;
    report.stage("catalogue", begun, survey.prices.len() as u64);

    let trading = Instant::now();
    let mut replay = Replay::new(shop, zone);
    replay.trade(&survey, options)?;
    report.stage("trading", trading, replay.tally.trades);

    let logistics = Instant::now();
    let collected = replay.deliver()?;
    report.stage("delivering", logistics, collected);

    let settling = Instant::now();
    let payouts = replay.settle()?;
    report.stage("settling", settling, payouts);

    let verifying = Instant::now();
    let shop = &replay.shop;
    let verified = linli::verify::verify(&*shop.store, shop.tenant)?;
    report.stage("verifying", verifying, verified.checked.values().sum());
    report.ledger = shop.engine.trial_balance(&shop.host)?;
    report.verified = verified;
    report.collected = collected;
    shop.store.checkpoint()?;
    report.file_bytes = shop.store.stats()?.file_bytes;
    report.lines = survey.lines;
    report.customers = replay.customers.len() as u64;
    report.tally = replay.tally;
    report.seconds = begun.elapsed().as_secs_f64();
    Ok(report)
}

impl Replay {
    fn new(shop: Shop, zone: Zone) -> Self {
        Self {
            shop,
            zone,
            customers: Vec::new(),
            by_name: HashMap::new(),
            codes: HashMap::new(),
            sales: Sales::default(),
            orders: Vec::new(),
            batch: Vec::new(),
            returns: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// The second reading: complete invoices become trades and refunds, in the order of the file.
    fn trade(&mut self, survey: &Survey, options: Options<'_>) -> Outcome<()> {
        let mut open: HashMap<String, Vec<Line>> = HashMap::new();
        let mut today: Option<Day> = None;
        let mut clock = Timestamp::MIN;
        for line in Lines::open(options.file, options.limit)? {
            let line = line?;
            let done = line.number - 1;
            if done.is_multiple_of(1000) || done == survey.lines {
                (options.progress)(done, survey.lines);
            }
            self.tally.seen(&line)?;
            if let Kind::Refused(reason) = line.kind {
                self.tally.refuse(reason, line.number, line.amount()?);
            }
            // Almost every invoice's lines follow each other; one is interrupted by another.
            let invoice = line.invoice.clone();
            let lines = open.entry(invoice.clone()).or_default();
            lines.push(line);
            if survey.invoices.get(&invoice).copied() != u32::try_from(lines.len()).ok() {
                continue;
            }
            let lines = open.remove(&invoice).unwrap_or_default();
            if !lines
                .iter()
                .any(|line| matches!(line.kind, Kind::Sale | Kind::Return))
            {
                continue;
            }
            let at = lines[0].time(self.zone)?;
            let day = self.zone.day_of(at);
            if today != Some(day) {
                self.flush(clock)?;
                self.close_books(today, at)?;
                today = Some(day);
            }
            clock = clock.max(at);
            self.invoice(invoice, at, lines)?;
            if self.batch.len() == BATCH {
                self.flush(clock)?;
            }
        }
        self.flush(clock)
    }

    /// Every night the books of the day are closed. Manifests are due as well, but the host holds them back.
    fn close_books(&self, last: Option<Day>, now: Timestamp) -> Outcome<()> {
        if last.is_some() {
            self.shop.clock.set(now);
            self.shop.engine.settle(&self.shop.host, 10_000)?;
        }
        Ok(())
    }

    fn invoice(&mut self, number: String, at: Timestamp, lines: Vec<Line>) -> Outcome<()> {
        let known = lines.iter().find(|line| !line.customer.is_empty());
        let is_known = known.is_some();
        let name = known.map_or_else(|| format!("unknown-{number}"), |line| line.customer.clone());
        let customer = self.customer(name, &lines[0].country);
        let mut sale = Vec::new();
        for line in lines {
            let code = self.code(&line.code);
            let price = line.price.units();
            let units = u32::try_from(line.quantity.unsigned_abs())?;
            let amount = line.amount()?;
            match line.kind {
                Kind::Refused(_) => {}
                Kind::Sale => {
                    let bought = Bought {
                        trade: u32::try_from(self.orders.len() + self.batch.len())?,
                        line: u32::try_from(sale.len())?,
                        price,
                        units,
                    };
                    self.sales.add(customer, code, bought);
                    sale.push(SaleLine {
                        number: line.number,
                        amount,
                        wanted: WantedLine {
                            sku: self.shop.sku(&line.code, price),
                            quantity: units,
                            fulfilment: Fulfilment::Pickup,
                            sale: None,
                        },
                    });
                }
                Kind::Return if !is_known => {
                    self.tally
                        .refuse(Reason::NobodysReturn, line.number, amount);
                }
                Kind::Return => match self.sales.take_back(customer, code, price, units) {
                    Ok(taken) => self.returns.push(Return {
                        number: line.number,
                        amount,
                        customer,
                        taken,
                    }),
                    Err(reason) => self.tally.refuse(reason, line.number, amount),
                },
            }
        }
        if !sale.is_empty() {
            self.batch.push(Sale {
                number,
                customer,
                at,
                lines: sale,
            });
        }
        Ok(())
    }

    fn customer(&mut self, name: String, country: &str) -> u32 {
        if let Some(known) = self.by_name.get(&name) {
            return *known;
        }
        let place = u32::try_from(self.customers.len()).unwrap_or(u32::MAX);
        self.by_name.insert(name.clone(), place);
        self.customers.push(Customer {
            name,
            country: country.to_owned(),
            member: None,
        });
        place
    }

    fn code(&mut self, code: &str) -> u32 {
        if let Some(known) = self.codes.get(code) {
            return *known;
        }
        let place = u32::try_from(self.codes.len()).unwrap_or(u32::MAX);
        self.codes.insert(code.to_owned(), place);
        place
    }

    /// Orders, pays and refunds what was collected; four groups, so four commits or a few more.
    fn flush(&mut self, now: Timestamp) -> Outcome<()> {
        if self.batch.is_empty() && self.returns.is_empty() {
            return Ok(());
        }
        self.shop.clock.set(now);
        self.register_customers()?;
        let sales = std::mem::take(&mut self.batch);
        let placed = self.place(&sales)?;
        self.pay(&sales, &placed)?;
        for (sale, placed) in sales.iter().zip(placed) {
            self.orders
                .push(placed.as_ref().map(|placed| placed.orders[0]));
            self.tally
                .sold(sale.lines.len(), placed.map(|placed| placed.total));
        }
        let returns = std::mem::take(&mut self.returns);
        self.refund(returns)
    }

    fn member(&self, customer: u32) -> Outcome<MemberId> {
        let customer = &self.customers[customer as usize];
        Ok(customer.member.ok_or("a customer who is not registered")?)
    }

    fn register_customers(&mut self) -> Outcome<()> {
        let mut new: Vec<u32> = self.batch.iter().map(|sale| sale.customer).collect();
        new.retain(|customer| self.customers[*customer as usize].member.is_none());
        new.sort_unstable();
        new.dedup();
        let mut registrations = Vec::new();
        for place in &new {
            let customer = &self.customers[*place as usize];
            let register = RegisterMember {
                community: self.shop.root,
                external_ref: Text::new(&*customer.name)?,
                profile: Profile {
                    name: Text::new(format!("Customer {}", customer.name))?,
                    phone: Text::new(format!("0{place:09}"))?,
                    address: Address {
                        detail: Text::new(&*customer.country)?,
                        ..Address::default()
                    },
                },
                station: Some(self.shop.station_of(&customer.name)),
            };
            registrations.push((self.shop.id()?, register));
        }
        let members = self
            .shop
            .engine
            .execute_all(&self.shop.host, registrations)?;
        for (place, member) in new.into_iter().zip(members) {
            self.customers[place as usize].member = Some(member?);
        }
        Ok(())
    }

    /// Places the trades; each is expected to cost what its lines say.
    fn place(&mut self, sales: &[Sale]) -> Outcome<Vec<Option<linli::order::PlacedTrade>>> {
        let mut commands = Vec::new();
        for sale in sales {
            let member = self.member(sale.customer)?;
            let customer = &self.customers[sale.customer as usize];
            let total: i64 = sale.lines.iter().map(|line| line.amount).sum();
            let place = PlaceOrder {
                wanted: Wanted {
                    member,
                    lines: sale.lines.iter().map(|line| line.wanted).collect(),
                    station: Some(self.shop.station_of(&customer.name)),
                    points: Points::ZERO,
                    coupons: linli::pricing::CouponChoice::None,
                },
                expected_total: Some(Money::new(total)?),
                notes: Vec::new(),
                cart: CartUse::Keep,
            };
            let actor = linli::Actor::user(self.shop.tenant, member);
            commands.push((actor, self.shop.id()?, place));
        }
        let mut placed = Vec::new();
        for (sale, outcome) in sales.iter().zip(self.shop.engine.execute_each(commands)?) {
            match outcome {
                Ok(trade) => placed.push(Some(trade)),
                Err(error) => {
                    self.tally.engine_said(&sale.number, &error);
                    for line in &sale.lines {
                        let reason = Reason::RefusedByEngine;
                        self.tally.refuse(reason, line.number, line.amount);
                    }
                    placed.push(None);
                }
            }
        }
        Ok(placed)
    }

    /// The till reports each payment with the invoice's own time.
    fn pay(&self, sales: &[Sale], placed: &[Option<linli::order::PlacedTrade>]) -> Outcome<()> {
        let mut reports = Vec::new();
        for (sale, placed) in sales.iter().zip(placed) {
            if let Some(placed) = placed {
                let report = ReportPayment {
                    trade: placed.trade,
                    provider: Text::new("till")?,
                    number: Text::new(&*sale.number)?,
                    amount: placed.total,
                    currency: "GBP".to_owned(),
                    paid_at: sale.at,
                    evidence: evidence(&sale.number)?,
                };
                reports.push((self.shop.id()?, report));
            }
        }
        for answer in self.shop.engine.execute_all(&self.shop.host, reports)? {
            let answer = answer?;
            if answer.outcome != PaymentOutcome::Accepted {
                return Err(format!("payment {}: {:?}", answer.payment, answer.outcome).into());
            }
        }
        Ok(())
    }

    /// Cancels the units that came back; the refunds are automatic, and the till has paid them.
    fn refund(&mut self, returns: Vec<Return>) -> Outcome<()> {
        // One cancellation per order, whatever number of lines came back.
        let mut per_order: BTreeMap<u32, (u32, BTreeMap<u32, u32>)> = BTreeMap::new();
        for line in &returns {
            let mut value = 0;
            for taken in &line.taken {
                if self.orders[taken.trade as usize].is_none() {
                    let said = self.tally.engine_said.join("; ");
                    let number = line.number;
                    return Err(format!("line {number}: its sale was refused: {said}").into());
                }
                let of_customer = (line.customer, BTreeMap::new());
                let (_, lines) = per_order.entry(taken.trade).or_insert(of_customer);
                *lines.entry(taken.line).or_default() += taken.units;
                value -= taken.price * i64::from(taken.units);
            }
            self.tally.returned(line.number, line.amount, value);
        }
        let mut commands = Vec::new();
        for (trade, (customer, lines)) in per_order {
            let member = self.member(customer)?;
            let lines = lines.into_iter();
            let cancel = CancelOrder {
                order: self.orders[trade as usize].ok_or("checked above")?,
                lines: lines
                    .map(|(line, quantity)| CancelLine { line, quantity })
                    .collect(),
                reason: None,
            };
            let actor = linli::Actor::user(self.shop.tenant, member);
            commands.push((actor, self.shop.id()?, cancel));
        }
        let refunds = self.shop.engine.execute_each(commands)?;
        let refunds: linli::Result<Vec<RefundId>> = refunds.into_iter().collect();
        let mut reports = Vec::new();
        for refund in refunds? {
            let paid = self.shop.engine.refund(&self.shop.host, refund)?;
            self.tally.refunded(paid.cash);
            let report = ReportRefund {
                refund,
                result: RefundResult::Done,
                message: None,
                attempt: None,
            };
            reports.push((self.shop.id()?, report));
        }
        for done in self.shop.engine.execute_all(&self.shop.host, reports)? {
            done?;
        }
        Ok(())
    }

    /// Everything that is due.
    fn run_due(&self) -> Outcome<()> {
        let shop = &self.shop;
        loop {
            let report = shop.engine.run_due(&shop.host, 1_000)?;
            if let Some(failure) = report.failed.first() {
                return Err(format!("{}: {}", failure.command, failure.error).into());
            }
            if report.done == 0 {
                return Ok(());
            }
        }
    }

    /// The morning after: every delivery day closes and is dispatched (due work), every station accepts, every customer
    /// collects with their code. How many orders were collected.
    fn deliver(&self) -> Outcome<u64> {
        let shop = &self.shop;
        let morning = shop.now().plus_days(1);
        shop.clock.set(morning);
        self.run_due()?;
        let mut collected = 0;
        for number in 0..shop.stations.len() {
            let days = self.accept(number, self.zone.day_of(morning))?;
            collected += self.collect(number, &days)?;
        }
        Ok(collected)
    }

    /// A station accepts everything that was sent to it; answers the delivery days.
    fn accept(&self, number: usize, today: Day) -> Outcome<Vec<Day>> {
        let shop = &self.shop;
        let station = shop.stations[number];
        let leader = shop.leader(number);
        let first = self.tally.first_sale.ok_or("nothing was sold")?;
        let mut days = Vec::new();
        let mut commands = Vec::new();
        let mut day = self.zone.day_of(first);
        while day <= today {
            // A day without order, or with none that was not cancelled, has nothing to accept.
            if let Ok(manifest) = shop.engine.manifest(&leader, station, day)
                && manifest.state == StationDayState::Dispatched
            {
                let arrived = Arrived::AsSent;
                let accept = AcceptDelivery {
                    station,
                    day,
                    arrived,
                };
                commands.push((shop.id()?, accept));
                days.push(day);
            }
            day = day.next();
        }
        for accepted in shop.engine.execute_all(&leader, commands)? {
            accepted?;
        }
        Ok(days)
    }

    /// Everybody with something at a station comes and collects.
    fn collect(&self, number: usize, days: &[Day]) -> Outcome<u64> {
        let shop = &self.shop;
        let station = shop.stations[number];
        let leader = shop.leader(number);
        let which = Collection::NotCollected;
        let mut commands = Vec::new();
        for day in days {
            let engine = &shop.engine;
            for entry in engine.collection_list(&leader, station, *day, which, None, 500)? {
                let buyer = linli::Actor::user(shop.tenant, entry.buyer.member);
                let code = engine.my_pickup_code(&buyer, entry.order.order)?;
                let code = code.digits.ok_or("an order that waits has a code")?;
                commands.push((shop.id()?, ConfirmPickup { station, code }));
            }
        }
        let mut collected = 0;
        for outcome in shop.engine.execute_all(&leader, commands)? {
            match outcome? {
                PickupOutcome::PickedUp { .. } => collected += 1,
                PickupOutcome::Refused(refusal) => return Err(format!("{refusal:?}").into()),
            }
        }
        Ok(collected)
    }

    /// The next days: what was received is settled and paid out, each morning what is instructed by then.
    fn settle(&self) -> Outcome<u64> {
        let shop = &self.shop;
        let (mut settlements, mut payouts) = (0, 0);
        for day in 0..6 {
            shop.clock.set(shop.now().plus_days(1));
            if day < 2 {
                let report = shop.engine.settle(&shop.host, 100_000)?;
                settlements += report.settlements.len();
            } else {
                // Until the next working day, on which the batches are released.
                self.run_due()?;
            }
            payouts += self.pay_out()?;
        }
        if settlements > 0 && payouts == 0 {
            return Err("nothing was paid out".into());
        }
        Ok(payouts)
    }

    /// The bank pays what is instructed.
    fn pay_out(&self) -> Outcome<u64> {
        let shop = &self.shop;
        let mut payouts = 0;
        loop {
            let open = shop
                .engine
                .payouts_open(&shop.host, PayoutState::Instructed, None, 500)?;
            if open.is_empty() {
                return Ok(payouts);
            }
            let mut reports = Vec::new();
            for payout in open {
                let report = ReportPayout {
                    payout: payout.id,
                    at: shop.now(),
                    result: PayoutResult::Done {
                        channel: Some(Text::new("till")?),
                        number: Text::new(payout.id.to_string())?,
                    },
                };
                reports.push((shop.id()?, report));
            }
            for done in shop.engine.execute_all(&shop.host, reports)? {
                done?;
                payouts += 1;
            }
        }
    }
}

/// Stands for the SHA-256 of the till's message.
fn evidence(number: &str) -> Outcome<Text<64>> {
    let half = |part: &[u8]| Id::derived("evidence", &[part, number.as_bytes()]).to_string();
    Ok(Text::new(
        format!("{}{}", half(b"1"), half(b"2")).replace('-', ""),
    )?)
}
