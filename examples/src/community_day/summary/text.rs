//! The summary in Chinese.

use std::fmt::Write;

use linli::kernel::{Day, Money};
use linli::ledger::{AccountPurpose, Party, Unit};
use linli::order::OrderState;
use linli::payment::PaymentOutcome;
use linli::pickup::{CodeRefusal, PickupStatus};
use linli::settlement::SettlementState;
use linli::station::{HandOver, PurchaseScope, PurchaseSource};

use super::super::{Community, Outcome, yuan};
use super::facts::Facts;
use crate::table::Table;

/// Everything, in the order in which a manager would ask.
pub(super) fn write(community: &Community, facts: &Facts) -> Outcome<String> {
    let mut text = String::new();
    let group = &community.input.nodes[0].name;
    writeln!(text, "{group} · 社区团购三日运营汇总")?;
    writeln!(
        text,
        "交易日 {} 与 {}，促销日 {}，截止 {} 全部结清\n",
        community.day(0)?,
        community.day(1)?,
        community.day(2)?,
        community.today()
    )?;
    text += &overview(facts)?;
    text += &sales(facts)?;
    text += &refunds(facts)?;
    text += &exceptions(community)?;
    text += &super::promotion::write(community)?;
    text += &parties(community, facts)?;
    text += &points(facts)?;
    text += &purchases(community, community.day(1)?)?;
    text += &imports(community)?;
    text += &stations(community, community.day(1)?)?;
    text += &ledger(facts)?;
    text.push('\n');
    text += &super::super::month_end::write(community)?;
    Ok(text)
}

fn count(number: impl ToString) -> String {
    number.to_string()
}

fn heading(text: &mut String, title: &str) {
    text.push_str("■ ");
    text.push_str(title);
    text.push('\n');
}

/// The whole in three lines.
fn overview(facts: &Facts) -> Outcome<String> {
    let trades: u32 = facts.days.iter().map(|day| day.paid).sum();
    let orders: u32 = facts.days.iter().map(|day| day.orders).sum();
    let cash = Money::total(facts.days.iter().map(|day| day.cash))?;
    let back = Money::total(facts.refunds.values().map(|refund| refund.cash))?;
    let paid = Money::total(facts.parties.values().map(|party| party.paid_out))?;
    let mut text = String::new();
    writeln!(
        text,
        "  成交 {trades} 笔，拆成 {orders} 个订单；住户实付 {} 元",
        yuan(cash)
    )?;
    writeln!(
        text,
        "  取消、缺货、售后与未成团共退回 {} 元；积分抵扣净额 {} 元由物业承担，满减 {} 元由平台承担",
        yuan(back),
        yuan(facts.funded()?),
        yuan(facts.borne()?)
    )?;
    writeln!(
        text,
        "  各方应得 {} 元，已打款 {} 元\n",
        yuan(facts.shares()?),
        yuan(paid)
    )?;
    Ok(text)
}

/// 订单数与金额.
fn sales(facts: &Facts) -> Outcome<String> {
    let mut text = String::new();
    heading(&mut text, "一、成交");
    let mut table = Table::new(["", ">第一天", ">第二天", ">促销日", ">合计"]);
    let [first, second, third] = &facts.days;
    for (name, of) in [
        ("下单", first_second(|day| day.placed)),
        ("  其中付款成交", first_second(|day| day.paid)),
        ("  其中超时未付款", first_second(|day| day.unpaid)),
        ("售罄未能下单", first_second(|day| day.sold_out)),
        ("成交后拆成订单", first_second(|day| day.orders)),
    ] {
        let (a, b, c) = (of(first), of(second), of(third));
        let cells = [a, b, c, a + b + c].map(count);
        let [a, b, c, sum] = cells;
        table.row([name.into(), a, b, c, sum]);
    }
    for (name, of) in [
        ("商品金额", amounts(|day| day.goods)),
        ("+ 运费", amounts(|day| day.fees)),
        ("− 优惠", amounts(|day| day.reduced)),
        ("− 积分抵扣", amounts(|day| day.points_value)),
        ("= 现金实付", amounts(|day| day.cash)),
    ] {
        let (a, b, c) = (of(first), of(second), of(third));
        let sum = a.plus(b)?.plus(c)?;
        table.row([name.into(), yuan(a), yuan(b), yuan(c), yuan(sum)]);
    }
    writeln!(text, "{table}")?;
    let mut states = Table::new(["订单现在的状态", ">订单数"]);
    let mut all = 0;
    for state in OrderState::ALL {
        if let Some(orders) = facts.states.get(&state) {
            all += orders;
            states.row([state.chinese().into(), count(orders)]);
        }
    }
    states.total(["合计（含未付款）".into(), count(all)]);
    writeln!(text, "{states}")?;
    Ok(text)
}

