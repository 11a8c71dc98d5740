//! What the black-box tests share.

pub mod contract;
pub mod node;
pub mod openrosa;
pub mod routes;
pub mod spec;
pub mod strict;
