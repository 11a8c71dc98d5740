//! `sikia edition create|list|show|cancel|publish`

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Subcommand, ValueEnum};
use indicatif::ProgressBar;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::Outcome;
use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use crate::blobs::Digest;
use crate::domain::disclosure::Audience;
use crate::domain::edition::{DatasetId, Edition, Stage, citation};
use crate::service::Services;
use crate::service::editions::{self, LICENCE, Wish};

#[derive(Subcommand)]
pub enum Command {
    /// Make an edition of a dataset; it goes out once it is published
    Create {
        /// The dataset
        dataset: String,
        /// Who may have it
        #[arg(long, default_value = "public")]
        audience: To,
        /// A format of its files (csv, hxl, json-lines, parquet, xlsx, geo-json, geo-package); may be
        /// given several times
        #[arg(long = "format", value_parser = format::<crate::dataset::Format>)]
        formats: Vec<crate::dataset::Format>,
        /// A language of its labels, the most important first; may be given several times
        #[arg(long = "language")]
        languages: Vec<String>,
        /// What one may do with it: an SPDX identifier
        #[arg(long, default_value = LICENCE)]
        licence: String,
        /// The moment whose state of the data it holds (RFC 3339); now when left out
        #[arg(long)]
        as_of: Option<jiff::Timestamp>,
        /// Let a running node make it
        #[arg(long)]
        later: bool,
    },
    /// List the editions of a dataset
    List {
        /// The dataset
        dataset: String,
    },
    /// Show an edition with its files and its disclosure report
    Show {
        /// The dataset
        dataset: String,
        /// The edition's number
        number: u32,
    },
    /// Give up an edition that is not out
    Cancel {
        /// The dataset
        dataset: String,
        /// The edition's number
        number: u32,
    },
    /// Publish an edition, after a look at its disclosure report
    Publish {
        /// The dataset
        dataset: String,
        /// The edition's number
        number: u32,
    },
}

/// Who may have an edition.
#[derive(Clone, Copy, ValueEnum)]
pub enum To {
    Public,
    Partner,
    Restricted,
}

impl From<To> for Audience {
    fn from(to: To) -> Self {
        match to {
            To::Public => Self::Public,
            To::Partner => Self::Partner,
            To::Restricted => Self::Restricted,
        }
    }
}

fn format<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(json!(text)).map_err(|error| error.to_string())
}

impl Command {
    pub async fn run(self, config: &Config, out: &mut Out) -> Outcome {
        let services = open(config, out).await?;
        let outcome = self.act(&services, out).await;
        services.store.close().await;
        outcome
    }

    async fn act(self, services: &Services, out: &mut Out) -> Outcome {
        match self {
            Self::Create { dataset, audience, formats, languages, licence, as_of, later } => {
                let wish = Wish {
                    audience: audience.into(),
                    formats,
                    languages,
                    licence,
                    as_of: as_of.map(|at| at.as_millisecond()),
                };
                let id = DatasetId(dataset);
                let asked = editions::create(services, &id, &wish, OPERATOR).await.map_err(said)?;
                if later {
                    return show(services, &asked, out).await;
                }
                let bar = ProgressBar::new(0);
                let shown = bar.clone();
                let progress = Arc::new(move |done, all| {
                    shown.set_length(all);
                    shown.set_position(done);
                });
                let (number, worker) = (asked.number, editions::worker());
                let progress: crate::store::Progress = progress;
                let made = editions::make(services, &id, number, worker, &progress).await;
                bar.finish_and_clear();
                let made = made.map_err(said)?;
                show(services, &made, out).await?;
                let ready = made.stage == Stage::Ready;
                Ok(if ready { ExitCode::SUCCESS } else { ExitCode::FAILURE })
            }
            Self::List { dataset } => {
                let id = DatasetId(dataset);
                let all = services.store.editions(&id).await?;
                if out.json {
                    let told: Vec<_> = all.iter().map(told).collect();
                    out.line(&serde_json::to_string(&told)?);
                    return Ok(ExitCode::SUCCESS);
                }
                for edition in all {
                    let (day, stage) = (edition.day(), edition.stage.name());
                    let audience = name(edition.audience);
                    out.line(&format!("{}\t{stage}\t{audience}\t{day}", edition.number));
                }
                Ok(ExitCode::SUCCESS)
            }
            Self::Show { dataset, number } => {
                let id = DatasetId(dataset);
                let edition = editions::edition(services, &id, number).await.map_err(said)?;
                show(services, &edition, out).await
            }
            Self::Cancel { dataset, number } => {
                let id = DatasetId(dataset);
                let done = editions::cancel(services, &id, number, OPERATOR).await.map_err(said)?;
                show(services, &done, out).await
            }
            Self::Publish { dataset, number } => {
                let id = DatasetId(dataset);
                let done =
                    editions::publish(services, &id, number, OPERATOR).await.map_err(said)?;
                show(services, &done, out).await
            }
        }
    }
}

fn name(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => "public",
        Audience::Partner => "partner",
        Audience::Restricted => "restricted",
    }
}

/// An edition for a program, without what only jobs need.
fn told(edition: &Edition) -> serde_json::Value {
    let file = |file: &crate::domain::edition::EditionFile| {
        let sha256 = Digest(file.digest);
        json!({"name": file.name, "sha256": sha256, "size": file.size})
    };
    json!({
        "dataset": edition.dataset,
        "number": edition.number,
        "stage": edition.stage,
        "audience": edition.audience,
        "as_of": edition.day(),
        "refusal": edition.refusal,
        "report": edition.report,
        "files": edition.files.iter().map(file).collect::<Vec<_>>(),
    })
}

async fn show(services: &Services, edition: &Edition, out: &mut Out) -> Outcome {
    if out.json {
        out.line(&told(edition).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    let dataset = editions::dataset(services, &edition.dataset).await.map_err(said)?;
    out.line(&citation(&dataset, edition, out.texts.chain()));
    let texts = out.texts.clone();
    out.say(&match edition.stage {
        Stage::Waiting | Stage::Making => texts.edition_stage_making(),
        Stage::Ready => texts.edition_stage_ready(edition.dataset.as_str(), edition.number),
        Stage::Published => texts.edition_stage_published(),
        Stage::Cancelled => texts.edition_stage_cancelled(),
        Stage::Refused => texts.edition_stage_refused(),
        Stage::Outdated => texts.edition_stage_outdated(),
    });
    if !edition.report.is_null() {
        out.line(&edition.report.to_string());
    }
    for file in &edition.files {
        out.line(&format!("{}  {}\t{}", Digest(file.digest), file.name, file.size));
    }
    Ok(ExitCode::SUCCESS)
}
