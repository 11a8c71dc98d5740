//! `sikia doctor`

use std::process::ExitCode;
use std::sync::Arc;

use serde_json::json;

use super::Outcome;
use super::config::Config;
use super::node::open;
use super::out::Out;
use crate::i18n::{SUPPORTED, Status, status};

/// Looks for what is wrong with a node: its file, its figures, its drafts.
pub async fn run(config: &Config, out: &mut Out) -> Outcome {
    let services = open(config, out).await?;
    let mut findings = services.store.examine().await?;
    let recount = services.store.recount(Arc::new(|_, _| {})).await?;
    if recount.differences > 0 {
        findings.push(out.texts.cli_recount_differs(recount.differences));
    }
    for area in services.store.unknown_areas().await? {
        findings.push(out.texts.cli_area_unknown(area.as_str()));
    }
    let health = services.store.health().await?;
    services.store.close().await;
    let drafts = SUPPORTED.iter().filter(|(tag, _)| status(tag) != Some(Status::Reviewed));
    let drafts: Vec<String> = drafts.map(|(_, name)| out.texts.cli_language_draft(name)).collect();
    let sentence = if findings.is_empty() {
        out.texts.cli_doctor_well()
    } else {
        out.texts.cli_doctor_found(findings.len())
    };
    let plain: Vec<String> = findings.iter().map(|words| crate::i18n::plain(words)).collect();
    out.give(&json!({"findings": plain, "store": health}), &sentence)?;
    for line in findings.iter().chain(&drafts) {
        out.say(line);
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
