//! `sikia token add|list|revoke`

use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use serde_json::json;
use uuid::Uuid;

use super::Outcome;
use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use crate::domain::disclosure::Audience;
use crate::service::editions;

#[derive(Subcommand)]
pub enum Command {
    /// Make a token by which a program reads editions; it is shown once
    Add {
        /// What people call the program
        #[arg(long)]
        name: String,
        /// Whose editions it may read, with those of everybody
        #[arg(long, default_value = "partner")]
        audience: Whose,
    },
    /// List the tokens
    List,
    /// Revoke a token for good
    Revoke {
        /// Its id
        id: Uuid,
    },
}

/// Whose editions a program may read.
#[derive(Clone, Copy, ValueEnum)]
pub enum Whose {
    Public,
    Partner,
}

impl Command {
    pub async fn run(self, config: &Config, out: &mut Out) -> Outcome {
        let services = open(config, out).await?;
        let mut code = ExitCode::SUCCESS;
        match self {
            Self::Add { name, audience } => {
                let audience = match audience {
                    Whose::Public => Audience::Public,
                    Whose::Partner => Audience::Partner,
                };
                let added = editions::add_token(&services, &name, audience, OPERATOR);
                let (token, secret) = added.await.map_err(said)?;
                let texts = out.texts.clone();
                out.say(&texts.cli_token_once());
                out.give(&json!({"id": token.id, "token": secret}), &secret)?;
            }
            Self::List => {
                let tokens = services.store.tokens().await?;
                if out.json {
                    out.line(&serde_json::to_string(&tokens)?);
                } else {
                    for token in tokens {
                        let mark = if token.revoked_at.is_some() { '×' } else { ' ' };
                        out.line(&format!("{mark} {}\t{}", token.id, token.name));
                    }
                }
            }
            Self::Revoke { id } => {
                let revoked =
                    editions::revoke_token(&services, id, OPERATOR).await.map_err(said)?;
                let sentence = match revoked {
                    true => out.texts.edition_token_revoked(),
                    false => out.texts.edition_token_unknown(),
                };
                out.give(&json!({"id": id, "revoked": revoked}), &sentence)?;
                code = if revoked { ExitCode::SUCCESS } else { ExitCode::FAILURE };
            }
        }
        services.store.close().await;
        Ok(code)
    }
}
