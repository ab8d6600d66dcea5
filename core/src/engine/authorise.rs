//! Who may do what where. Deny unless granted. RULES §1.

use super::context::Lookup;
pub(super) use super::registry::Operation;
use crate::aftersale::AfterSale;
use crate::campaign::Campaign;
use crate::catalog::Product;
use crate::commission::Withdrawal;
use crate::coupon::CouponTemplate;
use crate::kernel::{
    Actor, AfterSaleId, CampaignId, CouponTemplateId, Error, GroupId, MemberId, MerchantId, NodeId,
    OrderId, ProductId, RefundId, Result, ReviewId, Role, StationId, TradeId, WithdrawalId,
};
use crate::member::Member;
use crate::merchant::Merchant;
use crate::order::{Order, Trade};
use crate::org::{GrantScope, Node, UserGrants};
use crate::payment::Refund;
use crate::review::Review;
use crate::sale::{Group, Sale};
use crate::station::Station;

/// What an operation touches; the engine finds out to which node, merchant, station and member that belongs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// The tenant as a whole: only grants without a place cover it.
    Tenant,
    /// What everybody with one of the roles may see, e.g. the catalogue.
    Public,
    /// A place in the tree.
    Node(NodeId),
    /// A merchant and what is theirs.
    Merchant(MerchantId),
    /// A product, through its merchant.
    Product(ProductId),
    /// A station and what is collected there.
    Station(StationId),
    /// A member and what is theirs.
    Member(MemberId),
    /// An order: its community, merchant, station and member.
    Order(OrderId),
    /// A trade: its community and member.
    Trade(TradeId),
    /// A refund, through its order or trade.
    Refund(RefundId),
    /// A withdrawal, through its leader's station or its promoter.
    Withdrawal(WithdrawalId),
    /// A review, through its order.
    Review(ReviewId),
    /// An after-sale case, through its order.
    AfterSale(AfterSaleId),
    /// A flash sale or group buy, through its merchant.
    Sale(CampaignId),
    /// A group, through its group buy's merchant.
    Group(GroupId),
    /// A campaign, through its owner.
    Campaign(CampaignId),
    /// A template of coupons, through its owner.
    CouponTemplate(CouponTemplateId),
}

/// Where a target belongs.
#[derive(Default)]
struct Place {
    path: Vec<NodeId>,
    merchant: Option<MerchantId>,
    station: Option<StationId>,
    member: Option<MemberId>,
}

/// Refuses unless one of the actor's grants has a role that the table allows and covers the target.
pub(crate) fn authorise(
    reader: &mut impl Lookup,
    actor: &Actor,
    operation: Operation,
    target: &Target,
) -> Result<()> {
    let roles = operation.roles();
    let denied = || Error::Denied {
        operation: operation.name(),
    };
    let Some(user) = actor.user_id() else {
        return if roles.contains(&Role::System) {
            Ok(())
        } else {
            Err(denied())
        };
    };
    let grants = reader.find::<UserGrants>(user)?;
    let usable: Vec<GrantScope> = grants
        .iter()
        .flat_map(|grants| &grants.grants)
        .filter(|grant| roles.contains(&grant.role))
        .map(|grant| grant.scope)
        .collect();
    let as_member = roles.contains(&Role::Member);
    if usable.is_empty() && !as_member {
        return Err(denied());
    }
    if usable.contains(&GrantScope::Tenant) {
        return Ok(());
    }
    if *target == Target::Public {
        let registered =
            !usable.is_empty() || reader.find::<Member>(MemberId::from(user))?.is_some();
        return if registered { Ok(()) } else { Err(denied()) };
    }
    if as_member && *target == Target::Member(MemberId::from(user)) {
        return Ok(());
    }
    let place = place_of(reader, target)?;
    let covered = usable.iter().any(|scope| match scope {
        GrantScope::Tenant => true,
        GrantScope::Node(node) => place.path.contains(node),
        GrantScope::Merchant(merchant) => place.merchant == Some(*merchant),
        GrantScope::Station(station) => place.station == Some(*station),
    });
    if covered || as_member && place.member == Some(MemberId::from(user)) {
        return Ok(());
    }
    Err(denied())
}

fn place_of(reader: &mut impl Lookup, target: &Target) -> Result<Place> {
    let mut place = Place::default();
    match *target {
        Target::Tenant | Target::Public => {}
        Target::Merchant(merchant) => {
            let merchant = reader.require::<Merchant>(merchant)?;
            place
                .path
                .clone_from(&reader.require::<Node>(merchant.node)?.path);
            place.merchant = Some(merchant.id);
        }
        Target::Member(member) => {
            let member = reader.require::<Member>(member)?;
            place
                .path
                .clone_from(&reader.require::<Node>(member.community)?.path);
            place.member = Some(member.id);
        }
        Target::Node(node) => place.path.clone_from(&reader.require::<Node>(node)?.path),
        Target::Product(product) => {
            let product = reader.require::<Product>(product)?;
            return place_of(reader, &Target::Merchant(product.merchant));
        }
        Target::Station(station) => {
            let station = reader.require::<Station>(station)?;
            place
                .path
                .clone_from(&reader.require::<Node>(station.community)?.path);
            place.station = Some(station.id);
        }
        Target::Order(order) => {
            let order = reader.require::<Order>(order)?;
            place
                .path
                .clone_from(&reader.require::<Node>(order.community)?.path);
            place.merchant = Some(order.merchant);
            place.station = order.station;
            place.member = Some(order.member);
        }
        Target::Trade(trade) => {
            let trade = reader.require::<Trade>(trade)?;
            place
                .path
                .clone_from(&reader.require::<Node>(trade.community)?.path);
            place.member = Some(trade.member);
        }
        Target::Sale(sale) => {
            let sale = reader.require::<Sale>(sale)?;
            return place_of(reader, &Target::Merchant(sale.merchant));
        }
        Target::Group(group) => {
            let group = reader.require::<Group>(group)?;
            return place_of(reader, &Target::Merchant(group.merchant));
        }
        Target::Review(review) => {
            let review = reader.require::<Review>(review)?;
            return place_of(reader, &Target::Order(review.order));
        }
        Target::AfterSale(case) => {
            let case = reader.require::<AfterSale>(case)?;
            return place_of(reader, &Target::Order(case.order));
        }
        Target::Refund(refund) => {
            let refund = reader.require::<Refund>(refund)?;
            let through = refund
                .order
                .map_or(Target::Trade(refund.trade), Target::Order);
            return place_of(reader, &through);
        }
        Target::Withdrawal(withdrawal) => {
            let party = reader.require::<Withdrawal>(withdrawal)?.party.clone();
            return place_of(reader, &party.target());
        }
        Target::Campaign(campaign) => {
            let owner = reader.require::<Campaign>(campaign)?.owner;
            return place_of(reader, &owner.target());
        }
        Target::CouponTemplate(template) => {
            let owner = reader.require::<CouponTemplate>(template)?.owner;
            return place_of(reader, &owner.target());
        }
    }
    Ok(place)
}

/// `not_found` unless what the target names is there.
pub(crate) fn place_exists(reader: &mut impl Lookup, target: &Target) -> Result<()> {
    place_of(reader, target).map(|_| ())
}
