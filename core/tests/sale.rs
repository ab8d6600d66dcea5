//! Flash sales and group buys. RULES §5, §15.
#![allow(clippy::unwrap_used)]

mod common;

use common::fair::{Fair, fen, refused};
use common::text;
use linli::Error;
use linli::catalog::Fulfilment;
use linli::kernel::{Actor, CampaignId, Clock, GroupId, MemberId, OrderId, SkuId};
use linli::order::{OrderState, PlacedTrade, WantedLine};
use linli::org::SettingsPatch;
use linli::payment::{PaymentOutcome, PaymentReport, RefundReason};
use linli::pricing::Excludes;
use linli::sale::{
    AdvanceGroup, CancelGroup, CreateSale, EndSale, ExpireSale, FullGroup, GroupState, GroupTerms,
    SaleChoice, SaleKind,
};
use linli::verify::verify;

// Flash sale

#[test]
fn a_flash_sale_sells_its_own_stock_at_its_own_price_and_gives_back_what_is_left() {
    let fair = Fair::new();
    let [a, b] = fair.members();
    let sale = fair.create(fair.flash()).unwrap();
    assert_eq!(fair.stock(fair.rice), [990, 0, 0], "its own stock");
    let placed = fair.order_in(a, 2, SaleChoice::Flash(sale)).unwrap();
    assert_eq!(placed.total, fen(4_000));
    assert_eq!(fair.figures(sale), [8, 2, 0]);
    fair.report(&placed);
    assert_eq!(fair.figures(sale), [8, 0, 2]);
    assert_eq!(fair.stock(fair.rice), [990, 0, 2]);
    let unpaid = fair.order_in(b, 1, SaleChoice::Flash(sale)).unwrap();
    assert_eq!(unpaid.due_at, fair.world().clock.now().plus_minutes(5));
    let line = &fair.order(placed.orders[0]).lines[0];
    assert_eq!(line.reductions[0].lane, linli::pricing::Lane::FlashSale);
    assert!(line.terms.as_ref().unwrap().sale.unwrap().no_distribution);
    fair.minutes(60);
    fair.due();
    assert_eq!(fair.figures(sale), [0, 0, 2]);
    assert_eq!(fair.stock(fair.rice), [998, 0, 2], "all but the two sold");
    assert_eq!(
        refused(fair.order_in(b, 1, SaleChoice::Flash(sale))),
        ("not_sold", "lines[0].sale".into())
    );
    fair.sound();
}

#[test]
fn an_unpaid_flash_order_closes_after_five_minutes_and_gives_quota_and_limit_back_once() {
    let fair = Fair::new();
    let [a] = fair.members();
    let sale = fair.create(fair.flash()).unwrap();
    let placed = fair.order_in(a, 2, SaleChoice::Flash(sale)).unwrap();
    assert_eq!(
        refused(fair.order_in(a, 1, SaleChoice::Flash(sale))),
        ("limit_exceeded", "lines[0].quantity".into())
    );
    fair.minutes(5);
    fair.due();
    assert_eq!(fair.figures(sale), [10, 0, 0]);
    assert_eq!(fair.report(&placed).outcome, PaymentOutcome::Late);
    assert_eq!(fair.figures(sale), [10, 0, 0]);
    let again = fair.order_in(a, 2, SaleChoice::Flash(sale)).unwrap();
    fair.report(&again);
    fair.cancel_order(a, again.orders[0]).unwrap();
    assert_eq!(fair.figures(sale), [10, 0, 0]);
    fair.order_in(a, 2, SaleChoice::Flash(sale)).unwrap();
    fair.sound();
}

#[test]
fn what_an_ended_flash_sale_gets_back_goes_to_the_stock() {
    let fair = Fair::new();
    let [a, b] = fair.members();
    let sale = fair.create(fair.flash()).unwrap();
    let paid = fair.buys_in(a, SaleChoice::Flash(sale));
    let unpaid = fair.order_in(b, 2, SaleChoice::Flash(sale)).unwrap();
    let end = |actor: &Actor| {
        let world = fair.world();
        world.engine.end_sale(actor, world.id(), EndSale { sale })
    };
    assert_eq!(refused(end(&fair.buyer(a))).0, "denied");
    end(&fair.staff).unwrap();
    assert_eq!(refused(end(&fair.staff)).0, "wrong_state");
    assert_eq!(fair.stock(fair.rice), [997, 0, 1]);
    fair.cancel_trade(b, unpaid.trade);
    assert_eq!(fair.stock(fair.rice), [999, 0, 1]);
    fair.cancel_order(a, paid).unwrap();
    assert_eq!(fair.stock(fair.rice), [1000, 0, 0]);
    assert_eq!(fair.figures(sale), [0, 0, 0]);
    fair.sound();
}

