//! Setting the levels, growth from other sources, and what is due. RULES §14.

use serde::{Deserialize, Serialize};

use super::LevelReason;
use super::moves::{change, community_of};
use super::records::{Level, Levels, Standing};
use super::rules::check_levels;
use crate::coupon::{CouponSource, CouponTemplate};
use crate::engine::{
    AnyCommand, Command, Context, DueSource, Event, Lookup, Operation, Prefetch, Record, Target,
};
use crate::kernel::{Error, MemberId, Points, Result, Text};
use crate::member::Member;
use crate::points::moves::today;
use crate::schema::tables;
use crate::store::{Place, Scan};

/// Members that one step of [`ReviewLevels`] looks at.
const MEMBERS: u32 = 250;

/// Sets the levels of the tenant. Members keep their level by its code; those whose growth is enough for more rise, and
/// members of a level that is gone get what their growth is enough for, in the steps of [`ReviewLevels`]. A monthly gift
/// that is new is given from the next month on.
///
/// Errors: `invalid_field` naming `levels[n].…`, also for coupons that are not given or can no longer be had,
/// `limit_exceeded` beyond 20 levels or 5 templates of coupons, `not_found` for a template.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SetLevels {
    /// Lowest first.
    pub levels: Vec<Level>,
}

impl Command for SetLevels {
    type Answer = ();
    const OPERATION: Operation = Operation::SetLevels;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        check_levels(&self.levels)?;
        self.check_coupons(ctx)?;
        let before = ctx.find::<Levels>(Levels::ID)?;
        let next_month = today(ctx)?.first_of_month().month_after(1);
        let mut levels = self.levels.clone();
        for level in &mut levels {
            let old = before.iter().flat_map(|before| &before.levels);
            let old = old
                .filter(|old| old.code == level.code)
                .find_map(|old| old.gift_since);
            let gives = level.gives_monthly();
            level.gift_since = gives.then(|| old.unwrap_or(next_month));
        }
        ctx.put(Levels {
            levels,
            looked_at: None,
            due_at: Some(ctx.now()),
        })?;
        ctx.emit(Event::LevelsSet);
        Ok(())
    }
}

impl SetLevels {
    /// Coupons of levels are such as are given.
    fn check_coupons(&self, ctx: &mut Context<'_>) -> Result<()> {
        for (place, level) in self.levels.iter().enumerate() {
            for (field, coupons) in [
                ("monthly_coupons", &level.monthly_coupons),
                ("welcome_coupons", &level.welcome_coupons),
            ] {
                for id in coupons {
                    let template = ctx.require::<CouponTemplate>(*id)?;
                    if template.terms.source != CouponSource::Given || template.is_over(ctx.now()) {
                        return Err(Error::invalid(
                            format!("levels[{place}].{field}"),
                            "a template of coupons that are given is expected, not closed and not over",
                        ));
                    }
                }
            }
        }
        Ok(())
    }
}

/// After the levels were set: looks at the next 250 members, lets those rise whose growth is enough, and keeps when
/// something is due for each. Due work; nothing when all were looked at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReviewLevels {}

impl Command for ReviewLevels {
    type Answer = ();
    const OPERATION: Operation = Operation::ReviewLevels;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let Some(found) = ctx.find::<Levels>(Levels::ID)? else {
            return Ok(());
        };
        if found.due_at.is_none() {
            return Ok(());
        }
        // Whoever registers later meets the new levels; whoever registered before is seen by the scan.
        ctx.require_committed::<Levels>(Levels::ID)?;
        let scan = Scan {
            after: found.looked_at.map(|member| Place {
                values: Vec::new(),
                id: member.0,
            }),
            ..Scan::all(Member::TABLE, MEMBERS)
        };
        let (members, next) = ctx.frozen::<Member>(&scan)?;
        ctx.preload::<Standing>(members.iter().map(|member| member.id.0))?;
        for member in &members {
            change(
                ctx,
                (member.id, member.community),
                LevelReason::LevelsChanged,
                super::Standing::rise,
            )?;
        }
        let mut levels = (*found).clone();
        levels.looked_at = members.last().map(|member| member.id);
        if next.is_none() {
            levels.looked_at = None;
            levels.due_at = None;
        }
        ctx.update(levels)
    }
}

