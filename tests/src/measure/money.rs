//! Tiers of leaders, the trial balance, a channel's bill, and what commissions add to an order.

use std::fmt::Write;
use std::time::Instant;

use linli::commission::{LeaderMonth, MonthState, Tier, TierTable};
use linli::kernel::{Clock, Month, Rate, StationId, Zone};
use linli::ledger::Unit;
use linli::order::PlacedTrade;
use linli::org::{ChangeSettings, SettingsPatch};
use linli::reconciliation::BillProfile;
use linli::schema::tables;
use linli::split::{
    SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitLayer, SplitScope,
};
use linli::store::{ChangeSet, Scan, Store};

use super::figures::{Times, number, per_second};
use super::memory::kibibytes;
use super::setup::{Size, Town, insert};
use super::traffic::{self, Shopper, Traffic};
use super::{Line, Result, Setting};

/// Steps per call of due work.
const STEPS: u32 = 1_000;

/// The rules of RULES §12 for every order: property and platform 5 % together, the leader by tiers, in the whole tenant.
fn with_commission(town: &Town) -> Result<()> {
    let share = |amount, receivers| ShareRule {
        basis: ShareBasis::OrderAmount,
        amount,
        floor: None,
        cap: None,
        receivers,
    };
    let halves = vec![(ShareReceiver::Property, 1), (ShareReceiver::Platform, 1)];
    let five = ShareAmount::Percent(Rate::percent(5)?);
    let leader = vec![(ShareReceiver::Leader, 1)];
    for (layer, shares) in [
        (SplitLayer::Base, share(five, halves)),
        (SplitLayer::Commission, share(ShareAmount::Tiers, leader)),
    ] {
        let rule = SetSplitRule {
            layer,
            scope: SplitScope::EVERYTHING,
            name: linli::kernel::Text::new("佣金")?,
            shares: vec![shares],
        };
        town.engine
            .set_split_rule(&town.platform, town.id()?, rule)?;
    }
    let change = ChangeSettings {
        node: town.root()?,
        set: SettingsPatch {
            leader_tiers: Some(tiers()?),
            ..SettingsPatch::default()
        },
        inherit: Vec::new(),
    };
    town.engine
        .change_settings(&town.platform, town.id()?, change)?;
    Ok(())
}

fn tiers() -> Result<TierTable> {
    let tier = |below: Option<i64>, percent| -> Result<Tier> {
        Ok(Tier {
            below: below.map(linli::kernel::Money::new).transpose()?,
            rate: Rate::percent(percent)?,
        })
    };
    Ok(TierTable::new(vec![
        tier(Some(1_000_000), 8)?,
        tier(Some(5_000_000), 9)?,
        tier(None, 10)?,
    ])?)
}

/// Placing and paying one order after another in a town without split rules, and in one where property, platform and
/// leader have their parts, the leader by tiers. In turns, so that both meet the same machine.
pub(super) fn commission(setting: &Setting) -> Result<Vec<Line>> {
    let (one, other) = (setting.open()?, setting.open()?);
    let plain = Town::build(one.port.clone(), Size::TOWN)?;
    let split = Town::build(other.port.clone(), Size::TOWN)?;
    with_commission(&split)?;
    let (mut of_plain, mut of_split) = (Traffic::default(), Traffic::default());
    let (mut first, mut second) = (Shopper::new(0, 1), Shopper::new(0, 1));
    for round in 0_u32.. {
        if round == 20 {
            // What is new to both, caches and files, is over.
            (of_plain, of_split) = (Traffic::default(), Traffic::default());
        }
        traffic::shop(&plain, &mut first, &mut of_plain)?;
        traffic::shop(&split, &mut second, &mut of_split)?;
        if round > 40 && of_plain.both.total() + of_split.both.total() > setting.time {
            break;
        }
    }
    let line = |name: &str, with: &Times, without: &Times, what: &str| {
        Line::new(name, with.percentile(50), "us").beside(what, without.percentile(50))
    };
    Ok(vec![
        line(
            "order_both_with_tiers_p50",
            &of_split.both,
            &of_plain.both,
            "the same without split rules",
        )
        .note("place_order and report_payment, alone; property, platform and a leader by tiers"),
        line(
            "order_paid_with_tiers_p50",
            &of_split.paying,
            &of_plain.paying,
            "the same without split rules",
        ),
    ])
}