type Figure<T> = fn(&super::facts::DayFigures) -> T;

/// Gives closures of one table one type.
fn first_second(of: Figure<u32>) -> Figure<u32> {
    of
}

fn amounts(of: Figure<Money>) -> Figure<Money> {
    of
}

/// 取消、缺货退款.
fn refunds(facts: &Facts) -> Outcome<String> {
    let mut text = String::new();
    heading(&mut text, "二、退款（自动退回，渠道已回执）");
    let mut table = Table::new(["原因", ">笔数", ">件数", ">退现金", ">退积分", ">积分折合"]);
    let mut all = super::facts::RefundFigures::default();
    for (reason, refund) in &facts.refunds {
        table.row([
            reason_name(reason).into(),
            count(refund.count),
            count(refund.units),
            yuan(refund.cash),
            count(refund.points),
            yuan(refund.points_value),
        ]);
        all.count += refund.count;
        all.units += refund.units;
        all.cash = all.cash.plus(refund.cash)?;
        all.points = all.points.plus(refund.points)?;
        all.points_value = all.points_value.plus(refund.points_value)?;
    }
    table.total([
        "合计".into(),
        count(all.count),
        count(all.units),
        yuan(all.cash),
        count(all.points),
        yuan(all.points_value),
    ]);
    writeln!(text, "{table}")?;
    let mut table = Table::new(["不属于任何订单的收款（已原路退回）", ">笔数", ">金额"]);
    for (reason, refund) in &facts.returned_payments {
        let cells = [
            reason_name(reason).into(),
            count(refund.count),
            yuan(refund.cash),
        ];
        table.row(cells);
    }
    writeln!(text, "{table}")?;
    Ok(text)
}

fn reason_name(reason: &str) -> &str {
    match reason {
        "Cancelled" => "住户取消",
        "Shortage" => "到货短缺",
        "LatePayment" => "超时后才付款",
        "DoublePayment" => "重复付款",
        "AfterSale" => "售后",
        "GroupFailed" => "拼团未成",
        other => other,
    }
}

/// What did not go smoothly, and how it ended.
fn exceptions(community: &Community) -> Outcome<String> {
    let mut text = String::new();
    heading(&mut text, "三、异常与处理");
    for (code, outcome) in &community.odd_payments {
        let story = match outcome {
            PaymentOutcome::WrongAmount => "付款金额与应付不符：已记录，不算付款",
            PaymentOutcome::Late => "订单超时关闭后才付款：自动退款",
            PaymentOutcome::Double => "同一订单付了两次：第二笔自动退款",
            PaymentOutcome::Accepted => "付款成功",
        };
        writeln!(text, "  {code}  {story}")?;
    }
    for (code, error) in &community.refused {
        let left = match error {
            linli::Error::OutOfStock { available, .. } => format!("仅剩 {available} 件"),
            other => other.to_string(),
        };
        writeln!(text, "  {code}  库存不足（{left}）：整单未下，没有占用库存")?;
    }
    for (story, refusal) in &community.refused_codes {
        let answer = match refusal {
            CodeRefusal::Invalid => "提货码无效",
            CodeRefusal::AlreadyUsed { .. } => "提货码已使用",
            CodeRefusal::NotYetArrived => "货未到站",
            CodeRefusal::Expired => "提货码已失效",
            CodeRefusal::Blocked { .. } => "错误太多，暂停核销",
        };
        writeln!(text, "  核销  {story}：查询与确认都被拒绝（{answer}）")?;
    }
    text.push('\n');
    Ok(text)
}

