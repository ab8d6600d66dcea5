//! What is stored of documents and of third-party services.

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{
    Day, DocumentId, Id, MemberId, MerchantId, Money, Rate, Text, ThirdPartySaleId, Timestamp,
    UserId,
};
use crate::ledger::{Account, AccountPurpose, Party, PostingPurpose};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// What a document moves. The parties that it names decide which accounts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DocumentKind {
    /// A party pays for using the platform; taken off what it is owed.
    UsageFee {
        /// Who pays.
        payer: Party,
        /// Who gets it: the platform or a property company.
        receiver: Party,
    },
    /// Somebody pays for advertising: a party, taken off what it is owed, or a stranger through a channel.
    Advertising {
        /// Who pays; a channel when the money came in through it.
        payer: Party,
        /// Who gets it: the platform or a property company.
        receiver: Party,
    },
    /// Any other income of that kind.
    OtherIncome {
        /// Who pays; a channel when the money came in through it.
        payer: Party,
        /// Who gets it: the platform or a property company.
        receiver: Party,
    },
    /// A party pays in what it owes.
    DebtPaid {
        /// Who.
        party: Party,
        /// Through which channel.
        channel: Text<40>,
    },
    /// A channel passes money on to another one, such as the bank.
    ChannelTransfer {
        /// Where it lay.
        from: Text<40>,
        /// Where it lies now.
        to: Text<40>,
    },
    /// What a channel keeps for its service.
    ChannelFee {
        /// The channel.
        channel: Text<40>,
        /// Who bears it.
        bearer: Party,
    },
}

impl DocumentKind {
    /// Its stable name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::UsageFee { .. } => "usage_fee",
            Self::Advertising { .. } => "advertising",
            Self::OtherIncome { .. } => "other_income",
            Self::DebtPaid { .. } => "debt_paid",
            Self::ChannelTransfer { .. } => "channel_transfer",
            Self::ChannelFee { .. } => "channel_fee",
        }
    }

    /// The purpose of its posting.
    pub(crate) const fn purpose(&self) -> PostingPurpose {
        match self {
            Self::UsageFee { .. } => PostingPurpose::UsageFee,
            Self::Advertising { .. } => PostingPurpose::Advertising,
            Self::OtherIncome { .. } => PostingPurpose::OtherIncome,
            Self::DebtPaid { .. } => PostingPurpose::DebtPaid,
            Self::ChannelTransfer { .. } => PostingPurpose::ChannelTransfer,
            Self::ChannelFee { .. } => PostingPurpose::ChannelFee,
        }
    }

    /// The account that is debited, and the one that is credited.
    pub fn accounts(&self) -> (Account, Account) {
        let of = |party: &Party| Account {
            purpose: match party {
                Party::Channel(_) => AccountPurpose::Clearing,
                _ => AccountPurpose::Payable,
            },
            party: party.clone(),
        };
        let channel = |name: &Text<40>| of(&Party::Channel(name.clone()));
        match self {
            Self::UsageFee { payer, receiver }
            | Self::Advertising { payer, receiver }
            | Self::OtherIncome { payer, receiver } => (of(payer), of(receiver)),
            Self::DebtPaid { party, channel: by } => (channel(by), of(party)),
            Self::ChannelTransfer { from, to } => (channel(to), channel(from)),
            Self::ChannelFee {
                channel: by,
                bearer,
            } => (of(bearer), channel(by)),
        }
    }
}

/// Why and when a document was taken back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DocumentReversal {
    /// Why.
    pub reason: Text<200>,
    /// When.
    pub at: Timestamp,
    /// Who; `None`: the host itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<UserId>,
}

/// A paper that moved money without an order: an invoice, a receipt, a channel's statement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Document {
    /// Its id, computed from kind and number.
    pub id: DocumentId,
    /// What it moves.
    #[serde(flatten)]
    pub kind: DocumentKind,
    /// The paper's number; unique per kind.
    pub number: Text<64>,
    /// How much, above zero.
    pub amount: Money,
    /// What it is for.
    pub note: Text<200>,
    /// The days that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<(Day, Day)>,
    /// When it was booked.
    pub booked_at: Timestamp,
    /// Who booked it; `None`: the host itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked_by: Option<UserId>,
    /// Whether it was taken back by a posting of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reversed: Option<DocumentReversal>,
}

