//! What other clients and nodes say, turned into what the services understand.

pub mod openrosa;
