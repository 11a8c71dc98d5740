//! `sikia audit`

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Outcome;
use super::config::Config;
use super::node::{open, said};
use super::out::Out;
use crate::domain::ids::CommunityId;
use crate::service::who_looked;

#[derive(Args)]
pub struct Audit {
    /// How many entries, newest first
    #[arg(long, default_value_t = 50)]
    limit: usize,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Who read the records or the figures of a community
    Looked {
        /// The community's id
        #[arg(long)]
        community: String,

        /// How many entries, newest first
        #[arg(long, default_value_t = 50)]
        limit: usize,
    },
}

impl Audit {
    /// Shows who did and read what.
    pub async fn run(&self, config: &Config, out: &mut Out) -> Outcome {
        let services = open(config, out).await?;
        if let Some(Command::Looked { community, limit }) = &self.command {
            let community = CommunityId(community.clone());
            let looks = who_looked::all(&services, &community, *limit).await.map_err(said);
            services.store.close().await;
            for who_looked::Look { entry, name, .. } in looks? {
                if out.json {
                    out.line(&serde_json::to_string(&entry)?);
                    continue;
                }
                let at = jiff::Timestamp::from_millisecond(entry.at).unwrap_or_default();
                let who = name.unwrap_or(entry.actor);
                out.line(&format!("{at}\t{who}\t{}\t{}", entry.action, entry.subject));
            }
            return Ok(ExitCode::SUCCESS);
        }
        let entries = services.store.audited(self.limit).await;
        services.store.close().await;
        for entry in entries? {
            if out.json {
                out.line(&serde_json::to_string(&entry)?);
                continue;
            }
            let at = jiff::Timestamp::from_millisecond(entry.at).unwrap_or_default();
            out.line(&format!("{at}\t{}\t{}\t{}", entry.actor, entry.action, entry.subject));
        }
        Ok(ExitCode::SUCCESS)
    }
}
