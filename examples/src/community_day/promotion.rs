//! Wednesday is a day of promotions, from ten o'clock on: a campaign of the platform, a merchant's coupon, a flash sale for
//! whose last units there is a crowd, two group buys of which one fails, and two after-sale cases about Monday's goods.

use linli::Error;
use linli::aftersale::{
    AnswerAfterSale, ApplyAfterSale, CaseKind, CaseReason, Claim, ClaimedLine, ConfirmGoodsBack,
    GoodsBack, Verdict,
};
use linli::campaign::{CampaignOffer, CampaignTerms, CreateCampaign, Owner};
use linli::catalog::Fulfilment;
use linli::coupon::{ClaimCoupon, CouponSource, CouponTerms, CreateCouponTemplate, Validity};
use linli::kernel::{AfterSaleId, CampaignId, Currency, GroupId, MemberId, Money, Points, Text};
use linli::order::{CartUse, Order, OrderState, PlaceOrder, Wanted, WantedLine};
use linli::pricing::{
    Basis, CouponBenefit, CouponChoice, Excludes, FullBenefit, Funder, Scope, Threshold, Tier,
    Window,
};
use linli::sale::{CreateSale, GroupTerms, SaleChoice, SaleKind};

use super::trading::{pay, report_refunds, sku};
use super::{Community, Outcome, Sold};

/// The day of promotions.
pub const DAY: u32 = 2;

/// What was offered, and what became of it.
#[derive(Clone, Debug, Default)]
pub struct Promotions {
    /// The full reduction.
    pub campaign: Option<CampaignId>,
    /// Coupons that residents got, and how many asked in vain.
    pub coupons: (u32, u32),
    /// The flash sale, and how many found it sold out.
    pub flash: Option<CampaignId>,
    /// Who came too late for it.
    pub too_late: u32,
    /// Units that nobody paid for in time and that somebody else got.
    pub second_chance: u32,
    /// The groups, in the order in which they were opened.
    pub groups: Vec<GroupId>,
    /// The after-sale cases.
    pub cases: Vec<AfterSaleId>,
}

/// Everything that happens on Wednesday before the residents collect.
pub fn promotion_day(community: &mut Community) -> Outcome<()> {
    community.wait_until(community.time(DAY, "10:00")?)?;
    campaign(community)?;
    coupons(community)?;
    community.wait_until(community.time(DAY, "11:00")?)?;
    flash_sale(community)?;
    community.wait_until(community.time(DAY, "11:30")?)?;
    group_buy(community)?;
    community.wait_until(community.time(DAY, "14:00")?)?;
    after_sale(community)?;
    // The group that did not come about expires at half past three: due work. The channel pays its refunds out.
    community.wait_until(community.time(DAY, "15:31")?)?;
    report_refunds(community)
}

fn window(community: &Community, until: &str) -> Outcome<Window> {
    Ok(Window {
        from: community.now(),
        until: community.time(DAY, until)?,
    })
}

fn money(text: &str) -> Outcome<Money> {
    Ok(Currency::CNY.parse("amount", text)?)
}

/// 满 80 减 10 for everybody and everything until eight in the evening; the platform bears it.
fn campaign(community: &mut Community) -> Outcome<()> {
    let terms = CampaignTerms {
        name: Text::new("周三满80减10")?,
        window: window(community, "20:00")?,
        scope: Scope::ALL,
        funder: Funder::Platform,
        segment: None,
        offer: CampaignOffer::Full {
            lane: 0,
            basis: Basis::Running,
            benefit: FullBenefit::AmountOff {
                tiers: vec![Tier {
                    from: Threshold::Amount(money("80.00")?),
                    off: money("10.00")?,
                }],
            },
        },
    };
    let owner = Owner::Node(community.nodes["group"]);
    let create = CreateCampaign { owner, terms };
    let id = community.id()?;
    let campaign = community
        .engine
        .create_campaign(&community.office, id, create)?;
    community.promotions.campaign = Some(campaign);
    Ok(())
}

