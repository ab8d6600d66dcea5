//! The store on a PostgreSQL server: a private one, started from the server's binaries, or the one that
//! `LINLI_POSTGRES_URL` names. What needs a server of its own (to stop it, to fill its disk) needs the binaries.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;
mod conformance;
mod encryption;
mod failures;
mod hosted;
mod retries;
mod roles;
mod runtimes;
mod sharding;
