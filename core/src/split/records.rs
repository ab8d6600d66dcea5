//! What is stored of split rules and plans.

use serde::{Deserialize, Serialize};

use super::scope::{SplitLayer, SplitScope};
use crate::engine::Record;
use crate::kernel::{Id, MemberId, Money, Month, Rate, Text};
use crate::ledger::Party;
use crate::schema::tables;
use crate::settlement::SettleTrigger;
use crate::store::{Table, TableId};

/// What a share is computed from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareBasis {
    /// What the order brings.
    OrderAmount,
    /// What its lines with a supply price bring less what their supplier gets, at least zero.
    PriceDifference,
}

/// How much of the basis.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareAmount {
    /// A part of it.
    Percent(Rate),
    /// That much per order, or per part of an order that falls under the rule.
    Fixed(Money),
    /// That much per unit sold.
    PerPiece(Money),
    /// By the leader's sales of the month: the tiers of the setting `leader_tiers`. In commission rules, of the order
    /// amount, for the leader alone, without floor and cap.
    Tiers,
}

/// Who a share goes to; the order says which one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareReceiver {
    /// The property company of the order's community.
    Property,
    /// The platform.
    Platform,
    /// The leader of the order's station; without a station the merchant keeps it.
    Leader,
    /// The property company at a depth of the tree above the community: 0 is the root (集团), 1 the city (城市公司). Where
    /// the tree is not that deep, that of the community.
    PropertyAt(u8),
    /// The promoter to whom the buyer is bound; without one the merchant keeps it. In commission rules.
    Promoter,
    /// Who brought that promoter, where the promoter's kind has two levels. In commission rules.
    PromoterAbove,
}

impl ShareReceiver {
    /// Whether it earns by selling, so that a line without commission brings it nothing.
    pub const fn earns_commission(self) -> bool {
        matches!(self, Self::Leader | Self::Promoter | Self::PromoterAbove)
    }
}

/// One share, or a fee that several share.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ShareRule {
    /// What it is computed from.
    pub basis: ShareBasis,
    /// How much.
    pub amount: ShareAmount,
    /// At least this much, as far as the order brings it.
    #[serde(default)]
    pub floor: Option<Money>,
    /// At most this much.
    #[serde(default)]
    pub cap: Option<Money>,
    /// Who gets it, by weight; one receiver gets all of it.
    pub receivers: Vec<(ShareReceiver, u32)>,
}

/// How what falls under a scope is split; the merchant gets what remains. RULES §12.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SplitRule {
    /// Base or commission.
    #[serde(default, skip_serializing_if = "SplitLayer::is_base")]
    pub layer: SplitLayer,
    /// Which goods, where.
    pub scope: SplitScope,
    /// What people call it.
    pub name: Text<60>,
    /// Grows with each change; orders remember by which revision they were split.
    pub revision: u32,
    /// Whether it is in force no more; it stays so that its revisions go on counting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
    /// Dealt in this order, each as far as the order brings it; at most [`SplitRule::MAX_SHARES`].
    pub shares: Vec<ShareRule>,
}

impl SplitRule {
    /// Most shares of a rule.
    pub const MAX_SHARES: usize = 20;
    /// Most receivers of a share, and their largest weight.
    pub const MAX_RECEIVERS: usize = 10;
    /// Largest weight of a receiver.
    pub const MAX_WEIGHT: u32 = 1_000_000;

    /// Whether somebody who earns by selling is among the receivers.
    pub fn pays_commission(&self) -> bool {
        let mut receivers = self.shares.iter().flat_map(|share| &share.receivers);
        receivers.any(|(receiver, _)| receiver.earns_commission())
    }

    /// Whether a promoter is among the receivers.
    pub fn pays_promoters(&self) -> bool {
        let mut receivers = self.shares.iter().flat_map(|share| &share.receivers);
        receivers.any(|(receiver, _)| {
            matches!(
                receiver,
                ShareReceiver::Promoter | ShareReceiver::PromoterAbove
            )
        })
    }

    /// Whether the leader earns by the tiers of the month.
    pub fn has_tiers(&self) -> bool {
        self.shares
            .iter()
            .any(|share| share.amount == ShareAmount::Tiers)
    }
}

/// What a rule said at one time; never changed, so that the split of any order can be explained. RULES §12.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SplitRevision {
    /// Computed from the rule's id and the revision.
    pub id: Id,
    /// The rule as it was.
    pub rule: SplitRule,
}

impl SplitRevision {
    /// The id of a revision of a rule.
    pub fn id_of(rule: Id, revision: u32) -> Id {
        Id::derived("split_revision", &[rule.bytes(), &revision.to_be_bytes()])
    }
}

