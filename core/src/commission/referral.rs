//! Promoters, and the buyers that are bound to them. RULES §12.
//!
//! There are no cycles by construction: only a promoter can have somebody bound to them, and with becoming a promoter a
//! member's own binding is fixed for good. So whoever stands above somebody became a promoter before them.

use serde::{Deserialize, Serialize};

use crate::engine::{Command, Context, Event, Lookup, Operation, Record, Target};
use crate::kernel::{Error, Id, MemberId, Result, Text, Timestamp};
use crate::member::Member;
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// Which visit binds a buyer to a promoter. RULES §12.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralPolicy {
    /// The first one, for good.
    #[default]
    FirstWins,
    /// Each visit by another promoter's card or link binds anew.
    LastWins,
    /// The first one, for so many days (the setting `referral_days`); after that the next one.
    WithinDays,
}

/// What brought the buyer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralVia {
    /// A promoter's card.
    Card,
    /// A link to a product or campaign.
    Link,
}

/// How many levels a kind of promoter has: whether who brought them earns too. At most two, fixed. RULES §12.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralLevels {
    /// Only the promoter earns.
    #[default]
    One,
    /// Who brought the promoter earns as well, on real sales only.
    Two,
}

/// A kind of promoter, e.g. 推广员, 分销商.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PromoterKind {
    /// Its short code; unique in the tenant.
    pub code: Text<40>,
    /// Its name.
    pub name: Text<60>,
    /// How many levels earn.
    pub levels: ReferralLevels,
}

impl PromoterKind {
    /// The id of a code.
    pub fn id_of(code: &str) -> Id {
        Id::derived("promoter_kind", &[code.as_bytes()])
    }
}

pub(crate) const PROMOTER_KIND: Table = Table {
    name: "promoter_kinds",
    columns: &[Column::text("code")],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for PromoterKind {
    const TABLE: TableId = tables::PROMOTER_KIND;
    const WHAT: &'static str = "kind of promoter";

    fn id(&self) -> Id {
        Self::id_of(&self.code)
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.code.as_str().into()]
    }
}

/// A member who brings buyers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Promoter {
    /// Who.
    pub member: MemberId,
    /// The code of their kind.
    pub kind: Text<40>,
    /// The promoter who brought them: the one to whom they were bound when they became one; fixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<MemberId>,
    /// Since when.
    pub since: Timestamp,
    /// Whether they still promote; an ended one earns on no new order and binds nobody.
    pub active: bool,
}

impl Promoter {
    /// Index: by who brought them.
    pub(crate) const BY_ABOVE: u8 = 0;
}

