//! What Sikia is about, as pure functions of data: no clock, no randomness, no input or output.

pub mod access;
pub mod answers;
pub mod calendar;
pub mod catalogue;
pub mod consent;
pub mod content;
pub mod disclosure;
pub mod edition;
pub mod form;
pub mod head;
pub mod ids;
pub mod item;
pub mod limits;
pub mod merge;
pub mod needs;
pub mod place;
pub mod problem;
pub mod production;
pub mod revision;
pub mod round;
pub mod statistics;
pub mod taxonomy;
pub mod text;
pub mod unit;
pub mod xpath;
