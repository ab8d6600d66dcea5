//! Runs a command beside a PostgreSQL server of its own: `with_postgres COMMAND [ARGUMENT…]`. The server is started from its
//! binaries and removed afterwards; in the arguments `@` stands for its address, which is also in `LINLI_POSTGRES_URL`.

use std::process::{Command, ExitCode};

use linli_postgres::testing::{Cluster, URL};

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(program) = words.next() else {
        eprintln!("usage: with_postgres COMMAND [ARGUMENT…]");
        return ExitCode::from(2);
    };
    let cluster = match Cluster::start(&[]) {
        Ok(cluster) => cluster,
        Err(error) => {
            eprintln!("with_postgres: {error}");
            return ExitCode::FAILURE;
        }
    };
    let address = cluster.url();
    let arguments = words.map(|word| match word.as_str() {
        "@" => address.clone(),
        _ => word,
    });
    let ended = Command::new(&program)
        .args(arguments)
        .env(URL, &address)
        .status();
    match ended {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(status) => {
            eprintln!("with_postgres: {program} ended with {status}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("with_postgres: {program}: {error}");
            ExitCode::FAILURE
        }
    }
}
