//! `sikia taxonomy import`

use std::path::PathBuf;

use clap::Subcommand;

use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use super::{Outcome, import};
use crate::forms::tables::read_taxonomy;
use crate::service::publish;

#[derive(Subcommand)]
pub enum Command {
    /// Replace the code list of needs by a CSV file (code, parent, label_en, label_sw, …)
    Import {
        /// The CSV file
        file: PathBuf,
    },
}

impl Command {
    pub async fn run(self, config: &Config, out: &mut Out) -> Outcome {
        let Self::Import { file } = self;
        let taxonomy = match read_taxonomy(&import::read(&file, out)?) {
            Ok(taxonomy) => taxonomy,
            Err(problems) => return import::refused(&problems, out),
        };
        let services = open(config, out).await?;
        let done = publish::taxonomy(&services, &taxonomy, OPERATOR).await.map_err(said)?;
        services.store.close().await;
        let sentence = out.texts.cli_taxonomy_imported(taxonomy.0.len());
        import::done(&done, &sentence, out)
    }
}
