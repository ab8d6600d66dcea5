//! The campaigns that checkout must look at, by key: one list per node above the member and per merchant in the cart.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::records::{Campaign, CampaignList, Owner};
use crate::catalog::{Sku, Stock};
use crate::engine::Lookup;
use crate::insight::is_in_segment;
use crate::kernel::{Day, Id, MemberId, MerchantId, NodeId, Result, SegmentId, SkuId};
use crate::pricing::{FullBenefit, FullReduction, GiftGoods, Scope, ScopeOf, TimedDiscount};

/// Campaigns as values for the quote.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offers {
    pub(crate) timed: Vec<TimedDiscount>,
    pub(crate) full: Vec<FullReduction>,
}

impl Offers {
    /// Whether one of them asks for the categories of the lines.
    pub(crate) fn needs_categories(&self) -> bool {
        let timed = self.timed.iter().map(|offer| &offer.scope);
        let full = self.full.iter().map(|offer| &offer.scope);
        timed.chain(full).any(needs_categories)
    }

    /// The SKUs that may be given.
    fn gifts(&self) -> BTreeSet<SkuId> {
        let gifts = self.full.iter().filter_map(|offer| match &offer.benefit {
            FullBenefit::Gifts { gifts, .. } => Some(gifts),
            _ => None,
        });
        gifts.flatten().map(|gift| gift.sku).collect()
    }

    /// What the catalogue says of the gifts. `taken` is what the cart's combos take of a SKU.
    pub(crate) fn gift_goods(
        &self,
        reader: &mut impl Lookup,
        taken: impl Fn(SkuId) -> i64,
    ) -> Result<Vec<GiftGoods>> {
        let mut goods = Vec::new();
        for gift in self.gifts() {
            let sku = reader.require::<Sku>(gift)?;
            let there = reader.peek::<Stock>(gift, Stock::AVAILABLE)?;
            goods.push(GiftGoods {
                sku: sku.id,
                product: sku.product,
                merchant: sku.merchant,
                price: sku.price,
                available: there.saturating_sub(taken(gift)),
            });
        }
        Ok(goods)
    }
}

/// Whether a scope asks for the categories of the lines.
pub(crate) const fn needs_categories(scope: &Scope) -> bool {
    matches!(scope.of, ScopeOf::Categories(_))
}

/// For whom campaigns are looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Audience {
    /// For everybody: those that are aimed at a segment are left out.
    Everybody,
    /// For a member on a day.
    Member(MemberId, Day),
}

/// The campaigns of the nodes of a path and of merchants that are not over; whether they have begun the quote sees itself.
/// Whether a member is in a segment is decided by key, once per segment.
pub(crate) fn in_force(
    reader: &mut impl Lookup,
    path: &[NodeId],
    merchants: &BTreeSet<MerchantId>,
    audience: Audience,
) -> Result<Offers> {
    let mut offers = Offers::default();
    let mut known: BTreeMap<SegmentId, bool> = BTreeMap::new();
    let nodes = path.iter().map(|node| Owner::Node(*node));
    let owners = nodes.chain(merchants.iter().map(|merchant| Owner::Merchant(*merchant)));
    for owner in owners {
        let Some(list) = reader.find::<CampaignList>(owner.id())? else {
            continue;
        };
        for campaign in &list.campaigns {
            let campaign: Arc<Campaign> = reader.require::<Campaign>(Id::from(*campaign))?;
            if let Some(segment) = campaign.terms.segment {
                let meant = match (audience, known.get(&segment)) {
                    (Audience::Everybody, _) => false,
                    (_, Some(meant)) => *meant,
                    (Audience::Member(member, today), None) => {
                        is_in_segment(reader, segment, member, today)?
                    }
                };
                known.insert(segment, meant);
                if !meant {
                    continue;
                }
            }
            offers.timed.extend(campaign.timed());
            offers.full.extend(campaign.full());
        }
    }
    Ok(offers)
}
