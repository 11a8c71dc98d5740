//! `sikia withdraw`

use std::process::ExitCode;

use anyhow::anyhow;
use clap::Args;
use serde_json::json;

use super::Outcome;
use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use crate::domain::consent::ReceiptCode;
use crate::service::withdrawals;

#[derive(Args)]
pub struct Withdraw {
    /// The code on the receipt
    code: String,
}

impl Withdraw {
    /// Takes a receipt back: what is here is erased now, what comes later as it comes.
    pub async fn run(&self, config: &Config, out: &mut Out) -> Outcome {
        let code = ReceiptCode::read(&self.code);
        let code = code.map_err(|_| anyhow!(out.texts.consent_code_misread()))?;
        let services = open(config, out).await?;
        let noted = withdrawals::note(&services, &code, OPERATOR).await;
        let done = match noted {
            Ok(new) => withdrawals::settle(&services).await.map(|erased| (new, erased)),
            Err(failure) => Err(failure),
        };
        services.store.close().await;
        let (new, erased) = done.map_err(said)?;
        let sentence = if new {
            out.texts.consent_withdrawn(erased)
        } else {
            out.texts.consent_withdrawn_before()
        };
        out.give(&json!({"new": new, "erased": erased}), &sentence)?;
        Ok(ExitCode::SUCCESS)
    }
}
