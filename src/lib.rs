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
