//! Campaigns: full reductions and timed discounts of the platform, property companies and merchants. RULES §4, §15.

mod commands;
mod lookup;
mod queries;
mod records;

pub(crate) use commands::{CAMPAIGNS_DUE, check_funder, check_scope};
pub use commands::{ChangeCampaign, CreateCampaign, EndCampaign};
pub(crate) use lookup::{Audience, in_force, needs_categories};
pub use queries::OffersView;
pub(crate) use records::{CAMPAIGN, CAMPAIGN_LIST, CampaignList};
pub use records::{Campaign, CampaignOffer, CampaignTerms, Owner};
