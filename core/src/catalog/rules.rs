//! Whether a product can be bought. Pure. RULES §2, §3.

use serde::{Deserialize, Serialize};

use super::records::{Product, ProductState};
use crate::kernel::{Day, NodeId};
use crate::merchant::Merchant;

/// Why something cannot be bought.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotSold {
    /// The product or SKU is not there, or was never reviewed.
    Unknown,
    /// The product is off sale or under review.
    OffSale,
    /// The merchant does not sell now, or not through orders.
    MerchantClosed,
    /// The merchant's qualification for it is missing or has lapsed.
    Unqualified,
    /// The merchant is not approved for the community.
    NotServedHere,
    /// It can be bought from a later day on.
    NotYet,
    /// It cannot reach the buyer in this way.
    NotThisWay,
    /// Nothing is left.
    OutOfStock,
}

impl NotSold {
    /// In words, for messages.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Unknown => "it is not sold",
            Self::OffSale => "it is off sale",
            Self::MerchantClosed => "its merchant does not sell now",
            Self::Unqualified => "its merchant lacks a valid qualification for it",
            Self::NotServedHere => "its merchant does not serve this community",
            Self::NotYet => "it cannot be bought yet",
            Self::NotThisWay => "it cannot reach the buyer in this way",
            Self::OutOfStock => "nothing is left",
        }
    }
}

/// Why a product cannot be bought on a day by somebody in a community, whose path from the root is given; without a path
/// the place is not looked at. `None`: it can. Stock and the way of fulfilment are other questions.
pub fn why_not_sold(
    product: &Product,
    merchant: &Merchant,
    day: Day,
    community: Option<&[NodeId]>,
) -> Option<NotSold> {
    if product.state != ProductState::OnSale {
        return Some(NotSold::OffSale);
    }
    if !merchant.is_open() {
        return Some(NotSold::MerchantClosed);
    }
    if community.is_some_and(|path| !merchant.serves(path)) {
        return Some(NotSold::NotServedHere);
    }
    why_not_offered(
        product.qualification.as_deref(),
        product.available_from,
        merchant,
        day,
    )
}

/// The part of [`why_not_sold`] that the day decides: a qualification that is needed, the first day.
pub(crate) fn why_not_offered(
    qualification: Option<&str>,
    available_from: Option<Day>,
    merchant: &Merchant,
    day: Day,
) -> Option<NotSold> {
    if qualification.is_some_and(|needed| !merchant.is_qualified(needed, day)) {
        return Some(NotSold::Unqualified);
    }
    if available_from.is_some_and(|from| day < from) {
        return Some(NotSold::NotYet);
    }
    None
}
