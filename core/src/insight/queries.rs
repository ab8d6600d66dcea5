//! Who is like that, and what they may like.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::records::{Affinity, Behaviour, RecommendationRules, Segment, TagRules, TopicOfRule};
use super::rules::{Figures, matches, scores, tags_by_rule};
use crate::catalog::{Category, Product, ProductView, Sku, available, views, why_not_sold};
use crate::engine::{Engine, Lookup, Operation, Reader, Record, Target, page_limit};
use crate::kernel::{
    Actor, CategoryId, Day, MemberId, Money, NodeId, ProductId, Result, SegmentId, Text,
};
use crate::member::Member;
use crate::merchant::Merchant;
use crate::org::Node;
use crate::search::{ProductSearch, SortBy};
use crate::store::{Place, Scan, Value};

/// What is known of a member's habits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MemberInsight {
    /// Whose.
    pub member: MemberId,
    /// Tags given by hand.
    pub tags: BTreeSet<Text<20>>,
    /// Tags that rules give today.
    pub tags_by_rule: BTreeSet<Text<20>>,
    /// Orders paid.
    pub orders: u32,
    /// Money paid less what was refunded.
    pub spent: Money,
    /// The first and the last day of an order.
    pub first_order: Option<Day>,
    /// See above.
    pub last_order: Option<Day>,
}

/// Members of a segment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SegmentPage {
    /// Those among the members looked at who are in it.
    pub members: Vec<MemberId>,
    /// Go on behind this one; `None`: everybody was looked at.
    pub next: Option<MemberId>,
}

/// Why something is recommended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub enum Because {
    /// It is often bought together with this, which the member bought.
    BoughtTogether(ProductId),
    /// A rule says so, in these words, because the member bought this.
    Rule {
        /// What the member bought.
        bought: ProductId,
        /// The rule's words.
        reason: Text<60>,
    },
    /// It sells well where the member lives.
    SellsWell,
}

/// Something that a member may like and can buy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Recommendation {
    /// What.
    pub product: ProductView,
    /// Why.
    pub because: Because,
}

/// Rows that a page of a segment looks at.
const PAGE: u32 = 500;
/// Products that are looked at for a recommendation, for each that is wanted.
const LOOKED_AT: usize = 4;

/// Tags of a behaviour on a day; categories are read once.
struct Tags {
    rules: Vec<super::TagRule>,
    paths: Figures,
    today: Day,
}

impl Tags {
    fn read(lookup: &mut impl Lookup, today: Day) -> Result<Self> {
        let rules = lookup.find::<TagRules>(TagRules::ID)?;
        Ok(Self {
            rules: rules.map_or_else(Vec::new, |rules| rules.rules.clone()),
            paths: Figures::new(),
            today,
        })
    }

    fn by_rule(&mut self, lookup: &mut impl Lookup, of: &Behaviour) -> Result<BTreeSet<Text<20>>> {
        for purchase in &of.purchases {
            if let Entry::Vacant(entry) = self.paths.entry(purchase.category) {
                let category = lookup.find::<Category>(purchase.category)?;
                entry.insert(category.map_or_else(Vec::new, |category| category.path.clone()));
            }
        }
        Ok(tags_by_rule(&self.rules, of, &self.paths, self.today))
    }
}

/// Whether a member is in a segment today. It reads by key, so that commands may decide by it.
pub(crate) fn is_in_segment(
    lookup: &mut impl Lookup,
    segment: SegmentId,
    member: MemberId,
    today: Day,
) -> Result<bool> {
    let segment = lookup.require::<Segment>(segment)?;
    let Some(behaviour) = lookup.find::<Behaviour>(member)? else {
        return Ok(false);
    };
    let mut tags = Tags::read(lookup, today)?.by_rule(lookup, &behaviour)?;
    tags.extend(behaviour.tags.iter().cloned());
    Ok(matches(&segment.members, &tags))
}

impl Engine {
    /// Tags and habits of a member; empty for one who did nothing yet. Errors: `not_found`.
    pub fn member_insight(&self, actor: &Actor, member: MemberId) -> Result<MemberInsight> {
        let target = Target::Member(member);
        let mut reader = self.reader(actor, Operation::MemberInsight, target)?;
        let today = self.today(&mut reader)?;
        let community = reader.require::<Member>(member)?.community;
        let behaviour = reader.find::<Behaviour>(member)?.map_or_else(
            || Behaviour::of(member, community),
            |known| (*known).clone(),
        );
        let mut tags = Tags::read(&mut reader, today)?;
        Ok(MemberInsight {
            member,
            tags_by_rule: tags.by_rule(&mut reader, &behaviour)?,
            tags: behaviour.tags,
            orders: behaviour.orders,
            spent: behaviour.spent,
            first_order: behaviour.first_order,
            last_order: behaviour.last_order,
        })
    }

