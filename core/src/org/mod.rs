//! The organisation: tenant, tree of nodes, inherited settings, grants. RULES §1.

mod commands;
mod queries;
mod records;
mod settings;

pub use commands::{ChangeSettings, CreateNode, CreateTenant, GrantRole, RevokeRole, SetCalendar};
pub use queries::NodeView;
pub use records::{Grant, GrantScope, Node, Tenant, UserGrants};
pub use settings::{Settings, SettingsPatch};

pub(crate) use commands::add_grant;
pub(crate) use records::{GRANTS, NODE, TENANT};
