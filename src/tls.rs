//! The one cryptography provider for outgoing TLS. Two in one program make neither the default, so
//! rustls is built without one and is told here.

use std::sync::Once;

/// Makes `ring` the provider of this process. Before the first HTTP client; any number of times.
pub fn provide() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Somebody was faster, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}
