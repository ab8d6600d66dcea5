//! A PostgreSQL server for tests: a private one that is started from the server's binaries and removed afterwards, or the
//! one that the environment variable `LINLI_POSTGRES_URL` names. Behind the feature `testing`.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::PostgresOptions;

/// The variable that names a server to use instead of a private one. Its role must be allowed to create schemas.
pub const URL: &str = "LINLI_POSTGRES_URL";

/// A private server with a data directory of its own. It listens on a socket in that directory and on the loopback
/// interface, trusts everybody who comes that way (but the role `guarded`, which needs its password on the loopback
/// interface), and is stopped and removed with this value, also when the process is killed.
pub struct Cluster {
    binaries: PathBuf,
    directory: PathBuf,
    user: Option<(u32, u32)>,
    port: u16,
    /// Waits for the end of this process at the other end of a pipe, then cleans up.
    janitor: Child,
}

impl Cluster {
    /// Starts a server with settings beside the usual ones. Errors say what is missing.
    pub fn start(settings: &[(&str, &str)]) -> io::Result<Self> {
        let binaries = binaries()?;
        let user = other_user()?;
        let directory = fresh_directory(user)?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut cluster = Self {
            janitor: janitor(&binaries, &directory, user)?,
            binaries,
            directory,
            user,
            port,
        };
        cluster.create(settings)?;
        cluster.resume()?;
        Ok(cluster)
    }

    /// Starts a standby of this server: a copy that follows it by streaming and takes no commits.
    pub fn standby(&self) -> io::Result<Self> {
        let directory = fresh_directory(self.user)?;
        let standby = Self {
            janitor: janitor(&self.binaries, &directory, self.user)?,
            binaries: self.binaries.clone(),
            directory,
            user: self.user,
            port: TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port(),
        };
        let (from, to) = (self.url(), standby.data());
        let copy = [
            "-d",
            &from,
            "-D",
            &to.to_string_lossy(),
            "-R",
            "-X",
            "stream",
        ];
        let quickly = ["--checkpoint=fast", "--no-sync"];
        let copied = standby.run("pg_basebackup", &[&copy[..], &quickly[..]].concat())?;
        succeeded("pg_basebackup", &copied)?;
        // What comes last counts.
        let own = format!(
            "port = {}\nunix_socket_directories = '{}'\n",
            standby.port,
            standby.directory.display()
        );
        fs::OpenOptions::new()
            .append(true)
            .open(standby.data().join("postgresql.conf"))?
            .write_all(own.as_bytes())?;
        standby.resume()?;
        Ok(standby)
    }

    fn create(&mut self, settings: &[(&str, &str)]) -> io::Result<()> {
        let data = self.data();
        let data = data.to_string_lossy();
        let made = self.run(
            "initdb",
            &[
                "-D",
                &data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
            ],
        )?;
        succeeded("initdb", &made)?;
        let mut text = format!(
            "listen_addresses = '127.0.0.1'\nport = {}\nunix_socket_directories = '{}'\nmax_connections = 300\n",
            self.port,
            self.directory.display()
        );
        for (name, value) in settings {
            let _ = writeln!(text, "{name} = '{value}'");
        }
        fs::write(
            self.data().join("pg_hba.conf"),
            "local all all trust\nlocal replication all trust\nhost all guarded 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n",
        )?;
        fs::OpenOptions::new()
            .append(true)
            .open(self.data().join("postgresql.conf"))?
            .write_all(text.as_bytes())
    }

    /// Starts the server again after [`stop`](Self::stop).
    pub fn resume(&self) -> io::Result<()> {
        let (data, log) = (self.data(), self.directory.join("log"));
        let (data, log) = (data.to_string_lossy(), log.to_string_lossy());
        let started = self.run(
            "pg_ctl",
            &["-D", &data, "-l", &log, "-w", "-t", "60", "start"],
        )?;
        succeeded("pg_ctl start", &started).map_err(|error| {
            let log = self.log().unwrap_or_default();
            io::Error::other(format!("{error}\n{log}"))
        })
    }

