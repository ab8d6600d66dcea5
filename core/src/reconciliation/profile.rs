//! What the columns of a channel's bill mean, as data.

use serde::{Deserialize, Serialize};

use super::bill::BillKind;
use crate::kernel::{Error, Result};

/// Lines of one kind: how they are recognised and where their figures are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KindRule {
    /// What stands in the kind's column.
    pub word: String,
    /// What such a line is.
    pub kind: BillKind,
    /// The column of the channel's number.
    pub channel_number: String,
    /// The column of our number: trade, refund, payout or document number.
    pub our_number: String,
    /// The column of the amount. Its sign is not looked at: the kind says it.
    pub amount: String,
}

/// How a channel writes its bill. The presets are what the channels document; a host keeps its own as JSON.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BillProfile {
    /// The separator, one ASCII character.
    pub separator: char,
    /// What is cut off at the beginning of each field (`` ` `` in WeChat's bills), beside blanks and tabs.
    #[serde(default)]
    pub cut: String,
    /// A line that begins with this ends the table (totals follow).
    #[serde(default)]
    pub ends_with: Option<String>,
    /// Lines that begin with this are no lines of the table.
    #[serde(default)]
    pub comment: Option<String>,
    /// The column that says what a line is.
    pub kind: String,
    /// The kinds of lines.
    pub kinds: Vec<KindRule>,
}

impl BillProfile {
    /// Most kinds of lines.
    pub const MAX_KINDS: usize = 50;

    /// WeChat's bill of transactions (交易账单, all).
    pub fn wechat() -> Self {
        let rule =
            |word: &str, kind, channel_number: &str, our_number: &str, amount: &str| KindRule {
                word: word.to_owned(),
                kind,
                channel_number: channel_number.to_owned(),
                our_number: our_number.to_owned(),
                amount: amount.to_owned(),
            };
        Self {
            separator: ',',
            cut: "`".to_owned(),
            ends_with: Some("总交易单数".to_owned()),
            comment: None,
            kind: "交易状态".to_owned(),
            kinds: vec![
                rule(
                    "SUCCESS",
                    BillKind::Payment,
                    "微信订单号",
                    "商户订单号",
                    "订单金额",
                ),
                rule(
                    "REFUND",
                    BillKind::Refund,
                    "微信退款单号",
                    "商户退款单号",
                    "申请退款金额",
                ),
            ],
        }
    }

    /// Alipay's bill of transactions (业务明细), in UTF-8.
    pub fn alipay() -> Self {
        let rule = |word: &str, kind, our_number: &str| KindRule {
            word: word.to_owned(),
            kind,
            channel_number: "支付宝交易号".to_owned(),
            our_number: our_number.to_owned(),
            amount: "订单金额（元）".to_owned(),
        };
        Self {
            separator: ',',
            cut: String::new(),
            ends_with: None,
            comment: Some("#".to_owned()),
            kind: "业务类型".to_owned(),
            kinds: vec![
                rule("交易", BillKind::Payment, "商户订单号"),
                rule("退款", BillKind::Refund, "退款批次号/请求号"),
            ],
        }
    }

    /// A plain table with the columns `kind`, `channel_number`, `our_number` and `amount`, whose kinds are `payment`,
    /// `refund`, `payout`, `payout_returned`, `fee`, `transfer_in` and `transfer_out`: for banks and tests.
    pub fn plain() -> Self {
        let rule = |kind: BillKind| KindRule {
            word: kind.name().to_owned(),
            kind,
            channel_number: "channel_number".to_owned(),
            our_number: "our_number".to_owned(),
            amount: "amount".to_owned(),
        };
        Self {
            separator: ',',
            cut: String::new(),
            ends_with: None,
            comment: None,
            kind: "kind".to_owned(),
            kinds: BillKind::ALL.iter().map(|kind| rule(*kind)).collect(),
        }
    }

    /// Refuses a profile that no bill can fit.
    pub(super) fn validate(&self) -> Result<()> {
        if !self.separator.is_ascii() || self.separator == '"' || self.separator == '\n' {
            return Err(Error::invalid(
                "profile.separator",
                "one ASCII character other than a quote is expected",
            ));
        }
        if self.kinds.is_empty() {
            return Err(Error::invalid("profile.kinds", "at least one is expected"));
        }
        if self.kinds.len() > Self::MAX_KINDS {
            return Err(Error::Limit {
                field: "profile.kinds".into(),
                limit: Self::MAX_KINDS as u64,
            });
        }
        for (place, rule) in self.kinds.iter().enumerate() {
            if self
                .kinds
                .iter()
                .take(place)
                .any(|one| one.word == rule.word)
            {
                return Err(Error::invalid(
                    format!("profile.kinds[{place}].word"),
                    "each word is there once",
                ));
            }
        }
        Ok(())
    }

    /// The columns that must be there.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.kind.as_str()).chain(self.kinds.iter().flat_map(|rule| {
            [
                rule.channel_number.as_str(),
                rule.our_number.as_str(),
                rule.amount.as_str(),
            ]
        }))
    }
}
