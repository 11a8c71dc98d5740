//! The parts of disclosure control; `tests/disclosure` attacks the whole.

mod microdata;
mod parts;
