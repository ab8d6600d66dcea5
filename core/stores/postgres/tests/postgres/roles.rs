//! A role that may do nothing but read and write rows, and the second wall.

use linli::store::{MemoryStore, Store, StoreError};
use linli_postgres::{HostedPostgres, PostgresOptions, PostgresStore, SchemaOptions, testing};
use linli_store_conformance::Fixture;

use crate::common::{NOTES, SCHEMA, is_there, key, note, tenant};

/// The server's address for a role that is neither a superuser nor the owner of anything.
struct Clerk {
    url: String,
    options: PostgresOptions,
    owner: HostedPostgres,
}

impl Clerk {
    fn new() -> Option<Self> {
        let server = testing::server()?;
        let cluster = server.cluster()?;
        let options = server.options();
        let owner = HostedPostgres::connect(server.url(), &options).unwrap();
        let role = format!("clerk_{}", options.schema);
        owner
            .execute(&format!("CREATE ROLE {role} LOGIN NOBYPASSRLS"))
            .unwrap();
        Some(Self {
            url: cluster.url_of(&role),
            options,
            owner,
        })
    }

    fn role(&self) -> String {
        format!("clerk_{}", self.options.schema)
    }

    fn store(&self) -> PostgresStore {
        PostgresStore::connect_with(&self.url, &self.options).unwrap()
    }

    fn make(&self, row_security: bool, schema: &linli::store::Schema) {
        let server = testing::server().unwrap();
        let maker = PostgresStore::connect_with(server.url(), &self.options).unwrap();
        let options = SchemaOptions {
            row_security,
            grant_to: Some(self.role()),
            ..SchemaOptions::default()
        };
        maker.prepare_with(schema, &options).unwrap();
        // Once more changes nothing.
        maker.prepare_with(schema, &options).unwrap();
    }

    fn count(&self, session: &HostedPostgres) -> i64 {
        let sql = format!("SELECT count(*) FROM {}.notes", self.options.schema);
        let row = session.wait(session.client().query_one(&sql, &[]));
        row.unwrap().unwrap().get(0)
    }
}

#[test]
fn a_role_that_may_not_create_tables_works_on_tables_that_are_right() {
    let Some(clerk) = Clerk::new() else { return };
    let store = clerk.store();
    let refusal = store.prepare(&SCHEMA).unwrap_err();
    assert!(matches!(refusal, StoreError::Denied { .. }), "{refusal:?}");
    clerk.make(false, &SCHEMA);
    store.prepare(&SCHEMA).unwrap();
    store.commit(&note(1, "A")).unwrap();
    assert!(is_there(&store, 1));
    let role = clerk.role();
    let sql = format!(
        "REVOKE INSERT ON {}.notes FROM {role}",
        clerk.options.schema
    );
    clerk.owner.execute(&sql).unwrap();
    let refusal = store.commit(&note(2, "B")).unwrap_err();
    assert!(matches!(refusal, StoreError::Denied { .. }), "{refusal:?}");
    assert!(is_there(&store, 1));
}

#[test]
fn behind_the_second_wall_a_session_without_a_tenant_sees_nothing() {
    let Some(clerk) = Clerk::new() else { return };
    clerk.make(true, &SCHEMA);
    let store = clerk.store();
    store.prepare(&SCHEMA).unwrap();
    store.commit(&note(1, "A")).unwrap();
    let mut other = note(2, "A");
    other.tenant = tenant(2);
    store.commit(&other).unwrap();
    assert!(is_there(&store, 1));
    assert_eq!(store.get(tenant(2), &[key(1)]).unwrap(), [None]);

    let session = HostedPostgres::connect(&clerk.url, &clerk.options).unwrap();
    assert_eq!(clerk.count(&session), 0, "no tenant, no rows");
    session
        .execute("SELECT set_config('linli.tenant', '', false)")
        .unwrap();
    assert_eq!(clerk.count(&session), 0);
    session
        .execute("BEGIN; SELECT set_config('linli.tenant', '2', true)")
        .unwrap();
    assert_eq!(clerk.count(&session), 1, "its own");
    let space = &clerk.options.schema;
    let touched = session.wait(session.client().execute(
        &format!("UPDATE {space}.notes SET code = 'X' WHERE tenant = 1"),
        &[],
    ));
    assert_eq!(touched.unwrap().unwrap(), 0, "nobody else's");
    let stolen = format!(
        "INSERT INTO {space}.notes (tenant, id, version, code, body) VALUES (1, gen_random_uuid(), 1, 'Y', '{{}}')"
    );
    let refusal = session.execute(&stolen).unwrap_err();
    assert!(matches!(refusal, StoreError::Denied { .. }), "{refusal:?}");
    session.execute("ROLLBACK").unwrap();
    assert_eq!(
        clerk.count(&session),
        0,
        "the tenant goes with the transaction"
    );
    // Connections of the store itself keep no tenant either.
    let left = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND usename = current_user";
    let row = session.wait(session.client().query_one(left, &[]));
    assert_eq!(row.unwrap().unwrap().get::<_, i64>(0), 0);
}

