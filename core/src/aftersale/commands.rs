//! What members, merchants and the timer do with after-sale cases. RULES §11.

use serde::{Deserialize, Serialize};

use super::decide;
use super::machine::{CaseEvent, CaseState};
use super::records::{AfterSale, CaseKind, CaseLine, CaseReason, CaseStep, Claim};
use super::rules;
use crate::engine::{Command, Context, DueSource, Event, Lookup, Operation, Target};
use crate::kernel::{AfterSaleId, Error, KeyPurpose, OrderId, Result, Text};
use crate::member::{Member, check_phone_digits};
use crate::order::{OpenCase, Order, Shipment, steps};
use crate::schema::tables;

/// Units of a line that a member wants to give back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClaimedLine {
    /// The line's place in the order, from 0.
    pub line: u32,
    /// How many, 1 up to what is neither refunded nor in an open case.
    pub quantity: u32,
}

/// A member asks for their money back for units of an order that is on its way or received. Without a reason only inside
/// the return window of what supports it, and only against the goods; for quality reasons always.
///
/// Errors: `wrong_state` before shipping or after closing, `invalid_field` naming `kind`, `reason`, the line, `pictures`
/// (fewer than 2), or a field of `claim`, `limit_exceeded` for too many pictures or cases. RULES §11.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ApplyAfterSale {
    /// The order.
    pub order: OrderId,
    /// Against the goods or not.
    pub kind: CaseKind,
    /// Why.
    pub reason: CaseReason,
    /// What of the order.
    pub lines: Vec<ClaimedLine>,
    /// Name, phone and description.
    pub claim: Claim,
    /// At least 2 (the product, the order), at most 9, as the host names them.
    pub pictures: Vec<Text<200>>,
}

impl ApplyAfterSale {
    fn validate(&self) -> Result<()> {
        self.claim.name.require("claim.name")?;
        check_phone_digits("claim.phone", &self.claim.phone)?;
        self.claim.description.require("claim.description")?;
        if self.pictures.len() < AfterSale::MIN_PICTURES {
            return Err(Error::invalid(
                "pictures",
                "at least 2 are expected: the product and the order",
            ));
        }
        if self.pictures.len() > AfterSale::MAX_PICTURES {
            return Err(Error::Limit {
                field: "pictures".into(),
                limit: AfterSale::MAX_PICTURES as u64,
            });
        }
        for picture in &self.pictures {
            picture.require("pictures")?;
        }
        Ok(())
    }
}

impl Command for ApplyAfterSale {
    type Answer = AfterSaleId;
    const OPERATION: Operation = Operation::ApplyAfterSale;

    fn target(&self) -> Target {
        Target::Order(self.order)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<AfterSaleId> {
        self.validate()?;
        let mut order = (*ctx.require::<Order>(self.order)?).clone();
        let settings = ctx.settings(order.community)?;
        let now = ctx.now();
        let most = settings.after_sale_open_per_line;
        rules::check(&order, self.kind, self.reason, &self.lines, most, now)?;
        if order.cases >= AfterSale::MAX_PER_ORDER {
            return Err(Error::Limit {
                field: "order".into(),
                limit: AfterSale::MAX_PER_ORDER.into(),
            });
        }
        let key = ctx.key(KeyPurpose::PersonalData)?;
        let plain = serde_json::to_vec(&self.claim)
            .map_err(|_| Error::internal("a claim could not be written"))?;
        let member = ctx.require::<Member>(order.member)?;
        let case = AfterSale {
            id: ctx.new_id()?,
            order: order.id,
            member: order.member,
            merchant: order.merchant,
            community: order.community,
            kind: self.kind,
            reason: self.reason,
            lines: (self.lines.iter())
                .map(|claimed| CaseLine {
                    line: claimed.line,
                    quantity: claimed.quantity,
                    sellable: None,
                })
                .collect(),
            claim: member.seal(&key, &plain, ctx.entropy())?,
            pictures: self.pictures.clone(),
            state: CaseState::Applied,
            history: vec![CaseStep {
                event: CaseEvent::Apply,
                at: now,
                by: ctx.actor().user_id(),
            }],
            refusal: None,
            parcel: None,
            refund: None,
            answer_by: now.plus_days(settings.after_sale_answer_days),
        };
        let id = case.id;
        order.cases = order.cases.saturating_add(1);
        order.open_cases.push(OpenCase {
            case: id,
            lines: (self.lines.iter())
                .map(|claimed| (claimed.line, claimed.quantity))
                .collect(),
        });
        steps::schedule(ctx, &mut order)?;
        ctx.emit(Event::AfterSaleApplied {
            case: id,
            order: order.id,
            merchant: order.merchant,
        });
        ctx.update(order)?;
        ctx.create(case)?;
        Ok(id)
    }
}

/// What a merchant answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Agreed: the goods may come back, or the money goes at once.
    Agree,
    /// Refused.
    Refuse {
        /// Why; told to the member.
        reason: Text<300>,
    },
}

/// The merchant, or the property company for it, answers a case. Errors: `wrong_state` once it is answered, `invalid_field`
/// for a refusal without a reason. RULES §11.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AnswerAfterSale {
    /// The case.
    pub case: AfterSaleId,
    /// What is answered.
    pub verdict: Verdict,
}

impl Command for AnswerAfterSale {
    type Answer = ();
    const OPERATION: Operation = Operation::AnswerAfterSale;

    fn target(&self) -> Target {
        Target::AfterSale(self.case)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut case = (*ctx.require::<AfterSale>(self.case)?).clone();
        match &self.verdict {
            Verdict::Agree => decide::agree(ctx, case),
            Verdict::Refuse { reason } => {
                reason.require("verdict.reason")?;
                case.refusal = Some(reason.clone());
                decide::give_up(ctx, case, CaseEvent::Refuse)
            }
        }
    }
}

