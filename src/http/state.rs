//! What every request can reach.

use actix_web::HttpRequest;
use metrics_exporter_prometheus::PrometheusHandle;

use crate::service::Services;

/// Shared by all workers; cheap to clone.
#[derive(Clone)]
pub struct State {
    /// The use cases.
    pub services: Services,
    /// Where `/metrics` reads.
    pub metrics: PrometheusHandle,
    /// Whether the node is reached over TLS, its own or a proxy's: cookies are then `Secure`.
    pub encrypted: bool,
}

impl State {
    /// Scheme and host of this node as who calls it sees them.
    pub fn address(&self, request: &HttpRequest) -> String {
        let info = request.connection_info();
        let scheme = if self.encrypted { "https" } else { info.scheme() };
        format!("{scheme}://{}", info.host())
    }
}
