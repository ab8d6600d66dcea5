//! Simulated weeks, and the canaries that they must notice. More of both: `LINLI_SEEDS=100 LINLI_DAYS=30`, or the binary
//! `simulate`.
#![allow(clippy::unwrap_used)]

use std::sync::atomic::{AtomicUsize, Ordering};

use linli_tests::sabotage::Canary;
use linli_tests::sim::{Config, Finding, Summary, run_on, run_through_cuts};
use linli_tests::stores::Kind;

fn wish(name: &str, otherwise: u32) -> u32 {
    let wish = std::env::var(name).ok();
    wish.and_then(|wish| wish.parse().ok()).unwrap_or(otherwise)
}

fn days(config: Config, otherwise: u32) -> Config {
    Config {
        days: wish("LINLI_DAYS", otherwise),
        ..config
    }
}

/// `None` where there is no server.
fn lived(config: &Config, kind: Kind) -> Option<Summary> {
    run_on(config, kind).map(|lived| must_be_fine(config, kind, lived))
}

fn must_be_fine(config: &Config, kind: Kind, lived: Result<Summary, Finding>) -> Summary {
    lived.unwrap_or_else(|finding| {
        panic!(
            "seed {}: {finding}\nagain: {}",
            config.seed,
            config.command_line(kind)
        )
    })
}

#[test]
fn whatever_happens_in_a_week_nothing_is_lost_made_up_or_oversold() {
    for seed in 1..=u64::from(wish("LINLI_SEEDS", 3)) {
        let config = days(Config::week(seed), 4);
        let summary = lived(&config, Kind::Memory).unwrap();
        assert!(summary.sent() > 100, "{summary}");
    }
}

#[test]
fn the_same_holds_on_sqlite() {
    for seed in 101..=100 + u64::from(wish("LINLI_SEEDS", 1)) {
        lived(&days(Config::week(seed), 2), Kind::Sqlite);
    }
}

#[test]
fn the_same_holds_on_postgresql_over_connections_that_are_cut_at_any_byte() {
    for seed in 201..=200 + u64::from(wish("LINLI_SEEDS", 1)) {
        let config = Config {
            faults: 5,
            ..days(Config::week(seed), 1)
        };
        let Some(lived) = run_through_cuts(&config) else {
            return;
        };
        let summary = must_be_fine(&config, Kind::Postgres, lived);
        assert!(summary.cuts > 10, "{summary}");
    }
}

/// Same commands, same answers, same events, same rows. Invariant 24.
#[test]
fn one_seed_is_one_week_bit_for_bit_and_on_every_store() {
    let config = days(Config::week(7), 2);
    let first = lived(&config, Kind::Memory).unwrap();
    for kind in [Kind::Memory, Kind::Sqlite, Kind::Postgres] {
        let Some(again) = lived(&config, kind) else {
            continue;
        };
        assert_eq!(first.commands, again.commands, "{kind:?}");
        assert_eq!(first.answers, again.answers, "{kind:?}");
        assert_eq!(first.digest, again.digest, "{kind:?}");
    }
    let other = lived(&days(Config::week(8), 2), Kind::Memory).unwrap();
    assert_ne!(first.digest, other.digest);
    assert_ne!(first.answers, other.answers);
}

/// Lives weeks with a planted fault until it is noticed.
fn noticed(canary: Canary) -> Result<Finding, String> {
    let mut struck = 0;
    for seed in 1..=12 {
        let config = Config {
            canary: Some(canary),
            days: 6,
            // Other faults would only hide which one was noticed.
            faults: 0,
            ..Config::week(seed)
        };
        match run_on(&config, Kind::Memory).unwrap() {
            Err(finding) if finding.struck > 0 => return Ok(finding),
            Err(finding) => return Err(format!("without a strike: {finding}")),
            Ok(summary) => struck += summary.struck,
        }
    }
    Err(format!(
        "{} struck {struck} times in 12 weeks and was not noticed",
        canary.name()
    ))
}

#[test]
fn every_canary_is_noticed() {
    let next = AtomicUsize::new(0);
    let chirps = std::thread::scope(|scope| {
        let worker = || {
            let mut chirps = Vec::new();
            while let Some(canary) = Canary::ALL.get(next.fetch_add(1, Ordering::SeqCst)) {
                chirps.push((*canary, noticed(*canary)));
            }
            chirps
        };
        let workers: Vec<_> = (0..2).map(|_| scope.spawn(worker)).collect();
        let done = workers.into_iter().map(|worker| worker.join().unwrap());
        done.flatten().collect::<Vec<_>>()
    });
    assert_eq!(chirps.len(), Canary::ALL.len());
    for (canary, chirp) in &chirps {
        if let Ok(finding) = chirp {
            println!("{:24} {finding}", canary.name());
        }
    }
    let missed: Vec<&String> = chirps
        .iter()
        .filter_map(|(_, chirp)| chirp.as_ref().err())
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn the_list_of_canaries_names_every_one() {
    let list = include_str!("../CANARIES.md");
    for canary in Canary::ALL {
        let row = format!("| `{}` | {} |", canary.name(), canary.what());
        assert!(list.contains(&row), "CANARIES.md lacks the line\n{row}");
    }
}
