//! Configuration: a file, the environment, flags; the later ones win.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::Args;
use serde::Deserialize;

use super::out::Out;
use crate::blobs::{Place, Secret};

/// Flags that every command takes.
#[derive(Args)]
pub struct Settings {
    /// Configuration file (TOML)
    #[arg(long, global = true, env = "SIKIA_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,

    /// Where the node keeps its files [environment: SIKIA_DATA_DIR]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,

    /// The store: sqlite:/var/lib/sikia/sikia.db or postgres://sikia@db/sikia [environment: SIKIA_DATABASE_URL]
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,

    /// Where to listen, such as 127.0.0.1:8080 [environment: SIKIA_LISTEN]
    #[arg(long, global = true, value_name = "ADDRESS")]
    listen: Option<String>,
}

/// What a node is told. Each key is also an environment variable: `data_dir` is `SIKIA_DATA_DIR`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    #[serde(default = "data_dir")]
    data_dir: PathBuf,
    #[serde(default)]
    database_url: Option<String>,
    #[serde(default = "listen")]
    listen: String,
    #[serde(default)]
    encrypted: bool,
    #[serde(default = "readers")]
    readers: u32,
    #[serde(default)]
    master_key_file: Option<PathBuf>,
    #[serde(default)]
    attachments: Option<String>,
    #[serde(default)]
    s3_endpoint: Option<String>,
    #[serde(default)]
    s3_region: Option<String>,
    #[serde(default)]
    s3_access_key_id: Option<String>,
    #[serde(default)]
    s3_secret_access_key: Option<Secret>,
}

impl Keys {
    fn read(settings: &Settings) -> Result<Self, config::ConfigError> {
        let mut builder = config::Config::builder();
        if let Some(file) = &settings.config {
            builder = builder.add_source(config::File::from(file.as_path()));
        }
        for key in KEYS {
            let variable = format!("SIKIA_{}", key.to_uppercase());
            if let Ok(value) = std::env::var(&variable)
                && !value.is_empty()
            {
                builder = builder.set_override(key, value)?;
            }
        }
        let flags = [
            ("data_dir", settings.data_dir.as_ref().map(|dir| dir.display().to_string())),
            ("database_url", settings.database_url.clone()),
            ("listen", settings.listen.clone()),
        ];
        for (key, value) in flags {
            builder = builder.set_override_option(key, value)?;
        }
        builder.build()?.try_deserialize()
    }
}

fn data_dir() -> PathBuf {
    "sikia-data".into()
}

fn listen() -> String {
    "127.0.0.1:8080".into()
}

fn readers() -> u32 {
    4
}

/// Where a node keeps its store.
#[derive(Clone, PartialEq)]
pub enum Database {
    /// In a SQLite file.
    Sqlite(PathBuf),
    /// In the PostgreSQL database of a URL.
    Postgres(String),
}

/// Without the URL: there may be a password in it.
impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            Self::Postgres(_) => f.write_str("Postgres"),
        }
    }
}

/// The configuration of a node.
#[derive(Clone, Debug)]
pub struct Config {
    /// Its store.
    pub database: Database,
    /// The directory of its other files.
    pub directory: PathBuf,
    /// Where to listen.
    pub listen: String,
    /// Whether people reach the node over TLS that a proxy in front of it speaks.
    pub encrypted: bool,
    /// How many calls may read the store at once.
    pub readers: u32,
    /// The file of the master key that bodies are sealed with. Without one, a SQLite file has its own
    /// beside it, and a PostgreSQL store is not sealed.
    pub master_key_file: Option<PathBuf>,
    /// Where files are.
    pub attachments: Attachments,
}

/// Where a node keeps files.
#[derive(Clone, Debug, PartialEq)]
pub enum Attachments {
    /// In a local directory.
    Directory(PathBuf),
    /// In a bucket of an S3 server.
    Bucket(Place),
}

const KEYS: [&str; 11] = [
    "data_dir",
    "database_url",
    "listen",
    "encrypted",
    "readers",
    "master_key_file",
    "attachments",
    "s3_endpoint",
    "s3_region",
    "s3_access_key_id",
    "s3_secret_access_key",
];

