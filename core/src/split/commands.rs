//! Setting split rules. RULES §12.

use serde::{Deserialize, Serialize};

use super::records::{ShareRule, SplitRevision, SplitRule};
use super::rules::{percent_of, validate};
use super::scope::{SplitLayer, SplitRuleBook, SplitScope};
use crate::engine::{Command, Context, Event, Lookup, Operation, Record, Target};
use crate::kernel::{Error, Rate, Result, Text};

fn target(scope: &SplitScope) -> Target {
    scope.merchant.map_or(Target::Tenant, Target::Merchant)
}

/// Sets how what is paid from now on is split where the scope's rule is the most specific one; what was paid before keeps
/// its plan.
///
/// Errors: `invalid_field` naming the share that is wrong or with which the rule, alone or together with a rule of the
/// other layer, could pay out more than an order brings; `limit_exceeded`; `not_found` merchant, category, product, node.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SetSplitRule {
    /// Fees and shares, or what is earned by selling.
    #[serde(default)]
    pub layer: SplitLayer,
    /// Which goods, where.
    #[serde(default)]
    pub scope: SplitScope,
    /// What people call it.
    pub name: Text<60>,
    /// Dealt in this order; at most [`SplitRule::MAX_SHARES`].
    pub shares: Vec<ShareRule>,
}

impl Command for SetSplitRule {
    type Answer = ();
    const OPERATION: Operation = Operation::SetSplitRule;

    fn target(&self) -> Target {
        target(&self.scope)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let id = self.scope.rule_id(self.layer);
        let before = ctx.find::<SplitRule>(id)?;
        let rule = SplitRule {
            layer: self.layer,
            scope: self.scope,
            name: self.name.clone(),
            revision: (before.as_ref()).map_or(1, |before| before.revision.saturating_add(1)),
            removed: false,
            shares: self.shares.clone(),
        };
        validate(&rule)?;
        let shape = self.scope.shape(ctx)?;
        let percent = percent_of(&rule)?;
        let mut book = book(ctx)?;
        if let Some(before) = before.filter(|before| !before.removed) {
            book.strike(self.layer, shape, percent_of(&before)?);
        }
        book.enter(self.layer, shape, percent);
        check_together(&book)?;
        ctx.put(book)?;
        ctx.insert(SplitRevision {
            id: SplitRevision::id_of(id, rule.revision),
            rule: rule.clone(),
        })?;
        ctx.emit(Event::SplitRuleSet {
            layer: rule.layer,
            scope: rule.scope,
            revision: rule.revision,
        });
        ctx.put(rule)
    }
}

/// Removes a rule: what fell under it follows the next most specific one from now on; where there is none the merchant
/// gets all. Errors: `not_found`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RemoveSplitRule {
    /// Of which layer.
    #[serde(default)]
    pub layer: SplitLayer,
    /// Which goods, where.
    #[serde(default)]
    pub scope: SplitScope,
}

impl Command for RemoveSplitRule {
    type Answer = ();
    const OPERATION: Operation = Operation::RemoveSplitRule;

    fn target(&self) -> Target {
        target(&self.scope)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let id = self.scope.rule_id(self.layer);
        let mut rule = (*ctx.require::<SplitRule>(id)?).clone();
        if rule.removed {
            return Err(Error::not_found(SplitRule::WHAT, id));
        }
        let shape = self.scope.shape(ctx)?;
        let mut book = book(ctx)?;
        book.strike(self.layer, shape, percent_of(&rule)?);
        ctx.put(book)?;
        rule.removed = true;
        ctx.update(rule)?;
        ctx.emit(Event::SplitRuleRemoved {
            layer: self.layer,
            scope: self.scope,
        });
        Ok(())
    }
}

fn book(ctx: &mut Context<'_>) -> Result<SplitRuleBook> {
    let book = ctx.find::<SplitRuleBook>(SplitRuleBook::ID)?;
    Ok(book.map_or_else(SplitRuleBook::default, |book| (*book).clone()))
}

/// No rule of one layer may pay out, with any rule of the other one, more than an order brings.
fn check_together(book: &SplitRuleBook) -> Result<()> {
    let [base, commission] = SplitLayer::ALL.map(|layer| book.most(layer));
    if base.decimal().saturating_add(commission.decimal()) > Rate::ONE.decimal() {
        return Err(Error::invalid(
            "shares",
            format!(
                "base rules take up to {} and commission rules up to {} of an order: one whose goods have a supply \
                 price of zero would pay out more than it brings",
                base.decimal(),
                commission.decimal()
            ),
        ));
    }
    if book.kinds() > SplitRuleBook::MAX_KINDS {
        return Err(Error::Limit {
            field: "shares".into(),
            limit: SplitRuleBook::MAX_KINDS as u64,
        });
    }
    Ok(())
}
