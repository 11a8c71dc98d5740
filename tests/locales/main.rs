//! The catalogues: what the build refuses, and that every language speaks as its readers do.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../../build/check.rs"]
mod check;
#[path = "../../build/read.rs"]
mod read;

mod problems;
mod refusals;
mod speaking;
mod used;
mod workbooks;
