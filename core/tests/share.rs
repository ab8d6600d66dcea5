//! Share codes: what they lead to, who is counted, and who is bound. RULES §15.
#![allow(clippy::unwrap_used)]

mod common;

use common::fair::{Fair, refused};
use common::text;
use linli::Result;
use linli::commission::{AppointPromoter, Binding, ReferralLevels, SetPromoterKind};
use linli::insight::FoldInsights;
use linli::kernel::{CampaignId, GroupId, Id, MemberId, ProductId};
use linli::sale::SaleChoice;
use linli::share::{CreateShare, ShareCode, ShareSubject, VisitShare, Visited};

struct Link {
    fair: Fair,
    ann: MemberId,
    bob: MemberId,
    cid: MemberId,
}

impl Link {
    fn new() -> Self {
        let fair = Fair::new();
        let [ann, bob, cid] = fair.members();
        Self {
            fair,
            ann,
            bob,
            cid,
        }
    }

    fn share(&self, member: MemberId, subject: ShareSubject) -> Result<ShareCode> {
        let world = self.fair.world();
        let create = CreateShare { member, subject };
        world
            .engine
            .create_share(&self.fair.buyer(member), world.id(), create)
    }

    fn visit(&self, code: &ShareCode, visitor: MemberId) -> Result<Visited> {
        let world = self.fair.world();
        let visit = VisitShare {
            code: code.clone(),
            visitor: Some(visitor),
        };
        world
            .engine
            .visit_share(&self.fair.buyer(visitor), world.id(), visit)
    }

    /// Visits, bindings and orders of a member's only share.
    fn counts(&self, member: MemberId) -> [i64; 3] {
        let world = self.fair.world();
        let shares = world
            .engine
            .shares_of(&self.fair.buyer(member), member, None, 10)
            .unwrap();
        assert_eq!(shares.len(), 1);
        [shares[0].visits, shares[0].bindings, shares[0].orders]
    }

    fn fold(&self) {
        let world = self.fair.world();
        let fold = || {
            world
                .engine
                .fold_insights(&world.system, world.id(), FoldInsights {})
                .unwrap()
        };
        while fold().more {}
    }

    fn promote(&self, member: MemberId) {
        let world = self.fair.world();
        let kind = SetPromoterKind {
            code: text("one"),
            name: text("推广员"),
            levels: ReferralLevels::One,
        };
        world
            .engine
            .set_promoter_kind(&world.platform, world.id(), kind)
            .unwrap();
        let appoint = AppointPromoter {
            member,
            kind: text("one"),
        };
        world
            .engine
            .appoint_promoter(&world.platform, world.id(), appoint)
            .unwrap();
    }
}

#[test]
fn sharing_the_same_again_is_the_same_code_and_others_have_other_codes() {
    let link = Link::new();
    let sale = link.fair.create(link.fair.flash()).unwrap();
    let subject = ShareSubject::Sale(sale);
    let first = link.share(link.ann, subject).unwrap();
    assert_eq!(link.share(link.ann, subject).unwrap(), first);
    let card = link.share(link.ann, ShareSubject::Card).unwrap();
    let of_bob = link.share(link.bob, subject).unwrap();
    assert!(first != card && first != of_bob && card != of_bob);
    let world = link.fair.world();
    let found = world
        .engine
        .share_subject(&link.fair.buyer(link.cid), &first)
        .unwrap();
    assert_eq!(found, subject);
    let page = |after: Option<&ShareCode>| {
        let ann = link.fair.buyer(link.ann);
        let shares = world.engine.shares_of(&ann, link.ann, after, 1).unwrap();
        shares.into_iter().map(|view| view.share.code).next()
    };
    let one = page(None).unwrap();
    let two = page(Some(&one)).unwrap();
    assert!(one != two && page(Some(&two)).is_none());
}

