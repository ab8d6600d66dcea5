//! Transactions of third-party services and the commission on them. RULES §2, §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::records::{ThirdPartyContract, ThirdPartySale, ThirdPartyShare};
use crate::engine::{Command, Context, Event, Lookup, Operation, Prefetch, Target};
use crate::kernel::{
    Error, MemberId, MerchantId, Money, Rate, Result, Rounding, Text, ThirdPartySaleId, Timestamp,
    divide, percentage,
};
use crate::ledger::posting::{Draft, post};
use crate::ledger::{AccountPurpose, Entry, Party, PostingPurpose, Unit};
use crate::member::Member;
use crate::merchant::{Merchant, MerchantKind};
use crate::split::given_back;

/// Sets what a third-party merchant owes for each transaction that is reported from now on. Errors: `invalid_field` for a
/// merchant of another kind, no or too many receivers, a receiver twice or of another kind than property or platform, a
/// weight beyond 1–1,000,000.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SetThirdPartyContract {
    /// The merchant.
    pub merchant: MerchantId,
    /// The part of each transaction's amount.
    pub rate: Rate,
    /// Who gets it, by weight.
    pub receivers: Vec<(Party, u32)>,
}

impl Command for SetThirdPartyContract {
    type Answer = ();
    const OPERATION: Operation = Operation::SetThirdPartyContract;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let merchant = ctx.require::<Merchant>(self.merchant)?;
        if merchant.kind != MerchantKind::ThirdParty {
            return Err(Error::invalid(
                "merchant",
                "a merchant of the third-party kind is expected",
            ));
        }
        if self.receivers.len() > ThirdPartyContract::MAX_RECEIVERS {
            return Err(Error::Limit {
                field: "receivers".into(),
                limit: ThirdPartyContract::MAX_RECEIVERS as u64,
            });
        }
        if self.receivers.is_empty() {
            return Err(Error::invalid("receivers", "at least one is expected"));
        }
        for (place, (party, weight)) in self.receivers.iter().enumerate() {
            let wrong =
                |reason: &'static str| Error::invalid(format!("receivers[{place}]"), reason);
            if !matches!(party, Party::Platform | Party::Node(_)) {
                return Err(wrong("the platform or a property company is expected"));
            }
            if !(1..=1_000_000).contains(weight) {
                return Err(wrong("a weight lies between 1 and 1,000,000"));
            }
            if self
                .receivers
                .iter()
                .take(place)
                .any(|(one, _)| one == party)
            {
                return Err(wrong("each receiver is named once"));
            }
            party.require(ctx)?;
        }
        ctx.emit(Event::ThirdPartyContractSet {
            merchant: self.merchant,
        });
        ctx.put(ThirdPartyContract {
            merchant: self.merchant,
            rate: self.rate,
            receivers: self.receivers.clone(),
        })
    }
}

/// What a transaction of this amount owes each receiver: the commission, rounded once, divided by weight. RULES §2.
pub fn commission(
    contract: &ThirdPartyContract,
    amount: Money,
    rounding: Rounding,
) -> Result<Vec<ThirdPartyShare>> {
    let commission = percentage(amount, contract.rate, rounding)?;
    let weights = contract
        .receivers
        .iter()
        .map(|(_, weight)| Money::new(i64::from(*weight)));
    let parts = divide(commission, &weights.collect::<Result<Vec<_>>>()?)?;
    Ok(contract
        .receivers
        .iter()
        .zip(parts)
        .map(|((party, _), amount)| ThirdPartyShare {
            party: party.clone(),
            amount,
            taken_back: Money::ZERO,
        })
        .collect())
}

/// What each receiver gives back when `refunded` of a sale of `amount` was refunded in all: in proportion, rounded down;
/// what rounding leaves is the merchant's. Any sequence of refunds adds up to each share. RULES §12. Errors:
/// `invalid_field` for more than the amount.
pub fn taken_back_by(
    shares: &mut [ThirdPartyShare],
    amount: Money,
    refunded: Money,
) -> Result<Vec<Money>> {
    // The last part is what the merchant keeps: it takes what rounding leaves.
    let mut parts: Vec<Money> = shares.iter().map(|share| share.amount).collect();
    let kept = amount.minus(Money::total(parts.iter().copied())?)?;
    parts.push(kept);
    let given = given_back(&parts, amount, refunded)?;
    let mut moved = Vec::with_capacity(shares.len());
    for (share, given) in shares.iter_mut().zip(given) {
        moved.push(given.minus(share.taken_back)?);
        share.taken_back = given;
    }
    Ok(moved)
}

/// A transaction of a third-party service. The commission of the contract in force is fixed, taken off what the merchant
/// is owed (it becomes a debt if nothing is) and owed to its receivers. The same report again changes nothing. Errors:
/// `not_found` without a contract, `already_exists` for the number with another amount, `invalid_field`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportThirdPartySale {
    /// Whose service.
    pub merchant: MerchantId,
    /// The service's own number; unique per merchant.
    pub number: Text<64>,
    /// Who used it, if the host knows.
    #[serde(default)]
    pub member: Option<MemberId>,
    /// What was paid for it, above zero.
    pub amount: Money,
    /// When it took place; not more than a day ahead.
    pub at: Timestamp,
}