/// 各方应得.
fn parties(community: &Community, facts: &Facts) -> Outcome<String> {
    let mut text = String::new();
    heading(&mut text, "四、各方应得（T+1 结算）");
    let mut table = Table::new([
        "",
        ">成交分得",
        ">退款退回",
        ">月末补差",
        ">应得",
        ">已打款",
        ">未打款",
    ]);
    let mut sum = super::facts::PartyFigures::default();
    let mut parties: Vec<_> = facts.parties.iter().collect();
    parties.sort_by_key(|(party, _)| (kind_of(party).0, name_of(community, party)));
    for (party, figures) in parties {
        let due = figures.due()?;
        table.row([
            format!("{} {}", kind_of(party).1, name_of(community, party)),
            yuan(figures.share),
            yuan(figures.taken_back.negated()),
            yuan(figures.month_end),
            yuan(due),
            yuan(figures.paid_out),
            yuan(due.minus(figures.paid_out)?),
        ]);
        sum.share = sum.share.plus(figures.share)?;
        sum.taken_back = sum.taken_back.plus(figures.taken_back)?;
        sum.month_end = sum.month_end.plus(figures.month_end)?;
        sum.paid_out = sum.paid_out.plus(figures.paid_out)?;
    }
    let due = sum.due()?;
    table.total([
        "合计".into(),
        yuan(sum.share),
        yuan(sum.taken_back.negated()),
        yuan(sum.month_end),
        yuan(due),
        yuan(sum.paid_out),
        yuan(due.minus(sum.paid_out)?),
    ]);
    writeln!(text, "{table}")?;
    let cash = Money::total(facts.days.iter().map(|day| day.cash))?;
    let cash_back = Money::total(facts.refunds.values().map(|refund| refund.cash))?;
    writeln!(
        text,
        "  核对：现金实付 {} − 退现金 {} + 积分折合 {} + 平台满减 {} = {}，与各方应得合计一致",
        yuan(cash),
        yuan(cash_back),
        yuan(facts.funded()?),
        yuan(facts.borne()?),
        yuan(due)
    )?;
    let issuers: Vec<_> = facts
        .funding
        .keys()
        .map(|issuer| name_of(community, issuer))
        .collect();
    writeln!(
        text,
        "  积分由发放方承担：{} 应补 {}（已用积分折合，扣除退回）",
        issuers.join("、"),
        yuan(facts.funded()?)
    )?;
    let mut days = Table::new(["结算日", ">结算单", ">打款指令", ">打款金额", "打款日"]);
    let mut by_day = std::collections::BTreeMap::<Day, Vec<_>>::new();
    for settlement in &facts.settlements {
        by_day.entry(settlement.day).or_default().push(settlement);
    }
    for (day, settlements) in by_day {
        let done = settlements
            .iter()
            .filter(|settlement| settlement.state == SettlementState::Done);
        let amounts: linli::Result<Vec<Money>> =
            done.clone().map(|settlement| settlement.payout()).collect();
        days.row([
            day.to_string(),
            count(settlements.len()),
            count(done.count()),
            yuan(Money::total(amounts?)?),
            settlements[0].pay_on.to_string(),
        ]);
    }
    writeln!(text, "\n{days}")?;
    Ok(text)
}

pub(in super::super) fn kind_of(party: &Party) -> (u8, &'static str) {
    match party {
        Party::Merchant(_) => (0, "商家"),
        Party::Supplier(_) => (1, "供应商"),
        Party::Leader(_) => (2, "团长"),
        Party::Node(_) => (3, "物业"),
        Party::Platform => (4, "平台"),
        Party::Member(_) => (5, "住户"),
        Party::Promoter(_) => (5, "推广员"),
        Party::Channel(_) => (6, "渠道"),
    }
}

/// A party as people call it.
pub(in super::super) fn name_of(community: &Community, party: &Party) -> String {
    let input = &community.input;
    let of_code = |code: Option<&String>| code.cloned().unwrap_or_default();
    match party {
        Party::Merchant(id) => {
            let mut codes = community.merchants.iter();
            let code = of_code(codes.find(|(_, one)| *one == id).map(|(code, _)| code));
            let mut lines = input.merchants.iter();
            lines
                .find(|line| line.code == code)
                .map(|line| line.name.clone())
        }
        Party::Supplier(id) => {
            let mut codes = community.suppliers.iter();
            let code = of_code(codes.find(|(_, one)| *one == id).map(|(code, _)| code));
            let mut lines = input.suppliers.iter();
            lines
                .find(|line| line.code == code)
                .map(|line| line.name.clone())
        }
        Party::Node(id) => {
            let mut codes = community.nodes.iter();
            let code = of_code(codes.find(|(_, one)| *one == id).map(|(code, _)| code));
            let mut lines = input.nodes.iter();
            lines
                .find(|line| line.code == code)
                .map(|line| line.name.clone())
        }
        Party::Leader(id) => {
            let code = community.code_of(*id);
            let mut lines = input.stations.iter();
            let line = lines.find(|line| line.code == code);
            line.map(|line| format!("{}（{}）", line.leader_name, line.name))
        }
        Party::Channel(name) => Some(name.to_string()),
        Party::Platform | Party::Member(_) | Party::Promoter(_) => Some(String::new()),
    }
    .unwrap_or_default()
}

