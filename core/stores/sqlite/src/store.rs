//! The store that owns its file.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, TryLockError};
use std::time::Duration;

use linli::kernel::TenantId;
use linli::store::{
    ChangeSet, Committed, Page, Row, RowKey, Scan, Schema, Store, StoreError, StoreResult,
};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::failure::{file_error, store_error};
use crate::file::{create_or_check, discard, pragma, publish, resolve};
use crate::known::Known;
use crate::layout::Layout;
use crate::migrate::migrate;
use crate::options::SqliteOptions;
use crate::owner::{Owner, beside};
use crate::transaction::{Transaction, refuse_unsound_sqlite};
use crate::{read, write};

/// Prepared statements kept per connection; a statement takes a few KiB.
const WRITER_STATEMENTS: usize = 512;
const READER_STATEMENTS: usize = 64;

/// Rows of a scan that does not hold a commit up.
const LITTLE: u32 = 10;

/// How long a connection waits for others on the same file, such as a DBA's shell.
const PATIENCE: Duration = Duration::from_secs(5);

/// A Linli store in one SQLite file that nobody else opens through Linli meanwhile.
///
/// `commit` is one transaction and, with [`Durability::Power`](crate::Durability::Power), one flush. Reads go on while
/// a commit flushes. Dropping the store folds the write-ahead log into the file.
pub struct SqliteStore {
    path: PathBuf,
    options: SqliteOptions,
    layout: RwLock<Option<Arc<Layout>>>,
    readers: Readers,
    writer: Mutex<Writer>,
    log: Arc<Log>,
    // Dropped last: connections are closed before somebody else may come.
    _owner: Owner,
}

struct Writer {
    connection: Connection,
    known: Known,
    /// Beyond so many pages the log is cut off, waiting for readers.
    cut_at: u64,
}

/// What the log's hook and the commits count.
#[derive(Default)]
struct Log {
    /// Pages in the log that the next checkpoint may copy.
    pages: AtomicU64,
    pages_logged: AtomicU64,
    commits: AtomicU64,
    checkpoints: AtomicU64,
}

/// Figures of a store.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SqliteStats {
    /// Size of the file, in bytes.
    pub file_bytes: u64,
    /// Size of the write-ahead log's file, in bytes. It is reused from its start once everything is copied.
    pub wal_bytes: u64,
    /// Commits that wrote, since the store was opened.
    pub commits: u64,
    /// Pages written to the log since the store was opened, each [`SqliteStore::PAGE_BYTES`] and 24 bytes.
    pub pages_logged: u64,
    /// Checkpoints after commits since the store was opened.
    pub checkpoints: u64,
}

impl SqliteStore {
    /// Bytes of a page of a new file.
    pub const PAGE_BYTES: u32 = 4096;

    /// Opens the store in a file with default options; makes a new one where there is no file. The directory must be
    /// there. Two files stand beside it: `-wal` and `-shm` while it is open, and `.lock`, which stays.
    ///
    /// [`Owned`](StoreError::Owned) if it is open already, here or in another process; [`Corrupt`](StoreError::Corrupt)
    /// if the file is empty, too short or something else; [`Unavailable`](StoreError::Unavailable) if the system does
    /// not let it be opened for reading and writing.
    pub fn open(path: impl AsRef<Path>) -> StoreResult<Self> {
        Self::open_with(path, SqliteOptions::default())
    }

    /// Opens the store in a file with these options.
    pub fn open_with(path: impl AsRef<Path>, options: SqliteOptions) -> StoreResult<Self> {
        refuse_unsound_sqlite()?;
        if options.readers == 0 {
            return Err(StoreError::misuse("a store needs at least 1 reader"));
        }
        let path = resolve(path.as_ref())?;
        if path.is_dir() {
            return Err(StoreError::Unavailable {
                reason: "the path is a directory".to_owned(),
            });
        }
        let owner = Owner::acquire(&path)?;
        create_or_check(&path)?;
        let log = Arc::new(Log::default());
        let writer = open_writer(&path, &options, &log)?;
        Ok(Self {
            readers: Readers::default(),
            layout: RwLock::default(),
            writer: Mutex::new(writer),
            log,
            path,
            options,
            _owner: owner,
        })
    }

