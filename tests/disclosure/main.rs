//! Disclosure control against an attacker who has everything that one audience was ever given.
//!
//! The attacker knows how tables are broken down, every figure of every edition, that no count is below
//! nought and, where nobody withdrew, that counts only grow. It asks a linear program for the least
//! and the most that each hidden cell can be.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod attacker;
mod editions;
mod tables;
mod world;
