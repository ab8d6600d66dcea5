//! Who asks. Authentication is the host's; authorisation is the engine's. RULES §1.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ids::{MemberId, TenantId, UserId};

/// What a grant lets somebody be. RULES §1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The operator of the platform: everything in the tenant.
    Platform,
    /// Manages a node and its subtree.
    NodeManager,
    /// Operates a node and its subtree day by day.
    NodeOperator,
    /// Money of a node and its subtree.
    Finance,
    /// Works for one merchant.
    MerchantStaff,
    /// Runs one station.
    Leader,
    /// Performs services.
    Worker,
    /// Brings buyers.
    Promoter,
    /// The buying resident, for what is their own. Never granted: a member is one by being registered.
    Member,
    /// Reads everything under a node, changes nothing.
    Auditor,
    /// The host itself: timers, payment reports, callbacks. Never granted: the host says so.
    System,
}

impl Role {
    /// Every role, in the order in which the authorisation table is printed.
    pub const ALL: [Self; 11] = [
        Self::Platform,
        Self::NodeManager,
        Self::NodeOperator,
        Self::Finance,
        Self::MerchantStaff,
        Self::Leader,
        Self::Worker,
        Self::Promoter,
        Self::Member,
        Self::Auditor,
        Self::System,
    ];
}

/// Who runs a command or a query, in which tenant. The host makes it after it has authenticated the caller.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Actor {
    tenant: TenantId,
    /// `None` is the host itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user: Option<UserId>,
}

impl Actor {
    /// A person; what they may do comes from their grants and from being a member.
    pub fn user(tenant: TenantId, user: impl Into<UserId>) -> Self {
        Self {
            tenant,
            user: Some(user.into()),
        }
    }

    /// The host's own timers and callbacks.
    pub const fn system(tenant: TenantId) -> Self {
        Self { tenant, user: None }
    }

    /// The tenant in which everything happens.
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// The person, unless it is the host itself.
    pub const fn user_id(&self) -> Option<UserId> {
        self.user
    }

    /// The person as a member.
    pub fn member_id(&self) -> Option<MemberId> {
        self.user.map(MemberId::from)
    }

    /// Whether it is the host itself.
    pub const fn is_system(&self) -> bool {
        self.user.is_none()
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.user {
            Some(user) => write!(f, "{user}"),
            None => f.write_str("system"),
        }
    }
}
