//! `sikia migrate`

use std::process::ExitCode;

use super::Outcome;
use super::config::{Config, Database};
use super::node::{explain, make_directory};
use super::out::Out;
use crate::store::postgres::PostgresStore;
use crate::store::sqlite::SqliteStore;

/// Brings the store up to this version.
pub async fn run(config: &Config, out: &mut Out) -> Outcome {
    make_directory(config, out)?;
    let applied = match &config.database {
        Database::Sqlite(path) => SqliteStore::migrate(path),
        Database::Postgres(url) => PostgresStore::migrate(url).await,
    };
    let applied = applied.map_err(|error| explain(error, out))?;
    let sentence = if applied.is_empty() {
        out.texts.cli_store_ready()
    } else {
        out.texts.cli_store_migrated(applied.len())
    };
    out.give(&serde_json::json!({"applied": applied}), &sentence)?;
    Ok(ExitCode::SUCCESS)
}
