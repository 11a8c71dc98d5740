//! Opening the node's store for a command.

use std::path::Path;
use std::sync::Arc;

use anyhow::anyhow;

use super::config::{Attachments, Config, Database};
use super::out::Out;
use crate::blobs::Blobs;
use crate::domain::problem::Problem;
use crate::forms::tables::read_taxonomy;
use crate::i18n;
use crate::service::{self, Services, publish};
use crate::store::postgres::PostgresStore;
use crate::store::sqlite::SqliteStore;
use crate::store::{self, Store, StoreError};

/// Who the audit names for what is done on the command line.
pub const OPERATOR: &str = "operator";

/// The code list that every node begins with.
const TAXONOMY: &[u8] = include_bytes!("../../data/needs_taxonomy.csv");

/// Opens the store; makes it, with the taxonomy in it, when there is none.
pub async fn open(config: &Config, out: &Out) -> anyhow::Result<Services> {
    make_directory(config, out)?;
    let store = store(config).await?.map_err(|error| explain(error, out))?;
    let blobs = blobs(config, out).await?;
    let services = Services::new(store).with_blobs(blobs).with_words(i18n::edition::words());
    if services.catalogue().await.map_err(said)?.taxonomy.0.is_empty() {
        let taxonomy = read_taxonomy(TAXONOMY)?;
        publish::taxonomy(&services, &taxonomy, OPERATOR).await.map_err(said)?;
    }
    Ok(services)
}

/// Opens the place of files that the configuration names. A bucket is looked into, so that a wrong key is
/// said now and not to the first phone.
pub async fn blobs(config: &Config, out: &Out) -> anyhow::Result<Blobs> {
    let place = match &config.attachments {
        Attachments::Directory(directory) => return Ok(Blobs::open(directory)?),
        Attachments::Bucket(place) => place,
    };
    let unavailable = |error: std::io::Error| {
        anyhow!(out.texts.cli_attachments_unavailable(&place.to_string(), &error.to_string()))
    };
    let blobs = Blobs::s3(place).map_err(unavailable)?;
    blobs.ready().await.map_err(unavailable)?;
    Ok(blobs)
}

/// Opens the store that the configuration names. The outer error is the operating system's.
async fn store(config: &Config) -> anyhow::Result<store::Result<Arc<dyn Store>>> {
    let (readers, key) = (config.readers, config.master_key());
    Ok(match config.database.clone() {
        Database::Sqlite(path) => {
            let key = key.unwrap_or_else(|| path.with_extension("key"));
            let opening =
                tokio::task::spawn_blocking(move || SqliteStore::open_with(&path, readers, &key));
            opening.await?.map(|store| Arc::new(store) as Arc<dyn Store>)
        }
        Database::Postgres(url) => {
            let opened = PostgresStore::open_with(&url, readers, key.as_deref()).await;
            opened.map(|store| Arc::new(store) as Arc<dyn Store>)
        }
    })
}

/// Makes the directory of the node, for nobody but the operator to read.
pub fn make_directory(config: &Config, out: &Out) -> anyhow::Result<()> {
    make(&config.directory, out)
}

/// Makes the directory of a file, likewise.
pub fn make_parent(file: &Path, out: &Out) -> anyhow::Result<()> {
    make(file.parent().unwrap_or(Path::new("")), out)
}

fn make(directory: &Path, out: &Out) -> anyhow::Result<()> {
    if directory.as_os_str().is_empty() {
        return Ok(());
    }
    let mut make = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
    make.recursive(true).create(directory).map_err(|error| {
        let directory = directory.display().to_string();
        anyhow!(out.texts.cli_directory_failed(&directory, &error.to_string()))
    })
}

/// A store's refusal to open, and what to do about it.
pub fn explain(error: StoreError, out: &Out) -> anyhow::Error {
    let words = match &error {
        StoreError::Newer(version) => out.texts.cli_store_newer(version),
        StoreError::HalfCopied => out.texts.copy_half(),
        other => out.texts.cli_store_unavailable(&other.to_string()),
    };
    anyhow!(words)
}

/// A use case that was refused; [`Out::error`] has the words.
#[derive(Debug, thiserror::Error)]
#[error("{0:?}")]
pub struct Refused(pub Problem);

/// A failed use case.
pub fn said(failure: service::Failure) -> anyhow::Error {
    match failure {
        service::Failure::Problem(problem) => Refused(problem).into(),
        service::Failure::Unavailable(words) | service::Failure::Fault(words) => anyhow!(words),
    }
}
