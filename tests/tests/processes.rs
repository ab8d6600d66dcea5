//! Several processes on one PostgreSQL database: they write side by side, want the same last unit, and one of them is
//! killed. The processes are this program itself. RULES §5, DESIGN §6 (11, 21, 22).
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Barrier};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use linli::Engine;
use linli::engine::{LogEntry, RecordedEvent};
use linli::kernel::CommandId;
use linli::schema::tables;
use linli::store::{MemoryStore, Order, Scan, Store};
use linli_postgres::{PostgresOptions, PostgresStore};
use linli_tests::shop::{Shop, ShopOptions, order_of};
use linli_tests::sim::findings;
use linli_tests::snapshot::scan_all;
use linli_tests::stores::Space;

const URL: &str = "LINLI_PROCESS_URL";
const SCHEMA: &str = "LINLI_PROCESS_SCHEMA";
const JOB: &str = "LINLI_PROCESS_JOB";
const STOCK: &str = "LINLI_PROCESS_STOCK";

fn options(stock: i64) -> ShopOptions {
    ShopOptions {
        members: 16,
        stock,
        ..ShopOptions::default()
    }
}

/// What every process knows of the shop: it was built with the same seed.
fn twin(stock: i64) -> Shop {
    Shop::with(Arc::new(MemoryStore::default()), &options(stock))
}

/// An engine over the database whose ids are never those of another process.
fn engine(shop: &Shop, url: &str, schema: &str) -> Engine {
    let options = PostgresOptions {
        schema: schema.to_owned(),
        ..PostgresOptions::default()
    };
    let store = PostgresStore::connect_with(url, &options).unwrap();
    shop.engine_of_another_process(Arc::new(store))
}

fn place(shop: &Shop, engine: &Engine, member: usize, id: CommandId) -> linli::Result<()> {
    let member = member % shop.members.len();
    let place = order_of(shop.wanted(member, &[(0, 1)]));
    let actor = shop.members[member].actor;
    let placed = engine.place_order(&actor, id, place)?;
    if std::env::var(JOB).is_ok_and(|job| job != "want") {
        let id = engine.new_command_id()?;
        engine.report_payment(&shop.system, id, shop.payment_of(&placed))?;
        say(&format!("ack {id}"));
    }
    Ok(())
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{line}").unwrap();
    out.flush().unwrap();
}

/// Not a test by itself: one of the processes. Says that it is ready, waits for a line, does its job, and says every
/// command's id after it was acknowledged.
#[test]
#[ignore = "run by the tests that start it"]
fn one_of_the_processes() {
    let wish = |name: &str| std::env::var(name).unwrap();
    let shop = twin(wish(STOCK).parse().unwrap());
    let engine = engine(&shop, &wish(URL), &wish(SCHEMA));
    let (threads, orders): (usize, Option<usize>) = match wish(JOB).as_str() {
        "want" => (16, Some(1)),
        "write" => (2, Some(12)),
        "write on" => (2, None),
        other => panic!("no job {other}"),
    };
    say("ready");
    std::io::stdin().read_line(&mut String::new()).unwrap();
    let together = Barrier::new(threads);
    thread::scope(|scope| {
        for thread in 0..threads {
            let (shop, engine, together) = (&shop, &engine, &together);
            scope.spawn(move || {
                together.wait();
                let mut done = 0;
                while orders.is_none_or(|orders| done < orders) {
                    let id = engine.new_command_id().unwrap();
                    match place(shop, engine, thread + done, id) {
                        Ok(()) => say(&format!("ack {id}")),
                        Err(error) => {
                            say(&format!("refused {} {:?}", error.code(), error.field()));
                        }
                    }
                    done += 1;
                }
            });
        }
    });
    say("done");
}

/// A running process.
struct Process {
    child: Child,
    input: ChildStdin,
    said: JoinHandle<Vec<String>>,
}

