//! The contract of the storage port, kept by every store; and what a SQLite file must stand.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

/// One test per store for each of these promises, which are functions of an empty [`support::Node`].
macro_rules! contract {
    ($($promise:ident),* $(,)?) => {
        mod memory {
            $(#[test]
            fn $promise() {
                crate::support::keeps(crate::support::Node::memory(), super::$promise);
            })*
        }
        mod sqlite {
            $(#[test]
            fn $promise() {
                crate::support::keeps(crate::support::Node::sqlite(), super::$promise);
            })*
        }
        mod postgres {
            $(#[test]
            fn $promise() {
                crate::support::keeps(crate::support::Node::postgres(), super::$promise);
            })*
        }
    };
}

mod accounts;
mod attachments;
#[path = "../support/postgres.rs"]
mod cluster;
mod concurrency;
mod consent;
mod copy;
mod cursor;
mod differential;
mod editions;
mod erasure;
mod feeds;
mod figures;
mod files;
mod intake;
mod kept;
mod kept_out;
mod killed;
mod models;
mod nodes;
mod reference;
mod rounds;
mod schema;
mod support;
