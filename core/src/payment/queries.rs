//! What can be asked of payments and refunds.

use super::records::{Payment, Refund};
use crate::engine::{Engine, Lookup, Operation, Record, Target};
use crate::kernel::{Actor, Error, PaymentId, RefundId, Result, TradeId};
use crate::store::{Place, Scan, Value};

impl Engine {
    /// A payment, through its trade.
    pub fn payment(&self, actor: &Actor, trade: TradeId, payment: PaymentId) -> Result<Payment> {
        let mut reader = self.reader(actor, Operation::PaymentView, Target::Trade(trade))?;
        let record = reader.require::<Payment>(payment)?;
        if record.trade != trade {
            return Err(Error::not_found(Payment::WHAT, payment));
        }
        Ok((*record).clone())
    }

    /// A refund and where it stands.
    pub fn refund(&self, actor: &Actor, refund: RefundId) -> Result<Refund> {
        let mut reader = self.reader(actor, Operation::RefundView, Target::Refund(refund))?;
        Ok((*reader.require::<Refund>(refund)?).clone())
    }

    /// The refunds of a trade, oldest first; at most 500.
    pub fn refunds_of_trade(&self, actor: &Actor, trade: TradeId) -> Result<Vec<Refund>> {
        let reader = self.reader(actor, Operation::RefundsOfTrade, Target::Trade(trade))?;
        let (refunds, _) = reader.page(&Scan::index(
            Refund::TABLE,
            0,
            vec![Value::from(trade)],
            500,
        ))?;
        Ok(refunds)
    }

    /// Refunds that wait for the channel (`instructed`) or for a person (`failed`), oldest first; pages of at most 500.
    pub fn refunds_waiting(
        &self,
        actor: &Actor,
        state: super::RefundState,
        after: Option<Place>,
    ) -> Result<(Vec<Refund>, Option<Place>)> {
        let reader = self.reader(actor, Operation::RefundsWaiting, Target::Tenant)?;
        reader.page(&Scan {
            after,
            ..Scan::index(Refund::TABLE, 1, vec![Value::from(state.name())], 500)
        })
    }
}
