//! The golden vectors, run against the engine's pure rules.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use linli::catalog::Fulfilment;
use linli::commission::{TierMode, TierTable};
use linli::income::{ThirdPartyContract, commission, taken_back_by};
use linli::kernel::{
    BusinessCalendar, CampaignId, CouponId, Day, Error, Id, MemberId, MerchantId, Money, NodeId,
    Points, ProductId, Rate, Rounding, SkuId, StationId, SupplierId, Text, Timestamp, divide,
    percentage, portion,
};
use linli::ledger::Party;
use linli::order::OrderLine;
use linli::payment::refund_of_line;
use linli::payout::ChannelProfile;
use linli::points::earned_by;
use linli::pricing::{FeeRule, PointsOffer, Quote, QuoteInput, QuoteLine, quote};
use linli::review::{Prior, StarCounts, bayesian_mean, is_below};
use linli::split::{
    ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitFacts, SplitLayer, SplitRule,
    SplitScope, SuppliedLine, given_back, plan,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Vectors {
    cases: Vec<Value>,
}

fn cases<T: DeserializeOwned>(file: &str) -> Vec<(String, T)> {
    let vectors: Vectors = serde_json::from_str(file).unwrap();
    assert!(!vectors.cases.is_empty());
    let case = |case: Value| {
        let text = case.to_string();
        (text, serde_json::from_value(case).unwrap())
    };
    vectors.cases.into_iter().map(case).collect()
}

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

fn units(amounts: &[Money]) -> Vec<i64> {
    amounts.iter().map(|amount| amount.units()).collect()
}

fn id(number: u8) -> Id {
    Id::from_bytes([number; 16])
}

#[derive(Deserialize)]
struct Refusal {
    code: String,
    field: String,
}

impl Refusal {
    fn check(&self, error: &Error, case: &str) {
        let found = (error.code(), error.field());
        assert_eq!(found, (&*self.code, Some(&*self.field)), "{case}");
    }
}

#[derive(Deserialize)]
struct Divide {
    amount: i64,
    weights: Vec<i64>,
    shares: Option<Vec<i64>>,
    error: Option<Refusal>,
}

#[test]
fn amounts_are_divided_as_the_vectors_say() {
    for (text, case) in cases::<Divide>(include_str!("../vectors/divide.json")) {
        let weights: Vec<Money> = case.weights.iter().map(|units| money(*units)).collect();
        match (divide(money(case.amount), &weights), case.error) {
            (Ok(shares), None) => assert_eq!(units(&shares), case.shares.unwrap(), "{text}"),
            (Err(error), Some(refusal)) => refusal.check(&error, &text),
            (found, _) => panic!("{text}: {found:?}"),
        }
    }
}

#[derive(Deserialize)]
struct RefundSteps {
    amount: i64,
    units: i64,
    steps: Vec<i64>,
    parts: Option<Vec<i64>>,
    error: Option<Refusal>,
}

#[test]
fn units_are_refunded_as_the_vectors_say() {
    for (text, case) in cases::<RefundSteps>(include_str!("../vectors/refund.json")) {
        let mut before = 0;
        let parts: Result<Vec<i64>, Error> = case
            .steps
            .iter()
            .map(|step| {
                let part = portion(case.amount, before, *step, case.units);
                before += step;
                part
            })
            .collect();
        match (parts, case.error) {
            (Ok(parts), None) => assert_eq!(parts, case.parts.unwrap(), "{text}"),
            (Err(error), Some(refusal)) => refusal.check(&error, &text),
            (found, _) => panic!("{text}: {found:?}"),
        }
    }
}

#[derive(Deserialize)]
struct Percentage {
    amount: i64,
    rate: String,
    rounding: Rounding,
    result: i64,
}

#[test]
fn percentages_are_rounded_as_the_vectors_say() {
    for (text, case) in cases::<Percentage>(include_str!("../vectors/percentage.json")) {
        let rate = Rate::parse("rate", &case.rate).unwrap();
        let found = percentage(money(case.amount), rate, case.rounding).unwrap();
        assert_eq!(found.units(), case.result, "{text}");
    }
}

#[derive(Deserialize)]
struct Cart {
    minor_per_unit: i64,
    lines: Vec<CartLine>,
    #[serde(default = "once")]
    repeat: usize,
    points: Option<Offer>,
    #[serde(default)]
    fees: std::collections::BTreeMap<String, Fee>,
}

fn once() -> usize {
    1
}

#[derive(Deserialize)]
struct CartLine {
    merchant: u8,
    price: i64,
    #[serde(default)]
    points_price: i64,
    quantity: u32,
    fulfilment: String,
}

#[derive(Deserialize)]
struct Offer {
    wanted: i64,
    available: i64,
    per_unit: u32,
    cap: String,
}

#[derive(Deserialize)]
struct Fee {
    fee: i64,
    free_from: i64,
}

#[derive(Deserialize)]
struct Quoted {
    input: Cart,
    output: Option<Value>,
    error: Option<Refusal>,
}

impl Cart {
    fn input(&self) -> QuoteInput {
        let line = |line: &CartLine| QuoteLine {
            points_price: Points::new(line.points_price).unwrap(),
            ..QuoteLine::new(
                SkuId(Id::MIN),
                ProductId(Id::MIN),
                MerchantId(id(line.merchant)),
                Fulfilment::by_name(&line.fulfilment).unwrap(),
                line.quantity,
                money(line.price),
            )
        };
        let lines: Vec<QuoteLine> = self.lines.iter().map(line).collect();
        let offer = |offer: &Offer| PointsOffer {
            wanted: Points::new(offer.wanted).unwrap(),
            available: Points::new(offer.available).unwrap(),
            per_unit: offer.per_unit,
            cap: Rate::parse("cap", &offer.cap).unwrap(),
            funder: Some(Party::Platform),
        };
        let fee = |(fulfilment, rule): (&String, &Fee)| FeeRule {
            fulfilment: Fulfilment::by_name(fulfilment).unwrap(),
            fee: money(rule.fee),
            free_from: money(rule.free_from),
        };
        let lines = std::iter::repeat_n(lines, self.repeat).flatten().collect();
        QuoteInput {
            minor_per_unit: self.minor_per_unit,
            points: self.points.as_ref().map(offer).unwrap_or_default(),
            fees: self.fees.iter().map(fee).collect(),
            ..QuoteInput::new(
                Timestamp::from_micros(1_800_000_000_000_000).unwrap(),
                lines,
            )
        }
    }
}

fn summary(quote: &Quote) -> Value {
    let lines = quote
        .lines
        .iter()
        .map(|line| json!({"gross": line.gross, "points": line.points, "net": line.net}));
    let orders = quote.orders.iter().map(|order| {
        json!({
            "merchant": order.merchant.0.bytes()[0], "fulfilment": order.fulfilment, "lines": order.lines,
            "goods": order.goods, "fee": order.fee, "total": order.total,
        })
    });
    let reasons = quote.not_applied.iter().map(|not| not.reason.as_str());
    json!({
        "lines": lines.collect::<Vec<_>>(), "orders": orders.collect::<Vec<_>>(), "goods": quote.goods,
        "points": quote.points, "points_value": quote.points_value, "fees": quote.fees, "total": quote.total,
        "not_applied": reasons.collect::<Vec<_>>(),
    })
}

#[test]
fn carts_are_priced_as_the_vectors_say() {
    let quotes = cases::<Quoted>(include_str!("../vectors/quote.json"));
    let goods = cases::<Quoted>(include_str!("../vectors/points_goods.json"));
    for (text, case) in quotes.into_iter().chain(goods) {
        match (quote(&case.input.input()), case.error) {
            (Ok(quote), None) => assert_eq!(summary(&quote), case.output.unwrap(), "{text}"),
            (Err(error), Some(refusal)) => refusal.check(&error, &text),
            (found, _) => panic!("{text}: {found:?}"),
        }
    }
}

#[derive(Deserialize)]
struct Split {
    input: SplitInput,
    output: SplitOutput,
}

#[derive(Deserialize)]
struct SplitInput {
    value: i64,
    #[serde(default)]
    supplied: Vec<Supplied>,
    shares: Vec<Share>,
    #[serde(default)]
    commission: Vec<Share>,
    #[serde(default)]
    pieces: u32,
    #[serde(default)]
    promoters: usize,
    #[serde(default)]
    month_before: i64,
    station: Option<bool>,
    #[serde(default)]
    refunds: Vec<i64>,
}

#[derive(Deserialize)]
struct Supplied {
    value: i64,
    supply: i64,
}

#[derive(Deserialize)]
struct Share {
    basis: ShareBasis,
    percent: Option<String>,
    fixed: Option<i64>,
    per_piece: Option<i64>,
    tiers: Option<TierTable>,
    floor: Option<i64>,
    cap: Option<i64>,
    receivers: Vec<(ShareReceiver, u32)>,
}

#[derive(Deserialize)]
struct SplitOutput {
    parts: Value,
    taken_back: Vec<Value>,
}

fn party_name(party: &Party) -> &'static str {
    match party {
        Party::Platform => "platform",
        Party::Node(node) if *node == NodeId(id(5)) => "group",
        Party::Node(node) if *node == NodeId(id(6)) => "city",
        Party::Node(_) => "property",
        Party::Merchant(_) => "merchant",
        Party::Supplier(_) => "supplier",
        Party::Leader(_) => "leader",
        Party::Promoter(member) if *member == MemberId(id(7)) => "promoter",
        Party::Promoter(_) => "promoter_above",
        _ => "nobody",
    }
}

