//! Whether a member may buy a line in a sale, and what then holds for it. RULES §4, §15.

use std::sync::Arc;

use super::groups::Group;
use super::joining::SaleChoice;
use super::records::{LineTerms, PromisedDay, Sale, SaleKind, SaleTerms};
use crate::catalog::{Product, Sku};
use crate::engine::Lookup;
use crate::kernel::{CampaignId, Day, Error, MemberId, Result, Timestamp};
use crate::org::Node;

/// Who chooses what.
pub(crate) struct Choosing<'a> {
    pub(crate) member: MemberId,
    pub(crate) community: &'a Node,
    pub(crate) sku: &'a Sku,
    /// Lines of the cart.
    pub(crate) lines: usize,
    pub(crate) now: Timestamp,
}

fn refused(reason: &'static str) -> Error {
    Error::NotSold {
        field: "sale".into(),
        reason: reason.into(),
    }
}

/// The sale that a line chooses, if it may be bought there and now. Errors: `not_sold` and `invalid_field` naming `sale`.
pub(crate) fn choose(
    reader: &mut impl Lookup,
    choice: SaleChoice,
    by: &Choosing<'_>,
) -> Result<Arc<Sale>> {
    let sale = match choice {
        SaleChoice::Flash(id) => {
            let sale = selling(reader, id, by)?;
            if sale.kind != SaleKind::Flash {
                return Err(refused("it is not a flash sale"));
            }
            return Ok(sale);
        }
        SaleChoice::Open(id) => {
            let sale = selling(reader, id, by)?;
            if sale.group_terms().is_none() {
                return Err(refused("it is not a group buy"));
            }
            sale
        }
        SaleChoice::Join(id) => {
            let group = reader
                .find::<Group>(id)?
                .ok_or_else(|| refused("there is no such group"))?;
            if !group.takes_members(by.now) {
                return Err(refused("the group takes no members"));
            }
            if group.has_member(by.member) {
                return Err(refused("the member has a seat in the group"));
            }
            if group.free(by.now) == 0 {
                return Err(refused("the group is full"));
            }
            // A group goes on to its own end, also when its group buy opens no new ones.
            fitting(reader, group.sale, by)?
        }
    };
    if by.lines != 1 {
        return Err(Error::invalid(
            "sale",
            "a group is bought by itself, with one line",
        ));
    }
    Ok(sale)
}

fn fitting(reader: &mut impl Lookup, id: CampaignId, by: &Choosing<'_>) -> Result<Arc<Sale>> {
    let sale = reader
        .find::<Sale>(id)?
        .ok_or_else(|| refused("there is no such sale"))?;
    if sale.sku != by.sku.id {
        return Err(refused("the sale is about another SKU"));
    }
    if !by.community.path.contains(&sale.node) {
        return Err(refused("the sale is not offered in this community"));
    }
    Ok(sale)
}

fn selling(reader: &mut impl Lookup, id: CampaignId, by: &Choosing<'_>) -> Result<Arc<Sale>> {
    let sale = fitting(reader, id, by)?;
    if !sale.sells_at(by.now) {
        return Err(refused(if by.now < sale.starts_at {
            "the sale has not begun"
        } else {
            "the sale is over"
        }));
    }
    Ok(sale)
}

/// What holds for a line beyond the catalogue; `None` for most.
pub(crate) fn terms_of(
    product: &Product,
    sku: &Sku,
    sale: Option<&Sale>,
    today: Day,
) -> Option<LineTerms> {
    let sale = sale.map(|sale| SaleTerms {
        sale: sale.id,
        own_stock: sale.has_own_stock(),
        limited: sale.per_member.is_some(),
        no_distribution: sale.excludes.distribution,
    });
    let ahead = sku.presale.filter(|presale| presale.sells_on(today));
    let presale = ahead
        .filter(|_| !sale.is_some_and(|sale| sale.own_stock))
        .map(|presale| PromisedDay {
            presale: presale.presale,
            day: presale.promised,
        });
    let terms = LineTerms {
        limited: product.purchase_limit.is_some(),
        presale,
        sale,
    };
    (!terms.is_empty()).then_some(terms)
}