impl Document {
    /// Index: by time.
    pub(crate) const BY_TIME: u8 = 0;

    /// The id of a document.
    pub fn id_of(kind: &DocumentKind, number: &str) -> DocumentId {
        Self::id_for(kind.name(), number)
    }

    /// The id of a document by the name of its kind.
    pub(crate) fn id_for(kind: &str, number: &str) -> DocumentId {
        DocumentId(Id::derived(
            "document",
            &[kind.as_bytes(), number.as_bytes()],
        ))
    }
}

pub(crate) const DOCUMENT: Table = Table {
    name: "documents",
    columns: &[
        Column::time("booked_at"),
        Column::text("kind"),
        Column::text("number"),
        Column::int("amount"),
    ],
    counters: &[],
    indexes: &[Index {
        name: "by_time",
        columns: &["booked_at"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Document {
    const TABLE: TableId = tables::DOCUMENT;
    const WHAT: &'static str = "document";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.booked_at.into(),
            self.kind.name().into(),
            self.number.as_str().into(),
            self.amount.into(),
        ]
    }
}

/// What a third-party merchant owes for each transaction, and to whom. RULES §2.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ThirdPartyContract {
    /// The merchant; of the third-party kind.
    pub merchant: MerchantId,
    /// The part of each transaction's amount.
    pub rate: Rate,
    /// Who gets it, by weight: property companies and the platform; at most [`ThirdPartyContract::MAX_RECEIVERS`].
    pub receivers: Vec<(Party, u32)>,
}

impl ThirdPartyContract {
    /// Most receivers.
    pub const MAX_RECEIVERS: usize = 10;
}

pub(crate) const THIRD_PARTY_CONTRACT: Table = Table {
    name: "third_party_contracts",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for ThirdPartyContract {
    const TABLE: TableId = tables::THIRD_PARTY_CONTRACT;
    const WHAT: &'static str = "contract with a third party";

    fn id(&self) -> Id {
        self.merchant.0
    }
}

/// One receiver's commission of a transaction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ThirdPartyShare {
    /// Who.
    pub party: Party,
    /// How much.
    pub amount: Money,
    /// What of it was taken back by refunds.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub taken_back: Money,
}

/// A transaction of a third-party service, as the host reported it. Its commission is fixed when it is reported.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ThirdPartySale {
    /// Its id, computed from merchant and number.
    pub id: ThirdPartySaleId,
    /// Whose service.
    pub merchant: MerchantId,
    /// The service's own number; unique per merchant.
    pub number: Text<64>,
    /// Who used it, if the host knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// What was paid for it, above zero.
    pub amount: Money,
    /// What of that was refunded.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub refunded: Money,
    /// The numbers of the refunds with their amounts, at most [`ThirdPartySale::MAX_REFUNDS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refunds: Vec<(Text<64>, Money)>,
    /// Who gets commission of it.
    pub shares: Vec<ThirdPartyShare>,
    /// When it took place, as the service says.
    pub at: Timestamp,
    /// When it was reported.
    pub reported_at: Timestamp,
}

impl ThirdPartySale {
    /// Most refunds of one transaction.
    pub const MAX_REFUNDS: usize = 20;
    /// Index: by merchant, then time.
    pub(crate) const BY_MERCHANT: u8 = 0;

    /// The id of a merchant's transaction.
    pub fn id_of(merchant: MerchantId, number: &str) -> ThirdPartySaleId {
        ThirdPartySaleId(Id::derived(
            "third_party_sale",
            &[merchant.0.bytes(), number.as_bytes()],
        ))
    }
}

pub(crate) const THIRD_PARTY_SALE: Table = Table {
    name: "third_party_sales",
    columns: &[
        Column::id("merchant"),
        Column::time("took_place"),
        Column::int("amount"),
        Column::int("refunded"),
    ],
    counters: &[],
    indexes: &[Index {
        name: "by_merchant",
        columns: &["merchant", "took_place"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for ThirdPartySale {
    const TABLE: TableId = tables::THIRD_PARTY_SALE;
    const WHAT: &'static str = "third-party sale";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![
            self.merchant.into(),
            self.at.into(),
            self.amount.into(),
            self.refunded.into(),
        ]
    }
}
