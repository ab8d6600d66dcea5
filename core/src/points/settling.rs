//! Who owes whom for points: a statement per month, issuer and place where they were spent, and its settlement. RULES §13.
//!
//! When points pay a part of an order or a bill, their issuer is debited (`points_funding`); the merchant is paid through
//! the order, the node of a bill is owed (`points_due`). While the postings of a day are gathered they are summed per pair
//! of issuer and place. When the month's last day is gathered, its statements are settled: what an issuer bears goes from
//! `points_funding` to its `payable`, where it is netted against what it is owed.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::engine::{
    AnyCommand, Command, Context, DueSource, Engine, Event, Lookup, Operation, Record, Target,
    page_limit,
};
use crate::kernel::{Actor, Day, Error, Id, MerchantId, Money, OrderId, Result, Timestamp};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{AccountPurpose, Entry, Party, PostingPurpose, Unit};
use crate::order::Order;
use crate::schema::tables;
use crate::settlement::LeanPosting;
use crate::store::{Column, Index, Place, Scan, Table, TableId, Value};

/// Statements settled in one step.
const STATEMENTS: u32 = 200;

/// What points of one issuer were worth that were spent with one party in a month. RULES §13.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PointsStatement {
    /// The first day of the month.
    pub month: Day,
    /// Who issued the points and bears them.
    pub issuer: Party,
    /// Where they were spent: a merchant, or the node whose bill they paid.
    pub spent_at: Party,
    /// What they were worth.
    pub spent: Money,
    /// What came back of it by refunds and undone bills; of earlier months, too.
    pub returned: Money,
    /// When it was settled; then it changes no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<Timestamp>,
}

impl PointsStatement {
    /// Index: statements of a month that are not settled.
    pub(crate) const OPEN: u8 = 0;
    /// Index: by issuer and month.
    pub(crate) const BY_ISSUER: u8 = 1;
    /// Index: by place and month.
    pub(crate) const BY_PLACE: u8 = 2;

    /// The id of a pair's statement.
    pub fn id_of(month: Day, issuer: &Party, spent_at: &Party) -> Id {
        let parts = [month.to_string(), issuer.to_string(), spent_at.to_string()];
        let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
        Id::derived("points statement", &parts)
    }

    /// What the issuer owes for the month; below zero: it gets back.
    pub fn owed(&self) -> Result<Money> {
        self.spent.minus(self.returned)
    }
}

