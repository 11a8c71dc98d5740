//! Calls to the node over HTTP, as a phone on a bad network makes them.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use reqwest::header::{
    ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, RETRY_AFTER,
};

use super::SimulateError;
use super::call::{Answer, Call, Encoding, unpack};

/// No answer: the network failed somewhere on the way.
#[derive(Debug)]
pub(super) struct Lost(pub String);

/// What the network carried.
#[derive(Debug, Default)]
pub(super) struct Meter {
    pub calls: AtomicU64,
    pub retries: AtomicU64,
    pub failures: AtomicU64,
    pub internal: AtomicU64,
    pub up: AtomicU64,
    pub down: AtomicU64,
}

/// The way to one node.
#[derive(Debug)]
pub(super) struct Transport {
    client: reqwest::Client,
    base: String,
    /// `host:port` for calls that are made byte by byte.
    pub(super) host: String,
    patience: Duration,
    pub(super) meter: Meter,
}

impl Transport {
    /// A way to `http://host:port`.
    pub(super) fn new(url: &str, patience: Duration) -> Result<Self, SimulateError> {
        let bad = |reason: &str| SimulateError::Url(url.to_owned(), reason.to_owned());
        let parsed = reqwest::Url::parse(url).map_err(|e| bad(&e.to_string()))?;
        if parsed.scheme() != "http" {
            return Err(bad("only http:// is spoken here"));
        }
        let host = parsed.host_str().ok_or_else(|| bad("it names no host"))?;
        let host = format!("{host}:{}", parsed.port_or_known_default().unwrap_or(80));
        crate::choose_cryptography();
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(60))
            .no_proxy()
            .build()
            .map_err(|e| SimulateError::Here(e.to_string()))?;
        let base = format!("http://{host}");
        Ok(Self { client, base, host, patience, meter: Meter::default() })
    }

    /// Makes a call once. With `slow`, its body dribbles.
    pub(super) async fn once(&self, call: &Call, slow: bool) -> Result<Answer, Lost> {
        self.meter.calls.fetch_add(1, Relaxed);
        let url = format!("{}{}", self.base, call.path);
        let mut request = match &call.body {
            None => self.client.get(url),
            Some((encoding, body)) => {
                self.meter.up.fetch_add(body.len() as u64, Relaxed);
                let request = self
                    .client
                    .post(url)
                    .header(CONTENT_TYPE, "application/json")
                    .body(if slow { dribble(body) } else { body.clone().into() });
                match encoding {
                    Encoding::Plain => request,
                    packed => request.header(CONTENT_ENCODING, packed.header()),
                }
            }
        };
        request = request
            .header(AUTHORIZATION, format!("Bearer {}", call.token))
            .header(ACCEPT_LANGUAGE, call.language)
            .header(ACCEPT_ENCODING, call.accept.header());
        let lost = |e: reqwest::Error| Lost(e.to_string());
        let response = request.send().await.map_err(lost)?;
        let header = |name| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
        let encoding = header(CONTENT_ENCODING).unwrap_or_default();
        let retry_after = header(RETRY_AFTER).and_then(|s| s.parse().ok()).map(Duration::from_secs);
        let status = response.status().as_u16();
        let packed = response.bytes().await.map_err(lost)?;
        self.meter.down.fetch_add(packed.len() as u64, Relaxed);
        let body = unpack(&encoding, packed.into()).map_err(|e| Lost(e.to_string()))?;
        Ok(Answer { status, retry_after, body })
    }

    /// Makes a call again and again, with longer and longer waits, until the node answers and is not
    /// busy, or patience is over. A node that is killed and started again costs nothing but time.
    pub(super) async fn patient(&self, call: &Call) -> Result<Answer, SimulateError> {
        self.patient_after(self.once(call, false).await, call).await
    }

    /// Goes on from a first attempt.
    pub(super) async fn patient_after(
        &self,
        first: Result<Answer, Lost>,
        call: &Call,
    ) -> Result<Answer, SimulateError> {
        let (start, mut wait, mut attempt) = (Instant::now(), Duration::from_millis(50), first);
        loop {
            let why = match attempt {
                Ok(answer) if !answer.is_busy() => return Ok(answer),
                Ok(answer) => {
                    let internal = u64::from(answer.status == 500);
                    self.meter.internal.fetch_add(internal, Relaxed);
                    wait = wait.max(answer.retry_after.unwrap_or_default());
                    format!("status {}", answer.status)
                }
                Err(Lost(reason)) => {
                    self.meter.failures.fetch_add(1, Relaxed);
                    reason
                }
            };
            if start.elapsed() + wait > self.patience {
                return Err(SimulateError::Unreachable(call.path.clone(), why));
            }
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(Duration::from_secs(2));
            self.meter.retries.fetch_add(1, Relaxed);
            attempt = self.once(call, false).await;
        }
    }
}

/// A body that comes in eight pieces with a few milliseconds between them.
fn dribble(body: &[u8]) -> reqwest::Body {
    let size = body.len().div_ceil(8).max(1);
    let pieces: Vec<Vec<u8>> = body.chunks(size).map(<[u8]>::to_vec).collect();
    let stream = futures_util::stream::unfold(pieces.into_iter(), |mut pieces| async {
        let piece = pieces.next()?;
        tokio::time::sleep(Duration::from_millis(3)).await;
        Some((Ok::<_, std::io::Error>(piece), pieces))
    });
    reqwest::Body::wrap_stream(stream)
}
