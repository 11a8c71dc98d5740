//! `sikia retention …`

use std::process::ExitCode;

use anyhow::anyhow;
use clap::Subcommand;
use serde_json::json;

use super::Outcome;
use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use crate::domain::consent::Thing;
use crate::service::{Services, retention};

#[derive(Subcommand)]
pub enum Command {
    /// Remove what has no time left, and say what it was; a node does so every day
    Run,
    /// How long things are kept, and what was removed
    Show {
        /// How many reports, newest first
        #[arg(long, default_value_t = 10)]
        limit: usize,
    },
    /// Say how long a thing is kept: contact, audio, words, shared_record or record
    Set {
        /// The thing
        thing: String,

        /// Days from the interview on, or `always`
        days: String,
    },
}

impl Command {
    pub async fn run(self, config: &Config, out: &mut Out) -> Outcome {
        let services = open(config, out).await?;
        let done = self.act(&services, out).await;
        services.store.close().await;
        done
    }

    async fn act(self, services: &Services, out: &mut Out) -> Outcome {
        match self {
            Self::Run => {
                let report = retention::run(services, OPERATOR).await.map_err(said)?;
                let contacts = report.contacts + report.contacts_not_agreed;
                let sentence = out.texts.consent_removed(report.records, contacts, report.files);
                out.give(&report, &sentence)?;
            }
            Self::Show { limit } => show(services, limit, out).await?,
            Self::Set { thing, days } => {
                let kept = services.store.retention().await?;
                let thing = Thing::from_word(&thing);
                let number = (days != "always").then(|| days.parse::<u32>()).transpose();
                let (Some(thing), Ok(number)) = (thing, number) else {
                    return Err(anyhow!(out.texts.consent_retention_unreadable()));
                };
                let kept = kept.with(thing, number);
                let stamp = services.stamp(OPERATOR);
                services.store.set_retention(&kept, &stamp).await?;
                show(services, 0, out).await?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn show(services: &Services, limit: usize, out: &mut Out) -> anyhow::Result<()> {
    let kept = services.store.retention().await?;
    let reports = retention::reports(services, limit).await.map_err(said)?;
    if out.json {
        let told: Vec<_> = reports.iter().map(|(at, r)| json!({"at": at, "report": r})).collect();
        out.line(&json!({"kept_for": kept, "reports": told}).to_string());
        return Ok(());
    }
    for (word, thing) in Thing::WORDS {
        let days = kept.days(thing).map_or_else(|| "always".to_owned(), |days| days.to_string());
        out.line(&format!("{word}\t{days}"));
    }
    for (at, report) in reports {
        let at = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
        let contacts = report.contacts + report.contacts_not_agreed;
        let sentence = out.texts.consent_removed(report.records, contacts, report.files);
        out.say(&format!("{at}\t{sentence}"));
    }
    Ok(())
}
