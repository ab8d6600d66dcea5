//! What may be done to a member.

use serde::{Deserialize, Serialize};

use super::records::{Member, Profile};
use crate::engine::{Command, Context, Event, Lookup, Operation, Target};
use crate::kernel::{KeyPurpose, MemberId, NodeId, Points, Result, StationId, Text};
use crate::level::moves::enrol;
use crate::org::Node;
use crate::points::{Origin, moves};

/// Registers a resident, who gets points for it (100). Errors: `not_found` community, `already_exists` reference, `invalid_field` profile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegisterMember {
    /// Where they live.
    pub community: NodeId,
    /// How the property system calls them; unique in the tenant.
    pub external_ref: Text<64>,
    /// Personal data, sealed before it is stored.
    pub profile: Profile,
    /// Where they like to collect.
    pub station: Option<StationId>,
}

impl Command for RegisterMember {
    type Answer = MemberId;
    const OPERATION: Operation = Operation::RegisterMember;
    const CONTENT_KEY: Option<KeyPurpose> = Some(KeyPurpose::CommandContent);

    fn target(&self) -> Target {
        Target::Node(self.community)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<MemberId> {
        self.external_ref.require("external_ref")?;
        ctx.require::<Node>(self.community)?;
        let id: MemberId = ctx.new_id()?;
        let key = ctx.key(KeyPurpose::PersonalData)?;
        let now = ctx.now();
        let mut member = Member::new(
            id,
            self.community,
            self.external_ref.clone(),
            now,
            &key,
            ctx.entropy(),
        )?;
        member.set_profile(&self.profile, &key, ctx.entropy())?;
        member.station = self.station;
        ctx.insert(member)?;
        let points = Points::new(ctx.settings(self.community)?.points_for_registering.into())?;
        let origin = (points, Origin::Registering);
        moves::reward(ctx, id, self.community, origin, id.0)?;
        enrol(ctx, id, self.community)?;
        ctx.emit(Event::MemberRegistered {
            member: id,
            community: self.community,
        });
        Ok(id)
    }
}

/// Changes a member's personal data or preferred station; `None` stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChangeMember {
    /// Whose.
    pub member: MemberId,
    /// New personal data, whole.
    pub profile: Option<Profile>,
    /// New preferred station.
    pub station: Option<StationId>,
}

impl Command for ChangeMember {
    type Answer = ();
    const OPERATION: Operation = Operation::ChangeMember;
    const CONTENT_KEY: Option<KeyPurpose> = Some(KeyPurpose::CommandContent);

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut member = (*ctx.require::<Member>(self.member)?).clone();
        if let Some(profile) = &self.profile {
            let key = ctx.key(KeyPurpose::PersonalData)?;
            member.set_profile(profile, &key, ctx.entropy())?;
        }
        member.station = self.station.or(member.station);
        ctx.update(member)?;
        ctx.emit(Event::MemberChanged {
            member: self.member,
        });
        Ok(())
    }
}

/// Destroys the member's key: name, phone and address can never be read again; orders, ledger and reports stay.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EraseMember {
    /// Whose.
    pub member: MemberId,
}

impl Command for EraseMember {
    type Answer = ();
    const OPERATION: Operation = Operation::EraseMember;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut member = (*ctx.require::<Member>(self.member)?).clone();
        if !member.is_erased() {
            member.erase();
            ctx.update(member)?;
            ctx.emit(Event::MemberErased {
                member: self.member,
            });
        }
        Ok(())
    }
}
