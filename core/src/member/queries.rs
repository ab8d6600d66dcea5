//! What can be asked of a member.

use serde::Serialize;

use super::records::{Member, Profile};
use crate::engine::{Engine, Lookup, Operation, Target};
use crate::kernel::{Actor, KeyPurpose, MemberId, NodeId, Result, StationId, Timestamp};

/// A member as most people may see them. RULES §18.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MaskedMember {
    /// Who.
    pub id: MemberId,
    /// Where they live.
    pub community: NodeId,
    /// Where they like to collect.
    pub station: Option<StationId>,
    /// When they were registered.
    pub registered_at: Timestamp,
    /// 王**; `None` after erasure.
    pub name: Option<String>,
    /// 138****1234; `None` after erasure.
    pub phone: Option<String>,
}

impl Engine {
    /// A member with masked name and phone.
    pub fn member(&self, actor: &Actor, member: MemberId) -> Result<MaskedMember> {
        let mut reader = self.reader(actor, Operation::MemberView, Target::Member(member))?;
        let record = reader.require::<Member>(member)?;
        let profile = if record.is_erased() {
            None
        } else {
            let key = self
                .ports()
                .keys
                .key(actor.tenant(), KeyPurpose::PersonalData)?;
            Some(record.profile(&key)?)
        };
        Ok(MaskedMember {
            id: record.id,
            community: record.community,
            station: record.station,
            registered_at: record.registered_at,
            name: profile.as_ref().map(Profile::masked_name),
            phone: profile.as_ref().map(Profile::masked_phone),
        })
    }

    /// A member's personal data in clear. Errors: `not_found` after erasure.
    pub fn member_profile(&self, actor: &Actor, member: MemberId) -> Result<Profile> {
        let mut reader = self.reader(actor, Operation::MemberProfile, Target::Member(member))?;
        let key = self
            .ports()
            .keys
            .key(actor.tenant(), KeyPurpose::PersonalData)?;
        reader.require::<Member>(member)?.profile(&key)
    }
}
