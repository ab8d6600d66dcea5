//! Giving points. RULES §13.

use serde::{Deserialize, Serialize};

use super::moves::{Cause, grant, today};
use super::records::{Lot, PointsKind};
use crate::engine::{Command, Context, Event, Lookup, Operation, Target};
use crate::kernel::{Day, Error, LotId, MemberId, NodeId, Points, Result, Text};
use crate::ledger::Party;
use crate::member::Member;
use crate::org::Node;

/// Gives a member points: for registering, as opening balance, by a campaign. Debts are paid first. Errors:
/// `invalid_field` for no or more than 10,000,000 points, an issuer in whose tree the member does not live, a past
/// expiry or an empty reason; `not_found`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GrantPoints {
    /// Who gets them.
    pub member: MemberId,
    /// How many, 1 to [`GrantPoints::MAX`].
    pub points: Points,
    /// Where they can be spent.
    pub kind: PointsKind,
    /// The node that issues them and pays for them when they are spent: the member's community or a node above it.
    pub issuer: NodeId,
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
    type Answer = LotId;
    const OPERATION: Operation = Operation::GrantPoints;

    fn target(&self) -> Target {
        Target::Node(self.issuer)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<LotId> {
        self.reason.require("reason")?;
        if !(1..=Self::MAX).contains(&self.points.units()) {
            return Err(Error::invalid(
                "points",
                "1 to 10,000,000 points are expected",
            ));
        }
        let community = ctx.require::<Member>(self.member)?.community;
        if !ctx.require::<Node>(community)?.path.contains(&self.issuer) {
            return Err(Error::invalid(
                "issuer",
                "the member's community or a node above it is expected",
            ));
        }
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
        let id: LotId = ctx.new_id()?;
        let lot = Lot {
            id,
            kind: self.kind,
            issuer: Party::Node(self.issuer),
            order: None,
            amount: self.points,
            left: self.points,
            expires,
        };
        grant(ctx, self.member, lot, &Cause::granted(id))?;
        ctx.emit(Event::PointsGranted {
            member: self.member,
            points: self.points,
            issuer: self.issuer,
        });
        Ok(id)
    }
}