#[test]
fn a_flash_sale_of_a_combo_takes_the_stock_of_its_parts() {
    let fair = Fair::new();
    let [a] = fair.members();
    let sale = CreateSale {
        sku: fair.combo,
        price: fen(5_000),
        quota: 5,
        ..fair.flash()
    };
    let sale = fair.create(sale).unwrap();
    assert_eq!(fair.stock(fair.rice)[0], 990);
    assert_eq!(fair.stock(fair.eggs)[0], 995);
    let mut wanted = fair.wanted(a, fair.combo, 1);
    wanted.lines[0].sale = Some(SaleChoice::Flash(sale));
    let placed = fair.place_wanted(wanted).unwrap();
    fair.report(&placed);
    assert_eq!(fair.stock(fair.rice), [990, 0, 2]);
    fair.minutes(61);
    fair.due();
    assert_eq!(fair.stock(fair.rice), [998, 0, 2]);
    assert_eq!(fair.stock(fair.eggs), [999, 0, 1]);
    fair.sound();
}

// Group buy

/// Three members who paid for a group; the last one fills it.
fn filled(fair: &Fair, sale: CampaignId) -> [OrderId; 3] {
    let [a, b, c] = fair.members();
    let first = fair.buys_in(a, SaleChoice::Open(sale));
    let group = fair.group_of(first);
    let second = fair.buys_in(b, SaleChoice::Join(group));
    [first, second, fair.buys_in(c, SaleChoice::Join(group))]
}

#[test]
fn a_group_that_becomes_full_lets_its_orders_go_on_and_not_before() {
    let fair = Fair::new();
    let [a, b, c] = fair.members();
    let sale = fair.create(fair.group_buy()).unwrap();
    let opened = fair.order_in(a, 1, SaleChoice::Open(sale)).unwrap();
    let group = fair.group_of(opened.orders[0]);
    assert_eq!(fair.state(group), GroupState::Opening);
    assert_eq!(
        refused(fair.order_in(b, 1, SaleChoice::Join(group))),
        ("not_sold", "lines[0].sale".into()),
        "nobody joins a group whose opener has not paid"
    );
    fair.report(&opened);
    assert_eq!(fair.state(group), GroupState::Running);
    let second = fair.buys_in(b, SaleChoice::Join(group));
    for order in [opened.orders[0], second] {
        let order = fair.order(order);
        assert_eq!(order.state, OrderState::PendingShipment);
        assert!(order.waits_for_group() && order.pickup.is_none() && order.delivery_day.is_none());
    }
    assert_eq!(refused(fair.cancel_order(b, second)).0, "wrong_state");
    let third = fair.buys_in(c, SaleChoice::Join(group));
    assert_eq!(fair.state(group), GroupState::Succeeded);
    for order in [opened.orders[0], second, third] {
        let order = fair.order(order);
        assert!(!order.waits_for_group() && order.pickup.is_some());
        assert_eq!(order.delivery_day, fair.order(third).delivery_day);
        assert!(order.delivery_day.is_some());
    }
    assert_eq!(fair.figures(sale), [17, 0, 3]);
    fair.cancel_order(b, second).unwrap();
    assert_eq!(fair.figures(sale), [18, 0, 2]);
    fair.sound();
}

#[test]
fn every_paid_order_of_a_group_that_expires_is_refunded_once() {
    let fair = Fair::new();
    let [a, b] = fair.members();
    let sale = fair.create(fair.group_buy()).unwrap();
    let first = fair.buys_in(a, SaleChoice::Open(sale));
    let group = fair.group_of(first);
    let second = fair.buys_in(b, SaleChoice::Join(group));
    let world = fair.world();
    let advance = || {
        let command = AdvanceGroup { group };
        world
            .engine
            .advance_group(&world.system, world.id(), command)
    };
    assert_eq!(refused(advance()).0, "wrong_state", "before its time");
    fair.minutes(120);
    fair.due();
    assert_eq!(fair.state(group), GroupState::Failed);
    for order in [first, second] {
        let order = fair.order(order);
        assert_eq!(order.state, OrderState::Closed);
        let refunds = fair.refunds(order.trade);
        assert_eq!(refunds.len(), 1);
        assert_eq!(refunds[0].reason, RefundReason::GroupFailed);
        assert_eq!(refunds[0].cash, fen(2_500));
    }
    advance().unwrap();
    assert_eq!(fair.refunds(fair.order(first).trade).len(), 1);
    assert_eq!(fair.figures(sale), [20, 0, 0]);
    assert_eq!(fair.stock(fair.rice), [1000, 0, 0]);
    fair.sound();
}