impl Process {
    /// Starts one and waits until it is ready.
    fn start(space: &Space, job: &str, stock: i64) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "one_of_the_processes",
                "--ignored",
                "--nocapture",
            ])
            .env(URL, &space.url)
            .env(SCHEMA, &space.options.schema)
            .env(JOB, job)
            .env(STOCK, stock.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap() == "ready"), "it never began");
        let said = thread::spawn(move || lines.map_while(Result::ok).collect());
        Self { child, input, said }
    }

    fn go(&mut self) {
        self.input.write_all(b"go\n").unwrap();
    }

    /// What it said, when it has ended, and how it did.
    fn end(mut self) -> (Vec<String>, bool) {
        let ended = self.child.wait().unwrap();
        (self.said.join().unwrap(), ended.success())
    }
}

fn acknowledged(said: &[String]) -> Vec<CommandId> {
    let ids = said.iter().filter_map(|line| line.strip_prefix("ack "));
    ids.map(|id| id.parse().unwrap()).collect()
}

/// The log in the order of commits.
fn log(store: &dyn Store, shop: &Shop) -> Vec<(u64, LogEntry)> {
    let scan = Scan {
        order: Order::Position,
        ..Scan::all(tables::LOG, Scan::MAX_ROWS)
    };
    let rows = scan_all(store, shop.tenant, scan).unwrap().into_iter();
    rows.map(|row| {
        (
            row.position.unwrap(),
            serde_json::from_str(&row.body).unwrap(),
        )
    })
    .collect()
}

fn everything_holds(store: &dyn Store, shop: &Shop) {
    let report = linli::verify::verify(store, shop.tenant).unwrap();
    assert_eq!(report.findings, []);
    assert_eq!(findings(store, shop.tenant), Vec::<String>::new());
}

/// A shop on a schema of its own, and what is known of it elsewhere.
fn shop(space: &Space, stock: i64) -> Shop {
    let shop = Shop::with(Arc::new(space.connect()), &options(stock));
    let twin = twin(stock);
    assert_eq!(shop.skus[0].id, twin.skus[0].id);
    assert_eq!(shop.members[31].id, twin.members[31].id);
    shop
}

/// One event as a line that can be compared.
fn line(event: &RecordedEvent) -> String {
    serde_json::to_string(event).unwrap()
}

#[test]
fn a_reader_misses_nothing_of_what_eight_processes_write() {
    let Some(space) = Space::new() else { return };
    let shop = shop(&space, 1_000);
    let before = shop.engine.events(&shop.platform, 0, 1_000).unwrap().cursor;
    let mut writers: Vec<Process> = (0..8)
        .map(|_| Process::start(&space, "write", 1_000))
        .collect();
    writers.iter_mut().for_each(Process::go);
    // Polls all the time, in bites of every size, with an engine of its own.
    let reader = engine(&shop, &space.url, &space.options.schema);
    let mut cursor = before;
    let mut seen = Vec::new();
    let began = Instant::now();
    let mut polls = 0_u32;
    let mut ended = false;
    loop {
        let page = reader
            .events(&shop.platform, cursor, 1 + polls % 7)
            .unwrap();
        polls += 1;
        assert!(page.cursor >= cursor);
        let nothing_new = page.cursor == cursor;
        cursor = page.cursor;
        seen.extend(page.events.iter().map(line));
        if nothing_new && ended {
            break;
        }
        ended = (writers.iter_mut()).all(|writer| writer.child.try_wait().unwrap().is_some());
        assert!(began.elapsed() < Duration::from_secs(120), "they hang");
    }
    let mut acks = BTreeSet::new();
    for writer in writers {
        let (said, fine) = writer.end();
        assert!(fine, "{said:?}");
        let ids = acknowledged(&said);
        assert_eq!(ids.len(), 48, "{said:?}");
        acks.extend(ids);
    }
    assert_eq!(acks.len(), 8 * 48);

    let log = log(&*shop.store, &shop);
    let positions: Vec<u64> = log.iter().map(|(position, _)| *position).collect();
    let all: Vec<u64> = (1..=positions.len() as u64).collect();
    assert_eq!(positions, all, "positions have no gaps");
    let logged: BTreeSet<CommandId> = log.iter().map(|(_, entry)| entry.id).collect();
    assert!(acks.is_subset(&logged));
    // What was seen while they wrote is what is there, in the same order.
    let mut afterwards = Vec::new();
    let mut at = before;
    loop {
        let page = reader.events(&shop.platform, at, 1_000).unwrap();
        afterwards.extend(page.events.iter().map(line));
        if page.cursor == at {
            break;
        }
        at = page.cursor;
    }
    assert!(seen.len() >= 8 * 48, "{}", seen.len());
    assert!(seen == afterwards, "the poller saw something else");
    assert!(polls > 30, "{polls} polls only: nothing was read meanwhile");
    everything_holds(&*shop.store, &shop);
}

