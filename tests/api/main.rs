//! The API: the document itself, and a node that keeps it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[allow(dead_code, reason = "each test binary uses its own part of it")]
#[path = "../support/mod.rs"]
mod support;

mod bundling;
mod document;
mod examples;
mod guide;
mod judging;
mod problems;
mod routes;
mod stories;
mod tour;
mod world;