    /// Whether a member is in a segment today. Errors: `not_found` member or segment.
    pub fn is_in_segment(
        &self,
        actor: &Actor,
        member: MemberId,
        segment: SegmentId,
    ) -> Result<bool> {
        let target = Target::Member(member);
        let mut reader = self.reader(actor, Operation::IsInSegment, target)?;
        reader.require::<Member>(member)?;
        let today = self.today(&mut reader)?;
        is_in_segment(&mut reader, segment, member, today)
    }

    /// The segments, by id, at most `limit` (1–500) behind `after`.
    pub fn segments(
        &self,
        actor: &Actor,
        after: Option<SegmentId>,
        limit: u32,
    ) -> Result<Vec<Segment>> {
        let limit = page_limit(limit)?;
        let reader = self.reader(actor, Operation::Segments, Target::Tenant)?;
        let scan = Scan {
            after: after.map(|after| Place {
                values: Vec::new(),
                id: after.0,
            }),
            ..Scan::all(Segment::TABLE, limit)
        };
        Ok(reader.page(&scan)?.0)
    }

    /// The members of a community who are in a segment today. Each call looks at 500 members with any habits or tags; ask
    /// on with `next` until it is `None`. Errors: `not_found` segment or community.
    pub fn segment_members(
        &self,
        actor: &Actor,
        segment: SegmentId,
        community: NodeId,
        after: Option<MemberId>,
    ) -> Result<SegmentPage> {
        let target = Target::Node(community);
        let mut reader = self.reader(actor, Operation::SegmentMembers, target)?;
        reader.require::<Node>(community)?;
        let segment = reader.require::<Segment>(segment)?;
        let today = self.today(&mut reader)?;
        let mut tags = Tags::read(&mut reader, today)?;
        let values = vec![Value::from(community)];
        let scan = Scan {
            after: after.map(|after| Place {
                values: values.clone(),
                id: after.0,
            }),
            ..Scan::index(Behaviour::TABLE, Behaviour::BY_COMMUNITY, values, PAGE)
        };
        let (behaviours, next) = reader.page::<Behaviour>(&scan)?;
        let mut members = Vec::new();
        for behaviour in behaviours {
            let mut all = tags.by_rule(&mut reader, &behaviour)?;
            all.extend(behaviour.tags.iter().cloned());
            if matches(&segment.members, &all) {
                members.push(behaviour.member);
            }
        }
        Ok(SegmentPage {
            members,
            next: next.map(|place| MemberId(place.id)),
        })
    }

    /// What a member may like, best first, at most `limit` (1–50): what others bought together with what they bought, what
    /// rules say, then what sells well where they live. Only what they can buy there now, and nothing that they bought
    /// among their last 20 products. Errors: `not_found` member, `limit_exceeded`.
    pub fn recommendations(
        &self,
        actor: &Actor,
        member: MemberId,
        limit: u32,
    ) -> Result<Vec<Recommendation>> {
        if !(1..=50).contains(&limit) {
            return Err(crate::kernel::Error::Limit {
                field: "limit".into(),
                limit: 50,
            });
        }
        let wanted = limit as usize;
        let target = Target::Member(member);
        let mut reader = self.reader(actor, Operation::Recommendations, target)?;
        let community = reader.require::<Member>(member)?.community;
        let path = reader.require::<Node>(community)?.path.clone();
        let today = self.today(&mut reader)?;
        let known = reader.find::<Behaviour>(member)?;
        let seeds: BTreeSet<ProductId> = known
            .iter()
            .flat_map(|known| &known.products)
            .map(|bought| bought.product)
            .collect();

        let mut ideas = self.by_rules(&mut reader, &seeds, community)?;
        ideas.extend(by_affinity(&mut reader, &seeds, wanted)?);
        let mut chosen: Vec<(Product, Because)> = Vec::new();
        let mut seen = seeds.clone();
        choose(
            &mut reader,
            &mut chosen,
            ideas,
            &mut seen,
            &path,
            today,
            wanted,
        )?;
        if chosen.len() < wanted {
            let popular = ProductSearch {
                community: Some(community),
                in_stock: true,
                sort: SortBy::Sales,
                limit: limit + u32::try_from(seen.len()).unwrap_or(0).min(100),
                ..ProductSearch::default()
            };
            let popular = self.found(&mut reader, &popular)?.products;
            let popular = popular.into_iter().map(|id| (id, Because::SellsWell));
            let popular = popular.collect();
            choose(
                &mut reader,
                &mut chosen,
                popular,
                &mut seen,
                &path,
                today,
                wanted,
            )?;
        }
        let (products, because): (Vec<Product>, Vec<Because>) = chosen.into_iter().unzip();
        let products = views(&mut reader, products, today)?.into_iter();
        let all = products.zip(because);
        Ok(all
            .map(|(product, because)| Recommendation { product, because })
            .collect())
    }