impl SplitInput {
    fn rule(layer: SplitLayer, shares: &[Share]) -> SplitRule {
        let share = |share: &Share| ShareRule {
            basis: share.basis,
            amount: match share {
                Share {
                    percent: Some(percent),
                    ..
                } => ShareAmount::Percent(Rate::parse("rate", percent).unwrap()),
                Share {
                    per_piece: Some(amount),
                    ..
                } => ShareAmount::PerPiece(money(*amount)),
                Share { tiers: Some(_), .. } => ShareAmount::Tiers,
                _ => ShareAmount::Fixed(money(share.fixed.unwrap())),
            },
            floor: share.floor.map(money),
            cap: share.cap.map(money),
            receivers: share.receivers.clone(),
        };
        SplitRule {
            layer,
            scope: SplitScope::EVERYTHING,
            revision: 1,
            removed: false,
            name: linli::kernel::Text::new("vector").unwrap(),
            shares: shares.iter().map(share).collect(),
        }
    }

    fn tier(&self) -> Money {
        let Some(table) = self
            .commission
            .iter()
            .find_map(|share| share.tiers.as_ref())
        else {
            return Money::ZERO;
        };
        let up_to = |sales| table.marginal(money(sales), Rounding::HalfUp).unwrap();
        let after = up_to(self.month_before + self.value);
        after.minus(up_to(self.month_before)).unwrap()
    }

