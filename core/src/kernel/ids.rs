//! Identifiers: 128 bits, time-ordered where the engine makes them, one type per thing so that they cannot be mixed up.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::error::{Error, Result};
use super::ports::Entropy;
use super::time::Timestamp;

/// 128 bits, written like a UUID. Ids made by the engine are UUIDv7-shaped: 48 bits of milliseconds, then a counter,
/// then entropy, so that rows of one time lie together in every index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Id([u8; 16]);

const HEX: &[u8; 16] = b"0123456789abcdef";

impl Id {
    /// All zeros; before every other id.
    pub const MIN: Self = Self([0; 16]);
    /// All ones; after every other id.
    pub const MAX: Self = Self([0xff; 16]);

    /// From the sixteen bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The sixteen bytes.
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// An id computed from a natural key: the same parts give the same id, different parts different ones (SHA-256,
    /// 122 bits, UUIDv8-shaped). Parts are length-prefixed, so `("ab","c")` and `("a","bc")` differ.
    pub fn derived(namespace: &str, parts: &[&[u8]]) -> Self {
        use sha2::Digest;
        let mut hash = sha2::Sha256::new();
        for part in std::iter::once(namespace.as_bytes()).chain(parts.iter().copied()) {
            hash.update(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            hash.update(part);
        }
        let mut bytes: [u8; 16] = hash.finalize()[..16]
            .try_into()
            .expect("a SHA-256 has 32 bytes");
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Self(bytes)
    }

    fn text(&self) -> [u8; 36] {
        let mut text = [b'-'; 36];
        let mut at = 0;
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                at += 1;
            }
            text[at] = HEX[usize::from(byte >> 4)];
            text[at + 1] = HEX[usize::from(byte & 15)];
            at += 2;
        }
        text
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.text()).expect("hex digits are ASCII"))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Id {
    type Err = Error;

    /// Reads the 36 characters of a UUID, hexadecimal digits of either case.
    fn from_str(text: &str) -> Result<Self> {
        let wrong = || Error::invalid("id", "an id is written as 8-4-4-4-12 hexadecimal digits");
        let text = text.as_bytes();
        if text.len() != 36 {
            return Err(wrong());
        }
        let mut bytes = [0; 16];
        let mut at = 0;
        for (index, byte) in bytes.iter_mut().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                if text[at] != b'-' {
                    return Err(wrong());
                }
                at += 1;
            }
            let digit = |c: u8| {
                char::from(c)
                    .to_digit(16)
                    .and_then(|d| u8::try_from(d).ok())
                    .ok_or_else(wrong)
            };
            *byte = digit(text[at])? << 4 | digit(text[at + 1])?;
            at += 2;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(std::str::from_utf8(&self.text()).expect("hex digits are ASCII"))
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct IdVisitor;
        impl Visitor<'_> for IdVisitor {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id such as 0190b5a0-7c1e-7000-8000-000000000000")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> std::result::Result<Id, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(IdVisitor)
    }
}

/// One property group; nothing crosses from one tenant to another. A positive number that the host chooses; it comes
/// first in every key, index and uniqueness, and is the shard key on a distributed database.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct TenantId(i64);

impl TenantId {
    /// A tenant's number, 1 or more.
    pub fn new(number: i64) -> Result<Self> {
        if number < 1 {
            return Err(Error::invalid("tenant", "a tenant's number is 1 or more"));
        }
        Ok(Self(number))
    }

    /// The number.
    pub const fn number(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for TenantId {
    type Error = Error;
    fn try_from(number: i64) -> Result<Self> {
        Self::new(number)
    }
}

impl From<TenantId> for i64 {
    fn from(tenant: TenantId) -> i64 {
        tenant.0
    }
}

impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TenantId({})", self.0)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Id);

        impl From<$name> for Id {
            fn from(id: $name) -> Id {
                id.0
            }
        }

        impl From<Id> for $name {
            fn from(id: Id) -> Self {
                Self(id)
            }
        }

        impl FromStr for $name {
            type Err = Error;
            fn from_str(text: &str) -> Result<Self> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    )*};
}

