//! Points and property bills: paying a part in points, earning by paying, and undoing both. RULES §13.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::moves::{self, Cause};
use super::records::{Bill, BillPaid, BillSpending, LotUse, Origin, Wallet};
use super::rules::{Place, earned_by, points_for_bill};
use crate::engine::{Command, Context, Engine, Event, Lookup, Operation, Prefetch, Target};
use crate::kernel::{Actor, Error, Id, MemberId, Money, NodeId, Points, Result, Text};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{AccountPurpose, Entry, Party, PostingPurpose, Unit};
use crate::member::Member;
use crate::org::Node;
use crate::split::booking::funding;

/// What points do on a bill.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct BillAnswer {
    /// How many points moved.
    pub points: Points,
    /// What they are worth.
    pub value: Money,
}

/// Pays a part of a property bill in points: the host calls with the bill's number and amount, and takes what the answer
/// is worth off the bill. Property points go first, then universal ones. Fewer points than wanted are used where they
/// would be worth more than the bill (or the part that points may pay), or a part of the smallest unit. A bill takes
/// points once; after they were returned it takes them again.
///
/// Errors: `insufficient` naming `points`; `invalid_field` for a bill of nothing, no points, points that are worth nothing,
/// or a node in whose tree the member does not live; `already_exists`; `not_found`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SpendPointsOnBill {
    /// The node whose bill it is.
    pub node: NodeId,
    /// Whose points.
    pub member: MemberId,
    /// The host's number of the bill.
    pub number: Text<64>,
    /// What the bill is about.
    pub amount: Money,
    /// Points that the member wants to use.
    pub points: Points,
}

impl Command for SpendPointsOnBill {
    type Answer = BillAnswer;
    const OPERATION: Operation = Operation::SpendPointsOnBill;

    fn target(&self) -> Target {
        Target::Node(self.node)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Member>(self.member);
        wanted.want::<Wallet>(self.member);
        wanted.want::<Bill>(Bill::id_of(self.node, &self.number));
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<BillAnswer> {
        let mut bill = bill_of(ctx, self.node, &self.number, self.member)?;
        positive("amount", self.amount)?;
        if !self.points.is_positive() {
            return Err(Error::invalid("points", "one or more points are expected"));
        }
        if bill.spent.is_some() {
            return Err(Error::AlreadyExists {
                what: "a payment in points of this bill".into(),
            });
        }
        let settings = ctx.settings(self.node)?;
        let minor = minor_per_unit(ctx)?;
        let (cap, per_unit) = (settings.points_bill_cap, settings.points_per_unit);
        let found = points_for_bill(self.points, self.amount, cap, minor, per_unit)?;
        let (points, value) = found.ok_or_else(|| {
            Error::invalid(
                "points",
                "they are worth less than the smallest unit of money",
            )
        })?;
        let of = Cause::given(bill.reference()).of(PostingPurpose::PointsSpent);
        let uses = moves::spend_at(ctx, self.member, points, Place::Bill, &of)?;
        let funding = funding(&uses, value)?;
        let spent = BillSpending {
            at: ctx.now(),
            amount: self.amount,
            value,
            uses,
            funding,
        };
        book(ctx, &bill, &spent, PostingPurpose::BillPaidInPoints)?;
        bill.spent = Some(spent);
        ctx.put(bill)?;
        ctx.emit(Event::BillPointsSpent {
            node: self.node,
            member: self.member,
            points,
            value,
        });
        Ok(BillAnswer { points, value })
    }
}

/// Undoes [`SpendPointsOnBill`]: the bill was cancelled, or is paid otherwise. The points return to their lots with their
/// old expiry; those of an expired lot get 7 days. Errors: `not_found` for a bill that took no points.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReturnBillPoints {
    /// The node whose bill it is.
    pub node: NodeId,
    /// The host's number of the bill.
    pub number: Text<64>,
}

impl Command for ReturnBillPoints {
    type Answer = BillAnswer;
    const OPERATION: Operation = Operation::ReturnBillPoints;

    fn target(&self) -> Target {
        Target::Node(self.node)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<BillAnswer> {
        let mut bill = (*ctx.require::<Bill>(Bill::id_of(self.node, &self.number))?).clone();
        let Some(mut spent) = bill.spent.take() else {
            return Err(Error::not_found(
                "payment in points of bill",
                bill.reference(),
            ));
        };
        let points = points_of(&spent.uses)?;
        let of = Cause::given(bill.reference()).of(PostingPurpose::PointsReturned);
        moves::give_back_of(ctx, bill.member, &mut spent.uses, points, &of)?;
        book(ctx, &bill, &spent, PostingPurpose::BillPointsReturned)?;
        ctx.emit(Event::BillPointsReturned {
            node: bill.node,
            member: bill.member,
            points,
        });
        ctx.update(bill)?;
        Ok(BillAnswer {
            points,
            value: spent.value,
        })
    }
}

/// A member paid a property bill in money, which earns points (1 per 1.00), once per bill. Answers what it earned.
/// Errors: `invalid_field` for nothing paid or a node in whose tree the member does not live; `already_exists`; `not_found`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportBillPaid {
    /// The node whose bill it is.
    pub node: NodeId,
    /// Who paid.
    pub member: MemberId,
    /// The host's number of the bill.
    pub number: Text<64>,
    /// What was paid in money.
    pub amount: Money,
}