#[test]
fn of_sixty_four_in_four_processes_who_want_the_last_unit_one_gets_it() {
    let Some(space) = Space::new() else { return };
    let shop = shop(&space, 1);
    let mut processes: Vec<Process> = (0..4).map(|_| Process::start(&space, "want", 1)).collect();
    processes.iter_mut().for_each(Process::go);
    let mut told: BTreeMap<String, u32> = BTreeMap::new();
    for process in processes {
        let (said, fine) = process.end();
        assert!(fine, "{said:?}");
        for line in said {
            let what = if line.starts_with("ack ") {
                "ack"
            } else {
                &line
            };
            if line.starts_with("ack ") || line.starts_with("refused ") {
                *told.entry(what.to_owned()).or_default() += 1;
            }
        }
    }
    let refused = "refused out_of_stock Some(\"lines[0].quantity\")";
    let right = [("ack".to_owned(), 1), (refused.to_owned(), 63)];
    assert_eq!(told, BTreeMap::from(right));
    assert_eq!(shop.stock(0), [0, 1, 0]);
    everything_holds(&*shop.store, &shop);
}

#[test]
fn what_a_killed_process_acknowledged_is_there_and_the_others_go_on() {
    let Some(space) = Space::new() else { return };
    let shop = shop(&space, 1_000_000);
    let mut killed = Vec::new();
    let mut kept = Vec::new();
    for round in 0..2 {
        let mut victims: Vec<Process> = (0..2)
            .map(|_| Process::start(&space, "write on", 1_000_000))
            .collect();
        let mut others: Vec<Process> = (0..2)
            .map(|_| Process::start(&space, "write", 1_000_000))
            .collect();
        for process in victims.iter_mut().chain(&mut others) {
            process.go();
        }
        for mut victim in victims {
            thread::sleep(Duration::from_millis(400 + 130 * round));
            // kill -9: no destructor runs, no connection says good-bye.
            victim.child.kill().unwrap();
            let (said, fine) = victim.end();
            assert!(!fine);
            killed.extend(acknowledged(&said));
        }
        for other in others {
            let (said, fine) = other.end();
            assert!(fine, "{said:?}");
            let ids = acknowledged(&said);
            assert_eq!(ids.len(), 48, "{said:?}");
            kept.extend(ids);
        }
        let log = log(&*shop.store, &shop);
        let logged: BTreeSet<CommandId> = log.iter().map(|(_, entry)| entry.id).collect();
        let lost = killed.iter().chain(&kept).filter(|id| !logged.contains(id));
        assert_eq!(lost.count(), 0, "round {round}");
        everything_holds(&*shop.store, &shop);
    }
    assert!(killed.len() > 20, "only {} commands", killed.len());
    // Nobody waits for what the dead held.
    let began = Instant::now();
    shop.buy(0, &[(0, 1)]).unwrap();
    assert!(began.elapsed() < Duration::from_secs(5));
}
