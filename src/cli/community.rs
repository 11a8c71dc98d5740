//! `sikia community import|agreement`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use super::{Outcome, import};
use crate::domain::edition::Agreement;
use crate::domain::ids::CommunityId;
use crate::forms::tables::read_communities;
use crate::service::{editions, publish};

#[derive(Subcommand)]
pub enum Command {
    /// Add and update communities from a CSV file (id, name, area; name::sw, population, lat, lon,
    /// kind)
    Import {
        /// The CSV file
        file: PathBuf,
    },
    /// Record what a community decided about being named with sensitive figures
    Agreement {
        /// The community
        community: String,
        /// It takes its agreement back
        #[arg(long)]
        withdrawn: bool,
        /// The day of the decision (YYYY-MM-DD)
        #[arg(long)]
        decided: String,
        /// The first day on which it holds, where the community asked for time (YYYY-MM-DD)
        #[arg(long)]
        embargo: Option<String>,
        /// Who decided for the community
        #[arg(long)]
        by: String,
    },
}

impl Command {
    pub async fn run(self, config: &Config, out: &mut Out) -> Outcome {
        let file = match self {
            Self::Import { file } => file,
            Self::Agreement { community, withdrawn, decided, embargo, by } => {
                let community = CommunityId(community);
                let agreed = !withdrawn;
                let agreement = Agreement { community, agreed, decided, embargo, by };
                return agree(&agreement, config, out).await;
            }
        };
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

async fn agree(agreement: &Agreement, config: &Config, out: &mut Out) -> Outcome {
    let services = open(config, out).await?;
    let agreed = editions::agree(&services, agreement, OPERATOR).await;
    services.store.close().await;
    agreed.map_err(said)?;
    let sentence = out.texts.edition_agreement_recorded(agreement.community.as_str());
    out.give(agreement, &sentence)?;
    Ok(ExitCode::SUCCESS)
}
