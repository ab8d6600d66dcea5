//! Making, finding and ending pickup codes. RULES §6.
//!
//! A paid order gets the next free number of its station's delivery day. The digits are that number under two keyed
//! permutations: one mixes the numbers of the day, seeded by a secret that the secure generator drew when the day was
//! opened; the other one spreads the numbers of [`DAYS`] days over all codes of seven digits. So codes of a station are
//! different without being kept, and neither they nor the orders that they open lie at random places of the store. ADR 6.

use std::fmt;
use std::sync::Arc;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroize;

use super::permutation::Permutation;
use crate::engine::{Context, Lookup, Record};
use crate::kernel::{Day, Error, KeyPurpose, Result, SecretKey, StationId, hexadecimal};
use crate::order::{CodeEnd, CodeUse, Order, PickupState};
use crate::station::StationDay;
use crate::store::Value;

/// Codes of a station and delivery day …
const NUMBERS: u32 = 15_625;
const _: () = assert!(StationDay::MAX_ORDERS <= NUMBERS);
/// … and days until codes may come again; 10,000,000 codes in all.
const DAYS: u32 = 640;
/// Delivery days further ahead have no orders: they are found at most 400 days ahead, and only by a clock that was set
/// back.
const AHEAD: u32 = 401;

/// The seven digits of a pickup code. Text only towards the buyer's screen and from the operator's: never printed, wiped
/// when dropped. RULES §6.
#[derive(Clone, PartialEq, Eq)]
pub struct PickupDigits([u8; 7]);

impl PickupDigits {
    /// Digits in a code.
    pub const LENGTH: usize = 7;

    /// Reads seven ASCII digits, leading zeros included. Errors: `invalid_field` naming `code`.
    pub fn new(text: &str) -> Result<Self> {
        let wrong = || Error::invalid("code", "a pickup code has 7 digits");
        let digits: [u8; Self::LENGTH] = text.as_bytes().try_into().map_err(|_| wrong())?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(wrong());
        }
        Ok(Self(digits))
    }

    /// The digits of a number below 10,000,000.
    fn of(mut number: u32) -> Self {
        let mut digits = [b'0'; Self::LENGTH];
        for digit in digits.iter_mut().rev() {
            *digit = digit.saturating_add(u8::try_from(number % 10).unwrap_or(0));
            number /= 10;
        }
        Self(digits)
    }

    fn number(&self) -> u32 {
        (self.0.iter()).fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    }

    /// The digits as text: for the buyer's own screen, and nowhere else.
    pub fn reveal(&self) -> &str {
        std::str::from_utf8(&self.0).expect("digits are ASCII")
    }

    /// The last two digits, by which station staff sort parcels. RULES §7.
    pub(crate) fn tail(&self) -> String {
        self.reveal()[Self::LENGTH - 2..].to_owned()
    }
}

impl Drop for PickupDigits {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for PickupDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PickupDigits(…)")
    }
}

impl fmt::Display for PickupDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("*******")
    }
}

impl Serialize for PickupDigits {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.reveal())
    }
}

/// Reads text only, and names no value in an error, because a mistyped value may well be a code.
impl<'de> Deserialize<'de> for PickupDigits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct DigitsVisitor;
        const EXPECTED: &str = "a pickup code is text of 7 digits";
        impl Visitor<'_> for DigitsVisitor {
            type Value = PickupDigits;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTED)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> std::result::Result<PickupDigits, E> {
                PickupDigits::new(text).map_err(E::custom)
            }
            fn visit_u64<E: de::Error>(self, _: u64) -> std::result::Result<PickupDigits, E> {
                Err(E::custom(EXPECTED))
            }
            fn visit_i64<E: de::Error>(self, _: i64) -> std::result::Result<PickupDigits, E> {
                Err(E::custom(EXPECTED))
            }
            fn visit_f64<E: de::Error>(self, _: f64) -> std::result::Result<PickupDigits, E> {
                Err(E::custom(EXPECTED))
            }
        }
        // `deserialize_str` would name a number that it finds instead of text.
        deserializer.deserialize_any(DigitsVisitor)
    }
}