/// A month of every leader is closed and settled: 1,000,000 leaders with `--long`, 20,000 without. The months are put in as
/// rows: what selling costs is measured elsewhere.
pub(super) fn tier_run(setting: &Setting) -> Result<Vec<Line>> {
    let leaders: usize = if setting.long { 1_000_000 } else { 20_000 };
    let opened = setting.open()?;
    let size = Size {
        members: 1,
        stations: 1,
        products: 1,
    };
    let town = Town::build(opened.port.clone(), size)?;
    let month = Month::of(Zone::SHANGHAI.day_of(town.clock.now()));
    let over = Zone::SHANGHAI.start_of(month.next().first_day());
    let community = town.community()?;
    let tiers = tiers()?;
    for begin in (0..leaders).step_by(10_000) {
        let mut change = ChangeSet::new(town.tenant);
        for leader in begin..leaders.min(begin + 10_000) {
            let station = linli::kernel::Id::derived("leader", &[&leader.to_be_bytes()]);
            let record = LeaderMonth {
                station: StationId(station),
                community,
                month,
                tiers: tiers.clone(),
                mode: linli::commission::TierMode::WholeMonth,
                state: MonthState::Open,
                due_at: Some(over),
                result: None,
            };
            let sales = i64::try_from(leader % 7_000)? * 1_000;
            insert(&mut change, &record, &[sales])?;
        }
        opened.port.commit(&change)?;
    }
    let months = || Scan::all(tables::LEADER_MONTH, Scan::MAX_ROWS);
    let reading = scan(&*opened.port, &town, months())?;
    town.clock.move_days(32);
    town.engine.settle(&town.system, 100_000)?;
    std::fs::write("/proc/self/clear_refs", "5").ok();
    let before = kibibytes("self", "VmRSS:")?;
    let start = Instant::now();
    let mut done = 0;
    loop {
        let report = town.engine.run_due(&town.system, STEPS)?;
        if let Some(failure) = report.failed.first() {
            return Err(format!("{}: {}", failure.command, failure.error).into());
        }
        if report.done == 0 {
            break;
        }
        done += report.done as usize;
    }
    let time = start.elapsed();
    let memory = (kibibytes("self", "VmHWM:")? - before) / 1024.0;
    if done < 2 * leaders {
        return Err(format!("{done} steps for {leaders} months").into());
    }
    Ok(vec![
        Line::new(
            format!("tier_run_of_{leaders}_leaders"),
            per_second(leaders, time),
            "leaders/s",
        )
        .note(format!(
            "closed, then settled: {done} steps in {:.1} s; one scan of the rows takes {reading:.1} s; peak of resident \
             memory grew by {memory:.0} MiB",
            time.as_secs_f64()
        )),
    ])
}

/// Reads every row of a scan; seconds.
fn scan(store: &dyn Store, town: &Town, mut scan: Scan) -> Result<f64> {
    let start = Instant::now();
    loop {
        let page = store.scan(town.tenant, &scan)?;
        match page.next {
            Some(place) => scan.after = Some(place),
            None => return Ok(start.elapsed().as_secs_f64()),
        }
    }
}

/// The trial balance of today beside reading the postings that are not rolled up yet, and of a settled day; then the
/// channel's bill of these payments against the ledger: 100,000 rows with `--long`, 10,000 without.
pub(super) fn books(setting: &Setting) -> Result<Vec<Line>> {
    let rows: usize = if setting.long { 100_000 } else { 10_000 };
    let opened = setting.open()?;
    let town = Town::build(opened.port.clone(), Size::CITY)?;
    with_commission(&town)?;
    let mut shopper = Shopper::new(0, 1);
    let today = Zone::SHANGHAI.day_of(town.clock.now());
    let paid = traffic::paid_orders(&town, &mut shopper, rows)?;
    let mut lines = vec![trial_balance(
        &town,
        "trial_balance_with_a_days_tail",
        rows,
    )?];
    town.clock.move_days(1);
    town.engine.settle(&town.system, 100_000)?;
    lines.push(trial_balance(&town, "trial_balance_rolled_up", rows)?);
    let bill = bill(&paid)?;
    std::fs::write("/proc/self/clear_refs", "5").ok();
    let before = kibibytes("self", "VmRSS:")?;
    let start = Instant::now();
    let sums = town.engine.reconcile(
        &town.platform,
        "wechat",
        &BillProfile::plain(),
        today..=today.next(),
        &mut bill.as_bytes(),
        &mut |_| Ok(()),
    )?;
    let time = start.elapsed();
    let memory = (kibibytes("self", "VmHWM:")? - before) / 1024.0;
    if sums.matched != rows as u64 || sums.missing_there != 0 {
        return Err(format!("the bill does not match: {sums:?}").into());
    }
    lines.push(
        Line::new(
            format!("reconciliation_of_{rows}_rows"),
            per_second(rows, time),
            "rows/s",
        )
        .note(format!(
            "{:.1} s for all, peak of resident memory grew by {memory:.0} MiB",
            time.as_secs_f64()
        )),
    );
    Ok(lines)
}

fn trial_balance(town: &Town, name: &str, orders: usize) -> Result<Line> {
    let start = Instant::now();
    let lines = town.engine.trial_balance(&town.platform)?;
    let time = start.elapsed();
    let money = lines.iter().filter(|line| line.unit == Unit::Money);
    if money.map(|line| line.balance).sum::<i128>() != 0 {
        return Err("the trial balance does not balance".into());
    }
    Ok(
        Line::new(name, time.as_secs_f64() * 1_000.0, "ms").note(format!(
            "{} accounts' totals after {} orders",
            lines.len(),
            number(orders as u64)
        )),
    )
}

/// The channel's bill of these payments.
fn bill(paid: &[PlacedTrade]) -> Result<String> {
    let mut text = String::from("kind,channel_number,our_number,amount\n");
    for placed in paid {
        let amount = linli::kernel::Currency::CNY.format(placed.total);
        writeln!(text, "payment,4200{0},{0},{amount}", placed.trade)?;
    }
    Ok(text)
}
