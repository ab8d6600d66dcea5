//! Settling in one call, and what can be asked about settlements.

use serde::Serialize;

use super::commands::CloseDay;
use super::gather::GatherDay;
use super::records::Settlement;
use crate::engine::{Engine, Lookup, Operation, Target, page_limit};
use crate::kernel::{Actor, Day, Error, Result, SettlementId};
use crate::ledger::{Books, Gathering, Party};
use crate::schema::tables;
use crate::store::{Place, Scan, Value};

/// What a call of [`Engine::settle`] did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SettleReport {
    /// The days that are settled now and were not before.
    pub days: Vec<Day>,
    /// The settlements that were made: what the host is to pay, and what is carried.
    pub settlements: Vec<Settlement>,
    /// Whether days before today remain, because the steps were used up.
    pub more: bool,
}

/// How far settling has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Settling {
    /// The first day that can still be posted to.
    pub open_from: Day,
    /// The first day that is not settled.
    pub unsettled: Day,
    /// How many postings of that day were gathered.
    pub gathered: u64,
}

impl Engine {
    /// Closes and gathers every day before today that is not settled, in at most `steps` (1–100,000) steps of 20,000
    /// postings or 200 settlements. Calling it again, or from two places at once, settles nothing twice. RULES §12.
    pub fn settle(&self, actor: &Actor, steps: u32) -> Result<SettleReport> {
        if !(1..=100_000).contains(&steps) {
            return Err(Error::Limit {
                field: "steps".into(),
                limit: 100_000,
            });
        }
        let mut report = SettleReport::default();
        for _ in 0..steps {
            let Some(gathering) = self.unsettled(actor)? else {
                return Ok(report);
            };
            let day = gathering.day;
            let id = self.new_command_id()?;
            if !gathering.closed {
                self.close_day(actor, id, CloseDay { day })?;
                continue;
            }
            let gathered = self.gather_day(actor, id, GatherDay { day })?;
            let mut reader = self.current_reader(actor, Operation::GatherDay, Target::Tenant)?;
            let made = reader.find_all::<Settlement>(gathered.settlements)?;
            report.settlements.extend(made.into_iter().flatten());
            if gathered.settled && report.days.last() != Some(&day) {
                report.days.push(day);
            }
        }
        report.more = self.unsettled(actor)?.is_some();
        Ok(report)
    }

    /// Where gathering stands, if a day before today is not settled.
    fn unsettled(&self, actor: &Actor) -> Result<Option<std::sync::Arc<Gathering>>> {
        let mut reader = self.current_reader(actor, Operation::GatherDay, Target::Tenant)?;
        let Some(gathering) = reader.find::<Gathering>(Gathering::ID)? else {
            return Ok(None);
        };
        let today = reader
            .tenant_record()?
            .zone
            .day_of(self.ports().clock.now());
        Ok(Some(gathering).filter(|gathering| gathering.day < today))
    }

    /// How far settling has come; `None` before anything was posted.
    pub fn settling(&self, actor: &Actor) -> Result<Option<Settling>> {
        let mut reader = self.reader(actor, Operation::Settling, Target::Tenant)?;
        let gathering = reader.find::<Gathering>(Gathering::ID)?;
        let books = reader.find::<Books>(Books::ID)?;
        Ok(books.zip(gathering).map(|(books, gathering)| Settling {
            open_from: books.open_from,
            unsettled: gathering.day,
            gathered: gathering.postings,
        }))
    }

    /// The settlements of a day behind `after`, by id, at most `limit` (1–500).
    pub fn settlements_of_day(
        &self,
        actor: &Actor,
        day: Day,
        after: Option<SettlementId>,
        limit: u32,
    ) -> Result<Vec<Settlement>> {
        let reader = self.reader(actor, Operation::SettlementsOfDay, Target::Tenant)?;
        let scan = Scan {
            after: after.map(|id| Place {
                values: vec![Value::from(day)],
                id: id.0,
            }),
            ..Scan::index(
                tables::SETTLEMENT,
                Settlement::BY_DAY,
                vec![Value::from(day)],
                page_limit(limit)?,
            )
        };
        Ok(reader.page(&scan)?.0)
    }

    /// The settlements of a party of days before `before` (`None`: all), latest first, at most `limit` (1–500).
    pub fn settlements_of(
        &self,
        actor: &Actor,
        party: &Party,
        before: Option<Day>,
        limit: u32,
    ) -> Result<Vec<Settlement>> {
        let reader = self.reader(actor, Operation::SettlementsOf, party.target())?;
        let scan = Scan {
            to: before.map(|day| Value::Int(day.number().saturating_sub(1))),
            descending: true,
            ..Scan::index(
                tables::SETTLEMENT,
                Settlement::BY_PARTY,
                vec![Value::from(party.to_string().as_str())],
                page_limit(limit)?,
            )
        };
        Ok(reader.page(&scan)?.0)
    }
}
