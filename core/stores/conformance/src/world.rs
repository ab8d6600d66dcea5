//! The small world that the properties live in: schemas with every feature, and short ways to write rows.

use linli::kernel::{Id, TenantId};
use linli::store::{
    Adjust, ChangeSet, Check, Column, Committed, Delete, Index, Insert, Order, Page, Place, Row,
    RowKey, Scan, Schema, Store, StoreError, StoreResult, Table, TableId, Update, Value,
};

use crate::{Factory, Fixture};

pub(crate) const GOODS: TableId = TableId(0);
pub(crate) const PLAIN: TableId = TableId(1);
pub(crate) const JOURNAL: TableId = TableId(2);
pub(crate) const EVENTS: TableId = TableId(3);

pub(crate) const BY_NAME: u8 = 0;
pub(crate) const BY_RANK_AND_DUE: u8 = 1;
pub(crate) const BY_CODE: u8 = 2;
pub(crate) const BY_OWNER_AND_RANK: u8 = 3;
pub(crate) const BY_DUE: u8 = 4;

pub(crate) const STOCK: u8 = 0;
pub(crate) const SOLD: u8 = 1;

const fn index(name: &'static str, columns: &'static [&'static str], unique: bool) -> Index {
    Index {
        name,
        columns,
        unique,
    }
}

const JOURNAL_TABLE: Table = Table {
    name: "journal",
    columns: &[Column::id("subject")],
    counters: &[],
    indexes: &[index("by_subject", &["subject"], false)],
    sequenced: true,
};

const EVENTS_TABLE: Table = Table {
    name: "events",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: true,
};

const PLAIN_TABLE: Table = Table {
    name: "plain",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

/// Every feature once.
pub(crate) const SCHEMA: Schema = Schema {
    version: 3,
    tables: &[
        Table {
            name: "goods",
            columns: &[
                Column::text("name"),
                Column::int("rank"),
                Column::time("due"),
                Column::text("code"),
                Column::id("owner"),
            ],
            counters: &["stock", "sold"],
            indexes: &[
                index("by_name", &["name"], false),
                index("by_rank_and_due", &["rank", "due"], false),
                index("by_code", &["code"], true),
                index("by_owner_and_rank", &["owner", "rank"], true),
                index("by_due", &["due"], false),
            ],
            sequenced: false,
        },
        PLAIN_TABLE,
        JOURNAL_TABLE,
        EVENTS_TABLE,
    ],
};

/// [`SCHEMA`] with something appended everywhere.
pub(crate) const GROWN: Schema = Schema {
    version: 4,
    tables: &[
        Table {
            name: "goods",
            columns: &[
                Column::text("name"),
                Column::int("rank"),
                Column::time("due"),
                Column::text("code"),
                Column::id("owner"),
                Column::text("tag"),
            ],
            counters: &["stock", "sold", "held"],
            indexes: &[
                index("by_name", &["name"], false),
                index("by_rank_and_due", &["rank", "due"], false),
                index("by_code", &["code"], true),
                index("by_owner_and_rank", &["owner", "rank"], true),
                index("by_due", &["due"], false),
                index("by_rank", &["rank"], false),
                index("by_tag", &["tag"], true),
            ],
            sequenced: false,
        },
        PLAIN_TABLE,
        JOURNAL_TABLE,
        EVENTS_TABLE,
        Table {
            name: "more",
            columns: &[Column::int("size")],
            counters: &["uses"],
            indexes: &[index("by_size", &["size"], false)],
            sequenced: false,
        },
    ],
};

/// [`SCHEMA`] with a unique index that rows of equal names do not fit.
pub(crate) const STRICTER: Schema = Schema {
    version: 4,
    tables: &[Table {
        indexes: &[
            index("by_name", &["name"], false),
            index("by_rank_and_due", &["rank", "due"], false),
            index("by_code", &["code"], true),
            index("by_owner_and_rank", &["owner", "rank"], true),
            index("by_due", &["due"], false),
            index("one_per_name", &["name"], true),
        ],
        ..SCHEMA.tables[0]
    }],
};

/// A prepared store of its own.
pub(crate) struct World {
    fixture: Fixture,
}

impl World {
    pub(crate) fn new(factory: Factory<'_>) -> Self {
        let fixture = factory();
        fixture
            .store()
            .prepare(&SCHEMA)
            .expect("an empty store takes any schema");
        Self { fixture }
    }

    pub(crate) fn store(&self) -> &dyn Store {
        self.fixture.store()
    }

    pub(crate) fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        self.store().commit(change)
    }

    /// Commits what must be accepted.
    pub(crate) fn accept(&self, change: &ChangeSet) -> Committed {
        self.commit(change).expect("the change set is valid")
    }

    /// Commits what must be refused, and finds nothing changed.
    pub(crate) fn refuse(&self, change: &ChangeSet) -> StoreError {
        let before = everything(self.store());
        let refusal = (self.commit(change)).expect_err("the change set must be refused");
        assert!(
            everything(self.store()) == before,
            "the refusal {refusal:?} left something behind"
        );
        refusal
    }

    pub(crate) fn row(&self, key: RowKey) -> Option<Row> {
        self.row_of(tenant(1), key)
    }

    pub(crate) fn row_of(&self, tenant: TenantId, key: RowKey) -> Option<Row> {
        let mut rows = self.store().get(tenant, &[key]).expect("get works");
        assert_eq!(rows.len(), 1, "one key, one answer");
        rows.remove(0)
    }

    pub(crate) fn present(&self, key: RowKey) -> Row {
        self.row(key).expect("the row is there")
    }

    pub(crate) fn scan(&self, scan: &Scan) -> Page {
        self.store()
            .scan(tenant(1), scan)
            .expect("the scan is valid")
    }

    /// The ids that a scan meets, page by page.
    pub(crate) fn ids(&self, scan: &Scan) -> Vec<Id> {
        (walk(self.store(), tenant(1), scan).iter())
            .map(|row| row.id)
            .collect()
    }
}

/// All rows of a scan, page by page.
pub(crate) fn walk(store: &dyn Store, tenant: TenantId, scan: &Scan) -> Vec<Row> {
    let mut scan = scan.clone();
    let mut rows = Vec::new();
    loop {
        let page = store.scan(tenant, &scan).expect("the scan is valid");
        assert!(
            page.rows.len() <= scan.limit as usize,
            "the page is too long"
        );
        assert!(
            page.next.is_none() || page.rows.len() == scan.limit as usize,
            "a page that is not full is the last"
        );
        rows.extend(page.rows);
        assert!(rows.len() < 100_000, "the walk comes to no end");
        let Some(place) = page.next else {
            return rows;
        };
        scan.after = Some(place);
    }
}

/// What two tenants have in all tables, by id, by position and by every index.
pub(crate) fn everything(store: &dyn Store) -> Vec<Vec<Row>> {
    let mut all = Vec::new();
    for number in [1, 2] {
        for (at, table) in (0..).zip(SCHEMA.tables) {
            let mut scan = Scan::all(TableId(at), 1000);
            all.push(walk(store, tenant(number), &scan));
            if table.sequenced {
                scan.order = Order::Position;
                all.push(walk(store, tenant(number), &scan));
            }
            for (index, _) in (0..).zip(table.indexes) {
                let scan = Scan::index(TableId(at), index, Vec::new(), 1000);
                all.push(walk(store, tenant(number), &scan));
            }
        }
    }
    all
}

pub(crate) fn tenant(number: i64) -> TenantId {
    TenantId::new(number).expect("the number is positive")
}

pub(crate) fn id(number: u64) -> Id {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    Id::from_bytes(bytes)
}

pub(crate) fn key(table: TableId, number: u64) -> RowKey {
    RowKey {
        table,
        id: id(number),
    }
}

pub(crate) fn body(text: &str) -> String {
    format!("{{\"text\":\"{text}\"}}")
}

/// Five columns of [`GOODS`], all null.
pub(crate) fn no_columns() -> Vec<Value> {
    vec![Value::Null; 5]
}

/// Columns of [`GOODS`]: name, rank, due.
pub(crate) fn columns(name: &str, rank: i64, due: i64) -> Vec<Value> {
    let mut columns = no_columns();
    columns[0] = name.into();
    columns[1] = rank.into();
    columns[2] = Value::Time(due);
    columns
}

/// Columns of [`GOODS`] with only a code.
pub(crate) fn coded(code: &str) -> Vec<Value> {
    let mut columns = no_columns();
    columns[3] = code.into();
    columns
}

pub(crate) fn change() -> ChangeSet {
    ChangeSet::new(tenant(1))
}

/// Short ways to say what a change set holds.
pub(crate) trait Changing: Sized {
    fn of(self, number: i64) -> Self;
    fn good(self, number: u64, columns: Vec<Value>) -> Self;
    fn stocked(self, number: u64, stock: i64) -> Self;
    fn plain(self, number: u64, text: &str) -> Self;
    fn journal(self, number: u64) -> Self;
    fn event(self, number: u64) -> Self;
    fn updated(self, key: RowKey, version: u64, columns: Vec<Value>, text: &str) -> Self;
    fn deleted(self, key: RowKey, version: u64) -> Self;
    fn checked(self, key: RowKey, version: Option<u64>) -> Self;
    fn adjusted(self, number: u64, counter: u8, by: i64) -> Self;
    fn bounded(
        self,
        number: u64,
        counter: u8,
        by: i64,
        floor: Option<i64>,
        ceiling: Option<i64>,
    ) -> Self;
}

fn inserted(
    mut change: ChangeSet,
    table: TableId,
    number: u64,
    columns: Vec<Value>,
    counters: Vec<i64>,
    body: String,
) -> ChangeSet {
    change.inserts.push(Insert {
        table,
        id: id(number),
        columns,
        counters,
        body,
    });
    change
}

impl Changing for ChangeSet {
    fn of(mut self, number: i64) -> Self {
        self.tenant = tenant(number);
        self
    }

    fn good(self, number: u64, columns: Vec<Value>) -> Self {
        inserted(self, GOODS, number, columns, vec![0, 0], body("good"))
    }

    fn stocked(self, number: u64, stock: i64) -> Self {
        inserted(
            self,
            GOODS,
            number,
            no_columns(),
            vec![stock, 0],
            body("stock"),
        )
    }

    fn plain(self, number: u64, text: &str) -> Self {
        inserted(self, PLAIN, number, vec![], vec![], body(text))
    }

    fn journal(self, number: u64) -> Self {
        let subject = vec![Value::Id(id(number % 3))];
        inserted(self, JOURNAL, number, subject, vec![], body("entry"))
    }

    fn event(self, number: u64) -> Self {
        inserted(self, EVENTS, number, vec![], vec![], body("event"))
    }

    fn updated(mut self, key: RowKey, version: u64, columns: Vec<Value>, text: &str) -> Self {
        self.updates.push(Update {
            table: key.table,
            id: key.id,
            version,
            columns,
            body: body(text),
        });
        self
    }

    fn deleted(mut self, key: RowKey, version: u64) -> Self {
        self.deletes.push(Delete {
            table: key.table,
            id: key.id,
            version,
        });
        self
    }

    fn checked(mut self, key: RowKey, version: Option<u64>) -> Self {
        self.checks.push(Check { key, version });
        self
    }

    fn adjusted(self, number: u64, counter: u8, by: i64) -> Self {
        self.bounded(number, counter, by, None, None)
    }

    fn bounded(
        mut self,
        number: u64,
        counter: u8,
        by: i64,
        floor: Option<i64>,
        ceiling: Option<i64>,
    ) -> Self {
        self.adjustments.push(Adjust {
            key: key(GOODS, number),
            counter,
            by,
            floor,
            ceiling,
        });
        self
    }
}

pub(crate) fn place(values: Vec<Value>, number: u64) -> Place {
    Place {
        values,
        id: id(number),
    }
}

#[track_caller]
pub(crate) fn assert_conflict(refusal: &StoreError, among: &[RowKey]) {
    match refusal {
        StoreError::Conflict { keys } => assert!(
            !keys.is_empty() && keys.iter().all(|key| among.contains(key)),
            "{keys:?} should be among {among:?}"
        ),
        other => panic!("a conflict was expected, not {other:?}"),
    }
}

#[track_caller]
pub(crate) fn assert_code<T>(answer: StoreResult<T>, code: &str) {
    match answer {
        Ok(_) => panic!("{code} was expected, but it was accepted"),
        Err(error) => assert_eq!(error.code(), code, "{error:?}"),
    }
}

/// A small generator of random numbers (SplitMix64), so that a seed tells the whole story.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn number(&mut self, end: u64) -> i64 {
        self.below(end).cast_signed()
    }
}
