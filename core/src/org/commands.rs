//! What an actor may do to the organisation.

use serde::{Deserialize, Serialize};

use super::records::{Grant, GrantScope, Node, Tenant, UserGrants};
use super::settings::SettingsPatch;
use crate::engine::{Command, Context, Event, Lookup, Operation, Target};
use crate::kernel::{BusinessCalendar, Currency, Error, NodeId, Result, Role, Text, UserId, Zone};

/// Opens the actor's tenant. Errors: `already_exists`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreateTenant {
    /// What people call it; also the name of the root node.
    pub name: Text<100>,
    /// The kind of the root node, e.g. 集团.
    pub root_kind: Text<20>,
    /// The one currency of all its money.
    pub currency: Currency,
    /// Where its days begin.
    pub zone: Zone,
    /// The first person with the platform role.
    pub platform: UserId,
}

impl Command for CreateTenant {
    type Answer = NodeId;
    const OPERATION: Operation = Operation::CreateTenant;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<NodeId> {
        self.name.require("name")?;
        self.root_kind.require("root_kind")?;
        let root: NodeId = ctx.new_id()?;
        ctx.insert(Tenant {
            name: self.name.clone(),
            root,
            currency: self.currency,
            zone: self.zone,
            calendar: BusinessCalendar::default(),
        })?;
        ctx.insert(Node {
            id: root,
            parent: None,
            path: vec![root],
            kind: self.root_kind.clone(),
            name: self.name.clone(),
            settings: SettingsPatch::default(),
        })?;
        let grants = vec![Grant {
            role: Role::Platform,
            scope: GrantScope::Tenant,
        }];
        ctx.insert(UserGrants {
            user: self.platform,
            grants,
        })?;
        ctx.emit(Event::TenantCreated { root });
        Ok(root)
    }
}

/// Adds a node below another. Errors: `not_found` parent, `limit_exceeded` depth.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreateNode {
    /// The place above.
    pub parent: NodeId,
    /// What its level is called, e.g. 项目.
    pub kind: Text<20>,
    /// Its name.
    pub name: Text<100>,
}

impl Command for CreateNode {
    type Answer = NodeId;
    const OPERATION: Operation = Operation::CreateNode;

    fn target(&self) -> Target {
        Target::Node(self.parent)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<NodeId> {
        self.name.require("name")?;
        self.kind.require("kind")?;
        let parent = ctx.require::<Node>(self.parent)?;
        if parent.path.len() >= Node::MAX_DEPTH {
            return Err(Error::Limit {
                field: "parent".into(),
                limit: Node::MAX_DEPTH as u64,
            });
        }
        let id: NodeId = ctx.new_id()?;
        let mut path = parent.path.clone();
        path.push(id);
        ctx.insert(Node {
            id,
            parent: Some(self.parent),
            path,
            kind: self.kind.clone(),
            name: self.name.clone(),
            settings: SettingsPatch::default(),
        })?;
        ctx.emit(Event::NodeCreated {
            node: id,
            parent: self.parent,
        });
        Ok(id)
    }
}

/// Sets some settings of a node. Errors: `invalid_field` naming the setting.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChangeSettings {
    /// The node.
    pub node: NodeId,
    /// What to set; `None` stays as it is.
    pub set: SettingsPatch,
    /// Settings to inherit again, by name.
    #[serde(default)]
    pub inherit: Vec<String>,
}

impl Command for ChangeSettings {
    type Answer = ();
    const OPERATION: Operation = Operation::ChangeSettings;

    fn target(&self) -> Target {
        Target::Node(self.node)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.set.validate()?;
        let mut node = (*ctx.require::<Node>(self.node)?).clone();
        node.settings = node.settings.without(&self.inherit)?;
        node.settings.merge(&self.set);
        ctx.update(node)?;
        ctx.emit(Event::SettingsChanged { node: self.node });
        Ok(())
    }
}

impl SettingsPatch {
    /// The same settings less the named ones.
    fn without(&self, names: &[String]) -> Result<Self> {
        if names.is_empty() {
            return Ok(self.clone());
        }
        let broken = |error: serde_json::Error| {
            Error::internal(format!("settings could not be read: {error}"))
        };
        // By way of text, which every record has anyway.
        let text = serde_json::to_string(self).map_err(broken)?;
        let mut fields: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&text).map_err(broken)?;
        for name in names {
            fields.remove(name);
        }
        let text = serde_json::to_string(&fields).map_err(broken)?;
        serde_json::from_str(&text).map_err(broken)
    }
}