    /// Writes a copy of this moment's state to a new file, which is a store itself, while reads and commits go on. The
    /// write-ahead log grows meanwhile. [`Misuse`](StoreError::Misuse) if the target is there.
    pub fn backup_to(&self, target: impl AsRef<Path>) -> StoreResult<()> {
        let target = resolve(target.as_ref())?;
        if target.exists() {
            return Err(StoreError::misuse(
                "the target of a backup must be a new file",
            ));
        }
        let fresh = beside(&target, ".new");
        discard(&fresh)?;
        let copied = self.copy_to(&fresh);
        if copied.is_err() {
            discard(&fresh)?;
        }
        copied?;
        publish(&fresh, &target)
    }

    fn copy_to(&self, fresh: &Path) -> StoreResult<()> {
        let mut copy = Connection::open(fresh).map_err(store_error)?;
        // Nobody knows the file yet; it is flushed as a whole when it is complete.
        pragma(&copy, "journal_mode", "OFF")?;
        pragma(&copy, "synchronous", "OFF")?;
        let source = open(&self.path)?;
        // One step is one snapshot; several would begin again after every commit.
        let step = Backup::new(&source, &mut copy)
            .and_then(|backup| backup.step(-1))
            .map_err(store_error)?;
        if step != StepResult::Done {
            return Err(StoreError::Unavailable {
                reason: "the store is locked by another program".to_owned(),
            });
        }
        copy.close().map_err(|(_, error)| store_error(error))
    }

    /// Reads the whole file and checks that tables and indexes are sound and agree.
    /// [`Corrupt`](StoreError::Corrupt) with the first findings if not. Takes as long as reading the file takes.
    pub fn integrity_check(&self) -> StoreResult<()> {
        let connection = open(&self.path)?;
        let mut statement = connection
            .prepare("PRAGMA integrity_check(10)")
            .map_err(store_error)?;
        let findings: Vec<String> = statement
            .query_map([], |row| row.get(0))
            .and_then(Iterator::collect)
            .map_err(store_error)?;
        if findings == ["ok"] {
            return Ok(());
        }
        Err(StoreError::Corrupt {
            reason: findings.join("; "),
        })
    }

    /// Copies the write-ahead log into the file and empties it, e.g. before the host copies or ships the file.
    /// [`Unavailable`](StoreError::Unavailable) if a reader keeps it from that for some seconds.
    pub fn checkpoint(&self) -> StoreResult<()> {
        self.cut(&mut self.writer(), PATIENCE)
    }

