//! What can be asked of campaigns.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::lookup::{Audience, in_force};
use super::records::{Campaign, Owner};
use crate::engine::{Engine, Lookup, Operation, Record, Target, page_limit};
use crate::kernel::{Actor, CampaignId, Error, MerchantId, NodeId, Result};
use crate::org::Node;
use crate::pricing::{FullReduction, GiftGoods, TimedDiscount};
use crate::store::{Place, Scan};

/// What a shop window or a phone that quotes by itself needs to know of campaigns: the values that go into the quote.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct OffersView {
    /// Timed discounts.
    pub timed: Vec<TimedDiscount>,
    /// Full reductions.
    pub full: Vec<FullReduction>,
    /// What may be given by them.
    pub gifts: Vec<GiftGoods>,
}

impl Engine {
    /// A campaign.
    pub fn campaign(&self, actor: &Actor, campaign: CampaignId) -> Result<Campaign> {
        let target = Target::Campaign(campaign);
        let mut reader = self.reader(actor, Operation::CampaignRecord, target)?;
        Ok((*reader.require::<Campaign>(campaign)?).clone())
    }

    /// The campaigns of an owner, newest first, those that are over as well; `limit` 1 to 500.
    pub fn campaigns_of(
        &self,
        actor: &Actor,
        owner: Owner,
        limit: u32,
        after: Option<Place>,
    ) -> Result<(Vec<Campaign>, Option<Place>)> {
        let reader = self.reader(actor, Operation::CampaignsOf, owner.target())?;
        let index = match owner {
            Owner::Node(_) => Campaign::BY_NODE,
            Owner::Merchant(_) => Campaign::BY_MERCHANT,
        };
        let values = vec![owner.id().into()];
        reader.page(&Scan {
            after,
            descending: true,
            ..Scan::index(Campaign::TABLE, index, values, page_limit(limit)?)
        })
    }

    /// The campaigns that hold or will hold for members of a community who buy from these merchants (at most 100), as
    /// values for [`quote`](crate::pricing::quote). Those that are aimed at a segment are not among them.
    pub fn offers(
        &self,
        actor: &Actor,
        community: NodeId,
        merchants: &BTreeSet<MerchantId>,
    ) -> Result<OffersView> {
        if merchants.len() > 100 {
            return Err(Error::Limit {
                field: "merchants".into(),
                limit: 100,
            });
        }
        let mut reader = self.reader(actor, Operation::OffersOf, Target::Public)?;
        let path = reader.require::<Node>(community)?.path.clone();
        let offers = in_force(&mut reader, &path, merchants, Audience::Everybody)?;
        let gifts = offers.gift_goods(&mut reader, |_| 0)?;
        Ok(OffersView {
            timed: offers.timed,
            full: offers.full,
            gifts,
        })
    }
}
