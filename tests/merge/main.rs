//! The merge against a second model of it, written differently, and the laws that it keeps.
#![allow(clippy::unwrap_used)]

mod agreement;
mod coverage;
mod histories;
mod laws;
mod model;
