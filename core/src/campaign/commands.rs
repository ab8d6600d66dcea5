//! Making, changing and ending campaigns. RULES §15.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::records::{Campaign, CampaignList, CampaignOffer, CampaignTerms, Owner};
use crate::catalog::{Category, Product, Sku};
use crate::engine::{AnyCommand, Command, Context, DueSource, Event, Lookup, Operation, Target};
use crate::insight::Segment;
use crate::kernel::{CampaignId, Error, Result};
use crate::merchant::{Merchant, is_merchants_own};
use crate::org::Node;
use crate::pricing::{FullBenefit, Funder, Gift, Scope, ScopeOf};
use crate::schema::tables;

/// Makes a campaign of a property company, the platform or a merchant. Answers its id.
///
/// Errors: `invalid_field` and `limit_exceeded` naming the field, `not_found` for what it is about or gives, `denied` when
/// a merchant's own staff lets others bear it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CreateCampaign {
    /// Whose.
    pub owner: Owner,
    /// What it is.
    pub terms: CampaignTerms,
}

impl Command for CreateCampaign {
    type Answer = CampaignId;
    const OPERATION: Operation = Operation::CreateCampaign;

    fn target(&self) -> Target {
        self.owner.target()
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<CampaignId> {
        check(ctx, self.owner, &self.terms, Self::OPERATION)?;
        let id: CampaignId = ctx.new_id()?;
        let mut list = CampaignList::of(ctx, self.owner)?;
        if list.campaigns.len() >= Campaign::MAX_OPEN {
            return Err(Error::Limit {
                field: "campaigns".into(),
                limit: Campaign::MAX_OPEN as u64,
            });
        }
        list.campaigns.push(id);
        ctx.put(list)?;
        ctx.emit(Event::CampaignCreated { campaign: id });
        ctx.create(Campaign {
            id,
            owner: self.owner,
            terms: self.terms.clone(),
            ended: false,
        })?;
        Ok(id)
    }
}

/// Changes a campaign that is not over, for quotes and orders from now on. Errors: as [`CreateCampaign`], `wrong_state`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ChangeCampaign {
    /// Which.
    pub campaign: CampaignId,
    /// What it is from now on.
    pub terms: CampaignTerms,
}

impl Command for ChangeCampaign {
    type Answer = ();
    const OPERATION: Operation = Operation::ChangeCampaign;

    fn target(&self) -> Target {
        Target::Campaign(self.campaign)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let campaign = ctx.require::<Campaign>(self.campaign)?;
        if campaign.ended {
            return Err(Error::WrongState {
                what: "campaign",
                id: campaign.id.to_string(),
                state: "ended",
                event: "change",
            });
        }
        check(ctx, campaign.owner, &self.terms, Self::OPERATION)?;
        ctx.emit(Event::CampaignChanged {
            campaign: self.campaign,
        });
        ctx.update(Campaign {
            terms: self.terms.clone(),
            ..(*campaign).clone()
        })
    }
}

/// Ends a campaign, by hand or when its time is over: due work. Ending it again changes nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EndCampaign {
    /// Which.
    pub campaign: CampaignId,
}

impl Command for EndCampaign {
    type Answer = ();
    const OPERATION: Operation = Operation::EndCampaign;

    fn target(&self) -> Target {
        Target::Campaign(self.campaign)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut campaign = (*ctx.require::<Campaign>(self.campaign)?).clone();
        if campaign.ended {
            return Ok(());
        }
        campaign.ended = true;
        let mut list = (*ctx.require::<CampaignList>(campaign.owner.id())?).clone();
        list.campaigns.retain(|open| *open != self.campaign);
        ctx.update(list)?;
        ctx.emit(Event::CampaignEnded {
            campaign: self.campaign,
        });
        ctx.update(campaign)
    }
}

/// Campaigns whose time is over.
pub(crate) const CAMPAIGNS_DUE: DueSource = DueSource {
    table: tables::CAMPAIGN,
    index: Campaign::DUE,
    command: |row| {
        Ok(AnyCommand::EndCampaign(EndCampaign {
            campaign: CampaignId(row.id),
        }))
    },
};

