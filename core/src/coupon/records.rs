//! What is stored of coupons.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::campaign::Owner;
use crate::engine::Record;
use crate::kernel::{
    CouponId, CouponTemplateId, Error, Id, MemberId, Money, OrderId, Result, Text, Timestamp,
    TradeId,
};
use crate::pricing::{CouponBenefit, CouponOffer, Funder, Scope, Window};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// When coupons of a template can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// Between two moments.
    Dates(Window),
    /// So many days from the moment in which the member gets it, 1 to [`CouponTemplate::MAX_DAYS`].
    Days(u32),
}

/// What an order must be to bring a coupon. RULES §15.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "when")]
pub enum CouponTrigger {
    /// Lines of one order in scope cost so much after reductions, points not deducted: fresh food ≥ 100.00.
    Spends {
        /// Which lines.
        scope: Scope,
        /// How much.
        from: Money,
    },
    /// The member's first paid order with lines in scope since the template is there: the first takeaway order.
    FirstOrder {
        /// Which lines.
        scope: Scope,
    },
}

impl CouponTrigger {
    /// Which lines it looks at.
    pub const fn scope(&self) -> &Scope {
        match self {
            Self::Spends { scope, .. } | Self::FirstOrder { scope } => scope,
        }
    }
}

/// How members come by a template's coupons.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CouponSource {
    /// They claim them.
    Claimed,
    /// The owner gives them.
    Given,
    /// A paid order brings them.
    Triggered(CouponTrigger),
}

/// What coupons are and how they are had. Never changed, so that a coupon stays what it was when the member got it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CouponTerms {
    /// What people call it.
    pub name: Text<60>,
    /// What it takes off.
    pub benefit: CouponBenefit,
    /// What the lines in scope must still cost.
    #[serde(default)]
    pub threshold: Money,
    /// Which lines it is about.
    #[serde(default)]
    pub scope: Scope,
    /// Who bears it. A merchant's own staff can only let the merchant bear it.
    #[serde(default)]
    pub funder: Funder,
    /// When it can be used.
    pub validity: Validity,
    /// How members come by it.
    pub source: CouponSource,
    /// Most coupons in all; `None`: no limit.
    #[serde(default)]
    pub total: Option<u32>,
    /// Most coupons of one member, used ones counted; `None`: no limit.
    #[serde(default)]
    pub per_member: Option<u32>,
}

impl CouponTerms {
    /// Errors: `invalid_field`, `limit_exceeded` naming the field.
    pub(crate) fn validate(&self) -> Result<()> {
        self.name.require("name")?;
        self.scope.validate()?;
        self.benefit
            .validate()
            .map_err(|error| error.under("benefit"))?;
        if self.threshold.is_negative() {
            return Err(Error::invalid("threshold", "a threshold is zero or more"));
        }
        match self.validity {
            Validity::Dates(window) => window.validate()?,
            Validity::Days(days) if (1..=CouponTemplate::MAX_DAYS).contains(&days) => {}
            Validity::Days(_) => {
                return Err(Error::invalid("validity", "1 to 730 days are expected"));
            }
        }
        for (field, limit) in [("total", self.total), ("per_member", self.per_member)] {
            if limit == Some(0) {
                return Err(Error::invalid(field, "at least 1 is expected"));
            }
        }
        if let CouponSource::Triggered(trigger) = &self.source {
            (trigger.scope().validate()).map_err(|error| error.under("source"))?;
            if matches!(trigger, CouponTrigger::Spends { from, .. } if !from.is_positive()) {
                return Err(Error::invalid(
                    "source.from",
                    "an amount above zero is expected",
                ));
            }
        }
        Ok(())
    }
}

/// What coupons are made from. Counter: how many were issued less those taken back. RULES §15.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CouponTemplate {
    /// Its id.
    pub id: CouponTemplateId,
    /// Whose.
    pub owner: Owner,
    /// What its coupons are.
    #[serde(flatten)]
    pub terms: CouponTerms,
    /// No more coupons are issued; those that members hold stay good.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

impl CouponTemplate {
    /// Whether none of its coupons can be had any more.
    pub(crate) fn is_over(&self, now: Timestamp) -> bool {
        let over = matches!(self.terms.validity, Validity::Dates(window) if window.until <= now);
        self.closed || over
    }

    /// Longest validity after claiming.
    pub const MAX_DAYS: u32 = 730;
    /// Most open templates of an owner whose coupons are brought by orders.
    pub const MAX_TRIGGERED: usize = 20;
    /// Counter: coupons issued.
    pub(crate) const ISSUED: u8 = 0;
    /// Index: by node.
    pub(crate) const BY_NODE: u8 = 0;
    /// Index: by merchant.
    pub(crate) const BY_MERCHANT: u8 = 1;
}

