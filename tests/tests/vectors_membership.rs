//! The golden vectors of points and levels, run against the engine's pure rules.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use linli::kernel::{CouponTemplateId, Day, Id, MemberId, Money, NodeId, Points, Rate};
use linli::ledger::Party;
use linli::level::{Downgrade, Level, LevelTerms, Passed, Standing};
use linli::points::{Lot, LotUse, Origin, Place, PointsKind, PointsMoved, Wallet, points_for_bill};
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
struct Vectors<T> {
    cases: Vec<T>,
}

fn cases<T: DeserializeOwned>(file: &str) -> Vec<T> {
    let vectors: Vectors<T> = serde_json::from_str(file).unwrap();
    assert!(vectors.cases.len() > 40, "golden vectors are many");
    vectors.cases
}

fn points(units: i64) -> Points {
    Points::new(units).unwrap()
}

#[derive(Deserialize)]
struct Case<Step> {
    name: String,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct WalletStep {
    input: WalletInput,
    output: WalletOutput,
}

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
enum WalletInput {
    Earn {
        day: Day,
        kind: PointsKind,
        points: Points,
        expires: Day,
        issuer: String,
        origin: Origin,
    },
    Spend {
        day: Day,
        points: Points,
        place: String,
    },
    GiveBack {
        day: Day,
        of: usize,
        points: Points,
    },
    TakeBack {
        day: Day,
        points: Points,
        issuer: String,
        origin: Origin,
    },
    FallDue {
        day: Day,
        warning: u32,
    },
}

#[derive(Deserialize)]
struct WalletOutput {
    lots: Vec<LotOutput>,
    debt: i64,
    #[serde(default)]
    moved: BTreeMap<String, i64>,
    #[serde(default)]
    soon: BTreeMap<String, i64>,
    #[serde(default)]
    uses: Option<Vec<UseOutput>>,
    #[serde(default)]
    available: Option<i64>,
}

#[derive(Deserialize, PartialEq, Debug)]
struct LotOutput {
    kind: PointsKind,
    expires: String,
    issuer: String,
    origin: Origin,
    left: i64,
}

#[derive(Deserialize, PartialEq, Debug)]
struct UseOutput {
    kind: PointsKind,
    expires: String,
    points: i64,
}

fn issuer(number: &str) -> Party {
    Party::Node(NodeId(Id::from_bytes([number.parse().unwrap(); 16])))
}

fn name_of(party: &Party) -> String {
    let number = (1..=9).find(|number| issuer(&number.to_string()) == *party);
    number.unwrap().to_string()
}

fn by_issuer(moved: PointsMoved) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for (party, points) in moved.into_iter().filter(|(_, points)| *points != 0) {
        *sums.entry(name_of(&party)).or_default() += points;
    }
    sums
}

/// Does a step; what moved, what is soon gone.
fn run(
    wallet: &mut Wallet,
    spendings: &mut Vec<Vec<LotUse>>,
    step: &WalletStep,
    name: &str,
) -> (BTreeMap<String, i64>, BTreeMap<String, i64>) {
    let none = BTreeMap::new();
    let moved = match &step.input {
        WalletInput::Earn {
            day,
            kind,
            points,
            expires,
            issuer: from,
            origin,
        } => {
            let lot = Lot::new(*kind, issuer(from), *origin, *points, *expires);
            wallet.earn(lot, *day).unwrap()
        }
        WalletInput::Spend { day, points, place } => {
            let place = if place == "bill" {
                Place::Bill
            } else {
                Place::Mall
            };
            let there = wallet.spendable(place, *day).unwrap().units();
            let uses = wallet.spend(*points, place, *day);
            assert_eq!(
                step.output.available,
                uses.is_err().then_some(there),
                "{name}"
            );
            let uses = uses.unwrap_or_default();
            let said: Vec<UseOutput> = uses
                .iter()
                .map(|used| UseOutput {
                    kind: used.kind,
                    expires: used.expires.to_string(),
                    points: used.points.units(),
                })
                .collect();
            assert_eq!(said, *step.output.uses.as_deref().unwrap_or(&[]), "{name}");
            spendings.push(uses);
            PointsMoved::new()
        }
        WalletInput::GiveBack { day, of, points } => wallet
            .give_back(&mut spendings[*of], *points, *day)
            .unwrap(),
        WalletInput::TakeBack {
            day,
            points,
            issuer: from,
            origin,
        } => wallet
            .take_back(&issuer(from), *origin, *points, *day)
            .unwrap(),
        WalletInput::FallDue { day, warning } => {
            let fallen = wallet.fall_due(*day, *warning).unwrap();
            let soon = fallen.soon.iter();
            let soon = soon.map(|(day, points)| (day.to_string(), points.units()));
            return (by_issuer(fallen.expired), soon.collect());
        }
    };
    (by_issuer(moved), none)
}

