//! What is stored of the ledger.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use crate::engine::Record;
use crate::kernel::{
    Day, Error, Id, MemberId, MerchantId, Money, NodeId, OrderId, PostingId, Result, StationId,
    SupplierId, Text, Timestamp, TradeId,
};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// An enum of purposes with the list of all of them and their stable names.
macro_rules! purposes {
    ($(#[$doc:meta])* $purpose:ident $($(#[$what:meta])* $name:ident = $text:literal,)*) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $purpose {
            $($(#[$what])* $name,)*
        }

        impl $purpose {
            /// Every purpose.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its stable name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

/// Who has an account. Written `merchant:<id>`, `platform`, `channel:wechat`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Party {
    /// The operator of the platform.
    Platform,
    /// A property company at its place in the tree.
    Node(NodeId),
    /// A merchant.
    Merchant(MerchantId),
    /// A supplier.
    Supplier(SupplierId),
    /// The leader of a station.
    Leader(StationId),
    /// A resident.
    Member(MemberId),
    /// A member who brings buyers.
    Promoter(MemberId),
    /// A payment channel, by the provider's name as the host reports it.
    Channel(Text<40>),
}

impl Party {
    /// Whether it earns by selling: earned only when the order can no longer be returned, withdrawn where the setting says
    /// so.
    pub const fn earns_commission(&self) -> bool {
        matches!(self, Self::Leader(_) | Self::Promoter(_))
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform => f.write_str("platform"),
            Self::Node(id) => write!(f, "node:{id}"),
            Self::Merchant(id) => write!(f, "merchant:{id}"),
            Self::Supplier(id) => write!(f, "supplier:{id}"),
            Self::Leader(id) => write!(f, "leader:{id}"),
            Self::Member(id) => write!(f, "member:{id}"),
            Self::Promoter(id) => write!(f, "promoter:{id}"),
            Self::Channel(name) => write!(f, "channel:{name}"),
        }
    }
}

impl FromStr for Party {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        if text == "platform" {
            return Ok(Self::Platform);
        }
        match text.split_once(':') {
            Some(("node", id)) => Ok(Self::Node(id.parse()?)),
            Some(("merchant", id)) => Ok(Self::Merchant(id.parse()?)),
            Some(("supplier", id)) => Ok(Self::Supplier(id.parse()?)),
            Some(("leader", id)) => Ok(Self::Leader(id.parse()?)),
            Some(("member", id)) => Ok(Self::Member(id.parse()?)),
            Some(("promoter", id)) => Ok(Self::Promoter(id.parse()?)),
            Some(("channel", name)) => Ok(Self::Channel(Text::new(name)?)),
            _ => Err(Error::invalid("party", "platform or kind:id is expected")),
        }
    }
}

impl TryFrom<String> for Party {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<Party> for String {
    fn from(party: Party) -> Self {
        party.to_string()
    }
}

purposes! {
    /// What an account is for.
    AccountPurpose
    /// Money that lies at a payment channel.
    Clearing = "clearing",
    /// A party's share of orders that may still come back. Zero for a finished order.
    Pending = "pending",
    /// What a party is owed.
    Payable = "payable",
    /// What a leader or promoter has earned and may withdraw; on the other side: a debt.
    Commission = "commission",
    /// What lies in a withdrawal that is not decided or not done.
    CommissionFrozen = "commission_frozen",
    /// What the platform has withheld as tax and owes to the tax office.
    TaxWithheld = "tax_withheld",
    /// Handed to the host to be paid, result not known yet.
    PayoutInTransit = "payout_in_transit",
    /// Refunds handed to the host, result not known yet.
    Refunding = "refunding",
    /// Money that arrived without a trade to pay.
    Unapplied = "unapplied",
    /// What a party bears of reductions.
    Funding = "funding",
    /// What an issuer bears of points that were spent, until the month is settled.
    PointsFunding = "points_funding",
    /// What a party is owed for points that paid its bills, until the month is settled.
    PointsDue = "points_due",
    /// Points that a party has issued, a credit (in points).
    PointsIssued = "points_issued",
    /// Points that a member holds, a debit: the lots less the debt of the wallet (in points).
    PointsHeld = "points_held",
}

/// A party's account for one purpose.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Whose.
    pub party: Party,
    /// What for.
    pub purpose: AccountPurpose,
}

/// What an amount is counted in. The two never mix in a posting.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Smallest units of the tenant's currency.
    #[default]
    Money,
    /// Points.
    Points,
}

impl Unit {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde's skip_serializing_if passes a reference"
    )]
    fn is_money(&self) -> bool {
        *self == Self::Money
    }
}

