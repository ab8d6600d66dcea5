//! Prints what Linli costs on this machine, one JSON object per line; see [`linli_tests::measure`].

use std::process::ExitCode;

fn main() -> ExitCode {
    match linli_tests::measure::main(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("measure: {error}");
            ExitCode::FAILURE
        }
    }
}
