//! `sikia needs recount --check`

use std::process::ExitCode;
use std::sync::Arc;

use clap::Subcommand;
use indicatif::ProgressBar;

use super::Outcome;
use super::config::Config;
use super::node::open;
use super::out::Out;

#[derive(Subcommand)]
pub enum Command {
    /// Count everything again from the heads and compare it with the figures
    Recount {
        /// Exit with 1 when a single figure differs
        #[arg(long)]
        check: bool,
    },
}

impl Command {
    pub async fn run(self, config: &Config, out: &mut Out) -> Outcome {
        let Self::Recount { check } = self;
        let services = open(config, out).await?;
        let bar = ProgressBar::new(0);
        let shown = bar.clone();
        let progress = move |done, all| {
            shown.set_length(all);
            shown.set_position(done);
        };
        let recount = services.store.recount(Arc::new(progress)).await;
        bar.finish_and_clear();
        services.store.close().await;
        let recount = recount?;
        let sentence = if recount.differences == 0 {
            out.texts.cli_recount_agrees(recount.facts)
        } else {
            out.texts.cli_recount_differs(recount.differences)
        };
        out.give(&recount, &sentence)?;
        for example in &recount.examples {
            out.say(example);
        }
        let differs = check && recount.differences > 0;
        Ok(if differs { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}
