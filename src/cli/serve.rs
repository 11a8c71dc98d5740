//! `sikia serve`

use std::net::TcpListener;
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use anyhow::anyhow;
use metrics_exporter_prometheus::PrometheusBuilder;

use super::Outcome;
use super::config::Config;
use super::node::{open, said};
use super::out::Out;
use crate::http::{self, Serving, State};
use crate::service::{Services, attachments, editions, release, retention, withdrawals};

/// Serves until it is told to stop, then finishes what it has acknowledged.
pub async fn run(config: &Config, out: &mut Out) -> Outcome {
    let services = open(config, out).await?;
    if let Some(blobs) = &services.blobs {
        blobs.clear()?;
    }
    let withdrawn = withdrawals::settle(&services).await.map_err(said)?;
    if withdrawn > 0 {
        tracing::info!(withdrawn, "withdrawals that were left are done");
    }
    attachments::forget_withdrawn(&services).await.map_err(said)?;
    let yesterday = SystemTime::now() - Duration::from_hours(24);
    attachments::sweep(&services, yesterday).await.map_err(said)?;
    let released = release::release_all(&services).await.map_err(said)?;
    if released > 0 {
        tracing::info!(released, "items came out of quarantine");
    }
    tokio::spawn(retention::daily(services.clone()));
    let making = editions::take_up(services.clone());
    let serving = start(config, &services, out)?;
    let address = serving.address;
    tracing::info!(%address, "ready");
    let ready = out.texts.cli_serving(&format!("http://{address}"));
    out.give(&serde_json::json!({"url": format!("http://{address}")}), &ready)?;
    serving.server.await?;
    let stopping = out.texts.cli_stopping();
    out.say(&stopping);
    making.abort();
    services.store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Starts the server of a node.
pub fn start(config: &Config, services: &Services, out: &Out) -> anyhow::Result<Serving> {
    let metrics = PrometheusBuilder::new().install_recorder()?;
    let listener = TcpListener::bind(&config.listen).map_err(|error| {
        anyhow!(out.texts.cli_listen_failed(&config.listen, &error.to_string()))
    })?;
    listener.set_nonblocking(true)?;
    let state = State { services: services.clone(), metrics, encrypted: config.encrypted };
    Ok(http::serve(state, listener)?)
}