pub(crate) const COUPON_TEMPLATE: Table = Table {
    name: "coupon_templates",
    columns: &[
        Column::id("node"),
        Column::id("merchant"),
        Column::text("name"),
    ],
    counters: &["issued"],
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
    ],
    sequenced: false,
};

impl Record for CouponTemplate {
    const TABLE: TableId = tables::COUPON_TEMPLATE;
    const WHAT: &'static str = "coupon template";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.owner.node_column(),
            self.owner.merchant_column(),
            Value::beginning(&self.terms.name),
        ]
    }
}

/// Where a coupon stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state", content = "trade")]
pub enum CouponState {
    /// The member can use it.
    Held,
    /// An unpaid trade holds it.
    Locked(TradeId),
    /// A paid trade used it.
    Used(TradeId),
    /// It was not used in time.
    Expired,
    /// The order that brought it was refunded.
    TakenBack,
}

impl CouponState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Locked(_) => "locked",
            Self::Used(_) => "used",
            Self::Expired => "expired",
            Self::TakenBack => "taken_back",
        }
    }

    /// Whether it is in the member's hands: held or locked.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Held | Self::Locked(_))
    }
}

/// How a member came by a coupon.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "how", content = "order")]
pub enum CouponOrigin {
    /// By claiming it.
    Claimed,
    /// The owner gave it.
    Given,
    /// An order brought it.
    Triggered(OrderId),
    /// The member's level brought it. RULES §14.
    Level,
}

/// A coupon in a member's hands. RULES §15.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Coupon {
    /// Its id.
    pub id: CouponId,
    /// What it was made from.
    pub template: CouponTemplateId,
    /// Whose.
    pub member: MemberId,
    /// When it can be used.
    pub window: Window,
    /// When the member got it.
    pub issued_at: Timestamp,
    /// How.
    pub origin: CouponOrigin,
    /// Where it stands.
    #[serde(flatten)]
    pub state: CouponState,
    /// When the member is warned that it expires; `None` once that is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn_at: Option<Timestamp>,
    /// The order that brought it was refunded while a trade held it: when that trade closes it is taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recalled: bool,
}

impl Coupon {
    /// Index: by member.
    pub(crate) const BY_MEMBER: u8 = 0;
    /// Index: when it expires or its member is warned.
    pub(crate) const DUE: u8 = 1;

    /// When something happens to it by itself.
    pub(crate) fn due_at(&self) -> Option<Timestamp> {
        let held = self.state == CouponState::Held;
        held.then(|| self.warn_at.unwrap_or(self.window.until))
    }

    /// As a value for the quote.
    pub(crate) fn offer(&self, template: &CouponTemplate) -> CouponOffer {
        CouponOffer {
            coupon: self.id,
            issuer: template.owner.issuer(),
            window: self.window,
            scope: template.terms.scope.clone(),
            threshold: template.terms.threshold,
            benefit: template.terms.benefit,
            funder: template.terms.funder,
        }
    }
}

pub(crate) const COUPON: Table = Table {
    name: "coupons",
    columns: &[
        Column::id("template"),
        Column::id("member"),
        Column::text("state"),
        Column::time("valid_until"),
        Column::time("due_at"),
    ],
    counters: &[],
    indexes: &[
        Index {
            name: "by_member",
            columns: &["member"],
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

impl Record for Coupon {
    const TABLE: TableId = tables::COUPON;
    const WHAT: &'static str = "coupon";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.template.into(),
            self.member.into(),
            self.state.name().into(),
            self.window.until.into(),
            Value::or_null(self.due_at()),
        ]
    }
}

/// What a member holds and had: what checkout and limits read by key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CouponWallet {
    /// Whose.
    pub member: MemberId,
    /// Coupons that are held or locked; at most [`CouponWallet::MAX_LIVE`].
    pub live: Vec<CouponId>,
    /// Per template with a limit per member, or brought by a first order: how many the member ever got.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub had: BTreeMap<CouponTemplateId, u32>,
}

impl CouponWallet {
    /// Most coupons in a member's hands.
    pub const MAX_LIVE: usize = 200;

    pub(crate) const fn empty(member: MemberId) -> Self {
        Self {
            member,
            live: Vec::new(),
            had: BTreeMap::new(),
        }
    }
}

pub(crate) const COUPON_WALLET: Table = Table {
    name: "coupon_wallets",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for CouponWallet {
    const TABLE: TableId = tables::COUPON_WALLET;
    const WHAT: &'static str = "coupon wallet";

    fn id(&self) -> Id {
        self.member.0
    }
}
