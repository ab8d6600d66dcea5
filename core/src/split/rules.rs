//! Who gets what, and who gives back what. RULES §12.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::records::{
    PartState, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitPart, SplitRule,
    SplitSection,
};
use super::scope::SplitLayer;
use crate::commission::TierTable;
use crate::kernel::{
    Error, MemberId, MerchantId, Money, NodeId, Rate, Result, Rounding, StationId, SupplierId,
    divide, percentage,
};
use crate::ledger::Party;
use crate::order::{Order, OrderLine};
use crate::org::Node;

/// What of an order, or of the part of it that falls under one rule, decides on its split.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SplitFacts {
    /// Who takes what remains.
    pub merchant: MerchantId,
    /// Whose property company shares.
    pub community: NodeId,
    /// From the root of the tree down to the community.
    pub path: Vec<NodeId>,
    /// Whose leader shares.
    pub station: Option<StationId>,
    /// The promoter who shares, then who brought that promoter.
    pub promoters: Vec<MemberId>,
    /// What the order brings: money, fee, points value and reductions that others bear.
    pub value: Money,
    /// Units sold.
    pub pieces: u32,
    /// What the tiers of the leader's month give.
    pub tier: Money,
    /// Per line with a supply price: the supplier, what the line brings, what the supplier gets.
    pub supplied: Vec<SuppliedLine>,
}

/// A line with a supply price.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SuppliedLine {
    /// Who gets the supply price; without one the merchant keeps it.
    pub supplier: Option<SupplierId>,
    /// What the line brings.
    pub value: Money,
    /// The supply price of all its units.
    pub supply: Money,
}

impl SplitFacts {
    /// The facts of a section of an order, nobody earning a commission. Points and reductions that others fund do not
    /// lower what it brings.
    pub fn of(order: &Order, section: &SplitSection) -> Result<Self> {
        let mut pieces = 0_u32;
        let mut supplied = Vec::new();
        for line in section.lines_of(order) {
            pieces = pieces.saturating_add(line.quantity);
            if let Some(price) = line.supply_price {
                supplied.push(SuppliedLine {
                    supplier: line.supplier,
                    value: line.value()?,
                    supply: price.times(i64::from(line.quantity))?,
                });
            }
        }
        Ok(Self {
            merchant: order.merchant,
            community: order.community,
            path: Vec::new(),
            station: None,
            promoters: Vec::new(),
            value: section.value(order)?,
            pieces,
            tier: section.tier.map_or(Money::ZERO, |tier| tier.commission),
            supplied,
        })
    }

    /// What is left of the supplied lines after their supply prices, at least zero.
    fn difference(&self) -> Result<Money> {
        let value = Money::total(self.supplied.iter().map(|line| line.value))?;
        let supply = Money::total(self.supplied.iter().map(|line| line.supply))?;
        Ok(value.minus(supply)?.max(Money::ZERO))
    }

    fn party(&self, receiver: ShareReceiver) -> Option<Party> {
        match receiver {
            ShareReceiver::Property => Some(Party::Node(self.community)),
            ShareReceiver::PropertyAt(depth) => {
                let place = self.path.get(usize::from(depth));
                Some(Party::Node(place.copied().unwrap_or(self.community)))
            }
            ShareReceiver::Platform => Some(Party::Platform),
            ShareReceiver::Leader => self.station.map(Party::Leader),
            ShareReceiver::Promoter => self.promoters.first().copied().map(Party::Promoter),
            ShareReceiver::PromoterAbove => self.promoters.get(1).copied().map(Party::Promoter),
        }
    }
}

impl SplitSection {
    /// Its lines.
    pub fn lines_of<'a>(&'a self, order: &'a Order) -> impl Iterator<Item = &'a OrderLine> {
        self.lines
            .iter()
            .filter_map(|place| order.lines.get(*place as usize))
    }

    /// What it brings: its lines, and the delivery fee if that belongs to it.
    pub fn value(&self, order: &Order) -> Result<Money> {
        let fee = if self.fee { order.fee } else { Money::ZERO };
        self.lines_of(order)
            .try_fold(fee, |sum, line| sum.plus(line.value()?))
    }

