//! The end of the month as a clerk of the finance department sees it: leaders' tiers, what everybody's accounts moved, the
//! settlements and their batches, the channel's bill against the ledger, points between issuers and shops, the trial balance.

use std::collections::BTreeMap;
use std::fmt::Write;

use linli::kernel::{Currency, Day, Money, Month, Rate, Rounding, Text, percentage};
use linli::ledger::{Party, Unit};
use linli::payout::{ApprovePayoutBatch, BatchState, PayoutBatch};
use linli::points::StatementSide;
use linli::reconciliation::{
    BillKind, BillProfile, Mismatch, ReconciledRow, ReconciliationSums, RecordReconciliation,
    Verdict,
};
use linli::settlement::Settlement;

use super::summary::{kind_of, name_of};
use super::{Community, Outcome, yuan};
use crate::table::Table;

/// The month whose end it is.
const MONTH: &str = "2026-11";

/// The people of the finance department who approve payouts.
pub(super) const CLERKS: [&str; 2] = ["finance-li", "finance-he"];

/// One line of the channel's own books: the channel writes it when money moves, whether or not its callback arrives.
#[derive(Clone, Debug)]
pub struct ChannelLine {
    /// The day.
    pub day: Day,
    /// What it is.
    pub kind: BillKind,
    /// The channel's number.
    pub number: String,
    /// Our number: the trade, refund or payout.
    pub ours: String,
    /// How much.
    pub amount: Money,
}

/// What the clerk found on the first day of the next month.
#[derive(Clone, Debug, Default)]
pub struct MonthEnd {
    /// How the channel's bill compares with the ledger.
    pub sums: ReconciliationSums,
    /// The rows in which they differ.
    pub differences: Vec<ReconciledRow>,
}

/// The first and the last day of the month.
fn days() -> Outcome<(Day, Day)> {
    let month: Month = MONTH.parse()?;
    Ok((month.first_day(), month.next().first_day().previous()))
}

/// Half past eight: batches above the limit are looked at by two people of the finance department, each of whom says what
/// sum they saw. Without them nothing is paid.
pub(super) fn approve(community: &Community, day: u32) -> Outcome<()> {
    let today = community.day(day)?;
    let engine = &community.engine;
    for batch in engine.payout_batches(&community.host, today, None, 500)? {
        for clerk in CLERKS.iter().take(batch.needed as usize) {
            let approve = ApprovePayoutBatch {
                batch: batch.id,
                total: batch.total,
            };
            engine.approve_payout_batch(&community.user(clerk), community.id()?, approve)?;
        }
    }
    Ok(())
}

/// On the first of December the channel's bill of November is there: it is compared, and how it came out is kept.
pub(super) fn reconcile(community: &mut Community) -> Outcome<()> {
    let (from, to) = days()?;
    let bill = bill(community, from, to)?;
    let mut differences = Vec::new();
    let sums = community.engine.reconcile(
        &community.office,
        "wechat",
        &BillProfile::plain(),
        from..=to,
        &mut bill.as_bytes(),
        &mut |row| {
            if row.verdict != Verdict::Matched {
                differences.push(row.clone());
            }
            Ok(())
        },
    )?;
    let record = RecordReconciliation {
        channel: Text::new("wechat")?,
        from,
        to,
        // A real host keeps the SHA-256 of the file here.
        file: Text::new("b".repeat(64))?,
        sums,
        note: Some(Text::new("差异已逐笔登记，转渠道核查")?),
    };
    let office = &community.office;
    community
        .engine
        .record_reconciliation(office, community.id()?, record)?;
    community.month_end = MonthEnd { sums, differences };
    Ok(())
}

/// The channel's bill as a file. Channels make mistakes, and so does this one: the tenth line is not in it, the twentieth
/// is 1.00 too high, the thirtieth is there twice, and a payment is in it that nobody here knows.
fn bill(community: &Community, from: Day, to: Day) -> Outcome<String> {
    let mut text = String::from("kind,channel_number,our_number,amount\n");
    let lines = community.channel.iter();
    let lines = lines.filter(|line| (from..=to).contains(&line.day));
    for (place, line) in (1..).zip(lines) {
        let more = Money::new(if place == 20 { 100 } else { 0 })?;
        let amount = Currency::CNY.format(line.amount.plus(more)?);
        let (kind, number, ours) = (line.kind.name(), &line.number, &line.ours);
        for _ in 0..match place {
            10 => 0,
            30 => 2,
            _ => 1,
        } {
            writeln!(text, "{kind},{number},{ours},{amount}")?;
        }
    }
    text.push_str("payment,wx-unknown-1,,66.00\n");
    Ok(text)
}