/// Mixes the numbers of a station's delivery day.
fn within_day(key: &SecretKey, list: &StationDay) -> Permutation {
    let day = StationDay::id_of(list.station, list.day);
    let context = [
        &b"numbers of a day"[..],
        day.0.bytes(),
        list.seed.as_bytes(),
    ];
    Permutation::new(key, &context, 125, 125)
}

/// Spreads the numbers of all days over the codes of a station.
fn over_days(key: &SecretKey, station: StationId) -> Permutation {
    let context = [&b"codes of a station"[..], station.0.bytes()];
    Permutation::new(key, &context, 3_125, 3_200)
}

/// Which part of a station's codes belongs to a day.
fn part_of(day: Day) -> u32 {
    u32::try_from(day.number().rem_euclid(i64::from(DAYS))).unwrap_or(0)
}

/// The digits of a number of a station's delivery day.
pub(crate) fn digits(key: &SecretKey, list: &StationDay, number: u32) -> PickupDigits {
    let place = within_day(key, list).forward(number);
    let place = part_of(list.day) * NUMBERS + place;
    PickupDigits::of(over_days(key, list.station).forward(place))
}

/// The secret of a new delivery day, 32 hexadecimal digits from the secure generator.
pub(crate) fn seed(ctx: &Context<'_>) -> Result<String> {
    let mut seed = [0; 16];
    ctx.entropy().fill(&mut seed)?;
    Ok(hexadecimal(&seed))
}

/// The day before this one that had the same part of the station's codes.
pub(crate) fn same_part_before(day: Day) -> Day {
    day.minus_days(DAYS)
}

/// Gives a paid pickup order of a delivery day its code: 7 random digits, unique among the station's live and resting
/// codes, kept as a number from which only the tenant's key makes the digits. `false`: the day has got as many orders as
/// a manifest takes. No two processes draw the same number, so the numbers count the orders.
pub(crate) fn issue(ctx: &mut Context<'_>, order: &mut Order) -> Result<bool> {
    let (station, day) = order.station.zip(order.delivery_day).ok_or_else(|| {
        Error::internal("an order without station and delivery day has no pickup code")
    })?;
    let list = ctx.require::<StationDay>(StationDay::id_of(station, day))?;
    loop {
        let number = ctx.number::<StationDay>(list.id(), StationDay::NUMBERED)?;
        let number = u32::try_from(number)
            .ok()
            .filter(|number| *number < StationDay::MAX_ORDERS);
        let Some(number) = number else {
            return Ok(false);
        };
        if list.codes_again && !has_rested(ctx, &list, number)? {
            continue;
        }
        order.pickup = Some(PickupState {
            number,
            ready_at: None,
            ended: None,
            reminded: 0,
        });
        return Ok(true);
    }
}

/// Whether the digits of a number opened nothing 640 days before, or ended and rested long enough.
fn has_rested(ctx: &mut Context<'_>, list: &StationDay, number: u32) -> Result<bool> {
    let before = StationDay::id_of(list.station, same_part_before(list.day));
    let before = ctx.require::<StationDay>(before)?;
    let key = ctx.key(KeyPurpose::PickupCode)?;
    let place = within_day(&key, list).forward(number);
    let Some(order) = at_place(ctx, &key, &before, place)? else {
        return Ok(true);
    };
    let Some(end) = order.pickup.as_ref().and_then(|pickup| pickup.ended) else {
        return Ok(false);
    };
    let days = ctx.settings(list.community)?.code_rest_days;
    Ok(ctx.now() >= end.at.plus_days(days))
}

