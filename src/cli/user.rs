//! `sikia user add|list|disable`

use std::io::Read;
use std::process::ExitCode;

use anyhow::{anyhow, bail};
use clap::Subcommand;
use serde_json::json;

use super::Outcome;
use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use crate::domain::access::Role;
use crate::domain::ids::AreaId;
use crate::domain::problem::Problem;
use crate::service::{Failure, Services, people, secrets};

#[derive(Subcommand)]
pub enum Command {
    /// Add somebody who signs in
    Add {
        /// The name to sign in with
        #[arg(long)]
        name: String,
        /// reviewer, analyst, steward or admin
        #[arg(long, value_parser = role)]
        role: Role,
        /// An area they are for; may be given several times; everywhere when left out
        #[arg(long = "area")]
        areas: Vec<String>,
        /// Read the password from standard input instead of making one up
        #[arg(long)]
        password_stdin: bool,
    },
    /// List the accounts
    List,
    /// Disable an account and end its sessions
    Disable {
        /// The name
        name: String,
    },
}

/// Shorter passwords are guessed.
const SHORTEST: usize = 8;

fn role(text: &str) -> Result<Role, String> {
    Role::of(text).ok_or_else(|| Role::ALL.map(Role::name).join(", "))
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
            Self::Add { name, role, areas, password_stdin } => {
                let password = if password_stdin {
                    given(out)?
                } else {
                    secrets::new_token().map_err(said)?
                };
                let areas = areas.into_iter().map(AreaId).collect();
                let added = people::add(services, &name, role, areas, &password, OPERATOR);
                let Some(person) = added.await.map_err(said)? else {
                    let words = out.texts.cli_user_taken(&name);
                    out.warn(&words);
                    return Ok(ExitCode::FAILURE);
                };
                let texts = out.texts.clone();
                if password_stdin {
                    out.give(&person, &texts.cli_user_added(&name))?;
                } else {
                    out.say(&texts.cli_user_added(&name));
                    out.say(&texts.cli_password_once());
                    out.give(&json!({"id": person.id, "password": password}), &password)?;
                }
            }
            Self::List => list(services, out).await?,
            Self::Disable { name } => match people::disable(services, &name, OPERATOR).await {
                Ok(()) => {
                    let sentence = out.texts.cli_user_disabled(&name);
                    out.give(&json!({"name": name}), &sentence)?;
                }
                Err(Failure::Problem(Problem::NotFound {})) => {
                    let words = out.texts.cli_user_unknown(&name);
                    out.warn(&words);
                    return Ok(ExitCode::FAILURE);
                }
                Err(failure) => return Err(said(failure)),
            },
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The password on standard input, up to the end of its line.
fn given(out: &Out) -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin().take(4096).read_to_string(&mut text)?;
    let missing = || anyhow!(out.texts.cli_password_missing());
    let password = text.lines().next().ok_or_else(missing)?;
    if password.chars().count() < SHORTEST {
        bail!(out.texts.cli_password_short(SHORTEST));
    }
    Ok(password.to_owned())
}

async fn list(services: &Services, out: &mut Out) -> anyhow::Result<()> {
    let people = services.store.people().await?;
    if out.json {
        out.line(&serde_json::to_string(&people)?);
        return Ok(());
    }
    for person in people {
        let areas: Vec<&str> = person.areas.iter().map(|area| area.as_str()).collect();
        let mark = if person.disabled_at.is_some() { '×' } else { ' ' };
        let areas = areas.join(", ");
        out.line(&format!("{mark} {}\t{}\t{areas}", person.name, person.role.name()));
    }
    Ok(())
}