#[test]
fn the_orders_of_a_large_group_are_refunded_in_bounded_steps() {
    let fair = Fair::new();
    let large = GroupTerms {
        size: 60,
        hours: 1,
        virtual_from: None,
    };
    let sale = CreateSale {
        kind: SaleKind::Group(large),
        quota: 60,
        ..fair.group_buy()
    };
    let sale = fair.create(sale).unwrap();
    let members: [MemberId; 45] = fair.members();
    let first = fair.buys_in(members[0], SaleChoice::Open(sale));
    let group = fair.group_of(first);
    for member in &members[1..] {
        fair.buys_in(*member, SaleChoice::Join(group));
    }
    fair.minutes(60);
    let mut left = Vec::new();
    for _ in 0..3 {
        fair.world()
            .engine
            .run_due(&fair.world().system, 100)
            .unwrap();
        left.push(fair.world().engine.group(&fair.staff, group).unwrap().firm);
    }
    assert_eq!(left, [25, 5, 0]);
    assert_eq!(fair.state(group), GroupState::Failed);
    fair.sound();
}

#[test]
fn a_payment_after_the_group_expired_goes_back_whether_or_not_it_was_noticed() {
    for noticed in [true, false] {
        let fair = Fair::new();
        let [a, b] = fair.members();
        fair.set(SettingsPatch {
            payment_minutes: Some(600),
            ..SettingsPatch::default()
        });
        let sale = fair.create(fair.group_buy()).unwrap();
        let first = fair.buys_in(a, SaleChoice::Open(sale));
        let group = fair.group_of(first);
        fair.minutes(60);
        let late = fair.order_in(b, 1, SaleChoice::Join(group)).unwrap();
        assert_eq!(late.due_at, fair.world().clock.now().plus_minutes(60));
        fair.minutes(60);
        if noticed {
            fair.due();
        }
        let report = fair.report(&late);
        assert_eq!(report.outcome, PaymentOutcome::Late);
        let refunds = fair.refunds(late.trade);
        assert_eq!((refunds.len(), refunds[0].cash), (1, fen(2_500)));
        fair.due();
        assert_eq!(fair.figures(sale), [20, 0, 0]);
        assert_eq!(fair.order(late.orders[0]).state, OrderState::Closed);
        assert_eq!(fair.order(first).state, OrderState::Closed);
        fair.sound();
    }
}

/// A group of three with two firm seats; the third one's reservation lapsed and another member took it and paid. The one
/// who lapsed pays now.
fn payment_for_a_full_group(
    fair: &Fair,
    sale: CampaignId,
) -> (GroupId, PlacedTrade, PaymentReport) {
    let [a, b, c, d] = fair.members();
    let first = fair.buys_in(a, SaleChoice::Open(sale));
    let group = fair.group_of(first);
    fair.buys_in(b, SaleChoice::Join(group));
    let slow = fair.order_in(c, 1, SaleChoice::Join(group)).unwrap();
    assert_eq!(
        refused(fair.order_in(d, 1, SaleChoice::Join(group))),
        ("not_sold", "lines[0].sale".into()),
        "the seat is held"
    );
    fair.minutes(15);
    fair.buys_in(d, SaleChoice::Join(group));
    assert_eq!(fair.state(group), GroupState::Succeeded);
    let report = fair.report(&slow);
    (group, slow, report)
}

#[test]
fn a_payment_for_a_full_group_opens_a_new_one() {
    let fair = Fair::new();
    let sale = fair.create(fair.group_buy()).unwrap();
    let (full, slow, report) = payment_for_a_full_group(&fair, sale);
    assert_eq!(report.outcome, PaymentOutcome::Accepted);
    let group = fair.group_of(slow.orders[0]);
    assert_ne!(group, full);
    assert_eq!(fair.state(group), GroupState::Running);
    assert!(fair.order(slow.orders[0]).waits_for_group());
    let joinable = fair.world().engine.groups_of_sale(&fair.staff, sale, 10);
    let joinable: Vec<(GroupId, u32)> = joinable.unwrap().iter().map(|g| (g.id, g.free)).collect();
    assert_eq!(joinable, [(group, 2)]);
    fair.sound();
}

