//! What can be asked about splits.

use serde::{Deserialize, Serialize};

use super::planning::frozen_facts;
use super::records::{SplitPart, SplitPlan, SplitRevision, SplitRule, SplitSection};
use super::rules::{SplitStep, plan, steps};
use super::scope::{Matcher, SplitLayer, SplitScope};
use crate::catalog::Product;
use crate::engine::{Engine, Lookup, Operation, Record, Target, page_limit};
use crate::kernel::{Actor, Id, MerchantId, Money, NodeId, OrderId, ProductId, Result, Rounding};
use crate::order::Order;
use crate::org::Node;
use crate::store::{Place, Scan};

/// Who got what of an order, and why. RULES §12.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SplitExplained {
    /// The order.
    pub order: OrderId,
    /// What it brought: money, fee and points value.
    pub value: Money,
    /// What of that was refunded.
    pub refunded: Money,
    /// Its lines by the rules that they follow; their values sum to the order's.
    pub sections: Vec<SectionExplained>,
    /// What each party got, gave back, and whether it is owed already; section by section.
    pub parts: Vec<SplitPart>,
}

/// The lines that follow the same rules, and how their parts came about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SectionExplained {
    /// The lines, the rules' revisions, and what counts for the leader's month.
    pub section: SplitSection,
    /// What they brought.
    pub value: Money,
    /// The name of the base rule; `None`: there was none.
    pub rule: Option<String>,
    /// The name of the commission rule; `None`: there was none.
    pub commission: Option<String>,
    /// How the parts came about; they sum to the value.
    pub steps: Vec<SplitStep>,
}

impl Engine {
    /// The base rule in force for a merchant's orders as a whole (their own, else the default), or the default itself;
    /// `None`: the merchant gets all.
    pub fn split_rule(
        &self,
        actor: &Actor,
        merchant: Option<MerchantId>,
    ) -> Result<Option<SplitRule>> {
        let target = merchant.map_or(Target::Tenant, Target::Merchant);
        let mut reader = self.reader(actor, Operation::SplitRuleView, target)?;
        let scopes = merchant.map(SplitScope::merchant);
        for scope in scopes.into_iter().chain([SplitScope::EVERYTHING]) {
            let rule = reader.find::<SplitRule>(scope.rule_id(SplitLayer::Base))?;
            if let Some(rule) = rule.filter(|rule| !rule.removed) {
                return Ok(Some((*rule).clone()));
            }
        }
        Ok(None)
    }

    /// The split rules in force behind `after`, by id, at most `limit` (1–500); a page may be shorter though there is
    /// more, so ask until one is empty.
    pub fn split_rules(
        &self,
        actor: &Actor,
        after: Option<Id>,
        limit: u32,
    ) -> Result<Vec<SplitRule>> {
        let reader = self.reader(actor, Operation::SplitRules, Target::Tenant)?;
        let mut scan = Scan {
            after: after.map(|id| Place {
                values: Vec::new(),
                id,
            }),
            ..Scan::all(SplitRule::TABLE, page_limit(limit)?)
        };
        loop {
            let (mut rules, next) = reader.page::<SplitRule>(&scan)?;
            rules.retain(|rule| !rule.removed);
            match next {
                Some(place) if rules.is_empty() => scan.after = Some(place),
                _ => return Ok(rules),
            }
        }
    }

    /// The rules that a product's sales in a community follow: the base's, then the commission's, each the most specific
    /// one, if there is one.
    pub fn split_rules_for(
        &self,
        actor: &Actor,
        product: ProductId,
        community: NodeId,
    ) -> Result<Vec<SplitRule>> {
        let target = Target::Product(product);
        let mut reader = self.reader(actor, Operation::SplitRulesFor, target)?;
        let merchant = reader.require::<Product>(product)?.merchant;
        let community = reader.require::<Node>(community)?;
        let mut matcher = Matcher::new(&mut reader, merchant, &community.path)?;
        let mut rules = Vec::new();
        for layer in SplitLayer::ALL {
            let rule = matcher.rule(&mut reader, layer, Some(product))?;
            rules.extend(rule.map(|rule| (*rule).clone()));
        }
        Ok(rules)
    }

    /// Who got what of an order, section by section and step by step, by the rules that were in force when it was paid.
    /// `None` before it is paid.
    pub fn order_split(&self, actor: &Actor, order: OrderId) -> Result<Option<SplitExplained>> {
        let mut reader = self.reader(actor, Operation::OrderSplit, Target::Order(order))?;
        let order = reader.require::<Order>(order)?;
        let Some(split) = &order.split else {
            return Ok(None);
        };
        let path = reader.require::<Node>(order.community)?.path.clone();
        let mut sections = Vec::new();
        let mut parts: &[SplitPart] = &split.parts;
        for section in split.sections(order.lines.len()) {
            let (own, rest) = parts.split_at((section.parts as usize).min(parts.len()));
            sections.push(explain(&mut reader, &order, split, section, own, &path)?);
            parts = rest;
        }
        Ok(Some(SplitExplained {
            order: order.id,
            value: order.value()?,
            refunded: order.refunded_value()?,
            sections,
            parts: split.parts.clone(),
        }))
    }
}

fn explain(
    lookup: &mut impl Lookup,
    order: &Order,
    split: &SplitPlan,
    section: SplitSection,
    parts: &[SplitPart],
    path: &[NodeId],
) -> Result<SectionExplained> {
    let mut revision = |id: Option<Id>| {
        let revision = id
            .map(|id| lookup.require::<SplitRevision>(id))
            .transpose()?;
        Ok::<_, crate::kernel::Error>(revision.map(|revision| revision.rule.clone()))
    };
    let (base, commission) = (revision(section.rule)?, revision(section.commission)?);
    let rules: Vec<&SplitRule> = [&base, &commission].into_iter().flatten().collect();
    let facts = frozen_facts(order, split, &section, parts, path)?;
    let amounts = |parts: &[SplitPart]| -> Vec<_> {
        parts
            .iter()
            .map(|part| (part.party.clone(), part.amount))
            .collect()
    };
    // The rounding may have been set anew since: the one that gives the frozen plan is the one that was used.
    let mut explained = Vec::new();
    for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::HalfDown] {
        if amounts(&plan(&rules, &facts, rounding)?) == amounts(parts) {
            explained = steps(&rules, &facts, rounding)?;
            break;
        }
    }
    Ok(SectionExplained {
        value: facts.value,
        rule: base.map(|rule| rule.name.to_string()),
        commission: commission.map(|rule| rule.name.to_string()),
        steps: explained,
        section,
    })
}
