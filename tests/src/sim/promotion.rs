//! Campaigns and coupons in the simulated weeks. RULES §4, §15.

use linli::campaign::{CampaignOffer, CampaignTerms, CreateCampaign, Owner};
use linli::coupon::{
    ClaimCoupon, Coupon, CouponSource, CouponState, CouponTemplate, CouponTerms, CouponTrigger,
    CreateCouponTemplate, Validity,
};
use linli::engine::AnyCommand;
use linli::kernel::{CouponTemplateId, Rate};
use linli::order::{Order, OrderState, Trade};
use linli::pricing::{
    Basis, CouponBenefit, CouponChoice, FullBenefit, Funder, Gift, Scope, Threshold, Tier,
    TimedOffer, Window,
};
use linli::schema::tables;

use super::{Sim, Step};
use crate::shop::{fen, text};

/// Most coupons of the template that runs out.
const FEW: u32 = 2;

impl Sim {
    /// Full reductions in two lanes, gifts, a timed discount; coupons to claim and coupons that orders bring. Each is
    /// borne by somebody else.
    pub(super) fn set_up_promotions(&mut self) {
        let community = self.shop.communities[0];
        let merchant = self.shop.merchants[0];
        let gift = (self.shop.skus.iter())
            .find(|sku| sku.merchant == 0 && sku.parts.is_empty())
            .unwrap()
            .id;
        let full = |lane, benefit| CampaignOffer::Full {
            lane,
            basis: Basis::Running,
            benefit,
        };
        let tier = |from, off| Tier {
            from: Threshold::Amount(fen(from)),
            off: fen(off),
        };
        let amounts = FullBenefit::AmountOff {
            tiers: vec![tier(3_000, 301), tier(8_000, 1_003)],
        };
        let parts = FullBenefit::PercentOff {
            tiers: vec![Tier {
                from: Threshold::Units(3),
                off: Rate::percent(7).unwrap(),
            }],
            cap: Some(fen(555)),
        };
        let gifts = FullBenefit::Gifts {
            from: Threshold::Amount(fen(4_000)),
            gifts: vec![Gift {
                sku: gift,
                quantity: 1,
            }],
        };
        let timed = CampaignOffer::Timed {
            price: TimedOffer::Percent(Rate::percent(9).unwrap()),
        };
        let root = Owner::Node(self.shop.group);
        self.campaign(root, Funder::Platform, full(0, amounts));
        self.campaign(
            Owner::Node(community),
            Funder::Node(community),
            full(1, parts),
        );
        self.campaign(Owner::Merchant(merchant), Funder::Merchant, full(0, gifts));
        let other = Owner::Merchant(self.shop.merchants[1]);
        self.campaign(other, Funder::Merchant, timed);
        let claimed = CouponTerms {
            name: text("满减券"),
            benefit: CouponBenefit::Amount(fen(207)),
            threshold: fen(1_000),
            scope: Scope::ALL,
            funder: Funder::Platform,
            validity: Validity::Days(3),
            source: CouponSource::Claimed,
            total: Some(FEW),
            per_member: Some(2),
        };
        let of_merchant = CouponTerms {
            benefit: CouponBenefit::Percent {
                off: Rate::percent(11).unwrap(),
                cap: Some(fen(450)),
            },
            funder: Funder::Merchant,
            total: None,
            per_member: None,
            ..claimed.clone()
        };
        let spends = CouponTrigger::Spends {
            scope: Scope::ALL,
            from: fen(5_000),
        };
        let brought = CouponTerms {
            source: CouponSource::Triggered(spends),
            total: None,
            per_member: None,
            threshold: fen(0),
            ..claimed.clone()
        };
        let first = CouponTerms {
            source: CouponSource::Triggered(CouponTrigger::FirstOrder { scope: Scope::ALL }),
            ..brought.clone()
        };
        self.model.templates = vec![
            self.template(root, claimed),
            self.template(Owner::Merchant(self.shop.merchants[2]), of_merchant),
        ];
        self.template(root, brought);
        self.template(
            Owner::Merchant(merchant),
            CouponTerms {
                funder: Funder::Merchant,
                ..first
            },
        );
    }

