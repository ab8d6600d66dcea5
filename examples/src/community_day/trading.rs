//! Steps 2 and 4: residents order, pay and change their minds; they collect what was ordered the day before.

use std::collections::BTreeSet;

use linli::catalog::{Fulfilment, Sku};
use linli::kernel::{
    MemberId, MerchantId, Money, OrderId, Points, SkuId, StationId, Text, Timestamp,
};
use linli::order::{CancelLine, CancelOrder, CartUse, OrderNote, PlaceOrder, Wanted, WantedLine};
use linli::payment::{
    PaymentOutcome, PaymentReport, RefundResult, RefundState, ReportPayment, ReportRefund,
};
use linli::pickup::{CodeLookUp, ConfirmPickup, LookUpPickupCode, PickupDigits, PickupOutcome};
use linli::reconciliation::BillKind;
use linli::station::{AcceptDelivery, Arrived, ArrivedItem, Collection};

use super::input::{Basket, EventLine};
use super::{Community, Outcome, Sold};

/// Something that happens at a time of a trading day. The numbers are places in the day's list of baskets.
#[derive(Clone, Debug)]
pub(super) enum Happening {
    /// The resident orders.
    Order(usize),
    /// The payment channel reports a payment of the trade's total less so many fen, under this number.
    Paid(usize, &'static str, i64),
    /// The resident cancels everything.
    Cancel(usize, String),
    /// The resident cancels units of one SKU.
    CancelSome(usize, String, u32),
    /// The resident collects an order at a station.
    Collect(OrderId, StationId),
}

/// 2: Monday. Some trades are cancelled, paid late, paid twice, or never paid; see `events_day1.csv`.
pub fn first_day(community: &mut Community) -> Outcome<()> {
    let mut agenda = orders_and_payments(community, 0)?;
    run(community, 0, &mut agenda)
}

/// 4: Tuesday. In the morning the stations accept what was ordered on Monday; residents order again all day, and those who
/// come collect between four and nine.
pub fn second_day(community: &mut Community) -> Outcome<()> {
    accept_deliveries(community, 1)?;
    let mut agenda = orders_and_payments(community, 1)?;
    agenda.extend(collections(community, 1)?);
    run(community, 1, &mut agenda)
}

/// The day's orders with what follows from each.
fn orders_and_payments(community: &Community, day: u32) -> Outcome<Vec<(Timestamp, Happening)>> {
    let mut agenda = Vec::new();
    for (at, basket) in community.input.baskets[day as usize].iter().enumerate() {
        let placed = community.time(day, &basket.at)?;
        let after = |minutes| placed.plus_minutes(minutes);
        let event = community.input.events.get(&basket.code);
        let detail = event.and_then(|event| event.detail.clone());
        let detail = detail.unwrap_or_default();
        agenda.push((placed, Happening::Order(at)));
        let mut paid = |minutes, number, short| {
            agenda.push((after(minutes), Happening::Paid(at, number, short)));
        };
        match event.map(|event: &EventLine| event.event.as_str()) {
            None => paid(1, "1", 0),
            Some("unpaid") => {}
            Some("pay_late") => paid(detail.parse()?, "1", 0),
            Some("pay_twice") => {
                paid(1, "1", 0);
                paid(3, "2", 0);
            }
            Some("wrong_amount") => {
                paid(1, "1", 1);
                paid(3, "2", 0);
            }
            Some("cancel") => {
                paid(1, "1", 0);
                agenda.push((after(20), Happening::Cancel(at, detail)));
            }
            Some("cancel_line") => {
                paid(1, "1", 0);
                let (sku, units) = detail.split_once('*').ok_or("events_day1.csv: detail")?;
                let some = Happening::CancelSome(at, sku.to_owned(), units.parse()?);
                agenda.push((after(20), some));
            }
            Some(other) => return Err(format!("events_day1.csv: unknown event {other}").into()),
        }
    }
    Ok(agenda)
}

/// Lets everything happen in the order of time.
pub(super) fn run(
    community: &mut Community,
    day: u32,
    agenda: &mut [(Timestamp, Happening)],
) -> Outcome<()> {
    agenda.sort_by_key(|(time, _)| *time);
    let baskets = community.input.baskets.get(day as usize);
    let baskets = baskets.cloned().unwrap_or_default();
    for (time, happening) in agenda {
        community.wait_until(*time)?;
        match happening {
            Happening::Order(at) => order(community, day, &baskets[*at])?,
            Happening::Paid(at, number, short) => {
                // What could not be ordered is not paid.
                if let Some(sold) = sold(community, &baskets[*at].code) {
                    pay(community, &sold, number, *short)?;
                }
            }
            Happening::Cancel(at, reason) => cancel(community, &baskets[*at].code, reason)?,
            Happening::CancelSome(at, sku, units) => {
                cancel_some(community, &baskets[*at].code, sku, *units)?;
            }
            Happening::Collect(order, station) => collect(community, *order, *station)?,
        }
    }
    report_refunds(community)
}

fn sold(community: &Community, code: &str) -> Option<Sold> {
    community
        .sold
        .iter()
        .find(|sold| sold.code == code)
        .cloned()
}

/// The resident's phone asks for a quote, shows the total, and orders for that total.
fn order(community: &mut Community, day: u32, basket: &Basket) -> Outcome<()> {
    let member = community.residents[&basket.resident];
    let resident = community.resident(member);
    let mut lines = Vec::new();
    let mut notes: Vec<OrderNote> = Vec::new();
    for line in &basket.lines {
        let (merchant, sku) = sku(community, &line.sku)?;
        let fulfilment = Fulfilment::by_name(&line.fulfilment).ok_or("orders: fulfilment")?;
        lines.push(WantedLine {
            sku,
            quantity: line.quantity,
            fulfilment,
            sale: None,
        });
        let is_there =
            |note: &OrderNote| (note.merchant, note.fulfilment) == (merchant, fulfilment);
        if let Some(remark) = &basket.remark
            && !notes.iter().any(is_there)
        {
            notes.push(OrderNote {
                merchant,
                fulfilment,
                remark: Some(Text::new(&**remark)?),
                invoice: None,
            });
        }
    }
    let wanted = Wanted {
        member,
        lines,
        station: basket.station.as_ref().map(|code| community.stations[code]),
        points: Points::new(basket.points)?,
        coupons: linli::pricing::CouponChoice::None,
    };
    let quote = community.engine.quote(&resident, &wanted)?;
    let place = PlaceOrder {
        wanted,
        expected_total: Some(quote.total),
        notes,
        cart: CartUse::Keep,
    };
    match community
        .engine
        .place_order(&resident, community.id()?, place)
    {
        Ok(placed) => community.sold.push(Sold {
            code: basket.code.clone(),
            day: day as usize,
            member,
            placed,
        }),
        // The last oranges are gone: the whole cart is refused and nothing of it is held.
        Err(error @ linli::Error::OutOfStock { .. }) => {
            community.refused.push((basket.code.clone(), error));
        }
        Err(error) => return Err(format!("{}: {error}", basket.code).into()),
    }
    Ok(())
}

/// SKU ids are computed from merchant and code, so nothing is looked up.
pub(super) fn sku(community: &Community, code: &str) -> Outcome<(MerchantId, SkuId)> {
    let merchant = community
        .skus
        .get(code)
        .and_then(|merchant| community.merchants.get(merchant))
        .ok_or_else(|| format!("products.csv: no SKU {code}"))?;
    Ok((*merchant, Sku::id_of(*merchant, code)))
}

/// The payment channel's callback, passed on by the host.
pub(super) fn pay(community: &mut Community, sold: &Sold, number: &str, short: i64) -> Outcome<()> {
    let report = ReportPayment {
        trade: sold.placed.trade,
        provider: Text::new("wechat")?,
        number: Text::new(format!("wx-{}-{number}", sold.code))?,
        amount: sold.placed.total.minus(Money::new(short)?)?,
        currency: "CNY".to_owned(),
        paid_at: community.now(),
        // SHA-256 of the channel's message, so that the evidence can be found again.
        evidence: Text::new("e".repeat(64))?,
    };
    let channel_number = report.number.to_string();
    community.at_channel(
        BillKind::Payment,
        channel_number,
        sold.placed.trade,
        report.amount,
    );
    let PaymentReport { outcome, .. } =
        community
            .engine
            .report_payment(&community.host, community.id()?, report)?;
    if outcome != PaymentOutcome::Accepted {
        community.odd_payments.push((sold.code.clone(), outcome));
    }
    Ok(())
}

/// The resident cancels all orders of a trade before the cut-off.
fn cancel(community: &mut Community, code: &str, reason: &str) -> Outcome<()> {
    let sold = sold(community, code).ok_or("events_day1.csv: order")?;
    let resident = community.resident(sold.member);
    for order in &sold.placed.orders {
        let cancel = CancelOrder {
            order: *order,
            lines: Vec::new(),
            reason: Some(Text::new(reason)?),
        };
        community
            .engine
            .cancel_order(&resident, community.id()?, cancel)?;
    }
    Ok(())
}

/// The resident wants fewer units of a SKU.
fn cancel_some(community: &mut Community, code: &str, wanted: &str, units: u32) -> Outcome<()> {
    let sold = sold(community, code).ok_or("events_day1.csv: order")?;
    let resident = community.resident(sold.member);
    let (_, sku) = sku(community, wanted)?;
    for id in &sold.placed.orders {
        let order = community.engine.order(&resident, *id)?;
        let place = order.lines.iter().position(|line| line.sku == sku);
        if let Some(place) = place {
            let line = CancelLine {
                line: u32::try_from(place)?,
                quantity: units,
            };
            let cancel = CancelOrder {
                order: *id,
                lines: vec![line],
                reason: None,
            };
            community
                .engine
                .cancel_order(&resident, community.id()?, cancel)?;
        }
    }
    Ok(())
}

/// The channel has paid the waiting refunds out, and tells.
pub(super) fn report_refunds(community: &mut Community) -> Outcome<()> {
    let host = community.host;
    loop {
        let (waiting, more) =
            community
                .engine
                .refunds_waiting(&host, RefundState::Instructed, None)?;
        let mut results = Vec::new();
        for refund in &waiting {
            let report = ReportRefund {
                refund: refund.id,
                result: RefundResult::Done,
                message: None,
                attempt: None,
            };
            results.push((community.id()?, report));
        }
        for outcome in community.engine.execute_all(&host, results)? {
            outcome?;
        }
        for refund in waiting {
            let number = format!("wx-refund-{}", refund.id);
            community.at_channel(BillKind::Refund, number, refund.id, refund.cash);
        }
        if more.is_none() {
            return Ok(());
        }
    }
}

/// Half past six: every leader counts what the van brought. One delivery is short; see `deliveries_day2.csv`.
pub(super) fn accept_deliveries(community: &mut Community, day: u32) -> Outcome<()> {
    community.wait_until(community.time(day, "06:30")?)?;
    let today = community.day(day)?;
    for (code, station) in community.stations.clone() {
        let mut exceptions = Vec::new();
        for line in &community.input.deliveries {
            if day == 1 && line.station == code {
                let (_, sku) = sku(community, &line.sku_code)?;
                exceptions.push(ArrivedItem {
                    sku,
                    units: line.arrived,
                });
            }
        }
        let arrived = if exceptions.is_empty() {
            Arrived::AsSent
        } else {
            Arrived::Except(exceptions)
        };
        let accept = AcceptDelivery {
            station,
            day: today,
            arrived,
        };
        let leader = community.user(&code);
        community
            .engine
            .accept_delivery(&leader, community.id()?, accept)?;
    }
    report_refunds(community)
}

/// Who comes and when. Every ninth resident does not.
pub(super) fn collections(community: &Community, day: u32) -> Outcome<Vec<(Timestamp, Happening)>> {
    let mut visits = Vec::new();
    let opening = community.time(day, "16:00")?;
    let away: BTreeSet<MemberId> = community.residents.values().step_by(9).copied().collect();
    for (code, station) in &community.stations {
        let leader = community.user(code);
        let waiting = community.engine.collection_list(
            &leader,
            *station,
            community.day(day)?,
            Collection::NotCollected,
            None,
            500,
        )?;
        for (at, entry) in (0_u32..).zip(waiting) {
            if !away.contains(&entry.buyer.member) {
                let time = opening.plus_minutes(at * 2);
                visits.push((time, Happening::Collect(entry.order.order, *station)));
            }
        }
    }
    Ok(visits)
}

/// The resident reads the code from their phone, the leader looks it up, sees what to hand over, and confirms.
fn collect(community: &mut Community, order: OrderId, station: StationId) -> Outcome<()> {
    let member = community.engine.order(&community.host, order)?.member;
    let resident = community.resident(member);
    let code = community.engine.my_pickup_code(&resident, order)?;
    let digits = code.digits.ok_or("an order that waits has a code")?;
    let first_of_all = community.refused_codes.is_empty();
    if first_of_all {
        let wrong = neighbour(community, station)?;
        refuse(community, wrong, &digits, "走错自提点")?;
    }
    let leader = community.user(&community.code_of(station));
    let look = LookUpPickupCode {
        station,
        code: digits.clone(),
    };
    let found = community
        .engine
        .look_up_pickup_code(&leader, community.id()?, look)?;
    if !matches!(found, CodeLookUp::Valid { order: found, .. } if found == order) {
        return Err(format!("{order}: {found:?}").into());
    }
    let confirm = ConfirmPickup {
        station,
        code: digits.clone(),
    };
    let outcome = community
        .engine
        .confirm_pickup(&leader, community.id()?, confirm)?;
    if outcome != (PickupOutcome::PickedUp { order }) {
        return Err(format!("{order}: {outcome:?}").into());
    }
    if first_of_all {
        refuse(community, station, &digits, "同一提货码第二次使用")?;
    }
    Ok(())
}

/// Another station of the same community.
fn neighbour(community: &Community, station: StationId) -> Outcome<StationId> {
    let stations = &community.input.stations;
    let code = community.code_of(station);
    let home = stations.iter().find(|line| line.code == code);
    let home = home.ok_or("stations.csv: station")?;
    let other = stations
        .iter()
        .find(|line| line.community == home.community && line.code != code)
        .ok_or("stations.csv: a community with one station")?;
    Ok(community.stations[&other.code])
}

/// A code that opens nothing here: neither looking nor confirming hands anything over.
fn refuse(
    community: &mut Community,
    station: StationId,
    digits: &PickupDigits,
    why: &str,
) -> Outcome<()> {
    let code = digits.clone();
    let leader = community.user(&community.code_of(station));
    let look = LookUpPickupCode {
        station,
        code: code.clone(),
    };
    let found = community
        .engine
        .look_up_pickup_code(&leader, community.id()?, look)?;
    let confirm = ConfirmPickup { station, code };
    let outcome = community
        .engine
        .confirm_pickup(&leader, community.id()?, confirm)?;
    match (found, outcome) {
        (CodeLookUp::Refused(refusal), PickupOutcome::Refused(again)) if refusal == again => {
            community.refused_codes.push((why.to_owned(), refusal));
            Ok(())
        }
        other => Err(format!("{why}: {other:?}").into()),
    }
}
