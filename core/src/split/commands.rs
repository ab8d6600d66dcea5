//! Setting split rules. RULES §12.

use serde::{Deserialize, Serialize};

use super::records::{ShareRule, SplitRevision, SplitRule};
use super::rules::validate;
use crate::engine::{Command, Context, Event, Lookup, Operation, Record, Target};
use crate::kernel::{Error, MerchantId, Result, Text};
use crate::merchant::Merchant;

fn target(merchant: Option<MerchantId>) -> Target {
    merchant.map_or(Target::Tenant, Target::Merchant)
}

/// Sets how orders paid from now on are split; what was paid before keeps its plan. Errors: `invalid_field` naming the
/// share that is wrong or with which the rule could pay out more than an order brings, `limit_exceeded`, `not_found`
/// merchant.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SetSplitRule {
    /// Whose orders; `None`: of every merchant without a rule of its own.
    pub merchant: Option<MerchantId>,
    /// What people call it.
    pub name: Text<60>,
    /// Dealt in this order; at most [`SplitRule::MAX_SHARES`].
    pub shares: Vec<ShareRule>,
}

impl Command for SetSplitRule {
    type Answer = ();
    const OPERATION: Operation = Operation::SetSplitRule;

    fn target(&self) -> Target {
        target(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let before = ctx.find::<SplitRule>(SplitRule::id_of(self.merchant))?;
        let rule = SplitRule {
            merchant: self.merchant,
            name: self.name.clone(),
            revision: before.map_or(1, |before| before.revision.saturating_add(1)),
            removed: false,
            shares: self.shares.clone(),
        };
        validate(&rule)?;
        if let Some(merchant) = self.merchant {
            ctx.require::<Merchant>(merchant)?;
        }
        ctx.insert(SplitRevision {
            id: SplitRevision::id_of(rule.merchant, rule.revision),
            rule: rule.clone(),
        })?;
        ctx.emit(Event::SplitRuleSet {
            merchant: rule.merchant,
            revision: rule.revision,
        });
        ctx.put(rule)
    }
}

/// Removes a rule: a merchant's orders follow the default from now on, without a default merchants get all. Errors:
/// `not_found`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RemoveSplitRule {
    /// Whose; `None`: the default.
    pub merchant: Option<MerchantId>,
}

impl Command for RemoveSplitRule {
    type Answer = ();
    const OPERATION: Operation = Operation::RemoveSplitRule;

    fn target(&self) -> Target {
        target(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let id = SplitRule::id_of(self.merchant);
        let mut rule = (*ctx.require::<SplitRule>(id)?).clone();
        if rule.removed {
            return Err(Error::not_found(SplitRule::WHAT, id));
        }
        rule.removed = true;
        ctx.update(rule)?;
        ctx.emit(Event::SplitRuleRemoved {
            merchant: self.merchant,
        });
        Ok(())
    }
}