/// 积分.
fn points(facts: &Facts) -> Outcome<String> {
    let mut text = String::new();
    heading(&mut text, "五、积分");
    let mut table = Table::new(["", ">积分"]);
    let active = facts.points_earned.minus(facts.points_pending)?;
    table.row(["期初发放".into(), count(facts.points_opening)]);
    table.row(["+ 消费所得（退货期满后生效）".into(), count(active)]);
    table.row(["− 下单使用".into(), count(facts.points_used)]);
    table.row(["+ 取消与未付款退回".into(), count(facts.points_returned)]);
    table.total(["= 住户持有".into(), count(facts.points_held)]);
    table.row(["另有待生效".into(), count(facts.points_pending)]);
    writeln!(text, "{table}")?;
    Ok(text)
}

/// 以销定采.
fn purchases(community: &Community, day: Day) -> Outcome<String> {
    let mut text = String::new();
    heading(&mut text, &format!("六、采购单（{day} 配送，以销定采）"));
    let mut sheet = std::collections::BTreeMap::<String, (usize, u64)>::new();
    let scope = PurchaseScope::Node(community.nodes["group"]);
    let office = &community.office;
    let items = community
        .engine
        .purchase_sheet(office, scope, day, None, 500)?;
    for item in items {
        let source = match item.source {
            PurchaseSource::Supplier(id) => name_of(community, &Party::Supplier(id)),
            PurchaseSource::Merchant(id) => name_of(community, &Party::Merchant(id)),
        };
        let figures = sheet.entry(source).or_default();
        figures.0 += 1;
        figures.1 += item.ordered;
    }
    let mut table = Table::new(["供应商", ">规格数", ">件数"]);
    for (source, (skus, units)) in sheet {
        table.row([source, count(skus), count(units)]);
    }
    writeln!(text, "{table}")?;
    Ok(text)
}

/// 导入结果.
fn imports(community: &Community) -> Outcome<String> {
    let mut text = String::new();
    heading(&mut text, "七、商品导入");
    for (file, report) in &community.imports {
        writeln!(
            text,
            "  {file}：共 {} 行，新建商品 {}、规格 {}，拒绝 {} 行",
            report.lines,
            report.products_created,
            report.skus_created,
            report.refused.len()
        )?;
        let mut table = Table::new([">行号", "列", "原因"]);
        for refused in &report.refused {
            let column = refused.column.as_deref().unwrap_or("整行");
            let cells = [column, in_chinese(&refused.reason)].map(str::to_owned);
            let [column, reason] = cells;
            table.row([count(refused.line), column, reason]);
        }
        if !table.is_empty() {
            write!(text, "{table}")?;
        }
    }
    text.push('\n');
    Ok(text)
}

/// The reasons of an import as a host shows them: the engine's texts are English and stable enough to be looked up.
fn in_chinese(reason: &str) -> &str {
    match reason {
        "a price is zero or more" => "价格不能为负",
        "at most 2 decimals are possible in CNY" => "人民币最多两位小数",
        "there is no such category" => "没有这个分类",
        "it must not be empty" => "不能为空",
        "the same code stands on line 2" => "编码与第 2 行重复",
        "a code of a merchant that this import may fill is expected" => "没有这个商家",
        "the amount is too large" => "金额太大",
        "a whole number from 0 to 1000000000 is expected" => "应为 0 至 10 亿的整数",
        "a plain decimal such as 12.30 is expected" => "应为 12.30 这样的数字",
        "pickup, express or instant is expected, divided by ;" => {
            "应为 pickup、express、instant，以分号隔开"
        }
        "axis=option is expected, divided by ;" => "应写成 规格=选项，以分号隔开",
        other => other,
    }
}