    fn facts(&self) -> SplitFacts {
        let supplied = |line: &Supplied| SuppliedLine {
            supplier: Some(SupplierId(id(2))),
            value: money(line.value),
            supply: money(line.supply),
        };
        SplitFacts {
            merchant: MerchantId(id(1)),
            community: NodeId(id(3)),
            path: [5, 6, 3].map(|number| NodeId(id(number))).to_vec(),
            promoters: [7, 8].map(|number| MemberId(id(number)))[..self.promoters].to_vec(),
            pieces: self.pieces,
            tier: self.tier(),
            station: self.station.unwrap_or(true).then_some(StationId(id(4))),
            value: money(self.value),
            supplied: self.supplied.iter().map(supplied).collect(),
        }
    }
}

#[test]
fn orders_are_split_and_taken_back_as_the_vectors_say() {
    split_as_they_say(include_str!("../vectors/split.json"));
}

#[test]
fn commissions_are_dealt_and_taken_back_as_the_vectors_say() {
    split_as_they_say(include_str!("../vectors/commission.json"));
}

fn split_as_they_say(file: &str) {
    for (text, case) in cases::<Split>(file) {
        let input = &case.input;
        let base = SplitInput::rule(SplitLayer::Base, &input.shares);
        let commission = SplitInput::rule(SplitLayer::Commission, &input.commission);
        let parts = plan(&[&base, &commission], &input.facts(), Rounding::HalfUp).unwrap();
        let named = |amounts: &[i64]| {
            let parts = parts.iter().zip(amounts);
            let parts =
                parts.map(|(part, amount)| (party_name(&part.party).to_owned(), json!(amount)));
            Value::Object(parts.collect())
        };
        let amounts: Vec<Money> = parts.iter().map(|part| part.amount).collect();
        assert_eq!(named(&units(&amounts)), case.output.parts, "{text}");
        let (mut refunded, mut before) = (0, vec![0; amounts.len()]);
        for (refund, expected) in case.input.refunds.iter().zip(&case.output.taken_back) {
            refunded += refund;
            let given = given_back(&amounts, money(case.input.value), money(refunded)).unwrap();
            let given = units(&given);
            let now: Vec<i64> = given.iter().zip(&before).map(|(a, b)| a - b).collect();
            assert_eq!(named(&now), *expected, "{text}");
            before = given;
        }
        assert_eq!(case.input.refunds.len(), case.output.taken_back.len());
    }
}

