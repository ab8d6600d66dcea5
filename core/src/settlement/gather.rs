//! Folding the postings of a closed day into roll-ups and settlements, in bounded steps. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::commands::Gathered;
use super::records::{Settlement, SettlementState};
use crate::engine::{Command, Context, Event, Lookup, Operation, Prefetch, Target};
use crate::kernel::{Day, Error, Money, OrderId, PostingId, Result, SettlementId, Text};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{
    Account, AccountBalance, AccountDay, AccountPurpose, Books, DayClose, Entry, Gathering, Party,
    Posting, PostingPurpose, Unit, watch,
};
use crate::org::Settings;
use crate::payout::{NewPayout, Payee, Payout, PayoutSource, open_batch};
use crate::points::settling::{Pairs, day_gathered};
use crate::schema::tables;
use crate::store::{Page, Place, Scan, Value};

/// Postings read at once, and how often in one step: many, because each step writes the roll-ups that it moved, and few
/// enough that nobody waits for it for long.
const PAGE: u32 = 5_000;
const PAGES: u32 = 4;
/// Settlements made in one step.
const SETTLEMENTS: u32 = 200;

/// Gathers the next 20,000 postings of a closed day into the roll-ups, or when all are there makes the next 200
/// settlements; the last step moves on to the next day. A day that is settled already is left as it is. Days are gathered
/// in their order. Errors: `wrong_state` when the day is not closed, or an earlier one is not settled.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GatherDay {
    /// The day.
    pub day: Day,
}

impl Command for GatherDay {
    type Answer = Gathered;
    const OPERATION: Operation = Operation::GatherDay;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Gathering>(Gathering::ID);
        wanted.want::<Books>(Books::ID);
        wanted.want::<DayClose>(DayClose::id_of(self.day));
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<Gathered> {
        let day = self.day;
        let wrong = |state, event| Error::WrongState {
            what: "business day",
            id: day.to_string(),
            state,
            event,
        };
        let gathering = ctx.find::<Gathering>(Gathering::ID)?;
        let Some(gathering) = gathering.filter(|gathering| gathering.day <= day) else {
            return Ok(Gathered {
                settled: true,
                settlements: Vec::new(),
            });
        };
        if gathering.day < day {
            return Err(wrong("behind a day that is not settled", "gathering"));
        }
        if !gathering.closed {
            return Err(wrong("open", "gathering"));
        }
        // What follows rests on scans: of a day whose closing everybody sees, and of roll-ups that only this command
        // writes.
        ctx.require::<DayClose>(DayClose::id_of(day))?;
        ctx.require_committed::<DayClose>(DayClose::id_of(day))?;
        ctx.require_committed::<Gathering>(Gathering::ID)?;
        let mut gathering = (*gathering).clone();
        if !gathering.complete {
            fold_pages(ctx, &mut gathering)?;
            ctx.update(gathering)?;
            return Ok(Gathered {
                settled: false,
                settlements: Vec::new(),
            });
        }
        let (settlements, more) = make_settlements(ctx, day)?;
        if !more {
            next_day(ctx, &gathering)?;
        }
        Ok(Gathered {
            settled: !more,
            settlements,
        })
    }
}

/// A posting with only what gathering needs, borrowed from the row.
#[derive(Deserialize)]
pub(crate) struct LeanPosting<'a> {
    pub(crate) purpose: PostingPurpose,
    #[serde(default)]
    pub(crate) order: Option<OrderId>,
    #[serde(borrow)]
    pub(crate) entries: Vec<LeanEntry<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct LeanEntry<'a> {
    #[serde(borrow)]
    pub(crate) party: Cow<'a, str>,
    pub(crate) purpose: AccountPurpose,
    pub(crate) amount: i64,
}

/// Whether an entry on a payable account enters a settlement: settling and paying out do not, a payout that failed does
/// again.
pub(crate) const fn counts(posting: PostingPurpose, account: AccountPurpose) -> bool {
    matches!(account, AccountPurpose::Payable)
        && !matches!(
            posting,
            PostingPurpose::Settled | PostingPurpose::PayoutDone
        )
}

/// What a step's postings moved on one account.
#[derive(Clone, Copy, Default)]
struct Delta {
    sum: i64,
    debit: i64,
    credit: i64,
    moved: i64,
    counted: bool,
}