/// The order that has or had these digits at a station, of the last days on which they could be given.
pub(super) fn find(
    ctx: &mut Context<'_>,
    station: StationId,
    digits: &PickupDigits,
) -> Result<Option<Arc<Order>>> {
    let key = ctx.key(KeyPurpose::PickupCode)?;
    let place = over_days(&key, station).backward(digits.number());
    let (part, place) = (place / NUMBERS, place % NUMBERS);
    let horizon = ctx.tenant_record()?.zone.day_of(ctx.now()).plus_days(AHEAD);
    let latest = horizon.minus_days((part_of(horizon) + DAYS - part) % DAYS);
    for day in [latest, same_part_before(latest)] {
        let Some(list) = ctx.find::<StationDay>(StationDay::id_of(station, day))? else {
            continue;
        };
        let order = at_place(ctx, &key, &list, place)?;
        if order.is_some() {
            return Ok(order);
        }
    }
    Ok(None)
}

/// The order whose number lies at a place of a delivery day. That it is absent may be known too late: an order that is
/// being paid has no code that anybody could have seen.
fn at_place(
    ctx: &mut Context<'_>,
    key: &SecretKey,
    list: &StationDay,
    place: u32,
) -> Result<Option<Arc<Order>>> {
    let number = within_day(key, list).backward(place);
    let values = vec![
        list.station.into(),
        list.day.into(),
        Value::Int(number.into()),
    ];
    ctx.lookup::<Order>(Order::BY_STATION_DAY, values)
}

/// Ends the code of an order that is cancelled or refunded whole. The caller stores the order afterwards.
pub(crate) fn void(ctx: &Context<'_>, order: &mut Order) {
    end(ctx, order, CodeUse::Void);
}

/// Uses up the code of an order that the buyer has. The caller stores the order afterwards.
pub(crate) fn use_up(ctx: &Context<'_>, order: &mut Order) {
    end(ctx, order, CodeUse::Used);
}

