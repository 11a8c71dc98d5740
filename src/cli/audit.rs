//! `sikia audit`

use std::process::ExitCode;

use clap::Args;

use super::Outcome;
use super::config::Config;
use super::node::open;
use super::out::Out;

#[derive(Args)]
pub struct Audit {
    /// How many entries, newest first
    #[arg(long, default_value_t = 50)]
    limit: usize,
}

impl Audit {
    /// Shows who did and read what.
    pub async fn run(&self, config: &Config, out: &mut Out) -> Outcome {
        let services = open(config, out).await?;
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
