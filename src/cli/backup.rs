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
use super::config::{Config, Database};
use super::node::{explain, make_directory};
use super::out::Out;
use crate::blobs::Digest;
use crate::store::sqlite::backup::{self, Held};

const STORE: &str = "sikia.db";
const FILES: &str = "attachments/sha256";
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
}

#[derive(Args)]
pub struct Backup {
    /// A directory that is not there yet
    to: PathBuf,
}

#[derive(Args)]
pub struct Restore {
    /// The directory of a backup
    from: PathBuf,
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
        // After the store: what it names is there, unless it was withdrawn in between.
        let files = copy_files(&config.directory.join(FILES), &self.to.join(FILES))?;
        let manifest = Manifest {
            made_at: jiff::Timestamp::now().to_string(),
            store: hash(&copy)?.to_string(),
            held,
            files,
        };
        let mut file = File::create(self.to.join(MANIFEST))?;
        file.write_all(&serde_json::to_vec_pretty(&manifest)?)?;
        file.sync_all()?;
        tell(out, &manifest, &self.to, true)
    }
}

impl Restore {
    pub fn run(&self, config: &Config, out: &mut Out) -> Outcome {
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
        make(&config.directory.join(FILES))?;
        let files = copy_files(&self.from.join(FILES), &config.directory.join(FILES))
            .map_err(|error| error.context(damaged(out)))?;
        // Beside its place until it is whole, so that no node ever opens half of it.
        let part = store.with_extension("restoring");
        fs::copy(self.from.join(STORE), &part)?;
        let held = backup::held(&part).map_err(|error| explain(error, out))?;
        if held != manifest.held || files != manifest.files {
            return Err(damaged(out));
        }
        backup::renew(&part).map_err(|error| explain(error, out))?;
        File::open(&part)?.sync_all()?;
        fs::rename(&part, store)?;
        tell(out, &manifest, &self.from, false)
    }
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
    Ok(ExitCode::SUCCESS)
}

fn make(directory: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(directory).with_context(|| directory.display().to_string())
}

/// Copies contents and holds each against its name; those that are there already are left.
fn copy_files(from: &Path, to: &Path) -> anyhow::Result<usize> {
    let mut copied = 0;
    if !from.exists() {
        return Ok(0);
    }
    for folder in fs::read_dir(from)? {
        let folder = folder?;
        let there = to.join(folder.file_name());
        make(&there)?;
        for entry in fs::read_dir(folder.path())? {
            let entry = entry?;
            let place = there.join(entry.file_name());
            match fs::copy(entry.path(), &place) {
                // Withdrawn while the copy was made.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                other => other?,
            };
            File::open(&place)?.sync_all()?;
            if hash(&place)?.to_string() != entry.file_name().to_string_lossy() {
                return Err(anyhow!("{}", entry.path().display()));
            }
            copied += 1;
        }
    }
    Ok(copied)
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
