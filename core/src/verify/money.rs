//! The ledger and the settlements: invariants 1, 2, 3, 5, 7, 8, 13 and 18.

use std::collections::{BTreeMap, BTreeSet};

use super::books::BooksSums;
use super::commission::CommissionSums;
use super::orders::OrderSums;
use super::payouts;
use super::report::{VerifyReport, Walk};
use crate::engine::Record;
use crate::kernel::{Day, Id, MemberId, OrderId, PostingId, Result};
use crate::ledger::{
    AccountBalance, AccountPurpose, Books, DayClose, Gathering, Party, Posting, PostingPurpose,
    Unit,
};
use crate::payout::Payout;
use crate::points::PointsStatement;
use crate::schema::tables;
use crate::settlement::{Settlement, SettlementState, counts};
use crate::store::{Scan, Value};

/// What the postings sum to.
#[derive(Default)]
struct Sums {
    units: BTreeMap<Unit, i128>,
    accounts: BTreeMap<(AccountPurpose, Party), i128>,
    /// Only up to where gathering stands.
    gathered: BTreeMap<(AccountPurpose, Party), i128>,
    gathered_points: i128,
    points: BTreeMap<MemberId, i128>,
    /// Per party what it bears of orders' points and reductions.
    funding: BTreeMap<Party, i128>,
    /// Per order and party what is pending; what comes to nothing leaves, so only open orders stay.
    pending: BTreeMap<(OrderId, Party), i128>,
    /// Per party what orders made payable.
    earned: BTreeMap<Party, i128>,
    /// Per settlement what is in transit; what comes to nothing leaves.
    in_transit: BTreeMap<Id, i128>,
    /// Per party what of the running day enters its settlement.
    day: BTreeMap<Party, i128>,
    carried: BTreeMap<Party, i128>,
    days: BTreeSet<Day>,
    /// Per channel what was taken in for orders.
    captured: BTreeMap<Party, i128>,
    commissions: CommissionSums,
    /// What the days say of accounts, documents and other income.
    books: BooksSums,
    /// Per issuer: points that were spent, gathered, and what months settled of it.
    spent: BTreeMap<Party, i128>,
    settled: BTreeMap<Party, i128>,
    /// References of the gifts of levels.
    gifts: BTreeSet<Option<Id>>,
}

/// Adds to a sum that leaves when it comes to nothing.
fn add<K: Ord>(sums: &mut BTreeMap<K, i128>, key: K, amount: i128) {
    use std::collections::btree_map::Entry::{Occupied, Vacant};
    match sums.entry(key) {
        Occupied(mut sum) => {
            *sum.get_mut() += amount;
            if *sum.get() == 0 {
                sum.remove();
            }
        }
        Vacant(place) => {
            if amount != 0 {
                place.insert(amount);
            }
        }
    }
}

/// How far postings were gathered: the day and the last posting of it.
struct Reached {
    day: Day,
    to: Option<PostingId>,
    /// Settlements of the running day may be there in part.
    complete: bool,
}

impl Reached {
    fn covers(&self, posting: &Posting) -> bool {
        posting.day < self.day
            || posting.day == self.day && self.to.is_some_and(|to| posting.id <= to)
    }
}

/// Answers per member the points that the ledger says they hold, and what it says of commissions.
pub(super) fn verify(
    walk: &mut Walk<'_>,
    orders: &OrderSums,
) -> Result<(BTreeMap<MemberId, i128>, CommissionSums)> {
    let mut gathering = None;
    walk.each::<Gathering>(|_, record, _| {
        gathering = Some(record);
        Ok(())
    })?;
    let mut open_from = None;
    walk.each::<Books>(|_, record, _| {
        open_from = Some(record.open_from);
        Ok(())
    })?;
    let reached = gathering.as_ref().map(|gathering| Reached {
        day: gathering.day,
        to: gathering.to,
        complete: gathering.complete,
    });
    let mut sums = Sums::default();
    fold(walk, &mut sums, reached.as_ref())?;
    compare_settlements(walk, &mut sums)?;
    compare_roll_ups(walk, &mut sums)?;
    let points = i128::from(gathering.map_or(0, |gathering| gathering.points_held));
    let report = &mut walk.report;
    report.check(sums.gathered_points == points, 2, Gathering::WHAT, || {
        format!("points held sum to {}, not {points}", sums.gathered_points)
    });
    for (unit, sum) in &sums.units {
        report.check(*sum == 0, 1, Posting::WHAT, || {
            format!("all postings in {unit:?} sum to {sum}")
        });
    }
    compare_orders(report, &sums, orders);
    sums.books
        .compare(walk, reached.as_ref().map(|reached| reached.day))?;
    compare_statements(walk, &mut sums)?;
    let closed = walk.list::<DayClose>(Scan::all(DayClose::TABLE, Walk::PAGE))?;
    for day in closed {
        let settled = reached
            .as_ref()
            .is_some_and(|reached| day.day < reached.day);
        walk.report.check(
            open_from.is_some_and(|open| day.day < open) && settled == day.settled_at.is_some(),
            18,
            DayClose::WHAT,
            || format!("{} is not as books and gathering say", day.day),
        );
        if settled {
            sums.books.trial(&mut walk.report, &day);
        }
    }
    Ok((sums.points, sums.commissions))
}

