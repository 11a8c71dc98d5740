//! What every request can reach.

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