/// One side of a posting. Stored as `{"party": …, "purpose": …, "amount": …}`.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(from = "EntryParts")]
pub struct Entry {
    /// The account.
    pub account: Account,
    /// Above zero: debit (what is had); below zero: credit (what is owed). Never zero.
    pub amount: i64,
}

#[derive(Deserialize)]
struct EntryParts {
    party: Party,
    purpose: AccountPurpose,
    amount: i64,
}

impl From<EntryParts> for Entry {
    fn from(parts: EntryParts) -> Self {
        Self::new(parts.party, parts.purpose, parts.amount)
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Entry", 3)?;
        fields.serialize_field("party", &self.account.party)?;
        fields.serialize_field("purpose", &self.account.purpose)?;
        fields.serialize_field("amount", &self.amount)?;
        fields.end()
    }
}

impl Entry {
    /// An entry on a party's account for a purpose.
    pub const fn new(party: Party, purpose: AccountPurpose, amount: i64) -> Self {
        Self {
            account: Account { party, purpose },
            amount,
        }
    }

    /// What is had: `amount` on the debit side.
    pub(crate) const fn debit(party: Party, purpose: AccountPurpose, amount: Money) -> Self {
        Self::new(party, purpose, amount.units())
    }

    /// What is owed: `amount` on the credit side.
    pub(crate) const fn credit(party: Party, purpose: AccountPurpose, amount: Money) -> Self {
        Self::new(party, purpose, amount.negated().units())
    }
}

purposes! {
    /// Why a posting was made.
    PostingPurpose
    /// An order was paid.
    OrderPaid = "order_paid",
    /// Shares of an order became payable.
    OrderEarned = "order_earned",
    /// A part of an order is refunded.
    OrderRefunded = "order_refunded",
    /// Money arrived that pays no trade.
    UnappliedReceived = "unapplied_received",
    /// Money that paid no trade is refunded.
    UnappliedRefunded = "unapplied_refunded",
    /// The channel paid a refund out.
    RefundDone = "refund_done",
    /// A party's payables were gathered to be paid out.
    Settled = "settled",
    /// A payout was done.
    PayoutDone = "payout_done",
    /// A payout failed, or came back: the amount is owed again.
    PayoutFailed = "payout_failed",
    /// A payout that was reported as failed was paid after all: it is owed no more.
    PayoutPaidLate = "payout_paid_late",
    /// A share was set aside for a split of the payment at its channel.
    SetAside = "set_aside",
    /// What was set aside is owed again.
    SetAsideReleased = "set_aside_released",
    /// A receiver got a piece of a split, or the collector what was left.
    SplitDone = "split_done",
    /// A piece was taken back.
    SplitReturned = "split_returned",
    /// A party's fee for using the platform.
    UsageFee = "usage_fee",
    /// Advertising was paid.
    Advertising = "advertising",
    /// Other income of the platform or a property company.
    OtherIncome = "other_income",
    /// A party paid in what it owed.
    DebtPaid = "debt_paid",
    /// A channel passed money on to another one.
    ChannelTransfer = "channel_transfer",
    /// A channel kept a fee.
    ChannelFee = "channel_fee",
    /// A document was taken back.
    DocumentReversed = "document_reversed",
    /// Commission on a sale of a third party.
    ThirdPartyCommission = "third_party_commission",
    /// … taken back by a refund of that sale.
    ThirdPartyCommissionReturned = "third_party_commission_returned",
    /// A leader's month earned more, or less, than its sales one by one.
    CommissionAdjusted = "commission_adjusted",
    /// A leader or promoter wants to be paid: the amount is frozen.
    WithdrawalRequested = "withdrawal_requested",
    /// A withdrawal was rejected or failed: the amount can be withdrawn again.
    WithdrawalReturned = "withdrawal_returned",
    /// A withdrawal was paid.
    WithdrawalDone = "withdrawal_done",
    /// Points were given.
    PointsEarned = "points_earned",
    /// Points were used.
    PointsSpent = "points_spent",
    /// Used points came back.
    PointsReturned = "points_returned",
    /// Given points were taken back.
    PointsTakenBack = "points_taken_back",
    /// Points expired.
    PointsExpired = "points_expired",
    /// A level brought a gift of points.
    LevelGift = "level_gift",
    /// Points pay a part of a property bill.
    BillPaidInPoints = "bill_paid_in_points",
    /// Points that paid a part of a property bill come back.
    BillPointsReturned = "bill_points_returned",
    /// A month's points were settled between issuer and place.
    PointsSettled = "points_settled",
}