    /// Sizes and counts.
    pub fn stats(&self) -> StoreResult<SqliteStats> {
        let file = std::fs::metadata(&self.path)
            .map_err(|error| file_error("the store's size cannot be read", &error))?;
        Ok(SqliteStats {
            file_bytes: file.len(),
            wal_bytes: std::fs::metadata(beside(&self.path, "-wal")).map_or(0, |log| log.len()),
            commits: self.log.commits.load(Ordering::Relaxed),
            pages_logged: self.log.pages_logged.load(Ordering::Relaxed),
            checkpoints: self.log.checkpoints.load(Ordering::Relaxed),
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn writer(&self) -> MutexGuard<'_, Writer> {
        // A panic inside a transaction rolled it back on its way out.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn layout(&self) -> StoreResult<Arc<Layout>> {
        let layout = self.layout.read().unwrap_or_else(PoisonError::into_inner);
        (layout.clone()).ok_or_else(|| StoreError::misuse("prepare was not called"))
    }

    /// Checkpoints between commits. The commit before is durable whatever happens here; a checkpoint that fails is
    /// tried again after the next one.
    fn after_commit(&self, writer: &mut Writer) {
        self.log.commits.fetch_add(1, Ordering::Relaxed);
        let pages = self.log.pages.load(Ordering::Relaxed);
        let bound = self.options.wal_bytes / u64::from(Self::PAGE_BYTES);
        if pages <= bound {
            writer.cut_at = bound.saturating_mul(4);
            return;
        }
        self.log.checkpoints.fetch_add(1, Ordering::Relaxed);
        if pages < writer.cut_at {
            let _ = checkpoint(&writer.connection, "PASSIVE");
        } else {
            // Readers without a pause keep the log from beginning anew; now they have to give way.
            writer.cut_at = pages + bound.saturating_mul(4);
            let _ = self.cut(writer, Duration::from_millis(100));
        }
    }

    fn cut(&self, writer: &mut Writer, patience: Duration) -> StoreResult<()> {
        let connection = &writer.connection;
        connection.busy_timeout(patience).map_err(store_error)?;
        let complete = checkpoint(connection, "TRUNCATE");
        connection.busy_timeout(PATIENCE).map_err(store_error)?;
        if !complete? {
            return Err(StoreError::Unavailable {
                reason: "somebody reads from the write-ahead log".to_owned(),
            });
        }
        self.log.pages.store(0, Ordering::Relaxed);
        Ok(())
    }

    /// Reads a few rows, on the connection that writes if nobody uses it: its pages stay warm over its own commits, those of
    /// other connections do not.
    fn read_little<T>(&self, job: impl FnOnce(&Connection) -> StoreResult<T>) -> StoreResult<T> {
        match self.writer.try_lock() {
            Ok(writer) => job(&writer.connection),
            Err(TryLockError::Poisoned(poisoned)) => job(&poisoned.into_inner().connection),
            Err(TryLockError::WouldBlock) => self.read(job),
        }
    }

    /// Reads on a connection that no commit holds up.
    fn read<T>(&self, job: impl FnOnce(&Connection) -> StoreResult<T>) -> StoreResult<T> {
        let reader = self.readers.take(self.options.readers, || {
            let connection = open(&self.path)?;
            pragma(&connection, "query_only", true)?;
            set_cache(&connection, self.options.reader_cache_bytes)?;
            connection.set_prepared_statement_cache_capacity(READER_STATEMENTS);
            Ok(connection)
        })?;
        job(reader.connection())
    }
}

impl Store for SqliteStore {
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        let mut writer = self.writer();
        let transaction = Transaction::write(&writer.connection)?;
        migrate(&writer.connection, schema, "")?;
        transaction.keep()?;
        writer.known.clear();
        let layout = Arc::new(Layout::new(schema, ""));
        *self.layout.write().unwrap_or_else(PoisonError::into_inner) = Some(layout);
        self.after_commit(&mut writer);
        Ok(())
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        let layout = self.layout()?;
        self.read_little(|connection| read::get(connection, &layout, tenant, keys))
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        let layout = self.layout()?;
        let job = |connection: &Connection| read::scan(connection, &layout, "", tenant, scan);
        if scan.limit <= LITTLE {
            self.read_little(job)
        } else {
            self.read(job)
        }
    }

    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        let layout = self.layout()?;
        layout.schema.validate_change(change)?;
        if change.writes_nothing() {
            return self.read(|connection| {
                let snapshot = Transaction::read(connection)?;
                let committed = write::apply(connection, &layout, change, None)?;
                snapshot.keep()?;
                Ok(committed)
            });
        }
        let mut writer = self.writer();
        let Writer {
            connection, known, ..
        } = &mut *writer;
        let transaction = Transaction::write(connection)?;
        known.begin(data_version(connection)?);
        let committed = write::apply(connection, &layout, change, Some(known))?;
        transaction
            .keep()
            .inspect_err(|_| known.clear())
            .inspect(|()| known.committed(&layout, change))?;
        self.after_commit(&mut writer);
        Ok(committed)
    }

    fn name(&self) -> &'static str {
        "sqlite"
    }
}

impl std::fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqliteStore")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