/// Folds all postings, day by day; settlements of settled days are compared as the days end.
fn fold(walk: &mut Walk<'_>, sums: &mut Sums, reached: Option<&Reached>) -> Result<()> {
    let scan = Scan::index(tables::POSTING, Posting::BY_DAY, Vec::new(), Walk::PAGE);
    let mut running: Option<Day> = None;
    walk.pages_of::<Posting>(scan, |walk, postings| {
        for (posting, _) in postings {
            if let Some(day) = running.filter(|day| *day != posting.day) {
                end_of_day(walk, sums, day, reached)?;
            }
            running = Some(posting.day);
            check_posting(&mut walk.report, &posting);
            if posting.purpose == PostingPurpose::LevelGift {
                let first = sums.gifts.insert(posting.reference);
                walk.report.check(first, 26, Posting::WHAT, || {
                    format!("{} gives a level's gift that was given before", posting.id)
                });
            }
            sums.add(&posting, reached);
        }
        Ok(())
    })?;
    match running {
        Some(day) => end_of_day(walk, sums, day, reached),
        None => Ok(()),
    }
}

fn check_posting(report: &mut VerifyReport, posting: &Posting) {
    let sum: i128 = posting
        .entries
        .iter()
        .map(|entry| i128::from(entry.amount))
        .sum();
    let id = posting.id;
    report.check(sum == 0, 1, Posting::WHAT, || format!("{id} sums to {sum}"));
    report.check(
        posting.entries.len() >= 2 && posting.entries.iter().all(|entry| entry.amount != 0),
        1,
        Posting::WHAT,
        || format!("{id} has an empty side"),
    );
    report.check(
        posting
            .entries
            .iter()
            .all(|entry| entry.account.purpose.unit() == posting.unit),
        3,
        Posting::WHAT,
        || format!("{id} mixes money and points"),
    );
}

impl Sums {
    fn add(&mut self, posting: &Posting, reached: Option<&Reached>) {
        let gathered = reached.is_some_and(|reached| reached.covers(posting));
        self.commissions.add(posting);
        for entry in &posting.entries {
            let amount = i128::from(entry.amount);
            let party = &entry.account.party;
            let purpose = entry.account.purpose;
            *self.units.entry(posting.unit).or_default() += amount;
            if let (Party::Member(member), AccountPurpose::PointsHeld) = (party, purpose) {
                add(&mut self.points, *member, amount);
                if gathered {
                    self.gathered_points += amount;
                }
                continue;
            }
            self.books.add(posting, entry);
            if purpose == AccountPurpose::PointsFunding {
                if posting.purpose == PostingPurpose::PointsSettled {
                    add(&mut self.settled, party.clone(), -amount);
                } else if gathered {
                    add(&mut self.spent, party.clone(), amount);
                }
            }
            let account = (purpose, party.clone());
            if gathered {
                add(&mut self.gathered, account.clone(), amount);
            }
            add(&mut self.accounts, account, amount);
            if let Some(order) = posting.order {
                match purpose {
                    AccountPurpose::Pending => {
                        add(&mut self.pending, (order, party.clone()), amount);
                    }
                    AccountPurpose::Payable => add(&mut self.earned, party.clone(), amount),
                    AccountPurpose::Funding | AccountPurpose::PointsFunding => {
                        add(&mut self.funding, party.clone(), amount);
                    }
                    _ => {}
                }
            }
            if posting.purpose == PostingPurpose::OrderPaid && purpose == AccountPurpose::Clearing {
                add(&mut self.captured, party.clone(), amount);
            }
            if let (AccountPurpose::PayoutInTransit, Some(settlement)) =
                (purpose, posting.reference)
            {
                add(&mut self.in_transit, settlement, amount);
            }
            if counts(posting.purpose, purpose) {
                add(&mut self.day, party.clone(), amount);
            }
        }
    }
}