#[derive(Default)]
struct Deltas {
    accounts: BTreeMap<AccountPurpose, BTreeMap<String, Delta>>,
    points_held: i64,
    pairs: Pairs,
}

impl Deltas {
    fn fold(&mut self, page: &Page) -> Result<()> {
        for row in &page.rows {
            let posting: LeanPosting<'_> = serde_json::from_str(&row.body).map_err(|error| {
                Error::internal(format!("a stored posting could not be read: {error}"))
            })?;
            self.pairs.take(&posting)?;
            for entry in &posting.entries {
                self.add(posting.purpose, entry)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, posting: PostingPurpose, entry: &LeanEntry<'_>) -> Result<()> {
        if entry.purpose == AccountPurpose::PointsHeld {
            self.points_held = sum(self.points_held, entry.amount)?;
            return Ok(());
        }
        let accounts = self.accounts.entry(entry.purpose).or_default();
        if !accounts.contains_key(&*entry.party) {
            accounts.insert(entry.party.to_string(), Delta::default());
        }
        let delta = accounts
            .get_mut(&*entry.party)
            .expect("it was inserted above");
        delta.sum = sum(delta.sum, entry.amount)?;
        if entry.amount > 0 {
            delta.debit = sum(delta.debit, entry.amount)?;
        } else {
            delta.credit = sum(delta.credit, entry.amount.saturating_neg())?;
        }
        if counts(posting, entry.purpose) {
            delta.moved = sum(delta.moved, entry.amount)?;
            delta.counted = true;
        }
        Ok(())
    }
}

fn sum(a: i64, b: i64) -> Result<i64> {
    a.checked_add(b).ok_or(Error::Overflow { field: "balance" })
}

/// Folds the next pages of the day's postings into the roll-ups.
fn fold_pages(ctx: &mut Context<'_>, gathering: &mut Gathering) -> Result<()> {
    let day = Value::from(gathering.day);
    let mut scan = Scan {
        after: gathering.to.map(|id| Place {
            values: vec![day.clone()],
            id: id.0,
        }),
        ..Scan::index(tables::POSTING, Posting::BY_DAY, vec![day], PAGE)
    };
    let mut deltas = Deltas::default();
    for _ in 0..PAGES {
        let page = ctx.frozen_rows(&scan)?;
        deltas.fold(&page)?;
        gathering.postings = gathering.postings.saturating_add(page.rows.len() as u64);
        gathering.to = page
            .rows
            .last()
            .map(|row| PostingId(row.id))
            .or(gathering.to);
        gathering.complete = page.next.is_none();
        scan.after = page.next;
        if gathering.complete {
            break;
        }
    }
    gathering.points_held = sum(gathering.points_held, deltas.points_held)?;
    deltas.pairs.store(ctx, gathering.day)?;
    let ids = deltas.accounts.iter().flat_map(|(purpose, accounts)| {
        accounts
            .keys()
            .map(|party| AccountBalance::id_of(party, *purpose))
    });
    ctx.preload::<AccountBalance>(ids)?;
    let day = gathering.day;
    let days = deltas.accounts.iter().flat_map(|(purpose, accounts)| {
        accounts
            .keys()
            .map(move |party| AccountDay::id_of(party, *purpose, day))
    });
    ctx.preload::<AccountDay>(days)?;
    let mut totals = std::mem::take(&mut gathering.totals);
    let held = totals.entry(AccountPurpose::PointsHeld).or_default();
    *held = sum(*held, deltas.points_held)?;
    for (purpose, accounts) in &deltas.accounts {
        let total = totals.entry(*purpose).or_default();
        for delta in accounts.values() {
            *total = sum(*total, delta.sum)?;
        }
    }
    totals.retain(|_, total| *total != 0);
    gathering.totals = totals;
    for (purpose, accounts) in deltas.accounts {
        for (party, delta) in accounts {
            roll_up(ctx, gathering.day, &party, purpose, delta)?;
        }
    }
    Ok(())
}