/// 各自提点: what came, and who gets it.
fn stations(community: &Community, day: Day) -> Outcome<String> {
    let mut text = String::new();
    heading(&mut text, &format!("八、自提点（{day} 到货）"));
    let mut table = Table::new([
        "路线",
        "自提点",
        ">订单",
        ">规格",
        ">应到",
        ">实到",
        ">已取",
        ">未取",
    ]);
    let mut sheets = String::new();
    for line in &community.input.stations {
        let station = community.stations[&line.code];
        let leader = community.user(&line.code);
        let engine = &community.engine;
        let manifest = engine.manifest(&leader, station, day)?;
        let sheet = engine.hand_over_sheet(&leader, station, day, None, 500)?;
        let sent: u32 = manifest.items.iter().map(|item| item.ordered).sum();
        let arrived = manifest.items.iter().filter_map(|item| item.arrived);
        let orders = sheet.iter().flat_map(|member| &member.orders);
        let collected = orders
            .clone()
            .filter(|order| matches!(order.status, PickupStatus::PickedUp { .. }))
            .count();
        table.row([
            line.route.clone(),
            line.name.clone(),
            count(manifest.orders.len()),
            count(manifest.items.len()),
            count(sent),
            count(arrived.sum::<u32>()),
            count(collected),
            count(orders.count() - collected),
        ]);
        writeln!(sheets, "  交接单 {} · 团长 {}", line.name, line.leader_name)?;
        writeln!(sheets, "{}", hand_over(&sheet))?;
    }
    writeln!(text, "{table}")?;
    writeln!(
        text,
        "  未取的订单到站两天后按规则视为收货，货留在自提点，提货码仍然有效。\n"
    )?;
    text += &sheets;
    Ok(text)
}

/// One line per member: whose, which codes, how many units.
fn hand_over(sheet: &[HandOver]) -> Table {
    let mut table = Table::new(["住户", "电话", "提货码尾号", ">件数", "状态"]);
    for member in sheet {
        let tails = member.orders.iter().map(|order| {
            let tail = order.code_tail.as_deref();
            tail.unwrap_or("–").to_owned()
        });
        let items = member.orders.iter().flat_map(|order| &order.items);
        let collected = member
            .orders
            .iter()
            .all(|order| matches!(order.status, PickupStatus::PickedUp { .. }));
        table.row([
            member.buyer.name.clone().unwrap_or_default(),
            member.buyer.phone.clone().unwrap_or_default(),
            tails.collect::<Vec<_>>().join(" "),
            count(items.map(|item| item.quantity).sum::<u32>()),
            if collected { "已取" } else { "未取" }.into(),
        ]);
    }
    table
}

/// 试算平衡 and what `verify` found.
fn ledger(facts: &Facts) -> Outcome<String> {
    let mut text = String::new();
    heading(&mut text, "九、账本");
    let mut table = Table::new(["科目", ">金额（元）", ">积分"]);
    let mut sums = [0_i128; 2];
    for line in &facts.trial {
        let amount = yuan_of(line.balance)?;
        let cells = match line.unit {
            Unit::Money => [amount, String::new()],
            Unit::Points => [String::new(), line.balance.to_string()],
        };
        sums[usize::from(line.unit == Unit::Points)] += line.balance;
        let [money, points] = cells;
        table.row([purpose_name(line.purpose).into(), money, points]);
    }
    table.total(["合计".into(), yuan_of(sums[0])?, sums[1].to_string()]);
    writeln!(text, "{table}")?;
    writeln!(
        text,
        "  渠道余额为负的部分，就是积分发放方和平台应补给渠道的钱：相抵为零。"
    )?;
    let report = &facts.verified;
    let rows: u64 = report.checked.values().sum();
    let result = if report.is_clean() {
        "全部成立"
    } else {
        "发现问题"
    };
    let found = report.found;
    writeln!(
        text,
        "  校验：检查 {rows} 行记录，不变式{result}（问题 {found} 个）"
    )?;
    for finding in &report.findings {
        let (number, what, detail) = (finding.invariant, &finding.what, &finding.detail);
        writeln!(text, "    第 {number} 条 {what}：{detail}")?;
    }
    Ok(text)
}

fn yuan_of(balance: i128) -> Outcome<String> {
    Ok(yuan(Money::new(i64::try_from(balance)?)?))
}

fn purpose_name(purpose: AccountPurpose) -> &'static str {
    match purpose {
        AccountPurpose::Clearing => "支付渠道余额",
        AccountPurpose::Pending => "待确认的分成",
        AccountPurpose::Payable => "应付各方",
        AccountPurpose::Commission => "可提现佣金",
        AccountPurpose::CommissionFrozen => "提现中佣金",
        AccountPurpose::TaxWithheld => "代扣税款",
        AccountPurpose::PayoutInTransit => "打款途中",
        AccountPurpose::Refunding => "退款途中",
        AccountPurpose::Unapplied => "无主收款",
        AccountPurpose::Funding => "各方承担的优惠",
        AccountPurpose::PointsFunding => "发放方应补的积分款",
        AccountPurpose::PointsDue => "账单收到的积分款",
        AccountPurpose::PointsIssued => "已发放积分",
        AccountPurpose::PointsHeld => "住户持有积分",
    }
}