/// The snack shop gives twenty coupons, 满 30 减 5, one each. Twenty-four residents want one; then some of them buy.
fn coupons(community: &mut Community) -> Outcome<()> {
    let terms = CouponTerms {
        name: Text::new("零食券 满30减5")?,
        benefit: CouponBenefit::Amount(money("5.00")?),
        threshold: money("30.00")?,
        scope: Scope::ALL,
        funder: Funder::Merchant,
        validity: Validity::Days(1),
        source: CouponSource::Claimed,
        total: Some(20),
        per_member: Some(1),
    };
    let owner = Owner::Merchant(community.merchants["m-snack"]);
    let shop = community.user("m-snack");
    let id = community.id()?;
    let create = CreateCouponTemplate { owner, terms };
    let template = community.engine.create_coupon_template(&shop, id, create)?;
    for member in some_residents(community, 0, 24) {
        let resident = community.resident(member);
        let claim = ClaimCoupon { member, template };
        let id = community.id()?;
        match community.engine.claim_coupon(&resident, id, claim) {
            Ok(_) => community.promotions.coupons.0 += 1,
            Err(Error::Limit { .. }) => community.promotions.coupons.1 += 1,
            Err(error) => return Err(error.into()),
        }
    }
    for (place, member) in some_residents(community, 0, 24).into_iter().enumerate() {
        let (code, units) = match place % 6 {
            0 => ("SN02-1", 3),
            2 | 5 => ("SN08-1", 2),
            _ => continue,
        };
        if let Ok(sold) = order(community, member, code, units, None)? {
            pay(community, &sold, "1", 0)?;
        }
    }
    Ok(())
}

/// Ten bags of rice at 29.90 instead of 39.90, one each. Sixteen residents order at eleven sharp; one of those who got a bag
/// does not pay within five minutes, and a latecomer gets it.
fn flash_sale(community: &mut Community) -> Outcome<()> {
    let sale = create_sale(community, "GR01-1", SaleKind::Flash, "29.90", 10, Some(1))?;
    community.promotions.flash = Some(sale);
    let crowd = some_residents(community, 3, 16);
    let mut got = Vec::new();
    for member in &crowd {
        let choice = Some(SaleChoice::Flash(sale));
        match order(community, *member, "GR01-1", 1, choice)? {
            Ok(sold) => got.push(sold),
            Err(_) => community.promotions.too_late += 1,
        }
    }
    for sold in &got[1..] {
        pay(community, sold, "1", 0)?;
    }
    community.wait_until(community.now().plus_minutes(6))?;
    let latecomer = crowd.last().ok_or("nobody came")?;
    let choice = Some(SaleChoice::Flash(sale));
    if let Ok(sold) = order(community, *latecomer, "GR01-1", 1, choice)? {
        pay(community, &sold, "1", 0)?;
        community.promotions.second_chance += 1;
    }
    Ok(())
}

/// Paper towels at 14.90 for groups of three within four hours. One group becomes full, the other one does not.
fn group_buy(community: &mut Community) -> Outcome<()> {
    let terms = GroupTerms {
        size: 3,
        hours: 4,
        virtual_from: None,
    };
    let kind = SaleKind::Group(terms);
    let sale = create_sale(community, "DY01-1", kind, "14.90", 30, None)?;
    let buyers = some_residents(community, 5, 5);
    for members in [&buyers[..3], &buyers[3..]] {
        let mut choice = SaleChoice::Open(sale);
        for member in members {
            let sold = order(community, *member, "DY01-1", 1, Some(choice))?
                .map_err(|error| format!("group buy: {error}"))?;
            let placed = community
                .engine
                .order(&community.host, sold.placed.orders[0])?;
            pay(community, &sold, "1", 0)?;
            let group = placed.group.ok_or("an order without its group")?.group;
            if choice == SaleChoice::Open(sale) {
                community.promotions.groups.push(group);
            }
            choice = SaleChoice::Join(group);
        }
    }
    Ok(())
}

fn create_sale(
    community: &mut Community,
    code: &str,
    kind: SaleKind,
    price: &str,
    quota: u32,
    per_member: Option<u32>,
) -> Outcome<CampaignId> {
    let (merchant, sku) = sku(community, code)?;
    let shop = community.user(&community.skus[code]);
    let create = CreateSale {
        merchant,
        node: community.nodes["group"],
        sku,
        kind,
        starts_at: community.now(),
        ends_at: community.time(DAY, "20:00")?,
        price: money(price)?,
        quota,
        per_member,
        excludes: Excludes::default(),
    };
    let id = community.id()?;
    Ok(community.engine.create_sale(&shop, id, create)?)
}