pub(crate) const SPLIT_REVISION: Table = Table {
    name: "split_revisions",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for SplitRevision {
    const TABLE: TableId = tables::SPLIT_REVISION;
    const WHAT: &'static str = "revision of a split rule";

    fn id(&self) -> Id {
        self.id
    }
}

pub(crate) const SPLIT_RULE: Table = Table {
    name: "split_rules",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for SplitRule {
    const TABLE: TableId = tables::SPLIT_RULE;
    const WHAT: &'static str = "split rule";

    fn id(&self) -> Id {
        self.scope.rule_id(self.layer)
    }
}

/// Where a part stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartState {
    /// It may still come back: the party's pending account.
    #[default]
    Pending,
    /// It is owed to the party: their payable account, which is settled by itself.
    Payable,
    /// It is owed to a leader or promoter who withdraws it: their commission account.
    Withdrawable,
}

impl PartState {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde's skip_serializing_if passes a reference"
    )]
    fn is_pending(&self) -> bool {
        *self == Self::Pending
    }
}

/// One party's part of an order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SplitPart {
    /// Who.
    pub party: Party,
    /// How much, zero or more.
    pub amount: Money,
    /// How much of it was given back by refunds so far. The merchant's may pass its amount by a few smallest units until
    /// everything is refunded, because the others' parts are rounded down.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub taken_back: Money,
    /// Whether what is left of it is owed already.
    #[serde(default, skip_serializing_if = "PartState::is_pending")]
    pub state: PartState,
    /// When it becomes payable, fixed at payment; `None`: as [`SettleTrigger::usual`] says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<SettleTrigger>,
}

impl SplitPart {
    /// When it becomes payable.
    pub fn trigger(&self) -> SettleTrigger {
        self.on.unwrap_or_else(|| SettleTrigger::usual(&self.party))
    }
}

/// What of an order earned the leader a commission by the tiers of a month. RULES §12.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TierShare {
    /// The leader's month in which the sale counts.
    pub month: Month,
    /// The leader's sales of that month before it, as far as they were known at payment.
    pub before: Money,
    /// What was sold.
    pub sales: Money,
    /// What the tiers give for it: the part of the month's sales from `before` to `before` and `sales`.
    pub commission: Money,
}

/// Lines of an order that fall under the same rules; they are split as an order of their own would be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SplitSection {
    /// The [`SplitRevision`] of the base that was followed; `None`: there was no rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Id>,
    /// The [`SplitRevision`] of the commission that was followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commission: Option<Id>,
    /// What of it counts for the leader's month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<TierShare>,
    /// The lines, by their place in the order.
    pub lines: Vec<u32>,
    /// Whether the delivery fee belongs to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fee: bool,
    /// How many of the plan's parts are its own.
    pub parts: u32,
    /// What refunds of its lines kept back, where the order has several sections.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub withheld: Money,
}

/// Who gets what of one order: fixed at payment, never changed by later rules. RULES §12.
///
/// Mostly all of an order falls under the same rules. Otherwise it has [sections](Self::sections), each with parts of its
/// own; the parts of a section sum to what its lines bring, the merchant's part comes last and takes what the others leave.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SplitPlan {
    /// They sum to what the order brings.
    pub parts: Vec<SplitPart>,
    /// The [`SplitRevision`] of the base that all of it follows; `None`: there was no rule, or there are sections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Id>,
    /// The [`SplitRevision`] of the commission that all of it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commission: Option<Id>,
    /// What of it counts for the leader's month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<TierShare>,
    /// The promoter to whom the buyer was bound, then who brought that promoter, as far as they share.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promoters: Vec<MemberId>,
    /// In the order of the parts; empty when all of the order is one section.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) sections: Vec<SplitSection>,
}

impl SplitPlan {
    /// A plan of these sections with their parts.
    pub(crate) fn of(
        sections: Vec<(SplitSection, Vec<SplitPart>)>,
        promoters: Vec<MemberId>,
    ) -> Self {
        let mut plan = Self {
            promoters,
            ..Self::default()
        };
        for (mut section, parts) in sections {
            section.parts = u32::try_from(parts.len()).unwrap_or(u32::MAX);
            plan.parts.extend(parts);
            plan.sections.push(section);
        }
        if let [only] = &plan.sections[..] {
            plan.rule = only.rule;
            plan.commission = only.commission;
            plan.tier = only.tier;
            plan.sections.clear();
        }
        plan
    }

    /// The sections of an order of so many lines, at least one.
    pub fn sections(&self, lines: usize) -> Vec<SplitSection> {
        if !self.sections.is_empty() {
            return self.sections.clone();
        }
        vec![SplitSection {
            rule: self.rule,
            commission: self.commission,
            tier: self.tier,
            lines: (0..u32::try_from(lines).unwrap_or(u32::MAX)).collect(),
            fee: true,
            parts: u32::try_from(self.parts.len()).unwrap_or(u32::MAX),
            withheld: Money::ZERO,
        }]
    }
}