    /// What of that was refunded so far, less what was kept back.
    pub fn refunded_value(&self, order: &Order) -> Result<Money> {
        let fee = if self.fee {
            order.refunded_fee
        } else {
            Money::ZERO
        };
        let withheld = if self.is_all_of(order) {
            order.withheld
        } else {
            self.withheld
        };
        self.lines_of(order)
            .try_fold(fee, |sum, line| sum.plus(line.refunded_value()?))?
            .minus(withheld)
    }

    /// Whether the order has no other section.
    pub(super) fn is_all_of(&self, order: &Order) -> bool {
        self.lines.len() == order.lines.len()
    }
}

/// Why a party gets something of an order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "cause")]
pub enum SplitCause {
    /// The supply price of its goods.
    Supply,
    /// A share of a rule.
    Share {
        /// Which rule's: the base's or the commission's.
        #[serde(default, skip_serializing_if = "SplitLayer::is_base")]
        layer: SplitLayer,
        /// Its place in the rule.
        share: u32,
        /// What it was computed from.
        basis: ShareBasis,
        /// How much that was.
        of: Money,
        /// What the whole share came to, before it was divided over its receivers.
        share_amount: Money,
    },
    /// What remains.
    Remainder,
}

/// One step of a split: who gets what, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SplitStep {
    /// Who.
    pub party: Party,
    /// How much, above zero except for the merchant's remainder.
    pub amount: Money,
    /// Why.
    #[serde(flatten)]
    pub cause: SplitCause,
}

/// Splits an order, or a section of it, step by step: suppliers first, then the shares of the base rule and those of the
/// commission rule in their order, none beyond what is left, and what remains to the merchant, last. The steps sum to what
/// the order brings. RULES §12.
pub fn steps(
    rules: &[&SplitRule],
    facts: &SplitFacts,
    rounding: Rounding,
) -> Result<Vec<SplitStep>> {
    let mut left = facts.value.max(Money::ZERO);
    let mut steps = Vec::new();
    for line in &facts.supplied {
        if let Some(supplier) = line.supplier {
            let amount = line.supply.min(left);
            deal(
                &mut left,
                &mut steps,
                Party::Supplier(supplier),
                amount,
                SplitCause::Supply,
            )?;
        }
    }
    for rule in rules {
        for (place, share) in (0_u32..).zip(&rule.shares) {
            let of = match share.basis {
                ShareBasis::OrderAmount => facts.value,
                ShareBasis::PriceDifference => facts.difference()?,
            };
            let amount = share_amount(share, of, facts, rounding)?.min(left);
            let cause = SplitCause::Share {
                layer: rule.layer,
                share: place,
                basis: share.basis,
                of,
                share_amount: amount,
            };
            let weights = share
                .receivers
                .iter()
                .map(|(_, weight)| Money::new(i64::from(*weight)));
            let parts = divide(amount, &weights.collect::<Result<Vec<_>>>()?)?;
            for ((receiver, _), part) in share.receivers.iter().zip(parts) {
                // Without a station the leader's part stays with the merchant, without a promoter the promoter's.
                if let Some(party) = facts.party(*receiver) {
                    deal(&mut left, &mut steps, party, part, cause.clone())?;
                }
            }
        }
    }
    steps.push(SplitStep {
        party: Party::Merchant(facts.merchant),
        amount: left,
        cause: SplitCause::Remainder,
    });
    Ok(steps)
}

fn deal(
    left: &mut Money,
    steps: &mut Vec<SplitStep>,
    party: Party,
    amount: Money,
    cause: SplitCause,
) -> Result<()> {
    if amount.is_positive() {
        *left = left.minus(amount)?;
        steps.push(SplitStep {
            party,
            amount,
            cause,
        });
    }
    Ok(())
}

