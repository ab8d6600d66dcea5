//! Making templates, claiming and giving coupons, expiry. RULES §15.

use serde::{Deserialize, Serialize};

use super::moves::{drop_live, is_meant_for, issue};
use super::records::{
    Coupon, CouponOrigin, CouponSource, CouponState, CouponTemplate, CouponTerms, Validity,
};
use crate::campaign::{CampaignList, Owner, check_funder, check_scope};
use crate::engine::{AnyCommand, Command, Context, DueSource, Event, Lookup, Operation, Target};
use crate::kernel::{CouponId, CouponTemplateId, Error, MemberId, Result};
use crate::merchant::Merchant;
use crate::org::Node;
use crate::schema::tables;

/// Makes a template of coupons. Answers its id.
///
/// Errors: `invalid_field` and `limit_exceeded` naming the field, `not_found` for what it is about, `denied` when a
/// merchant's own staff lets others bear it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CreateCouponTemplate {
    /// Whose.
    pub owner: Owner,
    /// What its coupons are.
    pub terms: CouponTerms,
}

impl Command for CreateCouponTemplate {
    type Answer = CouponTemplateId;
    const OPERATION: Operation = Operation::CreateCouponTemplate;

    fn target(&self) -> Target {
        self.owner.target()
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<CouponTemplateId> {
        self.terms.validate()?;
        match self.owner {
            Owner::Node(node) => ctx.require::<Node>(node).map(|_| ())?,
            Owner::Merchant(merchant) => ctx.require::<Merchant>(merchant).map(|_| ())?,
        }
        check_funder(ctx, self.owner, self.terms.funder, Self::OPERATION)?;
        check_scope(ctx, self.owner, &self.terms.scope)?;
        let id: CouponTemplateId = ctx.new_id()?;
        if let CouponSource::Triggered(trigger) = &self.terms.source {
            // The order that brings it may be about anything that the owner's members buy.
            check_scope(ctx, self.owner, trigger.scope()).map_err(|error| error.under("source"))?;
            self.list(ctx, id)?;
        }
        ctx.emit(Event::CouponTemplateCreated { template: id });
        ctx.create(CouponTemplate {
            id,
            owner: self.owner,
            terms: self.terms.clone(),
            closed: false,
        })?;
        Ok(id)
    }
}

impl CreateCouponTemplate {
    /// Puts it where payments look.
    fn list(&self, ctx: &mut Context<'_>, id: CouponTemplateId) -> Result<()> {
        let mut list = CampaignList::of(ctx, self.owner)?;
        if list.triggered.len() >= CouponTemplate::MAX_TRIGGERED {
            return Err(Error::Limit {
                field: "triggered".into(),
                limit: CouponTemplate::MAX_TRIGGERED as u64,
            });
        }
        list.triggered.push(id);
        ctx.put(list)
    }
}

/// Issues no more coupons of a template; those that members hold stay good. Closing it again changes nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CloseCouponTemplate {
    /// Which.
    pub template: CouponTemplateId,
}

impl Command for CloseCouponTemplate {
    type Answer = ();
    const OPERATION: Operation = Operation::CloseCouponTemplate;

    fn target(&self) -> Target {
        Target::CouponTemplate(self.template)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut template = (*ctx.require::<CouponTemplate>(self.template)?).clone();
        if template.closed {
            return Ok(());
        }
        template.closed = true;
        if matches!(template.terms.source, CouponSource::Triggered(_)) {
            let mut list = CampaignList::of(ctx, template.owner)?;
            list.triggered.retain(|open| *open != self.template);
            ctx.put(list)?;
        }
        ctx.emit(Event::CouponTemplateClosed {
            template: self.template,
        });
        ctx.update(template)
    }
}

/// A template whose coupons can be had now in this way. Errors: `not_found`, `wrong_state`.
fn open_template(
    ctx: &mut Context<'_>,
    id: CouponTemplateId,
    source: &CouponSource,
    event: &'static str,
) -> Result<std::sync::Arc<CouponTemplate>> {
    let template = ctx.require::<CouponTemplate>(id)?;
    let now = ctx.now();
    let over = matches!(template.terms.validity, Validity::Dates(window) if window.until <= now);
    let state = if template.closed {
        "closed"
    } else if over {
        "over"
    } else if template.terms.source != *source {
        "had in another way"
    } else {
        return Ok(template);
    };
    Err(Error::WrongState {
        what: "coupon template",
        id: id.to_string(),
        state,
        event,
    })
}