/// The member no longer wants a case. Errors: `wrong_state` once it is refunded or decided otherwise. RULES §11.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WithdrawAfterSale {
    /// The case.
    pub case: AfterSaleId,
}

impl Command for WithdrawAfterSale {
    type Answer = ();
    const OPERATION: Operation = Operation::WithdrawAfterSale;

    fn target(&self) -> Target {
        Target::AfterSale(self.case)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let case = (*ctx.require::<AfterSale>(self.case)?).clone();
        decide::give_up(ctx, case, CaseEvent::Withdraw)
    }
}

/// The member says how the goods come back; what is brought to the station or shop needs no word. Saying it again replaces
/// it. Errors: `wrong_state` unless the goods are awaited, `invalid_field` for an empty carrier or number. RULES §11.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SendGoodsBack {
    /// The case.
    pub case: AfterSaleId,
    /// The carrier.
    pub carrier: Text<40>,
    /// Its number.
    pub number: Text<64>,
}

/// Most steps of a case's history that are a repeated word about the parcel.
const MAX_PARCELS: usize = 10;

impl Command for SendGoodsBack {
    type Answer = ();
    const OPERATION: Operation = Operation::SendGoodsBack;

    fn target(&self) -> Target {
        Target::AfterSale(self.case)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.carrier.require("carrier")?;
        self.number.require("number")?;
        let mut case = (*ctx.require::<AfterSale>(self.case)?).clone();
        let said = |step: &&CaseStep| step.event == CaseEvent::SendBack;
        if case.history.iter().filter(said).count() >= MAX_PARCELS {
            return Err(Error::Limit {
                field: "number".into(),
                limit: MAX_PARCELS as u64,
            });
        }
        decide::advance(ctx, &mut case, CaseEvent::SendBack)?;
        case.parcel = Some(Shipment {
            carrier: self.carrier.clone(),
            number: self.number.clone(),
        });
        ctx.update(case)
    }
}

/// How many units of a line came back in good order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GoodsBack {
    /// The line's place in the order, from 0.
    pub line: u32,
    /// How many of the case's units can be sold again; the others are written off.
    pub sellable: u32,
}

/// A gift of the order that the buyer keeps although nothing of what was bought with it is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KeptGift {
    /// The gift's line in the order.
    pub line: u32,
    /// How many units are kept; the others came back.
    pub quantity: u32,
}

/// The merchant or the station has the goods of a case again; the refund is instructed. Units that are not named cannot be
/// sold again. Gifts go back with the last of what was bought; those that are kept are charged, as far as money goes
/// back, at the price that the order says, or at that of today where the merchant gave them at its own cost. Errors: `wrong_state` unless the goods are awaited, `invalid_field` naming the line. RULES §11.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ConfirmGoodsBack {
    /// The case.
    pub case: AfterSaleId,
    /// What can be sold again.
    #[serde(default)]
    pub lines: Vec<GoodsBack>,
    /// Gifts that should have come back and did not.
    #[serde(default)]
    pub kept_gifts: Vec<KeptGift>,
}

impl Command for ConfirmGoodsBack {
    type Answer = ();
    const OPERATION: Operation = Operation::ConfirmGoodsBack;

    fn target(&self) -> Target {
        Target::AfterSale(self.case)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut case = (*ctx.require::<AfterSale>(self.case)?).clone();
        if !case.awaits_goods() {
            return Err(Error::WrongState {
                what: "after-sale case",
                id: case.id.to_string(),
                state: case.state.name(),
                event: CaseEvent::GoodsBack.name(),
            });
        }
        for line in &mut case.lines {
            line.sellable = Some(0);
        }
        let mut named = std::collections::BTreeSet::new();
        for (place, back) in self.lines.iter().enumerate() {
            let at = |field| format!("lines[{place}].{field}");
            let line = case.lines.iter_mut().find(|line| line.line == back.line);
            let Some(line) = line.filter(|_| named.insert(back.line)) else {
                return Err(Error::invalid(
                    at("line"),
                    "each line of the case is named at most once",
                ));
            };
            if back.sellable > line.quantity {
                return Err(Error::invalid(
                    at("sellable"),
                    format!("at most the {} units of the case", line.quantity),
                ));
            }
            line.sellable = Some(back.sellable);
        }
        decide::refund(ctx, case, CaseEvent::GoodsBack, &self.kept_gifts)
    }
}

/// Agrees to a case that its merchant left unanswered: due work. Before its time it is refused; once it is answered nothing
/// happens. RULES §11.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AdvanceAfterSale {
    /// The case.
    pub case: AfterSaleId,
}

impl Command for AdvanceAfterSale {
    type Answer = ();
    const OPERATION: Operation = Operation::AdvanceAfterSale;

    fn target(&self) -> Target {
        Target::AfterSale(self.case)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let case = (*ctx.require::<AfterSale>(self.case)?).clone();
        if case.state != CaseState::Applied {
            return Ok(());
        }
        if ctx.now() < case.answer_by {
            return Err(Error::WrongState {
                what: "after-sale case",
                id: case.id.to_string(),
                state: case.state.name(),
                event: "agree before its time",
            });
        }
        decide::agree(ctx, case)
    }
}

/// Cases that nobody answered in time.
pub(crate) const AFTER_SALES_DUE: DueSource = DueSource {
    table: tables::AFTER_SALE,
    index: AfterSale::DUE,
    command: |row| {
        Ok(crate::engine::AnyCommand::AdvanceAfterSale(
            AdvanceAfterSale {
                case: AfterSaleId(row.id),
            },
        ))
    },
};