#[test]
fn the_second_wall_is_raised_on_tables_that_are_there_and_covers_those_that_come() {
    let Some(clerk) = Clerk::new() else { return };
    let first = linli::store::Schema {
        version: 1,
        tables: &SCHEMA.tables[..1],
    };
    clerk.make(false, &first);
    let session = HostedPostgres::connect(&clerk.url, &clerk.options).unwrap();
    clerk.make(true, &first);
    clerk.make(true, &SCHEMA);
    let sql = format!(
        "SELECT count(*) FROM pg_class WHERE relnamespace = '{}'::regnamespace AND relkind = 'r' \
         AND NOT (relrowsecurity AND relforcerowsecurity)",
        clerk.options.schema
    );
    let row = session.wait(session.client().query_one(&sql, &[]));
    // All but the one that says which schema is stored.
    assert_eq!(row.unwrap().unwrap().get::<_, i64>(0), 1);
    let store = clerk.store();
    store.prepare(&SCHEMA).unwrap();
    store.commit(&note(1, "A")).unwrap();
    assert_eq!(clerk.count(&session), 0);
    assert_eq!(SCHEMA.tables[usize::from(NOTES.0)].name, "notes");
}

fn behind_the_wall() -> Fixture {
    let Some(clerk) = Clerk::new() else {
        return Fixture::new(MemoryStore::default());
    };
    Fixture::keeping(
        Walled(clerk.store(), clerk.options.schema.clone(), clerk.role()),
        (),
    )
}

/// Prepares as the owner and works as the clerk.
struct Walled(PostgresStore, String, String);

impl Store for Walled {
    fn prepare(&self, schema: &linli::store::Schema) -> linli::store::StoreResult<()> {
        let server = testing::server().unwrap();
        let options = PostgresOptions {
            schema: self.1.clone(),
            connections: 1,
            ..PostgresOptions::default()
        };
        let maker = PostgresStore::connect_with(server.url(), &options)?;
        let wanted = SchemaOptions {
            row_security: true,
            grant_to: Some(self.2.clone()),
            ..SchemaOptions::default()
        };
        maker.prepare_with(schema, &wanted)?;
        self.0.prepare(schema)
    }

    fn get(
        &self,
        tenant: linli::kernel::TenantId,
        keys: &[linli::store::RowKey],
    ) -> linli::store::StoreResult<Vec<Option<linli::store::Row>>> {
        self.0.get(tenant, keys)
    }

    fn scan(
        &self,
        tenant: linli::kernel::TenantId,
        scan: &linli::store::Scan,
    ) -> linli::store::StoreResult<linli::store::Page> {
        self.0.scan(tenant, scan)
    }

    fn commit(
        &self,
        change: &linli::store::ChangeSet,
    ) -> linli::store::StoreResult<linli::store::Committed> {
        self.0.commit(change)
    }

    fn name(&self) -> &'static str {
        self.0.name()
    }
}

mod conformance {
    use super::behind_the_wall;

    linli_store_conformance::conformance!(behind_the_wall());
}
