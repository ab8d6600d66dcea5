//! Through which channel a party is paid. RULES §12.

use serde::{Deserialize, Serialize};

use crate::engine::{Command, Context, Event, Operation, Record, Target};
use crate::kernel::{Id, Result, Text};
use crate::ledger::Party;
use crate::schema::tables;
use crate::store::{Table, TableId};

/// How a party wants to be paid; without one the setting `payout_channel` of the tenant's root holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Payee {
    /// Who.
    pub party: Party,
    /// Through which channel.
    pub channel: Text<40>,
    /// The host's reference to the receiver's account there; never an account number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Text<64>>,
}

impl Payee {
    /// The id of a party's record.
    pub fn id_of(party: &Party) -> Id {
        Id::derived("payee", &[party.to_string().as_bytes()])
    }
}

pub(crate) const PAYEE: Table = Table {
    name: "payees",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for Payee {
    const TABLE: TableId = tables::PAYEE;
    const WHAT: &'static str = "payee";

    fn id(&self) -> Id {
        Self::id_of(&self.party)
    }
}

/// Sets through which channel a party is paid from its next settlement on. Errors: `invalid_field` for a channel as the
/// party, or an empty channel; `not_found` when the party is not there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SetPayee {
    /// Who.
    pub party: Party,
    /// Through which channel.
    pub channel: Text<40>,
    /// The host's reference to the receiver's account there; never an account number.
    #[serde(default)]
    pub account: Option<Text<64>>,
}

impl Command for SetPayee {
    type Answer = ();
    const OPERATION: Operation = Operation::SetPayee;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.channel.require("channel")?;
        self.party.require(ctx)?;
        ctx.emit(Event::PayeeSet {
            party: self.party.clone(),
        });
        ctx.put(Payee {
            party: self.party.clone(),
            channel: self.channel.clone(),
            account: self.account.clone(),
        })
    }
}
