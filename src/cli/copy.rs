//! `sikia copy`

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::anyhow;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Map, json};

use super::Outcome;
use super::config::{Config, Database, database};
use super::node::{explain, make_parent};
use super::out::Out;
use crate::store::copy::{self, CopyError, Doing, Proof, Report, Side};
use crate::store::postgres::PostgresStore;
use crate::store::postgres::copy::PostgresSide;
use crate::store::sqlite::SqliteStore;
use crate::store::sqlite::copy::SqliteSide;
use crate::store::{MasterKey, Recount, Store, StoreError};

#[derive(Args)]
pub struct Copy {
    /// The store to copy: sqlite:/var/lib/sikia/sikia.db or postgres://sikia@db/sikia; the node's own when
    /// it is not said
    #[arg(long, env = "SIKIA_COPY_FROM", hide_env_values = true, value_name = "URL")]
    from: Option<String>,

    /// The store to copy it to: an empty one, or half a copy of the same
    #[arg(long, env = "SIKIA_COPY_TO", hide_env_values = true, value_name = "URL")]
    to: String,
}

impl Copy {
    pub async fn run(&self, config: &Config, out: &mut Out) -> Outcome {
        let named =
            |url: &str| database(url).ok_or_else(|| anyhow!(out.texts.cli_database_unsupported()));
        let from = self.from.as_deref().map_or_else(|| Ok(config.database.clone()), named)?;
        let to = named(&self.to)?;
        if let Database::Sqlite(path) = &from
            && !path.exists()
        {
            return Err(anyhow!(out.texts.copy_nothing(&path.display().to_string())));
        }
        if let Database::Sqlite(path) = &to {
            make_parent(path, out)?;
        }
        let mut target = side(&to).await.map_err(|error| explain(error, out))?;
        let mut source = side(&from).await.map_err(|error| explain(error, out))?;
        let bar = bar();
        let proof = copy::copy(&mut *source, &mut *target, &shown(&bar, out)).await;
        bar.finish_and_clear();
        let proof = proof.map_err(|error| said(error, out))?;
        let key = key(config, &from, &to)?;
        let recount = recount(&to, key.as_deref(), &bar).await;
        let recount = recount.map_err(|error| explain(error, out))?;
        if recount.differences > 0 {
            let differs = anyhow!(out.texts.cli_recount_differs(recount.differences));
            return Err(differs.context(recount.examples.join("\n")));
        }
        target.finish().await.map_err(|error| explain(error, out))?;
        tell(&proof, &recount, out)?;
        if let (Database::Postgres(_), Some(key)) = (&to, key) {
            out.say(&out.texts.copy_key(&key.display().to_string()));
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn side(database: &Database) -> Result<Box<dyn Side>, StoreError> {
    Ok(match database {
        Database::Sqlite(path) => Box::new(SqliteSide::open(path)?),
        Database::Postgres(url) => Box::new(PostgresSide::open(url).await?),
    })
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:28} {wide_bar} {human_pos}/{human_len} {eta}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Shows on a bar what is done.
fn shown(bar: &ProgressBar, out: &Out) -> Report {
    let (copying, proving) = (out.texts.copy_copying(), out.texts.copy_proving());
    let bar = bar.clone();
    Arc::new(move |doing, table, done, all| {
        let words = match doing {
            Doing::Copying => &copying,
            Doing::Proving => &proving,
        };
        bar.set_message(format!("{} {table}", crate::i18n::plain(words)));
        bar.set_length(all);
        bar.set_position(done);
    })
}

/// The file of the master key that bodies stay sealed with. A file that is copied to gets it
/// beside it.
fn key(config: &Config, from: &Database, to: &Database) -> anyhow::Result<Option<PathBuf>> {
    let beside = |database: &Database| match database {
        Database::Sqlite(path) => Some(path.with_extension("key")),
        Database::Postgres(_) => None,
    };
    let former = config.master_key_file.clone().or_else(|| beside(from));
    let Some(own) = beside(to) else { return Ok(former) };
    if let Some(former) = former
        && !own.exists()
        && let Some(key) = MasterKey::read(&former)?
    {
        key.write(&own)?;
    }
    Ok(Some(own))
}

/// Counts everything in the target from its revisions.
async fn recount(
    to: &Database,
    key: Option<&Path>,
    bar: &ProgressBar,
) -> Result<Recount, StoreError> {
    let store: Arc<dyn Store> = match to {
        Database::Sqlite(path) => {
            let beside = path.with_extension("key");
            Arc::new(SqliteStore::open_copy(path, key.unwrap_or(&beside))?)
        }
        Database::Postgres(url) => Arc::new(PostgresStore::open_copy(url, key).await?),
    };
    bar.reset();
    let shown = bar.clone();
    let progress = move |done, all| {
        shown.set_length(all);
        shown.set_position(done);
    };
    let recount = store.recount(Arc::new(progress)).await;
    bar.finish_and_clear();
    store.close().await;
    recount
}

fn said(error: CopyError, out: &Out) -> anyhow::Error {
    anyhow!(match error {
        CopyError::Store(error) => return explain(error, out),
        CopyError::NotEmpty(table) => out.texts.copy_not_empty(table),
        CopyError::AnotherSource => out.texts.copy_another_source(),
        CopyError::SourceChanged => out.texts.copy_source_changed(),
        CopyError::Differs(table) => out.texts.copy_differs(table),
    })
}

fn tell(proof: &Proof, recount: &Recount, out: &mut Out) -> anyhow::Result<()> {
    let table = |(name, sum): &(&'static str, copy::Sum)| {
        ((*name).to_owned(), json!({"rows": sum.rows, "hash": sum.hash()}))
    };
    let tables: Map<_, _> = proof.iter().map(table).collect();
    let rows = proof.iter().map(|(_, sum)| sum.rows).sum::<u64>();
    for (name, sum) in proof {
        out.say(&format!("{name:20} {:>12}  {}", sum.rows, sum.hash()));
    }
    let sentence = out.texts.copy_done(rows, recount.submissions);
    out.give(&json!({"tables": tables, "recount": recount}), &sentence)
}
