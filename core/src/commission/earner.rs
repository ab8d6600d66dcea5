//! What leaders and promoters can withdraw: a counter beside the ledger, so that nobody withdraws the same fen twice.

use serde::{Deserialize, Serialize};

use crate::engine::{Bounds, Context, Lookup, Record};
use crate::kernel::{Error, Id, Money, Result};
use crate::ledger::Party;
use crate::schema::tables;
use crate::store::{Column, Table, TableId, Value};

/// How leaders and promoters get what they have earned.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommissionPayout {
    /// It is settled on the next working day, like what is due to merchants.
    #[default]
    Settlement,
    /// They withdraw it when they like.
    Withdrawal,
}

impl CommissionPayout {
    pub(crate) const fn is_withdrawal(self) -> bool {
        matches!(self, Self::Withdrawal)
    }
}

/// A leader or promoter with something to withdraw. What is available is the balance of their commission account; below
/// zero is a debt that later income pays first. RULES §12.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Earner {
    /// Who.
    pub party: Party,
}

impl Earner {
    /// Counter: what can be withdrawn; below zero: a debt.
    pub(crate) const AVAILABLE: u8 = 0;
    /// Counter: what lies in withdrawals that are not decided or not done.
    pub(crate) const FROZEN: u8 = 1;
    /// Counter: what was withdrawn, fees and tax included.
    pub(crate) const PAID: u8 = 2;

    /// The id of a party.
    pub fn id_of(party: &Party) -> Id {
        Id::derived("earner", &[party.to_string().as_bytes()])
    }
}

pub(crate) const EARNER: Table = Table {
    name: "earners",
    columns: &[Column::text("party")],
    counters: &["available", "frozen", "paid"],
    indexes: &[],
    sequenced: false,
};

impl Record for Earner {
    const TABLE: TableId = tables::EARNER;
    const WHAT: &'static str = "earner of commission";

    fn id(&self) -> Id {
        Self::id_of(&self.party)
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.party.to_string().as_str().into()]
    }
}

/// Adds to what a party can withdraw, or takes from it, below zero if need be.
pub(crate) fn add_available(ctx: &mut Context<'_>, party: &Party, amount: Money) -> Result<()> {
    if amount.is_zero() {
        return Ok(());
    }
    if ctx.find::<Earner>(Earner::id_of(party))?.is_none() {
        ctx.insert(Earner {
            party: party.clone(),
        })?;
    }
    add(ctx, party, Earner::AVAILABLE, amount)
}

/// Adds to a counter of an earner without a bound.
pub(super) fn add(ctx: &mut Context<'_>, party: &Party, counter: u8, amount: Money) -> Result<()> {
    ctx.adjust::<Earner>(
        Earner::id_of(party),
        counter,
        amount.units(),
        Bounds::default(),
    )?
    .map(|_| ())
    .map_err(|_| Error::Overflow { field: "available" })
}

/// Takes from what a party can withdraw, never more than there is. Errors: `insufficient` naming `amount`.
pub(super) fn freeze(ctx: &mut Context<'_>, party: &Party, amount: Money) -> Result<()> {
    let id = Earner::id_of(party);
    let too_little = |available: i64| Error::Insufficient {
        field: "amount".into(),
        available: available.max(0),
    };
    if ctx.find::<Earner>(id)?.is_none() {
        return Err(too_little(0));
    }
    let by = amount.negated().units();
    ctx.adjust::<Earner>(id, Earner::AVAILABLE, by, Bounds::NOT_NEGATIVE)?
        .map_err(too_little)?;
    add(ctx, party, Earner::FROZEN, amount)
}