/// Compares a day's settlements with what its postings moved.
fn end_of_day(
    walk: &mut Walk<'_>,
    sums: &mut Sums,
    day: Day,
    reached: Option<&Reached>,
) -> Result<()> {
    let settled = reached.is_some_and(|reached| day < reached.day);
    let partly = reached.is_some_and(|reached| day == reached.day && reached.complete);
    let scan = Scan::index(
        tables::SETTLEMENT,
        Settlement::BY_DAY,
        vec![Value::from(day)],
        Walk::PAGE,
    );
    for settlement in walk.list::<Settlement>(scan)? {
        let mut wrong = |holds: bool, detail: &str| {
            walk.report.check(holds, 18, Settlement::WHAT, || {
                format!("{} of {}: {detail}", settlement.id, day)
            });
        };
        wrong(settled || partly, "its day is not settled");
        let amount = i128::from(settlement.amount.units());
        let moved = sums.day.remove(&settlement.party).unwrap_or(0);
        wrong(
            amount == -moved,
            "its amount is not what the day's postings moved",
        );
        let carried = sums.carried.remove(&settlement.party).unwrap_or(0);
        wrong(
            i128::from(settlement.carried.units()) == carried,
            "it does not carry what was owed from earlier days",
        );
        if settlement.state == SettlementState::Carried {
            add(&mut sums.carried, settlement.party, amount + carried);
        } else {
            wrong(amount + carried > 0, "it pays out though nothing was owed");
        }
    }
    sums.days.insert(day);
    sums.books.end_of_day(walk, day, settled, &sums.gathered)?;
    for (party, moved) in std::mem::take(&mut sums.day) {
        walk.report
            .check(!settled || moved == 0, 18, Settlement::WHAT, || {
                format!("{moved} of {party} on {day} is in no settlement")
            });
    }
    Ok(())
}

/// Each settlement's payout is in transit exactly while its result is not known.
fn compare_settlements(walk: &mut Walk<'_>, sums: &mut Sums) -> Result<()> {
    let mut payouts = payouts::sums(walk)?;
    walk.each::<Settlement>(|report, settlement, _| {
        let id = settlement.id;
        let in_transit = sums.in_transit.remove(&id.0).unwrap_or(0);
        let payout = settlement
            .payout()
            .map_or(0, |payout| i128::from(payout.units()));
        let of = payouts.remove(&id.0).unwrap_or_default();
        let expected = of.paid + of.failed - payout;
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 18, Settlement::WHAT, || format!("{id}: {detail}"));
        };
        wrong(
            in_transit == expected,
            "what is in transit does not fit its state",
        );
        wrong(
            of.all == payout,
            "its payouts do not come to what it pays out",
        );
        wrong(
            of.paid == i128::from(settlement.paid.units())
                && of.failed == i128::from(settlement.failed.units()),
            "what was paid and what failed of it is not what its payouts say",
        );
        wrong(
            settlement.payouts == of.ids,
            "its payouts are not those that pay it",
        );
        let ended = of.paid + of.failed == payout;
        let fits = match settlement.state {
            SettlementState::Carried => payout == 0,
            SettlementState::Instructed => !ended,
            SettlementState::Done => ended && of.failed == 0,
            SettlementState::Failed => ended && of.paid == 0,
            SettlementState::Partly => ended && of.paid != 0 && of.failed != 0,
        };
        wrong(fits, "its state is not that of its payouts");
        wrong(
            id == Settlement::id_of(settlement.day, &settlement.party),
            "its id is not that of its day and party",
        );
        wrong(
            sums.days.contains(&settlement.day),
            "its day has no postings",
        );
        Ok(())
    })?;
    payouts::holds(walk, &mut sums.in_transit)?;
    for source in payouts.keys() {
        walk.report.find(18, Payout::WHAT, || {
            format!("a payout pays {source}, which is not there")
        });
    }
    for (settlement, amount) in &sums.in_transit {
        walk.report.find(18, Settlement::WHAT, || {
            format!("{amount} is in transit for {settlement}, which is not there")
        });
    }
    Ok(())
}

