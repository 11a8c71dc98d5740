//! Opening the node's store for a command.

use std::path::Path;
use std::sync::Arc;

use anyhow::anyhow;

use super::config::Config;
use super::out::Out;
use crate::blobs::Blobs;
use crate::domain::problem::Problem;
use crate::forms::tables::read_taxonomy;
use crate::service::{self, Services, publish};
use crate::store::StoreError;
use crate::store::sqlite::SqliteStore;

/// Who the audit names for what is done on the command line.
pub const OPERATOR: &str = "operator";

/// The code list that every node begins with.
const TAXONOMY: &[u8] = include_bytes!("../../data/needs_taxonomy.csv");

/// Opens the store; makes it, with the taxonomy in it, when there is none.
pub async fn open(config: &Config, out: &Out) -> anyhow::Result<Services> {
    make_directory(config, out)?;
    let (path, readers) = (config.database.clone(), config.readers);
    let opened = tokio::task::spawn_blocking(move || SqliteStore::open(&path, readers)).await?;
    let store = Arc::new(opened.map_err(|error| explain(error, out))?);
    // Beside the store: whoever copies the directory has all of the node.
    let beside = config.database.parent().unwrap_or(Path::new("."));
    let services = Services::new(store).with_blobs(Blobs::open(&beside.join("attachments"))?);
    if services.catalogue().await.map_err(said)?.taxonomy.0.is_empty() {
        let taxonomy = read_taxonomy(TAXONOMY)?;
        publish::taxonomy(&services, &taxonomy, OPERATOR).await.map_err(said)?;
    }
    Ok(services)
}

/// Makes the directory of the store, for nobody but the operator to read.
pub fn make_directory(config: &Config, out: &Out) -> anyhow::Result<()> {
    let directory = config.database.parent().filter(|dir| !dir.as_os_str().is_empty());
    let Some(directory) = directory else { return Ok(()) };
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