/// A movement between accounts: sums to zero, never changed, corrected only by another. RULES §12.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Posting {
    /// Its id.
    pub id: PostingId,
    /// When.
    pub at: Timestamp,
    /// The business day that it counts for.
    pub day: Day,
    /// Why.
    pub purpose: PostingPurpose,
    /// Money or points.
    #[serde(default, skip_serializing_if = "Unit::is_money")]
    pub unit: Unit,
    /// The order that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// The trade that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trade: Option<TradeId>,
    /// The record that caused it: a payment, refund or settlement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Id>,
    /// At least two; they sum to zero.
    pub entries: Vec<Entry>,
}

impl Posting {
    /// Index: by business day.
    pub(crate) const BY_DAY: u8 = 0;
    /// Index: by order, for its explanation and its statement.
    pub(crate) const BY_ORDER: u8 = 1;
}

pub(crate) const POSTING: Table = Table {
    name: "postings",
    columns: &[Column::int("day"), Column::id("order_id")],
    counters: &[],
    indexes: &[
        Index {
            name: "by_day",
            columns: &["day"],
            unique: false,
        },
        Index {
            name: "by_order",
            columns: &["order_id"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Posting {
    const TABLE: TableId = tables::POSTING;
    const WHAT: &'static str = "posting";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.day.into(), Value::or_null(self.order)]
    }
}

/// Which days can still be posted to. One record per tenant, made by the first posting; every posting relies on it, so
/// that a closed day is frozen for everybody, at any concurrency. RULES §12, §17.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Books {
    /// Every earlier day is closed.
    pub open_from: Day,
}

impl Books {
    /// Every tenant has one such record.
    pub const ID: Id = Id::from_bytes([0, 0, 0, 0, 0, 0, 0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 2]);
}

pub(crate) const BOOKS: Table = Table {
    name: "books",
    columns: &[Column::int("open_from")],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for Books {
    const TABLE: TableId = tables::BOOKS;
    const WHAT: &'static str = "books of the tenant";

    fn id(&self) -> Id {
        Self::ID
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.open_from.into()]
    }
}

/// How far postings were gathered into [`AccountBalance`]s and settlements: every day before `day` is settled; of `day`
/// itself the postings up to `to`. One record per tenant. RULES §12.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Gathering {
    /// The first day that is not settled.
    pub day: Day,
    /// Whether that day is closed.
    pub closed: bool,
    /// The last posting of it that was gathered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PostingId>,
    /// How many of its postings were gathered.
    #[serde(default)]
    pub postings: u64,
    /// Whether all of them were; then the settlements are made.
    #[serde(default)]
    pub complete: bool,
    /// The sum of all members' points held, up to the same place: members have no roll-ups of their own.
    #[serde(default)]
    pub points_held: i64,
    /// The sums of all accounts per purpose, up to the same place.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub totals: BTreeMap<AccountPurpose, i64>,
    /// When the day is over.
    pub due_at: Timestamp,
}

impl Gathering {
    /// Every tenant has one such record.
    pub const ID: Id = Id::from_bytes([0, 0, 0, 0, 0, 0, 0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 3]);
    /// Index: when the next day is over.
    pub(crate) const DUE: u8 = 0;

    /// Nothing of a day, which ends at `due_at`, was gathered yet.
    pub(crate) const fn begin(day: Day, due_at: Timestamp) -> Self {
        Self {
            day,
            closed: false,
            to: None,
            postings: 0,
            complete: false,
            points_held: 0,
            totals: BTreeMap::new(),
            due_at,
        }
    }
}

pub(crate) const GATHERING: Table = Table {
    name: "gathering",
    columns: &[Column::int("day"), Column::time("due_at")],
    counters: &[],
    indexes: &[Index {
        name: "due",
        columns: &["due_at"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for Gathering {
    const TABLE: TableId = tables::GATHERING;
    const WHAT: &'static str = "gathering of postings";

    fn id(&self) -> Id {
        Self::ID
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.day.into(), self.due_at.into()]
    }
}

/// The roll-up of an account: the sum of every posting up to where [`Gathering`] stands. Its balance is this and the
/// tail of postings behind that place. Members' accounts have none: their wallet is their balance. DESIGN §3.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccountBalance {
    /// Whose account, for what.
    #[serde(flatten)]
    pub account: Account,
    /// The sum of the entries.
    pub balance: i64,
    /// Payable accounts: the day that moved it last …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// … what that day's postings moved, those of settling and paying out not counted: below zero is owed to the party …
    #[serde(default)]
    pub moved: i64,
    /// … and whether that waits to be settled.
    #[serde(default)]
    pub waits: bool,
    /// Payable accounts: what is carried over to the next settlement; below zero the party owes it.
    #[serde(default)]
    pub carried: i64,
}

impl AccountBalance {
    /// Index: payable accounts that wait for the settlement of a day.
    pub(crate) const WAITING: u8 = 0;

    /// The id of an account's roll-up; the unit follows from the purpose.
    pub fn id_of(party: &str, purpose: AccountPurpose) -> Id {
        Id::derived("account", &[party.as_bytes(), purpose.name().as_bytes()])
    }

    /// An account that nothing was posted to.
    pub(crate) const fn empty(account: Account) -> Self {
        Self {
            account,
            balance: 0,
            day: None,
            moved: 0,
            waits: false,
            carried: 0,
        }
    }
}

pub(crate) const ACCOUNT_BALANCE: Table = Table {
    name: "account_balances",
    columns: &[
        Column::text("party"),
        Column::text("purpose"),
        Column::int("balance"),
        Column::int("waiting"),
    ],
    counters: &[],
    indexes: &[Index {
        name: "waiting",
        columns: &["waiting"],
        unique: false,
    }],
    sequenced: false,
};

impl Record for AccountBalance {
    const TABLE: TableId = tables::ACCOUNT_BALANCE;
    const WHAT: &'static str = "roll-up of an account";

    fn id(&self) -> Id {
        Self::id_of(&self.account.party.to_string(), self.account.purpose)
    }

    fn columns(&self) -> Vec<Value> {
        let waiting = self.day.filter(|_| self.waits);
        vec![
            self.account.party.to_string().as_str().into(),
            self.account.purpose.name().into(),
            self.balance.into(),
            Value::or_null(waiting),
        ]
    }
}

/// The books of one business day are closed: no posting is added to it any more. RULES §12, §17.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DayClose {
    /// The day.
    pub day: Day,
    /// When it was closed.
    pub closed_at: Timestamp,
    /// How many postings it has; known when it is settled.
    #[serde(default)]
    pub postings: u64,
    /// When all of it was gathered and the settlements were made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<Timestamp>,
    /// What all accounts stood at per purpose when the day was over: its trial balance.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub totals: BTreeMap<AccountPurpose, i64>,
}

impl DayClose {
    /// The id of a day's record.
    pub fn id_of(day: Day) -> Id {
        Id::derived("day_close", &[&day.number().to_be_bytes()])
    }
}

pub(crate) const DAY_CLOSE: Table = Table {
    name: "day_closes",
    columns: &[Column::int("day"), Column::time("settled_at")],
    counters: &[],
    indexes: &[Index {
        name: "by_day",
        columns: &["day"],
        unique: true,
    }],
    sequenced: false,
};

impl Record for DayClose {
    const TABLE: TableId = tables::DAY_CLOSE;
    const WHAT: &'static str = "closed day";

    fn id(&self) -> Id {
        Self::id_of(self.day)
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.day.into(), Value::or_null(self.settled_at)]
    }
}
