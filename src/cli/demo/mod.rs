//! `sikia demo`: the whole loop on the demo world.

mod earlier;
pub mod world;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Outcome;
use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use super::serve;
use super::simulate::{Simulate, enrol};
use crate::domain::access::Role;
use crate::domain::ids::AreaId;
use crate::service::{Services, people, secrets};
use crate::simulate::Faults;

#[derive(Args)]
pub struct Demo {
    /// How many phones
    #[arg(long, default_value_t = 24)]
    devices: usize,
    /// How many submissions they make in all
    #[arg(long, default_value_t = 1_500)]
    submissions: usize,
    /// Stop when the phones are done instead of serving on
    #[arg(long)]
    once: bool,
    /// Where the demo keeps its files; it begins anew each time
    #[arg(long, default_value = "target/demo", value_name = "DIR")]
    demo_dir: PathBuf,
}

/// The accounts of the demo: a name, a role, and the area they see.
const ACCOUNTS: [(&str, Role, Option<&str>); 3] = [
    ("femata", Role::Admin, None),
    ("geita", Role::Reviewer, Some("tz-geita")),
    ("ngo", Role::Analyst, None),
];

impl Demo {
    pub async fn run(&self, config: &Config, out: &mut Out) -> Outcome {
        if self.demo_dir.exists() {
            std::fs::remove_dir_all(&self.demo_dir)?;
        }
        let config = config.within(&self.demo_dir);
        let services = open(&config, out).await?;
        world::import(&services).await?;
        earlier::declare(&services).await?;
        let accounts = accounts(&services).await?;
        let enrolments = enrol(&services, self.devices).await?;
        let serving = serve::start(&config, &services, out)?;
        let url = format!("http://{}", serving.address);
        let handle = serving.handle.clone();
        let server = tokio::spawn(serving.server);
        let simulate = Simulate {
            url: url.clone(),
            devices: self.devices,
            submissions: self.submissions,
            seed: 2015,
            faults: Faults::all(),
            patience: 60,
            phones: None,
        };
        let report = simulate.against(enrolments, world::form()?).await?;
        earlier::hear(&services, &world::form()?).await?;
        let texts = out.texts.clone();
        out.line(&serde_json::to_string(&report)?);
        if self.once {
            handle.stop(true).await;
        } else {
            out.say(&texts.cli_demo_ready(&url));
            for (name, password, role) in &accounts {
                out.say(&texts.cli_demo_account(name, password, role));
            }
        }
        server.await??;
        services.store.close().await;
        Ok(if report.agreed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Makes the accounts, with passwords that are good for this demo only.
async fn accounts(services: &Services) -> anyhow::Result<Vec<(String, String, String)>> {
    let mut made = Vec::new();
    for (name, role, area) in ACCOUNTS {
        let mut password = secrets::new_token().map_err(said)?;
        password.truncate(12);
        let areas = area.into_iter().map(AreaId::from).collect();
        people::add(services, name, role, areas, &password, OPERATOR).await.map_err(said)?;
        made.push((name.to_owned(), password, role.name().to_owned()));
    }
    Ok(made)
}
