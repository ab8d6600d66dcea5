//! After-sale cases and reviews: applied for, answered, withdrawn, brought back, written and hidden, wrongly too.

use linli::aftersale::{
    AfterSale, AnswerAfterSale, ApplyAfterSale, CaseEvent, CaseKind, CaseReason, CaseState, Claim,
    ClaimedLine, ConfirmGoodsBack, GoodsBack, Verdict, WithdrawAfterSale,
};
use linli::engine::AnyCommand;
use linli::kernel::{Actor, AfterSaleId, MerchantId, ReviewId};
use linli::order::OrderState;
use linli::review::{AnswerReview, ModerateReview, Moderation, Review, Stars, WriteReview};
use linli::schema::tables;

use super::steps::{is_refusal, read};
use super::{Sim, Step};
use crate::shop::text;

impl Sim {
    pub(super) fn staff_of(&self, merchant: MerchantId) -> Actor {
        let place = self.shop.merchants.iter().position(|id| *id == merchant);
        self.shop.staff[place.unwrap()]
    }

    /// Something happens after the sale.
    pub(super) fn after_sale(&mut self) -> Step {
        match self.rng.between(0, 9) {
            0..=3 => self.apply_after_sale(),
            4..=5 => self.move_case(),
            6..=8 => self.write_review(),
            _ => self.treat_review(),
        }
    }

    fn apply_after_sale(&mut self) -> Step {
        let any = self.rng.happens(100);
        let Some(order) = self.some_order(|order| {
            any || matches!(
                order.state,
                OrderState::PendingReceipt | OrderState::PendingReview | OrderState::Completed
            )
        }) else {
            return Ok(());
        };
        let line = self.rng.place(order.lines.len());
        let kind = self.rng.pick(&[CaseKind::Return, CaseKind::RefundOnly]);
        let reason = self.rng.pick(&[
            CaseReason::Quality,
            CaseReason::NoReason,
            CaseReason::WrongGoods,
        ]);
        let apply = ApplyAfterSale {
            order: order.id,
            kind,
            reason,
            lines: vec![ClaimedLine {
                line: u32::try_from(line).unwrap(),
                quantity: self.rng.between(1, order.lines[line].quantity),
            }],
            claim: Claim {
                name: text("住户"),
                phone: text("13900009999"),
                description: text("坏了"),
            },
            pictures: vec![text("a.jpg"), text("b.jpg")],
        };
        let member = self.member_of(&order);
        match self.send(&member, &AnyCommand::ApplyAfterSale(apply))? {
            Ok(answer) => {
                let case: AfterSaleId = read(answer);
                self.model.cases.push(case);
                for _ in 0..self.rng.between(0, 4) {
                    self.move_the(case)?;
                }
                self.expect(
                    !matches!(
                        order.state,
                        OrderState::PendingPayment
                            | OrderState::PendingShipment
                            | OrderState::Closed
                    ),
                    || format!("a case of an order {:?}", order.state),
                )
            }
            Err(error) => self.expect(
                is_refusal(&error, &["wrong_state", "invalid_field", "limit_exceeded"]),
                || format!("apply_after_sale: {error}"),
            ),
        }
    }

    fn some_case(&mut self) -> Option<AfterSale> {
        let known = self.model.cases.len();
        if known == 0 {
            return None;
        }
        let recent = known - self.rng.place(known.min(30)) - 1;
        self.stored(tables::AFTER_SALE, self.model.cases[recent].0)
    }

    fn move_case(&mut self) -> Step {
        match self.some_case() {
            Some(case) => self.move_the(case.id),
            None => Ok(()),
        }
    }