/// The members are to be looked at again.
pub(crate) const LEVELS_DUE: DueSource = DueSource {
    table: tables::LEVELS,
    index: Levels::DUE,
    command: |_| Ok(AnyCommand::ReviewLevels(ReviewLevels {})),
};

/// Gives a member growth for something else than buying, or takes some away. Errors: `invalid_field` for none or more than
/// 10,000,000, for an empty reason, or while the tenant has no levels; `not_found`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GrantGrowth {
    /// Who.
    pub member: MemberId,
    /// How much; below zero takes away.
    pub growth: i64,
    /// Why.
    pub reason: Text<200>,
}

impl GrantGrowth {
    /// Most growth of one grant.
    pub const MAX: u64 = 10_000_000;
}

impl Command for GrantGrowth {
    type Answer = ();
    const OPERATION: Operation = Operation::GrantGrowth;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Member>(self.member);
        wanted.want::<Standing>(self.member);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.reason.require("reason")?;
        if self.growth == 0 || self.growth.unsigned_abs() > Self::MAX {
            return Err(Error::invalid(
                "growth",
                "1 to 10,000,000 are expected, or as many below zero",
            ));
        }
        if ctx.find::<Levels>(Levels::ID)?.is_none() {
            return Err(Error::invalid("growth", "the tenant has no levels"));
        }
        let community = community_of(ctx, self.member)?;
        let growth = self.growth;
        let reason = if growth > 0 {
            LevelReason::Grown
        } else {
            LevelReason::TakenBack
        };
        change(
            ctx,
            (self.member, community),
            reason,
            |standing, levels, today, terms| {
                standing.granted = standing.granted.saturating_add(growth);
                if growth > 0 {
                    standing.grow(levels, growth, today, terms)
                } else {
                    standing.shrink(levels, growth.saturating_neg(), today)
                }
            },
        )?;
        ctx.emit(Event::GrowthGranted {
            member: self.member,
            growth,
        });
        Ok(())
    }
}

/// What time does to a member's level: the gift of a month that began, the end of its period. Due work; before its time
/// nothing happens, twice is once, missed months are caught up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AdvanceLevel {
    /// Whose.
    pub member: MemberId,
}

impl Command for AdvanceLevel {
    type Answer = ();
    const OPERATION: Operation = Operation::AdvanceLevel;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Standing>(self.member);
        wanted.want::<crate::points::Wallet>(self.member);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let Some(standing) = ctx.find::<Standing>(self.member)? else {
            return Ok(());
        };
        if standing.due_at.is_none_or(|due| due > ctx.now()) {
            return Ok(());
        }
        let whose = (self.member, standing.community);
        change(ctx, whose, LevelReason::PeriodOver, |_, _, _, _| None)
    }
}

/// Standings for which a gift or the end of a period is due.
pub(crate) const STANDINGS_DUE: DueSource = DueSource {
    table: tables::STANDING,
    index: Standing::DUE,
    command: |row| {
        Ok(AnyCommand::AdvanceLevel(AdvanceLevel {
            member: MemberId(row.id),
        }))
    },
};

impl Level {
    /// A level with these figures that brings nothing yet.
    pub fn new(code: &str, name: &str, growth: u32, retention: u32) -> Result<Self> {
        Ok(Self {
            code: Text::new(code)?,
            name: Text::new(name)?,
            growth,
            retention,
            discount: crate::kernel::Rate::ZERO,
            funder: crate::pricing::Funder::default(),
            points_percent: 100,
            monthly_gift: Points::ZERO,
            welcome_gift: Points::ZERO,
            monthly_coupons: Vec::new(),
            welcome_coupons: Vec::new(),
            free_delivery: false,
            gift_since: None,
        })
    }
}
