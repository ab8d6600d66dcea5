//! Tokens that a station can check without a network: signed with Ed25519, bound to an order, a station and an end. Pure.
//! RULES §6.

use std::fmt;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use zeroize::Zeroize;

use crate::kernel::{
    Error, Id, OrderId, Result, SecretKey, StationId, Timestamp, from_hexadecimal, hexadecimal,
};

/// What is signed begins with this, so that the signature means nothing elsewhere.
const PURPOSE: &[u8] = b"linli pickup token";
/// How the bytes are laid out.
const VERSION: u8 = 1;
/// Version, order, station, end in microseconds since 1970.
const SIGNED: usize = 1 + 16 + 16 + 8;
const BYTES: usize = SIGNED + Signature::BYTE_SIZE;

/// What a buyer shows at the station, as text or as a QR code, and what opens their order there like the pickup code. Never
/// printed, wiped when dropped. RULES §6.
#[derive(Clone, PartialEq, Eq)]
pub struct PickupToken(String);

impl PickupToken {
    /// Letters and digits of a token: hexadecimal, in capitals, which a QR code holds in less room.
    pub const LENGTH: usize = 2 * BYTES;

    /// Reads 210 hexadecimal digits of either case. Whether it is signed is another question. Errors: `invalid_field`
    /// naming `token`.
    pub fn new(text: &str) -> Result<Self> {
        if text.len() != Self::LENGTH || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(Error::invalid(
                "token",
                "a pickup token has 210 hexadecimal digits",
            ));
        }
        Ok(Self(text.to_ascii_uppercase()))
    }

    /// The text: for the buyer's own screen, and nowhere else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    fn bytes(&self) -> Option<[u8; BYTES]> {
        from_hexadecimal(&self.0)?.try_into().ok()
    }
}

impl Drop for PickupToken {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for PickupToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PickupToken(…)")
    }
}

impl Serialize for PickupToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.reveal())
    }
}

impl<'de> Deserialize<'de> for PickupToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let mut text = String::deserialize(deserializer)?;
        let token = Self::new(&text).map_err(de::Error::custom);
        text.zeroize();
        token
    }
}

/// Why a token opens nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenRefusal {
    /// The tenant did not sign it for this station; a token of another station is answered in the same way.
    Invalid,
    /// It was shown after its end.
    Expired,
}

/// What a token is found to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenCheck {
    /// It opens this order at this station.
    Valid {
        /// Which.
        order: OrderId,
        /// Before when.
        until: Timestamp,
    },
    /// It opens nothing.
    Refused(TokenRefusal),
}

/// Checks a token at a station, without an engine and without a network. `key` is the tenant's public key as
/// [`pickup_token_key`](crate::Engine::pickup_token_key) gives it, `now` the clock of the station's device. Whether the order
/// was handed over before, only the engine knows: the station keeps what it hands over and uploads it. RULES §6.
///
/// Errors: `invalid_field` for what is no public key.
pub fn check_pickup_token(
    token: &PickupToken,
    key: &str,
    station: StationId,
    now: Timestamp,
) -> Result<TokenCheck> {
    let wrong = || Error::invalid("key", "64 hexadecimal digits of a public key are expected");
    let bytes: [u8; 32] = from_hexadecimal(key)
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or_else(wrong)?;
    let key = VerifyingKey::from_bytes(&bytes).map_err(|_| wrong())?;
    Ok(check(token, &key, station, now))
}

pub(super) fn check(
    token: &PickupToken,
    key: &VerifyingKey,
    station: StationId,
    now: Timestamp,
) -> TokenCheck {
    let Some((order, of, until)) = token.bytes().and_then(|bytes| opened(&bytes, key)) else {
        return TokenCheck::Refused(TokenRefusal::Invalid);
    };
    if of != station {
        TokenCheck::Refused(TokenRefusal::Invalid)
    } else if now >= until {
        TokenCheck::Refused(TokenRefusal::Expired)
    } else {
        TokenCheck::Valid { order, until }
    }
}

