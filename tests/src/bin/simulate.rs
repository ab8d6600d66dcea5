//! Lives simulated months: `simulate --seed S [--seeds N] [--days N] [--steps N] [--faults N] [--store memory|sqlite|postgres]
//! [--cuts yes] [--seconds T] [--canary NAME]`. The same seed does the same again, bit for bit, but for `--cuts`: PostgreSQL
//! over connections that are cut at random bytes. Exit code 1 when something is found.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use linli_tests::sabotage::Canary;
use linli_tests::sim::{Config, Finding, Summary, run_on, run_through_cuts};
use linli_tests::stores::Kind;

struct Wish {
    config: Config,
    seeds: u64,
    seconds: Option<u64>,
    kind: Kind,
    cuts: bool,
}

const USAGE: &str = "simulate [--seed S] [--seeds N] [--days N] [--steps N] [--faults per mille] \
[--store memory|sqlite|postgres] [--cuts yes|no] [--seconds T] [--canary NAME]";

fn wish() -> Result<Wish, String> {
    let mut wish = Wish {
        config: Config {
            days: 30,
            ..Config::week(1)
        },
        seeds: 1,
        seconds: None,
        kind: Kind::Memory,
        cuts: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or(USAGE)?;
        let number = || {
            value
                .parse::<u64>()
                .map_err(|_| format!("{name} {value}: {USAGE}"))
        };
        let small = || {
            value
                .parse::<u32>()
                .map_err(|_| format!("{name} {value}: {USAGE}"))
        };
        match name.as_str() {
            "--seed" => wish.config.seed = number()?,
            "--seeds" => wish.seeds = number()?,
            "--days" => wish.config.days = small()?,
            "--steps" => wish.config.steps = small()?,
            "--faults" => wish.config.faults = small()?,
            "--seconds" => wish.seconds = Some(number()?),
            "--store" => wish.kind = Kind::named(&value).ok_or(USAGE)?,
            "--cuts" => wish.cuts = value == "yes",
            "--canary" => {
                let canary = Canary::ALL.iter().find(|canary| canary.name() == value);
                wish.config.canary = Some(*canary.ok_or(format!("no canary {value}"))?);
            }
            _ => return Err(USAGE.to_owned()),
        }
    }
    if wish.cuts && wish.kind != Kind::Postgres {
        return Err("only connections to PostgreSQL can be cut".to_owned());
    }
    Ok(wish)
}

fn live(wish: &Wish, config: &Config) -> Option<Result<Summary, Finding>> {
    if wish.cuts {
        return run_through_cuts(config);
    }
    run_on(config, wish.kind)
}

fn main() -> ExitCode {
    let wish = match wish() {
        Ok(wish) => wish,
        Err(usage) => {
            eprintln!("{usage}");
            return ExitCode::from(2);
        }
    };
    let began = Instant::now();
    let (mut months, mut sent) = (0_u64, 0);
    loop {
        let config = Config {
            seed: wish.config.seed.wrapping_add(months),
            ..wish.config.clone()
        };
        let Some(lived) = live(&wish, &config) else {
            return ExitCode::FAILURE;
        };
        match lived {
            Ok(summary) => {
                println!("seed {}, {} days\n{summary}", config.seed, config.days);
                sent += summary.sent();
            }
            Err(finding) => {
                println!("seed {}: {finding}", config.seed);
                println!("again: {}", config.command_line(wish.kind));
                return ExitCode::FAILURE;
            }
        }
        months += 1;
        let on = match wish.seconds {
            Some(seconds) => began.elapsed() < Duration::from_secs(seconds),
            None => months < wish.seeds,
        };
        if !on {
            println!(
                "{months} runs, {sent} commands, {:.1} s, nothing found",
                began.elapsed().as_secs_f64()
            );
            return ExitCode::SUCCESS;
        }
    }
}
