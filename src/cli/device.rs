//! `sikia device enrol|list|scope|revoke`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;
use uuid::Uuid;

use super::Outcome;
use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use crate::domain::access::Device;
use crate::domain::ids::{CommunityId, DeviceId};
use crate::http::openrosa::settings;
use crate::service::{Services, phones};

#[derive(Subcommand)]
pub enum Command {
    /// Enrol a device; its token is shown once
    Enrol {
        /// What people call it
        #[arg(long)]
        name: String,
        /// A community it may report for; may be given several times
        #[arg(long = "community", required = true)]
        communities: Vec<String>,
        /// It is for trying forms out: it is offered drafts, too
        #[arg(long)]
        test: bool,
        /// Print the settings of ODK Collect as a code to scan; needs --url
        #[arg(long, requires = "url")]
        qr: bool,
        /// Write that code into an SVG file, too
        #[arg(long, requires = "url")]
        qr_file: Option<PathBuf>,
        /// Where phones reach this node: https://sikia.example
        #[arg(long)]
        url: Option<String>,
    },
    /// List the devices
    List,
    /// Give a device other communities
    Scope {
        /// Its id or name
        device: String,
        /// A community it may report for; may be given several times
        #[arg(long = "community", required = true)]
        communities: Vec<String>,
    },
    /// Revoke a device for good
    Revoke {
        /// Its id or name
        device: String,
    },
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
            Self::Enrol { name, communities, test, qr, qr_file, url } => {
                let communities = ids(communities);
                let enrolled = phones::enrol_as(services, &name, communities, test, OPERATOR);
                let (device, token) = enrolled.await.map_err(said)?;
                let texts = out.texts.clone();
                out.say(&texts.cli_device_enrolled(&name));
                out.say(&texts.cli_token_once());
                out.give(&json!({"id": device.id, "token": token}), &token)?;
                let Some(url) = url else { return Ok(ExitCode::SUCCESS) };
                let packed = settings::settings(&url, &token, &name)?;
                if qr {
                    out.say(&settings::for_terminal(&packed)?);
                }
                if let Some(file) = qr_file {
                    std::fs::write(&file, settings::as_svg(&packed)?)?;
                }
            }
            Self::List => list(services, out).await?,
            Self::Scope { device, communities } => {
                let Some(found) = find(services, &device).await? else {
                    return unknown(&device, out);
                };
                let communities = ids(communities);
                let released = phones::scope(services, found.id, &communities, OPERATOR);
                let released = released.await.map_err(said)?;
                let sentence = out.texts.cli_quarantine_released(released);
                out.give(&json!({"id": found.id, "released": released}), &sentence)?;
            }
            Self::Revoke { device } => {
                let Some(found) = find(services, &device).await? else {
                    return unknown(&device, out);
                };
                phones::revoke(services, found.id, OPERATOR).await.map_err(said)?;
                let sentence = out.texts.cli_device_revoked(&found.name);
                out.give(&json!({"id": found.id}), &sentence)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn ids(communities: Vec<String>) -> Vec<CommunityId> {
    communities.into_iter().map(CommunityId).collect()
}

/// A device by its id, else the only one of a name.
async fn find(services: &Services, asked: &str) -> anyhow::Result<Option<Device>> {
    let devices = services.store.devices().await?;
    let id = Uuid::parse_str(asked).ok().map(DeviceId);
    if let Some(device) = devices.iter().find(|device| Some(device.id) == id) {
        return Ok(Some(device.clone()));
    }
    let mut named = devices.into_iter().filter(|device| device.name == asked);
    Ok(named.next().filter(|_| named.next().is_none()))
}

fn unknown(asked: &str, out: &mut Out) -> Outcome {
    let words = out.texts.cli_device_unknown(asked);
    out.warn(&words);
    Ok(ExitCode::FAILURE)
}

async fn list(services: &Services, out: &mut Out) -> anyhow::Result<()> {
    let devices = services.store.devices().await?;
    if out.json {
        out.line(&serde_json::to_string(&devices)?);
        return Ok(());
    }
    for device in devices {
        let communities: Vec<&str> = device.communities.iter().map(|c| c.as_str()).collect();
        let mark = if device.revoked_at.is_some() { '×' } else { ' ' };
        let communities = communities.join(", ");
        out.line(&format!("{mark} {}\t{}\t{}\t{communities}", device.id, device.name, device.held));
    }
    Ok(())
}
