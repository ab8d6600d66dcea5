//! What may be done with share codes.

use serde::{Deserialize, Serialize};

use super::code::ShareCode;
use super::records::{Share, ShareSubject, ShareVisit};
use crate::campaign::Campaign;
use crate::catalog::Product;
use crate::commission::referral::{Binding, Promoter, ReferralVia, bind};
use crate::engine::{Bounds, Command, Context, Event, Lookup, Operation, Record, Target};
use crate::kernel::{Error, MemberId, Result};
use crate::member::Member;
use crate::order::Order;
use crate::sale::{Group, Sale};

/// Gives a member the code by which they share something; asking again gives the same one. Errors: `not_found` member or
/// what is shared.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CreateShare {
    /// Who shares.
    pub member: MemberId,
    /// What.
    pub subject: ShareSubject,
}

impl Command for CreateShare {
    type Answer = ShareCode;
    const OPERATION: Operation = Operation::CreateShare;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<ShareCode> {
        let member = ctx.require::<Member>(self.member)?;
        if member.is_erased() {
            return Err(Error::not_found(Member::WHAT, member.id));
        }
        match self.subject {
            ShareSubject::Card => {}
            ShareSubject::Product(id) => drop(ctx.require::<Product>(id)?),
            ShareSubject::Campaign(id) => drop(ctx.require::<Campaign>(id)?),
            ShareSubject::Sale(id) => drop(ctx.require::<Sale>(id)?),
            ShareSubject::Group(id) => drop(ctx.require::<Group>(id)?),
        }
        for attempt in 0..u8::MAX {
            let code = Share::code_of(self.member, &self.subject, attempt);
            match ctx.find::<Share>(Share::id_of(&code))? {
                Some(share) if (share.member, share.subject) == (self.member, self.subject) => {
                    return Ok(code);
                }
                // Two codes in 2⁶⁰ are the same.
                Some(_) => {}
                None => {
                    ctx.emit(Event::ShareCreated {
                        member: self.member,
                        code: code.clone(),
                    });
                    ctx.insert(Share {
                        code: code.clone(),
                        member: self.member,
                        subject: self.subject,
                        created_at: ctx.now(),
                    })?;
                    return Ok(code);
                }
            }
        }
        Err(Error::internal("no share code is free"))
    }
}

/// What a visit led to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Visited {
    /// Who shared.
    pub by: MemberId,
    /// What is to be shown.
    pub subject: ShareSubject,
    /// Whether the visitor was bound to who shared; `None`: that is no promoter, or the visitor is not known.
    pub binding: Option<Binding>,
}

/// Somebody came by a code: counted, unless it is their own. A member who came by a promoter's code is bound to them as the
/// policy of their community says, and orders of the next days count for the code (the last one, when there were several).
/// The host reports visitors that it does not know. Errors: `not_found` code or member.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VisitShare {
    /// By which code.
    pub code: ShareCode,
    /// Who; `None`: the visitor is not known.
    #[serde(default)]
    pub visitor: Option<MemberId>,
}

impl Command for VisitShare {
    type Answer = Visited;
    const OPERATION: Operation = Operation::VisitShare;

    fn target(&self) -> Target {
        self.visitor.map_or(Target::Tenant, Target::Member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<Visited> {
        let share = ctx
            .find::<Share>(Share::id_of(&self.code))?
            .ok_or_else(|| Error::not_found(Share::WHAT, self.code.clone()))?;
        let mut visited = Visited {
            by: share.member,
            subject: share.subject,
            binding: None,
        };
        if self.visitor == Some(share.member) {
            return Ok(visited);
        }
        if let Some(visitor) = self.visitor {
            ctx.require::<Member>(visitor)?;
            visited.binding = bind_visitor(ctx, visitor, &share)?;
            ctx.put(ShareVisit {
                member: visitor,
                code: self.code.clone(),
                at: ctx.now(),
            })?;
        }
        count(ctx, &self.code, Share::VISITS)?;
        if visited.binding == Some(Binding::Bound) {
            count(ctx, &self.code, Share::BINDINGS)?;
        }
        ctx.emit(Event::ShareVisited {
            code: self.code.clone(),
            visitor: self.visitor,
        });
        Ok(visited)
    }
}

/// Binds a visitor to who shared, if that is a promoter.
fn bind_visitor(
    ctx: &mut Context<'_>,
    visitor: MemberId,
    share: &Share,
) -> Result<Option<Binding>> {
    let promoter = ctx.find::<Promoter>(share.member)?;
    if !promoter.is_some_and(|promoter| promoter.active) {
        return Ok(None);
    }
    let via = match share.subject {
        ShareSubject::Card => ReferralVia::Card,
        _ => ReferralVia::Link,
    };
    bind(ctx, visitor, share.member, via).map(Some)
}

fn count(ctx: &mut Context<'_>, code: &ShareCode, counter: u8) -> Result<()> {
    let bounds = Bounds {
        floor: None,
        ceiling: None,
    };
    ctx.adjust::<Share>(Share::id_of(code), counter, 1, bounds)?
        .map(|_| ())
        .map_err(|value| Error::internal(format!("a share counts {value}")))
}

/// An order was paid: it counts for the code by which its buyer came last, if that was lately and the order is about it.
/// Called where the log is learned from, so that paying reads nothing of it.
pub(crate) fn count_order(ctx: &mut Context<'_>, order: &Order) -> Result<()> {
    let Some(visit) = ctx.find::<ShareVisit>(order.member)? else {
        return Ok(());
    };
    let Some(share) = ctx.find::<Share>(Share::id_of(&visit.code))? else {
        return Ok(());
    };
    let lately =
        visit.at <= order.placed_at && order.placed_at < visit.at.plus_days(Share::ORDER_DAYS);
    if lately && share.subject.is_about(order) {
        count(ctx, &visit.code, Share::ORDERS)?;
    }
    Ok(())
}