#[test]
fn who_comes_by_a_promoters_code_is_bound_and_by_a_neighbours_only_counted() {
    let link = Link::new();
    let code = link.share(link.ann, ShareSubject::Card).unwrap();
    let visited = link.visit(&code, link.bob).unwrap();
    assert_eq!((visited.by, visited.binding), (link.ann, None));
    assert_eq!(link.counts(link.ann), [1, 0, 0]);
    link.promote(link.ann);
    assert_eq!(
        link.visit(&code, link.bob).unwrap().binding,
        Some(Binding::Bound)
    );
    assert_eq!(
        link.visit(&code, link.bob).unwrap().binding,
        Some(Binding::Kept)
    );
    // Looking at one's own card counts nothing.
    assert_eq!(link.visit(&code, link.ann).unwrap().binding, None);
    assert_eq!(link.counts(link.ann), [3, 1, 0]);
    // Somebody unknown: the host tells.
    let world = link.fair.world();
    let visit = VisitShare {
        code,
        visitor: None,
    };
    let by_member = world
        .engine
        .visit_share(&link.fair.buyer(link.cid), world.id(), visit.clone());
    assert_eq!(refused(by_member).0, "denied");
    let id = world.id();
    for _ in 0..2 {
        world
            .engine
            .visit_share(&world.system, id, visit.clone())
            .unwrap();
    }
    assert_eq!(link.counts(link.ann), [4, 1, 0], "one command, one visit");
    link.fair.sound();
}

#[test]
fn orders_count_for_the_last_code_within_seven_days_if_they_are_about_it() {
    let link = Link::new();
    let fair = &link.fair;
    let sale = fair.create(fair.group_buy()).unwrap();
    let opened = fair.buys_in(link.ann, SaleChoice::Open(sale));
    let group = fair.group_of(opened);
    let code = link.share(link.ann, ShareSubject::Group(group)).unwrap();
    link.visit(&code, link.bob).unwrap();
    link.visit(&code, link.cid).unwrap();
    // Another group is not what was shared.
    fair.buys_in(link.cid, SaleChoice::Open(sale));
    fair.buys_in(link.bob, SaleChoice::Join(group));
    link.fold();
    assert_eq!(link.counts(link.ann), [2, 0, 1]);
    link.fold();
    assert_eq!(link.counts(link.ann), [2, 0, 1], "nothing is counted twice");
    let card = link.share(link.cid, ShareSubject::Card).unwrap();
    link.visit(&card, link.bob).unwrap();
    let buy = || {
        let placed = fair
            .place_wanted(fair.wanted(link.bob, fair.rice, 1))
            .unwrap();
        fair.report(&placed);
        link.fold();
    };
    buy();
    assert_eq!(link.counts(link.cid), [1, 0, 1]);
    fair.minutes(7 * 24 * 60);
    buy();
    assert_eq!(link.counts(link.cid), [1, 0, 1], "that was too late");
}

#[test]
fn what_is_not_there_is_refused_by_name_and_nothing_is_stored() {
    let link = Link::new();
    let nowhere = Id::derived("no", &[b"thing"]);
    for subject in [
        ShareSubject::Product(ProductId(nowhere)),
        ShareSubject::Campaign(CampaignId(nowhere)),
        ShareSubject::Sale(CampaignId(nowhere)),
        ShareSubject::Group(GroupId(nowhere)),
    ] {
        assert_eq!(refused(link.share(link.ann, subject)).0, "not_found");
    }
    let world = link.fair.world();
    let create = CreateShare {
        member: link.ann,
        subject: ShareSubject::Card,
    };
    let other = world
        .engine
        .create_share(&link.fair.buyer(link.bob), world.id(), create);
    assert_eq!(refused(other).0, "denied");
    let code = ShareCode::new("000000000000").unwrap();
    assert_eq!(refused(link.visit(&code, link.ann)).0, "not_found");
    let shares = world
        .engine
        .shares_of(&link.fair.buyer(link.ann), link.ann, None, 10)
        .unwrap();
    assert!(shares.is_empty());
    let foreign = world
        .engine
        .shares_of(&link.fair.buyer(link.bob), link.ann, None, 10);
    assert_eq!(refused(foreign).0, "denied");
    let none = world
        .engine
        .shares_of(&link.fair.buyer(link.ann), link.ann, None, 0);
    assert_eq!(refused(none), ("limit_exceeded", "limit".into()));
}
