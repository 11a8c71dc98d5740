//! `sikia backup|restore`

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::Args;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Outcome;
use super::config::{Attachments, Config, Database};
use super::node::{blobs, explain, make_directory, open, said};
use super::out::Out;
use crate::blobs::{Blobs, Digest};
use crate::domain::revision::Revision;
use crate::service::withdrawals;
use crate::store::sqlite::backup::{self, Held};
use crate::store::sqlite::{SqliteStore, keys};
use crate::store::{MasterKey, StoreError};

const STORE: &str = "sikia.db";
/// Where contents are in a backup, and under a directory of attachments.
const FILES: &str = "attachments/sha256";
const CONTENTS: &str = "sha256";
/// Written last: a backup without it was not finished.
const MANIFEST: &str = "backup.json";

/// What a backup says of itself.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Manifest {
    made_at: String,
    /// The SHA-256 of the store's file.
    store: String,
    #[serde(flatten)]
    held: Held,
    /// How many contents of files there are.
    files: usize,
    /// Whether what opens the bodies is in a file of keys.
    #[serde(default)]
    keys: bool,
    /// The bucket where they are instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bucket: Option<String>,
}

#[derive(Args)]
pub struct Backup {
    /// A directory that is not there yet
    to: PathBuf,

    /// Where the keys go that open what is in it, in the place of those of the backup before [default:
    /// sikia.keys beside the directory]
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
}

#[derive(Args)]
pub struct Restore {
    /// The directory of a backup
    from: PathBuf,

    /// The newest keys that there are [default: sikia.keys beside the directory]
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
}

#[derive(Args)]
pub struct Keys {
    /// The file of keys beside your backups
    file: PathBuf,
}

impl Backup {
    pub fn run(&self, config: &Config, out: &mut Out) -> Outcome {
        let Database::Sqlite(store) = &config.database else {
            return Err(anyhow!(out.texts.cli_backup_postgres()));
        };
        if self.to.exists() {
            return Err(anyhow!(out.texts.cli_backup_taken(&self.to.display().to_string())));
        }
        if !store.exists() {
            return Err(anyhow!(out.texts.cli_backup_nothing(&store.display().to_string())));
        }
        make(&self.to.join(FILES))?;
        let copy = self.to.join(STORE);
        let held = backup::copy(store, &copy).map_err(|error| explain(error, out))?;
        let file = self.keys.clone().unwrap_or_else(|| beside(&self.to));
        keys::write(&copy, &file, &master_key(config, out)?)
            .and_then(|()| keys::part(&copy))
            .map_err(|error| explain(error, out))?;
        // After the store: what it names is there, unless it was withdrawn in between.
        let (files, bucket) = match &config.attachments {
            Attachments::Directory(directory) => {
                (copy_files(&directory.join(CONTENTS), &self.to.join(FILES))?, None)
            }
            Attachments::Bucket(place) => (0, Some(place.to_string())),
        };
        let manifest = Manifest {
            made_at: jiff::Timestamp::now().to_string(),
            store: hash(&copy)?.to_string(),
            held,
            files,
            keys: true,
            bucket,
        };
        let mut file = File::create(self.to.join(MANIFEST))?;
        file.write_all(&serde_json::to_vec_pretty(&manifest)?)?;
        file.sync_all()?;
        tell(out, &manifest, &self.to, true)
    }
}

impl Restore {
    pub async fn run(&self, config: &Config, out: &mut Out) -> Outcome {
        let Database::Sqlite(store) = &config.database else {
            return Err(anyhow!(out.texts.cli_backup_postgres()));
        };
        if store.exists() {
            return Err(anyhow!(out.texts.cli_restore_taken(&store.display().to_string())));
        }
        let from = self.from.display().to_string();
        let manifest = fs::read(self.from.join(MANIFEST))
            .map_err(|_| anyhow!(out.texts.cli_restore_unfinished(&from)))?;
        let manifest: Manifest = serde_json::from_slice(&manifest)?;
        let damaged = |out: &Out| anyhow!(out.texts.cli_restore_damaged(&from));
        if hash(&self.from.join(STORE))?.to_string() != manifest.store {
            return Err(damaged(out));
        }
        make_directory(config, out)?;
        let from_files = self.from.join(FILES);
        let files = match &config.attachments {
            Attachments::Directory(directory) => {
                make(&directory.join(CONTENTS))?;
                copy_files(&from_files, &directory.join(CONTENTS))
            }
            Attachments::Bucket(_) => send_files(&from_files, &blobs(config, out).await?).await,
        };
        let files = files.map_err(|error| error.context(damaged(out)))?;
        // Beside its place until it is whole, so that no node ever opens half of it.
        let part = store.with_extension("restoring");
        fs::copy(self.from.join(STORE), &part)?;
        let held = backup::held(&part).map_err(|error| explain(error, out))?;
        if held != manifest.held || files != manifest.files {
            return Err(damaged(out));
        }
        let withdrawn = match manifest.keys {
            true => self.unlock(&part, config, out)?,
            false => Vec::new(),
        };
        backup::renew(&part).map_err(|error| explain(error, out))?;
        File::open(&part)?.sync_all()?;
        fs::rename(&part, store)?;
        let services = open(config, out).await?;
        let done = match withdrawals::again(&services, &withdrawn).await {
            Ok(()) => withdrawals::settle(&services).await.map(|_| ()),
            Err(failure) => Err(failure),
        };
        services.store.close().await;
        done.map_err(said)?;
        tell(out, &manifest, &self.from, false)
    }

