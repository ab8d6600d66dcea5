//! Tags by hand, the rules, and the warning.

use serde::{Deserialize, Serialize};

use super::records::{
    Behaviour, Expression, RecommendationRule, RecommendationRules, Segment, TagRule, TagRules,
    TopicOfRule,
};
use super::rules::{check_expression, check_tag_rules};
use crate::catalog::{Category, Product};
use crate::engine::{AnyCommand, Command, Context, DueSource, Event, Lookup, Operation, Target};
use crate::kernel::{Error, MemberId, Result, SegmentId, Text};
use crate::member::Member;
use crate::schema::tables;

fn at_most(field: &'static str, count: usize, limit: usize) -> Result<()> {
    if count <= limit {
        return Ok(());
    }
    Err(Error::Limit {
        field: field.into(),
        limit: limit as u64,
    })
}

fn behaviour(ctx: &mut Context<'_>, member: MemberId) -> Result<Behaviour> {
    if let Some(known) = ctx.find::<Behaviour>(member)? {
        return Ok((*known).clone());
    }
    let community = ctx.require::<Member>(member)?.community;
    Ok(Behaviour::of(member, community))
}

/// Gives a member a tag by hand. Errors: `not_found` member, `invalid_field` tag, `limit_exceeded` beyond 50 tags.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TagMember {
    /// Whom.
    pub member: MemberId,
    /// Which tag, 1 to 20 characters.
    pub tag: Text<20>,
}

impl Command for TagMember {
    type Answer = ();
    const OPERATION: Operation = Operation::TagMember;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.tag.require("tag")?;
        let mut behaviour = behaviour(ctx, self.member)?;
        if !behaviour.tags.insert(self.tag.clone()) {
            return Ok(());
        }
        at_most("tags", behaviour.tags.len(), Behaviour::MAX_TAGS)?;
        ctx.put(behaviour)?;
        ctx.emit(Event::MemberTagged {
            member: self.member,
            tag: self.tag.as_str().to_owned(),
        });
        Ok(())
    }
}

/// Takes a tag that was given by hand away. Errors: `not_found` member. A tag that is not there stays away.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UntagMember {
    /// Whom.
    pub member: MemberId,
    /// Which tag.
    pub tag: Text<20>,
}

impl Command for UntagMember {
    type Answer = ();
    const OPERATION: Operation = Operation::UntagMember;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut behaviour = behaviour(ctx, self.member)?;
        if behaviour.tags.remove(&self.tag) {
            ctx.put(behaviour)?;
            ctx.emit(Event::MemberUntagged {
                member: self.member,
                tag: self.tag.as_str().to_owned(),
            });
        }
        Ok(())
    }
}

/// Sets all rules that give tags; they hold at once. Errors: `limit_exceeded` beyond 100, `invalid_field` naming the rule,
/// `not_found` category.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SetTagRules {
    /// The rules; a tag may have several, any of which gives it.
    pub rules: Vec<TagRule>,
}

impl Command for SetTagRules {
    type Answer = ();
    const OPERATION: Operation = Operation::SetTagRules;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        at_most("rules", self.rules.len(), TagRules::MAX)?;
        check_tag_rules(&self.rules)?;
        for rule in &self.rules {
            if let super::Condition::BoughtCategory { category, .. } = rule.condition {
                ctx.require::<Category>(category)?;
            }
        }
        ctx.put(TagRules {
            rules: self.rules.clone(),
        })?;
        ctx.emit(Event::TagRulesSet);
        Ok(())
    }
}

/// Says who belongs to a segment; one of the same name is replaced. Errors: `invalid_field`, `limit_exceeded` beyond 50 tags
/// or 5 levels.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SetSegment {
    /// Its name, 1 to 40 characters.
    pub name: Text<40>,
    /// Who is in it.
    pub members: Expression,
}

impl Command for SetSegment {
    type Answer = SegmentId;
    const OPERATION: Operation = Operation::SetSegment;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<SegmentId> {
        self.name.require("name")?;
        check_expression(&self.members)?;
        let id = Segment::id_of(&self.name);
        ctx.put(Segment {
            id,
            name: self.name.clone(),
            members: self.members.clone(),
        })?;
        ctx.emit(Event::SegmentSet { segment: id });
        Ok(id)
    }
}

/// The rules of [`SetRecommendationRules`].
pub type RecommendationRuleSet = Vec<RecommendationRule>;

/// Sets all rules that recommend this to who bought that. Errors: `limit_exceeded` beyond 100, `invalid_field` naming the
/// rule, `not_found` product or category.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SetRecommendationRules {
    /// The rules, those that matter most first.
    pub rules: RecommendationRuleSet,
}

impl Command for SetRecommendationRules {
    type Answer = ();
    const OPERATION: Operation = Operation::SetRecommendationRules;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        at_most("rules", self.rules.len(), RecommendationRules::MAX)?;
        for (place, rule) in self.rules.iter().enumerate() {
            let path = format!("rules[{place}]");
            rule.reason
                .require("reason")
                .map_err(|error| error.under(&path))?;
            if rule.bought == rule.recommend {
                return Err(Error::invalid(
                    format!("{path}.recommend"),
                    "something else than what was bought is expected",
                ));
            }
            for topic in [rule.bought, rule.recommend] {
                match topic {
                    TopicOfRule::Product(product) => drop(ctx.require::<Product>(product)?),
                    TopicOfRule::Category(category) => drop(ctx.require::<Category>(category)?),
                }
            }
        }
        ctx.put(RecommendationRules {
            rules: self.rules.clone(),
        })?;
        ctx.emit(Event::RecommendationRulesSet);
        Ok(())
    }
}

/// Warns that a member may be lost; due work. Nothing happens when they ordered meanwhile. RULES §15.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WarnChurn {
    /// Who.
    pub member: MemberId,
}

impl Command for WarnChurn {
    type Answer = ();
    const OPERATION: Operation = Operation::WarnChurn;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let known = ctx.require::<Behaviour>(self.member)?;
        let (Some(at), Some(last_order)) = (known.churn_at, known.last_order) else {
            return Ok(());
        };
        if ctx.now() < at {
            return Ok(());
        }
        let mut behaviour = (*known).clone();
        behaviour.churn_at = None;
        ctx.put(behaviour)?;
        ctx.emit(Event::ChurnWarned {
            member: self.member,
            last_order,
        });
        Ok(())
    }
}

/// Members who ordered nothing for too long.
pub(crate) const CHURN_DUE: DueSource = DueSource {
    table: tables::BEHAVIOUR,
    index: Behaviour::CHURN,
    command: |row| {
        Ok(AnyCommand::WarnChurn(WarnChurn {
            member: MemberId(row.id),
        }))
    },
};
