//! Counts of requests, by route and never by address: an address may hold an id.

use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest};
use metrics_exporter_prometheus::PrometheusHandle;

/// Middleware: counts and times a request.
pub async fn count<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let method = method(request.method());
    let begun = Instant::now();
    let answer = next.call(request).await?;
    let labels = [
        ("method", method.to_owned()),
        ("route", route(answer.request())),
        ("status", answer.status().as_u16().to_string()),
    ];
    metrics::counter!("sikia_http_requests_total", &labels).increment(1);
    metrics::histogram!("sikia_http_request_seconds", &labels[..2]).record(begun.elapsed());
    Ok(answer)
}

/// A method by its name; those that clients make up share one, or they could fill the memory.
pub fn method(method: &Method) -> &'static str {
    const KNOWN: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];
    KNOWN.into_iter().find(|known| method.as_str() == *known).unwrap_or("other")
}

/// The pattern of an address; those that do not exist share one.
pub fn route(request: &HttpRequest) -> String {
    request.match_pattern().unwrap_or_else(|| "unknown".into())
}

/// Folds what was measured together now and then: durations pile up in memory otherwise, until
/// somebody reads `/metrics`, which on many nodes nobody does.
pub async fn keep_small(metrics: PrometheusHandle) {
    let mut tick = tokio::time::interval(Duration::from_secs(5));
    loop {
        tick.tick().await;
        metrics.run_upkeep();
    }
}