/// What a share comes to on a basis, floor and cap applied.
fn share_amount(
    share: &ShareRule,
    of: Money,
    facts: &SplitFacts,
    rounding: Rounding,
) -> Result<Money> {
    let amount = match share.amount {
        ShareAmount::Percent(rate) => percentage(of, rate, rounding)?,
        ShareAmount::Fixed(amount) => amount,
        ShareAmount::PerPiece(amount) => amount.times(i64::from(facts.pieces))?,
        ShareAmount::Tiers => facts.tier,
    };
    let amount = share.floor.map_or(amount, |floor| amount.max(floor));
    Ok(share
        .cap
        .map_or(amount, |cap| amount.min(cap))
        .max(Money::ZERO))
}

/// The parts of an order, or of a section of it: the [`steps`] joined per party, the merchant's part last.
pub fn plan(
    rules: &[&SplitRule],
    facts: &SplitFacts,
    rounding: Rounding,
) -> Result<Vec<SplitPart>> {
    let mut parts: Vec<SplitPart> = Vec::new();
    for step in steps(rules, facts, rounding)? {
        match parts.iter_mut().find(|part| part.party == step.party) {
            Some(part) => part.amount = part.amount.plus(step.amount)?,
            None => parts.push(SplitPart {
                party: step.party,
                amount: step.amount,
                taken_back: Money::ZERO,
                state: PartState::Pending,
                on: None,
            }),
        }
    }
    Ok(parts)
}

/// What each of several parts of `whole` has given back in all once `refunded` of it was refunded: ⌊part·refunded/whole⌋,
/// the last one the rest. They sum to `refunded`; when everything is refunded each has given back its part, whatever the
/// sequence was. RULES §12.
///
/// Errors: `refunded` beyond the whole (`invalid_field`).
pub fn given_back(parts: &[Money], whole: Money, refunded: Money) -> Result<Vec<Money>> {
    if refunded.is_negative() || refunded > whole {
        return Err(Error::invalid(
            "refunded",
            "at most the whole can be refunded",
        ));
    }
    let mut left = refunded;
    let mut given = Vec::with_capacity(parts.len());
    for (place, part) in parts.iter().enumerate() {
        let last = place.saturating_add(1) == parts.len();
        let back = if last || whole.is_zero() {
            left
        } else {
            // Both are within ±10¹⁵: the product is below 10³⁰ and fits an i128.
            let product = i128::from(part.units()).saturating_mul(i128::from(refunded.units()));
            let back = product.div_euclid(i128::from(whole.units()));
            Money::new(i64::try_from(back).map_err(|_| Error::Overflow { field: "refunded" })?)?
        };
        left = left.minus(back)?;
        given.push(back);
    }
    Ok(given)
}

/// Refuses a rule that could pay out more than an order brings, or that no order could follow. Percents of the order
/// amount and of the price difference are added, because in the worst case the supplier gets nothing and the difference
/// is the whole order. Fixed amounts and floors are always dealt only as far as the order brings them, so they are
/// bounded by what is left. RULES §12.
pub(crate) fn validate(rule: &SplitRule) -> Result<()> {
    rule.name.require("name")?;
    limit("shares", rule.shares.len(), SplitRule::MAX_SHARES)?;
    let mut percents = Rate::ZERO.decimal();
    for (place, share) in rule.shares.iter().enumerate() {
        validate_share(share)
            .and_then(|()| fits_layer(rule.layer, share))
            .map_err(|error| error.under(&format!("shares[{place}]")))?;
        percents = percents.saturating_add(share_percent(share).decimal());
        if percents > Rate::ONE.decimal() {
            return Err(Error::invalid(
                format!("shares[{place}].amount"),
                "the percents of the order amount and of the price difference exceed 100 % together: \
                 an order whose goods have a supply price of zero would pay out more than it brings",
            ));
        }
    }
    if rule
        .shares
        .iter()
        .filter(|share| share.amount == ShareAmount::Tiers)
        .count()
        > 1
    {
        return Err(Error::invalid(
            "shares",
            "a sale counts once for the leader's month: one share by tiers",
        ));
    }
    Ok(())
}

/// The most that a share takes in percents; tiers never pass [`TierTable::MOST`].
fn share_percent(share: &ShareRule) -> Rate {
    match share.amount {
        ShareAmount::Percent(rate) => rate,
        ShareAmount::Tiers => TierTable::most(),
        ShareAmount::Fixed(_) | ShareAmount::PerPiece(_) => Rate::ZERO,
    }
}

