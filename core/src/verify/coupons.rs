//! Coupons: invariant 11. Limits hold, a coupon is used by one trade, and what reduced an order was used for it.

use std::collections::BTreeMap;

use super::report::Walk;
use crate::coupon::{Coupon, CouponState, CouponTemplate, CouponWallet};
use crate::engine::Record;
use crate::kernel::{CouponId, CouponTemplateId, MemberId, Result, TradeId};

/// What the trades say of a coupon.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Claimed {
    /// An unpaid trade holds it.
    Locked(TradeId),
    /// A paid trade of which something is left used it.
    Used(TradeId),
}

pub(super) fn verify(walk: &mut Walk<'_>, mut claimed: BTreeMap<CouponId, Claimed>) -> Result<()> {
    let mut issued: BTreeMap<CouponTemplateId, i64> = BTreeMap::new();
    let mut had: BTreeMap<(CouponTemplateId, MemberId), u32> = BTreeMap::new();
    let mut live: BTreeMap<CouponId, MemberId> = BTreeMap::new();
    walk.each::<Coupon>(|report, coupon, _| {
        let id = coupon.id;
        let mut wrong = |holds: bool, detail: &str| {
            report.check(holds, 11, Coupon::WHAT, || format!("{id}: {detail}"));
        };
        wrong(
            match (coupon.state, claimed.remove(&id)) {
                (CouponState::Locked(holder), Some(Claimed::Locked(trade)))
                | (CouponState::Used(holder), Some(Claimed::Used(trade))) => holder == trade,
                (CouponState::Locked(_), _) | (_, Some(_)) => false,
                // Of a trade that was refunded whole a coupon stays used if the setting says so.
                (_, None) => true,
            },
            "its state is not what the trades say",
        );
        let counted = coupon.state != CouponState::TakenBack;
        *issued.entry(coupon.template).or_default() += i64::from(counted);
        *had.entry((coupon.template, coupon.member)).or_default() += 1;
        if coupon.state.is_live() {
            live.insert(id, coupon.member);
        }
        Ok(())
    })?;
    for id in claimed.keys() {
        walk.report.find(11, Coupon::WHAT, || {
            format!("{id} is used by two trades, or is not there")
        });
    }
    walk.each::<CouponWallet>(|report, wallet, _| {
        let member = wallet.member;
        let holds = (wallet.live.iter()).all(|id| live.remove(id) == Some(member));
        report.check(holds, 11, CouponWallet::WHAT, || {
            format!("{member}: it lists a coupon that the member does not hold")
        });
        Ok(())
    })?;
    for (id, member) in &live {
        walk.report.find(11, CouponWallet::WHAT, || {
            format!("{member}: coupon {id} is not listed")
        });
    }
    let mut limits: BTreeMap<CouponTemplateId, u32> = BTreeMap::new();
    walk.each::<CouponTemplate>(|report, template, row| {
        let count = issued.remove(&template.id).unwrap_or(0);
        let counter = row.counters.first().copied().unwrap_or(0);
        report.check(count == counter, 11, CouponTemplate::WHAT, || {
            format!(
                "{}: {count} coupons were issued, it counts {counter}",
                template.id
            )
        });
        let total = template.terms.total.map_or(i64::MAX, i64::from);
        report.check(count <= total, 11, CouponTemplate::WHAT, || {
            format!(
                "{}: {count} coupons were issued, {total} are allowed",
                template.id
            )
        });
        if let Some(limit) = template.terms.per_member {
            limits.insert(template.id, limit);
        }
        Ok(())
    })?;
    for ((template, member), count) in had {
        let within = limits.get(&template).is_none_or(|limit| count <= *limit);
        walk.report.check(within, 11, CouponTemplate::WHAT, || {
            format!("{template}: member {member} had {count}")
        });
    }
    for template in issued.keys() {
        walk.report.find(11, CouponTemplate::WHAT, || {
            format!("{template} is not there, but its coupons are")
        });
    }
    Ok(())
}
