//! `sikia community import`

use std::path::PathBuf;

use clap::Subcommand;

use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use super::{Outcome, import};
use crate::forms::tables::read_communities;
use crate::service::publish;

#[derive(Subcommand)]
pub enum Command {
    /// Add and update communities from a CSV file (id, name, area; name::sw, population, lat, lon,
    /// kind)
    Import {
        /// The CSV file
        file: PathBuf,
    },
}

impl Command {
    pub async fn run(self, config: &Config, out: &mut Out) -> Outcome {
        let Self::Import { file } = self;
        let communities = match read_communities(&import::read(&file, out)?) {
            Ok(communities) => communities,
            Err(problems) => return import::refused(&problems, out),
        };
        let services = open(config, out).await?;
        let done = publish::communities(&services, &communities, OPERATOR).await.map_err(said)?;
        for area in services.store.unknown_areas().await? {
            let words = out.texts.cli_area_unknown(area.as_str());
            out.warn(&words);
        }
        services.store.close().await;
        let sentence = out.texts.cli_communities_imported(communities.len());
        import::done(&done, &sentence, out)
    }
}