/// The whole section.
pub(super) fn write(community: &Community) -> Outcome<String> {
    let (from, to) = days()?;
    let mut text = String::new();
    writeln!(text, "■ 十、月末结账（{from} 至 {to}）")?;
    tiers(community, &mut text)?;
    commissions(community, &mut text)?;
    accounts(community, from, to, &mut text)?;
    settlements(community, from, to, &mut text)?;
    reconciliation(community, &mut text)?;
    points(community, from, &mut text)?;
    trial_balance(community, to, &mut text)?;
    Ok(text)
}

/// Every leader sees these figures of their own station on their phone; the office sees them all.
fn tiers(community: &Community, text: &mut String) -> Outcome<()> {
    text.push_str("  1. 团长阶梯佣金：按单先计，月末按全月到达的档位补差，由商家承担\n");
    let mut table = Table::new([
        "团长",
        ">月销售额",
        ">到达档位",
        ">按单已计",
        ">全月应得",
        ">月末补差",
    ]);
    let mut sums = [Money::ZERO; 4];
    for (code, station) in &community.stations {
        let leader = community.user(code);
        let months = community
            .engine
            .leader_months(&leader, *station, None, 12)?;
        for view in months
            .iter()
            .filter(|view| view.record.month.to_string() == MONTH)
        {
            let result = view
                .record
                .result
                .ok_or("the month is over and not settled")?;
            let tiers = &view.record.tiers;
            let rate = percent(tiers.reached(result.sales))?;
            let difference = result.earned.minus(result.accrued)?;
            let figures = [result.sales, result.accrued, result.earned, difference];
            for (sum, figure) in sums.iter_mut().zip(figures) {
                *sum = sum.plus(figure)?;
            }
            let [sales, accrued, earned, difference] = figures.map(yuan);
            let name = name_of(community, &Party::Leader(*station));
            table.row([name, sales, rate, accrued, earned, difference]);
        }
    }
    let [sales, accrued, earned, difference] = sums.map(yuan);
    table.total([
        "合计".into(),
        sales,
        String::new(),
        accrued,
        earned,
        difference,
    ]);
    writeln!(text, "{table}")?;
    Ok(())
}

/// A rate of whole percents as people write it.
fn percent(rate: Rate) -> Outcome<String> {
    let of_a_hundred = percentage(Money::new(100)?, rate, Rounding::HalfUp)?;
    Ok(format!("{}%", of_a_hundred.units()))
}

/// Total, paid, unpaid, frozen, as they stand now.
fn commissions(community: &Community, text: &mut String) -> Outcome<()> {
    writeln!(
        text,
        "  2. 团长佣金对账单（截至 {}，含差价分成）",
        community.today()
    )?;
    let mut table = Table::new([
        "团长",
        ">累计",
        ">待确认",
        ">未结",
        ">途中",
        ">已付",
        ">欠款",
    ]);
    for (code, station) in &community.stations {
        let leader = community.user(code);
        let party = Party::Leader(*station);
        let of = community.engine.commission_statement(&leader, &party)?;
        let figures = [of.total, of.pending, of.unpaid, of.frozen, of.paid, of.debt];
        let [total, pending, unpaid, frozen, paid, debt] = figures.map(yuan);
        let name = name_of(community, &party);
        table.row([name, total, pending, unpaid, frozen, paid, debt]);
    }
    writeln!(text, "{table}")?;
    Ok(())
}

/// 明细账: opening, debits, credits and closing of the platform's and the property companies' accounts.
fn accounts(community: &Community, from: Day, to: Day, text: &mut String) -> Outcome<()> {
    text.push_str("  3. 平台与物业的本月账（贷方余额为应得，借方余额为应补）\n");
    let mut table = Table::new(["", "科目", ">期初", ">借方", ">贷方", ">期末"]);
    let nodes = community.input.nodes.iter();
    let nodes = nodes.map(|line| Party::Node(community.nodes[&line.code]));
    for party in std::iter::once(Party::Platform).chain(nodes) {
        let lines = community
            .engine
            .period_balances(&community.office, &party, from..=to)?;
        for line in lines.iter().filter(|line| line.unit == Unit::Money) {
            let chart = line.purpose.chart();
            table.row([
                format!("{} {}", kind_of(&party).1, name_of(community, &party)),
                format!("{} {}", chart.number, chart.chinese),
                side(line.opening)?,
                yuan(Money::new(line.debit)?),
                yuan(Money::new(line.credit)?),
                side(line.closing)?,
            ]);
        }
    }
    writeln!(text, "{table}")?;
    Ok(())
}

