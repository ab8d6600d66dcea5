//! What leaders and promoters earn by selling: tiers of the month, referrals, withdrawals. RULES §12.
//!
//! Who earns how much of an order is a share of its [split](crate::split): a commission rule names the leader or the
//! promoter. Here is what such a share depends on, and what becomes of it when it is earned.

pub(crate) mod earner;
pub(crate) mod month;
mod queries;
mod records;
pub(crate) mod referral;
#[cfg(test)]
mod tests;
mod tiers;
mod withdrawal;

pub use earner::{CommissionPayout, Earner};
pub use month::SettleLeaderMonth;
pub use queries::{CommissionStatement, LeaderMonthView, PromoterView, TeamMember};
pub use records::{Difference, LeaderMonth, LeaderSales, MonthResult, MonthState};
pub use referral::{
    AppointPromoter, BindReferral, Binding, EndPromoter, Promoter, PromoterKind, Referral,
    ReferralLevels, ReferralPolicy, ReferralVia, SetPromoterKind,
};
pub use tiers::{Tier, TierMode, TierTable};
pub use withdrawal::{
    ReportWithdrawal, RequestWithdrawal, ResendWithdrawal, ReviewWithdrawal, Withdrawal,
    WithdrawalEvent, WithdrawalResult, WithdrawalReview, WithdrawalState,
};

pub(crate) use earner::EARNER;
pub(crate) use month::LEADER_MONTHS_DUE;
pub(crate) use records::{LEADER_MONTH, LEADER_SALES};
pub(crate) use referral::{PROMOTER, PROMOTER_KIND, REFERRAL};
pub(crate) use withdrawal::WITHDRAWAL;