    fn move_the(&mut self, case: AfterSaleId) -> Step {
        let case: AfterSale = self.stored(tables::AFTER_SALE, case.0).unwrap();
        let staff = self.staff_of(case.merchant);
        let member = Actor::user(self.shop.tenant, case.member);
        let (actor, event, command) = match self.rng.between(0, 9) {
            0..=3 => {
                let command = AnswerAfterSale {
                    case: case.id,
                    verdict: Verdict::Agree,
                };
                (
                    staff,
                    CaseEvent::Agree,
                    AnyCommand::AnswerAfterSale(command),
                )
            }
            4 => {
                let command = AnswerAfterSale {
                    case: case.id,
                    verdict: Verdict::Refuse {
                        reason: text("不符"),
                    },
                };
                (
                    staff,
                    CaseEvent::Refuse,
                    AnyCommand::AnswerAfterSale(command),
                )
            }
            5 => {
                let command = WithdrawAfterSale { case: case.id };
                (
                    member,
                    CaseEvent::Withdraw,
                    AnyCommand::WithdrawAfterSale(command),
                )
            }
            _ => {
                let lines = case.lines.iter().map(|line| GoodsBack {
                    line: line.line,
                    sellable: self.rng.between(0, line.quantity),
                });
                let command = ConfirmGoodsBack {
                    case: case.id,
                    lines: lines.collect(),
                    kept_gifts: Vec::new(),
                };
                (
                    staff,
                    CaseEvent::GoodsBack,
                    AnyCommand::ConfirmGoodsBack(command),
                )
            }
        };
        let right = case.state.after(event).is_some()
            && (event != CaseEvent::GoodsBack || case.kind == CaseKind::Return);
        match self.send(&actor, &command)? {
            Ok(_) => {
                self.expect(right, || format!("{event:?} of a case {:?}", case.state))?;
                let now: AfterSale = self.stored(tables::AFTER_SALE, case.id.0).unwrap();
                match now.refund {
                    Some(refund) => self.learn_refund(refund),
                    None => self.expect(
                        !matches!(now.state, CaseState::Refunding | CaseState::Done),
                        || "a case is refunding without a refund".to_owned(),
                    ),
                }
            }
            Err(error) => self.expect(!right && error.code() == "wrong_state", || {
                format!("{event:?} of a case {:?}: {error}", case.state)
            }),
        }
    }

    /// Refunds of cases that the system agreed to.
    pub(super) fn learn_case_refunds(&mut self) -> Step {
        let cases = self.model.cases.iter().rev().take(100);
        let stored = cases.filter_map(|case| self.stored::<AfterSale>(tables::AFTER_SALE, case.0));
        let refunds: Vec<_> = stored.filter_map(|case| case.refund).collect();
        for refund in refunds {
            if !self.model.refunds.contains_key(&refund) {
                self.learn_refund(refund)?;
            }
        }
        Ok(())
    }

    fn write_review(&mut self) -> Step {
        let any = self.rng.happens(100);
        let Some(order) = self.some_order(|order| any || order.state == OrderState::PendingReview)
        else {
            return Ok(());
        };
        let line = self.rng.place(order.lines.len());
        let review = WriteReview {
            order: order.id,
            line: u32::try_from(line).unwrap(),
            // Mostly good ones: nobody is to be delisted here.
            stars: Stars::new(self.rng.pick(&[5, 5, 5, 4, 4, 1])).unwrap(),
            text: text("好"),
            pictures: Vec::new(),
        };
        let member = self.member_of(&order);
        let again = order.lines[line].reviewed;
        match self.send(&member, &AnyCommand::WriteReview(review))? {
            Ok(answer) => {
                self.model.reviews.push(read(answer));
                self.expect(!again && order.state == OrderState::PendingReview, || {
                    format!("a review of an order {:?}, again: {again}", order.state)
                })
            }
            Err(error) => self.expect(
                is_refusal(&error, &["wrong_state", "invalid_field", "already_exists"]),
                || format!("write_review: {error}"),
            ),
        }
    }

    fn treat_review(&mut self) -> Step {
        if self.model.reviews.is_empty() {
            return Ok(());
        }
        let reviews: Vec<ReviewId> = self.model.reviews.clone();
        let id = self.rng.pick(&reviews);
        let review: Review = self.stored(tables::REVIEW, id.0).unwrap();
        if self.rng.happens(400) {
            let staff = self.staff_of(review.merchant);
            let answer = AnswerReview {
                review: id,
                text: text("谢谢"),
            };
            let right = review.answer.is_none();
            return match self.send(&staff, &AnyCommand::AnswerReview(answer))? {
                Ok(_) => self.expect(right, || "a review was answered twice".to_owned()),
                Err(error) => self.expect(!right && error.code() == "already_exists", || {
                    format!("answer_review: {error}")
                }),
            };
        }
        let hide = self.rng.happens(500);
        let outcome = if hide {
            Moderation::Hide {
                reason: text("广告"),
            }
        } else {
            Moderation::Show
        };
        let platform = self.shop.platform;
        let moderate = ModerateReview {
            review: id,
            outcome,
        };
        let right = hide == review.hidden.is_none();
        match self.send(&platform, &AnyCommand::ModerateReview(moderate))? {
            Ok(_) => self.expect(right, || "a hidden review was hidden".to_owned()),
            Err(error) => self.expect(!right && error.code() == "wrong_state", || {
                format!("moderate_review: {error}")
            }),
        }
    }
}