    /// Puts what opens the bodies back into the copy, and the master key into its place. The withdrawals
    /// that are younger than the backup.
    fn unlock(&self, copy: &Path, config: &Config, out: &Out) -> anyhow::Result<Vec<Revision>> {
        let file = self.keys.clone().unwrap_or_else(|| beside(&self.from));
        let shown = file.display().to_string();
        if !file.exists() {
            return Err(anyhow!(out.texts.consent_keys_missing(&shown)));
        }
        SqliteStore::migrate(copy).map_err(|error| explain(error, out))?;
        let joined = keys::join(copy, &file).map_err(|error| match error {
            StoreError::Constraint(_) => anyhow!(out.texts.consent_keys_old(&shown)),
            other => explain(other, out),
        })?;
        if let Some(place) = config.master_key()
            && !place.exists()
        {
            joined.master.write(&place)?;
        }
        let revision =
            |t: keys::Tombstone| Revision::withdrawal(t.submission, t.revision, t.version);
        Ok(joined.withdrawn.into_iter().map(revision).collect())
    }
}

impl Keys {
    pub fn run(&self, config: &Config, out: &mut Out) -> Outcome {
        let Database::Sqlite(store) = &config.database else {
            return Err(anyhow!(out.texts.cli_backup_postgres()));
        };
        let master = master_key(config, out)?;
        keys::write(store, &self.file, &master).map_err(|error| explain(error, out))?;
        let shown = self.file.display().to_string();
        let sentence = out.texts.consent_keys_written(&shown);
        out.give(&serde_json::json!({"keys": shown}), &sentence)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Where the keys of a backup are when nobody says otherwise: beside it, one file for all backups there.
fn beside(backup: &Path) -> PathBuf {
    backup.parent().unwrap_or(Path::new("")).join("sikia.keys")
}

fn master_key(config: &Config, out: &Out) -> anyhow::Result<MasterKey> {
    let place = config.master_key().unwrap_or_default();
    let key = MasterKey::read(&place).map_err(|error| explain(error, out))?;
    key.ok_or_else(|| anyhow!(out.texts.consent_keys_missing(&place.display().to_string())))
}

fn tell(out: &mut Out, manifest: &Manifest, place: &Path, made: bool) -> Outcome {
    let place = place.display().to_string();
    let (submissions, files) = (manifest.held.submissions.unsigned_abs(), manifest.files);
    let sentence = if made {
        out.texts.cli_backup_made(&place, submissions, files as u64)
    } else {
        out.texts.cli_restored(&place, submissions, files as u64)
    };
    out.give(manifest, &sentence)?;
    if let Some(bucket) = &manifest.bucket {
        let words = out.texts.cli_backup_bucket(bucket);
        out.say(&words);
    }
    Ok(ExitCode::SUCCESS)
}

fn make(directory: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(directory).with_context(|| directory.display().to_string())
}

/// Copies contents and holds each against its name; those that are there already are left.
fn copy_files(from: &Path, to: &Path) -> anyhow::Result<usize> {
    let mut copied = 0;
    for (digest, path) in contents(from)? {
        let name = digest.to_string();
        let folder = to.join(name.get(..2).unwrap_or_default());
        make(&folder)?;
        let place = folder.join(&name);
        match fs::copy(&path, &place) {
            // Withdrawn while the copy was made.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other?,
        };
        File::open(&place)?.sync_all()?;
        if hash(&place)? != digest {
            return Err(anyhow!("{}", path.display()));
        }
        copied += 1;
    }
    Ok(copied)
}

/// The contents under a directory, each with its file. What is still being written beside its place is
/// none.
fn contents(from: &Path) -> anyhow::Result<Vec<(Digest, PathBuf)>> {
    let mut found = Vec::new();
    if !from.exists() {
        return Ok(found);
    }
    for folder in fs::read_dir(from)? {
        for entry in fs::read_dir(folder?.path())? {
            let entry = entry?;
            if let Some(digest) = entry.file_name().to_str().and_then(|name| name.parse().ok()) {
                found.push((digest, entry.path()));
            }
        }
    }
    Ok(found)
}

/// Sends contents to a bucket, each held against its name.
async fn send_files(from: &Path, to: &Blobs) -> anyhow::Result<usize> {
    let all = contents(from)?;
    for (digest, path) in &all {
        let mut file = File::open(path)?;
        let mut receiver = to.receive(u64::MAX);
        let mut chunk = vec![0; 1 << 20];
        loop {
            let read = file.read(&mut chunk)?;
            let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            receiver.write(bytes).await?;
        }
        if receiver.finish().await?.digest != *digest {
            return Err(anyhow!("{}", path.display()));
        }
    }
    Ok(all.len())
}

fn hash(path: &Path) -> anyhow::Result<Digest> {
    let mut file = File::open(path).with_context(|| path.display().to_string())?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; 1 << 20];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(Digest(hash.finalize().into())),
            read => hash.update(chunk.get(..read).unwrap_or_default()),
        }
    }
}
