//! What the host reports of payments and refunds. RULES §5, §11.

use serde::{Deserialize, Serialize};

use super::records::{Payment, PaymentOutcome, RefundReason, RefundState};
use super::refunds;
use crate::engine::{Command, Context, Event, Lookup, Operation, Prefetch, Target};
use crate::kernel::{Error, Money, PaymentId, RefundId, Result, Text, Timestamp, TradeId};
use crate::order::{Trade, TradeState, paying};
use crate::sale::joining;

/// Most payment reports that one trade keeps.
const MAX_REPORTS: usize = 20;

/// A payment as the provider told the host. The same report again changes nothing; a wrong amount or currency is
/// recorded and pays nothing; money for a closed or paid trade goes back by itself. RULES §5.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportPayment {
    /// The trade that it is for.
    pub trade: TradeId,
    /// The provider, e.g. `wechat`.
    pub provider: Text<40>,
    /// The provider's number for it; unique per provider.
    pub number: Text<64>,
    /// How much was paid, above zero.
    pub amount: Money,
    /// In which currency (three capital letters).
    pub currency: String,
    /// When, as the provider says; not more than a day before the trade was placed or after now.
    pub paid_at: Timestamp,
    /// SHA-256 of the provider's message, hexadecimal.
    pub evidence: Text<64>,
}

/// What became of a payment report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PaymentReport {
    /// The recorded payment.
    pub payment: PaymentId,
    /// What became of it.
    pub outcome: PaymentOutcome,
    /// The automatic refund, when the money pays nothing. Only in the answer to the first report of this payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<RefundId>,
}

impl ReportPayment {
    fn validate(&self, trade: &Trade, now: Timestamp) -> Result<()> {
        self.provider.require("provider")?;
        self.number.require("number")?;
        if !self.amount.is_positive() {
            return Err(Error::invalid("amount", "a payment is above zero"));
        }
        if self.currency.len() != 3
            || !self
                .currency
                .bytes()
                .all(|letter| letter.is_ascii_uppercase())
        {
            return Err(Error::invalid(
                "currency",
                "three capital letters such as CNY are expected",
            ));
        }
        if self.evidence.len() != 64
            || !self.evidence.bytes().all(|digit| digit.is_ascii_hexdigit())
        {
            return Err(Error::invalid(
                "evidence",
                "64 hexadecimal digits are expected",
            ));
        }
        if self.paid_at > now.plus_days(1) || self.paid_at.plus_days(1) < trade.placed_at {
            return Err(Error::invalid(
                "paid_at",
                "it lies between the trade's placing and now, give or take a day",
            ));
        }
        Ok(())
    }

    /// The report of this provider's number that the trade has already, if any.
    fn known(&self, ctx: &mut Context<'_>, trade: &Trade) -> Result<Option<PaymentReport>> {
        let same = trade
            .reports
            .iter()
            .find(|(provider, number, _)| (provider, number) == (&self.provider, &self.number));
        let Some((_, _, id)) = same else {
            return Ok(None);
        };
        let payment = ctx.require::<Payment>(*id)?;
        if payment.amount != self.amount || payment.currency != self.currency {
            return Err(Error::AlreadyExists {
                what: "a payment with this number and another amount".into(),
            });
        }
        Ok(Some(PaymentReport {
            payment: payment.id,
            outcome: payment.outcome,
            refund: None,
        }))
    }
}

impl Command for ReportPayment {
    type Answer = PaymentReport;
    const OPERATION: Operation = Operation::ReportPayment;