/// What a token says, if its signature is good.
fn opened(bytes: &[u8; BYTES], key: &VerifyingKey) -> Option<(OrderId, StationId, Timestamp)> {
    let (signed, signature) = bytes.split_at(SIGNED);
    let signature = Signature::from_slice(signature).ok()?;
    key.verify_strict(&message(signed), &signature).ok()?;
    let (version, rest) = signed.split_first()?;
    let (order, rest) = rest.split_first_chunk::<16>()?;
    let (station, rest) = rest.split_first_chunk::<16>()?;
    let until = i64::from_be_bytes(*rest.first_chunk()?);
    (*version == VERSION).then_some(())?;
    let until = Timestamp::from_micros(until).ok()?;
    Some((
        OrderId(Id::from_bytes(*order)),
        StationId(Id::from_bytes(*station)),
        until,
    ))
}

fn message(signed: &[u8]) -> Vec<u8> {
    [PURPOSE, signed].concat()
}

/// Signs a token.
pub(super) fn sign(
    key: &SecretKey,
    order: OrderId,
    station: StationId,
    until: Timestamp,
) -> PickupToken {
    let mut bytes = vec![VERSION];
    bytes.extend(order.0.bytes());
    bytes.extend(station.0.bytes());
    bytes.extend(until.micros().to_be_bytes());
    let signature = SigningKey::from_bytes(key.bytes()).sign(&message(&bytes));
    bytes.extend(signature.to_bytes());
    PickupToken(hexadecimal(&bytes).to_ascii_uppercase())
}

/// The public half of a tenant's key.
pub(super) fn public(key: &SecretKey) -> VerifyingKey {
    SigningKey::from_bytes(key.bytes()).verifying_key()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> Id {
        Id::derived(name, &[])
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    const UNTIL: &str = "2026-11-25T10:00:00+08:00";

    fn token() -> (PickupToken, String) {
        let key = SecretKey::new([7; 32]);
        let token = sign(
            &key,
            OrderId(id("order")),
            StationId(id("station")),
            at(UNTIL),
        );
        (token, hexadecimal(public(&key).as_bytes()))
    }

    fn found(token: &PickupToken, key: &str, station: &str, now: &str) -> TokenCheck {
        check_pickup_token(token, key, StationId(id(station)), at(now)).unwrap()
    }

    #[test]
    fn a_token_opens_its_order_at_its_station_before_its_end() {
        let (token, key) = token();
        let valid = TokenCheck::Valid {
            order: OrderId(id("order")),
            until: at(UNTIL),
        };
        assert_eq!(
            found(&token, &key, "station", "2026-11-25T09:59:59+08:00"),
            valid
        );
        assert_eq!(
            found(&token, &key, "station", UNTIL),
            TokenCheck::Refused(TokenRefusal::Expired)
        );
        let invalid = TokenCheck::Refused(TokenRefusal::Invalid);
        assert_eq!(
            found(&token, &key, "another", "2026-11-24T10:00:00+08:00"),
            invalid
        );
        let others = hexadecimal(public(&SecretKey::new([8; 32])).as_bytes());
        assert_eq!(
            found(&token, &others, "station", "2026-11-24T10:00:00+08:00"),
            invalid
        );
        assert_eq!(format!("{token:?}"), "PickupToken(…)");
        let small = token.reveal().to_ascii_lowercase();
        assert_eq!(PickupToken::new(&small).unwrap(), token);
    }

    #[test]
    fn no_digit_of_a_token_can_be_another() {
        let (token, key) = token();
        for place in 0..PickupToken::LENGTH {
            let mut digits = token.reveal().as_bytes().to_vec();
            digits[place] = if digits[place] == b'0' { b'1' } else { b'0' };
            let forged = PickupToken::new(std::str::from_utf8(&digits).unwrap()).unwrap();
            assert_eq!(
                found(&forged, &key, "station", "2026-11-24T10:00:00+08:00"),
                TokenCheck::Refused(TokenRefusal::Invalid),
                "digit {place}"
            );
        }
    }

    #[test]
    fn what_is_no_token_and_what_is_no_key_is_refused_by_its_field() {
        let (token, key) = token();
        let text = token.reveal();
        for wrong in [
            "",
            &text[1..],
            &format!("{text}0"),
            &text.replacen('0', "g", 1),
        ] {
            assert_eq!(PickupToken::new(wrong).unwrap_err().field(), Some("token"));
        }
        let station = StationId(id("station"));
        for wrong in [
            "",
            &key[1..],
            &key.replacen(&key[..1], "g", 1),
            &key.replacen(&key[..1], "+", 1),
            &"é".repeat(32),
        ] {
            let error = check_pickup_token(&token, wrong, station, at(UNTIL)).unwrap_err();
            assert_eq!(error.field(), Some("key"), "{wrong}");
        }
    }
}
