//! After-sale cases: what a buyer asks for once an order is on its way or received, and what comes of it. RULES §11.
//! Cancelling before shipping is in `order`, paying back in `payment`.

mod commands;
mod decide;
mod machine;
mod queries;
mod records;
mod rules;

pub use commands::{
    AdvanceAfterSale, AnswerAfterSale, ApplyAfterSale, ClaimedLine, ConfirmGoodsBack, GoodsBack,
    KeptGift, SendGoodsBack, Verdict, WithdrawAfterSale,
};
pub use machine::{CASE_TRANSITIONS, CaseEvent, CaseState};
pub use queries::{AfterSalePage, AfterSaleView};
pub use records::{AfterSale, CaseKind, CaseLine, CaseReason, CaseStep, Claim, FeeAfterShipping};

pub(crate) use commands::AFTER_SALES_DUE;
pub(crate) use decide::{finish, overtaken};
pub(crate) use records::AFTER_SALE;
