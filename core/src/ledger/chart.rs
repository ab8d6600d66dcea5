//! The chart of accounts: every purpose of an account and of a posting, what it means, and what an accountant calls it.
//! `core/docs/chart-of-accounts.md` is printed from it. RULES §12.

use super::records::{AccountPurpose, PostingPurpose};

/// Where an account stands in a balance sheet or a profit and loss statement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum AccountClass {
    /// What is had: debits.
    Assets,
    /// What is owed: credits.
    Liabilities,
    /// What is earned: credits.
    Income,
    /// What is spent: debits.
    Expenses,
}

impl AccountClass {
    /// Its name as bookkeeping programs write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assets => "Assets",
            Self::Liabilities => "Liabilities",
            Self::Income => "Income",
            Self::Expenses => "Expenses",
        }
    }
}

/// One line of the chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ChartLine {
    /// A stable number; the thousands are the class.
    pub number: u16,
    /// Its class.
    pub class: AccountClass,
    /// What Chinese accountants call it.
    pub chinese: &'static str,
    /// Whose accounts there are.
    pub parties: &'static str,
    /// What its balance means.
    pub meaning: &'static str,
}

const fn line(
    number: u16,
    class: AccountClass,
    chinese: &'static str,
    parties: &'static str,
    meaning: &'static str,
) -> ChartLine {
    ChartLine {
        number,
        class,
        chinese,
        parties,
        meaning,
    }
}

impl AccountPurpose {
    /// Its line in the chart of accounts.
    pub const fn chart(self) -> ChartLine {
        use AccountClass::{Assets, Liabilities};
        match self {
            Self::Clearing => line(
                1001,
                Assets,
                "渠道备付金",
                "channel",
                "money that lies at a payment channel",
            ),
            Self::Funding => line(
                1101,
                Assets,
                "应收优惠承担款",
                "node, platform, merchant",
                "what a party bears of reductions and points, to be brought in by it",
            ),
            Self::PointsFunding => line(
                1102,
                Assets,
                "应收积分承担款",
                "node, platform, merchant",
                "what an issuer bears of points that were spent, until the month is settled",
            ),
            Self::PointsDue => line(
                2103,
                Liabilities,
                "应付积分结算款",
                "node, platform",
                "what a party is owed for points that paid its bills, until the month is settled",
            ),
            Self::PointsHeld => line(
                1901,
                Assets,
                "会员积分",
                "member",
                "points that a member holds (in points)",
            ),
            Self::Pending => line(
                2001,
                Liabilities,
                "待结算款",
                "every party of a split",
                "shares of orders that may still come back",
            ),
            Self::Commission => line(
                2004,
                Liabilities,
                "应付佣金",
                "leader, promoter",
                "what a leader or promoter has earned and may withdraw; below zero a debt",
            ),
            Self::CommissionFrozen => line(
                2005,
                Liabilities,
                "提现冻结佣金",
                "leader, promoter",
                "what lies in withdrawals that are not decided or not done",
            ),
            Self::TaxWithheld => line(
                2006,
                Liabilities,
                "代扣税款",
                "platform",
                "what was withheld as tax and is owed to the tax office",
            ),
            Self::Payable => line(
                2002,
                Liabilities,
                "应付结算款",
                "every party that is settled",
                "what a party is owed; a debit is what it owes",
            ),
            Self::PayoutInTransit => line(
                2003,
                Liabilities,
                "在途打款",
                "every party that is paid out",
                "handed over to be paid, outcome not known",
            ),
            Self::Refunding => line(
                2101,
                Liabilities,
                "应退款",
                "channel",
                "refunds that the channel was told to pay and has not paid",
            ),
            Self::Unapplied => line(
                2102,
                Liabilities,
                "待处理收款",
                "channel",
                "money that arrived and pays no trade",
            ),
            Self::PointsIssued => line(
                2901,
                Liabilities,
                "已发积分",
                "node, platform, merchant",
                "points that a party has issued (in points)",
            ),
        }
    }
}

