//! What is stored of split rules and plans.

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{Id, MerchantId, Money, Rate, Text};
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
    /// That much per order.
    Fixed(Money),
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

/// How the orders of a merchant, or of every merchant without a rule of its own, are split; the merchant gets what
/// remains. RULES §12.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SplitRule {
    /// Whose orders; `None`: the tenant's default.
    pub merchant: Option<MerchantId>,
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

    /// The id of the rule of a merchant, or of the default rule.
    pub fn id_of(merchant: Option<MerchantId>) -> Id {
        merchant.map_or_else(|| Id::derived("split_rule", &[b"default"]), Id::from)
    }
}

/// What a rule said at one time; never changed, so that the split of any order can be explained. RULES §12.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SplitRevision {
    /// Computed from merchant and revision.
    pub id: Id,
    /// The rule as it was.
    pub rule: SplitRule,
}

impl SplitRevision {
    /// The id of a revision of a rule.
    pub fn id_of(merchant: Option<MerchantId>, revision: u32) -> Id {
        Id::derived(
            "split_revision",
            &[SplitRule::id_of(merchant).bytes(), &revision.to_be_bytes()],
        )
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
        Self::id_of(self.merchant)
    }
}

/// Where a part stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartState {
    /// It may still come back: the party's pending account.
    #[default]
    Pending,
    /// It is owed to the party: their payable account.
    Payable,
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

/// Who gets what of one order: fixed at payment, never changed by later rules. The merchant's part comes last and takes
/// what the others leave. RULES §12.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SplitPlan {
    /// They sum to what the order brings.
    pub parts: Vec<SplitPart>,
    /// The [`SplitRevision`] that was followed; `None`: there was no rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Id>,
}