/// The percents of a valid rule together.
pub(crate) fn percent_of(rule: &SplitRule) -> Result<Rate> {
    let percents = rule
        .shares
        .iter()
        .map(|share| share_percent(share).decimal());
    Rate::new(percents.fold(Rate::ZERO.decimal(), rust_decimal::Decimal::saturating_add))
}

/// Promoters earn by commission rules alone, commission rules pay nobody else but leaders.
fn fits_layer(layer: SplitLayer, share: &ShareRule) -> Result<()> {
    for (place, (receiver, _)) in share.receivers.iter().enumerate() {
        let fits = match layer {
            SplitLayer::Base => !matches!(
                receiver,
                ShareReceiver::Promoter | ShareReceiver::PromoterAbove
            ),
            SplitLayer::Commission => receiver.earns_commission(),
        };
        if !fits {
            return Err(Error::invalid(
                format!("receivers[{place}]"),
                "leaders and promoters earn by commission rules, property and platform share by base rules",
            ));
        }
    }
    if share.amount == ShareAmount::Tiers {
        let leader_alone = matches!(&share.receivers[..], [(ShareReceiver::Leader, _)]);
        if layer != SplitLayer::Commission || !leader_alone {
            return Err(Error::invalid(
                "amount",
                "tiers are the leader's own: in a commission rule, for the leader alone",
            ));
        }
        if share.basis != ShareBasis::OrderAmount {
            return Err(Error::invalid(
                "basis",
                "tiers are of what the leader sells: the order amount",
            ));
        }
        if share.floor.is_some() || share.cap.is_some() {
            return Err(Error::invalid(
                if share.floor.is_some() {
                    "floor"
                } else {
                    "cap"
                },
                "tiers have neither floor nor cap: the month's commission would not add up",
            ));
        }
    }
    Ok(())
}

fn validate_share(share: &ShareRule) -> Result<()> {
    limit("receivers", share.receivers.len(), SplitRule::MAX_RECEIVERS)?;
    if share.receivers.is_empty() {
        return Err(Error::invalid("receivers", "at least one is expected"));
    }
    for (place, (receiver, weight)) in share.receivers.iter().enumerate() {
        if *weight == 0 || *weight > SplitRule::MAX_WEIGHT {
            return Err(Error::invalid(
                format!("receivers[{place}]"),
                "a weight lies between 1 and 1,000,000",
            ));
        }
        if share
            .receivers
            .iter()
            .take(place)
            .any(|(other, _)| other == receiver)
        {
            return Err(Error::invalid(
                format!("receivers[{place}]"),
                "each receiver is named once",
            ));
        }
    }
    if let Some((_, (ShareReceiver::PropertyAt(depth), _))) = (share.receivers.iter().enumerate())
        .find(|(_, (receiver, _))| matches!(receiver, ShareReceiver::PropertyAt(depth) if usize::from(*depth) >= Node::MAX_DEPTH))
    {
        return Err(Error::invalid(
            "receivers",
            format!("no tree is {depth} levels deep"),
        ));
    }
    let amounts = [
        (
            "amount",
            match share.amount {
                ShareAmount::Fixed(amount) | ShareAmount::PerPiece(amount) => Some(amount),
                ShareAmount::Percent(_) | ShareAmount::Tiers => None,
            },
        ),
        ("floor", share.floor),
        ("cap", share.cap),
    ];
    for (field, amount) in amounts {
        if amount.is_some_and(|amount| amount.is_negative()) {
            return Err(Error::invalid(field, "zero or more is expected"));
        }
    }
    if let (Some(floor), Some(cap)) = (share.floor, share.cap)
        && floor > cap
    {
        return Err(Error::invalid("floor", "the floor is at most the cap"));
    }
    Ok(())
}