fn compare_roll_ups(walk: &mut Walk<'_>, sums: &mut Sums) -> Result<()> {
    walk.each::<AccountBalance>(|report, account, _| {
        let party = account.account.party;
        let purpose = account.account.purpose;
        let carried = i128::from(account.carried);
        let expected = match purpose {
            AccountPurpose::Payable => sums.carried.remove(&party).unwrap_or(0),
            _ => 0,
        };
        report.check(carried == expected, 18, AccountBalance::WHAT, || {
            format!("{party} carries {carried}, not {expected}")
        });
        let sum = sums.gathered.remove(&(purpose, party.clone())).unwrap_or(0);
        report.check(
            i128::from(account.balance) == sum,
            2,
            AccountBalance::WHAT,
            || {
                let name = purpose.name();
                format!(
                    "{name} of {party} stands at {}, its postings at {sum}",
                    account.balance
                )
            },
        );
        Ok(())
    })?;
    for ((purpose, party), sum) in &sums.gathered {
        let name = purpose.name();
        walk.report.find(2, AccountBalance::WHAT, || {
            format!("{name} of {party} is missing, its postings stand at {sum}")
        });
    }
    Ok(())
}

/// The statements of points are what was spent, and what was settled is what settled statements say.
fn compare_statements(walk: &mut Walk<'_>, sums: &mut Sums) -> Result<()> {
    walk.each::<PointsStatement>(|_, statement, _| {
        let owed = i128::from(statement.spent.units()) - i128::from(statement.returned.units());
        if statement.settled_at.is_some() {
            add(&mut sums.settled, statement.issuer.clone(), -owed);
        }
        add(&mut sums.spent, statement.issuer, -owed);
        Ok(())
    })?;
    for (issuer, amount) in sums.spent.iter().chain(&sums.settled) {
        walk.report.find(18, PointsStatement::WHAT, || {
            format!("the points of {issuer} differ by {amount} from what was posted")
        });
    }
    Ok(())
}

/// What the ledger says of orders is what the orders say.
fn compare_orders(report: &mut VerifyReport, sums: &Sums, orders: &OrderSums) {
    let of = |purpose| {
        sums.accounts
            .iter()
            .filter(move |((other, _), _)| *other == purpose)
            .map(|((_, party), sum)| (party.clone(), *sum))
            .collect::<BTreeMap<_, _>>()
    };
    let channel = |sums: &BTreeMap<_, i128>| {
        sums.iter()
            .map(|(channel, sum): (&crate::kernel::Text<40>, _)| {
                (Party::Channel(channel.clone()), *sum)
            })
            .collect::<BTreeMap<_, _>>()
    };
    compare(
        report,
        5,
        "pending",
        &sums.pending,
        &orders.pending,
        |(order, party)| format!("order {order}, {party}"),
    );
    let name = ToString::to_string;
    compare(report, 7, "payable", &sums.earned, &orders.payable, name);
    compare(report, 7, "funding", &sums.funding, &orders.funding, name);
    compare(
        report,
        12,
        "captured",
        &sums.captured,
        &channel(&orders.captured),
        name,
    );
    compare(
        report,
        8,
        "refunding",
        &of(AccountPurpose::Refunding),
        &channel(&orders.refunding),
        name,
    );
    compare(
        report,
        13,
        "unapplied",
        &of(AccountPurpose::Unapplied),
        &BTreeMap::new(),
        name,
    );
}

/// Two sets of sums are the same where they are not zero.
fn compare<K: Ord>(
    report: &mut VerifyReport,
    invariant: u8,
    what: &str,
    ledger: &BTreeMap<K, i128>,
    expected: &BTreeMap<K, i128>,
    name: impl Fn(&K) -> String,
) {
    for (key, sum) in ledger {
        let expected = expected.get(key).copied().unwrap_or(0);
        report.check(*sum == expected, invariant, what, || {
            format!(
                "{}: the ledger says {sum}, the records {expected}",
                name(key)
            )
        });
    }
    for (key, sum) in expected.iter().filter(|(key, _)| !ledger.contains_key(key)) {
        report.check(*sum == 0, invariant, what, || {
            format!("{}: the ledger says nothing, the records {sum}", name(key))
        });
    }
}
