//! Many at once want the last units of a flash sale, the last seat of a group, what a limit or a ceiling leaves: on the
//! memory store and on SQLite, through two engines as two processes would have them. RULES §3, §15.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Barrier};

use linli::catalog::Fulfilment;
use linli::kernel::{CampaignId, CommandId, GroupId};
use linli::order::{CartUse, PlaceOrder, PlacedTrade, WantedLine};
use linli::org::{ChangeSettings, SettingsPatch};
use linli::payment::PaymentOutcome;
use linli::pricing::Excludes;
use linli::sale::{
    CancelGroup, CreateSale, GroupState, GroupTerms, OpenPresale, SaleChoice, SaleKind,
};
use linli::verify::verify;
use linli::{Engine, Result};
use linli_tests::shop::{Shop, ShopOptions, fen, text};
use linli_tests::sim::findings;
use linli_tests::stores;

fn on_every_store(test: impl Fn(&Arc<Shop>)) {
    let options = ShopOptions {
        members: 34,
        stock: 100,
        ..ShopOptions::default()
    };
    stores::on_every_store(|store| {
        let shop = Arc::new(Shop::with(store, &options));
        test(&shop);
        let report = verify(&*shop.store, shop.tenant).unwrap();
        assert_eq!(report.findings, []);
        let sold_by_sale =
            shop.engine
                .sales_of_merchant(&shop.platform, shop.merchants[0], None, 9);
        if sold_by_sale.unwrap().is_empty() {
            assert_eq!(findings(&*shop.store, shop.tenant), Vec::<String>::new());
        }
    });
}

/// All of them at the same moment, every second one through another process.
fn at_once<T: Send + 'static>(
    shop: &Arc<Shop>,
    callers: usize,
    call: impl Fn(&Shop, &Engine, usize, CommandId) -> T + Send + Sync + 'static,
) -> Vec<T> {
    let (barrier, call) = (Arc::new(Barrier::new(callers)), Arc::new(call));
    let engines = [shop.engine.clone(), shop.another_engine()];
    let threads: Vec<_> = (0..callers)
        .map(|caller| {
            let (shop, barrier, call) = (Arc::clone(shop), Arc::clone(&barrier), Arc::clone(&call));
            let engine = engines[caller % 2].clone();
            std::thread::spawn(move || {
                let id = shop.id();
                barrier.wait();
                call(&shop, &engine, caller, id)
            })
        })
        .collect();
    let answers = threads.into_iter().map(|thread| thread.join().unwrap());
    answers.collect()
}

fn sale(shop: &Shop, kind: SaleKind, quota: u32, per_member: Option<u32>) -> CampaignId {
    let now = shop.clock.now();
    let sku = &shop.skus[0];
    let create = CreateSale {
        merchant: shop.merchants[sku.merchant],
        node: shop.group,
        sku: sku.id,
        kind,
        starts_at: now,
        ends_at: now.plus_days(9),
        price: fen(sku.price.units() / 2),
        quota,
        per_member,
        excludes: Excludes::default(),
    };
    shop.engine
        .create_sale(&shop.platform, shop.id(), create)
        .unwrap()
}

fn group_buy(shop: &Shop, size: u32) -> CampaignId {
    let terms = GroupTerms {
        size,
        hours: 100,
        virtual_from: None,
    };
    sale(shop, SaleKind::Group(terms), 100, None)
}

fn order(
    shop: &Shop,
    engine: &Engine,
    member: usize,
    id: CommandId,
    choice: Option<SaleChoice>,
) -> Result<PlacedTrade> {
    let mut wanted = shop.wanted(member, &[]);
    wanted.lines = vec![WantedLine {
        sale: choice,
        ..WantedLine::new(shop.skus[0].id, 1, Fulfilment::Pickup)
    }];
    let place = PlaceOrder {
        wanted,
        expected_total: None,
        notes: Vec::new(),
        cart: CartUse::Keep,
    };
    engine.place_order(&shop.members[member].actor, id, place)
}

/// A group whose opener, member 0, has paid.
fn opened(shop: &Shop, sale: CampaignId) -> GroupId {
    let choice = Some(SaleChoice::Open(sale));
    let placed = order(shop, &shop.engine, 0, shop.id(), choice).unwrap();
    shop.pay(&placed).unwrap();
    shop.order(placed.orders[0]).group.unwrap().group
}

fn codes<T>(answers: &[Result<T>]) -> Vec<&'static str> {
    let refused = answers.iter().filter_map(|answer| answer.as_ref().err());
    let mut codes: Vec<&'static str> = refused.map(linli::Error::code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn won<T>(answers: &[Result<T>]) -> usize {
    answers.iter().filter(|answer| answer.is_ok()).count()
}

#[test]
fn of_sixty_four_who_want_the_last_ten_units_of_a_flash_sale_ten_get_one() {
    on_every_store(|shop| {
        let sale = sale(shop, SaleKind::Flash, 10, None);
        let answers = at_once(shop, 64, move |shop, engine, caller, id| {
            order(shop, engine, caller, id, Some(SaleChoice::Flash(sale)))
        });
        assert_eq!((won(&answers), codes(&answers)), (10, vec!["out_of_stock"]));
        let view = shop.engine.sale(&shop.platform, sale).unwrap();
        assert_eq!([view.left, view.reserved, view.sold], [0, 10, 0]);
        assert_eq!(shop.stock(0), [90, 0, 0]);
    });
}

