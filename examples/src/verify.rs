//! Checking a store as a user would after a restore.

use std::path::Path;

use linli::kernel::TenantId;
use linli::schema::SCHEMA;
use linli::store::Store;
use linli::verify::{VerifyReport, verify};
use linli_sqlite::SqliteStore;

use crate::store;

type Outcome = Result<VerifyReport, Box<dyn std::error::Error>>;

/// Checks the file or database that is named.
pub fn verify_store(name: &str, tenant: i64) -> Outcome {
    if !store::is_postgres(name) {
        return verify_file(Path::new(name), tenant);
    }
    let store = store::open_existing(name)?;
    Ok(verify(&*store, TenantId::new(tenant)?)?)
}

/// Opens a file, lets SQLite check its pages, then walks every record of a tenant. Errors: the file is not there, is no
/// store, or is in use by another process.
pub fn verify_file(file: &Path, tenant: i64) -> Outcome {
    // A store creates the file that it does not find; here that would verify nothing.
    if !file.exists() {
        return Err(format!("there is no file {}", file.display()).into());
    }
    let store = SqliteStore::open(file)?;
    store.prepare(&SCHEMA)?;
    store.integrity_check()?;
    Ok(verify(&store, TenantId::new(tenant)?)?)
}
