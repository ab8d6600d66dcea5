//! A channel's bill against the ledger: every line and every movement gets one row. RULES §12.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use std::fmt::Write;

use common::shop::Shop;
use common::text;
use linli::income::{BookDocument, DocumentKind};
use linli::kernel::{Clock, Day, Money};
use linli::ledger::Party;
use linli::order::{CancelLine, CancelOrder};
use linli::payment::{RefundResult, ReportPayment, ReportRefund};
use linli::reconciliation::{
    BillKind, BillProfile, Mismatch, ReconciledRow, ReconciliationSums, RecordReconciliation,
    Verdict,
};

fn money(units: i64) -> Money {
    Money::new(units).unwrap()
}

const SUNDAY: &str = "2026-11-22";

fn reconcile(
    shop: &Shop,
    profile: &BillProfile,
    bill: &str,
) -> linli::Result<(ReconciliationSums, Vec<ReconciledRow>)> {
    let day: Day = SUNDAY.parse().unwrap();
    let mut rows = Vec::new();
    let sums = shop.world.engine.reconcile(
        &shop.world.platform,
        "wechat",
        profile,
        day..=day,
        &mut bill.as_bytes(),
        &mut |row| {
            rows.push(row.clone());
            Ok(())
        },
    )?;
    Ok((sums, rows))
}

const HEAD: &str = "kind,channel_number,our_number,amount\n";

#[test]
fn every_line_and_every_movement_gets_exactly_one_row() {
    let shop = Shop::new();
    let world = &shop.world;
    let wang = shop.member("王小明");
    let buy = |units| {
        let placed = shop.place(wang, shop.station, &[(shop.eggs, units)]);
        shop.pay(&placed);
        placed
    };
    let (matched, differing, missing) = (buy(1), buy(2), buy(3));
    // A refund that is done, and one that the channel has not paid.
    let mut refunds = Vec::new();
    for placed in [&matched, &differing] {
        let cancel = CancelOrder {
            order: placed.orders[0],
            lines: vec![CancelLine {
                line: 0,
                quantity: 1,
            }],
            reason: None,
        };
        let refund = world
            .engine
            .cancel_order(&shop.buyer(wang), world.id(), cancel)
            .unwrap();
        refunds.push(refund);
    }
    let done = ReportRefund {
        refund: refunds[0],
        result: RefundResult::Done,
        message: None,
        attempt: None,
    };
    world
        .engine
        .report_refund(&world.system, world.id(), done)
        .unwrap();
    // A payment of a wrong amount is recorded and not booked.
    let placed = shop.place(wang, shop.station, &[(shop.rice, 1)]);
    let wrong = ReportPayment {
        trade: placed.trade,
        provider: text("wechat"),
        number: text("WRONG-1"),
        amount: money(1),
        currency: "CNY".into(),
        paid_at: world.clock.now(),
        evidence: text(&"0".repeat(64)),
    };
    world
        .engine
        .report_payment(&world.system, world.id(), wrong)
        .unwrap();
    let fee = BookDocument {
        kind: DocumentKind::ChannelFee {
            channel: text("wechat"),
            bearer: Party::Platform,
        },
        number: text("FEE-1"),
        amount: money(6),
        note: text(""),
        period: None,
    };
    world
        .engine
        .book_document(&world.platform, world.id(), fee)
        .unwrap();

    let mut bill = String::from(HEAD);
    let trade = matched.trade.to_string();
    // With our number as channels write it: no dashes.
    let short = trade.replace('-', "");
    writeln!(bill, "payment,{trade},{short},10.00").unwrap(); // 2
    writeln!(bill, "payment,{},,20.01", differing.trade).unwrap(); // 3
    writeln!(bill, "payment,{trade},{short},10.00").unwrap(); // 4: again
    writeln!(bill, "payment,NOBODY,X,1.00").unwrap(); // 5
    writeln!(bill, "payment,WRONG-1,{},0.01", placed.trade).unwrap(); // 6
    writeln!(bill, "refund,R1,{},-10.00", refunds[0]).unwrap(); // 7
    writeln!(bill, "refund,R2,{},10.00", refunds[1]).unwrap(); // 8
    writeln!(bill, "payment,{},y,1.2.3", missing.trade).unwrap(); // 9: unreadable
    writeln!(bill, "fee,,FEE-1,0.06").unwrap(); // 10
    let (sums, rows) = reconcile(&shop, &BillProfile::plain(), &bill).unwrap();
    let differs = |why| Verdict::Differing { why };
    let verdicts: Vec<(Option<u64>, Verdict)> = rows
        .iter()
        .map(|row| (row.line, row.verdict.clone()))
        .collect();
    assert_eq!(
        verdicts,
        [
            (Some(2), Verdict::Matched),
            (Some(3), differs(Mismatch::Amount)),
            (Some(4), Verdict::Doubled),
            (Some(5), Verdict::MissingHere),
            (Some(6), differs(Mismatch::NotBooked)),
            (Some(7), Verdict::Matched),
            (Some(8), differs(Mismatch::NotBooked)),
            (
                Some(9),
                Verdict::Unreadable {
                    column: "amount".into(),
                    reason: "a plain decimal such as 12.30 is expected".into()
                }
            ),
            (Some(10), Verdict::Matched),
            (None, Verdict::MissingThere),
        ]
    );
    let last = rows.last().unwrap();
    assert_eq!(
        (last.kind, last.our_number.clone(), last.ours),
        (
            Some(BillKind::Payment),
            missing.trade.to_string(),
            Some(money(3_000))
        )
    );
    assert_eq!(
        sums,
        ReconciliationSums {
            lines: 9,
            matched: 3,
            matched_amount: 2_006,
            missing_here: 1,
            missing_there: 1,
            differing: 3,
            doubled: 1,
            unreadable: 1,
        }
    );
}

