//! `sikia round import`, `sikia round list`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use serde::Deserialize;

use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use super::{Outcome, import};
use crate::domain::round::Round;
use crate::service::rounds;

#[derive(Subcommand)]
pub enum Command {
    /// Declare rounds from a TOML file: how people are chosen, where, when, out of how many
    Import {
        /// The TOML file, with one [[round]] for each round
        file: PathBuf,
    },
    /// List the rounds that are declared, as one line of JSON each
    List,
}

/// A file of rounds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rounds {
    round: Vec<Round>,
}

/// Reads the rounds of a TOML file; the parser's words when it is none.
pub fn read(toml: &str) -> Result<Vec<Round>, toml::de::Error> {
    toml::from_str::<Rounds>(toml).map(|rounds| rounds.round)
}

impl Command {
    pub async fn run(self, config: &Config, out: &mut Out) -> Outcome {
        match self {
            Self::Import { file } => import(&file, config, out).await,
            Self::List => list(config, out).await,
        }
    }
}

async fn import(file: &std::path::Path, config: &Config, out: &mut Out) -> Outcome {
    let bytes = import::read(file, out)?;
    let rounds = read(&String::from_utf8_lossy(&bytes));
    let rounds = rounds.map_err(|error| import::unreadable(file, &error, out))?;
    let services = open(config, out).await?;
    let done = rounds::import(&services, &rounds, OPERATOR).await.map_err(said);
    services.store.close().await;
    let sentence = out.texts.cli_rounds_imported(rounds.len());
    import::done(&done?, &sentence, out)
}

async fn list(config: &Config, out: &mut Out) -> Outcome {
    let services = open(config, out).await?;
    let rounds = services.store.rounds().await;
    services.store.close().await;
    for round in rounds? {
        out.line(&serde_json::to_string(&round)?);
    }
    Ok(ExitCode::SUCCESS)
}