#[derive(Deserialize)]
struct Earning {
    input: EarningInput,
    kept: Vec<i64>,
}

#[derive(Deserialize)]
struct EarningInput {
    cash: i64,
    points_per_unit: u32,
    minor_per_unit: i64,
    #[serde(default)]
    refunds: Vec<i64>,
}

#[test]
fn points_are_earned_and_kept_as_the_vectors_say() {
    for (text, case) in cases::<Earning>(include_str!("../vectors/points.json")) {
        let input = case.input;
        let mut cash = input.cash;
        let mut kept = Vec::new();
        for refund in std::iter::once(0).chain(input.refunds) {
            cash -= refund;
            let points = earned_by(cash, input.points_per_unit, input.minor_per_unit).unwrap();
            kept.push(points.units());
        }
        assert_eq!(kept, case.kept, "{text}");
    }
}

#[derive(Deserialize)]
struct Month {
    input: MonthInput,
    output: MonthOutput,
}

#[derive(Deserialize)]
struct MonthInput {
    tiers: TierTable,
    sales: Vec<i64>,
    #[serde(default)]
    late: Vec<i64>,
}

#[derive(Deserialize)]
struct MonthOutput {
    sales: Vec<i64>,
    marginal: i64,
    whole_month: i64,
    late: Vec<i64>,
}

