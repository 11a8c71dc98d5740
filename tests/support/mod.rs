//! What the black-box tests share.

pub mod contract;
pub mod node;
pub mod openrosa;
pub mod postgres;
pub mod routes;
pub mod spec;
pub mod strict;