fn limit(field: &'static str, count: usize, limit: usize) -> Result<()> {
    if count > limit {
        return Err(Error::Limit {
            field: field.into(),
            limit: limit as u64,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::{Id, Text};

    fn money(units: i64) -> Money {
        Money::new(units).unwrap()
    }

    fn percent(percent: &str, basis: ShareBasis, receivers: &[(ShareReceiver, u32)]) -> ShareRule {
        ShareRule {
            basis,
            amount: ShareAmount::Percent(Rate::parse("rate", percent).unwrap()),
            floor: None,
            cap: None,
            receivers: receivers.to_vec(),
        }
    }

    fn rule(shares: Vec<ShareRule>) -> SplitRule {
        SplitRule {
            layer: SplitLayer::Base,
            scope: crate::split::SplitScope::EVERYTHING,
            name: Text::new("默认").unwrap(),
            revision: 1,
            removed: false,
            shares,
        }
    }

    fn fee_half_and_half() -> SplitRule {
        let receivers = [(ShareReceiver::Property, 1), (ShareReceiver::Platform, 1)];
        rule(vec![percent("0.05", ShareBasis::OrderAmount, &receivers)])
    }

    fn by_difference() -> SplitRule {
        let share = |rate, receiver| percent(rate, ShareBasis::PriceDifference, &[(receiver, 1)]);
        rule(vec![
            share("0.40", ShareReceiver::Property),
            share("0.10", ShareReceiver::Platform),
            share("0.30", ShareReceiver::Leader),
        ])
    }

    fn supplier() -> SupplierId {
        SupplierId(Id::derived("test", &[b"supplier"]))
    }

    fn facts(value: i64, supplied: &[(Option<SupplierId>, i64, i64)]) -> SplitFacts {
        let supplied = supplied
            .iter()
            .map(|(supplier, value, supply)| SuppliedLine {
                supplier: *supplier,
                value: money(*value),
                supply: money(*supply),
            });
        SplitFacts {
            merchant: MerchantId(Id::derived("test", &[b"merchant"])),
            community: NodeId(Id::derived("test", &[b"community"])),
            path: ["group", "city", "community"]
                .map(|name| NodeId(Id::derived("test", &[name.as_bytes()])))
                .to_vec(),
            promoters: Vec::new(),
            pieces: 1,
            tier: Money::ZERO,
            station: Some(StationId(Id::derived("test", &[b"station"]))),
            value: money(value),
            supplied: supplied.collect(),
        }
    }

    fn amounts(rule: &SplitRule, facts: &SplitFacts) -> Vec<i64> {
        let parts = plan(&[rule], facts, Rounding::HalfUp).unwrap();
        parts.iter().map(|part| part.amount.units()).collect()
    }

    #[test]
    fn a_fee_of_five_percent_shared_half_and_half_leaves_95_to_the_merchant() {
        let parts = plan(
            &[&fee_half_and_half()],
            &facts(10_000, &[]),
            Rounding::HalfUp,
        )
        .unwrap();
        let parts: Vec<(Party, i64)> = parts
            .iter()
            .map(|part| (part.party.clone(), part.amount.units()))
            .collect();
        let facts = facts(10_000, &[]);
        assert_eq!(
            parts,
            [
                (Party::Node(facts.community), 250),
                (Party::Platform, 250),
                (Party::Merchant(facts.merchant), 9_500)
            ]
        );
    }

    #[test]
    fn a_price_difference_of_20_is_shared_by_property_platform_and_leader() {
        let facts = facts(10_000, &[(Some(supplier()), 10_000, 8_000)]);
        assert_eq!(
            amounts(&by_difference(), &facts),
            [8_000, 800, 200, 600, 400]
        );
    }

    #[test]
    fn without_a_supplier_the_supply_price_stays_with_the_merchant() {
        let facts = facts(10_000, &[(None, 10_000, 8_000)]);
        assert_eq!(amounts(&by_difference(), &facts), [800, 200, 600, 8_400]);
    }

    #[test]
    fn without_a_station_the_merchant_keeps_the_leaders_share() {
        let mut facts = facts(10_000, &[(Some(supplier()), 10_000, 8_000)]);
        facts.station = None;
        assert_eq!(amounts(&by_difference(), &facts), [8_000, 800, 200, 1_000]);
    }

    #[test]
    fn without_a_rule_the_merchant_gets_all() {
        let parts = plan(&[], &facts(10_000, &[]), Rounding::HalfUp).unwrap();
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].amount, money(10_000));
    }

    #[test]
    fn a_sale_below_the_supply_price_has_no_difference_and_pays_the_supplier_what_there_is() {
        let facts = facts(7_000, &[(Some(supplier()), 7_000, 8_000)]);
        assert_eq!(amounts(&by_difference(), &facts), [7_000, 0]);
    }

    #[test]
    fn floor_and_cap_hold_as_far_as_the_order_brings_them() {
        let with = |floor: Option<i64>, cap: Option<i64>, value| {
            let mut rule = rule(vec![percent(
                "0.05",
                ShareBasis::OrderAmount,
                &[(ShareReceiver::Platform, 1)],
            )]);
            rule.shares[0].floor = floor.map(money);
            rule.shares[0].cap = cap.map(money);
            amounts(&rule, &facts(value, &[]))
        };
        assert_eq!(with(Some(100), None, 1_000), [100, 900]);
        assert_eq!(with(Some(100), None, 60), [60, 0]);
        assert_eq!(with(None, Some(300), 10_000), [300, 9_700]);
        assert_eq!(with(Some(100), Some(300), 4_000), [200, 3_800]);
    }

    #[test]
    fn fixed_amounts_are_dealt_in_the_order_of_the_rule() {
        let fixed = |amount, receiver| ShareRule {
            amount: ShareAmount::Fixed(money(amount)),
            ..percent("0", ShareBasis::OrderAmount, &[(receiver, 1)])
        };
        let rule = rule(vec![
            fixed(300, ShareReceiver::Platform),
            fixed(500, ShareReceiver::Property),
        ]);
        assert_eq!(amounts(&rule, &facts(1_000, &[])), [300, 500, 200]);
        assert_eq!(amounts(&rule, &facts(400, &[])), [300, 100, 0]);
        assert_eq!(amounts(&rule, &facts(0, &[])), [0]);
    }

    #[test]
    fn refunds_of_3333_and_6667_take_back_exactly_what_the_rules_say() {
        let amounts = [money(250), money(250), money(9_500)];
        let first = given_back(&amounts, money(10_000), money(3_333)).unwrap();
        assert_eq!(first, [money(83), money(83), money(3_167)]);
        let all = given_back(&amounts, money(10_000), money(10_000)).unwrap();
        let second: Vec<Money> = all
            .iter()
            .zip(&first)
            .map(|(all, first)| all.minus(*first).unwrap())
            .collect();
        assert_eq!(second, [money(167), money(167), money(6_333)]);
        assert!(given_back(&amounts, money(10_000), money(10_001)).is_err());
    }

    #[test]
    fn a_rule_that_pays_out_more_than_the_order_brings_is_refused() {
        let one = [(ShareReceiver::Platform, 1)];
        let field = |rule: &SplitRule| {
            let error = validate(rule).unwrap_err();
            (error.code(), error.field().map(str::to_owned))
        };
        let mixed = rule(vec![
            percent("0.6", ShareBasis::OrderAmount, &one),
            percent("0.5", ShareBasis::PriceDifference, &one),
        ]);
        assert_eq!(
            field(&mixed),
            ("invalid_field", Some("shares[1].amount".to_owned()))
        );
        let whole = rule(vec![
            percent("0.6", ShareBasis::OrderAmount, &one),
            percent("0.4", ShareBasis::PriceDifference, &one),
        ]);
        validate(&whole).unwrap();
    }

    #[test]
    fn wrong_shares_are_refused_naming_the_field() {
        let good = percent(
            "0.05",
            ShareBasis::OrderAmount,
            &[(ShareReceiver::Platform, 1)],
        );
        let cases: Vec<(ShareRule, &str)> = vec![
            (
                ShareRule {
                    receivers: vec![],
                    ..good.clone()
                },
                "shares[0].receivers",
            ),
            (
                ShareRule {
                    receivers: vec![(ShareReceiver::Platform, 0)],
                    ..good.clone()
                },
                "shares[0].receivers[0]",
            ),
            (
                ShareRule {
                    receivers: vec![(ShareReceiver::Platform, 1), (ShareReceiver::Platform, 2)],
                    ..good.clone()
                },
                "shares[0].receivers[1]",
            ),
            (
                ShareRule {
                    amount: ShareAmount::Fixed(money(-1)),
                    ..good.clone()
                },
                "shares[0].amount",
            ),
            (
                ShareRule {
                    floor: Some(money(-1)),
                    ..good.clone()
                },
                "shares[0].floor",
            ),
            (
                ShareRule {
                    cap: Some(money(-1)),
                    ..good.clone()
                },
                "shares[0].cap",
            ),
            (
                ShareRule {
                    floor: Some(money(2)),
                    cap: Some(money(1)),
                    ..good.clone()
                },
                "shares[0].floor",
            ),
        ];
        for (share, field) in cases {
            let error = validate(&rule(vec![share])).unwrap_err();
            assert_eq!(error.field(), Some(field));
        }
        let many = rule(vec![good; SplitRule::MAX_SHARES + 1]);
        assert_eq!(validate(&many).unwrap_err().code(), "limit_exceeded");
    }

    fn any_share() -> impl Strategy<Value = ShareRule> {
        let basis = prop_oneof![
            Just(ShareBasis::OrderAmount),
            Just(ShareBasis::PriceDifference)
        ];
        let amount = prop_oneof![
            (0_i64..=1_000_000).prop_map(|millionths| ShareAmount::Percent(
                Rate::new(rust_decimal::Decimal::new(millionths, 6)).unwrap()
            )),
            (0_i64..5_000).prop_map(|units| ShareAmount::Fixed(money(units))),
        ];
        let receivers = prop::sample::subsequence(
            vec![
                ShareReceiver::Property,
                ShareReceiver::Platform,
                ShareReceiver::Leader,
            ],
            1..=3,
        );
        (
            basis,
            amount,
            receivers,
            1_u32..5,
            prop::option::of(0_i64..500),
        )
            .prop_map(|(basis, amount, receivers, weight, floor)| ShareRule {
                basis,
                amount,
                floor: floor.map(money),
                cap: None,
                receivers: receivers.into_iter().zip(weight..).collect(),
            })
    }

    proptest! {
        #[test]
        fn any_rule_splits_an_order_exactly_and_leaves_the_merchant_at_least_nothing(
            shares in prop::collection::vec(any_share(), 0..6),
            value in 0_i64..100_000,
            lines in prop::collection::vec((any::<bool>(), 0_i64..50_000, 0_i64..50_000), 0..5),
        ) {
            let lines: Vec<_> = lines
                .into_iter()
                .map(|(known, value, supply)| (known.then(supplier), value, supply))
                .collect();
            let facts = facts(value, &lines);
            let parts = plan(&[&rule(shares)], &facts, Rounding::HalfUp).unwrap();
            let sum: i64 = parts.iter().map(|part| part.amount.units()).sum();
            prop_assert_eq!(sum, value);
            prop_assert!(parts.iter().all(|part| !part.amount.is_negative()));
            prop_assert_eq!(
                &parts.last().unwrap().party,
                &Party::Merchant(facts.merchant)
            );
        }

        #[test]
        fn any_sequence_of_refunds_closes_every_share_to_zero(
            weights in prop::collection::vec(0_i64..1_000, 1..6),
            steps in prop::collection::vec(1_i64..2_000, 1..20),
        ) {
            let whole: i64 = steps.iter().sum();
            let weights: Vec<Money> = weights.into_iter().map(|weight| money(weight + 1)).collect();
            let parts = divide(money(whole), &weights).unwrap();
            let mut refunded = 0;
            let mut given = vec![Money::ZERO; parts.len()];
            for step in steps {
                refunded += step;
                let now = given_back(&parts, money(whole), money(refunded)).unwrap();
                let moved: i64 = now
                    .iter()
                    .zip(&given)
                    .map(|(now, before)| now.units() - before.units())
                    .sum();
                prop_assert_eq!(moved, step);
                given = now;
            }
            prop_assert_eq!(given, parts);
        }
    }
}
