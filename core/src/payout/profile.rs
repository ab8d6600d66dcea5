//! What channels allow, as data. RULES §12.

use serde::{Deserialize, Serialize};

use crate::engine::{Command, Context, Event, Lookup, Operation, Record, Target};
use crate::kernel::{Error, Id, Money, Rate, Result, Text};
use crate::ledger::Party;
use crate::schema::tables;
use crate::store::{Table, TableId};

/// From whom a channel takes back what was split to them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnsFrom {
    /// From merchants only: what a person got becomes a debt.
    Merchants,
    /// From every receiver.
    Everybody,
    /// From nobody: everything becomes a debt.
    Nobody,
}

/// Who owns the account into which payments go.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "party")]
pub enum Collector {
    /// One party for all payments; one payment is one transaction of the channel.
    One(Party),
    /// The merchant of each order; each order of a payment is a transaction of the channel.
    MerchantOfOrder,
}

/// A channel that keeps each payment frozen until it is divided over its receivers, and its limits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ChannelProfile {
    /// The channel's name, as payments report it as their provider.
    pub channel: Text<40>,
    /// Who collects; everybody else is "others".
    pub collector: Collector,
    /// At most this part of a transaction goes to others.
    pub others: Rate,
    /// Most split requests per transaction.
    pub requests: u32,
    /// Most receivers of one request.
    pub receivers: u32,
    /// Seconds after the payment before which nothing is split.
    pub after_seconds: u32,
    /// Days after the payment on which the channel unfreezes by itself; nothing is split afterwards.
    pub freeze_days: u32,
    /// Days after a split in which it can be taken back …
    pub return_days: u32,
    /// … and from whom.
    pub returns: ReturnsFrom,
    /// Days before the end of the freeze from which on people are warned.
    pub warn_days: u32,
}

impl ChannelProfile {
    fn with(channel: &Text<40>, collector: Collector, freeze_days: u32) -> Self {
        Self {
            channel: channel.clone(),
            collector,
            others: Rate::percent(30).expect("30 lies between 0 and 100"),
            requests: 50,
            receivers: 50,
            after_seconds: 30,
            freeze_days,
            return_days: 180,
            returns: ReturnsFrom::Merchants,
            warn_days: 3,
        }
    }

    /// WeChat's splitting for ordinary merchants: 30 % to others, 50 requests × 50 receivers, after 30 s, frozen for
    /// 30 days, taken back from merchants within 180 days.
    pub fn wechat_ordinary(channel: &Text<40>, collector: Party) -> Self {
        Self::with(channel, Collector::One(collector), 30)
    }

    /// WeChat's splitting for platforms with sub-merchants: the same, frozen for 180 days, each merchant collects.
    pub fn wechat_platform(channel: &Text<40>) -> Self {
        Self::with(channel, Collector::MerchantOfOrder, 180)
    }

    /// Alipay's splitting: 30 % to others within 30 days.
    pub fn alipay(channel: &Text<40>, collector: Party) -> Self {
        Self {
            after_seconds: 0,
            return_days: 30,
            returns: ReturnsFrom::Everybody,
            ..Self::with(channel, Collector::One(collector), 30)
        }
    }

    /// What may go to others of a transaction: rounded down, so that the limit is never passed.
    pub fn others_of(&self, amount: Money) -> Result<Money> {
        use rust_decimal::prelude::ToPrimitive;
        let part = self
            .others
            .decimal()
            .checked_mul(rust_decimal::Decimal::from(amount.units()))
            .and_then(|part| part.floor().to_i64())
            .ok_or(Error::Overflow { field: "others" })?;
        Money::new(part)
    }

    /// Whether the channel takes back from a party.
    pub(crate) const fn takes_back_from(&self, party: &Party) -> bool {
        match self.returns {
            ReturnsFrom::Everybody => true,
            ReturnsFrom::Nobody => false,
            ReturnsFrom::Merchants => !matches!(party, Party::Leader(_) | Party::Member(_)),
        }
    }

    fn validate(&self) -> Result<()> {
        self.channel.require("channel")?;
        for (field, value, most) in [
            ("requests", self.requests, 100),
            ("receivers", self.receivers, 100),
            ("freeze_days", self.freeze_days, 366),
        ] {
            if !(1..=most).contains(&value) {
                return Err(Error::invalid(
                    field,
                    format!("it lies between 1 and {most}"),
                ));
            }
        }
        for (field, value, most) in [
            ("after_seconds", self.after_seconds, 86_400),
            ("return_days", self.return_days, 366),
            ("warn_days", self.warn_days, self.freeze_days),
        ] {
            if value > most {
                return Err(Error::invalid(field, format!("it is at most {most}")));
            }
        }
        Ok(())
    }
}

/// All channels of a tenant that split. One record, so that a payment finds out by one read that its channel is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channels {
    /// At most [`Channels::MAX`], by name.
    pub profiles: Vec<ChannelProfile>,
}

impl Channels {
    /// Most channels.
    pub const MAX: usize = 20;
    /// Every tenant has at most one such record.
    pub const ID: Id = Id::from_bytes([0, 0, 0, 0, 0, 0, 0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 4]);

    /// The profile of a channel, if it splits.
    pub fn of(&self, channel: &Text<40>) -> Option<&ChannelProfile> {
        self.profiles.iter().find(|one| one.channel == *channel)
    }
}

pub(crate) const CHANNELS: Table = Table {
    name: "payout_channels",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for Channels {
    const TABLE: TableId = tables::CHANNELS;
    const WHAT: &'static str = "list of channels";

    fn id(&self) -> Id {
        Self::ID
    }
}

/// Sets how a channel splits; it holds for payments from now on, those that are held keep what was fixed. Errors:
/// `invalid_field` naming the limit, `limit_exceeded` beyond 20 channels, `not_found` for a collector that is not there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SetChannel {
    /// The profile.
    #[serde(flatten)]
    pub profile: ChannelProfile,
}

impl Command for SetChannel {
    type Answer = ();
    const OPERATION: Operation = Operation::SetChannel;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.profile.validate()?;
        if let Collector::One(party) = &self.profile.collector {
            party.require(ctx)?;
        }
        let mut channels = match ctx.find::<Channels>(Channels::ID)? {
            Some(channels) => (*channels).clone(),
            None => Channels::default(),
        };
        channels
            .profiles
            .retain(|one| one.channel != self.profile.channel);
        if channels.profiles.len() >= Channels::MAX {
            return Err(Error::Limit {
                field: "channel".into(),
                limit: Channels::MAX as u64,
            });
        }
        channels.profiles.push(self.profile.clone());
        channels
            .profiles
            .sort_by(|one, other| one.channel.cmp(&other.channel));
        ctx.emit(Event::ChannelSet {
            channel: self.profile.channel.clone(),
        });
        ctx.put(channels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_percent_is_rounded_down_to_the_fen() {
        let profile = ChannelProfile::wechat_platform(&Text::new("wechat").unwrap());
        let of = |units| {
            profile
                .others_of(Money::new(units).unwrap())
                .unwrap()
                .units()
        };
        assert_eq!((of(10_000), of(99), of(3), of(0)), (3_000, 29, 0, 0));
    }
}