impl Command for ReportThirdPartySale {
    type Answer = ThirdPartySaleId;
    const OPERATION: Operation = Operation::ReportThirdPartySale;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<ThirdPartyContract>(self.merchant);
        wanted.want::<ThirdPartySale>(ThirdPartySale::id_of(self.merchant, self.number.as_str()));
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<ThirdPartySaleId> {
        self.number.require("number")?;
        if !self.amount.is_positive() {
            return Err(Error::invalid("amount", "above zero is expected"));
        }
        if self.at > ctx.now().plus_days(1) {
            return Err(Error::invalid("at", "it lies more than a day ahead"));
        }
        let id = ThirdPartySale::id_of(self.merchant, self.number.as_str());
        if let Some(known) = ctx.find::<ThirdPartySale>(id)? {
            if known.amount == self.amount {
                return Ok(id);
            }
            return Err(Error::AlreadyExists {
                what: "a transaction of this merchant with this number and another amount".into(),
            });
        }
        let contract = ctx.require::<ThirdPartyContract>(self.merchant)?;
        if let Some(member) = self.member {
            ctx.require::<Member>(member)?;
        }
        let root = ctx.tenant_record()?.root;
        let rounding = ctx.settings(root)?.rounding;
        let shares = commission(&contract, self.amount, rounding)?;
        let moved: Vec<Money> = shares.iter().map(|share| share.amount).collect();
        book(
            ctx,
            id,
            self.merchant,
            PostingPurpose::ThirdPartyCommission,
            &shares,
            &moved,
        )?;
        ctx.emit(Event::ThirdPartySaleReported {
            sale: id,
            merchant: self.merchant,
            amount: self.amount,
            commission: Money::total(moved)?,
        });
        ctx.insert(ThirdPartySale {
            id,
            merchant: self.merchant,
            number: self.number.clone(),
            member: self.member,
            amount: self.amount,
            refunded: Money::ZERO,
            refunds: Vec::new(),
            shares,
            at: self.at,
            reported_at: ctx.now(),
        })?;
        Ok(id)
    }
}

/// Owes the receivers their commission and takes it off what the merchant is owed, or the other way round.
fn book(
    ctx: &mut Context<'_>,
    id: ThirdPartySaleId,
    merchant: MerchantId,
    purpose: PostingPurpose,
    shares: &[ThirdPartyShare],
    moved: &[Money],
) -> Result<()> {
    let back = purpose == PostingPurpose::ThirdPartyCommissionReturned;
    let sign = |amount: Money| if back { amount.negated() } else { amount };
    let all = sign(Money::total(moved.iter().copied())?);
    let mut entries = vec![Entry::debit(
        Party::Merchant(merchant),
        AccountPurpose::Payable,
        all,
    )];
    for (share, amount) in shares.iter().zip(moved) {
        entries.push(Entry::credit(
            share.party.clone(),
            AccountPurpose::Payable,
            sign(*amount),
        ));
    }
    let draft = Draft {
        purpose,
        unit: Unit::Money,
        order: None,
        trade: None,
        reference: Some(id.0),
        entries,
    };
    post(ctx, draft).map(|_| ())
}

/// A refund of a third-party transaction: its commission is taken back in proportion, so that any sequence of refunds
/// adds up. The same refund number again changes nothing. Errors: `not_found`, `already_exists` for the number with
/// another amount, `invalid_field` for more than is left.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportThirdPartyRefund {
    /// Whose service.
    pub merchant: MerchantId,
    /// The transaction's number.
    pub number: Text<64>,
    /// The refund's own number; unique per transaction.
    pub refund: Text<64>,
    /// How much, above zero.
    pub amount: Money,
}

impl Command for ReportThirdPartyRefund {
    type Answer = ();
    const OPERATION: Operation = Operation::ReportThirdPartyRefund;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.refund.require("refund")?;
        if !self.amount.is_positive() {
            return Err(Error::invalid("amount", "above zero is expected"));
        }
        let id = ThirdPartySale::id_of(self.merchant, self.number.as_str());
        let mut sale = (*ctx.require::<ThirdPartySale>(id)?).clone();
        if let Some((_, known)) = sale.refunds.iter().find(|(one, _)| *one == self.refund) {
            if *known == self.amount {
                return Ok(());
            }
            return Err(Error::AlreadyExists {
                what: "a refund of this transaction with this number and another amount".into(),
            });
        }
        if sale.refunds.len() >= ThirdPartySale::MAX_REFUNDS {
            return Err(Error::Limit {
                field: "refund".into(),
                limit: ThirdPartySale::MAX_REFUNDS as u64,
            });
        }
        let refunded = sale.refunded.plus(self.amount)?;
        if refunded > sale.amount {
            return Err(Error::invalid(
                "amount",
                "no more can go back than was paid for it",
            ));
        }
        let moved = taken_back_by(&mut sale.shares, sale.amount, refunded)?;
        sale.refunded = refunded;
        sale.refunds.push((self.refund.clone(), self.amount));
        book(
            ctx,
            id,
            self.merchant,
            PostingPurpose::ThirdPartyCommissionReturned,
            &sale.shares,
            &moved,
        )?;
        ctx.emit(Event::ThirdPartySaleRefunded {
            sale: id,
            merchant: self.merchant,
            amount: self.amount,
            commission: Money::total(moved)?,
        });
        ctx.update(sale)
    }
}
