//! `sikia area import`

use std::path::PathBuf;

use clap::Subcommand;

use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use super::{Outcome, import};
use crate::forms::tables::read_areas;
use crate::service::publish;

#[derive(Subcommand)]
pub enum Command {
    /// Add and update areas from a CSV file (id, kind, name, parent, valid_from, valid_to, code::…)
    Import {
        /// The CSV file
        file: PathBuf,
    },
}

impl Command {
    pub async fn run(self, config: &Config, out: &mut Out) -> Outcome {
        let Self::Import { file } = self;
        let areas = match read_areas(&import::read(&file, out)?) {
            Ok(areas) => areas,
            Err(problems) => return import::refused(&problems, out),
        };
        let services = open(config, out).await?;
        let done = publish::areas(&services, &areas, OPERATOR).await.map_err(said)?;
        services.store.close().await;
        let sentence = out.texts.cli_areas_imported(areas.len());
        import::done(&done, &sentence, out)
    }
}
