//! Money that lies at a channel for too long: an alarm, once per age. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::balances::{AGE_DAYS, AccountDay, oldest};
use super::records::{Account, AccountBalance, AccountPurpose, Gathering};
use crate::engine::{
    AnyCommand, Command, Context, DueSource, Event, Lookup, Operation, Prefetch, Record, Target,
};
use crate::kernel::{Day, Error, Id, Money, Result, Timestamp};
use crate::schema::tables;
use crate::store::{Column, Index, Scan, Table, TableId, Value};

impl AccountPurpose {
    /// Whether money only passes through accounts of this purpose, so that what stays there is watched.
    pub const fn passes_through(self) -> bool {
        matches!(self, Self::Clearing | Self::Refunding | Self::Unapplied)
    }
}

/// When somebody looks at an account through which money only passes, and what they were told. One per account that ever
/// moved.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClearingWatch {
    /// Whose account, for what.
    #[serde(flatten)]
    pub account: Account,
    /// The age that an alarm told of: the day since which the oldest part lay there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Day>,
    /// When the oldest part is too old, or was when it was looked at last; `None`: not before the account moves again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

impl ClearingWatch {
    /// Index: when to look.
    pub(crate) const DUE: u8 = 0;
}

pub(crate) const CLEARING_WATCH: Table = Table {
    name: "clearing_watches",
    columns: &[Column::time("due_at")],
    counters: &[],
    indexes: &[Index {
        name: "due",
        columns: &["due_at"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for ClearingWatch {
    const TABLE: TableId = tables::CLEARING_WATCH;
    const WHAT: &'static str = "watch of a clearing account";

    fn id(&self) -> Id {
        AccountBalance::id_of(&self.account.party.to_string(), self.account.purpose)
    }

    fn columns(&self) -> Vec<Value> {
        vec![Value::or_null(self.due_at)]
    }
}

/// An account moved on a day that is gathered now: it is looked at, unless that is planned already. A plan stays good when
/// more money comes or goes: the oldest part can only get younger.
pub(crate) fn moved(ctx: &mut Context<'_>, account: &Account, day: Day) -> Result<()> {
    if !account.purpose.passes_through() {
        return Ok(());
    }
    let id = AccountBalance::id_of(&account.party.to_string(), account.purpose);
    let found = ctx.find::<ClearingWatch>(id)?;
    if found.as_ref().is_some_and(|watch| watch.due_at.is_some()) {
        return Ok(());
    }
    let due_at = Some(ctx.tenant_record()?.zone.start_of(day.next()));
    ctx.put(ClearingWatch {
        account: account.clone(),
        told: found.and_then(|watch| watch.told),
        due_at,
    })
}

/// Looks at an account through which money only passes: when the oldest part of what lies there is older than the setting
/// `clearing_alarm_days` of the tenant's root, an event tells so, once per age. Counts gathered days. Due work; before its
/// time nothing happens. Errors: `not_found`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WatchClearing {
    /// Which account, by the id of its roll-up.
    pub account: Id,
}

impl Command for WatchClearing {
    type Answer = ();
    const OPERATION: Operation = Operation::WatchClearing;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<ClearingWatch>(self.account);
        wanted.want::<AccountBalance>(self.account);
        wanted.want::<Gathering>(Gathering::ID);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let watch = ctx.require::<ClearingWatch>(self.account)?;
        if watch.due_at.is_none_or(|due| due > ctx.now()) {
            return Ok(());
        }
        let mut watch = (*watch).clone();
        // What an account moved per day is written by gathering alone, which everybody sees.
        ctx.require::<Gathering>(Gathering::ID)?;
        ctx.require_committed::<Gathering>(Gathering::ID)?;
        let balance = (ctx.find::<AccountBalance>(self.account)?).map_or(0, |one| one.balance);
        let tenant = ctx.tenant_record()?;
        let limit = ctx.settings(tenant.root)?.clearing_alarm_days;
        watch.due_at = None;
        if balance != 0 && limit > 0 {
            let since = self.since(ctx, balance)?;
            let too_old = tenant.zone.start_of(since.plus_days(limit).next());
            if too_old > ctx.now() {
                watch.due_at = Some(too_old);
            } else if watch.told != Some(since) {
                watch.told = Some(since);
                ctx.emit(Event::ClearingTooOld {
                    party: watch.account.party.clone(),
                    purpose: watch.account.purpose,
                    balance: Money::new(balance)?,
                    since,
                });
            }
        }
        ctx.update(watch)
    }
}

impl WatchClearing {
    /// The day on which the oldest part of a balance came in; the oldest one that is looked at if it is older.
    fn since(&self, ctx: &mut Context<'_>, balance: i64) -> Result<Day> {
        let scan = Scan {
            descending: true,
            ..Scan::index(
                tables::ACCOUNT_DAY,
                AccountDay::BY_ACCOUNT,
                vec![self.account.into()],
                AGE_DAYS,
            )
        };
        let (days, _) = ctx.frozen::<AccountDay>(&scan)?;
        oldest(balance, days.iter().map(|day| &**day))
            .0
            .ok_or_else(|| Error::internal("an account stands at what no day moved"))
    }
}

/// Accounts to be looked at.
pub(crate) const CLEARING_DUE: DueSource = DueSource {
    table: tables::CLEARING_WATCH,
    index: ClearingWatch::DUE,
    command: |row| Ok(AnyCommand::WatchClearing(WatchClearing { account: row.id })),
};
