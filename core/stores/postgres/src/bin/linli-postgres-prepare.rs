//! Prints or applies the tables of Linli, so that the role which the engine runs with needs no right to create any.

use std::process::ExitCode;

use linli::schema::SCHEMA;
use linli::store::{StoreError, StoreResult};
use linli_postgres::{BodyType, PostgresOptions, PostgresStore, SchemaOptions, schema_script};

const USAGE: &str = "\
usage: linli-postgres-prepare [OPTIONS] [ADDRESS]

Without an address: prints the SQL for a database that has nothing yet.
With one: prints the SQL that is still missing there, or with --apply runs it.

  --apply           run what is missing, in one transaction
  --schema NAME     name space of the tables (linli)
  --row-security    a session that has not said which tenant it serves sees nothing
  --citus           distribute the tables by tenant
  --text            keep records as text, where json is really jsonb (CockroachDB)
  --grant ROLE      let a role read and write rows, and nothing else

ADDRESS is postgres://user:password@host:5432/database or host=… user=… dbname=…; the password may stand in the
environment variable PGPASSWORD.
";

#[derive(Default)]
struct Wanted {
    address: Option<String>,
    apply: bool,
    options: SchemaOptions,
    postgres: PostgresOptions,
}

/// `None`: only the usage is wanted.
fn wanted(mut arguments: impl Iterator<Item = String>) -> Result<Option<Wanted>, String> {
    let mut wanted = Wanted::default();
    while let Some(argument) = arguments.next() {
        let mut value = || (arguments.next()).ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--apply" => wanted.apply = true,
            "--row-security" => wanted.options.row_security = true,
            "--citus" => wanted.options.citus = true,
            "--text" => wanted.options.body = BodyType::Text,
            "--schema" => wanted.postgres.schema = value()?,
            "--grant" => wanted.options.grant_to = Some(value()?),
            "--help" | "-h" => return Ok(None),
            other if other.starts_with('-') => return Err(format!("there is no option {other}")),
            _ if wanted.address.is_some() => return Err("there is one address too many".to_owned()),
            _ => wanted.address = Some(argument),
        }
    }
    if wanted.apply && wanted.address.is_none() {
        return Err("--apply needs an address".to_owned());
    }
    Ok(Some(wanted))
}

fn run(wanted: &Wanted) -> StoreResult<()> {
    let Some(address) = &wanted.address else {
        let script = schema_script(&SCHEMA, &wanted.postgres.schema, &wanted.options)?;
        print!("{script}");
        return Ok(());
    };
    let store = PostgresStore::connect_with(address, &wanted.postgres)?;
    let missing = store.missing(&SCHEMA, &wanted.options)?;
    if !wanted.apply {
        print!("{missing}");
        return Ok(());
    }
    store.prepare_with(&SCHEMA, &wanted.options)?;
    println!(
        "-- {} statements were run; version {} is stored",
        missing.lines().count(),
        SCHEMA.version
    );
    Ok(())
}

fn main() -> ExitCode {
    let wanted = match wanted(std::env::args().skip(1)) {
        Ok(Some(wanted)) => wanted,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(wrong) => {
            eprintln!("{wrong}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {}", StoreError::code(&error), error);
            ExitCode::FAILURE
        }
    }
}