impl Command for ReportBillPaid {
    type Answer = BillAnswer;
    const OPERATION: Operation = Operation::ReportBillPaid;

    fn target(&self) -> Target {
        Target::Node(self.node)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<BillAnswer> {
        let mut bill = bill_of(ctx, self.node, &self.number, self.member)?;
        positive("amount", self.amount)?;
        if bill.paid.is_some() {
            return Err(Error::AlreadyExists {
                what: "a payment of this bill".into(),
            });
        }
        let community = ctx.require::<Member>(self.member)?.community;
        let rate = ctx.settings(community)?.points_earned_per_bill_unit;
        let points = earned_by(self.amount.units(), rate, minor_per_unit(ctx)?)?;
        bill.paid = Some(BillPaid {
            at: ctx.now(),
            amount: self.amount,
            points,
        });
        let reference = bill.reference();
        ctx.put(bill)?;
        moves::reward(
            ctx,
            self.member,
            community,
            (points, Origin::Bill),
            reference,
        )?;
        Ok(BillAnswer {
            points,
            value: self.amount,
        })
    }
}

/// Undoes [`ReportBillPaid`]: what it earned is taken back, a shortfall becomes a debt. Errors: `not_found`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WithdrawBillPaid {
    /// The node whose bill it is.
    pub node: NodeId,
    /// The host's number of the bill.
    pub number: Text<64>,
}

impl Command for WithdrawBillPaid {
    type Answer = BillAnswer;
    const OPERATION: Operation = Operation::WithdrawBillPaid;

    fn target(&self) -> Target {
        Target::Node(self.node)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<BillAnswer> {
        let mut bill = (*ctx.require::<Bill>(Bill::id_of(self.node, &self.number))?).clone();
        let Some(paid) = bill.paid.take() else {
            return Err(Error::not_found("payment of bill", bill.reference()));
        };
        let issuer = Party::Node(ctx.require::<Member>(bill.member)?.community);
        let of = Cause::given(bill.reference()).of(PostingPurpose::PointsTakenBack);
        moves::take_back_given(ctx, bill.member, (&issuer, Origin::Bill), paid.points, &of)?;
        ctx.update(bill)?;
        Ok(BillAnswer {
            points: paid.points,
            value: paid.amount,
        })
    }
}

impl Bill {
    fn reference(&self) -> Id {
        Self::id_of(self.node, &self.number)
    }
}

/// The bill, or a new one; refuses another member's, and a node in whose tree the member does not live.
fn bill_of(
    ctx: &mut Context<'_>,
    node: NodeId,
    number: &Text<64>,
    member: MemberId,
) -> Result<Bill> {
    number.require("number")?;
    let community = ctx.require::<Member>(member)?.community;
    if !ctx.require::<Node>(community)?.path.contains(&node) {
        return Err(Error::invalid(
            "node",
            "the member's community or a node above it is expected",
        ));
    }
    let Some(bill) = ctx.find::<Bill>(Bill::id_of(node, number))? else {
        return Ok(Bill {
            node,
            number: number.clone(),
            member,
            spent: None,
            paid: None,
        });
    };
    let unused = bill.spent.is_none() && bill.paid.is_none();
    if bill.member != member && !unused {
        return Err(Error::invalid("member", "the bill is another member's"));
    }
    Ok(Bill {
        member,
        ..(*bill).clone()
    })
}

fn positive(field: &'static str, amount: Money) -> Result<()> {
    if amount.is_positive() {
        return Ok(());
    }
    Err(Error::invalid(field, "more than nothing is expected"))
}

fn minor_per_unit(ctx: &mut Context<'_>) -> Result<i64> {
    let decimals = ctx.tenant_record()?.currency.decimals();
    Ok(10_i64.saturating_pow(u32::from(decimals)))
}

fn points_of(uses: &[LotUse]) -> Result<Points> {
    Points::total(uses.iter().map(|used| used.points))
}

/// The issuers bear the points, the node is owed what they were worth; the month's settlement evens it out.
fn book(
    ctx: &mut Context<'_>,
    bill: &Bill,
    spent: &BillSpending,
    purpose: PostingPurpose,
) -> Result<()> {
    let undone = purpose == PostingPurpose::BillPointsReturned;
    let signed = |amount: Money| if undone { amount.negated() } else { amount };
    let node = Party::Node(bill.node);
    let mut entries = vec![Entry::credit(
        node,
        AccountPurpose::PointsDue,
        signed(spent.value),
    )];
    entries.extend(spent.funding.iter().map(|(issuer, amount)| {
        Entry::debit(
            issuer.clone(),
            AccountPurpose::PointsFunding,
            signed(*amount),
        )
    }));
    let draft = Draft {
        purpose,
        unit: Unit::Money,
        order: None,
        trade: None,
        reference: Some(bill.reference()),
        entries,
    };
    post(ctx, draft).map(|_| ())
}

impl Engine {
    /// What a property bill has to do with points; `None`: nothing so far.
    pub fn bill(&self, actor: &Actor, node: NodeId, number: &Text<64>) -> Result<Option<Bill>> {
        let mut reader = self.reader(actor, Operation::BillView, Target::Node(node))?;
        let bill = reader.find::<Bill>(Bill::id_of(node, number))?;
        Ok(bill.map(|bill| (*bill).clone()))
    }
}
