//! Closing days. RULES §12.

use serde::{Deserialize, Serialize};

use super::gather::GatherDay;
use crate::engine::{AnyCommand, Command, Context, DueSource, Event, Lookup, Operation, Target};
use crate::kernel::{Day, Error, Result, SettlementId};
use crate::ledger::{Books, DayClose, Gathering};
use crate::schema::tables;

/// Closes the books of a business day that is over; days are closed in their order. A day that is closed already, or a
/// tenant to which nothing was ever posted, is left as it is. Errors: `invalid_field` for a day that is not over, or
/// before which another one is open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CloseDay {
    /// The day.
    pub day: Day,
}

impl Command for CloseDay {
    type Answer = ();
    const OPERATION: Operation = Operation::CloseDay;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let today = ctx.tenant_record()?.zone.day_of(ctx.now());
        if self.day >= today {
            return Err(Error::invalid("day", "only days that are over are closed"));
        }
        let Some(books) = ctx.find::<Books>(Books::ID)? else {
            return Ok(());
        };
        if self.day < books.open_from {
            return Ok(());
        }
        if self.day > books.open_from {
            return Err(Error::invalid(
                "day",
                format!(
                    "days are closed in their order, {} is next",
                    books.open_from
                ),
            ));
        }
        ctx.update(Books {
            open_from: self.day.next(),
        })?;
        ctx.insert(DayClose {
            day: self.day,
            closed_at: ctx.now(),
            postings: 0,
            settled_at: None,
            totals: std::collections::BTreeMap::new(),
        })?;
        let gathering = ctx.require::<Gathering>(Gathering::ID)?;
        if gathering.day == self.day {
            ctx.update(Gathering {
                closed: true,
                ..(*gathering).clone()
            })?;
        }
        ctx.emit(Event::DayClosed { day: self.day });
        Ok(())
    }
}

/// What a step of [`GatherDay`] did.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Gathered {
    /// Whether the day is settled now.
    pub settled: bool,
    /// The settlements that this step made, at most 200.
    pub settlements: Vec<SettlementId>,
}

/// The day after the settled ones is due when it is over: to be closed, then to be gathered.
pub(crate) const DAYS_DUE: DueSource = DueSource {
    table: tables::GATHERING,
    index: Gathering::DUE,
    command: |row| {
        let gathering = crate::engine::decode_row::<Gathering>(row)?;
        let day = gathering.day;
        Ok(if gathering.closed {
            AnyCommand::GatherDay(GatherDay { day })
        } else {
            AnyCommand::CloseDay(CloseDay { day })
        })
    },
};