fn roll_up(
    ctx: &mut Context<'_>,
    day: Day,
    party: &str,
    purpose: AccountPurpose,
    delta: Delta,
) -> Result<()> {
    let found = ctx.find::<AccountBalance>(AccountBalance::id_of(party, purpose))?;
    let mut account = match found {
        Some(account) => (*account).clone(),
        None => AccountBalance::empty(Account {
            party: party.parse()?,
            purpose,
        }),
    };
    let before = match ctx.find::<AccountDay>(AccountDay::id_of(party, purpose, day))? {
        Some(before) => (*before).clone(),
        None => AccountDay {
            account: account.account.clone(),
            day,
            opening: account.balance,
            debit: 0,
            credit: 0,
        },
    };
    ctx.put(AccountDay {
        debit: sum(before.debit, delta.debit)?,
        credit: sum(before.credit, delta.credit)?,
        ..before
    })?;
    account.balance = sum(account.balance, delta.sum)?;
    watch::moved(ctx, &account.account, day)?;
    if delta.counted {
        if account.day != Some(day) {
            account.day = Some(day);
            account.moved = 0;
        }
        account.moved = sum(account.moved, delta.moved)?;
        account.waits = true;
    }
    ctx.put(account)
}

/// Makes the settlements of the next parties that wait and the batches of their payouts; whether more wait.
fn make_settlements(ctx: &mut Context<'_>, day: Day) -> Result<(Vec<SettlementId>, bool)> {
    let waiting = Scan::index(
        tables::ACCOUNT_BALANCE,
        AccountBalance::WAITING,
        vec![Value::from(day)],
        SETTLEMENTS,
    );
    let (accounts, next) = ctx.frozen::<AccountBalance>(&waiting)?;
    let tenant = ctx.tenant_record()?;
    let pay_on = tenant.calendar.next_working_day(day);
    let settings = ctx.settings(tenant.root)?;
    ctx.preload::<Payee>(accounts.iter().map(|one| Payee::id_of(&one.account.party)))?;
    let mut made = Vec::new();
    let mut payouts = BTreeMap::<Text<40>, Vec<NewPayout>>::new();
    for account in accounts {
        let mut account = (*account).clone();
        account.waits = false;
        // A credit is what the party is owed.
        let amount = Money::new(account.moved.saturating_neg())?;
        if !amount.is_zero() {
            let party = account.account.party.clone();
            let carried = Money::new(account.carried)?;
            let owed = amount.plus(carried)?;
            let pays = owed.is_positive() && owed >= minimum(&settings, &party);
            let payee = ctx.find::<Payee>(Payee::id_of(&party))?;
            let channel = match &payee {
                Some(payee) => payee.channel.clone(),
                None => settings.payout_channel.clone(),
            };
            let id = Settlement::id_of(day, &party);
            let source = PayoutSource::Settlement(id);
            let settlement = Settlement {
                id,
                day,
                party: party.clone(),
                amount,
                carried,
                pay_on,
                made_at: ctx.now(),
                state: if pays {
                    SettlementState::Instructed
                } else {
                    SettlementState::Carried
                },
                payouts: if pays {
                    vec![Payout::id_of(source, channel.as_str())]
                } else {
                    Vec::new()
                },
                paid: Money::ZERO,
                failed: Money::ZERO,
            };
            account.carried = if pays { 0 } else { owed.units() };
            made.push(id);
            settle(ctx, settlement)?;
            if pays {
                payouts.entry(channel).or_default().push(NewPayout {
                    source,
                    party,
                    account: payee.and_then(|payee| payee.account.clone()),
                    amount: owed,
                });
            }
        }
        ctx.update(account)?;
    }
    for (channel, payouts) in payouts {
        open_batch(ctx, &channel, pay_on, payouts)?;
    }
    Ok((made, next.is_some()))
}

/// The smallest payout to a party.
fn minimum(settings: &Settings, party: &Party) -> Money {
    match party {
        Party::Merchant(_) | Party::Supplier(_) => settings.payout_minimum,
        Party::Leader(_) | Party::Promoter(_) | Party::Member(_) => settings.payout_minimum_leaders,
        Party::Node(_) | Party::Platform | Party::Channel(_) => settings.payout_minimum_own,
    }
}

