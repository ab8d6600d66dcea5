//! What happened, for readers of the event log. RULES §18.

use serde::{Deserialize, Serialize};

use crate::kernel::{MemberId, NodeId, Role, UserId};

/// Something that happened, written in the same transaction as the change itself. Events hold ids and amounts, never
/// personal data or codes. New kinds may be added; readers skip kinds that they do not know.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[non_exhaustive]
#[expect(
    missing_docs,
    reason = "the variants say it; their fields are ids and amounts under the names of the records"
)]
pub enum Event {
    // Organisation
    TenantCreated { root: NodeId },
    NodeCreated { node: NodeId, parent: NodeId },
    SettingsChanged { node: NodeId },
    CalendarChanged,
    RoleGranted { user: UserId, role: Role },
    RoleRevoked { user: UserId, role: Role },

    // Members
    MemberRegistered { member: MemberId, community: NodeId },
    MemberChanged { member: MemberId },
    MemberErased { member: MemberId },
    // Merchants

    // Catalogue

    // Stock

    // Carts and favourites

    // Orders and payment

    // Stations and logistics

    // Pickup

    // Ledger, split, settlement

    // Points
}