pub(crate) const POINTS_STATEMENT: Table = Table {
    name: "points_statements",
    columns: &[
        Column::int("month"),
        Column::text("issuer"),
        Column::text("spent_at"),
        Column::int("spent"),
        Column::int("returned"),
        Column::int("open"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "open",
            columns: &["open"],
            unique: false,
        },
        Index {
            name: "by_issuer",
            columns: &["issuer", "month"],
            unique: false,
        },
        Index {
            name: "by_place",
            columns: &["spent_at", "month"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for PointsStatement {
    const TABLE: TableId = tables::POINTS_STATEMENT;
    const WHAT: &'static str = "points statement";

    fn id(&self) -> Id {
        Self::id_of(self.month, &self.issuer, &self.spent_at)
    }

    fn columns(&self) -> Vec<Value> {
        let open = self.settled_at.is_none().then_some(self.month);
        vec![
            self.month.into(),
            self.issuer.to_string().as_str().into(),
            self.spent_at.to_string().as_str().into(),
            self.spent.into(),
            self.returned.into(),
            Value::or_null(open),
        ]
    }
}

/// How far a month's statements are. RULES §13.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PointsMonth {
    /// Its first day.
    pub month: Day,
    /// Statements settled so far.
    pub settled: u32,
    /// When settling begins or goes on: once every day of the month is gathered; `None` before and after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

impl PointsMonth {
    /// Index: months to be settled.
    pub(crate) const DUE: u8 = 0;

    /// The id of a month.
    pub fn id_of(month: Day) -> Id {
        Id::derived("points month", &[month.to_string().as_bytes()])
    }
}

pub(crate) const POINTS_MONTH: Table = Table {
    name: "points_months",
    columns: &[Column::int("month"), Column::time("due_at")],
    counters: &[],
    indexes: &[Index {
        name: "due",
        columns: &["due_at"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for PointsMonth {
    const TABLE: TableId = tables::POINTS_MONTH;
    const WHAT: &'static str = "month of points statements";

    fn id(&self) -> Id {
        Self::id_of(self.month)
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.month.into(), Value::or_null(self.due_at)]
    }
}

/// Sums points that were spent per pair while postings are gathered.
#[derive(Default)]
pub(crate) struct Pairs {
    /// Of bills: issuer, node and amount, below zero for what came back.
    sums: BTreeMap<(String, String), (i64, i64)>,
    /// Of orders, whose merchant is looked up: issuer, order and amount.
    orders: Vec<(String, OrderId, i64)>,
}

impl Pairs {
    /// Takes what a posting says of points that were spent; nothing of most.
    pub(crate) fn take(&mut self, posting: &LeanPosting<'_>) -> Result<()> {
        let due = (posting.entries.iter())
            .find(|entry| entry.purpose == AccountPurpose::PointsDue)
            .map(|entry| entry.party.to_string());
        for entry in &posting.entries {
            if entry.purpose != AccountPurpose::PointsFunding {
                continue;
            }
            let issuer = entry.party.to_string();
            match (posting.purpose, &due, posting.order) {
                (PostingPurpose::OrderPaid | PostingPurpose::OrderRefunded, _, Some(order)) => {
                    self.orders.push((issuer, order, entry.amount));
                }
                (
                    PostingPurpose::BillPaidInPoints | PostingPurpose::BillPointsReturned,
                    Some(node),
                    _,
                ) => self.add(issuer, node.clone(), entry.amount)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn add(&mut self, issuer: String, spent_at: String, amount: i64) -> Result<()> {
        let (spent, returned) = self.sums.entry((issuer, spent_at)).or_default();
        let sum = if amount > 0 { spent } else { returned };
        let more = amount.unsigned_abs();
        *sum = i64::try_from(more)
            .ok()
            .and_then(|more| sum.checked_add(more))
            .ok_or(Error::Overflow { field: "points" })?;
        Ok(())
    }

    /// Adds the sums to the statements of the day's month.
    pub(crate) fn store(mut self, ctx: &mut Context<'_>, day: Day) -> Result<()> {
        self.find_merchants(ctx)?;
        if self.sums.is_empty() {
            return Ok(());
        }
        let month = day.first_of_month();
        if ctx
            .find::<PointsMonth>(PointsMonth::id_of(month))?
            .is_none()
        {
            ctx.insert(PointsMonth {
                month,
                settled: 0,
                due_at: None,
            })?;
        }
        for ((issuer, spent_at), (spent, returned)) in self.sums {
            let (issuer, spent_at): (Party, Party) = (issuer.parse()?, spent_at.parse()?);
            let id = PointsStatement::id_of(month, &issuer, &spent_at);
            let mut statement = match ctx.find::<PointsStatement>(id)? {
                Some(statement) => (*statement).clone(),
                None => PointsStatement {
                    month,
                    issuer,
                    spent_at,
                    spent: Money::ZERO,
                    returned: Money::ZERO,
                    settled_at: None,
                },
            };
            statement.spent = statement.spent.plus(Money::new(spent)?)?;
            statement.returned = statement.returned.plus(Money::new(returned)?)?;
            ctx.put(statement)?;
        }
        Ok(())
    }

    /// Where orders were placed. An order never changes its merchant, so nothing has to be checked at commit.
    fn find_merchants(&mut self, ctx: &Context<'_>) -> Result<()> {
        let orders = std::mem::take(&mut self.orders);
        let ids: BTreeSet<Id> = orders.iter().map(|(_, order, _)| order.0).collect();
        let mut merchants = BTreeMap::new();
        for row in ctx.fixed_rows::<Order>(ids)? {
            let lean: LeanOrder = serde_json::from_str(&row.body)
                .map_err(|error| Error::internal(format!("a stored order: {error}")))?;
            merchants.insert(row.id, Party::Merchant(lean.merchant).to_string());
        }
        for (issuer, order, amount) in orders {
            let merchant = (merchants.get(&order.0))
                .ok_or_else(|| Error::internal("a posting names an order that is not there"))?;
            self.add(issuer, merchant.clone(), amount)?;
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct LeanOrder {
    merchant: MerchantId,
}

/// A day is gathered: if it was the last of its month, the month's statements are due to be settled.
pub(crate) fn day_gathered(ctx: &mut Context<'_>, day: Day) -> Result<()> {
    let month = day.first_of_month();
    if day.next().first_of_month() == month {
        return Ok(());
    }
    let Some(found) = ctx.find::<PointsMonth>(PointsMonth::id_of(month))? else {
        return Ok(());
    };
    ctx.update(PointsMonth {
        due_at: Some(ctx.now()),
        ..(*found).clone()
    })
}

/// Settles the next 200 statements of a month that is gathered whole: what an issuer bears is taken off what it is owed,
/// what a node is owed for its bills is added to that; points that were spent with their own issuer move nothing but the
/// two accounts that stood for them. Due work; a month that is settled is left as it is. Errors: `wrong_state` before the
/// month is gathered, `not_found` for a month in which no points were spent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SettlePoints {
    /// The month's first day.
    pub month: Day,
}

impl Command for SettlePoints {
    type Answer = u32;
    const OPERATION: Operation = Operation::SettlePoints;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<u32> {
        let id = PointsMonth::id_of(self.month);
        let mut month = (*ctx.require::<PointsMonth>(id)?).clone();
        if month.due_at.is_none() {
            if month.settled > 0 {
                return Ok(0);
            }
            return Err(Error::WrongState {
                what: PointsMonth::WHAT,
                id: self.month.to_string(),
                state: "open",
                event: "settling before it is gathered",
            });
        }
        // The scan sees what gathering wrote, and nobody else writes statements of this month any more.
        ctx.require_committed::<PointsMonth>(id)?;
        let scan = Scan::index(
            PointsStatement::TABLE,
            PointsStatement::OPEN,
            vec![self.month.into()],
            STATEMENTS,
        );
        let (statements, next) = ctx.frozen::<PointsStatement>(&scan)?;
        let mut done = 0_u32;
        for statement in statements {
            let mut statement = (*statement).clone();
            settle(ctx, &statement)?;
            statement.settled_at = Some(ctx.now());
            ctx.emit(Event::PointsSettled {
                month: statement.month,
                issuer: statement.issuer.clone(),
                spent_at: statement.spent_at.clone(),
                amount: statement.owed()?,
            });
            ctx.update(statement)?;
            done = done.saturating_add(1);
        }
        month.settled = month.settled.saturating_add(done);
        if next.is_none() {
            month.due_at = None;
        }
        ctx.update(month)?;
        Ok(done)
    }
}

fn settle(ctx: &mut Context<'_>, statement: &PointsStatement) -> Result<()> {
    let owed = statement.owed()?;
    let (issuer, place) = (&statement.issuer, &statement.spent_at);
    let mut entries = vec![
        Entry::credit(issuer.clone(), AccountPurpose::PointsFunding, owed),
        Entry::debit(issuer.clone(), AccountPurpose::Payable, owed),
    ];
    if let Party::Node(_) = place {
        entries.push(Entry::debit(place.clone(), AccountPurpose::PointsDue, owed));
        entries.push(Entry::credit(place.clone(), AccountPurpose::Payable, owed));
    }
    let draft = Draft {
        purpose: PostingPurpose::PointsSettled,
        unit: Unit::Money,
        order: None,
        trade: None,
        reference: Some(statement.id()),
        entries,
    };
    post(ctx, draft).map(|_| ())
}

/// Months whose statements are to be settled.
pub(crate) const POINTS_MONTHS_DUE: DueSource = DueSource {
    table: tables::POINTS_MONTH,
    index: PointsMonth::DUE,
    command: |row| {
        let month = crate::engine::decode_row::<PointsMonth>(row)?.month;
        Ok(AnyCommand::SettlePoints(SettlePoints { month }))
    },
};

/// Which side of the statements a party asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementSide {
    /// Points that it issued.
    Issuer,
    /// Points that were spent with it.
    SpentAt,
}

/// A page of statements and where the next one begins.
pub type PointsStatementPage = (Vec<PointsStatement>, Option<Place>);

impl Engine {
    /// The statements of a party, as issuer or as the place where points were spent, by month; `limit` is 1–500. Days that
    /// are not gathered yet are not in them.
    pub fn points_statements(
        &self,
        actor: &Actor,
        party: &Party,
        side: StatementSide,
        after: Option<Place>,
        limit: u32,
    ) -> Result<PointsStatementPage> {
        let reader = self.reader(actor, Operation::PointsStatements, party.target())?;
        let index = match side {
            StatementSide::Issuer => PointsStatement::BY_ISSUER,
            StatementSide::SpentAt => PointsStatement::BY_PLACE,
        };
        let of = vec![Value::from(party.to_string().as_str())];
        reader.page(&Scan {
            after,
            ..Scan::index(PointsStatement::TABLE, index, of, page_limit(limit)?)
        })
    }
}
