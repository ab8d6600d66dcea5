//! Giving points, the day's first login, expiry. RULES §13.

use serde::{Deserialize, Serialize};

use super::moves::{self, Cause, grant, today};
use super::records::{Lot, Origin, PointsKind, Wallet};
use crate::engine::{
    AnyCommand, Command, Context, DueSource, Event, Lookup, Operation, Prefetch, Target,
};
use crate::kernel::{Day, Error, MemberId, NodeId, Points, Result, Text};
use crate::ledger::Party;
use crate::member::Member;
use crate::merchant::Merchant;
use crate::org::Node;
use crate::schema::tables;

/// Gives a member points: as opening balance, by a campaign, by hand. Debts are paid first. Errors: `invalid_field` for no
/// or more than 10,000,000 points, an issuer that is neither a node in whose tree the member lives nor a merchant, a past
/// expiry or an empty reason; `not_found`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GrantPoints {
    /// Who gets them.
    pub member: MemberId,
    /// How many, 1 to [`GrantPoints::MAX`].
    pub points: Points,
    /// Where they can be spent.
    pub kind: PointsKind,
    /// Who issues them and pays for them when they are spent: the member's community or a node above it, or a merchant.
    pub issuer: Party,
    /// Their last day; `None`: as long as points earned by buying.
    pub expires: Option<Day>,
    /// Why.
    pub reason: Text<200>,
}

impl GrantPoints {
    /// Most points of one grant.
    pub const MAX: i64 = 10_000_000;
}

impl Command for GrantPoints {
    type Answer = ();
    const OPERATION: Operation = Operation::GrantPoints;

    fn target(&self) -> Target {
        self.issuer.target()
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Member>(self.member);
        wanted.want::<Wallet>(self.member);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.reason.require("reason")?;
        if !(1..=Self::MAX).contains(&self.points.units()) {
            return Err(Error::invalid(
                "points",
                "1 to 10,000,000 points are expected",
            ));
        }
        let community = ctx.require::<Member>(self.member)?.community;
        self.check_issuer(ctx, community)?;
        let today = today(ctx)?;
        let expires = match self.expires {
            Some(day) if day < today => {
                return Err(Error::invalid(
                    "expires",
                    "a day that is not over is expected",
                ));
            }
            Some(day) => day,
            None => today.end_of_month_after(ctx.settings(community)?.points_valid_months),
        };
        let lot = Lot::new(
            self.kind,
            self.issuer.clone(),
            Origin::Grant,
            self.points,
            expires,
        );
        grant(
            ctx,
            self.member,
            community,
            lot,
            &Cause::given(self.member.0),
        )?;
        ctx.emit(Event::PointsGranted {
            member: self.member,
            points: self.points,
            issuer: self.issuer.clone(),
        });
        Ok(())
    }
}

impl GrantPoints {
    fn check_issuer(&self, ctx: &mut Context<'_>, community: NodeId) -> Result<()> {
        let fits = match &self.issuer {
            Party::Node(node) => ctx.require::<Node>(community)?.path.contains(node),
            Party::Merchant(merchant) => ctx.require::<Merchant>(*merchant).map(|_| true)?,
            _ => false,
        };
        if fits {
            return Ok(());
        }
        Err(Error::invalid(
            "issuer",
            "the member's community, a node above it or a merchant is expected",
        ))
    }
}

/// A member logged in: the first time of a day they get points (5), the next times nothing. Answers what they got. A
/// member whose data was erased gets nothing. Errors: `not_found`. RULES §13.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RecordLogin {
    /// Who.
    pub member: MemberId,
}

impl Command for RecordLogin {
    type Answer = Points;
    const OPERATION: Operation = Operation::RecordLogin;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Member>(self.member);
        wanted.want::<Wallet>(self.member);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<Points> {
        let member = ctx.require::<Member>(self.member)?;
        let today = today(ctx)?;
        let mut wallet = moves::wallet(ctx, self.member)?;
        let points = Points::new(ctx.settings(member.community)?.points_for_login.into())?;
        // A day that is not later than the last one: the same day, or the clock went back.
        let again = wallet.login.is_some_and(|login| today <= login);
        if again || points.is_zero() || member.is_erased() {
            return Ok(Points::ZERO);
        }
        wallet.login = Some(today);
        ctx.put(wallet)?;
        let (community, reference) = (member.community, self.member.0);
        moves::reward(
            ctx,
            self.member,
            community,
            (points, Origin::Login),
            reference,
        )?;
        Ok(points)
    }
}

/// What time does to a member's points: those whose last day is over leave the wallet, of those that expire soon the
/// member is warned, once. Due work; before its time nothing happens. RULES §13.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExpirePoints {
    /// Whose.
    pub member: MemberId,
}

impl Command for ExpirePoints {
    type Answer = ();
    const OPERATION: Operation = Operation::ExpirePoints;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Member>(self.member);
        wanted.want::<Wallet>(self.member);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        moves::fall_due(ctx, self.member)
    }
}

/// Wallets in which something expires or is to be warned of.
pub(crate) const WALLETS_DUE: DueSource = DueSource {
    table: tables::WALLET,
    index: Wallet::DUE,
    command: |row| {
        Ok(AnyCommand::ExpirePoints(ExpirePoints {
            member: MemberId(row.id),
        }))
    },
};
