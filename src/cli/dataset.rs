//! `sikia dataset add|list`

use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};

use super::Outcome;
use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use crate::domain::edition::{Breakdown, Dataset, DatasetId};
use crate::domain::text::Text;
use crate::service::editions;

#[derive(Subcommand)]
pub enum Command {
    /// Define a dataset, or change one that has no edition yet
    Add {
        /// Its name in addresses and files: small letters, digits and hyphens
        id: String,
        /// Its title; with a language in front (sw=Mahitaji) may be given several times
        #[arg(long = "title", required = true)]
        titles: Vec<String>,
        /// Who publishes it
        #[arg(long)]
        publisher: String,
        /// The form whose interviews it is made of
        #[arg(long, default_value = "asm-needs")]
        form: String,
        /// The first day of the interviews (YYYY-MM-DD)
        #[arg(long)]
        from: Option<String>,
        /// The last day of the interviews (YYYY-MM-DD)
        #[arg(long)]
        to: Option<String>,
        /// What tables are broken down by beside places; may be given several times
        #[arg(long = "by")]
        breakdown: Vec<By>,
        /// The kind of area that is the finest place, such as region; communities when left out
        #[arg(long, value_name = "KIND")]
        finest: Option<String>,
        /// Count whole domains of needs, not each need
        #[arg(long)]
        domains: bool,
    },
    /// List the datasets
    List,
}

/// What tables are broken down by.
#[derive(Clone, Copy, ValueEnum)]
pub enum By {
    Gender,
    Age,
    Month,
}

impl Command {
    pub async fn run(self, config: &Config, out: &mut Out) -> Outcome {
        let services = open(config, out).await?;
        match self {
            Self::Add { id, titles, publisher, form, from, to, breakdown, finest, domains } => {
                let by = |by: &By| match by {
                    By::Gender => Breakdown::Gender,
                    By::Age => Breakdown::Age,
                    By::Month => Breakdown::Month,
                };
                let dataset = Dataset {
                    id: DatasetId(id),
                    title: titles.iter().fold(Text::default(), |text, title| {
                        let (language, title) = title.split_once('=').unwrap_or(("en", title));
                        text.with(language, title)
                    }),
                    publisher,
                    form,
                    from,
                    to,
                    breakdown: breakdown.iter().map(by).collect(),
                    finest,
                    domains,
                };
                let put = editions::define(&services, &dataset, OPERATOR).await.map_err(said)?;
                let sentence = out.texts.edition_dataset_defined(dataset.id.as_str());
                out.give(&serde_json::json!({"id": dataset.id, "put": put}), &sentence)?;
            }
            Self::List => {
                let datasets = services.store.datasets().await?;
                if out.json {
                    out.line(&serde_json::to_string(&datasets)?);
                } else {
                    for dataset in datasets {
                        let (_, title) = dataset.title.pick(out.texts.chain()).unwrap_or_default();
                        out.line(&format!("{}\t{title}", dataset.id));
                    }
                }
            }
        }
        services.store.close().await;
        Ok(ExitCode::SUCCESS)
    }
}
