//! One span and one line in the log per request. They tell the route and never the address, which may
//! hold an id or a name; nothing of a body; and not who called or from where.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder};

use super::metrics::{method, route};

/// The header by which a client can name a request to the operator.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The span of a request.
pub struct RequestSpan;

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let id = request.extensions().get::<RequestId>().copied();
        let id = tracing::field::display(id.map(|id| id.to_string()).unwrap_or_default());
        tracing::info_span!("request", request_id = id, method = method(request.method()))
    }

    fn on_request_end<B: MessageBody>(_: Span, _: &Result<ServiceResponse<B>, Error>) {}
}

/// Middleware: tells the request's id to the client, and its outcome to the log.
pub async fn tell<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let begun = Instant::now();
    let id = request.extensions().get::<RequestId>().map(RequestId::to_string);
    let mut answer = next.call(request).await?;
    if let Some(id) = id.and_then(|id| HeaderValue::from_str(&id).ok()) {
        answer.headers_mut().insert(REQUEST_ID, id);
    }
    let (status, route) = (answer.status().as_u16(), route(answer.request()));
    let ms = begun.elapsed().as_secs_f64() * 1_000.0;
    tracing::info!(route, status, ms = (ms * 10.0).round() / 10.0, "answered");
    Ok(answer)
}
