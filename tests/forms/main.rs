//! What ships as data and as a form, read as an operator's would be.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod shipped;
mod world;
