//! Many at once want what only one can have: on every store, through one engine and through two as two
//! processes would have them. RULES §3, §5, §6.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Barrier};

use linli::Engine;
use linli::kernel::CommandId;
use linli::order::{CancelOrder, CartUse, OrderState, PlaceOrder};
use linli::payment::{PaymentOutcome, PaymentReport};
use linli::pickup::{CodeRefusal, ConfirmPickup, PickupOutcome};
use linli_tests::shop::{Shop, ShopOptions};
use linli_tests::sim::findings;
use linli_tests::stores;

/// A shop with a stock of one unit of everything, on every store.
fn on_every_store(stock: i64, test: impl Fn(Arc<Shop>)) {
    let options = ShopOptions {
        members: 16,
        stock,
        ..ShopOptions::default()
    };
    stores::on_every_store(|store| {
        let shop = Arc::new(Shop::with(store, &options));
        test(Arc::clone(&shop));
        assert_eq!(findings(&*shop.store, shop.tenant), Vec::<String>::new());
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

fn place(shop: &Shop, engine: &Engine, caller: usize, id: CommandId) -> linli::Result<u32> {
    let member = caller % shop.members.len();
    let place = PlaceOrder {
        wanted: shop.wanted(member, &[(0, 1)]),
        expected_total: None,
        notes: Vec::new(),
        cart: CartUse::Keep,
    };
    let actor = &shop.members[member].actor;
    engine.place_order(actor, id, place).map(|_| 1)
}

fn sixty_four_want(stock: i64) {
    on_every_store(stock, |shop| {
        let answers = at_once(&shop, 64, place);
        let won = answers.iter().filter(|answer| answer.is_ok()).count();
        assert_eq!(i64::try_from(won).unwrap(), stock);
        for refused in answers.iter().filter_map(|answer| answer.as_ref().err()) {
            let found = (refused.code(), refused.field());
            assert_eq!(found, ("out_of_stock", Some("lines[0].quantity")));
        }
        assert_eq!(shop.stock(0), [0, stock, 0]);
    });
}

#[test]
fn of_sixty_four_who_want_the_last_unit_one_gets_it() {
    sixty_four_want(1);
}

#[test]
fn of_sixty_four_who_want_the_last_ten_units_ten_get_one() {
    sixty_four_want(10);
}

#[test]
fn of_sixty_four_confirmations_of_one_code_one_hands_over() {
    on_every_store(5, |shop| {
        let bought = shop.buy(0, &[(0, 1)]).unwrap();
        let order = bought.orders[0];
        let code = shop.code(0, order).unwrap().unwrap();
        shop.deliver();
        let outcomes = at_once(&shop, 64, move |shop, engine, _, id| {
            let station = shop.stations[0];
            let confirm = ConfirmPickup {
                station: station.id,
                code: code.clone(),
            };
            engine.confirm_pickup(&station.leader, id, confirm).unwrap()
        });
        let handed = outcomes
            .iter()
            .filter(|outcome| matches!(outcome, PickupOutcome::PickedUp { .. }));
        assert_eq!(handed.count(), 1);
        let used = outcomes.iter().filter(|outcome| {
            matches!(
                outcome,
                PickupOutcome::Refused(CodeRefusal::AlreadyUsed { .. })
            )
        });
        assert_eq!(used.count(), 63);
        assert_eq!(shop.order(order).state, OrderState::PendingReview);
    });
}

#[test]
fn sixty_four_reports_of_one_payment_have_one_effect() {
    on_every_store(5, |shop| {
        let placed = shop.place(0, &[(0, 2)]).unwrap();
        let report = shop.payment_of(&placed);
        let reports: Vec<PaymentReport> = at_once(&shop, 64, move |shop, engine, _, id| {
            engine
                .report_payment(&shop.system, id, report.clone())
                .unwrap()
        });
        assert!(
            reports
                .iter()
                .all(|report| report.outcome == PaymentOutcome::Accepted)
        );
        assert!(
            reports
                .iter()
                .all(|report| report.payment == reports[0].payment)
        );
        assert_eq!(shop.stock(0), [3, 0, 2]);
        let refunds = shop
            .engine
            .refunds_of_trade(&shop.system, placed.trade)
            .unwrap();
        assert!(refunds.is_empty());
    });
}

#[test]
fn of_sixteen_who_cancel_one_order_one_gets_the_refund() {
    on_every_store(5, |shop| {
        let bought = shop.buy(0, &[(0, 2)]).unwrap();
        let order = bought.orders[0];
        let answers = at_once(&shop, 16, move |shop, engine, _, id| {
            let cancel = CancelOrder {
                order,
                lines: Vec::new(),
                reason: None,
            };
            engine.cancel_order(&shop.members[0].actor, id, cancel)
        });
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        for refused in answers.iter().filter_map(|answer| answer.as_ref().err()) {
            assert_eq!(refused.code(), "wrong_state", "{refused}");
        }
        assert_eq!(shop.stock(0), [5, 0, 0]);
        let refunds = shop
            .engine
            .refunds_of_trade(&shop.system, bought.trade)
            .unwrap();
        assert_eq!(refunds.len(), 1);
        assert_eq!(refunds[0].cash, bought.total);
    });
}

#[test]
fn of_a_payment_and_the_end_of_its_time_one_wins_and_nothing_hangs() {
    on_every_store(200, |shop| {
        for _ in 0..10 {
            let placed = shop.place(0, &[(0, 1)]).unwrap();
            shop.advance_minutes(30);
            let report = shop.payment_of(&placed);
            let outcomes = at_once(&shop, 2, move |shop, engine, caller, id| {
                if caller == 1 {
                    shop.run_due();
                    return None;
                }
                Some(
                    engine
                        .report_payment(&shop.system, id, report.clone())
                        .unwrap(),
                )
            });
            let report = outcomes[0].unwrap();
            let refunds = shop
                .engine
                .refunds_of_trade(&shop.system, placed.trade)
                .unwrap();
            match report.outcome {
                PaymentOutcome::Accepted => assert!(refunds.is_empty()),
                PaymentOutcome::Late => assert_eq!(refunds[0].cash, placed.total),
                other => panic!("{other:?}"),
            }
        }
    });
}
