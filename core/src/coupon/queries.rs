//! What can be asked of coupons.

use serde::{Deserialize, Serialize};

use super::records::{Coupon, CouponTemplate};
use crate::campaign::Owner;
use crate::engine::{Engine, Lookup, Operation, Record, Target, page_limit};
use crate::kernel::{Actor, CouponTemplateId, MemberId, Result};
use crate::store::{Place, Scan};

/// A coupon with what it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CouponView {
    /// The coupon.
    pub coupon: Coupon,
    /// What it was made from.
    pub template: CouponTemplate,
}

impl Engine {
    /// A template with how many coupons were issued less those taken back.
    pub fn coupon_template(
        &self,
        actor: &Actor,
        template: CouponTemplateId,
    ) -> Result<(CouponTemplate, i64)> {
        let target = Target::CouponTemplate(template);
        let mut reader = self.reader(actor, Operation::CouponTemplateRecord, target)?;
        let record = (*reader.require::<CouponTemplate>(template)?).clone();
        let issued = reader.peek::<CouponTemplate>(template, CouponTemplate::ISSUED)?;
        Ok((record, issued))
    }

    /// The templates of an owner, newest first; `limit` 1 to 500. For everybody: what can be claimed is among them.
    pub fn coupon_templates_of(
        &self,
        actor: &Actor,
        owner: Owner,
        limit: u32,
        after: Option<Place>,
    ) -> Result<(Vec<CouponTemplate>, Option<Place>)> {
        let reader = self.reader(actor, Operation::CouponTemplatesOf, Target::Public)?;
        let index = match owner {
            Owner::Node(_) => CouponTemplate::BY_NODE,
            Owner::Merchant(_) => CouponTemplate::BY_MERCHANT,
        };
        let values = vec![owner.id().into()];
        reader.page(&Scan {
            after,
            descending: true,
            ..Scan::index(CouponTemplate::TABLE, index, values, page_limit(limit)?)
        })
    }

    /// A member's coupons in every state, newest first; `limit` 1 to 500. Only for the member and the property company:
    /// a merchant does not see what else a member holds.
    pub fn coupons_of(
        &self,
        actor: &Actor,
        member: MemberId,
        limit: u32,
        after: Option<Place>,
    ) -> Result<(Vec<CouponView>, Option<Place>)> {
        let mut reader = self.reader(actor, Operation::CouponsOf, Target::Member(member))?;
        let values = vec![member.into()];
        let (coupons, next) = reader.page::<Coupon>(&Scan {
            after,
            descending: true,
            ..Scan::index(Coupon::TABLE, Coupon::BY_MEMBER, values, page_limit(limit)?)
        })?;
        let mut views = Vec::with_capacity(coupons.len());
        for coupon in coupons {
            let template = (*reader.require::<CouponTemplate>(coupon.template)?).clone();
            views.push(CouponView { coupon, template });
        }
        Ok((views, next))
    }
}