/// A code ends once; what ended stays as it is.
fn end(ctx: &Context<'_>, order: &mut Order, how: CodeUse) {
    if let Some(pickup) = &mut order.pickup {
        pickup.ended.get_or_insert(CodeEnd { how, at: ctx.now() });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::engine::testing::Bench;
    use crate::kernel::{BusinessCalendar, Currency, NodeId, SeededEntropy, TenantId, Text, Zone};
    use crate::order::OrderState;
    use crate::org::{Node, SettingsPatch, Tenant};
    use crate::station::{StationDayState, sample};

    fn key(bench: &Bench) -> SecretKey {
        use crate::kernel::Keys;
        let tenant = TenantId::new(1).unwrap();
        bench.keys.key(tenant, KeyPurpose::PickupCode).unwrap()
    }

    fn list(station: u8, day: &str, seed: &str) -> StationDay {
        StationDay {
            station: StationId(sample::id("station", station)),
            day: day.parse().unwrap(),
            community: NodeId(sample::id("community", 1)),
            route: Text::default(),
            cutoff_at: crate::kernel::Timestamp::parse("2030-01-01T00:00:00+08:00").unwrap(),
            state: StationDayState::Open,
            orders: Vec::new(),
            items: Vec::new(),
            accepted_at: None,
            seed: seed.to_owned(),
            codes_again: false,
        }
    }

    fn bench(lists: Vec<StationDay>) -> Bench {
        let mut bench = Bench::at("2026-11-22T10:00:00+08:00");
        bench
            .run(|ctx| {
                let community = NodeId(sample::id("community", 1));
                ctx.insert(Node {
                    id: community,
                    parent: None,
                    path: vec![community],
                    kind: Text::new("项目")?,
                    name: Text::new("翠苑")?,
                    settings: SettingsPatch::default(),
                })?;
                ctx.insert(Tenant {
                    name: Text::new("绿城")?,
                    root: community,
                    currency: Currency::CNY,
                    zone: Zone::SHANGHAI,
                    calendar: BusinessCalendar::default(),
                })?;
                lists.into_iter().try_for_each(|list| ctx.insert(list))
            })
            .unwrap();
        bench
    }

    fn issued(bench: &mut Bench, at: u8, list: &StationDay) -> Order {
        bench
            .run(|ctx| {
                let mut order = sample::order(at, vec![sample::line(1, 1)]);
                order.state = OrderState::PendingShipment;
                order.station = Some(list.station);
                order.delivery_day = Some(list.day);
                issue(ctx, &mut order)?;
                ctx.insert(order.clone())?;
                Ok(order)
            })
            .unwrap()
    }

    fn digits_of(bench: &Bench, list: &StationDay, order: &Order) -> PickupDigits {
        digits(&key(bench), list, order.pickup.as_ref().unwrap().number)
    }

    fn found(bench: &mut Bench, station: StationId, digits: &PickupDigits) -> Option<Order> {
        let order = bench.run(|ctx| find(ctx, station, digits)).unwrap();
        order.map(|order| (*order).clone())
    }

    #[test]
    fn a_code_keeps_its_leading_zeros() {
        let code = PickupDigits::of(42);
        assert_eq!((code.reveal(), code.number()), ("0000042", 42));
    }

    #[test]
    fn a_code_finds_its_order_at_its_station_and_nowhere_else() {
        let here = list(1, "2026-11-23", "a");
        let next = list(1, "2026-11-24", "b");
        let there = list(2, "2026-11-23", "c");
        let mut bench = bench(vec![here.clone(), next.clone(), there.clone()]);
        let orders: Vec<(Order, &StationDay)> = (0..40)
            .map(|at| {
                let list = [&here, &next][usize::from(at % 2)];
                (issued(&mut bench, at, list), list)
            })
            .collect();
        for (order, list) in orders {
            let code = digits_of(&bench, list, &order);
            let found_here = found(&mut bench, here.station, &code);
            assert_eq!(found_here.map(|order| order.id), Some(order.id));
            assert!(found(&mut bench, there.station, &code).is_none());
        }
    }

    #[test]
    fn no_two_codes_of_a_station_are_the_same_within_640_days() {
        let bench = Bench::at("2026-11-22T10:00:00+08:00");
        let key = key(&bench);
        let mut codes = BTreeSet::new();
        for day in ["2026-11-23", "2026-11-24", "2028-08-23"] {
            let list = list(1, day, day);
            codes.extend((0..NUMBERS).step_by(7).map(|number| {
                let digits = digits(&key, &list, number);
                digits.reveal().to_owned()
            }));
        }
        assert_eq!(
            codes.len(),
            3 * usize::try_from(NUMBERS.div_ceil(7)).unwrap()
        );
    }

    #[test]
    fn a_code_comes_again_only_when_it_has_ended_and_rested() {
        let then = list(1, "2025-02-21", "then");
        let mut now = list(1, "2026-11-23", "now");
        assert_eq!(same_part_before(now.day), then.day);
        now.codes_again = true;
        let mut bench = bench(vec![then.clone(), now.clone()]);
        let key = key(&bench);
        // An old order has the digits that the first number of today would get.
        let first = digits(&key, &now, 0);
        let place = over_days(&key, now.station).backward(first.number()) % NUMBERS;
        let number = within_day(&key, &then).backward(place);
        let mut old = sample::order(100, vec![sample::line(1, 1)]);
        old.station = Some(then.station);
        old.delivery_day = Some(then.day);
        old.pickup = Some(PickupState {
            number,
            ready_at: None,
            ended: None,
            reminded: 0,
        });
        bench.run(|ctx| ctx.insert(old.clone())).unwrap();
        let second = issued(&mut bench, 1, &now);
        assert_eq!(second.pickup.unwrap().number, 1, "the first one is live");
        assert_eq!(found(&mut bench, now.station, &first).unwrap().id, old.id);

        let mut bench = self::bench(vec![then, now.clone()]);
        bench
            .run(|ctx| {
                use_up(ctx, &mut old);
                ctx.insert(old.clone())
            })
            .unwrap();
        bench.clock.advance_seconds(30 * 86_400 - 1);
        let resting = issued(&mut bench, 1, &now);
        assert_eq!(resting.pickup.unwrap().number, 1);
        let mut bench_later = bench;
        bench_later.clock.advance_seconds(1);
        // Another process begins with a number of its own; the first one is lost with the one before.
        let third = issued(&mut bench_later, 2, &now);
        assert_eq!(third.pickup.unwrap().number, 2);
        let rested = bench_later.run(|ctx| has_rested(ctx, &now, 0)).unwrap();
        assert!(rested);
    }

    #[test]
    fn a_delivery_day_gives_as_many_codes_as_a_manifest_takes_orders() {
        let list = list(1, "2026-11-23", "a");
        let mut bench = bench(vec![list.clone()]);
        bench
            .run(|ctx| {
                let but_one = i64::from(StationDay::MAX_ORDERS) - 1;
                let bounds = crate::engine::Bounds::NOT_NEGATIVE;
                ctx.adjust::<StationDay>(list.id(), StationDay::NUMBERED, but_one, bounds)
            })
            .unwrap()
            .unwrap();
        let order = |number| {
            let mut order = sample::order(number, vec![sample::line(1, 1)]);
            order.station = Some(list.station);
            order.delivery_day = Some(list.day);
            order
        };
        assert!(bench.run(|ctx| issue(ctx, &mut order(1))).unwrap());
        let mut late = order(2);
        assert!(!bench.run(|ctx| issue(ctx, &mut late)).unwrap());
        assert!(late.pickup.is_none());
    }

    #[test]
    fn a_used_code_is_not_voided_by_a_later_refund() {
        let list = list(1, "2026-11-23", "a");
        let mut bench = bench(vec![list.clone()]);
        let mut order = issued(&mut bench, 1, &list);
        bench
            .run(|ctx| {
                use_up(ctx, &mut order);
                void(ctx, &mut order);
                Ok(())
            })
            .unwrap();
        let end = order.pickup.unwrap().ended.unwrap();
        assert_eq!(
            (end.how, end.at),
            (CodeUse::Used, crate::kernel::Clock::now(&bench.clock))
        );
    }

    #[test]
    fn digits_are_spread_evenly() {
        let bench = Bench::at("2026-11-22T10:00:00+08:00");
        let list = list(1, "2026-11-23", "a");
        let mut counts = [[0_u32; 10]; PickupDigits::LENGTH];
        for number in 0..3_000 {
            let code = digits(&key(&bench), &list, number);
            for (place, digit) in code.reveal().bytes().enumerate() {
                counts[place][usize::from(digit - b'0')] += 1;
            }
        }
        for count in counts.iter().flatten() {
            assert!((220..380).contains(count), "{counts:?}");
        }
    }

    #[test]
    fn days_and_keys_have_codes_of_their_own() {
        let bench = Bench::at("2026-11-22T10:00:00+08:00");
        let (one, other) = (list(1, "2026-11-23", "a"), list(1, "2026-11-23", "b"));
        let key = key(&bench);
        let strange = SecretKey::random(&SeededEntropy::new(9)).unwrap();
        let of = |key, list| {
            let codes = (0..20).map(|number| digits(key, list, number).reveal().to_owned());
            codes.collect::<Vec<_>>()
        };
        assert_ne!(of(&key, &one), of(&key, &other));
        assert_ne!(of(&key, &one), of(&strange, &one));
    }

    #[test]
    fn a_code_is_neither_printed_nor_named_in_an_error() {
        let code = PickupDigits::new("0123456").unwrap();
        assert_eq!(format!("{code:?} {code}"), "PickupDigits(…) *******");
        assert_eq!(
            serde_json::from_str::<PickupDigits>("\"0123456\"").unwrap(),
            code
        );
        for wrong in [
            "7654321",
            "-7654321",
            "7654321.5",
            "\"76543210\"",
            "\"7654 21\"",
        ] {
            let error = serde_json::from_str::<PickupDigits>(wrong).unwrap_err();
            assert!(!error.to_string().contains("654"), "{error}");
        }
        for wrong in ["", "123456", "12345678", "１２３４５６７", "12 3456"] {
            assert_eq!(
                PickupDigits::new(wrong).unwrap_err().field(),
                Some("code"),
                "{wrong}"
            );
        }
    }
}
