//! A way to a PostgreSQL server that breaks: connections are cut after a number of bytes that chance decides, in whichever
//! direction, in the middle of a message as well as between two.
#![allow(clippy::unwrap_used)] // a test harness: a panic is a finding

use std::fmt::Write as _;
use std::io::{self, Read, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use linli::kernel::TenantId;
use linli::store::{
    ChangeSet, Committed, Page, Row, RowKey, Scan, Schema, Store, StoreError, StoreResult,
};
use linli_postgres::tokio_postgres::config::{Config, Host};
use linli_postgres::{PostgresOptions, PostgresStore};

use crate::rng::Rng;

/// Passes bytes on until it cuts. It ends with the process.
pub struct Proxy {
    port: u16,
    server: Config,
    shared: Arc<Shared>,
}

struct Shared {
    cutting: AtomicBool,
    cuts: AtomicU64,
    connections: AtomicU64,
    rng: Mutex<Rng>,
}

#[derive(Clone)]
enum Upstream {
    Socket(PathBuf),
    Port(String, u16),
}

/// One end of a connection.
enum End {
    Local(UnixStream),
    Net(TcpStream),
}

impl End {
    fn again(&self) -> io::Result<Self> {
        Ok(match self {
            Self::Local(stream) => Self::Local(stream.try_clone()?),
            Self::Net(stream) => Self::Net(stream.try_clone()?),
        })
    }

    fn close(&self) {
        let _ = match self {
            Self::Local(stream) => stream.shutdown(Shutdown::Both),
            Self::Net(stream) => stream.shutdown(Shutdown::Both),
        };
    }

    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Local(stream) => stream.read(bytes),
            Self::Net(stream) => stream.read(bytes),
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Local(stream) => stream.write_all(bytes),
            Self::Net(stream) => stream.write_all(bytes),
        }
    }
}

impl Upstream {
    fn of(server: &Config) -> Self {
        let port = server.get_ports().first().copied().unwrap_or(5432);
        match server.get_hosts().first() {
            Some(Host::Unix(directory)) => Self::Socket(directory.join(format!(".s.PGSQL.{port}"))),
            Some(Host::Tcp(name)) => Self::Port(name.clone(), port),
            None => Self::Port("127.0.0.1".to_owned(), port),
        }
    }

    fn connect(&self) -> io::Result<End> {
        Ok(match self {
            Self::Socket(path) => End::Local(UnixStream::connect(path)?),
            Self::Port(name, port) => End::Net(TcpStream::connect((name.as_str(), *port))?),
        })
    }
}

impl Proxy {
    /// A proxy before the server of this address. It cuts nothing yet.
    pub fn start(url: &str, seed: u64) -> io::Result<Self> {
        let server: Config = url.parse().map_err(io::Error::other)?;
        let upstream = Upstream::of(&server);
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared {
            cutting: AtomicBool::new(false),
            cuts: AtomicU64::new(0),
            connections: AtomicU64::new(0),
            rng: Mutex::new(Rng::new(seed)),
        });
        let keeper = Arc::clone(&shared);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = upstream.connect() else {
                    continue;
                };
                let _ = client.set_nodelay(true);
                keeper.connections.fetch_add(1, Ordering::Relaxed);
                let _ = keeper.join(End::Net(client), server);
            }
        });
        Ok(Self {
            port,
            server,
            shared,
        })
    }

    /// The server's address by way of this proxy.
    pub fn url(&self) -> String {
        let quoted = |text: &str| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"));
        let mut url = format!("host=127.0.0.1 port={}", self.port);
        if let Some(user) = self.server.get_user() {
            let _ = write!(url, " user={}", quoted(user));
        }
        if let Some(password) = self.server.get_password() {
            let _ = write!(
                url,
                " password={}",
                quoted(&String::from_utf8_lossy(password))
            );
        }
        if let Some(database) = self.server.get_dbname() {
            let _ = write!(url, " dbname={}", quoted(database));
        }
        url
    }

    /// From now on connections are cut, those that are open too, or are not.
    pub fn set_cutting(&self, cutting: bool) {
        self.shared.cutting.store(cutting, Ordering::SeqCst);
    }

    /// How many connections were made, and how many of them cut.
    pub fn counts(&self) -> (u64, u64) {
        let read = |count: &AtomicU64| count.load(Ordering::SeqCst);
        (read(&self.shared.connections), read(&self.shared.cuts))
    }
}

impl Shared {
    /// Moves bytes both ways, on two threads, each until its own end.
    fn join(self: &Arc<Self>, client: End, server: End) -> io::Result<()> {
        let pairs = [(client.again()?, server.again()?), (server, client)];
        for (from, to) in pairs {
            let shared = Arc::clone(self);
            thread::spawn(move || shared.pass(from, to));
        }
        Ok(())
    }

    /// After how many bytes to cut: 512 bytes to 256 KiB, each magnitude as likely as the next.
    fn budget(&self) -> usize {
        let mut rng = self.rng.lock().unwrap_or_else(PoisonError::into_inner);
        let magnitude = 1_u32 << rng.between(9, 17);
        usize::try_from(rng.between(magnitude, magnitude * 2)).unwrap()
    }

    fn pass(&self, mut from: End, mut to: End) {
        let mut left = self.budget();
        let mut bytes = [0; 16 << 10];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let cutting = self.cutting.load(Ordering::SeqCst);
            let sent = if cutting { count.min(left) } else { count };
            if to.write_all(&bytes[..sent]).is_err() {
                break;
            }
            if cutting {
                left -= sent;
                if left == 0 {
                    self.cuts.fetch_add(1, Ordering::SeqCst);
                    break;
                }
            }
        }
        from.close();
        to.close();
    }
}

/// A store behind a proxy. Opening it is not what is tested, so that goes through.
pub struct Behind {
    store: PostgresStore,
    proxy: Arc<Proxy>,
    unknown: AtomicU64,
}

impl Behind {
    /// A store whose connections go through the proxy.
    pub fn new(proxy: &Arc<Proxy>, options: &PostgresOptions) -> Self {
        Self {
            store: PostgresStore::connect_with(&proxy.url(), options).unwrap(),
            proxy: Arc::clone(proxy),
            unknown: AtomicU64::new(0),
        }
    }

    /// How many commits nobody knew the outcome of.
    pub fn unknown_outcomes(&self) -> u64 {
        self.unknown.load(Ordering::SeqCst)
    }
}

impl Store for Behind {
    fn prepare(&self, schema: &Schema) -> StoreResult<()> {
        let cutting = self.proxy.shared.cutting.swap(false, Ordering::SeqCst);
        let prepared = self.store.prepare(schema);
        self.proxy.set_cutting(cutting);
        prepared
    }

    fn get(&self, tenant: TenantId, keys: &[RowKey]) -> StoreResult<Vec<Option<Row>>> {
        self.store.get(tenant, keys)
    }

    fn scan(&self, tenant: TenantId, scan: &Scan) -> StoreResult<Page> {
        self.store.scan(tenant, scan)
    }

    fn commit(&self, change: &ChangeSet) -> StoreResult<Committed> {
        let committed = self.store.commit(change);
        if matches!(committed, Err(StoreError::UnknownOutcome { .. })) {
            self.unknown.fetch_add(1, Ordering::SeqCst);
        }
        committed
    }

    fn name(&self) -> &'static str {
        "postgres (behind a proxy that cuts)"
    }
}
