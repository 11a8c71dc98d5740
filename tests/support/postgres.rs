//! A throw-away PostgreSQL cluster for one test process, with one schema for each test.
//!
//! A shell watches over the server: its standard input is a pipe from this process, and when that
//! ends, however this process ended, the shell stops the server and removes its directory.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

/// Says what to do where there is no PostgreSQL.
const WANTED: &str = "these tests need the programs of PostgreSQL (initdb, postgres, psql): \
                      `make test` runs scripts/postgres, which installs them";

/// What every server here is told. It logs no more than what is its own fault: tests make errors on
/// purpose.
const SETTINGS: &[&str] = &[
    "listen_addresses=",
    "max_connections=400",
    "shared_buffers=64MB",
    "log_min_messages=fatal",
    "deadlock_timeout=500ms",
];

/// What a server does without when nothing of it is kept.
pub const FLEETING: &[&str] = &["fsync=off", "full_page_writes=off"];

/// Kills the server and starts it again at each line of standard input; stops it and takes its directory
/// away once that ends. A server that is killed leaves children for a moment, and while they are there
/// another does not start.
const WATCH: &str = r#"
    trap '' INT TERM HUP
    "$@" & server=$!
    while read -r _; do
        kill -KILL "$server"
        wait "$server"
        until "$@" & server=$!; sleep 0.3; kill -0 "$server" 2>/dev/null; do :; done
    done
    kill -QUIT "$server"
    wait "$server"
    rm -rf "$DIRECTORY"
"#;

/// A running server.
pub struct Cluster {
    directory: PathBuf,
    programs: PathBuf,
    schemas: AtomicU32,
    /// The end of its standard input stops the server.
    watch: Mutex<Child>,
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let watch = self.watch.get_mut().unwrap();
        drop(watch.stdin.take());
        let _ = watch.wait();
    }
}

/// The server of this process, started at its first use.
///
/// # Panics
/// When it cannot be started: a test is never left out in silence.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: LazyLock<Cluster> = LazyLock::new(|| Cluster::start(FLEETING));
    &CLUSTER
}

impl Cluster {
    /// Starts a server with more settings.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start(settings: &[&str]) -> Self {
        let programs = programs();
        let directory = tempfile::Builder::new().prefix("sikia-pg-").tempdir().unwrap().keep();
        let mut make = as_nobody_in_particular(&programs.join("initdb"), &directory);
        make.args(["--auth=trust", "--username=sikia", "--encoding=UTF8", "--locale=C"]);
        let made = make.args(["--no-sync", "-D"]).arg(directory.join("data")).output().unwrap();
        let said = String::from_utf8_lossy(&made.stderr).into_owned();
        assert!(made.status.success(), "initdb: {said}");
        let server = as_nobody_in_particular(&programs.join("postgres"), &directory);
        let mut watch = Command::new("sh");
        watch.args(["-c", WATCH, "sh"]).arg(server.get_program()).args(server.get_args());
        watch.arg("-D").arg(directory.join("data")).arg("-k").arg(&directory);
        watch.args(SETTINGS.iter().chain(settings).flat_map(|setting| ["-c", setting]));
        let log = std::fs::File::create(directory.join("log")).unwrap();
        watch.env("DIRECTORY", &directory).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(log);
        let watch = Mutex::new(watch.spawn().unwrap());
        let cluster = Self { directory, programs, schemas: AtomicU32::new(0), watch };
        for _ in 0..600 {
            if cluster.psql("postgres", "SELECT 1").is_ok() {
                return cluster;
            }
            let ended = cluster.watch.lock().unwrap().try_wait().unwrap();
            assert!(ended.is_none(), "PostgreSQL ended:\n{}", cluster.log());
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("PostgreSQL does not answer:\n{}", cluster.log());
    }

    /// Kills the server at once, and starts it again.
    pub fn crash(&self) {
        let mut watch = self.watch.lock().unwrap();
        watch.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    }

    /// The URL of a new schema, which nobody else has.
    pub fn schema(&self) -> String {
        let schema = format!("t{}", self.schemas.fetch_add(1, Ordering::SeqCst));
        self.psql("postgres", &format!("CREATE SCHEMA {schema}")).unwrap();
        let place = self.directory.display().to_string().replace('/', "%2F");
        format!("postgres://sikia@{place}/postgres?options=-csearch_path%3D{schema}")
    }

    /// Runs SQL in the schema of a URL, and gives what it printed: rows in lines, columns by `|`.
    ///
    /// # Panics
    /// When it fails.
    pub fn sql(&self, url: &str, sql: &str) -> String {
        let schema = url.rsplit("%3D").next().unwrap();
        self.psql("postgres", &format!("SET search_path = {schema}; {sql}")).unwrap()
    }

    fn psql(&self, database: &str, sql: &str) -> Result<String, String> {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "sikia", "-d", database]);
        let done = psql.arg("-h").arg(&self.directory).args(["-c", sql]).output().unwrap();
        match done.status.success() {
            true => Ok(String::from_utf8_lossy(&done.stdout).trim_end().to_owned()),
            false => Err(String::from_utf8_lossy(&done.stderr).into_owned()),
        }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.directory.join("log")).unwrap_or_default()
    }
}

/// Where the programs are: in the path, or where Debian keeps them; the newest.
fn programs() -> PathBuf {
    let listed = std::env::var_os("PATH").unwrap_or_default();
    let mut places: Vec<PathBuf> = std::env::split_paths(&listed).collect();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<PathBuf> = versions.map(|entry| entry.path().join("bin")).collect();
    versions.sort_by_key(|path| {
        let version = path.parent().and_then(Path::file_name).map(|name| name.to_os_string());
        version.and_then(|name| name.to_str()?.parse::<u32>().ok())
    });
    places.splice(0..0, versions.into_iter().rev());
    let whole = |place: &&PathBuf| {
        ["initdb", "postgres", "psql"].iter().all(|program| place.join(program).exists())
    };
    places.iter().find(whole).expect(WANTED).clone()
}

/// A program of PostgreSQL that may write to a directory. The server refuses to run as root: then it
/// is another user, who gets the directory.
fn as_nobody_in_particular(program: &Path, directory: &Path) -> Command {
    use std::os::unix::fs::MetadataExt;
    let owner = std::fs::metadata("/proc/self").map_or(1, |own| own.uid());
    if owner != 0 {
        return Command::new(program);
    }
    let user = ["postgres", "nobody"].into_iter().find_map(|name| {
        let ids = ["-u", "-g"].map(|which| {
            let said = Command::new("id").args([which, name]).output().ok()?;
            String::from_utf8_lossy(&said.stdout).trim().parse::<u32>().ok()
        });
        Some((ids[0]?, ids[1]?))
    });
    let (user, group) = user.expect("a user who is not root, to run PostgreSQL as");
    std::os::unix::fs::chown(directory, Some(user), Some(group)).unwrap();
    let mut command = Command::new("setpriv");
    command.arg(format!("--reuid={user}")).arg(format!("--regid={group}"));
    command.arg("--clear-groups").arg(program);
    command
}