fn settle(ctx: &mut Context<'_>, settlement: Settlement) -> Result<()> {
    let owed = settlement.payout()?;
    if owed.is_positive() {
        let party = &settlement.party;
        let draft = Draft {
            purpose: PostingPurpose::Settled,
            unit: Unit::Money,
            order: None,
            trade: None,
            reference: Some(settlement.id.0),
            entries: vec![
                Entry::debit(party.clone(), AccountPurpose::Payable, owed),
                Entry::credit(party.clone(), AccountPurpose::PayoutInTransit, owed),
            ],
        };
        post(ctx, draft)?;
    }
    ctx.emit(Event::SettlementMade {
        settlement: settlement.id,
        party: settlement.party.clone(),
        amount: settlement.amount,
        state: settlement.state,
    });
    ctx.insert(settlement)
}

/// The day is settled: gathering goes on with the next one.
fn next_day(ctx: &mut Context<'_>, gathering: &Gathering) -> Result<()> {
    let day = gathering.day;
    let mut closed = (*ctx.require::<DayClose>(DayClose::id_of(day))?).clone();
    closed.postings = gathering.postings;
    closed.settled_at = Some(ctx.now());
    closed.totals.clone_from(&gathering.totals);
    ctx.update(closed)?;
    day_gathered(ctx, day)?;
    let next = day.next();
    let zone = ctx.tenant_record()?.zone;
    let books = ctx.require::<Books>(Books::ID)?;
    ctx.update(Gathering {
        closed: books.open_from > next,
        points_held: gathering.points_held,
        totals: gathering.totals.clone(),
        ..Gathering::begin(next, zone.start_of(next.next()))
    })?;
    ctx.emit(Event::DaySettled {
        day,
        postings: gathering.postings,
    });
    Ok(())
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "figures of tests")]
mod tests {
    use super::super::commands::CloseDay;
    use super::*;
    use crate::engine::testing::Bench;
    use crate::kernel::{BusinessCalendar, Currency, Id, MerchantId, NodeId, Zone};
    use crate::org::{Node, SettingsPatch, Tenant};

    fn bench() -> Bench {
        let mut bench = Bench::at("2026-11-20T10:00:00+08:00");
        bench
            .run(|ctx| {
                ctx.insert(Tenant {
                    name: Text::new("绿城")?,
                    root: NodeId(Id::MIN),
                    currency: Currency::CNY,
                    zone: Zone::SHANGHAI,
                    calendar: BusinessCalendar::default(),
                })?;
                ctx.insert(Node {
                    id: NodeId(Id::MIN),
                    parent: None,
                    path: vec![NodeId(Id::MIN)],
                    kind: Text::new("集团")?,
                    name: Text::new("绿城")?,
                    settings: SettingsPatch::default(),
                })
            })
            .unwrap();
        bench
    }

    fn merchant(number: u32) -> Party {
        let id = crate::kernel::Id::derived("merchant", &[&number.to_be_bytes()]);
        Party::Merchant(MerchantId(id))
    }

    fn channel() -> Party {
        Party::Channel(Text::new("微信").unwrap())
    }

    /// Owes a merchant; below zero takes it back.
    fn owe(ctx: &mut Context<'_>, party: Party, amount: i64) -> Result<()> {
        let draft = Draft {
            purpose: PostingPurpose::OrderEarned,
            unit: Unit::Money,
            order: None,
            trade: None,
            reference: None,
            entries: vec![
                Entry::new(channel(), AccountPurpose::Clearing, amount),
                Entry::new(party, AccountPurpose::Payable, -amount),
            ],
        };
        post(ctx, draft).map(|_| ())
    }

    /// Closes and gathers the day; answers the number of steps and the settlements.
    fn settle_day(bench: &mut Bench, day: &str) -> (u32, Vec<Settlement>) {
        let day: Day = day.parse().unwrap();
        bench.clock.set(Zone::SHANGHAI.start_of(day.next()));
        bench.run(|ctx| CloseDay { day }.run(ctx)).unwrap();
        let mut steps = 0;
        let mut made = Vec::new();
        loop {
            steps += 1;
            let gathered = bench.run(|ctx| GatherDay { day }.run(ctx)).unwrap();
            for id in gathered.settlements {
                made.push(
                    bench
                        .run(|ctx| Ok((*ctx.require::<Settlement>(id)?).clone()))
                        .unwrap(),
                );
            }
            if gathered.settled {
                return (steps, made);
            }
        }
    }