#[test]
fn a_payment_for_a_full_group_goes_back_where_the_setting_says_so_or_the_group_buy_is_over() {
    for over in [true, false] {
        let fair = Fair::new();
        let mut sale = fair.group_buy();
        if over {
            sale.ends_at = sale.starts_at.plus_minutes(10);
        } else {
            fair.set(SettingsPatch {
                group_full: Some(FullGroup::Refunds),
                ..SettingsPatch::default()
            });
        }
        let sale = fair.create(sale).unwrap();
        let (_, slow, report) = payment_for_a_full_group(&fair, sale);
        assert_eq!(report.outcome, PaymentOutcome::Late);
        assert_eq!(fair.refunds(slow.trade)[0].cash, slow.total);
        assert_eq!(fair.order(slow.orders[0]).state, OrderState::Closed);
        assert_eq!(fair.figures(sale), [17, 0, 3]);
        fair.sound();
    }
}

#[test]
fn a_lapsed_seat_that_nobody_took_is_still_the_payers() {
    let fair = Fair::new();
    let [a, b] = fair.members();
    let sale = fair.create(fair.group_buy()).unwrap();
    let first = fair.buys_in(a, SaleChoice::Open(sale));
    let group = fair.group_of(first);
    let slow = fair.order_in(b, 1, SaleChoice::Join(group)).unwrap();
    fair.minutes(20);
    assert_eq!(fair.report(&slow).outcome, PaymentOutcome::Accepted);
    assert_eq!(
        fair.world().engine.group(&fair.staff, group).unwrap().firm,
        2
    );
    fair.sound();
}

#[test]
fn a_closed_trade_frees_its_seat_and_an_unpaid_opener_leaves_no_group() {
    let fair = Fair::new();
    let [a, b, c] = fair.members();
    let sale = fair.create(fair.group_buy()).unwrap();
    let unpaid = fair.order_in(a, 1, SaleChoice::Open(sale)).unwrap();
    let abandoned = fair.group_of(unpaid.orders[0]);
    fair.cancel_trade(a, unpaid.trade);
    assert_eq!(fair.state(abandoned), GroupState::Failed);
    let first = fair.buys_in(a, SaleChoice::Open(sale));
    let group = fair.group_of(first);
    let second = fair.order_in(b, 1, SaleChoice::Join(group)).unwrap();
    assert_eq!(
        refused(fair.order_in(a, 1, SaleChoice::Join(group))).0,
        "not_sold",
        "one seat per member"
    );
    fair.order_in(c, 1, SaleChoice::Join(group)).unwrap();
    fair.cancel_trade(b, second.trade);
    let view = fair.world().engine.group(&fair.staff, group).unwrap();
    assert_eq!((view.firm, view.free), (1, 1));
    assert_eq!(fair.figures(sale), [18, 1, 1]);
    fair.sound();
}

#[test]
fn virtual_completion_happens_only_where_it_is_asked_for_and_is_marked() {
    let fair = Fair::new();
    let [a, b] = fair.members();
    let sale = CreateSale {
        kind: SaleKind::Group(GroupTerms {
            size: 4,
            hours: 1,
            virtual_from: Some(2),
        }),
        ..fair.group_buy()
    };
    let sale = fair.create(sale).unwrap();
    let first = fair.buys_in(a, SaleChoice::Open(sale));
    let group = fair.group_of(first);
    fair.buys_in(b, SaleChoice::Join(group));
    fair.minutes(60);
    fair.due();
    let view = fair.world().engine.group(&fair.staff, group).unwrap();
    assert_eq!(view.state, GroupState::Succeeded);
    assert_eq!((view.firm, view.virtual_seats), (2, 2));
    assert!(fair.order(first).pickup.is_some());
    // With one firm seat it fails.
    let first = fair.buys_in(a, SaleChoice::Open(sale));
    let lonely = fair.group_of(first);
    fair.minutes(60);
    fair.due();
    assert_eq!(fair.state(lonely), GroupState::Failed);
    fair.sound();
}