    /// Starts the server with a disk of so many bytes at `small` in its directory, which only the server sees. Only root can.
    pub fn resume_with_small_disk(&self, bytes: u64) -> io::Result<()> {
        let (user, group) = (self.user).ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::PermissionDenied,
                "only root can mount a disk",
            )
        })?;
        let disk = self.directory.join("small");
        fs::create_dir(&disk)?;
        let script = format!(
            "mount -t tmpfs -o size={bytes},uid={user},gid={group},mode=0700 none small && \
             exec setpriv --reuid={user} --regid={group} --clear-groups \
             {}/pg_ctl -D data -l log -w -t 60 start",
            self.binaries.display()
        );
        let started =
            self.wait_for(Command::new("unshare").args(["--mount", "/bin/sh", "-c", &script]))?;
        succeeded("the server on a small disk", &started)
    }

    /// Stops the server at once: open transactions are lost, as when it crashes.
    pub fn stop(&self) -> io::Result<()> {
        let data = self.data();
        let data = data.to_string_lossy();
        let stopped = self.run("pg_ctl", &["-D", &data, "-m", "immediate", "-w", "stop"])?;
        succeeded("pg_ctl stop", &stopped)
    }

    /// The address of its socket, for the superuser `postgres`.
    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    /// The address of its socket for another role.
    pub fn url_of(&self, role: &str) -> String {
        format!(
            "host={} port={} user={role} dbname=postgres",
            self.directory.display(),
            self.port
        )
    }

    /// The address of its port on the loopback interface.
    pub fn tcp_url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// The port on the loopback interface.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where the data are.
    pub fn data(&self) -> PathBuf {
        self.directory.join("data")
    }

    /// A directory that the server may write to, removed with it.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Writes a file into the server's directory that only the server's user may read.
    pub fn keep(&self, name: &str, content: &[u8]) -> io::Result<PathBuf> {
        let path = self.directory.join(name);
        fs::write(&path, content)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
        if let Some((user, group)) = self.user {
            std::os::unix::fs::chown(&path, Some(user), Some(group))?;
        }
        Ok(path)
    }

    /// What the server logged.
    pub fn log(&self) -> io::Result<String> {
        fs::read(self.directory.join("log"))
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Runs one of the server's programs, as the user that the server runs as.
    pub fn run(&self, program: &str, arguments: &[&str]) -> io::Result<Output> {
        let mut command = Command::new(self.binaries.join(program));
        as_user(&mut command, self.user);
        self.wait_for(command.args(arguments))
    }

    /// Runs SQL as the superuser; answers its rows, columns separated by `|`.
    pub fn sql(&self, text: &str) -> io::Result<String> {
        let answer = self.run(
            "psql",
            &[
                "-XqAt",
                "-v",
                "ON_ERROR_STOP=1",
                "-d",
                &self.url(),
                "-c",
                text,
            ],
        )?;
        succeeded("psql", &answer)?;
        Ok(String::from_utf8_lossy(&answer.stdout)
            .trim_end()
            .to_owned())
    }

    fn wait_for(&self, command: &mut Command) -> io::Result<Output> {
        // A server keeps what it was started with open; a pipe would keep the caller.
        let name = unique();
        let (out, err) = (
            self.directory.join(format!("out{name}")),
            self.directory.join(format!("err{name}")),
        );
        let status = command
            .current_dir(&self.directory)
            .stdin(Stdio::null())
            .stdout(fs::File::create(&out)?)
            .stderr(fs::File::create(&err)?)
            .status()?;
        let output = Output {
            status,
            stdout: fs::read(&out)?,
            stderr: fs::read(&err)?,
        };
        fs::remove_file(out)?;
        fs::remove_file(err)?;
        Ok(output)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Closing the pipe tells the janitor.
        drop(self.janitor.stdin.take());
        let _ = self.janitor.wait();
    }
}

