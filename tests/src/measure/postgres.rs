//! Orders on PostgreSQL: one SKU that everybody wants and all of them, one process and two, beside what else a server of
//! this machine does.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use linli::kernel::TenantId;
use linli::schema::SCHEMA;
use linli::store::Store;
use linli_postgres::testing::Cluster;
use linli_postgres::{HostedPostgres, PostgresOptions, PostgresStore};

use super::figures::{median, number, per_second};
use super::raw_postgres::{self, Program};
use super::recording::Recording;
use super::setup::{Size, Town};
use super::traffic::{self, Goods, Shopper, Until};
use super::{Line, Result, Setting, disk, row_locks};

/// How this program is told to shop in a town that another process has built.
pub(super) const CHILD: &str = "--shop-beside-others";

const CALLERS: [usize; 4] = [1, 4, 16, 64];
/// Orders in a commit where groups are made on purpose, and how many such groups are compared.
const GROUP: usize = 64;
const GROUPS: usize = 60;

/// As durable as it comes, with room for what is measured.
fn server() -> Result<Cluster> {
    Ok(Cluster::start(&[
        ("shared_buffers", "256MB"),
        ("max_wal_size", "4GB"),
    ])?)
}

fn options(space: &str) -> PostgresOptions {
    PostgresOptions {
        schema: space.to_owned(),
        ..PostgresOptions::default()
    }
}

fn store(cluster: &Cluster, space: &str) -> Result<Arc<PostgresStore>> {
    let store = PostgresStore::connect_with(&cluster.url(), &options(space))?;
    Ok(Arc::new(store))
}

/// Everybody wants the same SKU.
pub(super) fn hot(setting: &Setting) -> Result<Vec<Line>> {
    beside_row_locks(setting, Goods::One)
}

/// One to three of two hundred SKUs.
pub(super) fn cold(setting: &Setting) -> Result<Vec<Line>> {
    beside_row_locks(setting, Goods::All)
}

/// Both ways on one server, taking turns.
fn beside_row_locks(setting: &Setting, goods: Goods) -> Result<Vec<Line>> {
    let cluster = server()?;
    row_locks::build(&cluster)?;
    let town = Town::build(store(&cluster, "linli")?, Size::TOWN)?;
    cluster.sql("VACUUM ANALYZE")?;
    let (name, skus) = match goods {
        Goods::One => ("hot", 1),
        Goods::All => ("cold", 200),
    };
    let mut lines: Vec<Line> = Vec::new();
    let mut fewer: Option<f64> = None;
    let (mut orders, before) = (0, size(&cluster)?);
    for callers in CALLERS {
        let shoppers = || {
            (0..callers)
                .map(|at| Shopper::of(at, callers, goods))
                .collect()
        };
        orders += traffic::run_as(&town, shoppers(), Until::Time(setting.time / 5))?
            .both
            .len();
        let mut rates = (Vec::new(), Vec::new());
        let mut all = traffic::Traffic::default();
        for _ in 0..setting.rounds() {
            let made = traffic::run_as(&town, shoppers(), Until::Time(setting.time / 3))?;
            rates.0.push(made.rate());
            orders += made.both.len();
            all.join(&made);
            rates.1.push(row_locks::orders(
                &cluster,
                callers,
                skus,
                setting.time / 3,
            )?);
        }
        let (engine, procedure) = (median(rates.0), median(rates.1));
        let mut line = Line::new(format!("postgres_{name}_{callers}"), engine, "orders/s")
            .beside(format!("row_locks_{name}_{callers}"), procedure);
        if callers == 64 && goods == Goods::One {
            line = line.goal(">= 8");
        }
        lines.push(line.note("place_order and report_payment; a stored procedure for each"));
        if let Some(fewer) = fewer {
            let line = Line::new(
                format!("postgres_{name}_{callers}_more"),
                engine,
                "orders/s",
            );
            lines.push(
                line.beside("with a fourth of the callers", fewer)
                    .goal(">= 1"),
            );
        }
        fewer = Some(engine);
        let p50 = all.both.percentile(50);
        lines.push(
            Line::new(
                format!("postgres_{name}_{callers}_p99"),
                all.both.percentile(99),
                "us",
            )
            .beside("p50", p50),
        );
    }
    let grown = number(size(&cluster)? - before) / number(orders as u64);
    lines.push(
        Line::new(format!("postgres_{name}_bytes_per_order"), grown, "bytes")
            .note("tables and indexes of the engine, placed and paid"),
    );
    Ok(lines)
}