#[test]
fn of_sixty_four_orders_of_one_member_as_many_pass_as_the_limit_allows() {
    on_every_store(|shop| {
        let sale = sale(shop, SaleKind::Flash, 50, Some(3));
        let answers = at_once(shop, 64, move |shop, engine, _, id| {
            order(shop, engine, 0, id, Some(SaleChoice::Flash(sale)))
        });
        assert_eq!(
            (won(&answers), codes(&answers)),
            (3, vec!["limit_exceeded"])
        );
    });
}

#[test]
fn of_sixty_four_who_want_what_is_sold_ahead_as_many_get_it_as_the_ceiling_allows() {
    on_every_store(|shop| {
        let open = OpenPresale {
            merchant: shop.merchants[shop.skus[0].merchant],
            sku: shop.skus[0].id,
            promised: shop.today().plus_days(5),
            ceiling: 7,
        };
        let merchant = open.merchant;
        let presale = shop
            .engine
            .open_presale(&shop.platform, shop.id(), open)
            .unwrap();
        let answers = at_once(shop, 64, |shop, engine, caller, id| {
            order(shop, engine, caller, id, None)
        });
        assert_eq!((won(&answers), codes(&answers)), (7, vec!["out_of_stock"]));
        let view = shop
            .engine
            .presale(&shop.platform, merchant, presale)
            .unwrap();
        assert_eq!((view.ordered, view.waiting), (7, 7));
    });
}

#[test]
fn of_sixty_four_who_want_the_last_seat_one_gets_it() {
    on_every_store(|shop| {
        let group = opened(shop, group_buy(shop, 2));
        let answers = at_once(shop, 64, move |shop, engine, caller, id| {
            order(shop, engine, caller + 1, id, Some(SaleChoice::Join(group)))
        });
        assert_eq!((won(&answers), codes(&answers)), (1, vec!["not_sold"]));
    });
}

#[test]
fn of_twenty_payments_for_the_last_three_seats_three_fill_the_group_and_the_others_open_new_ones() {
    on_every_store(|shop| {
        let patient = ChangeSettings {
            node: shop.group,
            set: SettingsPatch {
                payment_minutes: Some(10_000),
                group_seat_minutes: Some(1),
                ..SettingsPatch::default()
            },
            inherit: Vec::new(),
        };
        shop.engine
            .change_settings(&shop.platform, shop.id(), patient)
            .unwrap();
        let sale = group_buy(shop, 4);
        let group = opened(shop, sale);
        // Each one's reservation lapses before the next one comes, so all of them hold a trade for three seats.
        let placed: Vec<PlacedTrade> = (1..21)
            .map(|member| {
                shop.advance_minutes(1);
                let choice = Some(SaleChoice::Join(group));
                order(shop, &shop.engine, member, shop.id(), choice).unwrap()
            })
            .collect();
        shop.advance_minutes(1);
        let reports = at_once(shop, 20, move |shop, engine, caller, id| {
            let report = shop.payment_of(&placed[caller]);
            engine.report_payment(&shop.system, id, report).unwrap()
        });
        let accepted =
            |report: &linli::payment::PaymentReport| report.outcome == PaymentOutcome::Accepted;
        assert!(reports.iter().all(accepted));
        let view = shop.engine.group(&shop.platform, group).unwrap();
        assert_eq!((view.state, view.firm), (GroupState::Succeeded, 4));
        let others = shop
            .engine
            .groups_of_sale(&shop.platform, sale, 100)
            .unwrap();
        assert_eq!(others.len(), 17);
        assert!(others.iter().all(|group| group.firm == 1));
        let view = shop.engine.sale(&shop.platform, sale).unwrap();
        assert_eq!([view.left, view.reserved, view.sold], [79, 0, 21]);
    });
}

#[test]
fn of_the_last_payment_and_a_cancelling_one_wins_and_nobody_pays_for_nothing() {
    on_every_store(|shop| {
        for round in 0..8 {
            let sale = group_buy(shop, 2);
            let group = opened(shop, sale);
            let choice = Some(SaleChoice::Join(group));
            let placed = order(shop, &shop.engine, 1, shop.id(), choice).unwrap();
            let report = shop.payment_of(&placed);
            let outcomes = at_once(shop, 2, move |shop, engine, caller, id| {
                if caller == round % 2 {
                    let reason = text("货源取消");
                    let cancel = CancelGroup { group, reason };
                    return engine.cancel_group(&shop.platform, id, cancel).is_ok();
                }
                let report = engine.report_payment(&shop.system, id, report.clone());
                report.unwrap().outcome == PaymentOutcome::Accepted
            });
            assert_ne!(outcomes[0], outcomes[1], "one of them");
            let paid = outcomes[1 - round % 2];
            let state = shop.engine.group(&shop.platform, group).unwrap().state;
            let right = if paid {
                GroupState::Succeeded
            } else {
                GroupState::Failed
            };
            assert_eq!(state, right);
            let refunds = shop
                .engine
                .refunds_of_trade(&shop.system, placed.trade)
                .unwrap();
            let back: i64 = refunds.iter().map(|refund| refund.cash.units()).sum();
            assert_eq!(back, if paid { 0 } else { placed.total.units() });
        }
    });
}