fn succeeded(what: &str, output: &Output) -> io::Result<()> {
    if output.status.success() {
        return Ok(());
    }
    Err(io::Error::other(format!(
        "{what} failed: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )))
}

/// The newest server of at least version 15, where Debian puts it or on the path.
fn binaries() -> io::Result<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(version, bin)| *version >= 15 && bin.join("initdb").exists())
        .collect();
    found.sort();
    let on_path = || {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).find(|place| place.join("initdb").exists())
    };
    (found.pop().map(|(_, bin)| bin).or_else(on_path)).ok_or_else(|| {
        io::Error::new(
            io::ErrorKind::NotFound,
            "there are no binaries of a PostgreSQL server (Debian: postgresql-15)",
        )
    })
}

/// The server refuses to run as root; then it runs as one of these.
fn other_user() -> io::Result<Option<(u32, u32)>> {
    let root = std::os::unix::fs::MetadataExt::uid(&fs::metadata("/proc/self")?) == 0;
    if !root {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd")?;
    let ids = |name: &str| {
        let line = users
            .lines()
            .find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2).map(str::parse);
        Some((fields.next()?.ok()?, fields.next()?.ok()?))
    };
    (ids("postgres").or_else(|| ids("nobody")))
        .map(Some)
        .ok_or_else(|| io::Error::other("there is no user to run the server as"))
}

fn as_user(command: &mut Command, user: Option<(u32, u32)>) {
    if let Some((user, group)) = user {
        command.uid(user).gid(group);
    }
}

/// A directory with a short name, because the path of a socket has at most 107 bytes.
fn fresh_directory(user: Option<(u32, u32)>) -> io::Result<PathBuf> {
    let parent = std::env::temp_dir();
    let parent = if parent.as_os_str().len() > 60 {
        PathBuf::from("/tmp")
    } else {
        parent
    };
    let directory = parent.join(format!("linli-pg-{}", unique()));
    fs::create_dir(&directory)?;
    if let Some((user, group)) = user {
        std::os::unix::fs::chown(&directory, Some(user), Some(group))?;
    }
    Ok(directory)
}

fn janitor(binaries: &Path, directory: &Path, user: Option<(u32, u32)>) -> io::Result<Child> {
    let mut command = Command::new("/bin/sh");
    as_user(&mut command, user);
    command
        .arg("-c")
        .arg("cat >/dev/null; \"$1/pg_ctl\" -D \"$2/data\" -m immediate -w stop; cd /; rm -rf \"$2\"")
        .arg("janitor")
        .args([binaries, directory])
        .current_dir("/")
        // What the terminal tells the tests (Ctrl-C) is not for it.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn()
}

/// A word that no other process and no other call gets.
fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let chance = getrandom::u32().unwrap_or_default();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{:x}_{count:x}_{chance:x}", std::process::id())
}

/// The server that all tests of this process share.
pub struct Server {
    url: String,
    cluster: Option<Cluster>,
}

impl Server {
    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The private server, unless the environment names another one.
    pub fn cluster(&self) -> Option<&Cluster> {
        self.cluster.as_ref()
    }

    /// Options with a schema that nobody else has.
    pub fn options(&self) -> PostgresOptions {
        PostgresOptions {
            schema: format!("linli_{}", unique()),
            connections: 12,
            ..PostgresOptions::default()
        }
    }
}

/// The server that the environment names, else a private one for this process. `None` after a line that says so when
/// there is neither; with `CI=true` that is a failure instead.
pub fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(find_server).as_ref()
}

fn find_server() -> Option<Server> {
    if let Ok(url) = std::env::var(URL) {
        return Some(Server { url, cluster: None });
    }
    // Nothing here has to survive the machine.
    match Cluster::start(&[("fsync", "off"), ("autovacuum_naptime", "5s")]) {
        Ok(cluster) => Some(Server {
            url: cluster.url(),
            cluster: Some(cluster),
        }),
        Err(error) => {
            skip(&error);
            None
        }
    }
}

/// Says that tests are skipped, past the harness that keeps what tests print; fails where they must not be.
pub fn skip(error: &io::Error) {
    assert!(
        !std::env::var("CI").is_ok_and(|value| value == "true"),
        "tests on PostgreSQL cannot run: {error}; or set {URL}"
    );
    let line = format!("SKIPPED: tests on PostgreSQL: {error}; or set {URL}\n");
    let _ = io::stderr().write_all(line.as_bytes());
}