    /// What rules recommend to who bought these.
    fn by_rules(
        &self,
        reader: &mut Reader<'_>,
        bought: &BTreeSet<ProductId>,
        community: NodeId,
    ) -> Result<Vec<(ProductId, Because)>> {
        let Some(rules) = reader.find::<RecommendationRules>(RecommendationRules::ID)? else {
            return Ok(Vec::new());
        };
        let products = reader.find_all::<Product>(bought.iter().copied())?;
        let products: Vec<Product> = products.into_iter().flatten().collect();
        let mut paths: BTreeMap<CategoryId, Vec<CategoryId>> = BTreeMap::new();
        for product in &products {
            if let Entry::Vacant(entry) = paths.entry(product.category) {
                entry.insert(reader.require::<Category>(product.category)?.path.clone());
            }
        }
        let mut ideas = Vec::new();
        for rule in &rules.rules {
            let is_meant = |product: &&Product| match rule.bought {
                TopicOfRule::Product(id) => product.id == id,
                TopicOfRule::Category(id) => paths[&product.category].contains(&id),
            };
            let Some(bought) = products.iter().find(is_meant).map(|product| product.id) else {
                continue;
            };
            let because = Because::Rule {
                bought,
                reason: rule.reason.clone(),
            };
            match rule.recommend {
                TopicOfRule::Product(product) => ideas.push((product, because)),
                TopicOfRule::Category(category) => {
                    let best = ProductSearch {
                        category: Some(category),
                        community: Some(community),
                        in_stock: true,
                        sort: SortBy::Sales,
                        limit: 3,
                        ..ProductSearch::default()
                    };
                    let best = self.found(reader, &best)?.products;
                    ideas.extend(best.into_iter().map(|id| (id, because.clone())));
                }
            }
        }
        Ok(ideas)
    }
}

/// What others bought together with these.
fn by_affinity(
    reader: &mut Reader<'_>,
    seeds: &BTreeSet<ProductId>,
    wanted: usize,
) -> Result<Vec<(ProductId, Because)>> {
    let affinities = reader.find_all::<Affinity>(seeds.iter().copied())?;
    let affinities: Vec<Affinity> = affinities.into_iter().flatten().collect();
    let mut ranked: Vec<(i64, ProductId, ProductId)> = scores(&affinities, seeds)
        .into_iter()
        .map(|(product, (score, because))| (score, product, because))
        .collect();
    ranked.sort_by_key(|(score, product, _)| (std::cmp::Reverse(*score), *product));
    ranked.truncate(wanted.saturating_mul(LOOKED_AT));
    Ok(ranked
        .into_iter()
        .map(|(_, product, because)| (product, Because::BoughtTogether(because)))
        .collect())
}

/// Adds ideas that the member can buy there today until there are enough.
fn choose(
    reader: &mut Reader<'_>,
    chosen: &mut Vec<(Product, Because)>,
    ideas: Vec<(ProductId, Because)>,
    seen: &mut BTreeSet<ProductId>,
    path: &[NodeId],
    today: Day,
    wanted: usize,
) -> Result<()> {
    let products = reader.find_all::<Product>(ideas.iter().map(|(product, _)| *product))?;
    for (product, (id, because)) in products.into_iter().zip(ideas) {
        if chosen.len() == wanted {
            return Ok(());
        }
        let Some(product) = product.filter(|_| !seen.contains(&id)) else {
            continue;
        };
        let merchant = reader.require::<Merchant>(product.merchant)?;
        if why_not_sold(&product, &merchant, today, Some(path)).is_some() {
            continue;
        }
        let skus = reader.find_all::<Sku>(product.skus.iter().copied())?;
        let skus: Vec<&Sku> = skus.iter().flatten().collect();
        if available(reader, &skus)?.iter().any(|units| *units > 0) {
            seen.insert(id);
            chosen.push((product, because));
        }
    }
    Ok(())
}
