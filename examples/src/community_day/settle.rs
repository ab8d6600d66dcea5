//! Step 5: the days go by until everything is received, settled and paid out.

use linli::catalog::Fulfilment;
use linli::kernel::Text;
use linli::order::{ConfirmReceipt, OrderState};
use linli::payout::{PayoutResult, ReportPayout};
use linli::reconciliation::BillKind;
use linli::settlement::{Settlement, SettlementState};

use super::month_end::{approve, reconcile};
use super::night::close_day;
use super::promotion::promotion_day;
use super::trading::{accept_deliveries, collections, run};
use super::{Community, Outcome};

/// The last day: parcels of Tuesday count as received 10 days after they were sent, and reviewing closes 15 days later.
const LAST_DAY: u32 = 29;

/// 5: Tuesday's orders arrive on Wednesday, which is also a day of promotions, and Wednesday's on Thursday; from then on the host's timer does what is due, and every working morning the
/// payouts of the day before are reported as done.
pub fn settle(community: &mut Community) -> Outcome<()> {
    close_day(community, 1)?;
    let mut unpaid = Vec::new();
    for day in 2..=LAST_DAY {
        if matches!(day, 2 | 3) {
            accept_deliveries(community, day)?;
        }
        pay_out(community, day, &mut unpaid)?;
        match day {
            2 => {
                promotion_day(community)?;
                let mut visits = collections(community, day)?;
                run(community, day, &mut visits)?;
            }
            3 => {
                let mut visits = collections(community, day)?;
                run(community, day, &mut visits)?;
            }
            4 => confirm_parcels(community, day)?,
            // The first of December.
            8 => reconcile(community)?,
            _ => {}
        }
        for hour in 10..24 {
            let time = community.time(day, &format!("{hour}:30"))?;
            if community.now() < time {
                community.wait_until(time)?;
            }
        }
    }
    Ok(())
}

/// Nine in the morning: the day before was closed and settled at midnight (due work). The host pays what is to be paid
/// today — not on Saturdays and Sundays — and tells the engine that it is done.
fn pay_out(community: &mut Community, day: u32, unpaid: &mut Vec<Settlement>) -> Outcome<()> {
    community.wait_until(community.time(day, "08:30")?)?;
    approve(community, day)?;
    community.wait_until(community.time(day, "09:00")?)?;
    let host = community.host;
    let yesterday = community.day(day - 1)?;
    unpaid.extend(
        community
            .engine
            .settlements_of_day(&host, yesterday, None, 500)?,
    );
    let today = community.day(day)?;
    let mut results = Vec::new();
    for settlement in unpaid.extract_if(.., |settlement| settlement.pay_on <= today) {
        if settlement.state != SettlementState::Instructed {
            continue;
        }
        for payout in settlement.payouts {
            let report = ReportPayout {
                payout,
                at: community.time(day, "09:00")?,
                result: PayoutResult::Done {
                    channel: Some(Text::new("wechat")?),
                    number: Text::new(format!("payout-{payout}"))?,
                },
            };
            results.push((community.id()?, report));
        }
    }
    for (_, report) in &results {
        let payout = community.engine.payout(&host, report.payout)?;
        let number = format!("payout-{}", payout.id);
        community.at_channel(BillKind::Payout, number, payout.id, payout.amount);
    }
    for outcome in community.engine.execute_all(&host, results)? {
        outcome?;
    }
    Ok(())
}

/// Every second parcel is confirmed by its resident; the others count as received when their time is over.
fn confirm_parcels(community: &Community, day: u32) -> Outcome<()> {
    community.wait_until(community.time(day, "12:00")?)?;
    let orders = community.sold.iter().flat_map(|sold| {
        let orders = sold.placed.orders.iter();
        orders.map(|order| (sold.member, *order))
    });
    let mut parcels = 0;
    for (member, id) in orders {
        let resident = community.resident(member);
        let order = community.engine.order(&resident, id)?;
        if order.fulfilment == Fulfilment::Express && order.state == OrderState::PendingReceipt {
            parcels += 1;
            if parcels % 2 == 0 {
                let confirm = ConfirmReceipt { order: id };
                community
                    .engine
                    .confirm_receipt(&resident, community.id()?, confirm)?;
            }
        }
    }
    Ok(())
}
