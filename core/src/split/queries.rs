//! What can be asked about splits.

use serde::{Deserialize, Serialize};

use super::booking::rule_for;
use super::records::{SplitPart, SplitRevision, SplitRule};
use super::rules::{SplitFacts, SplitStep, plan, steps};
use crate::engine::{Engine, Lookup, Operation, Target};
use crate::kernel::{Actor, MerchantId, Money, OrderId, Result, Rounding};
use crate::order::Order;

/// Who got what of an order, and why. RULES §12.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SplitExplained {
    /// The order.
    pub order: OrderId,
    /// What it brought: money, fee and points value.
    pub value: Money,
    /// What of that was refunded.
    pub refunded: Money,
    /// The name of the rule; `None`: there was none, the merchant got all.
    pub rule: Option<String>,
    /// How the parts came about; they sum to the value.
    pub steps: Vec<SplitStep>,
    /// What each party got, gave back, and whether it is owed already.
    pub parts: Vec<SplitPart>,
}

impl Engine {
    /// The rule in force for a merchant's orders (their own, else the default), or the default itself; `None`: the
    /// merchant gets all.
    pub fn split_rule(
        &self,
        actor: &Actor,
        merchant: Option<MerchantId>,
    ) -> Result<Option<SplitRule>> {
        let target = merchant.map_or(Target::Tenant, Target::Merchant);
        let mut reader = self.reader(actor, Operation::SplitRuleView, target)?;
        let rule = match merchant {
            Some(merchant) => rule_for(&mut reader, merchant)?,
            None => reader
                .find::<SplitRule>(SplitRule::id_of(None))?
                .filter(|rule| !rule.removed),
        };
        Ok(rule.map(|rule| (*rule).clone()))
    }

    /// Who got what of an order, step by step, by the rule that was in force when it was paid. `None` before it is paid.
    pub fn order_split(&self, actor: &Actor, order: OrderId) -> Result<Option<SplitExplained>> {
        let mut reader = self.reader(actor, Operation::OrderSplit, Target::Order(order))?;
        let order = reader.require::<Order>(order)?;
        let Some(split) = &order.split else {
            return Ok(None);
        };
        let rule = match split.rule {
            Some(revision) => Some(reader.require::<SplitRevision>(revision)?.rule.clone()),
            None => None,
        };
        let facts = SplitFacts::of(&order)?;
        let amounts = |parts: &[SplitPart]| -> Vec<_> {
            parts
                .iter()
                .map(|part| (part.party.clone(), part.amount))
                .collect()
        };
        // The rounding may have been set anew since: the one that gives the frozen plan is the one that was used.
        let mut explained = Vec::new();
        for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::HalfDown] {
            let again = plan(rule.as_ref(), &facts, rounding)?;
            if amounts(&again.parts) == amounts(&split.parts) {
                explained = steps(rule.as_ref(), &facts, rounding)?;
                break;
            }
        }
        Ok(Some(SplitExplained {
            order: order.id,
            value: order.value()?,
            refunded: order.refunded_value()?,
            rule: rule.map(|rule| rule.name.to_string()),
            steps: explained,
            parts: split.parts.clone(),
        }))
    }
}
