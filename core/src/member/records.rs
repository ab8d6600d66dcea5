//! What is stored of a member.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::engine::Record;
use crate::kernel::{
    Entropy, Error, Id, MemberId, NodeId, Result, Sealed, SecretKey, StationId, Text, Timestamp,
    open_sealed, seal,
};
use crate::schema::tables;
use crate::store::{Column, Index, Table, TableId, Value};

/// Where somebody lives.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Address {
    /// 省.
    #[serde(default)]
    pub province: Text<40>,
    /// 市.
    #[serde(default)]
    pub city: Text<40>,
    /// 区.
    #[serde(default)]
    pub district: Text<40>,
    /// Street, building, unit, room.
    pub detail: Text<200>,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

/// A member's personal data. Stored sealed with a key of the member's own; never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// What they are called.
    pub name: Text<60>,
    /// Digits, may begin with +.
    pub phone: Text<20>,
    /// Where they live.
    pub address: Address,
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Profile(…)")
    }
}

impl Profile {
    /// Refuses an empty name or address, or a phone that is not 5–15 digits.
    pub(crate) fn validate(&self) -> Result<()> {
        self.name.require("profile.name")?;
        self.address.detail.require("profile.address.detail")?;
        check_phone_digits("profile.phone", &self.phone)
    }

    /// 138****1234. RULES §18.
    pub fn masked_phone(&self) -> String {
        masked_phone(&self.phone)
    }

    /// The first character, then asterisks.
    pub fn masked_name(&self) -> String {
        masked_name(&self.name)
    }
}

/// Refuses a resident's phone number that is not 5–15 digits, with or without a leading `+`.
pub(crate) fn check_phone_digits(field: &'static str, phone: &Text<20>) -> Result<()> {
    let digits = phone.strip_prefix('+').unwrap_or(phone);
    if !(5..=15).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Error::invalid(field, "a phone number has 5 to 15 digits"));
    }
    Ok(())
}

/// 138****1234, for numbers that passed [`check_phone_digits`]. RULES §18.
pub(crate) fn masked_phone(phone: &str) -> String {
    let characters: Vec<char> = phone.chars().collect();
    let (head, tail) = if characters.len() >= 9 {
        (3, 4)
    } else {
        (1, 1)
    };
    let hidden = characters.len().saturating_sub(head + tail);
    characters[..head]
        .iter()
        .chain(std::iter::repeat_n(&'*', hidden))
        .chain(&characters[characters.len() - tail..])
        .collect()
}

/// The first character, then asterisks.
pub(crate) fn masked_name(name: &str) -> String {
    let count = name.chars().count();
    name.chars()
        .take(1)
        .chain(std::iter::repeat_n('*', count.saturating_sub(1).max(1)))
        .collect()
}

/// A resident who buys. RULES §1, §18.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Member {
    /// Their id; as a [`UserId`](crate::kernel::UserId) the same bits.
    pub id: MemberId,
    /// Where they live.
    pub community: NodeId,
    /// How the property system calls them; unique in the tenant.
    pub external_ref: Text<64>,
    /// Where they like to collect.
    pub station: Option<StationId>,
    /// When they were registered.
    pub registered_at: Timestamp,
    /// The member's own key, sealed with the tenant's; `None` after erasure.
    key: Option<Sealed>,
    /// The [`Profile`], sealed with the member's own key.
    profile: Option<Sealed>,
}

impl Member {
    pub(crate) fn new(
        id: MemberId,
        community: NodeId,
        external_ref: Text<64>,
        registered_at: Timestamp,
        tenant_key: &SecretKey,
        entropy: &dyn Entropy,
    ) -> Result<Self> {
        let own = SecretKey::random(entropy)?;
        let key = Some(seal(tenant_key, id.0.bytes(), own.bytes(), entropy)?);
        Ok(Self {
            id,
            community,
            external_ref,
            station: None,
            registered_at,
            key,
            profile: None,
        })
    }

    /// Whether the personal data was destroyed.
    pub fn is_erased(&self) -> bool {
        self.key.is_none()
    }

    fn own_key(&self, tenant_key: &SecretKey) -> Result<SecretKey> {
        let sealed = self
            .key
            .as_ref()
            .ok_or_else(|| Error::not_found("personal data of member", self.id))?;
        let bytes = open_sealed(tenant_key, self.id.0.bytes(), sealed)?;
        let bytes: [u8; 32] = bytes
            .try_into()
            .map_err(|_| Error::internal("a member's key has another length"))?;
        Ok(SecretKey::new(bytes))
    }