#[test]
fn a_whole_bill_of_wechat_matches_and_a_missing_line_is_found() {
    let shop = Shop::new();
    let wang = shop.member("王小明");
    let mut bill = String::from(
        "交易时间,微信订单号,商户订单号,交易状态,微信退款单号,商户退款单号,订单金额,申请退款金额\n",
    );
    for _ in 0..20 {
        let placed = shop.place(wang, shop.station, &[(shop.eggs, 1)]);
        shop.pay(&placed);
        writeln!(
            bill,
            "`2026-11-22 10:00:00,`{},`{},`SUCCESS,`0,`0,`10.00,`0.00",
            placed.trade, placed.trade
        )
        .unwrap();
    }
    bill.push_str("总交易单数,应结订单总金额\n`20,`200.00\n");
    let (sums, _) = reconcile(&shop, &BillProfile::wechat(), &bill).unwrap();
    assert_eq!((sums.lines, sums.matched, sums.missing_there), (20, 20, 0));
    let without: String = bill
        .lines()
        .enumerate()
        .filter(|(place, _)| *place != 7)
        .fold(String::new(), |text, (_, line)| text + line + "\n");
    let (sums, _) = reconcile(&shop, &BillProfile::wechat(), &without).unwrap();
    assert_eq!((sums.lines, sums.matched, sums.missing_there), (19, 19, 1));
}

#[test]
fn comparing_changes_nothing_and_its_outcome_can_be_kept() {
    let shop = Shop::new();
    let world = &shop.world;
    let (sums, rows) = reconcile(&shop, &BillProfile::plain(), HEAD).unwrap();
    assert_eq!((sums, rows.len()), (ReconciliationSums::default(), 0));
    let keep = |file: &str, from: &str, to: &str| {
        let command = RecordReconciliation {
            channel: text("wechat"),
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            file: text(file),
            sums,
            note: Some(text("无差异")),
        };
        world
            .engine
            .record_reconciliation(&world.platform, world.id(), command)
    };
    assert_eq!(
        keep("ab", SUNDAY, SUNDAY).unwrap_err().field(),
        Some("file")
    );
    let file = "a".repeat(64);
    assert_eq!(
        keep(&file, SUNDAY, "2026-11-21").unwrap_err().field(),
        Some("to")
    );
    keep(&file, SUNDAY, SUNDAY).unwrap();
    keep(&"b".repeat(64), "2026-11-21", "2026-11-21").unwrap();
    let kept = world
        .engine
        .reconciliations(&world.platform, "wechat", None, 1)
        .unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].from.to_string(), SUNDAY);
    let after = Some((kept[0].from, linli::engine::Record::id(&kept[0])));
    let rest = world
        .engine
        .reconciliations(&world.platform, "wechat", after, 10)
        .unwrap();
    assert_eq!(rest.len(), 1);
    let nobody = linli::kernel::Actor::user(world.tenant, common::user("nobody"));
    let denied = world
        .engine
        .reconciliations(&nobody, "wechat", None, 10)
        .unwrap_err();
    assert_eq!(denied.code(), "denied");
}

#[test]
fn a_sink_that_fails_ends_the_comparison_with_its_error() {
    let shop = Shop::new();
    let day: Day = SUNDAY.parse().unwrap();
    let bill = format!("{HEAD}payment,A,B,1.00\n");
    let failed = shop.world.engine.reconcile(
        &shop.world.platform,
        "wechat",
        &BillProfile::plain(),
        day..=day,
        &mut bill.as_bytes(),
        &mut |_| Err(linli::Error::internal("the disk is full")),
    );
    assert_eq!(failed.unwrap_err().code(), "internal");
    let wide = shop.world.engine.reconcile(
        &shop.world.platform,
        "wechat",
        &BillProfile::plain(),
        "2025-01-01".parse().unwrap()..=day,
        &mut bill.as_bytes(),
        &mut |_| Ok(()),
    );
    assert_eq!(wide.unwrap_err().code(), "limit_exceeded");
}
