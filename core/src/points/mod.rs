//! Points: lots with issuer and expiry, earning, spending, take-back, debts, expiry, property bills. RULES §13.

mod bills;
mod commands;
pub(crate) mod moves;
mod queries;
mod records;
mod rules;
pub(crate) mod settling;

pub use bills::{
    BillAnswer, ReportBillPaid, ReturnBillPoints, SpendPointsOnBill, WithdrawBillPaid,
};
pub use commands::{ExpirePoints, GrantPoints, RecordLogin};
pub use queries::PointsBalance;
pub use records::{Bill, BillPaid, BillSpending, Earning, Lot, LotUse, Origin, PointsKind, Wallet};
pub use rules::{Fallen, Place, PointsMoved, earned_by, points_for_bill, points_within, value_of};

pub use settling::{
    PointsMonth, PointsStatement, PointsStatementPage, SettlePoints, StatementSide,
};

pub(crate) use commands::WALLETS_DUE;
pub(crate) use records::{BILL, WALLET};
pub(crate) use settling::{POINTS_MONTH, POINTS_MONTHS_DUE, POINTS_STATEMENT};