    fn target(&self) -> Target {
        Target::Trade(self.trade)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Trade>(self.trade);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<PaymentReport> {
        let mut trade = (*ctx.require::<Trade>(self.trade)?).clone();
        self.validate(&trade, ctx.now())?;
        if let Some(known) = self.known(ctx, &trade)? {
            return Ok(known);
        }
        if trade.reports.len() >= MAX_REPORTS {
            return Err(Error::Limit {
                field: "number".into(),
                limit: MAX_REPORTS as u64,
            });
        }
        let currency_fits = ctx.tenant_record()?.currency.code() == self.currency;
        let pays = currency_fits && self.amount == trade.total;
        if pays && trade.state == TradeState::Pending && !joining::admits_payment(ctx, &trade)? {
            // What it is for is gone: a group that is over, or full.
            paying::close_trade(ctx, trade.id)?;
            trade = (*ctx.require::<Trade>(trade.id)?).clone();
        }
        let outcome = match trade.state {
            _ if !currency_fits => PaymentOutcome::WrongAmount,
            TradeState::Pending if self.amount == trade.total => PaymentOutcome::Accepted,
            TradeState::Pending => PaymentOutcome::WrongAmount,
            TradeState::Closed => PaymentOutcome::Late,
            TradeState::Paid => PaymentOutcome::Double,
        };
        let payment = Payment {
            id: ctx.new_id()?,
            trade: trade.id,
            provider: self.provider.clone(),
            number: self.number.clone(),
            amount: self.amount,
            currency: self.currency.clone(),
            paid_at: self.paid_at,
            evidence: self.evidence.clone(),
            reported_at: ctx.now(),
            outcome,
        };
        trade
            .reports
            .push((self.provider.clone(), self.number.clone(), payment.id));
        ctx.emit(Event::PaymentReported {
            payment: payment.id,
            trade: trade.id,
            amount: self.amount,
            outcome,
        });
        let refund = match outcome {
            PaymentOutcome::Accepted => {
                paying::pay_trade(ctx, trade, Some(&payment))?;
                None
            }
            PaymentOutcome::WrongAmount => {
                ctx.update(trade)?;
                None
            }
            PaymentOutcome::Late | PaymentOutcome::Double => {
                ctx.update(trade)?;
                let reason = match outcome {
                    PaymentOutcome::Late => RefundReason::LatePayment,
                    _ => RefundReason::DoublePayment,
                };
                Some(refunds::refund_payment(ctx, &payment, reason)?)
            }
        };
        let report = PaymentReport {
            payment: payment.id,
            outcome,
            refund,
        };
        ctx.create(payment)?;
        Ok(report)
    }
}

/// What the channel answered to a refund instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundResult {
    /// Paid back.
    Done,
    /// Refused; instruct it again or pay by hand.
    Failed,
}

/// The result of a refund instruction; answers where the refund stands then. The same result again changes nothing, nor
/// does a failure of an earlier attempt that arrives late; an earlier attempt that was paid after all pays the refund.
/// Errors: `wrong_state` when a paid refund is said to have failed, `invalid_field` `attempt`. RULES §11.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportRefund {
    /// The refund.
    pub refund: RefundId,
    /// How it ended.
    pub result: RefundResult,
    /// The channel's number or message.
    #[serde(default)]
    pub message: Option<Text<200>>,
    /// Which attempt it is about, from 1; `None`: the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<u32>,
}

impl Command for ReportRefund {
    type Answer = RefundState;
    const OPERATION: Operation = Operation::ReportRefund;

    fn target(&self) -> Target {
        Target::Refund(self.refund)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<RefundState> {
        refunds::report(
            ctx,
            self.refund,
            self.result == RefundResult::Done,
            self.attempt,
            self.message.as_ref(),
        )
    }
}

/// Instructs a failed refund again, under the same number and with the next attempt; nothing happens while an instruction is
/// under way. Errors: `wrong_state` once it is paid. RULES §11.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RetryRefund {
    /// The failed refund.
    pub refund: RefundId,
}

impl Command for RetryRefund {
    type Answer = ();
    const OPERATION: Operation = Operation::RetryRefund;

    fn target(&self) -> Target {
        Target::Refund(self.refund)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        refunds::retry(ctx, self.refund)
    }
}

/// A refund that its channel refused was paid in another way. Should the channel report it paid afterwards, it is marked
/// and an event tells. Errors: `wrong_state` unless it has failed, `invalid_field` for an empty channel or reference.
/// RULES §11.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PayRefundByHand {
    /// The failed refund.
    pub refund: RefundId,
    /// Through which channel, e.g. `bank`; its clearing account bears it.
    pub channel: Text<40>,
    /// The number of the transfer.
    pub reference: Text<200>,
}

impl Command for PayRefundByHand {
    type Answer = ();
    const OPERATION: Operation = Operation::PayRefundByHand;

    fn target(&self) -> Target {
        Target::Refund(self.refund)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.channel.require("channel")?;
        self.reference.require("reference")?;
        refunds::paid_by_hand(
            ctx,
            self.refund,
            self.channel.clone(),
            self.reference.clone(),
        )
    }
}
