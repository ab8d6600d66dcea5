//! How a store uses its file.

/// When a commit is on the disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Durability {
    /// Before `commit` answers: what was acknowledged survives the loss of power. SQLite's `synchronous=FULL`.
    #[default]
    Power,
    /// Some time later, at the latest with the next checkpoint: the loss of power **loses acknowledged commits**, never
    /// the last ones first and never parts of one. The end of the process loses nothing. SQLite's
    /// `synchronous=NORMAL`; for previews and imports that can be repeated.
    Process,
}

impl Durability {
    pub(crate) const fn pragma(self) -> &'static str {
        match self {
            Self::Power => "FULL",
            Self::Process => "NORMAL",
        }
    }
}

/// How a store uses its file. The defaults keep an idle store below 16 MiB of memory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SqliteOptions {
    /// When a commit is on the disk.
    pub durability: Durability,
    /// After the commit that makes the write-ahead log longer than this, in bytes, its pages are copied into the file.
    /// Longer logs write fewer bytes in all, because pages that change often are copied once, and take longer to read after a
    /// crash: 64 MiB, the default, well below a tenth of a second.
    pub wal_bytes: u64,
    /// Most memory for pages of the connection that writes, in bytes. 6 MiB.
    pub writer_cache_bytes: u64,
    /// Most memory for pages of each connection that reads, in bytes. 1 MiB.
    pub reader_cache_bytes: u64,
    /// Most connections that read while another thread writes, at least 1; opened when they are first needed. 4.
    pub readers: usize,
    /// Most pages of the file; a commit beyond it is refused with [`Full`](linli::store::StoreError::Full). `None`: as
    /// many as the disk holds. A page has [`SqliteStore::PAGE_BYTES`](crate::SqliteStore::PAGE_BYTES).
    pub max_pages: Option<u32>,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self {
            durability: Durability::Power,
            wal_bytes: 64 << 20,
            writer_cache_bytes: 6 << 20,
            reader_cache_bytes: 1 << 20,
            readers: 4,
            max_pages: None,
        }
    }
}
