//! What can be asked about payouts.

use super::channel::Payee;
use super::machine::PayoutState;
use super::records::{Payout, PayoutBatch};
use crate::engine::{Engine, Lookup, Operation, Target, page_limit};
use crate::kernel::{Actor, Day, Error, PayoutBatchId, PayoutId, Result};
use crate::ledger::Party;
use crate::schema::tables;
use crate::store::{Place, Scan, Value};

impl Engine {
    /// A payout and where it stands.
    pub fn payout(&self, actor: &Actor, payout: PayoutId) -> Result<Payout> {
        let mut reader = self.reader(actor, Operation::PayoutView, Target::Tenant)?;
        Ok((*reader.require::<Payout>(payout)?).clone())
    }

    /// The payouts in a state that is not final, in the order of their ids, behind `after`, at most `limit` (1–500).
    /// `Instructed` ones are what the host has to pay. Errors: `invalid_field` for a final state.
    pub fn payouts_open(
        &self,
        actor: &Actor,
        state: PayoutState,
        after: Option<PayoutId>,
        limit: u32,
    ) -> Result<Vec<Payout>> {
        let reader = self.reader(actor, Operation::PayoutsOpen, Target::Tenant)?;
        if state.is_final() {
            return Err(Error::invalid(
                "state",
                "waiting, instructed, accepted or unknown is expected",
            ));
        }
        let state = Value::from(state.name());
        let scan = Scan {
            after: after.map(|id| Place {
                values: vec![state.clone()],
                id: id.0,
            }),
            ..Scan::index(
                tables::PAYOUT,
                Payout::OPEN,
                vec![state],
                page_limit(limit)?,
            )
        };
        Ok(reader.page(&scan)?.0)
    }

    /// A batch with its payouts, at most 200.
    pub fn payout_batch(
        &self,
        actor: &Actor,
        batch: PayoutBatchId,
    ) -> Result<(PayoutBatch, Vec<Payout>)> {
        let mut reader = self.reader(actor, Operation::PayoutBatchView, Target::Tenant)?;
        let batch = (*reader.require::<PayoutBatch>(batch)?).clone();
        let payouts = reader.find_all::<Payout>(batch.payouts.iter().copied())?;
        Ok((batch, payouts.into_iter().flatten().collect()))
    }

    /// The batches that are to be paid on a day, behind `after`, at most `limit` (1–500).
    pub fn payout_batches(
        &self,
        actor: &Actor,
        pay_on: Day,
        after: Option<PayoutBatchId>,
        limit: u32,
    ) -> Result<Vec<PayoutBatch>> {
        let reader = self.reader(actor, Operation::PayoutBatches, Target::Tenant)?;
        let day = Value::from(pay_on);
        let scan = Scan {
            after: after.map(|id| Place {
                values: vec![day.clone()],
                id: id.0,
            }),
            ..Scan::index(
                tables::PAYOUT_BATCH,
                PayoutBatch::BY_DAY,
                vec![day],
                page_limit(limit)?,
            )
        };
        Ok(reader.page(&scan)?.0)
    }

    /// How a party is paid; `None`: as the setting `payout_channel` of the tenant's root says.
    pub fn payee(&self, actor: &Actor, party: &Party) -> Result<Option<Payee>> {
        let mut reader = self.reader(actor, Operation::PayeeView, party.target())?;
        let payee = reader.find::<Payee>(Payee::id_of(party))?;
        Ok(payee.map(|payee| (*payee).clone()))
    }
}