#[test]
fn leaders_months_earn_what_the_vectors_say() {
    for (text, case) in cases::<Month>(include_str!("../vectors/tiers.json")) {
        let table = &case.input.tiers;
        let up_to = |sales| {
            table
                .marginal(money(sales), Rounding::HalfUp)
                .unwrap()
                .units()
        };
        let mut before = 0;
        let mut commissions = Vec::new();
        for sale in &case.input.sales {
            commissions.push(up_to(before + sale) - up_to(before));
            before += sale;
        }
        assert_eq!(commissions, case.output.sales, "{text}");
        let month = |mode| {
            let earned = table.month(money(before), mode, Rounding::HalfUp);
            earned.unwrap().units()
        };
        let (by_part, whole) = (month(TierMode::Marginal), month(TierMode::WholeMonth));
        assert_eq!(
            (by_part, whole),
            (case.output.marginal, case.output.whole_month),
            "{text}"
        );
        let mut refunded = 0;
        let mut late = Vec::new();
        for refund in &case.input.late {
            late.push(portion(whole - by_part, refunded, *refund, before).unwrap());
            refunded += refund;
        }
        assert_eq!(late, case.output.late, "{text}");
    }
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum SettlementCase {
    Commission {
        amount: i64,
        rate: String,
        weights: Vec<u32>,
        refunds: Vec<i64>,
        shares: Vec<i64>,
        taken_back: Vec<Vec<i64>>,
    },
    Others {
        amount: i64,
        rate: String,
        most: i64,
    },
    PayDay {
        day: Day,
        holidays: BTreeSet<Day>,
        extra: BTreeSet<Day>,
        pay_on: Day,
    },
}

#[test]
fn settlements_commissions_and_limits_are_as_the_vectors_say() {
    for (text, case) in cases::<SettlementCase>(include_str!("../vectors/settlement.json")) {
        match case {
            SettlementCase::Commission {
                amount,
                rate,
                weights,
                refunds,
                shares,
                taken_back,
            } => {
                let contract = ThirdPartyContract {
                    merchant: MerchantId(id(1)),
                    rate: Rate::parse("rate", &rate).unwrap(),
                    receivers: (2..)
                        .map(|number| Party::Node(NodeId(id(number))))
                        .zip(weights)
                        .collect(),
                };
                let mut found = commission(&contract, money(amount), Rounding::HalfUp).unwrap();
                let amounts: Vec<i64> = found.iter().map(|one| one.amount.units()).collect();
                assert_eq!(amounts, shares, "{text}");
                let mut refunded = 0;
                let steps: Vec<Vec<i64>> = refunds
                    .iter()
                    .map(|step| {
                        refunded += step;
                        let moved = taken_back_by(&mut found, money(amount), money(refunded));
                        units(&moved.unwrap())
                    })
                    .collect();
                assert_eq!(steps, taken_back, "{text}");
            }
            SettlementCase::Others { amount, rate, most } => {
                let profile = ChannelProfile {
                    others: Rate::parse("rate", &rate).unwrap(),
                    ..ChannelProfile::wechat_platform(&Text::new("wechat").unwrap())
                };
                let found = profile.others_of(money(amount)).unwrap();
                assert_eq!(found.units(), most, "{text}");
            }
            SettlementCase::PayDay {
                day,
                holidays,
                extra,
                pay_on,
            } => {
                let calendar = BusinessCalendar {
                    holidays,
                    extra_working_days: extra,
                };
                assert_eq!(calendar.next_working_day(day), pay_on, "{text}");
            }
        }
    }
}

#[derive(Deserialize)]
struct LineRefund {
    input: LineRefundInput,
    parts: Vec<Value>,
}

#[derive(Deserialize)]
struct LineRefundInput {
    quantity: u32,
    cash: i64,
    points: i64,
    points_value: i64,
    points_per_unit: u32,
    steps: Vec<u32>,
}

#[test]
fn lines_are_refunded_by_tender_as_the_vectors_say() {
    for (text, case) in cases::<LineRefund>(include_str!("../vectors/refund_line.json")) {
        let input = case.input;
        let mut line: OrderLine = serde_json::from_value(json!({
            "sku": id(1),
            "product": id(2),
            "name": "大米",
            "quantity": input.quantity,
            "unit_price": 0,
            "cash": input.cash,
            "points": input.points,
            "points_value": input.points_value,
            "earns_points": true,
        }))
        .unwrap();
        let mut parts = Vec::new();
        for step in input.steps {
            let part = refund_of_line(0, &line, step).unwrap();
            line.refunded += step;
            line.refunded_cash = line.refunded_cash.plus(part.cash).unwrap();
            line.refunded_points = line.refunded_points.plus(part.points).unwrap();
            line.refunded_points_value =
                line.refunded_points_value.plus(part.points_value).unwrap();
            let kept = line.cash.minus(line.refunded_cash).unwrap();
            let earns = earned_by(kept.units(), input.points_per_unit, 100).unwrap();
            parts.push(json!({
                "cash": part.cash.units(),
                "points": part.points.units(),
                "points_value": part.points_value.units(),
                "still_earns": earns.units(),
            }));
        }
        assert_eq!(parts, case.parts, "{text}");
        assert!(refund_of_line(0, &line, 1).is_err(), "{text}");
    }
}

#[derive(Deserialize)]
struct RatingCase {
    input: RatingInput,
    output: Value,
}

#[derive(Deserialize)]
struct RatingInput {
    counts: StarCounts,
    prior_hundredths: u32,
    prior_weight: u32,
    least: u32,
    floor_hundredths: u32,
}

#[test]
fn reviews_are_rated_as_the_vectors_say() {
    for (text, case) in cases::<RatingCase>(include_str!("../vectors/rating.json")) {
        let input = case.input;
        let prior = Prior {
            hundredths: input.prior_hundredths,
            weight: input.prior_weight,
        };
        let count = u64::try_from(input.counts.count()).unwrap();
        let stars = u64::try_from(input.counts.stars()).unwrap();
        let found = json!({
            "mean": bayesian_mean(&input.counts, prior).thousandths(),
            "below": is_below(count, stars, input.least, input.floor_hundredths),
        });
        assert_eq!(found, case.output, "{text}");
    }
}

/// A case of the whole chain: its input is the wire form of what goes into a quote.
#[derive(Deserialize)]
struct Promotion {
    input: QuoteInput,
    output: Value,
}

/// A quote as the vectors tell it.
fn explained(quote: &Quote) -> Value {
    let id = |campaign: Option<CampaignId>, coupon: Option<CouponId>| {
        campaign.map(|id| id.0).or(coupon.map(|id| id.0))
    };
    let lines = quote.lines.iter().map(|line| {
        let reductions = line.reductions.iter().map(|one| {
            json!([
                one.lane.name(),
                id(one.campaign, one.coupon),
                one.reason,
                one.funder,
                one.amount,
                one.basis,
            ])
        });
        json!([
            line.gross,
            line.priced,
            line.points,
            line.net,
            line.gift,
            reductions.collect::<Vec<_>>(),
        ])
    });
    let orders = quote.orders.iter().map(|order| {
        json!({
            "merchant": order.merchant, "fulfilment": order.fulfilment, "lines": order.lines, "goods": order.goods,
            "fee": order.fee, "missing_to_free": order.missing_to_free, "proxy_fee": order.proxy_fee,
            "total": order.total,
        })
    });
    let mut not_applied: Vec<_> = quote
        .not_applied
        .iter()
        .map(|not| {
            let id = id(not.campaign, not.coupon).map(|id| id.to_string());
            (not.lane.name(), id, not.reason.as_str(), not.missing)
        })
        .collect();
    not_applied.sort();
    json!({
        "lines": lines.collect::<Vec<_>>(), "orders": orders.collect::<Vec<_>>(), "goods": quote.goods,
        "reductions": quote.reductions, "coupons": quote.coupons, "points": quote.points,
        "points_value": quote.points_value, "fees": quote.fees, "total": quote.total, "not_applied": not_applied,
    })
}

#[test]
fn the_whole_chain_prices_as_the_vectors_say() {
    let mut cases_run = 0;
    for (text, case) in cases::<Promotion>(include_str!("../vectors/promotion.json")) {
        let quote = quote(&case.input).unwrap_or_else(|error| panic!("{text}: {error}"));
        let found = explained(&quote);
        for (figure, expected) in case.output.as_object().unwrap() {
            assert_eq!(found[figure], *expected, "{figure} of {text}");
        }
        cases_run += 1;
    }
    assert!(cases_run >= 150, "{cases_run} cases");
}
