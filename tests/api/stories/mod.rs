//! Stories over a running node.

mod accounts;
mod attacker;
mod backup;
mod bad_calls;
mod bad_items;
mod contacts;
mod copy;
mod devices_page;
pub mod editions;
mod exposed;
mod form_media;
mod openrosa;
mod openrosa_sign_in;
mod operating;
mod overload;
mod postgres;
mod protocol;
mod quarantine;
mod rounds;
mod withdrawals;
mod xforms;