/// Bytes of the engine's tables with their indexes.
fn size(cluster: &Cluster) -> Result<u64> {
    let sum = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class \
               WHERE relnamespace = 'linli'::regnamespace AND relkind = 'r'";
    Ok(cluster.sql(sum)?.parse()?)
}

/// Groups of 64 beside the same row changes made by set-based statements alone.
pub(super) fn raw(setting: &Setting) -> Result<Vec<Line>> {
    let cluster = server()?;
    let mut lines = Vec::new();
    for (name, goods) in [("hot", Goods::One), ("cold", Goods::All)] {
        let (mut engine, mut together, mut bare) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..setting.rounds() {
            let space = format!("engine_{name}_{round}");
            let recording = Recording::of(store(&cluster, &space)?);
            let town = Town::build(recording.clone(), Size::TOWN)?;
            let mut shopper = Shopper::of(0, 1, goods);
            let before = recording.take();
            // Statements are prepared, buffers warm.
            for _ in 0..GROUPS / 10 {
                let placed = traffic::place_group(&town, &mut shopper, GROUP)?;
                traffic::pay_group(&town, &placed)?;
            }
            let warm = recording.take();
            let start = std::time::Instant::now();
            for _ in 0..GROUPS {
                let placed = traffic::place_group(&town, &mut shopper, GROUP)?;
                traffic::pay_group(&town, &placed)?;
            }
            engine.push(per_second(GROUPS * GROUP, start.elapsed()));
            let groups = recording.take();
            let shoppers = (0..GROUP).map(|at| Shopper::of(at, GROUP, goods));
            let each = Until::Orders(GROUPS);
            together.push(traffic::run_as(&town, shoppers.collect(), each)?.rate());

            let space = format!("raw_{name}_{round}");
            store(&cluster, &space)?.prepare(&SCHEMA)?;
            let session = HostedPostgres::connect(&cluster.url(), &options(&space))?;
            let mut program = Program::default();
            let mut part = |changes: &[linli::store::ChangeSet]| {
                for change in changes {
                    program.add(change, &space);
                }
                program.next_part()
            };
            let (before, warm, groups) = (part(&before), part(&warm), part(&groups));
            raw_postgres::run(&session, town.tenant, &before)?;
            raw_postgres::run(&session, town.tenant, &warm)?;
            let time = raw_postgres::run(&session, town.tenant, &groups)?;
            bare.push(per_second(GROUPS * GROUP, time));
        }
        let (engine, together, bare) = (median(engine), median(together), median(bare));
        let beside = format!("raw_{name}_groups_of_64");
        lines.push(
            Line::new(format!("postgres_{name}_groups_of_64"), engine, "orders/s")
                .beside(&beside, bare)
                .goal(">= 0.5")
                .note("execute_each with 64 orders, then 64 payments; the same rows by bare set-based statements"),
        );
        lines.push(
            Line::new(format!("postgres_{name}_64_of_raw"), together, "orders/s")
                .beside(beside, bare)
                .goal(">= 0.5")
                .note("64 callers"),
        );
    }
    let flushes = disk::flushes(setting.scratch()?.path())?.0;
    lines.push(Line::new(
        "fdatasync_append_p50",
        flushes.percentile(50),
        "us",
    ));
    Ok(lines)
}

/// Two processes with 32 callers each beside one with 64, all of the same SKU, and of all SKUs.
pub(super) fn processes(setting: &Setting) -> Result<Vec<Line>> {
    let cluster = server()?;
    let mut lines = Vec::new();
    for name in ["hot", "cold"] {
        let space = format!("linli_{name}");
        drop(Town::build(store(&cluster, &space)?, Size::TOWN)?);
        let mut rates = [Vec::new(), Vec::new()];
        let mut transactions = [[0; 3]; 2];
        for _ in 0..setting.rounds() {
            for (at, processes) in [1, 2].into_iter().enumerate() {
                let before = transactions_of(&cluster)?;
                rates[at].push(together(setting, &cluster.url(), &space, name, processes)?);
                let after = transactions_of(&cluster)?;
                for (sum, (after, before)) in
                    (transactions[at].iter_mut()).zip(after.iter().zip(before))
                {
                    *sum += after - before;
                }
            }
        }
        let [one, two] = rates.map(median);
        lines.push(
            Line::new(format!("postgres_{name}_2_processes"), two, "orders/s")
                .beside("one process", one)
                .note(format!(
                    "64 callers in all; commits, rollbacks and deadlocks: {:?} of one, {:?} of two",
                    transactions[0], transactions[1]
                )),
        );
    }
    Ok(lines)
}