    fn campaign(&self, owner: Owner, funder: Funder, offer: CampaignOffer) {
        let now = self.shop.clock.now();
        let terms = CampaignTerms {
            name: text("活动"),
            window: Window {
                from: now,
                until: now.plus_days(4),
            },
            scope: Scope::ALL,
            funder,
            segment: None,
            offer,
        };
        let command = CreateCampaign { owner, terms };
        let shop = &self.shop;
        shop.engine
            .create_campaign(&shop.platform, shop.id(), command)
            .unwrap();
    }

    fn template(&self, owner: Owner, terms: CouponTerms) -> CouponTemplateId {
        let shop = &self.shop;
        shop.engine
            .create_coupon_template(
                &shop.platform,
                shop.id(),
                CreateCouponTemplate { owner, terms },
            )
            .unwrap()
    }

    /// Somebody wants a coupon; more do than there are.
    pub(super) fn claim_coupon(&mut self) -> Step {
        let member = self.rng.place(self.shop.members.len());
        let member = self.shop.members[member];
        let template = self.rng.pick(&self.model.templates.clone());
        let claim = ClaimCoupon {
            member: member.id,
            template,
        };
        match self.send(&member.actor, &AnyCommand::ClaimCoupon(claim))? {
            Ok(_) => Ok(()),
            Err(error) => self.expect(error.code() == "limit_exceeded", || {
                format!("claim_coupon: {error}")
            }),
        }
    }

    /// Which coupons a member asks for: mostly none, the best, or one by name, though it be used or somebody else's.
    pub(super) fn some_coupons(&mut self) -> CouponChoice {
        if self.rng.happens(500) {
            return CouponChoice::None;
        }
        if self.rng.happens(700) {
            return CouponChoice::Best;
        }
        let rows = crate::snapshot::rows_of(&*self.raw, self.shop.tenant, tables::COUPON).unwrap();
        if rows.is_empty() {
            return CouponChoice::None;
        }
        let row = self.rng.place(rows.len());
        CouponChoice::Named(vec![rows[row].id.into()])
    }
}

/// What coupons are, read apart from the engine's own checks: none is in two hands, no limit is exceeded, and nothing is
/// taken off by a coupon that its trade does not have. Invariant 11.
pub(super) fn findings(
    coupons: &[Coupon],
    templates: &[CouponTemplate],
    trades: &[&Trade],
    orders: &[&Order],
) -> Vec<String> {
    let mut found = Vec::new();
    for template in templates {
        let kept = coupons.iter().filter(|coupon| {
            coupon.template == template.id && coupon.state != CouponState::TakenBack
        });
        let count = kept.count();
        if template
            .terms
            .total
            .is_some_and(|total| count > total as usize)
        {
            found.push(format!("{count} coupons of template {}", template.id));
        }
    }
    // What is closed or refunded whole has no claim on its coupons any more.
    let stands = |order: &&&Order| order.state != OrderState::Closed;
    for order in orders.iter().filter(stands) {
        for reduction in order.lines.iter().flat_map(|line| &line.reductions) {
            let Some(id) = reduction.coupon else { continue };
            let trade = trades.iter().find(|trade| trade.id == order.trade);
            let coupon = coupons.iter().find(|coupon| coupon.id == id);
            let state = coupon.map(|coupon| coupon.state);
            let right = [
                CouponState::Locked(order.trade),
                CouponState::Used(order.trade),
            ];
            let listed = trade.is_some_and(|trade| trade.coupons.contains(&id));
            if !listed || !state.is_some_and(|state| right.contains(&state)) {
                found.push(format!(
                    "coupon {id} reduced order {} and is {state:?}",
                    order.id
                ));
            }
        }
    }
    found
}