/// Two residents complain about what they collected on Tuesday. One sent pictures of a damaged piece: the shop agrees, only
/// money goes back. The other one brings everything back to the station; its leader says what can be sold again.
fn after_sale(community: &mut Community) -> Outcome<()> {
    let mut complaints = vec![CaseKind::RefundOnly, CaseKind::Return];
    for sold in community.sold.clone() {
        let Some(kind) = complaints.first().copied() else {
            break;
        };
        let order = community
            .engine
            .order(&community.host, sold.placed.orders[0])?;
        let fits = order.state == OrderState::PendingReview
            && order.fulfilment == Fulfilment::Pickup
            && order.lines[0].quantity > 1;
        if fits && sold.day == 0 {
            complaints.remove(0);
            complain(community, &order, kind)?;
        }
    }
    report_refunds(community)
}

fn complain(community: &mut Community, order: &Order, kind: CaseKind) -> Outcome<()> {
    let resident = community.resident(order.member);
    let merchants = &community.merchants;
    let shop = merchants.iter().find(|(_, id)| **id == order.merchant);
    let shop = community.user(shop.ok_or("an order without merchant")?.0);
    let (quantity, description) = match kind {
        CaseKind::RefundOnly => (1, "有一件破损"),
        CaseKind::Return => (order.lines[0].quantity, "发错规格，全部退回"),
    };
    let apply = ApplyAfterSale {
        order: order.id,
        kind,
        reason: match kind {
            CaseKind::RefundOnly => CaseReason::Quality,
            CaseKind::Return => CaseReason::WrongGoods,
        },
        lines: vec![ClaimedLine { line: 0, quantity }],
        claim: Claim {
            name: Text::new("住户")?,
            phone: Text::new("13800001001")?,
            description: Text::new(description)?,
        },
        pictures: vec![Text::new("case/goods.jpg")?, Text::new("case/order.jpg")?],
    };
    let id = community.id()?;
    let case = community.engine.apply_after_sale(&resident, id, apply)?;
    let answer = AnswerAfterSale {
        case,
        verdict: Verdict::Agree,
    };
    let id = community.id()?;
    community.engine.answer_after_sale(&shop, id, answer)?;
    if kind == CaseKind::Return {
        let station = order.station.ok_or("a collected order without station")?;
        let leader = community.user(&community.code_of(station));
        let back = ConfirmGoodsBack {
            case,
            lines: vec![GoodsBack {
                line: 0,
                sellable: quantity,
            }],
            kept_gifts: Vec::new(),
        };
        let id = community.id()?;
        community.engine.confirm_goods_back(&leader, id, back)?;
    }
    community.promotions.cases.push(case);
    Ok(())
}

/// So many residents, every eighth in the order of the file, from one of them on.
fn some_residents(community: &Community, from: usize, count: usize) -> Vec<MemberId> {
    let residents = community.residents.values().skip(from).step_by(8);
    residents.take(count).copied().collect()
}

/// A resident orders one SKU for their own station, with whatever coupon helps most. Being too late is an answer too.
fn order(
    community: &mut Community,
    member: MemberId,
    code: &str,
    quantity: u32,
    sale: Option<SaleChoice>,
) -> Outcome<Result<Sold, Error>> {
    let resident = community.resident(member);
    let (_, sku) = sku(community, code)?;
    let of_resident = community.residents.iter().find(|(_, id)| **id == member);
    let lines = &community.input.residents;
    let line = lines
        .iter()
        .find(|line| Some(&line.code) == of_resident.map(|(code, _)| code));
    let station = line.and_then(|line| community.stations.get(&line.station));
    let wanted = Wanted {
        member,
        lines: vec![WantedLine {
            sku,
            quantity,
            fulfilment: Fulfilment::Pickup,
            sale,
        }],
        station: station.copied(),
        points: Points::ZERO,
        coupons: CouponChoice::Best,
    };
    // The phone showed this total when the resident pressed the button; the crowd is faster or slower than that.
    let quote = match community.engine.quote(&resident, &wanted) {
        Ok(quote) => quote,
        Err(error @ Error::OutOfStock { .. }) => return Ok(Err(error)),
        Err(error) => return Err(error.into()),
    };
    let place = PlaceOrder {
        wanted,
        expected_total: Some(quote.total),
        notes: Vec::new(),
        cart: CartUse::Keep,
    };
    let id = community.id()?;
    match community.engine.place_order(&resident, id, place) {
        Ok(placed) => {
            let number = community.sold.iter().filter(|sold| sold.day == 2).count() + 1;
            let sold = Sold {
                code: format!("d3-{number:03}"),
                day: 2,
                member,
                placed,
            };
            community.sold.push(sold.clone());
            Ok(Ok(sold))
        }
        Err(error @ Error::OutOfStock { .. }) => Ok(Err(error)),
        Err(error) => Err(error.into()),
    }
}