#[test]
fn wallets_hold_what_the_vectors_say() {
    for case in cases::<Case<WalletStep>>(include_str!("../vectors/wallet.json")) {
        let mut wallet = Wallet::empty(MemberId(Id::MIN));
        let mut spendings = Vec::new();
        for (place, step) in case.steps.iter().enumerate() {
            let name = format!("{} step {place}", case.name);
            let (moved, soon) = run(&mut wallet, &mut spendings, step, &name);
            assert_eq!(moved, step.output.moved, "{name}");
            assert_eq!(soon, step.output.soon, "{name}");
            let lots: Vec<LotOutput> = wallet
                .lots
                .iter()
                .map(|lot| LotOutput {
                    kind: lot.kind,
                    expires: lot.expires.to_string(),
                    issuer: name_of(&lot.issuer),
                    origin: lot.from,
                    left: lot.left.units(),
                })
                .collect();
            assert_eq!(lots, step.output.lots, "{name}");
            assert_eq!(wallet.debt.units(), step.output.debt, "{name}");
        }
    }
}

#[derive(Deserialize)]
struct BillCase {
    name: String,
    input: BillInput,
    output: Option<BillOutput>,
}

#[derive(Deserialize)]
struct BillInput {
    amount: i64,
    points: i64,
    points_per_unit: u32,
    minor_per_unit: i64,
    cap_percent: u8,
}

#[derive(Deserialize, PartialEq, Debug)]
struct BillOutput {
    points: i64,
    value: i64,
}

#[test]
fn bills_take_the_points_that_the_vectors_say() {
    for case in cases::<BillCase>(include_str!("../vectors/bills.json")) {
        let input = &case.input;
        let found = points_for_bill(
            points(input.points),
            Money::new(input.amount).unwrap(),
            Rate::percent(input.cap_percent).unwrap(),
            input.minor_per_unit,
            input.points_per_unit,
        )
        .unwrap();
        let found = found.map(|(points, value)| BillOutput {
            points: points.units(),
            value: value.units(),
        });
        assert_eq!(found, case.output, "{}", case.name);
    }
}

#[derive(Deserialize)]
struct LevelCase {
    name: String,
    start: Day,
    levels: Vec<LevelInput>,
    terms: TermsInput,
    steps: Vec<LevelStep>,
}

#[derive(Deserialize)]
struct LevelInput {
    growth: u32,
    retention: u32,
    gift: i64,
    #[serde(default)]
    coupons: u8,
}

#[derive(Deserialize)]
struct TermsInput {
    months: u32,
    downgrade: Downgrade,
}

#[derive(Deserialize)]
struct LevelStep {
    input: StepInput,
    output: LevelOutput,
}

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
enum StepInput {
    Look { day: Day },
    Grow { day: Day, growth: i64 },
    Shrink { day: Day, growth: i64, given: Day },
}

#[derive(Deserialize, PartialEq, Debug)]
struct LevelOutput {
    said: Vec<String>,
    level: usize,
    growth: i64,
    period: (String, String, i64),
}

fn in_words(passed: &Passed) -> String {
    match passed {
        Passed::Gift { month, points } => format!("{month} gift {}", points.units()),
        Passed::Coupons { month, level } => format!("{month} coupons {level}"),
        Passed::Renewed { on } => format!("{on} renewed"),
        Passed::Down { on, from, to } => format!("{on} down {from} {to}"),
    }
}

#[test]
fn levels_rise_and_fall_as_the_vectors_say() {
    for case in cases::<LevelCase>(include_str!("../vectors/levels.json")) {
        let levels: Vec<Level> = case
            .levels
            .iter()
            .enumerate()
            .map(|(place, level)| {
                let code = place.to_string();
                let mut made = Level::new(&code, "级", level.growth, level.retention).unwrap();
                made.monthly_gift = points(level.gift);
                let template = CouponTemplateId(Id::MIN);
                made.monthly_coupons = vec![template; level.coupons.into()];
                made.gift_since = (level.gift > 0 || level.coupons > 0).then_some(case.start);
                made
            })
            .collect();
        let terms = LevelTerms {
            months: case.terms.months,
            downgrade: case.terms.downgrade,
        };
        let (member, community) = (MemberId(Id::MIN), NodeId(Id::MIN));
        let mut standing = Standing::begin(member, community, &levels, case.start, terms);
        for (place, step) in case.steps.iter().enumerate() {
            let (StepInput::Look { day }
            | StepInput::Grow { day, .. }
            | StepInput::Shrink { day, .. }) = step.input;
            let passed = standing.pass(&levels, day, terms);
            match step.input {
                StepInput::Look { .. } => {}
                StepInput::Grow { growth, .. } => {
                    standing.grow(&levels, growth, day, terms);
                }
                StepInput::Shrink { growth, given, .. } => {
                    standing.shrink(&levels, growth, given);
                }
            }
            let period = &standing.period;
            let found = LevelOutput {
                said: passed.iter().map(in_words).collect(),
                level: standing.place(&levels),
                growth: standing.growth,
                period: (
                    period.from.to_string(),
                    period.until.to_string(),
                    period.growth,
                ),
            };
            assert_eq!(found, step.output, "{} step {place}", case.name);
        }
    }
}