#[test]
fn a_cancelled_group_refunds_at_once_and_a_full_one_is_not_cancelled() {
    let fair = Fair::new();
    let [a] = fair.members();
    let sale = fair.create(fair.group_buy()).unwrap();
    let full = fair.group_of(filled(&fair, sale)[0]);
    let world = fair.world();
    let cancel = |actor: &Actor, group| {
        let reason = text("货源取消");
        let command = CancelGroup { group, reason };
        world.engine.cancel_group(actor, world.id(), command)
    };
    assert_eq!(refused(cancel(&world.platform, full)).0, "wrong_state");
    let order = fair.buys_in(a, SaleChoice::Open(sale));
    let group = fair.group_of(order);
    assert_eq!(refused(cancel(&fair.staff, group)).0, "denied");
    cancel(&world.platform, group).unwrap();
    assert_eq!(fair.state(group), GroupState::Failed);
    assert_eq!(fair.order(order).state, OrderState::Closed);
    fair.sound();
}

#[test]
fn points_do_not_pay_a_flash_sale_unless_it_says_so() {
    let fair = Fair::new();
    let [a] = fair.members();
    let world = fair.world();
    let grant = linli::points::GrantPoints {
        member: a,
        points: linli::kernel::Points::new(500).unwrap(),
        kind: linli::points::PointsKind::Universal,
        issuer: linli::ledger::Party::Node(world.community),
        expires: None,
        reason: text("赠送"),
    };
    world
        .engine
        .grant_points(&world.platform, world.id(), grant)
        .unwrap();
    for (excluded, total) in [(true, 2_000), (false, 1_500)] {
        let excludes = Excludes {
            points: excluded,
            ..Excludes::default()
        };
        let sale = CreateSale {
            excludes,
            ..fair.flash()
        };
        let sale = fair.create(sale).unwrap();
        let mut wanted = fair.wanted(a, fair.rice, 1);
        wanted.points = linli::kernel::Points::new(500).unwrap();
        wanted.lines[0].sale = Some(SaleChoice::Flash(sale));
        let quote = world.engine.quote(&fair.buyer(a), &wanted).unwrap();
        assert_eq!(quote.total, fen(total));
        let record = world.engine.sale(&fair.buyer(a), sale).unwrap().sale;
        assert!(
            record.excludes.distribution,
            "a flash sale never brings commission"
        );
    }
}

#[test]
fn a_group_is_bought_by_itself() {
    let fair = Fair::new();
    let [a] = fair.members();
    let sale = fair.create(fair.group_buy()).unwrap();
    let mut wanted = fair.wanted(a, fair.rice, 1);
    wanted.lines[0].sale = Some(SaleChoice::Open(sale));
    let eggs = WantedLine::new(fair.eggs, 1, Fulfilment::Pickup);
    wanted.lines.push(eggs);
    assert_eq!(
        refused(fair.place_wanted(wanted)),
        ("invalid_field", "lines[0].sale".into())
    );
}

#[test]
fn members_see_their_groups_and_everybody_the_sales_of_their_community() {
    let fair = Fair::new();
    let [a, b] = fair.members();
    let sale = fair.create(fair.group_buy()).unwrap();
    let flash = fair.create(fair.flash()).unwrap();
    let order = fair.buys_in(a, SaleChoice::Open(sale));
    let world = fair.world();
    let (mine, _) = world.engine.my_groups(&fair.buyer(a), a, None).unwrap();
    assert_eq!(mine.len(), 1);
    assert_eq!((mine[0].order, mine[0].group.firm), (order, 1));
    assert_eq!(
        refused(world.engine.my_groups(&fair.buyer(b), a, None)).0,
        "denied"
    );
    let at = world.engine.sales_at(&fair.buyer(b), world.community, 10);
    let at: Vec<CampaignId> = at.unwrap().iter().map(|view| view.sale.id).collect();
    assert_eq!(at, [flash, sale], "the one that ends first first");
    let record = world.engine.group_record(&fair.buyer(b), mine[0].group.id);
    assert_eq!(refused(record).0, "denied", "who is in it is not public");
    fair.minutes(60);
    let at = world.engine.sales_at(&fair.buyer(b), world.community, 10);
    assert_eq!(at.unwrap().len(), 1);
}

// Bad input