    #[test]
    fn a_day_of_many_postings_is_gathered_in_bounded_steps() {
        let mut bench = bench();
        let mut expected = BTreeMap::new();
        for group in 0..24_u32 {
            bench
                .run(|ctx| {
                    for number in 0..1_000_u32 {
                        let party = merchant((group * 1_000 + number) % 450);
                        let amount = i64::from(number % 97) + 1;
                        *expected.entry(party.clone()).or_insert(0) += amount;
                        owe(ctx, party, amount)?;
                    }
                    Ok(())
                })
                .unwrap();
        }
        let (steps, settlements) = settle_day(&mut bench, "2026-11-20");
        assert_eq!(steps, 2 + 3, "24,000 postings and 450 parties");
        let made: BTreeMap<Party, i64> = settlements
            .iter()
            .map(|settlement| {
                let payout = settlement.payout().unwrap().units();
                (settlement.party.clone(), payout)
            })
            .collect();
        assert_eq!(made, expected);
        assert_eq!(
            settlements[0].pay_on.to_string(),
            "2026-11-23",
            "the Monday after a Friday"
        );
        let total: i64 = expected.values().sum();
        let cleared = AccountBalance::id_of(&channel().to_string(), AccountPurpose::Clearing);
        let rolled = bench
            .run(|ctx| Ok(ctx.require::<AccountBalance>(cleared)?.balance))
            .unwrap();
        assert_eq!(rolled, total);
        let report = crate::verify::verify(&*bench.store, bench.actor.tenant()).unwrap();
        assert!(
            report
                .findings
                .iter()
                .all(|finding| !matches!(finding.invariant, 1 | 2 | 18))
        );
    }

    #[test]
    fn what_a_party_owes_is_carried_until_later_days_have_paid_it() {
        use SettlementState::{Carried, Instructed};
        let mut bench = bench();
        let day = |bench: &mut Bench, amount: i64, day: &str| {
            if amount != 0 {
                bench.run(|ctx| owe(ctx, merchant(1), amount)).unwrap();
            }
            let (_, made) = settle_day(bench, day);
            made.iter()
                .map(|settlement| {
                    (
                        settlement.amount.units(),
                        settlement.carried.units(),
                        settlement.payout().unwrap().units(),
                        settlement.state,
                    )
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(day(&mut bench, -500, "2026-11-20"), [(-500, 0, 0, Carried)]);
        assert_eq!(day(&mut bench, 0, "2026-11-21"), []);
        assert_eq!(
            day(&mut bench, 300, "2026-11-22"),
            [(300, -500, 0, Carried)]
        );
        assert_eq!(
            day(&mut bench, 200, "2026-11-23"),
            [(200, -200, 0, Carried)]
        );
        assert_eq!(day(&mut bench, 70, "2026-11-24"), [(70, 0, 70, Instructed)]);
        let report = crate::verify::verify(&*bench.store, bench.actor.tenant()).unwrap();
        assert!(
            report
                .findings
                .iter()
                .all(|finding| !matches!(finding.invariant, 1 | 2 | 18))
        );
    }

    #[test]
    fn the_lean_reading_of_a_posting_is_the_posting() {
        let posting = Posting {
            id: PostingId(crate::kernel::Id::MIN),
            at: crate::kernel::Timestamp::MIN,
            day: "2026-11-20".parse().unwrap(),
            purpose: PostingPurpose::PayoutFailed,
            unit: Unit::Money,
            order: None,
            trade: None,
            reference: None,
            entries: vec![
                Entry::new(
                    Party::Channel(Text::new("\"引号\"\n").unwrap()),
                    AccountPurpose::Clearing,
                    7,
                ),
                Entry::new(Party::Platform, AccountPurpose::Payable, -7),
            ],
        };
        let body = serde_json::to_string(&posting).unwrap();
        let lean: LeanPosting<'_> = serde_json::from_str(&body).unwrap();
        assert_eq!(lean.purpose, posting.purpose);
        for (lean, entry) in lean.entries.iter().zip(&posting.entries) {
            assert_eq!(lean.party, entry.account.party.to_string());
            assert_eq!(
                (lean.purpose, lean.amount),
                (entry.account.purpose, entry.amount)
            );
        }
        let read: Posting = serde_json::from_str(&body).unwrap();
        assert_eq!(read.entries, posting.entries);
    }
}