ids!(
    /// Made by the caller, one per intended change; the same id never takes effect twice. UUIDv7 is best. RULES §18.
    CommandId,
    /// A person as the host knows them. A member's user id and member id are the same bits.
    UserId,
    /// A place in the organisation tree.
    NodeId,
    /// A resident who buys.
    MemberId,
    /// A merchant.
    MerchantId,
    /// A supplier behind a merchant's product.
    SupplierId,
    /// A category.
    CategoryId,
    /// A product.
    ProductId,
    /// A SKU: one choice of a product's specs.
    SkuId,
    /// A pickup station.
    StationId,
    /// A trade: one payment.
    TradeId,
    /// An order: one merchant and one way of fulfilment.
    OrderId,
    /// A payment report.
    PaymentId,
    /// A refund instruction.
    RefundId,
    /// An after-sale case.
    AfterSaleId,
    /// A review of an order line.
    ReviewId,
    /// A manifest: one station and one delivery day.
    ManifestId,
    /// A ledger posting.
    PostingId,
    /// A settlement: one party and one business day.
    SettlementId,
    /// A withdrawal by a leader or promoter; the number under which it is paid.
    WithdrawalId,
    /// A payout: the number under which a channel is instructed.
    PayoutId,
    /// A batch of payouts.
    PayoutBatchId,
    /// A held payment at a channel that splits: the same bits as its payment, or as its order.
    HoldId,
    /// A document that moved money without an order.
    DocumentId,
    /// A sale of a third-party service.
    ThirdPartySaleId,
    /// A segment: members who belong together by their tags.
    SegmentId,
    /// A campaign of any kind: full reduction, timed discount, flash sale, group buy.
    CampaignId,
    /// A group of a group buy.
    GroupId,
    /// A presale of a SKU.
    PresaleId,
    /// A coupon in a member's hands.
    CouponId,
    /// What coupons are made from.
    CouponTemplateId,
    /// A member level, computed from its code.
    LevelId,
);

impl LevelId {
    /// The level with this code; a tenant has one set of codes.
    pub fn of_code(code: &str) -> Self {
        Self(Id::derived("level", &[code.as_bytes()]))
    }
}

impl From<MemberId> for UserId {
    fn from(member: MemberId) -> Self {
        Self(member.0)
    }
}

impl From<UserId> for MemberId {
    fn from(user: UserId) -> Self {
        Self(user.0)
    }
}

/// Makes time-ordered ids, strictly increasing inside one generator even when the clock stands still or jumps back.
#[derive(Default)]
pub struct IdGenerator {
    /// 48 bits of milliseconds and a 12-bit counter.
    last: u64,
    pool: Vec<u8>,
}

impl IdGenerator {
    const POOL: usize = 1024;

    /// The next id.
    pub fn next(&mut self, now: Timestamp, entropy: &dyn Entropy) -> Result<Id> {
        if self.pool.len() < 8 {
            self.pool = vec![0; Self::POOL];
            entropy.fill(&mut self.pool)?;
        }
        let milliseconds = u64::try_from(now.micros() / 1000).unwrap_or(0) & 0xffff_ffff_ffff;
        self.last = (self.last + 1).max(milliseconds << 12);
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&(self.last >> 12).to_be_bytes()[2..]);
        bytes[6..8].copy_from_slice(
            &(0x7000 | u16::try_from(self.last & 0xfff).unwrap_or(0)).to_be_bytes(),
        );
        let rest = self.pool.len() - 8;
        bytes[8..].copy_from_slice(&self.pool[rest..]);
        self.pool.truncate(rest);
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Ok(Id(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::super::ports::SeededEntropy;
    use super::*;

    #[test]
    fn ids_are_written_and_read_like_uuids() {
        let id: Id = "0190b5a0-7c1e-7000-8000-00000000abcd".parse().unwrap();
        assert_eq!(id.to_string(), "0190b5a0-7c1e-7000-8000-00000000abcd");
        assert_eq!(
            serde_json::from_str::<Id>(&serde_json::to_string(&id).unwrap()).unwrap(),
            id
        );
        for wrong in [
            "",
            "0190b5a07c1e70008000-00000000abcd",
            "0190b5a0-7c1e-7000-8000-00000000abcg",
            "单号单号单号单号单号单号",
        ] {
            assert!(wrong.parse::<Id>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn ids_increase_even_when_the_clock_jumps_back() {
        let entropy = SeededEntropy::new(1);
        let mut generator = IdGenerator::default();
        let late = Timestamp::from_micros(1_800_000_000_000_000).unwrap();
        let early = Timestamp::from_micros(1_700_000_000_000_000).unwrap();
        let mut last = Id::MIN;
        for step in 0..10_000 {
            let id = generator
                .next(if step % 7 == 0 { late } else { early }, &entropy)
                .unwrap();
            assert!(id > last);
            last = id;
        }
    }

    #[test]
    fn derived_ids_keep_their_parts_apart() {
        assert_ne!(
            Id::derived("sku", &[b"ab", b"c"]),
            Id::derived("sku", &[b"a", b"bc"])
        );
        assert_eq!(Id::derived("sku", &[b"ab"]), Id::derived("sku", &[b"ab"]));
    }
}
