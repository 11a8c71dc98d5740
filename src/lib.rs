//! Sikia: an offline-first backend for surveys about what artisanal and small-scale miners want and
//! need to know. See `docs/architecture.md` for the map.

pub mod blobs;
pub mod charts;
pub mod cli;
pub mod dataset;
pub mod domain;
pub mod forms;
pub mod http;
pub mod i18n;
mod offload;
pub mod openapi;
pub mod service;
pub mod simulate;
pub mod store;

/// Chooses the cryptography of every encrypted connection of this process: ring. Whoever makes an HTTP
/// client calls it before; a second time changes nothing.
pub fn choose_cryptography() {
    // An error says that it was chosen already.
    drop(rustls::crypto::ring::default_provider().install_default());
}
