//! Making, finding and ending pickup codes. RULES §6.

use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroize;

use super::records::{PickupCode, PickupCodeState};
use crate::engine::{Context, Lookup};
use crate::kernel::{
    Entropy, Error, Id, KeyPurpose, OrderId, Result, Sealed, SecretKey, StationId, keyed_hash,
    open_sealed, seal,
};
use crate::order::{Order, PickupState};
use crate::station::Station;

/// Codes drawn before a station counts as full. With nine in ten of its codes taken, that would happen once in 38,000
/// orders.
const DRAWS: u32 = 100;

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

    /// Every code with the same probability.
    fn random(entropy: &dyn Entropy) -> Result<Self> {
        const CODES: u32 = 10_000_000;
        // Numbers from here up are drawn again: they would make some codes likelier than others.
        const FAIR: u32 = u32::MAX - u32::MAX % CODES;
        let mut bytes = [0; 4];
        let mut number = loop {
            entropy.fill(&mut bytes)?;
            let number = u32::from_be_bytes(bytes);
            if number < FAIR {
                break number % CODES;
            }
        };
        let mut digits = [b'0'; Self::LENGTH];
        for digit in digits.iter_mut().rev() {
            *digit += u8::try_from(number % 10).expect("a decimal digit");
            number /= 10;
        }
        Ok(Self(digits))
    }

    /// The digits as text: for the buyer's own screen, and nowhere else.
    pub fn reveal(&self) -> &str {
        std::str::from_utf8(&self.0).expect("digits are ASCII")
    }

    /// The last two digits, by which station staff sort parcels. RULES §7.
    pub(crate) fn tail(&self) -> String {
        self.reveal()[Self::LENGTH - 2..].to_owned()
    }

    /// The id of the code's row: a keyed hash of station and digits, cut to 128 bits. Without the key nobody finds the
    /// digits of a row, and the same digits at another station are another row.
    pub(super) fn row_id(&self, key: &SecretKey, station: StationId) -> Id {
        let hash = keyed_hash(key, &[station.0.bytes(), &self.0]);
        let mut id = [0; 16];
        id.copy_from_slice(&hash[..16]);
        Id::from_bytes(id)
    }

    /// Opens the buyer's copy.
    pub(crate) fn open(key: &SecretKey, order: OrderId, sealed: &Sealed) -> Result<Self> {
        let plain = open_sealed(key, order.0.bytes(), sealed)?;
        let digits = plain
            .try_into()
            .map_err(|_| Error::internal("a sealed pickup code has another length"))?;
        Ok(Self(digits))
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

/// Gives a paid pickup order its code: 7 random digits, unique among the station's live and resting codes, kept as a
/// keyed hash, with a sealed copy in `order.pickup`.
pub(crate) fn issue(ctx: &mut Context<'_>, order: &mut Order) -> Result<()> {
    let station = order
        .station
        .ok_or_else(|| Error::internal("an order without a station has no pickup code"))?;
    let key = ctx.key(KeyPurpose::PickupLookup)?;
    for _ in 0..DRAWS {
        let digits = PickupDigits::random(ctx.entropy())?;
        let code = digits.row_id(&key, station);
        if !is_free(ctx, station, code)? {
            continue;
        }
        ctx.put(PickupCode {
            id: code,
            order: order.id,
            state: PickupCodeState::Live,
            ended_at: None,
        })?;
        let sealing = ctx.key(KeyPurpose::PickupSeal)?;
        order.pickup = Some(PickupState {
            code,
            sealed: seal(&sealing, order.id.0.bytes(), &digits.0, ctx.entropy())?,
            ready_at: None,
            reminded: 0,
            uncollected: false,
        });
        return Ok(());
    }
    Err(Error::internal(
        "the station has too many live pickup codes",
    ))
}

/// Whether a code was never given, or ended and rested long enough.
fn is_free(ctx: &mut Context<'_>, station: StationId, code: Id) -> Result<bool> {
    let Some(code) = ctx.find::<PickupCode>(code)? else {
        return Ok(true);
    };
    let Some(ended) = code.ended_at else {
        return Ok(false);
    };
    let community = ctx.require::<Station>(station)?.community;
    let days = ctx.settings(community)?.code_rest_days;
    Ok(ctx.now() >= ended.plus_days(days))
}

/// Ends the code of an order that is cancelled or refunded whole.
pub(crate) fn void(ctx: &mut Context<'_>, order: &Order) -> Result<()> {
    end(ctx, order, PickupCodeState::Void)
}

/// Uses up the code of an order that the buyer has.
pub(crate) fn use_up(ctx: &mut Context<'_>, order: &Order) -> Result<()> {
    end(ctx, order, PickupCodeState::Used)
}

/// A code ends once; what ended stays as it is.
fn end(ctx: &mut Context<'_>, order: &Order, state: PickupCodeState) -> Result<()> {
    let Some(pickup) = &order.pickup else {
        return Ok(());
    };
    let code = ctx.require::<PickupCode>(pickup.code)?;
    // After its rest the same digits may belong to another order.
    if code.order != order.id || code.state != PickupCodeState::Live {
        return Ok(());
    }
    ctx.update(PickupCode {
        state,
        ended_at: Some(ctx.now()),
        ..(*code).clone()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Mutex;

    use super::*;
    use crate::engine::testing::Bench;
    use crate::kernel::{SeededEntropy, TenantId, Text};
    use crate::member::Address;
    use crate::order::OrderState;
    use crate::org::Node;
    use crate::station::Position;
    use crate::station::sample;

    /// Answers these numbers to draws of a code, and counts on for everything else.
    struct Script(Mutex<Vec<u32>>);

    impl Entropy for Script {
        fn fill(&self, buffer: &mut [u8]) -> Result<()> {
            let mut numbers = self.0.lock().unwrap();
            if buffer.len() == 4 {
                let number = if numbers.len() > 1 {
                    numbers.remove(0)
                } else {
                    numbers[0]
                };
                buffer.copy_from_slice(&number.to_be_bytes());
            } else {
                buffer.fill(9);
            }
            Ok(())
        }
    }

    fn bench(numbers: &[u32]) -> Bench {
        let mut bench = Bench::at("2026-11-22T10:00:00+08:00");
        bench.entropy = Box::new(Script(Mutex::new(numbers.to_vec())));
        bench
            .run(|ctx| {
                let community = crate::kernel::NodeId(sample::id("community", 1));
                ctx.insert(Node {
                    id: community,
                    parent: None,
                    path: vec![community],
                    kind: Text::new("项目")?,
                    name: Text::new("翠苑")?,
                    settings: crate::org::SettingsPatch::default(),
                })?;
                for at in [1, 2] {
                    ctx.insert(Station {
                        id: StationId(sample::id("station", at)),
                        community,
                        code: Text::new(format!("S{at}"))?,
                        name: Text::new("驿站")?,
                        leader_name: Text::new("李")?,
                        leader_phone: Text::new("13800000000")?,
                        address: Address::default(),
                        position: Position::new(0, 0)?,
                        route: Text::default(),
                        region: Text::default(),
                        hours: Text::default(),
                        open: true,
                    })?;
                }
                Ok(())
            })
            .unwrap();
        bench
    }

    fn issued(bench: &mut Bench, at: u8, station: u8) -> Result<Order> {
        bench.run(|ctx| {
            let mut order = sample::order(at, vec![sample::line(1, 1)]);
            order.state = OrderState::PendingShipment;
            order.station = Some(StationId(sample::id("station", station)));
            issue(ctx, &mut order)?;
            Ok(order)
        })
    }

    fn digits(bench: &Bench, order: &Order) -> String {
        use crate::kernel::Keys;
        let key = bench
            .keys
            .key(TenantId::new(1).unwrap(), KeyPurpose::PickupSeal)
            .unwrap();
        let pickup = order.pickup.as_ref().unwrap();
        PickupDigits::open(&key, order.id, &pickup.sealed)
            .unwrap()
            .reveal()
            .to_owned()
    }

    #[test]
    fn a_code_keeps_its_leading_zeros() {
        let mut bench = bench(&[42]);
        let order = issued(&mut bench, 1, 1).unwrap();
        assert_eq!(digits(&bench, &order), "0000042");
    }

    #[test]
    fn numbers_that_would_favour_some_codes_are_drawn_again() {
        let mut bench = bench(&[u32::MAX, 4_290_000_000, 4_289_999_999]);
        let order = issued(&mut bench, 1, 1).unwrap();
        assert_eq!(digits(&bench, &order), "9999999");
    }

    #[test]
    fn a_live_code_of_the_station_is_never_given_twice_but_another_station_may_have_it() {
        let mut bench = bench(&[7, 7, 8, 7]);
        let first = issued(&mut bench, 1, 1).unwrap();
        let second = issued(&mut bench, 2, 1).unwrap();
        let elsewhere = issued(&mut bench, 3, 2).unwrap();
        let codes: Vec<String> = [&first, &second, &elsewhere]
            .map(|order| digits(&bench, order))
            .to_vec();
        assert_eq!(codes, ["0000007", "0000008", "0000007"]);
        let rows: BTreeSet<Id> = [first, second, elsewhere]
            .map(|order| order.pickup.unwrap().code)
            .into();
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn a_station_without_free_codes_is_an_error_and_not_an_endless_search() {
        let mut bench = bench(&[7]);
        issued(&mut bench, 1, 1).unwrap();
        assert_eq!(issued(&mut bench, 2, 1).unwrap_err().code(), "internal");
    }

    #[test]
    fn an_ended_code_rests_for_thirty_days() {
        let mut bench = bench(&[7, 7, 8, 7]);
        let first = issued(&mut bench, 1, 1).unwrap();
        bench.run(|ctx| use_up(ctx, &first)).unwrap();
        bench.clock.advance_seconds(30 * 86_400 - 1);
        let resting = issued(&mut bench, 2, 1).unwrap();
        assert_eq!(digits(&bench, &resting), "0000008");
        bench.clock.advance_seconds(1);
        let rested = issued(&mut bench, 3, 1).unwrap();
        assert_eq!(digits(&bench, &rested), "0000007");
        // The first order's late refund does not end the code of the third one.
        bench.run(|ctx| void(ctx, &first)).unwrap();
        let code = rested.pickup.unwrap().code;
        let state = bench
            .run(|ctx| Ok(ctx.require::<PickupCode>(code)?.state))
            .unwrap();
        assert_eq!(state, PickupCodeState::Live);
    }

    #[test]
    fn a_used_code_is_not_voided_by_a_later_refund() {
        let mut bench = bench(&[7]);
        let order = issued(&mut bench, 1, 1).unwrap();
        bench.run(|ctx| use_up(ctx, &order)).unwrap();
        bench.run(|ctx| void(ctx, &order)).unwrap();
        let code = order.pickup.unwrap().code;
        let state = bench
            .run(|ctx| Ok(ctx.require::<PickupCode>(code)?.state))
            .unwrap();
        assert_eq!(state, PickupCodeState::Used);
    }

    #[test]
    fn digits_are_spread_evenly() {
        let entropy = SeededEntropy::new(5);
        let mut counts = [[0_u32; 10]; PickupDigits::LENGTH];
        for _ in 0..10_000 {
            let code = PickupDigits::random(&entropy).unwrap();
            for (place, digit) in code.reveal().bytes().enumerate() {
                counts[place][usize::from(digit - b'0')] += 1;
            }
        }
        for count in counts.iter().flatten() {
            assert!((850..1150).contains(count), "{counts:?}");
        }
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