#[test]
fn a_sale_that_cannot_be_is_refused_by_field_and_changes_nothing() {
    let fair = Fair::new();
    let before = rows_stored(&fair);
    let flash = fair.flash();
    let group = |size, hours, virtual_from| CreateSale {
        kind: SaleKind::Group(GroupTerms {
            size,
            hours,
            virtual_from,
        }),
        ..fair.group_buy()
    };
    let cases = [
        (
            "ends_at",
            CreateSale {
                ends_at: flash.starts_at,
                ..flash.clone()
            },
        ),
        (
            "ends_at",
            CreateSale {
                ends_at: flash.starts_at.plus_days(367),
                ..flash.clone()
            },
        ),
        (
            "price",
            CreateSale {
                price: fen(-1),
                ..flash.clone()
            },
        ),
        (
            "price",
            CreateSale {
                price: fen(3_001),
                ..flash.clone()
            },
        ),
        (
            "quota",
            CreateSale {
                quota: 0,
                ..flash.clone()
            },
        ),
        (
            "quota",
            CreateSale {
                quota: 1_000_001,
                ..flash.clone()
            },
        ),
        (
            "per_member",
            CreateSale {
                per_member: Some(0),
                ..flash.clone()
            },
        ),
        (
            "sku",
            CreateSale {
                sku: SkuId(linli::kernel::Id::derived("no", &[])),
                ..flash.clone()
            },
        ),
        (
            "node",
            CreateSale {
                node: linli::kernel::NodeId(linli::kernel::Id::derived("no", &[])),
                ..flash.clone()
            },
        ),
        ("size", group(1, 2, None)),
        ("size", group(101, 2, None)),
        ("hours", group(2, 0, None)),
        ("hours", group(2, 721, None)),
        ("virtual_from", group(3, 2, Some(3))),
        ("virtual_from", group(3, 2, Some(0))),
    ];
    for (field, command) in cases {
        let found = refused(fair.create(command));
        assert_eq!(found, ("invalid_field", field.to_owned()));
    }
    let much = CreateSale {
        quota: 1_001,
        ..flash
    };
    assert_eq!(refused(fair.create(much)), ("out_of_stock", "quota".into()));
    assert_eq!(before, rows_stored(&fair));
}

/// How many rows are stored.
fn rows_stored(fair: &Fair) -> usize {
    let report = verify(&*fair.world().store, fair.world().tenant).unwrap();
    report
        .checked
        .values()
        .map(|rows| usize::try_from(*rows).unwrap())
        .sum()
}

#[test]
fn a_sale_is_chosen_only_where_and_when_it_is_offered() {
    let fair = Fair::new();
    let [a] = fair.members();
    let now = fair.world().clock.now();
    let later = CreateSale {
        starts_at: now.plus_minutes(10),
        ..fair.flash()
    };
    let later = fair.create(later).unwrap();
    let group = fair.create(fair.group_buy()).unwrap();
    let nothing = CampaignId(linli::kernel::Id::derived("no", &[]));
    let no_group = GroupId(linli::kernel::Id::derived("no", &[]));
    for choice in [
        SaleChoice::Flash(later),
        SaleChoice::Flash(group),
        SaleChoice::Open(later),
        SaleChoice::Flash(nothing),
        SaleChoice::Open(nothing),
        SaleChoice::Join(no_group),
    ] {
        let found = refused(fair.order_in(a, 1, choice));
        assert_eq!(found, ("not_sold", "lines[0].sale".into()), "{choice:?}");
    }
    let mut eggs = fair.wanted(a, fair.eggs, 1);
    eggs.lines[0].sale = Some(SaleChoice::Open(group));
    assert_eq!(
        refused(fair.place_wanted(eggs)),
        ("not_sold", "lines[0].sale".into())
    );
    let world = fair.world();
    let early = ExpireSale { sale: later };
    let early = world.engine.expire_sale(&world.system, world.id(), early);
    assert_eq!(refused(early).0, "wrong_state");
}

#[test]
fn only_the_merchant_and_those_above_make_sales() {
    let fair = Fair::new();
    let [a] = fair.members();
    let world = fair.world();
    for actor in [&fair.buyer(a), &fair.leader, &world.system] {
        let denied = world.engine.create_sale(actor, world.id(), fair.flash());
        assert!(matches!(denied, Err(Error::Denied { .. })));
    }
    world
        .engine
        .create_sale(&world.platform, world.id(), fair.flash())
        .unwrap();
}