fn check(
    ctx: &mut Context<'_>,
    owner: Owner,
    terms: &CampaignTerms,
    operation: Operation,
) -> Result<()> {
    terms.validate()?;
    check_owner(ctx, owner)?;
    check_funder(ctx, owner, terms.funder, operation)?;
    check_scope(ctx, owner, &terms.scope)?;
    if let Some(segment) = terms.segment {
        if let Owner::Merchant(merchant) = owner {
            let merchant = ctx.require::<Merchant>(merchant)?;
            if is_merchants_own(ctx, &merchant)? {
                return Err(Error::Denied {
                    operation: operation.name(),
                });
            }
        }
        if ctx.find::<Segment>(segment)?.is_none() {
            return Err(Error::invalid("segment", "there is no such segment"));
        }
    }
    if let CampaignOffer::Full {
        benefit: FullBenefit::Gifts { gifts, .. },
        ..
    } = &terms.offer
    {
        check_gifts(ctx, owner, gifts)?;
    }
    Ok(())
}

fn check_owner(ctx: &mut Context<'_>, owner: Owner) -> Result<()> {
    match owner {
        Owner::Node(node) => ctx.require::<Node>(node).map(|_| ()),
        Owner::Merchant(merchant) => ctx.require::<Merchant>(merchant).map(|_| ()),
    }
}

/// Nobody spends other people's money: a merchant's own staff only the merchant's; whoever works for a node the merchants'
/// and the node's own, at the root the platform's as well. Errors: `denied`, `invalid_field` naming `funder`.
pub(crate) fn check_funder(
    ctx: &mut Context<'_>,
    owner: Owner,
    funder: Funder,
    operation: Operation,
) -> Result<()> {
    let node = match owner {
        Owner::Node(node) => node,
        Owner::Merchant(merchant) => {
            let merchant = ctx.require::<Merchant>(merchant)?;
            if funder != Funder::Merchant && is_merchants_own(ctx, &merchant)? {
                return Err(Error::Denied {
                    operation: operation.name(),
                });
            }
            merchant.node
        }
    };
    let path = ctx.require::<Node>(node)?.path.clone();
    let allowed = match funder {
        Funder::Merchant => true,
        Funder::Node(funder) => funder == node,
        Funder::Platform => path.len() == 1,
    };
    if allowed {
        return Ok(());
    }
    Err(Error::invalid(
        "funder",
        "the merchants, the node itself, or at the root the platform is expected",
    ))
}

/// What a scope names is there, and of a merchant's offer their own. Errors: `not_found`, `invalid_field`.
pub(crate) fn check_scope(ctx: &mut Context<'_>, owner: Owner, scope: &Scope) -> Result<()> {
    match &scope.of {
        ScopeOf::All => Ok(()),
        ScopeOf::Categories(ids) => ctx
            .require_all::<Category>(ids.iter().copied())
            .map(|_: Vec<Arc<Category>>| ()),
        ScopeOf::Products(ids) => {
            let products = ctx.require_all::<Product>(ids.iter().copied())?;
            let own = |product: &Arc<Product>| match owner {
                Owner::Node(_) => true,
                Owner::Merchant(merchant) => product.merchant == merchant,
            };
            if products.iter().all(own) {
                return Ok(());
            }
            Err(Error::invalid(
                "scope.ids",
                "products of the merchant are expected",
            ))
        }
        ScopeOf::Merchants(ids) => {
            if matches!(owner, Owner::Merchant(merchant) if ids.iter().any(|id| *id != merchant)) {
                return Err(Error::invalid(
                    "scope.ids",
                    "an offer of a merchant is about their own goods",
                ));
            }
            ctx.require_all::<Merchant>(ids.iter().copied()).map(|_| ())
        }
    }
}

fn check_gifts(ctx: &mut Context<'_>, owner: Owner, gifts: &[Gift]) -> Result<()> {
    for (place, gift) in gifts.iter().enumerate() {
        let sku = ctx.require::<Sku>(gift.sku)?;
        let foreign = matches!(owner, Owner::Merchant(merchant) if sku.merchant != merchant);
        if foreign || !sku.parts.is_empty() {
            return Err(Error::invalid(
                format!("offer.gifts[{place}].sku"),
                "a SKU of the merchant that is not a combo is expected",
            ));
        }
    }
    Ok(())
}