/// A balance with its side, as bookkeepers write it.
fn side(balance: i64) -> Outcome<String> {
    let amount = yuan(Money::new(balance.abs())?);
    Ok(match balance.signum() {
        1 => format!("借 {amount}"),
        -1 => format!("贷 {amount}"),
        _ => "平".to_owned(),
    })
}

/// What was settled for the days of the month, by kind of party, and how it was paid out.
fn settlements(community: &Community, from: Day, to: Day, text: &mut String) -> Outcome<()> {
    text.push_str("  4. 本月结算与打款\n");
    let mut kinds = BTreeMap::<(u8, &str), (u32, Money, Money, Money)>::new();
    let mut batches: Vec<PayoutBatch> = Vec::new();
    let host = &community.host;
    let mut day = from;
    while day <= to {
        let made: Vec<Settlement> = community.engine.settlements_of_day(host, day, None, 500)?;
        for settlement in &made {
            let sums = kinds.entry(kind_of(&settlement.party)).or_default();
            sums.0 += 1;
            sums.1 = sums.1.plus(settlement.amount)?;
            sums.2 = sums.2.plus(settlement.paid)?;
            let left = settlement.amount.plus(settlement.carried)?;
            sums.3 = sums.3.plus(left.minus(settlement.payout()?)?)?;
        }
        let pay_on = made.first().map(|one| one.pay_on);
        // What Friday, Saturday and Sunday bring is paid on one day.
        let seen = batches.last().map(|last| last.pay_on);
        if let Some(pay_on) = pay_on.filter(|pay_on| Some(*pay_on) != seen) {
            batches.extend(community.engine.payout_batches(host, pay_on, None, 500)?);
        }
        day = day.next();
    }
    let mut table = Table::new(["", ">结算单", ">结算金额", ">已打款", ">结转下期"]);
    let (mut count, mut sums) = (0, [Money::ZERO; 3]);
    for ((_, kind), (settlements, amount, paid, carried)) in kinds {
        count += settlements;
        for (sum, figure) in sums.iter_mut().zip([amount, paid, carried]) {
            *sum = sum.plus(figure)?;
        }
        let [amount, paid, carried] = [amount, paid, carried].map(yuan);
        table.row([kind.into(), settlements.to_string(), amount, paid, carried]);
    }
    let [amount, paid, carried] = sums.map(yuan);
    table.total(["合计".into(), count.to_string(), amount, paid, carried]);
    writeln!(text, "{table}")?;
    let mut table = Table::new(["打款日", ">笔数", ">金额", ">需审批人", ">已审批", "状态"]);
    for batch in &batches {
        table.row([
            batch.pay_on.to_string(),
            batch.payouts.len().to_string(),
            yuan(batch.total),
            batch.needed.to_string(),
            batch.approvals.len().to_string(),
            batch_state(batch.state).to_owned(),
        ]);
    }
    writeln!(text, "{table}")?;
    Ok(())
}

fn batch_state(state: BatchState) -> &'static str {
    match state {
        BatchState::Waiting => "待审批",
        BatchState::Released => "已打款",
        BatchState::Rejected => "已驳回",
    }
}

/// The channel's bill against the ledger.
fn reconciliation(community: &Community, text: &mut String) -> Outcome<()> {
    let MonthEnd { sums, differences } = &community.month_end;
    writeln!(
        text,
        "  5. 渠道对账：账单 {} 行，相符 {} 行；仅渠道有 {}，仅我方有 {}，不符 {}，重复 {}",
        sums.lines,
        sums.matched,
        sums.missing_here,
        sums.missing_there,
        sums.differing,
        sums.doubled
    )?;
    let mut table = Table::new([
        ">账单行",
        "类型",
        "渠道流水号",
        ">渠道金额",
        ">我方金额",
        "结论",
    ]);
    for row in differences {
        let amount = |amount: Option<Money>| amount.map(yuan).unwrap_or_default();
        table.row([
            row.line.map(|line| line.to_string()).unwrap_or_default(),
            row.kind.map_or("", kind_name).to_owned(),
            row.channel_number.clone(),
            amount(row.theirs),
            amount(row.ours),
            verdict_name(&row.verdict).to_owned(),
        ]);
    }
    writeln!(text, "{table}")?;
    let age = community.engine.clearing_age(&community.office, "wechat")?;
    let since = age.since.map(|day| day.to_string()).unwrap_or_default();
    let amount = yuan(Money::new(age.balance.abs())?);
    let what = if age.balance < 0 {
        "渠道已多付"
    } else {
        "渠道还留有"
    };
    writeln!(
        text,
        "  {what} {amount} 元（自 {since} 起）：积分与优惠的承担方应补的钱；超过 30 天未清会提醒一次\n"
    )?;
    Ok(())
}

