//! What is stored of campaigns.

use serde::{Deserialize, Serialize};

use crate::engine::{Lookup, Record, Target};
use crate::kernel::{
    CampaignId, CouponTemplateId, Error, Id, MerchantId, NodeId, Result, SegmentId, Text,
};
use crate::pricing::{
    Basis, FullBenefit, FullReduction, Funder, Issuer, Scope, TimedDiscount, TimedOffer, Window,
};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// Who makes an offer, and where it holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by", content = "id")]
pub enum Owner {
    /// A property company, for members of the node and of those below it; the platform at the root.
    Node(NodeId),
    /// A merchant, for their own goods wherever they sell.
    Merchant(MerchantId),
}

impl Owner {
    /// Whose lines an offer of this owner can be about.
    pub const fn issuer(self) -> Issuer {
        match self {
            Self::Node(_) => Issuer::Platform,
            Self::Merchant(merchant) => Issuer::Merchant(merchant),
        }
    }

    /// What whoever works on its offers must be allowed to touch.
    pub const fn target(self) -> Target {
        match self {
            Self::Node(node) => Target::Node(node),
            Self::Merchant(merchant) => Target::Merchant(merchant),
        }
    }

    pub(crate) fn node_column(self) -> Value {
        match self {
            Self::Node(node) => node.into(),
            Self::Merchant(_) => Value::Null,
        }
    }

    pub(crate) fn merchant_column(self) -> Value {
        match self {
            Self::Node(_) => Value::Null,
            Self::Merchant(merchant) => merchant.into(),
        }
    }

    pub(crate) const fn id(self) -> Id {
        match self {
            Self::Node(node) => node.0,
            Self::Merchant(merchant) => merchant.0,
        }
    }
}

/// What a campaign does to prices.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum CampaignOffer {
    /// 限时折扣: a lower unit price.
    Timed {
        /// How much lower.
        price: TimedOffer,
    },
    /// 满减, 满折, 满赠.
    Full {
        /// Which lane; in each lane of the owner the best one wins, lower ones come first.
        #[serde(default)]
        lane: u8,
        /// What it is computed from.
        #[serde(default)]
        basis: Basis,
        /// What it gives.
        benefit: FullBenefit,
    },
}

/// What can be changed of a campaign. It is told whole, so that nothing is left to guess.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CampaignTerms {
    /// What people call it.
    pub name: Text<60>,
    /// When it holds.
    pub window: Window,
    /// Which lines it is about.
    #[serde(default)]
    pub scope: Scope,
    /// Who bears it. A merchant's own staff can only let the merchant bear it.
    #[serde(default)]
    pub funder: Funder,
    /// For which segment only; `None`: for everybody. Who is not in it on the day of the order sees nothing of it. A merchant's
    /// own staff knows no segments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<SegmentId>,
    /// What it does.
    pub offer: CampaignOffer,
}

impl CampaignTerms {
    /// Errors: `invalid_field`, `limit_exceeded` naming the field.
    pub(crate) fn validate(&self) -> Result<()> {
        self.name.require("name")?;
        self.window.validate()?;
        self.scope.validate()?;
        match &self.offer {
            CampaignOffer::Timed { price } => price.validate(),
            CampaignOffer::Full { benefit, .. } => benefit.validate(),
        }
        .map_err(|error: Error| error.under("offer"))
    }
}

/// A campaign. Orders keep what it gave them; changing or ending it touches none of them. RULES §15.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// Whose.
    pub owner: Owner,
    /// What it is.
    #[serde(flatten)]
    pub terms: CampaignTerms,
    /// Whether it is over, by hand or by time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
}

impl Campaign {
    /// Most campaigns of an owner that are not over.
    pub const MAX_OPEN: usize = 20;
    /// Index: by node.
    pub(crate) const BY_NODE: u8 = 0;
    /// Index: by merchant.
    pub(crate) const BY_MERCHANT: u8 = 1;
    /// Index: when it is over.
    pub(crate) const DUE: u8 = 2;

    /// As a value for the quote, if it lowers unit prices.
    pub(crate) fn timed(&self) -> Option<TimedDiscount> {
        let CampaignOffer::Timed { price } = self.terms.offer else {
            return None;
        };
        Some(TimedDiscount {
            campaign: self.id,
            issuer: self.owner.issuer(),
            window: self.terms.window,
            scope: self.terms.scope.clone(),
            offer: price,
            funder: self.terms.funder,
        })
    }

    /// As a value for the quote, if it is a full reduction.
    pub(crate) fn full(&self) -> Option<FullReduction> {
        let CampaignOffer::Full {
            lane,
            basis,
            benefit,
        } = &self.terms.offer
        else {
            return None;
        };
        Some(FullReduction {
            campaign: self.id,
            issuer: self.owner.issuer(),
            lane: *lane,
            basis: *basis,
            window: self.terms.window,
            scope: self.terms.scope.clone(),
            benefit: benefit.clone(),
            funder: self.terms.funder,
        })
    }
}

pub(crate) const CAMPAIGN: Table = Table {
    name: "campaigns",
    columns: &[
        Column::id("node"),
        Column::id("merchant"),
        Column::text("name"),
        Column::time("begins_at"),
        Column::time("ends_at"),
        Column::time("due_at"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_node",
            columns: &["node"],
            unique: false,
        },
        Index {
            name: "by_merchant",
            columns: &["merchant"],
            unique: false,
        },
        Index {
            name: "due",
            columns: &["due_at"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Campaign {
    const TABLE: TableId = tables::CAMPAIGN;
    const WHAT: &'static str = "campaign";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        let until = self.terms.window.until;
        vec![
            self.owner.node_column(),
            self.owner.merchant_column(),
            Value::beginning(&self.terms.name),
            self.terms.window.from.into(),
            until.into(),
            Value::or_null((!self.ended).then_some(until)),
        ]
    }
}

/// The campaigns of an owner that are not over, and what its members' orders may bring: what checkout and payment read by
/// key instead of looking for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CampaignList {
    /// Whose.
    pub owner: Owner,
    /// Which; at most [`Campaign::MAX_OPEN`].
    pub campaigns: Vec<CampaignId>,
    /// Open templates whose coupons are brought by orders.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggered: Vec<CouponTemplateId>,
}

impl CampaignList {
    /// An owner's list, empty if there is none yet.
    pub(crate) fn of(reader: &mut impl Lookup, owner: Owner) -> Result<Self> {
        let list = reader.find::<Self>(owner.id())?;
        Ok(list.map_or_else(
            || Self {
                owner,
                campaigns: Vec::new(),
                triggered: Vec::new(),
            },
            |list| (*list).clone(),
        ))
    }
}

pub(crate) const CAMPAIGN_LIST: Table = Table {
    name: "campaign_lists",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for CampaignList {
    const TABLE: TableId = tables::CAMPAIGN_LIST;
    const WHAT: &'static str = "list of campaigns";

    fn id(&self) -> Id {
        self.owner.id()
    }
}
