//! `sikia simulate`

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::config::Config;
use super::demo::world;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use super::{Outcome, import};
use crate::domain::form::Form;
use crate::domain::ids::CommunityId;
use crate::service::{Services, phones};
use crate::simulate::{self, Enrolment, Faults, Options, Report};

#[derive(Args)]
pub struct Simulate {
    /// The node
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    pub url: String,
    /// How many phones
    #[arg(long, default_value_t = 20)]
    pub devices: usize,
    /// How many submissions they make in all
    #[arg(long, default_value_t = 1_000)]
    pub submissions: usize,
    /// Everything that the phones do follows from it; a node takes each seed once
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Trouble to make: all, none, or a list such as cut,drop_answer
    #[arg(long, default_value = "all")]
    pub faults: Faults,
    /// How many seconds a call is tried again while the node is away
    #[arg(long, default_value_t = 60)]
    pub patience: u64,
    /// Phones that are enrolled already: a JSON file with [{"device", "token", "communities"}].
    /// Without it, phones are enrolled in the node's store, which must be on this machine.
    #[arg(long, value_name = "FILE")]
    pub phones: Option<PathBuf>,
}

impl Simulate {
    pub async fn run(&self, config: &Config, out: &mut Out) -> Outcome {
        let enrolments = match &self.phones {
            Some(file) => {
                let bytes = import::read(file, out)?;
                serde_json::from_slice(&bytes)
                    .map_err(|error| import::unreadable(file, &error, out))?
            }
            None => {
                let services = open(config, out).await?;
                world::import(&services).await?;
                let enrolments = enrol(&services, self.devices).await;
                services.store.close().await;
                enrolments?
            }
        };
        let report = self.against(enrolments, world::form()?).await?;
        out.line(&serde_json::to_string(&report)?);
        Ok(if report.agreed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// Runs the phones.
    pub async fn against(&self, enrolments: Vec<Enrolment>, form: Form) -> anyhow::Result<Report> {
        let bar = ProgressBar::new(0).with_style(
            ProgressStyle::with_template("{bar:40} {pos}/{len} {msg} {elapsed}")
                .unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        let shown = bar.clone();
        let report = simulate::run(Options {
            url: self.url.clone(),
            devices: self.devices,
            submissions: self.submissions,
            seed: self.seed,
            faults: self.faults.clone(),
            enrolments,
            form,
            patience: Duration::from_secs(self.patience),
            progress: Box::new(move |progress| {
                shown.set_length(progress.total as u64);
                shown.set_position(progress.done as u64);
                shown.set_message(format!("{:?}", progress.step));
            }),
        })
        .await;
        bar.finish_and_clear();
        Ok(report?)
    }
}

/// Enrols phones over the communities of the demo world, two or three each.
pub async fn enrol(services: &Services, devices: usize) -> anyhow::Result<Vec<Enrolment>> {
    let communities = world::communities()?;
    let ids: Vec<CommunityId> = communities.into_iter().map(|community| community.id).collect();
    let mut enrolments = Vec::with_capacity(devices);
    for number in 0..devices {
        let scope: Vec<CommunityId> =
            ids.iter().cycle().skip(number % ids.len()).take(2 + number % 2).cloned().collect();
        let name = format!("simulated phone {number}");
        let (device, token) =
            phones::enrol(services, &name, scope.clone(), OPERATOR).await.map_err(said)?;
        enrolments.push(Enrolment {
            device: device.id.to_string(),
            token,
            communities: scope.into_iter().map(|community| community.0).collect(),
        });
    }
    Ok(enrolments)
}