fn kind_name(kind: BillKind) -> &'static str {
    match kind {
        BillKind::Payment => "收款",
        BillKind::Refund => "退款",
        BillKind::Payout => "打款",
        BillKind::PayoutReturned => "打款退回",
        BillKind::Fee => "手续费",
        BillKind::TransferIn => "转入",
        BillKind::TransferOut => "转出",
    }
}

fn verdict_name(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Matched => "相符",
        Verdict::MissingHere => "仅渠道有，查来源",
        Verdict::MissingThere => "账单漏列，请渠道补",
        Verdict::Differing {
            why: Mismatch::Amount,
        } => "金额不符，请渠道更正",
        Verdict::Differing {
            why: Mismatch::NotBooked,
        } => "金额与订单不符，未入账，应退回",
        Verdict::Doubled => "账单重复",
        Verdict::Unreadable { .. } => "无法读取",
    }
}

/// Who owes whom for points.
fn points(community: &Community, from: Day, text: &mut String) -> Outcome<()> {
    text.push_str("  6. 积分发放方与使用方的结算\n");
    let mut table = Table::new(["发放方", "使用方", ">使用", ">退回", ">发放方应付", "状态"]);
    let mut owed = Money::ZERO;
    for line in &community.input.nodes {
        let issuer = Party::Node(community.nodes[&line.code]);
        let (statements, _) = community.engine.points_statements(
            &community.office,
            &issuer,
            StatementSide::Issuer,
            None,
            500,
        )?;
        let of_month = statements.iter().filter(|one| one.month == from);
        let mut rows: Vec<[String; 6]> = Vec::new();
        for one in of_month {
            owed = owed.plus(one.owed()?)?;
            rows.push([
                name_of(community, &one.issuer),
                name_of(community, &one.spent_at),
                yuan(one.spent),
                yuan(one.returned),
                yuan(one.owed()?),
                if one.settled_at.is_some() {
                    "已结"
                } else {
                    "未结"
                }
                .to_owned(),
            ]);
        }
        rows.sort();
        for row in rows {
            table.row(row);
        }
    }
    table.total([
        "合计".into(),
        String::new(),
        String::new(),
        String::new(),
        yuan(owed),
        String::new(),
    ]);
    writeln!(text, "{table}")?;
    Ok(())
}

/// 试算平衡表 when the month was over.
fn trial_balance(community: &Community, to: Day, text: &mut String) -> Outcome<()> {
    writeln!(text, "  7. 试算平衡表（{to} 日终）")?;
    let lines = community.engine.trial_balance_of(&community.office, to)?;
    let mut table = Table::new([">编号", "科目", ">借方余额", ">贷方余额"]);
    let mut sums = [0_i64; 2];
    for line in lines.iter().filter(|line| line.unit == Unit::Money) {
        let balance = i64::try_from(line.balance)?;
        let chart = line.purpose.chart();
        let (debit, credit) = (balance.max(0), (-balance).max(0));
        sums[0] += debit;
        sums[1] += credit;
        let cell = |amount: i64| -> Outcome<String> {
            Ok(if amount == 0 {
                String::new()
            } else {
                yuan(Money::new(amount)?)
            })
        };
        table.row([
            chart.number.to_string(),
            chart.chinese.to_owned(),
            cell(debit)?,
            cell(credit)?,
        ]);
    }
    if sums[0] != sums[1] {
        return Err("不平：月末试算".into());
    }
    let [debit, credit] = [yuan(Money::new(sums[0])?), yuan(Money::new(sums[1])?)];
    table.total([String::new(), "合计".into(), debit, credit]);
    writeln!(text, "{table}")?;
    Ok(())
}

/// What a leader's month brought at its end: asked per station, with the merchants who bear it.
pub(super) fn month_end_differences(community: &Community) -> Outcome<BTreeMap<Party, Money>> {
    let mut differences = BTreeMap::new();
    for (code, station) in &community.stations {
        let leader = community.user(code);
        let month: Month = MONTH.parse()?;
        let sales = community
            .engine
            .leader_month_sales(&leader, *station, month, None, 500)?;
        for one in sales {
            let amount = one.difference.map_or(Money::ZERO, |one| one.amount);
            let parties = [
                (Party::Leader(*station), amount),
                (Party::Merchant(one.merchant), amount.negated()),
            ];
            for (party, amount) in parties {
                let sum = differences.entry(party).or_insert(Money::ZERO);
                *sum = sum.plus(amount)?;
            }
        }
    }
    Ok(differences)
}