fn open(path: &Path) -> StoreResult<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(store_error)?;
    connection.busy_timeout(PATIENCE).map_err(store_error)?;
    Ok(connection)
}

fn open_writer(path: &Path, options: &SqliteOptions, log: &Arc<Log>) -> StoreResult<Writer> {
    let mut connection = open(path)?;
    if connection.is_readonly("main").map_err(store_error)? {
        return Err(StoreError::Unavailable {
            reason: "the file is read-only".to_owned(),
        });
    }
    pragma(&connection, "journal_mode", "WAL")?;
    pragma(&connection, "synchronous", options.durability.pragma())?;
    pragma(&connection, "wal_autocheckpoint", 0)?;
    let longest = i64::try_from(options.wal_bytes.saturating_mul(2)).unwrap_or(i64::MAX);
    pragma(&connection, "journal_size_limit", longest)?;
    if let Some(pages) = options.max_pages {
        pragma(&connection, "max_page_count", pages)?;
    }
    set_cache(&connection, options.writer_cache_bytes)?;
    connection.set_prepared_statement_cache_capacity(WRITER_STATEMENTS);
    let log = Arc::clone(log);
    let count = move |_: &mut rusqlite::hooks::Wal, pages: i32| {
        let pages = u64::try_from(pages).unwrap_or(0);
        let before = log.pages.swap(pages, Ordering::Relaxed);
        // Fewer pages than before: the log began anew.
        let written = pages.checked_sub(before).unwrap_or(pages);
        log.pages_logged.fetch_add(written, Ordering::Relaxed);
        Ok(())
    };
    connection.wal_hook(Some(count)).map_err(store_error)?;
    Ok(Writer {
        connection,
        known: Known::default(),
        cut_at: u64::MAX,
    })
}

/// Changes when another connection has committed.
fn data_version(connection: &Connection) -> StoreResult<i64> {
    connection
        .prepare_cached("PRAGMA data_version")
        .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
        .map_err(store_error)
}

/// Runs a checkpoint; answers whether it could do what its mode says.
fn checkpoint(connection: &Connection, mode: &str) -> StoreResult<bool> {
    let sql = format!("PRAGMA wal_checkpoint({mode})");
    let busy: i64 = connection
        .query_row(&sql, [], |row| row.get(0))
        .map_err(store_error)?;
    Ok(busy == 0)
}

/// Negative sizes are KiB.
fn set_cache(connection: &Connection, bytes: u64) -> StoreResult<()> {
    let kibibytes = i32::try_from(bytes / 1024).unwrap_or(i32::MAX).max(1);
    pragma(connection, "cache_size", -kibibytes)
}

/// Connections that read; each is opened when all others are busy.
#[derive(Default)]
struct Readers {
    state: Mutex<Pool>,
    returned: Condvar,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Connection>,
    opened: usize,
}

struct Reader<'p> {
    pool: &'p Readers,
    connection: Option<Connection>,
}

impl Readers {
    fn lock(&self) -> MutexGuard<'_, Pool> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(
        &self,
        most: usize,
        open: impl FnOnce() -> StoreResult<Connection>,
    ) -> StoreResult<Reader<'_>> {
        let full = |pool: &mut Pool| pool.idle.is_empty() && pool.opened >= most;
        let mut pool = (self.returned)
            .wait_while(self.lock(), full)
            .unwrap_or_else(PoisonError::into_inner);
        let mut reader = Reader {
            pool: self,
            connection: pool.idle.pop(),
        };
        if reader.connection.is_none() {
            pool.opened += 1;
            drop(pool);
            // Dropping the reader without a connection gives its place back.
            reader.connection = Some(open()?);
        }
        Ok(reader)
    }
}

impl Reader<'_> {
    fn connection(&self) -> &Connection {
        (self.connection.as_ref()).expect("a reader that was handed out has its connection")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        let mut pool = self.pool.lock();
        match self.connection.take() {
            Some(connection) => pool.idle.push(connection),
            None => pool.opened -= 1,
        }
        drop(pool);
        self.pool.returned.notify_one();
    }
}