    /// Seals bytes for this member alone.
    pub(crate) fn seal(
        &self,
        tenant_key: &SecretKey,
        plain: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<Sealed> {
        seal(
            &self.own_key(tenant_key)?,
            self.id.0.bytes(),
            plain,
            entropy,
        )
    }

    /// Opens what [`seal`](Self::seal) made.
    pub(crate) fn open(&self, tenant_key: &SecretKey, sealed: &Sealed) -> Result<Vec<u8>> {
        open_sealed(&self.own_key(tenant_key)?, self.id.0.bytes(), sealed)
    }

    pub(crate) fn set_profile(
        &mut self,
        profile: &Profile,
        tenant_key: &SecretKey,
        entropy: &dyn Entropy,
    ) -> Result<()> {
        profile.validate()?;
        let plain = serde_json::to_vec(profile)
            .map_err(|_| Error::internal("a profile could not be written"))?;
        self.profile = Some(self.seal(tenant_key, &plain, entropy)?);
        Ok(())
    }

    /// The personal data in clear; `not_found` after erasure.
    pub(crate) fn profile(&self, tenant_key: &SecretKey) -> Result<Profile> {
        let sealed = self
            .profile
            .as_ref()
            .ok_or_else(|| Error::not_found("personal data of member", self.id))?;
        let plain = self.open(tenant_key, sealed)?;
        serde_json::from_slice(&plain).map_err(|_| Error::internal("a profile could not be read"))
    }

    /// Destroys the key and with it everything that was sealed for this member.
    pub(crate) fn erase(&mut self) {
        self.key = None;
        self.profile = None;
    }
}

pub(crate) const MEMBER: Table = Table {
    name: "members",
    columns: &[Column::id("community"), Column::text("external_ref")],
    counters: &[],
    indexes: &[
        Index {
            name: "by_external_ref",
            columns: &["external_ref"],
            unique: true,
        },
        Index {
            name: "by_community",
            columns: &["community"],
            unique: false,
        },
    ],
    sequenced: false,
};

impl Record for Member {
    const TABLE: TableId = tables::MEMBER;
    const WHAT: &'static str = "member";

    fn id(&self) -> Id {
        self.id.0
    }

    fn columns(&self) -> Vec<Value> {
        vec![self.community.into(), self.external_ref.as_str().into()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{SeededEntropy, Timestamp};

    fn profile(phone: &str) -> Profile {
        let address = Address {
            detail: Text::new("3栋2单元501").unwrap(),
            ..Address::default()
        };
        Profile {
            name: Text::new("王小明").unwrap(),
            phone: Text::new(phone).unwrap(),
            address,
        }
    }

    #[test]
    fn personal_data_is_masked_sealed_and_gone_after_erasure() {
        let entropy = SeededEntropy::new(3);
        let tenant_key = SecretKey::random(&entropy).unwrap();
        let id = MemberId(Id::derived("test", &[b"member"]));
        let reference = Text::new("R-1").unwrap();
        let mut member = Member::new(
            id,
            NodeId(Id::MIN),
            reference,
            Timestamp::MIN,
            &tenant_key,
            &entropy,
        )
        .unwrap();
        member
            .set_profile(&profile("13800001234"), &tenant_key, &entropy)
            .unwrap();
        let stored = serde_json::to_string(&member).unwrap();
        assert!(!stored.contains("13800001234") && !stored.contains("王"));
        let read: Member = serde_json::from_str(&stored).unwrap();
        let opened = read.profile(&tenant_key).unwrap();
        assert_eq!(opened.masked_phone(), "138****1234");
        assert_eq!(opened.masked_name(), "王**");
        assert!(!format!("{opened:?}{read:?}").contains("1380"));
        member.erase();
        assert_eq!(member.profile(&tenant_key).unwrap_err().code(), "not_found");
    }

    #[test]
    fn a_phone_is_digits() {
        assert!(profile("13800001234").validate().is_ok());
        for wrong in [
            "",
            "138-0000",
            "１３８００００１２３４",
            "1234",
            "1234567890123456",
        ] {
            assert_eq!(
                profile(wrong).validate().unwrap_err().field(),
                Some("profile.phone")
            );
        }
    }
}