pub(crate) const PROMOTER: Table = Table {
    name: "promoters",
    columns: &[Column::id("above"), Column::text("kind")],
    counters: &[],
    indexes: &[Index {
        name: "by_above",
        columns: &["above"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Promoter {
    const TABLE: TableId = tables::PROMOTER;
    const WHAT: &'static str = "promoter";

    fn id(&self) -> Id {
        self.member.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![Value::or_null(self.above), self.kind.as_str().into()]
    }
}

/// A buyer is bound to a promoter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Referral {
    /// The buyer.
    pub member: MemberId,
    /// To whom.
    pub promoter: MemberId,
    /// What brought them.
    pub via: ReferralVia,
    /// Since when.
    pub since: Timestamp,
    /// Until when it holds; `None`: for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl Referral {
    /// Index: by promoter.
    pub(crate) const BY_PROMOTER: u8 = 0;

    fn holds(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

pub(crate) const REFERRAL: Table = Table {
    name: "referrals",
    columns: &[Column::id("promoter"), Column::time("since")],
    counters: &[],
    indexes: &[Index {
        name: "by_promoter",
        columns: &["promoter"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Referral {
    const TABLE: TableId = tables::REFERRAL;
    const WHAT: &'static str = "referral";

    fn id(&self) -> Id {
        self.member.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.promoter.into(), self.since.into()]
    }
}

/// Who earns on what a member buys now: the promoter to whom they are bound, then who brought that promoter, where the
/// promoter's kind has two levels. Never the buyer, never anybody for having brought somebody. RULES §12.
pub(crate) fn promoters_of(ctx: &mut Context<'_>, member: MemberId) -> Result<Vec<MemberId>> {
    let now = ctx.now();
    let bound = ctx.find::<Referral>(member)?;
    let Some(referral) = bound.filter(|referral| referral.holds(now)) else {
        return Ok(Vec::new());
    };
    let Some(promoter) = earns(ctx, referral.promoter)? else {
        return Ok(Vec::new());
    };
    let mut promoters = vec![promoter.member];
    if let Some(above) = promoter.above.filter(|above| *above != member) {
        let kind = ctx.require::<PromoterKind>(PromoterKind::id_of(&promoter.kind))?;
        if kind.levels == ReferralLevels::Two && earns(ctx, above)?.is_some() {
            promoters.push(above);
        }
    }
    Ok(promoters)
}

fn earns(ctx: &mut Context<'_>, member: MemberId) -> Result<Option<std::sync::Arc<Promoter>>> {
    let promoter = ctx.find::<Promoter>(member)?;
    Ok(promoter.filter(|promoter| promoter.active))
}

/// Sets a kind of promoter. What was paid before keeps its plan. Errors: `invalid_field`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SetPromoterKind {
    /// Its short code.
    pub code: Text<40>,
    /// Its name.
    pub name: Text<60>,
    /// How many levels earn; one unless told otherwise.
    #[serde(default)]
    pub levels: ReferralLevels,
}

impl Command for SetPromoterKind {
    type Answer = ();
    const OPERATION: Operation = Operation::SetPromoterKind;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.code.require("code")?;
        self.name.require("name")?;
        ctx.emit(Event::PromoterKindSet {
            code: self.code.to_string(),
            levels: self.levels,
        });
        ctx.put(PromoterKind {
            code: self.code.clone(),
            name: self.name.clone(),
            levels: self.levels,
        })
    }
}

/// Makes a member a promoter, or lets one who ended promote again. Who brought them is the promoter to whom they are
/// bound now; that is fixed from here on, whatever the policy. Nobody earns anything by it. Errors: `not_found` member or
/// kind, `already_exists`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AppointPromoter {
    /// Who.
    pub member: MemberId,
    /// The code of their kind.
    pub kind: Text<40>,
}

impl Command for AppointPromoter {
    type Answer = ();
    const OPERATION: Operation = Operation::AppointPromoter;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let member = ctx.require::<Member>(self.member)?;
        if member.is_erased() {
            return Err(Error::not_found(Member::WHAT, member.id));
        }
        ctx.require::<PromoterKind>(PromoterKind::id_of(&self.kind))?;
        let now = ctx.now();
        let promoter = match ctx.find::<Promoter>(self.member)? {
            Some(before) if before.active => {
                return Err(Error::AlreadyExists {
                    what: format!("promoter {}", self.member).into(),
                });
            }
            Some(before) => Promoter {
                kind: self.kind.clone(),
                active: true,
                ..(*before).clone()
            },
            None => {
                let bound = ctx.find::<Referral>(self.member)?;
                let bound = bound.filter(|referral| referral.holds(now));
                Promoter {
                    member: self.member,
                    kind: self.kind.clone(),
                    above: bound.map(|referral| referral.promoter),
                    since: now,
                    active: true,
                }
            }
        };
        ctx.emit(Event::PromoterAppointed {
            member: self.member,
            above: promoter.above,
        });
        ctx.put(promoter)
    }
}

/// Ends a promoter: nobody is bound to them any more and they earn on no new order; what they earned stays theirs.
/// Errors: `not_found`, also when they ended before.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EndPromoter {
    /// Who.
    pub member: MemberId,
}

impl Command for EndPromoter {
    type Answer = ();
    const OPERATION: Operation = Operation::EndPromoter;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let promoter = earns(ctx, self.member)?
            .ok_or_else(|| Error::not_found(Promoter::WHAT, self.member))?;
        ctx.emit(Event::PromoterEnded {
            member: self.member,
        });
        ctx.update(Promoter {
            active: false,
            ..(*promoter).clone()
        })
    }
}

/// What a visit did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    /// The buyer is bound to this promoter now.
    Bound,
    /// The buyer was bound before, and that holds.
    Kept,
    /// Promoters' own bindings are fixed.
    Fixed,
}

/// A member came by a promoter's card or link: binds them as the policy of their community says. Errors: `invalid_field`
/// when somebody refers themself, `not_found` member or promoter, also one who ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BindReferral {
    /// Who came.
    pub member: MemberId,
    /// Whose card or link it was.
    pub promoter: MemberId,
    /// Which of the two.
    pub via: ReferralVia,
}

impl Command for BindReferral {
    type Answer = Binding;
    const OPERATION: Operation = Operation::BindReferral;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<Binding> {
        bind(ctx, self.member, self.promoter, self.via)
    }
}

/// Binds a member who came by a promoter's card or link, as [`BindReferral`] says.
pub(crate) fn bind(
    ctx: &mut Context<'_>,
    member: MemberId,
    promoter: MemberId,
    via: ReferralVia,
) -> Result<Binding> {
    if member == promoter {
        return Err(Error::invalid("promoter", "nobody refers themself"));
    }
    let community = ctx.require::<Member>(member)?.community;
    if earns(ctx, promoter)?.is_none() {
        return Err(Error::not_found(Promoter::WHAT, promoter));
    }
    if ctx.find::<Promoter>(member)?.is_some() {
        return Ok(Binding::Fixed);
    }
    let settings = ctx.settings(community)?;
    let now = ctx.now();
    let before = ctx.find::<Referral>(member)?;
    if let Some(before) = before.filter(|before| before.holds(now)) {
        let rebinds =
            settings.referral_policy == ReferralPolicy::LastWins && before.promoter != promoter;
        if !rebinds {
            return Ok(Binding::Kept);
        }
    }
    let until = (settings.referral_policy == ReferralPolicy::WithinDays)
        .then(|| now.plus_days(settings.referral_days));
    ctx.emit(Event::ReferralBound { member, promoter });
    ctx.put(Referral {
        member,
        promoter,
        via,
        since: now,
        until,
    })?;
    Ok(Binding::Bound)
}