/// Sets the tenant's calendar of working days.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetCalendar {
    /// Holidays and working weekend days; at most 2000 of each.
    pub calendar: BusinessCalendar,
}

impl Command for SetCalendar {
    type Answer = ();
    const OPERATION: Operation = Operation::SetCalendar;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        if self
            .calendar
            .holidays
            .len()
            .max(self.calendar.extra_working_days.len())
            > 2000
        {
            return Err(Error::Limit {
                field: "calendar".into(),
                limit: 2000,
            });
        }
        let mut tenant = (*ctx.tenant_record()?).clone();
        tenant.calendar = self.calendar.clone();
        ctx.update(tenant)?;
        ctx.emit(Event::CalendarChanged);
        Ok(())
    }
}

fn grant_target(scope: GrantScope) -> Target {
    match scope {
        GrantScope::Tenant => Target::Tenant,
        GrantScope::Node(node) => Target::Node(node),
        GrantScope::Merchant(merchant) => Target::Merchant(merchant),
        GrantScope::Station(station) => Target::Station(station),
    }
}

/// A grant must name a place that fits its role.
fn check_grant(grant: Grant) -> Result<()> {
    let fits = match grant.role {
        Role::Platform => grant.scope == GrantScope::Tenant,
        // Settlements, payouts and the log are of the tenant as a whole.
        Role::Finance | Role::Auditor => {
            matches!(grant.scope, GrantScope::Tenant | GrantScope::Node(_))
        }
        Role::NodeManager | Role::NodeOperator | Role::Worker | Role::Promoter => {
            matches!(grant.scope, GrantScope::Node(_))
        }
        Role::MerchantStaff => matches!(grant.scope, GrantScope::Merchant(_)),
        Role::Leader => matches!(grant.scope, GrantScope::Station(_)),
        Role::Member | Role::System => false,
    };
    if fits {
        Ok(())
    } else {
        Err(Error::invalid(
            "grant",
            "the role cannot be granted at such a place",
        ))
    }
}

/// Grants a role. The place must exist; a node manager grants only below their node. Errors: `invalid_field` when the
/// role does not fit the place, `limit_exceeded` beyond 100 grants a person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GrantRole {
    /// Who gets it.
    pub user: UserId,
    /// What and where.
    pub grant: Grant,
}

impl Command for GrantRole {
    type Answer = ();
    const OPERATION: Operation = Operation::GrantRole;

    fn target(&self) -> Target {
        grant_target(self.grant.scope)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        check_grant(self.grant)?;
        crate::engine::place_exists(ctx, &grant_target(self.grant.scope))?;
        add_grant(ctx, self.user, self.grant)
    }
}

/// Adds a grant to a person's list; having it already is fine. Errors: `limit_exceeded`.
pub(crate) fn add_grant(ctx: &mut Context<'_>, user: UserId, grant: Grant) -> Result<()> {
    let mut grants = ctx
        .find::<UserGrants>(user)?
        .map_or(Vec::new(), |grants| grants.grants.clone());
    if let Err(place) = grants.binary_search(&grant) {
        if grants.len() >= UserGrants::MAX {
            return Err(Error::Limit {
                field: "grants".into(),
                limit: UserGrants::MAX as u64,
            });
        }
        grants.insert(place, grant);
        ctx.put(UserGrants { user, grants })?;
        ctx.emit(Event::RoleGranted {
            user,
            role: grant.role,
        });
    }
    Ok(())
}

/// Ends a grant. Errors: `not_found` if the person does not have it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RevokeRole {
    /// Who loses it.
    pub user: UserId,
    /// What and where.
    pub grant: Grant,
}

impl Command for RevokeRole {
    type Answer = ();
    const OPERATION: Operation = Operation::RevokeRole;

    fn target(&self) -> Target {
        grant_target(self.grant.scope)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut grants = (*ctx.require::<UserGrants>(self.user)?).clone();
        let place = grants.grants.binary_search(&self.grant);
        let place = place.map_err(|_| Error::not_found("grant of this role to", self.user))?;
        grants.grants.remove(place);
        ctx.update(grants)?;
        ctx.emit(Event::RoleRevoked {
            user: self.user,
            role: self.grant.role,
        });
        Ok(())
    }
}