impl Config {
    /// Reads file, environment and flags.
    pub fn load(settings: &Settings, out: &Out) -> anyhow::Result<Self> {
        let unreadable = |error: config::ConfigError| {
            anyhow!(out.texts.cli_configuration_unreadable(&error.to_string()))
        };
        let keys = Keys::read(settings).map_err(unreadable)?;
        let database = match &keys.database_url {
            None => Database::Sqlite(keys.data_dir.join("sikia.db")),
            Some(url) => {
                database(url).ok_or_else(|| anyhow!(out.texts.cli_database_unsupported()))?
            }
        };
        let named = attachments(&keys, out)?;
        // Beside the file: whoever copies the directory has all of the node.
        let directory = match &database {
            Database::Sqlite(path) => path.parent().unwrap_or(Path::new(".")).to_owned(),
            Database::Postgres(_) => keys.data_dir,
        };
        let attachments =
            named.unwrap_or_else(|| Attachments::Directory(directory.join(ATTACHMENTS)));
        Ok(Self {
            database,
            attachments,
            directory,
            listen: keys.listen,
            encrypted: keys.encrypted,
            readers: keys.readers.clamp(1, 64),
            master_key_file: keys.master_key_file,
        })
    }

    /// The same node with its files in another place.
    pub fn within(&self, data_dir: &Path) -> Self {
        let database = Database::Sqlite(data_dir.join("sikia.db"));
        let attachments = Attachments::Directory(data_dir.join(ATTACHMENTS));
        let directory = data_dir.to_owned();
        Self { database, directory, attachments, master_key_file: None, ..self.clone() }
    }

    /// The file of the master key.
    pub fn master_key(&self) -> Option<PathBuf> {
        self.master_key_file.clone().or_else(|| match &self.database {
            Database::Sqlite(path) => Some(path.with_extension("key")),
            Database::Postgres(_) => None,
        })
    }
}

/// Where files are beside the store.
const ATTACHMENTS: &str = "attachments";

/// Where files are; `None` where nothing is said.
fn attachments(keys: &Keys, out: &Out) -> anyhow::Result<Option<Attachments>> {
    let Some(named) = &keys.attachments else { return Ok(None) };
    if !named.contains("://") {
        return Ok(Some(Attachments::Directory(named.into())));
    }
    let place = Place::named(named);
    let place = place.ok_or_else(|| anyhow!(out.texts.cli_attachments_unsupported()))?;
    let key = match (&keys.s3_access_key_id, &keys.s3_secret_access_key) {
        (Some(id), Some(secret)) => Some((id.clone(), secret.clone())),
        (None, None) => None,
        _ => return Err(anyhow!(out.texts.cli_attachments_half_key())),
    };
    let (endpoint, region) = (keys.s3_endpoint.clone(), keys.s3_region.clone());
    Ok(Some(Attachments::Bucket(Place { endpoint, region, key, ..place })))
}

/// The store of a URL; `None` for a store of another kind.
pub fn database(url: &str) -> Option<Database> {
    match url.split_once(':') {
        Some(("sqlite", path)) => {
            Some(Database::Sqlite(path.strip_prefix("//").unwrap_or(path).into()))
        }
        Some(("postgres" | "postgresql", _)) => Some(Database::Postgres(url.to_owned())),
        _ if url.contains("://") => None,
        _ => Some(Database::Sqlite(url.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_url_names_a_file_with_or_without_slashes() {
        for (url, path) in [
            ("sqlite:/var/lib/sikia.db", "/var/lib/sikia.db"),
            ("sqlite:///var/lib/sikia.db", "/var/lib/sikia.db"),
            ("sqlite://sikia.db", "sikia.db"),
            ("sikia.db", "sikia.db"),
        ] {
            assert_eq!(database(url), Some(Database::Sqlite(PathBuf::from(path))), "{url}");
        }
    }

    #[test]
    fn a_database_url_names_a_server_and_nobody_sees_its_password() {
        for url in ["postgres://a:secret@db/sikia", "postgresql://a:secret@db/sikia"] {
            let named = database(url);
            assert_eq!(named, Some(Database::Postgres(url.to_owned())));
            assert!(!format!("{named:?}").contains("secret"));
        }
        assert_eq!(database("mysql://db/sikia"), None);
    }
}
