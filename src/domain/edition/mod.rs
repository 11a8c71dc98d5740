//! Dataset editions: immutable, numbered, citable releases of what was collected.
//!
//! A [`Dataset`] says what its editions are about: interviews with one form, the days they were made on,
//! what its tables are broken down by. An [`Edition`] is one release for an audience, of the state of the
//! data at one moment. It is made by a job ([`Stage`] says where that stands), looked at by a steward with
//! the disclosure report at hand, and only then published.
//!
//! [`Counting`] makes tables of interviews, [`Protected`] decides what of them each audience may have and
//! is what the node remembers, so that no later edition can be subtracted from an earlier one.

mod agreement;
mod counting;
mod dataset;
mod places;
mod protected;
mod release;
#[cfg(test)]
mod tests;
mod words;

pub use agreement::{Agreement, agreed};
pub use counting::{Counting, Leaves, Table, UNSTATED};
pub use dataset::{Breakdown, Dataset, DatasetId, Unsound};
pub use places::{Place, Places};
pub use protected::Protected;
pub use release::{Edition, EditionFile, Lease, Refusal, Stage, WrongStage, citation};
pub use words::Words;