/// How many transactions were committed and rolled back, and how many ran into a deadlock.
fn transactions_of(cluster: &Cluster) -> Result<[i64; 3]> {
    // A session tells what it did when it ends, at the latest a second later.
    std::thread::sleep(Duration::from_millis(1_200));
    let row = cluster.sql(
        "SELECT xact_commit, xact_rollback, deadlocks FROM pg_stat_database WHERE datname = 'postgres'",
    )?;
    let mut counts = row.split('|').map(str::parse::<i64>);
    let mut next = || {
        counts
            .next()
            .ok_or("three counts")?
            .map_err(super::Failure::from)
    };
    Ok([next()?, next()?, next()?])
}

/// Orders per second of 64 callers in so many processes.
fn together(
    setting: &Setting,
    url: &str,
    space: &str,
    goods: &str,
    processes: usize,
) -> Result<f64> {
    let seconds = setting.time.as_secs_f64();
    let mut children = (0..processes)
        .map(|place| {
            let child = Command::new(std::env::current_exe()?)
                .arg(CHILD)
                .arg(format!(
                    "{place}|{processes}|{goods}|{seconds}|{space}|{url}"
                ))
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()?;
            Ok(child)
        })
        .collect::<Result<Vec<Child>>>()?;
    let mut said = Vec::new();
    for child in &mut children {
        let out = child.stdout.take().ok_or("the child has no output")?;
        let mut lines = BufReader::new(out).lines();
        lines.next().ok_or("the child did not begin")??;
        said.push(lines);
    }
    for child in &mut children {
        let input = child.stdin.as_mut().ok_or("the child has no input")?;
        input.write_all(b"go\n")?;
    }
    let mut rate = 0.0;
    for (lines, child) in said.iter_mut().zip(&mut children) {
        let told = lines.next().ok_or("the child said nothing")??;
        rate += told.parse::<f64>()?;
        child.wait()?;
    }
    Ok(rate)
}

/// The child: opens its engine, warms up, waits for a line, shops, and says its orders per second.
pub(super) fn shop_beside_others(wish: &str) -> Result<()> {
    let parts: Vec<&str> = wish.splitn(6, '|').collect();
    let &[place, of, goods, seconds, space, url] = parts.as_slice() else {
        return Err("place|of|goods|seconds|schema|address".into());
    };
    let (place, of): (usize, usize) = (place.parse()?, of.parse()?);
    let goods = if goods == "hot" {
        Goods::One
    } else {
        Goods::All
    };
    let time = Duration::from_secs_f64(seconds.parse()?);
    let store = Arc::new(PostgresStore::connect_with(url, &options(space))?);
    store.prepare(&SCHEMA)?;
    let town = Town::join(store, Size::TOWN)?;
    let shoppers = || {
        let mine = (0..64).filter(|at| at % of == place);
        mine.map(|at| Shopper::of(at, 64, goods)).collect()
    };
    traffic::run_as(&town, shoppers(), Until::Orders(8))?;
    println!("ready");
    std::io::stdin().lock().read_line(&mut String::new())?;
    println!(
        "{}",
        traffic::run_as(&town, shoppers(), Until::Time(time))?.rate()
    );
    Ok(())
}

/// What the server does at all: a row per transaction.
pub(super) fn inserts(setting: &Setting) -> Result<Vec<Line>> {
    let cluster = server()?;
    let one = row_locks::inserts(&cluster, 1, setting.time)?;
    let many = row_locks::inserts(&cluster, 64, setting.time)?;
    let flush = disk::flushes(setting.scratch()?.path())?.0.percentile(50);
    let tenant = TenantId::new(1)?;
    // A round trip of the store for one row that is not there.
    let store = store(&cluster, "linli")?;
    store.prepare(&SCHEMA)?;
    let key = linli::store::RowKey {
        table: linli::schema::tables::TENANT,
        id: linli::kernel::Id::MIN,
    };
    let mut times = super::figures::Times::default();
    for _ in 0..300 {
        times.time(|| store.get(tenant, &[key]))?;
    }
    Ok(vec![
        Line::new("pgbench_inserts_1", one, "rows/s")
            .beside("flushes of the disk", 1e6 / flush)
            .note("one row per transaction, one caller"),
        Line::new("pgbench_inserts_64", many, "rows/s").beside("pgbench_inserts_1", one),
        Line::new("postgres_get", times.percentile(50), "us")
            .beside("fdatasync_append_p50", flush)
            .note(format!(
                "one row by key; {} times",
                number(times.len() as u64)
            )),
    ])
}
