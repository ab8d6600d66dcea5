//! What the day of promotions came to.

use std::fmt::Write;

use linli::aftersale::CaseKind;
use linli::kernel::{GroupId, Money};
use linli::order::Order;
use linli::pricing::Lane;
use linli::sale::{Group, GroupState};

use super::super::promotion::DAY;
use super::super::{Community, Outcome, yuan};
use crate::table::Table;

/// Reductions of one kind that paid orders had: how many orders, what they came to.
fn reductions(
    orders: &[Order],
    kind: fn(&linli::pricing::Reduction) -> bool,
) -> Outcome<(usize, Money)> {
    let mut sum = Money::ZERO;
    let mut count = 0;
    for order in orders {
        let lines = order.lines.iter().flat_map(|line| &line.reductions);
        let of_kind: Vec<Money> = lines
            .filter(|reduction| kind(reduction))
            .map(|reduction| reduction.amount)
            .collect();
        count += usize::from(!of_kind.is_empty());
        sum = sum.plus(Money::total(of_kind)?)?;
    }
    Ok((count, sum))
}

/// 促销日.
pub(super) fn write(community: &Community) -> Outcome<String> {
    let engine = &community.engine;
    let host = &community.host;
    let promotions = &community.promotions;
    let mut orders = Vec::new();
    for sold in community.sold.iter().filter(|sold| sold.day == 2) {
        for order in &sold.placed.orders {
            let order = engine.order(host, *order)?;
            if order.paid_at.is_some() {
                orders.push(order);
            }
        }
    }
    let mut text = format!("■ 促销日（{}）\n", community.day(DAY)?);
    let mut table = Table::new(["优惠", ">订单", ">让利", "由谁承担"]);
    let (count, amount) = reductions(&orders, |one| one.lane == Lane::FullReduction)?;
    table.row([
        "满80减10".into(),
        count.to_string(),
        yuan(amount),
        "平台".into(),
    ]);
    let (count, amount) = reductions(&orders, |one| one.coupon.is_some())?;
    table.row([
        "零食券 满30减5".into(),
        count.to_string(),
        yuan(amount),
        "商家".into(),
    ]);
    let (count, amount) = reductions(&orders, |one| one.lane == Lane::FlashSale)?;
    table.row([
        "限时限购 大米".into(),
        count.to_string(),
        yuan(amount),
        "商家".into(),
    ]);
    let (count, amount) = reductions(&orders, |one| one.lane == Lane::GroupBuy)?;
    table.row([
        "拼团 抽纸".into(),
        count.to_string(),
        yuan(amount),
        "商家".into(),
    ]);
    writeln!(text, "{table}")?;
    let (claimed, in_vain) = promotions.coupons;
    writeln!(
        text,
        "  优惠券  {claimed} 人领到，{in_vain} 人来晚（限量 {claimed} 张，每人一张）"
    )?;
    let sale = promotions.flash.ok_or("no flash sale")?;
    let sale = engine.sale(host, sale)?;
    writeln!(
        text,
        "  限时限购  {} 件售出 {} 件；抢光时 {} 人没有抢到，{} 件超时未付款后由后来的人买到",
        sale.sale.quota, sale.sold, promotions.too_late, promotions.second_chance
    )?;
    for (number, group) in (1..).zip(&promotions.groups) {
        writeln!(
            text,
            "  拼团  第 {number} 团：{}",
            story(community, *group)?
        )?;
    }
    for case in &promotions.cases {
        let case = engine.after_sale(host, *case)?.case;
        let refund = case.refund.ok_or("a case without refund")?;
        let refund = engine.refund(host, refund)?;
        let units: u32 = case.lines.iter().map(|line| line.quantity).sum();
        let sellable: u32 = case.lines.iter().filter_map(|line| line.sellable).sum();
        let how = match case.kind {
            CaseKind::RefundOnly => format!("仅退款 {units} 件"),
            CaseKind::Return => format!("退货退款 {units} 件，{sellable} 件可再售、已回库"),
        };
        writeln!(text, "  售后  {how}；退回 {} 元", yuan(refund.cash))?;
    }
    text.push('\n');
    Ok(text)
}

fn story(community: &Community, group: GroupId) -> Outcome<String> {
    let record: Group = community.engine.group_record(&community.host, group)?;
    let (size, firm) = (record.terms.size, record.seats.len());
    Ok(match record.state {
        GroupState::Succeeded => format!("{size} 人成团，订单照常备货"),
        GroupState::Failed => {
            format!("{size} 人团到时只有 {firm} 人，没有成团，{firm} 个订单全额退款")
        }
        other => format!("{other:?}"),
    })
}