/// A property company's coupons are for the members below its node. Errors: `not_sold`.
fn check_member(ctx: &mut Context<'_>, template: &CouponTemplate, member: MemberId) -> Result<()> {
    if is_meant_for(ctx, template, member)? {
        return Ok(());
    }
    Err(Error::NotSold {
        field: "member".into(),
        reason: "the coupon is not for members of this community".into(),
    })
}

/// A member takes a coupon that can be claimed. Answers it.
///
/// Errors: `limit_exceeded` naming `total`, `per_member` or `coupons` (a member holds at most 200), `wrong_state` for
/// templates that are closed, over or not to be claimed, `not_sold` elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClaimCoupon {
    /// Who.
    pub member: MemberId,
    /// Of what.
    pub template: CouponTemplateId,
}

impl Command for ClaimCoupon {
    type Answer = CouponId;
    const OPERATION: Operation = Operation::ClaimCoupon;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<CouponId> {
        let template = open_template(ctx, self.template, &CouponSource::Claimed, "claim")?;
        check_member(ctx, &template, self.member)?;
        Ok(issue(ctx, &template, self.member, CouponOrigin::Claimed)??)
    }
}

/// Gives coupons of a template to members, one each; all or none. Answers them in the order of the members.
///
/// Errors: as [`ClaimCoupon`], naming the member's place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GiveCoupons {
    /// Of what.
    pub template: CouponTemplateId,
    /// To whom; 1 to 500.
    pub members: Vec<MemberId>,
}

impl Command for GiveCoupons {
    type Answer = Vec<CouponId>;
    const OPERATION: Operation = Operation::GiveCoupons;

    fn target(&self) -> Target {
        Target::CouponTemplate(self.template)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<Vec<CouponId>> {
        if self.members.is_empty() {
            return Err(Error::invalid("members", "at least one is expected"));
        }
        if self.members.len() > 500 {
            return Err(Error::Limit {
                field: "members".into(),
                limit: 500,
            });
        }
        let template = open_template(ctx, self.template, &CouponSource::Given, "give")?;
        let mut given = Vec::with_capacity(self.members.len());
        for (place, member) in self.members.iter().enumerate() {
            let under = |error: Error| error.under(&format!("members[{place}]"));
            check_member(ctx, &template, *member).map_err(under)?;
            let coupon = issue(ctx, &template, *member, CouponOrigin::Given)?;
            given.push(coupon.map_err(|refused| under(refused.into()))?);
        }
        Ok(given)
    }
}

/// Warns that a coupon expires, then expires it: due work. Refused before its time; nothing for what is used or locked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExpireCoupon {
    /// Which.
    pub coupon: CouponId,
}

impl Command for ExpireCoupon {
    type Answer = ();
    const OPERATION: Operation = Operation::ExpireCoupon;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut coupon = (*ctx.require::<Coupon>(self.coupon)?).clone();
        let Some(due) = coupon.due_at() else {
            return Ok(());
        };
        if ctx.now() < due {
            return Err(Error::WrongState {
                what: "coupon",
                id: coupon.id.to_string(),
                state: coupon.state.name(),
                event: "expire before its time",
            });
        }
        if ctx.now() < coupon.window.until {
            coupon.warn_at = None;
            ctx.emit(Event::CouponExpiring {
                coupon: coupon.id,
                member: coupon.member,
                until: coupon.window.until,
            });
        } else {
            coupon.state = CouponState::Expired;
            drop_live(ctx, &coupon)?;
            ctx.emit(Event::CouponExpired {
                coupon: coupon.id,
                member: coupon.member,
            });
        }
        ctx.update(coupon)
    }
}

/// Coupons that expire or are about to.
pub(crate) const COUPONS_DUE: DueSource = DueSource {
    table: tables::COUPON,
    index: Coupon::DUE,
    command: |row| {
        Ok(AnyCommand::ExpireCoupon(ExpireCoupon {
            coupon: CouponId(row.id),
        }))
    },
};
