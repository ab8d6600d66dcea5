//! Checking a SQLite file as a user would after a restore.

use std::path::Path;

use linli::kernel::TenantId;
use linli::schema::SCHEMA;
use linli::store::Store;
use linli::verify::{VerifyReport, verify};
use linli_sqlite::SqliteStore;

/// Opens a file, lets SQLite check its pages, then walks every record of a tenant. Errors: the file is not there, is no
/// store, or is in use by another process.
pub fn verify_file(file: &Path, tenant: i64) -> Result<VerifyReport, Box<dyn std::error::Error>> {
    // A store creates the file that it does not find; here that would verify nothing.
    if !file.exists() {
        return Err(format!("there is no file {}", file.display()).into());
    }
    let store = SqliteStore::open(file)?;
    store.prepare(&SCHEMA)?;
    store.integrity_check()?;
    Ok(verify(&store, TenantId::new(tenant)?)?)
}