impl PostingPurpose {
    /// What is debited and what is credited: one line per purpose code.
    pub const fn accounts(self) -> &'static str {
        match self {
            Self::OrderPaid => {
                "clearing of the channel and funding of who bears points and reductions, to pending of every party"
            }
            Self::OrderEarned => "pending, to payable of the same party",
            Self::OrderRefunded => {
                "pending or payable of every party, to refunding of the channel and funding of who bore points"
            }
            Self::UnappliedReceived => "clearing, to unapplied of the channel",
            Self::UnappliedRefunded => "unapplied, to refunding of the channel",
            Self::RefundDone => "refunding, to clearing of the channel",
            Self::Settled | Self::SetAside => "payable, to payout in transit of the party",
            Self::PayoutDone | Self::SplitDone => {
                "payout in transit of the party, to clearing of the channel"
            }
            Self::PayoutFailed => {
                "payout in transit of the party, or clearing of the channel when it came back, to payable of the party"
            }
            Self::PayoutPaidLate => "payable of the party, to clearing of the channel",
            Self::SetAsideReleased => "payout in transit, to payable of the party",
            Self::UsageFee => "payable of the payer, to payable of the receiver",
            Self::Advertising | Self::OtherIncome => {
                "payable of the payer or clearing of a channel, to payable of the receiver"
            }
            Self::DebtPaid | Self::SplitReturned => {
                "clearing of the channel, to payable of the party"
            }
            Self::ChannelTransfer => "clearing of one channel, to clearing of another",
            Self::ChannelFee => "payable of the bearer, to clearing of the channel",
            Self::DocumentReversed => "the accounts of the document, the other way round",
            Self::ThirdPartyCommission => {
                "payable of the third-party merchant, to payable of property companies and platform"
            }
            Self::ThirdPartyCommissionReturned => {
                "payable of property companies and platform, to payable of the third-party merchant"
            }
            Self::CommissionAdjusted => {
                "payable of the merchant, to payable or commission of the leader; or the other way round"
            }
            Self::WithdrawalRequested => "commission, to commission frozen of the same party",
            Self::WithdrawalReturned => "commission frozen, to commission of the same party",
            Self::WithdrawalDone => {
                "commission frozen of the party, to clearing of the channel, payable and tax withheld of the platform"
            }
            Self::PointsEarned | Self::PointsReturned | Self::LevelGift => {
                "points held by the member, to points issued"
            }
            Self::PointsSpent | Self::PointsTakenBack | Self::PointsExpired => {
                "points issued, to points held by the member"
            }
            Self::BillPaidInPoints => {
                "points funding of the issuer, to points due of the party that was billed"
            }
            Self::BillPointsReturned => {
                "points due of the party that was billed, to points funding of the issuer"
            }
            Self::PointsSettled => {
                "payable of the issuer and points due, to points funding and payable of the place"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn numbers_are_unique_and_their_thousands_are_the_class() {
        let numbers: BTreeSet<u16> = AccountPurpose::ALL
            .iter()
            .map(|purpose| purpose.chart().number)
            .collect();
        assert_eq!(numbers.len(), AccountPurpose::ALL.len());
        for purpose in AccountPurpose::ALL {
            let line = purpose.chart();
            let thousands = match line.class {
                AccountClass::Assets => 1,
                AccountClass::Liabilities => 2,
                AccountClass::Income => 4,
                AccountClass::Expenses => 5,
            };
            assert_eq!(line.number / 1000, thousands, "{purpose:?}");
        }
    }

    #[test]
    fn the_lists_of_purposes_name_each_once() {
        let accounts: BTreeSet<&str> = AccountPurpose::ALL.iter().map(|one| one.name()).collect();
        assert_eq!(accounts.len(), AccountPurpose::ALL.len());
        let postings: BTreeSet<&str> = PostingPurpose::ALL.iter().map(|one| one.name()).collect();
        assert_eq!(postings.len(), PostingPurpose::ALL.len());
    }
}
