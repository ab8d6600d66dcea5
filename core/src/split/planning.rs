//! Drawing up the plan of an order when it is paid. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::sync::Arc;

use super::records::{SplitPart, SplitPlan, SplitRevision, SplitRule, SplitSection};
use super::rules::{SplitFacts, given_back, plan};
use super::scope::{Matcher, SplitLayer};
use crate::commission::{month, referral};
use crate::engine::{Context, Lookup};
use crate::kernel::{Money, NodeId, Result};
use crate::ledger::Party;
use crate::order::Order;
use crate::org::{Node, Settings};

/// The rules that lines follow, and whether nobody earns a commission by them.
#[derive(Clone, Default)]
struct Following {
    base: Option<Arc<SplitRule>>,
    commission: Option<Arc<SplitRule>>,
    no_commission: bool,
}

impl Following {
    fn same(&self, other: &Self) -> bool {
        let id = |rule: &Option<Arc<SplitRule>>| rule.as_ref().map(|rule| rule.scope);
        id(&self.base) == id(&other.base)
            && id(&self.commission) == id(&other.commission)
            && self.no_commission == other.no_commission
    }

    fn rules(&self) -> Vec<&SplitRule> {
        let rules = [&self.base, &self.commission];
        rules.into_iter().flatten().map(|rule| &**rule).collect()
    }

    fn pays_commission(&self) -> bool {
        self.rules().iter().any(|rule| rule.pays_commission())
    }
}

/// The lines of an order that follow the same rules.
struct Group {
    following: Following,
    lines: Vec<u32>,
    fee: bool,
}

/// Who gets what of an order that is being paid: the rules in force now are followed, line by line.
pub(super) fn draw_up(
    ctx: &mut Context<'_>,
    order: &Order,
    settings: &Settings,
) -> Result<SplitPlan> {
    let community = ctx.require::<Node>(order.community)?;
    let groups = group(ctx, order, &community.path)?;
    let promoted = groups.iter().any(|group| {
        !group.following.no_commission
            && group
                .following
                .rules()
                .iter()
                .any(|rule| rule.pays_promoters())
    });
    let promoters = if promoted {
        referral::promoters_of(ctx, order.member)?
    } else {
        Vec::new()
    };
    let own = order.own_station && !settings.commission_on_own_orders;
    let leader = order.station.filter(|_| !own);
    let mut sections = Vec::with_capacity(groups.len());
    for group in groups {
        let following = group.following;
        let revision = |rule: &Option<Arc<SplitRule>>| {
            let id = |rule: &SplitRule| {
                SplitRevision::id_of(rule.scope.rule_id(rule.layer), rule.revision)
            };
            rule.as_deref().map(id)
        };
        let mut section = SplitSection {
            rule: revision(&following.base),
            commission: revision(&following.commission),
            tier: None,
            lines: group.lines,
            fee: group.fee,
            parts: 0,
            withheld: Money::ZERO,
        };
        let mut facts = SplitFacts::of(order, &section)?;
        facts.path.clone_from(&community.path);
        if !following.no_commission {
            facts.station = leader;
            facts.promoters.clone_from(&promoters);
        }
        let tiers = following
            .commission
            .as_ref()
            .is_some_and(|rule| rule.has_tiers());
        if let Some(station) = facts.station.filter(|_| tiers && facts.value.is_positive()) {
            let tier = month::sell(ctx, station, order.merchant, facts.value)?;
            facts.tier = tier.commission;
            section.tier = Some(tier);
        }
        let parts = plan(&following.rules(), &facts, settings.rounding)?;
        sections.push((section, parts));
    }
    Ok(SplitPlan::of(sections, promoters))
}

/// The lines that follow the same rules, together; the delivery fee follows the rule for the merchant as a whole, and
/// brings no commission by commission rules.
fn group(ctx: &mut Context<'_>, order: &Order, path: &[NodeId]) -> Result<Vec<Group>> {
    let mut matcher = Matcher::new(ctx, order.merchant, path)?;
    let mut groups: Vec<Group> = Vec::with_capacity(1);
    for (place, line) in (0_u32..).zip(&order.lines) {
        let mut following = Following {
            base: matcher.rule(ctx, SplitLayer::Base, Some(line.product))?,
            commission: matcher.rule(ctx, SplitLayer::Commission, Some(line.product))?,
            no_commission: false,
        };
        following.no_commission = line.no_commission && following.pays_commission();
        add(&mut groups, following, Some(place));
    }
    if order.fee.is_positive() || groups.is_empty() {
        let following = Following {
            base: matcher.rule(ctx, SplitLayer::Base, None)?,
            ..Following::default()
        };
        add(&mut groups, following, None);
    } else if let [only] = &mut groups[..] {
        // An order without a fee is one section whole.
        only.fee = true;
    }
    Ok(groups)
}

fn add(groups: &mut Vec<Group>, following: Following, line: Option<u32>) {
    if let Some(group) = groups
        .iter_mut()
        .find(|group| group.following.same(&following))
    {
        group.lines.extend(line);
        group.fee |= line.is_none();
        return;
    }
    groups.push(Group {
        following,
        lines: line.into_iter().collect(),
        fee: line.is_none(),
    });
}

/// What every part of an order's plan has given back in all by what was refunded so far: section by section, each as an
/// order of its own. RULES §12.
pub(crate) fn given_back_by(order: &Order, plan: &SplitPlan) -> Result<Vec<Money>> {
    let mut given = Vec::with_capacity(plan.parts.len());
    let mut parts: &[SplitPart] = &plan.parts;
    for section in plan.sections(order.lines.len()) {
        let (own, rest) = parts.split_at((section.parts as usize).min(parts.len()));
        let amounts: Vec<Money> = own.iter().map(|part| part.amount).collect();
        given.extend(given_back(
            &amounts,
            section.value(order)?,
            section.refunded_value(order)?,
        )?);
        parts = rest;
    }
    Ok(given)
}

/// The facts of a section of an order that was paid: who earned a commission is who has a part.
pub(super) fn frozen_facts(
    order: &Order,
    plan: &SplitPlan,
    section: &SplitSection,
    parts: &[SplitPart],
    path: &[NodeId],
) -> Result<SplitFacts> {
    let mut facts = SplitFacts::of(order, section)?;
    facts.path = path.to_vec();
    facts.station = order.station.filter(|station| {
        parts
            .iter()
            .any(|part| part.party == Party::Leader(*station))
    });
    if parts
        .iter()
        .any(|part| matches!(part.party, Party::Promoter(_)))
    {
        facts.promoters.clone_from(&plan.promoters);
    }
    Ok(facts)
}
